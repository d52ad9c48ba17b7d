import type { HardeningRule } from '../rule.ts';
import { rule as admissionPodSecurityEnforce } from './admission/pod-security-enforce.ts';
import { rule as admissionPodSecurityVersion } from './admission/pod-security-version.ts';
import { rule as admissionPolicyNotEnforced } from './admission/policy-not-enforced.ts';
import { rule as admissionRequiredLabels } from './admission/required-labels.ts';
import { rule as admissionWebhookIgnoresFailure } from './admission/webhook-ignores-failure.ts';
import { rule as changeWeakensAdmissionPolicy } from './change/weakens-admission-policy.ts';
import { rule as changeWeakensBinding } from './change/weakens-binding.ts';
import { rule as changeWeakensMtls } from './change/weakens-mtls.ts';
import { rule as changeWeakensNetworkPolicy } from './change/weakens-network-policy.ts';
import { rule as changeWeakensPodSecurity } from './change/weakens-pod-security.ts';
import { rule as changeWeakensQuota } from './change/weakens-quota.ts';
import { rule as changeWeakensRole } from './change/weakens-role.ts';
import { rule as changeWeakensSignaturePolicy } from './change/weakens-signature-policy.ts';
import { rule as containerControlPlaneToleration } from './container/control-plane-toleration.ts';
import { rule as containerHostDevice } from './container/host-device.ts';
import { rule as containerMemoryLimit } from './container/memory-limit.ts';
import { rule as containerPersistentHostPath } from './container/persistent-host-path.ts';
import { rule as containerReadOnlyRootFilesystem } from './container/read-only-root-filesystem.ts';
import { rule as containerResourceRequests } from './container/resource-requests.ts';
import { rule as incidentAlertSeverity } from './incident/alert-severity.ts';
import { rule as incidentCompromisedImageRunbook } from './incident/compromised-image-runbook.ts';
import { rule as incidentCredentialLeakRunbook } from './incident/credential-leak-runbook.ts';
import { rule as incidentLateralMovementRunbook } from './incident/lateral-movement-runbook.ts';
import { rule as incidentNoBackup } from './incident/no-backup.ts';
import { rule as incidentOwner } from './incident/owner.ts';
import { rule as incidentRunbookUrl } from './incident/runbook-url.ts';
import { rule as networkDefaultDenyEgress } from './network/default-deny-egress.ts';
import { rule as networkDefaultDenyIngress } from './network/default-deny-ingress.ts';
import { rule as networkEgressWithoutDns } from './network/egress-without-dns.ts';
import { rule as networkExposedService } from './network/exposed-service.ts';
import { rule as networkIngressWithoutTls } from './network/ingress-without-tls.ts';
import { rule as networkMetadataEgress } from './network/metadata-egress.ts';
import { rule as networkNoMtls } from './network/no-mtls.ts';
import { rule as networkOpenEgress } from './network/open-egress.ts';
import { rule as networkOpenIngress } from './network/open-ingress.ts';
import { rule as networkPermissiveMtls } from './network/permissive-mtls.ts';
import { rule as networkUnreachableService } from './network/unreachable-service.ts';
import { rule as nodeApiServerAccess } from './node/api-server-access.ts';
import { rule as nodeEndOfLife } from './node/end-of-life.ts';
import { rule as nodeEtcdAccess } from './node/etcd-access.ts';
import { rule as nodeEtcdSnapshotsOff } from './node/etcd-snapshots-off.ts';
import { rule as nodeInstanceMetadata } from './node/instance-metadata.ts';
import { rule as nodeKubeletAccess } from './node/kubelet-access.ts';
import { rule as nodeNoEncryptionProvider } from './node/no-encryption-provider.ts';
import { rule as nodePublicEndpoint } from './node/public-endpoint.ts';
import { rule as nodeSecretsInPlaintext } from './node/secrets-in-plaintext.ts';
import { rule as pssAllowPrivilegeEscalation } from './pss/allowPrivilegeEscalation.ts';
import { rule as pssAppArmorProfile } from './pss/appArmorProfile.ts';
import { rule as pssCapabilitiesBaseline } from './pss/capabilities_baseline.ts';
import { rule as pssCapabilitiesRestricted } from './pss/capabilities_restricted.ts';
import { rule as pssHostNamespaces } from './pss/hostNamespaces.ts';
import { rule as pssHostPathVolumes } from './pss/hostPathVolumes.ts';
import { rule as pssHostPorts } from './pss/hostPorts.ts';
import { rule as pssHostProbesAndHostLifecycle } from './pss/hostProbesAndHostLifecycle.ts';
import { rule as pssPrivileged } from './pss/privileged.ts';
import { rule as pssProcMount } from './pss/procMount.ts';
import { rule as pssProcMountRestricted } from './pss/procMount_restricted.ts';
import { rule as pssRestrictedVolumes } from './pss/restrictedVolumes.ts';
import { rule as pssRunAsNonRoot } from './pss/runAsNonRoot.ts';
import { rule as pssRunAsUser } from './pss/runAsUser.ts';
import { rule as pssSeccompProfileBaseline } from './pss/seccompProfile_baseline.ts';
import { rule as pssSeccompProfileRestricted } from './pss/seccompProfile_restricted.ts';
import { rule as pssSeLinuxOptions } from './pss/seLinuxOptions.ts';
import { rule as pssSysctls } from './pss/sysctls.ts';
import { rule as pssWindowsHostProcess } from './pss/windowsHostProcess.ts';
import { rule as rbacAggregatesToBuiltIn } from './rbac/aggregates-to-built-in.ts';
import { rule as rbacApprovesOwnCertificates } from './rbac/approves-own-certificates.ts';
import { rule as rbacBuiltInRole } from './rbac/built-in-role.ts';
import { rule as rbacChangesAdmissionWebhooks } from './rbac/changes-admission-webhooks.ts';
import { rule as rbacChangesNamespaces } from './rbac/changes-namespaces.ts';
import { rule as rbacClusterAdmin } from './rbac/cluster-admin.ts';
import { rule as rbacCreatesPersistentVolumes } from './rbac/creates-persistent-volumes.ts';
import { rule as rbacCreatesWorkloads } from './rbac/creates-workloads.ts';
import { rule as rbacDangerousSubject } from './rbac/dangerous-subject.ts';
import { rule as rbacDefaultServiceAccount } from './rbac/default-service-account.ts';
import { rule as rbacEntersContainers } from './rbac/enters-containers.ts';
import { rule as rbacEscalates } from './rbac/escalates.ts';
import { rule as rbacImpersonates } from './rbac/impersonates.ts';
import { rule as rbacMintsTokens } from './rbac/mints-tokens.ts';
import { rule as rbacMixedSubjects } from './rbac/mixed-subjects.ts';
import { rule as rbacReachesKubelets } from './rbac/reaches-kubelets.ts';
import { rule as rbacReadsSecrets } from './rbac/reads-secrets.ts';
import { rule as rbacStaticToken } from './rbac/static-token.ts';
import { rule as rbacTokenAutomount } from './rbac/token-automount.ts';
import { rule as rbacWildcard } from './rbac/wildcard.ts';
import { rule as runtimeAuditPolicy } from './runtime/audit-policy.ts';
import { rule as runtimeAuditSink } from './runtime/audit-sink.ts';
import { rule as runtimeDetectorOff } from './runtime/detector-off.ts';
import { rule as runtimeLogLevel } from './runtime/log-level.ts';
import { rule as secretsKnownToken } from './secrets/known-token.ts';
import { rule as secretsPlaintextCredential } from './secrets/plaintext-credential.ts';
import { rule as secretsPlaintextSecret } from './secrets/plaintext-secret.ts';
import { rule as secretsReusedServiceAccount } from './secrets/reused-service-account.ts';
import { rule as secretsTokenLifetime } from './secrets/token-lifetime.ts';
import { rule as secretsUnenforcedSecretList } from './secrets/unenforced-secret-list.ts';
import { rule as secretsUnlistedSecret } from './secrets/unlisted-secret.ts';
import { rule as tenancyCrossNamespaceSecrets } from './tenancy/cross-namespace-secrets.ts';
import { rule as tenancyDefaultNamespace } from './tenancy/default-namespace.ts';
import { rule as tenancyFluxServiceAccount } from './tenancy/flux-service-account.ts';
import { rule as tenancyLimitRange } from './tenancy/limit-range.ts';
import { rule as tenancyOpenAppProject } from './tenancy/open-app-project.ts';
import { rule as tenancyOpenSecretStore } from './tenancy/open-secret-store.ts';
import { rule as tenancyResourceQuota } from './tenancy/resource-quota.ts';
import { rule as tenancySecretReferenceGrant } from './tenancy/secret-reference-grant.ts';

