import { describe, expect, test } from 'vitest';
import {
  APP,
  analysis,
  BASE,
  EMPTY,
  ended,
  MORE,
  NAME,
  OTHER,
  problem,
  scansOf,
  target,
} from '../../../test/support/layer-analyses.ts';
import { createLayerAnalyses, sharedLayers } from './layer-analyses.ts';
import type { EndedScan } from './scan-analyses.ts';
import type { Target } from './targets.ts';

/** What the second gets where the first read the base and ended so. */
async function handedOn(how: Partial<EndedScan> & { name?: string; layer?: string; value?: Uint8Array }) {
  const { name = NAME, layer = BASE, value = analysis(layer, 'base'), ...rest } = how;
  const { scans } = await scansOf(target([BASE, APP]), target([BASE, MORE]));
  const [first, second] = scans;
  first?.values.set(name, value);
  first?.end(ended(['base', 'app'], rest));
  const got = second?.values.get(name) ?? null;
  return got === null ? null : Buffer.from(got).toString();
}

describe('what was read of a layer', () => {
  test('is handed to the scan of another image that has it', async () => {
    expect(await handedOn({})).toBe(analysis(BASE, 'base').toString());
    expect(await handedOn({ stderr: '2026-11-28T12:24:56Z\tINFO\tLoaded\tfile_path="WARNING.yaml"\n' })).not.toBeNull();
  });

  test('whatever Trivy warns of after it: each scan compares with the database itself', async () => {
    const stderr =
      '2026-11-28T12:24:56Z\tINFO\tDetected OS\tfamily="alpine" version="3.19.1"\n2026-11-28T12:24:56Z\tWARN\tThis OS version is no longer supported\n';
    expect(await handedOn({ stderr })).not.toBeNull();
  });

  test.each<[string, Parameters<typeof handedOn>[0]]>([
    ['that Trivy warned of', { stderr: '2026-11-28T12:24:56Z\tWARN\t[apk] Invalid version found\n' }],
    [
      'that it warned of, with a text that looks like what comes after it',
      { stderr: '2026-11-28T12:24:56Z\tWARN\t[apk] Invalid\tname="\\tINFO\\tDetected OS\\t"\n' },
    ],
    ['of an image that is unknown for what is in it', problem('packages-missing', 'content')],
    ['by a scan that broke off', { ...problem('trivy-timeout', 'content'), diffIds: [] }],
    ['by one whose image has fewer layers than it names', { diffIds: ['base', 'app', 'more'] }],
    ['by one whose image has more', { diffIds: ['base'] }],
    [
      'that names a file of which JSON makes another, as Go writes it',
      { value: Buffer.from(JSON.stringify({ Digest: BASE, DiffID: 'base', Name: 'a?' }).replace('?', '\\ufffd')) },
    ],
    [
      'or another program may',
      { value: Buffer.from(JSON.stringify({ Digest: BASE, DiffID: 'base', Name: 'a\ufffd' })) },
    ],
    [
      'that is more than 16 MiB',
      { value: Buffer.from(JSON.stringify({ Digest: BASE, DiffID: 'base', Name: 'a'.repeat(17 << 20) })) },
    ],
    ['by one that was started twice, since what the first warned of is lost', { isAgain: true }],
    ['that is of another digest than the image has there', { layer: OTHER }],
    ['that is of another layer of the image', { layer: APP }],
    ['that Trivy did not name among them', { diffIds: ['another', 'app'] }],
    ['that is another one by its place', { diffIds: ['app', 'base'] }],
    ['that is of the image, and not of a layer', { name: 'fanal::artifact::sha256:1' }],
  ])('is not, %s', async (_, how) => {
    expect(await handedOn(how)).toBeNull();
  });

  test.each<[string, Target]>([
    ['another registry, which may give other bytes for it', target([BASE, MORE], 'quay.io')],
    ['an image without it', target([OTHER, MORE])],
  ])('is not, to %s', async (_, other) => {
    const more = target([OTHER, BASE], other.repository.registry);
    const { scans } = await scansOf(target([BASE, APP]), target([BASE]), other, more);
    scans[0]?.values.set(NAME, analysis(BASE, 'base'));
    scans[0]?.end(ended(['base', 'app']));
    expect([scans[1]?.values.get(NAME) === null, scans[2]?.values.get(NAME)]).toEqual([false, null]);
  });

  test('is not JSON, or not of a layer: nobody gets it', async () => {
    const { scans } = await scansOf(target([BASE, APP]), target([BASE, MORE]));
    const names = ['no JSON', '[]', '{"Digest":1}', '{}'].map((text, index) => {
      scans[0]?.values.set(`${NAME}${index}`, Buffer.from(text));
      return `${NAME}${index}`;
    });
    scans[0]?.end(ended(['base', 'app']));
    expect(names.map((name) => scans[1]?.values.get(name))).toEqual(names.map(() => null));
  });

  test('of another one that says that it holds the same keeps no others from it', async () => {
    const liars = [target([OTHER]), target([OTHER, APP])];
    const { scans } = await scansOf(...liars, target([BASE, APP]), target([BASE, MORE]));
    scans[0]?.values.set(NAME, analysis(OTHER, 'base'));
    scans[0]?.end(ended(['base']));
    expect(scans[2]?.values.get(NAME)).toBeNull();
    scans[2]?.values.set(NAME, analysis(BASE, 'base'));
    scans[2]?.end(ended(['base', 'app']));
    const got = [scans[1], scans[3]].map((scan) => Buffer.from(scan?.values.get(NAME) ?? []).toString());
    expect(got).toEqual([analysis(OTHER, 'base').toString(), analysis(BASE, 'base').toString()]);
  });

  test('that only one image has is dropped with its scan', async () => {
    const { scans } = await scansOf(target([BASE, APP]), target([BASE, MORE]));
    scans[0]?.values.set(NAME, analysis(APP, 'app'));
    expect(scans[0]?.values.get(NAME)).not.toBeNull();
    scans[0]?.end(ended(['base', 'app']));
    expect([scans[0]?.values.get(NAME), scans[1]?.values.get(NAME)]).toEqual([null, null]);
  });
});

