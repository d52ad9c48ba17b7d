import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { checkHardening } from '../../src/check/hardening/index.ts';
import type { Finding, Manifest, ManifestRef } from '../../src/domain/index.ts';
import { completePolicy } from '../../src/policy/schema.ts';
import { readManifests } from '../support/manifest-files.ts';

/**
 * The pss rules against k8s.io/pod-security-admission itself, on random workloads and on upstream's own fixtures.
 *
 * PSA_WORKLOADS and PSA_SEED choose another amount and another seed.
 */

const ORACLES = fileURLToPath(new URL('../../../shared/oracles/psa/', import.meta.url));
const WORKLOADS = process.env.PSA_WORKLOADS ?? '4000';
const SEED = process.env.PSA_SEED ?? '7';
const LEVELS = ['baseline', 'restricted'] as const;
const VERSIONS = [
  ...['latest', 'v1.0', 'v1.7', 'v1.8', 'v1.18', 'v1.19', 'v1.21', 'v1.22', 'v1.23', 'v1.24', 'v1.25', 'v1.26'],
  ...['v1.27', 'v1.28', 'v1.29', 'v1.30', 'v1.31', 'v1.32', 'v1.33', 'v1.34', 'v1.35', 'v1.36', 'v1.37', 'v1.99'],
];

const run = promisify(execFile);
const MAX_OUTPUT = 2 ** 30;
let scratch = '';
let oracle = '';

beforeAll(async () => {
  if (!existsSync(ORACLES)) throw new Error(`there is no oracle in ${ORACLES}: it belongs beside the repository`);
  scratch = await mkdtemp(join(tmpdir(), 'scg-psa-'));
  oracle = join(scratch, 'psa-oracle');
  await run('go', ['build', '-mod=readonly', '-o', oracle, '.'], { cwd: `${ORACLES}psa-oracle`, env: GO_ENV });
});

afterAll(async () => {
  if (scratch !== '') await rm(scratch, { recursive: true, force: true });
});

const GO_ENV = { ...process.env, GOFLAGS: '', GOWORK: 'off' };

const OracleLine = z.object({
  file: z.string(),
  doc: z.number(),
  item: z.number().optional(),
  error: z.string().optional(),
  results: z
    .array(z.object({ level: z.string(), version: z.string(), violations: z.array(z.object({ id: z.string() })) }))
    .default([]),
});

/** Object, level and version to the checks that it fails, as one text; `invalid` where it is no object at all. */
type Answers = Map<string, string>;

const INVALID = 'invalid';

function objectKey(file: string, document: number, item: number | undefined): string {
  return `${file} #${document}${item === undefined ? '' : `[${item}]`}`;
}

async function oracleAnswers(directory: string, versions = VERSIONS): Promise<Answers> {
  const args = ['-versions', versions.join(','), '-levels', LEVELS.join(','), directory];
  const { stdout } = await run(oracle, args, { maxBuffer: MAX_OUTPUT });
  const answers: Answers = new Map();
  for (const line of stdout.split('\n').filter((text) => text !== '')) {
    const { file, doc, item, error, results } = OracleLine.parse(JSON.parse(line));
    const key = objectKey(relative(directory, file), doc, item);
    if (error !== undefined) answers.set(key, INVALID);
    for (const { level, version, violations } of results) {
      const ids = violations.map(({ id }) => id).sort();
      if (ids.length > 0) answers.set(`${key} ${level} ${version}`, ids.join(' '));
    }
  }
  return answers;
}

function gateAnswers(manifests: readonly Manifest[], versions = VERSIONS): Answers {
  const answers: Answers = new Map();
  for (const level of LEVELS) {
    for (const version of versions) {
      // A misspelt field is dropped, here as there: that it is said is no verdict.
      const judged = podSecurityFindings(manifests, level, version).filter(({ rule }) => rule !== 'manifest/misspelt');
      const byObject = Map.groupBy(judged, ({ manifest }) => refKey(manifest));
      for (const [key, findings] of byObject) {
        const rules = findings.map(({ rule }) => rule);
        if (rules.includes('manifest/invalid')) answers.set(key, INVALID);
        else
          answers.set(
            `${key} ${level} ${version}`,
            rules
              .map((rule) => rule.replace('pss/', ''))
              .sort()
              .join(' '),
          );
      }
    }
  }
  return answers;
}

