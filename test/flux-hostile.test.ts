import { describe, expect, test } from 'vitest';
import { checkDeliveries } from '../src/check/deliveries/index.ts';
import { DEFAULT_POLICY } from '../src/policy/index.ts';
import { memoryTree, type TreeContent } from '../src/tree/index.ts';
import { chart, podWith } from './support/charts.ts';
import { GIT, helmRelease, kustomization, REPOSITORY, renderFlux } from './support/flux.ts';
import { imagesOf } from './support/rendering.ts';

/** Objects of Flux that mean harm: each is bounded and named, and nothing outside the repository is read. */

const cluster = (...documents: string[]) => ({ 'clusters/apps.yaml': [GIT, ...documents].join('---\n') });
const demo = chart('image: acme/api:1\n', { 'pod.yaml': podWith('{{ .Values.image }}') });

interface Case {
  readonly files: Record<string, TreeContent>;
  /** Unknown or failed, in the words of a finding. */
  readonly says: RegExp;
}

const doubled = Array.from({ length: 40 }, (_, index) => `      a${index + 1}: "\${a${index}}\${a${index}}"\n`).join(
  '',
);

const CASES: Record<string, Case> = {
  'a value used so often that it fills the memory': {
    files: {
      ...cluster(kustomization('./apps', `  postBuild:\n    substitute:\n      big: "${'x'.repeat(20_000)}"\n`)),
      'apps/a.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a: "${'${big}'.repeat(2000)}"\n`,
    },
    says: /grows to more than 8 MiB/,
  },
  'substitutions nested without end': {
    files: {
      ...cluster(kustomization('./apps', '  postBuild: {substitute: {a: b}}\n')),
      'apps/a.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a: "${'${x:='.repeat(5000)}${'}'.repeat(5000)}"\n`,
    },
    says: /nested more than 50 deep/,
  },
  'a variable that ends its document': {
    files: {
      ...cluster(kustomization('./apps', '  postBuild: {substitute: {a: "x: {"}}\n')),
      'apps/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a: ${a}\n',
    },
    says: /cannot be read/,
  },
  'a component outside of the repository': {
    files: {
      ...cluster(kustomization('./apps', '  components: [../../etc]\n')),
      'apps/a.yaml': podWith('acme/a:1'),
    },
    says: /no path inside the repository/,
  },
  'a kustomization that takes a file from outside of the repository': {
    files: {
      ...cluster(kustomization('./apps')),
      'apps/kustomization.yaml': 'configMapGenerator:\n  - name: x\n    files: [../../../../../../../../etc/passwd]\n',
    },
    says: /leads out of the repository/,
  },
  'a path in disguise, beside a file that lies elsewhere': {
    files: {
      ...cluster(kustomization('./apps')),
      'apps/kustomization.yaml':
        'resources: [../shared/a.yaml]\nconfigMapGenerator:\n  - name: x\n    files: ["p{/../../../../../../../../../etc/passwd"]\n',
      'shared/a.yaml': podWith('acme/a:1'),
    },
    says: /may be a path that leads out/,
  },
  'a plugin, beside a file that lies elsewhere': {
    files: {
      ...cluster(kustomization('./apps')),
      'apps/kustomization.yaml': 'resources: [../shared/a.yaml]\ngenerators: [g.yaml]\n',
      'apps/g.yaml':
        'apiVersion: builtin\nkind: ConfigMapGenerator\nmetadata: {name: x}\nfiles: [../../../../../../../../etc/passwd]\n',
      'shared/a.yaml': podWith('acme/a:1'),
    },
    says: /has plugins/,
  },
  'a link out of the repository': {
    files: {
      ...cluster(kustomization('./apps')),
      'apps/kustomization.yaml': 'configMapGenerator:\n  - name: x\n    files: [passwd]\n',
      'apps/passwd': { link: '../../../../../../etc/passwd' },
    },
    says: /passwd/,
  },
  'values files outside of the repository': {
    files: { ...cluster(helmRelease('', '      valuesFiles: [../../etc/passwd]\n')), ...demo },
    says: /leads out of the repository/,
  },
  'values that are no mapping': {
    files: {
      ...cluster(
        helmRelease('  valuesFrom: [{kind: ConfigMap, name: v}]\n'),
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: v, namespace: flux-system}\ndata: {values.yaml: "- a"}\n',
      ),
      ...demo,
    },
    says: /holds no values/,
  },
  'values that are encrypted': {
    files: {
      ...cluster(
        helmRelease('  valuesFrom: [{kind: Secret, name: v}]\n'),
        'apiVersion: v1\nkind: Secret\nmetadata: {name: v, namespace: flux-system}\nstringData: {values.yaml: "ENC[x]"}\nsops: {mac: x}\n',
      ),
      ...demo,
    },
    says: /encrypted/,
  },
  'values of a ConfigMap that only the cluster has': {
    files: { ...cluster(helmRelease('  valuesFrom: [{kind: ConfigMap, name: v}]\n')), ...demo },
    says: /ConfigMap flux-system\/v is not in the repository/,
  },
  'a workload that is encrypted': {
    files: { ...cluster(kustomization('./apps')), 'apps/a.yaml': `${podWith('acme/a:1')}sops: {mac: x}\n` },
    says: /Pod pod is encrypted/,
  },
  'a directory that is not there': {
    files: { ...cluster(kustomization('./aps')), 'apps/a.yaml': podWith('acme/a:1') },
    says: /the directory aps is not in what Flux takes/,
  },
  'a kustomization that is not YAML': {
    files: {
      ...cluster(kustomization('./apps')),
      'apps/kustomization.yaml': 'resources: [\n',
      'apps/a.yaml': podWith('acme/a:1'),
    },
    says: /apps\/kustomization.yaml is no kustomization/,
  },
  'a directory that is a link': {
    files: { ...cluster(kustomization('./link')), 'apps/a.yaml': podWith('acme/a:1'), link: { link: 'apps' } },
    says: /the directory link is not in what Flux takes/,
  },
  'a chart that is not there': {
    files: { ...cluster(helmRelease()), 'apps/a.yaml': podWith('acme/a:1') },
    says: /does not render/,
  },
  'patches of an older version of Flux': {
    files: {
      ...cluster(
        kustomization('./apps', '  patchesJson6902: [{target: {kind: Pod}, patch: [{op: remove, path: /spec}]}]\n'),
      ),
      'apps/a.yaml': podWith('acme/a:1'),
    },
    says: /spec.patchesJson6902 is not done here/,
  },
  'a patch that names a file': {
    files: {
      ...cluster(kustomization('./apps', '  patches:\n    - patch: ../../../../../../etc/passwd\n')),
      'apps/a.yaml': podWith('acme/a:1'),
    },
    says: /does not render/,
  },
  'a post-renderer that fails': {
    files: {
      ...cluster(helmRelease('  postRenderers:\n    - kustomize:\n        patches: [{patch: "{"}]\n')),
      ...demo,
    },
    says: /does not render/,
  },
  'an object that deploys itself, another each time': {
    files: cluster(kustomization('./clusters', '  postBuild:\n    substitute:\n      x: "a${x}"\n')),
    says: /nested more than 6 deep, or in a circle/,
  },
};

