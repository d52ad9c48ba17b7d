import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import {
  type Answer,
  BUNDLE_URL,
  type Machine,
  machine,
  moved,
  ok,
  program,
  SIGNER,
  signatureOf,
  signed,
  TRIVY_URL,
  tarball,
  toolbox,
  wellSigned,
} from '../../test/support/toolbox.ts';
import type { HttpResponse, ToolName } from '../domain/index.ts';
import type { Policy } from '../policy/index.ts';
import { sha256 } from './digest.ts';
import { TOOL_PINS } from './pins.ts';
import { findRelease } from './release.ts';
import type { VerifyRelease } from './release-signature.ts';

/** Programs of the official releases: fetched, held to their pins and signatures, unpacked and kept. */

describe('the official release', () => {
  const says = program('Version: 0.69.9');
  const pin = (archive: Uint8Array): Policy['tools'] => ({ trivy: { version: '0.69.9', sha256: sha256(archive) } });
  const answer = (status: number): HttpResponse => ({ status, headers: {}, body: new Uint8Array() });
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
    const busy = answer(503);
    const once = machine({}, {}, { [TRIVY_URL]: [busy, ok(archive)], [BUNDLE_URL]: [busy, signed(archive)] });
    expect(await toolbox(once, 'cli', pin(archive)).locate('trivy')).toMatchObject({ version: '0.69.9' });
    const always = machine({}, {}, { [TRIVY_URL]: busy });
    await expect(toolbox(always, 'cli', pin(archive)).locate('trivy')).rejects.toThrow('github.com answered 503');
    expect(always.fetched).toHaveLength(3);
  });

  test.each([404, 410])('that is not there (%i) is out of reach, whatever its signature', async (status) => {
    const archive = await tarball('trivy', says);
    const here = machine({}, {}, { [TRIVY_URL]: answer(status), [BUNDLE_URL]: signed(archive) });
    const located = toolbox(here, 'cli', pin(archive)).locate('trivy');
    const why = expect.stringContaining(`tar.gz failed: github.com answered ${status}`);
    await expect(located).rejects.toMatchObject({ code: 'tools/not-found', message: why });
    expect(here.fetched).toEqual([TRIVY_URL]);
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
      answer(404),
      undefined,
      'tools/signature',
      'has the pinned sha256, and its signature is gone: github.com answered 404 for',
    ],
    ['that was taken away', answer(410), undefined, 'tools/signature', 'github.com answered 410'],
    ['behind a proxy', answer(403), undefined, 'tools/not-found', 'sigstore.json failed: github.com answered 403'],
    ['out of reach', answer(503), undefined, 'tools/not-found', 'sigstore.json failed: github.com answered 503'],
    ['elsewhere', moved('http://example.com/'), undefined, 'tools/not-found', 'no download may come from'],
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
