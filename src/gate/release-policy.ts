import type { LoadedPolicy } from '../policy/index.ts';

const DATABASE_AGE_MS = 72 * 60 * 60 * 1000;

/**
 * The policy as a release is gated by it: everything pinned, signed and scanned, by a database that is at most three days
 * old, and nothing let through because it was there before or could not be checked. Other than that it is the policy's own.
 */
export function policyForRelease(loaded: LoadedPolicy): LoadedPolicy {
  const { policy } = loaded;
  const { vulnerabilities } = policy;
  return {
    ...loaded,
    policy: {
      ...policy,
      images: { ...policy.images, digest: 'required' },
      signatures: { ...policy.signatures, mode: 'enforce', noMatch: 'deny' },
      vulnerabilities: {
        ...vulnerabilities,
        severity: vulnerabilities.severity === 'off' ? 'HIGH' : vulnerabilities.severity,
        maxDatabaseAge: Math.min(vulnerabilities.maxDatabaseAge, DATABASE_AGE_MS),
      },
      gate: { ...policy.gate, scope: 'all', onUnknown: 'fail' },
    },
  };
}
