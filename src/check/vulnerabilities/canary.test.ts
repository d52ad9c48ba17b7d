import { expect, test } from 'vitest';
import { createPorts } from '../../../test/support/ports.ts';
import type { CommandResult } from '../../domain/index.ts';
import { missedCanary } from './canary.ts';
import type { Trivy } from './trivy.ts';

const CANARY = { id: 'CVE-2019-10744', purl: 'pkg:npm/lodash@4.17.4' } as const;
const AGAIN =
  'Run again. If it stays so, fetch the database again, or name another repository under vulnerabilities.databaseRepositories.';

const failed = (said: string): CommandResult => {
  return { status: 'exited', code: 1, stdout: new Uint8Array(), stderr: `2026-05-04T06:00:00Z\tFATAL\t${said}\n` };
};

test.each<[string, CommandResult, string, string]>([
  ['takes too long', failed('context deadline exceeded'), 'trivy-timeout', AGAIN],
  ['cannot open it', failed('failed to open db: invalid database'), 'trivy-failed', AGAIN],
  ['is killed', { status: 'killed', reason: 'ended by SIGKILL', stderr: '' }, 'trivy-killed', AGAIN],
  [
    'is gone',
    { status: 'not-started', reason: 'no such file', stderr: '' },
    'trivy-not-started',
    'Install Trivy again.',
  ],
])('where Trivy %s, what it says to do is about the database', async (_, result, what, remedy) => {
  const trivy: Trivy = {
    version: '0.72.0',
    sha256: '',
    directory: '/run',
    confirm: async () => {},
    run: async () => result,
    runAll: async () => [],
  };
  const ports = createPorts({});
  const files = { ...ports.files, write: async () => {} };
  const problem = await missedCanary(trivy, '/cache', CANARY, { files });
  expect({ what: problem?.what, cause: problem?.cause, remedy: problem?.remedy }).toEqual({
    what,
    cause: 'infrastructure',
    remedy,
  });
});