function refKey(ref: ManifestRef | null): string {
  return ref === null ? '' : objectKey(ref.file, ref.document, ref.item);
}

function podSecurityFindings(manifests: readonly Manifest[], level: string, version: string): readonly Finding[] {
  // PSA knows `v1.99` as the newest version it has; so does the gate.
  const policy = completePolicy({
    version: 1,
    hardening: { podSecurity: { level, version }, rules: { '*': 'off', 'pss/*': 'error' } },
  });
  return checkHardening(manifests, { policy }).findings;
}

interface Directory {
  readonly manifests: readonly Manifest[];
  readonly unreadable: readonly string[];
}

async function readDirectory(directory: string): Promise<Directory> {
  const files = (await readdir(directory, { recursive: true })).filter((file) => file.endsWith('.yaml')).sort();
  const read = await Promise.all(
    files.map(async (file) => ({ file, ...readManifests(await readFile(join(directory, file)), file) })),
  );
  return {
    manifests: read.flatMap(({ manifests }) => manifests),
    unreadable: read.flatMap(({ file, unreadable }) => unreadable.map((index) => objectKey(file, index, undefined))),
  };
}

test(`${WORKLOADS} random workloads of seed ${SEED}: the same checks fail at every level and version`, async () => {
  const directory = join(scratch, 'fuzz');
  const shape = ['-per-file', '3', '-invalid', '0.01'];
  await run('python3', [`${ORACLES}psa-fuzz/psa_fuzz.py`, '-n', WORKLOADS, '-seed', SEED, ...shape, '-out', directory]);
  const { expected } = await compareIn(directory, VERSIONS);
  expect([...expected.values()].filter((answer) => answer === INVALID).length).toBeGreaterThan(0);
  expect(expected.size).toBeGreaterThan(Number(WORKLOADS));
});

/** Both sides on the same files. @returns upstream's answers and how many objects there were */
async function compareIn(directory: string, versions: string[]) {
  const expected = await oracleAnswers(directory, versions);
  const { manifests, unreadable } = await readDirectory(directory);
  const actual = gateAnswers(manifests, versions);
  for (const key of unreadable) actual.set(key, INVALID);
  const differences = [...new Set([...expected.keys(), ...actual.keys()])]
    .filter((key) => expected.get(key) !== actual.get(key))
    .map((key) => `${key}: upstream ${expected.get(key) ?? 'allows'}, the gate ${actual.get(key) ?? 'allows'}`);
  expect(differences.slice(0, 20)).toEqual([]);
  expect(differences).toHaveLength(0);
  return { expected, count: manifests.length };
}

async function upstreamFixtures(): Promise<string> {
  const { stdout } = await run('go', ['list', '-m', '-f', '{{.Dir}}', 'k8s.io/pod-security-admission'], {
    cwd: `${ORACLES}psa-oracle`,
    env: GO_ENV,
  });
  return join(stdout.trim(), 'test', 'testdata');
}

describe("upstream's own fixtures", () => {
  test('fail the same checks at every level and at every version, whichever they were written for', async () => {
    const versions = ['latest', ...Array.from({ length: 38 }, (_, minor) => `v1.${minor}`)];
    const { count, expected } = await compareIn(await upstreamFixtures(), versions);
    expect(count).toBeGreaterThanOrEqual(4537);
    expect(expected.size).toBeGreaterThan(100_000);
  });

  test('pass where upstream says pass, and fail where it says fail', async () => {
    const testdata = await upstreamFixtures();
    let judged = 0;
    const wrong: string[] = [];
    for (const level of LEVELS) {
      for (const version of await readdir(join(testdata, level))) {
        for (const expected of ['pass', 'fail']) {
          const { manifests, unreadable } = await readDirectory(join(testdata, level, version, expected));
          const failing = new Set(
            podSecurityFindings(manifests, level, version).map(({ manifest }) => refKey(manifest)),
          );
          wrong.push(...unreadable);
          judged += manifests.length;
          for (const { ref } of manifests) {
            if (failing.has(refKey(ref)) !== (expected === 'fail'))
              wrong.push(`${level}/${version}/${expected}/${ref.file}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(judged).toBeGreaterThanOrEqual(4537);
  });
});
