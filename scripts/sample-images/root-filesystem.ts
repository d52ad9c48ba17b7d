import { packTar } from 'modern-tar';
import type { SampleImage } from './catalogue.ts';

const EPOCH = new Date(0);

const OS_RELEASE = `NAME="Alpine Linux"
ID=alpine
VERSION_ID=3.19.1
PRETTY_NAME="Alpine Linux v3.19"
HOME_URL="https://alpinelinux.org/"
`;

/** `lib/apk/db/installed`: one record a package, a letter a field, records apart by an empty line (apk-tools, apkdb). */
function apkDatabase(image: SampleImage, architecture: string): string {
  return image.packages
    .map(
      (one) =>
        `P:${one.name}\nV:${one.version}\nA:${architecture}\nT:${one.name} (demo record, no files)\nL:MIT\no:${one.origin}\n\n`,
    )
    .join('');
}

const APK_ARCHITECTURE: Readonly<Record<string, string>> = { 'linux/amd64': 'x86_64', 'linux/arm64': 'aarch64' };

/**
 * The one layer of a sample image, as an uncompressed tar: what a scanner reads of Alpine Linux 3.19, and a text in
 * place of the program. The same input gives the same bytes.
 */
export async function packRootFilesystem(image: SampleImage, platform: string): Promise<Uint8Array> {
  const architecture = APK_ARCHITECTURE[platform];
  if (architecture === undefined) throw new Error(`no Alpine architecture is known for ${platform}`);
  const files: Readonly<Record<string, string>> = {
    'etc/alpine-release': '3.19.1\n',
    'etc/os-release': OS_RELEASE,
    'lib/apk/db/installed': apkDatabase(image, architecture),
    'usr/local/bin/service': `#!/bin/sh\necho "${image.name}: ${image.says}"\n`,
  };
  return packTar(
    Object.entries(files).map(([name, text]) => ({
      header: {
        name,
        size: Buffer.byteLength(text),
        mode: name.startsWith('usr/local/bin/') ? 0o755 : 0o644,
        mtime: EPOCH,
        uid: 0,
        gid: 0,
      },
      body: text,
    })),
  );
}
