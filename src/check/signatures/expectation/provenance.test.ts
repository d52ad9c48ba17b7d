import { describe, expect, test } from 'vitest';
import { buildLevelOf } from './certificate-facts.ts';
import { matchesPattern } from './pattern.ts';
import { readProvenance } from './provenance.ts';

const statement = (predicateType: string, predicate: unknown) => ({ type: '', predicateType, predicate, subjects: [] });
const V1 = 'https://slsa.dev/provenance/v1';
const V02 = 'https://slsa.dev/provenance/v0.2';

describe('what provenance says', () => {
  test("GitHub's, v1", () => {
    const predicate = {
      buildDefinition: {
        buildType: 'https://actions.github.io/buildtypes/workflow/v1',
        externalParameters: {
          workflow: {
            ref: 'refs/heads/main',
            repository: 'https://github.com/acme/api',
            path: '.github/workflows/r.yml',
          },
        },
      },
      runDetails: {
        builder: { id: 'https://github.com/acme/api/.github/workflows/r.yml@refs/heads/main' },
        metadata: { invocationId: 'https://github.com/acme/api/actions/runs/1/attempts/1' },
      },
    };
    expect(readProvenance(statement(V1, predicate))).toEqual({
      builder: 'https://github.com/acme/api/.github/workflows/r.yml@refs/heads/main',
      sourceRepository: 'https://github.com/acme/api',
      ref: 'refs/heads/main',
      workflow: '.github/workflows/r.yml',
      finishedOn: null,
    });
  });

  test("slsa-github-generator's, v0.2", () => {
    const predicate = {
      builder: {
        id: 'https://github.com/slsa-framework/slsa-github-generator/.github/workflows/g.yml@refs/tags/v2.1.0',
      },
      invocation: {
        configSource: { uri: 'git+https://github.com/acme/api@refs/tags/v1', entryPoint: '.github/workflows/r.yml' },
      },
      metadata: { buildStartedOn: '2026-01-01T00:00:00Z', buildFinishedOn: '2026-01-01T00:05:00Z' },
    };
    expect(readProvenance(statement(V02, predicate))).toMatchObject({
      sourceRepository: 'https://github.com/acme/api',
      ref: 'refs/tags/v1',
      workflow: '.github/workflows/r.yml',
      finishedOn: new Date('2026-01-01T00:05:00Z'),
    });
  });

  test.each([
    [V1, {}],
    [V1, null],
    [V1, { buildDefinition: {}, runDetails: { builder: {} } }],
    [V02, { builder: 'x' }],
    [V02, 'text'],
  ])('%s %j is none', (type, predicate) => {
    expect(readProvenance(statement(type, predicate))).toBeNull();
  });

  test.each([
    ['https://github.com/acme/api', 'https://github.com/acme/api', null],
    ['git+https://github.com/acme/api.git', 'https://github.com/acme/api', null],
    ['git+https://user@github.com/acme/api', 'https://user@github.com/acme/api', null],
    ['git+https://github.com/acme/api@', 'https://github.com/acme/api', null],
  ])('the source %s', (uri, sourceRepository, ref) => {
    const predicate = { builder: { id: 'b' }, invocation: { configSource: { uri } } };
    const read = readProvenance(statement(V02, predicate));
    // A user's name is no ref, and no source that anybody names.
    if (!uri.includes('user@')) expect(read).toMatchObject({ sourceRepository, ref });
    else expect(read?.sourceRepository).not.toBe('https://github.com/acme/api');
  });
});

test.each([
  ['refs/heads/main', 'refs/heads/main', true],
  ['refs/heads/main', 'refs/heads/main2', false],
  ['refs/tags/v*', 'refs/tags/v1.2', true],
  ['refs/tags/v*', 'refs/heads/v1.2', false],
  ['*', '', true],
  ['a*a', 'a', false],
  ['a*a', 'aa', true],
  ['a*b*c', 'a-b-b-c', true],
  ['a*b*c', 'a-c-b', false],
  ['https://github.com/acme/*', 'https://github.com/acme.evil/x', false],
])('%s against %s: %s', (pattern, text, expected) => {
  expect(matchesPattern(pattern, text)).toBe(expected);
});

describe('the build level that a certificate shows', () => {
  const facts = {
    runner: 'github-hosted',
    sourceRepository: 'https://github.com/acme/api',
    buildSigner: 'https://github.com/acme/api/.github/workflows/r.yml@refs/heads/main',
    buildConfig: null,
    ref: null,
  };
  test.each([
    ['a key', null, 1],
    ['a self-hosted runner', { ...facts, runner: 'self-hosted' }, 1],
    ['no runner', { ...facts, runner: null }, 1],
    ['its own workflow', facts, 2],
    [
      'a repository whose name goes on',
      { ...facts, buildSigner: 'https://github.com/acme/api-builder/.github/workflows/r.yml@v1' },
      3,
    ],
    [
      'a reusable workflow',
      { ...facts, buildSigner: 'https://github.com/acme/builders/.github/workflows/r.yml@v1' },
      3,
    ],
    ['no source', { ...facts, sourceRepository: null }, 2],
  ] as const)('%s: %s', (_, one, level) => {
    expect(buildLevelOf(one)).toBe(level);
  });
});
