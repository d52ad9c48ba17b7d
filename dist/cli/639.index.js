export const id = 639;
export const ids = [639,820];
export const modules = {

/***/ 35385:
/***/ ((module, __unused_webpack_exports, __webpack_require__) => {



const SemVer = __webpack_require__(7163)
const parse = __webpack_require__(16353)
const { safeRe: re, t } = __webpack_require__(95471)

const coerce = (version, options) => {
  if (version instanceof SemVer) {
    return version
  }

  if (typeof version === 'number') {
    version = String(version)
  }

  if (typeof version !== 'string') {
    return null
  }

  options = options || {}

  let match = null
  if (!options.rtl) {
    match = version.match(options.includePrerelease ? re[t.COERCEFULL] : re[t.COERCE])
  } else {
    // Find the right-most coercible string that does not share
    // a terminus with a more left-ward coercible string.
    // Eg, '1.2.3.4' wants to coerce '2.3.4', not '3.4' or '4'
    // With includePrerelease option set, '1.2.3.4-rc' wants to coerce '2.3.4-rc', not '2.3.4'
    //
    // Walk through the string checking with a /g regexp
    // Manually set the index so as to pick up overlapping matches.
    // Stop when we get a match that ends at the string end, since no
    // coercible string can be more right-ward without the same terminus.
    const coerceRtlRegex = options.includePrerelease ? re[t.COERCERTLFULL] : re[t.COERCERTL]
    let next
    while ((next = coerceRtlRegex.exec(version)) &&
        (!match || match.index + match[0].length !== version.length)
    ) {
      if (!match ||
            next.index + next[0].length !== match.index + match[0].length) {
        match = next
      }
      coerceRtlRegex.lastIndex = next.index + next[1].length + next[2].length
    }
    // leave it in a clean state
    coerceRtlRegex.lastIndex = -1
  }

  if (match === null) {
    return null
  }

  const major = match[2]
  const minor = match[3] || '0'
  const patch = match[4] || '0'
  const prerelease = options.includePrerelease && match[5] ? `-${match[5]}` : ''
  const build = options.includePrerelease && match[6] ? `+${match[6]}` : ''

  return parse(`${major}.${minor}.${patch}${prerelease}${build}`, options)
}
module.exports = coerce


/***/ }),

/***/ 16353:
/***/ ((module, __unused_webpack_exports, __webpack_require__) => {



const SemVer = __webpack_require__(7163)
const parse = (version, options, throwErrors = false) => {
  if (version instanceof SemVer) {
    return version
  }
  try {
    return new SemVer(version, options)
  } catch (er) {
    if (!throwErrors) {
      return null
    }
    throw er
  }
}

module.exports = parse


/***/ }),

/***/ 58780:
/***/ ((module, __unused_webpack_exports, __webpack_require__) => {



const parse = __webpack_require__(16353)
const valid = (version, options) => {
  const v = parse(version, options)
  return v ? v.version : null
}
module.exports = valid


/***/ }),

/***/ 66186:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  demo: () => (/* binding */ demo)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(73136);
;// CONCATENATED MODULE: ./build/demo/copy-repository.js

/** The name that stands for the demo's registry in the shop's files; its port is known only once it runs. */
const REGISTRY_NAME = 'registry.shop.example';
/**
 * Copies a repository's files to the directory `to`, with the names of registries replaced by the hosts that they
 * have in this run.
 *
 * @returns the texts as they were written, by path.
 */
async function copyRepository(from, to, hosts, files) {
    const texts = new Map();
    for (const { kind, path } of await from.list()) {
        if (kind !== 'file')
            continue;
        let text = Buffer.from(await from.read(path)).toString('utf8');
        for (const [name, host] of Object.entries(hosts))
            text = text.replaceAll(name, host);
        await files.write((0,external_node_path_.join)(to, path), text);
        texts.set(path, text);
    }
    return texts;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(2503);
;// CONCATENATED MODULE: ./build/demo/registry/content.js


const Descriptor = schemas/* looseObject */._H3({ mediaType: schemas/* string */.YjP(), digest: schemas/* string */.YjP(), size: schemas/* number */.aig() });
/** As much of an OCI manifest or index as a registry must read to find what it points at. */
const Pointers = schemas/* looseObject */._H3({
    mediaType: schemas/* string */.YjP().optional(),
    artifactType: schemas/* string */.YjP().optional(),
    annotations: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()).optional(),
    subject: Descriptor.optional(),
    config: Descriptor.optional(),
    layers: schemas/* array */.YOg(Descriptor).optional(),
    manifests: schemas/* array */.YOg(Descriptor).optional(),
});
function readPointers(bytes) {
    try {
        const parsed = Pointers.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
        return parsed.success ? parsed.data : null;
    }
    catch {
        return null;
    }
}
function digestOf(bytes, algorithm = 'sha256') {
    return `${algorithm}:${(0,external_node_crypto_.createHash)(algorithm).update(bytes).digest('hex')}`;
}
/** Do these bytes have this digest? False for an algorithm that is not known. */
function hasDigest(bytes, digest) {
    const algorithm = /^(sha256|sha384|sha512):/.exec(digest)?.[1];
    if (algorithm !== 'sha256' && algorithm !== 'sha384' && algorithm !== 'sha512')
        return false;
    return digestOf(bytes, algorithm) === digest;
}
/** What a registry holds, by repository name. */
class ContentStore {
    repositories = new Map();
    repository(name) {
        let repository = this.repositories.get(name);
        if (repository === undefined) {
            repository = { manifests: new Map(), tags: new Map(), blobs: new Map() };
            this.repositories.set(name, repository);
        }
        return repository;
    }
    putBlob(name, bytes, digest = digestOf(bytes)) {
        this.repository(name).blobs.set(digest, bytes);
        return digest;
    }
    /** Stores a manifest under its digest, and under a tag where one is given. */
    putManifest(name, bytes, mediaType, tag, digest = digestOf(bytes)) {
        const repository = this.repository(name);
        repository.manifests.set(digest, { mediaType, bytes });
        if (tag !== null)
            repository.tags.set(tag, digest);
        return digest;
    }
    findManifest(name, reference) {
        const repository = this.repositories.get(name);
        const digest = reference.includes(':') ? reference : repository?.tags.get(reference);
        const manifest = digest === undefined ? undefined : repository?.manifests.get(digest);
        return manifest === undefined || digest === undefined ? null : { ...manifest, digest };
    }
    findBlob(name, digest) {
        return this.repositories.get(name)?.blobs.get(digest) ?? null;
    }
    /** Descriptors of the manifests whose `subject` is this digest, in digest order (OCI distribution-spec 1.1). */
    referrersOf(name, digest) {
        const found = [];
        for (const [at, manifest] of this.repositories.get(name)?.manifests ?? []) {
            const pointers = readPointers(manifest.bytes);
            if (pointers?.subject?.digest !== digest)
                continue;
            const artifactType = pointers.artifactType ?? pointers.config?.mediaType;
            found.push({
                mediaType: manifest.mediaType,
                digest: at,
                size: manifest.bytes.length,
                ...(artifactType === undefined ? {} : { artifactType }),
                ...(pointers.annotations === undefined ? {} : { annotations: pointers.annotations }),
            });
        }
        return found.sort((a, b) => (String(a.digest) < String(b.digest) ? -1 : 1));
    }
}

// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
;// CONCATENATED MODULE: ./build/demo/registry/layout.js



const REF_NAME = 'org.opencontainers.image.ref.name';
const LayoutIndex = schemas/* looseObject */._H3({
    manifests: schemas/* array */.YOg(schemas/* looseObject */._H3({
        mediaType: schemas/* string */.YjP(),
        digest: schemas/* string */.YjP().regex(/^sha(256|384|512):[0-9a-f]+$/),
        annotations: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()).default({}),
    })),
});
function broken(message) {
    return new errors/* GateError */.u({
        code: 'registry/layout',
        stage: 'registry',
        message: `The OCI image layout cannot be read: ${message}.`,
        remedy: 'Make the layout anew with the script that wrote it.',
    });
}
async function readBlob(read, digest) {
    const bytes = await read(`blobs/${digest.replace(':', '/')}`);
    if (bytes === null)
        throw broken(`there is no blob ${digest}`);
    if (!hasDigest(bytes, digest))
        throw broken(`the blob ${digest} holds other bytes than its digest says`);
    return bytes;
}
/** `shop/api:1.2.0` is repository and tag; `shop/api` alone gives the manifest no tag. */
function splitName(name) {
    const colon = name.lastIndexOf(':');
    return colon === -1
        ? { repository: name, tag: null }
        : { repository: name.slice(0, colon), tag: name.slice(colon + 1) };
}
/**
 * Loads an OCI image layout (image-spec 1.1, image-layout.md) into a store. Each entry of `index.json` names its
 * repository and tag in the annotation `org.opencontainers.image.ref.name`; what it points at goes into that
 * repository. A layer whose blob the layout leaves out is an error, as is a blob that is not what its digest says.
 */