describe('hostile objects of Flux', () => {
  test.each(Object.entries(CASES))('%s', async (_, { files, says }) => {
    const { findings, manifests } = await renderFlux(memoryTree(files));
    const said = findings.filter(({ rule }) => rule === 'source/unrendered' || rule === 'render/failed');
    expect(said.map(({ message }) => message).join('\n')).toMatch(says);
    expect(
      JSON.stringify([findings.map(({ message }) => message), manifests.map(({ object }) => object)]),
    ).not.toContain('root:');
  });

  test('objects that deploy each other are no reason to check less', async () => {
    const files = {
      'clusters/git.yaml': GIT,
      'a/a.yaml': kustomization('./b', '  namePrefix: x-\n'),
      'a/pod.yaml': podWith('acme/a:1'),
      'b/b.yaml': kustomization('./a', '  namePrefix: y-\n').replace('name: apps', 'name: other'),
      'b/pod.yaml': podWith('acme/b:1'),
    };
    const { manifests } = await renderFlux(memoryTree(files));
    expect(
      imagesOf(manifests)
        .map(({ image, manifest }) => `${image} ${manifest.ref.name}`)
        .sort(),
    ).toEqual(['acme/a:1 y-pod', 'acme/b:1 x-pod']);
  });

  test('what is deployed of the artifact changes with the object that says so', async () => {
    const files = {
      'clusters/git.yaml': `${GIT}  ignore: |\n    /apps/b.yaml\n`,
      'clusters/apps.yaml': kustomization('./apps'),
      'root/root.yaml': kustomization(
        './clusters',
        `  patches:
    - target: {kind: GitRepository}
      patch: |
        - op: remove
          path: /spec/ignore
`,
      ).replace('name: apps', 'name: root'),
      'apps/a.yaml': podWith('acme/a:1').replace('name: pod', 'name: a'),
      'apps/b.yaml': podWith('acme/b:1').replace('name: pod', 'name: b'),
    };
    const { manifests } = await renderFlux(memoryTree(files));
    const images = imagesOf(manifests).map(({ image, manifest }) => `${image} ${manifest.source.kind}`);
    expect(images.sort()).toEqual(['acme/a:1 flux', 'acme/b:1 flux']);
  });

  test.each([
    [
      'of another group',
      GIT.replace('source.toolkit.fluxcd.io/v1', 'example.com/v1'),
      /GitRepository flux-system\/shop is not in the repository/,
    ],
    [
      'there twice, in other directories',
      GIT.replace('ref: {branch: main}', 'ref: {branch: other}'),
      /GitRepository flux-system\/shop is there 2 times/,
    ],
  ])('a source object %s decides nothing', async (what, other, says) => {
    const files = {
      'a/git.yaml': other,
      ...(what === 'of another group' ? {} : { 'b/git.yaml': GIT }),
      'c/c.yaml': kustomization('./apps'),
      'apps/a.yaml': podWith('acme/a:1'),
      // Each directory is a source of its own.
      'a/kustomization.yaml': 'resources: [git.yaml]\n',
      'b/kustomization.yaml': 'resources: [git.yaml]\n',
    };
    const tree = memoryTree(files);
    const { manifests, sources, failed } = await renderFlux(tree);
    const findings = await checkDeliveries(manifests, {
      policy: DEFAULT_POLICY,
      repository: REPOSITORY,
      tree,
      sources,
      failed,
    });
    expect(findings.map(({ message }) => message).join('\n')).toMatch(says);
    expect(imagesOf(manifests).map(({ manifest }) => manifest.source.kind)).toEqual(['plain']);
  });

  test('variables are not substituted in each other', async () => {
    const files = {
      ...cluster(kustomization('./apps', `  postBuild:\n    substitute:\n      a0: x\n${doubled}`)),
      'apps/a.yaml': podWith('acme/a:${a3}'),
    };
    const { manifests } = await renderFlux(memoryTree(files));
    expect(imagesOf(manifests).map(({ image }) => image)).toEqual(['acme/a:${a2}${a2}']);
  });

  test('what .sourceignore and spec.ignore leave out is not deployed', async () => {
    const files = {
      'clusters/apps.yaml': `${GIT}  ignore: |\n    /apps/b.yaml\n---\n${kustomization('./apps')}`,
      'apps/.sourceignore': 'c.*\n!c.yaml\n',
      'apps/a.yaml': podWith('acme/a:1').replace('name: pod', 'name: a'),
      'apps/b.yaml': podWith('acme/b:1').replace('name: pod', 'name: b'),
      'apps/c.yaml': podWith('acme/c:1').replace('name: pod', 'name: c'),
      'apps/c.yml': podWith('acme/d:1').replace('name: pod', 'name: d'),
    };
    const { manifests } = await renderFlux(memoryTree(files));
    const images = imagesOf(manifests).map(({ image, manifest }) => `${image} ${manifest.source.kind}`);
    // What Flux leaves out is still checked as a file of its own: somebody may apply it.
    expect(images.sort()).toEqual(['acme/a:1 flux', 'acme/b:1 plain', 'acme/c:1 flux', 'acme/d:1 plain']);
  });
});
