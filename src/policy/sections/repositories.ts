import { z } from 'zod';
import { glob, text } from './scalars.ts';

export const repositories = z
  .strictObject({
    own: z
      .array(text)
      .default([])
      .describe('Further addresses of this repository: a mirror, an internal name. Its remote is known without.'),
    allow: z
      .array(glob)
      .default([])
      .describe(
        'Repositories that Argo CD and Flux may deploy from beside this one, as globs on host and path: github.com/acme/*, charts.bitnami.com/bitnami.',
      ),
  })
  .describe('Where Argo CD and Flux may deploy from.');
