export const id = 409;
export const ids = [409];
export const modules = {

/***/ 47409:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  checkSignatures: () => (/* reexport */ checkSignatures),
  createAttestedBills: () => (/* reexport */ createAttestedBills),
  createAttestedVex: () => (/* reexport */ createAttestedVex),
  createConditionEvaluator: () => (/* reexport */ createConditionEvaluator),
  createGithubAttestations: () => (/* reexport */ createGithubAttestations)
});

// UNUSED EXPORTS: RULES, assertSignaturePolicies, createArtifactVerifier, createKeptRepositories, demandOn, lintExpectations, lintSignaturePolicies, lintTrustRoots, openTrustRoots, signatureRepositories, skipSignatures

// EXTERNAL MODULE: ./build/domain/errors.js
var errors = __webpack_require__(56046);
// EXTERNAL MODULE: ./build/check/allowlist/admission.js
var admission = __webpack_require__(38520);
;// CONCATENATED MODULE: ./build/check/signatures/authority/cluster.js
/**
 * Where the gate verifies a signature and policy-controller (v0.13 to v0.15) would refuse the image all the same. Each
 * completes "a cluster would refuse it: ...", and says what to do.
 */
const BOTH_FORMATS = 'before it is deployed to a cluster that enforces the policy';
const WITH_KEY = `sign it in that format too (cosign sign --new-bundle-format=false --key KEY IMAGE@DIGEST) ${BOTH_FORMATS}`;
const KEYLESS = `sign it in that format too (cosign sign --new-bundle-format=false IMAGE@DIGEST) ${BOTH_FORMATS}`;
const VERSIONS = 'policy-controller (v0.13 to v0.15)';
const BUNDLES_WITH_KEY = `its authority asks for bundles with a key, a combination that ${VERSIONS} always refuses; remove signatureFormat, and ${WITH_KEY}`;
const BUNDLES_UNSEEN = `the signature is in the sigstore bundle format, and ${VERSIONS} looks for a key only at the older .sig tag; ${WITH_KEY}`;
const KEYLESS_BUNDLES_REFUSED = `its authority asks for plain signatures in bundles, which ${VERSIONS} always refuses; remove signatureFormat, and ${KEYLESS}`;
const KEYLESS_BUNDLES_UNSEEN = `the signature is in the sigstore bundle format, and ${VERSIONS} looks for plain signatures only at the older .sig tag; ${KEYLESS}`;
/** A certificate that no log entry and no timestamp holds in time is good for some minutes, and no longer. */
function describeUntil(until) {
    if (until === null)
        return null;
    const date = until.toISOString().replace('.000', '');
    return `the policy asks for neither a log entry nor a timestamp, so that the certificate counts only until it expires, at ${date}, and every later deployment is refused; add ctlog or rfc3161timestamp to the authority`;
}
const ATTEST_TOO = `attest it in that format too (cosign attest --new-bundle-format=false) ${BOTH_FORMATS}`;
const ATTESTATION_BUNDLES_UNSEEN = `the attestation is in the sigstore bundle format, and ${VERSIONS} looks for it only at the older .att tag unless signatureFormat is bundle; ${ATTEST_TOO}`;
const ATTESTATION_BUNDLES_WITH_KEY = `its authority asks for bundles with a key, a combination that ${VERSIONS} always refuses; remove signatureFormat, and ${ATTEST_TOO}`;
const BUNDLE_TOO_OLD = `its bundle is older than v0.3, and ${VERSIONS} skips those; attest it again with a current cosign ${BOTH_FORMATS}`;
const ATTESTATION_BUNDLES_ELSEWHERE = `the attestation is where source.oci says, and ${VERSIONS} looks for bundles only beside the image; attach it to the image itself ${BOTH_FORMATS}`;
/** `obstacle` says what of the authority the controller does not take. */
function bundlesRefused(obstacle) {
    return `${obstacle}, and ${VERSIONS} refuses every bundle then; correct the authority ${BOTH_FORMATS}`;
}
const PSS_UNREAD = `the signature is RSA-PSS, and ${VERSIONS} verifies signatures with RSA keys as PKCS#1 v1.5 alone; sign with that scheme, or with an ECDSA key`;
/** What a verified signature leaves to say about the cluster; null: nothing. */
function describeCaveat({ pss, until }) {
    return pss ? PSS_UNREAD : describeUntil(until);
}

// EXTERNAL MODULE: ./build/check/signatures/authority/identity.js
var authority_identity = __webpack_require__(11799);
// EXTERNAL MODULE: ./build/check/signatures/authority/verify.js + 5 modules
var verify = __webpack_require__(87657);
;// CONCATENATED MODULE: ./build/check/signatures/attestation/verified.js



const NOTHING_THERE = { verified: [], refused: [], unreadable: [], otherTypes: new Set() };
/** Reads a list and verifies those attestations whose type is wanted; the signature first, then of what, then by whom. */
async function gatherVerified(listing, wanted, verify) {
    if (listing.status === 'unreadable')
        return { ...NOTHING_THERE, unreadable: [listing] };
    if (listing.status === 'rejected') {
        const refused = [{ predicateType: null, reason: listing.reason, otherIdentity: false }];
        return { ...NOTHING_THERE, refused };
    }
    const verified = [];
    const refused = [];
    const unreadable = [];
    const otherTypes = new Set();
    for (let index = 0; index < listing.count; index++) {
        const found = await listing.read(index);
        const name = `attestation ${index + 1} of ${listing.count} in ${listing.where}`;
        if (found.status === 'unreadable')
            unreadable.push({ ...found, reason: `${name}: ${found.reason}` });
        else if (found.status === 'rejected') {
            refused.push({ predicateType: null, reason: `${name}: ${found.reason}`, otherIdentity: false });
        }
        else if (!wanted.has(found.statement.predicateType))
            otherTypes.add(found.statement.predicateType);
        else {
            const judged = await judgeAttestation(found, verify);
            if (judged.status === 'verified')
                verified.push(judged);
            else if (judged.status === 'unreadable')
                unreadable.push({ ...judged, reason: `${name}: ${judged.reason}` });
            else {
                const { predicateType } = found.statement;
                refused.push({ predicateType, reason: `${name}: ${judged.reason}`, otherIdentity: judged.otherIdentity });
            }
        }
    }
    return { verified, refused, unreadable, otherTypes };
}
/** Any signature of the envelope is enough. */
async function judgeAttestation(found, { trust: lookUp, ...verify }) {
    let refusal = null;
    for (const signed of found.signatures) {
        const trust = await lookUp(signed);
        const judged = trust.status === 'unreadable' ? trust : judgeSigned(found, signed, { ...verify, trust });
        if (judged.status === 'verified')
            return judged;
        refusal = refusal === null || judged.status === 'unreadable' ? judged : refusal;
    }
    return refusal ?? { status: 'refused', reason: 'it has no signature', otherIdentity: false };
}
function judgeSigned(found, signed, { signer, trust, now, clusterDiffers, }) {
    const refuse = (reason, otherIdentity = false) => ({ status: 'refused', reason, otherIdentity });
    const result = signer.kind === 'key' ? (0,verify/* verifyWithKey */.F)(signer.key, signed, trust, now) : (0,verify/* verifyKeyless */.Q)(signed, trust, now);
    if (result.status === 'unreadable')
        return result;
    if (result.status === 'refused')
        return refuse(result.reason);
    if (found.objection !== null)
        return refuse(found.objection);
    const { identity } = result;
    if (signer.kind === 'keyless' && (identity === null || !(0,authority_identity/* matchesIdentity */.wD)(signer.identities, identity))) {
        const who = identity === null ? 'nobody' : (0,authority_identity/* describeCertificate */.dF)(identity);
        return refuse(`it was signed by another identity, ${who}`, true);
    }
    return {
        status: 'verified',
        statement: found.statement,
        signed,
        identity,
        digest: found.digest,
        isBundle: found.isBundle,
        clusterDiffers: clusterDiffers ??
            trust.clusterDiffers ??
            (signed.evidence.isOld ? BUNDLE_TOO_OLD : null) ??
            describeCaveat(result),
    };
}

// EXTERNAL MODULE: ./build/check/signatures/authority/trust.js
var authority_trust = __webpack_require__(10551);
// EXTERNAL MODULE: ./build/check/signatures/expectation/expectation.js
var expectation = __webpack_require__(84408);
// EXTERNAL MODULE: ./build/check/signatures/clip.js
var clip = __webpack_require__(37701);
;// CONCATENATED MODULE: ./build/check/signatures/attestation/conclude.js

const MAX_TYPES = 3;
/** What a search comes to in which not every requirement is met: what could not be read makes a failure unknown. */
function concludeUnmet(search, asked) {
    const unmet = search.met.filter(({ by }) => by.length === 0);
    const { gathered } = search;
    const labels = unmet.map(({ requirement }) => (0,clip/* clip */.$)(requirement.label, 120)).join(' and ');
    const wants = `wants ${unmet.length === 1 ? 'an attestation' : 'attestations'} of the type ${labels} ${asked.signer}`;
    const failures = unmet.map((one) => failureOf(one, search, asked));
    const undecided = unmet.flatMap((one) => one.undecided);
    const unreadable = [...gathered.unreadable, ...undecided];
    const [first] = unreadable;
    // One requirement that nothing could meet decides, whatever could not be read for another.
    const hopeless = gathered.unreadable.length === 0 && unmet.some((one) => one.undecided.length === 0);
    const reasons = [...new Set(failures.flatMap((one) => one.reasons))];
    if (first !== undefined && !hopeless) {
        return {
            status: 'unknown',
            about: 'attestation',
            cause: unreadable.some((one) => one.cause === 'content') ? 'content' : 'infrastructure',
            found: `${wants}, and whether there is one could not be found out`,
            reasons: [...new Set(unreadable.map((one) => one.reason)), ...reasons],
            remedy: first.remedy,
        };
    }
    const worst = ['untrusted-identity', 'invalid', 'unsatisfied', 'missing']
        .map((rule) => failures.find((one) => one.rule === rule))
        .find((one) => one !== undefined) ?? MISSING;
    return {
        status: 'fail',
        rule: `attestation/${worst.rule}`,
        found: `${wants}, and ${worst.found}`,
        reasons,
        remedy: worst.remedy === '' ? asked.remedies.missing : worst.remedy,
    };
}
const MISSING = { rule: 'missing', found: 'there is none', reasons: [], remedy: '' };
function failureOf({ requirement, unsatisfied }, { gathered }, asked) {
    const refused = gathered.refused.filter((one) => one.predicateType === null || requirement.uris.has(one.predicateType));
    const reasons = refused.map((one) => one.reason);
    if (unsatisfied.length > 0) {
        const found = unsatisfied.length === 1
            ? 'what the one that is there says is not enough'
            : `what the ${unsatisfied.length} that are there say is not enough`;
        const { unsatisfied: remedy } = asked.remedies;
        return { rule: 'unsatisfied', found, reasons: [...unsatisfied, ...reasons], remedy };
    }
    if (refused.length > 0) {
        const found = refused.length === 1 ? 'the one that is there is not' : `none of the ${refused.length} that are there is`;
        const other = refused.some((one) => one.otherIdentity);
        const remedy = other ? asked.remedies.otherIdentity : asked.remedies.refused;
        return { rule: other ? 'untrusted-identity' : 'invalid', found, reasons, remedy };
    }
    const types = [...gathered.otherTypes].slice(0, MAX_TYPES).map((type) => (0,clip/* clip */.$)(type));
    const more = gathered.otherTypes.size - types.length;
    const others = types.length === 0 ? '' : ` (there are: ${types.join(', ')}${more > 0 ? ` and ${more} more types` : ''})`;
    const found = `there is none${asked.elsewhere}${others}`;
    return { rule: 'missing', found, reasons: [], remedy: asked.remedies.missing };
}

;// CONCATENATED MODULE: ./build/check/signatures/attestation/requirement.js

/**
 * Looks from place to place until every requirement is met, for the cluster too. For one requirement any one attestation
 * is enough (policy-controller, ValidatePolicyAttestationsForAuthority).
 */
async function meet(requirements, places, { signer, now }) {
    const uris = new Set(requirements.flatMap((one) => [...one.uris]));
    let gathered = NOTHING_THERE;
    let met = requirements.map((requirement) => ({
        requirement,
        by: [],
        unsatisfied: [],
        undecided: [],
    }));
    for (const { list, trust, clusterDiffers } of places) {
        const found = await gatherVerified(await list([...uris]), uris, { signer, trust, now, clusterDiffers });
        gathered = together(gathered, found);
        met = await Promise.all(met.map((one) => add(one, found.verified)));
        const enough = met.every(({ by }) => by.some((one) => one.clusterDiffers === null));
        if (enough)
            break;
    }
    return { met, gathered };
}
async function add(so, verified) {
    const by = [...so.by];
    const unsatisfied = [...so.unsatisfied];
    const undecided = [...so.undecided];
    for (const attestation of verified) {
        if (!so.requirement.uris.has(attestation.statement.predicateType))
            continue;
        const evaluated = await so.requirement.satisfies(attestation);
        if (evaluated.status === 'satisfied')
            by.push(attestation);
        else if (evaluated.status === 'refused')
            unsatisfied.push(evaluated.reason);
        else
            undecided.push(evaluated);
    }
    return { requirement: so.requirement, by, unsatisfied, undecided };
}
function together(a, b) {
    return {
        verified: [...a.verified, ...b.verified],
        refused: [...a.refused, ...b.refused],
        unreadable: [...a.unreadable, ...b.unreadable],
        otherTypes: new Set([...a.otherTypes, ...b.otherTypes]),
    };
}
/** Why a cluster would refuse what is met here; null where it would not. */
function differenceOf(met) {
    for (const { by } of met) {
        const [first] = by;
        if (first !== undefined && by.every((one) => one.clusterDiffers !== null))
            return first.clusterDiffers;
    }
    return null;
}

// EXTERNAL MODULE: ./build/domain/path.js
var path = __webpack_require__(40298);
// EXTERNAL MODULE: ./build/check/signatures/rules.js
var rules = __webpack_require__(25448);
;// CONCATENATED MODULE: ./build/check/signatures/finding.js


/** A finding about one image: at its first use that is concerned, the others beside it. */
function findingOf(image, rule, details) {
    const [first] = image.uses;
    const uses = image.uses.filter((use) => details.uses.has(use));
    const at = uses[0] ?? first;
    return {
        rule,
        severity: details.severity ?? rules/* RULES */.y.find((known) => known.id === rule)?.severity ?? 'critical',
        result: details.result,
        enforcement: details.enforcement,
        message: details.message,
        manifest: at.manifest.ref,
        image: image.written,
        location: at.place.location,
        related: [...at.place.related, ...uses.filter((use) => use !== at).map((use) => use.place.location)],
        path: (0,path/* formatPath */.j)(at.path),
        identity: [image.written, image.digest],
        digest: image.digest,
    };
}

;// CONCATENATED MODULE: ./build/check/signatures/message.js

