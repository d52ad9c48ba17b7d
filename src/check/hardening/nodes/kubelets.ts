import { get, type Manifest, type Path } from '../../../domain/index.ts';
import { isKind } from '../inventory.ts';
import { textOf } from '../loose-values.ts';
import { extraArgs } from './component-flags.ts';
import { nodeRegistrationsAt } from './kubeadm.ts';

/** A setting of a kubelet as text, and where it is written; null where it is left to the default. */
type Setting = { readonly value: string; readonly path: Path } | null;

/** What a kubelet is told of who may use it. Left out of its configuration, each is safe. */
export interface KubeletSettings {
  readonly anonymous: Setting;
  readonly authorization: Setting;
  readonly readOnlyPort: Setting;
}

/** The kubelets of an object: a KubeletConfiguration, or the arguments that kubeadm or Cluster API start it with. */
export function kubeletsIn(manifest: Manifest): readonly KubeletSettings[] {
  if (isKind(manifest, 'kubelet.config.k8s.io', 'KubeletConfiguration')) return [inConfiguration(manifest)];
  return nodeRegistrationsAt(manifest).flatMap((at): readonly KubeletSettings[] => {
    const flags = extraArgs(manifest, [...at, 'kubeletExtraArgs']);
    if (flags.size === 0) return [];
    const flag = (name: string): Setting => flags.get(name) ?? null;
    const [anonymous, authorization] = [flag('anonymous-auth'), flag('authorization-mode')];
    return [{ anonymous, authorization, readOnlyPort: flag('read-only-port') }];
  });
}

function inConfiguration(manifest: Manifest): KubeletSettings {
  const field = (...path: readonly string[]): Setting => {
    const value = get(manifest.object, ...path);
    return (value ?? null) === null ? null : { value: textOf(value), path };
  };
  return {
    anonymous: field('authentication', 'anonymous', 'enabled'),
    authorization: field('authorization', 'mode'),
    readOnlyPort: field('readOnlyPort'),
  };
}
