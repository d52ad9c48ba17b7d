import { z } from 'zod';
import type { KeptValues } from '../../domain/index.ts';
import type { AnalysisStore, LayerAnalysis } from './analysis-store.ts';
import type { NamedAnalysis } from './kept-analyses.ts';
import type { Problem } from './scan-result.ts';
import type { Target } from './targets.ts';

/** How a scan ended that kept what it read with the gate. */
export interface EndedScan {
  /** What its layers hold unpacked, as Trivy took it from the configuration; empty where it gave no report. */
  readonly diffIds: readonly string[];
  readonly problem: Problem | null;
  readonly stderr: string;
  /** Another Trivy was lost before, which may have read some of it, and what it warned of is lost too. */
  readonly isAgain: boolean;
}

/** In bytes. More of one layer is not handed on: it would have to be parsed, while all else waits. */
const MAX_LAYER_BYTES = 16 * 1024 * 1024;

/** Of Trivy's names (pkg/cache/redis.go); what follows is a hash of what the layer holds and of how it is looked at. */
const LAYER_PREFIX = 'fanal::blob::';
/** Entries of package databases that it passed over, say: who is handed what was read would not hear of it. */
const WARNED = /\b(?:WARN|ERROR|FATAL)\b/;
/** From here on Trivy compares what it read with its database, which each scan does for itself (pkg/scan/local, pkg/scan/langpkg). */
const READING_ENDED = /^\S+\tINFO\t(?:Detected OS|Number of language-specific files)\t/m;

/**
 * A text in a layer that is not UTF-8, or may not be: Go's JSON has the same sign in the place of each byte that is none, so that two
 * files become one, and what is removed in a layer above may be another file. In memory Trivy keeps them apart.
 */
const MANGLED = ['\\ufffd', '\ufffd'] as const;

/** What ends a scan of an image that takes too much of what the gate's store takes nothing of. */
const LIMITS: ReadonlySet<string> = new Set([
  'trivy-disk-full',
  'trivy-disk-limit',
  'trivy-out-of-time',
  'trivy-output-limit',
]);

/** `BlobInfo` (pkg/fanal/types/artifact.go), as far as the gate reads it. */
const Analysis = z.looseObject({ Digest: z.string(), DiffID: z.string() });

/** What one scan keeps with the gate, and is handed of others. */
export class ScanAnalyses implements KeptValues {
  readonly #target: Target;
  readonly #mayShare: ReadonlySet<string>;
  readonly #store: AnalysisStore;
  readonly #keep: (analysis: NamedAnalysis) => void;
  readonly #own = new Map<string, Uint8Array>();
  readonly #given = new Set<LayerAnalysis>();
  #bytes = 0;
  #isMangled = false;

  /** `mayShare`: those of its layers that other images have too. `keep`: gets all that may be handed on to any image. */
  constructor(
    target: Target,
    mayShare: ReadonlySet<string>,
    store: AnalysisStore,
    keep: (analysis: NamedAnalysis) => void,
  ) {
    this.#target = target;
    this.#mayShare = mayShare;
    this.#store = store;
    this.#keep = keep;
  }

  get(name: string): Uint8Array | null {
    const own = this.#own.get(name);
    if (own !== undefined) return own;
    const { repository, layers } = this.#target;
    const found = name.startsWith(LAYER_PREFIX) ? this.#store.find(repository.registry, layers, name) : null;
    if (found === null) return null;
    this.#given.add(found);
    return found.value;
  }

  set(name: string, value: Uint8Array): boolean {
    const more = value.length - (this.#own.get(name)?.length ?? 0);
    if (!this.#store.reserve(this.#bytes, more)) return false;
    this.#bytes += more;
    this.#own.set(name, value);
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.length);
    this.#isMangled ||= MANGLED.some((sign) => bytes.includes(sign));
    return true;
  }

  /** What it read is kept for others, where it may be. True: what it says counts; else the image is to be scanned again, alone. */
  end(scan: EndedScan): boolean {
    const counts = this.#counts(scan);
    if (counts && scan.problem === null) this.#handOn(scan);
    this.#own.clear();
    this.#store.release(this.#bytes);
    this.#bytes = 0;
    return counts;
  }

  #counts({ diffIds, problem, isAgain }: EndedScan): boolean {
    // No pass of anybody, and looked at again by whoever asked.
    if (problem !== null && (isFault(problem) || LIMITS.has(problem.what))) return true;
    if (isAgain || this.#isMangled || diffIds.length === 0) return false;
    if (this.#given.size === 0) return true;
    // What the image is blamed for may be the other's doing. Of one that names fewer layers than it has, or more, Trivy reads none.
    const isWhole = problem === null && diffIds.length === this.#target.layers.length;
    return isWhole && [...this.#given].every((found) => this.#isThere(found, diffIds));
  }

  /** Trivy takes the first layer that is said to hold it. */
  #isThere({ layer, diffId }: LayerAnalysis, diffIds: readonly string[]): boolean {
    return this.#target.layers[diffIds.indexOf(diffId)] === layer;
  }

  #handOn({ diffIds, stderr }: EndedScan): void {
    const [whileReading = ''] = stderr.split(READING_ENDED, 1);
    if (WARNED.test(whileReading) || diffIds.length !== this.#target.layers.length) return;
    for (const [name, value] of this.#own) {
      const found = name.startsWith(LAYER_PREFIX) && value.length <= MAX_LAYER_BYTES ? analysisIn(value) : null;
      if (found === null || !this.#isThere(found, diffIds)) continue;
      if (this.#mayShare.has(found.layer)) this.#store.keep(this.#target.repository.registry, name, found);
      this.#keep({ name, ...found });
    }
  }
}

/** Of the registry, the run or the machine. */
const isFault = ({ what, cause }: Problem): boolean =>
  cause === 'infrastructure' || what === 'unauthorized' || what === 'cut-off' || what.startsWith('registry-');

function analysisIn(value: Uint8Array): LayerAnalysis | null {
  try {
    const parsed = Analysis.safeParse(JSON.parse(Buffer.from(value).toString('utf8')));
    return parsed.success ? { layer: parsed.data.Digest, diffId: parsed.data.DiffID, value } : null;
  } catch {
    return null;
  }
}
