import { GateError } from '../domain/index.ts';
import { type DownloadPorts, findReleaseFile } from './download.ts';
import type { Release } from './release.ts';

/** A bundle has a certificate, an entry of a log and a signature: some 10 KB. */
const MAX_BUNDLE_BYTES = 1024 * 1024;

/** Whose signature of a release must stand beside it, in a sigstore bundle. */
export interface ReleaseSignature {
  readonly url: string;
  /** Of the certificate, to the letter. */
  readonly signer: { readonly issuer: string; readonly subject: string };
}

/** Whether the bundle shows that this signer signed these bytes; reasons are clauses. */
export type VerifyRelease = (
  artifact: { readonly bytes: Uint8Array; readonly digest: `sha256:${string}`; readonly bundle: Uint8Array },
  signer: ReleaseSignature['signer'],
) => Promise<
  | { readonly status: 'verified' }
  | { readonly status: 'rejected'; readonly reason: string }
  | { readonly status: 'unreadable'; readonly reason: string; readonly remedy: string }
>;

/**
 * The archive's hash says that it is the one that was pinned; its signature, that the project's own release workflow made
 * it. A release that is not signed by anyone (`signature: null`) goes by its hash.
 *
 * @throws GateError for an archive whose signature is missing, is not good, or cannot be judged.
 */
export async function checkReleaseSignature(
  archive: Uint8Array,
  release: Release,
  ports: DownloadPorts,
  verify: VerifyRelease,
): Promise<void> {
  const { signature, sha256, url } = release;
  if (signature === null) return;
  const bundle = await findReleaseFile(signature.url, MAX_BUNDLE_BYTES, ports);
  if (bundle.status === 'missing') {
    throw unsigned(
      `${url} has the pinned sha256, and its signature is gone: ${bundle.detail} for ${signature.url}.`,
      'find out who took the signature away, be it a proxy on the way',
    );
  }
  const { bytes } = bundle;
  const verdict = await verify({ bytes: archive, digest: `sha256:${sha256}`, bundle: bytes }, signature.signer);
  if (verdict.status === 'verified') return;
  if (verdict.status === 'unreadable') {
    throw new GateError({
      code: 'tools/signature-unknown',
      stage: 'tools',
      message: `The signature of ${url} could not be judged: ${verdict.reason}. It was not unpacked and not run.`,
      remedy: verdict.remedy,
    });
  }
  const { subject } = signature.signer;
  throw unsigned(
    `${url} has the pinned sha256, but not the signature of its release workflow (${subject}): ${verdict.reason}.`,
    'find out who published it',
  );
}

function unsigned(message: string, first: string): GateError {
  return new GateError({
    code: 'tools/signature',
    stage: 'tools',
    message: `${message} It was not unpacked and not run.`,
    remedy: `Do not use this download: ${first}, and pin a release that its own workflow signed.`,
  });
}
