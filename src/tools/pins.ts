import type { ToolName } from '../domain/index.ts';

/** `linux/amd64`: operating system and architecture in the names of the Go tool chain. */
export type Platform = `${'linux' | 'darwin' | 'windows'}/${'amd64' | 'arm64'}`;

/** One archive of an official release, known by its hash. */
export interface ReleaseArchive {
  readonly url: string;
  /** Of the archive. */
  readonly sha256: string;
}

export interface ToolPins {
  /** The version that is downloaded. */
  readonly version: string;
  /** semver range that a program on PATH may have on the command line. */
  readonly accepted: string;
  /** Versions that an attacker published: they are never used, wherever they are found and whatever the policy says. */
  readonly refused: readonly string[];
  /** A platform that is left out has no hash that two public sources agree on: there the tool must be on PATH. */
  readonly archives: Readonly<Partial<Record<Platform, string>>>;
  /** sha256 of unpacked official programs, which the action accepts on PATH. */
  readonly programs: readonly string[];
}

/**
 * The tools the gate runs: versions and hashes, in this one file. No tag, `latest` or install script decides what runs.
 *
 * Each hash is the published sha256 of the official archive and was found alike in at least two independent public
 * sources besides (Dockerfiles, installers and lock files that verify the same download). docs/tools.md says how a pin
 * is renewed.
 */
export const TOOL_PINS: Readonly<Record<ToolName, ToolPins>> = {
  // https://github.com/aquasecurity/trivy/releases/download/v0.69.3/trivy_0.69.3_checksums.txt
  trivy: {
    version: '0.69.3',
    accepted: '>=0.65.0 <1.0.0',
    // CVE-2026-33634 (GHSA-69fq-xp46-6x23): 0.69.4 as a release, 0.69.5 and 0.69.6 as container images.
    refused: ['0.69.4', '0.69.5', '0.69.6'],
    archives: {
      'linux/amd64': '1816b632dfe529869c740c0913e36bd1629cb7688bd5634f4a858c1d57c88b75',
      'linux/arm64': '7e3924a974e912e57b4a99f65ece7931f8079584dae12eb7845024f97087bdfd',
      'darwin/amd64': 'fec4a9f7569b624dd9d044fca019e5da69e032700edbb1d7318972c448ec2f4e',
      'darwin/arm64': 'a2f2179afd4f8bb265ca3c7aefb56a666bc4a9a411663bc0f22c3549fbc643a5',
      'windows/amd64': '74362dc711383255308230ecbeb587eb1e4e83a8d332be5b0259afac6e0c2224',
    },
    programs: [],
  },
  // https://get.helm.sh/helm-v3.22.0-linux-amd64.tar.gz.sha256sum, and likewise for each platform.
  helm: {
    version: '3.22.0',
    accepted: '>=3.14.0 <5.0.0',
    refused: [],
    archives: {
      'linux/amd64': '1e4ab49e429626cf6c6958d914248b78c9730803c2751b87627e171dc800e7bb',
      'linux/arm64': 'f14e804dfee240f55525b667488fe9adca349e63e00c9af634c0beb1421ac310',
      'darwin/amd64': 'bd1d09f316558dda23698527859600936fed1371021ce0f2272d66b2fdcfa69c',
      'darwin/arm64': '4c9982a6cdeb458b60258df66b55398ca5b19293f6877faffe2909ad6f23dfe0',
      'windows/amd64': '899615865726d39f9b245e71e848c5bf4adc7ed33a8c43ede660facb48151b43',
    },
    programs: [],
  },
  // https://github.com/kubernetes-sigs/kustomize/releases/download/kustomize%2Fv5.8.1/checksums.txt
  kustomize: {
    version: '5.8.1',
    accepted: '>=5.3.0 <6.0.0',
    refused: [],
    archives: {
      'linux/amd64': '029a7f0f4e1932c52a0476cf02a0fd855c0bb85694b82c338fc648dcb53a819d',
      'linux/arm64': '0953ea3e476f66d6ddfcd911d750f5167b9365aa9491b2326398e289fef2c142',
      'darwin/amd64': 'ee7cf0c1e3592aa7bb66ba82b359933a95e7f2e0b36e5f53ed0a4535b017f2f8',
      'darwin/arm64': '8886f8a78474e608cc81234f729fda188a9767da23e28925802f00ece2bab288',
      'windows/amd64': '8ec7f5e815e526d4622c06df0a7793d8cfb6eb1c74f816b46166097fef8b26c6',
    },
    programs: [],
  },
  // The engines of admission policies run only where there are such policies, and nothing is downloaded for them.
  kyverno: { version: '1.19.1', accepted: '>=1.19.0 <2.0.0', refused: [], archives: {}, programs: [] },
  gator: { version: '3.23.1', accepted: '>=3.17.0 <4.0.0', refused: [], archives: {}, programs: [] },
};
