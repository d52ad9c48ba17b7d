export const id = 720;
export const ids = [720];
export const modules = {

/***/ 57590:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L2: () => (/* binding */ UnloggedCertificate),
/* harmony export */   Tv: () => (/* binding */ findUnknownCritical),
/* harmony export */   hB: () => (/* binding */ parseCertificate),
/* harmony export */   xN: () => (/* binding */ readIdentity)
/* harmony export */ });
/* harmony import */ var _sigstore_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83917);
/* harmony import */ var _encode_once_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(74589);


const ISSUER_V1 = '1.3.6.1.4.1.57264.1.1';
const ISSUER_V2 = '1.3.6.1.4.1.57264.1.8';
const OTHER_NAME = '1.3.6.1.4.1.57264.1.7';
/** RFC 5280, GeneralName. */
const TAG = { otherName: 0, email: 1, dns: 2, uri: 6, ip: 7 };
/** The order in which the controller lists them, of which the first is the subject for conditions. */
const ORDER = [TAG.dns, TAG.email, TAG.ip, TAG.uri, TAG.otherName];
/**
 * Reads a certificate in DER; null where it is none. Other encodings of the same content are refused: what is verified
 * must be the bytes that were given.
 */
function parseCertificate(der) {
    try {
        const certificate = (0,_encode_once_js__WEBPACK_IMPORTED_MODULE_1__/* .encodeOnce */ ._)(_sigstore_core__WEBPACK_IMPORTED_MODULE_0__.X509Certificate.parse(Buffer.from(der)));
        if (!certificate.root.toDER().equals(der))
            return null;
        // How many bits of the last byte of its signature do not count: no signature has such, and Go reads none (crypto/x509).
        if (certificate.root.subs[2]?.value[0] !== 0)
            return null;
        // Read now what is read lazily: a date may be none.
        return certificate.notBefore <= certificate.notAfter ? certificate : null;
    }
    catch {
        // Whatever the reader throws, it is the certificate's fault: it is all that was given to it.
        return null;
    }
}
/**
 * The names are every one of the certificate (sigstore/pkg/cryptoutils, GetSubjectAlternateNames). The issuer is in one of
 * two extensions: for its first format cosign reads the older alone (CertExtensions.GetIssuer), for bundles the newer
 * counts (fulcio/pkg/certificate, ParseExtensions).
 */
function readIdentity(certificate, format) {
    const older = certificate.extension(ISSUER_V1)?.value.toString('utf8');
    const newer = certificate.extension(ISSUER_V2)?.valueObj.subs[0]?.value.toString('utf8');
    const issuer = (format === 'annotations' ? older : (newer ?? older)) ?? '';
    const general = certificate.extSubjectAltName?.valueObj.subs[0]?.subs ?? [];
    return {
        issuer,
        names: ORDER.flatMap((tag) => general.filter((name) => name.tag.isContextSpecific(tag)).flatMap(readName)),
    };
}
function readName(name) {
    const is = (tag) => name.tag.isContextSpecific(tag);
    if (is(TAG.email) || is(TAG.dns) || is(TAG.uri))
        return [name.value.toString('utf8')];
    if (is(TAG.ip))
        return name.value.length === 4 ? [[...name.value].join('.')] : [];
    if (!is(TAG.otherName) || name.subs[0]?.toOID() !== OTHER_NAME)
        return [];
    const text = name.subs[1]?.subs[0]?.value.toString('utf8');
    return text === undefined ? [] : [text];
}
/** What Go's crypto/x509 knows; any other critical extension keeps it from verifying a certificate (RFC 5280, 4.2). */
const KNOWN_EXTENSIONS = [
    ...['2.5.29.14', '2.5.29.15', '2.5.29.17', '2.5.29.19', '2.5.29.30', '2.5.29.31', '2.5.29.32', '2.5.29.35'],
    ...['2.5.29.37', '1.3.6.1.5.5.7.1.1'],
];
/** A critical extension that must be understood, and is not; null where there is none. */
function findUnknownCritical(certificate) {
    const oids = certificate.extensions.map((extension) => extension.subs[0]?.toOID() ?? '');
    return oids.find((oid) => !KNOWN_EXTENSIONS.includes(oid) && certificate.extension(oid)?.critical === true) ?? null;
}
/**
 * A certificate whose proofs of being logged are not looked at: @sigstore/verify reads them from a copy that it asks the
 * certificate for. All else, its signature too, stays as it is.
 */
class UnloggedCertificate extends _sigstore_core__WEBPACK_IMPORTED_MODULE_0__.X509Certificate {
    static read(der) {
        return new UnloggedCertificate(_sigstore_core__WEBPACK_IMPORTED_MODULE_0__.ASN1Obj.parseBuffer(Buffer.from(der)));
    }
    clone() {
        const copy = super.clone();
        const at = copy.extensions.findIndex((extension) => extension.subs[0]?.toOID() === _sigstore_core__WEBPACK_IMPORTED_MODULE_0__.EXTENSION_OID_SCT);
        if (at >= 0)
            copy.extensions.splice(at, 1);
        return copy;
    }
}


/***/ }),

/***/ 74589:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  u: () => (/* binding */ encodeChainsOnce),
  _: () => (/* binding */ encodeOnce)
});

;// CONCATENATED MODULE: ./build/check/signatures/authority/encode-der.js
/**
 * The DER of what was read (X.690, 8.1 and 10.1), byte for byte what @sigstore/core's own `toDER` makes of it, which
 * takes two kilobytes of memory for every element however small.
 */
function encodeDer({ tag, subs, value }) {
    const parts = subs.length === 0 ? [value] : subs.map(encodeDer);
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    return Buffer.concat([Buffer.from([tag.toDER(), ...encodeLength(length)]), ...parts]);
}
/** In as few bytes as hold it: alone below 128, else after a byte that says how many they are. */
function encodeLength(length) {
    if (length < 0x80)
        return [length];
    const bytes = [];
    for (let rest = length; rest > 0; rest = Math.floor(rest / 0x100))
        bytes.unshift(rest % 0x100);
    return [0x80 | bytes.length, ...bytes];
}

;// CONCATENATED MODULE: ./build/check/signatures/authority/encode-once.js

const done = new WeakSet();
/** RFC 5280, 4.1: where the key stands in what is signed of a certificate. */
const PUBLIC_KEY = 6;
/**
 * @sigstore/core encodes a certificate anew for each comparison and each signature that it checks, which was most of the
 * time that a keyless signature took. Certificates that are only read are encoded once. Copies of them, which the
 * verifier changes, are their own: they are encoded as they are when they are asked.
 */
