import { type Artifacts, get, type RemoteArtifact, textAt } from '../../domain/index.ts';
import { isDigest, parseImageReference } from '../../images/index.ts';
import type { Policy } from '../../policy/index.ts';
import { sourceAdmission } from './allowed.ts';
import { type ArgoSourceDelivery, isArgoDelivery } from './argocd.ts';
import { deniedRepository, isExact, unpinnedRevision } from './broken-rules.ts';
import type { Delivery } from './delivery.ts';
import { quoted } from './findings.ts';
import { canonicalRepository } from './repository-url.ts';

/**
 * What a delivery takes from a registry or a repository of charts, where its content is pinned: by a digest that the object
 * names, or by the policy's sha256 for the version that it names. Null: it is neither.
 */
export function pinnedArtifact(delivery: Delivery, policy: Pick<Policy, 'repositories'>): RemoteArtifact | null {
  const { address, revision, what } = delivery;
  if (address === null || what.is !== 'artifact') return null;
  const wanted = wantedOf(delivery, address);
  if (wanted === null) return null;
  const { location, name, layer, unpacking } = wanted;
  const title = `${unpacking.is === 'chart' ? 'the chart' : 'the artifact'} ${quoted(name)} ${quoted(revision)} of ${quoted(address)}`;
  const digest = wanted.takesDigest ? digestIn(revision) : null;
  if (digest !== null) {
    const repository = repositoryAt(location, 'latest');
    if (repository === null) return null;
    const id = digest.slice('sha256:'.length);
    return { title, id, unpacking, from: { is: 'manifest', repository, digest, layer } };
  }
  return unpacking.is === 'files' ? null : pinnedByPolicy({ ...wanted, address, version: revision, title }, policy);
}

interface WantedChart extends Wanted {
  readonly address: string;
  readonly version: string;
  readonly title: string;
}

function pinnedByPolicy(wanted: WantedChart, policy: Pick<Policy, 'repositories'>): RemoteArtifact | null {
  const { address, home, location, name, version, title } = wanted;
  const unpacking = { is: 'chart', loadedAs: wanted.unpacking.loadedAs } as const;
  const chart = canonicalRepository(location);
  const pin = policy.repositories.charts.find(
    (one) => one.version === version && canonicalRepository(`${one.repository}/${one.name}`) === chart,
  );
  if (chart === null || pin === undefined) return null;
  const archive = `sha256:${pin.sha256}` as const;
  if (home === 'web') {
    const from = { is: 'index', url: address, chart: name, version, archive } as const;
    return { title, id: pin.sha256, unpacking, from };
  }
  // As helm writes a version as a tag.
  const tag = version.replaceAll('+', '_');
  const repository = repositoryAt(location, tag);
  return repository === null
    ? null
    : { title, id: pin.sha256, unpacking, from: { is: 'tag', repository, tag, archive } };
}

/**
 * What the policy makes of charts that other charts (`dependencies`) and kustomizations (`helmCharts`) name: the chart,
 * where their repository is allowed and their content pinned. `repository`: the address of this one, where it is known.
 */
export function chartPolicy(policy: Pick<Policy, 'repositories'>, repository: string | null): Artifacts['chart'] {
  const { allows } = sourceAdmission(policy);
  return ({ repository: address, name, version }, loadedAs) => {
    const canonical = canonicalRepository(address);
    const isChart = /^(?:oci|https?):\/\//i.test(address) && canonical !== null;
    if (!isChart || !allows(canonical)) {
      return { reason: 'its repository is not allowed by the policy', broken: deniedRepository(address, repository) };
    }
    if (!isExact(version)) {
      return { reason: 'no exact version of it is named', broken: unpinnedRevision(address, version, false) };
    }
    const home = isRegistry(address) ? 'registry' : 'web';
    const unpacking = { is: 'chart', loadedAs } as const;
    const title = `the chart ${quoted(name)} ${quoted(version)} of ${quoted(address)}`;
    const wanted = { home, location: below(address, name), name, layer: null, takesDigest: false, unpacking } as const;
    const pinned = pinnedByPolicy({ ...wanted, address, version, title }, policy);
    return pinned ?? { reason: 'its content is not pinned by the policy', broken: null };
  };
}

interface Wanted {
  readonly home: 'registry' | 'web';
  /** The repository with the chart's name below it. */
  readonly location: string;
  readonly name: string;
  readonly layer: string | null;
  /** Can `revision` be a digest? The version of a chart cannot. */
  readonly takesDigest: boolean;
  readonly unpacking: RemoteArtifact['unpacking'];
}

function wantedOf(delivery: Delivery, address: string): Wanted | null {
  if (isArgoDelivery(delivery)) return ofArgo(delivery, address);
  const { sourceObject, manifest, what } = delivery;
  const name = what.is === 'artifact' ? what.name : '';
  const spec = get(sourceObject?.object, 'spec');
  const isChart = manifest.ref.kind === 'HelmRelease';
  const unpacking = { is: isChart ? 'chart' : 'files', loadedAs: 'archive' } as const;
  if (sourceObject?.ref.kind === 'OCIRepository') {
    const layer = textAt(spec, 'layerSelector', 'mediaType') || null;
    return { home: 'registry', location: address, name, layer, takesDigest: true, unpacking };
  }
  if (sourceObject?.ref.kind !== 'HelmRepository' || !isChart) return null;
  const home = textAt(spec, 'type') === 'oci' || isRegistry(address) ? 'registry' : 'web';
  return { home, location: below(address, name), name, layer: null, takesDigest: false, unpacking };
}

function ofArgo({ isChart, what }: ArgoSourceDelivery, address: string): Wanted | null {
  const chart = isChart && what.is === 'artifact' ? what.name : '';
  const unpacking = { is: chart === '' ? 'typed' : 'chart', loadedAs: 'directory' } as const;
  if (chart === '') {
    if (what.is !== 'artifact' || !isRegistry(address)) return null;
    const name = address.split('/').pop() ?? '';
    return { home: 'registry', location: address, name, layer: null, takesDigest: true, unpacking };
  }
  // Argo CD writes a registry of charts without a scheme.
  const home = isRegistry(address) || !/^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? 'registry' : 'web';
  return { home, location: below(address, chart), name: chart, layer: null, takesDigest: false, unpacking };
}

function isRegistry(address: string): boolean {
  return /^oci:\/\//i.test(address);
}

function below(address: string, chart: string): string {
  return `${address.replace(/\/+$/, '')}/${chart}`;
}

/** `sha256:…`, or a tag with it: the digest decides. */
function digestIn(revision: string): `sha256:${string}` | null {
  const found = /^(?:[A-Za-z0-9_][A-Za-z0-9._-]*@)?(sha256:[0-9a-f]{64})$/.exec(revision)?.[1];
  return found !== undefined && isDigest(found) && found.startsWith('sha256:') ? `sha256:${found.slice(7)}` : null;
}

function repositoryAt(location: string, tag: string) {
  const parsed = parseImageReference(`${location.replace(/^[a-z]+:\/\//i, '')}:${tag}`);
  if ('problem' in parsed) return null;
  const { registry, path } = parsed.reference;
  return { registry, path };
}
