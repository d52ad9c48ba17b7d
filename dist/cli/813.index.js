export const id = 813;
export const ids = [813];
export const modules = {

/***/ 21813:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fix: () => (/* binding */ fix)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/check/hardening/index.js
var hardening = __webpack_require__(698);
// EXTERNAL MODULE: ./node_modules/diff/libesm/patch/create.js + 2 modules
var create = __webpack_require__(37291);
// EXTERNAL MODULE: ./build/tree/edits.js
var tree_edits = __webpack_require__(6000);
;// CONCATENATED MODULE: ./build/fix/diff.js


/** A unified diff that `git apply` takes: files in path order, three lines of context. Empty for no edits. */
async function unifiedDiff(tree, edits) {
    const files = [...new Set(edits.map((edit) => edit.file))].sort((a, b) => (a < b ? -1 : 1));
    const patches = [];
    for (const file of files) {
        const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await tree.read(file));
        const after = (0,tree_edits/* applyEdits */.ct)(before, edits.filter((edit) => edit.file === file));
        if (before === after)
            continue;
        patches.push((0,create/* createTwoFilesPatch */.ss)(`a/${file}`, `b/${file}`, before, after, undefined, undefined, {
            context: 3,
            headerOptions: create/* FILE_HEADERS_ONLY */.jr,
        }));
    }
    return patches.join('');
}

// EXTERNAL MODULE: ./build/gate/context.js + 16 modules
var gate_context = __webpack_require__(42700);
// EXTERNAL MODULE: ./build/gate/repair.js + 18 modules
var repair = __webpack_require__(55972);
// EXTERNAL MODULE: ./build/gate.js + 141 modules
var gate = __webpack_require__(30294);
// EXTERNAL MODULE: ./build/judge/exceptions.js
var exceptions = __webpack_require__(18616);
// EXTERNAL MODULE: ./build/policy/load.js + 2 modules
var load = __webpack_require__(38852);
// EXTERNAL MODULE: ./build/commands/images.js
var commands_images = __webpack_require__(721);
// EXTERNAL MODULE: ./build/commands/workspace.js + 5 modules
var commands_workspace = __webpack_require__(70105);
;// CONCATENATED MODULE: ./build/commands/fix.js










const REPAIRED = 'image/unpinned';
/** `fix`: pins and repairs that were proved by rendering again; prints the diff, or with `--write` applies it. */
async function fix(paths, options, terminal) {
    const { ports, print } = terminal;
    const rules = (options.rules ?? REPAIRED).split(',').map((rule) => rule.trim());
    const repaired = [REPAIRED, ...hardening/* REPAIRED_RULES */.Dr];
    for (const rule of rules) {
        if (repaired.some((id) => (0,exceptions/* matchesRule */.Ib)(rule, id)))
            continue;
        ports.log.warn(`No repair is offered for ${rule}: what is repaired is ${repaired.join(', ')}.`);
    }
    const workspace = (0,commands_workspace/* openWorkspace */.OH)(terminal.directory);
    const request = { ...(await (0,commands_workspace/* requestFor */.pU)(workspace, paths, options, ports)), resolveAll: true };
    const loaded = await (0,load/* loadPolicy */.tb)(request.policyTree, request.policyFile);
    const policy = {
        ...loaded.policy,
        images: { ...loaded.policy.images, digest: 'required' },
        vulnerabilities: { ...loaded.policy.vulnerabilities, severity: 'off' },
    };
    const context = (0,gate_context/* prepare */.i)(request, { ...loaded, policy }, ports);
    const head = await (0,gate/* survey */.F)(request.head, context);
    for (const { message } of (0,commands_images/* problemsOf */.G)(head))
        ports.log.warn(message);
    const wanted = head.findings.filter(({ rule, repairs }) => (rule === REPAIRED || repairs !== undefined) && rules.some((pattern) => (0,exceptions/* matchesRule */.Ib)(pattern, rule)));
    // A repair of fields needs no registry.
    const isPinning = wanted.some(({ rule }) => rule === REPAIRED);
    const inspection = await (0,gate/* inspect */.N)(isPinning ? head : { ...head, images: [] }, context);
    const { fixes, edits, reasons } = await (0,repair/* repair */.Ip)(head, wanted, inspection, context);
    // Made of what the files hold now, so before any is written.
    const diff = await unifiedDiff(request.head, edits);
    if (options.write)
        await write(edits, workspace.root, request.head, terminal);
    if (options.format === 'json') {
        print(`${JSON.stringify({ schemaVersion: 1, edits, proved: true, written: options.write ?? false }, null, 2)}\n`);
    }
    else if (diff !== '') {
        print(diff);
    }
    for (const finding of wanted) {
        if (fixes.has(finding))
            continue;
        const { file, startLine } = finding.location;
        if (finding.rule !== REPAIRED) {
            ports.log.warn(`${file}:${startLine}: ${finding.rule} was not repaired: no edit was proved to set the field and change nothing else. ${finding.message}`);
            continue;
        }
        ports.log.warn(`${file}:${startLine}: ${finding.image} was not pinned: ${reasons.get(finding) ?? reasonFor(finding.image ?? '', inspection)}`);
    }
    const pins = wanted.filter(({ rule }) => rule === REPAIRED);
    const others = wanted.filter(({ rule }) => rule !== REPAIRED);
    const done = (list) => list.filter((finding) => fixes.has(finding)).length;
    if (pins.length > 0 || others.length === 0)
        ports.log.info(`${done(pins)} of ${pins.length} images ${options.write ? 'were pinned' : 'can be pinned'}.`);
    if (others.length > 0)
        ports.log.info(`${done(others)} of ${others.length} findings ${options.write ? 'were' : 'can be'} repaired.`);
    return 0;
}
function reasonFor(written, { resolutions, checks }) {
    if (checks.allowlist.get(written) === 'fail')
        return 'the policy does not admit its registry.';
    if (checks.signatures.get(written) === 'fail')
        return 'its signature check failed.';
    const resolution = resolutions.get(written);
    if (resolution?.status === 'absent' || resolution?.status === 'unknown')
        return resolution.error.message;
    return 'its digest is not known.';
}
async function write(edits, root, tree, { ports }) {
    for (const file of new Set(edits.map((edit) => edit.file))) {
        const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await tree.read(file));
        const own = edits.filter((edit) => edit.file === file);
        await ports.files.write((0,external_node_path_.join)(root, file), (0,tree_edits/* applyEdits */.ct)(text, own));
    }
}


