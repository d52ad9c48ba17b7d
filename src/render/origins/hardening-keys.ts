import type { SourceScalar } from './scalars.ts';

/** Fields that the hardening rules judge, by the key that holds them: their origins are looked for beside the images'. */
const FIELDS = new Set([
  'privileged',
  'allowPrivilegeEscalation',
  'readOnlyRootFilesystem',
  'runAsNonRoot',
  'runAsUser',
  'runAsGroup',
  'fsGroup',
  'hostNetwork',
  'hostPID',
  'hostIPC',
  'hostUsers',
  'hostPort',
  'hostProcess',
  'procMount',
  'automountServiceAccountToken',
  'shareProcessNamespace',
  'enableServiceLinks',
  'add',
  'drop',
]);

const CONTEXT = /securityContext|capabilities|seccompProfile|appArmorProfile/i;

/** Could a hardening finding be about what this scalar gives? */
export function touchesHardening(scalar: SourceScalar): boolean {
  if (scalar.type === 'null' || scalar.value === '' || scalar.style === 'block') return false;
  const key = scalar.path.findLast((step) => typeof step === 'string');
  return FIELDS.has(String(key)) || scalar.path.some((step) => typeof step === 'string' && CONTEXT.test(step));
}
