import { z } from 'zod';
import { isOver } from '../../../domain/index.ts';
import type { VerifiedAttestation } from '../attestation/verified.ts';
import { clip } from '../clip.ts';
import type { Evaluation } from '../condition/evaluator.ts';
import { buildLevelOf, type CertificateFacts, readCertificateFacts } from './certificate-facts.ts';
import type { WrittenExpectation } from './expectation.ts';
import { matchesPattern } from './pattern.ts';
import { type BuildFacts, PROVENANCE_TYPES, readDate, readProvenance } from './provenance.ts';

type Provenance = Extract<WrittenExpectation, { predicate: 'provenance' }>;

/** Predicate types that may show what is expected, as URIs. */
export const TYPES: Readonly<Record<WrittenExpectation['predicate'], ReadonlySet<string>>> = {
  provenance: PROVENANCE_TYPES,
  spdx: new Set(['', '/v2.2', '/v2.3'].map((version) => `https://spdx.dev/Document${version}`)),
  cyclonedx: new Set(['', '/v1.4', '/v1.5', '/v1.6', '/v1.7'].map((version) => `https://cyclonedx.org/bom${version}`)),
  'vulnerability-scan': new Set([
    'https://cosign.sigstore.dev/attestation/vuln/v1',
    'https://in-toto.io/attestation/vulns/v0.1',
    'https://in-toto.io/attestation/vulns/v0.2',
  ]),
};

export const LABELS: Readonly<Record<WrittenExpectation['predicate'], string>> = {
  provenance: 'SLSA provenance',
  spdx: 'SPDX bill of materials',
  cyclonedx: 'CycloneDX bill of materials',
  'vulnerability-scan': 'vulnerability scan',
};

const Spdx = z.union([
  z.looseObject({ spdxVersion: z.string() }),
  z.looseObject({ '@context': z.string().startsWith('https://spdx.org/rdf/3.') }),
  // The tag-value form, which cosign keeps as text.
  z
    .string()
    .startsWith('SPDXVersion:'),
]);
const CycloneDx = z.looseObject({ bomFormat: z.literal('CycloneDX') });
const Scan = z.looseObject({ metadata: z.looseObject({ scanFinishedOn: z.string() }) });

/** A clock that runs ahead of ours by no more than this did not lie. */
const SKEW_MS = 5 * 60_000;

/** Is what a verified attestation says what the gate's policy expects? */
export function satisfiesExpectation(
  expected: WrittenExpectation,
  { statement, signed }: VerifiedAttestation,
  now: Date,
): Evaluation {
  switch (expected.predicate) {
    case 'spdx':
      return verdict(Spdx.safeParse(statement.predicate).success ? null : 'it holds no SPDX document');
    case 'cyclonedx':
      return verdict(CycloneDx.safeParse(statement.predicate).success ? null : 'it holds no CycloneDX document');
    case 'vulnerability-scan': {
      const scan = Scan.safeParse(statement.predicate);
      const finished = scan.success ? readDate(scan.data.metadata.scanFinishedOn) : null;
      if (finished === null) return verdict('it does not say when the scan ended');
      return verdict(objectToAge('the scan ended', finished, expected.maxAge, now));
    }
    case 'provenance': {
      const build = readProvenance(statement);
      if (build === null) return verdict('it holds no provenance of its type');
      const certificate = readCertificateFacts(signed);
      const objections = [
        ...objectToBuild(expected, build, certificate),
        expected.maxAge === undefined ? null : objectToBuildAge(build, expected.maxAge, now),
      ];
      const found = objections.filter((one) => one !== null);
      return verdict(found.length === 0 ? null : found.join(', and '));
    }
  }
}

function verdict(objection: string | null): Evaluation {
  return objection === null ? { status: 'satisfied' } : { status: 'refused', reason: objection };
}

/** What the predicate says and what the certificate says must both fit: whoever signs can write any predicate. */
function objectToBuild(
  { builder, sourceRepository, ref, workflow, buildLevel }: Provenance,
  build: BuildFacts,
  certificate: CertificateFacts | null,
): readonly (string | null)[] {
  const configPath = workflowPath(certificate);
  return [
    object('the builder', builder, build.builder, null),
    object('the source repository', sourceRepository, build.sourceRepository, certificate?.sourceRepository ?? null),
    object('the ref', ref, build.ref, certificate?.ref ?? null),
    object('the workflow', workflow, build.workflow, configPath),
    objectToLevel(buildLevel, certificate),
  ];
}

function object(
  what: string,
  wanted: string | undefined,
  said: string | null,
  certified: string | null,
): string | null {
  if (wanted === undefined) return null;
  const other = (found: string, by: string): string =>
    `${by}${what} is ${clip(found, 200)}, and not ${clip(wanted, 200)}`;
  if (said === null) return `it does not say what ${what} is`;
  if (!matchesPattern(wanted, said)) return other(said, '');
  return certified === null || matchesPattern(wanted, certified) ? null : other(certified, 'by the certificate ');
}

/** `https://github.com/acme/api/.github/workflows/release.yml@refs/heads/main` to the path in the repository. */
function workflowPath(facts: CertificateFacts | null): string | null {
  const { buildConfig, sourceRepository } = facts ?? { buildConfig: null, sourceRepository: null };
  if (buildConfig === null || sourceRepository === null || !buildConfig.startsWith(`${sourceRepository}/`)) return null;
  const path = buildConfig.slice(sourceRepository.length + 1);
  const at = path.indexOf('@');
  return at === -1 ? path : path.slice(0, at);
}

function objectToLevel(wanted: 1 | 2 | 3 | undefined, facts: CertificateFacts | null): string | null {
  const level = buildLevelOf(facts);
  if (wanted === undefined || level >= wanted) return null;
  const why =
    facts === null
      ? 'a key signed it, and no certificate says on what it ran'
      : facts.runner !== 'github-hosted'
        ? 'its certificate does not say that a hosted runner signed it'
        : 'a workflow of the source repository itself signed it, and no reusable one of another repository';
  return `what shows is build level ${level}, and not ${wanted}: ${why}`;
}

function objectToBuildAge({ finishedOn }: BuildFacts, maxAge: number, now: Date): string | null {
  return finishedOn === null
    ? 'it does not say when the image was built'
    : objectToAge('the image was built', finishedOn, maxAge, now);
}

function objectToAge(what: string, at: Date, maxAge: number | undefined, now: Date): string | null {
  const date = at.toISOString().slice(0, 16).replace('T', ' ');
  if (!isOver(at.getTime() - SKEW_MS, now)) return `it says that ${what} at ${date} UTC, which is not yet`;
  if (maxAge === undefined || !isOver(at.getTime() + maxAge + 1, now)) return null;
  return `${what} at ${date} UTC, which is longer ago than ${describeAge(maxAge)}`;
}

function describeAge(milliseconds: number): string {
  const hours = milliseconds / 3_600_000;
  if (hours >= 48 && hours % 24 === 0) return `${hours / 24} days`;
  return hours >= 1 ? `${Number(hours.toFixed(1))} hours` : `${Math.round(milliseconds / 60_000)} minutes`;
}
