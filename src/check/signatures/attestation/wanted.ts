import type { Demands } from '../authority/demands.ts';
import type { AuthorityProblem } from '../authority/read.ts';
import { type Condition, readCondition } from '../condition/condition.ts';
import type { WrittenAuthority } from '../policy/schema.ts';
import { predicateTypeUri } from './predicate-type.ts';

/** One entry of an authority's `attestations`. */
export interface WantedAttestation {
  readonly name: string;
  /** As written: one of cosign's short names, or a URI. Only short names have their predicates read by type. */
  readonly written: string;
  readonly uri: string;
  readonly condition: Condition | null;
}

/** What an authority wants to be attested, and how the controller would look for it in bundles. */
export interface WantedAttestations {
  /** All of them are needed. */
  readonly all: readonly [WantedAttestation, ...WantedAttestation[]];
  /** What must stand beside a bundle's signature, where the controller looks at bundles. */
  readonly bundleDemands: Demands;
  /** Why the controller refuses this authority's bundles whatever they hold; null where it does not. */
  readonly bundleObstacle: string | null;
}

/** policy-controller, Policy.Validate: even as false. */
const POLICY_ONLY = ['fetchConfigFile', 'includeSpec', 'includeObjectMeta', 'includeTypeMeta'] as const;

/** Null where the authority asks for plain signatures. */
export function readWantedAttestations(
  written: WrittenAuthority,
  demands: Demands,
): WantedAttestations | null | { readonly problems: readonly AuthorityProblem[] } {
  const problems: AuthorityProblem[] = [];
  const all = written.attestations.flatMap(({ name, predicateType, policy }, index): WantedAttestation[] => {
    const at = ['attestations', index];
    if (name === undefined) {
      problems.push({ path: [...at, 'name'], message: 'is missing', remedy: 'Give each attestation a name.' });
    }
    if (predicateType === undefined) {
      const remedy = 'Write the URI of a predicate type, for example https://slsa.dev/provenance/v1.';
      problems.push({ path: [...at, 'predicateType'], message: 'is missing', remedy });
    }
    const condition = policy === undefined ? null : readCondition(policy);
    if (condition !== null && 'problems' in condition) {
      for (const one of condition.problems) problems.push({ ...one, path: [...at, 'policy', ...one.path] });
      return [];
    }
    for (const flag of POLICY_ONLY) {
      if ((policy?.[flag] ?? null) === null) continue;
      const message = "is for the policy's own condition alone, and the controller refuses it here";
      problems.push({
        path: [...at, 'policy', flag],
        message,
        remedy: 'Remove it, or move the condition to spec.policy.',
      });
    }
    if (name === undefined || predicateType === undefined) return [];
    return [{ name, written: predicateType, uri: predicateTypeUri(predicateType), condition }];
  });
  if (problems.length > 0) return { problems };
  const [first, ...others] = all;
  if (first === undefined) return null;
  return { all: [first, ...others], ...readBundlePath(written, demands) };
}

/** policy-controller, checkOptsFromAuthority, for `signatureFormat: bundle`: one trust root for everything. */
export function readBundlePath(
  { keyless, ctlog, rfc3161timestamp }: WrittenAuthority,
  demands: Demands,
): Pick<WantedAttestations, 'bundleDemands' | 'bundleObstacle'> {
  if (keyless === undefined) return { bundleDemands: demands, bundleObstacle: null };
  const root = keyless.trustRootRef;
  const obstacles = [
    keyless.identities.length > 1 ? 'the authority has more than one identity' : null,
    rfc3161timestamp !== undefined && rfc3161timestamp.trustRootRef !== root
      ? 'rfc3161timestamp.trustRootRef is not keyless.trustRootRef'
      : null,
    ctlog !== undefined && ctlog.trustRootRef !== root ? 'ctlog.trustRootRef is not keyless.trustRootRef' : null,
  ];
  const log = rfc3161timestamp === undefined ? (demands.log ?? demands.certificates) : null;
  return {
    bundleDemands: { ...demands, log, logUrl: null },
    bundleObstacle: obstacles.find((one) => one !== null) ?? null,
  };
}
