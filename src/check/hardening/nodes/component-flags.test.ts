import { describe, expect, test } from 'vitest';
import { manifestOf } from '../../../../test/support/hardening.ts';
import { formatPath, type JsonObject } from '../../../domain/index.ts';
import { componentsIn } from './component-flags.ts';

/** What a container starts the API server with: `--flag=value`, `…` where it is filled in, and `?` for what is not read. */
function startsIn(container: JsonObject): readonly string[] {
  const pod = { apiVersion: 'v1', kind: 'Pod', spec: { containers: [container] } };
  return componentsIn(manifestOf(pod), 'kube-apiserver').map(({ flags, open }) =>
    [
      ...[...flags].map(([name, { value, isFilledIn }]) => `--${name}=${value}${isFilledIn ? ' …' : ''}`),
      ...(open === null ? [] : ['?']),
    ].join(' '),
  );
}

const shell = (script: string, ...command: readonly string[]) => ({
  command: [...(command.length === 0 ? ['sh', '-c'] : command), script],
});

describe('an API server that is started by itself', () => {
  test.each<[string, JsonObject, string[]]>([
    ['by its name', { command: ['kube-apiserver', '--a=1', '--b', '2', '--c'] }, ['--a=1 --b=2 --c=true']],
    ['by arguments', { args: ['/usr/bin/kube-apiserver', '--a_b=1'] }, ['--a-b=1']],
    [
      'behind a program that runs it',
      { command: ['/go-runner', '--log-file=x', '--also-stdout', '/bin/kube-apiserver', '--a=1'] },
      ['--a=1'],
    ],
    ['with variables', { command: ['env', '-i', 'A=b', 'kube-apiserver', '--a=1'] }, ['--a=1']],
    ['as the argument of another', { command: ['wait-for', 'kube-apiserver', '6443'] }, []],
    ['by a program that is not known', { command: ['timeout', '10', 'kube-apiserver', '--a=1'] }, ['?']],
    ['by a value of an option', { command: ['env', '-S', 'kube-apiserver --a=1'] }, ['?']],
    [
      'with what the kubelet fills in',
      { command: ['kube-apiserver', '--a=$(IP)', '--b', '$(C)'] },
      ['--a=$(IP) … --b=$(C) …'],
    ],
    ['with flags that the kubelet fills in', { command: ['kube-apiserver', '--a=1', '$(MORE)'] }, ['--a=1 ?']],
    ['for its version', { command: ['kube-apiserver', '--version'] }, []],
    ['for its help, behind a flag with a value', { command: ['kube-apiserver', '--a=1', '-h'] }, []],
    [
      'with a value like that for help',
      { command: ['kube-apiserver', '--a=1', '--b', '-h'] },
      ['--a=1 --b=true --h=true'],
    ],
    ['for help, perhaps', { command: ['kube-apiserver', '$(MORE)', '--help'] }, ['--help=true ?']],
  ])('%s', (_, container, expected) => expect(startsIn(container)).toEqual(expected));
});

describe('an API server that a shell starts', () => {
  test.each<[string, JsonObject, string[]]>([
    ['by sh -c', shell('kube-apiserver --a=1 --b "2 3"'), ['--a=1 --b=2 3']],
    [
      'by other shells and options',
      shell('exec kube-apiserver --a=1', '/bin/bash', '-euo', 'pipefail', '-c'),
      ['--a=1'],
    ],
    ['by options in one', shell('kube-apiserver --a=1', 'ash', '-ec'), ['--a=1']],
    ['by busybox', shell('kube-apiserver --a=1', 'busybox', 'sh', '-c'), ['--a=1']],
    ['behind an init', shell('kube-apiserver --a=1', 'tini', '--', 'sh', '-c'), ['--a=1']],
    ['with the script as an argument', { command: ['sh', '-c'], args: ['kube-apiserver --a=1'] }, ['--a=1']],
    [
      'among other commands, on several lines',
      shell(
        'set -e\n# kube-apiserver --no=1\nmkdir -p /x && IP=1 exec /usr/bin/kube-apiserver \\\n  --a=1 \\\n  --b=2 2>&1 | tee log\n',
      ),
      ['--a=1 --b=2'],
    ],
    ['after its version', shell('kube-apiserver --version; kube-apiserver --a=1'), ['--a=1']],
    ['one of two', shell('if test -f x; then kube-apiserver --a=1; else kube-apiserver --a=2; fi'), ['--a=1', '--a=2']],
    ['with variables', shell('kube-apiserver --a=$A --b="$B" --c=1'), ['--a=$A … --b=$B … --c=1']],
    ['with flags in a variable', shell('kube-apiserver --a=1 $MORE'), ['--a=1 ?']],
    ['with flags in a command', shell('kube-apiserver $(cat flags) --a=1'), ['--a=1 ?']],
    ['by the name of a variable folder', shell('$BIN/kube-apiserver --a=1'), ['--a=1']],
    [
      'with all that follows',
      { command: ['sh', '-c', 'exec "$@" --b=2', 'name', 'kube-apiserver', '--a=1'] },
      ['--a=1 --b=2'],
    ],
    [
      'with the arguments that follow',
      { command: ['sh', '-c', 'kube-apiserver "$@"', 'name'], args: ['--a=1'] },
      ['--a=1'],
    ],
    ['in a shell of its own', shell(`sh -c 'kube-apiserver --a=1'`), ['--a=1']],
    ['by eval', shell('eval "kube-apiserver --a=1"'), ['?']],
    ['as another user', shell(`su nobody -s /bin/sh -c 'kube-apiserver --a=1'`), ['?']],
    ['where it only waits for it', shell('until nc -z kube-apiserver 6443; do sleep 1; done'), []],
    ['where it prints its name', shell('echo kube-apiserver'), []],
    ['by timeout', shell('timeout 10 kube-apiserver --a=1'), ['?']],
    [
      'by timeout, beside one that is read',
      shell('kube-apiserver --a=1 & timeout 9 kube-apiserver --a=2'),
      ['--a=1', '?'],
    ],
    ['by the name in a variable', shell('A=kube-apiserver; $A --a=1'), ['?']],
    ['by the name behind the script', { command: ['sh', '-c', '"$0" --a=1', 'kube-apiserver'] }, ['?']],
    ['beside what is in a variable', shell('kube-apiserver --a=1; $AFTER'), ['--a=1']],
    ['for its version', shell('kube-apiserver --version'), []],
    ['by a file', { command: ['sh', '/start.sh', 'kube-apiserver', '--a=1'] }, ['?']],
    ['without a script', { command: ['sh', '-c'] }, []],
  ])('%s', (_, container, expected) => expect(startsIn(container)).toEqual(expected));

  test('the flags are where the script is', () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', spec: { containers: [shell('kube-apiserver --a=1')] } };
    const [start] = componentsIn(manifestOf(pod), 'kube-apiserver');
    expect(formatPath(start?.flags.get('a')?.path ?? [])).toBe('spec.containers[0].command[2]');
  });
});

describe('many words', () => {
  const many = 50_000;

  test('before the program', () => {
    const command = [
      ...Array<string>(many).fill('A=1'),
      'env',
      ...Array<string>(many).fill('-a'),
      'kube-apiserver',
      '--a=1',
    ];
    expect(startsIn({ command })).toEqual(['--a=1']);
  });

  test('are not put many times in the place of "$@"', () => {
    const script = 'exec "$@"; '.repeat(many);
    const command = ['sh', '-c', script, 'name', 'kube-apiserver', ...Array<string>(99).fill('--a=1')];
    expect(startsIn({ command })).toEqual([...Array<string>(10).fill('--a=1'), '?']);
  });
});
