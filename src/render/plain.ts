import { posix } from 'node:path';
import { type Finding, fileLocation, GateError, type Tree } from '../domain/index.ts';
import { resolveInTree } from '../tree/index.ts';
import { MAX_FILE_BYTES, mentionsManifest } from '../yaml/index.ts';
import { invalidManifest } from './invalid.ts';
import { type PlainFile, type PlainSource, readPlainFile } from './plain-file.ts';
import { type ProblemDetails, renderFailed } from './problem.ts';
import type { Rendered } from './renderer.ts';

/** Files read at a time: enough for a git tree to fetch them together, and no more memory than that. */
const BATCH = 256;
/** The first line of every Git LFS pointer (git-lfs docs/spec.md). */
const LFS_POINTER = Buffer.from('version https://git-lfs.github.com/spec/v1\n');

type ReadFile = PlainFile & {
  readonly file: string;
  /** What it may hide: nobody says whether a JSON file that cannot be read holds manifests. */
  readonly hidden: ProblemDetails | null;
};

/**
 * Files that hold manifests as they are: what kubectl would apply. Whatever is wrong with one becomes a finding, and the
 * others are read all the same.
 */
export async function renderPlain(source: PlainSource, tree: Tree): Promise<Rendered> {
  const read: ReadFile[] = [];
  for (let start = 0; start < source.files.length; start += BATCH) {
    const batch = source.files.slice(start, start + BATCH);
    read.push(...(await Promise.all(batch.map((file) => readOne(file, source, tree)))));
  }
  const beside = new Set(read.filter(({ manifests }) => manifests.length > 0).map(({ file }) => posix.dirname(file)));
  // A large or unfetched JSON file is a manifest where its neighbours are; elsewhere it is somebody's data.
  const hidden = read.filter(
    ({ file, hidden }) => hidden !== null && (!isJson(file) || beside.has(posix.dirname(file))),
  );
  return {
    manifests: read.flatMap(({ manifests }) => manifests),
    findings: [
      ...read.flatMap(({ findings }) => findings),
      ...hidden.flatMap(({ hidden: problem }): Finding[] => (problem === null ? [] : [renderFailed(source, problem)])),
    ],
    files: source.files,
    complete: hidden.length === 0 && read.every(({ complete }) => complete),
  };
}

async function readOne(file: string, source: PlainSource, tree: Tree): Promise<ReadFile> {
  const nothing = { file, manifests: [], findings: [], complete: true, hidden: null };
  const resolved = await resolveInTree(tree, file);
  if (resolved.kind !== 'found' || resolved.is !== 'file') {
    const finding = invalidManifest(file, 'it is not a file inside the repository');
    return { ...nothing, findings: [finding], complete: false };
  }
  let bytes: Uint8Array;
  try {
    bytes = await tree.read(resolved.path);
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    const { message: what, remedy } = error;
    return { ...nothing, hidden: { what, remedy, location: fileLocation(file), unknown: 'content' } };
  }
  if (Buffer.compare(Buffer.from(bytes.subarray(0, LFS_POINTER.length)), LFS_POINTER) === 0) {
    const what = `${file} is a Git LFS pointer, and its content is not in the tree`;
    const remedy = 'Commit the file itself';
    return { ...nothing, hidden: { what, remedy, location: fileLocation(file), unknown: 'content' } };
  }
  if (bytes.length > MAX_FILE_BYTES && (!isJson(file) || mentionsManifest(bytes))) {
    const what = `${file} has ${bytes.length} bytes, more than the ${MAX_FILE_BYTES} that are read`;
    const remedy = 'Split it, or list its path under ignorePaths in the policy if it is no manifest';
    return { ...nothing, hidden: { what, remedy, location: fileLocation(file), unknown: 'content' } };
  }
  return { ...nothing, ...readPlainFile(bytes, file, source) };
}

function isJson(file: string): boolean {
  return /\.json$/i.test(file);
}
