import { describe, expect, test } from 'vitest';
import { reply, type RegistryOptions as ServerOptions } from '../src/demo/registry/index.ts';
import type { RequestHandler } from '../src/io/http-server.ts';
import { failureOf, jsonBytes, OCI_INDEX, putImage, servedRegistries, withFaults } from './support/registry/index.ts';

const { serve, client } = servedRegistries();

describe('referrers', () => {
  const subjectOf = async (options: ServerOptions, wrap?: (sound: RequestHandler) => RequestHandler) => {
    const { host, store, lines } = await serve(wrap, options);
    const { digest } = putImage(store, 'a', '1');
    const repository = { registry: host, path: 'a' };
    return { host, store, lines, digest, repository, registry: client().registry };
  };

  test.each([1, 2, 10])('through the API, %i a page', async (pageSize) => {
    const { store, digest, repository, registry } = await subjectOf({ pageSize });
    const added = ['x', 'y', 'z'].map((seed) =>
      putImage(store, 'a', null, seed, { subject: digest, artifactType: `application/vnd.${seed}` }),
    );
    const referrers = await registry.referrers(repository, digest);
    expect(referrers.map((one) => one.digest).sort()).toEqual(added.map((one) => one.digest).sort());
    expect(referrers.map((one) => one.artifactType).sort()).toEqual(
      ['x', 'y', 'z'].map((seed) => `application/vnd.${seed}`),
    );
  });

  test('through the fallback tag where there is no API', async () => {
    const { store, digest, repository, registry, lines } = await subjectOf({ referrers: false });
    expect(await registry.referrers(repository, digest)).toEqual([]);
    expect(lines()).toEqual([`GET /v2/a/referrers/${digest}`, `GET /v2/a/manifests/${digest.replace(':', '-')}`]);

    const signature = putImage(store, 'a', null, 'signature', { subject: digest });
    const entry = { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest: signature.digest, size: 1 };
    store.putManifest(
      'a',
      jsonBytes({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: [entry] }),
      OCI_INDEX,
      digest.replace(':', '-'),
    );
    const again = await client().registry.referrers(repository, digest);
    expect(again.map((one) => one.digest)).toEqual([signature.digest]);
  });

  test('an image under the fallback tag is no list', async () => {
    const { store, digest, repository, registry } = await subjectOf({ referrers: false });
    putImage(store, 'a', digest.replace(':', '-'));
    expect(await failureOf(registry.referrers(repository, digest))).toMatchObject({ failure: 'wrong-media-type' });
  });

  test.each([
    ['leads to another repository', '</v2/other/referrers/x>; rel="next"', 'malformed'],
    ['goes round in a circle', '<?page=1>; rel="next"', 'too-large'],
  ])('a Link that %s', async (_, link, failure) => {
    const { digest, repository, registry } = await subjectOf({}, (sound) =>
      withFaults(sound, ({ path }) =>
        path.includes('/referrers/') ? (answer) => ({ ...answer, headers: { ...answer.headers, link } }) : null,
      ),
    );
    expect(await failureOf(registry.referrers(repository, digest))).toMatchObject({ failure });
  });

  test('pages without end', async () => {
    let page = 0;
    const { digest, repository, registry, lines } = await subjectOf({}, (sound) =>
      withFaults(sound, ({ path }) => {
        page += 1;
        const headers = { 'content-type': OCI_INDEX, link: `<?page=${page}>; rel="next"` };
        return path.includes('/referrers/')
          ? reply(200, headers, jsonBytes({ schemaVersion: 2, manifests: [] }))
          : null;
      }),
    );
    expect(await failureOf(registry.referrers(repository, digest))).toMatchObject({ failure: 'too-large' });
    expect(lines().length).toBeLessThanOrEqual(32);
  });
});
