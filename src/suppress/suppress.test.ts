import { expect, test } from 'vitest';
import { manifestOf } from '../../test/support/hardening.ts';
import { checkHardening } from '../check/hardening/index.ts';
import type { Finding, Image, Manifest, Path, Source } from '../domain/index.ts';
import { completePolicy } from '../policy/schema.ts';
import { memoryTree } from '../tree/index.ts';
import { type SuppressedSide, suppress } from './index.ts';

/** What a comment beside a value excuses in the objects that are rendered from it, and what it must not excuse. */

const NOW = new Date('2026-11-01T12:00:00Z');
const OK = '# supply-chain-gate/ignore: pss/privileged -- it loads a kernel module, until 2026-11-30';
const POLICY = completePolicy({ version: 1, hardening: { rules: { '*': 'off', 'pss/privileged': 'error' } } });

interface Rendered {
  /** `name: true` on a line of its own makes the containers of this name privileged. */
  readonly values: string;
  /** The containers of each Pod. */
  readonly pods: Readonly<Record<string, readonly string[]>>;
  readonly file?: string;
  readonly source?: Source;
}

const chart = (valuesFiles: readonly string[] = []): Source => ({
  kind: 'helm',
  root: 'chart',
  helm: { releaseName: 'shop', namespace: 'default', valuesFiles, set: {}, kubeVersion: null, apiVersions: [] },
});

const CHART = chart();
const DEV = chart(['env/dev.yaml']);

function render({ values, pods, file = 'chart/values.yaml', source = CHART }: Rendered): SuppressedSide {
  const lines = values.split('\n');
  const manifests = Object.entries(pods).map(([name, containers]): Manifest => {
    const privileged = (each: string): boolean => lines.includes(`${each}: true`);
    const place = (path: Path) => {
      const startLine = lines.indexOf(`${containers[Number(path[2])]}: true`) + 1;
      const location = { file, startLine, startColumn: 1, endLine: startLine, endColumn: 9, exact: true };
      return { location, related: [] };
    };
    const spec = {
      containers: containers.map((each) => ({ name: each, securityContext: { privileged: privileged(each) } })),
    };
    return { ...manifestOf({ apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec }), source, place };
  });
  const { findings } = checkHardening(manifests, { policy: POLICY });
  return { tree: memoryTree({ [file]: values }), manifests, images: [], findings };
}

async function verdict(base: Rendered | null, head: SuppressedSide): Promise<readonly string[]> {
  const trusted = base === null ? null : async () => render(base);
  const { applied, findings } = await suppress(head, trusted, { policy: POLICY, now: NOW });
  return [
    ...head.findings.map((each) => `${each.manifest?.name}: ${applied.get(each)?.reason ?? 'not ignored'}`),
    ...findings.map(({ rule, location }) => `${rule} ${location.file}:${location.startLine}`),
  ];
}

const IGNORED = (line: number, file = 'chart/values.yaml') => `it loads a kernel module (ignored at ${file}:${line})`;
const REFUSED = (line: number, file = 'chart/values.yaml') => `gate/suppression-refused ${file}:${line}`;
const A = { pods: { api: ['a'] } };
const COMMENTED = { ...A, values: `${OK}\na: true` };

test.each<[what: string, base: Rendered | null, head: Rendered, verdict: readonly string[]]>([
  ['without a base', null, COMMENTED, [`api: ${IGNORED(1)}`]],
  ['that the base has', COMMENTED, COMMENTED, [`api: ${IGNORED(1)}`]],
  ['on lines that moved', COMMENTED, { ...A, values: `x: 1\ny: 2\n${OK}\na: true` }, [`api: ${IGNORED(3)}`]],
  [
    'whose value moved to another file',
    COMMENTED,
    { ...COMMENTED, file: 'chart/templates/a.yaml' },
    [`api: ${IGNORED(1, 'chart/templates/a.yaml')}`],
  ],
  [
    'on a value that two objects are rendered from',
    { ...COMMENTED, pods: { api: ['a'], web: ['a'] } },
    { ...COMMENTED, pods: { api: ['a'], web: ['a'] } },
    [`api: ${IGNORED(1)}`, `web: ${IGNORED(1)}`],
  ],
])('a comment %s is honoured', async (_, base, head, expected) =>
  expect(await verdict(base, render(head))).toEqual(expected));

