import { expect, test } from 'vitest';
import { TOPICS } from '../domain/index.ts';
import { describeRule, RULES } from './catalogue.ts';
import { summarizeTopics, type TopicEvidence } from './topics.ts';

const object = (apiVersion: string, kind: string) => ({
  ref: { file: 'a.yaml', document: 0, apiVersion, kind, name: 'a' },
});
const fails = (rule: `${string}/${string}`) => ({ rule, result: { outcome: 'fail' } }) as const;
const unsure = (rule: `${string}/${string}`) => ({ rule, result: { outcome: 'unknown', cause: 'content' } }) as const;

const POD = object('v1', 'Pod');

test.each<[what: string, evidence: Partial<TopicEvidence>, topic: string, status: string]>([
  ['nothing at all', {}, 'runtime', 'not-provable'],
  ['pods alone say nothing of nodes', { manifests: [POD] }, 'nodes', 'not-provable'],
  ['pods alone say nothing of alerts', { manifests: [POD] }, 'incident', 'not-provable'],
  ['pods without a finding', { manifests: [POD] }, 'pod-security', 'pass'],
  ['a finding', { manifests: [POD], findings: [fails('rbac/wildcard')] }, 'identity', 'fail'],
  ['a finding of another topic', { manifests: [POD], findings: [fails('rbac/wildcard')] }, 'network', 'pass'],
  ['an unknown', { manifests: [POD], findings: [unsure('network/default-deny-egress')] }, 'network', 'unknown'],
  ['what did not render', { manifests: [POD], findings: [fails('render/failed')] }, 'network', 'unknown'],
  ['every rule off', { manifests: [POD], isOff: () => true }, 'network', 'unknown'],
  ['an audit policy', { manifests: [object('audit.k8s.io/v1', 'Policy')] }, 'runtime', 'pass'],
  [
    'a Kyverno Policy is no audit policy',
    { manifests: [object('kyverno.io/v1', 'Policy')] },
    'runtime',
    'not-provable',
  ],
  ['no images', { manifests: [POD] }, 'supply-chain', 'not-provable'],
  ['an advisory', { images: 1, findings: [fails('vulnerability/CVE-2024-1')] }, 'supply-chain', 'fail'],
])('%s', (_, evidence, topic, status) => {
  const lines = summarizeTopics({
    findings: [],
    manifests: [],
    images: 0,
    isOff: () => false,
    describeRule,
    rules: RULES,
    ...evidence,
  });
  expect(lines.map((line) => line.topic)).toEqual(TOPICS.map(({ id }) => id));
  expect(lines.find((line) => line.topic === topic)?.status).toBe(status);
});
