import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** Markdown as GitHub's dialect reads it. */
export function parseMarkdown(markdown: string): Root {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

export function* markdownNodes(node: Nodes): Generator<Nodes> {
  yield node;
  if ('children' in node) for (const child of node.children) yield* markdownNodes(child);
}

/** What GitHub's own filters take for a mention, a reference or a link, in the text that Markdown leaves. */
export const GITHUB_LINKS = [/(^|[^\w])@[a-z0-9]/i, /(^|\W)#\d/, /\bGH-\d/i, /https?:\/\//i, /\bwww\./i] as const;