const MAX_REASONS = 5;
/** `policy "shop-images" (policy/images.yaml:4)` */
function describePolicy({ name, location }) {
    return `policy "${(0,clip/* clip */.$)(name)}" (${location.file}:${location.startLine})`;
}
const OPENING = {
    'signature/missing': 'is not signed',
    'signature/invalid': 'has no signature that is good enough',
    'signature/untrusted-identity': 'is signed by an identity that is not trusted',
    'attestation/missing': 'has no attestation that the policy wants',
    'attestation/invalid': 'has no attestation that is good enough',
    'attestation/untrusted-identity': 'is attested by an identity that is not trusted',
};
function openingOf(image, rule) {
    if (rule === 'attestation/unsatisfied')
        return `What is attested of ${image} is not what the policy wants.`;
    const shown = rule.startsWith('attestation/') ? 'how it was made or what is in it' : 'who built it';
    return `${image} ${OPENING[rule] ?? 'was refused'}, so nothing shows ${shown}.`;
}
const WORST_FIRST = [
    'signature/untrusted-identity',
    'attestation/untrusted-identity',
    'signature/invalid',
    'attestation/invalid',
    'attestation/unsatisfied',
    'attestation/missing',
    'signature/missing',
];
/** The worst that the authorities of one policy found: a wrong signature tells more than a missing one. */
function ruleOf(answers) {
    const rules = answers.flatMap(({ result }) => (result.status === 'fail' ? [result.rule] : []));
    return WORST_FIRST.find((rule) => rules.includes(rule)) ?? 'signature/invalid';
}
function causeOf(failures) {
    const content = failures.some(({ decision }) => decision.answers.some(({ result }) => result.status === 'unknown' && result.cause === 'content'));
    return content ? 'content' : 'infrastructure';
}
/** What is wrong with an image, why it matters, and what to do. */
function failureMessage(image, rule, failures) {
    const opening = failures.every(({ policy }) => policy.authorities.every(({ kind }) => kind === 'static'))
        ? `${image} is refused by a signature policy.`
        : openingOf(image, rule);
    return [opening, ...failures.map(describeFailure), ...remedies(failures)].join(' ');
}
function unknownMessage(image, failures) {
    const opening = aboutAttestations(failures)
        ? `The attestations of ${image} could not be checked, which says neither that they are what the policy wants nor that they are not.`
        : `The signatures of ${image} could not be checked, which says neither that it is signed nor that it is not.`;
    return [opening, ...failures.map(describeFailure), ...remedies(failures)].join(' ');
}
/** Did attestations alone keep the answer from being found? */
function aboutAttestations(failures) {
    return failures.every(({ decision }) => decision.answers.every(({ result }) => result.status !== 'unknown' || result.about === 'attestation'));
}
function describeFailure({ policy, decision }) {
    const authorities = decision.answers.map(({ authority, result }) => {
        if (result.status === 'pass')
            return `authority "${(0,clip/* clip */.$)(authority)}" passed`;
        const reasons = describeReasons(result.reasons);
        return `authority "${(0,clip/* clip */.$)(authority)}" ${result.found}${reasons === '' ? '' : ` (${reasons})`}`;
    });
    const name = describePolicy(policy);
    return `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${authorities.join('; ')}.`;
}
function describeReasons(reasons) {
    const shown = reasons.slice(0, MAX_REASONS);
    const more = reasons.length - shown.length;
    return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}
/** Each once, in the order in which they came. */
function remedies(failures) {
    const all = failures.flatMap(({ decision }) => decision.answers.flatMap(({ result }) => (result.status === 'pass' ? [] : [result.remedy])));
    return [...new Set(all)];
}
/** For an image that no policy matches. */
function noPolicyMessage(image, name, policies, kind) {
    const about = kind === null ? '' : ` for a ${kind}`;
    const [only, second] = policies;
    const searched = only === undefined
        ? 'There is no ClusterImagePolicy at all'
        : second === undefined
            ? `The only policy, "${(0,clip/* clip */.$)(only.name)}", does not match ${name}${about}`
            : `None of the ${policies.length} policies matches ${name}${about}`;
    return `No signature policy covers ${image}, so nothing says who may have built it. ${searched}. Add a glob for it to a ClusterImagePolicy that signatures.policies names, or use an image that is covered.`;
}
/** For an entry of the gate's own `signatures.attestations`. */
function expectationMessage(image, where, result) {
    return `${openingOf(image, result.rule)} ${describeExpectation(where, result)} ${result.remedy}`;
}
function expectationUnknownMessage(image, where, result) {
    const opening = `The attestations of ${image} could not be checked, which says neither that they are what the policy wants nor that they are not.`;
    return `${opening} ${describeExpectation(where, result)} ${result.remedy}`;
}
function describeExpectation(where, result) {
    const reasons = describeReasons(result.reasons);
    return `The gate's own policy (${where}) ${result.found}${reasons === '' ? '' : ` (${reasons})`}.`;
}
function emptyPolicyMessage(image, policies) {
    return `${image} is covered by ${policies.map(describePolicy).join(' and ')} alone, and a policy without authorities asks for nothing: a cluster admits whatever it matches. Give the policy an authority, for example with key.data.`;
}
/** Does it ask for attestations alone? */
function wantsAttestations({ authorities }) {
    return authorities.every((one) => 'attestations' in one && one.attestations !== null);
}
function clusterDiffersMessage(image, policy, why) {
    const is = wantsAttestations(policy) ? 'attested' : 'signed';
    return `${image} is ${is} as ${describePolicy(policy)} wants, but a cluster would refuse it: ${why}.`;
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(2503);
// EXTERNAL MODULE: ./build/domain/moment.js
var moment = __webpack_require__(26345);
// EXTERNAL MODULE: ./build/check/signatures/authority/certificate.js
var authority_certificate = __webpack_require__(57590);
;// CONCATENATED MODULE: ./build/check/signatures/expectation/certificate-facts.js

const OID = '1.3.6.1.4.1.57264.1';
/** Null where a key signed. */
function readCertificateFacts({ evidence }) {
    const certificate = evidence.certificate === null ? null : (0,authority_certificate/* parseCertificate */.hB)(evidence.certificate);
    if (certificate === null)
        return null;
    const read = (arc) => {
        try {
            return certificate.extension(`${OID}.${arc}`)?.valueObj.subs[0]?.value.toString('utf8') || null;
        }
        catch {
            // An extension of another shape says nothing.
            return null;
        }
    };
    return { buildSigner: read(9), runner: read(11), sourceRepository: read(12), ref: read(14), buildConfig: read(18) };
}
/**
 * The SLSA build level that a certificate shows. 1: there is provenance. 2: a hosted runner asked for the certificate,
 * for the length of the build. 3: besides, a workflow that the source does not control signed (a reusable workflow of
 * another repository), so that the build cannot reach what signs.
 */
function buildLevelOf(facts) {
    if (facts === null || facts.runner !== 'github-hosted')
        return 1;
    const { buildSigner, sourceRepository } = facts;
    if (buildSigner === null || sourceRepository === null)
        return 2;
    return buildSigner.startsWith(`${sourceRepository}/`) ? 2 : 3;
}

;// CONCATENATED MODULE: ./build/check/signatures/expectation/pattern.js
/** Does a text match a pattern in which `*` stands for any characters? Every other character is itself. */
function matchesPattern(pattern, text) {
    const [first = '', ...rest] = pattern.split('*');
    const last = rest.pop();
    if (last === undefined)
        return pattern === text;
    if (!text.startsWith(first))
        return false;
    let at = first.length;
    for (const part of rest) {
        const found = text.indexOf(part, at);
        if (found === -1)
            return false;
        at = found + part.length;
    }
    return text.length - last.length >= at && text.endsWith(last);
}

;// CONCATENATED MODULE: ./build/check/signatures/expectation/provenance.js

const PROVENANCE_TYPES = new Set([
    'https://slsa.dev/provenance/v0.2',
    'https://slsa.dev/provenance/v1',
]);
const words = schemas/* string */.YjP().nullish();
/** slsa.dev/spec/v1.0/provenance; `workflow` as GitHub's build type has it, `source` as slsa-github-generator's. */
const V1 = schemas/* looseObject */._H3({
    buildDefinition: schemas/* looseObject */._H3({
        externalParameters: schemas/* looseObject */._H3({
            workflow: schemas/* looseObject */._H3({ repository: words, ref: words, path: words }).nullish(),
            source: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* looseObject */._H3({ uri: words })]).nullish(),
        })
            .nullish(),
    }),
    runDetails: schemas/* looseObject */._H3({
        builder: schemas/* looseObject */._H3({ id: schemas/* string */.YjP() }),
        metadata: schemas/* looseObject */._H3({ startedOn: words, finishedOn: words }).nullish(),
    }),
});
/** slsa.dev/provenance/v0.2 */
const V02 = schemas/* looseObject */._H3({
    builder: schemas/* looseObject */._H3({ id: schemas/* string */.YjP() }),
    invocation: schemas/* looseObject */._H3({ configSource: schemas/* looseObject */._H3({ uri: words, entryPoint: words }).nullish() }).nullish(),
    metadata: schemas/* looseObject */._H3({ buildStartedOn: words, buildFinishedOn: words }).nullish(),
});
/** Null where the predicate is not what its type says. */
function readProvenance({ predicateType, predicate }) {
    return predicateType === 'https://slsa.dev/provenance/v1' ? readV1(predicate) : readV02(predicate);
}
function readV1(predicate) {
    const parsed = V1.safeParse(predicate);
    if (!parsed.success)
        return null;
    const { buildDefinition, runDetails } = parsed.data;
    const { workflow, source } = buildDefinition.externalParameters ?? {};
    const uri = splitUri(typeof source === 'string' ? source : source?.uri);
    return {
        builder: runDetails.builder.id,
        sourceRepository: normalise(workflow?.repository) ?? uri.repository,
        ref: workflow?.ref ?? uri.ref,
        workflow: workflow?.path ?? null,
        finishedOn: readDate(runDetails.metadata?.finishedOn ?? runDetails.metadata?.startedOn),
    };
}
function readV02(predicate) {
    const parsed = V02.safeParse(predicate);
    if (!parsed.success)
        return null;
    const { builder, invocation, metadata } = parsed.data;
    const uri = splitUri(invocation?.configSource?.uri);
    return {
        builder: builder.id,
        sourceRepository: uri.repository,
        ref: uri.ref,
        workflow: invocation?.configSource?.entryPoint ?? null,
        finishedOn: readDate(metadata?.buildFinishedOn ?? metadata?.buildStartedOn),
    };
}
/** `git+https://github.com/acme/api@refs/heads/main` */
function splitUri(uri) {
    if (uri === null || uri === undefined)
        return { repository: null, ref: null };
    const at = uri.lastIndexOf('@');
    if (at <= uri.lastIndexOf('://') + 2)
        return { repository: normalise(uri), ref: null };
    const ref = uri.slice(at + 1);
    return { repository: normalise(uri.slice(0, at)), ref: ref === '' ? null : ref };
}
function normalise(repository) {
    if (repository === null || repository === undefined || repository === '')
        return null;
    return repository
        .replace(/^git\+/, '')
        .replace(/\.git$/, '')
        .replace(/\/$/, '');
}
/** Null for what is no date. */
function readDate(text) {
    if (text === null || text === undefined || !/^\d{4}-\d{2}-\d{2}T/.test(text))
        return null;
    const date = new Date(text);
    return Number.isNaN(date.getTime()) ? null : date;
}

;// CONCATENATED MODULE: ./build/check/signatures/expectation/satisfies.js






/** Predicate types that may show what is expected, as URIs. */
const TYPES = {
    provenance: PROVENANCE_TYPES,
    spdx: new Set(['', '/v2.2', '/v2.3'].map((version) => `https://spdx.dev/Document${version}`)),
    cyclonedx: new Set(['', '/v1.4', '/v1.5', '/v1.6', '/v1.7'].map((version) => `https://cyclonedx.org/bom${version}`)),
    'vulnerability-scan': new Set([
        'https://cosign.sigstore.dev/attestation/vuln/v1',
        'https://in-toto.io/attestation/vulns/v0.1',
        'https://in-toto.io/attestation/vulns/v0.2',
    ]),
};
const LABELS = {
    provenance: 'SLSA provenance',
    spdx: 'SPDX bill of materials',
    cyclonedx: 'CycloneDX bill of materials',
    'vulnerability-scan': 'vulnerability scan',
};
const Spdx = schemas/* union */.KCZ([
    schemas/* looseObject */._H3({ spdxVersion: schemas/* string */.YjP() }),
    schemas/* looseObject */._H3({ '@context': schemas/* string */.YjP().startsWith('https://spdx.org/rdf/3.') }),
    // The tag-value form, which cosign keeps as text.
    schemas/* string */.YjP()
        .startsWith('SPDXVersion:'),
]);
const CycloneDx = schemas/* looseObject */._H3({ bomFormat: schemas/* literal */.euz('CycloneDX') });
const Scan = schemas/* looseObject */._H3({ metadata: schemas/* looseObject */._H3({ scanFinishedOn: schemas/* string */.YjP() }) });
/** A clock that runs ahead of ours by no more than this did not lie. */
const SKEW_MS = 5 * 60_000;
/** Is what a verified attestation says what the gate's policy expects? */
function satisfiesExpectation(expected, { statement, signed }, now) {
    switch (expected.predicate) {
        case 'spdx':
            return verdict(Spdx.safeParse(statement.predicate).success ? null : 'it holds no SPDX document');
        case 'cyclonedx':
            return verdict(CycloneDx.safeParse(statement.predicate).success ? null : 'it holds no CycloneDX document');
        case 'vulnerability-scan': {
            const scan = Scan.safeParse(statement.predicate);
            const finished = scan.success ? readDate(scan.data.metadata.scanFinishedOn) : null;
            if (finished === null)
                return verdict('it does not say when the scan ended');
            return verdict(objectToAge('the scan ended', finished, expected.maxAge, now));
        }
        case 'provenance': {
            const build = readProvenance(statement);
            if (build === null)
                return verdict('it holds no provenance of its type');
            const certificate = readCertificateFacts(signed);
            const objections = [
                ...objectToBuild(expected, build, certificate),
                expected.maxAge === undefined ? null : objectToBuildAge(build, expected.maxAge, now),
            ];
            const found = objections.filter((one) => one !== null);
            return verdict(found.length === 0 ? null : found.join(', and '));
        }
    }
}
function verdict(objection) {
    return objection === null ? { status: 'satisfied' } : { status: 'refused', reason: objection };
}
/** What the predicate says and what the certificate says must both fit: whoever signs can write any predicate. */
function objectToBuild({ builder, sourceRepository, ref, workflow, buildLevel }, build, certificate) {
    const configPath = workflowPath(certificate);
    return [
        object('the builder', builder, build.builder, null),
        object('the source repository', sourceRepository, build.sourceRepository, certificate?.sourceRepository ?? null),
        object('the ref', ref, build.ref, certificate?.ref ?? null),
        object('the workflow', workflow, build.workflow, configPath),
        objectToLevel(buildLevel, certificate),
    ];
}
function object(what, wanted, said, certified) {
    if (wanted === undefined)
        return null;
    const other = (found, by) => `${by}${what} is ${(0,clip/* clip */.$)(found, 200)}, and not ${(0,clip/* clip */.$)(wanted, 200)}`;
    if (said === null)
        return `it does not say what ${what} is`;
    if (!matchesPattern(wanted, said))
        return other(said, '');
    return certified === null || matchesPattern(wanted, certified) ? null : other(certified, 'by the certificate ');
}
/** `https://github.com/acme/api/.github/workflows/release.yml@refs/heads/main` to the path in the repository. */
function workflowPath(facts) {
    const { buildConfig, sourceRepository } = facts ?? { buildConfig: null, sourceRepository: null };
    if (buildConfig === null || sourceRepository === null || !buildConfig.startsWith(`${sourceRepository}/`))
        return null;
    const path = buildConfig.slice(sourceRepository.length + 1);
    const at = path.indexOf('@');
    return at === -1 ? path : path.slice(0, at);
}
function objectToLevel(wanted, facts) {
    const level = buildLevelOf(facts);
    if (wanted === undefined || level >= wanted)
        return null;
    const why = facts === null
        ? 'a key signed it, and no certificate says on what it ran'
        : facts.runner !== 'github-hosted'
            ? 'its certificate does not say that a hosted runner signed it'
            : 'a workflow of the source repository itself signed it, and no reusable one of another repository';
    return `what shows is build level ${level}, and not ${wanted}: ${why}`;
}
function objectToBuildAge({ finishedOn }, maxAge, now) {
    return finishedOn === null
        ? 'it does not say when the image was built'
        : objectToAge('the image was built', finishedOn, maxAge, now);
}
function objectToAge(what, at, maxAge, now) {
    const date = at.toISOString().slice(0, 16).replace('T', ' ');
    if (!(0,moment/* isOver */.PU)(at.getTime() - SKEW_MS, now))
        return `it says that ${what} at ${date} UTC, which is not yet`;
    if (maxAge === undefined || !(0,moment/* isOver */.PU)(at.getTime() + maxAge + 1, now))
        return null;
    return `${what} at ${date} UTC, which is longer ago than ${describeAge(maxAge)}`;
}
function describeAge(milliseconds) {
    const hours = milliseconds / 3_600_000;
    if (hours >= 48 && hours % 24 === 0)
        return `${hours / 24} days`;
    return hours >= 1 ? `${Number(hours.toFixed(1))} hours` : `${Math.round(milliseconds / 60_000)} minutes`;
}

