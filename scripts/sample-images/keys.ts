import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyName } from './catalogue.ts';
import { run } from './run.ts';

/** The private keys are part of the repository, so this protects nothing: cosign wants a password, here it is. */
export const DEMO_PASSWORD = 'demo-keys-protect-nothing';

export interface KeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
}

/** The committed pair, or a new one where it is missing: then the policies that hold its public key must follow. */
export async function provideKeyPair(directory: string, name: KeyName, cosign: string): Promise<KeyPair> {
  await mkdir(directory, { recursive: true });
  const prefix = join(directory, `${name}.demo`);
  const pair = { privateKey: `${prefix}.key`, publicKey: `${prefix}.pub` };
  const there = await access(pair.privateKey).then(
    () => true,
    () => false,
  );
  if (!there) {
    await run(cosign, ['generate-key-pair', '--output-key-prefix', prefix], { COSIGN_PASSWORD: DEMO_PASSWORD });
  }
  return pair;
}
