import { describe, expect, test } from 'vitest';
import { DIGEST } from '../../../test/support/findings.ts';
import {
  check,
  exited,
  OPENSSL,
  registryWith,
  report,
  resolved,
  scansOf,
  world,
} from '../../../test/support/vulnerability-check.ts';
import { type BlobSource, type CommandResult, type Loopback, RegistryError } from '../../domain/index.ts';
import { asKnown, type RegistryAccess, refusalOf } from './registry-access.ts';

const HOST = '127.0.0.1:40123';
const SECRET = 'of-this-run';

/** The gate's server, of which nobody asks anything here. */
function loopback() {
  const seen = { opened: 0, closed: 0 };
  const port: Loopback = {
    serveValues: () => Promise.reject(new Error('nobody keeps values here')),
    serve: async () => {
      seen.opened += 1;
      return {
        host: HOST,
        login: { username: 'gate', password: SECRET },
        close: async () => {
          seen.closed += 1;
        },
      };
    },
  };
  return { port, seen };
}

const source: BlobSource & Pick<ReturnType<typeof registryWith>, 'manifest'> = {
  ...registryWith(null),
  pass: () => Promise.reject(new Error('nobody asked for it')),
  renew: () => {},
};

describe('Trivy that reads through the gate', () => {
  async function checked(scan = (command: Parameters<typeof report>[0]) => exited(report(command, [OPENSSL]))) {
    const here = world(scan, {}, { HTTPS_PROXY: 'http://proxy.example:3128' });
    const gate = loopback();
    const result = await check({ ...here, ports: { ...here.ports, loopback: gate.port } }, { source });
    return { here, gate, result };
  }

  test('asks the gate and nobody else, by the login of this run alone', async () => {
    const { here, gate, result } = await checked();
    const asking = here.commands.filter(({ args }) => args[0] === 'image');
    expect(asking.map(({ network }) => network)).toEqual(asking.map(() => 'loopback'));
    expect(asking.flatMap(({ args }) => args).filter((one) => /ghcr|gcr\.io/.test(one))).toEqual([]);
    expect(asking.flatMap(({ args }) => args).filter((one) => one.includes(HOST))).toEqual([
      `--db-repository=${HOST}/image/0:2`,
      `${HOST}/image/1@${DIGEST}`,
    ]);
    const configurations = [...here.files].filter(([path]) => path.endsWith('config.json')).map(([, text]) => text);
    const login = { auth: Buffer.from(`gate:${SECRET}`).toString('base64') };
    expect(configurations).toContain(JSON.stringify({ auths: { [HOST]: login } }));
    expect(configurations.join()).not.toMatch(/ghcr|gcr\.io/);
    expect([gate.seen, result.findings.map(({ identity }) => identity[2])]).toEqual([
      { opened: 1, closed: 1 },
      ['libssl3'],
    ]);
    expect(JSON.stringify(result.findings)).not.toContain(HOST);
  });

  test('is understood by the names that people know', async () => {
    const line = `2026-05-04 FATAL Fatal error remote: GET http://${HOST}/v2/image/1/blobs/sha256:00: unexpected status code 403\n`;
    const { result } = await checked(() => ({ ...exited(''), code: 1, stderr: line }));
    expect(result.findings[0]?.message).toContain('Trivy could not scan ghcr.io/acme/api@');
    expect(JSON.stringify(result.findings)).not.toContain('127.0.0.1');
  });

  test('is ended with its server, whatever goes wrong', async () => {
    const here = world(() => {
      throw new Error('of another kind');
    });
    const gate = loopback();
    const work = check({ ...here, ports: { ...here.ports, loopback: gate.port } }, { source });
    await expect(work).rejects.toThrow('of another kind');
    expect(gate.seen).toEqual({ opened: 1, closed: 1 });
  });

  test('has none where the gate may not listen: unknown', async () => {
    const here = world((command) => exited(report(command)));
    const no = (): Promise<never> => Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' }));
    const refused: Loopback = { serve: no, serveValues: no };
    const { outcomes, findings } = await check({ ...here, ports: { ...here.ports, loopback: refused } }, { source });
    expect([...outcomes.values()]).toEqual(['unknown']);
    expect(findings[0]?.message).toMatch(/cannot listen on 127\.0\.0\.1 \(EACCES\)/);
    expect(here.commands).toEqual([]);
  });
});

test('an image that is too large is not read', async () => {
  const here = world((command) => exited(report(command)));
  const huge = registryWith(null, 17 * 1024 ** 3);
  const { findings } = await check(here, { registry: huge, images: [resolved()] });
  expect(findings.map(({ identity }) => identity[1])).toEqual(['image-too-large']);
  expect(findings[0]?.message).toMatch(/are 17\.0 GiB, and no more than 16 GiB are read/);
  expect(scansOf(here)).toEqual([]);
});

describe('what Trivy said', () => {
  const passed = { name: `${HOST}/7`, repository: 'ghcr.io/acme/api', refusal: () => null, finish: async () => {} };
  const access: RegistryAccess = { host: HOST, credential: null, insecure: true, passed };

  test.each([
    [`{"ArtifactName":"${HOST}/7@sha256:00"}`, '{"ArtifactName":"ghcr.io/acme/api@sha256:00"}'],
    [`GET http://${HOST}/v2/7/manifests/2: DENIED`, 'GET ghcr.io/acme/api manifests/2: DENIED'],
    [`Get "http://${HOST}/v2/": EOF`, 'Get "the gate": EOF'],
    [`dial tcp ${HOST}: connect: connection refused`, 'dial tcp the gate: connect: connection refused'],
    ['nothing of the gate', 'nothing of the gate'],
  ])('%s', (said, known) => {
    const result: CommandResult = { status: 'exited', code: 0, stdout: Buffer.from(said), stderr: said };
    const { stdout, stderr } = { stdout: null, ...asKnown(result, access) };
    expect([Buffer.from(stdout ?? '').toString(), stderr]).toEqual([known, known]);
    const killed: CommandResult = { status: 'killed', reason: 'ended by SIGKILL', stderr: said };
    expect(asKnown(killed, access)).toEqual({ ...killed, stderr: known });
  });

  test('stays as it is where Trivy asked the registry itself', () => {
    const result: CommandResult = { status: 'exited', code: 0, stdout: Buffer.from(HOST), stderr: HOST };
    expect(asKnown(result, { host: 'ghcr.io', credential: null, insecure: false })).toBe(result);
  });

  test('counts for nothing where the gate could not read', () => {
    const details = { host: 'ghcr.io', message: 'ghcr.io redirects.', remedy: 'Name it.', attempts: 1 };
    const error = new RegistryError({ failure: 'private-address', ...details });
    expect(refusalOf({ ...access, passed: { ...passed, refusal: () => error } })).toEqual({
      what: 'registry-private-address',
      cause: 'content',
      message: 'ghcr.io redirects.',
      remedy: 'Name it.',
    });
    expect([refusalOf(access), refusalOf(null)]).toEqual([null, null]);
  });
});