;// CONCATENATED MODULE: ./build/check/signatures/expectation/judge.js







/** Holds one image against one entry of `signatures.attestations`. */
async function judgeExpectation(image, expectation, enforcement, means) {
    const { written, signer } = expectation;
    const requirement = {
        uris: TYPES[written.predicate],
        label: LABELS[written.predicate],
        satisfies: async (attestation) => satisfiesExpectation(written, attestation, means.now),
    };
    const search = await meet([requirement], placesOf(image, expectation, means), { signer, now: means.now });
    if (search.met.every(({ by }) => by.length > 0))
        return null;
    const result = concludeUnmet(search, askedBy(expectation, githubScope(image, expectation, means) !== null));
    if (result.status === 'pass')
        return null;
    const uses = new Set(image.uses);
    if (result.status === 'unknown') {
        const message = expectationUnknownMessage(image.written, expectation.where, result);
        const unknown = { outcome: 'unknown', cause: result.cause };
        const finding = findingOf(image, 'attestation/invalid', { result: unknown, enforcement, message, uses });
        return { outcome: 'unknown', finding: withIdentity(finding, expectation) };
    }
    const message = expectationMessage(image.written, expectation.where, result);
    const finding = findingOf(image, result.rule, { result: { outcome: 'fail' }, enforcement, message, uses });
    return { outcome: 'fail', finding: withIdentity(finding, expectation) };
}
/** Two expectations of one image are two problems, wherever they stand in the policy. */
function withIdentity(finding, { written }) {
    return { ...finding, identity: [...finding.identity, written.predicate, JSON.stringify(written)] };
}
/** Whose attestations GitHub is asked for: `acme` or `acme/api`. Null: it is not asked. */
function githubScope({ reference }, { written, signer }, { github }) {
    const owner = reference.registry === 'ghcr.io' ? reference.path.split('/', 1)[0] : undefined;
    const scope = written.github ?? (signer.kind === 'keyless' ? owner : undefined);
    return github === null ? null : (scope ?? null);
}
function placesOf(image, expectation, means) {
    const { reference, digest } = image;
    const { written, signer } = expectation;
    const { finder, roots, github } = means;
    const at = { repository: reference, digest };
    const trust = (signed) => (0,authority_trust/* gatherTrust */.A)(demandsOf(written.signedBy, signer.kind, signed), roots);
    const places = [
        { list: () => finder.legacyAttestations(at, ''), trust, clusterDiffers: null },
        { list: (types) => finder.bundleAttestations(at, types), trust, clusterDiffers: null },
    ];
    const scope = githubScope(image, expectation, means);
    if (github === null || scope === null)
        return places;
    return [...places, { list: () => github.list(scope, digest), trust, clusterDiffers: null }];
}
/**
 * sigstore's public services log what they certify; GitHub's own, for private repositories, give out timestamps and keep
 * no log. Which of them a certificate claims only says whose keys it is held against.
 */
function demandsOf({ trustRoot }, kind, signed) {
    const none = { certificates: null, ignoreSct: false, log: null, logUrl: null, timestamps: null };
    if (kind === 'key')
        return none;
    const named = trustRoot === undefined
        ? null
        : trustRoot === 'sigstore'
            ? { kind: 'public-good' }
            : trustRoot === 'github'
                ? { kind: 'github' }
                : { kind: 'named', name: trustRoot };
    const root = named ?? (claimsGithub(signed) ? { kind: 'github' } : { kind: 'public-good' });
    if (root.kind === 'github')
        return { ...none, certificates: root, ignoreSct: true, timestamps: root };
    return { ...none, certificates: root, log: root };
}
function claimsGithub({ evidence: { certificate, entries } }) {
    if (certificate === null || entries.length > 0)
        return false;
    return Buffer.from(certificate).toString('latin1').includes('GitHub, Inc.');
}
function askedBy({ signer }, asksGithub) {
    // GitHub answers alike for what is not there and for what a token may not see.
    const unseen = asksGithub
        ? ' What GitHub keeps of a private repository it shows only to a token that may read it (permissions: attestations: read).'
        : '';
    return {
        signer: signer.kind === 'key'
            ? `made with the key ${signer.key.fingerprint}`
            : `by ${(0,authority_identity/* describeIdentities */.QE)(signer.identities)}`,
        elsewhere: '',
        remedies: {
            missing: `Attest the image where it is built (actions/attest with push-to-registry, or cosign attest), or use one that is attested.${unseen}`,
            refused: 'Find out who built and attested this image before it runs anywhere; then attest it again where it is built, or correct signedBy.',
            otherIdentity: 'Build and attest it in the workflow that signedBy names, or correct signedBy if the identity is one of yours.',
            unsatisfied: 'Build or scan the image again as the policy expects, or correct the expectation.',
        },
    };
}

// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(70370);
// EXTERNAL MODULE: ./build/domain/image.js
var domain_image = __webpack_require__(11452);
// EXTERNAL MODULE: ./node_modules/@sigstore/core/dist/index.js
var dist = __webpack_require__(83917);
// EXTERNAL MODULE: ./build/check/signatures/found/base64.js
var base64 = __webpack_require__(49549);
// EXTERNAL MODULE: ./build/check/signatures/found/bundle.js + 1 modules
var bundle = __webpack_require__(52046);
// EXTERNAL MODULE: ./build/check/signatures/found/evidence.js
var found_evidence = __webpack_require__(70979);
// EXTERNAL MODULE: ./build/check/signatures/found/written-once.js
var written_once = __webpack_require__(86341);
;// CONCATENATED MODULE: ./build/check/signatures/found/payload.js



/** "Simple signing" (containers/image, containers-signature.5), as far as the cluster reads it. */
const SimpleSigning = (0,written_once/* spelled */.u)({
    critical: (0,written_once/* spelled */.u)({
        type: schemas/* string */.YjP(),
        image: (0,written_once/* spelled */.u)({ 'docker-manifest-digest': schemas/* string */.YjP() }),
    }),
});
const COSIGN_TYPE = 'cosign container image signature';
/**
 * Does a signed payload speak of this digest? Null where it does, else a clause that says what it is instead. The
 * repository that it names (`docker-reference`) is not looked at, by the cluster neither.
 */
function objectToPayload(payload, digest) {
    const parsed = SimpleSigning.safeParse((0,written_once/* parseWrittenOnce */.I)(payload));
    if (!parsed.success)
        return 'what was signed is not a cosign payload, or not one that everybody reads alike';
    const { type, image } = parsed.data.critical;
    if (type !== COSIGN_TYPE)
        return `what was signed is of the type "${(0,clip/* clip */.$)(type)}", and not a cosign signature`;
    const found = image['docker-manifest-digest'];
    return found === digest ? null : `it was made for another image, ${(0,clip/* clip */.$)(found)}`;
}

// EXTERNAL MODULE: ./build/check/signatures/found/registry-failure.js
var registry_failure = __webpack_require__(48294);
// EXTERNAL MODULE: ./build/check/signatures/found/signature.js
var found_signature = __webpack_require__(57798);
;// CONCATENATED MODULE: ./build/check/signatures/found/legacy.js






const SIGNATURE = 'dev.cosignproject.cosign/signature';
/**
 * Signatures in cosign's first format: one manifest under the tag `<prefix>sha256-<hex>.sig`, one layer a signature.
 * The layer's blob is what was signed, its annotations hold the rest (cosign, specs/SIGNATURE_SPEC.md).
 */
const LEGACY_SIGNATURES = { suffix: 'sig', noun: 'signatures', readLayer };
async function listLegacy(kind, registry, { repository, digest }, tagPrefix) {
    const tag = `${tagPrefix}${digest.replace(':', '-')}.${kind.suffix}`;
    const where = `the .${kind.suffix} tag of ${(0,domain_image/* repositoryOf */._)(repository)}`;
    let manifest;
    try {
        manifest = await registry.manifest(repository, { tag });
    }
    catch (error) {
        if ((0,registry_failure/* isAbsent */.W)(error))
            return { status: 'listed', where, count: 0, read: neverCalled };
        return (0,registry_failure/* unreadable */.O)(error);
    }
    if (manifest.kind === 'index') {
        return { status: 'rejected', reason: `${where} is an index, and not a list of ${kind.noun}` };
    }
    const { layers } = manifest;
    if (layers.length > found_signature/* MAX_SIGNATURES */.d) {
        const reason = `${where} holds ${layers.length} ${kind.noun}, and no more than ${found_signature/* MAX_SIGNATURES */.d} are looked at, here and by cosign`;
        return { status: 'rejected', reason };
    }
    const read = async (index) => {
        const layer = layers[index];
        return layer === undefined ? neverCalled() : kind.readLayer(registry, repository, layer, digest);
    };
    return { status: 'listed', where, count: layers.length, read };
}
async function readLayer(registry, repository, layer, digest) {
    const written = layer.annotations[SIGNATURE];
    if (written === undefined)
        return { status: 'rejected', reason: `it has no annotation ${SIGNATURE}` };
    const signature = (0,base64/* decodeBase64 */.y)(written);
    if (signature === null)
        return { status: 'rejected', reason: 'its signature is not base64' };
    const evidence = (0,found_evidence/* readAnnotations */.t)(layer.annotations);
    if ('problem' in evidence)
        return { status: 'rejected', reason: evidence.problem };
    try {
        // The registry client checks the digest, so what is returned is what the manifest lists.
        const signed = await registry.blob(repository, layer.digest, found_signature/* MAX_PAYLOAD_BYTES */.q);
        return { status: 'read', signed, signature, payload: null, evidence, objection: objectToPayload(signed, digest) };
    }
    catch (error) {
        if ((0,registry_failure/* isAbsent */.W)(error))
            return { status: 'rejected', reason: `what it signs, ${layer.digest}, is not in the registry` };
        return (0,registry_failure/* unreadable */.O)(error);
    }
}
function neverCalled() {
    throw new Error('a signature was asked for that the listing does not have');
}

// EXTERNAL MODULE: ./build/check/signatures/found/statement.js
var found_statement = __webpack_require__(28265);
;// CONCATENATED MODULE: ./build/check/signatures/found/attestation.js









/**
 * A bill of materials of a large image has some megabytes. cosign reads up to 128 MiB; a larger one than this is said to
 * be unchecked, never missing.
 */
const MAX_ATTESTATION_BYTES = 16 * 1024 * 1024;
const MAX_SIGNATURES_EACH = 16;
/** secure-systems-lab/dsse, envelope.md. */
const Envelope = (0,written_once/* spelled */.u)({
    payload: schemas/* string */.YjP(),
    payloadType: schemas/* string */.YjP(),
    signatures: schemas/* array */.YOg((0,written_once/* spelled */.u)({ sig: schemas/* string */.YjP() })).min(1),
});
/** Attestations in cosign's first format: `<prefix>sha256-<hex>.att`, each layer's blob a DSSE envelope. */
const LEGACY_ATTESTATIONS = {
    suffix: 'att',
    noun: 'attestations',
    readLayer: attestation_readLayer,
};
async function attestation_readLayer(registry, repository, layer, digest) {
    // Empty for an attestation, whose signature is in the envelope; cosign wants it to be there all the same.
    if (layer.annotations[SIGNATURE] === undefined) {
        return { status: 'rejected', reason: `it has no annotation ${SIGNATURE}` };
    }
    const evidence = (0,found_evidence/* readAnnotations */.t)(layer.annotations);
    if ('problem' in evidence)
        return { status: 'rejected', reason: evidence.problem };
    try {
        const bytes = await registry.blob(repository, layer.digest, MAX_ATTESTATION_BYTES);
        return readEnvelope(bytes, evidence, digest, layer.digest);
    }
    catch (error) {
        if ((0,registry_failure/* isAbsent */.W)(error))
            return { status: 'rejected', reason: `${layer.digest} is not in the registry` };
        return (0,registry_failure/* unreadable */.O)(error);
    }
}
/** An envelope as `.att` manifests hold it. `at` is the digest of its bytes. */
function readEnvelope(bytes, evidence, digest, at = null) {
    const reject = (reason) => ({ status: 'rejected', reason });
    const envelope = Envelope.safeParse((0,written_once/* parseWrittenOnce */.I)(bytes));
    if (!envelope.success)
        return reject('it is not a DSSE envelope');
    const { payload: encoded, payloadType, signatures } = envelope.data;
    const payload = (0,base64/* decodeBase64 */.y)(encoded);
    if (payload === null)
        return reject('the payload of its envelope is not base64');
    if (signatures.length > MAX_SIGNATURES_EACH)
        return reject(`its envelope has ${signatures.length} signatures`);
    const signed = dist.dsse.preAuthEncoding(payloadType, Buffer.from(payload));
    const [first, ...others] = signatures.flatMap(({ sig }) => {
        const signature = (0,base64/* decodeBase64 */.y)(sig) ?? (0,base64/* decodeUrlBase64 */.f)(sig);
        return signature === null ? [] : [{ signed, signature, payload, evidence, stamped: bytes }];
    });
    if (first === undefined)
        return reject('the signature of its envelope is not base64');
    return judgeStatement((0,found_statement/* readStatement */.cO)(payloadType, payload), [first, ...others], digest, at);
}
/** Attestations as sigstore bundles: referrers of the image, as signatures are. */
function bundleAttestations(predicateTypes) {
    return {
        noun: 'attestations',
        wants: (predicate) => predicate === undefined || predicateTypes.includes(predicate),
        maxBytes: MAX_ATTESTATION_BYTES,
        read: readAttestationBundle,
    };
}
/** The attestation in the bytes of a bundle. */
function readAttestationBundle(bytes, digest) {
    const opened = (0,bundle/* openBundle */.hk)(bytes);
    if (opened.status !== 'opened')
        return opened;
    return judgeStatement((0,found_statement/* readStatement */.cO)(opened.payloadType, opened.signed.payload), [opened.signed], digest, null);
}
function judgeStatement(statement, signatures, digest, at) {
    if (typeof statement === 'string')
        return { status: 'rejected', reason: statement };
    return {
        status: 'read',
        signatures,
        statement,
        objection: (0,found_statement/* objectToSubject */.NO)(statement, digest),
        digest: at,
        isBundle: at === null,
    };
}

;// CONCATENATED MODULE: ./build/check/signatures/found/finder.js





