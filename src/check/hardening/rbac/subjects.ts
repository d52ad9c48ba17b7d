import type { Subject } from '../objects/rbac.ts';

/** `ServiceAccount "shop/api"`, `Group "system:masters"`. */
export function subjectLabel(subject: Subject, quote: (name: string) => string): string {
  const name = subject.name ?? '';
  const inNamespace = subject.kind === 'ServiceAccount' && (subject.namespace ?? '') !== '';
  return `${subject.kind ?? ''} ${quote(inNamespace ? `${subject.namespace}/${name}` : name)}`;
}

const SERVICE_ACCOUNT_USER = /^system:serviceaccount:([^:]+):([^:]+)$/;

/** The service account that a subject is, in either of its spellings. */
export function serviceAccountOf(subject: Subject): { readonly namespace: string; readonly name: string } | null {
  if (subject.kind === 'ServiceAccount') return { namespace: subject.namespace ?? '', name: subject.name ?? '' };
  const [, namespace, name] = (subject.kind === 'User' && SERVICE_ACCOUNT_USER.exec(subject.name ?? '')) || [];
  return namespace === undefined || name === undefined ? null : { namespace, name };
}
