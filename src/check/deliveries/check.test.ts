import { describe, expect, test } from 'vitest';
import type { Source } from '../../domain/index.ts';
import { DEFAULT_POLICY } from '../../policy/index.ts';
import { readPlainFile } from '../../render/plain-file.ts';
import { memoryTree } from '../../tree/index.ts';
import { checkDeliveries, ownDeliveries } from './index.ts';

const SOURCES: readonly Source[] = [
  { kind: 'kustomize', root: 'apps/shop' },
  { kind: 'plain', root: '', files: ['raw/a.yaml'] },
];
const OWN = 'https://github.com/acme/shop.git';
const COMMIT = 'a'.repeat(40);
const allowed = { allow: ['github.com/partner/*', 'charts.example.com', 'ghcr.io/partner/**'] };

async function find(
  text: string,
  repositories: { readonly own?: string[]; readonly allow?: string[] } = {},
): Promise<string[]> {
  const { manifests } = readPlainFile(Buffer.from(text), 'a.yaml', { kind: 'plain', root: '', files: ['a.yaml'] });
  const policy = { ...DEFAULT_POLICY, repositories: { own: [], allow: [], charts: [], ...repositories } };
  const tree = memoryTree({ 'raw/a.yaml': '' });
  const context = {
    policy,
    tree,
    sources: SOURCES,
    failed: [],
    repository: { address: 'git@github.com:acme/shop', branch: 'main' },
  };
  const findings = await checkDeliveries(manifests, context);
  return findings.map(({ rule, result, location }) => `${rule} ${result.outcome} ${location.startLine}`);
}

const app = (source: string, kind = 'Application') =>
  `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\nmetadata: {name: a, namespace: argocd}\nspec:\n  source: ${source}\n`;

describe('an Application', () => {
  test.each<[string, string, string[], { allow?: string[]; own?: string[] }?]>([
    ['of this repository', `{repoURL: "${OWN}", path: apps/shop, targetRevision: HEAD}`, []],
    ['of the branch that is merged into', `{repoURL: "${OWN}", path: ./raw/, targetRevision: main}`, []],
    ['of a parent of sources', `{repoURL: "${OWN}", path: apps}`, []],
    ['of another branch', `{repoURL: "${OWN}", path: raw, targetRevision: x}`, ['source/unrendered unknown 5']],
    ['of no source', `{repoURL: "${OWN}", path: other}`, ['source/unrendered unknown 5']],
    ['of no path', `{repoURL: "${OWN}", paths: apps/shop}`, ['source/unrendered unknown 5']],
    ['of an empty path', `{repoURL: "${OWN}", path: ""}`, ['source/unrendered unknown 5']],
    ['of the root', `{repoURL: "${OWN}", path: .}`, []],
    ['of nothing at all', 'null', ['source/unrendered unknown 4']],
    ['of a path that leads out', `{repoURL: "${OWN}", path: ../raw}`, ['source/unrendered unknown 5']],
    [
      'with parameters of its own',
      `{repoURL: "${OWN}", path: apps/shop, helm: {parameters: [{name: a, value: b}]}}`,
      ['source/unrendered unknown 5'],
    ],
    [
      'with images of its own',
      `{repoURL: "${OWN}", path: apps/shop, kustomize: {images: ["a=b:1"]}}`,
      ['source/unrendered unknown 5'],
    ],
    ['with nothing but a release name', `{repoURL: "${OWN}", path: apps/shop, helm: {releaseName: a}}`, []],
    [
      'of a mirror that the policy names',
      '{repoURL: "https://git.internal/shop", path: raw}',
      [],
      { own: ['git.internal/shop'] },
    ],
    ['of another repository', '{repoURL: "https://github.com/evil/x", path: raw}', ['source/denied-repository fail 5']],
    [
      'of what only looks alike',
      '{repoURL: "https://github.com/acme/shop.evil", path: raw}',
      ['source/denied-repository fail 5'],
    ],
    ['of no address', '{repoURL: "{{repo}}", path: raw}', ['source/denied-repository fail 5'], allowed],
    [
      'of an allowed repository, by branch',
      '{repoURL: "https://github.com/partner/x", path: raw, targetRevision: main}',
      ['source/unpinned fail 5', 'source/unrendered unknown 5'],
      allowed,
    ],
    [
      'of an allowed repository, by commit',
      `{repoURL: "https://github.com/partner/x", path: raw, targetRevision: ${COMMIT}}`,
      ['source/unrendered unknown 5'],
      allowed,
    ],
    [
      'of a denied chart',
      '{repoURL: "https://charts.example.com", chart: x, targetRevision: 1.2.3}',
      ['source/denied-repository fail 5'],
    ],
    [
      'of a range of charts',
      '{repoURL: "https://charts.example.com", chart: x, targetRevision: 1.x}',
      ['source/unpinned fail 5', 'source/unrendered unknown 5'],
      allowed,
    ],
    [
      'of a chart by version',
      '{repoURL: "https://charts.example.com", chart: x, targetRevision: 1.2.3}',
      ['source/unrendered unknown 5'],
      allowed,
    ],
  ])('%s', async (_, source, expected, repositories) => {
    expect(await find(app(source), repositories)).toEqual(expected);
  });

  test('each of several sources, and those of a hydrator', async () => {
    const head = 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:\n';
    expect(
      await find(
        `${head}  sources:\n    - {repoURL: "${OWN}", path: raw}\n    - {repoURL: "https://e.vil/x", ref: v}\n`,
      ),
    ).toEqual(['source/denied-repository fail 7']);
    expect(await find(`${head}  sourceHydrator:\n    drySource: {repoURL: "https://e.vil/x", path: a}\n`)).toEqual([
      'source/denied-repository fail 6',
    ]);
  });

  test('an ApplicationSet by its template and those of its generators', async () => {
    const head = 'apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: a}\nspec:\n';
    const template = (url: string, path: string) => `template: {spec: {source: {repoURL: "${url}", path: "${path}"}}}`;
    expect(await find(`${head}  ${template(OWN, 'raw')}\n`)).toEqual([]);
    expect(await find(`${head}  ${template(OWN, '{{path}}')}\n`)).toEqual(['source/unrendered unknown 5']);
    expect(
      await find(
        `${head}  generators:\n    - list: {${template('https://e.vil/x', 'a')}}\n  ${template(OWN, 'raw')}\n`,
      ),
    ).toEqual(['source/denied-repository fail 6', 'source/unrendered unknown 5']);
    expect(await find(`${head}  generators: [{clusters: {}}]\n  ${template(OWN, 'raw')}\n`)).toEqual([
      'source/unrendered unknown 5',
    ]);
  });
});

