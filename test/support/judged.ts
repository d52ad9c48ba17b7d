import type { Finding, Image } from '../../src/domain/index.ts';
import { type Judgement, judge } from '../../src/judge/index.ts';
import { completePolicy } from '../../src/policy/schema.ts';

const NOW = new Date('2026-11-23T12:00:00Z');

/** What a test of the judge is about; the rest is as it mostly is. */
export interface Given {
  readonly head: readonly Finding[];
  readonly base?: readonly Finding[] | null;
  readonly images?: readonly Image[];
  readonly baseImages?: readonly Image[];
  readonly policy?: Omit<Record<string, unknown>, 'version'>;
  readonly now?: Date;
}

export function judged({
  head,
  base = null,
  images = [],
  baseImages = images,
  policy = {},
  now = NOW,
}: Given): Judgement {
  return judge({
    head: { findings: head, images },
    base: base === null ? null : { findings: base, images: baseImages },
    policy: completePolicy({ version: 1, ...policy }),
    policyFile: '.github/supply-chain-gate.yaml',
    now,
  });
}
