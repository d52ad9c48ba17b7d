import { podWith } from './charts.ts';

/** A base whose one scalar gives the tags of two images, so that no digest can stand there. */
export const sharedTag = (version: string, ...others: readonly string[]) => ({
  'base/kustomization.yaml': `resources: [pod.yaml, versions.yaml]
replacements:
- source: {kind: ConfigMap, name: versions, fieldPath: data.version}
  targets:
  - select: {kind: Pod}
    fieldPaths: [spec.containers.0.image, spec.containers.1.image]
    options: {delimiter: ":", index: 1}
`,
  'base/versions.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: versions}\ndata: {version: ${version}}\n`,
  'base/pod.yaml': podWith('acme/a:x', 'acme/b:x', ...others),
});
