import type { Path } from '../../../domain/index.ts';
import { readBundlePath } from '../attestation/wanted.ts';
import { readDemands } from '../authority/demands.ts';
import { canVerify, HASHES, readPublicKey } from '../authority/public-key.ts';
import type { WrittenAuthority } from '../policy/schema.ts';
import { lintAttestations } from './attestations.ts';
import { lintPattern } from './pattern.ts';

export interface AuthorityLint {
  /** Below the authority. */
  readonly path: Path;
  readonly message: string;
  readonly remedy: string;
}

/** What is doubtful about an authority that the controller takes. */
export function lintAuthority(written: WrittenAuthority, trustRoots: ReadonlySet<string>): readonly AuthorityLint[] {
  return [
    ...lintKey(written),
    ...lintFormat(written),
    ...lintIdentities(written),
    ...lintAttestations(written),
    ...lintTrust(written, trustRoots),
  ];
}

function lintKey({ key, static: fixed }: WrittenAuthority): readonly AuthorityLint[] {
  const found: AuthorityLint[] = [];
  if (fixed?.action === 'pass') {
    const message = 'passes whatever the image is, so the other authorities of this policy never matter';
    found.push({ path: ['static', 'action'], message, remedy: 'Remove it, unless these images need no proof at all.' });
  }
  if (key?.kms !== undefined) {
    const message =
      'is a key in a key management service, which a pull request cannot reach: this gate answers "unknown"';
    found.push({
      path: ['key', 'kms'],
      message,
      remedy: `Put the public key into key.data: cosign public-key --key ${key.kms}.`,
    });
  }
  if (key?.secretRef !== undefined) {
    const message = 'is a Secret of the cluster, which a pull request cannot read: this gate answers "unknown"';
    found.push({ path: ['key', 'secretRef'], message, remedy: 'Put the public key into key.data; it is no secret.' });
  }
  const hash = HASHES.find((known) => known === key?.hashAlgorithm?.trim().toLowerCase()) ?? 'sha256';
  const read = key?.data === undefined ? null : readPublicKey(key.data, hash);
  if (read === null || 'problem' in read) return found;
  if (!canVerify(read)) {
    const message = `${hash} does not go with an RSA key: cosign verifies nothing with it, and a cluster refuses every image`;
    found.push({ path: ['key', 'hashAlgorithm'], message, remedy: 'Use sha256, sha384 or sha512.' });
  }
  if (read.ignoredBlocks > 0) {
    const message = `holds ${read.ignoredBlocks + 1} PEM blocks, and only the first one counts, in the cluster too`;
    found.push({ path: ['key', 'data'], message, remedy: 'Write one authority for each key.' });
  }
  return found;
}

function lintFormat(written: WrittenAuthority): readonly AuthorityLint[] {
  const { signatureFormat: format } = written;
  const path = ['signatureFormat'];
  if (format === undefined || format === 'legacy') return [];
  if (format !== 'bundle') {
    const message = `is "${format}", which no controller knows: it is read as legacy`;
    return [{ path, message, remedy: 'Use legacy or bundle.' }];
  }
  if (written.key !== undefined) {
    const message = 'asks for bundles with a key, which policy-controller (v0.13 to v0.15) refuses for every image';
    return [{ path, message, remedy: 'Remove signatureFormat and sign with cosign sign --new-bundle-format=false.' }];
  }
  if (written.keyless !== undefined && written.attestations.length === 0) {
    const message =
      'asks for plain signatures in bundles, which policy-controller (v0.13 to v0.15) refuses for every image';
    return [{ path, message, remedy: 'Remove signatureFormat, or ask for attestations.' }];
  }
  const { bundleObstacle } = readBundlePath(written, readDemands(written));
  if (bundleObstacle === null) return [];
  const message = `asks for bundles, and ${bundleObstacle}: policy-controller (v0.13 to v0.15) then refuses every image`;
  return [{ path, message, remedy: 'Give the authority one identity, and one trust root for everything.' }];
}

function lintIdentities({ keyless }: WrittenAuthority): readonly AuthorityLint[] {
  return (keyless?.identities ?? []).flatMap((identity, index) =>
    (['issuerRegExp', 'subjectRegExp'] as const).flatMap((field) => {
      const found = lintPattern(identity[field] ?? '');
      return found === null ? [] : [{ path: ['keyless', 'identities', index, field], ...found }];
    }),
  );
}

function lintTrust(written: WrittenAuthority, trustRoots: ReadonlySet<string>): readonly AuthorityLint[] {
  const references = [
    { path: ['keyless', 'trustRootRef'], name: written.keyless?.trustRootRef },
    { path: ['ctlog', 'trustRootRef'], name: written.ctlog?.trustRootRef },
    { path: ['rfc3161timestamp', 'trustRootRef'], name: written.rfc3161timestamp?.trustRootRef },
  ];
  const found: AuthorityLint[] = references.flatMap(({ path, name }) =>
    name === undefined || trustRoots.has(name)
      ? []
      : [
          {
            path,
            message: `names the TrustRoot "${name}", which none of the files has`,
            remedy: 'Add its document to signatures.policies.',
          },
        ],
  );
  if (written.keyless?.['ca-cert'] !== undefined && written.keyless.url === undefined) {
    const message = 'is there without a url, and the controller then refuses every image';
    found.push({
      path: ['keyless', 'ca-cert'],
      message,
      remedy: 'Use trustRootRef for certificate authorities of your own.',
    });
  }
  return found;
}
