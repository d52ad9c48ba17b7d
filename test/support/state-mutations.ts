import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkHardening, HARDENING_RULES } from '../../src/check/hardening/index.ts';
import type { Json, Manifest, Path } from '../../src/domain/index.ts';
import { completePolicy } from '../../src/policy/schema.ts';
import { readManifests } from './manifest-files.ts';
import { replaced } from './replaced.ts';

/**
 * What each rule's text says it looks at, as changes to a fixture that passes: whatever value of the condition is drawn,
 * the fixture fails then. A family of rules has its own in test/mutations; Pod Security has them beside the source
 * (src/check/hardening/mutations.test.ts).
 */

interface Mutation {
  /** Below fixtures/rules, of the rule itself. */
  readonly passes: string;
  /** The first object of this kind is changed, or of `kind/name`. */
  readonly kind: string;
  readonly path: Path;
  /** `undefined` takes the field away. */
  readonly values: fc.Arbitrary<Json | undefined>;
}

export const m = (passes: string, kind: string, path: Path, values: Mutation['values']): Mutation => ({
  passes,
  kind,
  path,
  values,
});
export const gone = fc.constant(undefined);
export const one = <T extends Json>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
export const word = fc.stringMatching(/^[a-z][a-z0-9]{0,10}$/);
export const template: Path = ['spec', 'template', 'spec'];
export const container: Path = [...template, 'containers', 0];

const ROOT = fileURLToPath(new URL('../../fixtures/rules/', import.meta.url));

/** `files`: the passing fixtures of rules that look at which files the repository has, which fail with others. */
export function testMutations(
  family: string,
  mutations: Readonly<Record<string, readonly [Mutation, ...Mutation[]]>>,
  files: Readonly<Record<string, string>> = {},
): void {
  test(`every rule of ${family} about one state has a mutation here`, () => {
    const ids = HARDENING_RULES.filter(({ scope }) => scope !== 'pod-security' && scope !== 'change')
      .map(({ description }) => description.id)
      .filter((id) => id.startsWith(`${family}/`));
    expect([...Object.keys(mutations), ...Object.keys(files)].sort()).toEqual([...ids].sort());
  });

  const rows = Object.entries(mutations).flatMap(([id, each]) =>
    each.map((mutation) => [id, mutation.kind, mutation] as const),
  );
  test.each(rows)('%s fails once a %s of a passing fixture has the flaw', (id, kind, { passes, path, values }) => {
    const text = readFileSync(`${ROOT}${id}/${passes}.yaml`, 'utf8');
    expect(failing(text, id, (object) => object, kind)).toEqual([]);
    fc.assert(
      fc.property(values, (value) => {
        expect(failing(text, id, (object) => replaced(object, path, value), kind)).toContain(id);
      }),
      { numRuns: 40 },
    );
  });

  test.each(Object.entries(files))('%s fails where the repository has other files', (id, passes) => {
    const text = readFileSync(`${ROOT}${id}/${passes}.yaml`, 'utf8');
    expect(failing(text, id)).toEqual([]);
    fc.assert(
      fc.property(fc.array(word), (names) => {
        const others = names.map((name) => `docs/runbooks/${name}.md`).join(', ');
        expect(failing(text.replace(/^# files: .+$/m, `# files: ${others}`), id)).toContain(id);
      }),
      { numRuns: 40 },
    );
  });
}

/** Which rule finds something once the first object of a kind was changed. */
function failing(
  text: string,
  id: string,
  change: (object: Json) => Json = (object) => object,
  kind?: string,
): readonly string[] {
  const yaml = readManifests(new TextEncoder().encode(text), 'a.yaml').manifests;
  const [wanted = yaml[0]?.ref.kind, name] = kind?.split('/') ?? [];
  const index = yaml.findIndex(({ ref }) => ref.kind === wanted && (name === undefined || ref.name === name));
  expect(index).toBeGreaterThanOrEqual(0);
  // Read again, since a name or a namespace may be what changed.
  const objects = yaml.map(({ object }, at) => (at === index ? change(object) : object));
  const written = objects.map((object) => JSON.stringify(object)).join('\n---\n');
  const manifests: readonly Manifest[] = readManifests(new TextEncoder().encode(written), 'a.yaml').manifests;
  const requiredLabels = /^# requiredLabels: (.+)$/m.exec(text)?.[1]?.split(', ') ?? [];
  // Some rules are off until they are asked for.
  const policy = completePolicy({ version: 1, requiredLabels, hardening: { rules: { [id]: 'warn' } } });
  const repository = {
    address: 'github.com/acme/shop',
    branch: 'main',
    files: new Set(/^# files: (.+)$/m.exec(text)?.[1]?.split(', ')),
  };
  const rules = HARDENING_RULES.filter(({ description }) => description.id === id);
  const surroundings = { repository, now: new Date('2026-11-26') };
  return checkHardening(manifests, { policy, rules, surroundings }).findings.map(({ rule }) => rule);
}
