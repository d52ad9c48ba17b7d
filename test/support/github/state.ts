/** What the double knows of one repository and its pull request. Tests read and change it between requests. */
export interface RepositoryState {
  /** `owner/name` */
  readonly repository: string;
  defaultBranch: string;
  readonly branches: Map<string, { commit: string; protected: boolean }>;
  readonly pull: PullState;
  readonly checkRuns: CheckRunState[];
  /** Of the owner in `repository`. */
  ownerType: 'Organization' | 'User';
  readonly attestations: AttestationState[];
  /** Who a token speaks for; a token that is not named is GITHUB_TOKEN's bot. */
  readonly tokens: Map<string, Account>;
}

export interface PullState {
  readonly number: number;
  state: 'open' | 'closed';
  head: string;
  base: { ref: string; commit: string };
  author: string;
  /** `owner/name` of the head: another one for a fork. */
  headRepository: string;
  files: PullFileState[];
  readonly reviews: ReviewState[];
  readonly comments: CommentState[];
}

export interface PullFileState {
  readonly path: string;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed';
  /** Without the file header, as GitHub gives it; null where it gives none. */
  readonly patch: string | null;
}

export interface Account {
  readonly login: string;
  readonly type: 'Bot' | 'User';
  /** As the token of a fork's pull request has it: every write is 403. */
  readonly readOnly?: boolean;
}

export interface ReviewState {
  readonly id: number;
  readonly author: Account;
  state: 'CHANGES_REQUESTED' | 'COMMENTED' | 'APPROVED' | 'DISMISSED';
  body: string;
  readonly commit: string;
  dismissal: string | null;
}

export interface CommentState {
  readonly id: number;
  readonly review: number;
  readonly author: Account;
  readonly path: string;
  /** Null once the diff no longer shows it. */
  line: number | null;
  readonly startLine: number | null;
  body: string;
  readonly replyTo: number | null;
}

export interface CheckRunState {
  readonly id: number;
  fields: Record<string, unknown>;
  annotations: unknown[];
}

/** An attestation that GitHub keeps. */
export interface AttestationState {
  /** Of its subject: `sha256:<hex>`. */
  readonly digest: string;
  /** A sigstore bundle, JSON. */
  readonly bundle: string;
  /** In the list itself; or compressed at an address of its own, where a test may change the bytes. */
  readonly kept: 'inline' | 'compressed' | ((compressed: Uint8Array) => Uint8Array);
}

export const BOT: Account = { login: 'github-actions[bot]', type: 'Bot' };
export const HEAD = 'c0ffee00'.repeat(5);
export const BASE = 'ba5e0000'.repeat(5);

export interface StateOptions {
  readonly repository?: string;
  readonly pullNumber?: number;
  readonly head?: string;
  readonly base?: { readonly ref: string; readonly commit: string };
  readonly baseProtected?: boolean;
  readonly author?: string;
  readonly headRepository?: string;
  readonly files?: readonly PullFileState[];
  readonly tokens?: Readonly<Record<string, Account>>;
}

export function createState(options: StateOptions = {}): RepositoryState {
  const repository = options.repository ?? 'acme/shop';
  const base = options.base ?? { ref: 'main', commit: BASE };
  return {
    repository,
    defaultBranch: 'main',
    branches: new Map([[base.ref, { commit: base.commit, protected: options.baseProtected ?? true }]]),
    pull: {
      number: options.pullNumber ?? 7,
      state: 'open',
      head: options.head ?? HEAD,
      base: { ...base },
      author: options.author ?? 'ada',
      headRepository: options.headRepository ?? repository,
      files: [...(options.files ?? [])],
      reviews: [],
      comments: [],
    },
    checkRuns: [],
    ownerType: 'Organization',
    attestations: [],
    tokens: new Map(Object.entries(options.tokens ?? {})),
  };
}

/** The new-side lines that the patch shows: what a comment may stand on. Hunks apart. */
export function commentable(patch: string | null): readonly (readonly number[])[] {
  const hunks: number[][] = [];
  let line = 0;
  for (const text of (patch ?? '').split('\n')) {
    const header = /^@@ -\d+(?:,\d+)? \+(\d+)/.exec(text);
    if (header !== null) {
      line = Number(header[1]);
      hunks.push([]);
    } else if (text.startsWith('+') || text.startsWith(' ')) {
      hunks.at(-1)?.push(line);
      line += 1;
    }
  }
  return hunks;
}

/** A new head: comments on lines that its diff does not show become outdated. */
export function pushHead(state: RepositoryState, head: string, files: readonly PullFileState[]): void {
  state.pull.head = head;
  state.pull.files = [...files];
  for (const comment of state.pull.comments) {
    const patch = files.find(({ path }) => path === comment.path)?.patch ?? null;
    const shown = commentable(patch).flat();
    if (comment.line !== null && !shown.includes(comment.line)) comment.line = null;
  }
}
