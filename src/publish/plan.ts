import { markerKey, parseMarker, type ReviewComment, type ReviewDraft } from '../report/index.ts';
import type { ExistingComment, Review } from './github-port.ts';

/** What the pull request needs so that it says what the draft says, once. Pure. */
export interface Plan {
  /** `post`: a new review with the comments. `update`: the earlier one's body is replaced. */
  readonly review:
    | { readonly action: 'post'; readonly replaces: readonly Review[] }
    /** `dismiss`: reviews that ask for changes and no longer may, `earlier` or ones that another run posted at the same time. */
    | { readonly action: 'update'; readonly earlier: Review; readonly dismiss: readonly Review[] }
    | { readonly action: 'none' };
  readonly newComments: readonly ReviewComment[];
  readonly changedComments: readonly { readonly id: number; readonly body: string }[];
  readonly settledComments: readonly number[];
  readonly keptComments: number;
}

/**
 * GitHub keeps a review's state for good, so a verdict that needs another one is a new review, and the old body is
 * replaced by a pointer. A comment is the same when it is about the same subject on the same file and line; a settled
 * one goes, unless somebody answered it.
 */
export function planReview(draft: ReviewDraft, reviews: readonly Review[], comments: readonly ExistingComment[]): Plan {
  const mine = reviews
    .filter(({ body, ours }) => ours && isMine(body, draft.key, 'review'))
    .sort((a, b) => b.id - a.id);
  return { review: planBody(draft, mine), ...planComments(draft, comments) };
}

function planBody(draft: ReviewDraft, mine: readonly Review[]): Plan['review'] {
  const blocking = mine.filter(({ state }) => state === 'CHANGES_REQUESTED');
  if (draft.event === 'REQUEST_CHANGES') {
    const [earlier, ...twins] = blocking;
    if (earlier !== undefined) return { action: 'update', earlier, dismiss: twins };
    return { action: 'post', replaces: mine };
  }
  const earlier = blocking[0] ?? mine[0];
  if (earlier !== undefined) return { action: 'update', earlier, dismiss: blocking };
  return draft.worthSaying ? { action: 'post', replaces: [] } : { action: 'none' };
}

function planComments(draft: ReviewDraft, comments: readonly ExistingComment[]) {
  const answered = new Set(comments.map(({ replyTo }) => replyTo));
  const open = new Set(draft.openFingerprints.map((each) => each.slice(0, 16)));
  const mine = comments.flatMap((comment) => {
    const marker = comment.ours && comment.replyTo === null ? parseMarker(comment.body) : null;
    const own = marker !== null && marker.kind === 'comment' && marker.key === markerKey(draft.key);
    return own ? [{ ...comment, marker }] : [];
  });
  const used = new Set<number>();
  const newComments: ReviewComment[] = [];
  const changedComments: { id: number; body: string }[] = [];
  let keptComments = 0;
  for (const wanted of draft.comments) {
    const same = mine.find(
      ({ id, path, line, marker }) =>
        !used.has(id) && marker.subject === wanted.subject && path === wanted.path && line === wanted.line,
    );
    if (same === undefined) {
      newComments.push(wanted);
      continue;
    }
    used.add(same.id);
    if (sameText(same.body, wanted.body)) keptComments += 1;
    else changedComments.push({ id: same.id, body: wanted.body });
  }
  const moved = new Set(newComments.map(({ subject }) => subject));
  // Two runs at once may both have said it; one of them stays.
  const said = new Set(mine.filter(({ id }) => used.has(id)).map(placeOf));
  const settledComments = mine
    .filter(({ id, marker, path, line }) => {
      if (used.has(id) || answered.has(id)) return false;
      // Still open, but not said anew (past the thirtieth, or off the diff): the old comment stands.
      const stillOpen = marker.fingerprints.some((each) => open.has(each));
      return !stillOpen || moved.has(marker.subject) || said.has(placeOf({ marker, path, line }));
    })
    .map(({ id }) => id);
  return { newComments, changedComments, settledComments, keptComments };
}

function placeOf(comment: Pick<ExistingComment, 'path' | 'line'> & { readonly marker: { readonly subject: string } }) {
  return JSON.stringify([comment.marker.subject, comment.path, comment.line]);
}

/** GitHub gives bodies back with other line ends. */
export function sameText(a: string, b: string): boolean {
  return a.replaceAll('\r\n', '\n').trim() === b.replaceAll('\r\n', '\n').trim();
}

function isMine(body: string, key: string, kind: 'review' | 'comment'): boolean {
  const marker = parseMarker(body);
  return marker !== null && marker.kind === kind && marker.key === markerKey(key);
}
