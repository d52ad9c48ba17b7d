import { fileLocation, type Location } from '../../domain/index.ts';
import { textOf } from '../export-tree.ts';
import { readCharts } from '../helm/chart.ts';
import { explainHelmError } from '../helm/errors.ts';
import { keyLocation, lineLocation } from '../line-location.ts';
import { listScalars, type SourceScalar } from '../origins/scalars.ts';
import type { ProblemDetails } from '../problem.ts';
import type { Closure } from './closure.ts';

const MAX_MESSAGE = 600;

/** Turns what kustomize said into a problem at the line it means. It names files by the end of their path only. */
export function explainKustomizeError(stderr: string, closure: Closure): ProblemDetails {
  const helm = helmFailure(stderr, closure);
  if (helm !== null) return helm;
  const start = stderr.search(/^Error: /m);
  const message = (start === -1 ? stderr : stderr.slice(start + 'Error: '.length)).replace(/\s*\n\s*/g, ' ').trim();
  const what = message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)} [...]` : message;
  return {
    what: what || 'kustomize build failed without saying why',
    remedy: 'Make `kustomize build` succeed for it',
    location: locate(message, closure),
  };
}

/** What helm said of a chart: kustomize puts it in front of the command that it ran. */
function helmFailure(stderr: string, { charts, files }: Closure): ProblemDetails | null {
  const [said, command] = stderr.split(/: unable to run: '/);
  if (said === undefined || command === undefined) return null;
  // One chart may lie below another: the longest path is the one that was run.
  const chart = charts
    .filter(({ root }) => command.includes(` ${root} `))
    .sort((a, b) => b.root.length - a.root.length)[0];
  if (chart === undefined) return null;
  const { root, valuesFiles } = chart;
  const message = said.slice(Math.max(0, said.lastIndexOf('Error: ')));
  return explainHelmError(message, { root, files, charts: readCharts(files, root), valuesFiles });
}

function locate(message: string, closure: Closure): Location {
  const all = [...closure.files.keys()];
  const scalars = closure.kustomizations.flatMap((file) => listScalars(textOf(closure.files, file), file));
  const line = /\bline (\d+)/.exec(message)?.[1];
  const named = /in File: (\S+)/.exec(message)?.[1];
  if (named !== undefined) {
    const file = all.find((path) => path === named || path.endsWith(`/${named}`));
    if (file !== undefined) {
      const content = textOf(closure.files, file);
      return line === undefined ? fileLocation(file) : lineLocation(content, file, Number(line));
    }
  }
  if (/invalid Kustomization/.test(message)) return invalidKustomization(message, closure, line);
  return approximateScalar(message, scalars) ?? fileLocation(closure.entry);
}

/** kustomize does not say which kustomization is invalid: the one that does not parse, or that has the field. */
function invalidKustomization(message: string, closure: Closure, line: string | undefined): Location {
  const field = /unknown field "([^"]+)"/.exec(message)?.[1];
  for (const file of closure.kustomizations) {
    const content = textOf(closure.files, file);
    const scalars = listScalars(content, file);
    if (field !== undefined) {
      const spelled = keyLocation(content, file, field);
      if (spelled !== null) return spelled;
    } else if (scalars.length === 0 && line !== undefined) {
      return lineLocation(content, file, Number(line));
    }
  }
  return fileLocation(closure.entry);
}

/** The entry of a kustomization whose text the message repeats: a patch's path, a resource, the target of a patch. */
function approximateScalar(message: string, scalars: readonly SourceScalar[]): Location | null {
  const path = /path\(([^)]+)\)|from '([^']+)'|patch "([^"]+)"/.exec(message);
  const wanted = path?.slice(1).find((part) => part !== undefined);
  const exact = scalars.find((scalar) => wanted !== undefined && scalar.value === wanted);
  const patch = /patch|operation does not apply|JSON/i.test(message)
    ? scalars.find(({ path: [field], value }) => String(field).startsWith('patches') && value !== '')
    : undefined;
  const found = exact ?? patch;
  return found === undefined ? null : { ...found.location, exact: false };
}
