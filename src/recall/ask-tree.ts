import { GateError, type Tree, type TreeEntry } from '../domain/index.ts';
import { ofBytes, ofEntry, ofList, type Question } from './question.ts';

export type TreeQuestion = Extract<Question, { of: 'list' | 'entry' | 'content' }>;

export async function askTree({ of, path }: TreeQuestion, tree: Tree): Promise<string> {
  try {
    if (of === 'list') return ofListing(await tree.list(path));
    if (of === 'entry') return ofEntry(await tree.stat(path));
    return ofBytes(await tree.read(path));
  } catch (error) {
    return ofUnreadable(error);
  }
}

/** @throws what is no word of the tree about itself */
export function ofUnreadable(error: unknown): string {
  if (!(error instanceof GateError)) throw error;
  return `cannot be read: ${error.code} ${error.message}`;
}

/** A tree gives the same list each time it is asked, and is asked often. */
const listings = new WeakMap<readonly TreeEntry[], string>();

export function ofListing(entries: readonly TreeEntry[]): string {
  const known = listings.get(entries) ?? ofList(entries);
  listings.set(entries, known);
  return known;
}
