import { expect, test } from 'vitest';
import { isObject, type Json, type JsonObject } from '../../src/domain/index.ts';
import { toJson } from '../../src/render/deliveries/values.ts';
import { releaseValues } from '../../src/render/flux/release-values.ts';
import { leavesOut, parsePatterns, withDefaults } from '../../src/render/flux/source-ignore.ts';
import { readPlainFile } from '../../src/render/plain-file.ts';
import { askFlux } from '../support/flux-oracle.ts';
import { SeededRandom } from '../support/yaml-fuzz/random.ts';

/**
 * A HelmRelease's values, and the files that a GitRepository leaves out, against the controllers' own packages on random
 * input. FLUX_RUNS and FLUX_SEED choose another amount and another seed.
 */

const RUNS = Number(process.env.FLUX_RUNS ?? '20000') / 4;
const SEED = Number(process.env.FLUX_SEED ?? '3');

const KEYS = ['image', 'tag', 'a', 'b'] as const;

function randomValues(random: SeededRandom, depth = 0): JsonObject {
  return Object.fromEntries(
    KEYS.filter(() => random.chance(0.5)).map((key): [string, Json] => [
      key,
      depth < 2 && random.chance(0.6)
        ? randomValues(random, depth + 1)
        : random.pick<Json>([1, 'x', true, null, 'v1.2', [1, { a: 'x' }], '']),
    ]),
  );
}

function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_, inner: Json) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}

function randomRelease(random: SeededRandom) {
  const configMaps = Object.fromEntries(
    ['one', 'two', 'three'].map((name) => [
      name,
      {
        'values.yaml': JSON.stringify(randomValues(random)),
        tag: random.pick(['v9', '3', 'true', 'null', '"5"', "'x'", '007', '-1', '+2', 'a b', 'a=b', '']),
      },
    ]),
  );
  const references = ['one', 'two', 'three', 'one']
    .filter(() => random.chance(0.6))
    .map((name) =>
      random.chance(0.4)
        ? {
            kind: 'ConfigMap',
            name,
            valuesKey: 'tag',
            targetPath: random.pick(['tag', 'image.tag', 'a.b.c', 'image', 'b']),
          }
        : { kind: 'ConfigMap', name },
    );
  const values = random.chance(0.2) ? {} : randomValues(random);
  return { configMaps, references, values };
}

test(`${RUNS} random HelmReleases have the values that Flux gives them`, async () => {
  const random = new SeededRandom(SEED);
  const releases = Array.from({ length: RUNS }, () => randomRelease(random));
  const answers = await askFlux(releases.map((release) => ({ ...release })));
  const wrong: unknown[] = [];
  let untold = 0;
  for (const [index, { configMaps, references, values }] of releases.entries()) {
    const objects = [
      {
        apiVersion: 'helm.toolkit.fluxcd.io/v2',
        kind: 'HelmRelease',
        metadata: { name: 'r' },
        spec: { values, valuesFrom: references },
      },
      ...Object.entries(configMaps).map(([name, data]) => ({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name },
        data,
      })),
    ];
    const text = objects.map((object) => JSON.stringify(object)).join('\n---\n');
    const source = { kind: 'plain', root: '', files: ['a.yaml'] } as const;
    const { manifests } = readPlainFile(Buffer.from(text), 'a.yaml', source);
    const [release] = manifests;
    if (release === undefined) throw new Error('no release');
    const context = { all: manifests, filesOf: () => [], tree: undefined as never, fetched: null };
    const { merged, missing } = await releaseValues(release, context, async () => text);
    const answer = answers[index];
    if (missing.length > 0) untold += 1;
    else if (answer?.error !== undefined || canonical(toJson(merged)) !== canonical(answer?.objects?.[0])) {
      wrong.push({ configMaps, references, values, mine: toJson(merged), flux: answer?.objects?.[0] ?? answer?.error });
    }
  }
  expect(wrong.slice(0, 3)).toEqual([]);
  expect(untold).toBeLessThan(RUNS / 3);
});

const NAMES = ['a', 'b.yaml', 'apps', 'c.yml', 'x.md', '.git', '.github'] as const;
const SEGMENTS = ['a', '*', '**', '*.yaml', 'apps', 'b.*', '?', '[a-c]*', '', '.github'] as const;

test(`${RUNS} random .sourceignore files leave out what Flux leaves out`, async () => {
  const random = new SeededRandom(SEED + 1);
  const requests = Array.from({ length: RUNS }, () => {
    const path = (): string => Array.from({ length: 1 + random.below(3) }, () => random.pick([...NAMES])).join('/');
    const line = (): string =>
      `${random.pick(['', '', '!', '#'])}${random.pick(['', '/'])}${Array.from({ length: 1 + random.below(3) }, () => random.pick([...SEGMENTS])).join('/')}${random.pick(['', '', '/', ' '])}`;
    return {
      paths: Array.from({ length: 5 }, path),
      ignore: Array.from({ length: random.below(4) }, line).join('\n'),
    };
  });
  const answers = await askFlux(requests);
  const wrong: unknown[] = [];
  for (const [index, { paths, ignore }] of requests.entries()) {
    const patterns = withDefaults(parsePatterns(ignore, ''));
    const mine = paths.filter((path) => leavesOut(patterns, path, false));
    const flux = answers[index]?.ignored ?? [];
    if (mine.join() !== flux.join()) wrong.push({ paths, ignore, mine, flux });
  }
  expect(wrong.slice(0, 5)).toEqual([]);
});
