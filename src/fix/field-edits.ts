import { type Edit, isArray, isObject, type Json, type JsonObject } from '../domain/index.ts';
import { type FieldPlace, withField } from './field-places.ts';

export interface FieldChange {
  readonly place: FieldPlace;
  readonly value: Json;
}

type Mapping = Extract<FieldPlace, { kind: 'mapping' }>;

/**
 * The edits that make all changes. What goes into one mapping is one edit, so that two repairs of one container share
 * the `securityContext` that they add. Null where the text at a place is not of a kind that takes it.
 */
export function fieldEdits(changes: readonly FieldChange[], read: (file: string) => string): Edit[] | null {
  const edits: Edit[] = [];
  const mappings = new Map<string, { readonly place: Mapping; readonly content: JsonObject }>();
  for (const { place, value } of changes) {
    if (place.kind === 'scalar') {
      const { file, line, start, end } = place;
      edits.push({
        file,
        startLine: line,
        startColumn: start,
        endLine: line,
        endColumn: end,
        text: JSON.stringify(value),
      });
      continue;
    }
    const key = `${place.file}:${place.line}:${place.at}`;
    const content = withField(mappings.get(key)?.content ?? {}, place.path, value);
    if (isObject(content)) mappings.set(key, { place, content });
  }
  for (const { place, content } of mappings.values()) {
    const edit = insertion(place, content, read(place.file).split('\n'));
    if (edit === null) return null;
    edits.push(edit);
  }
  return edits;
}

/** Keys after the one at a column, up to the value: `"name" : &anchor `. */
const KEY = /^(?:"[^"]*"|'[^']*'|[\w.-]+)\s*:(?:\s+&\S+)?(?=\s|$|\{)/;

function insertion(place: Mapping, content: JsonObject, lines: readonly string[]): Edit | null {
  const raw = lines[place.line - 1] ?? '';
  const line = raw.replace(/\r$/, '');
  const lead = line.slice(0, place.at - 1);
  const quoted = line[place.at - 1] === '"';
  if (/[{,]\s*$/.test(lead) && place.item) return at(place, place.at, `${flowPairs(content, quoted)}, `);
  const key = KEY.exec(line.slice(place.at - 1))?.[0];
  if (key === undefined) return null;
  const value = line.slice(place.at - 1 + key.length);
  const newline = raw.endsWith('\r') ? '\r\n' : '\n';
  if (place.item) return intoItem(place, content, { line, value, newline, next: lines[place.line] ?? '' });

  const brace = /^\s*\{/.exec(value)?.[0];
  if (brace !== undefined) {
    // Past a brace that opens a template's action there is no mapping.
    if (/^\s*\{\{/.test(value)) return null;
    const empty = /^\s*\{\s*\}/.test(value);
    const pairs = flowPairs(content, quoted || /^\s*\{\s*"/.test(value));
    return at(place, place.at + key.length + brace.length, empty ? pairs : `${pairs}, `);
  }
  if (!/^\s*(?:#.*)?$/.test(value)) return null;
  const own = place.at - 1;
  const below = lines.slice(place.line).find((other) => /^\s*[^\s#]/.test(other)) ?? '';
  const indent = /^ */.exec(below)?.[0].length ?? 0;
  const child = indent > own && !below.trimStart().startsWith('- ') ? indent : own + 2;
  const text = blockLines(content, ' '.repeat(child))
    .map((added) => `${newline}${added}`)
    .join('');
  return at(place, line.length + 1, text);
}

interface ItemLine {
  readonly line: string;
  readonly value: string;
  readonly newline: string;
  readonly next: string;
}

/** Below the item's first key where that one is done on its line, else in front of it. */
function intoItem(place: Mapping, content: JsonObject, { line, value, newline, next }: ItemLine): Edit | null {
  const indent = ' '.repeat(place.at - 1);
  const added = blockLines(content, indent);
  const simple = /^\s+(?:\{\{.*\}\}|"[^"]*"|'[^']*'|[^\s|>&*!{["'#][^{}]*)\s*(?:#.*)?$/.test(value);
  const ends = next.trim() === '' || (/^ */.exec(next)?.[0].length ?? 0) < place.at;
  if (simple && ends) return at(place, line.length + 1, added.map((one) => `${newline}${one}`).join(''));
  if (/^\s*-\s+$/.test(line.slice(0, place.at - 1)) || line.slice(0, place.at - 1).trim() === '') {
    return at(place, place.at, `${added.join(newline).trimStart()}${newline}${indent}`);
  }
  return null;
}

function at({ file, line }: Mapping, column: number, text: string): Edit {
  return { file, startLine: line, startColumn: column, endLine: line, endColumn: column, text };
}

function blockLines(content: JsonObject, indent: string): string[] {
  return Object.entries(content).flatMap(([key, value]) => {
    if (isObject(value)) return [`${indent}${key}:`, ...blockLines(value, `${indent}  `)];
    if (!isArray(value) || !value.some(isObject)) return [`${indent}${key}: ${flow(value, false)}`];
    return [`${indent}${key}:`, ...value.flatMap((item) => itemLines(item, `${indent}  `))];
  });
}

function itemLines(item: Json, indent: string): string[] {
  if (!isObject(item)) return [`${indent}- ${flow(item, false)}`];
  return blockLines(item, `${indent}  `).map((line, index) =>
    index === 0 ? `${indent}- ${line.slice(indent.length + 2)}` : line,
  );
}

function flowPairs(content: JsonObject, quoted: boolean): string {
  return Object.entries(content)
    .map(([key, value]) => `${quoted ? JSON.stringify(key) : key}: ${flow(value, quoted)}`)
    .join(', ');
}

/** Values of repairs are words, numbers and booleans: only JSON wants its words quoted. */
function flow(value: Json | undefined, quoted: boolean): string {
  if (isObject(value)) return `{${flowPairs(value, quoted)}}`;
  if (isArray(value)) return `[${value.map((item) => flow(item, quoted)).join(', ')}]`;
  if (typeof value === 'string' && !quoted && /^[A-Za-z][\w/-]*$/.test(value)) return value;
  return JSON.stringify(value ?? null);
}
