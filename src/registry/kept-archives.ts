import type { Digest, Ports } from '../domain/index.ts';
import { createRecording } from './recording.ts';

/** Packed charts of web repositories, kept beside what registries answered, and checked against their digests when read. */
export function createKeptArchives(directory: string, ports: Pick<Ports, 'files' | 'clock' | 'log'>) {
  const recording = createRecording(directory, ports);
  // No registry has this name, so that nothing of theirs is meant.
  const home = { registry: 'charts.invalid', path: 'archives' };
  return {
    read: async (digest: Digest): Promise<Uint8Array | null> => (await recording.content(home, digest))?.bytes ?? null,
    write: (digest: Digest, bytes: Uint8Array): Promise<void> =>
      recording.keepContent(home, digest, { bytes, contentType: undefined }),
  };
}
