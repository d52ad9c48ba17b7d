import { expect, test } from 'vitest';
import { createRegistryHandler } from '../src/demo/registry/index.ts';
import { serveLoopback } from '../src/io/http-server.ts';
import { type InProcessRun, rulesWith } from './support/action-in-process.ts';
import { attackedRegistry, deploy } from './support/attacked-registry.ts';
import { POLICY_FILE } from './support/pull-request.ts';
import { USER, withRecord, withTokenAuth } from './support/registry/index.ts';

/** Attacks by where an image, a login or a token is asked for: nobody is asked who should not be, and it is blocked. */

const registry = attackedRegistry();

const messages = (ended: InProcessRun): string =>
  (ended.report?.findings ?? []).map(({ message }) => message).join('\n');

test.each([
  ['http://169.254.169.254/latest/api/token', 'is not https'],
  ['https://169.254.169.254/latest/api/token', '169.254.169.254'],
  ['https://[::ffff:169.254.169.254]/token', 'a9fe:a9fe'],
  ['https://2852039166/token', '169.254.169.254'],
])('the token realm %s: no login leaves, and the image is unknown for good', async (realm, said) => {
  const handler = createRegistryHandler(registry.store);
  const luring = await serveLoopback(withTokenAuth(handler, { realm, user: USER }));
  try {
    const ended = await registry.run({
      base: {
        [POLICY_FILE]: registry.policy(
          `{ allow: ["${registry.host}/acme/**", "${luring.host}/acme/**"], digest: off }`,
        ),
      },
      changes: deploy(`${luring.host}/acme/api:good`),
      inputs: { 'registry-credentials': `${luring.host}=${USER.name}:${USER.password}` },
    });
    expect(rulesWith(ended, 'block')).toContain('image/unresolvable');
    expect(messages(ended)).toContain(said);
    expect(JSON.stringify([ended.report, ended.summary, ended.commands, ended.log])).not.toContain(USER.password);
  } finally {
    await luring.close();
  }
});

const ALIASES = [
  ...['127.0.0.1', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', 'localhost', '[::ffff:7f00:1]', '127.0.0.1.'],
];

test.each(ALIASES)('a machine of the runner by the name %s: no list names it, and it is not asked', async (alias) => {
  const machine = withRecord(createRegistryHandler(registry.store));
  const listening = await serveLoopback(machine);
  const image = `${alias}:${listening.host.split(':')[1] ?? ''}/acme/api:good`;
  try {
    const ended = await registry.run({
      base: { [POLICY_FILE]: registry.policy('{ digest: off }') },
      changes: deploy(image),
    });
    expect(rulesWith(ended, 'block')).toEqual(expect.arrayContaining([expect.stringMatching(/^(image|manifest)\//)]));
    expect(machine.requests).toEqual([]);
  } finally {
    await listening.close();
  }
});

test.each(ALIASES)('a registry that is denied, by the name %s', async (alias) => {
  const image = `${alias}:${registry.host.split(':')[1] ?? ''}/acme/hidden:1`;
  const base = { [POLICY_FILE]: registry.policy(`{ deny: ["${registry.host}/acme/hidden"], digest: off }`) };
  const ended = await registry.run({ base, changes: deploy(image) });
  expect(ended.failure).not.toBeNull();
  expect(rulesWith(ended, 'block')).toEqual(expect.arrayContaining([expect.stringMatching(/^(image|manifest)\//)]));
  expect(registry.requests.filter(({ line }) => line.includes('acme/hidden'))).toEqual([]);
});
