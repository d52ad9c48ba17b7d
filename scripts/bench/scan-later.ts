import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { requireTool } from '../../test/support/tools.ts';
import { best, gateSeconds, openScene } from './scan.ts';
import { startScanServer } from './scan-registry.ts';
import { LATER_DATABASE, writePolicy } from './scan-scene.ts';

/** `BENCH_IMAGES` and `BENCH_ROUNDS` choose fewer. */
const IMAGES = Number(process.env.BENCH_IMAGES ?? '40');
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? '3');
/** Of a file in each image, before it is packed. */
const MEBIBYTES = 32;

/**
 * Large images, each with layers of its own, that were scanned before, when another database comes, as it does some times a day: with what the
 * gate knows of their layers, and with that taken from it.
 */
export async function benchScanLater(): Promise<boolean> {
  const trivy = await requireTool('trivy');
  const directory = await mkdtemp(join(tmpdir(), 'scg-bench-'));
  process.env.PATH = [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter);
  const server = await startScanServer(IMAGES, MEBIBYTES * 1024 * 1024);
  try {
    const { served } = server;
    const names = Array.from({ length: IMAGES }, (_, index) => `shop/app-${index}:1`);
    const times = { cold: [] as number[], known: [] as number[], again: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      const scene = await openScene(join(directory, 'later'), served, trivy, names);
      const kept = join(scene, '..', 'kept');
      times.cold.push(await gateSeconds(scene, IMAGES));
      await writePolicy(scene, served.host, trivy, LATER_DATABASE);
      times.known.push(await gateSeconds(scene, IMAGES));
      for (const folder of ['layers-v1', 'scans-v2', 'runs-v1'])
        await rm(join(kept, folder), { recursive: true, force: true });
      times.again.push(await gateSeconds(scene, IMAGES));
    }
    const [cold, known, again] = [times.cold, times.known, times.again].map((each) => `${best(each).toFixed(2)} s`);
    const what = `${IMAGES} signed images with a layer of ${MEBIBYTES} MiB each`;
    console.log(`${what}, ${cpus().length} processors, best of ${ROUNDS} rounds`);
    console.log(`gate, cold: ${cold}`);
    console.log(`gate, with another database: ${known}; without what it knows of layers: ${again}`);
    return best(times.known) < best(times.again);
  } finally {
    server.close();
    await rm(directory, { recursive: true, force: true });
  }
}
