import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadLayout, type RegistryServer, startRegistry } from '../src/demo/registry/index.ts';
import { DATABASE_NAME, freshenDatabase } from '../src/demo/trivy-database.ts';
import { ReportSchema } from '../src/report/index.ts';
import { attestKeyless, PREDICATES } from './support/attestations.ts';
import { putImage } from './support/registry/index.ts';
import { type Cli, openCli } from './support/run-cli.ts';
import { layoutReader } from './support/scanning.ts';
import { policyText, putSignatures } from './support/signatures.ts';
import { ISSUER, type SigstoreServices, SUBJECT, signKeyless, startSigstore } from './support/sigstore.ts';
import { keylessAuthority, LOGGED } from './support/sigstore-documents.ts';
import { makeTufRepository, trustedRootJson } from './support/tuf-repository.ts';

/** The command line on an image that was signed without a key, with a trust root that it fetches over TUF. */

let cli: Cli;
let registry: RegistryServer;
let services: SigstoreServices;
let directory = '';
let digest = '';
let mirror = { url: '', root: '', asked: [] as string[], close: async () => {} };

beforeAll(async () => {
  cli = await openCli();
  registry = await startRegistry();
  services = await startSigstore(new Date(Math.ceil(Date.now() / 1000) * 1000 + 30_000));
  ({ digest } = putImage(registry.store, 'acme/api', '1.2.3'));
  putSignatures(registry.store, 'acme/api', digest, [await signKeyless(services, digest)]);
  mirror = await serveMirror();
  directory = await mkdtemp(join(tmpdir(), 'scg-keyless-'));
});
afterAll(async () => {
  await Promise.all([cli.close(), registry.close(), mirror.close()]);
  await rm(directory, { recursive: true, force: true });
});