test.each<[what: string, base: Rendered, head: Rendered, verdict: readonly string[]]>([
  ['that the change brings', { ...A, values: 'a: true' }, COMMENTED, ['api: not ignored', REFUSED(1)]],
  ['that the change takes away', COMMENTED, { ...A, values: 'a: true' }, ['api: not ignored']],
  ['that stood at no finding', { ...A, values: `${OK}\na: false` }, COMMENTED, ['api: not ignored', REFUSED(1)]],
  [
    'with another reason',
    { ...A, values: `${OK.replace('kernel', 'core')}\na: true` },
    COMMENTED,
    ['api: not ignored', REFUSED(1)],
  ],
  [
    'of another rule',
    { ...A, values: `${OK.replace('pss/privileged', 'pss/hostPorts')}\na: true` },
    { ...A, values: `${OK.replace('pss/privileged', 'pss/hostPorts')}\na: true` },
    ['api: not ignored'],
  ],
  [
    'that moves to another value of the same object',
    { pods: { api: ['a', 'b'] }, values: `${OK}\na: true\nb: false` },
    { pods: { api: ['a', 'b'] }, values: `a: false\n${OK}\nb: true` },
    ['api: not ignored', REFUSED(2)],
  ],
  [
    'on a line that another container takes its value from as well',
    { pods: { api: ['a'] }, values: `${OK}\na: true` },
    { pods: { api: ['a', 'b'] }, values: `${OK}\na: true\nb: true` },
    ['api: not ignored', REFUSED(1)],
  ],
  [
    'on a value that a new object is rendered from',
    COMMENTED,
    { ...COMMENTED, pods: { api: ['a'], web: ['a'] } },
    [`api: ${IGNORED(1)}`, 'web: not ignored', REFUSED(1)],
  ],
  [
    'that is copied to the values of another environment',
    { ...COMMENTED, file: 'env/dev.yaml', source: DEV },
    { ...COMMENTED, file: 'env/prod.yaml', source: chart(['env/prod.yaml']) },
    ['api: not ignored', REFUSED(1, 'env/prod.yaml')],
  ],
])('a comment %s is not', async (_, base, head, expected) =>
  expect(await verdict(base, render(head))).toEqual(expected));

const TOKEN: Finding = {
  rule: 'secrets/known-token',
  severity: 'critical',
  result: { outcome: 'fail' },
  enforcement: 'block',
  message: 'a credential',
  manifest: null,
  image: null,
  location: { file: 'chart/values.yaml', startLine: 2, startColumn: 1, endLine: 2, endColumn: 9, exact: true },
  related: [],
  path: 'db.token',
  identity: ['values', 'a'],
  digest: null,
};

/** `api` runs these images by container; the comment stands above the one of `a`, or of `commented`. */
function running(images: Readonly<Record<string, string>>, commented = 'a'): SuppressedSide {
  const names = Object.keys(images);
  const lines = names.flatMap((name) => [
    ...(name === commented ? [OK.replace('pss/privileged', 'image/unpinned')] : []),
    `${name}: ${images[name]}`,
  ]);
  const spec = { containers: names.map((name) => ({ name, image: images[name] ?? '' })) };
  const manifest = { ...manifestOf({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'api' }, spec }), source: CHART };
  const uses = names.map((name, index) => {
    const startLine = lines.findIndex((line) => line.startsWith(`${name}: `)) + 1;
    const location = { ...TOKEN.location, file: 'chart/values.yaml', startLine, endLine: startLine };
    const written = images[name] ?? '';
    return { written, manifest, path: ['spec', 'containers', index, 'image'], place: { location, related: [] } };
  });
  const byText = [...Map.groupBy(uses, ({ written }) => written)].flatMap(([written, [first, ...rest]]): Image[] =>
    first === undefined ? [] : [{ written, reference: null, problem: null, uses: [first, ...rest] }],
  );
  const findings = byText.map(({ written, uses: [{ place }] }): Finding => {
    return { ...TOKEN, rule: 'image/unpinned', manifest: manifest.ref, image: written, location: place.location };
  });
  return {
    tree: memoryTree({ 'chart/values.yaml': lines.join('\n') }),
    manifests: [manifest],
    images: byText,
    findings,
  };
}

