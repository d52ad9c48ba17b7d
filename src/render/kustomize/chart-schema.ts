import { z } from 'zod';

/** What entries of charts may say: api/types/helmchartargs.go. Each text of them ends up as an argument of helm, or as a path. */

const FLAG = 'starts with "-", so that helm would take it for a flag';
const argument = z
  .string('is no text')
  .refine((text) => !text.startsWith('-'), { error: FLAG, abort: true })
  .refine((text) => !/\p{Cc}/u.test(text), 'holds a control character');
const file = argument.refine(
  (text) => !/[,"]/.test(text),
  'holds a comma or a quote, at which helm cuts lists of files',
);
const segment = file.refine(
  (text) => !/[/\\]/.test(text) && !['', '.', '..'].includes(text),
  'is no name of a directory, and the chart is looked for in the directory of its name',
);
const configHome = z
  .literal('', 'sets the directory that helm takes its configuration from, which is always empty here')
  .nullish();
const values = z.record(z.string(), z.unknown(), 'is no mapping').nullish();

const GLOBALS = { chartHome: file.nullish(), configHome };
const CHART = {
  name: segment,
  version: argument.nullish(),
  repo: argument.nullish(),
  releaseName: argument.nullish(),
  namespace: argument.nullish(),
  additionalValuesFiles: z.array(file, 'is no list').nullish(),
  valuesFile: file.nullish(),
  valuesInline: values,
  valuesMerge: argument.nullish(),
  includeCRDs: z.boolean('is neither true nor false').nullish(),
  skipHooks: z.boolean('is neither true nor false').nullish(),
  skipTests: z.boolean('is neither true nor false').nullish(),
  debug: z.boolean('is neither true nor false').nullish(),
  devel: z.boolean('is neither true nor false').nullish(),
  apiVersions: z.array(argument, 'is no list').nullish(),
  kubeVersion: argument.nullish(),
  nameTemplate: argument.nullish(),
};
/** An item of `helmCharts`. */
export const chart = z.strictObject(CHART);
/** `helmGlobals` */
export const globals = z.strictObject(GLOBALS);
/** The same as the configuration of a generator. */
export const generator = z.strictObject({
  ...CHART,
  ...GLOBALS,
  apiVersion: z.unknown().optional(),
  kind: z.literal('HelmChartInflationGenerator'),
  metadata: z.unknown().optional(),
});
/** The deprecated `helmChartInflationGenerator`, of which kustomize takes these fields and passes over the rest. */
export const oldChart = z
  .strictObject({
    chartName: segment,
    chartVersion: argument.nullish(),
    chartRepoUrl: argument.nullish(),
    chartHome: file.nullish(),
    helmHome: configHome,
    values: file.nullish(),
    valuesLocal: values,
    valuesMerge: argument.nullish(),
    releaseName: argument.nullish(),
    chartRepoName: z.unknown().optional(),
    helmBin: z.unknown().optional(),
    releaseNamespace: z.unknown().optional(),
    extraArgs: z.unknown().optional(),
  })
  .transform((old) => ({
    name: old.chartName,
    version: old.chartVersion,
    repo: old.chartRepoUrl,
    valuesFile: old.values,
    valuesInline: old.valuesLocal,
    releaseName: old.releaseName,
    chartHome: old.chartHome,
  }));

export type Chart = Partial<z.infer<typeof chart>> & { readonly name: string };
