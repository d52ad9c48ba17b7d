import { createHash } from 'node:crypto';
import { get, isArray, isObject, type Path, textAt } from '../../domain/index.ts';
import type { VirtualFile } from '../deliveries/composition.ts';
import { type ReadText, textOrigin } from '../deliveries/text-origin.ts';
import { placeIn, toJson } from '../deliveries/values.ts';
import { virtualYaml } from '../deliveries/virtual-yaml.ts';
import type { ArgoSource, Made } from './compose.ts';
import { namedFile } from './named-file.ts';
import { sourceParameters } from './parameters.ts';

/**
 * A chart with what the Application sets, in helm's order (argoproj/argo-cd reposerver/repository/repository.go,
 * helmTemplate): `valueFiles`, then `valuesObject` or `values`, then `parameters` and `fileParameters`.
 */
export async function composeChart(source: ArgoSource, read: ReadText): Promise<Made> {
  const { application, at, path, spec } = source;
  const helm = get(spec, 'helm');
  const unsupported: string[] = [];
  const chosen = await valueFiles(source, unsupported);
  const own = await ownValues(source, read);
  const parameters = await sourceParameters(source, read);
  unsupported.push(...parameters.unsupported);
  const { values } = parameters;
  const set =
    values === null
      ? null
      : await virtualYaml(virtualPath('parameters.yaml'), toJson(values), (below) => placeIn(values, below), read);
  const files = [...(own === null ? [] : [own]), ...(set === null ? [] : [set])];
  // Argo CD puts the build environment into parameters: `$ANY` and `${ANY}`, with nothing for what it does not know.
  if (JSON.stringify(get(helm, 'parameters') ?? null).includes('$'))
    unsupported.push("its parameters name variables of Argo CD's build environment");
  const apiVersions = get(helm, 'apiVersions');
  return {
    source: {
      kind: 'helm',
      root: path,
      helm: {
        releaseName: textAt(helm, 'releaseName') || textAt(application.object, 'metadata', 'name'),
        namespace:
          textAt(helm, 'namespace') || textAt(application.object, 'spec', 'destination', 'namespace') || 'default',
        valuesFiles: [...chosen, ...files.map((file) => file.path)],
        set: parameters.set,
        kubeVersion: textAt(helm, 'kubeVersion') || null,
        apiVersions: isArray(apiVersions) ? apiVersions.filter((one): one is string => typeof one === 'string') : [],
      },
    },
    files,
    unsupported,
  };

  function virtualPath(name: string): string {
    const id = createHash('sha256').update(JSON.stringify([path, application.element, at, application.manifest.ref]));
    return `.supply-chain-gate/${id.digest('hex').slice(0, 12)}/${name}`;
  }

  async function ownValues({ application: { place } }: ArgoSource, read: ReadText): Promise<VirtualFile | null> {
    const object = get(helm, 'valuesObject');
    if (isObject(object)) {
      const base: Path = [...at, 'helm', 'valuesObject'];
      return virtualYaml(virtualPath('values.yaml'), object, (below) => place([...base, ...below]), read);
    }
    const text = textAt(helm, 'values');
    if (text === '') return null;
    const origin = await textOrigin(text, place([...at, 'helm', 'values']), read);
    const toPlace: VirtualFile['place'] = (location) => {
      const found = origin(location);
      return location.exact ? found : { ...found, location: { ...found.location, exact: false } };
    };
    return { path: virtualPath('values.yaml'), text, place: toPlace };
  }
}

async function valueFiles(source: ArgoSource, unsupported: string[]): Promise<string[]> {
  const { spec, tree, at } = source;
  const listed = get(spec, 'helm', 'valueFiles');
  const ignoresMissing = get(spec, 'helm', 'ignoreMissingValueFiles') === true;
  const found: string[] = [];
  for (const [index, written] of (isArray(listed) ? listed : []).entries()) {
    const file = typeof written === 'string' ? written : '';
    const named = namedFile(source, file, [...at, 'helm', 'valueFiles', index]);
    if ('why' in named) {
      unsupported.push(named.why);
      continue;
    }
    if (ignoresMissing && (await tree.stat(named.file)) === null) continue;
    found.push(named.file);
  }
  return found;
}
