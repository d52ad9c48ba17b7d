import { visibleLine } from './visible.ts';

/**
 * `message.text` of SARIF 2.1.0: brackets would start an embedded link (3.11.6) and a backslash an escape. A mention is
 * parted, since code scanning repeats messages in pull-request comments.
 */
export function sarifText(text: string, limit?: number): string {
  return visibleLine(text, limit)
    .replace(/[\\[\]]/g, '\\$&')
    .replace(/(^|[^A-Za-z0-9_])@(?=[A-Za-z0-9])/g, '$1@ ');
}

/** A relative URI reference: each segment encoded, so that no file name is a scheme, a query or a fragment. */
export function sarifUri(file: string): string {
  const uri = file
    .split('/')
    .filter((segment) => segment !== '' && segment !== '..')
    .map((segment) => encodeURIComponent(segment.toWellFormed()))
    .join('/');
  return uri === '' ? '.' : uri;
}
