import { compress } from 'snappyjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { attest, attestBundle, PREDICATES } from '../../../../test/support/attestations.ts';
import { createPorts } from '../../../../test/support/ports.ts';
import { describeVerdict } from '../../../../test/support/signature-check.ts';
import { ALONE, createKey, FakeRegistry, resolvedImage, sha256 } from '../../../../test/support/signatures.ts';
import { ISSUER, type SigstoreServices, SUBJECT, startSigstore } from '../../../../test/support/sigstore.ts';
import { signKeylessBundle } from '../../../../test/support/sigstore-bundles.ts';
import { trustRootText } from '../../../../test/support/sigstore-documents.ts';
import { type HttpRequest, type HttpResponse, UsageError } from '../../../domain/index.ts';
import { completePolicy } from '../../../policy/schema.ts';
import { checkSignatures, createGithubAttestations } from '../index.ts';

const REPOSITORY = 'ghcr.io/acme/api';
const DIGEST = sha256('api 1.2.3');
const TEAM = createKey();
const STRANGER = createKey();
const NOW = new Date('2026-06-08T12:00:00Z');
const SIGNED = new Date(Math.ceil(Date.now() / 1000) * 1000 + 60_000);

let services: SigstoreServices;
beforeAll(async () => {
  services = await startSigstore(SIGNED);
});

const SLSA = {
  builder: { id: 'https://ci.example/builder@v1' },
  invocation: { configSource: { uri: 'git+https://git.example/acme/api@refs/heads/main', entryPoint: 'release.yml' } },
  metadata: { buildFinishedOn: '2026-06-07T12:00:00Z' },
};
const SCAN = { metadata: { scanFinishedOn: '2026-06-07T12:00:00Z' } };
const slsa = attest(TEAM, DIGEST, { predicateType: PREDICATES.slsa02, predicate: SLSA });
const scan = attest(TEAM, DIGEST, { predicateType: PREDICATES.vuln, predicate: SCAN });
const spdx = attest(TEAM, DIGEST, { predicateType: PREDICATES.spdx, predicate: { spdxVersion: 'SPDX-2.3' } });
const cyclonedx = attest(TEAM, DIGEST, { predicateType: PREDICATES.cyclonedx, predicate: { bomFormat: 'CycloneDX' } });

interface Setting {
  readonly registry?: FakeRegistry;
  readonly now?: Date;
  readonly offline?: boolean;
  readonly answers?: (request: HttpRequest) => HttpResponse;
  readonly asked?: HttpRequest[];
}

async function check(attestations: readonly object[], setting: Setting = {}) {
  const { registry = new FakeRegistry(), now = NOW, answers, asked = [], offline = false } = setting;
  const http = {
    send: async (request: HttpRequest) => {
      asked.push(request);
      if (answers === undefined) throw new Error(`nobody answers ${request.url.href}`);
      return answers(request);
    },
  };
  const access = {
    http: answers === undefined ? createPorts({}).http : http,
    clock: { sleep: async () => {} },
    apiUrl: 'https://api.github.example',
    token: 'secret',
    offline,
  };
  return checkSignatures([resolvedImage(`${REPOSITORY}:1.2.3`, DIGEST)], {
    policy: completePolicy({ version: 1, signatures: { attestations } }),
    documents: [{ file: 'root.yaml', text: trustRootText(services) }],
    registry,
    now,
    github: answers === undefined && !offline ? null : createGithubAttestations(access),
    ...ALONE,
  });
}

const verdict = async (...args: Parameters<typeof check>): Promise<string> => describeVerdict(await check(...args));

function held(...attestations: readonly ReturnType<typeof attest>[]): { registry: FakeRegistry } {
  const registry = new FakeRegistry();
  registry.putLegacy(REPOSITORY, DIGEST, attestations, '', 'att');
  return { registry };
}

const byTeam = { signedBy: { key: TEAM.pem } };
const provenance = (more: object) => ({ predicate: 'provenance', ...byTeam, ...more });

