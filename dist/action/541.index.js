export const id = 541;
export const ids = [541];
export const modules = {

/***/ 72688:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ toGoYaml)
/* harmony export */ });
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97803);
/* harmony import */ var _yaml_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(59972);


/**
 * An object as sigs.k8s.io/yaml writes it (go.yaml.in/yaml/v2, encode.go and emitterc.go): no line folded, and each text in
 * the style that go-yaml chooses. Only the order of keys is simpler. Flux substitutes variables in this text, so a style decides what a value
 * may do to it: `${n}` without quotes becomes a number, `"${n}: x"` stays a text.
 */
function toGoYaml(value) {
    return `${node(value, 0, 'root')}\n`;
}
function node(value, indent, position) {
    if ((0,_domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .isArray */ .cy)(value)) {
        if (value.length === 0)
            return gap(position, '[]');
        // A list below a key stands at the key's own column.
        const column = position === 'item' ? indent + 2 : indent;
        const items = value.map((item) => `${' '.repeat(column)}-${node(item, column, 'item')}`);
        return block(items, column, position);
    }
    if ((0,_domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .Gv)(value)) {
        const keys = Object.keys(value).filter((key) => value[key] !== undefined);
        if (keys.length === 0)
            return gap(position, '{}');
        const column = position === 'root' ? 0 : indent + 2;
        const entries = keys
            .sort()
            .map((key) => `${' '.repeat(column)}${scalar(key, column, true)}:${node(value[key] ?? null, column, 'value')}`);
        return block(entries, column, position);
    }
    return gap(position, scalar(value, position === 'root' ? 0 : indent, false));
}
function gap(position, text) {
    return position === 'root' ? text : ` ${text}`;
}
/** Below a key it starts a line of its own; in a list its first line follows the dash. */
function block(lines, column, position) {
    const text = lines.join('\n');
    if (position === 'root')
        return text;
    return position === 'value' ? `\n${text}` : ` ${text.slice(column)}`;
}
function scalar(value, indent, isKey) {
    if (typeof value !== 'string')
        return number(value);
    switch (styleOf(value, isKey)) {
        case 'plain':
            return value;
        case 'single':
            return `'${value.replaceAll("'", "''")}'`;
        case 'literal':
            return literal(value, indent);
        case 'double':
            return double(value);
    }
}
/** As Go prints a float64 that came out of JSON. */
function number(value) {
    if (typeof value !== 'number' || Number.isInteger(value))
        return String(value);
    const exponent = Math.floor(Math.log10(Math.abs(value)));
    if (exponent >= -5 && exponent < 21)
        return String(value);
    return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
}
function styleOf(text, isKey) {
    const traits = traitsOf(text);
    if (isKey && traits.lineBreaks)
        return 'double';
    if (text.includes('\n'))
        return traits.literal && !isKey ? 'literal' : 'double';
    if (!isPlainText(text))
        return 'double';
    if (traits.plain)
        return 'plain';
    return traits.single ? 'single' : 'double';
}
/** Read without quotes, is it this text again? A date is not, for go-yaml; nor is a number in base 60. */
function isPlainText(text) {
    if (text === '<<' || (0,_yaml_index_js__WEBPACK_IMPORTED_MODULE_1__/* .resolvePlain */ .R)(text).type !== 'str')
        return false;
    if (/^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/.test(text))
        return false;
    return !/^\d{4}-\d{1,2}-\d{1,2}(?:[Tt ]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)?)?$/.test(text);
}
const UNPRINTABLE = /[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const BREAK = /[\n\r\u0085\u2028\u2029]/;
function traitsOf(text) {
    if (text === '')
        return { plain: true, single: true, literal: false, lineBreaks: false };
    // A tab and what is beyond the basic plane are special as well.
    const special = UNPRINTABLE.test(text);
    const lineBreaks = BREAK.test(text);
    const breakSpace = new RegExp(`${BREAK.source} `).test(text);
    const spaceBreak = new RegExp(` ${BREAK.source}`).test(text);
    const edges = /^ | $/.test(text) || BREAK.test(text[0] ?? '') || BREAK.test(text.at(-1) ?? '');
    const indicators = /^(?:---|\.\.\.|[#,[\]{}&*!|>'"%@`]|[?:-](?:[ \t\n]|$))/.test(text) ||
        /.:(?:[ \t\n\r\u0085\u2028\u2029]|$)/s.test(text) ||
        /[ \t\n\r\u0085\u2028\u2029]#/.test(text);
    return {
        plain: !special && !lineBreaks && !breakSpace && !spaceBreak && !edges && !indicators,
        single: !special && !breakSpace && !spaceBreak,
        literal: !special && !spaceBreak && !text.endsWith(' '),
        lineBreaks,
    };
}
function literal(text, indent) {
    const hint = /^[ \n]/.test(text) ? '2' : '';
    const chomping = text.endsWith('\n') ? (text === '\n' || text.endsWith('\n\n') ? '+' : '') : '-';
    const lines = text.replace(/\n$/, '').split('\n');
    const margin = ' '.repeat(indent + 2);
    return `|${hint}${chomping}\n${lines.map((line) => (line === '' ? '' : margin + line)).join('\n')}`;
}
const SHORT = { '\n': '\\n', '\t': '\\t', '\r': '\\r', '"': '\\"', '\\': '\\\\' };
function double(text) {
    const escaped = Array.from(text, (character) => {
        const short = SHORT[character];
        if (short !== undefined)
            return short;
        if (!UNPRINTABLE.test(character))
            return character;
        const code = character.codePointAt(0) ?? 0;
        if (code > 0xffff)
            return `\\U${code.toString(16).toUpperCase().padStart(8, '0')}`;
        return code > 0xff
            ? `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`
            : `\\x${code.toString(16).toUpperCase().padStart(2, '0')}`;
    });
    return `"${escaped.join('')}"`;
}


/***/ }),

/***/ 16226:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ adaptPatch)
/* harmony export */ });
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97803);

/** Inline only: a patch of Flux has no path, so that it names no file. Written as a block, which marks can be put in. */
function adaptPatch(patch) {
    const text = (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .textAt */ .$6)(patch, 'patch');
    const target = (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .get */ .Jt)(patch, 'target');
    const selector = ['group', 'version', 'kind', 'name', 'namespace', 'labelSelector', 'annotationSelector'];
    const selected = (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .Gv)(target) ? selector.filter((key) => (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .textAt */ .$6)(target, key) !== '') : [];
    return {
        patch: text.endsWith('\n') ? text : `${text}\n`,
        ...(selected.length === 0 ? {} : { target: Object.fromEntries(selected.map((key) => [key, (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .textAt */ .$6)(target, key)])) }),
    };
}


/***/ }),

/***/ 55526:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ textOrigin),
/* harmony export */   U: () => (/* binding */ createReadText)
/* harmony export */ });
/* harmony import */ var _origins_choose_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(18720);

/** Reads each file of a tree once. */
function createReadText(tree) {
    const known = new Map();
    const read = async (file) => {
        const entry = await tree.stat(file);
        if (entry === null || entry === 'directory' || entry.kind !== 'file')
            return null;
        return Buffer.from(await tree.read(file)).toString('utf8');
    };
    return (file) => {
        const text = known.get(file) ?? read(file);
        known.set(file, text);
        return text;
    };
}
/**
 * Maps ranges of `text` to the file that it stands in: a `|` block or a scalar of one line at `place`; or one of
 * `candidates`, files whose whole content it is (a ConfigMap that a generator made). Anything else is approximate.
 */
