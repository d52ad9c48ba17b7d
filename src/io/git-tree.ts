import { GateError, type Tree, type TreeEntry } from '../domain/index.ts';
import { entriesTree, unreadable } from '../tree/index.ts';
import { createBlobReader } from './git-blobs.ts';
import { type GitRepository, gitFailed, runGit, tryGit } from './git-command.ts';

const MAX_LISTING_BYTES = 128 * 1024 * 1024;
const MAX_LINK_BYTES = 4096;

const COMMIT_ID = /^([0-9a-f]{40}|[0-9a-f]{64})$/;
/** One line of `git ls-tree -r -z -l`. */
const TREE_LINE = /^(\d{6}) (blob|commit|tree) ([0-9a-f]{40}|[0-9a-f]{64}) +(\d+|-)\t([\s\S]+)$/;

/**
 * The full id of the commit that a ref names: a branch, a tag, an id, `HEAD~1`.
 *
 * @throws GateError `tree/no-such-commit`, or `tree/git-failed` where git cannot say.
 */
export async function resolveCommit(repository: GitRepository, ref: string): Promise<string> {
  const call = { args: ['rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`], maxOutputBytes: 65_536 };
  const plausible = ref !== '' && !ref.startsWith('-') && !/[\0\n]/.test(ref);
  const result = plausible ? await tryGit(repository, call) : null;
  if (result !== null && (result.status !== 'exited' || /not a git repository/.test(result.stderr))) {
    throw gitFailed(call, result);
  }
  const id = result?.code === 0 ? Buffer.from(result.stdout).toString('utf8').trim() : '';
  if (COMMIT_ID.test(id)) return id;
  throw new GateError({
    code: 'tree/no-such-commit',
    stage: 'tree',
    message: `The repository has no commit ${JSON.stringify(ref)}.`,
    remedy: 'Name a branch, tag or commit that is in the clone (with actions/checkout: fetch-depth: 0).',
  });
}

/**
 * A commit's files, read as objects: nothing is checked out, filtered or fetched. Submodules are entries of their own;
 * a Git LFS pointer is the pointer's text.
 *
 * @param commit a full commit id: see resolveCommit.
 * @throws GateError `tree/git-failed`, and `tree/malformed` for a tree that git itself would not check out.
 */
export async function gitTree(repository: GitRepository, commit: string): Promise<Tree> {
  if (!COMMIT_ID.test(commit)) throw new TypeError(`not a full commit id: ${commit}`);
  const label = `commit ${commit.slice(0, 7)}`;
  const args = ['ls-tree', '-r', '-z', '-l', '--full-tree', '--end-of-options', commit];
  const listing = await runGit(repository, { args, maxOutputBytes: MAX_LISTING_BYTES });
  const objects = parseListing(Buffer.from(listing).toString('utf8'), label);
  const blobs = createBlobReader(repository);
  const entries = await Promise.all(
    [...objects.values()].map(async ({ entry, id }): Promise<TreeEntry> => {
      if (entry.kind !== 'symlink') return entry;
      const target = await blobs.read(id, MAX_LINK_BYTES);
      return { ...entry, target: Buffer.from(target ?? []).toString('utf8') };
    }),
  );
  return entriesTree(entries, {
    label,
    commit,
    async read(path) {
      const object = objects.get(path);
      if (object === undefined) return null;
      const bytes = await blobs.read(object.id, object.entry.kind === 'file' ? object.entry.size : 0);
      if (bytes === null) throw unreadable(path, label, 'its content is not in this clone');
      return bytes;
    },
  });
}

interface TreeObject {
  readonly id: string;
  readonly entry: TreeEntry;
}

function parseListing(listing: string, label: string): ReadonlyMap<string, TreeObject> {
  const objects = new Map<string, TreeObject>();
  for (const line of listing.split('\0')) {
    if (line === '') continue;
    const [, mode, type, id = '', size, path = ''] = TREE_LINE.exec(line) ?? [];
    if (id === '' || objects.has(path) || !isPlainPath(path)) throw malformed(label, path || line);
    objects.set(path, { id, entry: entryOf(path, mode, type, Number(size)) });
  }
  return objects;
}

function entryOf(path: string, mode = '', type = '', size = 0): TreeEntry {
  if (type === 'commit') return { kind: 'submodule', path };
  if (mode === '120000') return { kind: 'symlink', path, target: '' };
  return { kind: 'file', path, size, executable: mode === '100755' };
}

/** What git refuses to write to disk (fsck: hasDot, hasDotdot, hasDotgit, fullPathname), a tree of ours has not either. */
function isPlainPath(path: string): boolean {
  return path.split('/').every((step) => step !== '' && step !== '.' && step !== '..' && step.toLowerCase() !== '.git');
}

function malformed(label: string, path: string): GateError {
  return new GateError({
    code: 'tree/malformed',
    stage: 'tree',
    message: `The tree of ${label} has the entry ${JSON.stringify(path.slice(0, 200))}, which no checkout can have.`,
    remedy: 'Make the commit anew with git itself.',
  });
}
