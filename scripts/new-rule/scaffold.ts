import type { HardeningRule } from '../../src/check/hardening/rule.ts';
import type { Topic } from '../../src/domain/index.ts';

/** The text of a new rule's files. Pure, so that a test can hold what it writes against the compiler and the catalogue. */

export const SCOPES = ['pod', 'object', 'inventory', 'change'] as const satisfies readonly HardeningRule['scope'][];

export const RULE_ID = /^[a-z]+\/[A-Za-z][A-Za-z0-9_-]*$/;

export interface NewRule {
  readonly id: string;
  readonly scope: (typeof SCOPES)[number];
  readonly topic: Topic;
}

/** Path from the repository root to content. */
export function ruleFiles({ id, scope, topic }: NewRule): Readonly<Record<string, string>> {
  const base = `src/check/hardening/rules/${id}`;
  return {
    [`${base}.ts`]: ruleText({ id, scope, topic }),
    [`${base}.test.ts`]: testText({ id, scope, topic }),
    ...(scope === 'change' ? changeFixtures(id) : stateFixtures(id)),
  };
}

function stateFixtures(id: string): Readonly<Record<string, string>> {
  return {
    [`fixtures/rules/${id}/fail-todo.yaml`]: fixture('fails', id),
    [`fixtures/rules/${id}/pass-todo.yaml`]: fixture('passes', id),
    [`fixtures/rules/${id}/pass-todo-trap.yaml`]: fixture('looks as if it failed, and passes', id),
  };
}

/** A rule about a change is shown both sides of it. */
function changeFixtures(id: string): Readonly<Record<string, string>> {
  const sides = (name: string, what: string): readonly (readonly [string, string])[] => [
    [`fixtures/rules/${id}/${name}/base.yaml`, fixture(`starts a change that ${what}`, id)],
    [`fixtures/rules/${id}/${name}/head.yaml`, fixture(`ends a change that ${what}`, id)],
  ];
  return Object.fromEntries([
    ...sides('fail-todo', 'fails'),
    ...sides('pass-todo', 'passes'),
    ...sides('pass-todo-trap', 'looks as if it failed, and passes'),
  ]);
}

/** The import and the entry of a rule, at their places in the array's text. */
export function addToArray(text: string, id: string): string {
  const name = importName(id);
  const line = `import { rule as ${name} } from './${id}.ts';`;
  const lines = text.split('\n');
  const lastImport = lines.findLastIndex((each) => each.startsWith('import '));
  const end = lines.lastIndexOf('];');
  if (lastImport === -1 || end === -1) throw new Error('rules/index.ts has no imports or no array');
  return [
    ...lines.slice(0, lastImport + 1),
    line,
    ...lines.slice(lastImport + 1, end),
    `  ${name},`,
    ...lines.slice(end),
  ].join('\n');
}

/** `containerReadOnlyRootFilesystem` of `container/readOnlyRootFilesystem`. */
function importName(id: string): string {
  return id.replace(/[/_-]([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

const TYPES = { pod: 'PodRule', object: 'ObjectRule', inventory: 'InventoryRule', change: 'ChangeRule' } as const;

const CHECKS = {
  pod: `  check: (pod) =>
    sharedProblem(
      'todo',
      pod.containers
        .filter((container) => container.spec.name === 'todo')
        .map((container) => ({ label: container.label, paths: [container.at('name')] })),
    ),`,
  object: `  check: (manifest) =>
    manifest.ref.name === 'todo'
      ? [{ message: 'todo', data: { where: 'the object' }, paths: [['metadata', 'name']] }]
      : [],`,
  inventory: `  check: ({ manifests }) =>
    manifests
      .filter((manifest) => manifest.ref.name === 'todo')
      .map((manifest) => ({ manifest, message: 'todo', data: { where: 'the object' }, paths: [['metadata', 'name']] })),`,
  change: `  check: ({ pairs }) =>
    pairs.flatMap(({ base, head }): readonly ObjectProblem[] =>
      head !== null && base.ref.name === 'todo'
        ? [{ manifest: head, message: 'todo', data: { where: 'the object' }, paths: [['metadata', 'name']] }]
        : [],
    ),`,
} as const;

function ruleText({ id, scope, topic }: NewRule): string {
  const problem = scope === 'pod' ? "import { sharedProblem } from '../../problem.ts';\n" : '';
  const types = scope === 'change' ? `${TYPES[scope]}, ObjectProblem` : TYPES[scope];
  return `${problem}import type { ${types} } from '../../rule.ts';

/** TODO: the specification or upstream file that this rule comes from. */
export const rule: ${TYPES[scope]} = {
  scope: '${scope}',
  description: {
    id: '${id}',
    topic: '${topic}',
    level: null,
    severity: 'medium',
    title: 'TODO: a few words',
    means: 'TODO: what the rule looks at and when it fails.',
    why: 'TODO: what an attacker or an accident makes of it.',
    repair: 'TODO: what to change.',
    docs: 'https://kubernetes.io/docs/concepts/security/',
    cis: [],
    nsa: [],
  },
  messages: { todo: 'TODO: what is wrong in {where}' },
${CHECKS[scope]}
};
`;
}

function testText({ id, scope }: NewRule): string {
  const file = `./${id.slice(id.indexOf('/') + 1)}.ts`;
  if (scope !== 'pod') {
    return `import { expect, test } from 'vitest';
import { rule } from '${file}';

test('says what it is', () => expect(rule.description.id).toBe('${id}'));
`;
  }
  return `import { expect, test } from 'vitest';
import { contexts, type PodSample, verdictOn } from '../../../../../test/support/hardening.ts';
import { rule } from '${file}';

test.each<[what: string, pod: PodSample, verdict: readonly string[]]>([['TODO: a row for each case', contexts(), []]])(
  '%s',
  (_, pod, verdict) => expect(verdictOn(rule, pod)).toEqual(verdict),
);
`;
}

function fixture(what: string, id: string): string {
  return `# TODO: a manifest that ${what} ${id}\napiVersion: v1\nkind: Pod\nmetadata:\n  name: todo\n`;
}
