import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8's young generation at the size it starts with. Reading manifests makes much that is garbage at once, and V8
 * answers by letting the young generation grow to 16 and more MB a semi-space, which is most of a run's peak; collected
 * a little more often, a run over 1,000 manifests peaks at about 60 % of the memory, for about a tenth more CPU time.
 */
export function keepYoungGenerationSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
