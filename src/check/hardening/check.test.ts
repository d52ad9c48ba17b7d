import { describe, expect, test } from 'vitest';
import { contexts, manifestOf } from '../../../test/support/hardening.ts';
import { formatPath, type JsonObject, type Manifest } from '../../domain/index.ts';
import { completePolicy, DEFAULT_POLICY } from '../../policy/schema.ts';
import { checkHardening } from './check.ts';

const GOOD = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
const SECCOMP = { seccompProfile: { type: 'RuntimeDefault' } };

/** A manifest whose places name their path. */
function located(object: JsonObject): Manifest {
  const place: Manifest['place'] = (path) => ({
    location: { file: formatPath(path), startLine: 1, startColumn: 1, endLine: 1, endColumn: 2, exact: true },
    related: [],
  });
  return { ...manifestOf(object, 'shop'), place };
}

function deployment(spec: JsonObject): Manifest {
  return located({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api' },
    spec: { template: { spec } },
  });
}

function podSecurityFindings(manifest: Manifest, policy = DEFAULT_POLICY) {
  return checkHardening([manifest], { policy }).findings.filter(({ rule }) => rule.startsWith('pss/'));
}

test('what a rule for single objects cannot read is unknown, beside what it can', () => {
  const command = ['sh', '-c', 'kube-apiserver --authorization-mode=RBAC --anonymous-auth=true $MORE'];
  const pod = located({ apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'main', image: 'a', command }] } });
  const findings = checkHardening([pod], { policy: DEFAULT_POLICY }).findings;
  const own = findings.filter(({ rule }) => rule === 'node/api-server-access');
  expect(own.map(({ result }) => result)).toEqual([{ outcome: 'fail' }, { outcome: 'unknown', cause: 'content' }]);
});

describe('one finding of one object and one check', () => {
  const [finding, ...others] = podSecurityFindings(
    deployment({
      securityContext: SECCOMP,
      containers: [
        { name: 'api', securityContext: GOOD },
        { name: 'log', securityContext: { ...GOOD, runAsNonRoot: false } },
      ],
    }),
  );

  test('says what, where, why, what to do, and what the cluster does', () => {
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule: 'pss/runAsNonRoot', severity: 'high', enforcement: 'block', image: null });
    expect(finding?.message).toBe(
      'Deployment shop/api: securityContext.runAsNonRoot is false in container "log"; securityContext.runAsNonRoot is not set to true for container "api", neither there nor at the pod. ' +
        'A process that runs as root in a container is root on the node once it breaks out, and a vulnerability in the kernel or the runtime is all it needs. ' +
        "Set runAsNonRoot: true in the pod's securityContext, and build the image with a numeric non-root USER. " +
        'A namespace that enforces the restricted Pod Security Standard (v1.37, the latest) accepts this Deployment, with a warning at most, and then rejects every Pod made from it.',
    );
  });

  test('points at the first offending field, and at the others beside it', () => {
    expect(finding?.location.file).toBe('spec.template.spec.containers[1].securityContext.runAsNonRoot');
    expect(finding?.related.map(({ file }) => file)).toEqual([
      'spec.template.spec.securityContext.runAsNonRoot',
      'spec.template.spec.containers[0].securityContext.runAsNonRoot',
    ]);
  });

  test('is told from others by names and values, not by indices', () => {
    expect(finding?.path).toBe('spec.template.spec.containers.securityContext.runAsNonRoot');
    expect(finding?.identity).toEqual([
      '["explicit",[["where",["container \\"log\\""]]]]',
      '["missing",[["where",["container \\"api\\""]]]]',
    ]);
  });
});

