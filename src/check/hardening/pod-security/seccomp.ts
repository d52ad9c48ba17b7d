import type { PodView } from '../pod.ts';
import { quote } from '../pod.ts';
import { sharedProblem } from '../problem.ts';
import type { Problem } from '../rule.ts';
import { type Setter, settersOf } from '../setters.ts';

/** True for a profile that confines: set, and neither Unconfined nor a name that Kubernetes does not know. */
export function confines({ context }: Setter): boolean {
  const type = context.seccompProfile?.type;
  return type === 'RuntimeDefault' || type === 'Localhost';
}

export function hasProfile({ context }: Setter): boolean {
  return (context.seccompProfile ?? null) !== null;
}

/** Whoever sets a profile that does not confine, as one problem `profile`. */
export function unconfined(pod: PodView): readonly Problem[] {
  const offenders = settersOf(pod).filter((setter) => hasProfile(setter) && !confines(setter));
  return sharedProblem(
    'profile',
    offenders.map(({ label, context, at }) => ({
      label,
      values: [quote(context.seccompProfile?.type ?? '')],
      paths: [at('seccompProfile', 'type')],
    })),
  );
}
