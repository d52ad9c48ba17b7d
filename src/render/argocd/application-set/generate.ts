import { posix } from 'node:path';
import picomatch from 'picomatch';
import {
  get,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  type Manifest,
  type Path,
  type Place,
  type Tree,
  textAt,
} from '../../../domain/index.ts';
import { readManifestStream } from '../../../yaml/index.ts';
import { mergeSets } from './merge.ts';

/** One set of parameters that a template is filled with. */
export interface Generated {
  /** Tells it from the others of its set, over renders of trees that differ. */
  readonly id: string;
  readonly parameters: JsonObject;
  /** Files that it was read from. */
  readonly files: readonly string[];
  /** Where the parameter at a path is written; null where it is made from a name in the tree. */
  readonly placeOf: (path: Path) => Place | null;
}

export interface GeneratedSet {
  readonly elements: readonly Generated[];
  /** Why there may be others: each a sentence without its full stop. */
  readonly unknown: readonly string[];
}

const MAX_ELEMENTS = 500;
const MAX_DEPTH = 2;
const NOTHING: GeneratedSet = { elements: [], unknown: [] };

/** What generators read. */
export interface Checkout {
  readonly tree: Tree;
  /** Whether an address and a revision mean this tree. */
  readonly isHere: (address: string, revision: string) => boolean;
}

