import type { TreeContent } from '../../src/tree/index.ts';

/** A pod whose containers are the given lines, as a template or a manifest. */
export function podWith(...images: readonly string[]): string {
  const containers = images.map((image, index) => `    - name: c${index}\n      image: ${image}\n`).join('');
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: pod\nspec:\n  containers:\n${containers}`;
}

/** A chart at `charts/demo`: values, templates by name, and what else it needs. */
export function chart(
  values: string,
  templates: Readonly<Record<string, string>>,
  more: Readonly<Record<string, TreeContent>> = {},
): Record<string, TreeContent> {
  const files: Record<string, TreeContent> = {
    'charts/demo/Chart.yaml': 'apiVersion: v2\nname: demo\nversion: 0.1.0\nappVersion: "9.8.7"\n',
    'charts/demo/values.yaml': values,
    ...more,
  };
  for (const [name, text] of Object.entries(templates)) files[`charts/demo/templates/${name}`] = text;
  return files;
}

/** A base of one pod, and an overlay in `over` that says this. */
export const overlay = (text: string, more: Record<string, TreeContent> = {}): Record<string, TreeContent> => ({
  'base/kustomization.yaml': 'resources: [pod.yaml]\n',
  'base/pod.yaml': podWith('nginx:1'),
  'over/kustomization.yaml': text,
  ...more,
});
