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

/**
 * One edit that adds entries to the end of `images:`, where the ones that rename have had their turn; the key is made
 * where there is none. Null where the text is of a kind that does not take it: JSON, several documents, an alias.
 */
export function entriesEdit(file: string, text: string, entries: readonly ImageEntry[]): Edit | null {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  if (/^\s*[{[]/.test(text) || lines.slice(1).some((line) => /^(?:---|\.\.\.)(?:\s|$)/.test(line))) return null;
  const insert = (line: number, column: number, added: string): Edit => {
    return { file, startLine: line, startColumn: column, endLine: line, endColumn: column, text: added };
  };
  const key = lines.findIndex((line) => /^images\s*:(?:\s|$)/.test(line));
  const blocks = (indent: string) => entries.flatMap((entry) => blockLines(entry, indent));
  if (key === -1) {
    const made = ['images:', ...blocks('')].join(newline);
    const last = lines.at(-1) ?? '';
    if (last === '') return insert(lines.length, 1, `${made}${newline}`);
    return insert(lines.length, last.length + 1, `${newline}${made}`);
  }
  const line = lines[key] ?? '';
  const value = line
    .replace(/^images\s*:\s*/, '')
    .replace(/\s#.*$/, '')
    .trim();
  if (/^\[.*\]$/.test(value)) {
    const flow = entries.map(flowEntry).join(', ');
    const at = line.indexOf(value) + value.length - 1;
    return insert(key + 1, at + 1, /^\[\s*\]$/.test(value) ? flow : `, ${flow}`);
  }
  if (value !== '') return null;
  const below = lines.slice(key + 1);
  const next = below.findIndex((one) => /^[^\s#-]/.test(one));
  const items = next === -1 ? below : below.slice(0, next);
  const last = items.findLastIndex((one) => /^\s*[^\s#]/.test(one));
  const at = last === -1 ? key : key + 1 + last;
  const indent = /^(\s*)-\s/.exec(items.find((one) => /^\s*[^\s#]/.test(one)) ?? '- ')?.[1];
  if (indent === undefined) return null;
  const added = blocks(indent).map((one) => `${newline}${one}`);
  return insert(at + 1, (lines[at] ?? '').length + 1, added.join(''));
}

function blockLines({ name, tag, digest }: ImageEntry, indent: string): string[] {
  const newTag = tag === null ? [] : [`${indent}  newTag: ${JSON.stringify(tag)}`];
  return [`${indent}- name: ${name}`, ...newTag, `${indent}  digest: ${digest}`];
}

function flowEntry({ name, tag, digest }: ImageEntry): string {
  const newTag = tag === null ? '' : `, newTag: ${JSON.stringify(tag)}`;
  return `{name: ${JSON.stringify(name)}${newTag}, digest: ${digest}}`;
}
