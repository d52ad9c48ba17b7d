export const id = 449;
export const ids = [449];
export const modules = {

/***/ 35671:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ ArchiveError),
/* harmony export */   x: () => (/* binding */ fetchFromArchive)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57975);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38522);
/* harmony import */ var modern_tar__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51942);



const MAX_ARCHIVE_BYTES = 64 * 1024 * 1024;
const unzipped = (0,node_util__WEBPACK_IMPORTED_MODULE_0__.promisify)(node_zlib__WEBPACK_IMPORTED_MODULE_1__.gunzip);
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
        const entries = await (0,modern_tar__WEBPACK_IMPORTED_MODULE_2__/* .unpackTar */ .Ag)(await unzipped(archive, { maxOutputLength: MAX_ARCHIVE_BYTES }), { strict: true });
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


/***/ }),

/***/ 52490:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ TufUnreachable),
/* harmony export */   Z: () => (/* binding */ readTufTarget)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var tuf_js_dist_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(86376);
/* harmony import */ var tuf_js_dist_store_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(95683);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2503);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(64377);
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(26345);





/** The repository did not answer: nothing is said about what it holds. `message` is a clause. */
class TufUnreachable extends Error {
}
const Custom = zod__WEBPACK_IMPORTED_MODULE_3__/* .looseObject */ ._H3({ sigstore: zod__WEBPACK_IMPORTED_MODULE_3__/* .looseObject */ ._H3({ usage: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), uri: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().default('') }) });
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
        if (error instanceof tuf_js_dist_error_js__WEBPACK_IMPORTED_MODULE_1__.ExpiredMetadataError)
            return describeExpiry(error, seen);
        // It was given nothing but the repository's content: whatever it throws, it is the repository's fault.
        return {
            status: 'refused',
            reason: `its metadata cannot be trusted: ${error instanceof Error ? error.message : 'malformed'}`,
        };
    }
}
const Expiring = zod__WEBPACK_IMPORTED_MODULE_3__/* .looseObject */ ._H3({ signed: zod__WEBPACK_IMPORTED_MODULE_3__/* .looseObject */ ._H3({ expires: zod__WEBPACK_IMPORTED_MODULE_4__/* .datetime */ .w$() }) });
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
    const store = new tuf_js_dist_store_js__WEBPACK_IMPORTED_MODULE_2__/* .TrustedMetadataStore */ .E(Buffer.from(start.root));
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
    const expired = all.find((signed) => (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_5__/* .isOver */ .PU)(Date.parse(signed.expires), now));
    if (expired !== undefined)
        throw new Error(`${expired.type}.json expired at ${expired.expires}`);
    const download = async (name) => {
        const info = targets.signed.targets[name];
        const hash = info?.hashes.sha256;
        if (info === undefined || hash === undefined)
            throw new Error(`the target ${name} has no sha256`);
        const path = consistentSnapshot ? name.replace(/[^/]+$/, (base) => `${hash}.${base}`) : name;
        const bytes = await need(`${start.targets}/${path}`, MAX_TARGET_BYTES);
        if (bytes.length === info.length && (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(bytes).digest('hex') === hash)
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


/***/ }),

/***/ 78449:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  policyCheck: () => (/* binding */ policyCheck),
  policyInit: () => (/* binding */ policyInit),
  policySchema: () => (/* binding */ policySchema)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/io/working-tree.js
var working_tree = __webpack_require__(65787);
// EXTERNAL MODULE: ./build/judge/refused-exceptions.js
var refused_exceptions = __webpack_require__(37467);
// EXTERNAL MODULE: ./build/policy/json-schema.js
var json_schema = __webpack_require__(13689);
// EXTERNAL MODULE: ./build/policy/load.js + 2 modules
var load = __webpack_require__(38852);
// EXTERNAL MODULE: ./build/check/signatures/clip.js
var clip = __webpack_require__(37701);
// EXTERNAL MODULE: ./build/check/signatures/policy/parse.js + 7 modules
var parse = __webpack_require__(84822);
// EXTERNAL MODULE: ./build/check/signatures/trust-root/archive.js
var trust_root_archive = __webpack_require__(35671);
// EXTERNAL MODULE: ./build/check/signatures/trust-root/tuf.js
var tuf = __webpack_require__(52490);
;// CONCATENATED MODULE: ./build/check/signatures/lint/trust-roots.js




