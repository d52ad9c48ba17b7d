import fc from 'fast-check';
import { keyAuthority, type PolicyText, policyText, type TestKey } from './signatures.ts';
import { ISSUER, SUBJECT } from './sigstore.ts';
import { LOGGED, STAMPED } from './sigstore-documents.ts';

/** Random ClusterImagePolicies, which the controller's own code and the gate are both asked about. */

export const KEY_NAMES = ['shop', 'stranger', 'P-384', 'RSA', 'Ed25519', 'unused'] as const;
export type KeyName = (typeof KEY_NAMES)[number];

/** The labels of the Pod that is admitted; see the matches. */
export const POD_LABELS = { tier: 'web', app: 'api' };

/** What the random names stand for in a run. */
export interface World {
  /** The registry's `host:port`. */
  readonly host: string;
  readonly keys: Readonly<Record<KeyName, Pick<TestKey, 'pem'>>>;
}

export interface Pair {
  readonly subject: string;
  readonly policies: readonly { readonly shape: GeneratedPolicy; readonly name: string }[];
}

interface GeneratedPolicy {
  readonly globs: readonly string[];
  readonly mode: 'enforce' | 'warn' | null;
  readonly alpha: boolean;
  readonly match: (typeof MATCHES)[number];
  readonly authorities: readonly GeneratedAuthority[];
}

export interface KeyChoice {
  readonly key: KeyName;
  /** In a second PEM block. */
  readonly second: KeyName | null;
  readonly hash: Hash;
  readonly source: Source;
  readonly evidence?: Evidence;
}

/** A keyless authority; the fields are names of what stands in the tables below. */
export interface KeylessChoice {
  readonly issuer: keyof typeof ISSUERS;
  readonly subject: keyof typeof SUBJECTS;
  readonly trustRoot: 'ours' | 'nowhere';
  readonly ignoreSct: boolean;
  readonly evidence: Evidence;
  readonly source: Source;
}

/** Lines of one field of an identity: one that fits, one that does not, regular expressions of every kind, mistakes. */
const ISSUERS = {
  fits: `issuer: ${ISSUER}`,
  other: 'issuer: https://token.other.example',
  pattern: "issuerRegExp: '^https://token\\.ci\\.example$'",
  loose: 'issuerRegExp: token.ci',
  'other pattern': "issuerRegExp: '^token'",
  none: '',
  both: `issuer: ${ISSUER}\n      issuerRegExp: .*`,
} as const;
const SUBJECTS = {
  fits: `subject: ${SUBJECT}`,
  prefix: 'subject: https://ci.example/acme',
  pattern: "subjectRegExp: '^https://ci\\.example/acme/[^/]+/.build/.*@refs/heads/(main|release)$'",
  loose: "subjectRegExp: 'acme'",
  caseless: "subjectRegExp: '(?i)^HTTPS://CI\\.EXAMPLE/'",
  absolute: "subjectRegExp: '\\Ahttps://ci\\.example/.*\\z'",
  'other pattern': "subjectRegExp: '^https://ci\\.example/other/'",
  class: "subjectRegExp: '^[[:alpha:]]+://ci'",
  broken: "subjectRegExp: '('",
  lookahead: "subjectRegExp: '(?=https)'",
  none: '',
} as const;
/** What an authority asks for beside the signature. */
const EVIDENCE = {
  none: '',
  empty: 'ctlog: {}',
  log: LOGGED,
  stamp: STAMPED,
  both: `${LOGGED}\n${STAMPED}`,
} as const;
export type Evidence = keyof typeof EVIDENCE;

/** `fits`: the one that the image's own signature is made for. */
type GeneratedAuthority = { readonly static: 'pass' | 'fail' } | KeyChoice | KeylessChoice | 'fits';

const SOURCES = [null, null, null, 'team/signatures', 'team/signatures prod-', 'team/nowhere'] as const;
const HASHES = ['', '', '', 'sha256', 'sha224', 'sha384', 'sha512', 'SHA256', 'md5'] as const;
export type Hash = (typeof HASHES)[number];
export type Source = (typeof SOURCES)[number];
const MATCHES = [
  null,
  null,
  null,
  null,
  '- version: v1\n  resource: pods',
  '- version: "*"\n  resource: pods\n  selector:\n    matchLabels:\n      tier: web',
  '- version: v1\n  resource: pods\n  selector:\n    matchLabels:\n      tier: db',
  '- version: v1\n  resource: pods\n  selector:\n    matchExpressions:\n      - {key: tier, operator: NotIn, values: [db]}\n      - {key: app, operator: Exists}',
  '- version: v1\n  resource: pods\n  selector:\n    matchExpressions:\n      - {key: absent, operator: NotIn, values: [db]}\n      - {key: absent, operator: DoesNotExist}',
  '- version: v1\n  resource: pods\n  selector:\n    matchExpressions:\n      - {key: absent, operator: In, values: [db]}',
  '- group: apps\n  version: v1\n  resource: deployments',
  '- version: v1beta1\n  resource: pods',
] as const;
/** `HOST` becomes the registry's; the rest stands as it is. */
const GLOBS = [
  ...[
    '**',
    'HOST/**',
    'HOST/shop/**',
    'HOST/team/**',
    'HOST/shop/*',
    'HOST/*/*',
    'HOST/*',
    'HOST/shop/a*',
    'HOST/shop**',
  ],
  ...[
    'HOST/shop/api',
    'HOST/shop/api@*',
    'HOST/shop/api:*',
    'HOST/shop/api:1.4.0',
    'HOST/shop/api*',
    'HOST/team/app@sha256:*',
  ],
  ...['*', '*/*', '*/**', '*/shop/**', 'index.docker.io/**', 'docker.io/**', 'shop/api', '127.0.0.1:*/**', '127.*/**'],
  ...['HOST/[a-z]*', 'HOST/shop/***', 'HOST/Shop/**', '**/api@*', '**api**', 'HOST/**/app*', '**@sha256:*'],
];

