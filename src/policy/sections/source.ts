import { z } from 'zod';
import { relativePath, text } from './scalars.ts';

const helm = z
  .strictObject({
    releaseName: text.max(53).default('release-name').describe('Release name given to helm template.'),
    namespace: text.max(63).default('default').describe('Namespace given to helm template.'),
    valuesFiles: z
      .array(relativePath)
      .default([])
      .describe('Values files, relative to the chart or else to the repository root; the last one wins.'),
    set: z
      .record(text, z.union([z.string(), z.boolean()]).transform(String))
      .default({})
      .describe('Single values, as helm template --set takes them.'),
    kubeVersion: text
      .nullable()
      .default(null)
      .describe('Kubernetes version the chart is rendered for, for example "1.34".'),
    apiVersions: z
      .array(text)
      .default([])
      .describe('API versions the chart may ask for with .Capabilities.APIVersions.'),
  })
  .describe('How the chart is rendered.');

export const source = z.strictObject({
  path: relativePath.describe('A chart, a kustomization, or a file or directory of manifests.'),
  helm: helm.optional(),
});
