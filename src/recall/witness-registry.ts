import type { BlobSource, Descriptor, Digest, Registry } from '../domain/index.ts';
import { answerOf, questionOf } from './ask-registry.ts';
import type { Notebook } from './notes.ts';
import type { RegistryQuestion } from './question.ts';

/**
 * The registry, of which it is noted what it said that it may take back: what a tag points at, what is attached to an
 * image. Content is what its digest says, whoever is asked, and whenever.
 */
export function witnessRegistry(registry: Registry & BlobSource, notebook: Notebook): Registry & BlobSource {
  return {
    ...witnessAnswers(registry, notebook),
    pass: (passing, sink) => holding(registry.pass(passing, sink), notebook),
    renew: (reference) => registry.renew(reference),
  };
}

/** The same of its answers alone: no content is passed on. */
export function witnessAnswers(registry: Registry, notebook: Notebook): Registry {
  const noting = async <T>(
    question: RegistryQuestion,
    asking: Promise<T>,
    answer: (found: T) => Digest | readonly Descriptor[],
  ): Promise<T> => {
    notebook.defer(answerOf(asking.then(answer)).then((text) => notebook.note(question, text)));
    return asking;
  };
  return {
    resolve: (reference) =>
      noting(
        questionOf('tag', reference, reference.digest ?? reference.tag ?? 'latest'),
        registry.resolve(reference),
        (digest) => digest,
      ),
    manifest: (repository, reference) =>
      typeof reference === 'string'
        ? holding(registry.manifest(repository, reference), notebook)
        : noting(
            questionOf('tag', repository, reference.tag),
            registry.manifest(repository, reference),
            ({ digest }) => digest,
          ),
    blob: (repository, digest, maxBytes) => holding(registry.blob(repository, digest, maxBytes), notebook),
    referrers: (repository, digest) =>
      noting(questionOf('referrers', repository, digest), registry.referrers(repository, digest), (found) => found),
  };
}

/** Content that could not be had may be there the next time. */
function holding<T>(asking: Promise<T>, notebook: Notebook): Promise<T> {
  asking.catch(() => notebook.spoil());
  return asking;
}
