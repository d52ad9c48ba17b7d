import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFiles } from './files.ts';
import { hashBeside } from './hash-file.ts';

const files = createFiles();

test('what is written is read back, and nothing else is left beside it', async () => {
  await files.withTemporaryDirectory('files-test', async (directory) => {
    const path = join(directory, 'a/b/c.txt');
    await files.write(path, 'first');
    await files.write(path, new Uint8Array([1, 2, 3]), { executable: true });
    expect(await files.read(path)).toEqual(Buffer.from([1, 2, 3]));
    expect(readdirSync(join(directory, 'a/b'))).toEqual(['c.txt']);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o111).toBe(0o111);
  });
});

test.skipIf(process.platform === 'win32')('a device is written to and stays one', async () => {
  await files.withTemporaryDirectory('files-test', async (directory) => {
    const link = join(directory, 'null');
    symlinkSync('/dev/null', link);
    await files.write(link, 'gone');
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(statSync(link).isCharacterDevice()).toBe(true);
    expect(readdirSync(directory)).toEqual(['null']);
  });
});

test.runIf(existsSync('/dev/shm'))('a file in memory is one like any other', async () => {
  const place = mkdtempSync('/dev/shm/files-test-');
  try {
    const path = join(place, 'sub', 'report.json');
    await files.write(path, 'first');
    await files.write(path, 'second');
    await files.writePieces(path, ['thi', 'rd']);
    expect(readFileSync(path, 'utf8')).toBe('third');
    expect(readdirSync(join(place, 'sub'))).toEqual(['report.json']);
  } finally {
    rmSync(place, { recursive: true });
  }
});

test('what is added stands at the end, also of a file and a directory that were not there', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'scg-files-'));
  const path = join(directory, 'a', 'b', 'lines');
  await files.append(path, 'one\n');
  await Promise.all([files.append(path, 'two\n'), createFiles().append(path, 'three\n')]);
  expect(readFileSync(path, 'utf8')).toBe('one\ntwo\nthree\n');
  await expect(files.append(join(directory, 'a'), 'x')).rejects.toThrow('EISDIR');
  rmSync(directory, { recursive: true });
});

test('a text in pieces is written as one, in the place of what was there or nothing', async () => {
  await files.withTemporaryDirectory('files-test', async (directory) => {
    const path = join(directory, 'a/b/c.txt');
    await files.write(path, 'old');
    const half = function* () {
      yield 'x'.repeat(100_000);
      expect(readFileSync(path, 'utf8')).toBe('old');
      throw new Error('a defect');
    };
    await expect(files.writePieces(path, half())).rejects.toThrow('a defect');
    expect(readFileSync(path, 'utf8')).toBe('old');
    const pieces = Array.from({ length: 500 }, (_, at) => `${at} é ${'x'.repeat(1000)}\n`);
    await files.writePieces(path, pieces);
    expect(readFileSync(path, 'utf8')).toBe(pieces.join(''));
    expect(readdirSync(join(directory, 'a/b'))).toEqual(['c.txt']);
    await expect(files.writePieces(directory, ['x'])).rejects.toMatchObject({ code: expect.any(String) });
    expect(readdirSync(directory)).toEqual(['a']);
    if (process.platform === 'win32') return;
    await files.writePieces('/dev/null', pieces);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });
});

test('a copy is the same bytes with their hash, in the place of what was there; of nothing it is null', async () => {
  await files.withTemporaryDirectory('files-test', async (directory) => {
    const [from, to] = [join(directory, 'from'), join(directory, 'sub/to')];
    const bytes = Buffer.alloc(3_000_000, 'abc');
    await files.write(from, bytes);
    await files.write(to, 'old');
    expect(await files.copy(from, to)).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(bytes.equals(readFileSync(to))).toBe(true);
    expect(await files.copy(join(directory, 'none'), to)).toBeNull();
    // What the link points at stays as it is.
    const link = join(directory, 'link');
    symlinkSync(to, link);
    await files.write(from, 'new');
    await files.copy(from, link);
    expect(bytes.equals(readFileSync(to))).toBe(true);
    await expect(files.copy(join(directory, 'sub'), join(directory, 'x'))).rejects.toThrow();
    expect(readdirSync(directory).sort()).toEqual(['from', 'link', 'sub']);
  });
});

test('a missing file reads as null; a directory in the way is an error', async () => {
  await files.withTemporaryDirectory('files-test', async (directory) => {
    expect(await files.read(join(directory, 'none'))).toBeNull();
    expect(await files.exists(join(directory, 'none'))).toBe(false);
    await files.makeDirectory(join(directory, 'sub'));
    expect(await files.exists(join(directory, 'sub'))).toBe(true);
    await expect(files.read(join(directory, 'sub'))).rejects.toThrow();
  });
});

