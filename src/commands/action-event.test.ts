import { expect, test } from 'vitest';
import { readEvent } from './action-event.ts';

const [HEAD, BASE] = ['a'.repeat(40), 'b'.repeat(40)];
const repo = { full_name: 'acme/shop', default_branch: 'main' };
const PULL_REQUEST = {
  pull_request: { number: 7, head: { sha: HEAD, repo }, base: { sha: BASE, ref: 'main', repo } },
};

test.each([
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
])('%s is judged by the policy of the base', (name) => {
  expect(readEvent(name, PULL_REQUEST, 'check')).toMatchObject({
    kind: 'pull-request',
    number: 7,
    head: HEAD,
    base: BASE,
  });
});

test.each<[string, unknown]>([
  ['push', {}],
  ['schedule', {}],
  ['issue_comment', { issue: { number: 1 } }],
  ['workflow_run', { workflow_run: { event: 'push' } }],
])('%s is about a commit', (name, payload) => {
  expect(readEvent(name, payload, 'check')).toEqual({ kind: 'commit' });
});

test.each<[string, unknown]>([
  ['pull_request_target', PULL_REQUEST],
  ['workflow_run', { workflow_run: { event: 'pull_request' } }],
  ['issue_comment', { issue: { number: 1, pull_request: { url: 'x' } } }],
  ['pull_request', {}],
  ['pull_request', { pull_request: { ...PULL_REQUEST.pull_request, base: { sha: '--upload-pack=x', ref: 'main' } } }],
])('%s is refused where nobody can say whose policy decides', (name, payload) => {
  expect(() => readEvent(name, payload, 'check')).toThrow(
    expect.objectContaining({ remedy: expect.stringContaining('pull_request') }),
  );
});
