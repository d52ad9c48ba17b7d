import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VulnerabilityPolicy } from '../src/policy/index.ts';
import { vulnerabilities as vulnerabilityOptions } from '../src/policy/sections/vulnerabilities.ts';
import { attestBundle, putBundleReferrer } from './support/attestations.ts';
import { alpineWith, apkDatabase } from './support/installed-systems.ts';
import { HIGH, LEGACY, LOW, MEDIUM, UNFIXED, warned } from './support/legacy-image.ts';
import { checkOn, putFiles, startScanRegistry, summarize } from './support/scanning.ts';
import { createKey, type TestKey } from './support/signatures.ts';

/** Every option of the policy on vulnerabilities, on what the real Trivy reports. */

let server: Awaited<ReturnType<typeof startScanRegistry>>;

beforeAll(async () => {
  server = await startScanRegistry();
});
afterAll(() => server.close());

const ALPINE = alpineWith({ libssl3: '3.1.4-r0' });

describe('what the policy and its documents say, on what Trivy itself reports', () => {
  const CVE = 'CVE-2023-6129';
  const vex = (id: string) => ({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    author: 'Acme',
    timestamp: '2026-01-01T00:00:00Z',
    statements: [
      { vulnerability: { name: CVE }, products: [{ '@id': id }], status: 'not_affected', impact_statement: 'unused' },
    ],
  });
  const file = (value: object) => ({ file: 'given.json', text: JSON.stringify(value) });

  test('a catalogue of exploited ones blocks below the threshold', async () => {
    const documents = { kev: file({ vulnerabilities: [{ cveID: 'CVE-2023-42366' }] }) };
    const check = await checkOn(server, { images: [LEGACY], vulnerabilities: { severity: 'CRITICAL' }, documents });
    const [blocked = '', ...others] = MEDIUM;
    expect(summarize(check)).toEqual([blocked, ...warned([...HIGH, ...others, ...LOW])].sort());
  });

  test('grace counts from the day that the database gives', async () => {
    const grace = { HIGH: 36_500 * 86_400_000 };
    const check = await checkOn(server, { images: [LEGACY], vulnerabilities: { grace } });
    expect(summarize(check)).toEqual(warned([...HIGH, ...MEDIUM, ...LOW]).sort());
    expect(check.findings.filter(({ message }) => / It blocks from 21\d\d-\d\d-\d\d on\.$/.test(message))).toHaveLength(
      2,
    );
    expect([...check.outcomes.values()]).toEqual(['pass']);
  });

  test.each<[string, VulnerabilityPolicy['ignoreStatuses'], readonly string[]]>([
    ['the status that it has', ['affected'], []],
    ['statuses of others', ['will_not_fix', 'end_of_life'], UNFIXED],
  ])('an advisory without a fix is left out by %s', async (_, ignoreStatuses, unfixed) => {
    const vulnerabilities = { ignoreUnfixed: false, ignoreStatuses };
    const check = await checkOn(server, { images: [LEGACY], vulnerabilities });
    expect(summarize(check)).toEqual([...unfixed, ...HIGH, ...warned([...MEDIUM, ...LOW])].sort());
  });

  test.each<[string, readonly string[], boolean]>([
    ['the folder of a library', ['app/node_modules/**'], false],
    ['another folder', ['usr/share/**'], true],
    ['a folder of that name elsewhere', ['node_modules/**'], true],
  ])('packages are left out by file: %s', async (_, ignoreFiles, told) => {
    await putFiles(server.store, 'files/node', '1', {
      ...ALPINE,
      'app/node_modules/lodash/package.json': '{"name":"lodash","version":"4.17.4"}',
    });
    const check = await checkOn(server, {
      images: ['files/node:1'],
      vulnerabilities: { ignoreFiles: [...ignoreFiles] },
    });
    const lines = summarize(check);
    expect(lines.includes('block critical CVE-2019-10744 lodash')).toBe(told);
    // Packages of the operating system have no file that would leave them out.
    expect(lines).toContain('block high DEMO-2024-0001 libssl3');
  });

  test('packages of the operating system stay, whatever files are left out', async () => {
    const check = await checkOn(server, { images: [LEGACY], vulnerabilities: { ignoreFiles: ['**'] } });
    expect(summarize(check)).toEqual([...HIGH, ...warned([...MEDIUM, ...LOW])].sort());
  });

  test('packages are left out by name', async () => {
    const check = await checkOn(server, { images: [LEGACY], vulnerabilities: { ignorePackages: ['lib*3'] } });
    expect(summarize(check)).toEqual(warned(MEDIUM.slice(0, 1).concat(LOW)).sort());
  });

  test('a VEX document settles the package that it names, by the package URL that Trivy gives', async () => {
    const documents = { vex: [file(vex('pkg:apk/alpine/libssl3'))] };
    const check = await checkOn(server, { images: [LEGACY], vulnerabilities: { severity: 'MEDIUM' }, documents });
    expect([...check.settled].map(([{ rule, identity }, { reason }]) => [rule, identity[2], reason])).toEqual([
      [`vulnerability/${CVE}`, 'libssl3', 'given.json says not affected: unused'],
    ]);
  });

  test('an OpenVEX attestation by a signer of its own settles it, and no other does', async () => {
    const [security, publisher] = [createKey(), createKey()];
    const image = 'shop/vexed:1';
    const digest = await putFiles(server.store, 'shop/vexed', '1', ALPINE);
    const attestAs = (key: TestKey, id: string): void => {
      const statement = { predicateType: 'https://openvex.dev/ns/v0.2.0', predicate: vex(id) };
      putBundleReferrer(server.store, 'shop/vexed', { digest, size: 0 }, attestBundle(key, digest, statement));
    };
    const settledFor = async (key: TestKey) => {
      const vulnerabilities = { vexAttestations: [{ signedBy: { key: key.pem, issuer: '' } }] };
      const { settled } = await checkOn(server, { images: [image], vulnerabilities });
      return [...settled].map(([{ rule, identity }, { reason }]) => [rule, identity[2], reason]);
    };
    attestAs(publisher, 'pkg:apk/alpine/libssl3');
    expect(await settledFor(security)).toEqual([]);
    attestAs(security, 'pkg:apk/alpine/busybox');
    expect(await settledFor(security)).toEqual([]);
    attestAs(security, 'pkg:apk/alpine/libssl3');
    expect(await settledFor(security)).toEqual([
      [
        `vulnerability/${CVE}`,
        'libssl3',
        expect.stringMatching(/^An OpenVEX attestation by the key .* says not affected: unused$/),
      ],
    ]);
  });

  test('a release past its end of life is said, and blocks where the policy says so', async () => {
    await putFiles(server.store, 'old/alpine', '1', {
      'etc/os-release': 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.10.2\n',
      'etc/alpine-release': '3.10.2\n',
      'lib/apk/db/installed': apkDatabase({ musl: '1.1.22-r3' }),
    });
    const check = await checkOn(server, { images: ['old/alpine:1'], vulnerabilities: { endOfLife: 'block' } });
    expect(check.findings.map(({ rule, enforcement }) => `${enforcement} ${rule}`)).toContain(
      'block vulnerability/end-of-life',
    );
    expect([...check.outcomes.values()]).toEqual(['fail']);
  });
});

test('every option of the policy has a row in a test on real Trivy', async () => {
  const folder = import.meta.dirname;
  const names = (await readdir(folder)).filter((name) => /^(?:vulnerabilit|scan).*\.test\.ts$/.test(name));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const written = texts.join('\n');
  const missing = Object.keys(vulnerabilityOptions.shape).filter((key) => !new RegExp(`\\b${key}\\b`).test(written));
  expect(missing).toEqual([]);
});