function encodeOnce(certificate) {
    if (done.has(certificate))
        return certificate;
    done.add(certificate);
    const [signed] = certificate.root.subs;
    const key = signed?.subs[PUBLIC_KEY];
    for (const part of [certificate.root, signed, key])
        if (part !== undefined)
            keepEncoding(part);
    const copyOf = certificate.clone.bind(certificate);
    certificate.clone = () => {
        const copy = copyOf();
        const { tbsCertificate } = copy;
        tbsCertificate.toDER = () => encodeDer(tbsCertificate);
        return copy;
    };
    return certificate;
}
function keepEncoding(part) {
    let encoded = null;
    part.toDER = () => {
        encoded ??= encodeDer(part);
        return encoded;
    };
}
/**
 * The same for what a trust root holds, which every signature is held against. That one of its certificates was given
 * out by another is found out once too, since both stay what they are; that it was not is found out each time.
 */
function encodeChainsOnce(material) {
    for (const { certChain } of [...material.certificateAuthorities, ...material.timestampAuthorities]) {
        for (const certificate of certChain) {
            if (!done.has(certificate))
                verifyOnce(certificate);
            encodeOnce(certificate);
        }
    }
}
function verifyOnce(certificate) {
    const verify = certificate.verify.bind(certificate);
    const issuers = new WeakSet();
    certificate.verify = (issuer) => {
        const by = issuer ?? certificate;
        if (issuers.has(by))
            return true;
        const verified = verify(issuer);
        if (verified)
            issuers.add(by);
        return verified;
    };
}


/***/ }),

/***/ 10551:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ gatherTrust)
/* harmony export */ });
/* harmony import */ var _encode_once_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(74589);

const NOTHING = {
    certificateAuthorities: [],
    ctlogs: [],
    tlogs: [],
    timestampAuthorities: [],
};
/** Fetches the trust roots that an authority names, or says why one cannot be had. */
async function gatherTrust(demands, roots) {
    const find = async (name) => (name === null ? null : roots.get(name));
    const [certificates, log, timestamps] = await Promise.all([
        find(demands.certificates),
        find(demands.log),
        find(demands.timestamps),
    ]);
    for (const one of [certificates, log, timestamps]) {
        if (one?.status === 'unreadable')
            return one;
        if (one?.status === 'available')
            (0,_encode_once_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeChainsOnce */ .u)(one.root.material);
    }
    const outdated = certificates?.status === 'available' ? certificates.root.outdated : undefined;
    const material = (one) => (one?.status === 'available' ? one.root.material : NOTHING);
    return {
        status: 'gathered',
        demands,
        material: {
            certificateAuthorities: material(certificates).certificateAuthorities,
            ctlogs: material(certificates).ctlogs,
            tlogs: material(log).tlogs,
            // An entry of Rekor v2 has no time of its own: the timestamp authorities beside the log give it one.
            timestampAuthorities: material(demands.timestamps === null ? log : timestamps).timestampAuthorities,
            publicKey: () => {
                throw new Error('a key is asked for where only certificates are verified');
            },
        },
        ...(outdated === undefined ? {} : { outdated }),
        clusterDiffers: log?.status === 'available' ? objectToLog(log.root) : null,
    };
}
/** policy-controller, rekorKeysFromTrustRef: every log key of a TrustRoot must be ECDSA. */
function objectToLog({ name, material }) {
    const other = material.tlogs.some((log) => log.publicKey.asymmetricKeyType !== 'ec');
    if (name.kind !== 'named' || !other)
        return null;
    return `the TrustRoot "${name.name}" has a log with a key that is not ECDSA, and policy-controller (v0.13 to v0.15) then refuses every signature`;
}


/***/ }),

/***/ 42934:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Is: () => (/* binding */ maySignCode),
/* harmony export */   ho: () => (/* binding */ forTimestamps),
/* harmony export */   jj: () => (/* binding */ forCode)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _certificate_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57590);


const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const ANY_USAGE = '2.5.29.37.0';
const NAME_CONSTRAINTS = '2.5.29.30';
/**
 * May a certificate, in DER, be used for this? One that names no extended key usage may be used for all (Go's crypto/x509,
 * which @sigstore/verify does not follow there).
 */
function allows(der, usage) {
    try {
        const uses = new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(der).keyUsage ?? [];
        return uses.length === 0 || uses.includes(usage) || uses.includes(ANY_USAGE);
    }
    catch {
        return false;
    }
}
/** May what this certificate signs be code? */
function maySignCode(der) {
    return allows(der, CODE_SIGNING);
}
/**
 * Authorities without the certificates that may not give out others for signing code, as every one on the way must, and
 * without those that @sigstore/verify cannot do justice to.
 */
function forCode(authorities) {
    return authorities.map(({ certChain, validFor }) => ({
        validFor,
        certChain: certChain.filter((certificate) => allows(derOf(certificate), CODE_SIGNING) && !isConstrained(certificate)),
    }));
}
/** It restricts the names in what it gives out, which nothing here checks, or something that nothing here knows. */
function isConstrained(certificate) {
    return certificate.extension(NAME_CONSTRAINTS) !== undefined || (0,_certificate_js__WEBPACK_IMPORTED_MODULE_1__/* .findUnknownCritical */ .Tv)(certificate) !== null;
}
/** Authorities whose signing certificate is for timestamps alone (RFC 3161, 2.3; sigstore/timestamp-authority asks too). */
function forTimestamps(authorities) {
    return authorities.filter(({ certChain: [signer] }) => {
        const uses = signer === undefined ? [] : (new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(derOf(signer)).keyUsage ?? []);
        return uses.length === 1 && uses[0] === TIME_STAMPING;
    });
}
function derOf(certificate) {
    return certificate.root.toDER();
}


/***/ }),

/***/ 87657:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Q: () => (/* binding */ verifyKeyless),
  F: () => (/* binding */ verifyWithKey)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./node_modules/@sigstore/core/dist/index.js
var dist = __webpack_require__(83917);
// EXTERNAL MODULE: ./node_modules/@sigstore/verify/dist/index.js
var verify_dist = __webpack_require__(54187);
// EXTERNAL MODULE: ./build/check/signatures/authority/certificate.js
var authority_certificate = __webpack_require__(57590);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(2503);
// EXTERNAL MODULE: ./build/check/signatures/found/base64.js
var found_base64 = __webpack_require__(49549);
// EXTERNAL MODULE: ./build/check/signatures/found/json.js
var json = __webpack_require__(50688);
// EXTERNAL MODULE: ./build/check/signatures/found/pem.js
var pem = __webpack_require__(14370);
;// CONCATENATED MODULE: ./build/check/signatures/authority/entry-signer.js