describe('Flux', () => {
  const git = (url: string, ref: string) =>
    `---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata: {name: s, namespace: f}\nspec:\n  url: ${url}\n  ref: ${ref}\n`;
  const kustomization = (spec: string) =>
    `---\napiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: k, namespace: f}\nspec:\n  sourceRef: {kind: GitRepository, name: s}\n  ${spec}\n`;
  const helm = (spec: string) =>
    `---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\nmetadata: {name: h, namespace: f}\nspec:\n  url: https://charts.example.com\n---\napiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: r, namespace: f}\nspec:\n  chart: {spec: {chart: x, version: "${spec}", sourceRef: {kind: HelmRepository, name: h}}}\n`;
  const own = git(OWN, '{branch: main}');

  test.each<[string, string, string[], { allow?: string[] }?]>([
    ['a directory of this repository', own + kustomization('path: ./apps/shop'), []],
    ['with patches of its own', own + kustomization('patches: [{patch: x}]'), ['source/unrendered unknown 13']],
    ['with substitutions', own + kustomization('postBuild: {substitute: {a: b}}'), ['source/unrendered unknown 13']],
    ['a source that is not here', kustomization('path: ./apps'), ['source/unrendered unknown 6']],
    [
      'another repository, said once',
      git('https://e.vil/x', '{branch: main}') + kustomization('path: .'),
      ['source/denied-repository fail 6'],
    ],
    ['a tag of this repository', git(OWN, '{tag: v1}'), ['source/unrendered unknown 6']],
    ['a chart that is not allowed', helm('1.2.3'), ['source/denied-repository fail 6']],
    ['a chart by range', helm('1.x'), ['source/unpinned fail 12', 'source/unrendered unknown 12'], allowed],
    ['a chart by version', helm('1.2.3'), ['source/unrendered unknown 12'], allowed],
    [
      'an artifact by tag',
      '---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata: {name: o}\nspec:\n  url: oci://ghcr.io/partner/x\n  ref: {tag: latest}\n',
      ['source/unpinned fail 6'],
      allowed,
    ],
    [
      'a bucket',
      '---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: Bucket\nmetadata: {name: o}\nspec: {endpoint: s3.example.com, bucketName: b}\n',
      ['source/denied-repository fail 5'],
    ],
  ])('%s', async (_, text, expected, repositories) => {
    expect(await find(text, repositories)).toEqual(expected);
  });

  const found = async (text: string) => {
    const { manifests } = readPlainFile(Buffer.from(text), 'a.yaml', { kind: 'plain', root: '', files: ['a.yaml'] });
    const repository = { address: 'git@github.com:acme/shop', branch: 'main' };
    const deliveries = await ownDeliveries(manifests, { policy: DEFAULT_POLICY, repository, tree: memoryTree({}) });
    return deliveries.map((one) => {
      const objects = one.by === 'flux' ? [one.manifest, one.sourceObject, one.chart] : [one.manifest];
      return [...objects.map(({ ref }) => `${ref.kind}/${ref.name}`), one.path];
    });
  };
  const chartOf = (kind: string) =>
    `---\napiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: r, namespace: f}\nspec:\n  ${kind}\n`;
  const helmChart =
    '---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmChart\nmetadata: {name: c, namespace: f}\nspec: {chart: charts/x, sourceRef: {kind: GitRepository, name: s}}\n';

  test.each<[string, string, string[][]]>([
    [
      'a directory',
      own + kustomization('path: ./apps/shop/'),
      [['Kustomization/k', 'GitRepository/s', 'Kustomization/k', 'apps/shop']],
    ],
    ['all of it', own + kustomization('prune: true'), [['Kustomization/k', 'GitRepository/s', 'Kustomization/k', '']]],
    [
      'a chart',
      own + chartOf('chart: {spec: {chart: ./charts/x, sourceRef: {kind: GitRepository, name: s}}}'),
      [['HelmRelease/r', 'GitRepository/s', 'HelmRelease/r', 'charts/x']],
    ],
    [
      'a chart by its object',
      own + helmChart + chartOf('chartRef: {kind: HelmChart, name: c}'),
      [['HelmRelease/r', 'GitRepository/s', 'HelmChart/c', 'charts/x']],
    ],
    ['a path that leads out', own + kustomization('path: ../apps'), []],
    ['another revision', git(OWN, '{tag: v1}') + kustomization('path: ./apps'), []],
    ['another repository', git('https://e.vil/x', '{branch: main}') + kustomization('path: ./apps'), []],
    ['no source object', kustomization('path: ./apps'), []],
  ])('of this repository: %s', async (_, text, expected) => expect(await found(text)).toEqual(expected));
});
