import { join } from 'node:path';
import type { CommandResult, HelmOptions, Ports, Tool } from '../../domain/index.ts';
import type { FileSet } from '../export-tree.ts';
import { type Replacements, runOnCopy } from '../workspace.ts';
import type { HelmFace } from './faces.ts';

export interface HelmRun {
  readonly tool: Tool;
  readonly ports: Ports;
  readonly root: string;
  readonly helm: HelmOptions;
  readonly files: FileSet;
  /** Left out: a plain install. */
  readonly face?: Pick<HelmFace, 'isUpgrade' | 'apiVersions' | 'kubeVersion'>;
}

/** A place in the list that `--values` is: helm reads it as a line of CSV. */
function csv(path: string): string {
  return /[",\r\n]/.test(path) ? `"${path.replaceAll('"', '""')}"` : path;
}

/**
 * The text for `--set`: one key gets one value, so a comma of the value is not the start of the next key. Helm's own
 * lists (`{a,b}`) and commas that are already escaped stay as they are.
 */
export function setArgument(key: string, value: string): string {
  if (value.startsWith('{') && value.endsWith('}')) return `${key}=${value}`;
  return `${key}=${value.replace(/\\.|,/gs, (part) => (part === ',' ? '\\,' : part))}`;
}

export function helmArguments(root: string, helm: HelmOptions, tree: string, face?: HelmRun['face']): string[] {
  const kubeVersion = face?.kubeVersion ?? helm.kubeVersion;
  return [
    'template',
    `--namespace=${helm.namespace}`,
    ...helm.valuesFiles.map((file) => `--values=${csv(join(tree, file))}`),
    ...Object.entries(helm.set).map(([key, value]) => `--set=${setArgument(key, value)}`),
    ...(face?.isUpgrade ? ['--is-upgrade'] : []),
    ...(kubeVersion === null ? [] : [`--kube-version=${kubeVersion}`]),
    ...[...helm.apiVersions, ...(face?.apiVersions ?? [])].map((version) => `--api-versions=${version}`),
    '--',
    helm.releaseName,
    join(tree, root),
  ];
}

/** Everything helm would take from the machine, turned to an empty home: no plugins, repositories, clusters. */
export function helmEnvironment(home: string): Record<string, string> {
  return {
    HELM_NO_PLUGINS: '1',
    HELM_PLUGINS: join(home, 'plugins'),
    HELM_CACHE_HOME: join(home, 'cache'),
    HELM_CONFIG_HOME: join(home, 'config'),
    HELM_DATA_HOME: join(home, 'data'),
    HELM_REGISTRY_CONFIG: join(home, 'config/registry.json'),
    HELM_REPOSITORY_CONFIG: join(home, 'config/repositories.yaml'),
    HELM_REPOSITORY_CACHE: join(home, 'cache/repository'),
    KUBECONFIG: join(home, 'kubeconfig'),
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_DATA_HOME: join(home, 'data'),
  };
}

/** One `helm template` of the chart, with some files of the copy replaced. */
export function runHelm(run: HelmRun, replacements: Replacements = new Map()): Promise<CommandResult> {
  return runOnCopy(run.ports, {
    tool: run.tool,
    files: run.files,
    replacements,
    args: (tree) => helmArguments(run.root, run.helm, tree, run.face),
    env: helmEnvironment,
    network: 'none',
  });
}
