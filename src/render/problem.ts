import { type BrokenSourceRule, describeSource, type Finding, type Location, type Source } from '../domain/index.ts';

export interface ProblemDetails {
  /** What is wrong, as one or more sentences. Plain text; paths as the repository has them. */
  readonly what: string;
  /** What to do about it, one sentence. */
  readonly remedy: string;
  readonly location: Location;
  readonly related?: readonly Location[];
  /** Left out: the source is wrong (`fail`). Else nobody could tell, and whose fault that is. */
  readonly unknown?: 'content' | 'infrastructure';
  /** The rule about other repositories that keeps it from rendering, and where it is broken. Left out: none. */
  readonly broken?: BrokenSourceRule & { readonly location: Location };
}

/** Why a source does not render. Thrown inside a renderer, and made a `render/failed` finding at its edge. */
export class RenderProblem extends Error {
  readonly details: ProblemDetails;

  constructor(details: ProblemDetails) {
    super(details.what);
    this.name = 'RenderProblem';
    this.details = details;
  }
}

/** Ends in a full stop, whatever it came with. */
function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/**
 * What a source that does not render is told: the rule that it breaks, where it is one about other repositories, beside
 * `render/failed`. An exception for that rule, or a base that breaks it too, makes nothing of the source checked.
 */
export function problemFindings(source: Source, details: ProblemDetails): readonly Finding[] {
  const { broken } = details;
  if (broken === undefined) return [renderFailed(source, details)];
  const { rule, what, remedy, location } = broken;
  const finding: Finding = {
    rule,
    severity: 'high',
    result: { outcome: 'fail' },
    enforcement: 'block',
    message: `${describeSource(source)}: ${what}. ${remedy}`,
    manifest: null,
    image: null,
    location,
    related: [],
    path: null,
    identity: [source.kind, source.root, what],
    digest: null,
  };
  return [finding, renderFailed(source, details)];
}

/** `render/failed`: nothing of the source is checked, so it blocks whatever the policy says of other rules. */
export function renderFailed(source: Source, details: ProblemDetails): Finding {
  const name = describeSource(source);
  const [first, consequence] =
    details.unknown === undefined
      ? [`${name} does not render`, 'Nothing it deploys can be checked until it does.']
      : [`${name} could not be rendered`, 'What it deploys was not checked.'];
  return {
    rule: 'render/failed',
    severity: 'high',
    result: details.unknown === undefined ? { outcome: 'fail' } : { outcome: 'unknown', cause: details.unknown },
    enforcement: 'block',
    message: `${first}: ${sentence(details.what)} ${consequence} ${sentence(details.remedy)}`,
    manifest: null,
    image: null,
    location: details.location,
    related: details.related ?? [],
    path: null,
    identity: [source.kind, source.root, details.what.replace(/\d+/g, '#')],
    digest: null,
  };
}
