import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The real tools that tests compare with. Each is pinned by a Go module in test/tools/<name>. */
export const TOOLS = [
  'trivy',
  'helm',
  'helm4',
  'kustomize',
  'crane',
  'cosign',
  'policy-tester',
  'kyverno',
  'act',
  'actionlint',
  'conformance',
  'gator',
  'kubeconform',
  'cue',
  'opa',
  'gitleaks',
] as const;

export type RealTool = (typeof TOOLS)[number];

export interface Definition {
  readonly name: string;
  readonly version: string;
  /** How the program is asked for its version; null where it cannot be: then one on PATH is never taken. */
  readonly versionArguments: readonly string[] | null;
  readonly package: string;
  readonly linkerFlags: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

const MODULES = join(import.meta.dirname, '..', 'tools');

export function moduleDirectory(name: string): string {
  return join(MODULES, name);
}

type Row = Partial<Pick<Definition, 'linkerFlags' | 'environment'>> &
  Pick<Definition, 'versionArguments' | 'package'> & { readonly module?: string };

/** What the pinned modules do not say themselves. The version is the one that go.mod requires. */
const ROWS: Readonly<Record<RealTool, Row>> = {
  trivy: {
    versionArguments: ['--version'],
    package: 'github.com/aquasecurity/trivy/cmd/trivy',
    module: 'github.com/aquasecurity/trivy',
    linkerFlags: ['-X github.com/aquasecurity/trivy/pkg/version/app.ver=VERSION'],
    environment: { GOEXPERIMENT: 'jsonv2' },
  },
  helm: {
    versionArguments: ['version', '--short'],
    package: 'helm.sh/helm/v3/cmd/helm',
    module: 'helm.sh/helm/v3',
    linkerFlags: ['-X helm.sh/helm/v3/internal/version.version=vVERSION'],
  },
  helm4: {
    // On PATH it is `helm`, which the row above looks for.
    versionArguments: null,
    package: 'helm.sh/helm/v4/cmd/helm',
    module: 'helm.sh/helm/v4',
    linkerFlags: ['-X helm.sh/helm/v4/internal/version.version=vVERSION'],
  },
  kustomize: { versionArguments: ['version'], package: 'sigs.k8s.io/kustomize/kustomize/v5' },
  crane: {
    versionArguments: ['version'],
    package: 'github.com/google/go-containerregistry/cmd/crane',
    module: 'github.com/google/go-containerregistry',
  },
  cosign: {
    versionArguments: ['version'],
    package: 'github.com/sigstore/cosign/v3/cmd/cosign',
    module: 'github.com/sigstore/cosign/v3',
  },
  'policy-tester': {
    versionArguments: null,
    package: 'github.com/sigstore/policy-controller/cmd/tester',
    module: 'github.com/sigstore/policy-controller',
  },
  kyverno: {
    versionArguments: ['version'],
    package: 'github.com/kyverno/kyverno/cmd/cli/kubectl-kyverno',
    module: 'github.com/kyverno/kyverno',
  },
  act: { versionArguments: ['--version'], package: 'github.com/nektos/act' },
  actionlint: {
    versionArguments: ['-version'],
    package: 'github.com/rhysd/actionlint/cmd/actionlint',
    module: 'github.com/rhysd/actionlint',
  },
  gator: {
    versionArguments: ['--version'],
    package: 'github.com/open-policy-agent/gatekeeper/v3/cmd/gator',
    module: 'github.com/open-policy-agent/gatekeeper/v3',
    linkerFlags: ['-X github.com/open-policy-agent/gatekeeper/v3/pkg/version.Version=vVERSION'],
  },
  kubeconform: {
    versionArguments: ['-v'],
    package: 'github.com/yannh/kubeconform/cmd/kubeconform',
    module: 'github.com/yannh/kubeconform',
    linkerFlags: ['-X main.version=vVERSION'],
  },
  cue: { versionArguments: null, package: 'cuelang.org/go/cmd/cue', module: 'cuelang.org/go' },
  opa: { versionArguments: ['version'], package: 'github.com/open-policy-agent/opa' },
  gitleaks: {
    versionArguments: ['version'],
    package: 'github.com/zricethezav/gitleaks/v8',
    linkerFlags: ['-X github.com/zricethezav/gitleaks/v8/cmd.Version=VERSION'],
  },
  conformance: { versionArguments: null, package: 'github.com/opencontainers/distribution-spec/conformance' },
};

function requiredVersion(name: string, module: string): string {
  const goMod = readFileSync(join(moduleDirectory(name), 'go.mod'), 'utf8');
  const escaped = module.replaceAll(/[.\\+]/g, '\\$&');
  const match = new RegExp(`^(?:require )?\\s*${escaped} v([0-9][^\\s]*)`, 'm').exec(goMod);
  if (match?.[1] === undefined) throw new Error(`test/tools/${name}/go.mod does not require ${module}`);
  return match[1];
}

/** An oracle of ours has no version: what identifies it is its source. */
function sourceHash(name: string): string {
  const directory = moduleDirectory(name);
  const hash = createHash('sha256');
  for (const file of readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort()) {
    if (/(\.go|go\.mod|go\.sum)$/.test(file)) hash.update(`${file}\n`).update(readFileSync(join(directory, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

function isRealTool(name: string): name is RealTool {
  return TOOLS.some((tool) => tool === name);
}

/** Every tool of the list and every oracle of ours. */
export function listTools(): readonly string[] {
  return readdirSync(MODULES)
    .filter((name) => existsSync(join(MODULES, name, 'go.mod')))
    .sort();
}

/** A tool of the list, or an oracle of ours: a `package main` in test/tools/<name>. */
export function defineTool(name: string): Definition {
  if (!isRealTool(name)) {
    const known = listTools();
    if (!known.includes(name)) {
      throw new Error(`No tool ${name}: test/tools has ${known.join(', ')}.`);
    }
    return {
      name,
      version: sourceHash(name),
      versionArguments: null,
      package: '.',
      linkerFlags: [],
      environment: {},
    };
  }
  const row = ROWS[name];
  const version = requiredVersion(name, row.module ?? row.package);
  return {
    name,
    version,
    versionArguments: row.versionArguments,
    package: row.package,
    linkerFlags: (row.linkerFlags ?? []).map((flag) => flag.replace('VERSION', version)),
    environment: row.environment ?? {},
  };
}