/** Attestations hold whole bills of materials: few are held in memory at a time. */
const ATTESTATIONS_AT_ONCE = 4;
const limitAttestations = () => (0,p_limit/* default */.A)(ATTESTATIONS_AT_ONCE);
/** @param limit how many attestations are read at a time: one for a whole run. */
function createSignatureFinder(registry, limit = limitAttestations()) {
    const known = new Map();
    const once = (key, list) => {
        const listing = known.get(key) ?? list();
        known.set(key, listing);
        return listing;
    };
    const name = ({ repository, digest }) => `${(0,domain_image/* repositoryOf */._)(repository)}@${digest}`;
    const limited = (listing) => listing.status === 'listed' ? { ...listing, read: (index) => limit(() => listing.read(index)) } : listing;
    return {
        legacy: (image, tagPrefix) => once(`legacy ${name(image)} ${tagPrefix}`, () => listLegacy(LEGACY_SIGNATURES, registry, image, tagPrefix)),
        bundles: (image) => once(`bundles ${name(image)}`, () => (0,bundle/* listBundles */.Od)(bundle/* BUNDLE_SIGNATURES */.pO, registry, image)),
        legacyAttestations: async (image, tagPrefix) => limited(await listLegacy(LEGACY_ATTESTATIONS, registry, image, tagPrefix)),
        bundleAttestations: async (image, predicateTypes) => limited(await (0,bundle/* listBundles */.Od)(bundleAttestations(predicateTypes), registry, image)),
    };
}

;// CONCATENATED MODULE: ./build/check/signatures/attested.js








/**
 * Attestations of these types that are attached to an image and signed by whom the policy names for it under `key`. The
 * signature is verified as any attestation's is; who signed the image itself does not matter here.
 *
 * @throws UsageError `vulnerabilities/<key>` for a signer that cannot be used.
 */
function createAttestedReader(key, types, { policy, registry, now, roots }) {
    const sources = policy.vulnerabilities[key].map(({ images, signedBy }, index) => ({
        signedBy,
        signer: usable(key, signedBy, index),
        concerns: images === undefined
            ? () => true
            : (0,admission/* createAdmission */.m)({ ...policy, images: { ...policy.images, allow: images, deny: [] } }).admits,
    }));
    const finder = createSignatureFinder(registry);
    return async (reference, digest, among = [reference]) => {
        const at = { repository: reference, digest };
        const found = [];
        const problems = [];
        for (const { signedBy, signer } of sources.filter(({ concerns }) => among.every((one) => concerns(one)))) {
            const trust = (signed) => (0,authority_trust/* gatherTrust */.A)(demandsOf(signedBy, signer.kind, signed), roots);
            for (const listing of [
                await finder.legacyAttestations(at, ''),
                await finder.bundleAttestations(at, [...types]),
            ]) {
                const { verified, unreadable } = await gatherVerified(listing, types, {
                    signer,
                    trust,
                    now,
                    clusterDiffers: null,
                });
                found.push(...verified.map(({ statement }) => ({ by: describeSigner(signer), predicate: statement.predicate })));
                problems.push(...unreadable.map(({ reason }) => reason));
                if (listing.status === 'rejected')
                    problems.push(listing.reason);
            }
        }
        return problems.length > 0 ? { documents: [], problems } : { documents: found, problems };
    };
}
function usable(key, signedBy, index) {
    const signer = (0,expectation/* readSigner */.$)(signedBy);
    if (!('problem' in signer))
        return signer;
    throw new errors/* UsageError */.e({
        code: `vulnerabilities/${key}`,
        stage: 'policy',
        message: `vulnerabilities.${key}[${index}].signedBy.${signer.at} in the policy ${signer.problem}.`,
        remedy: 'Correct it: key takes the text of cosign.pub, subjectPattern a regular expression of RE2.',
    });
}
function describeSigner(signer) {
    return signer.kind === 'key' ? `the key ${signer.key.fingerprint}` : (0,authority_identity/* describeIdentities */.QE)(signer.identities);
}

;// CONCATENATED MODULE: ./build/check/signatures/attested-bills.js

/**
 * Bills of materials as a predicate (in-toto/attestation, spec/predicates: cyclonedx.md, spdx.md): by name alone, as
 * cosign writes them, and with the version behind it, as others do.
 */
const BILL_TYPES = new Set([
    'https://cyclonedx.org/bom',
    ...['1.2', '1.3', '1.4', '1.5', '1.6', '1.7'].map((version) => `https://cyclonedx.org/bom/v${version}`),
    'https://spdx.dev/Document',
    ...['2.2', '2.3'].map((version) => `https://spdx.dev/Document/v${version}`),
]);
/**
 * Bills of materials that are attached to an image and signed by whom `vulnerabilities.sbomAttestations` names for it.
 *
 * @throws UsageError `vulnerabilities/sbomAttestations` for a signer that cannot be used.
 */
function createAttestedBills(options) {
    return createAttestedReader('sbomAttestations', BILL_TYPES, options);
}

// EXTERNAL MODULE: ./build/check/signatures/attestation/predicate-type.js
var predicate_type = __webpack_require__(14432);
;// CONCATENATED MODULE: ./build/check/signatures/attested-vex.js


/**
 * OpenVEX documents that are attached to an image and signed by whom `vulnerabilities.vexAttestations` names for it.
 *
 * @throws UsageError `vulnerabilities/vexAttestations` for a signer that cannot be used.
 */
function createAttestedVex(options) {
    return createAttestedReader('vexAttestations', predicate_type/* OPENVEX_TYPES */.KB, options);
}

