import type { CommandResult } from '../../domain/index.ts';
import type { Problem } from './scan-result.ts';

/** What a server answered in place of a layer; it may be of any host that the registry led to, and is nobody's to read. */
const ANSWER = /(\bunexpected status code \d{3}[^:]{0,40}): .*$/;

/** The last fatal line, without its time and level; it names hosts and digests, never credentials. */
export function saidLast(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trim());
  const fatal = lines.findLastIndex((line) => /\b(FATAL|ERROR)\b/.test(line));
  const text = (fatal === -1 ? lines.filter((line) => line !== '').slice(-1) : lines.slice(fatal)).join(' ');
  const plain = text
    .replace(/^\S+\s+(FATAL|ERROR)\s+/, '')
    .replace(/^Fatal error\s+/, '')
    .replace(/\s+/g, ' ')
    .replace(ANSWER, '$1')
    .replace(/[^\s"]+/g, withoutQuery)
    .trim();
  return plain.length > 400 ? `${plain.slice(0, 130)} ... ${plain.slice(-260)}` : plain;
}

/** A signed address holds its signature in its query. A word at a time, since a message may be one long word of a stranger's. */
function withoutQuery(word: string): string {
  const query = word.indexOf('?');
  if (query === -1 || !/\bhttps?:\/\//.test(word.slice(0, query))) return word;
  return `${word.slice(0, query)}${word.endsWith(':') ? ':' : ''}`;
}

interface Sign {
  readonly pattern: RegExp;
  readonly what: string;
  readonly remedy: string;
}

/** A request as Go names it: what follows is the registry's or the network's word, and no text of the image. */
const REQUEST = /\b(?:GET|HEAD|POST|Get|Head|Post) "?https?:\/\/[^\s"]+"?: (.*)/;
/** A connection as Go names it, at the end of the message. */
const CONNECTION =
  /\b(?:dial|read|write) (?:tcp|udp)\d?\b.*: (?:no such host|i\/o timeout|broken pipe|no route to host|network is unreachable|connection (?:refused|reset by peer)|server misbehaving)$/;

/**
 * What registries and networks do to any sound image on a bad day, by what follows a request. Other text of a message may be
 * the image's own, such as a repository named `certificate-tools`, or a layer that ends too early: a policy that tolerates
 * faults of the infrastructure (`onUnknown: warn`) would let that pass.
 */
const INFRASTRUCTURE: readonly Sign[] = [
  {
    pattern: /^TOOMANYREQUESTS|^unexpected status code 429\b/i,
    what: 'throttled',
    remedy: 'Run again later, log in to the registry, or name a mirror in the policy.',
  },
  {
    pattern: /^UNAUTHORIZED|^DENIED|^unexpected status code 40[13]\b/,
    what: 'unauthorized',
    remedy: 'Log in to the registry before the gate runs (docker login), with the right to read this repository.',
  },
  {
    pattern: /^(?:unexpected )?EOF$|^net\/http: TLS handshake timeout|^http2: |^http: server /,
    what: 'unreachable',
    remedy: 'Check that the registry is up and that this machine may reach it, and run again.',
  },
  {
    pattern: /^(?:tls|x509): /,
    what: 'certificate',
    remedy: 'Trust the certificate authority on this machine (SSL_CERT_FILE), or renew the certificate.',
  },
  {
    pattern: /^unexpected status code 50[0234]\b/,
    what: 'server-error',
    remedy: 'Run again when the registry has recovered.',
  },
];

const UNREACHABLE = INFRASTRUCTURE.find(({ what }) => what === 'unreachable');

function infrastructureSign(said: string): Sign | undefined {
  const answer = REQUEST.exec(said)?.[1];
  const known = answer === undefined ? undefined : INFRASTRUCTURE.find(({ pattern }) => pattern.test(answer));
  return known ?? (CONNECTION.test(said) ? UNREACHABLE : undefined);
}

/** Trivy's own words where an image holds Java archives and their index was never fetched. */
const JAVA_INDEX_MISSING = /Java DB update failed|'--skip-java-db-update' cannot be specified on the first run/;

/** trivy-db's own words (pkg/vulnsrc/redhat-oval) where it knows nothing by which packages of Red Hat go. */
const CONTENT_SETS_UNKNOWN = /\bunable to find CPE indices\b/;

/** Go's last words at a limit of memory, at the start of a line; a long list of goroutines follows them. */
const OUT_OF_MEMORY = /^fatal error: (?:runtime: )?(?:out of memory|cannot allocate memory)/m;

/** What the system says of a file that may not grow, or a disk that is full, at the end of a message of Go's. */
const TOO_LARGE = /\bwrite [^\n]*: file too large$/;
const DISK_FULL = /: no space left on device$/;

/** The machine's own matters, whatever Trivy was run for. */
const OF_THE_MACHINE: ReadonlySet<string> = new Set(['trivy-not-started', 'trivy-disk-full', 'trivy-out-of-time']);

/** A failure where Trivy read no image, of which the remedies here speak: `remedy` in their place. */
export function withoutImage(failure: Problem, remedy: string): Problem {
  return { ...failure, cause: 'infrastructure', remedy: OF_THE_MACHINE.has(failure.what) ? failure.remedy : remedy };
}

const TOO_MUCH = 'Use a smaller image, or look at what is in it.';

/** Why a run of Trivy gave no report; null where it ended well. `what` completes "Trivy could not ...". */
export function failureOf(result: CommandResult, what: string): Problem | null {
  if (result.status === 'exited' && result.code === 0) return null;
  if (result.status === 'out-of-time') {
    return {
      what: 'trivy-out-of-time',
      cause: 'content',
      message: `Trivy could not ${what}: ${result.reason}.`,
      remedy:
        'Run the check again, with a cache, so that it goes on from what this one found out; if it stays so, look for the image or the registry that takes the time.',
    };
  }
  if (result.status !== 'exited') {
    const started = result.status !== 'not-started';
    return {
      what: `trivy-${result.status}`,
      // An image that takes all the time, memory, output or disk there is, brings that itself.
      cause: started ? 'content' : 'infrastructure',
      message: `Trivy could not ${what}: ${started ? 'it was stopped' : 'it did not start'}, ${result.reason}.`,
      remedy: started ? TOO_MUCH : 'Install Trivy again.',
    };
  }
  if (OUT_OF_MEMORY.test(result.stderr)) {
    const message = `Trivy could not ${what}: it needed more memory than it may have.`;
    return { what: 'trivy-memory', cause: 'content', message, remedy: TOO_MUCH };
  }
  const said = saidLast(result.stderr);
  const message = `Trivy could not ${what}: ${said === '' ? `it ended with ${result.code} and said nothing` : said}.`;
  if (/deadline exceeded/.test(said)) {
    return { what: 'trivy-timeout', cause: 'content', message, remedy: TOO_MUCH };
  }
  if (TOO_LARGE.test(said)) return { what: 'trivy-disk-limit', cause: 'content', message, remedy: TOO_MUCH };
  if (DISK_FULL.test(said)) {
    const remedy = 'Make room where temporary files go (TMPDIR), or use a smaller image.';
    return { what: 'trivy-disk-full', cause: 'content', message, remedy };
  }
  if (JAVA_INDEX_MISSING.test(said)) {
    const remedy =
      'Let this machine reach a repository of vulnerabilities.javaDatabaseRepositories (mirror.gcr.io or ghcr.io by default).';
    return { what: 'java-database', cause: 'infrastructure', message, remedy };
  }
  if (CONTENT_SETS_UNKNOWN.test(said)) {
    return {
      what: 'system-unknown',
      cause: 'content',
      message: `Trivy could not ${what}: the vulnerability database knows neither the release of Red Hat's system that it says it is, nor any content set that it names (root/buildinfo/content_manifests).`,
      remedy:
        'Build the image on a release of Red Hat that the database knows (6 to 9), name a repository of a whole database under vulnerabilities.databaseRepositories, or name this digest in an exception for vulnerability/unscannable.',
    };
  }
  const sign = infrastructureSign(said);
  if (sign !== undefined) return { what: sign.what, cause: 'infrastructure', message, remedy: sign.remedy };
  if (/\bEOF$/.test(said)) {
    const remedy =
      'Run again, in case the download was cut off; else push the image again, since a layer of it is broken.';
    return { what: 'cut-off', cause: 'content', message, remedy };
  }
  return { what: 'trivy-failed', cause: 'content', message, remedy: 'Run Trivy on the image by hand to see why.' };
}
