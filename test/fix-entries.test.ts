import { describe, expect, test } from 'vitest';
import { memoryTree, overlayTree } from '../src/tree/index.ts';
import { podWith } from './support/charts.ts';
import { digestOf, fix } from './support/fixing.ts';
import { kustomizeSource } from './support/rendering.ts';
import { sharedTag } from './support/shared-tag.ts';

const over = kustomizeSource('over');
const [a, b, web] = ['acme/a:1.2', 'acme/b:1.2', 'nginx:1.3'];

const SHARED = sharedTag('"1.2"', 'nginx');

/** As the diff's lines are read: those that start with a dash are left out. */
const entry = (image: string, indent = '') => {
  const [name, tag] = image.split(':');
  const first = indent === '' ? [] : [`+${indent}- name: ${name}`];
  return [...first, `+${indent}  newTag: "${tag}"`, `+${indent}  digest: ${digestOf(image)}`];
};

/** What the overlay says, and what is added to it. */
const OVERLAYS: Record<string, { readonly text: string; readonly pod?: string; readonly changes: readonly string[] }> =
  {
    'without images: the key is made, once for both': {
      text: 'resources: [../base]\n',
      pod: podWith('acme/a:x', 'acme/b:x'),
      changes: ['+images:', ...entry(a), ...entry(b)],
    },
    'with an entry for another image, which gets its digest at the same place': {
      text: 'resources: [../base]\nimages:\n- name: nginx\n  newTag: "1.3"\n',
      changes: [`+  digest: ${digestOf(web)}`, ...entry(a), ...entry(b)],
    },
    'with indented entries, a comment, and keys below them': {
      text: 'resources: [../base]\nimages:\n  - newTag: "1.3" # next\n    name: nginx\n\n# all\nnamePrefix: x-\n',
      changes: [`+    digest: ${digestOf(web)}`, ...entry(a, '  '), ...entry(b, '  ')],
    },
    'with entries in flow style': {
      text: `resources: [../base]\nimages: [{name: nginx, newTag: "1.3", digest: "${digestOf(web)}"}] # pinned\n`,
      changes: [
        `-images: [{name: nginx, newTag: "1.3", digest: "${digestOf(web)}"}] # pinned`,
        `+images: [{name: nginx, newTag: "1.3", digest: "${digestOf(web)}"}, ${[a, b]
          .map((image) => `{name: "${image.slice(0, 6)}", newTag: "1.2", digest: ${digestOf(image)}}`)
          .join(', ')}] # pinned`,
      ],
    },
  };

describe('an images: entry is added where no scalar of a kustomization can hold the digest', () => {
  test.each(Object.entries(OVERLAYS))('%s', async (_, { text, pod, changes }) => {
    const tree = memoryTree({
      ...SHARED,
      ...(pod === undefined ? {} : { 'base/pod.yaml': pod }),
      'over/kustomization.yaml': text,
    });
    const result = await fix(tree, [over]);
    expect(result.changes.filter((line) => line.startsWith('+'))).toEqual(
      changes.filter((line) => line.startsWith('+')),
    );
    expect(result.images).toEqual(expect.arrayContaining([`${a}@${digestOf(a)}`, `${b}@${digestOf(b)}`]));
    expect(result.images.every((image) => image.includes('@'))).toBe(true);
    expect((await fix(overlayTree(tree, result.edits), [over])).edits).toEqual([]);
  });

  test('each of two overlays on one base gets its own', async () => {
    const text = 'resources: [../base]\nimages: []\n';
    const tree = memoryTree({
      ...SHARED,
      'base/pod.yaml': podWith('acme/a:x', 'acme/b:x'),
      'over/kustomization.yaml': text,
      'prod/kustomization.yaml': `namespace: prod\n${text}`,
    });
    const result = await fix(tree, [over, kustomizeSource('prod')]);
    expect(result.edits.map(({ file }) => file)).toEqual(['over/kustomization.yaml', 'prod/kustomization.yaml']);
    expect(new Set(result.images)).toEqual(new Set([`${a}@${digestOf(a)}`, `${b}@${digestOf(b)}`]));
  });

  test('not to a kustomization in JSON, and not to one of several documents', async () => {
    for (const text of ['{"resources": ["../base"]}\n', 'resources: [../base]\n---\n']) {
      const files = { ...SHARED, 'base/pod.yaml': podWith('acme/a:x', 'acme/b:x'), 'over/kustomization.yaml': text };
      expect((await fix(memoryTree(files), [over])).edits).toEqual([]);
    }
  });

  test('what was tried in vain is not suggested: replacements come after images', async () => {
    const files = { ...SHARED, 'base/pod.yaml': podWith('acme/a:x', 'acme/b:x') };
    const { edits, reasons } = await fix(memoryTree(files), [kustomizeSource('base')]);
    expect(edits).toEqual([]);
    const said = [...reasons.values()];
    expect(said).toHaveLength(2);
    for (const one of said) {
      expect(one).toContain('An entry of images: with its digest was tried too');
      expect(one).not.toContain('would pin it');
    }
  });
});

test('an entry that was tried and changes another image of the name is not advised', async () => {
  const tree = memoryTree({
    'base/kustomization.yaml': SHARED['base/kustomization.yaml'].replace(
      / {2}targets:[\s\S]*$/,
      (targets) =>
        `${targets.replace(', spec.containers.1.image', '')}- source: {kind: ConfigMap, name: versions, fieldPath: data.next}\n${targets.replace('spec.containers.0.image, ', '')}`,
    ),
    'base/versions.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: versions}\ndata: {version: "1.2", next: "1.3"}\n',
    'base/pod.yaml': podWith('acme/a:x', 'acme/a:y'),
    'over/kustomization.yaml': 'resources: [../base]\n',
  });
  const { images, fixed, reasons } = await fix(tree, [over]);
  expect(images).toEqual(['acme/a:1.2', 'acme/a:1.3']);
  expect(fixed).toEqual([]);
  for (const reason of reasons.values()) {
    expect(reason).toContain('An entry of images: with its digest was tried too');
  }
  expect(reasons.size).toBe(2);
});