// EXTERNAL MODULE: ./build/images/reference.js
var reference = __webpack_require__(28794);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./build/domain/json.js
var json = __webpack_require__(97803);
;// CONCATENATED MODULE: ./build/check/signatures/attestation/go-value.js
/** The predicate is not what its type says. */
class NotOfItsType extends Error {
}
const isMissing = (value) => value === null || value === undefined;
const go_value_text = (value) => {
    if (isMissing(value))
        return '';
    if (typeof value !== 'string')
        throw new NotOfItsType();
    return value;
};
const flag = (value) => {
    if (isMissing(value))
        return false;
    if (typeof value !== 'boolean')
        throw new NotOfItsType();
    return value;
};
const anything = (value) => (isMissing(value) ? null : toJson(value));
const RFC3339 = /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
/** JavaScript takes 31 February for a day of March, Go for a mistake. */
function isOnCalendar(seconds) {
    const date = new Date(`${seconds}Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(seconds);
}
const time = (value) => {
    if (isMissing(value))
        return '0001-01-01T00:00:00Z';
    const match = typeof value === 'string' ? RFC3339.exec(value) : null;
    if (match === null)
        throw new NotOfItsType();
    const [, seconds = '', fraction = '', zone = ''] = match;
    if (!isOnCalendar(seconds))
        throw new NotOfItsType();
    const trimmed = fraction.slice(0, 10).replace(/0+$/, '').replace(/^\.$/, '');
    return `${seconds}${trimmed}${zone === '+00:00' || zone === '-00:00' ? 'Z' : zone}`;
};
/** A pointer, a map or a list, which `omitempty` leaves out where it is nil or empty; and text, where it is "". */
function omitEmpty(of) {
    return (value) => {
        if (isMissing(value))
            return undefined;
        const read = of(value);
        if (read === '' || (Array.isArray(read) && read.length === 0))
            return undefined;
        return read;
    };
}
function list(of) {
    return (value) => {
        if (isMissing(value))
            return null;
        if (!Array.isArray(value))
            throw new NotOfItsType();
        return value.map((one) => of(one) ?? null);
    };
}
function map(of) {
    return (value) => {
        if (isMissing(value))
            return null;
        return Object.fromEntries(entriesOf(value).map(([name, one]) => [name, of(one)]));
    };
}
/** As `map`, and left out where it has no entries. */
function omitEmptyMap(of) {
    return (value) => {
        const read = map(of)(value);
        return read === null || read === undefined || Object.keys(read).length === 0 ? undefined : read;
    };
}
function struct(fields) {
    return (value) => {
        const written = isMissing(value) ? [] : entriesOf(value);
        const read = Object.entries(fields).map(([name, of]) => {
            const [found, twin] = written.filter(([one]) => one.toLowerCase() === name.toLowerCase());
            // Go merges what both hold; which of them a condition was written for is not known.
            if (twin !== undefined)
                throw new NotOfItsType();
            return [name, of(found?.[1])];
        });
        return Object.fromEntries(read.filter(([, one]) => one !== undefined));
    };
}
function entriesOf(value) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
        throw new NotOfItsType();
    return Object.entries(value);
}
/** What came out of JSON.parse is JSON. */
function toJson(value) {
    if (Array.isArray(value))
        return value.map(toJson);
    if (typeof value === 'object' && value !== null) {
        return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, toJson(one)]));
    }
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
        return value;
    return null;
}

;// CONCATENATED MODULE: ./build/check/signatures/condition/json-keys.js
/** Fields of an image's configuration that are maps: their keys are data, and case counts. */
const MAPS = ['labels', 'volumes', 'exposedports'];
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|-?\d[\d.eE+-]*/g;
/**
 * Parses JSON that Go and JavaScript are sure to read alike, else undefined. Go merges objects that are written twice,
 * matches names of fields whatever their case, and takes no `1.0` for an integer; whoever builds an image writes its
 * configuration, and must not be able to show the gate another one than the cluster.
 */
function parseUnambiguousJson(bytes) {
    let text;
    let value;
    try {
        text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
        value = JSON.parse(text);
    }
    catch {
        return undefined;
    }
    return isWrittenOnce(text) ? value : undefined;
}
/** `text` is JSON. */
function isWrittenOnce(text) {
    const levels = [];
    let key = '';
    let last = '';
    for (const [token] of text.matchAll(TOKEN)) {
        if (token === '{' || token === '[') {
            levels.push({ keys: new Set(), isMap: token === '{' && last === ':' && MAPS.includes(key) });
        }
        else if (token === '}' || token === ']')
            levels.pop();
        else if (token === ':') {
            const level = levels.at(-1);
            const written = JSON.parse(last);
            if (level === undefined || typeof written !== 'string')
                return false;
            // Go folds two letters outside ASCII into k and s.
            if (!level.isMap && /[^ -~]/.test(written))
                return false;
            key = written.toLowerCase();
            const name = level.isMap ? written : key;
            if (level.keys.has(name))
                return false;
            level.keys.add(name);
        }
        else if (/^-?\d/.test(token) && /[.eE]/.test(token))
            return false;
        last = token;
    }
    return true;
}

;// CONCATENATED MODULE: ./build/check/signatures/condition/image-config.js



const word = omitEmpty(go_value_text);
const image_config_words = omitEmpty(list(go_value_text));
/** Left out where it is false. */
const whether = (value) => (flag(value) === true ? true : undefined);
/** Left out where it is 0. */
const integer = (value) => {
    if (value === undefined || value === null || value === 0)
        return undefined;
    if (typeof value !== 'number' || !Number.isSafeInteger(value))
        throw new NotOfItsType();
    return value;
};
const hash = (value) => {
    if (typeof value !== 'string' || !/^sha256:[0-9a-f]{64}$/.test(value))
        throw new NotOfItsType();
    return value;
};
const healthcheck = struct({
    Test: image_config_words,
    Interval: integer,
    Timeout: integer,
    StartPeriod: integer,
    Retries: integer,
});
const marks = omitEmptyMap(struct({}));
/** go-containerregistry v0.20, pkg/v1/config.go. A time that is not there is written all the same. */
const configFile = struct({
    architecture: go_value_text,
    author: word,
    container: word,
    created: time,
    docker_version: word,
    history: omitEmpty(list(struct({ author: word, created: time, created_by: word, comment: word, empty_layer: whether }))),
    os: go_value_text,
    rootfs: struct({ type: go_value_text, diff_ids: list(hash) }),
    config: struct({
        AttachStderr: whether,
        AttachStdin: whether,
        AttachStdout: whether,
        Cmd: image_config_words,
        Healthcheck: (value) => (value === undefined || value === null ? undefined : healthcheck(value)),
        Domainname: word,
        Entrypoint: image_config_words,
        Env: image_config_words,
        Hostname: word,
        Image: word,
        Labels: omitEmptyMap(go_value_text),
        OnBuild: image_config_words,
        OpenStdin: whether,
        StdinOnce: whether,
        Tty: whether,
        User: word,
        Volumes: marks,
        WorkingDir: word,
        ExposedPorts: marks,
        ArgsEscaped: whether,
        NetworkDisabled: whether,
        MacAddress: word,
        StopSignal: word,
        Shell: image_config_words,
    }),
    'os.version': word,
    variant: word,
    'os.features': image_config_words,
});
/** Null for what the controller could not read, or might read otherwise. */
function readImageConfig(bytes) {
    const parsed = parseUnambiguousJson(bytes);
    if (parsed === undefined)
        return null;
    let config;
    try {
        config = configFile(parsed);
    }
    catch (error) {
        if (error instanceof NotOfItsType)
            return null;
        throw error;
    }
    return config !== undefined && (0,json/* isObject */.Gv)(config) ? { platform: platformOf(config), config } : null;
}
/** go-containerregistry, Platform.String. */
function platformOf(config) {
    const [os, ...parts] = ['os', 'architecture', 'variant'].map((name) => String(config[name] ?? ''));
    if (os === undefined || os === '')
        return '';
    const version = config['os.version'];
    return [os, ...parts.filter((part) => part !== '')].join('/') + (version === undefined ? '' : `:${String(version)}`);
}

;// CONCATENATED MODULE: ./build/check/signatures/condition/image-configs.js




/** A configuration holds a history line and a hash for each layer: kilobytes. */
const MAX_CONFIG_BYTES = 4 * 1024 * 1024;
/** Builds of an image, whatever indexes lie between. */
const MAX_MANIFESTS = 128;
/**
 * policy-controller, getConfigs: of an image its own, of an index those of everything in it, attestations of BuildKit
 * too. One that cannot be read is as good as none: the controller refuses then.
 */
function createImageConfigs(registry) {
    const known = new Map();
    return (repository, digest) => {
        const key = `${(0,domain_image/* repositoryOf */._)(repository)}@${digest}`;
        const reading = known.get(key) ?? readConfigs(registry, repository, digest);
        known.set(key, reading);
        return reading;
    };
}
async function readConfigs(registry, repository, image) {
    const configs = new Map();
    const wanted = [image];
    try {
        for (let next = 0; next < wanted.length; next += 1) {
            const digest = wanted[next];
            if (digest === undefined)
                break;
            const manifest = await registry.manifest(repository, digest);
            if (manifest.kind === 'index') {
                wanted.push(...manifest.manifests.map((child) => child.digest));
                if (wanted.length > MAX_MANIFESTS) {
                    return refuse(`${image} is an index of more than ${MAX_MANIFESTS} manifests`, 'Use an image of fewer builds.');
                }
                continue;
            }
            const bytes = await registry.blob(repository, manifest.config.digest, MAX_CONFIG_BYTES);
            const read = readImageConfig(bytes);
            if (read === null) {
                return refuse(`the configuration ${manifest.config.digest} of ${digest} is none that every reader reads alike`, 'Build the image again with a common tool.');
            }
            const { platform, config } = read;
            const other = configs.get(platform);
            // The controller keeps whichever of them it happens to read last.
            if (other !== undefined && !(0,external_node_util_.isDeepStrictEqual)(other, config)) {
                return refuse(`${image} has two builds for ${JSON.stringify(platform)} with different configurations, and the cluster takes either`, 'Build the image once for each platform, without attestations in its index.');
            }
            configs.set(platform, config);
        }
    }
    catch (error) {
        return (0,registry_failure/* unreadable */.O)(error);
    }
    return { status: 'read', configs: Object.fromEntries(configs) };
}
function refuse(reason, remedy) {
    return { status: 'unreadable', cause: 'content', reason, remedy };
}

// EXTERNAL MODULE: ./build/check/signatures/condition/condition.js
var condition_condition = __webpack_require__(40068);
;// CONCATENATED MODULE: ./build/check/signatures/condition/no-programs.js

/** What is said of a condition that nothing here can evaluate: never a pass. The policy is to blame, not the change. */
function cannotEvaluate(condition, why, remedy) {
    return {
        status: 'unreadable',
        cause: 'infrastructure',
        reason: `a condition in ${(0,condition_condition/* nameLanguage */.s)(condition)} decides, and ${why}`,
        remedy,
    };
}
/** For callers that have no programs to run. */
const NO_PROGRAMS = {
    evaluate: async (condition) => cannotEvaluate(condition, `there is no program ${condition.language === 'cue' ? 'cue' : 'opa'} to evaluate it`, 'Run the gate where the program is on PATH.'),
};

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./build/check/signatures/condition/facts.js


/** Fulcio's extensions that the controller hands on, and what it calls them. */
const EXTENSIONS = {
    githubWorkflowTrigger: '1.3.6.1.4.1.57264.1.2',
    githubWorkflowSha: '1.3.6.1.4.1.57264.1.3',
    githubWorkflowName: '1.3.6.1.4.1.57264.1.4',
    githubWorkflowRepo: '1.3.6.1.4.1.57264.1.5',
    githubWorkflowRef: '1.3.6.1.4.1.57264.1.6',
};
/** policy-controller, PolicySignature: who signed. `signature` is empty for an attestation. */
function signatureFacts(der, signature) {
    const hash = (0,external_node_crypto_.createHash)('sha256').update(signature);
    const certificate = der === null ? null : (0,authority_certificate/* parseCertificate */.hB)(der);
    if (der === null || certificate === null)
        return { id: hash.digest('hex') };
    const { issuer, names } = (0,authority_certificate/* readIdentity */.xN)(certificate, 'annotations');
    const extensions = Object.entries(EXTENSIONS).map(([name, oid]) => {
        const value = certificate.extension(oid)?.value.toString('utf8');
        return [name, value || undefined];
    });
    return withoutEmpty({
        id: hash.update(pemOf(der)).digest('hex'),
        subject: names[0] || undefined,
        issuer: issuer || undefined,
        ...Object.fromEntries(extensions),
    });
}
/** The controller wraps a verified bundle anew, and loses who signed it. */
function attestationFacts(signed, { predicateType, digest, isBundle, }) {
    const certificate = isBundle ? null : signed.evidence.certificate;
    return withoutEmpty({
        ...signatureFacts(certificate, new Uint8Array()),
        predicateType,
        digest: digest ?? undefined,
    });
}
/** policy-controller, PolicyResult. */
function policyInput(matches, 
/** What the policy asks for beyond that. */
added = {}) {
    return { authorityMatches: Object.fromEntries(matches), ...added };
}
function withoutEmpty(object) {
    return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
function pemOf(der) {
    const lines = Buffer.from(der)
        .toString('base64')
        .match(/.{1,64}/g) ?? [];
    return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

;// CONCATENATED MODULE: ./build/check/signatures/authority/search.js

const NOTHING = { facts: [], accepted: null, rejected: [], otherIdentity: false, unreadable: [] };
/** Looks through a list until a signature is enough, or to its end. */
async function search(listing, judge, exhaustive) {
    if (listing.status === 'rejected')
        return { ...NOTHING, rejected: [listing.reason] };
    if (listing.status === 'unreadable')
        return { ...NOTHING, unreadable: [listing] };
    const rejected = [];
    const unreadable = [];
    let otherIdentity = false;
    const facts = [];
    let accepted = null;
    for (let index = 0; index < listing.count; index++) {
        const found = await listing.read(index);
        const judged = await judgeFound(found, judge);
        const name = `signature ${index + 1} of ${listing.count} in ${listing.where}`;
        if (judged.status === 'accepted') {
            accepted = accepted === null || judged.clusterDiffers === null ? judged : accepted;
            if (exhaustive && found.status === 'read')
                facts.push(signatureFacts(found.evidence.certificate, found.signature));
            if (judged.clusterDiffers === null && !exhaustive)
                break;
        }
        else if (judged.status === 'unreadable')
            unreadable.push({ ...judged, reason: `${name}: ${judged.reason}` });
        else {
            rejected.push(`${name}: ${judged.reason}`);
            otherIdentity ||= judged.otherIdentity;
        }
    }
    return { accepted, rejected, otherIdentity, unreadable, facts };
}
async function judgeFound(found, judge) {
    if (found.status === 'read')
        return judge(found);
    return found.status === 'unreadable' ? found : { status: 'refused', reason: found.reason, otherIdentity: false };
}
/** What searches without a signature that is enough come to: what could not be read makes a failure unknown. */
function conclude({ wants, elsewhere, remedies }, searches) {
    const rejected = searches.flatMap((one) => one.rejected);
    const unreadable = searches.flatMap((one) => one.unreadable);
    const [first] = unreadable;
    if (first !== undefined) {
        return {
            status: 'unknown',
            about: 'signature',
            cause: unreadable.some((one) => one.cause === 'content') ? 'content' : 'infrastructure',
            found: `${wants}, and the signatures could not be read`,
            reasons: [...unreadable.map((one) => one.reason), ...rejected],
            remedy: first.remedy,
        };
    }
    if (rejected.length === 0) {
        const found = `${wants}, and there is none${elsewhere}`;
        return { status: 'fail', rule: 'signature/missing', found, reasons: [], remedy: remedies.missing };
    }
    const otherIdentity = searches.some((one) => one.otherIdentity);
    return {
        status: 'fail',
        rule: otherIdentity ? 'signature/untrusted-identity' : 'signature/invalid',
        found: `${wants}, and ${rejected.length === 1 ? 'the one that is there is not' : `none of the ${rejected.length} that are there is`}`,
        reasons: rejected,
        remedy: otherIdentity ? remedies.otherIdentity : remedies.refused,
    };
}

;// CONCATENATED MODULE: ./build/check/signatures/authority/plain.js



/**
 * Any signature that is enough. cosign's `.sig` manifest is looked at first, since the controller (policy-controller v0.13
 * to v0.15) looks at nothing else for a plain signature; then sigstore bundles, so that one found there is a pass here and
 * a warning about the cluster.
 */
async function askForSignature({ source, format, demands }, image, { finder, roots, exhaustive }, { judge, wanted, bundlesDiffer }) {
    const { repository, tagPrefix } = source;
    const at = { repository: repository ?? image.repository, digest: image.digest };
    const judgeFound = async (found) => {
        const trust = await (0,authority_trust/* gatherTrust */.A)(demands, roots);
        return trust.status === 'unreadable' ? trust : judge(trust, found);
    };
    const legacy = format === 'legacy' ? await search(await finder.legacy(at, tagPrefix), judgeFound, exhaustive) : NOTHING;
    if (legacy.accepted !== null)
        return { status: 'pass', clusterDiffers: legacy.accepted.clusterDiffers, facts: { signatures: legacy.facts } };
    const bundles = await search(await finder.bundles(at), judgeFound, exhaustive);
    if (bundles.accepted === null)
        return conclude({ ...wanted, elsewhere: elsewhere(source) }, [legacy, bundles]);
    const clusterDiffers = format === 'bundle' ? bundlesDiffer.asked : bundlesDiffer.unasked;
    return { status: 'pass', clusterDiffers, facts: { signatures: bundles.facts } };
}
function elsewhere({ repository }) {
    return repository === null ? '' : ` in ${(0,domain_image/* repositoryOf */._)(repository)}, where the policy says that they are`;
}

// EXTERNAL MODULE: ./build/check/signatures/authority/public-key.js
var public_key = __webpack_require__(1834);
;// CONCATENATED MODULE: ./build/check/signatures/authority/key.js




/** Any signature made with the key is enough; the controller cannot verify a bundle with a key. */
async function askKey(authority, image, means) {
    if (!(0,public_key/* canVerify */.S4)(authority.key))
        return neverVerifies(authority.key);
    return askForSignature(authority, image, means, {
        judge: (trust, found) => judgeSignature(authority, trust, found, means.now),
        wanted: wantedBy(authority),
        bundlesDiffer: { asked: BUNDLES_WITH_KEY, unasked: BUNDLES_UNSEEN },
    });
}
/** Neither cosign nor the controller has a verifier for it, so that a cluster refuses whatever the policy matches. */
function neverVerifies(key) {
    return {
        status: 'fail',
        rule: 'signature/invalid',
        found: `has an ${key.algorithm} key with ${key.hash}, which nothing can be verified with`,
        reasons: [],
        remedy: 'Write another hashAlgorithm into the policy: the one that the images are signed with.',
    };
}
/** The signature comes first, since what an unverified payload says is worth nothing. */
function judgeSignature({ key }, trust, found, now) {
    const verified = (0,verify/* verifyWithKey */.F)(key, found, trust, now);
    if (verified.status === 'unreadable')
        return verified;
    const reason = verified.status === 'refused' ? verified.reason : found.objection;
    if (verified.status === 'refused' || reason !== null) {
        return { status: 'refused', reason: reason ?? '', otherIdentity: false };
    }
    return {
        status: 'accepted',
        clusterDiffers: trust.clusterDiffers ?? describeCaveat(verified),
    };
}
function wantedBy({ key, demands }) {
    const logged = demands.log === null ? '' : ' and an entry in a transparency log';
    return {
        wants: `wants a signature made with its key (${key.algorithm}, ${key.fingerprint})${logged}`,
        remedies: {
            missing: 'Sign it where it is built (cosign sign --new-bundle-format=false --key KEY IMAGE@DIGEST), or use an image that is signed.',
            refused: REFUSED,
            otherIdentity: REFUSED,
        },
    };
}
const REFUSED = 'Find out who built and signed this image before it runs anywhere; then sign it with the right key, or correct the key in the policy.';

;// CONCATENATED MODULE: ./build/check/signatures/authority/keyless.js




/** Any signature by one of the identities is enough. */
async function askKeyless(authority, image, means) {
    if (authority.neverVerifies)
        return NEVER_VERIFIES;
    return askForSignature(authority, image, means, {
        judge: (trust, found) => keyless_judgeSignature(authority, trust, found, means.now),
        wanted: keyless_wantedBy(authority),
        bundlesDiffer: { asked: KEYLESS_BUNDLES_REFUSED, unasked: KEYLESS_BUNDLES_UNSEEN },
    });
}
const NEVER_VERIFIES = {
    status: 'fail',
    rule: 'signature/invalid',
    found: 'has a ca-cert and no url, with which policy-controller refuses every image',
    reasons: [],
    remedy: 'Give the authority trustRootRef, and a TrustRoot document with the certificate authority.',
};
/** First whether it is a signature at all, then for what, then by whom. */
function keyless_judgeSignature(authority, trust, found, now) {
    const verified = (0,verify/* verifyKeyless */.Q)(found, trust, now);
    if (verified.status === 'unreadable')
        return verified;
    const refuse = (reason, otherIdentity = false) => ({ status: 'refused', reason, otherIdentity });
    if (verified.status === 'refused')
        return refuse(verified.reason);
    if (found.objection !== null)
        return refuse(found.objection);
    const { identity } = verified;
    if (identity === null || !(0,authority_identity/* matchesIdentity */.wD)(authority.identities, identity)) {
        const who = identity === null ? 'nobody' : (0,authority_identity/* describeCertificate */.dF)(identity);
        return refuse(`it was signed by another identity, ${who}`, true);
    }
    return { status: 'accepted', clusterDiffers: trust.clusterDiffers ?? describeCaveat(verified) };
}
function keyless_wantedBy({ identities }) {
    return {
        wants: `wants a signature by ${(0,authority_identity/* describeIdentities */.QE)(identities)}`,
        remedies: {
            missing: 'Sign it in the workflow that the policy names (cosign sign --new-bundle-format=false IMAGE@DIGEST), or use an image that is signed.',
            refused: 'Find out who built and signed this image before it runs anywhere; then sign it again in the workflow that the policy names, or correct the trust root.',
            otherIdentity: 'Build and sign it in the workflow that the policy names, or add the identity to the policy if it is one of yours.',
        },
    };
}

;// CONCATENATED MODULE: ./build/check/signatures/attestation/condition-input.js

/** in-toto-golang, slsa_provenance/v0.2. */
const provenance02 = struct({
    builder: struct({ id: go_value_text }),
    buildType: go_value_text,
    invocation: struct({
        configSource: struct({ uri: omitEmpty(go_value_text), digest: omitEmptyMap(go_value_text), entryPoint: omitEmpty(go_value_text) }),
        parameters: omitNull(anything),
        environment: omitNull(anything),
    }),
    buildConfig: omitNull(anything),
    metadata: omitNull(struct({
        buildInvocationID: omitEmpty(go_value_text),
        buildStartedOn: omitNull(time),
        buildFinishedOn: omitNull(time),
        completeness: struct({ parameters: flag, environment: flag, materials: flag }),
        reproducible: flag,
    })),
    materials: omitEmpty(list(struct({ uri: omitEmpty(go_value_text), digest: omitEmptyMap(go_value_text) }))),
});
/** cosign, pkg/cosign/attestation. */
const vulnerabilities = struct({
    invocation: struct({ parameters: anything, uri: go_value_text, event_id: go_value_text, 'builder.id': go_value_text }),
    scanner: struct({ uri: go_value_text, version: go_value_text, db: struct({ uri: go_value_text, version: go_value_text }), result: anything }),
    metadata: struct({ scanStartedOn: time, scanFinishedOn: time }),
});
/** in-toto-golang v0.9, model.go. */
const condition_input_link = struct({
    _type: go_value_text,
    name: go_value_text,
    materials: map(anything),
    products: map(anything),
    byproducts: map(anything),
    command: list(go_value_text),
    environment: map(anything),
});
const BY_SHORT_NAME = new Map([
    ['slsaprovenance', provenance02],
    ['vuln', vulnerabilities],
    ['link', condition_input_link],
]);
/**
 * What cosign hands a condition (pkg/policy, AttestationToPayloadJSON): the statement, its predicate read by type where
 * the policy names the type by one of three short names. Null where the predicate is not of that type: then the
 * attestation does not count.
 */
function conditionInput(written, statement) {
    const predicate = BY_SHORT_NAME.get(written) ?? anything;
    try {
        return {
            _type: statement.type,
            predicateType: statement.predicateType,
            subject: statement.subjects.map(({ name, digest }) => ({
                name,
                digest: Object.keys(digest).length === 0 ? null : digest,
            })),
            predicate: predicate(statement.predicate) ?? null,
        };
    }
    catch (error) {
        if (error instanceof NotOfItsType)
            return null;
        throw error;
    }
}
function omitNull(of) {
    return (value) => (value === null || value === undefined ? undefined : of(value));
}

;// CONCATENATED MODULE: ./build/check/signatures/attestation/ask.js












/**
 * Every attestation that the authority names is needed, and plain signatures count for nothing. Where the controller
 * looks comes first (`.att`, or bundles for `signatureFormat: bundle`); what is found only elsewhere is a pass here and
 * a warning about the cluster.
 */
async function askAttestations(authority, wanted, image, means) {
    if (authority.kind === 'key' && !(0,public_key/* canVerify */.S4)(authority.key))
        return neverVerifies(authority.key);
    if (authority.kind === 'keyless' && authority.neverVerifies)
        return NEVER_VERIFIES;
    const places = ask_placesOf(authority, wanted, image, means);
    const requirements = wanted.all.map((one) => requirementOf(one, means));
    const search = await meet(requirements, places, { signer: authority, now: means.now });
    if (search.met.some(({ by }) => by.length === 0))
        return concludeUnmet(search, ask_askedBy(authority));
    const attestations = wanted.all.map(({ name, written }, index) => {
        const facts = (search.met[index]?.by ?? []).map(({ signed, digest, isBundle }) => attestationFacts(signed, { predicateType: written, digest, isBundle }));
        return [name, facts];
    });
    return {
        status: 'pass',
        clusterDiffers: differenceOf(search.met),
        facts: { attestations: Object.fromEntries(attestations) },
    };
}
function requirementOf(wanted, { conditions }) {
    const { written, uri, condition } = wanted;
    return {
        uris: new Set([uri]),
        label: (0,predicate_type/* describePredicateType */.Dj)(written),
        satisfies: async ({ statement }) => {
            const input = conditionInput(written, statement);
            if (input === null) {
                return { status: 'refused', reason: `its predicate is not what ${(0,predicate_type/* describePredicateType */.Dj)(written)} says` };
            }
            return condition === null ? { status: 'satisfied' } : conditions.evaluate(condition, input);
        },
    };
}
function ask_placesOf(authority, { bundleDemands, bundleObstacle }, image, { finder, roots }) {
    const { repository, tagPrefix } = authority.source;
    const beside = { repository: image.repository, digest: image.digest };
    const named = { repository: repository ?? image.repository, digest: image.digest };
    const bundles = (at, clusterDiffers) => ({
        list: (types) => finder.bundleAttestations(at, types),
        trust: () => (0,authority_trust/* gatherTrust */.A)(bundleDemands, roots),
        clusterDiffers,
    });
    if (authority.format === 'legacy') {
        const list = () => finder.legacyAttestations(named, tagPrefix);
        return [
            { list, trust: () => (0,authority_trust/* gatherTrust */.A)(authority.demands, roots), clusterDiffers: null },
            bundles(named, ATTESTATION_BUNDLES_UNSEEN),
        ];
    }
    if (authority.kind === 'key')
        return [bundles(named, ATTESTATION_BUNDLES_WITH_KEY)];
    const refused = bundleObstacle === null ? null : bundlesRefused(bundleObstacle);
    // The controller looks beside the image, whatever source.oci says.
    const further = repository === null ? [] : [bundles(named, refused ?? ATTESTATION_BUNDLES_ELSEWHERE)];
    return [bundles(beside, refused), ...further];
}
function ask_askedBy(authority) {
    const signer = authority.kind === 'key'
        ? `made with its key (${authority.key.algorithm}, ${authority.key.fingerprint})`
        : `by ${(0,authority_identity/* describeIdentities */.QE)(authority.identities)}`;
    const attest = authority.kind === 'key' ? 'cosign attest --key KEY' : 'cosign attest';
    return {
        signer,
        elsewhere: elsewhere(authority.source),
        remedies: {
            missing: `Attest it where it is built (${attest} --new-bundle-format=false --type TYPE --predicate FILE IMAGE@DIGEST), or use an image that has the attestation.`,
            refused: 'Find out who built and attested this image before it runs anywhere; then attest it again where it is built, or correct the policy.',
            otherIdentity: 'Build and attest it in the workflow that the policy names, or add the identity to the policy if it is one of yours.',
            unsatisfied: 'Build the image again so that what is attested of it is what the policy wants, or correct the condition in the policy.',
        },
    };
}

;// CONCATENATED MODULE: ./build/check/signatures/authority/static.js

function askStatic(authority) {
    if (authority.action === 'pass')
        return { status: 'pass', clusterDiffers: null, facts: { static: true } };
    const says = authority.message === null ? '' : `, saying "${(0,clip/* clip */.$)(authority.message, 200)}"`;
    return {
        status: 'fail',
        rule: 'signature/invalid',
        found: `refuses every image that the policy matches${says}`,
        reasons: [],
        remedy: 'Use an image that the policy does not refuse.',
    };
}

;// CONCATENATED MODULE: ./build/check/signatures/authority/unsupported.js
/** Never a pass: the gate does not know. The policy is to blame, and not the change, so it counts as infrastructure. */
function askUnsupported(authority) {
    return {
        status: 'unknown',
        about: 'signature',
        cause: 'infrastructure',
        found: `asks for ${authority.what}, which this gate cannot check`,
        reasons: [],
        remedy: authority.remedy,
    };
}

;// CONCATENATED MODULE: ./build/check/signatures/authority/ask.js





/** Asks one authority about one image, unless its answer is known. */
async function askAuthority(authority, image, means) {
    return means.known.ask(authority, image, means, ask);
}
async function ask(authority, image, means) {
    if ('attestations' in authority && authority.attestations !== null) {
        return askAttestations(authority, authority.attestations, image, means);
    }
    switch (authority.kind) {
        case 'key':
            return askKey(authority, image, means);
        case 'keyless':
            return askKeyless(authority, image, means);
        case 'static':
            return askStatic(authority);
        case 'unsupported':
            return askUnsupported(authority);
    }
}

;// CONCATENATED MODULE: ./build/check/signatures/condition/handed.js


/** The inputs of a condition, each of which must satisfy it; what keeps them from being known else. */
async function inputsOf(condition, { matches, image, objects }, configs) {
    const { wants } = condition;
    for (const [want, what] of WITHHELD) {
        if (!wants.includes(want))
            continue;
        return cannotEvaluate(condition, `it reads what ${want} adds, the ${what} as the API server completes it with defaults, which this gate does not know`, 'Leave that condition to the cluster, in a policy that this gate does not read.');
    }
    const read = wants.includes('fetchConfigFile') ? await configs(image.repository, image.digest) : null;
    if (read?.status === 'unreadable')
        return read;
    const config = read === null || Object.keys(read.configs).length === 0 ? {} : { config: read.configs };
    const added = wants.includes('includeTypeMeta') ? typesOf(objects) : [{}];
    // Nothing to be asked about would be nothing to refuse.
    if (added.length === 0) {
        return cannotEvaluate(condition, 'the policy matches no object that is known', 'Report this as a defect.');
    }
    return added.map((types) => policyInput(matches, { ...config, ...types }));
}
const WITHHELD = [
    ['includeSpec', 'spec of the object'],
    ['includeObjectMeta', 'metadata of the object'],
];
/** policy-controller, IncludeTypeMeta: of everything but a Pod. */
function typesOf(objects) {
    const types = new Map();
    for (const { group, version, kind } of objects) {
        const apiVersion = group === '' ? version : `${group}/${version}`;
        const added = group === '' && kind === 'Pod' ? {} : { typemeta: { kind, apiVersion } };
        types.set(`${apiVersion} ${kind}`, added);
    }
    return [...types.values()];
}

;// CONCATENATED MODULE: ./build/check/signatures/decide.js



/**
 * policy-controller's ValidatePolicy (pkg/webhook/validator.go): any authority is enough, and after one has passed the
 * policy's own condition still decides. An authority that could not be asked might have passed, so it makes a failure
 * unknown; it never undoes a pass.
 */
async function decide(policy, image, means) {
    const { condition } = policy;
    const answers = [];
    const passed = [];
    for (const authority of policy.authorities) {
        const result = await askAuthority(authority, image, { ...means, exhaustive: condition !== null });
        if (result.status !== 'pass') {
            answers.push({ authority: authority.name, result });
            continue;
        }
        passed.push({ name: authority.name, ...result });
        // One that passes for the cluster too is the better reason: look on only where this one would not, or where a
        // condition reads what all of them found.
        if (result.clusterDiffers === null && condition === null)
            break;
    }
    const best = passed.find(({ clusterDiffers }) => clusterDiffers === null) ?? passed[0];
    if (best === undefined) {
        const [first, ...others] = answers;
        if (first === undefined)
            return { status: 'empty' };
        const unknown = answers.some((answer) => answer.result.status === 'unknown');
        return { status: unknown ? 'unknown' : 'fail', answers: [first, ...others] };
    }
    if (condition === null)
        return { status: 'pass', authority: best.name, answers, clusterDiffers: best.clusterDiffers };
    return decideByCondition(condition, { best, passed, answers, image }, means);
}
/** The condition may ask for more than one authority, or for none of some kind: all of them must be known. */
async function decideByCondition(condition, { best, passed, answers, image, }, { conditions, configs }) {
    const language = (0,condition_condition/* nameLanguage */.s)(condition);
    const unknown = answers.filter(({ result }) => result.status === 'unknown');
    const [first, ...others] = unknown;
    if (first !== undefined)
        return { status: 'unknown', answers: [first, ...others] };
    const said = (result) => ({
        status: result.status === 'fail' ? 'fail' : 'unknown',
        answers: [{ authority: best.name, result }, ...answers],
    });
    const matches = passed.map(({ name, facts }) => [name, facts]);
    const inputs = await inputsOf(condition, { matches, image, objects: image.objects }, configs);
    const evaluated = 'status' in inputs ? inputs : await evaluateAll(condition, inputs, conditions);
    if (evaluated.status === 'satisfied')
        return { status: 'pass', authority: best.name, answers, clusterDiffers: best.clusterDiffers };
    if (evaluated.status === 'refused') {
        return said({
            status: 'fail',
            rule: 'attestations' in best.facts ? 'attestation/unsatisfied' : 'signature/invalid',
            found: `passed, and the policy's own condition in ${language} refuses what the authorities found`,
            reasons: [evaluated.reason],
            remedy: 'Sign or attest the image in all the ways that the condition wants, or correct the condition.',
        });
    }
    return said({
        status: 'unknown',
        about: 'signature',
        cause: evaluated.cause,
        found: "passed, and the policy's own condition decides",
        reasons: [evaluated.reason],
        remedy: evaluated.remedy,
    });
}
/** Each object is admitted by itself: one refusal keeps the change from running, whatever cannot be said of others. */
async function evaluateAll(condition, inputs, conditions) {
    const evaluations = [];
    for (const input of inputs)
        evaluations.push(await conditions.evaluate(condition, input));
    return (evaluations.find(({ status }) => status === 'refused') ??
        evaluations.find(({ status }) => status === 'unreadable') ?? { status: 'satisfied' });
}

