import { UsageError } from '../domain/index.ts';
import type { ActionRuntime } from '../io/action-runtime.ts';

/** The inputs of action.yml, read once. */
export interface ActionInputs {
  readonly token: string;
  readonly policy: string | null;
  readonly paths: readonly string[];
  readonly comment: 'review' | 'comments' | 'off';
  readonly key: string;
}

const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const COMMENT = { review: 'review', true: 'review', comments: 'comments', off: 'off', false: 'off' } as const;

/** @throws UsageError naming the input that is wrong and what it may be. */
export function readInputs(runtime: ActionRuntime): ActionInputs {
  const token = runtime.input('github-token');
  runtime.mask(token);
  const key = runtime.input('key') || 'default';
  if (!KEY.test(key)) throw wrong('key', key, 'letters, digits, dots, dashes and underscores, 64 at most');
  const comment = runtime.input('comment') || 'review';
  if (!Object.hasOwn(COMMENT, comment)) throw wrong('comment', comment, 'review, comments or off');
  const mode = runtime.input('mode') || 'check';
  if (mode !== 'check') throw wrong('mode', mode, 'check');
  return {
    token,
    policy: runtime.input('policy') || null,
    paths: runtime.lines('paths').map((path) => path.replace(/^\.\/|\/+$/g, '').replace(/^\.$/, '')),
    comment: COMMENT[comment as keyof typeof COMMENT],
    key,
  };
}

function wrong(name: string, value: string, expected: string): UsageError {
  return new UsageError({
    code: 'usage/input',
    stage: 'usage',
    message: `The input ${name} is ${JSON.stringify(value)}.`,
    remedy: `It may be ${expected}.`,
  });
}
