import { describe, expect, test } from 'vitest';
import { wantedText } from '../../../test/support/attestations.ts';
import { imageUse, location, manifestRef } from '../../../test/support/findings.ts';
import {
  ALONE,
  createKey,
  FakeRegistry,
  keyAuthority,
  policyText,
  resolvedImage,
  sha256,
} from '../../../test/support/signatures.ts';
import type { Digest, ImageIndex, Json } from '../../domain/index.ts';
import { completePolicy } from '../../policy/schema.ts';
import type { Condition } from './condition/condition.ts';
import type { ConditionEvaluator, Evaluation } from './condition/evaluator.ts';
import { checkSignatures, lintSignaturePolicies } from './index.ts';

const REPOSITORY = 'ghcr.io/acme/api';
const PASS = policyText({ authorities: ['name: ok\nstatic:\n  action: pass'] });
const withPolicy = (lines: string, base = PASS): string =>
  `${base}  policy:\n    type: rego\n    ${lines.replaceAll('\n', '\n    ')}\n`;
const MATCHES = { authorityMatches: { ok: { static: true } } };

/** Remembers what it is handed. */
class Recorder implements ConditionEvaluator {
  readonly inputs: Json[] = [];
  readonly #answer: (input: Json) => Evaluation;
  constructor(answer: (input: Json) => Evaluation = () => ({ status: 'satisfied' })) {
    this.#answer = answer;
  }
  async evaluate(_: Condition, input: Json): Promise<Evaluation> {
    this.inputs.push(input);
    return this.#answer(input);
  }
}

/** An image for each configuration; with more than one, an index of them. */
function registryOf(configs: readonly unknown[]): { registry: FakeRegistry; digest: Digest } {
  const registry = new FakeRegistry();
  const digests = configs.map((config, index) => {
    const bytes = Buffer.from(JSON.stringify(config));
    const digest = registry.putImage(REPOSITORY, `image ${index}`);
    const manifest = registry.manifests.get(`${REPOSITORY}@${digest}`);
    if (manifest?.kind !== 'image') throw new Error('an image was put there');
    const descriptor = { ...manifest.config, digest: sha256(bytes), size: bytes.length };
    registry.manifests.set(`${REPOSITORY}@${digest}`, { ...manifest, config: descriptor });
    registry.blobs.set(`${REPOSITORY}@${descriptor.digest}`, bytes);
    return { ...descriptor, digest };
  });
  const [only] = digests;
  if (digests.length === 1 && only !== undefined) return { registry, digest: only.digest };
  const bytes = Buffer.from('index');
  const index: ImageIndex = {
    kind: 'index',
    bytes,
    mediaType: 'application/vnd.oci.image.index.v1+json',
    digest: sha256(bytes),
    manifests: digests,
    annotations: {},
  };
  registry.manifests.set(`${REPOSITORY}@${index.digest}`, index);
  return { registry, digest: index.digest };
}

async function check(
  documents: readonly string[],
  conditions: Recorder,
  { registry, digest } = registryOf([{ os: 'linux', architecture: 'amd64' }]),
  kinds: readonly (readonly [string, string])[] = [['apps/v1', 'StatefulSet']],
): Promise<string> {
  const uses = kinds.map(([apiVersion, kind]) =>
    imageUse(`${REPOSITORY}:1`, location(), manifestRef({ apiVersion, kind })),
  );
  const [first, ...others] = uses;
  if (first === undefined) throw new Error('an image has a use');
  const { findings, outcomes } = await checkSignatures([resolvedImage(`${REPOSITORY}:1`, digest, [first, ...others])], {
    policy: completePolicy({ version: 1, signatures: { policies: ['p.yaml'] } }),
    documents: documents.map((text, index) => ({ file: `${index}.yaml`, text })),
    registry,
    now: new Date('2026-06-01T12:00:00Z'),
    conditions,
    ...ALONE,
  });
  return [...outcomes.values(), ...findings.map(({ message }) => message)].join(' ');
}

