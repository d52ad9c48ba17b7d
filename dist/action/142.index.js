export const id = 142;
export const ids = [142];
export const modules = {

/***/ 46972:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ Export),
/* harmony export */   b: () => (/* binding */ textOf)
/* harmony export */ });
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69994);
/* harmony import */ var _tree_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52044);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(89094);



/** A file of the set as text, without a byte-order mark; empty where it is not there. */
function textOf(files, path) {
    return new TextDecoder().decode(files.get(path));
}
const MAX_FILES = 20_000;
const MAX_BYTES = 128 << 20;
const MAX_LINK_DEPTH = 8;
/** The first line of every Git LFS pointer (git-lfs docs/spec.md). */
const LFS = 'version https://git-lfs.github.com/spec/v1\n';
function hidden(path) {
    return path.split('/').some((segment) => segment.toLowerCase() === '.git');
}
function refuse(path, what, remedy, unknown = false) {
    const details = { what, remedy, location: (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .fileLocation */ .A)(path) };
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .RenderProblem */ .uC(unknown ? { ...details, unknown: 'content' } : details);
}
function checkLink(path, resolved) {
    if (resolved.kind === 'outside') {
        refuse(resolved.link, `the symbolic link ${resolved.link} leads out of the repository`, 'Replace the link by the file it should hold');
    }
    if (resolved.kind === 'loop') {
        refuse(path, `the symbolic link ${path} leads back to itself`, 'Remove the link');
    }
    if (resolved.kind === 'found' && resolved.is === 'submodule') {
        refuse(path, `${path} is a git submodule, and submodules are not fetched`, 'Commit the files themselves, or ignore the source in the policy', true);
    }
}
/** Collects a file set under its limits. */
class Export {
    #tree;
    #files = new Map();
    #bytes = 0;
    constructor(tree) {
        this.#tree = tree;
    }
    get files() {
        return this.#files;
    }
    /** One file, by the path it is asked for; a symbolic link gives the content it leads to. False: there is none. */
    async file(path) {
        if (hidden(path))
            return false;
        if (this.#files.has(path))
            return true;
        const resolved = await (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_2__/* .resolveInTree */ .O)(this.#tree, path);
        checkLink(path, resolved);
        if (resolved.kind !== 'found' || resolved.is !== 'file' || hidden(resolved.path))
            return false;
        await this.#add(path, resolved.path);
        return true;
    }
    /**
     * Everything below `root`. Links are followed inside the repository, and their content stands in their place, so
     * that the tool meets none. `to`: where it stands in the copy; left out, where it is.
     *
     * @throws RenderProblem for a link that leads out, a submodule, an LFS pointer, or too much of it.
     */
    async directory(root, to = root) {
        await this.#walk(root, to, 0);
    }
    /** A file that is not of the tree. */
    add(path, bytes, location) {
        this.#bytes += bytes.length;
        if (this.#bytes > MAX_BYTES || this.#files.size >= MAX_FILES) {
            const what = `it holds more than ${MAX_BYTES >> 20} MiB or ${MAX_FILES} files`;
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .RenderProblem */ .uC({ what, remedy: 'Take a part of it away', location, unknown: 'content' });
        }
        this.#files.set(path, bytes);
    }
    async #walk(from, to, depth) {
        for (const entry of await this.#tree.list(from)) {
            if (hidden(entry.path))
                continue;
            const below = from === '' ? entry.path : entry.path.slice(from.length + 1);
            const path = to === '' ? below : `${to}/${below}`;
            if (this.#files.has(path))
                continue;
            if (entry.kind === 'submodule')
                checkLink(path, { kind: 'found', path, is: 'submodule' });
            if (entry.kind === 'file')
                await this.#add(path, entry.path);
            if (entry.kind !== 'symlink')
                continue;
            const resolved = await (0,_tree_index_js__WEBPACK_IMPORTED_MODULE_2__/* .resolveInTree */ .O)(this.#tree, entry.path);
            checkLink(path, resolved);
            if (resolved.kind !== 'found' || hidden(resolved.path))
                continue;
            if (resolved.is === 'file')
                await this.#add(path, resolved.path);
            else if (depth < MAX_LINK_DEPTH)
                await this.#walk(resolved.path, path, depth + 1);
            else
                refuse(path, `the symbolic links at ${path} are nested too deeply`, 'Remove the link');
        }
    }
    async #add(path, from) {
        if (/[\\\0]/.test(path)) {
            refuse(path, `the file name ${JSON.stringify(path)} cannot be written on every system`, 'Rename it', true);
        }
        const entry = await this.#tree.stat(from);
        if (entry === null || entry === 'directory' || entry.kind !== 'file')
            return;
        this.#bytes += entry.size;
        if (this.#bytes > MAX_BYTES || this.#files.size >= MAX_FILES) {
            const limit = this.#bytes > MAX_BYTES ? `${MAX_BYTES >> 20} MiB` : `${MAX_FILES} files`;
            refuse(path, `it holds more than ${limit}`, 'Move what is not part of it elsewhere', true);
        }
        const bytes = await this.#tree.read(from);
        if (bytes.length < 1024 && Buffer.from(bytes).toString('latin1').startsWith(LFS)) {
            refuse(path, `${path} is a Git LFS pointer, and its content is not in the tree`, 'Commit the file itself', true);
        }
        this.#files.set(path, bytes);
    }
}


/***/ }),

/***/ 47314:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DZ: () => (/* binding */ setCandidates),
/* harmony export */   SB: () => (/* binding */ metadataCandidates),
/* harmony export */   e0: () => (/* binding */ emptyCandidates),
/* harmony export */   h1: () => (/* binding */ hardeningCandidates),
/* harmony export */   pB: () => (/* binding */ valueScalars)
/* harmony export */ });
/* unused harmony export lastKey */
/* harmony import */ var _export_tree_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46972);
/* harmony import */ var _origins_hardening_keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28920);
/* harmony import */ var _origins_scalars_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(30216);



const TELLING = /image|tag|digest|sha|version|repo|registry|name|hub|prefix|suffix/i;
const MAX_CANDIDATES = 4000;
function below(root, path) {
    return root === '' ? path : `${root}/${path}`;
}
/** Every scalar that helm reads values from: chart defaults (dependencies' too) and the values files, last one last. */
function valueScalars(files, charts, valuesFiles) {
    const names = [...charts.map((chart) => below(chart.root, 'values.yaml')), ...valuesFiles];
    return [...new Set(names)]
        .filter((name) => files.has(name))
        .flatMap((name) => (0,_origins_scalars_js__WEBPACK_IMPORTED_MODULE_0__/* .listScalars */ .k)((0,_export_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b)(files, name), name));
}
/** Those whose text is part of a rendered image, the likeliest first: what a first marked render marks. */
function setCandidates(scalars, targets) {
    const found = scalars.filter((scalar) => {
        if (scalar.type === 'boolean' || scalar.type === 'null' || scalar.value === '')
            return false;
        const telling = TELLING.test(lastKey(scalar));
        if (scalar.type === 'number' && !telling)
            return false;
        if (scalar.value.length < 2 && !telling)
            return false;
        return scalar.type === 'number' || targets.some((target) => target.includes(scalar.value.trim()));
    });
    return found
        .sort((a, b) => Number(TELLING.test(lastKey(b))) - Number(TELLING.test(lastKey(a))))
        .slice(0, MAX_CANDIDATES)
        .map((scalar) => ({ scalar, rank: 'value' }));
}
/** Empty values that would take part if they were set: `tag: ""`, `digest: ""`. */
function emptyCandidates(scalars) {
    return scalars
        .filter((scalar) => scalar.value === '' && (scalar.type === 'null' || scalar.type === 'string'))
        .filter((scalar) => scalar.style !== 'block' && /tag|digest|sha|version/i.test(lastKey(scalar)))
        .slice(0, MAX_CANDIDATES)
        .map((scalar) => ({ scalar, rank: 'value' }));
}
/** Values that hardening rules judge once they are rendered, as far as `others` are not marked already. */
function hardeningCandidates(scalars, others) {
    const taken = new Set(others.map(({ scalar }) => scalar));
    return scalars
        .filter((scalar) => (0,_origins_hardening_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .touchesHardening */ .W)(scalar) && !taken.has(scalar))
        .slice(0, MAX_CANDIDATES)
        .map((scalar) => ({ scalar, rank: 'value' }));
}
/** `appVersion` and `version` of Chart.yaml, where an image shows them. */
function metadataCandidates(charts, targets) {
    return charts
        .flatMap((chart) => chart.metadata)
        .filter((scalar) => scalar.path.length === 1 && ['appVersion', 'version'].includes(String(scalar.path[0])))
        .filter((scalar) => targets.some((target) => target.includes(scalar.value)))
        .map((scalar) => {
        // A chart's own version must stay a semantic version.
        const separator = scalar.path[0] === 'version' ? { separator: '-' } : {};
        return { scalar, rank: 'metadata', ...separator };
    });
}
function lastKey(scalar) {
    return String(scalar.path.findLast((step) => typeof step === 'string') ?? '');
}


/***/ }),

/***/ 3562:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kg: () => (/* binding */ readCharts),
/* harmony export */   SH: () => (/* binding */ repositoryPath)
/* harmony export */ });
/* unused harmony export readChart */
/* harmony import */ var _export_tree_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46972);
/* harmony import */ var _origins_scalars_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(30216);


