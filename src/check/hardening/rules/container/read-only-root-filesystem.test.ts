import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './read-only-root-filesystem.ts';

const pod = (spec: string, namespace = 'shop') => yamlOf('v1', 'Pod', 'api', `spec: { ${spec} }`, namespace);

const AT = 'spec.containers[0].securityContext.readOnlyRootFilesystem';
const FAILS = [`Pod shop/api: securityContext.readOnlyRootFilesystem is not true in container "api" @ ${AT}`];

const CASES: [string, string, string[]][] = [
  ['left out', pod('containers: [{ name: api }]'), FAILS],
  ['false', pod('containers: [{ name: api, securityContext: { readOnlyRootFilesystem: false } }]'), FAILS],
  ['null', pod('containers: [{ name: api, securityContext: { readOnlyRootFilesystem: null } }]'), FAILS],
  ['true', pod('containers: [{ name: api, securityContext: { readOnlyRootFilesystem: true } }]'), []],
  ['ephemeral containers', pod('ephemeralContainers: [{ name: debug }]'), []],
  ['Windows', pod('os: { name: windows }, containers: [{ name: api }]'), []],
  [
    'an init container',
    pod('initContainers: [{ name: setup }]'),
    [FAILS[0]?.replace('container "api"', 'init container "setup"').replace('containers', 'initContainers') ?? ''],
  ],
];

test.each<[what: string, yaml: string, verdict: readonly string[]]>(CASES)('%s', (_, yaml, verdict) =>
  expect(verdictIn(rule, yaml)).toEqual(verdict));
