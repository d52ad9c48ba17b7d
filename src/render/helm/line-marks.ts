/** Which template line gave a rendered line: `file` indexes the list of marked files, `line` is 1-based. */
export interface TemplateLine {
  readonly file: number;
  readonly line: number;
}

/** A key, or an item of a list, that the template spells out; what follows it may be an action. */
const MARKABLE = /^\s*(?:- +)*(?:(?:[\w./$-]+|"[^"{}]*"|'[^'{}]*'):(?:\s.*)?|- .*[^\s].*)$/;

/**
 * The template with a comment at the end of each line that a YAML key or item starts. Comments come through rendering,
 * and so each rendered line tells its template line: through `include`, `nindent`, `range` and conditions.
 *
 * A line whose comment would swallow something is left alone (`-}}` at its end trims up to the next line, and an
 * action that goes on in the next line is no place for a comment). What that misses, the comparison with the plain
 * render tells.
 */
export function markLines(template: string, file: number, tag: string): string {
  let open = false;
  return template
    .split('\n')
    .map((line, index) => {
      const carriage = line.endsWith('\r') ? '\r' : '';
      const text = carriage === '' ? line : line.slice(0, -1);
      const wasOpen = open;
      open = endsInsideAction(text, open);
      if (wasOpen || open || text.trimEnd().endsWith('-}}') || !MARKABLE.test(text)) return line;
      return `${text} #${tag}${file}L${index + 1}q${carriage}`;
    })
    .join('\n');
}

function endsInsideAction(line: string, open: boolean): boolean {
  const last = Math.max(line.lastIndexOf('{{'), -1);
  const close = Math.max(line.lastIndexOf('}}'), -1);
  if (last === -1 && close === -1) return open;
  return last > close;
}

/** The template line of each rendered line (index 0 is line 1), and the text without the comments. */
export function readLineMarks(rendered: string, tag: string): { text: string; lines: (TemplateLine | null)[] } {
  const pattern = new RegExp(` ?#${tag}(\\d+)L(\\d+)q`, 'g');
  const lines: (TemplateLine | null)[] = [];
  const text = rendered
    .split('\n')
    .map((line) => {
      const first = pattern.exec(line);
      pattern.lastIndex = 0;
      lines.push(first === null ? null : { file: Number(first[1]), line: Number(first[2]) });
      return line.replace(pattern, '');
    })
    .join('\n');
  return { text, lines };
}