/** Where the kinds of entries keep the signer: Rekor v1 as PEM in base64, Rekor v2 as DER in base64. */
const Verifier = schemas/* looseObject */._H3({
    x509Certificate: schemas/* looseObject */._H3({ rawBytes: schemas/* string */.YjP() }).optional(),
    publicKey: schemas/* looseObject */._H3({ rawBytes: schemas/* string */.YjP() }).optional(),
});
const Body = schemas/* looseObject */._H3({
    spec: schemas/* looseObject */._H3({
        signature: schemas/* looseObject */._H3({ publicKey: schemas/* looseObject */._H3({ content: schemas/* string */.YjP() }) }).optional(),
        signatures: schemas/* array */.YOg(schemas/* looseObject */._H3({ verifier: schemas/* union */.KCZ([schemas/* string */.YjP(), Verifier]).optional() })).optional(),
        content: schemas/* looseObject */._H3({
            envelope: schemas/* looseObject */._H3({
                signatures: schemas/* array */.YOg(schemas/* looseObject */._H3({ publicKey: schemas/* string */.YjP().optional() })).optional(),
            }),
        })
            .optional(),
        hashedRekordV002: schemas/* looseObject */._H3({ signature: schemas/* looseObject */._H3({ verifier: Verifier }) }).optional(),
        dsseV002: schemas/* looseObject */._H3({ signatures: schemas/* array */.YOg(schemas/* looseObject */._H3({ verifier: Verifier })) }).optional(),
    }),
});
/**
 * cosign, comparePublicKey: an entry must name the very certificate or key that the signature comes with. Null where all
 * do, else a clause.
 */
function findForeignEntry(entries, signer) {
    for (const entry of entries) {
        const logged = readSigners(entry);
        if (logged.length === 0)
            return 'its log entry names no signer';
        if (logged.some((one) => !Buffer.from(one).equals(signer))) {
            return 'its log entry is about a signature by another certificate or key';
        }
    }
    return null;
}
function readSigners(entry) {
    const body = Body.safeParse((0,json/* parseJson */.q)(entry.canonicalizedBody));
    if (!body.success)
        return [];
    const { signature, signatures, content, hashedRekordV002, dsseV002 } = body.data.spec;
    const written = [
        ...(signature === undefined ? [] : [signature.publicKey.content]),
        ...(signatures ?? []).map((one) => one.verifier),
        ...(content?.envelope.signatures ?? []).map((one) => one.publicKey),
        ...(hashedRekordV002 === undefined ? [] : [hashedRekordV002.signature.verifier]),
        ...(dsseV002?.signatures ?? []).map((one) => one.verifier),
    ];
    return written.flatMap((one) => {
        const der = typeof one === 'string' ? readPem(one) : (0,found_base64/* decodeBase64 */.y)((one?.x509Certificate ?? one?.publicKey)?.rawBytes ?? '');
        return der === null ? [] : [der];
    });
}
function readPem(base64) {
    const text = (0,found_base64/* decodeBase64 */.y)(base64);
    return text === null ? null : ((0,pem/* readPemBlocks */.H)(Buffer.from(text).toString('utf8'))[0]?.der ?? null);
}

;// CONCATENATED MODULE: ./build/check/signatures/authority/signature-hash.js
/** The hash that goes with a curve in sigstore's registry of algorithms. */
const CURVE_HASH = { secp384r1: 'sha384', secp521r1: 'sha512' };
/**
 * The hashes that a certificate's key may have signed with; undefined for Ed25519, which signs the message itself.
 * cosign's own format is SHA-256 whatever the curve; bundles take the curve's.
 */
function candidateHashes(key, { payload }) {
    if (key.asymmetricKeyType === 'ed25519')
        return [undefined];
    // Asking for the curve takes as long as a hash: only where it counts.
    const own = payload === null ? undefined : CURVE_HASH[key.asymmetricKeyDetails?.namedCurve ?? ''];
    return own === undefined ? ['sha256'] : [own, 'sha256'];
}

;// CONCATENATED MODULE: ./build/check/signatures/authority/newer-root.js


/**
 * Of what was refused: is a newer trust root all that it may lack? The service has signed with a new intermediate
 * certificate of the old name where the certificate is younger than the trust root that there is, names an authority of
 * it as its issuer, and was given out by none of them; its own signature has to be right. The timestamp authority
 * changes with the certificate authority, so its word cannot be checked either.
 *
 * Anybody can make such a certificate, so that this is the content's fault, which no policy softens.
 */
function askForNewerRoot(signed, certificate, { outdated, material }, time) {
    if (outdated === undefined || !time.proved || certificate.notBefore <= outdated.publishedAt)
        return null;
    const known = material.certificateAuthorities.flatMap(({ certChain }) => certChain);
    const issuers = material.certificateAuthorities.flatMap(({ certChain }) => certChain.slice(0, 1));
    const isNamesake = issuers.some(({ subject }) => subject.equals(certificate.issuer));
    if (!isNamesake || known.some((one) => certificate.verify(one)))
        return null;
    const key = dist.crypto.createPublicKey(certificate.publicKey);
    const isSigned = candidateHashes(key, signed).some((hash) => dist.crypto.verify(Buffer.from(signed.signed), key, Buffer.from(signed.signature), hash));
    if (!isSigned)
        return null;
    const date = (one) => one.toISOString().slice(0, 10);
    return {
        status: 'unreadable',
        cause: 'content',
        reason: `its certificate of ${date(certificate.notBefore)} is by none of the authorities that the trust root of ${date(outdated.publishedAt)} holds, perhaps by one that came later, and ${outdated.reason}`,
        remedy: outdated.remedy,
    };
}

;// CONCATENATED MODULE: ./build/check/signatures/authority/refusal.js

