import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parseWrittenOnce, spelled } from './written-once.ts';

const parse = (text: string): unknown => parseWrittenOnce(Buffer.from(text));

describe('a name that is written twice in an object', () => {
  test.each([
    ['once each', '{"a":1,"b":{"a":2}}', true],
    ['in two objects of a list', '[{"a":1},{"a":2}]', true],
    ['colons in a text, and escapes', '{"a:b\\":":"c\\\\","d":":"}', true],
    ['a name of JavaScript', '{"__proto__":{"a":1},"constructor":2}', true],
    ['twice', '{"a":1,"a":1}', false],
    ['twice, once escaped', '{"a":1,"\\u0061":2}', false],
    ['twice, deep below', '{"a":[{"b":{"c":1,"c":2}}]}', false],
    ['below a name that is lost with it', '{"a":{"b":1},"a":{"b":1}}', false],
    ['no JSON', '{"a":1', false],
  ])('%s', (_, text, read) => expect(parse(text) !== undefined).toBe(read));

  test('whatever JSON a serialiser writes is read', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value, null, 1);
        expect(parse(text)).toEqual(JSON.parse(text));
      }),
    );
  });
});

test.each([
  ['as it is', { Payload: 1 }, true],
  ['with others', { Payload: 1, Other: 2 }, true],
  ['in another case', { Payload: 1, payload: 2 }, false],
  ['in another case alone', { pAYLOAD: 1 }, false],
])('a field: %s', (_, value, taken) => {
  expect(spelled({ Payload: z.number() }).safeParse(value).success).toBe(taken);
});

test('letters that Go takes for s and k', () => {
  const subject = spelled({ subjectKey: z.string() });
  expect(subject.safeParse({ subjectKey: 'a', '\u017fubjectKey': 'b' }).success).toBe(false);
  expect(subject.safeParse({ subjectKey: 'a', 'subject\u212aey': 'b' }).success).toBe(false);
});