/***/ }),

/***/ 721:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ problemsOf),
/* harmony export */   images: () => (/* binding */ images)
/* harmony export */ });
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(11452);
/* harmony import */ var _gate_context_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(42700);
/* harmony import */ var _gate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(30294);
/* harmony import */ var _policy_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38852);
/* harmony import */ var _report_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(35121);
/* harmony import */ var _report_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7469);
/* harmony import */ var _workspace_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70105);






/** `images`: every image that the manifests run, and where; with `--resolve` its digest. 3 where a source did not render. */
async function images(paths, options, terminal) {
    const { ports } = terminal;
    const workspace = (0,_workspace_js__WEBPACK_IMPORTED_MODULE_0__/* .openWorkspace */ .OH)(terminal.directory);
    const request = { ...(await (0,_workspace_js__WEBPACK_IMPORTED_MODULE_0__/* .requestFor */ .pU)(workspace, paths, options, ports)), resolveAll: true };
    const loaded = await (0,_policy_index_js__WEBPACK_IMPORTED_MODULE_1__/* .loadPolicy */ .tb)(request.policyTree, request.policyFile);
    const policy = {
        ...loaded.policy,
        signatures: { ...loaded.policy.signatures, mode: 'off' },
        vulnerabilities: { ...loaded.policy.vulnerabilities, severity: 'off' },
    };
    const context = (0,_gate_context_js__WEBPACK_IMPORTED_MODULE_2__/* .prepare */ .i)(request, { ...loaded, policy }, ports);
    const head = await (0,_gate_js__WEBPACK_IMPORTED_MODULE_3__/* .survey */ .F)(request.head, context);
    const inspection = options.resolve ? await (0,_gate_js__WEBPACK_IMPORTED_MODULE_3__/* .inspect */ .N)(head, context) : null;
    const resolutions = inspection?.resolutions ?? new Map();
    const entries = head.images.map((image) => (0,_report_index_js__WEBPACK_IMPORTED_MODULE_4__/* .reportImage */ .o)(image, resolutions.get(image.written), null));
    const errors = [...problemsOf(head), ...problemsOf({ findings: inspection?.findings ?? [] })];
    if (options.format === 'json') {
        await terminal.printPieces((0,_report_index_js__WEBPACK_IMPORTED_MODULE_5__/* .jsonPieces */ .M)({ schemaVersion: 1, images: entries, errors }));
    }
    else {
        for (const [index, image] of head.images.entries()) {
            terminal.print(describe(image, entries[index]?.digest ?? null));
        }
        for (const error of errors)
            ports.log.warn(error.message);
    }
    return errors.length > 0 ? 3 : 0;
}
/** What keeps the list from being whole: what did not render or could not be read, and digests that nobody gave. */
const INCOMPLETE = new Set(['render/failed', 'manifest/invalid', 'image/unresolvable']);
function problemsOf({ findings, }) {
    return (findings
        // A manifest of a kind that only a later Kubernetes may have was read, and is listed whole.
        .filter(({ rule, enforcement, manifest }) => INCOMPLETE.has(rule) && (enforcement === 'block' || manifest === null))
        .map(({ rule, message, location }) => ({ rule, message, location })));
}
function describe(image, digest) {
    const name = image.reference === null ? `not an image reference: ${image.problem}` : (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_6__/* .repositoryOf */ ._)(image.reference);
    const uses = image.uses.map(({ manifest, place: { location } }) => {
        const about = location.exact ? '' : ' (about)';
        return `    ${location.file}:${location.startLine}${about}  ${manifest.ref.kind} ${manifest.ref.name}`;
    });
    const shown = digest !== null && image.reference?.digest == null ? `  ${digest}` : '';
    return `${image.written}  (${name})${shown}\n${uses.join('\n')}\n`;
}


/***/ })

};
