import {
  type Finding,
  get,
  isAt,
  isDelivered,
  isObject,
  type Manifest,
  type Path,
  type RemoteArtifact,
  type Source,
  type Tree,
  textAt,
} from '../../domain/index.ts';
import type { Policy } from '../../policy/index.ts';
import { type Application, applicationsOf, argoPart, type Checkout, type OwnDelivery } from '../../render/index.ts';
import { sourceAdmission } from './allowed.ts';
import { type ArgoSourceDelivery, argoDeliveries, generatorPaths } from './argocd.ts';
import { deniedRepository, isExact, unpinnedRevision } from './broken-rules.ts';
import type { Delivery } from './delivery.ts';
import { deliveryFinding, quoted } from './findings.ts';
import { fluxDeliveries } from './flux.ts';
import { pinnedArtifact } from './remote.ts';
import { canonicalRepository } from './repository-url.ts';

export interface DeliveryContext {
  /** The repository's files, for the generators of ApplicationSets. */
  readonly tree: Tree;
  readonly policy: Policy;
  /** What is rendered and checked. */
  readonly sources: readonly Source[];
  /** What did not render, which is a finding already. */
  readonly failed: readonly Source[];
  /** The repository that is checked, in any spelling, and the branch that a merge goes to; null where not known. */
  readonly repository: { readonly address: string | null; readonly branch: string | null } | undefined;
}

const FAIL = { outcome: 'fail' } as const;
/** What the change itself brings is never softened. */
const UNKNOWN = { outcome: 'unknown', cause: 'content' } as const;

/**
 * What Argo CD and Flux are told to deploy: from this repository it must be rendered here, as it is deployed; from another
 * one the policy must allow it and the source pin it: a chart, or manifests in a registry, whose content is pinned is fetched
 * and rendered, and the rest is `unknown`.
 */
export async function checkDeliveries(
  manifests: readonly Manifest[],
  context: DeliveryContext,
): Promise<readonly Finding[]> {
  const judge = createJudge(context);
  const checkout = { tree: context.tree, isHere: ownRepository(context).isHere };
  const findings: Finding[] = [];
  for (const manifest of manifests) {
    const { deliveries, unknown, isEmpty } = isArgo(manifest)
      ? await argoDeliveriesOf(manifest, checkout)
      : { deliveries: fluxDeliveries(manifest, manifests), unknown: [], isEmpty: false };
    findings.push(...deliveries.flatMap(judge));
    if (isEmpty) findings.push(nothingNamed({ manifest, at: ['spec'] }));
    for (const what of unknown) findings.push(untold(manifest, what));
  }
  // The Applications of a set are often alike.
  return [...new Map(findings.map((one) => [JSON.stringify([one.rule, one.message, one.location]), one])).values()];
}

function isArgo({ ref }: Manifest): boolean {
  return ref.apiVersion.startsWith('argoproj.io/') && (ref.kind === 'Application' || ref.kind === 'ApplicationSet');
}

/** Of each Application; of a set's templates as they are, too, where not all of its Applications can be told. */
async function argoDeliveriesOf(manifest: Manifest, checkout: Checkout) {
  const { applications, unknown } = await applicationsOf(manifest, checkout);
  const templates =
    applications.length > 0 && unknown.length === 0
      ? []
      : [['spec', 'template'], ...generatorPaths(manifest.object)].flatMap((at) => templateOf(manifest, at));
  const deliveries = [...applications, ...templates].flatMap(argoDeliveries);
  return { deliveries, unknown, isEmpty: manifest.ref.kind === 'Application' && deliveries.length === 0 };
}

function templateOf(manifest: Manifest, at: Path): Application[] {
  const object = get(manifest.object, ...at);
  if (!isObject(object)) return [];
  const within = (path: Path): Path => [...at, ...path];
  return [{ manifest, object, element: 'template', within, place: (path) => manifest.place(within(path)), files: [] }];
}

