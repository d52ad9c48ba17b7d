import { expect, test } from 'vitest';
import { createLog } from '../../../io/log.ts';
import { createPorts } from '../../../io/ports.ts';
import { readCondition } from './condition.ts';
import { createConditionEvaluator } from './programs.ts';

const LIMITS = { fetchConfigFile: null, includeSpec: null, includeObjectMeta: null, includeTypeMeta: null };

test.each([
  [
    'a URL',
    { remote: { url: 'https://rules.example/a.rego', sha256sum: 'ab' } },
    'Fetch the text, check that it has the sha256sum that the policy names',
  ],
  [
    'a ConfigMap of the cluster',
    { configMapRef: { name: 'rules', namespace: undefined, key: 'a' } },
    'add its ConfigMap to the files of signatures.policies',
  ],
])('a condition in %s is unknown, with the way out', async (where, place, remedy) => {
  const written = { type: 'rego', data: undefined, remote: undefined, configMapRef: undefined, ...LIMITS, ...place };
  const condition = readCondition(written);
  if ('problems' in condition) throw new Error('the condition was refused');
  const evaluator = createConditionEvaluator(createPorts(createLog(process.stderr)), () =>
    Promise.reject(new Error('no program is needed to say so')),
  );
  const evaluated = await evaluator.evaluate(condition, {});
  expect(evaluated).toMatchObject({ status: 'unreadable', cause: 'infrastructure' });
  expect(evaluated).toMatchObject({ reason: expect.stringContaining(where), remedy: expect.stringContaining(remedy) });
});
