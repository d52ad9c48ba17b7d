import { describe, expect, test } from 'vitest';
import {
  APP,
  analysis,
  BASE,
  ended,
  MORE,
  NAME,
  problem,
  scansWith,
  target,
} from '../../../test/support/layer-analyses.ts';
import type { Digest } from '../../domain/index.ts';
import type { KeptAnalyses, KeptLayer, NamedAnalysis } from './kept-analyses.ts';
import type { EndedScan } from './scan-analyses.ts';
import type { Target } from './targets.ts';

describe('with what earlier runs read', () => {
  const LARGE = 2 * 1024 * 1024;
  const large = (layers: readonly Digest[]): Target => ({ ...target(layers), sizes: layers.map(() => LARGE) });

  /** What is kept of the base, what is asked of it, and what is to be kept. */
  function keeping(known: readonly NamedAnalysis[], written: Promise<void> = Promise.resolve()) {
    const asked: KeptLayer[] = [];
    const kept: NamedAnalysis[] = [];
    const analyses: KeptAnalyses = {
      async recall(layer) {
        asked.push(layer);
        return known.find((one) => one.layer === layer.digest) ?? null;
      },
      javaIndex: async () => 'none',
      async keep(_, analysis) {
        kept.push(analysis);
        await written;
      },
    };
    return { analyses, asked, kept };
  }
  const KNOWN: NamedAnalysis = { name: NAME, layer: BASE, diffId: 'base', value: analysis(BASE, 'base') };

  test('an image is handed what is known of its large layers, and those are asked for once a run', async () => {
    const { analyses, asked } = keeping([KNOWN]);
    const { scans } = await scansWith(analyses, large([BASE, APP]), large([BASE, MORE]));
    const got = scans.map(({ values }) => Buffer.from(values.get(NAME) ?? []).toString());
    expect(got).toEqual([analysis(BASE, 'base').toString(), analysis(BASE, 'base').toString()]);
    expect(asked.map(({ digest }) => digest).sort()).toEqual([APP, BASE, MORE].sort());
    expect(asked[0]).toEqual({ registry: 'ghcr.io', digest: BASE, size: LARGE, isHeld: true });
  });

  test('what it says then counts by the same rules', async () => {
    const { analyses } = keeping([KNOWN]);
    for (const [diffIds, counts] of [
      [['base', 'app'], true],
      [['app', 'base'], false],
    ] as const) {
      const { scans } = await scansWith(analyses, large([BASE, APP]));
      scans[0]?.values.get(NAME);
      expect(scans[0]?.end(ended(diffIds))).toBe(counts);
    }
  });

  test.each<[string, Partial<EndedScan>, number]>([
    ['what may be handed on is kept', {}, 1],
    ['what Trivy warned of is not', { stderr: '2026-11-28T12:24:56Z\tWARN\t[apk] Invalid version found\n' }, 0],
    ['nor is that of an image that is unknown', problem('packages-missing', 'content'), 0],
    ['nor is that of a scan that was started twice', { isAgain: true }, 0],
  ])('%s', async (_, how, expected) => {
    const { analyses, kept } = keeping([]);
    const { scans } = await scansWith(analyses, { ...target([BASE, APP]), sizes: [LARGE, 1] });
    scans[0]?.values.set(NAME, KNOWN.value);
    scans[0]?.values.set(`${NAME}2`, analysis(APP, 'app'));
    scans[0]?.end(ended(['base', 'app'], how));
    await new Promise(setImmediate);
    expect(kept).toEqual(Array.from({ length: expected }, () => KNOWN));
  });

  test('the run ends when it is kept', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { analyses } = keeping([], promise);
    const { scans, state, analyses: all } = await scansWith(analyses, large([BASE]));
    scans[0]?.values.set(NAME, KNOWN.value);
    scans[0]?.end(ended(['base']));
    const closing = all.close();
    await new Promise(setImmediate);
    expect(state.closed).toBe(false);
    resolve();
    await closing;
    expect(state.closed).toBe(true);
  });

  test('an image of small layers is scanned alone', async () => {
    const { analyses, asked } = keeping([KNOWN]);
    await expect(scansWith(analyses, target([BASE, APP]))).rejects.toThrow('shares nothing');
    expect(asked).toEqual([]);
  });
});
