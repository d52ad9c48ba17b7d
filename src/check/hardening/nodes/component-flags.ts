import { get, isArray, isObject, type Json, type Manifest, type Path } from '../../../domain/index.ts';
import { clusterConfigurationAt } from './kubeadm.ts';

/** What a control-plane program is started with, as far as the repository says: each flag with where it is written. */
export interface ComponentFlags {
  readonly flags: ReadonlyMap<string, { readonly value: string; readonly path: Path }>;
  /** Where a flag that is missing belongs. */
  readonly at: Path;
}

type Component = 'kube-apiserver' | 'etcd';

/** The members of a kubeadm ClusterConfiguration that hold the arguments of a program. */
const IN_KUBEADM: Readonly<Record<Component, Path>> = {
  'kube-apiserver': ['apiServer'],
  etcd: ['etcd', 'local'],
};

/**
 * The flags of a program in an object: of a Pod (as the kubelet runs it from its manifests folder) whose container
 * starts it, or of kubeadm's ClusterConfiguration, by itself or inside an object of Cluster API.
 */
export function componentsIn(manifest: Manifest, component: Component): readonly ComponentFlags[] {
  const configuration = clusterConfigurationAt(manifest);
  if (configuration !== null) return inKubeadm(manifest, component, configuration);
  if (manifest.ref.apiVersion !== 'v1' || manifest.ref.kind !== 'Pod') return [];
  const containers = get(manifest.object, 'spec', 'containers');
  return (isArray(containers) ? containers : []).flatMap((container, index): readonly ComponentFlags[] => {
    const at: Path = ['spec', 'containers', index];
    const command = wordsOf(get(container, 'command'), [...at, 'command']);
    const words = [...command, ...wordsOf(get(container, 'args'), [...at, 'args'])];
    const program = words[0]?.text.split('/').at(-1);
    if (program !== component) return [];
    return [{ flags: flagsOf(words.slice(1)), at: [...at, command.length > 0 ? 'command' : 'args'] }];
  });
}

function inKubeadm(manifest: Manifest, component: Component, root: Path): readonly ComponentFlags[] {
  // etcd of its own is started by somebody else, with arguments that are not here.
  if (component === 'etcd' && isObject(get(manifest.object, ...root, 'etcd', 'external'))) return [];
  const at: Path = [...root, ...IN_KUBEADM[component], 'extraArgs'];
  return [{ flags: extraArgs(manifest, at), at }];
}

/** Kubernetes' programs take `_` in the name of a flag for `-`. */
function flagName(written: string): string {
  return written.replaceAll('_', '-');
}

/** kubeadm's extra arguments: a map up to v1beta3, a list of names and values since. */
export function extraArgs(manifest: Manifest, at: Path): ComponentFlags['flags'] {
  const own = get(manifest.object, ...at);
  const flags = new Map<string, { value: string; path: Path }>();
  if (isArray(own)) {
    for (const [index, item] of own.entries()) {
      const name = get(item, 'name');
      if (typeof name === 'string') {
        flags.set(flagName(name), { value: String(get(item, 'value') ?? ''), path: [...at, index, 'value'] });
      }
    }
  } else if (isObject(own)) {
    for (const [name, value] of Object.entries(own)) {
      flags.set(flagName(name), { value: String(value), path: [...at, name] });
    }
  }
  return flags;
}

interface Word {
  readonly text: string;
  readonly path: Path;
}

function wordsOf(value: Json | undefined, at: Path): readonly Word[] {
  return (isArray(value) ? value : []).map((item, index) => ({ text: String(item), path: [...at, index] }));
}

/** `--name=value`, `--name value`, and `--name` alone, which is true; the last one wins. */
function flagsOf(words: readonly Word[]): ComponentFlags['flags'] {
  const flags = new Map<string, { value: string; path: Path }>();
  for (const [index, { text, path }] of words.entries()) {
    const match = /^--?([A-Za-z][A-Za-z0-9_-]*)(?:=([\s\S]*))?$/.exec(text);
    if (match === null) continue;
    const next = words[index + 1]?.text;
    const value = match[2] ?? (next === undefined || next.startsWith('-') ? 'true' : next);
    flags.set(flagName(match[1] ?? ''), { value, path });
  }
  return flags;
}
