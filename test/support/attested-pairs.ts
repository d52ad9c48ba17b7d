import fc from 'fast-check';
import { PREDICATES, wantedText } from './attestations.ts';
import { createKey, keyAuthority, policyText } from './signatures.ts';
import { keylessAuthority, LOGGED, STAMPED } from './sigstore-documents.ts';

/** Random policies on attestations, with conditions in CUE and Rego, for the controller's own code and the gate. */

export const TEAM = createKey();
export const STRANGER = createKey('Ed25519');
export const URI = 'https://example.com/tested/v1';

const lines = (text: string): string => `|\n${text.trim().replaceAll(/^/gm, '  ')}`;
const condition = (type: 'cue' | 'rego', text: string): string => `type: ${type}\ndata: ${lines(text)}`;
const REGO = 'package sigstore\n';

/** Over one attestation. */
const CONDITIONS = [
  '',
  condition('cue', 'predicateType: "https://example.com/tested/v1"'),
  condition('cue', 'predicate: n: >3'),
  condition('cue', 'predicate: n: int\npredicate: missing: string'),
  condition('cue', 'import "time"\npredicate: metadata: scanFinishedOn: time.Time'),
  condition('cue', 'predicate: builder: id: =~"^https://ci.example/"\npredicate: metadata: reproducible: false'),
  condition('cue', 'predicate: close({Data: string})'),
  condition('cue', 'this is not CUE'),
  condition('cue', 'x: predicateType'),
  condition('rego', `${REGO}isCompliant { input.predicate.n > 3 }`),
  condition('rego', `${REGO}default isCompliant = false\nisCompliant { input.predicate.scanner.result.findings == 0 }`),
  condition('rego', `${REGO}isCompliant[r] { r := {"result": input.predicate.n > 3, "error": "too few"} }`),
  condition('rego', `${REGO}isCompliant[r] { r := {"result": true, "warning": "old"} }`),
  condition('rego', 'package other\nisCompliant { true }'),
  condition('rego', 'this is not Rego'),
];

/** Over what the authorities found. */
const POLICY_CONDITIONS = [
  '',
  condition('cue', 'authorityMatches: first: attestations: "wanted-0": [{predicateType: string, ...}, ...]'),
  condition('cue', 'import "list"\nauthorityMatches: first: attestations: "wanted-0": list.MinItems(2)'),
  condition('cue', 'import "struct"\nauthorityMatches: struct.MinFields(2)'),
  condition('cue', 'authorityMatches: close({first: _})'),
  condition('rego', `${REGO}isCompliant { count(input.authorityMatches.first.attestations["wanted-0"]) == 1 }`),
  condition('rego', `${REGO}isCompliant { count(input.authorityMatches) > 1 }`),
  condition('rego', `${REGO}isCompliant { input.authorityMatches.second.signatures[_].id }`),
  condition(
    'rego',
    `${REGO}isCompliant { regex.match("^https://ci", input.authorityMatches.first.attestations[_][_].subject) }`,
  ),
  condition(
    'rego',
    `${REGO}isCompliant { regex.match("^sha256:", input.authorityMatches.first.attestations[_][_].digest) }`,
  ),
  condition('rego', `${REGO}isCompliant[r] { r := {"result": true, "warning": "careful"} }`),
];

const types = [
  'custom',
  'vuln',
  'slsaprovenance',
  'spdxjson',
  URI,
  PREDICATES.vuln,
  PREDICATES.slsa02,
  PREDICATES.custom,
];

/** `images`: names of images. */
export const arbitraryPair = (images: readonly string[]) =>
  fc.record({
    image: fc.constantFrom(...images),
    authority: fc.constantFrom('team', 'team', 'stranger', 'keyless', 'stamped', 'bundle', 'other'),
    wanted: fc.uniqueArray(fc.constantFrom(...types), { minLength: 1, maxLength: 2 }),
    condition: fc.constantFrom(...CONDITIONS, '', '', ''),
    second: fc.constantFrom('', '', 'signature', 'pass', 'attestation'),
    policy: fc.constantFrom(...POLICY_CONDITIONS, '', '', '', ''),
    mode: fc.constantFrom('enforce', 'enforce', 'enforce', 'warn'),
  });
type Pair = ReturnType<typeof arbitraryPair> extends fc.Arbitrary<infer T> ? T : never;

/** The pair's policy, as text. */
export function write({ authority, wanted, condition: text, second, policy, mode }: Pair): string {
  const extra = wantedText(wanted, text);
  const first: Record<Pair['authority'], () => string> = {
    team: () => keyAuthority(TEAM, { name: 'first', extra }),
    stranger: () => keyAuthority(STRANGER, { name: 'first', extra }),
    keyless: () => keylessAuthority({ name: 'first', extra: `${LOGGED}\n${extra}` }),
    stamped: () => keylessAuthority({ name: 'first', extra: `${STAMPED}\n${extra}` }),
    bundle: () => keylessAuthority({ name: 'first', extra: `signatureFormat: bundle\n${extra}` }),
    other: () => keylessAuthority({ name: 'first', subject: 'https://ci.example/other', extra: `${LOGGED}\n${extra}` }),
  };
  const more: Record<string, readonly string[]> = {
    signature: [keyAuthority(TEAM, { name: 'second' })],
    pass: ['name: second\nstatic:\n  action: pass'],
    attestation: [keyAuthority(TEAM, { name: 'second', extra: wantedText(['custom']) })],
  };
  const body = policyText({ authorities: [first[authority](), ...(more[second] ?? [])], mode });
  return policy === '' ? body : `${body}  policy:\n    ${policy.replaceAll('\n', '\n    ')}\n`;
}
