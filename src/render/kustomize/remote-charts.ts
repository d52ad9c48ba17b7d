import {
  ArtifactError,
  type ArtifactFiles,
  type Location,
  type Place,
  type RemoteArtifact,
} from '../../domain/index.ts';
import { parseImageReference } from '../../images/index.ts';
import { approximate } from '../origins/choose.ts';
import { RenderProblem } from '../problem.ts';
import type { RenderContext } from '../renderer.ts';
import type { ChartEntry } from './charts.ts';
import type { Closure } from './closure.ts';

/** Fetches the chart of an entry; null where the policy does not pin its content. */
export type FetchChart = (entry: ChartEntry) => Promise<ArtifactFiles | null>;

/** What `repositories.charts` of the policy pins is fetched, from whom `repositories.allow` says. */
export function chartFetcher({ artifacts, policy }: Pick<RenderContext, 'artifacts' | 'policy'>): FetchChart {
  return async (entry) => {
    const remote = pinned(entry, policy.repositories.charts);
    if (remote === null || artifacts === undefined) return null;
    try {
      return await artifacts.fetch(remote);
    } catch (error) {
      if (!(error instanceof ArtifactError)) throw error;
      const what = `${remote.title} could not be fetched: ${error.message}`;
      throw new RenderProblem({ what, remedy: error.remedy, location: entry.location, unknown: error.unknown });
    }
  };
}

type Pin = RenderContext['policy']['repositories']['charts'][number];

function pinned({ name, version, repository: address }: ChartEntry, pins: readonly Pin[]): RemoteArtifact | null {
  const pin = pins.find(
    (one) =>
      address !== null &&
      one.name === name &&
      one.version === version &&
      one.repository.replace(/\/+$/, '') === address.replace(/\/+$/, ''),
  );
  if (pin === undefined || address === null || version === null) return null;
  const archive = `sha256:${pin.sha256}` as const;
  const known = {
    title: `the chart ${JSON.stringify(name)} ${version} of ${JSON.stringify(address.slice(0, 200))}`,
    id: pin.sha256,
    unpacking: { is: 'chart', loadedAs: 'directory' },
  } as const;
  const inRegistry = /^oci:\/\/(.+?)\/*$/i.exec(address)?.[1];
  if (inRegistry === undefined) return { ...known, from: { is: 'index', url: address, chart: name, version, archive } };
  // As helm writes a version as a tag.
  const tag = version.replaceAll('+', '_');
  const parsed = parseImageReference(`${inRegistry}/${name}:${tag}`);
  if ('problem' in parsed) return null;
  const { registry, path } = parsed.reference;
  return { ...known, from: { is: 'tag', repository: { registry, path }, tag, archive } };
}

/** The entry whose chart was fetched, where a file is one of that chart's: nobody edits it here. */
export function fetchedWith({ fetched }: Pick<Closure, 'fetched'>, file: string): ChartEntry | null {
  return fetched.find(({ root }) => file.startsWith(`${root}/`)) ?? null;
}

/** What was fetched is said by the entry that has it fetched, as near as can be told. */
export function withoutFetched(closure: Pick<Closure, 'fetched'>, { location, related }: Place): Place {
  if (closure.fetched.length === 0) return { location, related };
  const own = realLocation(closure, location);
  const all = new Map(related.map((one) => realLocation(closure, one)).map((one) => [JSON.stringify(one), one]));
  all.delete(JSON.stringify(own));
  return { location: own, related: [...all.values()] };
}

function realLocation(closure: Pick<Closure, 'fetched'>, location: Location): Location {
  const entry = fetchedWith(closure, location.file);
  return entry === null ? location : approximate(entry.location).location;
}
