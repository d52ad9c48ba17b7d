import { expect, test } from 'vitest';
import type { Log } from '../domain/index.ts';
import { createActionLog } from './action-runtime.ts';

function record(say: (log: Log) => void): string {
  const parts: string[] = [];
  const stream = { isTTY: true, write: (part: string) => parts.push(part) };
  say(createActionLog(stream));
  return parts.join('');
}

test.each([
  ['Rendered 1 of 3: charts/shop', 'Rendered 1 of 3: charts/shop\n'],
  ['Name::of::a::Perl::package', 'Name::of::a::Perl::package\n'],
  ['::error::nothing to see', ': :error::nothing to see\n'],
  ['  ::add-mask::shop', '  : :add-mask::shop\n'],
  ['a file\n::stop-commands::x', 'a file\n: :stop-commands::x\n'],
  ['see ##[add-path]/evil', 'see # #[add-path]/evil\n'],
])('%j is logged, and is no workflow command', (message, expected) => {
  expect(record((log) => log.info(message))).toBe(expected);
});

test('progress is a plain line on a terminal too', () => {
  expect(record((log) => log.progress('Scanned 1 of 4 images'))).toBe('Scanned 1 of 4 images\n');
});
