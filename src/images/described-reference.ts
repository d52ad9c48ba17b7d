import type { Image } from '../domain/index.ts';
import { canonicalHost } from './canonical-host.ts';
import { holdsHiddenLogin } from './login.ts';
import { pullProblem } from './pull-problem.ts';
import { readReference } from './reference.ts';

/** `$(params.image)`, `{{inputs.parameters.image}}`, `${IMAGE}`: Tekton, Argo Workflows, OpenShift and kro templates. */
const LONGEST_LOOKED_AT = 512;
const PARAMETER = /\$\([^)]*\)|\{\{.*?\}\}|\$\{[^}]*\}/s;

/**
 * What a written text refers to. A reference is given only where the admission controller reads one and the container
 * runtime would pull it, so that no later stage can judge one name and contact another.
 */
export function describeReference(text: string): Pick<Image, 'reference' | 'problem'> {
  const read = readReference(text);
  const problem = 'problem' in read ? unreadable(text, read.problem) : pullProblem(text, read.written);
  if (problem !== null || 'problem' in read) return { reference: null, problem };
  return { reference: { ...read.written, registry: canonicalHost(read.written.registry) }, problem: null };
}

function unreadable(text: string, problem: string): string {
  if (text === '') return 'it is empty';
  if (text.trim() === '') return 'it is blank';
  if (text.trim() !== text) return 'it has spaces or line breaks around it';
  if (holdsHiddenLogin(text)) {
    return 'it holds a login (not shown here), which is now in the repository for all to read: replace that password, and give the cluster an image pull secret';
  }
  const parameter = PARAMETER.exec(text.slice(0, LONGEST_LOOKED_AT))?.[0];
  if (parameter === undefined) return problem;
  return `${parameter} in it is filled in only when it runs, so that nobody can tell before which image that is`;
}
