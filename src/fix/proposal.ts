import type { FieldRepair, Finding } from '../domain/index.ts';
import type { Change } from './change.ts';
import type { Goal } from './prove.ts';

/** Findings that are settled together, and ways to do it. */
export interface Proposal {
  readonly findings: readonly Finding[];
  readonly pins: readonly Goal[];
  readonly fields: readonly FieldRepair[];
  /** The likeliest first. Each is a guess until a render has proved it. */
  readonly alternatives: readonly [Change, ...Change[]];
  /** What is tried where none of the alternatives holds: each finding by itself. */
  readonly parts: readonly Proposal[];
}

/** One of a proposal's alternatives. */
export interface Choice {
  readonly proposal: Proposal;
  /** 0-based. */
  readonly alternative: number;
}

export function changeOf({ proposal, alternative }: Choice): Change {
  return proposal.alternatives[alternative] ?? proposal.alternatives[0];
}

export function firstChoice(proposal: Proposal): Choice {
  return { proposal, alternative: 0 };
}

/** Null past the last alternative. */
export function nextChoice({ proposal, alternative }: Choice): Choice | null {
  return alternative + 1 < proposal.alternatives.length ? { proposal, alternative: alternative + 1 } : null;
}
