import { checkSignatures } from '../../src/check/signatures/index.ts';
import type { Digest } from '../../src/domain/index.ts';
import { completePolicy } from '../../src/policy/schema.ts';
import { REPOSITORY } from './signature-check.ts';
import { ALONE, type FakeRegistry, resolvedImage } from './signatures.ts';

/** What the check of signatures says of one image, whose digests are easy to tell apart. */

export const DIGEST: Digest = `sha256:${'1'.repeat(64)}`;
export const OTHER: Digest = `sha256:${'2'.repeat(64)}`;

interface MessageCase {
  readonly registry: FakeRegistry;
  readonly documents: readonly { readonly file: string; readonly text: string }[];
  readonly now: Date;
  /** Of the policy, in place of files that hold the documents. */
  readonly signatures?: Readonly<Record<string, unknown>>;
}

export async function messagesOf({
  registry,
  documents,
  now,
  signatures = { policies: ['policy/*.yaml'] },
}: MessageCase): Promise<readonly string[]> {
  const { findings } = await checkSignatures([resolvedImage(`${REPOSITORY}:1.2.3`, DIGEST)], {
    policy: completePolicy({ version: 1, signatures }),
    documents,
    registry,
    now,
    ...ALONE,
  });
  return findings.map((finding) => finding.message.replace(/SHA256:[0-9a-f]{16}/g, 'SHA256:...'));
}
