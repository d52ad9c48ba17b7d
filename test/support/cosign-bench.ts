import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { DEMO_PASSWORD } from '../../scripts/sample-images/keys.ts';
import { demoKey } from './sample-images.ts';
import { bytesOf, type SigstoreServices, startSigstore, toPem } from './sigstore.ts';
import { identityToken, type SigstoreServer, serveSigstore } from './sigstore-server.ts';
import { requireTool } from './tools.ts';
import { trustedRootJson } from './tuf-repository.ts';

/** The real cosign, against services of sigstore in memory. */

/** Somebody else than the SUBJECT whom the tests trust. */
export const OTHER = 'https://ci.example/other/.build/release.yml@refs/heads/main';

interface Attesting {
  readonly type: string;
  /** A file. */
  readonly predicate: string;
  readonly isBundle: boolean;
  /** The key of the demo's shop, or whom the identity token names. */
  readonly by: { readonly key: true } | { readonly subject: string };
}

interface CosignBench {
  readonly services: SigstoreServices;
  readonly web: SigstoreServer;
  /** A folder of its own. */
  readonly scratch: string;
  /** A flag and its file, with the keys of the services. */
  readonly trustedRoot: readonly [string, string];
  run(
    args: readonly string[],
    environment?: Readonly<Record<string, string>>,
  ): Promise<{ readonly code: number; readonly said: string }>;
  attest(reference: string, what: Attesting): Promise<void>;
}

/** For the tests of a file. */
export function cosignBench(): CosignBench {
  let services: SigstoreServices;
  let web: SigstoreServer;
  let cosign = '';
  let scratch = '';
  beforeAll(async () => {
    cosign = await requireTool('cosign');
    // Whole seconds, a little ahead: certificates begin when they are made, and no timestamp may be from before.
    services = await startSigstore(new Date(Math.ceil(Date.now() / 1000) * 1000 + 30_000));
    web = await serveSigstore(services);
    scratch = await mkdtemp(join(tmpdir(), 'scg-cosign-'));
    await Promise.all([
      writeFile(join(scratch, 'trusted-root.json'), trustedRootJson(services)),
      writeFile(join(scratch, 'root.pem'), toPem('CERTIFICATE', bytesOf(services.ca.rootCertificate))),
      writeFile(join(scratch, 'rekor.pub'), services.keys.tlog.pem),
      writeFile(join(scratch, 'ctlog.pub'), services.keys.ctlog.pem),
    ]);
  });
  afterAll(async () => {
    await web.close();
    await rm(scratch, { recursive: true, force: true });
  });

  // The older format knows no --trusted-root for attestations: it takes the keys from the environment.
  const keysOfServices = () => ({
    COSIGN_PASSWORD: DEMO_PASSWORD,
    SIGSTORE_ROOT_FILE: join(scratch, 'root.pem'),
    SIGSTORE_REKOR_PUBLIC_KEY: join(scratch, 'rekor.pub'),
    SIGSTORE_CT_LOG_PUBLIC_KEY_FILE: join(scratch, 'ctlog.pub'),
  });
  const bench: CosignBench = {
    get services() {
      return services;
    },
    get web() {
      return web;
    },
    get scratch() {
      return scratch;
    },
    get trustedRoot() {
      return ['--trusted-root', join(scratch, 'trusted-root.json')] as const;
    },
    run: (args, environment = keysOfServices()) =>
      new Promise((resolve) => {
        const options = { timeout: 120_000, env: { HOME: scratch, ...environment }, maxBuffer: 2 ** 24 };
        execFile(cosign, [...args], options, (error, stdout, stderr) => {
          resolve({ code: error === null ? 0 : 1, said: stdout + stderr });
        });
      }),
    async attest(reference, { type, predicate, isBundle, by }) {
      const signer =
        'key' in by
          ? ['--key', demoKey('shop', 'key'), '--tlog-upload=false']
          : [
              ...['--identity-token', identityToken(by.subject), '--fulcio-url', web.url, '--rekor-url', web.url],
              ...bench.trustedRoot,
            ];
      const { code, said } = await bench.run([
        ...['attest', '--yes', '--allow-http-registry', '--use-signing-config=false'],
        ...[`--new-bundle-format=${isBundle}`, '--type', type, '--predicate', predicate],
        ...signer,
        reference,
      ]);
      if (code !== 0) throw new Error(`cosign attest failed: ${said}`);
    },
  };
  return bench;
}
