export const id = 294;
export const ids = [294];
export const modules = {

/***/ 94704:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ MAX_ARCHIVE_BYTES),
/* harmony export */   l: () => (/* binding */ unpack)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57975);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38522);
/* harmony import */ var modern_tar__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51942);
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27225);




/** Sound charts are far from these; helm itself unpacks 100 MiB at most (helm.sh/helm/v3/pkg/chart/loader/archive.go). */
const MAX_ARCHIVE_BYTES = 32 << 20;
const MAX_UNPACKED_BYTES = 100 << 20;
const MAX_FILES = 10_000;
const unzipped = (0,node_util__WEBPACK_IMPORTED_MODULE_0__.promisify)(node_zlib__WEBPACK_IMPORTED_MODULE_1__.gunzip);
/**
 * The files of a tar archive under gzip, whose bytes were checked against their pin. Refused: links, devices, paths that
 * lead out or are there twice, and more than a sound chart holds.
 *
 * @throws ArtifactError
 */
async function unpack(archive, { is, loadedAs }) {
    const files = new Map();
    const tops = new Set();
    for (const { header, data } of await entriesOf(archive)) {
        const type = header.type ?? 'file';
        if (type === 'directory' || type === 'pax-global-header')
            continue;
        const steps = stepsOf(header.name);
        if (type !== 'file')
            throw unsound(`its archive holds ${shown(header.name)}, which is no file but a ${type}`);
        if (files.size >= MAX_FILES)
            throw unsound(`its archive holds more than ${MAX_FILES} files`);
        if (is === 'chart')
            tops.add(steps.shift() ?? '');
        const path = steps.join('/');
        if (path === '')
            throw unsound(`its archive holds ${shown(header.name)} beside the chart's directory`);
        if (files.has(path))
            throw unsound(`its archive holds ${shown(header.name)} twice`);
        files.set(path, data ?? new Uint8Array());
    }
    if (tops.size > 1)
        throw unsound('its archive holds several directories, and a chart is one');
    if (is === 'chart' && !files.has('Chart.yaml'))
        throw unsound('its archive holds no Chart.yaml');
    return is === 'chart' && loadedAs === 'archive' ? asLoaded(files) : files;
}
async function entriesOf(archive) {
    let tar;
    try {
        tar = await unzipped(archive, { maxOutputLength: MAX_UNPACKED_BYTES });
    }
    catch (error) {
        const tooLarge = error instanceof RangeError;
        throw unsound(tooLarge
            ? `its archive unpacks to more than ${MAX_UNPACKED_BYTES >> 20} MiB`
            : 'its archive is no gzip, or ends too early');
    }
    try {
        return await (0,modern_tar__WEBPACK_IMPORTED_MODULE_2__/* .unpackTar */ .Ag)(tar, { strict: true });
    }
    catch {
        throw unsound('its archive is no tar file that can be read');
    }
}
function stepsOf(name) {
    const steps = name.replace(/^(?:\.\/)+/, '').split('/');
    const isOdd = steps.some((step) => step === '' || step === '.' || step === '..' || step.toLowerCase() === '.git');
    if (isOdd || /[\\\0]|^[a-z]:/i.test(name))
        throw unsound(`its archive holds the path ${shown(name)}`);
    return steps;
}
/**
 * Helm reads a directory without what .helmignore names, and an archive as it is. With no .helmignore both are the same,
 * but for templates that begin with a dot, which no directory gives.
 */
function asLoaded(files) {
    const hidden = [...files.keys()].find((path) => /^templates\/\./.test(path));
    if (hidden !== undefined)
        throw unsound(`its archive holds the template ${shown(hidden)}, which begins with a dot`);
    return new Map([...files].filter(([path]) => path !== '.helmignore'));
}
function shown(name) {
    return JSON.stringify(name.length > 100 ? `${name.slice(0, 100)}[...]` : name);
}
function unsound(message) {
    const remedy = 'Do not deploy it: pack it again with `helm package`, or take another version.';
    return new _domain_index_js__WEBPACK_IMPORTED_MODULE_3__/* .ArtifactError */ .n(message, { remedy, unknown: 'content' });
}


/***/ }),

/***/ 38520:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ createAdmission)
/* harmony export */ });
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(11452);
/* harmony import */ var _images_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(10592);
/* harmony import */ var _repository_pattern_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(61646);



/**
 * What `images.allow` and `images.deny` say of a repository; deny wins, and without an allow list all else is admitted.
 * Repositories are canonical, as parseImageReference makes them; so are the lists' hosts.
 *
 * A deny entry without a port is about the host on every port, an allow entry about the port that it says.
 *
 * @param namedRepositories other repositories that the policy names, such as a ClusterImagePolicy's `source.oci`: they
 *   count for namesHostLiterally only.
 */
function createAdmission(policy, namedRepositories = []) {
    const denied = policy.images.deny.map((written) => ({ written, glob: (0,_repository_pattern_js__WEBPACK_IMPORTED_MODULE_0__/* .denyGlob */ .tC)((0,_repository_pattern_js__WEBPACK_IMPORTED_MODULE_0__/* .readRepositoryPattern */ .xo)(written)) }));
    const allowed = policy.images.allow?.map((written) => (0,_repository_pattern_js__WEBPACK_IMPORTED_MODULE_0__/* .allowGlob */ .yu)((0,_repository_pattern_js__WEBPACK_IMPORTED_MODULE_0__/* .readRepositoryPattern */ .xo)(written))) ?? null;
    const named = namedHosts(policy, namedRepositories);
    const decide = (repository) => {
        const name = (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_1__/* .repositoryOf */ ._)(repository);
        const anyPort = (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_1__/* .repositoryOf */ ._)({ ...repository, registry: repository.registry.replace(/:[0-9]+$/, '') });
        const deny = denied.find(({ glob }) => glob.matches(name) || glob.matches(anyPort));
        if (deny !== undefined)
            return { admitted: false, reason: 'denied', pattern: deny.written };
        if (allowed === null || allowed.some((glob) => glob.matches(name)))
            return { admitted: true };
        return { admitted: false, reason: 'not-allowed' };
    };
    return {
        decide,
        admits: (repository) => decide(repository).admitted,
        namesHostLiterally: (host) => named.has((0,_images_index_js__WEBPACK_IMPORTED_MODULE_2__/* .canonicalHost */ .rQ)(host)),
    };
}
function namedHosts(policy, namedRepositories) {
    const allowed = (policy.images.allow ?? []).map(_repository_pattern_js__WEBPACK_IMPORTED_MODULE_0__/* .readRepositoryPattern */ .xo);
    const others = [
        ...Object.keys(policy.mirrors),
        ...Object.values(policy.mirrors).flat(),
        ...policy.vulnerabilities.databaseRepositories,
        ...policy.vulnerabilities.javaDatabaseRepositories,
        ...namedRepositories,
    ];
    return new Set([
        ...allowed.flatMap(({ host, hostWritten }) => (host !== null && hostWritten ? [host] : [])),
        ...others.map((text) => (0,_images_index_js__WEBPACK_IMPORTED_MODULE_2__/* .canonicalHost */ .rQ)(text.split('/', 1)[0] ?? '')).filter((host) => !host.includes('*')),
    ]);
}


/***/ }),

/***/ 17480:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ad: () => (/* binding */ argoDeliveries),
  KL: () => (/* binding */ generatorPaths),
  Ar: () => (/* binding */ isArgoDelivery)
});

// EXTERNAL MODULE: ./build/domain/json.js
var json = __webpack_require__(97803);
;// CONCATENATED MODULE: ./build/render/argocd/application.js

/** The places in an Application that say what it deploys (argoproj/argo-cd pkg/apis/application/v1alpha1/types.go). */
function sourcePaths(object) {
    const listed = (0,json/* get */.Jt)(object, 'spec', 'sources');
    const several = (0,json/* isArray */.cy)(listed) ? listed.map((_, index) => ['spec', 'sources', index]) : [];
    // With `sources` set, `source` counts for nothing.
    return [...(several.length > 0 ? several : [['spec', 'source']]), ['spec', 'sourceHydrator', 'drySource']];
}

;// CONCATENATED MODULE: ./build/check/deliveries/argocd.js


/** Fields of a source that change what is rendered (argoproj/argo-cd pkg/apis/application/v1alpha1/types.go). */
const HELM = ['parameters', 'fileParameters', 'values', 'valuesObject', 'valueFiles', 'kubeVersion', 'apiVersions'];
function isArgoDelivery(delivery) {
    return 'argo' in delivery;
}
/** What an Application has deployed from where, for each of its sources. */
function argoDeliveries(application) {
    const { manifest, object } = application;
    return sourcePaths(object).flatMap((at) => {
        const source = (0,json/* get */.Jt)(object, ...at);
        if (!(0,json/* isObject */.Gv)(source))
            return [];
        const address = argocd_text(source.repoURL);
        const chart = argocd_text(source.chart);
        const directory = argocd_text(source.path);
        const what = chart !== ''
            ? { is: 'artifact', name: chart }
            : address.startsWith('oci://')
                ? { is: 'artifact', name: address }
                : directory === '' && source.ref !== undefined
                    ? { is: 'address', of: 'git' }
                    : { is: 'git', path: directory };
        const revision = argocd_text(source.targetRevision ?? source.revision);
        const where = { manifest, at: application.within([...at, 'repoURL']), address, missing: null };
        const argo = { argo: { application, at }, isChart: chart !== '', path: directory, ref: argocd_text(source.ref) };
        return [{ ...where, ...argo, what, revision, changes: changesOf(source) }];
    });
}
/** Templates inside generators stand in for the ApplicationSet's own. */
function generatorPaths(object) {
    const found = [];
    const visit = (value, path, depth) => {
        if (depth > 12)
            return;
        if ((0,json/* isArray */.cy)(value))
            for (const [index, item] of value.entries())
                visit(item, [...path, index], depth + 1);
        if (!(0,json/* isObject */.Gv)(value))
            return;
        for (const [key, item] of Object.entries(value)) {
            if (key === 'template' && (0,json/* isObject */.Gv)((0,json/* get */.Jt)(item, 'spec', 'source')))
                found.push([...path, key]);
            else
                visit(item, [...path, key], depth + 1);
        }
    };
    visit((0,json/* get */.Jt)(object, 'spec', 'generators'), ['spec', 'generators'], 0);
    return found;
}
function changesOf(source) {
    const helm = HELM.filter((key) => isSet((0,json/* get */.Jt)(source, 'helm', key))).map((key) => `helm.${key}`);
    const kustomize = (0,json/* isObject */.Gv)(source.kustomize)
        ? Object.keys(source.kustomize)
            .filter((key) => key !== 'version' && isSet((0,json/* get */.Jt)(source, 'kustomize', key)))
            .map((key) => `kustomize.${key}`)
        : [];
    const others = ['plugin', 'directory'].filter((key) => isSet(source[key]) && !isPlainDirectory(key, source[key]));
    return [...helm, ...kustomize, ...others];
}
/** `directory: {recurse: true}` takes what discovery takes anyway. */
function isPlainDirectory(key, value) {
    return key === 'directory' && (0,json/* isObject */.Gv)(value) && Object.keys(value).every((name) => name === 'recurse');
}
function isSet(value) {
    if (value === undefined || value === null || value === '' || value === false)
        return false;
    return (0,json/* isArray */.cy)(value) ? value.length > 0 : !(0,json/* isObject */.Gv)(value) || Object.keys(value).length > 0;
}
function argocd_text(value) {
    return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}


/***/ }),

/***/ 34813:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qe: () => (/* binding */ deniedRepository),
/* harmony export */   bN: () => (/* binding */ unpinnedRevision),
/* harmony export */   u0: () => (/* binding */ isExact)
/* harmony export */ });
/* harmony import */ var _findings_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(55808);

/** The two rules about where something is taken from, in one wording for whatever takes it. */
/** `repository`: the address of this repository, null where it is not known. */
function deniedRepository(address, repository) {
    const unknownOwn = repository === null ? ' Which address is this repository is not known here.' : '';
    return {
        rule: 'source/denied-repository',
        what: `it deploys from ${(0,_findings_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .T)(address)}, which is not this repository and not allowed by the policy`,
        remedy: `Whoever can write there decides what is deployed.${unknownOwn} Take it from this repository, or list it under repositories (allow, own) in the policy.`,
    };
}
function unpinnedRevision(address, revision, isGit) {
    const named = revision === '' ? 'no revision' : `the revision ${(0,_findings_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .T)(revision)}`;
    return {
        rule: 'source/unpinned',
        what: `it deploys ${named} of ${(0,_findings_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .T)(address)}, which can change after the review`,
        remedy: isGit ? 'Name the full commit.' : 'Name the digest or the exact version.',
    };
}
/** A digest, or a version without a range, of a chart or an artifact. */
function isExact(revision) {
    return /^(?:(?:[A-Za-z0-9_][A-Za-z0-9._-]*@)?sha256:[0-9a-f]{64}|v?\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?)$/.test(revision);
}


/***/ }),

/***/ 53290:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  D: () => (/* binding */ checkDeliveries),
  j: () => (/* binding */ ownDeliveries)
});

// EXTERNAL MODULE: ./build/domain/json.js
var json = __webpack_require__(97803);
// EXTERNAL MODULE: ./build/domain/source.js
var domain_source = __webpack_require__(14012);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/picomatch/index.js
var picomatch = __webpack_require__(14006);
// EXTERNAL MODULE: ./build/yaml/stream.js + 8 modules
var stream = __webpack_require__(21994);
;// CONCATENATED MODULE: ./build/render/argocd/application-set/merge.js

/**
 * What a merge generator gives (argoproj/argo-cd applicationset/generators/merge.go): the elements of the first generator,
 * each overridden by those of the others that have the same values for the keys; what has no such partner is dropped.
 */
function mergeSets(sets, keys, goTemplate) {
    const refused = (why) => ({ elements: [], unknown: [`its merge generator ${why}`] });
    if (keys.length === 0)
        return refused('names no mergeKeys, and Argo CD refuses it');
    if (goTemplate && keys.some((key) => key.includes('.')))
        return refused('has a path among its mergeKeys');
    const keyOf = ({ parameters }) => JSON.stringify(keys.map((key) => (goTemplate ? parameters[key] : flatValue(parameters, key)) ?? null));
    const [base, ...overrides] = sets.map((elements) => byKey(elements, keyOf));
    if (!base || overrides.includes(null)) {
        return refused('has elements that its mergeKeys do not tell apart, and Argo CD refuses it');
    }
    const elements = [];
    for (const [key, element] of base) {
        let merged = element;
        for (const partner of overrides.map((each) => each?.get(key))) {
            if (partner !== undefined && merged !== null)
                merged = overridden(merged, partner, goTemplate);
        }
        if (merged === null)
            return refused('overrides a value by an empty one, by one of another kind, or in a list');
        elements.push(merged);
    }
    return { elements, unknown: [] };
}
/** Null: two have the same key. */
function byKey(elements, keyOf) {
    const found = new Map(elements.map((element) => [keyOf(element), element]));
    return found.size === elements.length ? found : null;
}
/** Without Go templates parameters are flat texts: `image.tag` is a key as it is, or a path of keys. */
function flatValue(parameters, key) {
    const value = parameters[key] ?? (0,json/* get */.Jt)(parameters, ...key.split('.'));
    if (value === undefined || value === null)
        return null;
    return typeof value === 'string' ? value : JSON.stringify(value);
}
function overridden(base, over, goTemplate) {
    const parameters = overlay(base.parameters, over.parameters, goTemplate);
    if (parameters === null)
        return null;
    return {
        id: base.id,
        parameters,
        files: [...base.files, ...over.files],
        placeOf: (path) => ((0,json/* get */.Jt)(over.parameters, ...path) === undefined ? base.placeOf(path) : over.placeOf(path)),
    };
}
/**
 * Leaf by leaf. Null where what Argo CD does depends on its version or on how values are flattened: a mapping in the place
 * of a scalar or the other way round, items of lists without Go templates, and with them what mergo takes for empty.
 */
function overlay(base, over, goTemplate) {
    const merged = new Map(Object.entries(base));
    for (const [key, value] of Object.entries(over)) {
        const own = merged.get(key);
        const one = own === undefined ? (value ?? null) : overlaidValue(own, value ?? null, goTemplate);
        const isFlatBelow = !goTemplate && (0,json/* isObject */.Gv)(value) && Object.keys(base).some((each) => each.startsWith(`${key}.`));
        if (one === undefined || isFlatBelow)
            return null;
        merged.set(key, one);
    }
    return Object.fromEntries(merged);
}
function overlaidValue(own, value, goTemplate) {
    if ((0,json/* isObject */.Gv)(own) && (0,json/* isObject */.Gv)(value))
        return overlay(own, value, goTemplate) ?? undefined;
    if ((0,json/* isObject */.Gv)(own) || (0,json/* isObject */.Gv)(value) || (0,json/* isArray */.cy)(own) !== (0,json/* isArray */.cy)(value))
        return undefined;
    const isOpen = goTemplate ? isEmpty(value) && !isEmpty(own) : (0,json/* isArray */.cy)(value);
    return isOpen ? undefined : value;
}
function isEmpty(value) {
    return !value || ((0,json/* isArray */.cy)(value) && value.length === 0);
}

;// CONCATENATED MODULE: ./build/render/argocd/application-set/generate.js





const MAX_ELEMENTS = 500;
const MAX_DEPTH = 2;
const NOTHING = { elements: [], unknown: [] };
/** What the generators of an ApplicationSet give (argoproj/argo-cd applicationset/generators): list, git, matrix and merge. */
async function generate(manifest, { tree, isHere }, goTemplate) {
    const generators = (0,json/* get */.Jt)(manifest.object, 'spec', 'generators');
    const found = await Promise.all(((0,json/* isArray */.cy)(generators) ? generators : []).map((generator, index) => generateOne(generator, ['spec', 'generators', index], 0)));
    // Two generators of a set may give elements of one name.
    const elements = found.flatMap((one, index) => one.elements.map((element) => (index === 0 ? element : { ...element, id: `${index} ${element.id}` })));
    const unknown = found.flatMap((one) => one.unknown);
    if (elements.length <= MAX_ELEMENTS)
        return { elements, unknown };
    return {
        elements: elements.slice(0, MAX_ELEMENTS),
        unknown: [...unknown, `it makes more than ${MAX_ELEMENTS} Applications`],
    };
    async function generateOne(generator, at, depth) {
        if (!(0,json/* isObject */.Gv)(generator))
            return NOTHING;
        const kinds = Object.keys(generator).filter((key) => key !== 'selector' && key !== 'template');
        const [kind] = kinds;
        if (kind === undefined || kinds.length > 1)
            return { elements: [], unknown: ['a generator is not of one kind'] };
        const body = generator[kind];
        if (generator.selector !== undefined || (0,json/* isObject */.Gv)((0,json/* get */.Jt)(body, 'template')) || generator.template !== undefined) {
            return { elements: [], unknown: [`its ${kind} generator has a selector or a template of its own`] };
        }
        if (kind === 'list')
            return listed(body, [...at, 'list']);
        if (kind === 'git')
            return fromGit(body);
        if (kind === 'matrix' && depth < MAX_DEPTH)
            return matrix(body, [...at, 'matrix'], depth);
        if (kind === 'merge' && depth < MAX_DEPTH)
            return merge(body, [...at, 'merge'], depth);
        return {
            elements: [],
            unknown: [`what its ${kind.slice(0, 100)} generator gives cannot be told from the repository`],
        };
    }
    function listed(body, at) {
        const elements = (0,json/* get */.Jt)(body, 'elements');
        const unknown = (0,json/* textAt */.$6)(body, 'elementsYaml') === '' ? [] : ['its list generator computes elements (elementsYaml)'];
        const made = ((0,json/* isArray */.cy)(elements) ? elements : []).map((element, index) => ({
            id: `list ${index}`,
            parameters: (0,json/* isObject */.Gv)(element) ? element : {},
            files: [],
            placeOf: (path) => manifest.place([...at, 'elements', index, ...path]),
        }));
        return { elements: made, unknown };
    }
    async function fromGit(body) {
        if ((0,json/* textAt */.$6)(body, 'pathParamPrefix') !== '' || (0,json/* isObject */.Gv)((0,json/* get */.Jt)(body, 'values'))) {
            return { elements: [], unknown: ['its git generator has a prefix or values of its own'] };
        }
        const [address, revision] = [(0,json/* textAt */.$6)(body, 'repoURL'), (0,json/* textAt */.$6)(body, 'revision')];
        if (!isHere(address, revision)) {
            const what = [revision, address].map((text) => JSON.stringify(text.slice(0, 200))).join(' of ');
            return { elements: [], unknown: [`its git generator reads ${what}, which is not what was checked`] };
        }
        const directories = patternsOf((0,json/* get */.Jt)(body, 'directories'), DIRECTORIES);
        const files = patternsOf((0,json/* get */.Jt)(body, 'files'), FILES);
        const entries = await tree.list();
        const elements = [];
        if (directories.length > 0) {
            const all = new Set(entries.flatMap(({ path }) => ancestors(external_node_path_.posix.dirname(path))));
            for (const path of [...all].sort().filter((one) => isChosen(one, directories))) {
                const parameters = pathParameters(path, goTemplate);
                elements.push({ id: `directory ${path}`, parameters, files: [], placeOf: () => null });
            }
        }
        const unknown = [];
        for (const { path, kind } of entries.filter((entry) => isChosen(entry.path, files))) {
            if (kind === 'file')
                elements.push(...documentsOf(path, await tree.read(path), unknown));
            else
                unknown.push(`its git generator reads ${JSON.stringify(path.slice(0, 200))}, which is no file`);
        }
        return { elements, unknown };
    }
    function documentsOf(file, bytes, unknown) {
        const { documents, problems } = (0,stream/* readManifestStream */.W)(bytes);
        if (problems.length > 0)
            unknown.push(`its git generator reads ${file}, which cannot be read in full`);
        const own = pathParameters(external_node_path_.posix.dirname(file), goTemplate, external_node_path_.posix.basename(file));
        return documents.flatMap((document) => {
            const list = (0,json/* isArray */.cy)(document.value) ? document.value : [document.value];
            return list.map((value, index) => {
                const base = (0,json/* isArray */.cy)(document.value) ? [index] : [];
                return {
                    id: `file ${file} ${document.index} ${index}`,
                    parameters: { ...((0,json/* isObject */.Gv)(value) ? value : {}), ...own },
                    files: [file],
                    placeOf: (path) => document.find([...base, ...path]) === null
                        ? null
                        : { location: { file, ...document.locate([...base, ...path]), exact: true }, related: [] },
                };
            });
        });
    }
    /** Every pair of the two; the second may be filled in by the first, which is not modelled. */
    async function matrix(body, at, depth) {
        const pair = (0,json/* get */.Jt)(body, 'generators');
        const [first, second] = (0,json/* isArray */.cy)(pair) ? pair : [];
        if (first === undefined || second === undefined)
            return { elements: [], unknown: ['its matrix has not two generators'] };
        if (JSON.stringify(second).includes('{{'))
            return { elements: [], unknown: ['the second generator of its matrix is made from the first'] };
        const [left, right] = [
            await generateOne(first, [...at, 'generators', 0], depth + 1),
            await generateOne(second, [...at, 'generators', 1], depth + 1),
        ];
        const elements = left.elements.slice(0, MAX_ELEMENTS + 1).flatMap((a) => right.elements.slice(0, MAX_ELEMENTS + 1).map((b) => ({
            id: `${a.id}, ${b.id}`,
            parameters: { ...a.parameters, ...b.parameters },
            files: [...a.files, ...b.files],
            placeOf: (path) => ((0,json/* get */.Jt)(b.parameters, ...path) === undefined ? a.placeOf(path) : b.placeOf(path)),
        })));
        return { elements: elements.slice(0, MAX_ELEMENTS + 1), unknown: [...left.unknown, ...right.unknown] };
    }
    /** Where not all is known of one of them, no parameter is certain. */
    async function merge(body, at, depth) {
        const [generators, mergeKeys] = [(0,json/* get */.Jt)(body, 'generators'), (0,json/* get */.Jt)(body, 'mergeKeys')];
        if (!(0,json/* isArray */.cy)(generators) || generators.length < 2)
            return { elements: [], unknown: ['its merge has not two generators'] };
        const sets = await Promise.all(generators.map((one, index) => generateOne(one, [...at, 'generators', index], depth + 1)));
        const unknown = sets.flatMap((one) => one.unknown);
        const keys = ((0,json/* isArray */.cy)(mergeKeys) ? mergeKeys : []).map(String);
        if (unknown.length > 0)
            return { elements: [], unknown };
        const isOpen = sets.some(({ elements: own }, index) => index > 0 && !areCertain(own, generators[index] ?? null));
        if (isOpen)
            return { elements: [], unknown: ['its merge overrides by files that not every server would read'] };
        return mergeSets(sets.map((one) => one.elements), keys, goTemplate);
    }
}
/** Whether a glob matches a path, as Go's path.Match does: no asterisk takes a slash. */
const DIRECTORIES = { include: strict, exclude: strict };
/**
 * As `git ls-files` does, where an asterisk takes slashes and a directory means all below it; or, where the server is set
 * so, only within a step of the path. What only one of the two takes is taken, what only one leaves out is not left out.
 */
const FILES = {
    include: (glob) => anyOf(loose(glob), loose(`${glob.replace(/\/+$/, '')}/*`)),
    exclude: strict,
};
function patternsOf(listed, by) {
    return ((0,json/* isArray */.cy)(listed) ? listed : []).map((one) => {
        const exclude = (0,json/* get */.Jt)(one, 'exclude') === true;
        const glob = (0,json/* textAt */.$6)(one, 'path');
        return { matches: exclude ? by.exclude(glob) : by.include(glob.replace(/^\.?\//, '')), exclude };
    });
}
/** Whether every file of these elements is one that both kinds of servers take (see FILES). */
function areCertain(elements, generator) {
    const globs = [];
    let excludes = false;
    const visit = (value) => {
        if ((0,json/* isArray */.cy)(value))
            value.forEach(visit);
        if (!(0,json/* isObject */.Gv)(value))
            return;
        if (value.exclude === true)
            excludes = true;
        if (typeof value.path === 'string')
            globs.push(value.path);
        for (const inner of Object.values(value))
            visit(inner ?? null);
    };
    visit(generator);
    const taken = globs.map((glob) => strict(glob.replace(/^\.?\//, '')));
    return elements.every(({ files }) => files.every((file) => !excludes && taken.some((matches) => matches(file))));
}
function strict(glob) {
    return matcher(glob.replaceAll(/\*+/g, '*'), false);
}
function loose(glob) {
    return matcher(glob.replaceAll(/\*+/g, '**'), true);
}
function anyOf(...all) {
    return (path) => all.some((matches) => matches(path));
}
function matcher(glob, bash) {
    const matches = picomatch(glob, { dot: true, nonegate: true, noext: true, nobrace: true, bash });
    return (path) => matches(path);
}
function isChosen(path, patterns) {
    if (patterns.some(({ exclude, matches }) => exclude && matches(path)))
        return false;
    return patterns.some(({ exclude, matches }) => !exclude && matches(path));
}
function ancestors(path) {
    if (path === '.' || path === '')
        return [];
    const steps = path.split('/');
    // Argo CD looks into no folder whose name starts with a dot.
    return steps.some((step) => step.startsWith('.')) ? [] : steps.map((_, index) => steps.slice(0, index + 1).join('/'));
}
/** `path` as templates see it: a mapping for Go templates, keys with dots for the others. */
function pathParameters(directory, goTemplate, filename) {
    const path = directory === '.' ? '' : directory;
    const basename = external_node_path_.posix.basename(path);
    const segments = path.split('/');
    const normalized = (text) => text
        .toLowerCase()
        .replace(/[^a-z0-9-]/g, '-')
        .replace(/^-+|-+$/g, '');
    const names = {
        basename,
        basenameNormalized: normalized(basename),
        ...(filename === undefined ? {} : { filename, filenameNormalized: normalized(filename) }),
    };
    if (goTemplate)
        return { path: { path, ...names, segments } };
    return {
        path,
        ...Object.fromEntries(Object.entries(names).map(([key, value]) => [`path.${key}`, value])),
        ...Object.fromEntries(segments.map((segment, index) => [`path[${index}]`, segment])),
    };
}

// EXTERNAL MODULE: ./build/render/origins/choose.js
var choose = __webpack_require__(18720);
;// CONCATENATED MODULE: ./build/render/argocd/application-set/template.js


const HOLE = /\{\{(.*?)\}\}/gs;
const MAX_HOLES = 1000;
/** Fills a template's holes with an element's parameters (argoproj/argo-cd applicationset/utils/utils.go). */
function fillTemplate(template, element, options) {
    const { goTemplate, place } = options;
    let holes = 0;
    let unknown = null;
    /** Texts with one hole: where their value comes from, by path. */
    const origins = new Map();
    const made = new Set();
    const value = fill(template, []);
    if (unknown !== null)
        return { unknown };
    return { value, place: placeOf };
    function fill(part, at) {
        if (typeof part === 'string')
            return text(part, at);
        if ((0,json/* isArray */.cy)(part))
            return part.map((item, index) => fill(item, [...at, index]));
        if (!(0,json/* isObject */.Gv)(part))
            return part;
        const entries = Object.entries(part).map(([key, item]) => {
            if (key.includes('{{'))
                unknown ??= `a key of its template is computed: ${JSON.stringify(key.slice(0, 100))}`;
            return [key, fill(item ?? null, [...at, key])];
        });
        return Object.fromEntries(entries);
    }
    function text(written, at) {
        const used = [];
        const filled = written.replace(HOLE, (hole, inner) => {
            holes += 1;
            const path = holes > MAX_HOLES ? null : goTemplate ? goPath(inner) : fastPath(inner, element.parameters);
            const found = path === null ? undefined : (0,json/* get */.Jt)(element.parameters, ...path);
            if (path === null || found === undefined || found === null || typeof found === 'object') {
                unknown ??= `its template says ${JSON.stringify(hole.slice(0, 100))}, which is not modelled or has no value`;
                return hole;
            }
            used.push(path);
            return String(found);
        });
        if (filled.includes('{{'))
            unknown ??= `its template says ${JSON.stringify(filled.slice(0, 100))}, which is not modelled`;
        const [only] = used;
        if (only !== undefined)
            made.add(JSON.stringify(at));
        if (only !== undefined && used.length === 1)
            origins.set(JSON.stringify(at), only);
        return filled;
    }
    function placeOf(path) {
        const key = JSON.stringify(path);
        const here = place(path);
        if (!made.has(key))
            return here;
        const origin = origins.get(key);
        const there = origin === undefined ? null : element.placeOf(origin);
        if (there === null)
            return { ...here, location: (0,choose/* approximate */.H)(here.location).location };
        return { location: there.location, related: [here.location, ...there.related] };
    }
}
/** `.cluster.name`, `index .path.segments 1`. Null: another expression, or one that trims what is around it (`{{-`). */
function goPath(inner) {
    const expression = inner.trim();
    const index = /^index\s+(\.[A-Za-z0-9_.]+)\s+([0-9]+)$/.exec(expression);
    const dotted = index?.[1] ?? expression;
    if (!/^(?:\.[A-Za-z_][A-Za-z0-9_]*)+$/.test(dotted))
        return null;
    const path = dotted.slice(1).split('.');
    return index === null ? path : [...path, Number(index[2])];
}
/** `cluster`, `path.basename`, `values.tag`: a key as it is, else a path of keys, which Argo CD flattens. */
function fastPath(inner, parameters) {
    const name = inner.trim();
    if (Object.hasOwn(parameters, name))
        return [name];
    return /^[A-Za-z0-9_.-]+$/.test(name) ? name.split('.') : null;
}

;// CONCATENATED MODULE: ./build/render/argocd/applications.js



/** One Application is itself; a set is filled in for each element of its generators. */
async function applicationsOf(manifest, checkout) {
    const { object, place } = manifest;
    if (manifest.ref.kind === 'Application') {
        const itself = { manifest, object, element: '', within: (path) => path, place, files: [] };
        return { applications: [itself], unknown: [] };
    }
    const spec = (0,json/* get */.Jt)(object, 'spec');
    const template = (0,json/* get */.Jt)(spec, 'template');
    if (!(0,json/* isObject */.Gv)(template))
        return { applications: [], unknown: ['it has no template'] };
    const goTemplate = (0,json/* get */.Jt)(spec, 'goTemplate') === true;
    const { elements, unknown } = await generate(manifest, checkout, goTemplate);
    const later = (0,json/* get */.Jt)(spec, 'templatePatch') === undefined ? [] : ['it changes its Applications by a templatePatch'];
    const applications = [];
    const problems = [...unknown, ...later];
    for (const element of elements) {
        const filled = fillTemplate(template, element, {
            goTemplate,
            place: (path) => place(['spec', 'template', ...path]),
        });
        if ('unknown' in filled)
            problems.push(filled.unknown);
        else if ((0,json/* isObject */.Gv)(filled.value))
            applications.push(applicationOf(manifest, filled.value, filled.place, element));
    }
    return { applications, unknown: [...new Set(problems)] };
}
function applicationOf(manifest, object, place, element) {
    const within = (path) => ['spec', 'template', ...path];
    return { manifest, object, element: element.id, within, place, files: element.files };
}

// EXTERNAL MODULE: ./build/render/argocd/argo-delivery.js
var argo_delivery = __webpack_require__(28696);
// EXTERNAL MODULE: ./build/check/deliveries/allowed.js
var allowed = __webpack_require__(1324);
// EXTERNAL MODULE: ./build/check/deliveries/argocd.js + 1 modules
var argocd = __webpack_require__(17480);
// EXTERNAL MODULE: ./build/check/deliveries/broken-rules.js
var broken_rules = __webpack_require__(34813);
// EXTERNAL MODULE: ./build/check/deliveries/findings.js
var findings = __webpack_require__(55808);
// EXTERNAL MODULE: ./build/render/flux/objects.js
var objects = __webpack_require__(47465);
;// CONCATENATED MODULE: ./build/check/deliveries/flux.js


/** What changes the manifests that a Kustomization builds (fluxcd/kustomize-controller api/v1). */
const KUSTOMIZATION = ['patches', 'images', 'components', 'postBuild', 'namePrefix', 'nameSuffix', 'targetNamespace'];
/** What changes the manifests that a HelmRelease renders (fluxcd/helm-controller api/v2). */
const RELEASE = ['values', 'valuesFrom', 'postRenderers', 'commonMetadata'];
/** What the objects of Flux take from where; `all` is where their sources are looked up. */
function fluxDeliveries(manifest, all) {
    const { kind, apiVersion } = manifest.ref;
    const group = apiVersion.split('/')[0];
    if (group === 'source.toolkit.fluxcd.io')
        return sourceObject(manifest);
    if (group === 'kustomize.toolkit.fluxcd.io' && kind === 'Kustomization') {
        const path = flux_text((0,json/* get */.Jt)(manifest.object, 'spec', 'path'));
        return taken(manifest, ['spec', 'sourceRef'], all, path, '', changesOf(manifest, KUSTOMIZATION));
    }
    if (group !== 'helm.toolkit.fluxcd.io' || kind !== 'HelmRelease')
        return [];
    const changes = changesOf(manifest, RELEASE);
    if ((0,json/* isObject */.Gv)((0,json/* get */.Jt)(manifest.object, 'spec', 'chartRef'))) {
        return taken(manifest, ['spec', 'chartRef'], all, '', '', changes);
    }
    const chart = (0,json/* get */.Jt)(manifest.object, 'spec', 'chart', 'spec');
    const own = ['valuesFiles', 'valuesFile'].filter((key) => isSet((0,json/* get */.Jt)(chart, key)));
    const version = flux_text((0,json/* get */.Jt)(chart, 'version'));
    return taken(manifest, ['spec', 'chart', 'spec', 'sourceRef'], all, flux_text((0,json/* get */.Jt)(chart, 'chart')), version, [
        ...changes,
        ...own,
    ]);
}
/** A GitRepository and its like: only its address is judged, and whether it is pinned. */
function sourceObject(manifest) {
    const { kind } = manifest.ref;
    const spec = (0,json/* get */.Jt)(manifest.object, 'spec');
    const base = { manifest, missing: null, changes: [] };
    if (kind === 'HelmChart')
        return [];
    if (kind === 'Bucket') {
        const address = `${flux_text((0,json/* get */.Jt)(spec, 'endpoint'))}/${flux_text((0,json/* get */.Jt)(spec, 'bucketName'))}`;
        return [{ ...base, at: ['spec', 'endpoint'], address, what: { is: 'address', of: 'artifact' }, revision: '' }];
    }
    if (!['GitRepository', 'OCIRepository', 'HelmRepository'].includes(kind))
        return [];
    const git = kind === 'GitRepository';
    return [
        {
            ...base,
            at: ['spec', 'url'],
            address: flux_text((0,json/* get */.Jt)(spec, 'url')),
            what: { is: 'address', of: git ? 'git' : 'artifact' },
            // A repository of charts holds many: the version is the release's to say.
            revision: kind === 'HelmRepository' ? 'any' : revisionOf(spec),
        },
    ];
}
/** The strongest of what a `ref` says, as the source controller takes it. */
function revisionOf(spec) {
    for (const key of ['digest', 'commit', 'name', 'semver', 'tag', 'branch']) {
        const value = flux_text((0,json/* get */.Jt)(spec, 'ref', key));
        if (value !== '')
            return value;
    }
    return '';
}
/** What an object takes from a source that it names by kind and name. */
function taken(manifest, at, all, path, version, changes) {
    const ref = (0,json/* get */.Jt)(manifest.object, ...at);
    const [kind, name] = [flux_text((0,json/* get */.Jt)(ref, 'kind')), flux_text((0,json/* get */.Jt)(ref, 'name'))];
    const namespace = flux_text((0,json/* get */.Jt)(ref, 'namespace')) || manifest.namespace;
    const lookup = (0,objects/* findObject */.Z)(all, manifest, { group: 'source.toolkit.fluxcd.io', kind, namespace, name });
    const nothing = { is: 'artifact', name: path || name };
    if ('why' in lookup) {
        return [{ manifest, at, changes, address: null, missing: lookup.why, what: nothing, revision: version }];
    }
    const { found } = lookup;
    const base = { manifest, at, changes, sourceObject: found };
    if (kind === 'HelmChart') {
        const chart = (0,json/* get */.Jt)(found.object, 'spec');
        const inner = taken(found, ['spec', 'sourceRef'], all, flux_text((0,json/* get */.Jt)(chart, 'chart')), flux_text((0,json/* get */.Jt)(chart, 'version')), []);
        return inner.map((one) => ({ ...one, manifest, at, changes, chart: found }));
    }
    const spec = (0,json/* get */.Jt)(found.object, 'spec');
    const address = kind === 'Bucket' ? flux_text((0,json/* get */.Jt)(spec, 'endpoint')) : flux_text((0,json/* get */.Jt)(spec, 'url'));
    if (kind === 'GitRepository') {
        return [{ ...base, address, missing: null, what: { is: 'git', path }, revision: revisionOf(spec) }];
    }
    const revision = kind === 'HelmRepository' ? version : revisionOf(spec);
    return [{ ...base, address, missing: null, what: nothing, revision }];
}
function changesOf({ object }, keys) {
    return keys.filter((key) => isSet((0,json/* get */.Jt)(object, 'spec', key))).map((key) => `spec.${key}`);
}
function isSet(value) {
    if (value === undefined || value === null || value === '')
        return false;
    return (0,json/* isArray */.cy)(value) ? value.length > 0 : !(0,json/* isObject */.Gv)(value) || Object.keys(value).length > 0;
}
function flux_text(value) {
    return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

// EXTERNAL MODULE: ./build/check/deliveries/remote.js
var remote = __webpack_require__(61436);
// EXTERNAL MODULE: ./build/check/deliveries/repository-url.js
var repository_url = __webpack_require__(70662);
;// CONCATENATED MODULE: ./build/check/deliveries/check.js









const FAIL = { outcome: 'fail' };
/** What the change itself brings is never softened. */
const UNKNOWN = { outcome: 'unknown', cause: 'content' };
/**
 * What Argo CD and Flux are told to deploy: from this repository it must be rendered here, as it is deployed; from another
 * one the policy must allow it and the source pin it: a chart, or manifests in a registry, whose content is pinned is fetched
 * and rendered, and the rest is `unknown`.
 */
async function checkDeliveries(manifests, context) {
    const judge = createJudge(context);
    const checkout = { tree: context.tree, isHere: ownRepository(context).isHere };
    const findings = [];
    for (const manifest of manifests) {
        const { deliveries, unknown, isEmpty } = isArgo(manifest)
            ? await argoDeliveriesOf(manifest, checkout)
            : { deliveries: fluxDeliveries(manifest, manifests), unknown: [], isEmpty: false };
        findings.push(...deliveries.flatMap(judge));
        if (isEmpty)
            findings.push(nothingNamed({ manifest, at: ['spec'] }));
        for (const what of unknown)
            findings.push(untold(manifest, what));
    }
    // The Applications of a set are often alike.
    return [...new Map(findings.map((one) => [JSON.stringify([one.rule, one.message, one.location]), one])).values()];
}
function isArgo({ ref }) {
    return ref.apiVersion.startsWith('argoproj.io/') && (ref.kind === 'Application' || ref.kind === 'ApplicationSet');
}
/** Of each Application; of a set's templates as they are, too, where not all of its Applications can be told. */
async function argoDeliveriesOf(manifest, checkout) {
    const { applications, unknown } = await applicationsOf(manifest, checkout);
    const templates = applications.length > 0 && unknown.length === 0
        ? []
        : [['spec', 'template'], ...(0,argocd/* generatorPaths */.KL)(manifest.object)].flatMap((at) => templateOf(manifest, at));
    const deliveries = [...applications, ...templates].flatMap(argocd/* argoDeliveries */.Ad);
    return { deliveries, unknown, isEmpty: manifest.ref.kind === 'Application' && deliveries.length === 0 };
}
function templateOf(manifest, at) {
    const object = (0,json/* get */.Jt)(manifest.object, ...at);
    if (!(0,json/* isObject */.Gv)(object))
        return [];
    const within = (path) => [...at, ...path];
    return [{ manifest, object, element: 'template', within, place: (path) => manifest.place(within(path)), files: [] }];
}
/** What can be rendered as its controller would: it is in this repository, or is allowed and pinned. */
async function ownDeliveries(manifests, context) {
    const { isHere: isOwnAddress } = ownRepository(context);
    const isHere = ({ address, revision }) => address !== null && isOwnAddress(address, revision);
    const pathOf = ({ what }) => (what.is === 'git' ? insideRepository(what.path) : null);
    const { allows } = (0,allowed/* sourceAdmission */.f)(context.policy);
    const remoteOf = (delivery) => {
        const address = delivery.address === null ? null : (0,repository_url/* canonicalRepository */.J)(delivery.address);
        const isOpen = address === null || !allows(address) || !isPinned(delivery);
        return isOpen ? null : (0,remote/* pinnedArtifact */.f)(delivery, context.policy);
    };
    const found = [];
    for (const manifest of manifests) {
        for (const delivery of fluxDeliveries(manifest, manifests)) {
            const [path, { sourceObject, chart = manifest }] = [pathOf(delivery), delivery];
            if (sourceObject === undefined)
                continue;
            const own = { by: 'flux', manifest, sourceObject, chart };
            const inner = manifest.ref.kind === 'Kustomization' ? insideRepository((0,json/* textAt */.$6)(manifest.object, 'spec', 'path')) : '';
            const remote = inner === null ? null : remoteOf(delivery);
            if (inner !== null && remote !== null)
                found.push({ ...own, path: inner, remote });
            else if (path !== null && isHere(delivery))
                found.push({ ...own, path });
        }
        if (!isArgo(manifest))
            continue;
        const { applications } = await applicationsOf(manifest, { tree: context.tree, isHere: isOwnAddress });
        for (const application of applications) {
            const all = (0,argocd/* argoDeliveries */.Ad)(application);
            const here = all.filter(isHere);
            const ownRefs = here.map(({ ref }) => ref).filter((ref) => ref !== '');
            for (const delivery of here) {
                const path = pathOf(delivery);
                if (path !== null)
                    found.push({ by: 'argocd', manifest, path, ownRefs, ...delivery.argo });
            }
            for (const delivery of all) {
                const inner = delivery.isChart ? '' : insideRepository(delivery.path);
                const remote = inner === null ? null : remoteOf(delivery);
                if (inner === null || remote === null)
                    continue;
                found.push({ by: 'argocd', manifest, path: inner, ownRefs, ...delivery.argo, remote });
            }
        }
    }
    return found;
}
function ownRepository({ policy, repository }) {
    const { address, branch } = repository ?? { address: null, branch: null };
    const own = new Set([address ?? '', ...policy.repositories.own].map(repository_url/* canonicalRepository */.J));
    own.delete(null);
    const isOwn = (one) => one !== null && own.has(one);
    const isHere = (one, revision) => isOwn((0,repository_url/* canonicalRepository */.J)(one)) && isCurrent(revision, branch);
    return { isOwn, isHere, repository: address, branch };
}
function createJudge({ policy, sources, failed, ...context }) {
    const { isOwn, repository, branch } = ownRepository({ policy, ...context });
    const { allows } = (0,allowed/* sourceAdmission */.f)(policy);
    return (delivery) => {
        if (delivery.address === null)
            return [missingSource(delivery)];
        const address = (0,repository_url/* canonicalRepository */.J)(delivery.address);
        if (isOwn(address) && delivery.what.is !== 'artifact')
            return [judgeOwn(delivery) ?? []].flat();
        const isConsumer = delivery.at.at(-1) === 'sourceRef' || delivery.at.at(-1) === 'chartRef';
        if (address === null || !allows(address))
            return isConsumer ? [] : [denied(delivery, repository)];
        const open = delivery.revision === 'any' || isPinned(delivery) ? [] : [unpinned(delivery)];
        // What could not be fetched, or did not render, has been told.
        const isTold = [...sources, ...failed].some((source) => isRendered(source, delivery));
        return delivery.what.is === 'address' || isTold ? open : [...open, check_remote(delivery)];
    };
    function judgeOwn(delivery) {
        const { what, revision, changes } = delivery;
        if (!isCurrent(revision, branch)) {
            return unrendered(delivery, `it deploys the revision ${(0,findings/* quoted */.T)(revision)} of this repository, which is not what was checked`, 'Name the branch that is merged into, or HEAD.');
        }
        if (what.is !== 'git')
            return null;
        if (what.path === '' && 'argo' in delivery)
            return nothingNamed(delivery);
        if (sources.some((source) => isRendered(source, delivery)))
            return null;
        const path = insideRepository(what.path);
        if (path === null || !sources.some((source) => covers(source, path))) {
            return unrendered(delivery, `it deploys ${(0,findings/* quoted */.T)(what.path)} of this repository, and nothing there was rendered as a source of its own`, 'Correct the path, or list it under sources in the policy.');
        }
        if (changes.length === 0)
            return null;
        return unrendered(delivery, `it deploys ${(0,findings/* quoted */.T)(what.path)} with ${changes.join(', ')}, and that directory was checked without them`, 'Move them into values files or an overlay in the directory, which the gate renders.');
    }
}
/** Argo CD takes no empty path for the root: it refuses the Application. */
function nothingNamed(delivery) {
    return unrendered(delivery, 'it names nothing to deploy: no path, no chart and no reference', 'Name one, as Argo CD asks for: "." is the root of the repository.');
}
function missingSource(delivery) {
    return unrendered(delivery, `where it deploys from is not known: ${(0,findings/* quoted */.T)(delivery.missing ?? '')}`, 'Commit that object, so that the gate can judge where it points.');
}
function denied(delivery, repository) {
    return (0,findings/* deliveryFinding */.O)(delivery, { ...(0,broken_rules/* deniedRepository */.Qe)(delivery.address ?? '', repository), result: FAIL });
}
function unpinned(delivery) {
    const broken = (0,broken_rules/* unpinnedRevision */.bN)(delivery.address ?? '', delivery.revision, isGit(delivery));
    return (0,findings/* deliveryFinding */.O)(delivery, { ...broken, result: FAIL });
}
function check_remote(delivery) {
    const { what } = delivery;
    const name = what.is === 'git' ? what.path : what.is === 'artifact' ? what.name : '';
    return unrendered(delivery, `it deploys ${(0,findings/* quoted */.T)(name)} at ${(0,findings/* quoted */.T)(delivery.revision)} from ${(0,findings/* quoted */.T)(delivery.address ?? '')}, and only what is pinned by a digest is fetched and rendered`, remedyOf(delivery));
}
function remedyOf({ what, sourceObject }) {
    if (what.is === 'git' || sourceObject?.ref.kind === 'Bucket')
        return 'Vendor it into this repository, or except this finding in the policy.';
    return 'Pin it: list its sha256 under repositories.charts in the policy, or name a digest where the object takes one. Or vendor it into this repository.';
}
/** An ApplicationSet of which not all can be told. */
function untold(manifest, what) {
    const at = { manifest, at: ['spec', 'generators'] };
    const remedy = 'What it deploys beside that was not checked. Write it as a list or by paths of this repository.';
    return (0,findings/* deliveryFinding */.O)(at, { rule: 'source/unrendered', result: UNKNOWN, what, remedy });
}
function unrendered(delivery, what, remedy) {
    return (0,findings/* deliveryFinding */.O)(delivery, {
        rule: 'source/unrendered',
        result: UNKNOWN,
        what,
        remedy: `What it deploys was not checked. ${remedy}`,
    });
}
/** A full commit of git; a digest, or a version without a range, of a chart or an artifact. */
function isPinned(delivery) {
    const { revision } = delivery;
    return isGit(delivery) ? /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(revision) : (0,broken_rules/* isExact */.u0)(revision);
}
function isGit({ what }) {
    return what.is === 'git' || (what.is === 'address' && what.of === 'git');
}
function isCurrent(revision, branch) {
    const name = revision.replace(/^refs\/heads\//, '');
    if (name === '' || name === 'HEAD')
        return true;
    return branch === null ? name === 'main' || name === 'master' : name === branch;
}
/** `./apps/` as discovery writes it: `apps`. Null for a path that leads out, or that a generator computes. */
function insideRepository(path) {
    if (path.includes('{{'))
        return null;
    const steps = path.split('/').filter((step) => step !== '' && step !== '.');
    return steps.includes('..') ? null : steps.join('/');
}
/** Rendered as its controller does, with all that the object changes. */
function isRendered(source, delivery) {
    if (!(0,domain_source/* isDelivered */.Z$)(source) || !(0,domain_source/* isAt */.ii)(delivery.manifest.ref, source.object))
        return false;
    return !('argo' in delivery) || source.part === (0,argo_delivery/* argoPart */.h)(delivery.argo);
}
function covers(source, path) {
    const isWithin = (one) => path === '' || one === path || one.startsWith(`${path}/`);
    return source.kind === 'plain' ? source.files.some(isWithin) : isWithin(source.root);
}


/***/ }),

/***/ 61436:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ pinnedArtifact),
/* harmony export */   n: () => (/* binding */ chartPolicy)
/* harmony export */ });
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(97803);
/* harmony import */ var _images_index_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(28794);
/* harmony import */ var _allowed_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1324);
/* harmony import */ var _argocd_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(17480);
/* harmony import */ var _broken_rules_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(34813);
/* harmony import */ var _findings_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(55808);
/* harmony import */ var _repository_url_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(70662);







/**
 * What a delivery takes from a registry or a repository of charts, where its content is pinned: by a digest that the object
 * names, or by the policy's sha256 for the version that it names. Null: it is neither.
 */
function pinnedArtifact(delivery, policy) {
    const { address, revision, what } = delivery;
    if (address === null || what.is !== 'artifact')
        return null;
    const wanted = wantedOf(delivery, address);
    if (wanted === null)
        return null;
    const { location, name, layer, unpacking } = wanted;
    const title = `${unpacking.is === 'chart' ? 'the chart' : 'the artifact'} ${(0,_findings_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .T)(name)} ${(0,_findings_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .T)(revision)} of ${(0,_findings_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .T)(address)}`;
    const digest = wanted.takesDigest ? digestIn(revision) : null;
    if (digest !== null) {
        const repository = repositoryAt(location, 'latest');
        if (repository === null)
            return null;
        const id = digest.slice('sha256:'.length);
        return { title, id, unpacking, from: { is: 'manifest', repository, digest, layer } };
    }
    return unpacking.is === 'files' ? null : pinnedByPolicy({ ...wanted, address, version: revision, title }, policy);
}
function pinnedByPolicy(wanted, policy) {
    const { address, home, location, name, version, title } = wanted;
    const unpacking = { is: 'chart', loadedAs: wanted.unpacking.loadedAs };
    const chart = (0,_repository_url_js__WEBPACK_IMPORTED_MODULE_1__/* .canonicalRepository */ .J)(location);
    const pin = policy.repositories.charts.find((one) => one.version === version && (0,_repository_url_js__WEBPACK_IMPORTED_MODULE_1__/* .canonicalRepository */ .J)(`${one.repository}/${one.name}`) === chart);
    if (chart === null || pin === undefined)
        return null;
    const archive = `sha256:${pin.sha256}`;
    if (home === 'web') {
        const from = { is: 'index', url: address, chart: name, version, archive };
        return { title, id: pin.sha256, unpacking, from };
    }
    // As helm writes a version as a tag.
    const tag = version.replaceAll('+', '_');
    const repository = repositoryAt(location, tag);
    return repository === null
        ? null
        : { title, id: pin.sha256, unpacking, from: { is: 'tag', repository, tag, archive } };
}
/**
 * What the policy makes of charts that other charts (`dependencies`) and kustomizations (`helmCharts`) name: the chart,
 * where their repository is allowed and their content pinned. `repository`: the address of this one, where it is known.
 */
function chartPolicy(policy, repository) {
    const { allows } = (0,_allowed_js__WEBPACK_IMPORTED_MODULE_2__/* .sourceAdmission */ .f)(policy);
    return ({ repository: address, name, version }, loadedAs) => {
        const canonical = (0,_repository_url_js__WEBPACK_IMPORTED_MODULE_1__/* .canonicalRepository */ .J)(address);
        const isChart = /^(?:oci|https?):\/\//i.test(address) && canonical !== null;
        if (!isChart || !allows(canonical)) {
            return { reason: 'its repository is not allowed by the policy', broken: (0,_broken_rules_js__WEBPACK_IMPORTED_MODULE_3__/* .deniedRepository */ .Qe)(address, repository) };
        }
        if (!(0,_broken_rules_js__WEBPACK_IMPORTED_MODULE_3__/* .isExact */ .u0)(version)) {
            return { reason: 'no exact version of it is named', broken: (0,_broken_rules_js__WEBPACK_IMPORTED_MODULE_3__/* .unpinnedRevision */ .bN)(address, version, false) };
        }
        const home = isRegistry(address) ? 'registry' : 'web';
        const unpacking = { is: 'chart', loadedAs };
        const title = `the chart ${(0,_findings_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .T)(name)} ${(0,_findings_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .T)(version)} of ${(0,_findings_js__WEBPACK_IMPORTED_MODULE_0__/* .quoted */ .T)(address)}`;
        const wanted = { home, location: below(address, name), name, layer: null, takesDigest: false, unpacking };
        const pinned = pinnedByPolicy({ ...wanted, address, version, title }, policy);
        return pinned ?? { reason: 'its content is not pinned by the policy', broken: null };
    };
}
function wantedOf(delivery, address) {
    if ((0,_argocd_js__WEBPACK_IMPORTED_MODULE_4__/* .isArgoDelivery */ .Ar)(delivery))
        return ofArgo(delivery, address);
    const { sourceObject, manifest, what } = delivery;
    const name = what.is === 'artifact' ? what.name : '';
    const spec = (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_5__/* .get */ .Jt)(sourceObject?.object, 'spec');
    const isChart = manifest.ref.kind === 'HelmRelease';
    const unpacking = { is: isChart ? 'chart' : 'files', loadedAs: 'archive' };
    if (sourceObject?.ref.kind === 'OCIRepository') {
        const layer = (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_5__/* .textAt */ .$6)(spec, 'layerSelector', 'mediaType') || null;
        return { home: 'registry', location: address, name, layer, takesDigest: true, unpacking };
    }
    if (sourceObject?.ref.kind !== 'HelmRepository' || !isChart)
        return null;
    const home = (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_5__/* .textAt */ .$6)(spec, 'type') === 'oci' || isRegistry(address) ? 'registry' : 'web';
    return { home, location: below(address, name), name, layer: null, takesDigest: false, unpacking };
}
function ofArgo({ isChart, what }, address) {
    const chart = isChart && what.is === 'artifact' ? what.name : '';
    const unpacking = { is: chart === '' ? 'typed' : 'chart', loadedAs: 'directory' };
    if (chart === '') {
        if (what.is !== 'artifact' || !isRegistry(address))
            return null;
        const name = address.split('/').pop() ?? '';
        return { home: 'registry', location: address, name, layer: null, takesDigest: true, unpacking };
    }
    // Argo CD writes a registry of charts without a scheme.
    const home = isRegistry(address) || !/^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? 'registry' : 'web';
    return { home, location: below(address, chart), name: chart, layer: null, takesDigest: false, unpacking };
}
function isRegistry(address) {
    return /^oci:\/\//i.test(address);
}
function below(address, chart) {
    return `${address.replace(/\/+$/, '')}/${chart}`;
}
/** `sha256:\u2026`, or a tag with it: the digest decides. */
function digestIn(revision) {
    const found = /^(?:[A-Za-z0-9_][A-Za-z0-9._-]*@)?(sha256:[0-9a-f]{64})$/.exec(revision)?.[1];
    return found !== undefined && (0,_images_index_js__WEBPACK_IMPORTED_MODULE_6__/* .isDigest */ .Bc)(found) && found.startsWith('sha256:') ? `sha256:${found.slice(7)}` : null;
}
function repositoryAt(location, tag) {
    const parsed = (0,_images_index_js__WEBPACK_IMPORTED_MODULE_6__/* .parseImageReference */ .o_)(`${location.replace(/^[a-z]+:\/\//i, '')}:${tag}`);
    if ('problem' in parsed)
        return null;
    const { registry, path } = parsed.reference;
    return { registry, path };
}


/***/ }),

/***/ 2763:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ concerned)
/* harmony export */ });
/* harmony import */ var _allowlist_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38520);

/** Which images an expectation is about; `images` reads as `images.allow` does. */
function concerned(policy, { written }) {
    if (written.images === undefined)
        return () => true;
    const { admits } = (0,_allowlist_index_js__WEBPACK_IMPORTED_MODULE_0__/* .createAdmission */ .m)({ ...policy, images: { ...policy.images, allow: written.images, deny: [] } });
    return ({ reference }) => admits(reference);
}


/***/ }),

/***/ 85076:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ usableExpectations)
/* harmony export */ });
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56046);
/* harmony import */ var _expectation_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84408);


/** Those of `signatures.attestations`. @throws UsageError `signatures/attestations` for an entry that cannot be used. */
function usableExpectations(policy) {
    const { expectations, problems } = (0,_expectation_js__WEBPACK_IMPORTED_MODULE_0__/* .readExpectations */ .u)(policy.signatures.attestations);
    const [problem] = problems;
    if (problem === undefined)
        return expectations;
    throw new _domain_index_js__WEBPACK_IMPORTED_MODULE_1__/* .UsageError */ .e({
        code: 'signatures/attestations',
        stage: 'policy',
        message: `signatures.attestations[${problem.index}].signedBy.${problem.field} in the policy ${problem.message}.`,
        remedy: 'Correct it: key takes the text of cosign.pub, subjectPattern a regular expression of RE2.',
    });
}


/***/ }),

/***/ 10045:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  N: () => (/* binding */ coverImage)
});

// EXTERNAL MODULE: ./build/domain/json.js
var json = __webpack_require__(97803);
;// CONCATENATED MODULE: ./build/check/signatures/policy/admission.js

const TEMPLATE = ['spec', 'template', 'metadata', 'labels'];
const JOB = ['spec', 'jobTemplate', 'metadata', 'labels'];
const JOB_TEMPLATE = ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'labels'];
/**
 * The objects that the cluster is asked about because of one manifest: the object itself, where the controller looks at
 * its kind, and what it makes. A Deployment, its ReplicaSet and its Pod are admitted one by one, each by its own
 * labels. Of a custom resource the controller sees the Pods alone.
 */
function admittedObjects(apiVersion, object) {
    const kind = String(object.kind ?? '');
    const labels = (...path) => readLabels((0,json/* get */.Jt)(object, ...path));
    const self = { ...splitVersion(apiVersion), kind, labels: labels('metadata', 'labels') };
    const pod = { group: '', version: 'v1', kind: 'Pod', labels: labels(...TEMPLATE) };
    switch (`${self.group}/${kind}`) {
        case '/Pod':
            return [self];
        case 'apps/Deployment':
            return [self, { group: 'apps', version: 'v1', kind: 'ReplicaSet', labels: labels(...TEMPLATE) }, pod];
        case 'apps/ReplicaSet':
        case 'apps/StatefulSet':
        case 'apps/DaemonSet':
        case 'batch/Job':
            return [self, pod];
        case 'batch/CronJob':
            return [
                self,
                { group: 'batch', version: 'v1', kind: 'Job', labels: labels(...JOB) },
                { ...pod, labels: labels(...JOB_TEMPLATE) },
            ];
        case '/PodTemplate':
            return [{ ...pod, labels: labels('template', 'metadata', 'labels') }];
        default:
            return [pod];
    }
}
function splitVersion(apiVersion) {
    const [group = '', version] = apiVersion.split('/');
    return version === undefined ? { group: '', version: group } : { group, version };
}
function readLabels(value) {
    if (!(0,json/* isObject */.Gv)(value))
        return {};
    return Object.fromEntries(Object.entries(value).filter((pair) => typeof pair[1] === 'string'));
}
/** policy-controller, GetMatchingPolicies: group and resource to the letter, version too or `*`, labels if asked for. */
function matchesObject(match, object) {
    if (match.length === 0)
        return true;
    return match.some(({ group = '', version = '', resource = '', selector }) => resource === resourceOf(object.kind) &&
        (version === '*' || version === object.version) &&
        group === object.group &&
        (selector === undefined || selects(selector, object.labels)));
}
/** apimachinery's UnsafeGuessKindToResource, which the controller uses. */
function resourceOf(kind) {
    const name = kind.toLowerCase();
    if (name.endsWith('s'))
        return `${name}es`;
    return name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`;
}
function selects(selector, labels) {
    return (Object.entries(selector.matchLabels).every(([key, wanted]) => readLabel(labels, key) === wanted) &&
        selector.matchExpressions.every((expression) => holds(expression, readLabel(labels, expression.key))));
}
function readLabel(labels, key) {
    return Object.hasOwn(labels, key) ? (labels[key] ?? null) : null;
}
function holds({ operator, values }, label) {
    switch (operator) {
        case 'In':
            return label !== null && values.includes(label);
        case 'NotIn':
            return label === null || !values.includes(label);
        case 'Exists':
            return label !== null;
        case 'DoesNotExist':
            return label === null;
    }
}

;// CONCATENATED MODULE: ./build/check/signatures/policy/coverage.js

/** policy-controller, GetMatchingPolicies, for each object that a use of the image brings before the controller. */
function coverImage(policies, 
/** `index.docker.io/library/nginx@sha256:...`: with digest, without tag, as the cluster matches. */
name, uses) {
    const named = policies.filter((policy) => policy.globs.some((glob) => glob.matches(name)));
    const matched = new Map();
    const objects = new Map();
    const uncovered = [];
    for (const use of uses) {
        for (const object of admittedObjects(use.manifest.ref.apiVersion, use.manifest.object)) {
            const matching = named.filter((policy) => matchesObject(policy.match, object));
            for (const policy of matching) {
                const already = matched.get(policy) ?? new Set();
                matched.set(policy, already.add(use));
                const before = objects.get(policy) ?? [];
                before.push(object);
                objects.set(policy, before);
            }
            const seen = uncovered.some((one) => one.use === use);
            if (matching.length === 0 && !seen)
                uncovered.push({ use, kind: named.length > 0 ? object.kind : null });
        }
    }
    return { matched, objects, uncovered };
}


/***/ }),

/***/ 8168:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ skipSignatures)
/* harmony export */ });
/** What comes of images where the policy asks for no signatures. */
function skipSignatures(images) {
    return {
        outcomes: new Map(images.map((image) => [image.written, 'skipped'])),
        findings: [],
        trustRoots: [],
        policies: new Map(),
    };
}


/***/ }),

/***/ 76001:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ createTrustRoots)
/* harmony export */ });
function createTrustRoots(options) {
    const known = new Map();
    const uses = new Map();
    return {
        async get(name) {
            const key = name.kind === 'named' ? `named ${name.name}` : name.kind;
            const loading = known.get(key) ?? load(name, options);
            known.set(key, loading);
            const { answer, use } = await loading;
            if (use !== null)
                uses.set(key, use);
            return answer;
        },
        used: () => [...uses.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    };
}
/** TUF, and the roots that are shipped, are loaded when the first signature asks for one. */
async function load(name, options) {
    const { loadTrustRoot } = await Promise.all(/* import() */[__webpack_require__.e(187), __webpack_require__.e(683), __webpack_require__.e(573)]).then(__webpack_require__.bind(__webpack_require__, 53573));
    return loadTrustRoot(name, options);
}


/***/ }),

/***/ 74733:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ openTrustRoots)
/* harmony export */ });
/* harmony import */ var _policy_parse_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84822);
/* harmony import */ var _create_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76001);


/** The trust roots of a policy, for everything in a run that verifies by it: each is fetched once, and used by all. */
function openTrustRoots({ policy, documents, ...repositories }) {
    const { trustRootMaxAge: maxAge, trustRootMirrors: mirrors } = policy.signatures;
    const { trustRoots } = (0,_policy_parse_js__WEBPACK_IMPORTED_MODULE_0__/* .parseSignaturePolicies */ .E)(documents);
    return (0,_create_js__WEBPACK_IMPORTED_MODULE_1__/* .createTrustRoots */ .S)({ documents: trustRoots, maxAge, mirrors, ...repositories });
}


/***/ }),

/***/ 34135:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ usablePolicies),
/* harmony export */   z: () => (/* binding */ assertSignaturePolicies)
/* harmony export */ });
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56046);
/* harmony import */ var _expectation_usable_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85076);
/* harmony import */ var _policy_parse_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84822);



const MAX_PROBLEMS = 5;
/**
 * What a check would end with, without one: before anything is fetched for it.
 *
 * @throws UsageError as `checkSignatures` does.
 */
function assertSignaturePolicies(policy, documents) {
    if (policy.signatures.mode === 'off')
        return;
    usablePolicies(documents);
    (0,_expectation_usable_js__WEBPACK_IMPORTED_MODULE_0__/* .usableExpectations */ .E)(policy);
}
/** @throws UsageError `signatures/policy` for files that the controller would not take as policies. */
function usablePolicies(documents) {
    const { policies, problems } = (0,_policy_parse_js__WEBPACK_IMPORTED_MODULE_1__/* .parseSignaturePolicies */ .E)(documents);
    if (problems.length > 0)
        throw invalidPolicies(problems);
    return policies;
}
function invalidPolicies(problems) {
    const [first] = problems;
    const shown = problems
        .slice(0, MAX_PROBLEMS)
        .map(({ location, message }) => `${location.file}:${location.startLine}:${location.startColumn}: ${message}`);
    const more = problems.length - shown.length;
    return new _domain_index_js__WEBPACK_IMPORTED_MODULE_2__/* .UsageError */ .e({
        code: 'signatures/policy',
        stage: 'policy',
        message: `A signature policy cannot be used: ${[...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')}.`,
        remedy: first?.remedy ?? 'Correct the policy.',
        ...(first === undefined ? {} : { location: first.location }),
    });
}


/***/ }),

/***/ 26922:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KE: () => (/* binding */ databaseRepositories),
/* harmony export */   R6: () => (/* binding */ JAVA_ARCHIVES),
/* harmony export */   VK: () => (/* binding */ VULNERABILITIES),
/* harmony export */   qC: () => (/* binding */ javaDatabaseRepositories),
/* harmony export */   uB: () => (/* binding */ fetchedRepositories)
/* harmony export */ });
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56046);
/* harmony import */ var _images_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28794);


/** pkg/db/db.go */
const VULNERABILITIES = {
    title: 'the vulnerability database',
    key: 'databaseRepositories',
    known: ['mirror.gcr.io/aquasec/trivy-db:2', 'ghcr.io/aquasecurity/trivy-db:2'],
    tag: '2',
};
/** pkg/javadb/client.go */
const JAVA_ARCHIVES = {
    title: 'the index of Java archives',
    key: 'javaDatabaseRepositories',
    known: ['mirror.gcr.io/aquasec/trivy-java-db:1', 'ghcr.io/aquasecurity/trivy-java-db:1'],
    tag: '1',
};
/** In their order. @throws UsageError for a repository that is no image reference. */
function databaseRepositories(policy) {
    return repositoriesOf(VULNERABILITIES, policy.databaseRepositories);
}
/** In their order. @throws UsageError for a repository that is no image reference. */
function javaDatabaseRepositories(policy) {
    return repositoriesOf(JAVA_ARCHIVES, policy.javaDatabaseRepositories);
}
/** All that a run may fetch from; a misspelt one, which ends a run that scans, is none. */
function fetchedRepositories(policy) {
    if (policy.databaseDirectory !== undefined)
        return [];
    return [VULNERABILITIES, JAVA_ARCHIVES].flatMap(({ key, known }) => (policy[key].length === 0 ? known : policy[key]).flatMap((text) => {
        const parsed = (0,_images_index_js__WEBPACK_IMPORTED_MODULE_0__/* .parseImageReference */ .o_)(text);
        return 'problem' in parsed ? [] : [parsed.reference];
    }));
}
/** Those that the policy names, else Trivy's own. */
function repositoriesOf({ title, key, known, tag }, named) {
    return (named.length === 0 ? known : named).map((text) => {
        const parsed = (0,_images_index_js__WEBPACK_IMPORTED_MODULE_0__/* .parseImageReference */ .o_)(text);
        if ('problem' in parsed) {
            throw new _domain_index_js__WEBPACK_IMPORTED_MODULE_1__/* .UsageError */ .e({
                code: 'check/database-repository',
                stage: 'check',
                message: `vulnerabilities.${key} names ${JSON.stringify(text)}, which is no image reference: ${parsed.problem}.`,
                remedy: `Write it like ${known.at(-1)}, for ${title}.`,
            });
        }
        const { reference } = parsed;
        return reference.tag === null && reference.digest === null ? { ...reference, tag } : reference;
    });
}


/***/ }),

/***/ 81555:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ discover),
  O: () => (/* binding */ ignoring)
});

// EXTERNAL MODULE: ./node_modules/picomatch/index.js
var picomatch = __webpack_require__(14006);
// EXTERNAL MODULE: ./build/domain/json.js
var json = __webpack_require__(97803);
// EXTERNAL MODULE: ./build/yaml/limits.js
var limits = __webpack_require__(68876);
// EXTERNAL MODULE: ./build/yaml/stream.js + 8 modules
var stream = __webpack_require__(21994);
;// CONCATENATED MODULE: ./build/discover/file-kinds.js
/** The names that kustomize takes for a kustomization (api/konfig/general.go). */
const KUSTOMIZATION_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
function kindOfFile(path) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (name === 'Chart.yaml')
        return 'chart';
    if (KUSTOMIZATION_NAMES.includes(name))
        return 'kustomization';
    if (/\.ya?ml$/i.test(name))
        return 'yaml';
    return /\.json$/i.test(name) ? 'json' : 'other';
}
/** The directory a file is in; `''` is the tree's root. */
function directoryOf(path) {
    return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}
function join(directory, name) {
    return directory === '' ? name : `${directory}/${name}`;
}
/** Is `path` the directory itself, or below it? */
function isWithin(path, directory) {
    return directory === '' || path === directory || path.startsWith(`${directory}/`);
}
/** Every directory above `path`, the nearest first, the root `''` last. */
function ancestorsOf(path) {
    const found = [];
    for (let at = path; at !== '';) {
        at = directoryOf(at);
        found.push(at);
    }
    return found;
}

;// CONCATENATED MODULE: ./build/discover/crd-folders.js



/**
 * `helm install` creates whatever lies below `crds/`, as it stands and before all else, and `helm template` does not
 * print it (helm pkg/action/install.go, installCRDs): a workload laid there would be deployed and never seen.
 *
 * @param charts the charts that are rendered, and the charts that they are made from.
 */
async function readCrdFolders(tree, layout, charts) {
    const folders = [];
    for (const { kind, directory } of charts) {
        if (kind !== 'helm')
            continue;
        const folder = join(directory, 'crds');
        const files = [];
        for (const entry of layout.entries) {
            if (entry.kind !== 'file' || !isWithin(entry.path, folder) || kindOfFile(entry.path) === 'other')
                continue;
            if (await holdsMore(tree, entry.path))
                files.push(entry.path);
        }
        if (files.length > 0)
            folders.push({ directory: folder, files: files.sort() });
    }
    return folders.sort((a, b) => (a.directory < b.directory ? -1 : 1));
}
/** True where nobody can tell: its renderer says why. */
async function holdsMore(tree, path) {
    const bytes = await tree.read(path).catch(() => null);
    if (bytes === null || bytes.length > limits/* MAX_FILE_BYTES */.gZ)
        return true;
    return (0,stream/* readManifestStream */.W)(bytes).documents.some(({ value }) => isOtherObject(value));
}
function isOtherObject(value) {
    const [apiVersion, kind] = [(0,json/* get */.Jt)(value, 'apiVersion'), (0,json/* get */.Jt)(value, 'kind')];
    if (apiVersion === undefined || kind === undefined)
        return false;
    return !(kind === 'CustomResourceDefinition' && String(apiVersion).startsWith('apiextensions.k8s.io/'));
}

// EXTERNAL MODULE: ./build/domain/location.js
var domain_location = __webpack_require__(69994);
;// CONCATENATED MODULE: ./build/discover/findings.js

/** Found on the way to the sources, so it names a file and no object. */
function finding(rule, details) {
    return {
        rule,
        severity: 'high',
        result: details.result === 'fail' ? { outcome: 'fail' } : { outcome: 'unknown', cause: 'content' },
        enforcement: 'block',
        message: details.message,
        manifest: null,
        image: null,
        location: details.location,
        related: [],
        path: null,
        identity: details.identity,
        digest: null,
    };
}
function linkLeadsOut(path, target) {
    return finding('manifest/invalid', {
        result: 'fail',
        message: `The symbolic link ${path} leads out of the repository, to ${target}. Nothing outside is read, so what it stands for was not checked. Replace the link by the file it should hold.`,
        location: (0,domain_location/* fileLocation */.A)(path),
        identity: ['link-outside', target],
    });
}
function linkLeadsNowhere(path, target) {
    return finding('manifest/invalid', {
        result: 'fail',
        message: `The symbolic link ${path} leads to ${target}, where there is no file. kubectl cannot read it either. Correct its target, or remove it.`,
        location: (0,domain_location/* fileLocation */.A)(path),
        identity: ['link-nowhere', target],
    });
}
function unfetchedSubmodule(path) {
    return finding('render/failed', {
        result: 'unknown',
        message: `${path} is a git submodule, and submodules are not fetched: the manifests in it were not checked. Commit the files themselves, or list the path under ignorePaths in the policy if nothing in it is deployed.`,
        location: (0,domain_location/* fileLocation */.A)(path),
        identity: ['submodule', path],
    });
}
function missingSource(path, why) {
    return finding('render/failed', {
        result: 'fail',
        message: `The policy names the source ${path}, but ${why}. What it deploys was not checked. Correct the path in the policy's sources; if the source is gone for good, take it out of the policy first.`,
        location: (0,domain_location/* fileLocation */.A)(path),
        identity: ['missing-source', path],
    });
}
function optionsWithoutChart(path) {
    return finding('render/failed', {
        result: 'fail',
        message: `The policy gives helm options for the source ${path}, but there is no Chart.yaml in it. Name the directory that holds Chart.yaml, or take the helm options out of the policy.`,
        location: (0,domain_location/* fileLocation */.A)(path),
        identity: ['no-chart', path],
    });
}

// EXTERNAL MODULE: ./build/tree/links.js
var links = __webpack_require__(52044);
;// CONCATENATED MODULE: ./build/discover/chart-file.js


function readChartFile(bytes) {
    const chart = (0,stream/* readManifestStream */.W)(bytes).documents[0]?.value;
    const dependencies = (0,json/* get */.Jt)(chart, 'dependencies');
    const localDependencies = ((0,json/* isArray */.cy)(dependencies) ? dependencies : []).flatMap((dependency) => {
        const name = (0,json/* get */.Jt)(dependency, 'name');
        const repository = (0,json/* get */.Jt)(dependency, 'repository');
        if (typeof name !== 'string' || typeof repository !== 'string' || !repository.startsWith('file://'))
            return [];
        return [{ name, path: repository.slice('file://'.length) }];
    });
    return { isLibrary: (0,json/* get */.Jt)(chart, 'type') === 'library', localDependencies };
}

;// CONCATENATED MODULE: ./build/discover/kustomization-file.js


const GROUP = 'kustomize.config.k8s.io/';
/** Fields whose entries may name the directory of another kustomization (api/types/kustomization.go). */
const DIRECTORY_FIELDS = ['resources', 'bases', 'components', 'generators', 'transformers', 'validators'];
/** Null for a file of that name that is an object of another API, for example a Flux Kustomization. */
function readKustomizationFile(bytes) {
    const value = (0,stream/* readManifestStream */.W)(bytes).documents[0]?.value;
    const apiVersion = (0,json/* get */.Jt)(value, 'apiVersion');
    if (typeof apiVersion === 'string' && apiVersion !== '' && !apiVersion.startsWith(GROUP))
        return null;
    const old = entriesOf((0,json/* get */.Jt)(value, 'helmChartInflationGenerator'));
    const globals = (0,json/* get */.Jt)(value, 'helmGlobals');
    const oldHome = old.map((chart) => (0,json/* textAt */.$6)(chart, 'chartHome')).findLast((home) => home !== '');
    const home = ((0,json/* isObject */.Gv)(globals) ? (0,json/* textAt */.$6)(globals, 'chartHome') : oldHome) || 'charts';
    const charts = [
        ...entriesOf((0,json/* get */.Jt)(value, 'helmCharts')).map((chart) => chartDirectory(chart, ['name', 'version', 'repo'])),
        ...old.map((chart) => chartDirectory(chart, ['chartName', 'chartVersion', 'chartRepoUrl'])),
    ];
    return {
        isComponent: (0,json/* get */.Jt)(value, 'kind') === 'Component',
        directories: DIRECTORY_FIELDS.flatMap((field) => entriesOf((0,json/* get */.Jt)(value, field))).filter((entry) => typeof entry === 'string'),
        charts: charts.flatMap((chart) => (chart === null ? [] : [`${home}/${chart}`])),
    };
}
function entriesOf(value) {
    return (0,json/* isArray */.cy)(value) ? value : [];
}
/** Below the home of charts: what is pulled has a directory for each version (HelmChartInflationGenerator, absChartHome). */
function chartDirectory(chart, keys) {
    const [name, version, repository] = keys.map((key) => (0,json/* textAt */.$6)(chart, key));
    if (name === undefined || name === '')
        return null;
    return version && repository ? `${name}-${version}/${name}` : name;
}

;// CONCATENATED MODULE: ./build/discover/layout.js




/**
 * Reads every Chart.yaml and kustomization file. A directory with both is both: nobody can tell which of them is
 * deployed, and a Chart.yaml that was laid beside a kustomization must not hide it.
 */
async function readLayout(tree) {
    const entries = await tree.list();
    const markers = entries.filter(({ path }) => ['chart', 'kustomization'].includes(kindOfFile(path)));
    const charts = new Set(markers.filter(({ path }) => kindOfFile(path) === 'chart').map(({ path }) => directoryOf(path)));
    const found = await Promise.all(markers
        .filter(({ path }) => !isTemplate(path, charts))
        .map(async ({ path }) => {
        const bytes = await readLinked(tree, path);
        if (bytes === null)
            return null;
        const directory = directoryOf(path);
        if (kindOfFile(path) === 'chart')
            return { kind: 'helm', directory, chart: readChartFile(bytes) };
        const kustomization = readKustomizationFile(bytes);
        return kustomization === null ? null : { kind: 'kustomize', directory, kustomization };
    }));
    const roots = new Map();
    for (const root of found) {
        const key = root === null ? null : `${root.kind} ${root.directory}`;
        // kustomize refuses a directory with two kustomization files; one that is no component is built, to say so.
        if (root !== null && key !== null && (!roots.has(key) || isDeployable(root)))
            roots.set(key, root);
    }
    const byDirectory = Map.groupBy(roots.values(), ({ directory }) => directory);
    const enclosing = (path) => {
        for (const directory of [path, ...ancestorsOf(path)]) {
            const here = byDirectory.get(directory);
            if (here !== undefined)
                return here;
        }
        return [];
    };
    return { entries, roots: [...roots.values()], enclosing };
}
/** Is it something that is deployed by itself? Components and library charts are only ever parts. */
function isDeployable(root) {
    return root.kind === 'helm' ? !root.chart.isLibrary : !root.kustomization.isComponent;
}
/** A chart may template a file of any name: below `templates/` and `crds/` names mean nothing. */
function isTemplate(path, charts) {
    return ancestorsOf(path).some((chart) => charts.has(chart) && (path.startsWith(join(chart, 'templates/')) || path.startsWith(join(chart, 'crds/'))));
}
/** A link that stays inside counts as what it leads to; one that leads nowhere or out as an empty file. */
async function readLinked(tree, path) {
    const resolved = await (0,links/* resolveInTree */.O)(tree, path);
    if (resolved.kind !== 'found')
        return new Uint8Array();
    return resolved.is === 'file' ? tree.read(resolved.path) : null;
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./build/discover/same-directories.js
/** Do two directories hold the same files with the same bytes? Links and submodules never count as the same. */
async function sameDirectories(tree, a, b) {
    const [left, right] = await Promise.all([filesBelow(tree, a), filesBelow(tree, b)]);
    if (left.size !== right.size)
        return false;
    for (const [name, entry] of left) {
        const other = right.get(name);
        if (entry.kind !== 'file' || other?.kind !== 'file' || entry.size !== other.size)
            return false;
        const [one, two] = await Promise.all([tree.read(entry.path), tree.read(other.path)]);
        if (Buffer.compare(one, two) !== 0)
            return false;
    }
    return true;
}
async function filesBelow(tree, directory) {
    const prefix = directory === '' ? 0 : directory.length + 1;
    return new Map((await tree.list(directory)).map((entry) => [entry.path.slice(prefix), entry]));
}

;// CONCATENATED MODULE: ./build/discover/usage.js





/** Follows what each chart and kustomization names. What is not in the tree is for its renderer to complain about. */
async function readParts(tree, layout) {
    const parts = await Promise.all(layout.roots.map(async (root) => {
        const named = root.kind === 'helm' ? await partsOfChart(tree, layout, root) : await partsOfKustomization(tree, root);
        const known = named.flatMap(({ kind, directory }) => layout.roots.filter((part) => part !== root && part.kind === kind && part.directory === directory));
        return [root, new Set(known)];
    }));
    return new Map(parts);
}
function parts(kind, directories) {
    return directories.flatMap((directory) => (directory === null ? [] : [{ kind, directory }]));
}
async function partsOfChart(tree, layout, { directory, chart }) {
    const vendored = join(directory, 'charts');
    const own = layout.roots
        .filter((root) => root.kind === 'helm' && isSubchart(root.directory, vendored))
        .map((root) => root.directory);
    const linked = await Promise.all(layout.entries
        .filter((entry) => entry.kind === 'symlink' && isSubchart(entry.path, vendored))
        .map((entry) => directoryAt(tree, entry.path)));
    const local = await Promise.all(chart.localDependencies.map(async ({ name, path }) => {
        const target = await resolveFrom(tree, directory, path);
        // Helm renders the copy in charts/. Only while the two are the same is the directory checked along with it.
        const copy = join(vendored, name);
        const copied = target !== null && (await tree.stat(copy)) === 'directory';
        return copied && !(await sameDirectories(tree, target, copy)) ? null : target;
    }));
    return parts('helm', [...own, ...linked, ...local]);
}
/** Helm leaves out what starts with `_` or `.` (pkg/chart/loader/load.go). */
function isSubchart(path, vendored) {
    return directoryOf(path) === vendored && !/^[_.]/.test(path.slice(vendored.length + 1));
}
async function partsOfKustomization(tree, root) {
    const { directories, charts } = root.kustomization;
    const resolve = (paths) => Promise.all(paths.map((path) => resolveFrom(tree, root.directory, path)));
    return [...parts('kustomize', await resolve(directories)), ...parts('helm', await resolve(charts))];
}
function resolveFrom(tree, directory, path) {
    const inside = path.startsWith('/') || path.includes('\n') ? null : (0,links/* insideTree */.v)(external_node_path_.posix.join(directory, path));
    return inside === null ? Promise.resolve(null) : directoryAt(tree, inside);
}
async function directoryAt(tree, path) {
    const resolved = await (0,links/* resolveInTree */.O)(tree, path);
    return resolved.kind === 'found' && resolved.is === 'directory' ? resolved.path : null;
}
/**
 * Of `candidates` those that no other candidate is made from. Each candidate is rendered by one of the results: where
 * candidates are parts of each other, the first of the circle stands for it, and fails with the circle.
 */
function topmost(candidates, parts) {
    const deployable = candidates.filter(isDeployable).sort((a, b) => (a.directory < b.directory ? -1 : 1));
    const reach = new Map(deployable.map((root) => [root, reachable(root, parts)]));
    const reaches = (from, to) => reach.get(from)?.has(to) ?? false;
    return deployable.filter((root, position) => deployable.every((other, otherPosition) => {
        if (other === root || !reaches(other, root))
            return true;
        const circle = reaches(root, other);
        return circle && position < otherPosition;
    }));
}
/** Everything that `from` is made from. */
function reachable(from, parts) {
    const found = new Set();
    const open = [from];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
        for (const part of parts.get(at) ?? []) {
            if (found.has(part))
                continue;
            found.add(part);
            open.push(part);
        }
    }
    return found;
}

;// CONCATENATED MODULE: ./build/discover/idle.js





/** @param rendered the charts and kustomizations that are sources. */
function coverageOf(layout, parts, rendered) {
    const used = new Set([...rendered].flatMap((root) => [root, ...reachable(root, parts)]));
    const isIdle = (root) => !isDeployable(root) && !used.has(root);
    const covering = new Set(layout.roots.filter((root) => !isIdle(root)).map(({ directory }) => directory));
    const idleTemplates = new Set(layout.roots
        .filter((root) => root.kind === 'helm' && isIdle(root))
        .map(({ directory }) => join(directory, 'templates')));
    return {
        used,
        covers: (path) => [path, ...ancestorsOf(path)].some((directory) => covering.has(directory)),
        isIdleTemplate: (path) => ancestorsOf(path).some((directory) => idleTemplates.has(directory)),
    };
}
/** Does any document of the file read as a manifest? True where nobody can tell: its renderer says why. */
async function readsAsManifest(tree, path) {
    const bytes = await tree.read(path).catch(() => null);
    if (bytes === null || bytes.length > limits/* MAX_FILE_BYTES */.gZ)
        return true;
    return (0,stream/* readManifestStream */.W)(bytes).documents.some(({ value }) => hasHead(value));
}
/** A component's own file is configuration of kustomize, and no manifest. */
function hasHead(value) {
    const apiVersion = (0,json/* get */.Jt)(value, 'apiVersion');
    if (apiVersion === undefined || (0,json/* get */.Jt)(value, 'kind') === undefined)
        return false;
    return !(typeof apiVersion === 'string' && apiVersion.startsWith('kustomize.config.k8s.io/'));
}

// EXTERNAL MODULE: ./build/yaml/mentions.js
var mentions = __webpack_require__(59567);
;// CONCATENATED MODULE: ./build/discover/scan.js





/** Editors' lock files: `.#deploy.yaml` is a link to nowhere by design (Emacs). One that leads to a file is applied. */
const EDITOR_LINK = /(^|\/)\.#[^/]*$/;
/**
 * Every YAML and JSON file that belongs to no chart and no kustomization. Links that stay inside count as the file they
 * lead to.
 */
async function scanPlainFiles(tree, layout, { selection, coverage }, isIgnored) {
    const files = new Set();
    const linked = new Set();
    const findings = [];
    const submodules = [];
    for (const entry of layout.entries) {
        if (!isWithin(entry.path, selection.path) || isIgnored(entry.path))
            continue;
        if (coverage.covers(entry.path))
            continue;
        if (entry.kind === 'submodule')
            submodules.push(entry.path);
        else if (entry.kind === 'file' && (await isManifestFile(entry.path)))
            files.add(entry.path);
        else if (entry.kind === 'symlink')
            await followLink(entry);
    }
    async function isManifestFile(path) {
        if (!isManifestName(path))
            return false;
        const doubtful = kindOfFile(path) === 'kustomization' || coverage.isIdleTemplate(path);
        return !doubtful || readsAsManifest(tree, path);
    }
    async function followLink(entry) {
        const { path, target } = entry;
        const resolved = await (0,links/* resolveInTree */.O)(tree, path);
        if (resolved.kind === 'found' && resolved.is !== 'submodule') {
            if (isIgnored(resolved.path))
                return;
            if (resolved.is === 'file' && (isManifestName(path) || isManifestName(resolved.path)))
                files.add(resolved.path);
            if (resolved.is === 'directory' && !isWithin(resolved.path, selection.path))
                linked.add(resolved.path);
            return;
        }
        // A link of another name is no manifest: interpreters, build results and the like lead out of many a checkout.
        if (!isManifestName(path) && !isManifestName(target))
            return;
        if (resolved.kind === 'outside')
            findings.push(linkLeadsOut(path, target));
        else if (resolved.kind === 'found')
            findings.push(unfetchedSubmodule(path));
        else if (!EDITOR_LINK.test(path))
            findings.push(linkLeadsNowhere(path, target));
    }
    const sorted = [...files].sort();
    findings.push(...(await besideManifests(tree, selection, sorted, submodules)).map(unfetchedSubmodule));
    return { files: sorted, linked: [...linked].sort(), findings };
}
function isManifestName(path) {
    return kindOfFile(path) !== 'other' && kindOfFile(path) !== 'chart';
}
/**
 * Submodules that are part of what is checked: all of them where a directory was named, else those below a directory
 * that holds manifests. A library that a whole repository vendors is none of the gate's business.
 */
async function besideManifests(tree, { named }, files, submodules) {
    if (named || submodules.length === 0)
        return submodules;
    const above = new Set(submodules.flatMap(ancestorsOf).filter((directory) => directory !== ''));
    const holding = new Set();
    for (const file of files) {
        const directory = directoryOf(file);
        if (!above.has(directory) || holding.has(directory))
            continue;
        if ((0,mentions/* mentionsManifest */.T)(await tree.read(file)))
            holding.add(directory);
    }
    return submodules.filter((path) => ancestorsOf(path).some((directory) => holding.has(directory)));
}

// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
;// CONCATENATED MODULE: ./build/discover/selection.js




const WHOLE_TREE = { written: '.', path: '', is: 'directory', helm: [], named: false };
/** @throws UsageError `discover/no-such-path` for a path that the tree does not have. */
async function selection_select(tree, request) {
    const { policy, paths } = request;
    if (paths.length > 0) {
        const found = await Promise.all(paths.map((path) => selectPath(tree, path, policy)));
        const missing = found.filter((one) => 'why' in one);
        const [first] = missing;
        if (first !== undefined && request.allowMissing !== true)
            throw noSuchPath(tree, first, missing.length);
        return { selections: found.filter((one) => 'is' in one), missing: [] };
    }
    if (policy.sources === undefined)
        return { selections: [WHOLE_TREE], missing: [] };
    const written = [...new Set(policy.sources.map(({ path }) => path))];
    const found = await Promise.all(written.map((path) => selectPath(tree, path, policy)));
    return { selections: found.filter((one) => 'is' in one), missing: found.filter((one) => 'why' in one) };
}
async function selectPath(tree, written, policy) {
    const path = written.startsWith('/') ? null : (0,links/* insideTree */.v)(written === '' ? '.' : written);
    if (path === null)
        return { path: written, why: 'it is outside of the repository' };
    const resolved = await (0,links/* resolveInTree */.O)(tree, path);
    switch (resolved.kind) {
        case 'missing':
            return { path: written, why: 'there is no such file or directory' };
        case 'outside':
            return { path: written, why: `the symbolic link ${resolved.link} leads out of the repository` };
        case 'loop':
            return { path: written, why: `the symbolic link ${resolved.link} leads back to itself` };
        case 'found': {
            if (resolved.is === 'submodule')
                return { path: written, why: 'it is a git submodule, and its files are not here' };
            const helm = await helmOptionsOf(tree, resolved.path, [path, resolved.path], policy);
            return { written, path: resolved.path, is: resolved.is, helm, named: true };
        }
    }
}
async function helmOptionsOf(tree, directory, names, policy) {
    const own = (policy.sources ?? []).filter((source) => names.includes(source.path));
    const options = own.flatMap(({ helm }) => (helm === undefined ? [] : [helm]));
    return Promise.all(options.map(async ({ valuesFiles, ...rest }) => ({
        ...rest,
        valuesFiles: await Promise.all(valuesFiles.map((file) => valuesFile(tree, directory, file))),
    })));
}
/** Relative to the chart, or else to the repository root. One that is in neither place is named as the chart's. */
async function valuesFile(tree, directory, file) {
    const own = external_node_path_.posix.normalize(join(directory, file));
    const inChart = await (0,links/* resolveInTree */.O)(tree, own);
    if (inChart.kind !== 'missing')
        return own;
    const atRoot = await (0,links/* resolveInTree */.O)(tree, file);
    return atRoot.kind === 'missing' ? own : file;
}
function noSuchPath(tree, { path, why }, count) {
    const others = count > 1 ? ` (and ${count - 1} more)` : '';
    return new errors/* UsageError */.e({
        code: 'discover/no-such-path',
        stage: 'discover',
        message: `The path ${path} is not in ${tree.label}${others}: ${why}.`,
        remedy: 'Name files or directories of the repository: relative to its root in the policy and in the action, to the working directory on the command line.',
    });
}

;// CONCATENATED MODULE: ./build/discover/discover.js









/** `helm template` without options. */
const DEFAULT_HELM = {
    releaseName: 'release-name',
    namespace: 'default',
    valuesFiles: [],
    set: {},
    kubeVersion: null,
    apiVersions: [],
};
/**
 * Finds what is deployed: charts, kustomizations, and plain files of manifests.
 *
 * A directory with a Chart.yaml or a kustomization is one source, and nothing below it is plain; a chart or
 * kustomization that another source is made from is rendered as that part only. A file or directory that is named and
 * lies below a chart or kustomization stands for it. A component or library chart that no source is made from is
 * nothing, and the files below it are plain; so is what lies in a chart's `crds/` and is no CustomResourceDefinition.
 *
 * @throws UsageError for a path that the tree does not have.
 */
async function discover(tree, request) {
    const { selections, missing } = await selection_select(tree, request);
    const layout = await readLayout(tree);
    const parts = await readParts(tree, layout);
    const isIgnored = ignoring(request.policy.ignorePaths);
    const sources = new Map();
    const plain = [];
    const findings = missing.map(({ path, why }) => missingSource(path, why));
    const taken = new Set();
    const rendered = new Set();
    for (const selection of selections) {
        const { roots, own } = rootsOf(selection, layout, parts, isIgnored);
        for (const root of roots) {
            rendered.add(root);
            for (const source of sourcesOf(root, own.includes(root) ? selection.helm : []))
                sources.set(JSON.stringify(source), source);
        }
        if (selection.helm.length > 0 && !own.some(({ kind }) => kind === 'helm'))
            findings.push(optionsWithoutChart(selection.written));
    }
    const queue = [...selections];
    const scanned = new Set();
    for (let selection = queue.shift(); selection !== undefined; selection = queue.shift()) {
        const coverage = coverageOf(layout, parts, rendered);
        if (scanned.has(selection.path) || coverage.covers(selection.path))
            continue;
        scanned.add(selection.path);
        const scan = await scanPlainFiles(tree, layout, { selection, coverage }, isIgnored);
        findings.push(...scan.findings);
        const files = scan.files.filter((file) => !taken.has(file));
        for (const file of files)
            taken.add(file);
        if (files.length > 0)
            plain.push({ kind: 'plain', root: rootOf(selection), files });
        for (const path of scan.linked) {
            const target = { ...selection, path, is: 'directory', helm: [] };
            for (const root of rootsOf(target, layout, parts, isIgnored).roots) {
                rendered.add(root);
                for (const source of sourcesOf(root, []))
                    sources.set(JSON.stringify(source), source);
            }
            queue.push(target);
        }
    }
    for (const { directory, files } of await readCrdFolders(tree, layout, coverageOf(layout, parts, rendered).used)) {
        const visible = files.filter((file) => !isIgnored(file) && !taken.has(file));
        if (visible.length > 0)
            plain.push({ kind: 'plain', root: directory, files: visible });
    }
    const whole = [...sources.values()].sort((a, b) => (a.root < b.root ? -1 : Number(a.root > b.root)));
    return { sources: [...whole, ...plain], findings: unique(findings) };
}
/** The charts and kustomizations of a selection; `own` is what it names or lies in: two where a directory is both. */
function rootsOf({ path, named }, layout, parts, isIgnored) {
    const visible = layout.roots.filter((root) => !isIgnored(root.directory));
    const own = named ? layout.enclosing(path).filter((root) => visible.includes(root)) : [];
    const inside = visible.filter((root) => isWithin(root.directory, path));
    // One that was named is rendered, whoever else uses it; what it is made from is rendered with it.
    const roots = topmost([...new Set([...own, ...inside])], parts);
    return { roots: [...new Set([...own.filter(isDeployable), ...roots])], own };
}
function sourcesOf(root, variants) {
    const { directory } = root;
    if (root.kind === 'kustomize')
        return [{ kind: 'kustomize', root: directory }];
    const options = variants.length > 0 ? variants : [DEFAULT_HELM];
    return options.map((helm) => ({ kind: 'helm', root: directory, helm }));
}
function rootOf({ path, is }) {
    return is === 'file' ? directoryOf(path) : path;
}
/** `ignorePaths` of the policy: a glob that matches a directory takes all that is below it. */
function ignoring(patterns) {
    if (patterns.length === 0)
        return () => false;
    const matches = picomatch(patterns.flatMap((pattern) => [pattern, `${pattern.replace(/\/+$/, '')}/**`]), { dot: true, nonegate: true, noext: true });
    return (path) => path !== '' && matches(path);
}
function unique(findings) {
    return [...new Map(findings.map((finding) => [JSON.stringify([finding.message]), finding])).values()];
}


/***/ }),

/***/ 27225:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ ArtifactError)
/* harmony export */ });
/** Why an artifact cannot be had. `message` is a clause about it without a full stop: "its registry answered 404". */
class ArtifactError extends Error {
    remedy;
    /** Whose fault: `onUnknown: warn` softens no content. */
    unknown;
    constructor(message, { remedy, unknown }) {
        super(message);
        this.name = 'ArtifactError';
        this.remedy = remedy;
        this.unknown = unknown;
    }
}


/***/ }),

/***/ 30294:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  gate: () => (/* binding */ gate),
  N: () => (/* binding */ inspect),
  F: () => (/* binding */ survey)
});

// EXTERNAL MODULE: ./build/domain/path.js
var domain_path = __webpack_require__(40298);
// EXTERNAL MODULE: ./build/check/allowlist/admission.js
var allowlist_admission = __webpack_require__(38520);
// EXTERNAL MODULE: ./build/check/allowlist/glob.js
var glob = __webpack_require__(55859);
// EXTERNAL MODULE: ./build/domain/manifest.js
var domain_manifest = __webpack_require__(66632);
// EXTERNAL MODULE: ./build/domain/image.js
var domain_image = __webpack_require__(11452);
;// CONCATENATED MODULE: ./build/check/allowlist/message.js

const MOST_ENTRIES = 8;
/** "Deployment shop/api uses nginx:1.27", and how many places besides. */
function subject(image) {
    const [first, ...others] = image.uses;
    const more = others.length === 0 ? '' : others.length === 1 ? ' and 1 other place' : ` and ${others.length} other places`;
    return `${(0,domain_manifest/* describeManifest */.F)(first.manifest.ref)}${more} ${more === '' ? 'uses' : 'use'} ${image.written}`;
}
function deniedRegistryMessage(image, refusal, allow) {
    const repository = image.reference === null ? image.written : (0,domain_image/* repositoryOf */._)(image.reference);
    const from = repository === image.written ? subject(image) : `${subject(image)}, which is from ${repository}`;
    if (refusal.reason === 'denied') {
        const instead = allow.length === 0 ? 'another repository' : `one that images.allow admits: ${listed(allow)}`;
        return `${from}; the policy's images.deny refuses it by ${JSON.stringify(refusal.pattern)}. It is not contacted, and nothing else about it is checked. Use an image from ${instead}.`;
    }
    const admitted = allow.length === 0 ? 'images.allow is empty, so that it admits nothing' : `images.allow admits ${listed(allow)}`;
    return `${from}; the policy does not admit that repository: ${admitted}. Nobody here vouches for what is pushed there, so it is not contacted, and nothing else about it is checked. Use an image from an admitted repository, copy this one into one, or ask those who keep the policy to extend the list.`;
}
function deniedTagMessage(image, tag, pattern) {
    const refused = `the policy's images.tags.deny refuses by ${JSON.stringify(pattern)}`;
    const reference = image.reference;
    if (reference?.tag === null) {
        return `${subject(image)} without a tag, which means ${tag}, a tag that ${refused}. What it points at changes without any change here, so what runs is not what was reviewed. Name a version, and its digest.`;
    }
    if (reference?.digest != null) {
        return `${subject(image)}, whose tag ${tag} ${refused}. The digest decides what is pulled, but people read the tag, and this one does not tell them what runs. Keep the digest, and write the version's tag before it, or no tag.`;
    }
    return `${subject(image)}, whose tag ${tag} ${refused}. Such a tag says nothing of what it points at or is not meant for use, and it can move. Name a version that the policy allows, and its digest.`;
}
function unpinnedMessage(image) {
    const tag = image.reference?.tag ?? null;
    const missing = tag === null ? 'neither a tag nor a digest, which means latest' : 'a tag and no digest';
    const base = tag === null ? `${image.written}:latest` : image.written;
    return `${subject(image)}: ${missing}. Whoever can push to the repository can move the tag to another image after this review, so what was checked need not be what runs. Write the digest too: ${base}@sha256:... (crane digest ${base} prints it).`;
}
function listed(entries) {
    const shown = entries.slice(0, MOST_ENTRIES).join(', ');
    return entries.length > MOST_ENTRIES ? `${shown} and ${entries.length - MOST_ENTRIES} more` : shown;
}

;// CONCATENATED MODULE: ./build/check/allowlist/check.js




/**
 * Judges written references by the policy's `images`: allow and deny lists, denied tags, digest required. Pure; no
 * registry is asked.
 *
 * An image's outcome is about the lists alone. What is no image reference is `unknown` here, and fails as
 * `image/unresolvable`.
 */
function checkAllowlist(images, policy) {
    const admission = (0,allowlist_admission/* createAdmission */.m)(policy);
    const deniedTags = policy.images.tags.deny.map((written) => ({ written, glob: (0,glob/* compileGlob */.S)(written) }));
    const outcomes = new Map();
    const findings = [];
    for (const image of images) {
        const decision = decideImage(image, admission);
        outcomes.set(image.written, decision === null ? 'unknown' : decision.admitted ? 'pass' : 'fail');
        if (decision !== null && !decision.admitted)
            findings.push(deniedRegistry(image, decision, policy));
        const tag = judgedTag(image);
        const denied = tag === null ? undefined : deniedTags.find(({ glob }) => glob.matches(tag));
        if (tag !== null && denied !== undefined)
            findings.push(deniedTag(image, tag, denied.written));
        const unpinned = image.reference !== null && image.reference.digest === null;
        if (unpinned && policy.images.digest !== 'off')
            findings.push(unpinnedImage(image, policy.images.digest));
    }
    return { outcomes, findings };
}
function decideImage({ reference }, admission) {
    return reference === null ? null : admission.decide(reference);
}
/**
 * The tag that the policy judges: the written one, with a digest beside it too, since it is what people read there and
 * what the policy speaks of; `latest` where neither tag nor digest is written, since that is what is pulled.
 */
function judgedTag({ reference }) {
    if (reference === null)
        return null;
    return reference.tag ?? (reference.digest === null ? 'latest' : null);
}
function deniedRegistry(image, decision, policy) {
    return findingAbout(image, {
        rule: 'image/denied-registry',
        severity: 'high',
        enforcement: 'block',
        message: deniedRegistryMessage(image, decision, policy.images.allow ?? []),
    });
}
function deniedTag(image, tag, pattern) {
    return findingAbout(image, {
        rule: 'image/denied-tag',
        severity: 'medium',
        enforcement: 'block',
        message: deniedTagMessage(image, tag, pattern),
    });
}
function unpinnedImage(image, digest) {
    return findingAbout(image, {
        rule: 'image/unpinned',
        severity: 'medium',
        enforcement: digest === 'required' ? 'block' : 'warn',
        message: unpinnedMessage(image),
    });
}
function findingAbout(image, about) {
    const [first, ...others] = image.uses;
    return {
        ...about,
        result: { outcome: 'fail' },
        manifest: first.manifest.ref,
        image: image.written,
        location: first.place.location,
        related: [...first.place.related, ...others.map((use) => use.place.location)],
        path: (0,domain_path/* formatPath */.j)(first.path),
        identity: [],
        digest: image.reference?.digest ?? null,
    };
}

// EXTERNAL MODULE: ./build/check/deliveries/check.js + 5 modules
var check = __webpack_require__(53290);
// EXTERNAL MODULE: ./build/domain/named-path.js
var named_path = __webpack_require__(90142);
;// CONCATENATED MODULE: ./build/check/hardening/message.js
const MOST_LISTED = 12;
/** `a`, `a and b`, `a, b and c`; a long list ends in how many more there are. */
function joinPhrases(phrases) {
    const shown = phrases.length > MOST_LISTED
        ? [...phrases.slice(0, MOST_LISTED - 1), `${phrases.length - MOST_LISTED + 1} more`]
        : phrases;
    const last = shown.at(-1) ?? '';
    return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}
/**
 * The text of one problem: the rule's message with its placeholders filled.
 *
 * @throws Error where the message or a placeholder is unknown: a defect of the rule, which its tests show.
 */
function formatProblem(rule, problem) {
    const template = Object.hasOwn(rule.messages, problem.message) ? rule.messages[problem.message] : undefined;
    if (template === undefined)
        throw new Error(`${rule.description.id} has no message "${problem.message}"`);
    const words = { ...problem.data, ...problem.shown };
    return template.replace(/\{(\w+)\}/g, (_, name) => {
        const value = Object.hasOwn(words, name) ? words[name] : undefined;
        if (value === undefined)
            throw new Error(`${rule.description.id} gives message "${problem.message}" no "${name}"`);
        return typeof value === 'string' ? value : joinPhrases(value);
    });
}
/**
 * Tells a problem from others of the same rule and object, for the fingerprint: its data, in full. One that several
 * offenders share is as many, so that repairing one of them does not make the others new.
 */
function identitiesOf({ message, data, parts }) {
    return (parts ?? partsOf(data)).map((part) => JSON.stringify([message, Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))]));
}
/** One for each offender; not where values are listed beside them, since nothing says whose each is. */
function partsOf(data) {
    const { where } = data;
    const lists = Object.values(data).filter((value) => typeof value !== 'string');
    if (where === undefined || typeof where === 'string' || lists.length > 1)
        return [data];
    return where.map((label) => ({ ...data, where: [label] }));
}

;// CONCATENATED MODULE: ./build/check/hardening/finding.js


/** One finding of all problems that a rule has with an object; none where there are no problems. */
function findingOf(rule, level, manifest, problems, consequence, others = [], outcome = 'fail') {
    const paths = problems.flatMap((problem) => problem.paths);
    const [first, ...rest] = paths;
    if (first === undefined)
        return [];
    const { id, severity, why, repair } = rule.description;
    const what = problems.map((problem) => formatProblem(rule, problem)).join('; ');
    const place = manifest.place(first);
    const places = [
        place.location,
        ...place.related,
        ...rest.map((path) => manifest.place(path).location),
        ...others.map((other) => other.manifest.place(other.path).location),
    ];
    const [location = place.location, ...related] = distinctLocations(places);
    const repairs = outcome === 'fail' ? repairsOf(rule, manifest, problems) : [];
    return [
        {
            rule: id,
            severity,
            result: outcome === 'fail' ? { outcome } : { outcome, cause: 'content' },
            enforcement: level === 'error' ? 'block' : 'warn',
            message: [`${(0,domain_manifest/* describeManifest */.F)(manifest.ref)}: ${what}.`, why, repair, consequence]
                .filter((part) => part !== '')
                .join(' '),
            manifest: manifest.ref,
            image: null,
            location,
            related,
            // Without list indices, so that a container added above does not make an old finding new.
            path: (0,domain_path/* formatPath */.j)(first.filter((step) => typeof step === 'string')),
            // Nor does it matter in which order the containers are.
            identity: problems.flatMap(identitiesOf).sort(),
            digest: null,
            ...(repairs.length > 0 ? { repairs } : {}),
        },
    ];
}
/** What settles all the problems; nothing where one of them has no certain repair here, since the finding would stay. */
function repairsOf(rule, manifest, problems) {
    const repairs = [];
    for (const { message, paths } of problems) {
        const repair = rule.repairs?.[message];
        if (repair === undefined)
            return [];
        const wanted = repair.at === 'first' ? paths.slice(0, 1) : paths;
        if (wanted.some((path) => repair.contradicts?.(manifest.object, path)))
            return [];
        const field = (path) => (repair.sibling === undefined ? path : [...path.slice(0, -1), repair.sibling]);
        repairs.push(...wanted.map((path) => ({ manifest, path: field(path), value: repair.value })));
    }
    return repairs;
}
/** What `manifest/\u2026` says of an object that its API does not take as it is. */
const KINDS = {
    type: {
        rule: 'manifest/invalid',
        severity: 'high',
        enforcement: 'block',
        consequence: 'The API server refuses such an object, and no rule can judge it. Give the field a value of its type.',
    },
    spelling: {
        rule: 'manifest/misspelt',
        severity: 'medium',
        enforcement: 'warn',
        consequence: 'Names of fields are case-sensitive: kubectl refuses this one, and where nobody validates, it is dropped without a word. Spell it as the API does.',
    },
};
/** `manifest/invalid` for an object that no rule can judge, `manifest/misspelt` for one that says less than it seems to. */
function unreadable({ manifest, path, problem, what }) {
    const { location, related } = manifest.place(path);
    const { rule, severity, enforcement, consequence } = KINDS[what];
    return {
        rule,
        severity,
        result: { outcome: 'fail' },
        enforcement,
        message: `${(0,domain_manifest/* describeManifest */.F)(manifest.ref)}: ${problem}. ${consequence}`,
        manifest: manifest.ref,
        image: null,
        location,
        related,
        // By the names of entries: one that is added above does not make it new.
        path: (0,named_path/* formatNamedPath */.i)(manifest.object, path),
        identity: [problem.replace((0,domain_path/* formatPath */.j)(path), '')],
        digest: null,
    };
}
function distinctLocations(locations) {
    const seen = new Set();
    return locations.filter((location) => {
        const key = JSON.stringify(location);
        return !seen.has(key) && seen.add(key);
    });
}

// EXTERNAL MODULE: ./build/check/hardening/inventory.js + 3 modules
var hardening_inventory = __webpack_require__(10833);
// EXTERNAL MODULE: ./build/check/hardening/levels.js
var levels = __webpack_require__(66495);
// EXTERNAL MODULE: ./build/check/hardening/pod-security/selection.js
var selection = __webpack_require__(10685);
// EXTERNAL MODULE: ./build/check/hardening/admission/namespace-labels.js
var namespace_labels = __webpack_require__(31435);
;// CONCATENATED MODULE: ./build/check/hardening/pod-security/standards.js


/** Standards by level and version, each selected once. */
function createStandards(rules) {
    const known = new Map();
    return (level, version) => {
        const minor = (0,selection/* parseVersion */.ot)(version);
        const key = `${level} ${minor}`;
        const found = known.get(key);
        if (found !== undefined)
            return found;
        const parsed = parseLevel(level);
        const checks = new Map((0,selection/* selectChecks */.oL)(rules, parsed, minor).map(({ rule, check }) => [rule, check]));
        const standard = { level: parsed, minor, checks };
        known.set(key, standard);
        return standard;
    };
}
/**
 * PolicyToEvaluate of k8s.io/pod-security-admission/api: a value that is no level enforces restricted, one that is no
 * version the latest; a namespace without the label is privileged.
 */
function enforcedIn(namespace, { namespaceLabels }) {
    const labels = namespaceLabels.get(namespace) ?? {};
    const level = Object.hasOwn(labels, namespace_labels/* ENFORCE */.pM) ? labels[namespace_labels/* ENFORCE */.pM] : undefined;
    if (level === undefined)
        return null;
    const version = Object.hasOwn(labels, namespace_labels/* ENFORCE_VERSION */.iV) ? (labels[namespace_labels/* ENFORCE_VERSION */.iV] ?? '') : '';
    return { level: (0,namespace_labels/* isLevel */.NW)(level) ? level : 'restricted', version: (0,namespace_labels/* isVersion */.lF)(version) ? version : 'latest' };
}
/** What the cluster does about it: `enforce` judges Pods, and only warns about what makes them. */
function consequence({ manifest }, rule, standard, isEnforced) {
    // A check that the policy adds to its level by name belongs to another level.
    const level = standard.checks.has(rule) ? standard.level : rule.description.level;
    const latest = standard.minor === selection/* NEWEST_MINOR */.nh ? ', the latest' : '';
    const name = `the ${level} Pod Security Standard (v1.${standard.minor}${latest})`;
    const who = isEnforced ? `Its namespace enforces ${name}, which` : `A namespace that enforces ${name}`;
    const { kind } = manifest.ref;
    if (kind === 'Pod')
        return `${who} rejects this Pod.`;
    return `${who} accepts this ${kind}, with a warning at most, and then rejects every Pod made from it.`;
}
function parseLevel(level) {
    return level === 'privileged' || level === 'baseline' ? level : 'restricted';
}

// EXTERNAL MODULE: ./build/check/hardening/rules/index.js + 155 modules
var rules = __webpack_require__(95453);
;// CONCATENATED MODULE: ./build/check/hardening/check.js






/**
 * Every hardening rule that the policy leaves on, over everything that was rendered. Pure.
 *
 * An object of wrong types is `manifest/invalid`, which whoever reads manifests reports. Should one come this far, the
 * rules cannot judge it, and it is reported here rather than passed.
 */
function checkHardening(manifests, options) {
    const active = activate(options.rules ?? rules/* HARDENING_RULES */.Z, options.policy);
    const plain = manifests.filter(({ face }) => face === undefined);
    const { policy, surroundings } = options;
    const findings = findIn(plain, active, policy, surroundings);
    // What a chart renders under other conditions must not make up for what it leaves out of a plain install.
    const others = plain.length === manifests.length ? [] : findIn(manifests, active, policy, surroundings);
    return { findings: [...findings, ...withoutRepeats(others, findings)] };
}
function findIn(manifests, active, policy, surroundings) {
    const { inventory, invalid } = (0,hardening_inventory/* takeInventory */.O1)(manifests, policy, surroundings);
    const findings = invalid.map(unreadable);
    for (const rule of active)
        findings.push(...rule.find(inventory));
    return findings;
}
/** The same problem of the same object is said once, however many faces of a chart have it. `known`: said before. */
function withoutRepeats(findings, known) {
    const keyOf = ({ rule, manifest, path, identity, subject }) => JSON.stringify(subject === undefined
        ? [rule, manifest?.file, manifest?.kind, manifest?.namespace, manifest?.name, path, identity]
        : [rule, subject, identity]);
    const told = new Set(known.map(keyOf));
    return findings.filter((finding) => {
        const key = keyOf(finding);
        return !told.has(key) && told.add(key);
    });
}
function activate(rules, policy) {
    const standardOf = createStandards(rules);
    const { podSecurity } = policy.hardening;
    const ofPolicy = standardOf(podSecurity.level, podSecurity.version);
    return rules.flatMap((rule) => {
        // These need two sides: see check-changes.ts.
        if (rule.scope === 'change')
            return [];
        const configured = (0,levels/* configuredLevel */.lg)(policy, rule.description.id);
        const level = configured?.level ?? defaultLevel(rule);
        if (level === 'off')
            return [];
        if (rule.scope !== 'pod-security')
            return [activeRule(rule, level)];
        // A prefix sets the level of the checks that run; only the whole id adds one that the standard leaves out.
        const isNamed = configured?.pattern === rule.description.id;
        return [activePodSecurity(rule, level, { ofPolicy, isNamed, standardOf })];
    });
}
function defaultLevel({ scope, description }) {
    if (description.optIn === true)
        return 'off';
    return scope === 'pod-security' ? 'error' : 'warn';
}
/** At the policy's standard, and at the one that the pod's own namespace enforces: the first that it fails says so. */
function activePodSecurity(rule, level, options) {
    const { ofPolicy, isNamed, standardOf } = options;
    const policyCheck = ofPolicy.checks.get(rule) ?? (isNamed ? (0,selection/* revisionAt */.Fe)(rule, ofPolicy.minor) : null);
    function judge(pod, inventory) {
        const problems = policyCheck?.check(pod) ?? [];
        if (problems.length > 0) {
            return findingOf(rule, level, pod.manifest, problems, consequence(pod, rule, ofPolicy, false));
        }
        const enforced = enforcedIn(pod.manifest.namespace, inventory);
        if (enforced === null)
            return [];
        const standard = standardOf(enforced.level, enforced.version);
        const rejected = standard.checks.get(rule)?.check(pod) ?? [];
        return findingOf(rule, level, pod.manifest, rejected, consequence(pod, rule, standard, true));
    }
    return { find: (inventory) => inventory.pods.flatMap((pod) => judge(pod, inventory)) };
}
function activeRule(rule, level) {
    switch (rule.scope) {
        case 'pod':
            return {
                find: (inventory) => inventory.pods.flatMap((pod) => findingOf(rule, level, pod.manifest, rule.check(pod, inventory), '')),
            };
        case 'object':
            return {
                find: ({ manifests }) => manifests.flatMap((manifest) => rule
                    .check(manifest)
                    .flatMap((problem) => findingOf(rule, level, manifest, [problem], '', [], problem.outcome))),
            };
        case 'inventory':
            return {
                find: (inventory) => rule
                    .check(inventory)
                    .flatMap((problem) => findingOf(rule, level, problem.manifest, [problem], '', problem.related, problem.outcome).map((finding) => (problem.subject === undefined ? finding : { ...finding, subject: problem.subject }))),
            };
    }
}

// EXTERNAL MODULE: ./build/domain/json.js
var json = __webpack_require__(97803);
// EXTERNAL MODULE: ./build/check/hardening/workload.js
var workload = __webpack_require__(39513);
;// CONCATENATED MODULE: ./build/check/hardening/required.js



/** Built-in groups whose objects all have names, and the core kinds: `v1` alone is also what a kubeconfig says. */
const GROUPS = new Set([
    ...['apps', 'batch', 'autoscaling', 'policy', 'rbac.authorization.k8s.io', 'networking.k8s.io', 'storage.k8s.io'],
    ...['scheduling.k8s.io', 'admissionregistration.k8s.io', 'node.k8s.io', 'coordination.k8s.io', 'discovery.k8s.io'],
]);
const CORE_KINDS = new Set([
    ...['Pod', 'PodTemplate', 'ReplicationController', 'Service', 'ServiceAccount', 'Secret', 'ConfigMap', 'Namespace'],
    ...['PersistentVolume', 'PersistentVolumeClaim', 'ResourceQuota', 'LimitRange', 'Endpoints'],
]);
/**
 * `manifest/invalid` for what the API server refuses since it is not there: the name of an object, the containers of a
 * pod, the name or the image of a container (k8s.io/kubernetes pkg/apis/core/validation, ValidateObjectMeta and
 * validateContainerCommon). Wrong types are reported by whoever reads the fields.
 */
function missingFields(manifests) {
    return manifests.flatMap((manifest) => {
        const [path] = missingIn(manifest);
        return path === undefined ? [] : [missing(manifest, path)];
    });
}
function missingIn(manifest) {
    const { apiVersion, kind } = manifest.ref;
    const group = (0,hardening_inventory/* groupOf */.F8)(manifest);
    const isNamed = GROUPS.has(group) || (group === '' && CORE_KINDS.has(kind));
    const isNameless = isEmpty(manifest, ['metadata', 'name']) && isEmpty(manifest, ['metadata', 'generateName']);
    const name = isNamed && isNameless ? [['metadata', 'name']] : [];
    const template = (0,workload/* templatePath */.Y)(apiVersion, kind);
    // These two may be without a template.
    const isOptional = kind === 'PodTemplate' || kind === 'ReplicationController';
    if (template === null || (isOptional && (0,json/* get */.Jt)(manifest.object, ...template) === undefined))
        return name;
    return [...name, ...missingInPod(manifest, [...template, 'spec'])];
}
function missingInPod(manifest, spec) {
    const containers = (0,json/* get */.Jt)(manifest.object, ...spec, 'containers') ?? null;
    if (containers === null || ((0,json/* isArray */.cy)(containers) && containers.length === 0))
        return [[...spec, 'containers']];
    return ['initContainers', 'containers'].flatMap((list) => {
        const items = (0,json/* get */.Jt)(manifest.object, ...spec, list);
        return ((0,json/* isArray */.cy)(items) ? items : []).flatMap((_, index) => ['name', 'image'].map((field) => [...spec, list, index, field]).filter((path) => isEmpty(manifest, path)));
    });
}
function isEmpty({ object }, path) {
    const value = (0,json/* get */.Jt)(object, ...path);
    return value === undefined || value === null || value === '';
}
function missing(manifest, path) {
    const { location, related } = manifest.place(path);
    return {
        rule: 'manifest/invalid',
        severity: 'high',
        result: { outcome: 'fail' },
        enforcement: 'block',
        message: `${(0,domain_manifest/* describeManifest */.F)(manifest.ref)}: ${(0,domain_path/* formatPath */.j)(path)} is missing. The API server refuses such an object. Write it.`,
        manifest: manifest.ref,
        image: null,
        location,
        related,
        path: (0,domain_path/* formatPath */.j)(path.filter((step) => typeof step === 'string')),
        identity: ['missing'],
        digest: null,
    };
}

// EXTERNAL MODULE: ./build/domain/edits.js
var edits = __webpack_require__(33084);
;// CONCATENATED MODULE: ./build/check/hardening/built-in-kinds.js
/**
 * Every version and kind that any Kubernetes has had, alphas and removed ones too: what k8s.io/api (v0.17 to v0.38),
 * k8s.io/apiextensions-apiserver and k8s.io/kube-aggregator register, and what was removed before 1.17. Nobody can add
 * to these groups: a CustomResourceDefinition wants a group with a dot, and ones of `k8s.io` want approval. A group that
 * is not here says nothing of its kinds. Where two groups have a kind, the first is the one to write.
 */
const BUILT_IN_GROUPS = new Map([
    group('', 'v1', [
        'Binding ComponentStatus ConfigMap Endpoints EphemeralContainers Event LimitRange List Namespace Node PersistentVolume',
        'PersistentVolumeClaim Pod PodStatusResult PodTemplate RangeAllocation ReplicationController ResourceQuota Secret',
        'SerializedReference Service ServiceAccount NodeProxyOptions PodAttachOptions PodExecOptions PodLogOptions',
        'PodPortForwardOptions PodProxyOptions ServiceProxyOptions',
        // Of k8s.io/apimachinery pkg/apis/meta/v1: requests and answers of every group, and no object of any.
        'APIGroup APIResourceList APIVersions CreateOptions DeleteOptions ExportOptions GetOptions ListOptions PatchOptions',
        'Status UpdateOptions WatchEvent',
    ]),
    group('apps', 'v1 v1beta2 v1beta1 v1alpha1', [
        'ControllerRevision DaemonSet Deployment DeploymentRollback PetSet ReplicaSet Scale StatefulSet',
    ]),
    group('batch', 'v1 v1beta1 v2alpha1', ['CronJob Job JobTemplate ScheduledJob']),
    group('autoscaling', 'v2 v1 v2beta2 v2beta1 v2alpha1', ['HorizontalPodAutoscaler Scale']),
    group('policy', 'v1 v1beta1 v1alpha1', ['Eviction PodDisruptionBudget PodSecurityPolicy']),
    group('networking.k8s.io', 'v1 v1beta1 v1alpha1', [
        'ClusterCIDR IPAddress Ingress IngressClass NetworkPolicy ServiceCIDR',
    ]),
    group('rbac.authorization.k8s.io', 'v1 v1beta1 v1alpha1', ['ClusterRole ClusterRoleBinding Role RoleBinding']),
    group('storage.k8s.io', 'v1 v1beta1 v1alpha1', [
        'CSIDriver CSINode CSIStorageCapacity StorageClass VolumeAttachment VolumeAttributesClass',
    ]),
    group('scheduling.k8s.io', 'v1 v1beta1 v1alpha3 v1alpha2 v1alpha1', [
        'CompositePodGroup PodGroup PriorityClass Workload',
    ]),
    group('coordination.k8s.io', 'v1 v1beta1 v1alpha2 v1alpha1', ['Lease LeaseCandidate']),
    group('discovery.k8s.io', 'v1 v1beta1 v1alpha1', ['EndpointSlice']),
    group('node.k8s.io', 'v1 v1beta1 v1alpha1', ['RuntimeClass']),
    group('admissionregistration.k8s.io', 'v1 v1beta1 v1alpha1', [
        'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding MutatingWebhookConfiguration ValidatingAdmissionPolicy',
        'ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration ExternalAdmissionHookConfiguration',
        'InitializerConfiguration',
    ]),
    group('apiextensions.k8s.io', 'v1 v1beta1', ['ConversionReview CustomResourceDefinition']),
    group('apiregistration.k8s.io', 'v1 v1beta1 v1alpha1', ['APIService']),
    group('certificates.k8s.io', 'v1 v1beta1 v1alpha1', [
        'CertificateSigningRequest ClusterTrustBundle PodCertificateRequest',
    ]),
    group('events.k8s.io', 'v1 v1beta1', ['Event']),
    group('flowcontrol.apiserver.k8s.io', 'v1 v1beta3 v1beta2 v1beta1 v1alpha1', [
        'FlowSchema PriorityLevelConfiguration',
    ]),
    group('authentication.k8s.io', 'v1 v1beta1 v1alpha1', ['SelfSubjectReview TokenRequest TokenReview']),
    group('authorization.k8s.io', 'v1 v1beta1 v1alpha1', [
        'AuthorizationConditionsReview LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview',
        'SubjectAccessReview',
    ]),
    group('resource.k8s.io', 'v1 v1beta2 v1beta1 v1alpha3 v1alpha2 v1alpha1', [
        'DeviceClass DeviceTaintRule PodScheduling PodSchedulingContext ResourceClaim ResourceClaimParameters',
        'ResourceClaimTemplate ResourceClass ResourceClassParameters ResourcePoolStatusRequest ResourceSlice',
    ]),
    group('internal.apiserver.k8s.io', 'v1alpha1', ['StorageVersion']),
    group('storagemigration.k8s.io', 'v1 v1beta1 v1alpha1', ['StorageVersionMigration']),
    group('extensions', 'v1beta1', [
        'DaemonSet Deployment DeploymentRollback HorizontalPodAutoscaler Ingress Job JobTemplate NetworkPolicy',
        'PodSecurityPolicy ReplicaSet ReplicationControllerDummy Scale ScheduledJob ThirdPartyResource',
        'ThirdPartyResourceData',
    ]),
]);
/**
 * What others call `v1` without a group: files of kubectl, the scheduler and the API server, and the kinds that
 * OpenShift had before its API had groups, which `oc` still takes (github.com/openshift/library-go
 * pkg/legacyapi/legacygroupification). Its roles and bindings are not among them: Kubernetes has those in a group.
 */
const OTHERS_V1 = new Set([
    'Config EncryptionConfig Policy',
    'Build BuildConfig BuildRequest DeploymentConfig DeploymentConfigRollback DeploymentRequest Group Identity Image',
    'ImageSignature ImageStream ImageStreamImage ImageStreamImport ImageStreamMapping ImageStreamTag OAuthAccessToken',
    'OAuthAuthorizeToken OAuthClient OAuthClientAuthorization Project ProjectRequest Route',
    'SecurityContextConstraints Template User UserIdentityMapping ClusterNetwork EgressNetworkPolicy HostSubnet',
    'NetNamespace ClusterResourceQuota AppliedClusterResourceQuota RoleBindingRestriction',
].flatMap((line) => line.split(' ')));
function group(name, versions, kinds) {
    return [name, { versions: versions.split(' '), kinds: kinds.flatMap((line) => line.split(' ')) }];
}

// EXTERNAL MODULE: ./build/check/hardening/pod.js
var pod = __webpack_require__(7797);
;// CONCATENATED MODULE: ./build/check/hardening/unserved.js





/** Letters, or the case of all of them. */
const SLIP_EDITS = 2;
/** Longer than any kind: nothing is near what is longer still. */
const MAX_KIND = 64;
/** `manifest/invalid` for an object of a built-in group whose kind or version the group never had: no rule knows it. */
function unservedKinds(manifests) {
    return manifests.flatMap((manifest) => {
        const unserved = unservedIn(manifest);
        return unserved === null ? [] : [finding(manifest, unserved)];
    });
}
function unservedIn(manifest) {
    const { apiVersion, kind } = manifest.ref;
    const group = (0,hardening_inventory/* groupOf */.F8)(manifest);
    const known = BUILT_IN_GROUPS.get(group);
    // Without a group, every other version is some program's own.
    if (known === undefined || (group === '' && (apiVersion !== 'v1' || OTHERS_V1.has(kind))))
        return null;
    const version = group === '' ? apiVersion : apiVersion.slice(group.length + 1);
    const newest = `no Kubernetes up to 1.${selection/* NEWEST_MINOR */.nh}`;
    if (!known.kinds.includes(kind) && !known.kinds.includes(kind.replace(/List$/, ''))) {
        const meant = nearest(kind, group, version);
        return {
            field: 'kind',
            what: `${newest} has a kind ${(0,pod/* quote */.h)(kind)} in ${apiVersion}`,
            hint: meant === null ? '' : `: is ${meant.text} meant?`,
            isSlip: meant !== null && meant.edits <= SLIP_EDITS,
        };
    }
    if (known.versions.includes(version))
        return null;
    return {
        field: 'apiVersion',
        what: `${newest} has a version ${(0,pod/* quote */.h)(version)} of ${group}`,
        hint: `, which has ${known.versions.join(', ')}`,
        isSlip: false,
    };
}
/** The kind that may be meant, with its apiVersion: case aside the nearest by its letters, in the own group first. */
function nearest(kind, group, version) {
    if (kind.length > MAX_KIND)
        return null;
    const [best] = [...BUILT_IN_GROUPS]
        .flatMap(([name, { versions, kinds }]) => kinds.map((meant) => ({
        meant,
        apiVersion: [name, name === group && versions.includes(version) ? version : versions[0]]
            .filter((part) => part !== '')
            .join('/'),
        edits: (0,edits/* editsBetween */.y)(kind.toLowerCase(), meant.toLowerCase()),
        isElsewhere: Number(name !== group),
    })))
        .filter(({ meant, edits }) => edits <= Math.max(1, Math.floor(meant.length / 3)))
        .sort((a, b) => a.edits - b.edits || a.isElsewhere - b.isElsewhere);
    return best === undefined ? null : { text: `${best.apiVersion} ${best.meant}`, edits: best.edits };
}
function finding(manifest, { field, what, hint, isSlip }) {
    const { location, related } = manifest.place([field]);
    const refusal = isSlip
        ? 'The API server refuses the object, so that nothing of it is deployed, and no hardening rule judges what is in it.'
        : 'Unless a later one has it, the API server refuses the object; no hardening rule judges what is in it either way.';
    return {
        rule: 'manifest/invalid',
        severity: 'high',
        result: { outcome: 'fail' },
        enforcement: isSlip ? 'block' : 'warn',
        message: `${(0,domain_manifest/* describeManifest */.F)(manifest.ref)}: ${what}${hint}${hint.endsWith('?') ? '' : '.'} ${refusal} Correct the ${field}; if it is no manifest, list its path under ignorePaths in the policy.`,
        manifest: manifest.ref,
        image: null,
        location,
        related,
        path: field,
        identity: ['unserved'],
        digest: null,
    };
}

// EXTERNAL MODULE: ./build/discover/discover.js + 11 modules
var discover = __webpack_require__(81555);
;// CONCATENATED MODULE: ./build/gate/arrivals.js
/** What comes one by one, for whoever can begin before all of it is there. Nobody has to listen. */
class Arrivals {
    #come = [];
    #hear = null;
    add(one) {
        if (this.#hear === null)
            this.#come.push(one);
        else
            this.#hear(one);
    }
    /** Of those that came before, too. */
    listen(hear) {
        this.#hear = hear;
        for (const one of this.#come.splice(0))
            hear(one);
    }
}

// EXTERNAL MODULE: ./build/judge/fingerprint.js
var fingerprint = __webpack_require__(85836);
;// CONCATENATED MODULE: ./build/judge/replaced.js


/**
 * Which container of which object: a list's items go by their names where they have one, so that neither a container
 * added above makes those below it new, nor one container answers for another.
 */
function placeOf(use) {
    const known = placesByUse.get(use);
    if (known !== undefined)
        return known;
    const made = namedPlace(use);
    placesByUse.set(use, made);
    return made;
}
const placesByUse = new WeakMap();
function namedPlace({ manifest, path }) {
    let value = manifest.object;
    const steps = path.map((step) => {
        const isItem = (0,json/* isArray */.cy)(value);
        value = (0,json/* get */.Jt)(value, step);
        const name = isItem ? (0,json/* get */.Jt)(value, 'name') : undefined;
        return typeof name === 'string' ? `[${name}]` : step;
    });
    return JSON.stringify([...(0,fingerprint/* objectIdentity */.gN)(manifest.ref), manifest.face ?? null, (0,domain_path/* formatPath */.j)(steps)]);
}
/** Base images that the head no longer names, and runs others in the place of. */
function replacedImages(head, base) {
    const names = new Set(head.map(({ written }) => written));
    const places = new Set(head.flatMap(({ uses }) => uses.map(placeOf)));
    return base.filter(({ written, uses }) => !names.has(written) && uses.some((use) => places.has(placeOf(use))));
}
/**
 * Vulnerabilities (and secrets and misconfigurations) of the head whose package and advisory the base's image has in the very same place, whatever digest
 * either is of: each use of the image must have had it, and a place that occurs twice must have had it twice. What a VEX
 * document settles at the base counts for nothing: it was said of another image.
 */
function knownInPlace(head, base) {
    const before = beforeEach(head.images, base);
    return new Set(head.findings.filter((finding) => {
        const there = isOfScan(finding) ? before.get(finding.image ?? '') : undefined;
        return there?.every((all) => all.has(advisoryOf(finding))) ?? false;
    }));
}
/**
 * By written text, images of the head in each of whose places the base runs as many: the advisories of each image that it
 * runs there.
 */
function beforeEach(images, base) {
    const before = vulnerabilitiesByPlace(base);
    const count = countPlaces(images);
    const found = new Map();
    for (const { written, uses } of images) {
        const places = uses.map(placeOf);
        const there = places.map((place) => before.get(place) ?? []);
        const isEach = places.every((place, at) => (there[at]?.length ?? 0) >= (count.get(place) ?? 1));
        // What runs in thousands of places is mostly the same in all of them.
        if (isEach)
            found.set(written, [...new Set(there.flat())]);
    }
    return found;
}
/**
 * For each image of the head that the base does not name and that replaces something in each of its places. `scanned`:
 * by written text, images that a scan said all of; nothing is said of the others.
 */
function imageChanges(head, base, scanned) {
    const replacing = replacements(head.images, base.images, scanned);
    const after = vulnerabilitiesOf(head, new Set(replacing.keys()));
    const before = vulnerabilitiesOf(base, new Set([...replacing.values()].flat()));
    const known = knownInPlace(after, before);
    const ofHead = Map.groupBy(after.findings, ({ image }) => image);
    const ofBase = Map.groupBy(before.findings, ({ image }) => image);
    const changes = new Map();
    for (const [written, replaces] of replacing) {
        const own = ofHead.get(written) ?? [];
        const theirs = replaces.flatMap((each) => ofBase.get(each) ?? []);
        const has = new Set(own.map(advisoryOf));
        const fixed = new Set(theirs.map(advisoryOf).filter((each) => !has.has(each)));
        const remaining = own.filter((finding) => known.has(finding)).length;
        changes.set(written, { replaces, fixed: fixed.size, added: own.length - remaining, remaining });
    }
    return changes;
}
/** By written text, images that replace something in each of their places, and what. */
function replacements(head, base, scanned) {
    const found = new Map();
    const named = new Set(base.map(({ written }) => written));
    const byPlace = Map.groupBy(base.flatMap(({ written, uses }) => uses.map((use) => ({ written, place: placeOf(use) }))), ({ place }) => place);
    for (const { written, uses } of head) {
        if (named.has(written) || !scanned.has(written))
            continue;
        const before = uses.map((use) => byPlace.get(placeOf(use)) ?? []);
        const replaces = [...new Set(before.flat().map((each) => each.written))].sort();
        if (before.some((each) => each.length === 0) || !replaces.every((each) => scanned.has(each)))
            continue;
        found.set(written, replaces);
    }
    return found;
}
/**
 * The vulnerabilities of these images, each once, without VEX' mark: whoever counts asks what an image has, and what is
 * excused is there all the same.
 */
function vulnerabilitiesOf({ findings, images }, written) {
    const once = new Map();
    for (const finding of findings) {
        const { image, advisory } = finding;
        if (advisory === undefined || image === null || !written.has(image))
            continue;
        const unmarked = isExcused(finding) ? { ...finding, identity: finding.identity.slice(0, EXCUSED_AT) } : finding;
        once.set(JSON.stringify([image, advisoryOf(unmarked)]), unmarked);
    }
    return { images, findings: [...once.values()] };
}
/** What a scan says of an image's own content: its identity is the digest, and what tells it from others. */
function isOfScan({ rule, result, image }) {
    const isVulnerability = image !== null && rule.startsWith('vulnerability/');
    return result.outcome === 'fail' && (isVulnerability || OTHER_SCANS.has(rule));
}
const OTHER_SCANS = new Set(['image/secret', 'image/misconfiguration']);
/** The rule, and of the identity all but the digest: the kind of package, its name, and whether VEX excuses it. */
function advisoryOf({ rule, identity }) {
    return JSON.stringify([rule, ...identity.slice(1)]);
}
const EXCUSED_AT = 3;
function isExcused({ identity }) {
    return identity[EXCUSED_AT] === 'vex';
}
/** For each place the advisories of each image that runs there: more than one where objects are written twice. */
function vulnerabilitiesByPlace({ images, findings }) {
    const byImage = Map.groupBy(findings.filter((finding) => isOfScan(finding) && !isExcused(finding)), ({ image }) => image);
    const places = new Map();
    for (const { written, uses } of images) {
        const all = new Set((byImage.get(written) ?? []).map(advisoryOf));
        for (const place of uses.map(placeOf)) {
            const there = places.get(place);
            if (there === undefined)
                places.set(place, [all]);
            else
                there.push(all);
        }
    }
    return places;
}
function countPlaces(images) {
    const counts = new Map();
    for (const place of images.flatMap(({ uses }) => uses.map(placeOf)))
        counts.set(place, (counts.get(place) ?? 0) + 1);
    return counts;
}

;// CONCATENATED MODULE: ./build/gate/comparison.js

const NO_COMPARISON = { added: [], replaced: [] };
function comparisonOf({ head, base }) {
    if (base === null)
        return NO_COMPARISON;
    const known = new Set(base.images.map(({ written }) => written));
    return {
        added: head.images.filter(({ written }) => !known.has(written)),
        replaced: replacedImages(head.images, base.images),
    };
}
/** What the change's images bring in vulnerabilities, of those that a scan said all of; null without a base. */
function changedImages({ head, base }, { checks, findings, replaced }) {
    if (base === null)
        return null;
    const scanned = new Set();
    for (const [written, outcome] of checks.vulnerabilities) {
        if (outcome === 'pass' || outcome === 'fail')
            scanned.add(written);
    }
    for (const { rule, image } of [...findings, ...replaced]) {
        if (rule === 'vulnerability/unscannable' && image !== null)
            scanned.delete(image);
    }
    return imageChanges(head, base, scanned);
}
/**
 * What the base would have been told of images that it has too. A tag is resolved once a run, so the same text is the
 * same digest, and asking again could only give the same answer.
 */
function about(images, findings) {
    const known = new Set(images.map(({ written }) => written));
    return findings.filter(({ image }) => image !== null && known.has(image));
}

// EXTERNAL MODULE: ./build/gate/context.js + 16 modules
var gate_context = __webpack_require__(42700);
// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/domain/location.js
var domain_location = __webpack_require__(69994);
// EXTERNAL MODULE: ./build/check/hardening/rules/secrets/known-token.js
var known_token = __webpack_require__(36451);
// EXTERNAL MODULE: ./build/check/hardening/rules/secrets/plaintext-credential.js
var plaintext_credential = __webpack_require__(32861);
// EXTERNAL MODULE: ./build/check/hardening/secrets/gitleaks-rule.js
var gitleaks_rule = __webpack_require__(99877);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(2503);
;// CONCATENATED MODULE: ./build/check/hardening/secrets/entry-map.js
/** A map by name and text, which copies neither. */
class EntryMap {
    #byName = new Map();
    get({ name, text }) {
        return this.#byName.get(name)?.get(text);
    }
    set({ name, text }, value) {
        const texts = this.#byName.get(name) ?? new Map();
        if (texts.size === 0)
            this.#byName.set(name, texts);
        texts.set(text, value);
    }
}

;// CONCATENATED MODULE: ./build/check/hardening/secrets/gitleaks-input.js

/**
 * What no rule's match reaches over: they bridge blanks and signs of assignment, but not this. The empty line is where
 * the program may end a piece of its input.
 */
const SEPARATOR = '#\n\n';
/** A GitHub token that nobody was given, put together here so that no scanner takes this file for a leak. */
const CANARY = `ghp_${'a1B2c3D4e5'.repeat(3)}F6g7H8`;
/** Enough for most repositories at once, and bounded for the others. */
const MOST_CHARACTERS = 4 << 20;
/**
 * Each text on lines of its own, between two canaries: a program that finds both, and nothing on a line that holds no
 * text, has read all of it and counts lines as the gate does.
 */
function* gitleaksInputs(entries) {
    let batch = startBatch();
    for (const entry of distinct(entries)) {
        batch.add(entry);
        if (batch.length() < MOST_CHARACTERS)
            continue;
        yield batch.end();
        batch = startBatch();
    }
    if (!batch.isEmpty())
        yield batch.end();
}
/** One with the canaries alone: a program that fails here cannot be used at all. */
function trialInput() {
    return startBatch().end();
}
function startBatch() {
    const parts = [];
    const starts = [];
    const ends = [];
    const entries = [];
    let line = 1;
    let length = 0;
    const write = (name, text) => {
        const part = `${name}: ${text}\n${SEPARATOR}`;
        parts.push(part);
        length += part.length;
        line += countLines(part);
    };
    const canaries = [line];
    write('canary', CANARY);
    return {
        isEmpty: () => entries.length === 0,
        length: () => length,
        add(entry) {
            entries.push(entry);
            starts.push(line);
            write(entry.name, entry.text);
            ends.push(line - countLines(SEPARATOR) - 1);
        },
        end() {
            canaries.push(line);
            write('canary', CANARY);
            const at = (wanted) => {
                if (canaries.includes(wanted))
                    return 'canary';
                const index = lastAtOrBefore(starts, wanted);
                return index !== -1 && wanted <= (ends[index] ?? 0) ? (entries[index] ?? null) : null;
            };
            return { content: parts.join(''), entries, at, canaries };
        },
    };
}
function* distinct(entries) {
    const seen = new EntryMap();
    for (const entry of entries) {
        if (seen.get(entry))
            continue;
        seen.set(entry, true);
        yield entry;
    }
}
function countLines(text) {
    let lines = 0;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1))
        lines += 1;
    return lines;
}
/** The index of the last of the ascending numbers that is not above `wanted`; -1: none. */
function lastAtOrBefore(ascending, wanted) {
    let low = 0;
    let high = ascending.length;
    while (low < high) {
        const middle = (low + high) >>> 1;
        if ((ascending[middle] ?? 0) <= wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return low - 1;
}

;// CONCATENATED MODULE: ./build/check/hardening/secrets/gitleaks-run.js



const TIMEOUT_MS = 60_000;
const MAX_OUTPUT_BYTES = 32 << 20;
const MAX_MEMORY_BYTES = 4 * 1024 ** 3;
/** Its built-in rules, whatever files or variables of the machine or of the repository say. */
const CONFIG = '[extend]\nuseDefault = true\n';
const ARGUMENTS = [
    'stdin',
    ...['--config', 'config.toml', '--gitleaks-ignore-path', 'ignore', '--ignore-gitleaks-allow'],
    // Base64 hides nothing: one layer of it is taken off.
    ...['--max-decode-depth', '1', '--redact', '--no-banner', '--no-color', '--log-level', 'error'],
    ...['--report-format', 'json', '--report-path', '-', '--exit-code', '0'],
];
/** Of all that it reports, only this is read: neither a value nor a line of text ever leaves this file. */
const ReportSchema = schemas/* array */.YOg(schemas/* object */.Ikc({ RuleID: schemas/* string */.YjP().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/), StartLine: schemas/* number */.aig().int() }));
const USE_NEWER = 'Install gitleaks 8.28.0 or newer (tools.gitleaks names another one), or remove it from PATH.';
const BY_HAND = 'Look for a text in the manifests that is unusually long or full of what looks like tokens, or run gitleaks by hand.';
/**
 * Searches every entry that it has not yet searched with gitleaks: by standard input, in an empty directory, without a network, a repository or a
 * file of settings of anybody else. It is tried first on what it must find.
 */
async function searchWithGitleaks(program, entries, bench, memory) {
    let tried = memory.get(program);
    if (tried === undefined) {
        const trial = await search(program, trialInput(), bench);
        if (typeof trial === 'string')
            return { status: 'failed', cause: 'infrastructure', why: trial, remedy: USE_NEWER };
        tried = { version: await versionOf(program, bench), rules: new EntryMap() };
        memory.set(program, tried);
    }
    const { version, rules } = tried;
    for (const input of gitleaksInputs(unsearched(entries, rules))) {
        const hits = await search(program, input, bench);
        if (typeof hits === 'string')
            return { status: 'failed', cause: 'content', why: hits, remedy: BY_HAND };
        for (const entry of input.entries)
            rules.set(entry, null);
        for (const { entry, rule } of hits) {
            const known = rules.get(entry) ?? null;
            if (known === null || isGuess(known) || (!isGuess(rule) && rule < known))
                rules.set(entry, rule);
        }
    }
    return { status: 'searched', version, ruleOf: (entry) => rules.get(entry) ?? null };
}
function* unsearched(entries, rules) {
    for (const entry of entries)
        if (rules.get(entry) === undefined)
            yield entry;
}
/** The rule that goes by the name of a value and by how random it looks, where all others know a shape. */
function isGuess(rule) {
    return rule === 'generic-api-key';
}
/** What was found; or, in words, why that is not known. */
async function search(program, input, bench) {
    const result = await run(program, ARGUMENTS, input.content, bench);
    if (result.status !== 'exited') {
        return result.status === 'not-started' ? `it did not start: ${result.reason}` : `it was stopped: ${result.reason}`;
    }
    // What it writes to standard error may quote what it searched, and is never shown.
    if (result.code !== 0)
        return `it ended with ${result.code}`;
    const report = parse(Buffer.from(result.stdout).toString('utf8'));
    if (report === null)
        return 'its report cannot be read';
    const missed = new Set(input.canaries);
    const hits = [];
    for (const { RuleID: rule, StartLine: line } of report) {
        const entry = input.at(line);
        if (entry === null)
            return `it reports line ${line} of its input, which holds no text`;
        if (entry === 'canary')
            missed.delete(line);
        else
            hits.push({ entry, rule });
    }
    return missed.size === 0 ? hits : 'it does not find the token that was put there for it to find';
}
function parse(text) {
    try {
        return ReportSchema.safeParse(JSON.parse(text)).data ?? null;
    }
    catch {
        return null;
    }
}
async function versionOf(program, bench) {
    const result = await run(program, ['version'], '', bench);
    const said = result.status === 'exited' ? Buffer.from(result.stdout).toString('utf8') : '';
    return /\b\d{1,4}\.\d{1,4}\.\d{1,4}\b/.exec(said)?.[0] ?? 'of an unknown version';
}
function run(program, args, stdin, { exec, files }) {
    return files.withTemporaryDirectory('scg-gitleaks', async (directory) => {
        await files.write(`${directory}/config.toml`, CONFIG);
        await files.write(`${directory}/ignore`, '');
        return exec.run({
            program,
            args,
            cwd: directory,
            env: { HOME: directory, TMPDIR: directory, XDG_CACHE_HOME: directory },
            network: 'none',
            repeatable: true,
            stdin,
            timeoutMs: TIMEOUT_MS,
            maxOutputBytes: MAX_OUTPUT_BYTES,
            maxMemoryBytes: MAX_MEMORY_BYTES,
        });
    });
}

// EXTERNAL MODULE: ./build/check/hardening/secrets/settings.js
var settings = __webpack_require__(92335);
// EXTERNAL MODULE: ./build/check/hardening/secrets/texts.js
var texts = __webpack_require__(49508);
// EXTERNAL MODULE: ./build/check/hardening/secrets/tokens.js
var tokens = __webpack_require__(25899);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/domain/source.js
var domain_source = __webpack_require__(14012);
// EXTERNAL MODULE: ./build/yaml/limits.js
var limits = __webpack_require__(68876);
// EXTERNAL MODULE: ./build/yaml/stream.js + 8 modules
var stream = __webpack_require__(21994);
// EXTERNAL MODULE: ./build/yaml/encoding.js
var encoding = __webpack_require__(55765);
// EXTERNAL MODULE: ./build/charts/unpack.js
var unpack = __webpack_require__(94704);
// EXTERNAL MODULE: ./build/domain/chart.js
var chart = __webpack_require__(27225);
;// CONCATENATED MODULE: ./build/check/hardening/secrets/packed-chart.js



/** A dependency that `helm dependency build` has put beside a chart as an archive. */
const PACKED = /(^|\/)charts\/[^/]+\.tgz$/;
/** An archive in an archive in an archive: nobody packs deeper. */
const DEEPEST = 3;
/** The values files of a packed chart and of the charts in it; in words, why they cannot be read. */
async function valuesOfPackedChart(archive, depth = 1) {
    try {
        const files = await (0,unpack/* unpack */.l)(archive, { is: 'chart', loadedAs: 'directory' });
        const found = [];
        for (const [member, bytes] of files) {
            if (isValues(member, files))
                found.push({ member, bytes });
            if (!PACKED.test(member))
                continue;
            if (depth === DEEPEST)
                return `it holds the archive ${JSON.stringify(member)}, deeper than ${DEEPEST} archives`;
            const inside = await valuesOfPackedChart(bytes, depth + 1);
            if (typeof inside === 'string')
                return inside;
            found.push(...inside.map((each) => ({ ...each, member: `${member}/${each.member}` })));
        }
        return found;
    }
    catch (error) {
        if (error instanceof chart/* ArtifactError */.n)
            return error.message;
        throw error;
    }
}
function isValues(member, files) {
    const chart = external_node_path_.posix.join(external_node_path_.posix.dirname(member), 'Chart.yaml');
    return /^values.*\.ya?ml$/.test(external_node_path_.posix.basename(member)) && files.has(chart);
}

;// CONCATENATED MODULE: ./build/check/hardening/secrets/values-files.js





/** `files`: those of the tree that each source was rendered from. Whether a template renders a value does not matter. */
async function readValuesFiles(files, tree) {
    const users = new Map();
    for (const [source, used] of files) {
        for (const file of valuesFilesAmong(source, used))
            users.set(file, [...(users.get(file) ?? []), used]);
    }
    const read = [];
    for (const [file, used] of [...users].sort(([a], [b]) => (a < b ? -1 : 1))) {
        // The render has said what is wrong with a link or with a file that is not there.
        const entry = await tree.stat(file);
        if (entry === null || entry === 'directory' || entry.kind !== 'file')
            continue;
        const content = entry.size > limits/* MAX_FILE_BYTES */.gZ ? tooLarge(entry.size) : await readTexts(file, await tree.read(file));
        const unread = typeof content === 'string' ? content : null;
        read.push({ file, users: used, unread, texts: typeof content === 'string' ? [] : content });
    }
    return read;
}
function tooLarge(size) {
    return `it has ${size} bytes, more than the ${limits/* MAX_FILE_BYTES */.gZ} that are read. Split it into smaller values files`;
}
async function readTexts(file, bytes) {
    if (!PACKED.test(file))
        return textsOfFile(file, bytes);
    const values = await valuesOfPackedChart(bytes);
    if (typeof values === 'string')
        return `${values}. Pack the chart again, or unpack it beside the others`;
    const location = (0,domain_location/* fileLocation */.A)(file);
    return values.flatMap(({ member, bytes: content }) => textsOfFile(file, content).map(({ path, name, text }) => ({ path, name, text, member, location })));
}
/**
 * A rule about credentials for Helm values. The credential is never shown. What the rule already found in an object is not
 * repeated: where its line was only a guess, it is moved to the line of the value.
 *
 * @returns what was found in the objects, then what only the files show.
 */
function checkValuesFiles(values, context) {
    const { rule, level, kindOf, manifests, known } = context;
    const enforcement = level === 'error' ? 'block' : 'warn';
    const textOf = textsOfFindings(manifests, known, kindOf);
    const moved = new Map();
    const findings = [];
    for (const { file, users, texts } of values) {
        const shown = known.filter(({ manifest }) => manifest !== null && users.some((one) => one.has(manifest.file)));
        for (const each of texts) {
            const kind = kindOf(each);
            if (kind === null)
                continue;
            const made = shown.filter((one) => !one.location.exact && textOf.get(one)?.includes(each.text));
            // An archive is no better place than the template.
            for (const finding of each.location.exact ? made : [])
                moved.set(finding, moved.get(finding) ?? each.location);
            const isSaid = made.length > 0 || shown.some((finding) => pointsAt(finding, each.location));
            if (!isSaid)
                findings.push(found(file, { ...each, kind }, rule, enforcement));
        }
    }
    return [...known.map((finding) => movedTo(finding, moved.get(finding))), ...findings];
}
/** One unknown for each values file that is not read: no rule has seen what it holds. */
function unreadValues(values, { rule, level }) {
    const enforcement = level === 'error' ? 'block' : 'warn';
    return values.flatMap(({ file, unread }) => unread === null ? [] : [unreadFinding(file, unread, rule, enforcement)]);
}
/** The whole text that each finding is about, told by its hash. */
function textsOfFindings(manifests, known, kindOf) {
    const byRef = new Map(manifests.map((manifest) => [manifest.ref, manifest]));
    return new Map(known.flatMap((finding) => {
        const manifest = finding.manifest === null ? undefined : byRef.get(finding.manifest);
        const all = manifest === undefined ? [] : [...(0,texts/* textsOf */.CB)(manifest)].filter((each) => kindOf(each) !== null);
        const one = all.find(({ text }) => finding.identity.some((identity) => identity.includes(`"${(0,texts/* hashOf */.qQ)(text)}"`)));
        return one === undefined ? [] : [[finding, one.text]];
    }));
}
function movedTo(finding, location) {
    if (location === undefined)
        return finding;
    return { ...finding, location, related: [finding.location, ...finding.related] };
}
/**
 * `values*.yaml` of every chart among the files, packed ones beside another chart included, and the values files that the source names. Of a delivery only
 * its files are known, and of a kustomization that renders charts: those outside of the charts count, unless they hold
 * objects.
 */
function valuesFilesAmong(source, files) {
    const named = new Set(source.kind === 'helm' ? source.helm.valuesFiles : []);
    const root = source.root === '' ? '' : `${source.root}/`;
    const charts = [...files].filter((file) => external_node_path_.posix.basename(file) === 'Chart.yaml').map((file) => external_node_path_.posix.dirname(file));
    const around = source.kind === 'kustomize' && charts.length > 0;
    const outside = (0,domain_source/* isDelivered */.Z$)(source) && root !== '' && files.has(`${root}Chart.yaml`);
    return [...files].filter((file) => {
        if (named.has(file) || PACKED.test(file))
            return true;
        if (!/\.ya?ml$/.test(file))
            return false;
        const chart = external_node_path_.posix.join(external_node_path_.posix.dirname(file), 'Chart.yaml');
        if (external_node_path_.posix.basename(file).startsWith('values') && files.has(chart))
            return true;
        if (around)
            return !charts.some((one) => file.startsWith(`${one}/`));
        return outside && !file.startsWith(root);
    });
}
function textsOfFile(file, bytes) {
    const { documents, problems } = (0,stream/* readManifestStream */.W)(bytes);
    // Helm reads some files that are refused here; a shape can be told on a line all the same.
    if (problems.length > 0)
        return linesOf(file, bytes);
    return documents.flatMap(({ value, find, locate }) => {
        // What is an object is judged as one; a kustomization is none, and may give values to charts.
        if ((0,json/* isObject */.Gv)(value) && typeof value.kind === 'string' && typeof value.apiVersion === 'string') {
            if (!value.apiVersion.startsWith('kustomize.config.k8s.io/'))
                return [];
        }
        return Array.from((0,texts/* textsIn */.Ej)(value), (each) => ({
            ...each,
            // Found when somebody asks for it: most texts hold no credential.
            get location() {
                return { file, ...(find(each.path) ?? locate(each.path)), exact: true };
            },
        }));
    });
}
function linesOf(file, bytes) {
    const decoded = (0,encoding/* decodeUtf8 */._)(bytes);
    const text = 'problem' in decoded ? Buffer.from(bytes).toString('latin1') : decoded.text;
    return text.split(/\r?\n/).map((line, index) => {
        const at = { startLine: index + 1, startColumn: 1, endLine: index + 1, endColumn: line.length + 1 };
        return { name: '', path: [], text: line, location: { file, ...at, exact: true } };
    });
}
function pointsAt({ location, related }, wanted) {
    return [location, ...related].some((place) => place.exact && overlap(place, wanted));
}
function overlap(a, b) {
    const before = (line, column, otherLine, otherColumn) => line < otherLine || (line === otherLine && column < otherColumn);
    return (a.file === b.file &&
        before(a.startLine, a.startColumn, b.endLine, b.endColumn) &&
        before(b.startLine, b.startColumn, a.endLine, a.endColumn));
}
function found(file, { kind, path, text, location, member }, rule, enforcement) {
    const place = path.length === 0 ? `line ${location.startLine}` : (0,domain_path/* formatPath */.j)(path);
    const where = member === undefined ? place : `${place} of ${member}`;
    return {
        ...blank(file, rule, enforcement),
        message: `Helm values ${file}: ${where} holds a credential (${kind}). ${rule.why} ${rule.repair}`,
        location,
        path: (0,domain_path/* formatPath */.j)(path.filter((step) => typeof step === 'string')),
        identity: ['values', kind, (0,texts/* hashOf */.qQ)(text), ...(member === undefined ? [] : [member])],
    };
}
function unreadFinding(file, why, rule, enforcement) {
    return {
        ...blank(file, rule, enforcement),
        result: { outcome: 'unknown', cause: 'content' },
        message: `Helm values ${file}: not searched for credentials, since ${why}.`,
        identity: ['values', 'unread'],
    };
}
function blank(file, rule, enforcement) {
    return {
        rule: rule.id,
        severity: rule.severity,
        result: { outcome: 'fail' },
        enforcement,
        manifest: null,
        image: null,
        location: (0,domain_location/* fileLocation */.A)(file),
        related: [],
        path: null,
        identity: [],
        digest: null,
    };
}

;// CONCATENATED MODULE: ./build/check/hardening/secrets/credentials.js












/**
 * Credentials beyond what one object shows: those of Helm values, rendered or not, by the gate's own shapes, and those of
 * everything by gitleaks, where it is there. What the own shapes have found is not said again.
 */
async function checkCredentials(context) {
    const { manifests, rendered, files, tree, policy } = context;
    const own = levelOf(policy, known_token/* rule */.H.description.id);
    const foreign = levelOf(policy, gitleaks_rule/* GITLEAKS */.H.id);
    if (own === 'off' && foreign === 'off')
        return { findings: rendered, tools: {} };
    const values = await readValuesFiles(files, tree);
    const isOwn = ({ rule }) => rule === known_token/* rule */.H.description.id;
    const findings = rendered.filter((finding) => !isOwn(finding));
    if (own !== 'off') {
        const rule = known_token/* rule */.H.description;
        const kindOf = ({ text }) => (0,tokens/* tokenIn */.j)(text);
        const known = rendered.filter(isOwn);
        findings.push(...checkValuesFiles(values, { rule, level: own, kindOf, manifests, known }));
        findings.push(...unreadValues(values, { rule, level: own }));
    }
    else if (foreign !== 'off')
        findings.push(...unreadValues(values, { rule: gitleaks_rule/* GITLEAKS */.H, level: foreign }));
    if (foreign === 'off')
        return { findings, tools: {} };
    const isLeft = ({ text }) => !ENCRYPTED.test(text) && (own === 'off' || (0,tokens/* tokenIn */.j)(text) === null);
    const result = await credentials_search(context, values, isLeft);
    if (result === null)
        return { findings, tools: {} };
    if (result.status === 'failed') {
        return { findings: [...findings, notSearched(result, foreign, context, values)], tools: {} };
    }
    const kindOf = (text) => {
        const rule = isLeft(text) ? result.ruleOf(text) : null;
        return rule === null || isGuessOfImage(rule, text) ? null : `gitleaks: ${rule}`;
    };
    const foundIn = (some) => some.flatMap((manifest) => inObject(manifest, kindOf, foreign, saidOf(manifest, policy)));
    const plain = foundIn(manifests.filter(({ face }) => face === undefined));
    const known = [...plain, ...withoutRepeats(foundIn(manifests.filter(({ face }) => face !== undefined)), plain)];
    findings.push(...checkValuesFiles(values, { rule: gitleaks_rule/* GITLEAKS */.H, level: foreign, kindOf, manifests, known }));
    return { findings, tools: { gitleaks: { version: result.version } } };
}
function levelOf(policy, id) {
    return (0,levels/* configuredLevel */.lg)(policy, id)?.level ?? 'warn';
}
/** SOPS encrypts values one by one. */
const ENCRYPTED = /^ENC\[/;
/** The tag of an image is as random as a key: `acme/access-api:v1.4-9f3c0a77`. */
function isGuessOfImage(rule, { name }) {
    return isGuess(rule) && /image/i.test(name);
}
/** Null: there is no gitleaks, and nobody insists on it. */
async function credentials_search({ manifests, policy, ports, findGitleaks, gitleaks }, values, isLeft) {
    let program;
    try {
        program = await findGitleaks();
    }
    catch (error) {
        if (!(error instanceof errors/* GateError */.u))
            throw error;
        const why = error.message.replace(/\.$/, '');
        return { status: 'failed', cause: 'infrastructure', why, remedy: error.remedy };
    }
    if (program === null) {
        const configured = (0,levels/* configuredLevel */.lg)(policy, gitleaks_rule/* GITLEAKS */.H.id);
        if (configured?.pattern !== gitleaks_rule/* GITLEAKS */.H.id || configured.level !== 'error')
            return null;
        const why = 'there is no such program, and hardening.rules names secrets/gitleaks as an error';
        const remedy = 'Put gitleaks on PATH (on the command line), or name it by its absolute path in tools.gitleaks.path.';
        return { status: 'failed', cause: 'infrastructure', why, remedy };
    }
    ports.log.progress('Searching for credentials with gitleaks');
    return searchWithGitleaks(program, entriesOf(manifests, values, isLeft), ports, gitleaks);
}
function* entriesOf(manifests, values, isLeft) {
    for (const manifest of manifests)
        for (const { name, text } of (0,texts/* textsOf */.CB)(manifest))
            if (isLeft({ name, text }))
                yield { name, text };
    for (const { texts } of values)
        for (const { name, text } of texts)
            if (isLeft({ name, text }))
                yield { name, text };
}
/** Where the object's credentials are that their names give away: one problem is not said by two rules. */
function saidOf(manifest, policy) {
    if (levelOf(policy, plaintext_credential/* rule */.H.description.id) === 'off')
        return new Set();
    return new Set((0,settings/* namedCredentials */.C)(manifest).map(({ path }) => (0,domain_path/* formatPath */.j)(path)));
}
const MESSAGES = { token: '{where} holds a credential ({kind})' };
function inObject(manifest, kindOf, level, said) {
    return [...(0,texts/* textsOf */.CB)(manifest)].flatMap((each) => {
        const kind = said.has((0,domain_path/* formatPath */.j)(each.path)) ? null : kindOf(each);
        if (kind === null)
            return [];
        const data = { kind, at: (0,named_path/* formatNamedPath */.i)(manifest.object, each.path), hash: (0,texts/* hashOf */.qQ)(each.text) };
        const problem = { message: 'token', data, shown: { where: (0,domain_path/* formatPath */.j)(each.path) }, paths: [each.path] };
        return findingOf({ description: gitleaks_rule/* GITLEAKS */.H, messages: MESSAGES }, level, manifest, [problem], '');
    });
}
/** At the first text that was to be searched: it has no place of its own. */
function notSearched({ why, remedy, cause }, level, { manifests }, values) {
    const file = manifests[0]?.ref.file ?? values[0]?.file ?? '';
    return {
        rule: gitleaks_rule/* GITLEAKS */.H.id,
        severity: gitleaks_rule/* GITLEAKS */.H.severity,
        result: { outcome: 'unknown', cause },
        enforcement: level === 'error' ? 'block' : 'warn',
        message: `Credentials were not searched for with gitleaks: ${why}. What only its rules know is not found. ${remedy}`,
        manifest: null,
        image: null,
        location: (0,domain_location/* fileLocation */.A)(file),
        related: [],
        path: null,
        identity: ['not-searched'],
        digest: null,
    };
}

// EXTERNAL MODULE: ./build/tools/path-search.js
var path_search = __webpack_require__(98994);
;// CONCATENATED MODULE: ./build/tools/local-program.js



/**
 * A program that is used where it is there; the gate never fetches it. The path that the policy names, checked against
 * its sha256; on the command line, else, the first one on PATH. Null: none.
 *
 * @throws GateError stage `tools` for a path that the policy names and that is not what it says.
 */
async function findLocalProgram(name, { policy, ports, mode }) {
    const pin = policy.tools[name];
    if (pin === undefined) {
        if (mode === 'action')
            return null;
        const [first] = await (0,path_search/* findOnPath */.a)(process.platform === 'win32' ? `${name}.exe` : name, ports);
        return first ?? null;
    }
    const sha256 = (0,external_node_path_.isAbsolute)(pin.path) ? await ports.files.hash(pin.path) : null;
    const problem = sha256 === null
        ? `tools.${name}.path in the policy names ${pin.path}, and there is no such file`
        : pin.sha256 !== undefined && sha256 !== pin.sha256
            ? `${pin.path} does not have the sha256 that tools.${name} in the policy names`
            : null;
    if (problem === null)
        return pin.path;
    throw new errors/* GateError */.u({
        code: sha256 === null ? 'tools/missing' : 'tools/hash-mismatch',
        stage: 'tools',
        message: `${problem}.`,
        remedy: `Install ${name} there, or correct tools.${name} in the policy.`,
    });
}

;// CONCATENATED MODULE: ./build/gate/credentials.js


/** Credentials in Helm values and, by gitleaks where it is there, anywhere; with what the rules found in the objects. */
function searchCredentials({ files, manifests }, rendered, tree, { request, loaded, ports, gitleaks }) {
    const { policy } = loaded;
    const findGitleaks = () => findLocalProgram('gitleaks', { policy, ports, mode: request.mode });
    return checkCredentials({ files, manifests, rendered, tree, policy, ports, findGitleaks, gitleaks });
}

// EXTERNAL MODULE: ./build/gate/deliveries.js
var gate_deliveries = __webpack_require__(5092);
;// CONCATENATED MODULE: ./build/gate/release-policy.js
const DATABASE_AGE_MS = 72 * 60 * 60 * 1000;
/**
 * The policy as a release is gated by it: everything pinned, signed and scanned, by a database that is at most three days
 * old, and nothing let through because it was there before or could not be checked. Other than that it is the policy's own.
 */
function policyForRelease(loaded) {
    const { policy } = loaded;
    const { vulnerabilities } = policy;
    return {
        ...loaded,
        policy: {
            ...policy,
            images: { ...policy.images, digest: 'required' },
            signatures: { ...policy.signatures, mode: 'enforce', noMatch: 'deny' },
            vulnerabilities: {
                ...vulnerabilities,
                severity: vulnerabilities.severity === 'off' ? 'HIGH' : vulnerabilities.severity,
                maxDatabaseAge: Math.min(vulnerabilities.maxDatabaseAge, DATABASE_AGE_MS),
            },
            gate: { ...policy.gate, scope: 'all', onUnknown: 'fail' },
        },
    };
}

// EXTERNAL MODULE: ./build/gate/repair.js + 18 modules
var repair = __webpack_require__(55972);
// EXTERNAL MODULE: ./build/check/deliveries/repository-url.js
var repository_url = __webpack_require__(70662);
;// CONCATENATED MODULE: ./build/gate/repository-files.js

/** What manifests may name of the repository beside themselves: a runbook. */
async function repositoryFiles(tree, { repository }) {
    const { address = null, branch = null } = repository ?? {};
    const files = new Set((await tree.list()).map(({ path }) => path));
    return { address: address === null ? null : (0,repository_url/* canonicalRepository */.J)(address), branch, files };
}

// EXTERNAL MODULE: ./build/gate/run-time.js
var run_time = __webpack_require__(25785);
;// CONCATENATED MODULE: ./build/check/admission/finding.js


const MOST_SHOWN = 400;
/** A finding on the object's line, or on the policy's where that is what could not be run; null where the rule is off. */
function finding_findingOf(verdict, policy) {
    const { id, enforces } = verdict;
    const isLimit = verdict.outcome === 'not-run' && verdict.isLimit;
    const byDefault = enforces && !isLimit ? 'error' : 'warn';
    const level = (0,levels/* configuredLevel */.lg)(policy, id)?.level ?? byDefault;
    if (level === 'off')
        return null;
    const about = verdict.outcome === 'not-run' ? verdict.policy : verdict.manifest;
    const { location, related } = about.place(verdict.path);
    const others = verdict.outcome === 'not-run' ? [] : [verdict.policy.place(['metadata', 'name']).location];
    return {
        rule: id,
        severity: enforces ? 'high' : 'medium',
        result: resultOf(verdict),
        enforcement: level === 'error' ? 'block' : 'warn',
        message: textOf(verdict),
        manifest: about.ref,
        image: null,
        location,
        related: [...related, ...others],
        path: (0,domain_path/* formatPath */.j)(verdict.path.filter((step) => typeof step === 'string')),
        identity: [verdict.policy.ref.kind, verdict.policy.ref.name, verdict.rule ?? '', verdict.outcome],
        digest: null,
    };
}
function resultOf(verdict) {
    if (verdict.outcome === 'fail')
        return { outcome: 'fail' };
    return { outcome: 'unknown', cause: verdict.outcome === 'not-run' ? verdict.cause : 'content' };
}
function textOf(verdict) {
    const name = `${(0,domain_manifest/* describeManifest */.F)(verdict.policy.ref)}${verdict.rule === null ? '' : ` (${verdict.rule})`}`;
    const plain = verdict.message.replace(/\s+/g, ' ').trim();
    const said = plain.length > MOST_SHOWN ? `${plain.slice(0, MOST_SHOWN)}...` : plain;
    switch (verdict.outcome) {
        case 'not-run':
            return `${name} was not fully run against the manifests: ${said}. What it would refuse is not known. ${verdict.remedy}`;
        case 'unknown':
            return `${(0,domain_manifest/* describeManifest */.F)(verdict.manifest.ref)}: ${name} could not be evaluated: ${said}. Whether the cluster would admit the object is not known. Correct the policy, or give the object what it reads.`;
        case 'fail': {
            const what = verdict.enforces ? 'refuses it' : 'reports it, and does not refuse it';
            return `${(0,domain_manifest/* describeManifest */.F)(verdict.manifest.ref)}: ${name} ${what}: ${said}. Change the object as the policy says, or the policy if it asks for too much.`;
        }
    }
}

;// CONCATENATED MODULE: ./build/check/admission/group.js
/** The API group of an object: empty for the core group. */
function groupOf({ ref }) {
    return ref.apiVersion.includes('/') ? ref.apiVersion.replace(/\/.*/, '') : '';
}

;// CONCATENATED MODULE: ./build/check/admission/kyverno-images.js


const REMEDY = 'Name the same signers in a ClusterImagePolicy under signatures.policies, which the gate checks itself, or set "admission/kyverno": off under hardening.rules.';
/**
 * What Kyverno's image policies would say is not known: its CLI asks registries by itself, past the allow list and the
 * credentials of the gate, so it is not started for them. Each is named rather than passed over.
 */
function imageVerdicts(policies) {
    return policies.flatMap((policy) => rulesOf(policy).map(({ name, path, enforces }) => ({
        id: 'admission/kyverno',
        policy,
        rule: name,
        enforces,
        message: 'it verifies images, for which Kyverno asks their registries',
        outcome: 'not-run',
        cause: 'content',
        isLimit: true,
        remedy: REMEDY,
        path,
    })));
}
/** True of a policy with a rule that looks at the signatures or attestations of images. */
function verifiesImages(policy) {
    return rulesOf(policy).length > 0;
}
function rulesOf(policy) {
    if (groupOf(policy) === 'policies.kyverno.io') {
        const actions = (0,json/* get */.Jt)(policy.object, 'spec', 'validationActions');
        const enforces = !(0,json/* isArray */.cy)(actions) || actions.length === 0 || actions.includes('Deny');
        return policy.ref.kind.includes('ImageValidatingPolicy') ? [{ name: null, path: ['spec'], enforces }] : [];
    }
    const rules = (0,json/* get */.Jt)(policy.object, 'spec', 'rules');
    const older = (0,json/* get */.Jt)(policy.object, 'spec', 'validationFailureAction') ?? 'Audit';
    return ((0,json/* isArray */.cy)(rules) ? rules : []).flatMap((rule, index) => {
        const verify = (0,json/* get */.Jt)(rule, 'verifyImages');
        if (!(0,json/* isArray */.cy)(verify) || verify.length === 0)
            return [];
        const enforces = verify.some((each) => String((0,json/* get */.Jt)(each, 'failureAction') ?? older).toLowerCase() === 'enforce');
        return [{ name: String((0,json/* get */.Jt)(rule, 'name') ?? ''), path: ['spec', 'rules', index, 'verifyImages'], enforces }];
    });
}

;// CONCATENATED MODULE: ./build/check/admission/policies.js



const ADMISSION = 'admissionregistration.k8s.io';
/** Groups whose objects configure engines: no policy is meant for them. */
const ENGINE_GROUPS = ['kyverno.io', 'policies.kyverno.io', 'templates.gatekeeper.sh', 'constraints.gatekeeper.sh'];
const KYVERNO_KINDS = ['ClusterPolicy', 'Policy', 'ValidatingPolicy', 'NamespacedValidatingPolicy'];
const IMAGE_KINDS = ['ClusterPolicy', 'Policy', 'ImageValidatingPolicy', 'NamespacedImageValidatingPolicy'];
function sortPolicies(manifests) {
    const kind = (groups, ...kinds) => manifests.filter((each) => kinds.includes(each.ref.kind) && groups.includes(groupOf(each)));
    const bindings = kind([ADMISSION], 'ValidatingAdmissionPolicyBinding');
    const bound = new Set(bindings.map(({ object }) => (0,json/* get */.Jt)(object, 'spec', 'policyName')));
    return {
        kyverno: kind(['kyverno.io', 'policies.kyverno.io'], ...KYVERNO_KINDS).filter(validates),
        images: kind(['kyverno.io', 'policies.kyverno.io'], ...IMAGE_KINDS).filter(verifiesImages),
        exceptions: kind(['kyverno.io', 'policies.kyverno.io'], 'PolicyException'),
        validating: kind([ADMISSION], 'ValidatingAdmissionPolicy').filter(({ ref }) => bound.has(ref.name)),
        bindings,
        templates: kind(['templates.gatekeeper.sh'], 'ConstraintTemplate'),
        constraints: manifests.filter((each) => groupOf(each) === 'constraints.gatekeeper.sh'),
    };
}
/**
 * Overlays render the same policy several times: alike ones are one, and ones that differ (Audit for one cluster, Enforce
 * for another) are run apart, since an engine knows them by name.
 */
function variantsOf(policies) {
    const layered = {
        kyverno: layersOf(policies.kyverno),
        images: layersOf(policies.images),
        exceptions: layersOf(policies.exceptions),
        validating: layersOf(policies.validating),
        bindings: layersOf(policies.bindings),
        templates: layersOf(policies.templates),
        constraints: layersOf(policies.constraints),
    };
    const count = Math.max(layered.kyverno.length, layered.images.length, layered.validating.length, layered.bindings.length, layered.constraints.length);
    return Array.from({ length: count }, (_, index) => ({
        kyverno: layered.kyverno[index] ?? [],
        images: layered.images[index] ?? [],
        exceptions: layered.exceptions.flat(),
        validating: layered.validating[index] ?? (layered.bindings[index] ? (layered.validating[0] ?? []) : []),
        bindings: layered.bindings[index] ?? layered.bindings[0] ?? [],
        templates: layered.templates[index] ?? layered.templates[0] ?? [],
        constraints: layered.constraints[index] ?? [],
    }));
}
function layersOf(manifests) {
    const layers = [];
    const seen = new Set();
    for (const manifest of manifests) {
        if (seen.has(policies_textOf(manifest)))
            continue;
        seen.add(policies_textOf(manifest));
        const { ref, namespace } = manifest;
        const key = JSON.stringify([groupOf(manifest), ref.kind, namespace, ref.name]);
        const layer = layers.find((each) => !each.has(key));
        if (layer === undefined)
            layers.push(new Map([[key, manifest]]));
        else
            layer.set(key, manifest);
    }
    return layers.map((layer) => [...layer.values()]);
}
/** A policy that only mutates or generates refuses nothing. */
function validates({ object, ref }) {
    if (ref.kind !== 'ClusterPolicy' && ref.kind !== 'Policy')
        return true;
    const rules = (0,json/* get */.Jt)(object, 'spec', 'rules');
    return Array.isArray(rules) && rules.some((rule) => (0,json/* get */.Jt)(rule, 'validate') !== undefined);
}
/** True for what policies are written about. */
function isJudged(manifest) {
    const group = groupOf(manifest);
    return (!ENGINE_GROUPS.includes(group) && !(group === ADMISSION && manifest.ref.kind.startsWith('ValidatingAdmission')));
}
/**
 * The policies of `head` that the base has not, or has otherwise: those of the base are judged with first, since a
 * change must not decide by which policies it is judged.
 */
function newPolicies(head, base) {
    const known = new Set(Object.values(base).flatMap((list) => list.map(policies_textOf)));
    const fresh = (list) => list.filter((each) => !known.has(policies_textOf(each)));
    const changedBindings = new Set(fresh(head.bindings).map(({ object }) => (0,json/* get */.Jt)(object, 'spec', 'policyName')));
    const validating = head.validating.filter((each) => fresh([each]).length > 0 || changedBindings.has(each.ref.name));
    // A constraint is nothing without its template, and a changed template changes all of its constraints.
    const changedKinds = new Set(fresh(head.templates).map(kindOfTemplate));
    return {
        kyverno: fresh(head.kyverno),
        images: fresh(head.images),
        exceptions: base.exceptions,
        validating,
        bindings: head.bindings,
        templates: head.templates,
        constraints: head.constraints.filter((each) => fresh([each]).length > 0 || changedKinds.has(each.ref.kind)),
    };
}
function kindOfTemplate({ object }) {
    return String((0,json/* get */.Jt)(object, 'spec', 'crd', 'spec', 'names', 'kind') ?? '');
}
function policies_textOf({ object }) {
    return JSON.stringify(object);
}

;// CONCATENATED MODULE: ./build/check/admission/resources.js



/** Built-in kinds that are in no namespace. */
const CLUSTER_KINDS = new Set([
    ...['Namespace', 'Node', 'PersistentVolume', 'ClusterRole', 'ClusterRoleBinding', 'StorageClass', 'VolumeAttachment'],
    ...[
        'PriorityClass',
        'CustomResourceDefinition',
        'APIService',
        'IngressClass',
        'RuntimeClass',
        'CSIDriver',
        'CSINode',
    ],
    ...['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration', 'MutatingAdmissionPolicy', 'FlowSchema'],
    ...[
        'MutatingAdmissionPolicyBinding',
        'CertificateSigningRequest',
        'PriorityLevelConfiguration',
        'ClusterTrustBundle',
    ],
]);
/**
 * Several overlays render the same object, and engines know objects by kind, namespace and name: so they are given in
 * batches that hold each at most once.
 */
function batchesOf(manifests) {
    const layers = [];
    for (const manifest of manifests) {
        const key = keyOf({ kind: manifest.ref.kind, name: manifest.ref.name, namespace: namespaceOf(manifest) });
        const layer = layers.find((each) => !each.has(key));
        if (layer === undefined)
            layers.push(new Map([[key, manifest]]));
        else
            layer.set(key, manifest);
    }
    return layers.map((layer) => ({
        manifests: [...layer.values()],
        text: documents([...layer.values()].map(objectOf)),
        find: (object) => layer.get(keyOf(object)) ?? null,
    }));
}
function documents(objects) {
    return objects.map((object) => `---\n${JSON.stringify(object)}\n`).join('');
}
function keyOf({ kind, name, namespace }) {
    return JSON.stringify([kind, namespace, name]);
}
/** Where the cluster puts it: an object of a built-in kind without a namespace gets its source's. */
function namespaceOf(manifest) {
    const group = groupOf(manifest);
    const isBuiltIn = !group.includes('.') || group.endsWith('.k8s.io');
    const isNamespaced = manifest.ref.namespace !== undefined || (isBuiltIn && !CLUSTER_KINDS.has(manifest.ref.kind));
    return isNamespaced ? manifest.namespace : '';
}
function objectOf(manifest) {
    const namespace = namespaceOf(manifest);
    const metadata = (0,json/* isObject */.Gv)(manifest.object.metadata) ? manifest.object.metadata : {};
    const placed = { ...metadata, name: manifest.ref.name, ...(namespace === '' ? {} : { namespace }) };
    return { ...manifest.object, metadata: placed };
}
/** The labels of each namespace that is declared, with the one that every namespace has. */
function namespaceLabels(manifests) {
    const labels = new Map();
    for (const { ref, object } of manifests) {
        if (ref.kind !== 'Namespace' || labels.has(ref.name))
            continue;
        const written = (0,json/* isObject */.Gv)(object.metadata) && (0,json/* isObject */.Gv)(object.metadata.labels) ? object.metadata.labels : {};
        const own = Object.entries(written).map(([key, value]) => [key, String(value ?? '')]);
        labels.set(ref.name, { ...Object.fromEntries(own), 'kubernetes.io/metadata.name': ref.name });
    }
    return labels;
}
/** Namespaces of the objects that no Namespace declares: what labels they have is not known. */
function undeclaredNamespaces(manifests) {
    const declared = namespaceLabels(manifests);
    const used = new Set(manifests.filter(isJudged).map(namespaceOf));
    return [...used].filter((name) => name !== '' && !declared.has(name)).sort();
}

;// CONCATENATED MODULE: ./build/check/admission/run.js

const run_TIMEOUT_MS = 120_000;
const run_MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
const run_MAX_MEMORY_BYTES = 4 * 1024 ** 3;
/** An engine as the gate runs it: an empty home, a closed environment, no network, and files of its own. */
function runEngine(tool, args, directory, ports) {
    return ports.exec.run({
        program: tool.path,
        args,
        cwd: directory,
        env: { HOME: (0,external_node_path_.join)(directory, 'home'), TMPDIR: directory, XDG_CACHE_HOME: (0,external_node_path_.join)(directory, 'home') },
        network: 'none',
        timeoutMs: run_TIMEOUT_MS,
        maxOutputBytes: run_MAX_OUTPUT_BYTES,
        maxMemoryBytes: run_MAX_MEMORY_BYTES,
    });
}
/** Why an engine gave no answer that can be read, for a message. */
function failureText(result, name) {
    if (result.status !== 'exited')
        return `${name} ${result.status === 'not-started' ? 'did not start' : 'was stopped'}: ${result.reason}`;
    const said = result.stderr.trim().split('\n').slice(-4).join(' ').slice(0, 400);
    return `${name} ended with ${result.code}${said === '' ? '' : `: ${said}`}`;
}

;// CONCATENATED MODULE: ./build/check/admission/gatekeeper.js





const ID = 'admission/gatekeeper';
const named = schemas/* object */.Ikc({
    kind: schemas/* string */.YjP(),
    metadata: schemas/* object */.Ikc({ name: schemas/* string */.YjP().default(''), namespace: schemas/* string */.YjP().default('') }),
});
/** A violation as `gator test --output json` prints it. */
const Violations = schemas/* array */.YOg(schemas/* object */.Ikc({
    msg: schemas/* string */.YjP().default(''),
    enforcementAction: schemas/* string */.YjP().default('deny'),
    constraint: named,
    violatingObject: named,
}))
    .nullable()
    .transform((value) => value ?? []);
/** What gator cannot evaluate it reports as a violation that begins so. */
const NOT_MATCHED = /^unable to match constraints: /;
/** What the Gatekeeper constraints say of the objects, by `gator test`. */
async function gatekeeperVerdicts(tool, { templates, constraints, batches, all }, ports) {
    const verdicts = [];
    const policies = documents([...templates, ...constraints].map(({ object }) => object));
    // A selector of labels wants the Namespace beside the object; of one from elsewhere only the name is known.
    const elsewhere = undeclaredNamespaces(all);
    const declared = namespaceLabels(all);
    for (const batch of batches) {
        const has = new Set(batch.manifests.filter(({ ref }) => ref.kind === 'Namespace').map(({ ref }) => ref.name));
        const others = [...declared].filter(([name]) => !has.has(name));
        const namespaces = documents(others.map(([name, labels]) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } })));
        const result = await ports.files.withTemporaryDirectory('scg-gator', async (directory) => {
            await ports.files.write((0,external_node_path_.join)(directory, 'policies.yaml'), policies);
            await ports.files.write((0,external_node_path_.join)(directory, 'resources.yaml'), batch.text + namespaces);
            const args = ['test', '--filename', 'policies.yaml', '--filename', 'resources.yaml', '--output', 'json'];
            return runEngine(tool, args, directory, ports);
        });
        const stdout = result.status === 'exited' ? Buffer.from(result.stdout).toString('utf8').trim() : '';
        const violations = readViolations(stdout);
        if (violations === null) {
            const message = failureText(result, 'gator');
            const remedy = 'Correct the templates and constraints so that gator takes them.';
            for (const policy of constraints) {
                const enforces = isDenied(policy);
                verdicts.push({
                    id: ID,
                    policy,
                    rule: null,
                    enforces,
                    message,
                    outcome: 'not-run',
                    cause: 'content',
                    isLimit: false,
                    remedy,
                    path: [],
                });
            }
            continue;
        }
        verdicts.push(...violations.flatMap((violation) => verdictOf(violation, constraints, batch, elsewhere)));
    }
    return verdicts;
}
function readViolations(stdout) {
    try {
        const parsed = Violations.safeParse(JSON.parse(stdout));
        return parsed.success ? parsed.data : null;
    }
    catch {
        return null;
    }
}
function verdictOf({ msg, enforcementAction, constraint, violatingObject }, constraints, batch, elsewhere) {
    const { kind, metadata } = violatingObject;
    const manifest = batch.find({ kind, name: metadata.name, namespace: metadata.namespace });
    const policy = constraints.find(({ ref }) => ref.kind === constraint.kind && ref.name === constraint.metadata.name);
    if (manifest === null || policy === undefined)
        return [];
    const enforces = enforcementAction === 'deny' || isDenied(policy);
    const outcome = NOT_MATCHED.test(msg) ? 'unknown' : 'fail';
    const why = elsewhere.includes(metadata.namespace)
        ? ` (the repository does not declare the namespace ${JSON.stringify(metadata.namespace)})`
        : '';
    const message = outcome === 'fail' ? msg : `${msg.replace(NOT_MATCHED, '')}${why}`;
    // What cannot be matched for want of labels must not stop every change.
    return [
        { id: ID, policy, rule: null, enforces: enforces && outcome === 'fail', message, outcome, manifest, path: [] },
    ];
}
/** Left out, a constraint denies. */
function isDenied({ object }) {
    const action = (0,json/* get */.Jt)(object, 'spec', 'enforcementAction') ?? 'deny';
    return action === 'deny' || (action === 'scoped' && JSON.stringify(object.spec).includes('"deny"'));
}

;// CONCATENATED MODULE: ./build/check/admission/kyverno-report.js

/** A line of the report that `kyverno apply --policy-report` prints (openreports.io/v1alpha1), as far as it is read. */
const Result = schemas/* object */.Ikc({
    source: schemas/* string */.YjP().default(''),
    policy: schemas/* string */.YjP(),
    rule: schemas/* string */.YjP().default(''),
    result: schemas/* enum */.k5n(['pass', 'fail', 'warn', 'error', 'skip']),
    message: schemas/* string */.YjP().default(''),
    resources: schemas/* array */.YOg(schemas/* object */.Ikc({ kind: schemas/* string */.YjP(), namespace: schemas/* string */.YjP().default(''), name: schemas/* string */.YjP().default('') }))
        .default([]),
    properties: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()).default({}),
});
const Report = schemas/* object */.Ikc({
    kind: schemas/* literal */.euz('ClusterReport'),
    results: schemas/* array */.YOg(Result)
        .nullish()
        .transform((value) => value ?? []),
});
/**
 * Mutated objects may be printed before it; the report is the last thing, and without a result there is none. Null where
 * it cannot be read.
 */
function readReport(stdout) {
    const start = stdout.lastIndexOf('{"kind":"ClusterReport"');
    if (start === -1)
        return [];
    try {
        const parsed = Report.safeParse(JSON.parse(stdout.slice(start)));
        return parsed.success ? parsed.data.results : null;
    }
    catch {
        return null;
    }
}
/** The files that kyverno says it leaves out, with why: it goes on without them as if they were not there. */
function skippedFiles(stderr) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what is taken out.
    const plain = stderr.replace(/\x1b\[[0-9;]*m/g, '');
    const skipped = new Map();
    for (const line of plain.split('\n')) {
        const file = /skipping invalid YAML file\b.*\bpath=("?)([^\s"]+)\1/.exec(line)?.[2];
        if (file === undefined)
            continue;
        const why = /error="((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? 'it is not valid';
        skipped.set(file.replace(/.*\//, ''), why.replace(/^failed to load file \S+: /, ''));
    }
    return skipped;
}

;// CONCATENATED MODULE: ./build/check/admission/kyverno-run.js




/**
 * A policy that no version takes. Kyverno leaves out what it cannot read and says so in its log alone: a run that does
 * not say it of this one might have left out others in silence.
 */
const kyverno_run_CANARY = {
    apiVersion: 'kyverno.io/v1',
    kind: 'ClusterPolicy',
    metadata: { name: 'canary' },
    spec: { rules: [{ name: 'canary', match: { any: [] }, validate: { noSuchField: true } }] },
};
/** `kyverno apply` of policies to a batch of objects. */
async function runKyverno(tool, { policies, exceptions, parameters, batch, all }, ports) {
    return ports.files.withTemporaryDirectory('scg-kyverno', async (directory) => {
        const put = async (name, text) => {
            await ports.files.write((0,external_node_path_.join)(directory, name), text);
            return name;
        };
        const files = new Map();
        for (const [index, policy] of policies.entries()) {
            files.set(await put(`policy-${index}.yaml`, documents([policy.object])), policy);
        }
        const canary = await put('canary.yaml', documents([kyverno_run_CANARY]));
        const resources = await put('resources.yaml', batch.text);
        const values = await put('values.yaml', documents([valuesOf(all)]));
        const extra = [
            ...(exceptions.length === 0
                ? []
                : ['--exceptions', await put('exceptions.yaml', documents(exceptions.map(({ object }) => object)))]),
            ...(parameters.length === 0
                ? []
                : ['--parameter-resource', await put('parameters.yaml', documents(parameters.map(({ object }) => object)))]),
        ];
        const flags = [
            '--continue-on-error=false',
            '--policy-report',
            '--output-format',
            'json',
            '--remove-color',
            '-v',
            '3',
        ];
        const args = [
            'apply',
            ...files.keys(),
            canary,
            '--resource',
            resources,
            '--values-file',
            values,
            ...extra,
            ...flags,
        ];
        const result = await runEngine(tool, args, directory, ports);
        const ended = result.status === 'exited' && (result.code === 0 || result.stdout.byteLength > 0);
        const report = ended ? readReport(Buffer.from(result.stdout).toString('utf8')) : null;
        if (report === null)
            return { status: 'failed', why: failureText(result, 'kyverno') };
        const skipped = skippedFiles(result.stderr);
        if (!skipped.has(canary)) {
            return { status: 'failed', why: `kyverno ${tool.version} does not say which policies it leaves out` };
        }
        const left = [...files].flatMap(([file, policy]) => {
            const why = skipped.get(file);
            return why === undefined ? [] : [[policy, why]];
        });
        return { status: 'ran', results: report, skipped: new Map(left) };
    });
}
function valuesOf(all) {
    const namespaceSelector = [...namespaceLabels(all)].map(([name, labels]) => ({ name, labels }));
    return { apiVersion: 'cli.kyverno.io/v1alpha1', kind: 'Values', metadata: { name: 'values' }, namespaceSelector };
}

;// CONCATENATED MODULE: ./build/check/admission/verdict.js
/** The fields that a CEL expression reads, the first one: `object.spec.replicas <= 3` is about spec.replicas. */
function fieldOf(expression) {
    const match = /\bobject((?:\.[A-Za-z_]\w*)+)/.exec(expression);
    const steps = (match?.[1] ?? '').split('.').filter((step) => step !== '');
    // What is called is no field: `object.spec.containers.all(...)`.
    const called = match !== null && expression[match.index + match[0].length] === '(';
    return called ? steps.slice(0, -1) : steps;
}

;// CONCATENATED MODULE: ./build/check/admission/kyverno.js





const kyverno_ID = 'admission/kyverno';
/** What the Kyverno policies say of the objects, by the kyverno CLI. */
async function kyvernoVerdicts(tool, { policies, exceptions, batches, all }, ports) {
    const verdicts = policies.flatMap((policy) => limitsOf(policy, all));
    const unread = new Map();
    for (const batch of batches) {
        const output = await runKyverno(tool, { policies, exceptions, parameters: [], batch, all }, ports);
        if (output.status === 'failed') {
            for (const policy of policies)
                unread.set(policy, output.why);
            continue;
        }
        for (const [policy, why] of output.skipped)
            unread.set(policy, why);
        for (const result of output.results) {
            const policy = policies.find(({ ref }) => ref.name === result.policy);
            if (policy !== undefined)
                verdicts.push(...verdictsOf(result, policy, batch));
        }
    }
    const remedy = 'Correct the policy so that kyverno takes it.';
    for (const [policy, message] of unread)
        verdicts.push({ ...notRun(policy, message, [], remedy), enforces: kyvernoEnforces(policy, null) });
    return verdicts;
}
function verdictsOf(result, policy, batch) {
    if (result.result === 'pass' || result.result === 'skip')
        return [];
    return result.resources.flatMap((resource) => {
        const manifest = batch.find(resource);
        if (manifest === null)
            return [];
        return [
            {
                id: kyverno_ID,
                policy,
                rule: result.rule === '' ? null : result.rule,
                // A message of a deny rule may say anything; only fail and warn are its verdict.
                outcome: result.result === 'error' ? 'unknown' : 'fail',
                enforces: result.result !== 'warn' && kyvernoEnforces(policy, result.rule),
                message: result.message.replace(/^validation (failure: validation )?error: /, ''),
                manifest,
                path: pathOf(result, policy),
            },
        ];
    });
}
/** "rule owner failed at path /metadata/labels/", or what the failed expression reads. */
function pathOf(result, policy) {
    const pointer = /\bfailed at path (\/\S*?)\/?(?:$|\s|\.)/.exec(result.message)?.[1];
    if (pointer !== undefined) {
        return pointer
            .split('/')
            .filter((step) => step !== '')
            .map((step) => (/^\d+$/.test(step) ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~')));
    }
    const index = Number(result.properties['cel.validationIndex'] ?? Number.NaN);
    const expression = (0,json/* get */.Jt)(policy.object, 'spec', 'validations', index, 'expression');
    return typeof expression === 'string' ? fieldOf(expression) : [];
}
/** By the rule, else by the whole policy; a rule that Kyverno made of another for controllers is as strict as that. */
function kyvernoEnforces(policy, ruleName) {
    if (groupOf(policy) === 'policies.kyverno.io') {
        const actions = (0,json/* get */.Jt)(policy.object, 'spec', 'validationActions');
        return !(0,json/* isArray */.cy)(actions) || actions.length === 0 || actions.includes('Deny');
    }
    const older = (0,json/* get */.Jt)(policy.object, 'spec', 'validationFailureAction') ?? 'Audit';
    const name = ruleName?.replace(/^autogen-(cronjob-)?/, '');
    return kyverno_rulesOf(policy)
        .filter((rule) => ruleName === null || (0,json/* get */.Jt)(rule, 'name') === name || (0,json/* get */.Jt)(rule, 'name') === ruleName)
        .some((rule) => String((0,json/* get */.Jt)(rule, 'validate', 'failureAction') ?? older).toLowerCase() === 'enforce');
}
/** What the CLI cannot know without a cluster, and would pass over: calls, config maps, registries, other namespaces. */
function limitsOf(policy, all) {
    const limits = [];
    for (const [index, rule] of kyverno_rulesOf(policy).entries()) {
        const context = (0,json/* get */.Jt)(rule, 'context');
        const asked = ((0,json/* isArray */.cy)(context) ? context : []).flatMap((entry) => ['apiCall', 'configMap', 'imageRegistry', 'globalReference'].filter((source) => (0,json/* get */.Jt)(entry, source) !== undefined));
        if (asked.length === 0 || (0,json/* get */.Jt)(rule, 'validate') === undefined)
            continue;
        const message = `rule ${JSON.stringify((0,json/* get */.Jt)(rule, 'name') ?? '')} reads its context from ${[...new Set(asked)].join(' and ')}, which only a cluster can answer`;
        const remedy = 'Keep what it reads in the policy, or turn admission/kyverno off for it with an exception.';
        limits.push(notRun(policy, message, ['spec', 'rules', index, 'context'], remedy, true));
    }
    const undeclared = undeclaredNamespaces(all);
    if (undeclared.length > 0 && JSON.stringify(policy.object.spec ?? null).includes('"namespaceSelector":{"match')) {
        limits.push(unknownNamespaces(kyverno_ID, policy, undeclared, kyvernoEnforces(policy, null)));
    }
    return limits;
}
function notRun(policy, message, path, remedy, isLimit = false) {
    return {
        id: kyverno_ID,
        policy,
        rule: null,
        enforces: kyvernoEnforces(policy, null),
        message,
        outcome: 'not-run',
        cause: 'content',
        isLimit,
        remedy,
        path,
    };
}
/** Labels of namespaces that are created elsewhere are not known, and without them a selector selects nothing. */
function unknownNamespaces(id, policy, undeclared, isEnforced) {
    const shown = undeclared
        .slice(0, 5)
        .map((name) => JSON.stringify(name))
        .join(', ');
    const more = undeclared.length > 5 ? ` and ${undeclared.length - 5} more` : '';
    return {
        id,
        policy,
        rule: null,
        enforces: isEnforced,
        message: `it selects namespaces by label, and the repository does not declare ${shown}${more}`,
        outcome: 'not-run',
        cause: 'content',
        isLimit: true,
        remedy: 'Keep the Namespace objects in the repository.',
        path: ['spec'],
    };
}
function kyverno_rulesOf({ object }) {
    const rules = (0,json/* get */.Jt)(object, 'spec', 'rules');
    return (0,json/* isArray */.cy)(rules) ? rules : [];
}

;// CONCATENATED MODULE: ./build/check/admission/named.js



/**
 * The objects of such files.
 *
 * @throws UsageError for a file that is no YAML or holds an object that no engine knows: whoever names it relies on it.
 */
function namedManifests(files) {
    return files.flatMap(({ file, text }) => {
        const { documents, problems } = (0,stream/* readManifestStream */.W)(new TextEncoder().encode(text));
        const [problem] = problems;
        if (problem !== undefined)
            throw unusable(file, `cannot be read: ${problem.message}`);
        const manifests = documents.flatMap(({ value, index, locate }) => {
            if (!(0,json/* isObject */.Gv)(value))
                return [];
            const metadata = (0,json/* isObject */.Gv)(value.metadata) ? value.metadata : {};
            const textOf = (field) => (typeof field === 'string' ? field : '');
            return [
                {
                    ref: {
                        file,
                        document: index,
                        apiVersion: textOf(value.apiVersion),
                        kind: textOf(value.kind),
                        name: textOf(metadata.name),
                    },
                    source: { kind: 'plain', root: '', files: [file] },
                    object: value,
                    namespace: textOf(metadata.namespace) || 'default',
                    place: (path) => ({ location: { file, ...locate(path), exact: true }, related: [] }),
                },
            ];
        });
        const stranger = manifests.find(isJudged);
        if (stranger !== undefined)
            throw unusable(file, `holds ${JSON.stringify(stranger.ref.kind)}, which no engine runs`);
        if (manifests.length === 0)
            throw unusable(file, 'holds no object');
        return manifests;
    });
}
function unusable(file, what) {
    return new errors/* UsageError */.e({
        code: 'policy/invalid',
        stage: 'policy',
        message: `The file ${JSON.stringify(file)}, which hardening.admissionPolicies names, ${what}, so no manifest would be judged by it.`,
        remedy: 'Name files of Kyverno, Gatekeeper or ValidatingAdmissionPolicy objects, or take the pattern out.',
    });
}

;// CONCATENATED MODULE: ./build/check/admission/validating-admission-policy.js





const validating_admission_policy_ID = 'admission/validating-admission-policy';
/**
 * What the bound ValidatingAdmissionPolicies say of the objects, by the kyverno CLI.
 *
 * With a binding the CLI (1.19) goes by what the binding matches and passes over the policy's own matchConstraints;
 * without one it goes by those. So it is asked both ways, and an object counts where both match it.
 */
async function validatingVerdicts(tool, { policies, bindings, batches, all }, ports) {
    const verdicts = [];
    const unread = new Map();
    const names = new Set(policies.map(({ ref }) => ref.name));
    const own = bindings.filter(({ object }) => names.has(String((0,json/* get */.Jt)(object, 'spec', 'policyName') ?? '')));
    const kinds = new Set(policies.map(({ object }) => (0,json/* get */.Jt)(object, 'spec', 'paramKind', 'kind')));
    const parameters = all.filter(({ ref }) => kinds.has(ref.kind));
    for (const batch of batches) {
        const input = { exceptions: [], parameters, batch, all };
        const [bound, alone] = await Promise.all([
            runKyverno(tool, { ...input, policies: [...policies, ...own] }, ports),
            runKyverno(tool, { ...input, policies }, ports),
        ]);
        if (bound.status === 'failed' || alone.status === 'failed') {
            const why = bound.status === 'failed' ? bound.why : alone.status === 'failed' ? alone.why : '';
            for (const policy of policies)
                unread.set(policy, why);
            continue;
        }
        for (const [policy, why] of [...bound.skipped, ...alone.skipped])
            unread.set(policy, why);
        const matched = new Set(alone.results.flatMap((result) => objectsOf(result)));
        for (const result of bound.results) {
            const policy = policies.find(({ ref }) => ref.name === result.policy);
            if (policy === undefined || result.result === 'pass' || result.result === 'skip')
                continue;
            if (!objectsOf(result).some((each) => matched.has(each)))
                continue;
            verdicts.push(...validating_admission_policy_verdictsOf(result, policy, own, batch));
        }
    }
    const remedy = 'Correct it so that the API server takes it.';
    for (const [policy, message] of unread) {
        verdicts.push({
            id: validating_admission_policy_ID,
            policy,
            rule: null,
            enforces: true,
            message,
            outcome: 'not-run',
            cause: 'content',
            isLimit: false,
            remedy,
            path: [],
        });
    }
    return [...verdicts, ...validating_admission_policy_limitsOf(policies, own, all)];
}
/** Policy and object as one text, to compare the two runs. */
function objectsOf({ policy, resources }) {
    return resources.map(({ kind, namespace, name }) => JSON.stringify([policy, kind, namespace, name]));
}
function validating_admission_policy_verdictsOf(result, policy, bindings, batch) {
    const binding = bindings.find(({ ref }) => ref.name === result.properties.binding);
    const path = validating_admission_policy_pathOf(result, policy);
    return result.resources.flatMap((resource) => {
        const manifest = batch.find(resource);
        if (manifest === null)
            return [];
        const outcome = result.result === 'error' ? 'unknown' : 'fail';
        const enforces = binding === undefined ? true : denies(binding);
        return [{ id: validating_admission_policy_ID, policy, rule: null, outcome, enforces, message: result.message, manifest, path }];
    });
}
/** A binding that denies makes a policy reject; the others only say. */
function isEnforced(policy, bindings) {
    return bindings.some((each) => (0,json/* get */.Jt)(each.object, 'spec', 'policyName') === policy.ref.name && denies(each));
}
function denies({ object }) {
    const actions = (0,json/* get */.Jt)(object, 'spec', 'validationActions');
    return (0,json/* isArray */.cy)(actions) && actions.includes('Deny');
}
/** What the failed validation reads: it is known by its message, or by its expression where it has none. */
function validating_admission_policy_pathOf({ message }, { object }) {
    const validations = (0,json/* get */.Jt)(object, 'spec', 'validations');
    const failed = ((0,json/* isArray */.cy)(validations) ? validations : []).find((validation) => {
        const [said, expression] = [(0,json/* get */.Jt)(validation, 'message'), (0,json/* get */.Jt)(validation, 'expression')];
        return message === said || (typeof expression === 'string' && message.includes(expression.trim()));
    });
    const [only] = (0,json/* isArray */.cy)(validations) && validations.length === 1 ? validations : [];
    return fieldOf(String((0,json/* get */.Jt)(failed ?? only, 'expression') ?? ''));
}
function validating_admission_policy_limitsOf(policies, bindings, all) {
    const undeclared = undeclaredNamespaces(all);
    if (undeclared.length === 0)
        return [];
    return policies.flatMap((policy) => {
        const own = bindings.filter(({ object }) => (0,json/* get */.Jt)(object, 'spec', 'policyName') === policy.ref.name);
        const selects = [policy, ...own].some(({ object }) => JSON.stringify(object.spec ?? null).includes('"namespaceSelector":{"match'));
        return selects ? [unknownNamespaces(validating_admission_policy_ID, policy, undeclared, isEnforced(policy, own))] : [];
    });
}

;// CONCATENATED MODULE: ./build/check/admission/check.js










/**
 * Runs the admission policies that were rendered against everything else that was, by their own engines. The policies of
 * the base judge first, so that a change cannot take away what it is judged by; then those that the change brings.
 *
 * No engine is looked for where there is no policy for it.
 */
async function checkAdmission(manifests, { policy, toolbox, ports, trusted, named = [] }) {
    const beside = namedManifests(named);
    const own = sortPolicies([...manifests, ...beside]);
    const base = trusted === null ? null : sortPolicies([...trusted, ...beside]);
    const rounds = base === null ? [own] : [base, newPolicies(own, base)];
    const judged = manifests.filter(isJudged);
    const tools = {};
    if (judged.length === 0)
        return { findings: [], tools };
    const batches = batchesOf(judged);
    const verdicts = [];
    for (const round of rounds.flatMap(variantsOf)) {
        verdicts.push(...imageVerdicts(round.images));
        for (const job of jobsOf(round, batches, manifests)) {
            if ((0,levels/* configuredLevel */.lg)(policy, job.id)?.level === 'off')
                continue;
            const tool = await locate(toolbox, job.tool);
            if (tool instanceof errors/* GateError */.u)
                verdicts.push(...job.policies.map((each) => check_missing(job, each, tool)));
            else {
                tools[job.tool] = { version: tool.version };
                ports.log.progress(`Running ${job.policies.length} policies with ${tool.name} ${tool.version}`);
                verdicts.push(...(await job.run(tool, ports)));
            }
        }
    }
    return { findings: check_distinct(verdicts.flatMap((verdict) => finding_findingOf(verdict, policy) ?? [])), tools };
}
function jobsOf(round, batches, all) {
    const { kyverno, exceptions, validating, bindings, templates, constraints } = round;
    const jobs = [
        {
            id: 'admission/kyverno',
            tool: 'kyverno',
            policies: kyverno,
            enforces: (each) => kyvernoEnforces(each, null),
            run: (tool, ports) => kyvernoVerdicts(tool, { policies: kyverno, exceptions, batches, all }, ports),
        },
        {
            id: 'admission/validating-admission-policy',
            tool: 'kyverno',
            policies: validating,
            enforces: (each) => isEnforced(each, bindings),
            run: (tool, ports) => validatingVerdicts(tool, { policies: validating, bindings, batches, all }, ports),
        },
        {
            id: 'admission/gatekeeper',
            tool: 'gator',
            policies: constraints,
            enforces: isDenied,
            run: (tool, ports) => gatekeeperVerdicts(tool, { templates, constraints, batches, all }, ports),
        },
    ];
    return jobs.filter(({ policies }) => policies.length > 0);
}
async function locate(toolbox, name) {
    try {
        return await toolbox.locate(name);
    }
    catch (error) {
        if (error instanceof errors/* GateError */.u)
            return error;
        throw error;
    }
}
function check_missing({ id, enforces }, policy, error) {
    const message = error.message.replace(/\.$/, '');
    const remedy = `${error.remedy} Or set "${id}": off under hardening.rules.`;
    return {
        id,
        policy,
        rule: null,
        enforces: enforces(policy),
        message,
        outcome: 'not-run',
        cause: 'infrastructure',
        isLimit: false,
        remedy,
        path: ['metadata', 'name'],
    };
}
/** Overlays render the same policy several times, and two of them say the same of an object. */
function check_distinct(findings) {
    const seen = new Set();
    return findings.filter(({ rule, location, identity, manifest, message }) => {
        const key = JSON.stringify([rule, location, identity, manifest?.name, message]);
        return !seen.has(key) && seen.add(key);
    });
}

;// CONCATENATED MODULE: ./build/check/hardening/change/documents.js


/** The objects of such files, to be compared like any other. What is no object is the business of whoever reads them. */
function manifestsOf(files) {
    return files.flatMap(({ file, text }) => (0,stream/* readManifestStream */.W)(new TextEncoder().encode(text)).documents.flatMap(({ value, index, locate }) => {
        if (!(0,json/* isObject */.Gv)(value))
            return [];
        const metadata = (0,json/* isObject */.Gv)(value.metadata) ? value.metadata : {};
        return [
            {
                ref: {
                    file,
                    document: index,
                    apiVersion: String(value.apiVersion ?? ''),
                    kind: String(value.kind ?? ''),
                    name: String(metadata.name ?? ''),
                },
                source: { kind: 'plain', root: '', files: [file] },
                object: value,
                namespace: 'default',
                place: (path) => ({ location: { file, ...locate(path), exact: true }, related: [] }),
            },
        ];
    }));
}

// EXTERNAL MODULE: ./build/check/hardening/change/not-compared.js
var not_compared = __webpack_require__(40254);
// EXTERNAL MODULE: ./build/check/hardening/change/pairs.js
var pairs = __webpack_require__(88646);
;// CONCATENATED MODULE: ./build/check/hardening/check-changes.js






/**
 * What a change takes away: the rules of the family `change/`, over the objects of both sides. Pure. They warn unless
 * `hardening.rules` says otherwise, since a weaker setting may be what is meant, and somebody should have seen it.
 */
function checkChanges(base, head, options) {
    // What is rendered is compared as it is rendered, and once.
    const rendered = new Set([...base.manifests, ...head.manifests].map(({ ref }) => ref.file));
    const all = ({ manifests, policies }) => [
        ...manifests,
        ...manifestsOf(policies.filter(({ file }) => !rendered.has(file))),
    ];
    const change = (0,pairs/* pairObjects */.jc)(all(base), all(head));
    const ownLevel = (0,levels/* configuredLevel */.lg)(options.policy, not_compared/* NOT_COMPARED */.S.id)?.level ?? 'warn';
    const uncompared = ownLevel === 'off' ? [] : (base.failed ?? []).map((source) => (0,not_compared/* notCompared */.v)(source, ownLevel));
    const weakened = (options.rules ?? rules/* HARDENING_RULES */.Z).flatMap((rule) => {
        if (rule.scope !== 'change')
            return [];
        const level = (0,levels/* configuredLevel */.lg)(options.policy, rule.description.id)?.level ?? 'warn';
        if (level === 'off')
            return [];
        return rule
            .check(change)
            .flatMap((problem) => findingOf(rule, level, problem.manifest, [problem], '', problem.related, problem.outcome));
    });
    return [...uncompared, ...weakened];
}

// EXTERNAL MODULE: ./build/policy/load.js + 2 modules
var load = __webpack_require__(38852);
;// CONCATENATED MODULE: ./build/gate/sides.js



/** The repository's own admission policies over both sides: those of the base judge the head as well. */
async function admit({ head, base }, { loaded, toolbox, ports }) {
    const options = { policy: loaded.policy, toolbox, ports, named: loaded.admissionDocuments };
    return {
        head: await checkAdmission(head.manifests, { ...options, trusted: base?.manifests ?? null }),
        base: base && (await checkAdmission(base.manifests, { ...options, trusted: null })),
    };
}
/** What the change takes away, of the manifests and of the signature and admission policies that the gate's own policy names. */
async function compare({ head, base }, { loaded }) {
    if (base === null)
        return [];
    const { policy } = loaded;
    // What did not render is reported as that, and not as if its objects were gone.
    const failed = new Set(head.failed.map(({ kind, root }) => `${kind} ${root}`));
    const isJudged = ({ source }) => source.kind === 'plain' || !failed.has(`${source.kind} ${source.root}`);
    const kept = new Set(head.sources.map(({ kind, root }) => `${kind} ${root}`));
    return checkChanges({
        manifests: base.manifests.filter(isJudged),
        policies: await (0,load/* namedDocumentsIn */.VX)(base.tree, policy),
        failed: base.failed.filter(({ kind, root }) => kept.has(`${kind} ${root}`)),
    }, { manifests: head.manifests, policies: await (0,load/* namedDocumentsIn */.VX)(head.tree, policy) }, { policy });
}

// EXTERNAL MODULE: ./build/check/signatures/skip.js
var skip = __webpack_require__(8168);
;// CONCATENATED MODULE: ./build/gate/signatures.js


/** The signatures and attestations that the policy asks of these images, by its trust roots. */
async function verifySignatures(images, roots, { request, loaded, ports, registry }) {
    const { policy, signatureDocuments: documents } = loaded;
    if (policy.signatures.mode === 'off')
        return (0,skip/* skipSignatures */.L)(images);
    // Much of what is in the gate is for this alone, and many policies ask for no signatures.
    const { checkSignatures, createConditionEvaluator, createGithubAttestations } = await Promise.all(/* import() */[__webpack_require__.e(187), __webpack_require__.e(213), __webpack_require__.e(720), __webpack_require__.e(409)]).then(__webpack_require__.bind(__webpack_require__, 47409));
    const { http, clock, env } = ports;
    const { offline, mode, registryCache: directory, cacheKey: key = null, build = null } = request;
    return checkSignatures(images, {
        policy,
        documents,
        registry,
        now: clock.now(),
        http,
        offline,
        roots,
        // Without a network nobody says whether what was verified is still there.
        kept: offline || directory === null || key === null || build === null ? null : { directory, key, build, ports },
        github: createGithubAttestations({
            http,
            clock,
            apiUrl: env.get('GITHUB_API_URL') ?? 'https://api.github.com',
            token: request.githubToken ?? '',
            offline,
        }),
        conditions: createConditionEvaluator(ports, (name) => findLocalProgram(name, { policy, ports, mode })),
    });
}

// EXTERNAL MODULE: ./build/check/hardening/incident/alerts.js
var alerts = __webpack_require__(17602);
// EXTERNAL MODULE: ./build/check/hardening/nodes/cluster-version.js
var cluster_version = __webpack_require__(81531);
// EXTERNAL MODULE: ./build/check/hardening/nodes/component-flags.js + 2 modules
var component_flags = __webpack_require__(67498);
// EXTERNAL MODULE: ./build/check/hardening/nodes/endpoints.js
var endpoints = __webpack_require__(29806);
// EXTERNAL MODULE: ./build/check/hardening/nodes/etcd-snapshots.js
var etcd_snapshots = __webpack_require__(60788);
// EXTERNAL MODULE: ./build/check/hardening/nodes/kubelets.js
var kubelets = __webpack_require__(61005);
// EXTERNAL MODULE: ./build/check/hardening/nodes/metadata-options.js
var metadata_options = __webpack_require__(45648);
// EXTERNAL MODULE: ./build/check/hardening/evidence/backups.js
var backups = __webpack_require__(63273);
// EXTERNAL MODULE: ./build/check/hardening/evidence/objects.js
var objects = __webpack_require__(8658);
// EXTERNAL MODULE: ./build/check/hardening/evidence/runbooks.js
var runbooks = __webpack_require__(96033);
;// CONCATENATED MODULE: ./build/check/hardening/evidence/parts.js











const isRbac = (0,objects/* isOneOf */.EK)('rbac.authorization.k8s.io/*');
const isNamespace = (0,objects/* isOneOf */.EK)('/Namespace');
const isAcrossNamespaces = (0,objects/* isOneOf */.EK)('gateway.networking.k8s.io/ReferenceGrant', 'external-secrets.io/ClusterSecretStore', 'argoproj.io/AppProject', 'argoproj.io/Application', 'argoproj.io/ApplicationSet', 'kustomize.toolkit.fluxcd.io/Kustomization', 'helm.toolkit.fluxcd.io/HelmRelease');
/** By topic; the supply chain, which is about images, has its own in src/rules/topics.ts. */
const TOPIC_PARTS = [
    {
        topic: 'identity',
        name: 'roles and bindings',
        rules: ['rbac/*', 'change/weakens-role', 'change/weakens-binding'],
        shownBy: isRbac,
    },
    {
        topic: 'identity',
        name: 'service accounts of workloads',
        rules: ['rbac/default-service-account', 'rbac/token-automount', 'rbac/static-token'],
        shownBy: objects/* isWorkload */.gv,
    },
    {
        topic: 'tenancy',
        name: 'quotas and limits of namespaces',
        rules: ['tenancy/*', 'change/weakens-quota'],
        shownBy: objects/* isWorkload */.gv,
    },
    {
        topic: 'tenancy',
        name: 'access across namespaces',
        rules: [
            'tenancy/cross-namespace-secrets',
            'tenancy/open-secret-store',
            'tenancy/secret-reference-grant',
            'tenancy/open-app-project',
            'tenancy/flux-service-account',
        ],
        shownBy: (each) => isRbac(each) || isAcrossNamespaces(each),
    },
    {
        topic: 'pod-security',
        name: 'workloads',
        rules: ['pss/*', 'container/*', 'change/weakens-pod-security'],
        shownBy: objects/* isWorkload */.gv,
    },
    {
        topic: 'network',
        name: 'network policies',
        rules: ['network/*', 'change/weakens-network-policy'],
        shownBy: (each) => (0,objects/* isWorkload */.gv)(each) || isNamespace(each),
    },
    {
        topic: 'network',
        name: 'Services and Ingresses',
        rules: ['network/exposed-service', 'network/ingress-without-tls', 'network/unreachable-service'],
        shownBy: (0,objects/* isOneOf */.EK)('/Service', 'networking.k8s.io/Ingress', 'extensions/Ingress', 'gateway.networking.k8s.io/Gateway'),
    },
    {
        topic: 'network',
        name: 'mutual TLS',
        rules: ['network/permissive-mtls', 'network/no-mtls', 'change/weakens-mtls'],
        shownBy: objects/* isMeshPolicy */.UE,
    },
    { topic: 'secrets', name: 'plaintext', rules: ['secrets/*'], shownBy: () => true },
    { topic: 'secrets', name: 'secret managers or encrypted Secrets', rules: [], shownBy: objects/* isManagedSecret */.c8 },
    {
        topic: 'admission',
        name: 'labels of namespaces',
        rules: ['admission/pod-security-enforce', 'admission/pod-security-version', 'admission/required-labels'],
        shownBy: isNamespace,
    },
    {
        topic: 'admission',
        name: 'admission policies',
        rules: ['admission/*', 'change/weakens-admission-policy'],
        shownBy: (0,objects/* isOneOf */.EK)('admissionregistration.k8s.io/ValidatingAdmissionPolicy', 'kyverno.io/ClusterPolicy', 'kyverno.io/Policy', 'policies.kyverno.io/ValidatingPolicy', 'policies.kyverno.io/NamespacedValidatingPolicy', 'policies.kyverno.io/ImageValidatingPolicy', 'policies.kyverno.io/NamespacedImageValidatingPolicy', 'constraints.gatekeeper.sh/*'),
    },
    {
        topic: 'runtime',
        name: 'audit policy',
        rules: ['runtime/audit-policy'],
        shownBy: (0,objects/* isOneOf */.EK)('audit.k8s.io/Policy'),
    },
    {
        topic: 'runtime',
        name: 'audit sink and log level',
        rules: ['runtime/*'],
        shownBy: (each) => (0,component_flags/* componentsIn */.aL)(each, 'kube-apiserver').length > 0,
    },
    {
        topic: 'runtime',
        name: 'detector on the nodes (Falco, Tetragon, Tracee)',
        rules: ['runtime/detector-off'],
        shownBy: objects/* isDetector */.j_,
    },
    { topic: 'nodes', name: 'kubelet', rules: ['node/kubelet-access'], shownBy: (each) => (0,kubelets/* kubeletsIn */.P)(each).length > 0 },
    {
        topic: 'nodes',
        name: 'API server',
        rules: ['node/api-server-access', 'node/no-encryption-provider'],
        shownBy: (each) => (0,component_flags/* componentsIn */.aL)(each, 'kube-apiserver').length > 0,
    },
    {
        topic: 'nodes',
        name: 'etcd',
        rules: ['node/etcd-access', 'node/etcd-snapshots-off'],
        shownBy: (each) => (0,component_flags/* componentsIn */.aL)(each, 'etcd').length > 0 || (0,etcd_snapshots/* etcdSnapshotsIn */.z)(each) !== null,
    },
    {
        topic: 'nodes',
        name: 'encryption at rest',
        rules: ['node/secrets-in-plaintext'],
        shownBy: (each) => (0,hardening_inventory/* isKind */.VF)(each, 'apiserver.config.k8s.io', 'EncryptionConfiguration'),
    },
    {
        topic: 'nodes',
        name: 'version of Kubernetes',
        rules: ['node/end-of-life'],
        shownBy: (each) => (0,cluster_version/* clusterVersion */.D)(each) !== null,
    },
    {
        topic: 'nodes',
        name: 'API endpoint of a managed cluster',
        rules: ['node/public-endpoint'],
        shownBy: (each) => (0,endpoints/* endpointIn */.B)(each) !== null,
    },
    {
        topic: 'nodes',
        name: 'metadata of instances',
        rules: ['node/instance-metadata'],
        shownBy: (each) => (0,metadata_options/* metadataOptionsIn */.l)(each).length > 0,
    },
    { topic: 'incident', name: 'alerts', rules: ['incident/*'], shownBy: (each) => (0,alerts/* alertsIn */.X)(each).length > 0 },
    { topic: 'incident', name: 'owners', rules: ['incident/owner'], shownBy: objects/* namesOwner */.I6, shownByFile: runbooks/* isCodeOwners */.oR },
    {
        topic: 'incident',
        name: 'runbook for a leaked credential',
        rules: ['incident/credential-leak-runbook'],
        shownByFile: runbooks/* isCredentialLeakRunbook */.PL,
    },
    {
        topic: 'incident',
        name: 'runbook for a compromised image',
        rules: ['incident/compromised-image-runbook'],
        shownByFile: runbooks/* isCompromisedImageRunbook */.CR,
    },
    {
        topic: 'incident',
        name: 'runbook for lateral movement',
        rules: ['incident/lateral-movement-runbook'],
        shownByFile: runbooks/* isLateralMovementRunbook */.T6,
    },
    { topic: 'incident', name: 'backup schedules', rules: ['incident/no-backup'], shownBy: backups/* isBackupSchedule */._ },
];
/** Asked for each rule once for every part of a topic. */
const partsOfRules = new Map();
/** The part that a rule judges; null where it judges the whole topic. */
function partOf(rule) {
    const known = partsOfRules.get(rule);
    if (known !== undefined)
        return known;
    const part = closestPart(rule);
    partsOfRules.set(rule, part);
    return part;
}
function closestPart(rule) {
    const fits = TOPIC_PARTS.flatMap((part) => part.rules
        .filter((pattern) => (pattern.endsWith('*') ? rule.startsWith(pattern.slice(0, -1)) : rule === pattern))
        .map((pattern) => ({ part, length: pattern.length })));
    return (fits.reduce((best, each) => (best === null || each.length > best.length ? each : best), null)?.part ?? null);
}
/**
 * What is there to say something of. Only a plain install counts: what a chart renders under other conditions must not
 * stand for what it leaves out. Each part is looked for until something shows it.
 */
function evidenceIn(manifests, files) {
    const open = new Set(TOPIC_PARTS);
    const shown = new Set();
    const settle = (isShown) => {
        for (const part of open) {
            if (!isShown(part))
                continue;
            open.delete(part);
            shown.add(parts_keyOf(part));
        }
    };
    for (const manifest of manifests)
        if (manifest.face === undefined)
            settle(({ shownBy }) => shownBy?.(manifest) === true);
    for (const file of files)
        settle(({ shownByFile }) => shownByFile?.(file) === true);
    return shown;
}
/** Names are told apart within their topic. */
function parts_keyOf({ topic, name }) {
    return `${topic}: ${name}`;
}

// EXTERNAL MODULE: ./build/domain/rule.js
var rule = __webpack_require__(80075);
;// CONCATENATED MODULE: ./build/rules/topic-parts.js

/** Every part of a topic. Pure. */
function topic_parts_partsOf(topic, evidence) {
    if (topic === 'supply-chain')
        return supplyChain(evidence);
    return TOPIC_PARTS.filter((part) => part.topic === topic).map((part) => {
        const isOwn = ({ rule }) => partOf(rule) === part;
        const rules = evidence.rules.filter(({ id }) => partOf(id) === part);
        const isOff = rules.length > 0 && rules.every(({ id }) => evidence.isOff(id));
        const status = statusOf(evidence.findings.filter(isOwn), isOff, evidence.shown.has(parts_keyOf(part)));
        return { name: part.name, status };
    });
}
function statusOf(own, isOff, isShown) {
    if (own.some(({ result }) => result.outcome === 'fail'))
        return 'fail';
    if (own.length > 0)
        return 'unknown';
    if (isOff)
        return 'off';
    return isShown ? 'pass' : 'absent';
}
const SIGNATURES = /^(signature|attestation)\//;
const VULNERABILITIES = /^vulnerability\//;
/** The gate's own checks of images: one that the policy does not ask for shows nothing. */
function supplyChain({ findings, images, checks, describeRule }) {
    const own = findings.filter(({ rule }) => describeRule(rule)?.topic === 'supply-chain');
    const about = (rules) => own.filter(({ rule }) => rules.test(rule));
    const others = own.filter(({ rule }) => !SIGNATURES.test(rule) && !VULNERABILITIES.test(rule));
    return [
        { name: 'origin of images', status: statusOf(others, false, images > 0) },
        { name: 'signatures', status: checkedOf(about(SIGNATURES), checks.signatures) },
        { name: 'vulnerabilities', status: checkedOf(about(VULNERABILITIES), checks.vulnerabilities) },
    ];
}
/** No finding is no pass: an image that was never reached, offline for one, has its finding under another rule. */
function checkedOf(own, outcomes) {
    const status = statusOf(own, outcomes === null, outcomes !== null && outcomes.length > 0);
    return status === 'pass' && outcomes?.some((outcome) => outcome !== 'pass') ? 'unknown' : status;
}

;// CONCATENATED MODULE: ./build/rules/topics.js


/** What no file shows, in words that follow "Not provable from manifests: ". */
const BEYOND = {
    identity: 'who holds the credentials of a subject, and roles that are made elsewhere',
    tenancy: 'namespaces, quotas and limits that are made elsewhere',
    'pod-security': 'what a mutating webhook makes of the pods',
    network: 'whether the network plugin enforces policies, and policies that are made elsewhere',
    secrets: 'rotation, and who reads what an external manager holds',
    'supply-chain': 'how images were built, beyond what is signed',
    admission: 'policies and webhooks that are installed by other means',
    runtime: 'real audit logs, their retention, and whether a detector runs on every node',
    nodes: 'the live state of nodes and of a managed control plane',
    incident: 'drills, restored backups, and whether a runbook is read',
};
/** One line for each of the ten topics, in the checklist's order: none is ever left out. Pure. */
function summarizeTopics(evidence) {
    // What could not be read may hold anything: no topic passes beside it.
    const isBroken = evidence.findings.some(({ rule }) => rule === 'render/failed' || rule === 'manifest/invalid');
    const kinds = kindsOf(evidence.findings);
    const different = { ...evidence, findings: kinds.map(({ finding }) => finding) };
    return rule/* TOPICS */.p.map(({ id, title }) => {
        const own = kinds.filter(({ finding }) => evidence.describeRule(finding.rule)?.topic === id);
        const parts = topic_parts_partsOf(id, different);
        const outcomes = own.map(({ finding }) => finding);
        const { status, why } = topics_statusOf(id, outcomes, parts, isBroken, evidence);
        const note = [why, describe(parts), searched(id, evidence), `Not provable from manifests: ${BEYOND[id]}.`];
        return {
            topic: id,
            title,
            findings: own.reduce((sum, { count }) => sum + count, 0),
            status,
            note: note.filter((sentence) => sentence !== '').join(' '),
            parts,
        };
    });
}
/** One finding for each rule and outcome, and how many there are: a thousand images share a few hundred advisories. */
function kindsOf(findings) {
    const kinds = new Map();
    for (const finding of findings) {
        const name = `${finding.rule} ${finding.result.outcome}`;
        const kind = kinds.get(name);
        if (kind === undefined)
            kinds.set(name, { finding, count: 1 });
        else
            kind.count += 1;
    }
    return [...kinds.values()];
}
function topics_statusOf(topic, own, parts, isBroken, evidence) {
    if (own.some(({ result }) => result.outcome === 'fail'))
        return { status: 'fail', why: '' };
    if (own.length > 0)
        return { status: 'unknown', why: 'Some checks could not be made.' };
    if (isBroken)
        return { status: 'unknown', why: 'Not everything could be read.' };
    const rules = evidence.rules.filter((rule) => rule.topic === topic);
    if (rules.every(({ id }) => evidence.isOff(id))) {
        return { status: 'unknown', why: 'The policy turns every rule of the topic off.' };
    }
    const has = (status) => parts.some((part) => part.status === status);
    if (!has('pass') && !has('off'))
        return { status: 'not-provable', why: 'Nothing in the repository shows it.' };
    if (has('off'))
        return { status: 'unknown', why: 'The policy does not ask for all of it.' };
    if (has('absent'))
        return { status: 'not-provable', why: 'Shown in part only.' };
    const off = rules.filter(({ id }) => evidence.isOff(id)).length;
    return { status: 'pass', why: off === 0 ? '' : `${off} of ${rules.length} rules are off.` };
}
/** Whose rules looked for credentials: the gate's own know fewer shapes than gitleaks does. */
function searched(topic, { gitleaks }) {
    if (topic !== 'secrets')
        return '';
    if (gitleaks === null)
        return "Credentials are known by the gate's own shapes alone: gitleaks did not search.";
    return `Credentials are known by the gate's own shapes and the rules of gitleaks ${gitleaks.version}.`;
}
const WORDS = [
    ['pass', 'Passed'],
    ['fail', 'Failed'],
    ['unknown', 'Not checked'],
    ['off', 'Not asked for'],
    ['absent', 'Not in this repository'],
];
/** `Passed: kubelet. Not in this repository: etcd, API server.` */
function describe(parts) {
    return WORDS.flatMap(([status, words]) => {
        const names = parts.filter((part) => part.status === status).map(({ name }) => name);
        return names.length === 0 ? [] : [`${words}: ${names.join(', ')}.`];
    }).join(' ');
}

// EXTERNAL MODULE: ./build/rules/catalogue.js + 6 modules
var catalogue = __webpack_require__(89954);
;// CONCATENATED MODULE: ./build/gate/topics.js


/** What can be said of each topic of the hardening checklist and of its parts, and what no manifest shows. */
function topicsOf({ manifests, images, repository, tools }, findings, checks, policy) {
    const outcomesIn = (outcomes) => images.map(({ written }) => outcomes.get(written) ?? 'unknown');
    const isOff = (rule) => {
        const configured = (0,levels/* configuredLevel */.lg)(policy, rule)?.level ?? null;
        return configured === 'off' || (configured === null && isLeftOut(rule, policy));
    };
    return summarizeTopics({
        findings,
        shown: evidenceIn(manifests, repository.files),
        images: images.length,
        gitleaks: tools.gitleaks ?? null,
        checks: {
            signatures: policy.signatures.mode === 'off' ? null : outcomesIn(checks.signatures),
            vulnerabilities: policy.vulnerabilities.severity === 'off' ? null : outcomesIn(checks.vulnerabilities),
        },
        isOff,
        describeRule: catalogue/* describeRule */.IO,
        rules: catalogue/* RULES */.y0,
    });
}
/** The level privileged holds no check of the Pod Security Standards. */
function isLeftOut(rule, policy) {
    return policy.hardening.podSecurity.level === 'privileged' && rule.startsWith('pss/');
}

// EXTERNAL MODULE: ./node_modules/picomatch/index.js
var picomatch = __webpack_require__(14006);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
;// CONCATENATED MODULE: ./build/trust/same-check.js


const MAX_WORKFLOW_BYTES = 1024 * 1024;
/** What is shown of a check's name is far shorter. */
const MAX_NAME = 500;
/** Any expression. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's expressions look like JavaScript's.
const COMPUTED = '${{ }}';
const Job = schemas/* looseObject */._H3({
    name: schemas/* unknown */.L5J().optional(),
    uses: schemas/* unknown */.L5J().optional(),
    strategy: schemas/* unknown */.L5J().optional(),
    steps: schemas/* array */.YOg(schemas/* unknown */.L5J()).optional().catch(undefined),
});
const Workflow = schemas/* looseObject */._H3({ jobs: schemas/* record */.g1P(schemas/* string */.YjP(), Job) });
const Step = schemas/* looseObject */._H3({ uses: schemas/* string */.YjP() });
/**
 * Workflows beside the gate's own that the change adds or edits, and that have a job whose check is called as the gate's is. A
 * ruleset knows a required check by its name and its app, and both jobs are GitHub Actions': the other one could meet it.
 */
async function sameChecks(gate, changed, { base, head }) {
    const own = [...(await same_check_jobsOf(gate, base)), ...(await same_check_jobsOf(gate, head))];
    const running = own.filter((job) => job.gate);
    const names = new Set((running.length > 0 ? running : own).flatMap((job) => job.names));
    const found = [];
    for (const path of changed) {
        if (path === gate)
            continue;
        const others = (await same_check_jobsOf(path, head)).flatMap((job) => job.names);
        const check = [...names].find((name) => others.some((other) => mayBe(other, name) || mayBe(name, other)));
        if (check !== undefined)
            found.push({ path, check });
    }
    return found;
}
/** Whether a name, once its expressions have values, may be that text. Upper and lower case count as the same. */
function mayBe(name, text) {
    const whole = text.toLowerCase();
    const [first = '', ...rest] = name.toLowerCase().split(/\$\{\{.*?\}\}/s);
    const last = rest.pop();
    if (last === undefined)
        return first === whole;
    if (!whole.startsWith(first) || !whole.endsWith(last))
        return false;
    let at = first.length;
    for (const part of rest) {
        const found = whole.indexOf(part, at);
        if (found === -1)
            return false;
        at = found + part.length;
    }
    return at + last.length <= whole.length;
}
/** None of a file that GitHub would not read as a workflow either. */
async function same_check_jobsOf(path, tree) {
    const entry = await tree.stat(path);
    if (entry === null || entry === 'directory' || entry.kind !== 'file' || entry.size > MAX_WORKFLOW_BYTES)
        return [];
    let value;
    try {
        value = (0,dist/* parse */.qg)(new TextDecoder().decode(await tree.read(path)), { maxAliasCount: 100, merge: true });
    }
    catch {
        return [];
    }
    const workflow = Workflow.safeParse(value);
    if (!workflow.success)
        return [];
    return Object.entries(workflow.data.jobs).map(([id, { name, uses, strategy, steps = [] }]) => {
        const used = [uses, ...steps.map((step) => Step.safeParse(step).data?.uses)];
        const gate = used.some((each) => typeof each === 'string' && /supply-chain-gate|^\.\//.test(each));
        const shown = (typeof name === 'string' || typeof name === 'number' ? String(name) : id).slice(0, MAX_NAME);
        // `gate (prod, eu)` of a matrix; `gate / check` of a job in a workflow that this one calls.
        const names = strategy === undefined ? [shown] : [shown, `${shown} (${COMPUTED})`];
        return { names: uses === undefined ? names : names.map((each) => `${each} / ${COMPUTED}`), gate };
    });
}

;// CONCATENATED MODULE: ./build/trust/workflow-files.js

/** More than any workflow calls; the rest of a longer chain is not followed, and its caller cannot change unseen. */
const MAX_FILES = 2000;
const MAX_CALLS = 100;
const ACTION_FILES = ['action.yml', 'action.yaml', 'Dockerfile'];
/**
 * The workflow and everything of its own repository that it calls: reusable workflows (`jobs.*.uses: ./\u2026`) and local
 * actions (`steps[*].uses: ./\u2026`, the whole directory), and what those call in turn. A change to any of them changes what
 * runs as much as one to the workflow itself does.
 */
async function workflowFiles(workflow, tree) {
    const files = new Map([[workflow, { path: workflow, calledBy: null }]]);
    const queue = [workflow];
    for (let calls = 0; queue.length > 0 && calls < MAX_CALLS; calls += 1) {
        const caller = queue.shift() ?? workflow;
        for (const called of await calledFrom(caller, tree)) {
            for (const path of await filesOf(called, tree)) {
                if (files.has(path) || files.size >= MAX_FILES)
                    continue;
                files.set(path, { path, calledBy: caller });
                if (/\.ya?ml$/.test(path))
                    queue.push(path);
            }
        }
    }
    return [...files.values()];
}
/** Local paths that the file's `uses` name, wherever they stand. One that is no YAML is read as text: nothing is missed. */
async function calledFrom(file, tree) {
    const entry = await tree.stat(file);
    if (entry === null || entry === 'directory' || entry.kind !== 'file' || entry.size > 1024 * 1024)
        return [];
    const text = new TextDecoder().decode(await tree.read(file));
    const found = new Set();
    for (const [, path = ''] of text.matchAll(/uses['"]?\s*:\s*['"]?(\.\/[^\s'"#,}]*)/g))
        found.add(path);
    try {
        collectUses((0,dist/* parse */.qg)(text, { maxAliasCount: 100, merge: true }), found);
    }
    catch {
        // The text was searched already.
    }
    return [...found].map((path) => path.replace(/^(?:\.\/)+|\/+$/g, ''));
}
function collectUses(value, found) {
    if (typeof value !== 'object' || value === null)
        return;
    for (const [key, child] of Object.entries(value)) {
        if (key === 'uses' && typeof child === 'string' && child.startsWith('./'))
            found.add(child);
        else
            collectUses(child, found);
    }
}
/** A workflow is a file; an action a directory. A checkout may stand in a directory of its own, which the tree has not. */
async function filesOf(called, tree) {
    if (called === '')
        return rootAction(tree);
    const steps = called.split('/');
    for (let from = 0; from < steps.length; from += 1) {
        const path = steps.slice(from).join('/');
        const entry = await tree.stat(path);
        if (entry === 'directory')
            return (await tree.list(path)).map((each) => each.path);
        if (entry !== null)
            return [path];
    }
    return [];
}
/** `uses: ./` is the repository itself: its action file, and the directories of the programs that it starts. */
async function rootAction(tree) {
    const files = [];
    for (const name of ACTION_FILES) {
        const entry = await tree.stat(name);
        if (entry === null || entry === 'directory')
            continue;
        files.push(name);
        if (entry.kind !== 'file' || !name.startsWith('action.'))
            continue;
        for (const program of programsOf(new TextDecoder().decode(await tree.read(name)))) {
            const directory = program.split('/').slice(0, -1).join('/');
            if (directory === '')
                files.push(program);
            else
                for (const { path } of await tree.list(directory))
                    files.push(path);
        }
    }
    return files;
}
/** `runs.main`, `runs.pre`, `runs.post` and a Dockerfile's path. */
function programsOf(text) {
    const named = [...text.matchAll(/^\s*(?:main|pre|post|image)\s*:\s*['"]?([^\s'"#]+)/gm)];
    return named.map(([, path = '']) => path.replace(/^(?:\.\/)+/, '')).filter((path) => !/^docker:|\.\./.test(path));
}

;// CONCATENATED MODULE: ./build/trust/trust.js




const WORKFLOWS = '.github/workflows';
/** The policy file and the documents that it names (for signatures and vulnerabilities), as far as base and head differ. */
async function changedPolicy(request, policy) {
    const { base, head, policyFile } = request;
    const changes = [];
    for (const file of new Set([policyFile, ...(await matching(request, policy))])) {
        const [before, after] = [await contentOf(base, file), await contentOf(head, file)];
        if (before !== after)
            changes.push({ file, removed: after === null });
    }
    return changes;
}
/**
 * Compares what decides at the base with what the head makes of it (design: Trust, "What decides").
 *
 * @param preview - what the head's policy would decide, a sentence; empty where the policy did not change
 */
async function checkTrust(request, policy, changes, preview) {
    const { workflowChanges } = policy.gate;
    const changed = await changedWorkflows(request);
    const told = new Set(changed.map(({ path }) => path));
    const twins = (await checksOfTheSameName(request)).filter(({ path }) => !told.has(path));
    return [
        ...changes.map((change) => policyChanged(change, preview)),
        ...changed.map(({ path, part }) => workflowChanged(path, part, request.authoritative ? 'warn' : workflowChanges)),
        // They meet the check of an authoritative workflow as well, which is required by its name.
        ...twins.map(({ path, check }) => sameCheck(path, check, workflowChanges)),
    ];
}
/** What the policy names, literally or by glob, is little: every such file of either side is compared. */
async function matching({ base, head }, policy) {
    const { kev, vex } = policy.vulnerabilities;
    const files = new Set(kev === undefined ? [] : [kev]);
    const patterns = [...policy.signatures.policies, ...vex];
    if (patterns.length === 0)
        return [...files];
    const matches = picomatch(patterns, { dot: true, nonegate: true, noext: true });
    for (const tree of [base, head]) {
        for (const entry of await tree.list()) {
            if (matches(entry.path))
                files.add(entry.path);
        }
    }
    return [...files].sort();
}
/** The workflow that runs the gate where it is known, else every workflow that uses the gate; with all that they call. */
async function changedWorkflows({ base, head, workflowFile }) {
    const candidates = workflowFile === null ? await workflowsOf(base, head) : [workflowFile];
    const changed = new Map();
    for (const workflow of candidates) {
        const files = [...(await workflowFiles(workflow, base)), ...(await workflowFiles(workflow, head))];
        if (workflowFile === null && !(await anyUsesTheGate(files, base, head)))
            continue;
        for (const { path, calledBy } of files) {
            if (changed.has(path) || (await contentOf(base, path)) === (await contentOf(head, path)))
                continue;
            const part = calledBy === null ? 'the workflow that runs the gate' : `which ${calledBy} calls to run the gate`;
            changed.set(path, { path, part });
        }
    }
    return [...changed.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
/** Where the gate's workflow is of this repository; what another one's is called is not known here. */
async function checksOfTheSameName({ base, head, workflowFile }) {
    if (workflowFile === null)
        return [];
    const changed = [];
    for (const path of await workflowsOf(head)) {
        if ((await contentOf(base, path)) !== (await contentOf(head, path)))
            changed.push(path);
    }
    return sameChecks(workflowFile, changed, { base, head });
}
async function workflowsOf(...trees) {
    const files = new Set();
    for (const tree of trees)
        for (const entry of await tree.list(WORKFLOWS))
            files.add(entry.path);
    return [...files].sort();
}
async function anyUsesTheGate(files, ...trees) {
    for (const { path } of files) {
        for (const tree of trees)
            if (usesTheGate(await contentOf(tree, path)))
                return true;
    }
    return false;
}
function usesTheGate(text) {
    return text !== null && /^\s*(?:-\s*)?['"]?uses['"]?\s*:.*(?:supply-chain-gate|\.\/['"]?\s*(?:#.*)?$)/m.test(text);
}
async function contentOf(tree, file) {
    const entry = await tree.stat(file);
    if (entry === null || entry === 'directory')
        return null;
    if (entry.kind === 'symlink')
        return `link to ${entry.target}`;
    if (entry.kind === 'submodule')
        return 'submodule';
    return `${entry.executable ? 'x' : '-'}${Buffer.from(await tree.read(file)).toString('latin1')}`;
}
function policyChanged({ file, removed }, preview) {
    return {
        ...trust_about(file),
        rule: 'gate/policy-changed',
        severity: 'medium',
        enforcement: 'warn',
        message: `This change ${removed ? 'removes' : 'edits'} ${file}, which is part of the policy. The base branch's version decided this run, so nothing was weakened yet. ${preview} Have someone who owns the policy review it.`,
    };
}
function workflowChanged(file, part, enforcement) {
    return {
        ...trust_about(file),
        rule: 'gate/workflow-changed',
        severity: 'high',
        enforcement,
        message: `This change edits ${file}, ${part}. On a pull request the changed workflow is the one that runs, so its verdict proves nothing about itself. Make the change in a pull request of its own that an owner merges, or run the gate from a ruleset's required workflow.`,
    };
}
function sameCheck(file, check, enforcement) {
    return {
        ...trust_about(file),
        rule: 'gate/workflow-changed',
        severity: 'high',
        enforcement,
        identity: [file, check],
        message: `This change edits ${file}, in which a job has, or may have, a check of the name ${JSON.stringify(check.slice(0, 100))}, as the one that runs the gate has. A ruleset knows a required check by its name, so the other job could meet it whatever the gate decides. Give the job another name, or run the gate from a ruleset's required workflow.`,
    };
}
function trust_about(file) {
    return {
        result: { outcome: 'fail' },
        manifest: null,
        image: null,
        location: (0,domain_location/* fileLocation */.A)(file),
        related: [],
        path: null,
        identity: [file],
        digest: null,
    };
}

;// CONCATENATED MODULE: ./build/gate/trust.js




/** Changes to the policy and to the workflow; with what an edited policy would decide, which decides nothing. */
async function trustFindings(trust, context, decide) {
    const { policy } = context.loaded;
    const changes = await changedPolicy(trust, policy);
    const preview = changes.length === 0 ? '' : await previewPolicy(context, decide);
    return checkTrust(trust, policy, changes, preview);
}
/** Which trees were compared, whose policy decided, and how far the answer can be trusted. */
function judgedBy({ head, base, trust }, loaded, { repaired }) {
    const standing = trust === null ? 'own' : trust.authoritative ? 'authoritative' : 'tamper-evident';
    const policy = { from: loaded.from, file: loaded.file };
    return { commit: head.commit, base: base?.commit ?? null, policy, trust: standing, repaired };
}
/**
 * What the head's policy would decide, as a sentence. It is evaluated on the same evidence: programs, mirrors, databases
 * and the registries that are contacted stay the base's, since a policy that does not decide may not reach out either.
 */
async function previewPolicy(context, decide) {
    const { request, loaded } = context;
    let own;
    try {
        own = await (0,load/* loadPolicy */.tb)(request.head, request.policyFile);
    }
    catch (error) {
        if (!(error instanceof errors/* UsageError */.e))
            throw error;
        return `The new one is not valid, and would end every later run: ${error.message}`;
    }
    const { tools, mirrors, images, vulnerabilities } = loaded.policy;
    const { databaseRepositories, databaseDirectory, javaDatabaseRepositories } = vulnerabilities;
    const shown = {
        ...own.policy,
        tools,
        mirrors,
        vulnerabilities: {
            ...own.policy.vulnerabilities,
            databaseRepositories,
            databaseDirectory,
            javaDatabaseRepositories,
        },
    };
    const asked = { ...shown, images: { ...shown.images, allow: images.allow, deny: images.deny } };
    let decided;
    try {
        decided = await decide({
            survey: { ...context, loaded: { ...own, policy: shown } },
            inspect: { ...context, loaded: { ...own, policy: asked } },
        });
    }
    catch (error) {
        if (!(error instanceof errors/* UsageError */.e))
            throw error;
        return `By the new one no run could decide: ${error.message}`;
    }
    const { judgement, head } = decided;
    const count = (effect) => judgement.findings.filter((each) => each.effect === effect).length;
    const numbers = `${count('block')} blocking, ${count('warn')} warnings, ${count('excepted')} by exception`;
    const which = own.file === null ? 'Without a policy file the defaults' : 'By the new one the verdict';
    const verdict = `${which} would be ${judgement.verdict} (${numbers})`;
    const admits = (0,allowlist_admission/* createAdmission */.m)(loaded.policy);
    const unseen = head.images.filter(({ reference }) => reference !== null && !admits.decide(reference).admitted).length;
    const left = unseen === 0 ? '' : `, without ${unseen} images that the base's lists keep from being looked up`;
    return `${verdict}${left}.`;
}

// EXTERNAL MODULE: ./build/gate/trust-roots.js + 1 modules
var trust_roots = __webpack_require__(52182);
// EXTERNAL MODULE: ./build/images/reference.js
var images_reference = __webpack_require__(28794);
// EXTERNAL MODULE: ./build/check/signatures/expectation/concerned.js
var concerned = __webpack_require__(2763);
// EXTERNAL MODULE: ./build/check/signatures/expectation/usable.js
var usable = __webpack_require__(85076);
// EXTERNAL MODULE: ./build/check/signatures/policy/coverage.js + 1 modules
var coverage = __webpack_require__(10045);
// EXTERNAL MODULE: ./build/check/signatures/usable.js
var signatures_usable = __webpack_require__(34135);
;// CONCATENATED MODULE: ./build/check/signatures/demand.js





/**
 * What it comes to where nobody verifies an image of this digest: by the policies that match it, or what is said of images that none
 * matches, and by what must be attested of it; null where nothing is asked. No registry is asked.
 *
 * @throws UsageError as `checkSignatures` does.
 */
function demandOn({ written, reference, uses }, digest, policy, documents) {
    const { mode, noMatch, policies, attestations } = policy.signatures;
    if (mode === 'off')
        return null;
    const modes = [];
    // Who only expects attestations asks for no ClusterImagePolicy.
    if (policies.length > 0 || attestations.length === 0) {
        const name = (0,images_reference/* clusterRepositoryName */.Kz)(written) ?? written;
        const { matched, uncovered } = (0,coverage/* coverImage */.N)((0,signatures_usable/* usablePolicies */.V)(documents), `${name}@${digest}`, uses);
        modes.push(...[...matched.keys()].map((one) => one.mode));
        if (uncovered.length > 0 && noMatch !== 'allow')
            modes.push(noMatch === 'deny' ? 'enforce' : 'warn');
    }
    const isExpected = reference !== null && (0,usable/* usableExpectations */.E)(policy).some((one) => (0,concerned/* concerned */.k)(policy, one)({ reference }));
    if (isExpected)
        modes.push('enforce');
    if (modes.length === 0)
        return null;
    return mode === 'enforce' && modes.includes('enforce') ? 'block' : 'warn';
}

// EXTERNAL MODULE: ./build/domain/finding.js
var domain_finding = __webpack_require__(9304);
;// CONCATENATED MODULE: ./build/judge/order.js

const EFFECTS = ['block', 'warn', 'excepted', 'baseline'];
/** What stops the merge first, the worst first, then by place. Total: equal only where nothing a reader sees differs. */
function compareJudged(a, b) {
    return (EFFECTS.indexOf(a.effect) - EFFECTS.indexOf(b.effect) ||
        domain_finding/* SEVERITIES */.o.indexOf(a.severity) - domain_finding/* SEVERITIES */.o.indexOf(b.severity) ||
        compareFindings(a, b));
}
function compareFindings(a, b) {
    return ((0,domain_location/* compareLocations */.Q)(a.location, b.location) ||
        compareText(a.rule, b.rule) ||
        compareText(a.result.outcome, b.result.outcome) ||
        compareText(a.enforcement, b.enforcement) ||
        compareText(rest(a), rest(b)));
}
/** Many findings share a place (a chart's values file): their text is made once, however often they are compared. */
const order_texts = new WeakMap();
function rest(finding) {
    const known = order_texts.get(finding);
    if (known !== undefined)
        return known;
    const { image, path, message, identity, manifest, digest, severity, result, related } = finding;
    const text = JSON.stringify([image, path, message, identity, manifest, digest, severity, result, related]);
    order_texts.set(finding, text);
    return text;
}
/** Code-unit order: the same on every machine, whatever its language. */
function compareText(a, b) {
    if (a === b)
        return 0;
    return a < b ? -1 : 1;
}

;// CONCATENATED MODULE: ./build/judge/side.js
function imagesByText(images) {
    return new Map(images.map((image) => [image.written, image]));
}

;// CONCATENATED MODULE: ./build/judge/baseline.js




const same = (head, base) => head.fingerprint === base.fingerprint && isWithin(head.uses, base.uses);
/** From the surest to the least: in the same file, moved, and with some of its problems repaired. */
const PASSES = [
    (head, base) => same(head, base) && head.finding.location.file === base.finding.location.file,
    same,
    (head, base) => hasFewerProblems(head.finding, base.finding),
];
/**
 * The head's failures that the base had as well, one for one: two equal ones at the head need two at the base. An
 * unknown at the base is not known to be anything, and an unknown at the head is not a known failure. Exceptions play
 * no part here, so that taking one away can never excuse anything. Vulnerabilities are known by their place as well: what
 * the image had that ran there before.
 */
function knownAtBase(head, base) {
    const known = new Set(knownInPlace(head, base));
    const used = new Set();
    const candidates = Map.groupBy(failuresOf(base), ({ finding }) => (0,fingerprint/* problemKey */.ZL)(finding));
    const failures = failuresOf(head);
    for (const matches of PASSES) {
        for (const failure of failures) {
            if (known.has(failure.finding))
                continue;
            const group = candidates.get((0,fingerprint/* problemKey */.ZL)(failure.finding)) ?? [];
            const found = group.find((candidate) => !used.has(candidate) && matches(failure, candidate));
            if (found === undefined)
                continue;
            used.add(found);
            known.add(failure.finding);
        }
    }
    return known;
}
/** In a fixed order, so that the order in which checks report makes no difference. */
function failuresOf({ findings, images }) {
    const byText = imagesByText(images);
    return findings
        .filter(({ result }) => result.outcome === 'fail')
        .sort(compareFindings)
        .map((finding) => ({ finding, fingerprint: (0,fingerprint/* fingerprintOf */.ax)(finding), uses: (0,fingerprint/* placesOf */.ek)(finding, byText) }));
}
/** Whether a finding of the head that is not about an image says nothing that one of the base did not say. */
function saysNoMore(head, base) {
    return ((0,fingerprint/* fingerprintOf */.ax)(head) === (0,fingerprint/* fingerprintOf */.ax)(base) ||
        ((0,fingerprint/* problemKey */.ZL)(head) === (0,fingerprint/* problemKey */.ZL)(base) && hasFewerProblems(head, base)));
}
/** The object had these problems and more: what was repaired of it must not make the rest new. */
function hasFewerProblems(head, base) {
    if ((0,fingerprint/* isAboutImage */.nA)(head) || head.manifest === null || head.identity.length === 0)
        return false;
    return head.identity.length < base.identity.length && isWithin(head.identity, base.identity);
}
/** As a multiset: nothing occurs more often in `part` than in `whole`. */
function isWithin(part, whole) {
    if (part.length > whole.length)
        return false;
    // Nearly always the same in the same order.
    if (part.every((each, at) => each === whole[at]))
        return true;
    const left = new Map();
    for (const each of whole)
        left.set(each, (left.get(each) ?? 0) + 1);
    return part.every((each) => {
        const count = left.get(each) ?? 0;
        left.set(each, count - 1);
        return count > 0;
    });
}

// EXTERNAL MODULE: ./build/judge/exceptions.js
var exceptions = __webpack_require__(18616);
;// CONCATENATED MODULE: ./build/judge/excepted-denials.js



/**
 * Findings that an image is of a repository which is not admitted, where an exception lets it pass all the same. Not those that the
 * base has too, where only what is new blocks: without the exception they would pass.
 */
function exceptedDenials(head, base, policy, now) {
    const denials = head.findings.filter(({ rule }) => rule === 'image/denied-registry');
    if (denials.length === 0)
        return [];
    const { holding } = (0,exceptions/* exceptionsToday */.EF)(policy, now);
    const byText = imagesByText(head.images);
    const known = base === null || policy.gate.scope !== 'new' ? new Set() : knownAtBase(head, base);
    return denials.filter((finding) => !known.has(finding) && (0,exceptions/* exceptionFor */.ft)(finding, holding, byText) !== null);
}

;// CONCATENATED MODULE: ./build/gate/unchecked.js


/**
 * An exception for `image/denied-registry` lets an image pass the lists. Its registry is still none that may be asked, so
 * nobody verified or scanned it: that is said where it is asked for, and passes for exceptions of its own alone.
 */
function uncheckedFindings(head, base, { policy, signatureDocuments }, now) {
    const images = new Map(head.images.map((image) => [image.written, image]));
    return exceptedDenials(head, base, policy, now).flatMap((denial) => {
        const image = images.get(denial.image ?? '');
        if (image === undefined || denial.digest === null)
            return [];
        const demand = demandOn(image, denial.digest, policy, signatureDocuments);
        const unverified = {
            rule: 'signature/invalid',
            severity: 'critical',
            said: `Nobody verified signatures of ${image.written}.`,
        };
        const unscanned = {
            rule: 'vulnerability/unscannable',
            severity: 'high',
            said: `Nobody looked for vulnerabilities in ${image.written}.`,
        };
        return [
            ...(demand === null ? [] : [unchecked(denial, { ...unverified, enforcement: demand })]),
            ...(policy.vulnerabilities.severity === 'off' ? [] : [unchecked(denial, { ...unscanned, enforcement: 'block' })]),
        ];
    });
}
function unchecked(denial, { rule, severity, enforcement, said }) {
    return {
        ...denial,
        rule,
        severity,
        enforcement,
        result: { outcome: 'unknown', cause: 'content' },
        message: [
            said,
            'An exception lets it pass although its repository is not admitted, and only admitted repositories are asked.',
            `Admit the repository under images.allow, so that it is checked, or name ${rule} in the exception too.`,
        ].join(' '),
        identity: [denial.digest ?? '', 'not-admitted'],
    };
}

// EXTERNAL MODULE: ./build/check/vulnerabilities/database-repositories.js
var database_repositories = __webpack_require__(26922);
// EXTERNAL MODULE: ./build/check/vulnerabilities/exploited.js
var exploited = __webpack_require__(96588);
// EXTERNAL MODULE: ./build/check/vulnerabilities/vex.js
var vulnerabilities_vex = __webpack_require__(61633);
;// CONCATENATED MODULE: ./build/check/vulnerabilities/usable.js



/**
 * What a check would end with, without one: before Trivy and its database are fetched for it.
 *
 * @throws UsageError as `checkVulnerabilities` does.
 */
function assertVulnerabilityPolicy(policy, { kev, vex }) {
    if (policy.severity === 'off')
        return;
    (0,exploited/* readExploited */.l)(kev);
    (0,vulnerabilities_vex/* readVex */.iw)(vex);
    if (policy.databaseDirectory === undefined)
        (0,database_repositories/* databaseRepositories */.KE)(policy);
    (0,database_repositories/* javaDatabaseRepositories */.qC)(policy);
}

// EXTERNAL MODULE: ./build/tools/policy-path.js
var policy_path = __webpack_require__(75778);
;// CONCATENATED MODULE: ./build/gate/usable-policy.js




/**
 * What is wrong with the policy, or with what it names, is said before any program, database or image is asked for: each
 * stage says its own.
 *
 * @throws UsageError
 */
function assertUsable({ policy, signatureDocuments, admissionDocuments, vulnerabilityDocuments, }) {
    (0,policy_path/* assertToolPaths */.n)(policy);
    namedManifests(admissionDocuments);
    (0,signatures_usable/* assertSignaturePolicies */.z)(policy, signatureDocuments);
    assertVulnerabilityPolicy(policy.vulnerabilities, vulnerabilityDocuments);
}

// EXTERNAL MODULE: ./build/domain/registry.js
var domain_registry = __webpack_require__(75074);
// EXTERNAL MODULE: ./build/registry/fault.js
var fault = __webpack_require__(21126);
;// CONCATENATED MODULE: ./build/registry/pull-through.js


const PUSH = 'Push the image again with all of its content.';
/** `/v2/image/0/blobs/sha256:\u2026`. go-containerregistry takes no name of one character. */
const ADDRESS = /^\/v2\/image\/(\d{1,9})\/(manifests|blobs)\/([A-Za-z0-9._:-]{1,200})$/;
/** @throws an error with a `code` where the system lets nobody listen. */
async function openPullThrough(source, loopback) {
    const images = [];
    const answer = async ({ path, signal }) => {
        if (path === '/v2/')
            return pull_through_json(200, {});
        const [, id, kind, wanted = ''] = ADDRESS.exec(path) ?? [];
        const image = id === undefined ? undefined : images[Number(id)];
        if (image === undefined)
            return absent();
        return kind === 'manifests' ? image.answerManifest(wanted) : image.answerBlob(wanted, signal);
    };
    const server = await loopback.serve(answer);
    return {
        host: server.host,
        credential: { kind: 'basic', ...server.login },
        open(reference, renewed = false) {
            if (renewed)
                source.renew(reference);
            const image = new OpenedImage(`${server.host}/image/${images.length}`, reference, source);
            images.push(image);
            return image;
        },
        close: () => server.close(),
    };
}
class OpenedImage {
    name;
    #reference;
    #source;
    #refusal = null;
    #unread = null;
    #passing = new Set();
    constructor(name, reference, source) {
        this.name = name;
        this.#reference = reference;
        this.#source = source;
    }
    refusal() {
        return this.#refusal;
    }
    async finish() {
        await Promise.all(this.#passing);
        if (this.#unread === null)
            return;
        const what = `has content that was not read to its end (${this.#unread}), so that nobody knows whether it is what its digest says`;
        this.#refusal ??= this.#failed('cut-off', what, fault/* REMEDY */.nx['cut-off']);
    }
    async answerManifest(wanted) {
        try {
            const manifest = await this.#manifest();
            if (wanted !== this.#wanted && wanted !== manifest.digest)
                return absent();
            return whole(200, manifest.mediaType, manifest.bytes);
        }
        catch (error) {
            return this.#refuse(error);
        }
    }
    async answerBlob(wanted, signal) {
        let blob;
        try {
            const { config, layers } = await this.#manifest();
            blob = [config, ...layers].find(({ digest }) => digest === wanted);
        }
        catch (error) {
            return this.#refuse(error);
        }
        return blob === undefined ? absent() : this.#pass(blob, signal);
    }
    /** The answer begins with the first piece, so that a refusal before it is one that the program understands. */
    #pass({ digest, size }, signal) {
        const repository = this.#reference;
        const begun = Promise.withResolvers();
        const opened = Promise.withResolvers();
        let isBegun = false;
        const begin = () => begun.resolve({
            status: 200,
            contentType: 'application/octet-stream',
            length: size,
            write: async (sink) => {
                opened.resolve(sink);
                await done;
            },
        });
        const done = this.#source.pass({ repository, digest, size, signal }, async (piece) => {
            if (!isBegun)
                begin();
            isBegun = true;
            const sink = await opened.promise;
            await sink(piece);
        });
        const settled = done.then(begin, (error) => {
            // Whoever went away was not refused anything, yet.
            if (signal.aborted)
                this.#unread ??= digest;
            else
                this.#note(error);
            begun.resolve(unavailable());
        });
        this.#passing.add(settled);
        void settled.then(() => this.#passing.delete(settled));
        return begun.promise;
    }
    /** @throws RegistryError */
    async #manifest() {
        const { digest, tag } = this.#reference;
        const manifest = await this.#source.manifest(this.#reference, digest ?? { tag: tag ?? 'latest' });
        if (manifest.kind === 'index')
            throw this.#failed('wrong-media-type', 'is an index, where an image should be', PUSH);
        // A program would ask those places itself.
        const elsewhere = [manifest.config, ...manifest.layers].some(({ urls = [] }) => urls.length > 0);
        if (elsewhere)
            throw this.#failed('malformed', 'names other places to fetch its content from (urls)', PUSH);
        return manifest;
    }
    get #wanted() {
        const { digest, tag } = this.#reference;
        return digest ?? tag ?? 'latest';
    }
    #refuse(error) {
        this.#note(error);
        return unavailable();
    }
    #note(error) {
        this.#refusal ??=
            error instanceof domain_registry/* RegistryError */.g
                ? error
                : this.#failed('network', 'could not be passed on to the program that reads it', fault/* REMEDY */.nx.network, error);
    }
    #failed(failure, what, remedy, cause) {
        const { registry: host } = this.#reference;
        const message = `${this.#wanted} of ${(0,domain_image/* repositoryOf */._)(this.#reference)} ${what}.`;
        return new domain_registry/* RegistryError */.g({ failure, host, message, remedy, attempts: 1, cause });
    }
}
function whole(status, contentType, bytes) {
    return { status, contentType, length: bytes.length, write: (sink) => sink(bytes) };
}
const pull_through_json = (status, body) => whole(status, 'application/json', Buffer.from(JSON.stringify(body)));
const absent = () => pull_through_json(404, { errors: [{ code: 'NAME_UNKNOWN', message: 'nothing of this run' }] });
/** A status that no client asks again after: the gate has tried already. */
const unavailable = () => pull_through_json(403, { errors: [{ code: 'DENIED', message: 'the registry gave no answer' }] });

// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(70370);
// EXTERNAL MODULE: ./build/resolve/cause.js
var cause = __webpack_require__(72348);
;// CONCATENATED MODULE: ./build/resolve/platform.js
/** Names that nodes take for another (containerd/platforms, database.go). */
const ARCHITECTURES = new Map([
    ['i386', '386'],
    ['x86_64', 'amd64'],
    ['x86-64', 'amd64'],
    ['aarch64', 'arm64'],
    ['armhf', 'arm/v7'],
    ['armel', 'arm/v6'],
]);
const VARIANTS = new Map([
    ['amd64/v1', ''],
    ['arm64/8', ''],
    ['arm64/v8', ''],
    ['arm64/v8.0', ''],
    ['arm64/9', 'v9'],
    ['arm64/9.0', 'v9'],
    ['arm64/v9.0', 'v9'],
    ['arm/', 'v7'],
    ['arm/5', 'v5'],
    ['arm/6', 'v6'],
    ['arm/7', 'v7'],
    ['arm/8', 'v8'],
]);
/** As a node reads it before it compares: in lower case, without an operating system its own, `x86_64` as amd64. */
function asNodesReadIt({ os, architecture, variant }) {
    const written = architecture.toLowerCase();
    const [named = '', implied = variant?.toLowerCase() ?? ''] = (ARCHITECTURES.get(written) ?? written).split('/');
    const meant = VARIANTS.get(`${named}/${implied}`) ?? implied;
    return { os: os.toLowerCase() || 'linux', architecture: named, variant: meant || null };
}
/** `linux/arm` takes every variant, `linux/arm/v7` that one. */
function isPlatform(platform, wanted) {
    if (platform === null)
        return false;
    const [os = '', architecture = '', variant = null] = wanted.split('/');
    const asked = asNodesReadIt({ os, architecture, variant });
    const there = asNodesReadIt(platform);
    const sameVariant = variant === null || asked.variant === there.variant;
    return asked.os === there.os && asked.architecture === there.architecture && sameVariant;
}
/** What a processor runs beside its own programs. */
const ALSO_RUNS = new Map([
    ['amd64', '386'],
    ['arm64', 'arm'],
]);
/**
 * Of the children of an index, what a node for `wanted` starts, as containerd chooses (containerd/platforms, compare.go): one for
 * exactly its platform, and `amd64/v2` is another than `amd64`; else an older variant, or what its processor runs too. Several,
 * where the index names several, and every variant: which of them are older is not looked at.
 */
function childrenFor(children, wanted) {
    const own = children.filter(({ platform }) => isPlatform(platform, wanted));
    const [os = '', architecture = '', variant = null] = wanted.split('/');
    const asked = asNodesReadIt({ os, architecture, variant });
    const exact = own.some(({ platform }) => platform !== null && asNodesReadIt(platform).variant === asked.variant);
    if (exact)
        return { children: own, open: false };
    const started = [asked.architecture, ALSO_RUNS.get(asked.architecture) ?? asked.architecture];
    return {
        children: children.filter(({ platform }) => started.some((one) => isPlatform(platform, `${os}/${one}`))),
        open: true,
    };
}
function formatPlatform({ os, architecture, variant }) {
    return [os, architecture, ...(variant === null ? [] : [variant])].join('/');
}
/**
 * What BuildKit puts beside the images of an index, for the platform `unknown/unknown`: nothing that runs. It has an annotation
 * too, which no node looks at, so that an image can have it as well.
 */
function isAttestationManifest({ platform }) {
    return platform?.os === 'unknown';
}

// EXTERNAL MODULE: ./build/domain/json-key.js
var json_key = __webpack_require__(47061);
;// CONCATENATED MODULE: ./build/resolve/configured-platform.js


/** An image configuration holds a history line and a hash for each layer: kilobytes. */
const MAX_CONFIG_BYTES = 4 * 1024 * 1024;
/** OCI image specification 1.1, config.md, as far as it says where the image runs; what is left out is empty to nodes. */
const Text = schemas/* string */.YjP().nullish();
const Config = schemas/* looseObject */._H3({ os: Text, architecture: Text, variant: Text });
/** What has none of these is no image configuration. */
const KEYS = ['os', 'architecture', 'rootfs'];
/** Nodes read keys without regard to case, as Go does (`\u017f` is `s` to it), and take the last of several. */
function keysAsNodesReadThem(json) {
    const entries = Object.entries(schemas/* looseObject */._H3({}).parse(json));
    return Object.fromEntries(entries.map(([key, value]) => [(0,json_key/* foldJsonKey */.d)(key), value]));
}
/** Where an image says itself that it runs; null for what is no image configuration. @throws RegistryError */
async function configuredPlatform(repository, { config }, registry) {
    const blob = await registry.blob(repository, config.digest, MAX_CONFIG_BYTES);
    try {
        const json = keysAsNodesReadThem(JSON.parse(Buffer.from(blob).toString('utf8')));
        if (!KEYS.some((key) => Object.hasOwn(json, key)))
            return null;
        const { os, architecture, variant } = Config.parse(json);
        return { os: os || 'linux', architecture: architecture ?? '', variant: variant || null };
    }
    catch {
        return null;
    }
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/targets.js



function imageOf({ repository: { registry, path }, digest }) {
    return { registry, path, tag: null, digest };
}
const referenceTo = (target) => (0,images_reference/* formatReference */.FH)(imageOf(target));
const DEFAULT_PLATFORMS = ['linux/amd64', 'linux/arm64'];
const INDEX_TYPES = new Set([
    'application/vnd.oci.image.index.v1+json',
    'application/vnd.docker.distribution.manifest.list.v2+json',
]);
/** Builders write one such child, if any. Each costs two requests. */
const MAX_WITHOUT_PLATFORM = 16;
/**
 * What is scanned of a digest: an image, or of an index the children that nodes for `platforms` start (none named: linux/amd64
 * and linux/arm64, as far as they are there). Attestation manifests, which BuildKit puts beside them for the platform
 * `unknown/unknown`, are nothing that runs.
 */
async function selectTargets(repository, digest, registry, platforms) {
    try {
        const manifest = await registry.manifest(repository, digest);
        if (manifest.kind === 'image') {
            return foreignLayers(repository, manifest) ?? [{ repository, digest, platform: null, ...targets_layersOf(manifest) }];
        }
        return await childTargets(repository, manifest, registry, platforms.length === 0 ? DEFAULT_PLATFORMS : platforms);
    }
    catch (error) {
        if (!(error instanceof domain_registry/* RegistryError */.g))
            throw error;
        return {
            what: `registry-${error.failure}`,
            cause: (0,cause/* causeOf */.r)(error.failure),
            message: error.message,
            remedy: error.remedy,
        };
    }
}
/** @throws RegistryError */
async function childTargets(repository, { manifests }, registry, wanted) {
    const chosen = wanted.map((platform) => childrenFor(manifests, platform));
    // A node for which nothing is named starts what is for no platform by name, where its configuration fits.
    const open = chosen.some((one) => one.open);
    const unnamed = open ? manifests.filter(({ platform }) => platform === null) : [];
    // What is there with a platform and without one has it: the last of the two counts.
    const candidates = [...unnamed, ...chosen.flatMap((one) => one.children)];
    if (candidates.some(({ mediaType }) => INDEX_TYPES.has(mediaType)))
        return nestedIndex(repository);
    if (unnamed.length > MAX_WITHOUT_PLATFORM)
        return tooManyUnnamed(repository, unnamed.length);
    const children = new Map(candidates.map(({ digest, platform }) => [digest, platform]));
    const read = await Promise.all([...children].map(([digest, platform]) => childTarget({ repository, digest, platform }, registry)));
    const problem = read.find((one) => one !== null && 'cause' in one);
    if (problem !== undefined && problem !== null && 'cause' in problem)
        return problem;
    const targets = read.filter((one) => one !== null && 'digest' in one);
    return targets.length === 0 ? nothingFor(repository, manifests, wanted) : targets;
}
/** Null for what is no image. @throws RegistryError */
async function childTarget({ repository, digest, platform }, registry) {
    const child = await registry.manifest(repository, digest);
    if (child.kind === 'index')
        return nestedIndex(repository);
    // Some runtimes start what is for no platform by name whatever it says itself; what says none is no image.
    const own = platform ?? (await configuredPlatform(repository, child, registry));
    if (own === null)
        return null;
    return foreignLayers(repository, child) ?? { repository, digest, platform: formatPlatform(own), ...targets_layersOf(child) };
}
const targets_layersOf = ({ layers }) => ({
    layers: layers.map(({ digest }) => digest),
    sizes: layers.map(({ size }) => size),
    size: layers.reduce((sum, { size }) => sum + size, 0),
});
/** Trivy would fetch such a layer from wherever the manifest says, and only the image's own registry was admitted. */
function foreignLayers(repository, { layers }) {
    const hosts = layers.flatMap(({ urls = [] }) => urls);
    if (hosts.length === 0)
        return null;
    return {
        what: 'foreign-layers',
        cause: 'content',
        message: `An image in ${(0,domain_image/* repositoryOf */._)(repository)} names other places to fetch ${hosts.length === 1 ? 'a layer' : 'layers'} from (urls in its manifest), and only its own registry is asked.`,
        remedy: 'Push the image again with all of its layers (docker push --allow-nondistributable-artifacts), without urls.',
    };
}
function nestedIndex(repository) {
    return {
        what: 'nested-index',
        cause: 'content',
        message: `An index in ${(0,domain_image/* repositoryOf */._)(repository)} names another index where an image should be.`,
        remedy: 'Push the image again as an index of images.',
    };
}
function tooManyUnnamed(repository, count) {
    return {
        what: 'unnamed-platforms',
        cause: 'content',
        message: `${count} images of an index in ${(0,domain_image/* repositoryOf */._)(repository)} do not say for which platform they are, so that any node may start any of them.`,
        remedy: 'Push the image again as an index that names the platform of each of its images.',
    };
}
function nothingFor(repository, children, wanted) {
    const there = children
        .filter((child) => !isAttestationManifest(child))
        .flatMap(({ platform }) => (platform === null ? [] : [formatPlatform(platform)]));
    const shown = [...new Set(there)].slice(0, 8).join(', ');
    return {
        what: 'no-platform',
        cause: 'content',
        message: `The index in ${(0,domain_image/* repositoryOf */._)(repository)} has no image for ${wanted.join(' or ')}; it has ${shown === '' ? 'none at all' : shown}.`,
        remedy: 'Name the platforms that the cluster runs under images.platforms in the policy.',
    };
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/chosen-targets.js


/** Images that are looked up at a time. */
const MAX_IMAGES = 64;
/**
 * Asks the registry for each digest once, however many references and repositories name it. Once `ended` is aborted nobody wants
 * to know any more: what was not asked for by then is left out.
 */
async function chooseTargets(images, registry, platforms, ended) {
    const named = new Map();
    for (const { digest, reference } of images) {
        const known = named.get(digest);
        if (known === undefined)
            named.set(digest, [reference]);
        else
            known.push(reference);
    }
    const limit = (0,p_limit/* default */.A)(MAX_IMAGES);
    const found = [...named].map(([digest, [repository]]) => limit(async () => {
        if (ended?.aborted === true)
            return [];
        return [[digest, await selectTargets(repository, digest, registry, platforms)]];
    }));
    const chosen = new Map((await Promise.all(found)).flat());
    const targets = new Map();
    const repositories = new Map();
    for (const [digest, mine] of chosen) {
        if ('cause' in mine)
            continue;
        for (const target of mine) {
            if (!targets.has(target.digest))
                targets.set(target.digest, target);
            const those = repositories.get(target.digest) ?? [];
            those.push(...(named.get(digest) ?? []));
            repositories.set(target.digest, those);
        }
    }
    return { chosen, targets, repositories };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/domain/moment.js
var moment = __webpack_require__(26345);
// EXTERNAL MODULE: ./build/images/canonical-host.js
var canonical_host = __webpack_require__(10592);
// EXTERNAL MODULE: ./build/tools/user-cache.js
var user_cache = __webpack_require__(77186);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
;// CONCATENATED MODULE: ./build/check/vulnerabilities/trivy-metadata.js

const MAX_BYTES = 64 * 1024;
const date = iso/* datetime */.w$({ offset: true }).transform((text) => new Date(text));
const Metadata = schemas/* looseObject */._H3({
    Version: schemas/* int */.Whr(),
    UpdatedAt: date,
    NextUpdate: date.optional(),
    DownloadedAt: date.optional(),
});
/** Null where there is none of that version of the schema, or none that can be read. */
async function readMetadataFile(path, version, { files }) {
    try {
        const bytes = await files.read(path, MAX_BYTES);
        const read = bytes === null ? null : Metadata.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
        return read?.data?.Version === version ? read.data : null;
    }
    catch {
        // Too large, or no JSON.
        return null;
    }
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/database-metadata.js



/** The version of the database's schema. */
const SCHEMA = 2;
const HOUR_MS = 3_600_000;
const NO_METADATA = {
    what: 'database-metadata',
    cause: 'infrastructure',
    message: 'The vulnerability database does not say when it was made.',
    remedy: "Name a repository under vulnerabilities.databaseRepositories that holds a database in Trivy's format.",
};
/** Null where there is none, or none that can be read. */
function readMetadata(cacheDirectory, ports) {
    return readMetadataFile((0,external_node_path_.join)(cacheDirectory, 'db', 'metadata.json'), SCHEMA, ports);
}
/** Why a database of that time may not decide; null where it may. */
function ageProblem(updatedAt, now, maxAge) {
    const made = updatedAt.getTime();
    if ((0,moment/* isOver */.PU)(made + maxAge + 1, now)) {
        const age = now.getTime() - made;
        return {
            what: 'database-old',
            cause: 'infrastructure',
            message: `The vulnerability database is from ${updatedAt.toISOString()}, ${hours(age)} ago; the policy takes at most ${hours(maxAge)}.`,
            remedy: 'Name a repository that is kept up to date, or raise vulnerabilities.maxDatabaseAge.',
        };
    }
    // Clocks differ by minutes. A database that claims to be from tomorrow would never grow old.
    if (!(0,moment/* isOver */.PU)(made - HOUR_MS, now)) {
        return {
            what: 'database-future',
            cause: 'infrastructure',
            message: `The vulnerability database says that it was made at ${updatedAt.toISOString()}, which is still to come.`,
            remedy: 'Set the clock of this machine, or name another repository under vulnerabilities.databaseRepositories.',
        };
    }
    return null;
}
function hours(milliseconds) {
    const count = Math.floor(milliseconds / HOUR_MS);
    return count < 96 ? `${count} hours` : `${Math.floor(count / 24)} days`;
}

// EXTERNAL MODULE: ./build/check/vulnerabilities/package-url.js
var package_url = __webpack_require__(20458);
;// CONCATENATED MODULE: ./build/check/vulnerabilities/canary-bill.js

/** Types of package URLs whose packages belong to an operating system. */
const OF_SYSTEM = new Set(['apk', 'deb', 'rpm']);
/** One for all libraries, and one for each release of an operating system: a bill is of one system at most. */
function canaryBills(canaries) {
    const groups = Map.groupBy(canaries, ({ purl }) => JSON.stringify(systemOf((0,package_url/* parsePackageUrl */.r)(purl))));
    return [...groups.values()].map((group) => ({ canaries: group, text: billOf(group) }));
}
/** `pkg:deb/debian/openssl@3.0.9-1?distro=debian-12`, and as Trivy writes it of Alpine: `distro=3.19`. */
function systemOf(purl) {
    if (purl === null || !OF_SYSTEM.has(purl.type))
        return null;
    const release = purl.qualifiers.get('distro') ?? '';
    const prefix = `${purl.namespace}-`;
    return { name: purl.namespace, version: release.startsWith(prefix) ? release.slice(prefix.length) : release };
}
function billOf(canaries) {
    const system = systemOf((0,package_url/* parsePackageUrl */.r)(canaries[0]?.purl ?? ''));
    const components = canaries.map(({ purl }) => {
        const [path = '', version = ''] = (purl.split(/[?#]/, 1)[0] ?? '').split(/@(?=[^@/]*$)/);
        return { type: 'library', 'bom-ref': purl, name: path.split('/').at(-1) ?? path, version, purl };
    });
    const own = system === null ? [] : [{ type: 'operating-system', 'bom-ref': 'system', ...system }];
    return JSON.stringify({
        bomFormat: 'CycloneDX',
        specVersion: '1.6',
        version: 1,
        components: [...own, ...components],
    });
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/failure.js
/** What a server answered in place of a layer; it may be of any host that the registry led to, and is nobody's to read. */
const ANSWER = /(\bunexpected status code \d{3}[^:]{0,40}): .*$/;
/** The last fatal line, without its time and level; it names hosts and digests, never credentials. */
function saidLast(stderr) {
    const lines = stderr.split('\n').map((line) => line.trim());
    const fatal = lines.findLastIndex((line) => /\b(FATAL|ERROR)\b/.test(line));
    const text = (fatal === -1 ? lines.filter((line) => line !== '').slice(-1) : lines.slice(fatal)).join(' ');
    const plain = text
        .replace(/^\S+\s+(FATAL|ERROR)\s+/, '')
        .replace(/^Fatal error\s+/, '')
        .replace(/\s+/g, ' ')
        .replace(ANSWER, '$1')
        .replace(/[^\s"]+/g, withoutQuery)
        .trim();
    return plain.length > 400 ? `${plain.slice(0, 130)} ... ${plain.slice(-260)}` : plain;
}
/** A signed address holds its signature in its query. A word at a time, since a message may be one long word of a stranger's. */
function withoutQuery(word) {
    const query = word.indexOf('?');
    if (query === -1 || !/\bhttps?:\/\//.test(word.slice(0, query)))
        return word;
    return `${word.slice(0, query)}${word.endsWith(':') ? ':' : ''}`;
}
/** A request as Go names it: what follows is the registry's or the network's word, and no text of the image. */
const REQUEST = /\b(?:GET|HEAD|POST|Get|Head|Post) "?https?:\/\/[^\s"]+"?: (.*)/;
/** A connection as Go names it, at the end of the message. */
const CONNECTION = /\b(?:dial|read|write) (?:tcp|udp)\d?\b.*: (?:no such host|i\/o timeout|broken pipe|no route to host|network is unreachable|connection (?:refused|reset by peer)|server misbehaving)$/;
/**
 * What registries and networks do to any sound image on a bad day, by what follows a request. Other text of a message may be
 * the image's own, such as a repository named `certificate-tools`, or a layer that ends too early: a policy that tolerates
 * faults of the infrastructure (`onUnknown: warn`) would let that pass.
 */
const INFRASTRUCTURE = [
    {
        pattern: /^TOOMANYREQUESTS|^unexpected status code 429\b/i,
        what: 'throttled',
        remedy: 'Run again later, log in to the registry, or name a mirror in the policy.',
    },
    {
        pattern: /^UNAUTHORIZED|^DENIED|^unexpected status code 40[13]\b/,
        what: 'unauthorized',
        remedy: 'Log in to the registry before the gate runs (docker login), with the right to read this repository.',
    },
    {
        pattern: /^(?:unexpected )?EOF$|^net\/http: TLS handshake timeout|^http2: |^http: server /,
        what: 'unreachable',
        remedy: 'Check that the registry is up and that this machine may reach it, and run again.',
    },
    {
        pattern: /^(?:tls|x509): /,
        what: 'certificate',
        remedy: 'Trust the certificate authority on this machine (SSL_CERT_FILE), or renew the certificate.',
    },
    {
        pattern: /^unexpected status code 50[0234]\b/,
        what: 'server-error',
        remedy: 'Run again when the registry has recovered.',
    },
];
const UNREACHABLE = INFRASTRUCTURE.find(({ what }) => what === 'unreachable');
function infrastructureSign(said) {
    const answer = REQUEST.exec(said)?.[1];
    const known = answer === undefined ? undefined : INFRASTRUCTURE.find(({ pattern }) => pattern.test(answer));
    return known ?? (CONNECTION.test(said) ? UNREACHABLE : undefined);
}
/** Trivy's own words where an image holds Java archives and their index was never fetched. */
const JAVA_INDEX_MISSING = /Java DB update failed|'--skip-java-db-update' cannot be specified on the first run/;
/** trivy-db's own words (pkg/vulnsrc/redhat-oval) where it knows nothing by which packages of Red Hat go. */
const CONTENT_SETS_UNKNOWN = /\bunable to find CPE indices\b/;
/** Go's last words at a limit of memory, at the start of a line; a long list of goroutines follows them. */
const OUT_OF_MEMORY = /^fatal error: (?:runtime: )?(?:out of memory|cannot allocate memory)/m;
/** What the system says of a file that may not grow, or a disk that is full, at the end of a message of Go's. */
const TOO_LARGE = /\bwrite [^\n]*: file too large$/;
const DISK_FULL = /: no space left on device$/;
/** The machine's own matters, whatever Trivy was run for. */
const OF_THE_MACHINE = new Set(['trivy-not-started', 'trivy-disk-full', 'trivy-out-of-time']);
/** A failure where Trivy read no image, of which the remedies here speak: `remedy` in their place. */
function withoutImage(failure, remedy) {
    return { ...failure, cause: 'infrastructure', remedy: OF_THE_MACHINE.has(failure.what) ? failure.remedy : remedy };
}
const TOO_MUCH = 'Use a smaller image, or look at what is in it.';
/** Why a run of Trivy gave no report; null where it ended well. `what` completes "Trivy could not ...". */
function failureOf(result, what) {
    if (result.status === 'exited' && result.code === 0)
        return null;
    if (result.status === 'out-of-time') {
        return {
            what: 'trivy-out-of-time',
            cause: 'content',
            message: `Trivy could not ${what}: ${result.reason}.`,
            remedy: 'Run the check again, with a cache, so that it goes on from what this one found out; if it stays so, look for the image or the registry that takes the time.',
        };
    }
    if (result.status !== 'exited') {
        const started = result.status !== 'not-started';
        return {
            what: `trivy-${result.status}`,
            // An image that takes all the time, memory, output or disk there is, brings that itself.
            cause: started ? 'content' : 'infrastructure',
            message: `Trivy could not ${what}: ${started ? 'it was stopped' : 'it did not start'}, ${result.reason}.`,
            remedy: started ? TOO_MUCH : 'Install Trivy again.',
        };
    }
    if (OUT_OF_MEMORY.test(result.stderr)) {
        const message = `Trivy could not ${what}: it needed more memory than it may have.`;
        return { what: 'trivy-memory', cause: 'content', message, remedy: TOO_MUCH };
    }
    const said = saidLast(result.stderr);
    const message = `Trivy could not ${what}: ${said === '' ? `it ended with ${result.code} and said nothing` : said}.`;
    if (/deadline exceeded/.test(said)) {
        return { what: 'trivy-timeout', cause: 'content', message, remedy: TOO_MUCH };
    }
    if (TOO_LARGE.test(said))
        return { what: 'trivy-disk-limit', cause: 'content', message, remedy: TOO_MUCH };
    if (DISK_FULL.test(said)) {
        const remedy = 'Make room where temporary files go (TMPDIR), or use a smaller image.';
        return { what: 'trivy-disk-full', cause: 'content', message, remedy };
    }
    if (JAVA_INDEX_MISSING.test(said)) {
        const remedy = 'Let this machine reach a repository of vulnerabilities.javaDatabaseRepositories (mirror.gcr.io or ghcr.io by default).';
        return { what: 'java-database', cause: 'infrastructure', message, remedy };
    }
    if (CONTENT_SETS_UNKNOWN.test(said)) {
        return {
            what: 'system-unknown',
            cause: 'content',
            message: `Trivy could not ${what}: the vulnerability database knows neither the release of Red Hat's system that it says it is, nor any content set that it names (root/buildinfo/content_manifests).`,
            remedy: 'Build the image on a release of Red Hat that the database knows (6 to 9), name a repository of a whole database under vulnerabilities.databaseRepositories, or name this digest in an exception for vulnerability/unscannable.',
        };
    }
    const sign = infrastructureSign(said);
    if (sign !== undefined)
        return { what: sign.what, cause: 'infrastructure', message, remedy: sign.remedy };
    if (/\bEOF$/.test(said)) {
        const remedy = 'Run again, in case the download was cut off; else push the image again, since a layer of it is broken.';
        return { what: 'cut-off', cause: 'content', message, remedy };
    }
    return { what: 'trivy-failed', cause: 'content', message, remedy: 'Run Trivy on the image by hand to see why.' };
}

// EXTERNAL MODULE: ./build/registry/docker-config.js
var docker_config = __webpack_require__(99275);
// EXTERNAL MODULE: ./build/registry/keychain.js + 1 modules
var registry_keychain = __webpack_require__(71294);
;// CONCATENATED MODULE: ./build/check/vulnerabilities/registry-access.js




/** Trivy asks registries itself, with the credential of each and of its mirrors. */
function directAccess({ policy, ports, insecureHosts, credentials }) {
    const keychain = (0,registry_keychain/* createKeychain */.f)(ports, credentials);
    const plain = new Set(insecureHosts.map(canonical_host/* canonicalHost */.rQ));
    const named = new Map(Object.entries(policy.mirrors).map(([host, list]) => [(0,canonical_host/* canonicalHost */.rQ)(host), list]));
    return async ({ registry: host, path }) => {
        const mirrors = new Map();
        for (const text of named.get(host) ?? []) {
            const [mirror = '', ...prefix] = text.split('/').filter((part) => part !== '');
            const registry = (0,canonical_host/* canonicalHost */.rQ)(mirror);
            mirrors.set(mirror, plain.has(registry) ? null : await keychain.find({ registry, path: [...prefix, path].join('/') }));
        }
        const others = mirrors.size === 0 ? {} : { mirrors };
        if (plain.has(host))
            return { host, credential: null, insecure: true, ...others };
        return {
            host,
            credential: await keychain.find({ registry: host, path }),
            insecure: (0,canonical_host/* isLoopbackHost */.cW)(host),
            ...others,
        };
    };
}
/** Trivy asks the gate, with the login of this run, and gets no other. */
function passedAccess({ host, credential, open }) {
    return async (reference, renewed) => {
        const image = open(reference, renewed);
        const passed = {
            name: image.name,
            refusal: () => image.refusal(),
            finish: () => image.finish(),
            repository: (0,domain_image/* repositoryOf */._)(reference),
        };
        return { host, credential, insecure: false, passed };
    };
}
/** What Trivy is asked for: the reference itself, or its name at the gate. */
function askedFor(reference, { passed }) {
    if (passed === undefined)
        return (0,images_reference/* formatReference */.FH)(reference);
    const tag = reference.tag === null ? '' : `:${reference.tag}`;
    return `${passed.name}${tag}${reference.digest === null ? '' : `@${reference.digest}`}`;
}
/** What Trivy said, by the names that people know: of the gate's own address and names nothing is left. */
function asKnown(result, access) {
    if (access?.passed === undefined)
        return result;
    const { host, passed } = access;
    const { name, repository } = passed;
    const address = `${host}/v2${name.slice(host.length)}`;
    const rename = (text) => text
        .replaceAll(`http://${address}/`, `${repository} `)
        .replaceAll(name, repository)
        .replaceAll(`http://${host}/v2/`, 'the gate')
        .replaceAll(host, 'the gate');
    const stderr = rename(result.stderr);
    if (result.status !== 'exited')
        return { ...result, stderr };
    return { ...result, stderr, stdout: Buffer.from(rename(Buffer.from(result.stdout).toString('utf8'))) };
}
/** Why the gate could not read what Trivy asked it for; null where it could, or where Trivy asked the registry. */
function refusalOf(access) {
    const error = access?.passed?.refusal() ?? null;
    if (error === null)
        return null;
    const { failure, message, remedy } = error;
    return { what: `registry-${failure}`, cause: (0,cause/* causeOf */.r)(failure), message, remedy };
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/trivy.js



const GIGABYTE = 1024 ** 3;
const trivy_MAX_OUTPUT_BYTES = 128 * 1024 * 1024;
const trivy_MAX_MEMORY_BYTES = 4 * GIGABYTE;
/** Copies of what is looked at more than once: of the largest images that are known, some 5 GB of shared libraries. */
const MAX_TEMPORARY_BYTES = 8 * GIGABYTE;
/** Where Trivy keeps what it reads of layers: with itself, and so waiting for no other scan. */
const IN_MEMORY = '--cache-backend=memory';
/** Another Trivy than the one that was expected, or none: what was found out so far was asked with the wrong name. */
class OtherProgram extends Error {
    name = 'OtherProgram';
}
/** What a program needs to get through a proxy or to trust the company's certificates; nothing of it is a secret of a registry. */
const INHERITED = [
    'HTTPS_PROXY',
    'HTTP_PROXY',
    'NO_PROXY',
    'https_proxy',
    'http_proxy',
    'no_proxy',
    'SSL_CERT_FILE',
    'SSL_CERT_DIR',
    'SystemRoot',
];
/**
 * Trivy as the gate runs it: from an empty directory, with an empty configuration and ignore file that are named
 * explicitly (it reads `trivy.yaml` and `.trivyignore` from where it stands), a closed environment without any
 * `TRIVY_\u2026` variable of others, and a Docker configuration that holds one registry's credential, those of its mirrors, and no other.
 */
async function createTrivy({ tool, locate }, directory, ports, mirrors) {
    const empty = (0,external_node_path_.join)(directory, 'empty');
    const config = (0,external_node_path_.join)(directory, 'trivy.yaml');
    const ignore = (0,external_node_path_.join)(directory, 'trivyignore');
    await ports.files.makeDirectory(empty);
    await ports.files.write(config, configText(mirrors));
    await ports.files.write(ignore, '');
    const inherited = {};
    for (const name of INHERITED) {
        const value = ports.env.get(name);
        if (value !== undefined)
            inherited[name] = value;
    }
    const configurations = new Map();
    const compare = async () => {
        const found = await locate().catch((cause) => {
            throw new OtherProgram('it is not there', { cause });
        });
        const isSame = found.path === tool.path && found.sha256 === tool.sha256 && found.version === tool.version;
        if (!isSame)
            throw new OtherProgram('it is another one');
    };
    let compared = null;
    const confirm = () => {
        compared ??= compare();
        return compared;
    };
    const writeDockerConfig = async (access) => {
        const path = (0,external_node_path_.join)(directory, `docker-${configurations.size}`);
        const credentials = new Map(access === null ? [] : [...(access.mirrors ?? []), [access.host, access.credential]]);
        await ports.files.write((0,external_node_path_.join)(path, 'config.json'), (0,docker_config/* dockerConfigText */.Uh)(credentials));
        return path;
    };
    const dockerConfigFor = (access) => {
        const key = JSON.stringify([access?.host ?? null, access?.credential ?? null, [...(access?.mirrors ?? [])]]);
        const path = configurations.get(key) ?? writeDockerConfig(access);
        configurations.set(key, path);
        return path;
    };
    let runs = 0;
    const commandOf = async (wanted) => {
        await confirm();
        const { command, flags, target, cacheDirectory, access, timeoutMs, processors, layers } = wanted;
        runs += 1;
        const scratch = (0,external_node_path_.join)(directory, 'tmp', String(runs));
        return {
            program: tool.path,
            args: [
                command,
                `--config=${config}`,
                `--ignorefile=${ignore}`,
                `--cache-dir=${cacheDirectory}`,
                `--timeout=${Math.ceil(timeoutMs / 1000)}s`,
                '--no-progress',
                '--disable-telemetry',
                '--skip-version-check',
                ...(access?.insecure === true ? ['--insecure'] : []),
                ...(layers === undefined ? flags : flags.filter((flag) => flag !== IN_MEMORY)),
                ...(target === undefined ? [] : ['--', target]),
            ],
            cwd: empty,
            env: {
                ...inherited,
                HOME: directory,
                DOCKER_CONFIG: await dockerConfigFor(access),
                // Trivy asks the clouds' own registries with the machine's identity where it finds one; it must not here.
                AWS_EC2_METADATA_DISABLED: 'true',
                // A file that is not there, so that nobody is asked who this machine is.
                GOOGLE_APPLICATION_CREDENTIALS: (0,external_node_path_.join)(directory, 'none'),
                // Half of a short scan is Trivy's start, and a fifth of that is collecting garbage there is little of.
                GOGC: '400',
                ...(processors === undefined ? {} : { GOMAXPROCS: String(processors) }),
                // Not an argument, which everybody on the machine can read.
                ...(layers === undefined ? {} : { TRIVY_CACHE_BACKEND: layers }),
            },
            network: access === null ? 'none' : access.passed === undefined ? 'direct' : 'loopback',
            // Layers are of an image that is named by its digest; a database says itself which it is; see ScanCircumstances.
            repeatable: true,
            // Trivy's own limit ends it in order; this one ends it anyway.
            timeoutMs: timeoutMs + 5_000,
            maxOutputBytes: trivy_MAX_OUTPUT_BYTES,
            maxMemoryBytes: trivy_MAX_MEMORY_BYTES,
            scratch: { directory: scratch, maxBytes: MAX_TEMPORARY_BYTES },
        };
    };
    const finished = async (result, access) => {
        if (result.status === 'exited' && result.code === 0)
            await access?.passed?.finish();
        return asKnown(result, access);
    };
    return {
        version: tool.version,
        sha256: tool.sha256,
        directory,
        confirm,
        run: async (command) => finished(await ports.exec.run(await commandOf(command)), command.access),
        runAll: async (commands, atOnce) => {
            const results = ports.exec.runAll(await Promise.all(commands.map(commandOf)), atOnce);
            return results.map(async (result, index) => finished(await result, commands[index]?.access ?? null));
        },
    };
}
/** JSON is YAML. Docker Hub goes by `index.docker.io` in Trivy's list of mirrors. */
function configText(mirrors) {
    const entries = Object.entries(mirrors).map(([host, list]) => [
        host === 'docker.io' ? 'index.docker.io' : host,
        list,
    ]);
    return entries.length === 0 ? '' : JSON.stringify({ registry: { mirrors: Object.fromEntries(entries) } });
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/severity.js
/** Trivy's severities, the lowest first: what the policy's `vulnerabilities.severity` is compared with. */
const TRIVY_SEVERITIES = ['UNKNOWN', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];
const SEVERITY = {
    UNKNOWN: 'info',
    LOW: 'low',
    MEDIUM: 'medium',
    HIGH: 'high',
    CRITICAL: 'critical',
};
function severityOf(severity) {
    return SEVERITY[severity];
}
function reaches(severity, threshold) {
    return TRIVY_SEVERITIES.indexOf(severity) >= TRIVY_SEVERITIES.indexOf(threshold);
}
function worst(severities) {
    return TRIVY_SEVERITIES.findLast((severity) => severities.includes(severity)) ?? 'UNKNOWN';
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/trivy-report.js


const list = (item) => schemas/* array */.YOg(item)
    .nullish()
    .transform((items) => items ?? []);
/** By what the image's configuration says that it holds unpacked; empty where Trivy read no layers. */
const Layer = schemas/* object */.Ikc({ DiffID: schemas/* string */.YjP().default('') }).prefault({});
const Vulnerability = schemas/* object */.Ikc({
    VulnerabilityID: schemas/* string */.YjP().min(1),
    PkgName: schemas/* string */.YjP().min(1),
    PkgID: schemas/* string */.YjP().default(''),
    InstalledVersion: schemas/* string */.YjP().default(''),
    FixedVersion: schemas/* string */.YjP().default(''),
    Severity: schemas/* enum */.k5n(TRIVY_SEVERITIES).default('UNKNOWN'),
    Title: schemas/* string */.YjP().default(''),
    Status: schemas/* string */.YjP().default('unknown'),
    PublishedDate: schemas/* string */.YjP().default(''),
    PkgPath: schemas/* string */.YjP().default(''),
    Layer,
    VendorIDs: list(schemas/* string */.YjP()),
    PkgIdentifier: schemas/* object */.Ikc({ PURL: schemas/* string */.YjP().default('') }).prefault({}),
});
const line = schemas/* int */.Whr()
    .nullish()
    .transform((number) => (number !== null && number !== undefined && number > 0 ? number : null));
const severity = schemas/* enum */.k5n(TRIVY_SEVERITIES).default('UNKNOWN');
/** `Match` and `Code`, which show what is around the secret, are not read. */
const Secret = schemas/* object */.Ikc({
    RuleID: schemas/* string */.YjP().min(1),
    Title: schemas/* string */.YjP().default(''),
    Severity: severity,
    StartLine: line,
});
const Misconfiguration = schemas/* object */.Ikc({
    ID: schemas/* string */.YjP().min(1),
    Title: schemas/* string */.YjP().default(''),
    Message: schemas/* string */.YjP().default(''),
    Resolution: schemas/* string */.YjP().default(''),
    Severity: severity,
    Status: schemas/* string */.YjP().default(''),
    CauseMetadata: schemas/* object */.Ikc({ StartLine: line }).prefault({}),
});
const trivy_report_Result = schemas/* object */.Ikc({
    Class: schemas/* string */.YjP().default(''),
    Target: schemas/* string */.YjP().default(''),
    Type: schemas/* string */.YjP().default(''),
    Packages: list(schemas/* object */.Ikc({
        Name: schemas/* string */.YjP(),
        ID: schemas/* string */.YjP().default(''),
        Version: schemas/* string */.YjP().default(''),
        Release: schemas/* string */.YjP().default(''),
        Arch: schemas/* string */.YjP().default(''),
        SrcName: schemas/* string */.YjP().default(''),
        Maintainer: schemas/* string */.YjP().default(''),
        Modularitylabel: schemas/* string */.YjP().default(''),
        InstalledFiles: list(schemas/* string */.YjP()),
        FilePath: schemas/* string */.YjP().default(''),
        Layer,
        BuildInfo: schemas/* object */.Ikc({ ContentSets: list(schemas/* string */.YjP()) }).nullish(),
        AnalyzedBy: schemas/* string */.YjP().default(''),
        Identifier: schemas/* object */.Ikc({ PURL: schemas/* string */.YjP().default('') }).prefault({}),
    })),
    Vulnerabilities: list(Vulnerability),
    Secrets: list(Secret),
    Misconfigurations: list(Misconfiguration),
});
/** Trivy's JSON, `types.Report` with SchemaVersion 2 (pkg/types/report.go), as far as the gate reads it. */
const TrivyReport = schemas/* object */.Ikc({
    SchemaVersion: schemas/* literal */.euz(2),
    ArtifactName: schemas/* string */.YjP(),
    Metadata: schemas/* looseObject */._H3({
        DiffIDs: list(schemas/* string */.YjP()),
        OS: schemas/* looseObject */._H3({ Family: schemas/* string */.YjP(), Name: schemas/* string */.YjP().default(''), EOSL: schemas/* boolean */.zMY().default(false) })
            .nullish(),
    })
        .prefault({}),
    Results: list(trivy_report_Result),
});
/** Null where the bytes are not such a report. */
function parseTrivyReport(bytes) {
    try {
        const parsed = TrivyReport.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
        return parsed.success ? parsed.data : null;
    }
    catch {
        return null;
    }
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/canary.js





const canary_TIMEOUT_MS = 60_000;
const AGAIN = 'Run again. If it stays so, fetch the database again, or name another repository under vulnerabilities.databaseRepositories.';
/** Those that a policy names: none, one, or one for each kind of package that counts. */
function canariesOf(canary) {
    if (canary === 'off')
        return [];
    return 'purl' in canary ? [canary] : canary;
}
/** What results are kept by: a database that knows these. */
function namesOf(canary) {
    return canary === 'off'
        ? 'off'
        : canariesOf(canary)
            .map(({ id, purl }) => `${id} ${purl}`)
            .join(' ');
}
/**
 * Asks the database for advisories that it must know: SBOMs with their packages are scanned before any image is. A
 * database that is empty, cut off or of another kind finds nothing, and finding nothing must not look like a pass.
 */
async function missedCanary(trivy, cacheDirectory, canary, ports) {
    const bills = canaryBills(canariesOf(canary));
    const problems = await Promise.all(bills.map(async ({ canaries, text }, index) => {
        const file = (0,external_node_path_.join)(trivy.directory, `canary-${index}.cdx.json`);
        await ports.files.write(file, text);
        return missedIn(file, canaries, trivy, cacheDirectory);
    }));
    return problems.find((problem) => problem !== null) ?? null;
}
async function missedIn(file, canaries, trivy, cacheDirectory) {
    const result = await trivy.run({
        command: 'sbom',
        flags: ['--skip-db-update', '--skip-java-db-update', IN_MEMORY, '--scanners=vuln', '--format=json'],
        target: file,
        cacheDirectory,
        access: null,
        timeoutMs: canary_TIMEOUT_MS,
    });
    const failure = failureOf(result, 'read the vulnerability database');
    if (failure !== null)
        return withoutImage(failure, AGAIN);
    const report = result.status === 'exited' ? parseTrivyReport(result.stdout) : null;
    const found = new Set((report?.Results ?? []).flatMap((part) => part.Vulnerabilities.map((one) => one.VulnerabilityID)));
    const missed = canaries.find(({ id }) => !found.has(id));
    if (missed === undefined)
        return null;
    return {
        what: 'canary-missed',
        cause: 'infrastructure',
        message: `The vulnerability database does not know ${missed.id} of ${missed.purl}, which any good one does: it is incomplete, or not read as it should be. Nothing was scanned with it.`,
        remedy: 'Fetch the database again, or name another repository under vulnerabilities.databaseRepositories. For a database that really lacks it, name another advisory under vulnerabilities.canary, or set that to off.',
    };
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/download.js



const download_TIMEOUT_MS = 300_000;
/** Pauses before the repositories are asked again that may have it in a moment. */
const RETRY_AFTER_MS = [1_000, 4_000];
/** What Trivy met (`throttled`) or the gate in its place (`registry-throttled`), and another time or repository may not. */
const PASSING = new Set([
    'throttled',
    'server-error',
    'unreachable',
    'timeout',
    'network',
    'refused',
    'dns',
    'cut-off',
]);
/** What another repository may help with too: where Trivy does not say what it met, and where the gate's own remedies speak of images. */
const UNCLEAR = new Set([
    'registry-not-found',
    'registry-digest-mismatch',
    'registry-too-large',
    'registry-wrong-media-type',
    'registry-malformed',
    'trivy-failed',
    'trivy-timeout',
    'trivy-killed',
    'trivy-memory',
    'trivy-disk-limit',
    'trivy-output-limit',
]);
function mayPass({ what }) {
    return PASSING.has(what.replace(/^registry-/, ''));
}
/**
 * One after the other, and all of them before one is asked again: a mirror that answers is faster than one that may.
 * The last repository's problem, where none had it.
 */
async function download(wanted, trivy, repositories, cacheDirectory, options) {
    const problems = new Map();
    let open = repositories;
    for (let round = 0;; round++) {
        const again = [];
        for (const repository of open) {
            const access = await options.accessTo(repository, round > 0);
            const problem = await downloadFrom(wanted, trivy, { repository, access }, cacheDirectory, options);
            if (problem === null)
                return null;
            problems.set((0,images_reference/* formatReference */.FH)(repository), problem);
            if (mayPass(problem))
                again.push(repository);
        }
        const pause = RETRY_AFTER_MS[round];
        if (again.length === 0 || pause === undefined)
            break;
        await options.ports.clock.sleep(pause);
        open = again;
    }
    return noneHadIt(wanted, [...problems.values()]);
}
async function downloadFrom({ kind: { title }, flags }, trivy, { repository, access }, cacheDirectory, { ports }) {
    const name = (0,images_reference/* formatReference */.FH)(repository);
    ports.log.progress(`Fetching ${title} from ${name}`);
    const result = await trivy.run({
        command: 'image',
        flags: flags(askedFor(repository, access)),
        cacheDirectory,
        access,
        timeoutMs: download_TIMEOUT_MS,
    });
    return refusalOf(access) ?? failureOf(result, `fetch ${title} from ${name}`);
}
function noneHadIt({ what, kind: { key } }, problems) {
    const last = problems.at(-1);
    if (last === undefined)
        return null;
    return {
        what: `${what}-${last.what}`,
        // It is not the change's own content, whatever is wrong with it.
        cause: 'infrastructure',
        message: problems.map((each) => each.message).join(' '),
        remedy: mayPass(last) || UNCLEAR.has(last.what)
            ? `Name a mirror under vulnerabilities.${key} in the policy, or run again later.`
            : last.remedy,
    };
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/fetch-database.js





const WANTED = {
    kind: database_repositories/* VULNERABILITIES */.VK,
    what: 'database',
    flags: (repository) => ['--download-db-only', `--db-repository=${repository}`],
};
/**
 * Trivy empties the folder that it unpacks to, and then writes there bit by bit. So it unpacks to a folder of this run, and what
 * came is put in its place when it is whole: a run that ends half-way leaves the one before, and no other run sees half of it.
 * Where others read, it has to know first what any good one does, since they asked that of the one before.
 */
async function fetchDatabase(trivy, options) {
    const { policy, ports, repositories, cacheDirectory, isShared } = options;
    const draft = (0,external_node_path_.join)(trivy.directory, 'fetched');
    const failed = await download(WANTED, trivy, repositories, draft, options);
    if (failed !== null)
        return { problem: failed, updatedAt: null };
    const updatedAt = (await readMetadata(draft, ports))?.UpdatedAt ?? null;
    if (updatedAt === null)
        return { problem: NO_METADATA, updatedAt };
    const problem = ageProblem(updatedAt, ports.clock.now(), policy.maxDatabaseAge) ??
        (isShared ? await missedCanary(trivy, draft, policy.canary, ports) : null) ??
        (await putInPlace(draft, cacheDirectory, options));
    return problem === null ? null : { problem, updatedAt };
}
/**
 * The metadata last: until then the database is due to be fetched, as the older metadata says. Two runs that fetched
 * different ones do so one after the other, and a newer one stays: an older database under newer metadata would decide for
 * longer than it may, and what it does not know of would be kept as an answer of the newer one.
 */
async function putInPlace(draft, cacheDirectory, { policy, ports }) {
    const { files, clock } = ports;
    const isNewer = async (updatedAt) => {
        const there = (await files.exists((0,external_node_path_.join)(cacheDirectory, 'db', 'trivy.db')))
            ? await readMetadata(cacheDirectory, ports)
            : null;
        if (there === null || there.UpdatedAt.getTime() <= updatedAt.getTime())
            return false;
        return ageProblem(there.UpdatedAt, clock.now(), policy.maxDatabaseAge) === null;
    };
    const put = async () => {
        const metadata = await readMetadata(draft, ports);
        if (metadata !== null && (await isNewer(metadata.UpdatedAt)))
            return null;
        for (const name of ['trivy.db', 'metadata.json']) {
            if (!(await files.move((0,external_node_path_.join)(draft, 'db', name), (0,external_node_path_.join)(cacheDirectory, 'db', name))))
                return NO_DATABASE;
        }
        return null;
    };
    try {
        const problem = await files.exclusively((0,external_node_path_.join)(cacheDirectory, 'lock'), put);
        if (problem === null)
            await files.remove(draft);
        return problem;
    }
    catch (error) {
        const why = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
        return {
            what: 'database-not-kept',
            cause: 'infrastructure',
            message: `The vulnerability database was fetched, and cannot be put in ${cacheDirectory}${why}.`,
            remedy: 'Make room there, let this user write there, or name another folder in XDG_CACHE_HOME.',
        };
    }
}
const NO_DATABASE = {
    what: 'database-missing',
    cause: 'infrastructure',
    message: 'What was fetched as the vulnerability database has no trivy.db in it.',
    remedy: "Name a repository under vulnerabilities.databaseRepositories that holds a database in Trivy's format.",
};

;// CONCATENATED MODULE: ./build/check/vulnerabilities/kept-database.js


const MAX_SEAL_BYTES = 1024;
const DATABASE = 'trivy.db';
const METADATA = 'metadata.json';
/**
 * Nothing in a database says that it is whole, and one that knows of no advisory makes every image clean. So what is
 * kept has two seals beside it, a line each: an HMAC-SHA256 of the metadata's hash, and one of both files' hashes, each
 * with where the database is from. A file is hashed as it is copied to where no other job writes, and the copy is what
 * is read. A database that is old but sealed is told by its own date.
 */
function createKeptDatabase({ directory, key }, 
/** The repositories it may come from, formatted: another list is another database. */
origin, { files, log }) {
    const sealOf = (text) => (0,external_node_crypto_.createHmac)('sha256', key).update(text).digest();
    const folder = (0,external_node_path_.join)(directory, 'trivy-db-v2', sealOf(origin).toString('hex').slice(0, 16));
    const seal = (0,external_node_path_.join)(folder, 'seal');
    /** Copies a file, and says what it holds; null where it is missing. */
    const carry = (name, from, to) => files.copy((0,external_node_path_.join)(from, name), (0,external_node_path_.join)(to, name));
    const sealsOf = (metadata, database) => Buffer.concat([
        sealOf(JSON.stringify(['metadata', 2, origin, metadata])),
        ...(database === null ? [] : [sealOf(JSON.stringify(['database', 2, origin, metadata, database]))]),
    ]);
    const restoreSealed = async (cacheDirectory, withDatabase) => {
        const target = (0,external_node_path_.join)(cacheDirectory, 'db');
        try {
            const written = await files.read(seal, MAX_SEAL_BYTES);
            if (written === null)
                return false;
            const database = withDatabase ? await carry(DATABASE, folder, target) : null;
            const metadata = await carry(METADATA, folder, target);
            const found = Buffer.from(Buffer.from(written).toString('latin1').replaceAll('\n', ''), 'hex');
            const expected = metadata === null ? null : sealsOf(metadata, database);
            const sealed = found.subarray(0, withDatabase ? undefined : expected?.length);
            if (expected !== null && sealed.length === expected.length && (0,external_node_crypto_.timingSafeEqual)(sealed, expected))
                return true;
        }
        catch {
            // A directory in a file's place, no permission: as good as none.
        }
        await files.remove(target);
        return false;
    };
    return {
        restoreMetadata: (cacheDirectory) => restoreSealed(cacheDirectory, false),
        restore: (cacheDirectory) => restoreSealed(cacheDirectory, true),
        async keep(cacheDirectory) {
            const from = (0,external_node_path_.join)(cacheDirectory, 'db');
            try {
                // Ended half-way, the old seals do not fit the new files.
                const database = await carry(DATABASE, from, folder);
                const metadata = await carry(METADATA, from, folder);
                if (database === null || metadata === null)
                    return;
                const seals = sealsOf(metadata, database).toString('hex');
                await files.write(seal, `${seals.slice(0, seals.length / 2)}\n${seals.slice(seals.length / 2)}\n`);
            }
            catch (error) {
                const why = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
                log.warn(`The vulnerability database cannot be kept in ${directory}${why}; the next run fetches its own.`);
            }
        },
    };
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/database.js









/**
 * One download for the whole run, from the first repository that has it; every scan then only reads. Too old, missing
 * or from the future is a problem, never "no vulnerabilities".
 *
 * @throws UsageError for a repository that is no image reference.
 */
async function prepareDatabase(trivy, options) {
    const { policy, ports } = options;
    const { databaseDirectory } = policy;
    if (databaseDirectory !== undefined)
        return readDirectory(databaseDirectory, options);
    const repositories = (0,database_repositories/* databaseRepositories */.KE)(policy);
    const shared = sharedCache(repositories, options);
    const cacheDirectory = shared ?? (0,external_node_path_.join)(trivy.directory, 'cache');
    const kept = shared === null ? underSeal(repositories, options) : null;
    const place = { repositories, cacheDirectory, kept, isShared: shared !== null || kept !== null };
    const isThere = kept === null
        ? await ports.files.exists((0,external_node_path_.join)(cacheDirectory, 'db', 'trivy.db'))
        : await kept.restoreMetadata(cacheDirectory);
    const metadata = isThere ? await readMetadata(cacheDirectory, ports) : null;
    if (metadata === null || isUpdateDue(metadata, policy, ports))
        return renew(trivy, place, options);
    if (kept === null)
        return opened(metadata, place);
    const open = async () => (await kept.restore(cacheDirectory)) ? opened(metadata, place) : renew(trivy, place, options);
    return { database: { ...database_describe(metadata, place), open } };
}
/** Both meta pages of bbolt, of pages of up to 16 KiB. */
const BEGINNING_BYTES = 32 * 1024;
function database_describe({ UpdatedAt: updatedAt }, { repositories, cacheDirectory }) {
    const identity = [...repositories.map(images_reference/* formatReference */.FH), updatedAt.toISOString()];
    return { cacheDirectory, updatedAt, identity, mayFetch: true, knowsCanary: false };
}
function opened(metadata, place, knowsCanary = false) {
    const database = { ...database_describe(metadata, place), knowsCanary, open: async () => ({ database }) };
    return { database };
}
/** Fetches it; the one that is there already decides where none can be had and it is not too old. */
async function renew(trivy, place, options) {
    const { policy, ports, meanwhile } = options;
    const { kept, cacheDirectory } = place;
    await trivy.confirm();
    const failed = await fetchDatabase(trivy, { ...options, ...place });
    // Scans only read it: a copy of some hundred megabytes keeps none of them waiting.
    if (failed === null && kept !== null)
        meanwhile(kept.keep(cacheDirectory));
    if (failed !== null)
        await kept?.restore(cacheDirectory);
    const metadata = await readMetadata(cacheDirectory, ports);
    const updatedAt = metadata?.UpdatedAt ?? null;
    if (metadata === null || updatedAt === null)
        return failed ?? { problem: NO_METADATA, updatedAt };
    const stale = ageProblem(updatedAt, ports.clock.now(), policy.maxDatabaseAge);
    if (stale !== null)
        return failed ?? { problem: stale, updatedAt };
    // A run that finds this one there asks first whether it is due: what is decided by it holds until then, and
    // by one that is due, since no newer one could be had, only now.
    if (isUpdateDue(metadata, policy, ports))
        (0,moment/* holdsOnlyNow */.Xn)(ports.clock.now());
    if (failed !== null) {
        ports.log.warn(`${failed.problem.message} The one from ${updatedAt.toISOString()} in the cache is used.`);
    }
    return opened(metadata, place, failed === null && place.isShared);
}
/** A database that somebody brought to this machine. Its age counts like any other's. */
async function readDirectory(directory, { policy, ports }) {
    const isThere = await ports.files.exists((0,external_node_path_.join)(directory, 'db', 'trivy.db'));
    const updatedAt = isThere ? ((await readMetadata(directory, ports))?.UpdatedAt ?? null) : null;
    if (updatedAt === null)
        return { problem: isThere ? NO_METADATA : nothingIn(directory), updatedAt };
    const stale = ageProblem(updatedAt, ports.clock.now(), policy.maxDatabaseAge);
    if (stale !== null)
        return { problem: stale, updatedAt };
    // Whoever brings another one need not bring other metadata. At its beginning each says how often it was written, and what it begins with.
    const beginning = await ports.files.readPart((0,external_node_path_.join)(directory, 'db', 'trivy.db'), 0, BEGINNING_BYTES);
    const identity = [directory, updatedAt.toISOString(), (0,external_node_crypto_.hash)('sha256', beginning ?? new Uint8Array())];
    const database = {
        cacheDirectory: directory,
        updatedAt,
        identity,
        mayFetch: false,
        knowsCanary: false,
        open: async () => ({ database }),
    };
    return { database };
}
function nothingIn(directory) {
    return {
        what: 'database-missing',
        cause: 'infrastructure',
        message: `vulnerabilities.databaseDirectory names ${directory}, and there is no db/trivy.db in it.`,
        remedy: 'Fetch it where there is a network (trivy image --download-db-only --cache-dir DIR), and bring DIR to this machine.',
    };
}
/**
 * The user's cache keeps one for each list of repositories. Null: not there, as for one on loopback, which is somebody's
 * test or demo, and under another port the next time.
 */
function sharedCache(repositories, { ports, home }) {
    const cache = home.userCache ? (0,user_cache/* userCache */.g3)(ports.env) : null;
    if (cache === null || repositories.some(({ registry }) => (0,canonical_host/* isLoopbackHost */.cW)(registry)))
        return null;
    const key = (0,external_node_crypto_.createHash)('sha256').update(repositories.map(images_reference/* formatReference */.FH).join('\n')).digest('hex');
    return (0,external_node_path_.join)(cache, 'trivy', key.slice(0, 16));
}
function underSeal(repositories, { ports, home }) {
    if (home.sealed === null)
        return null;
    return createKeptDatabase(home.sealed, repositories.map(images_reference/* formatReference */.FH).join('\n'), ports);
}
const database_HOUR_MS = 3_600_000;
/**
 * As Trivy sees it: when the database says so itself, and at most once an hour. One that may not decide is fetched anew
 * whatever it says.
 */
function isUpdateDue({ UpdatedAt, NextUpdate, DownloadedAt }, { maxDatabaseAge }, ports) {
    const now = ports.clock.now();
    if (ageProblem(UpdatedAt, now, maxDatabaseAge) !== null)
        return true;
    return (0,moment/* isOver */.PU)(NextUpdate?.getTime() ?? 0, now) && (0,moment/* isOver */.PU)((DownloadedAt?.getTime() ?? 0) + database_HOUR_MS, now);
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/about-image.js

/** A finding about an image, at its first use; the others are related. */
function about_image_about(image, what) {
    const [first] = image.uses;
    const { rule, severity, result, enforcement, message, identity, advisory } = what;
    return {
        // One by one: a spread takes twice the time, and there are ten thousands of these for a thousand images.
        rule,
        severity,
        result,
        enforcement,
        message,
        identity,
        ...(advisory === undefined ? {} : { advisory }),
        manifest: first.manifest.ref,
        image: image.written,
        location: first.place.location,
        related: relatedOf(image.uses),
        path: (0,domain_path/* formatPath */.j)(first.path),
        digest: image.digest,
    };
}
/** One list for all the findings of an image: it may run in thousands of places, and have hundreds of vulnerabilities. */
const related = new WeakMap();
function relatedOf(uses) {
    const known = related.get(uses);
    if (known !== undefined)
        return known;
    const [first, ...others] = uses;
    const made = [...first.place.related, ...others.map((use) => use.place.location)];
    related.set(uses, made);
    return made;
}
/** Each once, in order. Most findings are about one package of one version: nothing is made for those. */
function unique(values) {
    return values.length < 2 ? values : [...new Set(values)].sort();
}
function about_image_distinct(values) {
    return unique(values).join(' and ');
}

// EXTERNAL MODULE: ./build/check/vulnerabilities/vex-match.js
var vex_match = __webpack_require__(33733);
;// CONCATENATED MODULE: ./build/check/vulnerabilities/findings.js


/** `vulnerability/unscannable`: an image, or platforms of it, could not be judged, and why. */
function unscannable(image, problems) {
    const [first] = problems;
    // What the change itself brings is never softened, whatever else went wrong beside it.
    const cause = problems.some((problem) => problem.cause === 'content') ? 'content' : first.cause;
    const messages = [...new Set(problems.map(({ message }) => message))];
    const remedies = [...new Set(problems.map(({ remedy }) => remedy))];
    return about_image_about(image, {
        rule: 'vulnerability/unscannable',
        severity: 'high',
        result: { outcome: 'unknown', cause },
        enforcement: 'block',
        message: [`${image.written} was not fully checked for vulnerabilities.`, ...messages, ...remedies].join(' '),
        identity: [image.digest, ...new Set(problems.map(({ what }) => what))],
    });
}
/** `vulnerability/end-of-life`: the operating system gets no more advisories, so that finding none says little. */
function endOfLife(image, systems, policy) {
    if (policy.endOfLife === 'off' || systems.length === 0)
        return [];
    const names = [...new Set(systems)].sort();
    return [
        about_image_about(image, {
            rule: 'vulnerability/end-of-life',
            severity: 'high',
            result: { outcome: 'fail' },
            enforcement: policy.endOfLife,
            message: `Build ${image.written} on a newer release: ${names.join(' and ')} is past its end of life. Its vendor publishes no more advisories and fixes for it, so a scan that finds nothing new there says little.`,
            identity: [image.digest, ...names],
        }),
    ];
}
/**
 * One finding for an advisory and a package of a written reference, whatever platforms and versions it is there in; a
 * second one where a VEX document speaks of some of them only.
 */
function vulnerabilityFindings(image, found, measure) {
    const { scales, statements, now } = measure;
    const groups = new Map();
    for (const one of found) {
        if (!scales.counts(one.found))
            continue;
        const name = scales.keyOf(one.found);
        const statement = (0,vex_match/* settledBy */.FV)(image, one, statements, now);
        const key = statement === null ? name : `${name} settled`;
        const group = groups.get(key);
        if (group === undefined)
            groups.set(key, { statement, parts: [one] });
        else
            group.parts.push(one);
    }
    const settled = new Map();
    const findings = [...groups.values()].map(({ statement, parts }) => {
        const finding = findings_findingOf(image, parts, scales);
        if (statement === null)
            return finding;
        const other = { ...finding, identity: [...finding.identity, 'vex'] };
        settled.set(other, { reason: statement.reason, expires: 'withdrawn' });
        return other;
    });
    return { findings, settled };
}
const FAIL = { outcome: 'fail' };
function findings_findingOf(image, parts, scales) {
    const [{ found: first }, ...others] = parts;
    const weight = scales.weigh([first, ...others.map((one) => one.found)]);
    const { rule, severity, enforcement, before, after, advisory } = weight;
    const platforms = parts.flatMap(({ platform }) => platform ?? []);
    const where = platforms.length === 0 ? image.written : `${image.written} (${about_image_distinct(platforms)})`;
    return about_image_about(image, {
        rule,
        severity,
        result: FAIL,
        enforcement,
        // Joined: what a template makes is kept as a chain of its parts, and there are ten thousands of these for a thousand images.
        message: [before, where, after].join(''),
        identity: [image.digest, first.type, first.package],
        advisory,
    });
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/image-statements.js

/** The statements that count for an image, the newest first. Those that are attached to it are read once. */
function statementsBy(general, options) {
    const known = new Map();
    const read = async (image) => {
        const attested = await attestedStatements(image, options);
        return [...general, ...attested].sort(vulnerabilities_vex/* newestFirst */.ll);
    };
    return (image) => {
        const statements = known.get(image) ?? read(image);
        known.set(image, statements);
        return statements;
    };
}
/** What cannot be read, or not all of it, lets nothing pass: the scan's word stays. */
async function attestedStatements(image, { attestedVex, ports }) {
    if (attestedVex === undefined || attestedVex === null)
        return [];
    const { documents, problems } = await attestedVex(image.reference, image.digest);
    for (const problem of problems) {
        ports.log.warn(`No OpenVEX attestation of ${image.written} counts, since not all could be read: ${problem}`);
    }
    return documents.flatMap(({ by, predicate }) => {
        const statements = (0,vulnerabilities_vex/* readAttestedVex */.Yt)(predicate, `An OpenVEX attestation by ${by}`);
        if (statements === null)
            ports.log.warn(`An attestation by ${by} of ${image.written} holds no OpenVEX document`);
        return statements ?? [];
    });
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/exposures.js


const MAX_TEXT = 200;
/**
 * `image/secret` and `image/misconfiguration`, where the policy asks for them: one finding for a rule of Trivy's and a
 * file of the image. What a secret says is in none of them: not even the line around it, which Trivy masks.
 */
function exposureFindings(image, found, policy) {
    const groups = Map.groupBy(found, ({ found: { kind, id, file } }) => JSON.stringify([kind, id, file]));
    return [...groups.values()].flatMap((group) => {
        const [first, ...more] = group;
        if (first === undefined)
            return [];
        const { kind, id, file } = first.found;
        const level = kind === 'secret' ? policy.secrets : policy.misconfiguration;
        if (level === 'off')
            return [];
        const severity = worst(group.map((one) => one.found.severity));
        // A secret is one whatever it opens; a misconfiguration is weighed as a vulnerability is.
        const blocks = level === 'block' && (kind === 'secret' || reaches(severity, policy.severity));
        return about_image_about(image, {
            rule: kind === 'secret' ? 'image/secret' : 'image/misconfiguration',
            severity: severityOf(severity),
            result: { outcome: 'fail' },
            enforcement: blocks ? 'block' : 'warn',
            message: kind === 'secret' ? secretMessage(image, [first, ...more]) : adviceOn(image, [first, ...more]),
            identity: [image.digest, id, file],
        });
    });
}
function placeIn(image, group) {
    const [{ found: first }] = group;
    const lines = [...new Set(group.flatMap(({ found }) => found.line ?? []))].sort((a, b) => a - b);
    const where = lines.length === 0 ? '' : `, line ${lines.slice(0, 5).join(', ')}${lines.length > 5 ? ' and more' : ''},`;
    const platforms = group.flatMap(({ platform }) => platform ?? []);
    return `${clip(first.file)}${where} of ${image.written}${platforms.length === 0 ? '' : ` (${about_image_distinct(platforms)})`}`;
}
function secretMessage(image, group) {
    const [{ found }] = group;
    const { title, id } = found;
    return `Build the image without the secret in ${placeIn(image, group)}: it looks like ${clip(title)} (${clip(id)}). Whoever can pull the image can read it, in an earlier layer too where a later one deletes it: replace the secret.`;
}
function adviceOn(image, group) {
    const [{ found }] = group;
    const { title, id, advice, severity } = found;
    const what = `${clip(title)} (${clip(id)}, ${severityOf(severity)})`;
    return `${advice === '' ? 'Correct' : `${clip(advice).replace(/\.$/, '')}, in`} ${placeIn(image, group)}: ${what}.`;
}
/** Names and texts come from the image and from Trivy's rules. */
function clip(text) {
    const plain = text.replace(/\s+/g, ' ').trim();
    return plain.length > MAX_TEXT ? `${plain.slice(0, MAX_TEXT).trimEnd()}...` : plain;
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/judged-image.js


/** By what became of its digest. */
function judgeImage(image, result, measure) {
    const { policy } = measure;
    const [problem, ...more] = result.problems;
    const { findings: found, settled } = vulnerabilityFindings(image, result.found, measure);
    const findings = [
        ...found,
        ...exposureFindings(image, result.exposures, policy),
        ...endOfLife(image, result.endOfLife, policy),
        ...(problem === undefined ? [] : [unscannable(image, [problem, ...more])]),
    ];
    const blocked = findings.some((one) => one.result.outcome === 'fail' && one.enforcement === 'block' && !settled.has(one));
    const outcome = blocked ? 'fail' : problem !== undefined ? 'unknown' : 'pass';
    return { outcome, findings, settled, bills: result.bills };
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/analysis-store.js
/** In bytes: of all that is shared in a run, of what all scans that run have read themselves, and of what one of them has. */
const MAX_SHARED_BYTES = 256 * 1024 * 1024;
const MAX_OPEN_BYTES = 256 * 1024 * 1024;
const MAX_SCAN_BYTES = 64 * 1024 * 1024;
/** What was read in layers and may be handed on, by their registry, their digest and Trivy's name for it. */
class AnalysisStore {
    #found = new Map();
    #layers = new Set();
    #sharedBytes = 0;
    #openBytes = 0;
    /** Whether anything is known of it. */
    knows(registry, layer) {
        return this.#layers.has(`${registry} ${layer}`);
    }
    /** Of the first of these layers of which it is known. */
    find(registry, layers, name) {
        for (const layer of layers) {
            const found = this.#found.get(`${registry} ${layer} ${name}`);
            if (found !== undefined)
                return found;
        }
        return null;
    }
    /** What comes first stays; what is too much is not kept. */
    keep(registry, name, found) {
        const key = `${registry} ${found.layer} ${name}`;
        if (this.#found.has(key) || this.#sharedBytes + found.value.length > MAX_SHARED_BYTES)
            return;
        this.#sharedBytes += found.value.length;
        this.#found.set(key, found);
        this.#layers.add(`${registry} ${found.layer}`);
    }
    /** Whether half of the room is left, for what this run reads itself. */
    get hasRoom() {
        return this.#sharedBytes < MAX_SHARED_BYTES / 2;
    }
    /** Room for so much more of a scan that has read `already` so much; false: there is none. */
    reserve(already, more) {
        if (already + more > MAX_SCAN_BYTES || this.#openBytes + more > MAX_OPEN_BYTES)
            return false;
        this.#openBytes += more;
        return true;
    }
    release(bytes) {
        this.#openBytes -= bytes;
    }
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: ./build/recall/sealed.js
var recall_sealed = __webpack_require__(43338);
;// CONCATENATED MODULE: ./build/check/vulnerabilities/kept-analyses.js







const FOLDER = 'layers-v1';
/** Counted up whenever what is kept comes to mean something else. */
const FORMAT = 1;
/** Layers below, packed, are read again in less time than what is known of them is kept and brought. */
const LARGE_BYTES = 1024 * 1024;
/** In bytes: of what Trivy read in a layer, as it is and packed. */
const MAX_VALUE_BYTES = 8 * 1024 * 1024;
const MAX_PACKED_BYTES = 256 * 1024;
const MAX_FILE_BYTES = 512 * 1024;
/** Two layers in one place replace each other: so much stays, whatever comes, and nobody has to tidy up. */
const PLACES = 4096;
/** What was misread for whatever reason is read again by then. */
const MAX_AGE_MS = 7 * 24 * 3_600_000;
/** Those of its layers that are worth keeping, with their sizes as its manifest says. */
function largeLayers({ layers, sizes }) {
    return new Map(layers.map((layer, index) => [layer, sizes[index] ?? 0]).filter(([, size]) => size >= LARGE_BYTES));
}
const Kept = schemas/* strictObject */.rej({
    question: schemas/* string */.YjP(),
    at: iso/* datetime */.w$(),
    javaIndex: schemas/* union */.KCZ([schemas/* literal */.euz('none'), schemas/* array */.YOg(schemas/* string */.YjP()).readonly()]),
    name: schemas/* string */.YjP(),
    diffId: schemas/* string */.YjP(),
    /** GZIP, in base64. */
    value: schemas/* string */.YjP(),
});
const pack = (0,external_node_util_.promisify)(external_node_zlib_.gzip);
const kept_analyses_unpack = (0,external_node_util_.promisify)(external_node_zlib_.gunzip);
/**
 * Files under the key, as results of scans are. An analysis does not depend on the database, which is why it outlives
 * one: it is what a layer holds, as this very Trivy sees it with these very options, and with this very index of Java archives
 * where there was one when the scan ended (a scan of an image with an archive that meets none ends in a problem, and none of it is kept).
 */
function createKeptAnalyses({ results, circumstances, javaIndex, ports }) {
    const { files, clock, log } = ports;
    const sealed = (0,recall_sealed/* createSeal */.A)(results.key, 'layer');
    let complained = false;
    const complain = (error) => {
        if (complained)
            return;
        complained = true;
        const why = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
        log.warn(`What was read of layers cannot be kept in ${results.directory}${why}; the run goes on without.`);
    };
    const questionOf = ({ registry, digest, size, isHeld }) => {
        // With the advisories that indexes had to know before anything was read with them.
        const { trivy, flags, canary } = circumstances;
        return JSON.stringify([
            'layer',
            FORMAT,
            trivy.version,
            trivy.sha256,
            flags,
            canary,
            isHeld,
            registry,
            digest,
            size,
        ]);
    };
    const fileFor = (question) => {
        const place = Number.parseInt((0,external_node_crypto_.hash)('sha256', question).slice(0, 8), 16) % PLACES;
        const name = place.toString(16).padStart(4, '0');
        return (0,external_node_path_.join)(results.directory, FOLDER, name.slice(0, 2), name);
    };
    const write = async (layer, { name, diffId, value }, begunWith) => {
        const index = await javaIndex();
        // Another run may have put another one in its place meanwhile, or taken it away.
        const isSame = begunWith === 'none' || JSON.stringify(begunWith) === JSON.stringify(index);
        if (value.length > MAX_VALUE_BYTES || index === 'unnamed' || !isSame)
            return;
        const packed = await pack(value);
        if (packed.length > MAX_PACKED_BYTES)
            return;
        const question = questionOf(layer);
        const kept = {
            question,
            at: (0,moment/* writtenDown */.Ce)(clock.now()),
            javaIndex: index,
            name,
            diffId,
            value: packed.toString('base64'),
        };
        await files.write(fileFor(question), sealed.seal(JSON.stringify(kept)));
    };
    return {
        javaIndex,
        async recall(layer) {
            const question = questionOf(layer);
            const content = sealed.open(await files.read(fileFor(question), MAX_FILE_BYTES).catch(() => null));
            const kept = content === null ? null : kept_analyses_parse(content);
            if (kept === null || kept.question !== question)
                return null;
            const [at, now] = [Date.parse(kept.at), clock.now()];
            if (!(0,moment/* isOver */.PU)(at, now) || (0,moment/* isOver */.PU)(at + MAX_AGE_MS, now))
                return null;
            if (kept.javaIndex !== 'none' && JSON.stringify(kept.javaIndex) !== JSON.stringify(await javaIndex()))
                return null;
            try {
                const value = await kept_analyses_unpack(Buffer.from(kept.value, 'base64'), { maxOutputLength: MAX_VALUE_BYTES });
                return { name: kept.name, layer: layer.digest, diffId: kept.diffId, value };
            }
            catch {
                return null;
            }
        },
        keep: (layer, analysis, begunWith) => write(layer, analysis, begunWith).catch(complain),
    };
}
function kept_analyses_parse(content) {
    try {
        return Kept.safeParse(JSON.parse(content.toString('utf8'))).data ?? null;
    }
    catch {
        return null;
    }
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/package-origins.js
/** How the packages of a family of systems with RPM begin to name who made them (trivy, pkg/fanal/analyzer/pkg/rpm). */
const VENDORS = [
    { families: ['alma'], vendor: /^(?:AlmaLinux|CloudLinux)/ },
    { families: ['amazon'], vendor: /^Amazon/ },
    { families: ['azurelinux', 'cbl-mariner'], vendor: /^Microsoft Corporation/ },
    { families: ['centos', 'redhat'], vendor: /^(?:CentOS|Red Hat)/ },
    { families: ['oracle'], vendor: /^Oracle America/ },
    { families: ['photon'], vendor: /^(?:VMware|Broadcom)/ },
    { families: ['rocky'], vendor: /^Rocky/ },
    { families: ['opensuse-leap', 'opensuse-tumbleweed', 'sles', 'slem'], vendor: /^(?:open)?SUSE/ },
];
/** Makes EPEL too, of which an image of another system may have more packages than of its own; but never those alone. */
const FEDORA = /^Fedora Project/;
/** By what a package of a family says in its version which release it was built for, and which one the system's name says. */
const RELEASES = {
    amazon: { mark: /amzn(\d+)/, said: (name) => /^(?:2|2022|2023)(?=$|[ .])/.exec(name)?.[0] ?? '1' },
    azurelinux: { mark: /\.((?:azl|cm)\d+)$/, said: (name) => `azl${major(name)}` },
    'cbl-mariner': { mark: /\.((?:azl|cm)\d+)$/, said: (name) => `cm${major(name)}` },
    debian: { mark: /[+~]deb(\d+)u/, said: major },
    photon: { mark: /\.ph(\d+)$/, said: major },
    ...Object.fromEntries(['alma', 'centos', 'oracle', 'redhat', 'rocky'].map((family) => [family, { mark: /[.+_]el(\d+)/, said: major }])),
};
function major(name) {
    return /^\d+/.exec(name)?.[0] ?? '';
}
/**
 * What most of the packages of a system say of where they are from, where that is not what the system's name says: an image can
 * have an os-release of any system, and advisories of that one find nothing among packages of another. `Red Hat, Inc.`,
 * `release 9`; null where they do not contradict it. Those of neither, as of a vendor of applications, do not count.
 */
function otherOrigin(family, name, packages) {
    return otherVendor(family, packages) ?? otherRelease(family, name, packages);
}
/** Whether a package says that it is of the vendor of the system that it is in. Of systems without RPM none says whose it is. */
function isOfOwnVendor(family, { Maintainer, Release }) {
    const known = VENDORS.find(({ families }) => families.includes(family));
    if (known === undefined || known.vendor.test(Maintainer))
        return true;
    return family === 'amazon' && Maintainer === '' && Release.includes('amzn');
}
function otherVendor(family, packages) {
    if (!VENDORS.some(({ families }) => families.includes(family)))
        return null;
    const [own, others, fedora] = [new Map(), new Map(), new Map()];
    for (const { Maintainer: maintainer } of packages) {
        const vendor = VENDORS.find((each) => each.vendor.test(maintainer));
        if (vendor === undefined && !FEDORA.test(maintainer))
            continue;
        const counts = vendor === undefined ? fedora : vendor.families.includes(family) ? own : others;
        counts.set(maintainer, (counts.get(maintainer) ?? 0) + 1);
    }
    if (total(others) > total(own))
        return mostOf(others);
    return total(own) === 0 && total(fedora) > 0 ? mostOf(fedora) : null;
}
function otherRelease(family, name, packages) {
    const release = Object.hasOwn(RELEASES, family) ? RELEASES[family] : undefined;
    if (release === undefined)
        return null;
    const said = release.said(name);
    const marks = new Map();
    for (const { Version, Release } of packages) {
        const mark = release.mark.exec(`${Version}-${Release}`)?.[1];
        if (mark !== undefined)
            marks.set(mark, (marks.get(mark) ?? 0) + 1);
    }
    const own = marks.get(said) ?? 0;
    return total(marks) - own > own ? `release ${mostOf(new Map([...marks].filter(([mark]) => mark !== said)))}` : null;
}
const total = (counts) => [...counts.values()].reduce((sum, one) => sum + one, 0);
function mostOf(counts) {
    return [...counts].sort(([, left], [, right]) => right - left)[0]?.[0] ?? '';
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/bolt.js
const MAGIC = 0xed0cdaed;
const VERSION = 2;
const HEADER_BYTES = 16;
const ELEMENT_BYTES = 16;
const META_BYTES = 64;
const BRANCH = 1;
const LEAF = 2;
const IS_BUCKET = 1;
/** Pages have 4 KiB on most machines, and 64 KiB at most. */
const PAGE_SIZES = [4096, 16384, 65536, 8192, 32768];
/** The names of some hundred buckets take a few pages. */
const MAX_PAGES = 1024;
const MAX_PAGE_BYTES = 16 * 1024 * 1024;
/**
 * The names of the buckets at the top of a bbolt file (go.etcd.io/bbolt, internal/common: page.go, meta.go, bucket.go) that
 * hold something, without reading more of it than that takes. Empty for what is no such file: then there is nothing in it.
 */
async function bucketNames(read) {
    const meta = await readMeta(read);
    const elements = meta === null ? null : await elementsFrom(read, meta.root, meta.pageSize);
    return new Set((elements ?? []).filter(({ isBucket, value }) => isBucket && holdsSomething(value)).map(({ key }) => key));
}
/**
 * The keys and the names in the bucket at a path of names; empty where there is none. Null where any of it is broken, or it has
 * more pages than that.
 */
async function keysIn(read, path, maxPages = MAX_PAGES) {
    const meta = await readMeta(read);
    if (meta === null)
        return null;
    let elements = await elementsFrom(read, meta.root, meta.pageSize);
    for (const name of path) {
        if (elements === null)
            return null;
        const bucket = elements.find(({ isBucket, key }) => isBucket && key === name)?.value;
        if (bucket === undefined || !holdsSomething(bucket))
            return new Set();
        const root = Number(bucket.readBigUInt64LE(0));
        elements =
            root === 0
                ? elementsOn(bucket.subarray(HEADER_BYTES)).elements
                : await elementsFrom(read, root, meta.pageSize, maxPages);
    }
    return elements === null ? null : new Set(elements.map(({ key }) => key));
}
/** What is on the leaves below a page; null where any of it is broken, or there is too much. */
async function elementsFrom(read, root, pageSize, maxPages = MAX_PAGES) {
    const open = [root];
    const found = [];
    for (let seen = 0; open.length > 0; seen += 1) {
        const page = seen < maxPages ? await readPage(read, open.pop() ?? 0, pageSize) : null;
        if (page === null)
            return null;
        const { elements, branches } = elementsOn(page);
        if (elements === null)
            return null;
        for (const element of elements)
            found.push(element);
        open.push(...branches);
    }
    return found;
}
/** Null where an element is not on the page. */
function elementsOn(page) {
    const elements = [];
    const branches = [];
    const broken = { elements: null, branches: [] };
    for (let index = 0; index < page.readUInt16LE(10); index += 1) {
        const at = HEADER_BYTES + index * ELEMENT_BYTES;
        if (at + ELEMENT_BYTES > page.length)
            return broken;
        if (page.readUInt16LE(8) === BRANCH) {
            branches.push(Number(page.readBigUInt64LE(at + 8)));
            continue;
        }
        const key = at + page.readUInt32LE(at + 4);
        const value = key + page.readUInt32LE(at + 8);
        const end = value + page.readUInt32LE(at + 12);
        if (end > page.length)
            return broken;
        elements.push({
            isBucket: page.readUInt32LE(at) === IS_BUCKET,
            key: page.toString('utf8', key, value),
            value: page.subarray(value, end),
        });
    }
    return { elements, branches };
}
/** A small bucket is a page within the value; its elements are counted there. */
function holdsSomething(value) {
    if (value.length < HEADER_BYTES)
        return false;
    return value.readBigUInt64LE(0) !== 0n || (value.length >= 32 && value.readUInt16LE(HEADER_BYTES + 10) > 0);
}
/** There are two, of the newest and of the last transaction before it. */
async function readMeta(read) {
    const first = metaIn(await read(0, HEADER_BYTES + META_BYTES));
    const sizes = first === null ? PAGE_SIZES : [first.pageSize];
    let best = first;
    for (const size of sizes) {
        const second = metaIn(await read(size, HEADER_BYTES + META_BYTES));
        if (second === null || second.pageSize !== size)
            continue;
        if (best === null || second.transaction > best.transaction)
            best = second;
    }
    return best;
}
function metaIn(bytes) {
    if (bytes.length < HEADER_BYTES + META_BYTES)
        return null;
    const meta = Buffer.from(bytes).subarray(HEADER_BYTES);
    if (meta.readUInt32LE(0) !== MAGIC || meta.readUInt32LE(4) !== VERSION)
        return null;
    if (meta.readBigUInt64LE(56) !== fnv64a(meta.subarray(0, 56)))
        return null;
    return {
        pageSize: meta.readUInt32LE(8),
        root: Number(meta.readBigUInt64LE(16)),
        transaction: meta.readBigUInt64LE(48),
    };
}
async function readPage(read, id, pageSize) {
    const head = Buffer.from(await read(id * pageSize, HEADER_BYTES));
    if (head.length < HEADER_BYTES || head.readBigUInt64LE(0) !== BigInt(id))
        return null;
    const flags = head.readUInt16LE(8);
    const length = (head.readUInt32LE(12) + 1) * pageSize;
    if ((flags !== BRANCH && flags !== LEAF) || length > MAX_PAGE_BYTES)
        return null;
    return Buffer.from(await read(id * pageSize, length));
}
/** As Go's hash/fnv. */
function fnv64a(bytes) {
    let hash = 0xcbf29ce484222325n;
    for (const byte of bytes)
        hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
    return hash;
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/platforms.js


/**
 * What a vulnerability database has advisories for, as trivy-db names it: `alpine 3.19`, `npm::GitHub Security Advisory Npm`.
 * Null where there is no database.
 */
async function readPlatforms(cacheDirectory, { files }) {
    const path = (0,external_node_path_.join)(cacheDirectory, 'db', 'trivy.db');
    if ((await files.readPart(path, 0, 1)) === null)
        return null;
    return bucketNames(async (offset, length) => (await files.readPart(path, offset, length)) ?? new Uint8Array());
}
/** A release by which Trivy looks for advisories (pkg/detector/ospkg); null where the name says another, or none. */
const platforms_RELEASES = {
    alma: (name) => numbered('alma', /^\d+/, name),
    // Those before a release (`3.23.0_alpha20250612`) go by the branch that they are of.
    alpine: (name) => numbered('alpine', /^\d+\.\d+(?=(?:\.\d+)?$)/, name),
    azurelinux: (name) => numbered('Azure Linux', /^\d+\.\d+/, name),
    'cbl-mariner': (name) => numbered('CBL-Mariner', /^\d+\.\d+/, name),
    amazon: (name) => `amazon linux ${/^(?:2|2022|2023)(?=$|[ .])/.exec(name)?.[0] ?? '1'}`,
    debian: (name) => numbered('debian', /^\d+/, name),
    'opensuse-leap': (name) => `openSUSE Leap ${name}`,
    'opensuse-tumbleweed': () => 'openSUSE Tumbleweed',
    oracle: (name) => numbered('Oracle Linux', /^\d+/, name),
    photon: (name) => `Photon OS ${name}`,
    rocky: (name) => numbered('rocky', /^\d+/, name),
    slem: (name) => `SUSE Linux Enterprise Micro ${name}`,
    sles: (name) => `SUSE Linux Enterprise ${name}`,
    ubuntu: (name) => numbered('ubuntu', /^\d+\.\d+/, name),
};
/** What the platforms of a family begin with. Other families are not looked for. */
const FAMILIES = {
    alma: 'alma ',
    alpine: 'alpine ',
    amazon: 'amazon linux ',
    azurelinux: 'Azure Linux ',
    'cbl-mariner': 'CBL-Mariner ',
    centos: 'Red Hat',
    chainguard: 'chainguard',
    debian: 'debian ',
    echo: 'echo',
    minimos: 'minimos',
    oracle: 'Oracle Linux ',
    photon: 'Photon OS ',
    redhat: 'Red Hat',
    rocky: 'rocky ',
    ubuntu: 'ubuntu ',
    wolfi: 'wolfi',
};
/** Types of packages of languages, and what the platforms that have advisories for them begin with (pkg/detector/library/driver.go). */
const ECOSYSTEMS = {
    bitnami: 'bitnami::',
    bundler: 'rubygems::',
    gemspec: 'rubygems::',
    cargo: 'cargo::',
    rustbinary: 'cargo::',
    cocoapods: 'cocoapods::',
    composer: 'composer::',
    'composer-vendor': 'composer::',
    conan: 'conan::',
    gobinary: 'go::',
    gomod: 'go::',
    hex: 'erlang::',
    julia: 'julia::',
    kubernetes: 'k8s::',
    jar: 'maven::',
    npm: 'npm::',
    yarn: 'npm::',
    pnpm: 'npm::',
    'node-pkg': 'npm::',
    bun: 'npm::',
    javascript: 'npm::',
    nuget: 'nuget::',
    'dotnet-core': 'nuget::',
    'packages-props': 'nuget::',
    pub: 'pub::',
    swift: 'swift::',
    pip: 'pip::',
    pipenv: 'pip::',
    poetry: 'pip::',
    uv: 'pip::',
    'python-pkg': 'pip::',
};
/** The families whose names of releases are short and plain, so that Trivy looks for no other than is meant here. */
const PLAIN = {
    alma: /^\d+(?:\.\d+)*$/,
    alpine: /^\d+\.\d+(?:\.\d+)?$/,
    debian: /^\d+(?:\.\d+)*$/,
    oracle: /^\d+(?:\.\d+)*$/,
    rocky: /^\d+(?:\.\d+)*$/,
    ubuntu: /^\d+\.\d+$/,
};
/** Whether the database has advisories for the very release that a report is on, which Trivy's own list may end before. */
function hasRelease({ Metadata }, platforms) {
    const { Family = '', Name = '' } = Metadata.OS ?? {};
    if (platforms === null || own(PLAIN, Family)?.test(Name) !== true)
        return false;
    const release = own(platforms_RELEASES, Family)?.(Name) ?? null;
    return release !== null && platforms.has(release);
}
/** Kinds of packages in a report that the database has no advisories for at all; `debian 12`, `npm`. */
function missingPlatforms({ Metadata, Results }, platforms) {
    const has = (prefix) => [...platforms].some((name) => name.startsWith(prefix));
    const missing = new Set();
    for (const { Class, Type, Packages } of Results) {
        if (Packages.length === 0)
            continue;
        if (Class !== 'os-pkgs') {
            const prefix = own(ECOSYSTEMS, Type);
            if (prefix !== undefined && !has(prefix))
                missing.add(prefix.replace('::', ''));
            continue;
        }
        const { Family = '', Name = '' } = Metadata.OS ?? {};
        const release = own(platforms_RELEASES, Family)?.(Name) ?? null;
        const prefix = own(FAMILIES, Family);
        if (release === null ? prefix !== undefined && !has(prefix) : !platforms.has(release)) {
            missing.add(release ?? Family);
        }
    }
    return [...missing];
}
function numbered(name, pattern, version) {
    const number = pattern.exec(version)?.[0];
    return number === undefined ? null : `${name} ${number}`;
}
/** Families and types come from the image. */
function own(record, key) {
    return Object.hasOwn(record, key) ? record[key] : undefined;
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/unjudged-packages.js
/** Trivy lists these and looks for no advisories on them: they are keys that RPM keeps beside packages. */
const KEY = 'gpg-pubkey';
/** A package of a module says so in its release; advisories on modules go by the label that is beside it, or not at all. */
const MODULAR = /\.module[+_]el/;
const isUnlabelled = ({ Release, Modularitylabel }) => MODULAR.test(Release) && !/^[^:]+:[^:]+:/.test(Modularitylabel);
/** The processors that vendors write advisories for, where one names them (trivy-db, rocky.go, oracle-oval.go, redhat-oval.go). */
const PROCESSORS = /^(?:aarch64|armv7hl|i[3-6]86|noarch|ppc64|ppc64le|s390|s390x|x86_64)$/;
const isOfOtherProcessor = ({ Arch }) => !PROCESSORS.test(Arch);
/** What Trivy takes for a version there: it compares those of Amazon as if they were Debian's (knqyf263/go-deb-version). */
const AMAZON_VERSION = /^\d[\p{L}\p{Nd}.+~:_-]*$/u;
const AMAZON_RELEASE = /^[\p{L}\p{Nd}.+~_]*$/u;
const isIncomparable = ({ Version, Release }) => !AMAZON_VERSION.test(Version) || !AMAZON_RELEASE.test(Release);
/** Advisories speak of source packages there. */
const isWithoutSource = ({ SrcName }) => SrcName === '';
const PASSED_OVER = {
    alma: [isUnlabelled],
    amazon: [isIncomparable],
    azurelinux: [isWithoutSource],
    'cbl-mariner': [isWithoutSource],
    centos: [isUnlabelled, isOfOtherProcessor],
    // Advisories there are looked up by the name alone, and packages of modules have no label in Oracle Linux 8.
    oracle: [isOfOtherProcessor],
    photon: [isWithoutSource],
    redhat: [isUnlabelled, isOfOtherProcessor],
    rocky: [isUnlabelled, isOfOtherProcessor],
};
/** The names of packages that Trivy lists and, by what they say of themselves, compares with no advisory, without a word. */
function unjudgedPackages(family, packages) {
    const reasons = Object.hasOwn(PASSED_OVER, family) ? (PASSED_OVER[family] ?? []) : [];
    const passedOver = packages.filter((one) => one.Name !== KEY && reasons.some((isPassedOver) => isPassedOver(one)));
    return [...new Set(passedOver.map(({ Name }) => Name))].sort();
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/recognised.js



/**
 * What Trivy warns of (pkg/detector/ospkg) when it has nothing, or the wrong thing, to compare packages with; it then
 * ends well and finds little or nothing. An image can bring that about on purpose, with a false os-release or apk
 * repositories file.
 */
const NOT_COMPARED = /Unsupported os\b|Mixing Alpine versions is unsupported/;
/** Said of the newest releases too, since Trivy's list of them ends before: the database may well have those. */
const NOT_LISTED = /This OS version is not on the EOL list/;
/** Nothing is compared at all, and the packages are not even listed. */
const NOT_JUDGED = /Unsupported os\b/;
/**
 * Releases that the database has of systems of which Trivy takes others for ones too: any of Azure Linux (trivy-db,
 * pkg/vulnsrc/azure), and Red Hat's 10, of which Red Hat publishes nothing in the form that Trivy reads (trivy-db, pkg/vulnsrc/redhat-oval).
 */
const recognised_RELEASES = new Map([
    ['azurelinux', /^3\./],
    ['cbl-mariner', /^[12]\./],
    ['redhat', /^[4-9](?:\.|$)/],
]);
/** An entry of a package database that Trivy passes over (pkg/fanal/analyzer/pkg); the package is there all the same. */
const recognised_PASSED_OVER = /\bWARN\s+\[(?:dpkg\] (?:Parse error\s+file_path="var\/lib\/dpkg\/status|Invalid (?:source )?version\b)|apk\] Invalid version found\b)/g;
/** Packages that Trivy lists and compares with nothing (pkg/detector/library/driver.go). */
const WITHOUT_ADVISORIES = new Set(['conda-pkg', 'conda-environment']);
/**
 * Why a scan without complaint says nothing about the image: no system and no packages were recognised, a system whose
 * package database is gone, packages of an unnamed system, or a system that the vulnerability database does not have.
 * Null where there was something to judge. Packages of languages, and Go and Rust programs by their build information,
 * count as recognised. See readPlatforms.
 */
function unrecognised(report, warnings, reference, platforms) {
    const system = report.Metadata.OS ?? null;
    const ofSystem = report.Results.filter((part) => part.Class === 'os-pkgs');
    // What a file of the image lists (`*.cdx.json`) is not what is installed: its package database says that.
    const installed = ofSystem.flatMap((part) => part.Packages).filter(({ AnalyzedBy }) => AnalyzedBy !== 'sbom');
    const systemPackages = installed.length;
    const otherPackages = report.Results.filter(({ Class, Type }) => Class !== 'os-pkgs' && !WITHOUT_ADVISORIES.has(Type)).reduce((sum, part) => sum + part.Packages.length, 0);
    if (system === null) {
        if (otherPackages > 0)
            return null;
        return recognised_hidden('nothing-recognised', `Trivy recognised nothing in ${reference} that there are advisories for: no operating system and no packages of a kind that it can judge. That it found no vulnerability there means nothing.`);
    }
    const name = `${system.Family} ${system.Name}`.trim();
    if (system.Family === 'none') {
        return recognised_hidden('system-unnamed', `${reference} holds the packages of an operating system, but nothing that tells Trivy which: no os-release, or one that Trivy does not know. They could not be judged.`);
    }
    if (NOT_JUDGED.test(warnings)) {
        return recognised_hidden('system-unknown', `${reference} is ${name}, a system that Trivy has no advisories for. Its packages could not be judged.`);
    }
    if (systemPackages === 0) {
        return recognised_hidden('packages-missing', `${reference} is ${name}, but its package database is missing or empty. What is installed could not be judged.`);
    }
    const foreign = installed.map(({ AnalyzedBy }) => AnalyzedBy).filter((by) => isForeign(by, system.Family));
    if (foreign.length > 0) {
        return recognised_hidden('system-unknown', `${reference} says that it is ${name}, and ${foreign.length} of its packages are in a database of another system's kind (${[...new Set(foreign)].sort().join(', ')}). Nobody writes advisories on those for ${system.Family}: they could not be judged.`);
    }
    const origin = otherOrigin(system.Family, system.Name, installed);
    if (origin !== null) {
        return recognised_hidden('system-unknown', `${reference} says that it is ${name}, and most of its packages say that they are of ${origin}. Advisories of one system say nothing about packages of another: they could not be judged.`);
    }
    const found = ofSystem.some((part) => part.Vulnerabilities.length > 0);
    const listed = recognised_RELEASES.get(system.Family)?.test(system.Name) ?? (!NOT_LISTED.test(warnings) || hasRelease(report, platforms));
    if (NOT_COMPARED.test(warnings) || (!found && !listed)) {
        return recognised_hidden('system-unknown', `${reference} says that it is ${name} or takes packages from another release, which Trivy has no advisories for. Its ${systemPackages} packages could not be judged, or not rightly.`);
    }
    const unjudged = unjudgedPackages(system.Family, installed);
    if (unjudged.length > 0) {
        return recognised_hidden('packages-unread', `Trivy compares packages of ${name} with advisories by what they say of themselves, and ${unjudged.length} of ${reference} lack a part of that (${unjudged.slice(0, 5).join(', ')}${unjudged.length > 5 ? ', ...' : ''}): a version, a source package, the label of a module, or a processor that advisories are written for. They could not be judged.`);
    }
    const passedOver = warnings.match(recognised_PASSED_OVER)?.length ?? 0;
    if (passedOver > 0) {
        return recognised_hidden('packages-unread', `Trivy passed over ${passedOver} ${passedOver === 1 ? 'entry' : 'entries'} of the package database of ${reference} that it cannot read. Those packages are there, and could not be judged.`);
    }
    return null;
}
/**
 * By what Trivy calls whoever read a package database (pkg/fanal/analyzer/const.go), the families of systems that have one.
 * All others have RPM.
 */
const recognised_FAMILIES = {
    apk: ['alpine', 'chainguard', 'minimos', 'wolfi'],
    dpkg: ['debian', 'echo', 'ubuntu'],
};
const OF_RPM = new Set(['rpm', 'rpmqa', 'rpm-archive']);
function isForeign(analyzer, family) {
    const families = recognised_FAMILIES[analyzer];
    if (families !== undefined)
        return !families.includes(family);
    return OF_RPM.has(analyzer) && Object.values(recognised_FAMILIES).flat().includes(family);
}
/** Why a scan says nothing about packages that the database has no advisories for: it finds none, and that looks like a pass. */
function notInDatabase(report, platforms, reference) {
    const missing = platforms === null ? [] : missingPlatforms(report, platforms);
    if (missing.length === 0)
        return null;
    return {
        what: 'not-in-database',
        // An image can say that it is of any release.
        cause: 'content',
        message: `${reference} holds packages of ${missing.join(', ')}, and the vulnerability database has no advisories for those at all. They could not be judged.`,
        remedy: 'Name a repository of a whole database under vulnerabilities.databaseRepositories, build the image on a release that is in it, or name this digest in an exception for vulnerability/unscannable.',
    };
}
/** Libraries, and no system: a single program, or a system that Trivy does not know. */
function hasNoSystem({ Metadata, Results }) {
    return (Metadata.OS ?? null) === null && Results.some((part) => part.Packages.length > 0);
}
function recognised_hidden(what, message) {
    return {
        what,
        cause: 'content',
        message,
        remedy: 'Build the image on a base that Trivy knows and leave its package database in place, or name this digest in an exception for vulnerability/unscannable.',
    };
}
/**
 * An empty layer, which an image may have in several forms: as it is, by Docker, by BuildKit, by Buildah and Podman, and by
 * these with zstd. Another that is said to be empty may hold anything.
 */
const EMPTY_LAYERS = new Set([
    'sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef',
    'sha256:a3ed95caeb02ffe68cdd9fd84406680ae93d633cb16422d00e8a7c22955b46d4',
    'sha256:4f4fb700ef54461cfa02571ae0db9a0dc1e0cdb5577484a6d75e68dc38e8acc1',
    'sha256:bd9ddc54bea929a22b334e73e026d4136e5b73f5cc29942896c72e4ece69b13d',
    'sha256:2c1ce468d9f3d941396801f6e3afc8921466650dd05430fe644cd3537713d27f',
]);
/**
 * Trivy finds layers by what the image's configuration says that they hold unpacked. A configuration that says the same of two
 * layers hides one of them; containerd does not start such an image.
 */
function hiddenLayer({ Metadata }, layers, reference) {
    const seen = new Map();
    for (const [index, content] of Metadata.DiffIDs.entries()) {
        const named = layers[index];
        if (named === undefined)
            continue;
        const layer = EMPTY_LAYERS.has(named) ? 'empty' : named;
        const other = seen.get(content) ?? layer;
        if (other !== layer) {
            return recognised_hidden('layers-misnamed', `The configuration of ${reference} says that two of its layers hold the same, and they are not the same: Trivy looked at one of them alone.`);
        }
        seen.set(content, layer);
    }
    return null;
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/scan-analyses.js

/** In bytes. More of one layer is not handed on: it would have to be parsed, while all else waits. */
const MAX_LAYER_BYTES = 16 * 1024 * 1024;
/** Of Trivy's names (pkg/cache/redis.go); what follows is a hash of what the layer holds and of how it is looked at. */
const LAYER_PREFIX = 'fanal::blob::';
/** Entries of package databases that it passed over, say: who is handed what was read would not hear of it. */
const WARNED = /\b(?:WARN|ERROR|FATAL)\b/;
/** From here on Trivy compares what it read with its database, which each scan does for itself (pkg/scan/local, pkg/scan/langpkg). */
const READING_ENDED = /^\S+\tINFO\t(?:Detected OS|Number of language-specific files)\t/m;
/**
 * A text in a layer that is not UTF-8, or may not be: Go's JSON has the same sign in the place of each byte that is none, so that two
 * files become one, and what is removed in a layer above may be another file. In memory Trivy keeps them apart.
 */
const MANGLED = ['\\ufffd', '\ufffd'];
/** What ends a scan of an image that takes too much of what the gate's store takes nothing of. */
const LIMITS = new Set([
    'trivy-disk-full',
    'trivy-disk-limit',
    'trivy-out-of-time',
    'trivy-output-limit',
]);
/** `BlobInfo` (pkg/fanal/types/artifact.go), as far as the gate reads it. */
const Analysis = schemas/* looseObject */._H3({ Digest: schemas/* string */.YjP(), DiffID: schemas/* string */.YjP() });
/** What one scan keeps with the gate, and is handed of others. */
class ScanAnalyses {
    #target;
    #mayShare;
    #store;
    #keep;
    #own = new Map();
    #given = new Set();
    #bytes = 0;
    #isMangled = false;
    /** `mayShare`: those of its layers that other images have too. `keep`: gets all that may be handed on to any image. */
    constructor(target, mayShare, store, keep) {
        this.#target = target;
        this.#mayShare = mayShare;
        this.#store = store;
        this.#keep = keep;
    }
    get(name) {
        const own = this.#own.get(name);
        if (own !== undefined)
            return own;
        const { repository, layers } = this.#target;
        const found = name.startsWith(LAYER_PREFIX) ? this.#store.find(repository.registry, layers, name) : null;
        if (found === null)
            return null;
        this.#given.add(found);
        return found.value;
    }
    set(name, value) {
        const more = value.length - (this.#own.get(name)?.length ?? 0);
        if (!this.#store.reserve(this.#bytes, more))
            return false;
        this.#bytes += more;
        this.#own.set(name, value);
        const bytes = Buffer.from(value.buffer, value.byteOffset, value.length);
        this.#isMangled ||= MANGLED.some((sign) => bytes.includes(sign));
        return true;
    }
    /** What it read is kept for others, where it may be. True: what it says counts; else the image is to be scanned again, alone. */
    end(scan) {
        const counts = this.#counts(scan);
        if (counts && scan.problem === null)
            this.#handOn(scan);
        this.#own.clear();
        this.#store.release(this.#bytes);
        this.#bytes = 0;
        return counts;
    }
    #counts({ diffIds, problem, isAgain }) {
        // No pass of anybody, and looked at again by whoever asked.
        if (problem !== null && (isFault(problem) || LIMITS.has(problem.what)))
            return true;
        if (isAgain || this.#isMangled || diffIds.length === 0)
            return false;
        if (this.#given.size === 0)
            return true;
        // What the image is blamed for may be the other's doing. Of one that names fewer layers than it has, or more, Trivy reads none.
        const isWhole = problem === null && diffIds.length === this.#target.layers.length;
        return isWhole && [...this.#given].every((found) => this.#isThere(found, diffIds));
    }
    /** Trivy takes the first layer that is said to hold it. */
    #isThere({ layer, diffId }, diffIds) {
        return this.#target.layers[diffIds.indexOf(diffId)] === layer;
    }
    #handOn({ diffIds, stderr }) {
        const [whileReading = ''] = stderr.split(READING_ENDED, 1);
        if (WARNED.test(whileReading) || diffIds.length !== this.#target.layers.length)
            return;
        for (const [name, value] of this.#own) {
            const found = name.startsWith(LAYER_PREFIX) && value.length <= MAX_LAYER_BYTES ? analysisIn(value) : null;
            if (found === null || !this.#isThere(found, diffIds))
                continue;
            if (this.#mayShare.has(found.layer))
                this.#store.keep(this.#target.repository.registry, name, found);
            this.#keep({ name, ...found });
        }
    }
}
/** Of the registry, the run or the machine. */
const isFault = ({ what, cause }) => cause === 'infrastructure' || what === 'unauthorized' || what === 'cut-off' || what.startsWith('registry-');
function analysisIn(value) {
    try {
        const parsed = Analysis.safeParse(JSON.parse(Buffer.from(value).toString('utf8')));
        return parsed.success ? { layer: parsed.data.Digest, diffId: parsed.data.DiffID, value } : null;
    }
    catch {
        return null;
    }
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/layer-analyses.js





function sharedLayers(targets) {
    const seen = new Set();
    const shared = new Set();
    const nameOf = ({ repository }, layer) => `${repository.registry} ${layer}`;
    for (const target of targets) {
        for (const layer of new Set(target.layers)) {
            if (EMPTY_LAYERS.has(layer))
                continue;
            const name = nameOf(target, layer);
            (seen.has(name) ? shared : seen).add(name);
        }
    }
    return { has: (target, layer) => shared.has(nameOf(target, layer)) };
}
/** The gate may have something else to do for a while. */
const PATIENCE = 'dial_timeout=60s&read_timeout=60s&write_timeout=60s';
/** Files that are read, or written, at a time. */
const AT_ONCE = 4;
const NONE = new Map();
function createLayerAnalyses(loopback) {
    const store = new AnalysisStore();
    let serving = null;
    const serve = async () => {
        try {
            return await loopback.serveValues();
        }
        catch {
            // Where nobody may listen, each image is scanned alone.
            return null;
        }
    };
    const limit = (0,p_limit/* default */.A)(AT_ONCE);
    const recalled = new Map();
    const recallOnce = (layer, kept) => {
        const name = `${layer.registry} ${layer.digest}`;
        const known = recalled.get(name) ?? limit(() => recall(layer, kept));
        recalled.set(name, known);
        return known;
    };
    const recall = async (layer, kept) => {
        if (store.knows(layer.registry, layer.digest) || !store.hasRoom)
            return;
        const found = await kept.recall(layer);
        if (found !== null)
            store.keep(layer.registry, found.name, found);
    };
    const writing = new Set();
    return {
        async open(target, { shared, kept, isHeld }) {
            const { registry } = target.repository;
            const large = kept === null ? NONE : largeLayers(target);
            const layers = [...large].map(([digest, size]) => ({ registry, digest, size, isHeld }));
            if (kept !== null)
                await Promise.all(layers.map((layer) => recallOnce(layer, kept)));
            const mayShare = new Set();
            for (const layer of target.layers) {
                if (shared.has(target, layer) || store.knows(registry, layer))
                    mayShare.add(layer);
            }
            if (mayShare.size + large.size === 0)
                return null;
            serving ??= serve();
            const server = await serving;
            if (server === null)
                return null;
            const begunWith = (await kept?.javaIndex()) ?? 'none';
            const keep = (analysis) => {
                const layer = layers.find(({ digest }) => digest === analysis.layer);
                if (kept !== null && layer !== undefined)
                    writing.add(limit(() => kept.keep(layer, analysis, begunWith)));
            };
            const own = new ScanAnalyses(target, mayShare, store, keep);
            const { password, end } = server.admit(own);
            return {
                url: `redis://:${password}@${server.host}?${PATIENCE}`,
                end(scan) {
                    end();
                    return own.end(scan);
                },
            };
        },
        async close() {
            await Promise.allSettled(writing);
            await (await serving)?.close();
        },
    };
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/bill.js


/** CycloneDX (bom-1.6.schema.json). Components may hold components. */
const CycloneDx = schemas/* looseObject */._H3({
    bomFormat: schemas/* literal */.euz('CycloneDX'),
    specVersion: schemas/* string */.YjP(),
    metadata: schemas/* looseObject */._H3({ component: schemas/* looseObject */._H3({ type: schemas/* string */.YjP() }).optional() }).optional(),
    components: schemas/* array */.YOg(schemas/* unknown */.L5J()).default([]),
});
const Component = schemas/* looseObject */._H3({
    type: schemas/* string */.YjP(),
    purl: schemas/* string */.YjP().optional(),
    components: schemas/* array */.YOg(schemas/* unknown */.L5J()).default([]),
    properties: schemas/* array */.YOg(schemas/* looseObject */._H3({ name: schemas/* string */.YjP(), value: schemas/* string */.YjP().default('') })).default([]),
});
/** SPDX 2.2 and 2.3 (spdx-schema.json). */
const Spdx = schemas/* looseObject */._H3({
    spdxVersion: schemas/* string */.YjP().startsWith('SPDX-2.'),
    documentDescribes: schemas/* array */.YOg(schemas/* string */.YjP()).default([]),
    packages: schemas/* array */.YOg(schemas/* looseObject */._H3({
        SPDXID: schemas/* string */.YjP(),
        primaryPackagePurpose: schemas/* string */.YjP().default('LIBRARY'),
        sourceInfo: schemas/* string */.YjP().default(''),
        externalRefs: schemas/* array */.YOg(schemas/* looseObject */._H3({ referenceType: schemas/* string */.YjP(), referenceLocator: schemas/* string */.YjP() })).default([]),
    }))
        .default([]),
    relationships: schemas/* array */.YOg(schemas/* looseObject */._H3({ spdxElementId: schemas/* string */.YjP(), relationshipType: schemas/* string */.YjP(), relatedSpdxElement: schemas/* string */.YjP() }))
        .default([]),
});
/** Kinds of entries that are packages. Trivy's files, applications and systems have no package URL of their own. */
const PACKAGES = new Set(['library', 'framework', 'LIBRARY', 'FRAMEWORK']);
/** Package URLs of whole images. */
const IMAGES = new Set(['oci', 'docker']);
/** The bill in a predicate, or a clause that says why there is none. */
function readBill(predicate) {
    const read = readCycloneDx(predicate) ?? readSpdx(predicate);
    if (read === null)
        return 'it is neither CycloneDX nor SPDX 2 in JSON';
    if (typeof read === 'string')
        return read;
    const { entries, ofImage } = read;
    const packages = new Set();
    const sourced = new Set();
    let unnamed = 0;
    for (const { isPackage, isSourced, purls } of entries) {
        if (purls.length === 0 && isPackage)
            unnamed += 1;
        for (const purl of purls) {
            const key = bill_keyOf(purl);
            if (key === null)
                unnamed += 1;
            else if (key !== IMAGE)
                packages.add(key);
            if (key !== null && isSourced)
                sourced.add(key);
        }
    }
    try {
        return { text: JSON.stringify(predicate), packages, sourced, unnamed, ofImage };
    }
    catch (error) {
        // Written as deeply nested as it was read, it takes more of the stack than reading it did.
        if (!(error instanceof RangeError))
            throw error;
        return 'it is nested too deeply';
    }
}
/** Trivy's own names (pkg/sbom/cyclonedx/marshal.go, pkg/sbom/spdx/marshal.go), which are all that it reads. */
const SOURCE_PROPERTIES = ['aquasecurity:trivy:SrcName', 'aquasecurity:trivy:SrcVersion'];
const SOURCE_INFO = /^built package from: \S+ \S+/;
function readCycloneDx(predicate) {
    const parsed = CycloneDx.safeParse(predicate);
    if (!parsed.success)
        return null;
    const entries = [];
    const open = [...parsed.data.components];
    while (open.length > 0) {
        const component = Component.safeParse(open.pop());
        if (!component.success)
            return 'one of its components is not as CycloneDX has them';
        const { type, purl, components, properties } = component.data;
        const isSourced = SOURCE_PROPERTIES.every((wanted) => properties.some(({ name, value }) => name === wanted && value !== ''));
        entries.push({ isPackage: PACKAGES.has(type), isSourced, purls: purl === undefined ? [] : [purl] });
        for (const one of components)
            open.push(one);
    }
    return { entries, ofImage: parsed.data.metadata?.component?.type === 'container' };
}
function readSpdx(predicate) {
    const parsed = Spdx.safeParse(predicate);
    if (!parsed.success)
        return null;
    const { packages, relationships, documentDescribes } = parsed.data;
    const described = new Set(documentDescribes);
    for (const { spdxElementId, relationshipType, relatedSpdxElement } of relationships) {
        if (spdxElementId === 'SPDXRef-DOCUMENT' && relationshipType === 'DESCRIBES')
            described.add(relatedSpdxElement);
    }
    const entries = packages.map(({ SPDXID, primaryPackagePurpose, sourceInfo, externalRefs }) => ({
        // What the document describes is the image itself.
        isPackage: PACKAGES.has(primaryPackagePurpose) && !described.has(SPDXID),
        isSourced: SOURCE_INFO.test(sourceInfo),
        purls: externalRefs.flatMap(({ referenceType, referenceLocator }) => referenceType === 'purl' ? [referenceLocator] : []),
    }));
    const ofImage = packages.some((one) => described.has(one.SPDXID) && one.primaryPackagePurpose === 'CONTAINER');
    return { entries, ofImage };
}
const IMAGE = 'image';
/** Type, name and version of a package, without qualifiers; null for what is no package URL. */
function bill_keyOf(purl) {
    const parsed = (0,package_url/* parsePackageUrl */.r)(purl);
    if (parsed === null)
        return null;
    if (IMAGES.has(parsed.type))
        return IMAGE;
    return JSON.stringify([parsed.type, parsed.namespace, parsed.name, parsed.version]);
}
/**
 * How many packages of a bill Trivy's report on it leaves out, or judges by a source that it had to guess: nobody looked for
 * all advisories of those.
 */
function leftOut({ packages, sourced, unnamed }, { Metadata, Results }) {
    const { OS: system = null } = Metadata;
    const isNamed = system !== null && system.Family !== 'none';
    const seen = new Set(Results.flatMap(({ Class, Packages }) => {
        const keys = Packages.map(({ Identifier }) => bill_keyOf(Identifier.PURL));
        return Class === 'os-pkgs' ? keys.filter((key) => isNamed && key !== null && sourced.has(key)) : keys;
    }));
    return unnamed + [...packages].filter((key) => !seen.has(key)).length;
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/attested-bills.js





/** Beyond so many, nobody meant them all: the layers say it faster. */
const MAX_BILLS = 8;
const attested_bills_AT_ONCE = 16;
/**
 * The bills of materials that count for each target: those of exactly this image manifest. One that is attached to an index
 * does not say which of its platforms it lists. A target that is not named has none, and its layers are scanned.
 */
async function findBills(targets, { reader, repositories, directory, ports }) {
    if (reader === null)
        return new Map();
    const limit = (0,p_limit/* default */.A)(attested_bills_AT_ONCE);
    const answers = await Promise.all(targets.map((target) => limit(async () => {
        const { repository, digest } = target;
        const among = (repositories.get(digest) ?? [repository]).map(attested_bills_whole);
        const { documents, problems } = await reader(attested_bills_whole(repository), digest, among);
        const name = (0,images_reference/* formatReference */.FH)({ ...repository, tag: null, digest });
        const refuse = (reason) => {
            ports.log.warn(`The layers of ${name} are scanned, and not its bill of materials: ${reason}.`);
            return null;
        };
        if (problems.length > 0)
            return refuse(problems.join('; '));
        if (documents.length > MAX_BILLS)
            return refuse(`there are ${documents.length}, and at most ${MAX_BILLS} count`);
        const bills = [];
        for (const { by, predicate } of documents) {
            const bill = readBill(predicate);
            if (typeof bill === 'string')
                return refuse(`of one that ${by} signed, ${bill}`);
            const { text, ...read } = bill;
            const sha256 = (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex');
            if (bills.some((one) => one.sha256 === sha256))
                continue;
            const file = (0,external_node_path_.join)(directory, 'bills', `${sha256}.json`);
            await ports.files.write(file, text);
            bills.push({ ...read, by, file, sha256 });
        }
        const [first, ...more] = bills;
        if (first !== undefined && !bills.some(({ ofImage }) => ofImage)) {
            return refuse('none says that it is of a container image, and one of an application lists a part of it');
        }
        return first === undefined ? null : [digest, [first, ...more]];
    })));
    return new Map(answers.filter((one) => one !== null));
}
const attested_bills_whole = (repository) => ({ ...repository, tag: null, digest: null });

;// CONCATENATED MODULE: ./build/check/vulnerabilities/java-canary.js





const java_canary_TIMEOUT_MS = 60_000;
const java_canary_AGAIN = 'Run again. If it stays so, fetch the index again, or name another repository under vulnerabilities.javaDatabaseRepositories.';
const Bill = schemas/* looseObject */._H3({ components: schemas/* array */.YOg(schemas/* looseObject */._H3({ purl: schemas/* string */.YjP().optional() })).default([]) });
/** The end of a zip archive without entries (APPNOTE.TXT 4.3.16). */
const EMPTY_ARCHIVE = Buffer.from('504b0506000000000000000000000000000000000000', 'hex');
/**
 * Asks the index of Java archives for one that it must know: an empty archive of that name and version, whose group only the
 * index can say. Trivy passes over an index that cannot be read, and images then seem to hold no archive at all.
 */
async function missedJavaCanary(trivy, cacheDirectory, canary, { files }) {
    if (canary === 'off')
        return null;
    const wanted = (0,package_url/* parsePackageUrl */.r)(canary);
    const directory = (0,external_node_path_.join)(trivy.directory, 'java-canary');
    await files.write((0,external_node_path_.join)(directory, `${wanted?.name}-${wanted?.version}.jar`), EMPTY_ARCHIVE);
    const result = await trivy.run({
        command: 'rootfs',
        flags: ['--skip-java-db-update', IN_MEMORY, '--offline-scan', '--format=cyclonedx'],
        target: directory,
        cacheDirectory,
        access: null,
        timeoutMs: java_canary_TIMEOUT_MS,
    });
    const failure = failureOf(result, 'read the index of Java archives');
    if (failure !== null)
        return { ...withoutImage(failure, java_canary_AGAIN), what: 'java-database' };
    const found = result.status === 'exited' ? purlsIn(result.stdout) : [];
    const knows = found.some((purl) => {
        const one = (0,package_url/* parsePackageUrl */.r)(purl);
        return one !== null && one.namespace === wanted?.namespace && one.name === wanted.name;
    });
    if (knows)
        return null;
    return {
        what: 'java-canary-missed',
        cause: 'infrastructure',
        message: `The image holds Java archives, and their index (java-db) does not know ${canary}, which any good one does: it is incomplete, or not read as it should be.`,
        remedy: 'Fetch the index again, or name another repository under vulnerabilities.javaDatabaseRepositories. For an index that really lacks it, name another archive under vulnerabilities.javaCanary, or set that to off.',
    };
}
function purlsIn(bytes) {
    try {
        const parsed = Bill.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
        return parsed.success ? parsed.data.components.flatMap(({ purl }) => purl ?? []) : [];
    }
    catch {
        return [];
    }
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/java-index-metadata.js


/** The version of the index's schema. */
const java_index_metadata_SCHEMA = 1;
const DAY_MS = 86_400_000;
/** It is made every few days, and lists what was published: an older one misses the newest archives alone. */
const MIN_AGE_MS = 14 * DAY_MS;
/** Null where there is none, or none that can be read. */
function java_index_metadata_readMetadata(path, ports) {
    return readMetadataFile(path, java_index_metadata_SCHEMA, ports);
}
/** Why an index of that time may not decide; null where it may. */
function java_index_metadata_ageProblem({ UpdatedAt }, { maxDatabaseAge }, now) {
    const made = UpdatedAt.getTime();
    if ((0,moment/* isOver */.PU)(made + Math.max(maxDatabaseAge, MIN_AGE_MS) + 1, now)) {
        const age = now.getTime() - made;
        return broken(`is from ${UpdatedAt.toISOString()}, ${Math.floor(age / DAY_MS)} days ago`);
    }
    if (!(0,moment/* isOver */.PU)(made - DAY_MS, now))
        return broken(`says that it was made at ${UpdatedAt.toISOString()}, which is still to come`);
    return null;
}
/** As Trivy sees it: when it says so itself, and at most once a day. */
function isDue({ NextUpdate, DownloadedAt }, now) {
    return (0,moment/* isOver */.PU)(NextUpdate?.getTime() ?? 0, now) && (0,moment/* isOver */.PU)((DownloadedAt?.getTime() ?? 0) + DAY_MS, now);
}
const java_index_metadata_REMEDY = 'Name a repository of it that is kept up to date under vulnerabilities.javaDatabaseRepositories, or bring a newer one to vulnerabilities.databaseDirectory (trivy image --download-java-db-only --cache-dir DIR).';
function broken(what) {
    return {
        what: 'java-database',
        cause: 'infrastructure',
        message: `The image holds Java archives, and their index (java-db) ${what}.`,
        remedy: java_index_metadata_REMEDY,
    };
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/java-index.js







const java_index_WANTED = {
    kind: database_repositories/* JAVA_ARCHIVES */.R6,
    what: 'java-database',
    flags: (repository) => ['--download-java-db-only', `--java-db-repository=${repository}`],
};
const java_index_FOLDER = 'java-db';
const java_index_METADATA = 'metadata.json';
/** The archives first: an index is there when its metadata is. */
const FILES = ['trivy-java.db', java_index_METADATA];
/** Where the metadata of an index waits that is good and is to be renewed: out of Trivy's sight. */
const DUE = 'due.json';
/**
 * Only images with Java archives need the index; the first that does fetches it for all. Trivy says nothing of an index that
 * is broken or empty: it then finds no archive in any image. So one that is there already is tried before the first scan, and
 * one that is no good is put out of its sight.
 *
 * @throws UsageError for a repository that is no image reference.
 */
async function prepareJavaIndex(trivy, database, options) {
    const { policy, ports } = options;
    const repositories = (0,database_repositories/* javaDatabaseRepositories */.qC)(policy);
    const { cacheDirectory, mayFetch } = database;
    const folder = (0,external_node_path_.join)(cacheDirectory, java_index_FOLDER);
    const isThere = await ports.files.exists((0,external_node_path_.join)(folder, java_index_METADATA));
    let state = isThere ? await judge(trivy, cacheDirectory, options, mayFetch) : 'good';
    if (!mayFetch) {
        const answer = typeof state === 'object' ? state : NO_INDEX;
        return {
            database: state === 'good' ? database : await without(trivy, database, ports),
            fetch: async () => answer,
        };
    }
    // Without its metadata the index is not there for Trivy. The archives stay until others are in their place: another run may just read
    // them, and would take a file that is gone for an index of nothing. Where nothing can be moved, one that is due serves, if it is good.
    if (state === 'due' && !(await ports.files.move((0,external_node_path_.join)(folder, java_index_METADATA), (0,external_node_path_.join)(folder, DUE)).catch(() => false))) {
        state = await judge(trivy, cacheDirectory, options, false);
    }
    const problem = typeof state === 'object' ? state : null;
    if (problem !== null && !(await isRemoved((0,external_node_path_.join)(folder, java_index_METADATA), ports))) {
        return { database: await without(trivy, database, ports), fetch: async () => problem };
    }
    let fetched = null;
    const fetch = () => {
        fetched ??= java_index_renew(cacheDirectory, trivy, repositories, options);
        return fetched;
    };
    return { database, fetch };
}
/**
 * Which index is there: where it may come from, and when it was made. Null for none, and for one that would not decide
 * today or is to be renewed: what it once said of an image counts no longer.
 *
 * @throws UsageError for a repository that is no image reference.
 */
async function javaIndexIdentity({ cacheDirectory, mayFetch }, { policy, ports }) {
    const metadata = await java_index_metadata_readMetadata((0,external_node_path_.join)(cacheDirectory, java_index_FOLDER, java_index_METADATA), ports);
    const now = ports.clock.now();
    if (metadata === null || java_index_metadata_ageProblem(metadata, policy, now) !== null)
        return null;
    if (mayFetch && isDue(metadata, now)) {
        // A newer one may come any time.
        (0,moment/* holdsOnlyNow */.Xn)(now);
        return null;
    }
    return [...(0,database_repositories/* javaDatabaseRepositories */.qC)(policy).map(images_reference/* formatReference */.FH), metadata.UpdatedAt.toISOString()];
}
async function javaIndexState(database, options) {
    const metadata = await java_index_metadata_readMetadata((0,external_node_path_.join)(database.cacheDirectory, java_index_FOLDER, java_index_METADATA), options.ports);
    return metadata === null ? 'none' : ((await javaIndexIdentity(database, options)) ?? 'unnamed');
}
/** A new index; where none can be had, the one that was only due decides, if it still may. */
async function java_index_renew(cacheDirectory, trivy, repositories, options) {
    const { files, log } = options.ports;
    const problem = await fetchInto(cacheDirectory, trivy, repositories, options);
    const due = (0,external_node_path_.join)(cacheDirectory, java_index_FOLDER, DUE);
    const metadata = (0,external_node_path_.join)(cacheDirectory, java_index_FOLDER, java_index_METADATA);
    if (problem === null) {
        await files.remove(due).catch(() => { });
        return null;
    }
    if (!(await files.move(due, metadata).catch(() => false)))
        return problem;
    if ((await judge(trivy, cacheDirectory, options, false)) !== 'good') {
        await isRemoved(metadata, options.ports);
        return problem;
    }
    log.warn(`${problem.message} The one in the cache, which is due to be renewed, is used.`);
    return null;
}
/** Other scans run meanwhile, and must not see half of it: it is put in its place when it is whole and was tried. */
async function fetchInto(cacheDirectory, trivy, repositories, options) {
    const { files } = options.ports;
    const draft = (0,external_node_path_.join)(trivy.directory, 'java');
    const failed = await download(java_index_WANTED, trivy, repositories, draft, options);
    if (failed !== null)
        return { ...failed, cause: 'infrastructure' };
    const state = await judge(trivy, draft, options, false);
    if (typeof state === 'object')
        return { ...state, cause: 'infrastructure' };
    const put = async () => {
        for (const name of FILES) {
            const isMoved = await files.move((0,external_node_path_.join)(draft, java_index_FOLDER, name), (0,external_node_path_.join)(cacheDirectory, java_index_FOLDER, name));
            if (!isMoved)
                return broken(`has no ${name}`);
        }
        return null;
    };
    // A full or read-only disk, or a file that another run's scan has open on Windows.
    const problem = await files
        .exclusively((0,external_node_path_.join)(cacheDirectory, 'lock'), put)
        .catch(() => broken(`was fetched, and cannot be put in ${cacheDirectory}`));
    if (problem === null)
        await files.remove(draft);
    return problem;
}
/** Whether an index may decide, or why not; `due` where it may, and a newer one can be had (`renews`). */
async function judge(trivy, cacheDirectory, { policy, ports }, renews) {
    const metadata = await java_index_metadata_readMetadata((0,external_node_path_.join)(cacheDirectory, java_index_FOLDER, java_index_METADATA), ports);
    if (metadata === null)
        return broken('does not say when it was made');
    const now = ports.clock.now();
    const problem = java_index_metadata_ageProblem(metadata, policy, now);
    if (problem !== null)
        return problem;
    if (renews && isDue(metadata, now))
        return 'due';
    return (await missedJavaCanary(trivy, cacheDirectory, policy.javaCanary, ports)) ?? 'good';
}
/** False where the disk does not let it go: read-only, or open in another run's scan on Windows. */
async function isRemoved(path, { files }) {
    return files.remove(path).then(() => true, () => false);
}
/** The directory is somebody's: what is wrong in it stays, and scans read a copy of the rest. */
async function without(trivy, database, { files }) {
    const cacheDirectory = (0,external_node_path_.join)(trivy.directory, 'without-java');
    for (const name of ['trivy.db', 'metadata.json']) {
        await files.copy((0,external_node_path_.join)(database.cacheDirectory, 'db', name), (0,external_node_path_.join)(cacheDirectory, 'db', name));
    }
    return { ...database, cacheDirectory };
}
const NO_INDEX = broken('is not in the directory that vulnerabilities.databaseDirectory names');

;// CONCATENATED MODULE: ./build/check/vulnerabilities/kept-result.js

/**
 * Null for what is no such result. Read by hand: a run over a thousand images reads some ten thousands of vulnerabilities,
 * and a schema takes five times as long, with a copy of each for itself.
 */
function readKeptResult(text) {
    const value = parseObject(text);
    if (value === null)
        return null;
    const { question, vulnerabilities, exposures, endOfLife, ...others } = value;
    if (typeof question !== 'string' || !isTextOrNull(endOfLife) || Object.keys(others).length > 0)
        return null;
    const found = listOf(vulnerabilities, vulnerabilityOf);
    const exposed = readExposures(exposures);
    return found === null || exposed === null
        ? null
        : { question, vulnerabilities: found, exposures: exposed, endOfLife };
}
/** Null for what is no JSON, or no object. */
function parseObject(text) {
    try {
        const value = JSON.parse(text);
        return isObject(value) ? value : null;
    }
    catch {
        return null;
    }
}
function readExposures(values) {
    return listOf(values, exposureOf);
}
/** Null where one of them is. */
function listOf(values, read) {
    if (!Array.isArray(values))
        return null;
    const list = [];
    for (const value of values) {
        const one = read(value);
        if (one === null)
            return null;
        list.push(one);
    }
    return list;
}
/** Null for what is none. */
function vulnerabilityOf(value) {
    if (!isObject(value))
        return null;
    const { id, type, package: name, source, installed, fixed, severity, title, status, file, aliases, purl } = value;
    if (typeof id !== 'string' || typeof type !== 'string' || typeof name !== 'string')
        return null;
    if (typeof source !== 'string' || typeof installed !== 'string' || !isTextOrNull(fixed))
        return null;
    if (!isSeverity(severity) || typeof title !== 'string' || typeof status !== 'string')
        return null;
    if (!isTextOrNull(file) || !isTexts(aliases) || !isTextOrNull(purl))
        return null;
    const published = value.published === null ? null : dateOf(value.published);
    if (published === undefined)
        return null;
    return {
        id,
        type,
        package: name,
        source,
        installed,
        fixed,
        severity,
        title,
        status,
        published,
        file,
        aliases,
        purl,
    };
}
function exposureOf(value) {
    if (!isObject(value))
        return null;
    const { kind, id, severity, title, file, line, advice } = value;
    if ((kind !== 'secret' && kind !== 'misconfiguration') || typeof id !== 'string' || !isSeverity(severity))
        return null;
    if (typeof title !== 'string' || typeof file !== 'string' || typeof advice !== 'string')
        return null;
    if (line !== null && !isInteger(line))
        return null;
    return { kind, id, severity, title, file, line, advice };
}
/** Of what `JSON.stringify` makes of a date; undefined for anything else. */
function dateOf(value) {
    if (typeof value !== 'string')
        return undefined;
    const date = new Date(value);
    return !Number.isNaN(date.getTime()) && date.toISOString() === value ? date : undefined;
}
const SEVERITIES = new Set(TRIVY_SEVERITIES);
function isSeverity(value) {
    return SEVERITIES.has(value);
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function isTextOrNull(value) {
    return value === null || typeof value === 'string';
}
function isTexts(value) {
    return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
function isInteger(value) {
    return Number.isSafeInteger(value);
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/result-table.js





const result_table_MAX_BYTES = 64 * 1024 * 1024;
/** More is not worth a table: either they have nothing in common, or they are of many more images than one run has. */
const MAX_ROWS = 50_000;
const result_table_MAX_IMAGES = 10_000;
/** Some of so many are read from their own files in less time than all of them take to be written. */
const FEW = 1 / 20;
/** As it is written: `found` are places in `rows`. */
const Entry = schemas/* strictObject */.rej({
    javaIndex: schemas/* array */.YOg(schemas/* string */.YjP()).readonly().nullable(),
    found: schemas/* array */.YOg(schemas/* int */.Whr().nonnegative()).readonly(),
    exposures: schemas/* array */.YOg(schemas/* unknown */.L5J()).readonly(),
    endOfLife: schemas/* string */.YjP().nullable(),
});
const Written = schemas/* strictObject */.rej({
    question: schemas/* string */.YjP(),
    familiar: schemas/* array */.YOg(schemas/* string */.YjP()).readonly(),
    rows: schemas/* array */.YOg(schemas/* unknown */.L5J()).readonly(),
    entries: schemas/* record */.g1P(schemas/* string */.YjP(), Entry),
});
/** @param text what `text` returned; null, or anything else: an empty table. */
function readResultTable(question, text) {
    const written = Written.safeParse(text === null ? null : parseObject(text)).data;
    const rows = written?.question === question ? listOf(written.rows, vulnerabilityOf) : null;
    return rows === null || written === undefined
        ? new Table(question, [], new Map(), [])
        : new Table(question, rows, new Map(Object.entries(written.entries)), written.familiar);
}
class Table {
    #question;
    #rows;
    #entries;
    #familiar;
    #few;
    /** What was added, while it is little. */
    #added = new Map();
    /** By its text, the place of each row; null: little was added. */
    #places = null;
    #isChanged = false;
    constructor(question, rows, entries, familiar) {
        this.#familiar = new Set(familiar);
        this.#question = question;
        this.#rows = rows;
        this.#entries = entries;
        this.#few = entries.size * FEW;
    }
    has(key) {
        return this.#entries.has(key);
    }
    find(key) {
        const entry = this.#entries.get(key);
        if (entry === undefined)
            return null;
        const vulnerabilities = [];
        for (const place of entry.found) {
            const row = this.#rows[place];
            // One that names a row which is not there says nothing.
            if (row === undefined)
                return null;
            vulnerabilities.push(row);
        }
        const exposures = readExposures(entry.exposures);
        const { javaIndex, endOfLife } = entry;
        return exposures === null ? null : { vulnerabilities, exposures, endOfLife, javaIndex };
    }
    add(key, result) {
        this.#added.set(key, result);
        if (this.#added.size <= this.#few && this.#places === null)
            return;
        this.#places ??= new Map(this.#rows.map((row, place) => [JSON.stringify(row), place]));
        for (const [name, one] of this.#added)
            this.#enter(name, one, this.#places);
        this.#added.clear();
    }
    /** Two rows of one text: what is written from them would have other places than the entries name. */
    get #isAmbiguous() {
        return this.#places !== null && this.#places.size < this.#rows.length;
    }
    #enter(key, { vulnerabilities, exposures, endOfLife, javaIndex }, places) {
        // Each entry stands alone: what is not in the table is in its own file.
        const isFull = places.size > MAX_ROWS || (this.#entries.size >= result_table_MAX_IMAGES && !this.has(key));
        if (isFull || this.#isAmbiguous)
            return;
        this.#isChanged = true;
        const found = vulnerabilities.map((one) => {
            const text = JSON.stringify(one);
            const place = places.get(text) ?? places.size;
            places.set(text, place);
            return place;
        });
        this.#entries.set(key, { javaIndex, found, exposures, endOfLife });
    }
    isFamiliar(digest) {
        return this.#familiar.has(digest);
    }
    meet(digests) {
        const unnamed = digests.filter((digest) => !this.has(digest));
        for (const digest of unnamed)
            if (this.#familiar.size < result_table_MAX_IMAGES)
                this.#familiar.add(digest);
    }
    text() {
        if (this.#places === null || !this.#isChanged)
            return null;
        const rows = [...this.#places.keys()].join(',');
        const entries = JSON.stringify(Object.fromEntries(this.#entries));
        const heading = `"question":${JSON.stringify(this.#question)},"familiar":${JSON.stringify([...this.#familiar])}`;
        return `{${heading},"rows":[${rows}],"entries":${entries}}`;
    }
}
/** One file under the key, as a result that stands alone: see createResultCache. */
function createKeptTable({ directory, key, name, question, files }) {
    const path = (0,external_node_path_.join)(directory, 'scans-v2', 'all', (0,external_node_crypto_.hash)('sha256', name));
    const sealed = (0,recall_sealed/* createSeal */.A)(key, 'results');
    const read = async () => {
        const content = sealed.open(await files.read(path, result_table_MAX_BYTES).catch(() => null));
        return readResultTable(question, content === null ? null : content.toString('utf8'));
    };
    let opening = null;
    const open = () => {
        opening ??= read();
        return opening;
    };
    return {
        open,
        async save() {
            const text = (await open()).text();
            if (text === null || Buffer.byteLength(text) > result_table_MAX_BYTES - 1024)
                return;
            await files.write(path, sealed.seal(text), { private: true });
        },
    };
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/result-cache.js





const result_cache_MAX_BYTES = 16 * 1024 * 1024;
/**
 * What is asked of a scan, so that only an answer to the very same question counts. `bills`: the SHA-256 of each bill of
 * materials that is scanned in place of the layers. `javaIndex`: null where
 * there was none, so that the image holds no archive: with one, Trivy passes over what the index does not know.
 */
function questionAbout(digest, circumstances, bills = [], javaIndex = null) {
    const question = ['scan', result_cache_FORMAT, digest, ...questionOf(circumstances)];
    if (javaIndex !== null)
        return JSON.stringify([...question, bills, javaIndex]);
    return JSON.stringify(bills.length === 0 ? question : [...question, bills]);
}
/** Counted up whenever a scan's result comes to mean something else. */
const result_cache_FORMAT = 8;
function questionOf({ trivy, database, flags, canary, day }) {
    return [trivy.version, trivy.sha256, database, flags, canary, day];
}
const NO_RESULTS = {
    mayHave: async () => false,
    find: async () => null,
    keep: async () => { },
    mayKnow: async () => true,
    save: async () => { },
};
/**
 * One file a digest (and a choice of bills): the HMAC-SHA256 of what follows, a line end, and the result as JSON with the question that it
 * answers. A result for another database, Trivy, day or option is none, and is replaced by the new one.
 *
 * Beside these, one table of all that a run asked for: a thousand files take longer to read than to scan an image. It is
 * written when the run has all of it, so that one that is killed leaves the files.
 *
 * A scan that found nothing looks like any other, so that who can write a file here could make an image clean. Only a
 * file under the key counts: a job of a pull request can bring a cache along, but not the key.
 */
function createResultCache({ directory, key }, circumstances, { files, log }) {
    let complained = false;
    const fileFor = (digest, bills) => {
        const name = (0,external_node_crypto_.hash)('sha256', [digest, ...bills].join(' '));
        return (0,external_node_path_.join)(directory, 'scans-v2', name.slice(0, 1), name);
    };
    const sealed = (0,recall_sealed/* createSeal */.A)(key, 'result');
    const table = createKeptTable({
        directory,
        key,
        name: JSON.stringify([circumstances.flags, circumstances.canary]),
        question: JSON.stringify(['table', result_cache_FORMAT, ...questionOf(circumstances)]),
        files,
    });
    const keyOf = (digest, bills) => [digest, ...bills].join(' ');
    const complain = (error) => {
        if (complained)
            return;
        complained = true;
        const why = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
        log.warn(`Results of scans cannot be kept in ${directory}${why}; the run goes on without.`);
    };
    /** Null: it went by another index than there is now. */
    const dated = async ({ javaIndex, ...result }) => {
        if (javaIndex === null)
            return { ...result, problem: null, asksJavaIndex: false };
        const isSame = JSON.stringify(await circumstances.javaIndex()) === JSON.stringify(javaIndex);
        return isSame ? { ...result, problem: null, asksJavaIndex: true } : null;
    };
    const read = async (digest, bills) => {
        const content = sealed.open(await files.read(fileFor(digest, bills), result_cache_MAX_BYTES).catch(() => null));
        const kept = content === null ? null : readKeptResult(content.toString('utf8'));
        if (kept === null)
            return null;
        const { question, ...result } = kept;
        const answers = (javaIndex) => question === questionAbout(digest, circumstances, bills, javaIndex);
        if (answers(null))
            return { ...result, javaIndex: null };
        const javaIndex = await circumstances.javaIndex();
        return javaIndex !== null && answers(javaIndex) ? { ...result, javaIndex } : null;
    };
    const mayHave = async (digest, bills = []) => (await table.open()).has(keyOf(digest, bills)) || files.exists(fileFor(digest, bills));
    return {
        mayHave,
        mayKnow: async (digest) => (await table.open()).isFamiliar(digest) || mayHave(digest),
        async find(digest, bills = []) {
            const name = keyOf(digest, bills);
            const known = await table.open();
            const together = known.find(name);
            const dating = together === null ? null : await dated(together);
            if (dating !== null)
                return dating;
            const alone = await read(digest, bills);
            if (alone === null)
                return null;
            known.add(name, alone);
            return dated(alone);
        },
        async keep(digest, { problem, asksJavaIndex, ...result }, bills = []) {
            if (problem !== null)
                return;
            const javaIndex = await circumstances.javaIndex();
            if (asksJavaIndex && javaIndex === null)
                return;
            const body = JSON.stringify({ question: questionAbout(digest, circumstances, bills, javaIndex), ...result });
            if (Buffer.byteLength(body) > result_cache_MAX_BYTES - 1024)
                return;
            try {
                await files.write(fileFor(digest, bills), sealed.seal(body));
            }
            catch (error) {
                complain(error);
                return;
            }
            (await table.open()).add(keyOf(digest, bills), { ...result, javaIndex });
        },
        async save(digests) {
            (await table.open()).meet(digests);
            await table.save().catch(complain);
        },
    };
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/known-results.js

function createKnownResults(circumstances, { scanned = new Map(), results, ports }) {
    const kept = results === null ? NO_RESULTS : createResultCache(results, circumstances, ports);
    return {
        mayKnow: async (digest, bills) => scanned.has(questionAbout(digest, circumstances, bills)) || kept.mayHave(digest, bills),
        recall: async (digest, bills) => scanned.get(questionAbout(digest, circumstances, bills)) ?? kept.find(digest, bills),
        async remember(digest, bills, result) {
            if (result.problem === null)
                scanned.set(questionAbout(digest, circumstances, bills), result);
            await kept.keep(digest, result, bills);
            return result;
        },
        isNew: async (digest) => !scanned.has(questionAbout(digest, circumstances)) && !(await kept.mayKnow(digest)),
        save: (digests) => kept.save(digests),
    };
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/bills-in-image.js
/** Files of an image that Trivy reads as bills of materials (pkg/fanal/analyzer/sbom). */
const SUFFIXES = ['.spdx', '.spdx.json', '.cdx', '.cdx.json'];
/** Kinds of which a bill says nothing about a file: Trivy puts those of all files together, or reads them in bills alone. */
const OF_NO_FILE = new Set([
    'bitnami',
    'conda-pkg',
    'gemspec',
    'jar',
    'kubernetes',
    'node-pkg',
    'python-pkg',
]);
/** Passes over them. */
const WITHOUT_BILLS = SUFFIXES.map((suffix) => `--skip-files=**/*${suffix}`);
/**
 * Whether a bill that lies in the image says what a file of the image holds. Trivy then takes its word, and does not tell what it
 * read in that very file: a bill beside a program of Go would hide what the program was built from.
 */
function billsSpeakForFiles({ Results }) {
    return Results.some(({ Class, Type, Target, Packages }) => Class !== 'os-pkgs' &&
        !OF_NO_FILE.has(Type) &&
        !SUFFIXES.some((suffix) => Target.endsWith(suffix)) &&
        Packages.some(({ AnalyzedBy }) => AnalyzedBy === 'sbom'));
}
/** What was found in an image, with what was found in it without its bills. That nothing is left without them is no fault. */
function withoutBills(all, files) {
    const known = new Set(all.vulnerabilities.map((one) => JSON.stringify(one)));
    const more = files.vulnerabilities.filter((one) => !known.has(JSON.stringify(one)));
    const problem = files.problem?.what === 'nothing-recognised' ? null : files.problem;
    return { ...all, vulnerabilities: [...all.vulnerabilities, ...more], problem: all.problem ?? problem };
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/content-sets.js



/** At the end of what newer builds call a content set; Trivy leaves it out (pkg/detector/ospkg/redhat). */
const GENERIC_SUFFIX = /__\d+$/;
/** Some 10,000 are usual, of which a page of 4 KiB takes a dozen or two: room for 200,000. */
const content_sets_MAX_PAGES = 20_000;
function setsIn({ Metadata, Results }) {
    const family = Metadata.OS?.Family;
    if (family !== 'redhat' && family !== 'centos')
        return [];
    return Results.flatMap(({ Packages }) => Packages).flatMap(({ BuildInfo }) => BuildInfo == null ? [] : [BuildInfo.ContentSets.map((set) => set.replace(GENERIC_SUFFIX, ''))]);
}
/** Whether an image says by which content sets its packages go. */
function namesContentSets(report) {
    return setsIn(report).length > 0;
}
/**
 * Those that a vulnerability database knows, as trivy-db keeps them (pkg/db/redhat_cpe.go); null where they cannot be read.
 * There are many: once a database.
 */
function readContentSets(cacheDirectory, { files }) {
    const path = (0,external_node_path_.join)(cacheDirectory, 'db', 'trivy.db');
    const read = async (offset, length) => (await files.readPart(path, offset, length)) ?? new Uint8Array();
    return keysIn(read, ['Red Hat CPE', 'repository'], content_sets_MAX_PAGES);
}
/** Of a minor release (`rhel-9-for-x86_64-baseos-eus-rpms__9_DOT_2`). */
const OF_MINOR = /__(\d+)_DOT_(\d+)$/;
/** Before a release: there are advisories on next to nothing of those. */
const BEFORE_RELEASE = /-(?:beta|htb)(?:-|$)/;
/** What the system itself is of, by its major release; for how long one is supported makes sets of their own (`-eus`). */
function systemSets(release) {
    const architecture = Number(release) >= 8
        ? '(?:for-[a-z\\d_-]+-)?baseos'
        : '(?:server|(?:for-)?atomic|for-(?:power|power-le|power-9|system-z|system-z-a|arm|arm-64))';
    return new RegExp(`^(?:rhel|ubi)-${release}-${architecture}(?:-(?:aus|e4s|els|eus|tus))?(?:-rhui)?-rpms(?:__|$)`);
}
/**
 * Advisories of Red Hat are of content sets, which files of an image name for the packages of a layer: where they name others than
 * those of the release, or one that the database does not know beside one that it does, Trivy finds nothing and says nothing. So
 * each has to name one of the release (`rhocp-4.16-for-rhel-9-x86_64-rpms`), and most packages one of the system itself
 * (`rhel-9-for-aarch64-baseos-eus-rpms__9_DOT_2`, `ubi-9-for-x86_64-baseos-rpms`, `rhel-7-server-rpms`).
 */
function foreignContentSets(report, known) {
    if (known === null)
        return content_sets_unreadable(report.ArtifactName);
    const { Family: family = '', Name: name = '' } = report.Metadata.OS ?? {};
    const [, release = '', minor = ''] = /^(\d+)(?:\.(\d+))?/.exec(name) ?? [];
    const ofRelease = new RegExp(`\\b(?:rhel|ubi)-${release}-`);
    const ofSystem = systemSets(release);
    const counts = (set) => {
        const [suffix, major, ofMinor] = OF_MINOR.exec(set) ?? [];
        return (known.has(set) && !BEFORE_RELEASE.test(set) && (suffix === undefined || (major === release && ofMinor === minor)));
    };
    const all = setsIn(report);
    const knownOf = (pattern) => (sets) => sets.some((set) => pattern.test(set) && counts(set));
    const foreign = all.find((sets) => !knownOf(ofRelease)(sets));
    const judged = all.filter(knownOf(ofSystem)).length;
    if (foreign === undefined && judged * 2 >= all.length)
        return null;
    const named = foreign ?? all.find((sets) => !knownOf(ofSystem)(sets)) ?? [];
    return recognised_hidden('system-unknown', `${report.ArtifactName} is ${family} ${name}, and says that its packages are of ${named.length === 0 ? 'no content sets' : named.slice(0, 4).join(', ')} (root/buildinfo/content_manifests): those are not the ones of ${family} ${name} itself that the vulnerability database knows. They could not be judged.`);
}
function content_sets_unreadable(image) {
    return {
        what: 'content-sets-unread',
        cause: 'infrastructure',
        message: `${image} says by which content sets of Red Hat its packages go, and those that the vulnerability database knows could not be read: the database is broken, or has more than the gate reads. Its packages could not be judged.`,
        remedy: 'Run the gate again, or name another repository under vulnerabilities.databaseRepositories.',
    };
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/image-size.js

const GIBIBYTE = 1024 ** 3;
/** Of the layers of one image together, as its manifest says, packed; a layer of another size than that is refused. */
const MAX_IMAGE_BYTES = 16 * GIBIBYTE;
/** Why an image is not read at all: no registry is asked for layers that are larger than any sound image's. */
function oversize({ repository, digest, size }) {
    if (size <= MAX_IMAGE_BYTES)
        return null;
    const reference = (0,images_reference/* formatReference */.FH)({ ...repository, tag: null, digest });
    return {
        what: 'image-too-large',
        cause: 'content',
        message: `The layers of ${reference} are ${(size / GIBIBYTE).toFixed(1)} GiB, and no more than ${MAX_IMAGE_BYTES / GIBIBYTE} GiB are read of one image.`,
        remedy: 'Make the image smaller (data such as models in a volume), or attach a signed bill of materials (vulnerabilities.sbomAttestations).',
    };
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
;// CONCATENATED MODULE: ./build/check/vulnerabilities/tar-names.js

const BLOCK = 512;
/** Names that are too long for a header are in an entry of their own, of some hundred bytes. */
const MAX_NAME_BYTES = 1 << 20;
const LINKS = new Set(['1', '2']);
/** Links, devices, directories and pipes have no content, whatever size they say. */
const WITHOUT_CONTENT = new Set(['1', '2', '3', '4', '5', '6']);
/**
 * The names in a tar (POSIX pax and GNU, as archive/tar of Go reads them), links too, in whatever pieces it comes. Contents
 * are passed over as they come. @throws RangeError for what is no tar.
 */
class TarNames {
    names = [];
    #pending = Buffer.alloc(0);
    #skip = 0;
    /** Content that is wanted: of an entry that names the next one. */
    #wanted = null;
    #next = {};
    push(chunk) {
        const passed = Math.min(this.#skip, chunk.length);
        this.#skip -= passed;
        if (passed === chunk.length)
            return;
        this.#pending = Buffer.concat([this.#pending, chunk.subarray(passed)]);
        while (this.#take())
            ;
    }
    /** @throws RangeError where it ends in the middle of an entry. */
    end() {
        if (this.#skip > 0 || this.#pending.length > 0 || this.#wanted !== null)
            throw new RangeError('a tar that is cut off');
    }
    #take() {
        if (this.#wanted !== null)
            return this.#takeName(this.#wanted);
        if (this.#pending.length < BLOCK)
            return false;
        const header = this.#pending.subarray(0, BLOCK);
        this.#drop(BLOCK);
        if (header.every((byte) => byte === 0))
            return true;
        this.#takeHeader(header);
        return true;
    }
    #takeHeader(header) {
        if (numberIn(header, 148, 8) !== checksum(header))
            throw new RangeError('no tar');
        const type = header.toString('latin1', 156, 157);
        const size = this.#next.size ?? numberIn(header, 124, 12);
        if (type === 'x' || type === 'g' || type === 'L' || type === 'K') {
            if (size > MAX_NAME_BYTES)
                throw new RangeError('a name of more than 1 MiB');
            this.#wanted = { type, size: numberIn(header, 124, 12) };
            return;
        }
        const isPosix = header.toString('latin1', 257, 263) === 'ustar\0';
        const prefix = isPosix ? textIn(header, 345, 155) : '';
        const written = this.#next.path ?? `${prefix === '' ? '' : `${prefix}/`}${textIn(header, 0, 100)}`;
        this.names.push({ name: external_node_path_.posix.normalize(written).replace(/^\/+/, ''), isLink: LINKS.has(type) });
        this.#next = {};
        if (!WITHOUT_CONTENT.has(type))
            this.#drop(padded(size));
    }
    #takeName({ type, size }) {
        if (this.#pending.length < padded(size))
            return false;
        const content = this.#pending.subarray(0, size);
        if (type === 'L')
            this.#next = { ...this.#next, path: textIn(content, 0, size) };
        if (type === 'x')
            this.#next = { ...this.#next, ...paxIn(content) };
        this.#wanted = null;
        this.#drop(padded(size));
        return true;
    }
    #drop(bytes) {
        const here = Math.min(bytes, this.#pending.length);
        this.#pending = this.#pending.subarray(here);
        this.#skip += bytes - here;
    }
}
const padded = (size) => Math.ceil(size / BLOCK) * BLOCK;
function textIn(bytes, from, length) {
    const end = bytes.indexOf(0, from);
    return bytes.toString('utf8', from, end === -1 ? from + length : Math.min(end, from + length));
}
/** Octal, or of GNU in binary where the first bit is set. */
function numberIn(header, from, length) {
    if (((header[from] ?? 0) & 0x80) !== 0)
        return Number(header.readBigUInt64BE(from + length - 8));
    const text = header.toString('latin1', from, from + length).replace(/[\0 ]+/g, '');
    if (!/^[0-7]*$/.test(text))
        throw new RangeError('no tar');
    return Number.parseInt(text === '' ? '0' : text, 8);
}
/** Of the header with spaces in the place of the sum. */
function checksum(header) {
    return header.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 0x20 : byte), 0);
}
/** Records are `LENGTH KEY=VALUE\n`. */
function paxIn(content) {
    const found = {};
    for (let at = 0; at < content.length;) {
        const length = Number.parseInt(content.toString('latin1', at, at + 20), 10);
        if (!(length > 0))
            throw new RangeError('a pax record without a length');
        const record = content.toString('utf8', at, at + length - 1);
        const [, key, value = ''] = /^\d+ ([^=]*)=(.*)$/s.exec(record) ?? [];
        if (key === 'path')
            found.path = value;
        if (key === 'size')
            found.size = Number(value);
        at += length;
    }
    return found;
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/layer-entries.js



/** The names in a layer, links too; null where it cannot be read to its end, or unpacks to more than `maxBytes`. */
async function layerEntries(blob, maxBytes) {
    const tar = new TarNames();
    let left = maxBytes;
    try {
        await external_node_stream_.promises.pipeline(pieces(blob), decoderOf(blob), async (chunks) => {
            for await (const chunk of chunks) {
                left -= chunk.length;
                if (left < 0)
                    throw new RangeError('more than it may unpack to');
                tar.push(chunk);
            }
        });
        tar.end();
        return tar.names;
    }
    catch {
        // Whatever is wrong with it, nothing is known of the rest.
        return null;
    }
}
/** By its first bytes, as nodes read it: what a manifest says of it need not be so. */
function decoderOf(blob) {
    if (startsWith(blob, [0x1f, 0x8b]))
        return (0,external_node_zlib_.createGunzip)();
    if (startsWith(blob, [0x28, 0xb5, 0x2f, 0xfd]))
        return (0,external_node_zlib_.createZstdDecompress)();
    return new external_node_stream_.Transform({ transform: (chunk, _, done) => done(null, chunk) });
}
function startsWith(blob, bytes) {
    return bytes.every((byte, index) => blob[index] === byte);
}
function* pieces(blob) {
    for (let at = 0; at < blob.length; at += 65_536)
        yield blob.subarray(at, at + 65_536);
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/layer-search.js




/** Larger ones take longer than a request may, and are read by Trivy alone. */
const layer_search_MAX_LAYER_BYTES = 32 * 1024 * 1024;
const MAX_UNPACKED_BYTES = 512 * 1024 * 1024;
/** Where a system says its name (os-release(5)). */
const NAMES = new Set(['etc/os-release', 'usr/lib/os-release']);
/** What would put another directory in the place of those that hold it. */
const ABOVE = new Set(['etc', 'usr', 'usr/lib']);
/**
 * Whether an image in which Trivy found no system has the name of one all the same. Trivy follows no links, and its scanners
 * pass over files of a few bytes: so the names in the layers are read here, in whatever way they are there.
 */
async function searchLayers({ repository, digest }, reference, registry) {
    try {
        const manifest = await registry.manifest(repository, digest);
        const layers = manifest.kind === 'image' ? manifest.layers : [];
        const small = layers.filter(({ size }) => size <= layer_search_MAX_LAYER_BYTES);
        for (const layer of small) {
            const entries = await layerEntries(await registry.blob(repository, layer.digest, layer_search_MAX_LAYER_BYTES), MAX_UNPACKED_BYTES);
            if (entries === null)
                return { problem: layer_search_unreadable(reference, layer.digest), isWhole: true };
            const isNamed = entries.some(({ name, isLink }) => NAMES.has(name) || (isLink && ABOVE.has(name)));
            if (isNamed)
                return { problem: systemUnknown(reference), isWhole: true };
        }
        return { problem: null, isWhole: small.length === layers.length };
    }
    catch (error) {
        if (!(error instanceof domain_registry/* RegistryError */.g))
            throw error;
        const { failure, message, remedy } = error;
        return { problem: { what: `registry-${failure}`, cause: (0,cause/* causeOf */.r)(failure), message, remedy }, isWhole: true };
    }
}
function systemUnknown(reference) {
    return recognised_hidden('system-unknown', `${reference} has an os-release, of a system that Trivy does not know. Its libraries were judged, and not the packages of that system.`);
}
function layer_search_unreadable(reference, layer) {
    return recognised_hidden('layer-unreadable', `The layer ${layer} of ${reference} could not be searched for the name of an operating system: it is no tar, or unpacks to more than 512 MiB.`);
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/patched-system.js






const patched_system_TIMEOUT_MS = 60_000;
/** By what Trivy knows packages that Root.io or Seal repaired (pkg/detector/ospkg/rootio, seal); the id ends in the version. */
const PATCHED = /^seal-|\.root\.io|-r\d007\d/i;
/**
 * One package that is named like a repaired one, and Trivy no longer asks whether it knows the release of the system: it takes any
 * for one, and finds nothing.
 */
function hidesRelease({ Metadata, Results }) {
    const ofSystem = Results.filter(({ Class }) => Class === 'os-pkgs');
    if (Metadata.OS == null || ofSystem.some(({ Vulnerabilities }) => Vulnerabilities.length > 0))
        return false;
    return ofSystem.some(({ Packages }) => Packages.some(({ ID, Name, SrcName }) => [ID, Name, SrcName].some((text) => PATCHED.test(text))));
}
/** Asks Trivy about a bill of that system with one package that nobody repaired: it then says whether it knows the release. */
async function unlistedRelease(report, { trivy, database, platforms, files, }) {
    const { OS: system } = report.Metadata;
    if (system == null)
        return null;
    const kind = patched_system_KINDS.get(system.Family) ?? 'rpm';
    const hash = (0,external_node_crypto_.createHash)('sha256')
        .update(JSON.stringify([system.Family, system.Name]))
        .digest('hex');
    const file = (0,external_node_path_.join)(trivy.directory, `release-${hash}.cdx.json`);
    await files.write(file, patched_system_billOf(kind, system.Family, system.Name));
    const result = await trivy.run({
        command: 'sbom',
        flags: [
            '--skip-db-update',
            '--skip-java-db-update',
            IN_MEMORY,
            '--scanners=vuln',
            '--format=json',
            '--list-all-pkgs',
        ],
        target: file,
        cacheDirectory: database.cacheDirectory,
        access: null,
        timeoutMs: patched_system_TIMEOUT_MS,
    });
    const what = `say whether it knows ${system.Family} ${system.Name}`;
    const failure = failureOf(result, what);
    if (failure !== null)
        return failure;
    const answer = result.status === 'exited' ? parseTrivyReport(result.stdout) : null;
    if (answer === null) {
        return {
            what: 'trivy-garbage',
            cause: 'content',
            message: `Trivy did not ${what}.`,
            remedy: 'Run the gate again.',
        };
    }
    const warnings = result.status === 'exited' ? result.stderr : '';
    if (unrecognised(answer, warnings, report.ArtifactName, platforms) === null)
        return null;
    return recognised_hidden('system-unknown', `${report.ArtifactName} says that it is ${system.Family} ${system.Name}, which Trivy has no advisories for. Its packages could not be judged.`);
}
const patched_system_KINDS = new Map([
    ['alpine', 'apk'],
    ['debian', 'deb'],
    ['ubuntu', 'deb'],
]);
function patched_system_billOf(kind, family, version) {
    const purl = `pkg:${kind}/${family}/a@1${kind === 'rpm' ? '?arch=noarch' : ''}`;
    const components = [
        { type: 'operating-system', 'bom-ref': 'system', name: family, version },
        { type: 'library', 'bom-ref': purl, name: 'a', version: '1', purl },
    ];
    return JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components });
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/system-libraries.js

/** Has Trivy list libraries that a package of the system says it installed: by default it passes over them, whoever's package that is. */
const WITH_SYSTEM_LIBRARIES = '--detection-priority=comprehensive';
/** Where systems put what their own packages install (Filesystem Hierarchy Standard 3.0; Debian's policy 9.1; Alpine's abuild). */
const system_libraries_PLACES = /^(?:usr\/(?!local\/|src\/)|lib(?:32|64|x32)?\/|s?bin\/|boot\/|etc\/|var\/(?:cache|lib)\/)/;
/** Systems with RPM have packages of their own there too (Red Hat's collections, Amazon's agents, network plugins of Azure Linux and Photon). */
const PLACES_OF_RPM = new RegExp(`${system_libraries_PLACES.source}|^opt/`);
/** SUSE's packages of web applications. */
const PLACES_OF_SUSE = new RegExp(`${PLACES_OF_RPM.source}|^srv/www/`);
/** Systems whose packages keep to no places. */
const ANYWHERE = /^/;
/** Others: as Debian and Alpine have it. */
const BY_FAMILY = new Map([
    ...['alma', 'amazon', 'azurelinux', 'cbl-mariner', 'centos', 'oracle', 'photon', 'redhat', 'rocky'].map((family) => [family, PLACES_OF_RPM]),
    ...['opensuse-leap', 'opensuse-tumbleweed', 'slem', 'sles'].map((family) => [family, PLACES_OF_SUSE]),
    ...['chainguard', 'minimos', 'wolfi'].map((family) => [family, ANYWHERE]),
]);
/**
 * The report without the libraries that are the system's own: its vendor repairs them without raising their version, and its
 * advisories speak of the packages that they are in. Of any other library a package may say that it installed it, and no advisory of the
 * system speaks of it. Systems that keep their packages to no places (Wolfi, Chainguard) are believed everywhere.
 *
 * It goes by the packages that are in the image in the end. What one of a lower layer said, that is gone, does not count, nor does a
 * library that a later layer put over theirs. Of what a bill in the image lists, the bill itself has to be the system's: the places
 * and layers of its libraries are its own words.
 */
function withoutSystemLibraries(report) {
    const { Results } = report;
    if (Results.every(({ Class }) => Class === 'os-pkgs'))
        return report;
    const isInstalled = installedIn(report);
    const kept = Results.flatMap((part) => {
        if (part.Class === 'os-pkgs' || part.Packages.length === 0)
            return [part];
        const { Target, Type, Packages, Vulnerabilities } = part;
        const billed = new Set(Packages.filter(isBilled).map(({ Name, FilePath, Layer }) => nameOf(Name, FilePath, Layer)));
        const isOther = (name, path, layer) => {
            const isSystems = !billed.has(nameOf(name, path, layer)) && isInstalled(path, layer, Type === 'jar');
            return !isSystems && !(Target.includes('/') && isInstalled(Target, layer, false));
        };
        const left = Packages.filter(({ Name, FilePath, Layer }) => isOther(Name, FilePath, Layer));
        if (left.length === 0)
            return [];
        const found = Vulnerabilities.filter(({ PkgName, PkgPath, Layer }) => isOther(PkgName, PkgPath, Layer));
        return [{ ...part, Packages: left, Vulnerabilities: found }];
    });
    return { ...report, Results: kept };
}
const isBilled = ({ AnalyzedBy }) => AnalyzedBy === 'sbom';
const nameOf = (name, path, { DiffID }) => JSON.stringify([name, path, DiffID]);
/** Of an archive in an archive Trivy names both: `usr/share/a.war/WEB-INF/lib/b.jar`. */
const ARCHIVE = /\.[ejpw]ar(?=\/)/gi;
const archivesAbove = (path) => [...path.matchAll(ARCHIVE)].map(({ 0: found, index }) => path.slice(0, index + found.length));
/**
 * Whether a file, or an archive that it is in, is there by a package of the system's own vendor, in a place of the system, as Trivy names
 * files: without a slash before them.
 *
 * A package installs its files in the layer that it came with, over what was there: Trivy says of a library the lowest layer that had it in
 * the same version, as an earlier version of the package did. Who writes there in a layer above, as `npm install -g` does, is somebody
 * else, except that databases of apk and RPM say in each layer that installs something whose all files are.
 */
function installedIn({ Metadata: { OS, DiffIDs }, Results }) {
    const family = OS?.Family ?? '';
    const places = BY_FAMILY.get(family) ?? system_libraries_PLACES;
    const packages = Results.filter(({ Class }) => Class === 'os-pkgs')
        .flatMap(({ Packages }) => Packages)
        .filter((one) => !isBilled(one));
    const numbers = new Map(DiffIDs.map((layer, index) => [layer, index]));
    const numberOf = ({ DiffID }) => (DiffIDs.length === 0 ? 0 : numbers.get(DiffID));
    const came = new Set(packages.map(({ Layer }) => Layer.DiffID));
    const files = new Map();
    /** RPM lists folders too, and who has a folder has not all in it. */
    const folders = new Set();
    for (const one of packages.filter((each) => isOfOwnVendor(family, each))) {
        const upTo = numberOf(one.Layer) ?? -1;
        const isInAll = one.AnalyzedBy !== 'dpkg';
        for (const written of one.InstalledFiles) {
            const file = written.replace(/^\//, '');
            if (file === '' || !places.test(file))
                continue;
            for (const folder of archivesAbove(file))
                folders.add(folder);
            const known = files.get(file) ?? { upTo, isInAll };
            files.set(file, { upTo: Math.max(upTo, known.upTo), isInAll: isInAll || known.isInAll });
        }
    }
    const isOne = (path, layer) => {
        const file = files.get(path);
        if (file === undefined)
            return false;
        const number = numberOf(layer);
        return (number !== undefined && number <= file.upTo) || (file.isInAll && came.has(layer.DiffID));
    };
    return (path, layer, mayBeInArchive) => isOne(path, layer) ||
        (mayBeInArchive && archivesAbove(path).some((archive) => !folders.has(archive) && isOne(archive, layer)));
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/read-scan.js









function failedScan(problem) {
    return { result: { ...NOTHING, problem }, open: null, hasBills: false, diffIds: [], stderr: '', isAgain: false };
}
function readScan(target, { access }, result, platforms) {
    const reference = referenceTo(target);
    const failure = refusalOf(access) ?? failureOf(result, `scan ${reference}`);
    if (failure !== null)
        return failedScan(failure);
    const whole = result.status === 'exited' ? parseTrivyReport(result.stdout) : null;
    if (whole === null || whole.ArtifactName !== reference) {
        const message = `Trivy gave no report on ${reference} that can be read.`;
        const remedy = 'Run Trivy on the image by hand to see what it says.';
        return failedScan({ what: 'trivy-garbage', cause: 'content', message, remedy });
    }
    const report = withoutSystemLibraries(whole);
    const problem = hiddenLayer(report, target.layers, reference) ??
        unrecognised(report, result.stderr, reference, platforms) ??
        notInDatabase(report, platforms, reference);
    return {
        result: {
            vulnerabilities: read_scan_vulnerabilitiesOf(report),
            exposures: exposuresOf(report),
            endOfLife: endOfLifeOf(report),
            problem,
            asksJavaIndex: report.Results.some(({ Type }) => Type === 'jar'),
        },
        open: problem === null && (hasNoSystem(report) || hidesRelease(report) || namesContentSets(report)) ? report : null,
        // Of the whole: what a bill lists may be left out as the system's, and has hidden the program all the same.
        hasBills: billsSpeakForFiles(whole),
        diffIds: whole.Metadata.DiffIDs,
        stderr: result.stderr,
        isAgain: result.status === 'exited' && result.isAgain === true,
    };
}
const NOTHING = { vulnerabilities: [], exposures: [], endOfLife: null, asksJavaIndex: false };
function read_scan_dateOf(text) {
    const time = Date.parse(text);
    return Number.isNaN(time) ? null : new Date(time);
}
function endOfLifeOf({ Metadata: { OS } }) {
    return OS?.EOSL === true ? `${OS.Family} ${OS.Name}`.trim() : null;
}
function read_scan_vulnerabilitiesOf(report) {
    return report.Results.flatMap((part) => {
        const sources = new Map(part.Packages.map(({ ID, SrcName }) => [ID, SrcName]));
        return part.Vulnerabilities.map((one) => ({
            id: one.VulnerabilityID,
            type: part.Type,
            package: one.PkgName,
            source: sources.get(one.PkgID) || one.PkgName,
            installed: one.InstalledVersion,
            fixed: one.FixedVersion === '' ? null : one.FixedVersion,
            severity: one.Severity,
            title: one.Title,
            status: one.Status,
            published: read_scan_dateOf(one.PublishedDate),
            file: part.Class === 'os-pkgs' ? null : one.PkgPath || part.Target || null,
            aliases: one.VendorIDs,
            purl: one.PkgIdentifier.PURL || null,
        }));
    });
}
/** Trivy calls what is in the image's configuration after the image itself. */
function exposuresOf({ ArtifactName, Results }) {
    return Results.flatMap(({ Target, Secrets, Misconfigurations }) => {
        const file = Target === '' || Target.startsWith(ArtifactName) ? "the image's configuration" : Target;
        return [
            ...Secrets.map(({ RuleID: id, Title: title, Severity: severity, StartLine: line }) => {
                return { kind: 'secret', id, severity, title, file, line, advice: '' };
            }),
            ...Misconfigurations.filter(({ Status }) => Status === 'FAIL').map(({ ID: id, Title: title, Severity: severity, CauseMetadata, Resolution: advice }) => {
                return { kind: 'misconfiguration', id, severity, title, file, line: CauseMetadata.StartLine, advice };
            }),
        ];
    });
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/unnamed-system.js





const RULE = 'names-a-system';
/**
 * Trivy's scanner for secrets looks for the lines of an os-release, and for nothing else: what is allowed is not read. Regular
 * expressions of Go cannot say "all but", so that it is spelled out. In JSON, which is YAML.
 */
const unnamed_system_CONFIG = JSON.stringify({
    'enable-builtin-rules': ['none'],
    'disable-allow-rules': ['usr-dirs'],
    'allow-rules': [
        {
            id: 'all-others',
            description: 'all others',
            path: '^/?(?:[^/eu]|e[^t]|et[^c]|etc[^/]|etc/[^o]|u[^s]|us[^r]|usr[^/]|usr/[^l]|usr/l[^i]|usr/li[^b]|usr/lib[^/]|usr/lib/[^o])',
        },
    ],
    rules: [
        {
            id: RULE,
            category: 'system',
            title: 'os-release',
            severity: 'UNKNOWN',
            path: '^/?(?:etc|usr/lib)/os-release$',
            regex: '(?m)^\\s*[A-Z_]+=',
        },
    ],
});
/**
 * Trivy says the same of an image without an operating system (a single program, with the libraries that it was built from) as of one
 * whose system it does not know, such as Arch Linux, and all of whose packages it passes over. So where it found libraries and no
 * system, the image is asked for the name of one; by Trivy where a layer is too large to be read here, see layer-search.ts.
 * `command`: the scan of `reference` that found none.
 */
async function unknownSystem(trivy, command, reference, { files }) {
    const config = (0,external_node_path_.join)(trivy.directory, 'os-release.yaml');
    await files.write(config, unnamed_system_CONFIG);
    const result = await trivy.run({
        ...command,
        flags: [IN_MEMORY, '--image-src=remote', '--scanners=secret', `--secret-config=${config}`, '--format=json'],
    });
    const failure = failureOf(result, `look for the name of a system in ${reference}`);
    if (failure !== null)
        return failure;
    const report = result.status === 'exited' ? parseTrivyReport(result.stdout) : null;
    const isNamed = report?.Results.some(({ Secrets }) => Secrets.some(({ RuleID }) => RuleID === RULE)) ?? true;
    return isNamed ? systemUnknown(reference) : null;
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/scan.js















const SCAN_TIMEOUT_MS = 300_000;
const scan_RETRY_AFTER_MS = 1_000;
/** How an image is scanned: always for vulnerabilities, for the rest where the policy asks for it. */
function scanFlags({ secrets, misconfiguration }) {
    const more = [...(secrets === 'off' ? [] : ['secret']), ...(misconfiguration === 'off' ? [] : ['misconfig'])];
    return [
        '--skip-db-update',
        '--skip-java-db-update',
        IN_MEMORY,
        '--offline-scan',
        '--image-src=remote',
        `--scanners=${['vuln', ...more].join(',')}`,
        // Variables and history are as readable as files are. Checks are those that this Trivy brings along.
        ...(more.length === 0 ? [] : [`--image-config-scanners=${more.join(',')}`, '--skip-check-update']),
        '--format=json',
        '--list-all-pkgs',
        WITH_SYSTEM_LIBRARIES,
    ];
}
/** As what they find in layers can be shared: of secrets Trivy looks for none in layers that it takes for a base's. */
const sharesLayers = (flags) => flags.includes('--scanners=vuln');
/**
 * Trivy on each digest, so many at a time, and what it found there. Each has a process of its own: what ends one scan ends
 * no other.
 */
function scanAll(targets, options) {
    const fitting = targets.filter((target) => oversize(target) === null);
    const scans = new Map(scanFitting(fitting, options).map((scan, index) => [fitting[index], scan]));
    return targets.map((target) => scans.get(target) ?? Promise.resolve({ ...NOTHING, problem: oversize(target) }));
}
function scanFitting(targets, options) {
    const { trivy, workers } = options;
    const shared = sharedLayers(targets);
    const begin = async (target) => {
        const command = await commandFor(target, options);
        // A mirror that Trivy asks itself may give other bytes than the registry does.
        const mayShare = command.access?.mirrors === undefined && sharesLayers(options.flags);
        const isHeld = command.access?.passed !== undefined;
        const { kept = null } = options;
        const analyses = mayShare ? ((await options.analyses?.open(target, { shared, kept, isHeld })) ?? null) : null;
        const processors = isOneOfMany(target, targets, workers) ? { processors: 1 } : {};
        return { analyses, command: { ...command, ...processors, ...(analyses === null ? {} : { layers: analyses.url }) } };
    };
    const started = Promise.all(targets.map(begin)).then(async (begun) => {
        const results = await trivy.runAll(begun.map(({ command }) => command), workers);
        return begun.map((one, index) => ({ ...one, ended: results[index] }));
    });
    const limit = (0,p_limit/* default */.A)(workers);
    const { database, ports } = options;
    const platforms = targets.length === 0 ? null : readPlatforms(database.cacheDirectory, ports);
    // Said where it is waited for, which is when a scan has ended.
    platforms?.catch(() => { });
    let reading = null;
    const contentSets = () => {
        reading ??= readContentSets(database.cacheDirectory, ports);
        return reading;
    };
    return targets.map(async (target, index) => {
        const one = (await started)[index];
        const ended = await one?.ended;
        if (one === undefined || ended === undefined)
            throw new Error('a scan without a result');
        const { command, analyses } = one;
        const known = await platforms;
        const beside = readScan(target, command, ended, known);
        // What the one before it left unread would be held against the one that was started again.
        const isAgain = ended.status === 'exited' && ended.isAgain === true;
        const isDoubtful = isAgain && command.access?.passed !== undefined;
        const counts = (analyses?.end({ ...beside, problem: beside.result.problem }) ?? true) && !isDoubtful;
        const first = counts ? beside : await limit(() => scanOnce(target, known, options));
        const isSlow = counts && command.processors !== undefined && first.result.problem?.what === 'trivy-timeout';
        const scan = scan_mayPass(first.result.problem) || isSlow ? await limit(() => scanAgain(target, first, known, options)) : first;
        const problem = scan.open === null
            ? null
            : await limit(() => settle(target, scan.open, { platforms: known, contentSets }, options));
        const found = problem === null ? scan.result : { ...scan.result, problem };
        if (!scan.hasBills)
            return found;
        return withoutBills(found, await limit(() => scanFiles(target, known, options)));
    });
}
const SMALL_BYTES = 32 * 1024 * 1024;
/**
 * Whether other scans have the other processors, as a rule. Trivy then spends on taking turns with itself what it could spend on
 * the image. A large one still gets all of them, since it may be the last; so does one that had not enough of one.
 */
function isOneOfMany({ size }, { length }, workers) {
    return size <= SMALL_BYTES && length >= 2 * workers;
}
/** The image once more, without the bills of materials that lie in it. */
async function scanFiles(target, platforms, options) {
    const without = { ...options, flags: [...options.flags, ...WITHOUT_BILLS] };
    const first = await scanOnce(target, platforms, without);
    if (!scan_mayPass(first.result.problem))
        return first.result;
    await options.ports.clock.sleep(scan_RETRY_AFTER_MS);
    return (await scanOnce(target, platforms, without)).result;
}
async function scanOnce(target, platforms, options) {
    const command = await commandFor(target, options);
    return readScan(target, command, await options.trivy.run(command), platforms);
}
/** Why libraries are not all that there is to judge. Trivy is asked again as in a scan: it reads the image once more. */
async function findSystem(target, options) {
    const { trivy, ports, registry } = options;
    const search = await searchLayers(target, referenceTo(target), registry);
    if (search.problem !== null || search.isWhole)
        return search.problem;
    const ask = async () => {
        const command = await commandFor(target, options);
        const problem = await unknownSystem(trivy, command, referenceTo(target), ports);
        return refusalOf(command.access) ?? problem;
    };
    const problem = await ask();
    if (!scan_mayPass(problem))
        return problem;
    await ports.clock.sleep(scan_RETRY_AFTER_MS);
    return ask();
}
/**
 * A fault that is not the image's own, or need not be: a layer that ends too early may be a download that did. What the gate could
 * not read it has asked for again already, as long as it may.
 */
function scan_mayPass(problem) {
    if (problem === null || problem.what === 'unauthorized' || problem.what.startsWith('registry-'))
        return false;
    return problem.cause === 'infrastructure' || problem.what === 'cut-off';
}
async function settle(target, report, { platforms, contentSets }, options) {
    const { trivy, database, ports } = options;
    if (report === null)
        return null;
    if (namesContentSets(report)) {
        const problem = foreignContentSets(report, await contentSets());
        if (problem !== null)
            return problem;
    }
    if (hidesRelease(report))
        return unlistedRelease(report, { trivy, database, platforms, files: ports.files });
    return hasNoSystem(report) ? findSystem(target, options) : null;
}
async function scanAgain(target, first, platforms, options) {
    if (first.result.problem?.what === 'java-database') {
        const problem = await options.fetchJavaIndex();
        if (problem !== null)
            return failedScan(problem);
        const second = await scanOnce(target, platforms, options);
        // The index is there: what asks for it again is the image.
        if (second.result.problem?.what !== 'java-database')
            return second;
        return failedScan({ ...second.result.problem, cause: 'content' });
    }
    await options.ports.clock.sleep(scan_RETRY_AFTER_MS);
    return scanOnce(target, platforms, options);
}
async function commandFor(target, { database, accessTo, flags }) {
    const access = await accessTo(imageOf(target));
    return {
        command: 'image',
        flags: [...flags],
        target: askedFor(imageOf(target), access),
        cacheDirectory: database.cacheDirectory,
        access,
        timeoutMs: SCAN_TIMEOUT_MS,
    };
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/scan-bills.js









const scan_bills_TIMEOUT_MS = 300_000;
const FLAGS = [
    '--skip-db-update',
    '--skip-java-db-update',
    IN_MEMORY,
    '--offline-scan',
    '--scanners=vuln',
    '--format=json',
    '--list-all-pkgs',
];
/**
 * Trivy on the bills of materials of each target, without a network; of several, what any of them lists is in the image. Null
 * where they cannot stand for the layers, since Trivy does not understand all of one: then the layers are to be scanned.
 */
async function scanBills(targets, options) {
    const limit = (0,p_limit/* default */.A)(options.workers);
    const results = new Map();
    const faults = [];
    // After a fault none is begun, and those that run come to their end, before whoever waits for them tidies up.
    const scan = async (target) => {
        if (faults.length > 0)
            return;
        try {
            results.set(target.digest, await scanTarget(target, options));
        }
        catch (error) {
            faults.push(error);
        }
    };
    await Promise.all(targets.map((target) => limit(() => scan(target))));
    if (faults.length > 0)
        throw faults[0];
    return results;
}
async function scanTarget(target, options) {
    const name = (0,images_reference/* formatReference */.FH)({ ...target.repository, tag: null, digest: target.digest });
    const parts = [];
    for (const bill of target.bills) {
        const result = await scanBill(bill, name, options);
        if (typeof result === 'string') {
            options.ports.log.warn(`The layers of ${name} are scanned, and not the bill of materials that ${bill.by} signed: ${result}.`);
            return null;
        }
        parts.push(result);
    }
    const all = parts.flatMap(({ vulnerabilities }) => vulnerabilities);
    const once = new Map(all.map((one) => [JSON.stringify([one.id, one.type, one.package, one.installed, one.file]), one]));
    return {
        vulnerabilities: [...once.values()],
        exposures: [],
        endOfLife: parts.find(({ endOfLife }) => endOfLife !== null)?.endOfLife ?? null,
        problem: parts.find(({ problem }) => problem !== null)?.problem ?? null,
        asksJavaIndex: false,
    };
}
/** A clause for one that cannot stand for the layers. */
async function scanBill(bill, name, { trivy, database, ports }) {
    const result = await trivy.run({
        command: 'sbom',
        flags: FLAGS,
        target: bill.file,
        cacheDirectory: database.cacheDirectory,
        access: null,
        timeoutMs: scan_bills_TIMEOUT_MS,
    });
    const failure = failureOf(result, 'read it');
    if (failure !== null)
        return failure.message.replace(/\.$/, '');
    const report = result.status === 'exited' ? parseTrivyReport(result.stdout) : null;
    if (report === null || report.ArtifactName !== bill.file)
        return 'Trivy gave no report on it that can be read';
    if (report.Results.every((part) => part.Packages.length === 0))
        return { ...scan_bills_NOTHING, problem: empty(bill, name) };
    const lost = leftOut(bill, report);
    if (lost > 0)
        return `Trivy cannot look up ${lost} of the packages that it lists, since it has no advisories for their kind, or does not read which source package they were built from (its own bills say so)`;
    const platforms = await readPlatforms(database.cacheDirectory, ports);
    const unclear = unrecognised(report, result.status === 'exited' ? result.stderr : '', 'what it lists', platforms) ??
        notInDatabase(report, platforms, 'what it lists');
    if (unclear !== null)
        return unclear.message.replace(/\.$/, '');
    return { ...scan_bills_NOTHING, vulnerabilities: read_scan_vulnerabilitiesOf(report), endOfLife: endOfLifeOf(report) };
}
const scan_bills_NOTHING = { vulnerabilities: [], exposures: [], endOfLife: null, problem: null, asksJavaIndex: false };
function empty({ by }, name) {
    return {
        what: 'bill-empty',
        cause: 'content',
        message: `In the bill of materials that ${by} signed for ${name}, Trivy recognised no package. That it found no vulnerability there means nothing.`,
        remedy: 'Attest a bill that lists what is in the image (trivy image --format cyclonedx), or leave the image out of vulnerabilities.sbomAttestations: its layers are scanned then.',
    };
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/scan-open.js




function createOpenScans(database, options) {
    const { trivy, policy, registry, accessTo, ports, bills, flags, workers, results, analyses, kept = () => null, } = options;
    const scans = new Map();
    const refused = new Set();
    let isStopped = false;
    let opening = null;
    let preparing = null;
    let keeping = null;
    const open = async () => {
        await trivy.confirm();
        const opened = await database.open();
        if ('problem' in opened)
            return opened;
        // What is known was found by the one that was expected.
        if (opened.database.updatedAt.getTime() !== database.updatedAt.getTime())
            return { other: opened.database };
        // What is known was found by a database that passed this very test.
        const { knowsCanary, cacheDirectory } = opened.database;
        if (knowsCanary)
            return null;
        const problem = await missedCanary(trivy, cacheDirectory, policy.vulnerabilities.canary, ports);
        return problem === null ? null : { problem, updatedAt: opened.database.updatedAt };
    };
    const openOnce = () => {
        opening ??= open().then((stop) => {
            isStopped = stop !== null;
            return stop;
        }, (error) => {
            isStopped = true;
            throw error;
        });
        return opening;
    };
    const scanByBills = async (targets) => {
        const billed = targets.flatMap((target) => {
            const mine = bills.get(target.digest);
            return mine === undefined ? [] : [{ ...target, bills: mine }];
        });
        for (const [digest, result] of await scanBills(billed, { trivy, database, workers, ports })) {
            if (result === null)
                refused.add(digest);
            const mine = hashesOf(result === null ? undefined : bills.get(digest));
            const known = result === null ? await results.recall(digest, mine) : await results.remember(digest, mine, result);
            if (known !== null)
                scans.set(digest, Promise.resolve(known));
        }
    };
    const scanLayers = async (targets) => {
        if (targets.length === 0)
            return;
        preparing ??= prepareJavaIndex(trivy, database, { policy: policy.vulnerabilities, ports, accessTo });
        const java = await preparing;
        keeping ??= kept(java.database);
        const found = scanAll(targets, {
            trivy,
            database: java.database,
            registry,
            accessTo,
            ports,
            fetchJavaIndex: java.fetch,
            flags,
            workers,
            ...(analyses === undefined ? {} : { analyses }),
            kept: keeping,
        });
        for (const [index, { digest }] of targets.entries()) {
            const scan = found[index]?.then((each) => results.remember(digest, [], each));
            if (scan === undefined)
                continue;
            // What it ends with is said where it is waited for.
            scan.catch(() => { });
            scans.set(digest, scan);
        }
    };
    const ended = async () => {
        await Promise.allSettled([opening, ...scans.values()]);
    };
    return {
        async begin(targets) {
            const stop = await openOnce();
            if (stop !== null)
                return stop;
            // One that takes long keeps no others waiting; more would take the processors from each other.
            if (scans.size > workers)
                await ended();
            await scanByBills(targets);
            await scanLayers(targets.filter(({ digest }) => !scans.has(digest)));
            return null;
        },
        isStopped: () => isStopped,
        async resultOf(digest) {
            const scan = scans.get(digest);
            if (scan === undefined)
                throw new Error('a target that nobody scanned');
            return scan;
        },
        refusesBills: (digest) => refused.has(digest),
        ended,
    };
}
const hashesOf = (bills = []) => bills.map(({ sha256 }) => sha256).sort();

;// CONCATENATED MODULE: ./build/check/vulnerabilities/scan-digests.js








const scan_digests_NOTHING = { found: [], exposures: [], endOfLife: [], problems: [], bills: [] };
/** After so many digests, programs that wait for this process have their turn. */
const scan_digests_AT_ONCE = 64;
/**
 * Each digest once, as many at a time as there are processors. What an earlier run found out of the same bytes in the
 * same way is not asked again; where that is all, neither Trivy nor the whole of the database is needed.
 *
 * `make` is called for each digest when all is known of it, and at once for what was known before, so that the results of a thousand images are not there
 * together. Where another database turns up than the one that was expected, what it made is dropped, and it is called again.
 */
async function scanDigests(trivy, database, awaited, accessTo, options, make) {
    const { ports, digests, attestedBills = null } = options;
    const known = knownTo(trivy, database, options);
    const early = confirmEarly(trivy, known.results, digests);
    try {
        const wanted = await awaited;
        const { targets, repositories } = wanted;
        const sought = { reader: attestedBills, repositories, directory: trivy.directory, ports };
        const bills = await findBills([...targets.values()], sought);
        // Registries may have answered past midnight.
        const isToday = (0,moment/* dayOf */.kb)(ports.clock.now()) === known.circumstances.day;
        const today = isToday ? known : knownTo(trivy, database, options);
        return await scanWanted(database, today, { ...options, trivy, accessTo, wanted, bills, make });
    }
    finally {
        await early.end();
    }
}
/**
 * Trivy has to be asked who it is before it scans, which takes as long as a scan: as soon as one image is new, and not after the
 * last registry has answered. What it says is heard where it is to scan.
 */
function confirmEarly(trivy, results, digests) {
    let isOver = false;
    let confirming = null;
    const hear = async (digest) => {
        if (isOver || confirming !== null || !(await results.isNew(digest)) || isOver)
            return;
        confirming ??= trivy.confirm().catch(() => { });
    };
    digests?.listen((digest) => void hear(digest).catch(() => { }));
    return {
        /** Nothing of it goes on when the scans have ended. */
        async end() {
            isOver = true;
            await confirming;
        },
    };
}
/** What is known of scans by this database. */
function knownTo(trivy, database, options) {
    const circumstances = circumstancesOf(trivy, database, options.policy.vulnerabilities, options.ports);
    return { circumstances, results: createKnownResults(circumstances, options) };
}
async function scanWanted(database, { circumstances, results }, options) {
    const { trivy, ports, wanted, bills, make } = options;
    const { chosen, targets } = wanted;
    const workers = Math.max(1, options.workers ?? globalThis.navigator.hardwareConcurrency);
    const kept = (scanned) => keptAnalyses(scanned, circumstances, options);
    const scans = createOpenScans(database, { ...options, flags: circumstances.flags, workers, results, kept });
    const among = (digests) => [...targets.values()].filter(({ digest }) => digests.has(digest));
    const made = new Map();
    const judge = async (digest, parts) => {
        const result = 'cause' in parts ? { ...scan_digests_NOTHING, problems: [parts] } : together(parts, bills, scans.refusesBills);
        made.set(digest, await make(digest, result));
        ports.log.progress(`Scanned ${made.size} of ${chosen.size} images`);
    };
    const open = new Set();
    for (const digest of targets.keys()) {
        if (!(await results.mayKnow(digest, hashesOf(bills.get(digest)))))
            open.add(digest);
    }
    const waiting = [];
    const recall = async () => {
        const more = new Set();
        const known = new Map();
        const last = lastOf(chosen);
        let turn = 0;
        for (const [digest, mine] of chosen) {
            if (scans.isStopped())
                break;
            turn += 1;
            if (turn % scan_digests_AT_ONCE === 0 && open.size + more.size > 0)
                await ports.clock.sleep(0);
            if ('cause' in mine) {
                await judge(digest, mine);
                continue;
            }
            for (const { digest: one } of mine) {
                if (open.has(one) || more.has(one) || known.has(one))
                    continue;
                const result = await results.recall(one, hashesOf(bills.get(one)));
                if (result !== null) {
                    known.set(one, result);
                    continue;
                }
                // Trivy and its database will be needed; what goes wrong with them is said where they are waited for.
                if (more.size === 0)
                    scans.begin([]).catch(() => { });
                more.add(one);
            }
            const parts = mine.map((target) => ({ target, result: known.get(target.digest) ?? null }));
            for (const { digest: one } of mine)
                if (last.get(one) === digest)
                    known.delete(one);
            if (parts.every(isKnown))
                await judge(digest, parts);
            else
                waiting.push([digest, parts]);
        }
        return more;
    };
    try {
        // Trivy is another program: it scans what is new while what is known is read.
        const [recalled, begun] = await Promise.allSettled([recall(), open.size === 0 ? null : scans.begin(among(open))]);
        if (recalled.status === 'rejected')
            throw recalled.reason;
        if (begun.status === 'rejected')
            throw begun.reason;
        const more = recalled.value;
        const stop = begun.value ?? (more.size === 0 ? null : await scans.begin(among(more)));
        if (stop !== null && 'other' in stop) {
            return await scanWanted(stop.other, knownTo(trivy, stop.other, options), options);
        }
        if (stop !== null)
            return stop;
        await Promise.all(waiting.map(async ([digest, parts]) => {
            const whole = parts.map(async ({ target, result }) => {
                return { target, result: result ?? (await scans.resultOf(target.digest)) };
            });
            await judge(digest, await Promise.all(whole));
        }));
    }
    catch (error) {
        await scans.ended();
        throw error;
    }
    await results.save([...chosen.keys()]);
    return { made, database };
}
function isKnown(part) {
    return part.result !== null;
}
/** By target, the last of the images that it is of. */
function lastOf(chosen) {
    const last = new Map();
    for (const [digest, mine] of chosen)
        if (!('cause' in mine))
            for (const one of mine)
                last.set(one.digest, digest);
    return last;
}
function together(parts, bills, refusesBills) {
    return {
        found: parts.flatMap(({ target, result }) => result.vulnerabilities.map((one) => onPlatform(target, one))),
        exposures: parts.flatMap(({ target, result }) => result.exposures.map((one) => onPlatform(target, one))),
        endOfLife: parts.flatMap(({ result }) => result.endOfLife ?? []),
        problems: parts.flatMap(({ result }) => result.problem ?? []),
        bills: parts.flatMap(({ target: { digest, platform } }) => {
            const mine = refusesBills(digest) ? [] : (bills.get(digest) ?? []);
            return [...new Set(mine.map(({ by }) => by))].map((signedBy) => ({ platform, signedBy }));
        }),
    };
}
function onPlatform({ platform, digest }, one) {
    return { found: one, platform, digest };
}
function keptAnalyses(database, circumstances, options) {
    const { results, policy, ports } = options;
    if (results === null)
        return null;
    const javaIndex = () => javaIndexState(database, { policy: policy.vulnerabilities, ports });
    return createKeptAnalyses({ results, circumstances, javaIndex, ports });
}
function circumstancesOf(trivy, database, policy, ports) {
    const { canary, javaCanary } = policy;
    return {
        trivy: { version: trivy.version, sha256: trivy.sha256 },
        database: database.identity,
        flags: scanFlags(policy),
        canary: `${namesOf(canary)} ${javaCanary}`,
        javaIndex: () => javaIndexIdentity(database, { policy, ports }),
        day: (0,moment/* dayOf */.kb)(ports.clock.now()),
    };
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/filters.js

const GLOB = { dot: true, nonegate: true, noext: true };
/**
 * Whether a policy counts a vulnerability at all. What is known to be exploited counts without a fix too; packages and
 * files that the policy leaves out do not count either way.
 */
function createFilter(policy, exploited) {
    const { ignoreUnfixed, ignoreStatuses, ignorePackages, ignoreFiles } = policy;
    const statuses = new Set(ignoreStatuses);
    const isLeftOut = ignorePackages.length === 0 ? () => false : picomatch(ignorePackages, GLOB);
    // People write paths in an image with and without the slash before them.
    const files = ignoreFiles.map((pattern) => pattern.replace(/^\/+/, ''));
    const isInLeftOut = files.length === 0 ? () => false : picomatch(files, GLOB);
    return (one) => {
        if (isLeftOut(one.package))
            return false;
        if (one.file !== null && isInLeftOut(one.file.replace(/^\/+/, '')))
            return false;
        if (isExploited(one, exploited))
            return true;
        return one.fixed === null ? !ignoreUnfixed && !statuses.has(one.status) : true;
    };
}
function isExploited(one, exploited) {
    return exploited.has(one.id) || one.aliases.some((alias) => exploited.has(alias));
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/grace.js

const MINUTE_MS = 60_000;
const grace_DAY_MS = 86_400_000;
/**
 * From when an advisory blocks that only warns until then; null where it has no grace, or none left. An advisory that
 * does not say when it was published, or says a day that is still to come, has none: it would never block.
 *
 * `2027-01-31` for a period of days: it ends with a day (UTC), so that whoever runs it that day, at whatever hour, hears
 * the same. `2027-01-31T09:30Z` for one of hours or minutes, which are counted.
 */
function graceUntil(group, severity, policy, now) {
    const period = policy.grace[severity];
    if (period === undefined)
        return null;
    // Versions of one package on several platforms carry one advisory; where dates differ, the first counts.
    const published = group.map((one) => one.published?.getTime() ?? Number.NEGATIVE_INFINITY);
    const first = Math.min(...published);
    if (!Number.isFinite(first) || !(0,moment/* isOver */.PU)(first, now))
        return null;
    const ofDays = period % grace_DAY_MS === 0;
    const end = ofDays
        ? Math.floor((first + period) / grace_DAY_MS) * grace_DAY_MS
        : Math.ceil((first + period) / MINUTE_MS) * MINUTE_MS;
    if ((0,moment/* isOver */.PU)(end, now))
        return null;
    const text = new Date(end).toISOString();
    return ofDays ? text.slice(0, 10) : `${text.slice(0, 16)}Z`;
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/weight.js




const MAX_TITLE = 160;
/** Images have their packages in common: what was weighed for one is not weighed again for a thousand others. */
function createScales(options) {
    const counts = createFilter(options.policy, options.exploited);
    const keys = new WeakMap();
    const numbers = new WeakMap();
    /** By the first of a group, and the numbers of the others. */
    const weights = new WeakMap();
    let count = 0;
    const numberOf = (one) => {
        const known = numbers.get(one);
        if (known !== undefined)
            return known;
        count += 1;
        numbers.set(one, count);
        return count;
    };
    return {
        counts,
        keyOf(one) {
            const key = keys.get(one) ?? JSON.stringify([one.id, one.type, one.package]);
            keys.set(one, key);
            return key;
        },
        weigh(group) {
            const [first, ...others] = group;
            const name = others.map(numberOf).join(' ');
            const known = weights.get(first) ?? new Map();
            weights.set(first, known);
            const weight = known.get(name) ?? weighGroup(group, options);
            known.set(name, weight);
            return weight;
        },
    };
}
function weighGroup(group, { policy, exploited, now }) {
    const [first] = group;
    const severity = worst(group.map((one) => one.severity));
    const isKnown = group.some((one) => isExploited(one, exploited));
    const grace = isKnown || !reaches(severity, policy.severity) ? null : graceUntil(group, severity, policy, now);
    const blocks = isKnown || (grace === null && reaches(severity, policy.severity));
    const notes = [
        ...(isKnown ? [' It is on the list of vulnerabilities that are known to be exploited.'] : []),
        ...(grace === null ? [] : [` It blocks from ${grace.replace('T', ' ').replace('Z', ' UTC')} on.`]),
    ];
    const [before, after] = messageOf(group, severity);
    return {
        rule: ruleOf(first.id),
        severity: severityOf(severity),
        enforcement: blocks ? 'block' : 'warn',
        before,
        after: [after, ...notes].join(''),
        advisory: {
            type: first.type,
            package: first.package,
            source: first.source,
            installed: unique(group.map((one) => one.installed)),
            // One version without a fix: no upgrade removes the finding.
            fixed: group.some((one) => one.fixed === null) ? [] : unique(group.flatMap((one) => one.fixed ?? [])),
            exploited: isKnown,
            blocksFrom: grace,
        },
    };
}
/** Ids come from the database; a rule id holds nothing that a policy's patterns or a report could stumble over. */
function ruleOf(id) {
    return `vulnerability/${id.replace(/[^A-Za-z0-9._:-]/g, '-')}`;
}
/** What a vendor's status says of a fix (aquasecurity/trivy-db, pkg/types/status.go). */
const VENDOR = {
    will_not_fix: 'Its vendor will not fix it',
    fix_deferred: 'Its vendor has put the fix off',
    end_of_life: 'Its vendor no longer looks after it',
};
/** The way out first; in two parts, between which the image's name belongs. */
function messageOf(group, severity) {
    const [{ id, package: part, title: words, status }] = group;
    const name = `${part} ${about_image_distinct(group.map((one) => one.installed))}`.trim();
    const title = words.replace(/\s+/g, ' ').trim();
    const clipped = title.length > MAX_TITLE ? `${title.slice(0, MAX_TITLE).trimEnd()}...` : title;
    const said = clipped === '' ? '' : `: ${clipped}`;
    const fixed = group.flatMap((one) => one.fixed ?? []);
    const level = severityOf(severity) === 'info' ? 'severity not known' : severityOf(severity);
    if (fixed.length === 0) {
        const why = `${VENDOR[status] ?? 'No version fixes it yet'}: replace the package or the image, or let it pass for a while with an exception.`;
        return [`${name} in `, ` has ${id} (${level})${said}. ${why}`];
    }
    // `1.22.7, 1.23.1`: a repair in each branch.
    const versions = about_image_distinct(fixed.map((each) => each.replaceAll(', ', ' or ')));
    const what = `: ${id} (${level})${said}. Rebuild the image with it and deploy that digest.`;
    return [`Update ${name} to ${versions} in `, what];
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/check.js














/**
 * Scans every digest once with Trivy and the one database of this run, and holds what it finds against the policy.
 * Whatever keeps an image from being judged is `unknown`. Only images that were admitted and resolved may come in: each
 * one's registry is contacted. Trivy and the database are made ready while a promise of them is open.
 *
 * @throws UsageError for a database repository or a tool path that the policy misspells, and for documents it names
 *   that are not what they should be.
 */
async function checkVulnerabilities(awaited, options) {
    const { severity } = options.policy.vulnerabilities;
    const images = Promise.resolve(awaited);
    // What it ends with is said where it is waited for.
    images.catch(() => { });
    if (severity === 'off')
        return check_all(await images, 'skipped');
    const policy = { ...options.policy.vulnerabilities, severity };
    const now = options.ports.clock.now();
    const scales = createScales({ policy, exploited: (0,exploited/* readExploited */.l)(options.documents.kev), now });
    const measure = { policy, scales, statements: (0,vulnerabilities_vex/* readVex */.iw)(options.documents.vex), now };
    if (Array.isArray(awaited) && awaited.length === 0)
        return check_all([], 'pass');
    if (options.offline)
        return undecided(await images, OFFLINE, null);
    // While Trivy and its database are made ready: for a thousand images, registries are asked a thousand times.
    const ended = new AbortController();
    const { registry, policy: whole } = options;
    const targets = images.then((all) => chooseTargets(all, registry, whole.images.platforms, ended.signal));
    targets.catch(() => { });
    const asked = { images, targets };
    try {
        return await checkByTrivy(asked, measure, options);
    }
    finally {
        // Without Trivy or a database nobody scans them: what is not asked for yet is not asked for any more.
        ended.abort();
        await Promise.allSettled([targets]);
    }
}
async function checkByTrivy(asked, measure, options) {
    const expected = (await options.toolbox.recall?.('trivy')) ?? null;
    if (expected !== null) {
        const check = await checkBy(expected, asked, measure, options).catch((error) => {
            if (error instanceof OtherProgram)
                return null;
            throw error;
        });
        if (check !== null)
            return check;
    }
    const tool = await options.toolbox.locate('trivy').catch((error) => {
        if (error instanceof errors/* GateError */.u && !(error instanceof errors/* UsageError */.e))
            return error;
        throw error;
    });
    if (tool instanceof errors/* GateError */.u)
        return undecided(await asked.images, toolProblem(tool), null);
    return checkBy(tool, asked, measure, options);
}
function checkBy(tool, asked, measure, options) {
    const { ports, toolbox, policy } = options;
    return ports.files.withTemporaryDirectory('scg-trivy', async (directory) => {
        const { source = null } = options;
        const expected = { tool, locate: () => toolbox.locate('trivy') };
        const trivy = await createTrivy(expected, directory, ports, source === null ? policy.mirrors : {});
        const analyses = createLayerAnalyses(ports.loopback);
        const works = [];
        const meanwhile = (work) => {
            work.catch(() => { });
            works.push(work);
        };
        try {
            if (source === null) {
                return await checkWith({ trivy, accessTo: directAccess(options), analyses, meanwhile }, asked, measure, options);
            }
            const opened = await openPullThrough(source, ports.loopback).catch((error) => notOpened(error));
            if ('cause' in opened)
                return undecided(await asked.images, opened, null);
            try {
                return await checkWith({ trivy, accessTo: passedAccess(opened), analyses, meanwhile }, asked, measure, options);
            }
            finally {
                await opened.close();
            }
        }
        finally {
            await Promise.all([...works, analyses.close()]);
        }
    });
}
async function checkWith({ trivy, accessTo, analyses, meanwhile }, { images: awaited, targets }, measure, options) {
    const { ports } = options;
    const { policy } = measure;
    const prepared = await prepareDatabase(trivy, { policy, ports, accessTo, home: options.databaseHome, meanwhile });
    const describe = (updatedAt) => ({
        version: trivy.version,
        database: updatedAt === null ? null : { updatedAt: updatedAt.toISOString() },
    });
    if ('problem' in prepared) {
        const images = await awaited;
        return images.length === 0
            ? check_all(images, 'pass')
            : undecided(images, prepared.problem, describe(prepared.updatedAt));
    }
    const grouping = awaited.then((images) => Map.groupBy(images, ({ digest }) => digest));
    // What it ends with is said where the images are waited for.
    grouping.catch(() => { });
    const statements = statementsBy(measure.statements, options);
    const scanning = { ...options, analyses };
    const scans = await scanDigests(trivy, prepared.database, targets, accessTo, scanning, async (digest, result) => {
        const judged = new Map();
        for (const image of (await grouping).get(digest) ?? []) {
            const own = result.found.length === 0 ? measure.statements : await statements(image);
            judged.set(image, judgeImage(image, result, { ...measure, statements: own }));
        }
        return judged;
    });
    const images = await awaited;
    if (images.length === 0)
        return check_all(images, 'pass');
    // Not the one that was expected, where it turned out to be gone.
    if ('problem' in scans)
        return undecided(images, scans.problem, describe(scans.updatedAt));
    const outcomes = new Map();
    const findings = [];
    const settled = new Map();
    const bills = new Map();
    for (const image of images) {
        const judged = scans.made.get(image.digest)?.get(image);
        if (judged === undefined)
            throw new Error('an image that nobody judged');
        if (judged.bills.length > 0)
            bills.set(image.written, judged.bills);
        for (const [finding, exception] of judged.settled)
            settled.set(finding, exception);
        outcomes.set(image.written, judged.outcome);
        findings.push(...judged.findings);
    }
    return { outcomes, findings, settled, bills, trivy: describe(scans.database.updatedAt) };
}
const OFFLINE = {
    what: 'offline',
    cause: 'infrastructure',
    message: 'The gate was told to make no connections (--offline), and a scan reads the image from its registry.',
    remedy: 'Run again without --offline.',
};
function notOpened(error) {
    const why = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    return {
        what: 'loopback-refused',
        cause: 'infrastructure',
        message: `Trivy reads images of a pull request through the gate, and the gate cannot listen on 127.0.0.1${why}.`,
        remedy: 'Let the gate listen on 127.0.0.1 on this machine.',
    };
}
function toolProblem(error) {
    return { what: error.code, cause: 'infrastructure', message: error.message, remedy: error.remedy };
}
function check_all(images, outcome) {
    return {
        outcomes: new Map(images.map((image) => [image.written, outcome])),
        findings: [],
        settled: new Map(),
        bills: new Map(),
        trivy: null,
    };
}
function undecided(images, problem, trivy) {
    return {
        outcomes: new Map(images.map((image) => [image.written, 'unknown'])),
        findings: images.map((image) => unscannable(image, [problem])),
        settled: new Map(),
        bills: new Map(),
        trivy,
    };
}

;// CONCATENATED MODULE: ./build/gate/vulnerabilities.js


const NO_IMAGES = { images: [], digests: new Arrivals() };
/** What Trivy, the policy's own documents and signed ones say of these images; Trivy is made ready while they are awaited. */
async function scanImages({ images, digests }, roots, context) {
    const { request, loaded, ports, registry, toolbox, scanned } = context;
    const { insecureHosts, credentials, offline, mode, pullRequest } = request;
    const results = keptResults(request);
    return checkVulnerabilities(images, {
        policy: loaded.policy,
        documents: loaded.vulnerabilityDocuments,
        registry,
        source: pullRequest ? registry : null,
        toolbox,
        ports,
        insecureHosts,
        credentials,
        offline,
        results,
        scanned,
        digests,
        databaseHome: { userCache: mode === 'cli', sealed: results },
        ...(await attestedReaders(context, roots)),
    });
}
/** Who asks for what is attached to images, where the policy names whose word counts; null: nobody is asked. */
async function attestedReaders({ loaded, ports, registry }, roots) {
    const { policy } = loaded;
    const { vexAttestations, sbomAttestations } = policy.vulnerabilities;
    if (vexAttestations.length + sbomAttestations.length === 0)
        return { attestedVex: null, attestedBills: null };
    const { createAttestedBills, createAttestedVex } = await Promise.all(/* import() */[__webpack_require__.e(187), __webpack_require__.e(213), __webpack_require__.e(720), __webpack_require__.e(409)]).then(__webpack_require__.bind(__webpack_require__, 47409));
    const options = { policy, registry, now: ports.clock.now(), roots };
    return {
        attestedVex: vexAttestations.length === 0 ? null : createAttestedVex(options),
        attestedBills: sbomAttestations.length === 0 ? null : createAttestedBills(options),
    };
}
/** Where results of scans are kept: only where they can be signed, since nothing else tells a true one from a forged. */
function keptResults({ registryCache, cacheKey = null }) {
    return registryCache === null || cacheKey === null ? null : { directory: registryCache, key: cacheKey };
}

;// CONCATENATED MODULE: ./build/images/custom-resources/known-resource.js
/** Each path below each of the places. */
function under(places, paths) {
    return places.flatMap((place) => paths.map((path) => `${place}.${path}`));
}

;// CONCATENATED MODULE: ./build/images/custom-resources/databases.js

const strimzi = { apiVersion: 'kafka.strimzi.io/*', podSpecs: [] };
const cnpg = { apiVersion: 'postgresql.cnpg.io/*', podSpecs: [] };
/** Databases, brokers and storage, whose operators take an image for each of their parts. */
const DATABASES = [
    {
        ...strimzi,
        kind: 'Kafka',
        images: [
            'spec.kafka.image',
            'spec.kafka.brokerRackInitImage',
            ...under(['spec.kafka.tlsSidecar', 'spec.zookeeper', 'spec.zookeeper.tlsSidecar'], ['image']),
            ...under(['spec.entityOperator'], ['topicOperator.image', 'userOperator.image', 'tlsSidecar.image']),
            ...under(['spec.cruiseControl'], ['image', 'tlsSidecar.image']),
            'spec.kafkaExporter.image',
        ],
    },
    { ...strimzi, kind: 'KafkaConnect', images: ['spec.image', 'spec.clientRackInitImage'] },
    { ...strimzi, kind: 'KafkaMirrorMaker', images: ['spec.image'] },
    { ...strimzi, kind: 'KafkaMirrorMaker2', images: ['spec.image', 'spec.clientRackInitImage'] },
    { ...strimzi, kind: 'KafkaBridge', images: ['spec.image', 'spec.clientRackInitImage'] },
    {
        ...cnpg,
        kind: 'Cluster',
        images: ['spec.imageName', 'spec.postgresql.extensions[*].image.reference'],
    },
    ...['ImageCatalog', 'ClusterImageCatalog'].map((kind) => ({
        ...cnpg,
        kind,
        images: ['spec.images[*].image', 'spec.images[*].extensions[*].image.reference', 'spec.extraImages[*].image'],
    })),
    {
        apiVersion: 'acid.zalan.do/*',
        kind: 'postgresql',
        images: [
            'spec.dockerImage',
            'spec.connectionPooler.dockerImage',
            'spec.sidecars[*].image',
            'spec.initContainers[*].image',
            'spec.init_containers[*].image',
        ],
        podSpecs: [],
    },
    {
        apiVersion: 'postgres-operator.crunchydata.com/*',
        kind: 'PostgresCluster',
        images: ['spec.image', 'spec.backups.pgbackrest.image', 'spec.proxy.pgBouncer.image'],
        podSpecs: [],
    },
    {
        apiVersion: 'pxc.percona.com/*',
        kind: 'PerconaXtraDBCluster',
        images: under(['spec.pxc', 'spec.haproxy', 'spec.logcollector'], ['image']),
        podSpecs: [],
    },
    { apiVersion: 'psmdb.percona.com/*', kind: 'PerconaServerMongoDB', images: ['spec.image'], podSpecs: [] },
    {
        apiVersion: 'pg.percona.com/*',
        kind: 'PerconaPGCluster',
        images: under(['spec.pgPrimary', 'spec.pmm', 'spec.backup', 'spec.pgBouncer', 'spec.pgBadger'], ['image']).concat('spec.backup.backrestRepoImage'),
        podSpecs: [],
    },
    { apiVersion: 'rabbitmq.com/*', kind: 'RabbitmqCluster', images: ['spec.image'], podSpecs: [] },
    { apiVersion: 'ceph.rook.io/*', kind: 'CephCluster', images: ['spec.cephVersion.image'], podSpecs: [] },
];

;// CONCATENATED MODULE: ./build/images/custom-resources/observability.js

const prometheus = { apiVersion: 'monitoring.coreos.com/*', podSpecs: ['spec'] };
const otel = { apiVersion: 'opentelemetry.io/*', podSpecs: [] };
const elastic = [
    'elasticsearch.k8s.elastic.co Elasticsearch',
    'kibana.k8s.elastic.co Kibana',
    'apm.k8s.elastic.co ApmServer',
    'beat.k8s.elastic.co Beat',
    'agent.k8s.elastic.co Agent',
    'enterprisesearch.k8s.elastic.co EnterpriseSearch',
    'maps.k8s.elastic.co ElasticMapsServer',
    'logstash.k8s.elastic.co Logstash',
];
const OBSERVABILITY = [
    // baseImage is deprecated for image, and still used where image is absent: the repository alone.
    {
        ...prometheus,
        kind: 'Prometheus',
        images: ['spec.image', 'spec.baseImage', 'spec.thanos.image', 'spec.thanos.baseImage'],
    },
    { ...prometheus, kind: 'PrometheusAgent', images: ['spec.image'] },
    { ...prometheus, kind: 'Alertmanager', images: ['spec.image', 'spec.baseImage'] },
    { ...prometheus, kind: 'ThanosRuler', images: ['spec.image'] },
    {
        ...otel,
        kind: 'OpenTelemetryCollector',
        images: ['spec.image', 'spec.targetAllocator.image', 'spec.additionalContainers[*].image'],
        podSpecs: ['spec'],
    },
    {
        ...otel,
        kind: 'Instrumentation',
        images: under(['spec'], ['java.image', 'nodejs.image', 'python.image', 'dotnet.image', 'go.image']).concat(under(['spec'], ['apacheHttpd.image', 'nginx.image'])),
    },
    {
        apiVersion: 'jaegertracing.io/*',
        kind: 'Jaeger',
        images: [
            ...under(['spec.allInOne', 'spec.query', 'spec.collector', 'spec.ingester', 'spec.agent'], ['image']),
            ...under([
                'spec.storage.cassandraCreateSchema',
                'spec.storage.dependencies',
                'spec.storage.esIndexCleaner',
                'spec.storage.esRollover',
                'spec.storage.elasticsearch',
            ], ['image']),
        ],
        podSpecs: [],
    },
    ...elastic.map((name) => {
        const [group = '', kind = ''] = name.split(' ');
        return { apiVersion: `${group}/*`, kind, images: ['spec.image'], podSpecs: [] };
    }),
];

;// CONCATENATED MODULE: ./build/images/custom-resources/platform.js
const crossplane = { apiVersion: 'pkg.crossplane.io/*', images: ['spec.package'], podSpecs: [] };
/** What installs other software: the package is an image that the platform pulls and runs. */
const PLATFORM = [
    { ...crossplane, kind: 'Provider' },
    { ...crossplane, kind: 'Configuration' },
    { ...crossplane, kind: 'Function' },
    { apiVersion: 'operators.coreos.com/*', kind: 'CatalogSource', images: ['spec.image'], podSpecs: [] },
];

;// CONCATENATED MODULE: ./build/images/custom-resources/workflows.js

/** pkg/apis/workflow/v1alpha1 Template of argo-workflows: one container of each sort, or several. */
const ARGO_TEMPLATE = [
    'container.image',
    'script.image',
    'containerSet.containers[*].image',
    'initContainers[*].image',
    'sidecars[*].image',
];
/** A WorkflowSpec's templates, and those written inside a step or a task of the graph. */
const ARGO_WORKFLOW = under(['templateDefaults', 'templates[*]', 'templates[*].steps[*][*].inline', 'templates[*].dag.tasks[*].inline'], ARGO_TEMPLATE);
/** pkg/apis/pipeline/v1 TaskSpec of tektoncd/pipeline. */
const TEKTON_TASK = ['steps[*].image', 'sidecars[*].image', 'stepTemplate.image'];
/** PipelineSpec: tasks and finally, each with a task of its own or one by reference. */
const TEKTON_PIPELINE = under(['tasks[*].taskSpec', 'finally[*].taskSpec'], TEKTON_TASK);
const argo = { apiVersion: 'argoproj.io/*', podSpecs: [] };
const tekton = { apiVersion: 'tekton.dev/*', podSpecs: [] };
const workflows_WORKFLOWS = [
    { ...argo, kind: 'Workflow', images: under(['spec'], ARGO_WORKFLOW) },
    { ...argo, kind: 'WorkflowTemplate', images: under(['spec'], ARGO_WORKFLOW) },
    { ...argo, kind: 'ClusterWorkflowTemplate', images: under(['spec'], ARGO_WORKFLOW) },
    { ...argo, kind: 'CronWorkflow', images: under(['spec.workflowSpec'], ARGO_WORKFLOW) },
    { ...tekton, kind: 'Task', images: under(['spec'], TEKTON_TASK) },
    { ...tekton, kind: 'ClusterTask', images: under(['spec'], TEKTON_TASK) },
    { ...tekton, kind: 'TaskRun', images: under(['spec.taskSpec'], TEKTON_TASK) },
    { ...tekton, kind: 'StepAction', images: ['spec.image'] },
    { ...tekton, kind: 'Pipeline', images: under(['spec'], TEKTON_PIPELINE) },
    { ...tekton, kind: 'PipelineRun', images: under(['spec.pipelineSpec'], TEKTON_PIPELINE) },
    {
        apiVersion: 'triggers.tekton.dev/*',
        kind: 'TriggerTemplate',
        images: under(['spec.resourcetemplates[*].spec'], [...under(['taskSpec'], TEKTON_TASK), ...under(['pipelineSpec'], TEKTON_PIPELINE)]),
        podSpecs: [],
    },
];

;// CONCATENATED MODULE: ./build/images/custom-resources/workloads.js

const knative = { apiVersion: 'serving.knative.dev/*', images: [] };
const rollout = { apiVersion: 'argoproj.io/*', images: [] };
const spark = { apiVersion: 'sparkoperator.k8s.io/*', podSpecs: [] };
const ray = { apiVersion: 'ray.io/*', podSpecs: [] };
const kruise = { apiVersion: 'apps.kruise.io/*', podSpecs: [] };
const kubevirt = { apiVersion: 'kubevirt.io/*', podSpecs: [] };
/** sparkoperator.k8s.io SparkApplicationSpec; the image of a part wins over that of the whole. */
const SPARK = ['image', ...under(['driver', 'executor'], ['image', 'sidecars[*].image', 'initContainers[*].image'])];
/** kubevirt.io VirtualMachineInstanceSpec. */
const VIRTUAL_MACHINE = ['volumes[*].containerDisk.image', 'domain.firmware.kernelBoot.container.image'];
/** Kinds that run workloads. Those that embed a pod template are found by its shape, unless its containers need no name. */
const WORKLOAD_RESOURCES = [
    { ...rollout, kind: 'Rollout', podSpecs: ['spec.template.spec'] },
    { ...rollout, kind: 'Experiment', podSpecs: ['spec.templates[*].template.spec'] },
    { ...knative, kind: 'Service', podSpecs: ['spec.template.spec'] },
    { ...knative, kind: 'Configuration', podSpecs: ['spec.template.spec'] },
    { ...knative, kind: 'Revision', podSpecs: ['spec'] },
    { apiVersion: 'keda.sh/*', kind: 'ScaledJob', images: [], podSpecs: ['spec.jobTargetRef.template.spec'] },
    { apiVersion: 'trainer.kubeflow.org/*', kind: 'TrainJob', images: ['spec.trainer.image'], podSpecs: [] },
    { ...spark, kind: 'SparkApplication', images: under(['spec'], SPARK) },
    { ...spark, kind: 'ScheduledSparkApplication', images: under(['spec.template'], SPARK) },
    { ...ray, kind: 'RayCluster', images: ['spec.autoscalerOptions.image'] },
    { ...ray, kind: 'RayJob', images: ['spec.rayClusterSpec.autoscalerOptions.image'] },
    { ...ray, kind: 'RayService', images: ['spec.rayClusterConfig.autoscalerOptions.image'] },
    { ...kruise, kind: 'ImagePullJob', images: ['spec.image'] },
    { ...kruise, kind: 'ImageListPullJob', images: ['spec.images[*]'] },
    { ...kubevirt, kind: 'VirtualMachine', images: under(['spec.template.spec'], VIRTUAL_MACHINE) },
    { ...kubevirt, kind: 'VirtualMachineInstance', images: under(['spec'], VIRTUAL_MACHINE) },
    { ...kubevirt, kind: 'VirtualMachineInstanceReplicaSet', images: under(['spec.template.spec'], VIRTUAL_MACHINE) },
];

;// CONCATENATED MODULE: ./build/images/custom-resources/index.js





/**
 * Where well-known custom resources name images. Every field was read in the project's own API types or examples; the
 * policy's `customResources` adds others. What has a pod spec's shape needs no entry.
 */
const CUSTOM_RESOURCES = [
    ...WORKLOAD_RESOURCES,
    ...workflows_WORKFLOWS,
    ...OBSERVABILITY,
    ...DATABASES,
    ...PLATFORM,
];

// EXTERNAL MODULE: ./build/images/described-reference.js + 1 modules
var described_reference = __webpack_require__(58064);
// EXTERNAL MODULE: ./build/images/login.js
var login = __webpack_require__(94794);
;// CONCATENATED MODULE: ./build/images/never-run.js
/** Where the shape of a pod spec is a schema, a pattern or a text, and no pod will ever be made of it. */
const NEVER_RUN = [
    { apiVersion: 'v1', kind: 'ConfigMap', below: [] },
    { apiVersion: 'v1', kind: 'Secret', below: [] },
    { apiVersion: 'apiextensions.k8s.io/*', kind: 'CustomResourceDefinition', below: [] },
    { apiVersion: 'apiextensions.crossplane.io/*', kind: 'CompositeResourceDefinition', below: [] },
    { apiVersion: 'templates.gatekeeper.sh/*', kind: '*', below: [] },
    // What a policy compares pods with; its generate and mutate rules do make pods.
    { apiVersion: 'kyverno.io/*', kind: '*', below: ['validate'] },
];
/** Of every object: what the API server and controllers write, and people do not. */
const NOT_DESIRED_STATE = new Set(['metadata', 'status']);

;// CONCATENATED MODULE: ./build/images/object-type.js
/** The group of an apiVersion; the core group is the empty one. */
function object_type_groupOf(apiVersion) {
    const slash = apiVersion.indexOf('/');
    return slash === -1 ? '' : apiVersion.slice(0, slash);
}
/** Is the object of this kind? In `group/*` any version will do; `*` as the kind is any of the group's. */
function isOfType(ref, apiVersion, kind) {
    if (kind !== '*' && ref.kind !== kind)
        return false;
    return apiVersion.endsWith('/*')
        ? object_type_groupOf(ref.apiVersion) === apiVersion.slice(0, -2)
        : ref.apiVersion === apiVersion;
}

;// CONCATENATED MODULE: ./build/images/path-pattern.js

const STEP = /\.?([A-Za-z_][A-Za-z0-9_-]*)|\[(\*|[0-9]{1,9})\]|\[("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")\]/uy;
/**
 * Reads `spec.steps[*].image`, `items[0].image` or `metadata.annotations["example.com/image"]`, the way that
 * formatPath writes paths. Null where the text is none of these.
 */
function parsePathPattern(text) {
    const steps = [];
    STEP.lastIndex = 0;
    for (let at = 0; at < text.length; at = STEP.lastIndex) {
        const match = STEP.exec(text);
        if (match === null || match[0].startsWith('.') !== (at > 0 && match[1] !== undefined))
            return null;
        const [, key, index, quotedKey] = match;
        if (key !== undefined)
            steps.push(key);
        else if (index !== undefined)
            steps.push(index === '*' ? null : Number(index));
        else if (quotedKey !== undefined)
            steps.push(String(JSON.parse(quotedKey)));
    }
    return steps.length > 0 ? steps : null;
}
/** What is at the places that the pattern names, in the object's own order. */
function selectPaths(root, pattern) {
    let found = [{ value: root, path: [] }];
    for (const step of pattern) {
        found = found.flatMap(({ value, path }) => stepsInto(value, step).flatMap((key) => {
            const next = (0,json/* get */.Jt)(value, key);
            return next === undefined ? [] : [{ value: next, path: [...path, key] }];
        }));
    }
    return found;
}
function stepsInto(value, step) {
    if (step !== null)
        return [step];
    if ((0,json/* isArray */.cy)(value))
        return [...value.keys()];
    return (0,json/* isObject */.Gv)(value) ? Object.keys(value) : [];
}

;// CONCATENATED MODULE: ./build/images/pod-spec.js

/** In the order in which the kubelet starts them. */
const CONTAINER_LISTS = ['initContainers', 'containers', 'ephemeralContainers'];
/**
 * Every image of a pod spec (core/v1 PodSpec): of its containers of each sort and of its image volumes. What is absent
 * or no string is left out: that the object is not of its type is for `manifest/invalid` to say.
 */
function imagesOfPodSpec(spec, at) {
    const found = [];
    for (const list of CONTAINER_LISTS) {
        for (const [index, container] of itemsOf((0,json/* get */.Jt)(spec, list))) {
            take(found, (0,json/* get */.Jt)(container, 'image'), [...at, list, index, 'image']);
        }
    }
    for (const [index, volume] of itemsOf((0,json/* get */.Jt)(spec, 'volumes'))) {
        take(found, (0,json/* get */.Jt)(volume, 'image', 'reference'), [...at, 'volumes', index, 'image', 'reference']);
    }
    return found;
}
function itemsOf(value) {
    return (0,json/* isArray */.cy)(value) ? [...value.entries()] : [];
}
function take(found, value, path) {
    if (typeof value === 'string')
        found.push({ text: value, path });
}

;// CONCATENATED MODULE: ./build/images/workloads.js
const CONTROLLER = ['spec', 'template', 'spec'];
/**
 * Where Kubernetes' own kinds have their pod spec, by group; `extensions` held some of them before `apps`, and a
 * manifest that still says so is judged as what it means. The core group is the empty one.
 */
const WORKLOADS = [
    { groups: [''], kind: 'Pod', podSpec: ['spec'] },
    { groups: [''], kind: 'PodTemplate', podSpec: ['template', 'spec'] },
    { groups: [''], kind: 'ReplicationController', podSpec: CONTROLLER },
    { groups: ['apps', 'extensions'], kind: 'Deployment', podSpec: CONTROLLER },
    { groups: ['apps', 'extensions'], kind: 'ReplicaSet', podSpec: CONTROLLER },
    { groups: ['apps', 'extensions'], kind: 'DaemonSet', podSpec: CONTROLLER },
    { groups: ['apps'], kind: 'StatefulSet', podSpec: CONTROLLER },
    { groups: ['batch'], kind: 'Job', podSpec: CONTROLLER },
    { groups: ['batch'], kind: 'CronJob', podSpec: ['spec', 'jobTemplate', 'spec', 'template', 'spec'] },
];

;// CONCATENATED MODULE: ./build/images/object-images.js






/**
 * Every text in an object that stands where an image does, in the object's own order; a place may come twice.
 *
 * Kubernetes' own workloads are read at their pod spec. Any other kind is read wherever a part of it has a pod spec's
 * shape. Both are read at the places that the table names for them. An object inside an object (an OpenShift Template's,
 * a ManifestWork's, a Composition's) is read as what it is.
 */
function imagesOfObject(object, type, table) {
    const found = [];
    // A stack of its own: how deep an object goes is up to whoever wrote it.
    const stack = [{ value: object, path: [], skipped: new Set() }];
    for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
        const { value, path } = visit;
        const itsType = path.length === 0 ? type : typeOf(value);
        const podSpecs = itsType === null ? [] : podSpecsOf(value, itsType);
        if (itsType !== null && podSpecs.length > 0) {
            found.push(...below(path, podSpecs, imagesOfPodSpec), ...namedImages(value, path, itsType, table));
            continue;
        }
        const skipped = itsType === null ? visit.skipped : skippedIn(itsType);
        if (skipped === 'everything')
            continue;
        if (itsType !== null)
            found.push(...namedImages(value, path, itsType, table));
        if (hasPodShape(value))
            found.push(...imagesOfPodSpec(value, path).filter(isWritten));
        const children = childrenOf(value).filter(([key]) => typeof key === 'number' || !(skipped.has(key) || (itsType !== null && NOT_DESIRED_STATE.has(key))));
        for (const [key, child] of children.reverse())
            stack.push({ value: child, path: [...path, key], skipped });
    }
    return found;
}
function typeOf(value) {
    const [apiVersion, kind] = [(0,json/* get */.Jt)(value, 'apiVersion'), (0,json/* get */.Jt)(value, 'kind')];
    return typeof apiVersion === 'string' && typeof kind === 'string' ? { apiVersion, kind } : null;
}
/** Where a workload of Kubernetes has its pod spec; empty for what only names such a kind, as a reference does. */
function podSpecsOf(value, { apiVersion, kind }) {
    const workload = WORKLOADS.find((entry) => entry.kind === kind && entry.groups.includes(object_type_groupOf(apiVersion)));
    return workload === undefined ? [] : selectPaths(value, workload.podSpec);
}
function skippedIn(type) {
    const entries = NEVER_RUN.filter((entry) => isOfType(type, entry.apiVersion, entry.kind));
    return entries.some((entry) => entry.below.length === 0)
        ? 'everything'
        : new Set(entries.flatMap((entry) => entry.below));
}
function namedImages(value, path, type, table) {
    return table
        .filter(({ apiVersion, kind }) => isOfType(type, apiVersion, kind))
        .flatMap(({ images, podSpecs }) => [
        ...podSpecs.flatMap((at) => below(path, selectPaths(value, at), imagesOfPodSpec)),
        ...images.flatMap((at) => below(path, selectPaths(value, at), imageItself)),
    ])
        .filter(isWritten);
}
function below(base, selected, read) {
    return selected.flatMap(({ value, path }) => read(value, [...base, ...path]));
}
function imageItself(value, path) {
    return typeof value === 'string' ? [{ text: value, path }] : [];
}
/** An operator fills in what is left empty; only the API server's own kinds refuse it. */
function isWritten({ text }) {
    return text !== '';
}
/** A mapping with containers (plain, init or ephemeral), one of which has a name and an image, both strings. */
function hasPodShape(value) {
    return CONTAINER_LISTS.some((list) => {
        const containers = (0,json/* get */.Jt)(value, list);
        return ((0,json/* isArray */.cy)(containers) &&
            containers.some((item) => typeof (0,json/* get */.Jt)(item, 'name') === 'string' && typeof (0,json/* get */.Jt)(item, 'image') === 'string'));
    });
}
function childrenOf(value) {
    if ((0,json/* isArray */.cy)(value))
        return [...value.entries()];
    if (!(0,json/* isObject */.Gv)(value))
        return [];
    return Object.entries(value).flatMap(([key, child]) => (child === undefined ? [] : [[key, child]]));
}

;// CONCATENATED MODULE: ./build/images/collect.js






/**
 * Every image that the manifests run, one entry for each written text, with all its uses.
 *
 * Uses are in the order of their source's root, then file, then line; images in the order of their first use.
 * `customResources` are the policy's, beside the built-in table. @throws UsageError for a path that is none.
 */
function collectImages(manifests, customResources) {
    const table = readTable(customResources);
    const uses = manifests.flatMap((manifest) => usesOf(manifest, table)).sort(compareUses);
    const byText = new Map();
    for (const use of uses) {
        const known = byText.get(use.written);
        if (known === undefined)
            byText.set(use.written, [use]);
        else
            known.push(use);
    }
    return [...byText].map(([written, group]) => ({ written, ...(0,described_reference/* describeReference */.P)(written), uses: group }));
}
function readTable(customResources) {
    return [...CUSTOM_RESOURCES, ...customResources].map(({ apiVersion, kind, images, podSpecs }) => ({
        apiVersion,
        kind,
        images: images.map(pattern),
        podSpecs: podSpecs.map(pattern),
    }));
}
function pattern(text) {
    const steps = parsePathPattern(text);
    if (steps !== null)
        return steps;
    throw new errors/* UsageError */.e({
        code: 'images/bad-path',
        stage: 'images',
        message: `${JSON.stringify(text)} in the policy's customResources is no path into an object.`,
        remedy: 'Write a path like spec.image, spec.steps[*].image or metadata.annotations["example.com/image"].',
    });
}
function usesOf(manifest, table) {
    const seen = new Set();
    const uses = [];
    for (const { text, path } of imagesOfObject(manifest.object, manifest.ref, table)) {
        const at = (0,domain_path/* formatPath */.j)(path);
        if (seen.has(at))
            continue;
        seen.add(at);
        uses.push({ written: (0,login/* withoutLogin */.G)(text), manifest, path, place: manifest.place(path) });
    }
    return uses;
}
function compareUses(a, b) {
    const [rootA, rootB] = [a.manifest.source.root, b.manifest.source.root];
    if (rootA !== rootB)
        return rootA < rootB ? -1 : 1;
    return (0,domain_location/* compareLocations */.Q)(a.place.location, b.place.location);
}

// EXTERNAL MODULE: ./build/judge/refused-exceptions.js
var refused_exceptions = __webpack_require__(37467);
;// CONCATENATED MODULE: ./build/judge/judge.js






/** Applies the policy's exceptions, the baseline and `onUnknown`, in this order, and decides. Pure. */
function judge_judge(input) {
    const { head, base, policy, policyFile, suppressed, now } = input;
    const images = imagesByText(head.images);
    const { holding, refused } = (0,exceptions/* exceptionsToday */.EF)(policy, now);
    const known = base === null ? new Set() : knownAtBase(head, base);
    const excused = policy.gate.scope === 'new' ? known : new Set();
    const findings = head.findings.map((finding) => {
        const exception = (0,exceptions/* exceptionFor */.ft)(finding, holding, images) ?? suppressed?.get(finding) ?? null;
        const effect = exception === null ? effectOf(finding, excused.has(finding), policy) : 'excepted';
        return { ...finding, fingerprint: (0,fingerprint/* fingerprintOf */.ax)(finding), effect, exception, fix: null };
    });
    for (const finding of (0,refused_exceptions/* refusedExceptionFindings */.ax)(refused, policyFile, policy.gate.maxExceptionAge)) {
        findings.push({
            ...finding,
            fingerprint: (0,fingerprint/* fingerprintOf */.ax)(finding),
            effect: input.refusedExceptions ?? 'warn',
            exception: null,
            fix: null,
        });
    }
    findings.sort(compareJudged);
    return { verdict: judge_verdictOf(findings), findings, repaired: base === null ? 0 : countRepaired(base, head) };
}
function effectOf(finding, known, policy) {
    if (known)
        return 'baseline';
    const { result } = finding;
    const softened = policy.gate.onUnknown === 'warn' && result.outcome === 'unknown' && result.cause === 'infrastructure';
    return softened ? 'warn' : finding.enforcement;
}
/** A blocking failure decides, whatever else is unknown; an unknown that blocks is never a pass. */
function judge_verdictOf(findings) {
    const blocking = findings.filter((finding) => finding.effect === 'block');
    if (blocking.some((finding) => finding.result.outcome === 'fail'))
        return 'fail';
    return blocking.length > 0 ? 'unknown' : 'pass';
}
function countRepaired(base, head) {
    const failures = base.findings.filter((finding) => finding.result.outcome === 'fail');
    // A check that could not be made at the head has repaired nothing: its old failures only went out of sight.
    const unseen = head.findings.some((finding) => finding.result.outcome === 'unknown');
    return unseen ? 0 : failures.length - knownAtBase({ ...base, findings: failures }, head).size;
}
/**
 * Lays proved fixes on the findings they settle. Where several findings share a fingerprint, each takes only a fix
 * that edits its own file.
 */
function attachFixes(findings, fixes) {
    const count = new Map();
    for (const { fingerprint } of findings)
        count.set(fingerprint, (count.get(fingerprint) ?? 0) + 1);
    return findings.map((finding) => {
        const fix = fixes.get(finding.fingerprint);
        if (fix === undefined)
            return finding;
        const own = count.get(finding.fingerprint) === 1 || fix.edits.some((edit) => edit.file === finding.location.file);
        return own ? { ...finding, fix } : finding;
    });
}

// EXTERNAL MODULE: ./build/recall/witness.js
var recall_witness = __webpack_require__(25387);
// EXTERNAL MODULE: ./build/render/index.js + 7 modules
var render = __webpack_require__(64035);
// EXTERNAL MODULE: ./build/report/build.js + 1 modules
var build = __webpack_require__(35121);
;// CONCATENATED MODULE: ./build/resolve/resolve.js


/** Images under way at once. The registry bounds its requests on its own; this bounds what waits for them. */
const resolve_MAX_IMAGES = 64;
async function resolveOne(image, registry, options) {
    const { reference } = image;
    if (reference === null)
        return { status: 'skipped', reason: 'it is no image reference' };
    if (!options.admission.admits(reference))
        return { status: 'skipped', reason: 'the policy does not allow it' };
    if (reference.digest !== null)
        return { status: 'resolved', digest: reference.digest };
    try {
        return { status: 'resolved', digest: await registry.resolve(reference) };
    }
    catch (error) {
        if (!(error instanceof domain_registry/* RegistryError */.g))
            throw error;
        if (error.failure === 'not-allowed')
            return { status: 'skipped', reason: 'the policy does not allow it' };
        return { status: error.failure === 'not-found' ? 'absent' : 'unknown', error };
    }
}
/**
 * What each written reference points at now, by its text. A written digest is what it says, without a request. What the
 * policy does not admit, and what is no reference, is skipped: nothing is contacted for it.
 */
async function resolveImages(images, registry, options) {
    const limit = (0,p_limit/* default */.A)(resolve_MAX_IMAGES);
    let done = 0;
    const entries = await Promise.all(images.map((image) => limit(async () => {
        const resolution = await resolveOne(image, registry, options);
        if (resolution.status === 'resolved')
            options.found?.(resolution.digest);
        done += 1;
        options.log.progress(`Resolving images: ${done} of ${images.length}`);
        return [image.written, resolution];
    })));
    return new Map(entries);
}

;// CONCATENATED MODULE: ./build/resolve/resolved.js
/** The images whose digest is known: what signatures, platforms and scans are about. */
function withDigests(images, resolutions) {
    return images.flatMap((image) => {
        const resolution = resolutions.get(image.written);
        if (image.reference === null || resolution?.status !== 'resolved')
            return [];
        return [{ ...image, reference: image.reference, digest: resolution.digest }];
    });
}
/** An image without a digest was not checked: unknown where the registry did not answer, and never a pass. */
function unresolvedOutcomes(resolutions) {
    return [...resolutions].flatMap(([written, { status }]) => {
        if (status === 'resolved')
            return [];
        return [[written, status === 'skipped' ? 'skipped' : 'unknown']];
    });
}

;// CONCATENATED MODULE: ./build/resolve/findings.js


/** A finding about a written reference: placed at its first use, the other uses beside it. */
function findings_findingAbout(image, about) {
    const [first, ...others] = image.uses;
    return {
        ...about,
        manifest: first.manifest.ref,
        image: image.written,
        location: first.place.location,
        related: [...first.place.related, ...others.map((use) => use.place.location)],
        path: (0,domain_path/* formatPath */.j)(first.path),
    };
}
function findings_unreadable(image, problem) {
    return findings_findingAbout(image, {
        rule: 'image/unresolvable',
        severity: 'high',
        result: { outcome: 'fail' },
        enforcement: 'block',
        message: `${JSON.stringify(image.written)} is no image reference: ${problem}. Nothing can be pulled by it, and nothing can be checked. Correct it.`,
        identity: [],
        digest: null,
    });
}
function notResolved(image, resolution) {
    const { error, status } = resolution;
    const absent = status === 'absent';
    const means = absent
        ? 'The image does not exist, so no cluster could run it.'
        : 'Which image that is could not be found out, so it was not checked.';
    return findings_findingAbout(image, {
        rule: 'image/unresolvable',
        severity: 'high',
        result: absent ? { outcome: 'fail' } : { outcome: 'unknown', cause: (0,cause/* causeOf */.r)(error.failure) },
        enforcement: 'block',
        message: `${image.written} could not be resolved to a digest. ${error.message} ${means} ${error.remedy}`,
        identity: [absent ? 'absent' : error.failure],
        digest: image.reference?.digest ?? null,
    });
}
/** `image/unresolvable`: a failure for what does not exist or is no reference, an unknown for all the rest. */
function resolutionFindings(images, resolutions) {
    return images.flatMap((image) => {
        if (image.reference === null)
            return [findings_unreadable(image, image.problem ?? 'it cannot be read')];
        const resolution = resolutions.get(image.written);
        if (resolution === undefined || resolution.status === 'resolved' || resolution.status === 'skipped')
            return [];
        return [notResolved(image, resolution)];
    });
}

;// CONCATENATED MODULE: ./build/resolve/tag-mismatch.js



const tag_mismatch_MAX_IMAGES = 64;
async function mismatchOf(image, registry, options) {
    const { reference } = image;
    if (reference === null || reference.tag === null || reference.digest === null)
        return null;
    if (!options.admission.admits(reference))
        return null;
    try {
        const now = await registry.resolve({ ...reference, digest: null });
        // The same bytes may be named by two hash functions; only digests of one kind can disagree.
        if (now === reference.digest || now.split(':', 1)[0] !== reference.digest.split(':', 1)[0])
            return null;
        return findings_findingAbout(image, {
            rule: 'image/tag-digest-mismatch',
            severity: 'low',
            result: { outcome: 'fail' },
            enforcement: 'warn',
            message: `${image.written} names the tag ${reference.tag}, which is now ${now}. The digest decides what runs, so the tag misleads whoever reads it. Pin the digest of the image that is meant, or correct the tag.`,
            identity: [now],
            digest: reference.digest,
        });
    }
    catch (error) {
        // The digest is what runs. A tag that is gone, or that could not be asked for, is no mismatch.
        if (error instanceof domain_registry/* RegistryError */.g)
            return null;
        throw error;
    }
}
/** `image/tag-digest-mismatch` for the images given: those that the change adds. One request for each `tag@digest`. */
async function findTagMismatches(added, registry, options) {
    const limit = (0,p_limit/* default */.A)(tag_mismatch_MAX_IMAGES);
    const found = await Promise.all(added.map((image) => limit(() => mismatchOf(image, registry, options))));
    return found.filter((finding) => finding !== null);
}

;// CONCATENATED MODULE: ./build/resolve/missing-platform.js






const missing_platform_MAX_IMAGES = 64;
/** What a digest has builds for. @throws RegistryError */
async function platformsOf({ reference, digest }, registry) {
    const manifest = await registry.manifest(reference, digest);
    if (manifest.kind === 'index') {
        return manifest.manifests
            .filter((child) => !isAttestationManifest(child))
            .flatMap(({ platform }) => (platform === null ? [] : [platform]));
    }
    const config = await configuredPlatform(reference, manifest, registry);
    return config === null ? [] : [config];
}
async function missingOf(image, registry, required) {
    const about = {
        rule: 'image/missing-platform',
        severity: 'high',
        enforcement: 'block',
        digest: image.digest,
    };
    try {
        const there = await platformsOf(image, registry);
        const missing = required.filter((wanted) => !there.some((platform) => isPlatform(platform, wanted)));
        if (missing.length === 0)
            return [];
        const shown = [...new Set(there.map(formatPlatform))].slice(0, 8).join(', ') || 'none that it names';
        return [
            findings_findingAbout(image, {
                ...about,
                result: { outcome: 'fail' },
                message: `${image.written} has no image for ${missing.join(' and ')}, which the policy's images.platforms asks for; it has ${JSON.stringify(shown)}. On such nodes its pods do not start. Push it for every platform, or correct images.platforms.`,
                identity: missing,
            }),
        ];
    }
    catch (error) {
        if (!(error instanceof domain_registry/* RegistryError */.g))
            throw error;
        return [
            findings_findingAbout(image, {
                ...about,
                result: { outcome: 'unknown', cause: (0,cause/* causeOf */.r)(error.failure) },
                message: `Whether ${image.written} exists for ${required.join(' and ')}, as the policy's images.platforms asks, could not be found out. ${error.message} ${error.remedy}`,
                identity: [error.failure],
            }),
        ];
    }
}
/** `image/missing-platform`: an image that lacks one of `required`; none where nothing is required. */
async function findMissingPlatforms(images, registry, required) {
    if (required.length === 0)
        return [];
    const limit = (0,p_limit/* default */.A)(missing_platform_MAX_IMAGES);
    const found = await Promise.all(images.map((image) => limit(() => missingOf(image, registry, required))));
    return found.flat();
}

;// CONCATENATED MODULE: ./build/suppress/suppression.js
/** The key of the annotation, and what a comment starts with. */
const suppression_KEY = 'supply-chain-gate/ignore';
const suppression_RULE = /^[a-z]+\/[A-Za-z0-9._:-]+$/;
const UNTIL = /^(.*\S)\s*,\s*until\s+(\d{4}-\d{2}-\d{2})$/;
/** Reads one line of an annotation, or what follows the colon of a comment. */
function parseSuppression(written, location) {
    const text = written.trim();
    const wrong = (why) => ({ text, location, why });
    const dashes = text.indexOf(' -- ');
    if (dashes === -1)
        return wrong('it gives no reason after " -- "');
    const rules = text
        .slice(0, dashes)
        .split(',')
        .map((rule) => rule.trim());
    const stray = rules.find((rule) => !suppression_RULE.test(rule));
    if (stray !== undefined)
        return wrong(`${JSON.stringify(stray.slice(0, 60))} is not the whole id of a rule`);
    const [, reason, expires] = UNTIL.exec(text.slice(dashes + 4)) ?? [];
    if (reason === undefined || expires === undefined)
        return wrong('it does not end in ", until" and a date like 2027-01-31');
    const day = Date.parse(`${expires}T00:00:00Z`);
    if (Number.isNaN(day) || !new Date(day).toISOString().startsWith(expires))
        return wrong(`${expires} is no date`);
    return { text, rules, reason, expires, location };
}

;// CONCATENATED MODULE: ./build/suppress/written.js



/** More than anybody writes; what is beyond is not read. */
const written_MOST_ENTRIES = 50;
/** `# supply-chain-gate/ignore: ...` to the end of the line, or the same in a comment of a Helm template. */
const COMMENT = /(?:^|\s)(?:#|\{\{-?\s*\/\*)\s*supply-chain-gate\/ignore:(.*)$/;
const END_OF_TEMPLATE_COMMENT = /\*\/\s*-?\}\}$/;
const COMMENT_LINE = /^\s*(?:#|\{\{-?\s*\/\*)/;
/** What the annotation of an object says, one suppression a line. */
function annotated(manifest) {
    const value = (0,json/* get */.Jt)(manifest.object, 'metadata', 'annotations', suppression_KEY);
    if (typeof value !== 'string')
        return [];
    const { location } = manifest.place(['metadata', 'annotations', suppression_KEY]);
    return value
        .split('\n')
        .filter((line) => line.trim() !== '')
        .slice(0, written_MOST_ENTRIES)
        .map((line) => parseSuppression(line, location));
}
function commentsOf(tree) {
    const files = new Map();
    const linesOf = (file) => {
        const known = files.get(file) ?? readLines(tree, file);
        files.set(file, known);
        return known;
    };
    return {
        async at({ file, startLine }) {
            const lines = await linesOf(file);
            const found = [];
            for (let line = startLine; line > 0 && startLine - line < written_MOST_ENTRIES; line -= 1) {
                const text = lines[line - 1] ?? '';
                if (line < startLine && !COMMENT_LINE.test(text))
                    break;
                const written = COMMENT.exec(text)?.[1];
                if (written === undefined)
                    continue;
                const place = { file, startLine: line, startColumn: 1, endLine: line, endColumn: text.length + 1, exact: true };
                found.push(parseSuppression(written.trim().replace(END_OF_TEMPLATE_COMMENT, '').trim(), place));
            }
            return found;
        },
    };
}
async function readLines(tree, file) {
    const entry = await tree.stat(file);
    if (entry === null || entry === 'directory' || entry.kind !== 'file')
        return [];
    const decoded = (0,encoding/* decodeUtf8 */._)(await tree.read(file));
    // A file that cannot be read as text says nothing that could be honoured.
    return 'text' in decoded && decoded.text.includes(suppression_KEY) ? decoded.text.split(/\r?\n/) : [];
}

;// CONCATENATED MODULE: ./build/suppress/places.js



/** Finds the places of a finding: for an image each of its uses, none where it is about no key of anything. */
function placesIn(side) {
    const comments = commentsOf(side.tree);
    const byRef = new Map(side.manifests.map((manifest) => [manifest.ref, manifest]));
    const byText = new Map(side.images.map((image) => [image.written, image]));
    async function inObject(manifest, location, use) {
        const object = objectKey(manifest);
        return { object, use, annotations: annotated(manifest), comments: await comments.at(location) };
    }
    // An image of thousands of uses has hundreds of findings.
    const ofImages = new Map();
    function ofImage(image) {
        const known = ofImages.get(image);
        if (known !== undefined)
            return known;
        const made = Promise.all(image.uses.map(({ manifest, path, place }) => inObject(manifest, place.location, (0,named_path/* formatNamedPath */.i)(manifest.object, path))));
        ofImages.set(image, made);
        return made;
    }
    return async (finding) => {
        const image = finding.image !== null && (0,fingerprint/* isAboutImage */.nA)(finding) ? byText.get(finding.image) : undefined;
        if (image !== undefined)
            return ofImage(image);
        const { location } = finding;
        if (finding.manifest === null) {
            // A value of a chart that no template renders. Without a path it is about a file that could not be judged.
            if (finding.path === null)
                return [];
            const object = JSON.stringify(['file', location.file]);
            return [{ object, use: null, annotations: [], comments: await comments.at(location) }];
        }
        const manifest = byRef.get(finding.manifest);
        return manifest === undefined ? [] : [await inObject(manifest, location, null)];
    };
}
function objectKey({ source, namespace, ref }) {
    const group = ref.apiVersion.includes('/') ? ref.apiVersion.replace(/\/.*/, '') : '';
    return JSON.stringify([sourceKey(source), group, ref.kind, namespace, ref.name]);
}
/** Not the file of an object that deploys something, so that it may be moved. */
function sourceKey(source) {
    const { kind, root } = source;
    if ((0,domain_source/* isDelivered */.Z$)(source)) {
        const { object, part, from } = source;
        return [kind, root, object.kind, object.namespace ?? '', object.name, part, sourceKey(from)];
    }
    if (source.kind !== 'helm')
        return [kind, root];
    const { releaseName, namespace, valuesFiles } = source.helm;
    return [kind, root, releaseName, namespace, valuesFiles];
}

;// CONCATENATED MODULE: ./build/suppress/honoured.js



/**
 * An annotation is for its whole object. A comment is for the line where it stands: it holds for what the trusted side
 * has found there, or less, and for an image at the same key of the object, whichever image that is now. So the line may
 * move, and neither a copy of the comment elsewhere nor another problem on its line is excused.
 */
async function honouredBy(side) {
    const annotations = new Set();
    for (const manifest of side.manifests) {
        for (const written of annotated(manifest)) {
            if (!('why' in written))
                for (const rule of written.rules)
                    annotations.add(annotationKey(rule, objectKey(manifest), written));
        }
    }
    const commented = new Map();
    const placesOf = placesIn(side);
    for (const finding of side.findings) {
        for (const place of await placesOf(finding)) {
            for (const written of place.comments) {
                if ('why' in written || !written.rules.includes(finding.rule))
                    continue;
                const key = commentKey(finding, place, written);
                commented.set(key, [...(commented.get(key) ?? []), finding]);
            }
        }
    }
    return (finding, place, written) => {
        if (place.annotations.includes(written))
            return annotations.has(annotationKey(finding.rule, place.object, written));
        const found = commented.get(commentKey(finding, place, written)) ?? [];
        return found.some((base) => place.use !== null || saysNoMore(finding, base));
    };
}
function annotationKey(rule, object, { text }) {
    return JSON.stringify([rule, object, text]);
}
function commentKey({ rule }, { object, use }, { text }) {
    return JSON.stringify([rule, object, use, text]);
}

// EXTERNAL MODULE: ./build/suppress/refused.js
var refused = __webpack_require__(56122);
;// CONCATENATED MODULE: ./build/suppress/suppress.js





/**
 * What is ignored where it is written (`supply-chain-gate/ignore: <rule> -- reason, until date`): as an annotation of
 * the object, or as a comment at the line of the finding, in whichever file that is: a manifest, a template, values,
 * a patch, an Application.
 *
 * A pull request is hostile input, so only what the trusted side (the base; without one, the head itself) says of the
 * same problem is honoured, and only while the head still says it. Never honoured: for signatures and registries, for
 * what was not checked, without a last day, or past the policy's longest lifetime of exceptions.
 */
async function suppress(head, 
/** Asked for only where something is to be honoured; null where there is nothing but the head. */
trusted, { policy, now }) {
    let honoured = null;
    const trustedSays = () => {
        honoured ??= trusted === null ? Promise.resolve(() => true) : trusted().then(honouredBy);
        return honoured;
    };
    const applied = new Map();
    const refusals = new Map();
    const refuse = (written, why) => {
        const finding = (0,refused/* refusedFinding */.m)(written, why, policy.gate.maxExceptionAge);
        refusals.set(JSON.stringify([finding.location, finding.message]), finding);
    };
    const standing = (written, rule) => {
        if ('why' in written)
            refuse(written, 'malformed');
        else if (rule !== null && !written.rules.includes(rule))
            return false;
        else if (written.rules.some(exceptions/* isGuarded */.JN))
            refuse(written, 'guarded');
        else {
            const lifetime = (0,exceptions/* lifetimeOf */.XA)(written.expires, policy, now);
            if (lifetime === 'holds')
                return true;
            refuse(written, lifetime);
        }
        return false;
    };
    for (const manifest of head.manifests)
        for (const written of annotated(manifest))
            standing(written, null);
    const placesOf = placesIn(head);
    /** Images in whose places nothing is written: each may have hundreds of findings. */
    const bare = new Set();
    const named = new Set(head.images.map(({ written }) => written));
    for (const finding of head.findings) {
        if (finding.result.outcome !== 'fail' || (0,exceptions/* isGuarded */.JN)(finding.rule))
            continue;
        if (bare.has(finding.image) && (0,fingerprint/* isAboutImage */.nA)(finding))
            continue;
        const places = await placesOf(finding);
        if (places.every(({ annotations, comments }) => annotations.length + comments.length === 0)) {
            if ((0,fingerprint/* isAboutImage */.nA)(finding) && named.has(finding.image))
                bare.add(finding.image);
            continue;
        }
        const chosen = [];
        for (const place of places) {
            const own = [...place.annotations, ...place.comments].filter((each) => standing(each, finding.rule));
            if (own.length === 0)
                continue;
            const isHonoured = await trustedSays();
            const found = own.find((each) => isHonoured(finding, place, each));
            if (found !== undefined)
                chosen.push(found);
            else
                for (const each of own)
                    refuse(each, place.comments.includes(each) && isOfChange(finding) ? 'change' : 'new');
        }
        // One finding stands for every use of an image: all of them must say so.
        const [first] = chosen.toSorted((a, b) => (a.expires < b.expires ? -1 : 1));
        if (first === undefined || chosen.length < places.length)
            continue;
        const { file, startLine } = first.location;
        applied.set(finding, { reason: `${first.reason} (ignored at ${file}:${startLine})`, expires: first.expires });
    }
    return { applied, findings: [...refusals.values()] };
}
/** What a change takes away is found of the change alone: no comment of the base stands where it was found before. */
function isOfChange({ rule }) {
    return rule.startsWith('change/');
}

;// CONCATENATED MODULE: ./build/gate.js





























/**
 * May this be deployed? All stages in order; see the design's line:
 * discover, render, images, resolve, check, judge, fix, report. Publishing is the entries' business.
 *
 * `witness`: whoever wants to see all that is asked on the way.
 *
 * @throws UsageError for a policy or a path that is wrong; whatever a tree holds becomes a finding.
 */
async function gate(request, ports, witness = recall_witness/* NOBODY */.o) {
    const own = await (0,load/* loadPolicy */.tb)(request.policyTree, request.policyFile);
    const loaded = request.release === true ? policyForRelease(own) : own;
    assertUsable(loaded);
    const context = (0,gate_context/* prepare */.i)(request, loaded, ports, witness);
    const trust = request.trust === null ? [] : await trustFindings(request.trust, context, (viewpoint) => decide(viewpoint, []));
    const decision = await decide({ survey: context, inspect: context }, trust);
    const { head, inspection, judgement } = decision;
    const fixes = await (0,repair/* repair */.Ip)(head, judgement.findings.filter(repair/* isRepaired */.DZ), inspection, context);
    const report = (0,build/* buildReport */.F)({
        verdict: judgement.verdict,
        judged: judgedBy(request, loaded, judgement),
        findings: (0,repair/* withFixes */.Oq)(judgement.findings, fixes),
        images: head.images,
        manifests: head.manifests.length,
        resolutions: inspection.resolutions,
        checks: inspection.checks,
        imageChanges: decision.imageChanges,
        topics: topicsOf(head, judgement.findings, inspection.checks, loaded.policy),
        tools: decision.tools,
        errors: [],
    });
    return { report, policy: loaded };
}
/** survey -> inspect -> compare -> admit -> judge: head and base by one policy. `trust`: findings about the change itself. */
async function decide(viewpoint, trust) {
    const context = viewpoint.survey;
    const { request, loaded, ports } = context;
    const { policy } = loaded;
    const head = await survey(request.head, context);
    const base = request.base === null ? null : await survey(request.base, context, { allowMissing: true });
    const sides = { head, base };
    const inspection = await inspect(head, viewpoint.inspect, comparisonOf(sides));
    const changes = await compare(sides, context);
    const admission = await admit(sides, context);
    const now = ports.clock.now();
    const unchecked = uncheckedFindings(head, base, loaded, now);
    const after = {
        ...head,
        findings: [
            ...trust,
            ...changes,
            ...head.findings,
            ...admission.head.findings,
            ...inspection.findings,
            ...unchecked,
        ],
    };
    const before = base && {
        ...base,
        findings: [
            ...base.findings,
            ...(admission.base?.findings ?? []),
            ...about(base.images, inspection.findings),
            ...inspection.replaced,
        ],
    };
    const suppressions = await suppress(after, trustedSide(before, context), { policy, now });
    const judgement = judge_judge({
        head: { images: head.images, findings: [...after.findings, ...suppressions.findings] },
        base: before,
        policy: context.ranOut() ? (0,run_time/* policyForShortage */.lR)(policy) : policy,
        policyFile: loaded.file ?? '',
        suppressed: new Map([...inspection.settled, ...suppressions.applied]),
        now,
        refusedExceptions: request.release === true ? 'block' : 'warn',
    });
    return {
        head,
        inspection,
        judgement,
        tools: { ...head.tools, ...inspection.tools, ...admission.head.tools },
        imageChanges: changedImages({ head: after, base: before }, inspection),
    };
}
/**
 * Whose suppressions are honoured: the base's, unless the policy comes from elsewhere, since an unprotected base branch
 * is anybody's. Null where there is nothing but the head.
 */
function trustedSide(base, context) {
    const { policyTree, pullRequest } = context.request;
    if (base === null)
        return null;
    const isElsewhere = pullRequest && policyTree !== base.tree;
    return async () => (isElsewhere ? survey(policyTree, context, { allowMissing: true }) : base);
}
/** discover -> render -> extract images -> what needs no registry: the allow list, hardening rules, credentials, deliveries. */
async function survey(tree, context, 
// A path that the change adds is not at the base.
{ allowMissing } = { allowMissing: false }) {
    const { request, loaded, ports, toolbox, artifacts } = context;
    const { policy } = loaded;
    const discovery = await (0,discover/* discover */.k)(tree, { policy, paths: request.paths, allowMissing });
    const deliveries = (0,gate_deliveries/* deliveryOptions */.v)(request, policy);
    const rendering = await (0,render/* render */.XX)(discovery.sources, tree, { policy, toolbox, ports, deliveries, artifacts });
    const { sources, manifests, files, failed } = rendering;
    const images = collectImages(manifests, policy.customResources);
    const allowlist = checkAllowlist(images, policy);
    const repository = await repositoryFiles(tree, request);
    const surroundings = { repository, now: ports.clock.now() };
    const hardening = checkHardening(manifests, { policy, surroundings });
    const credentials = await searchCredentials(rendering, hardening.findings, tree, context);
    const sent = await (0,check/* checkDeliveries */.D)(manifests, { policy, sources, failed, tree, repository: request.repository });
    return {
        tree,
        sources,
        manifests,
        files,
        images,
        repository,
        allowlist,
        failed,
        tools: credentials.tools,
        findings: [
            ...discovery.findings,
            ...rendering.findings,
            ...missingFields(manifests),
            ...unservedKinds(manifests),
            ...sent,
            ...allowlist.findings,
            ...credentials.findings,
        ],
    };
}
/**
 * resolve digests -> signatures, and vulnerabilities beside them, each only for images that the lists admit. What the
 * change replaces is scanned too, and nothing else is asked about it.
 */
async function inspect({ images, allowlist }, context, { added, replaced } = NO_COMPARISON) {
    const { request, loaded } = context;
    const { policy } = loaded;
    const { platforms } = policy.images;
    const verifies = policy.signatures.mode !== 'off';
    const scans = policy.vulnerabilities.severity !== 'off';
    const wanted = request.resolveAll || verifies || scans || platforms.length > 0;
    // What is no image reference can be said without asking anyone, and nothing else would say it.
    const asked = wanted ? images : images.filter(({ reference }) => reference === null);
    const admission = (0,allowlist_admission/* createAdmission */.m)(policy);
    const before = scans ? replaced : [];
    const isScanned = scans && [...asked, ...before].some(({ reference: one }) => one !== null && admission.admits(one));
    const roots = (0,trust_roots/* trustRootsOf */.R)(context);
    const digests = new Arrivals();
    const found = (digest) => digests.add(digest);
    const resolving = resolveImages([...asked, ...before], context.registry, {
        admission,
        log: context.ports.log,
        found,
    });
    const verifying = resolving.then((resolutions) => verify(asked, { added, resolutions, admission, roots }, context));
    // A pull request's layers pass through the gate, within the time that the registry has for the image: signatures come first.
    const first = request.pullRequest ? verifying : resolving;
    const toScan = first.then(async () => withDigests([...asked, ...before], await resolving));
    // Where nothing is scanned nobody waits for it; what went wrong is said by the one below.
    toScan.catch(() => { });
    // Scans take longest: Trivy and its database are made ready while registries answer.
    const scanning = scanImages(isScanned ? { images: toScan, digests } : NO_IMAGES, roots, context);
    // Neither goes on unseen where the other fails.
    await Promise.allSettled([verifying, scanning]);
    const resolutions = await resolving;
    const { signatures, findings } = await verifying;
    const vulnerabilities = await scanning;
    const unresolved = unresolvedOutcomes(resolutions);
    const trustRoots = roots.used();
    const namesBefore = new Set(before.map(({ written }) => written));
    const isReplaced = ({ image }) => namesBefore.has(image);
    return {
        resolutions,
        checks: {
            allowlist: allowlist.outcomes,
            signatures: verifies ? new Map([...unresolved, ...signatures.outcomes]) : new Map(),
            vulnerabilities: scans ? new Map([...unresolved, ...vulnerabilities.outcomes]) : new Map(),
            signaturePolicies: signatures.policies,
            bills: vulnerabilities.bills,
        },
        findings: [
            ...resolutionFindings(asked, resolutions),
            ...findings,
            ...vulnerabilities.findings.filter((finding) => !isReplaced(finding)),
        ],
        replaced: vulnerabilities.findings.filter(isReplaced),
        settled: vulnerabilities.settled,
        tools: {
            ...(trustRoots.length === 0 ? {} : { trustRoots: [...trustRoots] }),
            ...(vulnerabilities.trivy === null ? {} : { trivy: vulnerabilities.trivy }),
        },
    };
}
/** tags that say another digest -> platforms -> signatures, for what is asked about. */
async function verify(asked, { added, resolutions, admission, roots }, context) {
    const { loaded, ports, registry } = context;
    const mismatches = await findTagMismatches(added, registry, { admission, log: ports.log });
    const resolved = withDigests(asked, resolutions);
    const missing = await findMissingPlatforms(resolved, registry, loaded.policy.images.platforms);
    const signatures = await verifySignatures(resolved, roots, context);
    return { signatures, findings: [...mismatches, ...missing, ...signatures.findings] };
}


/***/ }),

/***/ 42700:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  i: () => (/* binding */ prepare)
});

// EXTERNAL MODULE: ./build/check/allowlist/admission.js
var allowlist_admission = __webpack_require__(38520);
// EXTERNAL MODULE: ./build/check/signatures/trust-root/create.js
var create = __webpack_require__(76001);
;// CONCATENATED MODULE: ./build/check/signatures/artifact.js

/** Verifies files by sigstore's public services, whose trust root is looked up when the first file asks for it. */
function createArtifactVerifier({ policy, now, ...repositories }) {
    const { trustRootMaxAge: maxAge, trustRootMirrors: mirrors } = policy.signatures;
    let roots = null;
    return async (artifact, signer) => {
        const { verifyArtifact } = await Promise.all(/* import() */[__webpack_require__.e(187), __webpack_require__.e(720), __webpack_require__.e(748)]).then(__webpack_require__.bind(__webpack_require__, 64265));
        roots ??= (0,create/* createTrustRoots */.S)({ documents: [], now: now(), maxAge, mirrors, ...repositories });
        return verifyArtifact(artifact, signer, { roots, root: { kind: 'public-good' }, now: now() });
    };
}

// EXTERNAL MODULE: ./build/check/signatures/policy/parse.js + 7 modules
var parse = __webpack_require__(84822);
;// CONCATENATED MODULE: ./build/check/signatures/policy/repositories.js

/**
 * Repositories that policies name as the home of signatures (`source.oci`). The registry client must be allowed to read
 * them: who wrote the policy asked for it, whatever `images.allow` says of images.
 */
function signatureRepositories(files) {
    return (0,parse/* parseSignaturePolicies */.E)(files).policies.flatMap((policy) => policy.authorities.flatMap((authority) => (authority.kind === 'key' || authority.kind === 'keyless') && authority.source.repository !== null
        ? [authority.source.repository]
        : []));
}

// EXTERNAL MODULE: ./build/check/vulnerabilities/database-repositories.js
var database_repositories = __webpack_require__(26922);
// EXTERNAL MODULE: ./build/domain/image.js
var domain_image = __webpack_require__(11452);
// EXTERNAL MODULE: ./build/recall/witness.js
var recall_witness = __webpack_require__(25387);
// EXTERNAL MODULE: ./build/registry/client.js + 16 modules
var registry_client = __webpack_require__(62074);
// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/tools/accept.js
var accept = __webpack_require__(47350);
// EXTERNAL MODULE: ./node_modules/semver/functions/coerce.js
var coerce = __webpack_require__(35385);
// EXTERNAL MODULE: ./node_modules/semver/functions/parse.js
var functions_parse = __webpack_require__(16353);
;// CONCATENATED MODULE: ./build/tools/version.js


/** How each tool is asked for its version. */
const VERSION_ARGUMENTS = {
    trivy: ['--version'],
    helm: ['version', '--short'],
    kustomize: ['version'],
    kyverno: ['version'],
    gator: ['--version'],
};
/**
 * The first version in what a tool says of itself, as semver without `v` and build data; `v3.22` and the like, which
 * builds from source say, are coerced to `3.22.0`. Null where there is none.
 */
function parseVersion(said) {
    const match = /\bv?([0-9]+\.[0-9]+(?:\.[0-9]+)?(?:-[0-9A-Za-z.-]+)?)(?![0-9.])/.exec(said.slice(0, 4096));
    if (match?.[1] === undefined)
        return null;
    return functions_parse(match[1])?.version ?? coerce(match[1], { includePrerelease: true })?.version ?? null;
}

;// CONCATENATED MODULE: ./build/tools/ask-version.js

/** The version that a program says of itself, asked in an empty directory and without a network; null for no answer. */
async function askVersion(name, path, ports) {
    return ports.files.withTemporaryDirectory('scg-version', async (directory) => {
        const result = await ports.exec.run({
            program: path,
            args: VERSION_ARGUMENTS[name],
            cwd: directory,
            env: { HOME: directory, XDG_CACHE_HOME: directory, TMPDIR: directory },
            network: 'none',
            repeatable: true,
            timeoutMs: 20_000,
            maxOutputBytes: 64 * 1024,
        });
        if (result.status !== 'exited' || result.code !== 0)
            return null;
        return parseVersion(Buffer.from(result.stdout).toString('utf8'));
    });
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: ./node_modules/fflate/esm/browser.js
var browser = __webpack_require__(59452);
// EXTERNAL MODULE: ./node_modules/modern-tar/dist/web/index.js + 1 modules
var web = __webpack_require__(51942);
;// CONCATENATED MODULE: ./build/tools/archive.js





/** The largest of the programs (Trivy) has some 160 MB. */
const MAX_PROGRAM_BYTES = 512 * 1024 * 1024;
const unzipped = (0,external_node_util_.promisify)(external_node_zlib_.gunzip);
async function readTar(archive, member) {
    const tar = await unzipped(archive, { maxOutputLength: MAX_PROGRAM_BYTES });
    const entries = await (0,web/* unpackTar */.Ag)(tar, {
        strict: true,
        filter: (header) => header.type === 'file' && header.name.replace(/^\.\//, '') === member,
    });
    return entries[0]?.data;
}
function readZip(archive, member) {
    const files = (0,browser/* unzipSync */.AO)(archive, {
        filter: (file) => file.name === member && file.originalSize <= MAX_PROGRAM_BYTES,
    });
    return files[member];
}
/** The one file of a release archive that is wanted. The archive's hash must have been checked before. @throws GateError */
async function extractProgram(archive, release) {
    let program;
    let cause;
    try {
        program = release.format === 'zip' ? readZip(archive, release.member) : await readTar(archive, release.member);
    }
    catch (error) {
        cause = error;
    }
    if (program !== undefined)
        return program;
    throw new errors/* GateError */.u({
        code: 'tools/archive',
        stage: 'tools',
        message: `${release.url} does not hold the file ${release.member} in a form that can be unpacked.`,
        remedy: 'Check the version and sha256 that the policy names under "tools".',
        cause,
    });
}

// EXTERNAL MODULE: ./build/tools/digest.js
var digest = __webpack_require__(28994);
// EXTERNAL MODULE: ./build/domain/ports.js
var domain_ports = __webpack_require__(93741);
;// CONCATENATED MODULE: ./build/tools/download.js


/** Trivy's archive has some 50 MB. */
const MAX_ARCHIVE_BYTES = 256 * 1024 * 1024;
const MAX_REDIRECTS = 5;
const TIMEOUT_MS = 300_000;
const ATTEMPTS = 3;
const PAUSE_MS = 2_000;
/** Faults that may be over in a moment. A host that is not known or refuses to talk is told at once. */
const PASSING = new Set(['reset', 'timeout', 'other']);
const MISSING = new Set([404, 410]);
function failed(url, detail, cause) {
    return new errors/* GateError */.u({
        code: 'tools/download',
        stage: 'tools',
        message: `The download of ${url} failed: ${detail}.`,
        remedy: 'Allow the host through the firewall or proxy (HTTPS_PROXY), or install the tool and name it under "tools" in the policy.',
        cause,
    });
}
/** The bytes of an official release's file, wherever its host keeps them. @throws GateError `tools/download` */
async function fetchReleaseFile(url, maxBytes, ports) {
    const found = await findReleaseFile(url, maxBytes, ports);
    if (found.status === 'missing')
        throw failed(url, found.detail);
    return found.bytes;
}
/** The same, where a file that its host does not have is an answer. @throws GateError `tools/download` for all other faults. */
async function findReleaseFile(url, maxBytes, ports) {
    for (let attempt = 1;; attempt++) {
        try {
            return await fetchFollowing(url, maxBytes, ports.http);
        }
        catch (error) {
            if (!(error instanceof domain_ports/* HttpError */.j))
                throw error;
            if (attempt === ATTEMPTS || !PASSING.has(error.failure))
                throw failed(url, error.message, error);
            await ports.clock.sleep(PAUSE_MS * attempt);
        }
    }
}
async function fetchFollowing(address, maxBytes, http) {
    let url = new URL(address);
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
        const answer = await http.send({
            method: 'GET',
            url,
            headers: { accept: 'application/octet-stream' },
            timeoutMs: TIMEOUT_MS,
            maxBodyBytes: maxBytes,
            publicAddressesOnly: false,
        });
        if (answer.status === 200)
            return { status: 'found', bytes: answer.body };
        if (MISSING.has(answer.status))
            return { status: 'missing', detail: `${url.host} answered ${answer.status}` };
        const target = answer.headers.location;
        if (answer.status < 300 || answer.status >= 400 || target === undefined) {
            const passing = answer.status === 429 || answer.status >= 500;
            if (passing)
                throw new domain_ports/* HttpError */.j('other', `${url.host} answered ${answer.status}`);
            throw failed(address, `${url.host} answered ${answer.status}`);
        }
        const next = URL.canParse(target, url.href) ? new URL(target, url.href) : null;
        // A release host redirects to its storage; never down from https.
        if (next === null || (next.protocol !== 'https:' && next.protocol !== url.protocol)) {
            throw failed(address, `${url.host} redirects to where no download may come from`);
        }
        url = next;
    }
    throw failed(address, `more than ${MAX_REDIRECTS} redirects`);
}
/** The archive of a release, whole and with the pinned hash. @throws GateError */
async function downloadArchive(release, ports) {
    ports.log.progress(`Downloading ${release.url}`);
    const archive = await fetchReleaseFile(release.url, MAX_ARCHIVE_BYTES, ports);
    const actual = (0,digest/* sha256 */.s)(archive);
    if (actual === release.sha256)
        return archive;
    throw new errors/* GateError */.u({
        code: 'tools/hash-mismatch',
        stage: 'tools',
        message: `${release.url} has the sha256 ${actual}, but ${release.sha256} is pinned. It was not unpacked and not run.`,
        remedy: 'Do not use this download: find out why the release changed before you change the pin.',
    });
}

// EXTERNAL MODULE: ./build/tools/pins.js
var tools_pins = __webpack_require__(45018);
;// CONCATENATED MODULE: ./build/tools/release-signature.js


/** A bundle has a certificate, an entry of a log and a signature: some 10 KB. */
const MAX_BUNDLE_BYTES = 1024 * 1024;
/**
 * The archive's hash says that it is the one that was pinned; its signature, that the project's own release workflow made
 * it. A release that is not signed by anyone (`signature: null`) goes by its hash.
 *
 * @throws GateError for an archive whose signature is missing, is not good, or cannot be judged.
 */
async function checkReleaseSignature(archive, release, ports, verify) {
    const { signature, sha256, url } = release;
    if (signature === null)
        return;
    const bundle = await findReleaseFile(signature.url, MAX_BUNDLE_BYTES, ports);
    if (bundle.status === 'missing') {
        throw unsigned(`${url} has the pinned sha256, and its signature is gone: ${bundle.detail} for ${signature.url}.`, 'find out who took the signature away, be it a proxy on the way');
    }
    const { bytes } = bundle;
    const verdict = await verify({ bytes: archive, digest: `sha256:${sha256}`, bundle: bytes }, signature.signer);
    if (verdict.status === 'verified')
        return;
    if (verdict.status === 'unreadable') {
        throw new errors/* GateError */.u({
            code: 'tools/signature-unknown',
            stage: 'tools',
            message: `The signature of ${url} could not be judged: ${verdict.reason}. It was not unpacked and not run.`,
            remedy: verdict.remedy,
        });
    }
    const { subject } = signature.signer;
    throw unsigned(`${url} has the pinned sha256, but not the signature of its release workflow (${subject}): ${verdict.reason}.`, 'find out who published it');
}
function unsigned(message, first) {
    return new errors/* GateError */.u({
        code: 'tools/signature',
        stage: 'tools',
        message: `${message} It was not unpacked and not run.`,
        remedy: `Do not use this download: ${first}, and pin a release that its own workflow signed.`,
    });
}

// EXTERNAL MODULE: ./build/tools/user-cache.js
var user_cache = __webpack_require__(77186);
;// CONCATENATED MODULE: ./build/tools/fetch-program.js








/** The program of an official release, from the cache or downloaded. @throws GateError */
function fetchProgram(name, release, options) {
    return options.mode === 'action' ? fetchForRunner(name, release, options) : fetchForUser(name, release, options);
}
/** Signatures are judged when something new comes in; from then on its hash says that it is the same. */
async function downloadSigned(release, { ports, verify }) {
    const archive = await downloadArchive(release, ports);
    await checkReleaseSignature(archive, release, ports, verify);
    return archive;
}
/** A person's own cache holds the unpacked program, and its hash from when it was unpacked. */
async function fetchForUser(name, release, options) {
    const { ports, suffix } = options;
    const cache = (0,user_cache/* userCache */.g3)(ports.env);
    if (cache === null)
        throw noPlace('HOME or XDG_CACHE_HOME');
    // A policy may pin another archive of the built-in version: that one goes by its hash.
    const builtIn = Object.values(tools_pins/* TOOL_PINS */.S[name].archives).includes(release.sha256);
    const version = builtIn ? release.version : `${release.version}-${release.sha256.slice(0, 12)}`;
    const path = (0,user_cache/* cachedProgramPath */.ow)(cache, name, version, 'release', suffix);
    const cached = await (0,user_cache/* readCached */.Jr)(ports.files, path);
    return (cached ?? (0,user_cache/* writeCached */.Ug)(ports.files, path, await extractProgram(await downloadSigned(release, options), release)));
}
/**
 * A runner's tool cache, or a directory that is kept, may have been restored from somewhere: it holds the archive, whose
 * pinned hash is checked again, and the program is unpacked anew into this job's own temporary folder.
 */
async function fetchForRunner(name, release, options) {
    const { ports, suffix } = options;
    const temporary = ports.env.get('RUNNER_TEMP');
    if (temporary === undefined)
        throw noPlace('RUNNER_TEMP');
    const toolCache = ports.env.get('RUNNER_TOOL_CACHE') ?? (0,external_node_path_.join)(temporary, 'tool-cache');
    const folder = options.kept === null ? (0,external_node_path_.join)(toolCache, 'supply-chain-gate') : (0,external_node_path_.join)(options.kept, 'tools');
    const kept = (0,external_node_path_.join)(folder, name, `${release.version}-${release.sha256}.${release.format}`);
    let archive = await ports.files.read(kept);
    if (archive === null || (0,digest/* sha256 */.s)(archive) !== release.sha256) {
        if (archive !== null)
            ports.log.warn(`${kept} was changed since it was downloaded, and is downloaded again`);
        archive = await downloadSigned(release, options);
        await ports.files.write(kept, archive);
    }
    const program = await extractProgram(archive, release);
    const path = (0,external_node_path_.join)(temporary, 'supply-chain-gate', release.sha256, `${name}${suffix}`);
    await ports.files.write(path, program, { executable: true });
    return { path, sha256: (0,digest/* sha256 */.s)(program) };
}
function noPlace(variable) {
    return new errors/* GateError */.u({
        code: 'tools/no-cache',
        stage: 'tools',
        message: `There is no folder to keep downloaded tools in: ${variable} is not set.`,
        remedy: `Set ${variable}.`,
    });
}

// EXTERNAL MODULE: ./build/tools/path-search.js
var path_search = __webpack_require__(98994);
// EXTERNAL MODULE: ./build/tools/policy-path.js
var policy_path = __webpack_require__(75778);
// EXTERNAL MODULE: ./node_modules/semver/functions/gte.js
var gte = __webpack_require__(41236);
// EXTERNAL MODULE: ./node_modules/semver/functions/valid.js
var valid = __webpack_require__(58780);
;// CONCATENATED MODULE: ./build/tools/release.js



const TRIVY_PLATFORM = {
    'linux/amd64': 'Linux-64bit',
    'linux/arm64': 'Linux-ARM64',
    'darwin/amd64': 'macOS-64bit',
    'darwin/arm64': 'macOS-ARM64',
    'windows/amd64': 'windows-64bit',
    'windows/arm64': 'windows-ARM64',
};
function split(platform) {
    const [os = '', architecture = ''] = platform.split('/');
    const windows = os === 'windows';
    return { os, architecture, format: windows ? 'zip' : 'tar.gz', suffix: windows ? '.exe' : '' };
}
/** Each project's own naming of its release archives, and who signs them. */
function locate(name, version, platform) {
    const archive = locateArchive(name, version, platform);
    return { ...archive, signature: signatureOf(name, version, archive.url) };
}
/**
 * Trivy's releases have a sigstore bundle beside each file since 0.68.1 (trivy.dev, signature verification). helm signs
 * with OpenPGP, and kustomize, kyverno and gatekeeper publish checksums of their command lines alone.
 */
function signatureOf(name, version, url) {
    if (name !== 'trivy' || (valid(version) !== null && !gte(version, '0.68.1')))
        return null;
    return {
        url: `${url}.sigstore.json`,
        signer: {
            issuer: 'https://token.actions.githubusercontent.com',
            subject: `https://github.com/aquasecurity/trivy/.github/workflows/reusable-release.yaml@refs/tags/v${version}`,
        },
    };
}
function locateArchive(name, version, platform) {
    const { os, architecture, format, suffix } = split(platform);
    switch (name) {
        case 'trivy':
            return {
                url: `https://github.com/aquasecurity/trivy/releases/download/v${version}/trivy_${version}_${TRIVY_PLATFORM[platform]}.${format}`,
                format,
                member: `trivy${suffix}`,
            };
        case 'helm':
            return {
                url: `https://get.helm.sh/helm-v${version}-${os}-${architecture}.${format}`,
                format,
                member: `${os}-${architecture}/helm${suffix}`,
            };
        case 'kustomize':
            return {
                url: `https://github.com/kubernetes-sigs/kustomize/releases/download/kustomize%2Fv${version}/kustomize_v${version}_${os}_${architecture}.${format}`,
                format,
                member: `kustomize${suffix}`,
            };
        case 'kyverno':
            return {
                url: `https://github.com/kyverno/kyverno/releases/download/v${version}/kyverno-cli_v${version}_${os}_${architecture === 'amd64' ? 'x86_64' : architecture}.${format}`,
                format,
                member: `kyverno${suffix}`,
            };
        case 'gator':
            return {
                url: `https://github.com/open-policy-agent/gatekeeper/releases/download/v${version}/gator-v${version}-${os}-${architecture}.${format}`,
                format,
                member: `gator${suffix}`,
            };
    }
}
/** The release that is built in, or the one that a policy names with its hash; null where no hash is known. */
function findRelease(name, platform, named = null) {
    const pins = tools_pins/* TOOL_PINS */.S[name];
    const version = named?.version ?? pins.version;
    const sha256 = named?.sha256 ?? pins.archives[platform];
    return sha256 === undefined ? null : { ...locate(name, version, platform), version, sha256 };
}
const SYSTEMS = { linux: 'linux', darwin: 'darwin', win32: 'windows' };
const ARCHITECTURES = { x64: 'amd64', arm64: 'arm64' };
/** From Node's `process.platform` and `process.arch`; null for a system that no official release is made for. */
function platformOf(system, architecture) {
    const name = `${SYSTEMS[system] ?? ''}/${ARCHITECTURES[architecture] ?? ''}`;
    return Object.hasOwn(TRIVY_PLATFORM, name) ? name : null;
}

// EXTERNAL MODULE: ./build/tools/tool-memory.js
var tool_memory = __webpack_require__(51126);
;// CONCATENATED MODULE: ./build/tools/toolbox.js










/** What a run can do without, where an earlier one has its answers; the others run wherever they are looked for. */
const REMEMBERED = new Set(['trivy']);
/**
 * Where the gate's programs come from, in this order:
 *
 * 1. the path that the policy names (checked against its sha256, where it names one);
 * 2. the version that the policy names with the sha256 of its archive;
 * 3. PATH: on the command line within the accepted versions, in the action only with a known hash;
 * 4. the user's cache folder (command line), or the runner's tool cache (action);
 * 5. the official release, by the archive hash that is pinned in pins.ts and, where the project signs its releases, by
 *    the signature of its release workflow.
 *
 * A program is hashed each time before its first run. One of a version known to be malicious is not used: it is asked for
 * its version, without a network, and for nothing else.
 */
function createToolbox(options) {
    const { policy, ports, mode, verify, kept = null } = options;
    const platform = options.platform === undefined ? platformOf(process.platform, process.arch) : options.platform;
    const suffix = platform?.startsWith('windows/') === true ? '.exe' : '';
    const located = new Map();
    const memory = mode === 'cli' ? (0,tool_memory/* createToolMemory */.I)(ports) : null;
    /** What decides where a program is, as far as a file can be it; null where the policy names a release. */
    const questionOf = async (name) => {
        const pin = policy.tools[name];
        if (pin?.version !== undefined)
            return null;
        const looked = pin?.path === undefined ? await (0,path_search/* findOnPath */.a)(`${name}${suffix}`, ports) : [];
        const { version, accepted } = tools_pins/* TOOL_PINS */.S[name];
        return { question: JSON.stringify([pin?.path ?? null, pin?.sha256 ?? null, version, accepted, looked]), looked };
    };
    const identify = async (name, program) => {
        const version = await askVersion(name, program.path, ports);
        if (version === null)
            throw notAnswering(name, program.path);
        (0,accept/* refuseVersion */.t)(name, version, program.path);
        return { name, version, ...program };
    };
    const hashed = async (path) => {
        const sha256 = await ports.files.hash(path);
        return sha256 === null ? null : { path, sha256 };
    };
    const fromPolicyPath = async (name, path, expected) => {
        (0,policy_path/* assertAbsolute */.S)(name, path);
        const program = await hashed(path);
        if (program === null) {
            throw new errors/* GateError */.u({
                code: 'tools/missing',
                stage: 'tools',
                message: `The policy names ${path} as ${name}, and there is no such file.`,
                remedy: `Install ${name} there, or leave tools.${name}.path out of the policy.`,
            });
        }
        if (expected !== undefined && program.sha256 !== expected) {
            throw new errors/* GateError */.u({
                code: 'tools/hash-mismatch',
                stage: 'tools',
                message: `${path} has the sha256 ${program.sha256}, but the policy names ${expected}. It was not run.`,
                remedy: `Find out who changed ${path}, or renew tools.${name}.sha256 in the policy.`,
            });
        }
        return identify(name, program);
    };
    const fromPath = async (name, tried) => {
        for (const path of await (0,path_search/* findOnPath */.a)(`${name}${suffix}`, ports)) {
            const program = await hashed(path);
            if (program === null)
                continue;
            if (mode === 'action') {
                if (tools_pins/* TOOL_PINS */.S[name].programs.includes(program.sha256))
                    return identify(name, program);
                tried.push(`${path} is not taken for its version here, and its sha256 is none that is known (${program.sha256})`);
                continue;
            }
            const version = await askVersion(name, path, ports);
            const refusal = (0,accept/* acceptVersion */.r)(name, version);
            if (refusal === null && version !== null)
                return { name, version, ...program };
            tried.push(`${path} ${refusal}`);
        }
        return null;
    };
    const fromUserCache = async (name) => {
        const cache = (0,user_cache/* userCache */.g3)(ports.env);
        if (cache === null)
            return null;
        for (const origin of ['release', 'go']) {
            const path = (0,user_cache/* cachedProgramPath */.ow)(cache, name, tools_pins/* TOOL_PINS */.S[name].version, origin, suffix);
            const program = await (0,user_cache/* readCached */.Jr)(ports.files, path);
            if (program !== null)
                return identify(name, program);
        }
        return null;
    };
    const find = async (name) => {
        // It is run as soon as it is hashed.
        ports.exec.prepare?.();
        const pin = policy.tools[name];
        if (pin?.path !== undefined)
            return fromPolicyPath(name, pin.path, pin.sha256);
        const named = pin?.version === undefined || pin.sha256 === undefined
            ? null
            : { version: pin.version.replace(/^v/, ''), sha256: pin.sha256 };
        if (named !== null)
            (0,accept/* refuseVersion */.t)(name, named.version, 'the version that the policy names');
        const tried = [];
        if (named === null) {
            const found = (await fromPath(name, tried)) ?? (mode === 'cli' ? await fromUserCache(name) : null);
            if (found !== null)
                return found;
        }
        const release = platform === null ? null : findRelease(name, platform, named);
        const none = 'no official release for this system has a pinned hash';
        if (release === null)
            throw notFound(name, [...tried, none], mode);
        try {
            return await identify(name, await fetchProgram(name, release, { ports, mode, suffix, verify, kept }));
        }
        catch (error) {
            if (error instanceof errors/* GateError */.u && error.code === 'tools/download') {
                throw notFound(name, [...tried, error.message.replace(/\.$/, '')], mode, error);
            }
            throw error;
        }
    };
    const findAndRemember = async (name) => {
        const tool = await find(name);
        const asked = memory === null || !REMEMBERED.has(name) ? null : await questionOf(name);
        if (asked !== null)
            await memory?.remember(tool, asked.question, asked.looked);
        return tool;
    };
    return {
        locate(name) {
            const known = located.get(name) ?? findAndRemember(name);
            located.set(name, known);
            return known;
        },
        async recall(name) {
            const asked = memory === null || !REMEMBERED.has(name) ? null : await questionOf(name);
            return asked === null ? null : (memory?.recall(name, asked.question, asked.looked) ?? null);
        },
    };
}
function notAnswering(name, path) {
    return new errors/* GateError */.u({
        code: 'tools/no-version',
        stage: 'tools',
        message: `${path} does not say which version of ${name} it is.`,
        remedy: `Install ${name} ${tools_pins/* TOOL_PINS */.S[name].version}, or name another program in the policy under tools.${name}.path.`,
    });
}
function notFound(name, tried, mode, cause) {
    const { version, accepted } = tools_pins/* TOOL_PINS */.S[name];
    return new errors/* GateError */.u({
        code: 'tools/not-found',
        stage: 'tools',
        message: `${name} is needed and was not found: ${tried.join('; ')}.`,
        remedy: mode === 'action'
            ? `Name the program and its sha256 in the policy, tools.${name}: { path: \u2026, sha256: \u2026 }, or let this machine reach the release.`
            : `Put ${name} ${version} (accepted: ${accepted}) on PATH, or name it in the policy under tools.${name}.path.`,
        cause,
    });
}

// EXTERNAL MODULE: ./build/domain/chart.js
var domain_chart = __webpack_require__(27225);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(2503);
// EXTERNAL MODULE: ./build/yaml/stream.js + 8 modules
var stream = __webpack_require__(21994);
;// CONCATENATED MODULE: ./build/charts/index-entry.js


const Entry = schemas/* looseObject */._H3({ version: schemas/* string */.YjP(), urls: schemas/* array */.YOg(schemas/* string */.YjP()).min(1) });
/**
 * Where a version of a chart lies, by an index.yaml (helm.sh/helm/v3/pkg/repo/index.go): the first of its `urls`. Only the
 * chart's own part is parsed, since indexes of some repositories have tens of megabytes. Null: it is not there. What the
 * index says of digests is not read: the pin is the policy's.
 */
function findArchiveUrl(index, chart, version) {
    const entries = entriesOf(index, chart);
    for (const entry of entries) {
        const parsed = Entry.safeParse(entry);
        // Helm takes `v1.2.3` for `1.2.3`.
        if (parsed.success && parsed.data.version.replace(/^v/, '') === version.replace(/^v/, ''))
            return parsed.data.urls[0] ?? null;
    }
    return null;
}
function entriesOf(index, chart) {
    const whole = /^\s*\{/.test(index);
    const value = whole ? parsed(index) : parsed(partOf(index, chart));
    const found = schemas/* looseObject */._H3({ entries: schemas/* looseObject */._H3({ [chart]: schemas/* array */.YOg(schemas/* unknown */.L5J()) }) })
        .safeParse(value ?? null).data;
    const list = found?.entries[chart];
    return Array.isArray(list) ? list : [];
}
function parsed(text) {
    return (0,stream/* readManifestStream */.W)(new TextEncoder().encode(text)).documents[0]?.value;
}
/** The lines of `entries:` that are about one chart. */
function partOf(index, chart) {
    const lines = index.split(/\r?\n/);
    const start = lines.findIndex((line) => /^entries:\s*(?:#.*)?$/.test(line));
    const margin = / *(?=\S)/.exec(lines.slice(start + 1).find((line) => /^ *[^#\s]/.test(line)) ?? '')?.[0] ?? '';
    const names = new Set([chart, `"${chart}"`, `'${chart}'`].map((name) => `${margin}${name}:`));
    const first = lines.findIndex((line, at) => at > start && names.has(line.trimEnd()));
    if (start === -1 || margin === '' || first === -1)
        return '';
    const rest = lines.slice(first + 1);
    // A list may stand at the column of its key.
    const isBelow = (line) => line.trim() === '' || line.startsWith(`${margin} `) || line.startsWith(`${margin}-`);
    const length = rest.findIndex((line) => !isBelow(line));
    return ['entries:', lines[first], ...rest.slice(0, length === -1 ? rest.length : length)].join('\n');
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/domain/registry.js
var domain_registry = __webpack_require__(75074);
// EXTERNAL MODULE: ./build/charts/unpack.js
var unpack = __webpack_require__(94704);
;// CONCATENATED MODULE: ./build/charts/registry-artifact.js



/** What `helm push` writes (helm.sh/helm/v3/pkg/registry/constants.go). */
const CHART_LAYER = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';
/**
 * The archive of a chart or of manifests that lies in a registry. The client checks the manifest and the layer against
 * their digests; a tag's archive is checked against its pin here.
 *
 * @throws ArtifactError
 */
async function registryArchive(home, registry, causeOf) {
    const { repository } = home;
    try {
        const manifest = await registry.manifest(repository, home.is === 'manifest' ? home.digest : { tag: home.tag });
        if (manifest.kind === 'index')
            throw notOne('it is an index of several artifacts, and one is wanted');
        const layer = home.is === 'manifest' ? layerOf(manifest, home.layer) : layerOf(manifest, CHART_LAYER);
        if (home.is === 'tag')
            checkPin(layer.digest, home.archive);
        const bytes = await registry.blob(repository, layer.digest, unpack/* MAX_ARCHIVE_BYTES */.I);
        return { bytes, isChart: layer.mediaType === CHART_LAYER, digest: manifest.digest };
    }
    catch (error) {
        if (!(error instanceof domain_registry/* RegistryError */.g))
            throw error;
        const remedy = REMEDY[error.failure] ?? error.remedy;
        throw new domain_chart/* ArtifactError */.n(error.message.replace(/\.$/, ''), { remedy, unknown: causeOf(error.failure) });
    }
}
/** Without a media type that is asked for, the one layer that holds content: attestations may lie beside it. */
function layerOf({ layers }, wanted) {
    const isContent = ({ mediaType }) => wanted === null ? /tar(?:\+gzip)?$/.test(mediaType) : mediaType === wanted;
    const [layer, another] = layers.filter(isContent);
    if (layer === undefined) {
        const what = wanted === null
            ? 'that holds a packed chart or manifests'
            : `of the type ${JSON.stringify(wanted.slice(0, 100))}`;
        throw notOne(`it has no layer ${what}`);
    }
    if (another !== undefined && wanted === null)
        throw notOne('it has several layers that hold content');
    return layer;
}
/** @throws ArtifactError where the bytes, or what the registry calls them, are not what the policy pins. */
function checkPin(actual, pinned) {
    if (actual === pinned)
        return;
    throw new domain_chart/* ArtifactError */.n(`its archive is ${actual}, and the policy pins ${pinned}`, {
        remedy: 'Find out who published it anew; if it is meant, change sha256 under repositories.charts in the policy.',
        unknown: 'content',
    });
}
function digestOf(bytes) {
    return `sha256:${(0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex')}`;
}
function notOne(message) {
    return new domain_chart/* ArtifactError */.n(message, { remedy: 'Name a chart or an artifact of manifests.', unknown: 'content' });
}
/** Where the client's own words are about images. */
const REMEDY = {
    'not-allowed': 'Take images.deny in the policy off its registry, or deploy it from elsewhere.',
    unauthorized: 'Log in to the registry (docker login) where the gate runs, with an account that may pull it.',
    forbidden: 'Give the account that the gate uses the right to pull it.',
    'not-found': 'Correct the repository, the version or the digest, or push it before the change that deploys it.',
    'wrong-media-type': 'Push it again with a current tool.',
    'digest-mismatch': 'Do not deploy it: find out whether the registry, or something in between, changed it.',
    'too-large': 'Do not deploy it: it is larger than any sound chart.',
    malformed: 'Check the address, and that it is a registry of the OCI distribution specification.',
};

// EXTERNAL MODULE: ./build/images/canonical-host.js
var canonical_host = __webpack_require__(10592);
;// CONCATENATED MODULE: ./build/charts/web.js


const web_MAX_REDIRECTS = 5;
const web_TIMEOUT_MS = 20_000;
/** What fails by chance is asked once more, after this. */
const web_PAUSE_MS = 1_000;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/**
 * GET of a public address, redirects followed as far as the policy allows the hosts. No login is ever sent.
 *
 * @throws ArtifactError
 */
async function download(from, maxBytes, options) {
    let url = from;
    for (let hops = 0; hops <= web_MAX_REDIRECTS; hops += 1) {
        const response = await askTwice(url, maxBytes, options);
        if (response.status === 200)
            return response.body;
        if (!REDIRECTS.has(response.status))
            throw refusedBy(url, response);
        const { location } = response.headers;
        if (location === undefined || !URL.canParse(location, url.href))
            throw content(`${url.host} redirects to no address`);
        url = new URL(location, url.href);
    }
    throw content(`${from.host} redirects more than ${web_MAX_REDIRECTS} times`);
}
async function askTwice(url, maxBytes, options) {
    try {
        const response = await ask(url, maxBytes, options);
        if (response.status < 500)
            return response;
    }
    catch (error) {
        if (!(error instanceof domain_chart/* ArtifactError */.n) || error.unknown === 'content')
            throw error;
    }
    await options.clock.sleep(web_PAUSE_MS);
    return ask(url, maxBytes, options);
}
async function ask(url, maxBytes, options) {
    const plain = (0,canonical_host/* isLoopbackHost */.cW)(url.host) || options.insecureHosts.includes(url.host);
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && plain))
        throw content(`${named(url)} is not https`, 'Use https, or name the host with --insecure-registry.');
    if (url.username !== '' || url.password !== '')
        throw content(`an address at ${url.host} has a login in it`);
    if (!options.isAllowed(url)) {
        throw content(`it leads to ${named(url)}, which the policy does not allow`, 'Allow that address too, under repositories.allow in the policy, or vendor the chart.');
    }
    try {
        return await options.http.send({
            method: 'GET',
            url,
            headers: {},
            timeoutMs: web_TIMEOUT_MS,
            maxBodyBytes: maxBytes,
            publicAddressesOnly: options.publicOnly(url),
        });
    }
    catch (error) {
        if (!(error instanceof domain_ports/* HttpError */.j))
            throw error;
        const isContent = error.failure === 'too-large' || error.failure === 'private-address';
        throw new domain_chart/* ArtifactError */.n(`${named(url)} cannot be read: ${error.message}`, {
            remedy: isContent
                ? 'Vendor the chart, or deploy it from elsewhere.'
                : 'Run the check again; if it stays so, check the address and the network in between.',
            unknown: isContent ? 'content' : 'infrastructure',
        });
    }
}
function refusedBy(url, { status, headers }) {
    const wait = /^\d{1,9}$/.test(headers['retry-after'] ?? '') ? `; it asks to wait ${headers['retry-after']} s` : '';
    const [remedy, unknown] = answer(status);
    return new domain_chart/* ArtifactError */.n(`${named(url)} answered ${status}${wait}`, { remedy, unknown });
}
function answer(status) {
    if (status === 401 || status === 403)
        return ['Repositories of charts that ask for a login are not read: vendor the chart.', 'infrastructure'];
    if (status === 404 || status === 410)
        return ['Correct the repository, the chart or its version.', 'content'];
    if (status === 429 || status >= 500)
        return ['Run the check again later, or vendor the chart.', 'infrastructure'];
    return ['Check that the address is a repository of charts.', 'content'];
}
/** Without a query, which may hold a signature. */
function named(url) {
    return JSON.stringify(`${url.origin}${url.pathname}`.slice(0, 300));
}
function content(message, remedy = 'Vendor the chart, or deploy it from elsewhere.') {
    return new domain_chart/* ArtifactError */.n(message, { remedy, unknown: 'content' });
}

;// CONCATENATED MODULE: ./build/charts/fetch.js





/** The largest index of a public repository that is known has some 30 MB. */
const MAX_INDEX_BYTES = 64 << 20;
/** Unpacked, of all that one run fetches: they stay in memory, since proofs render them again. */
const MAX_RUN_BYTES = 512 << 20;
/** Fetches each artifact once a run, whether it can be had or not. */
function createArtifacts(options) {
    const known = new Map();
    let bytes = 0;
    const fetchOnce = async (artifact) => {
        const fetched = await fetchNew(artifact, options);
        for (const file of fetched.files.values())
            bytes += file.length;
        if (bytes <= MAX_RUN_BYTES)
            return fetched;
        throw new domain_chart/* ArtifactError */.n(`all that is deployed from elsewhere unpacks to more than ${MAX_RUN_BYTES >> 20} MiB`, {
            remedy: 'Check fewer sources in one run.',
            unknown: 'content',
        });
    };
    const fetchKnown = (artifact) => {
        const key = JSON.stringify([artifact.from, artifact.unpacking]);
        const fetched = known.get(key) ?? fetchOnce(artifact);
        known.set(key, fetched);
        return fetched;
    };
    return {
        fetch: async (artifact) => (await fetchKnown(artifact)).files,
        digest: async (artifact) => (await fetchKnown(artifact)).digest,
        archive: async (artifact) => (await fetchKnown(artifact)).archive,
        chart: options.chart,
    };
}
async function fetchNew({ from, unpacking }, options) {
    if (from.is === 'index') {
        const archive = await indexArchive(from, options);
        return { archive, files: await (0,unpack/* unpack */.l)(archive, unpacking), digest: null };
    }
    const { bytes, isChart, digest } = await registryArchive(from, options.registry, options.causeOf);
    const is = unpacking.is === 'typed' ? (isChart ? 'chart' : 'files') : unpacking.is;
    return { archive: bytes, files: await (0,unpack/* unpack */.l)(bytes, { ...unpacking, is }), digest };
}
async function indexArchive({ url, chart, version, archive }, options) {
    const kept = await options.kept?.read(archive);
    if (kept != null)
        return kept;
    if (options.offline) {
        throw new domain_chart/* ArtifactError */.n('the run is offline, and no earlier run has recorded it', {
            remedy: 'Run the check without --offline, with --cache DIR for it to be there the next time.',
            unknown: 'infrastructure',
        });
    }
    const base = new URL(url.endsWith('/') ? url : `${url}/`);
    const index = await download(new URL('index.yaml', base.href), MAX_INDEX_BYTES, options.web);
    const found = findArchiveUrl(Buffer.from(index).toString('utf8'), chart, version);
    if (found === null || !URL.canParse(found, base.href)) {
        throw new domain_chart/* ArtifactError */.n('the index.yaml of the repository does not name it', {
            remedy: 'Correct the chart or its version.',
            unknown: 'content',
        });
    }
    const bytes = await download(new URL(found, base.href), unpack/* MAX_ARCHIVE_BYTES */.I, options.web);
    checkPin(digestOf(bytes), archive);
    await options.kept?.write(archive, bytes);
    return bytes;
}

// EXTERNAL MODULE: ./build/check/deliveries/allowed.js
var allowed = __webpack_require__(1324);
// EXTERNAL MODULE: ./build/check/deliveries/remote.js
var remote = __webpack_require__(61436);
// EXTERNAL MODULE: ./build/registry/recording.js + 1 modules
var registry_recording = __webpack_require__(33570);
;// CONCATENATED MODULE: ./build/registry/kept-archives.js

/** Packed charts of web repositories, kept beside what registries answered, and checked against their digests when read. */
function createKeptArchives(directory, ports) {
    const recording = (0,registry_recording/* createRecording */.w5)(directory, ports);
    // No registry has this name, so that nothing of theirs is meant.
    const home = { registry: 'charts.invalid', path: 'archives' };
    return {
        read: async (digest) => (await recording.content(home, digest))?.bytes ?? null,
        write: (digest, bytes) => recording.keepContent(home, digest, { bytes, contentType: undefined }),
    };
}

// EXTERNAL MODULE: ./build/resolve/cause.js
var cause = __webpack_require__(72348);
;// CONCATENATED MODULE: ./build/gate/artifacts.js





/**
 * Fetches what Argo CD and Flux deploy from elsewhere. Whom it may ask is `repositories.allow` of the policy, but for what
 * `images.deny` refuses; images are asked for by a client of their own.
 */
function openArtifacts(request, policy, ports) {
    const { offline, pullRequest, insecureHosts, credentials, registryCache: cache } = request;
    const sources = (0,allowed/* sourceAdmission */.f)(policy);
    const images = (0,allowlist_admission/* createAdmission */.m)(policy);
    const isDenied = (repository) => {
        const decision = images.decide(repository);
        return !decision.admitted && decision.reason === 'denied';
    };
    const namesHostLiterally = (host) => sources.namesHostLiterally(host) || images.namesHostLiterally(host);
    const admission = {
        admits: (repository) => sources.admits(repository) && !isDenied(repository),
        namesHostLiterally,
    };
    return createArtifacts({
        registry: (0,registry_client/* createRegistry */.I)({ ports, policy, admission, insecureHosts, offline, pullRequest, credentials, cache }),
        web: {
            http: ports.http,
            clock: ports.clock,
            isAllowed: (url) => sources.allowsUrl(url) && !isDenied({ registry: url.host, path: url.pathname.replace(/^\/+/, '') || '-' }),
            publicOnly: (url) => pullRequest && !namesHostLiterally(url.host),
            insecureHosts,
        },
        kept: cache === null ? null : createKeptArchives(cache, ports),
        offline,
        causeOf: cause/* causeOf */.r,
        chart: (0,remote/* chartPolicy */.n)(policy, request.repository?.address ?? null),
    });
}

// EXTERNAL MODULE: ./build/gate/run-time.js
var run_time = __webpack_require__(25785);
// EXTERNAL MODULE: ./build/gate/trust-roots.js + 1 modules
var trust_roots = __webpack_require__(52182);
;// CONCATENATED MODULE: ./build/gate/context.js










/** Opens what the stages need, for one run. */
function prepare(request, loaded, unlimited, witness = recall_witness/* NOBODY */.o) {
    const { ports: limited, ranOut } = (0,run_time/* limitRunTime */.ox)(unlimited, request.runLimitMs ?? run_time/* RUN_LIMIT_MS */.j_);
    const ports = witness.ports(limited);
    const { policy } = loaded;
    const { offline, pullRequest, insecureHosts, credentials, mode } = request;
    const admission = registryAdmission(loaded);
    const cache = request.registryCache;
    const client = (0,registry_client/* createRegistry */.I)({
        ports: limited,
        policy,
        admission,
        insecureHosts,
        offline,
        pullRequest,
        credentials,
        cache,
    });
    const registry = witness.registry(client);
    const verify = createArtifactVerifier({
        policy,
        http: ports.http,
        now: ports.clock.now,
        offline,
        ...(0,trust_roots/* keptTrustRoots */.u)(request, ports),
    });
    return {
        request,
        loaded,
        ports,
        ranOut,
        registry,
        artifacts: openArtifacts(request, policy, ports),
        toolbox: createToolbox({ policy, ports, mode, verify, kept: cache }),
        scanned: new Map(),
        gitleaks: new Map(),
    };
}
/**
 * Whom the registry client may ask: admitted images, where the policy itself says that signatures are kept, and where Trivy's
 * databases are, which no list of images is about.
 */
function registryAdmission({ policy, signatureDocuments, }) {
    const homes = signatureRepositories(signatureDocuments).map(domain_image/* repositoryOf */._);
    const { decide, namesHostLiterally } = (0,allowlist_admission/* createAdmission */.m)(policy, homes);
    let databases = null;
    return {
        namesHostLiterally,
        admits(repository) {
            const decision = decide(repository);
            if (decision.admitted)
                return true;
            const name = (0,domain_image/* repositoryOf */._)(repository);
            if (decision.reason !== 'denied' && homes.includes(name))
                return true;
            databases ??= (0,database_repositories/* fetchedRepositories */.uB)(policy.vulnerabilities).map(domain_image/* repositoryOf */._);
            return databases.includes(name);
        },
    };
}


/***/ }),

/***/ 5092:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ deliveryOptions)
/* harmony export */ });
/* harmony import */ var _check_deliveries_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(53290);

/** What of this repository is deployed by objects in it, and which directories are checked bare all the same. */
function deliveryOptions({ repository, paths }, policy) {
    const named = paths.length > 0 ? paths : (policy.sources ?? []).map(({ path }) => path);
    return { find: (manifests, tree) => (0,_check_deliveries_index_js__WEBPACK_IMPORTED_MODULE_0__/* .ownDeliveries */ .j)(manifests, { policy, repository, tree }), named };
}


/***/ }),

/***/ 55972:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  DZ: () => (/* binding */ isRepaired),
  Ip: () => (/* binding */ repair),
  Oq: () => (/* binding */ withFixes)
});

// EXTERNAL MODULE: ./build/tree/edits.js
var tree_edits = __webpack_require__(6000);
// EXTERNAL MODULE: ./build/domain/source.js
var domain_source = __webpack_require__(14012);
// EXTERNAL MODULE: ./build/domain/json.js
var json = __webpack_require__(97803);
;// CONCATENATED MODULE: ./build/fix/field-places.js

const MAX_VALUE_MAPPINGS = 3;
/**
 * Places that could take a repair, the likeliest first: for a chart the mappings of its values that are called as the
 * field's own is, then where the object itself is written. Which of them does it, a render proves.
 */
function fieldPlaces(repair, valuesFiles, read) {
    const { manifest, path } = repair;
    const current = (0,json/* get */.Jt)(manifest.object, ...path);
    const { location } = manifest.place(path);
    if (current !== undefined && current !== null) {
        if (typeof current === 'object' || !location.exact || location.startLine !== location.endLine)
            return [];
        const { file, startLine, startColumn, endColumn } = location;
        const line = read(file).split('\n')[startLine - 1] ?? '';
        // A token that says something else is not where the value comes from as it is.
        if (line.slice(startColumn - 1, endColumn - 1) !== String(current))
            return [];
        return [{ kind: 'scalar', file, line: startLine, start: startColumn, end: endColumn }];
    }
    const places = valuesFiles.flatMap((file) => valueMappings(file, read(file), repair));
    const own = ownMapping(repair, read);
    return own === null ? places.slice(0, MAX_VALUE_MAPPINGS) : [...places.slice(0, MAX_VALUE_MAPPINGS), own];
}
/** The mapping of the object that is nearest above the field and written down. */
function ownMapping({ manifest, path }, read) {
    let depth = path.length - 1;
    while (depth > 0 && !(0,json/* isObject */.Gv)((0,json/* get */.Jt)(manifest.object, ...path.slice(0, depth))))
        depth -= 1;
    const rest = keysOf(path.slice(depth));
    if (depth === 0 || rest === null)
        return null;
    // An approximate place is good enough to try: what is written there counts only once a render has proved it.
    const { location } = manifest.place(path.slice(0, depth));
    const item = typeof path[depth - 1] === 'number';
    const { file, startLine: line, startColumn: column } = location;
    return behindAlias({ kind: 'mapping', file, line, at: column, item, path: rest }, read(file));
}
/** Where a key's value is an alias, its anchor's mapping is the one that can be edited. */
function behindAlias(place, text) {
    const lines = text.split('\n');
    const name = /^[\w-]+\s*:\s*\*([^\s,{}[\]]+)\s*(?:#.*)?$/.exec((lines[place.line - 1] ?? '').slice(place.at - 1).trimEnd())?.[1];
    if (name === undefined || place.item)
        return place;
    for (let line = place.line - 1; line > 0; line -= 1) {
        const [, lead, anchor] = /^([\s-]*)[\w-]+\s*:\s*&(\S+)/.exec(lines[line - 1] ?? '') ?? [];
        if (lead !== undefined && anchor === name)
            return { ...place, line, at: lead.length + 1 };
    }
    return place;
}
/**
 * `securityContext: {}`, `podSecurityContext:`: keys of a values file that end as the field's own mapping is called. Those
 * that are called so for a pod or a container, as the field's is, come first; then those below a key that has a part in
 * the object's or the container's name.
 */
function valueMappings(file, text, { manifest, path }) {
    const from = path.lastIndexOf('securityContext');
    const rest = from === -1 ? null : keysOf(path.slice(from + 1));
    if (rest === null)
        return [];
    const isPods = typeof path[from - 1] === 'string';
    const container = (0,json/* get */.Jt)(manifest.object, ...path.slice(0, from), 'name');
    const names = [manifest.ref.name, ...(typeof container === 'string' ? [container] : [])].join(' ').toLowerCase();
    const found = [];
    const above = [];
    for (const [index, line] of text.split('\n').entries()) {
        const [, lead = '', key = ''] = /^( *)([\w-]+)\s*:(?:\s|$)/.exec(line) ?? [];
        if (key === '')
            continue;
        while ((above.at(-1)?.indent ?? -1) >= lead.length)
            above.pop();
        if (/^\s*[\w-]*securityContext\s*:\s*(?:\{.*\}\s*)?(?:#.*)?$/i.test(line.replace(/\r$/, ''))) {
            const isNamed = above.some((one) => names.includes(one.key.toLowerCase()));
            const rank = (/^pod/i.test(key) === isPods ? 0 : 3) + (isNamed ? 0 : above.length === 0 ? 1 : 2);
            const at = lead.length + 1;
            found.push({ place: { kind: 'mapping', file, line: index + 1, at, item: false, path: rest }, rank });
        }
        above.push({ key, indent: lead.length });
    }
    return found.sort((a, b) => a.rank - b.rank).map(({ place }) => place);
}
function keysOf(path) {
    return path.every((step) => typeof step === 'string') ? path : null;
}
/** The values files of a chart among what it was rendered from: the ones that a person sets first, the chart's own next. */
function valuesFilesOf(source, files) {
    if (source.kind === 'kustomize') {
        // Of charts that it renders (helmCharts).
        return [...files].filter((file) => /(?:^|\/)values\.yaml$/.test(file) && files.has(file.replace(/values\.yaml$/, 'Chart.yaml')));
    }
    if (source.kind !== 'helm')
        return [];
    const own = source.root === '' ? 'values.yaml' : `${source.root}/values.yaml`;
    return [...source.helm.valuesFiles.toReversed(), own].filter((file) => files.has(file));
}
/** A copy of `value` that says `wanted` at `path`; mappings on the way are made where there are none. */
function withField(value, path, wanted) {
    const [step, ...rest] = path;
    if (step === undefined)
        return wanted;
    if (Array.isArray(value) && typeof step === 'number') {
        return value.map((item, index) => (index === step ? withField(item, rest, wanted) : item));
    }
    const members = (0,json/* isObject */.Gv)(value) ? value : {};
    return { ...members, [String(step)]: withField(members[String(step)], rest, wanted) };
}

;// CONCATENATED MODULE: ./build/fix/field-edits.js


/**
 * The edits that make all changes. What goes into one mapping is one edit, so that two repairs of one container share
 * the `securityContext` that they add. Null where the text at a place is not of a kind that takes it.
 */
function fieldEdits(changes, read) {
    const edits = [];
    const mappings = new Map();
    for (const { place, value } of changes) {
        if (place.kind === 'scalar') {
            const { file, line, start, end } = place;
            edits.push({
                file,
                startLine: line,
                startColumn: start,
                endLine: line,
                endColumn: end,
                text: JSON.stringify(value),
            });
            continue;
        }
        const key = `${place.file}:${place.line}:${place.at}`;
        const content = withField(mappings.get(key)?.content ?? {}, place.path, value);
        if ((0,json/* isObject */.Gv)(content))
            mappings.set(key, { place, content });
    }
    for (const { place, content } of mappings.values()) {
        const edit = insertion(place, content, read(place.file).split('\n'));
        if (edit === null)
            return null;
        edits.push(edit);
    }
    return edits;
}
/** Keys after the one at a column, up to the value: `"name" : &anchor `. */
const KEY = /^(?:"[^"]*"|'[^']*'|[\w.-]+)\s*:(?:\s+&\S+)?(?=\s|$|\{)/;
function insertion(place, content, lines) {
    const raw = lines[place.line - 1] ?? '';
    const line = raw.replace(/\r$/, '');
    const lead = line.slice(0, place.at - 1);
    const quoted = line[place.at - 1] === '"';
    if (/[{,]\s*$/.test(lead) && place.item)
        return at(place, place.at, `${flowPairs(content, quoted)}, `);
    const key = KEY.exec(line.slice(place.at - 1))?.[0];
    if (key === undefined)
        return null;
    const value = line.slice(place.at - 1 + key.length);
    const newline = raw.endsWith('\r') ? '\r\n' : '\n';
    if (place.item)
        return intoItem(place, content, { line, value, newline, next: lines[place.line] ?? '' });
    const brace = /^\s*\{/.exec(value)?.[0];
    if (brace !== undefined) {
        // Past a brace that opens a template's action there is no mapping.
        if (/^\s*\{\{/.test(value))
            return null;
        const empty = /^\s*\{\s*\}/.test(value);
        const pairs = flowPairs(content, quoted || /^\s*\{\s*"/.test(value));
        return at(place, place.at + key.length + brace.length, empty ? pairs : `${pairs}, `);
    }
    if (!/^\s*(?:#.*)?$/.test(value))
        return null;
    const own = place.at - 1;
    const below = lines.slice(place.line).find((other) => /^\s*[^\s#]/.test(other)) ?? '';
    const indent = /^ */.exec(below)?.[0].length ?? 0;
    const child = indent > own && !below.trimStart().startsWith('- ') ? indent : own + 2;
    const text = blockLines(content, ' '.repeat(child))
        .map((added) => `${newline}${added}`)
        .join('');
    return at(place, line.length + 1, text);
}
/** Below the item's first key where that one is done on its line, else in front of it. */
function intoItem(place, content, { line, value, newline, next }) {
    const indent = ' '.repeat(place.at - 1);
    const added = blockLines(content, indent);
    const simple = /^\s+(?:\{\{.*\}\}|"[^"]*"|'[^']*'|[^\s|>&*!{["'#][^{}]*)\s*(?:#.*)?$/.test(value);
    const ends = next.trim() === '' || (/^ */.exec(next)?.[0].length ?? 0) < place.at;
    if (simple && ends)
        return at(place, line.length + 1, added.map((one) => `${newline}${one}`).join(''));
    if (/^\s*-\s+$/.test(line.slice(0, place.at - 1)) || line.slice(0, place.at - 1).trim() === '') {
        return at(place, place.at, `${added.join(newline).trimStart()}${newline}${indent}`);
    }
    return null;
}
function at({ file, line }, column, text) {
    return { file, startLine: line, startColumn: column, endLine: line, endColumn: column, text };
}
function blockLines(content, indent) {
    return Object.entries(content).flatMap(([key, value]) => {
        if ((0,json/* isObject */.Gv)(value))
            return [`${indent}${key}:`, ...blockLines(value, `${indent}  `)];
        if (!(0,json/* isArray */.cy)(value) || !value.some(json/* isObject */.Gv))
            return [`${indent}${key}: ${flow(value, false)}`];
        return [`${indent}${key}:`, ...value.flatMap((item) => itemLines(item, `${indent}  `))];
    });
}
function itemLines(item, indent) {
    if (!(0,json/* isObject */.Gv)(item))
        return [`${indent}- ${flow(item, false)}`];
    return blockLines(item, `${indent}  `).map((line, index) => index === 0 ? `${indent}- ${line.slice(indent.length + 2)}` : line);
}
function flowPairs(content, quoted) {
    return Object.entries(content)
        .map(([key, value]) => `${quoted ? JSON.stringify(key) : key}: ${flow(value, quoted)}`)
        .join(', ');
}
/** Values of repairs are words, numbers and booleans: only JSON wants its words quoted. */
function flow(value, quoted) {
    if ((0,json/* isObject */.Gv)(value))
        return `{${flowPairs(value, quoted)}}`;
    if ((0,json/* isArray */.cy)(value))
        return `[${value.map((item) => flow(item, quoted)).join(', ')}]`;
    if (typeof value === 'string' && !quoted && /^[A-Za-z][\w/-]*$/.test(value))
        return value;
    return JSON.stringify(value ?? null);
}

;// CONCATENATED MODULE: ./build/fix/image-entries.js
/** The entry for an image as it is rendered: kustomize drops the tag where an entry has a digest and no `newTag`. */
function imageEntry(written, digest) {
    const tag = /:([^/:@]+)$/.exec(written)?.[1] ?? null;
    return { name: tag === null ? written : written.slice(0, -tag.length - 1), tag, digest };
}
function entryItem({ name, tag, digest }) {
    const newTag = tag === null ? [] : [`newTag: ${JSON.stringify(tag)}`];
    const flowTag = tag === null ? '' : `, newTag: ${JSON.stringify(tag)}`;
    return {
        lines: [`name: ${name}`, ...newTag, `digest: ${digest}`],
        flow: `{name: ${JSON.stringify(name)}${flowTag}, digest: ${digest}}`,
    };
}
/**
 * One edit that adds entries to the end of `images:`, where the ones that rename have had their turn; the key is made
 * where there is none. Null where the text is of a kind that does not take it: JSON, several documents, an alias.
 */
function entriesEdit(file, text, entries) {
    const lines = linesOf(text);
    const newline = text.includes('\r\n') ? '\r\n' : '\n';
    if (/^\s*[{[]/.test(text) || lines.slice(1).some((line) => /^(?:---|\.\.\.)(?:\s|$)/.test(line)))
        return null;
    const key = lines.findIndex((line) => /^images\s*:(?:\s|$)/.test(line));
    const items = entries.map(entryItem);
    if (key !== -1)
        return listEdit({ file, line: key + 1, column: 1 }, text, items);
    const made = ['images:', ...items.flatMap((item) => image_entries_blockLines(item, ''))].join(newline);
    const last = lines.at(-1) ?? '';
    if (last === '')
        return image_entries_insertion(file, lines.length, 1, `${made}${newline}`);
    return image_entries_insertion(file, lines.length, last.length + 1, `${newline}${made}`);
}
/** Items at the end of a list that is written down, in its own style; null where it is no list of one of the two. */
function listEdit({ file, line, column }, text, items) {
    const lines = linesOf(text);
    const newline = text.includes('\r\n') ? '\r\n' : '\n';
    const own = (lines[line - 1] ?? '').slice(column - 1);
    const key = /^[\w.-]+\s*:(?=\s|$)/.exec(own)?.[0];
    if (key === undefined)
        return null;
    const value = own
        .slice(key.length)
        .replace(/\s#.*$/, '')
        .trim();
    if (/^\[.*\]$/.test(value)) {
        const flow = items.map((item) => item.flow).join(', ');
        const at = column - 1 + own.indexOf(value, key.length) + value.length - 1;
        return image_entries_insertion(file, line, at + 1, /^\[\s*\]$/.test(value) ? flow : `, ${flow}`);
    }
    if (value !== '')
        return null;
    const below = lines.slice(line);
    const margin = column - 1;
    const isOutside = (one) => {
        const indent = /^ *(?=[^\s#])/.exec(one)?.[0].length;
        return indent !== undefined && (indent < margin || (indent === margin && one[indent] !== '-'));
    };
    const next = below.findIndex((one) => isOutside(one) || /^(?:---|\.\.\.)(?:\s|$)/.test(one));
    const inside = next === -1 ? below : below.slice(0, next);
    const last = inside.findLastIndex((one) => /^\s*[^\s#]/.test(one));
    const at = last === -1 ? line - 1 : line + last;
    const first = inside.find((one) => /^\s*[^\s#]/.test(one)) ?? `${' '.repeat(margin)}- `;
    const indent = /^( *)-\s/.exec(first)?.[1];
    if (indent === undefined)
        return null;
    const added = items.flatMap((item) => image_entries_blockLines(item, indent)).map((one) => `${newline}${one}`);
    return image_entries_insertion(file, at + 1, (lines[at] ?? '').length + 1, added.join(''));
}
function linesOf(text) {
    return text.split('\n').map((line) => line.replace(/\r$/, ''));
}
function image_entries_insertion(file, line, column, text) {
    return { file, startLine: line, startColumn: column, endLine: line, endColumn: column, text };
}
function image_entries_blockLines({ lines }, indent) {
    return lines.map((line, index) => `${indent}${index === 0 ? '- ' : '  '}${line}`);
}

;// CONCATENATED MODULE: ./build/fix/delivered-entries.js




/**
 * Where a delivery says which images its objects get: a Kustomization's `spec.images`, the last post-renderer of a
 * HelmRelease, `kustomize.images` of an Application of a kustomization. Null: it has no such list.
 */
function imageListOf(source, manifests, files) {
    const manifest = manifests.find(({ ref, source: home }) => (0,domain_source/* isAt */.ii)(ref, source.object) && home !== source);
    if (manifest === undefined)
        return null;
    const { kind } = manifest.ref;
    if (kind === 'Kustomization')
        return { manifest, path: ['spec', 'images'], items: 'entry' };
    if (kind === 'HelmRelease')
        return ofRelease(manifest);
    // Elements of a set share its template.
    if (kind !== 'Application' || !isKustomization(source, files))
        return null;
    const at = /^spec\.(?:source|sources\[(\d+)\])$/.exec(source.part);
    if (at === null)
        return null;
    const within = at[1] === undefined ? ['spec', 'source'] : ['spec', 'sources', Number(at[1])];
    return { manifest, path: [...within, 'kustomize', 'images'], items: 'reference' };
}
function ofRelease(manifest) {
    const renderers = ['spec', 'postRenderers'];
    const listed = (0,json/* get */.Jt)(manifest.object, ...renderers);
    const last = (0,json/* isArray */.cy)(listed) ? listed.length - 1 : -1;
    const path = [...renderers, last, 'kustomize', 'images'];
    const isThere = last >= 0 && (0,json/* isArray */.cy)((0,json/* get */.Jt)(manifest.object, ...path));
    return isThere ? { manifest, path, items: 'entry' } : { manifest, path: renderers, items: 'renderer' };
}
function isKustomization({ root }, files) {
    const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
    return names.some((name) => files.has(root === '' ? name : `${root}/${name}`));
}
/** One edit that adds the entries; null where the object's file does not take it. */
function objectEntriesEdit({ manifest, path, items }, entries, read) {
    const current = (0,json/* get */.Jt)(manifest.object, ...path);
    const added = items === 'renderer' ? [rendererItem(entries)] : entries.map(items === 'entry' ? entryItem : textItem);
    if ((0,json/* isArray */.cy)(current)) {
        const { file, startLine: line, startColumn: column, exact } = manifest.place(path).location;
        return exact ? listEdit({ file, line, column }, read(file), added) : null;
    }
    if (current !== undefined && current !== null)
        return null;
    const place = ownMapping({ manifest, path }, read);
    const value = items === 'reference' ? entries.map(referenceOf) : entries.map(mappingOf);
    const whole = items === 'renderer' ? [{ kustomize: { images: value } }] : value;
    const [edit, ...more] = (place === null ? null : fieldEdits([{ place, value: whole }], read)) ?? [];
    return edit === undefined || more.length > 0 ? null : edit;
}
function mappingOf({ name, tag, digest }) {
    return { name, ...(tag === null ? {} : { newTag: tag }), digest };
}
function referenceOf({ name, tag, digest }) {
    return `${name}${tag === null ? '' : `:${tag}`}@${digest}`;
}
function textItem(entry) {
    return { lines: [referenceOf(entry)], flow: JSON.stringify(referenceOf(entry)) };
}
function rendererItem(entries) {
    const items = entries.map(entryItem);
    const lines = items.flatMap((item) => item.lines.map((line, index) => `    ${index === 0 ? '- ' : '  '}${line}`));
    const flow = `{kustomize: {images: [${items.map((item) => item.flow).join(', ')}]}}`;
    return { lines: ['kustomize:', '  images:', ...lines], flow };
}

;// CONCATENATED MODULE: ./build/fix/entry-target.js



/** Null where nothing that takes entries renders the source: none would reach its images. */
function entryTarget(source, manifests, files) {
    if ((0,domain_source/* isDelivered */.Z$)(source)) {
        const list = imageListOf(source, manifests, files);
        if (list === null)
            return null;
        const { file } = list.manifest.place(['spec']).location;
        return { key: JSON.stringify([list.manifest.ref, list.manifest.namespace, list.path]), file, list };
    }
    if (source.kind !== 'kustomize')
        return null;
    const file = kustomizationFile(source.root, files);
    return file === null ? null : { key: file, file, list: null };
}
/** The kustomization in a directory, by the names that kustomize takes. */
function kustomizationFile(root, files) {
    const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
    const paths = names.map((name) => (root === '' ? name : `${root}/${name}`));
    return paths.find((path) => files.has(path)) ?? null;
}
/** One edit that adds the entries; null where the text is of a kind that does not take them. */
function targetEdit({ file, list }, entries, read) {
    const text = read(file);
    if (text === '')
        return null;
    return list === null ? entriesEdit(file, text, entries) : objectEntriesEdit(list, entries, read);
}

;// CONCATENATED MODULE: ./build/fix/change.js



const NO_CHANGE = { edits: [], fields: [], entries: new Map() };
/**
 * The edits that make all the changes, in order. Null where two want one text to say two things, or where a text is of a
 * kind that does not take what is added to it.
 */
function changeEdits(changes, read) {
    const fields = fieldEdits(changes.flatMap((change) => change.fields), read);
    const entries = entryEdits(changes, read);
    if (fields === null || entries === null)
        return null;
    const added = new Set(entries);
    const edits = (0,tree_edits/* sortEdits */.Wz)([...changes.flatMap((change) => change.edits), ...fields, ...entries]);
    // In order, whatever overlaps at all overlaps its neighbour.
    const clash = edits.some((edit, index) => {
        const next = edits[index + 1];
        return next !== undefined && (0,tree_edits/* conflict */.hj)(edit, next) && !areBothMade(edit, next, added);
    });
    return clash ? null : edits;
}
/** A digest that goes below the last entry, and an entry that goes below it, are both made, in that order. */
function areBothMade(one, next, entries) {
    const isInsertion = one.startLine === one.endLine && one.startColumn === one.endColumn;
    const atOnePlace = one.startLine === next.startLine && one.startColumn === next.startColumn;
    return isInsertion && atOnePlace && entries.has(next);
}
function entryEdits(changes, read) {
    const byTarget = new Map();
    for (const [key, { target, entry }] of changes.flatMap((change) => [...change.entries])) {
        const known = byTarget.get(key) ?? { target, entries: new Map() };
        known.entries.set(JSON.stringify(entry), entry);
        byTarget.set(key, known);
    }
    const edits = [];
    for (const { target, entries } of byTarget.values()) {
        const edit = targetEdit(target, [...entries.values()], read);
        if (edit === null)
            return null;
        edits.push(edit);
    }
    return edits;
}
/** Places into which several changes are written as one edit: changes that share one cannot be made one after another. */
function sharedPlaces({ fields, entries }) {
    const mappings = fields.flatMap(({ place }) => place.kind === 'mapping' ? [`${place.file}:${place.line}:${place.at}`] : []);
    return [...mappings, ...[...entries.keys()].map((key) => `${key} images`)];
}

;// CONCATENATED MODULE: ./build/fix/proposal.js
function changeOf({ proposal, alternative }) {
    return proposal.alternatives[alternative] ?? proposal.alternatives[0];
}
function firstChoice(proposal) {
    return { proposal, alternative: 0 };
}
/** Null past the last alternative. */
function nextChoice({ proposal, alternative }) {
    return alternative + 1 < proposal.alternatives.length ? { proposal, alternative: alternative + 1 } : null;
}

;// CONCATENATED MODULE: ./build/fix/propose-fields.js


/**
 * Edits that could give fields the values that settle their findings. Findings whose likeliest edits are the same (one
 * base of two overlays) hold or fall together; where they fall, each is tried by itself too.
 */
function fieldProposals(findings, { files }, read) {
    const single = findings.flatMap((finding) => {
        const fields = finding.repairs ?? [];
        const [first, ...rest] = alternativesOf(fields, files, read);
        return first === undefined
            ? []
            : [{ findings: [finding], pins: [], fields, alternatives: [first, ...rest], parts: [] }];
    });
    const groups = Map.groupBy(single, ({ alternatives: [first] }) => JSON.stringify(first.fields));
    return [...groups.values()].flatMap((group) => {
        const [first] = group;
        if (first === undefined || group.length === 1)
            return group;
        const all = group.flatMap(({ fields }) => fields);
        return [{ ...first, findings: group.flatMap((one) => one.findings), fields: all, parts: group }];
    });
}
/** The k-th alternative takes the k-th place of every field, or the last one where a field has fewer. */
function alternativesOf(repairs, files, read) {
    const places = repairs.map((repair) => {
        const { source } = repair.manifest;
        return fieldPlaces(repair, valuesFilesOf(source, files.get(source) ?? new Set()), read);
    });
    if (repairs.length === 0 || places.some((list) => list.length === 0))
        return [];
    const count = Math.max(...places.map((list) => list.length));
    const changes = Array.from({ length: count }, (_, choice) => {
        const fields = repairs.flatMap(({ value }, index) => {
            const list = places[index] ?? [];
            const place = list[Math.min(choice, list.length - 1)];
            return place === undefined ? [] : [{ place, value }];
        });
        return { ...NO_CHANGE, fields };
    });
    return changes.filter((change) => (changeEdits([change], read) ?? []).length > 0);
}

;// CONCATENATED MODULE: ./build/fix/candidates.js
const DIGEST_KEY = /digest|sha256|^sha$/i;
const TAG_KEY = /tag|version/i;
function readToken(content, location) {
    if (location.startLine !== location.endLine)
        return null;
    const line = content.split('\n')[location.startLine - 1]?.replace(/\r$/, '');
    if (line === undefined)
        return null;
    const text = line.slice(location.startColumn - 1, location.endColumn - 1);
    if (/^[|>&*!{[]/.test(text))
        return null;
    const match = /^(.*?)(?:["']?([\w.-]+)["']?\s*:\s*)?(?:[&!]\S+\s+)*$/.exec(line.slice(0, location.startColumn - 1));
    const value = /^(["']).*\1$/s.test(text) ? text.slice(1, -1) : text;
    return {
        location,
        text,
        value: value === '~' || value === 'null' ? '' : value,
        key: match?.[2] ?? '',
        lead: match?.[1] ?? '',
        line,
    };
}
function replace(token, value) {
    const { startLine, startColumn, endLine, endColumn, file } = token.location;
    const quote = /^["']/.exec(token.text)?.[0];
    const gap = token.text === '' && !/\s$/.test(token.line.slice(0, startColumn - 1)) ? ' ' : '';
    const text = quote === undefined ? `${gap}${token.text === '' ? `"${value}"` : value}` : `${quote}${value}${quote}`;
    return { file, startLine, startColumn, endLine, endColumn, text };
}
/** An `images:` entry gets its `digest` in the line below, or beside it in flow style. */
function besideTag(token, digest) {
    const { file, endLine } = token.location;
    const flow = /[{]/.test(token.lead);
    const endColumn = flow ? token.location.endColumn : token.line.length + 1;
    const indent = token.lead.replace(/[^ \t]/g, ' ');
    const text = flow ? `, digest: ${digest}` : `\n${indent}digest: ${digest}`;
    return { file, startLine: endLine, startColumn: endColumn, endLine, endColumn, text };
}
/**
 * Edits that could pin one use of an image, the likeliest first. Each is a guess until a render has proved it.
 *
 * `read` gives the text of a file. Only places that are exact are edited.
 */
function pinCandidates(use, digest, read) {
    const { written, place } = use;
    const tag = /:([^/:@]+)$/.exec(written)?.[1] ?? '';
    const edits = [];
    for (const location of [place.location, ...place.related]) {
        const token = location.exact ? readToken(read(location.file), location) : null;
        if (token === null)
            continue;
        // An entry of `images:`, in a kustomization or in an object of Flux.
        if (token.key === 'newTag' || token.key === 'newName')
            edits.push(besideTag(token, digest));
        // Argo CD's `name=image:tag` holds the whole reference.
        if (token.value.endsWith(`=${written}`))
            edits.push(replace(token, `${token.value}@${digest}`));
        if (token.value !== '' && written.endsWith(token.value))
            edits.push(replace(token, `${token.value}@${digest}`));
        else if (token.value === '' && DIGEST_KEY.test(token.key))
            edits.push(replace(token, digest));
        else if (token.value === '' && TAG_KEY.test(token.key) && tag !== '')
            edits.push(replace(token, `${tag}@${digest}`));
    }
    return edits.slice(0, 4);
}

;// CONCATENATED MODULE: ./build/fix/propose-pins.js




/**
 * Edits that could pin the image of a finding: of the scalars that make it up, and, for what no scalar can hold, an entry
 * of `images:` where all its uses are kustomizations', or what Argo CD and Flux deploy. Null where there is none.
 */
function pinProposal(finding, request, read) {
    if (finding.rule !== 'image/unpinned' || finding.image === null)
        return null;
    const image = request.images.find(({ written }) => written === finding.image);
    const digest = request.digests.get(finding.image);
    if (image === undefined || digest === undefined)
        return null;
    const changes = [...scalarChanges(image, digest, read), ...entryChanges(image, digest, request)];
    const [first, ...rest] = changes.filter((change) => (changeEdits([change], read) ?? []).length > 0);
    if (first === undefined)
        return null;
    const pins = image.uses.map((use) => ({ use, digest }));
    return { findings: [finding], pins, fields: [], alternatives: [first, ...rest], parts: [] };
}
/** The k-th alternative takes the k-th candidate of every use, or the last one where a use has fewer. */
function scalarChanges({ uses }, digest, read) {
    const candidates = uses.map((use) => pinCandidates(use, digest, read));
    if (candidates.some((list) => list.length === 0))
        return [];
    const count = Math.max(...candidates.map((list) => list.length));
    return Array.from({ length: count }, (_, choice) => {
        const edits = candidates.flatMap((list) => list[Math.min(choice, list.length - 1)] ?? []);
        return { ...NO_CHANGE, edits };
    });
}
/** None where nothing that takes entries renders a use of the image. */
function entryChanges(image, digest, { files, manifests }) {
    const entries = new Map();
    for (const { manifest } of image.uses) {
        const target = entryTarget(manifest.source, manifests, files.get(manifest.source) ?? new Set());
        if (target === null)
            return [];
        entries.set(target.key, { target, entry: imageEntry(image.written, digest) });
    }
    return [{ ...NO_CHANGE, entries }];
}

// EXTERNAL MODULE: ./build/domain/path.js
var domain_path = __webpack_require__(40298);
;// CONCATENATED MODULE: ./build/fix/compare.js

/** Where two values differ, as deep as both go. */
function differences(before, after, path = []) {
    if ((0,json/* isArray */.cy)(before) && (0,json/* isArray */.cy)(after) && before.length === after.length) {
        return before.flatMap((item, index) => differences(item, after[index], [...path, index]));
    }
    if ((0,json/* isObject */.Gv)(before) && (0,json/* isObject */.Gv)(after)) {
        const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
        return keys.flatMap((key) => differences(before[key], after[key], [...path, key]));
    }
    return Object.is(before, after) ? [] : [{ path, before, after }];
}

;// CONCATENATED MODULE: ./build/fix/prove.js



function bySource(manifests) {
    const found = new Map();
    for (const manifest of manifests) {
        const list = found.get(manifest.source);
        if (list === undefined)
            found.set(manifest.source, [manifest]);
        else
            list.push(manifest);
    }
    return found;
}
/** What pinning turns a reference into: the tag is kept, or the digest takes its place. */
function pinned(written, digest) {
    return [`${written}@${digest}`, `${written.replace(/:[^/:@]+$/, '')}@${digest}`];
}
/**
 * Did the edits do what was meant and nothing else? Every image is pinned to its digest, every field has its value, and no other
 * value of any object changed, but for those that change from one render to the next by themselves (`volatile`), and for
 * objects that say what is delivered: the edit may be in them, and what they deliver is compared.
 *
 * @param sources - those that were rendered again; what is wanted of another one is unmet
 * @param after - null where a source did not render
 */
function diagnose({ pins, fields }, before, after, sources, volatile) {
    const inputs = sources.flatMap((source) => (0,domain_source/* isDelivered */.Z$)(source) ? [source.object, ...source.reads.map(({ object }) => object)] : []);
    const unmet = new Set([...pins, ...fields]);
    const spoiled = new Set();
    const strayed = new Set();
    let isRendered = true;
    const pinsOf = Map.groupBy(pins, ({ use }) => use.manifest);
    const fieldsOf = Map.groupBy(fields, ({ manifest }) => manifest);
    for (const source of sources) {
        const old = before.get(source) ?? [];
        const now = after.get(source) ?? [];
        if (after.get(source) === null || old.length !== now.length)
            isRendered = false;
        for (const [index, manifest] of old.entries()) {
            const own = { pins: pinsOf.get(manifest) ?? [], fields: fieldsOf.get(manifest) ?? [] };
            for (const goal of [...own.pins, ...own.fields])
                unmet.delete(goal);
            if (old.length !== now.length) {
                spoiled.add(manifest);
                continue;
            }
            const isInput = inputs.some((input) => (0,domain_source/* isAt */.ii)(manifest.ref, input));
            const ignored = volatile.get(source);
            const rest = compareObject(manifest, now[index]?.object, own, unmet);
            const strange = rest.filter(({ path }) => !isInput && ignored?.has(valueKey(index, path)) !== true);
            if (strange.length === 0)
                continue;
            spoiled.add(manifest);
            const text = JSON.stringify(strange.map((each) => each.after ?? null));
            for (const { digest } of pins)
                if (text.includes(digest))
                    strayed.add(digest);
        }
    }
    return { holds: isRendered && unmet.size === 0 && spoiled.size === 0, unmet, spoiled, strayed };
}
/** Where an object differs from what is meant. Goals that it does not meet are added to `unmet`, and are no difference. */
function compareObject(manifest, after, { pins, fields }, unmet) {
    const rest = [];
    const open = new Map(pins.map((goal) => [(0,domain_path/* formatPath */.j)(goal.use.path), goal]));
    for (const difference of differences(withFields(manifest, fields), after)) {
        const { path, after: value } = difference;
        const key = (0,domain_path/* formatPath */.j)(path);
        const goal = open.get(key);
        if (goal !== undefined) {
            if (typeof value === 'string' && pinned(goal.use.written, goal.digest).includes(value))
                open.delete(key);
            continue;
        }
        const missed = fields.filter((field) => isWithin(field.path, path) || isWithin(path, field.path));
        for (const field of missed)
            unmet.add(field);
        if (missed.length === 0)
            rest.push(difference);
    }
    for (const goal of open.values())
        unmet.add(goal);
    return rest;
}
function isWithin(path, ancestor) {
    return ancestor.every((step, index) => path[index] === step);
}
/** The object as it should be once its fields are repaired. */
function withFields(manifest, fields) {
    return fields.reduce((object, { path, value }) => withField(object, path, value), manifest.object);
}
function valueKey(index, path) {
    return `${index} ${(0,domain_path/* formatPath */.j)(path)}`;
}
/** Values that two renders of the same tree do not agree on: random passwords, times. */
function volatileValues(first, second) {
    return new Set(first.flatMap(({ object }, index) => differences(object, second[index]?.object).map(({ path }) => valueKey(index, path))));
}

;// CONCATENATED MODULE: ./build/fix/prover.js

/** Applies edits to a copy of the tree, renders what they touch, and compares the objects. */
class Prover {
    #request;
    #before;
    #sourcesOf;
    #volatile = new Map();
    constructor(request) {
        this.#request = request;
        this.#before = bySource(request.manifests);
        const pairs = request.sources.flatMap((source) => [...(request.files.get(source) ?? [])].map((file) => ({ file, source })));
        const byFile = Map.groupBy(pairs, ({ file }) => file);
        this.#sourcesOf = new Map([...byFile].map(([file, list]) => [file, list.map(({ source }) => source)]));
    }
    /** The sources that are rendered from any of these files. */
    sourcesOf(files) {
        return [...new Set([...files].flatMap((file) => this.#sourcesOf.get(file) ?? []))];
    }
    /** One render for all of them, each judged by itself: no source may be touched by two. */
    async tryAll(trials) {
        const touched = trials.map(({ edits }) => this.sourcesOf(edits.map(({ file }) => file)));
        const overlaid = this.#request.overlay(this.#request.tree, trials.flatMap(({ edits }) => edits));
        const after = await this.#render(touched.flat(), overlaid);
        const judge = ({ goals }, index) => diagnose(goals, this.#before, after, touched[index] ?? [], this.#volatile);
        const first = trials.map(judge);
        // Only what is all that stands in the way is worth a render.
        const isOpen = ({ holds, unmet }) => !holds && unmet.size === 0;
        const open = touched.filter((_, index) => first[index] !== undefined && isOpen(first[index])).flat();
        await this.#findVolatile(open.filter((source) => after.get(source) !== null));
        return trials.map((trial, index) => {
            const known = first[index];
            return known === undefined || isOpen(known) ? judge(trial, index) : known;
        });
    }
    async #findVolatile(sources) {
        const unknown = sources.filter((source) => !this.#volatile.has(source));
        if (unknown.length === 0)
            return;
        const again = await this.#render(unknown, this.#request.tree);
        for (const source of unknown) {
            const [first, second] = [this.#before.get(source) ?? [], again.get(source) ?? null];
            this.#volatile.set(source, second === null ? new Set() : volatileValues(first, second));
        }
    }
    async #render(sources, tree) {
        const { manifests, failed } = await this.#request.rerender(sources, tree);
        const objects = bySource(manifests);
        const gone = new Set(failed);
        return new Map(sources.map((source) => [source, gone.has(source) ? null : (objects.get(source) ?? [])]));
    }
}

;// CONCATENATED MODULE: ./build/fix/search.js



/** Each trial is a render of the sources that it touches; after this many, what is not proved yet is not offered. */
const MAX_TRIALS = 5;
/** So often is an alternative that did not do its part replaced by the next one; then it is left out. */
const MAX_REPLACED = 4;
/**
 * Which of several proposals hold together, found in few trials: all are tried at once; one whose goal was not met takes
 * its next alternative; where something else changed, they are divided, and one part is tried on top of the other.
 */
class Search {
    #read;
    #tasks;
    #kept = [];
    #trials = 0;
    constructor(proposals, read) {
        this.#read = read;
        this.#tasks = [{ choices: proposals.map(firstChoice), replaced: 0 }];
    }
    /** Proved, together. */
    get kept() {
        return this.#kept;
    }
    /** What to try now; null where nothing is left to try. */
    next() {
        while (this.#trials < MAX_TRIALS) {
            const [task] = this.#tasks;
            if (task === undefined)
                return null;
            const edits = this.#editsOf([...this.#kept, ...task.choices]);
            if (edits !== null && edits.length > 0) {
                this.#trials += 1;
                return { edits, goals: goalsOf([...this.#kept, ...task.choices]) };
            }
            this.#tasks.shift();
            const clashing = this.#clashing(task.choices);
            if (clashing.size > 0)
                this.#replace(task, clashing);
            else
                this.#divide(task);
        }
        return null;
    }
    /** What came of the last trial. */
    learn({ holds, unmet, spoiled, strayed }) {
        const task = this.#tasks.shift();
        if (task === undefined)
            return;
        if (holds) {
            this.#kept = [...this.#kept, ...task.choices];
            return;
        }
        const isUnmet = ({ proposal: { pins, fields } }) => [...pins, ...fields].some((goal) => unmet.has(goal));
        // Of findings that one edit could have settled, those that it does settle keep it.
        const choices = task.choices.flatMap((choice) => isUnmet(choice) && choice.proposal.parts.length > 0 ? choice.proposal.parts.map(firstChoice) : [choice]);
        const isStray = ({ proposal }) => proposal.pins.some(({ digest }) => strayed.has(digest));
        const failed = choices.filter((choice) => isUnmet(choice) || isStray(choice));
        if (failed.length > 0)
            this.#replace({ ...task, choices }, new Set(failed));
        else
            this.#divide(task, spoiled);
    }
    /** The next alternatives of those that failed, beside the others. */
    #replace({ choices, replaced }, failed) {
        const next = choices.flatMap((choice) => {
            if (!failed.has(choice))
                return [choice];
            const other = replaced < MAX_REPLACED ? nextChoice(choice) : null;
            if (other === null)
                this.#tryParts(choice);
            return other ?? [];
        });
        this.#first({ choices: next, replaced: replaced + 1 });
    }
    /** One of them changes more than it should: likely one that is about a spoiled object, else halves tell which. */
    #divide(task, spoiled = new Set()) {
        const [only, second] = task.choices;
        if (only === undefined)
            return;
        if (second === undefined) {
            this.#replace(task, new Set([only]));
            return;
        }
        const [suspects, others] = partition(task.choices, (choice) => isAbout(choice, spoiled));
        const middle = Math.ceil(task.choices.length / 2);
        const isTold = suspects.length > 0 && others.length > 0;
        this.#first({ choices: isTold ? suspects : task.choices.slice(middle), replaced: 0 });
        this.#first({ choices: isTold ? others : task.choices.slice(0, middle), replaced: 0 });
    }
    #first(task) {
        if (task.choices.length > 0)
            this.#tasks.unshift(task);
    }
    /** What could be settled by one edit need not come from there: each finding is tried by itself too. */
    #tryParts({ proposal: { parts } }) {
        if (parts.length > 0)
            this.#tasks.push({ choices: parts.map(firstChoice), replaced: 0 });
    }
    #editsOf(choices) {
        return changeEdits(choices.map(changeOf), this.#read);
    }
    /** Those that want what another one, or one that is kept, wants to say otherwise. */
    #clashing(choices) {
        const owned = [...this.#kept, ...choices].flatMap((choice) => {
            const { edits, fields } = changeOf(choice);
            const scalars = { edits, fields: fields.filter(({ place }) => place.kind === 'scalar'), entries: new Map() };
            return (changeEdits([scalars], this.#read) ?? []).map((edit) => ({ choice, edit }));
        });
        const found = new Set();
        for (const group of Map.groupBy(owned, ({ edit }) => edit.file).values()) {
            const inOrder = group.toSorted((a, b) => order(a.edit, b.edit));
            for (const [index, one] of inOrder.entries()) {
                for (const other of inOrder.slice(index + 1)) {
                    if (order({ ...one.edit, startLine: one.edit.endLine, startColumn: one.edit.endColumn }, other.edit) < 0)
                        break;
                    if ((0,tree_edits/* conflict */.hj)(one.edit, other.edit))
                        found.add(one.choice).add(other.choice);
                }
            }
        }
        return new Set(choices.filter((choice) => found.has(choice)));
    }
}
function isAbout({ proposal: { pins, fields } }, manifests) {
    return pins.some(({ use }) => manifests.has(use.manifest)) || fields.some(({ manifest }) => manifests.has(manifest));
}
function partition(items, test) {
    return [items.filter((item) => test(item)), items.filter((item) => !test(item))];
}
function order(a, b) {
    return a.startLine - b.startLine || a.startColumn - b.startColumn;
}
function goalsOf(choices) {
    return {
        pins: choices.flatMap(({ proposal }) => proposal.pins),
        fields: choices.flatMap(({ proposal }) => proposal.fields),
    };
}

;// CONCATENATED MODULE: ./build/fix/settle.js



/**
 * Which proposals hold. Those that touch one source are searched together; sources that share nothing are rendered side
 * by side, so that a round costs each of them one render, however many there are.
 */
async function settle(proposals, prover, read) {
    const searches = apart(proposals, prover).map((group) => new Search(group, read));
    for (;;) {
        const round = searches.flatMap((search) => {
            const trial = search.next();
            return trial === null ? [] : [{ search, trial }];
        });
        if (round.length === 0)
            break;
        const diagnoses = await prover.tryAll(round.map(({ trial }) => trial));
        for (const [index, diagnosis] of diagnoses.entries())
            round[index]?.search.learn(diagnosis);
    }
    return searches.flatMap(({ kept }) => kept);
}
/** Proposals by the sources that they could touch: no source is touched by two groups. */
function apart(proposals, prover) {
    const groupOf = new Map();
    for (const proposal of proposals) {
        const sources = prover.sourcesOf(filesOf(proposal));
        const met = [...new Set(sources.flatMap((source) => groupOf.get(source) ?? []))];
        const group = {
            sources: [...sources, ...met.flatMap((one) => one.sources)],
            proposals: [...met.flatMap((one) => one.proposals), proposal],
        };
        for (const source of group.sources)
            groupOf.set(source, group);
    }
    return [...new Set(groupOf.values())].map((group) => group.proposals);
}
function filesOf({ alternatives, parts }) {
    const files = alternatives.flatMap(({ edits, fields, entries }) => [
        ...edits.map(({ file }) => file),
        ...fields.map(({ place }) => place.file),
        ...[...entries.values()].map(({ target }) => target.file),
    ]);
    return new Set([...files, ...parts.flatMap((part) => [...filesOf(part)])]);
}
/** The fix of each finding. Findings that are settled by one edit share it, since their own edits could not both be made. */
function fixesOf(kept, read) {
    const unitOf = new Map();
    const units = new Set();
    for (const choice of kept) {
        const places = sharedPlaces(changeOf(choice));
        const met = [...new Set(places.flatMap((place) => unitOf.get(place) ?? []))];
        for (const one of met)
            units.delete(one);
        const unit = {
            places: [...places, ...met.flatMap((one) => one.places)],
            choices: [...met.flatMap((one) => one.choices), choice],
        };
        units.add(unit);
        for (const place of unit.places)
            unitOf.set(place, unit);
    }
    const fixes = new Map();
    for (const { choices } of units) {
        const [first, ...rest] = changeEdits(choices.map(changeOf), read) ?? [];
        if (first === undefined)
            continue;
        for (const finding of choices.flatMap(({ proposal }) => proposal.findings)) {
            fixes.set(finding, { edits: [first, ...rest], proved: true });
        }
    }
    return fixes;
}

;// CONCATENATED MODULE: ./build/fix/unpinnable.js
const MOST_NAMED = 3;
const TRIED = 'An entry of images: with its digest was tried too: it changes something else, or does not reach the field. Write the digest where the image is put together.';
/**
 * Why no edit pins an image that could be pinned: which scalars make it up, which other images they feed, and the
 * change to the template or the overlay that would give it a place for a digest of its own. Plain text, sentences.
 *
 * `read` gives the text of a file; empty where it is not known.
 */
function explainUnpinnable(image, images, read, 
/** An entry of `images:` was tried, and a render has shown that it does not do it. Left out: none was. */
isEntryTried = false) {
    const change = isEntryTried ? [TRIED] : templateChange(image, images, read);
    const [use] = image.uses;
    const exact = scalarsOf(use);
    if (exact.length === 0) {
        const { file, startLine } = use.place.location;
        return [
            `No scalar was proved to give it: what ${file}:${startLine} renders is put together or changed on its way.`,
            ...change,
        ].join(' ');
    }
    const parts = exact.map((location) => {
        const others = images.filter((other) => other !== image && other.uses.some((one) => holds(one, location)));
        const text = excerpt(read(location.file), location);
        return `${location.file}:${location.startLine} (${text})${others.length === 0 ? '' : `, which feeds ${named(others)} too`}`;
    });
    const shared = parts.some((part) => part.endsWith(' too'));
    const why = shared
        ? 'One scalar cannot hold the digests of several images.'
        : 'Writing the digest there changes more than this image, or is not taken.';
    return [`It is made of ${parts.join(' and ')}. ${why}`, ...change].join(' ');
}
function scalarsOf({ place }) {
    return [place.location, ...place.related].filter(({ exact }) => exact);
}
function holds(use, { file, startLine, startColumn }) {
    return scalarsOf(use).some((one) => one.file === file && one.startLine === startLine && one.startColumn === startColumn);
}
function named(images) {
    const shown = images.slice(0, MOST_NAMED).map(({ written }) => written);
    const more = images.length - shown.length;
    return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(' and ');
}
function excerpt(text, { startLine, startColumn, endLine, endColumn }) {
    const line = text.split('\n')[startLine - 1]?.replace(/\r$/, '') ?? '';
    const token = startLine === endLine ? line.slice(startColumn - 1, endColumn - 1) : line.slice(startColumn - 1);
    return token.length > 60 ? `${token.slice(0, 57)}...` : token || 'empty';
}
/** The line that puts the image together, as it would be with a digest of its own. */
function templateChange(image, images, read) {
    const [use] = image.uses;
    const { source } = use.manifest;
    if (source.kind === 'flux') {
        const where = source.object.kind === 'HelmRelease' ? 'spec.postRenderers[].kustomize.images' : 'spec.images';
        return [
            `An entry of ${where} of ${source.object.kind} ${source.object.name} with a digest for ${nameOf(image.written)} would pin it.`,
        ];
    }
    if (source.kind === 'argocd') {
        // An Application of a kustomization gets an entry where that does it; a chart of Argo CD takes none.
        return [
            `A tag or digest of its own in the values that ${source.object.kind} ${source.object.name} sets would pin it.`,
        ];
    }
    if (source.kind !== 'helm') {
        return source.kind === 'kustomize'
            ? [`An images: entry of the overlay with a digest for ${nameOf(image.written)} would pin it.`]
            : [];
    }
    const line = lineOf(use, read);
    if (line === null)
        return [];
    const several = images.some((other) => other !== image && other.uses.some((one) => lineOf(one, read)?.where === line.where));
    const key = nameOf(image.written).split('/').at(-1) ?? '';
    const digest = several
        ? '{{ with .digest }}@{{ . }}{{ end }}'
        : `{{ with get ($.Values.imageDigests | default dict) "${key}" }}@{{ . }}{{ end }}`;
    const quote = /^["']/.exec(line.value)?.[0] ?? '';
    const body = quote === '' ? line.value : line.value.slice(1, -1);
    const set = several
        ? 'and give each entry that it is rendered for a digest key'
        : `and set imageDigests: {${key}: "sha256:..."} in the values`;
    return [`To make it pinnable, write ${line.where} as \`image: "${body}${digest}"\` ${set}.`];
}
/** The template line among the places of a use that writes an `image:`. */
function lineOf({ place }, read) {
    for (const { file, startLine } of [place.location, ...place.related]) {
        const text = read(file).split('\n')[startLine - 1]?.trimEnd() ?? '';
        const value = /^[\s-]*image\s*:\s*(\S.*)$/.exec(text)?.[1];
        if (value?.includes('{{'))
            return { where: `${file}:${startLine}`, value };
    }
    return null;
}
function nameOf(written) {
    return written.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
}

;// CONCATENATED MODULE: ./build/fix/propose.js









/**
 * Edits that pin images to digests and repair fields, each proved: applied to a copy of the tree, rendered again, and
 * compared as objects.
 */
async function proposeFixes(request) {
    const read = await reader(request);
    const pins = request.findings.flatMap((finding) => pinProposal(finding, request, read) ?? []);
    const proposals = [...pins, ...fieldProposals(request.findings, request, read)];
    const kept = await settle(proposals, new Prover(request), read);
    const fixes = fixesOf(kept, read);
    const reasons = new Map();
    for (const finding of request.findings) {
        const image = request.images.find(({ written }) => written === finding.image);
        if (finding.rule !== 'image/unpinned' || image === undefined || fixes.has(finding))
            continue;
        if (!request.digests.has(image.written))
            continue;
        const own = pins.filter(({ findings }) => findings.includes(finding)).flatMap(({ alternatives }) => alternatives);
        const isEntryTried = own.some(({ entries }) => entries.size > 0);
        reasons.set(finding, explainUnpinnable(image, request.images, read, isEntryTried));
    }
    return { fixes, edits: changeEdits(kept.map(changeOf), read) ?? [], reasons };
}
/** The text of every file that an edit could go into, or that a reason names. */
async function reader({ images, findings, files, manifests, tree }) {
    const names = new Set();
    for (const { place, manifest } of images.flatMap(({ uses }) => uses)) {
        for (const { file } of [place.location, ...place.related])
            names.add(file);
        const target = entryTarget(manifest.source, manifests, files.get(manifest.source) ?? new Set());
        if (target !== null)
            names.add(target.file);
    }
    for (const { manifest, path } of findings.flatMap(({ repairs }) => repairs ?? [])) {
        for (let depth = path.length; depth > 0; depth -= 1)
            names.add(manifest.place(path.slice(0, depth)).location.file);
        for (const file of valuesFilesOf(manifest.source, files.get(manifest.source) ?? new Set()))
            names.add(file);
    }
    const texts = new Map();
    for (const file of names) {
        const text = await textOf(file, tree);
        if (text !== null)
            texts.set(file, text);
    }
    return (file) => texts.get(file) ?? '';
}
/** Null for a link: what it leads to may be another source's too. */
async function textOf(file, tree) {
    const entry = await tree.stat(file);
    if (entry === null || entry === 'directory' || entry.kind !== 'file')
        return null;
    return new TextDecoder().decode(await tree.read(file));
}

// EXTERNAL MODULE: ./build/render/index.js + 7 modules
var render = __webpack_require__(64035);
// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
;// CONCATENATED MODULE: ./build/tree/overlay.js


/**
 * The tree with edits made in its files, everything else as it was. Lines that no edit touches keep their endings, and
 * a byte-order mark stays: columns do not count it.
 *
 * @throws GateError (on `read`) `fix/misplaced` for an edit outside of its file, `tree/unreadable` for one of a file
 * that is not UTF-8 text.
 */
function overlayTree(tree, edits) {
    if (edits.length === 0)
        return tree;
    const byFile = Map.groupBy(edits, (edit) => edit.file);
    const edited = new Map();
    const read = (path) => {
        const own = byFile.get(path);
        if (own === undefined)
            return tree.read(path);
        const known = edited.get(path) ?? tree.read(path).then((bytes) => editBytes(bytes, own, path));
        edited.set(path, known);
        return known;
    };
    const sized = async (entry) => {
        const isEdited = typeof entry === 'object' &&
            entry !== null &&
            'path' in entry &&
            'size' in entry &&
            byFile.has(String(entry.path));
        return isEdited ? { ...entry, size: (await read(String(entry.path))).length } : entry;
    };
    return {
        label: `${tree.label} with edits`,
        // It is no longer what the commit holds.
        commit: null,
        list: async (under) => Promise.all((await tree.list(under)).map(sized)),
        stat: async (path) => sized(await tree.stat(path)),
        read,
    };
}
function editBytes(bytes, edits, path) {
    let text;
    try {
        text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    }
    catch {
        throw new errors/* GateError */.u({
            code: 'tree/unreadable',
            stage: 'tree',
            message: `${path} is not UTF-8 text, so it cannot be edited.`,
            remedy: 'Save the file as UTF-8.',
        });
    }
    return new TextEncoder().encode((0,tree_edits/* applyEdits */.ct)(text, edits));
}

// EXTERNAL MODULE: ./build/gate/deliveries.js
var deliveries = __webpack_require__(5092);
;// CONCATENATED MODULE: ./build/gate/repair.js




/** Every image is pinned; of hardening findings those that are this change's and let through by nobody are repaired. */
function isRepaired({ rule, repairs, effect }) {
    return rule === 'image/unpinned' || (repairs !== undefined && (effect === 'block' || effect === 'warn'));
}
/**
 * Pins and hardening repairs, each proved by rendering again; pins only to what the allow list admits and no signature
 * check refused.
 */
async function repair(head, findings, { resolutions, checks }, { request, loaded, ports, toolbox, artifacts }) {
    const digests = new Map();
    for (const [written, resolution] of resolutions) {
        const refused = checks.allowlist.get(written) === 'fail' || checks.signatures.get(written) === 'fail';
        if (resolution.status === 'resolved' && !refused)
            digests.set(written, resolution.digest);
    }
    return proposeFixes({
        findings,
        images: head.images,
        digests,
        sources: head.sources,
        tree: head.tree,
        manifests: head.manifests,
        files: head.files,
        rerender: (sources, tree) => (0,render/* render */.XX)(sources, tree, {
            policy: loaded.policy,
            toolbox,
            ports: { ...ports, log: SILENT },
            origins: false,
            deliveries: (0,deliveries/* deliveryOptions */.v)(request, loaded.policy),
            artifacts,
        }),
        overlay: overlayTree,
    });
}
/** Each finding with its fix, or with the reason why its image cannot be pinned. */
function withFixes(findings, { fixes, reasons }) {
    return findings.map((finding) => {
        const reason = reasons.get(finding);
        const fix = fixes.get(finding) ?? null;
        if (reason === undefined && fix === finding.fix)
            return finding;
        return { ...finding, message: reason === undefined ? finding.message : `${finding.message} ${reason}`, fix };
    });
}
/** A proof renders again; nobody wants to read the progress of that. */
const SILENT = { progress: () => { }, info: () => { }, warn: () => { } };


/***/ }),

/***/ 25785:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j_: () => (/* binding */ RUN_LIMIT_MS),
/* harmony export */   lR: () => (/* binding */ policyForShortage),
/* harmony export */   ox: () => (/* binding */ limitRunTime)
/* harmony export */ });
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(93741);

const MINUTE_MS = 60_000;
/**
 * How long a run may take, in milliseconds, but for reading the repository and publishing: longer than hundreds of images
 * take that nobody has scanned before. The workflows in docs/examples leave it ten minutes more (`timeout-minutes`), since
 * GitHub ends a job that takes longer without a verdict.
 */
const RUN_LIMIT_MS = 50 * MINUTE_MS;
/** Whatever took the time may be what the change brings: nothing is softened where it ran out. */
function policyForShortage(policy) {
    return { ...policy, gate: { ...policy.gate, onUnknown: 'fail' } };
}
/**
 * Each request and each program has limits of its own, and each image a budget for what fails. A registry that answers
 * everything as slowly as it may is within all of them, a thousand times over: the whole needs a limit too.
 */
function limitRunTime(ports, limitMs) {
    const { clock, exec, http, log } = ports;
    const ends = clock.elapsed() + limitMs;
    const left = () => Math.max(0, ends - clock.elapsed());
    const reason = `the ${limitMs >= MINUTE_MS ? `${limitMs / MINUTE_MS} minutes` : `${limitMs / 1000} s`} that a run may take are over`;
    let isOver = false;
    const over = () => {
        if (!isOver)
            log.warn(`From here on nothing is asked or run any more, and is unknown: ${reason}.`);
        isOver = true;
        return reason;
    };
    const bounded = (command) => ({ ...command, expiresInMs: left() });
    const named = (result) => result.status === 'out-of-time' ? { ...result, reason: over() } : result;
    return {
        ranOut: () => isOver,
        ports: {
            ...ports,
            clock: {
                now: () => clock.now(),
                elapsed: () => clock.elapsed(),
                sleep: (milliseconds, signal) => clock.sleep(Math.min(milliseconds, left()), signal),
            },
            exec: {
                prepare: () => exec.prepare?.(),
                run: async (command) => named(await exec.run(bounded(command))),
                runAll: (commands, atOnce) => exec.runAll(commands.map(bounded), atOnce).map(async (result) => named(await result)),
            },
            http: {
                async send(request) {
                    const timeoutMs = Math.ceil(left());
                    if (timeoutMs === 0)
                        throw new _domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .HttpError */ .j('out-of-time', over());
                    if (timeoutMs >= request.timeoutMs)
                        return http.send(request);
                    try {
                        return await http.send({ ...request, timeoutMs });
                    }
                    catch (error) {
                        if (error instanceof _domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .HttpError */ .j && error.failure === 'timeout') {
                            throw new _domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .HttpError */ .j('out-of-time', over(), error);
                        }
                        throw error;
                    }
                },
            },
        },
    };
}


/***/ }),

/***/ 52182:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  u: () => (/* binding */ keptTrustRoots),
  R: () => (/* binding */ trustRootsOf)
});

// EXTERNAL MODULE: ./build/check/signatures/trust-root/open.js
var trust_root_open = __webpack_require__(74733);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
// EXTERNAL MODULE: ./build/domain/moment.js
var moment = __webpack_require__(26345);
;// CONCATENATED MODULE: ./build/check/signatures/trust-root/kept.js




const FETCHED_AT = 'fetched at';
const Written = iso/* datetime */.w$();
/** In `directory`, one file for each, named by the hash of the mirror, its first root and the path. */
function createKeptRepositories(directory, { files, log }) {
    let complained = false;
    return {
        open(mirror, root) {
            const repository = `${mirror.href}\n${(0,external_node_crypto_.createHash)('sha256').update(root).digest('hex')}`;
            const fileOf = (path) => {
                const name = (0,external_node_crypto_.createHash)('sha256').update(`${repository}\n${path}`).digest('hex');
                return (0,external_node_path_.join)(directory, 'trust-roots-v1', name.slice(0, 2), name);
            };
            // A file that cannot be read counts as none: it is fetched again, or not to be had.
            const read = (path, maxBytes) => files.read(fileOf(path), maxBytes).catch(() => null);
            return {
                read,
                async fetchedAt() {
                    const bytes = await read(FETCHED_AT, 64);
                    const at = bytes === null ? null : Written.safeParse(Buffer.from(bytes).toString('utf8'));
                    return at?.success === true ? new Date(at.data) : null;
                },
                async keep(fetched, at) {
                    try {
                        for (const [path, bytes] of fetched)
                            await files.write(fileOf(path), bytes);
                        await files.write(fileOf(FETCHED_AT), (0,moment/* writtenDown */.Ce)(at));
                    }
                    catch (error) {
                        if (complained)
                            return;
                        complained = true;
                        const why = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
                        log.warn(`Trust roots cannot be kept in ${directory}${why}; the run goes on without.`);
                    }
                },
            };
        },
    };
}

;// CONCATENATED MODULE: ./build/gate/trust-roots.js

/** The trust roots of this policy: each is fetched once, whatever verifies by it. */
function trustRootsOf({ request, loaded, ports }) {
    const { policy, signatureDocuments: documents } = loaded;
    const now = ports.clock.now();
    const kept = keptTrustRoots(request, ports);
    return (0,trust_root_open/* openTrustRoots */.Q)({ policy, documents, http: ports.http, now, offline: request.offline, ...kept });
}
/** Beside what registries answered; TUF vouches for it anew each time it is read. */
function keptTrustRoots({ registryCache }, ports) {
    return registryCache === null ? {} : { kept: createKeptRepositories(registryCache, ports) };
}


/***/ }),

/***/ 58064:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  P: () => (/* binding */ describeReference)
});

// EXTERNAL MODULE: ./build/images/canonical-host.js
var canonical_host = __webpack_require__(10592);
// EXTERNAL MODULE: ./build/images/login.js
var login = __webpack_require__(94794);
// EXTERNAL MODULE: ./build/images/quoted.js
var quoted = __webpack_require__(86011);
;// CONCATENATED MODULE: ./build/images/pull-problem.js


// distribution/reference v0.6.0, regexp.go: the grammar that containerd and CRI-O hold every name to.
const LABEL = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
// A final dot is no part of the grammar, but of the same host: it is judged, and not refused here.
const DOMAIN = new RegExp(`^(?:${LABEL}(?:\\.${LABEL})*\\.?|\\[[a-fA-F0-9:]+\\])(?::[0-9]*)?$`);
const PATH_PART = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
/**
 * Why no container runtime would pull what go-containerregistry took for a reference; null where one would.
 *
 * The parser of the admission controller takes more than the runtime's (`ghcr.io/acme/../evil`, `acme//api`). Such a
 * name must not be judged by its text: an allow list would read it one way and an HTTP client another.
 */
function pullProblem(text, { registry, path, tag }) {
    if (/^[0-9a-f]{64}$/.test(text))
        return 'a container runtime takes 64 hexadecimal digits for an image id, and not for a name';
    // A host with an underscore is none by the grammar's word for it, but passes as the first part of a path.
    if (!DOMAIN.test(registry) && !PATH_PART.test(registry))
        return `no container runtime takes ${(0,quoted/* quoted */.T)(registry)} for a registry's host`;
    if (!URL.canParse(`https://${(0,canonical_host/* canonicalHost */.rQ)(registry)}/`))
        return `${(0,quoted/* quoted */.T)(registry)} is no host to connect to`;
    const bad = path.split('/').find((part) => !PATH_PART.test(part));
    if (bad !== undefined) {
        const which = bad === '' ? 'an empty part' : `the part ${(0,quoted/* quoted */.T)(bad)}`;
        return `no container runtime takes the repository name ${(0,quoted/* quoted */.T)(path)}: ${which} does not start and end with a letter or digit, with single separators between`;
    }
    if (path.length > 255)
        return `its repository name has ${path.length} characters, more than 255`;
    if (tag !== null && !TAG.test(tag))
        return `no container runtime takes the tag ${(0,quoted/* quoted */.T)(tag)}: it starts with a separator`;
    return null;
}

// EXTERNAL MODULE: ./build/images/reference.js
var reference = __webpack_require__(28794);
;// CONCATENATED MODULE: ./build/images/described-reference.js




/** `$(params.image)`, `{{inputs.parameters.image}}`, `${IMAGE}`: Tekton, Argo Workflows, OpenShift and kro templates. */
const LONGEST_LOOKED_AT = 512;
const PARAMETER = /\$\([^)]*\)|\{\{.*?\}\}|\$\{[^}]*\}/s;
/**
 * What a written text refers to. A reference is given only where the admission controller reads one and the container
 * runtime would pull it, so that no later stage can judge one name and contact another.
 */
function describeReference(text) {
    const read = (0,reference/* readReference */.Wf)(text);
    const problem = 'problem' in read ? unreadable(text, read.problem) : pullProblem(text, read.written);
    if (problem !== null || 'problem' in read)
        return { reference: null, problem };
    return { reference: { ...read.written, registry: (0,canonical_host/* canonicalHost */.rQ)(read.written.registry) }, problem: null };
}
function unreadable(text, problem) {
    if (text === '')
        return 'it is empty';
    if (text.trim() === '')
        return 'it is blank';
    if (text.trim() !== text)
        return 'it has spaces or line breaks around it';
    if ((0,login/* holdsHiddenLogin */.S)(text)) {
        return 'it holds a login (not shown here), which is now in the repository for all to read: replace that password, and give the cluster an image pull secret';
    }
    const parameter = PARAMETER.exec(text.slice(0, LONGEST_LOOKED_AT))?.[0];
    if (parameter === undefined)
        return problem;
    return `${parameter} in it is filled in only when it runs, so that nobody can tell before which image that is`;
}


/***/ }),

/***/ 94794:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ withoutLogin),
/* harmony export */   S: () => (/* binding */ holdsHiddenLogin)
/* harmony export */ });
/** What stands in place of a login, where one was written into an image reference. */
const HIDDEN = '***';
const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;
/**
 * A written reference without the login in front of its host. No reference may hold one, and the text goes into reports,
 * logs and comments, where a password must not.
 */
function withoutLogin(text) {
    const [scheme = ''] = SCHEME.exec(text) ?? [];
    const rest = text.slice(scheme.length);
    const end = rest.lastIndexOf('@');
    // `user:password@host/path`; behind the last @ of `name:tag@sha256:\u2026` there is no slash.
    const login = end > 0 && /^[^/@\s:]+:/.test(rest.slice(0, end)) && rest.includes('/', end);
    return login ? `${scheme}${HIDDEN}${rest.slice(end)}` : text;
}
function holdsHiddenLogin(text) {
    return /^(?:[a-z][a-z0-9+.-]*:\/\/)?\*\*\*@/i.test(text);
}


/***/ }),

/***/ 28696:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ argoPart)
/* harmony export */ });
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40298);

/** Which of the things that an object of Argo CD deploys. */
function argoPart({ application, at }) {
    return `${application.element} ${(0,_domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .formatPath */ .j)(at)}`.trimStart();
}


/***/ }),

/***/ 59227:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ fetchFor),
/* harmony export */   k: () => (/* binding */ withFetched)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var semver_functions_parse_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16353);
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27225);
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(97803);
/* harmony import */ var _tree_index_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(16186);
/* harmony import */ var _tree_index_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6000);
/* harmony import */ var _yaml_index_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(21994);
/* harmony import */ var _flux_source_ignore_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(80536);
/* harmony import */ var _origins_choose_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(18720);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(89094);








/**
 * Fetches what a delivery takes from elsewhere; null where it takes a path of this repository.
 *
 * @throws RenderProblem `unknown`, which names it.
 */
async function fetchFor(delivery, context) {
    const { remote } = delivery;
    if (remote === undefined)
        return null;
    const place = (0,_origins_choose_js__WEBPACK_IMPORTED_MODULE_2__/* .approximate */ .H)(placeOf(delivery));
    const { artifacts } = context;
    try {
        if (artifacts === undefined)
            throw new _domain_index_js__WEBPACK_IMPORTED_MODULE_3__/* .ArtifactError */ .n('nothing is fetched in this run', NOTHING);
        const files = await artifacts.fetch(remote);
        const changed = await marked(files, delivery, remote, artifacts);
        const root = `.supply-chain-gate/artifacts/${remote.id.slice(0, 12)}`;
        const tree = (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_4__/* .memoryTree */ .KJ)(Object.fromEntries(changed), remote.title);
        return { tree: below(root, await asArchived(tree, delivery, remote)), root, place };
    }
    catch (error) {
        if (!(error instanceof _domain_index_js__WEBPACK_IMPORTED_MODULE_3__/* .ArtifactError */ .n))
            throw error;
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_5__/* .RenderProblem */ .uC({
            what: `${remote.title} could not be fetched: ${error.message}`,
            remedy: error.remedy,
            location: addressOf(delivery),
            unknown: error.unknown,
        });
    }
}
const NOTHING = { remedy: 'Vendor it into this repository.', unknown: 'content' };
/**
 * The helm-controller puts the digest of an OCIRepository's artifact behind the chart's version, which templates see
 * (fluxcd/helm-controller internal/controller, mutateChartWithSourceRevision).
 */
async function marked(files, delivery, remote, artifacts) {
    const isMarked = delivery.by === 'flux' && delivery.sourceObject.ref.kind === 'OCIRepository';
    const digest = isMarked && remote.unpacking.is === 'chart' ? await artifacts.digest(remote) : null;
    const text = Buffer.from(files.get('Chart.yaml') ?? '').toString('utf8');
    const [document] = (0,_yaml_index_js__WEBPACK_IMPORTED_MODULE_6__/* .readManifestStream */ .W)(Buffer.from(text)).documents;
    const range = document?.find(['version']) ?? null;
    const version = semver_functions_parse_js__WEBPACK_IMPORTED_MODULE_1__((0,_domain_index_js__WEBPACK_IMPORTED_MODULE_7__/* .textAt */ .$6)(document?.value, 'version'), { loose: true });
    if (digest === null || range === null || version === null || range.startLine !== range.endLine)
        return files;
    const edit = {
        ...range,
        file: 'Chart.yaml',
        text: JSON.stringify(`${version.version}+${hexOf(digest).slice(0, 12)}`),
    };
    return new Map([...files, ['Chart.yaml', Buffer.from((0,_tree_index_js__WEBPACK_IMPORTED_MODULE_8__/* .applyEdits */ .ct)(text, [edit]))]]);
}
function hexOf(digest) {
    return digest.slice(digest.indexOf(':') + 1);
}
/** What the source controller unpacks it packs again, without what .sourceignore and `spec.ignore` name. */
async function asArchived(tree, delivery, { unpacking }) {
    if (delivery.by !== 'flux' || delivery.sourceObject.ref.kind !== 'OCIRepository')
        return tree;
    const spec = (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_7__/* .get */ .Jt)(delivery.sourceObject.object, 'spec');
    if ((0,_domain_index_js__WEBPACK_IMPORTED_MODULE_7__/* .get */ .Jt)(spec, 'layerSelector', 'operation') === 'copy')
        return tree;
    const ignore = (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_7__/* .get */ .Jt)(spec, 'ignore');
    // Patterns start at the archive's top, which is above the chart.
    if (unpacking.is === 'chart' && typeof ignore === 'string') {
        throw new _domain_index_js__WEBPACK_IMPORTED_MODULE_3__/* .ArtifactError */ .n('spec.ignore of its OCIRepository leaves parts of the chart out, which is not done here', {
            remedy: 'Take spec.ignore away, or set layerSelector.operation to copy.',
            unknown: 'content',
        });
    }
    return (0,_flux_source_ignore_js__WEBPACK_IMPORTED_MODULE_9__/* .artifactTree */ .JN)(tree, typeof ignore === 'string' ? ignore : null);
}
function below(root, inner) {
    const own = (path) => path === root ? '' : path.startsWith(`${root}/`) ? path.slice(root.length + 1) : null;
    const isAbove = (path) => path === '' || root.startsWith(`${path}/`);
    const moved = async (under) => (await inner.list(under)).map((entry) => ({ ...entry, path: node_path__WEBPACK_IMPORTED_MODULE_0__.posix.join(root, entry.path) }));
    return {
        label: inner.label,
        commit: null,
        async list(under = '') {
            const path = own(under);
            return path !== null ? moved(path) : isAbove(under) ? moved('') : [];
        },
        async stat(path) {
            const inside = own(path);
            if (inside === null)
                return isAbove(path) ? 'directory' : null;
            const found = await inner.stat(inside);
            return found === null || found === 'directory' ? found : { ...found, path };
        },
        read: (path) => inner.read(own(path) ?? path),
    };
}
/** The repository with the folder in it, in the place of whatever lies there. */
function withFetched(tree, { tree: fetched, root }) {
    const isInside = (path) => path === root || path.startsWith(`${root}/`);
    return {
        label: tree.label,
        commit: null,
        async list(under = '') {
            if (isInside(under))
                return fetched.list(under);
            const own = (await tree.list(under)).filter(({ path }) => !isInside(path));
            return [...own, ...(await fetched.list(under))].sort((a, b) => (a.path < b.path ? -1 : 1));
        },
        stat: async (path) => (isInside(path) ? fetched.stat(path) : ((await tree.stat(path)) ?? fetched.stat(path))),
        read: (path) => (isInside(path) ? fetched.read(path) : tree.read(path)),
    };
}
/** Where values are set, or would be. */
function placeOf(delivery) {
    const { manifest } = delivery;
    if (delivery.by === 'argocd') {
        const { application, at } = delivery;
        const keys = [['helm', 'valuesObject'], ['helm', 'values'], ['helm'], ['kustomize'], ['chart']];
        const key = keys.find((one) => (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_7__/* .get */ .Jt)(application.object, ...at, ...one) !== undefined);
        return application.place([...at, ...(key ?? ['repoURL'])]).location;
    }
    const key = ['values', 'chartRef', 'chart', 'sourceRef'].find((one) => (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_7__/* .get */ .Jt)(manifest.object, 'spec', one) !== undefined);
    return manifest.place(['spec', key ?? 'chart']).location;
}
/** Where the object says what is fetched. */
function addressOf(delivery) {
    if (delivery.by === 'argocd')
        return delivery.application.place([...delivery.at, 'repoURL']).location;
    const { manifest } = delivery;
    const inline = (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_7__/* .get */ .Jt)(manifest.object, 'spec', 'chart', 'spec', 'sourceRef') !== undefined;
    const key = (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_7__/* .get */ .Jt)(manifest.object, 'spec', 'chartRef') === undefined ? 'sourceRef' : 'chartRef';
    return manifest.place(inline ? ['spec', 'chart', 'spec', 'sourceRef'] : ['spec', key]).location;
}


/***/ }),

/***/ 69298:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EQ: () => (/* binding */ realLocation),
/* harmony export */   cg: () => (/* binding */ isFetched),
/* harmony export */   oD: () => (/* binding */ realPlace),
/* harmony export */   sZ: () => (/* binding */ virtualTree)
/* harmony export */ });
/** A tree with files laid over it that exist nowhere, or in the place of its own. */
function virtualTree(tree, files) {
    if (files.length === 0)
        return tree;
    const known = new Map(files.map(({ path, text }) => [path, new TextEncoder().encode(text)]));
    const entryOf = (path, bytes) => ({
        kind: 'file',
        path,
        size: bytes.length,
        executable: false,
    });
    return {
        label: tree.label,
        commit: null,
        async list(under = '') {
            const own = (await tree.list(under)).filter(({ path }) => !known.has(path));
            const added = [...known]
                .filter(([path]) => under === '' || path.startsWith(`${under}/`))
                .map(([path, bytes]) => entryOf(path, bytes));
            return [...own, ...added].sort((a, b) => (a.path < b.path ? -1 : 1));
        },
        async stat(path) {
            const bytes = known.get(path);
            if (bytes !== undefined)
                return entryOf(path, bytes);
            const isAbove = path !== '' && files.some((file) => file.path.startsWith(`${path}/`));
            return isAbove ? 'directory' : tree.stat(path);
        },
        read: async (path) => known.get(path) ?? tree.read(path),
    };
}
/** A place with what lies in virtual files taken back to where it is written. */
function realPlace({ location, related }, files, fetched) {
    const own = realLocation(location, files, fetched);
    const others = related.map((one) => realLocation(one, files, fetched));
    const all = [...own.related, ...others.flatMap((place) => [place.location, ...place.related])];
    const unique = new Map(all.map((one) => [JSON.stringify(one), one]));
    unique.delete(JSON.stringify(own.location));
    return { location: own.location, related: [...unique.values()] };
}
/** What was fetched is written in the object, as near as can be told. */
function realLocation(location, files, fetched) {
    const file = files.find(({ path }) => path === location.file);
    if (file === undefined && fetched !== null && isFetched(location.file, fetched))
        return fetched.place;
    return file === undefined ? { location, related: [] } : file.place(location);
}
function isFetched(file, { root }) {
    return file.startsWith(`${root}/`);
}


/***/ }),

/***/ 88738:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ matchGlob)
/* harmony export */ });
/** How much of backtracking one match may take: patterns come from manifests. */
const MAX_STEPS = 100_000;
/**
 * Go's path.Match as Flux's variables have it (github.com/fluxcd/pkg/envsubst v1.8, path/match.go): `*` and `?` match
 * slashes too, and a `*` at the end whatever is left. ASCII only.
 *
 * `malformed` is only said where the match gets as far as what is malformed.
 */
function matchGlob(pattern, name) {
    let rest = name;
    let left = pattern;
    let steps = 0;
    while (left.length > 0) {
        const { star, text } = nextChunk(left);
        left = left.slice(consumed(left, text));
        if (star && text === '')
            return true;
        const here = matchChunk(text, rest);
        if (here === 'malformed')
            return 'malformed';
        if (here !== null && (here === '' || left.length > 0)) {
            rest = here;
            continue;
        }
        if (!star)
            return false;
        let found = null;
        for (let index = 1; index <= rest.length; index += 1) {
            steps += text.length + 1;
            if (steps > MAX_STEPS)
                return 'malformed';
            const there = matchChunk(text, rest.slice(index));
            if (there === 'malformed')
                return 'malformed';
            if (there === null || (left.length === 0 && there !== ''))
                continue;
            found = there;
            break;
        }
        if (found === null)
            return false;
        rest = found;
    }
    return rest === '';
}
/** Up to the next star that is in no class, with the stars in front of it taken off. */
function nextChunk(pattern) {
    const stars = /^\**/.exec(pattern)?.[0].length ?? 0;
    let inClass = false;
    let end = stars;
    for (; end < pattern.length; end += 1) {
        const character = pattern[end];
        if (character === '\\' && end + 1 < pattern.length)
            end += 1;
        else if (character === '[')
            inClass = true;
        else if (character === ']')
            inClass = false;
        else if (character === '*' && !inClass)
            break;
    }
    return { star: stars > 0, text: pattern.slice(stars, end) };
}
function consumed(pattern, text) {
    return (/^\**/.exec(pattern)?.[0].length ?? 0) + text.length;
}
/** What is left of `name` behind the chunk; null where it does not start with it. */
function matchChunk(chunk, name) {
    let at = 0;
    let from = 0;
    while (at < chunk.length) {
        if (from >= name.length)
            return null;
        const character = chunk[at];
        if (character === '[') {
            const read = matchClass(chunk, at + 1, name[from] ?? '');
            if (read === 'malformed')
                return 'malformed';
            if (!read.matches)
                return null;
            at = read.end;
        }
        else if (character === '?') {
            at += 1;
        }
        else {
            if (character === '\\')
                at += 1;
            if (at >= chunk.length)
                return 'malformed';
            if (chunk[at] !== name[from])
                return null;
            at += 1;
        }
        from += 1;
    }
    return name.slice(from);
}
function matchClass(chunk, start, character) {
    let at = start;
    const negated = chunk[at] === '^';
    if (negated)
        at += 1;
    let found = false;
    for (let ranges = 0;; ranges += 1) {
        if (chunk[at] === ']' && ranges > 0)
            return { matches: found !== negated, end: at + 1 };
        const low = classCharacter(chunk, at);
        if (low === null)
            return 'malformed';
        at = low.end;
        let high = low;
        if (chunk[at] === '-') {
            const read = classCharacter(chunk, at + 1);
            if (read === null)
                return 'malformed';
            high = read;
            at = read.end;
        }
        if (low.character <= character && character <= high.character)
            found = true;
    }
}
/** One character of a class; it must not be the chunk's last. */
function classCharacter(chunk, at) {
    const escaped = chunk[at] === '\\';
    const position = escaped ? at + 1 : at;
    const character = chunk[position];
    if (character === undefined || (!escaped && (character === '-' || character === ']')))
        return null;
    return position + 1 >= chunk.length ? null : { character, end: position + 1 };
}


/***/ }),

/***/ 47465:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ findObject),
/* harmony export */   ft: () => (/* binding */ dataKeys),
/* harmony export */   ph: () => (/* binding */ isEncrypted),
/* harmony export */   tz: () => (/* binding */ dataEntry)
/* harmony export */ });
/* unused harmony export groupOf */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(97803);


/**
 * The object that `near` names. Where several of that name are rendered (one for each cluster), the one that comes from the
 * same source is meant, else the one in the same directory; where that does not tell either, nobody can say which.
 */
function findObject(all, near, wanted) {
    const name = `${wanted.kind} ${wanted.namespace}/${wanted.name}`;
    const same = all.filter(({ ref, namespace, face }) => ref.kind === wanted.kind &&
        ref.name === wanted.name &&
        namespace === wanted.namespace &&
        groupOf(ref.apiVersion) === wanted.group &&
        face === undefined);
    const distinct = distinctOf(same);
    const [first, second] = distinct;
    if (first === undefined)
        return { why: `${name} is not in the repository` };
    if (second === undefined)
        return { found: first };
    const [own, other] = distinctOf(same.filter(({ source }) => source === near.source));
    if (own !== undefined && other === undefined)
        return { found: own };
    const [beside, another] = distinctOf(same.filter(({ ref }) => node_path__WEBPACK_IMPORTED_MODULE_0__.posix.dirname(ref.file) === node_path__WEBPACK_IMPORTED_MODULE_0__.posix.dirname(near.ref.file)));
    if (beside !== undefined && another === undefined)
        return { found: beside };
    return { why: `${name} is there ${distinct.length} times, and not the same each time` };
}
function distinctOf(manifests) {
    return [...new Map(manifests.map((manifest) => [JSON.stringify(contentOf(manifest.object)), manifest])).values()];
}
/** What an object says, its labels and annotations aside: those the one who delivers it adds to. */
function contentOf({ metadata: _, ...content }) {
    return content;
}
function groupOf(apiVersion) {
    return apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
}
/** @returns null where there is no such key; a reason where it cannot be read. */
function dataEntry(manifest, key) {
    const { object } = manifest;
    const plain = manifest.ref.kind === 'Secret' ? (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_1__/* .get */ .Jt)(object, 'stringData', key) : (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_1__/* .get */ .Jt)(object, 'data', key);
    if (isEncrypted(object))
        return { why: `${manifest.ref.kind} ${manifest.ref.name} is encrypted (SOPS)` };
    if (typeof plain === 'string') {
        return { text: plain, path: [manifest.ref.kind === 'Secret' ? 'stringData' : 'data', key] };
    }
    if (manifest.ref.kind !== 'Secret')
        return null;
    const encoded = (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_1__/* .get */ .Jt)(object, 'data', key);
    if (typeof encoded !== 'string')
        return null;
    // In base64 no scalar of the file says it: the entry as a whole is where it comes from.
    return { text: Buffer.from(encoded, 'base64').toString('utf8'), path: ['data', key] };
}
/** The keys of a ConfigMap or a Secret. */
function dataKeys({ object, ref }) {
    const parts = ref.kind === 'Secret' ? [object.data, object.stringData] : [object.data];
    return [...new Set(parts.flatMap((part) => ((0,_domain_index_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(part) ? Object.keys(part) : [])))];
}
/** SOPS leaves its own metadata at the top of what it encrypts. */
function isEncrypted(object) {
    return (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(object.sops) && ('mac' in object.sops || 'lastmodified' in object.sops);
}


/***/ }),

/***/ 80536:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  JN: () => (/* binding */ artifactTree)
});

// UNUSED EXPORTS: leavesOut, parsePatterns, withDefaults

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/domain/location.js
var domain_location = __webpack_require__(69994);
// EXTERNAL MODULE: ./build/render/problem.js
var problem = __webpack_require__(89094);
// EXTERNAL MODULE: ./build/render/flux/envsubst/glob.js
var glob = __webpack_require__(88738);
;// CONCATENATED MODULE: ./build/render/flux/segment-glob.js

/** Go's filepath.Match on one segment of a path; a malformed pattern matches nothing. */
function matchSegment(pattern, name) {
    return (0,glob/* matchGlob */.s)(pattern, name) === true;
}

;// CONCATENATED MODULE: ./build/render/flux/source-ignore.js




const VCS = ['.git/', '.gitignore', '.gitmodules', '.gitattributes'];
/** Left out where neither a `.sourceignore` nor the object says anything. */
const DEFAULTS = [
    '*.jpg',
    '*.jpeg',
    '*.gif',
    '*.png',
    '*.wmv',
    '*.flv',
    '*.tar.gz',
    '*.zip',
    '.github/',
    '.circleci/',
    '.travis.yml',
    '.gitlab-ci.yml',
    'appveyor.yml',
    '.drone.yml',
    'cloudbuild.yaml',
    'codeship-services.yml',
    'codeship-steps.yml',
    '**/.goreleaser.yml',
    '**/.sops.yaml',
    '**/.flux.yaml',
]; // prettier-ignore
/** More patterns than that are no longer written by people. */
const MAX_PATTERNS = 2000;
/**
 * The tree as a GitRepository hands it on: without what `.sourceignore` files and `spec.ignore` leave out, and without
 * links, which its archive does not hold.
 */
function artifactTree(tree, ignore) {
    const known = archives.get(tree) ?? new Map();
    archives.set(tree, known);
    const archive = known.get(ignore) ?? archiveOf(tree, ignore);
    known.set(ignore, archive);
    return archive;
}
/** Many objects take from one source object. */
const archives = new WeakMap();
async function archiveOf(tree, ignore) {
    const entries = await tree.list();
    const own = await Promise.all(entries
        .filter(({ kind, path }) => kind === 'file' && external_node_path_.posix.basename(path) === '.sourceignore')
        .map(async ({ path }) => {
        const directory = external_node_path_.posix.dirname(path);
        return parsePatterns(Buffer.from(await tree.read(path)).toString('utf8'), directory === '.' ? '' : directory);
    }));
    const patterns = withDefaults([...own.flat(), ...(ignore === null ? [] : parsePatterns(ignore, ''))]);
    if (patterns.length > MAX_PATTERNS) {
        throw new problem/* RenderProblem */.uC({
            what: `it leaves files out by ${patterns.length} patterns, more than the ${MAX_PATTERNS} that are read`,
            remedy: 'Leave whole directories out',
            location: (0,domain_location/* fileLocation */.A)('.sourceignore'),
            unknown: 'content',
        });
    }
    const isLeftOut = (path, isDirectory) => leavesOut(patterns, path, isDirectory);
    const keeps = (entry) => entry.kind === 'file' && !isLeftOut(entry.path, false);
    return {
        label: tree.label,
        commit: tree.commit,
        list: async (under) => (await tree.list(under)).filter(keeps),
        async stat(path) {
            const entry = await tree.stat(path);
            if (entry === null || entry === 'directory')
                return entry;
            return keeps(entry) ? entry : null;
        },
        read: (path) => tree.read(path),
    };
}
/** What is always left out comes first, so that anything written may bring it back. */
function withDefaults(written) {
    const base = written.length > 0 ? VCS : [...VCS, ...DEFAULTS];
    return [...base.map((line) => parsePattern(line, '')), ...written];
}
function parsePatterns(text, domain) {
    return text
        .split(/\r?\n/)
        .filter((line) => !line.startsWith('#') && line.trim() !== '')
        .map((line) => parsePattern(line, domain));
}
function parsePattern(line, domain) {
    const includes = line.startsWith('!');
    let text = includes ? line.slice(1) : line;
    if (!text.endsWith('\\ '))
        text = text.replace(/ +$/, '');
    const directoryOnly = text.endsWith('/');
    return { domain, segments: (directoryOnly ? text.slice(0, -1) : text).split('/'), includes, directoryOnly };
}
/** The last pattern that matches decides. */
function leavesOut(patterns, path, isDirectory) {
    const decides = patterns.findLast((pattern) => matches(pattern, path, isDirectory));
    return decides !== undefined && !decides.includes;
}
function matches(pattern, path, isDirectory) {
    const { domain } = pattern;
    if (domain !== '' && !path.startsWith(`${domain}/`))
        return false;
    const below = (domain === '' ? path : path.slice(domain.length + 1)).split('/');
    return pattern.segments.length > 1 ? matchPath(pattern, below, isDirectory) : matchName(pattern, below, isDirectory);
}
/** A name alone matches at any depth, and so does everything below what it names. */
function matchName({ segments, directoryOnly }, path, isDirectory) {
    const index = path.findIndex((name) => matchSegment(segments[0] ?? '', name));
    return index !== -1 && !(directoryOnly && !isDirectory && index === path.length - 1);
}
function matchPath({ segments, directoryOnly }, path, isDirectory) {
    let at = 0;
    let matched = false;
    let anyDepth = false;
    for (const [index, segment] of segments.entries()) {
        if (segment === '') {
            anyDepth = false;
            continue;
        }
        if (segment === '**') {
            if (index === segments.length - 1)
                break;
            anyDepth = true;
            continue;
        }
        if (segment.includes('**') || at >= path.length)
            return false;
        if (!anyDepth) {
            if (!matchSegment(segment, path[at] ?? ''))
                return false;
            matched = true;
            at += 1;
            continue;
        }
        anyDepth = false;
        const found = path.findIndex((name, position) => position >= at && matchSegment(segment, name));
        matched = found !== -1;
        at = found === -1 ? path.length : found + 1;
    }
    return matched && !(directoryOnly && !isDirectory && at >= path.length);
}


/***/ }),

/***/ 64035:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  XX: () => (/* binding */ render)
});

// UNUSED EXPORTS: RULES, applicationsOf, argoPart, findObject, sourcePaths

// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(70370);
// EXTERNAL MODULE: ./build/discover/discover.js + 11 modules
var discover = __webpack_require__(81555);
// EXTERNAL MODULE: ./build/domain/source.js
var domain_source = __webpack_require__(14012);
// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/domain/location.js
var domain_location = __webpack_require__(69994);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/domain/manifest.js
var domain_manifest = __webpack_require__(66632);
// EXTERNAL MODULE: ./build/domain/json.js
var json = __webpack_require__(97803);
// EXTERNAL MODULE: ./build/render/problem.js
var render_problem = __webpack_require__(89094);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/domain/path.js
var path = __webpack_require__(40298);
// EXTERNAL MODULE: ./build/render/kustomize/names.js
var kustomize_names = __webpack_require__(84725);
// EXTERNAL MODULE: ./build/render/argocd/argo-delivery.js
var argo_delivery = __webpack_require__(28696);
;// CONCATENATED MODULE: ./build/render/deliveries/delivery.js

/** @throws RenderProblem where the controller would refuse the object. */
async function compose(delivery, context) {
    // A repository has one of the controllers, or none.
    if (delivery.by === 'flux')
        return (await Promise.all(/* import() */[__webpack_require__.e(142), __webpack_require__.e(490), __webpack_require__.e(541)]).then(__webpack_require__.bind(__webpack_require__, 75541))).composeFlux(delivery, context);
    return (await __webpack_require__.e(/* import() */ 641).then(__webpack_require__.bind(__webpack_require__, 58641))).composeApplication(delivery, context);
}
/** Which of the things that its object deploys: a source of an Application, one of the Applications of a set. */
function partOf(delivery) {
    return delivery.by === 'flux' ? '' : (0,argo_delivery/* argoPart */.h)(delivery);
}

// EXTERNAL MODULE: ./build/render/deliveries/fetched.js
var deliveries_fetched = __webpack_require__(59227);
// EXTERNAL MODULE: ./build/render/deliveries/virtual-tree.js
var virtual_tree = __webpack_require__(69298);
;// CONCATENATED MODULE: ./build/render/deliveries/deliver.js







/**
 * Renders what an object of Argo CD or Flux deploys, as its controller would.
 *
 * @throws RenderProblem, GateError: as renderers do.
 */
async function deliver(delivery, context, surroundings, 
/** Left out: a new one. A proof renders under the one that is known. */
known) {
    const { manifest } = delivery;
    const { manifests: all, filesOf } = surroundings;
    const fetched = await (0,deliveries_fetched/* fetchFor */.G)(delivery, context);
    const placed = fetched === null ? delivery : { ...delivery, path: external_node_path_.posix.join(fetched.root, delivery.path) };
    const composition = await compose(placed, { all, tree: context.tree, fetched, filesOf });
    const source = known ?? sourceOf(placed, composition);
    const tree = (0,virtual_tree/* virtualTree */.sZ)(composition.tree, composition.files);
    const inner = { ...context, tree };
    const rendered = await renderInner(composition, fetched, inner, surroundings.render);
    const unsupported = [...composition.unsupported];
    let manifests = rendered.manifests.map((one) => takenBack(one, composition, fetched, manifest));
    for (const transform of composition.transforms) {
        const changed = await transform(manifests, context);
        manifests = [...changed.manifests];
        unsupported.push(...changed.unsupported);
    }
    const findings = rendered.findings.map((finding) => {
        const { location, related } = (0,virtual_tree/* realPlace */.oD)(finding, composition.files, fetched);
        return { ...finding, message: withoutRoot(finding.message, fetched), location, related };
    });
    return {
        delivery,
        source,
        made: composition.source,
        deployed: deployedFiles(composition.source, rendered),
        rendered: {
            manifests: manifests.map((one) => ({ ...one, source })),
            findings: [...findings, ...unsupported.map((what) => notChecked(manifest, what))],
            files: [
                ...(await realFiles(rendered, composition, fetched)),
                ...read(source, filesOf),
                ...generatedFrom(delivery),
            ],
            complete: rendered.complete,
        },
    };
}
async function renderInner({ source, files }, fetched, context, render) {
    try {
        return await render(source, context);
    }
    catch (error) {
        if (!(error instanceof render_problem/* RenderProblem */.uC))
            throw error;
        const { details } = error;
        const { location, related } = (0,virtual_tree/* realPlace */.oD)({ ...details, related: details.related ?? [] }, files, fetched);
        const broken = details.broken && {
            ...details.broken,
            location: (0,virtual_tree/* realPlace */.oD)({ location: details.broken.location, related: [] }, files, fetched).location,
        };
        const what = withoutRoot(details.what, fetched);
        throw new render_problem/* RenderProblem */.uC({ ...details, what, location, related, ...(broken === undefined ? {} : { broken }) });
    }
}
/** Files of a chart that was fetched are named as they are in it. */
function withoutRoot(text, fetched) {
    return fetched === null ? text : text.replaceAll(`${fetched.root}/`, '');
}
/** Its places as files that a person edits; what was fetched is in the object that has it fetched. */
function takenBack(manifest, { files }, fetched, { ref: owner }) {
    if (files.length === 0 && fetched === null)
        return manifest;
    const { ref } = manifest;
    const place = (path) => (0,virtual_tree/* realPlace */.oD)(manifest.place(path), files, fetched);
    if (fetched !== null && (0,virtual_tree/* isFetched */.cg)(ref.file, fetched)) {
        const { item: _, ...rest } = ref;
        const at = {
            file: owner.file,
            document: owner.document,
            ...(owner.item === undefined ? {} : { item: owner.item }),
        };
        return { ...manifest, ref: { ...rest, ...at }, place };
    }
    return {
        ...manifest,
        ref: {
            ...ref,
            file: (0,virtual_tree/* realLocation */.EQ)(manifest.place([]).location, files.filter(({ path }) => path === ref.file), null).location.file,
        },
        place,
    };
}
/** A file that is only a patch, or the data of a ConfigMap, may be deployed by somebody else as it is. */
function deployedFiles(made, { files, manifests }) {
    if (made.kind === 'helm')
        return [];
    if (made.kind === 'plain')
        return made.files;
    const names = new Set(kustomize_names/* KUSTOMIZATION_NAMES */.H);
    const kustomizations = files.filter((file) => names.has(external_node_path_.posix.basename(file)));
    return [...kustomizations, ...new Set(manifests.map(({ ref }) => ref.file))];
}
/** Without the files that exist in the object only. One that stands in for a file of the tree is that file. */
async function realFiles({ files }, { files: virtual, tree }, fetched) {
    const gone = await Promise.all(virtual.map(async ({ path }) => ((await tree.stat(path)) === null ? [path] : [])));
    const left = new Set(gone.flat());
    return files.filter((file) => !left.has(file) && !(fetched !== null && (0,virtual_tree/* isFetched */.cg)(file, fetched)));
}
function generatedFrom(delivery) {
    return delivery.by === 'argocd' ? delivery.application.files : [];
}
/** An edit of the object, or of one that it names, changes what is delivered. */
function read({ from, reads, object }, filesOf) {
    return [object.file, ...[from, ...reads.map((one) => one.from)].flatMap((source) => [...partsOf(source, filesOf)])];
}
function partsOf(source, filesOf) {
    return source.kind === 'plain' ? source.files : filesOf(source);
}
function sourceOf(delivery, { reads }) {
    const { manifest, path, by } = delivery;
    return {
        kind: by,
        root: path,
        part: partOf(delivery),
        object: addressOf(manifest),
        from: homeOf(manifest),
        reads: reads.map((one) => ({ object: addressOf(one), from: homeOf(one) })),
    };
}
function addressOf({ ref }) {
    const { file, document, item, kind, namespace, name } = ref;
    const where = item === undefined ? { file, document } : { file, document, item };
    return namespace === undefined ? { ...where, kind, name } : { ...where, kind, namespace, name };
}
/** The least that must be rendered to have the object again: of files, the one that it is in. */
function homeOf({ source, ref }) {
    return source.kind === 'plain' ? { kind: 'plain', root: source.root, files: [ref.file] } : source;
}
/** One plain `unknown` for what could not be done as the controller does it. */
function notChecked(manifest, what) {
    const at = ['spec'];
    const { location, related } = manifest.place(at);
    return {
        rule: 'source/unrendered',
        severity: 'high',
        result: { outcome: 'unknown', cause: 'content' },
        enforcement: 'block',
        message: `${(0,domain_manifest/* describeManifest */.F)(manifest.ref)}: ${what}. What it deploys was not checked in full. Commit what it needs, or except this finding in the policy.`,
        manifest: manifest.ref,
        image: null,
        location,
        related,
        path: (0,path/* formatPath */.j)(at),
        identity: [what],
        digest: null,
    };
}

;// CONCATENATED MODULE: ./build/render/deliveries/replaced.js


/**
 * What is left of the sources when deliveries have taken their part: a chart or kustomization that one is made from, and
 * files that one is made of, are no longer sources of their own, since nobody deploys them bare. One that somebody named
 * stays.
 */
function withoutDelivered(base, delivered, named) {
    const kept = new Set(named.map((path) => path.replace(/^\.\//, '').replace(/\/+$/, '')));
    const charts = new Set(delivered.flatMap(({ made }) => (made.kind === 'helm' ? [made.root] : [])));
    const isBare = (made) => made.kind === 'plain' && kept.has(made.root);
    const files = new Set(delivered.flatMap(({ made, deployed }) => (isBare(made) ? [] : deployed)));
    return base.flatMap((one) => {
        const { source } = one;
        if (source.kind === 'plain')
            return withoutFiles(one, source, files);
        const isTaken = source.kind === 'helm'
            ? charts.has(source.root)
            : kustomize_names/* KUSTOMIZATION_NAMES */.H.some((name) => files.has(external_node_path_.posix.join(source.root, name)));
        return isTaken && !kept.has(source.root) ? [] : [one];
    });
}
/** The same objects under a source of the files that are left, so that rendering it again gives them and no others. */
function withoutFiles({ rendered }, source, taken) {
    const left = source.files.filter((file) => !taken.has(file));
    if (left.length === source.files.length)
        return [{ source, rendered }];
    if (left.length === 0)
        return [];
    const own = { ...source, files: left };
    return [
        {
            source: own,
            rendered: {
                ...rendered,
                manifests: rendered.manifests
                    .filter(({ ref }) => !taken.has(ref.file))
                    .map((manifest) => ({ ...manifest, source: own })),
                findings: rendered.findings.filter(({ location }) => !taken.has(location.file)),
                files: left,
            },
        },
    ];
}

;// CONCATENATED MODULE: ./build/render/deliveries/rounds.js







/** How deep objects that deploy objects that deploy are followed. */
const MAX_ROUNDS = 6;
const MAX_DELIVERIES = 500;
/** As many as sources are rendered at a time. */
const MAX_AT_A_TIME = 8;
/**
 * Renders the objects of Flux that deploy parts of this repository, those that they deploy, and so on until there is
 * nothing new. What is delivered takes the place of the bare chart, kustomization or file. An object that is itself
 * delivered counts as it is delivered.
 */
async function renderDeliveries(base, context, { find, named }, render) {
    let done = new Map();
    for (let round = 0;; round += 1) {
        const results = effective();
        const manifests = results.flatMap(({ rendered }) => rendered.manifests);
        const files = new Map([...base, ...results].map(({ source, rendered }) => [source, rendered.files]));
        const surroundings = { manifests, filesOf: (source) => files.get(source) ?? [], render };
        const found = keyed(await find(manifests, context.tree));
        const data = dataOf(manifests);
        const isKnown = ([key, delivery]) => done.get(key)?.saw === sawOf(delivery, data);
        if (found.size === done.size && [...found].every(isKnown))
            return finish(null);
        if (round >= MAX_ROUNDS)
            return finish(`it is deployed by objects that are nested more than ${MAX_ROUNDS} deep, or in a circle`);
        // What was found before and is not now has been replaced by what an object above makes of it.
        const limit = (0,p_limit/* default */.A)(MAX_AT_A_TIME);
        const rendered = [...found].slice(0, MAX_DELIVERIES).map(([key, delivery]) => limit(async () => {
            const known = done.get(key);
            if (known !== undefined && isKnown([key, delivery]))
                return [key, known];
            context.ports.log.progress(`Rendering ${domain_source/* CONTROLLERS */.A0[delivery.by]} ${(0,domain_manifest/* describeManifest */.F)(delivery.manifest.ref)}`);
            return [key, { ...(await tryDeliver(delivery, context, surroundings)), saw: sawOf(delivery, data) }];
        }));
        const tooMany = found.size > MAX_DELIVERIES;
        done = new Map(await Promise.all(rendered));
        if (tooMany)
            return finish(`the repository has more than ${MAX_DELIVERIES} objects that deploy parts of it`);
    }
    function delivered() {
        return [...done.values()].flatMap((one) => ('rendered' in one ? [one] : []));
    }
    function effective() {
        const all = delivered();
        return [...withoutDelivered(base, all, named), ...all.map(({ source, rendered }) => ({ source, rendered }))];
    }
    async function finish(why) {
        const failures = [...done.values()].flatMap((one) => ('findings' in one ? [one] : []));
        const results = effective();
        const left = why === null
            ? []
            : await find(results.flatMap(({ rendered }) => rendered.manifests), context.tree);
        const open = [...keyed(left)].filter(([key]) => !done.has(key)).map(([, { manifest }]) => manifest);
        return {
            results,
            findings: [
                ...failures.flatMap(({ findings }) => findings),
                ...open.map((manifest) => notChecked(manifest, why ?? '')),
            ],
            failed: failures.map(({ source }) => source),
        };
    }
}
/** What others say that it is rendered by. */
function sawOf(delivery, data) {
    const { object, source } = delivery.manifest;
    // Objects that say what is in the artifact may themselves be delivered, and so change.
    const says = delivery.by === 'flux' ? [delivery.sourceObject, delivery.chart].map((one) => one.object.spec) : [];
    const looks = (0,json/* get */.Jt)(object, 'spec', 'valuesFrom') ?? (0,json/* get */.Jt)(object, 'spec', 'postBuild', 'substituteFrom');
    const home = (0,domain_source/* isDelivered */.Z$)(source) ? source.object : [source.kind, source.root];
    return JSON.stringify([says, ...(looks === undefined ? [] : [home, data])]);
}
/** Every ConfigMap and Secret, and who brings it. */
function dataOf(manifests) {
    const found = manifests
        .filter(({ ref }) => ref.apiVersion === 'v1' && (ref.kind === 'ConfigMap' || ref.kind === 'Secret'))
        .map(({ ref, namespace, object, source }) => {
        const home = (0,domain_source/* isDelivered */.Z$)(source) ? source.object : source.kind;
        return JSON.stringify([ref.kind, namespace, ref.name, object.data, object.stringData, home]);
    });
    return (0,external_node_crypto_.createHash)('sha256')
        .update([...new Set(found)].sort().join('\n'))
        .digest('hex');
}
/**
 * One key for one thing that is deployed. The same object counts once whether it is found in a file or in what delivers
 * that file; it counts twice where two deliveries (of two clusters) make two of it.
 */
function keyed(found) {
    const same = Map.groupBy(found, keyOf);
    const all = [...same].flatMap(([key, deliveries]) => deliveries.map((delivery) => [
        deliveries.length === 1 ? key : `${key} ${homeKey(delivery.manifest.source)}`,
        delivery,
    ]));
    return new Map(all);
}
/** Labels and annotations are left out: whoever delivers an object adds to them. */
function keyOf(delivery) {
    const { object, ref, namespace } = delivery.manifest;
    const { metadata: _, ...rest } = object;
    return JSON.stringify([
        ref.file,
        ref.document,
        ref.item ?? null,
        ref.kind,
        namespace,
        ref.name,
        rest,
        partOf(delivery),
    ]);
}
function homeKey(source) {
    return (0,domain_source/* isDelivered */.Z$)(source)
        ? `${JSON.stringify(source.object)} ${homeKey(source.from)}`
        : `${source.kind} ${source.root}`;
}
async function tryDeliver(delivery, context, surroundings) {
    try {
        return await deliver(delivery, context, surroundings);
    }
    catch (error) {
        const { manifest, path, by } = delivery;
        const at = { object: manifest.ref, part: partOf(delivery), from: manifest.source, reads: [] };
        const source = { kind: by, root: path, ...at };
        if (error instanceof render_problem/* RenderProblem */.uC)
            return { source, findings: (0,render_problem/* problemFindings */.Ek)(source, error.details) };
        if (!(error instanceof errors/* GateError */.u))
            throw error;
        const unknown = error.stage === 'tools' || error.stage === 'io' ? 'infrastructure' : 'content';
        const location = error.location ?? manifest.place(['spec']).location;
        const details = { what: error.message, remedy: error.remedy, location, unknown };
        return { source, findings: [(0,render_problem/* renderFailed */.g9)(source, details)] };
    }
}
/** A proof: known deliveries again, from a tree with edits. One that no longer renders is not complete. */
async function renderAgain(wanted, context, find, render) {
    const done = new Map();
    const visit = async (source) => {
        if (done.has(source))
            return;
        if (!(0,domain_source/* isDelivered */.Z$)(source)) {
            done.set(source, await orNothing(render(source, context)));
            return;
        }
        for (const one of [source.from, ...source.reads.map(({ from }) => from)])
            await visit(one);
        const manifests = [...done.values()].flatMap((rendered) => rendered.manifests);
        const delivery = (await find(manifests, context.tree)).find((one) => one.manifest.source === source.from && (0,domain_source/* isAt */.ii)(one.manifest.ref, source.object) && partOf(one) === source.part);
        const filesOf = (one) => done.get(one)?.files ?? [];
        const again = delivery === undefined
            ? Promise.resolve(NOTHING)
            : deliver(delivery, context, { manifests, filesOf, render }, source).then(({ rendered }) => rendered);
        done.set(source, await orNothing(again));
    };
    for (const source of wanted)
        await visit(source);
    return done;
}
const NOTHING = { manifests: [], findings: [], files: [], complete: false };
async function orNothing(rendering) {
    try {
        return await rendering;
    }
    catch (error) {
        if (error instanceof render_problem/* RenderProblem */.uC || error instanceof errors/* GateError */.u)
            return NOTHING;
        throw error;
    }
}

// EXTERNAL MODULE: ./build/tree/links.js
var links = __webpack_require__(52044);
// EXTERNAL MODULE: ./build/yaml/limits.js
var limits = __webpack_require__(68876);
// EXTERNAL MODULE: ./build/yaml/mentions.js
var mentions = __webpack_require__(59567);
// EXTERNAL MODULE: ./build/render/invalid.js
var invalid = __webpack_require__(29518);
// EXTERNAL MODULE: ./build/yaml/stream.js + 8 modules
var stream = __webpack_require__(21994);
// EXTERNAL MODULE: ./build/render/objects.js
var render_objects = __webpack_require__(69653);
;// CONCATENATED MODULE: ./build/render/plain-file.js




/** A file this large that nowhere mentions what every manifest has is not parsed: lock files, API descriptions. */
const MAX_UNMENTIONED_BYTES = 1024 * 1024;
/** More is the same mistake over and over. */
const MAX_FINDINGS = 100;
/** What a JSON file that cannot be read must hold to count as a manifest: most JSON of a repository is something else. */
const JSON_HEAD = [/"apiVersion"\s*:/, /"kind"\s*:/];
const REMEDY = 'Correct it; if it is no manifest, list its path under ignorePaths in the policy.';
const HIDDEN = /(?:^|\/)\.[^/]+\//;
/**
 * The manifests of a YAML or JSON file. A document without apiVersion and kind is something else and is left out, and so
 * is a broken one that is certain to be something else.
 */
function readPlainFile(bytes, file, source) {
    const mentioned = (0,mentions/* mentionsManifest */.T)(bytes);
    const isJson = /\.json$/i.test(file);
    if (!mentioned && (isJson || bytes.length > MAX_UNMENTIONED_BYTES)) {
        return { manifests: [], findings: [], complete: true };
    }
    const { documents, problems } = (0,stream/* readManifestStream */.W)(bytes);
    const relevant = problems.filter((problem) => couldBeManifest(problem, bytes, isJson));
    // Below a hidden folder a YAML file is some tool's own settings; anywhere else a broken one could be a manifest.
    const enforcement = mentioned || !HIDDEN.test(file) ? 'block' : 'warn';
    const at = (range) => ({ file, ...range, exact: true });
    const findings = relevant.map(({ message, range }) => (0,invalid/* invalidManifest */.p)(file, message, at(range), { enforcement, remedy: REMEDY }));
    const manifests = [];
    for (const document of documents.filter(({ value }) => hasHead(value))) {
        const { objects, problems: wrong } = (0,render_objects/* objectsOf */.i)(document.value);
        for (const { what, path } of wrong) {
            const text = `document ${document.index + 1}: ${what}`;
            findings.push((0,invalid/* invalidManifest */.p)(file, text, at(document.locate(path)), { remedy: REMEDY }));
        }
        for (const { object, path, ref } of objects) {
            manifests.push({
                ref: { file, document: document.index, ...ref },
                source,
                object,
                namespace: ref.namespace ?? 'default',
                place: (below) => placeIn(document, file, [...path, ...below]),
            });
        }
    }
    return { manifests, findings: bounded(findings, file), complete: relevant.length === 0 };
}
function placeIn(document, file, path) {
    return { location: { file, ...document.locate(path), exact: true }, related: [] };
}
/** Every document with apiVersion and kind is a manifest; a values file or a workflow has not both. */
function hasHead(value) {
    return (0,json/* isObject */.Gv)(value) && 'apiVersion' in value && 'kind' in value && !isKustomization(value.apiVersion);
}
/** A kustomization by another file name is configuration of kustomize, and no cluster takes it. */
function isKustomization(apiVersion) {
    return typeof apiVersion === 'string' && apiVersion.startsWith('kustomize.config.k8s.io/');
}
function couldBeManifest({ keys }, bytes, isJson) {
    if (keys !== null)
        return keys.includes('apiVersion') && keys.includes('kind');
    if (!isJson)
        return true;
    const text = Buffer.from(bytes).toString('latin1').replaceAll('\0', '');
    return JSON_HEAD.every((pattern) => pattern.test(text));
}
function bounded(findings, file) {
    const rest = findings.length - MAX_FINDINGS;
    if (rest <= 0)
        return findings;
    const more = (0,invalid/* invalidManifest */.p)(file, `${rest} more of its documents are wrong`, undefined, { remedy: REMEDY });
    return [...findings.slice(0, MAX_FINDINGS), more];
}

;// CONCATENATED MODULE: ./build/render/plain.js







/** Files read at a time: enough for a git tree to fetch them together, and no more memory than that. */
const BATCH = 256;
/** The first line of every Git LFS pointer (git-lfs docs/spec.md). */
const LFS_POINTER = Buffer.from('version https://git-lfs.github.com/spec/v1\n');
/**
 * Files that hold manifests as they are: what kubectl would apply. Whatever is wrong with one becomes a finding, and the
 * others are read all the same.
 */
async function renderPlain(source, tree) {
    const read = [];
    for (let start = 0; start < source.files.length; start += BATCH) {
        const batch = source.files.slice(start, start + BATCH);
        read.push(...(await Promise.all(batch.map((file) => readOne(file, source, tree)))));
    }
    const beside = new Set(read.filter(({ manifests }) => manifests.length > 0).map(({ file }) => external_node_path_.posix.dirname(file)));
    // A large or unfetched JSON file is a manifest where its neighbours are; elsewhere it is somebody's data.
    const hidden = read.filter(({ file, hidden }) => hidden !== null && (!isJson(file) || beside.has(external_node_path_.posix.dirname(file))));
    return {
        manifests: read.flatMap(({ manifests }) => manifests),
        findings: [
            ...read.flatMap(({ findings }) => findings),
            ...hidden.flatMap(({ hidden: problem }) => (problem === null ? [] : [(0,render_problem/* renderFailed */.g9)(source, problem)])),
        ],
        files: source.files,
        complete: hidden.length === 0 && read.every(({ complete }) => complete),
    };
}
async function readOne(file, source, tree) {
    const nothing = { file, manifests: [], findings: [], complete: true, hidden: null };
    const resolved = await (0,links/* resolveInTree */.O)(tree, file);
    if (resolved.kind !== 'found' || resolved.is !== 'file') {
        const finding = (0,invalid/* invalidManifest */.p)(file, 'it is not a file inside the repository');
        return { ...nothing, findings: [finding], complete: false };
    }
    let bytes;
    try {
        bytes = await tree.read(resolved.path);
    }
    catch (error) {
        if (!(error instanceof errors/* GateError */.u))
            throw error;
        const { message: what, remedy } = error;
        return { ...nothing, hidden: { what, remedy, location: (0,domain_location/* fileLocation */.A)(file), unknown: 'content' } };
    }
    if (Buffer.compare(Buffer.from(bytes.subarray(0, LFS_POINTER.length)), LFS_POINTER) === 0) {
        const what = `${file} is a Git LFS pointer, and its content is not in the tree`;
        const remedy = 'Commit the file itself';
        return { ...nothing, hidden: { what, remedy, location: (0,domain_location/* fileLocation */.A)(file), unknown: 'content' } };
    }
    if (bytes.length > limits/* MAX_FILE_BYTES */.gZ && (!isJson(file) || (0,mentions/* mentionsManifest */.T)(bytes))) {
        const what = `${file} has ${bytes.length} bytes, more than the ${limits/* MAX_FILE_BYTES */.gZ} that are read`;
        const remedy = 'Split it, or list its path under ignorePaths in the policy if it is no manifest';
        return { ...nothing, hidden: { what, remedy, location: (0,domain_location/* fileLocation */.A)(file), unknown: 'content' } };
    }
    return { ...nothing, ...readPlainFile(bytes, file, source) };
}
function isJson(file) {
    return /\.json$/i.test(file);
}

;// CONCATENATED MODULE: ./build/render/unread.js


/** More of one source is the same habit over and over. */
const unread_MAX_FINDINGS = 20;
const MAX_NAMED = 3;
/** The message counts the rest. */
const MAX_RELATED = 100;
/**
 * Manifests below a chart or a kustomization that nothing reads: no template, no values, no resource. Discovery leaves
 * such files to the chart or kustomization, so that without a word they would be in no source at all, while
 * `kubectl apply` and a sync of the directory deploy them.
 */
async function findUnread(tree, results, isIgnored) {
    const read = new Set();
    for (const { rendered } of results) {
        const without = new Set(rendered.unread);
        for (const file of rendered.files)
            if (!without.has(file))
                read.add(file);
    }
    const findings = [];
    const told = new Set();
    // The deepest first, so that a file is told of what it lies directly below.
    for (const { source, rendered } of [...results].sort((a, b) => b.source.root.length - a.source.root.length)) {
        // Of a source that did not render nobody knows what it reads, and that it did not is reported.
        if (source.kind === 'plain' || (0,domain_source/* isDelivered */.Z$)(source) || !rendered.complete)
            continue;
        const directories = new Map();
        for (const file of rendered.unread ?? (await filesBelow(tree, source.root))) {
            if (told.has(file) || read.has(file) || isIgnored(file) || !/\.(ya?ml|json)$/i.test(file))
                continue;
            told.add(file);
            const kinds = await objectsIn(tree, file);
            if (kinds.length === 0)
                continue;
            const directory = file.slice(0, file.lastIndexOf('/') + 1);
            const known = directories.get(directory);
            if (known === undefined)
                directories.set(directory, [{ file, kinds }]);
            else
                known.push({ file, kinds });
        }
        const all = [...directories.values()];
        findings.push(...all.slice(0, unread_MAX_FINDINGS).map((files) => unread(source, files)));
        const [first, ...rest] = all.slice(unread_MAX_FINDINGS).flat();
        if (first !== undefined)
            findings.push(unread(source, [first, ...rest]));
    }
    return findings;
}
async function filesBelow(tree, root) {
    const entries = await tree.list(root);
    return entries.filter(({ kind }) => kind === 'file').map(({ path }) => path);
}
/** "Pod", "ConfigMap": the kinds in a file, a few of them; none where it holds no manifest. */
async function objectsIn(tree, file) {
    const bytes = await tree.read(file).catch(() => null);
    if (bytes === null)
        return [];
    if (bytes.length > limits/* MAX_FILE_BYTES */.gZ)
        return (0,mentions/* mentionsManifest */.T)(bytes) ? ['more than is read'] : [];
    if (!(0,mentions/* mentionsManifest */.T)(bytes))
        return [];
    const kinds = (0,stream/* readManifestStream */.W)(bytes).documents.flatMap(({ value }) => kindOf(value));
    return [...new Set(kinds)].slice(0, MAX_NAMED);
}
/** A kustomization by another name is configuration of kustomize, as for plain files. */
function kindOf(value) {
    if (!(0,json/* isObject */.Gv)(value) || !('apiVersion' in value) || !('kind' in value))
        return [];
    if (String(value.apiVersion).startsWith('kustomize.config.k8s.io/'))
        return [];
    return [`a ${JSON.stringify(String(value.kind).slice(0, 100))}`];
}
/** One finding for the files of one directory: they are there for one reason. */
function unread(source, files) {
    const name = source.kind === 'helm' ? 'the Helm chart' : 'the kustomization';
    const [{ file }] = files;
    const kinds = [...new Set(files.flatMap((one) => one.kinds))];
    const names = files.slice(0, MAX_NAMED).map((one) => one.file);
    const [it, was] = files.length === 1 ? ['it', 'was'] : ['them', 'were'];
    const what = files.length === 1
        ? `${file} holds ${listed(kinds, kinds.length)}`
        : `${files.length} files (${listed(names, files.length)}) hold ${listed(kinds.slice(0, MAX_NAMED), kinds.length)}`;
    return {
        rule: 'manifest/unread',
        severity: 'low',
        result: { outcome: 'unknown', cause: 'content' },
        enforcement: 'warn',
        message: `${what}, and ${name} ${source.root || '.'} around ${it} does not read ${it}, so ${files.length === 1 ? 'it' : 'they'} ${was} not checked; whoever applies the directory deploys ${it}. Add ${it} to ${name}, move ${it} elsewhere, or list the path under ignorePaths in the policy.`,
        manifest: null,
        image: null,
        location: (0,domain_location/* fileLocation */.A)(file),
        related: files.slice(1, MAX_RELATED).map((one) => (0,domain_location/* fileLocation */.A)(one.file)),
        path: null,
        // Another file beside them is another finding, and no known one.
        identity: ['unread', source.root, ...files.map((one) => one.file)],
        digest: null,
    };
}
function listed(names, count) {
    return `${names.join(', ')}${count > names.length ? ` and ${count - names.length} more` : ''}`;
}

;// CONCATENATED MODULE: ./build/render/index.js












/** Sources that are in memory at a time; each waits for its turn to run a process. */
const MAX_SOURCES_AT_A_TIME = 8;
/** Renders every source, several at a time. It never throws for what a source holds: that becomes a finding. */
async function render(sources, tree, options) {
    const { ports, origins = true, concurrency = navigator.hardwareConcurrency } = options;
    const limit = (0,p_limit/* default */.A)(MAX_SOURCES_AT_A_TIME);
    const processes = (0,p_limit/* default */.A)(Math.max(1, concurrency));
    const run = (command) => processes(() => ports.exec.run(command));
    const exec = { run, runAll: (commands) => commands.map(run) };
    const context = { ...options, tree, ports: { ...ports, exec }, origins };
    let done = 0;
    const base = await Promise.all(sources.map((source) => limit(async () => {
        if ((0,domain_source/* isDelivered */.Z$)(source))
            return [];
        const rendered = await renderSource(source, context);
        done += 1;
        ports.log.progress(`Rendered ${done} of ${sources.length}: ${(0,domain_source/* describeSource */.B6)(source)}`);
        return [{ source, rendered }];
    })));
    const { results, findings, failed } = await withDeliveries(sources, base.flat(), context, options.deliveries);
    // A proof compares objects: what no source reads has no part in it.
    const unread = origins ? await findUnread(tree, results, (0,discover/* ignoring */.O)(options.policy.ignorePaths)) : [];
    return {
        sources: results.map(({ source }) => source),
        manifests: results.flatMap(({ rendered }) => rendered.manifests),
        findings: [...results.flatMap(({ rendered }) => rendered.findings), ...findings, ...unread],
        failed: [...results.filter(({ rendered }) => !rendered.complete).map(({ source }) => source), ...failed],
        files: new Map(results.map(({ source, rendered }) => [source, new Set(rendered.files)])),
    };
}
/** Deliveries that are among the sources are rendered again; where there is none, they are looked for. */
async function withDeliveries(sources, base, context, deliveries) {
    if (deliveries === undefined)
        return { results: base, findings: [], failed: [] };
    const known = sources.filter(domain_source/* isDelivered */.Z$);
    if (known.length === 0 && context.origins)
        return renderDeliveries(base, context, deliveries, dispatch);
    const again = await renderAgain(known, context, deliveries.find, dispatch);
    return {
        results: [...base, ...known.map((source) => ({ source, rendered: again.get(source) ?? render_NOTHING }))],
        findings: [],
        failed: [],
    };
}
const render_NOTHING = { manifests: [], findings: [], files: [], complete: false };
async function renderSource(source, context) {
    try {
        return await dispatch(source, context);
    }
    catch (error) {
        if (error instanceof render_problem/* RenderProblem */.uC) {
            return { manifests: [], findings: (0,render_problem/* problemFindings */.Ek)(source, error.details), files: [], complete: false };
        }
        if (error instanceof errors/* GateError */.u) {
            const location = error.location ?? (0,domain_location/* fileLocation */.A)(source.root);
            const unknown = error.stage === 'tools' || error.stage === 'io' ? 'infrastructure' : 'content';
            const details = { what: error.message, remedy: error.remedy, location, unknown };
            return { manifests: [], findings: [(0,render_problem/* renderFailed */.g9)(source, details)], files: [], complete: false };
        }
        throw error;
    }
}
/** Each kind of source has one renderer. Those that run programs are loaded for the first source that needs them. */
async function dispatch(source, context) {
    switch (source.kind) {
        case 'plain':
            return renderPlain(source, context.tree);
        case 'helm':
            return (await Promise.all(/* import() */[__webpack_require__.e(142), __webpack_require__.e(11)]).then(__webpack_require__.bind(__webpack_require__, 18011))).renderHelm(source, context);
        case 'kustomize':
            return (await Promise.all(/* import() */[__webpack_require__.e(142), __webpack_require__.e(490)]).then(__webpack_require__.bind(__webpack_require__, 59490))).renderKustomize(source, context);
        case 'flux':
        case 'argocd':
            throw new Error(`no renderer for ${source.kind}`);
    }
}


/***/ }),

/***/ 29518:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ invalidManifest)
/* harmony export */ });
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69994);

/** `manifest/invalid` for a document: the cluster would refuse it, and no rule can read it. */
function invalidManifest(file, what, location = (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .fileLocation */ .A)(file), { enforcement = 'block', remedy = 'Correct what makes it.' } = {}) {
    return {
        rule: 'manifest/invalid',
        severity: 'high',
        result: { outcome: 'fail' },
        enforcement,
        message: `${file}: ${what}. The cluster refuses such a document, and it cannot be checked. ${remedy}`,
        manifest: null,
        image: null,
        location,
        related: [],
        path: null,
        identity: [what.replace(/\d+/g, '#')],
        digest: null,
    };
}


/***/ }),

/***/ 84725:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ KUSTOMIZATION_NAMES)
/* harmony export */ });
/** The names that kustomize takes for a kustomization, in its order (api/konfig/general.go). */
const KUSTOMIZATION_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];


/***/ }),

/***/ 69653:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ refOf),
/* harmony export */   i: () => (/* binding */ objectsOf)
/* harmony export */ });
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97803);

/** No List that people write is nested; kubectl opens each level. */
const MAX_LIST_DEPTH = 8;
/**
 * The Kubernetes objects of a document. As for kubectl, whatever has an array of `items` is a List, and it counts as
 * its items; an item without apiVersion and kind has the List's (k8s.io/apimachinery
 * pkg/apis/meta/v1/unstructured/helpers.go, k8s.io/cli-runtime pkg/resource/visitor.go, FlattenListVisitor).
 */
function objectsOf(value) {
    const objects = [];
    const problems = [];
    const isEmpty = value === null || ((0,_domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .Gv)(value) && Object.keys(value).length === 0);
    if (!isEmpty)
        collect(value, [], null);
    return { objects, problems };
    function collect(at, path, item) {
        if (!(0,_domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .Gv)(at)) {
            problems.push({ what: 'it is not a mapping, as every Kubernetes object is', path });
            return;
        }
        const problem = headProblem(at, path);
        if (problem !== null) {
            problems.push(problem);
            return;
        }
        const { items } = at;
        if (!(0,_domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .isArray */ .cy)(items)) {
            objects.push({ object: at, path, item, ref: refOf(at, item) });
            return;
        }
        if (path.length / 2 >= MAX_LIST_DEPTH) {
            problems.push({ what: `Lists are nested more than ${MAX_LIST_DEPTH} deep`, path });
            return;
        }
        for (const [index, each] of items.entries()) {
            collect(withListsType(each, at), [...path, 'items', index], item ?? index);
        }
    }
}
function headProblem(object, path) {
    for (const key of ['apiVersion', 'kind']) {
        const value = object[key];
        if (value === undefined || value === null || value === '')
            return { what: `it has no ${key}`, path: [...path, key] };
        if (typeof value !== 'string')
            return { what: `its ${key} is not a string`, path: [...path, key] };
    }
    return null;
}
function withListsType(item, list) {
    if (!(0,_domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .Gv)(item) || item.kind || item.apiVersion)
        return item;
    return { ...item, apiVersion: list.apiVersion, kind: String(list.kind).replace(/List$/, '') };
}
function refOf(object, item) {
    const metadata = (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .isObject */ .Gv)(object.metadata) ? object.metadata : {};
    const text = (value) => (typeof value === 'string' ? value : '');
    const namespace = text(metadata.namespace);
    return {
        ...(item === null ? {} : { item }),
        apiVersion: text(object.apiVersion),
        kind: text(object.kind),
        ...(namespace === '' ? {} : { namespace }),
        name: text(metadata.name) || text(metadata.generateName),
    };
}


/***/ }),

/***/ 18720:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ choosePlace),
/* harmony export */   H: () => (/* binding */ approximate)
/* harmony export */ });
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69994);

const RANK = { value: 0, metadata: 1, template: 2 };
/** Where the tag of an image reference starts, past its colon; null where it has none. */
function tagStart(text) {
    const name = text.indexOf('@') === -1 ? text : text.slice(0, text.indexOf('@'));
    const colon = name.lastIndexOf(':');
    return colon > name.lastIndexOf('/') ? colon + 1 : null;
}
/**
 * The scalar to edit, of all that make up `text`, with the others as related: the one that holds all of it; else the
 * one that gives its end (of an image, the digest or the tag); else an empty one that would (`tag: ""`); else the
 * last. Null where nothing is known.
 */
function choosePlace(text, contributors) {
    const unique = [...new Map(contributors.map((one) => [keyOf(one.scalar), one])).values()];
    const ranked = unique
        .map((one) => ({ one, order: orderOf(text, one) }))
        .sort((a, b) => a.order - b.order || (b.one.end ?? 0) - (a.one.end ?? 0) || byPlace(a.one, b.one));
    const [first, ...others] = ranked.map(({ one }) => one);
    if (first === undefined)
        return null;
    return { location: first.scalar.location, related: others.map((one) => one.scalar.location).sort(_domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .compareLocations */ .Q) };
}
function orderOf(text, { scalar, end, rank }) {
    if (end !== null && scalar.value === text)
        return 0;
    const tag = tagStart(text);
    const givesEnd = end !== null && (end === text.length || (tag !== null && end > tag));
    if (givesEnd && rank === 'value')
        return 1;
    if (end === null)
        return 2;
    if (givesEnd)
        return 3 + RANK[rank];
    return 10 + RANK[rank];
}
function keyOf(scalar) {
    return `${scalar.file}:${scalar.start}`;
}
function byPlace(a, b) {
    return (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .compareLocations */ .Q)(a.scalar.location, b.scalar.location);
}
/** The same place without the claim that it is the one. */
function approximate(location) {
    return { location: { ...location, exact: false }, related: [] };
}


/***/ }),

/***/ 89094:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ek: () => (/* binding */ problemFindings),
/* harmony export */   g9: () => (/* binding */ renderFailed),
/* harmony export */   uC: () => (/* binding */ RenderProblem)
/* harmony export */ });
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14012);

/** Why a source does not render. Thrown inside a renderer, and made a `render/failed` finding at its edge. */
class RenderProblem extends Error {
    details;
    constructor(details) {
        super(details.what);
        this.name = 'RenderProblem';
        this.details = details;
    }
}
/** Ends in a full stop, whatever it came with. */
function sentence(text) {
    const trimmed = text.trim();
    return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
/**
 * What a source that does not render is told: the rule that it breaks, where it is one about other repositories, beside
 * `render/failed`. An exception for that rule, or a base that breaks it too, makes nothing of the source checked.
 */
function problemFindings(source, details) {
    const { broken } = details;
    if (broken === undefined)
        return [renderFailed(source, details)];
    const { rule, what, remedy, location } = broken;
    const finding = {
        rule,
        severity: 'high',
        result: { outcome: 'fail' },
        enforcement: 'block',
        message: `${(0,_domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .describeSource */ .B6)(source)}: ${what}. ${remedy}`,
        manifest: null,
        image: null,
        location,
        related: [],
        path: null,
        identity: [source.kind, source.root, what],
        digest: null,
    };
    return [finding, renderFailed(source, details)];
}
/** `render/failed`: nothing of the source is checked, so it blocks whatever the policy says of other rules. */
function renderFailed(source, details) {
    const name = (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .describeSource */ .B6)(source);
    const [first, consequence] = details.unknown === undefined
        ? [`${name} does not render`, 'Nothing it deploys can be checked until it does.']
        : [`${name} could not be rendered`, 'What it deploys was not checked.'];
    return {
        rule: 'render/failed',
        severity: 'high',
        result: details.unknown === undefined ? { outcome: 'fail' } : { outcome: 'unknown', cause: details.unknown },
        enforcement: 'block',
        message: `${first}: ${sentence(details.what)} ${consequence} ${sentence(details.remedy)}`,
        manifest: null,
        image: null,
        location: details.location,
        related: details.related ?? [],
        path: null,
        identity: [source.kind, source.root, details.what.replace(/\d+/g, '#')],
        digest: null,
    };
}


/***/ }),

/***/ 35121:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  F: () => (/* binding */ buildReport),
  o: () => (/* binding */ reportImage)
});

// EXTERNAL MODULE: ./build/domain/image.js
var domain_image = __webpack_require__(11452);
// EXTERNAL MODULE: ./build/domain/path.js
var path = __webpack_require__(40298);
;// CONCATENATED MODULE: ./build/report/report-places.js
/**
 * Objects, places and advisories as a report has them, with the keys in its schema's order: one of each, however many findings
 * name it. Those of an image, all of its uses with them, are the same in each of its hundreds of findings.
 */
class ReportPlaces {
    #manifests = new Map();
    #locations = new Map();
    #advisories = new Map();
    #lists = new Map();
    manifest(ref) {
        return madeOnce(this.#manifests, ref, ({ file, document, item, apiVersion, kind, namespace, name }) => ({
            file,
            document,
            ...(item === undefined ? {} : { item }),
            apiVersion,
            kind,
            ...(namespace === undefined ? {} : { namespace }),
            name,
        }));
    }
    location(location) {
        return madeOnce(this.#locations, location, ({ file, startLine, startColumn, endLine, endColumn, exact }) => {
            return { file, startLine, startColumn, endLine, endColumn, exact };
        });
    }
    advisory(about) {
        return madeOnce(this.#advisories, about, (one) => {
            const { type, package: name, source, installed, fixed, exploited, blocksFrom } = one;
            return { type, package: name, source, installed: [...installed], fixed: [...fixed], exploited, blocksFrom };
        });
    }
    locations(list) {
        return madeOnce(this.#lists, list, () => list.map((location) => this.location(location)));
    }
}
function madeOnce(known, key, make) {
    const found = known.get(key);
    if (found !== undefined)
        return found;
    const made = make(key);
    known.set(key, made);
    return made;
}

;// CONCATENATED MODULE: ./build/report/build.js


/** Report v1. The same input gives the same bytes: keys in the schema's order, lists in the order given. */
function buildReport(input) {
    const places = new ReportPlaces();
    return {
        schemaVersion: 1,
        verdict: input.verdict,
        judged: input.judged,
        stats: { manifests: input.manifests, images: input.images.length, findings: countEffects(input.findings) },
        ...(input.topics === undefined
            ? {}
            : {
                topics: input.topics.map(({ topic, title, status, findings, note, parts }) => {
                    const listed = parts === undefined ? {} : { parts: parts.map(({ name, status }) => ({ name, status })) };
                    return { topic, title, status, findings, note, ...listed };
                }),
            }),
        images: input.images.map((image) => {
            const comparison = input.imageChanges?.get(image.written);
            const entry = reportImage(image, input.resolutions.get(image.written), input.checks, places);
            return comparison === undefined
                ? entry
                : { ...entry, comparison: { ...comparison, replaces: [...comparison.replaces] } };
        }),
        findings: input.findings.map((finding) => reportFinding(finding, places)),
        tools: orderTools(input.tools),
        errors: input.errors.map((error) => ({
            code: error.code,
            stage: error.stage,
            message: error.message,
            remedy: error.remedy,
            location: error.location === null ? null : places.location(error.location),
        })),
    };
}
/** One image entry, also what `images --format json` prints; `checks` null where nothing was checked. */
function reportImage(image, resolution, checks, places = new ReportPlaces()) {
    const { reference } = image;
    const resolved = resolution?.status === 'resolved' ? resolution.digest : null;
    const entry = {
        reference: image.written,
        repository: reference === null ? null : (0,domain_image/* repositoryOf */._)(reference),
        tag: reference?.tag ?? null,
        digest: reference?.digest ?? resolved,
        pinned: reference !== null && reference.digest !== null,
        uses: image.uses.map((use) => ({
            manifest: places.manifest(use.manifest.ref),
            path: (0,path/* formatPath */.j)(use.path),
            location: places.location(use.place.location),
            related: places.locations(use.place.related),
        })),
    };
    if (checks === null)
        return entry;
    const outcome = (of) => of.get(image.written) ?? 'skipped';
    return {
        ...entry,
        checks: {
            allowlist: outcome(checks.allowlist),
            signatures: outcome(checks.signatures),
            vulnerabilities: outcome(checks.vulnerabilities),
        },
        ...signaturePolicies(checks.signaturePolicies?.get(image.written) ?? []),
        ...scannedBills(checks.bills?.get(image.written) ?? []),
    };
}
function signaturePolicies(entries) {
    if (entries.length === 0)
        return {};
    return {
        signaturePolicies: entries.map(({ policy, outcome, authorities }) => ({
            policy,
            outcome,
            authorities: authorities.map((authority) => ({ name: authority.name, outcome: authority.outcome })),
        })),
    };
}
function scannedBills(entries) {
    if (entries.length === 0)
        return {};
    return { sboms: entries.map(({ platform, signedBy }) => ({ platform, signedBy })) };
}
function reportFinding(finding, places) {
    return {
        fingerprint: finding.fingerprint,
        rule: finding.rule,
        severity: finding.severity,
        outcome: finding.result.outcome,
        effect: finding.effect,
        message: finding.message,
        manifest: finding.manifest === null ? null : places.manifest(finding.manifest),
        image: finding.image,
        location: places.location(finding.location),
        related: places.locations(finding.related),
        fix: finding.fix === null
            ? null
            : {
                edits: finding.fix.edits.map(({ file, startLine, startColumn, endLine, endColumn, text }) => {
                    return { file, startLine, startColumn, endLine, endColumn, text };
                }),
                proved: true,
            },
        exception: finding.exception === null ? null : { reason: finding.exception.reason, expires: finding.exception.expires },
        ...(finding.advisory === undefined ? {} : { advisory: places.advisory(finding.advisory) }),
    };
}
function countEffects(findings) {
    const counts = { block: 0, warn: 0, excepted: 0, baseline: 0 };
    for (const { effect } of findings)
        counts[effect] += 1;
    return counts;
}
function orderTools({ gator, gitleaks, helm, kustomize, kyverno, trustRoots, trivy }) {
    return {
        ...(gator === undefined ? {} : { gator: { version: gator.version } }),
        ...(gitleaks === undefined ? {} : { gitleaks: { version: gitleaks.version } }),
        ...(helm === undefined ? {} : { helm: { version: helm.version } }),
        ...(kustomize === undefined ? {} : { kustomize: { version: kustomize.version } }),
        ...(kyverno === undefined ? {} : { kyverno: { version: kyverno.version } }),
        ...(trustRoots === undefined ? {} : { trustRoots: trustRoots.map((root) => ({ ...root })) }),
        ...(trivy === undefined ? {} : { trivy: { version: trivy.version, database: trivy.database } }),
    };
}


/***/ }),

/***/ 72348:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ causeOf)
/* harmony export */ });
/**
 * Whose fault a failure is. What the image's own registry puts there (or leads to) is content, and `onUnknown: warn`
 * never softens it; what may happen to any sound image on a bad day is infrastructure.
 */
const CAUSE = {
    'not-allowed': 'content',
    dns: 'infrastructure',
    refused: 'infrastructure',
    tls: 'infrastructure',
    timeout: 'infrastructure',
    // A registry that takes all the time of a run may be the image's own.
    'out-of-time': 'content',
    network: 'infrastructure',
    unauthorized: 'infrastructure',
    forbidden: 'infrastructure',
    'not-found': 'content',
    throttled: 'infrastructure',
    'cut-off': 'content',
    'server-error': 'infrastructure',
    malformed: 'content',
    'wrong-media-type': 'content',
    'digest-mismatch': 'content',
    'too-large': 'content',
    redirect: 'content',
    'private-address': 'content',
    'token-realm': 'content',
    offline: 'infrastructure',
};
function causeOf(failure) {
    return CAUSE[failure];
}


/***/ }),

/***/ 75778:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ assertAbsolute),
/* harmony export */   n: () => (/* binding */ assertToolPaths)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56046);
/* harmony import */ var _pins_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(45018);



/** @throws UsageError for a path in `tools` that is not absolute, of a program that may have to be run. */
function assertToolPaths({ tools }) {
    for (const name of Object.keys(_pins_js__WEBPACK_IMPORTED_MODULE_1__/* .TOOL_PINS */ .S).filter(isToolName)) {
        const path = tools[name]?.path;
        if (path !== undefined)
            assertAbsolute(name, path);
    }
}
const isToolName = (name) => Object.hasOwn(_pins_js__WEBPACK_IMPORTED_MODULE_1__/* .TOOL_PINS */ .S, name);
/** @throws UsageError */
function assertAbsolute(name, path) {
    if ((0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(path))
        return;
    throw new _domain_index_js__WEBPACK_IMPORTED_MODULE_2__/* .UsageError */ .e({
        code: 'tools/path',
        stage: 'tools',
        message: `tools.${name}.path in the policy is ${path}, which is not absolute.`,
        remedy: 'Name the program by its absolute path on the runner.',
    });
}


/***/ }),

/***/ 6000:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Wz: () => (/* binding */ sortEdits),
/* harmony export */   ct: () => (/* binding */ applyEdits),
/* harmony export */   hj: () => (/* binding */ conflict)
/* harmony export */ });
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(56046);

/** Offset of a 1-based position; -1 where the text has no such place. */
function offsetOf(starts, text, line, column) {
    const start = starts[line - 1];
    if (start === undefined)
        return -1;
    const end = starts[line] ?? text.length + 1;
    const offset = start + column - 1;
    return column < 1 || offset > end ? -1 : offset;
}
function lineStarts(text) {
    const starts = [0];
    for (const match of text.matchAll(/\n/g))
        starts.push(match.index + 1);
    return starts;
}
/** Top to bottom; insertions at one place in the order of their text. Equal edits count once. */
function sortEdits(edits) {
    const unique = new Map(edits.map((edit) => [JSON.stringify(keyOf(edit)), edit]));
    return [...unique.values()].sort((a, b) => compare(a.file, b.file) ||
        a.startLine - b.startLine ||
        a.startColumn - b.startColumn ||
        a.endLine - b.endLine ||
        a.endColumn - b.endColumn ||
        compare(a.text, b.text));
}
function keyOf(edit) {
    return [edit.file, edit.startLine, edit.startColumn, edit.endLine, edit.endColumn, edit.text];
}
function compare(a, b) {
    if (a === b)
        return 0;
    return a < b ? -1 : 1;
}
/** True where two different edits want the same text: they cannot both be made. */
function conflict(a, b) {
    if (a.file !== b.file || JSON.stringify(keyOf(a)) === JSON.stringify(keyOf(b)))
        return false;
    const before = (x, y) => x.endLine < y.startLine || (x.endLine === y.startLine && x.endColumn <= y.startColumn);
    const samePlace = a.startLine === b.startLine && a.startColumn === b.startColumn;
    return samePlace || !(before(a, b) || before(b, a));
}
const BYTE_ORDER_MARK = '\uFEFF';
/**
 * One file's text with the edits made. A byte-order mark at its start stays, and columns do not count it.
 *
 * @throws GateError `fix/misplaced` for an edit that is outside of the text or overlaps another.
 */
function applyEdits(text, edits) {
    if (text.startsWith(BYTE_ORDER_MARK))
        return BYTE_ORDER_MARK + applyEdits(text.slice(1), edits);
    const starts = lineStarts(text);
    let result = '';
    let from = 0;
    for (const edit of sortEdits(edits)) {
        const start = offsetOf(starts, text, edit.startLine, edit.startColumn);
        const end = offsetOf(starts, text, edit.endLine, edit.endColumn);
        if (start < from || end < start) {
            throw new _domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .GateError */ .u({
                code: 'fix/misplaced',
                stage: 'fix',
                message: `An edit of ${edit.file} at line ${edit.startLine} does not fit the file.`,
                remedy: 'Run the gate again on the tree as it is now.',
            });
        }
        result += text.slice(from, start) + edit.text;
        from = end;
    }
    return result + text.slice(from);
}


/***/ }),

/***/ 52044:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ resolveInTree),
/* harmony export */   v: () => (/* binding */ insideTree)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);

const MAX_HOPS = 40;
/** Below the tree's root, or null where `path` leaves it. */
function insideTree(path) {
    const normal = node_path__WEBPACK_IMPORTED_MODULE_0__.posix.normalize(path).replace(/\/+$/, '');
    if (normal === '.' || normal === '')
        return '';
    return normal === '..' || normal.startsWith('../') || normal.startsWith('/') ? null : normal;
}
/** Follows symbolic links as a file system would, inside the tree only: nothing outside is ever looked at. */
async function resolveInTree(tree, path) {
    let rest = path === '' ? [] : path.split('/');
    let at = '';
    for (let hops = 0;;) {
        const step = rest.shift();
        if (step === undefined) {
            const entry = at === '' ? 'directory' : await tree.stat(at);
            if (entry === null)
                return { kind: 'missing' };
            return {
                kind: 'found',
                path: at,
                is: entry === 'directory' ? 'directory' : entry.kind === 'file' ? 'file' : 'submodule',
            };
        }
        const here = at === '' ? step : `${at}/${step}`;
        const entry = await tree.stat(here);
        if (entry === null)
            return { kind: 'missing' };
        if (entry === 'directory' || entry.kind !== 'symlink') {
            at = here;
            continue;
        }
        hops += 1;
        if (hops > MAX_HOPS)
            return { kind: 'loop', link: path };
        const target = entry.target.startsWith('/') ? null : insideTree(node_path__WEBPACK_IMPORTED_MODULE_0__.posix.join(at, entry.target));
        if (target === null)
            return { kind: 'outside', link: here };
        rest = [...(target === '' ? [] : target.split('/')), ...rest];
        at = '';
    }
}


/***/ }),

/***/ 59567:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ mentionsManifest)
/* harmony export */ });
/** Letters may be spelled with escapes, words broken over lines, and keys in base64: such a text is looked at in full. */
const ESCAPED_LETTER = /\\(?:(?:x|u00|U000000)[4-7]|[\r\n])/;
/**
 * Could these bytes hold a document with `apiVersion` and `kind`? False is certain; it costs a fraction of parsing, and
 * most JSON files of a repository are something else.
 */
function mentionsManifest(bytes) {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (buffer.includes('apiVersion') && buffer.includes('kind'))
        return true;
    // With a mark or without: a text of UTF-16 has a NUL beside each of its first letters.
    const isUtf16 = (buffer[0] === 0xff && buffer[1] === 0xfe) ||
        (buffer[0] === 0xfe && buffer[1] === 0xff) ||
        buffer.subarray(0, 2).includes(0);
    return isUtf16 || buffer.includes('!!binary') || ESCAPED_LETTER.test(buffer.toString('latin1'));
}


/***/ })

};
