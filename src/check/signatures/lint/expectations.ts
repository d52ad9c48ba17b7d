import type { Path } from '../../../domain/index.ts';
import type { Policy } from '../../../policy/index.ts';
import { readExpectations } from '../expectation/expectation.ts';
import type { PolicyFile } from '../policy/documents.ts';
import { parseSignaturePolicies } from '../policy/parse.ts';

/** A mistake in `signatures.attestations`; `path` is below the policy's root. */
export interface ExpectationLint {
  readonly path: Path;
  readonly message: string;
  readonly remedy: string;
}

const BUILT_IN = ['sigstore', 'github'];

/** For `policy check`: what of the gate's own expectations cannot be used, or can never be met. */
export function lintExpectations(policy: Policy, files: readonly PolicyFile[]): readonly ExpectationLint[] {
  const { attestations } = policy.signatures;
  const { problems } = readExpectations(attestations);
  const roots = new Set([...BUILT_IN, ...parseSignaturePolicies(files).trustRoots.map(({ name }) => name)]);
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
  return found;
}
