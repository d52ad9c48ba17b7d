import { describe, expect, test } from 'vitest';
import { memoryTree, type TreeContent } from '../src/tree/index.ts';
import { overlayWith } from './support/kustomize-charts.ts';
import { entry, outcome } from './support/kustomize-outcome.ts';
import { kustomizeSource, renderWith } from './support/rendering.ts';

/** Where helm may run, what reaches its arguments, its environment and its files is refused unless it is what it seems. */

const SECRET = 'token: from-outside\n';
const hidden = 'resources: []\nhelmCharts: [{name: demo, releaseName: --post-renderer=/bin/sh}]\n';

interface Row {
  readonly kustomization: string;
  readonly more?: Record<string, TreeContent>;
  readonly finding: string;
  readonly says: RegExp;
}

const ROWS: Record<string, Row> = {
  'a release that is a flag': {
    kustomization: entry('releaseName: --post-renderer=/bin/sh\n'),
    finding: 'fail k/kustomization.yaml:3:16-39',
    says: /releaseName starts with \\"-\\"/,
  },
  'a namespace that is a flag': {
    kustomization: entry('releaseName: x\nnamespace: --kubeconfig=/x\n'),
    finding: 'fail k/kustomization.yaml:4:14-29',
    says: /namespace starts with/,
  },
  'an API version that is a flag': {
    kustomization: entry('releaseName: x\napiVersions: [a/v1, -x]\n'),
    finding: 'fail k/kustomization.yaml:4:23-25',
    says: /apiVersions\[1\] starts with/,
  },
  'a chart whose name is a flag': {
    kustomization: 'helmCharts: [{name: --help}]\n',
    finding: 'fail k/kustomization.yaml:1:21-27',
    says: /name starts with/,
  },
  'a chart whose name is a path': {
    kustomization: 'helmCharts: [{name: ../../demo, releaseName: x}]\n',
    finding: 'fail k/kustomization.yaml:1:21-31',
    says: /is no name of a directory/,
  },
  'a version that is a flag': {
    kustomization: entry('version: -x\n'),
    finding: 'fail k/kustomization.yaml:3:12-14',
    says: /version starts with/,
  },
  'a repository that is a flag': {
    kustomization: entry('repo: --ca-file=/x\n'),
    finding: 'fail k/kustomization.yaml:3:9-21',
    says: /repo starts with/,
  },
  'a version of Kubernetes that is a flag': {
    kustomization: entry('kubeVersion: -x\n'),
    finding: 'fail k/kustomization.yaml:3:16-18',
    says: /kubeVersion starts with/,
  },
  'a template of the name that is a flag': {
    kustomization: entry('nameTemplate: -x\n'),
    finding: 'fail k/kustomization.yaml:3:17-19',
    says: /nameTemplate starts with/,
  },
  'a configuration of helm of its own': {
    kustomization: `helmGlobals: {configHome: ./helm}\n${entry('releaseName: x\n')}`,
    finding: 'fail k/kustomization.yaml:1:27-33',
    says: /sets the directory that helm takes its configuration from/,
  },
  'a home of charts above the repository': {
    kustomization: `helmGlobals: {chartHome: ../../etc}\n${entry('releaseName: x\n')}`,
    finding: 'fail k/kustomization.yaml:3:9-13',
    says: /leads out of the repository/,
  },
  'an absolute home of charts': {
    kustomization: `helmGlobals: {chartHome: /etc}\n${entry('releaseName: x\n')}`,
    finding: 'fail k/kustomization.yaml:3:9-13',
    says: /leads out of the repository/,
  },
  'a chart that is a link out of the repository': {
    kustomization: `helmGlobals: {chartHome: vendor}\n${entry('releaseName: x\n')}`,
    more: { 'k/vendor/demo': { link: '../../../outside' } },
    finding: 'fail k/kustomization.yaml:3:9-13',
    says: /does not lead to a directory of the repository/,
  },
  'a chart that is a link to itself': {
    kustomization: `helmGlobals: {chartHome: vendor}\n${entry('releaseName: x\n')}`,
    more: { 'k/vendor/demo': { link: 'demo' } },
    finding: 'fail k/kustomization.yaml:3:9-13',
    says: /does not lead to a directory of the repository/,
  },
  'a file of values above the repository': {
    kustomization: entry('releaseName: x\nvaluesFile: ../../../etc/hostname\n'),
    finding: 'fail k/kustomization.yaml:2:9-13',
    says: /leads out of the repository/,
  },
  'an absolute file of values': {
    kustomization: entry('releaseName: x\nadditionalValuesFiles: [/etc/hostname]\n'),
    finding: 'fail k/kustomization.yaml:2:9-13',
    says: /leads out of the repository/,
  },
  'a file of values from the network': {
    kustomization: entry('releaseName: x\nvaluesFile: "https://example.com/v.yaml"\n'),
    finding: 'unknown k/kustomization.yaml:2:9-13',
    says: /nothing is fetched/,
  },
  'a file of values that is a list of files': {
    kustomization: entry('releaseName: x\nadditionalValuesFiles: ["v.yaml,/etc/passwd"]\n'),
    finding: 'fail k/kustomization.yaml:4:27-47',
    says: /holds a comma or a quote/,
  },
  'a file of values outside of the kustomization': {
    kustomization: entry('releaseName: x\nadditionalValuesFiles: [../.env.yaml]\n'),
    more: { '.env.yaml': SECRET },
    finding: 'fail k/kustomization.yaml:1:1-1~',
    says: /is not in or below/,
  },
  'the git configuration as values': {
    kustomization: entry('releaseName: x\nvaluesFile: .git/config\n'),
    more: { 'k/.git/config': SECRET },
    finding: 'fail k/kustomization.yaml:2:9-13',
    says: /does not exist/,
  },
  'a chart that is not vendored': {
    kustomization: 'helmCharts: [{name: redis, repo: "https://charts.example.com", version: 1.0.0, releaseName: x}]\n',
    finding: 'unknown k/kustomization.yaml:1:21-26',
    says: /redis.*https:\/\/charts\.example\.com.*k\/charts\/redis-1\.0\.0\/redis.*nothing is fetched in this run.*Vendor it/,
  },
  'a chart that is nowhere': {
    kustomization: 'helmCharts: [{name: redis, releaseName: x}]\n',
    finding: 'fail k/kustomization.yaml:1:21-26',
    says: /no chart in k\/charts\/redis/,
  },
  'a field in other capitals': {
    kustomization: entry('releaseName: x\nReleaseName: --post-renderer=/bin/sh\n'),
    finding: 'fail k/kustomization.yaml:2:3-7',
    says: /ReleaseName.*does not have there/,
  },
  'charts in other capitals': {
    kustomization: `${entry('releaseName: x\n')}HelmCharts: [{name: demo, releaseName: --post-renderer=/bin/sh}]\n`,
    finding: 'fail k/kustomization.yaml:4:1-11',
    says: /HelmCharts.*no field of a kustomization/,
  },
  'a field that is written twice': {
    kustomization: entry('releaseName: x\nreleaseName: --post-renderer=/bin/sh\n'),
    finding: 'fail k/kustomization.yaml:4:3-14',
    says: /twice/,
  },
  'a field by a merge': {
    kustomization: `helmCharts:\n- &a {name: demo, releaseName: x}\n- <<: *a\n  releaseName: --help\n`,
    finding: 'fail k/kustomization.yaml:4:16-22',
    says: /releaseName starts with/,
  },
  'a kustomization inside of the chart, by an alias': {
    kustomization: `${entry('releaseName: &x charts/demo\n')}resources: [*x]\n`,
    more: { 'k/charts/demo/kustomization.yaml': hidden },
    finding: 'unknown k/charts/demo/kustomization.yaml:1:1-1~',
    says: /a kustomization that nothing names/,
  },
  'a kustomization inside of the chart, by a path that could be a text': {
    kustomization: `${entry('releaseName: x\n')}resources: ["charts/demo/{a}"]\n`,
    more: { 'k/charts/demo/{a}/Kustomization': hidden },
    finding: 'unknown k/charts/demo/{a}/Kustomization:1:1-1~',
    says: /a kustomization that nothing names/,
  },
  'a generator inside of the chart, by an alias': {
    kustomization: `${entry('releaseName: &x charts/demo/g.yaml\n')}generators: [*x]\n`,
    more: { 'k/charts/demo/g.yaml': 'kind: HelmChartInflationGenerator\nreleaseName: --help\n' },
    finding: 'unknown k/kustomization.yaml:3:19-37',
    says: /generators names something by an alias/,
  },
  'a kustomization inside of the chart': {
    kustomization: `resources: [charts/demo]\n${entry('releaseName: x\n')}`,
    more: { 'k/charts/demo/kustomization.yaml': hidden },
    finding: 'fail k/charts/demo/kustomization.yaml:2:40-63',
    says: /releaseName starts with/,
  },
  'a generator in a directory': {
    kustomization: `generators: [g]\n${entry('releaseName: x\n')}`,
    more: {
      'k/g/kustomization.yaml': 'resources: [g.yaml]\n',
      'k/g/g.yaml':
        'apiVersion: builtin\nkind: HelmChartInflationGenerator\nmetadata: {name: g}\nname: demo\nreleaseName: --help\n',
    },
    finding: 'unknown k/kustomization.yaml:1:14-15',
    says: /this generator .* is no file/,
  },
  'a generator in a text': {
    kustomization: `${entry('releaseName: x\n')}generators:\n- |\n  apiVersion: builtin\n  kind: HelmChartInflationGenerator\n  metadata: {name: g}\n  name: demo\n  releaseName: --help\n`,
    finding: 'unknown k/kustomization.yaml:5:3-1',
    says: /this generator .* is no file/,
  },
  'a generator in a list': {
    kustomization: `${entry('releaseName: x\n')}generators: [g.yaml]\n`,
    more: {
      'k/g.yaml':
        'apiVersion: v1\nkind: List\nitems:\n- apiVersion: builtin\n  kind: HelmChartInflationGenerator\n  metadata: {name: g}\n  name: demo\n  releaseName: --help\n',
    },
    finding: 'unknown k/g.yaml:2:7-11',
    says: /\\"List\\" in the place of the configuration of a generator/,
  },
  'a flag in the configuration of a generator': {
    kustomization: 'generators: [g.yaml]\n',
    more: {
      'k/g.yaml':
        'apiVersion: builtin\nkind: HelmChartInflationGenerator\nmetadata: {name: g}\nname: demo\nreleaseName: --help\n',
    },
    finding: 'fail k/g.yaml:5:14-20',
    says: /releaseName starts with/,
  },
  'a template that fails': {
    kustomization: entry('releaseName: x\n'),
    more: { 'k/charts/demo/templates/bad.yaml': 'a: 1\nb: {{ fail "no b" }}\n' },
    finding: 'fail k/charts/demo/templates/bad.yaml:2:1-21~',
    says: /no b/,
  },
  'a template that reads files above its chart': {
    kustomization: entry('releaseName: x\n'),
    more: {
      'k/.env': SECRET,
      'k/charts/demo/templates/bad.yaml': '{{ .Files.Get "../../.env" | required "nothing there" }}\n',
    },
    finding: 'fail k/charts/demo/templates/bad.yaml:1:1-57~',
    says: /nothing there/,
  },
};

/** Each of these, were it let through, would run a program or read a file outside. */
describe('refused', () => {
  test.each(Object.entries(ROWS))('%s', async (_, { kustomization, more = {}, finding, says }) => {
    const files = { ...overlayWith(kustomization), ...more };
    const result = await outcome(files);
    expect(result).toMatchObject({ manifests: 0, findings: [`render/failed ${finding}`] });
    expect(result.text).toMatch(says);
    expect(result.text).not.toContain('from-outside');
  });
});

test('a chart that loops is ended, and helm with it', async () => {
  const files = overlayWith(entry('releaseName: x\n'), '{}\n', {
    'a.yaml': '{{ range until 40000 }}{{ range until 40000 }}{{ end }}{{ end }}',
  });
  const { findings } = await renderWith(memoryTree(files), [kustomizeSource('k')], { limitMs: 4000 });
  expect(findings.map(({ rule, result, message }) => [rule, result.outcome, message])).toEqual([
    ['render/failed', 'unknown', expect.stringMatching(/kustomize (?:was stopped|crashed|ended)/)],
  ]);
});
