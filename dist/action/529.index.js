export const id = 529;
export const ids = [529];
export const modules = {

/***/ 57590:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L2: () => (/* binding */ UnloggedCertificate),
/* harmony export */   Tv: () => (/* binding */ findUnknownCritical),
/* harmony export */   hB: () => (/* binding */ parseCertificate),
/* harmony export */   xN: () => (/* binding */ readIdentity)
/* harmony export */ });
/* harmony import */ var _sigstore_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83917);
/* harmony import */ var _encode_once_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(74589);


const ISSUER_V1 = '1.3.6.1.4.1.57264.1.1';
const ISSUER_V2 = '1.3.6.1.4.1.57264.1.8';
const OTHER_NAME = '1.3.6.1.4.1.57264.1.7';
/** RFC 5280, GeneralName. */
const TAG = { otherName: 0, email: 1, dns: 2, uri: 6, ip: 7 };
/** The order in which the controller lists them, of which the first is the subject for conditions. */
const ORDER = [TAG.dns, TAG.email, TAG.ip, TAG.uri, TAG.otherName];
/**
 * Reads a certificate in DER; null where it is none. Other encodings of the same content are refused: what is verified
 * must be the bytes that were given.
 */
function parseCertificate(der) {
    try {
        const certificate = (0,_encode_once_js__WEBPACK_IMPORTED_MODULE_1__/* .encodeOnce */ ._)(_sigstore_core__WEBPACK_IMPORTED_MODULE_0__.X509Certificate.parse(Buffer.from(der)));
        if (!certificate.root.toDER().equals(der))
            return null;
        // How many bits of the last byte of its signature do not count: no signature has such, and Go reads none (crypto/x509).
        if (certificate.root.subs[2]?.value[0] !== 0)
            return null;
        // Read now what is read lazily: a date may be none.
        return certificate.notBefore <= certificate.notAfter ? certificate : null;
    }
    catch {
        // Whatever the reader throws, it is the certificate's fault: it is all that was given to it.
        return null;
    }
}
/**
 * The names are every one of the certificate (sigstore/pkg/cryptoutils, GetSubjectAlternateNames). The issuer is in one of
 * two extensions: for its first format cosign reads the older alone (CertExtensions.GetIssuer), for bundles the newer
 * counts (fulcio/pkg/certificate, ParseExtensions).
 */
function readIdentity(certificate, format) {
    const older = certificate.extension(ISSUER_V1)?.value.toString('utf8');
    const newer = certificate.extension(ISSUER_V2)?.valueObj.subs[0]?.value.toString('utf8');
    const issuer = (format === 'annotations' ? older : (newer ?? older)) ?? '';
    const general = certificate.extSubjectAltName?.valueObj.subs[0]?.subs ?? [];
    return {
        issuer,
        names: ORDER.flatMap((tag) => general.filter((name) => name.tag.isContextSpecific(tag)).flatMap(readName)),
    };
}
function readName(name) {
    const is = (tag) => name.tag.isContextSpecific(tag);
    if (is(TAG.email) || is(TAG.dns) || is(TAG.uri))
        return [name.value.toString('utf8')];
    if (is(TAG.ip))
        return name.value.length === 4 ? [[...name.value].join('.')] : [];
    if (!is(TAG.otherName) || name.subs[0]?.toOID() !== OTHER_NAME)
        return [];
    const text = name.subs[1]?.subs[0]?.value.toString('utf8');
    return text === undefined ? [] : [text];
}
/** What Go's crypto/x509 knows; any other critical extension keeps it from verifying a certificate (RFC 5280, 4.2). */
const KNOWN_EXTENSIONS = [
    ...['2.5.29.14', '2.5.29.15', '2.5.29.17', '2.5.29.19', '2.5.29.30', '2.5.29.31', '2.5.29.32', '2.5.29.35'],
    ...['2.5.29.37', '1.3.6.1.5.5.7.1.1'],
];
/** A critical extension that must be understood, and is not; null where there is none. */
function findUnknownCritical(certificate) {
    const oids = certificate.extensions.map((extension) => extension.subs[0]?.toOID() ?? '');
    return oids.find((oid) => !KNOWN_EXTENSIONS.includes(oid) && certificate.extension(oid)?.critical === true) ?? null;
}
/**
 * A certificate whose proofs of being logged are not looked at: @sigstore/verify reads them from a copy that it asks the
 * certificate for. All else, its signature too, stays as it is.
 */
class UnloggedCertificate extends _sigstore_core__WEBPACK_IMPORTED_MODULE_0__.X509Certificate {
    static read(der) {
        return new UnloggedCertificate(_sigstore_core__WEBPACK_IMPORTED_MODULE_0__.ASN1Obj.parseBuffer(Buffer.from(der)));
    }
    clone() {
        const copy = super.clone();
        const at = copy.extensions.findIndex((extension) => extension.subs[0]?.toOID() === _sigstore_core__WEBPACK_IMPORTED_MODULE_0__.EXTENSION_OID_SCT);
        if (at >= 0)
            copy.extensions.splice(at, 1);
        return copy;
    }
}


/***/ }),

/***/ 74589:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  u: () => (/* binding */ encodeChainsOnce),
  _: () => (/* binding */ encodeOnce)
});

;// CONCATENATED MODULE: ./build/check/signatures/authority/encode-der.js
/**
 * The DER of what was read (X.690, 8.1 and 10.1), byte for byte what @sigstore/core's own `toDER` makes of it, which
 * takes two kilobytes of memory for every element however small.
 */
function encodeDer({ tag, subs, value }) {
    const parts = subs.length === 0 ? [value] : subs.map(encodeDer);
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    return Buffer.concat([Buffer.from([tag.toDER(), ...encodeLength(length)]), ...parts]);
}
/** In as few bytes as hold it: alone below 128, else after a byte that says how many they are. */
function encodeLength(length) {
    if (length < 0x80)
        return [length];
    const bytes = [];
    for (let rest = length; rest > 0; rest = Math.floor(rest / 0x100))
        bytes.unshift(rest % 0x100);
    return [0x80 | bytes.length, ...bytes];
}

;// CONCATENATED MODULE: ./build/check/signatures/authority/encode-once.js

const done = new WeakSet();
/** RFC 5280, 4.1: where the key stands in what is signed of a certificate. */
const PUBLIC_KEY = 6;
/**
 * @sigstore/core encodes a certificate anew for each comparison and each signature that it checks, which was most of the
 * time that a keyless signature took. Certificates that are only read are encoded once. Copies of them, which the
 * verifier changes, are their own: they are encoded as they are when they are asked.
 */
function encodeOnce(certificate) {
    if (done.has(certificate))
        return certificate;
    done.add(certificate);
    const [signed] = certificate.root.subs;
    const key = signed?.subs[PUBLIC_KEY];
    for (const part of [certificate.root, signed, key])
        if (part !== undefined)
            keepEncoding(part);
    const copyOf = certificate.clone.bind(certificate);
    certificate.clone = () => {
        const copy = copyOf();
        const { tbsCertificate } = copy;
        tbsCertificate.toDER = () => encodeDer(tbsCertificate);
        return copy;
    };
    return certificate;
}
function keepEncoding(part) {
    let encoded = null;
    part.toDER = () => {
        encoded ??= encodeDer(part);
        return encoded;
    };
}
/**
 * The same for what a trust root holds, which every signature is held against. That one of its certificates was given
 * out by another is found out once too, since both stay what they are; that it was not is found out each time.
 */
function encodeChainsOnce(material) {
    for (const { certChain } of [...material.certificateAuthorities, ...material.timestampAuthorities]) {
        for (const certificate of certChain) {
            if (!done.has(certificate))
                verifyOnce(certificate);
            encodeOnce(certificate);
        }
    }
}
function verifyOnce(certificate) {
    const verify = certificate.verify.bind(certificate);
    const issuers = new WeakSet();
    certificate.verify = (issuer) => {
        const by = issuer ?? certificate;
        if (issuers.has(by))
            return true;
        const verified = verify(issuer);
        if (verified)
            issuers.add(by);
        return verified;
    };
}


/***/ }),

/***/ 42934:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Is: () => (/* binding */ maySignCode),
/* harmony export */   ho: () => (/* binding */ forTimestamps),
/* harmony export */   jj: () => (/* binding */ forCode)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _certificate_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57590);


const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const ANY_USAGE = '2.5.29.37.0';
const NAME_CONSTRAINTS = '2.5.29.30';
/**
 * May a certificate, in DER, be used for this? One that names no extended key usage may be used for all (Go's crypto/x509,
 * which @sigstore/verify does not follow there).
 */
function allows(der, usage) {
    try {
        const uses = new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(der).keyUsage ?? [];
        return uses.length === 0 || uses.includes(usage) || uses.includes(ANY_USAGE);
    }
    catch {
        return false;
    }
}
/** May what this certificate signs be code? */
function maySignCode(der) {
    return allows(der, CODE_SIGNING);
}
/**
 * Authorities without the certificates that may not give out others for signing code, as every one on the way must, and
 * without those that @sigstore/verify cannot do justice to.
 */
function forCode(authorities) {
    return authorities.map(({ certChain, validFor }) => ({
        validFor,
        certChain: certChain.filter((certificate) => allows(derOf(certificate), CODE_SIGNING) && !isConstrained(certificate)),
    }));
}
/** It restricts the names in what it gives out, which nothing here checks, or something that nothing here knows. */
function isConstrained(certificate) {
    return certificate.extension(NAME_CONSTRAINTS) !== undefined || (0,_certificate_js__WEBPACK_IMPORTED_MODULE_1__/* .findUnknownCritical */ .Tv)(certificate) !== null;
}
/** Authorities whose signing certificate is for timestamps alone (RFC 3161, 2.3; sigstore/timestamp-authority asks too). */
function forTimestamps(authorities) {
    return authorities.filter(({ certChain: [signer] }) => {
        const uses = signer === undefined ? [] : (new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(derOf(signer)).keyUsage ?? []);
        return uses.length === 1 && uses[0] === TIME_STAMPING;
    });
}
function derOf(certificate) {
    return certificate.root.toDER();
}


/***/ }),

