import { expect, test } from 'vitest';
import { mentionsManifest } from './index.ts';

test.each([
  ['as it is mostly written', 'apiVersion: v1\nkind: Pod\n', true],
  ['letters as escapes', '{"\\u0061piVersion":"v1","\\u006bind":"Pod"}', true],
  ['a word broken over lines', '? "api\\\n  Version"\n: v1\n? "ki\\\n  nd"\n: Pod\n', true],
  ['a word broken over lines of Windows', '? "api\\\r\n  Version"\r\n: v1\r\n', true],
  ['a key in base64', '!!binary YXBpVmVyc2lvbg==: v1\n', true],
  ['something else', '{"name":"a","kind":"b"}', false],
])('%s: %s', (_, text, mentioned) => {
  expect(mentionsManifest(Buffer.from(text))).toBe(mentioned);
});
