import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFiles } from '../../src/io/files.ts';
import { memoryTree } from '../../src/tree/index.ts';
import { readManifestStream } from '../../src/yaml/index.ts';
import { chart } from '../support/charts.ts';
import { renderFlux as renderAll } from '../support/flux.ts';
import { requireTool } from '../support/tools.ts';

/**
 * Parameters of an Application, held to what Argo CD runs: `helm template` with `--set`, `--set-string` and `--set-file`, in
 * which commas of texts that are no list are escaped (argoproj/argo-cd util/helm/cmd.go).
 */

interface Parameter {
  readonly name: string;
  readonly value: string;
  readonly forceString?: true;
}

const CASES: Record<string, { readonly parameters?: readonly Parameter[]; readonly file?: string }> = {
  'a number': { parameters: [{ name: 'a.b', value: '7' }] },
  'a number as text': { parameters: [{ name: 'a.b', value: '7', forceString: true }] },
  'a number with a zero in front': { parameters: [{ name: 'a.b', value: '007' }] },
  'a float': { parameters: [{ name: 'a.b', value: '1.10' }] },
  'true and null': {
    parameters: [
      { name: 'a.b', value: 'TRUE' },
      { name: 'c', value: 'null' },
    ],
  },
  'null as text': { parameters: [{ name: 'c', value: 'null', forceString: true }] },
  quotes: { parameters: [{ name: 'c', value: '"x"' }] },
  'quotes as text': { parameters: [{ name: 'c', value: '"x"', forceString: true }] },
  commas: { parameters: [{ name: 'c', value: 'x,y,7' }] },
  'commas as text': { parameters: [{ name: 'c', value: 'x,y', forceString: true }] },
  'a list': { parameters: [{ name: 'c', value: '{x,7}' }] },
  'an item of a list': { parameters: [{ name: 'l[1].n', value: 'z' }] },
  'a key with a dot': { parameters: [{ name: 'a\\.b', value: 'z' }] },
  'an equals sign': { parameters: [{ name: 'c', value: 'k=v' }] },
  'a text over a plain one': {
    parameters: [
      { name: 'c', value: '1', forceString: true },
      { name: 'c', value: '2' },
    ],
  },
  nothing: { parameters: [{ name: 'c', value: '' }] },
  'a file': { file: 'line one\n"two": {{ three }}\n' },
};

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'argocd-parameters-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

test.each(Object.entries(CASES))('%s', async (name, { parameters = [], file }) => {
  const template =
    'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: cm}\ndata: {all: {{ .Values | toJson | quote }}}\n';
  const files = {
    ...chart('a: {b: old}\nc: old\nl: [{n: x}, {n: y}]\n', { 'cm.yaml': template }),
    'charts/demo/file.txt': file ?? '',
  };
  const helm = {
    parameters,
    ...(file === undefined ? {} : { fileParameters: [{ name: 'c', path: 'file.txt' }] }),
  };
  const application = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'x' },
    spec: { source: { repoURL: 'https://github.com/acme/shop', path: 'charts/demo', helm } },
  };
  const { manifests, findings } = await renderAll(memoryTree({ ...files, 'app.json': JSON.stringify(application) }));
  expect(findings).toEqual([]);

  const root = join(scratch, name.replace(/\W+/g, '-'));
  for (const [path, text] of Object.entries(files)) {
    await createFiles().write(join(root, path), new TextEncoder().encode(String(text)));
  }
  const demo = join(root, 'charts/demo');
  const escaped = (value: string) => (/^\{.*\}$/.test(value) ? value : value.replace(/(?<!\\),/g, '\\,'));
  const flags = parameters.map(
    (one) => `${one.forceString ? '--set-string' : '--set'}=${one.name}=${escaped(one.value)}`,
  );
  const fromFile = file === undefined ? [] : [`--set-file=c=${join(demo, 'file.txt')}`];
  const { stdout } = await promisify(execFile)(await requireTool('helm'), [
    'template',
    'x',
    demo,
    ...flags,
    ...fromFile,
  ]);
  const [expected] = readManifestStream(new TextEncoder().encode(stdout)).documents;
  const made = manifests.filter(({ ref }) => ref.kind === 'ConfigMap');
  expect(made.map(({ object }) => object)).toEqual([expected?.value]);
});
