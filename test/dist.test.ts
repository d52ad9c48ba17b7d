import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { VERSION } from '../src/version.ts';

/** What is shipped. That it is the build of src is checked by `npm run check:dist`, which builds it anew. */

const ROOT = join(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');

const bundles = readdirSync(DIST, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((file) => ({ name: relative(ROOT, file).split(sep).join('/'), text: readFileSync(file, 'utf8') }));

/** The packages of which modules are in a bundle, by the comments that the bundler leaves. */
function bundledPackages(text: string): readonly string[] {
  const comment = /^(?:;|\/\*\*\*\/ )?\s*(?:\/\/ (?:CONCATENATED|EXTERNAL) MODULE: )\.\/node_modules\/(\S+)/gm;
  const keyed = /^\/\*\*\*\/ "\.\/node_modules\/([^"]+)"/gm;
  const found = [...text.matchAll(comment), ...text.matchAll(keyed)].flatMap(([, path]) => path ?? []);
  return [...new Set(found.map(packageOf))].sort();
}

/** `a/node_modules/@b/c/lib/x.js` -> `@b/c` */
function packageOf(path: string): string {
  const own = path.split('node_modules/').at(-1) ?? '';
  return own
    .split('/')
    .slice(0, own.startsWith('@') ? 2 : 1)
    .join('/');
}

test('action.yml and package.json name files that are there', () => {
  const action = z.object({ runs: z.object({ main: z.string() }) }).parse(parse(read('action.yml')));
  const { bin } = z.object({ bin: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));
  for (const file of [action.runs.main, ...Object.values(bin)]) expect(existsSync(join(ROOT, file)), file).toBe(true);
});

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

describe('the licences', () => {
  const licences = read('dist/licenses.txt');

  test('every bundled package is named, with its text', () => {
    const packages = [...new Set(bundles.flatMap(({ text }) => bundledPackages(text)))];
    expect(packages).toEqual(expect.arrayContaining(['zod', 'yaml', 'undici', '@actions/core', '@sigstore/verify']));
    const missing = packages.filter((name) => !new RegExp(`^${name.replace(/[.+]/g, '\\$&')} \\d`, 'm').test(licences));
    expect(missing).toEqual([]);
  });

  test('none is only promised', () => {
    const entries = licences.split(/^-{80}$/m).map((entry) => entry.trim());
    expect(entries.length).toBeGreaterThan(20);
    expect(entries.filter((entry) => entry.includes('no licence named'))).toEqual([]);
  });
});

describe.each(bundles)('$name', ({ text }) => {
  test('holds no path of the machine that built it', () => {
    const places = [ROOT, homedir(), join(tmpdir(), 'scg')].filter((place) => place.length > 3);
    // A path starts where a name ends: `keyRings/root/cryptoKeys` in a certificate authority's address is none.
    const isThere = (place: string) =>
      new RegExp(`(?<!\\w)${place.replaceAll(/[.\\+*?()[\]{}^$|]/g, '\\$&')}(?!\\w)`).test(text);
    expect(places.filter(isThere)).toEqual([]);
    expect(text.match(/file:\/\/\/(?:home|Users|root|work|tmp)\/\S*/g)).toBeNull();
  });

  test('can be read: nothing is minified', () => {
    const lines = text.split('\n');
    expect(text.length / lines.length).toBeLessThan(120);
  });
});

test('the command line answers with the version of the source, and loads a tenth of the program for it', () => {
  const isOurs = `(url) => url.startsWith(${JSON.stringify(pathToFileURL(`${DIST}/`).href)})`;
  const hook = `import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load: (url, context, next) => ((${isOurs})(url) && loaded.push(url), next(url, context)) });
    process.on('exit', () => console.error(JSON.stringify(loaded)));`;
  const args = ['--import', `data:text/javascript,${encodeURIComponent(hook)}`, 'dist/cli/index.js', '--version'];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  expect([stdout, status]).toEqual([`${VERSION}\n`, 0]);
  const loaded = z.array(z.string()).min(1).parse(JSON.parse(stderr));
  const sizeOf = (names: readonly string[]) => names.reduce((sum, name) => sum + statSync(name).size, 0);
  const all = readdirSync(join(DIST, 'cli')).map((name) => join(DIST, 'cli', name));
  expect(sizeOf(loaded.map((url) => fileURLToPath(url)))).toBeLessThan(sizeOf(all) / 10);
});

test('the bundled action runs: outside of a workflow it says what is missing, and fails', () => {
  const env = { PATH: process.env.PATH ?? '', GITHUB_WORKSPACE: tmpdir(), GITHUB_EVENT_NAME: 'push' };
  const ended = spawnSync(process.execPath, [join(DIST, 'action', 'index.js')], { env, encoding: 'utf8' });
  expect(ended.stdout).toMatch(/^::error::Nothing was decided: .*actions\/checkout/m);
  expect(ended.status).toBe(1);
});
