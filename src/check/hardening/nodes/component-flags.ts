import { get, isArray, isObject, type Json, type Manifest, type Path } from '../../../domain/index.ts';
import type { SingleProblem } from '../rule.ts';
import { clusterConfigurationAt } from './kubeadm.ts';
import { type Component, startsOf, type Word } from './program-start.ts';

/** What a control-plane program is started with, as far as the repository says: each flag with where it is written. */
export interface ComponentFlags {
  readonly flags: ReadonlyMap<string, Flag>;
  /** Where a flag that is missing belongs. */
  readonly at: Path;
  /** Where something is filled in that may be further flags; null where all of them are written. */
  readonly open: Path | null;
}

interface Flag {
  readonly value: string;
  readonly path: Path;
  /** The value, or a part of it, is known only when the program starts. */
  readonly isFilledIn?: boolean;
}

/** The members of a kubeadm ClusterConfiguration that hold the arguments of a program. */
const IN_KUBEADM: Readonly<Record<Component, Path>> = {
  'kube-apiserver': ['apiServer'],
  etcd: ['etcd', 'local'],
};

/**
 * The flags of a program in an object: of a Pod (as the kubelet runs it from its manifests folder) whose container
 * starts it, by itself or in a shell, or of kubeadm's ClusterConfiguration, by itself or inside an object of Cluster API.
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
    return startsOf(component, words).map(({ words: own, open }) => {
      return { at: [...at, command.length > 0 ? 'command' : 'args'], ...flagsOf(own, open) };
    });
  });
}

/** For the messages of a rule that looks for flags. */
export const UNREAD = {
  unread:
    'what {flags} may be set to cannot be read here: it is filled in when the program starts, or the program is started in a way that is not read',
} as const;

/** An unknown about those of these flags that are not written, or not whole; nothing where each of them is, or is surely not set. */
export function unreadFlags({ flags, open }: ComponentFlags, names: readonly string[]): readonly SingleProblem[] {
  const unread = names.flatMap((name) => {
    const flag = flags.get(name);
    const path = flag === undefined ? open : flag.isFilledIn === true ? flag.path : null;
    return path === null ? [] : [{ name: `--${name}`, path }];
  });
  const [first] = unread;
  if (first === undefined) return [];
  const data = { flags: unread.map(({ name }) => name) };
  return [{ message: 'unread', data, paths: [first.path], outcome: 'unknown' }];
}

function inKubeadm(manifest: Manifest, component: Component, root: Path): readonly ComponentFlags[] {
  // etcd of its own is started by somebody else, with arguments that are not here.
  if (component === 'etcd' && isObject(get(manifest.object, ...root, 'etcd', 'external'))) return [];
  const at: Path = [...root, ...IN_KUBEADM[component], 'extraArgs'];
  return [{ flags: extraArgs(manifest, at), at, open: null }];
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

/** kubelet fills in `$(NAME)` before anything runs. */
const FILLED_IN = /\$\([A-Za-z_][A-Za-z0-9_.-]*\)/;

function wordsOf(value: Json | undefined, at: Path): readonly Word[] {
  return (isArray(value) ? value : []).map((item, index) => {
    const text = String(item);
    return { text, path: [...at, index], isFilledIn: FILLED_IN.test(text) };
  });
}

/** `--name=value`, `--name value`, and `--name` alone, which is true; the last one wins. */
function flagsOf(words: readonly Word[], unread: Path | null): Pick<ComponentFlags, 'flags' | 'open'> {
  const flags = new Map<string, Flag>();
  let open = unread;
  let isValue = false;
  for (const [index, word] of words.entries()) {
    const match = /^--?([A-Za-z][A-Za-z0-9_-]*)(?:=([\s\S]*))?$/.exec(word.text);
    if (match === null) {
      if (word.isFilledIn && !isValue) open ??= word.path;
      isValue = false;
      continue;
    }
    const next = words[index + 1];
    isValue = match[2] === undefined && next !== undefined && !next.text.startsWith('-');
    const { text, isFilledIn } = isValue && next !== undefined ? next : { ...word, text: match[2] ?? 'true' };
    flags.set(flagName(match[1] ?? ''), { value: text, path: word.path, ...(isFilledIn ? { isFilledIn } : {}) });
  }
  return { flags, open };
}
