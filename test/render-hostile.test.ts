import { describe, expect, test } from 'vitest';
import type { Source } from '../src/domain/index.ts';
import { createClock } from '../src/io/clock.ts';
import { createExec } from '../src/io/exec.ts';
import { createFiles } from '../src/io/files.ts';
import { DEFAULT_POLICY } from '../src/policy/index.ts';
import { render } from '../src/render/index.ts';
import { memoryTree, type TreeContent } from '../src/tree/index.ts';
import { chart, podWith } from './support/charts.ts';
import { createPorts } from './support/ports.ts';
import { helmSource, kustomizeSource, toolbox } from './support/rendering.ts';

const SHORT_MS = 4_000;

/** With the real tools and the limits of the product, but for the time, which nobody wants to wait for. */
async function outcome(files: Record<string, TreeContent>, source: Source, limitMs = SHORT_MS) {
  const exec = createExec();
  const ports = createPorts({
    clock: createClock(),
    files: createFiles(),
    exec: { run: (command) => exec.run({ ...command, timeoutMs: Math.min(command.timeoutMs, limitMs) }) },
  });
  const options = { policy: DEFAULT_POLICY, toolbox, ports, origins: false };
  const { manifests, findings } = await render([source], memoryTree(files), options);
  return {
    manifests: manifests.length,
    findings: findings.map(({ rule, result, enforcement }) => `${rule} ${result.outcome} ${enforcement}`),
    text: JSON.stringify([manifests.map(({ object }) => object), findings.map(({ message }) => message)]),
  };
}

const SECRET = 'url = https://token@example.com';
const CM = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: cm}\n';
const loop = '{{ range until 40000 }}{{ range until 40000 }}{{ end }}{{ end }}';

describe('a hostile chart is ended, and says so', () => {
  test('one that loops', async () => {
    const { manifests, findings, text } = await outcome(chart('{}\n', { 'a.yaml': loop }), helmSource('charts/demo'));
    expect({ manifests, findings }).toEqual({ manifests: 0, findings: ['render/failed unknown block'] });
    expect(text).toMatch(/helm (was stopped|crashed|ended)/);
  });

  test('one that loops on an upgrade only: what an install renders is checked, the rest is told', async () => {
    const template = `{{ if .Release.IsUpgrade }}${loop}{{ end }}\n`;
    const files = chart('{}\n', { 'a.yaml': template, 'p.yaml': podWith('a:1') });
    const { manifests, findings } = await outcome(files, helmSource('charts/demo'));
    expect({ manifests, findings }).toEqual({
      manifests: 1,
      findings: ['render/failed unknown block'],
    });
  });

  test('one that prints without end', async () => {
    const line = `# ${'x'.repeat(8000)}`;
    const template = `{{ range until 6000 }}\n${line}\n{{ end }}\n${CM}`;
    const { manifests, findings, text } = await outcome(
      chart('{}\n', { 'a.yaml': template }),
      helmSource('charts/demo'),
      50_000,
    );
    expect({ manifests, findings }).toEqual({ manifests: 0, findings: ['render/failed unknown block'] });
    expect(text).toContain('helm was stopped: more than');
  });

  test('one that includes itself', async () => {
    const template = '{{ define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }}';
    const { manifests, findings } = await outcome(chart('{}\n', { 'a.yaml': template }), helmSource('charts/demo'));
    expect({ manifests, findings }).toEqual({ manifests: 0, findings: ['render/failed fail block'] });
  });
});

describe('a hostile kustomization reads nothing but what is its own', () => {
  test.each<[string, string, Record<string, TreeContent>]>([
    ['the git configuration by a generator', 'configMapGenerator: [{name: a, files: [c=.git/config]}]\n', {}],
    ['the git configuration above', 'configMapGenerator: [{name: a, files: [c=../.git/config]}]\n', {}],
    [
      'the git configuration by a link',
      'configMapGenerator: [{name: a, files: [c=l]}]\n',
      { 'k/l': { link: '.git/config' } },
    ],
    ['a file of variables above', 'secretGenerator: [{name: a, envs: [../.env]}]\n', { '.env': SECRET }],
    ['an absolute path', 'configMapGenerator: [{name: a, files: [/etc/hostname]}]\n', {}],
    ['a path above the repository', 'resources: [../../../etc/hostname]\n', {}],
    ['a link that leads out', 'resources: [l.yaml]\n', { 'k/l.yaml': { link: '../../outside.yaml' } }],
    ['a remote base', 'resources: [https://github.com/acme/x//deploy?ref=main]\n', {}],
    ['a remote file', 'resources: [https://example.com/a.yaml]\n', {}],
    ['a remote patch', 'patches: [{path: "https://example.com/a.yaml"}]\n', {}],
    ['a chart from elsewhere', 'helmCharts: [{name: x, repo: "https://charts.example.com", version: 1.0.0}]\n', {}],
  ])('%s', async (_, kustomization, more) => {
    const files = {
      'k/kustomization.yaml': kustomization,
      'k/.git/config': SECRET,
      '.git/config': SECRET,
      ...more,
    };
    const { manifests, findings, text } = await outcome(files, kustomizeSource('k'));
    expect(manifests).toBe(0);
    expect(findings).toEqual([expect.stringMatching(/^render\/failed (fail|unknown) block$/)]);
    expect(text).not.toContain('token');
  });
});