/** Why @sigstore/verify refused a signature, as a clause for a person. */
function describeRefusal(error, key) {
    if (!(error instanceof verify_dist/* VerificationError */.mk))
        return 'what stands beside it is malformed';
    switch (error.code) {
        case 'SIGNATURE_ERROR':
            return key === 'public-key'
                ? 'it was not made with this key, or was changed afterwards'
                : 'it was not made with the key of its certificate, or was changed afterwards';
        case 'CERTIFICATE_ERROR':
            return error.message.includes('SCT')
                ? 'no certificate log of the trust root has its certificate'
                : 'its certificate was not given out by an authority of the trust root';
        case 'TIMESTAMP_ERROR':
            return 'its timestamp was not made for it by an authority of the trust root';
        case 'TLOG_BODY_ERROR':
            return 'its log entry is about something else, or is of a kind that this gate does not know';
        case 'TLOG_ERROR':
            return 'the same log entry is there more than once';
        case 'TLOG_INCLUSION_PROMISE_ERROR':
        case 'TLOG_INCLUSION_PROOF_ERROR':
        case 'TLOG_MISSING_INCLUSION_ERROR':
            return 'its log entry was not signed by a log of the trust root';
        case 'PUBLIC_KEY_ERROR':
        case 'NOT_IMPLEMENTED_ERROR':
            return 'what stands beside it cannot be verified';
    }
}

// EXTERNAL MODULE: ./build/check/signatures/clip.js
var clip = __webpack_require__(37701);
;// CONCATENATED MODULE: ./build/check/signatures/authority/signing-time.js


const MAX_PROOFS = 32;
/** The kinds of entries that @sigstore/verify reads, of Rekor v1 and v2. */
const KINDS = ['hashedrekord', 'dsse', 'intoto'];
/**
 * cosign, verifyInternal: timestamps where the policy names an authority for them, else the log's time where it demands
 * an entry, else the present. A certificate that was not valid then is refused here, with its dates.
 */
function proveTime(signed, trust, now, certificate) {
    const { entries, timestamps } = signed.evidence;
    if (entries.length > MAX_PROOFS || timestamps.length > MAX_PROOFS) {
        return refuse(`it has more than ${MAX_PROOFS} log entries or timestamps`);
    }
    const { log, logUrl } = trust.demands;
    if (log !== null && entries.length === 0)
        return missingEntry(logUrl);
    const demanded = log === null ? [] : entries;
    const foreign = demanded.find(({ kindVersion }) => !KINDS.includes(kindVersion.kind));
    if (foreign !== undefined)
        return unknownKind(foreign);
    const logged = demanded.filter((entry) => entry.inclusionPromise !== undefined && entry.integratedTime !== '0');
    const stamps = parseStamps(trust.demands.timestamps !== null || (log !== null && logged.length === 0) ? timestamps : []);
    if (stamps === null)
        return refuse('the timestamp beside it cannot be read');
    const proofs = [
        ...logged.map((tlogEntry) => ({ $case: 'transparency-log', tlogEntry })),
        ...stamps.map((timestamp) => ({ $case: 'timestamp-authority', timestamp })),
    ];
    if (proofs.length === 0 && log !== null && certificate !== null) {
        return refuse('its log entry has no time, and there is no timestamp, so that nothing shows when it was signed');
    }
    const times = [
        ...logged.map((entry) => ({ at: new Date(Number(entry.integratedTime) * 1000), shown: 'the log entered it at' })),
        ...stamps.map((stamp) => ({ at: stamp.signingTime, shown: 'its timestamp is from' })),
    ];
    if (proofs.length === 0)
        times.push({ at: now, shown: describeNow(trust) });
    for (const time of times) {
        const objection = certificate === null ? null : objectToDates(certificate, time);
        if (objection !== null)
            return refuse(objection);
    }
    if (proofs.length > 0 || certificate === null) {
        return { status: 'known', entries: demanded, timestamps: proofs, proved: proofs.length > 0 };
    }
    return { status: 'known', entries: demanded, timestamps: [observed(now)], proved: false };
}
function describeNow({ demands }) {
    const nothing = demands.timestamps === null
        ? 'the policy asks for nothing that shows when it was signed'
        : 'it has no timestamp to show when it was signed';
    return `${nothing}, and now it is`;
}
function refuse(reason) {
    return { status: 'refused', reason };
}
function missingEntry(logUrl) {
    if (logUrl === null)
        return refuse('it has no log entry beside it');
    return {
        status: 'unreadable',
        cause: 'content',
        reason: `it has no log entry beside it, and this gate does not search the log at ${logUrl} for one`,
        remedy: 'Sign with an upload to the log (cosign sign --tlog-upload=true), so that the entry travels with the signature.',
    };
}
/** `rekord` is cosign's kind from before 2022, which the controller still reads. */
function unknownKind({ kindVersion: { kind, version } }) {
    return {
        status: 'unreadable',
        cause: 'content',
        reason: `its log entry is of the kind "${(0,clip/* clip */.$)(kind)}" ${(0,clip/* clip */.$)(version)}, which this gate does not read`,
        remedy: 'Sign it again with a current cosign.',
    };
}
function parseStamps(timestamps) {
    try {
        return timestamps.map((der) => {
            const stamp = dist.RFC3161Timestamp.parse(Buffer.from(der));
            if (Number.isNaN(stamp.signingTime.getTime()))
                throw new Error('no time');
            return stamp;
        });
    }
    catch {
        // Whatever the reader throws, it is the timestamp's fault: it is all that was given to it.
        return null;
    }
}
function objectToDates(certificate, { at, shown }) {
    if (certificate.validForDate(at))
        return null;
    const date = (one) => one.toISOString().replace('.000', '');
    const state = at < certificate.notBefore ? 'was not valid yet' : 'had expired';
    return `its certificate ${state}: it was valid from ${date(certificate.notBefore)} to ${date(certificate.notAfter)}, and ${shown} ${date(at)}`;
}
/**
 * The gate's own clock as a time for @sigstore/verify, which takes it from an entry and verifies entries apart: this one
 * is not among those.
 */
function observed(now) {
    const seconds = Math.floor(now.getTime() / 1000);
    return {
        $case: 'transparency-log',
        tlogEntry: {
            logIndex: '0',
            logId: { keyId: Buffer.alloc(0) },
            kindVersion: { kind: '', version: '' },
            integratedTime: String(seconds),
            inclusionPromise: { signedEntryTimestamp: Buffer.alloc(0) },
            inclusionProof: undefined,
            canonicalizedBody: Buffer.alloc(0),
        },
    };
}

// EXTERNAL MODULE: ./build/check/signatures/authority/usage.js
var usage = __webpack_require__(42934);
;// CONCATENATED MODULE: ./build/check/signatures/authority/verify.js










const HINT = 'key.data';
/**
 * Was this signed with a certificate that the trust root's authorities gave out, while it was valid, and, where the
 * authority demands it, with an entry in a log? All cryptography is @sigstore/verify's.
 */
