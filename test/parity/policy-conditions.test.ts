import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkSignatures } from '../../src/check/signatures/index.ts';
import { type RegistryServer, startRegistry } from '../../src/demo/registry/index.ts';
import type { Json, Registry } from '../../src/domain/index.ts';
import { completePolicy } from '../../src/policy/schema.ts';
import { imageUse, location, manifestRef } from '../support/findings.ts';
import { createTestRegistry, jsonBytes } from '../support/registry/index.ts';
import { ALONE, policyText, resolvedImage } from '../support/signatures.ts';
import { requireTool } from '../support/tools.ts';

/**
 * What the gate hands a policy's own condition is, to the last field, what the controller hands it: a condition that
 * takes exactly that input is put to the controller's own code (policy-tester), and one that takes another.
 */
const REPOSITORY = 'team/conditions';
const OCI = 'application/vnd.oci.image.manifest.v1+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';
const CONFIG = 'application/vnd.oci.image.config.v1+json';

let server: RegistryServer;
let client: { readonly registry: Registry; close(): Promise<void> };
let tester = '';
let scratch = '';

beforeAll(async () => {
  tester = await requireTool('policy-tester');
  server = await startRegistry();
  client = createTestRegistry({ wrapHttp: (http) => http });
  scratch = await mkdtemp(join(tmpdir(), 'scg-policy-conditions-'));
}, 600_000);
afterAll(async () => {
  await Promise.all([client.close(), server.close()]);
  await rm(scratch, { recursive: true, force: true });
});

function putImage(config: unknown): { digest: string; size: number; mediaType: string } {
  const bytes = jsonBytes(config);
  const descriptor = { mediaType: CONFIG, digest: server.store.putBlob(REPOSITORY, bytes), size: bytes.length };
  const manifest = jsonBytes({ schemaVersion: 2, mediaType: OCI, config: descriptor, layers: [] });
  const digest = server.store.putManifest(REPOSITORY, manifest, OCI, null);
  return { digest, size: manifest.length, mediaType: OCI };
}

function put(configs: readonly unknown[]): string {
  const manifests = configs.map(putImage);
  const [only] = manifests;
  if (manifests.length === 1 && only !== undefined) return only.digest;
  const index = jsonBytes({ schemaVersion: 2, mediaType: INDEX, manifests });
  return server.store.putManifest(REPOSITORY, index, INDEX, null);
}

const MATCH = 'match:\n  - group: apps\n    version: v1\n    resource: deployments';
const policyOf = (condition: string): string => {
  const base = policyText({ authorities: ['name: ok\nstatic:\n  action: pass'], match: MATCH });
  return `${base}  policy:\n    type: rego\n    fetchConfigFile: true\n    includeTypeMeta: true\n    data: |\n      package sigstore\n      ${condition}\n`;
};
const exactly = (input: Json): string => `isCompliant { input == json.unmarshal(\`${JSON.stringify(input)}\`) }`;

/** What the gate hands a condition; null where it answers "unknown" instead. */
async function handed(digest: string): Promise<Json | null> {
  const inputs: Json[] = [];
  const written = `${server.host}/${REPOSITORY}@${digest}`;
  const use = imageUse(written, location(), manifestRef({ apiVersion: 'apps/v1', kind: 'Deployment' }));
  const { outcomes } = await checkSignatures([resolvedImage(written, digest as `sha256:${string}`, [use])], {
    policy: completePolicy({ version: 1, signatures: { policies: ['p.yaml'], noMatch: 'allow' } }),
    documents: [{ file: 'p.yaml', text: policyOf('isCompliant { true }') }],
    registry: client.registry,
    now: new Date(),
    conditions: {
      evaluate: async (_, input) => {
        inputs.push(input);
        return { status: 'satisfied' };
      },
    },
    ...ALONE,
  });
  expect([...outcomes.values()]).toEqual([inputs.length === 0 ? 'unknown' : 'pass']);
  return inputs[0] ?? null;
}

async function controllerAdmits(condition: string, digest: string): Promise<boolean> {
  const [policy, resource] = [join(scratch, 'policy.yaml'), join(scratch, 'resource.yaml')];
  await writeFile(policy, policyOf(condition));
  await writeFile(resource, 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\nspec: {}\n');
  const image = `${server.host}/${REPOSITORY}@${digest}`;
  const args = ['--policy', policy, '--image', image, '--resource', resource, '--log-level', 'error'];
  return new Promise((resolve, reject) => {
    execFile(tester, args, { timeout: 120_000, env: { HOME: scratch } }, (error, stdout, stderr) => {
      if (error === null) resolve(true);
      else if (stdout.includes('"errors"')) resolve(false);
      else reject(new Error(`policy-tester ended otherwise than by a verdict: ${stdout}${stderr}`));
    });
  });
}

const HASH = `sha256:${'0a'.repeat(32)}`;
const FULL = {
  architecture: 'arm',
  os: 'linux',
  variant: 'v7',
  author: 'a <b&c>',
  created: '2026-01-01T00:00:00.120Z',
  docker_version: '24',
  history: [{ created: '2026-01-01T00:00:00+02:00', created_by: 'RUN', empty_layer: true }, { comment: 'c' }],
  rootfs: { type: 'layers', diff_ids: [HASH] },
  config: {
    User: '65532',
    Env: ['A=1'],
    Cmd: [],
    Labels: { b: '2', a: '1', A: 'x' },
    ExposedPorts: { '80/tcp': {} },
    Volumes: {},
    Healthcheck: { Test: ['CMD', 'x'], Interval: 30_000_000_000, Retries: 0 },
    Tty: true,
    OpenStdin: false,
    Unknown: 1,
  },
};
const UNKNOWN_PLATFORM = { os: 'unknown', architecture: 'unknown', rootfs: { type: 'layers', diff_ids: [HASH] } };

test.each<[string, readonly unknown[]]>([
  ['a full configuration', [FULL]],
  ['an empty one', [{}]],
  ['names in another case', [{ OS: 'linux', Architecture: 'amd64', config: { user: '0', ENTRYPOINT: ['/x'] } }]],
  ['nulls', [{ os: 'linux', rootfs: null, config: null, history: null, created: null }]],
  ['a version of the system', [{ os: 'windows', architecture: 'amd64', 'os.version': '10.0', 'os.features': ['w'] }]],
  ['an index, with an attestation', [FULL, { os: 'linux', architecture: 'amd64' }, UNKNOWN_PLATFORM]],
])(
  '%s',
  async (_, configs) => {
    const digest = put(configs);
    const input = await handed(digest);
    if (input === null || typeof input !== 'object' || Array.isArray(input))
      throw new Error('the gate hands an object');
    expect(Object.keys(input)).toEqual(['authorityMatches', 'config', 'typemeta']);
    expect(await controllerAdmits(exactly(input), digest)).toBe(true);
    expect(await controllerAdmits(exactly({ ...input, config: {} }), digest)).toBe(false);
    expect(await controllerAdmits(exactly({ ...input, typemeta: {} }), digest)).toBe(false);
  },
  300_000,
);

test.each<[string, unknown]>([
  ['a field of another type', { os: 1 }],
  ['no hash', { rootfs: { diff_ids: ['sha256:1'] } }],
  ['no day', { created: '2026-02-31T00:00:00Z' }],
  ['no list', { config: { Env: 'A=1' } }],
])(
  'what the gate does not read, the controller refuses: %s',
  async (_, config) => {
    const digest = put([config]);
    expect(await handed(digest)).toBeNull();
    expect(await controllerAdmits('isCompliant { true }', digest)).toBe(false);
  },
  300_000,
);
