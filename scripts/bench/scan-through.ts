import { cpus } from 'node:os';
import { ContentStore } from '../../src/demo/registry/index.ts';
import { checkOn } from '../../test/support/scanning.ts';
import { putBenchImages } from './scan-images.ts';
import { startScanServer } from './scan-registry.ts';

/** `BENCH_IMAGES` and `BENCH_ROUNDS` choose fewer. */
const IMAGES = Number(process.env.BENCH_IMAGES ?? '50');
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? '3');
/** What each image holds beside its packages. */
const MEBIBYTES = [0, 32];

async function compare(mebibytes: number): Promise<void> {
  const bytes = mebibytes * 1024 * 1024;
  const server = await startScanServer(IMAGES, bytes);
  try {
    const { host } = server.served;
    // The digests are asked of the same images in this process.
    const store = new ContentStore();
    const images = (await putBenchImages(store, IMAGES, bytes)).slice(0, IMAGES).map(({ name }) => `${name}:1`);
    const measure = async (pullRequest?: readonly string[]): Promise<number> => {
      const began = performance.now();
      const request = { images, vulnerabilities: { canary: 'off' as const } };
      const { outcomes } = await checkOn({ host, store }, { ...request, ...(pullRequest ? { pullRequest } : {}) });
      if ([...outcomes.values()].includes('unknown')) throw new Error('not all images could be scanned');
      return (performance.now() - began) / 1000;
    };
    const [direct, through]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      direct.push(await measure());
      through.push(await measure([host]));
    }
    const show = (seconds: readonly number[]): string =>
      `${Math.min(...seconds).toFixed(2)} s (${seconds.map((one) => one.toFixed(2)).join(', ')})`;
    console.log(
      `${IMAGES} images of 20 to 200 packages and ${mebibytes} MiB, ${cpus().length} at a time, best of ${ROUNDS}:`,
    );
    console.log(`  Trivy asks the registry: ${show(direct)}`);
    console.log(`  Trivy asks the gate:     ${show(through)}`);
  } finally {
    server.close();
  }
}

/** The same images by the real Trivy, from their registry and through the gate, in turns. */
export async function benchScanThrough(): Promise<boolean> {
  for (const mebibytes of MEBIBYTES) await compare(mebibytes);
  return true;
}
