import type { Ports } from '../../src/domain/index.ts';

function unexpected(what: string): never {
  throw new Error(`the code under test used ${what}, which this test does not provide`);
}

/** Ports that fail on every use but those a test provides. */
export function createPorts(provided: Partial<Ports>): Ports {
  return {
    clock: {
      now: () => unexpected('the clock'),
      elapsed: () => unexpected('the clock'),
      sleep: () => unexpected('sleep'),
    },
    env: { get: () => unexpected('the environment') },
    log: { progress: () => {}, info: () => {}, warn: () => {} },
    exec: { run: () => unexpected('a process') },
    http: { send: () => unexpected('the network') },
    files: {
      read: () => unexpected('files'),
      write: () => unexpected('files'),
      exists: () => unexpected('files'),
      makeDirectory: () => unexpected('files'),
      remove: () => unexpected('files'),
      withTemporaryDirectory: () => unexpected('files'),
    },
    random: { fraction: () => unexpected('randomness') },
    ...provided,
  };
}
