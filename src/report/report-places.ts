import type { Advisory, Location, ManifestRef } from '../domain/index.ts';
import type { ReportFinding, ReportLocation } from './schema.ts';

type ReportManifest = NonNullable<ReportFinding['manifest']>;
type ReportAdvisory = NonNullable<ReportFinding['advisory']>;

/**
 * Objects, places and advisories as a report has them, with the keys in its schema's order: one of each, however many findings
 * name it. Those of an image, all of its uses with them, are the same in each of its hundreds of findings.
 */
export class ReportPlaces {
  readonly #manifests = new Map<ManifestRef, ReportManifest>();
  readonly #locations = new Map<Location, ReportLocation>();
  readonly #advisories = new Map<Advisory, ReportAdvisory>();
  readonly #lists = new Map<readonly Location[], ReportLocation[]>();

  manifest(ref: ManifestRef): ReportManifest {
    return madeOnce(this.#manifests, ref, ({ file, document, item, apiVersion, kind, namespace, name }) => ({
      file,
      document,
      ...(item === undefined ? {} : { item }),
      apiVersion,
      kind,
      ...(namespace === undefined ? {} : { namespace }),
      name,
    }));
  }

  location(location: Location): ReportLocation {
    return madeOnce(this.#locations, location, ({ file, startLine, startColumn, endLine, endColumn, exact }) => {
      return { file, startLine, startColumn, endLine, endColumn, exact };
    });
  }

  advisory(about: Advisory): ReportAdvisory {
    return madeOnce(this.#advisories, about, (one) => {
      const { type, package: name, source, installed, fixed, exploited, blocksFrom } = one;
      return { type, package: name, source, installed: [...installed], fixed: [...fixed], exploited, blocksFrom };
    });
  }

  locations(list: readonly Location[]): ReportLocation[] {
    return madeOnce(this.#lists, list, () => list.map((location) => this.location(location)));
  }
}

function madeOnce<Key, Value>(known: Map<Key, Value>, key: Key, make: (key: Key) => Value): Value {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make(key);
  known.set(key, made);
  return made;
}
