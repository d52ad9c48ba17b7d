import { join } from 'node:path';
import type { CommandResult, NetworkAccess, Ports, Tool } from '../domain/index.ts';
import type { FileSet } from './export-tree.ts';

/** The limits of one render: generous for honest sources, and the end of a hostile one. */
export const TIMEOUT_MS = 60_000;
export const MAX_OUTPUT_BYTES = 32 << 20;
/** A source that takes longer than this for one render gets approximate places: a dozen more would take minutes. */
export const SLOW_RENDER_MS = 5_000;
const MAX_MEMORY_BYTES = 2 * 1024 ** 3;

/** Replaces files of the set in the copy that the tool sees: marks, or an edit that is being tried. */
export type Replacements = ReadonlyMap<string, string | Uint8Array>;

export interface Invocation {
  readonly tool: Tool;
  readonly files: FileSet;
  readonly replacements: Replacements;
  /** From where the copy of the tree and the tool's own empty home are. */
  readonly args: (tree: string, home: string) => readonly string[];
  readonly env: (home: string) => Readonly<Record<string, string>>;
  readonly network: NetworkAccess;
  /** See Command. */
  readonly repeatable?: true;
}

/**
 * Runs a tool on a fresh copy of a file set, in an empty working directory, and removes the copy.
 *
 * Paths of the copy are taken out of what the tool says, so that messages name files as the repository has them.
 */
export async function runOnCopy(ports: Ports, invocation: Invocation): Promise<CommandResult> {
  return ports.files.withTemporaryDirectory('supply-chain-gate-render', async (directory) => {
    const tree = join(directory, 'tree');
    const home = join(directory, 'home');
    const cwd = join(directory, 'empty');
    await Promise.all([tree, home, cwd].map((path) => ports.files.makeDirectory(path)));
    for (const [path, bytes] of invocation.files) {
      await ports.files.write(join(tree, path), invocation.replacements.get(path) ?? bytes);
    }
    const result = await ports.exec.run({
      program: invocation.tool.path,
      args: invocation.args(tree, home),
      cwd,
      env: { HOME: home, TMPDIR: home, ...invocation.env(home) },
      network: invocation.network,
      ...(invocation.repeatable === undefined ? {} : { repeatable: invocation.repeatable }),
      timeoutMs: TIMEOUT_MS,
      maxOutputBytes: MAX_OUTPUT_BYTES,
      maxMemoryBytes: MAX_MEMORY_BYTES,
    });
    return { ...result, stderr: withoutCopyPaths(result.stderr, tree, directory) };
  });
}

function withoutCopyPaths(text: string, tree: string, directory: string): string {
  return text
    .replaceAll('\\\\', '\\')
    .replaceAll(`${tree}/`, '')
    .replaceAll(`${tree}\\`, '')
    .replaceAll(tree, '.')
    .replaceAll(directory, '');
}
