import type { Ports, ResolvedImage } from '../../domain/index.ts';
import type { AttestedReader } from '../signatures/index.ts';
import { newestFirst, readAttestedVex, type VexStatement } from './vex.ts';

export interface StatementOptions {
  /** See VulnerabilityCheckOptions. */
  readonly attestedVex?: AttestedReader | null;
  readonly ports: Pick<Ports, 'log'>;
}

/** The statements that count for an image, the newest first. Those that are attached to it are read once. */
export function statementsBy(
  general: readonly VexStatement[],
  options: StatementOptions,
): (image: ResolvedImage) => Promise<readonly VexStatement[]> {
  const known = new Map<ResolvedImage, Promise<readonly VexStatement[]>>();
  const read = async (image: ResolvedImage): Promise<readonly VexStatement[]> => {
    const attested = await attestedStatements(image, options);
    return [...general, ...attested].sort(newestFirst);
  };
  return (image) => {
    const statements = known.get(image) ?? read(image);
    known.set(image, statements);
    return statements;
  };
}

/** What cannot be read, or not all of it, lets nothing pass: the scan's word stays. */
async function attestedStatements(
  image: ResolvedImage,
  { attestedVex, ports }: StatementOptions,
): Promise<readonly VexStatement[]> {
  if (attestedVex === undefined || attestedVex === null) return [];
  const { documents, problems } = await attestedVex(image.reference, image.digest);
  for (const problem of problems) {
    ports.log.warn(`No OpenVEX attestation of ${image.written} counts, since not all could be read: ${problem}`);
  }
  return documents.flatMap(({ by, predicate }) => {
    const statements = readAttestedVex(predicate, `An OpenVEX attestation by ${by}`);
    if (statements === null) ports.log.warn(`An attestation by ${by} of ${image.written} holds no OpenVEX document`);
    return statements ?? [];
  });
}
