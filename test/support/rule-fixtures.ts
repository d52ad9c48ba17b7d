import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkChanges, checkHardening, type HardeningRule } from '../../src/check/hardening/index.ts';
import type { Finding, Manifest } from '../../src/domain/index.ts';
import { completePolicy } from '../../src/policy/schema.ts';
import { readManifests } from './manifest-files.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * A manifest file that a rule is shown: `fixtures/rules/<id>/{fail,pass}-<what>.yaml`. A rule about changes is shown two:
 * `{fail,pass}-<what>/{base,head}.yaml`.
 */
export interface RuleFixture {
  readonly rule: string;
  readonly expected: 'fail' | 'pass';
  /** From the repository root. */
  readonly path: string;
  /** What a change starts from; null where the rule is not about changes. */
  readonly base: string | null;
  /** Rules of the same family that cannot but fail with it: `# alsoFails: pss/hostNamespaces` in the file. */
  readonly alsoFails: readonly string[];
  /** `# podSecurity: baseline v1.34` in the file; else what the policy says by default. */
  readonly podSecurity: { readonly level: string; readonly version: string };
  /** `# requiredLabels: team, tier` in the file. */
  readonly requiredLabels: readonly string[];
  /** `# files: docs/a.md, docs/b.md` in the file: what is in the repository github.com/acme/shop beside it. */
  readonly files: readonly string[];
  /** `# day: 2028-01-01` in the file; else 2026-11-26. */
  readonly day: string;
}

/** Every file below `fixtures/rules`, and those that are no fixture by their name. */
export function ruleFixtures(): { readonly fixtures: readonly RuleFixture[]; readonly stray: readonly string[] } {
  const files = readdirSync(`${ROOT}fixtures/rules`, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => `${entry.parentPath.slice(ROOT.length).replaceAll('\\', '/')}/${entry.name}`)
    .sort();
  const fixtures = files.flatMap((path): readonly RuleFixture[] => {
    const match = /^fixtures\/rules\/([^/]+\/[^/]+)\/(fail|pass)-[A-Za-z0-9.-]+(\/head)?\.yaml$/.exec(path);
    const [, rule, expected, head] = match ?? [];
    if (rule === undefined || (expected !== 'fail' && expected !== 'pass')) return [];
    const text = readFileSync(ROOT + path, 'utf8');
    const [, level = 'restricted', version = 'latest'] = /^# podSecurity: (\w+) (\S+)$/m.exec(text) ?? [];
    const alsoFails = /^# alsoFails: (.+)$/m.exec(text)?.[1]?.split(', ') ?? [];
    const base = head === undefined ? null : path.replace(/head\.yaml$/, 'base.yaml');
    const requiredLabels = /^# requiredLabels: (.+)$/m.exec(text)?.[1]?.split(', ') ?? [];
    const beside = /^# files: (.+)$/m.exec(text)?.[1]?.split(', ') ?? [];
    const [, day = '2026-11-26'] = /^# day: (\S+)$/m.exec(text) ?? [];
    return [
      { rule, expected, path, base, alsoFails, podSecurity: { level, version }, requiredLabels, files: beside, day },
    ];
  });
  const known = new Set(fixtures.flatMap(({ path, base }) => [path, base]));
  return { fixtures, stray: files.filter((path) => !known.has(path)) };
}

/** What the gate finds in a fixture, with every rule of a family on. */
export function findingsIn(fixture: RuleFixture, rules: readonly HardeningRule[]): readonly Finding[] {
  const { podSecurity, requiredLabels } = fixture;
  const optIn = rules.filter(({ description }) => description.optIn === true);
  const asked = Object.fromEntries(optIn.map(({ description }) => [description.id, 'warn']));
  const policy = completePolicy({ version: 1, requiredLabels, hardening: { podSecurity, rules: asked } });
  const manifests = manifestsIn(fixture.path);
  const repository = { address: 'github.com/acme/shop', branch: 'main', files: new Set(fixture.files) };
  const { findings } = checkHardening(manifests, {
    policy,
    rules,
    surroundings: { repository, now: new Date(fixture.day) },
  });
  if (fixture.base === null) return findings;
  const side = (files: readonly Manifest[]) => ({ manifests: files, policies: [] });
  return [...findings, ...checkChanges(side(manifestsIn(fixture.base)), side(manifests), { policy, rules })];
}

function manifestsIn(path: string): readonly Manifest[] {
  return readManifests(readFileSync(ROOT + path), path).manifests;
}
