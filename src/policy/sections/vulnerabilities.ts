import { z } from 'zod';
import { duration, level, text } from './scalars.ts';

export const vulnerabilities = z.strictObject({
  severity: level(['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'UNKNOWN', 'off'])
    .default('HIGH')
    .describe('The lowest severity that blocks; off turns scanning off.'),
  ignoreUnfixed: z.boolean().default(true).describe('Leave out what has no fixed version yet.'),
  databaseRepositories: z
    .array(text)
    .default([])
    .describe("OCI repositories of the vulnerability database, tried in order. Default: Trivy's own."),
  maxDatabaseAge: duration.prefault('72h').describe('An older database decides nothing: its scans are unknown.'),
  canary: z
    .preprocess(
      (value) => (value === false ? 'off' : value),
      z.union([
        z.literal('off'),
        z.strictObject({
          purl: text.startsWith('pkg:').describe('A package the database must have an advisory for.'),
          id: text.describe('The advisory.'),
        }),
      ]),
    )
    .default({ purl: 'pkg:npm/lodash@4.17.4', id: 'CVE-2019-10744' })
    .describe('An advisory the database must know; off for a database without it.'),
});
