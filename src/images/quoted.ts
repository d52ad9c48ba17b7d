const LONGEST = 80;

/** A piece of somebody's text inside a message: in quotes, control characters escaped, cut where it is long. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text);
}