// EXTERNAL MODULE: ./build/check/signatures/expectation/concerned.js
var concerned = __webpack_require__(2763);
// EXTERNAL MODULE: ./build/check/signatures/expectation/usable.js
var expectation_usable = __webpack_require__(85076);
;// CONCATENATED MODULE: ./build/check/signatures/expectation/expect-of-image.js



/**
 * Judges images by `signatures.attestations`: every entry that names the image must be met.
 *
 * @throws UsageError as `usableExpectations` does.
 */
function createExpectations(policy, means) {
    const named = (0,expectation_usable/* usableExpectations */.E)(policy).map((expectation) => ({
        expectation,
        concerns: (0,concerned/* concerned */.k)(policy, expectation),
    }));
    const enforcement = policy.signatures.mode === 'enforce' ? 'block' : 'warn';
    return async (image) => {
        const applicable = named.filter(({ concerns }) => concerns(image)).map(({ expectation }) => expectation);
        const judged = await Promise.all(applicable.map((one) => judgeExpectation(image, one, enforcement, means)));
        const missed = judged.filter((one) => one !== null);
        const outcomes = missed.map(({ outcome }) => outcome);
        const passed = applicable.length === 0 ? null : 'pass';
        return {
            outcome: outcomes.includes('fail') ? 'fail' : (outcomes[0] ?? passed),
            findings: missed.map(({ finding }) => finding),
        };
    };
}

// EXTERNAL MODULE: ./build/domain/registry.js
var domain_registry = __webpack_require__(75074);
// EXTERNAL MODULE: ./build/recall/notes.js
var recall_notes = __webpack_require__(87045);
// EXTERNAL MODULE: ./build/recall/witness-registry.js
var witness_registry = __webpack_require__(57371);
// EXTERNAL MODULE: ./build/recall/ask-registry.js
var ask_registry = __webpack_require__(80737);
// EXTERNAL MODULE: ./build/registry/recording.js + 1 modules
var recording = __webpack_require__(33570);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/recall/question.js
var question = __webpack_require__(37758);
// EXTERNAL MODULE: ./build/recall/sealed.js
var recall_sealed = __webpack_require__(43338);
// EXTERNAL MODULE: ./build/recall/holds.js
var holds = __webpack_require__(21258);
;// CONCATENATED MODULE: ./build/check/signatures/known/kept-passes.js




const MAX_BYTES = 64 * 1024 * 1024;
/** A kilobyte each where there are bundles. */
const MAX_PASSES = 20_000;
const kept_passes_moment = schemas/* int */.Whr().nonnegative();
const TrustRootName = schemas/* discriminatedUnion */.gMt('kind', [
    schemas/* strictObject */.rej({ kind: schemas/* enum */.k5n(['public-good', 'github']) }),
    schemas/* strictObject */.rej({ kind: schemas/* literal */.euz('named'), name: schemas/* string */.YjP() }),
]);
/** That an authority found what it wants, and all that it went by. */
const KeptPass = schemas/* strictObject */.rej({
    /** See AuthorityResult. */
    clusterDiffers: schemas/* string */.YjP().nullable(),
    /** What registries answered: see askRegistry. */
    asked: schemas/* array */.YOg(schemas/* strictObject */.rej({ question: question/* RegistryQuestion */.OB, answer: schemas/* string */.YjP() })).readonly(),
    /** The trust roots that were needed, and what they held: see TrustRoot. */
    roots: schemas/* array */.YOg(schemas/* strictObject */.rej({ name: TrustRootName, identity: schemas/* string */.YjP() })).readonly(),
    /** All in milliseconds since 1970: when it was found, and from when until when the time gives the same answer. */
    madeAt: kept_passes_moment,
    from: kept_passes_moment,
    until: kept_passes_moment,
});
const Kept = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J());
/**
 * One file, which is read and written as a whole: a run over a thousand images asks for each of them. Of two runs at the same
 * time one may lose what it added, and finds it out again. A pass that is none looks like any other, so that only what was
 * sealed under the key counts; and each is found out anew once a day.
 */
async function openKeptPasses({ directory, key, now, ports }) {
    const { files, log } = ports;
    const path = (0,external_node_path_.join)(directory, 'signatures-v1', 'passes');
    const sealed = (0,recall_sealed/* createSeal */.A)(key, 'signatures');
    const isYoung = ({ madeAt }, at) => (0,moment/* isOver */.PU)(madeAt, at) && !(0,moment/* isOver */.PU)(madeAt + holds/* MAX_AGE_MS */.O, at);
    const content = sealed.open(await files.read(path, MAX_BYTES).catch(() => null));
    const known = new Map(content === null ? [] : Object.entries(parse(content.toString('utf8'))));
    const added = new Map();
    const read = new Map();
    const readPass = (name) => {
        const pass = read.get(name) ?? KeptPass.safeParse(known.get(name)).data ?? null;
        read.set(name, pass);
        return pass;
    };
    return {
        find(name) {
            const pass = readPass(name);
            return pass !== null && isYoung(pass, now) ? pass : null;
        },
        keep: (name, pass) => void added.set(name, pass),
        async save() {
            if (added.size === 0)
                return;
            // How old the passes of other images are decides nothing in this run.
            const unheard = new Date((0,moment/* writtenDown */.Ce)(now));
            const old = [...known.keys()].flatMap((name) => {
                const pass = added.has(name) ? null : readPass(name);
                return pass !== null && isYoung(pass, unheard) ? [[name, pass]] : [];
            });
            const all = [...added, ...old].slice(0, MAX_PASSES);
            try {
                await files.write(path, sealed.seal(JSON.stringify(Object.fromEntries(all))), { private: true });
            }
            catch (error) {
                const why = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
                log.warn(`What signatures said cannot be kept in ${directory}${why}; the next run verifies them again.`);
            }
        },
    };
}
function parse(text) {
    try {
        return Kept.safeParse(JSON.parse(text)).data ?? {};
    }
    catch {
        return {};
    }
}

;// CONCATENATED MODULE: ./build/check/signatures/known/known-passes.js





