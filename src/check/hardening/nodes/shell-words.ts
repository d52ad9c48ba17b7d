/** A word of a shell script, without its quotes. */
export interface ShellWord {
  readonly text: string;
  /** A part of it is filled in when the script runs: `$NAME`, `$(date)`, a back-tick. */
  readonly isFilledIn: boolean;
}

/** What ends a command: operators, ends of lines, brackets of groups. */
const ENDS: ReadonlySet<string> = new Set([';', '&', '|', '\n', '(', ')']);

/**
 * The simple commands of a script, each as its words, by the shell's rules of quoting (POSIX, Shell Command Language, 2.2).
 * Redirections are left out. What a shell would put in the place of variables is not known, and is marked.
 */
export function commandsOf(script: string): readonly (readonly ShellWord[])[] {
  return new ScriptReader(script).read();
}

class ScriptReader {
  readonly #script: string;
  readonly #commands: ShellWord[][] = [[]];
  #at = 0;
  #word: ShellWord | null = null;
  /** After `>`: the next word is a file. */
  #isRedirected = false;

  constructor(script: string) {
    this.#script = script;
  }

  read(): readonly (readonly ShellWord[])[] {
    while (this.#at < this.#script.length) this.#step(this.#script.charAt(this.#at));
    this.#endWord();
    return this.#commands.filter((command) => command.length > 0);
  }

  #step(character: string): void {
    if (character === '\\') this.#escaped('\n');
    else if (character === "'") this.#add(this.#until("'").slice(1, -1));
    else if (character === '"') this.#doubleQuoted();
    else if (character === '$' || character === '`') this.#filledIn();
    else if (character === '#' && this.#word === null) this.#until('\n', false);
    else if (character === '<' || character === '>') this.#redirection();
    else if (ENDS.has(character)) {
      this.#endWord();
      this.#commands.push([]);
      this.#at += 1;
    } else if (/\s/.test(character)) {
      this.#endWord();
      this.#at += 1;
    } else {
      this.#add(character);
      this.#at += 1;
    }
  }

  #add(text: string, isFilledIn = false): void {
    const { text: before, isFilledIn: was } = this.#word ?? { text: '', isFilledIn: false };
    this.#word = { text: before + text, isFilledIn: was || isFilledIn };
  }

  #endWord(): void {
    if (this.#word === null) return;
    if (!this.#isRedirected) this.#commands.at(-1)?.push(this.#word);
    this.#isRedirected = false;
    this.#word = null;
  }

  /** A line that ends in a back-slash goes on in the next one. */
  #escaped(lineEnd: string): void {
    const next = this.#script.charAt(this.#at + 1);
    if (next !== lineEnd) this.#add(next);
    this.#at += 2;
  }

  /** To the next `end`, or of the rest where there is none, as if it were closed. */
  #until(end: string, isPart = true): string {
    const found = this.#script.indexOf(end, this.#at + 1);
    const to = found === -1 ? this.#script.length : found + (isPart ? 1 : 0);
    const text = this.#script.slice(this.#at, to);
    this.#at = to;
    return found === -1 ? `${text}${end}` : text;
  }

  #doubleQuoted(): void {
    this.#add('');
    this.#at += 1;
    while (this.#at < this.#script.length) {
      const character = this.#script.charAt(this.#at);
      if (character === '"') break;
      if (character === '\\' && /["\\$`\n]/.test(this.#script.charAt(this.#at + 1))) this.#escaped('\n');
      else if (character === '$' || character === '`') this.#filledIn();
      else {
        this.#add(character);
        this.#at += 1;
      }
    }
    this.#at += 1;
  }

  /** `$NAME`, `${NAME}`, `$(command)`, a back-tick to the next one. */
  #filledIn(): void {
    const start = this.#at;
    const open = this.#script.charAt(start + 1);
    if (this.#script.charAt(start) === '`') this.#until('`');
    else if (open === '(' || open === '{') this.#bracketed(open, open === '(' ? ')' : '}');
    else this.#at += /^\$(?:[A-Za-z_]\w*|[^\s"'])?/.exec(this.#script.slice(start, start + 256))?.[0].length ?? 1;
    this.#add(this.#script.slice(start, this.#at), true);
  }

  #bracketed(open: string, close: string): void {
    let depth = 0;
    for (this.#at += 1; this.#at < this.#script.length; this.#at += 1) {
      const character = this.#script.charAt(this.#at);
      if (character === open) depth += 1;
      else if (character === close) depth -= 1;
      if (depth === 0) break;
    }
    this.#at += 1;
  }

  #redirection(): void {
    // `2>` is no word, and what follows is a file.
    if (/^\d+$/.test(this.#word?.text ?? '')) this.#word = null;
    this.#endWord();
    this.#isRedirected = true;
    this.#at += /^(?:>>|<<|>&|<&|>\|)/.test(this.#script.slice(this.#at, this.#at + 2)) ? 2 : 1;
  }
}
