import { visibleLine } from './visible.ts';

/** The message of a workflow command (actions/toolkit, core/src/command.ts, escapeData), on one line. */
export function commandData(text: string): string {
  return visibleLine(text).replaceAll('##[', '#\\#[').replaceAll('%', '%25');
}

/** A property of a workflow command (escapeProperty): a comma or colon would end it. */
export function commandProperty(text: string): string {
  return commandData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/**
 * A log line that the Actions runner takes for text. It reads a command where a line starts, after white space, with
 * `::` (actions/runner, ActionCommand.TryParseV2), and anywhere at `##[` (TryParse).
 */
export function logLine(line: string): string {
  const harmless = line.replaceAll('##[', '#\\#[');
  return /^\s*::/.test(harmless) ? harmless.replace('::', '\\::') : harmless;
}
