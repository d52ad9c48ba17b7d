import { z } from 'zod';
import { glob, text } from './scalars.ts';

const chart = z.strictObject({
  repository: text.describe(
    'As the object of Argo CD or Flux, or the helmCharts of a kustomization, writes it: https://charts.example.com, oci://ghcr.io/acme/charts.',
  ),
  name: text.describe('Of the chart.'),
  version: text.describe('Exactly, as the object writes it.'),
  sha256: text
    .regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits')
    .describe('Of the packed chart (.tgz): sha256sum of what `helm pull` writes.'),
});

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
        'Repositories that Argo CD, Flux and the helmCharts of kustomizations may deploy from beside this one, as globs on host and path: github.com/acme/*, charts.bitnami.com/bitnami.',
      ),
    charts: z
      .array(chart)
      .default([])
      .describe(
        'Charts of allowed repositories that are fetched and rendered, since their content is pinned here. What names a digest itself needs no entry.',
      ),
  })
  .describe('Where Argo CD and Flux may deploy from.');
