import { describe, expect, test } from 'vitest';
import { DIGEST, finding, image, OTHER_DIGEST } from '../../test/support/findings.ts';
import { completePolicy } from '../policy/schema.ts';
import { uncheckedFindings } from './unchecked.ts';

const NOW = new Date('2026-05-04T06:00:00Z');
const WRITTEN = `elsewhere.example/tool@${DIGEST}`;
const IMAGE = image(WRITTEN, { registry: 'elsewhere.example', path: 'tool', tag: null, digest: DIGEST });
const DENIAL = finding({ rule: 'image/denied-registry', image: WRITTEN, digest: DIGEST });
const SIDE = { images: [IMAGE], findings: [DENIAL] };

/** A ClusterImagePolicy for these images. */
const policyFor = (glob: string, mode: 'enforce' | 'warn' = 'enforce') => {
  const spec = { mode, images: [{ glob }], authorities: [{ static: { action: 'pass' } }] };
  const metadata = { name: 'shop' };
  const text = JSON.stringify({
    apiVersion: 'policy.sigstore.dev/v1beta1',
    kind: 'ClusterImagePolicy',
    metadata,
    spec,
  });
  return [{ file: 'policy/shop.yaml', text }];
};

interface Given {
  readonly exception?: object | null;
  readonly policy?: object;
  readonly documents?: ReturnType<typeof policyFor>;
  readonly base?: typeof SIDE | null;
}

const EXCEPTION = {
  rules: ['image/denied-registry'],
  images: [`elsewhere.example/tool@${DIGEST}`],
  reason: 'ours',
  expires: '2026-06-01',
};
const ENFORCED = { signatures: { mode: 'enforce', policies: ['policy/*.yaml'] } };
const signatures = (more: object) => ({ signatures: { ...ENFORCED.signatures, ...more } });

const attested = (images: string) => {
  const signedBy = { issuer: 'https://a.example', subject: 'b' };
  const attestations = [{ images: [images], predicate: 'spdx', signedBy }];
  return { signatures: { mode: 'enforce', attestations } };
};

/** What is said where the image is denied, by its rule, and what it does. */
function said({ exception = EXCEPTION, policy = ENFORCED, documents = policyFor('**'), base = null }: Given) {
  const complete = completePolicy({ version: 1, ...policy, exceptions: exception === null ? [] : [exception] });
  const found = uncheckedFindings(SIDE, base, { policy: complete, signatureDocuments: documents }, NOW);
  for (const { result, image: about, digest, location } of found) {
    expect(result).toEqual({ outcome: 'unknown', cause: 'content' });
    expect({ about, digest, location }).toEqual({ about: WRITTEN, digest: DIGEST, location: DENIAL.location });
  }
  return found.map(({ rule, enforcement }) => `${enforcement} ${rule}`);
}

describe('an image of a repository that is not admitted', () => {
  const UNSCANNED = 'block vulnerability/unscannable';
  const BOTH = ['block signature/invalid', UNSCANNED];
  const WARNED = ['warn signature/invalid', UNSCANNED];

  test.each<[string, Given, readonly string[]]>([
    ['without an exception: it is denied, which is enough', { exception: null }, []],
    ['with one', {}, BOTH],
    ['with one that is over', { exception: { ...EXCEPTION, expires: '2026-05-03' } }, []],
    [
      'with one for other bytes',
      { exception: { ...EXCEPTION, images: [`elsewhere.example/tool@${OTHER_DIGEST}`] } },
      [],
    ],
    ['where signatures warn', { policy: signatures({ mode: 'warn' }) }, WARNED],
    ['where the policy that matches warns', { documents: policyFor('**', 'warn') }, WARNED],
    ['where no policy matches, which is denied', { documents: policyFor('ghcr.io/**') }, BOTH],
    [
      'where no policy matches, which warns',
      { documents: policyFor('ghcr.io/**'), policy: signatures({ noMatch: 'warn' }) },
      WARNED,
    ],
    [
      'where no policy matches, and none need',
      { documents: policyFor('ghcr.io/**'), policy: signatures({ noMatch: 'allow' }) },
      [UNSCANNED],
    ],
    [
      'where no policy is named, and all images need one',
      { documents: [], policy: { signatures: { mode: 'enforce' } } },
      BOTH,
    ],
    ['where something must be attested of it', { documents: [], policy: attested('elsewhere.example/**') }, BOTH],
    ['where something must be attested of others', { documents: [], policy: attested('ghcr.io/**') }, [UNSCANNED]],
    ['where nobody asks for signatures', { policy: { signatures: { mode: 'off' } } }, [UNSCANNED]],
    ['nor for vulnerabilities', { policy: { signatures: { mode: 'off' }, vulnerabilities: { severity: 'off' } } }, []],
    ['that the base has too: without the exception it would pass', { base: SIDE }, []],
    ['that the base has too, and all counts', { base: SIDE, policy: { ...ENFORCED, gate: { scope: 'all' } } }, BOTH],
    ['that the base has not', { base: { images: [], findings: [] } }, BOTH],
  ])('%s', (_, given, expected) => {
    expect(said(given)).toEqual(expected);
  });
});
