import { resolve } from 'node:path';
import { type Ports, UsageError } from '../domain/index.ts';
import { canonicalHost } from '../images/index.ts';
import type { ActionRuntime } from '../io/action-runtime.ts';
import type { Credential } from '../registry/index.ts';
import { MODES, type Mode } from './action-mode.ts';
import { checkCacheKey } from './cache-key.ts';

/** The inputs of action.yml, read once. */
export interface ActionInputs {
  readonly token: string;
  readonly policy: string | null;
  readonly paths: readonly string[];
  readonly comment: 'review' | 'comments' | 'off';
  readonly key: string;
  /** Post a check run with all annotations. */
  readonly checkRun: boolean;
  readonly mode: Mode;
  /** By canonical registry. */
  readonly credentials: ReadonlyMap<string, Credential>;
  /** An absolute directory; null: nothing is kept. */
  readonly registryCache: string | null;
  /** What results of scans in it are signed with; null: none is kept or believed. */
  readonly cacheKey: string | null;
}

const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const COMMENT = { review: 'review', true: 'review', comments: 'comments', off: 'off', false: 'off' } as const;

/** @throws UsageError naming the input that is wrong and what it may be. */
export function readInputs(runtime: ActionRuntime): ActionInputs {
  const token = runtime.input('github-token');
  runtime.mask(token);
  const key = runtime.input('key') || 'default';
  if (!KEY.test(key)) throw wrong('key', key, 'letters, digits, dots, dashes and underscores, 64 at most');
  const comment = runtime.input('comment') || 'review';
  if (!Object.hasOwn(COMMENT, comment)) throw wrong('comment', comment, 'review, comments or off');
  const checkRun = runtime.input('check-run') || 'false';
  if (checkRun !== 'true' && checkRun !== 'false') throw wrong('check-run', checkRun, 'true or false');
  const written = runtime.input('mode') || 'check';
  const mode = MODES.find((each) => each === written);
  if (mode === undefined) throw wrong('mode', written, 'check, data-only, release or publish');
  const cache = runtime.input('registry-cache');
  const cacheKey = runtime.input('cache-key');
  runtime.mask(cacheKey);
  return {
    token,
    policy: runtime.input('policy') || null,
    paths: runtime.lines('paths').map((path) => path.replace(/^\.\/|\/+$/g, '').replace(/^\.$/, '')),
    comment: COMMENT[comment as keyof typeof COMMENT],
    key,
    checkRun: checkRun === 'true',
    credentials: readCredentials(runtime),
    // A run with the repository's rights leaves nothing behind that a later run would take for known.
    registryCache: cache === '' || mode === 'data-only' ? null : resolve(cache),
    // Empty in the run of a fork, which gets no secrets: it keeps nothing and believes nothing.
    cacheKey: cacheKey === '' ? null : checkCacheKey(cacheKey, 'The input cache-key'),
    mode,
  };
}

/** `ghcr.io=user:token`, one a line. What a fork's run gets of them is empty, and an empty login is none. */
function readCredentials(runtime: ActionRuntime): ReadonlyMap<string, Credential> {
  const credentials = new Map<string, Credential>();
  for (const [index, line] of runtime.lines('registry-credentials').entries()) {
    const parsed = /^([^\s=/]+)=([^:]*):(.*)$/.exec(line);
    if (parsed === null) {
      // The line may hold a secret: it is named by its place.
      throw new UsageError({
        code: 'usage/input',
        stage: 'usage',
        message: `Line ${index + 1} of the input registry-credentials is not a login.`,
        remedy:
          'Write HOST=USER:PASSWORD on each line, for example ghcr.io=octocat:TOKEN, with the token from a secret.',
      });
    }
    const [, host = '', username = '', password = ''] = parsed;
    runtime.mask(password);
    if (username === '' || password === '') continue;
    credentials.set(canonicalHost(host), { kind: 'basic', username, password });
  }
  return credentials;
}

const MAX_CERTIFICATE_BYTES = 4 * 1024 * 1024;

/** Before the first connection would fail for it. @throws UsageError where `ca-certificates` is no file of certificates */
export async function checkCertificates(runtime: ActionRuntime, { files }: Pick<Ports, 'files'>): Promise<void> {
  const path = runtime.input('ca-certificates');
  if (path === '') return;
  const bytes = await files.read(resolve(path), MAX_CERTIFICATE_BYTES).catch(() => null);
  if (bytes !== null && Buffer.from(bytes).includes('-----BEGIN CERTIFICATE-----')) return;
  throw wrong('ca-certificates', path, 'the path of a PEM file with the certificates of authorities');
}

function wrong(name: string, value: string, expected: string): UsageError {
  return new UsageError({
    code: 'usage/input',
    stage: 'usage',
    message: `The input ${name} is ${JSON.stringify(value)}.`,
    remedy: `It may be ${expected}.`,
  });
}
