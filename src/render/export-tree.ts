import { fileLocation, type Location, type Tree } from '../domain/index.ts';
import { resolveInTree } from '../tree/index.ts';
import { RenderProblem } from './problem.ts';

/** What a tool gets to see: repository paths to bytes. Never `.git`, never a link, nothing from outside the tree. */
export type FileSet = ReadonlyMap<string, Uint8Array>;

/** A file of the set as text, without a byte-order mark; empty where it is not there. */
export function textOf(files: FileSet, path: string): string {
  return new TextDecoder().decode(files.get(path));
}

const MAX_FILES = 20_000;
const MAX_BYTES = 128 << 20;
const MAX_LINK_DEPTH = 8;

/** The first line of every Git LFS pointer (git-lfs docs/spec.md). */
const LFS = 'version https://git-lfs.github.com/spec/v1\n';

function hidden(path: string): boolean {
  return path.split('/').some((segment) => segment.toLowerCase() === '.git');
}

function refuse(path: string, what: string, remedy: string, unknown = false): never {
  const details = { what, remedy, location: fileLocation(path) };
  throw new RenderProblem(unknown ? { ...details, unknown: 'content' } : details);
}

function checkLink(path: string, resolved: Awaited<ReturnType<typeof resolveInTree>>): void {
  if (resolved.kind === 'outside') {
    refuse(
      resolved.link,
      `the symbolic link ${resolved.link} leads out of the repository`,
      'Replace the link by the file it should hold',
    );
  }
  if (resolved.kind === 'loop') {
    refuse(path, `the symbolic link ${path} leads back to itself`, 'Remove the link');
  }
  if (resolved.kind === 'found' && resolved.is === 'submodule') {
    refuse(
      path,
      `${path} is a git submodule, and submodules are not fetched`,
      'Commit the files themselves, or ignore the source in the policy',
      true,
    );
  }
}

/** Collects a file set under its limits. */
export class Export {
  readonly #tree: Tree;
  readonly #files = new Map<string, Uint8Array>();
  #bytes = 0;

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  get files(): FileSet {
    return this.#files;
  }

  /** One file, by the path it is asked for; a symbolic link gives the content it leads to. False: there is none. */
  async file(path: string): Promise<boolean> {
    if (hidden(path)) return false;
    if (this.#files.has(path)) return true;
    const resolved = await resolveInTree(this.#tree, path);
    checkLink(path, resolved);
    if (resolved.kind !== 'found' || resolved.is !== 'file' || hidden(resolved.path)) return false;
    await this.#add(path, resolved.path);
    return true;
  }

  /**
   * Everything below `root`. Links are followed inside the repository, and their content stands in their place, so
   * that the tool meets none. `to`: where it stands in the copy; left out, where it is.
   *
   * @throws RenderProblem for a link that leads out, a submodule, an LFS pointer, or too much of it.
   */
  async directory(root: string, to = root): Promise<void> {
    await this.#walk(root, to, 0);
  }

  /** A file that is not of the tree. */
  add(path: string, bytes: Uint8Array, location: Location): void {
    this.#bytes += bytes.length;
    if (this.#bytes > MAX_BYTES || this.#files.size >= MAX_FILES) {
      const what = `it holds more than ${MAX_BYTES >> 20} MiB or ${MAX_FILES} files`;
      throw new RenderProblem({ what, remedy: 'Take a part of it away', location, unknown: 'content' });
    }
    this.#files.set(path, bytes);
  }

  async #walk(from: string, to: string, depth: number): Promise<void> {
    for (const entry of await this.#tree.list(from)) {
      if (hidden(entry.path)) continue;
      const below = from === '' ? entry.path : entry.path.slice(from.length + 1);
      const path = to === '' ? below : `${to}/${below}`;
      if (this.#files.has(path)) continue;
      if (entry.kind === 'submodule') checkLink(path, { kind: 'found', path, is: 'submodule' });
      if (entry.kind === 'file') await this.#add(path, entry.path);
      if (entry.kind !== 'symlink') continue;
      const resolved = await resolveInTree(this.#tree, entry.path);
      checkLink(path, resolved);
      if (resolved.kind !== 'found' || hidden(resolved.path)) continue;
      if (resolved.is === 'file') await this.#add(path, resolved.path);
      else if (depth < MAX_LINK_DEPTH) await this.#walk(resolved.path, path, depth + 1);
      else refuse(path, `the symbolic links at ${path} are nested too deeply`, 'Remove the link');
    }
  }

  async #add(path: string, from: string): Promise<void> {
    if (/[\\\0]/.test(path)) {
      refuse(path, `the file name ${JSON.stringify(path)} cannot be written on every system`, 'Rename it', true);
    }
    const entry = await this.#tree.stat(from);
    if (entry === null || entry === 'directory' || entry.kind !== 'file') return;
    this.#bytes += entry.size;
    if (this.#bytes > MAX_BYTES || this.#files.size >= MAX_FILES) {
      const limit = this.#bytes > MAX_BYTES ? `${MAX_BYTES >> 20} MiB` : `${MAX_FILES} files`;
      refuse(path, `it holds more than ${limit}`, 'Move what is not part of it elsewhere', true);
    }
    const bytes = await this.#tree.read(from);
    if (bytes.length < 1024 && Buffer.from(bytes).toString('latin1').startsWith(LFS)) {
      refuse(path, `${path} is a Git LFS pointer, and its content is not in the tree`, 'Commit the file itself', true);
    }
    this.#files.set(path, bytes);
  }
}