describe('a scan that was handed something', () => {
  async function handed(diffIds: readonly string[], rest: Partial<EndedScan> = {}) {
    const { scans } = await scansOf(target([BASE, APP]), target([MORE, BASE]));
    scans[0]?.values.set(NAME, analysis(BASE, 'base'));
    scans[0]?.end(ended(['base', 'app']));
    expect(scans[1]?.values.get(NAME)).not.toBeNull();
    return scans[1]?.end(ended(diffIds, rest));
  }

  test.each<[string, boolean, readonly string[], Partial<EndedScan>]>([
    ['where the layer is where Trivy took it to be', true, ['more', 'base'], {}],
    ['where another layer is called the same', false, ['base', 'more'], {}],
    ['where two are, and Trivy takes the first', false, ['base', 'base'], {}],
    ['where none is', false, ['more', 'other'], {}],
    ['where there are fewer than the image has', false, ['base'], {}],
    ['where there are more', false, ['more', 'base', 'other'], {}],
    ['where Trivy does not say', false, [], {}],
    ['where the image is blamed for something', false, ['more', 'base'], problem('nothing-recognised', 'content')],
    ['where the registry failed', true, [], problem('registry-throttled', 'infrastructure')],
    ['where the index of Java archives is still to come', true, [], problem('java-database', 'infrastructure')],
    ['where the image takes too much of the disk', true, [], problem('trivy-disk-limit', 'content')],
    [
      'where it takes too much memory, which may be that of what it was handed',
      false,
      [],
      problem('trivy-memory', 'content'),
    ],
    ['where it took too long, which the gate may', false, [], problem('trivy-timeout', 'content')],
    ['where it was started twice', false, ['more', 'base'], { isAgain: true }],
    ['where Trivy failed', false, [], problem('trivy-failed', 'content')],
  ])('%s: counts: %s', async (_, counts, diffIds, rest) => {
    expect(await handed(diffIds, rest)).toBe(counts);
  });
});

