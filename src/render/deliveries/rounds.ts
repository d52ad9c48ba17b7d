import { createHash } from 'node:crypto';
import pLimit from 'p-limit';
import {
  CONTROLLERS,
  type DeliveredSource,
  describeManifest,
  type Finding,
  GateError,
  get,
  isAt,
  isDelivered,
  type JsonObject,
  type Manifest,
  type Source,
  type Tree,
} from '../../domain/index.ts';
import { problemFindings, RenderProblem, renderFailed } from '../problem.ts';
import type { RenderContext, Rendered } from '../renderer.ts';
import type { RenderedSource } from '../unread.ts';
import { type Delivered, deliver, notChecked, type Surroundings } from './deliver.ts';
import { type OwnDelivery, partOf } from './delivery.ts';
import { withoutDelivered } from './replaced.ts';

/** How deep objects that deploy objects that deploy are followed. */
const MAX_ROUNDS = 6;
const MAX_DELIVERIES = 500;
/** As many as sources are rendered at a time. */
const MAX_AT_A_TIME = 8;

export interface DeliveryOptions {
  /** Objects among the manifests that deploy a path of this repository. */
  readonly find: (manifests: readonly Manifest[], tree: Tree) => Promise<readonly OwnDelivery[]>;
  /** Paths that somebody named: a chart or a kustomization there is checked as it is, too. */
  readonly named: readonly string[];
}

export interface Rounds {
  /** Sources as they are, but for what is delivered now, then the deliveries. */
  readonly results: readonly RenderedSource[];
  readonly findings: readonly Finding[];
  /** Deliveries that did not render: what they are made from is still a source of its own. */
  readonly failed: readonly Source[];
}

/**
 * Renders the objects of Flux that deploy parts of this repository, those that they deploy, and so on until there is
 * nothing new. What is delivered takes the place of the bare chart, kustomization or file. An object that is itself
 * delivered counts as it is delivered.
 */
export async function renderDeliveries(
  base: readonly RenderedSource[],
  context: RenderContext,
  { find, named }: DeliveryOptions,
  render: Surroundings['render'],
): Promise<Rounds> {
  let done = new Map<string, Seen>();
  for (let round = 0; ; round += 1) {
    const results = effective();
    const manifests = results.flatMap(({ rendered }) => rendered.manifests);
    const files = new Map([...base, ...results].map(({ source, rendered }) => [source, rendered.files]));
    const surroundings = { manifests, filesOf: (source: Source) => files.get(source) ?? [], render };
    const found = keyed(await find(manifests, context.tree));
    const data = dataOf(manifests);
    const isKnown = ([key, delivery]: readonly [string, OwnDelivery]): boolean =>
      done.get(key)?.saw === sawOf(delivery, data);
    if (found.size === done.size && [...found].every(isKnown)) return finish(null);
    if (round >= MAX_ROUNDS)
      return finish(`it is deployed by objects that are nested more than ${MAX_ROUNDS} deep, or in a circle`);
    // What was found before and is not now has been replaced by what an object above makes of it.
    const limit = pLimit(MAX_AT_A_TIME);
    const rendered = [...found].slice(0, MAX_DELIVERIES).map(([key, delivery]) =>
      limit(async (): Promise<[string, Seen]> => {
        const known = done.get(key);
        if (known !== undefined && isKnown([key, delivery])) return [key, known];
        context.ports.log.progress(`Rendering ${CONTROLLERS[delivery.by]} ${describeManifest(delivery.manifest.ref)}`);
        return [key, { ...(await tryDeliver(delivery, context, surroundings)), saw: sawOf(delivery, data) }];
      }),
    );
    const tooMany = found.size > MAX_DELIVERIES;
    done = new Map(await Promise.all(rendered));
    if (tooMany) return finish(`the repository has more than ${MAX_DELIVERIES} objects that deploy parts of it`);
  }

  function delivered(): readonly Delivered[] {
    return [...done.values()].flatMap((one) => ('rendered' in one ? [one] : []));
  }

  function effective(): readonly RenderedSource[] {
    const all = delivered();
    return [...withoutDelivered(base, all, named), ...all.map(({ source, rendered }) => ({ source, rendered }))];
  }

  async function finish(why: string | null): Promise<Rounds> {
    const failures = [...done.values()].flatMap((one) => ('findings' in one ? [one] : []));
    const results = effective();
    const left =
      why === null
        ? []
        : await find(
            results.flatMap(({ rendered }) => rendered.manifests),
            context.tree,
          );
    const open = [...keyed(left)].filter(([key]) => !done.has(key)).map(([, { manifest }]) => manifest);
    return {
      results,
      findings: [
        ...failures.flatMap(({ findings }) => findings),
        ...open.map((manifest) => notChecked(manifest, why ?? '')),
      ],
      failed: failures.map(({ source }) => source),
    };
  }
}

type Outcome = Delivered | { readonly source: Source; readonly findings: readonly Finding[] };

/** `saw`: what it was rendered by, apart from itself. Where that changes in a later round, it is rendered again. */
type Seen = Outcome & { readonly saw: string };

