import type { Path } from '../../domain/index.ts';
import type { PodView } from './pod.ts';

type PodContext = NonNullable<PodView['spec']['securityContext']>;
type ContainerContext = NonNullable<PodView['containers'][number]['spec']['securityContext']>;

/** A securityContext and whose it is. Fields of both kinds are read through `context`; what one lacks is undefined. */
export interface Setter {
  /** `the pod`, `container "api"`. */
  readonly label: string;
  readonly context: Pick<
    PodContext & ContainerContext,
    'appArmorProfile' | 'runAsNonRoot' | 'runAsUser' | 'seLinuxOptions' | 'seccompProfile' | 'windowsOptions'
  >;
  readonly at: (...steps: Path) => Path;
}

export function podSetter(pod: PodView): Setter {
  return {
    label: 'the pod',
    context: pod.spec.securityContext ?? {},
    at: (...steps) => pod.at('securityContext', ...steps),
  };
}

export function containerSetters(pod: PodView): readonly Setter[] {
  return pod.containers.map((container) => ({
    label: container.label,
    context: container.spec.securityContext ?? {},
    at: (...steps) => container.at('securityContext', ...steps),
  }));
}

/** Whoever may set a field that pods and containers share: the pod first. */
export function settersOf(pod: PodView): readonly Setter[] {
  return [podSetter(pod), ...containerSetters(pod)];
}
