import { describe, expect, test } from 'vitest';
import { finding, location, manifestRef, unpinned } from '../../../test/support/findings.ts';
import { API_YAML, type SampleOptions, SHOP, SHOP_FAILS, SHOP_FIXES, view } from '../../../test/support/reports.ts';
import type { Edit, Finding, Fix } from '../../domain/index.ts';
import { type DiffFile, renderReview } from '../index.ts';

const FILE = 'deploy/api.yaml';
const LINES = API_YAML.split('\n');
const DIFF: readonly DiffFile[] = [{ path: FILE, hunks: [{ startLine: 9, lines: LINES.slice(8, 15) }] }];
const TEXTS = new Map([[FILE, API_YAML]]);

const review = (sample: SampleOptions, diff = DIFF, texts: ReadonlyMap<string, string> = TEXTS) =>
  renderReview(view(sample), diff, texts, { style: 'requests' });

const suggestionIn = (body: string | undefined): string | null =>
  /^(`{3,})suggestion\n([\s\S]*?)\n\1$/m.exec(body ?? '')?.[2] ?? null;

describe('comments', () => {
  test.each<[string, SampleOptions, readonly string[]]>([
    ['on the line of the finding', { head: [SHOP.privileged] }, [`${FILE}:15`]],
    [
      'one for an image, whatever is wrong with it',
      { head: [SHOP.unpinned, SHOP.cve], images: [SHOP.image] },
      [`${FILE}:12`],
    ],
    [
      'one for an object',
      { head: [SHOP.privileged, finding({ path: 'x', location: location(FILE, 13) })] },
      [`${FILE}:13`],
    ],
    ['none outside the hunks', { head: [finding({ location: location(FILE, 2) })] }, []],
    ['none in a file that the diff does not show', { head: [finding({ location: location('other.yaml', 12) })] }, []],
    [
      'on a related place that the diff shows',
      { head: [finding({ location: location('other.yaml', 1), related: [location(FILE, 10)] })] },
      [`${FILE}:10`],
    ],
    ['none for warnings alone', { head: [finding({ enforcement: 'warn' })] }, []],
    ['none for what the base had', { head: [SHOP.privileged], base: [SHOP.privileged] }, []],
  ])('%s', (_, sample, places) => {
    expect(review(sample).comments.map(({ path, line }) => `${path}:${line}`)).toEqual(places);
  });

  test('a warning that one click settles is worth a comment', () => {
    const warn = { ...SHOP.unpinned, enforcement: 'warn' } as const;
    const fix = SHOP_FIXES.get(SHOP.unpinned);
    if (fix === undefined) throw new Error('the sample has no fix');
    expect(review({ head: [warn], fixes: new Map([[warn, fix]]) }).comments.length).toBe(1);
  });

  test('at most 30, the worst first', () => {
    const head = Array.from({ length: 50 }, (_, at) =>
      finding({
        severity: at < 10 ? 'low' : at < 30 ? 'high' : 'critical',
        manifest: manifestRef({ name: `api-${at}` }),
        location: location(FILE, 9 + (at % 7)),
      }),
    );
    const { comments } = review({ head });
    expect(comments.length).toBe(30);
    expect(comments.filter(({ body }) => body.includes('critical, blocks')).length).toBe(20);
    expect(comments.filter(({ body }) => body.includes('low, blocks')).length).toBe(0);
  });

  test('a range of lines', () => {
    const [comment] = review({
      head: [finding({ location: location(FILE, 14, { endLine: 15, endColumn: 29 }) })],
    }).comments;
    expect([comment?.startLine, comment?.line]).toEqual([14, 15]);
  });
});

describe('a suggestion', () => {
  const pin = (edits: readonly [Edit, ...Edit[]], head: Finding = SHOP.unpinned): SampleOptions => ({
    head: [head],
    fixes: new Map<Finding, Fix>([[head, { edits, proved: true }]]),
  });
  const edit = (line: number, startColumn: number, endColumn: number, text: string, file = FILE): Edit => {
    return { file, startLine: line, startColumn, endLine: line, endColumn, text };
  };
  const image = edit(12, 18, 40, 'api@sha256:1');

  test('replaces whole lines', () => {
    const [comment] = review(pin([image])).comments;
    expect(suggestionIn(comment?.body)).toBe('          image: api@sha256:1');
    expect([comment?.startLine, comment?.line]).toEqual([null, 12]);
  });

  test('of two edits covers the lines between', () => {
    const [comment] = review(pin([edit(15, 25, 29, 'false'), image])).comments;
    expect(suggestionIn(comment?.body)).toBe(
      [`          image: api@sha256:1`, LINES[12], LINES[13], '            privileged: false'].join('\n'),
    );
    expect([comment?.startLine, comment?.line]).toEqual([12, 15]);
  });

  test('of an inserted line keeps the one it stands before', () => {
    const [comment] = review(pin([edit(13, 1, 1, '          imagePullPolicy: Always\n')])).comments;
    expect(suggestionIn(comment?.body)).toBe(`          imagePullPolicy: Always\n${LINES[12]}`);
  });

  test.each<[string, SampleOptions, readonly DiffFile[], ReadonlyMap<string, string>]>([
    ['a part lies in another file', pin([image, edit(1, 1, 2, 'x', 'other.yaml')]), DIFF, TEXTS],
    ['a part lies outside the hunk', pin([image, edit(3, 1, 2, 'x')]), DIFF, TEXTS],
    [
      'the diff shows other text than was judged',
      pin([image]),
      DIFF,
      new Map([[FILE, API_YAML.replace('1.2.3', '1.2.4')]]),
    ],
    ['the judged text is not known', pin([image]), DIFF, new Map()],
    ['it holds what does not show', pin([edit(12, 18, 40, 'api\u202e')]), DIFF, TEXTS],
    ['edits overlap', pin([image, edit(12, 20, 30, 'x')]), DIFF, TEXTS],
    ['an edit lies past the end of its line', pin([edit(12, 400, 401, 'x')]), DIFF, TEXTS],
  ])('is not made where %s', (_, sample, diff, texts) => {
    const [comment] = review(sample, diff, texts).comments;
    expect(comment?.line).toBe(12);
    expect(suggestionIn(comment?.body)).toBeNull();
  });

  test('cannot close its own fence', () => {
    const [comment] = review(pin([edit(12, 18, 40, 'a\n```\n@octocat')])).comments;
    expect(comment?.body).toContain('````suggestion\n          image: a\n```\n@octocat\n````');
  });
});

