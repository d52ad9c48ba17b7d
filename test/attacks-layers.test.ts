import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRegistryHandler, reply } from '../src/demo/registry/index.ts';
import type { Command, Exec, Loopback, Ports } from '../src/domain/index.ts';
import { type LoopbackServer, type ServedResponse, serveLoopback } from '../src/io/http-server.ts';
import { type InProcessRun, rulesWith } from './support/action-in-process.ts';
import { attackedRegistry, deploy } from './support/attacked-registry.ts';
import { POLICY_FILE } from './support/pull-request.ts';
import { USER, withBasicAuth, withRecord } from './support/registry/index.ts';

/** Attacks by what a registry gives for the layers of an image that a pull request deploys: each is that image's unknown. */

const registry = attackedRegistry();

/** What of this run nobody may read about, and what its Trivy got. */
interface Seen {
  readonly hosts: string[];
  readonly secrets: string[];
  /** Docker configurations of each Trivy that asked for something. */
  readonly configurations: string[];
  readonly commands: Command[];
}

/** What comes of a layer within two seconds is all that comes of it; all else has as long as it needs. */
function watching(seen: Seen, layer: string) {
  return ({ exec, http, loopback }: Ports): Partial<Ports> => {
    const note = (command: Command): Command => {
      seen.commands.push(command);
      const folder = command.env.DOCKER_CONFIG;
      if (command.args[0] === 'image' && folder !== undefined) {
        seen.configurations.push(readFileSync(join(folder, 'config.json'), 'utf8'));
      }
      return command;
    };
    const watchedExec: Exec = {
      run: (command) => exec.run(note(command)),
      runAll: (commands, atOnce) => exec.runAll(commands.map(note), atOnce),
    };
    const watchedLoopback: Loopback = {
      async serve(answer) {
        const server = await loopback.serve(answer);
        seen.hosts.push(server.host);
        seen.secrets.push(server.login.password);
        return server;
      },
      serveValues: () => loopback.serveValues(),
    };
    return {
      exec: watchedExec,
      loopback: watchedLoopback,
      http: {
        send: (request) => http.send(request.url.pathname.endsWith(layer) ? { ...request, timeoutMs: 2000 } : request),
      },
    };
  };
}

const nothingSeen = (): Seen => ({ hosts: [], secrets: [], configurations: [], commands: [] });

/** All that a run tells anybody. */
const told = (ended: InProcessRun): string =>
  JSON.stringify([
    ended.report,
    ended.summary,
    ended.commands,
    ended.log,
    ended.outputs,
    ended.failure,
    [...ended.files],
  ]);

type Layer = (sound: ServedResponse, path: string) => ServedResponse | Promise<never>;

async function runWith(layer: Layer, use: (ended: InProcessRun, seen: Seen, luring: LoopbackServer) => void) {
  const handler = createRegistryHandler(registry.store);
  const manifest = registry.store.findManifest('acme/api', 'good');
  const [blob = ''] =
    /"layers":\[\{[^}]*"digest":"(sha256:[0-9a-f]+)"/.exec(Buffer.from(manifest?.bytes ?? []).toString())?.slice(1) ??
    [];
  expect(blob).toMatch(/^sha256:/);
  const luring = await serveLoopback(
    withBasicAuth(async (request) => {
      const answer = await handler(request);
      return answer !== 'drop' && request.path.endsWith(blob) ? layer(answer, request.path) : answer;
    }, USER),
  );
  const seen = nothingSeen();
  try {
    const ended = await registry.run({
      base: {
        [POLICY_FILE]: registry.policy(
          `{ allow: ["${registry.host}/acme/**", "${luring.host}/acme/**"], digest: off }`,
        ),
      },
      changes: deploy(`${luring.host}/acme/api:good`),
      inputs: { 'registry-credentials': `${luring.host}=${USER.name}:${USER.password}` },
      ports: watching(seen, blob),
    });
    use(ended, seen, luring);
  } finally {
    await luring.close();
  }
}

function expectNothingTold(ended: InProcessRun, seen: Seen): void {
  expect(seen.hosts).toHaveLength(1);
  for (const secret of [...seen.hosts, ...seen.secrets, USER.password]) expect(told(ended)).not.toContain(secret);
}

test('a sound one passes, and its Trivy gets the login of this run alone, and no way to anybody else', async () => {
  await runWith(
    (sound) => sound,
    (ended, seen, luring) => {
      expect(rulesWith(ended, 'block')).toEqual([]);
      expect(ended.failure).toBeNull();
      expectNothingTold(ended, seen);
      const [host = '', password = ''] = [seen.hosts[0], seen.secrets[0]];
      const login = { auth: Buffer.from(`gate:${password}`).toString('base64') };
      expect(new Set(seen.configurations)).toEqual(new Set([JSON.stringify({ auths: { [host]: login } })]));
      const trivy = seen.commands.filter(({ args }) => args[0] === 'image');
      expect(trivy.length).toBeGreaterThan(1);
      expect(new Set(trivy.map(({ network }) => network))).toEqual(new Set(['loopback']));
      expect(trivy.flatMap(({ args }) => args).filter((arg) => /127\.0\.0\.1/.test(arg.replace(host, '')))).toEqual([]);
      expect(JSON.stringify(trivy)).not.toContain(luring.host);
    },
  );
});

test('a redirect to another port of the runner that has it: nobody asks there', async () => {
  const inside = withRecord(createRegistryHandler(registry.store));
  const server = await serveLoopback(inside);
  try {
    await runWith(
      (_, path) => reply(307, { location: `${server.url}${path}` }),
      (ended) => {
        expect(inside.requests).toEqual([]);
        expect(rulesWith(ended, 'block')).toEqual(['vulnerability/unscannable']);
      },
    );
  } finally {
    await server.close();
  }
});

test.each<[string, Layer, RegExp]>([
  [
    'other bytes',
    (sound) => ({ ...sound, body: Buffer.alloc(sound.body.length, 1) }),
    /its blob has the digest sha256:/,
  ],
  ['half of it', (sound) => ({ ...sound, cutAfter: 100 }), /ended before it was complete|broke off/],
  ['nothing, for ever', () => new Promise<never>(() => {}), /no answer, or no more of it, within 2 s/],
  [
    'the metadata service',
    () => reply(307, { location: 'https://169.254.169.254/latest/meta-data' }),
    /169\.254\.169\.254 may not be contacted/,
  ],
  [
    'another port of the runner',
    () => reply(307, { location: 'http://127.0.0.1:1/' }),
    /127\.0\.0\.1:1 may not be contacted/,
  ],
])('%s for a layer: unknown for good, in the words of the gate', async (_, layer, said) => {
  await runWith(layer, (ended, seen) => {
    expect(rulesWith(ended, 'block')).toEqual(['vulnerability/unscannable']);
    expect(ended.failure).toContain('Could not decide');
    expect(ended.report?.findings.map(({ message }) => message).join('\n')).toMatch(said);
    expectNothingTold(ended, seen);
  });
});

test.each<[string, Layer, RegExp]>([
  ['503', () => reply(503), /it answered 503/],
  ['429, for an hour', () => reply(429, { 'retry-after': '3600' }), /asks to wait 3600 s/],
])('%s for a layer: unknown, which a policy may tolerate', async (_, layer, said) => {
  await runWith(layer, (ended, seen) => {
    expect(rulesWith(ended, 'warn')).toContain('vulnerability/unscannable');
    expect(ended.report?.findings.map(({ message }) => message).join('\n')).toMatch(said);
    expectNothingTold(ended, seen);
  });
});
