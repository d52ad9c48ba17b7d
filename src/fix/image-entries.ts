import type { Digest, Edit } from '../domain/index.ts';

/** An entry of a kustomization's `images:` that pins every image of a name. */
export interface ImageEntry {
  /** Without tag or digest. */
  readonly name: string;
  /** Null where the image has none. */
  readonly tag: string | null;
  readonly digest: Digest;
}

/** The entry for an image as it is rendered: kustomize drops the tag where an entry has a digest and no `newTag`. */
export function imageEntry(written: string, digest: Digest): ImageEntry {
  const tag = /:([^/:@]+)$/.exec(written)?.[1] ?? null;
  return { name: tag === null ? written : written.slice(0, -tag.length - 1), tag, digest };
}

/** A list in a file: the key that introduces it. */
export interface ListPlace {
  readonly file: string;
  /** 1-based, and the column of the key. */
  readonly line: number;
  readonly column: number;
}

/** Items as they stand in a list: the lines of each, behind its dash, or one word in flow style. */
export interface ListItem {
  readonly lines: readonly string[];
  readonly flow: string;
}

export function entryItem({ name, tag, digest }: ImageEntry): ListItem {
  const newTag = tag === null ? [] : [`newTag: ${JSON.stringify(tag)}`];
  const flowTag = tag === null ? '' : `, newTag: ${JSON.stringify(tag)}`;
  return {
    lines: [`name: ${name}`, ...newTag, `digest: ${digest}`],
    flow: `{name: ${JSON.stringify(name)}${flowTag}, digest: ${digest}}`,
  };
}

/**
 * One edit that adds entries to the end of `images:`, where the ones that rename have had their turn; the key is made
 * where there is none. Null where the text is of a kind that does not take it: JSON, several documents, an alias.
 */
export function entriesEdit(file: string, text: string, entries: readonly ImageEntry[]): Edit | null {
  const lines = linesOf(text);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  if (/^\s*[{[]/.test(text) || lines.slice(1).some((line) => /^(?:---|\.\.\.)(?:\s|$)/.test(line))) return null;
  const key = lines.findIndex((line) => /^images\s*:(?:\s|$)/.test(line));
  const items = entries.map(entryItem);
  if (key !== -1) return listEdit({ file, line: key + 1, column: 1 }, text, items);
  const made = ['images:', ...items.flatMap((item) => blockLines(item, ''))].join(newline);
  const last = lines.at(-1) ?? '';
  if (last === '') return insertion(file, lines.length, 1, `${made}${newline}`);
  return insertion(file, lines.length, last.length + 1, `${newline}${made}`);
}

/** Items at the end of a list that is written down, in its own style; null where it is no list of one of the two. */
export function listEdit({ file, line, column }: ListPlace, text: string, items: readonly ListItem[]): Edit | null {
  const lines = linesOf(text);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const own = (lines[line - 1] ?? '').slice(column - 1);
  const key = /^[\w.-]+\s*:(?=\s|$)/.exec(own)?.[0];
  if (key === undefined) return null;
  const value = own
    .slice(key.length)
    .replace(/\s#.*$/, '')
    .trim();
  if (/^\[.*\]$/.test(value)) {
    const flow = items.map((item) => item.flow).join(', ');
    const at = column - 1 + own.indexOf(value, key.length) + value.length - 1;
    return insertion(file, line, at + 1, /^\[\s*\]$/.test(value) ? flow : `, ${flow}`);
  }
  if (value !== '') return null;
  const below = lines.slice(line);
  const margin = column - 1;
  const isOutside = (one: string): boolean => {
    const indent = /^ *(?=[^\s#])/.exec(one)?.[0].length;
    return indent !== undefined && (indent < margin || (indent === margin && one[indent] !== '-'));
  };
  const next = below.findIndex((one) => isOutside(one) || /^(?:---|\.\.\.)(?:\s|$)/.test(one));
  const inside = next === -1 ? below : below.slice(0, next);
  const last = inside.findLastIndex((one) => /^\s*[^\s#]/.test(one));
  const at = last === -1 ? line - 1 : line + last;
  const first = inside.find((one) => /^\s*[^\s#]/.test(one)) ?? `${' '.repeat(margin)}- `;
  const indent = /^( *)-\s/.exec(first)?.[1];
  if (indent === undefined) return null;
  const added = items.flatMap((item) => blockLines(item, indent)).map((one) => `${newline}${one}`);
  return insertion(file, at + 1, (lines[at] ?? '').length + 1, added.join(''));
}

function linesOf(text: string): string[] {
  return text.split('\n').map((line) => line.replace(/\r$/, ''));
}

function insertion(file: string, line: number, column: number, text: string): Edit {
  return { file, startLine: line, startColumn: column, endLine: line, endColumn: column, text };
}

function blockLines({ lines }: ListItem, indent: string): string[] {
  return lines.map((line, index) => `${indent}${index === 0 ? '- ' : '  '}${line}`);
}
