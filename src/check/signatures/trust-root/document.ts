import { hash } from 'node:crypto';
import type { TrustMaterial } from '@sigstore/verify';
import type { WrittenTrustRoot } from './schema.ts';
import { readSigstoreKeys } from './sigstore-keys.ts';

/** Where a TUF repository begins: the root that the policy trusts, and the target that holds the keys. */
export interface TufStart {
  readonly root: Uint8Array;
  /** The folder of the targets below the repository. */
  readonly targets: string;
  /** The target's name, `trusted_root.json` unless the document says otherwise. */
  readonly target: string;
}

/** What a TrustRoot document holds. */
export type TrustRootContent =
  | { readonly kind: 'keys'; readonly material: Omit<TrustMaterial, 'publicKey'>; readonly identity: string }
  /** A whole TUF repository as a tar archive under gzip. */
  | { readonly kind: 'repository'; readonly start: TufStart; readonly archive: Uint8Array }
  | { readonly kind: 'remote'; readonly start: TufStart; readonly mirror: URL };

/** Reads the `spec` of a TrustRoot. `problem` completes "spec.sigstoreKeys ...". */
export function readTrustRoot(written: WrittenTrustRoot): TrustRootContent | { readonly problem: string } {
  const { sigstoreKeys, repository, remote } = written;
  if (sigstoreKeys !== undefined) {
    const material = readSigstoreKeys(sigstoreKeys);
    if ('problem' in material) return material;
    return { kind: 'keys', material, identity: hash('sha256', JSON.stringify(sigstoreKeys)) };
  }
  const source = repository ?? remote;
  if (source === undefined) return { problem: 'has neither sigstoreKeys, repository nor remote' };
  const start: TufStart = {
    root: source.root,
    targets: (source.targets || 'targets').replace(/^\/+|\/+$/g, ''),
    target: source.trustedRootTarget || 'trusted_root.json',
  };
  if (repository !== undefined) return { kind: 'repository', start, archive: repository.mirrorFS };
  const mirror = remote === undefined ? null : new URL(remote.mirror.replace(/\/*$/, '/'));
  return mirror === null ? { problem: 'has no mirror' } : { kind: 'remote', start, mirror };
}
