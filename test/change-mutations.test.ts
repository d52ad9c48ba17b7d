import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkChanges, HARDENING_RULES } from '../src/check/hardening/index.ts';
import { get, isArray, isObject, type Json, type JsonObject, type Manifest, type Path } from '../src/domain/index.ts';
import { completePolicy } from '../src/policy/schema.ts';
import { GUARDED, type Guard } from './support/guarded.ts';
import { readManifests } from './support/manifest-files.ts';
import { replaced } from './support/replaced.ts';

/**
 * What each rule about changes says that a change must not take away, as mutations of objects that guard something:
 * whatever value is drawn, wherever the object is moved, whatever stands beside it, the rule finds it; and a change that
 * only moves and reorders is found fault with by none.
 */

interface Mutation {
  readonly guard: Guard;
  readonly path: Path;
  /** `undefined` takes the field away. */
  readonly values: fc.Arbitrary<Json | undefined>;
}

const m = (guard: Guard, path: string, values: Mutation['values']): Mutation => ({
  guard,
  // `rules.0.verbs`; a step in brackets holds dots: `labels.[a.b/c]`.
  path: [...path.matchAll(/\[([^\]]+)\]|([^.]+)/g)].map(([, bracketed, plain = '']) =>
    bracketed === undefined && /^\d+$/.test(plain) ? Number(plain) : (bracketed ?? plain),
  ),
  values,
});
const gone = fc.constant(undefined);
const one = (...values: readonly Json[]): fc.Arbitrary<Json> => fc.constantFrom(...values);
const word = fc.stringMatching(/^[a-z][a-z0-9]{0,10}$/);
/** A list without some of its items, never all of them. */
const fewer = (guard: Guard, field: string): fc.Arbitrary<Json> => {
  const held = get(GUARDED[guard], 'spec', field);
  const items = isArray(held) ? [...held] : [];
  return fc.subarray(items, { minLength: 1, maxLength: items.length - 1 });
};
const matchOther = one(
  { any: [{ resources: { kinds: ['Deployment'] } }] },
  { any: [{ resources: { kinds: ['Pod'], namespaces: ['shop'] } }] },
  { any: [{ resources: { kinds: ['Pod'], namespaceSelector: { matchLabels: { a: 'b' } } } }] },
);
const ENFORCE = '[pod-security.kubernetes.io/enforce]';
const INBOUND = '[config.linkerd.io/default-inbound-policy]';
const ANNOTATIONS = 'spec.template.metadata.annotations';

