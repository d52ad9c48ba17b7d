import { compress } from 'snappyjs';
import { describe, expect, test } from 'vitest';
import { PREDICATES } from '../../../../test/support/attestations.ts';
import { DIGEST, expectedAttestations, SLSA } from '../../../../test/support/expected-attestations.ts';
import { REPOSITORY } from '../../../../test/support/signature-check.ts';
import { FakeRegistry } from '../../../../test/support/signatures.ts';
import { ISSUER, SIGNED, SUBJECT } from '../../../../test/support/sigstore.ts';
import { signKeylessBundle } from '../../../../test/support/sigstore-bundles.ts';
import type { HttpRequest, HttpResponse } from '../../../domain/index.ts';

const { verdict, services } = expectedAttestations();

describe("GitHub's API", () => {
  const expected = {
    predicate: 'provenance',
    signedBy: { issuer: ISSUER, subject: SUBJECT, trustRoot: 'ours' },
  };
  const later = new Date(SIGNED.getTime() + 86_400_000);
  const bundle = async () => {
    const [algorithm = '', hex = ''] = DIGEST.split(':');
    const statement = {
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: 'api', digest: { [algorithm]: hex } }],
      predicateType: PREDICATES.slsa02,
      predicate: SLSA,
    };
    return signKeylessBundle(services(), DIGEST, { payload: JSON.stringify(statement) });
  };
  const answer = (status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse => ({
    status,
    headers,
    body: body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body)),
  });
  const BLOB = 'https://blobs.example/attestations/1.json.sn?sig=secret';

  test('a bundle in the answer; the owner of the image is asked, as an organisation and as a user', async () => {
    const made = JSON.parse(await bundle());
    const asked: HttpRequest[] = [];
    const answers = ({ url }: HttpRequest) =>
      url.pathname.startsWith('/users/acme/') ? answer(200, { attestations: [{ bundle: made }] }) : answer(404, {});
    expect(await verdict([expected], { now: later, answers, asked })).toBe('pass');
    expect(asked.map(({ url }) => url.pathname)).toEqual([
      `/orgs/acme/attestations/${DIGEST}`,
      `/users/acme/attestations/${DIGEST}`,
    ]);
    expect(asked[0]?.headers.authorization).toBe('Bearer secret');
  });

  test('a compressed bundle elsewhere, which gets no token', async () => {
    const made = compress(new Uint8Array(Buffer.from(await bundle())));
    const asked: HttpRequest[] = [];
    const answers = ({ url }: HttpRequest) =>
      url.host === 'blobs.example'
        ? answer(200, made, { 'content-type': 'application/x-snappy' })
        : answer(200, { attestations: [{ bundle: null, bundle_url: BLOB }] });
    expect(await verdict([{ ...expected, github: 'acme/api' }], { now: later, answers, asked })).toBe('pass');
    expect(
      asked.map(({ url, headers, publicAddressesOnly }) => [url.host, headers.authorization, publicAddressesOnly]),
    ).toEqual([
      ['api.github.example', 'Bearer secret', false],
      ['blobs.example', undefined, true],
    ]);
    expect(asked[0]?.url.pathname).toBe(`/repos/acme/api/attestations/${DIGEST}`);
  });

  /** A stream that says that it holds 1 GiB. */
  const BOMB = Buffer.from([0x80, 0x80, 0x80, 0x80, 0x04, 0x00, 0x00]);
  test.each<[string, (url: URL) => HttpResponse, RegExp]>([
    ['none', () => answer(404, {}), /^fail \| attestation\/missing/],
    ['an empty list', () => answer(200, { attestations: [] }), /^fail \| attestation\/missing/],
    ['no list', () => answer(200, 'x'), /^unknown.*infrastructure/],
    ['an error', () => answer(500, {}), /^unknown.*infrastructure/],
    ['a throttled token', () => answer(403, {}), /^unknown.*infrastructure/],
    ['neither bundle nor address', () => answer(200, { attestations: [{}] }), /^fail \| attestation\/invalid/],
    [
      'an address without https',
      () => answer(200, { attestations: [{ bundle_url: 'http://blobs.example/x' }] }),
      /^fail \| attestation\/invalid/,
    ],
    [
      'a bomb',
      ({ host }) =>
        host === 'blobs.example' ? answer(200, BOMB) : answer(200, { attestations: [{ bundle_url: BLOB }] }),
      /^fail \| attestation\/invalid/,
    ],
    [
      'a redirect',
      ({ host }) =>
        host === 'blobs.example' ? answer(302, {}) : answer(200, { attestations: [{ bundle_url: BLOB }] }),
      /^unknown/,
    ],
    [
      'endless pages',
      ({ pathname }) =>
        answer(200, { attestations: [] }, { link: `<https://api.github.example${pathname}?after=x>; rel="next"` }),
      /^fail \| attestation\/invalid/,
    ],
    [
      'a next page that is nowhere',
      () => answer(200, { attestations: [] }, { link: '<https://evil.example/x>; rel="next"' }),
      /^unknown.*infrastructure/,
    ],
  ])('%s', async (_, answers, outcome) => {
    expect(await verdict([expected], { now: later, answers: ({ url }) => answers(url) })).toMatch(outcome);
  });

  test('pages are followed by their cursor, within the same list alone', async () => {
    const made = JSON.parse(await bundle());
    const asked: HttpRequest[] = [];
    const answers = ({ url }: HttpRequest) =>
      url.searchParams.get('after') === 'two'
        ? answer(200, { attestations: [{ bundle: made }] })
        : answer(200, { attestations: [] }, { link: '<https://evil.example/repositories/7/x?after=two>; rel="next"' });
    expect(await verdict([{ ...expected, github: 'acme/api' }], { now: later, answers, asked })).toBe('pass');
    expect(asked.map(({ url }) => url.href)).toEqual(
      ['', '&after=two'].map(
        (cursor) => `https://api.github.example/repos/acme/api/attestations/${DIGEST}?per_page=100${cursor}`,
      ),
    );
  });

  test('offline it is unknown, unless the registry has it', async () => {
    expect(await verdict([expected], { now: later, offline: true })).toMatch(/^unknown/);
    const registry = new FakeRegistry();
    registry.putBundle(REPOSITORY, DIGEST, await bundle());
    expect(await verdict([expected], { now: later, offline: true, registry })).toBe('pass');
  });

  test('another identity, and a pattern that must fit the whole of it', async () => {
    const registry = new FakeRegistry();
    registry.putBundle(REPOSITORY, DIGEST, await bundle());
    const by = (signedBy: object) =>
      verdict([{ predicate: 'provenance', signedBy: { issuer: ISSUER, trustRoot: 'ours', ...signedBy } }], {
        now: later,
        registry,
      });
    expect(await by({ subject: 'https://ci.example/other' })).toBe('fail | attestation/untrusted-identity block');
    expect(await by({ subjectPattern: 'https://ci\\.example/acme/' })).toBe(
      'fail | attestation/untrusted-identity block',
    );
    expect(await by({ subjectPattern: 'https://ci\\.example/acme/.*' })).toBe('pass');
  });
});
