/** All that does not show, but for the line breaks of the JSON text itself. */
const HIDDEN = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;
/** Nothing of that, in the plain ASCII that nearly every report is: seen in a fifth of the time. */
const PLAIN = /^[\n\x20-\x7e]*$/;

/**
 * JSON text that is safe to print: the same value to every reader, with what a terminal would hide or reorder, and what
 * a runner would take for a command, written as escapes.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  const visible = PLAIN.test(text) ? text : text.replace(HIDDEN, escapeUnits);
  return `${visible.replaceAll('##[', '\\u0023#[')}\n`;
}

function escapeUnits(character: string): string {
  let text = '';
  for (let at = 0; at < character.length; at += 1) {
    text += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }
  return text;
}
