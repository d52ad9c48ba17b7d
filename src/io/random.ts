import type { Random } from '../domain/index.ts';

/** Jitter and boundaries only; nothing secret is made of it. */
export function createRandom(): Random {
  return { fraction: () => Math.random() };
}
