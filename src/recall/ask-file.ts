import { type Files, GateError } from '../domain/index.ts';
import { NOTHING, ofBytes, ofStamp, type Question } from './question.ts';

export type FileQuestion = Extract<Question, { of: 'file' | 'stamp' | 'existence' }>;

/** What is there now. A file that cannot be read is one that cannot be read for the same reason the next time. */
export async function askFile(
  { of, path }: FileQuestion,
  files: Files,
  seal: (text: string) => string,
): Promise<string> {
  try {
    if (of === 'existence') return (await files.exists(path)) ? 'there' : NOTHING;
    if (of === 'stamp') return ofStamp(await files.stamp(path));
    return ofFile(await files.read(path), seal);
  } catch (error) {
    return ofFailure(error);
  }
}

/** Under a key: a file with a login is one of those that are read. */
export function ofFile(bytes: Uint8Array | null, seal: (text: string) => string): string {
  return bytes === null ? NOTHING : seal(ofBytes(bytes));
}

export function ofFailure(error: unknown): string {
  const code = error instanceof GateError || (error instanceof Error && 'code' in error) ? String(error.code) : 'other';
  return `cannot be read: ${code}`;
}