test.each<[string, boolean, readonly string[], Partial<EndedScan>]>([
  ['went well', true, ['base', 'app'], {}],
  ['says what the image is to blame for', true, ['base', 'app'], problem('packages-missing', 'content')],
  ['took too long, which the gate may', false, [], problem('trivy-timeout', 'content')],
  ['was started twice', false, ['base', 'app'], { isAgain: true }],
  ['was refused by the registry', true, [], problem('registry-unauthorized', 'content')],
  ['failed, which may be the doing of whoever keeps what it reads', false, [], problem('trivy-failed', 'content')],
  ['gave no report', false, [], problem('trivy-garbage', 'content')],
])('a scan that was handed nothing and %s: counts: %s', async (_, counts, diffIds, rest) => {
  const { scans } = await scansOf(target([BASE, APP]), target([BASE, MORE]));
  scans[0]?.values.set(NAME, analysis(BASE, 'base'));
  expect(scans[0]?.end(ended(diffIds, rest))).toBe(counts);
});

test('a scan of names that JSON does not keep apart does not count', async () => {
  const { scans } = await scansOf(target([BASE, APP]), target([BASE, MORE]));
  scans[0]?.values.set(NAME, Buffer.from(`{"Digest":"${APP}","DiffID":"app","Name":"usr/bin/tool\\ufffd"}`));
  expect(scans[0]?.end(ended(['base', 'app']))).toBe(false);
});

test('what a scan keeps is bounded, and what is said of it is true', async () => {
  const { scans } = await scansOf(target([BASE, APP]), target([BASE, MORE]));
  const values = scans[0]?.values;
  const large = Buffer.alloc(40 * 1024 * 1024);
  expect([values?.set('a', large), values?.set('b', large), values?.get('b')]).toEqual([true, false, null]);
  // In place of what was there.
  expect(values?.set('a', large)).toBe(true);
});

test('what all scans of a run read is bounded, until they have ended', async () => {
  const { scans } = await scansOf(...Array.from({ length: 6 }, () => target([BASE, APP])));
  const large = Buffer.alloc(60 * 1024 * 1024);
  expect(scans.map(({ values }) => values.set('a', large))).toEqual([true, true, true, true, false, false]);
  scans[0]?.end(ended(['base', 'app']));
  expect(scans[4]?.values.set('a', large)).toBe(true);
});

test('what is handed on is bounded', async () => {
  const { scans } = await scansOf(...Array.from({ length: 20 }, () => target([BASE, APP])));
  const value = Buffer.from(JSON.stringify({ Digest: BASE, DiffID: 'base', Name: 'a'.repeat(15 << 20) }));
  for (const [index, { values, end }] of scans.entries()) {
    values.set(`${NAME}${index}`, value);
    end(ended(['base', 'app']));
  }
  const { scans: others } = await scansOf(target([BASE, APP]), target([BASE, MORE]));
  expect(others[1]?.values.get(`${NAME}0`)).toBeNull();
  const got = scans.map((_, index) => scans[0]?.values.get(`${NAME}${index}`) !== null);
  // 256 MiB hold 17 of a little more than 15.
  expect(got.filter((isKept) => isKept).length).toBe(17);
});

test('each scan has a password, until it has ended; all ends with the run', async () => {
  const { scans, state, analyses } = await scansOf(target([BASE, APP]), target([BASE, MORE]));
  expect(scans.map(({ url }) => /^redis:\/\/:(.*)@127\.0\.0\.1:40123\?/.exec(url)?.[1])).toEqual([
    'password-1',
    'password-2',
  ]);
  scans[0]?.end(ended(['base', 'app']));
  expect(state).toEqual({ ended: 1, closed: false });
  await analyses.close();
  expect(state.closed).toBe(true);
});

test('who shares nothing has no server', async () => {
  const analyses = createLayerAnalyses({ serveValues: () => Promise.reject(new Error('was asked')) });
  const targets = [target([APP, EMPTY, EMPTY]), target([MORE, EMPTY]), target([BASE, BASE])];
  for (const one of targets)
    expect(await analyses.open(one, { shared: sharedLayers(targets), kept: null, isHeld: false })).toBeNull();
  await analyses.close();
});
