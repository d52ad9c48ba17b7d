import { describe, expect, test } from 'vitest';
import { readManifestStream } from '../../yaml/index.ts';
import { RenderProblem } from '../problem.ts';
import { type ChartSource, chartsOf } from './charts.ts';

function source(text: string): ChartSource {
  const [document] = readManifestStream(new TextEncoder().encode(text)).documents;
  if (document === undefined) throw new Error('the text of the test has no document');
  return { file: 'k/kustomization.yaml', document, directory: 'k' };
}

describe('where kustomize looks for a chart', () => {
  test.each([
    ['helmCharts: [{name: a}]', ['k/charts/a']],
    ['helmCharts: [{name: a, version: 1.0.0}]', ['k/charts/a']],
    ['helmCharts: [{name: a, repo: "https://x.example"}]', ['k/charts/a']],
    ['helmCharts: [{name: a, version: 1.0.0, repo: "https://x.example"}]', ['k/charts/a-1.0.0/a']],
    ['helmGlobals: {chartHome: ../vendor}\nhelmCharts: [{name: a}]', ['vendor/a']],
    ['helmGlobals: {chartHome: ""}\nhelmCharts: [{name: a}]', ['k/charts/a']],
    ['helmChartInflationGenerator: [{chartName: a, chartHome: x}, {chartName: b, chartHome: z}]', ['k/z/a', 'k/z/b']],
    ['helmGlobals: {}\nhelmChartInflationGenerator: [{chartName: a, chartHome: x}]', ['k/charts/a']],
    ['resources: [a.yaml]', []],
    ['helmCharts: null', []],
  ])('%s', (text, roots) => {
    expect(chartsOf(source(text)).map(({ root }) => root)).toEqual(roots);
  });
});

describe('refused', () => {
  test.each([
    ['helmCharts: {name: a}', /helmCharts is no list/],
    ['helmCharts: [a]', /helmCharts\[0\]/],
    ['helmCharts: [{}]', /helmCharts\[0\]\.name is missing|name is no text/],
    ['helmCharts: [{name: ..}]', /is no name of a directory/],
    ['helmCharts: [{name: a, version: 1.0}]', /version is no text/],
    ['helmCharts: [{name: a, valuesInline: [b]}]', /valuesInline is no mapping/],
    ['helmCharts: [{name: a, includeCRDs: "yes"}]', /includeCRDs is neither true nor false/],
    ['helmCharts: [{name: a, releaseName: "a\\u0000b"}]', /releaseName holds a control character/],
    ['helmCharts: [{name: a, helmCommand: x}]', /"helmCommand", a field that kustomize does not have there/],
    ['helmGlobals: {configHome: x}', /configHome sets the directory/],
    ['helmChartInflationGenerator: [{chartName: a, helmHome: x}]', /helmHome sets the directory/],
  ])('%s', (text, says) => {
    let told = '';
    try {
      chartsOf(source(text));
    } catch (error) {
      told = error instanceof RenderProblem ? error.details.what : '';
    }
    expect(told).toMatch(says);
  });
});
