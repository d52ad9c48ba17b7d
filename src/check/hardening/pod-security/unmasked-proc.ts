import type { PodView } from '../pod.ts';
import { quote } from '../pod.ts';
import { sharedProblem } from '../problem.ts';
import type { Problem } from '../rule.ts';

/** procMount_1_0 of policy/check_procMount_baseline.go: an empty text is not `Default` either. */
export function unmaskedProc(pod: PodView): readonly Problem[] {
  const offenders = pod.containers.flatMap(({ label, spec, at }) => {
    const value = spec.securityContext?.procMount ?? 'Default';
    return value === 'Default' ? [] : [{ label, values: [quote(value)], paths: [at('securityContext', 'procMount')] }];
  });
  return sharedProblem('unmasked', offenders);
}
