import { memoryTree, type TreeContent } from '../../src/tree/index.ts';
import { at, kustomizeSource, renderWith } from './rendering.ts';

/** What becomes of a kustomization that holds a chart, in brief. */
export async function outcome(files: Record<string, TreeContent>, root = 'k') {
  const { manifests, findings } = await renderWith(memoryTree(files), [kustomizeSource(root)], { origins: false });
  return {
    manifests: manifests.length,
    findings: findings.map(({ rule, result, location }) => `${rule} ${result.outcome} ${at(location)}`),
    text: JSON.stringify([manifests.map(({ object }) => object), findings.map(({ message }) => message)]),
  };
}

/** An entry of helmCharts for the chart of overlayWith. */
export const entry = (lines: string) => `helmCharts:\n- name: demo\n${lines.replace(/^(?=.)/gm, '  ')}`;
