import { hash } from 'node:crypto';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { toTrustMaterial } from '@sigstore/verify';
import type { TrustRootName } from '../authority/demands.ts';
import { forCode, forTimestamps } from '../authority/usage.ts';
import { clip } from '../clip.ts';
import { parseJson } from '../found/json.ts';
import type { UnreadableSignature } from '../found/signature.ts';
import { ArchiveError, fetchFromArchive } from './archive.ts';
import type { TrustRootOptions } from './create.ts';
import { readRepository } from './read-repository.ts';
import { GITHUB, PUBLIC_GOOD, type Shipped } from './services.ts';
import { readSigstoreKeys } from './sigstore-keys.ts';
import type { TrustRoot, TrustRootAnswer, TrustRootUse } from './trust-roots.ts';
import { type DescribedTarget, readTufTarget, type TufResult, TufUnreachable } from './tuf.ts';

/** `use`: what it came from, for the report; null where it cannot be had. */
export interface LoadedTrustRoot {
  readonly answer: TrustRootAnswer;
  readonly use: TrustRootUse | null;
}

/** Of what a trust root holds, each certificate only for what it may be used for. */
export async function loadTrustRoot(name: TrustRootName, options: TrustRootOptions): Promise<LoadedTrustRoot> {
  const { answer, use } = await find(name, options);
  if (answer.status !== 'available') return { answer, use };
  const { material, ...rest } = answer.root;
  const certificateAuthorities = forCode(material.certificateAuthorities);
  const timestampAuthorities = forTimestamps(material.timestampAuthorities);
  const root = { ...rest, material: { ...material, certificateAuthorities, timestampAuthorities } };
  return { answer: { status: 'available', root }, use };
}

async function find(name: TrustRootName, options: TrustRootOptions): Promise<LoadedTrustRoot> {
  switch (name.kind) {
    case 'public-good':
      return loadService(name, PUBLIC_GOOD, options.mirrors.sigstore, options);
    case 'github':
      return loadService(name, GITHUB, options.mirrors.github, options);
    case 'named':
      return loadDocument(name, options);
  }
}

/**
 * The services that everybody knows: fetched where there is a network, else as an earlier run kept them, while that has not
 * expired, else as they were shipped, if that is not too old.
 */
