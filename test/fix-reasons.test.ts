import { describe, expect, test } from 'vitest';
import type { Image } from '../src/domain/index.ts';
import { explainUnpinnable } from '../src/fix/index.ts';
import { memoryTree, type TreeContent } from '../src/tree/index.ts';
import { chart, podWith } from './support/charts.ts';
import { helmSource, imagesOf, renderWith } from './support/rendering.ts';

/** The reason for the first image of a rendered chart, as `fix` and the report give it. */
async function reason(files: Record<string, TreeContent>): Promise<string> {
  const { manifests } = await renderWith(memoryTree(files), [helmSource('charts/demo')]);
  const images = imagesOf(manifests).map(({ manifest, path, image }): Image => {
    return {
      written: image,
      reference: null,
      problem: null,
      uses: [{ written: image, manifest, path, place: manifest.place(path) }],
    };
  });
  const [first] = images;
  if (first === undefined) throw new Error('no image was rendered');
  return explainUnpinnable(first, images, (file) => String(files[file] ?? ''));
}

describe('why an image cannot be pinned', () => {
  test('a tag that two images share names the other, and shows a place for a digest', async () => {
    const images = ['"acme/a:{{ .Values.tag }}"', '"acme/b:{{ .Values.tag }}"'];
    expect(await reason(chart('tag: "1.2"\n', { 'pod.yaml': podWith(...images) }))).toBe(
      'It is made of charts/demo/values.yaml:1 ("1.2"), which feeds acme/b:1.2 too. One scalar cannot hold the digests of several images. To make it pinnable, write charts/demo/templates/pod.yaml:8 as `image: "acme/a:{{ .Values.tag }}{{ with get ($.Values.imageDigests | default dict) "a" }}@{{ . }}{{ end }}"` and set imageDigests: {a: "sha256:..."} in the values.',
    );
  });

  test('the change that it shows makes the image pinnable', async () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const line = '"acme/a:{{ .Values.tag }}{{ with get ($.Values.imageDigests | default dict) "a" }}@{{ . }}{{ end }}"';
    const values = `tag: "1.2"\nimageDigests: {a: "${digest}"}\n`;
    const tree = memoryTree(chart(values, { 'pod.yaml': podWith(line, '"acme/b:{{ .Values.tag }}"') }));
    const { manifests } = await renderWith(tree, [helmSource('charts/demo')], { origins: false });
    expect(imagesOf(manifests).map(({ image }) => image)).toEqual([`acme/a:1.2@${digest}`, 'acme/b:1.2']);
  });

  test('a line that renders several images asks for a digest in each entry', async () => {
    const pod = `${podWith()}{{- range .Values.services }}\n    - name: {{ .name }}\n      image: "acme/{{ .name }}:{{ $.Values.tag }}"\n{{- end }}\n`;
    const values = 'tag: "1"\nservices: [{name: a}, {name: b}]\n';
    expect(await reason(chart(values, { 'pod.yaml': pod }))).toMatch(
      /`image: "acme\/\{\{ \.name \}\}:\{\{ \$\.Values\.tag \}\}\{\{ with \.digest \}\}@\{\{ \. \}\}\{\{ end \}\}"` and give each entry/,
    );
  });

  test('a value that is changed on its way', async () => {
    const files = chart('image: ACME/API:1\n', { 'pod.yaml': podWith('{{ lower .Values.image }}') });
    expect(await reason(files)).toMatch(/^No scalar was proved to give it: what charts\/demo\/templates\/pod.yaml:8/);
  });
});
