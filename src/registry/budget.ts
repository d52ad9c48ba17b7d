import type { Digest, Repository } from '../domain/index.ts';

/** All the time that one image may lose to failed requests and to waiting, in milliseconds. */
export const IMAGE_BUDGET_MS = 30_000;

/** On the monotonic clock, in milliseconds. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Time that several requests of an image lose together counts once: what passed, and not the sum of what each waited. */
export class Budget {
  /** In order, and none touches another. */
  #lost: readonly Span[] = [];
  #isRenewed = false;

  get remaining(): number {
    return Math.max(0, IMAGE_BUDGET_MS - this.#lost.reduce((sum, { from, to }) => sum + (to - from), 0));
  }

  /** True where somebody wants an answer once more: of a host that was given up on, too. */
  get isRenewed(): boolean {
    return this.#isRenewed;
  }

  spend(from: number, milliseconds: number): void {
    if (milliseconds <= 0) return;
    let span: Span = { from, to: from + milliseconds };
    const apart: Span[] = [];
    for (const other of this.#lost) {
      if (other.to < span.from || other.from > span.to) apart.push(other);
      else span = { from: Math.min(span.from, other.from), to: Math.max(span.to, other.to) };
    }
    this.#lost = [...apart, span].sort((one, other) => one.from - other.from);
  }

  renew(): void {
    this.#lost = [];
    this.#isRenewed = true;
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
