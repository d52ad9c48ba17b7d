import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, posix, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { VERSION } from '../src/version.ts';

/** The rules of CONTRIBUTING.md that no compiler checks: who may import whom, who may have effects, how big a file is. */

const ROOT = join(import.meta.dirname, '..');
const MAX_LINES = 300;

interface SourceFile {
  /** From the repository root, with `/`. */
  readonly path: string;
  readonly text: string;
  /** As written, types too, `import(…)` too. */
  readonly imports: readonly string[];
}

const files = readSources('src').filter(({ path }) => !path.endsWith('.test.ts'));

/** Entries may use everything; `gate` joins the stages; `io` is the effects; what remains are stages, known by their folder. */
const ENTRIES = ['src/action.ts', 'src/cli.ts', 'src/commands/'];
const GATE = ['src/gate.ts', 'src/gate/'];
const GROUPS = ['src/check/'];

const isEntry = (path: string): boolean => ENTRIES.some((entry) => path.startsWith(entry));
const isGate = (path: string): boolean => GATE.some((part) => path.startsWith(part));
const isEffect = (path: string): boolean => path.startsWith('src/io/');

/** `src/check/allowlist/x.ts` -> `src/check/allowlist`; null for a file of src itself and for the gate. */
function stageOf(path: string): string | null {
  if (isGate(path)) return null;
  const depth = GROUPS.some((group) => path.startsWith(group)) ? 3 : 2;
  const parts = path.split('/');
  return parts.length > depth ? parts.slice(0, depth).join('/') : null;
}

function readSources(folder: string): readonly SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => {
      const absolute = join(entry.parentPath, entry.name);
      const text = readFileSync(absolute, 'utf8');
      return { path: relative(ROOT, absolute).split(sep).join('/'), text, imports: importsOf(text) };
    });
}

