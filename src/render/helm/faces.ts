import type { HelmOptions } from '../../domain/index.ts';
import type { Condition, Conditions } from './conditions.ts';

/** Conditions that a chart is rendered under, beside those of a plain install. */
export interface HelmFace {
  /** "on an upgrade", "where the cluster has monitoring.coreos.com/v1": how messages say it. */
  readonly name: string;
  /** What of the chart it answers. */
  readonly answers: Condition;
  readonly isUpgrade: boolean;
  readonly apiVersions: readonly string[];
  readonly kubeVersion: string | null;
}

/** With the plain install: the design's bound on what one chart may cost. */
const MAX_FACES = 4;
/** Older than what vendors keep running, and newer than what there is: between them lies what charts compare with. */
const KUBE_VERSIONS = ['1.28.0', '1.99.0'];

const PLAIN = { isUpgrade: false, apiVersions: [], kubeVersion: null };

/** What the settings of a chart leave open no more. */
export interface Settled extends Pick<HelmOptions, 'apiVersions' | 'kubeVersion'> {
  /** False: whoever deploys it does what `helm template` does, for an upgrade too. Left out: as helm does. */
  readonly isUpgraded?: false;
}

export interface Faces {
  readonly faces: readonly HelmFace[];
  /** Those that the bound leaves out. */
  readonly left: readonly HelmFace[];
}

/** The faces of a chart beside the plain install, the likeliest to differ first. What the policy sets is settled. */
export function facesOf({ asked, apiVersions, unread }: Conditions, helm: Settled): Faces {
  const upgrade: HelmFace = { ...PLAIN, name: 'on an upgrade', answers: 'upgrade', isUpgrade: true };
  // What a packed chart that cannot be searched asks for is not known, so it gets what is cheap.
  const asksForIt = helm.isUpgraded !== false && (asked.has('upgrade') || unread !== null);
  const faces: HelmFace[] = asksForIt ? [upgrade] : [];
  for (const version of apiVersions) {
    if (helm.apiVersions.includes(version) || isBuiltIn(version) || mayBeAbsent(version)) continue;
    faces.push({
      ...PLAIN,
      name: `where the cluster has ${JSON.stringify(version)}`,
      answers: 'api',
      apiVersions: [version],
    });
  }
  if (asked.has('kubeVersion') && helm.kubeVersion === null) {
    for (const version of KUBE_VERSIONS) {
      const name = `on Kubernetes ${version}`;
      faces.push({ ...PLAIN, name, answers: 'kubeVersion', kubeVersion: version });
    }
  }
  // A name can be computed where no search finds it; an upgrade is what most hide behind.
  if (helm.isUpgraded !== false && !asksForIt && faces.length < MAX_FACES - 1) faces.push(upgrade);
  return { faces: faces.slice(0, MAX_FACES - 1), left: faces.slice(MAX_FACES - 1) };
}

/** API versions that `helm template` has without being told (pkg/chart/common/capabilities.go: client-go's scheme). */
const BUILT_IN =
  /^(?:v1|apps\/v1|batch\/v1|autoscaling\/v[12]|policy\/v1|(?:networking|rbac\.authorization|storage|scheduling|coordination|discovery|events|node|certificates|authentication|authorization|admissionregistration|apiextensions)\.k8s\.io\/v1)(?:\/[A-Za-z]+)?$/;

/** Groups of client-go's scheme: helm takes their other versions for present too, and cannot be told that they are not. */
const SCHEME_GROUP =
  /^(?:apps|batch|autoscaling|policy|extensions|(?:networking|rbac\.authorization|storage|scheduling|coordination|discovery|events|node|certificates|authentication|authorization|admissionregistration|apiextensions|flowcontrol\.apiserver|resource)\.k8s\.io)\//;

/** `policy/v1beta1`: old clusters have it, new ones do not, and only the first is rendered. */
export function mayBeAbsent(version: string): boolean {
  return SCHEME_GROUP.test(version) && !isBuiltIn(version);
}

function isBuiltIn(version: string): boolean {
  return BUILT_IN.test(version);
}
