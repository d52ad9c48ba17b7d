import fc from 'fast-check';
import type { Source } from '../../src/domain/index.ts';
import { REPOSITORIES, SHAPES, TAGS } from './random-chart-shapes.ts';
import { helmSource } from './rendering.ts';

/** A tree of files, and what is rendered of it. */
export interface RandomTree {
  readonly files: Record<string, string>;
  readonly sources: readonly Source[];
}

const LEVELS = ['demo', 'mid', 'leaf'] as const;
const HELPER = '{{- define "image" }}{{ .repository }}:{{ .tag }}{{ end }}\n';

const image = fc.record({
  shape: fc.constantFrom(...Object.keys(SHAPES)),
  repository: fc.constantFrom(...REPOSITORIES),
  tag: fc.constantFrom(...TAGS),
  other: fc.constantFrom(...TAGS),
  over: fc.constantFrom('nothing', 'parent', 'file'),
});

const level = fc.record({ images: fc.array(image, { minLength: 1, maxLength: 2 }), twice: fc.boolean() });

/** A chart, its subchart and the subchart of that one, each perhaps used under two aliases. */
const levels = fc.array(level, { minLength: 1, maxLength: LEVELS.length });

function nested(names: readonly string[], text: string): string {
  return names.reduceRight((inner, name) => `${name}:\n${inner.replace(/^(?=.)/gm, '  ')}`, text);
}

/** Values of the same keys are one mapping, as one file must have them. */
class ValuesFile {
  readonly #own: string[] = [];
  readonly #below = new Map<string, ValuesFile>();

  /** Nothing for no text: helm refuses a subchart whose values are null. */
  add(names: readonly string[], text: string): void {
    if (text === '') return;
    const [first, ...rest] = names;
    if (first === undefined) this.#own.push(text);
    else {
      const below = this.#below.get(first) ?? new ValuesFile();
      this.#below.set(first, below);
      below.add(rest, text);
    }
  }

  text(): string {
    return this.#own.join('') + [...this.#below].map(([name, file]) => nested([name], file.text())).join('');
  }
}

function chartFile(name: string, below: readonly string[], child: string | undefined): string {
  const head = `apiVersion: v2\nname: ${name}\nversion: 1.0.0\nappVersion: "9.8.7"\n`;
  if (below.length < 2) return head;
  return `${head}dependencies:\n${below.map((alias) => `- {name: ${child}, version: 1.0.0, alias: ${alias}}\n`).join('')}`;
}

/** Charts with subcharts of subcharts, aliases, globals and values files, alone or as two releases. */
export const randomCharts: fc.Arbitrary<RandomTree> = fc
  .record({ levels, two: fc.boolean(), globalTag: fc.constantFrom(...TAGS) })
  .map((drawn) => {
    const files: Record<string, string> = { 'deploy/a.yaml': '' };
    const deploy = new ValuesFile();
    const own = drawn.levels.map(() => new ValuesFile());
    own[0]?.add(['global'], `registry: ghcr.io/acme\ntag: ${drawn.globalTag}\n`);
    const used = drawn.levels.map(({ twice }, depth) => {
      const name = LEVELS[depth] ?? '';
      return twice && depth > 0 ? [`${name}-one`, `${name}-two`] : [name];
    });
    const path = used.map(([alias]) => alias ?? '');
    let root = 'charts';
    drawn.levels.forEach(({ images }, depth) => {
      const name = LEVELS[depth] ?? '';
      root = `${root}/${name}`;
      const pieces = images.map((one, index) => {
        const piece = SHAPES[one.shape]?.(`i${depth}${index}`, one.repository, one.tag, one.other);
        if (piece === undefined) throw new Error(`no shape ${one.shape}`);
        const below = piece.below ?? [];
        own[depth]?.add(below, piece.values);
        if (one.over === 'file') deploy.add([...path.slice(1, depth + 1), ...below], piece.override);
        if (one.over === 'parent') own[depth - 1]?.add([path[depth] ?? '', ...below], piece.override);
        return piece;
      });
      const body = pieces.map(({ containers }) => containers).join('');
      files[`${root}/Chart.yaml`] = chartFile(name, used[depth + 1] ?? [], LEVELS[depth + 1]);
      files[`${root}/templates/_helpers.tpl`] = HELPER;
      files[`${root}/templates/pod.yaml`] =
        `apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Chart.Name }}\nspec:\n  containers:\n${body}`;
      root = `${root}/charts`;
    });
    root = 'charts';
    own.forEach((values, depth) => {
      root = `${root}/${LEVELS[depth] ?? ''}`;
      files[`${root}/values.yaml`] = values.text();
      root = `${root}/charts`;
    });
    files['deploy/a.yaml'] = deploy.text();
    const first = helmSource('charts/demo', { valuesFiles: ['deploy/a.yaml'] });
    return { files, sources: drawn.two ? [first, helmSource('charts/demo')] : [first] };
  });
