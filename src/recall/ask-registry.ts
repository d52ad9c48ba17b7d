import { type Digest, type Registry, RegistryError, type Repository } from '../domain/index.ts';
import { isDigest } from '../images/index.ts';
import { NOTHING, ofBytes, type RegistryQuestion } from './question.ts';

export function questionOf(of: RegistryQuestion['of'], repository: Repository, reference: string): RegistryQuestion {
  return { of, registry: repository.registry, path: repository.path, reference };
}

/** @throws RegistryError where the registry gives no answer. */
export function askRegistry(question: RegistryQuestion, registry: Registry): Promise<string> {
  const { of, reference } = question;
  const repository = { registry: question.registry, path: question.path };
  if (of === 'tag') {
    const asked = isDigest(reference) ? { tag: null, digest: reference } : { tag: reference, digest: null };
    return answerOf(registry.resolve({ ...repository, ...asked }));
  }
  if (!isDigest(reference)) throw new TypeError(`${reference} is no digest`);
  return answerOf(registry.referrers(repository, reference));
}

/** That there is none is an answer; any other failure is none. */
export async function answerOf(asking: Promise<Digest | readonly unknown[]>): Promise<string> {
  try {
    const answer = await asking;
    return typeof answer === 'string' ? answer : ofBytes(Buffer.from(JSON.stringify(answer)));
  } catch (error) {
    if (error instanceof RegistryError && error.failure === 'not-found') return NOTHING;
    throw error;
  }
}