async function loadLayout(store, read) {
    const text = await read('index.json');
    if (text === null)
        throw broken('there is no index.json');
    const parsed = LayoutIndex.safeParse(readPointers(text));
    if (!parsed.success)
        throw broken('index.json is not an image index');
    const load = async (repository, digest, mediaType, tag) => {
        const bytes = await readBlob(read, digest);
        const pointers = readPointers(bytes);
        if (pointers === null)
            throw broken(`${digest} is not a manifest`);
        for (const child of pointers.manifests ?? [])
            await load(repository, child.digest, child.mediaType, null);
        for (const blob of [...(pointers.config === undefined ? [] : [pointers.config]), ...(pointers.layers ?? [])]) {
            store.putBlob(repository, await readBlob(read, blob.digest), blob.digest);
        }
        store.putManifest(repository, bytes, mediaType, tag, digest);
    };
    for (const entry of parsed.data.manifests) {
        const name = entry.annotations[REF_NAME];
        if (name === undefined)
            throw broken(`${entry.digest} has no annotation ${REF_NAME}`);
        const { repository, tag } = splitName(name);
        await load(repository, entry.digest, entry.mediaType, tag);
    }
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(44708);
// EXTERNAL MODULE: ./build/io/listen.js
var listen = __webpack_require__(91294);
;// CONCATENATED MODULE: ./build/io/http-server.js



const MAX_REQUEST_BYTES = 512 * 1024 * 1024;
async function readBody(request) {
    const chunks = [];
    let size = 0;
    for await (const chunk of request) {
        if (!(chunk instanceof Uint8Array))
            continue;
        size += chunk.length;
        if (size > MAX_REQUEST_BYTES)
            return null;
        chunks.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length));
    }
    return Buffer.concat(chunks);
}
function joinHeaders(headers) {
    const joined = {};
    for (const [name, value] of Object.entries(headers)) {
        if (value !== undefined)
            joined[name] = Array.isArray(value) ? value.join(', ') : value;
    }
    return joined;
}
async function answer(request, response, handle) {
    const body = await readBody(request);
    if (body === null) {
        request.destroy();
        return;
    }
    const target = request.url ?? '/';
    const mark = target.indexOf('?');
    const answered = await handle({
        method: request.method ?? 'GET',
        path: mark === -1 ? target : target.slice(0, mark),
        query: new URLSearchParams(mark === -1 ? '' : target.slice(mark + 1)),
        headers: joinHeaders(request.headers),
        body,
    });
    if (answered === 'drop') {
        response.destroy();
        return;
    }
    const lengthless = answered.status === 204 || answered.headers['transfer-encoding'] !== undefined;
    const length = lengthless ? {} : { 'content-length': String(answered.body.length) };
    response.writeHead(answered.status, { ...length, ...answered.headers });
    if (answered.cutAfter === undefined) {
        response.end(request.method === 'HEAD' ? undefined : answered.body);
        return;
    }
    response.write(answered.body.subarray(0, answered.cutAfter), () => response.destroy());
}
/** An HTTP server on 127.0.0.1, at a port the system picks. A handler that throws answers 500 with nothing in it. */
async function serveLoopback(handle, tls) {
    const listener = (request, response) => {
        answer(request, response, handle).catch(() => {
            if (!response.headersSent)
                response.writeHead(500);
            response.end();
        });
    };
    const server = tls === undefined ? (0,external_node_http_.createServer)(listener) : (0,external_node_https_.createServer)(tls, listener);
    const host = await (0,listen/* listenOnLoopback */.c)(server);
    return {
        host,
        url: `${tls === undefined ? 'http' : 'https'}://${host}`,
        close: () => new Promise((resolve) => {
            server.close(() => resolve());
            server.closeAllConnections();
        }),
    };
}

