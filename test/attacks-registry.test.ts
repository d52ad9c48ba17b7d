import { createHmac } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createRegistryHandler, replyError } from '../src/demo/registry/index.ts';
import type { Command } from '../src/domain/index.ts';
import { type LoopbackServer, serveLoopback } from '../src/io/http-server.ts';
import { type InProcessCall, type InProcessRun, rulesWith, runActionInProcess } from './support/action-in-process.ts';
import { runActionProcess } from './support/action-run.ts';
import { alpineWith } from './support/installed-systems.ts';
import { type Changes, POLICY_FILE, PullRequestRepository, pullRequestEvent } from './support/pull-request.ts';
import { jsonBytes, OCI_INDEX, OCI_MANIFEST, withRecord, withTokenAuth } from './support/registry/index.ts';
import { putFiles, startScanRegistry } from './support/scanning.ts';
import { policyText, putSignatures } from './support/signatures.ts';
import { type SigstoreServices, signKeyless, startSigstore } from './support/sigstore.ts';
import { keylessAuthority, LOGGED, trustRootText } from './support/sigstore-documents.ts';
import { requireTool } from './support/tools.ts';
import { readCommands } from './support/workflow-commands.ts';

/**
 * Attacks by images, registries and caches, a pull request each, with a real registry on loopback and the real Trivy. The
 * policy of the base is as soft as a policy that still means something: no digests, no signatures, and what the
 * infrastructure fails at is only a warning. Each is blocked all the same.
 */

const LOGIN = { name: 'robot', password: 'correct-horse-battery' };
const VULNERABLE = alpineWith({ libssl3: '3.1.4-r0' });
const PATCHED = alpineWith({ libssl3: '3.1.4-r3' });
const ADVISORY = 'vulnerability/DEMO-2024-0001';

const pod = (image: string, name = 'web'): string =>
  `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop }
spec:
  automountServiceAccountToken: false
  containers:
    - name: web
      image: ${JSON.stringify(image)}
      securityContext:
        { runAsNonRoot: true, allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] }, seccompProfile: { type: RuntimeDefault } }
`;

let scanned: Awaited<ReturnType<typeof startScanRegistry>>;
let server: LoopbackServer;
let recorded: ReturnType<typeof withRecord>;
let trivy: string;
const digests = { good: '', bad: '', rebuilt: '', worse: '' };
let repository: PullRequestRepository | null = null;

beforeAll(async () => {
  trivy = await requireTool('trivy');
  scanned = await startScanRegistry();
  const { store } = scanned;
  recorded = withRecord(createRegistryHandler(store));
  server = await serveLoopback(recorded);
  digests.good = await putFiles(store, 'acme/api', 'good', PATCHED);
  digests.bad = await putFiles(store, 'acme/api', 'bad', VULNERABLE);
  digests.rebuilt = await putFiles(store, 'acme/api', 'rebuilt', { ...VULNERABLE, 'etc/motd': 'rebuilt\n' });
  const installed = `${VULNERABLE['lib/apk/db/installed']}P:libcrypto3\nV:3.1.4-r0\nA:x86_64\no:openssl\n\n`;
  digests.worse = await putFiles(store, 'acme/api', 'worse', { ...VULNERABLE, 'lib/apk/db/installed': installed });
  await putFiles(store, 'acme/api', 'hiding', alpineWith({}));
  await putFiles(store, 'acme/api', 'empty', { 'app/service': 'binary' });
  putPlatforms();
  putLayer('acme/certificate-tools', 'broken', Buffer.from('zzzz'), 'application/vnd.oci.image.layer.v1.tar+gzip');
  const manifest = { schemaVersion: 2, mediaType: OCI_MANIFEST, annotations: { big: 'x'.repeat(5_000_000) } };
  store.putManifest('acme/api', jsonBytes(manifest), OCI_MANIFEST, 'huge');
});
afterAll(async () => {
  await Promise.all([scanned.close(), server.close()]);
});
afterEach(() => {
  repository?.remove();
  repository = null;
});

