import { z } from 'zod';
import type { KeptValues, Loopback, ValueServer } from '../../domain/index.ts';
import { EMPTY_LAYERS } from './recognised.ts';
import type { Problem } from './scan-result.ts';
import type { Target } from './targets.ts';

/**
 * What Trivy found in layers that several images of this run share, so that each is read once: images of a company are built on few
 * bases, and a base is most of an image.
 *
 * Trivy keeps it with the gate as it would with Redis (pkg/cache/redis.go), by what an image's configuration says that a layer
 * holds. That is the word of whoever pushed the image: one that gave its own layer the name of another's would have it taken
 * for the other in all scans. So the gate hands out only what was read in a layer of the same digest, of the same registry,
 * in a scan that went well and warned of nothing there; and a scan that was handed something counts only where that layer is where Trivy took it to be.
 */
export interface LayerAnalyses {
  /** For the scan of one image; null: it scans alone. */
  open(target: Target, shared: ReadonlySet<string>): Promise<ScanAnalyses | null>;
  close(): Promise<void>;
}

/** What one scan keeps with the gate, and gets from it. */
export interface ScanAnalyses {
  /** With its password. */
  readonly url: string;
  /**
   * When the scan has ended: what it found out is kept for others. False: what it says may come of what it was handed, and the image is to
   * be scanned alone.
   */
  end(scan: EndedScan): boolean;
}

export interface EndedScan {
  /** What its layers hold unpacked, as Trivy took it from the configuration. */
  readonly contents: readonly string[];
  readonly problem: Problem | null;
  /** What Trivy said beside its report. */
  readonly said: string;
}

/** In bytes: of one scan, of one layer that is shared, and of all that is shared in a run. */
const MAX_OWN_BYTES = 64 * 1024 * 1024;
const MAX_LAYER_BYTES = 16 * 1024 * 1024;
const MAX_SHARED_BYTES = 256 * 1024 * 1024;
/** The gate may have something else to do for a while. */
const PATIENCE = 'dial_timeout=60s&read_timeout=60s&write_timeout=60s';

/** Trivy's names (pkg/cache/redis.go); a hash of what the layer holds and of how it is looked at. */
const OF_LAYER = 'fanal::blob::';
/** Entries of package databases that it passed over, say: who is handed what was found would not hear of it. */
const WARNED = /\b(?:WARN|ERROR|FATAL)\b/;
/** From here on Trivy compares what it read with its database, which each scan does for itself (pkg/scan/local, pkg/scan/langpkg). */
const READ = /^\S+\tINFO\t(?:Detected OS|Number of language-specific files)\t/m;

/** `BlobInfo` (pkg/fanal/types/artifact.go), as far as the gate reads it. */
const Analysis = z.looseObject({ Digest: z.string(), DiffID: z.string() });

/**
 * A name in a layer that is not UTF-8: Go's JSON has the same sign in the place of each byte that is none, so that two names become one, and
 * what is removed in a layer above may be another file. In memory Trivy keeps them apart.
 */
const MANGLED = ['\\ufffd', '\ufffd'] as const;

/** What ends a scan that takes too much, and is no pass in any case; others may come of the gate's store, and are looked at without it. */
const LIMITS: ReadonlySet<string> = new Set([
  'trivy-disk-full',
  'trivy-disk-limit',
  'trivy-killed',
  'trivy-memory',
  'trivy-out-of-time',
  'trivy-output-limit',
  'trivy-timeout',
]);

interface SharedAnalysis {
  readonly layer: string;
  readonly content: string;
  readonly value: Uint8Array;
}

/** The layers that more than one of these images has, each with its registry. */
export function sharedLayers(targets: readonly Target[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const target of targets) {
    for (const layer of new Set(target.layers)) {
      if (EMPTY_LAYERS.has(layer)) continue;
      const name = nameOf(target, layer);
      (seen.has(name) ? shared : seen).add(name);
    }
  }
  return shared;
}

const nameOf = ({ repository }: Target, layer: string): string => `${repository.registry} ${layer}`;

export function createLayerAnalyses(loopback: Pick<Loopback, 'serveValues'>): LayerAnalyses {
  const all = new SharedAnalyses();
  let serving: Promise<ValueServer | null> | null = null;
  const serve = async (): Promise<ValueServer | null> => {
    try {
      return await loopback.serveValues();
    } catch {
      return null;
    }
  };
  return {
    async open(target, shared) {
      const wanted: ReadonlySet<string> = new Set(target.layers.filter((layer) => shared.has(nameOf(target, layer))));
      if (wanted.size === 0) return null;
      // Where nobody may listen, each image is scanned alone.
      serving ??= serve();
      const server = await serving;
      if (server === null) return null;
      const own = new OwnValues(target, wanted, all);
      const { password, end } = server.admit(own);
      return {
        url: `redis://:${password}@${server.host}?${PATIENCE}`,
        end(scan) {
          end();
          return own.end(scan);
        },
      };
    },
    async close() {
      await (await serving)?.close();
    },
  };
}

