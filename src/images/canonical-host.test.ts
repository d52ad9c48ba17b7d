import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalHost, isLoopbackHost } from './canonical-host.ts';

test.each([
  ['ghcr.io', 'ghcr.io'],
  ['GHCR.io', 'ghcr.io'],
  ['ghcr.io.', 'ghcr.io'],
  ['ghcr.io:443', 'ghcr.io'],
  ['ghcr.io:0443', 'ghcr.io'],
  ['ghcr.io:', 'ghcr.io'],
  ['GHCR.IO.:443', 'ghcr.io'],
  ['ghcr.io:80', 'ghcr.io:80'],
  ['ghcr.io:05000', 'ghcr.io:5000'],
  ['ghcr\u3002io:443', 'ghcr.io'],
  ['b\u00fccher.example', 'xn--bcher-kva.example'],
  ['docker.io', 'docker.io'],
  ['index.docker.io', 'docker.io'],
  ['Registry-1.docker.io.', 'docker.io'],
  ['registry.hub.docker.com', 'docker.io'],
  ['docker.io:443', 'docker.io'],
  ['docker.io:5000', 'docker.io:5000'],
  ['localhost', 'localhost'],
  ['localhost:443', 'localhost:443'],
  ['127.0.0.1:443', '127.0.0.1:443'],
  ['127.1:5000', '127.0.0.1:5000'],
  ['0x7f.1', '127.0.0.1'],
  ['2130706433:5000', '127.0.0.1:5000'],
  ['017700000001:5000', '127.0.0.1:5000'],
  ['0xa9fea9fe:80', '169.254.169.254:80'],
  ['[0:0:0:0:0:0:0:1]:5000', '[::1]:5000'],
  ['[::FFFF:10.0.0.1]', '[::ffff:a00:1]'],
  // A name without a dot keeps its port, or it would read as a part of a Docker Hub repository.
  ['acme:443', 'acme:443'],
  ['acme.', 'acme:443'],
  // No host can have these names: each is its own.
  ['256.1.1.1', '256.1.1.1'],
  ['user@ghcr.io', 'user@ghcr.io'],
  ['ghcr.io/acme', 'ghcr.io/acme'],
])('%s is %s', (text, host) => {
  expect(canonicalHost(text)).toBe(host);
});

test.each([
  ['localhost', true],
  ['localhost:5000', true],
  ['registry.localhost', true],
  ['127.0.0.1:5000', true],
  ['127.9.9.9', true],
  ['[::1]:5000', true],
  ['localhost.example', false],
  ['127.example', false],
  ['10.0.0.1:5000', false],
  ['ghcr.io', false],
])('loopback %s: %s', (host, expected) => {
  expect(isLoopbackHost(host)).toBe(expected);
});

test('a canonical host is its own canonical form', () => {
  const text = fc.oneof(
    fc.webAuthority(),
    fc.string({ unit: fc.constantFrom(...'aZ0.:[]-_%\u00e9\u3002x'), maxLength: 14 }),
    fc.string({ maxLength: 20 }),
  );
  fc.assert(
    fc.property(text, (host) => {
      expect(canonicalHost(canonicalHost(host))).toBe(canonicalHost(host));
    }),
    { numRuns: 2_000 },
  );
});

test('a host that a URL can hold is the one that an HTTP client would contact', () => {
  fc.assert(
    fc.property(fc.domain(), fc.option(fc.integer({ min: 1, max: 65_535 }), { nil: null }), (domain, port) => {
      const written = port === null ? domain : `${domain}:${port}`;
      expect(new URL(`https://${canonicalHost(written)}`).host).toBe(new URL(`https://${written}`).host);
    }),
  );
});
