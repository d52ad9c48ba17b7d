import { expect, test } from 'vitest';
import { readManifests } from '../../../test/support/manifest-files.ts';
import { missingFields } from './required.ts';

const CONTAINER = '{ name: a, image: b }';
const pod = (containers: string, more = '') =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: api }\nspec:\n  containers: ${containers}\n${more}`;
const object = (apiVersion: string, kind: string, metadata = '{}') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: ${metadata}\n`;

test.each<[what: string, yaml: string, missing: readonly string[]]>([
  ['a pod', pod(`[${CONTAINER}]`), []],
  ['no image', pod('[{ name: a }]'), ['spec.containers[0].image @ 5']],
  ['an empty image', pod('[{ name: a, image: "" }]'), ['spec.containers[0].image @ 5']],
  ['a null container', pod('[null]'), ['spec.containers[0].name @ 5']],
  [
    'an init container without an image',
    pod(`[${CONTAINER}]`, '  initContainers: [{ name: i }]\n'),
    ['spec.initContainers[0].image @ 6'],
  ],
  ['no containers', pod('[]'), ['spec.containers @ 5']],
  ['null containers', pod('null'), ['spec.containers @ 5']],
  [
    'a CronJob',
    `${object('batch/v1', 'CronJob', '{ name: a }')}spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: a }] } } } } }\n`,
    ['spec.jobTemplate.spec.template.spec.containers[0].image @ 4'],
  ],
  ['a controller without a template', object('v1', 'ReplicationController', '{ name: a }'), []],
  ['no name', object('v1', 'Secret'), ['metadata.name @ 3']],
  ['a generated name', object('v1', 'Secret', '{ generateName: a- }'), []],
  ['no name in a built-in group', object('rbac.authorization.k8s.io/v1', 'Role'), ['metadata.name @ 3']],
  ['a configuration file', object('kubelet.config.k8s.io/v1beta1', 'KubeletConfiguration'), []],
  ['a kubeconfig', object('v1', 'Config'), []],
  ['a custom resource', object('example.com/v1', 'Pod'), []],
])('%s', (_, yaml, missing) => {
  const { manifests } = readManifests(new TextEncoder().encode(yaml), 'a.yaml');
  const found = missingFields(manifests).map(
    ({ message, location }) => `${/: (\S+) is missing/.exec(message)?.[1]} @ ${location.startLine}`,
  );
  expect(found).toEqual(missing);
});
