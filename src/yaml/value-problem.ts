import type { Node } from 'yaml';

/** A document that is YAML and cannot be JSON, or is larger than any object; with offsets into its text. */
export class ValueProblem extends Error {
  readonly start: number;
  readonly end: number;
  constructor(message: string, node: Node | null | undefined) {
    super(message);
    this.name = 'ValueProblem';
    this.start = node?.range?.[0] ?? 0;
    this.end = node?.range?.[1] ?? 0;
  }
}