export function arbitraryPair(names: readonly string[]): fc.Arbitrary<Pair> {
  const authority: fc.Arbitrary<GeneratedAuthority> = fc.oneof(
    { weight: 1, arbitrary: fc.record({ static: fc.constantFrom('pass' as const, 'fail' as const) }) },
    { weight: 4, arbitrary: fc.constant('fits' as const) },
    {
      weight: 4,
      arbitrary: fc.record({
        key: fc.constantFrom(...KEY_NAMES),
        second: fc.option(fc.constantFrom(...KEY_NAMES), { freq: 5 }),
        hash: fc.constantFrom(...HASHES),
        source: fc.constantFrom(...SOURCES),
        evidence: fc.constantFrom<Evidence>('none', 'none', 'none', 'log', 'stamp'),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        issuer: pick(ISSUERS),
        subject: pick(SUBJECTS),
        trustRoot: fc.constantFrom(
          'ours' as const,
          'ours' as const,
          'ours' as const,
          'ours' as const,
          'nowhere' as const,
        ),
        ignoreSct: fc.boolean(),
        evidence: fc.constantFrom<Evidence>('none', 'empty', 'log', 'log', 'stamp', 'both'),
        source: fc.constantFrom(null, null, null, 'team/signatures' as const),
      }),
    },
  );
  const policy: fc.Arbitrary<GeneratedPolicy> = fc.record({
    globs: fc.oneof(
      { weight: 2, arbitrary: fc.constant(['HOST/**']) },
      { weight: 3, arbitrary: fc.array(fc.constantFrom(...GLOBS), { minLength: 1, maxLength: 3 }) },
    ),
    mode: fc.constantFrom('enforce' as const, 'warn' as const, null, null),
    alpha: fc.boolean(),
    match: fc.constantFrom(...MATCHES),
    authorities: fc.array(authority, { minLength: 1, maxLength: 3 }),
  });
  return fc.record({
    subject: fc.constantFrom(...names),
    policies: fc
      .array(policy, { minLength: 1, maxLength: 3 })
      .map((shapes) => shapes.map((shape, index) => ({ shape, name: `policy-${index}` }))),
  });
}

/** One policy that covers the image, with the authority that its own signature is made for. */
export function fittingPair(subject: string): Pair {
  const shape = { globs: ['HOST/**'], mode: null, alpha: false, match: null, authorities: ['fits'] } as const;
  return { subject, policies: [{ shape, name: 'fits' }] };
}

/** Mostly what fits: a policy with a mistake in every authority would say little. */
function pick<T extends { readonly fits: string }>(table: T): fc.Arbitrary<keyof T & string> {
  const names = Object.keys(table).filter((name): name is keyof T & string => name in table);
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant<keyof T & string>('fits') },
    { weight: 1, arbitrary: fc.constantFrom(...names) },
  );
}

/** The policies of a pair in YAML; `fits` is the authority of the image's own signature. */
export function writePolicies(pair: Pair, fits: KeyChoice | KeylessChoice, world: World): string {
  return pair.policies.map((policy) => writePolicy(policy, fits, world)).join('---\n');
}

function writePolicy(
  { shape, name }: Pair['policies'][number],
  fits: KeyChoice | KeylessChoice,
  { host, keys }: World,
): string {
  const text: PolicyText = {
    name,
    globs: shape.globs.map((glob) => glob.replace('HOST', host)),
    apiVersion: shape.alpha ? 'v1alpha1' : 'v1beta1',
    authorities: shape.authorities.map((generated, index) => {
      const authority = generated === 'fits' ? fits : generated;
      if ('static' in authority) return `name: a${index}\nstatic:\n  action: ${authority.static}`;
      if ('issuer' in authority) return writeKeyless(authority, `a${index}`, host);
      const pem = `${keys[authority.key].pem}${authority.second === null ? '' : keys[authority.second].pem}`;
      const extra = [writeSource(authority.source, host), EVIDENCE[authority.evidence ?? 'none']]
        .filter((lines) => lines !== '')
        .join('\n');
      return keyAuthority({ pem }, { name: `a${index}`, hash: authority.hash, extra });
    }),
    ...(shape.mode === null ? {} : { mode: shape.mode }),
    ...(shape.match === null ? {} : { match: `match:\n  ${shape.match.replaceAll('\n', '\n  ')}` }),
  };
  return policyText(text);
}

function writeKeyless(choice: KeylessChoice, name: string, host: string): string {
  const identity = [ISSUERS[choice.issuer], SUBJECTS[choice.subject]].filter((line) => line !== '');
  return [
    `name: ${name}`,
    'keyless:',
    `  trustRootRef: ${choice.trustRoot}`,
    ...(choice.ignoreSct ? ['  insecureIgnoreSCT: true'] : []),
    ...(identity.length === 0 ? [] : ['  identities:', `    - ${identity.join('\n      ')}`]),
    ...[EVIDENCE[choice.evidence], writeSource(choice.source, host)].filter((lines) => lines !== ''),
  ].join('\n');
}

function writeSource(source: Source, host: string): string {
  if (source === null) return '';
  const [repository, prefix] = source.split(' ');
  return `source:\n  - oci: ${host}/${repository}${prefix === undefined ? '' : `\n    tagPrefix: ${prefix}`}`;
}
