import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { memoryTree } from '../../src/tree/index.ts';
import { renderFlux as renderAll } from '../support/flux.ts';
import { requireTool } from '../support/tools.ts';

/**
 * What an Application sets of kustomize, held to what Argo CD runs: `kustomize edit` for each setting in a copy of the
 * directory, then `kustomize build` (argoproj/argo-cd util/kustomize/kustomize.go).
 */

let kustomize = '';
let scratch = '';
beforeAll(async () => {
  kustomize = await requireTool('kustomize');
  scratch = mkdtempSync(join(tmpdir(), 'scg-argocd-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const images = fc.constantFrom(
  'acme/a:2',
  'acme/a=acme/z',
  'acme/a=host:5000/z:v3',
  `acme/b@sha256:${'a'.repeat(64)}`,
  'acme/b=acme/y:1',
  'acme/c:4',
);
const settings = fc.record(
  {
    namePrefix: fc.constantFrom('x-', 'p'),
    nameSuffix: fc.constantFrom('-y'),
    namespace: fc.constantFrom('prod'),
    images: fc.uniqueArray(images, { minLength: 1, maxLength: 3, selector: (one) => /^[^=:@]+/.exec(one)?.[0] ?? '' }),
    replicas: fc.constantFrom([{ name: 'a', count: 3 }]),
    commonLabels: fc.constantFrom({ team: 'shop' }),
    commonAnnotations: fc.constantFrom({ note: 'kept' }),
  },
  { requiredKeys: [] },
);
const own = fc.constantFrom(
  'resources: [a.yaml]\n',
  'resources: [a.yaml]\nimages:\n  - name: acme/a\n    newTag: "9"\n  - name: acme/b\n    newName: acme/q\n',
  'resources: [a.yaml]\nnamePrefix: own-\ncommonLabels: {app: shop}\nreplicas: [{name: a, count: 7}]\n',
);
const DEPLOYMENT = (name: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}}\nspec:\n  selector: {matchLabels: {app: ${name}}}\n  template:\n    metadata: {labels: {app: ${name}}}\n    spec:\n      containers:\n        - {name: a, image: "acme/a:1"}\n        - {name: b, image: "acme/b:1"}\n`;

type Settings = typeof settings extends fc.Arbitrary<infer T> ? T : never;

function edited(kustomization: string, said: Settings): unknown[] {
  const directory = mkdtempSync(join(scratch, 'copy-'));
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'kustomization.yaml'), kustomization);
  writeFileSync(join(directory, 'a.yaml'), `${DEPLOYMENT('a')}---\n${DEPLOYMENT('b')}`);
  const edit = (...args: string[]) => execFileSync(kustomize, ['edit', ...args], { cwd: directory, stdio: 'pipe' });
  if (said.namePrefix) edit('set', 'nameprefix', '--', said.namePrefix);
  if (said.nameSuffix) edit('set', 'namesuffix', '--', said.nameSuffix);
  if (said.images) edit('set', 'image', ...said.images);
  if (said.replicas) edit('set', 'replicas', ...said.replicas.map(({ name, count }) => `${name}=${count}`));
  if (said.commonLabels)
    edit('add', 'label', ...Object.entries(said.commonLabels).map(([key, value]) => `${key}:${value}`));
  if (said.commonAnnotations)
    edit('add', 'annotation', ...Object.entries(said.commonAnnotations).map(([key, value]) => `${key}:${value}`));
  if (said.namespace) edit('set', 'namespace', '--', said.namespace);
  const built = execFileSync(kustomize, ['build', directory], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return parseAllDocuments(built).map((document) => document.toJS());
}

test('an Application deploys what kustomize edit and build make of its settings', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(own, settings, async (kustomization, said) => {
      const application = {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: { name: 'shop' },
        spec: { source: { repoURL: 'https://github.com/acme/shop', path: 'apps', kustomize: said } },
      };
      const { manifests, findings } = await renderAll(
        memoryTree({
          'argocd/app.yaml': JSON.stringify(application),
          'apps/kustomization.yaml': kustomization,
          'apps/a.yaml': `${DEPLOYMENT('a')}---\n${DEPLOYMENT('b')}`,
        }),
      );
      const deployed = manifests.filter(({ ref }) => ref.kind === 'Deployment').map(({ object }) => object);
      expect(findings).toEqual([]);
      expect(deployed).toEqual(edited(kustomization, said));
    }),
    { numRuns: 15, seed: 6 },
  );
});
