import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { discover } from '../src/discover/index.ts';
import type { Image } from '../src/domain/index.ts';
import { collectImages } from '../src/images/index.ts';
import { workingTree } from '../src/io/working-tree.ts';
import { DEFAULT_POLICY } from '../src/policy/index.ts';
import { corpusDirectories, corpusPath } from './support/corpus.ts';
import { renderWith } from './support/rendering.ts';
import { type Cli, openCli } from './support/run-cli.ts';
import { requireTool } from './support/tools.ts';

/**
 * The images of a real shop that no one here wrote, against an independent reading: the text that real kustomize
 * prints, or the file itself, taken line by line.
 */

const BOUTIQUE = corpusPath('online-boutique');
const COMPONENTS = corpusDirectories('online-boutique/kustomize/components');
const RELEASES = ['release/kubernetes-manifests.yaml', 'release/istio-manifests.yaml'];
const OVERLAYS = corpusDirectories('online-boutique/kustomize/tests').map((name) => `kustomize/tests/${name}`);

const run = promisify(execFile);

/** Each image to the number of its uses. */
type Counts = Readonly<Record<string, number>>;

/** Every line that says `image:`, whatever it is a part of: the shop has no others. */
function readLines(text: string): Counts {
  const counts: Record<string, number> = {};
  for (const line of text.split('\n')) {
    if (!/^[\s-]*image:/.test(line)) continue;
    const image = /image: *["']?([^\s"'#]+)/.exec(line)?.[1];
    if (image === undefined) throw new Error(`a line with an image, and none on it: ${line}`);
    counts[image] = (counts[image] ?? 0) + 1;
  }
  return counts;
}

function readRelease(file: string): Counts {
  return readLines(readFileSync(join(BOUTIQUE, file), 'utf8'));
}

/** What kustomize itself makes of a directory. */
async function readBuild(directory: string): Promise<Counts> {
  const { stdout } = await run(await requireTool('kustomize'), ['build', directory], { maxBuffer: 2 ** 26 });
  return readLines(stdout);
}

function sum(parts: readonly Counts[]): Counts {
  const total: Record<string, number> = {};
  for (const [image, uses] of parts.flatMap(Object.entries<number>)) total[image] = (total[image] ?? 0) + uses;
  return total;
}

test('the corpus is the one that this test was written for', () => {
  expect(COMPONENTS.length).toBeGreaterThanOrEqual(15);
  expect(OVERLAYS).toHaveLength(3);
  expect(Object.keys(readRelease('release/kubernetes-manifests.yaml'))).toHaveLength(13);
});

describe('the kustomization with each component', () => {
  let copy = '';
  beforeAll(async () => {
    copy = await mkdtemp(join(tmpdir(), 'scg-corpus-'));
    cpSync(BOUTIQUE, copy, { recursive: true });
    for (const component of COMPONENTS) {
      const directory = join(copy, `kustomize/with-${component}`);
      mkdirSync(directory);
      const text = `resources: [../base]\ncomponents: [../components/${component}]\n`;
      writeFileSync(join(directory, 'kustomization.yaml'), text);
    }
  });
  afterAll(async () => {
    if (copy !== '') await rm(copy, { recursive: true, force: true });
  });

  async function collect(component: string): Promise<readonly Image[]> {
    const tree = workingTree(copy);
    const { sources, findings } = await discover(tree, {
      policy: DEFAULT_POLICY,
      paths: [`kustomize/with-${component}`],
    });
    expect(sources.map(({ root }) => root)).toEqual([`kustomize/with-${component}`]);
    const rendered = await renderWith(tree, sources);
    expect([...findings, ...rendered.findings]).toEqual([]);
    return collectImages(rendered.manifests, []);
  }

  test.each(COMPONENTS)('%s', async (component) => {
    const expected = await readBuild(join(copy, `kustomize/with-${component}`));
    expect(Object.keys(expected).length).toBeGreaterThan(10);
    const images = await collect(component);
    expect(Object.fromEntries(images.map(({ written, uses }) => [written, uses.length]))).toEqual(expected);
  });

  test('what a component makes no reference of is shown with its reason', async () => {
    const images = await collect('container-images-registry');
    const placeholders = images.filter(({ written }) => written.startsWith('CONTAINER_IMAGES_REGISTRY/'));
    expect(placeholders).toHaveLength(12);
    for (const { reference, problem } of placeholders) {
      expect([reference, problem]).toEqual([null, expect.stringContaining('upper-case letters')]);
    }
    expect(images.filter(({ reference }) => reference === null)).toEqual(placeholders);
  });
});

describe('`images --format json`, in the corpus itself', () => {
  const Listing = z.object({
    schemaVersion: z.literal(1),
    images: z.array(z.object({ reference: z.string(), pinned: z.boolean(), uses: z.array(z.object({})) })),
    errors: z.array(z.unknown()),
  });
  type Listing = z.infer<typeof Listing>;

  let cli: Cli;
  beforeAll(async () => {
    cli = await openCli();
  });
  afterAll(() => cli.close());

  async function list(...paths: readonly string[]): Promise<Listing> {
    const { code, stdout, stderr } = await cli.run(BOUTIQUE, ['images', ...paths, '--format', 'json']);
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('error')]);
    const listing = Listing.parse(JSON.parse(stdout));
    expect(listing.errors).toEqual([]);
    return listing;
  }

  function countsOf({ images }: Listing): Counts {
    return Object.fromEntries(images.map(({ reference, uses }) => [reference, uses.length]));
  }

  test.each(RELEASES)('%s', async (file) => {
    expect(countsOf(await list(file))).toEqual(readRelease(file));
  });

  test.each(OVERLAYS)('%s', async (path) => {
    expect(countsOf(await list(path))).toEqual(await readBuild(join(BOUTIQUE, path)));
  });

  test('everything that is found there, the base as a part of what uses it', async () => {
    const builds = await Promise.all(['kustomize', ...OVERLAYS].map((path) => readBuild(join(BOUTIQUE, path))));
    const listing = await list();
    expect(countsOf(listing)).toEqual(sum([...RELEASES.map(readRelease), ...builds]));
    for (const { reference, pinned } of listing.images) {
      expect([reference, pinned]).toEqual([reference, reference.includes('@sha256:')]);
    }
  });
});