/** What the generators of an ApplicationSet give (argoproj/argo-cd applicationset/generators): list, git, matrix and merge. */
export async function generate(
  manifest: Manifest,
  { tree, isHere }: Checkout,
  goTemplate: boolean,
): Promise<GeneratedSet> {
  const generators = get(manifest.object, 'spec', 'generators');
  const found = await Promise.all(
    (isArray(generators) ? generators : []).map((generator, index) =>
      generateOne(generator, ['spec', 'generators', index], 0),
    ),
  );
  // Two generators of a set may give elements of one name.
  const elements = found.flatMap((one, index) =>
    one.elements.map((element) => (index === 0 ? element : { ...element, id: `${index} ${element.id}` })),
  );
  const unknown = found.flatMap((one) => one.unknown);
  if (elements.length <= MAX_ELEMENTS) return { elements, unknown };
  return {
    elements: elements.slice(0, MAX_ELEMENTS),
    unknown: [...unknown, `it makes more than ${MAX_ELEMENTS} Applications`],
  };

  async function generateOne(generator: Json, at: Path, depth: number): Promise<GeneratedSet> {
    if (!isObject(generator)) return NOTHING;
    const kinds = Object.keys(generator).filter((key) => key !== 'selector' && key !== 'template');
    const [kind] = kinds;
    if (kind === undefined || kinds.length > 1) return { elements: [], unknown: ['a generator is not of one kind'] };
    const body = generator[kind];
    if (generator.selector !== undefined || isObject(get(body, 'template')) || generator.template !== undefined) {
      return { elements: [], unknown: [`its ${kind} generator has a selector or a template of its own`] };
    }
    if (kind === 'list') return listed(body, [...at, 'list']);
    if (kind === 'git') return fromGit(body);
    if (kind === 'matrix' && depth < MAX_DEPTH) return matrix(body, [...at, 'matrix'], depth);
    if (kind === 'merge' && depth < MAX_DEPTH) return merge(body, [...at, 'merge'], depth);
    return {
      elements: [],
      unknown: [`what its ${kind.slice(0, 100)} generator gives cannot be told from the repository`],
    };
  }

  function listed(body: Json | undefined, at: Path): GeneratedSet {
    const elements = get(body, 'elements');
    const unknown = textAt(body, 'elementsYaml') === '' ? [] : ['its list generator computes elements (elementsYaml)'];
    const made = (isArray(elements) ? elements : []).map(
      (element, index): Generated => ({
        id: `list ${index}`,
        parameters: isObject(element) ? element : {},
        files: [],
        placeOf: (path) => manifest.place([...at, 'elements', index, ...path]),
      }),
    );
    return { elements: made, unknown };
  }

  async function fromGit(body: Json | undefined): Promise<GeneratedSet> {
    if (textAt(body, 'pathParamPrefix') !== '' || isObject(get(body, 'values'))) {
      return { elements: [], unknown: ['its git generator has a prefix or values of its own'] };
    }
    const [address, revision] = [textAt(body, 'repoURL'), textAt(body, 'revision')];
    if (!isHere(address, revision)) {
      const what = [revision, address].map((text) => JSON.stringify(text.slice(0, 200))).join(' of ');
      return { elements: [], unknown: [`its git generator reads ${what}, which is not what was checked`] };
    }
    const directories = patternsOf(get(body, 'directories'), DIRECTORIES);
    const files = patternsOf(get(body, 'files'), FILES);
    const entries = await tree.list();
    const elements: Generated[] = [];
    if (directories.length > 0) {
      const all = new Set(entries.flatMap(({ path }) => ancestors(posix.dirname(path))));
      for (const path of [...all].sort().filter((one) => isChosen(one, directories))) {
        const parameters = pathParameters(path, goTemplate);
        elements.push({ id: `directory ${path}`, parameters, files: [], placeOf: () => null });
      }
    }
    const unknown: string[] = [];
    for (const { path, kind } of entries.filter((entry) => isChosen(entry.path, files))) {
      if (kind === 'file') elements.push(...documentsOf(path, await tree.read(path), unknown));
      else unknown.push(`its git generator reads ${JSON.stringify(path.slice(0, 200))}, which is no file`);
    }
    return { elements, unknown };
  }

  function documentsOf(file: string, bytes: Uint8Array, unknown: string[]): Generated[] {
    const { documents, problems } = readManifestStream(bytes);
    if (problems.length > 0) unknown.push(`its git generator reads ${file}, which cannot be read in full`);
    const own = pathParameters(posix.dirname(file), goTemplate, posix.basename(file));
    return documents.flatMap((document): Generated[] => {
      const list = isArray(document.value) ? document.value : [document.value];
      return list.map((value, index) => {
        const base: Path = isArray(document.value) ? [index] : [];
        return {
          id: `file ${file} ${document.index} ${index}`,
          parameters: { ...(isObject(value) ? value : {}), ...own },
          files: [file],
          placeOf: (path) =>
            document.find([...base, ...path]) === null
              ? null
              : { location: { file, ...document.locate([...base, ...path]), exact: true }, related: [] },
        };
      });
    });
  }

  /** Every pair of the two; the second may be filled in by the first, which is not modelled. */
  async function matrix(body: Json | undefined, at: Path, depth: number): Promise<GeneratedSet> {
    const pair = get(body, 'generators');
    const [first, second] = isArray(pair) ? pair : [];
    if (first === undefined || second === undefined)
      return { elements: [], unknown: ['its matrix has not two generators'] };
    if (JSON.stringify(second).includes('{{'))
      return { elements: [], unknown: ['the second generator of its matrix is made from the first'] };
    const [left, right] = [
      await generateOne(first, [...at, 'generators', 0], depth + 1),
      await generateOne(second, [...at, 'generators', 1], depth + 1),
    ];
    const elements = left.elements.slice(0, MAX_ELEMENTS + 1).flatMap((a) =>
      right.elements.slice(0, MAX_ELEMENTS + 1).map(
        (b): Generated => ({
          id: `${a.id}, ${b.id}`,
          parameters: { ...a.parameters, ...b.parameters },
          files: [...a.files, ...b.files],
          placeOf: (path) => (get(b.parameters, ...path) === undefined ? a.placeOf(path) : b.placeOf(path)),
        }),
      ),
    );
    return { elements: elements.slice(0, MAX_ELEMENTS + 1), unknown: [...left.unknown, ...right.unknown] };
  }

  /** Where not all is known of one of them, no parameter is certain. */
  async function merge(body: Json | undefined, at: Path, depth: number): Promise<GeneratedSet> {
    const [generators, mergeKeys] = [get(body, 'generators'), get(body, 'mergeKeys')];
    if (!isArray(generators) || generators.length < 2)
      return { elements: [], unknown: ['its merge has not two generators'] };
    const sets = await Promise.all(
      generators.map((one, index) => generateOne(one, [...at, 'generators', index], depth + 1)),
    );
    const unknown = sets.flatMap((one) => one.unknown);
    const keys = (isArray(mergeKeys) ? mergeKeys : []).map(String);
    if (unknown.length > 0) return { elements: [], unknown };
    const isOpen = sets.some(({ elements: own }, index) => index > 0 && !areCertain(own, generators[index] ?? null));
    if (isOpen) return { elements: [], unknown: ['its merge overrides by files that not every server would read'] };
    return mergeSets(
      sets.map((one) => one.elements),
      keys,
      goTemplate,
    );
  }
}

