import { join } from 'node:path';
import type { JsonObject, Manifest, Ports, Tool } from '../../domain/index.ts';
import { type KyvernoResult, readReport, skippedFiles } from './kyverno-report.ts';
import { type Batch, documents, namespaceLabels } from './resources.ts';
import { failureText, runEngine } from './run.ts';

export interface KyvernoInput {
  /** One file each, so that one that is not valid takes no other with it. */
  readonly policies: readonly Manifest[];
  readonly exceptions: readonly Manifest[];
  /** Objects that policies may have as parameters. */
  readonly parameters: readonly Manifest[];
  readonly batch: Batch;
  /** Everything that is rendered, for the labels of namespaces. */
  readonly all: readonly Manifest[];
}

export type KyvernoOutput =
  | {
      readonly status: 'ran';
      readonly results: readonly KyvernoResult[];
      readonly skipped: ReadonlyMap<Manifest, string>;
    }
  | { readonly status: 'failed'; readonly why: string };

/**
 * A policy that no version takes. Kyverno leaves out what it cannot read and says so in its log alone: a run that does
 * not say it of this one might have left out others in silence.
 */
const CANARY: JsonObject = {
  apiVersion: 'kyverno.io/v1',
  kind: 'ClusterPolicy',
  metadata: { name: 'canary' },
  spec: { rules: [{ name: 'canary', match: { any: [] }, validate: { noSuchField: true } }] },
};

/** `kyverno apply` of policies to a batch of objects. */
export async function runKyverno(
  tool: Tool,
  { policies, exceptions, parameters, batch, all }: KyvernoInput,
  ports: Pick<Ports, 'exec' | 'files'>,
): Promise<KyvernoOutput> {
  return ports.files.withTemporaryDirectory('scg-kyverno', async (directory) => {
    const put = async (name: string, text: string): Promise<string> => {
      await ports.files.write(join(directory, name), text);
      return name;
    };
    const files = new Map<string, Manifest>();
    for (const [index, policy] of policies.entries()) {
      files.set(await put(`policy-${index}.yaml`, documents([policy.object])), policy);
    }
    const canary = await put('canary.yaml', documents([CANARY]));
    const resources = await put('resources.yaml', batch.text);
    const values = await put('values.yaml', documents([valuesOf(all)]));
    const extra = [
      ...(exceptions.length === 0
        ? []
        : ['--exceptions', await put('exceptions.yaml', documents(exceptions.map(({ object }) => object)))]),
      ...(parameters.length === 0
        ? []
        : ['--parameter-resource', await put('parameters.yaml', documents(parameters.map(({ object }) => object)))]),
    ];
    const flags = [
      '--continue-on-error=false',
      '--policy-report',
      '--output-format',
      'json',
      '--remove-color',
      '-v',
      '3',
    ];
    const args = [
      'apply',
      ...files.keys(),
      canary,
      '--resource',
      resources,
      '--values-file',
      values,
      ...extra,
      ...flags,
    ];
    const result = await runEngine(tool, args, directory, ports);
    const ended = result.status === 'exited' && (result.code === 0 || result.stdout.byteLength > 0);
    const report = ended ? readReport(Buffer.from(result.stdout).toString('utf8')) : null;
    if (report === null) return { status: 'failed', why: failureText(result, 'kyverno') };
    const skipped = skippedFiles(result.stderr);
    if (!skipped.has(canary)) {
      return { status: 'failed', why: `kyverno ${tool.version} does not say which policies it leaves out` };
    }
    const left = [...files].flatMap(([file, policy]) => {
      const why = skipped.get(file);
      return why === undefined ? [] : [[policy, why] as const];
    });
    return { status: 'ran', results: report, skipped: new Map(left) };
  });
}

function valuesOf(all: readonly Manifest[]): JsonObject {
  const namespaceSelector = [...namespaceLabels(all)].map(([name, labels]) => ({ name, labels }));
  return { apiVersion: 'cli.kyverno.io/v1alpha1', kind: 'Values', metadata: { name: 'values' }, namespaceSelector };
}
