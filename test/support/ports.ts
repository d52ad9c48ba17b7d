import type { Exec, Ports } from '../../src/domain/index.ts';

function unexpected(what: string): never {
  throw new Error(`the code under test used ${what}, which this test does not provide`);
}

type Provided = Partial<Omit<Ports, 'exec'>> & { readonly exec?: Pick<Exec, 'run'> & Partial<Exec> };

/** Ports that fail on every use but those a test provides. */
export function createPorts({ exec, ...provided }: Provided): Ports {
  const run: Exec['run'] = exec?.run ?? (() => unexpected('a process'));
  return {
    clock: {
      now: () => unexpected('the clock'),
      elapsed: () => unexpected('the clock'),
      sleep: () => unexpected('sleep'),
    },
    env: { get: () => unexpected('the environment') },
    log: { progress: () => {}, info: () => {}, warn: () => {} },
    exec: { ...exec, run, runAll: exec?.runAll ?? ((commands) => commands.map(run)) },
    http: { send: () => unexpected('the network') },
    loopback: { serve: () => unexpected('a server'), serveValues: () => unexpected('a server') },
    files: {
      read: () => unexpected('files'),
      write: () => unexpected('files'),
      append: () => unexpected('files'),
      writePieces: () => unexpected('files'),
      copy: () => unexpected('files'),
      hash: () => unexpected('files'),
      exclusively: () => unexpected('files'),
      move: () => unexpected('files'),
      exists: () => unexpected('files'),
      stamp: () => unexpected('files'),
      makeDirectory: () => unexpected('files'),
      remove: () => unexpected('files'),
      readPart: () => unexpected('files'),
      withTemporaryDirectory: () => unexpected('files'),
    },
    random: { fraction: () => unexpected('randomness') },
    ...provided,
  };
}