function verifyKeyless(signed, trust, now) {
    return guard(() => judgeCertificate(signed, trust, now));
}
/** Was this signed with the key and, where the authority demands it, entered in a log? */
function verifyWithKey(key, signed, trust, now) {
    return guard(() => judgeKey(key, signed, trust, now));
}
/** The readers of @sigstore/core throw where they come upon what they cannot read, which may be late. */
function guard(judge) {
    const { stackTraceLimit } = Error;
    // Nor is a stack of theirs ever shown, and they find out by throwing what in a certificate is no ASN.1 of its own.
    Error.stackTraceLimit = 0;
    try {
        return judge();
    }
    catch {
        // It was given nothing but the signature and what travels with it: whatever it throws, it is their fault.
        return verify_refuse('what stands beside it is malformed');
    }
    finally {
        Error.stackTraceLimit = stackTraceLimit;
    }
}
function judgeCertificate(signed, trust, now) {
    const { certificate: der } = signed.evidence;
    if (der === null)
        return verify_refuse('it has no certificate beside it, so that it names nobody who signed');
    const certificate = (0,authority_certificate/* parseCertificate */.hB)(der);
    if (certificate === null)
        return verify_refuse('the certificate beside it cannot be read');
    if (!(0,usage/* maySignCode */.Is)(der))
        return verify_refuse('its certificate is not for signing code');
    const unknown = (0,authority_certificate/* findUnknownCritical */.Tv)(certificate);
    if (unknown !== null)
        return verify_refuse(`its certificate has a critical extension that nothing here knows (${unknown})`);
    const time = proveTime(signed, trust, now, certificate);
    if (time.status !== 'known')
        return time;
    const foreign = findForeignEntry(time.entries, der);
    if (foreign !== null)
        return verify_refuse(foreign);
    const signer = trust.demands.ignoreSct ? authority_certificate/* UnloggedCertificate */.L2.read(der) : certificate;
    const problem = run(signed, { $case: 'certificate', certificate: signer }, trust.material, {
        time,
        sct: !trust.demands.ignoreSct,
        hashes: (signer) => candidateHashes(signer, signed),
    });
    if (problem !== null)
        return askForNewerRoot(signed, certificate, trust, time) ?? verify_refuse(problem);
    return {
        status: 'verified',
        identity: (0,authority_certificate/* readIdentity */.xN)(certificate, signed.evidence.format),
        until: time.proved ? null : certificate.notAfter,
        pss: false,
    };
}
function judgeKey(key, signed, trust, now) {
    const { certificate: der } = signed.evidence;
    const certificate = der === null ? null : (0,authority_certificate/* parseCertificate */.hB)(der);
    if (der !== null && certificate === null)
        return verify_refuse('the certificate beside it cannot be read');
    const time = proveTime(signed, trust, now, certificate);
    if (time.status !== 'known')
        return time;
    const foreign = findForeignEntry(time.entries, key.spki);
    if (foreign !== null)
        return verify_refuse(foreign);
    const material = { ...trust.material, publicKey: () => ({ publicKey: key.object, validFor: () => true }) };
    const hashes = key.object.asymmetricKeyType === 'ed25519' ? [undefined] : [key.hash];
    const until = certificate === null || time.proved ? null : certificate.notAfter;
    const attempt = (pss) => run(signed, { $case: 'public-key', hint: HINT }, material, { time, sct: false, hashes: () => hashes, pss });
    const problem = attempt(false);
    if (problem === null)
        return { status: 'verified', identity: null, until, pss: false };
    if (key.object.asymmetricKeyType !== 'rsa' || attempt(true) !== null)
        return verify_refuse(problem);
    return { status: 'verified', identity: null, until, pss: true };
}
function verify_refuse(reason) {
    return { status: 'refused', reason };
}
/** Null: verified. Else why not, as a clause. */
function run(signed, key, material, { time, sct, hashes, pss = false }) {
    const message = Buffer.from(signed.signed);
    const signature = Buffer.from(signed.signature);
    const logged = signed.payload === null ? message : Buffer.from(signed.payload);
    const entity = {
        key,
        tlogEntries: [...time.entries],
        timestamps: [...time.timestamps],
        signature: {
            // Only timestamps are held against this one.
            signature: signed.stamped === undefined ? signature : Buffer.from(signed.stamped),
            verifySignature: (candidate) => hashes(candidate).some((hash) => pss ? verifyPss(message, candidate, signature, hash) : dist.crypto.verify(message, candidate, signature, hash)),
            compareSignature: (other) => dist.crypto.bufferEqual(other, signature),
            compareDigest: (digest) => dist.crypto.bufferEqual(digest, dist.crypto.digest('sha256', logged)),
            compareSignedDigest: (digest) => dist.crypto.bufferEqual(digest, dist.crypto.digest('sha256', message)),
        },
    };
    const thresholds = {
        tlogThreshold: time.entries.length > 0 ? 1 : 0,
        ctlogThreshold: sct ? 1 : 0,
        timestampThreshold: time.timestamps.length > 0 ? 1 : 0,
    };
    try {
        new verify_dist/* Verifier */.BL(material, thresholds).verify(entity);
        return null;
    }
    catch (error) {
        // It was given nothing but the signature and what travels with it: whatever it throws, it is their fault.
        return describeRefusal(error, key.$case);
    }
}
/** RFC 8017, RSASSA-PSS with a salt of any length, as services for keys sign; @sigstore/core has PKCS#1 v1.5 alone. */
function verifyPss(message, key, signature, hash) {
    const { RSA_PKCS1_PSS_PADDING: padding, RSA_PSS_SALTLEN_AUTO: saltLength } = external_node_crypto_.constants;
    return (0,external_node_crypto_.verify)(hash, message, { key, padding, saltLength }, signature);
}


/***/ }),

/***/ 52046:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  pO: () => (/* binding */ BUNDLE_SIGNATURES),
  Od: () => (/* binding */ listBundles),
  hk: () => (/* binding */ openBundle)
});

// UNUSED EXPORTS: readBundle

// EXTERNAL MODULE: ./node_modules/@sigstore/bundle/dist/index.js
var dist = __webpack_require__(61040);
// EXTERNAL MODULE: ./node_modules/@sigstore/core/dist/index.js
var core_dist = __webpack_require__(83917);
// EXTERNAL MODULE: ./build/domain/image.js
var domain_image = __webpack_require__(11452);
// EXTERNAL MODULE: ./build/check/signatures/clip.js
var clip = __webpack_require__(37701);
// EXTERNAL MODULE: ./build/check/signatures/found/base64.js
var base64 = __webpack_require__(49549);
;// CONCATENATED MODULE: ./build/check/signatures/found/checkpoint.js

