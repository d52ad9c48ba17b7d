import type { HttpError, RegistryFailure } from '../domain/index.ts';

/** One request that gave no usable answer: what a retry is decided on, before it becomes a RegistryError. */
export class Fault extends Error {
  readonly failure: RegistryFailure;
  readonly retry: boolean;
  /** What the registry asked to wait, in milliseconds. */
  readonly retryAfterMs: number | null;
  /** Who failed, where it is not the registry itself: a token realm, the target of a redirect. */
  readonly at: string | null;
  /** False where nobody was asked: it says nothing about a host. */
  readonly sent: boolean;

  constructor(details: {
    readonly failure: RegistryFailure;
    /** A clause about the host: "it refused the connection", "it answered 503". */
    readonly clause: string;
    readonly retry?: boolean;
    readonly retryAfterMs?: number | null;
    readonly at?: string | null;
    readonly sent?: boolean;
    readonly cause?: unknown;
  }) {
    super(details.clause, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'Fault';
    this.failure = details.failure;
    this.retry = details.retry ?? false;
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.at = details.at ?? null;
    this.sent = details.sent ?? true;
  }
}

const OF_HTTP: Readonly<Record<HttpError['failure'], readonly [RegistryFailure, boolean]>> = {
  dns: ['dns', true],
  refused: ['refused', true],
  reset: ['network', true],
  tls: ['tls', false],
  timeout: ['timeout', true],
  'out-of-time': ['out-of-time', false],
  'too-large': ['too-large', false],
  'private-address': ['private-address', false],
  aborted: ['network', false],
  other: ['network', true],
};

export function faultOfHttp(error: HttpError, at: string | null): Fault {
  const [failure, retry] = OF_HTTP[error.failure];
  return new Fault({ failure, clause: error.message, retry, at, cause: error });
}

/** How often in all, at most. What is refused or unknown by name rarely heals in seconds; throttling does. */
export const MAX_ATTEMPTS: Readonly<Partial<Record<RegistryFailure, number>>> = {
  dns: 3,
  refused: 3,
  network: 4,
  timeout: 4,
  throttled: 7,
  'server-error': 6,
};

/** Whether it may be otherwise in a moment. All else is an answer, and stays one. */
export function mayPass(failure: RegistryFailure): boolean {
  return failure === 'cut-off' || MAX_ATTEMPTS[failure] !== undefined;
}

/** What a person does about each failure. */
export const REMEDY: Readonly<Record<RegistryFailure, string>> = {
  'not-allowed': 'Add the repository to images.allow in the policy, or use an image from one that is there.',
  dns: 'Check the spelling of the registry, and that this machine can look up its name.',
  refused: 'Check that the registry is up and that this machine may connect to it.',
  tls: 'Check the certificate of the registry; trust a private authority with NODE_EXTRA_CA_CERTS.',
  timeout: 'Run the check again; if it stays so, check the registry and the network in between.',
  'out-of-time':
    'Run the check again, with a cache, so that it goes on from what this one found out; if it stays so, look for the registry that is slow.',
  network: 'Run the check again; if it stays so, check the registry, the network and the proxy in between.',
  unauthorized: 'Log in to the registry (docker login) where the gate runs, with an account that may pull this image.',
  forbidden: 'Give the account that the gate uses the right to pull this image.',
  'not-found': 'Check the repository, the tag and the digest; push the image before the change that uses it.',
  throttled: 'Log in to the registry for a higher limit, name a mirror in the policy, or run the check again later.',
  'cut-off': 'Run the check again; if it stays so, push the image again, or tell whoever runs the registry.',
  'server-error': 'Run the check again; if it stays so, tell whoever runs the registry.',
  malformed:
    'Check that the address is a registry of the OCI distribution specification and that nothing in between changes its answers.',
  'wrong-media-type': 'Push the image again with a current tool, as an OCI or Docker (schema 2) image.',
  'digest-mismatch': 'Do not use this image: find out whether the registry, or something in between, changed it.',
  'too-large': 'Do not use this image: what it asks to be fetched is larger than any sound one.',
  redirect: 'Tell whoever runs the registry that its redirects cannot be followed.',
  'private-address': 'Name the host letter for letter in the policy if it is meant to be contacted.',
  'token-realm':
    'Tell whoever runs the registry: its token service must be at an https address it may send clients to.',
  offline: 'Run the check without --offline, with --cache DIR for its answers to be there the next time.',
};
