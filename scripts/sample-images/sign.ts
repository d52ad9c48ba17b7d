import type { SampleImage } from './catalogue.ts';
import { DEMO_PASSWORD, type KeyPair } from './keys.ts';
import { run } from './run.ts';

/** Signs `reference` (repository@digest) with cosign and a key; nothing is sent anywhere but to the registry. */
export async function signImage(
  reference: string,
  format: SampleImage['format'],
  key: KeyPair,
  cosign: string,
): Promise<void> {
  await run(
    cosign,
    [
      'sign',
      '--yes',
      '--key',
      key.privateKey,
      '--tlog-upload=false',
      '--use-signing-config=false',
      `--new-bundle-format=${format === 'bundle'}`,
      '--allow-http-registry',
      reference,
    ],
    { COSIGN_PASSWORD: DEMO_PASSWORD },
  );
}
