/** How much of backtracking one match may take: patterns come from manifests. */
const MAX_STEPS = 100_000;

interface Chunk {
  readonly star: boolean;
  readonly text: string;
}

/**
 * Go's path.Match as Flux's variables have it (github.com/fluxcd/pkg/envsubst v1.8, path/match.go): `*` and `?` match
 * slashes too, and a `*` at the end whatever is left. ASCII only.
 *
 * `malformed` is only said where the match gets as far as what is malformed.
 */
export function matchGlob(pattern: string, name: string): boolean | 'malformed' {
  let rest = name;
  let left = pattern;
  let steps = 0;
  while (left.length > 0) {
    const { star, text } = nextChunk(left);
    left = left.slice(consumed(left, text));
    if (star && text === '') return true;
    const here = matchChunk(text, rest);
    if (here === 'malformed') return 'malformed';
    if (here !== null && (here === '' || left.length > 0)) {
      rest = here;
      continue;
    }
    if (!star) return false;
    let found: string | null = null;
    for (let index = 1; index <= rest.length; index += 1) {
      steps += text.length + 1;
      if (steps > MAX_STEPS) return 'malformed';
      const there = matchChunk(text, rest.slice(index));
      if (there === 'malformed') return 'malformed';
      if (there === null || (left.length === 0 && there !== '')) continue;
      found = there;
      break;
    }
    if (found === null) return false;
    rest = found;
  }
  return rest === '';
}

/** Up to the next star that is in no class, with the stars in front of it taken off. */
function nextChunk(pattern: string): Chunk {
  const stars = /^\**/.exec(pattern)?.[0].length ?? 0;
  let inClass = false;
  let end = stars;
  for (; end < pattern.length; end += 1) {
    const character = pattern[end];
    if (character === '\\' && end + 1 < pattern.length) end += 1;
    else if (character === '[') inClass = true;
    else if (character === ']') inClass = false;
    else if (character === '*' && !inClass) break;
  }
  return { star: stars > 0, text: pattern.slice(stars, end) };
}

function consumed(pattern: string, text: string): number {
  return (/^\**/.exec(pattern)?.[0].length ?? 0) + text.length;
}

/** What is left of `name` behind the chunk; null where it does not start with it. */
function matchChunk(chunk: string, name: string): string | null | 'malformed' {
  let at = 0;
  let from = 0;
  while (at < chunk.length) {
    if (from >= name.length) return null;
    const character = chunk[at];
    if (character === '[') {
      const read = matchClass(chunk, at + 1, name[from] ?? '');
      if (read === 'malformed') return 'malformed';
      if (!read.matches) return null;
      at = read.end;
    } else if (character === '?') {
      at += 1;
    } else {
      if (character === '\\') at += 1;
      if (at >= chunk.length) return 'malformed';
      if (chunk[at] !== name[from]) return null;
      at += 1;
    }
    from += 1;
  }
  return name.slice(from);
}

function matchClass(chunk: string, start: number, character: string) {
  let at = start;
  const negated = chunk[at] === '^';
  if (negated) at += 1;
  let found = false;
  for (let ranges = 0; ; ranges += 1) {
    if (chunk[at] === ']' && ranges > 0) return { matches: found !== negated, end: at + 1 };
    const low = classCharacter(chunk, at);
    if (low === null) return 'malformed' as const;
    at = low.end;
    let high = low;
    if (chunk[at] === '-') {
      const read = classCharacter(chunk, at + 1);
      if (read === null) return 'malformed' as const;
      high = read;
      at = read.end;
    }
    if (low.character <= character && character <= high.character) found = true;
  }
}

/** One character of a class; it must not be the chunk's last. */
function classCharacter(chunk: string, at: number) {
  const escaped = chunk[at] === '\\';
  const position = escaped ? at + 1 : at;
  const character = chunk[position];
  if (character === undefined || (!escaped && (character === '-' || character === ']'))) return null;
  return position + 1 >= chunk.length ? null : { character, end: position + 1 };
}