const MUTATIONS: Readonly<Record<string, readonly [Mutation, ...Mutation[]]>> = {
  'change/weakens-pod-security': [
    m('namespace', `metadata.labels.${ENFORCE}`, fc.oneof(gone, one('privileged', 'baseline'))),
    m(
      'namespace',
      'metadata.labels.[pod-security.kubernetes.io/enforce-version]',
      fc.integer({ min: 0, max: 33 }).map((minor) => `v1.${minor}`),
    ),
    m('namespace', 'metadata.labels', one({}, { team: 'shop' })),
  ],
  'change/weakens-network-policy': [
    m(
      'network',
      'spec.podSelector',
      word.map((app) => ({ matchLabels: { app } })),
    ),
    m('network', 'spec.policyTypes', one(['Ingress'], ['Egress'])),
    m(
      'network',
      'spec.ingress.0.from.0',
      fc.oneof(
        one({ podSelector: {} }, { namespaceSelector: {} }, { ipBlock: { cidr: '0.0.0.0/0' } }),
        word.map((name) => ({ podSelector: { matchLabels: { [`x${name}`]: 'web' } } })),
        word.map((team) => ({
          podSelector: { matchLabels: { app: 'web' } },
          namespaceSelector: { matchLabels: { team } },
        })),
      ),
    ),
    m(
      'network',
      'spec.ingress.0.from.1.ipBlock',
      fc.oneof(
        fc.integer({ min: 0, max: 15 }).map((bits) => ({ cidr: `10.1.0.0/${bits}`, except: ['10.1.9.0/24'] })),
        fc.integer({ min: 25, max: 32 }).map((bits) => ({ cidr: '10.1.0.0/16', except: [`10.1.9.0/${bits}`] })),
        one({ cidr: '10.1.0.0/16' }, { cidr: '::/0' }),
      ),
    ),
    m('network', 'spec.ingress.0.from', fc.oneof(gone, one([]))),
    m(
      'network',
      'spec.ingress.0.ports',
      fc.oneof(
        gone,
        one([]),
        fc.integer({ min: 8081, max: 65_535 }).map((endPort) => [{ port: 8080, endPort }]),
      ),
    ),
    m('network', 'spec.ingress.1', one({}, { ports: [{ port: 9090 }] }, { from: [{ podSelector: {} }] })),
    m('network', 'spec.egress.0.ports.0', one({ port: 53, protocol: 'UDP' }, { protocol: 'TCP' }, { port: 'http' })),
    m('network', 'spec.egress.1', one({}, { to: [{ ipBlock: { cidr: '169.254.169.254/32' } }] })),
    m(
      'network',
      'metadata.namespace',
      word.map((name) => `other-${name}`),
    ),
    m('network', 'kind', one('NetworkPolicyDraft')),
    m('cilium', 'spec.ingress.0', one({ fromEntities: ['world'] }, {}, { fromEndpoints: [{}] })),
  ],
  'change/weakens-quota': [
    m('quota', 'spec.hard.pods', fc.oneof(gone, fc.integer({ min: 11 }).map(String), one('1k', '11', 11))),
    m('quota', 'spec.hard.[requests.cpu]', fc.oneof(gone, one('2001m', '3', '2e1'))),
    m('quota', 'spec.hard.[services.loadbalancers]', fc.oneof(gone, fc.integer({ min: 1 }).map(String))),
    m('quota', 'spec.scopes', one(['BestEffort'], ['NotTerminating'])),
    m('quota', 'spec.hard', fc.oneof(gone, one({}))),
    m('range', 'spec.limits.0.max.memory', fc.oneof(gone, one('1025Mi', '2Gi', '2G', '1Ti'))),
    m('range', 'spec.limits.0.type', one('Pod')),
    m('range', 'spec.limits', one([])),
  ],
  'change/weakens-role': [
    m('role', 'rules.0.verbs', one(['get', 'list'], ['*'], ['patch'])),
    m(
      'role',
      'rules.0.resourceNames',
      fc.oneof(
        gone,
        one([], ['web']),
        word.map((name) => ['api', `x${name}`]),
      ),
    ),
    m('role', 'rules.0.resources', one(['*'], ['deployments', 'deployments/scale'], ['*/scale'])),
    m('role', 'rules.0.apiGroups', one(['*'], ['apps', ''])),
    m(
      'role',
      'rules.1',
      one({ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }, { nonResourceURLs: ['*'], verbs: ['get'] }),
    ),
    m('aggregated', 'aggregationRule.clusterRoleSelectors.0', one({}, { matchLabels: { to: 'admin' } })),
    m('role', 'metadata.labels', one({ to: 'operator' })),
  ],
  'change/weakens-binding': [
    m('binding', 'subjects.1', fc.record({ kind: one('User', 'Group'), name: word })),
    m(
      'binding',
      'subjects.0.name',
      word.map((name) => `x${name}`),
    ),
    m(
      'binding',
      'subjects.0.namespace',
      word.map((name) => `x${name}`),
    ),
    m(
      'binding',
      'roleRef.name',
      word.map((name) => `x${name}`),
    ),
    m('binding', 'kind', one('ClusterRoleBinding')),
    m(
      'binding',
      'metadata.namespace',
      word.map((name) => `x${name}`),
    ),
  ],
  'change/weakens-mtls': [
    m('peers', 'spec.mtls.mode', fc.oneof(gone, one('PERMISSIVE', 'DISABLE', 'UNSET'))),
    m(
      'peers',
      'spec.selector',
      word.map((app) => ({ matchLabels: { app } })),
    ),
    m(
      'peers',
      'spec.portLevelMtls',
      fc
        .tuple(fc.integer({ min: 1, max: 65_535 }), one('PERMISSIVE', 'DISABLE'))
        .map(([port, mode]) => ({ [port]: { mode } })),
    ),
    m('namespace', 'metadata.labels.istio-injection', fc.oneof(gone, one('disabled'))),
    m(
      'namespace',
      `metadata.annotations.${INBOUND}`,
      fc.oneof(gone, one('all-unauthenticated', 'cluster-unauthenticated')),
    ),
    m('workload', 'spec.template.metadata.labels.[sidecar.istio.io/inject]', one('false')),
    m('workload', `${ANNOTATIONS}.[sidecar.istio.io/inject]`, one('false')),
    m('workload', `${ANNOTATIONS}.[linkerd.io/inject]`, one('disabled')),
    m('workload', `${ANNOTATIONS}.${INBOUND}`, one('all-unauthenticated')),
    m('workload', `${ANNOTATIONS}.[traffic.sidecar.istio.io/excludeInboundPorts]`, one('8080', '*')),
    m('workload', `${ANNOTATIONS}.[config.linkerd.io/skip-inbound-ports]`, one('8080')),
  ],
  'change/weakens-signature-policy': [
    m('images', 'spec.mode', one('warn')),
    m('images', 'spec.images', fewer('images', 'images')),
    m('images', 'spec.images.0.glob', one('registry.example/shop/*', 'registry.example/shop/api')),
    m('images', 'spec.match', one([{ version: 'v1', resource: 'pods' }])),
    m('images', 'spec.authorities', fewer('images', 'authorities')),
    m(
      'images',
      'spec.authorities.2',
      one(
        { static: { action: 'pass' } },
        { key: { data: 'other' } },
        { key: { data: 'release' } },
        { name: 'a', key: { data: 'release' }, ctlog: { url: 'https://log.example' } },
      ),
    ),
    m('images', 'spec.authorities.0.key', one({ data: 'other' }, { kms: 'awskms:///a' })),
    m('images', 'spec.authorities.0.ctlog', fc.oneof(gone, one({ url: 'https://other.example' }))),
    m('images', 'spec.authorities.0.attestations', fc.oneof(gone, one([]))),
    m('images', 'spec.authorities.0.attestations.0.predicateType', one('custom')),
    m('images', 'spec.authorities.0.attestations.0.policy', fc.oneof(gone, one({ type: 'cue', data: '_' }))),
    m('images', 'spec.authorities.0.source', one([{ oci: 'registry.example/other' }])),
    m('images', 'spec.authorities.1.keyless.identities.0', one({ issuerRegExp: '.*', subjectRegExp: '.*' })),
    m('images', 'spec.authorities.1.keyless.identities.1', one({ issuer: 'https://other.example', subject: 'a' })),
    m('images', 'spec.authorities.1.keyless.insecureIgnoreSCT', one(true)),
    m('images', 'spec.authorities.1.keyless.trustRootRef', word),
    m('images', 'spec.policy', fc.oneof(gone, one({ type: 'cue', data: '_' }))),
    m('images', 'kind', one('ClusterImagePolicyDraft')),
    m('trustRoot', 'spec.repository.root', word),
    m('controller', 'data.no-match-policy', one('warn', 'allow')),
    m('controller', 'data.fail-on-empty-authorities', one('false')),
    m('namespace', 'metadata.labels.[policy.sigstore.dev/include]', fc.oneof(gone, one('false'))),
    m('namespace', 'metadata.labels.[policy.sigstore.dev/exclude]', one('true')),
  ],
  'change/weakens-admission-policy': [
    m('kyverno', 'spec.rules', fewer('kyverno', 'rules')),
    m('kyverno', 'spec.rules.0.validate.failureAction', fc.oneof(gone, one('Audit'))),
    m('kyverno', 'spec.rules.0.validate.failureActionOverrides', one([{ action: 'Audit', namespaces: ['shop'] }])),
    m('kyverno', 'spec.validationFailureActionOverrides', one([{ action: 'Audit', namespaces: ['*'] }])),
    m('kyverno', 'spec.rules.0.validate.pattern', one({}, { spec: { containers: [{ image: '*' }] } })),
    m('kyverno', 'spec.rules.0.match', matchOther),
    m('kyverno', 'spec.rules.0.exclude', one({ any: [{ subjects: [{ kind: 'Group', name: 'a' }] }] })),
    m('kyverno', 'spec.rules.0.preconditions', one({ all: [{ key: 'a', operator: 'Equals', value: 'b' }] })),
    m('kyverno', 'spec.rules.0.celPreconditions', one([{ name: 'a', expression: 'false' }])),
    m(
      'kyverno',
      'spec.rules.0.context.0.configMap.name',
      word.map((name) => `x${name}`),
    ),
    m('kyverno', 'spec.rules.1.verifyImages.0.failureAction', one('Audit')),
    m(
      'kyverno',
      'spec.rules.1.verifyImages.0.attestors.0.entries.0.keys.publicKeys',
      word.map((key) => `x${key}`),
    ),
    m('kyverno', 'spec.rules.1.verifyImages.0.imageReferences', one(['registry.example/shop/*'], [])),
    m('kyverno', 'spec.rules.1.verifyImages.0.required', one(false)),
    m('kyverno', 'spec.failurePolicy', one('Ignore')),
    m('kyverno', 'spec.admission', one(false)),
    m('kyverno', 'spec.applyRules', one('One')),
    m('kyverno', 'spec.webhookConfiguration.matchConditions', one([{ name: 'a', expression: 'false' }])),
    m('kyverno', 'metadata.annotations.[pod-policies.kyverno.io/autogen-controllers]', one('none')),
    m('kyverno', 'kind', one('ClusterCleanupPolicy')),
    m('defaults', 'spec.rules', fewer('defaults', 'rules')),
    m('defaults', 'spec.rules.0.match', matchOther),
    m(
      'defaults',
      'spec.rules.0.mutate.patchStrategicMerge.spec',
      one({ securityContext: { runAsUser: 0 } }, { dnsPolicy: 'Default' }),
    ),
    m('defaults', 'spec.rules.1.exclude', one({ any: [{ resources: { names: ['shop'] } }] })),
    m('defaults', 'spec.rules.1.generate.kind', one('ConfigMap', 'CiliumNetworkPolicy')),
    m('defaults', 'spec.rules.1.generate.data.spec', one({ podSelector: {}, ingress: [{}] })),
    m('defaults', 'spec.rules.1.generate.synchronize', fc.oneof(gone, one(false))),
    m('defaults', 'spec.admission', one(false)),
    m('defaults', 'kind', one('ClusterCleanupPolicy')),
    m('ofNamespace', 'kind', one('CleanupPolicy')),
    m(
      'ofNamespace',
      'metadata.namespace',
      word.map((name) => `x${name}`),
    ),
    m('mutatingPolicy', 'spec.mutations.0.applyConfiguration.expression', word),
    m('mutatingPolicy', 'spec.matchConditions', one([{ name: 'a', expression: 'false' }])),
    m('mutatingPolicy', 'spec.failurePolicy', one('Ignore')),
    m('mutatingPolicy', 'spec.evaluation', one({ admission: { enabled: false } })),
    m('mutatingPolicy', 'kind', one('DeletingPolicy', 'NamespacedMutatingPolicy')),
    m('generatingPolicy', 'spec.variables.0.expression', word),
    m('generatingPolicy', 'spec.generate.0.expression', word),
    m('generatingPolicy', 'spec.evaluation', one({ admission: { enabled: false } })),
    m('generatingPolicy', 'kind', one('DeletingPolicy', 'NamespacedGeneratingPolicy')),
    m('mutatingAdmission', 'spec.mutations.0.applyConfiguration.expression', word),
    m('mutatingAdmission', 'spec.matchConditions', one([{ name: 'a', expression: 'false' }])),
    m('mutatingAdmission', 'spec.failurePolicy', one('Ignore')),
    m(
      'mutatingAdmission',
      'metadata.name',
      word.map((name) => `x${name}`),
    ),
    m(
      'mutatingBinding',
      'spec.policyName',
      word.map((name) => `x${name}`),
    ),
    m('mutatingBinding', 'spec.matchResources.namespaceSelector', one({ matchLabels: { a: 'b' } })),
    m('mutatingBinding', 'kind', one('Draft')),
    m('allowed', 'data.registries', word),
    m(
      'allowed',
      'metadata.name',
      word.map((name) => `x${name}`),
    ),
    m('validatingPolicy', 'spec.validationActions', one(['Audit'], ['Warn'], ['Audit', 'Warn'])),
    m('validatingPolicy', 'spec.validations', one([], [{ expression: 'true' }])),
    m('validatingPolicy', 'spec.variables.0.expression', word),
    m('validatingPolicy', 'spec.matchConstraints.resourceRules.0.operations', one(['UPDATE'])),
    m('validatingPolicy', 'spec.matchConditions', one([{ name: 'a', expression: 'false' }])),
    m('validatingPolicy', 'spec.evaluation', one({ admission: { enabled: false } })),
    m('validatingPolicy', 'spec.failurePolicy', one('Ignore')),
    m('admission', 'spec.failurePolicy', one('Ignore')),
    m('admission', 'spec.validations', fewer('admission', 'validations')),
    m('admission', 'spec.validations.0.expression', word),
    m('admission', 'spec.variables.0.expression', word),
    m('admission', 'spec.matchConstraints.resourceRules.0.operations', one(['CREATE'])),
    m('admission', 'spec.matchConstraints.excludeResourceRules', one([{ resources: ['deployments'] }])),
    m('admission', 'spec.matchConditions', one([{ name: 'a', expression: 'false' }])),
    m('admission', 'spec.paramKind.kind', one('Limits')),
    m('admissionBinding', 'spec.validationActions', one(['Audit'], ['Warn'], [])),
    m(
      'admissionBinding',
      'spec.policyName',
      word.map((name) => `x${name}`),
    ),
    m(
      'admissionBinding',
      'spec.paramRef.name',
      word.map((name) => `x${name}`),
    ),
    m('admissionBinding', 'spec.paramRef.parameterNotFoundAction', one('Allow')),
    m('admissionBinding', 'spec.matchResources.namespaceSelector', one({ matchLabels: { a: 'b' } })),
    m('parameters', 'data.most', word),
    m('namespace', 'metadata.labels.checks', one('off')),
    m('namespace', 'metadata.labels.guard', word),
    m('namespace', 'metadata.labels.[admission.gatekeeper.sh/ignore]', word),
    m('webhook', 'webhooks.0.failurePolicy', one('Ignore')),
    m('webhook', 'webhooks.0.rules.0.resources', one(['services'])),
    m('webhook', 'webhooks.0.namespaceSelector.matchExpressions', one([{ key: 'a', operator: 'Exists' }])),
    m('webhook', 'webhooks.0.objectSelector', one({ matchLabels: { a: 'b' } })),
    m('webhook', 'webhooks.0.matchConditions', one([{ name: 'a', expression: 'false' }])),
    m('webhook', 'webhooks.0.matchPolicy', one('Exact')),
    m('webhook', 'webhooks.0.clientConfig', one({ url: 'https://other.example' })),
    m('webhook', 'webhooks', one([])),
    m('constraint', 'spec.enforcementAction', one('warn', 'dryrun', 'scoped')),
    m('constraint', 'spec.parameters.repos', one(['registry.example/', 'docker.io/'], [''])),
    m(
      'constraint',
      'spec.match.excludedNamespaces',
      word.map((name) => [name]),
    ),
    m('constraint', 'spec.match.kinds', one([{ apiGroups: ['apps'], kinds: ['Deployment'] }])),
    m('template', 'spec.targets.0.rego', word),
    m('exception', 'spec.match', one({ any: [{ resources: { names: ['*'] } }] })),
    m('exception', 'spec.exceptions.0.ruleNames', one(['latest', 'signed'], ['*'])),
  ],
};

