import type { Path } from '../../domain/index.ts';

/** Where a kind holds its pod template: the object that has `metadata` and `spec` of the pod. */
interface WorkloadKind {
  readonly apiVersions: readonly string[];
  readonly template: Path;
}

/**
 * The kinds that Pod Security Admission reads, as its DefaultPodSpecExtractor does
 * (k8s.io/pod-security-admission/admission/admission.go). Versions that Kubernetes has removed are read as the current
 * one, since the file still says what is meant. A custom resource of the same kind name is none of these.
 */
const WORKLOADS: Readonly<Record<string, WorkloadKind>> = {
  Pod: { apiVersions: ['v1'], template: [] },
  PodTemplate: { apiVersions: ['v1'], template: ['template'] },
  ReplicationController: { apiVersions: ['v1'], template: ['spec', 'template'] },
  ReplicaSet: { apiVersions: ['apps/v1', 'apps/v1beta2', 'extensions/v1beta1'], template: ['spec', 'template'] },
  Deployment: {
    apiVersions: ['apps/v1', 'apps/v1beta1', 'apps/v1beta2', 'extensions/v1beta1'],
    template: ['spec', 'template'],
  },
  StatefulSet: { apiVersions: ['apps/v1', 'apps/v1beta1', 'apps/v1beta2'], template: ['spec', 'template'] },
  DaemonSet: { apiVersions: ['apps/v1', 'apps/v1beta2', 'extensions/v1beta1'], template: ['spec', 'template'] },
  Job: { apiVersions: ['batch/v1'], template: ['spec', 'template'] },
  CronJob: {
    apiVersions: ['batch/v1', 'batch/v1beta1', 'batch/v2alpha1'],
    template: ['spec', 'jobTemplate', 'spec', 'template'],
  },
};

/** The path of the pod template in an object of this kind, or null where it is no workload. */
export function templatePath(apiVersion: string, kind: string): Path | null {
  const workload = Object.hasOwn(WORKLOADS, kind) ? WORKLOADS[kind] : undefined;
  return workload?.apiVersions.includes(apiVersion) === true ? workload.template : null;
}
