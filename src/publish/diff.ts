import parseDiff from 'parse-diff';
import type { DiffFile, DiffHunk } from '../report/index.ts';
import type { PullRequestFile } from './github-port.ts';

const HUNK = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/;

/** The lines that a review may comment on, from the patches GitHub gives. A patch that makes no sense offers none. */
export function readDiff(files: readonly PullRequestFile[]): readonly DiffFile[] {
  return files.map(({ path, patch }) => ({ path, hunks: patch === null ? [] : readPatch(patch) }));
}

function readPatch(patch: string): readonly DiffHunk[] {
  // The parser takes a patch for a file's only after its header, which GitHub leaves out.
  const [file] = parseDiff(`--- a/file\n+++ b/file\n${patch}\n`);
  return (file?.chunks ?? []).flatMap((chunk) => {
    if (!HUNK.test(chunk.content)) return [];
    const kept = chunk.changes.filter((change) => change.type !== 'del' && !change.content.startsWith('\\'));
    const lines = kept.map((change) => change.content.slice(1));
    return lines.length === 0 ? [] : [{ startLine: chunk.newStart, lines }];
  });
}