/***/ 50688:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ parseJson)
/* harmony export */ });
/** Undefined for what is not JSON in UTF-8. */
function parseJson(bytes) {
    try {
        return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 26529:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  loadTrustRoot: () => (/* binding */ loadTrustRoot)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./node_modules/@sigstore/protobuf-specs/dist/index.js
var dist = __webpack_require__(19654);
// EXTERNAL MODULE: ./node_modules/@sigstore/verify/dist/index.js
var verify_dist = __webpack_require__(54187);
// EXTERNAL MODULE: ./build/check/signatures/authority/usage.js
var usage = __webpack_require__(42934);
// EXTERNAL MODULE: ./build/check/signatures/clip.js
var clip = __webpack_require__(37701);
// EXTERNAL MODULE: ./build/check/signatures/found/json.js
var json = __webpack_require__(50688);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: ./node_modules/modern-tar/dist/web/index.js + 1 modules
var web = __webpack_require__(51942);
;// CONCATENATED MODULE: ./build/check/signatures/trust-root/archive.js



const MAX_ARCHIVE_BYTES = 64 * 1024 * 1024;
const unzipped = (0,external_node_util_.promisify)(external_node_zlib_.gunzip);
/** The archive cannot be read; a clause. */
class ArchiveError extends Error {
}
/**
 * Reads a TUF repository out of a TrustRoot's `mirrorFS`: a tar archive under gzip, whose files are below `repository/`
 * or at its top (policy-controller, pkg/tuf, UncompressMemFS). @throws ArchiveError
 */
async function fetchFromArchive(archive) {
    const files = new Map();
    try {
        const entries = await (0,web/* unpackTar */.Ag)(await unzipped(archive, { maxOutputLength: MAX_ARCHIVE_BYTES }), { strict: true });
        for (const { header, data } of entries) {
            if (header.type === 'file' && data !== undefined)
                files.set(nameOf(header.name), data);
        }
    }
    catch {
        throw new ArchiveError('its mirrorFS is not a tar archive under gzip that can be read');
    }
    return async (path, maxBytes) => {
        const found = files.get(path);
        return found === undefined || found.length > maxBytes ? null : found;
    };
}
function nameOf(name) {
    return name.replace(/^(\.?\/)+/, '').replace(/^repository\//, '');
}

// EXTERNAL MODULE: ./build/domain/moment.js
var moment = __webpack_require__(26345);
// EXTERNAL MODULE: ./build/domain/ports.js
var ports = __webpack_require__(93741);
// EXTERNAL MODULE: ./node_modules/tuf-js/dist/error.js
var dist_error = __webpack_require__(86376);
// EXTERNAL MODULE: ./node_modules/tuf-js/dist/store.js
var dist_store = __webpack_require__(95683);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(2503);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
;// CONCATENATED MODULE: ./build/check/signatures/trust-root/tuf.js





/** The repository did not answer: nothing is said about what it holds. `message` is a clause. */
class TufUnreachable extends Error {
}
const Custom = schemas/* looseObject */._H3({ sigstore: schemas/* looseObject */._H3({ usage: schemas/* string */.YjP(), uri: schemas/* string */.YjP().default('') }) });
/** TUF specification 1.0.31, 5.3.3: bounds that a client sets for itself. */
const MAX_ROOTS = 64;
const MAX_METADATA_BYTES = 1024 * 1024;
const MAX_TARGET_BYTES = 5 * 1024 * 1024;
const MAX_DESCRIBED = 64;
/**
 * The target of a TUF repository, after the client workflow of the specification (section 5) from the root that is
 * trusted to the target's hash: signatures, versions and expiry are tuf-js's, which keeps no state here.
 *
 * @throws TufUnreachable where the repository does not answer.
 */
async function readTufTarget(start, read, now) {
    const seen = new Map([['root', start.root]]);
    const watched = async (path, maxBytes) => {
        const bytes = await read(path, maxBytes);
        const role = /(\w+)\.json$/.exec(path)?.[1];
        if (bytes !== null && role !== undefined)
            seen.set(role, bytes);
        return bytes;
    };
    try {
        return await followMetadata(start, watched, now);
    }
    catch (error) {
        if (error instanceof TufUnreachable)
            throw error;
        if (error instanceof dist_error.ExpiredMetadataError)
            return describeExpiry(error, seen);
        // It was given nothing but the repository's content: whatever it throws, it is the repository's fault.
        return {
            status: 'refused',
            reason: `its metadata cannot be trusted: ${error instanceof Error ? error.message : 'malformed'}`,
        };
    }
}
const Expiring = schemas/* looseObject */._H3({ signed: schemas/* looseObject */._H3({ expires: iso/* datetime */.w$() }) });
/** tuf-js says which metadata expired, and not when. */
function describeExpiry({ message }, seen) {
    const role = /(\w+)\.json/.exec(message)?.[1] ?? '';
    const expiring = Expiring.safeParse(JSON.parse(Buffer.from(seen.get(role) ?? Buffer.from('null')).toString('utf8')));
    const clause = expiring.success ? `${role}.json expired at ${expiring.data.signed.expires}` : message;
    return { status: 'refused', reason: `its metadata cannot be trusted: ${clause}` };
}
async function followMetadata(start, read, now) {
    const need = async (path, maxBytes = MAX_METADATA_BYTES) => {
        const bytes = await read(path, maxBytes);
        if (bytes === null)
            throw new Error(`${path} is missing`);
        return Buffer.from(bytes);
    };
    const store = new dist_store/* TrustedMetadataStore */.E(Buffer.from(start.root));
    for (let count = 0; count < MAX_ROOTS; count++) {
        const next = await read(`${store.root.signed.version + 1}.root.json`, MAX_METADATA_BYTES);
        if (next === null)
            break;
        store.updateRoot(Buffer.from(next));
    }
    const { consistentSnapshot } = store.root.signed;
    const versioned = (version, name) => (consistentSnapshot ? `${version}.${name}` : name);
    const timestamp = store.updateTimestamp(await need('timestamp.json'));
    const snapshot = store.updateSnapshot(await need(versioned(timestamp.signed.snapshotMeta.version, 'snapshot.json')));
    const targetsVersion = snapshot.signed.meta['targets.json']?.version ?? 0;
    store.updateDelegatedTargets(await need(versioned(targetsVersion, 'targets.json')), 'targets', 'root');
    const { targets } = store;
    if (targets === undefined)
        throw new Error('there are no targets');
    const all = [store.root.signed, timestamp.signed, snapshot.signed, targets.signed];
    const expired = all.find((signed) => (0,moment/* isOver */.PU)(Date.parse(signed.expires), now));
    if (expired !== undefined)
        throw new Error(`${expired.type}.json expired at ${expired.expires}`);
    const download = async (name) => {
        const info = targets.signed.targets[name];
        const hash = info?.hashes.sha256;
        if (info === undefined || hash === undefined)
            throw new Error(`the target ${name} has no sha256`);
        const path = consistentSnapshot ? name.replace(/[^/]+$/, (base) => `${hash}.${base}`) : name;
        const bytes = await need(`${start.targets}/${path}`, MAX_TARGET_BYTES);
        if (bytes.length === info.length && (0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex') === hash)
            return bytes;
        throw new Error(`${name} is not what the metadata says`);
    };
    if (Object.hasOwn(targets.signed.targets, start.target)) {
        return { status: 'current', target: await download(start.target), described: [] };
    }
    const described = [];
    for (const [name, info] of Object.entries(targets.signed.targets).slice(0, MAX_DESCRIBED)) {
        const custom = Custom.safeParse(info.custom);
        if (custom.success)
            described.push({ ...custom.data.sigstore, bytes: await download(name) });
    }
    return { status: 'current', target: null, described };
}

;// CONCATENATED MODULE: ./build/check/signatures/trust-root/fetch-mirror.js


const TIMEOUT_MS = 10_000;
/** Reads a TUF repository over http. `byName`: the policy itself names the mirror, so that it may be a private address. */
function fetchFromMirror(http, mirror, { byName }) {
    return async (path, maxBodyBytes) => {
        const url = new URL(path, mirror);
        try {
            const { status, body } = await http.send({
                method: 'GET',
                url,
                headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'supply-chain-gate' },
                timeoutMs: TIMEOUT_MS,
                maxBodyBytes,
                publicAddressesOnly: !byName,
            });
            if (status === 200)
                return body;
            // 403 is what some object stores answer for what is not there.
            if (status === 404 || status === 403)
                return null;
            throw new TufUnreachable(`${url.host} answered ${status}`);
        }
        catch (error) {
            if (error instanceof ports/* HttpError */.j)
                throw new TufUnreachable(`${url.host}: ${error.message.replace(/\.$/, '')}`);
            throw error;
        }
    };
}

;// CONCATENATED MODULE: ./build/check/signatures/trust-root/read-repository.js




/** The version or the hash is in the name: the repository never has another file under it (TUF 1.0.31, 6.2). */
const NEVER_CHANGES = /^\d+\.\w+\.json$|^[^?#]*\/[0-9a-f]{64}\.[^/]+$/;
/**
 * Follows a repository over http: of what was kept, the files that never change are not asked for again. Where it does
 * not answer, or may not be asked, what was kept is followed instead, while none of it has expired.
 *
 * @throws TufUnreachable where neither is to be had.
 */
async function readRepository(start, mirror, { http, now, offline, kept, byName }) {
    const repository = kept?.open(mirror, start.root) ?? null;
    try {
        if (offline)
            throw new TufUnreachable('this run is offline');
        const result = await fetchAnew(start, fetchFromMirror(http, mirror, { byName }), repository, now);
        return { result, source: 'fetched', updatedAt: (0,moment/* writtenDown */.Ce)(now) };
    }
    catch (error) {
        if (!(error instanceof TufUnreachable) || repository === null)
            throw error;
        return readKept(start, repository, now, error.message);
    }
}
async function fetchAnew(start, remote, repository, now) {
    if (repository === null)
        return readTufTarget(start, remote, now);
    const fetched = new Map();
    const ask = async (path, maxBytes) => {
        const bytes = await remote(path, maxBytes);
        if (bytes !== null)
            fetched.set(path, bytes);
        return bytes;
    };
    let used = false;
    const keptFirst = async (path, maxBytes) => {
        const bytes = NEVER_CHANGES.test(path) ? await repository.read(path, maxBytes) : null;
        used ||= bytes !== null;
        return bytes ?? ask(path, maxBytes);
    };
    let result = await readTufTarget(start, keptFirst, now);
    if (result.status === 'refused' && used) {
        // Somebody may have written to what was kept: only the repository itself can say that it is at fault.
        fetched.clear();
        result = await readTufTarget(start, ask, now);
    }
    if (result.status === 'current')
        await repository.keep(fetched, now);
    return result;
}
async function readKept(start, repository, now, unreachable) {
    if ((await repository.read('timestamp.json', 1024 * 1024)) === null)
        throw new TufUnreachable(unreachable);
    const result = await readTufTarget(start, (path, maxBytes) => repository.read(path, maxBytes), now);
    if (result.status === 'refused') {
        const reason = (0,clip/* clip */.$)(result.reason, 200);
        throw new TufUnreachable(`${unreachable}; what an earlier run kept of it is no use either: ${reason}`);
    }
    const at = await repository.fetchedAt();
    // The report alone shows it, and nobody vouches for it: what is later than now is wrong.
    return { result, source: 'cached', updatedAt: at === null || at > now ? null : at.toISOString() };
}

;// CONCATENATED MODULE: ./build/check/signatures/trust-root/shipped.js
// Generated by scripts/trust-roots.ts: npm run trust-roots
/** Trust roots as they were when this program was made. */
const SHIPPED = {
    "sigstore": {
        "publishedAt": "2026-11-05T00:19:12Z",
        "root": "{\"signatures\":[{\"keyid\":\"e71a54d543835ba86adad9460379c7641fb8726d164ea766801a1c522aba7ea2\",\"sig\":\"3045022065c68f28ebe44d0a4e047a6e287f9669c8e3b31e08536396c67a1483326be8c6022100e7524a889e40de0df84231dd40e1fcc57fbbbf62055c17076568307dbc509046\"},{\"keyid\":\"22f4caec6d8e6f9555af66b3d4c3cb06a3bb23fdc7e39c916c61f462e6f52b06\",\"sig\":\"304502206fedc4a382a0c5155e812c9b7461fe388ef704fef9e093c5c236e20abbf8e6620221008bbec36b63bf9baebc03a83c770cf9387efc90907eb83070b7a875129512d687\"},{\"keyid\":\"61643838125b440b40db6942f5cb5a31c0dc04368316eb2aaa58b95904a58222\",\"sig\":\"30450220468f4219db51c7e815e1e3d33d9987878aa12aeaf331604d5180dd60b19dfb350221009f778ef5e96647c08bd23d63f69c0cce6fc353d747b9d51f35dc0f8678de9fef\"},{\"keyid\":\"a687e5bf4fab82b0ee58d46e05c9535145a2c9afb458f43d42b45ca0fdce2a70\",\"sig\":\"3045022029e2518a7bcac05ec0b227809ce0c969406743412f90dc5255401afb13363f4602210087a64182249e41dd11de91c9f385a33659bd60147a93d13c86b7a64e447f9826\"},{\"keyid\":\"183e64f37670dc13ca0d28995a3053f3740954ddce44321a41e46534cf44e632\",\"sig\":\"30450221008051c456ed2bf48aa5fc5742928ab0904266c1d6bdde5fc75ae20f12d098a95502203cc683bd86793808e6c9f89e2ca93f80b00c6ea64880ac4e37db69e2e86b24e3\"}],\"signed\":{\"_type\":\"root\",\"consistent_snapshot\":true,\"expires\":\"2027-04-22T19:27:31Z\",\"keys\":{\"0c87432c3bf09fd99189fdc32fa5eaedf4e4a5fac7bab73fa04a2e0fc64af6f5\":{\"keyid_hash_algorithms\":[\"sha256\",\"sha512\"],\"keytype\":\"ecdsa\",\"keyval\":{\"public\":\"-----BEGIN PUBLIC KEY-----\\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEWRiGr5+j+3J5SsH+Ztr5nE2H2wO7\\nBV+nO3s93gLca18qTOzHY1oWyAGDykMSsGTUBSt9D+An0KfKsD2mfSM42Q==\\n-----END PUBLIC KEY-----\\n\"},\"scheme\":\"ecdsa-sha2-nistp256\",\"x-tuf-on-ci-online-uri\":\"gcpkms:projects/sigstore-root-signing/locations/global/keyRings/root/cryptoKeys/timestamp/cryptoKeyVersions/1\"},\"183e64f37670dc13ca0d28995a3053f3740954ddce44321a41e46534cf44e632\":{\"keytype\":\"ecdsa\",\"keyval\":{\"public\":\"-----BEGIN PUBLIC KEY-----\\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEMxpPOJCIZ5otG4106fGJseEQi3V9\\npkMYQ4uyV9Tj1M7WHXIyLG+jkfvuG0glQ1JZbRZZBV3gAR4sojdGHISeow==\\n-----END PUBLIC KEY-----\\n\"},\"scheme\":\"ecdsa-sha2-nistp256\",\"x-tuf-on-ci-keyowner\":\"@lance\"},\"22f4caec6d8e6f9555af66b3d4c3cb06a3bb23fdc7e39c916c61f462e6f52b06\":{\"keyid_hash_algorithms\":[\"sha256\",\"sha512\"],\"keytype\":\"ecdsa\",\"keyval\":{\"public\":\"-----BEGIN PUBLIC KEY-----\\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEzBzVOmHCPojMVLSI364WiiV8NPrD\\n6IgRxVliskz/v+y3JER5mcVGcONliDcWMC5J2lfHmjPNPhb4H7xm8LzfSA==\\n-----END PUBLIC KEY-----\\n\"},\"scheme\":\"ecdsa-sha2-nistp256\",\"x-tuf-on-ci-keyowner\":\"@santiagotorres\"},\"61643838125b440b40db6942f5cb5a31c0dc04368316eb2aaa58b95904a58222\":{\"keyid_hash_algorithms\":[\"sha256\",\"sha512\"],\"keytype\":\"ecdsa\",\"keyval\":{\"public\":\"-----BEGIN PUBLIC KEY-----\\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEinikSsAQmYkNeH5eYq/CnIzLaacO\\nxlSaawQDOwqKy/tCqxq5xxPSJc21K4WIhs9GyOkKfzueY3GILzcMJZ4cWw==\\n-----END PUBLIC KEY-----\\n\"},\"scheme\":\"ecdsa-sha2-nistp256\",\"x-tuf-on-ci-keyowner\":\"@bobcallaway\"},\"a687e5bf4fab82b0ee58d46e05c9535145a2c9afb458f43d42b45ca0fdce2a70\":{\"keyid_hash_algorithms\":[\"sha256\",\"sha512\"],\"keytype\":\"ecdsa\",\"keyval\":{\"public\":\"-----BEGIN PUBLIC KEY-----\\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE0ghrh92Lw1Yr3idGV5WqCtMDB8Cx\\n+D8hdC4w2ZLNIplVRoVGLskYa3gheMyOjiJ8kPi15aQ2//7P+oj7UvJPGw==\\n-----END PUBLIC KEY-----\\n\"},\"scheme\":\"ecdsa-sha2-nistp256\",\"x-tuf-on-ci-keyowner\":\"@joshuagl\"},\"e71a54d543835ba86adad9460379c7641fb8726d164ea766801a1c522aba7ea2\":{\"keyid_hash_algorithms\":[\"sha256\",\"sha512\"],\"keytype\":\"ecdsa\",\"keyval\":{\"public\":\"-----BEGIN PUBLIC KEY-----\\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEXsz3SZXFb8jMV42j6pJlyjbjR8K\\nN3Bwocexq6LMIb5qsWKOQvLN16NUefLc4HswOoumRsVVaajSpQS6fobkRw==\\n-----END PUBLIC KEY-----\\n\"},\"scheme\":\"ecdsa-sha2-nistp256\",\"x-tuf-on-ci-keyowner\":\"@mnm678\"}},\"roles\":{\"root\":{\"keyids\":[\"e71a54d543835ba86adad9460379c7641fb8726d164ea766801a1c522aba7ea2\",\"22f4caec6d8e6f9555af66b3d4c3cb06a3bb23fdc7e39c916c61f462e6f52b06\",\"61643838125b440b40db6942f5cb5a31c0dc04368316eb2aaa58b95904a58222\",\"a687e5bf4fab82b0ee58d46e05c9535145a2c9afb458f43d42b45ca0fdce2a70\",\"183e64f37670dc13ca0d28995a3053f3740954ddce44321a41e46534cf44e632\"],\"threshold\":3},\"snapshot\":{\"keyids\":[\"0c87432c3bf09fd99189fdc32fa5eaedf4e4a5fac7bab73fa04a2e0fc64af6f5\"],\"threshold\":1,\"x-tuf-on-ci-expiry-period\":3650,\"x-tuf-on-ci-signing-period\":365},\"targets\":{\"keyids\":[\"e71a54d543835ba86adad9460379c7641fb8726d164ea766801a1c522aba7ea2\",\"22f4caec6d8e6f9555af66b3d4c3cb06a3bb23fdc7e39c916c61f462e6f52b06\",\"61643838125b440b40db6942f5cb5a31c0dc04368316eb2aaa58b95904a58222\",\"a687e5bf4fab82b0ee58d46e05c9535145a2c9afb458f43d42b45ca0fdce2a70\",\"183e64f37670dc13ca0d28995a3053f3740954ddce44321a41e46534cf44e632\"],\"threshold\":3},\"timestamp\":{\"keyids\":[\"0c87432c3bf09fd99189fdc32fa5eaedf4e4a5fac7bab73fa04a2e0fc64af6f5\"],\"threshold\":1,\"x-tuf-on-ci-expiry-period\":7,\"x-tuf-on-ci-signing-period\":6}},\"spec_version\":\"1.0\",\"version\":16,\"x-tuf-on-ci-expiry-period\":197,\"x-tuf-on-ci-signing-period\":46}}",
        "trustedRoot": "{\"mediaType\":\"application/vnd.dev.sigstore.trustedroot+json;version=0.1\",\"tlogs\":[{\"baseUrl\":\"https://rekor.sigstore.dev\",\"hashAlgorithm\":\"SHA2_256\",\"publicKey\":{\"rawBytes\":\"MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE2G2Y+2tabdTV5BcGiBIx0a9fAFwrkBbmLSGtks4L3qX6yYY0zufBnhC8Ur/iy55GhWP/9A/bY2LhC30M9+RYtw==\",\"keyDetails\":\"PKIX_ECDSA_P256_SHA_256\",\"validFor\":{\"start\":\"2021-01-12T11:53:27Z\"}},\"logId\":{\"keyId\":\"wNI9atQGlz+VWfO6LRygH4QUfY/8W4RFwiT5i5WRgB0=\"}},{\"baseUrl\":\"https://log2025-1.rekor.sigstore.dev\",\"hashAlgorithm\":\"SHA2_256\",\"publicKey\":{\"rawBytes\":\"MCowBQYDK2VwAyEAt8rlp1knGwjfbcXAYPYAkn0XiLz1x8O4t0YkEhie244=\",\"keyDetails\":\"PKIX_ED25519\",\"validFor\":{\"start\":\"2025-09-23T00:00:00Z\"}},\"logId\":{\"keyId\":\"zxGZFVvd0FEmjR8WrFwMdcAJ9vtaY/QXf44Y1wUeP6A=\"}}],\"certificateAuthorities\":[{\"subject\":{\"organization\":\"sigstore.dev\",\"commonName\":\"sigstore\"},\"uri\":\"https://fulcio.sigstore.dev\",\"certChain\":{\"certificates\":[{\"rawBytes\":\"MIIB+DCCAX6gAwIBAgITNVkDZoCiofPDsy7dfm6geLbuhzAKBggqhkjOPQQDAzAqMRUwEwYDVQQKEwxzaWdzdG9yZS5kZXYxETAPBgNVBAMTCHNpZ3N0b3JlMB4XDTIxMDMwNzAzMjAyOVoXDTMxMDIyMzAzMjAyOVowKjEVMBMGA1UEChMMc2lnc3RvcmUuZGV2MREwDwYDVQQDEwhzaWdzdG9yZTB2MBAGByqGSM49AgEGBSuBBAAiA2IABLSyA7Ii5k+pNO8ZEWY0ylemWDowOkNa3kL+GZE5Z5GWehL9/A9bRNA3RbrsZ5i0JcastaRL7Sp5fp/jD5dxqc/UdTVnlvS16an+2Yfswe/QuLolRUCrcOE2+2iA5+tzd6NmMGQwDgYDVR0PAQH/BAQDAgEGMBIGA1UdEwEB/wQIMAYBAf8CAQEwHQYDVR0OBBYEFMjFHQBBmiQpMlEk6w2uSu1KBtPsMB8GA1UdIwQYMBaAFMjFHQBBmiQpMlEk6w2uSu1KBtPsMAoGCCqGSM49BAMDA2gAMGUCMH8liWJfMui6vXXBhjDgY4MwslmN/TJxVe/83WrFomwmNf056y1X48F9c4m3a3ozXAIxAKjRay5/aj/jsKKGIkmQatjI8uupHr/+CxFvaJWmpYqNkLDGRU+9orzh5hI2RrcuaQ==\"}]},\"validFor\":{\"start\":\"2021-03-07T03:20:29Z\",\"end\":\"2022-12-31T23:59:59.999Z\"}},{\"subject\":{\"organization\":\"sigstore.dev\",\"commonName\":\"sigstore\"},\"uri\":\"https://fulcio.sigstore.dev\",\"certChain\":{\"certificates\":[{\"rawBytes\":\"MIICGjCCAaGgAwIBAgIUALnViVfnU0brJasmRkHrn/UnfaQwCgYIKoZIzj0EAwMwKjEVMBMGA1UEChMMc2lnc3RvcmUuZGV2MREwDwYDVQQDEwhzaWdzdG9yZTAeFw0yMjA0MTMyMDA2MTVaFw0zMTEwMDUxMzU2NThaMDcxFTATBgNVBAoTDHNpZ3N0b3JlLmRldjEeMBwGA1UEAxMVc2lnc3RvcmUtaW50ZXJtZWRpYXRlMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE8RVS/ysH+NOvuDZyPIZtilgUF9NlarYpAd9HP1vBBH1U5CV77LSS7s0ZiH4nE7Hv7ptS6LvvR/STk798LVgMzLlJ4HeIfF3tHSaexLcYpSASr1kS0N/RgBJz/9jWCiXno3sweTAOBgNVHQ8BAf8EBAMCAQYwEwYDVR0lBAwwCgYIKwYBBQUHAwMwEgYDVR0TAQH/BAgwBgEB/wIBADAdBgNVHQ4EFgQU39Ppz1YkEZb5qNjpKFWixi4YZD8wHwYDVR0jBBgwFoAUWMAeX5FFpWapesyQoZMi0CrFxfowCgYIKoZIzj0EAwMDZwAwZAIwPCsQK4DYiZYDPIaDi5HFKnfxXx6ASSVmERfsynYBiX2X6SJRnZU84/9DZdnFvvxmAjBOt6QpBlc4J/0DxvkTCqpclvziL6BCCPnjdlIB3Pu3BxsPmygUY7Ii2zbdCdliiow=\"},{\"rawBytes\":\"MIIB9zCCAXygAwIBAgIUALZNAPFdxHPwjeDloDwyYChAO/4wCgYIKoZIzj0EAwMwKjEVMBMGA1UEChMMc2lnc3RvcmUuZGV2MREwDwYDVQQDEwhzaWdzdG9yZTAeFw0yMTEwMDcxMzU2NTlaFw0zMTEwMDUxMzU2NThaMCoxFTATBgNVBAoTDHNpZ3N0b3JlLmRldjERMA8GA1UEAxMIc2lnc3RvcmUwdjAQBgcqhkjOPQIBBgUrgQQAIgNiAAT7XeFT4rb3PQGwS4IajtLk3/OlnpgangaBclYpsYBr5i+4ynB07ceb3LP0OIOZdxexX69c5iVuyJRQ+Hz05yi+UF3uBWAlHpiS5sh0+H2GHE7SXrk1EC5m1Tr19L9gg92jYzBhMA4GA1UdDwEB/wQEAwIBBjAPBgNVHRMBAf8EBTADAQH/MB0GA1UdDgQWBBRYwB5fkUWlZql6zJChkyLQKsXF+jAfBgNVHSMEGDAWgBRYwB5fkUWlZql6zJChkyLQKsXF+jAKBggqhkjOPQQDAwNpADBmAjEAj1nHeXZp+13NWBNa+EDsDP8G1WWg1tCMWP/WHPqpaVo0jhsweNFZgSs0eE7wYI4qAjEA2WB9ot98sIkoF3vZYdd3/VtWB5b9TNMea7Ix/stJ5TfcLLeABLE4BNJOsQ4vnBHJ\"}]},\"validFor\":{\"start\":\"2022-04-13T20:06:15Z\"}}],\"ctlogs\":[{\"baseUrl\":\"https://ctfe.sigstore.dev/test\",\"hashAlgorithm\":\"SHA2_256\",\"publicKey\":{\"rawBytes\":\"MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEbfwR+RJudXscgRBRpKX1XFDy3PyudDxz/SfnRi1fT8ekpfBd2O1uoz7jr3Z8nKzxA69EUQ+eFCFI3zeubPWU7w==\",\"keyDetails\":\"PKIX_ECDSA_P256_SHA_256\",\"validFor\":{\"start\":\"2021-03-14T00:00:00Z\",\"end\":\"2022-10-31T23:59:59.999Z\"}},\"logId\":{\"keyId\":\"CGCS8ChS/2hF0dFrJ4ScRWcYrBY9wzjSbea8IgY2b3I=\"}},{\"baseUrl\":\"https://ctfe.sigstore.dev/2022\",\"hashAlgorithm\":\"SHA2_256\",\"publicKey\":{\"rawBytes\":\"MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEiPSlFi0CmFTfEjCUqF9HuCEcYXNKAaYalIJmBZ8yyezPjTqhxrKBpMnaocVtLJBI1eM3uXnQzQGAJdJ4gs9Fyw==\",\"keyDetails\":\"PKIX_ECDSA_P256_SHA_256\",\"validFor\":{\"start\":\"2022-10-20T00:00:00Z\"}},\"logId\":{\"keyId\":\"3T0wasbHETJjGR4cmWc3AqJKXrjePK3/h4pygC8p7o4=\"}}],\"timestampAuthorities\":[{\"subject\":{\"organization\":\"sigstore.dev\",\"commonName\":\"sigstore-tsa-selfsigned\"},\"uri\":\"https://timestamp.sigstore.dev/api/v1/timestamp\",\"certChain\":{\"certificates\":[{\"rawBytes\":\"MIICEDCCAZagAwIBAgIUOhNULwyQYe68wUMvy4qOiyojiwwwCgYIKoZIzj0EAwMwOTEVMBMGA1UEChMMc2lnc3RvcmUuZGV2MSAwHgYDVQQDExdzaWdzdG9yZS10c2Etc2VsZnNpZ25lZDAeFw0yNTA0MDgwNjU5NDNaFw0zNTA0MDYwNjU5NDNaMC4xFTATBgNVBAoTDHNpZ3N0b3JlLmRldjEVMBMGA1UEAxMMc2lnc3RvcmUtdHNhMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE4ra2Z8hKNig2T9kFjCAToGG30jky+WQv3BzL+mKvh1SKNR/UwuwsfNCg4sryoYAd8E6isovVA3M4aoNdm9QDi50Z8nTEyvqgfDPtTIwXItfiW/AFf1V7uwkbkAoj0xxco2owaDAOBgNVHQ8BAf8EBAMCB4AwHQYDVR0OBBYEFIn9eUOHz9BlRsMCRscsc1t9tOsDMB8GA1UdIwQYMBaAFJjsAe9/u1H/1JUeb4qImFMHic6/MBYGA1UdJQEB/wQMMAoGCCsGAQUFBwMIMAoGCCqGSM49BAMDA2gAMGUCMDtpsV/6KaO0qyF/UMsX2aSUXKQFdoGTptQGc0ftq1csulHPGG6dsmyMNd3JB+G3EQIxAOajvBcjpJmKb4Nv+2Taoj8Uc5+b6ih6FXCCKraSqupe07zqswMcXJTe1cExvHvvlw==\"},{\"rawBytes\":\"MIIB9zCCAXygAwIBAgIUV7f0GLDOoEzIh8LXSW80OJiUp14wCgYIKoZIzj0EAwMwOTEVMBMGA1UEChMMc2lnc3RvcmUuZGV2MSAwHgYDVQQDExdzaWdzdG9yZS10c2Etc2VsZnNpZ25lZDAeFw0yNTA0MDgwNjU5NDNaFw0zNTA0MDYwNjU5NDNaMDkxFTATBgNVBAoTDHNpZ3N0b3JlLmRldjEgMB4GA1UEAxMXc2lnc3RvcmUtdHNhLXNlbGZzaWduZWQwdjAQBgcqhkjOPQIBBgUrgQQAIgNiAAQUQNtfRT/ou3YATa6wB/kKTe70cfJwyRIBovMnt8RcJph/COE82uyS6FmppLLL1VBPGcPfpQPYJNXzWwi8icwhKQ6W/Qe2h3oebBb2FHpwNJDqo+TMaC/tdfkv/ElJB72jRTBDMA4GA1UdDwEB/wQEAwIBBjASBgNVHRMBAf8ECDAGAQH/AgEAMB0GA1UdDgQWBBSY7AHvf7tR/9SVHm+KiJhTB4nOvzAKBggqhkjOPQQDAwNpADBmAjEAwGEGrfGZR1cen1R8/DTVMI943LssZmJRtDp/i7SfGHmGRP6gRbuj9vOK3b67Z0QQAjEAuT2H673LQEaHTcyQSZrkp4mX7WwkmF+sVbkYY5mXN+RMH13KUEHHOqASaemYWK/E\"}]},\"validFor\":{\"start\":\"2025-07-04T00:00:00Z\"}}]}"
    },
    "github": {
        "publishedAt": "2026-10-23T00:00:00Z",
        "root": "{\"signatures\":[{\"keyid\":\"54809115b40137aac01af4b7ac2408c77ea0d58fa4dad48fc3196497d2a26f44\",\"sig\":\"\"},{\"keyid\":\"8b498a80a1b7af188c10c9abdf6aade81d14faaffcde2abcd6063baa673ebd12\",\"sig\":\"3046022100b7e9b7174cbad8871520d60bb8cc6e479f250be022e31f3bcdd3ceec55c1553c022100da3bcc0f2391490549f0ea45f1ca4af5aeb5ab10c846f7a7eac883c4a62edea1\"},{\"keyid\":\"56db9f7d64bef1feab6190760336643b20196af4875ee8be915e78f239863aae\",\"sig\":\"30450221008bdaa1a37e031404c0e9323c518bc6bf032f25bf81f9b7f750df19b74287885f0220730cb8b50a80b9ca5d4ec74358e0b35066a5ef9bb7da684b642e7d903740eee0\"},{\"keyid\":\"d6a89e23fb22801a0d1186bf1bdd007e228f65a8aa9964d24d06cb5fbb0ce91c\",\"sig\":\"3045022100937376a35c200a86ef7338d357ca18c7feeff2ccfb538a44a612545a8fdfb1f602200a72ad82e69cae2a764c014269a07e583cc15964de525a3c8ade0661e42fe53e\"},{\"keyid\":\"a10513a5ab61acd0c6b6fbe0504856ead18f3b17c4fabbe3fa848c79a5a187cf\",\"sig\":\"3045022036c8a2b135f71dfd421fa3124d7ab77c730daf5e5a3b70b67925a22c7f91c003022100bde6399c5b2ee41060395a3167a7458b4a25b9679f584822adefedb93e0c27eb\"},{\"keyid\":\"1b8fa2a77525b38ef24804d3d907ca96f76d178a49520333626ba36d319c5790\",\"sig\":\"304502210081e87da79a0afbcbd28ab54d3d16c245f58c4105c4c043cb41e69dfe4cd37f0b0220434e17ef1d60f222f825c0647f2013dcde1e144aafe067f4c22a99737ba4f061\"},{\"keyid\":\"88737ccdac7b49cc237e9aaead81be2a40278b886a693d8149a19cf543f093d3\",\"sig\":\"304502210085ccbbad39f5e9dff06b57646bf7173d24875b151390a43fc335a85263372be502206032d70fc60630387b9bd3b88a52c07674541f53e100914ea51e6b950f7f0f88\"}],\"signed\":{\"_type\":\"root\",\"consistent_snapshot\":true,\"expires\":\"2027-01-28T20:18:53Z\",\"keys\":{\"1b8fa2a77525b38ef24804d3d907ca96f76d178a49520333626ba36d319c5790\":{\"keytype\":\"ecdsa\",\"keyval\":{\"public\":\"-----BEGIN PUBLIC KEY-----\\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEZcUP5fUpUgUiGMusabv7lmn+6nVI\\nManyvT8Qr7IJ88pbCdDQdh5rdfjvk+AjQja4l+xOh7V9GtRUcM3gbJSD+w==\\n-----END PUBLIC KEY-----\\n\"},\"scheme\":\"ecdsa-sha2-nistp256\",\"x-tuf-on-ci-keyowner\":\"@aaroncathcart\"},\"54809115b40137aac01af4b7ac2408c77ea0d58fa4dad48fc3196497d2a26f44\":{\"keytype\":\"ecdsa\",\"keyval\":{\"public\":\"-----BEGIN PUBLIC KEY-----\\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEimKcdST+ORD+g0aGEFDOVZDAaIYg\\nIgesNKiIe2L7MUsYx5UHhzQ08quvew13eYSCNJnfwooFZu7cdTu8AwqFjQ==\\n-----END PUBLIC KEY-----\\n\"},\"scheme\":\"ecdsa-sha2-nistp256\",\"x-tuf-on-ci-keyowner\":\"@alexiswales\"},\"56db9f7d64bef1feab6190760336643b20196af4875ee8be915e78f239863aae\":{\"keytype\":\"ecdsa\",\"keyval\":{\"public\":\"-----BEGIN PUBLIC KEY-----\\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEwnBUd4d18zbFzkdjQMwqQUcOA6S6\\nYpNvdQNckHtjwiGlJyvqjzrRYeObBLMKA/TnqeFAipDfiqsDoqDVwL2cVQ==\\n-----END PUBLIC KEY-----\\n\"},\"scheme\":\"ecdsa-sha2-nistp256\",\"x-tuf-on-ci-keyowner\":\"@tquinn86\"},\"88737ccdac7b49cc237e9aaead81be2a40278b886a693d8149a19cf543f093d3\":{\"keytype\":\"ecdsa\",\"keyval\":{\"public\":\"-----BEGIN PUBLIC KEY-----\\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEBagkskNOpOTbetTX5CdnvMy+LiWn\\nonRrNrqAHL4WgiebH7Uig7GLhC3bkeA/qgb926/vr9qhOPG9Buj2HatrPw==\\n-----END PUBLIC KEY-----\\n\"},\"scheme\":\"ecdsa-sha2-nistp256\",\"x-tuf-on-ci-keyowner\":\"@gregose\"},\"8b498a80a1b7af188c10c9abdf6aade81d14faaffcde2abcd6063baa673ebd12\":{\"keytype\":\"ecdsa\",\"keyval\":{\"public\":\"-----BEGIN PUBLIC KEY-----\\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE7IEoVNwrprchXGhT5sAhSax7SOd3\\n8duuISghCzfmHdKJWSbV2wJRamRiUVRtmA83K/qm5cT20WXMCT5QeM/D3A==\\n-----END PUBLIC KEY-----\\n\"},\"scheme\":\"ecdsa-sha2-nistp256\",\"x-tuf-on-ci-keyowner\":\"@trevrosen\"},\"a10513a5ab61acd0c6b6fbe0504856ead18f3b17c4fabbe3fa848c79a5a187cf\":{\"keytype\":\"ecdsa\",\"keyval\":{\"public\":\"-----BEGIN PUBLIC KEY-----\\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEC2wJ3xscyXxBLybJ9FVjwkyQMe53\\nRHUz77AjMO8MzVaT8xw6ZvJqdNZiytYtigWULlINxw6frNsWJKb/f7lC8A==\\n-----END PUBLIC KEY-----\\n\"},\"scheme\":\"ecdsa-sha2-nistp256\",\"x-tuf-on-ci-keyowner\":\"@kommendorkapten\"},\"d6a89e23fb22801a0d1186bf1bdd007e228f65a8aa9964d24d06cb5fbb0ce91c\":{\"keytype\":\"ecdsa\",\"keyval\":{\"public\":\"-----BEGIN PUBLIC KEY-----\\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEDdORwcruW3gqAgaLjH/nNdGMB4kQ\\nAvA+wD6DyO4P/wR8ee2ce83NZHq1ZADKhve0rlYKaKy3CqyQ5SmlZ36Zhw==\\n-----END PUBLIC KEY-----\\n\"},\"scheme\":\"ecdsa-sha2-nistp256\",\"x-tuf-on-ci-keyowner\":\"@krukow\"},\"eb9799b483affac9da87ef4c9ea467928415c961349e607e5e6e485679b07f8f\":{\"keytype\":\"ecdsa\",\"keyval\":{\"public\":\"-----BEGIN PUBLIC KEY-----\\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAENKNcNcX+d73lS1TRFb9Vnp8JvOoh\\nzYQ+in43iGenbG8RGo9L/6FJ2hoRbVU6xskvyuErcdPbCdI4GxrQ5i8hkw==\\n-----END PUBLIC KEY-----\\n\"},\"scheme\":\"ecdsa-sha2-nistp256\",\"x-tuf-on-ci-online-uri\":\"azurekms://production-tuf-root.vault.azure.net/keys/Online-Key/aaf375fd8ed24acb949a5cc173700b05\"}},\"roles\":{\"root\":{\"keyids\":[\"a10513a5ab61acd0c6b6fbe0504856ead18f3b17c4fabbe3fa848c79a5a187cf\",\"88737ccdac7b49cc237e9aaead81be2a40278b886a693d8149a19cf543f093d3\",\"d6a89e23fb22801a0d1186bf1bdd007e228f65a8aa9964d24d06cb5fbb0ce91c\",\"8b498a80a1b7af188c10c9abdf6aade81d14faaffcde2abcd6063baa673ebd12\",\"54809115b40137aac01af4b7ac2408c77ea0d58fa4dad48fc3196497d2a26f44\",\"56db9f7d64bef1feab6190760336643b20196af4875ee8be915e78f239863aae\",\"1b8fa2a77525b38ef24804d3d907ca96f76d178a49520333626ba36d319c5790\"],\"threshold\":3},\"snapshot\":{\"keyids\":[\"eb9799b483affac9da87ef4c9ea467928415c961349e607e5e6e485679b07f8f\"],\"threshold\":1,\"x-tuf-on-ci-expiry-period\":21,\"x-tuf-on-ci-signing-period\":7},\"targets\":{\"keyids\":[\"a10513a5ab61acd0c6b6fbe0504856ead18f3b17c4fabbe3fa848c79a5a187cf\",\"88737ccdac7b49cc237e9aaead81be2a40278b886a693d8149a19cf543f093d3\",\"d6a89e23fb22801a0d1186bf1bdd007e228f65a8aa9964d24d06cb5fbb0ce91c\",\"8b498a80a1b7af188c10c9abdf6aade81d14faaffcde2abcd6063baa673ebd12\",\"54809115b40137aac01af4b7ac2408c77ea0d58fa4dad48fc3196497d2a26f44\",\"56db9f7d64bef1feab6190760336643b20196af4875ee8be915e78f239863aae\",\"1b8fa2a77525b38ef24804d3d907ca96f76d178a49520333626ba36d319c5790\"],\"threshold\":3},\"timestamp\":{\"keyids\":[\"eb9799b483affac9da87ef4c9ea467928415c961349e607e5e6e485679b07f8f\"],\"threshold\":1,\"x-tuf-on-ci-expiry-period\":7,\"x-tuf-on-ci-signing-period\":6}},\"spec_version\":\"1.0.31\",\"version\":9,\"x-tuf-on-ci-expiry-period\":240,\"x-tuf-on-ci-signing-period\":60}}",
        "trustedRoot": "{\"mediaType\":\"application/vnd.dev.sigstore.trustedroot+json;version=0.1\",\"certificateAuthorities\":[{\"subject\":{\"organization\":\"GitHub, Inc.\",\"commonName\":\"Internal Services Root\"},\"uri\":\"fulcio.githubapp.com\",\"certChain\":{\"certificates\":[{\"rawBytes\":\"MIICKjCCAbCgAwIBAgIUW3TJVeOvr+NSvJXdOw8nEEn7HhQwCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZGdWxjaW8gSW50ZXJtZWRpYXRlIGwxMB4XDTIzMDkxMjE0MDY1NFoXDTI0MDkxMTE0MDY1NFowODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZGdWxjaW8gSW50ZXJtZWRpYXRlIGwyMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEsosodObhuHG6Pr5vp5y+pmnKawS1h2hwv3r3hBwqh3ZHJAw64mhDnDs9fw4jKkZEBYRSVyOHyZppz4day8hgpTIDwdj44Oan4RDb+wmj04jfhVLjLsQ4Q/X4K/ynRgNXo3sweTAOBgNVHQ8BAf8EBAMCAQYwEwYDVR0lBAwwCgYIKwYBBQUHAwMwEgYDVR0TAQH/BAgwBgEB/wIBADAdBgNVHQ4EFgQUm0vkDkQZ29hutYdayJobIRmf/iMwHwYDVR0jBBgwFoAUwOG4UqRLTz7eejgRBs9JjqFFmzMwCgYIKoZIzj0EAwMDaAAwZQIwIBl93E7vkWTvdeIm1WSIM4qNsj0ApE8LCj3k1vrY5x6/7yhAZs7QlO3/FBCoEeaZAjEAlJcNr37uZq9BYHODHBeO/gP+6EfbzsNaLV22ASBlhF/a9y83ESLuqCNN7IxGxmWT\"},{\"rawBytes\":\"MIICFTCCAZugAwIBAgIUD3Jlqt4qhrcZI4UnGfPGrEq/pjQwCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MB4XDTIzMDkxMTEyMDAwMFoXDTI4MDkwOTEyMDAwMFowODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZGdWxjaW8gSW50ZXJtZWRpYXRlIGwxMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE7X7nK0wC7uEmDjW+on0sXIX3FacL3hhcrhneA+M/kl1OtvQiPmFrH9lbUQqOj/AfspJ8uGY3jaq8WuSg6ghatzYfuuzLAJIK4nGpCBafncF8EynOssPq64/Dz+JUWXqlo2YwZDAOBgNVHQ8BAf8EBAMCAQYwEgYDVR0TAQH/BAgwBgEB/wIBATAdBgNVHQ4EFgQUwOG4UqRLTz7eejgRBs9JjqFFmzMwHwYDVR0jBBgwFoAUfFJ5/6rhfHEZPnXAhrQLhGkJJMwwCgYIKoZIzj0EAwMDaAAwZQIxAI8HWLrke7uzhOpwlD1cNixPmoX9XFKe7bEPozo0D+vKi0Gt6VlC7xPedFIw4/AypAIwQP+FGRWvfx0IAH5/n0aRiN7/LVpyFA5RkJASZOVOib2Y8pNuhXa9V3ZbWO6v6kW/\"},{\"rawBytes\":\"MIIB9TCCAXqgAwIBAgIUNFryA06EHDIcd5EIbe8swbl9OY4wCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MB4XDTIzMDgwNzEyMDAwMFoXDTMzMDgwNDEyMDAwMFowODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEXYaXx4H0oNuVP/2cfydA3oaafvvkkkgb5hbL8/j/BO25S7uTmDOCA5e4QLLWCKFuc+xp2j14tCH4WmHzMUDvf2tXtInVliY5wZgQMM9L6klo/IwA9x4omdcjnT+kKJAjo0UwQzAOBgNVHQ8BAf8EBAMCAQYwEgYDVR0TAQH/BAgwBgEB/wIBAjAdBgNVHQ4EFgQUfFJ5/6rhfHEZPnXAhrQLhGkJJMwwCgYIKoZIzj0EAwMDaQAwZgIxAPzXsV+eokrqOHSQZH/XhhHE1slOscKy3DQpYpYJ1AWmJ2lJu/XOmubBX5s7apllUwIxALw2Ts8CDACiK42UymC8fk6sbNfoXUAWqdyKTVt2Lst+wNdkRniGvx7jT65BKTkcsQ==\"}]},\"validFor\":{\"start\":\"2023-10-27T16:30:00Z\",\"end\":\"2024-05-25T00:00:00Z\"}},{\"subject\":{\"organization\":\"GitHub, Inc.\",\"commonName\":\"Internal Services Root\"},\"uri\":\"fulcio.githubapp.com\",\"certChain\":{\"certificates\":[{\"rawBytes\":\"MIICKzCCAbCgAwIBAgIUOpyw2HaZefsj/4SPXutGof8E2CkwCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZGdWxjaW8gSW50ZXJtZWRpYXRlIGwxMB4XDTI0MDUxMzAwMDAwMFoXDTI1MDUxMzAwMDAwMFowODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZGdWxjaW8gSW50ZXJtZWRpYXRlIGwyMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEJNJWvW8fckfk/oQmh+qCeIlFXl9YLEkKSjZCgcVB92Fi1HQnvmpCiyqpvP91SmT1/G6QbrmTGV7MmIQlDnBWHNUT+jwZ3elGu/yfr/v8U0uhZTIli/BMj5Y4ICHK/j4do3sweTAOBgNVHQ8BAf8EBAMCAQYwEwYDVR0lBAwwCgYIKwYBBQUHAwMwEgYDVR0TAQH/BAgwBgEB/wIBADAdBgNVHQ4EFgQUD0fF3cs+ldPyiWohHJ3JmO91V7gwHwYDVR0jBBgwFoAUwOG4UqRLTz7eejgRBs9JjqFFmzMwCgYIKoZIzj0EAwMDaQAwZgIxAO7BRC9i7oGUHjjlcHU/bfqk2NLy7t6wm3K5W+jBLFbAj6sVjYcY+rrYhop/OjclbQIxALafBKLPIPjoCI29BUHwLBFP6e92ZlyaoFtoqccceXAevRaDjXFvb5+M7wnD6AuAJw==\"},{\"rawBytes\":\"MIICFTCCAZugAwIBAgIUD3Jlqt4qhrcZI4UnGfPGrEq/pjQwCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MB4XDTIzMDkxMTEyMDAwMFoXDTI4MDkwOTEyMDAwMFowODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZGdWxjaW8gSW50ZXJtZWRpYXRlIGwxMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE7X7nK0wC7uEmDjW+on0sXIX3FacL3hhcrhneA+M/kl1OtvQiPmFrH9lbUQqOj/AfspJ8uGY3jaq8WuSg6ghatzYfuuzLAJIK4nGpCBafncF8EynOssPq64/Dz+JUWXqlo2YwZDAOBgNVHQ8BAf8EBAMCAQYwEgYDVR0TAQH/BAgwBgEB/wIBATAdBgNVHQ4EFgQUwOG4UqRLTz7eejgRBs9JjqFFmzMwHwYDVR0jBBgwFoAUfFJ5/6rhfHEZPnXAhrQLhGkJJMwwCgYIKoZIzj0EAwMDaAAwZQIxAI8HWLrke7uzhOpwlD1cNixPmoX9XFKe7bEPozo0D+vKi0Gt6VlC7xPedFIw4/AypAIwQP+FGRWvfx0IAH5/n0aRiN7/LVpyFA5RkJASZOVOib2Y8pNuhXa9V3ZbWO6v6kW/\"},{\"rawBytes\":\"MIIB9TCCAXqgAwIBAgIUNFryA06EHDIcd5EIbe8swbl9OY4wCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MB4XDTIzMDgwNzEyMDAwMFoXDTMzMDgwNDEyMDAwMFowODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEXYaXx4H0oNuVP/2cfydA3oaafvvkkkgb5hbL8/j/BO25S7uTmDOCA5e4QLLWCKFuc+xp2j14tCH4WmHzMUDvf2tXtInVliY5wZgQMM9L6klo/IwA9x4omdcjnT+kKJAjo0UwQzAOBgNVHQ8BAf8EBAMCAQYwEgYDVR0TAQH/BAgwBgEB/wIBAjAdBgNVHQ4EFgQUfFJ5/6rhfHEZPnXAhrQLhGkJJMwwCgYIKoZIzj0EAwMDaQAwZgIxAPzXsV+eokrqOHSQZH/XhhHE1slOscKy3DQpYpYJ1AWmJ2lJu/XOmubBX5s7apllUwIxALw2Ts8CDACiK42UymC8fk6sbNfoXUAWqdyKTVt2Lst+wNdkRniGvx7jT65BKTkcsQ==\"}]},\"validFor\":{\"start\":\"2024-05-13T00:00:00Z\",\"end\":\"2024-10-25T00:00:00Z\"}},{\"subject\":{\"organization\":\"GitHub, Inc.\",\"commonName\":\"Internal Services Root\"},\"uri\":\"fulcio.githubapp.com\",\"certChain\":{\"certificates\":[{\"rawBytes\":\"MIICKzCCAbCgAwIBAgIUQeyd9UH06yZ63pDuqjgUZ58CnpMwCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZGdWxjaW8gSW50ZXJtZWRpYXRlIGwxMB4XDTI0MTAwMzEyMDAwMFoXDTI1MTAwMzEyMDAwMFowODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZGdWxjaW8gSW50ZXJtZWRpYXRlIGwyMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEwvbET2w+j9j9j50iTInH1gb9GSXkpsCvWz5orX1zgme+/Qh/5gMkpfmgfOSLV2ZRgT1hzujYmnKQvP2mCxYnbwQELAkAf+VhEY/7Uw3zZvguGQSdF1cxzRHiMTOha5eFo3sweTAOBgNVHQ8BAf8EBAMCAQYwEwYDVR0lBAwwCgYIKwYBBQUHAwMwEgYDVR0TAQH/BAgwBgEB/wIBADAdBgNVHQ4EFgQUMib9z4ZYBcQANTVvVCa3KoTGbBUwHwYDVR0jBBgwFoAUwOG4UqRLTz7eejgRBs9JjqFFmzMwCgYIKoZIzj0EAwMDaQAwZgIxAPIU/zlJiJrxn6oTWNdEAD/YBSnhyxcvpq1D2DzFy8E8hbkEfMZPErYL7HyoL/BkdwIxAN9KDEKyktEUBrfHehfcLAzI2kERJx+8DSslXswOIbLaeqYfWsmrQAt5C0X/nOWxXA==\"},{\"rawBytes\":\"MIICFTCCAZugAwIBAgIUD3Jlqt4qhrcZI4UnGfPGrEq/pjQwCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MB4XDTIzMDkxMTEyMDAwMFoXDTI4MDkwOTEyMDAwMFowODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZGdWxjaW8gSW50ZXJtZWRpYXRlIGwxMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE7X7nK0wC7uEmDjW+on0sXIX3FacL3hhcrhneA+M/kl1OtvQiPmFrH9lbUQqOj/AfspJ8uGY3jaq8WuSg6ghatzYfuuzLAJIK4nGpCBafncF8EynOssPq64/Dz+JUWXqlo2YwZDAOBgNVHQ8BAf8EBAMCAQYwEgYDVR0TAQH/BAgwBgEB/wIBATAdBgNVHQ4EFgQUwOG4UqRLTz7eejgRBs9JjqFFmzMwHwYDVR0jBBgwFoAUfFJ5/6rhfHEZPnXAhrQLhGkJJMwwCgYIKoZIzj0EAwMDaAAwZQIxAI8HWLrke7uzhOpwlD1cNixPmoX9XFKe7bEPozo0D+vKi0Gt6VlC7xPedFIw4/AypAIwQP+FGRWvfx0IAH5/n0aRiN7/LVpyFA5RkJASZOVOib2Y8pNuhXa9V3ZbWO6v6kW/\"},{\"rawBytes\":\"MIIB9TCCAXqgAwIBAgIUNFryA06EHDIcd5EIbe8swbl9OY4wCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MB4XDTIzMDgwNzEyMDAwMFoXDTMzMDgwNDEyMDAwMFowODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEXYaXx4H0oNuVP/2cfydA3oaafvvkkkgb5hbL8/j/BO25S7uTmDOCA5e4QLLWCKFuc+xp2j14tCH4WmHzMUDvf2tXtInVliY5wZgQMM9L6klo/IwA9x4omdcjnT+kKJAjo0UwQzAOBgNVHQ8BAf8EBAMCAQYwEgYDVR0TAQH/BAgwBgEB/wIBAjAdBgNVHQ4EFgQUfFJ5/6rhfHEZPnXAhrQLhGkJJMwwCgYIKoZIzj0EAwMDaQAwZgIxAPzXsV+eokrqOHSQZH/XhhHE1slOscKy3DQpYpYJ1AWmJ2lJu/XOmubBX5s7apllUwIxALw2Ts8CDACiK42UymC8fk6sbNfoXUAWqdyKTVt2Lst+wNdkRniGvx7jT65BKTkcsQ==\"}]},\"validFor\":{\"start\":\"2024-10-07T00:00:00Z\",\"end\":\"2025-06-19T00:00:00Z\"}},{\"subject\":{\"organization\":\"GitHub, Inc.\",\"commonName\":\"Internal Services Root\"},\"uri\":\"fulcio.githubapp.com\",\"certChain\":{\"certificates\":[{\"rawBytes\":\"MIICKTCCAbCgAwIBAgIUU7Y2PESb8FK88XCRQvI2rKDB5skwCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZGdWxjaW8gSW50ZXJtZWRpYXRlIGwxMB4XDTI1MDUyNzAwMDAwMFoXDTI2MDUyNzAwMDAwMFowODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZGdWxjaW8gSW50ZXJtZWRpYXRlIGwyMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEevMuOTGccTTXLu65xinRJP4gxkOemyAPCmUXEvhXKtLd+aDgN87PI0QxutOmPuQD2dLZVfxQmt5lvwJpUDIVYkKpH3mDxYbF6MJPMbq+A/EhkMaOS2+mcJRJdY2uam0Vo3sweTAOBgNVHQ8BAf8EBAMCAQYwEwYDVR0lBAwwCgYIKwYBBQUHAwMwEgYDVR0TAQH/BAgwBgEB/wIBADAdBgNVHQ4EFgQU8tE1L3b7FV3qJKzSqy1w97vPt6AwHwYDVR0jBBgwFoAUwOG4UqRLTz7eejgRBs9JjqFFmzMwCgYIKoZIzj0EAwMDZwAwZAIwSIsnfcDIvp+9SGBe9Es4xLDgZ6/B3wtODu+jtNUznQFPw1/WHa3iBMp3vYPkIqZDAjBBD4AKu166Hg7tDd5E8ckSCNNDkXD0Q7Xdl4yujgqv0goVMeOgRA1pKDGszhunjAQ=\"},{\"rawBytes\":\"MIICFTCCAZugAwIBAgIUD3Jlqt4qhrcZI4UnGfPGrEq/pjQwCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MB4XDTIzMDkxMTEyMDAwMFoXDTI4MDkwOTEyMDAwMFowODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZGdWxjaW8gSW50ZXJtZWRpYXRlIGwxMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE7X7nK0wC7uEmDjW+on0sXIX3FacL3hhcrhneA+M/kl1OtvQiPmFrH9lbUQqOj/AfspJ8uGY3jaq8WuSg6ghatzYfuuzLAJIK4nGpCBafncF8EynOssPq64/Dz+JUWXqlo2YwZDAOBgNVHQ8BAf8EBAMCAQYwEgYDVR0TAQH/BAgwBgEB/wIBATAdBgNVHQ4EFgQUwOG4UqRLTz7eejgRBs9JjqFFmzMwHwYDVR0jBBgwFoAUfFJ5/6rhfHEZPnXAhrQLhGkJJMwwCgYIKoZIzj0EAwMDaAAwZQIxAI8HWLrke7uzhOpwlD1cNixPmoX9XFKe7bEPozo0D+vKi0Gt6VlC7xPedFIw4/AypAIwQP+FGRWvfx0IAH5/n0aRiN7/LVpyFA5RkJASZOVOib2Y8pNuhXa9V3ZbWO6v6kW/\"},{\"rawBytes\":\"MIIB9TCCAXqgAwIBAgIUNFryA06EHDIcd5EIbe8swbl9OY4wCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MB4XDTIzMDgwNzEyMDAwMFoXDTMzMDgwNDEyMDAwMFowODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEXYaXx4H0oNuVP/2cfydA3oaafvvkkkgb5hbL8/j/BO25S7uTmDOCA5e4QLLWCKFuc+xp2j14tCH4WmHzMUDvf2tXtInVliY5wZgQMM9L6klo/IwA9x4omdcjnT+kKJAjo0UwQzAOBgNVHQ8BAf8EBAMCAQYwEgYDVR0TAQH/BAgwBgEB/wIBAjAdBgNVHQ4EFgQUfFJ5/6rhfHEZPnXAhrQLhGkJJMwwCgYIKoZIzj0EAwMDaQAwZgIxAPzXsV+eokrqOHSQZH/XhhHE1slOscKy3DQpYpYJ1AWmJ2lJu/XOmubBX5s7apllUwIxALw2Ts8CDACiK42UymC8fk6sbNfoXUAWqdyKTVt2Lst+wNdkRniGvx7jT65BKTkcsQ==\"}]},\"validFor\":{\"start\":\"2025-05-27T00:00:00Z\",\"end\":\"2025-12-09T00:00:00Z\"}},{\"subject\":{\"organization\":\"GitHub, Inc.\",\"commonName\":\"Internal Services Root\"},\"uri\":\"fulcio.githubapp.com\",\"certChain\":{\"certificates\":[{\"rawBytes\":\"MIICKjCCAbCgAwIBAgIUNansGfOzaol+jXgh/wsz0X36zTMwCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZGdWxjaW8gSW50ZXJtZWRpYXRlIGwxMB4XDTI1MTExMzAwMDAwMFoXDTI2MTExMzAwMDAwMFowODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZGdWxjaW8gSW50ZXJtZWRpYXRlIGwyMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE24Un0srydTqXkWtrVrNdgPRNa1cCZqBRpFImYqItuVs/mszkn+RSlwcMzg/LwphU84qwA8Xv2z8ZaIETHspoQgMO4dP5zhJ5W8M+9crL1kR4Co2vS3TJZF9Qpsg+HiTro3sweTAOBgNVHQ8BAf8EBAMCAQYwEwYDVR0lBAwwCgYIKwYBBQUHAwMwEgYDVR0TAQH/BAgwBgEB/wIBADAdBgNVHQ4EFgQUGO6KtZB8c9gbXS2uNF3tXCtFNhEwHwYDVR0jBBgwFoAUwOG4UqRLTz7eejgRBs9JjqFFmzMwCgYIKoZIzj0EAwMDaAAwZQIxALmOdTRy/SiOc+QSf+eAPz24xWGhMryvNpyNvBZDeyqthC9KaMKmX+kHwJ0A6/bTXQIwE1mPbkH6tBXuWxlR/2Bj7UZ3MADlHSYGQUjpHMdQqJk17UVBywad5U6uA/f0pFdU\"},{\"rawBytes\":\"MIICFTCCAZugAwIBAgIUD3Jlqt4qhrcZI4UnGfPGrEq/pjQwCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MB4XDTIzMDkxMTEyMDAwMFoXDTI4MDkwOTEyMDAwMFowODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZGdWxjaW8gSW50ZXJtZWRpYXRlIGwxMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE7X7nK0wC7uEmDjW+on0sXIX3FacL3hhcrhneA+M/kl1OtvQiPmFrH9lbUQqOj/AfspJ8uGY3jaq8WuSg6ghatzYfuuzLAJIK4nGpCBafncF8EynOssPq64/Dz+JUWXqlo2YwZDAOBgNVHQ8BAf8EBAMCAQYwEgYDVR0TAQH/BAgwBgEB/wIBATAdBgNVHQ4EFgQUwOG4UqRLTz7eejgRBs9JjqFFmzMwHwYDVR0jBBgwFoAUfFJ5/6rhfHEZPnXAhrQLhGkJJMwwCgYIKoZIzj0EAwMDaAAwZQIxAI8HWLrke7uzhOpwlD1cNixPmoX9XFKe7bEPozo0D+vKi0Gt6VlC7xPedFIw4/AypAIwQP+FGRWvfx0IAH5/n0aRiN7/LVpyFA5RkJASZOVOib2Y8pNuhXa9V3ZbWO6v6kW/\"},{\"rawBytes\":\"MIIB9TCCAXqgAwIBAgIUNFryA06EHDIcd5EIbe8swbl9OY4wCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MB4XDTIzMDgwNzEyMDAwMFoXDTMzMDgwNDEyMDAwMFowODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEXYaXx4H0oNuVP/2cfydA3oaafvvkkkgb5hbL8/j/BO25S7uTmDOCA5e4QLLWCKFuc+xp2j14tCH4WmHzMUDvf2tXtInVliY5wZgQMM9L6klo/IwA9x4omdcjnT+kKJAjo0UwQzAOBgNVHQ8BAf8EBAMCAQYwEgYDVR0TAQH/BAgwBgEB/wIBAjAdBgNVHQ4EFgQUfFJ5/6rhfHEZPnXAhrQLhGkJJMwwCgYIKoZIzj0EAwMDaQAwZgIxAPzXsV+eokrqOHSQZH/XhhHE1slOscKy3DQpYpYJ1AWmJ2lJu/XOmubBX5s7apllUwIxALw2Ts8CDACiK42UymC8fk6sbNfoXUAWqdyKTVt2Lst+wNdkRniGvx7jT65BKTkcsQ==\"}]},\"validFor\":{\"start\":\"2025-11-13T00:00:00Z\",\"end\":\"2026-07-13T00:00:00Z\"}},{\"subject\":{\"organization\":\"GitHub, Inc.\",\"commonName\":\"Internal Services Root\"},\"uri\":\"fulcio.githubapp.com\",\"certChain\":{\"certificates\":[{\"rawBytes\":\"MIICKjCCAbCgAwIBAgIUCZdc6761A2K2ny11d+8tvDIlBuAwCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZGdWxjaW8gSW50ZXJtZWRpYXRlIGwxMB4XDTI2MDYxMjAwMDAwMFoXDTI3MDYxMjAwMDAwMFowODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZGdWxjaW8gSW50ZXJtZWRpYXRlIGwyMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE8K+awztD1Q48OQsI2PzffEwHJxdHoKneYSSRgnG6VCk0RlZWeVHM7EwpsDMgMMz98IrRqVBAjxSt7fs39rz6NUKG3T26Khv0gmzuJ1xG0j0BmK0j0kkfRvzYpQKv108to3sweTAOBgNVHQ8BAf8EBAMCAQYwEwYDVR0lBAwwCgYIKwYBBQUHAwMwEgYDVR0TAQH/BAgwBgEB/wIBADAdBgNVHQ4EFgQUgeNOwb9e7ggupu+PZL6nr0Wgm88wHwYDVR0jBBgwFoAUwOG4UqRLTz7eejgRBs9JjqFFmzMwCgYIKoZIzj0EAwMDaAAwZQIweEGv0C3qXaA2+oPahLsBzRA2C5+oWNE5Jq1Qpqrn0QeDCSY5eCKzwFjVa5eICks5AjEAsifahLxtAiHc0I2SWHYX3s3sfOLPArgK6oBM0hKbIMCOokEUhss67N06KOuV2rqQ\"},{\"rawBytes\":\"MIICFTCCAZugAwIBAgIUD3Jlqt4qhrcZI4UnGfPGrEq/pjQwCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MB4XDTIzMDkxMTEyMDAwMFoXDTI4MDkwOTEyMDAwMFowODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZGdWxjaW8gSW50ZXJtZWRpYXRlIGwxMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE7X7nK0wC7uEmDjW+on0sXIX3FacL3hhcrhneA+M/kl1OtvQiPmFrH9lbUQqOj/AfspJ8uGY3jaq8WuSg6ghatzYfuuzLAJIK4nGpCBafncF8EynOssPq64/Dz+JUWXqlo2YwZDAOBgNVHQ8BAf8EBAMCAQYwEgYDVR0TAQH/BAgwBgEB/wIBATAdBgNVHQ4EFgQUwOG4UqRLTz7eejgRBs9JjqFFmzMwHwYDVR0jBBgwFoAUfFJ5/6rhfHEZPnXAhrQLhGkJJMwwCgYIKoZIzj0EAwMDaAAwZQIxAI8HWLrke7uzhOpwlD1cNixPmoX9XFKe7bEPozo0D+vKi0Gt6VlC7xPedFIw4/AypAIwQP+FGRWvfx0IAH5/n0aRiN7/LVpyFA5RkJASZOVOib2Y8pNuhXa9V3ZbWO6v6kW/\"},{\"rawBytes\":\"MIIB9TCCAXqgAwIBAgIUNFryA06EHDIcd5EIbe8swbl9OY4wCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MB4XDTIzMDgwNzEyMDAwMFoXDTMzMDgwNDEyMDAwMFowODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEXYaXx4H0oNuVP/2cfydA3oaafvvkkkgb5hbL8/j/BO25S7uTmDOCA5e4QLLWCKFuc+xp2j14tCH4WmHzMUDvf2tXtInVliY5wZgQMM9L6klo/IwA9x4omdcjnT+kKJAjo0UwQzAOBgNVHQ8BAf8EBAMCAQYwEgYDVR0TAQH/BAgwBgEB/wIBAjAdBgNVHQ4EFgQUfFJ5/6rhfHEZPnXAhrQLhGkJJMwwCgYIKoZIzj0EAwMDaQAwZgIxAPzXsV+eokrqOHSQZH/XhhHE1slOscKy3DQpYpYJ1AWmJ2lJu/XOmubBX5s7apllUwIxALw2Ts8CDACiK42UymC8fk6sbNfoXUAWqdyKTVt2Lst+wNdkRniGvx7jT65BKTkcsQ==\"}]},\"validFor\":{\"start\":\"2026-06-12T00:00:00Z\"}}],\"timestampAuthorities\":[{\"subject\":{\"organization\":\"GitHub, Inc.\",\"commonName\":\"Internal Services Root\"},\"uri\":\"timestamp.githubapp.com\",\"certChain\":{\"certificates\":[{\"rawBytes\":\"MIICHDCCAaGgAwIBAgIUNDVlmtZuvoujn4KwiC/oxIr8hxAwCgYIKoZIzj0EAwMwMjEVMBMGA1UEChMMR2l0SHViLCBJbmMuMRkwFwYDVQQDExBUU0EgaW50ZXJtZWRpYXRlMB4XDTIzMDgzMTEyMDAwMFoXDTI0MDgzMDEyMDAwMFowMjEVMBMGA1UEChMMR2l0SHViLCBJbmMuMRkwFwYDVQQDExBUU0EgVGltZXN0YW1waW5nMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEV/zJhNTdu0Fa9hGCUih/JvqEoE81tEWrAVwUXXhdRgIY9hIFErLhNo6sSOpV9d7Zuy0KWMHhcimCUr41a1732ByVRy3f+Z4QhqpsgFMh5b5J90HJLK7HOyUZjehAnvSno3gwdjAOBgNVHQ8BAf8EBAMCB4AwDAYDVR0TAQH/BAIwADAdBgNVHQ4EFgQUGwE6T5ZIh6lY9wP6vt42UHyVMewwHwYDVR0jBBgwFoAUdh+GTP65aetHLVLs9hdhGgDIKIwwFgYDVR0lAQH/BAwwCgYIKwYBBQUHAwgwCgYIKoZIzj0EAwMDaQAwZgIxAJo48LtrSsn0UmLtqGiUKg2EUvso+aDN5EyjpvMmobZ/Oq9zjnR7Of369hoABW4/1gIxANg5ZW4FqijhsXnA3md6jM9yLrLCI9QL+KnuZnXq6WgAcNQaAN7PNNjVDKV3iJEklw==\"},{\"rawBytes\":\"MIICJDCCAaqgAwIBAgIUckXVHpiw7iJY1V/jY8LYLj5TgqAwCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MB4XDTIzMDgwNzEyMDAwMFoXDTI4MDgwNTEyMDAwMFowMjEVMBMGA1UEChMMR2l0SHViLCBJbmMuMRkwFwYDVQQDExBUU0EgaW50ZXJtZWRpYXRlMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEISv96hTQ58QroEzzu4K+o9p8YkwDCBia2U7Y+VBNbOG/w1mLRibve9hSeUE1FSyLBMkiFSSm6MexcsbjyqOoNtRxuMinyYt6DSEox+/It2s/bTPyNAN0QP0DCQQOpnTZo3sweTAOBgNVHQ8BAf8EBAMCAQYwEwYDVR0lBAwwCgYIKwYBBQUHAwgwEgYDVR0TAQH/BAgwBgEB/wIBADAdBgNVHQ4EFgQUdh+GTP65aetHLVLs9hdhGgDIKIwwHwYDVR0jBBgwFoAUfFJ5/6rhfHEZPnXAhrQLhGkJJMwwCgYIKoZIzj0EAwMDaAAwZQIxAIhf+2E5W2yOb/fCDAjhL/G/jerf74M0tG/zyo32U2keawxkzZosDdwnPaHaGLynAQIwa8nr3en4fZz1AdOZm6nK5hr1qK2F94nifgnAJ/WeT0fZnK/oHan0R28x363qYuYH\"},{\"rawBytes\":\"MIIB9TCCAXqgAwIBAgIUNFryA06EHDIcd5EIbe8swbl9OY4wCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MB4XDTIzMDgwNzEyMDAwMFoXDTMzMDgwNDEyMDAwMFowODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEXYaXx4H0oNuVP/2cfydA3oaafvvkkkgb5hbL8/j/BO25S7uTmDOCA5e4QLLWCKFuc+xp2j14tCH4WmHzMUDvf2tXtInVliY5wZgQMM9L6klo/IwA9x4omdcjnT+kKJAjo0UwQzAOBgNVHQ8BAf8EBAMCAQYwEgYDVR0TAQH/BAgwBgEB/wIBAjAdBgNVHQ4EFgQUfFJ5/6rhfHEZPnXAhrQLhGkJJMwwCgYIKoZIzj0EAwMDaQAwZgIxAPzXsV+eokrqOHSQZH/XhhHE1slOscKy3DQpYpYJ1AWmJ2lJu/XOmubBX5s7apllUwIxALw2Ts8CDACiK42UymC8fk6sbNfoXUAWqdyKTVt2Lst+wNdkRniGvx7jT65BKTkcsQ==\"}]},\"validFor\":{\"start\":\"2023-10-27T16:30:00Z\",\"end\":\"2024-05-25T00:00:00Z\"}},{\"subject\":{\"organization\":\"GitHub, Inc.\",\"commonName\":\"Internal Services Root\"},\"uri\":\"timestamp.githubapp.com\",\"certChain\":{\"certificates\":[{\"rawBytes\":\"MIICGzCCAaGgAwIBAgIUPPgn6ner1PU/75CQ+62fdBuazaAwCgYIKoZIzj0EAwMwMjEVMBMGA1UEChMMR2l0SHViLCBJbmMuMRkwFwYDVQQDExBUU0EgaW50ZXJtZWRpYXRlMB4XDTI0MDUxMzAwMDAwMFoXDTI1MDUxMzAwMDAwMFowMjEVMBMGA1UEChMMR2l0SHViLCBJbmMuMRkwFwYDVQQDExBUU0EgVGltZXN0YW1waW5nMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEA0pG1mAC4qafk1JJuOoIvhnMME9XmBDxjGFreDLnyzaexIzRw+UHUFy8C2gE6Me+0tIGQt4Ftbu66NGmfvBkR6boPMYQSU2O5X5ykZBm/9LR/Aqz0lgmBy/OlXvTJjglo3gwdjAOBgNVHQ8BAf8EBAMCB4AwDAYDVR0TAQH/BAIwADAdBgNVHQ4EFgQUDa4GVhd97Z2V8kiVl9DB0kC53CMwHwYDVR0jBBgwFoAUdh+GTP65aetHLVLs9hdhGgDIKIwwFgYDVR0lAQH/BAwwCgYIKwYBBQUHAwgwCgYIKoZIzj0EAwMDaAAwZQIwEQHd++b7IBAAuqT2/1i/wXf1WM2XrkFF6qd1c3kFcBVvdLQyJ5KoyNUHnfCCVJROAjEA+FoASOEcARlU6RqVcif9JthHwzh6nNwz0AfAHvO8xantN/7HjiLmFrFEGR/g0kN/\"},{\"rawBytes\":\"MIICJDCCAaqgAwIBAgIUckXVHpiw7iJY1V/jY8LYLj5TgqAwCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MB4XDTIzMDgwNzEyMDAwMFoXDTI4MDgwNTEyMDAwMFowMjEVMBMGA1UEChMMR2l0SHViLCBJbmMuMRkwFwYDVQQDExBUU0EgaW50ZXJtZWRpYXRlMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEISv96hTQ58QroEzzu4K+o9p8YkwDCBia2U7Y+VBNbOG/w1mLRibve9hSeUE1FSyLBMkiFSSm6MexcsbjyqOoNtRxuMinyYt6DSEox+/It2s/bTPyNAN0QP0DCQQOpnTZo3sweTAOBgNVHQ8BAf8EBAMCAQYwEwYDVR0lBAwwCgYIKwYBBQUHAwgwEgYDVR0TAQH/BAgwBgEB/wIBADAdBgNVHQ4EFgQUdh+GTP65aetHLVLs9hdhGgDIKIwwHwYDVR0jBBgwFoAUfFJ5/6rhfHEZPnXAhrQLhGkJJMwwCgYIKoZIzj0EAwMDaAAwZQIxAIhf+2E5W2yOb/fCDAjhL/G/jerf74M0tG/zyo32U2keawxkzZosDdwnPaHaGLynAQIwa8nr3en4fZz1AdOZm6nK5hr1qK2F94nifgnAJ/WeT0fZnK/oHan0R28x363qYuYH\"},{\"rawBytes\":\"MIIB9TCCAXqgAwIBAgIUNFryA06EHDIcd5EIbe8swbl9OY4wCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MB4XDTIzMDgwNzEyMDAwMFoXDTMzMDgwNDEyMDAwMFowODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEXYaXx4H0oNuVP/2cfydA3oaafvvkkkgb5hbL8/j/BO25S7uTmDOCA5e4QLLWCKFuc+xp2j14tCH4WmHzMUDvf2tXtInVliY5wZgQMM9L6klo/IwA9x4omdcjnT+kKJAjo0UwQzAOBgNVHQ8BAf8EBAMCAQYwEgYDVR0TAQH/BAgwBgEB/wIBAjAdBgNVHQ4EFgQUfFJ5/6rhfHEZPnXAhrQLhGkJJMwwCgYIKoZIzj0EAwMDaQAwZgIxAPzXsV+eokrqOHSQZH/XhhHE1slOscKy3DQpYpYJ1AWmJ2lJu/XOmubBX5s7apllUwIxALw2Ts8CDACiK42UymC8fk6sbNfoXUAWqdyKTVt2Lst+wNdkRniGvx7jT65BKTkcsQ==\"}]},\"validFor\":{\"start\":\"2024-05-13T00:00:00Z\",\"end\":\"2024-10-25T00:00:00Z\"}},{\"subject\":{\"organization\":\"GitHub, Inc.\",\"commonName\":\"Internal Services Root\"},\"uri\":\"timestamp.githubapp.com\",\"certChain\":{\"certificates\":[{\"rawBytes\":\"MIICGzCCAaGgAwIBAgIUH7swiMTn+svhcDh80OeZccDTj7AwCgYIKoZIzj0EAwMwMjEVMBMGA1UEChMMR2l0SHViLCBJbmMuMRkwFwYDVQQDExBUU0EgaW50ZXJtZWRpYXRlMB4XDTI0MTAwNDEyMDAwMFoXDTI1MTAwNDEyMDAwMFowMjEVMBMGA1UEChMMR2l0SHViLCBJbmMuMRkwFwYDVQQDExBUU0EgVGltZXN0YW1waW5nMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEM7jdYNBTeD6hjym2/y73b50u2AFQsf8305Sr1NleOqamH9aWt6obhJQH3NoNUw9iFzHcDvafYWQFMu7SmOxS5n3aqwwfR8oJxKnEl36uCmGB+8TXS3B76SVTHEhG5rzOo3gwdjAOBgNVHQ8BAf8EBAMCB4AwDAYDVR0TAQH/BAIwADAdBgNVHQ4EFgQUQvz9YbWX3S6a+jruBkhRBiE2RCkwHwYDVR0jBBgwFoAUdh+GTP65aetHLVLs9hdhGgDIKIwwFgYDVR0lAQH/BAwwCgYIKwYBBQUHAwgwCgYIKoZIzj0EAwMDaAAwZQIxAI4dhu5iyx/g+z1vKAAWvHtebl1ZwsC+Vwgjm6Ttlq5yLNHHvYEnJ/h15Qv2IuXvdgIwZ8H/iy4lXsFJdFYSsB1/zavl24EgxSzxK/pCpihXMetYYDA/lX3xMyquisMx45rN\"},{\"rawBytes\":\"MIICJDCCAaqgAwIBAgIUckXVHpiw7iJY1V/jY8LYLj5TgqAwCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MB4XDTIzMDgwNzEyMDAwMFoXDTI4MDgwNTEyMDAwMFowMjEVMBMGA1UEChMMR2l0SHViLCBJbmMuMRkwFwYDVQQDExBUU0EgaW50ZXJtZWRpYXRlMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEISv96hTQ58QroEzzu4K+o9p8YkwDCBia2U7Y+VBNbOG/w1mLRibve9hSeUE1FSyLBMkiFSSm6MexcsbjyqOoNtRxuMinyYt6DSEox+/It2s/bTPyNAN0QP0DCQQOpnTZo3sweTAOBgNVHQ8BAf8EBAMCAQYwEwYDVR0lBAwwCgYIKwYBBQUHAwgwEgYDVR0TAQH/BAgwBgEB/wIBADAdBgNVHQ4EFgQUdh+GTP65aetHLVLs9hdhGgDIKIwwHwYDVR0jBBgwFoAUfFJ5/6rhfHEZPnXAhrQLhGkJJMwwCgYIKoZIzj0EAwMDaAAwZQIxAIhf+2E5W2yOb/fCDAjhL/G/jerf74M0tG/zyo32U2keawxkzZosDdwnPaHaGLynAQIwa8nr3en4fZz1AdOZm6nK5hr1qK2F94nifgnAJ/WeT0fZnK/oHan0R28x363qYuYH\"},{\"rawBytes\":\"MIIB9TCCAXqgAwIBAgIUNFryA06EHDIcd5EIbe8swbl9OY4wCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MB4XDTIzMDgwNzEyMDAwMFoXDTMzMDgwNDEyMDAwMFowODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEXYaXx4H0oNuVP/2cfydA3oaafvvkkkgb5hbL8/j/BO25S7uTmDOCA5e4QLLWCKFuc+xp2j14tCH4WmHzMUDvf2tXtInVliY5wZgQMM9L6klo/IwA9x4omdcjnT+kKJAjo0UwQzAOBgNVHQ8BAf8EBAMCAQYwEgYDVR0TAQH/BAgwBgEB/wIBAjAdBgNVHQ4EFgQUfFJ5/6rhfHEZPnXAhrQLhGkJJMwwCgYIKoZIzj0EAwMDaQAwZgIxAPzXsV+eokrqOHSQZH/XhhHE1slOscKy3DQpYpYJ1AWmJ2lJu/XOmubBX5s7apllUwIxALw2Ts8CDACiK42UymC8fk6sbNfoXUAWqdyKTVt2Lst+wNdkRniGvx7jT65BKTkcsQ==\"}]},\"validFor\":{\"start\":\"2024-10-07T00:00:00Z\",\"end\":\"2025-06-19T00:00:00Z\"}},{\"subject\":{\"organization\":\"GitHub, Inc.\",\"commonName\":\"Internal Services Root\"},\"uri\":\"timestamp.githubapp.com\",\"certChain\":{\"certificates\":[{\"rawBytes\":\"MIICGzCCAaGgAwIBAgIUaaAaeAO3NzYXR/muq5YMnGY34IUwCgYIKoZIzj0EAwMwMjEVMBMGA1UEChMMR2l0SHViLCBJbmMuMRkwFwYDVQQDExBUU0EgaW50ZXJtZWRpYXRlMB4XDTI1MDUyNzAwMDAwMFoXDTI2MDUyNzAwMDAwMFowMjEVMBMGA1UEChMMR2l0SHViLCBJbmMuMRkwFwYDVQQDExBUU0EgVGltZXN0YW1waW5nMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEAjyAb+jWITMjkgbjWC02N05Zf5/kPs73ICf5/8lHSyHnoqqItP2z3fkMpWiRpelX8eIjzCjZ0Zht+DpGxtJUNh5jMa+fFv2qoDLGbnQ17DXKXCr9nWHF4vCMflHZK5JHo3gwdjAOBgNVHQ8BAf8EBAMCB4AwDAYDVR0TAQH/BAIwADAdBgNVHQ4EFgQUyvAcv8s1s37A/IWZAwdEptzjfWIwHwYDVR0jBBgwFoAUdh+GTP65aetHLVLs9hdhGgDIKIwwFgYDVR0lAQH/BAwwCgYIKwYBBQUHAwgwCgYIKoZIzj0EAwMDaAAwZQIwMnoHA4qDtR3eRohUIhvHGG70xT9XMfEnuj0kRvi9wu9VumL4pXqz1ktJgTBm6DrYAjEA5SYnRfUm2yAYmGEkJr9RvSCV9O7X+fL8KqfM4TOPrXJLMERQjhRXbWZ4DjxvifnF\"},{\"rawBytes\":\"MIICJDCCAaqgAwIBAgIUckXVHpiw7iJY1V/jY8LYLj5TgqAwCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MB4XDTIzMDgwNzEyMDAwMFoXDTI4MDgwNTEyMDAwMFowMjEVMBMGA1UEChMMR2l0SHViLCBJbmMuMRkwFwYDVQQDExBUU0EgaW50ZXJtZWRpYXRlMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEISv96hTQ58QroEzzu4K+o9p8YkwDCBia2U7Y+VBNbOG/w1mLRibve9hSeUE1FSyLBMkiFSSm6MexcsbjyqOoNtRxuMinyYt6DSEox+/It2s/bTPyNAN0QP0DCQQOpnTZo3sweTAOBgNVHQ8BAf8EBAMCAQYwEwYDVR0lBAwwCgYIKwYBBQUHAwgwEgYDVR0TAQH/BAgwBgEB/wIBADAdBgNVHQ4EFgQUdh+GTP65aetHLVLs9hdhGgDIKIwwHwYDVR0jBBgwFoAUfFJ5/6rhfHEZPnXAhrQLhGkJJMwwCgYIKoZIzj0EAwMDaAAwZQIxAIhf+2E5W2yOb/fCDAjhL/G/jerf74M0tG/zyo32U2keawxkzZosDdwnPaHaGLynAQIwa8nr3en4fZz1AdOZm6nK5hr1qK2F94nifgnAJ/WeT0fZnK/oHan0R28x363qYuYH\"},{\"rawBytes\":\"MIIB9TCCAXqgAwIBAgIUNFryA06EHDIcd5EIbe8swbl9OY4wCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MB4XDTIzMDgwNzEyMDAwMFoXDTMzMDgwNDEyMDAwMFowODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEXYaXx4H0oNuVP/2cfydA3oaafvvkkkgb5hbL8/j/BO25S7uTmDOCA5e4QLLWCKFuc+xp2j14tCH4WmHzMUDvf2tXtInVliY5wZgQMM9L6klo/IwA9x4omdcjnT+kKJAjo0UwQzAOBgNVHQ8BAf8EBAMCAQYwEgYDVR0TAQH/BAgwBgEB/wIBAjAdBgNVHQ4EFgQUfFJ5/6rhfHEZPnXAhrQLhGkJJMwwCgYIKoZIzj0EAwMDaQAwZgIxAPzXsV+eokrqOHSQZH/XhhHE1slOscKy3DQpYpYJ1AWmJ2lJu/XOmubBX5s7apllUwIxALw2Ts8CDACiK42UymC8fk6sbNfoXUAWqdyKTVt2Lst+wNdkRniGvx7jT65BKTkcsQ==\"}]},\"validFor\":{\"start\":\"2025-05-27T00:00:00Z\",\"end\":\"2025-12-09T00:00:00Z\"}},{\"subject\":{\"organization\":\"GitHub, Inc.\",\"commonName\":\"Internal Services Root\"},\"uri\":\"timestamp.githubapp.com\",\"certChain\":{\"certificates\":[{\"rawBytes\":\"MIICGzCCAaGgAwIBAgIUHiljSG9Nx/Qf/gPpl7V1kyRh/jYwCgYIKoZIzj0EAwMwMjEVMBMGA1UEChMMR2l0SHViLCBJbmMuMRkwFwYDVQQDExBUU0EgaW50ZXJtZWRpYXRlMB4XDTI1MTExMzAwMDAwMFoXDTI2MTExMzAwMDAwMFowMjEVMBMGA1UEChMMR2l0SHViLCBJbmMuMRkwFwYDVQQDExBUU0EgVGltZXN0YW1waW5nMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEG1ZUJgbtNpInC7jR9hi4OMWK5yF5VeRpmCs6ADS5lx23MEHo3ek32O123e3YwH+J3F9Vbpd7ePQHnpdc6tsBcQ/y/NPw2Vf+VwMI/E35C5/3Y9A5kRXq9CFXC1bU6Fj6o3gwdjAOBgNVHQ8BAf8EBAMCB4AwDAYDVR0TAQH/BAIwADAdBgNVHQ4EFgQUXa9JaNrcN+1Je5aHEemVnH2XXtMwHwYDVR0jBBgwFoAUdh+GTP65aetHLVLs9hdhGgDIKIwwFgYDVR0lAQH/BAwwCgYIKwYBBQUHAwgwCgYIKoZIzj0EAwMDaAAwZQIwJyVOay8lriDg4Up0VFWc/o19mzuQeoEItzM2dG50eXF4KbPo9zfdviS3D6StPFRGAjEA5IHCXJ8qP8CsAsQmT3IPimUTAvDNJZI4GFIxs+od/R/EUHGu4NxuwPX3A1ZnJP7z\"},{\"rawBytes\":\"MIICJDCCAaqgAwIBAgIUckXVHpiw7iJY1V/jY8LYLj5TgqAwCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MB4XDTIzMDgwNzEyMDAwMFoXDTI4MDgwNTEyMDAwMFowMjEVMBMGA1UEChMMR2l0SHViLCBJbmMuMRkwFwYDVQQDExBUU0EgaW50ZXJtZWRpYXRlMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEISv96hTQ58QroEzzu4K+o9p8YkwDCBia2U7Y+VBNbOG/w1mLRibve9hSeUE1FSyLBMkiFSSm6MexcsbjyqOoNtRxuMinyYt6DSEox+/It2s/bTPyNAN0QP0DCQQOpnTZo3sweTAOBgNVHQ8BAf8EBAMCAQYwEwYDVR0lBAwwCgYIKwYBBQUHAwgwEgYDVR0TAQH/BAgwBgEB/wIBADAdBgNVHQ4EFgQUdh+GTP65aetHLVLs9hdhGgDIKIwwHwYDVR0jBBgwFoAUfFJ5/6rhfHEZPnXAhrQLhGkJJMwwCgYIKoZIzj0EAwMDaAAwZQIxAIhf+2E5W2yOb/fCDAjhL/G/jerf74M0tG/zyo32U2keawxkzZosDdwnPaHaGLynAQIwa8nr3en4fZz1AdOZm6nK5hr1qK2F94nifgnAJ/WeT0fZnK/oHan0R28x363qYuYH\"},{\"rawBytes\":\"MIIB9TCCAXqgAwIBAgIUNFryA06EHDIcd5EIbe8swbl9OY4wCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MB4XDTIzMDgwNzEyMDAwMFoXDTMzMDgwNDEyMDAwMFowODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEXYaXx4H0oNuVP/2cfydA3oaafvvkkkgb5hbL8/j/BO25S7uTmDOCA5e4QLLWCKFuc+xp2j14tCH4WmHzMUDvf2tXtInVliY5wZgQMM9L6klo/IwA9x4omdcjnT+kKJAjo0UwQzAOBgNVHQ8BAf8EBAMCAQYwEgYDVR0TAQH/BAgwBgEB/wIBAjAdBgNVHQ4EFgQUfFJ5/6rhfHEZPnXAhrQLhGkJJMwwCgYIKoZIzj0EAwMDaQAwZgIxAPzXsV+eokrqOHSQZH/XhhHE1slOscKy3DQpYpYJ1AWmJ2lJu/XOmubBX5s7apllUwIxALw2Ts8CDACiK42UymC8fk6sbNfoXUAWqdyKTVt2Lst+wNdkRniGvx7jT65BKTkcsQ==\"}]},\"validFor\":{\"start\":\"2025-11-13T00:00:00Z\",\"end\":\"2026-07-13T00:00:00Z\"}},{\"subject\":{\"organization\":\"GitHub, Inc.\",\"commonName\":\"Internal Services Root\"},\"uri\":\"timestamp.githubapp.com\",\"certChain\":{\"certificates\":[{\"rawBytes\":\"MIICGzCCAaGgAwIBAgIUFzPb1un+DvofqFPzAXiB5slHM1IwCgYIKoZIzj0EAwMwMjEVMBMGA1UEChMMR2l0SHViLCBJbmMuMRkwFwYDVQQDExBUU0EgaW50ZXJtZWRpYXRlMB4XDTI2MDYxMjAwMDAwMFoXDTI3MDYxMjAwMDAwMFowMjEVMBMGA1UEChMMR2l0SHViLCBJbmMuMRkwFwYDVQQDExBUU0EgVGltZXN0YW1waW5nMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAETpok7Tndv57l0YnFjKL+VpcusM8A2xgbTdV353wW8IynvsLTGAjF1BNS4x80TDKHbXxN3jSoSId1u1c3sCWpuEqHB1bbBqCfrlslNn6hyWzhwtiqRLE4LM0T+RPclKQCo3gwdjAOBgNVHQ8BAf8EBAMCB4AwDAYDVR0TAQH/BAIwADAdBgNVHQ4EFgQUu/GnSzNLJ4IjG9elW5L5a/W61JMwHwYDVR0jBBgwFoAUdh+GTP65aetHLVLs9hdhGgDIKIwwFgYDVR0lAQH/BAwwCgYIKwYBBQUHAwgwCgYIKoZIzj0EAwMDaAAwZQIxANGz5WZBgyZqGnuhr0gDhUW2s4ZXkJ1CMUaFzynjsQ0/8WZghN7Jh04vmT4Vl8y9zgIwJeBHIZNDZtjzDQB0UC+7im4snua3zsBrRbsEtWnqQhDzyT580H/uF4EVQN2kUUtZ\"},{\"rawBytes\":\"MIICJDCCAaqgAwIBAgIUckXVHpiw7iJY1V/jY8LYLj5TgqAwCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MB4XDTIzMDgwNzEyMDAwMFoXDTI4MDgwNTEyMDAwMFowMjEVMBMGA1UEChMMR2l0SHViLCBJbmMuMRkwFwYDVQQDExBUU0EgaW50ZXJtZWRpYXRlMHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEISv96hTQ58QroEzzu4K+o9p8YkwDCBia2U7Y+VBNbOG/w1mLRibve9hSeUE1FSyLBMkiFSSm6MexcsbjyqOoNtRxuMinyYt6DSEox+/It2s/bTPyNAN0QP0DCQQOpnTZo3sweTAOBgNVHQ8BAf8EBAMCAQYwEwYDVR0lBAwwCgYIKwYBBQUHAwgwEgYDVR0TAQH/BAgwBgEB/wIBADAdBgNVHQ4EFgQUdh+GTP65aetHLVLs9hdhGgDIKIwwHwYDVR0jBBgwFoAUfFJ5/6rhfHEZPnXAhrQLhGkJJMwwCgYIKoZIzj0EAwMDaAAwZQIxAIhf+2E5W2yOb/fCDAjhL/G/jerf74M0tG/zyo32U2keawxkzZosDdwnPaHaGLynAQIwa8nr3en4fZz1AdOZm6nK5hr1qK2F94nifgnAJ/WeT0fZnK/oHan0R28x363qYuYH\"},{\"rawBytes\":\"MIIB9TCCAXqgAwIBAgIUNFryA06EHDIcd5EIbe8swbl9OY4wCgYIKoZIzj0EAwMwODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MB4XDTIzMDgwNzEyMDAwMFoXDTMzMDgwNDEyMDAwMFowODEVMBMGA1UEChMMR2l0SHViLCBJbmMuMR8wHQYDVQQDExZJbnRlcm5hbCBTZXJ2aWNlcyBSb290MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEXYaXx4H0oNuVP/2cfydA3oaafvvkkkgb5hbL8/j/BO25S7uTmDOCA5e4QLLWCKFuc+xp2j14tCH4WmHzMUDvf2tXtInVliY5wZgQMM9L6klo/IwA9x4omdcjnT+kKJAjo0UwQzAOBgNVHQ8BAf8EBAMCAQYwEgYDVR0TAQH/BAgwBgEB/wIBAjAdBgNVHQ4EFgQUfFJ5/6rhfHEZPnXAhrQLhGkJJMwwCgYIKoZIzj0EAwMDaQAwZgIxAPzXsV+eokrqOHSQZH/XhhHE1slOscKy3DQpYpYJ1AWmJ2lJu/XOmubBX5s7apllUwIxALw2Ts8CDACiK42UymC8fk6sbNfoXUAWqdyKTVt2Lst+wNdkRniGvx7jT65BKTkcsQ==\"}]},\"validFor\":{\"start\":\"2026-06-12T00:00:00Z\"}}]}"
    }
};

;// CONCATENATED MODULE: ./build/check/signatures/trust-root/services.js

function startFrom(root) {
    return { root: Buffer.from(root), targets: 'targets', target: 'trusted_root.json' };
}
const PUBLIC_GOOD = {
    label: 'sigstore',
    title: "sigstore's public services",
    mirror: 'https://tuf-repo-cdn.sigstore.dev/',
    start: startFrom(SHIPPED.sigstore.root),
    trustedRoot: SHIPPED.sigstore.trustedRoot,
    publishedAt: SHIPPED.sigstore.publishedAt,
    renewsAuthorities: false,
};
/**
 * GitHub's services for private repositories. Their intermediate certificates last a year, and a new one comes about every
 * six months: what is shipped knows of none that came later, and whether what they certify is good is then unknown, never passed.
 */
const GITHUB = {
    label: 'github',
    title: "GitHub's own services",
    mirror: 'https://tuf-repo.github.com/',
    start: startFrom(SHIPPED.github.root),
    trustedRoot: SHIPPED.github.trustedRoot,
    publishedAt: SHIPPED.github.publishedAt,
    renewsAuthorities: true,
};

// EXTERNAL MODULE: ./build/check/signatures/trust-root/sigstore-keys.js
var sigstore_keys = __webpack_require__(67592);
;// CONCATENATED MODULE: ./build/check/signatures/trust-root/load.js











/** Of what a trust root holds, each certificate only for what it may be used for. */
async function loadTrustRoot(name, options) {
    const { answer, use } = await find(name, options);
    if (answer.status !== 'available')
        return { answer, use };
    const { material, ...rest } = answer.root;
    const certificateAuthorities = (0,usage/* forCode */.jj)(material.certificateAuthorities);
    const timestampAuthorities = (0,usage/* forTimestamps */.ho)(material.timestampAuthorities);
    const root = { ...rest, material: { ...material, certificateAuthorities, timestampAuthorities } };
    return { answer: { status: 'available', root }, use };
}
async function find(name, options) {
    switch (name.kind) {
        case 'public-good':
            return loadService(name, PUBLIC_GOOD, options.mirrors.sigstore, options);
        case 'github':
            return loadService(name, GITHUB, options.mirrors.github, options);
        case 'named':
            return loadDocument(name, options);
    }
}
/**
 * The services that everybody knows: fetched where there is a network, else as an earlier run kept them, while that has not
 * expired, else as they were shipped, if that is not too old.
 */
async function loadService(name, shipped, mirror, options) {
    const { now } = options;
    const url = new URL((mirror ?? shipped.mirror).replace(/\/*$/, '/'));
    let unreachable;
    try {
        const { result, ...use } = await readRepository(shipped.start, url, { ...options, byName: mirror !== null });
        return fromTuf(name, shipped.label, result, url.host, use);
    }
    catch (error) {
        if (!(error instanceof TufUnreachable))
            throw error;
        unreachable = error.message;
    }
    const age = now.getTime() - Date.parse(shipped.publishedAt);
    if (age > options.maxAge) {
        return unavailable({
            reason: `the trust root of ${shipped.title} that this version came with is from ${shipped.publishedAt.slice(0, 10)}, older than signatures.trustRootMaxAge allows, and no newer one could be fetched from ${url.host}: ${unreachable}`,
            remedy: `Let the gate reach ${url.host}, update the gate, or raise signatures.trustRootMaxAge.`,
        });
    }
    const root = readTrustedRoot(name, Buffer.from(shipped.trustedRoot));
    if (root === null)
        throw new Error(`the trust root of ${shipped.title} that was shipped cannot be read`);
    const outdated = {
        publishedAt: new Date(shipped.publishedAt),
        reason: `no newer trust root could be fetched from ${url.host}: ${unreachable}`,
        remedy: `Let the gate reach ${url.host} once, or update the gate.`,
    };
    return {
        answer: { status: 'available', root: shipped.renewsAuthorities ? { ...root, outdated } : root },
        use: { name: shipped.label, source: 'shipped', updatedAt: shipped.publishedAt },
    };
}
async function loadDocument(name, options) {
    const document = options.documents.find((one) => one.name === name.name);
    const title = `the TrustRoot "${(0,clip/* clip */.$)(name.name)}"`;
    if (document === undefined) {
        return unavailable({
            reason: `${title} is in none of the files of signatures.policies`,
            remedy: 'Add its document to signatures.policies: the cluster refuses images without it too.',
        });
    }
    const { content } = document;
    if (content.kind === 'keys') {
        const material = { ...content.material, publicKey: noKey };
        return {
            answer: { status: 'available', root: { name, material, identity: content.identity } },
            use: { name: name.name, source: 'policy', updatedAt: null },
        };
    }
    const where = content.kind === 'remote' ? content.mirror.host : 'its mirrorFS';
    try {
        if (content.kind === 'remote') {
            const { result, ...use } = await readRepository(content.start, content.mirror, { ...options, byName: true });
            return fromTuf(name, name.name, result, where, use);
        }
        const result = await readTufTarget(content.start, await fetchFromArchive(content.archive), options.now);
        return fromTuf(name, name.name, result, where, { source: 'policy', updatedAt: null });
    }
    catch (error) {
        if (error instanceof ArchiveError)
            return unavailable({ reason: `${title} is no use: ${error.message}`, remedy: RENEW });
        if (!(error instanceof TufUnreachable))
            throw error;
        return unavailable({
            reason: `${title} is fetched from ${where}, and could not be: ${error.message}`,
            remedy: `Let the gate reach ${where}, or put the keys into the document (spec.sigstoreKeys).`,
        });
    }
}
const RENEW = 'Renew the repository that the TrustRoot document holds or names: a cluster does not take it either.';
function fromTuf(name, label, result, where, use) {
    const title = name.kind === 'named' ? `the TrustRoot "${(0,clip/* clip */.$)(name.name)}"` : `the trust root "${label}"`;
    const remedy = name.kind === 'named' ? RENEW : 'Check the mirror: what it serves is expired, or is not what its owners signed.';
    if (result.status === 'refused')
        return unavailable({ reason: `${title} cannot be used, from ${where}: ${(0,clip/* clip */.$)(result.reason, 200)}`, remedy });
    const root = result.target === null ? readDescribed(name, result.described) : readTrustedRoot(name, result.target);
    if (root === null)
        return unavailable({ reason: `${title} from ${where} holds no trusted root that can be read`, remedy });
    return { answer: { status: 'available', root }, use: { name: label, ...use } };
}
/** sigstore's TrustedRoot (protobuf-specs, sigstore_trustroot.proto) in JSON; null where it cannot be read. */
function readTrustedRoot(name, bytes) {
    try {
        const material = (0,verify_dist/* toTrustMaterial */.jO)(dist.TrustedRoot.fromJSON((0,json/* parseJson */.q)(bytes)), noKey);
        return { name, material, identity: (0,external_node_crypto_.hash)('sha256', bytes) };
    }
    catch {
        // Whatever the reader throws, it is the document's fault: it is all that was given to it.
        return null;
    }
}
/** policy-controller, GetSigstoreKeysFromTuf: a repository without a trusted root needs a certificate authority at least. */
function readDescribed(name, targets) {
    const of = (usage) => targets.filter((target) => target.usage === usage);
    const certificateAuthorities = of('Fulcio').map(({ uri, bytes }) => ({ uri, certChain: bytes }));
    const logs = (usage) => of(usage).map(({ uri, bytes }) => ({ baseURL: uri, publicKey: bytes }));
    const keys = { certificateAuthorities, timestampAuthorities: [], tLogs: logs('Rekor'), ctLogs: logs('CTFE') };
    const material = certificateAuthorities.length === 0 ? null : (0,sigstore_keys/* readSigstoreKeys */.P)(keys);
    if (material === null || 'problem' in material)
        return null;
    const read = targets.map(({ usage, uri, bytes }) => [usage, uri, Buffer.from(bytes).toString('base64')]);
    return { name, material: { ...material, publicKey: noKey }, identity: (0,external_node_crypto_.hash)('sha256', JSON.stringify(read)) };
}
function noKey() {
    throw new Error('a trust root has no keys of signers');
}
/** Infrastructure: the policy and the network are to blame, and not the change. */
function unavailable(details) {
    return { answer: { status: 'unreadable', cause: 'infrastructure', ...details }, use: null };
}


/***/ })

};
