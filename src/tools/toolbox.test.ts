import { describe, expect, test } from 'vitest';
import { machine, program, toolbox } from '../../test/support/toolbox.ts';
import type { ToolName } from '../domain/index.ts';
import { sha256 } from './digest.ts';
import { TOOL_PINS } from './pins.ts';

describe('PATH', () => {
  const rows: readonly [ToolName, string, string | null][] = [
    ['trivy', 'Version: 0.69.3\nVulnerability DB:\n  Version: 2', '0.69.3'],
    ['trivy', 'Version: 0.70.0', '0.70.0'],
    ['trivy', 'Version: 0.50.1', null],
    ['trivy', 'Version: dev', null],
    ['helm', 'v3.22.0+g144ca65', '3.22.0'],
    ['helm', 'v3.22', '3.22.0'],
    ['helm', 'v4.3.1+g0000000', '4.3.1'],
    ['helm', 'v2.17.0', null],
    ['kustomize', 'v5.8.1', '5.8.1'],
    ['kustomize', '{Version:kustomize/v4.5.7 GitCommit:56d82a8}', null],
  ];
  test.each(rows)('%s that says %j: %s', async (name, says, version) => {
    const here = machine({ [`/usr/bin/${name}`]: program(says) });
    const located = toolbox(here).locate(name);
    if (version !== null) {
      const path = `/usr/bin/${name}`;
      expect(await located).toEqual({ name, path, version, sha256: sha256(program(says)) });
    } else {
      await expect(located).rejects.toThrow();
    }
  });

  test('the first one that is accepted', async () => {
    const here = machine({
      '/usr/local/bin/helm': program('v2.17.0'),
      '/usr/bin/helm': program('v3.20.0'),
    });
    expect(await toolbox(here).locate('helm')).toMatchObject({ path: '/usr/bin/helm' });
  });

  test('a relative entry is not searched', async () => {
    const here = machine({ 'bin/helm': program('v3.22.0'), './helm': program('v3.22.0') }, { PATH: 'bin:.:' });
    await expect(toolbox(here).locate('helm')).rejects.toMatchObject({ code: 'tools/not-found' });
    expect(here.ran).toEqual([]);
  });

  test('the action takes nothing by its version, and does not even ask it', async () => {
    const here = machine({ '/usr/bin/trivy': program('Version: 0.69.3') }, { RUNNER_TEMP: '/runner/temp' });
    const hash = sha256(program('Version: 0.69.3'));
    await expect(toolbox(here, 'action').locate('trivy')).rejects.toMatchObject({
      code: 'tools/not-found',
      message: expect.stringContaining(
        `/usr/bin/trivy is not taken for its version here, and its sha256 is none that is known (${hash})`,
      ),
      remedy: expect.stringContaining('tools.trivy: { path: …, sha256: … }'),
    });
    expect(here.ran).toEqual([]);
    // What the message says to do, done.
    const tools = { trivy: { path: '/usr/bin/trivy', sha256: hash } };
    expect(await toolbox(here, 'action', tools).locate('trivy')).toMatchObject({
      path: '/usr/bin/trivy',
      sha256: hash,
    });
  });

  test('each tool is located once', async () => {
    const here = machine({ '/usr/bin/helm': program('v3.22.0') });
    const tools = toolbox(here);
    await Promise.all([tools.locate('helm'), tools.locate('helm')]);
    expect(here.ran).toHaveLength(1);
  });
});

describe('versions that an attacker published', () => {
  const bad = program('Version: 0.69.4');
  test.each(TOOL_PINS.trivy.refused)('%s on PATH is passed over', async (version) => {
    const here = machine({ '/usr/bin/trivy': program(`Version: ${version}`) });
    await expect(toolbox(here).locate('trivy')).rejects.toThrow('published');
  });
  test('one that the policy names by path', async () => {
    const here = machine({ '/opt/trivy': bad });
    await expect(toolbox(here, 'cli', { trivy: { path: '/opt/trivy' } }).locate('trivy')).rejects.toMatchObject({
      code: 'tools/refused-version',
    });
  });
  test('one that the policy names by version is not even downloaded', async () => {
    const here = machine({});
    const tools = { trivy: { version: 'v0.69.4', sha256: 'a'.repeat(64) } };
    await expect(toolbox(here, 'cli', tools).locate('trivy')).rejects.toMatchObject({ code: 'tools/refused-version' });
    expect(here.fetched).toEqual([]);
  });
});

describe('a path in the policy', () => {
  const says = program('v3.22.0');
  test('wins over PATH, whatever its version', async () => {
    const here = machine({ '/usr/bin/helm': says, '/opt/helm': program('v3.1.0') });
    const tool = await toolbox(here, 'action', { helm: { path: '/opt/helm' } }).locate('helm');
    expect(tool).toMatchObject({ path: '/opt/helm', version: '3.1.0' });
  });
  test.each([
    ['relative', { path: 'bin/helm' }, 'tools/path'],
    ['missing', { path: '/opt/nothing' }, 'tools/missing'],
    ['with another hash', { path: '/opt/helm', sha256: 'b'.repeat(64) }, 'tools/hash-mismatch'],
    ['no such program', { path: '/opt/text' }, 'tools/no-version'],
  ])('%s', async (_, helm, code) => {
    const here = machine({ '/opt/helm': says, '/opt/text': Buffer.from('hello') });
    await expect(toolbox(here, 'cli', { helm }).locate('helm')).rejects.toMatchObject({ code });
    expect(here.ran).toEqual(code === 'tools/no-version' ? ['/opt/text'] : []);
  });
  test('with its hash', async () => {
    const here = machine({ '/opt/helm': says });
    const helm = { path: '/opt/helm', sha256: sha256(says) };
    expect(await toolbox(here, 'action', { helm }).locate('helm')).toMatchObject({ sha256: sha256(says) });
  });
});

describe('the user cache', () => {
  const directory = `/home/dev/.cache/supply-chain-gate/tools/trivy/${TOOL_PINS.trivy.version}-go`;
  const says = program(`Version: ${TOOL_PINS.trivy.version}`);
  test('a program with its recorded hash', async () => {
    const here = machine({ [`${directory}/trivy`]: says, [`${directory}/trivy.sha256`]: Buffer.from(sha256(says)) });
    expect(await toolbox(here).locate('trivy')).toMatchObject({ path: `${directory}/trivy` });
  });
  test.each([
    ['changed', program('Version: 0.69.3 and more')],
    ['without a record', null],
  ])('%s: not run', async (_, changed) => {
    const files: Record<string, Uint8Array> = { [`${directory}/trivy`]: changed ?? says };
    if (changed !== null) files[`${directory}/trivy.sha256`] = Buffer.from(sha256(says));
    const here = machine(files);
    await expect(toolbox(here).locate('trivy')).rejects.toMatchObject({ code: 'tools/not-found' });
    expect(here.ran).toEqual([]);
  });
  test('the action does not look there', async () => {
    const files = { [`${directory}/trivy`]: says, [`${directory}/trivy.sha256`]: Buffer.from(sha256(says)) };
    const here = machine(files, { RUNNER_TEMP: '/runner/temp' });
    await expect(toolbox(here, 'action').locate('trivy')).rejects.toMatchObject({ code: 'tools/not-found' });
  });
});

test('the pins are whole', () => {
  for (const { version, archives, refused } of Object.values(TOOL_PINS)) {
    expect(refused).not.toContain(version);
    for (const hash of Object.values(archives)) expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(Object.values(archives)).size).toBe(Object.keys(archives).length);
  }
});
