/** What a pattern asks of a text, one token after the other. */
type Token =
  | { readonly kind: 'text'; readonly text: string }
  /** `*`: any characters within a segment, none too. */
  | { readonly kind: 'within' }
  /** `**`: any characters. */
  | { readonly kind: 'across' }
  // Two stars and a slash as a whole segment: any number of segments, none too.
  | { readonly kind: 'segments' };

export interface Glob {
  matches(text: string): boolean;
}

/**
 * A glob of the policy file: `*` stays within one path segment, `**` crosses, and as a segment of its own in front of
 * others it stands for any number of them, none too. Every other character is itself: there are no braces, classes,
 * negations or escapes, since no repository or tag holds such characters.
 *
 * Matching takes time in proportion to pattern times text, whatever they are.
 */
export function compileGlob(pattern: string): Glob {
  const tokens = tokenize(pattern);
  return { matches: (text) => matches(tokens, text) };
}

function tokenize(pattern: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < pattern.length) {
    const segmentStart = at === 0 || pattern[at - 1] === '/';
    if (segmentStart && pattern.startsWith('**/', at)) {
      tokens.push({ kind: 'segments' });
      at += 3;
    } else if (pattern[at] === '*') {
      const stars = /^\*+/.exec(pattern.slice(at))?.[0].length ?? 1;
      tokens.push({ kind: stars === 1 ? 'within' : 'across' });
      at += stars;
    } else {
      const end = pattern.indexOf('*', at);
      const text = pattern.slice(at, end === -1 ? pattern.length : end);
      // A later `**/` only counts at the start of a segment, which is where the literal before it ends.
      tokens.push({ kind: 'text', text });
      at += text.length;
    }
  }
  return tokens;
}

/** Follows every way to match at once: the ends of what the tokens so far can have taken. */
function matches(tokens: readonly Token[], text: string): boolean {
  let ends = new Set([0]);
  for (const token of tokens) {
    ends = advance(token, text, ends);
    if (ends.size === 0) return false;
  }
  return ends.has(text.length);
}

function advance(token: Token, text: string, starts: ReadonlySet<number>): Set<number> {
  const ends = new Set<number>();
  if (token.kind === 'text') {
    for (const start of starts) if (text.startsWith(token.text, start)) ends.add(start + token.text.length);
    return ends;
  }
  let reached = false;
  for (let at = 0; at <= text.length; at += 1) {
    // Past a slash a `*` that began before it is over; one may begin anew right there.
    if (token.kind === 'within' && text[at - 1] === '/') reached = false;
    reached ||= starts.has(at);
    if (!reached) continue;
    if (token.kind !== 'segments' || starts.has(at) || text[at - 1] === '/') ends.add(at);
  }
  return ends;
}
