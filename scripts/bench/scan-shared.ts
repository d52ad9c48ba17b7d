import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { requireTool } from '../../test/support/tools.ts';
import { best, gateSeconds, openScene, scriptSeconds } from './scan.ts';
import { startScanServer } from './scan-registry.ts';

/** `BENCH_IMAGES` and `BENCH_ROUNDS` choose fewer. */
const IMAGES = Number(process.env.BENCH_IMAGES ?? '40');
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? '3');
const BASES = 4;
/** Of files in a base, before they are packed. */
const MEBIBYTES = 48;
const GOAL = 0.7;

/** As `scan`, cold, on images of few bases: the gate reads a base once, the script once for each image. */
export async function benchScanShared(): Promise<boolean> {
  const [trivy, crane, cosign] = await Promise.all(['trivy', 'crane', 'cosign'].map((name) => requireTool(name)));
  if (trivy === undefined || crane === undefined || cosign === undefined) throw new Error('a tool is missing');
  const directory = await mkdtemp(join(tmpdir(), 'scg-bench-'));
  process.env.PATH = [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter);
  const server = await startScanServer(IMAGES, MEBIBYTES * 1024 * 1024, BASES);
  try {
    const served = server.served;
    const names = Array.from({ length: IMAGES }, (_, index) => `shop/based-${index}:1`);
    const [gate, script]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      const scene = await openScene(join(directory, 'based'), served, trivy, names);
      gate.push(await gateSeconds(scene, IMAGES));
      script.push(await scriptSeconds(scene, served.host, names, { trivy, crane, cosign }));
    }
    const share = best(gate) / best(script);
    const what = `${IMAGES} signed images on ${BASES} bases of ${MEBIBYTES} MiB`;
    console.log(`${what}, ${cpus().length} processors, best of ${ROUNDS} rounds`);
    console.log(`script of crane digest, cosign verify and trivy image: ${best(script).toFixed(2)} s`);
    const verdict = share <= GOAL ? 'met' : 'MISSED';
    console.log(`gate, cold: ${best(gate).toFixed(2)} s, ${share.toFixed(3)} of the script (goal ${GOAL}: ${verdict})`);
    return share <= GOAL;
  } finally {
    server.close();
    await rm(directory, { recursive: true, force: true });
  }
}
