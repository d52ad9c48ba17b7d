import { HttpError, type Ports, type Registry, RegistryError, type Tree } from '../domain/index.ts';
import { askFile } from './ask-file.ts';
import { askRegistry } from './ask-registry.ts';
import { askTree } from './ask-tree.ts';
import type { KeptRun } from './kept-runs.ts';
import type { Noted } from './notes.ts';
import { ofPage, ofVariable, type Question } from './question.ts';

export interface World {
  readonly tree: Tree;
  readonly ports: Ports;
  readonly registry: Registry;
  readonly seal: (text: string) => string;
}

/** However slowly time passes for what is decided, all is done again once a day. */
export const MAX_AGE_MS = 24 * 3_600_000;
/** Registries that take longer to say that nothing changed are asked in a run that has limits for each of them. */
const PATIENCE_MS = 20_000;

/** Would the run be answered the same today? All that it asked is asked again; no answer is another answer. */
export async function holds({ noted, from, until, madeAt }: KeptRun, world: World): Promise<boolean> {
  const now = world.ports.clock.now().getTime();
  if (now < Math.max(from, madeAt) || now >= Math.min(until, madeAt + MAX_AGE_MS)) return false;
  const far = noted.filter(({ question }) => isFar(question));
  // What is near first: most often it is files that changed, and then nobody else is asked.
  for (const each of noted) if (!isFar(each.question) && !(await isSame(each, world))) return false;
  return allSame(far, world);
}

/** Until the first one is another, or the time is over: doing all of it again loses little then. */
async function allSame(noted: readonly Noted[], world: World): Promise<boolean> {
  const changed = new Error('an answer is another one');
  const asking = noted.map(async (each) => {
    if (!(await isSame(each, world))) throw changed;
  });
  const isSaid = Promise.all(asking).then(
    () => true,
    (error: unknown) => {
      if (error === changed) return false;
      throw error;
    },
  );
  const isLate = world.ports.clock.sleep(PATIENCE_MS).then(
    () => false,
    () => false,
  );
  return Promise.race([isSaid, isLate]);
}

function isFar({ of }: Question): boolean {
  return of === 'tag' || of === 'referrers' || of === 'page';
}

async function isSame({ question, answer }: Noted, world: World): Promise<boolean> {
  try {
    return (await ask(question, world)) === answer;
  } catch (error) {
    if (error instanceof RegistryError || error instanceof HttpError) return false;
    throw error;
  }
}

async function ask(question: Question, { tree, ports, registry, seal }: World): Promise<string> {
  switch (question.of) {
    case 'variable':
      return ofVariable(ports.env.get(question.name), seal);
    case 'existence':
    case 'stamp':
    case 'file':
      return askFile(question, ports.files, seal);
    case 'list':
    case 'entry':
    case 'content':
      return askTree(question, tree);
    case 'tag':
    case 'referrers':
      return askRegistry(question, registry);
    case 'page': {
      const { of: _, url, ...request } = question;
      return ofPage(await ports.http.send({ method: 'GET', url: new URL(url), ...request }));
    }
  }
}
