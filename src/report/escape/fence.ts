import { visibleBlock } from './visible.ts';
import { logLine } from './workflow-command.ts';

/**
 * A fenced code block that its content cannot close (CommonMark 0.31, 4.5). `info` is ours, never the input's. Only a
 * suggestion is exact: the rest may be printed to a log, where no line may be a command.
 */
export function markdownFence(content: string, info: 'diff' | 'suggestion' | 'yaml' | 'text'): string {
  const visible = visibleBlock(content);
  const text = info === 'suggestion' ? visible : visible.split('\n').map(logLine).join('\n');
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}${info}\n${text}\n${fence}`;
}
