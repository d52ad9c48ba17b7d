import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, test } from 'vitest';

/**
 * What a check of plain manifests waits for before it begins: everything that its modules import, and what a stage's
 * index.ts hands on of what they ask for. `import(…)` is where it ends, since that is loaded when it is needed.
 */

const ROOT = join(import.meta.dirname, '..');

interface Import {
  /** Null: all of it. */
  readonly names: readonly string[] | null;
  /** `export { … } from`: loaded for who asks for one of the names. */
  readonly handedOn: boolean;
  readonly from: string;
}

/** Imports and re-exports of values: types are gone when it runs. */
function importsOf(path: string): readonly Import[] {
  const text = readFileSync(join(ROOT, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const statement = /^(import|export)\s+(?!type\b)([^;'"]*?)\s*from\s*'([^']+)'/gm;
  return [...text.matchAll(statement)].flatMap(([, word, what = '', from = '']): readonly Import[] => {
    const target = from.startsWith('.') ? posix.join(posix.dirname(path), from) : from;
    const listed = /^\{([\s\S]*)\}$/.exec(what.trim())?.[1];
    const handedOn = word === 'export';
    if (listed === undefined) return [{ names: null, handedOn, from: target }];
    const names = listed.split(',').map((name) => name.trim());
    const values = names.filter((name) => name !== '' && !name.startsWith('type '));
    const asked = values.map((name) => name.split(/\s+as\s+/)[0] ?? name);
    return values.length === 0 ? [] : [{ names: asked, handedOn, from: target }];
  });
}

/** Of an index.ts only what is asked for is loaded: package.json says that no module does anything by being imported. */
function loadedWith(entry: string): ReadonlySet<string> {
  const loaded = new Set<string>();
  const visit = (path: string, names: readonly string[] | null): void => {
    const key = `${path} ${names === null || !path.endsWith('/index.ts') ? '' : names.join()}`;
    if (loaded.has(key)) return;
    loaded.add(key);
    if (!path.startsWith('src/')) return;
    for (const one of importsOf(path)) {
      const isAsked = one.names?.some((name) => names?.includes(name) ?? true) ?? true;
      if (!one.handedOn || isAsked) visit(one.from, one.names);
    }
  };
  visit(entry, null);
  return new Set([...loaded].map((key) => key.split(' ')[0] ?? ''));
}

/** The gate itself is loaded once it is known that the run is not one of before. */
const loaded = new Set([...loadedWith('src/commands/main.ts'), ...loadedWith('src/gate.ts')]);

test('the walk comes by every stage of a check', () => {
  const stages = ['src/gate.ts', 'src/render/plain.ts', 'src/check/hardening/check.ts', 'src/judge/judge.ts', 'zod'];
  expect(stages.filter((path) => !loaded.has(path))).toEqual([]);
});

test.each([
  ['Helm', /^src\/render\/helm/],
  ['kustomize', /^src\/render\/kustomize(?!\/names)/],
  ['Flux', /^src\/render\/flux\/compose/],
  ['Argo CD', /^src\/render\/argocd\/compose/],
  ['what verifies signatures, where none are asked for', /^@sigstore\/verify|\/authority\/verify\.ts$/],
  ['TUF', /^tuf-js|\/trust-root\/load\.ts$/],
  ['what runs programs', /^@actions\/exec|^src\/io\/exec\.ts$/],
  ['the demo and its registry', /^src\/(?:demo|commands\/demo)/],
  ['the schema of the report, which only its readers need', /^src\/report\/schema\.ts$/],
  ['other commands', /^src\/commands\/(?:fix|render|images|explain|policy)\.ts$/],
])('a check of plain manifests does not load %s', (_, pattern) => {
  expect([...loaded].filter((path) => pattern.test(path))).toEqual([]);
});
