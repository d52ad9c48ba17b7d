import { get, type Json, type Manifest, type Path } from '../../../domain/index.ts';
import { itemsOf, textOf } from '../loose-values.ts';

/** What the API server's file says of namespaces without labels. */
export interface PodSecurityConfiguration {
  readonly level: Json | undefined;
  readonly version: Json | undefined;
  /** `namespace kube-system`, `user ann`, `runtime class gvisor`. */
  readonly exemptions: readonly string[];
  /** Where it is inside the object. */
  readonly path: Path;
}

const EXEMPTIONS = { namespaces: 'namespace', usernames: 'user', runtimeClasses: 'runtime class' } as const;

/** A PodSecurityConfiguration, by itself or as a plugin of an AdmissionConfiguration; null for any other object. */
export function readConfiguration({ object, ref }: Manifest): PodSecurityConfiguration | null {
  if (ref.kind === 'PodSecurityConfiguration') return read(object, []);
  if (ref.kind !== 'AdmissionConfiguration') return null;
  const plugins = itemsOf(get(object, 'plugins'));
  const index = plugins.findIndex((plugin) => textOf(get(plugin, 'name')) === 'PodSecurity');
  const configuration = get(plugins[index], 'configuration');
  return configuration === undefined ? null : read(configuration, ['plugins', index, 'configuration']);
}

function read(configuration: Json, path: Path): PodSecurityConfiguration {
  return {
    level: get(configuration, 'defaults', 'enforce'),
    version: get(configuration, 'defaults', 'enforce-version'),
    exemptions: Object.entries(EXEMPTIONS).flatMap(([field, what]) =>
      itemsOf(get(configuration, 'exemptions', field)).map((each) => `${what} ${textOf(each)}`),
    ),
    path,
  };
}
