import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

/** A registry that holds one image under every name. `asked` counts the requests so far. */
export async function withRegistry<T>(
  use: (host: string, digest: string, asked: () => number) => Promise<T>,
): Promise<T> {
  let requests = 0;
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const body = JSON.stringify({ schemaVersion: 2, mediaType, config: {}, layers: [] });
  const digest = `sha256:${createHash('sha256').update(body).digest('hex')}`;
  const server = createServer((request, response) => {
    requests += 1;
    response.writeHead(200, {
      'content-type': mediaType,
      'content-length': Buffer.byteLength(body),
      'docker-content-digest': digest,
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  try {
    return await use(`127.0.0.1:${address.port}`, digest, () => requests);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
