import picomatch from 'picomatch';
import { type AppliedException, type Finding, type Image, isOver, repositoryOf } from '../domain/index.ts';
import type { Policy, PolicyException } from '../policy/index.ts';
import { isAboutImage } from './fingerprint.ts';

const DAY = 86_400_000;
const EXACT_DIGEST = /^sha(256|384|512):[0-9a-f]{64,128}$/;

/** What the policy's exceptions come to today: those that hold, and those that do not, with the reason. */
export interface ExceptionsToday {
  readonly holding: readonly HoldingException[];
  readonly refused: readonly RefusedException[];
}

/** An exception with its globs compiled once. */
export interface HoldingException extends PolicyException {
  readonly coversRepository: (repository: string, digest: string | null) => boolean;
  readonly coversFile: (file: string) => boolean;
}

export interface RefusedException {
  /** 0-based position in the policy's `exceptions`. */
  readonly index: number;
  readonly exception: PolicyException;
  readonly why: 'expired' | 'outlives-limit' | 'not-exact';
}

/**
 * An exception holds to the end of its UTC day, and may not reach further than `gate.maxExceptionAge` from today
 * (counted in days, as its date is). One for signatures or registries that names no exact rule or no exact digest
 * cannot apply to anything, which its author should hear.
 */
export function exceptionsToday(policy: Policy, now: Date): ExceptionsToday {
  const holding: HoldingException[] = [];
  const refused: RefusedException[] = [];
  for (const [index, exception] of policy.exceptions.entries()) {
    const lifetime = lifetimeOf(exception.expires, policy, now);
    if (lifetime !== 'holds') refused.push({ index, exception, why: lifetime });
    else {
      holding.push(compile(exception));
      if (exception.rules.some((rule) => namesGuardedRule(rule) && !isExact(rule, exception))) {
        refused.push({ index, exception, why: 'not-exact' });
      }
    }
  }
  return { holding, refused };
}

/** Does what ends with this day (UTC, `2027-01-31`) hold now? */
export function lifetimeOf(expires: string, policy: Policy, now: Date): 'holds' | 'expired' | 'outlives-limit' {
  const lastDay = Date.parse(`${expires}T00:00:00Z`);
  if (isOver(lastDay + DAY, now)) return 'expired';
  return isOver(lastDay - policy.gate.maxExceptionAge, now) ? 'holds' : 'outlives-limit';
}

/** The first exception, in the policy's order, that covers the finding; null where none does. */
export function exceptionFor(
  finding: Finding,
  exceptions: readonly HoldingException[],
  images: ReadonlyMap<string, Image>,
): AppliedException | null {
  const found = exceptions.find((exception) => covers(exception, finding, images));
  return found === undefined ? null : { reason: found.reason, expires: found.expires };
}

function covers(exception: HoldingException, finding: Finding, images: ReadonlyMap<string, Image>): boolean {
  const exactOnly = isGuarded(finding.rule) || finding.result.outcome === 'unknown';
  if (exactOnly) {
    // What was not checked, not signed or not allowed passes only for the very bytes that somebody looked at.
    if (!exception.rules.includes(finding.rule) || finding.digest === null) return false;
    const named = (exception.images ?? []).map(splitDigest).some(({ digest }) => digest === finding.digest);
    if (!named) return false;
  } else if (!exception.rules.some((pattern) => matchesRule(pattern, finding.rule))) return false;
  return coversImage(exception, finding, images) && coversPaths(exception, finding, images);
}

function coversImage(exception: HoldingException, finding: Finding, images: ReadonlyMap<string, Image>): boolean {
  if (exception.images === undefined) return true;
  const reference = finding.image === null ? null : (images.get(finding.image)?.reference ?? null);
  return reference !== null && exception.coversRepository(repositoryOf(reference), finding.digest ?? reference.digest);
}

/** By the file that a person edits. An image is covered only when each of its uses is: one finding stands for them all. */
function coversPaths(exception: HoldingException, finding: Finding, images: ReadonlyMap<string, Image>): boolean {
  const image = finding.image !== null && isAboutImage(finding) ? images.get(finding.image) : undefined;
  const files = image?.uses.map((use) => use.place.location.file) ?? [finding.location.file];
  return files.every(exception.coversFile);
}

function compile(exception: PolicyException): HoldingException {
  const images = (exception.images ?? []).map((pattern) => {
    const { glob, digest } = splitDigest(pattern);
    return { matches: compileGlob(glob.replace(/^index\.docker\.io\//, 'docker.io/')), digest };
  });
  const paths = exception.paths?.map(compileGlob);
  return {
    ...exception,
    coversRepository: (repository, judged) =>
      images.some(({ matches, digest }) => (digest === null || digest === judged) && matches(repository)),
    coversFile: (file) => paths === undefined || paths.some((matches) => matches(file)),
  };
}

/** `pss/*`, `vulnerability/CVE-2024-*` and `*` are prefixes; anything else is the rule itself. */
export function matchesRule(pattern: string, rule: string): boolean {
  return pattern.endsWith('*') ? rule.startsWith(pattern.slice(0, -1)) : pattern === rule;
}

/** Rules about signatures and registries, which pass only for exact digests. */
export function isGuarded(rule: string): boolean {
  return rule.startsWith('signature/') || rule.startsWith('attestation/') || rule === 'image/denied-registry';
}

/** What could not be judged is unknown, and passes for exact digests only, as `covers` says. */
const UNKNOWN_ONLY = 'vulnerability/unscannable';

/** Written for guarded rules alone: `signature/*` is, `*` and `image/*` are not, since they have other work to do. */
function namesGuardedRule(pattern: string): boolean {
  return pattern === UNKNOWN_ONLY || isGuarded(pattern) || (pattern.endsWith('*') && isGuarded(pattern.slice(0, -1)));
}

function isExact(rule: string, exception: PolicyException): boolean {
  const images = exception.images ?? [];
  return !rule.endsWith('*') && images.length > 0 && images.every((image) => splitDigest(image).digest !== null);
}

function splitDigest(pattern: string): { readonly glob: string; readonly digest: string | null } {
  const at = pattern.lastIndexOf('@');
  const digest = at === -1 ? '' : pattern.slice(at + 1);
  return EXACT_DIGEST.test(digest) ? { glob: pattern.slice(0, at), digest } : { glob: pattern, digest: null };
}

/** `*` stays within one segment, `**` crosses; no braces, no extended globs, no negation. */
function compileGlob(glob: string): (text: string) => boolean {
  const matches = picomatch(glob, { dot: true, nobrace: true, noextglob: true, nonegate: true });
  return (text) => matches(text);
}
