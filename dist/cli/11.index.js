export const id = 11;
export const ids = [11];
export const modules = {

/***/ 18011:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  renderHelm: () => (/* binding */ renderHelm)
});

// EXTERNAL MODULE: ./build/domain/location.js
var domain_location = __webpack_require__(69994);
// EXTERNAL MODULE: ./build/render/export-tree.js
var export_tree = __webpack_require__(46972);
// EXTERNAL MODULE: ./build/render/helm/chart.js
var chart = __webpack_require__(3562);
// EXTERNAL MODULE: ./build/render/helm/command.js
var command = __webpack_require__(38139);
// EXTERNAL MODULE: ./build/render/helm/conditions.js + 1 modules
var conditions = __webpack_require__(55353);
// EXTERNAL MODULE: ./build/render/helm/errors.js
var errors = __webpack_require__(58003);
// EXTERNAL MODULE: ./build/render/helm/other-faces.js + 2 modules
var other_faces = __webpack_require__(19294);
// EXTERNAL MODULE: ./build/render/helm/output.js
var output = __webpack_require__(32325);
// EXTERNAL MODULE: ./build/render/helm/places.js
var places = __webpack_require__(81628);
// EXTERNAL MODULE: ./build/render/origins/prober.js + 1 modules
var origins_prober = __webpack_require__(52627);
// EXTERNAL MODULE: ./build/render/helm/candidates.js
var candidates = __webpack_require__(47314);
// EXTERNAL MODULE: ./build/render/helm/literals.js
var literals = __webpack_require__(55172);
// EXTERNAL MODULE: ./build/render/helm/sections.js
var helm_sections = __webpack_require__(50552);
// EXTERNAL MODULE: ./build/render/helm/template-lines.js
var template_lines = __webpack_require__(2024);
;// CONCATENATED MODULE: ./build/render/helm/probe.js








/** Marked renders of one chart, at most: a chart that refuses most marks is told by its template lines instead. */
const MAX_RENDERS = 10;
/**
 * Renders with marks: what is set and the lines of the templates in one copy, what is empty in another, since a set
 * digest may hide the tag, and what hardening rules judge in a third; last, what the templates themselves spell of an
 * image.
 */
