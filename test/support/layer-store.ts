import type { Exec, KeptValues, Loopback, Ports, ValueServer } from '../../src/domain/index.ts';
import { createExec } from '../../src/io/exec.ts';
import { realPorts } from './scanning.ts';

/** One scan after the other, each when what the one before read is kept: who asks for a layer is no matter of chance. */
export function oneByOne(): Pick<Ports, 'exec' | 'loopback'> {
  const exec = createExec();
  const { serve, serveValues } = realPorts().loopback;
  const ends: (() => void)[] = [];
  let waiting: Promise<void> = Promise.resolve();
  const run: Exec['run'] = async (command) => {
    if (command.env.TRIVY_CACHE_BACKEND === undefined) return exec.run(command);
    const kept = new Promise<void>((resolve) => void ends.push(resolve));
    const result = await exec.run(command);
    // Whoever waits for the result ends the scan; the next one begins after that.
    waiting = kept;
    return result;
  };
  return {
    exec: {
      run: (command) => exec.run(command),
      runAll(commands) {
        let before: Promise<unknown> = Promise.resolve();
        return commands.map((command) => {
          const result = before.then(() => waiting).then(() => run(command));
          before = result;
          return result;
        });
      },
    },
    loopback: {
      serve,
      async serveValues() {
        const server = await serveValues();
        return {
          ...server,
          admit(values) {
            const { password, end } = server.admit(values);
            return {
              password,
              end() {
                end();
                // What was read is handed on in this same turn.
                setImmediate(() => ends.shift()?.());
              },
            };
          },
        };
      },
    },
  };
}

/** A store that does otherwise than it should, and how often it was asked. */
export function storing(how: (values: KeptValues, server: ValueServer) => KeptValues) {
  const { serve, serveValues } = realPorts().loopback;
  const seen = { asked: 0 };
  const loopback: Loopback = {
    serve,
    async serveValues() {
      const server = await serveValues();
      return {
        ...server,
        admit(values) {
          const own = how(values, server);
          const get = (name: string): Uint8Array | null => {
            seen.asked += 1;
            return own.get(name);
          };
          return server.admit({ get, set: (name, value) => own.set(name, value) });
        },
      };
    },
  };
  return { seen, loopback };
}
