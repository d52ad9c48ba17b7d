import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { unpackTar } from 'modern-tar';
import { ContentStore, loadLayout } from '../../src/demo/registry/index.ts';

/** A layout of a database, as it is in a registry. */
type Layout = (path: string) => Promise<Uint8Array | null>;

/**
 * A directory of the machine with a database of vulnerabilities as Trivy keeps one, unless `layout` is null, and with these
 * files in `java-db`; removed at the end.
 */
export async function withDatabaseDirectory(
  layout: Layout | null,
  javaIndex: Readonly<Record<string, string | Uint8Array>> | null,
  use: (directory: string) => Promise<void>,
): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'scg-database-directory-'));
  try {
    if (layout !== null) await putFiles(join(directory, 'db'), await filesOf(layout));
    if (javaIndex !== null) await putFiles(join(directory, 'java-db'), javaIndex);
    await use(directory);
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** What is in the layer of the only image. */
async function filesOf(layout: Layout): Promise<Readonly<Record<string, string | Uint8Array>>> {
  const store = new ContentStore();
  await loadLayout(store, layout);
  const [name = ''] = store.repositories.keys();
  const layer = [...store.repository(name).blobs.values()].find((bytes) => bytes[0] === 0x1f);
  const entries = await unpackTar(gunzipSync(layer ?? new Uint8Array()));
  return Object.fromEntries(entries.map(({ header, data }) => [header.name, data ?? '']));
}

async function putFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  await mkdir(folder);
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
}