function below(root, path) {
    return root === '' ? path : `${root}/${path}`;
}
function scalarAt(scalars, ...path) {
    return scalars.find((scalar) => scalar.path.length === path.length && path.every((step, i) => scalar.path[i] === step));
}
function readChart(files, root) {
    const file = below(root, 'Chart.yaml');
    const metadata = (0,_origins_scalars_js__WEBPACK_IMPORTED_MODULE_0__/* .listScalars */ .k)((0,_export_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b)(files, file), file);
    const dependencies = [];
    for (let index = 0;; index += 1) {
        const name = scalarAt(metadata, 'dependencies', index, 'name');
        if (name === undefined)
            break;
        const alias = scalarAt(metadata, 'dependencies', index, 'alias');
        dependencies.push({ name: name.value, alias: alias?.value ?? name.value, scalar: name });
    }
    return {
        root,
        name: scalarAt(metadata, 'name')?.value ?? '',
        library: scalarAt(metadata, 'type')?.value === 'library',
        metadata,
        dependencies,
    };
}
/** The chart and every chart below its `charts/` that is not packed, in path order. */
function readCharts(files, root) {
    const prefix = below(root, '');
    const roots = [...files.keys()]
        .filter((path) => path.startsWith(prefix))
        .filter((path) => /^(charts\/[^/]+\/)*Chart\.yaml$/.test(path.slice(prefix.length)))
        .map((path) => path.slice(0, -'/Chart.yaml'.length));
    return [...new Set([root, ...roots.filter((path) => path !== 'Chart.yaml')])]
        .filter((path) => files.has(below(path, 'Chart.yaml')))
        .sort((a, b) => (a < b ? -1 : 1))
        .map((path) => readChart(files, path));
}
/**
 * The repository's path for a name that helm uses in `# Source:` lines and messages: `shop/templates/a.yaml`,
 * `shop/charts/cache/templates/b.yaml`. Helm names charts by `name` or alias, not by directory (pkg/chart/chart.go,
 * ChartFullPath). A packed dependency is its archive.
 */
function repositoryPath(files, charts, root, name) {
    const steps = name.split('/').slice(1);
    let at = root;
    while (steps[0] === 'charts' && steps[1] !== undefined) {
        const wanted = steps[1];
        const chart = charts.find((candidate) => candidate.root === at);
        const real = chart?.dependencies.find((dependency) => dependency.alias === wanted)?.name ?? wanted;
        const prefix = below(at, 'charts/');
        const direct = charts.filter((candidate) => candidate.root.startsWith(prefix) && !candidate.root.slice(prefix.length).includes('/'));
        const found = direct.find((candidate) => candidate.name === wanted) ?? direct.find((candidate) => candidate.name === real);
        if (found === undefined) {
            const archives = [...files.keys()].filter((path) => path.startsWith(prefix) && /^[^/]+\.(tgz|tar\.gz)$/.test(path.slice(prefix.length)));
            const named = (path, stem) => {
                const name = path.slice(prefix.length);
                return name.startsWith(`${stem}-`) && /^v?\d/.test(name.slice(stem.length + 1));
            };
            return archives.find((path) => named(path, real)) ?? archives.find((path) => named(path, wanted)) ?? null;
        }
        at = found.root;
        steps.splice(0, 2);
    }
    const path = below(at, steps.join('/'));
    return files.has(path) ? path : null;
}


/***/ }),

/***/ 38139:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   oU: () => (/* binding */ runHelm),
/* harmony export */   sm: () => (/* binding */ helmEnvironment)
/* harmony export */ });
/* unused harmony exports setArgument, helmArguments */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _workspace_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(96484);


/** A place in the list that `--values` is: helm reads it as a line of CSV. */
function csv(path) {
    return /[",\r\n]/.test(path) ? `"${path.replaceAll('"', '""')}"` : path;
}
/**
 * The text for `--set`: one key gets one value, so a comma of the value is not the start of the next key. Helm's own
 * lists (`{a,b}`) and commas that are already escaped stay as they are.
 */
function setArgument(key, value) {
    if (value.startsWith('{') && value.endsWith('}'))
        return `${key}=${value}`;
    return `${key}=${value.replace(/\\.|,/gs, (part) => (part === ',' ? '\\,' : part))}`;
}
function helmArguments(root, helm, tree, face) {
    const kubeVersion = face?.kubeVersion ?? helm.kubeVersion;
    return [
        'template',
        `--namespace=${helm.namespace}`,
        ...helm.valuesFiles.map((file) => `--values=${csv((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(tree, file))}`),
        ...Object.entries(helm.set).map(([key, value]) => `--set=${setArgument(key, value)}`),
        ...(face?.isUpgrade ? ['--is-upgrade'] : []),
        ...(kubeVersion === null ? [] : [`--kube-version=${kubeVersion}`]),
        ...[...helm.apiVersions, ...(face?.apiVersions ?? [])].map((version) => `--api-versions=${version}`),
        '--',
        helm.releaseName,
        (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(tree, root),
    ];
}
/** Everything helm would take from the machine, turned to an empty home: no plugins, repositories, clusters. */
function helmEnvironment(home) {
    return {
        HELM_NO_PLUGINS: '1',
        HELM_PLUGINS: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(home, 'plugins'),
        HELM_CACHE_HOME: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(home, 'cache'),
        HELM_CONFIG_HOME: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(home, 'config'),
        HELM_DATA_HOME: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(home, 'data'),
        HELM_REGISTRY_CONFIG: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(home, 'config/registry.json'),
        HELM_REPOSITORY_CONFIG: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(home, 'config/repositories.yaml'),
        HELM_REPOSITORY_CACHE: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(home, 'cache/repository'),
        KUBECONFIG: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(home, 'kubeconfig'),
        XDG_CACHE_HOME: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(home, 'cache'),
        XDG_CONFIG_HOME: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(home, 'config'),
        XDG_DATA_HOME: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(home, 'data'),
    };
}
/** One `helm template` of the chart, with some files of the copy replaced. */
function runHelm(run, replacements = new Map()) {
    return (0,_workspace_js__WEBPACK_IMPORTED_MODULE_1__/* .runOnCopy */ .yr)(run.ports, {
        tool: run.tool,
        files: run.files,
        replacements,
        args: (tree) => helmArguments(run.root, run.helm, tree, run.face),
        env: helmEnvironment,
        network: 'none',
    });
}


/***/ }),

/***/ 55353:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Z: () => (/* binding */ readConditions)
});

// UNUSED EXPORTS: CONDITIONS

// EXTERNAL MODULE: ./build/domain/location.js
var domain_location = __webpack_require__(69994);
// EXTERNAL MODULE: ./build/render/export-tree.js
var export_tree = __webpack_require__(46972);
// EXTERNAL MODULE: ./node_modules/fflate/esm/browser.js
var browser = __webpack_require__(59452);
;// CONCATENATED MODULE: ./build/render/helm/archive-text.js

/** Unpacked, at most: the text of a chart's templates is small, and a bomb is not worth its memory. */
const MAX_UNPACKED_BYTES = 32 << 20;
const STEP = 64 * 1024;
/** A packed chart's bytes as one text, for searching; null where it is no gzip, or too large to be unpacked. */
function archiveText(bytes) {
    const chunks = [];
    let size = 0;
    const gunzip = new browser/* Gunzip */.as((chunk) => {
        size += chunk.length;
        chunks.push(chunk);
    });
    try {
        for (let at = 0; at < bytes.length; at += STEP) {
            gunzip.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length);
            if (size > MAX_UNPACKED_BYTES)
                return null;
        }
    }
    catch {
        return null;
    }
    return Buffer.concat(chunks).toString('latin1');
}

;// CONCATENATED MODULE: ./build/render/helm/conditions.js



