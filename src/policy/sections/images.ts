import { z } from 'zod';
import { glob, level, text } from './scalars.ts';

export const images = z.strictObject({
  allow: z
    .array(glob)
    .optional()
    // Written without a value it would admit all, where somebody took the last entry out.
    .transform((list) => list ?? null)
    .describe(
      'Repositories that may be deployed, as globs on the canonical name: * stays within a segment, ** crosses. Left out: any.',
    ),
  deny: z.array(glob).default([]).describe('Repositories that may not be deployed; wins over allow.'),
  digest: level(['required', 'warn', 'off']).default('required').describe('Must a reference name a digest?'),
  tags: z
    .strictObject({ deny: z.array(text).default([]).describe('Tags that may not be used, as globs.') })
    .prefault({}),
  platforms: z
    .array(text.regex(/^[a-z0-9]+\/[a-z0-9]+(\/[a-z0-9]+)?$/, 'expected os/architecture, for example linux/amd64'))
    .default([])
    .describe(
      'Platforms that every image must exist for, and that are scanned. Default: linux/amd64 and linux/arm64 where present.',
    ),
});
