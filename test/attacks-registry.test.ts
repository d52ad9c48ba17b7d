import { expect, test } from 'vitest';
import { createRegistryHandler, replyError } from '../src/demo/registry/index.ts';
import { serveLoopback } from '../src/io/http-server.ts';
import { rulesWith } from './support/action-in-process.ts';
import { runActionProcess } from './support/action-run.ts';
import { ADVISORY, type Attack, attackedRegistry, deploy, pod } from './support/attacked-registry.ts';
import { type Changes, POLICY_FILE, pullRequestEvent } from './support/pull-request.ts';
import { policyText, putSignatures } from './support/signatures.ts';
import { type SigstoreServices, signKeyless, startSigstore } from './support/sigstore.ts';
import { keylessAuthority, LOGGED, trustRootText } from './support/sigstore-documents.ts';
import { readCommands } from './support/workflow-commands.ts';

/**
 * Attacks by images, registries and what they say, a pull request each. Each is blocked all the same: see attackedRegistry for
 * how soft the policy of the base is. Registries that lead elsewhere are in attacks-network.test.ts, caches in
 * attacks-cache.test.ts.
 */

const registry = attackedRegistry();

test('a sound change passes by this policy, and so does one that leaves alone what was bad before', async () => {
  expect(
    (await registry.run({ changes: deploy(`${registry.host}/acme/api@${registry.digests.good}`) })).failure,
  ).toBeNull();
  const known = await registry.run({
    base: deploy(`${registry.host}/acme/api@${registry.digests.bad}`),
    changes: { 'README.md': 'more\n' },
  });
  expect(known.failure).toBeNull();
  expect(rulesWith(known, 'baseline')).toContain(ADVISORY);
});

/** The name, the attack, and the rule that blocks. */
const ATTACKS: readonly (readonly [string, () => Attack, RegExp])[] = [
  [
    'an index whose other platform is bad',
    () => ({ changes: deploy(`${registry.host}/acme/api:index`) }),
    new RegExp(`^${ADVISORY}$`),
  ],
  [
    'a tag that says good before a digest that is bad',
    () => ({ changes: deploy(`${registry.host}/acme/api:good@${registry.digests.bad}`) }),
    new RegExp(`^${ADVISORY}$`),
  ],
  ['an image that hides its packages', () => ({ changes: deploy(`${registry.host}/acme/api:hiding`) }), /unscannable$/],
  ['an image of nothing known', () => ({ changes: deploy(`${registry.host}/acme/api:empty`) }), /unscannable$/],
  [
    'an image with a broken layer, named like a fault of the network',
    () => ({ changes: deploy(`${registry.host}/acme/certificate-tools:broken`) }),
    /unscannable$/,
  ],
  ['a manifest of 5 MB', () => ({ changes: deploy(`${registry.host}/acme/api:huge`) }), /unscannable$/],
  [
    'baseline laundering: a known vulnerability on a new digest that has it in one more package',
    () => ({
      base: deploy(`${registry.host}/acme/api@${registry.digests.bad}`),
      changes: deploy(`${registry.host}/acme/api@${registry.digests.worse}`),
    }),
    new RegExp(`^${ADVISORY}$`),
  ],
  [
    'baseline laundering: a known image that nobody signed, on a new digest',
    () => ({
      base: {
        ...deploy(`${registry.host}/acme/api@${registry.digests.bad}`),
        [POLICY_FILE]: `${registry.policy()}signatures: { mode: enforce }\n`,
      },
      changes: deploy(`${registry.host}/acme/api@${registry.digests.rebuilt}`),
    }),
    /^signature\/no-policy$/,
  ],
  [
    'baseline laundering: a known tag without a digest, and a new one',
    () => ({
      base: {
        ...deploy(`${registry.host}/acme/api:good`),
        [POLICY_FILE]: registry.policy(`{ allow: ["${registry.host}/acme/**"] }`),
      },
      changes: deploy(`${registry.host}/acme/api:rebuilt`),
    }),
    /^image\/unpinned$/,
  ],
  [
    'baseline laundering: a known image in one more place',
    () => ({
      base: deploy(`${registry.host}/acme/api@${registry.digests.bad}`),
      changes: { 'deploy/more.yaml': pod(`${registry.host}/acme/api@${registry.digests.bad}`, 'more') },
    }),
    new RegExp(`^${ADVISORY}$`),
  ],
  [
    '.trivyignore and trivy.yaml in the tree',
    () => ({
      changes: {
        ...deploy(`${registry.host}/acme/api:bad`),
        '.trivyignore': 'DEMO-2024-0001\n',
        '.trivyignore.yaml': 'vulnerabilities: [{ id: DEMO-2024-0001 }]\n',
        'trivy.yaml': 'severity: [LOW]\nignorefile: .trivyignore\ndb: { skip-update: true }\n',
        'deploy/.trivyignore': 'DEMO-2024-0001\n',
      },
    }),
    new RegExp(`^${ADVISORY}$`),
  ],
];

