import type { TimeNotes } from '../domain/index.ts';
import type { Question } from './question.ts';

export interface Noted {
  readonly question: Question;
  readonly answer: string;
}

/** A line for whoever runs the gate. */
export interface SaidLine {
  readonly level: 'info' | 'warn';
  readonly text: string;
}

/** All that a run asked, with what it was answered, and for how long the time itself gives the same answers. */
export interface Notes {
  readonly noted: readonly Noted[];
  /** Milliseconds since 1970: from this moment on, and not any more from that one on. */
  readonly from: number;
  readonly until: number;
  readonly said: readonly SaidLine[];
}

/** More than any repository makes of the gate: a run that asks so much is not worth asking again. */
const MAX_NOTED = 200_000;

/** A notebook of one run. What cannot be asked again spoils it: then nothing is known of the run. */
export class Notebook implements TimeNotes {
  readonly #noted = new Map<string, Noted>();
  readonly #said: SaidLine[] = [];
  readonly #pending: Promise<void>[] = [];
  #from = 0;
  #until = Number.MAX_SAFE_INTEGER;
  #isSpoilt = false;

  /** Nothing more is worth noting. */
  get isSpoilt(): boolean {
    return this.#isSpoilt;
  }

  note(question: Question, answer: string): void {
    if (this.#isSpoilt) return;
    const key = JSON.stringify(question);
    const before = this.#noted.get(key);
    // It changed while the run went on: which of the two decided, nobody knows.
    if (before !== undefined && before.answer !== answer) this.spoil();
    else this.#noted.set(key, { question, answer });
    if (this.#noted.size > MAX_NOTED) this.spoil();
  }

  /** The run itself changed what is there. */
  async amend(isAbout: (question: Question) => boolean, ask: (question: Question) => Promise<string>): Promise<void> {
    for (const [key, { question }] of this.#noted) {
      if (isAbout(question)) this.#noted.set(key, { question, answer: await ask(question) });
    }
  }

  say(line: SaidLine): void {
    if (!this.#isSpoilt) this.#said.push(line);
  }

  /** To be awaited before the notes are whole. */
  defer(noting: Promise<void>): void {
    this.#pending.push(noting.catch(() => this.spoil()));
  }

  spoil(): void {
    this.#isSpoilt = true;
    this.#noted.clear();
    this.#said.length = 0;
  }

  compared(moment: number, isOver: boolean): void {
    if (isOver) this.#from = Math.max(this.#from, moment);
    else this.#until = Math.min(this.#until, moment);
  }

  read(): void {
    this.spoil();
  }

  /** Null: what the run found out may be something else the next time, for a reason that nobody could see. */
  async finish(): Promise<Notes | null> {
    await Promise.all(this.#pending);
    if (this.#isSpoilt || this.#from >= this.#until) return null;
    return { noted: [...this.#noted.values()], from: this.#from, until: this.#until, said: this.#said };
  }
}
