import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ContentStore, createRegistryHandler } from '../src/demo/registry/index.ts';
import { serveLoopback } from '../src/io/http-server.ts';
import { ReportSchema } from '../src/report/index.ts';
import { runActionProcess } from './support/action-run.ts';
import { closedAfterEach } from './support/closing.ts';
import { POLICY_FILE, PullRequestRepository } from './support/pull-request.ts';
import { putImage, USER, withBasicAuth, withRecord } from './support/registry/index.ts';

/** The action's inputs about registries, on a push, against a registry that wants a login. */

let directory: string;
const keep = closedAfterEach();

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'scg-action-registry-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

async function open() {
  const store = new ContentStore();
  const recorded = withRecord(withBasicAuth(createRegistryHandler(store), USER));
  const server = keep(await serveLoopback(recorded));
  putImage(store, 'acme/api', '1');
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'api' },
    spec: { containers: [{ name: 'api', image: `${server.host}/acme/api:1` }] },
  };
  const policy = {
    version: 1,
    images: { digest: 'off', platforms: ['linux/amd64'] },
    vulnerabilities: { severity: 'off' },
    hardening: { podSecurity: { level: 'privileged' } },
  };
  const repository = new PullRequestRepository({
    'pod.json': JSON.stringify(pod),
    [POLICY_FILE]: JSON.stringify(policy),
  });
  keep({ close: async () => repository.remove() });
  const run = async (inputs: Readonly<Record<string, string>>) => {
    const ended = await runActionProcess({
      workspace: repository.directory,
      event: { name: 'push', payload: {} },
      apiUrl: 'http://127.0.0.1:9',
      inputs,
    });
    const report = ReportSchema.parse(ended.report);
    const lines = recorded.requests.splice(0).map(({ line }) => line);
    return { ...ended, image: report.images[0], rules: report.findings.map(({ rule }) => rule), lines };
  };
  return { host: server.host, run };
}

test('a login from the inputs opens the registry, and is not in the log', async () => {
  const { host, run } = await open();
  const without = await run({});
  expect(without.rules).toContain('image/unresolvable');
  expect(without.code).toBe(1);
  const login = await run({ 'registry-credentials': `${host}=${USER.name}:${USER.password}` });
  expect(login.image?.digest).toMatch(/^sha256:/);
  expect(login.rules).not.toContain('image/unresolvable');
  const said = `${login.stdout.replace(/^::add-mask::.*$/gm, '')}${login.stderr}${JSON.stringify(login.report)}`;
  expect(said).not.toContain(USER.password);
});

test('the second run with registry-cache asks for the tag alone', async () => {
  const { host, run } = await open();
  const inputs = {
    'registry-credentials': `${host}=${USER.name}:${USER.password}`,
    'registry-cache': join(directory, 'kept'),
  };
  const first = await run(inputs);
  const second = await run(inputs);
  expect(second.image).toEqual(first.image);
  expect(first.lines.filter((line) => line.startsWith('GET')).length).toBeGreaterThan(0);
  expect(new Set(second.lines)).toEqual(new Set(['HEAD /v2/acme/api/manifests/1']));
});
