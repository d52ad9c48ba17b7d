import { fileLocation, type Location } from '../../domain/index.ts';
import { type FileSet, textOf } from '../export-tree.ts';
import { lineLocation } from '../line-location.ts';
import { listScalars } from '../origins/scalars.ts';
import type { ProblemDetails } from '../problem.ts';
import { type Chart, repositoryPath } from './chart.ts';

export interface HelmFailure {
  readonly root: string;
  readonly files: FileSet;
  readonly charts: readonly Chart[];
  readonly valuesFiles: readonly string[];
}

const MAX_MESSAGE = 600;

/** What helm wrote on standard error, without what only helps who runs helm by hand. */
function messageOf(stderr: string): string {
  const text = stderr.replace(/\n*Use --debug flag to render out invalid YAML\s*/g, '\n');
  const start = text.search(/^Error: /m);
  return (start === -1 ? text : text.slice(start + 'Error: '.length)).trim();
}

function shorten(text: string): string {
  const flat = text.replace(/\s*\n\s*/g, ' ').trim();
  return flat.length > MAX_MESSAGE ? `${flat.slice(0, MAX_MESSAGE)} [...]` : flat;
}

/** Turns what helm said into a problem at the line it named. Names of templates become paths of the repository. */
export function explainHelmError(stderr: string, failure: HelmFailure): ProblemDetails {
  const message = messageOf(stderr);
  return (
    missingDependency(message, failure) ??
    templateError(message, failure) ??
    valuesError(message, failure) ??
    schemaError(message, failure) ?? {
      what: shorten(withRepositoryPaths(message, failure)) || 'helm template failed without saying why',
      remedy: 'Make `helm template` succeed for this chart',
      location: fileLocation(chartFile(failure.root)),
    }
  );
}

function chartFile(root: string): string {
  return root === '' ? 'Chart.yaml' : `${root}/Chart.yaml`;
}

function missingDependency(message: string, { root, charts }: HelmFailure): ProblemDetails | null {
  const match = /missing in charts\/? directory: (.+)/.exec(message);
  if (match?.[1] === undefined) return null;
  const names = match[1].split(',').map((name) => name.trim());
  const dependency = charts
    .find((chart) => chart.root === root)
    ?.dependencies.find(({ name, alias }) => names.includes(name) || names.includes(alias));
  return {
    what: `its dependencies ${names.join(', ')} are named in Chart.yaml and missing in charts/`,
    remedy:
      'Run `helm dependency build` and commit the charts/ folder, or allow and pin them under repositories in the policy: only what is pinned is downloaded',
    location: dependency?.scalar.location ?? fileLocation(chartFile(root)),
  };
}

const AT_LINE =
  /(?:template: |parse error at \(|execution error at \(|^\s*)([^\s():]+\/templates\/[^\s():]+):(\d+)(?::(\d+))?/gm;

/** The innermost template that the message names is where it went wrong; the ones that included it are related. */
function templateError(message: string, failure: HelmFailure): ProblemDetails | null {
  const { files, charts, root } = failure;
  const places = [...message.matchAll(AT_LINE)].flatMap(([, name, line]) => {
    const path = name === undefined ? null : repositoryPath(files, charts, root, name);
    return path === null ? [] : [lineLocation(textOf(files, path), path, Number(line))];
  });
  const location = places.pop();
  if (location !== undefined) {
    const what = shorten(withRepositoryPaths(innermost(message), failure));
    return { what, remedy: 'Correct the template, or set the value it needs', location, related: unique(places) };
  }
  const yaml = /YAML parse error on (\S+?): (.+)/s.exec(message);
  const path = yaml?.[1] === undefined ? null : repositoryPath(files, charts, root, yaml[1]);
  if (path === null || yaml?.[2] === undefined) return null;
  return {
    what: `${path} does not give valid YAML (the line is counted in the rendered text): ${shorten(yaml[2])}`,
    remedy: 'Correct the template: `helm template --debug` prints what it renders to',
    location: fileLocation(path),
  };
}

/** Of a chain of templates that include each other, the last link: where it went wrong, and what. */
function innermost(message: string): string {
  const last = message.lastIndexOf('template: ');
  const link = last === -1 ? message : message.slice(last + 'template: '.length);
  return link.replace(/: executing "[^"]*" at </, ': at <');
}

function unique(locations: readonly Location[]): Location[] {
  return [...new Map(locations.map((one) => [`${one.file}:${one.startLine}`, one])).values()];
}

/** A values file or a Chart.yaml that is no YAML. */
function valuesError(message: string, { files, root }: HelmFailure): ProblemDetails | null {
  const match = /(?:failed to parse|cannot load|error reading|unable to parse) (\S+?\.(?:ya?ml|json))\b:? ?(.*)/s.exec(
    message,
  );
  const name = match?.[1];
  if (name === undefined) return null;
  const file = [name, root === '' ? name : `${root}/${name}`].find((path) => files.has(path));
  if (file === undefined) return null;
  const line = /\bline (\d+)/.exec(match?.[2] ?? '')?.[1];
  return {
    what: `${file} cannot be read: ${shorten(match?.[2] ?? '')}`,
    remedy: 'Correct the file',
    location: line === undefined ? fileLocation(file) : lineLocation(textOf(files, file), file, Number(line)),
  };
}

/** Values that the chart's values.schema.json refuses: at the last file that sets the first of them. */
function schemaError(message: string, failure: HelmFailure): ProblemDetails | null {
  if (!/values don't meet the specifications of the schema/.test(message)) return null;
  const refusals = [...message.matchAll(/^- (?:at '([^']*)': )?(.+)$/gm)];
  const pointer = refusals[0]?.[1]?.split('/').slice(1) ?? [];
  const own = failure.root === '' ? 'values.yaml' : `${failure.root}/values.yaml`;
  const location = [...failure.valuesFiles]
    .reverse()
    .concat(own)
    .flatMap((file) => listScalars(textOf(failure.files, file), file))
    .find((scalar) => pointer.length > 0 && pointer.every((step, index) => String(scalar.path[index]) === step));
  const said = refusals.map(([, at, what]) => (at ? `${at.slice(1).replaceAll('/', '.')}: ${what}` : what)).join('; ');
  return {
    what: `the values do not fit values.schema.json: ${shorten(said || message)}`,
    remedy: 'Correct the values',
    location: location === undefined ? fileLocation(own) : { ...location.location, exact: false },
  };
}

/** `shop/templates/a.yaml` is helm's name for `charts/shop/templates/a.yaml`. */
function withRepositoryPaths(message: string, { files, charts, root }: HelmFailure): string {
  return message.replace(
    /[^\s"'():,<>]+\/templates\/[^\s"'():,<>]+/g,
    (name) => repositoryPath(files, charts, root, name) ?? name,
  );
}
