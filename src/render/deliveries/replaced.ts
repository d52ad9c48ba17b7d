import { posix } from 'node:path';
import type { Source } from '../../domain/index.ts';
import { KUSTOMIZATION_NAMES } from '../kustomize/names.ts';
import type { RenderedSource } from '../unread.ts';
import type { Delivered } from './deliver.ts';

/**
 * What is left of the sources when deliveries have taken their part: a chart or kustomization that one is made from, and
 * files that one is made of, are no longer sources of their own, since nobody deploys them bare. One that somebody named
 * stays.
 */
export function withoutDelivered(
  base: readonly RenderedSource[],
  delivered: readonly Delivered[],
  named: readonly string[],
): readonly RenderedSource[] {
  const kept = new Set(named.map((path) => path.replace(/^\.\//, '').replace(/\/+$/, '')));
  const charts = new Set(delivered.flatMap(({ made }) => (made.kind === 'helm' ? [made.root] : [])));
  const isBare = (made: Source): boolean => made.kind === 'plain' && kept.has(made.root);
  const files = new Set(delivered.flatMap(({ made, deployed }) => (isBare(made) ? [] : deployed)));
  return base.flatMap((one): RenderedSource[] => {
    const { source } = one;
    if (source.kind === 'plain') return withoutFiles(one, source, files);
    const isTaken =
      source.kind === 'helm'
        ? charts.has(source.root)
        : KUSTOMIZATION_NAMES.some((name) => files.has(posix.join(source.root, name)));
    return isTaken && !kept.has(source.root) ? [] : [one];
  });
}

/** The same objects under a source of the files that are left, so that rendering it again gives them and no others. */
function withoutFiles(
  { rendered }: RenderedSource,
  source: Extract<Source, { kind: 'plain' }>,
  taken: ReadonlySet<string>,
): RenderedSource[] {
  const left = source.files.filter((file) => !taken.has(file));
  if (left.length === source.files.length) return [{ source, rendered }];
  if (left.length === 0) return [];
  const own: Source = { ...source, files: left };
  return [
    {
      source: own,
      rendered: {
        ...rendered,
        manifests: rendered.manifests
          .filter(({ ref }) => !taken.has(ref.file))
          .map((manifest) => ({ ...manifest, source: own })),
        findings: rendered.findings.filter(({ location }) => !taken.has(location.file)),
        files: left,
      },
    },
  ];
}
