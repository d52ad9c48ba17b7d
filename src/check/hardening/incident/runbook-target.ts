import { holds, type RepositoryFiles } from '../repository.ts';

/**
 * Where a runbook_url leads, as far as can be told without asking anybody:
 * `found` and `missing` in this repository, `elsewhere` at an address that nobody asks, `templated` where an alert fills
 * in a part of it, `unusable` where it leads nowhere.
 */
export type RunbookTarget = 'found' | 'missing' | 'elsewhere' | 'templated' | 'unusable';

/** Hosts that are reserved for documents (RFC 2606), and so lead nowhere. */
const RESERVED = /(^|\.)(example\.(com|net|org)|example|invalid|test|localhost)$/;
const DOCUMENT = /\.(md|markdown|adoc|asciidoc|rst|txt|html?|pdf|org)$/i;

/** @param file of the manifest, from the root: a path may be meant from its folder. */
export function runbookTarget(runbook: string, file: string, repository: RepositoryFiles): RunbookTarget {
  const text = runbook.trim();
  if (/^[a-z][a-z0-9+.-]*:/i.test(text)) return ofAddress(text, repository);
  const [written = ''] = text.split(/[?#]/);
  if (/\{\{|\$\{?[A-Za-z_]/.test(written)) return 'templated';
  if (/\s/.test(written) || !(written.includes('/') || DOCUMENT.test(written))) return 'unusable';
  const folder = file.split('/').slice(0, -1);
  const places = written.startsWith('/') ? [[]] : [[], folder];
  return places.some((from) => isThere([...from, ...written.split('/')], repository)) ? 'found' : 'missing';
}

function ofAddress(text: string, repository: RepositoryFiles): RunbookTarget {
  if (!URL.canParse(text)) return 'unusable';
  const { protocol, hostname, host, pathname } = new URL(text);
  if ((protocol !== 'https:' && protocol !== 'http:') || RESERVED.test(hostname)) return 'unusable';
  const rest = withinRepository(host, pathname, repository.address);
  if (rest === null) return 'elsewhere';
  if (text.includes('{{')) return 'templated';
  const [ref = ''] = rest;
  const branch = repository.branch?.split('/') ?? null;
  if (branch !== null && startsWith(rest, branch)) return foundIn(rest.slice(branch.length), repository);
  if (ref === 'HEAD') return foundIn(rest.slice(1), repository);
  // Another branch, a tag or a commit: what it holds, this tree does not show.
  if (branch !== null || /^[0-9a-f]{40}$/.test(ref)) return 'elsewhere';
  // A branch may have slashes in its name, and nothing says where it ends.
  return rest.some((_, index) => index > 0 && isThere(rest.slice(index), repository)) ? 'found' : 'missing';
}

/**
 * What follows `blob` in the address of a file of this repository, ref first; null for another address. GitHub
 * (`/owner/name/blob/main/a.md`, raw.githubusercontent.com), GitLab (`/-/blob/`), Gitea (`/src/branch/`).
 */
function withinRepository(host: string, pathname: string, address: string | null): readonly string[] | null {
  if (address === null) return null;
  const steps = pathname.split('/').filter((step) => step !== '');
  const isRaw = host.toLowerCase() === 'raw.githubusercontent.com';
  const own = address.split('/').slice(1);
  const home = isRaw ? 'github.com' : host.toLowerCase();
  if (home !== address.split('/')[0] || !startsWith(steps.map(lower), own)) return null;
  const rest = steps.slice(own.length).map(decoded);
  if (isRaw) return startsWith(rest, ['refs', 'heads']) ? rest.slice(2) : rest;
  const view = VIEWS.find((words) => startsWith(rest, words));
  return view === undefined ? null : rest.slice(view.length);
}

const VIEWS: readonly (readonly string[])[] = [
  ...['blob', 'tree', 'raw', 'blame', 'edit'].flatMap((word) => [[word], ['-', word]]),
  ['src', 'branch'],
];

function lower(text: string): string {
  return text.toLowerCase();
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

function startsWith(steps: readonly string[], first: readonly string[]): boolean {
  return first.length <= steps.length && first.every((step, index) => steps[index] === step);
}

function foundIn(steps: readonly string[], repository: RepositoryFiles): RunbookTarget {
  return isThere(steps, repository) ? 'found' : 'missing';
}

/** Never above the root. */
function isThere(steps: readonly string[], repository: RepositoryFiles): boolean {
  const path: string[] = [];
  for (const step of steps) {
    if (step === '' || step === '.') continue;
    if (step !== '..') path.push(step);
    else if (path.pop() === undefined) return false;
  }
  return path.length > 0 && holds(repository, path.join('/'));
}
