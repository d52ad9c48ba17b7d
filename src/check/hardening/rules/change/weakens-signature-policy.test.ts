import { expect, test } from 'vitest';
import { verdictOnChange } from '../../../../../test/support/hardening.ts';
import { rule } from './weakens-signature-policy.ts';

const policy = (fields: string) =>
  `apiVersion: policy.sigstore.dev/v1beta1\nkind: ClusterImagePolicy\nmetadata: { name: shop }\nspec: { ${fields} }\n`;
const images = (...globs: string[]) => `images: [${globs.map((glob) => `{ glob: "${glob}" }`).join(', ')}]`;
const keys = (...names: string[]) =>
  `authorities: [${names.map((name) => `{ name: ${name}, key: { data: "${name}" } }`).join(', ')}]`;
const says = (what: string, path: string) => [`ClusterImagePolicy shop: the change ${what} @ spec.${path}`];
const BEFORE = policy(`${images('a/**', 'b/**')}, ${keys('one', 'two')}`);

const CASES: [string, string, string, string[]][] = [
  [
    'a key goes',
    BEFORE,
    policy(`${images('a/**', 'b/**')}, ${keys('one')}`),
    says('removes the key "two"', 'authorities'),
  ],
  [
    'a key comes',
    BEFORE,
    policy(`${images('a/**', 'b/**')}, ${keys('one', 'two', 'three')}`),
    says('accepts the key "three" as well, and one that passes is enough', 'authorities'),
  ],
  [
    'fewer images',
    BEFORE,
    policy(`${images('a/**')}, ${keys('one', 'two')}`),
    says('takes "b/**" out of the images it covers', 'images'),
  ],
  [
    'only warns',
    BEFORE,
    policy(`mode: warn, ${images('a/**', 'b/**')}, ${keys('one', 'two')}`),
    says('turns its mode to warn, so it rejects nothing any more', 'mode'),
  ],
  ['more images, other order', BEFORE, policy(`${images('c/**', 'b/**', 'a/**')}, ${keys('two', 'one')}`), []],
];

test.each<[what: string, base: string, head: string, verdict: readonly string[]]>(
  CASES,
)('%s', (_, base, head, verdict) => expect(verdictOnChange(rule, base, head)).toEqual(verdict));
