import type { Ports } from '../domain/index.ts';

/** Where a command stands: its ports, where results go, and what the terminal can show. */
export interface Terminal {
  readonly ports: Ports;
  readonly directory: string;
  readonly color: boolean;
  readonly width: number;
  /** Which build of the gate this is; null where nobody can say, as with its sources. Left out: null. */
  readonly build?: string | null;
  /** Results, on standard output. */
  print(text: string): void;
  /** The same of a long text: a piece is asked for when the one before it is read. */
  printPieces(pieces: Iterable<string>): Promise<void>;
}