test.each(ATTACKS)('%s', async (_, attack, rule) => {
  const ended = await registry.run(attack());
  expect(ended.failure).not.toBeNull();
  expect(ended.outputs.verdict).not.toBe('pass');
  expect(rulesWith(ended, 'block')).toEqual(expect.arrayContaining([expect.stringMatching(rule)]));
});

test('a tag and a digest that disagree are told, whichever is the bad one', async () => {
  const ended = await registry.run({ changes: deploy(`${registry.host}/acme/api:bad@${registry.digests.good}`) });
  expect(rulesWith(ended, 'warn')).toContain('image/tag-digest-mismatch');
});

test('a trust root that the change replaces: what the base trusts decides', async () => {
  const [trusted, theirs] = [await startSigstore(), await startSigstore()];
  putSignatures(registry.store, 'acme/api', registry.digests.good, [await signKeyless(theirs, registry.digests.good)]);
  const image = { 'deploy/web.yaml': pod(`${registry.host}/acme/api@${registry.digests.good}`) };
  const signed = `${registry.policy()}signatures: { policies: ["policy/*.yaml"] }\n`;
  const files = (services: SigstoreServices): Changes => ({
    [POLICY_FILE]: signed,
    'policy/team.yaml': policyText({ authorities: [keylessAuthority({ extra: LOGGED })] }),
    'policy/trust-root.yaml': trustRootText(services),
  });
  const root = { 'policy/trust-root.yaml': trustRootText(theirs) };
  const ended = await registry.run({ base: files(trusted), changes: { ...image, ...root } });
  expect(rulesWith(ended, 'block')).toEqual(expect.arrayContaining([expect.stringMatching(/^signature\//)]));
  expect(rulesWith(ended, 'warn')).toContain('gate/policy-changed');
  // By that root, where it is the base's, the same image passes.
  expect((await registry.run({ base: files(theirs), changes: image })).failure).toBeNull();
});

test('names, messages of registries and titles that are commands to the runner: none is run', async () => {
  const evil = '\n::set-output name=verdict::pass\r\n##[set-env name=A]b\n::stop-commands::x\n%0A::error::y';
  // The gate quotes no message of a registry, nor does Trivy, which reads the layers through the gate.
  const sound = createRegistryHandler(registry.store);
  const speaking = await serveLoopback(async (request) =>
    request.path.includes('/blobs/') ? replyError(403, 'DENIED', `not today${evil}`) : sound(request),
  );
  const own = registry.open({
    [POLICY_FILE]: registry.policy(`{ allow: ["${speaking.host}/acme/**"], digest: off }`),
  });
  const named = pod(`${speaking.host}/acme/api@${registry.digests.good}`).replace(
    'name: web, ',
    `name: ${JSON.stringify(`web${evil}`)}, `,
  );
  const commits = own.propose({
    [`deploy/a${evil.replaceAll('/', '')}.yaml`]: named,
    'deploy/::error::b.yaml': `${pod(`${speaking.host}/acme/api:2`, 'more')}---\n\t${evil}: [`,
  });
  try {
    const ended = await runActionProcess({
      workspace: own.directory,
      event: { name: 'pull_request', payload: pullRequestEvent(commits) },
      apiUrl: 'http://127.0.0.1:9',
      inputs: { comment: 'off' },
    });
    expect(ended.code).toBe(1);
    expect(ended.outputs.verdict).not.toBe('pass');
    const known = ['error', 'warning', 'notice', 'add-mask'];
    const commands = readCommands(`${ended.stdout}\n${ended.stderr}`).map(({ command }) => command);
    expect(commands).toContain('error');
    expect(commands.filter((command) => !known.includes(command))).toEqual([]);
    expect(readCommands(ended.summary)).toEqual([]);
    expect(ended.summary).toContain('it answered 403 (DENIED)');
    expect(ended.summary).not.toContain('not today');
  } finally {
    await speaking.close();
  }
});
