import type { ApiDescription } from './description.ts';
import type { Account, CheckRunState, CommentState, PullFileState, RepositoryState, ReviewState } from './state.ts';

const TIME = '2026-11-23T12:00:00Z';

/** GitHub's objects: the description's own examples with the double's facts in them. */
export class Objects {
  readonly #api: ApiDescription;
  readonly #state: RepositoryState;
  readonly #origin: string;

  constructor(api: ApiDescription, state: RepositoryState, origin: string) {
    this.#api = api;
    this.#state = state;
    this.#origin = origin;
  }

  pull(): Record<string, unknown> {
    const { pull, repository } = this.#state;
    const example = this.#api.example('pull-request');
    const url = this.#pullUrl();
    const ends = { head: example.head as object, base: example.base as object };
    const repo = (end: object): object => ({ ...('repo' in end ? (end.repo as object) : {}) });
    const [owner = ''] = repository.split('/');
    return {
      ...example,
      number: pull.number,
      url,
      html_url: this.#html(`pull/${pull.number}`),
      state: pull.state,
      requested_teams: [],
      requested_reviewers: [],
      locked: false,
      merged: false,
      merged_at: null,
      merge_commit_sha: null,
      user: account(this.#api, { login: pull.author, type: 'User' }),
      head: {
        ...ends.head,
        ref: 'change',
        label: `${pull.headRepository.split('/')[0]}:change`,
        sha: pull.head,
        repo: { ...repo(ends.head), full_name: pull.headRepository, fork: pull.headRepository !== repository },
      },
      base: {
        ...ends.base,
        ref: pull.base.ref,
        label: `${owner}:${pull.base.ref}`,
        sha: pull.base.commit,
        repo: { ...repo(ends.base), full_name: repository },
      },
    };
  }

  /** As a list of pull requests has it: the description's `pull-request-simple`. */
  listedPull(): Record<string, unknown> {
    const example = this.#api.example('pull-request-simple-items');
    const { number, url, html_url, state, user, head, base } = this.pull();
    return { ...example, requested_teams: [], requested_reviewers: [], number, url, html_url, state, user, head, base };
  }

  file({ path, status, patch }: PullFileState): Record<string, unknown> {
    const lines = (patch ?? '').split('\n');
    const additions = lines.filter((line) => line.startsWith('+')).length;
    const deletions = lines.filter((line) => line.startsWith('-')).length;
    const { patch: _, ...example } = this.#api.example('diff-entry-items');
    return {
      ...example,
      filename: path,
      status,
      additions,
      deletions,
      changes: additions + deletions,
      ...(patch === null ? {} : { patch }),
    };
  }

  review({ id, author, state, body, commit }: ReviewState): Record<string, unknown> {
    return {
      ...this.#api.example('pull-request-review'),
      id,
      user: account(this.#api, author),
      body,
      state,
      html_url: this.#html(`pull/${this.#state.pull.number}#pullrequestreview-${id}`),
      pull_request_url: this.#pullUrl(),
      _links: {
        html: { href: this.#html(`pull/${this.#state.pull.number}#pullrequestreview-${id}`) },
        pull_request: { href: this.#pullUrl() },
      },
      submitted_at: TIME,
      commit_id: commit,
    };
  }

  comment({ id, review, author, path, line, startLine, body, replyTo }: CommentState): Record<string, unknown> {
    const html = this.#html(`pull/${this.#state.pull.number}#discussion_r${id}`);
    const {
      in_reply_to_id: _,
      start_line: __,
      start_side: ___,
      line: ____,
      ...example
    } = this.#api.example('pull-request-review-comment-items');
    return {
      ...example,
      id,
      pull_request_review_id: review,
      user: account(this.#api, author),
      path,
      ...(line === null ? {} : { line }),
      side: 'RIGHT',
      ...(startLine === null ? {} : { start_line: startLine, start_side: 'RIGHT' }),
      body,
      commit_id: this.#state.pull.head,
      html_url: html,
      pull_request_url: this.#pullUrl(),
      ...(replyTo === null ? {} : { in_reply_to_id: replyTo }),
    };
  }

  repository(): Record<string, unknown> {
    const [, name = ''] = this.#state.repository.split('/');
    const {
      source: _,
      parent: __,
      template_repository: ___,
      ...example
    } = this.#api.example('full-repository-default-response');
    return {
      ...example,
      language: 'Smarty',
      name,
      full_name: this.#state.repository,
      default_branch: this.#state.defaultBranch,
      security_and_analysis: null,
    };
  }

  branch(name: string, { commit, protected: isProtected }: { commit: string; protected: boolean }) {
    const example = this.#api.example('branch-get');
    const shown = example.commit as object;
    return { ...example, name, protected: isProtected, commit: { ...shown, sha: commit } };
  }

  checkRun({ id, fields, annotations }: CheckRunState): Record<string, unknown> {
    const example = this.#api.example('check-run-example-of-completed-conclusion');
    const shown = (fields.output ?? {}) as Record<string, unknown>;
    return {
      ...example,
      id,
      name: fields.name ?? 'check',
      head_sha: fields.head_sha ?? this.#state.pull.head,
      status: fields.status ?? 'completed',
      conclusion: fields.conclusion ?? null,
      output: {
        ...(example.output as object),
        title: shown.title ?? null,
        summary: shown.summary ?? null,
        annotations_count: annotations.length,
      },
    };
  }

  #pullUrl(): string {
    return `${this.#origin}/repos/${this.#state.repository}/pulls/${this.#state.pull.number}`;
  }

  #html(path: string): string {
    return `https://github.com/${this.#state.repository}/${path}`;
  }
}

function account(api: ApiDescription, { login, type }: Account): Record<string, unknown> {
  const user = api.example('pull-request-review').user as Record<string, unknown>;
  return { ...user, login, type };
}
