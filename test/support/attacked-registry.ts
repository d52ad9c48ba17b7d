import { afterAll, afterEach, beforeAll } from 'vitest';
import { type ContentStore, createRegistryHandler } from '../../src/demo/registry/index.ts';
import { type LoopbackServer, serveLoopback } from '../../src/io/http-server.ts';
import { type InProcessCall, type InProcessRun, runActionInProcess } from './action-in-process.ts';
import { alpineWith } from './installed-systems.ts';
import { pod as podOf, RESTRICTED } from './pods.ts';
import { type Changes, POLICY_FILE, PullRequestRepository, pullRequestEvent } from './pull-request.ts';
import { jsonBytes, OCI_INDEX, OCI_MANIFEST, withRecord } from './registry/index.ts';
import { putFiles, startScanRegistry } from './scanning.ts';
import { requireTool } from './tools.ts';

/**
 * Pull requests that deploy images of a real registry on loopback, scanned by the real Trivy. The policy of the base is as
 * soft as a policy that still means something: no digests, no signatures, and what the infrastructure fails at is only a
 * warning.
 */

export const ADVISORY = 'vulnerability/DEMO-2024-0001';
const VULNERABLE = alpineWith({ libssl3: '3.1.4-r0' });
const PATCHED = alpineWith({ libssl3: '3.1.4-r3' });

export const pod = (image: string, name = 'web'): string => podOf(RESTRICTED, { name, image: JSON.stringify(image) });
export const deploy = (image: string): Changes => ({ 'deploy/web.yaml': pod(image) });

export interface Attack {
  readonly base?: Changes;
  readonly changes?: Changes;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly ports?: InProcessCall['ports'];
}

interface AttackedRegistry {
  readonly host: string;
  readonly store: ContentStore;
  /** What the last run asked of it. */
  readonly requests: ReturnType<typeof withRecord>['requests'];
  readonly digests: Readonly<Record<'good' | 'bad' | 'rebuilt' | 'worse', string>>;
  policy(images?: string): string;
  /** Removed after the test. */
  open(base: Changes): PullRequestRepository;
  run(attack: Attack): Promise<InProcessRun>;
}

/** For the tests of a file. */
export function attackedRegistry(): AttackedRegistry {
  let scanned: Awaited<ReturnType<typeof startScanRegistry>>;
  let server: LoopbackServer;
  let recorded: ReturnType<typeof withRecord>;
  let trivy: string;
  const digests = { good: '', bad: '', rebuilt: '', worse: '' };
  const repositories: PullRequestRepository[] = [];

  beforeAll(async () => {
    trivy = await requireTool('trivy');
    scanned = await startScanRegistry();
    const { store } = scanned;
    recorded = withRecord(createRegistryHandler(store));
    server = await serveLoopback(recorded);
    digests.good = await putFiles(store, 'acme/api', 'good', PATCHED);
    digests.bad = await putFiles(store, 'acme/api', 'bad', VULNERABLE);
    digests.rebuilt = await putFiles(store, 'acme/api', 'rebuilt', { ...VULNERABLE, 'etc/motd': 'rebuilt\n' });
    const worse = alpineWith({ libssl3: '3.1.4-r0', libcrypto3: '3.1.4-r0' });
    digests.worse = await putFiles(store, 'acme/api', 'worse', worse);
    await putFiles(store, 'acme/api', 'hiding', alpineWith({}));
    await putFiles(store, 'acme/api', 'empty', { 'app/service': 'binary' });
    putPlatforms(store, digests);
    const broken = Buffer.from('zzzz');
    putLayer(store, 'acme/certificate-tools', 'broken', broken, 'application/vnd.oci.image.layer.v1.tar+gzip');
    const manifest = { schemaVersion: 2, mediaType: OCI_MANIFEST, annotations: { big: 'x'.repeat(5_000_000) } };
    store.putManifest('acme/api', jsonBytes(manifest), OCI_MANIFEST, 'huge');
  });
  afterAll(async () => {
    await Promise.all([scanned.close(), server.close()]);
  });
  afterEach(() => {
    for (const each of repositories.splice(0)) each.remove();
  });

  const policy = (images = `{ allow: ["${server.host}/acme/**"], digest: off }`): string =>
    `version: 1
images: ${images}
vulnerabilities: { severity: HIGH, databaseRepositories: ["${server.host}/aquasecurity/trivy-db:2"] }
gate: { onUnknown: warn }
tools: { trivy: { path: ${JSON.stringify(trivy)} } }
`;
  const open = (base: Changes): PullRequestRepository => {
    const repository = new PullRequestRepository(base);
    repositories.push(repository);
    return repository;
  };
  return {
    get host() {
      return server.host;
    },
    get store() {
      return scanned.store;
    },
    get requests() {
      return recorded.requests;
    },
    digests,
    policy,
    open,
    run: ({ base = {}, changes = {}, inputs = {}, ports }) => {
      const own = open({
        [POLICY_FILE]: policy(),
        '.github/workflows/gate.yaml':
          'on: pull_request\njobs: { gate: { steps: [{ uses: acme/supply-chain-gate@v1 }] } }\n',
        ...deploy(`${server.host}/acme/api:good`),
        ...base,
      });
      recorded.requests.length = 0;
      const event = { name: 'pull_request', payload: pullRequestEvent(own.propose(changes)) };
      return runActionInProcess({ workspace: own.directory, event, inputs, ...(ports === undefined ? {} : { ports }) });
    },
  };
}

/** An index whose linux/amd64 is good, and whose linux/arm64 is not. */
function putPlatforms(store: ContentStore, digests: Readonly<Record<'good' | 'bad', string>>): void {
  const manifests = [[digests.good, 'amd64'] as const, [digests.bad, 'arm64'] as const].map(
    ([digest, architecture]) => {
      const size = store.findManifest('acme/api', digest)?.bytes.length;
      return { mediaType: OCI_MANIFEST, digest, size, platform: { os: 'linux', architecture } };
    },
  );
  const index = jsonBytes({ schemaVersion: 2, mediaType: OCI_INDEX, manifests });
  store.putManifest('acme/api', index, OCI_INDEX, 'index');
}

/** An image of one layer with these bytes. */
function putLayer(store: ContentStore, name: string, tag: string, layer: Buffer, mediaType: string): void {
  const digest = store.putBlob(name, layer);
  const config = jsonBytes({ architecture: 'amd64', os: 'linux', rootfs: { type: 'layers', diff_ids: [digest] } });
  const manifest = {
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config: {
      mediaType: 'application/vnd.oci.image.config.v1+json',
      digest: store.putBlob(name, config),
      size: config.length,
    },
    layers: [{ mediaType, digest, size: layer.length }],
  };
  store.putManifest(name, jsonBytes(manifest), OCI_MANIFEST, tag);
}
