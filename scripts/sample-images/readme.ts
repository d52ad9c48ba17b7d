import { SAMPLE_IMAGES } from './catalogue.ts';
import { DEMO_PASSWORD } from './keys.ts';

/** The README beside the images: written by the script, so that it cannot say what is not there. */
export function readme(digests: ReadonlyMap<string, string>): string {
  const rows = SAMPLE_IMAGES.map(
    (image) =>
      `| \`${image.name}\` | ${image.platforms.join(', ')} | ${image.signedBy ?? 'nobody'} | ${image.says} | \`${digests.get(image.name) ?? ''}\` |`,
  );
  return `# Sample images

The images of a small shop, as one OCI image layout, for the demo and the tests. \`npx node scripts/sample-images.ts\`
makes them anew with crane and cosign, and writes this file; the list is in \`scripts/sample-images/catalogue.ts\`.

| image | platforms | signed by | what it is | digest |
|---|---|---|---|---|
${rows.join('\n')}

- Each image has one layer: what a scanner reads of Alpine Linux 3.19, and a text in place of a program.
- \`index.json\` names repository and tag in \`org.opencontainers.image.ref.name\`. The tags \`sha256-….sig\` are cosign's
  signatures; the entry with a repository and no tag is a sigstore bundle, which refers to its image.
- A signature speaks of a digest. The registry's name inside it is not checked, so the images may be served from anywhere.

## The keys protect nothing

\`keys/*.demo.key\` are **demo keys**: they are in this repository, encrypted with the password
\`${DEMO_PASSWORD}\`, so that the script can sign again with the same keys. Anyone can sign with them. Never trust their
public halves outside these fixtures.
`;
}
