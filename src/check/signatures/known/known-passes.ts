import { hash } from 'node:crypto';
import { isOver, notedMoment, type Registry, RegistryError, repositoryOf, writtenDown } from '../../../domain/index.ts';
import { askRegistry, Notebook, type RegistryQuestion, witnessAnswers } from '../../../recall/index.ts';
import { MAX_KEPT_BYTES } from '../../../registry/index.ts';
import type { Authority } from '../authority/authority.ts';
import type { TrustRootName } from '../authority/demands.ts';
import type { JudgedImage, Means } from '../authority/means.ts';
import type { AuthorityResult } from '../authority/result.ts';
import type { SignatureFinder } from '../found/finder.ts';
import type { PolicyFile } from '../policy/documents.ts';
import type { SignaturePolicy } from '../policy/model.ts';
import type { TrustRoots } from '../trust-root/trust-roots.ts';
import { KeptPass, type KeptPasses, type KeptPassesOptions, openKeptPasses } from './kept-passes.ts';

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
  /** Looks up signatures in a registry, within the limits of the run. */
  readonly finderOf: (registry: Registry) => SignatureFinder;
}

/**
 * An authority's answer follows from its policy, from what registries and trust roots say, and from the time: content is what
 * its digest says. What it asked is noted, and asked again. Only a pass is kept, so that whatever is wrong is always looked at
 * anew. Conditions run programs that may ask for anything, and are never known.
 */
export function openKnownPasses(options: KnownPassesOptions): KnownPasses {
  const { build, documents, policies, registry, finderOf } = options;
  const written = hash('sha256', JSON.stringify([1, build, documents.map(({ file, text }) => [file, text])]));
  const places = new Map(
    policies.flatMap(({ authorities }, at) => authorities.map((one, index) => [one, [at, index]] as const)),
  );
  const keyOf = (authority: Authority, { repository, digest }: JudgedImage): string | null => {
    const place = 'source' in authority ? places.get(authority) : undefined;
    return place === undefined
      ? null
      : hash('sha256', JSON.stringify([written, place, repositoryOf(repository), digest]));
  };
  let opening: Promise<KeptPasses> | null = null;
  const open = (): Promise<KeptPasses> => {
    opening ??= openKeptPasses(options);
    return opening;
  };
  const holds = async (pass: KeptPass, { roots, now }: Means): Promise<boolean> => {
    if (!isOver(Math.max(pass.from, pass.madeAt), now) || isOver(pass.until, now)) return false;
    const asked = pass.asked.map(async ({ question, answer }) => (await askAgain(question, registry)) === answer);
    if (!(await Promise.all(asked)).every(Boolean)) return false;
    // Trust roots are asked for where there is a signature, and only then named in the report.
    const named = pass.roots.map(async ({ name, identity }) => (await identityOf(name, roots)) === identity);
    return (await Promise.all(named)).every(Boolean);
  };

  return {
    async ask(authority, image, means, ask) {
      const key = means.exhaustive ? null : keyOf(authority, image);
      if (key === null) return ask(authority, image, means);
      const kept = await open();
      const known = kept.find(key);
      if (known !== null && (await holds(known, means))) return passOf(known);
      const notebook = new Notebook();
      const roots = new Map<string, KeptPass['roots'][number]>();
      const result = await ask(authority, image, watched(means, { registry, finderOf, notebook, roots }));
      const notes = await notebook.finish();
      if (notes === null || result.status !== 'pass') return result;
      const { noted, from, until } = notes;
      const asked = KeptPass.shape.asked.safeParse(noted).data;
      // Something was asked that nobody here can ask again.
      if (asked === undefined) return result;
      const madeAt = Date.parse(writtenDown(means.now));
      const { clusterDiffers } = result;
      kept.keep(key, { clusterDiffers, asked, roots: [...roots.values()], from, until, madeAt });
      return result;
    },
    save: async () => (await opening)?.save(),
  };
}

/** What it found is only asked for by a policy's own condition, for which every signature is looked at. */
function passOf({ clusterDiffers }: KeptPass): AuthorityResult {
  return { status: 'pass', clusterDiffers, facts: { signatures: [] } };
}

/** The same means, which note what is asked of them. Each by its name: what is added to them must be noted too. */
function watched(means: Means, { registry, finderOf, notebook, roots }: Watch): Means {
  const { known, exhaustive } = means;
  return {
    known,
    exhaustive,
    finder: finderOf(refusingLarge(witnessAnswers(registry, notebook), notebook)),
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
    configs(...asked) {
      notebook.spoil();
      return means.configs(...asked);
    },
  };
}

/** What is too large to be kept is asked for in each run, and may be gone in the next one. */
function refusingLarge(registry: Registry, notebook: Notebook): Registry {
  return {
    ...registry,
    async blob(...asked) {
      const bytes = await registry.blob(...asked);
      if (bytes.length > MAX_KEPT_BYTES) notebook.spoil();
      return bytes;
    },
  };
}

interface Watch extends Pick<KnownPassesOptions, 'registry' | 'finderOf'> {
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
