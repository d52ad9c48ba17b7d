import { describe, expect, test } from 'vitest';
import type { Path, Source } from '../src/domain/index.ts';
import { memoryTree, type TreeContent } from '../src/tree/index.ts';
import { chart, podWith } from './support/charts.ts';
import { at, helmSource, kustomizeSource, renderWith } from './support/rendering.ts';

const demo = helmSource('charts/demo');

/** Hardening fields: `containers[0].securityContext.privileged` unless another path is named. */
interface Field {
  readonly files: Record<string, TreeContent>;
  readonly source: Source;
  readonly path?: Path;
  readonly place: string;
}

const PRIVILEGED: Path = ['spec', 'containers', 0, 'securityContext', 'privileged'];

function podContext(context: string): string {
  return `${podWith('a:1')}      securityContext:${context}`;
}

const FIELDS: Record<string, Field> = {
  'a template spells it': {
    files: chart('{}\n', { 'pod.yaml': podContext('\n        privileged: true # why\n') }),
    source: demo,
    place: 'charts/demo/templates/pod.yaml:10:21-25',
  },
  'a value that a template names': {
    files: chart('privileged: true\n', { 'pod.yaml': podContext('\n        privileged: {{ .Values.privileged }}\n') }),
    source: demo,
    place: 'charts/demo/values.yaml:1:13-17',
  },
  'a mapping of the values, whole': {
    files: chart('securityContext:\n  privileged: true\n', {
      'pod.yaml': podContext('\n        {{- toYaml .Values.securityContext | nindent 8 }}\n'),
    }),
    source: demo,
    place: 'charts/demo/values.yaml:2:15-19',
  },
  'a value that decides by a condition is approximate': {
    files: chart('debug: true\n', {
      'pod.yaml': podContext('\n        privileged: {{ ternary true false .Values.debug }}\n'),
    }),
    source: demo,
    place: 'charts/demo/templates/pod.yaml:10:9-59~',
  },
  'a missing field belongs in its mapping': {
    files: chart('{}\n', { 'pod.yaml': podContext('\n        runAsNonRoot: true\n') }),
    source: demo,
    place: 'charts/demo/templates/pod.yaml:9:7-22',
  },
  'a missing mapping belongs in its container': {
    files: chart('{}\n', { 'pod.yaml': podWith('a:1') }),
    source: demo,
    place: 'charts/demo/templates/pod.yaml:7:7-11',
  },
  'a base manifest': {
    files: {
      'base/kustomization.yaml': 'resources: [pod.yaml]\n',
      'base/pod.yaml': podContext(' {privileged: true}\n'),
    },
    source: kustomizeSource('base'),
    place: 'base/pod.yaml:9:37-41',
  },
  'a patch that says the same as the base does': {
    files: {
      'base/kustomization.yaml': 'resources: [pod.yaml]\npatches: [{path: patch.yaml}]\n',
      'base/pod.yaml': podContext(' {privileged: true}\n'),
      'base/patch.yaml': podContext('\n        privileged: true\n'),
    },
    source: kustomizeSource('base'),
    place: 'base/patch.yaml:10:21-25',
  },
  'missing in the container that a patch pushed back': {
    files: {
      'base/kustomization.yaml': 'resources: [pod.yaml]\npatches: [{path: patch.yaml}]\n',
      'base/pod.yaml': podWith('a:1'),
      'base/patch.yaml': podWith('b:1').replace('name: c0', 'name: sidecar'),
    },
    source: kustomizeSource('base'),
    path: ['spec', 'containers', 1, 'securityContext', 'privileged'],
    place: 'base/pod.yaml:7:7-11',
  },
};

describe('hardening fields', () => {
  test.each(Object.entries(FIELDS))('%s', async (_, { files, source, path = PRIVILEGED, place }) => {
    const { manifests, findings } = await renderWith(memoryTree(files), [source]);
    expect(findings).toEqual([]);
    expect(manifests.map((manifest) => at(manifest.place(path).location))).toEqual([place]);
  });
});