function importsOf(text: string): readonly string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const statement = /^\s*(?:import|export)\b[^;'"]*?from\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]/gm;
  const dynamic = /\bimport\(\s*['"]([^'"]+)['"]/g;
  const found = [...code.matchAll(statement), ...code.matchAll(dynamic)];
  return found.flatMap(([, from, bare]) => from ?? bare ?? []);
}

interface Arrow {
  readonly from: string;
  readonly to: string;
}

/** Every relative import, resolved to a file of the repository. */
function arrowsOf({ path, imports }: SourceFile): readonly Arrow[] {
  return imports
    .filter((each) => each.startsWith('.'))
    .map((each) => ({ from: path, to: posix.normalize(posix.join(posix.dirname(path), each)) }));
}

const arrows = files.flatMap(arrowsOf);
const shown = (list: readonly Arrow[]): readonly string[] => list.map(({ from, to }) => `${from} -> ${to}`);

test('the reader of imports sees the forms that TypeScript has', () => {
  const text = [
    "import { a,\n  b } from './b.ts';",
    "import type { C } from './c.ts';",
    "export * from './d.ts';",
    "import './e.ts';",
    "const f = await import('./f.ts');",
    "// import g from './g.ts';",
  ].join('\n');
  expect(importsOf(text)).toEqual(['./b.ts', './c.ts', './d.ts', './e.ts', './f.ts']);
  expect(files.length).toBeGreaterThan(100);
  expect(arrows.length).toBeGreaterThan(files.length);
});

describe('who imports whom', () => {
  test('the domain imports nothing', () => {
    const outside = files
      .filter(({ path }) => path.startsWith('src/domain/'))
      .flatMap(({ path, imports }) => imports.map((to) => `${path} -> ${to}`))
      .filter((line) => !/ -> \.\/[a-z-]+\.ts$/.test(line));
    expect(outside).toEqual([]);
  });

  test('a stage imports another only by its index.ts', () => {
    const deep = arrows.filter(({ from, to }) => {
      const [own, other] = [stageOf(from), stageOf(to)];
      if (own === other || other === null || isEntry(from) || isEffect(from) || isEffect(to)) return false;
      return to !== `${other}/index.ts`;
    });
    expect(shown(deep)).toEqual([]);
  });

  test('the gate, the entries and the effects reach into no stage either', () => {
    const deep = arrows.filter(({ from, to }) => {
      const other = stageOf(to);
      const outsider = isEntry(from) || isEffect(from) || isGate(from);
      if (!outsider || other === null || other === stageOf(from) || isEffect(to) || isEntry(to)) return false;
      // The trivy database of the demo stands beside the demo's registry, which is a folder of its own.
      return to !== `${other}/index.ts` && !to.startsWith('src/demo/');
    });
    expect(shown(deep)).toEqual([]);
  });

  test('stages do not import the gate or the entries, nor the parts of the gate gate.ts', () => {
    const upwards = arrows.filter(({ from, to }) => {
      const joins = to.startsWith('src/gate/') && isGate(from);
      return (isGate(to) || isEntry(to)) && !joins && !isEntry(from);
    });
    expect(shown(upwards)).toEqual([]);
  });

  test('effects come in as ports: only entries import src/io, and the demo its loopback server', () => {
    const direct = arrows.filter(
      ({ from, to }) => isEffect(to) && !isEffect(from) && !isEntry(from) && !from.startsWith('src/demo/registry/'),
    );
    expect(shown(direct)).toEqual([]);
  });

  test('no stage needs itself by way of others', () => {
    const needs = new Map<string, Set<string>>();
    for (const { from, to } of arrows) {
      const [own, other] = [stageOf(from), stageOf(to)];
      if (own === null || other === null || own === other) continue;
      needs.set(own, (needs.get(own) ?? new Set()).add(other));
    }
    expect(cyclesOf(needs)).toEqual([]);
  });

  test('no file outside the tests imports one of them', () => {
    expect(shown(arrows.filter(({ to }) => to.startsWith('test/') || to.endsWith('.test.ts')))).toEqual([]);
  });
});

function cyclesOf(needs: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const cycles = new Set<string>();
  const done = new Set<string>();
  const visit = (stage: string, trail: readonly string[]): void => {
    const at = trail.indexOf(stage);
    if (at >= 0) cycles.add([...trail.slice(at), stage].join(' -> '));
    if (at >= 0 || done.has(stage)) return;
    for (const next of needs.get(stage) ?? []) visit(next, [...trail, stage]);
    done.add(stage);
  };
  for (const stage of needs.keys()) visit(stage, []);
  return [...cycles];
}

test('the search for cycles finds one', () => {
  const needs = { a: ['b'], b: ['c'], c: ['b'], d: ['a'] };
  expect(cyclesOf(new Map(Object.entries(needs).map(([from, to]) => [from, new Set(to)])))).toEqual(['b -> c -> b']);
});

describe('who may have effects', () => {
  /** Node's modules that compute and touch nothing. */
  const PURE = ['buffer', 'crypto', 'path', 'path/posix', 'stream', 'string_decoder', 'util', 'zlib'];
  const PACKAGES_WITH_EFFECTS = /^(@actions\/|@octokit\/|undici$)/;

  test('@actions/* and undici are imported by src/io alone', () => {
    const found = files
      .filter(({ path }) => !isEffect(path))
      .flatMap(({ path, imports }) => imports.map((name) => [path, name] as const))
      .filter(([, name]) => PACKAGES_WITH_EFFECTS.test(name));
    expect(found).toEqual([]);
  });

  test('effectful modules of Node are imported by src/io and the entries alone', () => {
    const found = files
      .filter(({ path }) => !isEffect(path) && !isEntry(path))
      .flatMap(({ path, imports }) => imports.map((name) => [path, name] as const))
      .filter(([, name]) => name.startsWith('node:') && !PURE.includes(name.slice('node:'.length)));
    expect(found).toEqual([]);
  });

  test.each([
    ['the process', /\bprocess\.(?:env|argv|cwd|chdir|exit|stdout|stderr|stdin|kill)\b/],
    ['the network', /(?<![.\w])fetch\((?=['"`]|url|new URL)|\bglobalThis\.fetch\b|\bnew WebSocket\(/],
    ['the clock', /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(|(?<![.\w])set(?:Timeout|Interval|Immediate)\(/],
    ['randomness', /\bMath\.random\(|\brandomBytes\(|\brandomUUID\(|\bgetRandomValues\(/],
    ['the console', /\bconsole\./],
  ])('%s is behind a port', (_, pattern) => {
    const found = files.filter(({ path, text }) => !isEffect(path) && !isEntry(path) && pattern.test(text));
    expect(found.map(({ path }) => path)).toEqual([]);
  });
});

describe('how it is written', () => {
  test(`no file, a test or not, has more than ${MAX_LINES} lines`, () => {
    const all = [...readSources('src'), ...readSources('test'), ...readSources('scripts')];
    const long = all.filter(({ text }) => text.split('\n').length - 1 > MAX_LINES);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  test('no file is named for nothing', () => {
    const vague = /^(utils?|helpers?|misc|common|shared|stuff)\b/;
    expect(files.filter(({ path }) => path.split('/').some((part) => vague.test(part)))).toEqual([]);
  });

  test('no any, no checks switched off, no module mocks', () => {
    const everything = [...readSources('src'), ...readSources('test'), ...readSources('scripts')];
    const forbidden =
      /(?::|\bas|<)\s*any\b(?!\s+[a-z])|@ts-(?:ignore|expect-error|nocheck)|biome-ignore-all|\bvi\.mock\(/;
    const own = basename(import.meta.filename);
    const found = everything.filter(
      ({ path, text }) => basename(path) !== own && forbidden.test(withoutComments(text)),
    );
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  test('the version that is printed is the one that is published', () => {
    const manifest: unknown = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(manifest).toMatchObject({ version: VERSION });
  });
});

/** Comments and texts may say "any"; a directive inside a comment is kept. */
function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => (/@ts-/.test(comment) ? comment : ''))
    .replace(/\/\/(?!\s*(?:@ts-|biome-ignore-all)).*$/gm, '')
    .replace(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, "''");
}
