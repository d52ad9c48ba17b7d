export const id = 852;
export const ids = [852];
export const modules = {

/***/ 13689:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ policyJsonSchema)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98439);
/* harmony import */ var _schema_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66662);


/**
 * The JSON Schema (draft 2020-12) of the policy file as people write it, for editors: docs/schema/policy.schema.json.
 * Where a value is read leniently first (`false` for `off`), the strict form is what an editor should suggest.
 */
function policyJsonSchema() {
    const { $schema, ...rest } = zod__WEBPACK_IMPORTED_MODULE_0__/* .toJSONSchema */ .bl(_schema_js__WEBPACK_IMPORTED_MODULE_1__/* .PolicySchema */ .Qz, {
        io: 'input',
        target: 'draft-2020-12',
        unrepresentable: 'any',
        override: ({ zodSchema, jsonSchema }) => {
            const { def } = zodSchema._zod;
            // zod leaves a default out where a lenient reading stands before it; here both forms have the same default.
            if (def.type === 'default' && jsonSchema.default === undefined)
                jsonSchema.default = def.defaultValue;
            if (def.type !== 'pipe' || def.in._zod.def.type !== 'transform')
                return;
            const { $schema: _, ...strict } = zod__WEBPACK_IMPORTED_MODULE_0__/* .toJSONSchema */ .bl(def.out, { io: 'input', unrepresentable: 'any' });
            Object.assign(jsonSchema, strict);
        },
    });
    return { $schema, title: 'supply-chain-gate policy', ...rest };
}


/***/ }),

/***/ 38852:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  mY: () => (/* binding */ DEFAULT_POLICY_FILE),
  tb: () => (/* binding */ loadPolicy),
  VX: () => (/* binding */ namedDocumentsIn)
});

// EXTERNAL MODULE: ./node_modules/picomatch/index.js
var picomatch = __webpack_require__(14006);
// EXTERNAL MODULE: ./build/domain/location.js
var domain_location = __webpack_require__(69994);
// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/errors.js
var classic_errors = __webpack_require__(961);
// EXTERNAL MODULE: ./build/yaml/encoding.js
var encoding = __webpack_require__(55765);
// EXTERNAL MODULE: ./build/policy/json-schema.js
var json_schema = __webpack_require__(13689);
// EXTERNAL MODULE: ./build/domain/edits.js
var edits = __webpack_require__(33084);
;// CONCATENATED MODULE: ./build/policy/known-keys.js

/** The key that somebody who wrote `name` at `path` may have meant, by the schema of the file; null where none is near. */
function nearestKey(name, path, schema) {
    const known = path
        .reduce((nodes, step) => nodes.flatMap((node) => below(node, step)), nodesOf(schema))
        .flatMap(({ properties = {} }) => Object.keys(properties));
    const near = known
        .map((key) => ({ key, distance: (0,edits/* editsBetween */.y)(name.toLowerCase(), key.toLowerCase()) }))
        .filter(({ key, distance }) => distance <= Math.max(1, Math.floor(key.length / 3)))
        .sort((a, b) => a.distance - b.distance);
    return near[0]?.key ?? null;
}
function below({ properties = {}, items, additionalProperties }, step) {
    if (typeof step === 'number')
        return nodesOf(items);
    return nodesOf(Object.hasOwn(properties, step) ? properties[String(step)] : additionalProperties);
}
/** The node itself, or what it may be. */
function nodesOf(schema) {
    if (typeof schema !== 'object' || schema === null)
        return [];
    const node = schema;
    return node.anyOf === undefined ? [node] : node.anyOf.flatMap(nodesOf);
}

// EXTERNAL MODULE: ./build/policy/schema.js + 15 modules
var schema = __webpack_require__(66662);
;// CONCATENATED MODULE: ./build/policy/document.js







/** Large enough for any policy that people wrote, small enough never to matter. */
const MAX_POLICY_BYTES = 1024 * 1024;
/** No longer one is a misspelt key. */
const MAX_KEY = 50;
/**
 * Reads a policy file: YAML 1.2, every key known, every mistake with its place.
 *
 * @throws UsageError `policy/invalid` naming file, line and key of the first mistake, and the others after it.
 */
