export type TreeEntry =
  | { readonly kind: 'file'; readonly path: string; readonly size: number; readonly executable: boolean }
  | { readonly kind: 'symlink'; readonly path: string; readonly target: string }
  | { readonly kind: 'submodule'; readonly path: string };

/**
 * A read-only tree of files: the working tree, a git commit, or one of them with edits laid over it.
 *
 * Paths are relative to the tree's root, with `/`, never with `..`; the root itself is `''`.
 * Nothing outside the root is ever read: a symlink is reported as one and is not followed by the tree.
 */
export interface Tree {
  /** For messages: `the working tree`, `commit 1a2b3c4`. */
  readonly label: string;
  /** The full commit id where the tree is one of git's. */
  readonly commit: string | null;
  /** Everything below `under` (all of the tree for `''`), sorted by path in code-unit order. */
  list(under?: string): Promise<readonly TreeEntry[]>;
  /** What is at `path`; null where there is nothing; `'directory'` for a directory. */
  stat(path: string): Promise<TreeEntry | 'directory' | null>;
  /** The bytes of a file. @throws GateError `tree/unreadable` where there is no such file. */
  read(path: string): Promise<Uint8Array>;
}

/** A replacement of one range in one file. Positions as in Location: 1-based, UTF-16 columns, end exclusive. */
export interface Edit {
  readonly file: string;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly text: string;
}
