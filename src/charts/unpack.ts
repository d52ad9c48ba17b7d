import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { unpackTar } from 'modern-tar';
import { ArtifactError, type ArtifactFiles, type Unpacking } from '../domain/index.ts';

/** Sound charts are far from these; helm itself unpacks 100 MiB at most (helm.sh/helm/v3/pkg/chart/loader/archive.go). */
export const MAX_ARCHIVE_BYTES = 32 << 20;
const MAX_UNPACKED_BYTES = 100 << 20;
const MAX_FILES = 10_000;

const unzipped = promisify(gunzip);

/**
 * The files of a tar archive under gzip, whose bytes were checked against their pin. Refused: links, devices, paths that
 * lead out or are there twice, and more than a sound chart holds.
 *
 * @throws ArtifactError
 */
export async function unpack(archive: Uint8Array, { is, loadedAs }: Unpacking): Promise<ArtifactFiles> {
  const files = new Map<string, Uint8Array>();
  const tops = new Set<string>();
  for (const { header, data } of await entriesOf(archive)) {
    const type = header.type ?? 'file';
    if (type === 'directory' || type === 'pax-global-header') continue;
    const steps = stepsOf(header.name);
    if (type !== 'file') throw unsound(`its archive holds ${shown(header.name)}, which is no file but a ${type}`);
    if (files.size >= MAX_FILES) throw unsound(`its archive holds more than ${MAX_FILES} files`);
    if (is === 'chart') tops.add(steps.shift() ?? '');
    const path = steps.join('/');
    if (path === '') throw unsound(`its archive holds ${shown(header.name)} beside the chart's directory`);
    if (files.has(path)) throw unsound(`its archive holds ${shown(header.name)} twice`);
    files.set(path, data ?? new Uint8Array());
  }
  if (tops.size > 1) throw unsound('its archive holds several directories, and a chart is one');
  if (is === 'chart' && !files.has('Chart.yaml')) throw unsound('its archive holds no Chart.yaml');
  return is === 'chart' && loadedAs === 'archive' ? asLoaded(files) : files;
}

async function entriesOf(archive: Uint8Array) {
  let tar: Uint8Array;
  try {
    tar = await unzipped(archive, { maxOutputLength: MAX_UNPACKED_BYTES });
  } catch (error) {
    const tooLarge = error instanceof RangeError;
    throw unsound(
      tooLarge
        ? `its archive unpacks to more than ${MAX_UNPACKED_BYTES >> 20} MiB`
        : 'its archive is no gzip, or ends too early',
    );
  }
  try {
    return await unpackTar(tar, { strict: true });
  } catch {
    throw unsound('its archive is no tar file that can be read');
  }
}

function stepsOf(name: string): string[] {
  const steps = name.replace(/^(?:\.\/)+/, '').split('/');
  const isOdd = steps.some((step) => step === '' || step === '.' || step === '..' || step.toLowerCase() === '.git');
  if (isOdd || /[\\\0]|^[a-z]:/i.test(name)) throw unsound(`its archive holds the path ${shown(name)}`);
  return steps;
}

/**
 * Helm reads a directory without what .helmignore names, and an archive as it is. With no .helmignore both are the same,
 * but for templates that begin with a dot, which no directory gives.
 */
function asLoaded(files: ReadonlyMap<string, Uint8Array>): ArtifactFiles {
  const hidden = [...files.keys()].find((path) => /^templates\/\./.test(path));
  if (hidden !== undefined) throw unsound(`its archive holds the template ${shown(hidden)}, which begins with a dot`);
  return new Map([...files].filter(([path]) => path !== '.helmignore'));
}

function shown(name: string): string {
  return JSON.stringify(name.length > 100 ? `${name.slice(0, 100)}[...]` : name);
}

function unsound(message: string): ArtifactError {
  const remedy = 'Do not deploy it: pack it again with `helm package`, or take another version.';
  return new ArtifactError(message, { remedy, unknown: 'content' });
}
