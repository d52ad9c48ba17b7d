import pLimit from 'p-limit';
import type { Digest, Registry, Repository, ResolvedImage } from '../../domain/index.ts';
import type { Problem } from './scan-result.ts';
import { selectTargets, type Target } from './targets.ts';

/** What is scanned of all images, each image manifest once. */
export interface ChosenTargets {
  /** By image: its targets, or why there are none. */
  readonly chosen: ReadonlyMap<Digest, readonly Target[] | Problem>;
  readonly targets: ReadonlyMap<Digest, Target>;
  /** By target, every repository that is named for it. */
  readonly repositories: ReadonlyMap<Digest, readonly Repository[]>;
}

/** Images that are looked up at a time. */
const MAX_IMAGES = 64;

/**
 * Asks the registry for each digest once, however many references and repositories name it. Once `ended` is aborted nobody wants
 * to know any more: what was not asked for by then is left out.
 */
export async function chooseTargets(
  images: readonly ResolvedImage[],
  registry: Registry,
  platforms: readonly string[],
  ended?: AbortSignal,
): Promise<ChosenTargets> {
  const named = new Map<Digest, [Repository, ...Repository[]]>();
  for (const { digest, reference } of images) {
    const known = named.get(digest);
    if (known === undefined) named.set(digest, [reference]);
    else known.push(reference);
  }
  const limit = pLimit(MAX_IMAGES);
  const found = [...named].map(([digest, [repository]]) =>
    limit(async () => {
      if (ended?.aborted === true) return [];
      return [[digest, await selectTargets(repository, digest, registry, platforms)] as const];
    }),
  );
  const chosen = new Map((await Promise.all(found)).flat());
  const targets = new Map<Digest, Target>();
  const repositories = new Map<Digest, Repository[]>();
  for (const [digest, mine] of chosen) {
    if ('cause' in mine) continue;
    for (const target of mine) {
      if (!targets.has(target.digest)) targets.set(target.digest, target);
      const those = repositories.get(target.digest) ?? [];
      those.push(...(named.get(digest) ?? []));
      repositories.set(target.digest, those);
    }
  }
  return { chosen, targets, repositories };
}
