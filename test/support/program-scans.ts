import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll } from 'vitest';
import { checkOn, type FileTree, putLayers, startScanRegistry, summarize } from './scanning.ts';
import { requireTool } from './tools.ts';
import { wholeDatabase } from './whole-database.ts';

/** A module that the program is built from, and what there is to say of it. */
export const MODULE = 'github.com/spf13/cobra';
export const MODULE_FOUND = ['fail', `block high CVE-2024-5000 ${MODULE}`] as const;

/** Images in which a real program of Go may lie, and a database that knows something of it. Registers its set-up with the test file. */
export function programScans(name: string) {
  let server: Awaited<ReturnType<typeof startScanRegistry>>;
  let program: Uint8Array;
  beforeAll(async () => {
    program = new Uint8Array(await readFile(await requireTool('kustomize')));
    const advisory = { title: '', severity: 'HIGH', published: '2024-01-01', references: [], fixed: '99.0.0' } as const;
    server = await startScanRegistry({
      database: await wholeDatabase([
        { ...advisory, id: 'CVE-2024-5000', platform: 'go::GitHub Security Advisory Go', package: MODULE },
      ]),
    });
  });
  afterAll(() => server.close());

  let count = 0;
  return {
    /** Once the tests run. */
    program: () => program,
    /** The outcome of an image of these layers, and each finding in a line. */
    async judge(...layers: readonly FileTree[]) {
      const repository = `${name}/image${count++}`;
      await putLayers(server.store, repository, '1', layers);
      const check = await checkOn(server, { images: [`${repository}:1`] });
      return [...check.outcomes.values(), ...summarize(check)];
    },
  };
}
