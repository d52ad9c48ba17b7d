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


/***/ })

};