test.each<[what: string, object: JsonObject, path: string]>([
  [
    'a namespace n without quotes, a boolean to kubectl',
    { kind: 'Role', metadata: { namespace: false } },
    'metadata.namespace',
  ],
  ['a number for a name', { kind: 'Service', metadata: { name: 5 } }, 'metadata.name'],
  [
    'a number for an annotation',
    { kind: 'Widget', metadata: { annotations: { weight: -5 } } },
    'metadata.annotations.weight',
  ],
  ['a text for metadata', { kind: 'Pod', metadata: 'api' }, 'metadata'],
  ['a number in a ConfigMap', { kind: 'ConfigMap', data: { port: 8080 } }, 'data.port'],
  ['a boolean in a Secret', { kind: 'Secret', stringData: { debug: true } }, 'stringData.debug'],
])('%s is a wrong type, said once', (_, object, path) => {
  const policy = completePolicy({ version: 1, hardening: { rules: { '*': 'off' } } });
  const { findings } = checkHardening([located({ apiVersion: 'v1', ...object })], { policy });
  expect(findings).toMatchObject([{ rule: 'manifest/invalid', enforcement: 'block', path }]);
});

test('of a Pod the cluster rejects the Pod', () => {
  const pod = located({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'api' },
    ...contexts(GOOD, { ...SECCOMP, runAsNonRoot: true }, { hostPID: true }),
  });
  const policy = completePolicy({ version: 1, hardening: { podSecurity: { level: 'baseline', version: 'v1.30' } } });
  expect(podSecurityFindings(pod, policy).map(({ message }) => message)).toEqual([
    expect.stringMatching(
      / A namespace that enforces the baseline Pod Security Standard \(v1\.30\) rejects this Pod\.$/,
    ),
  ]);
});

test.each([
  ['a custom resource of the same kind name', { apiVersion: 'acme.example/v1', kind: 'Deployment' }],
  ['another kind', { apiVersion: 'v1', kind: 'ConfigMap' }],
  ['a ReplicationController without a template', { apiVersion: 'v1', kind: 'ReplicationController', spec: null }],
])('%s has no pod', (_, object) => {
  expect(podSecurityFindings(located({ ...object, metadata: { name: 'api' } }))).toEqual([]);
});

describe('a wrong type is never a pass', () => {
  test.each<[what: string, spec: JsonObject, path: string]>([
    ['a text for a boolean', { hostPID: 'true' }, 'spec.template.spec.hostPID'],
    [
      'a number for a boolean',
      { containers: [{ securityContext: { privileged: 1 } }] },
      'spec.template.spec.containers[0].securityContext.privileged',
    ],
    ['a mapping for a list', { containers: { name: 'api' } }, 'spec.template.spec.containers'],
    ['a text for a container', { containers: ['api'] }, 'spec.template.spec.containers[0]'],
    ['a fraction for a user', { securityContext: { runAsUser: 0.5 } }, 'spec.template.spec.securityContext.runAsUser'],
    ['a list for a volume source', { volumes: [{ hostPath: [] }] }, 'spec.template.spec.volumes[0].hostPath'],
  ])('%s', (_, spec, path) => {
    const { findings } = checkHardening([deployment(spec)], { policy: DEFAULT_POLICY });
    expect(findings).toMatchObject([{ rule: 'manifest/invalid', enforcement: 'block', location: { file: path } }]);
  });

  test('above the pod too', () => {
    const manifest = located({
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'api' },
      spec: { jobTemplate: [] },
    });
    expect(checkHardening([manifest], { policy: DEFAULT_POLICY }).findings).toMatchObject([
      { rule: 'manifest/invalid', path: 'spec.jobTemplate' },
    ]);
  });
});

