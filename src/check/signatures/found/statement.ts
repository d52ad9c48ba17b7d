import { z } from 'zod';
import type { Digest } from '../../../domain/index.ts';
import { clip } from '../clip.ts';
import { parseWrittenOnce, spelled } from './written-once.ts';

/** What an attestation says, and of what: an in-toto statement, v0.1 or v1, which differ in their name alone. */
export interface Statement {
  readonly predicateType: string;
  readonly subjects: readonly { readonly name: string; readonly digest: Readonly<Record<string, string>> }[];
  /** Whatever the type makes of it; undefined where there is none. */
  readonly predicate: unknown;
  /** `_type`, as written. */
  readonly type: string;
}

export const IN_TOTO = 'application/vnd.in-toto+json';
const MAX_SUBJECTS = 10_000;

/** in-toto attestation framework, spec/v1/statement.md, as far as it is read here. */
const Written = spelled({
  _type: z.string().startsWith('https://in-toto.io/Statement/'),
  predicateType: z.string(),
  subject: z
    .array(
      spelled({
        name: z
          .string()
          .nullish()
          .transform((name) => name ?? ''),
        digest: z
          .record(z.string(), z.string())
          .nullish()
          .transform((digest) => digest ?? {}),
      }),
    )
    .max(MAX_SUBJECTS),
  predicate: z.unknown().optional(),
});

/** The statement in the payload of an envelope, or a clause that says why there is none. */
export function readStatement(payloadType: string, payload: Uint8Array): Statement | string {
  if (payloadType !== IN_TOTO) {
    return `what was signed is of the type "${clip(payloadType)}", and not an in-toto statement`;
  }
  const parsed = Written.safeParse(parseWrittenOnce(payload));
  if (!parsed.success) return 'what was signed is not an in-toto statement, or not one that everybody reads alike';
  const { _type: type, predicateType, subject: subjects, predicate } = parsed.data;
  return { type, predicateType, subjects, predicate };
}

/** Null where one of the subjects is the image, else a clause that says what they are instead. */
export function objectToSubject({ subjects }: Statement, digest: Digest): string | null {
  const [algorithm = '', hex = ''] = digest.split(':');
  const speaks = subjects.some((one) => Object.hasOwn(one.digest, algorithm) && one.digest[algorithm] === hex);
  if (speaks) return null;
  const [first] = subjects;
  const other =
    first === undefined ? 'no image at all' : `another image, ${clip(Object.values(first.digest).join(', '))}`;
  return `it was made for ${other}`;
}
