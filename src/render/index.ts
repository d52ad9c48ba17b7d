import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import {
  describeSource,
  type Finding,
  fileLocation,
  GateError,
  type Manifest,
  type Ports,
  type Source,
  type Toolbox,
  type Tree,
} from '../domain/index.ts';
import type { Policy } from '../policy/index.ts';
import { helmRenderer } from './helm.ts';
import { kustomizeRenderer } from './kustomize.ts';
import { RenderProblem, renderFailed } from './problem.ts';
import type { RenderContext, Rendered, Renderer } from './renderer.ts';

export { RULES } from './rules.ts';

export const RENDERERS: readonly Renderer[] = [helmRenderer, kustomizeRenderer];

export interface RenderResult {
  /** In the order of the sources, then as each rendered. */
  readonly manifests: readonly Manifest[];
  readonly findings: readonly Finding[];
  /** Sources that did not render, or not all of them. */
  readonly failed: readonly Source[];
}

/** Renders every source, several at a time. It never throws for what a source holds: that becomes a finding. */
export async function render(
  sources: readonly Source[],
  tree: Tree,
  options: { readonly policy: Policy; readonly toolbox: Toolbox; readonly ports: Ports },
): Promise<RenderResult> {
  const limit = pLimit(availableParallelism());
  const context: RenderContext = { tree, ...options };
  let done = 0;
  const results = await Promise.all(
    sources.map((source) =>
      limit(async () => {
        const rendered = await renderSource(source, context);
        done += 1;
        options.ports.log.progress(`Rendered ${done} of ${sources.length}: ${describeSource(source)}`);
        return { source, rendered };
      }),
    ),
  );
  return {
    manifests: results.flatMap(({ rendered }) => rendered.manifests),
    findings: results.flatMap(({ rendered }) => rendered.findings),
    failed: results.filter(({ rendered }) => !rendered.complete).map(({ source }) => source),
  };
}

async function renderSource(source: Source, context: RenderContext): Promise<Rendered> {
  try {
    return await dispatch(source, context);
  } catch (error) {
    if (error instanceof RenderProblem) {
      return { manifests: [], findings: [renderFailed(source, error.details)], complete: false };
    }
    if (error instanceof GateError) {
      const location = error.location ?? fileLocation(source.root);
      const unknown = error.stage === 'tools' || error.stage === 'io' ? 'infrastructure' : 'content';
      const details = { what: error.message, remedy: error.remedy, location, unknown } as const;
      return { manifests: [], findings: [renderFailed(source, details)], complete: false };
    }
    throw error;
  }
}

/** Each kind of source has one renderer in the list. */
function dispatch(source: Source, context: RenderContext): Promise<Rendered> {
  for (const renderer of RENDERERS) {
    const rendering = renderer.render(source, context);
    if (rendering !== null) return rendering;
  }
  throw new Error(`no renderer for ${source.kind}`);
}
