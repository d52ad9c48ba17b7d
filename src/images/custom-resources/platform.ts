import type { KnownResource } from './known-resource.ts';

const crossplane = { apiVersion: 'pkg.crossplane.io/*', images: ['spec.package'], podSpecs: [] };

/** What installs other software: the package is an image that the platform pulls and runs. */
export const PLATFORM: readonly KnownResource[] = [
  { ...crossplane, kind: 'Provider' },
  { ...crossplane, kind: 'Configuration' },
  { ...crossplane, kind: 'Function' },
  { apiVersion: 'operators.coreos.com/*', kind: 'CatalogSource', images: ['spec.image'], podSpecs: [] },
];
