/** In bytes: of all that is shared in a run, of what all scans that run have read themselves, and of what one of them has. */
const MAX_SHARED_BYTES = 256 * 1024 * 1024;
const MAX_OPEN_BYTES = 256 * 1024 * 1024;
const MAX_SCAN_BYTES = 64 * 1024 * 1024;

/** What Trivy read in a layer. */
export interface LayerAnalysis {
  /** The digest of the layer. */
  readonly layer: string;
  /** What it holds unpacked, by the configuration of the image in which it was read. */
  readonly diffId: string;
  readonly value: Uint8Array;
}

/** What was read in layers and may be handed on, by their registry, their digest and Trivy's name for it. */
export class AnalysisStore {
  readonly #found = new Map<string, LayerAnalysis>();
  readonly #layers = new Set<string>();
  #sharedBytes = 0;
  #openBytes = 0;

  /** Whether anything is known of it. */
  knows(registry: string, layer: string): boolean {
    return this.#layers.has(`${registry} ${layer}`);
  }

  /** Of the first of these layers of which it is known. */
  find(registry: string, layers: readonly string[], name: string): LayerAnalysis | null {
    for (const layer of layers) {
      const found = this.#found.get(`${registry} ${layer} ${name}`);
      if (found !== undefined) return found;
    }
    return null;
  }

  /** What comes first stays; what is too much is not kept. */
  keep(registry: string, name: string, found: LayerAnalysis): void {
    const key = `${registry} ${found.layer} ${name}`;
    if (this.#found.has(key) || this.#sharedBytes + found.value.length > MAX_SHARED_BYTES) return;
    this.#sharedBytes += found.value.length;
    this.#found.set(key, found);
    this.#layers.add(`${registry} ${found.layer}`);
  }

  /** Whether half of the room is left, for what this run reads itself. */
  get hasRoom(): boolean {
    return this.#sharedBytes < MAX_SHARED_BYTES / 2;
  }

  /** Room for so much more of a scan that has read `already` so much; false: there is none. */
  reserve(already: number, more: number): boolean {
    if (already + more > MAX_SCAN_BYTES || this.#openBytes + more > MAX_OPEN_BYTES) return false;
    this.#openBytes += more;
    return true;
  }

  release(bytes: number): void {
    this.#openBytes -= bytes;
  }
}
