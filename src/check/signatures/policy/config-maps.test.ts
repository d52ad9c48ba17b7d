import { describe, expect, test } from 'vitest';
import { createKey, keyAuthority, policyText } from '../../../../test/support/signatures.ts';
import { parseSignaturePolicies } from './parse.ts';

const KEY = createKey();
const CONDITION = 'package sigstore\\nisCompliant { true }';

const configMap = (metadata: string, data = `{condition: "${CONDITION}"}`): string =>
  `---\napiVersion: v1\nkind: ConfigMap\nmetadata: ${metadata}\ndata: ${data}\n`;

function read(maps: string, reference = '{name: rules, key: condition}') {
  const policy = policyText({ globs: ['ghcr.io/**'], authorities: [keyAuthority(KEY)] });
  const text = `${policy}  policy:\n    type: rego\n    configMapRef: ${reference}\n${maps}`;
  const { policies, problems, ignored } = parseSignaturePolicies([{ file: 'p.yaml', text }]);
  return { text: policies[0]?.condition?.text, problems: problems.map(({ message }) => message), ignored };
}

describe('a condition in a ConfigMap', () => {
  test.each([
    ['without a namespace', configMap('{name: rules}'), undefined],
    ["in the controller's namespace", configMap('{name: rules, namespace: cosign-system}'), undefined],
    [
      'beside one of another namespace',
      configMap('{name: rules}') + configMap('{name: rules, namespace: web}'),
      undefined,
    ],
  ])('%s is read', (_, maps, reference) => {
    const { text, problems } = read(maps, reference);
    expect(text).toBe('package sigstore\nisCompliant { true }');
    expect(problems).toEqual([]);
  });

  test.each([
    ['there is none', ''],
    ['it has another name', configMap('{name: other}')],
    ['it is of another namespace', configMap('{name: rules, namespace: web}')],
    [
      'it is in the namespace that is named, which the controller does not read',
      configMap('{name: rules, namespace: trust}'),
      '{name: rules, namespace: trust, key: condition}',
    ],
    ['two could be it', configMap('{name: rules}') + configMap('{name: rules, namespace: cosign-system}')],
    ['it is none that a cluster takes', configMap('{name: rules}', '{condition: 1}')],
  ])('is not known where %s', (_, maps, reference?: string) =>
    expect(read(maps, reference)).toMatchObject({ text: null, problems: [] }));

  test.each([
    ['a key that is not there', configMap('{name: rules}', '{other: x}'), undefined, 'names a key that the ConfigMap'],
    [
      'a key without a text',
      configMap('{name: rules}', '{condition: ""}'),
      undefined,
      'names a key that the ConfigMap',
    ],
    ['no key', configMap('{name: rules}'), '{name: rules}', 'has no name or no key'],
  ])('%s is a mistake', (_, maps, reference, message) => {
    const { problems } = read(maps, reference);
    expect(problems).toEqual([expect.stringContaining(`spec.policy.configMapRef ${message}`)]);
  });

  test('the ConfigMap counts as read, others do not', () => {
    const { ignored } = read(configMap('{name: rules}') + configMap('{name: other}'));
    expect(ignored).toHaveLength(1);
  });
});

test("an attestation's own condition too", () => {
  const attestation = `attestations:\n- name: scan\n  predicateType: vuln\n  policy:\n    type: rego\n    configMapRef: {name: rules, key: condition}`;
  const text = policyText({ globs: ['ghcr.io/**'], authorities: [keyAuthority(KEY, { extra: attestation })] });
  const { written, problems } = parseSignaturePolicies([{ file: 'p.yaml', text: text + configMap('{name: rules}') }]);
  expect(problems).toEqual([]);
  expect(written[0]?.written.spec.authorities[0]?.attestations[0]?.policy?.data).toContain('isCompliant');
});
