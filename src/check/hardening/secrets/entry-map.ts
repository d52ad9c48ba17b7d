import type { Text } from './texts.ts';

/** A text with its name, which many rules of gitleaks go by (`password: ...`): the same pair is searched once. */
export type Entry = Pick<Text, 'name' | 'text'>;

/** A map by name and text, which copies neither. */
export class EntryMap<Value> {
  readonly #byName = new Map<string, Map<string, Value>>();

  get({ name, text }: Entry): Value | undefined {
    return this.#byName.get(name)?.get(text);
  }

  set({ name, text }: Entry, value: Value): void {
    const texts = this.#byName.get(name) ?? new Map<string, Value>();
    if (texts.size === 0) this.#byName.set(name, texts);
    texts.set(text, value);
  }
}
