import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { get, isArray, isObject, type Json, type Path, textAt } from '../../domain/index.ts';
import { insideTree } from '../../tree/index.ts';
import type { VirtualFile } from '../deliveries/composition.ts';
import { type ReadText, textOrigin } from '../deliveries/text-origin.ts';
import { emptyValues, placeIn, setValue, toJson } from '../deliveries/values.ts';
import { virtualYaml } from '../deliveries/virtual-yaml.ts';
import { RenderProblem } from '../problem.ts';
import type { ArgoSource, Made } from './compose.ts';

/**
 * A chart with what the Application sets, in helm's order (argoproj/argo-cd reposerver/repository/repository.go,
 * helmTemplate): `valueFiles`, then `valuesObject` or `values`, then `parameters`.
 */
export async function composeChart(source: ArgoSource, read: ReadText): Promise<Made> {
  const { application, at, path, spec } = source;
  const helm = get(spec, 'helm');
  const unsupported: string[] = [];
  const chosen = await valueFiles(source, unsupported);
  const own = await ownValues(source, read);
  const set = await parameters(source, read, unsupported);
  const files = [...(own === null ? [] : [own]), ...(set === null ? [] : [set])];
  if (isArray(get(helm, 'fileParameters')) && (get(helm, 'fileParameters') as readonly Json[]).length > 0)
    unsupported.push('it sets values from files (helm.fileParameters)');
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
        set: {},
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

  async function parameters(
    { application: { place } }: ArgoSource,
    read: ReadText,
    problems: string[],
  ): Promise<VirtualFile | null> {
    const listed = get(helm, 'parameters');
    if (!isArray(listed) || listed.length === 0) return null;
    const values = emptyValues(() => place([...at, 'helm', 'parameters']));
    // Argo CD hands helm the plain ones first (--set), then those that are text (--set-string), which so win.
    const isForced = (parameter: Json): boolean => get(parameter, 'forceString') === true;
    const ordered = [...listed.entries()].sort(([, a], [, b]) => Number(isForced(a)) - Number(isForced(b)));
    for (const [index, parameter] of ordered) {
      const name = textAt(parameter, 'name');
      const value = textAt(parameter, 'value');
      const where = place([...at, 'helm', 'parameters', index, 'value']);
      const isText = isForced(parameter);
      // Quotes belong to a parameter's value, and so do not make a text of it.
      const isPlain = isText ? !/["']/.test(value) : !/^["']/.test(value);
      if (!isPlain || !setValue(values, name, isText ? JSON.stringify(value) : value, where)) {
        problems.push(`its parameter ${JSON.stringify(name.slice(0, 100))} is set in a way that is not modelled`);
      }
    }
    return virtualYaml(virtualPath('parameters.yaml'), toJson(values), (below) => placeIn(values, below), read);
  }
}

/** Relative to the chart, from the root (`/`), or from another source of the Application (`$name/`). */
async function valueFiles({ spec, path, top, tree, ownRefs, application, at }: ArgoSource, unsupported: string[]) {
  const listed = get(spec, 'helm', 'valueFiles');
  const ignoresMissing = get(spec, 'helm', 'ignoreMissingValueFiles') === true;
  const found: string[] = [];
  for (const [index, written] of (isArray(listed) ? listed : []).entries()) {
    const file = typeof written === 'string' ? written : '';
    const shown = JSON.stringify(file.slice(0, 200));
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(file)) {
      unsupported.push(`it takes values from ${shown}, and nothing is fetched while rendering`);
      continue;
    }
    if (/[*?[{]/.test(file) || file.indexOf('$', 1) > 0) {
      unsupported.push(`the values file ${shown} is named by a pattern`);
      continue;
    }
    const [ref = '', ...rest] = file.split('/');
    if (ref.startsWith('$') && !ownRefs.includes(ref.slice(1))) {
      unsupported.push(`it takes values from ${shown}, and ${ref.slice(0, 100)} is not this repository`);
      continue;
    }
    const own = file.startsWith('/') ? posix.join(top, file.slice(1)) : posix.join(path, file);
    const inside = insideTree(ref.startsWith('$') ? rest.join('/') : own);
    const leadsOut = !ref.startsWith('$') && top !== '' && !inside?.startsWith(`${top}/`);
    if (inside === null || leadsOut) {
      throw new RenderProblem({
        what: `the values file ${shown} leads out of the ${top === '' ? 'repository' : 'chart'}`,
        remedy: `Name a file of the ${top === '' ? 'repository' : 'chart, or of another source that is this repository'}`,
        location: application.place([...at, 'helm', 'valueFiles', index]).location,
      });
    }
    if (ignoresMissing && (await tree.stat(inside)) === null) continue;
    found.push(inside);
  }
  return found;
}