async function textOrigin(text, place, read, candidates = []) {
    const { location } = place;
    const content = await read(location.file);
    const inside = content === null ? null : (inBlock(text, content, location) ?? inLine(text, content, location));
    if (inside !== null) {
        return (range) => ({
            location: { ...inside(range), file: location.file, exact: location.exact },
            related: place.related,
        });
    }
    for (const file of candidates) {
        if ((await read(file)) === text)
            return (range) => ({ location: { ...range, file, exact: true }, related: [] });
    }
    return () => ({ ...(0,_origins_choose_js__WEBPACK_IMPORTED_MODULE_0__/* .approximate */ .H)(location), related: place.related });
}
function shifted(lines, columns) {
    return ({ startLine, startColumn, endLine, endColumn }) => ({
        startLine: startLine + lines,
        startColumn: startColumn + columns(startLine),
        endLine: endLine + lines,
        endColumn: endColumn + columns(endLine),
    });
}
/** A literal block: its lines are the text's, each with the same margin in front. */
function inBlock(text, content, { startLine, startColumn }) {
    const lines = content.split('\n').map((line) => line.replace(/\r$/, ''));
    const header = (lines[startLine - 1] ?? '').slice(startColumn - 1);
    if (!/^\|[-+1-9]*[ \t]*(?:#.*)?$/.test(header))
        return null;
    const own = text.replace(/\n+$/, '').split('\n');
    const first = own.findIndex((line) => line !== '');
    if (first === -1)
        return null;
    const written = lines[startLine + first] ?? '';
    const margin = written.length - (own[first] ?? '').length;
    const isSame = own.every((line, index) => {
        const there = lines[startLine + index] ?? '';
        return line === '' ? there.trim() === '' : there === ' '.repeat(margin) + line;
    });
    return margin > 0 && isSame ? shifted(startLine, () => margin) : null;
}
/** One line, plain or in quotes without escapes. */
function inLine(text, content, location) {
    if (location.startLine !== location.endLine)
        return null;
    const line = content.split('\n')[location.startLine - 1] ?? '';
    const token = line.slice(location.startColumn - 1, location.endColumn - 1);
    const quote = /^["']/.test(token) ? 1 : 0;
    const inner = quote === 0 ? token : token.slice(1, -1);
    if (inner === '' || inner !== text.replace(/\n$/, ''))
        return null;
    return shifted(location.startLine - 1, () => location.startColumn - 1 + quote);
}


/***/ }),

/***/ 45890:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D3: () => (/* binding */ mergeValues),
/* harmony export */   KY: () => (/* binding */ setValue),
/* harmony export */   M5: () => (/* binding */ emptyValues),
/* harmony export */   VV: () => (/* binding */ placeIn),
/* harmony export */   aB: () => (/* binding */ toJson),
/* harmony export */   c3: () => (/* binding */ setText),
/* harmony export */   g8: () => (/* binding */ toValues)
/* harmony export */ });
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97803);

const MAX_DEPTH = 100;
function toValues(value, placeOf, depth = 0) {
    if (!(0,_domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .Gv)(value) || depth > MAX_DEPTH)
        return { is: 'leaf', value, placeOf };
    const entries = Object.entries(value).map(([key, item]) => [
        key,
        toValues(item ?? null, (path) => placeOf([key, ...path]), depth + 1),
    ]);
    return { is: 'map', entries: new Map(entries), placeOf };
}
function emptyValues(placeOf) {
    return { is: 'map', entries: new Map(), placeOf };
}
/**
 * `over` into `under` (fluxcd/pkg chartutil/merge.go). As there, a mapping that only one of them has is shared with the
 * result and not copied: a `targetPath` that is set in it later is set in `over` as well, and so survives the last merge.
 */
function mergeValues(under, over) {
    const entries = new Map(under.entries);
    for (const [key, value] of over.entries) {
        const below = entries.get(key);
        entries.set(key, value.is === 'map' && below?.is === 'map' ? mergeValues(below, value) : value);
    }
    return { is: 'map', entries, placeOf: over.placeOf };
}
function toJson(values) {
    if (values.is === 'leaf')
        return values.value;
    return Object.fromEntries([...values.entries].map(([key, value]) => [key, toJson(value)]));
}
function placeIn(values, path) {
    const [key, ...rest] = path;
    if (values.is === 'leaf' || key === undefined)
        return values.placeOf(path);
    const next = values.entries.get(String(key));
    return next === undefined ? values.placeOf(path) : placeIn(next, rest);
}
/**
 * What helm's `--set PATH=TEXT` does to values (helm.sh/helm/v3/pkg/strvals), for paths of plain keys and texts without
 * lists, commas and escapes. Quotes around the text make it a string. False: it is none of these.
 */
function setValue(values, path, text, place) {
    const quoted = /^(?:'.*'|".*")$/s.test(text);
    const bare = quoted ? text.replace(/^['"]+|['"]+$/g, '') : text;
    return !/[,\\[\]{}\n]/.test(bare) && setLeaf(values, path, quoted ? bare : typed(bare), place);
}
/** What helm's `--set-string` and `--set-file` do: the text as it is, for paths of plain keys. False: it is none. */
function setText(values, path, text, place) {
    return setLeaf(values, path, text, place);
}
function setLeaf(values, path, value, place) {
    if (!/^[^.,=[\]{}\\\s]+(?:\.[^.,=[\]{}\\\s]+)*$/.test(path))
        return false;
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let at = values;
    for (const key of keys) {
        const next = at.entries.get(key);
        if (next?.is === 'leaf')
            return false;
        const map = next?.is === 'map' ? next : emptyValues(() => place);
        at.entries.set(key, map);
        at = map;
    }
    at.entries.set(last, { is: 'leaf', value, placeOf: () => place });
    return true;
}
function typed(text) {
    if (/^true$/i.test(text) || /^false$/i.test(text))
        return /^true$/i.test(text);
    if (text.toLowerCase() === 'null')
        return null;
    if (text === '0')
        return 0;
    return /^(?:[-+][0-9]+|[1-9][0-9]*)$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : text;
}


/***/ }),

/***/ 65637:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ virtualYaml)
/* harmony export */ });
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(97803);
/* harmony import */ var _yaml_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(21994);
/* harmony import */ var _origins_choose_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(18720);
/* harmony import */ var _go_yaml_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(72688);
/* harmony import */ var _text_origin_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(55526);





/** Positions in larger files are told approximately. */
const MAX_PATHS = 50_000;
/**
 * A file that says `value`, each part of which is written elsewhere: `placeOf` gives the place of the part at a path. Texts
 * of several lines (patches) are followed into the block that they stand in.
 */
async function virtualYaml(path, value, placeOf, read) {
    const text = (0,_go_yaml_js__WEBPACK_IMPORTED_MODULE_0__/* .toGoYaml */ .Z)(value);
    const [document] = (0,_yaml_index_js__WEBPACK_IMPORTED_MODULE_1__/* .readManifestStream */ .W)(new TextEncoder().encode(text)).documents;
    const starts = new Map();
    const blocks = [];
    for (const { at, value: part } of document === undefined ? [] : pathsOf(value)) {
        const range = document?.find(at) ?? null;
        if (range === null)
            continue;
        starts.set(`${range.startLine}:${range.startColumn}`, at);
        if (typeof part !== 'string' || !part.includes('\n'))
            continue;
        const margin = marginOf(text, range.startLine, part);
        const origin = await (0,_text_origin_js__WEBPACK_IMPORTED_MODULE_2__/* .textOrigin */ .G)(part, placeOf(at), read);
        blocks.push({ first: range.startLine, last: range.startLine + part.split('\n').length, margin, at: origin });
    }
    return {
        path,
        text,
        place(location) {
            const exact = starts.get(`${location.startLine}:${location.startColumn}`);
            if (exact !== undefined)
                return withExactness(placeOf(exact), location);
            const block = blocks.find(({ first, last }) => location.startLine > first && location.startLine <= last);
            if (block === undefined)
                return (0,_origins_choose_js__WEBPACK_IMPORTED_MODULE_3__/* .approximate */ .H)(placeOf([]).location);
            const place = block.at({
                startLine: location.startLine - block.first,
                startColumn: location.startColumn - block.margin,
                endLine: location.endLine - block.first,
                endColumn: location.endColumn - block.margin,
            });
            return withExactness(place, location);
        },
    };
}
function withExactness(place, { exact }) {
    return exact ? place : { location: { ...place.location, exact: false }, related: place.related };
}
/** Every value with its path, the outer ones first. */
function pathsOf(value) {
    const found = [];
    const visit = (at, part) => {
        if (found.length >= MAX_PATHS)
            return;
        found.push({ at, value: part });
        if ((0,_domain_index_js__WEBPACK_IMPORTED_MODULE_4__/* .isArray */ .cy)(part))
            for (const [index, item] of part.entries())
                visit([...at, index], item);
        else if ((0,_domain_index_js__WEBPACK_IMPORTED_MODULE_4__/* .isObject */ .Gv)(part))
            for (const [key, item] of Object.entries(part))
                visit([...at, key], item ?? null);
    };
    visit([], value);
    return found;
}
/** The columns in front of a block's lines. */
function marginOf(text, headerLine, part) {
    const lines = text.split('\n');
    const own = part.split('\n');
    const first = own.findIndex((line) => line !== '');
    return first === -1 ? 0 : (lines[headerLine + first] ?? '').length - (own[first] ?? '').length;
}


/***/ }),

/***/ 75541:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  composeFlux: () => (/* binding */ composeFlux)
});

// EXTERNAL MODULE: ./build/domain/json.js
var json = __webpack_require__(97803);
// EXTERNAL MODULE: ./build/domain/path.js
var path = __webpack_require__(40298);
// EXTERNAL MODULE: ./build/render/deliveries/text-origin.js
var text_origin = __webpack_require__(55526);
;// CONCATENATED MODULE: ./build/render/flux/added-metadata.js

