import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

/**
 * Compares a text with `test/golden/<name>`, for example `shop-fails.markdown`. `UPDATE_GOLDEN=1` writes it instead: read
 * the difference before it is committed. A golden file that is not there fails.
 */
export function expectGolden(name: string, text: string): void {
  const path = fileURLToPath(new URL(`../golden/${name}`, import.meta.url));
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  expect(text, `test/golden/${name} (UPDATE_GOLDEN=1 writes it)`).toBe(read(path));
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '(no such golden file)';
  }
}
