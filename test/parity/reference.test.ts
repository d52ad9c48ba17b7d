import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { repositoryOf } from '../../src/domain/index.ts';
import { canonicalHost, formatReference, parseImageReference } from '../../src/images/index.ts';
import { pullProblem } from '../../src/images/pull-problem.ts';
import { readReference } from '../../src/images/reference.ts';
import { askOracle } from '../support/ask-oracle.ts';
import { ODD_REFERENCES } from '../support/odd-references.ts';

/**
 * How the gate reads image references, against go-containerregistry's name package (the admission controller's parser)
 * and distribution/reference (the container runtime's), on a table and on random ones.
 *
 * REFERENCE_RUNS and REFERENCE_SEED choose another amount and another seed.
 */

const RUNS = Number(process.env.REFERENCE_RUNS ?? '20000');
const SEED = Number(process.env.REFERENCE_SEED ?? '11');

const Reading = z.object({
  error: z.string(),
  registry: z.string(),
  path: z.string(),
  tag: z.string(),
  digest: z.string(),
});
const Answer = z.object({ name: Reading, runtime: Reading });
type Answer = z.infer<typeof Answer>;

async function readings(references: readonly string[]): Promise<readonly Answer[]> {
  const lines = await askOracle('name-oracle', references);
  return lines.map((line) => Answer.parse(JSON.parse(line)));
}

/** Pieces that are right, nearly right and wrong, put together as references are. */
function oddReference(): fc.Arbitrary<string> {
  const hex = (length: number) =>
    fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
  const oddHost = fc.oneof(
    fc.constantFrom(
      'docker.io',
      'index.docker.io',
      'registry-1.docker.io',
      'ghcr.io',
      'GHCR.io',
      'ghcr.io.',
      'localhost',
    ),
    fc.constantFrom(
      '127.0.0.1',
      '127.1',
      '0x7f.1',
      '010.1.1.1',
      '256.1.1.1',
      '[::1]',
      '[::1',
      '[fe80::1%25e]',
      '[::ffff:1.2.3.4]',
    ),
    fc.constantFrom(
      'é.io',
      'ghcr\u3002io',
      'xn--e1a.io',
      'a_b.io',
      '-a.io',
      'a..io',
      '.',
      '..',
      '',
      'user@ghcr.io',
      'a%41.io',
      'a;b.io',
      'a?b.io',
      'a#b.io',
    ),
    fc.string({ unit: fc.constantFrom(...'aZ09.-_:[]%é ~!*'), maxLength: 9 }),
  );
  const port = fc.constantFrom('', '', '', '', ':5000', ':443', ':0443', ':', ':80', ':99999', ':a', ':5:6');
  const oddPart = fc.oneof(
    fc.constantFrom(
      'acme',
      'api',
      'library',
      'nginx',
      'a',
      'a.b',
      'a__b',
      'a--b',
      'a_b',
      '..',
      '.',
      '',
      '-a',
      'a.',
      'a..b',
      'Acme',
      'a'.repeat(200),
    ),
    fc.string({ unit: fc.constantFrom(...'ab0._-A:@/ é'), maxLength: 6 }),
  );
  const oddTag = fc.oneof(
    fc.constantFrom(
      '',
      '',
      '',
      ':latest',
      ':1.27',
      ':V_1',
      ':',
      ':-a',
      ':.a',
      ':a/b',
      ':a:b',
      ':a b',
      `:${'t'.repeat(128)}`,
      `:${'t'.repeat(129)}`,
    ),
    fc.string({ unit: fc.constantFrom(...'aZ0._-:/é'), maxLength: 5 }).map((text) => `:${text}`),
  );
  const algorithm = fc.constantFrom(
    'sha256',
    'sha256',
    'sha256',
    'sha512',
    'sha384',
    'SHA256',
    'md5',
    '',
    'sha256+b64',
  );
  const encoded = fc.oneof(
    hex(64),
    hex(64),
    hex(96),
    hex(128),
    hex(63),
    hex(64).map((text) => text.toUpperCase()),
    fc.constant(''),
  );
  const digest = fc.oneof(
    { weight: 2, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: fc.tuple(algorithm, encoded).map(([name, text]) => `@${name}:${text}`) },
    { weight: 1, arbitrary: hex(64).map((text) => `@sha256:${text}`) },
  );
  // Half of the pieces are right, or hardly any reference made of several would be taken.
  const mostly = <T>(good: readonly T[], odd: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...good) }, { weight: 1, arbitrary: odd });
  const host = mostly(['docker.io', 'ghcr.io', 'GHCR.io', 'ghcr.io.', 'localhost', '127.0.0.1', '[::1]'], oddHost);
  const path = fc
    .array(mostly(['acme', 'api', 'a.b'], oddPart), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.join('/'));
  const tag = mostly(['', ':latest', ':1.27'], oddTag);
  const withHost = fc.tuple(host, port, path).map(([name, number, rest]) => `${name}${number}/${rest}`);
  const name = fc.oneof(path, withHost);
  const whole = fc.tuple(name, tag, digest).map((parts) => parts.join(''));
  const broken = fc.tuple(whole, fc.nat(), fc.constantFrom(...':@/.-_ A[]%#?\\\t\u0000é')).map(([text, at, extra]) => {
    const cut = at % (text.length + 1);
    return text.slice(0, cut) + extra + text.slice(cut);
  });
  return fc.oneof(
    { weight: 6, arbitrary: whole },
    { weight: 2, arbitrary: broken },
    { weight: 1, arbitrary: fc.string() },
  );
}

