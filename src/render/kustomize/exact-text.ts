import { get, isArray, isObject, type Json, type JsonObject, type Path } from '../../domain/index.ts';
import { readManifestStream } from '../../yaml/index.ts';

/** Stands for the release of a chart without a name, which helm would call after the clock. */
const STAND_IN = 'release-name';

/**
 * A kustomization, or a generator's configuration, for a kustomize that may run helm: as JSON, of what was read and checked
 * here. Two readers of YAML can be made to see different keys in one text, and then what runs is not what was checked.
 *
 * Releases without a name get one that stays the same. Empty where the text cannot be read: then nothing is built.
 */
export function exactText(text: string): string {
  const { documents, problems } = readManifestStream(new TextEncoder().encode(text));
  if (problems.length > 0) return '';
  return documents.map(({ value }) => yamlJson(withReleaseNames(value))).join('\n---\n');
}

function withReleaseNames(value: Json): Json {
  if (!isObject(value)) return value;
  if (value.kind === 'HelmChartInflationGenerator') return named(value);
  const changed: Record<string, Json | undefined> = { ...value };
  for (const key of ['helmCharts', 'helmChartInflationGenerator']) {
    const list = value[key];
    if (isArray(list)) changed[key] = list.map((entry) => (isObject(entry) ? named(entry) : entry));
  }
  return changed;
}

function named(entry: JsonObject): JsonObject {
  const said = (path: Path) => Boolean(get(entry, ...path));
  return said(['releaseName']) || said(['nameTemplate']) ? entry : { ...entry, releaseName: STAND_IN };
}

/** JSON that YAML reads as what it is: these characters are escaped, since some of them end a line in YAML. */
export function yamlJson(value: Json): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
