import { expect, test } from 'vitest';
import { verdictIn, yamlOf } from '../../../../../test/support/hardening.ts';
import { rule } from './plaintext-credential.ts';

const env = (name: string, value: string) =>
  yamlOf(
    'v1',
    'Pod',
    'api',
    `spec: { containers: [{ name: api, env: [{ name: ${name}, value: ${JSON.stringify(value)} }] }] }`,
  );
const args = (...list: readonly string[]) =>
  yamlOf('v1', 'Pod', 'api', `spec: { containers: [{ name: api, args: ${JSON.stringify(list)} }] }`);
const config = (name: string, value: string, kind = 'ConfigMap') =>
  yamlOf('v1', kind, 'api', `data: { ${name}: ${JSON.stringify(value)} }`);

test.each<[what: string, yaml: string, path: string]>([
  ['a password', env('DB_PASSWORD', 'hunter22'), 'spec.containers[0].env[0].value'],
  ['a password of digits', env('PGPASSWORD', '123456'), 'spec.containers[0].env[0].value'],
  ['a password with a colon', env('MYSQL_PWD', 'a:b'), 'spec.containers[0].env[0].value'],
  ['a weak password', env('POSTGRES_PASSWORD', 'postgres'), 'spec.containers[0].env[0].value'],
  ['a key in camel case', config('apiKey', '8c1f0a77d2e94b'), 'data.apiKey'],
  ['a key with dots', config('spring.datasource.password', 'hunter22'), 'data["spring.datasource.password"]'],
  ['a client secret', env('OIDC_CLIENT_SECRET', 'Zm9vYmFyLXNlY3JldA'), 'spec.containers[0].env[0].value'],
  ['a token with digits', env('VAULT_TOKEN', 'root-4711x'), 'spec.containers[0].env[0].value'],
  ['a flag with its value', args('--token=8c1f0a77d2e94b'), 'spec.containers[0].args[0]'],
  ['many short words and no name', env('API_TOKEN', `${'v1-'.repeat(100)}v1!`), 'spec.containers[0].env[0].value'],
  ['a passphrase', env('GPG_PASSPHRASE', 'correct horse battery'), 'spec.containers[0].env[0].value'],
  ['a flag before its value', args('--token', '8c1f0a77d2e94b'), 'spec.containers[0].args[1]'],
])('%s', (_, yaml, path) => expect(verdictIn(rule, yaml)).toEqual([expect.stringContaining(` @ ${path}`)]));

test.each<[what: string, yaml: string]>([
  ['a user', env('DB_USER', 'hunter22')],
  ['no value', env('DB_PASSWORD', '')],
  ['a placeholder', env('DB_PASSWORD', 'changeme')],
  ['another variable', env('DB_PASSWORD', '$(OTHER)')],
  ['part of it another variable', env('DB_PASSWORD', 'x$(OTHER)')],
  ['a template', config('DB_PASSWORD', '{{ .password }}')],
  ['a file', env('DB_PASSWORD_FILE', '/run/secrets/password')],
  ['a path', env('DB_PASSWORD', '/run/secrets/password')],
  ['an address', env('TOKEN', 'https://issuer.example/token')],
  ['a switch', args('--use-token=true')],
  ['a number that is no password', env('NEXT_TOKEN', '30s')],
  ['the name of a Secret', args('--tls-secret=shop/api-tls')],
  ['the key of a Secret', env('SECRET_KEY', 'tls.key')],
  ['how many', env('MAX_TOKENS', 'x4096')],
  ['a switch about passwords', env('MYSQL_RANDOM_ROOT_PASSWORD', '1')],
  ['a switch in words', env('REQUIRE_PASSWORD', 'enabled')],
  ['what a tool puts in', env('DB_PASSWORD', '__DB_PASSWORD__')],
  ['what a pipeline puts in', env('DB_PASSWORD', '#{db-password}')],
  ['its own name', env('DB_PASSWORD', 'DB_PASSWORD')],
  ['a secret of a manager', env('API_SECRET', 'projects/123456/secrets/api')],
  ['a label for people', config('labelPassword', 'Password')],
  ['a text for people', config('login.password', 'Mot de passe')],
  ['a folder', env('OLDPWD', 'app')],
  ['many short words', env('API_TOKEN', `${'v1-'.repeat(100)}v1`)],
  ['a public key', env('PUBLIC_KEY', 'x4096')],
  ['who, not what', env('AWS_ACCESS_KEY_ID', 'x4096')],
  ['the next flag is no value', args('--token', '--verbose=1')],
  ['a token that has its own rule', env('TOKEN', `ghp_${'a1B2'.repeat(9)}`)],
  ['a Secret has its own rule', config('password', 'aHVudGVyMjI=', 'Secret')],
  ['a file in a ConfigMap', config('password', 'a\nb')],
  ['a key of a Secret in a custom resource', yamlOf('acme.example/v1', 'Shop', 'api', 'spec: { secretKey: x4096 }')],
])('passes: %s', (_, yaml) => expect(verdictIn(rule, yaml)).toEqual([]));

test('never shows the value, and stays the same when a container is added above', () => {
  const [verdict] = verdictIn(rule, env('DB_PASSWORD', 'hunter22'));
  expect(verdict).toContain('"DB_PASSWORD" has its value written out');
  expect(verdict).not.toContain('hunter22');
});
