import { podWith } from './support/charts.ts';
import { type PlaceShape, testPlaces } from './support/place-shapes.ts';
import { kustomizeSource } from './support/rendering.ts';

/** Where the images of a kustomization are written. */

const base = (image: string) => ({
  'base/kustomization.yaml': 'resources: [pod.yaml]\n',
  'base/pod.yaml': podWith(image),
});

const KUSTOMIZE: Record<string, PlaceShape> = {
  'a base manifest': {
    files: { ...base('nginx:1.2'), 'over/kustomization.yaml': 'resources: [../base]\n' },
    source: kustomizeSource('over'),
    places: ['base/pod.yaml:8:14-23'],
  },
  'images: newTag': {
    files: {
      ...base('nginx:1.2'),
      'over/kustomization.yaml': 'resources:\n- ../base\nimages:\n- name: nginx\n  newTag: "1.3"\n',
    },
    source: kustomizeSource('over'),
    places: ['over/kustomization.yaml:5:11-16'],
  },
  'images: newTag for a base without a tag': {
    files: {
      ...base('nginx'),
      'over/kustomization.yaml': 'resources: [../base]\nimages: [{name: nginx, newTag: "1.3"}]\n',
    },
    source: kustomizeSource('over'),
    places: ['over/kustomization.yaml:2:32-37'],
  },
  'images: newName keeps the tag of the base': {
    files: {
      ...base('nginx:1.2'),
      'over/kustomization.yaml': 'resources: [../base]\nimages: [{name: nginx, newName: acme/web}]\n',
    },
    source: kustomizeSource('over'),
    places: ['base/pod.yaml:8:14-23'],
  },
  'images: of an overlay over one of the base': {
    files: {
      'base/kustomization.yaml': 'resources: [pod.yaml]\nimages: [{name: nginx, newTag: "1"}]\n',
      'base/pod.yaml': podWith('nginx'),
      'over/kustomization.yaml': 'resources: [../base]\nimages: [{name: nginx, newTag: "2"}]\n',
    },
    source: kustomizeSource('over'),
    places: ['over/kustomization.yaml:2:32-35'],
  },
  'a strategic merge patch in a file': {
    files: {
      ...base('nginx:1.2'),
      'over/kustomization.yaml': 'resources: [../base]\npatches: [{path: patch.yaml}]\n',
      'over/patch.yaml': podWith('nginx:1.4'),
    },
    source: kustomizeSource('over'),
    places: ['over/patch.yaml:8:14-23'],
  },
  'a patch that says the same as the base': {
    files: {
      ...base('nginx:1.2'),
      'over/kustomization.yaml': 'resources: [../base]\npatches: [{path: patch.yaml}]\n',
      'over/patch.yaml': podWith('nginx:1.2'),
    },
    source: kustomizeSource('over'),
    places: ['over/patch.yaml:8:14-23'],
  },
  'an inline patch': {
    files: {
      ...base('nginx:1.2'),
      'over/kustomization.yaml': `resources: [../base]\npatches:\n- patch: |-\n${podWith('nginx:1.5').replace(/^/gm, '    ')}\n`,
    },
    source: kustomizeSource('over'),
    places: ['over/kustomization.yaml:11:18-27'],
  },
  'a JSON 6902 patch': {
    files: {
      ...base('nginx:1.2'),
      'over/kustomization.yaml':
        'resources: [../base]\npatches:\n- target: {kind: Pod}\n  patch: |\n    - op: replace\n      path: /spec/containers/0/image\n      value: nginx:1.6\n',
    },
    source: kustomizeSource('over'),
    places: ['over/kustomization.yaml:7:14-23'],
  },
  'a base of a base': {
    files: {
      ...base('nginx:1.2'),
      'mid/kustomization.yaml': 'resources: [../base]\nnamePrefix: a-\n',
      'over/kustomization.yaml': 'resources: [../mid]\nnameSuffix: -b\n',
    },
    source: kustomizeSource('over'),
    places: ['base/pod.yaml:8:14-23'],
  },
  'a quoted scalar of a base': {
    files: { ...base("'nginx:1.2' # web"), 'over/kustomization.yaml': 'resources: [../base]\n' },
    source: kustomizeSource('over'),
    places: ['base/pod.yaml:8:14-25'],
  },
  'a container that a patch adds': {
    files: {
      ...base('nginx:1.2'),
      'over/kustomization.yaml': 'resources: [../base]\npatches: [{path: patch.yaml}]\n',
      'over/patch.yaml': podWith('envoy:1.30').replace('c0', 'proxy'),
    },
    source: kustomizeSource('over'),
    places: ['over/patch.yaml:8:14-24', 'base/pod.yaml:8:14-23'],
  },
  'images: newName and newTag': {
    files: {
      ...base('nginx:1.2'),
      'over/kustomization.yaml': 'resources: [../base]\nimages:\n- name: nginx\n  newName: acme/web\n  newTag: v2\n',
    },
    source: kustomizeSource('over'),
    places: ['over/kustomization.yaml:5:11-13'],
  },
  'a component': {
    files: {
      ...base('nginx:1.2'),
      'comp/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nimages:\n- {name: nginx, newTag: "1.7"}\n',
      'over/kustomization.yaml': 'resources: [../base]\ncomponents: [../comp]\n',
    },
    source: kustomizeSource('over'),
    places: ['comp/kustomization.yaml:4:25-30'],
  },
  'a replacement': {
    files: {
      ...base('nginx:1.2'),
      'over/kustomization.yaml':
        'resources: [../base, cm.yaml]\nreplacements:\n- source: {kind: ConfigMap, name: cm, fieldPath: data.image}\n  targets:\n  - select: {kind: Pod}\n    fieldPaths: [spec.containers.0.image]\n',
      'over/cm.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: cm}\ndata:\n  image: nginx:1.8\n',
    },
    source: kustomizeSource('over'),
    places: ['over/cm.yaml:5:10-19'],
  },
  'two documents and a List': {
    files: {
      'base/kustomization.yaml': 'resources: [all.yaml]\n',
      'base/all.yaml': `${podWith('nginx:1.2').replace('name: pod', 'name: a')}---\napiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: b}\n  spec: {containers: [{name: c, image: "nginx:1.9"}]}\n`,
    },
    source: kustomizeSource('base'),
    places: ['base/all.yaml:8:14-23', 'base/all.yaml:16:40-51'],
  },
};

testPlaces(KUSTOMIZE);
