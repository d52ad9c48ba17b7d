export const id = 490;
export const ids = [490];
export const modules = {

/***/ 59490:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  renderKustomize: () => (/* binding */ renderKustomize)
});

// EXTERNAL MODULE: ./build/domain/location.js
var domain_location = __webpack_require__(69994);
// EXTERNAL MODULE: ./build/yaml/stream.js + 8 modules
var stream = __webpack_require__(21994);
// EXTERNAL MODULE: ./build/render/helm/literals.js
var literals = __webpack_require__(55172);
// EXTERNAL MODULE: ./build/render/helm/other-faces.js + 2 modules
var other_faces = __webpack_require__(19294);
// EXTERNAL MODULE: ./build/render/helm/unread-files.js
var unread_files = __webpack_require__(88797);
// EXTERNAL MODULE: ./build/render/invalid.js
var invalid = __webpack_require__(29518);
// EXTERNAL MODULE: ./build/render/export-tree.js
var export_tree = __webpack_require__(46972);
// EXTERNAL MODULE: ./build/render/origins/hardening-keys.js
var hardening_keys = __webpack_require__(28920);
// EXTERNAL MODULE: ./build/render/origins/scalars.js
var origins_scalars = __webpack_require__(30216);
// EXTERNAL MODULE: ./build/render/helm/candidates.js
var candidates = __webpack_require__(47314);
// EXTERNAL MODULE: ./build/render/helm/chart.js
var helm_chart = __webpack_require__(3562);
// EXTERNAL MODULE: ./build/render/helm/template-lines.js
var template_lines = __webpack_require__(2024);
;// CONCATENATED MODULE: ./build/render/kustomize/chart-candidates.js





/** Values that a chart's entry gives itself: `valuesInline`. */
function inlineScalars({ files }, { file, document, inline }) {
    return (0,origins_scalars/* listScalars */.k)((0,export_tree/* textOf */.b)(files, file), file).filter((scalar) => scalar.document === document && inline.every((step, index) => scalar.path[index] === step));
}
/**
 * The values of every chart: its defaults, the files and the texts that its entry gives. A mark in the name of an image
 * keeps `images:` entries from finding it, so that names then have a copy of their own.
 */
function chartCandidates(closure, images) {
    const { files } = closure;
    const charts = closure.charts.map((entry) => ({ entry, charts: (0,helm_chart/* readCharts */.Kg)(files, entry.root) }));
    const scalars = unique(charts.flatMap(({ entry, charts: unpacked }) => [
        ...(0,candidates/* valueScalars */.pB)(files, unpacked, entry.valuesFiles),
        ...inlineScalars(closure, entry),
    ]));
    const metadata = (0,candidates/* metadataCandidates */.SB)(charts.flatMap((one) => one.charts), images);
    const set = [...new Map(metadata.map((one) => [keyOf(one.scalar), one])).values(), ...(0,candidates/* setCandidates */.DZ)(scalars, images)];
    const names = imageNames(closure);
    const isName = ({ scalar }) => names.some((name) => name.includes(scalar.value));
    return {
        hardening: (0,candidates/* hardeningCandidates */.h1)(scalars, set),
        set: [set.filter((one) => !isName(one)), set.filter(isName)],
        empty: images.length === 0 ? [] : (0,candidates/* emptyCandidates */.e0)(scalars),
        templates: [...new Set(charts.flatMap(({ entry }) => (0,template_lines/* templatesOf */.r3)(files, entry.root)))],
    };
}
/** Two entries may name one chart. */
function unique(scalars) {
    return [...new Map(scalars.map((scalar) => [keyOf(scalar), scalar])).values()];
}
function keyOf({ file, start }) {
    return `${file}:${start}`;
}
function imageNames({ files, kustomizations }) {
    return kustomizations.flatMap((file) => (0,origins_scalars/* listScalars */.k)((0,export_tree/* textOf */.b)(files, file), file)
        .filter(({ path }) => path.length === 3 && path[0] === 'images' && path[2] === 'name')
        .map(({ value }) => value));
}
/** Is it helm that reads it, and not kustomize? */
function isOfChart({ charts }, { file, path }) {
    return charts.some((chart) => file.startsWith(`${chart.root}/`) ||
        chart.valuesFiles.includes(file) ||
        (chart.file === file && chart.path.every((step, index) => path[index] === step)));
}

;// CONCATENATED MODULE: ./build/render/kustomize/nested.js

/**
 * The scalars of a manifest that stands inside a scalar: an inline patch in a `|` block. Their positions are those of
 * the outer file. Other styles (folded, quoted) do not keep lines apart, and give none.
 */