/** What can be rendered as its controller would: it is in this repository, or is allowed and pinned. */
export async function ownDeliveries(
  manifests: readonly Manifest[],
  context: Omit<DeliveryContext, 'sources' | 'failed'>,
): Promise<readonly OwnDelivery[]> {
  const { isHere: isOwnAddress } = ownRepository(context);
  const isHere = ({ address, revision }: Delivery): boolean => address !== null && isOwnAddress(address, revision);
  const pathOf = ({ what }: Delivery): string | null => (what.is === 'git' ? insideRepository(what.path) : null);
  const { allows } = sourceAdmission(context.policy);
  const remoteOf = (delivery: Delivery): RemoteArtifact | null => {
    const address = delivery.address === null ? null : canonicalRepository(delivery.address);
    const isOpen = address === null || !allows(address) || !isPinned(delivery);
    return isOpen ? null : pinnedArtifact(delivery, context.policy);
  };
  const found: OwnDelivery[] = [];
  for (const manifest of manifests) {
    for (const delivery of fluxDeliveries(manifest, manifests)) {
      const [path, { sourceObject, chart = manifest }] = [pathOf(delivery), delivery];
      if (sourceObject === undefined) continue;
      const own = { by: 'flux', manifest, sourceObject, chart } as const;
      const inner =
        manifest.ref.kind === 'Kustomization' ? insideRepository(textAt(manifest.object, 'spec', 'path')) : '';
      const remote = inner === null ? null : remoteOf(delivery);
      if (inner !== null && remote !== null) found.push({ ...own, path: inner, remote });
      else if (path !== null && isHere(delivery)) found.push({ ...own, path });
    }
    if (!isArgo(manifest)) continue;
    const { applications } = await applicationsOf(manifest, { tree: context.tree, isHere: isOwnAddress });
    for (const application of applications) {
      const all = argoDeliveries(application);
      const here = all.filter(isHere);
      const ownRefs = here.map(({ ref }) => ref).filter((ref) => ref !== '');
      for (const delivery of here) {
        const path = pathOf(delivery);
        if (path !== null) found.push({ by: 'argocd', manifest, path, ownRefs, ...delivery.argo });
      }
      for (const delivery of all) {
        const inner = delivery.isChart ? '' : insideRepository(delivery.path);
        const remote = inner === null ? null : remoteOf(delivery);
        if (inner === null || remote === null) continue;
        found.push({ by: 'argocd', manifest, path: inner, ownRefs, ...delivery.argo, remote });
      }
    }
  }
  return found;
}

function ownRepository({ policy, repository }: Omit<DeliveryContext, 'sources' | 'failed'>) {
  const { address, branch } = repository ?? { address: null, branch: null };
  const own = new Set([address ?? '', ...policy.repositories.own].map(canonicalRepository));
  own.delete(null);
  const isOwn = (one: string | null) => one !== null && own.has(one);
  const isHere = (one: string, revision: string) => isOwn(canonicalRepository(one)) && isCurrent(revision, branch);
  return { isOwn, isHere, repository: address, branch };
}

function createJudge({ policy, sources, failed, ...context }: DeliveryContext): (one: Delivery) => readonly Finding[] {
  const { isOwn, repository, branch } = ownRepository({ policy, ...context });
  const { allows } = sourceAdmission(policy);

  return (delivery) => {
    if (delivery.address === null) return [missingSource(delivery)];
    const address = canonicalRepository(delivery.address);
    if (isOwn(address) && delivery.what.is !== 'artifact') return [judgeOwn(delivery) ?? []].flat();
    const isConsumer = delivery.at.at(-1) === 'sourceRef' || delivery.at.at(-1) === 'chartRef';
    if (address === null || !allows(address)) return isConsumer ? [] : [denied(delivery, repository)];
    const open = delivery.revision === 'any' || isPinned(delivery) ? [] : [unpinned(delivery)];
    // What could not be fetched, or did not render, has been told.
    const isTold = [...sources, ...failed].some((source) => isRendered(source, delivery));
    return delivery.what.is === 'address' || isTold ? open : [...open, remote(delivery)];
  };

  function judgeOwn(delivery: Delivery): Finding | null {
    const { what, revision, changes } = delivery;
    if (!isCurrent(revision, branch)) {
      return unrendered(
        delivery,
        `it deploys the revision ${quoted(revision)} of this repository, which is not what was checked`,
        'Name the branch that is merged into, or HEAD.',
      );
    }
    if (what.is !== 'git') return null;
    if (what.path === '' && 'argo' in delivery) return nothingNamed(delivery);
    if (sources.some((source) => isRendered(source, delivery))) return null;
    const path = insideRepository(what.path);
    if (path === null || !sources.some((source) => covers(source, path))) {
      return unrendered(
        delivery,
        `it deploys ${quoted(what.path)} of this repository, and nothing there was rendered as a source of its own`,
        'Correct the path, or list it under sources in the policy.',
      );
    }
    if (changes.length === 0) return null;
    return unrendered(
      delivery,
      `it deploys ${quoted(what.path)} with ${changes.join(', ')}, and that directory was checked without them`,
      'Move them into values files or an overlay in the directory, which the gate renders.',
    );
  }
}

