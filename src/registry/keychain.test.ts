import { delimiter } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createPorts } from '../../test/support/ports.ts';
import type { Command, CommandResult } from '../domain/index.ts';
import { createKeychain } from './keychain.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const answered = (value: unknown): CommandResult => ({
  status: 'exited',
  code: 0,
  stdout: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
  stderr: '',
});

/** A machine with a Docker configuration, helpers on PATH, and what they answer. */
function machine(
  config: unknown,
  helpers: Readonly<Record<string, CommandResult>> = {},
  env: Readonly<Record<string, string>> = {},
) {
  const commands: Command[] = [];
  const warnings: string[] = [];
  const reads: string[] = [];
  const variables: Readonly<Record<string, string>> = {
    HOME: '/home/u',
    PATH: `relative${delimiter}/bin`,
    AWS_PROFILE: 'p',
    SECRET: 's',
    ...env,
  };
  const ports = createPorts({
    env: { get: (name) => variables[name] },
    log: { progress: () => {}, info: () => {}, warn: (line) => warnings.push(line) },
    files: {
      ...createPorts({}).files,
      read: async (path) => {
        reads.push(path);
        return config === undefined ? null : Buffer.from(typeof config === 'string' ? config : JSON.stringify(config));
      },
      exists: async (path) => Object.keys(helpers).some((name) => path === `/bin/docker-credential-${name}`),
      readPart: async () => null,
      withTemporaryDirectory: async (_, use) => use('/tmp/empty'),
    },
    exec: {
      run: async (command) => {
        commands.push(command);
        const name = command.program.replace('/bin/docker-credential-', '');
        return helpers[name] ?? { status: 'not-started', reason: 'no such file', stderr: '' };
      },
    },
  });
  return { keychain: createKeychain(ports), ports, commands, warnings, reads };
}

const repository = (registry: string, path = 'acme/api') => ({ registry, path });

test('the file is DOCKER_CONFIG, else ~/.docker, and is read once', async () => {
  const home = machine({ auths: { 'ghcr.io': { auth: base64('a:b') } } });
  expect(await home.keychain.find(repository('ghcr.io'))).toEqual({ kind: 'basic', username: 'a', password: 'b' });
  expect(await home.keychain.find(repository('quay.io'))).toBeNull();
  expect(home.reads).toEqual(['/home/u/.docker/config.json']);
  const set = machine(undefined, {}, { DOCKER_CONFIG: '/etc/docker-login' });
  expect(await set.keychain.find(repository('ghcr.io'))).toBeNull();
  expect(set.reads).toEqual(['/etc/docker-login/config.json']);
});

describe('helpers', () => {
  const found = answered({ ServerURL: 'x', Username: 'u', Secret: 'p' });

  test('a helper for the registry, else the store, each asked once, with what it needs and no more', async () => {
    const { keychain, commands } = machine(
      { credHelpers: { 'ghcr.io': 'gh' }, credsStore: 'store' },
      { gh: found, store: answered({ Username: '<token>', Secret: 'refresh' }) },
    );
    expect(await keychain.find(repository('ghcr.io'))).toEqual({ kind: 'basic', username: 'u', password: 'p' });
    await keychain.find(repository('ghcr.io', 'acme/other'));
    expect(await keychain.find(repository('docker.io'))).toEqual({ kind: 'identity', token: 'refresh' });
    expect(commands.map(({ program, args, stdin, cwd }) => [program, args, stdin, cwd])).toEqual([
      ['/bin/docker-credential-gh', ['get'], 'ghcr.io', '/tmp/empty'],
      ['/bin/docker-credential-store', ['get'], 'https://index.docker.io/v1/', '/tmp/empty'],
    ]);
    expect(commands[0]?.env).toEqual({ HOME: '/home/u', PATH: `relative${delimiter}/bin`, AWS_PROFILE: 'p' });
  });

  test.each([
    ['says that it has none', { ...answered('credentials not found in native keychain'), code: 1 }, false],
    ['fails', { ...answered('boom hunter2'), code: 1 }, true],
    ['gives nonsense', answered('hunter2'), true],
    ['does not end', { status: 'timeout', reason: 'no answer within 15 s', stderr: 'hunter2' } as const, true],
  ])('one that %s: the file decides, and no word of its output is told', async (_, result, warned) => {
    const { keychain, warnings } = machine(
      { credsStore: 'store', auths: { 'ghcr.io': { auth: base64('a:b') } } },
      { store: result },
    );
    expect(await keychain.find(repository('ghcr.io'))).toMatchObject({ username: 'a' });
    expect(warnings).toHaveLength(warned ? 1 : 0);
    expect(warnings.join()).not.toContain('hunter2');
  });

  test.each(['../evil', 'a b', '-x', '', 'x/y'])('the helper name %j is never run', async (name) => {
    const { keychain, commands } = machine({ credHelpers: { 'ghcr.io': name } }, { [name]: found });
    expect(await keychain.find(repository('ghcr.io'))).toBeNull();
    expect(commands).toEqual([]);
  });
});

test.each(['{ not json "hunter2"', '[]', '{"auths": 3}'])('a configuration that cannot be read: %s', async (config) => {
  const { keychain, warnings } = machine(config);
  expect(await keychain.find(repository('ghcr.io'))).toBeNull();
  expect(await keychain.find(repository('quay.io'))).toBeNull();
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain('/home/u/.docker/config.json');
  expect(warnings[0]).not.toContain('hunter2');
});

test('what the caller gives wins, for its own registry only', async () => {
  const { ports } = machine({ auths: { 'ghcr.io': { auth: base64('a:b') }, 'quay.io': { auth: base64('c:d') } } });
  const keychain = createKeychain(ports, new Map([['ghcr.io', { kind: 'registry-token', token: 't' }]]));
  expect(await keychain.find(repository('ghcr.io'))).toEqual({ kind: 'registry-token', token: 't' });
  expect(await keychain.find(repository('quay.io'))).toMatchObject({ username: 'c' });
});
