import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pLimit from 'p-limit';
import type { Source, Tree } from '../../src/domain/index.ts';
import { memoryTree, type TreeContent } from '../../src/tree/index.ts';
import { propose, repairable } from '../../test/support/fixing.ts';
import { helmSource, imagesOf, kustomizeSource, renders, renderWith } from '../../test/support/rendering.ts';
import { requireTool } from '../../test/support/tools.ts';

const SOURCES = 100;
const IMAGES_EACH = 10;
const GOAL = 6;
const MAX_MEDIAN = 5;
const MAX_WORST = 16;

/** Half charts, half overlays on a base; ten images each, of as many scalars, so that every one can be pinned. */
function sampleSources(): { readonly files: Record<string, TreeContent>; readonly sources: Source[] } {
  const files: Record<string, TreeContent> = {};
  const sources: Source[] = [];
  const container = (image: string, index: number) => `    - name: c${index}\n      image: ${image}\n`;
  const pod = (images: readonly string[]) =>
    `apiVersion: v1\nkind: Pod\nmetadata:\n  name: pod\nspec:\n  containers:\n${images.map(container).join('')}`;
  const each = Array.from({ length: IMAGES_EACH }, (_, index) => index);
  for (let number = 0; number < SOURCES; number += 1) {
    const root = `s${number}`;
    if (number % 2 === 0) {
      files[`${root}/Chart.yaml`] = `apiVersion: v2\nname: s${number}\nversion: 0.1.0\n`;
      files[`${root}/values.yaml`] = each
        .map((i) => `app${i}:\n  image: acme/s${number}-${i}\n  tag: "1.${i}"\n`)
        .join('');
      const images = each.map((i) => `"{{ .Values.app${i}.image }}:{{ .Values.app${i}.tag }}"`);
      files[`${root}/templates/pod.yaml`] = pod(images);
      sources.push(helmSource(root));
    } else {
      files[`${root}/base/kustomization.yaml`] = 'resources: [pod.yaml]\n';
      files[`${root}/base/pod.yaml`] = pod(each.map((i) => `acme/s${number}-${i}:1.${i}`));
      files[`${root}/over/kustomization.yaml`] = `resources: [../base]\nimages:\n${each
        .slice(0, 5)
        .map((i) => `- name: acme/s${number}-${i}\n  newTag: "2.${i}"\n`)
        .join('')}`;
      sources.push(kustomizeSource(`${root}/over`));
    }
  }
  return { files, sources };
}

/** Seconds that helm and kustomize alone take for each source once, as many at a time as there are processors. */
async function bareSeconds(files: Readonly<Record<string, TreeContent>>, sources: readonly Source[]): Promise<number> {
  const directory = await mkdtemp(join(tmpdir(), 'scg-bench-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      const target = join(directory, path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, String(content));
    }
    const [helm, kustomize] = [await requireTool('helm'), await requireTool('kustomize')];
    const limit = pLimit(navigator.hardwareConcurrency);
    const run = promisify(execFile);
    const began = performance.now();
    await Promise.all(
      sources.map(({ kind, root }) =>
        limit(() =>
          kind === 'helm'
            ? run(helm, ['template', 'x', root], { cwd: directory })
            : run(kustomize, ['build', root], { cwd: directory }),
        ),
      ),
    );
    return (performance.now() - began) / 1000;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Pins and hardening repairs, as a review proposes both for what a change adds. */
const proposeAll = (tree: Tree, sources: readonly Source[]) => propose(tree, sources, () => true, renderWith, true);

/**
 * 100 sources with 1,000 images: origins, proved pins and proved hardening repairs, as a multiple of rendering each source plainly: by the gate
 * (confined, on a copy, a chart as an upgrade too), and by helm and kustomize alone, as many at a time. Renders a source
 * are counted source by source, origins and proofs together.
 */
export async function benchOrigins(): Promise<boolean> {
  const { files, sources } = sampleSources();
  const tree = memoryTree(files);
  await renderWith(tree, sources.slice(0, 2), { origins: false });

  const plainBegan = performance.now();
  const { manifests } = await renderWith(tree, sources, { origins: false });
  const plain = (performance.now() - plainBegan) / 1000;
  const images = imagesOf(manifests).length;

  const began = performance.now();
  const { fixes, manifests: found } = await proposeAll(tree, sources);
  const seconds = (performance.now() - began) / 1000;
  const bare = await bareSeconds(files, sources);

  const counts: number[] = [];
  const one = pLimit(1);
  await Promise.all(
    sources.map((source) =>
      one(async () => {
        renders.count = 0;
        await proposeAll(tree, [source]);
        const all = renders.count;
        renders.count = 0;
        await renderWith(tree, [source], { origins: false });
        // Without the plain renders (a chart's as an upgrade is one of them), since they are what the others are compared with.
        counts.push(all - renders.count);
      }),
    ),
  );
  counts.sort((a, b) => a - b);
  const median = counts[Math.floor(counts.length / 2)] ?? 0;
  const worst = counts.at(-1) ?? 0;
  const [ratio, bareRatio] = [seconds / plain, seconds / bare];
  const wanted = images + repairable(found).length;
  const met = bareRatio <= GOAL && median <= MAX_MEDIAN && worst <= MAX_WORST && fixes.size === wanted;
  console.log(
    `${sources.length} sources, ${images} images, ${wanted - images} hardening findings: ${met ? 'within the goals' : 'BEYOND A GOAL'}`,
  );
  console.log(`  bare     ${bare.toFixed(2)} s, each source once with helm or kustomize alone`);
  console.log(`  plain    ${plain.toFixed(2)} s, each source as the gate renders it without origins`);
  console.log(
    `  origins  ${seconds.toFixed(2)} s with proofs, ${fixes.size} of ${wanted} fixed: ${ratio.toFixed(2)} times plain, ${bareRatio.toFixed(2)} times bare (goal ${GOAL})`,
  );
  console.log(
    `  renders  ${median} more a source at the median (goal ${MAX_MEDIAN}), ${worst} at worst (goal ${MAX_WORST})`,
  );
  return met;
}
