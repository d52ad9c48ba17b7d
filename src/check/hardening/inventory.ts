import { formatPath, get, type Manifest, type Path } from '../../domain/index.ts';
import type { Policy } from '../../policy/index.ts';
import { decode } from './decoding.ts';
import { type MisspeltKey, misspeltKey } from './misspelt.ts';
import {
  ConfigMapSchema,
  type Ingress,
  IngressSchema,
  type LimitRange,
  LimitRangeSchema,
  MetadataSchema,
  type Namespace,
  NamespaceSchema,
  SecretSchema,
  type Service,
  type ServiceAccount,
  ServiceAccountSchema,
  ServiceSchema,
} from './objects/core.ts';
import { ConstraintSchema, LOOSELY_READ } from './objects/loosely-read.ts';
import { type NetworkPolicy, NetworkPolicySchema } from './objects/network-policy.ts';
import { type Binding, BindingSchema, type Role, RoleSchema } from './objects/rbac.ts';
import { type PodView, quote, readPod } from './pod.ts';
import { PodSpecSchema } from './pod-schema.ts';
import { NO_REPOSITORY, type RepositoryFiles, type Surroundings } from './repository.ts';

/** An object as its API decodes it. */
export interface Typed<T> {
  readonly manifest: Manifest;
  readonly value: T;
}

/** Everything that was rendered, as the rules see it: each kind that some rule reads is decoded once. */
export interface Inventory {
  readonly manifests: readonly Manifest[];
  /** The pod of every workload. */
  readonly pods: readonly PodView[];
  /** Role and ClusterRole. */
  readonly roles: readonly Typed<Role>[];
  /** RoleBinding and ClusterRoleBinding. */
  readonly bindings: readonly Typed<Binding>[];
  readonly namespaces: readonly Typed<Namespace>[];
  /** Labels of each declared namespace, by its name. */
  readonly namespaceLabels: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly serviceAccounts: readonly Typed<ServiceAccount>[];
  readonly services: readonly Typed<Service>[];
  readonly ingresses: readonly Typed<Ingress>[];
  readonly limitRanges: readonly Typed<LimitRange>[];
  readonly networkPolicies: readonly Typed<NetworkPolicy>[];
  /** Labels that the policy asks of every workload and Namespace. */
  readonly requiredLabels: readonly string[];
  /** What the policy says is in the cluster and not in the repository. */
  readonly assumed: Expectations['assume'];
  readonly repository: RepositoryFiles;
  /** When the run is. */
  readonly now: Date;
}

/** What the policy says of the cluster and of the objects in it. */
export type Expectations = Pick<Policy, 'assume' | 'requiredLabels'>;

/** Nothing is assumed and no label asked for. */
export const NOTHING_EXPECTED: Expectations = {
  assume: { namespaces: [], roles: [], serviceAccounts: [], networkPolicies: [], quotas: [] },
  requiredLabels: [],
};

/** For questions that ask neither. */
const NOWHERE: Surroundings = { repository: NO_REPOSITORY, now: new Date(0) };

/** An object whose API refuses it. */
export interface InvalidObject {
  readonly manifest: Manifest;
  readonly path: Path;
  readonly problem: string;
  /** What is wrong: with a wrong type no rule can judge the object; a name in another case is dropped, or refused. */
  readonly what: 'type' | 'spelling';
}

const RBAC = 'rbac.authorization.k8s.io';

export function takeInventory(
  manifests: readonly Manifest[],
  { assume, requiredLabels }: Expectations = NOTHING_EXPECTED,
  { repository, now }: Surroundings = NOWHERE,
): {
  readonly inventory: Inventory;
  readonly invalid: readonly InvalidObject[];
} {
  const invalid: InvalidObject[] = [];
  const kinds = Map.groupBy(manifests, (manifest) => `${groupOf(manifest)}/${manifest.ref.kind}`);

  function read<T>(schema: Parameters<typeof decode<T>>[0], ...wanted: readonly string[]): readonly Typed<T>[] {
    return wanted
      .flatMap((kind) => kinds.get(kind) ?? [])
      .flatMap((manifest): readonly Typed<T>[] => {
        const decoded = decode(schema, manifest.object);
        if (decoded.status === 'decoded') {
          spell(manifest, misspeltKey(schema, manifest.object));
          return [{ manifest, value: decoded.value }];
        }
        const { path, problem } = decoded;
        invalid.push({ manifest, path, problem: `${formatPath(path)}: ${problem}`, what: 'type' });
        return [];
      });
  }

  function spell(manifest: Manifest, key: MisspeltKey | null): void {
    if (key === null) return;
    const problem = `${formatPath(key.path)}: the API spells it ${quote(key.meant)}`;
    invalid.push({ manifest, path: key.path, problem, what: 'spelling' });
  }

  const pods = manifests.flatMap((manifest) => {
    const reading = readPod(manifest);
    if (reading.status === 'pod') {
      const { at } = reading.pod;
      spell(manifest, misspeltKey(PodSpecSchema, get(manifest.object, ...at()), at()));
      return [reading.pod];
    }
    if (reading.status === 'invalid') {
      invalid.push({ manifest, path: reading.path, problem: reading.problem, what: 'type' });
    }
    return [];
  });
  const namespaces = read(NamespaceSchema, '/Namespace');
  const inventory: Inventory = {
    manifests,
    pods,
    roles: read(RoleSchema, `${RBAC}/Role`, `${RBAC}/ClusterRole`),
    bindings: read(BindingSchema, `${RBAC}/RoleBinding`, `${RBAC}/ClusterRoleBinding`),
    namespaces,
    // What the repository declares counts before what the policy assumes.
    namespaceLabels: new Map([
      ...assume.namespaces.map(({ name, labels }) => [name, labels] as const),
      ...namespaces.map(({ manifest, value }) => [manifest.ref.name, value.metadata?.labels ?? {}] as const),
    ]),
    serviceAccounts: read(ServiceAccountSchema, '/ServiceAccount'),
    services: read(ServiceSchema, '/Service'),
    ingresses: read(IngressSchema, 'networking.k8s.io/Ingress', 'extensions/Ingress'),
    limitRanges: read(LimitRangeSchema, '/LimitRange'),
    requiredLabels,
    assumed: assume,
    repository,
    now,
    networkPolicies: read(NetworkPolicySchema, 'networking.k8s.io/NetworkPolicy', 'extensions/NetworkPolicy'),
  };
  read(ConfigMapSchema, '/ConfigMap');
  read(SecretSchema, '/Secret');
  for (const [schema, ...wanted] of LOOSELY_READ) read(schema, ...wanted);
  read(ConstraintSchema, ...[...kinds.keys()].filter((kind) => kind.startsWith('constraints.gatekeeper.sh/')));
  read(MetadataSchema, ...kinds.keys());
  return { inventory, invalid: firstOfEach(invalid) };
}

/** The API server names the first wrong field of an object and stops; one problem is one finding. */
function firstOfEach(invalid: readonly InvalidObject[]): readonly InvalidObject[] {
  const seen = { type: new Set<Manifest>(), spelling: new Set<Manifest>() };
  return invalid.filter(({ manifest, what }) => !seen[what].has(manifest) && seen[what].add(manifest));
}

/** The API group of an object: empty for the core group. */
export function groupOf(manifest: Manifest): string {
  const slash = manifest.ref.apiVersion.indexOf('/');
  return slash === -1 ? '' : manifest.ref.apiVersion.slice(0, slash);
}

export function isKind(manifest: Manifest, group: string, kind: string): boolean {
  return manifest.ref.kind === kind && groupOf(manifest) === group;
}
