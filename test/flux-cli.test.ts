import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createFiles } from '../src/io/files.ts';
import { readManifestStream } from '../src/yaml/index.ts';
import { NO_CHECKS, POLICY } from './support/bad-repository.ts';
import { chart, podWith } from './support/charts.ts';
import { GIT, helmRelease, kustomization } from './support/flux.ts';
import { withRegistry } from './support/one-image-registry.ts';
import { type Cli, openCli } from './support/run-cli.ts';
import { requireTool } from './support/tools.ts';

/** Flux's objects through the command line: what a person with a checkout sees. */

let cli: Cli;

beforeAll(async () => {
  cli = await openCli();
});

afterAll(() => cli.close());

const CONFIG = '[remote "origin"]\n\turl = git@github.com:acme/shop.git\n';
const TEMPLATE = podWith('"{{ .Values.image }}"').replace(
  'name: pod',
  'name: "{{ .Release.Name }}-{{ .Release.Namespace }}"',
);

function inRepository<T>(files: Readonly<Record<string, unknown>>, use: (root: string) => Promise<T>): Promise<T> {
  return createFiles().withTemporaryDirectory('scg-flux', async (root) => {
    for (const [path, text] of Object.entries({ [POLICY]: NO_CHECKS, '.git/config': CONFIG, ...files })) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), String(text));
    }
    return use(root);
  });
}

const Rendered = z.object({
  manifests: z.array(z.object({ manifest: z.object({ kind: z.string() }), object: z.unknown() })),
});

test('a release is what helm makes of it with the same values, name and namespace', () =>
  inRepository(
    {
      'clusters/apps.yaml': `${GIT}---\n${helmRelease('  targetNamespace: shop\n  values:\n    image: acme/api:2\n')}`,
      ...chart('image: acme/api:1\n', { 'pod.yaml': TEMPLATE }),
    },
    async (root) => {
      const { stdout } = await cli.run(root, ['render', '--format', 'json']);
      const pods = Rendered.parse(JSON.parse(stdout)).manifests.filter(({ manifest }) => manifest.kind === 'Pod');
      const { stdout: byHelm } = await promisify(execFile)(await requireTool('helm'), [
        'template',
        'shop-demo',
        join(root, 'charts/demo'),
        '--namespace=shop',
        '--set=image=acme/api:2',
      ]);
      const [expected] = readManifestStream(Buffer.from(byHelm)).documents;
      expect(pods.map(({ object }) => object)).toEqual([expected?.value]);
    },
  ));

test('a chart that a release deploys is not checked bare, unless it is named', () =>
  inRepository(
    {
      'clusters/apps.yaml': `${GIT}---\n${helmRelease('  values: {image: "acme/api:2"}\n')}`,
      ...chart('image: acme/api:1\n', { 'pod.yaml': TEMPLATE }),
    },
    async (root) => {
      expect((await cli.run(root, ['images'])).stdout).toMatch(/acme\/api:2/);
      expect((await cli.run(root, ['images'])).stdout).not.toMatch(/acme\/api:1/);
      const named = await cli.run(root, ['images', 'clusters', 'charts/demo']);
      expect(named.stdout).toMatch(/acme\/api:1/);
      expect(named.stdout).toMatch(/acme\/api:2/);
    },
  ));

test('what cannot be known blocks, and nothing is passed', () =>
  inRepository(
    {
      'clusters/apps.yaml': `${GIT}---\n${kustomization('./apps', '  postBuild:\n    substituteFrom: [{kind: Secret, name: vars}]\n')}`,
      'apps/a.yaml': podWith('acme/a:${tag}'),
    },
    async (root) => {
      const run = await cli.run(root, ['check']);
      expect([run.code, run.stdout]).toEqual([
        1,
        expect.stringMatching(/Secret flux-system\/vars is not in\s+the repository/),
      ]);
    },
  ));

test('fix --write pins through values, variables and images, and twice changes nothing', () =>
  withRegistry((host, digest) =>
    inRepository(
      {
        'clusters/apps.yaml': [
          GIT,
          helmRelease(`  values:\n    image: ${host}/acme/api:2 # of the release\n`),
          kustomization('./apps', '  postBuild:\n    substitute:\n      tag: v3\n'),
          kustomization(
            './more',
            `  images:\n    - name: acme/b\n      newName: ${host}/acme/b\n      newTag: v4\n`,
          ).replace('name: apps', 'name: more'),
        ].join('---\n'),
        'apps/a.yaml': podWith(`${host}/acme/a:\${tag}`),
        'more/b.yaml': podWith('acme/b:v1'),
        ...chart('image: acme/api:1\n', { 'pod.yaml': TEMPLATE }),
      },
      async (root) => {
        const written = await cli.run(root, ['fix', '--write']);
        expect(written.code).toBe(0);
        const after = await readFile(join(root, 'clusters/apps.yaml'), 'utf8');
        expect(after).toContain(`    image: ${host}/acme/api:2@${digest} # of the release\n`);
        expect(after).toContain(`      tag: v3@${digest}\n`);
        expect(after).toContain(`      newTag: v4\n      digest: ${digest}\n`);
        const again = await cli.run(root, ['fix', '--write']);
        expect([again.code, again.stdout]).toEqual([0, '']);
        const { stdout } = await cli.run(root, ['images']);
        expect(stdout.split('\n').filter((line) => line.includes('acme/') && !line.startsWith(' '))).toEqual(
          ['a:v3', 'api:2', 'b:v4'].map((name) => expect.stringContaining(`${host}/acme/${name}@${digest}`)),
        );
      },
    ),
  ));
