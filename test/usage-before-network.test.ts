import { describe, expect, test } from 'vitest';
import { type Ports, UsageError } from '../src/domain/index.ts';
import { gate } from '../src/gate.ts';
import { memoryTree } from '../src/tree/index.ts';
import { gateRequest } from './support/gate-request.ts';
import { pod } from './support/pods.ts';
import { createPorts } from './support/ports.ts';

/** What is wrong with a policy is said before anything is fetched or run for it. */

const SIGNED = 'version: 1\nsignatures: { policies: ["policy/*.yaml"] }\n';
const IMAGE_POLICY = 'apiVersion: policy.sigstore.dev/v1beta1\nkind: ClusterImagePolicy\nmetadata: { name: shop }\n';

/** Ports that fail, and say what was asked of them. */
function watched(): { readonly ports: Ports; readonly asked: string[] } {
  const asked: string[] = [];
  const refuse = (what: string) => async (): Promise<never> => {
    asked.push(what);
    throw new Error(`${what} was asked`);
  };
  const clock = { now: () => new Date('2026-11-27T12:00:00Z'), elapsed: () => 0, sleep: async () => {} };
  const ports = createPorts({
    clock,
    env: { get: () => undefined },
    http: { send: refuse('the network') },
    exec: { run: refuse('a program') },
  });
  const files = {
    ...ports.files,
    hash: refuse('a program'),
    read: refuse('a file'),
    exists: refuse('a file'),
    withTemporaryDirectory: refuse('a temporary directory'),
  };
  return { ports: { ...ports, files }, asked };
}

describe.each(['cli', 'action'] as const)('mode %s', (mode) => {
  test.each<readonly [string, string, Readonly<Record<string, string>>, RegExp]>([
    [
      'a signature policy of another form',
      SIGNED,
      { 'policy/shop.yaml': `${IMAGE_POLICY}spec:\n  images: 3\n` },
      /policy\/shop\.yaml:5:11: /,
    ],
    [
      'an expectation with a key that is none',
      'version: 1\nsignatures: { attestations: [{ predicate: spdx, signedBy: { key: none } }] }\n',
      {},
      /signatures\.attestations\[0\]\.signedBy\.key/,
    ],
    [
      'a database repository that is none',
      'version: 1\nvulnerabilities: { databaseRepositories: ["No Such"] }\n',
      {},
      /databaseRepositories names "No Such"/,
    ],
    [
      'a repository of the index of archives that is none',
      'version: 1\nvulnerabilities: { javaDatabaseRepositories: ["No Such"] }\n',
      {},
      /javaDatabaseRepositories names "No Such"/,
    ],
    [
      'a catalogue that is none',
      'version: 1\nvulnerabilities: { kev: kev.json }\n',
      { 'kev.json': '{}' },
      /kev\.json, which vulnerabilities\.kev names/,
    ],
    [
      'an OpenVEX document that is none',
      'version: 1\nvulnerabilities: { vex: ["vex.json"] }\n',
      { 'vex.json': '{}' },
      /vex\.json/,
    ],
    [
      'an admission policy that no engine knows',
      'version: 1\nhardening: { admissionPolicies: [other.yaml] }\n',
      { 'other.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: { name: a }\n' },
      /"Secret", which no engine runs/,
    ],
    [
      'a program by a path that is not absolute',
      'version: 1\ntools: { trivy: { path: bin/trivy } }\n',
      {},
      /tools\.trivy\.path in the policy is bin\/trivy/,
    ],
  ])('%s', async (_, policy, files, message) => {
    const { ports, asked } = watched();
    const tree = memoryTree({ 'pod.yaml': pod('{}'), ...files, '.github/supply-chain-gate.yaml': policy });
    const judging = gate(gateRequest(tree, { mode }), ports);
    const error: unknown = await judging.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(UsageError);
    expect(error instanceof Error ? error.message : '').toMatch(message);
    expect(asked).toEqual([]);
  });
});
