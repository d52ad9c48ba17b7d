import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeReference } from './described-reference.ts';
import { withoutLogin } from './login.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

test.each([
  ['https://robot:s3cret@ghcr.io/acme/api:1', 'https://***@ghcr.io/acme/api:1'],
  ['robot:s3cret@ghcr.io/acme/api:1', '***@ghcr.io/acme/api:1'],
  ['docker://robot:s3/c@ret@ghcr.io/acme/api', 'docker://***@ghcr.io/acme/api'],
  ['robot:s3/cret@ghcr.io/acme/api', '***@ghcr.io/acme/api'],
  ['nginx', 'nginx'],
  [`nginx:1@${DIGEST}`, `nginx:1@${DIGEST}`],
  [`localhost:5000/acme/api:1@${DIGEST}`, `localhost:5000/acme/api:1@${DIGEST}`],
  ['acme/api:1@latest', 'acme/api:1@latest'],
])('%s is shown as %s', (written, shown) => {
  expect(withoutLogin(written)).toBe(shown);
});

test('whatever can be pulled is shown as it is written', () => {
  const part = fc.stringMatching(/^[a-z0-9]{1,8}$/);
  const host = fc.oneof(
    part.map((name) => `${name}.example`),
    part.map((name) => `${name}.example:5000`),
  );
  const tag = fc.option(fc.stringMatching(/^[A-Za-z0-9_.-]{1,8}$/), { nil: null });
  const digest = fc.option(fc.constant(DIGEST), { nil: null });
  fc.assert(
    fc.property(host, part, part, tag, digest, (at, first, second, named, pinned) => {
      const text = `${at}/${first}/${second}${named === null ? '' : `:${named}`}${pinned === null ? '' : `@${pinned}`}`;
      fc.pre(describeReference(text).reference !== null);
      expect(withoutLogin(text)).toBe(text);
    }),
  );
});

test('a reference with a login is none, and says why without it', () => {
  const { reference, problem } = describeReference(withoutLogin('robot:s3cret@ghcr.io/acme/api:1'));
  expect(reference).toBeNull();
  expect(problem).toContain('holds a login');
  expect(problem).not.toContain('s3cret');
});