const NOTHING_KNOWN = {
    ask: (authority, image, means, ask) => ask(authority, image, means),
    save: async () => { },
};
/**
 * An authority's answer follows from its policy, from what registries and trust roots say, and from the time: content is what
 * its digest says. What it asked is noted, and asked again. Only a pass is kept, so that whatever is wrong is always looked at
 * anew. Conditions run programs that may ask for anything, and are never known.
 */
function openKnownPasses(options) {
    const { build, documents, policies, registry, finderOf } = options;
    const written = (0,external_node_crypto_.hash)('sha256', JSON.stringify([1, build, documents.map(({ file, text }) => [file, text])]));
    const places = new Map(policies.flatMap(({ authorities }, at) => authorities.map((one, index) => [one, [at, index]])));
    const keyOf = (authority, { repository, digest }) => {
        const place = 'source' in authority ? places.get(authority) : undefined;
        return place === undefined
            ? null
            : (0,external_node_crypto_.hash)('sha256', JSON.stringify([written, place, (0,domain_image/* repositoryOf */._)(repository), digest]));
    };
    let opening = null;
    const open = () => {
        opening ??= openKeptPasses(options);
        return opening;
    };
    const holds = async (pass, { roots, now }) => {
        if (!(0,moment/* isOver */.PU)(Math.max(pass.from, pass.madeAt), now) || (0,moment/* isOver */.PU)(pass.until, now))
            return false;
        const asked = pass.asked.map(async ({ question, answer }) => (await askAgain(question, registry)) === answer);
        if (!(await Promise.all(asked)).every(Boolean))
            return false;
        // Trust roots are asked for where there is a signature, and only then named in the report.
        const named = pass.roots.map(async ({ name, identity }) => (await identityOf(name, roots)) === identity);
        return (await Promise.all(named)).every(Boolean);
    };
    return {
        async ask(authority, image, means, ask) {
            const key = means.exhaustive ? null : keyOf(authority, image);
            if (key === null)
                return ask(authority, image, means);
            const kept = await open();
            const known = kept.find(key);
            if (known !== null && (await holds(known, means)))
                return passOf(known);
            const notebook = new recall_notes/* Notebook */.g();
            const roots = new Map();
            const result = await ask(authority, image, watched(means, { registry, finderOf, notebook, roots }));
            const notes = await notebook.finish();
            if (notes === null || result.status !== 'pass')
                return result;
            const { noted, from, until } = notes;
            const asked = KeptPass.shape.asked.safeParse(noted).data;
            // Something was asked that nobody here can ask again.
            if (asked === undefined)
                return result;
            const madeAt = Date.parse((0,moment/* writtenDown */.Ce)(means.now));
            const { clusterDiffers } = result;
            kept.keep(key, { clusterDiffers, asked, roots: [...roots.values()], from, until, madeAt });
            return result;
        },
        save: async () => (await opening)?.save(),
    };
}
/** What it found is only asked for by a policy's own condition, for which every signature is looked at. */
function passOf({ clusterDiffers }) {
    return { status: 'pass', clusterDiffers, facts: { signatures: [] } };
}
/** The same means, which note what is asked of them. Each by its name: what is added to them must be noted too. */
function watched(means, { registry, finderOf, notebook, roots }) {
    const { known, exhaustive } = means;
    return {
        known,
        exhaustive,
        finder: finderOf(refusingLarge((0,witness_registry/* witnessAnswers */.J)(registry, notebook), notebook)),
        now: (0,moment/* notedMoment */.lP)(means.now, notebook),
        roots: {
            async get(name) {
                const answer = await means.roots.get(name);
                const identity = answer.status === 'available' ? answer.root.identity : null;
                if (identity === null)
                    notebook.spoil();
                else
                    roots.set(JSON.stringify(name), { name, identity });
                return answer;
            },
            used: () => means.roots.used(),
        },
        conditions: {
            evaluate(...asked) {
                notebook.spoil();
                return means.conditions.evaluate(...asked);
            },
        },
        configs(...asked) {
            notebook.spoil();
            return means.configs(...asked);
        },
    };
}
/** What is too large to be kept is asked for in each run, and may be gone in the next one. */
function refusingLarge(registry, notebook) {
    return {
        ...registry,
        async blob(...asked) {
            const bytes = await registry.blob(...asked);
            if (bytes.length > recording/* MAX_KEPT_BYTES */.iN)
                notebook.spoil();
            return bytes;
        },
    };
}
/** Null: no answer. */
async function askAgain(question, registry) {
    try {
        return await (0,ask_registry/* askRegistry */.rF)(question, registry);
    }
    catch (error) {
        if (error instanceof domain_registry/* RegistryError */.g)
            return null;
        throw error;
    }
}
/** Null where it cannot be had. */
async function identityOf(name, roots) {
    const answer = await roots.get(name);
    return answer.status === 'available' ? answer.root.identity : null;
}

// EXTERNAL MODULE: ./build/check/signatures/policy/coverage.js + 1 modules
var policy_coverage = __webpack_require__(10045);
// EXTERNAL MODULE: ./build/check/signatures/skip.js
var skip = __webpack_require__(8168);
// EXTERNAL MODULE: ./build/check/signatures/trust-root/open.js
var trust_root_open = __webpack_require__(74733);
// EXTERNAL MODULE: ./build/check/signatures/usable.js
var signatures_usable = __webpack_require__(34135);
;// CONCATENATED MODULE: ./build/check/signatures/verdicts.js

function verdictsOf(decisions) {
    return [...decisions].map(([policy, decision]) => ({
        policy: (0,clip/* clip */.$)(policy.name, 253),
        outcome: decision.status === 'empty' ? 'skipped' : decision.status,
        authorities: authoritiesOf(decision).map(({ name, outcome }) => ({ name: (0,clip/* clip */.$)(name, 253), outcome })),
    }));
}
function authoritiesOf(decision) {
    if (decision.status === 'empty')
        return [];
    const asked = decision.answers.map(({ authority, result }) => ({ name: authority, outcome: result.status }));
    return decision.status === 'pass' ? [...asked, { name: decision.authority, outcome: 'pass' }] : asked;
}

;// CONCATENATED MODULE: ./build/check/signatures/check.js















/** Images that are judged at a time; each asks for one signature after the other. */
const CONCURRENCY = 64;
/**
 * Judges every image as a cluster with these ClusterImagePolicies would (policy-controller v0.13): matched on
 * `repository@digest`, all matching policies must pass, for each any authority. What could not be looked at is
 * `unknown`, never unsigned and never verified.
 *
 * @throws UsageError `signatures/policy` for files that the controller would not take as policies.
 */
async function checkSignatures(images, { policy, documents, registry, now, http, offline, conditions = NO_PROGRAMS, github = null, roots: given, kept = null, }) {
    if (policy.signatures.mode === 'off')
        return (0,skip/* skipSignatures */.L)(images);
    const policies = (0,signatures_usable/* usablePolicies */.V)(documents);
    const roots = given ?? (0,trust_root_open/* openTrustRoots */.Q)({ policy, documents, http, now, offline });
    const attestations = limitAttestations();
    const finderOf = (asked) => createSignatureFinder(asked, attestations);
    const finder = finderOf(registry);
    const expect = createExpectations(policy, { finder, roots, github, now });
    const asking = { documents, policies, registry, finderOf, now };
    const known = kept === null ? NOTHING_KNOWN : openKnownPasses({ ...kept, ...asking });
    const judge = createJudge(policy, policies, {
        finder,
        roots,
        conditions,
        configs: createImageConfigs(registry),
        now,
        known,
        exhaustive: false,
    });
    const limit = (0,p_limit/* default */.A)(CONCURRENCY);
    const judged = await Promise.all(images.map((image) => limit(async () => withExpectations(await judge(image), await expect(image)))));
    await known.save();
    return {
        outcomes: new Map(judged.map(({ outcome }, index) => [images[index]?.written ?? '', outcome])),
        findings: judged.flatMap(({ findings }) => findings),
        trustRoots: roots.used(),
        policies: new Map(judged.map((one, index) => [images[index]?.written ?? '', one.policies])),
    };
}
/** The worse of both counts; what nothing else was asked of is judged by the expectations alone. */
function withExpectations(judged, expected) {
    const findings = [...judged.findings, ...expected.findings];
    if (expected.outcome === null)
        return judged;
    const order = ['fail', 'unknown', 'pass', 'skipped'];
    const outcome = order.find((one) => one === judged.outcome || one === expected.outcome) ?? judged.outcome;
    return { ...judged, outcome, findings };
}
function createJudge(policy, policies, means) {
    const { mode, noMatch } = policy.signatures;
    // Who only expects attestations asks for no ClusterImagePolicy.
    const asksForPolicies = policy.signatures.policies.length > 0 || policy.signatures.attestations.length === 0;
    const enforcing = (strict) => (mode === 'enforce' && strict ? 'block' : 'warn');
    return async (image) => {
        const name = `${(0,reference/* clusterRepositoryName */.Kz)(image.written) ?? image.written}@${image.digest}`;
        const coverage = (0,policy_coverage/* coverImage */.N)(policies, name, image.uses);
        const at = { repository: image.reference, digest: image.digest };
        const decisions = new Map();
        for (const one of coverage.matched.keys()) {
            decisions.set(one, await decide(one, { ...at, objects: coverage.objects.get(one) ?? [] }, means));
        }
        const findings = [];
        const usesOf = (concerned) => new Set(concerned.flatMap((one) => [...(coverage.matched.get(one) ?? [])]));
        const failures = (status) => [...decisions].flatMap(([one, decision]) => (decision.status === status ? [{ policy: one, decision }] : []));
        const raise = (rule, group, result, message) => {
            const concerned = group.map((failure) => failure.policy);
            const enforcement = enforcing(concerned.some((one) => one.mode === 'enforce'));
            findings.push(findingOf(image, rule, { result, enforcement, message, uses: usesOf(concerned) }));
        };
        const failed = failures('fail');
        const rules = new Set(failed.map(({ decision }) => ruleOf(decision.answers)));
        for (const rule of rules) {
            const group = failed.filter(({ decision }) => ruleOf(decision.answers) === rule);
            raise(rule, group, { outcome: 'fail' }, failureMessage(image.written, rule, group));
        }
        const unknown = failures('unknown');
        if (unknown.length > 0) {
            const result = { outcome: 'unknown', cause: causeOf(unknown) };
            const rule = aboutAttestations(unknown) ? 'attestation/invalid' : 'signature/invalid';
            raise(rule, unknown, result, unknownMessage(image.written, unknown));
        }
        findings.push(...differences(image, decisions, usesOf));
        const uncovered = asksForPolicies ? describeUncovered(image, name, coverage, decisions, policies) : null;
        if (uncovered !== null && noMatch !== 'allow') {
            const enforcement = enforcing(noMatch === 'deny');
            findings.push(findingOf(image, 'signature/no-policy', { ...uncovered, result: { outcome: 'fail' }, enforcement }));
        }
        const outcome = outcomeOf([...decisions.values()], uncovered !== null && noMatch === 'deny');
        return { outcome, policies: verdictsOf(decisions), findings };
    };
}
/** Uses that no policy matches, or that only policies without authorities do; null where there are none. */
function describeUncovered(image, name, coverage, decisions, policies) {
    const [first] = coverage.uncovered;
    if (first !== undefined) {
        const uses = new Set(coverage.uncovered.map((one) => one.use));
        return { uses, message: noPolicyMessage(image.written, name, policies, first.kind) };
    }
    const empty = [...decisions].filter(([, decision]) => decision.status === 'empty').map(([one]) => one);
    if (empty.length === 0 || empty.length < decisions.size)
        return null;
    return { uses: new Set(image.uses), message: emptyPolicyMessage(image.written, empty) };
}
/** Passes that a cluster would not repeat: never more than a warning, since the gate is right. */
function differences(image, decisions, usesOf) {
    for (const [policy, decision] of decisions) {
        if (decision.status !== 'pass' || decision.clusterDiffers === null)
            continue;
        const message = clusterDiffersMessage(image.written, policy, decision.clusterDiffers);
        const uses = usesOf([policy]);
        const result = { outcome: 'fail' };
        const rule = wantsAttestations(policy) ? 'attestation/missing' : 'signature/missing';
        return [findingOf(image, rule, { result, enforcement: 'warn', message, uses, severity: 'low' })];
    }
    return [];
}
function outcomeOf(decisions, uncoveredFails) {
    if (uncoveredFails || decisions.some((decision) => decision.status === 'fail'))
        return 'fail';
    if (decisions.some((decision) => decision.status === 'unknown'))
        return 'unknown';
    return decisions.some((decision) => decision.status === 'pass') ? 'pass' : 'skipped';
}

;// CONCATENATED MODULE: ./build/check/signatures/condition/workbench.js
const TIMEOUT_MS = 20_000;
const MAX_OUTPUT_BYTES = 8 << 20;
const MAX_MEMORY_BYTES = 2 * 1024 ** 3;
async function runOnFiles({ exec, files }, program, content, args) {
    return files.withTemporaryDirectory('scg-condition', async (directory) => {
        for (const [name, text] of Object.entries(content))
            await files.write(`${directory}/${name}`, text);
        const command = {
            program,
            args,
            cwd: directory,
            env: {
                HOME: directory,
                TMPDIR: directory,
                XDG_CACHE_HOME: directory,
                CUE_CACHE_DIR: directory,
                CUE_REGISTRY: 'none',
            },
            network: 'none',
            timeoutMs: TIMEOUT_MS,
            maxOutputBytes: MAX_OUTPUT_BYTES,
            maxMemoryBytes: MAX_MEMORY_BYTES,
        };
        const result = await exec.run(command);
        return { ...result, stderr: result.stderr.replaceAll(`${directory}/`, '') };
    });
}
/** A run without a verdict: the condition may be what takes too long, so it counts as content. */
function gaveNoAnswer(program, result) {
    const reason = result.status === 'exited' ? `ended with ${result.code}` : result.reason;
    return {
        status: 'unreadable',
        cause: 'content',
        reason: `${program} did not evaluate the condition: ${reason}`,
        remedy: `Run ${program} on the condition by hand, and make it simpler.`,
    };
}

;// CONCATENATED MODULE: ./build/check/signatures/condition/cue.js


/**
 * cosign, pkg/policy, evaluateCue: the condition and the input are unified, and nothing more. A field that the input does
 * not have is no conflict, even where the condition names its type: `cue vet` would refuse it, `cue eval` does not.
 */
function evaluateCue(path, bench) {
    return {
        async evaluate(text, input) {
            const files = { 'condition.cue': text, 'input.json': JSON.stringify(input) };
            const result = await runOnFiles(bench, path, files, ['eval', 'condition.cue', 'input.json']);
            if (result.status !== 'exited')
                return gaveNoAnswer('cue', result);
            if (result.code === 0)
                return { status: 'satisfied' };
            const [first = 'it says no more'] = result.stderr.split('\n').filter((line) => line.trim() !== '');
            return { status: 'refused', reason: `the condition in CUE does not hold: ${(0,clip/* clip */.$)(first.replace(/:$/, ''), 200)}` };
        },
    };
}

// EXTERNAL MODULE: ./build/check/signatures/found/json.js
var found_json = __webpack_require__(50688);
;// CONCATENATED MODULE: ./build/check/signatures/condition/rego.js




