import { join } from 'node:path';
import type { CommandResult, Ports, Tool } from '../../domain/index.ts';
import { type FileSet, textOf } from '../export-tree.ts';
import { helmEnvironment } from '../helm/command.ts';
import { type Replacements, runOnCopy } from '../workspace.ts';
import { exactText } from './exact-text.ts';

export interface KustomizeRun {
  readonly tool: Tool;
  readonly ports: Ports;
  readonly root: string;
  readonly files: FileSet;
  /** Left out: files from each kustomization's own root only. True: the set holds what is allowed, wherever it lies. */
  readonly unrestricted?: true;
  /** Left out: charts are not rendered. */
  readonly helm?: Helm;
}

export interface Helm {
  readonly tool: Tool;
  /** What may name a chart: kustomizations, and configurations of generators. */
  readonly files: readonly string[];
  /** What a cluster would say of itself, for the entries that say nothing. Left out: what helm takes for granted. */
  readonly face?: { readonly apiVersions: readonly string[]; readonly kubeVersion: string | null };
}

/**
 * One `kustomize build` with its defaults: no plugins, files from each kustomization's own root only. Charts only where the
 * run has a helm, which gets no more from the machine than when it is run by itself.
 */
export function runKustomize(run: KustomizeRun, replacements: Replacements = new Map()): Promise<CommandResult> {
  const { helm } = run;
  return runOnCopy(run.ports, {
    tool: run.tool,
    files: run.files,
    replacements: helm === undefined ? replacements : exactly(run, helm, replacements),
    args: (tree) => [
      'build',
      `--load-restrictor=LoadRestrictions${run.unrestricted ? 'None' : 'RootOnly'}`,
      ...(helm === undefined ? [] : helmFlags(helm)),
      '--',
      join(tree, run.root),
    ],
    env: (home) => ({
      ...(helm === undefined ? {} : helmEnvironment(home)),
      KUSTOMIZE_PLUGIN_HOME: join(home, 'plugins'),
      XDG_CONFIG_HOME: join(home, 'config'),
    }),
    network: 'none',
    // A chart may ask for the time.
    ...(helm === undefined ? { repeatable: true } : {}),
  });
}

function helmFlags({ tool, face }: Helm): string[] {
  return [
    '--enable-helm',
    `--helm-command=${tool.path}`,
    ...(face?.apiVersions ?? []).map((version) => `--helm-api-versions=${version}`),
    ...(face === undefined || face.kubeVersion === null ? [] : [`--helm-kube-version=${face.kubeVersion}`]),
  ];
}

function exactly({ files }: KustomizeRun, helm: Helm, replacements: Replacements): Replacements {
  const exact = helm.files.map((file): [string, string] => {
    const text = replacements.get(file) ?? textOf(files, file);
    return [file, exactText(typeof text === 'string' ? text : new TextDecoder().decode(text))];
  });
  return new Map([...replacements, ...exact]);
}
