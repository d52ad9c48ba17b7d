import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packTar } from 'modern-tar';
import {
  createArtifactVerifier,
  createAttestedBills,
  createAttestedVex,
  openTrustRoots,
} from '../../src/check/signatures/index.ts';
import {
  checkVulnerabilities,
  type VulnerabilityCheck,
  type VulnerabilityCheckOptions,
} from '../../src/check/vulnerabilities/index.ts';
import { ContentStore, loadLayout, type RegistryServer, startRegistry } from '../../src/demo/registry/index.ts';
import { DATABASE_NAME, freshenDatabase, packDatabase } from '../../src/demo/trivy-database.ts';
import type { Digest, Ports, ResolvedImage } from '../../src/domain/index.ts';
import { parseImageReference } from '../../src/images/index.ts';
import { createClock } from '../../src/io/clock.ts';
import { createEnv } from '../../src/io/env.ts';
import { createExec } from '../../src/io/exec.ts';
import { createFiles } from '../../src/io/files.ts';
import { createHttp } from '../../src/io/http.ts';
import { createLoopback } from '../../src/io/loopback.ts';
import { createRandom } from '../../src/io/random.ts';
import {
  DEFAULT_POLICY,
  type ToolPin,
  type VulnerabilityDocuments,
  type VulnerabilityPolicy,
} from '../../src/policy/index.ts';
import { createRegistry } from '../../src/registry/index.ts';
import { createToolbox } from '../../src/tools/index.ts';
import { image, imageUse } from './findings.ts';
import { requireTool } from './tools.ts';

/** Real Trivy on images in an in-memory registry on loopback, for tests of the vulnerability check. */

export type LayoutName = 'images' | 'trivy-db';

export function layoutReader(name: LayoutName): (path: string) => Promise<Uint8Array | null> {
  const root = join(import.meta.dirname, '..', '..', 'fixtures', 'demo', name);
  return (path) => readFile(join(root, path)).catch(() => null);
}

const HOUR_MS = 3_600_000;

/** A registry with the demo's images and its database as if made `hoursOld` hours ago, or with a database given. */
export async function startScanRegistry(
  options: { readonly hoursOld?: number; readonly database?: Uint8Array } = {},
): Promise<RegistryServer> {
  const store = new ContentStore();
  await loadLayout(store, layoutReader('images'));
  const updatedAt = new Date(Date.now() - (options.hoursOld ?? 0) * HOUR_MS);
  if (options.database === undefined) {
    await loadLayout(store, await freshenDatabase(layoutReader('trivy-db'), updatedAt));
  } else {
    const files = await packDatabase(options.database, updatedAt);
    await loadLayout(store, async (path) => files.get(path) ?? null);
  }
  return startRegistry({ store });
}

/** By path what a file holds (in bytes: a program, which may be run), or where a link leads. */
export type FileTree = Readonly<
  Record<string, string | Uint8Array | { readonly link: string; readonly isHard?: true }>
>;

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

/** Puts an image of one layer with these files into the registry, and gives its digest. */
export function putFiles(
  store: ContentStore,
  repository: string,
  tag: string,
  files: FileTree,
  runConfig: object = {},
): Promise<string> {
  return putLayers(store, repository, tag, [files], runConfig);
}

/** How a layer goes over the network, and what its manifest says of that. */
export interface LayerFormat {
  readonly mediaType: string;
  readonly compress: (layer: Uint8Array, index: number) => Uint8Array;
  /** What the configuration says that the layers hold; the truth when left out. */
  readonly diffIds?: (truth: readonly string[]) => readonly string[];
}

const AS_IT_IS: LayerFormat = { mediaType: 'application/vnd.oci.image.layer.v1.tar', compress: (layer) => layer };

/** The same with several layers, the lowest first. */
export async function putLayers(
  store: ContentStore,
  repository: string,
  tag: string,
  trees: readonly FileTree[],
  runConfig: object = {},
  { mediaType, compress, diffIds = (truth) => truth }: LayerFormat = AS_IT_IS,
): Promise<string> {
  const layers = await Promise.all(trees.map(packLayer));
  const blobs = layers.map((layer, index) => compress(layer, index));
  return putPacked(store, repository, tag, { blobs, diffIds: diffIds(layers.map(digestOf)), mediaType }, runConfig);
}

/** The same with layers as they go over the network. */
export function putPacked(
  store: ContentStore,
  repository: string,
  tag: string,
  { blobs, diffIds, mediaType }: { blobs: readonly Uint8Array[]; diffIds: readonly string[]; mediaType: string },
  runConfig: object = {},
): string {
  const config = Buffer.from(
    JSON.stringify({
      architecture: 'amd64',
      os: 'linux',
      config: runConfig,
      rootfs: { type: 'layers', diff_ids: diffIds },
    }),
  );
  const manifest = {
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: {
      mediaType: 'application/vnd.oci.image.config.v1+json',
      digest: store.putBlob(repository, config),
      size: config.length,
    },
    layers: blobs.map((blob) => ({ mediaType, digest: store.putBlob(repository, blob), size: blob.length })),
  };
  return store.putManifest(repository, Buffer.from(JSON.stringify(manifest)), MANIFEST, tag);
}

export const digestOf = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

