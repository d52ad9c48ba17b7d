import { GateError, type Tree } from '../domain/index.ts';
import { ofBytes, ofEntry, ofList, type Question } from './question.ts';

export type TreeQuestion = Extract<Question, { of: 'list' | 'entry' | 'content' }>;

export async function askTree({ of, path }: TreeQuestion, tree: Tree): Promise<string> {
  try {
    if (of === 'list') return ofList(await tree.list(path));
    if (of === 'entry') return ofEntry(await tree.stat(path));
    return ofBytes(await tree.read(path));
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return `cannot be read: ${error.code} ${error.message}`;
  }
}
