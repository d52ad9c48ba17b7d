import { existsSync } from 'node:fs';

/** What the system offers to confine a program with: absolute paths, since PATH is never searched. */
export interface Confinement {
  /** util-linux `prlimit`, which sets resource limits and becomes the program. */
  readonly prlimit: string | null;
  /** `unshare` and its flags, which give the program a network namespace with nothing in it. */
  readonly networkNamespace: readonly [string, ...string[]] | null;
}

const DIRECTORIES = ['/usr/bin', '/bin'];

/** Root may make a network namespace; others may where the system lets them make a user namespace first. */
const NAMESPACE_FLAGS = [['--net'], ['--user', '--map-root-user', '--net']];

function find(name: string): string | null {
  if (process.platform !== 'linux') return null;
  return DIRECTORIES.map((directory) => `${directory}/${name}`).find((path) => existsSync(path)) ?? null;
}

/** Finds out by trying: `works` runs an argv and says whether it ended well. */
export async function detectConfinement(
  works: (argv: readonly [string, ...string[]]) => Promise<boolean>,
): Promise<Confinement> {
  const prlimit = find('prlimit');
  const unshare = find('unshare');
  let networkNamespace: [string, ...string[]] | null = null;
  if (unshare !== null) {
    for (const flags of NAMESPACE_FLAGS) {
      if (await works([unshare, ...flags, '--', unshare, '--version'])) {
        networkNamespace = [unshare, ...flags, '--'];
        break;
      }
    }
  }
  const limits = prlimit !== null && (await works([prlimit, '--core=0', '--', prlimit, '--version']));
  return { prlimit: limits ? prlimit : null, networkNamespace };
}

const BLACK_HOLE = 'http://127.0.0.1:9';

/** Where there is no network namespace, programs that honour a proxy still reach nothing: port 9 discards. */
export const BLACK_HOLE_PROXY: Readonly<Record<string, string>> = {
  HTTP_PROXY: BLACK_HOLE,
  HTTPS_PROXY: BLACK_HOLE,
  ALL_PROXY: BLACK_HOLE,
  NO_PROXY: '',
  http_proxy: BLACK_HOLE,
  https_proxy: BLACK_HOLE,
  all_proxy: BLACK_HOLE,
  no_proxy: '',
};