/**
 * For `policy check`: TrustRoot documents whose time is over. A `remote` one is not asked for, since it is about today's
 * network and not about the document.
 */
async function lintTrustRoots(files, now) {
    const { trustRoots } = (0,parse/* parseSignaturePolicies */.E)(files);
    const found = await Promise.all(trustRoots.map((document) => lintDocument(document, now)));
    return found.flat();
}
async function lintDocument(document, now) {
    const { content, contentLocation: at, name } = document;
    const place = { file: at.file, line: at.startLine, column: at.startColumn };
    const lints = content.kind === 'keys' ? lintKeys(content.material, now) : await lintArchive(content, now);
    const title = `TrustRoot "${(0,clip/* clip */.$)(name)}"`;
    return lints.map(({ message, remedy }) => ({ ...place, message: `${title}: ${message}`, remedy }));
}
const AUTHORITIES = [
    ['certificateAuthorities', 'no certificate can come from them any more'],
    ['timestampAuthorities', 'no timestamp can come from them any more'],
];
/** The keys of logs have no dates in a TrustRoot: only certificates expire. */
function lintKeys(keys, now) {
    return AUTHORITIES.flatMap(([field, why]) => {
        const ends = keys[field].flatMap(({ certChain }) => certChain.map(({ notAfter }) => notAfter.getTime()));
        const last = Math.max(...ends);
        if (ends.length === 0 || last >= now.getTime())
            return [];
        return {
            message: `every certificate of spec.sigstoreKeys.${field} has expired, the last on ${new Date(last).toISOString().slice(0, 10)}: ${why}, so that new signatures are refused`,
            remedy: 'Add the certificates that are in use now; keep the old ones for what they vouched for.',
        };
    });
}
async function lintArchive(content, now) {
    if (content.kind === 'remote')
        return [];
    const reason = await objectToArchive(content, now);
    if (reason === null)
        return [];
    const remedy = 'Put the current repository into spec.repository.mirrorFS, in base64 of a tar archive under gzip.';
    return [
        { message: `spec.repository cannot be used: ${(0,clip/* clip */.$)(reason, 200)}; what names it is unknown, never passed`, remedy },
    ];
}
async function objectToArchive({ archive, start }, now) {
    try {
        const result = await (0,tuf/* readTufTarget */.Z)(start, await (0,trust_root_archive/* fetchFromArchive */.x)(archive), now);
        return result.status === 'refused' ? result.reason : null;
    }
    catch (error) {
        if (error instanceof trust_root_archive/* ArchiveError */.d)
            return error.message;
        throw error;
    }
}

// EXTERNAL MODULE: ./build/commands/policy-lint.js + 13 modules
var policy_lint = __webpack_require__(27863);
;// CONCATENATED MODULE: ./build/commands/policy-ages.js


/** Trust roots whose time is over: for `policy check` alone, since a check says what it could not verify. */
async function lintAges({ signatureDocuments }, now) {
    return (await lintTrustRoots(signatureDocuments, now)).map(policy_lint/* placed */.n);
}