const SIGNATURE_LINE = /^\u2014 \S+ (\S+)$/gmu;
/**
 * Whether the signatures under the checkpoint of an entry are in the one base64 that Go reads (golang.org/x/mod/sumdb/note);
 * Node reads the other one too. True where there is no checkpoint.
 */
function isReadByGo({ inclusionProof }) {
    const [, signatures = ''] = (inclusionProof?.checkpoint?.envelope ?? '').split('\n\n');
    return [...signatures.matchAll(SIGNATURE_LINE)].every(([, text = '']) => (0,base64/* decodeBase64 */.y)(text) !== null);
}

// EXTERNAL MODULE: ./build/check/signatures/found/evidence.js
var found_evidence = __webpack_require__(70979);
// EXTERNAL MODULE: ./build/check/signatures/found/registry-failure.js
var registry_failure = __webpack_require__(48294);
// EXTERNAL MODULE: ./build/check/signatures/found/signature.js
var signature = __webpack_require__(57798);
// EXTERNAL MODULE: ./build/check/signatures/found/statement.js
var found_statement = __webpack_require__(28265);
// EXTERNAL MODULE: ./build/check/signatures/found/written-once.js
var written_once = __webpack_require__(86341);
;// CONCATENATED MODULE: ./build/check/signatures/found/bundle.js










const BUNDLE_TYPE = /^application\/vnd\.dev\.sigstore\.bundle(\.v0\.[1-9][0-9]*)?\+json/;
/** Only this predicate makes a DSSE bundle a plain signature; any other is an attestation, which says something else. */
const SIGN_PREDICATE = 'https://sigstore.dev/cosign/sign/v1';
const PREDICATE_ANNOTATION = 'dev.sigstore.bundle.predicateType';
/**
 * Signatures in sigstore's bundle format (cosign 3's default): each is an OCI 1.1 referrer of the image, whose one layer
 * is the bundle. Attestations are referrers too, and are left out.
 */
const BUNDLE_SIGNATURES = {
    noun: 'bundles',
    wants: (predicate) => predicate === undefined || predicate === SIGN_PREDICATE,
    maxBytes: signature/* MAX_PAYLOAD_BYTES */.q,
    read: async (bytes, digest, image) => {
        const opened = openBundle(bytes);
        return 'message' in opened ? readMessage(opened, image) : readOpened(opened, digest);
    },
};
/** cosign signs the manifest itself here: who signed these bytes signed this image, and there is nothing else to read. */
async function readMessage({ message, ...unread }, image) {
    try {
        return { status: 'read', signed: await image(), payload: null, objection: null, ...message };
    }
    catch (error) {
        // With signatures that are kept elsewhere, the image need not be beside them.
        if ((0,registry_failure/* isAbsent */.W)(error))
            return unread;
        return (0,registry_failure/* unreadable */.O)(error);
    }
}
async function listBundles(kind, registry, { repository, digest }) {
    const where = `the referrers in ${(0,domain_image/* repositoryOf */._)(repository)}`;
    let referrers;
    try {
        referrers = await registry.referrers(repository, digest);
    }
    catch (error) {
        if ((0,registry_failure/* isAbsent */.W)(error))
            return { status: 'listed', where, count: 0, read: neverCalled };
        return (0,registry_failure/* unreadable */.O)(error);
    }
    const likely = referrers.filter(({ artifactType, annotations }) => isBundle(artifactType) ? kind.wants(annotations[PREDICATE_ANNOTATION]) : isUndeclared(artifactType));
    if (likely.length > signature/* MAX_SIGNATURES */.d) {
        const reason = `${where} hold ${likely.length} ${kind.noun}, and no more than ${signature/* MAX_SIGNATURES */.d} are looked at`;
        return { status: 'rejected', reason };
    }
    const bundles = [];
    for (const referrer of likely)
        if (await isWanted(kind, registry, repository, referrer))
            bundles.push(referrer);
    const read = async (index) => {
        const bundle = bundles[index];
        return bundle === undefined ? neverCalled() : readReferrer(kind, registry, repository, bundle, digest);
    };
    return { status: 'listed', where, count: bundles.length, read };
}
function isBundle(type) {
    return BUNDLE_TYPE.test(type ?? '');
}
/** What cosign 3.0 leaves in the index under the fallback tag: the type of the empty config in place of the manifest's. */
function isUndeclared(artifactType) {
    return artifactType === null || artifactType === 'application/vnd.oci.empty.v1+json';
}
/** Where the list does not say what a referrer is, its manifest does; one that cannot be read may be what is wanted. */
async function isWanted(kind, registry, repository, { artifactType, digest }) {
    if (!isUndeclared(artifactType))
        return true;
    try {
        const manifest = await registry.manifest(repository, digest);
        if (manifest.kind === 'index' || !manifest.layers.some(({ mediaType }) => isBundle(mediaType)))
            return false;
        return kind.wants(manifest.annotations[PREDICATE_ANNOTATION]);
    }
    catch (error) {
        // Anything but a failed request is a defect, and is thrown on.
        (0,registry_failure/* unreadable */.O)(error);
        return !(0,registry_failure/* isAbsent */.W)(error);
    }
}
async function readReferrer(kind, registry, repository, referrer, digest) {
    try {
        const manifest = await registry.manifest(repository, referrer.digest);
        const [layer, second] = manifest.kind === 'image' ? manifest.layers : [];
        if (layer === undefined || second !== undefined || !BUNDLE_TYPE.test(layer.mediaType)) {
            return { status: 'rejected', reason: `${referrer.digest} does not hold exactly one bundle` };
        }
        const image = async () => (await registry.manifest(repository, digest)).bytes;
        return await kind.read(await registry.blob(repository, layer.digest, kind.maxBytes), digest, image);
    }
    catch (error) {
        if ((0,registry_failure/* isAbsent */.W)(error))
            return { status: 'rejected', reason: `${referrer.digest} or its bundle is not in the registry` };
        return (0,registry_failure/* unreadable */.O)(error);
    }
}
/** The signature in the bytes of a bundle, and whether it speaks of this digest. */
function readBundle(bytes, digest) {
    return readOpened(openBundle(bytes), digest);
}
function readOpened(opened, digest) {
    if (opened.status !== 'opened')
        return opened;
    const statement = (0,found_statement/* readStatement */.cO)(opened.payloadType, opened.signed.payload);
    return { status: 'read', ...opened.signed, objection: objectToStatement(statement, digest) };
}
function openBundle(bytes) {
    let bundle;
    try {
        bundle = (0,dist/* bundleFromJSON */.vw)((0,written_once/* parseWrittenOnce */.I)(bytes));
    }
    catch {
        // Whatever the reader throws, it is the bundle's fault: it is all that was given to it.
        return { status: 'rejected', reason: 'it is not a sigstore bundle that can be read' };
    }
    const { content, verificationMaterial } = bundle;
    if (!verificationMaterial.tlogEntries.every(isReadByGo)) {
        return { status: 'rejected', reason: 'the checkpoint in its log entry has a signature that is no standard base64' };
    }
    if (content.$case === 'messageSignature') {
        return {
            status: 'unreadable',
            cause: 'content',
            reason: 'its signature is over the manifest of the image, which is not beside it',
            remedy: 'Keep the signature in the repository of the image, or sign with cosign sign, which makes a DSSE envelope.',
            message: { signature: content.messageSignature.signature, evidence: (0,found_evidence/* readBundleEvidence */.c)(bundle) },
        };
    }
    const { payload, payloadType, signatures } = content.dsseEnvelope;
    const [signature, second] = signatures;
    if (signature === undefined || second !== undefined) {
        return { status: 'rejected', reason: `its envelope has ${signatures.length} signatures, and not one` };
    }
    const signed = core_dist.dsse.preAuthEncoding(payloadType, payload);
    const evidence = (0,found_evidence/* readBundleEvidence */.c)(bundle);
    return { status: 'opened', payloadType, signed: { signed, signature: signature.sig, payload, evidence } };
}
function objectToStatement(statement, digest) {
    if (typeof statement === 'string')
        return statement;
    if (statement.predicateType !== SIGN_PREDICATE) {
        return `it is an attestation of the type "${(0,clip/* clip */.$)(statement.predicateType)}", and not a signature`;
    }
    return (0,found_statement/* objectToSubject */.NO)(statement, digest);
}
function neverCalled() {
    throw new Error('a bundle was asked for that the listing does not have');
}