;// CONCATENATED MODULE: ./build/demo/registry/replies.js
const EMPTY = new Uint8Array();
function reply(status, headers = {}, body = EMPTY) {
    return { status, headers, body };
}
function replyJson(status, value, headers = {}) {
    return reply(status, { 'content-type': 'application/json', ...headers }, Buffer.from(JSON.stringify(value)));
}
/** The error body of the distribution spec: `{"errors":[{"code","message"}]}`. */
function replyError(status, code, message) {
    return replyJson(status, { errors: [{ code, message }] });
}

;// CONCATENATED MODULE: ./build/demo/registry/uploads.js


/** Blob uploads of distribution-spec 1.1: in one POST, POST then PUT, in chunks by PATCH, or mounted from a neighbour. */
function createUploads(store) {
    const open = new Map();
    let count = 0;
    const finish = (name, bytes, digest) => {
        if (digest === null || !hasDigest(bytes, digest)) {
            return replyError(400, 'DIGEST_INVALID', 'the blob has another digest');
        }
        store.putBlob(name, bytes, digest);
        return reply(201, { location: `/v2/${name}/blobs/${digest}`, 'docker-content-digest': digest });
    };
    const start = (request, name) => {
        const mount = request.query.get('mount');
        const from = request.query.get('from');
        const mounted = mount !== null && from !== null ? store.findBlob(from, mount) : null;
        if (mount !== null && mounted !== null)
            return finish(name, mounted, mount);
        const digest = request.query.get('digest');
        if (digest !== null)
            return finish(name, request.body, digest);
        count += 1;
        const id = `upload-${count}`;
        open.set(id, EMPTY);
        return reply(202, { location: `/v2/${name}/blobs/uploads/${id}`, range: '0-0' });
    };
    const state = (status, name, id, size) => reply(status, { location: `/v2/${name}/blobs/uploads/${id}`, range: `0-${Math.max(size - 1, 0)}` });
    return {
        answer(request, name, id) {
            if (id === '')
                return request.method === 'POST' ? start(request, name) : replyError(405, 'UNSUPPORTED', 'POST');
            const so = open.get(id);
            if (so === undefined)
                return replyError(404, 'BLOB_UPLOAD_UNKNOWN', 'no such upload');
            if (request.method === 'GET')
                return state(204, name, id, so.length);
            if (request.method === 'DELETE') {
                open.delete(id);
                return reply(204);
            }
            const range = /^(\d+)-\d+$/.exec(request.headers['content-range'] ?? '');
            if (range !== null && Number(range[1]) !== so.length)
                return state(416, name, id, so.length);
            const bytes = request.body.length === 0 ? so : Buffer.concat([so, request.body]);
            if (request.method === 'PATCH') {
                open.set(id, bytes);
                return state(202, name, id, bytes.length);
            }
            if (request.method !== 'PUT')
                return replyError(405, 'UNSUPPORTED', 'no such method');
            open.delete(id);
            return finish(name, bytes, request.query.get('digest'));
        },
    };
}

;// CONCATENATED MODULE: ./build/demo/registry/handler.js



// distribution-spec 1.1, "Pulling manifests": the grammar of <name> and of a tag.
const NAME = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*';
const ROUTE = new RegExp(`^/v2/(${NAME})/(manifests|blobs|referrers|tags)/(.*)$`);
const TAG = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;
const DIGEST = /^[a-z0-9]+:[0-9a-f]{32,128}$/;
function onManifest(request, store, options, name, reference) {
    if (!TAG.test(reference) && !DIGEST.test(reference)) {
        if (request.method === 'PUT')
            return replyError(400, 'DIGEST_INVALID', 'neither a tag nor a digest');
        return replyError(404, 'MANIFEST_UNKNOWN', 'no such manifest');
    }
    if (request.method === 'PUT')
        return putManifest(request, store, options, name, reference);
    const manifest = store.findManifest(name, reference);
    if (request.method === 'DELETE') {
        if (manifest === null)
            return replyError(404, 'MANIFEST_UNKNOWN', 'no such manifest');
        if (DIGEST.test(reference))
            store.repository(name).manifests.delete(reference);
        else
            store.repository(name).tags.delete(reference);
        return reply(202);
    }
    if (manifest === null) {
        return store.repositories.has(name)
            ? replyError(404, 'MANIFEST_UNKNOWN', 'no such manifest')
            : replyError(404, 'NAME_UNKNOWN', 'no such repository');
    }
    const digest = options.headDigest === false ? {} : { 'docker-content-digest': manifest.digest };
    return reply(200, { 'content-type': manifest.mediaType, ...digest }, manifest.bytes);
}
function putManifest(request, store, options, name, reference) {
    const mediaType = request.headers['content-type'] ?? 'application/vnd.oci.image.manifest.v1+json';
    const byDigest = DIGEST.test(reference);
    if (byDigest && !hasDigest(request.body, reference)) {
        return replyError(400, 'DIGEST_INVALID', 'the manifest has another digest');
    }
    const pointers = readPointers(request.body);
    if (pointers === null)
        return replyError(400, 'MANIFEST_INVALID', 'not a manifest');
    const digest = byDigest ? reference : digestOf(request.body);
    store.putManifest(name, request.body, mediaType, byDigest ? null : reference, digest);
    const subject = options.referrers !== false ? pointers.subject : undefined;
    return reply(201, {
        location: `/v2/${name}/manifests/${digest}`,
        'docker-content-digest': digest,
        ...(subject === undefined ? {} : { 'oci-subject': subject.digest }),
    });
}
function onBlob(request, store, name, digest) {
    const bytes = store.findBlob(name, digest);
    if (bytes === null)
        return replyError(404, 'BLOB_UNKNOWN', 'no such blob');
    if (request.method === 'DELETE') {
        store.repository(name).blobs.delete(digest);
        return reply(202);
    }
    return reply(200, { 'content-type': 'application/octet-stream', 'docker-content-digest': digest }, bytes);
}
function onReferrers(request, store, options, name, digest) {
    if (options.referrers === false)
        return replyError(404, 'UNSUPPORTED', 'no referrers API here');
    if (!DIGEST.test(digest))
        return replyError(400, 'DIGEST_INVALID', 'not a digest');
    const artifactType = request.query.get('artifactType');
    const all = store
        .referrersOf(name, digest)
        .filter((entry) => artifactType === null || entry.artifactType === artifactType);
    const from = Number(request.query.get('from') ?? 0);
    const size = options.pageSize ?? Math.max(all.length, 1);
    const next = new URLSearchParams({ ...(artifactType === null ? {} : { artifactType }), from: String(from + size) });
    return replyJson(200, {
        schemaVersion: 2,
        mediaType: 'application/vnd.oci.image.index.v1+json',
        manifests: all.slice(from, from + size),
    }, {
        'content-type': 'application/vnd.oci.image.index.v1+json',
        ...(artifactType === null ? {} : { 'oci-filters-applied': 'artifactType' }),
        ...(from + size < all.length ? { link: `</v2/${name}/referrers/${digest}?${next}>; rel="next"` } : {}),
    });
}
function onTags(request, store, name) {
    const repository = store.repositories.get(name);
    if (repository === undefined)
        return replyError(404, 'NAME_UNKNOWN', 'no such repository');
    const last = request.query.get('last') ?? '';
    const all = [...repository.tags.keys()].sort().filter((tag) => tag > last);
    const wanted = request.query.get('n');
    const tags = wanted === null ? all : all.slice(0, Number(wanted));
    const more = tags.length < all.length && tags.length > 0;
    const next = new URLSearchParams({ n: wanted ?? '', last: tags.at(-1) ?? '' });
    return replyJson(200, { name, tags }, more ? { link: `</v2/${name}/tags/list?${next}>; rel="next"` } : {});
}
/**
 * A registry of the OCI distribution spec 1.1 over a content store: pull, push, content discovery. No access control
 * and no memory limit of its own: for loopback, for the demo and the tests.
 */
