/** What comes one by one, for whoever can begin before all of it is there. Nobody has to listen. */
export class Arrivals<T> {
  readonly #come: T[] = [];
  #hear: ((one: T) => void) | null = null;

  add(one: T): void {
    if (this.#hear === null) this.#come.push(one);
    else this.#hear(one);
  }

  /** Of those that came before, too. */
  listen(hear: (one: T) => void): void {
    this.#hear = hear;
    for (const one of this.#come.splice(0)) hear(one);
  }
}