async function findOrigins(run, charts, sections) {
    const found = new origins_prober/* Contributions */.U9();
    const plain = (0,helm_sections/* valuesOf */.sm)(sections);
    const targets = (0,origins_prober/* imageTexts */.mH)(plain);
    const scalars = (0,candidates/* valueScalars */.pB)(run.files, charts, run.helm.valuesFiles);
    const render = async (replacements) => {
        const parts = await renderParts(run, replacements);
        return parts !== null && (0,helm_sections/* aligned */.b6)(sections, parts) ? (0,helm_sections/* valuesOf */.sm)((0,helm_sections/* readSections */.jn)(parts)) : null;
    };
    const prober = new origins_prober/* Prober */.JC(run.files, plain, render, MAX_RENDERS);
    const set = [...(0,candidates/* metadataCandidates */.SB)(charts, targets), ...(0,candidates/* setCandidates */.DZ)(scalars, targets)];
    const [lines] = await Promise.all([
        probeWithLines(run, sections, prober, set, found),
        prober.probe(targets.length === 0 ? [] : (0,candidates/* emptyCandidates */.e0)(scalars), found),
        prober.probe((0,candidates/* hardeningCandidates */.h1)(scalars, set), found),
    ]);
    const open = (0,origins_prober/* imagePaths */.uz)(plain).filter(({ part, document, path }) => (0,places/* tracedLocation */.R)(sections, lines, part, document, path)?.exact !== true);
    await prober.probe((0,literals/* literalCandidates */.Y)(run.files, (0,template_lines/* templatesOf */.r3)(run.files, run.root), open, found), found);
    return { contributions: found, lines };
}
/** One render with both kinds of marks. What it cannot tell, since the marks of values change more, has its own. */
async function probeWithLines(run, sections, prober, candidates, found) {
    const templates = (0,template_lines/* markTemplates */.Lc)(run, sections);
    if (candidates.length === 0)
        return (0,template_lines/* traceTemplateLines */.$s)(run, templates);
    const values = prober.mark(candidates);
    const parts = await renderParts(run, new Map([...templates.replacements, ...values.replacements]));
    if (parts === null || !(0,helm_sections/* aligned */.b6)(sections, parts)) {
        const [lines] = await Promise.all([(0,template_lines/* traceTemplateLines */.$s)(run, templates), prober.probe(candidates, found)]);
        return lines;
    }
    values.read((0,helm_sections/* valuesOf */.sm)((0,helm_sections/* readSections */.jn)(parts.map((part) => ({ ...part, text: templates.unmarked(part.text) })))), found);
    return templates.readWhole(parts, values.unmarked) ?? (await (0,template_lines/* traceTemplateLines */.$s)(run, templates));
}
async function renderParts(run, replacements) {
    const result = await (0,command/* runHelm */.oU)(run, replacements);
    if (result.status !== 'exited' || result.code !== 0)
        return null;
    return (0,output/* splitOutput */.c)(Buffer.from(result.stdout).toString('utf8'));
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/domain/json.js
var json = __webpack_require__(97803);
// EXTERNAL MODULE: ./build/domain/chart.js
var domain_chart = __webpack_require__(27225);
// EXTERNAL MODULE: ./build/yaml/stream.js + 8 modules
var stream = __webpack_require__(21994);
// EXTERNAL MODULE: ./build/render/deliveries/virtual-tree.js
var virtual_tree = __webpack_require__(69298);
// EXTERNAL MODULE: ./build/render/origins/choose.js
var choose = __webpack_require__(18720);
// EXTERNAL MODULE: ./build/render/problem.js
var problem = __webpack_require__(89094);
;// CONCATENATED MODULE: ./build/render/helm/remote-dependencies.js






/**
 * Renders a chart with those dependencies that are not vendored, where the policy allows their repositories and pins their
 * content; the version is Chart.lock's, else Chart.yaml's. They stay packed, since a parent's .helmignore reaches into
 * directories and not into archives. What comes from them is placed at the dependency in Chart.yaml.
 *
 * @throws RenderProblem as the renderer does, and `unknown` for what cannot be fetched.
 */
async function renderWithDependencies(source, context, render) {
    const fetched = await fetchMissing(source.root, context);
    if (fetched.length === 0)
        return render(source, context);
    const files = fetched.map(({ path, location }) => {
        return { path, text: '', place: () => (0,choose/* approximate */.H)(location) };
    });
    const tree = withArchives(context.tree, fetched);
    let rendered;
    try {
        rendered = await render(source, { ...context, tree });
    }
    catch (error) {
        if (!(error instanceof problem/* RenderProblem */.uC))
            throw error;
        const { details } = error;
        throw new problem/* RenderProblem */.uC({ ...details, ...(0,virtual_tree/* realPlace */.oD)({ ...details, related: details.related ?? [] }, files, null) });
    }
    const paths = new Set(fetched.map(({ path }) => path));
    return {
        ...rendered,
        manifests: rendered.manifests.map((one) => placed(one, files, fetched)),
        findings: rendered.findings.map((finding) => ({ ...finding, ...(0,virtual_tree/* realPlace */.oD)(finding, files, null) })),
        files: rendered.files.filter((file) => !paths.has(file)),
    };
}
function placed(manifest, files, fetched) {
    const { ref } = manifest;
    const home = fetched.find(({ path }) => path === ref.file)?.location.file ?? ref.file;
    return {
        ...manifest,
        ref: { ...ref, file: home },
        place: (path) => (0,virtual_tree/* realPlace */.oD)(manifest.place(path), files, null),
    };
}
async function fetchMissing(root, { tree, artifacts }) {
    const file = external_node_path_.posix.join(root, 'Chart.yaml');
    const chart = await documentAt(tree, file);
    const listed = (0,json/* get */.Jt)(chart?.value, 'dependencies');
    if (artifacts === undefined || chart === null || !(0,json/* isArray */.cy)(listed))
        return [];
    const lock = (0,json/* get */.Jt)((await documentAt(tree, external_node_path_.posix.join(root, 'Chart.lock')))?.value, 'dependencies');
    const found = new Map();
    for (const [index, dependency] of listed.entries()) {
        const named = namedChart(dependency, (0,json/* isArray */.cy)(lock) ? lock : []);
        const remote = /^[\w.+-]+$/.test(named.name + named.version) ? artifacts.chart(named, 'archive') : null;
        // helm says of those that are not there that they are missing.
        if (remote === null || 'reason' in remote || (await isVendored(tree, root, named.name)))
            continue;
        const location = { file, ...chart.locate(['dependencies', index]), exact: true };
        const path = external_node_path_.posix.join(root, 'charts', `${named.name}-${named.version}.tgz`);
        try {
            found.set(path, { path, archive: await artifacts.archive(remote), location });
        }
        catch (error) {
            if (!(error instanceof domain_chart/* ArtifactError */.n))
                throw error;
            const { message, remedy, unknown } = error;
            const what = `its dependency, ${remote.title}, could not be fetched: ${message}`;
            throw new problem/* RenderProblem */.uC({ what, remedy, location, unknown });
        }
    }
    return [...found.values()];
}
function namedChart(dependency, lock) {
    const [name, repository] = [(0,json/* textAt */.$6)(dependency, 'name'), (0,json/* textAt */.$6)(dependency, 'repository')];
    const locked = lock.find((one) => (0,json/* textAt */.$6)(one, 'name') === name && (0,json/* textAt */.$6)(one, 'repository') === repository);
    return { name, repository, version: (0,json/* textAt */.$6)(locked, 'version') || (0,json/* textAt */.$6)(dependency, 'version') };
}
/** As a directory or an archive of its name, whatever the version: helm says what does not fit. */
async function isVendored(tree, root, name) {
    const below = external_node_path_.posix.join(root, 'charts');
    const entries = await tree.list(below);
    return entries.some(({ path }) => {
        const [first = ''] = path.slice(below.length + 1).split('/');
        return first === name || (first.startsWith(`${name}-`) && /^v?\d/.test(first.slice(name.length + 1)));
    });
}
async function documentAt(tree, file) {
    const entry = await tree.stat(file);
    if (entry === null || entry === 'directory' || entry.kind !== 'file')
        return null;
    return (0,stream/* readManifestStream */.W)(await tree.read(file)).documents[0] ?? null;
}
function withArchives(tree, fetched) {
    const known = new Map(fetched.map(({ path, archive }) => [path, archive]));
    const entryOf = (path, bytes) => ({ kind: 'file', path, size: bytes.length, executable: false });
    return {
        label: tree.label,
        commit: null,
        async list(under = '') {
            const added = [...known].filter(([path]) => under === '' || path.startsWith(`${under}/`));
            const own = await tree.list(under);
            return [...own, ...added.map(([path, bytes]) => entryOf(path, bytes))].sort((a, b) => (a.path < b.path ? -1 : 1));
        },
        async stat(path) {
            const bytes = known.get(path);
            if (bytes !== undefined)
                return entryOf(path, bytes);
            return [...known.keys()].some((one) => one.startsWith(`${path}/`)) ? 'directory' : tree.stat(path);
        },
        read: async (path) => known.get(path) ?? tree.read(path),
    };
}

// EXTERNAL MODULE: ./build/render/helm/unread-files.js
var unread_files = __webpack_require__(88797);
// EXTERNAL MODULE: ./build/render/invalid.js
var invalid = __webpack_require__(29518);
// EXTERNAL MODULE: ./build/render/objects.js
var render_objects = __webpack_require__(69653);
// EXTERNAL MODULE: ./build/render/tool-failure.js
var tool_failure = __webpack_require__(1668);
// EXTERNAL MODULE: ./build/render/workspace.js
var workspace = __webpack_require__(96484);
;// CONCATENATED MODULE: ./build/render/helm.js




















/** Renders a chart as `helm template` does, then once more for each kind of mark, to learn where its values come from. */
function renderHelm(source, context) {
    return renderWithDependencies(source, context, renderChart);
}
async function renderChart(source, context) {
    const files = await exportChart(source, context);
    const charts = (0,chart/* readCharts */.Kg)(files, source.root);
    // A library chart deploys nothing, and helm refuses to render it.
    if (charts.find((chart) => chart.root === source.root)?.library) {
        return { manifests: [], findings: [], files: [...files.keys()], complete: true };
    }
    const tool = await context.toolbox.locate('helm');
    const run = { tool, ports: context.ports, root: source.root, helm: source.helm, files };
    const plain = await renderFace(source, run, charts, context);
    const others = await (0,other_faces/* renderOtherFaces */.L)(source, askedOf(source, files), plain, (face) => renderFace(source, face === null ? run : { ...run, face }, charts, context, plain));
    return {
        manifests: [...plain.manifests, ...others.manifests],
        findings: [...plain.findings, ...others.findings],
        files: [...files.keys()],
        unread: (0,unread_files/* unreadFiles */.j)(files, source.root, source.helm.valuesFiles),
        complete: true,
    };
}
function askedOf(source, files) {
    return {
        conditions: (0,conditions/* readConditions */.Z)(files, source.root, source.helm.valuesFiles),
        settled: source.helm,
        file: chartFile(source),
        remedies: {
            kubeVersion: 'Set helm.kubeVersion of this source in the policy to the version of the cluster.',
            apiVersions: 'List what the cluster has in helm.apiVersions of this source in the policy.',
        },
    };
}
/**
 * A face that prints what `plain` did is the plain one again: its marks would say nothing new.
 *
 * @throws RenderProblem where the chart does not render under the conditions of `run`.
 */
async function renderFace(source, run, charts, context, plain) {
    const { clock } = context.ports;
    const began = clock.elapsed();
    const text = await renderPlainly(source, run, charts);
    if (text === plain?.text)
        return plain;
    const sections = (0,helm_sections/* readSections */.jn)((0,output/* splitOutput */.c)(text));
    const slow = clock.elapsed() - began > workspace/* SLOW_RENDER_MS */.Iy;
    const found = context.origins && !slow
        ? await findOrigins(run, charts, sections)
        : { contributions: new origins_prober/* Contributions */.U9(), lines: template_lines/* NO_LINES */.o };
    return { text, ...collect(source, charts, { files: run.files, sections, ...found }) };
}
function chartFile(source) {
    return source.root === '' ? 'Chart.yaml' : `${source.root}/Chart.yaml`;
}
async function exportChart(source, { tree }) {
    const copy = new export_tree/* Export */.F(tree);
    await copy.directory(source.root);
    for (const file of source.helm.valuesFiles) {
        if (await copy.file(file))
            continue;
        throw new problem/* RenderProblem */.uC({
            what: `the values file ${file} does not exist`,
            remedy: 'Add the file, or take it out of the valuesFiles of this source in the policy',
            location: (0,domain_location/* fileLocation */.A)(chartFile(source)),
        });
    }
    return copy.files;
}
async function renderPlainly(source, run, charts) {
    const result = await (0,command/* runHelm */.oU)(run);
    const crash = (0,tool_failure/* toolFailure */.L)('helm', result, (0,domain_location/* fileLocation */.A)(chartFile(source)));
    if (crash !== null)
        throw new problem/* RenderProblem */.uC(crash);
    if (result.status === 'exited' && result.code === 0)
        return Buffer.from(result.stdout).toString('utf8');
    const { root, files } = run;
    throw new problem/* RenderProblem */.uC((0,errors/* explainHelmError */.C)(result.stderr, { root, files, charts, valuesFiles: run.helm.valuesFiles }));
}
function collect(source, charts, origins) {
    const manifests = [];
    const findings = [];
    const templates = origins.sections.map(({ template }) => (0,chart/* repositoryPath */.SH)(origins.files, charts, source.root, template) ?? chartFile(source));
    const numbers = documentNumbers(origins, templates);
    for (const [part, section] of origins.sections.entries()) {
        const file = templates[part] ?? chartFile(source);
        for (const { message } of section.problems) {
            findings.push((0,invalid/* invalidManifest */.p)(file, `a document that it renders to cannot be read: ${message}`));
        }
        for (const [index, document] of section.documents.entries()) {
            const { objects, problems } = (0,render_objects/* objectsOf */.i)(document.value);
            for (const { what, path } of problems) {
                const { location } = (0,places/* helmPlace */.Q)(origins, part, index, file, path);
                findings.push((0,invalid/* invalidManifest */.p)(file, `a document that it renders to is no Kubernetes object: ${what}`, location));
            }
            for (const { object, path, ref } of objects) {
                manifests.push({
                    ref: { file, document: (numbers[part] ?? 0) + document.index, ...ref },
                    source,
                    object,
                    namespace: ref.namespace ?? releaseNamespace(source.helm),
                    place: (below) => (0,places/* helmPlace */.Q)(origins, part, index, file, [...path, ...below]),
                });
            }
        }
    }
    return { manifests, findings };
}
function releaseNamespace(helm) {
    return helm.namespace === '' ? 'default' : helm.namespace;
}
/**
 * The number of each part's first document inside its template. Helm prints by kind, not in the order of the template,
 * so the traced lines put the parts of one template back in order.
 */
function documentNumbers({ sections, lines }, templates) {
    const numbers = new Array(sections.length).fill(0);
    for (const name of new Set(sections.map(({ template }) => template))) {
        const parts = sections.flatMap((section, part) => section.template === name ? [{ part, section, line: firstLine(section, part, templates[part]) }] : []);
        let next = 0;
        for (const { part, section } of parts.sort((a, b) => a.line - b.line || a.part - b.part)) {
            numbers[part] = next;
            next += section.documents.length + section.problems.length;
        }
    }
    return numbers;
    function firstLine(section, part, template) {
        const count = section.text.split('\n').length;
        for (let line = 1; line <= count; line += 1) {
            const origin = lines.at(part, line);
            if (origin !== null && origin.file === template)
                return origin.line;
        }
        return Number.MAX_SAFE_INTEGER;
    }
}


/***/ })

};
