import type { Edit, Manifest } from '../domain/index.ts';
import { conflict } from '../tree/index.ts';
import { changeEdits } from './change.ts';
import { type Choice, changeOf, firstChoice, nextChoice, type Proposal } from './proposal.ts';
import type { Diagnosis, Goals } from './prove.ts';

/** Each trial is a render of the sources that it touches; after this many, what is not proved yet is not offered. */
const MAX_TRIALS = 5;

/** So often is an alternative that did not do its part replaced by the next one; then it is left out. */
const MAX_REPLACED = 4;

export interface Trial {
  readonly edits: readonly Edit[];
  readonly goals: Goals;
}

/** Choices that are tried together on top of those that hold. */
interface Task {
  readonly choices: readonly Choice[];
  readonly replaced: number;
}

/**
 * Which of several proposals hold together, found in few trials: all are tried at once; one whose goal was not met takes
 * its next alternative; where something else changed, they are divided, and one part is tried on top of the other.
 */
export class Search {
  readonly #read: (file: string) => string;
  readonly #tasks: Task[];
  #kept: readonly Choice[] = [];
  #trials = 0;

  constructor(proposals: readonly Proposal[], read: (file: string) => string) {
    this.#read = read;
    this.#tasks = [{ choices: proposals.map(firstChoice), replaced: 0 }];
  }

  /** Proved, together. */
  get kept(): readonly Choice[] {
    return this.#kept;
  }

  /** What to try now; null where nothing is left to try. */
  next(): Trial | null {
    while (this.#trials < MAX_TRIALS) {
      const [task] = this.#tasks;
      if (task === undefined) return null;
      const edits = this.#editsOf([...this.#kept, ...task.choices]);
      if (edits !== null && edits.length > 0) {
        this.#trials += 1;
        return { edits, goals: goalsOf([...this.#kept, ...task.choices]) };
      }
      this.#tasks.shift();
      const clashing = this.#clashing(task.choices);
      if (clashing.size > 0) this.#replace(task, clashing);
      else this.#divide(task);
    }
    return null;
  }

  /** What came of the last trial. */
  learn({ holds, unmet, spoiled, strayed }: Diagnosis): void {
    const task = this.#tasks.shift();
    if (task === undefined) return;
    if (holds) {
      this.#kept = [...this.#kept, ...task.choices];
      return;
    }
    const isUnmet = ({ proposal: { pins, fields } }: Choice) => [...pins, ...fields].some((goal) => unmet.has(goal));
    // Of findings that one edit could have settled, those that it does settle keep it.
    const choices = task.choices.flatMap((choice) =>
      isUnmet(choice) && choice.proposal.parts.length > 0 ? choice.proposal.parts.map(firstChoice) : [choice],
    );
    const isStray = ({ proposal }: Choice) => proposal.pins.some(({ digest }) => strayed.has(digest));
    const failed = choices.filter((choice) => isUnmet(choice) || isStray(choice));
    if (failed.length > 0) this.#replace({ ...task, choices }, new Set(failed));
    else this.#divide(task, spoiled);
  }

  /** The next alternatives of those that failed, beside the others. */
  #replace({ choices, replaced }: Task, failed: ReadonlySet<Choice>): void {
    const next = choices.flatMap((choice) => {
      if (!failed.has(choice)) return [choice];
      const other = replaced < MAX_REPLACED ? nextChoice(choice) : null;
      if (other === null) this.#tryParts(choice);
      return other ?? [];
    });
    this.#first({ choices: next, replaced: replaced + 1 });
  }

  /** One of them changes more than it should: likely one that is about a spoiled object, else halves tell which. */
  #divide(task: Task, spoiled: ReadonlySet<Manifest> = new Set()): void {
    const [only, second] = task.choices;
    if (only === undefined) return;
    if (second === undefined) {
      this.#replace(task, new Set([only]));
      return;
    }
    const [suspects, others] = partition(task.choices, (choice) => isAbout(choice, spoiled));
    const middle = Math.ceil(task.choices.length / 2);
    const isTold = suspects.length > 0 && others.length > 0;
    this.#first({ choices: isTold ? suspects : task.choices.slice(middle), replaced: 0 });
    this.#first({ choices: isTold ? others : task.choices.slice(0, middle), replaced: 0 });
  }

  #first(task: Task): void {
    if (task.choices.length > 0) this.#tasks.unshift(task);
  }

  /** What could be settled by one edit need not come from there: each finding is tried by itself too. */
  #tryParts({ proposal: { parts } }: Choice): void {
    if (parts.length > 0) this.#tasks.push({ choices: parts.map(firstChoice), replaced: 0 });
  }

  #editsOf(choices: readonly Choice[]): Edit[] | null {
    return changeEdits(choices.map(changeOf), this.#read);
  }

  /** Those that want what another one, or one that is kept, wants to say otherwise. */
  #clashing(choices: readonly Choice[]): Set<Choice> {
    const owned = [...this.#kept, ...choices].flatMap((choice) => {
      const { edits, fields } = changeOf(choice);
      const scalars = { edits, fields: fields.filter(({ place }) => place.kind === 'scalar'), entries: new Map() };
      return (changeEdits([scalars], this.#read) ?? []).map((edit) => ({ choice, edit }));
    });
    const found = new Set<Choice>();
    for (const group of Map.groupBy(owned, ({ edit }) => edit.file).values()) {
      const inOrder = group.toSorted((a, b) => order(a.edit, b.edit));
      for (const [index, one] of inOrder.entries()) {
        for (const other of inOrder.slice(index + 1)) {
          if (order({ ...one.edit, startLine: one.edit.endLine, startColumn: one.edit.endColumn }, other.edit) < 0)
            break;
          if (conflict(one.edit, other.edit)) found.add(one.choice).add(other.choice);
        }
      }
    }
    return new Set(choices.filter((choice) => found.has(choice)));
  }
}

function isAbout({ proposal: { pins, fields } }: Choice, manifests: ReadonlySet<Manifest>): boolean {
  return pins.some(({ use }) => manifests.has(use.manifest)) || fields.some(({ manifest }) => manifests.has(manifest));
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [items.filter((item) => test(item)), items.filter((item) => !test(item))];
}

function order(a: Edit, b: Edit): number {
  return a.startLine - b.startLine || a.startColumn - b.startColumn;
}

function goalsOf(choices: readonly Choice[]): Goals {
  return {
    pins: choices.flatMap(({ proposal }) => proposal.pins),
    fields: choices.flatMap(({ proposal }) => proposal.fields),
  };
}
