import { describe, expect, test } from 'vitest';
import { memoryTree, type TreeContent } from '../tree/index.ts';
import { MAX_FILE_BYTES } from '../yaml/index.ts';
import { renderPlain } from './plain.ts';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\n';

async function render(files: Readonly<Record<string, TreeContent>>, root = '') {
  const { manifests, findings, complete } = await renderPlain(
    { kind: 'plain', root, files: Object.keys(files).sort() },
    memoryTree(files),
  );
  return {
    manifests: manifests.map(({ ref }) => `${ref.file}#${ref.document}${ref.item ?? ''} ${ref.kind} ${ref.name}`),
    findings: findings.map(
      ({ rule, result, enforcement, location }) =>
        `${rule} ${result.outcome} ${enforcement} ${location.file}:${location.startLine}:${location.startColumn}`,
    ),
    messages: findings.map(({ message }) => message),
    complete,
  };
}

describe('what is a manifest', () => {
  test.each<[string, Readonly<Record<string, TreeContent>>, readonly string[]]>([
    ['YAML with apiVersion and kind', { 'a.yaml': POD }, ['a.yaml#0 Pod a']],
    ['several documents', { 'a.yaml': `# c\n---\nx: 1\n---\n${POD}---\n${POD}` }, ['a.yaml#1 Pod a', 'a.yaml#2 Pod a']],
    ['JSON', { 'a.json': '{"apiVersion":"v1","kind":"Pod"}' }, ['a.json#0 Pod ']],
    [
      'a List',
      { 'a.yaml': `apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {generateName: b-}}\n` },
      ['a.yaml#00 Pod b-'],
    ],
    ['with keys in disguise', { 'a.yaml': '"\\x61piVersion": v1\n"\\u006bind": Pod\n' }, ['a.yaml#0 Pod ']],
    ['a values file', { 'values.yaml': 'image: a\n' }, []],
    ['a workflow', { '.github/workflows/ci.yml': 'on: push\njobs: {}\n' }, []],
    ['an array', { 'a.yaml': `- apiVersion: v1\n  kind: Pod\n` }, []],
    [
      'a kustomization by another name',
      { 'k.yaml': 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n' },
      [],
    ],
    [
      'JSON that is something else',
      { 'package.json': '{"name":"x","kind":"y"}', 'tsconfig.json': '{ // c\n "a": 1, }' },
      [],
    ],
    ['JSON with both words elsewhere', { 'a.json': '{"p":{"apiVersion":1,"kind":2}, "p":1}' }, []],
    ['a long text that mentions neither', { 'lock.yaml': `a: [\n${'x\n'.repeat(600_000)}` }, []],
  ])('%s', async (_, files, expected) => {
    expect(await render(files)).toEqual({ manifests: expected, findings: [], messages: [], complete: true });
  });
});

describe('what cannot be read is a finding, and the rest is read', () => {
  const invalid = 'manifest/invalid fail block';
  test.each<[string, Readonly<Record<string, TreeContent>>, readonly string[]]>([
    [
      'a document of several',
      { 'a.yaml': `${POD}---\napiVersion: v1\nkind: [\n---\n${POD}` },
      [`${invalid} a.yaml:6:8`],
    ],
    ['a key twice', { 'a.yaml': `${POD}kind: Pod\n` }, [`${invalid} a.yaml:4:1`]],
    ['a kind that is no text', { 'a.yaml': 'apiVersion: v1\nkind: 5\n' }, [`${invalid} a.yaml:2:7`]],
    ['a kind without value', { 'a.yaml': 'apiVersion: v1\nkind:\n' }, [`${invalid} a.yaml:2:1`]],
    [
      'an item of a List',
      { 'a.yaml': 'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    metadata: {}\n' },
      [`${invalid} a.yaml:4:5`],
    ],
    ['not UTF-8', { 'a.yaml': Buffer.from(`${POD}# \xe9\n`, 'latin1') }, [`${invalid} a.yaml:4:3`]],
    ['UTF-16', { 'a.yaml': Buffer.from(`\ufeff${POD}`, 'utf16le') }, [`${invalid} a.yaml:1:1`]],
    ['broken JSON with both keys', { 'a.json': '{"apiVersion": "v1", "kind": "Pod", ]' }, [`${invalid} a.json:1:37`]],
    ['broken YAML that could be anything', { 'a.yaml': 'a: [\n' }, [`${invalid} a.yaml:1:5`]],
    ['broken settings of some tool', { '.x/a.yaml': 'a: [\n' }, ['manifest/invalid fail warn .x/a.yaml:1:5']],
    [
      'an LFS pointer',
      { 'a.yaml': 'version https://git-lfs.github.com/spec/v1\noid x\n' },
      ['render/failed unknown block a.yaml:1:1'],
    ],
    ['too large', { 'a.yaml': Buffer.alloc(MAX_FILE_BYTES + 1, '#\n') }, ['render/failed unknown block a.yaml:1:1']],
    ['gone', { 'a.yaml': { link: 'nowhere' } }, [`${invalid} a.yaml:1:1`]],
  ])('%s', async (what, files, expected) => {
    const { manifests, findings, complete } = await render({ ...files, 'dir/good.yaml': POD });
    expect(findings).toEqual(expected);
    expect(manifests).toContain('dir/good.yaml#0 Pod a');
    // What is YAML and no object was read all the same.
    expect(complete).toBe(['a kind that is no text', 'a kind without value', 'an item of a List'].includes(what));
  });

  test('data in JSON counts where its neighbours are manifests', async () => {
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid x\n';
    const { findings } = await render({ 'data/a.json': pointer, 'm/b.json': pointer, 'm/c.yaml': POD });
    expect(findings).toEqual(['render/failed unknown block m/b.json:1:1']);
  });

  test('any number of mistakes in a file is a bounded number of findings', async () => {
    const { findings, messages } = await render({ 'a.yaml': 'apiVersion: v1\nkind: 5\n---\n'.repeat(5000) });
    expect(findings).toHaveLength(101);
    expect(messages.at(-1)).toContain('4900 more of its documents are wrong');
  });
});

test('places are the scalars in the file', async () => {
  const text = 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n    - image: "x:1"\n';
  const { manifests } = await renderPlain(
    { kind: 'plain', root: '', files: ['a.yaml'] },
    memoryTree({ 'a.yaml': text }),
  );
  expect(manifests[0]?.place(['spec', 'containers', 0, 'image'])).toEqual({
    location: { file: 'a.yaml', startLine: 6, startColumn: 14, endLine: 6, endColumn: 19, exact: true },
    related: [],
  });
  expect(manifests[0]?.namespace).toBe('default');
});
