import { delimiter, isAbsolute, join } from 'node:path';
import type { Ports } from '../domain/index.ts';

/** Every file of this name on PATH, in its order. Relative entries are left out: they depend on who calls from where. */
export async function findOnPath(file: string, ports: Pick<Ports, 'env' | 'files'>): Promise<readonly string[]> {
  const directories = (ports.env.get('PATH') ?? '').split(delimiter).filter(isAbsolute);
  const found: string[] = [];
  for (const directory of new Set(directories)) {
    const path = join(directory, file);
    if (await ports.files.exists(path)) found.push(path);
  }
  return found;
}