/** What a template can ask of the release or of the cluster, so that `helm template` alone does not show all of it. */
const CONDITIONS = (/* unused pure expression or super */ null && (['upgrade', 'revision', 'api', 'kubeVersion', 'random', 'chance', 'cluster']));
const COMMENT = /^\{\{-?\s*\/\*/;
/** A longer action is not read: honest ones have some hundred characters. */
const MAX_ACTION = 16 * 1024;
const STRING = /"(?:[^"\\\n]|\\.)*"|`[^`]*`/g;
const HAS = /\bAPIVersions\.Has\s+\(?\s*(?:"([^"\n]+)"|`([^`]+)`)|\bhas\s+(?:"([^"\n]+)"|`([^`]+)`)\s+\$?\.Capabilities\.APIVersions\b/g;
/** Functions of sprig whose result differs from call to call (Masterminds/sprig, nonhermeticFunctions, and salts). */
const RANDOM = /(?<![.$\w])(?:rand(?:AlphaNum|Alpha|Numeric|Ascii|Bytes|Int)|uuidv4|now|ago|shuffle|bcrypt|htpasswd|encryptAES|genPrivateKey|gen(?:CA|SelfSignedCert|SignedCert)(?:WithKey)?)(?!\w)/;
/** Functions that ask a cluster or a name server; `helm template` answers them with nothing. */
const CLUSTER = /(?<![.$\w])(?:lookup|getHostByName)(?!\w)/;
/** Fields of the release that are the same for an install and an upgrade. */
const RELEASE = /\bRelease\b(?!\.(?:Name|Namespace|Service|Revision)\b)|\bIs(?:Upgrade|Install)\b/;
/** An action that branches on what it computes, or keeps it for another that may. */
const DECIDES = /^\{\{-?\s*(?:if|else|with|range|\$[\w.]*\s*:?=)/;
/** Texts of a chart larger than this are data, and no template. */
const MAX_TEXT_BYTES = 2 << 20;
/**
 * Searches what helm may execute: every text of the chart, since `tpl` executes values and files too, and packed
 * dependencies as a whole.
 * Rather too much than too little: what is found in vain costs a render.
 */
function readConditions(files, root, valuesFiles) {
    const asked = new Map();
    const apiVersions = new Set();
    let unread = null;
    const ask = (condition, location) => {
        if (!asked.has(condition))
            asked.set(condition, location);
    };
    for (const [path, bytes] of files) {
        const kind = kindOf(path, root, valuesFiles);
        if (kind === 'other' || (kind === 'text' && bytes.length > MAX_TEXT_BYTES))
            continue;
        const text = kind === 'archive' ? archiveText(bytes) : (0,export_tree/* textOf */.b)(files, path);
        if (text === null) {
            unread ??= (0,domain_location/* fileLocation */.A)(path);
            continue;
        }
        for (const { action, index } of actionsOf(text)) {
            const at = () => (kind === 'archive' ? (0,domain_location/* fileLocation */.A)(path) : actionLocation(text, path, index, action));
            if (action.length > MAX_ACTION) {
                unread ??= at();
                continue;
            }
            const code = action.replace(STRING, '""');
            if (RELEASE.test(action))
                ask('upgrade', at());
            if (/\bRevision\b/.test(action))
                ask('revision', at());
            if (/\bKubeVersion\b/.test(action))
                ask('kubeVersion', at());
            if (RANDOM.test(code))
                ask('random', at());
            if (RANDOM.test(code) && DECIDES.test(action))
                ask('chance', at());
            if (CLUSTER.test(code))
                ask('cluster', at());
            if (!action.includes('APIVersions'))
                continue;
            ask('api', at());
            const spelled = [...action.matchAll(HAS)];
            for (const [, a, b, c, d] of spelled)
                apiVersions.add(a ?? b ?? c ?? d ?? '');
            if (spelled.length < action.split('APIVersions').length - 1)
                unread ??= at();
        }
    }
    return { asked, apiVersions: [...apiVersions], unread };
}
/** Linear in the text, whatever stands in it: comments ask for nothing. */
function* actionsOf(text) {
    for (let start = text.indexOf('{{'); start !== -1;) {
        const comment = COMMENT.test(text.slice(start, start + 64));
        const end = comment ? text.indexOf('*/', start) : text.indexOf('}}', start);
        if (end === -1)
            return;
        if (!comment)
            yield { action: text.slice(start, end + 2), index: start };
        start = text.indexOf('{{', end + 2);
    }
}
function kindOf(path, root, valuesFiles) {
    if (valuesFiles.includes(path))
        return 'text';
    const below = root === '' ? path : path.startsWith(`${root}/`) ? path.slice(root.length + 1) : '';
    if (/^(charts\/[^/]+\/)*charts\/[^/]+\.(tgz|tar\.gz)$/.test(below))
        return 'archive';
    // Helm does not execute CRDs.
    return below === '' || /^(charts\/[^/]+\/)*crds\//.test(below) ? 'other' : 'text';
}
/** The action's first line, up to its end where it has only one. */
function actionLocation(text, file, index, action) {
    const before = text.slice(0, index);
    const startLine = before.split('\n').length;
    const startColumn = index - (before.lastIndexOf('\n') + 1) + 1;
    const lines = action.split('\n');
    const last = lines.at(-1) ?? '';
    const endColumn = lines.length === 1 ? startColumn + action.length : last.length + 1;
    return { file, startLine, startColumn, endLine: startLine + lines.length - 1, endColumn, exact: true };
}


/***/ }),

/***/ 53503:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ environmentDependent)
/* harmony export */ });
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(14012);

/** `render/environment-dependent`: a part of what the chart deploys shows only in the cluster, and was not checked. */
function environmentDependent(source, { what, remedy, location }) {
    return {
        rule: 'render/environment-dependent',
        severity: 'medium',
        result: { outcome: 'unknown', cause: 'content' },
        enforcement: 'warn',
        message: `${(0,_domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .describeSource */ .B6)(source)} may deploy something else than what was checked: ${what}. ${remedy}`,
        manifest: null,
        image: null,
        location,
        related: [],
        path: null,
        identity: [source.kind, source.root, what.replace(/\d+/g, '#')],
        digest: null,
    };
}


/***/ }),

/***/ 58003:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ explainHelmError)
/* harmony export */ });
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69994);
/* harmony import */ var _export_tree_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(46972);
/* harmony import */ var _line_location_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(53803);
/* harmony import */ var _origins_scalars_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(30216);
/* harmony import */ var _chart_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3562);





const MAX_MESSAGE = 600;
/** What helm wrote on standard error, without what only helps who runs helm by hand. */
function messageOf(stderr) {
    const text = stderr.replace(/\n*Use --debug flag to render out invalid YAML\s*/g, '\n');
    const start = text.search(/^Error: /m);
    return (start === -1 ? text : text.slice(start + 'Error: '.length)).trim();
}
function shorten(text) {
    const flat = text.replace(/\s*\n\s*/g, ' ').trim();
    return flat.length > MAX_MESSAGE ? `${flat.slice(0, MAX_MESSAGE)} [...]` : flat;
}
/** Turns what helm said into a problem at the line it named. Names of templates become paths of the repository. */
function explainHelmError(stderr, failure) {
    const message = messageOf(stderr);
    return (missingDependency(message, failure) ??
        templateError(message, failure) ??
        valuesError(message, failure) ??
        schemaError(message, failure) ?? {
        what: shorten(withRepositoryPaths(message, failure)) || 'helm template failed without saying why',
        remedy: 'Make `helm template` succeed for this chart',
        location: (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .fileLocation */ .A)(chartFile(failure.root)),
    });
}
function chartFile(root) {
    return root === '' ? 'Chart.yaml' : `${root}/Chart.yaml`;
}
function missingDependency(message, { root, charts }) {
    const match = /missing in charts\/? directory: (.+)/.exec(message);
    if (match?.[1] === undefined)
        return null;
    const names = match[1].split(',').map((name) => name.trim());
    const dependency = charts
        .find((chart) => chart.root === root)
        ?.dependencies.find(({ name, alias }) => names.includes(name) || names.includes(alias));
    return {
        what: `its dependencies ${names.join(', ')} are named in Chart.yaml and missing in charts/`,
        remedy: 'Run `helm dependency build` and commit the charts/ folder, or allow and pin them under repositories in the policy: only what is pinned is downloaded',
        location: dependency?.scalar.location ?? (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .fileLocation */ .A)(chartFile(root)),
    };
}
const AT_LINE = /(?:template: |parse error at \(|execution error at \(|^\s*)([^\s():]+\/templates\/[^\s():]+):(\d+)(?::(\d+))?/gm;
/** The innermost template that the message names is where it went wrong; the ones that included it are related. */
function templateError(message, failure) {
    const { files, charts, root } = failure;
    const places = [...message.matchAll(AT_LINE)].flatMap(([, name, line]) => {
        const path = name === undefined ? null : (0,_chart_js__WEBPACK_IMPORTED_MODULE_1__/* .repositoryPath */ .SH)(files, charts, root, name);
        return path === null ? [] : [(0,_line_location_js__WEBPACK_IMPORTED_MODULE_2__/* .lineLocation */ ._)((0,_export_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .textOf */ .b)(files, path), path, Number(line))];
    });
    const location = places.pop();
    if (location !== undefined) {
        const what = shorten(withRepositoryPaths(innermost(message), failure));
        return { what, remedy: 'Correct the template, or set the value it needs', location, related: unique(places) };
    }
    const yaml = /YAML parse error on (\S+?): (.+)/s.exec(message);
    const path = yaml?.[1] === undefined ? null : (0,_chart_js__WEBPACK_IMPORTED_MODULE_1__/* .repositoryPath */ .SH)(files, charts, root, yaml[1]);
    if (path === null || yaml?.[2] === undefined)
        return null;
    return {
        what: `${path} does not give valid YAML (the line is counted in the rendered text): ${shorten(yaml[2])}`,
        remedy: 'Correct the template: `helm template --debug` prints what it renders to',
        location: (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .fileLocation */ .A)(path),
    };
}
/** Of a chain of templates that include each other, the last link: where it went wrong, and what. */
function innermost(message) {
    const last = message.lastIndexOf('template: ');
    const link = last === -1 ? message : message.slice(last + 'template: '.length);
    return link.replace(/: executing "[^"]*" at </, ': at <');
}
function unique(locations) {
    return [...new Map(locations.map((one) => [`${one.file}:${one.startLine}`, one])).values()];
}
/** A values file or a Chart.yaml that is no YAML. */
function valuesError(message, { files, root }) {
    const match = /(?:failed to parse|cannot load|error reading|unable to parse) (\S+?\.(?:ya?ml|json))\b:? ?(.*)/s.exec(message);
    const name = match?.[1];
    if (name === undefined)
        return null;
    const file = [name, root === '' ? name : `${root}/${name}`].find((path) => files.has(path));
    if (file === undefined)
        return null;
    const line = /\bline (\d+)/.exec(match?.[2] ?? '')?.[1];
    return {
        what: `${file} cannot be read: ${shorten(match?.[2] ?? '')}`,
        remedy: 'Correct the file',
        location: line === undefined ? (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .fileLocation */ .A)(file) : (0,_line_location_js__WEBPACK_IMPORTED_MODULE_2__/* .lineLocation */ ._)((0,_export_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .textOf */ .b)(files, file), file, Number(line)),
    };
}
/** Values that the chart's values.schema.json refuses: at the last file that sets the first of them. */
function schemaError(message, failure) {
    if (!/values don't meet the specifications of the schema/.test(message))
        return null;
    const refusals = [...message.matchAll(/^- (?:at '([^']*)': )?(.+)$/gm)];
    const pointer = refusals[0]?.[1]?.split('/').slice(1) ?? [];
    const own = failure.root === '' ? 'values.yaml' : `${failure.root}/values.yaml`;
    const location = [...failure.valuesFiles]
        .reverse()
        .concat(own)
        .flatMap((file) => (0,_origins_scalars_js__WEBPACK_IMPORTED_MODULE_4__/* .listScalars */ .k)((0,_export_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .textOf */ .b)(failure.files, file), file))
        .find((scalar) => pointer.length > 0 && pointer.every((step, index) => String(scalar.path[index]) === step));
    const said = refusals.map(([, at, what]) => (at ? `${at.slice(1).replaceAll('/', '.')}: ${what}` : what)).join('; ');
    return {
        what: `the values do not fit values.schema.json: ${shorten(said || message)}`,
        remedy: 'Correct the values',
        location: location === undefined ? (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .fileLocation */ .A)(own) : { ...location.location, exact: false },
    };
}
/** `shop/templates/a.yaml` is helm's name for `charts/shop/templates/a.yaml`. */
function withRepositoryPaths(message, { files, charts, root }) {
    return message.replace(/[^\s"'():,<>]+\/templates\/[^\s"'():,<>]+/g, (name) => (0,_chart_js__WEBPACK_IMPORTED_MODULE_1__/* .repositoryPath */ .SH)(files, charts, root, name) ?? name);
}


/***/ }),

/***/ 63905:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ readLineMarks),
/* harmony export */   T: () => (/* binding */ markLines)
/* harmony export */ });
/** A key, or an item of a list, that the template spells out; what follows it may be an action. */
const MARKABLE = /^\s*(?:- +)*(?:(?:[\w./$-]+|"[^"{}]*"|'[^'{}]*'):(?:\s.*)?|- .*[^\s].*)$/;
/**
 * The template with a comment at the end of each line that a YAML key or item starts. Comments come through rendering,
 * and so each rendered line tells its template line: through `include`, `nindent`, `range` and conditions.
 *
 * A line whose comment would swallow something is left alone (`-}}` at its end trims up to the next line, and an
 * action that goes on in the next line is no place for a comment). What that misses, the comparison with the plain
 * render tells.
 */
function markLines(template, file, tag) {
    let open = false;
    return template
        .split('\n')
        .map((line, index) => {
        const carriage = line.endsWith('\r') ? '\r' : '';
        const text = carriage === '' ? line : line.slice(0, -1);
        const wasOpen = open;
        open = endsInsideAction(text, open);
        if (wasOpen || open || text.trimEnd().endsWith('-}}') || !MARKABLE.test(text))
            return line;
        return `${text} #${tag}${file}L${index + 1}q${carriage}`;
    })
        .join('\n');
}
function endsInsideAction(line, open) {
    const last = Math.max(line.lastIndexOf('{{'), -1);
    const close = Math.max(line.lastIndexOf('}}'), -1);
    if (last === -1 && close === -1)
        return open;
    return last > close;
}
/** The template line of each rendered line (index 0 is line 1), and the text without the comments. */
function readLineMarks(rendered, tag) {
    const pattern = new RegExp(` ?#${tag}(\\d+)L(\\d+)q`, 'g');
    const lines = [];
    const text = rendered
        .split('\n')
        .map((line) => {
        const first = pattern.exec(line);
        pattern.lastIndex = 0;
        lines.push(first === null ? null : { file: Number(first[1]), line: Number(first[2]) });
        return line.replace(pattern, '');
    })
        .join('\n');
    return { text, lines };
}


