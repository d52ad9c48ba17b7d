import { formatMarker } from '../escape/index.ts';
import { composeMarkdown } from '../reporters/markdown.ts';
import type { ReportView } from '../view.ts';
import { commentsOn, type ReviewComment } from './comment.ts';
import type { DiffFile } from './diff.ts';
import { subjectsOf } from './subjects.ts';
import { suggestionsFor } from './suggestion.ts';

/** GitHub's limit for a body is 65,536 characters. Bytes are counted, which is never fewer. */
const MAX_BODY = 65_536;
const MAX_COMMENTS = 30;
const MAX_ROWS = 50;

/** A pull-request review, ready to be posted. */
export interface ReviewDraft {
  readonly key: string;
  readonly event: 'REQUEST_CHANGES' | 'COMMENT';
  readonly body: string;
  /** At most 30, the worst first, one an image or object and one for each further suggestion, each inside a hunk. */
  readonly comments: readonly ReviewComment[];
  /** All that is open, so that an earlier comment is known to be settled or not. */
  readonly openFingerprints: readonly string[];
  /** True where the gate has something to say even if it never spoke before. */
  readonly worthSaying: boolean;
}

export interface ReviewOptions {
  /** `requests` asks for changes when something blocks; `comments` never does. */
  readonly style: 'requests' | 'comments';
}

/**
 * The review of a pull request: the same view as every other reporter, with comments on lines of the diff.
 *
 * @param diff - what the pull request shows, as GitHub gives it
 * @param texts - the judged text of the diff's files, by path: a suggestion is made only where both agree
 */
export function renderReview(
  view: ReportView,
  diff: readonly DiffFile[],
  texts: ReadonlyMap<string, string>,
  options: ReviewOptions,
): ReviewDraft {
  const { report, context } = view;
  const comments: ReviewComment[] = [];
  const suggestions = suggestionsFor(view.open, diff, texts);
  for (const subject of subjectsOf(view)) {
    if (comments.length >= MAX_COMMENTS) break;
    comments.push(...commentsOn(subject, view, diff, suggestions).slice(0, MAX_COMMENTS - comments.length));
  }
  const marker = formatMarker({ key: context.key, kind: 'review', subject: '', fingerprints: [] });
  const body = composeMarkdown(view, {
    maxBytes: MAX_BODY - Buffer.byteLength(marker) - 2,
    maxRows: MAX_ROWS,
    images: false,
  });
  return {
    key: context.key,
    event: report.verdict === 'pass' || options.style === 'comments' ? 'COMMENT' : 'REQUEST_CHANGES',
    body: `${marker}\n\n${body}`,
    comments,
    openFingerprints: view.open.map(({ fingerprint }) => fingerprint),
    worthSaying: report.verdict !== 'pass' || view.open.length > 0 || context.notices.length > 0,
  };
}
