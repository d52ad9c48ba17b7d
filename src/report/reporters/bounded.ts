/** A text that never grows past its limit, and knows what it left out. Sizes are UTF-8 bytes, the strictest measure. */
export class BoundedText {
  #text = '';
  #room: number;

  constructor(maxBytes: number) {
    this.#room = maxBytes;
  }

  get room(): number {
    return this.#room;
  }

  /** Adds a block, parted by an empty line; false where it does not fit, and nothing is added. */
  add(block: string): boolean {
    const piece = this.#text === '' ? block : `\n\n${block}`;
    const size = Buffer.byteLength(piece);
    if (size > this.#room) return false;
    this.#text += piece;
    this.#room -= size;
    return true;
  }

  /**
   * Adds as many items as fit into `share` of the room that is left, between `before` and `after`, and counts the rest
   * in a line of its own. Adds nothing where there are no items.
   */
  addList(list: BoundedList): void {
    const { items, before, after, separator, share } = list;
    if (items.length === 0) return;
    const reserve = 200 + Buffer.byteLength(before) + Buffer.byteLength(after);
    let room = Math.floor(this.#room * share) - reserve;
    const kept: string[] = [];
    for (const item of items.slice(0, list.maxItems ?? items.length)) {
      const text = item();
      room -= Buffer.byteLength(text) + separator.length;
      if (room < 0) break;
      kept.push(text);
    }
    const left = items.slice(kept.length).reduce((sum, _, at) => sum + (list.counts?.[kept.length + at] ?? 1), 0);
    const rest = left === 0 ? '' : `${left} more ${list.noun(left)} left out here; the report lists all.`;
    if (kept.length === 0) this.add(rest);
    else this.add(`${before}${kept.join(separator)}${rest === '' ? '' : `\n\n${rest}`}${after}`);
  }

  toString(): string {
    return this.#text;
  }
}

export interface BoundedList {
  /** Made only when there is room, so that the ten-thousandth costs nothing. */
  readonly items: readonly (() => string)[];
  readonly before: string;
  readonly after: string;
  readonly separator: string;
  /** Of the room left, from 0 to 1. */
  readonly share: number;
  readonly maxItems?: number;
  readonly noun: (count: number) => string;
  /** How many each item stands for in the count of what is left out; 1 each when left out. */
  readonly counts?: readonly number[];
}
