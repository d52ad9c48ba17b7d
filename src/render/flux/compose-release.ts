import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { fileLocation, get, isArray, type Manifest, type Path, type Tree, textAt } from '../../domain/index.ts';
import { insideTree } from '../../tree/index.ts';
import type { ComposeContext, Composition, VirtualFile } from '../deliveries/composition.ts';
import type { Fetched } from '../deliveries/fetched.ts';
import { createReadText } from '../deliveries/text-origin.ts';
import { placeIn, toJson } from '../deliveries/values.ts';
import { virtualYaml } from '../deliveries/virtual-yaml.ts';
import { RenderProblem } from '../problem.ts';
import { commonMetadata } from './added-metadata.ts';
import { type FluxTarget, ignoreOf, notModelled, unsupportedOf } from './compose-kustomization.ts';
import { postRenderers } from './post-render.ts';
import { releaseValues } from './release-values.ts';
import { artifactTree } from './source-ignore.ts';

/** What a HelmRelease takes: a chart of this repository, and the object that says which (itself, or a HelmChart). */
export interface ReleaseTarget extends FluxTarget {
  readonly chart: Manifest;
  readonly chartSpec: Path;
}

/**
 * A HelmRelease of Flux as the helm-controller renders it: the chart of this repository with the values of `valuesFrom` and
 * `values`, under the release's name and namespace; then its post-renderers and common metadata.
 *
 * @throws RenderProblem where the controller would refuse it.
 */
export async function composeRelease(
  manifest: Manifest,
  target: ReleaseTarget,
  context: ComposeContext,
): Promise<Composition> {
  const tree = context.fetched?.tree ?? (await artifactTree(context.tree, ignoreOf(target.sourceObject)));
  const read = createReadText(context.tree);
  const values = await releaseValues(manifest, context, read);
  const chosen = await chartValues(target, tree, context.fetched);
  const file = await virtualYaml(
    `.supply-chain-gate/${hash(JSON.stringify([manifest.namespace, manifest.ref.name]))}/values.yaml`,
    toJson(values.merged),
    (path) => placeIn(values.merged, path),
    read,
  );
  const common = commonMetadata(manifest);
  return {
    source: {
      kind: 'helm',
      root: target.path,
      helm: {
        releaseName: releaseName(manifest),
        namespace: textAt(manifest.object, 'spec', 'targetNamespace') || manifest.namespace,
        valuesFiles: [...(chosen?.files ?? []), file.path],
        set: {},
        kubeVersion: null,
        apiVersions: [],
      },
    },
    tree,
    files: [file, ...(chosen === null ? [] : [chosen.instead])],
    transforms: [...postRenderers(manifest, read), ...(common === null ? [] : [common])],
    unsupported: [
      ...values.missing,
      ...unsupportedOf(target.sourceObject),
      ...notModelled(target.chart, ['valuesFile'], target.chartSpec),
      ...oldPostRenderers(manifest),
    ],
    reads: [...values.reads, target.sourceObject, target.chart],
  };
}

/** Kinds of patches that `postRenderers` had before v2. */
function oldPostRenderers(manifest: Manifest): readonly string[] {
  const listed = get(manifest.object, 'spec', 'postRenderers');
  return (isArray(listed) ? listed : []).flatMap((_, index) =>
    notModelled(manifest, ['patchesStrategicMerge', 'patchesJson6902'], ['spec', 'postRenderers', index, 'kustomize']),
  );
}

/** `spec.releaseName`, else the target's namespace and the object's name; cut where helm takes no more (53 characters). */
export function releaseName(manifest: Manifest): string {
  const target = textAt(manifest.object, 'spec', 'targetNamespace');
  const name =
    textAt(manifest.object, 'spec', 'releaseName') ||
    [target, manifest.ref.name].filter((part) => part !== '').join('-');
  return name.length <= 53 ? name : `${name.slice(0, 40)}-${hash(name)}`;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/**
 * `valuesFiles` of a chart stand in the place of its own values.yaml. Their paths start at the repository's root, or in a
 * chart that is fetched.
 */
async function chartValues({ path, chart, chartSpec }: ReleaseTarget, tree: Tree, fetched: Fetched | null) {
  const spec = get(chart.object, ...chartSpec);
  const listed = get(spec, 'valuesFiles');
  const written = isArray(listed) ? listed.filter((file): file is string => typeof file === 'string') : [];
  if (written.length === 0) return null;
  const ignoresMissing = get(spec, 'ignoreMissingValuesFiles') === true;
  const files: string[] = [];
  for (const [index, file] of written.entries()) {
    const inside = file.startsWith('/') ? null : insideTree(file);
    if (inside === null) {
      const home = fetched === null ? 'repository' : 'chart';
      throw new RenderProblem({
        what: `the values file ${JSON.stringify(file.slice(0, 200))} leads out of the ${home}`,
        remedy: `Name a file of the ${home}, relative to its root`,
        location: chart.place([...chartSpec, 'valuesFiles', index]).location,
      });
    }
    const found = fetched === null ? inside : posix.join(fetched.root, inside);
    if (ignoresMissing && (await tree.stat(found)) === null) continue;
    files.push(found);
  }
  const name = posix.join(path, 'values.yaml');
  const instead: VirtualFile = {
    path: name,
    text: '{}\n',
    place: () => fetched?.place ?? { location: fileLocation(files[0] ?? name), related: [] },
  };
  return { files, instead };
}