/***/ }),

/***/ 70979:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ readBundleEvidence),
/* harmony export */   t: () => (/* binding */ readAnnotations)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2503);
/* harmony import */ var _base64_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(49549);
/* harmony import */ var _pem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(14370);
/* harmony import */ var _written_once_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86341);




const CERTIFICATE = 'dev.sigstore.cosign/certificate';
const CHAIN = 'dev.sigstore.cosign/chain';
const BUNDLE = 'dev.sigstore.cosign/bundle';
const TIMESTAMP = 'dev.sigstore.cosign/rfc3161timestamp';
/** cosign, pkg/cosign/bundle: the entry as Rekor signed it. */
const RekorBundle = (0,_written_once_js__WEBPACK_IMPORTED_MODULE_0__/* .spelled */ .u)({
    SignedEntryTimestamp: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    Payload: (0,_written_once_js__WEBPACK_IMPORTED_MODULE_0__/* .spelled */ .u)({
        body: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        integratedTime: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().nonnegative(),
        logIndex: zod__WEBPACK_IMPORTED_MODULE_1__/* .int */ .Whr().nonnegative(),
        logID: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().regex(/^[0-9a-f]*$/i),
    }),
});
const TimestampBundle = (0,_written_once_js__WEBPACK_IMPORTED_MODULE_0__/* .spelled */ .u)({ SignedRFC3161Timestamp: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() });
const EntryBody = (0,_written_once_js__WEBPACK_IMPORTED_MODULE_0__/* .spelled */ .u)({ kind: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), apiVersion: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() });
/** What the annotations of a layer hold beside a signature (cosign, specs/SIGNATURE_SPEC.md); else why it cannot be read. */
function readAnnotations(annotations) {
    const written = (name) => annotations[name] || undefined;
    const pem = written(CERTIFICATE);
    const certificate = pem === undefined ? null : (readCertificates(pem)?.[0] ?? undefined);
    if (certificate === undefined)
        return { problem: 'the certificate beside it cannot be read' };
    const chain = written(CHAIN);
    if (chain !== undefined && readCertificates(chain) === null) {
        return { problem: 'the certificate chain beside it cannot be read' };
    }
    const bundle = written(BUNDLE);
    const entry = bundle === undefined ? null : readRekorBundle(bundle);
    if (entry === undefined)
        return { problem: 'the log entry beside it cannot be read' };
    const stamp = written(TIMESTAMP);
    const timestamp = stamp === undefined ? null : readTimestamp(stamp);
    if (timestamp === undefined)
        return { problem: 'the timestamp beside it cannot be read' };
    return {
        format: 'annotations',
        isOld: false,
        certificate,
        entries: entry === null ? [] : [entry],
        timestamps: timestamp === null ? [] : [timestamp],
    };
}
function readCertificates(pem) {
    const blocks = (0,_pem_js__WEBPACK_IMPORTED_MODULE_2__/* .readPemBlocks */ .H)(pem);
    if (blocks.length === 0 || blocks.some(({ label }) => label !== 'CERTIFICATE'))
        return null;
    return blocks.map(({ der }) => der);
}
function readRekorBundle(text) {
    const parsed = RekorBundle.safeParse((0,_written_once_js__WEBPACK_IMPORTED_MODULE_0__/* .parseWrittenOnce */ .I)(Buffer.from(text)));
    if (!parsed.success)
        return undefined;
    const { SignedEntryTimestamp, Payload } = parsed.data;
    const promise = (0,_base64_js__WEBPACK_IMPORTED_MODULE_3__/* .decodeBase64 */ .y)(SignedEntryTimestamp);
    const body = (0,_base64_js__WEBPACK_IMPORTED_MODULE_3__/* .decodeBase64 */ .y)(Payload.body);
    const head = body === null ? null : EntryBody.safeParse((0,_written_once_js__WEBPACK_IMPORTED_MODULE_0__/* .parseWrittenOnce */ .I)(body));
    if (promise === null || body === null || head?.success !== true)
        return undefined;
    return {
        logIndex: String(Payload.logIndex),
        logId: { keyId: Buffer.from(Payload.logID, 'hex') },
        kindVersion: { kind: head.data.kind, version: head.data.apiVersion },
        integratedTime: String(Payload.integratedTime),
        inclusionPromise: { signedEntryTimestamp: Buffer.from(promise) },
        inclusionProof: undefined,
        canonicalizedBody: Buffer.from(body),
    };
}
function readTimestamp(text) {
    const parsed = TimestampBundle.safeParse((0,_written_once_js__WEBPACK_IMPORTED_MODULE_0__/* .parseWrittenOnce */ .I)(Buffer.from(text)));
    return parsed.success ? ((0,_base64_js__WEBPACK_IMPORTED_MODULE_3__/* .decodeBase64 */ .y)(parsed.data.SignedRFC3161Timestamp) ?? undefined) : undefined;
}
/** What a sigstore bundle, of any version, holds beside its signature. */
function readBundleEvidence({ mediaType, verificationMaterial: material }) {
    const { content } = material;
    const certificate = content.$case === 'certificate'
        ? content.certificate.rawBytes
        : content.$case === 'x509CertificateChain'
            ? (content.x509CertificateChain.certificates[0]?.rawBytes ?? null)
            : null;
    return {
        format: 'bundle',
        isOld: /[=.]v?0\.[12]\b/.test(mediaType),
        certificate,
        entries: material.tlogEntries,
        timestamps: material.timestampVerificationData?.rfc3161Timestamps.map((one) => one.signedTimestamp) ?? [],
    };
}


