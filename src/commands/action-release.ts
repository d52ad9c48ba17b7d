import { join } from 'node:path';
import { z } from 'zod';
import { GateError, type Ports, UsageError } from '../domain/index.ts';
import type { ActionRuntime } from '../io/action-runtime.ts';
import { readBranch } from '../io/github-branch.ts';
import { summaries } from '../release/index.ts';
import type { Report } from '../report/index.ts';
import { VERSION } from '../version.ts';
import type { ActionInputs } from './action-inputs.ts';

const Payload = z.object({ repository: z.object({ default_branch: z.string().min(1) }) });

/**
 * Whose policy gates a release: the default branch's, as it is now. A tag may stand on any commit, so its own tree would let
 * whoever may push a tag decide.
 *
 * @throws GateError `tree/base-unknown` where GitHub does not say: nothing is decided then.
 */
export async function releasePolicyCommit(payload: unknown, inputs: ActionInputs, { env }: Ports): Promise<string> {
  const parsed = Payload.safeParse(payload);
  if (!parsed.success) {
    throw new UsageError({
      code: 'usage/event',
      stage: 'usage',
      message: `The event file of this run does not name the default branch: ${z.prettifyError(parsed.error)}`,
      remedy: 'Run mode release in a workflow that a tag, a release, a deployment or a person starts.',
    });
  }
  const branch = parsed.data.repository.default_branch;
  try {
    if (inputs.token === '') throw new Error('no github-token was given');
    const options = {
      token: inputs.token,
      apiUrl: env.get('GITHUB_API_URL') ?? 'https://api.github.com',
      repository: env.get('GITHUB_REPOSITORY') ?? '',
    };
    return (await readBranch(options, branch)).commit;
  } catch (cause) {
    throw new GateError({
      code: 'tree/base-unknown',
      stage: 'tree',
      message: `The tip of the default branch ${JSON.stringify(branch.slice(0, 200))}, whose policy gates a release, is not known (${cause instanceof Error ? cause.message : String(cause)}).`,
      remedy: 'Run the job again, with a github-token that may read the repository (permissions: contents: read).',
      cause,
    });
  }
}

/**
 * Writes a verification summary for each image of a release that passed, `NN.statement.json` and `NN.predicate.json`, and names
 * them in the output `attestations`: `[{name, digest, statement, predicate}]`, ready for actions/attest or cosign attest.
 */
export async function writeSummaries(
  report: Report,
  policyCommit: string,
  { key }: ActionInputs,
  runtime: ActionRuntime,
  { clock, env, files, log }: Ports,
): Promise<void> {
  const folder = join(env.get('RUNNER_TEMP') ?? process.cwd(), 'supply-chain-gate', key, 'attestations');
  const server = env.get('GITHUB_SERVER_URL') ?? 'https://github.com';
  const repositoryUrl = `${server}/${env.get('GITHUB_REPOSITORY') ?? ''}`;
  const made = summaries(report, { now: clock.now(), toolVersion: VERSION, repositoryUrl, policyCommit });
  const written: { name: string; digest: string; statement: string; predicate: string }[] = [];
  for (const [index, { name, digest, statement, predicate }] of made.entries()) {
    const stem = join(folder, String(index + 1).padStart(2, '0'));
    await files.write(`${stem}.statement.json`, `${JSON.stringify(statement)}\n`);
    await files.write(`${stem}.predicate.json`, `${JSON.stringify(predicate)}\n`);
    written.push({ name, digest, statement: `${stem}.statement.json`, predicate: `${stem}.predicate.json` });
  }
  const done = new Set(made.map(({ name, digest }) => `${name}@${digest}`));
  const left = report.images
    .filter(({ repository, digest, pinned }) => pinned && !done.has(`${repository}@${digest}`))
    .map(({ reference }) => reference);
  if (report.verdict === 'pass' && left.length > 0)
    log.warn(
      `No summary was written for ${left.join(', ')}: an exception stands for the signature or the scan, and a summary says that there are both.`,
    );
  runtime.output('attestations', JSON.stringify(written));
  log.info(`Verification summaries for ${written.length} images were written to ${folder}.`);
}
