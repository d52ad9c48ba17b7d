import { expect, test } from 'vitest';
import { type Given, verdictIn } from '../../../../../test/support/hardening.ts';
import { runbookTarget } from '../../incident/runbook-target.ts';
import { NO_REPOSITORY } from '../../repository.ts';
import { rule } from './runbook-url.ts';

const rules = (entry: string) =>
  `apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: api, namespace: shop }\nspec:\n  groups:\n    - name: api\n      rules:\n        - ${entry}\n`;
const alert = (runbook: string) => rules(`{ alert: Down, expr: up == 0, annotations: { runbook_url: "${runbook}" } }`);
const AT = '@ spec.groups[0].rules[0].annotations.runbook_url';
const says = (what: string) => [`PrometheusRule shop/api: ${what} ${AT}`];
const UNUSABLE = says('the runbook_url of alert "Down" can lead nowhere');
const absent = (runbook: string) =>
  says(`the runbook_url of alert "Down" is "${runbook}", which is not in this repository`);
const templated = (runbook: string) =>
  says(`the runbook_url of alert "Down" is "${runbook}", filled in by each alert: no file can be looked for`);
const FILES = { files: ['docs/runbooks/down.md', 'Docs/UP.md', 'run books/a b.md'] };
const GITHUB = 'https://github.com/acme/shop';

const CASES: [what: string, yaml: string, verdict: string[], given?: Given][] = [
  [
    'none',
    rules('{ alert: Down, expr: up == 0, annotations: { summary: down } }'),
    says('alert "Down" has no annotation runbook_url'),
  ],
  ['a placeholder', alert('TODO'), UNUSABLE],
  ['a sentence', alert('see the wiki/page'), UNUSABLE],
  ['a reserved name', alert('https://example.com/runbook'), UNUSABLE],
  ['no address of the web', alert('javascript:alert(1)'), UNUSABLE],
  ['an address elsewhere is not asked', alert('https://runbooks.acme.io/down'), []],
  ['a file', alert('docs/runbooks/down.md'), [], FILES],
  ['a file and a heading in it', alert('docs/runbooks/down.md#first'), [], FILES],
  ['from the root', alert('/docs/runbooks/down.md'), [], FILES],
  ['a folder', alert('docs/runbooks/'), [], FILES],
  ['a file that is missing', alert('docs/runbooks/up.md'), absent('docs/runbooks/up.md'), FILES],
  ['a path is case-sensitive', alert('docs/up.md'), absent('docs/up.md'), FILES],
  ['the beginning of a name is no folder', alert('docs/run'), absent('docs/run'), FILES],
  ['above the root', alert('../docs/runbooks/down.md'), absent('../docs/runbooks/down.md'), FILES],
  ['this repository', alert(`${GITHUB}/blob/main/docs/runbooks/down.md?plain=1#first`), [], FILES],
  ['in capitals, as GitHub takes it', alert('https://GitHub.com/Acme/Shop/tree/main/docs'), [], FILES],
  ['raw', alert('https://raw.githubusercontent.com/acme/shop/main/docs/runbooks/down.md'), [], FILES],
  ['raw, by its ref', alert('https://raw.githubusercontent.com/acme/shop/refs/heads/main/Docs/UP.md'), [], FILES],
  ['written with %20', alert(`${GITHUB}/blob/main/run%20books/a%20b.md`), [], FILES],
  ['HEAD', alert(`${GITHUB}/blob/HEAD/docs/up.md`), absent(`${GITHUB}/blob/HEAD/docs/up.md`), FILES],
  [
    'this repository without the file',
    alert(`${GITHUB}/blob/main/docs/up.md`),
    absent(`${GITHUB}/blob/main/docs/up.md`),
    FILES,
  ],
  ['another branch is not looked at', alert(`${GITHUB}/blob/v2/docs/up.md`), [], FILES],
  ['another repository that begins alike', alert(`${GITHUB}2/blob/main/docs/up.md`), [], FILES],
  ['the wiki', alert(`${GITHUB}/wiki/Down`), [], FILES],
  ['a branch with a slash', alert(`${GITHUB}/blob/feat/a/Docs/UP.md`), [], { ...FILES, branch: 'feat/a' }],
  ['a branch that nothing names', alert(`${GITHUB}/blob/feat/a/Docs/UP.md`), [], { ...FILES, branch: null }],
  [
    'a branch that nothing names, without the file',
    alert(`${GITHUB}/blob/feat/up.md`),
    absent(`${GITHUB}/blob/feat/up.md`),
    { ...FILES, branch: null },
  ],
  ['filled in', alert('docs/{{ $labels.job }}.md'), templated('docs/{{ $labels.job }}.md'), FILES],
  ['a recording rule', rules('{ record: up:sum, expr: sum(up) }'), []],
];

test.each(CASES)('%s', (_, yaml, verdict, given) => expect(verdictIn(rule, yaml, given)).toEqual(verdict));

test.each([
  ['../docs/down.md', 'found'],
  ['./alerts.md', 'found'],
  ['../../docs/down.md', 'missing'],
  ['down.md', 'missing'],
])('%s from the folder of the manifest is %s', (runbook, target) => {
  const files = new Set(['docs/down.md', 'monitoring/alerts.md']);
  expect(runbookTarget(runbook, 'monitoring/alerts.yaml', { ...NO_REPOSITORY, files })).toBe(target);
});
