import type { Digest, Repository } from '../domain/index.ts';

/** All the time that one image may lose to failed requests and to waiting, in milliseconds. */
export const IMAGE_BUDGET_MS = 30_000;

export class Budget {
  #spent = 0;

  get remaining(): number {
    return Math.max(0, IMAGE_BUDGET_MS - this.#spent);
  }

  spend(milliseconds: number): void {
    this.#spent += Math.max(0, milliseconds);
  }
}

/** cosign's tag for what belongs to an image, and the referrers fallback tag: `sha256-<hex>`, with or without a suffix. */
const SUBJECT_TAG = /^(sha256|sha384|sha512)-([0-9a-f]{64,128})(?:\.[a-z]+)?$/;

/** Whose budget a request draws on: an image's tag, its digest, its signatures and their blobs share one. */
export class BudgetBook {
  readonly #budgets = new Map<string, Budget>();

  #key(repository: Repository, id: string): string {
    return `${repository.registry}/${repository.path}@${id}`;
  }

  of(repository: Repository, id: Digest | string): Budget {
    const subject = SUBJECT_TAG.exec(id);
    const key = this.#key(repository, subject === null ? id : `${subject[1]}:${subject[2]}`);
    const budget = this.#budgets.get(key) ?? new Budget();
    this.#budgets.set(key, budget);
    return budget;
  }

  /** From now on `id` draws on this budget too, unless it has one. */
  share(repository: Repository, id: string, budget: Budget): void {
    const key = this.#key(repository, id);
    if (!this.#budgets.has(key)) this.#budgets.set(key, budget);
  }
}
