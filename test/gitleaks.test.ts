import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { searchWithGitleaks } from '../src/check/hardening/secrets/gitleaks-run.ts';
import { createExec } from '../src/io/exec.ts';
import { createFiles } from '../src/io/files.ts';
import { ReportSchema } from '../src/report/index.ts';
import { type Cli, openCli } from './support/run-cli.ts';
import { requireTool } from './support/tools.ts';

/** Credentials that the real gitleaks knows, on the line that holds them. */

// Put together here, so that no scanner takes this file for a leak.
const WEBHOOK = ['https://hooks.slack', 'com/services/T0A1B2C3D4/B0A1B2C3D4/a1B2c3D4e5F6g7H8i9J0k1L2'].join('.');
const PASSWORD = ['kX9vQ2mL', '7pR4tW8z'].join('');
const GITHUB = `ghp_${'a1B2'.repeat(9)}`;
const encoded = (text: string): string => Buffer.from(text).toString('base64');

const POLICY = (program: string, rules: string): string => `version: 1
vulnerabilities: { severity: off }
images: { digest: off }
tools: { gitleaks: { path: ${JSON.stringify(program)} } }
hardening: { podSecurity: { level: privileged }, rules: { "*": off, "change/*": off, ${rules} } }
`;

let cli: Cli;
let program = '';
let scratch = '';

beforeAll(async () => {
  program = await requireTool('gitleaks');
  cli = await openCli();
  scratch = await mkdtemp(join(tmpdir(), 'scg-gitleaks-test-'));
}, 600_000);
afterAll(async () => {
  await cli.close();
  await rm(scratch, { recursive: true, force: true });
});

interface Row {
  readonly files: Readonly<Record<string, string>>;
  readonly rules?: string;
  readonly program?: string;
}

let runs = 0;

async function check({ files, rules = '"secrets/*": error', program: own = program }: Row) {
  runs += 1;
  const directory = join(scratch, `${runs}`);
  const all = { 'policy.yaml': POLICY(own, rules), ...files };
  for (const [file, text] of Object.entries(all)) await createFiles().write(join(directory, file), text);
  const run = await cli.run(directory, ['check', '--policy', 'policy.yaml', '--offline', '--format', 'json', 'deploy']);
  for (const secret of [WEBHOOK, PASSWORD, GITHUB]) expect(run.stdout + run.stderr).not.toContain(secret);
  const report = ReportSchema.parse(JSON.parse(run.stdout));
  const found = report.findings.map(
    ({ rule, location, message }) => `${location.file}:${location.startLine} ${rule}: ${message.split('. ')[0]}`,
  );
  const note = report.topics?.find(({ topic }) => topic === 'secrets')?.note ?? '';
  return { code: run.code, report, found, note };
}