/** How the change is made: where the object stands, or as a second copy of it while the first one stays. */
interface Circumstances {
  readonly asCopy: boolean;
  /** In which file each object is, in which order the files are read, and its fields written. */
  readonly order: readonly number[];
  readonly files: number;
  readonly bystanders: number;
}

const circumstances: fc.Arbitrary<Circumstances> = fc.record({
  asCopy: fc.boolean(),
  order: fc.array(fc.nat(1000), { minLength: 60, maxLength: 60 }),
  files: fc.integer({ min: 1, max: 5 }),
  bystanders: fc.integer({ min: 0, max: 3 }),
});
const BASE: readonly JsonObject[] = Object.values(GUARDED);
const BASE_MANIFESTS = written(BASE.map((object) => JSON.stringify(object)));

test('every rule about changes has mutations here', () => {
  const ids = HARDENING_RULES.filter(({ scope }) => scope === 'change').map(({ description }) => description.id);
  expect(Object.keys(MUTATIONS).sort()).toEqual([...ids].sort());
});

test('what only moves and is written otherwise takes nothing away', () => {
  fc.assert(
    fc.property(circumstances, (drawn) => {
      expect(rulesThatFind(BASE, drawn)).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

const renamed = word.map((name) => `x${name}`);

test.each<[guard: Guard, path: string, values: fc.Arbitrary<Json>]>([
  ...(['kyverno', 'defaults', 'ofNamespace', 'mutatingPolicy', 'generatingPolicy', 'validatingPolicy'] as const).map(
    (guard): [Guard, string, fc.Arbitrary<Json>] => [guard, 'metadata.name', renamed],
  ),
  ['ofNamespace', 'kind', one('ClusterPolicy')],
  ['admissionBinding', 'metadata.name', renamed],
  ['mutatingBinding', 'metadata.name', renamed],
  ['constraint', 'metadata.name', renamed],
])('%s with another %s takes nothing away', (guard, path, values) => {
  fc.assert(
    fc.property(values, circumstances, (value, drawn) => {
      const before: JsonObject = GUARDED[guard];
      const after = asObject(replaced(before, m(guard, path, values).path, value));
      expect(rulesThatFind([...BASE.filter((object) => object !== before), after], drawn)).toEqual([]);
    }),
    { numRuns: 12 },
  );
});

const ROWS = Object.entries(MUTATIONS).flatMap(([id, each]) =>
  each.map((mutation) => [id, mutation.guard, mutation.path.join('.'), mutation] as const),
);

test.each(ROWS)('%s sees another %s %s', (id, guard, _, { path, values }) => {
  fc.assert(
    fc.property(values, circumstances, (value, drawn) => {
      const before: JsonObject = GUARDED[guard];
      const after = asObject(replaced(before, path, value));
      const kept = BASE.filter((object) => object !== before || (drawn.asCopy && isSameObject(before, after)));
      expect(rulesThatFind([...kept, after], drawn)).toContain(id);
    }),
    { numRuns: 12 },
  );
});

/** Only a copy under the same name is one: what has another name is another object. */
function isSameObject(a: JsonObject, b: JsonObject): boolean {
  const of = ({ kind, metadata }: JsonObject): string =>
    JSON.stringify([kind, isObject(metadata) ? [metadata.name, metadata.namespace] : null]);
  return of(a) === of(b);
}

function rulesThatFind(objects: readonly JsonObject[], drawn: Circumstances): readonly string[] {
  const policy = completePolicy({ version: 1, hardening: { rules: { '*': 'off', 'change/*': 'error' } } });
  const others = Array.from({ length: drawn.bystanders }, (_, index) => bystander(index));
  const side = (manifests: readonly Manifest[]) => ({ manifests, policies: [] });
  const base = side(BASE_MANIFESTS);
  const head = side(laidOut([...objects, ...others], drawn));
  return checkChanges(base, head, { policy }).map(({ rule }) => rule);
}

/** Of kinds that no rule here is about. */
function bystander(index: number): JsonObject {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: `s${index}`, namespace: 'shop' }, spec: {} };
}

function laidOut(objects: readonly JsonObject[], { order, files }: Circumstances): readonly Manifest[] {
  const at = (index: number): number => order[index % order.length] ?? 0;
  const texts = objects
    .map((object, index) => ({ rank: at(index), text: JSON.stringify(shuffled(object, at(index + 1) % 2 === 0)) }))
    .sort((a, b) => a.rank - b.rank);
  const parts = Array.from({ length: files }, (_, file) => texts.filter((_each, index) => index % files === file));
  return parts.flatMap((part, file) =>
    part.length === 0
      ? []
      : written(
          part.map(({ text }) => text),
          `${file}.yaml`,
        ),
  );
}

/** The fields of every mapping the other way round. */
function shuffled(value: Json | undefined, isReversed: boolean): Json {
  if (Array.isArray(value)) return value.map((each: Json) => shuffled(each, isReversed));
  if (!isObject(value)) return value ?? null;
  const entries = Object.entries(value).map(([key, held]) => [key, shuffled(held, isReversed)] as const);
  return Object.fromEntries(isReversed ? entries.reverse() : entries);
}

function written(texts: readonly string[], file = 'base.yaml'): readonly Manifest[] {
  return readManifests(new TextEncoder().encode(texts.join('\n---\n')), file).manifests;
}

function asObject(value: Json): JsonObject {
  if (!isObject(value)) throw new Error('the mutation leaves no object');
  return value;
}
