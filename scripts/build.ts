/**
 * Builds dist/: `tsc`, then ncc for the action and for the command line, then every licence. `--check` builds and fails
 * when what git tracks differs from it. Readable on purpose: what runs in a workflow should be possible to review.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const run = (program: string, ...args: string[]): string =>
  execFileSync(join('node_modules', '.bin', program), args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

rmSync('build', { recursive: true, force: true });
rmSync('dist', { recursive: true, force: true });
run('tsc', '-p', 'tsconfig.build.json');
for (const entry of ['action', 'cli']) {
  run('ncc', 'build', `build/${entry}.js`, '--out', `dist/${entry}`, '--target', 'es2024', '--quiet');
  for (const name of readdirSync(join('dist', entry))) {
    const file = join('dist', entry, name);
    if (name.endsWith('.d.ts')) rmSync(file);
    else if (name.endsWith('.js')) writeFileSync(file, inAscii(readFileSync(file, 'utf8')));
  }
}
chmodSync('dist/cli/index.js', 0o755);
writeFileSync('dist/licenses.txt', licences());

if (process.argv.includes('--check')) {
  const changed = execFileSync('git', ['status', '--porcelain', 'dist'], { encoding: 'utf8' });
  if (changed !== '') {
    console.error(`dist/ is not the build of src/:\n${changed}Run: npm run build`);
    process.exit(1);
  }
}

/**
 * Escapes what is not ASCII: V8 keeps a file without such a character in half of the memory, and loads it sooner. In a
 * string, a pattern and a comment it says the same.
 *
 * @throws where it would not: in a raw template, behind a backslash, or as the end of a line.
 */
function inAscii(text: string): string {
  if (/raw`[^`]*[^\0-\x7f]|\\[^\0-\x7f]|[\u2028\u2029]/.test(text))
    throw new Error('dist/ would say something else in ASCII');
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The licence of every package that a production install brings: at least all that the bundles hold. */
function licences(): string {
  const lock: unknown = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const packages = typeof lock === 'object' && lock !== null && 'packages' in lock ? lock.packages : {};
  const parts: string[] = [];
  for (const [path, entry] of Object.entries(
    packages as Record<string, { dev?: boolean; version?: string; license?: string }>,
  )) {
    if (path === '' || entry.dev || !existsSync(path)) continue;
    const file = readdirSync(path).find((name) => /^(licen[cs]e|copying)/i.test(name));
    const text =
      file === undefined
        ? `(${entry.license ?? 'no licence named'}; the package holds no licence file)`
        : readFileSync(join(path, file), 'utf8');
    const name = path.replace(/^.*node_modules\//, '');
    parts.push(`${name} ${entry.version ?? ''}\n${entry.license ?? ''}\n\n${text.replace(/\r\n/g, '\n').trim()}\n`);
  }
  return parts.sort().join(`\n${'-'.repeat(80)}\n\n`);
}
