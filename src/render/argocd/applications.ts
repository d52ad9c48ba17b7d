import { get, isObject, type JsonObject, type Manifest, type Path } from '../../domain/index.ts';
import type { Application } from './application.ts';
import { type Checkout, type Generated, generate } from './application-set/generate.ts';
import { fillTemplate } from './application-set/template.ts';

/** The Applications that an object comes to, and why those of a set cannot all be told. */
export interface Applications {
  readonly applications: readonly Application[];
  /** Each a sentence without its full stop. */
  readonly unknown: readonly string[];
}

/** One Application is itself; a set is filled in for each element of its generators. */
export async function applicationsOf(manifest: Manifest, checkout: Checkout): Promise<Applications> {
  const { object, place } = manifest;
  if (manifest.ref.kind === 'Application') {
    const itself = { manifest, object, element: '', within: (path: Path) => path, place, files: [] };
    return { applications: [itself], unknown: [] };
  }
  const spec = get(object, 'spec');
  const template = get(spec, 'template');
  if (!isObject(template)) return { applications: [], unknown: ['it has no template'] };
  const goTemplate = get(spec, 'goTemplate') === true;
  const { elements, unknown } = await generate(manifest, checkout, goTemplate);
  const later = get(spec, 'templatePatch') === undefined ? [] : ['it changes its Applications by a templatePatch'];
  const applications: Application[] = [];
  const problems = [...unknown, ...later];
  for (const element of elements) {
    const filled = fillTemplate(template, element, {
      goTemplate,
      place: (path) => place(['spec', 'template', ...path]),
    });
    if ('unknown' in filled) problems.push(filled.unknown);
    else if (isObject(filled.value)) applications.push(applicationOf(manifest, filled.value, filled.place, element));
  }
  return { applications, unknown: [...new Set(problems)] };
}

function applicationOf(
  manifest: Manifest,
  object: JsonObject,
  place: Application['place'],
  element: Generated,
): Application {
  const within = (path: Path): Path => ['spec', 'template', ...path];
  return { manifest, object, element: element.id, within, place, files: element.files };
}
