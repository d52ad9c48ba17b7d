import { z } from 'zod';
import type { CommandResult, Ports } from '../../../domain/index.ts';
import { type Entry, EntryMap } from './entry-map.ts';
import { type GitleaksInput, gitleaksInputs, trialInput } from './gitleaks-input.ts';

export type GitleaksResult =
  | {
      readonly status: 'searched';
      readonly version: string;
      /** The id of the rule that an entry matches; null: none does. */
      readonly ruleOf: (entry: Entry) => string | null;
    }
  /** `cause`: the program's fault, or that of what it was to search. */
  | {
      readonly status: 'failed';
      readonly cause: 'infrastructure' | 'content';
      readonly why: string;
      readonly remedy: string;
    };

/**
 * What each program has said in this run: the rule of every text that it has read, null where none matches. So what both
 * sides of a change hold, which is nearly all, is searched once.
 */
export type GitleaksMemory = Map<string, { readonly version: string; readonly rules: EntryMap<string | null> }>;

type Bench = Pick<Ports, 'exec' | 'files'>;

const TIMEOUT_MS = 60_000;
const MAX_OUTPUT_BYTES = 32 << 20;
const MAX_MEMORY_BYTES = 4 * 1024 ** 3;

/** Its built-in rules, whatever files or variables of the machine or of the repository say. */
const CONFIG = '[extend]\nuseDefault = true\n';

const ARGUMENTS = [
  'stdin',
  ...['--config', 'config.toml', '--gitleaks-ignore-path', 'ignore', '--ignore-gitleaks-allow'],
  // Base64 hides nothing: one layer of it is taken off.
  ...['--max-decode-depth', '1', '--redact', '--no-banner', '--no-color', '--log-level', 'error'],
  ...['--report-format', 'json', '--report-path', '-', '--exit-code', '0'],
];

/** Of all that it reports, only this is read: neither a value nor a line of text ever leaves this file. */
const ReportSchema = z.array(
  z.object({ RuleID: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/), StartLine: z.number().int() }),
);

const USE_NEWER = 'Install gitleaks 8.28.0 or newer (tools.gitleaks names another one), or remove it from PATH.';
const BY_HAND =
  'Look for a text in the manifests that is unusually long or full of what looks like tokens, or run gitleaks by hand.';

/**
 * Searches every entry that it has not yet searched with gitleaks: by standard input, in an empty directory, without a network, a repository or a
 * file of settings of anybody else. It is tried first on what it must find.
 */
export async function searchWithGitleaks(
  program: string,
  entries: Iterable<Entry>,
  bench: Bench,
  memory: GitleaksMemory,
): Promise<GitleaksResult> {
  let tried = memory.get(program);
  if (tried === undefined) {
    const trial = await search(program, trialInput(), bench);
    if (typeof trial === 'string') return { status: 'failed', cause: 'infrastructure', why: trial, remedy: USE_NEWER };
    tried = { version: await versionOf(program, bench), rules: new EntryMap() };
    memory.set(program, tried);
  }
  const { version, rules } = tried;
  for (const input of gitleaksInputs(unsearched(entries, rules))) {
    const hits = await search(program, input, bench);
    if (typeof hits === 'string') return { status: 'failed', cause: 'content', why: hits, remedy: BY_HAND };
    for (const entry of input.entries) rules.set(entry, null);
    for (const { entry, rule } of hits) {
      const known = rules.get(entry) ?? null;
      if (known === null || isGuess(known) || (!isGuess(rule) && rule < known)) rules.set(entry, rule);
    }
  }
  return { status: 'searched', version, ruleOf: (entry) => rules.get(entry) ?? null };
}

function* unsearched(entries: Iterable<Entry>, rules: EntryMap<string | null>): Generator<Entry> {
  for (const entry of entries) if (rules.get(entry) === undefined) yield entry;
}

/** The rule that goes by the name of a value and by how random it looks, where all others know a shape. */
export function isGuess(rule: string): boolean {
  return rule === 'generic-api-key';
}

interface Hit {
  readonly entry: Entry;
  readonly rule: string;
}

/** What was found; or, in words, why that is not known. */
async function search(program: string, input: GitleaksInput, bench: Bench): Promise<readonly Hit[] | string> {
  const result = await run(program, ARGUMENTS, input.content, bench);
  if (result.status !== 'exited') {
    return result.status === 'not-started' ? `it did not start: ${result.reason}` : `it was stopped: ${result.reason}`;
  }
  // What it writes to standard error may quote what it searched, and is never shown.
  if (result.code !== 0) return `it ended with ${result.code}`;
  const report = parse(Buffer.from(result.stdout).toString('utf8'));
  if (report === null) return 'its report cannot be read';
  const missed = new Set(input.canaries);
  const hits: Hit[] = [];
  for (const { RuleID: rule, StartLine: line } of report) {
    const entry = input.at(line);
    if (entry === null) return `it reports line ${line} of its input, which holds no text`;
    if (entry === 'canary') missed.delete(line);
    else hits.push({ entry, rule });
  }
  return missed.size === 0 ? hits : 'it does not find the token that was put there for it to find';
}

function parse(text: string): z.infer<typeof ReportSchema> | null {
  try {
    return ReportSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

async function versionOf(program: string, bench: Bench): Promise<string> {
  const result = await run(program, ['version'], '', bench);
  const said = result.status === 'exited' ? Buffer.from(result.stdout).toString('utf8') : '';
  return /\b\d{1,4}\.\d{1,4}\.\d{1,4}\b/.exec(said)?.[0] ?? 'of an unknown version';
}

function run(program: string, args: readonly string[], stdin: string, { exec, files }: Bench): Promise<CommandResult> {
  return files.withTemporaryDirectory('scg-gitleaks', async (directory) => {
    await files.write(`${directory}/config.toml`, CONFIG);
    await files.write(`${directory}/ignore`, '');
    return exec.run({
      program,
      args,
      cwd: directory,
      env: { HOME: directory, TMPDIR: directory, XDG_CACHE_HOME: directory },
      network: 'none',
      repeatable: true,
      stdin,
      timeoutMs: TIMEOUT_MS,
      maxOutputBytes: MAX_OUTPUT_BYTES,
      maxMemoryBytes: MAX_MEMORY_BYTES,
    });
  });
}
