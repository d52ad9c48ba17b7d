import { createHash } from 'node:crypto';
import { ExpiredMetadataError } from 'tuf-js/dist/error.js';
import { TrustedMetadataStore } from 'tuf-js/dist/store.js';
import { z } from 'zod';
import { isOver } from '../../../domain/index.ts';
import type { TufStart } from './document.ts';

/** Reads a file of a TUF repository; null where it is not there. @throws TufUnreachable */
export type TufFetch = (path: string, maxBytes: number) => Promise<Uint8Array | null>;

/** The repository did not answer: nothing is said about what it holds. `message` is a clause. */
export class TufUnreachable extends Error {}

export type TufResult =
  | {
      readonly status: 'current';
      /** The target that was asked for; null where there is none. */
      readonly target: Uint8Array | null;
      /** Where it is not there: the targets that say by themselves what they are for, as older private repositories have. */
      readonly described: readonly DescribedTarget[];
    }
  /** What is there cannot be trusted; a clause. */
  | { readonly status: 'refused'; readonly reason: string };

/** A target with sigstore's own metadata (sigstore/pkg/tuf, sigstoreCustomMetadata). */
export interface DescribedTarget {
  /** `Fulcio`, `Rekor`, `CTFE`, `TSA`. */
  readonly usage: string;
  readonly uri: string;
  readonly bytes: Uint8Array;
}

const Custom = z.looseObject({ sigstore: z.looseObject({ usage: z.string(), uri: z.string().default('') }) });

/** TUF specification 1.0.31, 5.3.3: bounds that a client sets for itself. */
const MAX_ROOTS = 64;
const MAX_METADATA_BYTES = 1024 * 1024;
const MAX_TARGET_BYTES = 5 * 1024 * 1024;
const MAX_DESCRIBED = 64;

/**
 * The target of a TUF repository, after the client workflow of the specification (section 5) from the root that is
 * trusted to the target's hash: signatures, versions and expiry are tuf-js's, which keeps no state here.
 *
 * @throws TufUnreachable where the repository does not answer.
 */
export async function readTufTarget(start: TufStart, read: TufFetch, now: Date): Promise<TufResult> {
  const seen = new Map<string, Uint8Array>([['root', start.root]]);
  const watched: TufFetch = async (path, maxBytes) => {
    const bytes = await read(path, maxBytes);
    const role = /(\w+)\.json$/.exec(path)?.[1];
    if (bytes !== null && role !== undefined) seen.set(role, bytes);
    return bytes;
  };
  try {
    return await followMetadata(start, watched, now);
  } catch (error) {
    if (error instanceof TufUnreachable) throw error;
    if (error instanceof ExpiredMetadataError) return describeExpiry(error, seen);
    // It was given nothing but the repository's content: whatever it throws, it is the repository's fault.
    return {
      status: 'refused',
      reason: `its metadata cannot be trusted: ${error instanceof Error ? error.message : 'malformed'}`,
    };
  }
}

const Expiring = z.looseObject({ signed: z.looseObject({ expires: z.iso.datetime() }) });

/** tuf-js says which metadata expired, and not when. */
function describeExpiry({ message }: ExpiredMetadataError, seen: ReadonlyMap<string, Uint8Array>): TufResult {
  const role = /(\w+)\.json/.exec(message)?.[1] ?? '';
  const expiring = Expiring.safeParse(JSON.parse(Buffer.from(seen.get(role) ?? Buffer.from('null')).toString('utf8')));
  const clause = expiring.success ? `${role}.json expired at ${expiring.data.signed.expires}` : message;
  return { status: 'refused', reason: `its metadata cannot be trusted: ${clause}` };
}

async function followMetadata(start: TufStart, read: TufFetch, now: Date): Promise<TufResult> {
  const need = async (path: string, maxBytes = MAX_METADATA_BYTES): Promise<Buffer> => {
    const bytes = await read(path, maxBytes);
    if (bytes === null) throw new Error(`${path} is missing`);
    return Buffer.from(bytes);
  };
  const store = new TrustedMetadataStore(Buffer.from(start.root));
  for (let count = 0; count < MAX_ROOTS; count++) {
    const next = await read(`${store.root.signed.version + 1}.root.json`, MAX_METADATA_BYTES);
    if (next === null) break;
    store.updateRoot(Buffer.from(next));
  }
  const { consistentSnapshot } = store.root.signed;
  const versioned = (version: number, name: string): string => (consistentSnapshot ? `${version}.${name}` : name);
  const timestamp = store.updateTimestamp(await need('timestamp.json'));
  const snapshot = store.updateSnapshot(await need(versioned(timestamp.signed.snapshotMeta.version, 'snapshot.json')));
  const targetsVersion = snapshot.signed.meta['targets.json']?.version ?? 0;
  store.updateDelegatedTargets(await need(versioned(targetsVersion, 'targets.json')), 'targets', 'root');
  const { targets } = store;
  if (targets === undefined) throw new Error('there are no targets');
  const all = [store.root.signed, timestamp.signed, snapshot.signed, targets.signed];
  const expired = all.find((signed) => isOver(Date.parse(signed.expires), now));
  if (expired !== undefined) throw new Error(`${expired.type}.json expired at ${expired.expires}`);
  const download = async (name: string): Promise<Buffer> => {
    const info = targets.signed.targets[name];
    const hash = info?.hashes.sha256;
    if (info === undefined || hash === undefined) throw new Error(`the target ${name} has no sha256`);
    const path = consistentSnapshot ? name.replace(/[^/]+$/, (base) => `${hash}.${base}`) : name;
    const bytes = await need(`${start.targets}/${path}`, MAX_TARGET_BYTES);
    if (bytes.length === info.length && createHash('sha256').update(bytes).digest('hex') === hash) return bytes;
    throw new Error(`${name} is not what the metadata says`);
  };
  if (Object.hasOwn(targets.signed.targets, start.target)) {
    return { status: 'current', target: await download(start.target), described: [] };
  }
  const described: DescribedTarget[] = [];
  for (const [name, info] of Object.entries(targets.signed.targets).slice(0, MAX_DESCRIBED)) {
    const custom = Custom.safeParse(info.custom);
    if (custom.success) described.push({ ...custom.data.sigstore, bytes: await download(name) });
  }
  return { status: 'current', target: null, described };
}
