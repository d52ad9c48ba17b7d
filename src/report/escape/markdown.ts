import { visibleLine } from './visible.ts';

/** A zero-width space parts what GitHub would join to a mention, a link or a reference. Visible text holds none. */
const PART = '\u200b';

/**
 * Text inside a Markdown paragraph, list item or table cell on GitHub (GitHub Flavored Markdown): it shows as written
 * and starts nothing, no emphasis, link, image, HTML, code, table cell, heading, mention, issue reference or formula.
 */
export function markdownText(text: string, limit?: number): string {
  return partLinks(visibleLine(text, limit))
    .replace(/[\\`*_[\]~&<>|$\u200b]/g, (character) =>
      /[&<>|$\u200b]/.test(character) ? entity(character) : `\\${character}`,
    )
    .replace(/^([#+=:-])/, '\\$1')
    .replace(/^([0-9]+)([.)])/, '$1\\$2');
}

/**
 * Text as code inside a line. A plain code span where the text allows it, else `<code>` with every special character as
 * an entity: a code span cannot hold a pipe inside a table, nor show a back-tick at its end, and a runner that the Markdown
 * is printed to would take `##[` for a command.
 */
export function markdownCode(text: string, limit?: number): string {
  const line = visibleLine(text, limit);
  if (line === '') return '';
  if (!/[`|\\]|##\[/.test(line)) return `\`${line}\``;
  return `<code>${partLinks(line).replace(/[^A-Za-z0-9 \u0080-\u200a\u200c-\u{10ffff}]/gu, entity)}</code>`;
}

function partLinks(line: string): string {
  return line
    .replace(/@(?=[A-Za-z0-9])/g, `@${PART}`)
    .replace(/#(?=[A-Za-z0-9])/g, `#${PART}`)
    .replace(/:\/\//g, `:${PART}//`)
    .replace(/(mailto|xmpp):/gi, `$1${PART}:`)
    .replace(/(www)\./gi, `$1${PART}.`)
    .replace(/\b(GH-)(?=[0-9])/gi, `$1${PART}`)
    .replace(/\b([0-9a-f]{20})(?=[0-9a-f]{20}\b)/g, `$1${PART}`);
}

function entity(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}
