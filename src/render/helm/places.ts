import { compareLocations, fileLocation, get, type Location, type Path, type Place } from '../../domain/index.ts';
import type { FileSet } from '../export-tree.ts';
import { approximate, choosePlace } from '../origins/choose.ts';
import type { Contributions } from '../origins/prober.ts';
import type { Section } from './sections.ts';
import { literalLocation, searchTemplate, type TemplateLines } from './template-lines.ts';

export interface HelmOrigins {
  readonly files: FileSet;
  readonly sections: readonly Section[];
  readonly contributions: Contributions;
  readonly lines: TemplateLines;
}

/**
 * Where the value at `path` of a rendered document is written. A value of a values file, where a mark proved it; else
 * the text of the template, where a traced line spells it; else the template's line, as an approximation.
 */
export function helmPlace(origins: HelmOrigins, part: number, document: number, template: string, path: Path): Place {
  const { sections, lines } = origins;
  const value = get(sections[part]?.documents[document]?.value, ...path);
  const scalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  const own = scalar ? tracedLocation(sections, lines, part, document, path) : null;
  if (own?.exact) return { location: own, related: [] };
  const around = own === null ? templatePlace(origins, part, document, template, path) : { location: own, related: [] };
  const chosen = scalar ? choosePlace(String(value), origins.contributions.at(part, document, path)) : null;
  return chosen === null ? around : { ...chosen, related: withTemplate(chosen, around) };
}

/** The template's line is always worth a look: it says how the parts are put together. */
function withTemplate(chosen: Place, line: Place): Place['related'] {
  const known = [chosen.location, ...chosen.related];
  const same = known.some((one) => one.file === line.location.file && one.startLine === line.location.startLine);
  return same ? chosen.related : [...chosen.related, line.location].sort(compareLocations);
}

/** The traced line of one path, exact where the template spells what is there; null where no line was traced. */
export function tracedLocation(
  sections: readonly Section[],
  lines: TemplateLines,
  part: number,
  document: number,
  path: Path,
): Location | null {
  const section = sections[part];
  const range = section?.documents[document]?.find(path) ?? null;
  const origin = range === null ? null : lines.at(part, range.startLine);
  if (range === null || origin === null) return null;
  const line = section?.text.split('\n')[range.startLine - 1] ?? '';
  const endColumn = range.endLine === range.startLine ? range.endColumn : line.length + 1;
  return literalLocation(origin, { line, startColumn: range.startColumn, endColumn });
}

/** The nearest traced line. An ancestor's is exact only for what does not exist: that is where it belongs. */
function templatePlace(origins: HelmOrigins, part: number, document: number, template: string, path: Path): Place {
  const missing = get(origins.sections[part]?.documents[document]?.value, ...path) === undefined;
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const location = tracedLocation(origins.sections, origins.lines, part, document, path.slice(0, depth));
    if (location !== null) return depth === path.length || missing ? { location, related: [] } : approximate(location);
  }
  const keys = path.filter((step): step is string => typeof step === 'string').reverse();
  return approximate(searchTemplate(origins.files, template, keys) ?? fileLocation(template));
}
