import pLimit from 'p-limit';
import { ignoring } from '../discover/index.ts';
import {
  type Artifacts,
  describeSource,
  type Exec,
  type Finding,
  fileLocation,
  GateError,
  isDelivered,
  type Manifest,
  type Ports,
  type Source,
  type Toolbox,
  type Tree,
} from '../domain/index.ts';
import type { Policy } from '../policy/index.ts';
import { type DeliveryOptions, type Rounds, renderAgain, renderDeliveries } from './deliveries/rounds.ts';
import { renderPlain } from './plain.ts';
import { problemFindings, RenderProblem, renderFailed } from './problem.ts';
import type { RenderContext, Rendered } from './renderer.ts';
import { findUnread, type RenderedSource } from './unread.ts';

export { type Application, sourcePaths } from './argocd/application.ts';
export type { Checkout } from './argocd/application-set/generate.ts';
export { type Applications, applicationsOf } from './argocd/applications.ts';
export { type ArgoDelivery, argoPart } from './argocd/argo-delivery.ts';
export type { OwnDelivery } from './deliveries/delivery.ts';
export type { DeliveryOptions } from './deliveries/rounds.ts';
export { findObject } from './flux/objects.ts';
export { RULES } from './rules.ts';

export interface RenderResult {
  /** Those that were asked for, but for what a delivery deploys; then the deliveries that were found in them. */
  readonly sources: readonly Source[];
  /** In the order of the sources, then as each rendered. */
  readonly manifests: readonly Manifest[];
  readonly findings: readonly Finding[];
  /** Sources that did not render, or not all of them. */
  readonly failed: readonly Source[];
  /** Which files of the tree each source was rendered from. */
  readonly files: ReadonlyMap<Source, ReadonlySet<string>>;
}

export interface RenderOptions {
  readonly policy: Policy;
  readonly toolbox: Toolbox;
  readonly ports: Ports;
  /** Left out: true. False gives the same objects without their places, for a fraction of the renders. */
  readonly origins?: boolean;
  /** What deploys parts of the repository, and is rendered as its controller would. Left out: nothing is. */
  readonly deliveries?: DeliveryOptions;
  /** Fetches charts and manifests that deliveries take from other repositories. Left out: nothing is fetched. */
  readonly artifacts?: Artifacts;
  /** Processes at a time. Left out: one for each core. */
  readonly concurrency?: number;
}

/** Sources that are in memory at a time; each waits for its turn to run a process. */
const MAX_SOURCES_AT_A_TIME = 8;

/** Renders every source, several at a time. It never throws for what a source holds: that becomes a finding. */
export async function render(sources: readonly Source[], tree: Tree, options: RenderOptions): Promise<RenderResult> {
  const { ports, origins = true, concurrency = navigator.hardwareConcurrency } = options;
  const limit = pLimit(MAX_SOURCES_AT_A_TIME);
  const processes = pLimit(Math.max(1, concurrency));
  const run: Exec['run'] = (command) => processes(() => ports.exec.run(command));
  const exec: Exec = { run, runAll: (commands) => commands.map(run) };
  const context: RenderContext = { ...options, tree, ports: { ...ports, exec }, origins };
  let done = 0;
  const base = await Promise.all(
    sources.map((source) =>
      limit(async () => {
        if (isDelivered(source)) return [];
        const rendered = await renderSource(source, context);
        done += 1;
        ports.log.progress(`Rendered ${done} of ${sources.length}: ${describeSource(source)}`);
        return [{ source, rendered }];
      }),
    ),
  );
  const { results, findings, failed } = await withDeliveries(sources, base.flat(), context, options.deliveries);
  // A proof compares objects: what no source reads has no part in it.
  const unread = origins ? await findUnread(tree, results, ignoring(options.policy.ignorePaths)) : [];
  return {
    sources: results.map(({ source }) => source),
    manifests: results.flatMap(({ rendered }) => rendered.manifests),
    findings: [...results.flatMap(({ rendered }) => rendered.findings), ...findings, ...unread],
    failed: [...results.filter(({ rendered }) => !rendered.complete).map(({ source }) => source), ...failed],
    files: new Map(results.map(({ source, rendered }) => [source, new Set(rendered.files)])),
  };
}

/** Deliveries that are among the sources are rendered again; where there is none, they are looked for. */
async function withDeliveries(
  sources: readonly Source[],
  base: readonly RenderedSource[],
  context: RenderContext,
  deliveries: DeliveryOptions | undefined,
): Promise<Rounds> {
  if (deliveries === undefined) return { results: base, findings: [], failed: [] };
  const known = sources.filter(isDelivered);
  if (known.length === 0 && context.origins) return renderDeliveries(base, context, deliveries, dispatch);
  const again = await renderAgain(known, context, deliveries.find, dispatch);
  return {
    results: [...base, ...known.map((source) => ({ source, rendered: again.get(source) ?? NOTHING }))],
    findings: [],
    failed: [],
  };
}

const NOTHING: Rendered = { manifests: [], findings: [], files: [], complete: false };

async function renderSource(source: Source, context: RenderContext): Promise<Rendered> {
  try {
    return await dispatch(source, context);
  } catch (error) {
    if (error instanceof RenderProblem) {
      return { manifests: [], findings: problemFindings(source, error.details), files: [], complete: false };
    }
    if (error instanceof GateError) {
      const location = error.location ?? fileLocation(source.root);
      const unknown = error.stage === 'tools' || error.stage === 'io' ? 'infrastructure' : 'content';
      const details = { what: error.message, remedy: error.remedy, location, unknown } as const;
      return { manifests: [], findings: [renderFailed(source, details)], files: [], complete: false };
    }
    throw error;
  }
}

/** Each kind of source has one renderer. Those that run programs are loaded for the first source that needs them. */
async function dispatch(source: Source, context: RenderContext): Promise<Rendered> {
  switch (source.kind) {
    case 'plain':
      return renderPlain(source, context.tree);
    case 'helm':
      return (await import('./helm.ts')).renderHelm(source, context);
    case 'kustomize':
      return (await import('./kustomize.ts')).renderKustomize(source, context);
    case 'flux':
    case 'argocd':
      throw new Error(`no renderer for ${source.kind}`);
  }
}
