import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { checkHardening, HARDENING_RULES } from '../src/check/hardening/index.ts';
import { formatPath, isArray, isObject, type Json, type Manifest, type Path } from '../src/domain/index.ts';
import { completePolicy } from '../src/policy/schema.ts';
import { readManifests } from './support/manifest-files.ts';
import { replaced } from './support/replaced.ts';
import { type RuleFixture, ruleFixtures } from './support/rule-fixtures.ts';

/**
 * null and wrong types at every path of every fixture: no rule throws, and what failed does not pass by a wrong type. It
 * fails still, or the object is `manifest/invalid`.
 */

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const FIXTURES = ruleFixtures().fixtures.filter(({ base }) => base === null);

/** Definitions of clusters and of deliveries, whose schemas change with the cloud and the version: their types are not held. */
const UNTYPED =
  /^(eksctl\.io|[a-z]+\.cluster\.x-k8s\.io|containerservice\.azure\.com|helm\.toolkit\.fluxcd\.io|argoproj\.io|provisioning\.cattle\.io|[a-z.]*(aws|cnrm\.cloud\.google\.com|upbound\.io|crossplane\.io)|karpenter\.[a-z.]+|kustomize\.toolkit\.fluxcd\.io)\//;

function wrongFor(value: Json): readonly Json[] {
  if (isArray(value)) return ['x', { a: 'b' }];
  if (isObject(value)) return ['x', ['x']];
  if (typeof value === 'string') return [{}, [], true];
  return value === null ? [] : [{}, 'x'];
}

function* pathsIn(value: Json, at: Path = []): Generator<{ readonly path: Path; readonly value: Json }> {
  if (at.length > 0) yield { path: at, value };
  const entries = isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  for (const [step, each] of entries) if (each !== undefined) yield* pathsIn(each, [...at, step]);
}

function foundIn(fixture: RuleFixture, manifests: readonly Manifest[]): readonly string[] {
  const { podSecurity, requiredLabels, files, day } = fixture;
  const policy = completePolicy({
    version: 1,
    requiredLabels,
    hardening: { podSecurity, rules: { [fixture.rule]: 'warn' } },
  });
  const rules = HARDENING_RULES.filter(({ description }) => description.id === fixture.rule);
  const repository = { address: 'github.com/acme/shop', branch: 'main', files: new Set(files) };
  const surroundings = { repository, now: new Date(day) };
  return checkHardening(manifests, { policy, rules, surroundings }).findings.map(({ rule }) => rule);
}

/** A field that may be of either type: a port that is a name or a number, arguments that are a list or a mapping. */
const EITHER = /\.(ports\[\d+\]\.port|targetPort|extraArgs)$/;

function passesByWrongType(fixture: RuleFixture): readonly string[] {
  const { manifests } = readManifests(readFileSync(ROOT + fixture.path), fixture.path);
  return manifests.flatMap((manifest, index) =>
    [...pathsIn(manifest.object)].flatMap(({ path, value }) => {
      // What an object is, where and by which name is read before any rule.
      if (path[0] === 'apiVersion' || path[0] === 'kind' || (path[0] === 'metadata' && path.length < 3)) return [];
      const found = [null, ...wrongFor(value)].map((wrong) => {
        const object = replaced(manifest.object, path, wrong);
        if (!isObject(object)) throw new Error('an object stays one');
        return { wrong, rules: foundIn(fixture, manifests.with(index, { ...manifest, object })) };
      });
      const isHeld = fixture.expected === 'fail' && !UNTYPED.test(`${manifest.ref.apiVersion}/`);
      return found
        .filter(({ wrong, rules }) => isHeld && wrong !== null && !rules.some((rule) => isEnough(rule, fixture)))
        .filter(({ wrong }) => !EITHER.test(formatPath(path)) || isArray(wrong))
        .map(({ wrong }) => `${manifest.ref.kind} ${formatPath(path)}: ${JSON.stringify(wrong)}`);
    }),
  );
}

function isEnough(rule: string, fixture: RuleFixture): boolean {
  return rule === fixture.rule || rule === 'manifest/invalid';
}

describe('a wrong type', () => {
  test.each(FIXTURES.map((fixture) => [fixture.path, fixture] as const))('in %s', (_, fixture) => {
    expect(passesByWrongType(fixture)).toEqual([]);
  });
});