function createRegistryHandler(store, options = {}) {
    const uploads = createUploads(store);
    return async (request) => {
        if (request.path === '/v2/' || request.path === '/v2')
            return replyJson(200, {});
        const route = ROUTE.exec(decodeURI(request.path));
        const [, name, kind, rest] = route ?? [];
        if (name === undefined || rest === undefined)
            return replyError(404, 'NAME_INVALID', 'no such path');
        if (kind === 'manifests')
            return onManifest(request, store, options, name, rest);
        if (kind === 'blobs' && (rest === 'uploads' || rest.startsWith('uploads/'))) {
            return uploads.answer(request, name, rest.slice('uploads/'.length));
        }
        if (kind === 'blobs')
            return onBlob(request, store, name, rest);
        if (kind === 'referrers')
            return onReferrers(request, store, options, name, rest);
        if (rest === 'list')
            return onTags(request, store, name);
        return replyError(404, 'UNSUPPORTED', 'no such path');
    };
}

;// CONCATENATED MODULE: ./build/demo/registry/serve.js



/** A registry on loopback, over `store` or an empty one. The caller closes it. */
async function startRegistry(options = {}) {
    const store = options.store ?? new ContentStore();
    const server = await serveLoopback(createRegistryHandler(store, options));
    return { ...server, store };
}

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: ./node_modules/modern-tar/dist/web/index.js + 1 modules
var web = __webpack_require__(51942);
;// CONCATENATED MODULE: ./build/demo/trivy-database.js





/** The repository and tag of Trivy's vulnerability database in a layout, as in its own registries. */
const DATABASE_NAME = 'aquasecurity/trivy-db:2';
const LAYER_TYPE = 'application/vnd.aquasec.trivy.db.layer.v1.tar+gzip';
const CONFIG_TYPE = 'application/vnd.aquasec.trivy.config.v1+json';
const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';
const DAY_MS = 86_400_000;
const MAX_DATABASE_BYTES = 64 * 1024 * 1024;
const Index = schemas/* looseObject */._H3({ manifests: schemas/* tuple */.PVZ([schemas/* looseObject */._H3({ digest: schemas/* string */.YjP() })]) });
const Manifest = schemas/* looseObject */._H3({ layers: schemas/* tuple */.PVZ([schemas/* looseObject */._H3({ digest: schemas/* string */.YjP() })]) });
function json(value) {
    return Buffer.from(JSON.stringify(value));
}
/**
 * An OCI layout that holds one vulnerability database, by path: `trivy.db` (bbolt) and `metadata.json` in a tar.gz
 * layer, as Trivy downloads it. The same input makes the same bytes.
 */
