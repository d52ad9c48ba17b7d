import { expect, test } from 'vitest';
import { canonicalKey, dockerConfigText, findEntry, readAuth } from './docker-config.ts';

test.each([
  ['https://index.docker.io/v1/', 'docker.io'],
  ['index.docker.io', 'docker.io'],
  ['docker.io', 'docker.io'],
  ['https://GHCR.io', 'ghcr.io'],
  ['ghcr.io:443', 'ghcr.io'],
  ['https://registry.example:5000/v2/', 'registry.example:5000'],
  ['ghcr.io/acme', 'ghcr.io/acme'],
])('%s is for %s', (key, canonical) => expect(canonicalKey(key)).toBe(canonical));

test.each([
  ['ghcr.io', 'other/app', 'host'],
  ['ghcr.io', 'acme/app', 'path'],
  ['ghcr.io', 'acme', 'path'],
  ['ghcr.io', 'acmes/app', 'host'],
  ['docker.io', 'library/nginx', 'hub'],
  ['ghcr.io.evil.example', 'acme/app', null],
  ['evil.example', 'ghcr.io/app', null],
  ['ghcr.io:5000', 'acme/app', null],
])('%s/%s gets %s', (registry, path, expected) => {
  const entries = { 'ghcr.io': 'host', 'ghcr.io/acme': 'path', 'https://index.docker.io/v1/': 'hub' };
  expect(findEntry(entries, registry, path)).toBe(expected);
});

const base64 = (text: string) => Buffer.from(text).toString('base64');
test.each([
  [{ auth: base64('a:b:c') }, { kind: 'basic', username: 'a', password: 'b:c' }],
  [{ auth: base64('a:b\0') }, { kind: 'basic', username: 'a', password: 'b' }],
  [
    { username: 'a', password: 'b' },
    { kind: 'basic', username: 'a', password: 'b' },
  ],
  [
    { auth: base64('a:'), identitytoken: 't' },
    { kind: 'identity', token: 't' },
  ],
  [{ registrytoken: 't' }, { kind: 'registry-token', token: 't' }],
  [{}, null],
  [{ auth: '' }, null],
  [{ auth: base64('no colon') }, null],
  [null, null],
])('%j', (entry, credential) => expect(readAuth(entry)).toEqual(credential));

test('what a child process gets holds the registries that it needs and reads back', () => {
  const credentials = new Map([
    ['docker.io', { kind: 'basic', username: 'a', password: 'b' } as const],
    ['ghcr.io', null],
    ['mirror.example', { kind: 'identity', token: 't' } as const],
  ]);
  const config: unknown = JSON.parse(dockerConfigText(credentials));
  expect(config).toEqual({
    auths: { 'https://index.docker.io/v1/': { auth: base64('a:b') }, 'mirror.example': { identitytoken: 't' } },
  });
  expect(dockerConfigText(new Map())).toBe('{"auths":{}}');
});
