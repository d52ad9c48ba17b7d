import { parse } from 'yaml';
import type { Tree } from '../domain/index.ts';

/** A file that has a part in running the gate, and how it came in. */
export interface WorkflowFile {
  readonly path: string;
  /** Null for the workflow itself; else the file that calls it. */
  readonly calledBy: string | null;
}

/** More than any workflow calls; the rest of a longer chain is not followed, and its caller cannot change unseen. */
const MAX_FILES = 2000;
const MAX_CALLS = 100;
const ACTION_FILES = ['action.yml', 'action.yaml', 'Dockerfile'];

/**
 * The workflow and everything of its own repository that it calls: reusable workflows (`jobs.*.uses: ./…`) and local
 * actions (`steps[*].uses: ./…`, the whole directory), and what those call in turn. A change to any of them changes what
 * runs as much as one to the workflow itself does.
 */
export async function workflowFiles(workflow: string, tree: Tree): Promise<readonly WorkflowFile[]> {
  const files = new Map<string, WorkflowFile>([[workflow, { path: workflow, calledBy: null }]]);
  const queue = [workflow];
  for (let calls = 0; queue.length > 0 && calls < MAX_CALLS; calls += 1) {
    const caller = queue.shift() ?? workflow;
    for (const called of await calledFrom(caller, tree)) {
      for (const path of await filesOf(called, tree)) {
        if (files.has(path) || files.size >= MAX_FILES) continue;
        files.set(path, { path, calledBy: caller });
        if (/\.ya?ml$/.test(path)) queue.push(path);
      }
    }
  }
  return [...files.values()];
}

/** Local paths that the file's `uses` name, wherever they stand. One that is no YAML is read as text: nothing is missed. */
async function calledFrom(file: string, tree: Tree): Promise<readonly string[]> {
  const entry = await tree.stat(file);
  if (entry === null || entry === 'directory' || entry.kind !== 'file' || entry.size > 1024 * 1024) return [];
  const text = new TextDecoder().decode(await tree.read(file));
  const found = new Set<string>();
  for (const [, path = ''] of text.matchAll(/uses['"]?\s*:\s*['"]?(\.\/[^\s'"#,}]*)/g)) found.add(path);
  try {
    collectUses(parse(text, { maxAliasCount: 100, merge: true }), found);
  } catch {
    // The text was searched already.
  }
  return [...found].map((path) => path.replace(/^(?:\.\/)+|\/+$/g, ''));
}

function collectUses(value: unknown, found: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (key === 'uses' && typeof child === 'string' && child.startsWith('./')) found.add(child);
    else collectUses(child, found);
  }
}

/** A workflow is a file; an action a directory. A checkout may stand in a directory of its own, which the tree has not. */
async function filesOf(called: string, tree: Tree): Promise<readonly string[]> {
  if (called === '') return rootAction(tree);
  const steps = called.split('/');
  for (let from = 0; from < steps.length; from += 1) {
    const path = steps.slice(from).join('/');
    const entry = await tree.stat(path);
    if (entry === 'directory') return (await tree.list(path)).map((each) => each.path);
    if (entry !== null) return [path];
  }
  return [];
}

/** `uses: ./` is the repository itself: its action file, and the directories of the programs that it starts. */
async function rootAction(tree: Tree): Promise<readonly string[]> {
  const files: string[] = [];
  for (const name of ACTION_FILES) {
    const entry = await tree.stat(name);
    if (entry === null || entry === 'directory') continue;
    files.push(name);
    if (entry.kind !== 'file' || !name.startsWith('action.')) continue;
    for (const program of programsOf(new TextDecoder().decode(await tree.read(name)))) {
      const directory = program.split('/').slice(0, -1).join('/');
      if (directory === '') files.push(program);
      else for (const { path } of await tree.list(directory)) files.push(path);
    }
  }
  return files;
}

/** `runs.main`, `runs.pre`, `runs.post` and a Dockerfile's path. */
function programsOf(text: string): readonly string[] {
  const named = [...text.matchAll(/^\s*(?:main|pre|post|image)\s*:\s*['"]?([^\s'"#]+)/gm)];
  return named.map(([, path = '']) => path.replace(/^(?:\.\/)+/, '')).filter((path) => !/^docker:|\.\./.test(path));
}
