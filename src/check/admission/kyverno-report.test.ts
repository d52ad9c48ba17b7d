import { expect, test } from 'vitest';
import { readReport, skippedFiles } from './kyverno-report.ts';

const RESULT = '{"policy":"p","result":"fail","resources":[{"kind":"Pod","name":"a"}]}';

test.each<[what: string, stdout: string, policies: readonly string[] | null]>([
  ['nothing to say', '', []],
  ['a report', `{"kind":"ClusterReport","results":[${RESULT}]}`, ['p']],
  ['after what was mutated', `policy m applied:\nkind: Pod\n{"kind":"ClusterReport","results":[${RESULT}]}\n`, ['p']],
  ['no results', '{"kind":"ClusterReport","results":null}', []],
  ['cut off', '{"kind":"ClusterReport","results":[', null],
  ['a result of another kind', '{"kind":"ClusterReport","results":[{"policy":"p","result":"maybe"}]}', null],
])('%s', (_, stdout, policies) => expect(readReport(stdout)?.map(({ policy }) => policy) ?? null).toEqual(policies));

test('the log names the files that are left out', () => {
  const log =
    '\u001b[90m2026\u001b[0m -2 command.go:1 > skipping invalid YAML file \u001b[36merror=\u001b[0m"failed to load file a.yaml: no \\"x\\"" path=a.yaml v=3\nother path=b.yaml\n';
  expect([...skippedFiles(log)]).toEqual([['a.yaml', 'no \\"x\\"']]);
});