const COMMON = ['spec', 'commonMetadata'];
/** `spec.commonMetadata`: labels and annotations of every object, over its own; pods' templates are left alone. */
function commonMetadata(owner) {
    const labels = textsOf(owner, 'labels');
    const annotations = textsOf(owner, 'annotations');
    if (labels === null && annotations === null)
        return null;
    return async (manifests) => ({
        manifests: manifests.map((manifest) => ({
            ...manifest,
            object: withMetadata(manifest.object, { ...(labels && { labels }), ...(annotations && { annotations }) }),
            place: (path) => {
                const [first, kind, key] = path;
                const mine = kind === 'labels' ? labels : kind === 'annotations' ? annotations : null;
                const isMine = first === 'metadata' && typeof key === 'string' && mine !== null && Object.hasOwn(mine, key);
                return isMine ? owner.place([...COMMON, String(kind), key]) : manifest.place(path);
            },
        })),
        unsupported: [],
    });
}
function textsOf({ object }, key) {
    const found = (0,json/* get */.Jt)(object, ...COMMON, key);
    return (0,json/* isObject */.Gv)(found) && Object.keys(found).length > 0 ? found : null;
}
function withMetadata(object, added) {
    const metadata = (0,json/* isObject */.Gv)(object.metadata) ? object.metadata : {};
    const merged = Object.fromEntries(Object.entries(added).map(([key, values]) => {
        const own = metadata[key];
        return [key, { ...((0,json/* isObject */.Gv)(own) ? own : {}), ...values }];
    }));
    return { ...object, metadata: { ...metadata, ...merged } };
}

// EXTERNAL MODULE: ./build/domain/manifest.js
var domain_manifest = __webpack_require__(66632);
// EXTERNAL MODULE: ./build/render/flux/objects.js
var objects = __webpack_require__(47465);
;// CONCATENATED MODULE: ./build/render/flux/not-encrypted.js


