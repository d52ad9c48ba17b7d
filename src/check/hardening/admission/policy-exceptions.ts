import { get, isObject, type Json, type Manifest } from '../../../domain/index.ts';
import { decode, labelSelector } from '../decoding.ts';
import { groupOf } from '../inventory.ts';
import { selectsEveryNamespace } from '../label-selector.ts';
import { itemsOf, textOf } from '../loose-values.ts';
import { quote } from '../pod.ts';
import type { ObjectProblem } from '../rule.ts';
import { matchesEveryName } from '../wildcard.ts';

/** A PolicyException of Kyverno, of either group, that is for whatever the policies are for. */
export function openExceptions(manifest: Manifest): readonly ObjectProblem[] {
  if (manifest.ref.kind !== 'PolicyException') return [];
  const { spec = null } = manifest.object;
  const group = groupOf(manifest);
  if (group === 'kyverno.io' && !isOpenMatch(spec)) return [];
  if (group === 'policies.kyverno.io' && LIMITS.some((field) => itemsOf(get(spec, field)).some(isLimit))) return [];
  if (group !== 'kyverno.io' && group !== 'policies.kyverno.io') return [];
  const [field, key] = group === 'kyverno.io' ? ['exceptions', 'policyName'] : ['policyRefs', 'name'];
  const policies = itemsOf(get(spec, field)).map((each) => quote(textOf(get(each, key))));
  return [{ manifest, message: 'exempts', data: { policies }, paths: [['spec', field]] }];
}

/** By which an exception of policies.kyverno.io is for some objects, images or values. */
const LIMITS = ['matchConditions', 'images', 'allowedValues'];

/** A condition that always holds limits nothing. */
function isLimit(item: Json): boolean {
  return textOf(get(item, 'expression')).trim() !== 'true';
}

/** `any` of several filters is as wide as the widest, `all` as narrow as the narrowest. */
function isOpenMatch(spec: Json): boolean {
  if (['any', 'all'].some((way) => itemsOf(get(spec, 'conditions', way)).length > 0)) return false;
  const [any, all] = ['any', 'all'].map((way) => itemsOf(get(spec, 'match', way)));
  return any?.some(isOpenFilter) === true || (all !== undefined && all.length > 0 && all.every(isOpenFilter));
}

/** Kinds and operations alone say nothing of which objects. */
function isOpenFilter(filter: Json): boolean {
  const limits = ['subjects', 'roles', 'clusterRoles'].map((field) => get(filter, field));
  const resources = get(filter, 'resources');
  const names = [...itemsOf(get(resources, 'names')), get(resources, 'name')].map(textOf).filter((name) => name !== '');
  const namespaces = itemsOf(get(resources, 'namespaces')).map(textOf);
  const own = [
    get(resources, 'annotations'),
    get(resources, 'selector', 'matchLabels'),
    get(resources, 'selector', 'matchExpressions'),
  ];
  const isLimited = [...limits, ...own].some(isSomething) || isNarrow(names) || isNarrow(namespaces);
  return !isLimited && isForEveryNamespace(get(resources, 'namespaceSelector'));
}

function isForEveryNamespace(selector: Json = null): boolean {
  const decoded = decode(labelSelector, selector);
  return decoded.status === 'decoded' && selectsEveryNamespace(decoded.value ?? {});
}

function isSomething(value: Json | undefined): boolean {
  return itemsOf(value).length > 0 || (isObject(value) && Object.keys(value).length > 0);
}

/** Patterns with `*` and `?`; a list without one that is for all. */
function isNarrow(patterns: readonly string[]): boolean {
  return patterns.length > 0 && !patterns.some(matchesEveryName);
}
