import type { Manifest } from '../../../domain/index.ts';
import { decode } from '../decoding.ts';
import { groupOf } from '../inventory.ts';
import { type Binding, BindingSchema, type Subject } from '../objects/rbac.ts';
import { serviceAccountOf } from '../rbac/subjects.ts';
import { type Change, sameSource } from './pairs.ts';

const GROUP = 'rbac.authorization.k8s.io';
/** Where a ClusterRoleBinding holds. */
const EVERYWHERE = '*';

/** Who held which role where, before the change. */
export interface Granted {
  /** Did the subject hold the role in all of where the binding gives it? */
  readonly holds: (subject: Subject, binding: BoundRole) => boolean;
  /** Was the role there, or held by anybody? What is new with the change is for the rules about roles and bindings. */
  readonly knows: (binding: BoundRole) => boolean;
}

/** A binding with where it is. */
export interface BoundRole {
  readonly manifest: Manifest;
  readonly value: Binding;
}

export function isBinding({ ref }: Manifest): boolean {
  return ref.kind === 'RoleBinding' || ref.kind === 'ClusterRoleBinding';
}

export function readBinding(manifest: Manifest): BoundRole | null {
  if (groupOf(manifest) !== GROUP || !isBinding(manifest)) return null;
  const decoded = decode(BindingSchema, manifest.object);
  return decoded.status === 'invalid' ? null : { manifest, value: decoded.value };
}

/**
 * The grants of the base: for a binding of a source that was there, those of the same source, since each overlay is a
 * cluster of its own; for one of a new source, those of all.
 */
export function grantedBefore({ pairs }: Change): Granted {
  const objects = [...new Set(pairs.map(({ base }) => base))];
  const bindings = objects.flatMap((object) => readBinding(object) ?? []);
  const known = new Set(bindings.map(roleKey));
  for (const object of objects) {
    if (groupOf(object) !== GROUP) continue;
    if (object.ref.kind === 'ClusterRole') known.add(`ClusterRole ${object.ref.name}`);
    if (object.ref.kind === 'Role') known.add(`Role ${object.namespace}/${object.ref.name}`);
  }

  function holds(subject: Subject, wanted: BoundRole): boolean {
    const same = bindings.filter((each) => sameSource(each.manifest, wanted.manifest));
    const isNewSource = !objects.some((each) => sameSource(each, wanted.manifest));
    return (isNewSource ? bindings : same).some(
      (each) =>
        roleKey(each) === roleKey(wanted) &&
        [EVERYWHERE, scopeOf(wanted)].includes(scopeOf(each)) &&
        each.value.subjects.some((held) => subjectKey(held) === subjectKey(subject)),
    );
  }

  return { holds, knows: (binding) => known.has(roleKey(binding)) };
}

function scopeOf({ manifest }: BoundRole): string {
  return manifest.ref.kind === 'ClusterRoleBinding' ? EVERYWHERE : manifest.namespace;
}

function roleKey({ manifest, value }: BoundRole): string {
  const { kind = '', name = '' } = value.roleRef ?? {};
  return `${kind} ${kind === 'Role' ? `${manifest.namespace}/` : ''}${name}`;
}

function subjectKey(subject: Subject): string {
  const account = serviceAccountOf(subject);
  return JSON.stringify(account ?? [subject.kind, subject.name]);
}