function parsePolicy(bytes, file) {
    if (bytes.byteLength > MAX_POLICY_BYTES) {
        throw invalid(file, undefined, [`the file has ${bytes.byteLength} bytes, more than ${MAX_POLICY_BYTES}`]);
    }
    const lines = new dist/* LineCounter */.HN();
    const document = (0,dist/* parseDocument */.Tp)(decode(bytes, file), {
        version: '1.2',
        lineCounter: lines,
        strict: true,
        uniqueKeys: true,
        prettyErrors: false,
    });
    const at = (start, end) => {
        const from = lines.linePos(start);
        const to = lines.linePos(end);
        return {
            file,
            startLine: Math.max(from.line, 1),
            startColumn: Math.max(from.col, 1),
            endLine: Math.max(to.line, 1),
            endColumn: Math.max(to.col, 1),
            exact: true,
        };
    };
    const [broken] = document.errors;
    if (broken)
        throw invalid(file, at(broken.pos[0], broken.pos[1]), [`not YAML: ${broken.message}`]);
    const dangling = aliasWithoutAnchor(document);
    if (dangling?.range) {
        const [start, end] = dangling.range;
        throw invalid(file, at(start, end), [
            `*${dangling.source} stands for nothing: there is no &${dangling.source} before it`,
        ]);
    }
    const locate = (path) => {
        for (let length = path.length; length > 0; length--) {
            const range = rangeOf(document, path.slice(0, length));
            if (range)
                return at(range[0], range[1]);
        }
        return at(0, 0);
    };
    try {
        return { policy: (0,schema/* completePolicy */.oL)(readValue(document)), file, locate };
    }
    catch (error) {
        if (!(error instanceof classic_errors/* ZodError */.G))
            throw error;
        const mistakes = error.issues.flatMap((issue) => describeIssue(issue));
        const [first] = mistakes;
        if (!first)
            throw error;
        throw invalid(file, locate(first.path), mistakes.map((mistake) => `${mistake.text} (line ${locate(mistake.path).startLine})`));
    }
}
function decode(bytes, file) {
    const decoded = (0,encoding/* decodeUtf8 */._)(bytes);
    if ('text' in decoded)
        return decoded.text;
    const { problem, line, column } = decoded;
    const place = { startLine: line, startColumn: column, endLine: line, endColumn: column + 1 };
    throw invalid(file, { file, ...place, exact: true }, [problem]);
}
function aliasWithoutAnchor(document) {
    const anchors = new Set();
    let found = null;
    (0,dist/* visit */.YR)(document, {
        Value(_, { anchor }) {
            if (anchor !== undefined)
                anchors.add(anchor);
        },
        Alias(_, node) {
            if (!anchors.has(node.source))
                found ??= node;
        },
    });
    return found;
}
/**
 * The document's value, with numbers as they were written: `version: 1.30` means the text 1.30 and not 1.3. Only the
 * file's own `version` is a number.
 */
function readValue(document) {
    (0,dist/* visit */.YR)(document, {
        Scalar(key, node, parents) {
            if (key === 'key' || typeof node.value !== 'number')
                return;
            const pair = parents.at(-1);
            const isVersion = parents.length === 3 && (0,dist/* isScalar */.jn)(pair?.key) && pair.key.value === 'version';
            if (!isVersion)
                node.value = node.source ?? String(node.value);
        },
    });
    try {
        return document.toJS({ maxAliasCount: 100 }) ?? {};
    }
    catch (cause) {
        throw new errors/* UsageError */.e({
            code: 'policy/invalid',
            stage: 'policy',
            message: 'The policy uses more YAML aliases than any policy needs.',
            remedy: 'Write the values out.',
            cause,
        });
    }
}
/** The range of the value at `path`; of the key where the value is missing or is a collection. */
function rangeOf(document, path) {
    const steps = path.filter((step) => typeof step !== 'symbol');
    const node = document.getIn(steps, true);
    if ((0,dist/* isScalar */.jn)(node) && node.range)
        return [node.range[0], node.range[1]];
    const parent = steps.length === 1 ? document.contents : document.getIn(steps.slice(0, -1), true);
    if (typeof parent !== 'object' || parent === null || !('items' in parent) || !Array.isArray(parent.items))
        return null;
    for (const item of parent.items) {
        if ((0,dist/* isScalar */.jn)(item.key) && String(item.key.value) === String(steps.at(-1)) && item.key.range) {
            return [item.key.range[0], item.key.range[1]];
        }
    }
    const entry = parent.items[Number(steps.at(-1))];
    if (typeof entry === 'object' && entry !== null && 'range' in entry && Array.isArray(entry.range)) {
        return [Number(entry.range[0]), Number(entry.range[1])];
    }
    return null;
}
function describeIssue(issue) {
    const key = formatKey(issue.path);
    if (issue.code === 'unrecognized_keys') {
        return issue.keys.map((name) => {
            const near = name.length > MAX_KEY ? null : nearestKey(name, issue.path, (0,json_schema/* policyJsonSchema */.q)());
            const meant = near === null ? '' : `; is ${near} meant?`;
            return {
                path: [...issue.path, name],
                text: `unknown key ${JSON.stringify(name)}${key === '' ? '' : ` in ${key}`}${meant}`,
            };
        });
    }
    if (issue.code === 'invalid_union') {
        const forms = issue.errors.map((issues) => issues.map((one) => ({ ...one, path: [...issue.path, ...one.path] })));
        // The form that is meant is the one with a mistake inside; of the others the whole is wrong.
        const meant = forms.find((issues) => issues.some((one) => isInside(one, issue.path.length)));
        if (meant !== undefined)
            return meant.flatMap(describeIssue);
        const texts = [...new Set(forms.flatMap((issues) => issues.map(({ message }) => message)))];
        if (texts.length > 0)
            return [{ path: issue.path, text: `${key}: ${texts.join(', or: ')}` }];
    }
    if (issue.path.length === 1 && issue.path[0] === 'version') {
        return [{ path: issue.path, text: 'version: expected 1, the only version of this file format' }];
    }
    return [{ path: issue.path, text: `${key === '' ? 'the file' : key}: ${issue.message}` }];
}
function isInside({ code, path }, depth) {
    return path.length > depth || code === 'unrecognized_keys';
}
function formatKey(path) {
    return path.reduce((text, step) => (typeof step === 'number' ? `${text}[${step}]` : `${text}${text === '' ? '' : '.'}${String(step)}`), '');
}
function invalid(file, location, mistakes) {
    const place = location ? `${file}:${location.startLine}:${location.startColumn}` : file;
    const [first, ...others] = mistakes;
    const more = others.length === 0 ? '' : `\n${others.map((other) => `  also: ${other}`).join('\n')}`;
    return new errors/* UsageError */.e({
        code: 'policy/invalid',
        stage: 'policy',
        message: `${place}: the policy file is not valid: ${first ?? 'unreadable'}${more}`,
        remedy: 'Correct the file; `supply-chain-gate policy schema` prints what it may hold.',
        ...(location ? { location } : {}),
    });
}

