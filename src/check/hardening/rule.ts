import type { Json, JsonObject, Manifest, Path, RuleDescription } from '../../domain/index.ts';
import type { Change } from './change/pairs.ts';
import type { Inventory } from './inventory.ts';
import type { PodView } from './pod.ts';

/**
 * Something wrong at one or more places of one object.
 *
 * `message` names one of the rule's messages and `data` fills its `{placeholders}`: whole phrases, so that a message
 * reads the same for one container and for five. Together they tell this problem from another one of the same rule,
 * so they hold offending values and names, and never an index.
 */
export interface Problem {
  readonly message: string;
  readonly data: Readonly<Record<string, string | readonly string[]>>;
  /** `data` of each offender and value by itself, so that repairing one of them does not make the others new. */
  readonly parts?: readonly Problem['data'][];
  /** Placeholders that are only for the reader and tell no problem from another: a path with its indices. */
  readonly shown?: Readonly<Record<string, string>>;
  /** Offending fields inside the object, the one to edit first. A field that is missing: where it would be. */
  readonly paths: readonly [Path, ...Path[]];
}

/** A problem that is a finding of its own. */
export interface SingleProblem extends Problem {
  /** `unknown` where the rule found something that it cannot evaluate. Default: fail. */
  readonly outcome?: 'fail' | 'unknown';
}

/** A problem of an object among many; for what is missing altogether, the object whose lack it is. */
export interface ObjectProblem extends SingleProblem {
  readonly manifest: Manifest;
  /** What lacks something as a whole, where it is no object: see Finding. */
  readonly subject?: string;
  /** Objects that have a part in it: the role behind a binding, the policy that undoes another. */
  readonly related?: readonly { readonly manifest: Manifest; readonly path: Path }[];
}

/** The value that settles a problem for certain, at each of its paths or at the first one alone. */
export interface CertainRepair {
  readonly at: 'each' | 'first';
  readonly value: Json;
  /** The field beside the offending one that takes the value. Left out: the offending one itself. */
  readonly sibling?: string;
  /** True where the object says something beside the path that the value contradicts, so that it would not run. */
  readonly contradicts?: (object: JsonObject, path: Path) => boolean;
}

/** How a rule says what it found. */
export interface RuleWords {
  readonly description: RuleDescription;
  /** Message id to text: what is wrong and where, without a full stop, with `{placeholders}`. */
  readonly messages: Readonly<Record<string, string>>;
  /** By message id. Left out where what is right depends on the program: a volume, a port, a file system to write to. */
  readonly repairs?: Readonly<Record<string, CertainRepair>>;
}

/** One revision of a Pod Security Standards check: in force from Kubernetes 1.`since` on, until the next revision. */
export interface VersionedCheck {
  readonly since: number;
  readonly check: (pod: PodView) => readonly Problem[];
  /** Names of baseline checks that are left out where this restricted check runs. Restricted is no superset. */
  readonly overrides?: readonly string[];
}

/** A check of k8s.io/pod-security-admission; all its problems of one workload are one finding. */
export interface PodSecurityRule extends RuleWords {
  readonly scope: 'pod-security';
  /** Oldest first, strictly increasing. */
  readonly versions: readonly [VersionedCheck, ...VersionedCheck[]];
}

/** Looks at the pod of a workload; all its problems of one workload are one finding. The rest is there for defaults. */
export interface PodRule extends RuleWords {
  readonly scope: 'pod';
  readonly check: (pod: PodView, inventory: Inventory) => readonly Problem[];
}

/** Looks at one object of any kind, by itself; each problem is a finding. */
export interface ObjectRule extends RuleWords {
  readonly scope: 'object';
  readonly check: (manifest: Manifest) => readonly SingleProblem[];
}

/** Looks at everything that was rendered, for what is missing or what only adds up; each problem is a finding. */
export interface InventoryRule extends RuleWords {
  readonly scope: 'inventory';
  readonly check: (inventory: Inventory) => readonly ObjectProblem[];
}

/** Compares the objects of the base with those of the head, for what a change takes away; each problem is a finding. */
export interface ChangeRule extends RuleWords {
  readonly scope: 'change';
  readonly check: (change: Change) => readonly ObjectProblem[];
}

export type HardeningRule = PodSecurityRule | PodRule | ObjectRule | InventoryRule | ChangeRule;