/***/ }),

/***/ 50688:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ parseJson)
/* harmony export */ });
/** Undefined for what is not JSON in UTF-8. */
function parseJson(bytes) {
    try {
        return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 48294:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ unreadable),
/* harmony export */   W: () => (/* binding */ isAbsent)
/* harmony export */ });
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(75074);

/** Failures that what the repository holds brings about, and not the weather: never softened by `onUnknown: warn`. */
const CONTENT = ['malformed', 'wrong-media-type', 'digest-mismatch', 'too-large'];
/** What a failed request means for a signature. Anything that is not a RegistryError is a defect, and is thrown on. */
function unreadable(error) {
    if (!(error instanceof _domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .g))
        throw error;
    return {
        status: 'unreadable',
        cause: CONTENT.includes(error.failure) ? 'content' : 'infrastructure',
        reason: error.message.replace(/\.$/, ''),
        remedy: error.remedy,
    };
}
function isAbsent(error) {
    return error instanceof _domain_index_js__WEBPACK_IMPORTED_MODULE_0__/* .RegistryError */ .g && error.failure === 'not-found';
}


/***/ }),

/***/ 57798:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ MAX_SIGNATURES),
/* harmony export */   q: () => (/* binding */ MAX_PAYLOAD_BYTES)
/* harmony export */ });
/** cosign's own limit of signatures in one `.sig` manifest (pkg/oci/remote, maxLayers). */
const MAX_SIGNATURES = 1000;
/**
 * A payload names an image, and perhaps some annotations. cosign's own limit is 128 MiB; one above this was not made
 * for checking signatures, and is said to be unchecked, never unsigned.
 */
const MAX_PAYLOAD_BYTES = 1024 * 1024;


/***/ }),

/***/ 28265:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NO: () => (/* binding */ objectToSubject),
/* harmony export */   cO: () => (/* binding */ readStatement)
/* harmony export */ });
/* unused harmony export IN_TOTO */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2503);
/* harmony import */ var _clip_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(37701);
/* harmony import */ var _written_once_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86341);



const IN_TOTO = 'application/vnd.in-toto+json';
const MAX_SUBJECTS = 10_000;
/** in-toto attestation framework, spec/v1/statement.md, as far as it is read here. */
const Written = (0,_written_once_js__WEBPACK_IMPORTED_MODULE_0__/* .spelled */ .u)({
    _type: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().startsWith('https://in-toto.io/Statement/'),
    predicateType: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    subject: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg((0,_written_once_js__WEBPACK_IMPORTED_MODULE_0__/* .spelled */ .u)({
        name: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()
            .nullish()
            .transform((name) => name ?? ''),
        digest: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP())
            .nullish()
            .transform((digest) => digest ?? {}),
    }))
        .max(MAX_SUBJECTS),
    predicate: zod__WEBPACK_IMPORTED_MODULE_1__/* .unknown */ .L5J().optional(),
});
/** The statement in the payload of an envelope, or a clause that says why there is none. */
function readStatement(payloadType, payload) {
    if (payloadType !== IN_TOTO) {
        return `what was signed is of the type "${(0,_clip_js__WEBPACK_IMPORTED_MODULE_2__/* .clip */ .$)(payloadType)}", and not an in-toto statement`;
    }
    const parsed = Written.safeParse((0,_written_once_js__WEBPACK_IMPORTED_MODULE_0__/* .parseWrittenOnce */ .I)(payload));
    if (!parsed.success)
        return 'what was signed is not an in-toto statement, or not one that everybody reads alike';
    const { _type: type, predicateType, subject: subjects, predicate } = parsed.data;
    return { type, predicateType, subjects, predicate };
}
/** Null where one of the subjects is the image, else a clause that says what they are instead. */
function objectToSubject({ subjects }, digest) {
    const [algorithm = '', hex = ''] = digest.split(':');
    const speaks = subjects.some((one) => Object.hasOwn(one.digest, algorithm) && one.digest[algorithm] === hex);
    if (speaks)
        return null;
    const [first] = subjects;
    const other = first === undefined ? 'no image at all' : `another image, ${(0,_clip_js__WEBPACK_IMPORTED_MODULE_2__/* .clip */ .$)(Object.values(first.digest).join(', '))}`;
    return `it was made for ${other}`;
}


/***/ }),

/***/ 86341:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ parseWrittenOnce),
/* harmony export */   u: () => (/* binding */ spelled)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2503);
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15046);
/* harmony import */ var _domain_index_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(47061);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50688);



/** JSON, else undefined: also where an object writes a name twice. */
function parseWrittenOnce(bytes) {
    const value = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .parseJson */ .q)(bytes);
    return value === undefined || (0,_domain_index_js__WEBPACK_IMPORTED_MODULE_1__/* .isWrittenOnce */ .J)(bytes, value) ? value : undefined;
}
/**
 * An object with these fields, and others, but none whose name Go takes for one of these though it is spelt otherwise:
 * encoding/json passes over case, and over a long s and the sign for kelvin.
 */
function spelled(shape) {
    const fields = new Map(Object.keys(shape).map((name) => [(0,_domain_index_js__WEBPACK_IMPORTED_MODULE_2__/* .foldJsonKey */ .d)(name), name]));
    return zod__WEBPACK_IMPORTED_MODULE_3__/* .looseObject */ ._H3(shape)
        .refine((value) => Object.keys(value).every((name) => (fields.get((0,_domain_index_js__WEBPACK_IMPORTED_MODULE_2__/* .foldJsonKey */ .d)(name)) ?? name) === name));
}


/***/ })

};
