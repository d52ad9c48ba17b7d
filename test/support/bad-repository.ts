import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { createFiles } from '../../src/io/files.ts';
import { ReportSchema } from '../../src/report/index.ts';
import type { Cli, CliRun } from './run-cli.ts';

/** A file's content, or where a symbolic link points. */
type Entry = string | Buffer | { readonly link: string };
/** What stands in a repository, by path. */
export type Repository = Readonly<Record<string, Entry>>;

export const POLICY = '.github/supply-chain-gate.yaml';

/** Nothing is judged but whether things can be read. */
export const NO_CHECKS = `version: 1
images: { digest: off }
vulnerabilities: { severity: off }
hardening: { podSecurity: { level: privileged }, rules: { "*": off } }
`;

/** Four lines that are fine. */
export const CONFIG_MAP = `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
`;

/**
 * Runs `check` in a repository with these files and a policy that asks for nothing, unless they bring their own. Beside
 * the repository stands `outside.yaml`. Whatever is wrong, a stack trace is no answer.
 */
export async function checkRepository(cli: Cli, files: Repository, args: readonly string[]): Promise<CliRun> {
  return createFiles().withTemporaryDirectory('scg-bad', async (directory) => {
    const root = join(directory, 'repository');
    await mkdir(root);
    await writeFile(join(directory, 'outside.yaml'), CONFIG_MAP);
    const all: Repository = { [POLICY]: NO_CHECKS, ...files };
    for (const [path, entry] of Object.entries(all)) {
      const file = join(root, path);
      await mkdir(dirname(file), { recursive: true });
      if (typeof entry === 'object' && 'link' in entry) await symlink(entry.link, file);
      else await writeFile(file, entry);
    }
    const run = await cli.run(root, ['check', ...args]);
    expect(`${run.stdout}${run.stderr}`, 'a stack trace').not.toMatch(/^ {4}at |node:internal|\.ts:\d+:\d+\)/m);
    return run;
  });
}

/** A manifest that is fine stands beside what is not: one bad file hides no other. */
export async function findingsIn(cli: Cli, repository: Repository) {
  const run = await checkRepository(cli, { 'good.yaml': CONFIG_MAP, ...repository }, ['--format', 'json']);
  if (run.stdout === '') throw new Error(run.stderr);
  const { findings } = ReportSchema.parse(JSON.parse(run.stdout));
  return {
    code: run.code,
    findings: findings.map(
      ({ outcome, rule, location }) => `${outcome} ${rule} ${location.file}:${location.startLine}`,
    ),
    messages: findings.map(({ message }) => message).join('\n'),
  };
}
