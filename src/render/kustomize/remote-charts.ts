import {
  ArtifactError,
  type ArtifactFiles,
  type ChartRefusal,
  type Location,
  type NamedChart,
  type Place,
} from '../../domain/index.ts';
import { approximate } from '../origins/choose.ts';
import { RenderProblem } from '../problem.ts';
import type { RenderContext } from '../renderer.ts';
import type { ChartEntry } from './charts.ts';
import type { Closure } from './closure.ts';

/** Fetches the chart of an entry that is written at `location`. @throws RenderProblem where it cannot be had. */
export type FetchChart = (chart: NamedChart, location: Location) => Promise<ArtifactFiles | ChartRefusal>;

/** What the policy allows and pins is fetched. */
export function chartFetcher({ artifacts }: Pick<RenderContext, 'artifacts'>): FetchChart {
  return async (chart, location) => {
    if (artifacts === undefined) return { reason: 'nothing is fetched in this run', broken: null };
    const decision = artifacts.chart(chart, 'directory');
    if ('reason' in decision) return decision;
    try {
      return await artifacts.fetch(decision);
    } catch (error) {
      if (!(error instanceof ArtifactError)) throw error;
      const what = `${decision.title} could not be fetched: ${error.message}`;
      throw new RenderProblem({ what, remedy: error.remedy, location, unknown: error.unknown });
    }
  };
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
