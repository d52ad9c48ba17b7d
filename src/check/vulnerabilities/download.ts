import type { ImageReference, Ports } from '../../domain/index.ts';
import { formatReference } from '../../images/index.ts';
import type { DatabaseKind } from './database-repositories.ts';
import { failureOf } from './failure.ts';
import { type AccessTo, askedFor, type RegistryAccess, refusalOf } from './registry-access.ts';
import type { Problem } from './scan-result.ts';
import type { Trivy } from './trivy.ts';

const TIMEOUT_MS = 300_000;
/** Pauses before the repositories are asked again that may have it in a moment. */
const RETRY_AFTER_MS = [1_000, 4_000];
/** What Trivy met (`throttled`) or the gate in its place (`registry-throttled`), and another time or repository may not. */
const PASSING: ReadonlySet<string> = new Set([
  'throttled',
  'server-error',
  'unreachable',
  'timeout',
  'network',
  'refused',
  'dns',
  'cut-off',
]);

/** What another repository may help with too: where Trivy does not say what it met, and where the gate's own remedies speak of images. */
const UNCLEAR: ReadonlySet<string> = new Set([
  'registry-not-found',
  'registry-digest-mismatch',
  'registry-too-large',
  'registry-wrong-media-type',
  'registry-malformed',
  'trivy-failed',
  'trivy-timeout',
  'trivy-killed',
  'trivy-memory',
  'trivy-disk-limit',
  'trivy-output-limit',
]);

function mayPass({ what }: Problem): boolean {
  return PASSING.has(what.replace(/^registry-/, ''));
}

/** Something that Trivy fetches from a repository before it scans. */
export interface Downloadable {
  readonly kind: DatabaseKind;
  /** What problems with it begin with. */
  readonly what: string;
  readonly flags: (repository: string) => readonly string[];
}

export interface DownloadOptions {
  readonly ports: Pick<Ports, 'clock' | 'log'>;
  readonly accessTo: AccessTo;
}

/**
 * One after the other, and all of them before one is asked again: a mirror that answers is faster than one that may.
 * The last repository's problem, where none had it.
 */
export async function download(
  wanted: Downloadable,
  trivy: Trivy,
  repositories: readonly ImageReference[],
  cacheDirectory: string,
  options: DownloadOptions,
): Promise<Problem | null> {
  const problems = new Map<string, Problem>();
  let open = repositories;
  for (let round = 0; ; round++) {
    const again: ImageReference[] = [];
    for (const repository of open) {
      const access = await options.accessTo(repository, round > 0);
      const problem = await downloadFrom(wanted, trivy, { repository, access }, cacheDirectory, options);
      if (problem === null) return null;
      problems.set(formatReference(repository), problem);
      if (mayPass(problem)) again.push(repository);
    }
    const pause = RETRY_AFTER_MS[round];
    if (again.length === 0 || pause === undefined) break;
    await options.ports.clock.sleep(pause);
    open = again;
  }
  return noneHadIt(wanted, [...problems.values()]);
}

async function downloadFrom(
  { kind: { title }, flags }: Downloadable,
  trivy: Trivy,
  { repository, access }: { readonly repository: ImageReference; readonly access: RegistryAccess },
  cacheDirectory: string,
  { ports }: DownloadOptions,
): Promise<Problem | null> {
  const name = formatReference(repository);
  ports.log.progress(`Fetching ${title} from ${name}`);
  const result = await trivy.run({
    command: 'image',
    flags: flags(askedFor(repository, access)),
    cacheDirectory,
    access,
    timeoutMs: TIMEOUT_MS,
  });
  return refusalOf(access) ?? failureOf(result, `fetch ${title} from ${name}`);
}

function noneHadIt({ what, kind: { key } }: Downloadable, problems: readonly Problem[]): Problem | null {
  const last = problems.at(-1);
  if (last === undefined) return null;
  return {
    what: `${what}-${last.what}`,
    // It is not the change's own content, whatever is wrong with it.
    cause: 'infrastructure',
    message: problems.map((each) => each.message).join(' '),
    remedy:
      mayPass(last) || UNCLEAR.has(last.what)
        ? `Name a mirror under vulnerabilities.${key} in the policy, or run again later.`
        : last.remedy,
  };
}