/** An index whose linux/amd64 is good, and whose linux/arm64 is not. */
function putPlatforms(): void {
  const manifests = [[digests.good, 'amd64'] as const, [digests.bad, 'arm64'] as const].map(
    ([digest, architecture]) => {
      const size = scanned.store.findManifest('acme/api', digest)?.bytes.length;
      return { mediaType: OCI_MANIFEST, digest, size, platform: { os: 'linux', architecture } };
    },
  );
  const index = jsonBytes({ schemaVersion: 2, mediaType: OCI_INDEX, manifests });
  scanned.store.putManifest('acme/api', index, OCI_INDEX, 'index');
}

/** An image of one layer with these bytes. */
function putLayer(name: string, tag: string, layer: Buffer, mediaType: string): void {
  const { store } = scanned;
  const digest = store.putBlob(name, layer);
  const config = jsonBytes({ architecture: 'amd64', os: 'linux', rootfs: { type: 'layers', diff_ids: [digest] } });
  const manifest = {
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config: {
      mediaType: 'application/vnd.oci.image.config.v1+json',
      digest: store.putBlob(name, config),
      size: config.length,
    },
    layers: [{ mediaType, digest, size: layer.length }],
  };
  store.putManifest(name, jsonBytes(manifest), OCI_MANIFEST, tag);
}

const policy = (images = `{ allow: ["${server.host}/acme/**"], digest: off }`): string =>
  `version: 1
images: ${images}
vulnerabilities: { severity: HIGH, databaseRepositories: ["${server.host}/aquasecurity/trivy-db:2"] }
gate: { onUnknown: warn }
tools: { trivy: { path: ${JSON.stringify(trivy)} } }
`;

interface Attack {
  readonly base?: Changes;
  readonly changes?: Changes;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly ports?: InProcessCall['ports'];
}

async function run({ base = {}, changes = {}, inputs = {}, ports }: Attack): Promise<InProcessRun> {
  repository?.remove();
  const own = new PullRequestRepository({
    [POLICY_FILE]: policy(),
    '.github/workflows/gate.yaml':
      'on: pull_request\njobs: { gate: { steps: [{ uses: acme/supply-chain-gate@v1 }] } }\n',
    'deploy/web.yaml': pod(`${server.host}/acme/api:good`),
    ...base,
  });
  repository = own;
  recorded.requests.length = 0;
  const event = { name: 'pull_request', payload: pullRequestEvent(own.propose(changes)) };
  return runActionInProcess({ workspace: own.directory, event, inputs, ...(ports === undefined ? {} : { ports }) });
}

const deploy = (image: string): Changes => ({ 'deploy/web.yaml': pod(image) });
const messages = (ended: InProcessRun): string =>
  (ended.report?.findings ?? []).map(({ message }) => message).join('\n');

test('a sound change passes by this policy, and so does one that leaves alone what was bad before', async () => {
  expect((await run({ changes: deploy(`${server.host}/acme/api@${digests.good}`) })).failure).toBeNull();
  const known = await run({
    base: deploy(`${server.host}/acme/api@${digests.bad}`),
    changes: { 'README.md': 'more\n' },
  });
  expect(known.failure).toBeNull();
  expect(rulesWith(known, 'baseline')).toContain(ADVISORY);
});

