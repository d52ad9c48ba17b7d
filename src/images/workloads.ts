import type { PathPattern } from './path-pattern.ts';

interface Workload {
  readonly groups: readonly string[];
  readonly kind: string;
  readonly podSpec: PathPattern;
}

const CONTROLLER: PathPattern = ['spec', 'template', 'spec'];

/**
 * Where Kubernetes' own kinds have their pod spec, by group; `extensions` held some of them before `apps`, and a
 * manifest that still says so is judged as what it means. The core group is the empty one.
 */
export const WORKLOADS: readonly Workload[] = [
  { groups: [''], kind: 'Pod', podSpec: ['spec'] },
  { groups: [''], kind: 'PodTemplate', podSpec: ['template', 'spec'] },
  { groups: [''], kind: 'ReplicationController', podSpec: CONTROLLER },
  { groups: ['apps', 'extensions'], kind: 'Deployment', podSpec: CONTROLLER },
  { groups: ['apps', 'extensions'], kind: 'ReplicaSet', podSpec: CONTROLLER },
  { groups: ['apps', 'extensions'], kind: 'DaemonSet', podSpec: CONTROLLER },
  { groups: ['apps'], kind: 'StatefulSet', podSpec: CONTROLLER },
  { groups: ['batch'], kind: 'Job', podSpec: CONTROLLER },
  { groups: ['batch'], kind: 'CronJob', podSpec: ['spec', 'jobTemplate', 'spec', 'template', 'spec'] },
];
