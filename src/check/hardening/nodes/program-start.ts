import type { Path } from '../../../domain/index.ts';
import { commandsOf } from './shell-words.ts';

export type Component = 'kube-apiserver' | 'etcd';

/** A word of what a container runs, and where it is written: those of a script stand in one scalar. */
export interface Word {
  readonly text: string;
  readonly path: Path;
  /** A part of it is known only when the container starts. */
  readonly isFilledIn: boolean;
}

/** How a program is started. */
export interface Start {
  /** What follows the program's name. */
  readonly words: readonly Word[];
  /** Where it is started in a way that is not read; null where it is. */
  readonly open: Path | null;
}

const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh']);

/** Words that a program's name may follow: programs that run another, and what a shell's commands begin with. */
const BEFORE: ReadonlySet<string> = new Set([
  'busybox',
  'command',
  'do',
  'dumb-init',
  'else',
  'env',
  'exec',
  'go-runner',
  'if',
  'nohup',
  'then',
  'tini',
  'until',
  'while',
  '!',
  '{',
]);

/** A script in a script in a script says nothing more that anybody wrote on purpose. */
const DEEPEST = 3;

/** Where words start a program: by its name, behind what runs it, or in the script of a shell. */
export function startsOf(component: Component, words: readonly Word[], depth = 0): readonly Start[] {
  const at = words.findIndex((word, index) => !isBefore(word, index, words));
  const program = at === -1 ? '' : nameOf(words[at]);
  const rest = words.slice(at + 1);
  if (program === component)
    return rest.some(({ text }) => ENDS_AT_ONCE.has(text)) ? [] : [{ words: rest, open: null }];
  if (!SHELLS.has(program) || depth === DEEPEST) return [];
  const script = scriptOf(rest);
  if (script === null) return [];
  const { text, path } = script.word;
  const commands = commandsOf(text).map((command) =>
    command.flatMap((word): readonly Word[] => (ALL.has(word.text) ? script.positional : [{ ...word, path }])),
  );
  const starts = commands.flatMap((command) => startsOf(component, command, depth + 1));
  if (starts.length > 0) return starts;
  // By `eval`, or as another user.
  return new RegExp(`(?:^|[\\s/"'])${component}\\s+-`).test(text) ? [{ words: [], open: path }] : [];
}

const ENDS_AT_ONCE: ReadonlySet<string> = new Set(['--version', '--help', '-h']);
/** What stands for all that follows the script. */
const ALL: ReadonlySet<string> = new Set(['$@', '$*']);

function nameOf(word: Word | undefined): string {
  return word?.text.split('/').at(-1) ?? '';
}

/** Something that runs a program, one of its options, or a variable that is set for it. */
function isBefore(word: Word, index: number, words: readonly Word[]): boolean {
  if (BEFORE.has(nameOf(word)) || /^[A-Za-z_][A-Za-z0-9_]*=/.test(word.text)) return true;
  return index > 0 && word.text.startsWith('-') && words.slice(0, index).some((each) => BEFORE.has(nameOf(each)));
}

/** `-c`, `-ec`, `-o pipefail -c`: the script, and what stands behind it, of which the first is a name. */
function scriptOf(words: readonly Word[]): { readonly word: Word; readonly positional: readonly Word[] } | null {
  let isCommand = false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    if (/^[-+][A-Za-z]*o$/.test(word.text)) at += 1;
    if (/^-[A-Za-z]+$/.test(word.text)) isCommand ||= word.text.includes('c');
    else if (!/^[-+]/.test(word.text)) return isCommand ? { word, positional: words.slice(at + 2) } : null;
  }
  return null;
}
