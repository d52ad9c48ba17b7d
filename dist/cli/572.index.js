export const id = 572;
export const ids = [572,858,820];
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


/***/ }),

/***/ 17267:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   renderCommand: () => (/* binding */ renderCommand)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38815);
/* harmony import */ var _gate_context_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(42700);
/* harmony import */ var _gate_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(30294);
/* harmony import */ var _policy_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(38852);
/* harmony import */ var _report_index_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7469);
/* harmony import */ var _images_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(721);
/* harmony import */ var _workspace_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(70105);







/** `render`: what would be deployed, each manifest with its origin. 3 where a source did not render. */
async function renderCommand(paths, options, terminal) {
    const { ports } = terminal;
    const workspace = (0,_workspace_js__WEBPACK_IMPORTED_MODULE_1__/* .openWorkspace */ .OH)(terminal.directory);
    const request = await (0,_workspace_js__WEBPACK_IMPORTED_MODULE_1__/* .requestFor */ .pU)(workspace, paths, options, ports);
    const context = (0,_gate_context_js__WEBPACK_IMPORTED_MODULE_2__/* .prepare */ .i)(request, await (0,_policy_index_js__WEBPACK_IMPORTED_MODULE_3__/* .loadPolicy */ .tb)(request.policyTree, request.policyFile), ports);
    const head = await (0,_gate_js__WEBPACK_IMPORTED_MODULE_4__/* .survey */ .F)(request.head, context);
    await terminal.printPieces(options.format === 'json' ? jsonOf(head) : yamlOf(head));
    const errors = (0,_images_js__WEBPACK_IMPORTED_MODULE_5__/* .problemsOf */ .G)(head);
    for (const error of errors)
        ports.log.warn(error.message);
    return errors.length > 0 ? 3 : 0;
}
function jsonOf({ manifests }) {
    const entries = new _report_index_js__WEBPACK_IMPORTED_MODULE_6__/* .LazyList */ .V(function* () {
        for (const { ref, object, place } of manifests)
            yield { manifest: ref, origin: place([]).location, object };
    });
    return (0,_report_index_js__WEBPACK_IMPORTED_MODULE_6__/* .jsonPieces */ .M)({ manifests: entries });
}
function* yamlOf({ manifests }) {
    for (const { ref, object, place } of manifests) {
        yield `---\n# Source: ${ref.file}:${place([]).location.startLine}\n${(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .stringify */ .As)(object, { lineWidth: 0 })}`;
    }
}


/***/ })

};
