/** What is fetched once a run: the first caller fetches, all the others wait for the same answer, failures too. */
export class Memo<T> {
  readonly #entries = new Map<string, Promise<T>>();
  readonly #failures = new Map<string, unknown>();

  get(key: string, fetch: () => Promise<T>): Promise<T> {
    const known = this.#entries.get(key);
    if (known !== undefined) return known;
    const entry = fetch();
    this.#entries.set(key, entry);
    entry.catch((error: unknown) => {
      if (this.#entries.get(key) === entry) this.#failures.set(key, error);
    });
    return entry;
  }

  peek(key: string): Promise<T> | undefined {
    return this.#entries.get(key);
  }

  set(key: string, value: T): void {
    if (!this.#entries.has(key)) this.#entries.set(key, Promise.resolve(value));
  }

  drop(key: string): void {
    this.#entries.delete(key);
    this.#failures.delete(key);
  }

  /** Lets the next caller fetch again what failed in such a way; what is under way, or was answered, stays. */
  dropFailure(key: string, isSuch: (error: unknown) => boolean): void {
    if (this.#failures.has(key) && isSuch(this.#failures.get(key))) this.drop(key);
  }
}
