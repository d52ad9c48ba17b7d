import { z } from 'zod';
import type { Json, Path } from '../../../domain/index.ts';
import type { PolicyDocument } from './documents.ts';
import type { WrittenAuthority, WrittenCondition, WrittenPolicy } from './schema.ts';

const Schema = z.looseObject({
  apiVersion: z.literal('v1'),
  kind: z.literal('ConfigMap'),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().nullish() }),
  data: z.record(z.string(), z.string()).nullish(),
});

/** The controller's own namespace, where its release puts it: it reads ConfigMaps there, whatever a reference says. */
const CONTROLLER_NAMESPACE = 'cosign-system';
/** Without one it goes where whoever applies it says: with policies, to the controller. */
const READ_FROM = [null, CONTROLLER_NAMESPACE];

/** A ConfigMap among the documents of policies, for conditions that are kept there. */
export interface ConfigMapDocument {
  readonly document: PolicyDocument;
  readonly name: string;
  /** Null where it is not written. */
  readonly namespace: string | null;
  readonly data: ReadonlyMap<string, string>;
}

/** Null for a document of another kind, or one that the cluster would not take. */
export function readConfigMap(document: PolicyDocument): ConfigMapDocument | null {
  const parsed = Schema.safeParse(document.value satisfies Json);
  if (!parsed.success) return null;
  const { metadata, data } = parsed.data;
  return {
    document,
    name: metadata.name,
    namespace: metadata.namespace || null,
    data: new Map(Object.entries(data ?? {})),
  };
}

/** What became of a policy's references. */
export interface Inlined {
  readonly policy: WrittenPolicy;
  readonly used: readonly ConfigMapDocument[];
  readonly problems: readonly { readonly path: Path; readonly message: string; readonly remedy: string }[];
}

/**
 * Puts conditions that are kept in ConfigMaps into the policy, as the controller does before it looks at one
 * (policy-controller, reconciler, inlinePolicies). A reference stays as it is where none of the documents is the
 * ConfigMap, or more than one could be: the condition is then not known.
 */
export function inlineConfigMaps(policy: WrittenPolicy, maps: readonly ConfigMapDocument[]): Inlined {
  const used: ConfigMapDocument[] = [];
  const problems: Inlined['problems'][number][] = [];
  const inline = <T extends WrittenCondition | undefined>(written: T, path: Path): T | WrittenCondition => {
    const reference = written?.configMapRef;
    if (written === undefined || reference === undefined) return written;
    const refuse = (message: string, remedy: string): T => {
      problems.push({ path: [...path, 'configMapRef'], message, remedy });
      return written;
    };
    const { name, key } = reference;
    if (name === undefined || key === undefined)
      return refuse('has no name or no key, and needs both', 'Name the ConfigMap and its key.');
    const [map, second] = maps.filter((one) => one.name === name && READ_FROM.includes(one.namespace));
    if (map === undefined || second !== undefined) return written;
    used.push(map);
    const data = map.data.get(key) ?? '';
    if (data === '')
      return refuse(
        `names a key that the ConfigMap "${name}" (${map.document.file}) does not have, and a cluster takes no such policy`,
        'Name one of its keys, or add the key to its data.',
      );
    return { ...written, data, configMapRef: undefined };
  };
  const authorities = policy.spec.authorities.map((authority, index): WrittenAuthority => {
    const attestations = authority.attestations.map((one, at) => ({
      ...one,
      policy: inline(one.policy, ['spec', 'authorities', index, 'attestations', at, 'policy']),
    }));
    return { ...authority, attestations };
  });
  const own = inline(policy.spec.policy, ['spec', 'policy']);
  return { policy: { ...policy, spec: { ...policy.spec, authorities, policy: own } }, used, problems };
}
