import { join } from 'node:path';
import type { CommandResult, Ports, Tool } from '../../domain/index.ts';
import type { FileSet } from '../export-tree.ts';
import { type Replacements, runOnCopy } from '../workspace.ts';

export interface KustomizeRun {
  readonly tool: Tool;
  readonly ports: Ports;
  readonly root: string;
  readonly files: FileSet;
  /** Left out: files from each kustomization's own root only. True: the set holds what is allowed, wherever it lies. */
  readonly unrestricted?: true;
}

/** One `kustomize build` with its defaults: no plugins, no charts, files from each kustomization's own root only. */
export function runKustomize(run: KustomizeRun, replacements: Replacements = new Map()): Promise<CommandResult> {
  return runOnCopy(run.ports, {
    tool: run.tool,
    files: run.files,
    replacements,
    args: (tree) => [
      'build',
      `--load-restrictor=LoadRestrictions${run.unrestricted ? 'None' : 'RootOnly'}`,
      '--',
      join(tree, run.root),
    ],
    env: (home) => ({ KUSTOMIZE_PLUGIN_HOME: join(home, 'plugins'), XDG_CONFIG_HOME: join(home, 'config') }),
    network: 'none',
  });
}
