import { join } from 'node:path';
import { z } from 'zod';
import { isOver, type Ports, writtenDown } from '../../../domain/index.ts';
import { createSeal, MAX_AGE_MS, RegistryQuestion } from '../../../recall/index.ts';

const MAX_BYTES = 64 * 1024 * 1024;
/** A kilobyte each where there are bundles. */
const MAX_PASSES = 20_000;

const moment = z.int().nonnegative();

const TrustRootName = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['public-good', 'github']) }),
  z.strictObject({ kind: z.literal('named'), name: z.string() }),
]);

/** That an authority found what it wants, and all that it went by. */
export const KeptPass = z.strictObject({
  /** See AuthorityResult. */
  clusterDiffers: z.string().nullable(),
  /** What registries answered: see askRegistry. */
  asked: z.array(z.strictObject({ question: RegistryQuestion, answer: z.string() })).readonly(),
  /** The trust roots that were needed, and what they held: see TrustRoot. */
  roots: z.array(z.strictObject({ name: TrustRootName, identity: z.string() })).readonly(),
  /** All in milliseconds since 1970: when it was found, and from when until when the time gives the same answer. */
  madeAt: moment,
  from: moment,
  until: moment,
});
export type KeptPass = z.output<typeof KeptPass>;

const Kept = z.record(z.string(), z.unknown());

export interface KeptPasses {
  /** Null: none that still counts. */
  find(key: string): KeptPass | null;
  /** To be written with the next `save`. */
  keep(key: string, pass: KeptPass): void;
  save(): Promise<void>;
}

export interface KeptPassesOptions {
  /** Absolute. */
  readonly directory: string;
  readonly key: string;
  readonly now: Date;
  readonly ports: Pick<Ports, 'files' | 'log'>;
}

/**
 * One file, which is read and written as a whole: a run over a thousand images asks for each of them. Of two runs at the same
 * time one may lose what it added, and finds it out again. A pass that is none looks like any other, so that only what was
 * sealed under the key counts; and each is found out anew once a day.
 */
export async function openKeptPasses({ directory, key, now, ports }: KeptPassesOptions): Promise<KeptPasses> {
  const { files, log } = ports;
  const path = join(directory, 'signatures-v1', 'passes');
  const sealed = createSeal(key, 'signatures');
  const isYoung = ({ madeAt }: KeptPass, at: Date): boolean => isOver(madeAt, at) && !isOver(madeAt + MAX_AGE_MS, at);
  const content = sealed.open(await files.read(path, MAX_BYTES).catch(() => null));
  const known = new Map(content === null ? [] : Object.entries(parse(content.toString('utf8'))));
  const added = new Map<string, KeptPass>();
  const read = new Map<string, KeptPass | null>();
  const readPass = (name: string): KeptPass | null => {
    const pass = read.get(name) ?? KeptPass.safeParse(known.get(name)).data ?? null;
    read.set(name, pass);
    return pass;
  };
  return {
    find(name) {
      const pass = readPass(name);
      return pass !== null && isYoung(pass, now) ? pass : null;
    },
    keep: (name, pass) => void added.set(name, pass),
    async save() {
      if (added.size === 0) return;
      // How old the passes of other images are decides nothing in this run.
      const unheard = new Date(writtenDown(now));
      const old = [...known.keys()].flatMap((name): [string, KeptPass][] => {
        const pass = added.has(name) ? null : readPass(name);
        return pass !== null && isYoung(pass, unheard) ? [[name, pass]] : [];
      });
      const all = [...added, ...old].slice(0, MAX_PASSES);
      try {
        await files.write(path, sealed.seal(JSON.stringify(Object.fromEntries(all))), { private: true });
      } catch (error) {
        const why = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
        log.warn(`What signatures said cannot be kept in ${directory}${why}; the next run verifies them again.`);
      }
    },
  };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    return Kept.safeParse(JSON.parse(text)).data ?? {};
  } catch {
    return {};
  }
}
