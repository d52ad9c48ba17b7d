import { isObject, type Json, type Location, type Manifest, type Source } from '../domain/index.ts';
import { readManifestStream, type YamlDocument, type YamlRange } from '../yaml/index.ts';
import { invalidManifest } from './invalid.ts';
import { objectsOf } from './objects.ts';
import { RenderProblem } from './problem.ts';
import type { RenderContext, Rendered, Renderer } from './renderer.ts';
import { resolveInTree } from './symlinks.ts';

type PlainSource = Extract<Source, { kind: 'plain' }>;

/** Files that hold manifests as they are: what kubectl would apply. */
export const plainRenderer: Renderer = {
  kind: 'plain',
  render: (source, context) => (source.kind === 'plain' ? renderPlain(source, context) : null),
};

async function renderPlain(source: PlainSource, context: RenderContext): Promise<Rendered> {
  const files = await Promise.all(source.files.map((file) => readFile(file, source, context)));
  return {
    manifests: files.flatMap(({ manifests }) => manifests),
    findings: files.flatMap(({ findings }) => findings),
    files: source.files,
    complete: files.every(({ complete }) => complete),
  };
}

async function readFile(file: string, source: PlainSource, { tree }: RenderContext): Promise<Rendered> {
  const resolved = await resolveInTree(tree, file);
  if (resolved.kind !== 'found' || resolved.is !== 'file') {
    throw new RenderProblem({
      what: `${file} is not a file inside the repository`,
      remedy: 'Commit the file itself, or list its folder under ignorePaths in the policy.',
      location: { file, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1, exact: false },
    });
  }
  const stream = readManifestStream(await tree.read(resolved.path));
  const findings = stream.problems.map(({ message, range }) =>
    invalidManifest(file, message, { file, ...range, exact: true }),
  );
  const manifests: Manifest[] = [];
  for (const document of stream.documents) {
    if (!isCandidate(document.value)) continue;
    const content = objectsOf(document.value);
    const at = (range: YamlRange): Location => ({ file, ...range, exact: true });
    if ('problem' in content) {
      const range = document.locate([]);
      findings.push(invalidManifest(file, `document ${document.index + 1}: ${content.problem}`, at(range)));
      continue;
    }
    manifests.push(...toManifests(content.objects, document, file, source));
  }
  return { manifests, findings, files: [file], complete: stream.problems.length === 0 };
}

/** Every document with apiVersion and kind is a manifest; a values file or a workflow has not both. */
function isCandidate(value: Json): boolean {
  return isObject(value) && 'apiVersion' in value && 'kind' in value;
}

function toManifests(
  objects: Extract<ReturnType<typeof objectsOf>, { objects: unknown }>['objects'],
  document: YamlDocument,
  file: string,
  source: PlainSource,
): readonly Manifest[] {
  return objects.map(({ object, path, ref }) => ({
    ref: { file, document: document.index, ...ref },
    source,
    object,
    namespace: ref.namespace ?? 'default',
    place: (below) => ({ location: { file, ...document.locate([...path, ...below]), exact: true }, related: [] }),
  }));
}
