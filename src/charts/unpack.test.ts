import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { describe, expect, test } from 'vitest';
import type { Unpacking } from '../domain/index.ts';
import { unpack } from './unpack.ts';

type Entry = Parameters<typeof packTar>[0][number];

const file = (name: string, body = 'x'): Entry => ({ header: { name, size: Buffer.byteLength(body) }, body });
const odd = (name: string, type: 'symlink' | 'link' | 'fifo', linkname = '/etc/passwd'): Entry => ({
  header: { name, size: 0, type, linkname },
});
const CHART = file('web/Chart.yaml');

async function read(
  entries: readonly Entry[],
  unpacking: Partial<Unpacking> = {},
  change = (archive: Buffer): Buffer => archive,
): Promise<string> {
  const archive = change(gzipSync(await packTar([...entries])));
  try {
    return [...(await unpack(archive, { is: 'chart', loadedAs: 'archive', ...unpacking })).keys()].join(' ');
  } catch (error) {
    return error instanceof Error ? error.message : 'unreadable';
  }
}

describe('a packed chart', () => {
  test.each<[string, readonly Entry[], string]>([
    ['is what lies in its directory', [CHART, file('web/templates/a.yaml')], 'Chart.yaml templates/a.yaml'],
    ['may name directories', [{ header: { name: 'web/', size: 0, type: 'directory' } }, CHART], 'Chart.yaml'],
    ['may begin with ./', [file('./web/Chart.yaml')], 'Chart.yaml'],
    ['loses .helmignore, which an archive does not heed', [CHART, file('web/.helmignore')], 'Chart.yaml'],
    ['has a Chart.yaml', [file('web/values.yaml')], 'its archive holds no Chart.yaml'],
    ['is one directory', [CHART, file('b/x')], 'its archive holds several directories, and a chart is one'],
    ['has nothing beside it', [CHART, file('x')], `its archive holds "x" beside the chart's directory`],
    ['has no file twice', [CHART, file('web/a'), file('web/a')], 'its archive holds "web/a" twice'],
    ['climbs nowhere', [CHART, file('web/../../x')], 'its archive holds the path "web/../../x"'],
    ['stands nowhere', [CHART, file('/web/x')], 'its archive holds the path "/web/x"'],
    ['has no path of Windows', [CHART, file('web\\..\\x')], 'its archive holds the path "web\\\\..\\\\x"'],
    ['has no drive', [CHART, file('c:/x')], 'its archive holds the path "c:/x"'],
    ['has no .git', [CHART, file('web/.GIT/config')], 'its archive holds the path "web/.GIT/config"'],
    ['has no links', [CHART, odd('web/a', 'symlink')], 'its archive holds "web/a", which is no file but a symlink'],
    ['has no hard links', [CHART, odd('web/a', 'link')], 'its archive holds "web/a", which is no file but a link'],
    ['has no pipes', [CHART, odd('web/a', 'fifo')], 'its archive holds "web/a", which is no file but a fifo'],
    [
      'has no template that a directory would hide',
      [CHART, file('web/templates/.a.yaml')],
      'its archive holds the template "templates/.a.yaml", which begins with a dot',
    ],
  ])('%s', async (_, entries, expected) => {
    expect(await read(entries)).toBe(expected);
  });

  test('that Argo CD unpacks is a directory, with its .helmignore', async () => {
    expect(await read([CHART, file('web/.helmignore')], { loadedAs: 'directory' })).toBe('Chart.yaml .helmignore');
  });

  test('manifests need no directory and no Chart.yaml', async () => {
    expect(await read([file('a.yaml'), file('b/c.yaml')], { is: 'files' })).toBe('a.yaml b/c.yaml');
  });

  test.each<[string, (archive: Buffer) => Buffer, string]>([
    ['that ends too early', (bytes) => bytes.subarray(0, bytes.length - 9), 'is no gzip, or ends too early'],
    ['that is no gzip', () => Buffer.from('PK'), 'is no gzip, or ends too early'],
    ['that is no tar', () => gzipSync(Buffer.alloc(2048, 'a')), 'is no tar file that can be read'],
    ['that is a bomb', () => gzipSync(Buffer.alloc(101 << 20)), 'unpacks to more than 100 MiB'],
  ])('%s', async (_, change, expected) => {
    expect(await read([CHART], {}, change)).toBe(`its archive ${expected}`);
  });
});
