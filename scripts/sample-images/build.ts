import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SampleImage } from './catalogue.ts';
import { packRootFilesystem } from './root-filesystem.ts';
import { run } from './run.ts';

interface Workshop {
  readonly crane: string;
  /** `127.0.0.1:PORT` */
  readonly host: string;
  /** An empty directory for files in between. */
  readonly scratch: string;
}

/** Pushes a sample image with crane. Returns the digest that its tag points at. */
export async function buildImage(image: SampleImage, { crane, host, scratch }: Workshop): Promise<string> {
  const reference = `${host}/${image.name}`;
  const repository = reference.slice(0, reference.lastIndexOf(':'));
  const single = image.platforms.length === 1;
  const pushed: string[] = [];
  for (const platform of image.platforms) {
    const layer = join(scratch, 'layer.tar');
    await writeFile(layer, await packRootFilesystem(image, platform));
    // crane takes only tags to append to; the one of the build is left out of the layout.
    const building = `${repository}:building`;
    await run(crane, ['append', '--oci-empty-base', '--new_layer', layer, '--new_tag', building]);
    pushed.push(
      await run(crane, [
        'mutate',
        building,
        '--set-platform',
        platform,
        '--entrypoint',
        '/usr/local/bin/service',
        '--user',
        '65532:65532',
        '--tag',
        single ? reference : building,
      ]),
    );
  }
  if (!single) {
    const manifests = pushed.flatMap((digest) => ['--manifest', digest]);
    await run(crane, ['index', 'append', ...manifests, '--tag', reference]);
  }
  return run(crane, ['digest', reference]);
}