;// CONCATENATED MODULE: ./build/policy/load.js




const DEFAULT_POLICY_FILE = '.github/supply-chain-gate.yaml';
/**
 * Loads the policy from the tree that is trusted to decide.
 *
 * @param file null for the default file, which may be missing; a named one must be there.
 * @throws UsageError where the file is not valid, a named one is missing, or a pattern for other files matches nothing.
 */
async function loadPolicy(tree, file) {
    const path = file ?? DEFAULT_POLICY_FILE;
    const entry = await tree.stat(path);
    if (entry === null || entry === 'directory' || entry.kind !== 'file') {
        if (file === null && entry === null) {
            const locate = () => (0,domain_location/* fileLocation */.A)(path);
            const vulnerabilityDocuments = { kev: null, vex: [] };
            const from = tree.label;
            const documents = { signatureDocuments: [], admissionDocuments: [], vulnerabilityDocuments };
            return { policy: schema/* DEFAULT_POLICY */.zj, file: null, from, ...documents, locate };
        }
        throw new errors/* UsageError */.e({
            code: 'policy/not-found',
            stage: 'policy',
            message: `There is no policy file ${path} in ${tree.label}.`,
            remedy: 'Name an existing file (not a directory or a link), or leave the option out to use the defaults.',
        });
    }
    const document = parsePolicy(await tree.read(path), path);
    const { signatures, vulnerabilities, hardening } = document.policy;
    const { kev, vex } = vulnerabilities;
    const read = (named) => readNamed(tree, named, document.locate);
    const [catalogue = null] = await read({
        path: ['vulnerabilities', 'kev'],
        // A file's own name is no pattern.
        patterns: kev === undefined ? [] : [kev.replace(/[\\*?[\]{}()!+@|]/g, '\\$&')],
        consequence: 'nothing would be known to be exploited',
        remedy: 'Correct the path (it is relative to the repository root), or add the catalogue.',
    });
    return {
        policy: document.policy,
        file: path,
        from: tree.label,
        signatureDocuments: await read({
            path: ['signatures', 'policies'],
            patterns: signatures.policies,
            consequence: 'no image would be checked against it',
            remedy: 'Correct the pattern (it is relative to the repository root), or add the ClusterImagePolicy it means.',
        }),
        admissionDocuments: await read({
            path: ['hardening', 'admissionPolicies'],
            patterns: hardening.admissionPolicies,
            consequence: 'no manifest would be judged by it',
            remedy: 'Correct the pattern (it is relative to the repository root), or add the admission policy it means.',
        }),
        vulnerabilityDocuments: {
            kev: catalogue,
            vex: await read({
                path: ['vulnerabilities', 'vex'],
                patterns: vex,
                consequence: 'nothing would be excepted by it',
                remedy: 'Correct the pattern (it is relative to the repository root), or add the OpenVEX document it means.',
            }),
        },
        locate: document.locate,
    };
}
async function readNamed(tree, { path: key, patterns, consequence, remedy }, locate) {
    if (patterns.length === 0)
        return [];
    const files = (await tree.list()).filter((entry) => entry.kind === 'file').map((entry) => entry.path);
    const documents = new Map();
    for (const [index, pattern] of patterns.entries()) {
        const matches = picomatch(pattern, { dot: true, nonegate: true, noext: true });
        const found = files.filter((path) => matches(path));
        if (found.length === 0) {
            const isList = key[1] !== 'kev';
            const location = locate(isList ? [...key, index] : key);
            const where = `${location.file}:${location.startLine}:${location.startColumn}`;
            throw new errors/* UsageError */.e({
                code: 'policy/pattern-matches-nothing',
                stage: 'policy',
                message: `${where}: ${key.join('.')}${isList ? `[${index}]` : ''}: ${JSON.stringify(pattern)} matches no file in ${tree.label}, so ${consequence}.`,
                remedy,
                location,
            });
        }
        for (const path of found) {
            documents.set(path, { file: path, text: new TextDecoder().decode(await tree.read(path)) });
        }
    }
    return [...documents.values()];
}
/** The same files in another tree, which may have fewer of them: what a change makes of the policy. */
async function namedDocumentsIn(tree, policy) {
    const patterns = [...policy.signatures.policies, ...policy.hardening.admissionPolicies];
    if (patterns.length === 0)
        return [];
    const matches = picomatch(patterns, { dot: true, nonegate: true, noext: true });
    const found = (await tree.list()).filter((entry) => entry.kind === 'file' && matches(entry.path));
    return Promise.all(found.map(async ({ path }) => ({ file: path, text: new TextDecoder().decode(await tree.read(path)) })));
}


/***/ }),

/***/ 66662:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  zj: () => (/* binding */ DEFAULT_POLICY),
  Qz: () => (/* binding */ PolicySchema),
  oL: () => (/* binding */ completePolicy)
});

