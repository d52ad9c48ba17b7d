import { hash } from 'node:crypto';
import { z } from 'zod';
import type { FileStamp, HttpResponse, TreeEntry } from '../domain/index.ts';

/** The digest that a tag points at, or that a digest is there; what is attached to an image. */
export const RegistryQuestion = z.strictObject({
  of: z.enum(['tag', 'referrers']),
  registry: z.string(),
  path: z.string(),
  reference: z.string(),
});
export type RegistryQuestion = z.output<typeof RegistryQuestion>;

/**
 * What a run asked the world. An answer is a short text that tells one answer from another, made by the functions below;
 * secrets are in neither.
 */
export const Question = z.discriminatedUnion('of', [
  /** A variable of the environment. */
  z.strictObject({ of: z.literal('variable'), name: z.string() }),
  /** A file of the system: its content, what the system says of it, whether it is there. */
  z.strictObject({ of: z.enum(['file', 'stamp', 'existence']), path: z.string() }),
  /** The tree that is checked: what is below a path, what is at it, what a file holds. */
  z.strictObject({ of: z.enum(['list', 'entry', 'content']), path: z.string() }),
  /** A page that anybody may read. */
  z.strictObject({
    of: z.literal('page'),
    url: z.url(),
    headers: z.record(z.string(), z.string()),
    timeoutMs: z.number(),
    maxBodyBytes: z.number(),
    publicAddressesOnly: z.boolean(),
  }),
  RegistryQuestion,
]);
export type Question = z.output<typeof Question>;

/** Nothing is there, which somebody said who knows. */
export const NOTHING = 'nothing';

const sha256 = (content: string | Uint8Array): string => hash('sha256', content);

export const ofBytes = (bytes: Uint8Array | null): string => (bytes === null ? NOTHING : sha256(bytes));

/** Under a key: a variable may be a secret, and a short one could be guessed from its hash. */
export function ofVariable(value: string | undefined, seal: (text: string) => string): string {
  return value === undefined ? NOTHING : seal(value);
}

export function ofStamp(stamp: FileStamp | null): string {
  return stamp === null ? NOTHING : [stamp.realPath, stamp.size, stamp.identity].join(' ');
}

export const ofList = (entries: readonly TreeEntry[]): string => sha256(JSON.stringify(entries));

export function ofEntry(entry: TreeEntry | 'directory' | null): string {
  return entry === null ? NOTHING : JSON.stringify(entry);
}

/** What readers of an answer go by. */
export function ofPage({ status, headers, body }: HttpResponse): string {
  const read = ['content-type', 'location', 'link', 'retry-after'].map((name) => headers[name] ?? '');
  return [status, sha256(JSON.stringify(read)), sha256(body)].join(' ');
}
