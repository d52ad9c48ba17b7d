import { visibleBlock } from './visible.ts';

/** A fenced code block that its content cannot close (CommonMark 0.31, 4.5). `info` is ours, never the input's. */
export function markdownFence(content: string, info: 'diff' | 'suggestion' | 'yaml' | 'text'): string {
  const text = visibleBlock(content);
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}${info}\n${text}\n${fence}`;
}
