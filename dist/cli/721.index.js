export const id = 721;
export const ids = [721];
export const modules = {

/***/ 721:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ problemsOf),
/* harmony export */   images: () => (/* binding */ images)
/* harmony export */ });
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(11452);
/* harmony import */ var _gate_context_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(80571);
/* harmony import */ var _gate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(99085);
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
    return findings
        .filter(({ rule }) => INCOMPLETE.has(rule))
        .map(({ rule, message, location }) => ({ rule, message, location }));
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
