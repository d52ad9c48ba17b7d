import { CommanderError } from 'commander';
import { EXIT_CODE, EXIT_USAGE, GateError, UsageError } from '../domain/index.ts';
import { buildIdentity } from '../io/build-identity.ts';
import { createLog } from '../io/log.ts';
import { writePieces } from '../io/pieces.ts';
import { createPorts } from '../io/ports.ts';
import { buildProgram } from './program.ts';

const DEFAULT_WIDTH = 100;

/** Runs one command line and says how it ended: see the design's Outcomes for the codes. */
export async function main(args: readonly string[]): Promise<number> {
  const log = createLog(process.stderr);
  const ports = createPorts(log);
  const output: { refused: NodeJS.ErrnoException | null } = { refused: null };
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (!isClosedPipe(error)) output.refused ??= error;
  });
  const color = process.stdout.isTTY === true && ports.env.get('NO_COLOR') === undefined;
  const terminal = {
    ports,
    directory: process.cwd(),
    color,
    width: process.stdout.columns ?? DEFAULT_WIDTH,
    build: buildIdentity(process.argv[1]),
    print: (text: string) => void process.stdout.write(text),
    printPieces: (pieces: Iterable<string>) =>
      writePieces(process.stdout, pieces, { end: false }).catch((error: NodeJS.ErrnoException) => {
        if (!isClosedPipe(error) && error !== output.refused) throw error;
      }),
  };
  let code = 0;
  const program = buildProgram(terminal, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    // What is refused is told after the write.
    await new Promise((resolve) => setImmediate(resolve));
    if (output.refused !== null) throw outputRefused(output.refused);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
    if (error instanceof GateError) {
      log.info(`error: ${error.message}\n  ${error.remedy}`);
      return error instanceof UsageError ? EXIT_USAGE : EXIT_CODE.unknown;
    }
    const text = error instanceof Error ? error.message : String(error);
    log.info(`error: the gate itself failed, so nothing was decided: ${text}\n  Please report this as a defect.`);
    if (ports.env.get('SUPPLY_CHAIN_GATE_DEBUG') !== undefined && error instanceof Error) log.info(error.stack ?? '');
    return EXIT_CODE.unknown;
  } finally {
    log.end();
    await ports.close();
  }
}

/** A reader that has seen enough, such as head, closes the pipe: that is no error of the run. */
function isClosedPipe(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EPIPE';
}

function outputRefused(cause: NodeJS.ErrnoException): UsageError {
  return new UsageError({
    code: 'usage/output',
    stage: 'usage',
    message: `The result could not be written to standard output: the system refuses (${cause.code ?? cause.message}).`,
    remedy: 'Send it to where there is room for it, or name a file with --output.',
    cause,
  });
}
