import { z } from 'zod';
import { text } from './scalars.ts';

/** What is in the cluster and not in the repository. */
export const assume = z.strictObject({
  namespaces: z
    .array(z.strictObject({ name: text, labels: z.record(text, z.string()).default({}) }))
    .default([])
    .describe(
      'Namespaces that are made elsewhere, with their labels: their Pod Security labels judge the workloads in them.',
    ),
});
