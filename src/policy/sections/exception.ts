import { z } from 'zod';
import { date, glob, relativePath, text } from './scalars.ts';

export const exception = z.strictObject({
  rules: z.array(text).min(1).describe('Rule ids, or prefixes ("pss/*").'),
  images: z
    .array(glob)
    .min(1)
    .optional()
    .describe('Only findings about these images: globs on repository, or repository@digest.'),
  paths: z
    .array(relativePath)
    .min(1)
    .optional()
    .describe('Only findings in these files, as globs from the repository root.'),
  reason: text.describe('Why, for whoever reads this next year.'),
  expires: date.describe('The last day (UTC) on which it holds.'),
});