;// CONCATENATED MODULE: ./build/commands/starter-policy.js
/** What `policy init` writes: every default spelled out where a team most often changes it. */
const STARTER_POLICY = `# yaml-language-server: $schema=https://raw.githubusercontent.com/supply-chain-gate/supply-chain-gate/main/docs/schema/policy.schema.json
version: 1

images:
  # Registries that may be deployed from. Left out, any may: name yours first.
  # allow: ["ghcr.io/your-org/**", "registry.k8s.io/**"]
  digest: required        # a tag can be moved after this review: required | warn | off
  tags: { deny: [latest] }

# signatures:
#   policies: ["policy/*.yaml"]   # the ClusterImagePolicy documents of your cluster

vulnerabilities:
  severity: HIGH          # the lowest severity that blocks; off turns scanning off
  ignoreUnfixed: true

hardening:
  podSecurity: { level: restricted, version: latest }
  rules: {}               # "rbac/wildcard": error | warn | off

exceptions: []
# - rules: ["pss/runAsNonRoot"]
#   paths: ["charts/legacy/**"]
#   reason: "Runs as root until the next release"
#   expires: 2027-01-31

gate:
  scope: new              # with a base, only what the change brings blocks
  onUnknown: fail         # a check that could not be made is not a pass
`;

// EXTERNAL MODULE: ./build/commands/workspace.js + 5 modules
var commands_workspace = __webpack_require__(70105);
;// CONCATENATED MODULE: ./build/commands/policy.js









/** `policy schema`: the JSON Schema that editors use. */
function policySchema(terminal) {
    terminal.print(`${JSON.stringify((0,json_schema/* policyJsonSchema */.q)(), null, 2)}\n`);
    return 0;
}
/** `policy init`: a first policy with its choices explained. Never overwrites. */
async function policyInit(terminal) {
    const { root } = (0,commands_workspace/* openWorkspace */.OH)(terminal.directory);
    const path = (0,external_node_path_.join)(root, load/* DEFAULT_POLICY_FILE */.mY);
    if (await terminal.ports.files.exists(path)) {
        throw new errors/* UsageError */.e({
            code: 'policy/exists',
            stage: 'policy',
            message: `${load/* DEFAULT_POLICY_FILE */.mY} is there already.`,
            remedy: 'Edit it; `supply-chain-gate policy check` finds mistakes in it.',
        });
    }
    await terminal.ports.files.write(path, STARTER_POLICY);
    terminal.print(`Wrote ${load/* DEFAULT_POLICY_FILE */.mY}. Next: supply-chain-gate check\n`);
    return 0;
}
/** `policy check`: 0 when it says what it means, 1 when there is a mistake. */
async function policyCheck(file, terminal) {
    const workspace = (0,commands_workspace/* openWorkspace */.OH)(terminal.directory);
    const path = file === undefined ? load/* DEFAULT_POLICY_FILE */.mY : (0,commands_workspace/* toTreePath */.Xe)(workspace, file);
    try {
        const loaded = await (0,load/* loadPolicy */.tb)((0,working_tree/* workingTree */.c)(workspace.root), path);
        const now = terminal.ports.clock.now();
        const mistakes = [...(0,policy_lint/* lintPolicy */.G)(loaded), ...(await lintAges(loaded, now)), ...refusedExceptions(loaded, now)];
        for (const { message, remedy } of mistakes)
            terminal.print(`${`${message} ${remedy}`.trimEnd()}\n`);
        if (mistakes.length === 0)
            terminal.print(`${path}: no mistakes.\n`);
        return mistakes.length === 0 ? 0 : 1;
    }
    catch (error) {
        if (!(error instanceof errors/* UsageError */.e) || error.code === 'policy/not-found')
            throw error;
        terminal.print(`${error.message}\n${error.remedy}\n`);
        return 1;
    }
}
/** `check` reports these as findings; here they are mistakes of the file. */
function refusedExceptions({ policy, locate }, now) {
    return (0,refused_exceptions/* lintExceptions */.qP)(policy, now).map(({ path, message }) => {
        const { file, startLine, startColumn } = locate(path);
        return { message: `${file}:${startLine}:${startColumn}: ${message}`, remedy: '' };
    });
}


/***/ })

};
