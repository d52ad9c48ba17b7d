import { type KnownResource, under } from './known-resource.ts';

const knative = { apiVersion: 'serving.knative.dev/*', images: [] };
const rollout = { apiVersion: 'argoproj.io/*', images: [] };
const spark = { apiVersion: 'sparkoperator.k8s.io/*', podSpecs: [] };
const ray = { apiVersion: 'ray.io/*', podSpecs: [] };
const kruise = { apiVersion: 'apps.kruise.io/*', podSpecs: [] };
const kubevirt = { apiVersion: 'kubevirt.io/*', podSpecs: [] };

/** sparkoperator.k8s.io SparkApplicationSpec; the image of a part wins over that of the whole. */
const SPARK = ['image', ...under(['driver', 'executor'], ['image', 'sidecars[*].image', 'initContainers[*].image'])];
/** kubevirt.io VirtualMachineInstanceSpec. */
const VIRTUAL_MACHINE = ['volumes[*].containerDisk.image', 'domain.firmware.kernelBoot.container.image'];

/** Kinds that run workloads. Those that embed a pod template are found by its shape, unless its containers need no name. */
export const WORKLOAD_RESOURCES: readonly KnownResource[] = [
  { ...rollout, kind: 'Rollout', podSpecs: ['spec.template.spec'] },
  { ...rollout, kind: 'Experiment', podSpecs: ['spec.templates[*].template.spec'] },
  { ...knative, kind: 'Service', podSpecs: ['spec.template.spec'] },
  { ...knative, kind: 'Configuration', podSpecs: ['spec.template.spec'] },
  { ...knative, kind: 'Revision', podSpecs: ['spec'] },
  { apiVersion: 'keda.sh/*', kind: 'ScaledJob', images: [], podSpecs: ['spec.jobTargetRef.template.spec'] },
  { apiVersion: 'trainer.kubeflow.org/*', kind: 'TrainJob', images: ['spec.trainer.image'], podSpecs: [] },
  { ...spark, kind: 'SparkApplication', images: under(['spec'], SPARK) },
  { ...spark, kind: 'ScheduledSparkApplication', images: under(['spec.template'], SPARK) },
  { ...ray, kind: 'RayCluster', images: ['spec.autoscalerOptions.image'] },
  { ...ray, kind: 'RayJob', images: ['spec.rayClusterSpec.autoscalerOptions.image'] },
  { ...ray, kind: 'RayService', images: ['spec.rayClusterConfig.autoscalerOptions.image'] },
  { ...kruise, kind: 'ImagePullJob', images: ['spec.image'] },
  { ...kruise, kind: 'ImageListPullJob', images: ['spec.images[*]'] },
  { ...kubevirt, kind: 'VirtualMachine', images: under(['spec.template.spec'], VIRTUAL_MACHINE) },
  { ...kubevirt, kind: 'VirtualMachineInstance', images: under(['spec'], VIRTUAL_MACHINE) },
  { ...kubevirt, kind: 'VirtualMachineInstanceReplicaSet', images: under(['spec.template.spec'], VIRTUAL_MACHINE) },
];
