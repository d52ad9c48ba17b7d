import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { isObject, type Json, type JsonObject } from '../../src/domain/index.ts';
import { memoryTree } from '../../src/tree/index.ts';
import { GIT, renderFlux } from '../support/flux.ts';
import { askFlux } from '../support/flux-oracle.ts';
import { SeededRandom } from '../support/yaml-fuzz/random.ts';

/**
 * What a Kustomization deploys, against the kustomize-controller's own packages on the same directory: random directories
 * with and without a kustomization, and random objects over them. FLUX_BUILDS and FLUX_SEED choose others.
 */

const BUILDS = Number(process.env.FLUX_BUILDS ?? '40');
const SEED = Number(process.env.FLUX_SEED ?? '3');

const roots: string[] = [];

afterAll(async () => {
  for (const root of roots) await rm(root, { recursive: true, force: true });
});

async function write(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'scg-flux-'));
  roots.push(root);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}

const IMAGES = ['acme/a', 'acme/b', 'ghcr.io/acme/c'] as const;

function pod(random: SeededRandom, name: string): string {
  const tag = random.pick(['1', 'v2', '${tag}', '${tag:=v3}', '${n}']);
  const labels = random.chance(0.3)
    ? '  labels: {app: "${n}", kustomize.toolkit.fluxcd.io/substitute: disabled}\n'
    : '';
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n${labels}spec:\n  containers:\n    - name: c\n      image: ${random.pick([...IMAGES])}:${tag}\n`;
}

interface Build {
  readonly files: Readonly<Record<string, string>>;
  readonly object: JsonObject;
  readonly variables: Readonly<Record<string, string>>;
}

function randomBuild(random: SeededRandom): Build {
  const files: Record<string, string> = {
    'apps/a.yaml': pod(random, 'a'),
    'apps/b.yaml': `${pod(random, 'b')}---\n${pod(random, 'c')}`,
  };
  if (random.chance(0.3)) files['apps/README.md'] = 'x';
  if (random.chance(0.4)) files['apps/deep/d.yml'] = pod(random, 'd');
  if (random.chance(0.3)) {
    files['apps/over/kustomization.yaml'] = 'resources: [e.yaml]\nnameSuffix: -over\n';
    files['apps/over/e.yaml'] = pod(random, 'e');
  }
  files['components/x/kustomization.yaml'] =
    'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nimages:\n  - {name: acme/b, newTag: component}\n';
  if (random.chance(0.5)) {
    files['apps/kustomization.yaml'] = stringify({
      resources: ['a.yaml', 'b.yaml'],
      ...(random.chance(0.4) ? { namePrefix: 'own-' } : {}),
      ...(random.chance(0.4) ? { namespace: 'own' } : {}),
      ...(random.chance(0.5) ? { images: [{ name: 'acme/a', newTag: 'own', newName: 'acme/own' }] } : {}),
      ...(random.chance(0.3)
        ? {
            patches: [
              { target: { kind: 'Pod' }, patch: '[{op: add, path: /metadata/annotations, value: {own: "1"}}]' },
            ],
          }
        : {}),
      ...(random.chance(0.3) ? { configMapGenerator: [{ name: 'g', literals: ['tag=${tag}'] }] } : {}),
    });
  }
  const patches = [
    {
      target: { kind: 'Pod', name: 'a' },
      patch: '- op: replace\n  path: /spec/containers/0/image\n  value: acme/patched:${tag}\n',
    },
    { patch: 'apiVersion: v1\nkind: Pod\nmetadata: {name: b}\nspec: {restartPolicy: Never}\n' },
    { target: { kind: 'Pod' }, patch: '[{"op":"add","path":"/spec/hostname","value":"h"}]' },
  ];
  const images = [
    { name: 'acme/a', newTag: 'object' },
    { name: 'acme/a', newName: 'acme/other' },
    { name: 'acme/b', digest: `sha256:${'a'.repeat(64)}` },
    { name: 'ghcr.io/acme/c', newTag: '${tag}' },
  ];
  const some = <T>(items: readonly T[]): readonly T[] => items.filter(() => random.chance(0.4));
  const variables: Record<string, string> = random.chance(0.7) ? { tag: 'v9', n: random.pick(['3', 'x', 'yes']) } : {};
  const spec = {
    path: './apps',
    sourceRef: { kind: 'GitRepository', name: 'shop' },
    ...(random.chance(0.3) ? { targetNamespace: 'target' } : {}),
    ...(random.chance(0.3) ? { namePrefix: 'p-' } : {}),
    ...(random.chance(0.3) ? { nameSuffix: '-s' } : {}),
    ...(random.chance(0.3) ? { components: ['../components/x'] } : {}),
    ...(random.chance(0.6) ? { patches: some(patches) } : {}),
    ...(random.chance(0.6) ? { images: some(images) } : {}),
    postBuild: { substitute: variables },
  };
  const object = {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'apps', namespace: 'flux-system' },
    spec,
  };
  files['clusters/apps.yaml'] = `${GIT}---\n${JSON.stringify(object, null, 1)}\n`;
  return { files, object: JSON.parse(JSON.stringify(object)), variables };
}

function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_, inner: Json) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}

describe('what a Kustomization deploys', () => {
  test(`${BUILDS} random directories and objects`, async () => {
    const random = new SeededRandom(SEED);
    const builds = Array.from({ length: BUILDS }, () => randomBuild(random));
    const requests = await Promise.all(
      builds.map(async ({ files, object, variables }) => {
        const root = await write(files);
        return { root, directory: join(root, 'apps'), kustomization: object, variables };
      }),
    );
    const answers = await askFlux(requests);
    const wrong: unknown[] = [];
    let refused = 0;
    for (const [index, { files, object }] of builds.entries()) {
      const { manifests, findings, failed } = await renderFlux(memoryTree(files));
      const mine = manifests.filter(({ source }) => source.kind === 'flux').map((one) => canonical(one.object));
      const answer = answers[index];
      const didFail = findings.some(({ rule }) => rule === 'render/failed') || failed.length > 0;
      if (answer?.error !== undefined) {
        refused += 1;
        if (!didFail) wrong.push({ object, error: answer.error });
        continue;
      }
      const flux = (answer?.objects ?? []).map(canonical);
      if (mine.sort().join('\n') !== flux.sort().join('\n')) {
        wrong.push({ object: canonical(object), mine, flux, findings: findings.map(({ message }) => message) });
      }
    }
    expect(wrong.slice(0, 3)).toEqual([]);
    expect(refused).toBeLessThan(BUILDS / 4);
  });
});