/** What others say that it is rendered by. */
function sawOf(delivery: OwnDelivery, data: string): string {
  const { object, source } = delivery.manifest;
  // Objects that say what is in the artifact may themselves be delivered, and so change.
  const says = delivery.by === 'flux' ? [delivery.sourceObject, delivery.chart].map((one) => one.object.spec) : [];
  const looks = get(object, 'spec', 'valuesFrom') ?? get(object, 'spec', 'postBuild', 'substituteFrom');
  const home = isDelivered(source) ? source.object : [source.kind, source.root];
  return JSON.stringify([says, ...(looks === undefined ? [] : [home, data])]);
}

/** Every ConfigMap and Secret, and who brings it. */
function dataOf(manifests: readonly Manifest[]): string {
  const found = manifests
    .filter(({ ref }) => ref.apiVersion === 'v1' && (ref.kind === 'ConfigMap' || ref.kind === 'Secret'))
    .map(({ ref, namespace, object, source }) => {
      const home = isDelivered(source) ? source.object : source.kind;
      return JSON.stringify([ref.kind, namespace, ref.name, object.data, object.stringData, home]);
    });
  return createHash('sha256')
    .update([...new Set(found)].sort().join('\n'))
    .digest('hex');
}

/**
 * One key for one thing that is deployed. The same object counts once whether it is found in a file or in what delivers
 * that file; it counts twice where two deliveries (of two clusters) make two of it.
 */
function keyed(found: readonly OwnDelivery[]): ReadonlyMap<string, OwnDelivery> {
  const same = Map.groupBy(found, keyOf);
  const all = [...same].flatMap(([key, deliveries]): [string, OwnDelivery][] =>
    deliveries.map((delivery) => [
      deliveries.length === 1 ? key : `${key} ${homeKey(delivery.manifest.source)}`,
      delivery,
    ]),
  );
  return new Map(all);
}

/** Labels and annotations are left out: whoever delivers an object adds to them. */
function keyOf(delivery: OwnDelivery): string {
  const { object, ref, namespace } = delivery.manifest;
  const { metadata: _, ...rest }: JsonObject = object;
  return JSON.stringify([
    ref.file,
    ref.document,
    ref.item ?? null,
    ref.kind,
    namespace,
    ref.name,
    rest,
    partOf(delivery),
  ]);
}

function homeKey(source: Source): string {
  return isDelivered(source)
    ? `${JSON.stringify(source.object)} ${homeKey(source.from)}`
    : `${source.kind} ${source.root}`;
}

async function tryDeliver(delivery: OwnDelivery, context: RenderContext, surroundings: Surroundings): Promise<Outcome> {
  try {
    return await deliver(delivery, context, surroundings);
  } catch (error) {
    const { manifest, path, by } = delivery;
    const at = { object: manifest.ref, part: partOf(delivery), from: manifest.source, reads: [] };
    const source: Source = { kind: by, root: path, ...at };
    if (error instanceof RenderProblem) return { source, findings: problemFindings(source, error.details) };
    if (!(error instanceof GateError)) throw error;
    const unknown = error.stage === 'tools' || error.stage === 'io' ? 'infrastructure' : 'content';
    const location = error.location ?? manifest.place(['spec']).location;
    const details = { what: error.message, remedy: error.remedy, location, unknown } as const;
    return { source, findings: [renderFailed(source, details)] };
  }
}

/** A proof: known deliveries again, from a tree with edits. One that no longer renders is not complete. */
export async function renderAgain(
  wanted: readonly DeliveredSource[],
  context: RenderContext,
  find: DeliveryOptions['find'],
  render: Surroundings['render'],
): Promise<ReadonlyMap<Source, Rendered>> {
  const done = new Map<Source, Rendered>();
  const visit = async (source: Source): Promise<void> => {
    if (done.has(source)) return;
    if (!isDelivered(source)) {
      done.set(source, await orNothing(render(source, context)));
      return;
    }
    for (const one of [source.from, ...source.reads.map(({ from }) => from)]) await visit(one);
    const manifests = [...done.values()].flatMap((rendered) => rendered.manifests);
    const delivery = (await find(manifests, context.tree)).find(
      (one) =>
        one.manifest.source === source.from && isAt(one.manifest.ref, source.object) && partOf(one) === source.part,
    );
    const filesOf = (one: Source) => done.get(one)?.files ?? [];
    const again =
      delivery === undefined
        ? Promise.resolve(NOTHING)
        : deliver(delivery, context, { manifests, filesOf, render }, source).then(({ rendered }) => rendered);
    done.set(source, await orNothing(again));
  };
  for (const source of wanted) await visit(source);
  return done;
}

const NOTHING: Rendered = { manifests: [], findings: [], files: [], complete: false };

async function orNothing(rendering: Promise<Rendered>): Promise<Rendered> {
  try {
    return await rendering;
  } catch (error) {
    if (error instanceof RenderProblem || error instanceof GateError) return NOTHING;
    throw error;
  }
}
