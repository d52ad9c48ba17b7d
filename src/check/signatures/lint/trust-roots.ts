import type { TrustMaterial } from '@sigstore/verify';
import { clip } from '../clip.ts';
import type { PolicyFile } from '../policy/documents.ts';
import type { TrustRootDocument } from '../policy/model.ts';
import { parseSignaturePolicies } from '../policy/parse.ts';
import { ArchiveError, fetchFromArchive } from '../trust-root/archive.ts';
import { readTufTarget } from '../trust-root/tuf.ts';
import type { SignaturePolicyLint } from './lint.ts';

type Lint = Pick<SignaturePolicyLint, 'message' | 'remedy'>;
type Keys = Omit<TrustMaterial, 'publicKey'>;

/**
 * For `policy check`: TrustRoot documents whose time is over. A `remote` one is not asked for, since it is about today's
 * network and not about the document.
 */
export async function lintTrustRoots(files: readonly PolicyFile[], now: Date): Promise<readonly SignaturePolicyLint[]> {
  const { trustRoots } = parseSignaturePolicies(files);
  const found = await Promise.all(trustRoots.map((document) => lintDocument(document, now)));
  return found.flat();
}

async function lintDocument(document: TrustRootDocument, now: Date): Promise<readonly SignaturePolicyLint[]> {
  const { content, contentLocation: at, name } = document;
  const place = { file: at.file, line: at.startLine, column: at.startColumn };
  const lints = content.kind === 'keys' ? lintKeys(content.material, now) : await lintArchive(content, now);
  const title = `TrustRoot "${clip(name)}"`;
  return lints.map(({ message, remedy }) => ({ ...place, message: `${title}: ${message}`, remedy }));
}

const AUTHORITIES = [
  ['certificateAuthorities', 'no certificate can come from them any more'],
  ['timestampAuthorities', 'no timestamp can come from them any more'],
] as const;

/** The keys of logs have no dates in a TrustRoot: only certificates expire. */
function lintKeys(keys: Keys, now: Date): readonly Lint[] {
  return AUTHORITIES.flatMap(([field, why]) => {
    const ends = keys[field].flatMap(({ certChain }) => certChain.map(({ notAfter }) => notAfter.getTime()));
    const last = Math.max(...ends);
    if (ends.length === 0 || last >= now.getTime()) return [];
    return {
      message: `every certificate of spec.sigstoreKeys.${field} has expired, the last on ${new Date(last).toISOString().slice(0, 10)}: ${why}, so that new signatures are refused`,
      remedy: 'Add the certificates that are in use now; keep the old ones for what they vouched for.',
    };
  });
}

async function lintArchive(
  content: Exclude<TrustRootDocument['content'], { kind: 'keys' }>,
  now: Date,
): Promise<readonly Lint[]> {
  if (content.kind === 'remote') return [];
  const reason = await objectToArchive(content, now);
  if (reason === null) return [];
  const remedy = 'Put the current repository into spec.repository.mirrorFS, in base64 of a tar archive under gzip.';
  return [
    { message: `spec.repository cannot be used: ${clip(reason, 200)}; what names it is unknown, never passed`, remedy },
  ];
}

async function objectToArchive(
  { archive, start }: Extract<TrustRootDocument['content'], { kind: 'repository' }>,
  now: Date,
): Promise<string | null> {
  try {
    const result = await readTufTarget(start, await fetchFromArchive(archive), now);
    return result.status === 'refused' ? result.reason : null;
  } catch (error) {
    if (error instanceof ArchiveError) return error.message;
    throw error;
  }
}
