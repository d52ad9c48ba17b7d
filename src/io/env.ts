import type { Env } from '../domain/index.ts';

/** The process's own environment. An empty variable counts as one that is not set, as shells and runners treat it. */
export function createEnv(variables: Readonly<Record<string, string | undefined>> = process.env): Env {
  return {
    get: (name) => {
      const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
      return value === '' ? undefined : value;
    },
  };
}
