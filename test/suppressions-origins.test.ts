import { expect, test } from 'vitest';
import { checkAllowlist } from '../src/check/allowlist/index.ts';
import { checkHardening } from '../src/check/hardening/index.ts';
import type { Source } from '../src/domain/index.ts';
import { collectImages } from '../src/images/index.ts';
import { completePolicy } from '../src/policy/schema.ts';
import { type SuppressedSide, suppress } from '../src/suppress/index.ts';
import { memoryTree, type TreeContent } from '../src/tree/index.ts';
import { chart } from './support/charts.ts';
import { GIT, helmRelease, REPOSITORY, renderFlux } from './support/flux.ts';
import { helmSource, kustomizeSource, renderWith } from './support/rendering.ts';

/** Comments in the file where the finding's line is, whatever that is, as the real tools render it. */

const NOW = new Date('2026-11-01T12:00:00Z');
const POLICY = completePolicy({
  version: 1,
  images: { digest: 'required' },
  hardening: { rules: { '*': 'off', 'pss/privileged': 'error' } },
});
const ignore = (rule: string): string => `# supply-chain-gate/ignore: ${rule} -- it loads a module, until 2026-11-30`;
const HERE = ignore('pss/privileged');

const pod = (privileged: string, image = `acme/api@sha256:${'0'.repeat(64)}`): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: api }\nspec:\n  containers:\n    - name: api\n      image: ${image}\n      securityContext:\n        privileged: ${privileged}\n`;
const TEMPLATES = { 'pod.yaml': pod('{{ .Values.privileged }}') };
const CHART = chart('privileged: false\n', TEMPLATES);
const application = (source: string): string =>
  `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: shop, namespace: argocd }
spec:
  destination: { namespace: prod }
  source:
    repoURL: ${REPOSITORY.address}
    path: charts/demo
    helm:
${source}`;
const overlay = (rest: string, image?: string): Record<string, TreeContent> => ({
  'k/kustomization.yaml': `resources: [pod.yaml]\n${rest}`,
  'k/pod.yaml': pod('false', image),
});
const PATCH = `apiVersion: v1\nkind: Pod\nmetadata: { name: api }\nspec:\n  containers:\n    - name: api\n      securityContext:\n        ${HERE}\n        privileged: true\n`;

interface Shape {
  readonly files: Record<string, TreeContent>;
  readonly sources: readonly Source[] | 'delivered';
  /** Where the comment is. */
  readonly at: string;
}

const SHAPES: Record<string, Shape> = {
  'the values of a chart': {
    files: chart(`a: 1\n${HERE}\nprivileged: true\n`, TEMPLATES),
    sources: [helmSource('charts/demo')],
    at: 'charts/demo/values.yaml:2',
  },
  'the values of a chart, on the line itself': {
    files: chart(`a: 1\nprivileged: true ${HERE}\n`, TEMPLATES),
    sources: [helmSource('charts/demo')],
    at: 'charts/demo/values.yaml:2',
  },
  'a file of values': {
    files: { ...CHART, 'env/prod.yaml': `${HERE}\n# The module is ours.\nprivileged: true\n` },
    sources: [helmSource('charts/demo', { valuesFiles: ['env/prod.yaml'] })],
    at: 'env/prod.yaml:1',
  },
  'a patch': {
    files: { ...overlay('patches: [{ path: patch.yaml }]\n'), 'k/patch.yaml': PATCH },
    sources: [kustomizeSource('k')],
    at: 'k/patch.yaml:8',
  },
  'a patch in the kustomization': {
    files: overlay(`patches:\n  - patch: |\n${PATCH.replace(/^/gm, '      ').trimEnd()}\n`),
    sources: [kustomizeSource('k')],
    at: 'k/kustomization.yaml:11',
  },
  'the images of a kustomization': {
    files: overlay(`images:\n  - name: acme/api\n    ${ignore('image/unpinned')}\n    newTag: "2"\n`, 'acme/api:1'),
    sources: [kustomizeSource('k')],
    at: 'k/kustomization.yaml:4',
  },
  'the values of an Application': {
    files: {
      ...CHART,
      'apps/shop.yaml': application(`      valuesObject:\n        ${HERE}\n        privileged: true\n`),
    },
    sources: 'delivered',
    at: 'apps/shop.yaml:11',
  },
  'the values of an Application, as text': {
    files: {
      ...CHART,
      'apps/shop.yaml': application(`      values: |\n        a: 1\n        ${HERE}\n        privileged: true\n`),
    },
    sources: 'delivered',
    at: 'apps/shop.yaml:12',
  },
  'a parameter of an Application': {
    files: {
      ...CHART,
      'apps/shop.yaml': application(
        `      parameters:\n        - name: privileged\n          ${HERE}\n          value: "true"\n`,
      ),
    },
    sources: 'delivered',
    at: 'apps/shop.yaml:12',
  },
  'the values of a HelmRelease': {
    files: {
      ...CHART,
      'apps/shop.yaml': `${GIT}---\n${helmRelease(`  values:\n    ${HERE}\n    privileged: true\n`)}`,
    },
    sources: 'delivered',
    at: 'apps/shop.yaml:19',
  },
};

async function sideOf(files: Record<string, TreeContent>, sources: Shape['sources']): Promise<SuppressedSide> {
  const tree = memoryTree(files);
  const { manifests } = await (sources === 'delivered' ? renderFlux(tree) : renderWith(tree, sources));
  const images = collectImages(manifests, POLICY.customResources);
  const { findings } = checkHardening(manifests, { policy: POLICY });
  return { tree, manifests, images, findings: [...findings, ...checkAllowlist(images, POLICY).findings] };
}

test.each(Object.entries(SHAPES))('in %s', async (_, { files, sources, at }) => {
  const head = await sideOf(files, sources);
  expect(head.findings).toHaveLength(1);
  const same = await suppress(head, async () => head, { policy: POLICY, now: NOW });
  expect([...same.applied.values()]).toEqual([
    { reason: `it loads a module (ignored at ${at})`, expires: '2026-11-30' },
  ]);

  const bare = Object.entries(files).map(
    ([file, text]) => [file, String(text).replaceAll('/ignore', '/draft')] as const,
  );
  const base = await sideOf(Object.fromEntries(bare), sources);
  const added = await suppress(head, async () => base, { policy: POLICY, now: NOW });
  expect(added.applied.size).toBe(0);
  expect(added.findings.map(({ rule, location }) => `${rule} ${location.file}:${location.startLine}`)).toEqual([
    `gate/suppression-refused ${at}`,
  ]);
});

test('what several renderings share is ignored in each that the base has', async () => {
  const values = { 'env/shared.yaml': `${HERE}\nprivileged: true\n` };
  const release = (namespace: string): Source =>
    helmSource('charts/demo', { namespace, valuesFiles: ['env/shared.yaml'] });
  const files = { ...CHART, ...values };
  const head = await sideOf(files, [release('dev'), release('prod'), release('new')]);
  const base = await sideOf(files, [release('dev'), release('prod')]);
  const { applied } = await suppress(head, async () => base, { policy: POLICY, now: NOW });
  const byRef = new Map(head.manifests.map((manifest) => [manifest.ref, manifest.namespace]));
  const ignored = [...applied.keys()].flatMap(({ manifest }) => (manifest === null ? [] : [byRef.get(manifest)]));
  expect(ignored.sort()).toEqual(['dev', 'prod']);
});