export function packLayer(files: FileTree): Promise<Uint8Array> {
  const entries = Object.entries(files).map(([name, content]) => {
    const common = { name, mode: 0o644, mtime: new Date(0) };
    if (typeof content !== 'string' && 'link' in content) {
      const type = content.isHard === true ? ('link' as const) : ('symlink' as const);
      return { header: { ...common, size: 0, type, linkname: content.link } };
    }
    const mode = typeof content === 'string' ? common.mode : 0o755;
    return { header: { ...common, mode, size: Buffer.byteLength(content) }, body: content };
  });
  return packTar(entries);
}

export function resolvedImage(server: Pick<RegistryServer, 'host' | 'store'>, name: string): ResolvedImage {
  const [repository = '', tag = ''] = name.split(/:(?=[^:]*$)/);
  const written = `${server.host}/${name}`;
  const parsed = parseImageReference(written);
  const found = server.store.findManifest(repository, tag);
  if ('problem' in parsed || found === null) throw new Error(`the registry has no image ${name}`);
  return {
    ...image(written, parsed.reference, [imageUse(written)]),
    reference: parsed.reference,
    digest: found.digest as Digest,
  };
}

export function realPorts(overrides: Partial<Ports> = {}): Ports & { close(): Promise<void> } {
  const env = createEnv();
  const http = createHttp({ env });
  return {
    clock: createClock(),
    env,
    log: { progress: () => {}, info: () => {}, warn: () => {} },
    exec: createExec(),
    http,
    loopback: createLoopback(),
    files: createFiles(),
    random: createRandom(),
    ...overrides,
    close: () => http.close(),
  };
}

export interface CheckRequest {
  readonly images: readonly string[];
  readonly vulnerabilities?: Partial<VulnerabilityPolicy>;
  readonly documents?: Partial<VulnerabilityDocuments>;
  readonly platforms?: readonly string[];
  readonly ports?: Partial<Ports>;
  readonly offline?: boolean;
  readonly results?: VulnerabilityCheckOptions['results'];
  /** Another database repository than the server's own. */
  readonly databases?: readonly string[];
  readonly mirrors?: Readonly<Record<string, string[]>>;
  readonly credentials?: VulnerabilityCheckOptions['credentials'];
  /** TrustRoot documents, by which keyless signers count. */
  readonly trustRoots?: readonly string[];
  readonly workers?: number;
  /** On a pull request, so that Trivy reads through the gate: the hosts that the policy names. Left out: not on one. */
  readonly pullRequest?: readonly string[];
  /** Another Trivy than the real one. */
  readonly trivy?: ToolPin;
}

export async function checkOn(
  server: Pick<RegistryServer, 'host' | 'store'>,
  request: CheckRequest,
): Promise<VulnerabilityCheck> {
  const ports = realPorts(request.ports);
  const policy = {
    ...DEFAULT_POLICY,
    images: { ...DEFAULT_POLICY.images, platforms: [...(request.platforms ?? [])] },
    tools: { trivy: request.trivy ?? { path: await requireTool('trivy') } },
    mirrors: request.mirrors ?? {},
    vulnerabilities: {
      ...DEFAULT_POLICY.vulnerabilities,
      databaseRepositories: [...(request.databases ?? [`${server.host}/${DATABASE_NAME}`])],
      ...request.vulnerabilities,
    },
  };
  const { pullRequest } = request;
  const namesHostLiterally = (host: string): boolean => pullRequest?.includes(host) ?? true;
  const admission = { admits: () => true, namesHostLiterally };
  const registry = createRegistry({
    ports,
    policy,
    admission,
    insecureHosts: [],
    offline: false,
    cache: null,
    pullRequest: pullRequest !== undefined,
    ...(request.credentials === undefined ? {} : { credentials: request.credentials }),
  });
  const now = ports.clock.now();
  const documents = (request.trustRoots ?? []).map((text, index) => ({ file: `root-${index}.yaml`, text }));
  const roots = openTrustRoots({ policy, documents, http: ports.http, now, offline: true });
  const attested = { policy, registry, now, roots };
  try {
    return await checkVulnerabilities(
      request.images.map((name) => resolvedImage(server, name)),
      {
        policy,
        documents: { kev: null, vex: [], ...request.documents },
        registry,
        source: pullRequest === undefined ? null : registry,
        toolbox: createToolbox({
          policy,
          ports,
          mode: 'cli',
          verify: createArtifactVerifier({ policy, http: ports.http, now: ports.clock.now, offline: false }),
        }),
        ports,
        insecureHosts: [],
        offline: request.offline ?? false,
        results: request.results ?? null,
        credentials: request.credentials ?? new Map(),
        databaseHome: { userCache: true, sealed: request.results ?? null },
        ...(request.workers === undefined ? {} : { workers: request.workers }),
        attestedVex: createAttestedVex(attested),
        attestedBills: createAttestedBills(attested),
      },
    );
  } finally {
    await ports.close();
  }
}

/** `block high DEMO-2024-0001 libssl3`: what a finding comes to, in a line. */
export function summarize({ findings }: VulnerabilityCheck): readonly string[] {
  return findings
    .map(({ rule, enforcement, severity, result, identity }) =>
      result.outcome === 'unknown'
        ? `unknown (${result.cause}) ${identity.slice(1).join(' ')}`
        : `${enforcement} ${severity} ${rule.slice('vulnerability/'.length)} ${identity[2]}`,
    )
    .sort();
}

/** What the first image that could not be scanned tells a person to do. */
export function toldUnscannable({ findings }: VulnerabilityCheck): string {
  return findings.find(({ rule }) => rule === 'vulnerability/unscannable')?.message ?? '';
}
