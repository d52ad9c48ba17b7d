import {
  get,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  type Location,
  type Manifest,
  type Path,
  type Place,
  textAt,
} from '../../domain/index.ts';
import { memoryTree } from '../../tree/index.ts';
import { readManifestStream, type YamlDocument } from '../../yaml/index.ts';
import type { Transform, VirtualFile } from '../deliveries/composition.ts';
import { toGoYaml } from '../deliveries/go-yaml.ts';
import { adaptPatch } from '../deliveries/inline-patch.ts';
import type { ReadText } from '../deliveries/text-origin.ts';
import { virtualYaml } from '../deliveries/virtual-yaml.ts';
import { renderKustomize } from '../kustomize.ts';
import { approximate } from '../origins/choose.ts';
import { RenderProblem } from '../problem.ts';
import type { RenderContext } from '../renderer.ts';

const OUTPUT = 'helm-output.yaml';
const KUSTOMIZATION = 'kustomization.yaml';

/**
 * `spec.postRenderers` of a HelmRelease, in their order: a kustomization over all that the chart renders to, with patches
 * and images of the object (fluxcd/helm-controller internal/postrender/kustomize.go).
 */
export function postRenderers(release: Manifest, read: ReadText): readonly Transform[] {
  const listed = get(release.object, 'spec', 'postRenderers');
  const withoutHooks = textAt(release.object, 'spec', 'postRenderStrategy') === 'nohooks';
  return (isArray(listed) ? listed : []).flatMap((one, index) => {
    const at: Path = ['spec', 'postRenderers', index, 'kustomize'];
    const kustomize = isObject(one) ? one.kustomize : undefined;
    return isObject(kustomize) ? [postRenderer(release, at, kustomize, { withoutHooks, read })] : [];
  });
}

function postRenderer(
  release: Manifest,
  at: Path,
  kustomize: JsonObject,
  { withoutHooks, read }: { readonly withoutHooks: boolean; readonly read: ReadText },
): Transform {
  return async (manifests, context) => {
    const { patches, images } = kustomize;
    const value = {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: [OUTPUT],
      ...(isArray(patches) ? { patches: patches.map(adaptPatch) } : {}),
      ...(isArray(images) ? { images } : {}),
    };
    const placeOf = (path: Path): Place =>
      path[0] === 'patches' || path[0] === 'images'
        ? release.place([...at, ...path])
        : approximate(release.place(at).location);
    const file = await virtualYaml(KUSTOMIZATION, value, placeOf, read);
    const isLeft = ({ object }: Manifest): boolean =>
      withoutHooks && typeof get(object, 'metadata', 'annotations', 'helm.sh/hook') === 'string';
    const plain = manifests.filter((one) => one.face === undefined && !isLeft(one));
    const faces = [...new Set(manifests.flatMap(({ face }) => face ?? []))];
    const changed = await build(plain, file, context);
    for (const face of faces) {
      const own = manifests.filter((one) => one.face === face && !isLeft(one));
      // What is rendered under a condition stands in for what is rendered without it.
      const names = new Set(own.map(nameOf));
      const rest = plain.filter((one) => !names.has(nameOf(one)));
      const built = await build([...own, ...rest], file, context);
      changed.push(...built.filter((one) => one.face === face));
    }
    return { manifests: [...changed, ...manifests.filter(isLeft)], unsupported: [] };
  };
}

function nameOf({ ref, namespace }: Manifest): string {
  return JSON.stringify([ref.apiVersion, ref.kind, namespace, ref.name]);
}

async function build(manifests: readonly Manifest[], file: VirtualFile, context: RenderContext): Promise<Manifest[]> {
  if (manifests.length === 0) return [];
  const output = manifests.map(({ object }) => toGoYaml(object)).join('---\n');
  const tree = memoryTree({ [OUTPUT]: output, [KUSTOMIZATION]: file.text }, context.tree.label);
  const rendered = await renderKustomize({ kind: 'kustomize', root: '' }, { ...context, tree });
  const [finding] = rendered.findings;
  if (finding !== undefined) {
    const what = `its post-renderer fails: ${finding.message}`;
    throw new RenderProblem({ what, remedy: 'Correct the post-renderer', location: file.place(start(file)).location });
  }
  const input = new Input(output);
  return rendered.manifests.map((one) => {
    const index = input.documentAt(one.place(['kind']).location);
    const from = index === null ? undefined : manifests[index];
    if (from === undefined) return { ...one, place: (path) => mapped(one.place(path), file) };
    const { namespace } = one.ref;
    const ref = { ...from.ref, ...one.ref, file: from.ref.file, document: from.ref.document };
    return {
      ...from,
      ref,
      object: one.object,
      namespace: namespace ?? from.namespace,
      place: (path: Path): Place => {
        const here = get(one.object, ...path);
        const same = isSame(here, get(from.object, ...path));
        const place = one.place(path);
        if (place.location.file === KUSTOMIZATION) return mapped(place, file);
        // What came through as it was is written where it was written before.
        if (same) return from.place(path);
        const back = input.pathAt(index ?? 0, place.location);
        return back === null ? approximate(from.place(path).location) : withExactness(from.place(back), place.location);
      },
    } satisfies Manifest;
  });

  function mapped(place: Place, virtual: VirtualFile): Place {
    return virtual.place(place.location);
  }
}

function isSame(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function withExactness(place: Place, { exact }: Location): Place {
  return exact ? place : approximate(place.location);
}

function start({ path }: VirtualFile): Location {
  return { file: path, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1, exact: false };
}

/** The text that goes into the kustomization: which object, and which value of it, a position is. */
class Input {
  readonly #documents: readonly YamlDocument[];

  constructor(text: string) {
    this.#documents = readManifestStream(new TextEncoder().encode(text)).documents;
  }

  documentAt({ file, startLine }: Location): number | null {
    if (file !== OUTPUT) return null;
    return this.#documents.findLast(({ line }) => line <= startLine)?.index ?? null;
  }

  pathAt(index: number, { file, startLine, startColumn }: Location): Path | null {
    const document = file === OUTPUT ? this.#documents[index] : undefined;
    if (document === undefined) return null;
    const open: Path[] = [[]];
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      const range = document.find(path);
      if (range?.startLine === startLine && range.startColumn === startColumn) return path;
      const value = get(document.value, ...path);
      const at = path;
      if (isArray(value)) open.push(...value.map((_, item): Path => [...at, item]));
      else if (isObject(value)) open.push(...Object.keys(value).map((key): Path => [...at, key]));
    }
    return null;
  }
}