/** The name, the attack, and the rule that blocks. */
const ATTACKS: readonly (readonly [string, () => Attack, RegExp])[] = [
  [
    'an index whose other platform is bad',
    () => ({ changes: deploy(`${server.host}/acme/api:index`) }),
    new RegExp(`^${ADVISORY}$`),
  ],
  [
    'a tag that says good before a digest that is bad',
    () => ({ changes: deploy(`${server.host}/acme/api:good@${digests.bad}`) }),
    new RegExp(`^${ADVISORY}$`),
  ],
  ['an image that hides its packages', () => ({ changes: deploy(`${server.host}/acme/api:hiding`) }), /unscannable$/],
  ['an image of nothing known', () => ({ changes: deploy(`${server.host}/acme/api:empty`) }), /unscannable$/],
  [
    'an image with a broken layer, named like a fault of the network',
    () => ({ changes: deploy(`${server.host}/acme/certificate-tools:broken`) }),
    /unscannable$/,
  ],
  ['a manifest of 5 MB', () => ({ changes: deploy(`${server.host}/acme/api:huge`) }), /unscannable$/],
  [
    'baseline laundering: a known vulnerability on a new digest that has it in one more package',
    () => ({
      base: deploy(`${server.host}/acme/api@${digests.bad}`),
      changes: deploy(`${server.host}/acme/api@${digests.worse}`),
    }),
    new RegExp(`^${ADVISORY}$`),
  ],
  [
    'baseline laundering: a known image that nobody signed, on a new digest',
    () => ({
      base: {
        ...deploy(`${server.host}/acme/api@${digests.bad}`),
        [POLICY_FILE]: `${policy()}signatures: { mode: enforce }\n`,
      },
      changes: deploy(`${server.host}/acme/api@${digests.rebuilt}`),
    }),
    /^signature\/no-policy$/,
  ],
  [
    'baseline laundering: a known tag without a digest, and a new one',
    () => ({
      base: {
        ...deploy(`${server.host}/acme/api:good`),
        [POLICY_FILE]: policy(`{ allow: ["${server.host}/acme/**"] }`),
      },
      changes: deploy(`${server.host}/acme/api:rebuilt`),
    }),
    /^image\/unpinned$/,
  ],
  [
    'baseline laundering: a known image in one more place',
    () => ({
      base: deploy(`${server.host}/acme/api@${digests.bad}`),
      changes: { 'deploy/more.yaml': pod(`${server.host}/acme/api@${digests.bad}`, 'more') },
    }),
    new RegExp(`^${ADVISORY}$`),
  ],
  [
    '.trivyignore and trivy.yaml in the tree',
    () => ({
      changes: {
        ...deploy(`${server.host}/acme/api:bad`),
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
  const ended = await run(attack());
  expect(ended.failure).not.toBeNull();
  expect(ended.outputs.verdict).not.toBe('pass');
  expect(rulesWith(ended, 'block')).toEqual(expect.arrayContaining([expect.stringMatching(rule)]));
});

test('a tag and a digest that disagree are told, whichever is the bad one', async () => {
  const ended = await run({ changes: deploy(`${server.host}/acme/api:bad@${digests.good}`) });
  expect(rulesWith(ended, 'warn')).toContain('image/tag-digest-mismatch');
});

test.each([
  ['http://169.254.169.254/latest/api/token', 'is not https'],
  ['https://169.254.169.254/latest/api/token', '169.254.169.254'],
  ['https://[::ffff:169.254.169.254]/token', 'a9fe:a9fe'],
  ['https://2852039166/token', '169.254.169.254'],
])('the token realm %s: no login leaves, and the image is unknown for good', async (realm, said) => {
  const handler = createRegistryHandler(scanned.store);
  const luring = await serveLoopback(withTokenAuth(handler, { realm, user: LOGIN }));
  try {
    const ended = await run({
      base: { [POLICY_FILE]: policy(`{ allow: ["${server.host}/acme/**", "${luring.host}/acme/**"], digest: off }`) },
      changes: deploy(`${luring.host}/acme/api:good`),
      inputs: { 'registry-credentials': `${luring.host}=${LOGIN.name}:${LOGIN.password}` },
    });
    expect(rulesWith(ended, 'block')).toContain('image/unresolvable');
    expect(messages(ended)).toContain(said);
    expect(JSON.stringify([ended.report, ended.summary, ended.commands, ended.log])).not.toContain(LOGIN.password);
  } finally {
    await luring.close();
  }
});

const ALIASES = [
  ...['127.0.0.1', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', 'localhost', '[::ffff:7f00:1]', '127.0.0.1.'],
];

test.each(ALIASES)('a machine of the runner by the name %s: no list names it, and it is not asked', async (alias) => {
  const machine = withRecord(createRegistryHandler(scanned.store));
  const listening = await serveLoopback(machine);
  const image = `${alias}:${listening.host.split(':')[1] ?? ''}/acme/api:good`;
  try {
    const ended = await run({ base: { [POLICY_FILE]: policy('{ digest: off }') }, changes: deploy(image) });
    expect(rulesWith(ended, 'block')).toEqual(expect.arrayContaining([expect.stringMatching(/^(image|manifest)\//)]));
    expect(machine.requests).toEqual([]);
  } finally {
    await listening.close();
  }
});

test.each(ALIASES)('a registry that is denied, by the name %s', async (alias) => {
  const image = `${alias}:${server.host.split(':')[1] ?? ''}/acme/hidden:1`;
  const base = { [POLICY_FILE]: policy(`{ deny: ["${server.host}/acme/hidden"], digest: off }`) };
  const ended = await run({ base, changes: deploy(image) });
  expect(ended.failure).not.toBeNull();
  expect(rulesWith(ended, 'block')).toEqual(expect.arrayContaining([expect.stringMatching(/^(image|manifest)\//)]));
  expect(recorded.requests.filter(({ line }) => line.includes('acme/hidden'))).toEqual([]);
});

test('an image whose layers never end, by the limit of time (here two seconds): unknown for good', async () => {
  const sound = createRegistryHandler(scanned.store);
  const endless = await serveLoopback(async (request) =>
    request.path.includes('/blobs/') ? new Promise(() => {}) : sound(request),
  );
  const shorten = (command: Command): Command =>
    command.args.some((each) => each.startsWith(endless.host)) ? { ...command, timeoutMs: 2000 } : command;
  try {
    const ended = await run({
      base: { [POLICY_FILE]: policy(`{ allow: ["${server.host}/acme/**", "${endless.host}/acme/**"], digest: off }`) },
      changes: deploy(`${endless.host}/acme/api@${digests.good}`),
      ports: ({ exec }) => ({
        exec: {
          run: (command) => exec.run(shorten(command)),
          runAll: (commands, atOnce) => exec.runAll(commands.map(shorten), atOnce),
        },
      }),
    });
    expect(rulesWith(ended, 'block')).toEqual(['vulnerability/unscannable']);
    expect(ended.failure).toContain('Could not decide');
  } finally {
    await endless.close();
  }
});

test('a trust root that the change replaces: what the base trusts decides', async () => {
  const [trusted, theirs] = [await startSigstore(), await startSigstore()];
  putSignatures(scanned.store, 'acme/api', digests.good, [await signKeyless(theirs, digests.good)]);
  const image = { 'deploy/web.yaml': pod(`${server.host}/acme/api@${digests.good}`) };
  const signed = `${policy()}signatures: { policies: ["policy/*.yaml"] }\n`;
  const files = (services: SigstoreServices): Changes => ({
    [POLICY_FILE]: signed,
    'policy/team.yaml': policyText({ authorities: [keylessAuthority({ extra: LOGGED })] }),
    'policy/trust-root.yaml': trustRootText(services),
  });
  const root = { 'policy/trust-root.yaml': trustRootText(theirs) };
  const ended = await run({ base: files(trusted), changes: { ...image, ...root } });
  expect(rulesWith(ended, 'block')).toEqual(expect.arrayContaining([expect.stringMatching(/^signature\//)]));
  expect(rulesWith(ended, 'warn')).toContain('gate/policy-changed');
  // By that root, where it is the base's, the same image passes.
  expect((await run({ base: files(theirs), changes: image })).failure).toBeNull();
});

test('a poisoned cache: content under a digest, and results of scans, are believed by hash and by key alone', async () => {
  const kept = mkdtempSync(join(tmpdir(), 'scg-kept-'));
  const [ours, theirs] = ['o'.repeat(64), 't'.repeat(64)];
  const changes = deploy(`${server.host}/acme/api@${digests.bad}`);
  const inputs = { 'registry-cache': kept, 'cache-key': ours };
  /** Files of the cache whose text fits, by path. */
  const files = (fits: (text: string) => boolean): readonly (readonly [string, string])[] =>
    readdirSync(kept, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path, readFileSync(path, 'latin1')] as const)
      .filter(([, text]) => fits(text));
  try {
    expect(rulesWith(await run({ changes, inputs }), 'block')).toContain(ADVISORY);
    const [scan] = files((text) => text.includes('"question":') && text.includes(digests.bad));
    if (scan === undefined) throw new Error('no result was kept');
    const clean = JSON.stringify({ ...JSON.parse(scan[1].slice(scan[1].indexOf('\n') + 1)), vulnerabilities: [] });
    const forge = (key: string): void =>
      writeFileSync(scan[0], `${createHmac('sha256', key).update(clean).digest('hex')}\n${clean}`);

    forge(theirs);
    expect(rulesWith(await run({ changes, inputs }), 'block')).toContain(ADVISORY);
    forge(ours);
    expect((await run({ changes, inputs })).failure).toBeNull();

    // The good image's manifest in the place of the bad one's.
    rmSync(scan[0]);
    const good = scanned.store.findManifest('acme/api', digests.good)?.bytes ?? Buffer.alloc(0);
    const manifests = files((text) => text.includes(digests.bad) && text.includes('"schemaVersion"'));
    expect(manifests.length).toBeGreaterThan(0);
    for (const [path, text] of manifests) {
      writeFileSync(path, Buffer.concat([Buffer.from(text.slice(0, text.indexOf('\n') + 1)), good]));
    }
    expect(rulesWith(await run({ changes, inputs }), 'block')).toContain(ADVISORY);
  } finally {
    rmSync(kept, { recursive: true, force: true });
  }
});

test('a poisoned cache: a vulnerability database is believed under the seal of the key alone', async () => {
  const kept = mkdtempSync(join(tmpdir(), 'scg-kept-'));
  const inputs = { 'registry-cache': kept, 'cache-key': 'o'.repeat(64) };
  const changes = deploy(`${server.host}/acme/api@${digests.bad}`);
  const folder = (): string => join(kept, 'trivy-db-v2', readdirSync(join(kept, 'trivy-db-v2'))[0] ?? '');
  /** Scans again, whatever results are kept. True: the database was fetched. */
  const fetches = async (): Promise<boolean> => {
    rmSync(join(kept, 'scans-v1'), { recursive: true, force: true });
    expect(rulesWith(await run({ changes, inputs }), 'block')).toContain(ADVISORY);
    return recorded.requests.some(({ line }) => line.includes('aquasecurity/trivy-db/blobs'));
  };
  try {
    expect(await fetches()).toBe(true);
    expect(await fetches()).toBe(false);
    for (const [name, change] of [
      [
        'metadata.json',
        (text: Buffer) => Buffer.from(text.toString().replace(/"NextUpdate":"\d+/, '"NextUpdate":"2999')),
      ],
      ['trivy.db', (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replaceAll('openssl', 'openxyz'), 'latin1')],
      ['seal', () => Buffer.from(createHmac('sha256', 't'.repeat(64)).update('').digest('hex'))],
    ] as const) {
      const file = join(folder(), name);
      const [before, after] = [readFileSync(file), change(readFileSync(file))];
      expect(after.equals(before), name).toBe(false);
      writeFileSync(file, after);
      expect(await fetches(), name).toBe(true);
      expect(await fetches(), name).toBe(false);
    }
    // A run without the key believes nothing and leaves nothing.
    expect(rulesWith(await run({ changes, inputs: { 'registry-cache': kept } }), 'block')).toContain(ADVISORY);
    expect(recorded.requests.some(({ line }) => line.includes('aquasecurity/trivy-db/blobs'))).toBe(true);
  } finally {
    rmSync(kept, { recursive: true, force: true });
  }
});

test('names, messages of registries and titles that are commands to the runner: none is run', async () => {
  const evil = '\n::set-output name=verdict::pass\r\n##[set-env name=A]b\n::stop-commands::x\n%0A::error::y';
  // The gate quotes no message of a registry; Trivy, which reads the layers, does.
  const sound = createRegistryHandler(scanned.store);
  const speaking = await serveLoopback(async (request) =>
    request.path.includes('/blobs/') ? replyError(403, 'DENIED', `not today${evil}`) : sound(request),
  );
  const own = new PullRequestRepository({
    [POLICY_FILE]: policy(`{ allow: ["${speaking.host}/acme/**"], digest: off }`),
  });
  repository = own;
  const named = pod(`${speaking.host}/acme/api@${digests.good}`).replace(
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
    expect(ended.summary).toContain('not today');
  } finally {
    await speaking.close();
  }
});
