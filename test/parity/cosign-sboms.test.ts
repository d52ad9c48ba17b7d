import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_PASSWORD } from '../../scripts/sample-images/keys.ts';
import type { VulnerabilityPolicy } from '../../src/policy/index.ts';
import { alpineWith } from '../support/installed-systems.ts';
import { demoKey, readDemoKey } from '../support/sample-images.ts';
import { checkOn, type FileTree, putFiles, startScanRegistry, summarize } from '../support/scanning.ts';
import { bytesOf, ISSUER, type SigstoreServices, SUBJECT, startSigstore, toPem } from '../support/sigstore.ts';
import { trustRootText } from '../support/sigstore-documents.ts';
import { identityToken, type SigstoreServer, serveSigstore } from '../support/sigstore-server.ts';
import { requireTool } from '../support/tools.ts';
import { trustedRootJson } from '../support/tuf-repository.ts';

/** Bills of materials as builds attach them: made by `trivy image`, signed and pushed by `cosign attest`. */

const OTHER = 'https://ci.example/other/.build/release.yml@refs/heads/main';
const FILES: FileTree = {
  ...alpineWith({ libssl3: '3.1.4-r0', busybox: '1.36.1-r14' }),
  'app/node_modules/lodash/package.json': '{"name":"lodash","version":"4.17.4"}',
};

const TYPES = { cyclonedx: 'cyclonedx', spdxjson: 'spdx-json' } as const;
type Type = keyof typeof TYPES;

let server: Awaited<ReturnType<typeof startScanRegistry>>;
let services: SigstoreServices;
let web: SigstoreServer;
let scratch = '';
let shop = '';
const run = promisify(execFile);

beforeAll(async () => {
  services = await startSigstore(new Date(Math.ceil(Date.now() / 1000) * 1000 + 30_000));
  [server, web] = await Promise.all([startScanRegistry(), serveSigstore(services)]);
  scratch = await mkdtemp(join(tmpdir(), 'scg-cosign-sboms-'));
  shop = await readDemoKey('shop');
  await Promise.all([
    writeFile(join(scratch, 'trusted-root.json'), trustedRootJson(services)),
    writeFile(join(scratch, 'root.pem'), toPem('CERTIFICATE', bytesOf(services.ca.rootCertificate))),
    writeFile(join(scratch, 'rekor.pub'), services.keys.tlog.pem),
    writeFile(join(scratch, 'ctlog.pub'), services.keys.ctlog.pem),
  ]);
});
afterAll(async () => {
  await Promise.all([server.close(), web.close()]);
  await rm(scratch, { recursive: true, force: true });
});

/** The file with what `trivy image` lists in this image. */
async function makeBill(reference: string, type: Type): Promise<string> {
  const file = join(scratch, `${type}-${reference.replaceAll(/\W/g, '-')}.json`);
  const flags = ['image', '--quiet', '--cache-dir', join(scratch, 'trivy'), '--insecure', '--image-src=remote'];
  const more = ['--cache-backend=memory', '--offline-scan', `--format=${TYPES[type]}`, `--output=${file}`, reference];
  await run(await requireTool('trivy'), [...flags, ...more], { cwd: scratch });
  return file;
}

type Signer = 'key' | 'keyless' | 'somebody else';

async function attest(reference: string, bill: string, type: Type, isBundle: boolean, signer: Signer): Promise<void> {
  const by =
    signer === 'key'
      ? ['--key', demoKey('shop', 'key'), '--tlog-upload=false']
      : [
          ...['--identity-token', identityToken(signer === 'keyless' ? SUBJECT : OTHER)],
          ...['--fulcio-url', web.url, '--rekor-url', web.url, '--trusted-root', join(scratch, 'trusted-root.json')],
        ];
  const format = ['--use-signing-config=false', `--new-bundle-format=${isBundle}`];
  const env = {
    HOME: scratch,
    COSIGN_PASSWORD: DEMO_PASSWORD,
    SIGSTORE_ROOT_FILE: join(scratch, 'root.pem'),
    SIGSTORE_REKOR_PUBLIC_KEY: join(scratch, 'rekor.pub'),
    SIGSTORE_CT_LOG_PUBLIC_KEY_FILE: join(scratch, 'ctlog.pub'),
  };
  const what = ['--type', type, '--predicate', bill];
  const argv = ['attest', '--yes', '--allow-http-registry', ...format, ...what, ...by, reference];
  await run(await requireTool('cosign'), argv, { timeout: 120_000, env, maxBuffer: 2 ** 24 });
}

const isSignedBy = (signer: Signer): VulnerabilityPolicy['sbomAttestations'][number]['signedBy'] =>
  signer === 'key' ? { key: shop, issuer: '' } : { subject: SUBJECT, issuer: ISSUER, trustRoot: 'ours' };

/** What the gate finds from the layers, and from bills of these signers; who signed what was scanned. */
async function compare(image: string, signer: Signer) {
  const layers = summarize(await checkOn(server, { images: [image] }));
  const checked = await checkOn(server, {
    images: [image],
    trustRoots: [trustRootText(services)],
    vulnerabilities: { sbomAttestations: [{ signedBy: isSignedBy(signer) }] },
  });
  const signers = [...checked.bills.values()].flat().map(({ signedBy }) => signedBy);
  return { layers, found: summarize(checked), signers };
}

const cases = (['cyclonedx', 'spdxjson'] as const).flatMap((type) =>
  [false, true].flatMap((isBundle) =>
    (['key', 'keyless', 'somebody else'] as const).map((signer) => ({ type, isBundle, signer })),
  ),
);

describe.each(cases)('--type $type --new-bundle-format=$isBundle, by $signer', ({ type, isBundle, signer }) => {
  const repository = `attested/${type}-${isBundle ? 'bundle' : 'legacy'}-${signer.replace(' ', '-')}`;
  test(
    signer === 'somebody else' ? 'the layers are scanned' : 'the bill is scanned: what Trivy finds in the layers',
    async () => {
      const digest = await putFiles(server.store, repository, '1', { ...FILES, 'app/name': repository });
      const reference = `${server.host}/${repository}@${digest}`;
      await attest(reference, await makeBill(reference, type), type, isBundle, signer);
      const { layers, found, signers } = await compare(`${repository}:1`, signer);
      expect(layers).toHaveLength(5);
      expect(found).toEqual(layers);
      expect(signers).toEqual(
        signer === 'somebody else' ? [] : [expect.stringContaining(signer === 'key' ? 'the key ' : SUBJECT)],
      );
    },
  );
});
