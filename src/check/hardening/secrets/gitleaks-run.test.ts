import { expect, test } from 'vitest';
import { createPorts } from '../../../../test/support/ports.ts';
import type { Command, CommandResult } from '../../../domain/index.ts';
import { type GitleaksMemory, type GitleaksResult, searchWithGitleaks } from './gitleaks-run.ts';

/** What is said of a program that does not do what gitleaks does: never that there is nothing. */

const VALUE = 'the-value-that-nobody-may-see';
const stdinOf = ({ stdin }: Command): string => (typeof stdin === 'string' ? stdin : '');
const isTrial = (command: Command): boolean => !stdinOf(command).includes(VALUE);
const said = (stdout: string, code = 0): CommandResult => ({
  status: 'exited',
  code,
  stdout: Buffer.from(stdout),
  stderr: `while reading ${VALUE}`,
});
const hit = (StartLine: number, RuleID = 'github-pat') => ({ RuleID, StartLine, Secret: VALUE, Match: VALUE });

/** Lines of the canaries, found as the program would. */
function canariesIn(command: Command): readonly number[] {
  return stdinOf(command)
    .split('\n')
    .flatMap((line, index) => (line.startsWith('canary: ') ? [index + 1] : []));
}
const lineOfValue = (command: Command): number =>
  stdinOf(command)
    .split('\n')
    .findIndex((line) => line.includes(VALUE)) + 1;
const honest = (command: Command): readonly ReturnType<typeof hit>[] => canariesIn(command).map((line) => hit(line));

async function search(
  answer: (command: Command) => CommandResult,
  memory: GitleaksMemory = new Map(),
  texts = [VALUE],
): Promise<GitleaksResult> {
  const { files } = createPorts({});
  const entries = texts.map((text) => ({ name: 'PASSWORD', text }));
  const bench: Parameters<typeof searchWithGitleaks>[2] = {
    exec: createPorts({
      exec: { run: async (command) => (command.args[0] === 'version' ? said('8.28.0\n') : answer(command)) },
    }).exec,
    files: { ...files, write: async () => {}, withTemporaryDirectory: (_, use) => use('/tmp/empty') },
  };
  return searchWithGitleaks('/bin/gitleaks', entries, bench, memory);
}

test('the rule of each text that it reports', async () => {
  const result = await search((command) => {
    const found = isTrial(command)
      ? []
      : [hit(lineOfValue(command), 'generic-api-key'), hit(lineOfValue(command), 'vault')];
    return said(JSON.stringify([...honest(command), ...found]));
  });
  expect(result).toMatchObject({ status: 'searched', version: '8.28.0' });
  const ruleOf = result.status === 'searched' ? result.ruleOf : () => null;
  expect([ruleOf({ name: 'PASSWORD', text: VALUE }), ruleOf({ name: 'USER', text: VALUE })]).toEqual(['vault', null]);
});

const stopped = (status: 'timeout' | 'output-limit' | 'killed' | 'not-started', reason: string): CommandResult => ({
  status,
  reason,
  stderr: VALUE,
});

const FAILURES: [what: string, answer: (command: Command) => CommandResult, why: string][] = [
  ['a crash', () => said('', 2), 'it ended with 2'],
  ['a crash after its report', (command) => said(JSON.stringify(honest(command)), 1), 'it ended with 1'],
  ['no answer in time', () => stopped('timeout', 'no answer within 60 s'), 'it was stopped: no answer within 60 s'],
  [
    'a gigabyte',
    () => stopped('output-limit', 'more than 32 MiB of output'),
    'it was stopped: more than 32 MiB of output',
  ],
  ['a signal', () => stopped('killed', 'ended by SIGKILL'), 'it was stopped: ended by SIGKILL'],
  ['not a program', () => stopped('not-started', 'no such file'), 'it did not start: no such file'],
  ['garbage', () => said('no leaks found'), 'its report cannot be read'],
  ['nothing', () => said(''), 'its report cannot be read'],
  ['a report of another shape', () => said('{"leaks":[]}'), 'its report cannot be read'],
  [
    'a rule that is no id',
    (command) => said(JSON.stringify([...honest(command), hit(1, `a ${VALUE}`)])),
    'its report cannot be read',
  ],
  ['an empty list', () => said('[]'), 'it does not find the token that was put there for it to find'],
  [
    'an end that it does not reach',
    (command) => said(JSON.stringify(honest(command).slice(0, 1))),
    'it does not find the token that was put there for it to find',
  ],
  [
    'a line that does not exist',
    (command) => said(JSON.stringify([...honest(command), hit(900)])),
    'it reports line 900 of its input, which holds no text',
  ],
];

test.each(FAILURES)('%s in the trial is the fault of the program', async (_, answer, why) => {
  const result = await search(answer);
  expect(result).toMatchObject({ status: 'failed', cause: 'infrastructure', why });
  expect(JSON.stringify(result)).not.toContain(VALUE);
});

test.each(FAILURES)('%s after a good trial is the fault of the texts', async (_, answer, why) => {
  const result = await search((command) =>
    isTrial(command) ? said(JSON.stringify(honest(command))) : answer(command),
  );
  expect(result).toMatchObject({ status: 'failed', cause: 'content', why });
  expect(JSON.stringify(result)).not.toContain(VALUE);
});

test('it runs alone: nothing of the machine or of the repository decides', async () => {
  const commands: Command[] = [];
  await search((command) => {
    commands.push(command);
    return said(JSON.stringify(honest(command)));
  });
  expect(commands).toHaveLength(2);
  for (const { cwd, env, network, args, timeoutMs } of commands) {
    expect({ cwd, network, timeoutMs }).toEqual({ cwd: '/tmp/empty', network: 'none', timeoutMs: 60_000 });
    expect(Object.keys(env).sort()).toEqual(['HOME', 'TMPDIR', 'XDG_CACHE_HOME']);
    expect(args).toContain('--ignore-gitleaks-allow');
    expect(args.join(' ')).toContain('--config config.toml --gitleaks-ignore-path ignore');
    expect(args.join(' ')).not.toContain(VALUE);
  }
});

test('what it has read is not searched again, and what failed is', async () => {
  const memory: GitleaksMemory = new Map();
  const asked: string[] = [];
  const read = (command: Command): CommandResult => {
    asked.push(...[VALUE, 'other'].filter((text) => stdinOf(command).includes(`PASSWORD: ${text}`)));
    if (isTrial(command)) return said(JSON.stringify(honest(command)));
    return said(JSON.stringify([...honest(command), hit(lineOfValue(command), 'vault')]));
  };
  const fail = (command: Command): CommandResult =>
    isTrial(command) ? said(JSON.stringify(honest(command))) : said('', 2);
  expect(await search(fail, memory)).toMatchObject({ status: 'failed' });
  await search(read, memory);
  const second = await search(read, memory, [VALUE, 'other']);
  expect(asked).toEqual([VALUE, 'other']);
  const ruleOf = second.status === 'searched' ? second.ruleOf : () => 'failed';
  expect([VALUE, 'other'].map((text) => ruleOf({ name: 'PASSWORD', text }))).toEqual(['vault', null]);
});