/** Where another file system is at hand, a file cannot be renamed to there. */
const places = ['/dev/shm'].filter((path) => existsSync(path) && statSync(path).dev !== statSync(tmpdir()).dev);

test.each([tmpdir(), ...places])('a file is moved to %s in the place of another, and leaves nothing', async (place) => {
  await files.withTemporaryDirectory('files-test', async (directory) => {
    const target = mkdtempSync(join(place, 'files-test-'));
    try {
      const [from, to] = [join(directory, 'new'), join(target, 'deep', 'file')];
      for (const text of ['first', 'second']) {
        writeFileSync(from, text);
        expect(await files.move(from, to)).toBe(true);
        expect(readFileSync(to, 'utf8')).toBe(text);
      }
      expect(await files.move(from, to)).toBe(false);
      expect([readdirSync(directory), readdirSync(join(target, 'deep'))]).toEqual([[], ['file']]);
    } finally {
      rmSync(target, { recursive: true });
    }
  });
});

test('a file beyond the bound is refused, not cut off', async () => {
  await files.withTemporaryDirectory('files-test', async (directory) => {
    const path = join(directory, 'big');
    await files.write(path, 'x'.repeat(11));
    expect(await files.read(path, 11)).toHaveLength(11);
    await expect(files.read(path, 10)).rejects.toMatchObject({ code: 'io/too-large' });
  });
});

test('a temporary directory is private, empty, and gone afterwards, also after an error', async () => {
  let seen = '';
  await files.withTemporaryDirectory('files-test', async (directory) => {
    seen = directory;
    expect(readdirSync(directory)).toEqual([]);
    if (process.platform !== 'win32') expect(statSync(directory).mode & 0o077).toBe(0);
  });
  expect(existsSync(seen)).toBe(false);
  const failing = files.withTemporaryDirectory('files-test', async (directory) => {
    seen = directory;
    throw new Error('in between');
  });
  await expect(failing).rejects.toThrow('in between');
  expect(existsSync(seen)).toBe(false);
});

test.runIf(process.platform !== 'win32').each(['SIGINT', 'SIGTERM'] as const)(
  'a temporary directory is gone after %s',
  async (signal) => {
    const script = `
      const { createFiles } = await import(${JSON.stringify(join(import.meta.dirname, 'files.ts'))});
      await createFiles().withTemporaryDirectory('files-test', async (directory) => {
        process.stdout.write(directory);
        await new Promise((resolve) => setTimeout(resolve, 20000));
      });`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const directory = await new Promise<string>((resolve) =>
      child.stdout.once('data', (data) => resolve(String(data))),
    );
    expect(existsSync(directory)).toBe(true);
    const code = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill(signal);
    expect(await code).toBe(signal === 'SIGINT' ? 130 : 143);
    expect(existsSync(directory)).toBe(false);
  },
);

test.each([
  0, 1, 255_000, 262_144, 262_145, 1_000_000, 16_777_215, 20_000_000,
])('a file of %i bytes reads, hashes and is bounded like any other', async (size) => {
  await files.withTemporaryDirectory('files-test', async (directory) => {
    const path = join(directory, 'sub/file');
    const bytes = Buffer.alloc(size, 'abc');
    await files.write(path, bytes);
    expect(bytes.equals((await files.read(path)) ?? Buffer.from('none'))).toBe(true);
    expect(bytes.equals((await files.read(path, size)) ?? Buffer.from('none'))).toBe(true);
    const hash = createHash('sha256').update(bytes).digest('hex');
    expect([await files.hash(path), await hashBeside(path)]).toEqual([hash, hash]);
    if (size > 0) await expect(files.read(path, size - 1)).rejects.toThrow(`at most ${size - 1} are read`);
  });
});

test("what is not there has no hash, and a file in a directory's place is no file below it", async () => {
  await files.withTemporaryDirectory('files-test', async (directory) => {
    await files.write(join(directory, 'file'), 'a');
    expect(await files.hash(join(directory, 'none'))).toBeNull();
    expect(await files.hash(join(directory, 'file', 'below'))).toBeNull();
    expect(await files.read(join(directory, 'file', 'below'))).toBeNull();
    await expect(files.write(join(directory, 'file', 'below'), 'b')).rejects.toThrow();
  });
});

test.skipIf(process.platform === 'win32')('a pipe is read to its end', async () => {
  await files.withTemporaryDirectory('files-test', async (directory) => {
    const pipe = join(directory, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const [read] = await Promise.all([files.read(pipe), writeFile(pipe, 'through')]);
    expect(Buffer.from(read ?? []).toString()).toBe('through');
  });
});
