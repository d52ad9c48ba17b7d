import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { startGithubDouble } from './server.ts';

/**
 * The double as a process of its own, for workflow tests:
 *
 *     node test/support/github/serve.ts --record out.json [--state state.json] [--port 0] [--base-path /api/v3]
 *
 * Prints its URL as the first line, then serves until it is ended. After each request `out.json` holds
 * `{url, requests, problems, reviews, comments, checkRuns}`.
 */
const { values } = parseArgs({
  options: {
    record: { type: 'string' },
    state: { type: 'string' },
    port: { type: 'string', default: '0' },
    'base-path': { type: 'string', default: '' },
  },
});

const account = z.strictObject({
  login: z.string(),
  type: z.enum(['Bot', 'User']),
  readOnly: z.boolean().default(false),
});
const StateFile = z.strictObject({
  repository: z.string().default('acme/shop'),
  pullNumber: z.int().default(7),
  head: z.string(),
  base: z.strictObject({ ref: z.string(), commit: z.string() }),
  baseProtected: z.boolean().default(true),
  author: z.string().default('ada'),
  headRepository: z.string().default('acme/shop'),
  files: z
    .array(
      z.strictObject({
        path: z.string(),
        status: z.enum(['added', 'removed', 'modified', 'renamed']),
        patch: z.string().nullable(),
      }),
    )
    .default([]),
  tokens: z.record(z.string(), account).default({}),
});

const { record } = values;
if (record === undefined) throw new Error('--record FILE is needed');
const given = values.state === undefined ? {} : StateFile.parse(JSON.parse(readFileSync(values.state, 'utf8')));

const double = await startGithubDouble({
  ...given,
  basePath: values['base-path'],
  port: Number(values.port),
  onRequest: save,
});
save(double);
console.log(double.url);

function save({ state, requests, problems }: Pick<typeof double, 'state' | 'requests' | 'problems'>): void {
  const { reviews, comments } = state.pull;
  const text = JSON.stringify({ requests, problems, reviews, comments, checkRuns: state.checkRuns }, null, 2);
  writeFileSync(`${record}.part`, `${text}\n`);
  renameSync(`${record}.part`, record as string);
}
