import { type FileSet, textOf } from '../export-tree.ts';
import { touchesHardening } from '../origins/hardening-keys.ts';
import type { Candidate } from '../origins/prober.ts';
import { listScalars, type SourceScalar } from '../origins/scalars.ts';
import type { Chart } from './chart.ts';

const TELLING = /image|tag|digest|sha|version|repo|registry|name|hub|prefix|suffix/i;
const MAX_CANDIDATES = 4000;

function below(root: string, path: string): string {
  return root === '' ? path : `${root}/${path}`;
}

/** Every scalar that helm reads values from: chart defaults (dependencies' too) and the values files, last one last. */
export function valueScalars(files: FileSet, charts: readonly Chart[], valuesFiles: readonly string[]): SourceScalar[] {
  const names = [...charts.map((chart) => below(chart.root, 'values.yaml')), ...valuesFiles];
  return [...new Set(names)]
    .filter((name) => files.has(name))
    .flatMap((name) => listScalars(textOf(files, name), name));
}

/** Those whose text is part of a rendered image, the likeliest first: what a first marked render marks. */
export function setCandidates(scalars: readonly SourceScalar[], targets: readonly string[]): Candidate[] {
  const found = scalars.filter((scalar) => {
    if (scalar.type === 'boolean' || scalar.type === 'null' || scalar.value === '') return false;
    const telling = TELLING.test(lastKey(scalar));
    if (scalar.type === 'number' && !telling) return false;
    if (scalar.value.length < 2 && !telling) return false;
    return scalar.type === 'number' || targets.some((target) => target.includes(scalar.value.trim()));
  });
  return found
    .sort((a, b) => Number(TELLING.test(lastKey(b))) - Number(TELLING.test(lastKey(a))))
    .slice(0, MAX_CANDIDATES)
    .map((scalar) => ({ scalar, rank: 'value' as const }));
}

/** Empty values that would take part if they were set: `tag: ""`, `digest: ""`. */
export function emptyCandidates(scalars: readonly SourceScalar[]): Candidate[] {
  return scalars
    .filter((scalar) => scalar.value === '' && (scalar.type === 'null' || scalar.type === 'string'))
    .filter((scalar) => scalar.style !== 'block' && /tag|digest|sha|version/i.test(lastKey(scalar)))
    .slice(0, MAX_CANDIDATES)
    .map((scalar) => ({ scalar, rank: 'value' as const }));
}

/** Values that hardening rules judge once they are rendered, as far as `others` are not marked already. */
export function hardeningCandidates(scalars: readonly SourceScalar[], others: readonly Candidate[]): Candidate[] {
  const taken = new Set(others.map(({ scalar }) => scalar));
  return scalars
    .filter((scalar) => touchesHardening(scalar) && !taken.has(scalar))
    .slice(0, MAX_CANDIDATES)
    .map((scalar) => ({ scalar, rank: 'value' as const }));
}

/** `appVersion` and `version` of Chart.yaml, where an image shows them. */
export function metadataCandidates(charts: readonly Chart[], targets: readonly string[]): Candidate[] {
  return charts
    .flatMap((chart) => chart.metadata)
    .filter((scalar) => scalar.path.length === 1 && ['appVersion', 'version'].includes(String(scalar.path[0])))
    .filter((scalar) => targets.some((target) => target.includes(scalar.value)))
    .map((scalar) => {
      // A chart's own version must stay a semantic version.
      const separator = scalar.path[0] === 'version' ? ({ separator: '-' } as const) : {};
      return { scalar, rank: 'metadata' as const, ...separator };
    });
}

export function lastKey(scalar: SourceScalar): string {
  return String(scalar.path.findLast((step) => typeof step === 'string') ?? '');
}
