import { z } from 'zod';
import { level, text } from './scalars.ts';

export const hardening = z.strictObject({
  podSecurity: z
    .strictObject({
      level: z
        .enum(['privileged', 'baseline', 'restricted'])
        .optional()
        .describe('Pod Security Standards level; left out, that of the profile, else restricted.'),
      version: text
        .regex(/^(latest|v?1\.\d{1,3})$/, 'expected latest or a version like v1.34')
        .default('latest')
        .describe('Version of the standards: latest, or v1.0 and later.'),
    })
    .prefault({}),
  rules: z
    .record(text, level(['error', 'warn', 'off']))
    .default({})
    .describe('Level by rule id, prefix ("rbac/*") or "*"; the most specific wins.'),
});
