import { fileLocation, get, isArray, type Json, type Path, textAt } from '../../domain/index.ts';
import type { ReadText } from '../deliveries/text-origin.ts';
import { emptyValues, setText, setValue, type ValueMap } from '../deliveries/values.ts';
import { approximate } from '../origins/choose.ts';
import type { ArgoSource } from './compose.ts';
import { namedFile } from './named-file.ts';

/** What `parameters` and `fileParameters` of a source set. */
export interface Parameters {
  /** Null: nothing. */
  readonly values: ValueMap | null;
  /** Those that only helm's own `--set` can read: lists, items of lists, escapes. */
  readonly set: Readonly<Record<string, string>>;
  /** Each a sentence without its full stop. */
  readonly unsupported: readonly string[];
}

/**
 * As Argo CD hands them to helm (argoproj/argo-cd util/helm/cmd.go, template): the plain ones (`--set`), those that are text
 * (`--set-string`), those that are files (`--set-file`). A later kind wins.
 */
export async function sourceParameters(source: ArgoSource, read: ReadText): Promise<Parameters> {
  const { application, at, spec } = source;
  const base: Path = [...at, 'helm'];
  const listed = listOf(get(spec, 'helm', 'parameters'));
  const files = listOf(get(spec, 'helm', 'fileParameters'));
  if (listed.length + files.length === 0) return { values: null, set: {}, unsupported: [] };
  const roots = [...listed, ...files].map((one) => rootOf(textAt(one, 'name')));
  const values = emptyValues(() => application.place([...base, 'parameters']));
  const set: Record<string, string> = {};
  const unsupported: string[] = [];
  const refuse = (name: string, why = 'is set in a way that is not modelled'): void => {
    unsupported.push(`its parameter ${JSON.stringify(name.slice(0, 100))} ${why}`);
  };

  const isForced = (parameter: Json): boolean => get(parameter, 'forceString') === true;
  const ordered = [...listed.entries()].sort(([, a], [, b]) => Number(isForced(a)) - Number(isForced(b)));
  for (const [index, parameter] of ordered) {
    const [name, value] = [textAt(parameter, 'name'), textAt(parameter, 'value')];
    const where = application.place([...base, 'parameters', index, 'value']);
    if (isForced(parameter)) {
      // Argo CD escapes commas, so that they are a part of the text.
      const isText = !value.includes('\\') && !/^\{.*\}$/s.test(value);
      if (!isText || !setText(values, name, value, where)) refuse(name);
      continue;
    }
    // Quotes belong to a parameter's value, and so do not make a text of it.
    if (!/^["']/.test(value) && setValue(values, name, value, where)) continue;
    // Which of two comes first is not said.
    const isAlone = roots.filter((root) => root === rootOf(name)).length === 1;
    if (isAlone && name !== '' && !(value.includes('\\') && value.includes(','))) set[name] = value;
    else refuse(name);
  }
  for (const [index, parameter] of files.entries()) {
    const name = textAt(parameter, 'name');
    const named = namedFile(source, textAt(parameter, 'path'), [...base, 'fileParameters', index, 'path']);
    const text = 'why' in named ? null : await read(named.file);
    if ('why' in named) unsupported.push(named.why);
    else if (text === null) refuse(name, `is the file ${JSON.stringify(named.file.slice(0, 200))}, which is not there`);
    else if (!setText(values, name, text, approximate(fileLocation(named.file)))) refuse(name);
  }
  return { values, set, unsupported };
}

function listOf(value: Json | undefined): readonly Json[] {
  return isArray(value) ? value : [];
}

/** The key at the top that a parameter sets something in. */
function rootOf(name: string): string {
  return name.split(/[.[]/, 1)[0] ?? '';
}
