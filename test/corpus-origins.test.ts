import { describe, expect, test } from 'vitest';
import type { Tree } from '../src/domain/index.ts';
import { corpusDirectories, corpusTree } from './support/corpus.ts';
import { fix } from './support/fixing.ts';
import { imagesOf, kustomizeSource, renderWith, textAt } from './support/rendering.ts';

const BOUTIQUE = 'online-boutique';

async function checkOrigins(tree: Tree, root: string): Promise<void> {
  const { manifests, findings } = await renderWith(tree, [kustomizeSource(root)]);
  // Components that this overlay leaves out are read by none.
  expect(findings.filter(({ rule }) => rule !== 'manifest/unread')).toEqual([]);
  const found = imagesOf(manifests);
  expect(found.length).toBeGreaterThan(10);
  for (const { manifest, path, image } of found) {
    const { location } = manifest.place(path);
    expect([image, location.exact]).toEqual([image, true]);
    // The scalar gives the end of the tag: alone, or with the name that a transformer then replaces.
    const text = (await textAt(tree, location)).replace(/["']/g, '');
    expect(image).toMatch(new RegExp(`${text.slice(text.lastIndexOf(':') + 1)}$`));
  }
}

describe('online-boutique: every image has its exact place, and every one can be pinned there', () => {
  test('as it is', async () => {
    const tree = corpusTree(BOUTIQUE);
    await checkOrigins(tree, 'kustomize');
    const { images } = await fix(tree, [kustomizeSource('kustomize')]);
    expect(images.filter((image) => !image.includes('@sha256:'))).toEqual([]);
  });

  test.each(corpusDirectories(`${BOUTIQUE}/kustomize/components`))('with the component %s', async (component) => {
    const overlay = `resources: [../base]\ncomponents: [../components/${component}]\n`;
    const tree = corpusTree(BOUTIQUE, { 'kustomize/one/kustomization.yaml': overlay });
    await checkOrigins(tree, 'kustomize/one');
    const { images } = await fix(tree, [kustomizeSource('kustomize/one')]);
    expect(images.filter((image) => !image.includes('@sha256:'))).toEqual([]);
  });

  test.each(corpusDirectories(`${BOUTIQUE}/kustomize/tests`))('all components together: %s', async (name) => {
    await checkOrigins(corpusTree(BOUTIQUE), `kustomize/tests/${name}`);
  });
});
