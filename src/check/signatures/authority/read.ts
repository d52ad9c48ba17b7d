import type { Location, Path } from '../../../domain/index.ts';
import { parseImageReference } from '../../../images/index.ts';
import { readWantedAttestations } from '../attestation/wanted.ts';
import type { WrittenAuthority } from '../policy/schema.ts';
import type { Authority, SignatureSource } from './authority.ts';
import { readDemands } from './demands.ts';
import { HASHES, type Hash, readPublicKey } from './public-key.ts';
import { readKeyless } from './read-keyless.ts';

/** A mistake that the controller's validation refuses (policy-controller, clusterimagepolicy_validation.go). */
export interface AuthorityProblem {
  /** Below the authority. */
  readonly path: Path;
  /** Completes the sentence that the path begins. */
  readonly message: string;
  readonly remedy: string;
}

type Read = Authority | { readonly problems: readonly AuthorityProblem[] };

function problem(path: Path, message: string, remedy: string): { readonly problems: readonly AuthorityProblem[] } {
  return { problems: [{ path, message, remedy }] };
}

/** Turns a written authority into one that can be asked, or says what is wrong with it. */
export function readAuthority(written: WrittenAuthority, index: number, location: Location): Read {
  const named = { name: written.name ?? `authority-${index}`, location };
  const kinds = [written.key, written.keyless, written.static].filter((kind) => kind !== undefined);
  if (kinds.length !== 1) {
    const message =
      kinds.length === 0 ? 'has neither key, keyless nor static' : 'has more than one of key, keyless, static';
    return problem([], message, 'Give each authority exactly one of key, keyless and static.');
  }
  const source = readSource(written);
  if ('problems' in source) return source;
  if (written.static !== undefined) return readStatic(written, written.static, named);
  const demands = readDemands(written);
  const attestations = readWantedAttestations(written, demands);
  if (attestations !== null && 'problems' in attestations) return attestations;
  const format = written.signatureFormat === 'bundle' ? 'bundle' : 'legacy';
  if (written.keyless !== undefined) {
    const keyless = readKeyless(written.keyless);
    if ('problems' in keyless) return keyless;
    return { kind: 'keyless', ...named, ...keyless, source, format, demands, attestations };
  }
  if (written.key === undefined) return problem([], 'has no key', 'Give the authority a key.');
  const { data, kms, secretRef, hashAlgorithm = 'sha256' } = written.key;
  const origins = [data, kms, secretRef].filter((origin) => origin !== undefined);
  if (origins.length !== 1) {
    const message =
      origins.length === 0 ? 'has neither data, kms nor secretRef' : 'has more than one of data, kms, secretRef';
    return problem(['key'], message, 'Put the public key into key.data.');
  }
  const hash = HASHES.find((known) => known === hashAlgorithm.trim().toLowerCase());
  if (hash === undefined) return problem(['key', 'hashAlgorithm'], 'is not a hash', `Use ${HASHES.join(', ')}.`);
  if (data === undefined) return { kind: 'unsupported', ...named, ...(kms === undefined ? SECRET : KMS) };
  const key = readKey(data, hash);
  if ('problems' in key) return key;
  return { kind: 'key', ...named, key, source, format, demands, attestations };
}

function readKey(data: string, hash: Hash) {
  const key = readPublicKey(data, hash);
  if (!('problem' in key)) return key;
  return problem(['key', 'data'], key.problem, 'Put the text of the public key there: the content of cosign.pub.');
}

function readStatic(
  written: WrittenAuthority,
  { action, message }: NonNullable<WrittenAuthority['static']>,
  named: { readonly name: string; readonly location: Location },
): Read {
  if (action !== 'pass' && action !== 'fail') {
    return problem(['static', 'action'], action === undefined ? 'is missing' : 'is no action', 'Use pass or fail.');
  }
  const idle = [
    written.attestations.length > 0 ? 'attestations' : null,
    written.source.length > 0 ? 'source' : null,
    written.ctlog === undefined ? null : 'ctlog',
    written.rfc3161timestamp === undefined ? null : 'rfc3161timestamp',
  ].find((field) => field !== null);
  if (idle !== undefined) return problem([idle], 'has no meaning beside static', `Remove ${idle} or static.`);
  return { kind: 'static', ...named, action, message: message ?? null };
}

function readSource(written: WrittenAuthority): SignatureSource | { readonly problems: readonly AuthorityProblem[] } {
  const [source, second] = written.source;
  if (second !== undefined)
    return problem(['source'], 'has more than one entry', 'Name one source; the controller takes one.');
  const tagPrefix = source?.tagPrefix ?? '';
  if (source?.oci === undefined) return { repository: null, tagPrefix };
  const parsed = parseImageReference(source.oci);
  if ('problem' in parsed || parsed.reference.tag !== null || parsed.reference.digest !== null) {
    const why = 'problem' in parsed ? parsed.problem : 'it has a tag or a digest';
    return problem(['source', 0, 'oci'], `is not a repository: ${why}`, 'Write registry/repository.');
  }
  return { repository: { registry: parsed.reference.registry, path: parsed.reference.path }, tagPrefix };
}

type Unsupported = { readonly what: string; readonly remedy: string };

const KMS: Unsupported = {
  what: 'a key in a key management service',
  remedy:
    'A pull request cannot reach the service: put the public key itself into key.data (cosign public-key --key <KMS URI>).',
};
const SECRET: Unsupported = {
  what: 'a key in a Secret of the cluster',
  remedy: 'A pull request cannot read it: put the public key itself into key.data, since a public key is no secret.',
};