function nestedScalars(content, outer) {
    const token = content.slice(outer.start, outer.end);
    const header = /^\|([+-]?)([1-9])?([+-]?)[ \t]*(#[^\n]*)?\r?\n/.exec(token);
    if (outer.style !== 'block' || header === null)
        return [];
    const lines = token.slice(header[0].length).split('\n');
    const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
    if (indents.length === 0)
        return [];
    const indent = header[2] === undefined ? (indents[0] ?? 0) : Math.min(...indents);
    const starts = [];
    let inner = 0;
    let at = outer.start + header[0].length;
    const stripped = lines.map((line) => {
        const cut = Math.min(indent, line.length);
        starts.push({ inner, outer: at + cut });
        inner += line.length - cut + 1;
        at += line.length + 1;
        return line.slice(cut);
    });
    const toOuter = (offset) => {
        const start = starts.findLast((one) => one.inner <= offset);
        return start === undefined ? outer.start : start.outer + (offset - start.inner);
    };
    const firstLine = outer.location.startLine;
    return (0,origins_scalars/* listScalars */.k)(stripped.join('\n'), outer.file)
        .filter((scalar) => scalar.style !== 'block')
        .map((scalar) => ({
        ...scalar,
        start: toOuter(scalar.start),
        end: toOuter(scalar.end),
        location: {
            ...scalar.location,
            startLine: scalar.location.startLine + firstLine,
            endLine: scalar.location.endLine + firstLine,
            startColumn: scalar.location.startColumn + indent,
            endColumn: scalar.location.endColumn + indent,
        },
    }));
}

;// CONCATENATED MODULE: ./build/render/kustomize/candidates.js





const MAX_CANDIDATES = 5000;
/** Keys whose values kustomize itself goes by, or by which list items are told apart: a mark would change the merge. */
const STRUCTURAL = new Set([
    'apiVersion',
    'kind',
    'name',
    'namespace',
    'group',
    'version',
    'op',
    'path',
    'from',
    'fieldPath',
    'fieldPaths',
    'namePrefix',
    'nameSuffix',
    'labelSelector',
    'annotationSelector',
    '$patch',
    '$retainKeys',
    'behavior',
    'type',
    'mountPath',
    'devicePath',
    'topologyKey',
    'protocol',
    'ip',
    'disableNameSuffixHash',
    'create',
    'includeSelectors',
    'includeTemplates',
    'immutable',
    'allowNameChange',
    'allowKindChange',
]); // prettier-ignore
function lastKey(scalar) {
    return String(scalar.path.findLast((step) => typeof step === 'string') ?? '');
}
/**
 * What is marked: every scalar of the closure's YAML (inline patches too) that could be a part of one of the `images`,
 * and every boolean of a manifest or patch, since kustomize has no conditions that a mark could trip.
 */
function kustomizeCandidates(closure, images) {
    const candidates = [];
    for (const file of closure.files.keys()) {
        if (!/\.(ya?ml|json)$|(^|\/)Kustomization$/.test(file))
            continue;
        const content = (0,export_tree/* textOf */.b)(closure.files, file);
        const kustomization = closure.kustomizations.includes(file);
        for (const scalar of (0,origins_scalars/* listScalars */.k)(content, file)) {
            if (isOfChart(closure, scalar) || (kustomization && scalar.path[0] === 'helmGlobals'))
                continue;
            const nested = kustomization ? nestedScalars(content, scalar) : [];
            if (nested.length > 0)
                candidates.push(...nested.flatMap((one) => candidate(one, images, false)));
            else
                candidates.push(...candidate(scalar, images, kustomization));
        }
    }
    return candidates.slice(0, MAX_CANDIDATES);
}
function candidate(scalar, images, kustomization) {
    if (STRUCTURAL.has(lastKey(scalar)) || scalar.type === 'null' || scalar.value === '')
        return [];
    if (!kustomization && (scalar.type === 'boolean' || (0,hardening_keys/* touchesHardening */.W)(scalar)))
        return [{ scalar, rank: 'value' }];
    if (scalar.type === 'boolean')
        return [];
    if (scalar.style === 'block')
        return [];
    const { value } = scalar;
    const transformer = kustomization && scalar.path[0] === 'images';
    const part = /image$/i.test(lastKey(scalar)) || images.some((image) => image.includes(value) && value.length > 1);
    const assigns = value.length < 1000 && images.some((image) => value.endsWith(`=${image}`));
    if (!transformer && !part && !assigns)
        return [];
    if (scalar.type === 'number' && !transformer)
        return [];
    // `images:` entries match by name, so a reference without a tag gets the mark as its tag.
    const bare = lastKey(scalar) === 'image' && !/[:@][^/]*$/.test(value);
    return [{ scalar, rank: 'value', ...(bare ? { separator: ':' } : {}) }];
}

// EXTERNAL MODULE: ./build/render/helm/conditions.js + 1 modules
var conditions = __webpack_require__(55353);
// EXTERNAL MODULE: ./build/render/helm/environment.js
var environment = __webpack_require__(53503);
;// CONCATENATED MODULE: ./build/render/kustomize/chart-conditions.js


/** kustomize has `helm template` run, and so does whoever deploys: never an upgrade, never a cluster to ask. */
const OPEN = ['api', 'kubeVersion', 'random', 'chance'];
/** What the charts of a kustomization ask for, of what their entries do not settle. */
function chartConditions({ files, charts, entry }) {
    const asked = new Map();
    const apiVersions = new Set();
    let unread = null;
    for (const chart of charts) {
        const own = (0,conditions/* readConditions */.Z)(files, chart.root, chart.valuesFiles);
        const isSettled = (condition) => (condition === 'kubeVersion' && chart.kubeVersion !== null) ||
            (condition === 'api' && chart.apiVersions.length > 0);
        for (const condition of OPEN) {
            const location = own.asked.get(condition);
            if (location !== undefined && !isSettled(condition) && !asked.has(condition))
                asked.set(condition, location);
        }
        // A list of its own is all that the chart gets, whatever kustomize is told.
        if (chart.apiVersions.length > 0)
            continue;
        for (const version of own.apiVersions)
            apiVersions.add(version);
        unread ??= own.unread;
    }
    return {
        conditions: { asked, apiVersions: [...apiVersions], unread },
        settled: { apiVersions: [], kubeVersion: null, isUpgraded: false },
        file: entry,
        remedies: {
            kubeVersion: 'Set kubeVersion of the chart in helmCharts to the version of the cluster.',
            apiVersions: 'List what the cluster has in apiVersions of the chart in helmCharts.',
        },
    };
}
/** Releases whose names nobody can tell: helm makes them of the clock, or of a template. */
function unnamedReleases(source, { charts }) {
    return charts.flatMap(({ name, naming, location }) => {
        if (naming === 'given')
            return [];
        const what = naming === 'generated'
            ? `the release of the chart ${JSON.stringify(name)} has no name, so that helm calls it after the clock; it was rendered as release-name`
            : `the release of the chart ${JSON.stringify(name)} is named by a template, which may give another name elsewhere`;
        return [(0,environment/* environmentDependent */.Z)(source, { what, remedy: 'Set releaseName.', location })];
    });
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(2503);
// EXTERNAL MODULE: ./build/domain/json.js
var json = __webpack_require__(97803);
// EXTERNAL MODULE: ./build/render/helm/command.js
var command = __webpack_require__(38139);
// EXTERNAL MODULE: ./build/render/helm/line-marks.js
var line_marks = __webpack_require__(63905);
// EXTERNAL MODULE: ./build/render/helm/output.js
var output = __webpack_require__(32325);
// EXTERNAL MODULE: ./build/render/helm/sections.js
var sections = __webpack_require__(50552);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./build/render/kustomize/exact-text.js


/** Stands for the release of a chart without a name, which helm would call after the clock. */
const STAND_IN = 'release-name';
/**
 * A kustomization, or a generator's configuration, for a kustomize that may run helm: as JSON, of what was read and checked
 * here. Two readers of YAML can be made to see different keys in one text, and then what runs is not what was checked.
 *
 * Releases without a name get one that stays the same. Empty where the text cannot be read: then nothing is built.
 */
function exactText(text) {
    const { documents, problems } = (0,stream/* readManifestStream */.W)(new TextEncoder().encode(text));
    if (problems.length > 0)
        return '';
    return documents.map(({ value }) => yamlJson(withReleaseNames(value))).join('\n---\n');
}
function withReleaseNames(value) {
    if (!(0,json/* isObject */.Gv)(value))
        return value;
    if (value.kind === 'HelmChartInflationGenerator')
        return named(value);
    const changed = { ...value };
    for (const key of ['helmCharts', 'helmChartInflationGenerator']) {
        const list = value[key];
        if ((0,json/* isArray */.cy)(list))
            changed[key] = list.map((entry) => ((0,json/* isObject */.Gv)(entry) ? named(entry) : entry));
    }
    return changed;
}
function named(entry) {
    const said = (path) => Boolean((0,json/* get */.Jt)(entry, ...path));
    return said(['releaseName']) || said(['nameTemplate']) ? entry : { ...entry, releaseName: STAND_IN };
}
/** JSON that YAML reads as what it is: these characters are escaped, since some of them end a line in YAML. */
function yamlJson(value) {
    return JSON.stringify(value).replace(/[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

;// CONCATENATED MODULE: ./build/render/kustomize/references.js
/** Fields of a kustomization whose entries are files or directories (api/types/kustomization.go). */
const DIRECTORY_FIELDS = ['resources', 'bases', 'components', 'generators', 'transformers', 'validators'];
const FILE_FIELDS = ['crds', 'configurations', 'patchesStrategicMerge'];
function isDirectoryField(field) {
    return DIRECTORY_FIELDS.includes(field);
}
/** Several fields take a manifest in place of a path: whatever has more than one line, or a mapping's braces. */
function isInline(text) {
    return /[\n{]|: /.test(text);
}
/** The paths that one scalar of a kustomization names, if its place is one of a path. */
function pathsOf({ path, value }) {
    const [field, , inner] = path;
    if (typeof field !== 'string' || value === '')
        return [];
    if (path.length === 2 && [...DIRECTORY_FIELDS, ...FILE_FIELDS].includes(field))
        return [{ path: value, field }];
    const last = path.at(-1);
    if (['patches', 'patchesJson6902', 'replacements'].includes(field) && path.length === 3 && last === 'path') {
        return [{ path: value, field }];
    }
    if (field === 'openapi' && path.length === 2 && last === 'path')
        return [{ path: value, field }];
    if (field !== 'configMapGenerator' && field !== 'secretGenerator')
        return [];
    if (inner === 'files')
        return [{ path: value.slice(value.indexOf('=') + 1), field }];
    return inner === 'envs' || inner === 'env' ? [{ path: value, field }] : [];
}
/**
 * Would kustomize go to the network for it? URLs, scp-like and `git::` addresses, `host.tld/owner/repo`, and whatever
 * has a `ref` (api/internal/git/repospec.go). Only asked of what is not in the tree.
 */
function looksRemote(path) {
    return (/^[a-z][a-z0-9+.-]*:/i.test(path) ||
        /^[^/]+@[^/]+:/.test(path) ||
        /[?&](ref|version|timeout|submodules)=/.test(path) ||
        /^[a-z0-9-]+(\.[a-z0-9-]+)+\/[^/]+\/[^/]+/i.test(path));
}

;// CONCATENATED MODULE: ./build/render/kustomize/chart-copies.js





/** `files` are those of the chart of an entry, by their path in it. `only`: nothing but charts is left in the kustomizations. */
function withOwnCharts(closure, filesOf, only) {
    const files = new Map(closure.files);
    const encoder = new TextEncoder();
    const roots = closure.charts.map((entry, index) => external_node_path_.posix.join(entry.home, nameOf(index)));
    for (const [index, entry] of closure.charts.entries()) {
        for (const [path, content] of filesOf(entry, index)) {
            const bytes = typeof content === 'string' ? encoder.encode(content) : content;
            files.set(external_node_path_.posix.join(roots[index] ?? '', path), bytes);
        }
    }
    const directories = new Set(closure.kustomizations.map((file) => external_node_path_.posix.dirname(file)));
    for (const file of [...closure.kustomizations, ...closure.generators]) {
        const { documents } = (0,stream/* readManifestStream */.W)(closure.files.get(file) ?? new Uint8Array());
        const renamed = documents.map(({ value, index }) => renameCharts(closure, file, index, value));
        const kept = only ? renamed.flatMap((value) => onlyCharts(value, external_node_path_.posix.dirname(file), directories)) : renamed;
        files.set(file, encoder.encode(kept.map((value) => yamlJson(value)).join('\n---\n')));
    }
    return { files, roots };
}
function nameOf(index) {
    return `supply-chain-gate-chart-${index}`;
}
function renameCharts({ charts }, file, document, value) {
    let changed = value;
    for (const [index, entry] of charts.entries()) {
        if (entry.file !== file || entry.document !== document || !(0,json/* isObject */.Gv)(changed))
            continue;
        const [list, position] = entry.path;
        if (list === undefined)
            changed = renamed(changed, index);
        else {
            const entries = (0,json/* get */.Jt)(changed, list);
            const own = (0,json/* isArray */.cy)(entries) ? entries.map((one, at) => (at === position ? renamed(one, index) : one)) : [];
            changed = { ...changed, [list]: own };
        }
    }
    return changed;
}
/** Without what gives the chart a directory of its own version. */
function renamed(entry, index) {
    if (!(0,json/* isObject */.Gv)(entry))
        return entry;
    const { repo: _, chartRepoUrl: _old, ...rest } = entry;
    return { ...rest, ['chartName' in entry ? 'chartName' : 'name']: nameOf(index) };
}
const KEPT = ['apiVersion', 'kind', 'namespace', 'helmGlobals', 'helmCharts', 'helmChartInflationGenerator'];
/** What decides of a chart's values, name and namespace, and no more: no objects, no patches that would miss them. */
function onlyCharts(value, directory, directories) {
    if (!(0,json/* isObject */.Gv)(value))
        return [];
    if (typeof value.kind === 'string' && value.kind.endsWith('Generator')) {
        return value.kind === 'HelmChartInflationGenerator' ? [value] : [];
    }
    const kept = Object.entries(value).filter(([key]) => KEPT.includes(key));
    const fields = DIRECTORY_FIELDS.flatMap((field) => {
        const entries = (0,json/* get */.Jt)(value, field);
        if (!(0,json/* isArray */.cy)(entries) || field === 'transformers' || field === 'validators')
            return [];
        const isKept = (entry) => field === 'generators' || directories.has(external_node_path_.posix.join(directory, String(entry)).replace(/\/$/, ''));
        return [[field, entries.filter(isKept)]];
    });
    // A kustomization that says nothing is refused.
    return [{ ...Object.fromEntries([...kept, ...fields]), generatorOptions: { disableNameSuffixHash: true } }];
}

// EXTERNAL MODULE: ./build/render/workspace.js
var workspace = __webpack_require__(96484);
;// CONCATENATED MODULE: ./build/render/kustomize/command.js





/**
 * One `kustomize build` with its defaults: no plugins, files from each kustomization's own root only. Charts only where the
 * run has a helm, which gets no more from the machine than when it is run by itself.
 */
function runKustomize(run, replacements = new Map()) {
    const { helm } = run;
    return (0,workspace/* runOnCopy */.yr)(run.ports, {
        tool: run.tool,
        files: run.files,
        replacements: helm === undefined ? replacements : exactly(run, helm, replacements),
        args: (tree) => [
            'build',
            `--load-restrictor=LoadRestrictions${run.unrestricted ? 'None' : 'RootOnly'}`,
            ...(helm === undefined ? [] : helmFlags(helm)),
            '--',
            (0,external_node_path_.join)(tree, run.root),
        ],
        env: (home) => ({
            ...(helm === undefined ? {} : (0,command/* helmEnvironment */.sm)(home)),
            KUSTOMIZE_PLUGIN_HOME: (0,external_node_path_.join)(home, 'plugins'),
            XDG_CONFIG_HOME: (0,external_node_path_.join)(home, 'config'),
        }),
        network: 'none',
        // A chart may ask for the time.
        ...(helm === undefined ? { repeatable: true } : {}),
    });
}
function helmFlags({ tool, face }) {
    return [
        '--enable-helm',
        `--helm-command=${tool.path}`,
        ...(face?.apiVersions ?? []).map((version) => `--helm-api-versions=${version}`),
        ...(face === undefined || face.kubeVersion === null ? [] : [`--helm-kube-version=${face.kubeVersion}`]),
    ];
}
function exactly({ files }, helm, replacements) {
    const exact = helm.files.map((file) => {
        const text = replacements.get(file) ?? (0,export_tree/* textOf */.b)(files, file);
        return [file, exactText(typeof text === 'string' ? text : new TextDecoder().decode(text))];
    });
    return new Map([...replacements, ...exact]);
}

;// CONCATENATED MODULE: ./build/render/kustomize/chart-renders.js













const GIVEN = `apiVersion: v1
kind: ConfigMap
metadata:
  name: given
data:
  given: {{ dict "values" (toJson .Values) "releaseName" .Release.Name "namespace" .Release.Namespace | toJson | quote }}
`;
const given = schemas/* object */.Ikc({ values: schemas/* string */.YjP(), releaseName: schemas/* string */.YjP(), namespace: schemas/* string */.YjP() });
const VALUES = '.supply-chain-gate/values.yaml';
/**
 * Renders each chart by itself, with comments on the lines of its templates, as kustomize has it rendered: what kustomize
 * gives it is seen by a chart that prints what it is given. Null for a chart of which that cannot be told.
 */
async function renderCharts(run, closure) {
    const all = await whatIsGiven(run, closure);
    return Promise.all(closure.charts.map((entry, index) => {
        const own = all[index];
        return own === undefined || own === null ? null : renderChart(run, closure, entry, own);
    }));
}
async function whatIsGiven(run, closure) {
    const copies = withOwnCharts(closure, (entry, index) => printingChart(closure, entry, index), true);
    const result = await runKustomize({ ...run, files: copies.files });
    if (result.status !== 'exited' || result.code !== 0)
        return [];
    const { documents } = (0,stream/* readManifestStream */.W)(result.stdout);
    return closure.charts.map((_, index) => {
        const found = documents.filter(({ value }) => (0,json/* textAt */.$6)(value, 'metadata', 'name') === `given-${index}`);
        const text = found.length === 1 ? (0,json/* textAt */.$6)(found[0]?.value, 'data', 'given') : '';
        return parse(text);
    });
}
function parse(text) {
    const [document] = (0,stream/* readManifestStream */.W)(new TextEncoder().encode(text)).documents;
    return given.safeParse(document?.value).data ?? null;
}
/** The chart with its values and those of the charts in it, and one template that prints them. */
function printingChart({ files }, { root }, index) {
    const own = [...files].flatMap(([path, bytes]) => {
        const below = path.startsWith(`${root}/`) ? path.slice(root.length + 1) : '';
        return /^(?:charts\/[^/]+\/)*(?:Chart\.(?:yaml|lock)|values\.yaml|charts\/[^/]+\.tgz)$/.test(below)
            ? [[below, bytes]]
            : [];
    });
    return new Map([
        ...own,
        ['templates/given.yaml', GIVEN.replace('name: given', `name: given-${index}`)],
    ]);
}
async function renderChart({ ports, helm }, closure, entry, { values: valuesText, releaseName, namespace }) {
    if (helm === undefined)
        return null;
    const files = new Map([
        ...[...closure.files].filter(([path]) => path.startsWith(`${entry.root}/`)),
        [VALUES, new TextEncoder().encode(valuesText)],
    ]);
    const templates = (0,template_lines/* templatesOf */.r3)(files, entry.root);
    const texts = templates.map((path) => (0,export_tree/* textOf */.b)(files, path));
    const tag = (0,template_lines/* unusedTag */.ZC)([...texts, valuesText]);
    const marked = new Map(templates.map((path, index) => [path, (0,line_marks/* markLines */.T)(texts[index] ?? '', index, tag)]));
    const settings = {
        releaseName,
        namespace,
        valuesFiles: [VALUES],
        set: {},
        kubeVersion: entry.kubeVersion ?? helm.face?.kubeVersion ?? null,
        apiVersions: entry.apiVersions.length > 0 ? entry.apiVersions : (helm.face?.apiVersions ?? []),
    };
    const result = await (0,command/* runHelm */.oU)({ tool: helm.tool, ports, root: entry.root, helm: settings, files }, marked);
    if (result.status !== 'exited' || result.code !== 0)
        return null;
    const parts = (0,output/* splitOutput */.c)(Buffer.from(result.stdout).toString('utf8'));
    const read = parts.map(({ text }) => (0,line_marks/* readLineMarks */.N)(text, tag));
    const sourceLines = texts.map((text) => text.split('\n').map((line) => line.replace(/\r$/, '')));
    return {
        entry,
        files,
        charts: (0,helm_chart/* readCharts */.Kg)(files, entry.root),
        sections: (0,sections/* readSections */.jn)(parts.map((part, index) => ({ ...part, text: read[index]?.text ?? '' }))),
        lines: {
            at(part, line) {
                const origin = read[part]?.lines[line - 1];
                const file = origin === null || origin === undefined ? undefined : templates[origin.file];
                if (origin === null || origin === undefined || file === undefined)
                    return null;
                return { file, line: origin.line, text: sourceLines[origin.file]?.[origin.line - 1] ?? '' };
            },
        },
    };
}
/** The file of a part of the output, or Chart.yaml where it is not known. */
function templateOf({ entry, files, charts, sections }, part) {
    const name = sections[part]?.template ?? '';
    return (0,helm_chart/* repositoryPath */.SH)(files, charts, entry.root, name) ?? `${entry.root}/Chart.yaml`;
}
/** Which document of its template it is, as helm prints them. */
function documentNumber({ render: { sections }, part, document }) {
    const template = sections[part]?.template;
    const before = sections.slice(0, part).filter((section) => section.template === template);
    return before.reduce((count, section) => count + section.documents.length, document);
}
/**
 * The closure with each chart as the text that it rendered to, which `mark` may change: a build of it goes the way of the
 * real one, and shows which document of which template each object was.
 */
function frozenCharts(closure, renders, mark) {
    return withOwnCharts(closure, (entry, index) => {
        const render = renders[index] ?? null;
        const files = new Map([
            ['Chart.yaml', 'apiVersion: v2\nname: frozen\nversion: 1.0.0\n'],
            ['values.yaml', closure.files.get(`${entry.root}/values.yaml`) ?? '{}\n'],
        ]);
        for (const [path, bytes] of closure.files) {
            if (path.startsWith(`${entry.root}/crds/`))
                files.set(path.slice(entry.root.length + 1), bytes);
        }
        for (const [part, section] of (render?.sections ?? []).entries()) {
            for (const [document, { value }] of section.documents.entries()) {
                if (render === null)
                    continue;
                const text = yamlJson(mark({ render, part, document, value }));
                const number = String(files.size).padStart(5, '0');
                files.set(`templates/${number}.yaml`, text.replaceAll('{{', '{{ "{{" }}'));
            }
        }
        return files;
    }, false).files;
}

// EXTERNAL MODULE: ./build/tree/links.js
var links = __webpack_require__(52044);
// EXTERNAL MODULE: ./build/render/problem.js
var render_problem = __webpack_require__(89094);
// EXTERNAL MODULE: ./build/domain/path.js
var domain_path = __webpack_require__(40298);
;// CONCATENATED MODULE: ./build/render/kustomize/chart-schema.js

/** What entries of charts may say: api/types/helmchartargs.go. Each text of them ends up as an argument of helm, or as a path. */
const FLAG = 'starts with "-", so that helm would take it for a flag';
const argument = schemas/* string */.YjP('is no text')
    .refine((text) => !text.startsWith('-'), { error: FLAG, abort: true })
    .refine((text) => !/\p{Cc}/u.test(text), 'holds a control character');
const file = argument.refine((text) => !/[,"]/.test(text), 'holds a comma or a quote, at which helm cuts lists of files');
const segment = file.refine((text) => !/[/\\]/.test(text) && !['', '.', '..'].includes(text), 'is no name of a directory, and the chart is looked for in the directory of its name');
const configHome = schemas/* literal */.euz('', 'sets the directory that helm takes its configuration from, which is always empty here')
    .nullish();
const values = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J(), 'is no mapping').nullish();
const GLOBALS = { chartHome: file.nullish(), configHome };
const CHART = {
    name: segment,
    version: argument.nullish(),
    repo: argument.nullish(),
    releaseName: argument.nullish(),
    namespace: argument.nullish(),
    additionalValuesFiles: schemas/* array */.YOg(file, 'is no list').nullish(),
    valuesFile: file.nullish(),
    valuesInline: values,
    valuesMerge: argument.nullish(),
    includeCRDs: schemas/* boolean */.zMY('is neither true nor false').nullish(),
    skipHooks: schemas/* boolean */.zMY('is neither true nor false').nullish(),
    skipTests: schemas/* boolean */.zMY('is neither true nor false').nullish(),
    debug: schemas/* boolean */.zMY('is neither true nor false').nullish(),
    devel: schemas/* boolean */.zMY('is neither true nor false').nullish(),
    apiVersions: schemas/* array */.YOg(argument, 'is no list').nullish(),
    kubeVersion: argument.nullish(),
    nameTemplate: argument.nullish(),
};
/** An item of `helmCharts`. */
const chart = schemas/* strictObject */.rej(CHART);
/** `helmGlobals` */
const globals = schemas/* strictObject */.rej(GLOBALS);
/** The same as the configuration of a generator. */
const generator = schemas/* strictObject */.rej({
    ...CHART,
    ...GLOBALS,
    apiVersion: schemas/* unknown */.L5J().optional(),
    kind: schemas/* literal */.euz('HelmChartInflationGenerator'),
    metadata: schemas/* unknown */.L5J().optional(),
});
/** The deprecated `helmChartInflationGenerator`, of which kustomize takes these fields and passes over the rest. */
const oldChart = schemas/* strictObject */.rej({
    chartName: segment,
    chartVersion: argument.nullish(),
    chartRepoUrl: argument.nullish(),
    chartHome: file.nullish(),
    helmHome: configHome,
    values: file.nullish(),
    valuesLocal: values,
    valuesMerge: argument.nullish(),
    releaseName: argument.nullish(),
    chartRepoName: schemas/* unknown */.L5J().optional(),
    helmBin: schemas/* unknown */.L5J().optional(),
    releaseNamespace: schemas/* unknown */.L5J().optional(),
    extraArgs: schemas/* unknown */.L5J().optional(),
})
    .transform((old) => ({
    name: old.chartName,
    version: old.chartVersion,
    repo: old.chartRepoUrl,
    valuesFile: old.values,
    valuesInline: old.valuesLocal,
    releaseName: old.releaseName,
    chartHome: old.chartHome,
}));

;// CONCATENATED MODULE: ./build/render/kustomize/charts.js






/**
 * The charts of a kustomization file, in kustomize's order.
 *
 * @throws RenderProblem for a value that would reach helm as something else than it is.
 */
function chartsOf(source) {
    const { value } = source.document;
    const said = charts_parse(source, ['helmGlobals'], globals.nullish(), (0,json/* get */.Jt)(value, 'helmGlobals'));
    const entries = listAt(source, 'helmCharts').map((entry, index) => {
        const path = ['helmCharts', index];
        return { path, chart: charts_parse(source, path, chart, entry) };
    });
    const old = listAt(source, 'helmChartInflationGenerator').map((entry, index) => {
        const path = ['helmChartInflationGenerator', index];
        return { path, chart: charts_parse(source, path, oldChart, entry) };
    });
    // SplitHelmParameters: of the old entries the last home counts, for all charts, and only without helmGlobals.
    const oldHome = old.findLast((entry) => Boolean(entry.chart.chartHome))?.chart.chartHome;
    const home = said === null || said === undefined ? oldHome : said.chartHome;
    return [
        ...entries.map((entry) => entryOf(source, entry.path, entry.chart, home, 'valuesInline')),
        ...old.map((entry) => entryOf(source, entry.path, entry.chart, home, 'valuesLocal')),
    ];
}
/** The chart of one document of a generator's configuration. */
function generatorChart(source) {
    const found = charts_parse(source, [], generator, source.document.value);
    return entryOf(source, [], found, found.chartHome, 'valuesInline');
}
function listAt({ document, file }, key) {
    const list = (0,json/* get */.Jt)(document.value, key) ?? [];
    if ((0,json/* isArray */.cy)(list))
        return list;
    return refuse({ ...document.locate([key]), file, exact: true }, `${key} is no list`, 'Write a list of charts');
}
function charts_parse({ file, document }, at, schema, value) {
    const result = schema.safeParse(value);
    if (result.success)
        return result.data;
    const issue = result.error.issues[0];
    const below = (issue?.path ?? []).filter((step) => typeof step !== 'symbol');
    const path = [...at, ...below];
    const name = path.length === 0 ? 'the configuration of the chart' : (0,domain_path/* formatPath */.j)(path);
    const what = issue?.code === 'unrecognized_keys'
        ? `${name} has ${quoted(issue.keys[0] ?? '')}, a field that kustomize does not have there`
        : `${name} ${issue?.code === 'invalid_type' && (0,json/* get */.Jt)(value, ...below) === undefined ? 'is missing' : (issue?.message ?? 'is wrong')}`;
    return refuse({ ...document.locate(path), file, exact: true }, what, 'Correct it');
}
function entryOf({ file, document, directory }, path, chart, home, inline) {
    const at = (...below) => ({ ...document.locate([...path, ...below]), file, exact: true });
    const isOld = inline === 'valuesLocal';
    const location = at(isOld ? 'chartName' : 'name');
    const { name, version, repo } = chart;
    const chartHome = home || 'charts';
    // What is pulled has a directory for each version (absChartHome).
    const versioned = version && repo ? [`${name}-${version}`] : [];
    const root = inRepository(external_node_path_.posix.join(chartHome, ...versioned, name), directory, location);
    const files = [...(chart.valuesFile ? [chart.valuesFile] : []), ...(chart.additionalValuesFiles ?? [])];
    return {
        file,
        document: document.index,
        path,
        location,
        name,
        home: inRepository(chartHome, directory, location),
        root,
        valuesFiles: files.map((one) => inRepository(one, directory, location)),
        inline: [...path, inline],
        naming: chart.releaseName ? 'given' : chart.nameTemplate ? 'template' : 'generated',
        kubeVersion: chart.kubeVersion || null,
        apiVersions: chart.apiVersions ?? [],
        repository: repo || null,
        repositoryLocation: at(isOld ? 'chartRepoUrl' : 'repo'),
        version: version || null,
    };
}
/** The repository's path of what an entry names, relative to its kustomization. */
function inRepository(path, directory, location) {
    if (looksRemote(path) && /:/.test(path)) {
        refuse(location, `${quoted(path)} is not in the repository, and nothing is fetched while rendering`, 'Vendor it', true);
    }
    const inside = path.startsWith('/') ? null : (0,links/* insideTree */.v)(external_node_path_.posix.join(directory, path));
    if (inside === null) {
        return refuse(location, `${quoted(path)} leads out of the repository`, 'Move what it needs into the repository');
    }
    // The path as a whole is what helm gets.
    if (/[,"]|\p{Cc}/u.test(inside)) {
        return refuse(location, `${quoted(inside)} holds a character at which helm cuts lists of files`, 'Rename it');
    }
    return inside;
}
function quoted(text) {
    return JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}[...]` : text);
}
function refuse(location, what, remedy, unknown = false) {
    const details = { what, remedy, location };
    throw new render_problem/* RenderProblem */.uC(unknown ? { ...details, unknown: 'content' } : details);
}

;// CONCATENATED MODULE: ./build/render/kustomize/chart-files.js








/** Every field of a kustomization (api/types/kustomization.go). kustomize takes other spellings of capitals too. */
const FIELDS = new Set(`apiVersion kind metadata openapi namePrefix nameSuffix namespace commonLabels labels commonAnnotations
  patchesStrategicMerge patchesJson6902 patches images imageTags replacements replicas vars sortOptions resources components
  crds bases configMapGenerator secretGenerator helmGlobals helmCharts helmChartInflationGenerator generatorOptions
  configurations generators transformers validators buildMetadata`.split(/\s+/));
/**
 * Exports the charts that kustomize renders, with the files of values that they get. Where there are any, helm is let run,
 * so that everything that could name one must then be read in full.
 *
 * @throws RenderProblem for a chart that is neither in the repository nor pinned by the policy, and for what could name one unseen.
 */
async function exportCharts(copy, tree, sources, fetch) {
    const mentions = ({ file }) => /helm/i.test((0,export_tree/* textOf */.b)(copy.files, file));
    refuseProblems(copy, [...sources.kustomizations, ...sources.generators].filter(mentions));
    const charts = [
        ...sources.kustomizations.flatMap((one) => read(copy, one).flatMap((document) => chartsOf({ ...one, document }))),
        ...sources.generators.flatMap((one) => read(copy, one)
            .filter(({ value }) => (0,json/* textAt */.$6)(value, 'kind') === 'HelmChartInflationGenerator')
            .map((document) => generatorChart({ ...one, document }))),
    ];
    const fetched = [];
    if (charts.length === 0)
        return { charts, fetched };
    refuseUnread(copy, sources);
    for (const chart of charts) {
        if ((await exportChart(copy, tree, chart, fetch)) === 'fetched')
            fetched.push(chart);
        for (const file of chart.valuesFiles) {
            if (!(await copy.file(file)))
                missing(chart, `the values file ${file} does not exist`, 'Add it');
        }
    }
    refuseOthers(copy, sources);
    return { charts, fetched };
}
async function exportChart(copy, tree, chart, fetch) {
    const resolved = await (0,links/* resolveInTree */.O)(tree, chart.root);
    if (resolved.kind === 'found' && resolved.is === 'directory') {
        await copy.directory(resolved.path, chart.root);
        return 'vendored';
    }
    if (resolved.kind === 'outside' || resolved.kind === 'loop') {
        missing(chart, `the symbolic link ${resolved.link} does not lead to a directory of the repository`, 'Remove it');
    }
    const { name, repository, location } = chart;
    if (repository === null) {
        return missing(chart, `there is no chart in ${chart.root}, and the entry names no repository`, 'Commit the chart there');
    }
    const named = { name, repository, version: chart.version ?? '' };
    const fetched = resolved.kind === 'missing' ? await fetch(named, location) : NO_DIRECTORY;
    if (!('reason' in fetched)) {
        for (const [path, bytes] of fetched)
            copy.add(external_node_path_.posix.join(chart.root, path), bytes, location);
        return 'fetched';
    }
    const { reason, broken } = fetched;
    throw new render_problem/* RenderProblem */.uC({
        what: `the Helm chart ${JSON.stringify(name)} of ${JSON.stringify(repository.slice(0, 200))} is not in the repository (${chart.root}), and ${reason}`,
        remedy: `Vendor it: commit what \`helm pull --untar\` gives to ${chart.root}; or pin this version under repositories.charts of the policy`,
        location,
        unknown: 'content',
        ...(broken === null ? {} : { broken: { ...broken, location: chart.repositoryLocation } }),
    });
}
const NO_DIRECTORY = { reason: 'what is there is no directory', broken: null };
function missing(chart, what, remedy) {
    throw new render_problem/* RenderProblem */.uC({ what, remedy, location: chart.location });
}
function read(copy, { file }) {
    return (0,stream/* readManifestStream */.W)(copy.files.get(file) ?? new Uint8Array()).documents;
}
/** helm may run: what kustomize will read is what was followed and checked here, or nothing is built. */
function refuseUnread(copy, { kustomizations, generators, otherGenerators }) {
    const [other] = otherGenerators;
    if (other !== undefined) {
        refuseUnclear(other, 'it renders Helm charts (helmCharts), and what this generator would have helm do cannot be told: it is no file', 'Move the configuration of the generator to a file of its own');
    }
    refuseProblems(copy, [...kustomizations, ...generators]);
    for (const one of kustomizations) {
        for (const document of read(copy, one))
            refuseUnfollowed(one.file, document, (0,export_tree/* textOf */.b)(copy.files, one.file));
    }
    for (const one of generators) {
        for (const { value, locate } of read(copy, one)) {
            const kind = (0,json/* textAt */.$6)(value, 'kind');
            if (/^[A-Za-z]+Generator$/.test(kind))
                continue;
            refuseUnclear({ file: one.file, ...locate(['kind']), exact: true }, `${one.file} holds a ${JSON.stringify(kind.slice(0, 60))} in the place of the configuration of a generator`, 'Write the configuration of each generator as a document of its own');
        }
    }
}
/** kustomize takes what is no YAML in its own ways: of a key that is written twice, the last. */
function refuseProblems(copy, configured) {
    for (const { file } of configured) {
        const [problem] = (0,stream/* readManifestStream */.W)(copy.files.get(file) ?? new Uint8Array()).problems;
        if (problem === undefined)
            continue;
        const location = { file, ...problem.range, exact: true };
        throw new render_problem/* RenderProblem */.uC({ what: `${file} cannot be read: ${problem.message}`, remedy: 'Correct it', location });
    }
}
function refuseUnfollowed(file, { value, locate }, text) {
    const at = (path) => ({ file, ...locate(path), exact: true });
    for (const key of (0,json/* isObject */.Gv)(value) ? Object.keys(value) : []) {
        if (FIELDS.has(key))
            continue;
        const what = `${JSON.stringify(key.slice(0, 100))} is no field of a kustomization`;
        throw new render_problem/* RenderProblem */.uC({ what, remedy: 'Correct it, its capitals too', location: at([key]) });
    }
    const isGenerator = ({ path }) => path.length === 2 && path[0] === 'generators';
    const followed = new Set((0,origins_scalars/* listScalars */.k)(text, file)
        .filter(isGenerator)
        .map((scalar) => scalar.value));
    const entries = (0,json/* get */.Jt)(value, 'generators');
    for (const [index, entry] of ((0,json/* isArray */.cy)(entries) ? entries : []).entries()) {
        if (typeof entry !== 'string' || followed.has(entry))
            continue;
        const what = 'it renders Helm charts (helmCharts), and generators names something by an alias, or is too long to be read';
        refuseUnclear(at(['generators', index]), what, 'Write the path itself');
    }
}
/** Whatever a path leads kustomize to, a kustomization that was not read here must not be there. */
function refuseOthers(copy, { kustomizations }) {
    const known = new Set(kustomizations.map(({ file }) => file));
    for (const file of copy.files.keys()) {
        if (!/^kustomization(?:\.ya?ml)?$/i.test(external_node_path_.posix.basename(file)) || known.has(file))
            continue;
        refuseUnclear((0,domain_location/* fileLocation */.A)(file), `it renders Helm charts (helmCharts), and ${file} is among their files, a kustomization that nothing names`, 'Delete it, or keep it elsewhere');
    }
}
function refuseUnclear(location, what, remedy) {
    throw new render_problem/* RenderProblem */.uC({ what, remedy, location, unknown: 'content' });
}

// EXTERNAL MODULE: ./build/render/kustomize/names.js
var names = __webpack_require__(84725);
;// CONCATENATED MODULE: ./build/render/kustomize/closure.js









const MAX_KUSTOMIZATIONS = 500;
function below(root, path) {
    return root === '' ? path : `${root}/${path}`;
}
/**
 * Follows a kustomization to everything it names, and exports that and nothing else.
 *
 * @throws RenderProblem for what is not in the repository or may not be loaded: a missing file or base, a remote one,
 * an absolute path, a file outside the kustomization's own directory (kustomize's load restrictor), a Helm chart that
 * is neither vendored nor pinned.
 */
async function readClosure(tree, root, { anywhere = false, fetch }) {
    const copy = new export_tree/* Export */.F(tree);
    const kustomizations = [];
    const directories = [];
    const generators = [];
    const otherGenerators = [];
    const resources = new Set();
    const seen = new Set();
    let isOutside = false;
    const visit = async (directory) => {
        if (seen.has(directory))
            return;
        seen.add(directory);
        const file = await kustomizationFile(tree, directory);
        if (file === null)
            return;
        if (seen.size > MAX_KUSTOMIZATIONS) {
            throw new render_problem/* RenderProblem */.uC({
                what: `it is built from more than ${MAX_KUSTOMIZATIONS} kustomizations`,
                remedy: 'Split it',
                location: (0,domain_location/* fileLocation */.A)(file),
                unknown: 'content',
            });
        }
        await copy.file(file);
        kustomizations.push(file);
        directories.push(directory);
        for (const scalar of (0,origins_scalars/* listScalars */.k)((0,export_tree/* textOf */.b)(copy.files, file), file))
            await follow(directory, scalar);
    };
    const follow = async (directory, scalar) => {
        for (const { path, field } of pathsOf(scalar)) {
            if (isInline(path)) {
                if (field === 'generators')
                    otherGenerators.push(scalar.location);
                continue;
            }
            const target = await locate(directory, path, scalar);
            if (target.is === 'directory') {
                if (!isDirectoryField(field))
                    continue;
                if (field === 'generators')
                    otherGenerators.push(scalar.location);
                await checkBase(target.path, scalar);
                await visit(target.path);
                continue;
            }
            await copy.file(target.path);
            if (field === 'resources' || field === 'bases')
                resources.add(target.path);
            if (field === 'generators')
                generators.push({ file: target.path, directory });
            if (['generators', 'transformers', 'validators'].includes(field))
                await followPlugin(directory, target.path);
        }
    };
    const locate = async (directory, path, scalar) => {
        const inside = path.startsWith('/') ? null : (0,links/* insideTree */.v)(external_node_path_.posix.join(directory, path));
        const resolved = inside === null ? null : await (0,links/* resolveInTree */.O)(tree, inside);
        if (inside !== null && resolved?.kind === 'found' && resolved.is !== 'submodule') {
            if (resolved.is === 'file' && !isBelow(directory, inside, resolved.path)) {
                if (!anywhere)
                    refuseOutside(directory, scalar);
                isOutside = true;
            }
            return { path: resolved.is === 'directory' ? resolved.path : inside, is: resolved.is };
        }
        if (looksRemote(path))
            closure_refuse(scalar, `${path} is not in the repository, and nothing is fetched while rendering`, 'Vendor it into the repository', true);
        if (inside === null || resolved?.kind === 'outside') {
            closure_refuse(scalar, `${path} leads out of the repository`, 'Move what it needs into the repository');
        }
        if (resolved?.kind === 'found') {
            closure_refuse(scalar, `${path} is a git submodule, and submodules are not fetched`, 'Commit the files themselves', true);
        }
        return closure_refuse(scalar, `${path} does not exist`, 'Add it, or take it out of the kustomization');
    };
    const checkBase = async (directory, scalar) => {
        if ((await kustomizationFile(tree, directory)) !== null)
            return;
        closure_refuse(scalar, `${directory || '.'} has no kustomization.yaml`, 'Add one, or name the files in it one by one');
    };
    /** The configuration of a built-in plugin may name files of its own. */
    const followPlugin = async (directory, file) => {
        const scalars = (0,origins_scalars/* listScalars */.k)((0,export_tree/* textOf */.b)(copy.files, file), file);
        for (const scalar of scalars) {
            const path = (0,links/* insideTree */.v)(external_node_path_.posix.join(directory, scalar.value.slice(scalar.value.indexOf('=') + 1)));
            if (path !== null && path !== '' && !isInline(path) && (await tree.stat(path)) !== null)
                await copy.file(path);
        }
    };
    await visit(root);
    const entry = kustomizations[0];
    if (entry === undefined) {
        throw new render_problem/* RenderProblem */.uC({
            what: 'it has no kustomization.yaml',
            remedy: 'Add one',
            location: (0,domain_location/* fileLocation */.A)(below(root, 'kustomization.yaml')),
        });
    }
    const named = kustomizations.map((file, index) => ({ file, directory: directories[index] ?? '' }));
    const sources = { kustomizations: named, generators, otherGenerators };
    const { charts, fetched } = await exportCharts(copy, tree, sources, fetch);
    const [chart] = charts;
    if (anywhere && chart !== undefined)
        refuseForFlux(chart);
    const closure = {
        files: copy.files,
        entry,
        kustomizations,
        resources: [...resources],
        generators: generators.map(({ file }) => file),
        charts,
        fetched,
    };
    if (!isOutside)
        return closure;
    for (const file of kustomizations)
        refuseUnrestricted((0,origins_scalars/* listScalars */.k)((0,export_tree/* textOf */.b)(copy.files, file), file));
    return { ...closure, unrestricted: true };
}
async function kustomizationFile(tree, directory) {
    for (const name of names/* KUSTOMIZATION_NAMES */.H) {
        const path = below(directory, name);
        const entry = await tree.stat(path);
        if (entry !== null && entry !== 'directory')
            return path;
    }
    return null;
}
function closure_refuse(scalar, what, remedy, unknown = false) {
    const details = { what, remedy, location: scalar.location };
    throw new render_problem/* RenderProblem */.uC(unknown ? { ...details, unknown: 'content' } : details);
}
/** fluxcd/pkg kustomize/build.go: it builds without helm. */
function refuseForFlux({ location }) {
    throw new render_problem/* RenderProblem */.uC({
        what: 'it renders a Helm chart (helmCharts), and Flux builds kustomizations without helm',
        remedy: 'Deploy the chart by a HelmRelease',
        location,
    });
}
/** kustomize's load restrictor: a file is loaded from its kustomization's own directory or below, links resolved. */
function isBelow(directory, path, real) {
    const prefix = directory === '' ? '' : `${directory}/`;
    return path.startsWith(prefix) && real.startsWith(prefix);
}
function refuseOutside(directory, scalar) {
    const where = directory === '' ? 'the repository' : directory;
    return closure_refuse(scalar, `${scalar.value} is outside of ${where}, and a kustomization may load files from its own directory only`, 'Move the file below the kustomization, or make a base of it');
}
/**
 * Without kustomize's own restrictor nothing may be left that it takes for a path and that was not followed above:
 * configuration of plugins, and texts that are a patch or a path, as it turns out.
 */
function refuseUnrestricted(scalars) {
    const plugin = scalars.find(({ path }) => ['generators', 'transformers', 'validators'].includes(String(path[0])));
    const remedy = 'Move the files that it names from elsewhere below the kustomization';
    if (plugin !== undefined) {
        closure_refuse(plugin, 'it has plugins, and names files outside of its own directory', remedy, true);
    }
    for (const scalar of scalars) {
        const odd = pathsOf(scalar).find(({ path }) => isInline(path) && (/^\s*\//.test(path) || /(?:^|\/)\.\.(?:\/|$)/m.test(path)));
        if (odd !== undefined)
            closure_refuse(scalar, 'a text of it may be a path that leads out of the repository', remedy, true);
    }
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
;// CONCATENATED MODULE: ./build/render/kustomize/documents.js







const ANNOTATION = 'supply-chain-gate.invalid/origin';
const KUSTOMIZE_ORIGIN = 'config.kubernetes.io/origin';
/**
 * One build of a copy in which every manifest carries an annotation that says which it is, with kustomize's own
 * `originAnnotations` for what generators make. The copy is only read for its annotations. In the place of each chart is
 * what it rendered to, as far as that is known.
 */
async function traceDocuments(run, closure, plain, renders = []) {
    const isKnown = closure.charts.length > 0 && renders.length > 0 && !renders.includes(null);
    const frozen = isKnown ? await trace(run, closure, plain, renders) : null;
    return frozen ?? (await trace(run, closure, plain, null)) ?? plain.map(() => null);
}
async function trace(run, closure, plain, renders) {
    const known = [];
    const files = renders === null
        ? run.files
        : frozenCharts(closure, renders, (chart) => annotateEach(chart.value, (path) => known.push({ chart, path }) - 1));
    const replacements = new Map();
    for (const file of closure.resources) {
        const { documents, problems } = (0,stream/* readManifestStream */.W)(closure.files.get(file) ?? new Uint8Array());
        if (problems.length > 0)
            continue;
        const annotated = documents.map((source, document) => annotateEach(source.value, (path) => {
            const [, item] = path;
            return known.push({ file, document, item: typeof item === 'number' ? item : null, source, path }) - 1;
        }));
        replacements.set(file, annotated.map((value) => JSON.stringify(value)).join('\n---\n'));
    }
    const entry = withOriginAnnotations((0,export_tree/* textOf */.b)(files, closure.entry), closure.entry);
    if (entry !== null)
        replacements.set(closure.entry, entry);
    const result = await runKustomize({ ...run, files }, replacements);
    if (result.status !== 'exited' || result.code !== 0)
        return null;
    const traced = (0,stream/* readManifestStream */.W)(result.stdout).documents.map(({ value }) => value);
    if (!sameObjects(plain, traced))
        return null;
    return traced.map((value, index) => {
        const base = known[numberOf(value)];
        // A chart's own render may differ from the one inside of kustomize, by chance or by what it is given.
        if (base !== undefined && 'chart' in base)
            return isSaid(value, plain[index]) ? base : null;
        return base ?? baseByOrigin(value, plain[index], known, closure);
    });
}
/** The document with a number for itself, or for each of its items. */
function annotateEach(value, numberFor) {
    const items = (0,json/* isObject */.Gv)(value) ? value.items : undefined;
    if (!(0,json/* isObject */.Gv)(value) || !String(value.kind).endsWith('List') || !(0,json/* isArray */.cy)(items)) {
        return annotate(value, numberFor([]));
    }
    return { ...value, items: items.map((item, index) => annotate(item, numberFor(['items', index]))) };
}
/** Does the traced object say what the plain one does, but for the annotations that trace it? */
function isSaid(traced, plain) {
    if (!(0,json/* isObject */.Gv)(traced) || !(0,json/* isObject */.Gv)(traced.metadata))
        return false;
    const { annotations, ...metadata } = traced.metadata;
    const left = Object.entries((0,json/* isObject */.Gv)(annotations) ? annotations : {}).filter(([key]) => key !== ANNOTATION && key !== KUSTOMIZE_ORIGIN);
    const own = (0,json/* isObject */.Gv)(plain) && (0,json/* isObject */.Gv)(plain.metadata) && (0,json/* isObject */.Gv)(plain.metadata.annotations);
    const value = {
        ...traced,
        metadata: { ...metadata, ...(left.length > 0 || own ? { annotations: Object.fromEntries(left) } : {}) },
    };
    return (0,external_node_util_.isDeepStrictEqual)(value, plain);
}
/** The same kinds in the same order: documents of two builds can be compared one by one. */
function sameObjects(a, b) {
    const name = (value) => (0,json/* isObject */.Gv)(value) ? `${String(value.apiVersion)} ${String(value.kind)}` : '';
    return a.length === b.length && a.every((value, index) => name(value) === name(b[index]));
}
function annotate(value, id) {
    if (!(0,json/* isObject */.Gv)(value) || (value.metadata !== undefined && !(0,json/* isObject */.Gv)(value.metadata)))
        return value;
    const metadata = value.metadata ?? {};
    const annotations = (0,json/* isObject */.Gv)(metadata.annotations) ? metadata.annotations : {};
    return { ...value, metadata: { ...metadata, annotations: { ...annotations, [ANNOTATION]: `n${id}` } } };
}
function annotationsOf(value) {
    const metadata = (0,json/* isObject */.Gv)(value) && (0,json/* isObject */.Gv)(value.metadata) ? value.metadata : {};
    return (0,json/* isObject */.Gv)(metadata.annotations) ? metadata.annotations : {};
}
function numberOf(value) {
    const mark = annotationsOf(value)[ANNOTATION];
    return typeof mark === 'string' && /^n\d+$/.test(mark) ? Number(mark.slice(1)) : -1;
}
/** A patch that replaced all annotations took ours too; a generated object never had one. */
function baseByOrigin(value, plain, known, closure) {
    const origin = annotationsOf(value)[KUSTOMIZE_ORIGIN];
    if (typeof origin !== 'string')
        return null;
    const [path, configuredIn] = ['path', 'configuredIn'].map((key) => new RegExp(`^${key}: (.+)$`, 'm').exec(origin)?.[1]?.trim() ?? null);
    const from = (relative) => resolveFrom(closure.entry, relative);
    if (configuredIn) {
        const file = from(configuredIn);
        return closure.files.has(file) ? { file } : null;
    }
    if (!path)
        return null;
    const file = from(path);
    const name = documents_nameOf(plain);
    const same = known.filter((one) => 'file' in one &&
        one.file === file &&
        kindOf(objectAt(one)) === kindOf(plain) &&
        name.includes(documents_nameOf(objectAt(one))));
    const best = same.sort((a, b) => documents_nameOf(objectAt(b)).length - documents_nameOf(objectAt(a)).length)[0];
    return best ?? (closure.files.has(file) ? { file } : null);
}
function objectAt({ source, item }) {
    if (item === null)
        return source.value;
    const items = (0,json/* isObject */.Gv)(source.value) ? source.value.items : undefined;
    return (0,json/* isArray */.cy)(items) ? items[item] : undefined;
}
function kindOf(value) {
    return (0,json/* isObject */.Gv)(value) ? String(value.kind) : '';
}
function documents_nameOf(value) {
    const metadata = (0,json/* isObject */.Gv)(value) && (0,json/* isObject */.Gv)(value.metadata) ? value.metadata : {};
    return typeof metadata.name === 'string' ? metadata.name : '';
}
function resolveFrom(entry, relative) {
    const steps = entry.split('/').slice(0, -1);
    for (const step of relative.split('/')) {
        if (step === '..')
            steps.pop();
        else if (step !== '.' && step !== '')
            steps.push(step);
    }
    return steps.join('/');
}
/** The kustomization with `buildMetadata: [originAnnotations]`; null where it has a `buildMetadata` of its own. */
function withOriginAnnotations(content, file) {
    if ((0,origins_scalars/* listScalars */.k)(content, file).some(({ path }) => path[0] === 'buildMetadata'))
        return null;
    if (/^\s*\{/.test(content))
        return content.replace('{', '{"buildMetadata": ["originAnnotations"], ');
    return `${content.replace(/\n?$/, '\n')}buildMetadata: [originAnnotations]\n`;
}

// EXTERNAL MODULE: ./build/render/helm/errors.js
var errors = __webpack_require__(58003);
// EXTERNAL MODULE: ./build/render/line-location.js
var line_location = __webpack_require__(53803);
;// CONCATENATED MODULE: ./build/render/kustomize/errors.js






const MAX_MESSAGE = 600;
/** Turns what kustomize said into a problem at the line it means. It names files by the end of their path only. */
function explainKustomizeError(stderr, closure) {
    const helm = helmFailure(stderr, closure);
    if (helm !== null)
        return helm;
    const start = stderr.search(/^Error: /m);
    const message = (start === -1 ? stderr : stderr.slice(start + 'Error: '.length)).replace(/\s*\n\s*/g, ' ').trim();
    const what = message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)} [...]` : message;
    return {
        what: what || 'kustomize build failed without saying why',
        remedy: 'Make `kustomize build` succeed for it',
        location: locate(message, closure),
    };
}
/** What helm said of a chart: kustomize puts it in front of the command that it ran. */
function helmFailure(stderr, { charts, files }) {
    const [said, command] = stderr.split(/: unable to run: '/);
    if (said === undefined || command === undefined)
        return null;
    // One chart may lie below another: the longest path is the one that was run.
    const chart = charts
        .filter(({ root }) => command.includes(` ${root} `))
        .sort((a, b) => b.root.length - a.root.length)[0];
    if (chart === undefined)
        return null;
    const { root, valuesFiles } = chart;
    const message = said.slice(Math.max(0, said.lastIndexOf('Error: ')));
    return (0,errors/* explainHelmError */.C)(message, { root, files, charts: (0,helm_chart/* readCharts */.Kg)(files, root), valuesFiles });
}
function locate(message, closure) {
    const all = [...closure.files.keys()];
    const scalars = closure.kustomizations.flatMap((file) => (0,origins_scalars/* listScalars */.k)((0,export_tree/* textOf */.b)(closure.files, file), file));
    const line = /\bline (\d+)/.exec(message)?.[1];
    const named = /in File: (\S+)/.exec(message)?.[1];
    if (named !== undefined) {
        const file = all.find((path) => path === named || path.endsWith(`/${named}`));
        if (file !== undefined) {
            const content = (0,export_tree/* textOf */.b)(closure.files, file);
            return line === undefined ? (0,domain_location/* fileLocation */.A)(file) : (0,line_location/* lineLocation */._)(content, file, Number(line));
        }
    }
    if (/invalid Kustomization/.test(message))
        return invalidKustomization(message, closure, line);
    return approximateScalar(message, scalars) ?? (0,domain_location/* fileLocation */.A)(closure.entry);
}
/** kustomize does not say which kustomization is invalid: the one that does not parse, or that has the field. */
function invalidKustomization(message, closure, line) {
    const field = /unknown field "([^"]+)"/.exec(message)?.[1];
    for (const file of closure.kustomizations) {
        const content = (0,export_tree/* textOf */.b)(closure.files, file);
        const scalars = (0,origins_scalars/* listScalars */.k)(content, file);
        if (field !== undefined) {
            const spelled = (0,line_location/* keyLocation */.$)(content, file, field);
            if (spelled !== null)
                return spelled;
        }
        else if (scalars.length === 0 && line !== undefined) {
            return (0,line_location/* lineLocation */._)(content, file, Number(line));
        }
    }
    return (0,domain_location/* fileLocation */.A)(closure.entry);
}
/** The entry of a kustomization whose text the message repeats: a patch's path, a resource, the target of a patch. */
function approximateScalar(message, scalars) {
    const path = /path\(([^)]+)\)|from '([^']+)'|patch "([^"]+)"/.exec(message);
    const wanted = path?.slice(1).find((part) => part !== undefined);
    const exact = scalars.find((scalar) => wanted !== undefined && scalar.value === wanted);
    const patch = /patch|operation does not apply|JSON/i.test(message)
        ? scalars.find(({ path: [field], value }) => String(field).startsWith('patches') && value !== '')
        : undefined;
    const found = exact ?? patch;
    return found === undefined ? null : { ...found.location, exact: false };
}

// EXTERNAL MODULE: ./build/render/helm/places.js
var places = __webpack_require__(81628);
// EXTERNAL MODULE: ./build/render/origins/choose.js
var choose = __webpack_require__(18720);
// EXTERNAL MODULE: ./build/render/origins/prober.js + 1 modules
var origins_prober = __webpack_require__(52627);
;// CONCATENATED MODULE: ./build/render/kustomize/places.js








/**
 * Where the value at `path` of output object `index` is written: the scalar that a mark proved; for a field that does
 * not exist, the mapping it belongs in, found by the proved scalars around it; else the base's line, approximately.
 */
function kustomizePlace(origins, index, path) {
    const value = (0,json/* get */.Jt)(origins.documents[index], ...path);
    const base = basePlace(origins, index, path);
    if (value !== undefined && value !== null && typeof value !== 'object') {
        const chosen = (0,choose/* choosePlace */.$)(String(value), origins.contributions.at(index, 0, path));
        if (chosen !== null)
            return { ...chosen, related: withBase(chosen, base) };
    }
    const nearby = nearbyPlace(origins, index, path);
    if (nearby !== null)
        return nearby;
    return base ?? (0,choose/* approximate */.H)((0,domain_location/* fileLocation */.A)(origins.closure.entry));
}
function withBase(chosen, base) {
    const location = base?.location;
    if (location === undefined)
        return chosen.related;
    const known = [chosen.location, ...chosen.related];
    const same = known.some((one) => one.file === location.file && one.startLine === location.startLine);
    return same ? chosen.related : [...chosen.related, location];
}
/** The same path in the base manifest, as far as it goes there. Patches may have moved it, so it is approximate. */
function basePlace({ closure, documents, bases }, index, path) {
    const base = bases[index];
    if (base === null || base === undefined)
        return null;
    if ('chart' in base)
        return chartPlace(base, documents[index], path);
    if (!('source' in base))
        return (0,choose/* approximate */.H)((0,domain_location/* fileLocation */.A)(base.file));
    const own = (0,json/* get */.Jt)(base.source.value, ...base.path);
    const range = locateDeepest(closure, base, [...base.path, ...translate(documents[index], own, path)]);
    return (0,choose/* approximate */.H)(range?.location ?? (0,domain_location/* fileLocation */.A)(base.file));
}
/**
 * The same path in what helm rendered of a template. What is there may come from a patch that says the same, but for what
 * is marked in patches; what is missing belongs there.
 */
function chartPlace({ chart, path: item }, output, path) {
    const { render, part, document, value } = chart;
    const own = (0,json/* get */.Jt)(value, ...item);
    const translated = translate(output, own, path);
    const here = (0,json/* get */.Jt)(output, ...path);
    const place = (0,places/* helmPlace */.Q)(originsOf(render), part, document, templateOf(render, part), [...item, ...translated]);
    const isWhole = translated.length === path.length;
    const isSame = isWhole && (0,external_node_util_.isDeepStrictEqual)(here, (0,json/* get */.Jt)(own, ...translated));
    const isMarked = typeof here === 'boolean' || path.some((step) => step === 'securityContext');
    const isMissing = here === undefined && isWhole && (0,json/* get */.Jt)(own, ...translated) === undefined;
    return (isSame && isMarked) || isMissing ? place : (0,choose/* approximate */.H)(place.location);
}
/** Values are not marked there: what they give is told by marks in the whole. */
function originsOf({ files, sections, lines }) {
    return { files, sections, lines, contributions: new origins_prober/* Contributions */.U9() };
}
/** The path in the base for one in the output: list items are told by their name. It stops where they part. */
function translate(output, base, path) {
    const translated = [];
    let from = output;
    let to = base;
    for (const step of path) {
        let wanted = step;
        if (typeof step === 'number') {
            const name = (0,json/* get */.Jt)(from, step, 'name');
            const index = (0,json/* isArray */.cy)(to) ? to.findIndex((item) => (0,json/* get */.Jt)(item, 'name') === name) : -1;
            if (name !== undefined)
                wanted = index;
            if (index === -1 && name !== undefined)
                return translated;
        }
        from = (0,json/* get */.Jt)(from, step);
        to = (0,json/* get */.Jt)(to, wanted);
        translated.push(wanted);
    }
    return translated;
}
/**
 * Marks that came out beside `path` tell which mapping of which file became the one around it: the output's container 1
 * may be the base's container 0. The nearest one wins.
 */
function nearbyPlace(origins, index, path) {
    const exists = (0,json/* get */.Jt)(origins.documents[index], ...path) !== undefined;
    const own = origins.bases[index];
    const base = own !== null && own !== undefined && 'file' in own ? own.file : null;
    // What a template makes of a value, it need not make of the value's neighbour.
    const all = origins.contributions.within(index, 0).filter(({ one }) => !isOfChart(origins.closure, one.scalar));
    // A field that is missing belongs in the base rather than in a patch.
    const known = [
        ...all.filter(({ one }) => one.scalar.file === base),
        ...all.filter(({ one }) => one.scalar.file !== base),
    ];
    for (let depth = path.length; depth > 0; depth -= 1) {
        const prefix = path.slice(0, depth);
        for (const { path: seen, one } of known) {
            if (!startsWith(seen, prefix))
                continue;
            const above = pathAbove(one.scalar, seen.slice(depth));
            if (above === null)
                continue;
            const wanted = [...above, ...path.slice(depth)];
            const found = locateDeepest(origins.closure, one.scalar, wanted);
            // An inline patch has no document of its own to look in: its neighbour is as near as can be told.
            if (found === null || found.depth < above.length)
                return (0,choose/* approximate */.H)(one.scalar.location);
            // What exists may come from elsewhere all the same; what is missing belongs here.
            return exists && depth < path.length ? (0,choose/* approximate */.H)(found.location) : { location: found.location, related: [] };
        }
    }
    return null;
}
function startsWith(path, prefix) {
    return prefix.every((step, index) => path[index] === step);
}
/** The scalar's path without `rest`, where it ends in it. */
function pathAbove(scalar, rest) {
    const cut = scalar.path.length - rest.length;
    if (cut < 0 || !rest.every((step, index) => scalar.path[cut + index] === step))
        return null;
    return scalar.path.slice(0, cut);
}
const parsed = new WeakMap();
/** Each file of a closure is parsed once, however many places are asked for. */
function documentsOf(closure, file) {
    const known = parsed.get(closure) ?? new Map();
    parsed.set(closure, known);
    const documents = known.get(file) ?? (0,stream/* readManifestStream */.W)(closure.files.get(file) ?? new Uint8Array()).documents;
    known.set(file, documents);
    return documents;
}
function locateDeepest(closure, { file, document }, path) {
    const source = documentsOf(closure, file).find(({ index }) => index === document);
    if (source === undefined)
        return null;
    for (let depth = path.length; depth >= 0; depth -= 1) {
        const range = source.find(path.slice(0, depth));
        if (range !== null)
            return { location: { file, ...range, exact: true }, depth };
    }
    return null;
}

// EXTERNAL MODULE: ./build/domain/chart.js
var domain_chart = __webpack_require__(27225);
;// CONCATENATED MODULE: ./build/render/kustomize/remote-charts.js



/** What the policy allows and pins is fetched. */
function chartFetcher({ artifacts }) {
    return async (chart, location) => {
        if (artifacts === undefined)
            return { reason: 'nothing is fetched in this run', broken: null };
        const decision = artifacts.chart(chart, 'directory');
        if ('reason' in decision)
            return decision;
        try {
            return await artifacts.fetch(decision);
        }
        catch (error) {
            if (!(error instanceof domain_chart/* ArtifactError */.n))
                throw error;
            const what = `${decision.title} could not be fetched: ${error.message}`;
            throw new render_problem/* RenderProblem */.uC({ what, remedy: error.remedy, location, unknown: error.unknown });
        }
    };
}
/** The entry whose chart was fetched, where a file is one of that chart's: nobody edits it here. */
function fetchedWith({ fetched }, file) {
    return fetched.find(({ root }) => file.startsWith(`${root}/`)) ?? null;
}
/** What was fetched is said by the entry that has it fetched, as near as can be told. */
function withoutFetched(closure, { location, related }) {
    if (closure.fetched.length === 0)
        return { location, related };
    const own = realLocation(closure, location);
    const all = new Map(related.map((one) => realLocation(closure, one)).map((one) => [JSON.stringify(one), one]));
    all.delete(JSON.stringify(own));
    return { location: own, related: [...all.values()] };
}
function realLocation(closure, location) {
    const entry = fetchedWith(closure, location.file);
    return entry === null ? location : (0,choose/* approximate */.H)(entry.location).location;
}

// EXTERNAL MODULE: ./build/render/objects.js
var render_objects = __webpack_require__(69653);
// EXTERNAL MODULE: ./build/render/tool-failure.js
var tool_failure = __webpack_require__(1668);
;// CONCATENATED MODULE: ./build/render/kustomize.js





















/** Marked builds of one kustomization, at most. */
const MAX_RENDERS = 10;
/** Builds a kustomization, then twice more with marks, to learn which file and which entry gave what. */
async function renderKustomize(source, context) {
    const closure = await readClosure(context.tree, source.root, {
        anywhere: source.anywhere,
        fetch: chartFetcher(context),
    });
    const tool = await context.toolbox.locate('kustomize');
    const run = {
        tool,
        ports: context.ports,
        root: source.root,
        files: closure.files,
        ...(closure.unrestricted ? { unrestricted: true } : {}),
    };
    const files = [...closure.files.keys()].filter((file) => fetchedWith(closure, file) === null);
    if (closure.charts.length === 0) {
        const { isRead, manifests, findings } = await build(source, run, closure, context);
        return { manifests, findings, files, complete: isRead };
    }
    const named = [...closure.kustomizations, ...closure.generators];
    const helm = { tool: await context.toolbox.locate('helm'), files: named };
    const plain = await build(source, { ...run, helm }, closure, context);
    const others = await (0,other_faces/* renderOtherFaces */.L)(source, chartConditions(closure), plain, (face) => build(source, { ...run, helm: face === null ? helm : { ...helm, face } }, closure, context, plain));
    const findings = [...plain.findings, ...others.findings, ...unnamedReleases(source, closure)];
    const unread = closure.charts.flatMap(({ root, valuesFiles }) => (0,unread_files/* unreadFiles */.j)(closure.files, root, valuesFiles));
    return {
        manifests: [...plain.manifests, ...others.manifests],
        findings: findings.map((finding) => ({ ...finding, ...withoutFetched(closure, finding) })),
        files,
        unread: unread.filter((file) => files.includes(file)),
        complete: plain.isRead,
    };
}
/** A build that prints what `plain` did is the plain one again: its marks would say nothing new. */
async function build(source, run, closure, context, plain) {
    const began = context.ports.clock.elapsed();
    const output = await buildPlainly(run, closure);
    const text = Buffer.from(output).toString('latin1');
    if (text === plain?.text)
        return plain;
    const { documents, problems } = (0,stream/* readManifestStream */.W)(output);
    const [problem] = problems;
    if (problem !== undefined) {
        const finding = (0,invalid/* invalidManifest */.p)(closure.entry, `what it builds cannot be read: ${problem.message}`);
        return { text, manifests: [], findings: [finding], isRead: false };
    }
    const values = documents.map(({ value }) => value);
    const slow = context.ports.clock.elapsed() - began > workspace/* SLOW_RENDER_MS */.Iy;
    const [bases, contributions] = context.origins && !slow
        ? await Promise.all([traceBases(run, closure, values), findContributions(run, closure, values)])
        : [values.map(() => null), new origins_prober/* Contributions */.U9()];
    return { text, isRead: true, ...collect(source, { closure, documents: values, bases, contributions }) };
}
async function buildPlainly(run, closure) {
    const result = await runKustomize(run);
    const crash = (0,tool_failure/* toolFailure */.L)('kustomize', result, (0,domain_location/* fileLocation */.A)(closure.entry));
    if (crash !== null)
        throw new render_problem/* RenderProblem */.uC(crash);
    if (result.status === 'exited' && result.code === 0)
        return result.stdout;
    const details = explainKustomizeError(result.stderr, closure);
    throw new render_problem/* RenderProblem */.uC({ ...details, ...withoutFetched(closure, { location: details.location, related: [] }) });
}
async function traceBases(run, closure, values) {
    const renders = closure.charts.length === 0 ? [] : await renderCharts(run, closure);
    return traceDocuments(run, closure, values, renders);
}
async function findContributions(run, closure, values) {
    const found = new origins_prober/* Contributions */.U9();
    const plain = values.map((value) => [value]);
    const prober = new origins_prober/* Prober */.JC(closure.files, plain, async (replacements) => {
        const result = await runKustomize(run, replacements);
        if (result.status !== 'exited' || result.code !== 0)
            return null;
        const marked = (0,stream/* readManifestStream */.W)(result.stdout).documents.map(({ value }) => value);
        return sameObjects(values, marked) ? marked.map((value) => [value]) : null;
    }, MAX_RENDERS);
    const images = (0,origins_prober/* imageTexts */.mH)(plain);
    const charts = chartCandidates(closure, images);
    await Promise.all([
        prober.probe([...kustomizeCandidates(closure, images), ...charts.hardening], found),
        ...charts.set.map((candidates) => prober.probe(candidates, found)),
        prober.probe(charts.empty, found),
    ]);
    await prober.probe((0,literals/* literalCandidates */.Y)(closure.files, charts.templates, (0,origins_prober/* imagePaths */.uz)(plain), found), found);
    return found;
}
function collect(source, origins) {
    const manifests = [];
    const findings = [];
    for (const [index, value] of origins.documents.entries()) {
        const { file, document, item } = baseRef(origins, index);
        const { objects, problems } = (0,render_objects/* objectsOf */.i)(value);
        for (const { what } of problems) {
            findings.push((0,invalid/* invalidManifest */.p)(file, `a document that it builds is no Kubernetes object: ${what}`));
        }
        for (const { object, path, ref } of objects) {
            manifests.push({
                ref: { file, document, ...ref, ...(item === null ? {} : { item }) },
                source,
                object,
                namespace: ref.namespace ?? 'default',
                place: (below) => withoutFetched(origins.closure, kustomizePlace(origins, index, [...path, ...below])),
            });
        }
    }
    return { manifests, findings };
}
/** Which document of which file an object was made from; of what is generated, the kustomization. */
function baseRef({ bases, closure }, index) {
    const base = bases[index];
    if (base === null || base === undefined)
        return { file: closure.entry, document: 0, item: null };
    if ('source' in base)
        return base;
    if ('file' in base)
        return { file: base.file, document: 0, item: null };
    const { chart, path } = base;
    const [, item] = path;
    const { entry } = chart.render;
    if (closure.fetched.includes(entry))
        return { file: entry.file, document: entry.document, item: null };
    const file = templateOf(chart.render, chart.part);
    return { file, document: documentNumber(chart), item: typeof item === 'number' ? item : null };
}


/***/ })

};
