import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkChanges } from '../../src/check/hardening/index.ts';
import {
  get,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  type Manifest,
  type Path,
} from '../../src/domain/index.ts';
import { completePolicy } from '../../src/policy/schema.ts';
import { GUARDED, type Guard } from './guarded.ts';
import { readManifests } from './manifest-files.ts';
import { replaced } from './replaced.ts';

/**
 * What each rule about changes says that a change must not take away, as mutations of objects that guard something:
 * whatever value is drawn, wherever the object is moved, whatever stands beside it, the rule finds it; and a change that
 * only moves and reorders is found fault with by none.
 */

interface Mutation {
  readonly guard: Guard;
  readonly path: Path;
  /** `undefined` takes the field away. */
  readonly values: fc.Arbitrary<Json | undefined>;
}

export const m = (guard: Guard, path: string, values: Mutation['values']): Mutation => ({
  guard,
  // `rules.0.verbs`; a step in brackets holds dots: `labels.[a.b/c]`.
  path: [...path.matchAll(/\[([^\]]+)\]|([^.]+)/g)].map(([, bracketed, plain = '']) =>
    bracketed === undefined && /^\d+$/.test(plain) ? Number(plain) : (bracketed ?? plain),
  ),
  values,
});
export const gone = fc.constant(undefined);
export const one = (...values: readonly Json[]): fc.Arbitrary<Json> => fc.constantFrom(...values);
export const word = fc.stringMatching(/^[a-z][a-z0-9]{0,10}$/);
/** A list without some of its items, never all of them. */
export const fewer = (guard: Guard, field: string): fc.Arbitrary<Json> => {
  const held = get(GUARDED[guard], 'spec', field);
  const items = isArray(held) ? [...held] : [];
  return fc.subarray(items, { minLength: 1, maxLength: items.length - 1 });
};
/** How the change is made: where the object stands, or as a second copy of it while the first one stays. */
interface Circumstances {
  readonly asCopy: boolean;
  /** In which file each object is, in which order the files are read, and its fields written. */
  readonly order: readonly number[];
  readonly files: number;
  readonly bystanders: number;
}

export const circumstances: fc.Arbitrary<Circumstances> = fc.record({
  asCopy: fc.boolean(),
  order: fc.array(fc.nat(1000), { minLength: 60, maxLength: 60 }),
  files: fc.integer({ min: 1, max: 5 }),
  bystanders: fc.integer({ min: 0, max: 3 }),
});
export const BASE: readonly JsonObject[] = Object.values(GUARDED);
const BASE_MANIFESTS = written(BASE.map((object) => JSON.stringify(object)));

export function testChanges(id: string, mutations: readonly [Mutation, ...Mutation[]]): void {
  const rows = mutations.map((mutation) => [id, mutation.guard, mutation.path.join('.'), mutation] as const);
  test.each(rows)('%s sees another %s %s', (_id, guard, _, { path, values }) => {
    fc.assert(
      fc.property(values, circumstances, (value, drawn) => {
        const before: JsonObject = GUARDED[guard];
        const after = asObject(replaced(before, path, value));
        const kept = BASE.filter((object) => object !== before || (drawn.asCopy && isSameObject(before, after)));
        expect(rulesThatFind([...kept, after], drawn)).toContain(id);
      }),
      { numRuns: 12 },
    );
  });
}

/** Only a copy under the same name is one: what has another name is another object. */
function isSameObject(a: JsonObject, b: JsonObject): boolean {
  const of = ({ kind, metadata }: JsonObject): string =>
    JSON.stringify([kind, isObject(metadata) ? [metadata.name, metadata.namespace] : null]);
  return of(a) === of(b);
}

export function rulesThatFind(objects: readonly JsonObject[], drawn: Circumstances): readonly string[] {
  const policy = completePolicy({ version: 1, hardening: { rules: { '*': 'off', 'change/*': 'error' } } });
  const others = Array.from({ length: drawn.bystanders }, (_, index) => bystander(index));
  const side = (manifests: readonly Manifest[]) => ({ manifests, policies: [] });
  const base = side(BASE_MANIFESTS);
  const head = side(laidOut([...objects, ...others], drawn));
  return checkChanges(base, head, { policy }).map(({ rule }) => rule);
}

/** Of kinds that no rule here is about. */
function bystander(index: number): JsonObject {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: `s${index}`, namespace: 'shop' }, spec: {} };
}

function laidOut(objects: readonly JsonObject[], { order, files }: Circumstances): readonly Manifest[] {
  const at = (index: number): number => order[index % order.length] ?? 0;
  const texts = objects
    .map((object, index) => ({ rank: at(index), text: JSON.stringify(shuffled(object, at(index + 1) % 2 === 0)) }))
    .sort((a, b) => a.rank - b.rank);
  const parts = Array.from({ length: files }, (_, file) => texts.filter((_each, index) => index % files === file));
  return parts.flatMap((part, file) =>
    part.length === 0
      ? []
      : written(
          part.map(({ text }) => text),
          `${file}.yaml`,
        ),
  );
}

/** The fields of every mapping the other way round. */
function shuffled(value: Json | undefined, isReversed: boolean): Json {
  if (Array.isArray(value)) return value.map((each: Json) => shuffled(each, isReversed));
  if (!isObject(value)) return value ?? null;
  const entries = Object.entries(value).map(([key, held]) => [key, shuffled(held, isReversed)] as const);
  return Object.fromEntries(isReversed ? entries.reverse() : entries);
}

function written(texts: readonly string[], file = 'base.yaml'): readonly Manifest[] {
  return readManifests(new TextEncoder().encode(texts.join('\n---\n')), file).manifests;
}

export function asObject(value: Json): JsonObject {
  if (!isObject(value)) throw new Error('the mutation leaves no object');
  return value;
}