/***/ }),

/***/ 55172:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ literalCandidates)
/* harmony export */ });
/* harmony import */ var _export_tree_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46972);

const MAX_OCCURRENCES = 8;
const MAX_CANDIDATES = 200;
/**
 * Texts that the templates themselves may hold: the end of an image that no value explains. Each place in a template
 * that spells one is a candidate, to be proved by a mark like any other.
 */
function literalCandidates(files, templates, images, found) {
    const candidates = new Map();
    for (const text of new Set(unexplainedEnds(images, found))) {
        const scalars = templates.flatMap((file) => occurrences((0,_export_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b)(files, file), file, text));
        if (scalars.length > MAX_OCCURRENCES)
            continue;
        for (const scalar of scalars) {
            const key = `${scalar.file}:${scalar.start}`;
            // Longer texts come to the same place too; the first one is kept, so that no place is marked twice.
            if (![...candidates.values()].some(({ scalar: other }) => overlaps(scalar, other))) {
                candidates.set(key, { scalar, rank: 'template' });
            }
        }
    }
    return [...candidates.values()].slice(0, MAX_CANDIDATES);
}
function unexplainedEnds(images, found) {
    return images.flatMap(({ part, document, path, text }) => {
        const ends = found.at(part, document, path).map(({ end }) => end);
        if (ends.includes(null) || ends.includes(text.length))
            return [];
        const rest = text.slice(Math.max(0, ...ends.flatMap((end) => end ?? []))).replace(/^[:@/]+/, '');
        return rest.length > 1 ? [rest] : [];
    });
}
/** Where the text stands by itself, and not inside a longer word. */
function occurrences(content, file, text) {
    const found = [];
    for (let at = content.indexOf(text); at !== -1 && found.length <= MAX_OCCURRENCES; at = content.indexOf(text, at + 1)) {
        const end = at + text.length;
        if (/[\w.-]/.test(content[at - 1] ?? '') || /[\w.-]/.test(content[end] ?? ''))
            continue;
        const startLine = content.slice(0, at).split('\n').length;
        const startColumn = at - content.lastIndexOf('\n', at - 1);
        const endColumn = startColumn + text.length;
        const location = { file, startLine, startColumn, endLine: startLine, endColumn, exact: true };
        found.push({ file, start: at, end, location, value: text, type: 'string', style: 'plain', document: 0, path: [] });
    }
    return found;
}
function overlaps(a, b) {
    return a.file === b.file && a.start < b.end && b.start < a.end;
}


/***/ }),

/***/ 19294:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  L: () => (/* binding */ renderOtherFaces)
});

// EXTERNAL MODULE: ./build/domain/location.js
var domain_location = __webpack_require__(69994);
// EXTERNAL MODULE: ./build/render/problem.js
var problem = __webpack_require__(89094);
// EXTERNAL MODULE: ./build/render/helm/environment.js
var environment = __webpack_require__(53503);
;// CONCATENATED MODULE: ./build/render/helm/faces.js
/** With the plain install: the design's bound on what one chart may cost. */
const MAX_FACES = 4;
/** Older than what vendors keep running, and newer than what there is: between them lies what charts compare with. */
const KUBE_VERSIONS = ['1.28.0', '1.99.0'];
const PLAIN = { isUpgrade: false, apiVersions: [], kubeVersion: null };
/** The faces of a chart beside the plain install, the likeliest to differ first. What the policy sets is settled. */
function facesOf({ asked, apiVersions, unread }, helm) {
    const upgrade = { ...PLAIN, name: 'on an upgrade', answers: 'upgrade', isUpgrade: true };
    // What a packed chart that cannot be searched asks for is not known, so it gets what is cheap.
    const asksForIt = helm.isUpgraded !== false && (asked.has('upgrade') || unread !== null);
    const faces = asksForIt ? [upgrade] : [];
    for (const version of apiVersions) {
        if (helm.apiVersions.includes(version) || isBuiltIn(version) || mayBeAbsent(version))
            continue;
        faces.push({
            ...PLAIN,
            name: `where the cluster has ${JSON.stringify(version)}`,
            answers: 'api',
            apiVersions: [version],
        });
    }
    if (asked.has('kubeVersion') && helm.kubeVersion === null) {
        for (const version of KUBE_VERSIONS) {
            const name = `on Kubernetes ${version}`;
            faces.push({ ...PLAIN, name, answers: 'kubeVersion', kubeVersion: version });
        }
    }
    // A name can be computed where no search finds it; an upgrade is what most hide behind.
    if (helm.isUpgraded !== false && !asksForIt && faces.length < MAX_FACES - 1)
        faces.push(upgrade);
    return { faces: faces.slice(0, MAX_FACES - 1), left: faces.slice(MAX_FACES - 1) };
}
/** API versions that `helm template` has without being told (pkg/chart/common/capabilities.go: client-go's scheme). */
const BUILT_IN = /^(?:v1|apps\/v1|batch\/v1|autoscaling\/v[12]|policy\/v1|(?:networking|rbac\.authorization|storage|scheduling|coordination|discovery|events|node|certificates|authentication|authorization|admissionregistration|apiextensions)\.k8s\.io\/v1)(?:\/[A-Za-z]+)?$/;
/** Groups of client-go's scheme: helm takes their other versions for present too, and cannot be told that they are not. */
const SCHEME_GROUP = /^(?:apps|batch|autoscaling|policy|extensions|(?:networking|rbac\.authorization|storage|scheduling|coordination|discovery|events|node|certificates|authentication|authorization|admissionregistration|apiextensions|flowcontrol\.apiserver|resource)\.k8s\.io)\//;
/** `policy/v1beta1`: old clusters have it, new ones do not, and only the first is rendered. */
function mayBeAbsent(version) {
    return SCHEME_GROUP.test(version) && !isBuiltIn(version);
}
function isBuiltIn(version) {
    return BUILT_IN.test(version);
}

