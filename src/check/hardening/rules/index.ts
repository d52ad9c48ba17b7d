import type { HardeningRule } from '../rule.ts';
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

/** Every hardening rule, by id. test/rules.test.ts holds it against the folder, the fixtures and the docs. */
export const HARDENING_RULES: readonly HardeningRule[] = [
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
  pssSeccompProfileBaseline,
  pssSeccompProfileRestricted,
  pssSeLinuxOptions,
  pssSysctls,
  pssWindowsHostProcess,
];
