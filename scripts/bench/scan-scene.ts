import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DATABASE_NAME } from '../../src/demo/trivy-database.ts';
import { keyAuthority, policyText } from '../../test/support/signatures.ts';

/** What the server tells of its images. */
export const Served = z.object({ host: z.string(), key: z.string() });
export type Served = z.output<typeof Served>;

/** Writes what the gate and the script read: pods of these images, and the same demands of both. */
export async function writeScene(
  directory: string,
  { host, key }: Served,
  trivy: string,
  names: readonly string[],
): Promise<void> {
  await rm(directory, { recursive: true, force: true });
  await mkdir(join(directory, '.github'), { recursive: true });
  await mkdir(join(directory, 'deploy'));
  await writePolicy(directory, host, trivy);
  await writeFile(join(directory, 'signed.yaml'), policyText({ authorities: [keyAuthority({ pem: key })] }));
  await writeFile(join(directory, 'cosign.pub'), key);
  await writePods(directory, host, names);
}

/** The same database under another name, as the next one comes in the place of one. */
export const LATER_DATABASE = `later/${DATABASE_NAME}`;

export async function writePolicy(
  directory: string,
  host: string,
  trivy: string,
  database = DATABASE_NAME,
): Promise<void> {
  const policy = {
    version: 1,
    images: { digest: 'off' },
    signatures: { policies: ['signed.yaml'] },
    vulnerabilities: { canary: 'off', databaseRepositories: [`${host}/${database}`] },
    hardening: { podSecurity: { level: 'privileged' }, rules: { '*': 'off' } },
    tools: { trivy: { path: trivy } },
  };
  await writeFile(join(directory, '.github', 'supply-chain-gate.yaml'), JSON.stringify(policy));
}

/** What is deployed, and nothing else. */
export async function writePods(directory: string, host: string, names: readonly string[]): Promise<void> {
  const pods = names.map((name, index) =>
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `app-${index}`, namespace: 'shop' },
      spec: { containers: [{ name: 'app', image: `${host}/${name}` }] },
    }),
  );
  await writeFile(join(directory, 'deploy', 'pods.yaml'), pods.join('\n---\n'));
}
