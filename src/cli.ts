#!/usr/bin/env node
import { compiledCodeDirectory, keepCompiledCode } from './io/compile-cache.ts';
import { createEnv } from './io/env.ts';
import { sizeHeap } from './io/heap.ts';
import { VERSION } from './version.ts';

/** As `engines` of package.json. */
const NODE = 24;

const args = process.argv.slice(2);
// Asked by scripts before every run: answered without loading the engine.
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  process.stdout.write(`${VERSION}\n`);
} else if (Number.parseInt(process.versions.node, 10) < NODE) {
  // It would end in the middle, at something that this one does not know.
  process.stderr.write(`error: Node ${NODE} or later is needed, and this is ${process.versions.node}.\n`);
  process.exitCode = 2;
} else {
  const directory = compiledCodeDirectory(createEnv());
  if (directory !== null) keepCompiledCode(directory);
  sizeHeap();
  const { main } = await import('./commands/main.ts');
  process.exitCode = await main(args);
}
