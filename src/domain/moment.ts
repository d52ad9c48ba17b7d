const DAY_MS = 86_400_000;

/** Hears how the time decides, so that an answer can be known to hold at another time too. */
export interface TimeNotes {
  /** Whether that moment (milliseconds since 1970) was over decided something. */
  compared(moment: number, isOver: boolean): void;
  /** The time itself was read: what comes of it holds now, and nobody knows how long. */
  read(): void;
}

const NOTED = new WeakMap<Date, { readonly at: Date; readonly notes: TimeNotes }>();

/** The same moment, which tells `notes` whatever is asked of it. Not only what is known to ask: all that reads a date. */
export function notedMoment(at: Date, notes: TimeNotes): Date {
  const moment = new Proxy(at, {
    get(target, key) {
      notes.read();
      // Without the milliseconds, where a date is made of it, as a text would be.
      if (key === Symbol.toPrimitive)
        return (hint: string) => (hint === 'string' ? target.toString() : target.getTime());
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  NOTED.set(moment, { at, notes });
  return moment;
}

/**
 * Is that moment over: is it now, or was it before? What the gate decides by the time it decides by asking this, so that
 * what it decided can be known to hold until the next such moment.
 *
 * @param moment milliseconds since 1970; one that is no number is never over.
 */
export function isOver(moment: number, now: Date): boolean {
  const noted = NOTED.get(now);
  if (noted === undefined) return now.getTime() >= moment;
  const over = isOver(moment, noted.at);
  if (!Number.isNaN(moment)) noted.notes.compared(moment, over);
  return over;
}

/** What is decided here holds now, and nobody knows how long. */
export function holdsOnlyNow(now: Date): void {
  const noted = NOTED.get(now);
  if (noted === undefined) return;
  noted.notes.read();
  holdsOnlyNow(noted.at);
}

/** The day (UTC), `2027-01-31`, as something that decides. */
export function dayOf(now: Date): string {
  const noted = NOTED.get(now);
  if (noted === undefined) return now.toISOString().slice(0, 10);
  const day = dayOf(noted.at);
  const start = Date.parse(day);
  noted.notes.compared(start, true);
  noted.notes.compared(start + DAY_MS, false);
  return day;
}

/** The moment as something to be written down, which decides nothing: when something was fetched, for the report. */
export function writtenDown(now: Date): string {
  const noted = NOTED.get(now);
  return noted === undefined ? now.toISOString() : writtenDown(noted.at);
}