// EXTERNAL MODULE: ./build/domain/json.js
var json = __webpack_require__(97803);
;// CONCATENATED MODULE: ./build/render/helm/stable.js

/** Stands for a value that two renders of the same chart do not agree on. */
const VOLATILE = '\u0000volatile';
/** `value` as text for comparing, without what two plain renders, `first` and `second`, do not agree on. */
function stableText(value, first, second) {
    return JSON.stringify(masked(value, first, second)) ?? '';
}
function masked(value, first, second) {
    if ((0,json/* isArray */.cy)(value)) {
        const agreed = (0,json/* isArray */.cy)(first) && (0,json/* isArray */.cy)(second) && first.length === second.length;
        if (agreed)
            return value.map((item, index) => masked(item, first[index], second[index]) ?? null);
    }
    else if ((0,json/* isObject */.Gv)(value)) {
        if ((0,json/* isObject */.Gv)(first) && (0,json/* isObject */.Gv)(second)) {
            const keys = Object.keys(value).sort();
            return Object.fromEntries(keys.map((key) => [key, masked(value[key], first[key], second[key])]));
        }
    }
    return JSON.stringify(first) === JSON.stringify(second) ? value : VOLATILE;
}
/** Which object it is to the cluster. */
function identityOf({ ref }) {
    return JSON.stringify([ref.apiVersion, ref.kind, ref.namespace ?? '', ref.name]);
}

;// CONCATENATED MODULE: ./build/render/helm/other-faces.js





/**
 * What the chart deploys beside a plain install: the objects that another face has and the plain one has not, or has
 * differently, each once. What no face can show is a `render/environment-dependent` finding.
 */
async function renderOtherFaces(source, asking, plain, render) {
    const { conditions, settled, remedies } = asking;
    const { faces, left } = facesOf(conditions, settled);
    const isRandom = conditions.asked.has('random') || conditions.unread !== null;
    const [again, ...others] = await Promise.all([
        isRandom ? render(null) : plain,
        ...faces.map((face) => attempt(face, render)),
    ]);
    const seen = new Seen(plain, again);
    const findings = new Map();
    const tell = (what, remedy, location) => {
        const finding = (0,environment/* environmentDependent */.Z)(source, { what, remedy, location });
        findings.set(finding.message, finding);
    };
    const manifests = again.manifests.flatMap((one) => seen.addUnknown(one, 'in some renders'));
    const known = new Set(plain.findings.map(({ message }) => message));
    const more = [];
    for (const { face, result } of others) {
        const at = placeOf(face, asking);
        if ('details' in result) {
            const { details } = result;
            // What a limit of the gate ended would go on in the cluster: that is no answer of the chart's own.
            if (details.unknown !== undefined) {
                more.push((0,problem/* renderFailed */.g9)(source, { ...details, what: `${face.name}: ${details.what}` }));
                continue;
            }
            // A chart that says which versions of Kubernetes it is for does not render for the others, as it should.
            if (face.answers === 'kubeVersion')
                continue;
            tell(`${face.name} it does not render (${details.what.slice(0, 300)})`, 'Make it render there too.', at);
            continue;
        }
        const added = result.manifests.flatMap((one) => seen.add(one, face.name));
        manifests.push(...added);
        more.push(...result.findings.filter(({ message }) => !known.has(message)));
    }
    for (const face of left) {
        const remedy = face.answers === 'kubeVersion' ? remedies.kubeVersion : remedies.apiVersions;
        tell(`it was not rendered ${face.name}, since it asks for too many conditions`, remedy, placeOf(face, asking));
    }
    for (const one of unseenIn(asking, seen))
        tell(one.what, one.remedy, one.location);
    return { manifests, findings: [...more, ...findings.values()] };
}
async function attempt(face, render) {
    try {
        return { face, result: await render(face) };
    }
    catch (error) {
        if (!(error instanceof problem/* RenderProblem */.uC))
            throw error;
        return { face, result: { details: error.details } };
    }
}
function placeOf({ answers }, { conditions: { asked, unread }, file }) {
    return asked.get(answers) ?? unread ?? (0,domain_location/* fileLocation */.A)(file);
}
/** What no render without a cluster shows. */
function unseenIn({ conditions, settled, remedies }, seen) {
    const { asked, unread, apiVersions } = conditions;
    const found = [];
    const cluster = asked.get('cluster');
    if (cluster !== undefined) {
        const what = 'it asks the cluster or a name server (lookup, getHostByName), which were answered with nothing here';
        found.push({ what, remedy: 'Take what it looks up from the values.', location: cluster });
    }
    const version = asked.get('kubeVersion');
    if (version !== undefined && settled.kubeVersion === null) {
        const what = 'it depends on the version of Kubernetes, and was rendered for helm\u2019s own and the two ends only';
        found.push({ what, remedy: remedies.kubeVersion, location: version });
    }
    const revision = asked.get('revision');
    if (revision !== undefined) {
        const what = 'it depends on the number of the release, which is always 1 here';
        found.push({ what, remedy: 'Take what differs between releases from the values.', location: revision });
    }
    const old = apiVersions.filter((one) => mayBeAbsent(one) && !settled.apiVersions.includes(one));
    const api = asked.get('api');
    if (old.length > 0 && api !== undefined) {
        const what = `it asks for ${old.slice(0, 4).join(', ')}, which helm takes for present and a cluster may not have`;
        found.push({ what, remedy: `Ask for the version that the cluster has. ${remedies.apiVersions}`, location: api });
    }
    const random = asked.get('chance') ?? (seen.isVolatile ? asked.get('random') : undefined);
    if (random !== undefined) {
        const what = 'it draws random values or reads the clock, so that no two renders need be alike';
        found.push({ what, remedy: 'Take the value from the values, or from a Secret that exists.', location: random });
    }
    if (unread !== null) {
        const what = 'which API versions it asks the cluster for cannot be read from its templates';
        const remedy = 'Spell the version in .Capabilities.APIVersions.Has, and commit dependencies unpacked.';
        found.push({ what, remedy, location: unread });
    }
    return found;
}
/** Objects that are known, compared without what differs from one plain render to the next. */
class Seen {
    isVolatile;
    #first;
    #second;
    #texts;
    constructor(plain, again) {
        const byIdentity = ({ manifests }) => new Map(manifests.map((one) => [identityOf(one), one]));
        this.#first = byIdentity(plain);
        this.#second = byIdentity(again);
        this.#texts = new Set(plain.manifests.map((manifest) => this.#textOf(manifest)));
        const objects = (one) => JSON.stringify(one.manifests.map(({ object }) => object));
        this.isVolatile = plain !== again && objects(plain) !== objects(again);
    }
    /** The object where it is new, or not as it was in the plain render. */
    add(manifest, face) {
        const text = this.#textOf(manifest);
        if (this.#texts.has(text))
            return [];
        this.#texts.add(text);
        return [{ ...manifest, face }];
    }
    /** The object where the plain render has none of its name: other differences are what random values are. */
    addUnknown(manifest, face) {
        return this.#first.has(identityOf(manifest)) ? [] : this.add(manifest, face);
    }
    #textOf(manifest) {
        const identity = identityOf(manifest);
        const [first, second] = [this.#first.get(identity), this.#second.get(identity)];
        const text = stableText(manifest.object, (first ?? manifest).object, (second ?? first ?? manifest).object);
        return `${identity} ${text}`;
    }
}


/***/ }),

/***/ 32325:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ splitOutput)
/* harmony export */ });
/**
 * Cuts the output of `helm template` into its parts. Helm writes `---`, `# Source: NAME`, then one document
 * (pkg/action/action.go, renderResources; the same in Helm 4), and has cut each template at `---` before that: a
 * document cannot hold a line that looks like the start of the next part.
 */
function splitOutput(stdout) {
    const parts = [];
    for (const match of stdout.matchAll(/(?<![^\n])---\n# Source: ([^\n]+)\n/g)) {
        parts.push({ template: match[1] ?? '', start: match.index + match[0].length, header: match.index });
    }
    return parts.map(({ template, start }, index) => ({
        template,
        text: stdout.slice(start, parts[index + 1]?.header ?? stdout.length),
    }));
}


/***/ }),

