/** One challenge of a `WWW-Authenticate` header (RFC 9110, section 11.6.1). Names are lower case. */
export interface Challenge {
  readonly scheme: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const TOKEN = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const SPACE = /[ \t]*/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/y;
const TOKEN68 = /[A-Za-z0-9._~+/-]+=*(?=[ \t]*(?:,|$))/y;
const MAX_LENGTH = 8192;

class Scanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match !== null) this.#at = pattern.lastIndex;
    return match;
  }

  takeText(text: string): boolean {
    if (!this.#text.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  mark(): number {
    return this.#at;
  }

  back(mark: number): void {
    this.#at = mark;
  }
}

/** `name=value`, or null, and then nothing was taken. */
function takeParameter(scanner: Scanner): readonly [string, string] | null {
  const mark = scanner.mark();
  const name = scanner.take(TOKEN)?.[0];
  scanner.take(SPACE);
  if (name !== undefined && scanner.takeText('=')) {
    scanner.take(SPACE);
    const quoted = scanner.take(QUOTED)?.[1];
    const value = quoted === undefined ? scanner.take(TOKEN)?.[0] : quoted.replace(/\\(.)/g, '$1');
    if (value !== undefined) return [name.toLowerCase(), value];
  }
  scanner.back(mark);
  return null;
}

/** Every challenge up to the first mistake; a header may hold several, and a repeated header is joined with commas. */
export function parseChallenges(header: string | undefined): readonly Challenge[] {
  if (header === undefined || header.length > MAX_LENGTH) return [];
  const scanner = new Scanner(header);
  const challenges: Challenge[] = [];
  for (;;) {
    do scanner.take(SPACE);
    while (scanner.takeText(','));
    const scheme = scanner.take(TOKEN)?.[0];
    if (scheme === undefined) return challenges;
    scanner.take(SPACE);
    const parameters = new Map<string, string>();
    challenges.push({ scheme: scheme.toLowerCase(), parameters });
    for (let mark = scanner.mark(); ; mark = scanner.mark()) {
      const parameter = takeParameter(scanner);
      if (parameter === null) {
        scanner.back(mark);
        // After a comma stands the next scheme; after a scheme may stand a token68, and then a comma.
        if (parameters.size > 0) break;
        scanner.take(TOKEN68);
        scanner.take(SPACE);
        if (scanner.takeText(',')) break;
        return challenges;
      }
      if (!parameters.has(parameter[0])) parameters.set(parameter[0], parameter[1]);
      scanner.take(SPACE);
      if (!scanner.takeText(',')) return challenges;
      scanner.take(SPACE);
    }
  }
}
