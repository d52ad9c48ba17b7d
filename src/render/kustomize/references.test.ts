import { describe, expect, test } from 'vitest';
import { listScalars } from '../origins/scalars.ts';
import { isInline, looksRemote, pathsOf } from './references.ts';

describe('what kustomize would fetch', () => {
  test.each([
    ['https://github.com/acme/base//deploy?ref=v1', true],
    ['http://example.com/x.yaml', true],
    ['ssh://git@github.com/acme/base', true],
    ['git::https://example.com/acme/base', true],
    ['git@github.com:acme/base', true],
    ['github.com/acme/base', true],
    ['github.com/acme/base/deploy?ref=main', true],
    ['file:///etc', true],
    ['../base', false],
    ['base/api.yaml', false],
    ['base', false],
    ['a.b/c', false],
    ['./x', false],
  ])('%s: %s', (path, remote) => {
    expect(looksRemote(path)).toBe(remote);
  });
});

describe('the paths of a kustomization', () => {
  test.each([
    ['resources: [a.yaml, ../base]', ['a.yaml', '../base']],
    ['components: [c]', ['c']],
    ['patches: [{path: p.yaml, target: {kind: Pod, name: x}}]', ['p.yaml']],
    ['replacements: [{path: r.yaml}]', ['r.yaml']],
    ['openapi: {path: schema.json}', ['schema.json']],
    [
      'configMapGenerator: [{name: c, files: [x=a.txt, b.txt], envs: [e.env], literals: [k=v]}]',
      ['a.txt', 'b.txt', 'e.env'],
    ],
    ['secretGenerator: [{name: s, env: s.env}]', ['s.env']],
    ['namePrefix: base', []],
    ['images: [{name: nginx, newTag: "1"}]', []],
    ['commonLabels: {path: x}', []],
  ])('%s', (text, expected) => {
    const scalars = listScalars(text, 'kustomization.yaml');
    expect(scalars.flatMap((scalar) => pathsOf(scalar).map(({ path }) => path))).toEqual(expected);
  });

  test('a manifest in place of a path is none', () => {
    expect(isInline('apiVersion: v1\nkind: Pod\n')).toBe(true);
    expect(isInline('{kind: Pod}')).toBe(true);
    expect(isInline('dir/patch.yaml')).toBe(false);
  });
});