/***/ 81628:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ helmPlace),
/* harmony export */   R: () => (/* binding */ tracedLocation)
/* harmony export */ });
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97803);
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(69994);
/* harmony import */ var _origins_choose_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(18720);
/* harmony import */ var _template_lines_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2024);



/**
 * Where the value at `path` of a rendered document is written. A value of a values file, where a mark proved it; else
 * the text of the template, where a traced line spells it; else the template's line, as an approximation.
 */
function helmPlace(origins, part, document, template, path) {
    const { sections, lines } = origins;
    const value = (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .get */ .Jt)(sections[part]?.documents[document]?.value, ...path);
    const scalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    const own = scalar ? tracedLocation(sections, lines, part, document, path) : null;
    if (own?.exact)
        return { location: own, related: [] };
    const around = own === null ? templatePlace(origins, part, document, template, path) : { location: own, related: [] };
    const chosen = scalar ? (0,_origins_choose_js__WEBPACK_IMPORTED_MODULE_1__/* .choosePlace */ .$)(String(value), origins.contributions.at(part, document, path)) : null;
    return chosen === null ? around : { ...chosen, related: withTemplate(chosen, around) };
}
/** The template's line is always worth a look: it says how the parts are put together. */
function withTemplate(chosen, line) {
    const known = [chosen.location, ...chosen.related];
    const same = known.some((one) => one.file === line.location.file && one.startLine === line.location.startLine);
    return same ? chosen.related : [...chosen.related, line.location].sort(_domain_index_js__WEBPACK_IMPORTED_MODULE_2__/* .compareLocations */ .Q);
}
/** The traced line of one path, exact where the template spells what is there; null where no line was traced. */
function tracedLocation(sections, lines, part, document, path) {
    const section = sections[part];
    const range = section?.documents[document]?.find(path) ?? null;
    const origin = range === null ? null : lines.at(part, range.startLine);
    if (range === null || origin === null)
        return null;
    const line = section?.text.split('\n')[range.startLine - 1] ?? '';
    const endColumn = range.endLine === range.startLine ? range.endColumn : line.length + 1;
    return (0,_template_lines_js__WEBPACK_IMPORTED_MODULE_3__/* .literalLocation */ .F3)(origin, { line, startColumn: range.startColumn, endColumn });
}
/** The nearest traced line. An ancestor's is exact only for what does not exist: that is where it belongs. */
function templatePlace(origins, part, document, template, path) {
    const missing = (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .get */ .Jt)(origins.sections[part]?.documents[document]?.value, ...path) === undefined;
    for (let depth = path.length; depth >= 0; depth -= 1) {
        const location = tracedLocation(origins.sections, origins.lines, part, document, path.slice(0, depth));
        if (location !== null)
            return depth === path.length || missing ? { location, related: [] } : (0,_origins_choose_js__WEBPACK_IMPORTED_MODULE_1__/* .approximate */ .H)(location);
    }
    const keys = path.filter((step) => typeof step === 'string').reverse();
    return (0,_origins_choose_js__WEBPACK_IMPORTED_MODULE_1__/* .approximate */ .H)((0,_template_lines_js__WEBPACK_IMPORTED_MODULE_3__/* .searchTemplate */ .Nz)(origins.files, template, keys) ?? (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_2__/* .fileLocation */ .A)(template));
}


/***/ }),

/***/ 50552:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b6: () => (/* binding */ aligned),
/* harmony export */   jn: () => (/* binding */ readSections),
/* harmony export */   sm: () => (/* binding */ valuesOf)
/* harmony export */ });
/* harmony import */ var _yaml_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(21994);

function readSections(parts) {
    return parts.map((part) => ({ ...part, ...(0,_yaml_index_js__WEBPACK_IMPORTED_MODULE_0__/* .readManifestStream */ .W)(Buffer.from(part.text)) }));
}
/** Two renders that show the same templates in the same order can be compared part by part. */
function aligned(a, b) {
    return a.length === b.length && a.every((part, index) => part.template === b[index]?.template);
}
/** What the parts say, without where they say it. */
function valuesOf(sections) {
    return sections.map((section) => section.documents.map((document) => document.value));
}


/***/ }),

/***/ 2024:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $s: () => (/* binding */ traceTemplateLines),
/* harmony export */   F3: () => (/* binding */ literalLocation),
/* harmony export */   Lc: () => (/* binding */ markTemplates),
/* harmony export */   Nz: () => (/* binding */ searchTemplate),
/* harmony export */   ZC: () => (/* binding */ unusedTag),
/* harmony export */   o: () => (/* binding */ NO_LINES),
/* harmony export */   r3: () => (/* binding */ templatesOf)
/* harmony export */ });
/* harmony import */ var _export_tree_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46972);
/* harmony import */ var _line_location_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(53803);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(38139);
/* harmony import */ var _line_marks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(63905);
/* harmony import */ var _output_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(32325);
/* harmony import */ var _sections_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50552);






/** For when no render could tell. */
const NO_LINES = { at: () => null };
/** What helm parses as a template, in the chart and its unpacked dependencies: what lies below a `templates` folder. */
function templatesOf(files, root) {
    return [...files.keys()].filter((path) => isTemplate(path, root));
}
function isTemplate(path, root) {
    const below = root === '' ? path : path.startsWith(`${root}/`) ? path.slice(root.length + 1) : '';
    return /^(charts\/[^/]+\/)*templates\/.+\.(ya?ml|tpl)$/i.test(below);
}
/** A comment on every template line: what comes out says where it came from. */
function markTemplates(run, plain) {
    const templates = templatesOf(run.files, run.root);
    const texts = templates.map((path) => (0,_export_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b)(run.files, path));
    const tag = unusedTag([...texts, ...plain.map((section) => section.text)]);
    const sourceLines = texts.map((text) => text.split('\n').map((line) => line.replace(/\r$/, '')));
    const linesOf = (traced) => ({
        at(part, line) {
            const origin = traced[part]?.[line - 1];
            const file = origin === null || origin === undefined ? undefined : templates[origin.file];
            if (origin === null || origin === undefined || file === undefined)
                return null;
            return { file, line: origin.line, text: sourceLines[origin.file]?.[origin.line - 1] ?? '' };
        },
    });
    return {
        replacements: new Map(templates.map((path, index) => [path, (0,_line_marks_js__WEBPACK_IMPORTED_MODULE_1__/* .markLines */ .T)(texts[index] ?? '', index, tag)])),
        unmarked: (text) => (0,_line_marks_js__WEBPACK_IMPORTED_MODULE_1__/* .readLineMarks */ .N)(text, tag).text,
        readWhole(parts, clean) {
            const read = parts.map((part) => (0,_line_marks_js__WEBPACK_IMPORTED_MODULE_1__/* .readLineMarks */ .N)(part.text, tag));
            const whole = (0,_sections_js__WEBPACK_IMPORTED_MODULE_2__/* .aligned */ .b6)(plain, parts) && read.every(({ text }, index) => clean(text) === plain[index]?.text);
            return whole ? linesOf(read.map(({ lines }) => lines)) : null;
        },
        read: (parts) => (0,_sections_js__WEBPACK_IMPORTED_MODULE_2__/* .aligned */ .b6)(plain, parts)
            ? linesOf(parts.map((part, index) => trace(part.text, plain[index]?.text ?? '', tag)))
            : NO_LINES,
    };
}
/** One render for the lines alone. */
async function traceTemplateLines(run, marked) {
    const result = await (0,_command_js__WEBPACK_IMPORTED_MODULE_3__/* .runHelm */ .oU)(run, marked.replacements);
    if (result.status !== 'exited' || result.code !== 0)
        return NO_LINES;
    return marked.read((0,_output_js__WEBPACK_IMPORTED_MODULE_4__/* .splitOutput */ .c)(Buffer.from(result.stdout).toString('utf8')));
}
/** A line counts only where the marked render, without its marks, says what the plain one says. */
function trace(marked, plain, tag) {
    const read = (0,_line_marks_js__WEBPACK_IMPORTED_MODULE_1__/* .readLineMarks */ .N)(marked, tag);
    const expected = plain.split('\n');
    const got = read.text.split('\n');
    if (got.length !== expected.length)
        return [];
    return read.lines.map((line, index) => (got[index] === expected[index] ? line : null));
}
function unusedTag(texts) {
    for (const letter of 'zyxwvutsrqponmlk') {
        const tag = `${letter}8F`;
        if (!texts.some((text) => text.includes(`#${tag}`)))
            return tag;
    }
    return 'zz88F';
}
/** Where a rendered token stands in the template line it came from; approximate where an action made a part of it. */
function literalLocation(origin, rendered) {
    const indent = rendered.line.length - rendered.line.trimStart().length;
    const templateIndent = origin.text.length - origin.text.trimStart().length;
    const shift = templateIndent - indent;
    const token = rendered.line.slice(rendered.startColumn - 1, rendered.endColumn - 1);
    const at = rendered.startColumn - 1 + shift;
    const place = { file: origin.file, startLine: origin.line, endLine: origin.line };
    const action = origin.text.indexOf('{{');
    const literal = token !== '' && origin.text.slice(at, at + token.length) === token;
    if (literal && (action === -1 || at + token.length <= action)) {
        return { ...place, startColumn: at + 1, endColumn: at + token.length + 1, exact: true };
    }
    const end = Math.max(origin.text.trimEnd().length, templateIndent);
    return { ...place, startColumn: templateIndent + 1, endColumn: end + 1, exact: false };
}
/** The first line of a template that spells one of the keys, for when no render could tell. */
function searchTemplate(files, template, keys) {
    const content = (0,_export_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b)(files, template);
    for (const key of keys) {
        const location = (0,_line_location_js__WEBPACK_IMPORTED_MODULE_5__/* .keyLocation */ .$)(content, template, key);
        if (location !== null)
            return location;
    }
    return null;
}