test.each<[what: string, base: SuppressedSide, head: SuppressedSide, ignored: readonly string[]]>([
  ['whose tag is raised', running({ a: 'x:1' }), running({ a: 'x:2' }), ['x:2']],
  ['of a container below another one', running({ a: 'x:1' }), running({ b: 'y:1', a: 'x:1' }), ['x:1']],
  ['that another container runs as well', running({ a: 'x:1' }), running({ a: 'x:1', b: 'x:1' }), []],
  ['of another container', running({ a: 'x:1', b: 'x:2' }), running({ a: 'x:1', b: 'x:2' }, 'b'), []],
])('for the image %s', async (_, base, head, ignored) => {
  const { applied } = await suppress(head, async () => base, { policy: POLICY, now: NOW });
  expect([...applied.keys()].map(({ image }) => image)).toEqual(ignored);
});

test.each<[what: string, base: Partial<Finding>, head: Partial<Finding>, isIgnored: boolean]>([
  ['that the base has', {}, {}, true],
  ['that is another one now', { identity: ['values', 'b'] }, {}, false],
  ['of another key', { path: 'db.key' }, {}, false],
  ['in a copy of the file', { location: { ...TOKEN.location, file: 'chart/values-dev.yaml' } }, {}, false],
  ['that could not be looked for', {}, { result: { outcome: 'unknown', cause: 'infrastructure' } }, false],
  ['of a file that could not be judged', { path: null }, { path: null }, false],
])('a credential %s in a value that nothing renders', async (_, base, head, isIgnored) => {
  const values = `${OK.replace('pss/privileged', 'secrets/known-token')}\ntoken: abc`;
  const tree = memoryTree({ 'chart/values.yaml': values, 'chart/values-dev.yaml': values });
  const side = (finding: Partial<Finding>): SuppressedSide => ({
    ...{ tree, manifests: [], images: [] },
    findings: [{ ...TOKEN, ...finding }],
  });
  const { applied } = await suppress(side(head), async () => side(base), { policy: POLICY, now: NOW });
  expect(applied.size === 1).toBe(isIgnored);
});

test('a comment for what a change takes away is told to be an annotation, which the base may have', async () => {
  const rule = 'change/weakens-network-policy';
  const text = `${OK.replace('pss/privileged', rule)}\na: true`;
  const before = render({ ...A, values: text });
  const [found] = before.findings;
  const [api] = before.manifests;
  if (found === undefined || api === undefined) throw new Error('nothing found');
  const weakened: Finding = { ...found, rule };
  const head = { ...before, findings: [weakened] };
  const base = { ...before, findings: [] };
  const { applied, findings } = await suppress(head, async () => base, { policy: POLICY, now: NOW });
  expect(applied.size).toBe(0);
  expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining('Write it as an annotation')]);

  const metadata = {
    name: 'api',
    annotations: { 'supply-chain-gate/ignore': OK.slice(OK.indexOf(':') + 2).replace('pss/privileged', rule) },
  };
  const annotated = { ...api, object: { ...api.object, metadata } };
  const own = { ...base, manifests: [annotated] };
  const second = await suppress({ ...own, findings: [weakened] }, async () => own, { policy: POLICY, now: NOW });
  expect([...second.applied.keys()]).toEqual([weakened]);
});
