export const id = 555;
export const ids = [555];
export const modules = {

/***/ 25555:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  explain: () => (/* binding */ explain)
});

// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/images/reference.js
var images_reference = __webpack_require__(28794);
// EXTERNAL MODULE: ./build/domain/image.js
var domain_image = __webpack_require__(11452);
// EXTERNAL MODULE: ./build/images/described-reference.js + 1 modules
var described_reference = __webpack_require__(58064);
;// CONCATENATED MODULE: ./build/images/explain.js



/**
 * How a reference is read, for `explain IMAGE`: its parts, what the lists and a ClusterImagePolicy match, what a
 * cluster pulls. Lines of plain text, without a final newline.
 */
function explainImage(text) {
    const { reference, problem } = (0,described_reference/* describeReference */.P)(text);
    const read = (0,images_reference/* readReference */.Wf)(text);
    if (reference === null || 'problem' in read)
        return `${JSON.stringify(text)} is no image that can be pulled: ${problem}.`;
    const { registry, path } = read.written;
    const rows = [
        [
            'registry',
            reference.registry === registry ? registry : `${reference.registry} (written or implied: ${registry})`,
        ],
        ['repository', `${(0,domain_image/* repositoryOf */._)(reference)} (what images.allow and images.deny match)`],
        ['tag', reference.tag ?? 'none'],
        ['digest', reference.digest ?? 'none: what this pulls can change at any time'],
        ['pulled', pulled((0,images_reference/* formatReference */.FH)({ ...reference, tag: null, digest: null }), reference.tag, reference.digest)],
        ['cluster', `${registry}/${path}@sha256:... (what a ClusterImagePolicy's globs match)`],
    ];
    return [`${text} is read as`, ...rows.map(([name = '', value]) => `  ${name.padEnd(11)} ${value}`)].join('\n');
}
function pulled(name, tag, digest) {
    if (digest === null)
        return `${name}:${tag ?? 'latest'}, whatever that tag points at then`;
    return `${name}@${digest}${tag === null ? '' : ' (the digest decides; the tag takes no part)'}`;
}

// EXTERNAL MODULE: ./build/rules/catalogue.js + 6 modules
var catalogue = __webpack_require__(89954);
// EXTERNAL MODULE: ./build/domain/rule.js
var domain_rule = __webpack_require__(80075);
;// CONCATENATED MODULE: ./build/rules/explain.js

/** One rule for a person on a terminal: what it means, why, how to repair, where to read more. With a final newline. */
function explainRule(rule) {
    const topic = domain_rule/* TOPICS */.p.find(({ id }) => id === rule.topic)?.title ?? rule.topic;
    const facts = [
        ['Severity', rule.severity],
        ['Topic', topic],
        ['Default', rule.optIn === true ? 'off unless hardening.rules or a profile asks for it' : ''],
        ['Level', rule.level === null ? '' : `Pod Security Standards, ${rule.level}`],
        ['CIS', rule.cis.join(', ')],
        ['NSA/CISA', rule.nsa.join('; ')],
        ['Docs', rule.docs],
    ].filter(([, value]) => value !== '');
    return [
        `${rule.id}: ${rule.title}`,
        '',
        ...facts.map(([name, value]) => `  ${`${name}:`.padEnd(10)} ${value}`),
        '',
        wrap(`What it means: ${rule.means}`),
        '',
        wrap(`Why it matters: ${rule.why}`),
        '',
        wrap(`What to do: ${rule.repair}`),
        '',
    ].join('\n');
}
const LINE_WIDTH = 100;
/** Breaks lines between words. */
function wrap(text) {
    const lines = [];
    let line = '';
    for (const word of text.split(' ')) {
        if (line !== '' && line.length + 1 + word.length > LINE_WIDTH) {
            lines.push(line);
            line = word;
        }
        else
            line = line === '' ? word : `${line} ${word}`;
    }
    return [...lines, line].join('\n');
}

;// CONCATENATED MODULE: ./build/commands/explain.js



/** `explain RULE|IMAGE`: what a rule means, or how an image reference is read. */
function explain(subject, terminal) {
    const rule = (0,catalogue/* describeRule */.IO)(subject);
    if (rule !== null) {
        terminal.print(`${explainRule(rule)}\n`);
        return 0;
    }
    const parsed = (0,images_reference/* parseImageReference */.o_)(subject);
    if ('problem' in parsed || (0,catalogue/* similarRules */.pI)(subject).length > 0) {
        const near = (0,catalogue/* similarRules */.pI)(subject);
        throw new errors/* UsageError */.e({
            code: 'usage/unknown-subject',
            stage: 'usage',
            message: `${JSON.stringify(subject)} is no rule${'problem' in parsed ? ` and no image reference: ${parsed.problem}` : ''}.`,
            remedy: near.length > 0 ? `Perhaps you mean ${near.slice(0, 5).join(', ')}.` : '`supply-chain-gate rules` lists all.',
        });
    }
    terminal.print(`${explainImage(subject)}\n`);
    return 0;
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


/***/ })

};