describe('the review', () => {
  test.each([
    ['fail', { head: [finding()] }, 'requests', 'REQUEST_CHANGES'],
    ['fail, comments only', { head: [finding()] }, 'comments', 'COMMENT'],
    ['pass', {}, 'requests', 'COMMENT'],
  ] as const)('%s', (_, sample, style, event) => {
    expect(renderReview(view(sample), DIFF, TEXTS, { style }).event).toBe(event);
  });

  test.each<[string, SampleOptions, boolean]>([
    ['nothing', {}, false],
    ['only what the base had', { head: [finding()], base: [finding()] }, false],
    ['a warning', { head: [finding({ enforcement: 'warn' })] }, true],
  ])('is worth saying: %s', (_, sample, expected) => {
    expect(review(sample).worthSaying).toBe(expected);
  });

  test('no body is over the limit of GitHub, and what is cut is counted', () => {
    const head = Array.from({ length: 3000 }, (_, at) =>
      unpinned({
        image: `ghcr.io/acme/${at}`,
        message: '🚀`'.repeat(2000),
        identity: [String(at)],
        location: location(FILE, 12),
      }),
    );
    const { body, comments } = review({ head });
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body).toMatch(/\d+ more findings are left out here/);
    for (const comment of comments) expect(comment.body.length).toBeLessThanOrEqual(65_536);
  });

  test('all that is open is named by the draft, beyond the comments', () => {
    expect(review(SHOP_FAILS).openFingerprints.length).toBe(6);
  });
});
