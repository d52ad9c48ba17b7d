#!/usr/bin/env node
import { VERSION } from './version.ts';

const args = process.argv.slice(2);
// Asked by scripts before every run: answered without loading the engine.
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  process.stdout.write(`${VERSION}\n`);
} else {
  const { main } = await import('./commands/main.ts');
  process.exitCode = await main(args);
}