/***/ }),

/***/ 88797:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ unreadFiles)
/* harmony export */ });
/* harmony import */ var _export_tree_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(46972);
/* harmony import */ var _template_lines_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2024);


/**
 * Files of a chart that helm loads and no template can show: not below `templates/`, `crds/` or `charts/`, no values
 * file, and not named where a template asks for `.Files`.
 */
function unreadFiles(files, root, valuesFiles) {
    const prefix = root === '' ? '' : `${root}/`;
    const asking = (0,_template_lines_js__WEBPACK_IMPORTED_MODULE_0__/* .templatesOf */ .r3)(files, root)
        .map((path) => (0,_export_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b)(files, path))
        .filter((text) => text.includes('Files'))
        .join('\n');
    const isAsked = (below) => {
        if (asking === '')
            return false;
        const steps = below.split('/');
        // A glob may take all; else the name, or the first folder, is spelled somewhere.
        return /\bGlob\s+["`]\**[*./]/.test(asking) || steps.some((step) => asking.includes(step));
    };
    return [...files.keys()].filter((path) => {
        const below = path.slice(prefix.length);
        if (!path.startsWith(prefix) || valuesFiles.includes(path))
            return false;
        return !/^(?:templates\/|crds\/|charts\/|Chart\.yaml$|values\.yaml$)/.test(below) && !isAsked(below);
    });
}


/***/ }),

/***/ 53803:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ keyLocation),
/* harmony export */   _: () => (/* binding */ lineLocation)
/* harmony export */ });
/** A whole line of a file, without its indentation: where the line is known, and not what of it. */
function lineLocation(content, file, line) {
    const text = (content.split('\n')[line - 1] ?? '').trimEnd();
    const startColumn = text.length - text.trimStart().length + 1;
    return { file, startLine: line, startColumn, endLine: line, endColumn: text.length + 1, exact: false };
}
/** The first line that spells `key` as a mapping's key, for when nothing tells more. */
function keyLocation(content, file, key) {
    const spelled = /^\s*(?:- +)*(?:"([^"]*)"|'([^']*)'|([^\s"'#][^:]*?))\s*:(?:\s|$)/;
    const index = content.split('\n').findIndex((line) => {
        const match = spelled.exec(line);
        return match !== null && (match[1] ?? match[2] ?? match[3]) === key;
    });
    return index === -1 ? null : lineLocation(content, file, index + 1);
}


/***/ }),

/***/ 28920:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ touchesHardening)
/* harmony export */ });
/** Fields that the hardening rules judge, by the key that holds them: their origins are looked for beside the images'. */
const FIELDS = new Set([
    'privileged',
    'allowPrivilegeEscalation',
    'readOnlyRootFilesystem',
    'runAsNonRoot',
    'runAsUser',
    'runAsGroup',
    'fsGroup',
    'hostNetwork',
    'hostPID',
    'hostIPC',
    'hostUsers',
    'hostPort',
    'hostProcess',
    'procMount',
    'automountServiceAccountToken',
    'shareProcessNamespace',
    'enableServiceLinks',
    'add',
    'drop',
]);
const CONTEXT = /securityContext|capabilities|seccompProfile|appArmorProfile/i;
/** Could a hardening finding be about what this scalar gives? */
function touchesHardening(scalar) {
    if (scalar.type === 'null' || scalar.value === '' || scalar.style === 'block')
        return false;
    const key = scalar.path.findLast((step) => typeof step === 'string');
    return FIELDS.has(String(key)) || scalar.path.some((step) => typeof step === 'string' && CONTEXT.test(step));
}


/***/ }),

/***/ 52627:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  U9: () => (/* binding */ Contributions),
  JC: () => (/* binding */ Prober),
  uz: () => (/* binding */ imagePaths),
  mH: () => (/* binding */ imageTexts)
});

// UNUSED EXPORTS: strings

// EXTERNAL MODULE: ./build/domain/json.js
var json = __webpack_require__(97803);
// EXTERNAL MODULE: ./build/render/export-tree.js
var export_tree = __webpack_require__(46972);
;// CONCATENATED MODULE: ./build/render/origins/marks.js
const WIDTH = 5;
/**
 * The alphabet of one set of marks: letters and digits only, so that registries, tags, names and labels stay what
 * they are. `avoid` is every text in which a mark must not be found by chance.
 */
class Marker {
    #letters;
    #pattern;
    constructor(avoid) {
        const letters = [...'zyxwvutsrqponmlkjihgfedcba'].map((letter) => `z${letter}7`);
        this.#letters = letters.find((start) => !avoid.some((text) => text.includes(start))) ?? 'zqxj7';
        this.#pattern = new RegExp(`${this.#letters}(\\d{${WIDTH}})q`, 'g');
    }
    text(mark) {
        return `${mark.separator ?? ''}${this.#letters}${String(mark.id).padStart(WIDTH, '0')}q`;
    }
    /** The string as it would be without its marks, and which ones it held. */
    read(rendered, marks) {
        const sightings = [];
        let plain = '';
        let from = 0;
        for (const match of rendered.matchAll(this.#pattern)) {
            const id = Number(match[1]);
            const separator = marks[id]?.separator ?? '';
            plain += rendered.slice(from, match.index);
            if (separator !== '' && plain.endsWith(separator))
                plain = plain.slice(0, -1);
            sightings.push({ id, at: plain.length });
            from = match.index + match[0].length;
        }
        return { plain: plain + rendered.slice(from), sightings };
    }
    /**
     * The file with every mark in place. A string keeps its token and gets the mark at its end; a number, a boolean or
     * an empty value becomes a string. Each scalar is marked once.
     */
    apply(text, marks) {
        let result = '';
        let from = 0;
        for (const mark of [...marks].sort((a, b) => a.scalar.start - b.scalar.start)) {
            const { scalar } = mark;
            result += text.slice(from, scalar.start) + markedToken(text, scalar, this.text(mark));
            from = scalar.end;
        }
        return result + text.slice(from);
    }
}
function markedToken(text, scalar, insert) {
    const token = text.slice(scalar.start, scalar.end);
    if (scalar.style === 'single' || scalar.style === 'double')
        return token.slice(0, -1) + insert + token.slice(-1);
    if (scalar.type === 'number')
        return scalar.value + insert;
    if (scalar.type === 'boolean')
        return insert;
    if (scalar.style === 'plain' && scalar.type !== 'null')
        return token + insert;
    if (scalar.style === 'plain') {
        const before = /[\s[{]$/.test(text.slice(0, scalar.start)) ? '' : ' ';
        const after = /^[\r\n,\]}]|^$/.test(text.slice(scalar.end)) ? '' : ' ';
        return before + insert + after;
    }
    const body = token.replace(/\s+$/, '');
    return body + insert + token.slice(body.length);
}

;// CONCATENATED MODULE: ./build/render/origins/prober.js



/** By part, document and path: what had a part in the value there. */
class Contributions {
    #documents = new Map();
    add(part, document, path, one) {
        const key = `${part}/${document}`;
        const known = this.#documents.get(key);
        if (known === undefined)
            this.#documents.set(key, [{ path, one }]);
        else
            known.push({ path, one });
    }
    at(part, document, path) {
        const wanted = JSON.stringify(path);
        return this.within(part, document)
            .filter((entry) => entry.path.length === path.length && JSON.stringify(entry.path) === wanted)
            .map(({ one }) => one);
    }
    /** Everything known of one document, in the order it was seen. */
    within(part, document) {
        return this.#documents.get(`${part}/${document}`) ?? [];
    }
}
/**
 * Renders copies in which scalars are marked, and reads from the output which of them had a part in which value: the
 * tool's own logic tells, nothing is guessed from names of keys.
 */
class Prober {
    #files;
    #plain;
    #render;
    #marker;
    #left;
    constructor(files, plain, render, maxRenders) {
        this.#files = files;
        this.#plain = plain;
        this.#render = render;
        this.#left = maxRenders;
        this.#marker = new Marker([
            ...[...files.values()].map((bytes) => Buffer.from(bytes).toString('latin1')),
            JSON.stringify(plain),
        ]);
    }
    /** Adds to `found` what marks of `candidates` show. Where the source does not take them all, each half is tried. */
    async probe(candidates, found) {
        if (candidates.length === 0 || this.#left === 0)
            return;
        this.#left -= 1;
        const copy = this.mark(candidates);
        const documents = await this.#render(copy.replacements);
        if (documents !== null) {
            copy.read(documents, found);
            return;
        }
        if (candidates.length === 1)
            return;
        const half = Math.ceil(candidates.length / 2);
        await this.probe(candidates.slice(0, half), found);
        await this.probe(candidates.slice(half), found);
    }
    /** A copy with `candidates` marked, for a render that serves another end too. */
    mark(candidates) {
        const marks = candidates.map((candidate, id) => ({ ...candidate, id }));
        return {
            replacements: this.#markedFiles(marks),
            read: (documents, found) => this.#read(documents, marks, found),
            unmarked: (text) => this.#marker.read(text, marks).plain,
        };
    }
    #markedFiles(marks) {
        const byFile = new Map();
        for (const mark of marks)
            byFile.set(mark.scalar.file, [...(byFile.get(mark.scalar.file) ?? []), mark]);
        return new Map([...byFile].map(([file, of]) => {
            return [file, this.#marker.apply((0,export_tree/* textOf */.b)(this.#files, file), of)];
        }));
    }
    #read(documents, marks, found) {
        for (const [part, values] of documents.entries()) {
            for (const [document, value] of values.entries()) {
                const plainDocument = this.#plain[part]?.[document];
                for (const { path, text } of strings(value)) {
                    const before = (0,json/* get */.Jt)(plainDocument, ...path);
                    if (before === undefined || typeof before === 'object')
                        continue;
                    const { plain, sightings } = this.#marker.read(text, marks);
                    for (const { id, at } of sightings) {
                        const mark = marks[id];
                        if (mark === undefined)
                            continue;
                        const end = endOf(mark.scalar, before, plain, at);
                        if (end !== undefined)
                            found.add(part, document, path, { scalar: mark.scalar, rank: mark.rank, end });
                    }
                }
            }
        }
    }
}
/**
 * Where the scalar's text ends in the value; null for a scalar that is empty now; undefined where the mark changed more
 * than itself, and so proves nothing.
 */
