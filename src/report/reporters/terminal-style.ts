/** How text may look: color by SGR sequences, lines wrapped at `width` columns. */
export interface Style {
  readonly color: boolean;
  readonly width: number;
}

const SGR = { bold: 1, underline: 4, red: 31, green: 32, yellow: 33 } as const;

export function paint(text: string, look: keyof typeof SGR, style: Style): string {
  return style.color ? `\u001b[${SGR[look]}m${text}\u001b[0m` : text;
}

/** Wraps at spaces; further lines are indented as far as the first one's prefix. A long word is left whole, to be copied. */
export function wrap(text: string, prefix: string, { width }: Style): readonly string[] {
  const room = Math.max(20, width - prefix.length);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  lines.push(line);
  const hanging = ' '.repeat(prefix.length);
  // A runner would read `::` at the start of a wrapped line as a command.
  return lines.map((each, at) => `${at === 0 ? prefix : hanging}${each.startsWith('::') ? '\\' : ''}${each}`);
}
