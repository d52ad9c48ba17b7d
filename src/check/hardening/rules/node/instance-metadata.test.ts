import { expect, test } from 'vitest';
import { verdictIn } from '../../../../../test/support/hardening.ts';
import { rule } from './instance-metadata.ts';

const object = (apiVersion: string, kind: string, fields: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: prod }\n${fields}\n`;
const nodeClass = (spec: string) => object('karpenter.k8s.aws/v1', 'EC2NodeClass', `spec: { ${spec} }`);
const nodeTemplate = (spec: string) => object('karpenter.k8s.aws/v1alpha1', 'AWSNodeTemplate', `spec: { ${spec} }`);
const capa = (kind: string, spec: string) =>
  object('infrastructure.cluster.x-k8s.io/v1beta2', kind, `spec: { ${spec} }`);
const eksctl = (fields: string) => object('eksctl.io/v1alpha5', 'ClusterConfig', fields);

const says = (kind: string, path: string) => [
  `${kind} prod: ${path} lets anybody on the node read its metadata without a token @ ${path}`,
];
const KARPENTER = 'spec.metadataOptions.httpTokens';
const TEMPLATE = 'spec.template.spec.instanceMetadataOptions.httpTokens';
const POOL = 'spec.awsLaunchTemplate.instanceMetadataOptions.httpTokens';

test.each<[what: string, yaml: string, verdict: readonly string[]]>([
  ['Karpenter, optional', nodeClass('metadataOptions: { httpTokens: optional }'), says('EC2NodeClass', KARPENTER)],
  ['Karpenter by default', nodeClass('role: nodes'), []],
  ['Karpenter, other options', nodeClass('metadataOptions: { httpPutResponseHopLimit: 1 }'), []],
  ['Karpenter, no metadata', nodeClass('metadataOptions: { httpEndpoint: disabled, httpTokens: optional }'), []],
  ['an older Karpenter by default', nodeTemplate('instanceProfile: nodes'), []],
  [
    'an older Karpenter, other options',
    nodeTemplate('metadataOptions: { httpPutResponseHopLimit: 2 }'),
    says('AWSNodeTemplate', KARPENTER),
  ],
  [
    'Cluster API by default',
    capa('AWSMachineTemplate', 'template: { spec: {} }'),
    says('AWSMachineTemplate', TEMPLATE),
  ],
  [
    'Cluster API, required',
    capa('AWSMachineTemplate', 'template: { spec: { instanceMetadataOptions: { httpTokens: required } } }'),
    [],
  ],
  [
    'a machine',
    capa('AWSMachine', 'instanceType: m6i.large'),
    says('AWSMachine', 'spec.instanceMetadataOptions.httpTokens'),
  ],
  ['a pool, left to the account', capa('AWSMachinePool', 'awsLaunchTemplate: {}'), []],
  [
    'a pool with other options',
    capa('AWSManagedMachinePool', 'awsLaunchTemplate: { instanceMetadataOptions: { httpPutResponseHopLimit: 2 } }'),
    says('AWSManagedMachinePool', POOL),
  ],
  ['eksctl by default', eksctl('nodeGroups: [{ name: a }]\nmanagedNodeGroups: [{ name: b }]'), []],
  [
    'eksctl, turned on again',
    eksctl(
      'nodeGroups: [{ name: a }, { name: b, disableIMDSv1: false }]\nmanagedNodeGroups: [{ name: c, disableIMDSv1: false }]',
    ),
    [
      ...says('ClusterConfig', 'nodeGroups[1].disableIMDSv1'),
      ...says('ClusterConfig', 'managedNodeGroups[0].disableIMDSv1'),
    ],
  ],
  ['eksctl, a launch template', eksctl('managedNodeGroups: [{ name: a, launchTemplate: { id: lt-1 } }]'), []],
  ["another group's", object('acme.dev/v1', 'EC2NodeClass', 'spec: { metadataOptions: { httpTokens: optional } }'), []],
])('%s', (_, yaml, verdict) => expect(verdictIn(rule, yaml)).toEqual(verdict));
