import { expect, test } from 'vitest';
import { createPorts } from '../../../test/support/ports.ts';
import { type CommandResult, RegistryError, type RegistryFailure, repositoryOf } from '../../domain/index.ts';
import { databaseRepositories, VULNERABILITIES } from './database-repositories.ts';
import { download } from './download.ts';
import type { Trivy } from './trivy.ts';

const MIRROR = 'Name a mirror under vulnerabilities.databaseRepositories in the policy, or run again later.';
const REMEDY = 'What a person does.';

/**
 * A database of one repository, which fails for the gate, in Trivy's place; how often it was asked for, whether each time the
 * gate was to ask anew, and the problem.
 */
async function fetching(failure: RegistryFailure) {
  let runs = 0;
  const renewed: boolean[] = [];
  const trivy: Trivy = {
    version: '0.72.0',
    sha256: '',
    directory: '/run',
    confirm: async () => {},
    run: async () => {
      runs += 1;
      return { status: 'exited', code: 1, stdout: new Uint8Array(), stderr: '' };
    },
    runAll: async () => [],
  };
  const error = new RegistryError({ failure, host: 'ghcr.io', message: 'It failed.', remedy: REMEDY, attempts: 1 });
  const { log } = createPorts({});
  const ports = { log, clock: { now: () => new Date(0), elapsed: () => 0, sleep: async () => {} } };
  const problem = await download(
    { kind: VULNERABILITIES, what: 'database', flags: () => [] },
    trivy,
    databaseRepositories({ databaseRepositories: ['ghcr.io/acme/trivy-db:2'] }),
    '/cache',
    {
      ports,
      accessTo: async (reference, isRenewed = false) => {
        renewed.push(isRenewed);
        const passed = {
          name: '127.0.0.1:1/image/0',
          refusal: () => error,
          finish: async () => {},
          repository: repositoryOf(reference),
        };
        return { host: '127.0.0.1:1', credential: null, insecure: false, passed };
      },
    },
  );
  return { runs, renewed, what: problem?.what, remedy: problem?.remedy };
}

test.each<RegistryFailure>([
  'throttled',
  'server-error',
  'timeout',
  'network',
  'refused',
  'dns',
  'cut-off',
])('a repository that is %s for the gate may have it in a moment, and a mirror helps', async (failure) => {
  expect(await fetching(failure)).toEqual({
    runs: 3,
    renewed: [false, true, true],
    what: `database-registry-${failure}`,
    remedy: MIRROR,
  });
});

test.each<RegistryFailure>([
  'unauthorized',
  'tls',
  'private-address',
])('a repository that is %s for the gate stays so', async (failure) => {
  expect(await fetching(failure)).toEqual({
    runs: 1,
    renewed: [false],
    what: `database-registry-${failure}`,
    remedy: REMEDY,
  });
});

test.each<RegistryFailure>([
  'not-found',
  'digest-mismatch',
  'too-large',
  'wrong-media-type',
  'malformed',
])('what is %s for the gate stays so, and is in another repository', async (failure) => {
  expect(await fetching(failure)).toEqual({
    runs: 1,
    renewed: [false],
    what: `database-registry-${failure}`,
    remedy: MIRROR,
  });
});

const trivyThat = (result: CommandResult): Trivy => ({
  version: '0.72.0',
  sha256: '',
  directory: '/run',
  confirm: async () => {},
  run: async () => result,
  runAll: async () => [],
});
const failed = (said: string): CommandResult => {
  const stderr = `2026-05-04T06:00:00Z\tFATAL\tFatal error\t${said}\n`;
  return { status: 'exited', code: 1, stdout: new Uint8Array(), stderr };
};

test.each<[string, CommandResult, string, string]>([
  ['takes too long', failed('init error: DB error: context deadline exceeded'), 'database-trivy-timeout', MIRROR],
  ['is stopped', { status: 'timeout', reason: 'no answer within 305 s', stderr: '' }, 'database-trivy-timeout', MIRROR],
  ['has none', failed('OCI artifact error: MANIFEST_UNKNOWN: no such tag'), 'database-trivy-failed', MIRROR],
  ['has something else', failed('unacceptable media type: text/html'), 'database-trivy-failed', MIRROR],
  [
    'wants a login',
    failed('GET "https://ghcr.io/v2/": UNAUTHORIZED: authentication required'),
    'database-unauthorized',
    'Log in to the registry before the gate runs (docker login), with the right to read this repository.',
  ],
  [
    'is not asked, since Trivy is gone',
    { status: 'not-started', reason: 'no such file', stderr: '' },
    'database-trivy-not-started',
    'Install Trivy again.',
  ],
])('a repository that %s: no remedy speaks of an image', async (_, result, what, remedy) => {
  const { log } = createPorts({});
  const problem = await download(
    { kind: VULNERABILITIES, what: 'database', flags: () => [] },
    trivyThat(result),
    databaseRepositories({ databaseRepositories: ['ghcr.io/acme/trivy-db:2'] }),
    '/cache',
    {
      ports: { log, clock: { now: () => new Date(0), elapsed: () => 0, sleep: async () => {} } },
      accessTo: async () => ({ host: 'ghcr.io', credential: null, insecure: false }),
    },
  );
  expect({ what: problem?.what, cause: problem?.cause, remedy: problem?.remedy }).toEqual({
    what,
    cause: 'infrastructure',
    remedy,
  });
});
