import { type Files, GateError } from '../domain/index.ts';
import { NOTHING, ofBytes, ofStamp, type Question } from './question.ts';

export type FileQuestion = Extract<Question, { of: 'file' | 'stamp' | 'existence' }>;

/** Larger ones are known by what the system says of them. */
const MAX_READ_BYTES = 64 * 1024 * 1024;

/** What is there now. A file that cannot be read is one that cannot be read for the same reason the next time. */
export async function askFile({ of, path }: FileQuestion, files: Files): Promise<string> {
  try {
    if (of === 'existence') return (await files.exists(path)) ? 'there' : NOTHING;
    if (of === 'stamp') return ofStamp(await files.stamp(path));
    return ofBytes(await files.read(path, MAX_READ_BYTES));
  } catch (error) {
    if (error instanceof GateError && error.code === 'io/too-large') return askFile({ of: 'stamp', path }, files);
    return `cannot be read: ${error instanceof Error && 'code' in error ? String(error.code) : 'other'}`;
  }
}