describe('fetchConfigFile', () => {
  const wanted = [withPolicy('data: x\nfetchConfigFile: true')];
  const platforms = (input: Json | undefined): readonly string[] =>
    Object.keys((input as { config?: Record<string, Json> } | undefined)?.config ?? {});

  test.each([
    ['an image', [{ os: 'linux', architecture: 'amd64' }], ['linux/amd64']],
    [
      'an index, with an attestation in it',
      [
        { os: 'linux', architecture: 'amd64' },
        { os: 'linux', architecture: 'arm64', variant: 'v8' },
        { os: 'unknown', architecture: 'unknown' },
      ],
      ['linux/amd64', 'linux/arm64/v8', 'unknown/unknown'],
    ],
    ['one platform twice, alike', [{ os: 'linux' }, { os: 'linux', seed: 1 }], ['linux']],
  ])('%s', async (_, configs, expected) => {
    const recorder = new Recorder();
    expect(await check(wanted, recorder, registryOf(configs))).toBe('pass');
    expect(recorder.inputs).toHaveLength(1);
    expect(recorder.inputs[0]).toMatchObject(MATCHES);
    expect(platforms(recorder.inputs[0])).toEqual(expected);
  });

  test.each([
    ['one platform twice, with another user', [{ os: 'linux' }, { os: 'linux', config: { User: '0' } }], 'two builds'],
    ['no configuration', [{ os: 1 }], 'every reader reads alike'],
  ])('%s is unknown', async (_, configs, expected) => {
    const recorder = new Recorder();
    const said = await check(wanted, recorder, registryOf(configs));
    expect(said).toMatch(/^unknown /);
    expect(said).toContain(expected);
    expect(recorder.inputs).toEqual([]);
  });

  test('a registry that does not answer is unknown', async () => {
    const made = registryOf([{ os: 'linux' }]);
    made.registry.fail('blob', 'timeout');
    expect(await check(wanted, new Recorder(), made)).toMatch(/^unknown /);
  });

  test('is not asked for otherwise', async () => {
    const made = registryOf([{ os: 'linux' }]);
    const recorder = new Recorder();
    expect(await check([withPolicy('data: x\nfetchConfigFile: false')], recorder, made)).toBe('pass');
    expect(recorder.inputs).toEqual([MATCHES]);
    expect(made.registry.asked).toEqual([]);
  });
});

describe('includeTypeMeta', () => {
  const typemeta = (apiVersion: string, kind: string) => ({ ...MATCHES, typemeta: { kind, apiVersion } });

  test.each<[string, readonly (readonly [string, string])[], readonly Json[]]>([
    ['a Pod has none', [['v1', 'Pod']], [MATCHES]],
    [
      'a Deployment, and what it makes',
      [['apps/v1', 'Deployment']],
      [typemeta('apps/v1', 'Deployment'), typemeta('apps/v1', 'ReplicaSet'), MATCHES],
    ],
    [
      'two uses',
      [
        ['batch/v1', 'Job'],
        ['apps/v1', 'DaemonSet'],
      ],
      [typemeta('batch/v1', 'Job'), MATCHES, typemeta('apps/v1', 'DaemonSet')],
    ],
  ])('%s', async (_, kinds, expected) => {
    const recorder = new Recorder();
    expect(await check([withPolicy('data: x\nincludeTypeMeta: true')], recorder, undefined, kinds)).toBe('pass');
    expect(recorder.inputs).toEqual(expected);
  });

  test('only what the policy matches is handed on', async () => {
    const match = 'match:\n  - group: apps\n    version: v1\n    resource: statefulsets';
    const base = policyText({ authorities: ['name: ok\nstatic:\n  action: pass'], match });
    const recorder = new Recorder();
    await check([withPolicy('data: x\nincludeTypeMeta: true', base)], recorder);
    expect(recorder.inputs).toEqual([typemeta('apps/v1', 'StatefulSet')]);
  });

  test('one refusal counts, beside what passes and what cannot be said', async () => {
    const answers: Evaluation[] = [
      { status: 'satisfied' },
      { status: 'unreadable', cause: 'infrastructure', reason: 'no', remedy: 'none' },
      { status: 'refused', reason: 'because' },
    ];
    const recorder = new Recorder(() => answers.shift() ?? { status: 'satisfied' });
    const documents = [withPolicy('data: x\nincludeTypeMeta: true')];
    expect(await check(documents, recorder, undefined, [['apps/v1', 'Deployment']])).toMatch(/^fail .*because/);
  });
});

test.each(['includeSpec', 'includeObjectMeta'])('%s is unknown: defaults are not known', async (flag) => {
  const recorder = new Recorder();
  expect(await check([withPolicy(`data: x\n${flag}: true`)], recorder)).toMatch(/^unknown .*defaults/);
  expect(recorder.inputs).toEqual([]);
});

test('an attestation may not ask for any of it', () => {
  const authority = keyAuthority(createKey(), {
    extra: wantedText(['vuln'], 'type: cue\ndata: x\nincludeSpec: false'),
  });
  const text = policyText({ authorities: [authority], globs: ['ghcr.io/acme/**'] });
  const found = lintSignaturePolicies([{ file: 'p.yaml', text }]);
  expect(found[0]?.message).toContain('the controller refuses it here');
});