// UNUSED EXPORTS: DigestSchema

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(2503);
;// CONCATENATED MODULE: ./build/policy/profile.js

/** `profile`: a starting point in one word. What the file says itself always wins. */
const PROFILES = ['production-baseline', 'restricted', 'baseline'];
const profile = schemas/* enum */.k5n(PROFILES)
    .optional()
    .describe('A starting point in one word. production-baseline: every hardening rule blocks, also those that are off otherwise, Pod Security at restricted. restricted, baseline: Pod Security at that level.');
/** What a profile sets where the file says nothing; without one Pod Security is restricted and the other rules warn. */
function presetOf(name) {
    switch (name) {
        case 'production-baseline':
            return { level: 'restricted', rules: { '*': 'error' } };
        case 'baseline':
            return { level: 'baseline', rules: {} };
        case 'restricted':
        case undefined:
            return { level: 'restricted', rules: {} };
    }
}

;// CONCATENATED MODULE: ./build/policy/duration.js
const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 };
/** `90m`, `72h`, `180d` to milliseconds; null for anything else. */
function parseDuration(text) {
    const match = /^([1-9][0-9]{0,5})([mhd])$/.exec(text);
    if (match?.[1] === undefined)
        return null;
    return Number(match[1]) * UNITS[match[2]];
}

;// CONCATENATED MODULE: ./build/policy/sections/scalars.js


const scalars_text = schemas/* string */.YjP().min(1);
const glob = scalars_text.max(512);
/** YAML reads an unquoted `false` where a person means `off`; both are taken. */
function level(values) {
    return schemas/* preprocess */.vkY((value) => (value === false ? 'off' : value), schemas/* enum */.k5n(values));
}
const duration = schemas/* string */.YjP()
    .regex(/^[1-9][0-9]{0,5}[mhd]$/, 'expected a duration like 90m, 72h or 180d')
    .transform((value) => parseDuration(value) ?? 0);
const relativePath = scalars_text
    .max(4096)
    .refine((path) => !path.startsWith('/') && !path.split(/[\\/]/).includes('..'), {
    message: 'expected a path inside the repository: relative, without ".."',
})
    .transform((path) => path
    .replace(/^(\.\/)+/, '')
    .replace(/\/+$/, '')
    .replace(/^\.$/, ''));
const date = schemas/* string */.YjP()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date like 2027-01-31')
    .refine((value) => {
    const time = Date.parse(`${value}T00:00:00Z`);
    return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}, 'this date is not in the calendar');
const scalars_digest = scalars_text.regex(/^sha256:[0-9a-f]{64}$/, 'expected sha256: and 64 hexadecimal digits');

;// CONCATENATED MODULE: ./build/policy/sections/assume.js


const labels = schemas/* record */.g1P(scalars_text, schemas/* string */.YjP()).default({});
const list = schemas/* array */.YOg(schemas/* string */.YjP()).default([]);
/** rbac.authorization.k8s.io/v1 PolicyRule. */
const rule = schemas/* strictObject */.rej({
    apiGroups: list,
    resources: list,
    verbs: schemas/* array */.YOg(schemas/* string */.YjP()).min(1),
    resourceNames: list,
    nonResourceURLs: list,
});
/** What is in the cluster and not in the repository. */
const assume = schemas/* strictObject */.rej({
    namespaces: schemas/* array */.YOg(schemas/* strictObject */.rej({ name: scalars_text, labels }))
        .default([])
        .describe('Namespaces that are made elsewhere, with their labels: their Pod Security labels judge the workloads in them.'),
    roles: schemas/* array */.YOg(schemas/* strictObject */.rej({
        name: scalars_text,
        namespace: scalars_text.optional().describe('Of a Role; left out, it is a ClusterRole.'),
        labels: labels.describe('Of a ClusterRole, for those that aggregate it.'),
        rules: schemas/* array */.YOg(rule),
    }))
        .default([])
        .describe('Roles that are made elsewhere: whether a binding to one opens Secrets to another namespace is judged by its rules.'),
    serviceAccounts: schemas/* array */.YOg(schemas/* strictObject */.rej({ name: scalars_text, namespace: scalars_text, automountServiceAccountToken: schemas/* boolean */.zMY().optional() }))
        .default([])
        .describe('Service accounts that are made elsewhere, and whether their pods get a token.'),
    networkPolicies: schemas/* array */.YOg(schemas/* strictObject */.rej({ namespace: scalars_text, denies: schemas/* array */.YOg(schemas/* enum */.k5n(['ingress', 'egress'])).min(1) }))
        .default([])
        .describe('Namespaces whose traffic a NetworkPolicy that is made elsewhere denies by default.'),
    quotas: schemas/* array */.YOg(scalars_text)
        .default([])
        .describe('Namespaces that have a ResourceQuota and a LimitRange which are made elsewhere.'),
});

;// CONCATENATED MODULE: ./build/policy/sections/custom-resource.js


// Keys, `[*]`, `[0]` and `["a.key"]`, as src/images reads them.
const objectPath = scalars_text
    .max(512)
    .regex(/^(?:[A-Za-z_][A-Za-z0-9_-]*|\["(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"\])(?:\.[A-Za-z_][A-Za-z0-9_-]*|\[(?:\*|[0-9]{1,9})\]|\["(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"\])*$/u, 'expected a path like spec.image, spec.steps[*].image or metadata.annotations["example.com/image"]');
