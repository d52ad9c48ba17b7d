import type { Manifest } from '../../domain/index.ts';

/** The API group of an object: empty for the core group. */
export function groupOf({ ref }: Manifest): string {
  return ref.apiVersion.includes('/') ? ref.apiVersion.replace(/\/.*/, '') : '';
}
