import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { reply } from '../src/demo/registry/index.ts';
import type { Command, Http } from '../src/domain/index.ts';
import { createEnv } from '../src/io/env.ts';
import { createExec } from '../src/io/exec.ts';
import { createHttp } from '../src/io/http.ts';
import { serveLoopback } from '../src/io/http-server.ts';
import { checkOn, startScanRegistry, summarize } from './support/scanning.ts';
import { requireTool } from './support/tools.ts';

/** A Trivy that the policy pins by its version and the sha256 of its archive: the real one, from a release host on loopback. */

/** Older than Trivy's signatures: the hash of the archive alone says what it is. */
const VERSION = '0.67.2';
const PATH = `/aquasecurity/trivy/releases/download/v${VERSION}/trivy_${VERSION}_Linux-64bit.tar.gz`;
const LEGACY = 'shop/legacy:2.0.9';

let server: Awaited<ReturnType<typeof startScanRegistry>>;
let archive: Uint8Array;
beforeAll(async () => {
  server = await startScanRegistry();
  const program = await readFile(await requireTool('trivy'));
  const entry = { header: { name: 'trivy', size: program.length, mode: 0o755 }, body: program };
  archive = gzipSync(await packTar([entry]), { level: 1 });
});
afterAll(() => server.close());

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'scg-pinned-'));
  return () => rm(home, { recursive: true });
});

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A check with this pin, against a release host that serves these bytes: what came of it, what was fetched and run. */
async function check(pin: string, served: Uint8Array) {
  const fetched: string[] = [];
  const host = await serveLoopback(async ({ path }) => {
    fetched.push(path);
    return path === PATH ? reply(200, { 'content-type': 'application/octet-stream' }, Buffer.from(served)) : reply(404);
  });
  const real = createHttp({ env: createEnv() });
  // GitHub's host leads to loopback; all else of a request and its answer is real.
  const send: Http['send'] = (request) =>
    real.send({
      ...request,
      url: request.url.host === 'github.com' ? new URL(`http://${host.host}${request.url.pathname}`) : request.url,
    });
  const exec = createExec();
  const ran = new Set<string>();
  const seen = (command: Command): Command => {
    ran.add(command.program);
    return command;
  };
  try {
    const checked = await checkOn(server, {
      images: [LEGACY],
      trivy: { version: VERSION, sha256: pin },
      ports: {
        env: { get: (name) => (name === 'HOME' ? home : undefined) },
        http: { send },
        exec: { run: (one) => exec.run(seen(one)), runAll: (all, atOnce) => exec.runAll(all.map(seen), atOnce) },
      },
    });
    const kept = (await readdir(home, { recursive: true })).filter((name) => /-release\/trivy$/.test(name));
    return {
      lines: summarize(checked),
      findings: checked.findings,
      trivy: checked.trivy,
      fetched,
      ran: [...ran],
      kept,
    };
  } finally {
    await host.close();
    await real.close();
  }
}

const FOUND = expect.arrayContaining(['block high DEMO-2024-0001 libssl3']);
const ours = test.runIf(process.platform === 'linux' && process.arch === 'x64');

ours('a good one scans, and is fetched once', async () => {
  const first = await check(sha256(archive), archive);
  expect(first).toMatchObject({ lines: FOUND, fetched: [PATH], trivy: { version: '0.69.3' } });
  const [program = ''] = first.kept;
  expect(first.ran).toEqual([join(home, program)]);
  expect(await check(sha256(archive), archive)).toMatchObject({ lines: FOUND, fetched: [], ran: first.ran });
  // What is in the cache has to be what was put there.
  await appendFile(join(home, program), 'and more');
  expect(await check(sha256(archive), archive)).toMatchObject({ lines: FOUND, fetched: [PATH], ran: first.ran });
});

ours.each<[string, () => readonly [string, Uint8Array]]>([
  ['another sha256 than that of the archive', () => [sha256(Buffer.from('another')), archive]],
  ['an archive that was changed at its host', () => [sha256(archive), Buffer.concat([archive, Buffer.from([0])])]],
])('%s: nothing runs, and every image is unknown', async (_, make) => {
  const [pin, served] = make();
  const { lines, findings, fetched, ran, kept } = await check(pin, served);
  expect([lines, fetched, ran, kept]).toEqual([['unknown (infrastructure) tools/hash-mismatch'], [PATH], [], []]);
  expect(findings[0]?.message).toMatch(
    new RegExp(
      `has the sha256 ${sha256(served)}, but ${pin} is pinned\\. It was not unpacked and not run\\. .*find out why`,
    ),
  );
});