const customResource = schemas/* strictObject */.rej({
    apiVersion: scalars_text
        .regex(/^(?:[^/*\s]+\/)?[^/*\s]+$|^[^/*\s]+\/\*$/, 'expected group/version or group/*, for example example.com/v1')
        .describe('group/version; the version may be *.'),
    kind: scalars_text,
    images: schemas/* array */.YOg(objectPath).default([]).describe('Paths of image references: spec.image, spec.steps[*].image.'),
    podSpecs: schemas/* array */.YOg(objectPath).default([]).describe('Paths of pod specs: spec.template.spec.'),
});

;// CONCATENATED MODULE: ./build/policy/sections/exception.js


const exception = schemas/* strictObject */.rej({
    rules: schemas/* array */.YOg(scalars_text).min(1).describe('Rule ids, or prefixes ("pss/*").'),
    images: schemas/* array */.YOg(glob)
        .min(1)
        .optional()
        .describe('Only findings about these images: globs on repository, or repository@digest.'),
    paths: schemas/* array */.YOg(relativePath)
        .min(1)
        .optional()
        .describe('Only findings in these files, as globs from the repository root.'),
    reason: scalars_text.describe('Why, for whoever reads this next year.'),
    expires: date.describe('The last day (UTC) on which it holds.'),
});

;// CONCATENATED MODULE: ./build/policy/sections/gate.js


const gate = schemas/* strictObject */.rej({
    scope: schemas/* enum */.k5n(['new', 'all'])
        .default('new')
        .describe('new: with a base, only findings absent at the base block. all: every finding does.'),
    onUnknown: schemas/* enum */.k5n(['fail', 'warn'])
        .default('fail')
        .describe('What a check that could not be made does. content is never softened.'),
    workflowChanges: schemas/* enum */.k5n(['block', 'warn'])
        .default('block')
        .describe('What a change to the workflow that runs the gate does.'),
    maxExceptionAge: duration.prefault('180d').describe('No exception holds longer than this from today.'),
});

;// CONCATENATED MODULE: ./build/policy/sections/hardening.js


const hardening = schemas/* strictObject */.rej({
    podSecurity: schemas/* strictObject */.rej({
        level: schemas/* enum */.k5n(['privileged', 'baseline', 'restricted'])
            .optional()
            .describe('Pod Security Standards level; left out, that of the profile, else restricted.'),
        version: scalars_text
            .regex(/^(latest|v?1\.\d{1,3})$/, 'expected latest or a version like v1.34')
            .default('latest')
            .describe('Version of the standards: latest, or v1.0 and later.'),
    })
        .prefault({}),
    admissionPolicies: schemas/* array */.YOg(glob)
        .default([])
        .describe('Globs of files with Kyverno, Gatekeeper and ValidatingAdmissionPolicy objects that are no source and judge what is rendered; from the tree of the policy.'),
    rules: schemas/* record */.g1P(scalars_text, level(['error', 'warn', 'off']))
        .default({})
        .describe('Level by rule id, prefix ("rbac/*") or "*"; the most specific wins.'),
});

;// CONCATENATED MODULE: ./build/policy/sections/images.js


const images_images = schemas/* strictObject */.rej({
    allow: schemas/* array */.YOg(glob)
        .optional()
        // Written without a value it would admit all, where somebody took the last entry out.
        .transform((list) => list ?? null)
        .describe('Repositories that may be deployed, as globs on the canonical name: * stays within a segment, ** crosses. Left out: any.'),
    deny: schemas/* array */.YOg(glob).default([]).describe('Repositories that may not be deployed; wins over allow.'),
    digest: level(['required', 'warn', 'off']).default('required').describe('Must a reference name a digest?'),
    tags: schemas/* strictObject */.rej({ deny: schemas/* array */.YOg(scalars_text).default([]).describe('Tags that may not be used, as globs.') })
        .prefault({}),
    platforms: schemas/* array */.YOg(scalars_text.regex(/^[a-z0-9]+\/[a-z0-9]+(\/[a-z0-9]+)?$/, 'expected os/architecture, for example linux/amd64'))
        .default([])
        .describe('Platforms that every image must exist for, and that are scanned. Default: linux/amd64 and linux/arm64 where present.'),
});

;// CONCATENATED MODULE: ./build/policy/sections/repositories.js


const chart = schemas/* strictObject */.rej({
    repository: scalars_text.describe('As the object of Argo CD or Flux, or the helmCharts of a kustomization, writes it: https://charts.example.com, oci://ghcr.io/acme/charts.'),
    name: scalars_text.describe('Of the chart.'),
    version: scalars_text.describe('Exactly, as the object writes it.'),
    sha256: scalars_text
        .regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits')
        .describe('Of the packed chart (.tgz): sha256sum of what `helm pull` writes.'),
});
const repositories = schemas/* strictObject */.rej({
    own: schemas/* array */.YOg(scalars_text)
        .default([])
        .describe('Further addresses of this repository: a mirror, an internal name. Its remote is known without.'),
    allow: schemas/* array */.YOg(glob)
        .default([])
        .describe('Repositories that Argo CD, Flux and the helmCharts of kustomizations may deploy from beside this one, as globs on host and path: github.com/acme/*, charts.bitnami.com/bitnami.'),
    charts: schemas/* array */.YOg(chart)
        .default([])
        .describe('Charts of allowed repositories that are fetched and rendered, since their content is pinned here. What names a digest itself needs no entry.'),
})
    .describe('Where Argo CD and Flux may deploy from.');

;// CONCATENATED MODULE: ./build/policy/sections/attestations.js


const signedBy = schemas/* strictObject */.rej({
    key: scalars_text.optional().describe('A public key in PEM: what `cosign public-key` prints.'),
    issuer: scalars_text
        .default('https://token.actions.githubusercontent.com')
        .describe("Who vouched for the identity. Default: GitHub Actions' own."),
    subject: scalars_text.optional().describe('The identity itself, for example a workflow with its ref.'),
    subjectPattern: scalars_text.optional().describe('A regular expression (RE2) for the whole identity.'),
    trustRoot: scalars_text
        .optional()
        .describe('sigstore, github, or the name of a TrustRoot document. Default: by the certificate, sigstore or github.'),
})
    .refine((value) => [value.key, value.subject, value.subjectPattern].filter((one) => one !== undefined).length === 1, {
    message: 'expected exactly one of key, subject and subjectPattern',
});
/** The policy file's numbers arrive as they were written, which is text. */
const buildLevel = schemas/* preprocess */.vkY((value) => (typeof value === 'string' && /^[123]$/.test(value) ? Number(value) : value), schemas/* literal */.euz([1, 2, 3]));
const common = {
    images: schemas/* array */.YOg(glob).min(1).optional().describe('Which images; every image when left out.'),
    signedBy: signedBy.describe('Whose word counts.'),
    github: scalars_text
        .regex(/^[A-Za-z0-9][A-Za-z0-9-]*(\/[A-Za-z0-9._-]+)?$/, 'expected OWNER or OWNER/REPOSITORY')
        .optional()
        .describe("Whose attestations are asked for at GitHub's API, OWNER or OWNER/REPOSITORY, beside those in the registry. Default for ghcr.io: the owner of the image."),
};
/** What must be attested of images, without code. */
const attestation = schemas/* discriminatedUnion */.gMt('predicate', [
    schemas/* strictObject */.rej({
        predicate: schemas/* literal */.euz('provenance').describe('SLSA provenance, v0.2 or v1: how the image was built.'),
        ...common,
        builder: scalars_text.optional().describe('Id of the builder; `*` stands for any characters.'),
        sourceRepository: scalars_text
            .optional()
            .describe('Where the source is: https://github.com/acme/api, or a pattern with `*`.'),
        ref: scalars_text.optional().describe('Branch or tag: refs/heads/main, refs/tags/v*.'),
        workflow: scalars_text.optional().describe('Path of the workflow in the source repository: .github/workflows/release.yml.'),
        buildLevel: buildLevel.optional().describe("SLSA build level, as far as the signer's certificate shows it."),
        maxAge: duration.optional().describe('How old the build may be.'),
    }),
    schemas/* strictObject */.rej({ predicate: schemas/* literal */.euz('spdx').describe('A bill of materials in SPDX.'), ...common }),
    schemas/* strictObject */.rej({ predicate: schemas/* literal */.euz('cyclonedx').describe('A bill of materials in CycloneDX.'), ...common }),
    schemas/* strictObject */.rej({
        predicate: schemas/* literal */.euz('vulnerability-scan').describe('A scan for vulnerabilities, whatever it found.'),
        ...common,
        maxAge: duration.optional().describe('How old the scan may be.'),
    }),
]);

;// CONCATENATED MODULE: ./build/policy/sections/signatures.js



const mirror = schemas/* url */.OZ5({ protocol: /^https?$/, error: 'expected an http or https URL' })
    .nullable()
    .default(null);
const signatures = schemas/* strictObject */.rej({
    mode: level(['enforce', 'warn', 'off']).optional().describe('Default: enforce when policies are named, else off.'),
    noMatch: schemas/* enum */.k5n(['deny', 'warn', 'allow']).default('deny').describe('What an image that no policy matches gets.'),
    policies: schemas/* array */.YOg(relativePath)
        .default([])
        .describe('Files with ClusterImagePolicy and TrustRoot documents, as globs from the repository root.'),
    attestations: schemas/* array */.YOg(attestation)
        .default([])
        .describe('What must be attested of images, beside what ClusterImagePolicies ask for; all of it is needed.'),
    trustRootMaxAge: duration
        .prefault('180d')
        .describe('How long the trust root that the gate came with is good for, where none could be fetched: older, and what it would verify is unknown.'),
    trustRootMirrors: schemas/* strictObject */.rej({
        sigstore: mirror.describe("TUF repository of sigstore's public services. Default: https://tuf-repo-cdn.sigstore.dev."),
        github: mirror.describe("TUF repository of GitHub's own services. Default: https://tuf-repo.github.com."),
    })
        .prefault({}),
});

;// CONCATENATED MODULE: ./build/policy/sections/source.js


const helm = schemas/* strictObject */.rej({
    releaseName: scalars_text.max(53).default('release-name').describe('Release name given to helm template.'),
    namespace: scalars_text.max(63).default('default').describe('Namespace given to helm template.'),
    valuesFiles: schemas/* array */.YOg(relativePath)
        .default([])
        .describe('Values files, relative to the chart or else to the repository root; the last one wins.'),
    set: schemas/* record */.g1P(scalars_text, schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* boolean */.zMY()]).transform(String))
        .default({})
        .describe('Single values, as helm template --set takes them.'),
    kubeVersion: scalars_text
        .nullable()
        .default(null)
        .describe('Kubernetes version the chart is rendered for, for example "1.34".'),
    apiVersions: schemas/* array */.YOg(scalars_text)
        .default([])
        .describe('API versions the chart may ask for with .Capabilities.APIVersions.'),
})
    .describe('How the chart is rendered.');
const source = schemas/* strictObject */.rej({
    path: relativePath.describe('A chart, a kustomization, or a file or directory of manifests.'),
    helm: helm.optional(),
});

;// CONCATENATED MODULE: ./build/policy/sections/tool.js


const tool = schemas/* strictObject */.rej({
    path: scalars_text.optional().describe('Absolute path of the program on the runner.'),
    version: scalars_text.optional().describe('Version to download instead of the built-in one; needs sha256.'),
    sha256: scalars_text
        .regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits')
        .optional()
        .describe("Of the program at path, or of the release's archive for this platform."),
})
    .refine((value) => value.version === undefined || value.sha256 !== undefined, {
    message: 'a version needs the sha256 of its archive',
})
    .refine((value) => value.version === undefined || value.path === undefined, {
    message: 'names a path and a version: which of them is meant is open',
})
    .refine((value) => value.version !== undefined || value.path !== undefined, {
    message: 'names neither a path nor a version, so that nothing is pinned',
});
/** A program that is never fetched. */
const localTool = schemas/* strictObject */.rej({
    path: scalars_text.describe('Absolute path of the program on the runner.'),
    sha256: scalars_text
        .regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits')
        .optional()
        .describe('Of the program at path.'),
});

;// CONCATENATED MODULE: ./build/policy/sections/vulnerabilities.js



const grace = duration.optional();
const canary = schemas/* strictObject */.rej({
    purl: scalars_text.startsWith('pkg:').describe('A package the database must have an advisory for.'),
    id: scalars_text.describe('The advisory.'),
});
const keys = schemas/* strictObject */.rej({
    severity: level(['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'UNKNOWN', 'off'])
        .default('HIGH')
        .describe('The lowest severity that blocks; off turns scanning off.'),
    ignoreUnfixed: schemas/* boolean */.zMY().default(true).describe('Leave out what has no fixed version yet.'),
    databaseRepositories: schemas/* array */.YOg(scalars_text)
        .default([])
        .describe("OCI repositories of the vulnerability database, tried in order. Default: Trivy's own."),
    databaseDirectory: scalars_text
        .regex(/^(?:\/|[A-Za-z]:[\\/])/, 'must be an absolute path')
        .optional()
        .describe('A directory of the machine that holds the database (db/trivy.db, db/metadata.json), for machines without a network. Nothing is downloaded then, whatever databaseRepositories says.'),
    maxDatabaseAge: duration.prefault('72h').describe('An older database decides nothing: its scans are unknown.'),
    canary: schemas/* preprocess */.vkY((value) => (value === false ? 'off' : value), schemas/* union */.KCZ([schemas/* literal */.euz('off'), canary, schemas/* array */.YOg(canary).min(1)]))
        .default({ purl: 'pkg:npm/lodash@4.17.4', id: 'CVE-2019-10744' })
        .describe('An advisory the database must know, or a list of them, one for each kind of package that counts; of a system with its release: pkg:apk/alpine/openssl@3.1.4-r0?distro=alpine-3.19. off for a database without any.'),
    javaDatabaseRepositories: schemas/* array */.YOg(scalars_text)
        .default([])
        .describe("OCI repositories of the index of Java archives, tried in order, for images that hold some. Default: Trivy's own."),
    javaCanary: schemas/* preprocess */.vkY((value) => (value === false ? 'off' : value), schemas/* union */.KCZ([
        schemas/* literal */.euz('off'),
        scalars_text.regex(/^pkg:maven\/[\w.-]+\/[A-Za-z0-9._-]+@\d[\w.-]*$/, 'must be like pkg:maven/GROUP/NAME@VERSION'),
    ]))
        .default('pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1')
        .describe('An archive that the index of Java archives must know; off for an index without it.'),
    grace: schemas/* strictObject */.rej({ CRITICAL: grace, HIGH: grace, MEDIUM: grace, LOW: grace, UNKNOWN: grace })
        .prefault({})
        .describe('By severity, how long after its publication an advisory only warns: { HIGH: 14d }. One of days ends with a day (UTC), one of hours (12h, 36h) to the minute.'),
    kev: relativePath
        .optional()
        .describe("File with CISA's catalogue of known exploited vulnerabilities (JSON): what it lists blocks at any severity, with or without a repair, and has no grace. ignorePackages and ignoreFiles leave it out all the same, a VEX statement or an exception settles it, and with gate.scope new it does not block where the image of the base had it."),
    vex: schemas/* array */.YOg(glob)
        .default([])
        .describe('OpenVEX documents (JSON): what they say does not affect an image is excepted, and counted as that.'),
    vexAttestations: schemas/* array */.YOg(schemas/* strictObject */.rej({
        images: schemas/* array */.YOg(glob).min(1).optional().describe('Of which images; of every image when left out.'),
        signedBy: signedBy.describe('Whose word counts: somebody of your own, not who publishes the image.'),
    }))
        .default([])
        .describe('OpenVEX documents that are attached to images as attestations, and who must have signed them.'),
    sbomAttestations: schemas/* array */.YOg(schemas/* strictObject */.rej({
        images: schemas/* array */.YOg(glob).min(1).optional().describe('Of which images; of every image when left out.'),
        signedBy: signedBy.describe('Whose bill of materials counts: a build that you trust to list everything.'),
    }))
        .default([])
        .describe('Bills of materials (CycloneDX or SPDX, in JSON) that are attached to images as attestations, and who must have signed them: one that verifies is scanned in place of the layers.'),
    ignoreStatuses: schemas/* array */.YOg(schemas/* enum */.k5n([
        'unknown',
        'affected',
        'under_investigation',
        'will_not_fix',
        'fix_deferred',
        'end_of_life',
        'not_affected',
    ]))
        .default([])
        .describe("Vendors' statuses that are left out where ignoreUnfixed is false."),
    ignorePackages: schemas/* array */.YOg(glob)
        .default([])
        .describe('Names of packages that are left out, as globs: "linux-libc-dev". What kev lists is left out with them.'),
    ignoreFiles: schemas/* array */.YOg(glob)
        .default([])
        .describe('Files in images whose packages are left out, as globs: "usr/share/doc/**". Not for system packages. What kev lists is left out with them.'),
    secrets: level(['block', 'warn', 'off'])
        .default('off')
        .describe("What a secret in an image comes to, by Trivy's rules for secrets; off does not look for any."),
    misconfiguration: level(['block', 'warn', 'off'])
        .default('off')
        .describe("What a configuration in an image comes to that Trivy's checks advise against: blocks at or above severity."),
    endOfLife: level(['block', 'warn', 'off'])
        .default('off')
        .describe('What an image comes to whose operating system is past its end of life and gets no more advisories.'),
});
/** Without layers there is nothing to look for secrets and configurations in, and not looking must not look like a pass. */
const vulnerabilities = keys.superRefine(({ sbomAttestations, secrets, misconfiguration }, context) => {
    if (sbomAttestations.length === 0)
        return;
    for (const [key, level] of Object.entries({ secrets, misconfiguration })) {
        if (level === 'off')
            continue;
        const message = `cannot be "${level}" beside sbomAttestations: a bill of materials has no files to look at`;
        context.addIssue({ code: 'custom', path: [key], message });
    }
});

;// CONCATENATED MODULE: ./build/policy/schema.js














/**
 * The policy file, version 1; a section a file. Descriptions end up in the JSON Schema that editors show
 * (docs/schema/policy.schema.json), so each says what the key does, and not how it is checked. Unknown keys are
 * mistakes, never ignored.
 */
const PolicySchema = schemas/* strictObject */.rej({
    version: schemas/* literal */.euz(1).describe('Version of this file format.'),
    sources: schemas/* array */.YOg(source).min(1).optional().describe('What is rendered; discovered when left out.'),
    ignorePaths: schemas/* array */.YOg(glob).default([]).describe('Globs of paths that are never sources.'),
    repositories: repositories.prefault({}),
    images: images_images.prefault({}),
    signatures: signatures.prefault({}),
    vulnerabilities: vulnerabilities.prefault({}),
    profile: profile,
    hardening: hardening.prefault({}),
    assume: assume.prefault({}).describe('What is in the cluster and not in the repository.'),
    requiredLabels: schemas/* array */.YOg(scalars_text)
        .default([])
        .describe('Labels that every workload and every Namespace must have: "app.kubernetes.io/part-of".'),
    customResources: schemas/* array */.YOg(customResource).default([]).describe('Where custom resources name images.'),
    mirrors: schemas/* record */.g1P(scalars_text, schemas/* array */.YOg(scalars_text).min(1))
        .default({})
        .describe('Registry host to mirrors that are asked first: "docker.io": ["mirror.example/hub"].'),
    tools: schemas/* strictObject */.rej({
        trivy: tool.optional(),
        helm: tool.optional(),
        kustomize: tool.optional(),
        kyverno: tool.optional(),
        gator: tool.optional(),
        cue: localTool.optional().describe('Evaluates conditions in CUE of signature policies.'),
        opa: localTool.optional().describe('Evaluates conditions in Rego of signature policies.'),
        gitleaks: localTool.optional().describe('Looks for credentials in manifests and Helm values.'),
    })
        .prefault({})
        .describe('Programs to use instead of the built-in versions.'),
    exceptions: schemas/* array */.YOg(exception).default([]),
    gate: gate.prefault({}),
})
    .describe('supply-chain-gate policy');
const DigestSchema = (/* unused pure expression or super */ null && (digest));
/** @throws z.ZodError with a path for each mistake. */
function completePolicy(value) {
    // It is parsed once or twice a run, and zod compiles a parser for many more times than that.
    const parsed = PolicySchema.parse(value, { jitless: true });
    const { mode, ...rest } = parsed.signatures;
    const preset = presetOf(parsed.profile);
    const { podSecurity, rules, admissionPolicies } = parsed.hardening;
    return {
        ...parsed,
        hardening: {
            podSecurity: { level: podSecurity.level ?? preset.level, version: podSecurity.version },
            admissionPolicies,
            rules: { ...preset.rules, ...rules },
        },
        signatures: { ...rest, mode: mode ?? (rest.policies.length + rest.attestations.length > 0 ? 'enforce' : 'off') },
    };
}
/** What holds when there is no policy file. */
const DEFAULT_POLICY = completePolicy({ version: 1 });


/***/ })

};