interface Pattern {
  readonly matches: (path: string) => boolean;
  readonly exclude: boolean;
}

/** Whether a glob matches a path, as Go's path.Match does: no asterisk takes a slash. */
const DIRECTORIES = { include: strict, exclude: strict };
/**
 * As `git ls-files` does, where an asterisk takes slashes and a directory means all below it; or, where the server is set
 * so, only within a step of the path. What only one of the two takes is taken, what only one leaves out is not left out.
 */
const FILES = {
  include: (glob: string) => anyOf(loose(glob), loose(`${glob.replace(/\/+$/, '')}/*`)),
  exclude: strict,
};

function patternsOf(listed: Json | undefined, by: typeof DIRECTORIES): readonly Pattern[] {
  return (isArray(listed) ? listed : []).map((one) => {
    const exclude = get(one, 'exclude') === true;
    const glob = textAt(one, 'path');
    return { matches: exclude ? by.exclude(glob) : by.include(glob.replace(/^\.?\//, '')), exclude };
  });
}

/** Whether every file of these elements is one that both kinds of servers take (see FILES). */
function areCertain(elements: readonly Generated[], generator: Json): boolean {
  const globs: string[] = [];
  let excludes = false;
  const visit = (value: Json): void => {
    if (isArray(value)) value.forEach(visit);
    if (!isObject(value)) return;
    if (value.exclude === true) excludes = true;
    if (typeof value.path === 'string') globs.push(value.path);
    for (const inner of Object.values(value)) visit(inner ?? null);
  };
  visit(generator);
  const taken = globs.map((glob) => strict(glob.replace(/^\.?\//, '')));
  return elements.every(({ files }) => files.every((file) => !excludes && taken.some((matches) => matches(file))));
}

function strict(glob: string): Pattern['matches'] {
  return matcher(glob.replaceAll(/\*+/g, '*'), false);
}

function loose(glob: string): Pattern['matches'] {
  return matcher(glob.replaceAll(/\*+/g, '**'), true);
}

function anyOf(...all: readonly Pattern['matches'][]): Pattern['matches'] {
  return (path) => all.some((matches) => matches(path));
}

function matcher(glob: string, bash: boolean): Pattern['matches'] {
  const matches = picomatch(glob, { dot: true, nonegate: true, noext: true, nobrace: true, bash });
  return (path) => matches(path);
}

function isChosen(path: string, patterns: readonly Pattern[]): boolean {
  if (patterns.some(({ exclude, matches }) => exclude && matches(path))) return false;
  return patterns.some(({ exclude, matches }) => !exclude && matches(path));
}

function ancestors(path: string): readonly string[] {
  if (path === '.' || path === '') return [];
  const steps = path.split('/');
  // Argo CD looks into no folder whose name starts with a dot.
  return steps.some((step) => step.startsWith('.')) ? [] : steps.map((_, index) => steps.slice(0, index + 1).join('/'));
}

/** `path` as templates see it: a mapping for Go templates, keys with dots for the others. */
function pathParameters(directory: string, goTemplate: boolean, filename?: string): JsonObject {
  const path = directory === '.' ? '' : directory;
  const basename = posix.basename(path);
  const segments = path.split('/');
  const normalized = (text: string): string =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9-]/g, '-')
      .replace(/^-+|-+$/g, '');
  const names = {
    basename,
    basenameNormalized: normalized(basename),
    ...(filename === undefined ? {} : { filename, filenameNormalized: normalized(filename) }),
  };
  if (goTemplate) return { path: { path, ...names, segments } };
  return {
    path,
    ...Object.fromEntries(Object.entries(names).map(([key, value]) => [`path.${key}`, value])),
    ...Object.fromEntries(segments.map((segment, index) => [`path[${index}]`, segment])),
  };
}
