import { z } from 'zod';
import { text } from './scalars.ts';

export const tool = z
  .strictObject({
    path: text.optional().describe('Absolute path of the program on the runner.'),
    version: text.optional().describe('Version to download instead of the built-in one; needs sha256.'),
    sha256: text
      .regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits')
      .optional()
      .describe("Of the program at path, or of the release's archive for this platform."),
  })
  .refine((value) => value.version === undefined || value.sha256 !== undefined, {
    message: 'a version needs the sha256 of its archive',
  })
  .refine((value) => value.version === undefined || value.path === undefined, {
    message: 'names a path and a version: which of them is meant is open',
  })
  .refine((value) => value.version !== undefined || value.path !== undefined, {
    message: 'names neither a path nor a version, so that nothing is pinned',
  });

/** A program that is never fetched. */
export const localTool = z.strictObject({
  path: text.describe('Absolute path of the program on the runner.'),
  sha256: text
    .regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits')
    .optional()
    .describe('Of the program at path.'),
});
