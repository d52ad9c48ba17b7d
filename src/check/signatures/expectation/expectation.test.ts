import { describe, expect, test } from 'vitest';
import { attest, attestBundle, PREDICATES } from '../../../../test/support/attestations.ts';
import { DIGEST, expectedAttestations, SLSA } from '../../../../test/support/expected-attestations.ts';
import { REPOSITORY } from '../../../../test/support/signature-check.ts';
import { createKey, FakeRegistry, sha256 } from '../../../../test/support/signatures.ts';
import { UsageError } from '../../../domain/index.ts';

const { check, verdict } = expectedAttestations();

const TEAM = createKey();
const STRANGER = createKey();

const SCAN = { metadata: { scanFinishedOn: '2026-06-07T12:00:00Z' } };
const slsa = attest(TEAM, DIGEST, { predicateType: PREDICATES.slsa02, predicate: SLSA });
const scan = attest(TEAM, DIGEST, { predicateType: PREDICATES.vuln, predicate: SCAN });
const spdx = attest(TEAM, DIGEST, { predicateType: PREDICATES.spdx, predicate: { spdxVersion: 'SPDX-2.3' } });
const cyclonedx = attest(TEAM, DIGEST, { predicateType: PREDICATES.cyclonedx, predicate: { bomFormat: 'CycloneDX' } });

function held(...attestations: readonly ReturnType<typeof attest>[]): { registry: FakeRegistry } {
  const registry = new FakeRegistry();
  registry.putLegacy(REPOSITORY, DIGEST, attestations, '', 'att');
  return { registry };
}

const byTeam = { signedBy: { key: TEAM.pem } };
const provenance = (more: object) => ({ predicate: 'provenance', ...byTeam, ...more });

describe('with a key', () => {
  test.each<[string, object, ReturnType<typeof attest>[], string]>([
    ['provenance, whatever it says', provenance({}), [slsa], 'pass'],
    ['provenance of the builder', provenance({ builder: 'https://ci.example/builder@*' }), [slsa], 'pass'],
    [
      'of another builder',
      provenance({ builder: 'https://ci.example/other' }),
      [slsa],
      'fail | attestation/unsatisfied block',
    ],
    [
      'of the source',
      provenance({ sourceRepository: 'https://git.example/acme/api', ref: 'refs/heads/main', workflow: 'release.yml' }),
      [slsa],
      'pass',
    ],
    [
      'of another source',
      provenance({ sourceRepository: 'https://git.example/acme/web' }),
      [slsa],
      'fail | attestation/unsatisfied block',
    ],
    ['of another ref', provenance({ ref: 'refs/tags/*' }), [slsa], 'fail | attestation/unsatisfied block'],
    ['of another workflow', provenance({ workflow: 'ci.yml' }), [slsa], 'fail | attestation/unsatisfied block'],
    [
      'a build level that a key cannot show',
      provenance({ buildLevel: 2 }),
      [slsa],
      'fail | attestation/unsatisfied block',
    ],
    ['build level 1', provenance({ buildLevel: 1 }), [slsa], 'pass'],
    ['a build that is young enough', provenance({ maxAge: '48h' }), [slsa], 'pass'],
    ['a build that is too old', provenance({ maxAge: '1h' }), [slsa], 'fail | attestation/unsatisfied block'],
    [
      'one of two that fits',
      provenance({ builder: 'b' }),
      [slsa, attest(TEAM, DIGEST, { predicateType: PREDICATES.slsa02, predicate: { builder: { id: 'b' } } })],
      'pass',
    ],
    ['no provenance', provenance({}), [spdx], 'fail | attestation/missing block'],
    [
      'provenance by a stranger',
      provenance({}),
      [attest(STRANGER, DIGEST, { predicateType: PREDICATES.slsa02, predicate: SLSA })],
      'fail | attestation/invalid block',
    ],
    [
      'provenance of another image',
      provenance({}),
      [attest(TEAM, sha256('x'), { predicateType: PREDICATES.slsa02, predicate: SLSA })],
      'fail | attestation/invalid block',
    ],
    ['a scan', { predicate: 'vulnerability-scan', ...byTeam, maxAge: '7d' }, [scan], 'pass'],
    [
      'an old scan',
      { predicate: 'vulnerability-scan', ...byTeam, maxAge: '12h' },
      [scan],
      'fail | attestation/unsatisfied block',
    ],
    [
      'a scan of tomorrow',
      { predicate: 'vulnerability-scan', ...byTeam },
      [
        attest(TEAM, DIGEST, {
          predicateType: PREDICATES.vuln,
          predicate: { metadata: { scanFinishedOn: '2026-06-09T12:00:00Z' } },
        }),
      ],
      'fail | attestation/unsatisfied block',
    ],
    [
      'a scan without a date',
      { predicate: 'vulnerability-scan', ...byTeam },
      [attest(TEAM, DIGEST, { predicateType: PREDICATES.vuln, predicate: {} })],
      'fail | attestation/unsatisfied block',
    ],
    ['SPDX', { predicate: 'spdx', ...byTeam }, [spdx], 'pass'],
    [
      'SPDX that is none',
      { predicate: 'spdx', ...byTeam },
      [attest(TEAM, DIGEST, { predicateType: PREDICATES.spdx, predicate: {} })],
      'fail | attestation/unsatisfied block',
    ],
    ['CycloneDX', { predicate: 'cyclonedx', ...byTeam }, [cyclonedx], 'pass'],
    ['another image is not asked', { predicate: 'spdx', ...byTeam, images: ['ghcr.io/other/**'] }, [], 'skipped'],
    [
      'this image is',
      { predicate: 'spdx', ...byTeam, images: ['ghcr.io/acme/*'] },
      [],
      'fail | attestation/missing block',
    ],
  ])('%s', async (_, expected, attestations, outcome) => {
    expect(await verdict([expected], held(...attestations))).toBe(outcome);
  });

  test('all that is expected must be there', async () => {
    const both = [{ predicate: 'spdx', ...byTeam }, provenance({})];
    expect(await verdict(both, held(spdx, slsa))).toBe('pass');
    expect(await verdict(both, held(spdx))).toBe('fail | attestation/missing block');
  });

  test('in a bundle', async () => {
    const registry = new FakeRegistry();
    registry.putBundle(
      REPOSITORY,
      DIGEST,
      attestBundle(TEAM, DIGEST, { predicateType: PREDICATES.slsa02, predicate: SLSA }),
    );
    expect(await verdict([provenance({})], { registry })).toBe('pass');
  });

  test('a registry that is down is unknown', async () => {
    const registry = new FakeRegistry();
    registry.fail('referrers', 'timeout');
    expect(await verdict([provenance({})], { registry })).toBe(
      'unknown | attestation/invalid unknown(infrastructure) block',
    );
  });

  test('a key that is none ends the run', async () => {
    await expect(check([{ predicate: 'spdx', signedBy: { key: 'x' } }])).rejects.toBeInstanceOf(UsageError);
  });
});