async function loadService(
  name: TrustRootName,
  shipped: Shipped,
  mirror: string | null,
  options: TrustRootOptions,
): Promise<LoadedTrustRoot> {
  const { now } = options;
  const url = new URL((mirror ?? shipped.mirror).replace(/\/*$/, '/'));
  let unreachable: string;
  try {
    const { result, ...use } = await readRepository(shipped.start, url, { ...options, byName: mirror !== null });
    return fromTuf(name, shipped.label, result, url.host, use);
  } catch (error) {
    if (!(error instanceof TufUnreachable)) throw error;
    unreachable = error.message;
  }
  const age = now.getTime() - Date.parse(shipped.publishedAt);
  if (age > options.maxAge) {
    return unavailable({
      reason: `the trust root of ${shipped.title} that this version came with is from ${shipped.publishedAt.slice(0, 10)}, older than signatures.trustRootMaxAge allows, and no newer one could be fetched from ${url.host}: ${unreachable}`,
      remedy: `Let the gate reach ${url.host}, update the gate, or raise signatures.trustRootMaxAge.`,
    });
  }
  const root = readTrustedRoot(name, Buffer.from(shipped.trustedRoot));
  if (root === null) throw new Error(`the trust root of ${shipped.title} that was shipped cannot be read`);
  const outdated = {
    publishedAt: new Date(shipped.publishedAt),
    reason: `no newer trust root could be fetched from ${url.host}: ${unreachable}`,
    remedy: `Let the gate reach ${url.host} once, or update the gate.`,
  };
  return {
    answer: { status: 'available', root: shipped.renewsAuthorities ? { ...root, outdated } : root },
    use: { name: shipped.label, source: 'shipped', updatedAt: shipped.publishedAt },
  };
}

async function loadDocument(
  name: Extract<TrustRootName, { kind: 'named' }>,
  options: TrustRootOptions,
): Promise<LoadedTrustRoot> {
  const document = options.documents.find((one) => one.name === name.name);
  const title = `the TrustRoot "${clip(name.name)}"`;
  if (document === undefined) {
    return unavailable({
      reason: `${title} is in none of the files of signatures.policies`,
      remedy: 'Add its document to signatures.policies: the cluster refuses images without it too.',
    });
  }
  const { content } = document;
  if (content.kind === 'keys') {
    const material = { ...content.material, publicKey: noKey };
    return {
      answer: { status: 'available', root: { name, material, identity: content.identity } },
      use: { name: name.name, source: 'policy', updatedAt: null },
    };
  }
  const where = content.kind === 'remote' ? content.mirror.host : 'its mirrorFS';
  try {
    if (content.kind === 'remote') {
      const { result, ...use } = await readRepository(content.start, content.mirror, { ...options, byName: true });
      return fromTuf(name, name.name, result, where, use);
    }
    const result = await readTufTarget(content.start, await fetchFromArchive(content.archive), options.now);
    return fromTuf(name, name.name, result, where, { source: 'policy', updatedAt: null });
  } catch (error) {
    if (error instanceof ArchiveError)
      return unavailable({ reason: `${title} is no use: ${error.message}`, remedy: RENEW });
    if (!(error instanceof TufUnreachable)) throw error;
    return unavailable({
      reason: `${title} is fetched from ${where}, and could not be: ${error.message}`,
      remedy: `Let the gate reach ${where}, or put the keys into the document (spec.sigstoreKeys).`,
    });
  }
}

const RENEW = 'Renew the repository that the TrustRoot document holds or names: a cluster does not take it either.';

function fromTuf(
  name: TrustRootName,
  label: string,
  result: TufResult,
  where: string,
  use: Omit<TrustRootUse, 'name'>,
): LoadedTrustRoot {
  const title = name.kind === 'named' ? `the TrustRoot "${clip(name.name)}"` : `the trust root "${label}"`;
  const remedy =
    name.kind === 'named' ? RENEW : 'Check the mirror: what it serves is expired, or is not what its owners signed.';
  if (result.status === 'refused')
    return unavailable({ reason: `${title} cannot be used, from ${where}: ${clip(result.reason, 200)}`, remedy });
  const root = result.target === null ? readDescribed(name, result.described) : readTrustedRoot(name, result.target);
  if (root === null)
    return unavailable({ reason: `${title} from ${where} holds no trusted root that can be read`, remedy });
  return { answer: { status: 'available', root }, use: { name: label, ...use } };
}

/** sigstore's TrustedRoot (protobuf-specs, sigstore_trustroot.proto) in JSON; null where it cannot be read. */
function readTrustedRoot(name: TrustRootName, bytes: Uint8Array): TrustRoot | null {
  try {
    const material = toTrustMaterial(TrustedRoot.fromJSON(parseJson(bytes)), noKey);
    return { name, material, identity: hash('sha256', bytes) };
  } catch {
    // Whatever the reader throws, it is the document's fault: it is all that was given to it.
    return null;
  }
}

/** policy-controller, GetSigstoreKeysFromTuf: a repository without a trusted root needs a certificate authority at least. */
function readDescribed(name: TrustRootName, targets: readonly DescribedTarget[]): TrustRoot | null {
  const of = (usage: string) => targets.filter((target) => target.usage === usage);
  const certificateAuthorities = of('Fulcio').map(({ uri, bytes }) => ({ uri, certChain: bytes }));
  const logs = (usage: string) => of(usage).map(({ uri, bytes }) => ({ baseURL: uri, publicKey: bytes }));
  const keys = { certificateAuthorities, timestampAuthorities: [], tLogs: logs('Rekor'), ctLogs: logs('CTFE') };
  const material = certificateAuthorities.length === 0 ? null : readSigstoreKeys(keys);
  if (material === null || 'problem' in material) return null;
  const read = targets.map(({ usage, uri, bytes }) => [usage, uri, Buffer.from(bytes).toString('base64')]);
  return { name, material: { ...material, publicKey: noKey }, identity: hash('sha256', JSON.stringify(read)) };
}

function noKey(): never {
  throw new Error('a trust root has no keys of signers');
}

/** Infrastructure: the policy and the network are to blame, and not the change. */
function unavailable(details: Pick<UnreadableSignature, 'reason' | 'remedy'>): LoadedTrustRoot {
  return { answer: { status: 'unreadable', cause: 'infrastructure', ...details }, use: null };
}
