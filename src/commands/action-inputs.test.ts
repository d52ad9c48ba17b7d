import { describe, expect, test } from 'vitest';
import { createPorts } from '../../test/support/ports.ts';
import { UsageError } from '../domain/index.ts';
import type { ActionRuntime } from '../io/action-runtime.ts';
import { checkCertificates, readInputs } from './action-inputs.ts';

function runtimeWith(inputs: Readonly<Record<string, string>>) {
  const masked: string[] = [];
  const unused = (): never => {
    throw new Error('not in this test');
  };
  const runtime: ActionRuntime = {
    input: (name) => inputs[name] ?? '',
    lines: (name) => (inputs[name] ?? '').split('\n').filter((line) => line !== ''),
    mask: (secret) => void (secret !== '' && masked.push(secret)),
    output: unused,
    event: unused,
    appendSummary: unused,
    write: unused,
    fail: unused,
    cache: { available: false, restore: unused, save: unused },
  };
  return { runtime, masked };
}

function usageError(work: () => unknown): UsageError {
  try {
    work();
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error('it was taken');
}

describe('registry-credentials', () => {
  test('a login a line, by the canonical name of its registry, and each password masked', () => {
    const { runtime, masked } = runtimeWith({
      'registry-credentials': 'GHCR.io=octocat:s3=c:ret\nregistry-1.docker.io=me:hub\nregistry.example:5000=a:b',
    });
    expect([...readInputs(runtime).credentials]).toEqual([
      ['ghcr.io', { kind: 'basic', username: 'octocat', password: 's3=c:ret' }],
      ['docker.io', { kind: 'basic', username: 'me', password: 'hub' }],
      ['registry.example:5000', { kind: 'basic', username: 'a', password: 'b' }],
    ]);
    expect(masked).toEqual(['s3=c:ret', 'hub', 'b']);
  });

  test('what a fork gets of a secret is empty, and no login', () => {
    const { runtime } = runtimeWith({ 'registry-credentials': 'ghcr.io=octocat:\nghcr.io=:' });
    expect(readInputs(runtime).credentials.size).toBe(0);
  });

  test.each([
    'ghcr.io octocat s3cret',
    'https://ghcr.io=octocat:s3cret',
    'ghcr.io=s3cret',
  ])('%s is no login, and is not shown', (line) => {
    const { runtime } = runtimeWith({ 'registry-credentials': `ghcr.io=a:b\n${line}` });
    const error = usageError(() => readInputs(runtime));
    expect(error.message).toBe('Line 2 of the input registry-credentials is not a login.');
    expect(`${error.message} ${error.remedy}`).not.toContain('s3cret');
  });
});

describe('cache-key', () => {
  const KEY = 'k'.repeat(32);
  test.each([
    ['', null],
    [KEY, KEY],
  ])('%j', (given, expected) => {
    const { runtime, masked } = runtimeWith({ 'cache-key': given });
    expect(readInputs(runtime).cacheKey).toBe(expected);
    expect(masked).toEqual(expected === null ? [] : [KEY]);
  });

  test('one that could be guessed is refused, and not shown', () => {
    const error = usageError(() => readInputs(runtimeWith({ 'cache-key': 'hunter2' }).runtime));
    expect(error.message).toContain('The input cache-key has 7 characters');
    expect(`${error.message} ${error.remedy}`).not.toContain('hunter2');
  });
});

describe('ca-certificates', () => {
  const ports = (content: string | null) => {
    const { files } = createPorts({});
    return { files: { ...files, read: async () => (content === null ? null : Buffer.from(content)) } };
  };

  test('a file of certificates is taken, and so is none', async () => {
    const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
    await checkCertificates(runtimeWith({ 'ca-certificates': 'ca.pem' }).runtime, ports(pem));
    await checkCertificates(runtimeWith({}).runtime, createPorts({}));
  });

  test.each([
    ['is not there', null],
    ['holds no certificate', '-----BEGIN PRIVATE KEY-----'],
  ])('a file that %s is said before the run', async (_, content) => {
    const { runtime } = runtimeWith({ 'ca-certificates': 'ca.pem' });
    await expect(checkCertificates(runtime, ports(content))).rejects.toThrow('The input ca-certificates is "ca.pem".');
  });
});