/** Every hardening rule, by id. test/rules.test.ts holds it against the folder, the fixtures and the docs. */
export const HARDENING_RULES: readonly HardeningRule[] = [
  admissionPodSecurityEnforce,
  admissionPodSecurityVersion,
  admissionPolicyNotEnforced,
  admissionRequiredLabels,
  admissionWebhookIgnoresFailure,
  changeWeakensAdmissionPolicy,
  changeWeakensBinding,
  changeWeakensMtls,
  changeWeakensNetworkPolicy,
  changeWeakensPodSecurity,
  changeWeakensQuota,
  changeWeakensRole,
  changeWeakensSignaturePolicy,
  containerControlPlaneToleration,
  containerHostDevice,
  containerMemoryLimit,
  containerReadOnlyRootFilesystem,
  containerResourceRequests,
  incidentAlertSeverity,
  incidentCompromisedImageRunbook,
  incidentCredentialLeakRunbook,
  incidentLateralMovementRunbook,
  incidentNoBackup,
  incidentOwner,
  incidentRunbookUrl,
  networkDefaultDenyEgress,
  networkDefaultDenyIngress,
  networkEgressWithoutDns,
  networkExposedService,
  networkIngressWithoutTls,
  networkMetadataEgress,
  networkNoMtls,
  networkOpenEgress,
  networkOpenIngress,
  networkPermissiveMtls,
  networkUnreachableService,
  nodeApiServerAccess,
  nodeEndOfLife,
  nodeEtcdAccess,
  nodeEtcdSnapshotsOff,
  nodeInstanceMetadata,
  nodeKubeletAccess,
  nodeNoEncryptionProvider,
  nodePublicEndpoint,
  nodeSecretsInPlaintext,
  pssAllowPrivilegeEscalation,
  pssAppArmorProfile,
  pssCapabilitiesBaseline,
  pssCapabilitiesRestricted,
  pssHostNamespaces,
  pssHostPathVolumes,
  pssHostPorts,
  pssHostProbesAndHostLifecycle,
  pssPrivileged,
  pssProcMount,
  pssProcMountRestricted,
  pssRestrictedVolumes,
  pssRunAsNonRoot,
  pssRunAsUser,
  pssSeLinuxOptions,
  pssSeccompProfileBaseline,
  pssSeccompProfileRestricted,
  pssSysctls,
  pssWindowsHostProcess,
  rbacAggregatesToBuiltIn,
  rbacApprovesOwnCertificates,
  rbacBuiltInRole,
  rbacChangesAdmissionWebhooks,
  rbacChangesNamespaces,
  rbacClusterAdmin,
  rbacCreatesPersistentVolumes,
  rbacCreatesWorkloads,
  rbacDangerousSubject,
  rbacDefaultServiceAccount,
  rbacEntersContainers,
  rbacEscalates,
  rbacImpersonates,
  rbacMintsTokens,
  rbacMixedSubjects,
  rbacReachesKubelets,
  rbacReadsSecrets,
  rbacStaticToken,
  rbacTokenAutomount,
  rbacWildcard,
  runtimeAuditPolicy,
  runtimeAuditSink,
  runtimeLogLevel,
  secretsKnownToken,
  secretsPlaintextSecret,
  tenancyCrossNamespaceSecrets,
  tenancyDefaultNamespace,
  tenancyFluxServiceAccount,
  tenancyLimitRange,
  tenancyOpenAppProject,
  tenancyOpenSecretStore,
  tenancyResourceQuota,
  tenancySecretReferenceGrant,
  secretsReusedServiceAccount,
  secretsTokenLifetime,
  secretsUnlistedSecret,
  secretsUnenforcedSecretList,
  runtimeDetectorOff,
  secretsPlaintextCredential,
  containerPersistentHostPath,
];
