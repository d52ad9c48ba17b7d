import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { PullFileState } from './github/state.ts';
import { requireTool } from './tools.ts';

/** A pull request as a runner has it on disk: a checkout of the merge commit, whose first parent is the base's tip. */

const DEMO = join(import.meta.dirname, '..', '..', 'fixtures', 'demo');
/** What stands for the registry in the files of the demo's shop. */
const REGISTRY_NAME = 'registry.shop.example';
export const POLICY_FILE = '.github/supply-chain-gate.yaml';

/** Text by path from the repository's root; null takes a file away. */
export type Changes = Readonly<Record<string, string | null>>;

export interface Commits {
  readonly base: string;
  readonly head: string;
  readonly merge: string;
}

export class PullRequestRepository {
  readonly directory = mkdtempSync(join(tmpdir(), 'scg-pull-request-'));
  readonly #base: string;

  constructor(base: Changes) {
    this.git('init', '--quiet', '--initial-branch=main');
    this.#base = this.#commit(base, 'base');
  }

  /** A commit of the pull request on top of the base, merged and checked out as actions/checkout does. */
  propose(changes: Changes, also: () => void = () => {}): Commits {
    this.git('checkout', '--quiet', '--detach', this.#base);
    const head = this.#commit(changes, 'proposal', also);
    this.git('checkout', '--quiet', '--detach', this.#base);
    this.git('merge', '--quiet', '--no-ff', '-m', 'merge', head);
    return { base: this.#base, head, merge: this.git('rev-parse', 'HEAD').trim() };
  }

  /** The changed files as GitHub's API lists them. */
  files({ base, head }: Commits): readonly PullFileState[] {
    const names = this.git('diff', '--name-status', '--no-renames', base, head).trim();
    return names.split('\n').flatMap((line): readonly PullFileState[] => {
      const [status = '', path = ''] = line.split('\t');
      if (path === '') return [];
      const patch = this.git('diff', '--no-color', '--no-renames', base, head, '--', path);
      const hunks = patch.slice(patch.indexOf('\n@@') + 1).replace(/\n$/, '');
      return [{ path, status: status === 'A' ? 'added' : status === 'D' ? 'removed' : 'modified', patch: hunks }];
    });
  }

  git(...args: readonly string[]): string {
    const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'commit.gpgsign=false'];
    const env = { PATH: process.env.PATH ?? '', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
    return execFileSync('git', [...identity, ...args], { cwd: this.directory, env, encoding: 'utf8' });
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** `also` changes the index once the files are in it: links to commits and the like, which no file can be. */
  #commit(changes: Changes, message: string, also: () => void = () => {}): string {
    for (const [path, text] of Object.entries(changes)) {
      const absolute = join(this.directory, path);
      mkdirSync(dirname(absolute), { recursive: true });
      if (text === null) rmSync(absolute);
      else writeFileSync(absolute, text);
    }
    this.git('add', '--all', '--force', '.');
    also();
    this.git('commit', '--quiet', '--allow-empty', '-m', message);
    return this.git('rev-parse', 'HEAD').trim();
  }
}

/** The files of the demo's shop, before or after its review, with the registry's address. */
export function shopFiles(version: 'shop' | 'shop-repaired', host: string): Readonly<Record<string, string>> {
  const root = join(DEMO, version);
  const files: Record<string, string> = {};
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const absolute = join(entry.parentPath, entry.name);
    files[relative(root, absolute)] = readFileSync(absolute, 'utf8').replaceAll(REGISTRY_NAME, host);
  }
  return files;
}

/**
 * The shop's policy for a run of the action. What is on PATH counts there by its hash alone, and a build from the pinned
 * Go module has another one than the release, so the policy says where each program is.
 */
export async function shopPolicy(host: string): Promise<string> {
  const names = ['trivy', 'helm', 'kustomize'] as const;
  const paths = await Promise.all(names.map((name) => requireTool(name)));
  const tools = names.map((name, at) => `  ${name}: { path: ${JSON.stringify(paths[at])} }\n`).join('');
  return `${shopFiles('shop', host)[POLICY_FILE] ?? ''}tools:\n${tools}`;
}

export interface ShopSides {
  /** With what keeps it from being deployed, and with that repaired. */
  readonly bad: Changes;
  readonly good: Changes;
  readonly policy: string;
}

/** The demo's shop before and after its repair, with files of the repository's own beside it. */
export async function shopSides(host: string, own: Changes): Promise<ShopSides> {
  const policy = await shopPolicy(host);
  const beside = { ...own, [POLICY_FILE]: policy };
  return {
    bad: { ...shopFiles('shop', host), ...beside },
    good: { ...shopFiles('shop-repaired', host), ...beside },
    policy,
  };
}

/** The webhook's payload, as much of it as an action reads. */
export function pullRequestEvent({ base, head }: Commits, into = 'main'): object {
  const number = 7;
  const repo = { full_name: 'acme/shop', default_branch: 'main' };
  const pull_request = {
    number,
    head: { sha: head, ref: 'proposal', repo },
    base: { sha: base, ref: into, repo },
  };
  return { action: 'synchronize', number, pull_request, repository: repo };
}
