import type { ServedRequest, ServedResponse } from '../../io/http-server.ts';
import { type ContentStore, hasDigest } from './content.ts';
import { EMPTY, reply, replyError } from './replies.ts';

export interface Uploads {
  /** `id` is what follows `blobs/uploads/`: empty for the request that opens an upload. */
  answer(request: ServedRequest, name: string, id: string): ServedResponse;
}

/** Blob uploads of distribution-spec 1.1: in one POST, POST then PUT, in chunks by PATCH, or mounted from a neighbour. */
export function createUploads(store: ContentStore): Uploads {
  const open = new Map<string, Uint8Array>();
  let count = 0;

  const finish = (name: string, bytes: Uint8Array, digest: string | null): ServedResponse => {
    if (digest === null || !hasDigest(bytes, digest)) {
      return replyError(400, 'DIGEST_INVALID', 'the blob has another digest');
    }
    store.putBlob(name, bytes, digest);
    return reply(201, { location: `/v2/${name}/blobs/${digest}`, 'docker-content-digest': digest });
  };

  const start = (request: ServedRequest, name: string): ServedResponse => {
    const mount = request.query.get('mount');
    const from = request.query.get('from');
    const mounted = mount !== null && from !== null ? store.findBlob(from, mount) : null;
    if (mount !== null && mounted !== null) return finish(name, mounted, mount);
    const digest = request.query.get('digest');
    if (digest !== null) return finish(name, request.body, digest);
    count += 1;
    const id = `upload-${count}`;
    open.set(id, EMPTY);
    return reply(202, { location: `/v2/${name}/blobs/uploads/${id}`, range: '0-0' });
  };

  const state = (status: number, name: string, id: string, size: number): ServedResponse =>
    reply(status, { location: `/v2/${name}/blobs/uploads/${id}`, range: `0-${Math.max(size - 1, 0)}` });

  return {
    answer(request, name, id) {
      if (id === '') return request.method === 'POST' ? start(request, name) : replyError(405, 'UNSUPPORTED', 'POST');
      const so = open.get(id);
      if (so === undefined) return replyError(404, 'BLOB_UPLOAD_UNKNOWN', 'no such upload');
      if (request.method === 'GET') return state(204, name, id, so.length);
      if (request.method === 'DELETE') {
        open.delete(id);
        return reply(204);
      }
      const range = /^(\d+)-\d+$/.exec(request.headers['content-range'] ?? '');
      if (range !== null && Number(range[1]) !== so.length) return state(416, name, id, so.length);
      const bytes = request.body.length === 0 ? so : Buffer.concat([so, request.body]);
      if (request.method === 'PATCH') {
        open.set(id, bytes);
        return state(202, name, id, bytes.length);
      }
      if (request.method !== 'PUT') return replyError(405, 'UNSUPPORTED', 'no such method');
      open.delete(id);
      return finish(name, bytes, request.query.get('digest'));
    },
  };
}
