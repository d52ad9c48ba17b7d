import { expect, test } from 'vitest';
import { verdictIn } from '../../../../../test/support/hardening.ts';
import { rule } from './audit-policy.ts';

const CASES: [what: string, yaml: string, verdict: string[]][] = [
  [
    'Bodies by the catch-all',
    'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n  - level: RequestResponse\n',
    [
      'Policy : the first rule that can match secrets logs it at level RequestResponse, with its contents @ rules[0].level',
      'Policy : the first rule that can match configmaps logs it at level RequestResponse, with its contents @ rules[0].level',
      'Policy : the first rule that can match tokenreviews logs it at level RequestResponse, with its contents @ rules[0].level',
    ],
  ],
  [
    'Bodies before the rule that spares them',
    'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n  - level: Request\n    resources: [{ group: "", resources: ["*"] }]\n  - level: Metadata\n    resources: [{ group: "", resources: [secrets, configmaps] }, { group: authentication.k8s.io, resources: [tokenreviews] }]\n  - level: Metadata\n',
    [
      'Policy : the first rule that can match secrets logs it at level Request, with its contents @ rules[0].level',
      'Policy : the first rule that can match configmaps logs it at level Request, with its contents @ rules[0].level',
    ],
  ],
  [
    'every stage of ordinary requests left out',
    'apiVersion: audit.k8s.io/v1\nkind: Policy\nomitStages: [RequestReceived, ResponseStarted, ResponseComplete]\nrules:\n  - level: Metadata\n',
    [
      'Policy : omitStages leaves out RequestReceived and ResponseComplete, so that no ordinary request is logged @ omitStages',
    ],
  ],
  [
    'one stage left out by the policy, the other by the catch-all',
    'apiVersion: audit.k8s.io/v1\nkind: Policy\nomitStages: [RequestReceived]\nrules:\n  - level: Metadata\n    omitStages: [ResponseComplete]\n',
    [
      'Policy : omitStages leaves out RequestReceived and ResponseComplete, so that no ordinary request is logged @ rules[0].omitStages',
    ],
  ],
  [
    'one stage left out',
    'apiVersion: audit.k8s.io/v1\nkind: Policy\nomitStages: [RequestReceived, ResponseStarted, Panic]\nrules:\n  - level: Metadata\n',
    [],
  ],
  [
    'No catch-all',
    'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n  - level: Metadata\n    resources: [{ group: "", resources: [secrets, configmaps] }]\n',
    ['Policy : no rule at the end is for everything, so what no other rule matches is not logged @ rules'],
  ],
  [
    'A catch-all of None before the one that logs',
    'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n  - level: None\n  - level: Metadata\n',
    ['Policy : no rule at the end is for everything, so what no other rule matches is not logged @ rules'],
  ],
  [
    'Secrets with all that is below them',
    'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n  - level: Request\n    resources: [{ group: "", resources: ["secrets/*"] }]\n  - level: Metadata\n',
    ['Policy : the first rule that can match secrets logs it at level Request, with its contents @ rules[0].level'],
  ],
  [
    'No rules',
    'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: null\n',
    ['Policy : there are no rules, so nothing is logged @ rules'],
  ],
  [
    'Metadata first and everything after',
    'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n  - level: Metadata\n    resources: [{ group: "", resources: [secrets, configmaps] }, { group: authentication.k8s.io, resources: [tokenreviews] }]\n  - level: RequestResponse\n',
    [],
  ],
  [
    'Metadata of everything',
    'apiVersion: audit.k8s.io/v1\nkind: Policy\nomitStages: [RequestReceived]\nrules:\n  - level: None\n    users: ["system:kube-proxy"]\n  - level: Metadata\n',
    [],
  ],
  ['A policy of another group', 'apiVersion: kyverno.io/v1\nkind: Policy\nmetadata: { name: a }\n', []],
];

test.each(CASES)('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));
