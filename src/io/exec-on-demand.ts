import type { Exec } from '../domain/index.ts';

/** The Exec port, loaded for its first program: a run that finds all answers kept starts none. */
export function createExecOnDemand(): Exec {
  let loading: Promise<Exec> | null = null;
  const load = (): Promise<Exec> => {
    loading ??= import('./exec.ts').then(({ createExec }) => createExec());
    return loading;
  };
  return {
    prepare: () =>
      void load()
        .then((exec) => exec.prepare?.())
        .catch(() => {}),
    run: async (command) => (await load()).run(command),
    runAll(commands, atOnce) {
      const started = load().then((exec) => exec.runAll(commands, atOnce));
      return commands.map(async (_, index) => {
        const result = (await started)[index];
        if (result === undefined) throw new Error('a program without a result');
        return result;
      });
    },
  };
}