const object = (kind: string, fields: string, name = 'api'): string =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${fields}`;
const POD = (container: string): string =>
  object(
    'Pod',
    `spec:\n  containers:\n    - name: api\n      image: ghcr.io/acme/access-api:v1.4-9f3c0a77b2\n${container}`,
  );
const CHART = {
  'deploy/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'deploy/templates/a.yaml': object('ConfigMap', 'data:\n  a: {{ .Values.hook }}\n'),
};

test.each<[what: string, files: Record<string, string>, found: string[]]>([
  [
    'an annotation',
    { 'deploy/a.yaml': object('ConfigMap', `  annotations:\n    hook: "${WEBHOOK}"\n`) },
    [
      'deploy/a.yaml:6 secrets/gitleaks: ConfigMap api: metadata.annotations.hook holds a credential (gitleaks: slack-webhook-url)',
    ],
  ],
  [
    'a variable, known by its name alone',
    { 'deploy/a.yaml': POD(`      env:\n        - name: DB_AUTH\n          value: ${PASSWORD}\n`) },
    [
      'deploy/a.yaml:11 secrets/gitleaks: Pod api: spec.containers[0].env[0].value holds a credential (gitleaks: generic-api-key)',
    ],
  ],
  [
    'what the gate knows by its name is said once',
    { 'deploy/a.yaml': POD(`      env:\n        - name: DB_PASSWORD\n          value: ${PASSWORD}\n`) },
    ['deploy/a.yaml:11 secrets/plaintext-credential: Pod api: "DB_PASSWORD" has its value written out'],
  ],
  [
    'an argument after its flag',
    { 'deploy/a.yaml': POD(`      args:\n        - --api-auth\n        - ${PASSWORD}\n`) },
    [
      'deploy/a.yaml:11 secrets/gitleaks: Pod api: spec.containers[0].args[1] holds a credential (gitleaks: generic-api-key)',
    ],
  ],
  [
    'a file in a ConfigMap',
    {
      'deploy/a.yaml': object(
        'ConfigMap',
        `data:\n  app.conf: |\n    [app]\n    hook = "${WEBHOOK}" # gitleaks:allow\n`,
      ),
    },
    [
      'deploy/a.yaml:6 secrets/gitleaks: ConfigMap api: data["app.conf"] holds a credential (gitleaks: slack-webhook-url)',
    ],
  ],
  [
    'base64, which hides nothing',
    { 'deploy/a.yaml': object('ConfigMap', `data:\n  a: ${encoded(`hook: ${WEBHOOK}`)}\n`) },
    ['deploy/a.yaml:6 secrets/gitleaks: ConfigMap api: data.a holds a credential (gitleaks: slack-webhook-url)'],
  ],
  [
    'a value of a chart that a template renders: once, on its line',
    { ...CHART, 'deploy/values.yaml': `a: b\nhook: ${WEBHOOK}\n` },
    ['deploy/values.yaml:2 secrets/gitleaks: ConfigMap api: data.a holds a credential (gitleaks: slack-webhook-url)'],
  ],
  [
    'a value of a chart that none renders',
    { ...CHART, 'deploy/values.yaml': `hook: plain\nother:\n  - ${WEBHOOK}\n` },
    [
      'deploy/values.yaml:3 secrets/gitleaks: Helm values deploy/values.yaml: other[0] holds a credential (gitleaks: slack-webhook-url)',
    ],
  ],
  [
    'what the own shapes know is said once',
    { 'deploy/a.yaml': object('ConfigMap', `data:\n  token: ${GITHUB}\n`) },
    ['deploy/a.yaml:6 secrets/known-token: ConfigMap api: data.token holds a credential (GitHub token)'],
  ],
  [
    'no file of the repository decides what it looks for',
    {
      'deploy/a.yaml': object('ConfigMap', `data:\n  a: ${WEBHOOK}\n`),
      '.gitleaks.toml': '[allowlist]\nregexes = [".*"]\n',
      '.gitleaksignore': ':slack-webhook-url:1\n',
      'deploy/.gitleaks.toml': '[allowlist]\nregexes = [".*"]\n',
    },
    ['deploy/a.yaml:6 secrets/gitleaks: ConfigMap api: data.a holds a credential (gitleaks: slack-webhook-url)'],
  ],
  [
    'references, encrypted values, tags of images and names',
    {
      'deploy/a.yaml': POD('      env:\n        - { name: TOKEN, value: $(OTHER) }\n'),
      'deploy/b.yaml': object(
        'ConfigMap',
        'data:\n  password: ENC[AES256_GCM,data:9f3c0a77b2d14e8aa6c1,type:str]\n  secretName: shop-tls-2024\n',
        'b',
      ),
    },
    [],
  ],
])('%s', async (_, files, found) => {
  const run = await check({ files });
  expect(run.found).toEqual(found);
  expect(run.code).toBe(found.length === 0 ? 0 : 1);
  expect(run.note).toContain("the gate's own shapes and the rules of gitleaks 8.28.0");
  expect(run.report.tools.gitleaks).toEqual({ version: '8.28.0' });
});

