/** A group that only Kubernetes itself serves. */
export interface BuiltInGroup {
  /** The one to write first. */
  readonly versions: readonly string[];
  /** Without their Lists. */
  readonly kinds: readonly string[];
}

/**
 * Every version and kind that any Kubernetes has had, alphas and removed ones too: what k8s.io/api (v0.17 to v0.38),
 * k8s.io/apiextensions-apiserver and k8s.io/kube-aggregator register, and what was removed before 1.17. Nobody can add
 * to these groups: a CustomResourceDefinition wants a group with a dot, and ones of `k8s.io` want approval. A group that
 * is not here says nothing of its kinds. Where two groups have a kind, the first is the one to write.
 */
export const BUILT_IN_GROUPS: ReadonlyMap<string, BuiltInGroup> = new Map([
  group('', 'v1', [
    'Binding ComponentStatus ConfigMap Endpoints EphemeralContainers Event LimitRange List Namespace Node PersistentVolume',
    'PersistentVolumeClaim Pod PodStatusResult PodTemplate RangeAllocation ReplicationController ResourceQuota Secret',
    'SerializedReference Service ServiceAccount NodeProxyOptions PodAttachOptions PodExecOptions PodLogOptions',
    'PodPortForwardOptions PodProxyOptions ServiceProxyOptions',
    // Of k8s.io/apimachinery pkg/apis/meta/v1: requests and answers of every group, and no object of any.
    'APIGroup APIResourceList APIVersions CreateOptions DeleteOptions ExportOptions GetOptions ListOptions PatchOptions',
    'Status UpdateOptions WatchEvent',
  ]),
  group('apps', 'v1 v1beta2 v1beta1 v1alpha1', [
    'ControllerRevision DaemonSet Deployment DeploymentRollback PetSet ReplicaSet Scale StatefulSet',
  ]),
  group('batch', 'v1 v1beta1 v2alpha1', ['CronJob Job JobTemplate ScheduledJob']),
  group('autoscaling', 'v2 v1 v2beta2 v2beta1 v2alpha1', ['HorizontalPodAutoscaler Scale']),
  group('policy', 'v1 v1beta1 v1alpha1', ['Eviction PodDisruptionBudget PodSecurityPolicy']),
  group('networking.k8s.io', 'v1 v1beta1 v1alpha1', [
    'ClusterCIDR IPAddress Ingress IngressClass NetworkPolicy ServiceCIDR',
  ]),
  group('rbac.authorization.k8s.io', 'v1 v1beta1 v1alpha1', ['ClusterRole ClusterRoleBinding Role RoleBinding']),
  group('storage.k8s.io', 'v1 v1beta1 v1alpha1', [
    'CSIDriver CSINode CSIStorageCapacity StorageClass VolumeAttachment VolumeAttributesClass',
  ]),
  group('scheduling.k8s.io', 'v1 v1beta1 v1alpha3 v1alpha2 v1alpha1', [
    'CompositePodGroup PodGroup PriorityClass Workload',
  ]),
  group('coordination.k8s.io', 'v1 v1beta1 v1alpha2 v1alpha1', ['Lease LeaseCandidate']),
  group('discovery.k8s.io', 'v1 v1beta1 v1alpha1', ['EndpointSlice']),
  group('node.k8s.io', 'v1 v1beta1 v1alpha1', ['RuntimeClass']),
  group('admissionregistration.k8s.io', 'v1 v1beta1 v1alpha1', [
    'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding MutatingWebhookConfiguration ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration ExternalAdmissionHookConfiguration',
    'InitializerConfiguration',
  ]),
  group('apiextensions.k8s.io', 'v1 v1beta1', ['ConversionReview CustomResourceDefinition']),
  group('apiregistration.k8s.io', 'v1 v1beta1 v1alpha1', ['APIService']),
  group('certificates.k8s.io', 'v1 v1beta1 v1alpha1', [
    'CertificateSigningRequest ClusterTrustBundle PodCertificateRequest',
  ]),
  group('events.k8s.io', 'v1 v1beta1', ['Event']),
  group('flowcontrol.apiserver.k8s.io', 'v1 v1beta3 v1beta2 v1beta1 v1alpha1', [
    'FlowSchema PriorityLevelConfiguration',
  ]),
  group('authentication.k8s.io', 'v1 v1beta1 v1alpha1', ['SelfSubjectReview TokenRequest TokenReview']),
  group('authorization.k8s.io', 'v1 v1beta1 v1alpha1', [
    'AuthorizationConditionsReview LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview',
    'SubjectAccessReview',
  ]),
  group('resource.k8s.io', 'v1 v1beta2 v1beta1 v1alpha3 v1alpha2 v1alpha1', [
    'DeviceClass DeviceTaintRule PodScheduling PodSchedulingContext ResourceClaim ResourceClaimParameters',
    'ResourceClaimTemplate ResourceClass ResourceClassParameters ResourcePoolStatusRequest ResourceSlice',
  ]),
  group('internal.apiserver.k8s.io', 'v1alpha1', ['StorageVersion']),
  group('storagemigration.k8s.io', 'v1 v1beta1 v1alpha1', ['StorageVersionMigration']),
  group('extensions', 'v1beta1', [
    'DaemonSet Deployment DeploymentRollback HorizontalPodAutoscaler Ingress Job JobTemplate NetworkPolicy',
    'PodSecurityPolicy ReplicaSet ReplicationControllerDummy Scale ScheduledJob ThirdPartyResource',
    'ThirdPartyResourceData',
  ]),
]);

/**
 * What others call `v1` without a group: files of kubectl, the scheduler and the API server, and the kinds that
 * OpenShift had before its API had groups, which `oc` still takes (github.com/openshift/library-go
 * pkg/legacyapi/legacygroupification). Its roles and bindings are not among them: Kubernetes has those in a group.
 */
export const OTHERS_V1: ReadonlySet<string> = new Set(
  [
    'Config EncryptionConfig Policy',
    'Build BuildConfig BuildRequest DeploymentConfig DeploymentConfigRollback DeploymentRequest Group Identity Image',
    'ImageSignature ImageStream ImageStreamImage ImageStreamImport ImageStreamMapping ImageStreamTag OAuthAccessToken',
    'OAuthAuthorizeToken OAuthClient OAuthClientAuthorization Project ProjectRequest Route',
    'SecurityContextConstraints Template User UserIdentityMapping ClusterNetwork EgressNetworkPolicy HostSubnet',
    'NetNamespace ClusterResourceQuota AppliedClusterResourceQuota RoleBindingRestriction',
  ].flatMap((line) => line.split(' ')),
);

function group(name: string, versions: string, kinds: readonly string[]): readonly [string, BuiltInGroup] {
  return [name, { versions: versions.split(' '), kinds: kinds.flatMap((line) => line.split(' ')) }];
}