class SharedAnalyses {
  readonly #found = new Map<string, SharedAnalysis>();
  #bytes = 0;

  /** Of the first of these layers that it is known of. */
  find(registry: string, layers: readonly string[], name: string): SharedAnalysis | null {
    for (const layer of layers) {
      const found = this.#found.get(`${registry} ${layer} ${name}`);
      if (found !== undefined) return found;
    }
    return null;
  }

  keep(registry: string, name: string, found: SharedAnalysis): void {
    const key = `${registry} ${found.layer} ${name}`;
    if (this.#found.has(key) || this.#bytes + found.value.length > MAX_SHARED_BYTES) return;
    this.#bytes += found.value.length;
    this.#found.set(key, found);
  }
}

class OwnValues implements KeptValues {
  readonly #target: Target;
  readonly #wanted: ReadonlySet<string>;
  readonly #shared: SharedAnalyses;
  readonly #own = new Map<string, Uint8Array>();
  readonly #given = new Set<SharedAnalysis>();
  #bytes = 0;
  #isMangled = false;

  constructor(target: Target, wanted: ReadonlySet<string>, shared: SharedAnalyses) {
    this.#target = target;
    this.#wanted = wanted;
    this.#shared = shared;
  }

  get(name: string): Uint8Array | null {
    const own = this.#own.get(name);
    if (own !== undefined) return own;
    const { repository, layers } = this.#target;
    const found = name.startsWith(OF_LAYER) ? this.#shared.find(repository.registry, layers, name) : null;
    if (found === null) return null;
    this.#given.add(found);
    return found.value;
  }

  set(name: string, value: Uint8Array): boolean {
    const more = value.length - (this.#own.get(name)?.length ?? 0);
    if (this.#bytes + more > MAX_OWN_BYTES) return false;
    this.#bytes += more;
    this.#own.set(name, value);
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.length);
    this.#isMangled ||= MANGLED.some((sign) => bytes.includes(sign));
    return true;
  }

  end({ contents, problem, said }: EndedScan): boolean {
    const stands = this.#stands(contents, problem);
    const [reading = ''] = said.split(READ, 1);
    if (stands && problem === null && !WARNED.test(reading)) this.#keep(contents);
    this.#own.clear();
    return stands;
  }

  #stands(contents: readonly string[], problem: Problem | null): boolean {
    // No pass of anybody, and looked at again by whoever asked.
    if (problem !== null && (isFault(problem) || LIMITS.has(problem.what))) return true;
    if (this.#isMangled || contents.length === 0) return false;
    if (this.#given.size === 0) return true;
    // What the image is blamed for may be the other's doing. Of one that names fewer layers than it has, or more, Trivy reads none.
    const isWhole = problem === null && contents.length === this.#target.layers.length;
    return isWhole && [...this.#given].every((found) => this.#isThere(found, contents));
  }

  /** Trivy takes the first layer that is said to hold it. */
  #isThere({ layer, content }: SharedAnalysis, contents: readonly string[]): boolean {
    return this.#target.layers[contents.indexOf(content)] === layer;
  }

  #keep(contents: readonly string[]): void {
    if (contents.length !== this.#target.layers.length) return;
    for (const [name, value] of this.#own) {
      const found = name.startsWith(OF_LAYER) && value.length <= MAX_LAYER_BYTES ? analysisIn(value) : null;
      if (found === null || !this.#wanted.has(found.layer) || !this.#isThere(found, contents)) continue;
      this.#shared.keep(this.#target.repository.registry, name, found);
    }
  }
}

/** Of the registry, the run or the machine. */
const isFault = ({ what, cause }: Problem): boolean =>
  cause === 'infrastructure' || what === 'unauthorized' || what === 'cut-off' || what.startsWith('registry-');

function analysisIn(value: Uint8Array): SharedAnalysis | null {
  try {
    const parsed = Analysis.safeParse(JSON.parse(Buffer.from(value).toString('utf8')));
    return parsed.success ? { layer: parsed.data.Digest, content: parsed.data.DiffID, value } : null;
  } catch {
    return null;
  }
}
