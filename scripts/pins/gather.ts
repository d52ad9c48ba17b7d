import type { ToolName } from '../../src/domain/index.ts';
import {
  checkReleaseSignature,
  type DownloadPorts,
  downloadArchive,
  fetchReleaseFile,
  findRelease,
  type Platform,
  refuseVersion,
  TOOL_PINS,
  type VerifyRelease,
} from '../../src/tools/index.ts';

const MAX_CHECKSUMS_BYTES = 1024 * 1024;
const PLATFORMS: readonly Platform[] = [
  'linux/amd64',
  'linux/arm64',
  'darwin/amd64',
  'darwin/arm64',
  'windows/amd64',
  'windows/arm64',
];
const NO_HASH = '0'.repeat(64);

/** The hashes of a version's archives, by platform. */
export type Archives = Readonly<Partial<Record<Platform, string>>>;

export interface GatherOptions {
  readonly ports: DownloadPorts;
  readonly verify: VerifyRelease;
  /** In place of the hashes that the project publishes: those that must be found. */
  readonly expected?: Archives;
}

/**
 * The sha256 of each official archive of this version, for the platforms that have a pin: published by the project, found
 * again in the archive itself, and signed by its release workflow where it signs releases.
 *
 * @throws GateError where any of the three differs, for a version that an attacker published, and for a failed download.
 */
export async function gatherPin(name: ToolName, version: string, options: GatherOptions): Promise<Archives> {
  refuseVersion(name, version, 'the version to pin');
  const { ports, verify, expected } = options;
  const archives: Partial<Record<Platform, string>> = {};
  for (const platform of platformsOf(name)) {
    const { url } = releaseOf(name, platform, version, NO_HASH);
    const sha256 = expected?.[platform] ?? (await publishedHash(name, version, url, ports));
    const release = releaseOf(name, platform, version, sha256);
    await checkReleaseSignature(await downloadArchive(release, ports), release, ports, verify);
    archives[platform] = sha256;
  }
  return archives;
}

function platformsOf(name: ToolName): readonly Platform[] {
  return PLATFORMS.filter((platform) => TOOL_PINS[name].archives[platform] !== undefined);
}

function releaseOf(name: ToolName, platform: Platform, version: string, sha256: string) {
  const release = findRelease(name, platform, { version, sha256 });
  if (release === null) throw new Error(`${name} has no release for ${platform}`);
  return release;
}

/** What the project itself publishes of an archive: a line `<sha256>  <file>`. */
async function publishedHash(name: ToolName, version: string, url: string, ports: DownloadPorts): Promise<string> {
  const file = url.slice(url.lastIndexOf('/') + 1);
  const list = checksumsUrl(name, version, url);
  const text = Buffer.from(await fetchReleaseFile(list, MAX_CHECKSUMS_BYTES, ports)).toString('utf8');
  const lines = text.split('\n').map((line) => /^([0-9a-f]{64})\s+\*?(?:\.\/)?(\S+)\s*$/.exec(line));
  const hashes = new Set(lines.flatMap((line) => (line?.[2] === file ? [line[1] ?? ''] : [])));
  const [hash, second] = hashes;
  if (hash === undefined) throw new Error(`${list} says nothing of ${file}`);
  if (second !== undefined) throw new Error(`${list} has more than one sha256 of ${file}`);
  return hash;
}

function checksumsUrl(name: ToolName, version: string, url: string): string {
  const folder = url.slice(0, url.lastIndexOf('/'));
  if (name === 'helm') return `${url}.sha256sum`;
  return `${folder}/${name === 'trivy' ? `trivy_${version}_checksums.txt` : 'checksums.txt'}`;
}
