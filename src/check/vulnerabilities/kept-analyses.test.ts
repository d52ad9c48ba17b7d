import { describe, expect, test } from 'vitest';
import { createPorts } from '../../../test/support/ports.ts';
import { notedMoment } from '../../domain/index.ts';
import type { JavaIndexState } from './java-index.ts';
import { createKeptAnalyses, type KeptLayer, largeLayers, type NamedAnalysis } from './kept-analyses.ts';

const KEY = 'k'.repeat(64);
const DIGEST = `sha256:${'b'.repeat(64)}` as const;
const LAYER: KeptLayer = { registry: 'ghcr.io', digest: DIGEST, size: 2 << 20, isHeld: true };
const ANALYSIS: NamedAnalysis = {
  name: 'fanal::blob::sha256:1',
  layer: DIGEST,
  diffId: 'sha256:2',
  value: Buffer.from('{"PackageInfos":[]}'),
};
const TRIVY = { version: '0.69.3', sha256: 'a'.repeat(64) };
const FLAGS = ['--scanners=vuln'];
const MONDAY = '2026-05-04T06:00:00Z';
const INDEX = ['mirror.gcr.io/aquasec/trivy-java-db:1', '2026-05-03T06:00:00.000Z'];

interface Run {
  readonly key?: string;
  readonly trivy?: typeof TRIVY;
  readonly flags?: readonly string[];
  readonly at?: string;
  readonly canary?: string;
  readonly javaIndex?: JavaIndexState;
  /** When a scan began; as it is at its end when left out. */
  readonly begunWith?: JavaIndexState;
}

/** A directory, and runs that keep there what they read. */
function disk({ refuses = false } = {}) {
  const stored = new Map<string, Uint8Array>();
  const warnings: string[] = [];
  const notes: string[] = [];
  const noting = {
    compared: (moment: number, isOver: boolean) =>
      void notes.push(`${new Date(moment).toISOString()} is ${isOver ? 'over' : 'not over'}`),
    read: () => void notes.push('read'),
  };
  const runOf = (run: Run = {}) => {
    const { key = KEY, trivy = TRIVY, flags = FLAGS, canary = 'CVE-1 CVE-2', at = MONDAY, javaIndex = 'none' } = run;
    const ports = createPorts({
      log: { progress: () => {}, info: () => {}, warn: (line) => warnings.push(line) },
      clock: { ...createPorts({}).clock, now: () => notedMoment(new Date(at), noting) },
      files: {
        ...createPorts({}).files,
        read: async (path) => stored.get(path) ?? null,
        async write(path, content) {
          if (refuses) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
          stored.set(path, Buffer.from(content));
        },
      },
    });
    const results = { directory: '/kept', key };
    const circumstances = { trivy, flags, canary };
    const analyses = createKeptAnalyses({ results, circumstances, javaIndex: async () => javaIndex, ports });
    const { begunWith = javaIndex } = run;
    return { ...analyses, keep: (layer: KeptLayer, one: NamedAnalysis) => analyses.keep(layer, one, begunWith) };
  };
  return { stored, warnings, notes, runOf };
}

/** Whether what one run kept is there for another. */
async function comesBack(first: Run, second: Run, layer = LAYER): Promise<boolean> {
  const { runOf } = disk();
  await runOf(first).keep(LAYER, ANALYSIS);
  return (await runOf(second).recall(layer)) !== null;
}

