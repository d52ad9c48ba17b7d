import { expect } from 'vitest';
import { memoryTree, overlayTree, type TreeContent } from '../../src/tree/index.ts';
import { chart, podWith } from './charts.ts';
import { digestOf } from './fixing.ts';
import { fixFlux as fix } from './flux.ts';

/** Objects of Argo CD that deploy this repository, and what they deploy. */

export const REPOSITORY = 'https://github.com/acme/shop';
export const pod = (name: string, image: string) => podWith(image).replace('name: pod', `name: ${name}`);
export const demo = (
  values = 'image:\n  repository: acme/api\n  tag: "1.0"\n',
  more: Record<string, TreeContent> = {},
) => chart(values, { 'pod.yaml': podWith('"{{ .Values.image.repository }}:{{ .Values.image.tag }}"') }, more);

/** Line 8 is the first of `source`. */
export function app(path: string, source = '', name = 'shop'): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: ${name}, namespace: argocd}
spec:
  destination: {namespace: prod}
  source:
    repoURL: ${REPOSITORY}
    path: ${path}
${source}`;
}

export function set(generators: string, source: string, more = ''): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: shops, namespace: argocd}
spec:
${more}  generators:
${generators}  template:
    metadata: {name: x}
    spec:
      destination: {namespace: prod}
      source:
        repoURL: ${REPOSITORY}
${source}`;
}

/** Its pin goes into the object that says the image, and pinning again changes nothing. */
export async function expectPinnedOnce(files: Record<string, TreeContent>, image: string): Promise<void> {
  const pin = `${image}@${digestOf(image)}`;
  const tree = memoryTree(files);
  const once = await fix(tree);
  expect([once.fixed, once.images]).toEqual([[image], [pin]]);
  const twice = await fix(overlayTree(tree, once.edits));
  expect([twice.edits, twice.images]).toEqual([[], [pin]]);
}
