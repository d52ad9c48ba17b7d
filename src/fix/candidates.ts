import type { Digest, Edit, ImageUse, Location } from '../domain/index.ts';

const DIGEST_KEY = /digest|sha256|^sha$/i;
const TAG_KEY = /tag|version/i;

/** A scalar as it stands in a file, for an edit that keeps its quotes, comments and anchors. */
interface Token {
  readonly location: Location;
  readonly text: string;
  readonly value: string;
  /** The key in front of it, if it is on the same line. */
  readonly key: string;
  /** What the line holds in front of the key: its indentation and list dashes. */
  readonly lead: string;
  readonly line: string;
}

function readToken(content: string, location: Location): Token | null {
  if (location.startLine !== location.endLine) return null;
  const line = content.split('\n')[location.startLine - 1]?.replace(/\r$/, '');
  if (line === undefined) return null;
  const text = line.slice(location.startColumn - 1, location.endColumn - 1);
  if (/^[|>&*!{[]/.test(text)) return null;
  const match = /^(.*?)(?:["']?([\w.-]+)["']?\s*:\s*)?(?:[&!]\S+\s+)*$/.exec(line.slice(0, location.startColumn - 1));
  const value = /^(["']).*\1$/s.test(text) ? text.slice(1, -1) : text;
  return {
    location,
    text,
    value: value === '~' || value === 'null' ? '' : value,
    key: match?.[2] ?? '',
    lead: match?.[1] ?? '',
    line,
  };
}

function replace(token: Token, value: string): Edit {
  const { startLine, startColumn, endLine, endColumn, file } = token.location;
  const quote = /^["']/.exec(token.text)?.[0];
  const gap = token.text === '' && !/\s$/.test(token.line.slice(0, startColumn - 1)) ? ' ' : '';
  const text = quote === undefined ? `${gap}${token.text === '' ? `"${value}"` : value}` : `${quote}${value}${quote}`;
  return { file, startLine, startColumn, endLine, endColumn, text };
}

/** An `images:` entry gets its `digest` in the line below, or beside it in flow style. */
function besideTag(token: Token, digest: Digest): Edit {
  const { file, endLine } = token.location;
  const flow = /[{]/.test(token.lead);
  const endColumn = flow ? token.location.endColumn : token.line.length + 1;
  const indent = token.lead.replace(/[^ \t]/g, ' ');
  const text = flow ? `, digest: ${digest}` : `\n${indent}digest: ${digest}`;
  return { file, startLine: endLine, startColumn: endColumn, endLine, endColumn, text };
}

/**
 * Edits that could pin one use of an image, the likeliest first. Each is a guess until a render has proved it.
 *
 * `read` gives the text of a file. Only places that are exact are edited.
 */
export function pinCandidates(use: ImageUse, digest: Digest, read: (file: string) => string): Edit[] {
  const { written, place } = use;
  const tag = /:([^/:@]+)$/.exec(written)?.[1] ?? '';
  const edits: Edit[] = [];
  for (const location of [place.location, ...place.related]) {
    const token = location.exact ? readToken(read(location.file), location) : null;
    if (token === null) continue;
    // An entry of `images:`, in a kustomization or in an object of Flux.
    if (token.key === 'newTag' || token.key === 'newName') edits.push(besideTag(token, digest));
    // Argo CD's `name=image:tag` holds the whole reference.
    if (token.value.endsWith(`=${written}`)) edits.push(replace(token, `${token.value}@${digest}`));
    if (token.value !== '' && written.endsWith(token.value)) edits.push(replace(token, `${token.value}@${digest}`));
    else if (token.value === '' && DIGEST_KEY.test(token.key)) edits.push(replace(token, digest));
    else if (token.value === '' && TAG_KEY.test(token.key) && tag !== '')
      edits.push(replace(token, `${tag}@${digest}`));
  }
  return edits.slice(0, 4);
}
