import { createHash } from 'node:crypto';
import { TrustedMetadataStore } from 'tuf-js/dist/store.js';
import type { TufStart } from './document.ts';

/** Reads a file of a TUF repository; null where it is not there. @throws TufUnreachable */
export type TufFetch = (path: string, maxBytes: number) => Promise<Uint8Array | null>;

/** The repository did not answer: nothing is said about what it holds. `message` is a clause. */
export class TufUnreachable extends Error {}

export type TufResult =
  | {
      readonly status: 'current';
      readonly target: Uint8Array;
      /** When the first of the metadata expires. */
      readonly expires: Date;
    }
  /** What is there cannot be trusted; a clause. */
  | { readonly status: 'refused'; readonly reason: string };

/** TUF specification 1.0.31, 5.3.3: bounds that a client sets for itself. */
const MAX_ROOTS = 64;
const MAX_METADATA_BYTES = 1024 * 1024;
const MAX_TARGET_BYTES = 5 * 1024 * 1024;

/**
 * The target of a TUF repository, after the client workflow of the specification (section 5) from the root that is
 * trusted to the target's hash: signatures, versions and expiry are tuf-js's, which keeps no state here.
 *
 * @throws TufUnreachable where the repository does not answer.
 */
export async function readTufTarget(start: TufStart, read: TufFetch, now: Date): Promise<TufResult> {
  try {
    return await followMetadata(start, read, now);
  } catch (error) {
    if (error instanceof TufUnreachable) throw error;
    // It was given nothing but the repository's content: whatever it throws, it is the repository's fault.
    return {
      status: 'refused',
      reason: `its metadata cannot be trusted: ${error instanceof Error ? error.message : 'malformed'}`,
    };
  }
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
  const expired = all.find((signed) => signed.isExpired(now));
  if (expired !== undefined) throw new Error(`${expired.type}.json expired at ${expired.expires}`);
  const info = Object.hasOwn(targets.signed.targets, start.target) ? targets.signed.targets[start.target] : undefined;
  const hash = info?.hashes.sha256;
  if (info === undefined || hash === undefined) throw new Error(`there is no target ${start.target} with a sha256`);
  const name = consistentSnapshot ? start.target.replace(/[^/]+$/, (base) => `${hash}.${base}`) : start.target;
  const target = await need(`${start.targets}/${name}`, MAX_TARGET_BYTES);
  if (target.length !== info.length || createHash('sha256').update(target).digest('hex') !== hash) {
    throw new Error(`${start.target} is not what the metadata says`);
  }
  const expires = new Date(Math.min(...all.map((signed) => Date.parse(signed.expires))));
  return { status: 'current', target, expires };
}