describe('with a key', () => {
  test.each<[string, object, ReturnType<typeof attest>[], string]>([
    ['provenance, whatever it says', provenance({}), [slsa], 'pass'],
    ['provenance of the builder', provenance({ builder: 'https://ci.example/builder@*' }), [slsa], 'pass'],
    [
      'of another builder',
      provenance({ builder: 'https://ci.example/other' }),
      [slsa],
      'fail | attestation/unsatisfied block',
    ],
    [
      'of the source',
      provenance({ sourceRepository: 'https://git.example/acme/api', ref: 'refs/heads/main', workflow: 'release.yml' }),
      [slsa],
      'pass',
    ],
    [
      'of another source',
      provenance({ sourceRepository: 'https://git.example/acme/web' }),
      [slsa],
      'fail | attestation/unsatisfied block',
    ],
    ['of another ref', provenance({ ref: 'refs/tags/*' }), [slsa], 'fail | attestation/unsatisfied block'],
    ['of another workflow', provenance({ workflow: 'ci.yml' }), [slsa], 'fail | attestation/unsatisfied block'],
    [
      'a build level that a key cannot show',
      provenance({ buildLevel: 2 }),
      [slsa],
      'fail | attestation/unsatisfied block',
    ],
    ['build level 1', provenance({ buildLevel: 1 }), [slsa], 'pass'],
    ['a build that is young enough', provenance({ maxAge: '48h' }), [slsa], 'pass'],
    ['a build that is too old', provenance({ maxAge: '1h' }), [slsa], 'fail | attestation/unsatisfied block'],
    [
      'one of two that fits',
      provenance({ builder: 'b' }),
      [slsa, attest(TEAM, DIGEST, { predicateType: PREDICATES.slsa02, predicate: { builder: { id: 'b' } } })],
      'pass',
    ],
    ['no provenance', provenance({}), [spdx], 'fail | attestation/missing block'],
    [
      'provenance by a stranger',
      provenance({}),
      [attest(STRANGER, DIGEST, { predicateType: PREDICATES.slsa02, predicate: SLSA })],
      'fail | attestation/invalid block',
    ],
    [
      'provenance of another image',
      provenance({}),
      [attest(TEAM, sha256('x'), { predicateType: PREDICATES.slsa02, predicate: SLSA })],
      'fail | attestation/invalid block',
    ],
    ['a scan', { predicate: 'vulnerability-scan', ...byTeam, maxAge: '7d' }, [scan], 'pass'],
    [
      'an old scan',
      { predicate: 'vulnerability-scan', ...byTeam, maxAge: '12h' },
      [scan],
      'fail | attestation/unsatisfied block',
    ],
    [
      'a scan of tomorrow',
      { predicate: 'vulnerability-scan', ...byTeam },
      [
        attest(TEAM, DIGEST, {
          predicateType: PREDICATES.vuln,
          predicate: { metadata: { scanFinishedOn: '2026-06-09T12:00:00Z' } },
        }),
      ],
      'fail | attestation/unsatisfied block',
    ],
    [
      'a scan without a date',
      { predicate: 'vulnerability-scan', ...byTeam },
      [attest(TEAM, DIGEST, { predicateType: PREDICATES.vuln, predicate: {} })],
      'fail | attestation/unsatisfied block',
    ],
    ['SPDX', { predicate: 'spdx', ...byTeam }, [spdx], 'pass'],
    [
      'SPDX that is none',
      { predicate: 'spdx', ...byTeam },
      [attest(TEAM, DIGEST, { predicateType: PREDICATES.spdx, predicate: {} })],
      'fail | attestation/unsatisfied block',
    ],
    ['CycloneDX', { predicate: 'cyclonedx', ...byTeam }, [cyclonedx], 'pass'],
    ['another image is not asked', { predicate: 'spdx', ...byTeam, images: ['ghcr.io/other/**'] }, [], 'skipped'],
    [
      'this image is',
      { predicate: 'spdx', ...byTeam, images: ['ghcr.io/acme/*'] },
      [],
      'fail | attestation/missing block',
    ],
  ])('%s', async (_, expected, attestations, outcome) => {
    expect(await verdict([expected], held(...attestations))).toBe(outcome);
  });

  test('all that is expected must be there', async () => {
    const both = [{ predicate: 'spdx', ...byTeam }, provenance({})];
    expect(await verdict(both, held(spdx, slsa))).toBe('pass');
    expect(await verdict(both, held(spdx))).toBe('fail | attestation/missing block');
  });

  test('in a bundle', async () => {
    const registry = new FakeRegistry();
    registry.putBundle(
      REPOSITORY,
      DIGEST,
      attestBundle(TEAM, DIGEST, { predicateType: PREDICATES.slsa02, predicate: SLSA }),
    );
    expect(await verdict([provenance({})], { registry })).toBe('pass');
  });

  test('a registry that is down is unknown', async () => {
    const registry = new FakeRegistry();
    registry.fail('referrers', 'timeout');
    expect(await verdict([provenance({})], { registry })).toBe(
      'unknown | attestation/invalid unknown(infrastructure) block',
    );
  });

  test('a key that is none ends the run', async () => {
    await expect(check([{ predicate: 'spdx', signedBy: { key: 'x' } }])).rejects.toBeInstanceOf(UsageError);
  });
});

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
    return signKeylessBundle(services, DIGEST, { payload: JSON.stringify(statement) });
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
