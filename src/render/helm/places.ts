import { compareLocations, fileLocation, get, type Path, type Place } from '../../domain/index.ts';
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
  const value = get(origins.sections[part]?.documents[document]?.value, ...path);
  const contributors = origins.contributions.at(part, document, path);
  const line = templatePlace(origins, part, document, template, path);
  if (typeof value === 'string') {
    const chosen = choosePlace(value, contributors);
    if (chosen !== null) return { ...chosen, related: withTemplate(chosen, line) };
  }
  return line;
}

/** The template's line is always worth a look: it says how the parts are put together. */
function withTemplate(chosen: Place, line: Place): Place['related'] {
  const known = [chosen.location, ...chosen.related];
  const same = known.some((one) => one.file === line.location.file && one.startLine === line.location.startLine);
  return same ? chosen.related : [...chosen.related, line.location].sort(compareLocations);
}

function templatePlace(origins: HelmOrigins, part: number, document: number, template: string, path: Path): Place {
  const section = origins.sections[part];
  const rendered = section?.documents[document];
  const textLines = section?.text.split('\n') ?? [];
  for (let depth = path.length; depth >= 0 && rendered !== undefined; depth -= 1) {
    const range = rendered.locate(path.slice(0, depth));
    if (range === null) continue;
    const origin = origins.lines.at(part, range.startLine);
    if (origin === null) continue;
    const line = textLines[range.startLine - 1] ?? '';
    const endColumn = range.endLine === range.startLine ? range.endColumn : line.length + 1;
    const location = literalLocation(origin, { line, startColumn: range.startColumn, endColumn });
    // An ancestor's line is only where the value must have come in, unless the value does not exist.
    const exists = get(rendered.value, ...path) !== undefined;
    const own = depth === path.length || !exists;
    return own ? { location, related: [] } : approximate(location);
  }
  const keys = path.filter((step): step is string => typeof step === 'string').reverse();
  return approximate(searchTemplate(origins.files, template, keys) ?? fileLocation(template));
}
