import { get, isObject, type Json, type JsonObject } from '../../../domain/index.ts';
import type { LabelSelector, ResourceMatch } from './schema.ts';

/** One object that the admission controller is asked about. */
export interface AdmittedObject {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly labels: Readonly<Record<string, string>>;
}

const TEMPLATE = ['spec', 'template', 'metadata', 'labels'] as const;
const JOB = ['spec', 'jobTemplate', 'metadata', 'labels'] as const;
const JOB_TEMPLATE = ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'labels'] as const;

/**
 * The objects that the cluster is asked about because of one manifest: the object itself, where the controller looks at
 * its kind, and what it makes. A Deployment, its ReplicaSet and its Pod are admitted one by one, each by its own
 * labels. Of a custom resource the controller sees the Pods alone.
 */
export function admittedObjects(apiVersion: string, object: JsonObject): readonly AdmittedObject[] {
  const kind = String(object.kind ?? '');
  const labels = (...path: readonly string[]): Record<string, string> => readLabels(get(object, ...path));
  const self: AdmittedObject = { ...splitVersion(apiVersion), kind, labels: labels('metadata', 'labels') };
  const pod: AdmittedObject = { group: '', version: 'v1', kind: 'Pod', labels: labels(...TEMPLATE) };
  switch (`${self.group}/${kind}`) {
    case '/Pod':
      return [self];
    case 'apps/Deployment':
      return [self, { group: 'apps', version: 'v1', kind: 'ReplicaSet', labels: labels(...TEMPLATE) }, pod];
    case 'apps/ReplicaSet':
    case 'apps/StatefulSet':
    case 'apps/DaemonSet':
    case 'batch/Job':
      return [self, pod];
    case 'batch/CronJob':
      return [
        self,
        { group: 'batch', version: 'v1', kind: 'Job', labels: labels(...JOB) },
        { ...pod, labels: labels(...JOB_TEMPLATE) },
      ];
    case '/PodTemplate':
      return [{ ...pod, labels: labels('template', 'metadata', 'labels') }];
    default:
      return [pod];
  }
}

function splitVersion(apiVersion: string): { group: string; version: string } {
  const [group = '', version] = apiVersion.split('/');
  return version === undefined ? { group: '', version: group } : { group, version };
}

function readLabels(value: Json | undefined): Record<string, string> {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );
}

/** policy-controller, GetMatchingPolicies: group and resource to the letter, version too or `*`, labels if asked for. */
export function matchesObject(match: readonly ResourceMatch[], object: AdmittedObject): boolean {
  if (match.length === 0) return true;
  return match.some(
    ({ group = '', version = '', resource = '', selector }) =>
      resource === resourceOf(object.kind) &&
      (version === '*' || version === object.version) &&
      group === object.group &&
      (selector === undefined || selects(selector, object.labels)),
  );
}

/** apimachinery's UnsafeGuessKindToResource, which the controller uses. */
function resourceOf(kind: string): string {
  const name = kind.toLowerCase();
  if (name.endsWith('s')) return `${name}es`;
  return name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`;
}

function selects(selector: LabelSelector, labels: Readonly<Record<string, string>>): boolean {
  return (
    Object.entries(selector.matchLabels).every(([key, wanted]) => readLabel(labels, key) === wanted) &&
    selector.matchExpressions.every((expression) => holds(expression, readLabel(labels, expression.key)))
  );
}

function readLabel(labels: Readonly<Record<string, string>>, key: string): string | null {
  return Object.hasOwn(labels, key) ? (labels[key] ?? null) : null;
}

function holds({ operator, values }: LabelSelector['matchExpressions'][number], label: string | null): boolean {
  switch (operator) {
    case 'In':
      return label !== null && values.includes(label);
    case 'NotIn':
      return label === null || !values.includes(label);
    case 'Exists':
      return label !== null;
    case 'DoesNotExist':
      return label === null;
  }
}
