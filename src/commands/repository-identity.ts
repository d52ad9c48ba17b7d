import { join } from 'node:path';
import type { Env, Files } from '../domain/index.ts';
import type { GateRequest } from '../gate/request.ts';

type Identity = NonNullable<GateRequest['repository']>;

/**
 * What a workflow run says of its repository (GitHub's default environment variables): of a pull request the one it
 * goes to, so a fork cannot call itself this one. In a merge queue the branch is a part of the queue's own.
 */
export function identityOfRun(env: Env): Identity {
  const [server, name] = [env.get('GITHUB_SERVER_URL') || 'https://github.com', env.get('GITHUB_REPOSITORY') ?? ''];
  const ref = env.get('GITHUB_REF_NAME') ?? '';
  const queue = /^gh-readonly-queue\/(.+)\/pr-\d+-[0-9a-f]+$/.exec(ref)?.[1];
  const branch = env.get('GITHUB_BASE_REF') || queue || ref;
  return { address: name === '' ? null : `${server}/${name}`, branch: branch === '' ? null : branch };
}

const MAX_CONFIG_BYTES = 1 << 20;

/** The remote `origin` of a checkout, as its configuration has it. A worktree keeps that elsewhere: then it is not known. */
export async function identityOfCheckout(root: string, files: Files): Promise<Identity> {
  const bytes = await files.read(join(root, '.git', 'config'), MAX_CONFIG_BYTES).catch(() => null);
  const lines = new TextDecoder().decode(bytes ?? new Uint8Array()).split('\n');
  let section = '';
  for (const line of lines) {
    section = /^\s*\[(.+)\]\s*$/.exec(line)?.[1] ?? section;
    const url = /^\s*url\s*=\s*(\S+)\s*$/.exec(line)?.[1];
    if (section === 'remote "origin"' && url !== undefined) return { address: url, branch: null };
  }
  return { address: null, branch: null };
}
