import { join } from 'node:path';
import type { Files, Tree } from '../domain/index.ts';

/** The name that stands for the demo's registry in the shop's files; its port is known only once it runs. */
export const REGISTRY_NAME = 'registry.shop.example';

/**
 * Copies a repository's files to the directory `to`, with the names of registries replaced by the hosts that they
 * have in this run.
 *
 * @returns the texts as they were written, by path.
 */
export async function copyRepository(
  from: Tree,
  to: string,
  hosts: Readonly<Record<string, string>>,
  files: Pick<Files, 'write'>,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const { kind, path } of await from.list()) {
    if (kind !== 'file') continue;
    let text = Buffer.from(await from.read(path)).toString('utf8');
    for (const [name, host] of Object.entries(hosts)) text = text.replaceAll(name, host);
    await files.write(join(to, path), text);
    texts.set(path, text);
  }
  return texts;
}
