import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ReportSchema } from '../src/report/index.ts';
import { CONFIG_MAP, findingsIn, NO_CHECKS, POLICY, type Repository } from './support/bad-repository.ts';
import { type Cli, openCli } from './support/run-cli.ts';

/** Manifests that cannot be read: a finding at the place of the mistake, and never a pass. */

let cli: Cli;

beforeAll(async () => {
  cli = await openCli();
});

afterAll(() => cli.close());

/** Each level holds the one before it nine times. */
const ALIASES = [...'bcdefghij'].map((name, index) => {
  const below = `*${'abcdefghi'[index]}`;
  return `  ${name}: &${name} [${Array(9).fill(below).join(', ')}]\n`;
});
const pod = (spec: string): string => `apiVersion: v1\nkind: Pod\nmetadata: { name: api }\nspec:\n${spec}\n`;
test.each<[what: string, Repository, finding: string, message: RegExp]>([
  [
    'a list that does not end',
    { 'api.yaml': 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: [api\n' },
    'manifest/invalid api.yaml:4',
    /^api\.yaml: it is not YAML: .* end with a \]/,
  ],
  [
    'a tab for indentation',
    { 'api.yaml': 'apiVersion: v1\nkind: Pod\nmetadata:\n\tname: api\n' },
    'manifest/invalid api.yaml:4',
    /tabs are not allowed/,
  ],
  [
    'a key written twice',
    { 'api.yaml': 'apiVersion: v1\nkind: Pod\nkind: Job\nmetadata: { name: api }\n' },
    'manifest/invalid api.yaml:3',
    /the key "kind" is written twice/,
  ],
  [
    'a Pod without a name',
    { 'api.yaml': 'apiVersion: v1\nkind: Pod\nspec:\n  containers: [{ name: a, image: b }]\n' },
    'manifest/invalid api.yaml:1',
    /metadata\.name is missing/,
  ],
  [
    'a container without an image',
    { 'api.yaml': pod('  containers: [{ name: a }]') },
    'manifest/invalid api.yaml:5',
    /image is missing/,
  ],
  [
    'a number for a name',
    { 'api.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: 5\n' },
    'manifest/invalid api.yaml:4',
    /expected string, received number/,
  ],
  [
    'a key that is written twice below the top',
    { 'api.yaml': 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n  name: y\n' },
    'manifest/invalid api.yaml:5',
    /"name" is written twice/,
  ],
  [
    'an alias of itself',
    { 'api.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: &a\n  name: x\n  labels: *a\n' },
    'manifest/invalid api.yaml:5',
    /contains itself/,
  ],
  [
    'a NUL',
    { 'api.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: "a\0b" }\n' },
    'manifest/invalid api.yaml:3',
    /U\+0000/,
  ],
  [
    'JSON in UTF-16',
    { 'api.json': Buffer.from('{"apiVersion":"v1","kind":"Pod","metadata":{"name":"api"}}', 'utf16le') },
    'manifest/invalid api.json:1',
    /api\.json/,
  ],
  [
    'a file that is not UTF-8',
    { 'api.yaml': Buffer.from(`${CONFIG_MAP}data: { a: \xff }\n`, 'latin1') },
    'manifest/invalid api.yaml:5',
    /not UTF-8/,
  ],
  [
    'aliases that multiply',
    { 'api.yaml': `${CONFIG_MAP}data:\n  a: &a [x, x, x, x, x, x, x, x, x]\n${ALIASES.join('')}` },
    'manifest/invalid api.yaml:12',
    /more than 1000000 values/,
  ],
  [
    'merges that multiply',
    {
      'api.yaml': `${CONFIG_MAP}data:\n  m0: &m0 { a: 1 }\n${Array.from({ length: 30 }, (_, at) => `  m${at + 1}: &m${at + 1} { <<: [*m${at}, *m${at}, *m${at}], x${at}: 1 }\n`).join('')}`,
    },
    'manifest/invalid api.yaml:18',
    /more than 1000000 values/,
  ],
  [
    'a merge of itself',
    { 'api.yaml': `${CONFIG_MAP}data: &a\n  b: x\n  <<: *a\n` },
    'manifest/invalid api.yaml:7',
    /contains itself/,
  ],
  [
    'aliases in a circle',
    { 'api.yaml': `${CONFIG_MAP}data: { a: &a [*b], b: &b [*a] }\n` },
    'manifest/invalid api.yaml:5',
    /the alias \*b has no anchor before it/,
  ],
  [
    'a text that no API server takes',
    { 'api.yaml': `${CONFIG_MAP}data:\n  a: "${'x'.repeat(5 * 2 ** 20)}"\n` },
    'manifest/invalid api.yaml:6',
    /more than 4194304 characters/,
  ],
  [
    'a boolean for a namespace',
    { 'api.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: n\n' },
    'manifest/invalid api.yaml:5',
    /expected string, received boolean/,
  ],
  [
    'null for a name',
    { 'api.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ~\n' },
    'manifest/invalid api.yaml:4',
    /metadata\.name is missing/,
  ],
  [
    'null for what holds the name',
    { 'api.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: null\nspec: null\n' },
    'manifest/invalid api.yaml:3',
    /metadata\.name is missing/,
  ],
  [
    'null for a kind',
    { 'api.yaml': 'apiVersion: v1\nkind: null\nmetadata: { name: a }\n' },
    'manifest/invalid api.yaml:2',
    /it has no kind/,
  ],
  [
    'keys that are no texts',
    { 'api.yaml': `${CONFIG_MAP}data: { 1: a, null: b }\n` },
    'manifest/invalid api.yaml:5',
    /a key of a mapping is not a text/,
  ],
  [
    'a tag that does not fit',
    { 'api.yaml': `${CONFIG_MAP}data: !!binary x\n` },
    'manifest/invalid api.yaml:5',
    /its tag !!binary does not fit/,
  ],
  [
    'lists in lists without end',
    { 'api.yaml': `${CONFIG_MAP}data: ${'['.repeat(20_000)}\n` },
    'manifest/invalid api.yaml:5',
    /more than 200 levels/,
  ],
  [
    'a field of another type',
    { 'api.yaml': pod('  containers: api') },
    'manifest/invalid api.yaml:5',
    /spec\.containers.* expected array, received string/,
  ],
  [
    'an image that is no reference',
    { 'api.yaml': pod('  containers:\n    - name: api\n      image: Shop/API:1') },
    'image/unresolvable api.yaml:7',
    /"Shop\/API:1" is no image reference.*upper-case/,
  ],
  [
    'a symbolic link out of the repository',
    { 'api.yaml': { link: '../outside.yaml' } },
    'manifest/invalid api.yaml:1',
    /^The symbolic link api\.yaml leads out of the repository/,
  ],
  [
    'a symbolic link to nothing',
    { 'api.yaml': { link: 'gone.yaml' } },
    'manifest/invalid api.yaml:1',
    /leads to gone\.yaml, where there is no file/,
  ],
  [
    'a symbolic link to itself',
    { 'api.yaml': { link: 'api.yaml' } },
    'manifest/invalid api.yaml:1',
    /^The symbolic link api\.yaml leads/,
  ],
])('%s fails', async (_, repository, finding, message) => {
  expect(await findingsIn(cli, repository)).toEqual({
    code: 1,
    findings: [`fail ${finding}`],
    messages: expect.stringMatching(message),
  });
});

test('a folder and a file whose names are no UTF-8, and a file of 1 GiB: said, and the rest is read', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'scg-names-'));
  try {
    const at = (name: string): Buffer => Buffer.concat([Buffer.from(`${directory}/`), Buffer.from(name, 'latin1')]);
    await mkdir(at('caf\xe9'));
    await writeFile(at('caf\xe9/api.yaml'), CONFIG_MAP);
    await writeFile(at('na\xefve.yaml'), CONFIG_MAP);
    await writeFile(at('good.yaml'), CONFIG_MAP);
    await writeFile(at('huge.yaml'), 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: huge }\ndata:\n  a: "');
    await truncate(at('huge.yaml'), 2 ** 30);
    await mkdir(at('.github'));
    await writeFile(at(POLICY), NO_CHECKS);
    const { stdout, code } = await cli.run(directory, ['check', '--offline', '--format', 'json']);
    const { findings, stats } = ReportSchema.parse(JSON.parse(stdout));
    expect(findings.map(({ outcome, rule, location }) => `${outcome} ${rule} ${location.file}`).sort()).toEqual([
      'fail manifest/invalid caf\uFFFD/api.yaml',
      'fail manifest/invalid na\uFFFDve.yaml',
      'unknown render/failed huge.yaml',
    ]);
    expect([code, stats.manifests]).toEqual([1, 1]);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});