const generated = fc.sample(oddReference(), { numRuns: RUNS, seed: SEED });
const references = [...new Set([...ODD_REFERENCES, ...generated])].filter((text) => text.isWellFormed());
let answers: readonly Answer[] = [];

beforeAll(async () => {
  answers = await readings(references);
});

/** The gate's reading in the oracle's words, so that a difference reads as one. */
function ownReading(text: string): Omit<Answer['name'], 'error'> | null {
  const read = readReference(text);
  if ('problem' in read) return null;
  const { registry, path, tag, digest } = read.written;
  return { registry, path, tag: digest === null ? (tag ?? 'latest') : '', digest: digest ?? '' };
}

function forEachReference(check: (text: string, answer: Answer) => unknown): readonly unknown[] {
  expect(answers).toHaveLength(references.length);
  return references.flatMap((text, index) => {
    const answer = answers[index];
    const difference = answer === undefined ? 'no answer' : check(text, answer);
    return difference === null ? [] : [{ text, difference }];
  });
}

describe(`${references.length} references (seed ${SEED})`, () => {
  test('there are many of both sorts', () => {
    const taken = answers.filter(({ name }) => name.error === '').length;
    expect(references.length).toBeGreaterThanOrEqual(2_000);
    expect(taken).toBeGreaterThan(references.length / 5);
    expect(references.length - taken).toBeGreaterThan(references.length / 5);
  });

  test('are taken or refused as go-containerregistry does, with the same parts', () => {
    const differences = forEachReference((text, { name }) => {
      const own = ownReading(text);
      const { error, ...theirs } = name;
      const same = error === '' ? JSON.stringify(own) === JSON.stringify(theirs) : own === null;
      return same ? null : { own, name };
    });
    expect(differences).toEqual([]);
  });

  test('what is judged is what a container runtime would contact', () => {
    const differences = forEachReference((text, { runtime }) => {
      const read = readReference(text);
      if ('problem' in read || pullProblem(text, read.written) !== null) return null;
      const parsed = parseImageReference(text);
      if ('problem' in parsed) return parsed;
      // A final dot or an empty port is refused by the runtime, and judged as the host that is meant.
      if (runtime.error !== '') return /\.(?::[0-9]+)?$|:$/.test(read.written.registry) ? null : runtime;
      // A host with an underscore is a part of the path there; containerd then takes the first part for the host.
      const contacted = runtime.registry === '' ? runtime.path : `${canonicalHost(runtime.registry)}/${runtime.path}`;
      return contacted === repositoryOf(parsed.reference) ? null : { own: parsed.reference, runtime };
    });
    expect(differences).toEqual([]);
  });

  test('what a container runtime would pull is not refused, unless no host can have that name', () => {
    const differences = forEachReference((text, { name, runtime }) => {
      const read = readReference(text);
      if (name.error !== '' || runtime.error !== '' || 'problem' in read) return null;
      const problem = pullProblem(text, read.written);
      return problem === null || problem.endsWith('is no host to connect to') ? null : problem;
    });
    expect(differences).toEqual([]);
  });

  test('read back as the same reference when they are written in full', () => {
    const differences = forEachReference((text) => {
      const read = readReference(text);
      const parsed = parseImageReference(text);
      if ('problem' in parsed || 'problem' in read || pullProblem(text, read.written) !== null) return null;
      const again = parseImageReference(formatReference(parsed.reference));
      return JSON.stringify(again) === JSON.stringify(parsed) ? null : { parsed, again };
    });
    expect(differences).toEqual([]);
  });
});
