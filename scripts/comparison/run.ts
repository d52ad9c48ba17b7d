import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { HARDENING_RULES } from '../../src/check/hardening/index.ts';
import { findingsIn, ruleFixtures } from '../../test/support/rule-fixtures.ts';
import { requireTool } from '../../test/support/tools.ts';
import { CASES, type Case } from './cases.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What both said of one case. */
export interface Compared extends Case {
  readonly path: string;
  readonly isBad: boolean;
  readonly gateFinds: boolean;
  /** Null where Trivy has no check for it. */
  readonly trivyFinds: boolean | null;
}

const TrivyReport = z.object({
  Results: z.array(
    z.object({
      Target: z.string(),
      Misconfigurations: z.array(z.object({ ID: z.string(), Status: z.string() })).default([]),
    }),
  ),
});

/** Runs the gate's rules and one `trivy config` over the same files. */
export async function compare(): Promise<readonly Compared[]> {
  const { fixtures } = ruleFixtures();
  const known = new Map(fixtures.map((fixture) => [fixture.path, fixture]));
  const scanned = await scan(CASES.map(({ fixture }) => `fixtures/rules/${fixture}.yaml`));
  return CASES.map((each): Compared => {
    const path = `fixtures/rules/${each.fixture}.yaml`;
    const fixture = known.get(path);
    if (fixture === undefined) throw new Error(`there is no fixture ${path}`);
    const found = scanned.get(path) ?? new Set();
    return {
      ...each,
      path,
      isBad: fixture.expected === 'fail',
      gateFinds: findingsIn(fixture, HARDENING_RULES).some(({ rule }) => rule === fixture.rule),
      trivyFinds: each.trivy.length === 0 ? null : each.trivy.some((id) => found.has(id)),
    };
  });
}

/** Each file to the ids that fail in it. */
async function scan(paths: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const trivy = await requireTool('trivy');
  const scratch = await mkdtemp(join(tmpdir(), 'scg-comparison-'));
  try {
    const names = new Map(paths.map((path, index) => [`case-${index}.yaml`, path]));
    for (const [name, path] of names) await writeFile(join(scratch, name), await readFile(join(ROOT, path)));
    const args = ['config', '--quiet', '--skip-check-update', '--format', 'json', '.'];
    const { stdout } = await promisify(execFile)(trivy, args, { cwd: scratch, maxBuffer: 2 ** 28 });
    const { Results } = TrivyReport.parse(JSON.parse(stdout));
    return new Map(
      Results.map(({ Target, Misconfigurations }) => [
        names.get(Target) ?? Target,
        new Set(Misconfigurations.filter(({ Status }) => Status === 'FAIL').map(({ ID }) => ID)),
      ]),
    );
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** docs/comparison.md. */
export function formatComparison(compared: readonly Compared[], trivyVersion: string): string {
  const isRight = (finds: boolean | null, isBad: boolean): boolean => (finds ?? false) === isBad;
  const gate = compared.filter(({ gateFinds, isBad }) => isRight(gateFinds, isBad)).length;
  const trivy = compared.filter(({ trivyFinds, isBad }) => isRight(trivyFinds, isBad)).length;
  const said = (finds: boolean | null, isBad: boolean): string => {
    const word = finds === null ? 'no check' : finds ? 'finds it' : 'silent';
    return `${isRight(finds, isBad) ? 'right' : '**wrong**'}: ${word}`;
  };
  const rows = compared.map(({ shows, path, isBad, gateFinds, trivyFinds, trivy: ids, fixture }) => {
    const rule = fixture.split('/').slice(0, 2).join('/');
    const cells = [
      `[${shows}](../${path})`,
      isBad ? 'a flaw' : 'sound',
      said(gateFinds, isBad),
      said(trivyFinds, isBad),
      `\`${rule}\`${ids.length === 0 ? '' : ` / ${ids.join(', ')}`}`,
    ];
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  const parts = [
    '# The hardening rules beside Trivy',
    'Generated from real runs by `npm run docs:comparison`: edit `scripts/comparison/cases.ts`, not this file.',
    `${compared.length} small manifests, each about one thing. The gate is right on ${gate}, Trivy ${trivyVersion} (\`trivy config\`) on ${trivy}. Only the checks that are about the matter count, on both sides, and any one of them is enough; a flaw without a check for it is missed. The cases are the gate's own fixtures: they show where the two differ, and not how the two compare on a repository. Trivy looks at each file by itself, and has checks for much else.`,
    ['| Manifest | It is | Gate | Trivy | Rule / checks |', '| --- | --- | --- | --- | --- |', ...rows].join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}
