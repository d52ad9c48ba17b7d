import { describe, expect, test } from 'vitest';
import { DIGEST, finding, image, OTHER_DIGEST } from '../../test/support/findings.ts';
import { completePolicy } from '../policy/schema.ts';
import { uncheckedFindings } from './unchecked.ts';

const NOW = new Date('2026-05-04T06:00:00Z');
const WRITTEN = `elsewhere.example/tool@${DIGEST}`;
const IMAGE = image(WRITTEN, { registry: 'elsewhere.example', path: 'tool', tag: null, digest: DIGEST });
const DENIAL = finding({ rule: 'image/denied-registry', image: WRITTEN, digest: DIGEST });

/** What is said where the image is denied, by its rule, and what it does. */
function said(exception: object | null, policy: object = {}): readonly string[] {
  const exceptions = exception === null ? [] : [{ reason: 'ours', expires: '2026-06-01', ...exception }];
  const complete = completePolicy({ version: 1, ...policy, exceptions });
  const found = uncheckedFindings({ images: [IMAGE], findings: [DENIAL] }, complete, NOW);
  for (const { result, image: about, digest, location } of found) {
    expect(result).toEqual({ outcome: 'unknown', cause: 'content' });
    expect({ about, digest, location }).toEqual({ about: WRITTEN, digest: DIGEST, location: DENIAL.location });
  }
  return found.map(({ rule, enforcement }) => `${enforcement} ${rule}`);
}

describe('an image of a repository that is not admitted', () => {
  const excepted = { rules: ['image/denied-registry'], images: [`elsewhere.example/tool@${DIGEST}`] };
  const ENFORCED = { signatures: { mode: 'enforce', policies: ['a.yaml'] } };

  test.each<[string, object | null, object, readonly string[]]>([
    ['without an exception: it is denied, which is enough', null, ENFORCED, []],
    ['with one', excepted, ENFORCED, ['block signature/invalid', 'block vulnerability/unscannable']],
    [
      'where signatures warn',
      excepted,
      { signatures: { mode: 'warn', policies: ['a.yaml'] } },
      ['warn signature/invalid', 'block vulnerability/unscannable'],
    ],
    [
      'where nobody asks for signatures',
      excepted,
      { signatures: { mode: 'off' } },
      ['block vulnerability/unscannable'],
    ],
    ['nor for vulnerabilities', excepted, { signatures: { mode: 'off' }, vulnerabilities: { severity: 'off' } }, []],
    ['with one that is over', { ...excepted, expires: '2026-05-03' }, ENFORCED, []],
    ['with one for other bytes', { ...excepted, images: [`elsewhere.example/tool@${OTHER_DIGEST}`] }, ENFORCED, []],
  ])('%s', (_, exception, policy, expected) => {
    expect(said(exception, policy)).toEqual(expected);
  });
});
