import { isArray, isObject, type Json, type Location, type Path, type Place } from '../../domain/index.ts';
import { readManifestStream } from '../../yaml/index.ts';
import { approximate } from '../origins/choose.ts';
import type { VirtualFile } from './composition.ts';
import { toGoYaml } from './go-yaml.ts';
import { type ReadText, type TextOrigin, textOrigin } from './text-origin.ts';

/** Positions in larger files are told approximately. */
const MAX_PATHS = 50_000;

/**
 * A file that says `value`, each part of which is written elsewhere: `placeOf` gives the place of the part at a path. Texts
 * of several lines (patches) are followed into the block that they stand in.
 */
export async function virtualYaml(
  path: string,
  value: Json,
  placeOf: (path: Path) => Place,
  read: ReadText,
): Promise<VirtualFile> {
  const text = toGoYaml(value);
  const [document] = readManifestStream(new TextEncoder().encode(text)).documents;
  const starts = new Map<string, Path>();
  const blocks: { readonly first: number; readonly last: number; readonly margin: number; readonly at: TextOrigin }[] =
    [];
  for (const { at, value: part } of document === undefined ? [] : pathsOf(value)) {
    const range = document?.find(at) ?? null;
    if (range === null) continue;
    starts.set(`${range.startLine}:${range.startColumn}`, at);
    if (typeof part !== 'string' || !part.includes('\n')) continue;
    const margin = marginOf(text, range.startLine, part);
    const origin = await textOrigin(part, placeOf(at), read);
    blocks.push({ first: range.startLine, last: range.startLine + part.split('\n').length, margin, at: origin });
  }
  return {
    path,
    text,
    place(location) {
      const exact = starts.get(`${location.startLine}:${location.startColumn}`);
      if (exact !== undefined) return withExactness(placeOf(exact), location);
      const block = blocks.find(({ first, last }) => location.startLine > first && location.startLine <= last);
      if (block === undefined) return approximate(placeOf([]).location);
      const place = block.at({
        startLine: location.startLine - block.first,
        startColumn: location.startColumn - block.margin,
        endLine: location.endLine - block.first,
        endColumn: location.endColumn - block.margin,
      });
      return withExactness(place, location);
    },
  };
}

function withExactness(place: Place, { exact }: Location): Place {
  return exact ? place : { location: { ...place.location, exact: false }, related: place.related };
}

/** Every value with its path, the outer ones first. */
function pathsOf(value: Json): readonly { readonly at: Path; readonly value: Json }[] {
  const found: { readonly at: Path; readonly value: Json }[] = [];
  const visit = (at: Path, part: Json): void => {
    if (found.length >= MAX_PATHS) return;
    found.push({ at, value: part });
    if (isArray(part)) for (const [index, item] of part.entries()) visit([...at, index], item);
    else if (isObject(part)) for (const [key, item] of Object.entries(part)) visit([...at, key], item ?? null);
  };
  visit([], value);
  return found;
}

/** The columns in front of a block's lines. */
function marginOf(text: string, headerLine: number, part: string): number {
  const lines = text.split('\n');
  const own = part.split('\n');
  const first = own.findIndex((line) => line !== '');
  return first === -1 ? 0 : (lines[headerLine + first] ?? '').length - (own[first] ?? '').length;
}
