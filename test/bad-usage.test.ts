import { afterAll, beforeAll, expect, test } from 'vitest';
import { CONFIG_MAP, checkRepository, POLICY, type Repository } from './support/bad-repository.ts';
import { type Cli, openCli } from './support/run-cli.ts';

/** A policy or a command line that is wrong: exit code 2, what is wrong and where, and no report. */

let cli: Cli;

beforeAll(async () => {
  cli = await openCli();
});

afterAll(() => cli.close());

const SIGNED = 'version: 1\nsignatures:\n  policies: ["policy/*.yaml"]\n';
const IMAGE_POLICY = 'apiVersion: policy.sigstore.dev/v1beta1\nkind: ClusterImagePolicy\nmetadata: { name: shop }\n';

test.each<[what: string, Repository, args: readonly string[], message: RegExp]>([
  [
    'an unknown key of the policy',
    { [POLICY]: 'version: 1\nimages:\n  digset: required\n' },
    [],
    /supply-chain-gate\.yaml:3:11: .*unknown key "digset" in images/,
  ],
  [
    'a policy of another version',
    { [POLICY]: '# ours\nversion: 2\n' },
    [],
    /supply-chain-gate\.yaml:2:10: .*version: expected 1/,
  ],
  ['a policy without a version', { [POLICY]: 'images: {}\n' }, [], /supply-chain-gate\.yaml:1:1: .*expected 1/],
  ['an empty policy', { [POLICY]: '' }, [], /supply-chain-gate\.yaml:1:1: .*expected 1/],
  ['a policy that is a list', { [POLICY]: '- 1\n' }, [], /supply-chain-gate\.yaml:1:1: .*expected object/],
  ['a policy that is not YAML', { [POLICY]: 'version: 1\nimages: [\n' }, [], /supply-chain-gate\.yaml:3:1: .*not YAML/],
  [
    'a policy that is not UTF-8',
    { [POLICY]: Buffer.from('version: 1\n# \xff\n', 'latin1') },
    [],
    /supply-chain-gate\.yaml:2:3: .*not UTF-8/,
  ],
  [
    'a day that is in no calendar',
    { [POLICY]: 'version: 1\nexceptions:\n  - rules: [a/b]\n    reason: x\n    expires: 2027-02-31\n' },
    [],
    /supply-chain-gate\.yaml:5:14: .*not in the calendar/,
  ],
  [
    'a policy that is a link',
    { [POLICY]: { link: '../../outside.yaml' } },
    [],
    /no policy file .*\(not a directory or a link\)/s,
  ],
  ['a policy file that is not there', {}, ['--policy', 'gone.yaml'], /no policy file gone\.yaml/],
  [
    'a pattern of policies that matches nothing',
    { [POLICY]: SIGNED },
    [],
    /yaml:3:14: .*"policy\/\*\.yaml" matches no file/,
  ],
  [
    'a ClusterImagePolicy that is not YAML',
    { [POLICY]: SIGNED, 'policy/shop.yaml': `${IMAGE_POLICY}spec: [\n` },
    [],
    /policy\/shop\.yaml:4:8: .*not YAML/,
  ],
  [
    'a ClusterImagePolicy of another form',
    { [POLICY]: SIGNED, 'policy/shop.yaml': `${IMAGE_POLICY}spec:\n  images: 3\n` },
    [],
    /policy\/shop\.yaml:5:11: spec\.images .*expected array/,
  ],
  [
    'a ClusterImagePolicy with a bad expression, where nothing is scanned',
    {
      [POLICY]: `${SIGNED}vulnerabilities: { severity: off }\n`,
      'policy/shop.yaml': `${IMAGE_POLICY}spec:\n  images: [{ glob: "**" }]\n  authorities:\n    - keyless: { url: https://fulcio.sigstore.dev, identities: [{ issuer: https://a.example, subjectRegExp: "(" }] }\n`,
      'good.yaml': CONFIG_MAP,
    },
    [],
    /^error: .*policy\/shop\.yaml:7.*subjectRegExp/ms,
  ],
  ['no manifests', {}, [], /^error: No Kubernetes manifest was found in the repository.*--allow-empty/ms],
  [
    'a path without manifests',
    { 'README.md': '# Shop\n' },
    ['README.md'],
    /No Kubernetes manifest was found in README\.md/,
  ],
  ['a path that is not there', {}, ['gone'], /The path gone is not in the working tree/],
  ['a path outside', {}, ['../outside.yaml'], /\.\.\/outside\.yaml is outside the working directory/],
  [
    'a path through a link to outside',
    { apps: { link: '..' } },
    ['apps/outside.yaml'],
    /apps\/outside\.yaml is outside/,
  ],
  ['an unknown option', {}, ['--fromat', 'json'], /unknown option '--fromat'\n.*--format/],
  ['an unknown format', {}, ['--format', 'xml'], /'xml' is invalid\. Allowed choices are text, json/],
  ['an empty base, which would be the tree itself', {}, ['--base', ''], /'--base <REF\|DIR>'.*is a variable not set\?/],
  ['an empty name of a cache', {}, ['--cache', ''], /'--cache <DIR>'.*is a variable not set\?/],
  ['an empty name of a policy', {}, ['--policy', ' '], /'--policy <FILE>'.*is a variable not set\?/],
  ['a registry with a scheme', {}, ['--insecure-registry', 'http://a.example:5000'], /It takes a host with its port/],
  [
    'a list of repositories with nothing in it, which would admit all',
    { [POLICY]: 'version: 1\nimages:\n  allow:\n    # - ghcr.io/acme/**\n' },
    [],
    /supply-chain-gate\.yaml:3:9: .*images\.allow: .*expected array, received null/,
  ],
  ['a base that is nothing', {}, ['--base', 'main'], /--base main is not a directory/],
  [
    'an output that is a directory',
    { 'good.yaml': CONFIG_MAP },
    ['--output', '.github'],
    /could not be written to \.github/,
  ],
])('%s is exit code 2', async (_, repository, args, message) => {
  expect(await checkRepository(cli, repository, args)).toEqual({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(message),
  });
});

test('no manifests at all pass where that is said to be fine', async () => {
  const run = await checkRepository(cli, {}, ['--allow-empty']);
  expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 0, stdout: expect.stringContaining('0 manifests') });
});
