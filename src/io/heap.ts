import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Of the young generation, both halves: two semi-spaces of 4 MiB. */
const YOUNG_BYTES = 8 * 1024 * 1024;
/** What has to be alive until V8 has seen enough to let it grow: one of 32 KB is kept at a time, and some thirty do. */
const MAX_KEPT = 256;

/**
 * Has V8 collect before much garbage has come together. Reading manifests makes much that is garbage at once, and V8
 * answers by letting both generations grow: the young one to 16 MB a semi-space, the old one to four times of what was
 * alive in it, with what outlived two small collections. An old generation of four fifths more than is alive takes a
 * fifth to a third off a run's peak.
 *
 * The young one stays at 4 MB a semi-space. With the one megabyte that it starts with, each of four times as many
 * collections keeps what would be garbage a moment later: more time, and no less memory. Nothing sets its size in a
 * process that runs already, but how it grows can be set: once, by four.
 */
export function sizeHeap(): void {
  setFlagsFromString('--heap-growing-percent=80');
  setFlagsFromString('--semi-space-growth-factor=4');
  const kept: unknown[] = [];
  while (youngBytes() < YOUNG_BYTES && kept.length < MAX_KEPT) kept.push(new Array(4096).fill(0));
  setFlagsFromString('--semi-space-growth-factor=1');
}

function youngBytes(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? YOUNG_BYTES;
}
