/**
 * Characters that move, hide or reorder what a person reads: controls, format characters (the bidirectional controls of
 * "Trojan Source", zero-width ones, tags), line and paragraph separators, lone surrogates, and whatever else Unicode
 * lets a renderer leave out.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

/** True where every character of the text shows as itself. */
export function isVisible(text: string): boolean {
  return text.search(INVISIBLE) === -1;
}

/**
 * One line in which nothing is hidden: runs of white space become one space, anything else that does not show becomes
 * its code point, `\u{202e}`. Never longer than `limit` UTF-16 units.
 */
export function visibleLine(text: string, limit = 4000): string {
  const line = text.replace(/[\s\u0085]+/gu, ' ').trim();
  return clip(line.replace(INVISIBLE, showCodePoint), limit);
}

/** As `visibleLine`, but keeps spaces and line breaks: for code. */
export function visibleBlock(text: string): string {
  return text
    .split(/\r\n|\n|\r/)
    .map((line) => line.replace(INVISIBLE, showCodePoint))
    .join('\n');
}

/** Cuts in the middle of nothing: not inside a surrogate pair, and says how much is missing. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const note = ` ... (${text.length - limit} more characters)`;
  const kept = text.slice(0, Math.max(0, limit - note.length)).replace(/\p{Surrogate}$/u, '');
  return `${kept}${note}`;
}

function showCodePoint(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
