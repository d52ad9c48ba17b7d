import { close, type GlobToken } from '../policy/glob.ts';

/**
 * Can the glob match any name that a cluster asks about: `host[:port]/path@sha256:<64 hexadecimal digits>`, lower case
 * but for the host, and never with a tag? Both are followed side by side, character class by character class.
 */
export function canMatchDigest(tokens: readonly GlobToken[]): boolean {
  const seen = new Set<string>();
  let states = [...close(tokens, new Set([0]))].map((at) => ({ at, name: START }));
  while (states.length > 0) {
    const next: { at: number; name: NameState }[] = [];
    for (const { at, name } of states) {
      if (at === tokens.length && name.part === 'digest' && name.index === DIGEST_LENGTH) return true;
      const token = tokens[at];
      if (token === undefined) continue;
      for (const character of alphabetOf(name)) {
        const fits = 'is' in token ? token.is === character : token.any === 'everything' || character !== '/';
        const following = fits ? step(name, character) : null;
        if (following === null) continue;
        for (const to of close(tokens, new Set(['is' in token ? at + 1 : at]))) {
          const key = `${to} ${following.part} ${following.index}`;
          if (seen.has(key)) continue;
          seen.add(key);
          next.push({ at: to, name: following });
        }
      }
    }
    states = next;
  }
  return false;
}

/** Where in a name one is. `index`: 0 at the beginning of a part, 1 inside it; in the digest, characters so far. */
interface NameState {
  readonly part: 'host' | 'port' | 'path' | 'digest';
  readonly index: number;
}

const START: NameState = { part: 'host', index: 0 };
const ALGORITHM = 'sha256:';
const DIGEST_LENGTH = ALGORITHM.length + 64;
const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const HOST = `${LOWER}${LOWER.toUpperCase()}${DIGITS}.-_`;
const PATH = `${LOWER}${DIGITS}.-_`;

function alphabetOf({ part, index }: NameState): string {
  switch (part) {
    case 'host':
      return index === 0 ? HOST : `${HOST}:/`;
    case 'port':
      return index === 0 ? DIGITS : `${DIGITS}/`;
    case 'path':
      return index === 0 ? PATH : `${PATH}/@`;
    case 'digest':
      return index < ALGORITHM.length ? ALGORITHM.charAt(index) : 'abcdef0123456789';
  }
}

function step({ part, index }: NameState, character: string): NameState | null {
  if (part === 'digest') return index < DIGEST_LENGTH ? { part, index: index + 1 } : null;
  if (character === '/') return { part: 'path', index: 0 };
  if (character === ':') return { part: 'port', index: 0 };
  if (character === '@') return { part: 'digest', index: 0 };
  return { part, index: 1 };
}
