import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { isObject, type Json } from '../../src/domain/index.ts';
import { readManifestStream } from '../../src/yaml/index.ts';
import { askOracle } from '../support/ask-oracle.ts';
import { DocumentWriter } from '../support/yaml-fuzz/documents.ts';
import { mutate, tokenSoup } from '../support/yaml-fuzz/mutations.ts';
import { SeededRandom } from '../support/yaml-fuzz/random.ts';
import { doubleQuoted, plainText } from '../support/yaml-fuzz/scalars.ts';

/**
 * How the gate reads YAML, against kubectl's own reader (k8s.io/apimachinery's stream reader and sigs.k8s.io/yaml), on
 * random texts. YAML_RUNS and YAML_SEED choose another amount and another seed.
 */

const RUNS = Number(process.env.YAML_RUNS ?? '20000');
const SEED = Number(process.env.YAML_SEED ?? '5');

const Answer = z.array(
  z.object({ json: z.unknown().optional(), error: z.string().optional(), strictError: z.string().optional() }),
);

interface Reading {
  /** Each document as text with sorted keys. */
  readonly documents: readonly string[];
  readonly problems: readonly string[];
}

async function askKubectl(texts: readonly string[]): Promise<readonly Reading[]> {
  const lines = await askOracle(
    'yaml-oracle',
    texts.map((text) => Buffer.from(text).toString('base64')),
  );
  return lines.map((line) => {
    const documents = Answer.parse(JSON.parse(line));
    return {
      documents: documents.flatMap(({ json, error }) => (error === undefined ? [canonical(json)] : [])),
      problems: documents.flatMap(({ error, strictError }) => error ?? strictError ?? []),
    };
  });
}

function readHere(text: string): Reading {
  const { documents, problems } = readManifestStream(Buffer.from(text));
  return {
    documents: documents.map(({ value }) => canonical(value)),
    problems: problems.map(({ message }) => message),
  };
}

function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_, inner: Json) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}

async function compare(texts: readonly string[]) {
  const theirs = await askKubectl(texts);
  expect(theirs).toHaveLength(texts.length);
  return texts.map((text, index) => ({
    text,
    here: readHere(text),
    there: theirs[index] ?? { documents: [], problems: [] },
  }));
}

function texts(make: (random: SeededRandom) => string, salt: number): readonly string[] {
  const random = new SeededRandom(SEED * 1000 + salt);
  return Array.from({ length: RUNS }, () => make(random));
}

/** Without what parts a flow sequence; a dash by itself is no text there. */
function flowText(random: SeededRandom): string {
  const text = plainText(random).replace(/[,[\]{}?:#&*!]/g, '');
  return text === '-' ? '' : text;
}

describe('what people write reads the same', () => {
  test.each<[string, (random: SeededRandom) => string]>([
    ['scalars', (random) => `a: ${plainText(random)}\nb: [${flowText(random)}, x]\n`],
    ['keys', (random) => `${plainText(random).replace(/^[&%]/, '')}: a\n`],
    ['escapes', (random) => `a: ${doubleQuoted(random).replaceAll('\\/', '/')}\n`],
    ['documents', (random) => new DocumentWriter(random).stream()],
  ])('%s', async (_, make) => {
    const results = await compare(texts(make, 1));
    const different = results.filter(({ here, there }) => {
      const sameDocuments = canonical([here.documents]) === canonical([there.documents]);
      // A merged key that is written too is an error to the strict decoder only; kubectl is not strict.
      return there.problems.length === 0
        ? here.problems.length > 0 || !sameDocuments
        : here.problems.length === 0 && !sameDocuments;
    });
    expect(different.slice(0, 5)).toEqual([]);
    // A generator whose texts are all refused would prove nothing.
    expect(results.filter(({ here }) => here.problems.length === 0).length).toBeGreaterThan(RUNS / 2);
  });
});

describe('nothing that kubectl reads is read as something else, whatever the text', () => {
  test.each<[string, (random: SeededRandom) => string]>([
    ['documents with random changes', (random) => mutate(new DocumentWriter(random).stream(), random)],
    ['tokens in a row', (random) => tokenSoup(random)],
  ])('%s', async (_, make) => {
    const results = await compare(texts(make, 2));
    // An object that the cluster would get is among the documents, or the file has a problem that blocks.
    const missed = results.filter(
      ({ here, there }) =>
        here.problems.length === 0 &&
        there.documents.some((document) => document.startsWith('{') && !here.documents.includes(document)),
    );
    expect(missed.slice(0, 5)).toEqual([]);
    expect(results.filter(({ here }) => here.documents.length > 0).length).toBeGreaterThan(RUNS / 10);
  });
});
