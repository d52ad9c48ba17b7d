import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFiles } from '../src/io/files.ts';
import { ReportSchema } from '../src/report/index.ts';
import { type Cli, openCli } from './support/run-cli.ts';

/** The admission policies of a repository, run by the real kyverno and gator: their refusals on the right line. */

const POLICY = `version: 1
vulnerabilities: { severity: off }
images: { digest: off }
hardening: { podSecurity: { level: privileged }, rules: { "*": off, "change/*": off } }
`;

const NAMESPACE = `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    env: prod
`;

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: shop
  labels:
    app: api
spec:
  replicas: 9
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
      containers:
        - name: api
          image: registry.example/api:1
`;

const kyverno = (action: string, more = ''): string => `apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: { name: require-owner }
spec:
  rules:
    - name: owner
      match: { any: [{ resources: { kinds: [Deployment] } }] }
${more}      validate:
        failureAction: ${action}
        message: the label owner is required
        pattern: { metadata: { labels: { owner: "?*" } } }
`;

const vap = (
  actions: string,
  expression = 'object.spec.replicas <= 3',
  selector = '{}',
): string => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: few }
spec:
  failurePolicy: Fail
  matchConstraints:
    resourceRules:
      - { apiGroups: [apps], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [deployments] }
  validations:
    - expression: ${expression}
      message: at most three replicas
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: { name: few }
spec:
  policyName: few
  validationActions: [${actions}]
  matchResources: ${selector}
`;

const gatekeeper = (action: string): string => `apiVersion: templates.gatekeeper.sh/v1
kind: ConstraintTemplate
metadata: { name: k8srequiredlabels }
spec:
  crd:
    spec:
      names: { kind: K8sRequiredLabels }
      validation:
        openAPIV3Schema:
          type: object
          properties: { labels: { type: array, items: { type: string } } }
  targets:
    - target: admission.k8s.gatekeeper.sh
      rego: |
        package k8srequiredlabels
        violation[{"msg": msg}] {
          required := input.parameters.labels[_]
          not input.review.object.metadata.labels[required]
          msg := sprintf("the label %v is required", [required])
        }
---
apiVersion: constraints.gatekeeper.sh/v1beta1
kind: K8sRequiredLabels
metadata: { name: owner }
spec:
  enforcementAction: ${action}
  match:
    kinds: [{ apiGroups: [apps], kinds: [Deployment] }]
    namespaceSelector: { matchLabels: { env: prod } }
  parameters: { labels: [owner] }
`;

let engines: Cli;
let bare: Cli;
let scratch = '';

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'scg-admission-'));
  [engines, bare] = await Promise.all([openCli(['kyverno', 'gator']), openCli()]);
});

afterAll(async () => {
  await Promise.all([engines.close(), bare.close(), rm(scratch, { recursive: true, force: true })]);
});

type Repository = Readonly<Record<string, string>>;

async function lay(repository: Repository): Promise<string> {
  const directory = await mkdtemp(join(scratch, 'tree-'));
  const files = {
    '.github/supply-chain-gate.yaml': POLICY_DEFAULT,
    'namespace.yaml': NAMESPACE,
    'api.yaml': DEPLOYMENT,
  };
  for (const [path, text] of Object.entries({ ...files, ...repository })) {
    if (text !== '') await createFiles().write(join(directory, path), text);
  }
  return directory;
}

/** As the rules are without a word in the policy, and nothing else. */
const POLICY_DEFAULT = `version: 1
vulnerabilities: { severity: off }
images: { digest: off }
hardening:
  podSecurity: { level: privileged }
  rules: { "container/*": off, "network/*": off, "rbac/*": off, "tenancy/*": off, "secrets/*": off, "change/*": off, "admission/pod-security-*": off, "admission/policy-not-enforced": off }
`;

async function check(repository: Repository, base: Repository | null = null, cli = engines) {
  const args = ['check', '--offline', '--format', 'json', ...(base === null ? [] : ['--base', await lay(base)])];
  const { stdout, stderr, code } = await cli.run(await lay(repository), args);
  if (stdout === '') throw new Error(stderr);
  const { findings, tools } = ReportSchema.parse(JSON.parse(stdout));
  const own = findings.filter(({ rule }) => rule.startsWith('admission/') || rule.startsWith('manifest/'));
  return {
    code,
    tools: Object.keys(tools),
    findings: own.map(
      ({ effect, outcome, rule, location }) => `${effect} ${outcome} ${rule} ${location.file}:${location.startLine}`,
    ),
    messages: own.map(({ message }) => message).join('\n'),
  };
}

const VAP = 'admission/validating-admission-policy';

