import { readFile } from 'node:fs/promises';
import * as core from '@actions/core';
import type { Log } from '../domain/index.ts';
import { createJobCache, type JobCache } from './actions-cache.ts';
import { createLog, type LogStream } from './log.ts';

/** What a step of a workflow can read and say: @actions/core, and the event's file. */
export interface ActionRuntime {
  /** Empty where it is not given. */
  input(name: string): string;
  lines(name: string): readonly string[];
  output(name: string, value: string | number): void;
  /** Never shown in the log again. */
  mask(secret: string): void;
  /** The webhook payload of GITHUB_EVENT_PATH; null where there is none. */
  event(): Promise<unknown>;
  appendSummary(markdown: string): Promise<void>;
  /** Raw lines: workflow commands, already escaped. */
  write(text: string): void;
  fail(message: string): void;
  readonly cache: JobCache;
}

export function createActionRuntime(log: Pick<Log, 'warn'>): ActionRuntime {
  return {
    input: (name) => core.getInput(name),
    lines: (name) => core.getMultilineInput(name),
    output: (name, value) => core.setOutput(name, value),
    mask: (secret) => {
      if (secret !== '') core.setSecret(secret);
    },
    async event() {
      const path = process.env.GITHUB_EVENT_PATH;
      if (path === undefined || path === '') return null;
      return JSON.parse(await readFile(path, 'utf8'));
    },
    async appendSummary(markdown) {
      if ((process.env.GITHUB_STEP_SUMMARY ?? '') === '') return;
      await core.summary.addRaw(markdown, true).write();
    },
    write: (text) => void process.stdout.write(text),
    fail: (message) => core.setFailed(message),
    cache: createJobCache(log),
  };
}

/**
 * Plain lines, even on a terminal (act gives one): a live line would swallow the annotation after it. The runner looks for
 * workflow commands in this stream too, `::name::` at the start of a line and `##[name]` anywhere, so that text from the
 * repository is kept from looking like one.
 */
export function createActionLog(stream: Pick<LogStream, 'write'>): Log {
  return createLog({
    write: (text) => stream.write(text.replace(/^(\s*):(?=:)/gm, '$1: ').replaceAll('##[', '# #[')),
  });
}
