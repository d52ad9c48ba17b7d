import type { ImageGlob } from '../policy/glob.ts';
import { canMatchDigest } from './glob-reach.ts';

export interface GlobLint {
  readonly message: string;
  readonly remedy: string;
}

/** What is wrong with a glob that the controller takes, and that does not do what it seems to. */
export function lintGlob(glob: ImageGlob): readonly GlobLint[] {
  const { written } = glob;
  if (written === '*' || written === '*/*') {
    const means = written === '*' ? 'index.docker.io/library/*' : 'index.docker.io/*/*';
    return [
      { message: `"${written}" means ${means}, and not every image`, remedy: `Write ${means}, or ** for every image.` },
    ];
  }
  const slash = written.indexOf('/');
  const host = slash === -1 ? written : written.slice(0, slash);
  if (host === 'docker.io' || host === 'registry-1.docker.io') {
    const right = `index.docker.io${written.slice(host.length)}`;
    return [
      {
        message: `no image has the host ${host}: a cluster calls Docker Hub index.docker.io`,
        remedy: `Write ${right}.`,
      },
    ];
  }
  if (!canMatchDigest(glob.tokens)) return [unreachable(written)];
  const found: GlobLint[] = [];
  if (host.includes('*') && written !== '**') {
    found.push({
      message: `"${written}" has a wildcard in the registry's name, so anyone's registry of a fitting name is covered`,
      remedy: 'Write the host out.',
    });
  }
  const open = /^(.*[a-zA-Z0-9_.-])(\*+)$/.exec(written);
  if (open?.[1] !== undefined && !written.includes('@')) {
    const [, stem, stars] = open;
    found.push({
      message: `"${written}" ends inside a name, so it also covers ${stem}-anything${stars === '**' ? ' and everything below it' : ''}`,
      remedy: stars === '**' ? `Write ${stem}/** or ${stem}@*.` : `Write ${stem}@* for this repository alone.`,
    });
  }
  return found;
}

function unreachable(written: string): GlobLint {
  const last = written.slice(written.lastIndexOf('/') + 1);
  const [name = '', digest] = last.split('@');
  if (digest === undefined && name.includes(':') && written.includes('/')) {
    const repository = written.slice(0, written.length - last.length) + name.slice(0, name.indexOf(':'));
    return {
      message: `"${written}" never matches: a cluster asks for repository@digest, and its names have no tag`,
      remedy: `Write ${repository}@*.`,
    };
  }
  if (digest === undefined && !written.endsWith('*')) {
    return {
      message: `"${written}" never matches: a cluster asks for repository@digest, and nothing in the glob covers the digest`,
      remedy: `Write ${written}@*.`,
    };
  }
  return {
    message: `"${written}" never matches any image's name`,
    remedy: 'Write host/repository@* with a lower-case repository, or host/prefix/**.',
  };
}
