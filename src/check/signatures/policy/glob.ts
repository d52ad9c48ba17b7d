/**
 * Image globs of policy-controller (pkg/apis/glob/glob.go): the whole name must match, `**` is anything, `*` anything
 * but a slash, everything else is itself. Two short forms mean Docker Hub: see `expand`.
 */
export interface ImageGlob {
  readonly written: string;
  matches(name: string): boolean;
  /** What is matched after the two short forms were written out. */
  readonly tokens: readonly GlobToken[];
}

export type GlobToken = { readonly any: 'segment' | 'everything' } | { readonly is: string };

const ALLOWED = /^[a-zA-Z0-9\-_:/*.@]+$/;

/** Null where the controller refuses the glob for a character it does not know. */
export function parseGlob(written: string): ImageGlob | null {
  if (!ALLOWED.test(written)) return null;
  const tokens = tokenize(expand(written));
  return { written, tokens, matches: (name) => matchTokens(tokens, name) };
}

function expand(glob: string): string {
  if (glob === '*/*') return 'index.docker.io/*/*';
  return glob === '*' ? 'index.docker.io/library/*' : glob;
}

function tokenize(glob: string): GlobToken[] {
  const tokens: GlobToken[] = [];
  for (let at = 0; at < glob.length; at++) {
    const character = glob.charAt(at);
    if (character !== '*') tokens.push({ is: character });
    else if (glob.charAt(at + 1) === '*') {
      tokens.push({ any: 'everything' });
      at += 1;
    } else tokens.push({ any: 'segment' });
  }
  return tokens;
}

/**
 * All states at once instead of a regular expression, so that no glob of a hostile policy (a pull request's own is
 * previewed) takes more than its length times the name's.
 */
function matchTokens(tokens: readonly GlobToken[], name: string): boolean {
  // Most globs begin with a host: until the first wildcard there is one state.
  let start = 0;
  for (let token = tokens[start]; token !== undefined && 'is' in token; token = tokens[start]) {
    if (token.is !== name.charAt(start)) return false;
    start += 1;
  }
  const last = start === tokens.length - 1 ? tokens[start] : undefined;
  if (last !== undefined && 'any' in last && last.any === 'everything') return true;
  let states = close(tokens, new Set([start]));
  for (const character of name.slice(start)) {
    const next = new Set<number>();
    for (const state of states) {
      const token = tokens[state];
      if (token === undefined) continue;
      if ('is' in token) {
        if (token.is === character) next.add(state + 1);
      } else if (token.any === 'everything' || character !== '/') next.add(state);
    }
    if (next.size === 0) return false;
    states = close(tokens, next);
  }
  return states.has(tokens.length);
}

/** A wildcard may also match nothing. */
export function close(tokens: readonly GlobToken[], states: Set<number>): Set<number> {
  for (const state of states) {
    const token = tokens[state];
    if (token !== undefined && 'any' in token) states.add(state + 1);
  }
  return states;
}
