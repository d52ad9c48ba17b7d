export const id = 641;
export const ids = [641];
export const modules = {

/***/ 58641:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  composeApplication: () => (/* binding */ composeApplication)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/domain/json.js
var json = __webpack_require__(97803);
// EXTERNAL MODULE: ./build/render/deliveries/fetched.js
var deliveries_fetched = __webpack_require__(59227);
// EXTERNAL MODULE: ./build/render/deliveries/text-origin.js
var text_origin = __webpack_require__(55526);
// EXTERNAL MODULE: ./build/render/kustomize/names.js
var names = __webpack_require__(84725);
// EXTERNAL MODULE: ./build/render/problem.js
var problem = __webpack_require__(89094);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/render/deliveries/values.js
var deliveries_values = __webpack_require__(45890);
// EXTERNAL MODULE: ./build/render/deliveries/virtual-yaml.js
var virtual_yaml = __webpack_require__(65637);
// EXTERNAL MODULE: ./build/tree/links.js
var links = __webpack_require__(52044);
;// CONCATENATED MODULE: ./build/render/argocd/named-file.js



/**
 * A file of values that a source names: relative to the chart, from the root (`/`), or from another source of the
 * Application (`$name/`). Or why it cannot be told, a sentence without its full stop.
 *
 * @throws RenderProblem for a path that leads out.
 */
function namedFile({ path, top, ownRefs, application }, written, at) {
    const shown = JSON.stringify(written.slice(0, 200));
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(written)) {
        return { why: `it takes values from ${shown}, and nothing is fetched while rendering` };
    }
    if (/[*?[{]/.test(written) || written.indexOf('$', 1) > 0) {
        return { why: `the values file ${shown} is named by a pattern` };
    }
    const [ref = '', ...rest] = written.split('/');
    if (ref.startsWith('$') && !ownRefs.includes(ref.slice(1))) {
        return { why: `it takes values from ${shown}, and ${ref.slice(0, 100)} is not this repository` };
    }
    const own = written.startsWith('/') ? external_node_path_.posix.join(top, written.slice(1)) : external_node_path_.posix.join(path, written);
    const file = (0,links/* insideTree */.v)(ref.startsWith('$') ? rest.join('/') : own);
    const leadsOut = !ref.startsWith('$') && top !== '' && !file?.startsWith(`${top}/`);
    if (file !== null && !leadsOut)
        return { file };
    throw new problem/* RenderProblem */.uC({
        what: `the values file ${shown} leads out of the ${top === '' ? 'repository' : 'chart'}`,
        remedy: `Name a file of the ${top === '' ? 'repository' : 'chart, or of another source that is this repository'}`,
        location: application.place(at).location,
    });
}

// EXTERNAL MODULE: ./build/domain/location.js
var domain_location = __webpack_require__(69994);
// EXTERNAL MODULE: ./build/render/origins/choose.js
var choose = __webpack_require__(18720);
;// CONCATENATED MODULE: ./build/render/argocd/parameters.js




/**
 * As Argo CD hands them to helm (argoproj/argo-cd util/helm/cmd.go, template): the plain ones (`--set`), those that are text
 * (`--set-string`), those that are files (`--set-file`). A later kind wins.
 */
async function sourceParameters(source, read) {
    const { application, at, spec } = source;
    const base = [...at, 'helm'];
    const listed = listOf((0,json/* get */.Jt)(spec, 'helm', 'parameters'));
    const files = listOf((0,json/* get */.Jt)(spec, 'helm', 'fileParameters'));
    if (listed.length + files.length === 0)
        return { values: null, set: {}, unsupported: [] };
    const roots = [...listed, ...files].map((one) => rootOf((0,json/* textAt */.$6)(one, 'name')));
    const values = (0,deliveries_values/* emptyValues */.M5)(() => application.place([...base, 'parameters']));
    const set = {};
    const unsupported = [];
    const refuse = (name, why = 'is set in a way that is not modelled') => {
        unsupported.push(`its parameter ${JSON.stringify(name.slice(0, 100))} ${why}`);
    };
    const isForced = (parameter) => (0,json/* get */.Jt)(parameter, 'forceString') === true;
    const ordered = [...listed.entries()].sort(([, a], [, b]) => Number(isForced(a)) - Number(isForced(b)));
    for (const [index, parameter] of ordered) {
        const [name, value] = [(0,json/* textAt */.$6)(parameter, 'name'), (0,json/* textAt */.$6)(parameter, 'value')];
        const where = application.place([...base, 'parameters', index, 'value']);
        if (isForced(parameter)) {
            // Argo CD escapes commas, so that they are a part of the text.
            const isText = !value.includes('\\') && !/^\{.*\}$/s.test(value);
            if (!isText || !(0,deliveries_values/* setText */.c3)(values, name, value, where))
                refuse(name);
            continue;
        }
        // Quotes belong to a parameter's value, and so do not make a text of it.
        if (!/^["']/.test(value) && (0,deliveries_values/* setValue */.KY)(values, name, value, where))
            continue;
        // Which of two comes first is not said.
        const isAlone = roots.filter((root) => root === rootOf(name)).length === 1;
        if (isAlone && name !== '' && !(value.includes('\\') && value.includes(',')))
            set[name] = value;
        else
            refuse(name);
    }
    for (const [index, parameter] of files.entries()) {
        const name = (0,json/* textAt */.$6)(parameter, 'name');
        const named = namedFile(source, (0,json/* textAt */.$6)(parameter, 'path'), [...base, 'fileParameters', index, 'path']);
        const text = 'why' in named ? null : await read(named.file);
        if ('why' in named)
            unsupported.push(named.why);
        else if (text === null)
            refuse(name, `is the file ${JSON.stringify(named.file.slice(0, 200))}, which is not there`);
        else if (!(0,deliveries_values/* setText */.c3)(values, name, text, (0,choose/* approximate */.H)((0,domain_location/* fileLocation */.A)(named.file))))
            refuse(name);
    }
    return { values, set, unsupported };
}
function listOf(value) {
    return (0,json/* isArray */.cy)(value) ? value : [];
}
/** The key at the top that a parameter sets something in. */
function rootOf(name) {
    return name.split(/[.[]/, 1)[0] ?? '';
}

;// CONCATENATED MODULE: ./build/render/argocd/compose-chart.js







/**
 * A chart with what the Application sets, in helm's order (argoproj/argo-cd reposerver/repository/repository.go,
 * helmTemplate): `valueFiles`, then `valuesObject` or `values`, then `parameters` and `fileParameters`.
 */
async function composeChart(source, read) {
    const { application, at, path, spec } = source;
    const helm = (0,json/* get */.Jt)(spec, 'helm');
    const unsupported = [];
    const chosen = await valueFiles(source, unsupported);
    const own = await ownValues(source, read);
    const parameters = await sourceParameters(source, read);
    unsupported.push(...parameters.unsupported);
    const { values } = parameters;
    const set = values === null
        ? null
        : await (0,virtual_yaml/* virtualYaml */.H)(virtualPath('parameters.yaml'), (0,deliveries_values/* toJson */.aB)(values), (below) => (0,deliveries_values/* placeIn */.VV)(values, below), read);
    const files = [...(own === null ? [] : [own]), ...(set === null ? [] : [set])];
    // Argo CD puts the build environment into parameters: `$ANY` and `${ANY}`, with nothing for what it does not know.
    if (JSON.stringify((0,json/* get */.Jt)(helm, 'parameters') ?? null).includes('$'))
        unsupported.push("its parameters name variables of Argo CD's build environment");
    const apiVersions = (0,json/* get */.Jt)(helm, 'apiVersions');
    return {
        source: {
            kind: 'helm',
            root: path,
            helm: {
                releaseName: (0,json/* textAt */.$6)(helm, 'releaseName') || (0,json/* textAt */.$6)(application.object, 'metadata', 'name'),
                namespace: (0,json/* textAt */.$6)(helm, 'namespace') || (0,json/* textAt */.$6)(application.object, 'spec', 'destination', 'namespace') || 'default',
                valuesFiles: [...chosen, ...files.map((file) => file.path)],
                set: parameters.set,
                kubeVersion: (0,json/* textAt */.$6)(helm, 'kubeVersion') || null,
                apiVersions: (0,json/* isArray */.cy)(apiVersions) ? apiVersions.filter((one) => typeof one === 'string') : [],
            },
        },
        files,
        unsupported,
    };
    function virtualPath(name) {
        const id = (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify([path, application.element, at, application.manifest.ref]));
        return `.supply-chain-gate/${id.digest('hex').slice(0, 12)}/${name}`;
    }
    async function ownValues({ application: { place } }, read) {
        const object = (0,json/* get */.Jt)(helm, 'valuesObject');
        if ((0,json/* isObject */.Gv)(object)) {
            const base = [...at, 'helm', 'valuesObject'];
            return (0,virtual_yaml/* virtualYaml */.H)(virtualPath('values.yaml'), object, (below) => place([...base, ...below]), read);
        }
        const text = (0,json/* textAt */.$6)(helm, 'values');
        if (text === '')
            return null;
        const origin = await (0,text_origin/* textOrigin */.G)(text, place([...at, 'helm', 'values']), read);
        const toPlace = (location) => {
            const found = origin(location);
            return location.exact ? found : { ...found, location: { ...found.location, exact: false } };
        };
        return { path: virtualPath('values.yaml'), text, place: toPlace };
    }
}
async function valueFiles(source, unsupported) {
    const { spec, tree, at } = source;
    const listed = (0,json/* get */.Jt)(spec, 'helm', 'valueFiles');
    const ignoresMissing = (0,json/* get */.Jt)(spec, 'helm', 'ignoreMissingValueFiles') === true;
    const found = [];
    for (const [index, written] of ((0,json/* isArray */.cy)(listed) ? listed : []).entries()) {
        const file = typeof written === 'string' ? written : '';
        const named = namedFile(source, file, [...at, 'helm', 'valueFiles', index]);
        if ('why' in named) {
            unsupported.push(named.why);
            continue;
        }
        if (ignoresMissing && (await tree.stat(named.file)) === null)
            continue;
        found.push(named.file);
    }
    return found;
}

// EXTERNAL MODULE: ./build/yaml/stream.js + 8 modules
var stream = __webpack_require__(21994);
// EXTERNAL MODULE: ./build/render/deliveries/inline-patch.js
var inline_patch = __webpack_require__(16226);
;// CONCATENATED MODULE: ./build/render/argocd/compose-kustomization.js







/** What is modelled of `kustomize:`; `version` chooses among programs of the server. */
const KNOWN = ['namePrefix', 'nameSuffix', 'namespace', 'images', 'replicas', 'patches', 'components', 'version'];
const LABELS = ['commonLabels', 'commonAnnotations'];
/** Only what it forces or leaves out of a selector differs; that the labels are there does not. */
const SILENT = ['forceCommonLabels', 'forceCommonAnnotations'];
/**
 * A kustomization with what the Application sets, written into it as `kustomize edit` does (argoproj/argo-cd
 * util/kustomize/kustomize.go, Build).
 */
async function composeKustomization(source, read) {
    const { path, spec, application, at } = source;
    const own = await ownKustomization(source);
    const told = (0,json/* get */.Jt)(spec, 'kustomize');
    const keys = (0,json/* isObject */.Gv)(told) ? Object.keys(told).filter((key) => isSaid(told[key])) : [];
    const unsupported = keys
        .filter((key) => ![...KNOWN, ...LABELS, ...SILENT].includes(key))
        .map((key) => `it sets kustomize.${key.slice(0, 100)}, which is not modelled`);
    const base = [...at, 'kustomize'];
    const value = { ...own.value };
    /** Where a path of the written kustomization is said by the Application; null: by the file. */
    const origins = [];
    for (const key of ['namePrefix', 'nameSuffix', 'namespace']) {
        const text = (0,json/* textAt */.$6)(told, key);
        if (text === '')
            continue;
        value[key] = text;
        origins.push(([first]) => (first === key ? [...base, key] : null));
    }
    for (const key of LABELS) {
        const added = (0,json/* get */.Jt)(told, key);
        if (!(0,json/* isObject */.Gv)(added))
            continue;
        value[key] = { ...((0,json/* isObject */.Gv)(own.value[key]) ? own.value[key] : {}), ...added };
        origins.push(([first, name]) => first === key && name !== undefined && name in added ? [...base, key, name] : null);
    }
    for (const key of ['images', 'replicas']) {
        const listed = (0,json/* get */.Jt)(told, key);
        const entries = (0,json/* isArray */.cy)(listed) ? listed.map((one) => (key === 'images' ? imageOf(one) : replicaOf(one))) : [];
        if (entries.includes(null))
            unsupported.push(`an entry of its kustomize.${key} is written in a way that is not modelled`);
        const before = compose_kustomization_listOf(own.value[key]);
        const names = new Set(entries.map((entry) => entry?.name));
        const kept = before.filter((one) => !names.has((0,json/* textAt */.$6)(one, 'name')));
        const said = entries.flatMap((entry, index) => (entry === null ? [] : [{ entry, index }]));
        if (said.length === 0)
            continue;
        value[key] = [...kept, ...said.map(({ entry }) => ({ name: entry.name, ...entry.value }))];
        const field = key === 'images' ? [] : ['count'];
        origins.push(([first, position]) => {
            if (first !== key || typeof position !== 'number')
                return null;
            const one = said[position - kept.length];
            return one === undefined ? null : [...base, key, one.index, ...field];
        });
    }
    for (const key of ['patches', 'components']) {
        const listed = compose_kustomization_listOf((0,json/* get */.Jt)(told, key));
        if (listed.length === 0)
            continue;
        const before = compose_kustomization_listOf(own.value[key]);
        value[key] = [...before, ...(key === 'patches' ? listed.map(patchOf) : listed)];
        origins.push(([first, position, ...rest]) => first === key && typeof position === 'number' && position >= before.length
            ? [...base, key, position - before.length, ...rest]
            : null);
    }
    const inner = { kind: 'kustomize', root: path };
    if (origins.length === 0)
        return { source: inner, files: [], unsupported };
    const placeOf = (below) => {
        for (const origin of origins) {
            const said = origin(below);
            if (said !== null)
                return application.place(said);
        }
        return own.placeOf(below);
    };
    return { source: inner, files: [await (0,virtual_yaml/* virtualYaml */.H)(own.file, value, placeOf, read)], unsupported };
}
async function ownKustomization({ path, tree, application, at }) {
    for (const name of names/* KUSTOMIZATION_NAMES */.H) {
        const file = external_node_path_.posix.join(path, name);
        const entry = await tree.stat(file);
        if (entry === null || entry === 'directory')
            continue;
        const [document] = (0,stream/* readManifestStream */.W)(await tree.read(file)).documents;
        if (document === undefined || !(0,json/* isObject */.Gv)(document.value))
            break;
        const placeOf = (below) => ({
            location: { file, ...document.locate(below), exact: true },
            related: [],
        });
        return { file, value: document.value, placeOf };
    }
    throw new problem/* RenderProblem */.uC({
        what: `it deploys ${JSON.stringify(path.slice(0, 200))} as a kustomization, and there is none`,
        remedy: 'Add a kustomization.yaml, or take kustomize out of the source',
        location: application.place([...at, 'path']).location,
    });
}
/** `name=new:tag`, `name:tag`, `name@sha256:\u2026`, with or without the tag (kustomize edit set image). Null: none of these. */
function imageOf(written) {
    if (typeof written !== 'string')
        return null;
    const [left = '', right] = written.split('=', 2);
    const [reference = '', digest] = (right ?? left).split('@', 2);
    const tagAt = /:([A-Za-z0-9._-]+|\*)$/.exec(reference);
    const repository = tagAt === null ? reference : reference.slice(0, tagAt.index);
    const name = right === undefined ? repository : left;
    if (name === '' || repository === '' || name.includes('*') || tagAt?.[1] === '*')
        return null;
    return {
        name,
        value: {
            ...(repository === name ? {} : { newName: repository }),
            ...(tagAt?.[1] === undefined ? {} : { newTag: tagAt[1] }),
            ...(digest === undefined ? {} : { digest }),
        },
    };
}
function replicaOf(entry) {
    const count = (0,json/* get */.Jt)(entry, 'count');
    const number = typeof count === 'number' ? count : Number((0,json/* textAt */.$6)(entry, 'count'));
    const name = (0,json/* textAt */.$6)(entry, 'name');
    return name === '' || !Number.isSafeInteger(number) ? null : { name, value: { count: number } };
}
/** An inline patch; one that names a file (`path`) is taken as it is. */
function patchOf(patch) {
    if ((0,json/* textAt */.$6)(patch, 'patch') === '' || !(0,json/* isObject */.Gv)(patch))
        return patch;
    const adapted = (0,inline_patch/* adaptPatch */.p)(patch);
    // They may let it change the name and the kind.
    return (0,json/* isObject */.Gv)(adapted) && (0,json/* isObject */.Gv)(patch.options) ? { ...adapted, options: patch.options } : adapted;
}
function compose_kustomization_listOf(value) {
    return (0,json/* isArray */.cy)(value) ? value : [];
}
function isSaid(value) {
    if (value === undefined || value === null || value === '' || value === false)
        return false;
    return (0,json/* isArray */.cy)(value) ? value.length > 0 : !(0,json/* isObject */.Gv)(value) || Object.keys(value).length > 0;
}

// EXTERNAL MODULE: ./node_modules/picomatch/index.js
var picomatch = __webpack_require__(14006);
;// CONCATENATED MODULE: ./build/render/argocd/directory.js



/** A first line that keeps Argo CD from reading a file as a manifest. */
const SKIP = '+argocd:skip-file-rendering';
/**
 * The files that Argo CD takes of a directory: those at its top, or all below with `recurse`, by `include` and `exclude`
 * (argoproj/argo-cd reposerver/repository/repository.go, findManifests).
 */
async function listFiles({ tree, path, spec }) {
    const recurse = (0,json/* get */.Jt)(spec, 'directory', 'recurse') === true;
    const include = matcher((0,json/* textAt */.$6)(spec, 'directory', 'include'));
    const exclude = matcher((0,json/* textAt */.$6)(spec, 'directory', 'exclude'));
    const prefix = path === '' ? '' : `${path}/`;
    const files = [];
    const unsupported = [];
    for (const entry of await tree.list(path)) {
        const name = entry.path.slice(prefix.length);
        if (!recurse && name.includes('/'))
            continue;
        if (!/\.(?:ya?ml|json|jsonnet)$/.test(name) || name.split('/').some((part) => part === '.git'))
            continue;
        if (exclude?.(name) || (include !== null && !include(name)))
            continue;
        if (entry.kind !== 'file')
            unsupported.push(`${entry.path} is a link, which is not followed here`);
        else if (name.endsWith('.jsonnet'))
            unsupported.push(`${entry.path} is Jsonnet, which is not evaluated here`);
        else if (!(await isSkipped(entry.path)))
            files.push(entry.path);
    }
    return { source: { kind: 'plain', root: path, files }, files: [], unsupported };
    async function isSkipped(file) {
        const text = Buffer.from(await tree.read(file)).toString('utf8');
        return (text.startsWith('#') && (text.split('\n', 1)[0] ?? '').includes(SKIP) && !external_node_path_.posix.basename(file).startsWith('.'));
    }
}
/** gobwas/glob without separators, as Argo CD calls it: `*` takes slashes too. Null: no pattern. */
function matcher(glob) {
    if (glob === '')
        return null;
    const matches = picomatch(glob.replaceAll(/\*+/g, '**'), { dot: true, nonegate: true, noext: true, bash: true });
    return (path) => matches(path);
}

;// CONCATENATED MODULE: ./build/render/argocd/compose.js









/**
 * A source of an Application as Argo CD's repository server renders it: as a chart, a kustomization or a directory of
 * manifests, by what it says or else by what lies there (argoproj/argo-cd reposerver/repository/repository.go); objects
 * without a namespace get the destination's.
 *
 * @throws RenderProblem where Argo CD would refuse it.
 */
async function composeApplication(delivery, { tree: repository, fetched }) {
    const { application, at, path } = delivery;
    const tree = fetched === null ? repository : (0,deliveries_fetched/* withFetched */.k)(repository, fetched);
    const source = { ...delivery, spec: (0,json/* get */.Jt)(application.object, ...at), tree, top: fetched?.root ?? '' };
    const read = (0,text_origin/* createReadText */.U)(repository);
    const entry = path === '' ? 'directory' : await tree.stat(path);
    if (entry !== 'directory') {
        throw new problem/* RenderProblem */.uC({
            what: `it deploys ${JSON.stringify(path.slice(0, 200))}, which is no directory of ${fetched === null ? 'the repository' : 'what was fetched'}`,
            remedy: 'Correct the path',
            location: application.place([...at, 'path']).location,
        });
    }
    const made = await byType(source, read);
    return {
        ...made,
        tree,
        transforms: [intoNamespace((0,json/* textAt */.$6)(application.object, 'spec', 'destination', 'namespace'))],
        unsupported: [...made.unsupported, ...(await overridesIn(source))],
        reads: [],
    };
}
async function byType(source, read) {
    const { spec } = source;
    if ((0,json/* isObject */.Gv)((0,json/* get */.Jt)(spec, 'plugin')))
        return { ...(await listFiles(source)), unsupported: ['a plugin renders it'] };
    const told = ['helm', 'kustomize', 'directory'].filter((key) => compose_isSaid((0,json/* get */.Jt)(spec, key), source.at));
    if (told.length > 1) {
        throw new problem/* RenderProblem */.uC({
            what: `it says that it is ${told.join(' and ')} at once, which Argo CD refuses`,
            remedy: 'Keep one of them',
            location: source.application.place([...source.at, told[1] ?? '']).location,
        });
    }
    switch (told[0] ?? (await foundType(source))) {
        case 'helm':
            return composeChart(source, read);
        case 'kustomize':
            return composeKustomization(source, read);
        default:
            return listFiles(source);
    }
}
/** A directory with both is a kustomization (argoproj/argo-cd util/app/discovery). */
async function foundType({ tree, path }) {
    for (const name of names/* KUSTOMIZATION_NAMES */.H) {
        if ((await tree.stat(external_node_path_.posix.join(path, name))) !== null)
            return 'kustomize';
    }
    return (await tree.stat(external_node_path_.posix.join(path, 'Chart.yaml'))) === null ? 'directory' : 'helm';
}
/** Files beside the manifests that change what an Application says. */
async function overridesIn({ tree, path, application }) {
    const names = ['.argocd-source.yaml', `.argocd-source-${(0,json/* textAt */.$6)(application.object, 'metadata', 'name')}.yaml`];
    const found = [];
    for (const name of names) {
        const file = external_node_path_.posix.join(path, name);
        if ((await tree.stat(file)) !== null)
            found.push(`${file} changes what it says`);
    }
    return found;
}
/**
 * What is said, as Argo CD counts it (util/argo/argo.go, NormalizeSource): in `spec.source` a mapping of nothing but false,
 * empty or no values says nothing; in one of `spec.sources` it stays.
 */
function compose_isSaid(value, at) {
    return (0,json/* isObject */.Gv)(value) && (at.includes('sources') || isSet(value));
}
function isSet(value) {
    if ((0,json/* isArray */.cy)(value))
        return value.some(isSet);
    if ((0,json/* isObject */.Gv)(value))
        return Object.values(value).some(isSet);
    return value !== undefined && value !== null && value !== false && value !== '';
}
/** An object that says no namespace lands in the Application's (sync of argoproj/gitops-engine). */
function intoNamespace(namespace) {
    return (manifests) => Promise.resolve({
        manifests: manifests.map((one) => one.ref.namespace === undefined && namespace !== '' ? { ...one, namespace } : one),
        unsupported: [],
    });
}


/***/ }),

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


/***/ })

};