test.each<[what: string, Repository, findings: readonly string[], message: RegExp]>([
  ['no policies', {}, [], /^$/],
  [
    'kyverno, enforced',
    { 'p.yaml': kyverno('Enforce') },
    ['block fail admission/kyverno api.yaml:6'],
    /^Deployment shop\/api: ClusterPolicy require-owner \(owner\) refuses it: the label owner is required/,
  ],
  [
    'kyverno, audited',
    { 'p.yaml': kyverno('Audit') },
    ['warn fail admission/kyverno api.yaml:6'],
    /reports it, and does not refuse it/,
  ],
  [
    'kyverno, kept',
    { 'p.yaml': kyverno('Enforce'), 'api.yaml': DEPLOYMENT.replace('app: api\nspec', 'owner: me\nspec') },
    [],
    /^$/,
  ],
  [
    'kyverno, a policy that it leaves out in silence',
    { 'p.yaml': kyverno('Enforce').replace('pattern:', 'patern:') },
    ['block unknown admission/kyverno p.yaml:1'],
    /was not fully run against the manifests: .*patern/,
  ],
  [
    'kyverno, a rule that asks the cluster',
    { 'p.yaml': kyverno('Enforce', '      context: [{ name: x, apiCall: { urlPath: /api/v1/namespaces } }]\n') },
    ['block fail admission/kyverno api.yaml:6', 'warn unknown admission/kyverno p.yaml:8'],
    /reads its context from apiCall, which only a cluster can answer/,
  ],
  [
    'a validating policy that denies',
    { 'p.yaml': vap('Deny') },
    [`block fail ${VAP} api.yaml:9`],
    /ValidatingAdmissionPolicy few refuses it: at most three replicas/,
  ],
  ['one that warns', { 'p.yaml': vap('Warn') }, [`warn fail ${VAP} api.yaml:9`], /reports it/],
  ['one that is kept', { 'p.yaml': vap('Deny', 'object.spec.replicas <= 9') }, [], /^$/],
  [
    'one that is bound to other namespaces',
    { 'p.yaml': vap('Deny', undefined, '{ namespaceSelector: { matchLabels: { env: test } } }') },
    [],
    /^$/,
  ],
  [
    'one that is bound to this namespace by a label',
    { 'p.yaml': vap('Deny', undefined, '{ namespaceSelector: { matchLabels: { env: prod } } }') },
    [`block fail ${VAP} api.yaml:9`],
    /at most three/,
  ],
  [
    'one that selects namespaces that are not declared',
    { 'p.yaml': vap('Deny', undefined, '{ namespaceSelector: { matchLabels: { env: prod } } }'), 'namespace.yaml': '' },
    [`warn unknown ${VAP} p.yaml:4`],
    /does not declare "shop"/,
  ],
  [
    'an expression that is none',
    { 'p.yaml': vap('Deny', 'object.spec.replicas <=') },
    [`block unknown ${VAP} api.yaml:9`],
    /could not be evaluated: .*Syntax error/,
  ],
  [
    'gatekeeper, denied',
    { 'p.yaml': gatekeeper('deny') },
    ['block fail admission/gatekeeper api.yaml:1'],
    /K8sRequiredLabels owner refuses it: the label owner is required/,
  ],
  [
    'gatekeeper, only warned',
    { 'p.yaml': gatekeeper('warn') },
    ['warn fail admission/gatekeeper api.yaml:1'],
    /reports it/,
  ],
  [
    'gatekeeper, a template that is none',
    { 'p.yaml': gatekeeper('deny').replace('not input', 'not not (input') },
    ['block unknown admission/gatekeeper p.yaml:22'],
    /gator ended with 1: .*rego_parse_error/,
  ],
])('%s', async (_, repository, findings, message) => {
  const run = await check(repository);
  expect(run.findings, run.messages).toEqual(findings);
  expect(run.messages).toMatch(message);
});

test('policies that are no source judge by the name of their file', async () => {
  const named = (pattern: string): string =>
    POLICY_DEFAULT.replace('hardening:\n', `hardening:\n  admissionPolicies: ["${pattern}"]\n`);
  const sources = 'sources: [{ path: api.yaml }, { path: namespace.yaml }]\n';
  const own = (pattern: string) => ({ '.github/supply-chain-gate.yaml': `${named(pattern)}${sources}` });
  const beside = { ...own('cluster/*.yaml'), 'cluster/p.yaml': kyverno('Enforce') };
  const refused = ['block fail admission/kyverno api.yaml:6'];
  expect((await check(beside)).findings).toEqual(refused);
  expect((await check({ ...beside, 'cluster/p.yaml': kyverno('Audit') })).findings).toEqual([
    'warn fail admission/kyverno api.yaml:6',
  ]);
  await expect(check({ ...own('cluster/*.yaml'), 'cluster/p.yaml': DEPLOYMENT })).rejects.toThrow(
    /cluster\/p\.yaml.*holds "Deployment", which no engine runs/,
  );
  await expect(check(own('nothing/*.yaml'))).rejects.toThrow(/matches no file .* no manifest would be judged by it/);
});

test('without the engine nothing is known, which is no pass; with the rule off nothing is asked', async () => {
  const missing = await check({ 'p.yaml': kyverno('Enforce'), 'q.yaml': gatekeeper('dryrun') }, null, bare);
  expect(missing.findings).toEqual([
    'block unknown admission/kyverno p.yaml:3',
    'warn unknown admission/gatekeeper q.yaml:24',
  ]);
  expect(missing.code).toBe(3);
  expect(missing.messages).toMatch(
    /kyverno is needed and was not found: .* Put kyverno 1\.19\.1 .*tools\.kyverno\.path.* Or set "admission\/kyverno": off/,
  );
  const off = await check({ '.github/supply-chain-gate.yaml': POLICY, 'p.yaml': kyverno('Enforce') }, null, bare);
  expect(off).toMatchObject({ code: 0, findings: [] });
});

test('the base judges the head by its policies, whatever the change makes of them', async () => {
  const clean = { 'api.yaml': DEPLOYMENT.replace('app: api\nspec', 'owner: me\nspec'), 'p.yaml': kyverno('Enforce') };
  expect((await check({ 'p.yaml': '' }, clean)).findings).toEqual(['block fail admission/kyverno api.yaml:6']);
  expect((await check({ 'p.yaml': kyverno('Audit') }, clean)).findings).toContain(
    'block fail admission/kyverno api.yaml:6',
  );
  // What was refused before is known, and a policy that the change brings judges too.
  expect((await check({ 'p.yaml': kyverno('Enforce') }, { 'p.yaml': kyverno('Enforce') })).findings).toEqual([
    'baseline fail admission/kyverno api.yaml:6',
  ]);
  expect((await check({ 'p.yaml': kyverno('Enforce') }, { 'p.yaml': '' })).findings).toEqual([
    'block fail admission/kyverno api.yaml:6',
  ]);
});
