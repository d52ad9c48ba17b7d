import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { packTar } from 'modern-tar';
import { describe, expect, test } from 'vitest';
import { createPorts } from '../../test/support/ports.ts';
import { HttpError, type HttpResponse, type Ports, type ToolName } from '../domain/index.ts';
import { DEFAULT_POLICY, type Policy } from '../policy/index.ts';
import { sha256 } from './digest.ts';
import { TOOL_PINS } from './pins.ts';
import { findRelease } from './release.ts';
import type { VerifyRelease } from './release-signature.ts';
import { createToolbox } from './toolbox.ts';

/** A program that says this of itself. */
const program = (says: string): Buffer => Buffer.from(`#!says ${says}`);

interface Machine {
  readonly ports: Ports;
  readonly files: Map<string, Uint8Array>;
  /** What was run, in order. */
  readonly ran: string[];
  readonly fetched: string[];
}

type Answer = HttpResponse | HttpError;

function machine(
  files: Readonly<Record<string, Uint8Array>>,
  environment: Readonly<Record<string, string>> = {},
  web: Readonly<Record<string, Answer | readonly Answer[]>> = {},
): Machine {
  const disk = new Map(Object.entries(files));
  const ran: string[] = [];
  const fetched: string[] = [];
  const variables: Record<string, string> = { HOME: '/home/dev', PATH: '/usr/local/bin:/usr/bin', ...environment };
  const ports = createPorts({
    clock: { now: () => new Date(0), elapsed: () => 0, sleep: async () => {} },
    env: { get: (name) => variables[name] },
    exec: {
      run: async (command) => {
        ran.push(command.program);
        const text = Buffer.from(disk.get(command.program) ?? '').toString('utf8');
        const says = /^#!says (.*)$/s.exec(text)?.[1];
        if (says === undefined) return { status: 'exited', code: 1, stdout: new Uint8Array(), stderr: 'no' };
        return { status: 'exited', code: 0, stdout: Buffer.from(says), stderr: '' };
      },
    },
    http: {
      send: async ({ url }) => {
        fetched.push(url.href);
        const answers = [web[url.href] ?? []].flat();
        const answer = answers[Math.min(fetched.filter((each) => each === url.href).length, answers.length) - 1];
        if (answer === undefined) throw new HttpError('dns', `the name ${url.host} is not known`);
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
    files: {
      read: async (path) => disk.get(path) ?? null,
      write: async (path, content) => {
        disk.set(path, Buffer.from(content));
      },
      writePieces: async () => {},
      hash: async (path) => {
        const bytes = disk.get(path);
        return bytes === undefined ? null : sha256(bytes);
      },
      exists: async (path) => disk.has(path),
      makeDirectory: async () => {},
      remove: async (path) => {
        disk.delete(path);
      },
      copy: async () => null,
      move: async () => true,
      withTemporaryDirectory: (_, use) => use('/tmp/empty'),
    },
  });
  return { ports, files: disk, ran, fetched };
}

function toolbox(
  { ports }: Machine,
  mode: 'action' | 'cli' = 'cli',
  tools: Policy['tools'] = {},
  platform: 'linux/amd64' | 'windows/amd64' | null = 'linux/amd64',
  verify: VerifyRelease = wellSigned,
  kept: string | null = null,
) {
  return createToolbox({ policy: { ...DEFAULT_POLICY, tools }, ports, mode, platform, verify, kept });
}

/** A signature says of what and by whom it is. */
const signatureOf = (digest: string, subject: string): Uint8Array => Buffer.from(`${digest} by ${subject}`);
const SIGNER = 'https://github.com/aquasecurity/trivy/.github/workflows/reusable-release.yaml@refs/tags/v0.69.9';
const wellSigned: VerifyRelease = async ({ bytes, digest, bundle }, { issuer, subject }) => {
  const known = digest === `sha256:${sha256(bytes)}` && issuer === 'https://token.actions.githubusercontent.com';
  return known && Buffer.compare(signatureOf(digest, subject), bundle) === 0
    ? { status: 'verified' }
    : { status: 'rejected', reason: 'it was signed by somebody else' };
};

const ok = (body: Uint8Array): HttpResponse => ({ status: 200, headers: {}, body });
const moved = (location: string): HttpResponse => ({ status: 302, headers: { location }, body: new Uint8Array() });

async function tarball(name: string, content: Uint8Array): Promise<Uint8Array> {
  return gzipSync(
    await packTar([
      { header: { name: 'README.md', size: 2 }, body: 'hi' },
      { header: { name, size: content.length, mode: 0o755 }, body: content },
    ]),
  );
}

const TRIVY_URL = 'https://github.com/aquasecurity/trivy/releases/download/v0.69.9/trivy_0.69.9_Linux-64bit.tar.gz';
const BUNDLE_URL = `${TRIVY_URL}.sigstore.json`;
const signed = (archive: Uint8Array): HttpResponse => ok(signatureOf(`sha256:${sha256(archive)}`, SIGNER));

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
    await expect(toolbox(here, 'action').locate('trivy')).rejects.toMatchObject({ code: 'tools/not-found' });
    expect(here.ran).toEqual([]);
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

describe('the official release', () => {
  const says = program('Version: 0.69.9');
  const pin = (archive: Uint8Array): Policy['tools'] => ({ trivy: { version: '0.69.9', sha256: sha256(archive) } });
  const STORAGE = 'https://objects.example/trivy.tar.gz?token=1';

  test('is downloaded, checked, unpacked and kept', async () => {
    const archive = await tarball('trivy', says);
    const here = machine(
      {},
      {},
      { [TRIVY_URL]: moved(STORAGE), [STORAGE]: ok(archive), [BUNDLE_URL]: signed(archive) },
    );
    const tool = await toolbox(here, 'cli', pin(archive)).locate('trivy');
    expect(tool).toMatchObject({ version: '0.69.9', sha256: sha256(says) });
    expect(here.files.get(tool.path)).toEqual(says);
    await toolbox(here, 'cli', pin(archive)).locate('trivy');
    expect(here.fetched).toEqual([TRIVY_URL, STORAGE, BUNDLE_URL]);
  });

  test('of a hash that is not pinned is neither unpacked nor run', async () => {
    const archive = await tarball('trivy', says);
    const here = machine({}, {}, { [TRIVY_URL]: ok(Buffer.concat([archive, Buffer.from([0])])) });
    await expect(toolbox(here, 'cli', pin(archive)).locate('trivy')).rejects.toMatchObject({
      code: 'tools/hash-mismatch',
    });
    expect(here.ran).toEqual([]);
    expect([...here.files.keys()]).toEqual([]);
  });

  test('never comes down from https', async () => {
    const archive = await tarball('trivy', says);
    const here = machine({}, {}, { [TRIVY_URL]: moved('http://objects.example/trivy.tar.gz') });
    await expect(toolbox(here, 'cli', pin(archive)).locate('trivy')).rejects.toMatchObject({ code: 'tools/not-found' });
    expect(here.fetched).toEqual([TRIVY_URL]);
  });

  test('a redirect in a circle ends', async () => {
    const archive = await tarball('trivy', says);
    const here = machine({}, {}, { [TRIVY_URL]: moved(TRIVY_URL) });
    await expect(toolbox(here, 'cli', pin(archive)).locate('trivy')).rejects.toThrow('redirects');
  });

  test('a fault that passes is tried again, one that stays is told with what was tried', async () => {
    const archive = await tarball('trivy', says);
    const busy: HttpResponse = { status: 503, headers: {}, body: new Uint8Array() };
    const once = machine({}, {}, { [TRIVY_URL]: [busy, ok(archive)], [BUNDLE_URL]: [busy, signed(archive)] });
    expect(await toolbox(once, 'cli', pin(archive)).locate('trivy')).toMatchObject({ version: '0.69.9' });
    const always = machine({}, {}, { [TRIVY_URL]: busy });
    await expect(toolbox(always, 'cli', pin(archive)).locate('trivy')).rejects.toThrow('github.com answered 503');
    expect(always.fetched).toHaveLength(3);
  });

  test('without the program in it', async () => {
    const archive = await tarball('other', says);
    const here = machine({}, {}, { [TRIVY_URL]: ok(archive), [BUNDLE_URL]: signed(archive) });
    await expect(toolbox(here, 'cli', pin(archive)).locate('trivy')).rejects.toMatchObject({ code: 'tools/archive' });
  });

  test('on Windows is a zip', async () => {
    const archive = zipSync({ 'trivy.exe': says, 'README.md': Buffer.from('hi') });
    const url = 'https://github.com/aquasecurity/trivy/releases/download/v0.69.9/trivy_0.69.9_windows-64bit.zip';
    const here = machine(
      {},
      { LOCALAPPDATA: '/local' },
      { [url]: ok(archive), [`${url}.sigstore.json`]: signed(archive) },
    );
    const tool = await toolbox(here, 'cli', pin(archive), 'windows/amd64').locate('trivy');
    expect(tool.path).toMatch(/trivy\.exe$/);
  });

  test.each([
    ["the runner's cache", null, '/runner/tools/supply-chain-gate/trivy/'],
    ['the directory that the job keeps', '/kept', '/kept/tools/trivy/'],
  ])('in the action %s has the archive, whose hash is checked again', async (_, directory, folder) => {
    const archive = await tarball('trivy', says);
    const environment = { RUNNER_TEMP: '/runner/temp', RUNNER_TOOL_CACHE: '/runner/tools' };
    const locate = (here: Machine) =>
      toolbox(here, 'action', pin(archive), 'linux/amd64', wellSigned, directory).locate('trivy');
    const here = machine({}, environment, { [TRIVY_URL]: ok(archive), [BUNDLE_URL]: signed(archive) });
    const tool = await locate(here);
    expect(tool.path).toMatch(/^\/runner\/temp\/supply-chain-gate\//);
    const kept = [...here.files.keys()].find((path) => path.startsWith(folder));
    expect(kept).toBeDefined();
    // Whoever changes what was unpacked, or what was kept, changes nothing.
    here.files.set(tool.path, program('Version: 0.69.4'));
    expect(await locate(here)).toEqual(tool);
    expect(here.fetched).toEqual([TRIVY_URL, BUNDLE_URL]);
    here.files.set(kept ?? '', await tarball('trivy', program('Version: 0.69.4')));
    expect(await locate(here)).toEqual(tool);
    expect(here.fetched).toEqual([TRIVY_URL, BUNDLE_URL, TRIVY_URL, BUNDLE_URL]);
  });

  test.each<[string, Answer, VerifyRelease | undefined, string, string]>([
    [
      'by somebody else',
      ok(signatureOf(`sha256:${'a'.repeat(64)}`, SIGNER)),
      undefined,
      'tools/signature',
      'was signed by somebody else',
    ],
    [
      'that is no longer there',
      { status: 404, headers: {}, body: new Uint8Array() },
      undefined,
      'tools/not-found',
      'sigstore.json failed: github.com answered 404',
    ],
    [
      'that nobody can judge',
      ok(new Uint8Array()),
      async () => ({ status: 'unreadable', reason: 'no trust root', remedy: 'Fetch it.' }),
      'tools/signature-unknown',
      'no trust root',
    ],
  ])('with the pinned hash and a signature %s is neither unpacked, kept nor run', async (_, bundle, verify, code, why) => {
    const archive = await tarball('trivy', says);
    for (const mode of ['cli', 'action'] as const) {
      const here = machine({}, { RUNNER_TEMP: '/runner/temp' }, { [TRIVY_URL]: ok(archive), [BUNDLE_URL]: bundle });
      const located = toolbox(here, mode, pin(archive), 'linux/amd64', verify).locate('trivy');
      await expect(located).rejects.toMatchObject({ code, message: expect.stringContaining(why) });
      expect([here.ran, [...here.files.keys()]]).toEqual([[], []]);
    }
  });

  test.each<[ToolName, string, boolean]>([
    ['trivy', TOOL_PINS.trivy.version, true],
    ['trivy', '0.68.1', true],
    ['trivy', '0.67.2', false],
    ['helm', TOOL_PINS.helm.version, false],
    ['kustomize', TOOL_PINS.kustomize.version, false],
  ])('%s %s has a signature that must be good: %s', (name, version, expected) => {
    const release = findRelease(name, 'linux/amd64', { version, sha256: 'a'.repeat(64) });
    expect(release?.signature?.url).toBe(expected ? `${release?.url}.sigstore.json` : undefined);
  });

  test('a system without official releases needs one on PATH', async () => {
    await expect(toolbox(machine({}), 'cli', {}, null).locate('trivy')).rejects.toThrow('no official release');
  });
});

test('the pins are whole', () => {
  for (const { version, archives, refused } of Object.values(TOOL_PINS)) {
    expect(refused).not.toContain(version);
    for (const hash of Object.values(archives)) expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(Object.values(archives)).size).toBe(Object.keys(archives).length);
  }
});
