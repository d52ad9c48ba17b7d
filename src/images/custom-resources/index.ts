import { DATABASES } from './databases.ts';
import type { KnownResource } from './known-resource.ts';
import { OBSERVABILITY } from './observability.ts';
import { PLATFORM } from './platform.ts';
import { WORKFLOWS } from './workflows.ts';
import { WORKLOAD_RESOURCES } from './workloads.ts';

/**
 * Where well-known custom resources name images. Every field was read in the project's own API types or examples; the
 * policy's `customResources` adds others. What has a pod spec's shape needs no entry.
 */
export const CUSTOM_RESOURCES: readonly KnownResource[] = [
  ...WORKLOAD_RESOURCES,
  ...WORKFLOWS,
  ...OBSERVABILITY,
  ...DATABASES,
  ...PLATFORM,
];
