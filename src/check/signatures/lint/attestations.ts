import { predicateTypeUri } from '../attestation/predicate-type.ts';
import type { WrittenAuthority, WrittenCondition } from '../policy/schema.ts';
import type { AuthorityLint } from './authorities.ts';

/** What is doubtful about the attestations that an authority wants. */
export function lintAttestations({ attestations }: WrittenAuthority): readonly AuthorityLint[] {
  return attestations.flatMap(({ predicateType, policy }, index) => {
    const path = ['attestations', index];
    const found = policy === undefined ? [] : lintCondition(policy);
    return [
      ...lintType(predicateType).map((one) => ({ ...one, path: [...path, ...one.path] })),
      ...found.map((one) => ({ ...one, path: [...path, 'policy', ...one.path] })),
    ];
  });
}

function lintType(written: string | undefined): readonly AuthorityLint[] {
  if (written === undefined || predicateTypeUri(written) !== written || /^[a-z][a-z0-9+.-]*:/i.test(written)) return [];
  const message = `is "${written}", which is neither one of cosign's short names nor a URI: no attestation is of that type`;
  const remedy = 'Write the URI, for example https://slsa.dev/provenance/v1.';
  return [{ path: ['predicateType'], message, remedy }];
}

/** What is doubtful about a condition in CUE or Rego; paths are below it. */
export function lintCondition({ type, data, remote, configMapRef }: WrittenCondition): readonly AuthorityLint[] {
  if (data === undefined) {
    const [path, what] = remote === undefined ? ['configMapRef', 'a ConfigMap of the cluster'] : ['remote', 'a URL'];
    if (remote === undefined && configMapRef === undefined) return [];
    const message = `keeps the condition in ${what}, which this gate does not read: it answers "unknown"`;
    const remedy = 'Write the condition into data, or add the ConfigMap to signatures.policies.';
    return [{ path: [path], message, remedy: remote === undefined ? remedy : 'Write the condition into data.' }];
  }
  if (type === 'cue') {
    const message =
      'is a condition in CUE, which only refuses what contradicts it: what lacks the fields that it names passes, even where it says of what type they are';
    const remedy = 'Write it in Rego, where a field that is not there does not hold, or use signatures.attestations.';
    return [{ path: ['data'], message, remedy }];
  }
  if (type !== 'rego') return [];
  if (!/^\s*package\s+sigstore\s*$/m.test(data)) {
    const message =
      'is a condition in Rego without "package sigstore", and a cluster asks that package alone: it never holds';
    return [{ path: ['data'], message, remedy: 'Begin it with "package sigstore", and let it define isCompliant.' }];
  }
  if (/["']warning["']\s*:/.test(data)) {
    const message = 'gives warnings, and a cluster refuses an image for a warning as for an error';
    return [{ path: ['data'], message, remedy: 'Leave warning out of what isCompliant gives.' }];
  }
  return [];
}
