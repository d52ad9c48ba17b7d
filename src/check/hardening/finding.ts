import {
  describeManifest,
  type FieldRepair,
  type Finding,
  formatNamedPath,
  formatPath,
  type Location,
  type Manifest,
  type Path,
} from '../../domain/index.ts';
import type { InvalidObject } from './inventory.ts';
import type { RuleLevel } from './levels.ts';
import { formatProblem, identitiesOf } from './message.ts';
import type { ObjectProblem, Problem, RuleWords } from './rule.ts';

/** One finding of all problems that a rule has with an object; none where there are no problems. */
export function findingOf(
  rule: RuleWords,
  level: RuleLevel,
  manifest: Manifest,
  problems: readonly Problem[],
  consequence: string,
  others: ObjectProblem['related'] = [],
  outcome: ObjectProblem['outcome'] = 'fail',
): readonly Finding[] {
  const paths = problems.flatMap((problem) => problem.paths);
  const [first, ...rest] = paths;
  if (first === undefined) return [];
  const { id, severity, why, repair } = rule.description;
  const what = problems.map((problem) => formatProblem(rule, problem)).join('; ');
  const place = manifest.place(first);
  const places = [
    place.location,
    ...place.related,
    ...rest.map((path) => manifest.place(path).location),
    ...others.map((other) => other.manifest.place(other.path).location),
  ];
  const [location = place.location, ...related] = distinctLocations(places);
  const repairs = outcome === 'fail' ? repairsOf(rule, manifest, problems) : [];
  return [
    {
      rule: id,
      severity,
      result: outcome === 'fail' ? { outcome } : { outcome, cause: 'content' },
      enforcement: level === 'error' ? 'block' : 'warn',
      message: [`${describeManifest(manifest.ref)}: ${what}.`, why, repair, consequence]
        .filter((part) => part !== '')
        .join(' '),
      manifest: manifest.ref,
      image: null,
      location,
      related,
      // Without list indices, so that a container added above does not make an old finding new.
      path: formatPath(first.filter((step) => typeof step === 'string')),
      // Nor does it matter in which order the containers are.
      identity: problems.flatMap(identitiesOf).sort(),
      digest: null,
      ...(repairs.length > 0 ? { repairs } : {}),
    },
  ];
}

/** What settles all the problems; nothing where one of them has no certain repair here, since the finding would stay. */
function repairsOf(rule: RuleWords, manifest: Manifest, problems: readonly Problem[]): readonly FieldRepair[] {
  const repairs: FieldRepair[] = [];
  for (const { message, paths } of problems) {
    const repair = rule.repairs?.[message];
    if (repair === undefined) return [];
    const wanted = repair.at === 'first' ? paths.slice(0, 1) : paths;
    if (wanted.some((path) => repair.contradicts?.(manifest.object, path))) return [];
    const field = (path: Path) => (repair.sibling === undefined ? path : [...path.slice(0, -1), repair.sibling]);
    repairs.push(...wanted.map((path) => ({ manifest, path: field(path), value: repair.value })));
  }
  return repairs;
}

/** What `manifest/…` says of an object that its API does not take as it is. */
const KINDS = {
  type: {
    rule: 'manifest/invalid',
    severity: 'high',
    enforcement: 'block',
    consequence: 'The API server refuses such an object, and no rule can judge it. Give the field a value of its type.',
  },
  spelling: {
    rule: 'manifest/misspelt',
    severity: 'medium',
    enforcement: 'warn',
    consequence:
      'Names of fields are case-sensitive: kubectl refuses this one, and where nobody validates, it is dropped without a word. Spell it as the API does.',
  },
} as const;

/** `manifest/invalid` for an object that no rule can judge, `manifest/misspelt` for one that says less than it seems to. */
export function unreadable({ manifest, path, problem, what }: InvalidObject): Finding {
  const { location, related } = manifest.place(path);
  const { rule, severity, enforcement, consequence } = KINDS[what];
  return {
    rule,
    severity,
    result: { outcome: 'fail' },
    enforcement,
    message: `${describeManifest(manifest.ref)}: ${problem}. ${consequence}`,
    manifest: manifest.ref,
    image: null,
    location,
    related,
    // By the names of entries: one that is added above does not make it new.
    path: formatNamedPath(manifest.object, path),
    identity: [problem.replace(formatPath(path), '')],
    digest: null,
  };
}

function distinctLocations(locations: readonly Location[]): readonly Location[] {
  const seen = new Set<string>();
  return locations.filter((location) => {
    const key = JSON.stringify(location);
    return !seen.has(key) && seen.add(key);
  });
}
