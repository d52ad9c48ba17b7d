import type { PodView } from '../pod.ts';
import { distinct, sharedProblem } from '../problem.ts';
import type { Problem } from '../rule.ts';

/** The containers that add a capability which is not allowed, as one problem with the capabilities in `{values}`. */
export function forbiddenAdditions(
  pod: PodView,
  message: string,
  isAllowed: (capability: string) => boolean,
  show: (capability: string) => string,
): readonly Problem[] {
  const values: string[] = [];
  const offenders = pod.containers.map((container) => {
    const added = container.spec.securityContext?.capabilities?.add ?? [];
    const paths = added.flatMap((capability, index) => {
      if (isAllowed(capability)) return [];
      values.push(show(capability));
      return [container.at('securityContext', 'capabilities', 'add', index)];
    });
    return { label: container.label, paths };
  });
  return sharedProblem(
    message,
    offenders.filter(({ paths }) => paths.length > 0),
    { values: distinct(values) },
  );
}
