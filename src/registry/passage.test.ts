import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Digest, RegistryError } from '../domain/index.ts';
import { Fault } from './fault.ts';
import { Passage } from './passage.ts';

const digestOf = (text: string): Digest => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** Attempts, each of some pieces; what was passed on, and how it ended. */
async function passing(digest: Digest, size: number, attempts: readonly (readonly string[])[]) {
  const passed: string[] = [];
  const passage = new Passage(digest, async (piece) => void passed.push(Buffer.from(piece).toString()));
  const end = await (async () => {
    for (const pieces of attempts) {
      const sink = passage.begin('ghcr.io');
      for (const piece of pieces) await sink(Buffer.from(piece));
    }
    passage.check(size);
    await passage.end();
    return 'the blob';
  })().catch((error: unknown) => (error instanceof Fault ? error.failure : error));
  return { passed: passed.join(''), end };
}

describe('a blob passes', () => {
  test.each<[string, readonly (readonly string[])[]]>([
    ['in one piece', [['abcdef']]],
    ['in pieces', [['ab', 'cd', 'ef']]],
    [
      'again after it broke off',
      [
        ['ab', 'cd'],
        ['ab', 'cd', 'ef'],
      ],
    ],
    [
      'again in other pieces',
      [
        ['ab', 'c'],
        ['a', 'bcde', 'f'],
      ],
    ],
    ['again after it broke off twice, the second time sooner', [['ab', 'cd'], ['ab'], ['abcdef']]],
  ])('%s', async (_, attempts) => {
    expect(await passing(digestOf('abcdef'), 6, attempts)).toEqual({ passed: 'abcdef', end: 'the blob' });
  });

  test('of nothing', async () => {
    expect(await passing(digestOf(''), 0, [[]])).toEqual({ passed: '', end: 'the blob' });
  });
});

describe('a blob does not pass to its end', () => {
  test.each<[string, number, readonly (readonly string[])[], string]>([
    ['of other bytes', 6, [['ab', 'cd', 'eX']], 'abcd'],
    ['that is too short', 6, [['ab', 'cd']], 'ab'],
    ['of another size than its manifest says', 7, [['ab', 'cd', 'ef']], 'abcd'],
    [
      'that begins otherwise the second time',
      6,
      [
        ['ab', 'cd'],
        ['aX', 'cd', 'ef'],
      ],
      'ab',
    ],
    ['that is shorter the second time', 6, [['abcd', 'e'], ['ab']], 'abcd'],
  ])('%s', async (_, size, attempts, passed) => {
    expect(await passing(digestOf('abcdef'), size, attempts)).toEqual({ passed, end: 'digest-mismatch' });
  });
});

test.each<[string, string, RegExp]>([
  ['the same host', 'ghcr.io', /^it sends other bytes than before for sha256:/],
  [
    'another one',
    'mirror.example',
    /^it sends other bytes for sha256:\w+ than mirror\.example sent before, where the wrong ones may be from$/,
  ],
])('bytes that do not go on from those of %s', async (_, first, said) => {
  const passage = new Passage(digestOf('abcdef'), async () => {});
  await passage.begin(first)(Buffer.from('abX'));
  await expect(passage.begin('ghcr.io')(Buffer.from('abcdef'))).rejects.toThrow(said);
});

describe('what is cut off, and what was never there', () => {
  const failed = (failure: RegistryError['failure']) =>
    new RegistryError({ failure, host: 'ghcr.io', message: 'it failed', remedy: '', attempts: 2 });

  test.each<[RegistryError['failure'], boolean, RegistryError['failure']]>([
    ['network', true, 'cut-off'],
    ['network', false, 'network'],
    ['timeout', true, 'cut-off'],
    ['timeout', false, 'cut-off'],
    ['throttled', true, 'throttled'],
    ['digest-mismatch', true, 'digest-mismatch'],
  ])('%s, begun: %s', async (failure, begun, expected) => {
    const passage = new Passage(digestOf('abc'), async () => {});
    if (begun) await passage.begin('ghcr.io')(Buffer.from('a'));
    expect(passage.cutOff(failed(failure))).toMatchObject({ failure: expected, message: 'it failed', attempts: 2 });
  });

  test('what is no failure of a registry stays what it is', () => {
    const error = new Error('of another kind');
    expect(new Passage(digestOf('abc'), async () => {}).cutOff(error)).toBe(error);
  });
});