async function serveMirror() {
  const made = makeTufRepository({ target: trustedRootJson(services) });
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const body = made.files.get((request.url ?? '').slice(1));
    response.writeHead(body === undefined ? 404 : 200).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the mirror has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    root: made.root.toString('base64'),
    asked,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

async function check(
  authority: string,
  mirrorUrl = mirror.url,
  vulnerabilities: object = { severity: 'off' },
  args: readonly string[] = [],
) {
  const pod = [
    'apiVersion: v1\nkind: Pod\nmetadata: {name: api}',
    `spec: {containers: [{name: api, image: "${registry.host}/acme/api@${digest}"}]}\n`,
  ].join('\n');
  const policy = [
    'version: 1\nsources: [{path: pod.yaml}]\nsignatures: {policies: ["policy/*.yaml"]}',
    `vulnerabilities: ${JSON.stringify(vulnerabilities)}`,
    'hardening: {podSecurity: {level: privileged}, rules: {"*": off}}\n',
  ].join('\n');
  const remote = `  remote:\n    mirror: ${mirrorUrl}\n    root: ${mirror.root}\n`;
  const root = `apiVersion: policy.sigstore.dev/v1alpha1\nkind: TrustRoot\nmetadata:\n  name: ours\nspec:\n${remote}`;
  await mkdir(join(directory, '.github'), { recursive: true });
  await mkdir(join(directory, 'policy'), { recursive: true });
  await writeFile(join(directory, 'pod.yaml'), pod);
  await writeFile(join(directory, '.github/supply-chain-gate.yaml'), policy);
  await writeFile(join(directory, 'policy/ci.yaml'), policyText({ name: 'ci', authorities: [authority] }));
  await writeFile(join(directory, 'policy/root.yaml'), root);
  const { code, stdout } = await cli.run(directory, ['check', '--format', 'json', ...args]);
  const report = ReportSchema.parse(JSON.parse(stdout));
  return { code, report, messages: report.findings.map(({ rule, message }) => `${rule}: ${message}`) };
}

test('signed by the identity that the policy names', async () => {
  const { code, report, messages } = await check(keylessAuthority({ extra: LOGGED }));
  expect(messages).toEqual([]);
  expect([code, report.verdict, report.images[0]?.checks?.signatures]).toEqual([0, 'pass', 'pass']);
  const authorities = [{ name: 'ci', outcome: 'pass' }];
  expect(report.images[0]?.signaturePolicies).toEqual([{ policy: 'ci', outcome: 'pass', authorities }]);
  expect(report.tools.trustRoots).toEqual([
    { name: 'ours', source: 'fetched', updatedAt: expect.stringMatching(/Z$/) },
  ]);
});

test('a run without a network uses the trust root and the signatures that an earlier one kept', async () => {
  const cache = ['--cache', join(directory, 'kept')];
  const authority = keylessAuthority({ extra: LOGGED });
  const sourceOf = async (args: readonly string[]) => {
    const { code, report } = await check(authority, mirror.url, undefined, args);
    return [code, report.tools.trustRoots?.map(({ source }) => source)];
  };
  expect(await sourceOf(cache)).toEqual([0, ['fetched']]);
  expect(await sourceOf([...cache, '--offline'])).toEqual([0, ['cached']]);
});

test('signed by another identity', async () => {
  const { code, messages } = await check(keylessAuthority({ extra: LOGGED, subject: 'https://ci.example/other' }));
  expect(code).toBe(1);
  expect(messages).toEqual([expect.stringContaining('signature/untrusted-identity: ')]);
});

test('with a trust root that cannot be fetched', async () => {
  const { code, messages } = await check(keylessAuthority({ extra: LOGGED }), 'http://127.0.0.1:1/tuf');
  expect([code, ...messages]).toEqual([
    3,
    expect.stringMatching(/the TrustRoot "ours" is fetched from 127\.0\.0\.1:1, and could not be: /),
  ]);
});

test('a trust root is fetched once, whatever verifies by it, and the report says so once', async () => {
  await loadLayout(registry.store, await freshenDatabase(layoutReader('trivy-db'), new Date()));
  const purl = 'pkg:apk/alpine/libssl3@3.1.4-r0?arch=x86_64&distro=3.19.1';
  const properties = [
    { name: 'aquasecurity:trivy:SrcName', value: 'openssl' },
    { name: 'aquasecurity:trivy:SrcVersion', value: '3.1.4-r0' },
  ];
  const system = { type: 'operating-system', name: 'alpine', version: '3.19.1', 'bom-ref': 'os' };
  const predicate = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'container', name: 'api', 'bom-ref': 'image' } },
    components: [system, { type: 'library', name: 'libssl3', version: '3.1.4-r0', purl, 'bom-ref': 'ssl', properties }],
    dependencies: [
      { ref: 'image', dependsOn: ['os'] },
      { ref: 'os', dependsOn: ['ssl'] },
    ],
  };
  const bill = await attestKeyless(services, digest, { predicateType: PREDICATES.cyclonedx, predicate });
  putSignatures(registry.store, 'acme/api', digest, [bill], '', 'att');
  mirror.asked.length = 0;
  const signedBy = { issuer: ISSUER, subject: SUBJECT, trustRoot: 'ours' };
  const { code, report } = await check(keylessAuthority({ extra: LOGGED }), mirror.url, {
    databaseRepositories: [`${registry.host}/${DATABASE_NAME}`],
    sbomAttestations: [{ signedBy }],
    vexAttestations: [{ signedBy }],
  });
  expect([code, report.images[0]?.checks]).toEqual([
    1,
    { allowlist: 'pass', signatures: 'pass', vulnerabilities: 'fail' },
  ]);
  expect(report.images[0]?.sboms).toEqual([{ platform: null, signedBy: `${SUBJECT} (issued by ${ISSUER})` }]);
  expect(report.tools.trustRoots?.map(({ name }) => name)).toEqual(['ours']);
  expect(mirror.asked.length).toBeGreaterThan(0);
  expect(mirror.asked).toEqual([...new Set(mirror.asked)]);
});
