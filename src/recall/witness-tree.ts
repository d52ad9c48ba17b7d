import type { Tree } from '../domain/index.ts';
import { ofListing, ofUnreadable, type TreeQuestion } from './ask-tree.ts';
import type { Notebook } from './notes.ts';
import { ofBytes, ofEntry } from './question.ts';

/** The tree, of which it is noted what was read. */
export function witnessTree(tree: Tree, notebook: Notebook): Tree {
  /** What fails, fails for a reason that is asked for again. */
  const noting = async <T>(question: TreeQuestion, answer: Promise<T>, describe: (value: T) => string): Promise<T> => {
    try {
      const value = await answer;
      if (!notebook.isSpoilt) notebook.note(question, describe(value));
      return value;
    } catch (error) {
      notebook.note(question, ofUnreadable(error));
      throw error;
    }
  };
  return {
    label: tree.label,
    commit: tree.commit,
    list: (under = '') => noting({ of: 'list', path: under }, tree.list(under), ofListing),
    stat: (path) => noting({ of: 'entry', path }, tree.stat(path), ofEntry),
    read: (path) => noting({ of: 'content', path }, tree.read(path), ofBytes),
  };
}
