import type { PodView } from '../pod.ts';
import { sharedProblem } from '../problem.ts';
import type { Problem } from '../rule.ts';

/** The containers that add a capability which is not allowed, as one problem with the capabilities in `{values}`. */
export function forbiddenAdditions(
  pod: PodView,
  message: string,
  isAllowed: (capability: string) => boolean,
  show: (capability: string) => string,
): readonly Problem[] {
  const offenders = pod.containers.map((container) => {
    const added = [...(container.spec.securityContext?.capabilities?.add ?? []).entries()];
    const forbidden = added.filter(([, capability]) => !isAllowed(capability));
    return {
      label: container.label,
      values: forbidden.map(([, capability]) => show(capability)),
      paths: forbidden.map(([index]) => container.at('securityContext', 'capabilities', 'add', index)),
    };
  });
  return sharedProblem(
    message,
    offenders.filter(({ paths }) => paths.length > 0),
  );
}
