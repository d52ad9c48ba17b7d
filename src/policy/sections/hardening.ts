import { z } from 'zod';
import { glob, level, text } from './scalars.ts';

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
  admissionPolicies: z
    .array(glob)
    .default([])
    .describe(
      'Globs of files with Kyverno, Gatekeeper and ValidatingAdmissionPolicy objects that are no source and judge what is rendered; from the tree of the policy.',
    ),
  rules: z
    .record(text, level(['error', 'warn', 'off']))
    .default({})
    .describe('Level by rule id, prefix ("rbac/*") or "*"; the most specific wins.'),
});
