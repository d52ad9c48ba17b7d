import type { CommandResult } from '../../domain/index.ts';
import type { Problem } from './scan-result.ts';

/** The last fatal line, without its time and level; it names hosts and digests, never credentials. */
export function saidLast(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trim());
  const fatal = lines.findLastIndex((line) => /\b(FATAL|ERROR)\b/.test(line));
  const text = (fatal === -1 ? lines.filter((line) => line !== '').slice(-1) : lines.slice(fatal)).join(' ');
  const plain = text
    .replace(/^\S+\s+(FATAL|ERROR)\s+/, '')
    .replace(/^Fatal error\s+/, '')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length > 400 ? `${plain.slice(0, 130)} ... ${plain.slice(-260)}` : plain;
}

interface Sign {
  readonly pattern: RegExp;
  readonly what: string;
  readonly remedy: string;
}

/** What registries and networks do to any sound image on a bad day, by what Trivy says of it. */
const INFRASTRUCTURE: readonly Sign[] = [
  {
    pattern: /TOOMANYREQUESTS|429 Too Many/i,
    what: 'throttled',
    remedy: 'Run again later, log in to the registry, or name a mirror in the policy.',
  },
  {
    pattern: /UNAUTHORIZED|DENIED|401 Unauthorized|403 Forbidden/,
    what: 'unauthorized',
    remedy: 'Log in to the registry before the gate runs (docker login), with the right to read this repository.',
  },
  {
    pattern: /no such host|connection refused|connection reset|network is unreachable|i\/o timeout|TLS handshake|EOF$/i,
    what: 'unreachable',
    remedy: 'Check that the registry is up and that this machine may reach it, and run again.',
  },
  {
    pattern: /x509:|certificate/i,
    what: 'certificate',
    remedy: 'Trust the certificate authority on this machine (SSL_CERT_FILE), or renew the certificate.',
  },
  { pattern: /\b50[0234] /, what: 'server-error', remedy: 'Run again when the registry has recovered.' },
];

const TOO_MUCH = 'Use a smaller image, or look at what is in it.';

/** Why a run of Trivy gave no report; null where it ended well. `what` completes "Trivy could not ...". */
export function failureOf(result: CommandResult, what: string): Problem | null {
  if (result.status === 'exited' && result.code === 0) return null;
  if (result.status !== 'exited') {
    const started = result.status !== 'not-started';
    return {
      what: `trivy-${result.status}`,
      // An image that takes all the time, memory or output there is, brings that itself.
      cause: started ? 'content' : 'infrastructure',
      message: `Trivy could not ${what}: ${started ? 'it was stopped' : 'it did not start'}, ${result.reason}.`,
      remedy: started ? TOO_MUCH : 'Install Trivy again.',
    };
  }
  const said = saidLast(result.stderr);
  const message = `Trivy could not ${what}: ${said === '' ? `it ended with ${result.code} and said nothing` : said}.`;
  if (/deadline exceeded/.test(said)) {
    return { what: 'trivy-timeout', cause: 'content', message, remedy: TOO_MUCH };
  }
  if (/java db/i.test(said)) {
    const remedy = 'Let this machine reach mirror.gcr.io or ghcr.io, where the index of Java archives is.';
    return { what: 'java-database', cause: 'infrastructure', message, remedy };
  }
  const sign = INFRASTRUCTURE.find(({ pattern }) => pattern.test(said));
  if (sign !== undefined) return { what: sign.what, cause: 'infrastructure', message, remedy: sign.remedy };
  return { what: 'trivy-failed', cause: 'content', message, remedy: 'Run Trivy on the image by hand to see why.' };
}