test('a container above it does not make it new', async () => {
  const leaking = `      env:\n        - name: DB_HOOK\n          value: ${WEBHOOK}\n`;
  const base = POD(leaking);
  const head = base.replace('    - name: api', '    - name: log\n      image: ghcr.io/acme/log:1\n    - name: api');
  const lay = async (name: string, text: string): Promise<string> => {
    const directory = join(scratch, name);
    await createFiles().write(join(directory, '.github/supply-chain-gate.yaml'), POLICY(program, '"secrets/*": error'));
    await createFiles().write(join(directory, 'a.yaml'), text);
    return directory;
  };
  const args = ['check', '--offline', '--format', 'json', '--base', await lay('base', base)];
  const { stdout, code } = await cli.run(await lay('head', head), args);
  const { findings } = ReportSchema.parse(JSON.parse(stdout));
  expect([code, ...findings.map(({ rule, effect }) => `${effect} ${rule}`)]).toEqual([0, 'baseline secrets/gitleaks']);
});

const HOOK = { 'deploy/a.yaml': object('ConfigMap', `data:\n  a: ${WEBHOOK}\n`) };

test('without it the own shapes decide, and the summary says so', async () => {
  const run = await check({
    files: { ...HOOK, 'policy.yaml': POLICY(program, '"secrets/*": error').replace(/tools:.*\n/, '') },
  });
  expect([run.code, run.found, run.report.tools.gitleaks]).toEqual([0, [], undefined]);
  expect(run.note).toContain("the gate's own shapes alone");
});

test('where the policy insists on it, its absence is unknown', async () => {
  const policy = POLICY(program, '"secrets/gitleaks": error').replace(/tools:.*\n/, '');
  const run = await check({ files: { ...HOOK, 'policy.yaml': policy } });
  expect([run.code, run.report.findings.map(({ outcome }) => outcome)]).toEqual([3, ['unknown']]);
});

test('off is off', async () => {
  const run = await check({ files: HOOK, rules: '"secrets/gitleaks": off' });
  expect([run.code, run.found]).toEqual([0, []]);
});

test.each<[what: string, program: () => string]>([
  ['a program that is not there', () => join(scratch, 'none')],
  ['a program that is another one', () => process.execPath],
])('%s is unknown, and never that there is nothing', async (_, own) => {
  const run = await check({ files: HOOK, program: own() });
  expect([run.code, run.report.findings.map(({ outcome }) => outcome)]).toEqual([3, ['unknown']]);
  expect(run.found[0]).toContain('Credentials were not searched for with gitleaks');
});

test('each text is told by its line, wherever it stands among others', async () => {
  const line = fc.string({
    unit: fc.constantFrom('a', ' ', '\n', '#', ':', '-', '"', '\r', 'é', '\u2028'),
    maxLength: 40,
  });
  const entry = fc.record({ before: line, after: line, leaks: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 300 }), async (rows) => {
      const entries = rows.map(({ before, after, leaks }, index) => ({
        name: `key-${index}`,
        text: leaks ? `${before}\n${WEBHOOK}\n${after}` : before + after,
      }));
      const result = await searchWithGitleaks(
        program,
        entries,
        { exec: createExec(), files: createFiles() },
        new Map(),
      );
      const ruleOf = result.status === 'searched' ? result.ruleOf : null;
      expect(entries.map((each) => ruleOf?.(each) === 'slack-webhook-url')).toEqual(rows.map(({ leaks }) => leaks));
    }),
    { numRuns: 15 },
  );
});

test('a few megabytes are searched to their end', async () => {
  const entries = Array.from({ length: 40_000 }, (_, index) => ({
    name: `key-${index}`,
    text: index % 9_999 === 0 ? WEBHOOK : `line one of ${index}\n${'words and more words '.repeat(8)}`,
  }));
  const result = await searchWithGitleaks(program, entries, { exec: createExec(), files: createFiles() }, new Map());
  const hits = result.status === 'searched' ? entries.filter((each) => result.ruleOf(each) !== null) : [];
  expect(hits.map(({ name }) => name)).toEqual(['key-0', 'key-9999', 'key-19998', 'key-29997', 'key-39996']);
});
