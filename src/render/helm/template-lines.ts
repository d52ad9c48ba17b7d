import type { Location } from '../../domain/index.ts';
import { type FileSet, textOf } from '../export-tree.ts';
import { keyLocation } from '../line-location.ts';
import type { Replacements } from '../workspace.ts';
import { type HelmRun, runHelm } from './command.ts';
import { markLines, readLineMarks, type TemplateLine } from './line-marks.ts';
import { type RenderedPart, splitOutput } from './output.ts';
import { aligned, type Section } from './sections.ts';

/** For each part of the output and each of its lines, the template line it came from, where that was proved. */
export interface TemplateLines {
  /** `line` is 1-based, in the part's text. */
  at(part: number, line: number): { readonly file: string; readonly line: number; readonly text: string } | null;
}

/** For when no render could tell. */
export const NO_LINES: TemplateLines = { at: () => null };

/** What helm parses as a template, in the chart and its unpacked dependencies: what lies below a `templates` folder. */
export function templatesOf(files: FileSet, root: string): string[] {
  return [...files.keys()].filter((path) => isTemplate(path, root));
}

function isTemplate(path: string, root: string): boolean {
  const below = root === '' ? path : path.startsWith(`${root}/`) ? path.slice(root.length + 1) : '';
  return /^(charts\/[^/]+\/)*templates\/.+\.(ya?ml|tpl)$/i.test(below);
}

/** A copy whose template lines carry comments, and what its output says of them. */
export interface MarkedTemplates {
  readonly replacements: Replacements;
  /** The output without the comments. */
  unmarked(text: string): string;
  /**
   * `clean` takes other marks out of the output. Null where the output is not the plain one but for its marks: some
   * lines can then not be told.
   */
  readWhole(parts: readonly RenderedPart[], clean: (text: string) => string): TemplateLines | null;
  /** What can be told, line by line. */
  read(parts: readonly RenderedPart[]): TemplateLines;
}

/** A comment on every template line: what comes out says where it came from. */
export function markTemplates(run: HelmRun, plain: readonly Section[]): MarkedTemplates {
  const templates = templatesOf(run.files, run.root);
  const texts = templates.map((path) => textOf(run.files, path));
  const tag = unusedTag([...texts, ...plain.map((section) => section.text)]);
  const sourceLines = texts.map((text) => text.split('\n').map((line) => line.replace(/\r$/, '')));
  const linesOf = (traced: readonly (readonly (TemplateLine | null)[])[]): TemplateLines => ({
    at(part, line) {
      const origin = traced[part]?.[line - 1];
      const file = origin === null || origin === undefined ? undefined : templates[origin.file];
      if (origin === null || origin === undefined || file === undefined) return null;
      return { file, line: origin.line, text: sourceLines[origin.file]?.[origin.line - 1] ?? '' };
    },
  });
  return {
    replacements: new Map(templates.map((path, index) => [path, markLines(texts[index] ?? '', index, tag)])),
    unmarked: (text) => readLineMarks(text, tag).text,
    readWhole(parts, clean) {
      const read = parts.map((part) => readLineMarks(part.text, tag));
      const whole = aligned(plain, parts) && read.every(({ text }, index) => clean(text) === plain[index]?.text);
      return whole ? linesOf(read.map(({ lines }) => lines)) : null;
    },
    read: (parts) =>
      aligned(plain, parts)
        ? linesOf(parts.map((part, index) => trace(part.text, plain[index]?.text ?? '', tag)))
        : NO_LINES,
  };
}

/** One render for the lines alone. */
export async function traceTemplateLines(run: HelmRun, marked: MarkedTemplates): Promise<TemplateLines> {
  const result = await runHelm(run, marked.replacements);
  if (result.status !== 'exited' || result.code !== 0) return NO_LINES;
  return marked.read(splitOutput(Buffer.from(result.stdout).toString('utf8')));
}

/** A line counts only where the marked render, without its marks, says what the plain one says. */
function trace(marked: string, plain: string, tag: string): (TemplateLine | null)[] {
  const read = readLineMarks(marked, tag);
  const expected = plain.split('\n');
  const got = read.text.split('\n');
  if (got.length !== expected.length) return [];
  return read.lines.map((line, index) => (got[index] === expected[index] ? line : null));
}

export function unusedTag(texts: readonly string[]): string {
  for (const letter of 'zyxwvutsrqponmlk') {
    const tag = `${letter}8F`;
    if (!texts.some((text) => text.includes(`#${tag}`))) return tag;
  }
  return 'zz88F';
}

/** Where a rendered token stands in the template line it came from; approximate where an action made a part of it. */
export function literalLocation(
  origin: { readonly file: string; readonly line: number; readonly text: string },
  rendered: { readonly line: string; readonly startColumn: number; readonly endColumn: number },
): Location {
  const indent = rendered.line.length - rendered.line.trimStart().length;
  const templateIndent = origin.text.length - origin.text.trimStart().length;
  const shift = templateIndent - indent;
  const token = rendered.line.slice(rendered.startColumn - 1, rendered.endColumn - 1);
  const at = rendered.startColumn - 1 + shift;
  const place = { file: origin.file, startLine: origin.line, endLine: origin.line };
  const action = origin.text.indexOf('{{');
  const literal = token !== '' && origin.text.slice(at, at + token.length) === token;
  if (literal && (action === -1 || at + token.length <= action)) {
    return { ...place, startColumn: at + 1, endColumn: at + token.length + 1, exact: true };
  }
  const end = Math.max(origin.text.trimEnd().length, templateIndent);
  return { ...place, startColumn: templateIndent + 1, endColumn: end + 1, exact: false };
}

/** The first line of a template that spells one of the keys, for when no render could tell. */
export function searchTemplate(files: FileSet, template: string, keys: readonly string[]): Location | null {
  const content = textOf(files, template);
  for (const key of keys) {
    const location = keyLocation(content, template, key);
    if (location !== null) return location;
  }
  return null;
}
