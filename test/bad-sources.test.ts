import { afterAll, beforeAll, expect, test } from 'vitest';
import { CONFIG_MAP, findingsIn, NO_CHECKS, POLICY, type Repository } from './support/bad-repository.ts';
import { type Cli, openCli } from './support/run-cli.ts';

/** Charts, kustomizations and sources that cannot be read: a finding at the place of the mistake, and never a pass. */

const CHART = 'apiVersion: v2\nname: api\nversion: 1.0.0\n';

let cli: Cli;

beforeAll(async () => {
  cli = await openCli();
});

afterAll(() => cli.close());

const chart = (files: Repository): Repository => ({
  'chart/Chart.yaml': CHART,
  'chart/templates/api.yaml': CONFIG_MAP,
  ...files,
});

test.each<[what: string, Repository, finding: string, message: RegExp]>([
  [
    'a template that does not parse',
    chart({ 'chart/templates/api.yaml': `${CONFIG_MAP}data:\n  a: {{ .Values.a }\n` }),
    'render/failed chart/templates/api.yaml:6',
    /chart\/templates\/api\.yaml:6.* unexpected "}"/,
  ],
  [
    'a template that fails',
    chart({ 'chart/templates/api.yaml': `${CONFIG_MAP}data:\n  a: {{ .Values.a.b.c }}\n` }),
    'render/failed chart/templates/api.yaml:6',
    /nil pointer evaluating/,
  ],
  [
    'a template that gives no YAML',
    chart({ 'chart/templates/api.yaml': `${CONFIG_MAP}data:\n  a: [\n` }),
    'render/failed chart/templates/api.yaml:1',
    /does not give valid YAML/,
  ],
  [
    'a values file that is not there',
    chart({ [POLICY]: `${NO_CHECKS}sources:\n  - path: chart\n    helm: { valuesFiles: [values-prod.yaml] }\n` }),
    'render/failed chart/Chart.yaml:1',
    /the values file chart\/values-prod\.yaml does not exist/,
  ],
  [
    'a values file that is not YAML',
    chart({ 'chart/values.yaml': 'a: [\n' }),
    'render/failed chart/values.yaml:1',
    /chart\/values\.yaml cannot be read/,
  ],
  [
    'a Chart.yaml that is not YAML',
    chart({ 'chart/Chart.yaml': 'apiVersion: v2\nname: [\n' }),
    'render/failed chart/Chart.yaml:2',
    /chart\/Chart\.yaml cannot be read/,
  ],
  [
    'a base that is not there',
    { 'app/kustomization.yaml': 'resources:\n  - ../base\n' },
    'render/failed app/kustomization.yaml:2',
    /\.\.\/base does not exist/,
  ],
  [
    'a kustomization that is not YAML',
    { 'app/kustomization.yaml': 'resources: [\n' },
    'render/failed app/kustomization.yaml:1',
    /invalid Kustomization/,
  ],
  [
    'a base outside of the repository',
    { 'app/kustomization.yaml': 'resources:\n  - ../../outside.yaml\n' },
    'render/failed app/kustomization.yaml:2',
    /leads out of the repository/,
  ],
  [
    'a symbolic link out of the repository in a chart',
    chart({ 'chart/files/key': { link: '/etc/hostname' } }),
    'render/failed chart/files/key:1',
    /the symbolic link chart\/files\/key leads out of the repository/,
  ],
  [
    'a source that is a symbolic link out of the repository',
    { [POLICY]: `${NO_CHECKS}sources:\n  - path: apps\n`, apps: { link: '..' } },
    'render/failed apps:1',
    /the symbolic link apps leads out of the repository/,
  ],
  [
    'a source that is not there',
    { [POLICY]: `${NO_CHECKS}sources:\n  - path: gone\n` },
    'render/failed gone:1',
    /The policy names the source gone, but there is no such file/,
  ],
])('%s fails', async (_, repository, finding, message) => {
  expect(await findingsIn(cli, repository)).toEqual({
    code: 1,
    findings: [`fail ${finding}`],
    messages: expect.stringMatching(message),
  });
});