/** What SOPS encrypted is not read: a Secret runs nothing, anything else might. */
const notEncrypted = async (manifests) => ({
    manifests,
    unsupported: manifests
        .filter(({ object, ref }) => ref.kind !== 'Secret' && (0,objects/* isEncrypted */.ph)(object))
        .map(({ ref }) => `${(0,domain_manifest/* describeManifest */.F)(ref)} is encrypted (SOPS)`),
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/domain/location.js
var domain_location = __webpack_require__(69994);
// EXTERNAL MODULE: ./build/tree/links.js
var links = __webpack_require__(52044);
// EXTERNAL MODULE: ./build/yaml/stream.js + 8 modules
var stream = __webpack_require__(21994);
// EXTERNAL MODULE: ./build/render/deliveries/inline-patch.js
var inline_patch = __webpack_require__(16226);
// EXTERNAL MODULE: ./build/render/deliveries/virtual-yaml.js
var virtual_yaml = __webpack_require__(65637);
// EXTERNAL MODULE: ./build/render/kustomize/names.js
var kustomize_names = __webpack_require__(84725);
// EXTERNAL MODULE: ./build/render/origins/choose.js
var choose = __webpack_require__(18720);
// EXTERNAL MODULE: ./build/render/problem.js
var problem = __webpack_require__(89094);
;// CONCATENATED MODULE: ./build/render/flux/scan-manifests.js




/**
 * Every `.yaml` and `.yml` file below a directory; a directory with a kustomization counts as one resource, and nothing
 * below it is looked at (fluxcd/pkg kustomize_generator.go, scanManifests).
 */
async function scanManifests(tree, directory) {
    const prefix = directory === '' ? '' : `${directory}/`;
    const entries = (await tree.list(directory)).filter(({ kind }) => kind === 'file');
    const names = new Set(kustomize_names/* KUSTOMIZATION_NAMES */.H);
    const kustomized = entries
        .filter(({ path }) => names.has(external_node_path_.posix.basename(path)))
        .map(({ path }) => external_node_path_.posix.dirname(path).slice(prefix.length))
        .filter((path) => path !== '' && path !== '.');
    const outer = [...new Set(kustomized)].filter((path) => !kustomized.some((other) => other !== path && path.startsWith(`${other}/`)));
    const files = entries
        .map(({ path }) => path.slice(prefix.length))
        .filter((path) => /\.ya?ml$/.test(path) && !outer.some((root) => path.startsWith(`${root}/`)));
    const resources = [...outer, ...files].sort();
    const plain = outer.length === 0 &&
        (await allPlain(tree, files.map((file) => prefix + file)));
    return { resources, plain };
}
/** kustomize takes each document for an object, refuses what is none, and drops what is for local use only. */
async function allPlain(tree, files) {
    const seen = new Set();
    for (const file of files) {
        const { documents, problems } = (0,stream/* readManifestStream */.W)(await tree.read(file));
        if (problems.length > 0)
            return false;
        for (const { value } of documents) {
            if (value === null || ((0,json/* isObject */.Gv)(value) && Object.keys(value).length === 0))
                continue;
            const id = identityOf(value);
            if (id === null || seen.has(id))
                return false;
            seen.add(id);
        }
    }
    return true;
}
function identityOf(value) {
    const [apiVersion, kind, name, namespace] = [
        (0,json/* get */.Jt)(value, 'apiVersion'),
        (0,json/* get */.Jt)(value, 'kind'),
        (0,json/* get */.Jt)(value, 'metadata', 'name'),
        (0,json/* get */.Jt)(value, 'metadata', 'namespace') ?? '',
    ];
    if (typeof apiVersion !== 'string' || typeof kind !== 'string' || typeof name !== 'string')
        return null;
    if ((0,json/* isArray */.cy)((0,json/* get */.Jt)(value, 'items')) || apiVersion.startsWith('kustomize.config.k8s.io/'))
        return null;
    const annotations = (0,json/* get */.Jt)(value, 'metadata', 'annotations');
    const isSpecial = (0,json/* isObject */.Gv)(annotations) && Object.keys(annotations).some((key) => key.startsWith('config.k'));
    return isSpecial ? null : JSON.stringify([apiVersion, kind, namespace, name]);
}

;// CONCATENATED MODULE: ./build/render/flux/overlaid-kustomization.js










/**
 * The kustomization that the controller writes into the directory before it builds it (fluxcd/pkg
 * kustomize_generator.go): the one that is there, else one of all manifests below, with what the object sets.
 *
 * @throws RenderProblem for what the controller refuses.
 */
async function overlayKustomization(manifest, directory, { tree, read }) {
    const base = await baseOf(directory, tree, manifest);
    const spec = new Spec(manifest);
    const value = { ...base.value };
    const origins = new Map();
    for (const [field, key] of [
        ['targetNamespace', 'namespace'],
        ['namePrefix', 'namePrefix'],
        ['nameSuffix', 'nameSuffix'],
    ]) {
        const text = (0,json/* textAt */.$6)(manifest.object, 'spec', field);
        if (text === '')
            continue;
        value[key] = text;
        origins.set(key, ['spec', field]);
    }
    const ownPatches = listOf(base.value.patches);
    const patches = spec.list('patches').map(inline_patch/* adaptPatch */.p);
    if (patches.length > 0) {
        value.patches = [...ownPatches, ...patches];
        origins.set('patches', (index) => index < ownPatches.length ? null : ['spec', 'patches', index - ownPatches.length]);
    }
    const components = await componentsOf(spec, directory, tree);
    if (components.length > 0) {
        value.components = [...listOf(base.value.components), ...components];
        const first = listOf(base.value.components).length;
        origins.set('components', (index) => (index < first ? null : ['spec', 'components', index - first]));
    }
    const images = mergeImages(listOf(base.value.images), spec.list('images'));
    if (images.changed)
        value.images = images.list;
    const isChanged = origins.size > 0 || images.changed;
    if (!isChanged && base.scan === null)
        return { is: 'own' };
    if (!isChanged && base.scan?.plain) {
        return { is: 'plain', files: base.scan.resources.map((file) => external_node_path_.posix.join(directory, file)) };
    }
    const placeOf = (path) => {
        const [key, index, ...rest] = path;
        if (key === 'images' && typeof index === 'number' && images.changed) {
            const from = images.origin(index, rest);
            return from.object ? manifest.place(['spec', 'images', ...from.path]) : base.placeOf(['images', ...from.path]);
        }
        const origin = typeof key === 'string' ? origins.get(key) : undefined;
        if (Array.isArray(origin))
            return manifest.place(origin);
        const item = typeof origin === 'function' && typeof index === 'number' ? origin(index) : null;
        return item === null ? base.placeOf(path) : manifest.place([...item, ...rest]);
    };
    return { is: 'written', file: await (0,virtual_yaml/* virtualYaml */.H)(base.file, value, placeOf, read) };
}
async function baseOf(directory, tree, manifest) {
    for (const name of kustomize_names/* KUSTOMIZATION_NAMES */.H) {
        const file = external_node_path_.posix.join(directory, name);
        const entry = await tree.stat(file);
        if (entry === null || entry === 'directory')
            continue;
        const [document] = (0,stream/* readManifestStream */.W)(await tree.read(file)).documents;
        if (document === undefined || !(0,json/* isObject */.Gv)(document.value)) {
            throw new problem/* RenderProblem */.uC({
                what: `${file} is no kustomization: it holds no mapping, or is not YAML`,
                remedy: 'Correct it, or delete it to have all manifests of the directory deployed',
                location: (0,domain_location/* fileLocation */.A)(file),
            });
        }
        const placeOf = (path) => ({ location: { file, ...document.locate(path), exact: true }, related: [] });
        return { file, value: document.value, placeOf, scan: null };
    }
    if (directory !== '' && (await tree.stat(directory)) !== 'directory') {
        throw new problem/* RenderProblem */.uC({
            what: `the directory ${directory} is not in what Flux takes from the repository`,
            remedy: 'Correct spec.path',
            location: manifest.place(['spec', 'path']).location,
        });
    }
    const scan = await scanManifests(tree, directory);
    const file = external_node_path_.posix.join(directory, kustomize_names/* KUSTOMIZATION_NAMES */.H[0]);
    const head = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' };
    const value = { ...head, resources: [...scan.resources] };
    const placeOf = (path) => {
        const resource = path[0] === 'resources' && typeof path[1] === 'number' ? scan.resources[path[1]] : undefined;
        const place = manifest.place(['spec', 'path']);
        return resource === undefined
            ? (0,choose/* approximate */.H)(place.location)
            : (0,choose/* approximate */.H)((0,domain_location/* fileLocation */.A)(external_node_path_.posix.join(directory, resource)));
    };
    return { file, value, placeOf, scan };
}
/** Fields of the object; what is of another type the API server refuses. */
class Spec {
    manifest;
    constructor(manifest) {
        this.manifest = manifest;
    }
    list(field) {
        return listOf((0,json/* get */.Jt)(this.manifest.object, 'spec', field));
    }
    refuse(path, what, remedy) {
        throw new problem/* RenderProblem */.uC({ what, remedy, location: this.manifest.place(path).location });
    }
}
function listOf(value) {
    return (0,json/* isArray */.cy)(value) ? value : [];
}
async function componentsOf(spec, directory, tree) {
    const ignoresMissing = (0,json/* get */.Jt)(spec.manifest.object, 'spec', 'ignoreMissingComponents') === true;
    const found = [];
    for (const [index, component] of spec.list('components').entries()) {
        if (typeof component !== 'string')
            continue;
        const inside = component.startsWith('/') ? null : (0,links/* insideTree */.v)(external_node_path_.posix.join(directory, component));
        if (inside === null || /^[a-z][a-z0-9+.-]*:/i.test(component)) {
            spec.refuse(['spec', 'components', index], `the component ${JSON.stringify(component.slice(0, 200))} is no path inside the repository`, 'Name a directory relative to spec.path');
        }
        if (ignoresMissing && (await tree.stat(inside)) === null)
            continue;
        found.push(component);
    }
    return found;
}
/** An entry of the object goes into the one of the same name; its tag and digest replace both. */
function mergeImages(own, added) {
    const list = own.map((entry) => ((0,json/* isObject */.Gv)(entry) ? entry : {}));
    const from = new Map();
    for (const [index, entry] of added.entries()) {
        const name = (0,json/* textAt */.$6)(entry, 'name');
        const fields = ['newName', 'newTag', 'digest'].filter((field) => (0,json/* textAt */.$6)(entry, field) !== '');
        const values = Object.fromEntries(fields.map((field) => [field, (0,json/* textAt */.$6)(entry, field)]));
        const existing = list.findIndex((one) => (0,json/* textAt */.$6)(one, 'name') === name);
        if (existing === -1) {
            from.set(list.push({ name, ...values }) - 1, { index, fields: new Set(['name', ...fields]) });
            continue;
        }
        const { newTag, digest, ...rest } = list[existing] ?? {};
        const isVersioned = fields.includes('newTag') || fields.includes('digest');
        const kept = isVersioned ? rest : { ...rest, ...(newTag && { newTag }), ...(digest && { digest }) };
        list[existing] = { ...kept, ...values };
        from.set(existing, { index, fields: new Set([...fields, ...(from.get(existing)?.fields ?? [])]) });
    }
    return {
        list,
        changed: added.length > 0,
        origin: (index, rest) => {
            const entry = from.get(index);
            const [field] = rest;
            const object = entry !== undefined && (field === undefined ? index >= own.length : entry.fields.has(String(field)));
            return { object, path: object && entry !== undefined ? [entry.index, ...rest] : [index, ...rest] };
        },
    };
}

// EXTERNAL MODULE: ./build/render/flux/source-ignore.js + 1 modules
var source_ignore = __webpack_require__(80536);
// EXTERNAL MODULE: ./build/render/objects.js
var render_objects = __webpack_require__(69653);
// EXTERNAL MODULE: ./build/render/deliveries/go-yaml.js
var go_yaml = __webpack_require__(72688);
// EXTERNAL MODULE: ./build/render/flux/envsubst/glob.js
var glob = __webpack_require__(88738);
;// CONCATENATED MODULE: ./build/render/flux/envsubst/template.js
/** Flux refuses the text: "bad substitution at character 12". */
class SubstitutionProblem extends Error {
    constructor(message) {
        super(message);
        this.name = 'SubstitutionProblem';
    }
}
/** Deeper nesting than anybody writes; the parser calls itself for each level. */
const MAX_DEPTH = 50;
const NAME = /[\p{L}\p{Nd}_]+/uy;
/** @throws SubstitutionProblem where Flux would refuse the text. */
function parseTemplate(text) {
    // The scanner takes a NUL for the end of the text.
    if (text.includes('\0'))
        throw new SubstitutionProblem('it holds a NUL character');
    return new Parser(text).all();
}
const TOP = { stop: /(?!)/, escapes: ['$$'] };
const TO_BRACE = { stop: /\}/, escapes: [] };
const TO_COLON = { stop: /[:}]/, escapes: [] };
const PATTERN = { stop: /\//, escapes: ['$$', '\\/', '\\\\'] };
const REPLACEMENT = { stop: /\}/, escapes: ['$$', '\\/', '\\\\'] };
class Parser {
    #text;
    #at = 0;
    constructor(text) {
        this.#text = text;
    }
    all() {
        const nodes = [];
        while (this.#at < this.#text.length) {
            if (this.#next('${'))
                nodes.push(this.#variable(0));
            else
                nodes.push({ is: 'text', text: this.#run(TOP) });
        }
        return nodes;
    }
    #fail() {
        const line = this.#text.slice(0, this.#at).split('\n').length;
        throw new SubstitutionProblem(`bad substitution in line ${line}`);
    }
    #next(token) {
        if (!this.#text.startsWith(token, this.#at))
            return false;
        this.#at += token.length;
        return true;
    }
    #peek() {
        return this.#text[this.#at] ?? '';
    }
    /** Text up to a stop, or to the start of a variable. */
    #run({ stop, escapes }) {
        let found = '';
        while (this.#at < this.#text.length && !this.#text.startsWith('${', this.#at)) {
            const escaped = escapes.find((one) => this.#text.startsWith(one, this.#at));
            if (escaped !== undefined) {
                found += escaped.slice(1);
                this.#at += escaped.length;
                continue;
            }
            const character = this.#peek();
            if (stop.test(character))
                break;
            found += character;
            this.#at += 1;
        }
        return found;
    }
    #name() {
        NAME.lastIndex = this.#at;
        const match = NAME.exec(this.#text);
        if (match === null)
            this.#fail();
        this.#at += match[0].length;
        return match[0];
    }
    #close() {
        if (!this.#next('}'))
            this.#fail();
    }
    /** One parameter: a variable of its own, or text that is not empty. */
    #parameter(stops, depth) {
        if (this.#next('${'))
            return this.#variable(depth + 1);
        const text = this.#run(stops);
        if (text === '')
            this.#fail();
        return { is: 'text', text };
    }
    /** Past the `${`. */
    #variable(depth) {
        if (depth > MAX_DEPTH)
            throw new SubstitutionProblem(`substitutions are nested more than ${MAX_DEPTH} deep`);
        if (this.#next('#')) {
            const name = this.#name();
            this.#close();
            return { is: 'variable', name, operator: '#', parameters: [] };
        }
        const name = this.#name();
        const node = (operator, parameters) => ({
            is: 'variable',
            name,
            operator,
            parameters,
        });
        switch (this.#peek()) {
            case '}':
                this.#at += 1;
                return node('', []);
            case ':':
                return /[=\-?+]/.test(this.#text[this.#at + 1] ?? '')
                    ? node(this.#take(2), this.#defaults(depth))
                    : node(this.#take(1), this.#range(depth));
            case '=':
                return node(this.#take(1), this.#defaults(depth));
            case ',':
            case '^': {
                const operator = this.#take(/[,^]/.test(this.#text[this.#at + 1] ?? '') ? 2 : 1);
                this.#close();
                return node(operator, []);
            }
            case '/':
                return node(this.#take(/[/#%]/.test(this.#text[this.#at + 1] ?? '') ? 2 : 1), this.#replacement(depth));
            case '#':
            case '%': {
                const operator = this.#take(this.#text[this.#at + 1] === this.#peek() ? 2 : 1);
                const parameter = this.#parameter(TO_BRACE, depth);
                this.#close();
                return node(operator, [parameter]);
            }
            default:
                return this.#fail();
        }
    }
    #take(length) {
        this.#at += length;
        return this.#text.slice(this.#at - length, this.#at);
    }
    /** `:=a${b}c}`: any number of parts. */
    #defaults(depth) {
        const parameters = [];
        while (!this.#next('}'))
            parameters.push(this.#parameter(TO_BRACE, depth));
        return parameters;
    }
    /** `:1}` or `:1:2}`; any number of colons between the two. */
    #range(depth) {
        const from = this.#parameter(TO_COLON, depth);
        if (this.#next('}'))
            return [from];
        if (this.#peek() !== ':')
            this.#fail();
        while (this.#next(':'))
            ;
        const length = this.#parameter(TO_BRACE, depth);
        this.#close();
        return [from, length];
    }
    /** `/from/to}`; any number of slashes between the two. */
    #replacement(depth) {
        const pattern = this.#parameter(PATTERN, depth);
        if (this.#peek() !== '/')
            this.#fail();
        while (this.#next('/'))
            ;
        if (this.#next('}'))
            return [pattern];
        const replacement = this.#parameter(REPLACEMENT, depth);
        this.#close();
        return [pattern, replacement];
    }
}

;// CONCATENATED MODULE: ./build/render/flux/envsubst/functions.js


/** More than this is no name, tag or setting, and the functions below take quadratic time. */
const MAX_TRIMMED = 4096;
/**
 * The functions of Flux's variables (github.com/fluxcd/pkg/envsubst v1.8, funcs.go). Go counts bytes; what is not ASCII is
 * refused where that would matter.
 *
 * @throws SubstitutionProblem for what is not modelled.
 */
function applyFunction(operator, value, parameters) {
    const [first = '', second = ''] = parameters;
    switch (operator) {
        case ',':
            return mapCase(value.slice(0, 1), 'toLowerCase') + value.slice(1);
        case ',,':
            return mapCase(value, 'toLowerCase');
        case '^':
            return mapCase(value.slice(0, 1), 'toUpperCase') + value.slice(1);
        case '^^':
            return mapCase(value, 'toUpperCase');
        case '#':
            return parameters.length === 0 ? String(Buffer.byteLength(value)) : trimStart(value, first, 'shortest');
        case '##':
            return trimStart(value, first, 'longest');
        case '%':
            return reversed(trimStart(reversed(value), reversed(first), 'shortest'));
        case '%%':
            return reversed(trimStart(reversed(value), reversed(first), 'longest'));
        case ':':
            return substring(value, first, parameters[1]);
        case '/#':
            return parameters.length === 2 && value.startsWith(first) ? second + value.slice(first.length) : value;
        case '/%':
            return parameters.length === 2 && value.endsWith(first)
                ? value.slice(0, value.length - first.length) + second
                : value;
        case '/':
            return value.replace(first, () => second);
        case '//':
            return replaceAll(value, first, second);
        default:
            return value === '' ? parameters.join('') : value;
    }
}
/** Flux 2.9 refuses a variable that is not set, but for those that bring what to take instead. */
function toleratesUnset(operator) {
    return /^:?[-+=?]$/.test(operator);
}
function replaceAll(value, from, to) {
    if (from !== '')
        return value.split(from).join(to);
    // Go puts it around each character.
    return to + Array.from(value, (character) => character + to).join('');
}
/** Character by character, as Go does: one that has no single counterpart stays. */
function mapCase(value, how) {
    return Array.from(value, (character) => {
        const mapped = character[how]();
        return Array.from(mapped).length === 1 ? mapped : character;
    }).join('');
}
function integer(text) {
    const value = /^[-+]?[0-9]+$/.test(text) ? Number(text) : Number.NaN;
    return Number.isSafeInteger(value) ? value : null;
}
function substring(value, from, count) {
    requireAscii(value);
    const wanted = integer(from);
    if (wanted === null)
        return value;
    const start = wanted < 0 ? Math.max(0, value.length + wanted) : wanted;
    if (count === undefined)
        return value.slice(start);
    const length = integer(count);
    if (length === null)
        return value;
    const end = length < 0 ? value.length + length : start + length;
    return end < start ? '' : value.slice(start, end);
}
/** Without what the pattern matches at its start; all of it, or as little as it can. An empty match is none. */
function trimStart(value, pattern, how) {
    requireAscii(value + pattern);
    if (value.length > MAX_TRIMMED || pattern.length > MAX_TRIMMED) {
        throw new SubstitutionProblem(`a value of more than ${MAX_TRIMMED} characters is trimmed`);
    }
    let found = 0;
    for (let length = value.length; length > 0; length -= 1) {
        const matched = (0,glob/* matchGlob */.s)(pattern, value.slice(0, length));
        if (matched === 'malformed')
            return value;
        if (!matched)
            continue;
        found = length;
        if (how === 'longest')
            break;
    }
    return value.slice(found);
}
function reversed(text) {
    return Array.from(text).reverse().join('');
}
function requireAscii(text) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
    if (!/^[\x00-\x7f]*$/.test(text)) {
        throw new SubstitutionProblem('a value that is not ASCII is cut, and Flux counts bytes there');
    }
}

;// CONCATENATED MODULE: ./build/render/flux/envsubst/substitute.js


const MAX_OUTPUT = 8 << 20;
/** @throws SubstitutionProblem for what Flux refuses, what is not modelled, and what grows beyond all measure. */
function substitute(template, variables) {
    const used = new Set();
    const unset = new Set();
    let size = 0;
    const pieces = parseTemplate(template).map((node) => {
        const piece = evaluate(node);
        size += piece.text.length;
        if (size > MAX_OUTPUT)
            throw new SubstitutionProblem(`it grows to more than ${MAX_OUTPUT >> 20} MiB`);
        return piece;
    });
    return { pieces, used, unset };
    function evaluate(node) {
        if (node.is === 'text')
            return { text: node.text, variable: null };
        const parameters = node.parameters.map((parameter) => evaluate(parameter));
        const value = variables.get(node.name);
        used.add(node.name);
        if (value === undefined && !toleratesUnset(node.operator))
            unset.add(node.name);
        const text = applyFunction(node.operator, value ?? '', parameters.map((parameter) => parameter.text));
        if (text.length > MAX_OUTPUT)
            throw new SubstitutionProblem(`it grows to more than ${MAX_OUTPUT >> 20} MiB`);
        // A default that is itself a variable's is that variable's.
        const from = value === undefined || value === '' ? (parameters.findLast((one) => one.text !== '') ?? null) : null;
        return { text, variable: from === null ? (value === undefined ? null : node.name) : from.variable };
    }
}

;// CONCATENATED MODULE: ./build/render/flux/substitute-object.js





/**
 * One object with its variables filled in, as the kustomize-controller does it (fluxcd/pkg kustomize_varsub.go): the object
 * is written as YAML, the text substituted, and read again, so that a value may become a number or a mapping.
 */
function substituteObject(object, variables) {
    let substituted;
    try {
        substituted = substitute((0,go_yaml/* toGoYaml */.Z)(object), variables);
    }
    catch (error) {
        if (error instanceof SubstitutionProblem)
            return { problem: error.message, used: new Set(), unset: new Set() };
        throw error;
    }
    const { pieces, used, unset } = substituted;
    const text = pieces.map((piece) => piece.text).join('');
    const { documents, problems } = (0,stream/* readManifestStream */.W)(new TextEncoder().encode(text));
    const [document, ...others] = documents;
    if (document === undefined || others.length > 0 || problems.length > 0 || !(0,json/* isObject */.Gv)(document.value)) {
        const why = problems[0]?.message ?? 'it is no longer one object';
        return { problem: `what it comes to cannot be read: ${why}`, used, unset };
    }
    const index = new TextIndex(text, substituted);
    return { object: document.value, used, unset, parts: (path) => index.parts(document.find(path)) };
}
/** Which piece of the substitution stands where in the text. */
class TextIndex {
    #text;
    #starts;
    #variables;
    constructor(text, { pieces }) {
        this.#text = text;
        this.#starts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
        let at = 0;
        this.#variables = pieces.flatMap(({ text: part, variable }) => {
            const start = at;
            at += part.length;
            return variable === null ? [] : [{ start, end: at, variable }];
        });
    }
    parts(range) {
        if (range === null)
            return [];
        const start = (this.#starts[range.startLine - 1] ?? 0) + range.startColumn - 1;
        const end = (this.#starts[range.endLine - 1] ?? 0) + range.endColumn - 1;
        const token = this.#text.slice(start, end);
        const quote = /^["']/.test(token) ? 1 : 0;
        // With escapes or in a block, what is in the token is not as long as what it says.
        const isLiteral = quote === 0 ? !/^[|>]/.test(token) : !/\\|''/.test(token);
        return this.#variables
            .filter((one) => one.start < end && one.end > start)
            .map(({ variable, end: last }) => ({ variable, end: isLiteral ? last - start - quote : null }));
    }
}

;// CONCATENATED MODULE: ./build/render/flux/substitution.js



const SWITCH = 'kustomize.toolkit.fluxcd.io/substitute';
const substitution_NAME = /^[_A-Za-z][_A-Za-z0-9]*$/;
/**
 * Fills in the variables of a Kustomization's objects. An object that cannot be substituted stays as it was, and is named:
 * Flux would deploy none of them.
 */
function substitution(variables) {
    const values = new Map([...variables.values].map(([name, { value }]) => [name, value]));
    return async (manifests) => {
        const unsupported = [];
        const odd = [...values.keys()].find((name) => !substitution_NAME.test(name));
        if (odd !== undefined) {
            const why = `the variable ${JSON.stringify(odd.slice(0, 100))} has a name that Flux refuses`;
            return { manifests, unsupported: [why] };
        }
        if (values.size === 0 && !variables.always && variables.missing.length === 0)
            return { manifests, unsupported: [] };
        const unset = new Set();
        const open = new Set();
        const changed = manifests.map((manifest) => {
            if (isSwitchedOff(manifest))
                return manifest;
            const read = substituteObject(manifest.object, values);
            for (const name of read.unset)
                unset.add(name);
            for (const name of read.used)
                if (!variables.own.has(name))
                    open.add(name);
            if ('problem' in read) {
                // That nothing sets a variable is told below, and is why.
                if (read.unset.size > 0)
                    return manifest;
                unsupported.push(`the variables of ${(0,domain_manifest/* describeManifest */.F)(manifest.ref)} cannot be filled in: ${read.problem}`);
                return manifest;
            }
            if (read.used.size === 0)
                return manifest;
            const { source, face, ref } = manifest;
            const { apiVersion, kind, namespace, name } = (0,render_objects/* refOf */.H)(read.object, null);
            return {
                ref: {
                    file: ref.file,
                    document: ref.document,
                    apiVersion,
                    kind,
                    name,
                    ...(namespace === undefined ? {} : { namespace }),
                    ...(ref.item === undefined ? {} : { item: ref.item }),
                },
                source,
                object: read.object,
                namespace: namespace ?? manifest.namespace,
                ...(face === undefined ? {} : { face }),
                place: (path) => substitutedPlace(manifest, variables, (0,json/* get */.Jt)(read.object, ...path), path, read.parts(path)),
            };
        });
        if (variables.missing.length > 0 && open.size > 0) {
            unsupported.push(`${variables.missing.join('; ')}, which may set ${shown(open)}`);
        }
        else if (unset.size > 0) {
            unsupported.push(`nothing sets ${shown(unset)}: Flux 2.9 deploys nothing then, and an earlier one puts nothing in its place`);
        }
        return { manifests: changed, unsupported };
    };
}
function isSwitchedOff({ object }) {
    return ['labels', 'annotations'].some((key) => (0,json/* get */.Jt)(object, 'metadata', key, SWITCH) === 'disabled');
}
function shown(names) {
    const list = [...names]
        .sort()
        .slice(0, 5)
        .map((name) => name.slice(0, 100));
    return list.join(', ') + (names.size > list.length ? ` and ${names.size - list.length} more` : '');
}
/** Where the tag of an image starts, for which variable is the one to edit. */
const TAG = /[:@][^/:@]*(?:@[^/@]*)?$/;
/** The variable that gives a value, or an image's end; the template where its own text does. */
function substitutedPlace(template, { values }, value, path, parts) {
    const own = template.place(path);
    if (parts.length === 0)
        return own;
    const text = String(value ?? '');
    const tag = TAG.exec(text)?.index ?? text.length;
    const named = parts.flatMap(({ variable, end }) => {
        const found = values.get(variable);
        return found === undefined ? [] : [{ place: found.place, end, whole: found.value === text }];
    });
    const chosen = named.find(({ whole }) => whole) ?? named.findLast(({ end }) => end === text.length || (end ?? 0) > tag);
    const others = [own, ...named.filter((one) => one !== chosen).map(({ place }) => place)];
    const [first, ...rest] = chosen === undefined ? others : [chosen.place, ...others];
    if (first === undefined)
        return own;
    const related = [...first.related, ...rest.flatMap((place) => [place.location, ...place.related])];
    const unique = new Map(related.map((location) => [JSON.stringify(location), location]));
    unique.delete(JSON.stringify(first.location));
    return { location: first.location, related: [...unique.values()].sort(domain_location/* compareLocations */.Q) };
}

;// CONCATENATED MODULE: ./build/render/flux/variables.js



const SUBSTITUTE = ['spec', 'postBuild', 'substitute'];
/**
 * `postBuild` of a Kustomization (fluxcd/pkg kustomize_varsub.go): the data of each object of `substituteFrom`, a later one
 * over an earlier one, and `substitute` over all. Line ends are taken out of values.
 */
function readVariables(kustomization, all) {
    const values = new Map();
    const missing = [];
    const reads = [];
    const references = (0,json/* get */.Jt)(kustomization.object, 'spec', 'postBuild', 'substituteFrom');
    for (const reference of (0,json/* isArray */.cy)(references) ? references : []) {
        const [kind, name] = [(0,json/* textAt */.$6)(reference, 'kind'), (0,json/* textAt */.$6)(reference, 'name')];
        if (kind !== 'ConfigMap' && kind !== 'Secret')
            continue;
        const wanted = { group: '', kind, name, namespace: kustomization.namespace };
        const lookup = (0,objects/* findObject */.Z)(all, kustomization, wanted);
        if ('why' in lookup) {
            missing.push(lookup.why);
            continue;
        }
        reads.push(lookup.found);
        for (const key of (0,objects/* dataKeys */.ft)(lookup.found)) {
            const entry = (0,objects/* dataEntry */.tz)(lookup.found, key);
            if (entry === null)
                continue;
            if ('why' in entry) {
                missing.push(entry.why);
                break;
            }
            const place = lookup.found.place(entry.path);
            const isWritten = entry.path[0] !== 'data' || kind === 'ConfigMap';
            values.set(key, { value: flat(entry.text), place: isWritten ? place : (0,choose/* approximate */.H)(place.location) });
        }
    }
    const substitute = (0,json/* get */.Jt)(kustomization.object, ...SUBSTITUTE);
    const own = new Set();
    for (const [key, value] of (0,json/* isObject */.Gv)(substitute) ? Object.entries(substitute) : []) {
        if (typeof value !== 'string')
            continue;
        own.add(key);
        values.set(key, { value: flat(value), place: kustomization.place([...SUBSTITUTE, key]) });
    }
    const always = (0,json/* textAt */.$6)(kustomization.object, 'spec', 'postBuild', 'substituteStrategy') === 'Always';
    return { values, own, missing, always, reads };
}
function flat(value) {
    return value.replaceAll('\n', '');
}

;// CONCATENATED MODULE: ./build/render/flux/compose-kustomization.js








/**
 * A Kustomization of Flux as the kustomize-controller builds it: the kustomization at `path`, or one made of all manifests
 * below it, with the object's own namespace, names, patches, images and components written into it; then its variables
 * and common metadata.
 *
 * @throws RenderProblem where the controller would refuse it.
 */
async function composeKustomization(manifest, { path, sourceObject }, { all, tree: repository, fetched }) {
    const tree = fetched?.tree ?? (await (0,source_ignore/* artifactTree */.JN)(repository, ignoreOf(sourceObject)));
    const overlaid = await overlayKustomization(manifest, path, { tree, read: (0,text_origin/* createReadText */.U)(repository) });
    const variables = readVariables(manifest, all);
    const hasVariables = (0,json/* isObject */.Gv)((0,json/* get */.Jt)(manifest.object, 'spec', 'postBuild'));
    const common = commonMetadata(manifest);
    return {
        source: sourceOf(path, overlaid),
        tree,
        files: overlaid.is === 'written' ? [overlaid.file] : [],
        transforms: [
            notEncrypted,
            ...(hasVariables ? [substitution(variables)] : []),
            ...(common === null ? [] : [common]),
        ],
        unsupported: [
            ...unsupportedOf(sourceObject),
            ...notModelled(manifest, ['ignore', 'patchesStrategicMerge', 'patchesJson6902'], ['spec']),
        ],
        reads: [...variables.reads, sourceObject],
    };
}
function sourceOf(path, overlaid) {
    if (overlaid.is === 'plain')
        return { kind: 'plain', root: path, files: overlaid.files };
    // Flux builds without kustomize's load restrictor: a file may come from anywhere in the repository.
    return { kind: 'kustomize', root: path, anywhere: true };
}
/** `spec.ignore` of a source object; null where it says nothing, which is not the same as an empty text. */
function ignoreOf(sourceObject) {
    const ignore = (0,json/* get */.Jt)(sourceObject.object, 'spec', 'ignore');
    return typeof ignore === 'string' ? ignore : null;
}
/** Fields that change what is deployed and are not done here: those of older versions of Flux, mostly. */
function notModelled(manifest, fields, at) {
    return fields
        .filter((field) => isSet((0,json/* get */.Jt)(manifest.object, ...at, field)))
        .map((field) => `what it changes by ${(0,path/* formatPath */.j)([...at, field])} is not done here`);
}
function isSet(value) {
    return value !== undefined && value !== null && value !== '' && !((0,json/* isArray */.cy)(value) && value.length === 0);
}
/** What makes the artifact something else than this repository. */
function unsupportedOf(sourceObject) {
    const include = (0,json/* get */.Jt)(sourceObject.object, 'spec', 'include');
    return Array.isArray(include) && include.length > 0
        ? [`${sourceObject.ref.kind} ${sourceObject.ref.name} puts other repositories into this one (spec.include)`]
        : [];
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/render/deliveries/values.js
var deliveries_values = __webpack_require__(45890);
// EXTERNAL MODULE: ./build/tree/memory.js
var memory = __webpack_require__(16186);
// EXTERNAL MODULE: ./build/render/kustomize.js + 17 modules
var kustomize = __webpack_require__(59490);
;// CONCATENATED MODULE: ./build/render/flux/post-render.js









const OUTPUT = 'helm-output.yaml';
const KUSTOMIZATION = 'kustomization.yaml';
/**
 * `spec.postRenderers` of a HelmRelease, in their order: a kustomization over all that the chart renders to, with patches
 * and images of the object (fluxcd/helm-controller internal/postrender/kustomize.go).
 */
function postRenderers(release, read) {
    const listed = (0,json/* get */.Jt)(release.object, 'spec', 'postRenderers');
    const withoutHooks = (0,json/* textAt */.$6)(release.object, 'spec', 'postRenderStrategy') === 'nohooks';
    return ((0,json/* isArray */.cy)(listed) ? listed : []).flatMap((one, index) => {
        const at = ['spec', 'postRenderers', index, 'kustomize'];
        const kustomize = (0,json/* isObject */.Gv)(one) ? one.kustomize : undefined;
        return (0,json/* isObject */.Gv)(kustomize) ? [postRenderer(release, at, kustomize, { withoutHooks, read })] : [];
    });
}
function postRenderer(release, at, kustomize, { withoutHooks, read }) {
    return async (manifests, context) => {
        const { patches, images } = kustomize;
        const value = {
            apiVersion: 'kustomize.config.k8s.io/v1beta1',
            kind: 'Kustomization',
            resources: [OUTPUT],
            ...((0,json/* isArray */.cy)(patches) ? { patches: patches.map(inline_patch/* adaptPatch */.p) } : {}),
            ...((0,json/* isArray */.cy)(images) ? { images } : {}),
        };
        const placeOf = (path) => path[0] === 'patches' || path[0] === 'images'
            ? release.place([...at, ...path])
            : (0,choose/* approximate */.H)(release.place(at).location);
        const file = await (0,virtual_yaml/* virtualYaml */.H)(KUSTOMIZATION, value, placeOf, read);
        const isLeft = ({ object }) => withoutHooks && typeof (0,json/* get */.Jt)(object, 'metadata', 'annotations', 'helm.sh/hook') === 'string';
        const plain = manifests.filter((one) => one.face === undefined && !isLeft(one));
        const faces = [...new Set(manifests.flatMap(({ face }) => face ?? []))];
        const changed = await build(plain, file, context);
        for (const face of faces) {
            const own = manifests.filter((one) => one.face === face && !isLeft(one));
            // What is rendered under a condition stands in for what is rendered without it.
            const names = new Set(own.map(nameOf));
            const rest = plain.filter((one) => !names.has(nameOf(one)));
            const built = await build([...own, ...rest], file, context);
            changed.push(...built.filter((one) => one.face === face));
        }
        return { manifests: [...changed, ...manifests.filter(isLeft)], unsupported: [] };
    };
}
function nameOf({ ref, namespace }) {
    return JSON.stringify([ref.apiVersion, ref.kind, namespace, ref.name]);
}
async function build(manifests, file, context) {
    if (manifests.length === 0)
        return [];
    const output = manifests.map(({ object }) => (0,go_yaml/* toGoYaml */.Z)(object)).join('---\n');
    const tree = (0,memory/* memoryTree */.KJ)({ [OUTPUT]: output, [KUSTOMIZATION]: file.text }, context.tree.label);
    const rendered = await (0,kustomize.renderKustomize)({ kind: 'kustomize', root: '' }, { ...context, tree });
    const [finding] = rendered.findings;
    if (finding !== undefined) {
        const what = `its post-renderer fails: ${finding.message}`;
        throw new problem/* RenderProblem */.uC({ what, remedy: 'Correct the post-renderer', location: file.place(start(file)).location });
    }
    const input = new Input(output);
    return rendered.manifests.map((one) => {
        const index = input.documentAt(one.place(['kind']).location);
        const from = index === null ? undefined : manifests[index];
        if (from === undefined)
            return { ...one, place: (path) => mapped(one.place(path), file) };
        const { namespace } = one.ref;
        const ref = { ...from.ref, ...one.ref, file: from.ref.file, document: from.ref.document };
        return {
            ...from,
            ref,
            object: one.object,
            namespace: namespace ?? from.namespace,
            place: (path) => {
                const here = (0,json/* get */.Jt)(one.object, ...path);
                const same = isSame(here, (0,json/* get */.Jt)(from.object, ...path));
                const place = one.place(path);
                if (place.location.file === KUSTOMIZATION)
                    return mapped(place, file);
                // What came through as it was is written where it was written before.
                if (same)
                    return from.place(path);
                const back = input.pathAt(index ?? 0, place.location);
                return back === null ? (0,choose/* approximate */.H)(from.place(path).location) : withExactness(from.place(back), place.location);
            },
        };
    });
    function mapped(place, virtual) {
        return virtual.place(place.location);
    }
}
function isSame(a, b) {
    return JSON.stringify(a) === JSON.stringify(b);
}
function withExactness(place, { exact }) {
    return exact ? place : (0,choose/* approximate */.H)(place.location);
}
function start({ path }) {
    return { file: path, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1, exact: false };
}
/** The text that goes into the kustomization: which object, and which value of it, a position is. */
class Input {
    #documents;
    constructor(text) {
        this.#documents = (0,stream/* readManifestStream */.W)(new TextEncoder().encode(text)).documents;
    }
    documentAt({ file, startLine }) {
        if (file !== OUTPUT)
            return null;
        return this.#documents.findLast(({ line }) => line <= startLine)?.index ?? null;
    }
    pathAt(index, { file, startLine, startColumn }) {
        const document = file === OUTPUT ? this.#documents[index] : undefined;
        if (document === undefined)
            return null;
        const open = [[]];
        for (let path = open.pop(); path !== undefined; path = open.pop()) {
            const range = document.find(path);
            if (range?.startLine === startLine && range.startColumn === startColumn)
                return path;
            const value = (0,json/* get */.Jt)(document.value, ...path);
            const at = path;
            if ((0,json/* isArray */.cy)(value))
                open.push(...value.map((_, item) => [...at, item]));
            else if ((0,json/* isObject */.Gv)(value))
                open.push(...Object.keys(value).map((key) => [...at, key]));
        }
        return null;
    }
}

;// CONCATENATED MODULE: ./build/render/flux/release-values.js





/**
 * The values of a release (fluxcd/pkg chartutil/values.go): each of `valuesFrom` over the ones before, then `values`. One
 * with a `targetPath` is a single value, set into what `values` gives.
 */
async function releaseValues(manifest, { all, filesOf }, read) {
    const missing = [];
    const reads = [];
    const at = ['spec', 'values'];
    const own = asMap((0,json/* get */.Jt)(manifest.object, ...at) ?? {}, (path) => manifest.place([...at, ...path]));
    let merged = (0,deliveries_values/* emptyValues */.M5)((path) => manifest.place([...at, ...path]));
    const references = (0,json/* get */.Jt)(manifest.object, 'spec', 'valuesFrom');
    for (const reference of (0,json/* isArray */.cy)(references) ? references : []) {
        const [kind, name] = [(0,json/* textAt */.$6)(reference, 'kind'), (0,json/* textAt */.$6)(reference, 'name')];
        const key = (0,json/* textAt */.$6)(reference, 'valuesKey') || 'values.yaml';
        const targetPath = (0,json/* textAt */.$6)(reference, 'targetPath');
        const isOptional = (0,json/* get */.Jt)(reference, 'optional') === true;
        const wanted = { group: '', kind, name, namespace: manifest.namespace };
        const lookup = (0,objects/* findObject */.Z)(all, manifest, wanted);
        if ('why' in lookup) {
            missing.push(`its values come from what was not read: ${lookup.why}`);
            continue;
        }
        reads.push(lookup.found);
        const entry = (0,objects/* dataEntry */.tz)(lookup.found, key);
        if (entry === null) {
            if (!isOptional)
                missing.push(`${kind} ${name} has no key ${JSON.stringify(key.slice(0, 100))} to take values from`);
            continue;
        }
        if ('why' in entry) {
            missing.push(`its values come from what was not read: ${entry.why}`);
            continue;
        }
        const place = lookup.found.place(entry.path);
        if (targetPath !== '') {
            merged = (0,deliveries_values/* mergeValues */.D3)(merged, own);
            if (!(0,deliveries_values/* setValue */.KY)(merged, targetPath, entry.text, place)) {
                missing.push(`what ${kind} ${name} sets at ${JSON.stringify(targetPath.slice(0, 100))} cannot be told`);
            }
            continue;
        }
        const [document, ...others] = (0,stream/* readManifestStream */.W)(new TextEncoder().encode(entry.text)).documents;
        if (document === undefined || others.length > 0 || !(0,json/* isObject */.Gv)(document.value)) {
            if (entry.text.trim() !== '')
                missing.push(`${kind} ${name} holds no values under ${JSON.stringify(key.slice(0, 100))}`);
            continue;
        }
        const origin = await (0,text_origin/* textOrigin */.G)(entry.text, place, read, candidateFiles(lookup.found, filesOf));
        merged = (0,deliveries_values/* mergeValues */.D3)(merged, asMap(document.value, (path) => origin(document.locate(path))));
    }
    return { merged: (0,deliveries_values/* mergeValues */.D3)(merged, own), missing, reads };
}
function asMap(value, placeOf) {
    const values = (0,deliveries_values/* toValues */.g8)(value, placeOf);
    return values.is === 'map' ? values : (0,deliveries_values/* emptyValues */.M5)(placeOf);
}
/** Where a generated ConfigMap may have its text from: what stands in for it is the kustomization that generates it. */
function candidateFiles({ source }, filesOf) {
    return source.kind === 'plain' ? [] : filesOf(source);
}

;// CONCATENATED MODULE: ./build/render/flux/compose-release.js













/**
 * A HelmRelease of Flux as the helm-controller renders it: the chart of this repository with the values of `valuesFrom` and
 * `values`, under the release's name and namespace; then its post-renderers and common metadata.
 *
 * @throws RenderProblem where the controller would refuse it.
 */
async function composeRelease(manifest, target, context) {
    const tree = context.fetched?.tree ?? (await (0,source_ignore/* artifactTree */.JN)(context.tree, ignoreOf(target.sourceObject)));
    const read = (0,text_origin/* createReadText */.U)(context.tree);
    const values = await releaseValues(manifest, context, read);
    const chosen = await chartValues(target, tree, context.fetched);
    const file = await (0,virtual_yaml/* virtualYaml */.H)(`.supply-chain-gate/${hash(JSON.stringify([manifest.namespace, manifest.ref.name]))}/values.yaml`, (0,deliveries_values/* toJson */.aB)(values.merged), (path) => (0,deliveries_values/* placeIn */.VV)(values.merged, path), read);
    const common = commonMetadata(manifest);
    return {
        source: {
            kind: 'helm',
            root: target.path,
            helm: {
                releaseName: releaseName(manifest),
                namespace: (0,json/* textAt */.$6)(manifest.object, 'spec', 'targetNamespace') || manifest.namespace,
                valuesFiles: [...(chosen?.files ?? []), file.path],
                set: {},
                kubeVersion: null,
                apiVersions: [],
            },
        },
        tree,
        files: [file, ...(chosen === null ? [] : [chosen.instead])],
        transforms: [...postRenderers(manifest, read), ...(common === null ? [] : [common])],
        unsupported: [
            ...values.missing,
            ...unsupportedOf(target.sourceObject),
            ...notModelled(target.chart, ['valuesFile'], target.chartSpec),
            ...oldPostRenderers(manifest),
        ],
        reads: [...values.reads, target.sourceObject, target.chart],
    };
}
/** Kinds of patches that `postRenderers` had before v2. */
function oldPostRenderers(manifest) {
    const listed = (0,json/* get */.Jt)(manifest.object, 'spec', 'postRenderers');
    return ((0,json/* isArray */.cy)(listed) ? listed : []).flatMap((_, index) => notModelled(manifest, ['patchesStrategicMerge', 'patchesJson6902'], ['spec', 'postRenderers', index, 'kustomize']));
}
/** `spec.releaseName`, else the target's namespace and the object's name; cut where helm takes no more (53 characters). */
function releaseName(manifest) {
    const target = (0,json/* textAt */.$6)(manifest.object, 'spec', 'targetNamespace');
    const name = (0,json/* textAt */.$6)(manifest.object, 'spec', 'releaseName') ||
        [target, manifest.ref.name].filter((part) => part !== '').join('-');
    return name.length <= 53 ? name : `${name.slice(0, 40)}-${hash(name)}`;
}
function hash(text) {
    return (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex').slice(0, 12);
}
/**
 * `valuesFiles` of a chart stand in the place of its own values.yaml. Their paths start at the repository's root, or in a
 * chart that is fetched.
 */
async function chartValues({ path, chart, chartSpec }, tree, fetched) {
    const spec = (0,json/* get */.Jt)(chart.object, ...chartSpec);
    const listed = (0,json/* get */.Jt)(spec, 'valuesFiles');
    const written = (0,json/* isArray */.cy)(listed) ? listed.filter((file) => typeof file === 'string') : [];
    if (written.length === 0)
        return null;
    const ignoresMissing = (0,json/* get */.Jt)(spec, 'ignoreMissingValuesFiles') === true;
    const files = [];
    for (const [index, file] of written.entries()) {
        const inside = file.startsWith('/') ? null : (0,links/* insideTree */.v)(file);
        if (inside === null) {
            const home = fetched === null ? 'repository' : 'chart';
            throw new problem/* RenderProblem */.uC({
                what: `the values file ${JSON.stringify(file.slice(0, 200))} leads out of the ${home}`,
                remedy: `Name a file of the ${home}, relative to its root`,
                location: chart.place([...chartSpec, 'valuesFiles', index]).location,
            });
        }
        const found = fetched === null ? inside : external_node_path_.posix.join(fetched.root, inside);
        if (ignoresMissing && (await tree.stat(found)) === null)
            continue;
        files.push(found);
    }
    const name = external_node_path_.posix.join(path, 'values.yaml');
    const instead = {
        path: name,
        text: '{}\n',
        place: () => fetched?.place ?? { location: (0,domain_location/* fileLocation */.A)(files[0] ?? name), related: [] },
    };
    return { files, instead };
}

;// CONCATENATED MODULE: ./build/render/flux/compose.js



/** @throws RenderProblem where Flux would refuse the object. */
function composeFlux(delivery, context) {
    const { manifest, path, sourceObject, chart } = delivery;
    if (manifest.ref.kind === 'Kustomization')
        return composeKustomization(manifest, { path, sourceObject }, context);
    const inline = (0,json/* isObject */.Gv)((0,json/* get */.Jt)(chart.object, 'spec', 'chart'));
    const chartSpec = inline ? ['spec', 'chart', 'spec'] : ['spec'];
    return composeRelease(manifest, { path, sourceObject, chart, chartSpec }, context);
}


/***/ })

};
