import { z } from 'zod';

/** `profile`: a starting point in one word. What the file says itself always wins. */
export const PROFILES = ['production-baseline', 'restricted', 'baseline'] as const;
export type Profile = (typeof PROFILES)[number];

export const profile = z
  .enum(PROFILES)
  .optional()
  .describe(
    'A starting point in one word. production-baseline: every hardening rule blocks, also those that are off otherwise, Pod Security at restricted. restricted, baseline: Pod Security at that level.',
  );

interface Preset {
  readonly level: 'baseline' | 'restricted';
  readonly rules: Readonly<Record<string, 'error' | 'warn' | 'off'>>;
}

/** What a profile sets where the file says nothing; without one Pod Security is restricted and the other rules warn. */
export function presetOf(name: Profile | undefined): Preset {
  switch (name) {
    case 'production-baseline':
      return { level: 'restricted', rules: { '*': 'error' } };
    case 'baseline':
      return { level: 'baseline', rules: {} };
    case 'restricted':
    case undefined:
      return { level: 'restricted', rules: {} };
  }
}
