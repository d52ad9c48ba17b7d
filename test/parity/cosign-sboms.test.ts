import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VulnerabilityPolicy } from '../../src/policy/index.ts';
import { cosignBench, OTHER } from '../support/cosign-bench.ts';
import { MIXED_FILES, makeBill } from '../support/made-bills.ts';
import { readDemoKey } from '../support/sample-images.ts';
import { checkOn, putFiles, startScanRegistry, summarize } from '../support/scanning.ts';
import { ISSUER, SUBJECT } from '../support/sigstore.ts';
import { trustRootText } from '../support/sigstore-documents.ts';

/** Bills of materials as builds attach them: made by `trivy image`, signed and pushed by `cosign attest`. */

const TYPES = { cyclonedx: 'cyclonedx', spdxjson: 'spdx-json' } as const;
type Type = keyof typeof TYPES;

const bench = cosignBench();
let server: Awaited<ReturnType<typeof startScanRegistry>>;
let shop = '';

beforeAll(async () => {
  server = await startScanRegistry();
  shop = await readDemoKey('shop');
});
afterAll(() => server.close());

/** The file with what `trivy image` lists in this image. */
async function billFile(reference: string, type: Type): Promise<string> {
  const file = join(bench.scratch, `${type}-${reference.replaceAll(/\W/g, '-')}.json`);
  await writeFile(file, await makeBill(reference, TYPES[type]));
  return file;
}

type Signer = 'key' | 'keyless' | 'somebody else';

const attest = (reference: string, bill: string, type: Type, isBundle: boolean, signer: Signer) =>
  bench.attest(reference, {
    type,
    predicate: bill,
    isBundle,
    by: signer === 'key' ? { key: true } : { subject: signer === 'keyless' ? SUBJECT : OTHER },
  });

const isSignedBy = (signer: Signer): VulnerabilityPolicy['sbomAttestations'][number]['signedBy'] =>
  signer === 'key' ? { key: shop, issuer: '' } : { subject: SUBJECT, issuer: ISSUER, trustRoot: 'ours' };

/** What the gate finds from the layers, and from bills of these signers; who signed what was scanned. */
async function compare(image: string, signer: Signer) {
  const layers = summarize(await checkOn(server, { images: [image] }));
  const checked = await checkOn(server, {
    images: [image],
    trustRoots: [trustRootText(bench.services)],
    vulnerabilities: { sbomAttestations: [{ signedBy: isSignedBy(signer) }] },
  });
  const signers = [...checked.bills.values()].flat().map(({ signedBy }) => signedBy);
  return { layers, found: summarize(checked), signers };
}

const cases = (['cyclonedx', 'spdxjson'] as const).flatMap((type) =>
  [false, true].flatMap((isBundle) =>
    (['key', 'keyless', 'somebody else'] as const).map((signer) => ({ type, isBundle, signer })),
  ),
);

describe.each(cases)('--type $type --new-bundle-format=$isBundle, by $signer', ({ type, isBundle, signer }) => {
  const repository = `attested/${type}-${isBundle ? 'bundle' : 'legacy'}-${signer.replace(' ', '-')}`;
  test(
    signer === 'somebody else' ? 'the layers are scanned' : 'the bill is scanned: what Trivy finds in the layers',
    async () => {
      const digest = await putFiles(server.store, repository, '1', { ...MIXED_FILES, 'app/name': repository });
      const reference = `${server.host}/${repository}@${digest}`;
      await attest(reference, await billFile(reference, type), type, isBundle, signer);
      const { layers, found, signers } = await compare(`${repository}:1`, signer);
      expect(layers).toHaveLength(5);
      expect(found).toEqual(layers);
      expect(signers).toEqual(
        signer === 'somebody else' ? [] : [expect.stringContaining(signer === 'key' ? 'the key ' : SUBJECT)],
      );
    },
  );
});
