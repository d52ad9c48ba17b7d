import { compress } from 'snappyjs';
import type { Call, Handler, Reply } from './handlers.ts';
import type { AttestationState, RepositoryState } from './state.ts';

/** Below the API's origin in place of the storage's own host, which no test may reach. */
const STORED = '/attestation-storage/';

/** The lists of attestations of a repository and of its owner, by a digest. `origin`: the API's root. */
export function attestationHandlers(state: RepositoryState, origin: string): readonly Handler[] {
  const [owner = ''] = state.repository.split('/');
  const list = (call: Call): Reply => listed(state, call, origin);
  const isOwner = (type: 'Organization' | 'User', name: string | undefined): boolean =>
    state.ownerType === type && name === owner;
  return [
    { method: 'GET', template: '/repos/{owner}/{repo}/attestations/{subject_digest}', handle: list },
    {
      method: 'GET',
      template: '/orgs/{org}/attestations/{subject_digest}',
      handle: (call) => (isOwner('Organization', call.path.org) ? list(call) : absent()),
    },
    {
      method: 'GET',
      template: '/users/{username}/attestations/{subject_digest}',
      handle: (call) => (isOwner('User', call.path.username) ? list(call) : absent()),
    },
  ];
}

function listed({ attestations }: RepositoryState, { path, query }: Call, origin: string): Reply {
  const found = attestations.filter(({ digest }) => digest === path.subject_digest);
  if (found.length === 0) return absent();
  const size = Number(query.get('per_page') ?? 30);
  const after = query.get('after');
  const start = after === null ? 0 : Number(Buffer.from(after, 'base64url').toString());
  const shown = found.slice(start, start + size);
  const body = { attestations: shown.map((one) => entryOf(one, attestations.indexOf(one), origin)) };
  if (start + size >= found.length) return { status: 200, body };
  // GitHub names a repository by its number in these addresses, and not as it was asked for.
  const next = new URL(`${origin}/repositories/1296269/attestations/${path.subject_digest}`);
  next.searchParams.set('per_page', String(size));
  next.searchParams.set('after', Buffer.from(String(start + size)).toString('base64url'));
  return { status: 200, body, headers: { link: `<${next.href}>; rel="next"` } };
}

function entryOf({ bundle, kept }: AttestationState, index: number, origin: string): object {
  const inline = kept === 'inline' ? { bundle: JSON.parse(bundle) as unknown } : {};
  return {
    ...inline,
    repository_id: 1296269,
    bundle_url: `${origin}${STORED}${index}.json.sn?sig=x`,
    initiator: 'user',
  };
}

/** What is kept at a `bundle_url`: the bytes as the storage gives them; null where the path is none of its. */
export function storedBundle({ attestations }: RepositoryState, path: string): Uint8Array | null {
  const index = path.startsWith(STORED) ? /^(\d+)\.json\.sn$/.exec(path.slice(STORED.length))?.[1] : undefined;
  const found = index === undefined ? undefined : attestations[Number(index)];
  if (found === undefined || found.kept === 'inline') return null;
  const compressed = compress(new Uint8Array(Buffer.from(found.bundle)));
  return found.kept === 'compressed' ? compressed : found.kept(compressed);
}

function absent(): Reply {
  return { status: 404, body: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest' } };
}
