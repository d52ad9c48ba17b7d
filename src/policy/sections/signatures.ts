import { z } from 'zod';
import { level, relativePath } from './scalars.ts';

export const signatures = z.strictObject({
  mode: level(['enforce', 'warn', 'off']).optional().describe('Default: enforce when policies are named, else off.'),
  noMatch: z.enum(['deny', 'warn', 'allow']).default('deny').describe('What an image that no policy matches gets.'),
  policies: z
    .array(relativePath)
    .default([])
    .describe('Files with ClusterImagePolicy and TrustRoot documents, as globs from the repository root.'),
});
