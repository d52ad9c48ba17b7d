import { hash } from 'node:crypto';
import { isOver, notedMoment, type Registry, RegistryError, repositoryOf, writtenDown } from '../../../domain/index.ts';
import { askRegistry, Notebook, RegistryQuestion, witnessAnswers } from '../../../recall/index.ts';
import type { Authority } from '../authority/authority.ts';
import type { TrustRootName } from '../authority/demands.ts';
import type { JudgedImage, Means } from '../authority/means.ts';
import type { AuthorityResult } from '../authority/result.ts';
import { createSignatureFinder } from '../found/finder.ts';
import type { PolicyFile } from '../policy/documents.ts';
import type { SignaturePolicy } from '../policy/model.ts';
import type { TrustRoots } from '../trust-root/trust-roots.ts';
import { type KeptPass, type KeptPassesOptions, openKeptPasses } from './kept-passes.ts';

/** Asks an authority. */
type Ask = (authority: Authority, image: JudgedImage, means: Means) => Promise<AuthorityResult>;

/** What authorities found in earlier runs, where all that they went by is the same today. */
export interface KnownPasses {
  /** The same answer as `ask` gives, without another look at content that was verified. */
  ask(authority: Authority, image: JudgedImage, means: Means, ask: Ask): Promise<AuthorityResult>;
  /** For the runs to come. */
  save(): Promise<void>;
}

export const NOTHING_KNOWN: KnownPasses = {
  ask: (authority, image, means, ask) => ask(authority, image, means),
  save: async () => {},
};

export interface KnownPassesOptions extends KeptPassesOptions {
  /** Which build of the gate this is. */
  readonly build: string;
  readonly documents: readonly PolicyFile[];
  readonly policies: readonly SignaturePolicy[];
  readonly registry: Registry;
}

/**
 * An authority's answer follows from its policy, from what registries and trust roots say, and from the time: content is what
 * its digest says. What it asked is noted, and asked again. Only a pass is kept, so that whatever is wrong is always looked at anew. Conditions run programs that may ask for anything, and are never known.
 */
export async function openKnownPasses(options: KnownPassesOptions): Promise<KnownPasses> {
  const { build, documents, policies, registry } = options;
  const kept = await openKeptPasses(options);
  const written = hash('sha256', JSON.stringify([1, build, documents.map(({ file, text }) => [file, text])]));
  const places = new Map(
    policies.flatMap(({ authorities }, at) => authorities.map((one, index) => [one, [at, index]] as const)),
  );
  const keyOf = (authority: Authority, { repository, digest }: JudgedImage): string | null => {
    const place = places.get(authority);
    return place === undefined
      ? null
      : hash('sha256', JSON.stringify([written, place, repositoryOf(repository), digest]));
  };
  const holds = async (pass: KeptPass, { roots, now }: Means): Promise<boolean> => {
    if (!isOver(Math.max(pass.from, pass.madeAt), now) || isOver(pass.until, now)) return false;
    const same = await Promise.all([
      ...pass.asked.map(async ({ question, answer }) => (await askAgain(question, registry)) === answer),
      ...pass.roots.map(async ({ name, identity }) => (await identityOf(name, roots)) === identity),
    ]);
    return same.every((one) => one);
  };

  return {
    async ask(authority, image, means, ask) {
      const key = means.exhaustive ? null : keyOf(authority, image);
      if (key === null) return ask(authority, image, means);
      const known = kept.find(key);
      if (known !== null && (await holds(known, means))) return passOf(known);
      const notebook = new Notebook();
      const roots = new Map<string, KeptPass['roots'][number]>();
      const result = await ask(authority, image, watched(means, { registry, notebook, roots }));
      const notes = await notebook.finish();
      if (notes === null || result.status !== 'pass') return result;
      const { noted, from, until } = notes;
      const asked = noted.flatMap(({ question, answer }) => {
        const read = RegistryQuestion.safeParse(question).data;
        return read === undefined ? [] : [{ question: read, answer }];
      });
      const { clusterDiffers } = result;
      kept.keep(key, {
        clusterDiffers,
        asked,
        roots: [...roots.values()],
        from,
        until,
        madeAt: Date.parse(writtenDown(means.now)),
      });
      return result;
    },
    save: () => kept.save(),
  };
}

/** What it found is only asked for by a policy's own condition, for which every signature is looked at. */
function passOf({ clusterDiffers }: KeptPass): AuthorityResult {
  return { status: 'pass', clusterDiffers, facts: { signatures: [] } };
}

/** The same means, which note what is asked of them. */
function watched(means: Means, { registry, notebook, roots }: Watch): Means {
  return {
    ...means,
    finder: createSignatureFinder(witnessAnswers(registry, notebook)),
    now: notedMoment(means.now, notebook),
    roots: {
      async get(name) {
        const answer = await means.roots.get(name);
        const identity = answer.status === 'available' ? answer.root.identity : null;
        if (identity === null) notebook.spoil();
        else roots.set(JSON.stringify(name), { name, identity });
        return answer;
      },
      used: () => means.roots.used(),
    },
    conditions: {
      evaluate(...asked) {
        notebook.spoil();
        return means.conditions.evaluate(...asked);
      },
    },
  };
}

interface Watch {
  readonly registry: Registry;
  readonly notebook: Notebook;
  /** By name, as JSON. */
  readonly roots: Map<string, KeptPass['roots'][number]>;
}

/** Null: no answer. */
async function askAgain(question: RegistryQuestion, registry: Registry): Promise<string | null> {
  try {
    return await askRegistry(question, registry);
  } catch (error) {
    if (error instanceof RegistryError) return null;
    throw error;
  }
}

/** Null where it cannot be had. */
async function identityOf(name: TrustRootName, roots: TrustRoots): Promise<string | null> {
  const answer = await roots.get(name);
  return answer.status === 'available' ? answer.root.identity : null;
}