describe('what was read of a layer', () => {
  test('comes back as it was', async () => {
    const { runOf } = disk();
    await runOf().keep(LAYER, ANALYSIS);
    expect(await runOf().recall(LAYER)).toEqual(ANALYSIS);
  });

  test.each<[string, Run, Run, boolean]>([
    ['for the same Trivy, options and index', {}, {}, true],
    ['a week later', {}, { at: '2026-05-11T05:59:59Z' }, true],
    ['more than a week later', {}, { at: '2026-05-11T06:00:00Z' }, false],
    ['under another key', {}, { key: 'o'.repeat(64) }, false],
    ['for another version of Trivy', {}, { trivy: { ...TRIVY, version: '0.70.0' } }, false],
    ['for another program of that version', {}, { trivy: { ...TRIVY, sha256: 'c'.repeat(64) } }, false],
    ['for indexes that had to know something else', {}, { canary: 'off off' }, false],
    ['from a clock that went ahead', { at: '2026-05-04T06:00:01Z' }, {}, false],
    ['for other options', {}, { flags: [...FLAGS, '--detection-priority=comprehensive'] }, false],
    ['read without an index, which ends otherwise where there is an archive', {}, { javaIndex: INDEX }, true],
    ['read with the index that is there', { javaIndex: INDEX }, { javaIndex: INDEX }, true],
    ['read with another index', { javaIndex: INDEX }, { javaIndex: [...INDEX, 'newer'] }, false],
    ['read with an index, and there is none', { javaIndex: INDEX }, { javaIndex: 'none' }, false],
    ['read with an index, and which is there is open', { javaIndex: INDEX }, { javaIndex: 'unnamed' }, false],
    [
      'where another index came while it was read',
      { begunWith: [...INDEX, 'old'], javaIndex: INDEX },
      { javaIndex: INDEX },
      false,
    ],
    ['where it was taken away while it was read', { begunWith: INDEX, javaIndex: 'none' }, {}, false],
    ['where the first one came while it was read', { begunWith: 'none', javaIndex: INDEX }, { javaIndex: INDEX }, true],
    ['of which nobody knows any more whether there was one', { begunWith: 'none', javaIndex: INDEX }, {}, false],
    ['read with an index that nobody can name', { javaIndex: 'unnamed' }, { javaIndex: 'unnamed' }, false],
  ])('%s', async (_, first, second, expected) => {
    expect(await comesBack(first, second)).toBe(expected);
  });

  test.each<[string, KeptLayer]>([
    ['another registry', { ...LAYER, registry: 'quay.io' }],
    ['another layer', { ...LAYER, digest: `sha256:${'c'.repeat(64)}` }],
    ['one that says another size', { ...LAYER, size: 3 << 20 }],
    ['one that nobody held against its digest', { ...LAYER, isHeld: false }],
  ])('is not that of %s', async (_, layer) => {
    expect(await comesBack({}, {}, layer)).toBe(false);
  });

  test.each([
    ['not packed', 9 << 20, 0],
    ['packed', 0, 300 << 10],
  ])('is not kept where it is large, %s', async (_, zeros, noise) => {
    const { runOf, stored } = disk();
    let state = 1;
    const bytes = Buffer.alloc(zeros + noise);
    for (let at = zeros; at < bytes.length; at += 1) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      bytes[at] = state >>> 24;
    }
    await runOf().keep(LAYER, { ...ANALYSIS, value: bytes });
    expect(stored.size).toBe(0);
  });

  test.each<[string, (written: string) => string]>([
    ['is cut', (written) => written.slice(0, -1)],
    ['is empty', () => ''],
    ['has another seal', (written) => `${'0'.repeat(64)}${written.slice(64)}`],
  ])('is none where its file %s', async (_, change) => {
    const { runOf, stored } = disk();
    await runOf().keep(LAYER, ANALYSIS);
    for (const [path, written] of stored) stored.set(path, Buffer.from(change(Buffer.from(written).toString())));
    expect(await runOf().recall(LAYER)).toBeNull();
  });

  test('is replaced by that of another one in its place, and none is taken for the other', async () => {
    const { runOf, stored } = disk();
    const layers = Array.from({ length: 300 }, (_, at): KeptLayer => ({ ...LAYER, digest: `sha256:${at}` }));
    for (const layer of layers) await runOf().keep(layer, { ...ANALYSIS, layer: layer.digest, diffId: layer.digest });
    const found = await Promise.all(layers.map((layer) => runOf().recall(layer)));
    expect(found.filter((one) => one !== null)).toHaveLength(stored.size);
    for (const [at, one] of found.entries()) if (one !== null) expect(one.diffId).toBe(layers[at]?.digest);
    expect(stored.size).toBeLessThan(layers.length);
  });

  test('which index was there is not known: nothing is kept, and nothing fails', async () => {
    const { stored, warnings } = disk();
    const circumstances = { trivy: TRIVY, flags: FLAGS, canary: '' };
    const javaIndex = () => Promise.reject(new Error('unreadable'));
    const log = { progress: () => {}, info: () => {}, warn: (line: string) => warnings.push(line) };
    const ports = { ...createPorts({}), log };
    const run = createKeptAnalyses({ results: { directory: '/kept', key: KEY }, circumstances, javaIndex, ports });
    await run.keep(LAYER, ANALYSIS, 'none');
    expect([stored.size, warnings.length]).toEqual([0, 1]);
  });

  test('says how long a whole run holds that used it: to the end of its week, whenever it was kept', async () => {
    const { runOf, notes } = disk();
    await runOf().keep(LAYER, ANALYSIS);
    expect(notes).toEqual([]);
    await runOf({ at: '2026-05-05T06:00:00Z' }).recall(LAYER);
    expect(notes).toEqual(['2026-05-04T06:00:00.000Z is over', '2026-05-11T06:00:00.000Z is not over']);
  });

  test('that a disk takes nothing is said once', async () => {
    const { runOf, warnings } = disk({ refuses: true });
    const run = runOf();
    await run.keep(LAYER, ANALYSIS);
    await run.keep(LAYER, ANALYSIS);
    expect(warnings).toEqual(['What was read of layers cannot be kept in /kept (ENOSPC); the run goes on without.']);
  });
});

test.each([
  [1024 * 1024 - 1, []],
  [1024 * 1024, [[DIGEST, 1024 * 1024]]],
])('a layer of %i bytes', (size, expected) => {
  expect([...largeLayers({ layers: [DIGEST], sizes: [size] })]).toEqual(expected);
});
