#!/usr/bin/env node
import { join } from 'node:path';
import { keepCompiledCode } from './io/compile-cache.ts';
import { createEnv } from './io/env.ts';
import { userCache } from './tools/user-cache.ts';
import { VERSION } from './version.ts';

const args = process.argv.slice(2);
// Asked by scripts before every run: answered without loading the engine.
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  process.stdout.write(`${VERSION}\n`);
} else {
  const env = createEnv();
  const cache = userCache(env);
  // A runner's home is often new, or written by other jobs: there it would gain nothing, or trust too much.
  if (cache !== null && env.get('CI') === undefined) keepCompiledCode(join(cache, 'compiled'));
  const { main } = await import('./commands/main.ts');
  process.exitCode = await main(args);
}
