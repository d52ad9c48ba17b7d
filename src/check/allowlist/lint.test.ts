import { describe, expect, test } from 'vitest';
import { DEFAULT_POLICY, type Policy } from '../../policy/index.ts';
import { lintImageGlobs } from './lint.ts';

function lint(images: Partial<Policy['images']>) {
  return lintImageGlobs({ images: { ...DEFAULT_POLICY.images, ...images } });
}

describe('entries that say what they mean', () => {
  test.each([
    'ghcr.io/acme/**',
    'ghcr.io/acme/api',
    'ghcr.io/acme/api-*',
    'ghcr.io/*/api',
    'ghcr.io/**',
    'ghcr.io/**/api',
    'docker.io/library/*',
    'docker.io/library/nginx',
    'docker.io/acme/**',
    'index.docker.io/library/*',
    'localhost:5000/**',
    '[::1]:5000/**',
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com/team-*/**',
  ])('%s', (entry) => {
    expect(lint({ allow: [entry], deny: [entry] })).toEqual([]);
  });
});

describe('mistakes in images.allow', () => {
  test.each([
    ['**/acme/**', 'wildcard in its host', 'Write one entry for each registry'],
    ['*.example/acme/**', 'wildcard in its host', 'Write one entry for each registry'],
    ['**', 'wildcard in its host', 'Leave images.allow out'],
    ['ghcr.io/acme**', '** inside a name', 'Write ghcr.io/acme/** for what is below'],
    ['ghcr.io/**acme/x', '** inside a name', 'Write ghcr.io/**/acme/x'],
    ['ghcr.io', 'is a registry and no repository: it admits nothing', 'Write ghcr.io/**'],
    ['ghcr.io:443', 'is a registry and no repository', 'Write ghcr.io/**'],
    ['ghcr.io/', 'ends in a slash', 'Write ghcr.io/**'],
    ['ghcr.io/acme/', 'ends in a slash: it matches nothing', 'Write ghcr.io/acme/**'],
    ['acme/**', 'names no registry', 'Write docker.io/acme/**'],
    ['nginx', 'names no registry', 'Write docker.io/library/nginx'],
    ['docker.io/*', 'two segments', 'Write docker.io/library/*'],
    ['https://ghcr.io/acme/**', 'URL scheme', 'Write ghcr.io/acme/**'],
    ['ghcr.io/acme/api:1.2', 'a tag or a digest', 'Write ghcr.io/acme/api;'],
    ['ghcr.io/acme/api@sha256:*', 'a tag or a digest', 'Write ghcr.io/acme/api;'],
    ['nginx:1.27', 'a tag or a digest', 'Write nginx;'],
    ['ghcr.io/Acme/**', 'upper-case', 'Write ghcr.io/acme/**'],
    ['ghcr.io/{acme,other}/**', 'holds "{"', 'one entry for each alternative'],
    ['!ghcr.io/acme/**', 'holds "!"', 'one entry for each alternative'],
    ['ghcr.io/acme /api', 'holds " "', 'one entry for each alternative'],
    ['ghcr.io//acme', 'empty segment', 'one slash'],
    ['/acme', 'empty segment', 'one slash'],
  ])('%s: %s', (entry, message, remedy) => {
    const [found, ...more] = lint({ allow: ['ghcr.io/ok/**', entry] });
    expect(more).toEqual([]);
    expect(found?.path).toEqual(['images', 'allow', 1]);
    expect(found?.message).toContain(message);
    expect(found?.remedy).toContain(remedy);
  });

  test('an empty list', () => {
    expect(lint({ allow: [] })).toMatchObject([{ path: ['images', 'allow'] }]);
  });
});

describe('in images.deny a wide entry is no mistake, and a narrow one is', () => {
  test.each(['**/evil/**', '*.example/**', 'ghcr.io/evil**'])('%s is fine', (entry) => {
    expect(lint({ deny: [entry] })).toEqual([]);
  });

  test.each([
    ['evil.example', 'it is taken for all that is on it'],
    ['evil.example/', 'it is taken for all that is below'],
    ['evil.example/x:latest', 'a tag or a digest'],
  ])('%s: %s', (entry, message) => {
    expect(lint({ deny: [entry] })).toMatchObject([
      { path: ['images', 'deny', 0], message: expect.stringContaining(message) },
    ]);
  });
});

test.each([
  ['latest', null],
  ['*-debug', null],
  ['v*.0_rc.*', null],
  [':latest', 'holds ":"'],
  ['nginx:latest', 'holds ":"'],
  ['{a,b}', 'holds "{"'],
])('images.tags.deny %s: %s', (tag, message) => {
  const found = lint({ tags: { deny: ['latest', tag] } });
  if (message === null) expect(found).toEqual([]);
  else
    expect(found).toMatchObject([{ path: ['images', 'tags', 'deny', 1], message: expect.stringContaining(message) }]);
});
