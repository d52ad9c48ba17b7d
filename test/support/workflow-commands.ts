/** A command as the runner takes it from a line of a log. */
export interface WorkflowCommand {
  readonly command: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/**
 * What the runner makes of a line (actions/runner, ActionCommand.cs): `::name key=value,...::data` where the line starts, after
 * white space (TryParseV2), and the older `##[name ...]data` anywhere in it (TryParse). Null: text.
 */
export function readCommand(line: string): WorkflowCommand | null {
  if (line.includes('##[')) return { command: '##', properties: {}, data: line };
  const match = /^\s*::([^\s:]+)(?: (.*?))?::(.*)$/s.exec(line);
  if (match === null) return null;
  const [, command = '', properties = '', data = ''] = match;
  const pairs = properties.split(',').map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at).trim(), decode(pair.slice(at + 1))] as const;
  });
  return { command, properties: Object.fromEntries(pairs), data: decode(data) };
}

/** All commands of what a step prints: the runner ends a line at each of CR and LF. */
export function readCommands(text: string): readonly WorkflowCommand[] {
  return text.split(/\r\n|\n|\r/).flatMap((line) => readCommand(line) ?? []);
}

function decode(text: string): string {
  return text.replace(/%(0D|0A|3A|2C|25)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
