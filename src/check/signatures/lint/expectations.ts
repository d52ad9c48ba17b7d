import type { Path } from '../../../domain/index.ts';
import type { Policy } from '../../../policy/index.ts';
import { ATTESTED_KEYS, type AttestedKey } from '../attested-keys.ts';
import { readExpectations, readSigner } from '../expectation/expectation.ts';
import type { PolicyFile } from '../policy/documents.ts';
import { parseSignaturePolicies } from '../policy/parse.ts';
import { findPublishers, type Publisher } from './publishers.ts';

/** A mistake in `signatures.attestations` or a key of ATTESTED_KEYS; `path` is below the policy's root. */
export interface ExpectationLint {
  readonly path: Path;
  readonly message: string;
  readonly remedy: string;
}

const BUILT_IN = ['sigstore', 'github'];

/** For `policy check`: what of the gate's own expectations cannot be used, or can never be met. */
export function lintExpectations(policy: Policy, files: readonly PolicyFile[]): readonly ExpectationLint[] {
  const { attestations } = policy.signatures;
  const { problems, expectations } = readExpectations(attestations);
  const { policies, trustRoots } = parseSignaturePolicies(files);
  const roots = new Set([...BUILT_IN, ...trustRoots.map(({ name }) => name)]);
  const publishers = findPublishers(expectations, policies);
  const found: ExpectationLint[] = problems.map(({ index, field, message }) => ({
    path: ['signatures', 'attestations', index, 'signedBy', field],
    message: `signatures.attestations[${index}].signedBy.${field} ${message}.`,
    remedy: 'Correct it: key takes the text of cosign.pub, subjectPattern a regular expression of RE2.',
  }));
  for (const [index, one] of attestations.entries()) {
    const path = ['signatures', 'attestations', index];
    const name = `signatures.attestations[${index}]`;
    const { trustRoot, key } = one.signedBy;
    if (trustRoot !== undefined && !roots.has(trustRoot)) {
      const message = `${name}.signedBy.trustRoot names "${trustRoot}", which is neither sigstore, github nor a TrustRoot of signatures.policies.`;
      found.push({
        path: [...path, 'signedBy', 'trustRoot'],
        message,
        remedy: 'Add its document to signatures.policies.',
      });
    }
    if (one.predicate === 'provenance' && key !== undefined && (one.buildLevel ?? 1) > 1) {
      const message = `${name}.buildLevel can never be met: a key shows build level 1, and no more.`;
      found.push({ path: [...path, 'buildLevel'], message, remedy: 'Name the signer by subject or subjectPattern.' });
    }
  }
  return [...found, ...ATTESTED_KEYS.flatMap((key) => lintSigners(key, policy, roots, publishers))];
}

function lintSigners(
  list: AttestedKey,
  { vulnerabilities }: Policy,
  roots: ReadonlySet<string>,
  publishers: readonly Publisher[],
): ExpectationLint[] {
  return vulnerabilities[list].flatMap(({ signedBy }, index): ExpectationLint[] => {
    const path = ['vulnerabilities', list, index, 'signedBy'];
    const name = `vulnerabilities.${list}[${index}].signedBy`;
    const signer = readSigner(signedBy);
    if ('problem' in signer) {
      const remedy = 'Correct it: key takes the text of cosign.pub, subjectPattern a regular expression of RE2.';
      return [{ path: [...path, signer.at], message: `${name}.${signer.at} ${signer.problem}.`, remedy }];
    }
    const { trustRoot } = signedBy;
    if (trustRoot !== undefined && !roots.has(trustRoot)) {
      const message = `${name}.trustRoot names "${trustRoot}", which is neither sigstore, github nor a TrustRoot of signatures.policies.`;
      return [{ path: [...path, 'trustRoot'], message, remedy: 'Add its document to signatures.policies.' }];
    }
    // Who publishes an image has a stake in what is said not to affect it. What is in it, its build knows best.
    if (list !== 'vexAttestations') return [];
    const [first, ...others] = publishers.filter(({ isToo }) => isToo(signer));
    if (first === undefined) return [];
    const where = others.length === 0 ? first.where : `${first.where} and ${others.length} more`;
    const message = `${name} is who also signs or attests the images (${where}), so that who publishes an image says what does not affect it.`;
    return [{ path, message, remedy: 'Have OpenVEX documents signed by a key or identity of their own.' }];
  });
}
