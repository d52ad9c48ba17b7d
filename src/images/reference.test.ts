import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { repositoryOf } from '../domain/index.ts';
import { clusterRepositoryName, formatReference, isDigest, parseImageReference } from './reference.ts';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** The parse as one text: repository, tag and digest, `-` for what is not written. */
function read(text: string): string {
  const parsed = parseImageReference(text);
  if ('problem' in parsed) return `problem: ${parsed.problem}`;
  const { reference } = parsed;
  return [repositoryOf(reference), reference.tag ?? '-', reference.digest ?? '-'].join(' ');
}

// Whether go-containerregistry takes the same texts is for test/parity/reference.test.ts.
test.each([
  ['nginx', 'docker.io/library/nginx - -'],
  ['nginx:1.27', 'docker.io/library/nginx 1.27 -'],
  [`nginx:1.27@${DIGEST}`, `docker.io/library/nginx 1.27 ${DIGEST}`],
  [`nginx@${DIGEST}`, `docker.io/library/nginx - ${DIGEST}`],
  ['acme/api', 'docker.io/acme/api - -'],
  ['localhost/api', 'localhost/api - -'],
  ['localhost:5000/api:2', 'localhost:5000/api 2 -'],
  ['registry.example:5000/api', 'registry.example:5000/api - -'],
  ['ghcr.io:443', 'docker.io/library/ghcr.io 443 -'],
  ['[::1]:5000/api', '[::1]:5000/api - -'],
  ['ghcr.io/acme/api', 'ghcr.io/acme/api - -'],
  ['GHCR.io/acme/api', 'ghcr.io/acme/api - -'],
  ['ghcr.io./acme/api', 'ghcr.io/acme/api - -'],
  ['ghcr.io:443/acme/api', 'ghcr.io/acme/api - -'],
  ['index.docker.io/nginx', 'docker.io/library/nginx - -'],
  ['registry-1.docker.io/library/nginx', 'docker.io/library/nginx - -'],
  // Only the two names that the parser knows get `library/`; the others are asked for what they say.
  ['registry-1.docker.io/nginx', 'docker.io/nginx - -'],
])('%s is %s', (text, expected) => {
  expect(read(text)).toBe(expected);
});

test.each([
  ['', 'it names no repository'],
  ['Nginx', 'upper-case'],
  ['nginx:', 'no tag after the colon'],
  ['nginx:a b', 'the tag "a b" has characters'],
  [`nginx:${'t'.repeat(129)}`, '129 characters, more than 128'],
  [`ghcr.io/${'a'.repeat(256)}`, '256 characters, more than 255'],
  ['https://ghcr.io/acme/api', 'URL scheme'],
  ['nginx@sha256:abc', '64 lower-case hexadecimal digits'],
  ['nginx@md5:abc', 'does not start with sha256:'],
  [`nginx@${DIGEST}@${DIGEST}`, 'more than one @'],
  ['user@ghcr.io/acme/api', 'digest'],
  ['a b.io/api', '"a b.io" is not a registry'],
])('%j is refused: %s', (text, problem) => {
  expect(read(text)).toContain(`problem: `);
  expect(read(text)).toContain(problem);
});

test('a problem quotes no more than a line of a hostile text', () => {
  expect(read('A'.repeat(100_000)).length).toBeLessThan(250);
});

test.each([
  ['nginx', 'index.docker.io/library/nginx'],
  ['GHCR.io/acme/api:1', 'GHCR.io/acme/api'],
  ['Nginx', null],
])('a ClusterImagePolicy sees %s as %s', (text, name) => {
  expect(clusterRepositoryName(text)).toBe(name);
});

describe('a reference written in full', () => {
  test.each([
    ['nginx', 'docker.io/library/nginx'],
    ['nginx:1', 'docker.io/library/nginx:1'],
    [`acme:443/api:1@${DIGEST}`, `acme:443/api:1@${DIGEST}`],
    ['registry-1.docker.io/nginx', 'registry-1.docker.io/nginx'],
  ])('%s is %s', (text, full) => {
    const parsed = parseImageReference(text);
    expect('reference' in parsed && formatReference(parsed.reference)).toBe(full);
  });

  test('reads back as the same', () => {
    const part = fc.stringMatching(/^[a-z0-9]+([._-][a-z0-9]+)?$/);
    const host = fc.oneof(
      fc.domain(),
      fc.ipV4(),
      fc.constantFrom('', 'localhost', 'docker.io', 'registry-1.docker.io'),
    );
    const port = fc.option(fc.integer({ min: 1, max: 65_535 }), { nil: null });
    const tag = fc.option(fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}$/), { nil: null });
    const path = fc.array(part, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(host, port, path, tag, fc.boolean(), (name, number, parts, label, pinned) => {
        const registry = name === '' ? '' : `${name}${number === null ? '' : `:${number}`}/`;
        const text = `${registry}${parts.join('/')}${label === null ? '' : `:${label}`}${pinned ? `@${DIGEST}` : ''}`;
        const parsed = parseImageReference(text);
        if ('problem' in parsed) return fc.pre(false);
        expect(parseImageReference(formatReference(parsed.reference))).toEqual(parsed);
      }),
    );
  });
});

test.each([
  [DIGEST, true],
  [`sha512:${'a'.repeat(128)}`, true],
  [`sha384:${'a'.repeat(96)}`, true],
  [DIGEST.toUpperCase(), false],
  [`${DIGEST}0`, false],
  [`sha512:${'a'.repeat(64)}`, false],
  ['', false],
])('isDigest(%j) is %s', (text, expected) => {
  expect(isDigest(text)).toBe(expected);
});

test('any text is read or refused, and never an error', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const parsed = parseImageReference(text);
      expect('problem' in parsed ? parsed.problem !== '' : parsed.reference.path !== '').toBe(true);
    }),
  );
});
