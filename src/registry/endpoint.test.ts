import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RegistryError } from '../domain/index.ts';
import {
  checkManifestReference,
  checkRepositoryPath,
  mirrorEndpoint,
  originEndpoint,
  repositoryUrl,
} from './endpoint.ts';

const POLICY = { insecureHosts: new Set(['plain.example:5000']), publicOnly: () => false };

describe('where a registry is asked', () => {
  test.each([
    ['docker.io', 'https://registry-1.docker.io', true],
    ['ghcr.io', 'https://ghcr.io', true],
    ['registry.example:8443', 'https://registry.example:8443', true],
    ['localhost:5000', 'http://localhost:5000', true],
    ['127.0.0.1:5000', 'http://127.0.0.1:5000', true],
    ['[::1]:5000', 'http://[::1]:5000', true],
    ['plain.example:5000', 'http://plain.example:5000', false],
    ['10.0.0.1:5000', 'https://10.0.0.1:5000', true],
    ['localhost.example', 'https://localhost.example', true],
  ])('%s: %s, with a login: %s', (registry, origin, confidential) => {
    expect(originEndpoint(registry, POLICY)).toMatchObject({
      registry,
      origin,
      confidential,
      mirror: false,
      prefix: '',
    });
  });

  test.each([
    ['mirror.example', ''],
    ['mirror.example/hub', 'hub/'],
    ['mirror.example:5000/a/b/', 'a/b/'],
  ])('mirror %s', (text, prefix) => {
    const mirror = mirrorEndpoint(text, POLICY);
    expect(mirror).toMatchObject({ prefix, mirror: true });
    const url = repositoryUrl(mirror, { registry: 'docker.io', path: 'library/nginx' }, 'manifests/1');
    expect(url.pathname).toBe(`/v2/${prefix}library/nginx/manifests/1`);
  });

  test.each([
    'a b',
    'user@host',
    'host/path',
    'host?x',
    'host#x',
    'host:99999',
    'a\\b',
    '',
  ])('%j is no registry', (registry) => {
    expect(() => originEndpoint(registry, POLICY)).toThrow(RegistryError);
  });
});

describe('names become a path only where they are sound', () => {
  test.each([
    '..',
    'a/../b',
    './a',
    'a//b',
    '/a',
    'a/',
    'A',
    'a%2fb',
    'a?b',
    'a#b',
    'a b',
    '',
    'a\n',
    'x'.repeat(256),
  ])('repository %j is refused', (path) => expect(() => checkRepositoryPath('h', path)).toThrow(RegistryError));
  test.each([
    '.',
    '..',
    '-a',
    'a/b',
    'a:b',
    'sha256:00',
    'x'.repeat(129),
    '',
    'a%00',
    `sha256:${'0'.repeat(64)}?`,
  ])('reference %j is refused', (reference) =>
    expect(() => checkManifestReference('h', reference)).toThrow(RegistryError));

  test('what is accepted ends up in the path as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.string({ maxLength: 30 }), (path, tag) => {
        try {
          checkRepositoryPath('h', path);
          checkManifestReference('h', tag);
        } catch {
          return;
        }
        const url = repositoryUrl(originEndpoint('ghcr.io', POLICY), { registry: 'ghcr.io', path }, `manifests/${tag}`);
        expect(url.href).toBe(`https://ghcr.io/v2/${path}/manifests/${tag}`);
      }),
    );
  });
});
