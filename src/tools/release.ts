import gte from 'semver/functions/gte.js';
import valid from 'semver/functions/valid.js';
import type { ToolName } from '../domain/index.ts';
import { type Platform, type ReleaseArchive, TOOL_PINS } from './pins.ts';
import type { ReleaseSignature } from './release-signature.ts';

/** Where a tool's program sits in the archive of its official release. */
export interface Release extends ReleaseArchive {
  readonly format: 'tar.gz' | 'zip';
  readonly member: string;
  /** Null for releases that nobody signs in sigstore's format: their archive's hash alone says what they are. */
  readonly signature: ReleaseSignature | null;
}

const TRIVY_PLATFORM: Readonly<Record<Platform, string>> = {
  'linux/amd64': 'Linux-64bit',
  'linux/arm64': 'Linux-ARM64',
  'darwin/amd64': 'macOS-64bit',
  'darwin/arm64': 'macOS-ARM64',
  'windows/amd64': 'windows-64bit',
  'windows/arm64': 'windows-ARM64',
};

function split(platform: Platform): { os: string; architecture: string; format: 'tar.gz' | 'zip'; suffix: string } {
  const [os = '', architecture = ''] = platform.split('/');
  const windows = os === 'windows';
  return { os, architecture, format: windows ? 'zip' : 'tar.gz', suffix: windows ? '.exe' : '' };
}

/** Each project's own naming of its release archives, and who signs them. */
function locate(name: ToolName, version: string, platform: Platform): Omit<Release, 'sha256'> {
  const archive = locateArchive(name, version, platform);
  return { ...archive, signature: signatureOf(name, version, archive.url) };
}

/**
 * Trivy's releases have a sigstore bundle beside each file since 0.68.1 (trivy.dev, signature verification). helm signs
 * with OpenPGP, and kustomize, kyverno and gatekeeper publish checksums of their command lines alone.
 */
function signatureOf(name: ToolName, version: string, url: string): ReleaseSignature | null {
  if (name !== 'trivy' || (valid(version) !== null && !gte(version, '0.68.1'))) return null;
  return {
    url: `${url}.sigstore.json`,
    signer: {
      issuer: 'https://token.actions.githubusercontent.com',
      subject: `https://github.com/aquasecurity/trivy/.github/workflows/reusable-release.yaml@refs/tags/v${version}`,
    },
  };
}

function locateArchive(name: ToolName, version: string, platform: Platform): Omit<Release, 'sha256' | 'signature'> {
  const { os, architecture, format, suffix } = split(platform);
  switch (name) {
    case 'trivy':
      return {
        url: `https://github.com/aquasecurity/trivy/releases/download/v${version}/trivy_${version}_${TRIVY_PLATFORM[platform]}.${format}`,
        format,
        member: `trivy${suffix}`,
      };
    case 'helm':
      return {
        url: `https://get.helm.sh/helm-v${version}-${os}-${architecture}.${format}`,
        format,
        member: `${os}-${architecture}/helm${suffix}`,
      };
    case 'kustomize':
      return {
        url: `https://github.com/kubernetes-sigs/kustomize/releases/download/kustomize%2Fv${version}/kustomize_v${version}_${os}_${architecture}.${format}`,
        format,
        member: `kustomize${suffix}`,
      };
    case 'kyverno':
      return {
        url: `https://github.com/kyverno/kyverno/releases/download/v${version}/kyverno-cli_v${version}_${os}_${architecture === 'amd64' ? 'x86_64' : architecture}.${format}`,
        format,
        member: `kyverno${suffix}`,
      };
    case 'gator':
      return {
        url: `https://github.com/open-policy-agent/gatekeeper/releases/download/v${version}/gator-v${version}-${os}-${architecture}.${format}`,
        format,
        member: `gator${suffix}`,
      };
  }
}

/** The release that is built in, or the one that a policy names with its hash; null where no hash is known. */
export function findRelease(
  name: ToolName,
  platform: Platform,
  named: { readonly version: string; readonly sha256: string } | null = null,
): (Release & { readonly version: string }) | null {
  const pins = TOOL_PINS[name];
  const version = named?.version ?? pins.version;
  const sha256 = named?.sha256 ?? pins.archives[platform];
  return sha256 === undefined ? null : { ...locate(name, version, platform), version, sha256 };
}

const SYSTEMS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/** From Node's `process.platform` and `process.arch`; null for a system that no official release is made for. */
export function platformOf(system: string, architecture: string): Platform | null {
  const name = `${SYSTEMS[system] ?? ''}/${ARCHITECTURES[architecture] ?? ''}`;
  return Object.hasOwn(TRIVY_PLATFORM, name) ? (name as Platform) : null;
}
