import { expect, test } from 'vitest';
import { check, exited, report, world } from '../../../test/support/vulnerability-check.ts';
import { GateError, type Tool, type Toolbox } from '../../domain/index.ts';

/** A program that an earlier run remembered is run only where it is found to be the very same. */

const TRIVY: Tool = { name: 'trivy', path: '/opt/trivy', version: '0.69.3', sha256: 'a'.repeat(64) };
const GONE = new GateError({ code: 'tools/not-found', stage: 'tools', message: 'trivy is gone.', remedy: 'Bring it.' });

test.each<[string, Partial<Tool>, Tool | GateError, string, string | null, readonly string[]]>([
  ['the same', {}, TRIVY, 'pass', '0.69.3', ['/opt/trivy']],
  ['another hash', { sha256: 'b'.repeat(64) }, TRIVY, 'pass', '0.69.3', ['/opt/trivy']],
  ['another version', { version: '0.69.1' }, TRIVY, 'pass', '0.69.3', ['/opt/trivy']],
  ['another place', { path: '/usr/bin/trivy' }, TRIVY, 'pass', '0.69.3', ['/opt/trivy']],
  ['gone', {}, GONE, 'unknown', null, []],
])('remembered and located: %s', async (_, remembered, located, outcome, version, ran) => {
  const here = world((command) => exited(report(command)));
  const toolbox: Toolbox = {
    recall: async () => ({ ...TRIVY, ...remembered }),
    locate: async () => {
      if (located instanceof GateError) throw located;
      return located;
    },
  };
  const { outcomes, trivy } = await check(here, { toolbox });
  expect([...outcomes.values()]).toEqual([outcome]);
  expect(trivy?.version ?? null).toBe(version);
  expect([...new Set(here.commands.map(({ program }) => program))]).toEqual(ran);
});