async function packDatabase(database, updatedAt) {
    const metadata = json({
        Version: 2,
        NextUpdate: new Date(updatedAt.getTime() + DAY_MS).toISOString(),
        UpdatedAt: updatedAt.toISOString(),
        DownloadedAt: '0001-01-01T00:00:00Z',
    });
    const tar = await (0,web/* packTar */.nG)([
        { name: 'trivy.db', body: database },
        { name: 'metadata.json', body: metadata },
    ].map(({ name, body }) => ({ header: { name, size: body.length, mode: 0o644, mtime: new Date(0) }, body })));
    const files = new Map();
    const put = (bytes) => {
        const hash = (0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex');
        files.set(`blobs/sha256/${hash}`, bytes);
        return { digest: `sha256:${hash}`, size: bytes.length };
    };
    const title = { 'org.opencontainers.image.title': 'db.tar.gz' };
    const manifest = put(json({
        schemaVersion: 2,
        mediaType: MANIFEST_TYPE,
        config: { mediaType: CONFIG_TYPE, ...put(json({})) },
        layers: [{ mediaType: LAYER_TYPE, ...put((0,external_node_zlib_.gzipSync)(tar, { level: 9 })), annotations: title }],
    }));
    const named = { 'org.opencontainers.image.ref.name': DATABASE_NAME };
    const manifests = [{ mediaType: MANIFEST_TYPE, ...manifest, annotations: named }];
    files.set('oci-layout', json({ imageLayoutVersion: '1.0.0' }));
    files.set('index.json', json({ schemaVersion: 2, manifests }));
    return files;
}
async function parse(read, path, schema) {
    const bytes = await read(path);
    const parsed = bytes === null ? null : schema.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    if (parsed?.success === true)
        return parsed.data;
    throw trivy_database_broken(`${path} is missing or of another form`);
}
function trivy_database_broken(detail) {
    return new errors/* GateError */.u({
        code: 'tools/demo-database',
        stage: 'tools',
        message: `The vulnerability database of the demo cannot be read: ${detail}.`,
        remedy: 'Make it anew: node scripts/trivy-db.ts',
    });
}
/**
 * The same database with `now` as the time of its last update.
 *
 * The committed database is a fixture and as old as the commit; a gate refuses to decide with an old one. The demo
 * serves it as if it had been published when the demo started, and says so: its advisories are samples anyway.
 */
async function freshenDatabase(read, now) {
    const [entry] = (await parse(read, 'index.json', Index)).manifests;
    const [layer] = (await parse(read, `blobs/${entry.digest.replace(':', '/')}`, Manifest)).layers;
    const archive = await read(`blobs/${layer.digest.replace(':', '/')}`);
    if (archive === null)
        throw trivy_database_broken('its layer is missing');
    const entries = await (0,web/* unpackTar */.Ag)((0,external_node_zlib_.gunzipSync)(archive, { maxOutputLength: MAX_DATABASE_BYTES }));
    const database = entries.find(({ header }) => header.name === 'trivy.db')?.data;
    if (database === undefined)
        throw trivy_database_broken('its layer holds no trivy.db');
    const files = await packDatabase(database, now);
    return async (path) => files.get(path) ?? null;
}

// EXTERNAL MODULE: ./build/gate.js + 141 modules
var gate = __webpack_require__(30294);
// EXTERNAL MODULE: ./build/io/working-tree.js
var working_tree = __webpack_require__(65787);
// EXTERNAL MODULE: ./build/report/reporters/index.js + 7 modules
var reporters = __webpack_require__(90174);
;// CONCATENATED MODULE: ./build/report/escape/marker.js

const MAX_FINGERPRINTS = 200;
const SHORT = 16;
const MAX_KEY = 64;
const PATTERN = /^<!-- supply-chain-gate:([A-Za-z0-9._~%]{1,1200}) (review|comment) ([0-9a-f]{0,16})(?:;([0-9a-f,]{0,4000}))? -->$/m;
function formatMarker({ key, kind, subject, fingerprints }) {
    const short = [...new Set(fingerprints.map((each) => each.slice(0, SHORT)))].sort().slice(0, MAX_FINGERPRINTS);
    return `<!-- supply-chain-gate:${markerKey(key)} ${kind} ${subject};${short.join(',')} -->`;
}
/** The first marker of a body, with its key as `markerKey` gives it; null where there is none. Anyone can write one: it finds things, and grants nothing. */
function parseMarker(body) {
    const match = PATTERN.exec(body.replaceAll('\r\n', '\n'));
    const [, key, kind, subject, fingerprints] = match ?? [];
    if (key === undefined || (kind !== 'review' && kind !== 'comment'))
        return null;
    return {
        key,
        kind,
        subject: subject ?? '',
        fingerprints: (fingerprints ?? '').split(',').filter((each) => each.length === SHORT),
    };
}
/**
 * A key as a marker holds it: `prod` stays, another character than a letter, digit, dot or underscore is its code in
 * `%..`. No hyphen survives, so no `-->` can end the comment early. A long key is told from others by its hash.
 */
function markerKey(key) {
    const text = key.length <= MAX_KEY ? key : (0,external_node_crypto_.createHash)('sha256').update(key).digest('hex');
    const encoded = encodeURIComponent(text.toWellFormed());
    return encoded.replace(/[-!*'()]/g, (character) => `%${character.charCodeAt(0).toString(16)}`) || '%20';
}

// EXTERNAL MODULE: ./build/report/reporters/markdown.js
var markdown = __webpack_require__(80545);
// EXTERNAL MODULE: ./build/report/advisories.js + 2 modules
var advisories = __webpack_require__(85682);
// EXTERNAL MODULE: ./build/report/escape/markdown.js
var escape_markdown = __webpack_require__(31674);
// EXTERNAL MODULE: ./build/report/reporters/bounded.js
var bounded = __webpack_require__(43127);
// EXTERNAL MODULE: ./build/report/reporters/markdown-parts.js
var markdown_parts = __webpack_require__(60522);
// EXTERNAL MODULE: ./build/report/view.js
var report_view = __webpack_require__(21974);
;// CONCATENATED MODULE: ./build/report/review/diff.js
/** The hunk that shows all of these lines; null where none does. */
function hunkWith(diff, file, startLine, endLine) {
    const hunks = diff.find(({ path }) => path === file)?.hunks ?? [];
    return hunks.find((hunk) => startLine >= hunk.startLine && endLine < hunk.startLine + hunk.lines.length) ?? null;
}
function hunkLines(hunk, startLine, endLine) {
    return hunk.lines.slice(startLine - hunk.startLine, endLine - hunk.startLine + 1);
}

;// CONCATENATED MODULE: ./build/report/review/comment.js






const MAX_COMMENT_BYTES = 20_000;
const MAX_DETAILS = 10;
/**
 * The comments on a subject: one for each of its suggestions, since each is a click of its own, and one at the first place
 * of what none of them settles. The latter is said with a suggestion where that is for the same lines, or where it has no
 * place of its own that is worth a comment.
 *
 * @param suggestions - of all subjects; a subject says those whose first finding is its own
 */
function commentsOn(subject, view, diff, suggestions) {
    const own = suggestions.filter(({ settles: [first] }) => subject.findings.includes(first));
    const open = subject.findings.filter((finding) => !own.some(({ settles }) => settles.includes(finding)));
    // Warnings alone are worth a line of the diff only where one click settles them: the body lists them anyway.
    const place = open.some(({ effect }) => effect === 'block') ? firstPlace(open, diff) : null;
    const main = place === null ? own[0] : own.find((suggestion) => overlaps(suggestion, place));
    const parts = own.map((suggestion) => ({ suggestion, at: suggestion, more: suggestion === main ? open : [] }));
    const rest = main === undefined && place !== null ? [{ suggestion: null, at: place, more: open }] : [];
    return [...rest, ...parts].flatMap(({ suggestion, at, more }) => {
        const said = new Set([...(suggestion?.settles ?? []), ...more]);
        const [first, ...others] = subject.findings.filter((finding) => said.has(finding));
        if (first === undefined)
            return [];
        const about = { ...subject, findings: [first, ...others] };
        const elsewhere = suggestion === null ? suggestions.find(({ settles }) => settles.includes(first)) : undefined;
        return [commentAt(at, about, view, suggestion, elsewhere)];
    });
}
function overlaps(a, b) {
    return a.file === b.file && a.startLine <= b.endLine && b.startLine <= a.endLine;
}
function commentAt({ file, startLine, endLine }, about, view, suggestion, elsewhere) {
    return {
        path: file,
        startLine: startLine === endLine ? null : startLine,
        line: endLine,
        body: commentBody(about, view, suggestion, elsewhere),
        subject: about.id,
        fingerprints: about.findings.map(({ fingerprint }) => fingerprint),
    };
}
function firstPlace(findings, diff) {
    const places = findings.flatMap(({ location, related }) => [location, ...related]);
    for (const { file, startLine, endLine, endColumn } of places) {
        // A range that ends before the first column of a line does not hold that line.
        const last = endColumn === 1 && endLine > startLine ? endLine - 1 : endLine;
        if (hunkWith(diff, file, startLine, last) !== null)
            return { file, startLine, endLine: last };
        if (hunkWith(diff, file, startLine, startLine) !== null)
            return { file, startLine, endLine: startLine };
    }
    return null;
}
function commentBody(subject, view, suggestion, elsewhere) {
    const { findings, id } = subject;
    const marker = formatMarker({
        key: view.context.key,
        kind: 'comment',
        subject: id,
        fingerprints: findings.map(({ fingerprint }) => fingerprint),
    });
    const reserved = Buffer.byteLength(marker) + Buffer.byteLength(suggestion?.block ?? '') + 500;
    const out = new bounded/* BoundedText */.F(MAX_COMMENT_BYTES - reserved);
    const entries = (0,advisories/* entriesOf */.Mc)(findings);
    const [first, ...rest] = entries;
    const worst = findings[0];
    if (first?.kind === 'image') {
        const upgrade = bestUpgradeOf(first.findings);
        out.add(`**${(0,escape_markdown/* markdownText */.p)(`${(0,advisories/* countAdvisories */.$e)(first.findings)} in ${first.image}.${upgrade}`, 2000)}**`);
        const { packages } = first;
        out.addList({
            items: packages.map((group) => () => (0,markdown_parts/* packageRow */.LT)(group)),
            counts: packages.map((group) => group.findings.length),
            before: `${markdown_parts/* PACKAGE_COLUMNS */.zs}\n`,
            after: '',
            separator: '\n',
            share: 0.7,
            noun: (count) => (count === 1 ? 'known vulnerability is' : 'known vulnerabilities are'),
        });
        const repair = (0,advisories/* rebuildText */.D0)(packages);
        if (repair !== null)
            out.add(repair);
    }
    else
        out.add(`**${(0,escape_markdown/* markdownText */.p)(worst.message, 2000)}**`);
    const why = view.context.describeRule(worst.rule)?.why;
    if (why !== undefined)
        out.add((0,escape_markdown/* markdownText */.p)(why));
    const rule = first?.kind === 'image' ? 'vulnerability/*' : worst.rule;
    const facts = `${worst.severity}, ${worst.effect === 'block' ? 'blocks' : 'warning'}, ${(0,escape_markdown/* markdownCode */.D)(rule, 100)}`;
    const body = [facts, suggestionPart(suggestion, findings), elsewherePart(elsewhere)]
        .filter((part) => part !== '')
        .join('\n\n');
    const counts = rest.map((entry) => (entry.kind === 'image' ? entry.findings.length : 1));
    const more = counts.reduce((sum, count) => sum + count, 0);
    const tail = new bounded/* BoundedText */.F(out.room);
    tail.addList({
        items: rest.map((entry) => () => (0,markdown_parts/* entryDetail */.eB)(withoutFix(entry), view)),
        counts,
        before: `<details><summary>${(0,report_view/* plural */.LS)(more, 'more finding')} here</summary>\n\n`,
        after: '\n\n</details>',
        separator: '\n\n',
        share: 0.9,
        maxItems: MAX_DETAILS,
        noun: (count) => (count === 1 ? 'finding is' : 'findings are'),
    });
    return [out.toString(), body, tail.toString(), marker].filter((part) => part !== '').join('\n\n');
}
const MAX_SETTLED = 12;
/** What one click settles is said, unless it is all that the comment is about. */
function suggestionPart(suggestion, findings) {
    if (suggestion === null)
        return '';
    const { settles, block } = suggestion;
    if (settles.length === 1 && findings.length === 1)
        return block;
    const rules = [...new Set(settles.map(({ rule }) => rule))];
    const shown = rules.slice(0, MAX_SETTLED).map((rule) => (0,escape_markdown/* markdownCode */.D)(rule, 100));
    const left = rules.length - shown.length;
    return `This settles ${shown.join(', ')}${left > 0 ? ` and ${(0,report_view/* plural */.LS)(left, 'more rule')}` : ''}:\n\n${block}`;
}
function elsewherePart(suggestion) {
    if (suggestion === undefined)
        return '';
    return `The suggestion at ${(0,escape_markdown/* markdownCode */.D)((0,report_view/* placeText */.Z9)(suggestion), 300)} settles this too.`;
}
function withoutFix(entry) {
    return entry.kind === 'image' ? entry : { ...entry, finding: { ...entry.finding, fix: null } };
}
/** " Upgrading openssl to 3.1.4-r3 removes 7 of them.", of what blocks where anything does. */
function bestUpgradeOf(findings) {
    const blocking = findings.filter(({ effect }) => effect === 'block');
    const best = (0,advisories/* bestUpgrade */.HL)(blocking.length > 1 ? blocking : findings);
    if (best === null)
        return '';
    const { source, version, removes, of } = best;
    const kind = blocking.length > 1 ? `${of} that block` : `${of}`;
    return ` Upgrading ${source} to ${version} removes ${removes} of ${kind}.`;
}

;// CONCATENATED MODULE: ./build/report/review/subjects.js

/** Open findings by what they are about, in the report's order: the subject with the worst finding first. */
function subjectsOf({ open }) {
    const groups = new Map();
    for (const finding of open) {
        const key = subjectKey(finding);
        const group = groups.get(key);
        if (group === undefined)
            groups.set(key, [finding]);
        else
            group.push(finding);
    }
    return [...groups].map(([key, findings]) => ({
        id: (0,external_node_crypto_.createHash)('sha256').update(key).digest('hex').slice(0, 16),
        image: findings[0].image,
        findings,
    }));
}
function subjectKey({ image, manifest, location }) {
    if (image !== null)
        return JSON.stringify(['image', image]);
    if (manifest === null)
        return JSON.stringify(['file', location.file]);
    const { file, apiVersion, kind, namespace, name } = manifest;
    return JSON.stringify(['object', file, apiVersion, kind, namespace ?? null, name]);
}

// EXTERNAL MODULE: ./build/report/escape/visible.js
var visible = __webpack_require__(37405);
// EXTERNAL MODULE: ./build/report/escape/fence.js
var fence = __webpack_require__(6770);
;// CONCATENATED MODULE: ./build/report/review/suggestion.js


const MAX_LINES = 30;
/**
 * The proved fixes of findings as GitHub's one click applies them: whole lines, all in one hunk. Fixes of one line, or of
 * lines that one of them spans, are one suggestion, since GitHub takes only one of two. None where a part of a fix would
 * stay behind (another file or hunk), since only the whole was proved; where the diff shows other lines than the gate
 * judged (the base moved on); or where a line holds what does not show.
 *
 * @param findings - the most important first: where two fixes cannot be joined, the first one is suggested
 * @param texts - the judged text of each file of the diff, by path
 */
function suggestionsFor(findings, diff, texts) {
    const fixed = findings.filter(({ fix }) => fix !== null);
    const byEdits = Map.groupBy(fixed, ({ fix }) => JSON.stringify(fix?.edits));
    const found = new Set();
    for (const [first, ...rest] of byEdits.values()) {
        if (first === undefined)
            continue;
        const own = first.fix?.edits ?? [];
        const made = suggest(own, diff, texts);
        if (made === null)
            continue;
        const met = [...found].filter((other) => other.file === made.file && other.startLine <= made.endLine && made.startLine <= other.endLine);
        const edits = distinct([...met.flatMap((other) => other.edits), ...own]);
        const joined = met.length === 0 ? made : suggest(edits, diff, texts);
        if (joined === null)
            continue;
        for (const other of met)
            found.delete(other);
        const settled = new Set([...met.flatMap(({ settles }) => settles), first, ...rest]);
        const [worst = first, ...others] = findings.filter((finding) => settled.has(finding));
        found.add({ ...joined, settles: [worst, ...others], edits });
    }
    return [...found];
}
/** Null where GitHub could not apply the edits as one suggestion. */
function suggest(written, diff, texts) {
    const [first] = written;
    if (first === undefined || written.some(({ file }) => file !== first.file))
        return null;
    const text = texts.get(first.file)?.split('\n');
    if (text === undefined)
        return null;
    const edits = written.map((edit) => onLastLine(edit, text));
    const startLine = Math.min(...edits.map((edit) => edit.startLine));
    const endLine = Math.max(...edits.map((edit) => edit.endLine));
    if (endLine - startLine >= MAX_LINES)
        return null;
    const hunk = hunkWith(diff, first.file, startLine, endLine);
    if (hunk === null)
        return null;
    const shown = hunkLines(hunk, startLine, endLine);
    if (shown.join('\n') !== text.slice(startLine - 1, endLine).join('\n'))
        return null;
    const replaced = applyEdits(shown, startLine, edits);
    if (replaced === null || replaced === shown.join('\n'))
        return null;
    if (![...shown, ...replaced.split('\n')].every((line) => (0,visible/* isVisible */.zN)(line)))
        return null;
    return { file: first.file, startLine, endLine, block: (0,fence/* markdownFence */.p)(replaced, 'suggestion') };
}
/** What is added past the last line's end is no line of the diff: it goes below the last line instead. */
function onLastLine(edit, lines) {
    const { startLine, startColumn, endLine, endColumn, text } = edit;
    const isInsertion = startLine === endLine && startColumn === 1 && endColumn === 1;
    const last = lines[startLine - 2];
    if (!isInsertion || startLine !== lines.length || lines[startLine - 1] !== '' || last === undefined)
        return edit;
    if (!text.endsWith('\n'))
        return edit;
    const line = startLine - 1;
    const column = last.length + 1;
    return {
        ...edit,
        startLine: line,
        startColumn: column,
        endLine: line,
        endColumn: column,
        text: `\n${text.slice(0, -1)}`,
    };
}
function distinct(edits) {
    return [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()];
}
/** The lines with the edits applied, from the last to the first; null where they overlap or lie outside a line. */
function applyEdits(lines, firstLine, edits) {
    const starts = [0];
    for (const line of lines)
        starts.push((starts.at(-1) ?? 0) + line.length + 1);
    const offset = (line, column) => {
        const text = lines[line - firstLine];
        const start = starts[line - firstLine];
        return text === undefined || start === undefined || column > text.length + 1 ? null : start + column - 1;
    };
    let text = lines.join('\n');
    let upTo = text.length;
    for (const edit of edits.toSorted(fromTheLast)) {
        const start = offset(edit.startLine, edit.startColumn);
        const end = offset(edit.endLine, edit.endColumn);
        if (start === null || end === null || end < start || end > upTo)
            return null;
        text = `${text.slice(0, start)}${edit.text}${text.slice(end)}`;
        upTo = start;
    }
    return text;
}
/** Insertions at one place end up in the order of their text, as where they were proved. */
function fromTheLast(a, b) {
    return b.startLine - a.startLine || b.startColumn - a.startColumn || (a.text < b.text ? 1 : -1);
}

;// CONCATENATED MODULE: ./build/report/review/review.js





/** GitHub's limit for a body is 65,536 characters. Bytes are counted, which is never fewer. */
const MAX_BODY = 65_536;
const MAX_COMMENTS = 30;
const MAX_ROWS = 50;
/**
 * The review of a pull request: the same view as every other reporter, with comments on lines of the diff.
 *
 * @param diff - what the pull request shows, as GitHub gives it
 * @param texts - the judged text of the diff's files, by path: a suggestion is made only where both agree
 */
function renderReview(view, diff, texts, options) {
    const { report, context } = view;
    const comments = [];
    const suggestions = suggestionsFor(view.open, diff, texts);
    for (const subject of subjectsOf(view)) {
        if (comments.length >= MAX_COMMENTS)
            break;
        comments.push(...commentsOn(subject, view, diff, suggestions).slice(0, MAX_COMMENTS - comments.length));
    }
    const marker = formatMarker({ key: context.key, kind: 'review', subject: '', fingerprints: [] });
    const body = (0,markdown/* composeMarkdown */.qF)(view, {
        maxBytes: MAX_BODY - Buffer.byteLength(marker) - 2,
        maxRows: MAX_ROWS,
        images: false,
    });
    return {
        key: context.key,
        event: report.verdict === 'pass' || options.style === 'comments' ? 'COMMENT' : 'REQUEST_CHANGES',
        body: `${marker}\n\n${body}`,
        comments,
        openFingerprints: view.open.map(({ fingerprint }) => fingerprint),
        worthSaying: report.verdict !== 'pass' || view.open.length > 0 || context.notices.length > 0,
    };
}

// EXTERNAL MODULE: ./build/commands/check.js + 6 modules
var check = __webpack_require__(30363);
// EXTERNAL MODULE: ./build/commands/workspace.js + 5 modules
var commands_workspace = __webpack_require__(70105);
;// CONCATENATED MODULE: ./build/commands/demo.js













/** Both versions of the shop, and what the gate must say of them. */
const RUNS = [
    { folder: 'shop', verdict: 'fail', title: 'The shop as it was proposed' },
    { folder: 'shop-repaired', verdict: 'pass', title: 'The shop after the review' },
];
/** `demo`: an embedded registry on loopback, sample images, both runs of the gate. 0 when both end as they should. */
async function demo(terminal) {
    const { ports, print } = terminal;
    const fixtures = demoFixtures();
    const store = new ContentStore();
    await loadLayout(store, reader((0,external_node_path_.join)(fixtures, 'images')));
    await loadLayout(store, await freshenDatabase(reader((0,external_node_path_.join)(fixtures, 'trivy-db')), ports.clock.now()));
    const registry = await startRegistry({ store });
    ports.log.info(`A registry with the shop's images listens on ${registry.host}; nothing leaves this machine.`);
    let asIntended = true;
    try {
        for (const { folder, verdict, title } of RUNS) {
            const started = ports.clock.elapsed();
            const result = await ports.files.withTemporaryDirectory('scg-demo-', (directory) => runOn((0,external_node_path_.join)(fixtures, folder), directory, registry.host, title, terminal));
            const seconds = ((ports.clock.elapsed() - started) / 1000).toFixed(1);
            const { verdict: given } = result.report;
            print(`\n${title}: ${given} in ${seconds} s${given === verdict ? '' : `, and should be ${verdict}`}.\n\n`);
            asIntended &&= given === verdict;
        }
    }
    finally {
        await registry.close();
    }
    return asIntended ? 0 : 1;
}
async function runOn(shop, directory, host, title, terminal) {
    const { ports, print } = terminal;
    const texts = await copyRepository((0,working_tree/* workingTree */.c)(shop), directory, { [REGISTRY_NAME]: host }, ports.files);
    const workspace = (0,commands_workspace/* openWorkspace */.OH)(directory);
    const result = await (0,gate.gate)(await (0,commands_workspace/* requestFor */.pU)(workspace, [], {}, ports), ports);
    const view = (0,check/* viewOf */.du)(result, { key: 'demo' });
    print(`${'='.repeat(8)} ${title} ${'='.repeat(8)}\n\n`);
    print((0,reporters/* renderReport */.B1)('text', view, { color: terminal.color, width: terminal.width }));
    const review = renderReview(view, wholeFiles(texts), texts, { style: 'requests' });
    if (review.comments.length > 0)
        print(describeReview(review));
    return result;
}
/** What the pull request would show on its lines. */
function describeReview({ event, comments }) {
    const verb = event === 'REQUEST_CHANGES' ? 'asks for changes' : 'comments';
    const blocks = comments.map(({ path, startLine, line, body }) => {
        const place = startLine === null ? `${path}:${line}` : `${path}:${startLine}-${line}`;
        const text = body.replace(/<!--[\s\S]*?-->\s*/g, '').trim();
        return `  ${place}\n${text.replace(/^/gm, '    | ')}\n`;
    });
    return `\nThe review ${verb}, with ${comments.length} comments on lines of the pull request:\n\n${blocks.join('\n')}`;
}
/** The shop comes in with one pull request, so every line of it is in the diff. */
function wholeFiles(texts) {
    return [...texts].map(([path, text]) => ({
        path,
        hunks: [{ startLine: 1, lines: text.replace(/\n$/, '').split('\n') }],
    }));
}
function reader(folder) {
    return async (path) => {
        const file = (0,external_node_path_.join)(folder, path);
        return (0,external_node_fs_.existsSync)(file) ? new Uint8Array(await (0,promises_.readFile)(file)) : null;
    };
}
/** The fixtures stand beside `src` and `dist`: found from where this code is, whichever of them it is. */
function demoFixtures() {
    let at = (0,external_node_path_.dirname)((0,external_node_url_.fileURLToPath)(import.meta.url));
    for (;;) {
        const candidate = (0,external_node_path_.join)(at, 'fixtures', 'demo');
        if ((0,external_node_fs_.existsSync)((0,external_node_path_.join)(candidate, 'shop')))
            return candidate;
        const up = (0,external_node_path_.dirname)(at);
        if (up === at)
            break;
        at = up;
    }
    throw new errors/* GateError */.u({
        code: 'io/no-fixtures',
        stage: 'io',
        message: 'The sample images of the demo are not beside this program.',
        remedy: 'Run the demo from a checkout of supply-chain-gate: npm ci && npm run demo.',
    });
}


/***/ })

};
