import { posix } from 'node:path';
import { fileLocation, type Tree, type TreeEntry } from '../../domain/index.ts';
import { RenderProblem } from '../problem.ts';
import { matchSegment } from './segment-glob.ts';

/** `.gitignore`-like patterns, as the source-controller reads them (github.com/fluxcd/pkg/sourceignore v0.19). */
interface Pattern {
  /** The directory that it is written in. */
  readonly domain: string;
  readonly segments: readonly string[];
  readonly includes: boolean;
  readonly directoryOnly: boolean;
}

const VCS = ['.git/', '.gitignore', '.gitmodules', '.gitattributes'];
/** Left out where neither a `.sourceignore` nor the object says anything. */
const DEFAULTS = [
  '*.jpg',
  '*.jpeg',
  '*.gif',
  '*.png',
  '*.wmv',
  '*.flv',
  '*.tar.gz',
  '*.zip',
  '.github/',
  '.circleci/',
  '.travis.yml',
  '.gitlab-ci.yml',
  'appveyor.yml',
  '.drone.yml',
  'cloudbuild.yaml',
  'codeship-services.yml',
  'codeship-steps.yml',
  '**/.goreleaser.yml',
  '**/.sops.yaml',
  '**/.flux.yaml',
]; // prettier-ignore

/** More patterns than that are no longer written by people. */
const MAX_PATTERNS = 2000;

/**
 * The tree as a GitRepository hands it on: without what `.sourceignore` files and `spec.ignore` leave out, and without
 * links, which its archive does not hold.
 */
export function artifactTree(tree: Tree, ignore: string | null): Promise<Tree> {
  const known = archives.get(tree) ?? new Map<string | null, Promise<Tree>>();
  archives.set(tree, known);
  const archive = known.get(ignore) ?? archiveOf(tree, ignore);
  known.set(ignore, archive);
  return archive;
}

/** Many objects take from one source object. */
const archives = new WeakMap<Tree, Map<string | null, Promise<Tree>>>();

async function archiveOf(tree: Tree, ignore: string | null): Promise<Tree> {
  const entries = await tree.list();
  const own = await Promise.all(
    entries
      .filter(({ kind, path }) => kind === 'file' && posix.basename(path) === '.sourceignore')
      .map(async ({ path }) => {
        const directory = posix.dirname(path);
        return parsePatterns(Buffer.from(await tree.read(path)).toString('utf8'), directory === '.' ? '' : directory);
      }),
  );
  const patterns = withDefaults([...own.flat(), ...(ignore === null ? [] : parsePatterns(ignore, ''))]);
  if (patterns.length > MAX_PATTERNS) {
    throw new RenderProblem({
      what: `it leaves files out by ${patterns.length} patterns, more than the ${MAX_PATTERNS} that are read`,
      remedy: 'Leave whole directories out',
      location: fileLocation('.sourceignore'),
      unknown: 'content',
    });
  }
  const isLeftOut = (path: string, isDirectory: boolean): boolean => leavesOut(patterns, path, isDirectory);
  const keeps = (entry: TreeEntry): boolean => entry.kind === 'file' && !isLeftOut(entry.path, false);
  return {
    label: tree.label,
    commit: tree.commit,
    list: async (under) => (await tree.list(under)).filter(keeps),
    async stat(path) {
      const entry = await tree.stat(path);
      if (entry === null || entry === 'directory') return entry;
      return keeps(entry) ? entry : null;
    },
    read: (path) => tree.read(path),
  };
}

/** What is always left out comes first, so that anything written may bring it back. */
export function withDefaults(written: readonly Pattern[]): readonly Pattern[] {
  const base = written.length > 0 ? VCS : [...VCS, ...DEFAULTS];
  return [...base.map((line) => parsePattern(line, '')), ...written];
}

export function parsePatterns(text: string, domain: string): Pattern[] {
  return text
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#') && line.trim() !== '')
    .map((line) => parsePattern(line, domain));
}

function parsePattern(line: string, domain: string): Pattern {
  const includes = line.startsWith('!');
  let text = includes ? line.slice(1) : line;
  if (!text.endsWith('\\ ')) text = text.replace(/ +$/, '');
  const directoryOnly = text.endsWith('/');
  return { domain, segments: (directoryOnly ? text.slice(0, -1) : text).split('/'), includes, directoryOnly };
}

/** The last pattern that matches decides. */
export function leavesOut(patterns: readonly Pattern[], path: string, isDirectory: boolean): boolean {
  const decides = patterns.findLast((pattern) => matches(pattern, path, isDirectory));
  return decides !== undefined && !decides.includes;
}

function matches(pattern: Pattern, path: string, isDirectory: boolean): boolean {
  const { domain } = pattern;
  if (domain !== '' && !path.startsWith(`${domain}/`)) return false;
  const below = (domain === '' ? path : path.slice(domain.length + 1)).split('/');
  return pattern.segments.length > 1 ? matchPath(pattern, below, isDirectory) : matchName(pattern, below, isDirectory);
}

/** A name alone matches at any depth, and so does everything below what it names. */
function matchName({ segments, directoryOnly }: Pattern, path: readonly string[], isDirectory: boolean): boolean {
  const index = path.findIndex((name) => matchSegment(segments[0] ?? '', name));
  return index !== -1 && !(directoryOnly && !isDirectory && index === path.length - 1);
}

function matchPath({ segments, directoryOnly }: Pattern, path: readonly string[], isDirectory: boolean): boolean {
  let at = 0;
  let matched = false;
  let anyDepth = false;
  for (const [index, segment] of segments.entries()) {
    if (segment === '') {
      anyDepth = false;
      continue;
    }
    if (segment === '**') {
      if (index === segments.length - 1) break;
      anyDepth = true;
      continue;
    }
    if (segment.includes('**') || at >= path.length) return false;
    if (!anyDepth) {
      if (!matchSegment(segment, path[at] ?? '')) return false;
      matched = true;
      at += 1;
      continue;
    }
    anyDepth = false;
    const found = path.findIndex((name, position) => position >= at && matchSegment(segment, name));
    matched = found !== -1;
    at = found === -1 ? path.length : found + 1;
  }
  return matched && !(directoryOnly && !isDirectory && at >= path.length);
}
