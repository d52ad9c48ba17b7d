import type { Path } from '../../../domain/index.ts';
import { commandsOf, type ShellWord } from './shell-words.ts';

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

/** Where words start a program: by its name, behind what runs it, in the script of a shell, or in a way that is not read. */
export function startsOf(component: Component, words: readonly Word[], depth = 0): readonly Start[] {
  const at = programAt(words);
  const program = nameOf(words[at]);
  const rest = words.slice(at + 1);
  if (program === component) return endsAtOnce(rest) ? [] : [{ words: rest, open: null }];
  const script = SHELLS.has(program) && depth < DEEPEST ? scriptOf(rest) : null;
  return script === null ? unreadStart(component, words) : startsInScript(component, script, depth);
}

function startsInScript(component: Component, { word, behind }: Script, depth: number): readonly Start[] {
  const { text, path } = word;
  const commands = withPositional(commandsOf(text), behind.slice(1), path);
  const starts = commands.flatMap((command) => startsOf(component, command, depth + 1));
  if (starts.some(({ open }) => open !== null)) return starts;
  // `A=etcd; $A`: the name stands in one place, and what is started in another.
  const others = commands.filter((command) => nameOf(command[programAt(command)]) !== component);
  const isAnyFilledIn = others.some((command) => command[programAt(command)]?.isFilledIn === true);
  const isNamed = [...others.flat(), ...behind].some((each) => NAME[component].test(each.text));
  return isAnyFilledIn && isNamed ? [...starts, { words: [], open: path }] : starts;
}

/** What stands for all that follows the script. */
const ALL: ReadonlySet<string> = new Set(['$@', '$*']);

/** More than this is not put in the place of `$@`, which stays as something that is filled in: many times many is no command. */
const MOST_POSITIONAL = 1000;

function withPositional(
  commands: readonly (readonly ShellWord[])[],
  positional: readonly Word[],
  path: Path,
): readonly (readonly Word[])[] {
  let left = MOST_POSITIONAL;
  return commands.map((command) =>
    command.flatMap((word): readonly Word[] => {
      if (!ALL.has(word.text) || positional.length > left) return [{ ...word, path }];
      left -= positional.length;
      return positional;
    }),
  );
}

/** By `timeout`, by `eval`, as another user, by a script in a file: the name stands there, with a flag behind it. */
function unreadStart(component: Component, words: readonly Word[]): readonly Start[] {
  const found = words.find(({ text }, at) =>
    NAME_AND_FLAG[component].test(`${text} ${words[at + 1]?.text.slice(0, 3) ?? ''}`),
  );
  return found === undefined ? [] : [{ words: [], open: found.path }];
}

const NAME: Readonly<Record<Component, RegExp>> = {
  'kube-apiserver': /(?<![\w.-])kube-apiserver(?![\w.:/-])/,
  etcd: /(?<![\w.-])etcd(?![\w.:/-])/,
};
const NAME_AND_FLAG: Readonly<Record<Component, RegExp>> = {
  'kube-apiserver': /(?<![\w.-])kube-apiserver["']?\s+["']?--?[A-Za-z]/,
  etcd: /(?<![\w.-])etcd["']?\s+["']?--?[A-Za-z]/,
};

const ENDS_AT_ONCE: ReadonlySet<string> = new Set(['--version', '--help', '-h']);

/** Behind a flag without `=`, or behind what is filled in, such a word may be a value. */
function endsAtOnce(words: readonly Word[]): boolean {
  return words.some(({ text }, at) => {
    if (!ENDS_AT_ONCE.has(text)) return false;
    const before = words[at - 1];
    return before === undefined || !(before.isFilledIn || /^-[^=]*$/.test(before.text));
  });
}

function nameOf(word: Word | undefined): string {
  return word?.text.split('/').at(-1) ?? '';
}

/** The first that is neither something that runs a program, nor one of its options, nor a variable that is set for it; or -1. */
function programAt(words: readonly Word[]): number {
  let isRun = false;
  return words.findIndex((word) => {
    if (BEFORE.has(nameOf(word))) isRun = true;
    else return !(/^[A-Za-z_][A-Za-z0-9_]*=/.test(word.text) || (isRun && word.text.startsWith('-')));
    return false;
  });
}

interface Script {
  readonly word: Word;
  /** What stands behind the script, of which the first is a name. */
  readonly behind: readonly Word[];
}

/** `-c`, `-ec`, `-o pipefail -c`: the script. */
function scriptOf(words: readonly Word[]): Script | null {
  let isCommand = false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    if (/^[-+][A-Za-z]*o$/.test(word.text)) at += 1;
    if (/^-[A-Za-z]+$/.test(word.text)) isCommand ||= word.text.includes('c');
    else if (!/^[-+]/.test(word.text)) return isCommand ? { word, behind: words.slice(at + 1) } : null;
  }
  return null;
}
