import { benchCacheBackend } from './bench/cache-backend.ts';
import { benchHardening } from './bench/hardening.ts';
import { benchOrigins } from './bench/origins.ts';
import { benchRegistry } from './bench/registry.ts';
import { benchScan } from './bench/scan.ts';
import { benchScanLater } from './bench/scan-later.ts';
import { benchScanShared } from './bench/scan-shared.ts';
import { benchScanThrough } from './bench/scan-through.ts';
import { benchSignatures } from './bench/signatures.ts';

const BENCHES: Readonly<Record<string, () => Promise<boolean>>> = {
  'cache-backend': benchCacheBackend,
  hardening: benchHardening,
  origins: benchOrigins,
  registry: benchRegistry,
  scan: benchScan,
  'scan-later': benchScanLater,
  'scan-shared': benchScanShared,
  'scan-through': benchScanThrough,
  signatures: benchSignatures,
};

/** `npm run bench -- NAME`: measures, prints, and ends with 1 where a goal is missed. */
const [name = ''] = process.argv.slice(2);
const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (bench === undefined) {
  console.error(`usage: npm run bench -- ${Object.keys(BENCHES).join('|')}`);
  process.exitCode = 2;
} else {
  process.exitCode = (await bench()) ? 0 : 1;
}
