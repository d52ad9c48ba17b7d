import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFiles } from '../src/io/files.ts';
import { ReportSchema } from '../src/report/index.ts';
import { type Cli, openCli } from './support/run-cli.ts';

/** A whole run with a base: what the change takes away is a finding at the head's line, or of the file that is gone. */

const POLICY = `version: 1
vulnerabilities: { severity: off }
signatures: { mode: warn, policies: ["trust/*.yaml"] }
hardening:
  podSecurity: { level: privileged }
  rules: { "*": off, "change/*": warn, "change/weakens-role": error }
`;

const trust = (keys: readonly string[]): string => `apiVersion: policy.sigstore.dev/v1beta1
kind: ClusterImagePolicy
metadata: { name: shop }
spec:
  images: [{ glob: "**" }]
  authorities:
${keys.map((key) => `    - { name: ${key}, static: { action: fail, message: ${key} } }\n`).join('')}`;

const role = (verbs: string): string => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: reader }
rules:
  - apiGroups: [""]
    resources: [pods]
    verbs: [${verbs}]
`;

const namespace = (level: string): string => `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: ${level}
`;

const BASE = {
  '.github/supply-chain-gate.yaml': POLICY,
  'trust/shop.yaml': trust(['release', 'backup']),
  'deploy/role.yaml': role('get'),
  'deploy/namespace.yaml': namespace('restricted'),
  'deploy/deny.yaml':
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: deny, namespace: shop }\nspec: {}\n',
  'deploy/settings.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: shop }\n',
};

let cli: Cli;
let scratch = '';

beforeAll(async () => {
  cli = await openCli();
  scratch = await mkdtemp(join(tmpdir(), 'scg-changes-'));
});

afterAll(async () => {
  await Promise.all([cli.close(), rm(scratch, { recursive: true, force: true })]);
});

async function lay(name: string, repository: Readonly<Record<string, string | null>>): Promise<string> {
  const directory = join(scratch, name);
  for (const [path, text] of Object.entries(repository)) {
    if (text !== null) await createFiles().write(join(directory, path), text);
  }
  return directory;
}

async function check(name: string, head: Readonly<Record<string, string | null>>, before: typeof head = {}) {
  const base = await lay(`${name}-base`, { ...BASE, ...before });
  const directory = await lay(name, { ...BASE, ...head });
  const args = ['check', 'deploy', '--offline', '--base', base, '--format', 'json'];
  const { stdout, stderr, code } = await cli.run(directory, args);
  if (stdout === '') throw new Error(stderr);
  const { findings } = ReportSchema.parse(JSON.parse(stdout));
  return {
    code,
    findings: findings.map(({ effect, rule, location }) => `${effect} ${rule} ${location.file}:${location.startLine}`),
  };
}

test('what a change takes away', async () => {
  const { code, findings } = await check('weaker', {
    'trust/shop.yaml': trust(['release']),
    'deploy/role.yaml': role('get, delete'),
    'deploy/namespace.yaml': namespace('baseline'),
    'deploy/deny.yaml': null,
  });
  expect(findings).toEqual([
    'block change/weakens-role deploy/role.yaml:5',
    'warn change/weakens-network-policy deploy/deny.yaml:1',
    'warn change/weakens-pod-security deploy/namespace.yaml:6',
    'warn change/weakens-signature-policy trust/shop.yaml:6',
  ]);
  expect(code).toBe(1);
});

test('a change that takes nothing away, and one that does not render', async () => {
  expect(await check('same', { 'deploy/role.yaml': `# Readers.\n${role('get')}` })).toEqual({ code: 0, findings: [] });
  const broken = await check('broken', { 'deploy/settings.yaml': 'apiVersion: v1\nkind: [\n' });
  expect(broken).toEqual({ code: 1, findings: ['block manifest/invalid deploy/settings.yaml:2'] });
  const repaired = await check('repaired', {}, { 'deploy/settings.yaml': 'apiVersion: v1\nkind: [\n' });
  expect(repaired).toEqual({ code: 0, findings: ['warn change/not-compared deploy:1'] });
});