/** Argo CD takes no empty path for the root: it refuses the Application. */
function nothingNamed(delivery: Pick<Delivery, 'manifest' | 'at'>): Finding {
  return unrendered(
    delivery,
    'it names nothing to deploy: no path, no chart and no reference',
    'Name one, as Argo CD asks for: "." is the root of the repository.',
  );
}

function missingSource(delivery: Delivery): Finding {
  return unrendered(
    delivery,
    `where it deploys from is not known: ${quoted(delivery.missing ?? '')}`,
    'Commit that object, so that the gate can judge where it points.',
  );
}

function denied(delivery: Delivery, repository: string | null): Finding {
  return deliveryFinding(delivery, { ...deniedRepository(delivery.address ?? '', repository), result: FAIL });
}

function unpinned(delivery: Delivery): Finding {
  const broken = unpinnedRevision(delivery.address ?? '', delivery.revision, isGit(delivery));
  return deliveryFinding(delivery, { ...broken, result: FAIL });
}

function remote(delivery: Delivery): Finding {
  const { what } = delivery;
  const name = what.is === 'git' ? what.path : what.is === 'artifact' ? what.name : '';
  return unrendered(
    delivery,
    `it deploys ${quoted(name)} at ${quoted(delivery.revision)} from ${quoted(delivery.address ?? '')}, and only what is pinned by a digest is fetched and rendered`,
    remedyOf(delivery),
  );
}

function remedyOf({ what, sourceObject }: Delivery): string {
  if (what.is === 'git' || sourceObject?.ref.kind === 'Bucket')
    return 'Vendor it into this repository, or except this finding in the policy.';
  return 'Pin it: list its sha256 under repositories.charts in the policy, or name a digest where the object takes one. Or vendor it into this repository.';
}

/** An ApplicationSet of which not all can be told. */
function untold(manifest: Manifest, what: string): Finding {
  const at = { manifest, at: ['spec', 'generators'] } as const;
  const remedy = 'What it deploys beside that was not checked. Write it as a list or by paths of this repository.';
  return deliveryFinding(at, { rule: 'source/unrendered', result: UNKNOWN, what, remedy });
}

function unrendered(delivery: Pick<Delivery, 'manifest' | 'at'>, what: string, remedy: string): Finding {
  return deliveryFinding(delivery, {
    rule: 'source/unrendered',
    result: UNKNOWN,
    what,
    remedy: `What it deploys was not checked. ${remedy}`,
  });
}

/** A full commit of git; a digest, or a version without a range, of a chart or an artifact. */
function isPinned(delivery: Delivery): boolean {
  const { revision } = delivery;
  return isGit(delivery) ? /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(revision) : isExact(revision);
}

function isGit({ what }: Delivery): boolean {
  return what.is === 'git' || (what.is === 'address' && what.of === 'git');
}

function isCurrent(revision: string, branch: string | null): boolean {
  const name = revision.replace(/^refs\/heads\//, '');
  if (name === '' || name === 'HEAD') return true;
  return branch === null ? name === 'main' || name === 'master' : name === branch;
}

/** `./apps/` as discovery writes it: `apps`. Null for a path that leads out, or that a generator computes. */
function insideRepository(path: string): string | null {
  if (path.includes('{{')) return null;
  const steps = path.split('/').filter((step) => step !== '' && step !== '.');
  return steps.includes('..') ? null : steps.join('/');
}

/** Rendered as its controller does, with all that the object changes. */
function isRendered(source: Source, delivery: Delivery | ArgoSourceDelivery): boolean {
  if (!isDelivered(source) || !isAt(delivery.manifest.ref, source.object)) return false;
  return !('argo' in delivery) || source.part === argoPart(delivery.argo);
}

function covers(source: Source, path: string): boolean {
  const isWithin = (one: string): boolean => path === '' || one === path || one.startsWith(`${path}/`);
  return source.kind === 'plain' ? source.files.some(isWithin) : isWithin(source.root);
}
