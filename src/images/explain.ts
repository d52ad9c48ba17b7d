import { repositoryOf } from '../domain/index.ts';
import { describeReference } from './described-reference.ts';
import { formatReference, readReference } from './reference.ts';

/**
 * How a reference is read, for `explain IMAGE`: its parts, what the lists and a ClusterImagePolicy match, what a
 * cluster pulls. Lines of plain text, without a final newline.
 */
export function explainImage(text: string): string {
  const { reference, problem } = describeReference(text);
  const read = readReference(text);
  if (reference === null || 'problem' in read)
    return `${JSON.stringify(text)} is no image that can be pulled: ${problem}.`;
  const { registry, path } = read.written;
  const rows = [
    [
      'registry',
      reference.registry === registry ? registry : `${reference.registry} (written or implied: ${registry})`,
    ],
    ['repository', `${repositoryOf(reference)} (what images.allow and images.deny match)`],
    ['tag', reference.tag ?? 'none'],
    ['digest', reference.digest ?? 'none: what this pulls can change at any time'],
    ['pulled', pulled(formatReference({ ...reference, tag: null, digest: null }), reference.tag, reference.digest)],
    ['cluster', `${registry}/${path}@sha256:... (what a ClusterImagePolicy's globs match)`],
  ];
  return [`${text} is read as`, ...rows.map(([name = '', value]) => `  ${name.padEnd(11)} ${value}`)].join('\n');
}

function pulled(name: string, tag: string | null, digest: string | null): string {
  if (digest === null) return `${name}:${tag ?? 'latest'}, whatever that tag points at then`;
  return `${name}@${digest}${tag === null ? '' : ' (the digest decides; the tag takes no part)'}`;
}
