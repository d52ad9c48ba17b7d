import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { keyAuthority, policyText } from '../../test/support/signatures.ts';
import { keylessAuthority, LOGGED } from '../../test/support/sigstore-documents.ts';

/** What the server tells of its images. */
export const Signed = z.object({
  host: z.string(),
  references: z.array(z.string()),
  key: z.string(),
  issuer: z.string(),
  subject: z.string(),
  trustRoot: z.string(),
  trustedRoot: z.string(),
  rekor: z.string(),
  ctlog: z.string(),
  root: z.string(),
});
export type SignedImages = z.output<typeof Signed>;
export type Kind = 'key' | 'keyless';

/** Writes what each of the three programs reads: the same images, and the same demand. */
export async function writeScene(directory: string, kind: Kind, images: SignedImages, peers: number): Promise<void> {
  const pods = images.references.map((reference, index) =>
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `app-${index}`, namespace: 'shop' },
      spec: { containers: [{ name: 'app', image: `${images.host}/${reference}` }] },
    }),
  );
  await mkdir(join(directory, 'manifests'), { recursive: true });
  const write = (name: string, text: string): Promise<void> => writeFile(join(directory, name), text);
  const authority = kind === 'key' ? keyAuthority({ pem: images.key }) : keylessAuthority({ extra: LOGGED });
  await Promise.all([
    write('manifests/pods.yaml', pods.join('\n---\n')),
    write('peer-pods.yaml', pods.slice(0, peers).join('\n---\n')),
    write('images.yaml', `${policyText({ authorities: [authority] })}---\n${images.trustRoot}`),
    write('cosign.pub', images.key),
    write('trusted-root.json', images.trustedRoot),
    write('kyverno.yaml', kyvernoPolicy(kind, images)),
    write(
      'gate.yaml',
      JSON.stringify({
        version: 1,
        images: { digest: 'off' },
        signatures: { policies: ['images.yaml'] },
        vulnerabilities: { severity: 'off' },
        hardening: { podSecurity: { level: 'privileged' }, rules: { '*': 'off' } },
      }),
    ),
  ]);
}

function kyvernoPolicy(kind: Kind, { host, key, issuer, subject, rekor, ctlog, root }: SignedImages): string {
  const entry =
    kind === 'key'
      ? { keys: { publicKeys: key, rekor: { ignoreTlog: true }, ctlog: { ignoreSCT: true, pubkey: ctlog } } }
      : {
          keyless: {
            issuer,
            subject,
            roots: root,
            rekor: { url: 'https://rekor.sigstore.mock', pubkey: rekor },
            ctlog: { pubkey: ctlog },
          },
        };
  return JSON.stringify({
    apiVersion: 'kyverno.io/v1',
    kind: 'ClusterPolicy',
    metadata: { name: 'signed' },
    spec: {
      validationFailureAction: 'Enforce',
      webhookTimeoutSeconds: 30,
      rules: [
        {
          name: 'signed',
          match: { any: [{ resources: { kinds: ['Pod'] } }] },
          verifyImages: [
            {
              imageReferences: [`${host}/*`],
              mutateDigest: false,
              verifyDigest: false,
              attestors: [{ entries: [entry] }],
            },
          ],
        },
      ],
    },
  });
}
