import { visibleLine } from './visible.ts';
import { logLine } from './workflow-command.ts';

/** Text for a terminal or a log: one line, no escape sequences, nothing that a runner takes for a command. */
export function terminalText(text: string, limit?: number): string {
  return logLine(visibleLine(text, limit));
}
