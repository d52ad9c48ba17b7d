import { get, type Json } from '../../../../domain/index.ts';
import { isKind } from '../../inventory.ts';
import { itemsOf, textOf } from '../../loose-values.ts';
import { NSA } from '../../references.ts';
import type { ObjectRule, Problem } from '../../rule.ts';

export const rule: ObjectRule = {
  scope: 'object',
  description: {
    id: 'runtime/audit-policy',
    topic: 'runtime',
    level: null,
    severity: 'medium',
    title: 'Audit policy that tells too much or too little',
    means:
      'In an audit Policy the first rule that can match Secrets, ConfigMaps or token reviews must log them at Metadata at most, and the last rule must be for everything and log it, at the stage RequestReceived or ResponseComplete.',
    why: 'Bodies of Secrets in the audit log hand them to everybody who reads logs; what no rule matches is not logged at all.',
    repair:
      'Put a rule at level Metadata for secrets, configmaps and tokenreviews first, and a catch-all rule at level Metadata last, and omit RequestReceived at most.',
    docs: 'https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/',
    cis: ['3.2.1', '3.2.2'],
    nsa: [NSA.logging],
  },
  messages: {
    bodies: 'the first rule that can match {resource} logs it at level {level}, with its contents',
    catchAll: 'no rule at the end is for everything, so what no other rule matches is not logged',
    none: 'there are no rules, so nothing is logged',
    stages: 'omitStages leaves out RequestReceived and ResponseComplete, so that no ordinary request is logged',
  },
  check: (manifest) => {
    if (!isKind(manifest, 'audit.k8s.io', 'Policy')) return [];
    const rules = itemsOf(get(manifest.object, 'rules'));
    if (rules.length === 0) return [{ message: 'none', data: {}, paths: [['rules']] }];
    const bodies = SENSITIVE.flatMap(({ group, resource }): readonly Problem[] => {
      // A rule for some users or verbs decides for those; the next that can match decides for the rest.
      const end = rules.findIndex((rule) => reaches(rule, group, resource) && isForEverybody(rule));
      const deciding = rules.slice(0, end === -1 ? rules.length : end + 1);
      const index = deciding.findIndex((rule) => reaches(rule, group, resource) && logsBodies(rule));
      if (index === -1) return [];
      const level = textOf(get(rules[index], 'level'));
      return [{ message: 'bodies', data: { resource, level }, paths: [['rules', index, 'level']] }];
    });
    // The first match decides, so that a rule behind a catch-all says nothing.
    const end = rules.findIndex(isCatchAll);
    if (end === -1 || textOf(get(rules[end], 'level')) === 'None') {
      return [...bodies, { message: 'catchAll', data: {}, paths: [['rules']] }];
    }
    const omitted = ORDINARY.every((stage) => omits(manifest.object, stage) || omits(rules[end], stage));
    if (!omitted) return bodies;
    const isInRule = ORDINARY.some((stage) => !omits(manifest.object, stage));
    return [...bodies, { message: 'stages', data: {}, paths: [[...(isInRule ? ['rules', end] : []), 'omitStages']] }];
  },
};

/** The stages that every request passes; the others are of requests that go on for long, and of panics. */
const ORDINARY = ['RequestReceived', 'ResponseComplete'];

/** A policy's own list is added to that of each rule. */
function omits(holder: Json | undefined, stage: string): boolean {
  return itemsOf(get(holder, 'omitStages')).some((each) => textOf(each) === stage);
}

const SENSITIVE = [
  { group: '', resource: 'secrets' },
  { group: '', resource: 'configmaps' },
  { group: 'authentication.k8s.io', resource: 'tokenreviews' },
];

/** k8s.io/apiserver pkg/audit/policy/checker.go: no resources and no URLs is everything; a group without a list, all of it. */
function reaches(rule: Json, group: string, resource: string): boolean {
  const resources = itemsOf(get(rule, 'resources'));
  if (resources.length === 0) return itemsOf(get(rule, 'nonResourceURLs')).length === 0;
  return resources.some((entry) => {
    const names = itemsOf(get(entry, 'resources')).map(textOf);
    const isOfGroup = textOf(get(entry, 'group')) === group;
    return isOfGroup && (names.length === 0 || names.some((name) => ['*', resource, `${resource}/*`].includes(name)));
  });
}

function isForEverybody(rule: Json): boolean {
  const limits = ['users', 'userGroups', 'verbs', 'namespaces'];
  const isOfNames = itemsOf(get(rule, 'resources')).some((entry) => itemsOf(get(entry, 'resourceNames')).length > 0);
  return !isOfNames && limits.every((key) => itemsOf(get(rule, key)).length === 0);
}

function isCatchAll(rule: Json): boolean {
  const isOfSome = ['resources', 'nonResourceURLs'].some((key) => itemsOf(get(rule, key)).length > 0);
  return !isOfSome && isForEverybody(rule);
}

function logsBodies(rule: Json): boolean {
  return ['Request', 'RequestResponse'].includes(textOf(get(rule, 'level')));
}
