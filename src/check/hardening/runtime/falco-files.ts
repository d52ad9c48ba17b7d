import { get, isArray, isObject, type Json, type Manifest, type Path } from '../../../domain/index.ts';
import { readManifestStream } from '../../../yaml/index.ts';
import { isKind } from '../inventory.ts';
import { itemsOf, textOf } from '../loose-values.ts';
import { textsIn } from '../secrets/texts.ts';

/** Settings of Falco that are written as a text of an object, in the order in which they are there. */
export interface FalcoFiles {
  /** Rules that a file of rules leaves switched off, and where. */
  readonly off: readonly Named[];
  /** What falco.yaml switches off by name or tag and does not switch on again. */
  readonly disabled: readonly Named[];
  /** The lowest priority that falco.yaml loads, where it says one. */
  readonly priority: Named | null;
}

export interface Named {
  readonly name: string;
  readonly path: Path;
}

/** A ConfigMap holds the files themselves, values of Falco's chart hold them under customRules. */
export function falcoFilesIn(manifest: Manifest): FalcoFiles {
  const states = new Map<string, { readonly on: boolean; readonly path: Path }>();
  const disabled: Named[] = [];
  let priority: Named | null = null;
  for (const { text, path } of textsOf(manifest)) {
    for (const value of readText(text)) {
      for (const [name, on] of rulesIn(value)) states.set(name, { on, path });
      disabled.push(...disabledIn(value).map((name) => ({ name, path })));
      if (isConfig(value)) {
        const lowest = textOf(get(value, 'priority')).toLowerCase();
        if (lowest !== '') priority = { name: lowest, path };
      }
    }
  }
  const off = [...states].flatMap(([name, { on, path }]) => (on ? [] : [{ name, path }]));
  return { off, disabled, priority };
}

function textsOf(manifest: Manifest): Iterable<{ readonly text: string; readonly path: Path }> {
  const part: Path | null = isKind(manifest, '', 'ConfigMap')
    ? ['data']
    : isKind(manifest, 'helm.toolkit.fluxcd.io', 'HelmRelease')
      ? ['spec', 'values', 'customRules']
      : null;
  return part === null ? [] : textsIn(get(manifest.object, ...part), part);
}

/** Cheap to tell for the many texts that are no such file. */
const LOOKS_LIKE = /^\s*-?\s*["']?(rule|rules|rules_files?)["']?\s*:/m;

function readText(text: string): readonly Json[] {
  if (!LOOKS_LIKE.test(text)) return [];
  return readManifestStream(Buffer.from(text)).documents.map(({ value }) => value);
}

/**
 * What a file of rules says of each: `enabled` where it is there, and a definition without it switches on. Falco reads
 * from top to bottom, and the last word counts.
 */
function* rulesIn(value: Json): Generator<readonly [name: string, on: boolean]> {
  if (!isArray(value)) return;
  for (const item of value) {
    const name = textOf(get(item, 'rule'));
    if (name === '') continue;
    const enabled = get(item, 'enabled');
    const isChange = get(item, 'append') === true || isObject(get(item, 'override'));
    if (enabled !== undefined && enabled !== null) yield [name, !FALSE.test(textOf(enabled))];
    else if (!isChange && get(item, 'condition') !== undefined) yield [name, true];
  }
}

/** As yaml-cpp reads a boolean, quoted or not. */
const FALSE = /^(n|no|false|off)$/i;

function isConfig(value: Json): boolean {
  return (
    isObject(value) && (value.rules_files !== undefined || value.rules_file !== undefined || value.rules !== undefined)
  );
}

/** `rules:` of falco.yaml, a list of `enable` and `disable` that is worked off in its order. */
function disabledIn(value: Json): readonly string[] {
  const left = new Set<string>();
  for (const item of itemsOf(isConfig(value) ? get(value, 'rules') : undefined)) {
    for (const kind of ['rule', 'tag'] as const) {
      const off = textOf(get(item, 'disable', kind));
      const on = textOf(get(item, 'enable', kind));
      if (off !== '') left.add(`${kind} ${off}`);
      if (on === '') continue;
      left.delete(`${kind} ${on}`);
      // Everything off, then what is wanted on, is a way to choose.
      if (kind === 'tag' || on === '*') left.delete('rule *');
    }
  }
  return [...left];
}