describe('rules that are off until somebody asks', () => {
  const rules = (policy: JsonObject): readonly string[] =>
    checkHardening([deployment({ containers: [{ name: 'api' }] })], {
      policy: completePolicy({ version: 1, ...policy }),
    }).findings.flatMap(({ rule, enforcement, subject }) =>
      !rule.startsWith('incident/') ? [] : [`${enforcement} ${rule}: ${subject}`],
    );

  const RUNBOOKS = ['compromised-image', 'credential-leak', 'lateral-movement'];
  const all = (level: string): readonly string[] => [
    ...RUNBOOKS.map((name) => `${level} incident/${name}-runbook: the repository`),
    `${level} incident/owner: namespace shop`,
  ];

  test.each<[what: string, policy: JsonObject, found: readonly string[]]>([
    ['nobody asks', {}, []],
    ['another profile', { profile: 'restricted' }, []],
    ['the profile', { profile: 'production-baseline' }, all('block')],
    ['every rule', { hardening: { rules: { '*': 'warn' } } }, all('warn')],
    ['the family', { hardening: { rules: { 'incident/*': 'warn' } } }, all('warn')],
    ['one of them', { hardening: { rules: { 'incident/owner': 'error' } } }, ['block incident/owner: namespace shop']],
    [
      'the profile, without one',
      { profile: 'production-baseline', hardening: { rules: { 'incident/owner': 'off' } } },
      all('block').slice(0, 3),
    ],
  ])('%s', (_, policy, found) => expect([...rules(policy)].sort()).toEqual(found));
});

test('what a namespace lacks is the same lack when another workload comes first', () => {
  const workload = (name: string): Manifest =>
    located({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, labels: { 'sidecar.istio.io/inject': 'true' } },
      spec: {},
    });
  const policy = completePolicy({ version: 1, hardening: { rules: { 'incident/*': 'warn' } } });
  const lacks = (...names: readonly string[]) =>
    checkHardening(names.map(workload), { policy }).findings.flatMap(({ rule, subject, identity }) =>
      subject === 'namespace shop' ? [JSON.stringify([rule, identity])] : [],
    );
  expect(lacks('api').map((each) => JSON.parse(each)[0])).toEqual([
    'incident/owner',
    'network/default-deny-egress',
    'network/default-deny-ingress',
    'network/no-mtls',
    'tenancy/limit-range',
    'tenancy/resource-quota',
  ]);
  expect(lacks('added', 'api')).toEqual(lacks('api'));
});

test('a long list of containers is cut in the message, never in the identity', () => {
  const containers = Array.from({ length: 40 }, (_, index) => ({
    name: `c${index}`,
    securityContext: { ...GOOD, privileged: true },
  }));
  const findings = podSecurityFindings(deployment({ securityContext: { ...SECCOMP, runAsNonRoot: true }, containers }));
  expect(findings).toHaveLength(1);
  expect(findings[0]?.message).toContain('container "c10" and 29 more.');
  expect(findings[0]?.identity).toHaveLength(40);
  expect(findings[0]?.identity.join('\n')).toContain('c39');
});

describe("the namespace's own labels", () => {
  const policy = completePolicy({ version: 1, hardening: { podSecurity: { level: 'baseline' } } });
  const workload = deployment({ containers: [{ name: 'api', securityContext: GOOD }], securityContext: SECCOMP });
  const namespace = (labels: JsonObject) =>
    located({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels } });
  const ENFORCE = 'pod-security.kubernetes.io/enforce';

  test.each<[what: string, labels: JsonObject, rules: readonly string[]]>([
    ['none: the policy decides', {}, []],
    ['a stricter level counts too', { [ENFORCE]: 'restricted' }, ['pss/runAsNonRoot']],
    ['a laxer level takes nothing away', { [ENFORCE]: 'privileged' }, []],
    ['what is no level is restricted', { [ENFORCE]: 'Baseline' }, ['pss/runAsNonRoot']],
    ['at its version', { [ENFORCE]: 'restricted', [`${ENFORCE}-version`]: 'v1.0' }, ['pss/runAsNonRoot']],
  ])('%s', (_, labels, rules) => {
    const { findings } = checkHardening([namespace(labels), workload], { policy });
    const found = findings.filter(({ rule }) => rule.startsWith('pss/'));
    expect(found.map(({ rule }) => rule)).toEqual(rules);
    for (const { message } of found) expect(message).toContain('Its namespace enforces the restricted');
  });
});