/** cosign, pkg/cosign/rego: the rule that decides. */
const QUERY = 'isCompliant = data.sigstore.isCompliant';
/** What reaches out of the evaluation: a policy that a pull request brings is evaluated too. */
const FORBIDDEN = ['http.send', 'net.lookup_ip_addr', 'opa.runtime'];
const Capabilities = schemas/* looseObject */._H3({ builtins: schemas/* array */.YOg(schemas/* looseObject */._H3({ name: schemas/* string */.YjP() })) });
const Answer = schemas/* looseObject */._H3({
    result: schemas/* array */.YOg(schemas/* looseObject */._H3({ bindings: schemas/* looseObject */._H3({ isCompliant: schemas/* unknown */.L5J() }) })).optional(),
    errors: schemas/* array */.YOg(schemas/* looseObject */._H3({ message: schemas/* string */.YjP() })).optional(),
});
/** One element of the set that the rule may be, in place of true or false. */
const Rule = schemas/* looseObject */._H3({
    result: schemas/* boolean */.zMY().nullish(),
    warning: schemas/* string */.YjP().nullish(),
    error: schemas/* string */.YjP().nullish(),
});
/** Ways to ask for Rego v0, which the controller evaluates: OPA 1 by a flag, those before it by themselves. */
function evaluateRego(path, bench) {
    let capabilities = null;
    return [['--v0-compatible'], []].map((flags) => ({
        async evaluate(text, input) {
            capabilities ??= askCapabilities(path, bench);
            const allowed = await capabilities;
            if (allowed === null)
                return rego_refuse('opa does not say what it is capable of');
            const files = { 'condition.rego': text, 'input.json': JSON.stringify(input), 'capabilities.json': allowed };
            const options = ['--capabilities', 'capabilities.json', '--format', 'json'];
            const sources = ['--data', 'condition.rego', '--input', 'input.json'];
            const result = await runOnFiles(bench, path, files, ['eval', ...flags, ...options, ...sources, QUERY]);
            if (result.status !== 'exited')
                return gaveNoAnswer('opa', result);
            const answer = Answer.safeParse((0,found_json/* parseJson */.q)(result.stdout));
            if (!answer.success)
                return gaveNoAnswer('opa', result);
            const { errors = [], result: results = [] } = answer.data;
            const [error] = errors;
            if (error !== undefined)
                return judgeError(error.message);
            return judgeResults(results.map(({ bindings }) => bindings.isCompliant));
        },
    }));
}
async function askCapabilities(path, bench) {
    const result = await runOnFiles(bench, path, {}, ['capabilities', '--current']);
    const known = result.status === 'exited' ? Capabilities.safeParse((0,found_json/* parseJson */.q)(result.stdout)) : null;
    if (known?.success !== true)
        return null;
    const builtins = known.data.builtins.filter(({ name }) => !FORBIDDEN.includes(name));
    return JSON.stringify({ ...known.data, builtins, allow_net: [] });
}
function rego_refuse(reason) {
    return { status: 'refused', reason };
}
function judgeError(message) {
    const forbidden = FORBIDDEN.find((name) => message.includes(name));
    if (forbidden === undefined)
        return rego_refuse(`the condition in Rego cannot be evaluated: ${(0,clip/* clip */.$)(message, 200)}`);
    return {
        status: 'unreadable',
        cause: 'infrastructure',
        reason: `the condition in Rego uses ${forbidden}, which this gate does not let it`,
        remedy: 'Leave that condition to the cluster, or write it without asking the network.',
    };
}
/** cosign, evaluateRegoEvalMapResult; for policy-controller a warning is as good as an error. */
function judgeResults(values) {
    for (const value of values) {
        if (value === true)
            return { status: 'satisfied' };
        if (!Array.isArray(value))
            continue;
        let said = '';
        for (const one of value) {
            const rule = Rule.safeParse(one);
            if (!rule.success)
                return rego_refuse('isCompliant in Rego holds something that is no result');
            const { result, warning, error } = rule.data;
            if (result === true)
                return warning ? rego_refuse(`the condition in Rego warns: ${(0,clip/* clip */.$)(warning, 200)}`) : SATISFIED;
            said = error || warning || said;
        }
        return rego_refuse(`the condition in Rego does not hold${said === '' ? '' : `: ${(0,clip/* clip */.$)(said, 200)}`}`);
    }
    return rego_refuse('the condition in Rego does not hold: isCompliant is not true');
}
const SATISFIED = { status: 'satisfied' };

;// CONCATENATED MODULE: ./build/check/signatures/condition/programs.js





const URL_REMEDY = 'Fetch the text, check that it has the sha256sum that the policy names, and write it into data of the policy.';
const CONFIG_MAP_REMEDY = 'Write the condition into data of the policy, or add its ConfigMap to the files of signatures.policies: of no namespace or of cosign-system, where the controller reads it.';
/**
 * Evaluates conditions with the programs of their languages, as policy-controller does with their libraries. A program
 * is tried on an input that it must accept and one that it must refuse before its answers count.
 */
function createConditionEvaluator(bench, find) {
    const programs = new Map();
    const open = (condition) => {
        const known = programs.get(condition.language) ?? openProgram(condition, bench, find);
        programs.set(condition.language, known);
        return known;
    };
    return {
        async evaluate(condition, input) {
            if (condition.text === null) {
                const why = `it is in ${condition.elsewhere ?? 'another place'}, which this gate does not read`;
                return cannotEvaluate(condition, why, condition.elsewhere === 'a URL' ? URL_REMEDY : CONFIG_MAP_REMEDY);
            }
            const program = await open(condition);
            return 'status' in program ? program : program.evaluate(condition.text, input);
        },
    };
}
const TRIALS = {
    cue: 'trial: n: >1 & <3\ntrial: missing: string\n',
    rego: 'package sigstore\nisCompliant { input.trial.n > 1; input.trial.n < 3 }\n',
};
const trial = (n) => ({ trial: { n } });
async function openProgram(condition, bench, find) {
    const { language } = condition;
    const name = language === 'cue' ? 'cue' : 'opa';
    let path;
    try {
        path = await find(name);
    }
    catch (error) {
        if (!(error instanceof errors/* GateError */.u))
            throw error;
        return cannotEvaluate(condition, error.message.replace(/\.$/, ''), error.remedy);
    }
    const remedy = `Put ${name} on PATH (on the command line), or name it by its absolute path in the gate's policy: tools.${name}.path.`;
    if (path === null)
        return cannotEvaluate(condition, `there is no program ${name} to evaluate it`, remedy);
    const candidates = language === 'cue' ? [evaluateCue(path, bench)] : evaluateRego(path, bench);
    for (const program of candidates) {
        const [good, bad] = [
            await program.evaluate(TRIALS[language], trial(2)),
            await program.evaluate(TRIALS[language], trial(4)),
        ];
        if (good.status === 'satisfied' && bad.status === 'refused')
            return program;
    }
    return cannotEvaluate(condition, `${(0,clip/* clip */.$)(path)} does not evaluate ${name === 'cue' ? 'CUE' : 'Rego'}`, remedy);
}

// EXTERNAL MODULE: ./node_modules/snappyjs/index.js
var snappyjs = __webpack_require__(64528);
// EXTERNAL MODULE: ./build/domain/ports.js
var ports = __webpack_require__(93741);
;// CONCATENATED MODULE: ./build/check/signatures/found/patience.js

const ATTEMPTS = 3;
/** All waits of a run: a list that takes longer to be had is said to be unchecked. */
const MAX_WAIT_MS = 30_000;
const FIRST_WAIT_MS = 1000;
/**
 * Asks again what GitHub could not answer for the moment: throttled (429, or 403 with Retry-After; docs.github.com, "Rate
 * limits for the REST API"), a server's fault, a lost connection. What is asked changes nothing there.
 */
function withPatience(http, clock) {
    let left = MAX_WAIT_MS;
    const pause = async (attempt, asked) => {
        const wait = asked ?? FIRST_WAIT_MS * 2 ** (attempt - 1);
        if (attempt >= ATTEMPTS || wait > left)
            return false;
        left -= wait;
        await clock.sleep(wait);
        return true;
    };
    return {
        async send(request) {
            for (let attempt = 1;; attempt += 1) {
                try {
                    const response = await http.send(request);
                    if (!isPassing(response) || !(await pause(attempt, retryAfterMs(response))))
                        return response;
                }
                catch (error) {
                    if (!(error instanceof ports/* HttpError */.j) || !PASSING.includes(error.failure))
                        throw error;
                    if (!(await pause(attempt, null)))
                        throw error;
                }
            }
        },
    };
}
/** A time-out has taken long enough. */
const PASSING = ['reset', 'refused'];
function isPassing({ status, headers }) {
    return status === 429 || status >= 500 || (status === 403 && headers['retry-after'] !== undefined);
}
/** In seconds, as GitHub writes it. */
function retryAfterMs({ headers }) {
    const written = headers['retry-after'] ?? '';
    return /^\d{1,6}$/.test(written) ? Number(written) * 1000 : null;
}

;// CONCATENATED MODULE: ./build/check/signatures/found/github.js






const PER_PAGE = 100;
const MAX_PAGES = 10;
const MAX_PAGE_BYTES = 32 * 1024 * 1024;
const github_TIMEOUT_MS = 20_000;
/** Of a Link header, in characters. */
const MAX_LINK = 8192;
/** docs.github.com/rest/orgs/attestations. An older answer holds the bundle, a newer one says where it is. */
const Page = schemas/* looseObject */._H3({
    attestations: schemas/* array */.YOg(schemas/* looseObject */._H3({ bundle: schemas/* unknown */.L5J().optional(), bundle_url: schemas/* string */.YjP().nullish() })),
});
function createGithubAttestations(given) {
    const access = { ...given, http: withPatience(given.http, given.clock) };
    const known = new Map();
    return {
        list(scope, digest) {
            const key = `${scope}@${digest}`;
            const listing = known.get(key) ?? listAttestations(access, scope, digest);
            known.set(key, listing);
            return listing;
        },
    };
}
async function listAttestations(access, scope, digest) {
    const where = `GitHub's attestations of ${scope}`;
    if (access.offline)
        return unreadable(where, 'infrastructure', 'this run is offline', 'Run without --offline.');
    const kinds = scope.includes('/') ? [`repos/${scope}`] : [`orgs/${scope}`, `users/${scope}`];
    for (const kind of kinds) {
        const entries = await readPages(access, `${kind}/attestations/${digest}`, where);
        if (entries === 'absent')
            continue;
        if ('status' in entries)
            return entries;
        const read = async (index) => {
            const entry = entries.all[index];
            if (entry === undefined)
                throw new Error('an attestation was asked for that the listing does not have');
            return readEntry(access, entry, digest, where);
        };
        return { status: 'listed', where, count: entries.all.length, read };
    }
    // GitHub answers 404 for what is not there, and for what the token may not see.
    return { status: 'listed', where, count: 0, read: () => Promise.reject(new Error('nothing is listed')) };
}
async function readPages(access, path, where) {
    const base = `${access.apiUrl.replace(/\/+$/, '')}/${path}`;
    const all = [];
    let url = new URL(`${base}?per_page=${PER_PAGE}`);
    for (let page = 0; url !== null; page++) {
        if (page === MAX_PAGES) {
            return {
                status: 'rejected',
                reason: `${where} are more than ${MAX_PAGES * PER_PAGE}, and no more are looked at`,
            };
        }
        const response = await send(access, url, MAX_PAGE_BYTES, where);
        if (!('headers' in response))
            return response;
        if (response.status === 404 && page === 0)
            return 'absent';
        if (response.status !== 200)
            return refused(response.status, where);
        const parsed = Page.safeParse((0,found_json/* parseJson */.q)(response.body));
        if (!parsed.success) {
            return unreadable(where, 'infrastructure', 'the answer is not a list of attestations', CHECK_API);
        }
        all.push(...parsed.data.attestations);
        const next = nextPage(response.headers.link, url);
        // What cannot be followed may hold the one that is wanted: a list that was cut short shows nothing missing.
        if (next === 'unusable') {
            return unreadable(where, 'infrastructure', 'the answer says that there is more, and not how to get it', CHECK_API);
        }
        url = next;
    }
    return { all };
}
const TRY_LATER = 'Try again later.';
const TOO_LARGE = `Attest less in one piece: a list of ${MAX_PAGE_BYTES >> 20} MiB and an attestation of ${MAX_ATTESTATION_BYTES >> 20} MiB are read, and no larger ones.`;
const CHECK_API = 'Check that GITHUB_API_URL names a GitHub API, and try again later.';
/**
 * The list is paged by a cursor. GitHub writes the next address with the number of the repository in place of its name,
 * so only the cursor is taken of it: a token must not be led elsewhere.
 */
function nextPage(link, current) {
    if (link === undefined)
        return null;
    if (link.length > MAX_LINK)
        return 'unusable';
    const relation = /<([^<>]*)>;[^<>]*\brel="?next\b/.exec(link);
    if (relation === null)
        return null;
    const [, target = ''] = relation;
    const after = URL.canParse(target, current.href) ? new URL(target, current).searchParams.get('after') : null;
    if (after === null || after === '')
        return 'unusable';
    const url = new URL(current);
    url.searchParams.set('after', after);
    return url;
}
async function readEntry(access, entry, digest, where) {
    if (entry.bundle !== undefined && entry.bundle !== null) {
        return readAttestationBundle(Buffer.from(JSON.stringify(entry.bundle)), digest);
    }
    const api = new URL(access.apiUrl);
    const url = URL.canParse(entry.bundle_url ?? '') ? new URL(entry.bundle_url ?? '') : null;
    if (url === null || (url.protocol !== 'https:' && url.host !== api.host)) {
        return { status: 'rejected', reason: 'GitHub lists it with neither a bundle nor an address of one' };
    }
    const response = await send({ ...access, token: '' }, url, MAX_ATTESTATION_BYTES, where);
    if (!('headers' in response))
        return response;
    if (response.status !== 200)
        return unreadable(where, 'infrastructure', `${url.host} answered ${response.status}`, TRY_LATER);
    const snappy = (response.headers['content-type'] ?? '').includes('snappy') || /\.sn$/.test(url.pathname);
    const bytes = snappy ? decompress(response.body) : response.body;
    return bytes === null
        ? {
            status: 'rejected',
            reason: `its bundle is cut short, not compressed as GitHub does, or has more than ${MAX_ATTESTATION_BYTES >> 20} MiB`,
        }
        : readAttestationBundle(bytes, digest);
}
/** Snappy's block format begins with the length of what it holds, which is checked before anything is made of it. */
function decompress(body) {
    try {
        return (0,snappyjs/* uncompress */.k)(body, MAX_ATTESTATION_BYTES);
    }
    catch {
        // Whatever the decoder throws, it is the stream's fault: it is all that was given to it.
        return null;
    }
}
async function send({ http, apiUrl, token }, url, maxBodyBytes, where) {
    const headers = { accept: 'application/json', 'accept-encoding': 'identity', 'user-agent': 'supply-chain-gate' };
    try {
        return await http.send({
            method: 'GET',
            url,
            headers: token === '' ? headers : { ...headers, authorization: `Bearer ${token}` },
            timeoutMs: github_TIMEOUT_MS,
            maxBodyBytes,
            // The API's host is the runner's own choice; where a bundle is kept is what it answers.
            publicAddressesOnly: url.host !== new URL(apiUrl).host,
        });
    }
    catch (error) {
        if (!(error instanceof ports/* HttpError */.j))
            throw error;
        const cause = error.failure === 'too-large' ? 'content' : 'infrastructure';
        const remedy = cause === 'content' ? TOO_LARGE : TRY_LATER;
        return unreadable(where, cause, error.message.replace(/\.$/, ''), remedy);
    }
}
function refused(status, where) {
    const remedy = status === 401 || status === 403
        ? 'Give the run a token that may read attestations (permissions: attestations: read), or try again later.'
        : status === 429 || status >= 500
            ? TRY_LATER
            : CHECK_API;
    return unreadable(where, 'infrastructure', `the answer was ${status}`, remedy);
}
function unreadable(where, cause, why, remedy) {
    return { status: 'unreadable', cause, reason: `${where} could not be read: ${why}`, remedy };
}

;// CONCATENATED MODULE: ./build/check/signatures/index.js


















/***/ })

};