function endOf(scalar, before, plain, at) {
    if (scalar.value === '')
        return null;
    if (scalar.type === 'boolean')
        return plain === '' && String(before) === scalar.value ? scalar.value.length : undefined;
    return plain === String(before) ? at : undefined;
}
/** Every string of a value with its path; bounded by what was read. */
function* strings(value, path = []) {
    if (typeof value === 'string')
        yield { path, text: value };
    else if (Array.isArray(value)) {
        for (const [index, item] of value.entries())
            yield* strings(item, [...path, index]);
    }
    else if (typeof value === 'object' && value !== null) {
        for (const [key, item] of Object.entries(value))
            yield* strings(item, [...path, key]);
    }
}
const IMAGE_KEY = /image$|^(repository|tag|digest)$/i;
/** The strings of a render that look like images by the key that holds them: what the marks are chosen for. */
function imagePaths(documents) {
    const found = [];
    for (const [part, values] of documents.entries()) {
        for (const [document, value] of values.entries()) {
            for (const { path, text } of strings(value)) {
                const key = path.findLast((step) => typeof step === 'string') ?? '';
                if (IMAGE_KEY.test(key))
                    found.push({ part, document, path, text });
            }
        }
    }
    return found;
}
function imageTexts(documents) {
    return [...new Set(imagePaths(documents).map(({ text }) => text))];
}


/***/ }),

/***/ 30216:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ listScalars)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38815);

const MAX_BYTES = 4 << 20;
const MAX_SCALARS = 50_000;
/** Every scalar of a file, in order; none where it does not parse, since then the tool itself says so. */
function listScalars(text, file) {
    if (text.length > MAX_BYTES)
        return [];
    const lines = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    const found = [];
    const documents = parse(text, lines);
    const visit = (node, document, path, depth) => {
        if (node === null || depth > 100 || found.length >= MAX_SCALARS)
            return;
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node)) {
            for (const pair of node.items) {
                if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isPair */ .tO)(pair) || !(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(pair.key))
                    continue;
                visit(pair.value, document, [...path, String(pair.key.value)], depth + 1);
            }
        }
        else if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(node)) {
            for (const [index, item] of node.items.entries())
                visit(item, document, [...path, index], depth + 1);
        }
        else if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node) && node.range) {
            const [start, end] = node.range;
            found.push({
                file,
                start,
                end,
                location: rangeLocation(lines, file, start, end),
                value: node.value === null ? '' : String(node.value),
                type: typeOf(node.value),
                style: styleOf(node.type),
                document,
                path,
            });
        }
    };
    let index = 0;
    for (const { contents } of documents) {
        if (contents === null || ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(contents) && contents.value === null && contents.source === ''))
            continue;
        visit(contents, index, [], 0);
        index += 1;
    }
    return found;
}
/** Empty for what does not parse; so deep a nesting that the library runs out of stack is no YAML either. */
function parse(text, lineCounter) {
    try {
        const documents = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseAllDocuments */ .hR)(text, {
            lineCounter,
            uniqueKeys: false,
            version: '1.1',
            schema: 'core',
            logLevel: 'silent',
        });
        return Array.isArray(documents) && documents.every(({ errors }) => errors.length === 0) ? documents : [];
    }
    catch (error) {
        if (error instanceof RangeError)
            return [];
        throw error;
    }
}
function typeOf(value) {
    if (value === null)
        return 'null';
    if (typeof value === 'boolean')
        return 'boolean';
    return typeof value === 'number' || typeof value === 'bigint' ? 'number' : 'string';
}
function styleOf(type) {
    if (type === yaml__WEBPACK_IMPORTED_MODULE_0__/* .Scalar */ .X5.QUOTE_SINGLE)
        return 'single';
    if (type === yaml__WEBPACK_IMPORTED_MODULE_0__/* .Scalar */ .X5.QUOTE_DOUBLE)
        return 'double';
    return type === yaml__WEBPACK_IMPORTED_MODULE_0__/* .Scalar */ .X5.PLAIN || type === undefined ? 'plain' : 'block';
}
function rangeLocation(lines, file, start, end) {
    const from = lines.linePos(start);
    const to = lines.linePos(end);
    return {
        file,
        startLine: from.line,
        startColumn: from.col,
        endLine: to.line,
        endColumn: to.col,
        exact: true,
    };
}


/***/ }),

/***/ 1668:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ toolFailure)
/* harmony export */ });
/** How the Go tools end when they themselves break, and not what they were given. */
const CRASH = /^(panic: |fatal error: |runtime: out of memory|SIG[A-Z]+: )/m;
/**
 * A tool that crashed, hung or printed without end. That is no verdict on the source, and no fault of the machine's
 * either: the gate could not tell. Null where the tool ended in its own ordinary way.
 */
function toolFailure(tool, result, location) {
    const remedy = 'Make the source smaller or simpler until it renders within the limits';
    if (result.status === 'exited') {
        const crash = result.code === 0 ? null : CRASH.exec(result.stderr);
        if (crash === null)
            return null;
        const line = result.stderr.slice(crash.index).split('\n')[0]?.slice(0, 200) ?? '';
        return { what: `${tool} crashed: ${line}`, remedy, location, unknown: 'content' };
    }
    if (result.status === 'not-started') {
        const what = `${tool} could not be started: ${result.reason}`;
        return { what, remedy: `Check the installation of ${tool}`, location, unknown: 'infrastructure' };
    }
    const verb = result.status === 'killed' ? 'ended unexpectedly' : 'was stopped';
    return { what: `${tool} ${verb}: ${result.reason}`, remedy, location, unknown: 'content' };
}


/***/ }),

/***/ 96484:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Iy: () => (/* binding */ SLOW_RENDER_MS),
/* harmony export */   yr: () => (/* binding */ runOnCopy)
/* harmony export */ });
/* unused harmony exports TIMEOUT_MS, MAX_OUTPUT_BYTES */
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);

/** The limits of one render: generous for honest sources, and the end of a hostile one. */
const TIMEOUT_MS = 60_000;
const MAX_OUTPUT_BYTES = 32 << 20;
/** A source that takes longer than this for one render gets approximate places: a dozen more would take minutes. */
const SLOW_RENDER_MS = 5_000;
const MAX_MEMORY_BYTES = 2 * 1024 ** 3;
/**
 * Runs a tool on a fresh copy of a file set, in an empty working directory, and removes the copy.
 *
 * Paths of the copy are taken out of what the tool says, so that messages name files as the repository has them.
 */
async function runOnCopy(ports, invocation) {
    return ports.files.withTemporaryDirectory('supply-chain-gate-render', async (directory) => {
        const tree = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(directory, 'tree');
        const home = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(directory, 'home');
        const cwd = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(directory, 'empty');
        await Promise.all([tree, home, cwd].map((path) => ports.files.makeDirectory(path)));
        for (const [path, bytes] of invocation.files) {
            await ports.files.write((0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(tree, path), invocation.replacements.get(path) ?? bytes);
        }
        const result = await ports.exec.run({
            program: invocation.tool.path,
            args: invocation.args(tree, home),
            cwd,
            env: { HOME: home, TMPDIR: home, ...invocation.env(home) },
            network: invocation.network,
            ...(invocation.repeatable === undefined ? {} : { repeatable: invocation.repeatable }),
            timeoutMs: TIMEOUT_MS,
            maxOutputBytes: MAX_OUTPUT_BYTES,
            maxMemoryBytes: MAX_MEMORY_BYTES,
        });
        return { ...result, stderr: withoutCopyPaths(result.stderr, tree, directory) };
    });
}
function withoutCopyPaths(text, tree, directory) {
    return text
        .replaceAll('\\\\', '\\')
        .replaceAll(`${tree}/`, '')
        .replaceAll(`${tree}\\`, '')
        .replaceAll(tree, '.')
        .replaceAll(directory, '');
}


/***/ })

};
