export const id = 508;
export const ids = [508];
export const modules = {

/***/ 6508:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./node_modules/commander/index.js + 6 modules
var commander = __webpack_require__(7375);
;// CONCATENATED MODULE: ./build/domain/errors.js
/** Every error the gate raises on purpose. Anything else that is thrown is a defect, and is reported as one. */
class GateError extends Error {
    code;
    stage;
    remedy;
    location;
    constructor(details) {
        super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
        this.name = new.target.name;
        this.code = details.code;
        this.stage = details.stage;
        this.remedy = details.remedy;
        this.location = details.location ?? null;
    }
}
/** Bad usage or a bad policy file: the run ends with exit code 2, before anything is judged. */
class UsageError extends GateError {
}

;// CONCATENATED MODULE: ./build/domain/finding.js
const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'];

;// CONCATENATED MODULE: ./build/domain/image.js
/** `docker.io/library/nginx`: the name that allow lists, deny lists and the report use. */
function repositoryOf(reference) {
    return `${reference.registry}/${reference.path}`;
}

;// CONCATENATED MODULE: ./build/domain/json.js
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function isArray(value) {
    return Array.isArray(value);
}
/** One step into an object or array; undefined where there is nothing, never an error. */
function get(value, ...steps) {
    let at = value;
    for (const step of steps) {
        if (typeof step === 'number')
            at = isArray(at) ? at[step] : undefined;
        else
            at = isObject(at) && Object.hasOwn(at, step) ? at[step] : undefined;
    }
    return at;
}

;// CONCATENATED MODULE: ./build/domain/location.js
/** A whole file, where nothing inside it can be named. */
function fileLocation(file) {
    return { file, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1, exact: false };
}
/** Order for every list that a person reads: by file, then from top to bottom. */
function compareLocations(a, b) {
    if (a.file !== b.file)
        return a.file < b.file ? -1 : 1;
    return (a.startLine - b.startLine || a.startColumn - b.startColumn || a.endLine - b.endLine || a.endColumn - b.endColumn);
}

;// CONCATENATED MODULE: ./build/domain/manifest.js
/** "Deployment shop/api", "ClusterRole reader": how messages name an object. */
function describeManifest(ref) {
    return `${ref.kind} ${ref.namespace === undefined ? '' : `${ref.namespace}/`}${ref.name}`;
}

;// CONCATENATED MODULE: ./build/domain/path.js
const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_-]*$/;
/** `spec.containers[0].image`; a key with other characters is quoted: `metadata.labels["app.kubernetes.io/name"]`. */
function formatPath(path) {
    let text = '';
    for (const step of path) {
        if (typeof step === 'number')
            text += `[${step}]`;
        else if (PLAIN_KEY.test(step))
            text += text === '' ? step : `.${step}`;
        else
            text += `[${JSON.stringify(step)}]`;
    }
    return text;
}

;// CONCATENATED MODULE: ./build/domain/ports.js
/** Every effect the gate has on the world comes in through these: plain interfaces, passed in, never imported. */
/** A request that got no answer. `message` never holds a header or a query. */
class HttpError extends Error {
    failure;
    constructor(failure, message, cause) {
        super(message, cause === undefined ? undefined : { cause });
        this.name = 'HttpError';
        this.failure = failure;
    }
}

;// CONCATENATED MODULE: ./build/domain/registry.js
/**
 * A request to a registry that gave no usable answer. `message` says which host, what was tried and how often;
 * `remedy` what to do. Neither ever holds a credential or a query string.
 */
class RegistryError extends Error {
    failure;
    host;
    remedy;
    attempts;
    constructor(details) {
        super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
        this.name = 'RegistryError';
        this.failure = details.failure;
        this.host = details.host;
        this.remedy = details.remedy;
        this.attempts = details.attempts;
    }
}

;// CONCATENATED MODULE: ./build/domain/rule.js
/** The ten topics of the production hardening checklist that the product came from, in its order. */
const TOPICS = [
    { id: 'identity', title: 'Identity and RBAC' },
    { id: 'tenancy', title: 'Tenant isolation' },
    { id: 'pod-security', title: 'Pod Security Standards' },
    { id: 'network', title: 'Network' },
    { id: 'secrets', title: 'Secrets' },
    { id: 'supply-chain', title: 'Supply chain' },
    { id: 'admission', title: 'Admission as code' },
    { id: 'runtime', title: 'Runtime and audit' },
    { id: 'nodes', title: 'Nodes and control plane' },
    { id: 'incident', title: 'Incident readiness' },
];

;// CONCATENATED MODULE: ./build/domain/source.js
/** `helm chart charts/shop`: how messages name a source. */
function describeSource(source) {
    const root = source.root === '' ? '.' : source.root;
    if (source.kind === 'helm')
        return `Helm chart ${root}`;
    if (source.kind === 'kustomize')
        return `kustomization ${root}`;
    return `manifests in ${root}`;
}

;// CONCATENATED MODULE: ./build/domain/verdict.js
/** Exit codes of `check`: see the design's Outcomes. 2 is for bad usage or a bad policy file, which have no verdict. */
const EXIT_CODE = { pass: 0, fail: 1, unknown: 3 };
const EXIT_USAGE = 2;

;// CONCATENATED MODULE: ./build/domain/index.js

















;// CONCATENATED MODULE: ./build/io/log.js
const PROGRESS_INTERVAL_MS = 2_000;
/** Progress as one live line on a terminal, as plain lines (at most one every two seconds) elsewhere. */
function createLog(stream, elapsed = () => performance.now()) {
    const live = stream.isTTY === true;
    let shown = false;
    let last = Number.NEGATIVE_INFINITY;
    const clear = () => {
        if (shown)
            stream.write('\r\u001b[K');
        shown = false;
    };
    const line = (text) => {
        clear();
        stream.write(`${visible(text)}\n`);
    };
    return {
        progress(message) {
            if (live) {
                clear();
                stream.write(visible(message).slice(0, Math.max((stream.columns ?? 80) - 1, 20)));
                shown = true;
            }
            else if (elapsed() - last >= PROGRESS_INTERVAL_MS) {
                last = elapsed();
                stream.write(`${visible(message)}\n`);
            }
        },
        info: line,
        warn: (message) => line(`warning: ${message}`),
        end: clear,
    };
}
/** A name from a repository must not move the cursor or hide text. */
function visible(text) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
    return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\uFFFD');
}

// EXTERNAL MODULE: external "node:perf_hooks"
var external_node_perf_hooks_ = __webpack_require__(643);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./build/io/clock.js


function createClock() {
    return {
        now: () => new Date(),
        elapsed: () => external_node_perf_hooks_.performance.now(),
        sleep: async (milliseconds, signal) => {
            await (0,promises_.setTimeout)(milliseconds, undefined, signal === undefined ? {} : { signal });
        },
    };
}

;// CONCATENATED MODULE: ./build/io/env.js
/** The process's own environment. An empty variable counts as one that is not set, as shells and runners treat it. */
function createEnv(variables = process.env) {
    return {
        get: (name) => {
            const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
            return value === '' ? undefined : value;
        },
    };
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./node_modules/@actions/exec/lib/exec.js + 3 modules
var exec = __webpack_require__(1260);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(2503);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./build/io/confine.js

const DIRECTORIES = ['/usr/bin', '/bin'];
/** Root may make a network namespace; others may where the system lets them make a user namespace first. */
const NAMESPACE_FLAGS = [['--net'], ['--user', '--map-root-user', '--net']];
function find(name) {
    if (process.platform !== 'linux')
        return null;
    return DIRECTORIES.map((directory) => `${directory}/${name}`).find((path) => (0,external_node_fs_.existsSync)(path)) ?? null;
}
/** Finds out by trying: `works` runs an argv and says whether it ended well. */
async function detectConfinement(works) {
    const prlimit = find('prlimit');
    const unshare = find('unshare');
    let networkNamespace = null;
    if (unshare !== null) {
        for (const flags of NAMESPACE_FLAGS) {
            if (await works([unshare, ...flags, '--', unshare, '--version'])) {
                networkNamespace = [unshare, ...flags, '--'];
                break;
            }
        }
    }
    const limits = prlimit !== null && (await works([prlimit, '--core=0', '--', prlimit, '--version']));
    return { prlimit: limits ? prlimit : null, networkNamespace };
}
const BLACK_HOLE = 'http://127.0.0.1:9';
/** Where there is no network namespace, programs that honour a proxy still reach nothing: port 9 discards. */
const BLACK_HOLE_PROXY = {
    HTTP_PROXY: BLACK_HOLE,
    HTTPS_PROXY: BLACK_HOLE,
    ALL_PROXY: BLACK_HOLE,
    NO_PROXY: '',
    http_proxy: BLACK_HOLE,
    https_proxy: BLACK_HOLE,
    all_proxy: BLACK_HOLE,
    no_proxy: '',
};

;// CONCATENATED MODULE: ./build/io/frames.js

const HEAD = 5;
const TAIL = 2;
/** Reads the supervisor's frames (supervisor.ts) from chunks that arrive cut anywhere. */
class FrameReader {
    #pending = [];
    #pendingBytes = 0;
    #needed = HEAD;
    #output = [];
    #errors = [];
    #result = null;
    push(chunk) {
        this.#pending.push(chunk);
        this.#pendingBytes += chunk.length;
        if (this.#pendingBytes < this.#needed)
            return;
        let bytes = Buffer.concat(this.#pending);
        for (;;) {
            if (bytes.length < HEAD) {
                this.#needed = HEAD;
                break;
            }
            const size = HEAD + bytes.readUInt32BE(1) + TAIL;
            if (bytes.length < size) {
                this.#needed = size;
                break;
            }
            this.#take(String.fromCharCode(bytes[0] ?? 0), bytes.subarray(HEAD, size - TAIL));
            bytes = bytes.subarray(size);
        }
        this.#pending = [bytes];
        this.#pendingBytes = bytes.length;
    }
    /** What has come, once the stream is over. `result` is null where the supervisor did not get to it. */
    end() {
        return { output: Buffer.concat(this.#output), errors: Buffer.concat(this.#errors), result: this.#result };
    }
    #take(type, payload) {
        if (type === 'o')
            this.#output.push(payload);
        else if (type === 'e')
            this.#errors.push(payload);
        else if (type === 'r')
            this.#result = schemas/* json */.Pq9().parse(JSON.parse(payload.toString('utf8')));
    }
}

;// CONCATENATED MODULE: ./build/io/supervisor.js
/**
 * The supervisor: runs one program under limits of time and output, and ends the program's whole process group at
 * either limit. It is a program of its own because `@actions/exec` has neither limit and never hands out its child.
 *
 * `exec.ts` runs the text of this function with `node -e`, so that it works the same from the sources and from the
 * bundle. It must stay self-contained: nothing from outside its body, built-in modules by `getBuiltinModule` only.
 *
 * Input: 4 bytes of length, the job as JSON, then the program's standard input.
 * Output: frames of `type (1 byte), length (4 bytes, big-endian), payload, CR LF`; `o` and `e` hold bytes of the
 * program's output and error, `r` the result as JSON, once, at the end. The line ends keep the line buffer of
 * `@actions/exec` short.
 */
function supervise() {
    const { spawn } = process.getBuiltinModule('node:child_process');
    const { accessSync, constants } = process.getBuiltinModule('node:fs');
    const windows = process.platform === 'win32';
    const parent = process.ppid;
    const frame = (type, payload, written) => {
        const head = Buffer.alloc(5);
        head.write(type, 0, 'latin1');
        head.writeUInt32BE(payload.length, 1);
        process.stdout.write(Buffer.concat([head, payload, Buffer.from('\r\n')]), written);
    };
    const finish = (result) => {
        frame('r', Buffer.from(JSON.stringify(result)), () => process.exit(0));
    };
    // Whoever read our output is gone: nobody is left to tell.
    process.stdout.on('error', () => process.exit(1));
    const run = (job, input) => {
        try {
            accessSync(job.program, constants.X_OK);
        }
        catch (error) {
            const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
            finish({ status: 'not-started', reason: missing ? 'no such file' : 'not an executable file' });
            return;
        }
        try {
            accessSync(job.cwd);
        }
        catch {
            finish({ status: 'not-started', reason: 'no such working directory' });
            return;
        }
        const [program, ...args] = job.argv;
        const child = spawn(program, args, {
            cwd: job.cwd,
            env: job.env,
            shell: false,
            detached: !windows,
            windowsHide: true,
            stdio: ['pipe', 'pipe', 'pipe'],
        });
        let stopped = null;
        let ended = null;
        let done = false;
        const killTree = () => {
            if (child.pid === undefined)
                return;
            if (windows) {
                const taskkill = `${process.env.SystemRoot ?? 'C:\\Windows'}\\System32\\taskkill.exe`;
                spawn(taskkill, ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' }).on('error', () => child.kill());
                return;
            }
            try {
                process.kill(-child.pid, 'SIGKILL');
            }
            catch {
                // The group is already empty.
            }
        };
        const conclude = () => {
            if (done)
                return;
            done = true;
            clearTimeout(timer);
            clearInterval(watch);
            if (stopped !== null)
                finish(stopped);
            else if (ended?.code !== null && ended?.code !== undefined)
                finish({ status: 'exited', code: ended.code });
            else
                finish({ status: 'killed', reason: `ended by ${ended?.signal ?? 'an unknown signal'}` });
        };
        const stop = (status, reason) => {
            if (stopped !== null || done)
                return;
            stopped = { status, reason };
            killTree();
            // A grandchild that left the group may hold the pipes open for ever.
            setTimeout(conclude, 1000);
        };
        const seconds = job.timeoutMs >= 1000 ? `${Math.round(job.timeoutMs / 100) / 10} s` : `${job.timeoutMs} ms`;
        const timer = setTimeout(() => stop('timeout', `no answer within ${seconds}`), job.timeoutMs);
        const watch = setInterval(() => {
            // The gate itself is gone (cancelled, killed): what it started must not outlive it.
            if (process.ppid === parent)
                return;
            killTree();
            process.exit(1);
        }, 250);
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
            process.on(signal, () => {
                killTree();
                process.exit(1);
            });
        }
        const forward = (type, stream) => {
            let left = job.maxOutputBytes;
            stream.on('data', (chunk) => {
                if (left > 0)
                    frame(type, chunk.subarray(0, left));
                left -= chunk.length;
                const limit = job.maxOutputBytes;
                const size = limit >= 1 << 20 ? `${Math.floor(limit / (1 << 20))} MiB` : `${limit} bytes`;
                if (left < 0)
                    stop('output-limit', `more than ${size} of output`);
            });
            stream.on('error', () => { });
        };
        forward('o', child.stdout);
        forward('e', child.stderr);
        child.on('error', (error) => {
            if (child.pid !== undefined)
                return;
            done = true;
            clearTimeout(timer);
            clearInterval(watch);
            finish({ status: 'not-started', reason: 'code' in error ? String(error.code) : error.message });
        });
        child.on('exit', (code, signal) => {
            ended = { code, signal };
            if (!windows)
                killTree();
            setTimeout(conclude, 1000);
        });
        child.on('close', conclude);
        // A program that does not read its input closes the pipe: that is its right.
        child.stdin.on('error', () => { });
        child.stdin.end(input);
    };
    const chunks = [];
    process.stdin.on('data', (chunk) => chunks.push(chunk));
    process.stdin.on('end', () => {
        const all = Buffer.concat(chunks);
        const length = all.readUInt32BE(0);
        run(JSON.parse(all.toString('utf8', 4, 4 + length)), all.subarray(4 + length));
    });
}

;// CONCATENATED MODULE: ./build/io/exec.js






const Result = schemas/* union */.KCZ([
    schemas/* strictObject */.rej({ status: schemas/* literal */.euz('exited'), code: schemas/* int */.Whr() }),
    schemas/* strictObject */.rej({ status: schemas/* enum */.k5n(['timeout', 'output-limit', 'killed', 'not-started']), reason: schemas/* string */.YjP() }),
]);
function encodeJob(job, stdin) {
    const json = Buffer.from(JSON.stringify(job));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(json.length);
    return Buffer.concat([length, json, typeof stdin === 'string' ? Buffer.from(stdin) : stdin]);
}
/** One program under the supervisor. The job goes by standard input, so that no secret of it shows in a process list. */
async function runSupervised(job, stdin) {
    const stdout = new FrameReader();
    const stray = [];
    let failure = null;
    try {
        await (0,exec/* exec */.m)(`"${process.execPath}"`, ['--input-type=commonjs', '-e', `(${supervise.toString()})()`], {
            silent: true,
            ignoreReturnCode: true,
            cwd: (0,external_node_path_.dirname)(process.execPath),
            env: {},
            input: encodeJob(job, stdin),
            listeners: {
                stdout: (chunk) => stdout.push(chunk),
                stderr: (chunk) => {
                    if (stray.length < 16)
                        stray.push(chunk);
                },
            },
        });
    }
    catch (error) {
        failure = error instanceof Error ? error.message : String(error);
    }
    const { output, errors, result } = stdout.end();
    const stderr = errors.toString('utf8');
    const parsed = Result.safeParse(result);
    if (!parsed.success) {
        const detail = failure ?? Buffer.concat(stray).toString('utf8').trim().split('\n').at(-1) ?? '';
        return { status: 'killed', reason: `the supervisor of the program ended early: ${detail}`, stderr };
    }
    if (parsed.data.status === 'exited') {
        return { status: 'exited', code: parsed.data.code, stdout: output, stderr };
    }
    return { status: parsed.data.status, reason: parsed.data.reason, stderr };
}
/** The Go tools shrink their heap before they meet the hard limit; others do not read this. */
function memoryEnvironment(bytes) {
    return bytes === undefined ? {} : { GOMEMLIMIT: String(Math.floor(bytes * 0.8)) };
}
function confinedArgv(command, confinement) {
    const argv = [command.program, ...command.args];
    const withNetwork = command.network === 'none' && confinement.networkNamespace !== null
        ? [...confinement.networkNamespace, ...argv]
        : argv;
    if (command.maxMemoryBytes === undefined || confinement.prlimit === null)
        return withNetwork;
    // Private writable memory: what a program really takes. Go reserves far more address space than it ever touches.
    return [confinement.prlimit, `--data=${command.maxMemoryBytes}`, '--core=0', '--', ...withNetwork];
}
/**
 * The Exec port on `@actions/exec`, silent, with a supervisor between it and the program: see supervisor.ts.
 *
 * PATH is empty unless the command's own environment says otherwise. What the system offers (network namespace,
 * resource limits) is found out once, at the first command that can use it.
 */
function createExec() {
    let detected = null;
    const works = async (argv) => {
        const job = { program: argv[0], argv, cwd: '/', env: { PATH: '' }, timeoutMs: 5000, maxOutputBytes: 4096 };
        const result = await runSupervised(job, '');
        return result.status === 'exited' && result.code === 0;
    };
    return {
        async run(command) {
            const confinable = command.network === 'none' || command.maxMemoryBytes !== undefined;
            if (confinable)
                detected ??= detectConfinement(works);
            const confinement = (confinable ? await detected : null) ?? { prlimit: null, networkNamespace: null };
            const job = {
                program: command.program,
                argv: confinedArgv(command, confinement),
                cwd: command.cwd,
                env: {
                    PATH: '',
                    ...memoryEnvironment(command.maxMemoryBytes),
                    ...command.env,
                    ...(command.network === 'none' ? BLACK_HOLE_PROXY : {}),
                },
                timeoutMs: command.timeoutMs,
                maxOutputBytes: command.maxOutputBytes,
            };
            return runSupervised(job, command.stdin ?? '');
        },
    };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./build/io/files.js






/** Directories that must be gone when this process is, however it ends. */
const temporary = new Set();
const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };
function removeAllTemporary() {
    for (const directory of temporary)
        (0,external_node_fs_.rmSync)(directory, { recursive: true, force: true, maxRetries: 3 });
    temporary.clear();
}
const handlers = new Map();
function watchSignals() {
    process.on('exit', removeAllTemporary);
    for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM']) {
        const handler = () => {
            removeAllTemporary();
            // As a shell reports a program that a signal ended.
            process.exit(128 + SIGNALS[signal]);
        };
        handlers.set(signal, handler);
        process.on(signal, handler);
    }
}
function unwatchSignals() {
    process.off('exit', removeAllTemporary);
    for (const [signal, handler] of handlers)
        process.off(signal, handler);
    handlers.clear();
}
async function readBounded(path, maxBytes) {
    const file = await (0,external_node_fs_promises_.open)(path, 'r').catch((error) => {
        if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
            return null;
        throw error;
    });
    if (file === null)
        return null;
    try {
        const { size } = await file.stat();
        if (size > maxBytes) {
            throw new GateError({
                code: 'io/too-large',
                stage: 'io',
                message: `${path} has ${size} bytes; at most ${maxBytes} are read.`,
                remedy: 'Use a smaller file.',
            });
        }
        return await file.readFile();
    }
    finally {
        await file.close();
    }
}
/** A device or a pipe (`/dev/stdout`, `/dev/null`) is written to: putting a file in its place would break it for all. */
async function isStream(path) {
    if (/^\/(?:dev|proc)\//.test(path))
        return true;
    const found = await (0,external_node_fs_promises_.stat)(path).catch(() => null);
    return found !== null && !found.isFile() && !found.isDirectory();
}
/** The Files port on the real file system. */
function createFiles() {
    return {
        read: (path, maxBytes = Number.MAX_SAFE_INTEGER) => readBounded(path, maxBytes),
        async write(path, content, options) {
            if (await isStream(path))
                return (0,external_node_fs_promises_.writeFile)(path, content, { flag: 'a' });
            const directory = (0,external_node_path_.dirname)(path);
            await (0,external_node_fs_promises_.mkdir)(directory, { recursive: true });
            const draft = (0,external_node_path_.join)(directory, `.${(0,external_node_crypto_.randomBytes)(6).toString('hex')}.tmp`);
            try {
                await (0,external_node_fs_promises_.writeFile)(draft, content, { flag: 'wx' });
                if (options?.executable === true)
                    await (0,external_node_fs_promises_.chmod)(draft, 0o755);
                await (0,external_node_fs_promises_.rename)(draft, path);
            }
            catch (error) {
                await (0,external_node_fs_promises_.rm)(draft, { force: true });
                throw error;
            }
        },
        exists: (path) => (0,external_node_fs_promises_.stat)(path).then(() => true, () => false),
        async makeDirectory(path) {
            await (0,external_node_fs_promises_.mkdir)(path, { recursive: true });
        },
        remove: (path) => (0,external_node_fs_promises_.rm)(path, { recursive: true, force: true, maxRetries: 3 }),
        async withTemporaryDirectory(prefix, use) {
            // Real path: tools that guard against leaving a root compare real paths (macOS: /var is a symbolic link).
            const directory = await (0,external_node_fs_promises_.mkdtemp)((0,external_node_path_.join)(await (0,external_node_fs_promises_.realpath)((0,external_node_os_.tmpdir)()), `${prefix}-`));
            if (temporary.size === 0)
                watchSignals();
            temporary.add(directory);
            try {
                return await use(directory);
            }
            finally {
                await (0,external_node_fs_promises_.rm)(directory, { recursive: true, force: true, maxRetries: 3 });
                temporary.delete(directory);
                if (temporary.size === 0)
                    unwatchSignals();
            }
        },
    };
}

// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
// EXTERNAL MODULE: ./node_modules/undici/index.js
var undici = __webpack_require__(6752);
// EXTERNAL MODULE: external "node:dns"
var external_node_dns_ = __webpack_require__(610);
// EXTERNAL MODULE: ./node_modules/ipaddr.js/lib/ipaddr.js
var ipaddr = __webpack_require__(8280);
;// CONCATENATED MODULE: ./build/io/addresses.js


/** A name (or a literal address) leads to a private, loopback, link-local or otherwise not public address. */
class PrivateAddressError extends Error {
    code = 'PRIVATE_ADDRESS';
    constructor(hostname, range) {
        super(`${hostname} leads to a ${range} address`);
        this.name = 'PrivateAddressError';
    }
}
const RANGE_NAME = {
    private: 'private',
    loopback: 'loopback',
    linkLocal: 'link-local',
    uniqueLocal: 'private',
    carrierGradeNat: 'carrier-grade NAT',
    unspecified: 'unspecified',
    multicast: 'multicast',
    broadcast: 'broadcast',
};
/**
 * Null for an address of the public internet, else the name of its range. IPv4 inside IPv6 (mapped, NAT64) is judged
 * as that IPv4 address; tunnels whose far end cannot be told (6to4, Teredo) are not public.
 */
function privateRange(address) {
    let parsed;
    try {
        parsed = ipaddr.process(address.split('%', 1)[0] ?? '');
    }
    catch {
        return 'unreadable';
    }
    const range = parsed.range();
    if (range === 'unicast')
        return null;
    if (range === 'rfc6052')
        return privateRange(ipaddr.fromByteArray(parsed.toByteArray().slice(12)).toString());
    return RANGE_NAME[range] ?? 'reserved';
}
/** `127.0.0.0/8` and `::1`, in any spelling that a URL's host can have, and `localhost` with the names below it. */
function isLoopbackHost(hostname) {
    const bare = hostname.replace(/^\[(.*)\]$/, '$1').toLowerCase();
    if (bare === 'localhost' || bare.endsWith('.localhost'))
        return true;
    return ipaddr.isValid(bare) && privateRange(bare) === 'loopback';
}
const lookupName = (hostname) => new Promise((resolve, reject) => {
    (0,external_node_dns_.lookup)(hostname, { all: true }, (error, addresses) => {
        if (error === null)
            resolve(addresses);
        else
            reject(error);
    });
});
/** @throws PrivateAddressError where any of the addresses is not public: a name with both kinds is an attempt to slip by. */
async function assertPublicHost(hostname, lookup) {
    const bare = hostname.replace(/^\[(.*)\]$/, '$1');
    const addresses = ipaddr.isValid(bare) ? [{ address: bare, family: bare.includes(':') ? 6 : 4 }] : await lookup(bare);
    for (const { address } of addresses) {
        const range = privateRange(address);
        if (range !== null)
            throw new PrivateAddressError(bare, range);
    }
    return addresses;
}
/**
 * A look-up for `net.connect`. The socket connects to exactly the addresses given here, so that what was checked is
 * what is contacted, whatever the name says a moment later.
 */
function connectLookup(lookup, publicOnly) {
    return (hostname, options, callback) => {
        const found = publicOnly ? assertPublicHost(hostname, lookup) : lookup(hostname);
        found.then((addresses) => {
            const [first] = addresses;
            if (options.all === true)
                callback(null, [...addresses]);
            else if (first !== undefined)
                callback(null, first.address, first.family);
            else
                callback(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '', 4);
        }, (error) => callback(error, '', 4));
    };
}

;// CONCATENATED MODULE: ./build/io/http-failure.js

const BY_CODE = {
    ENOTFOUND: ['dns', 'its name is not known'],
    EAI_AGAIN: ['dns', 'its name could not be looked up'],
    EAI_FAIL: ['dns', 'its name could not be looked up'],
    ENODATA: ['dns', 'its name has no address'],
    ECONNREFUSED: ['refused', 'it refused the connection'],
    ECONNRESET: ['reset', 'the connection broke off'],
    EPIPE: ['reset', 'the connection broke off'],
    UND_ERR_SOCKET: ['reset', 'the connection broke off'],
    UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ['reset', 'the answer ended before it was complete'],
    ETIMEDOUT: ['timeout', 'no connection in time'],
    UND_ERR_CONNECT_TIMEOUT: ['timeout', 'no connection in time'],
    UND_ERR_HEADERS_TIMEOUT: ['timeout', 'no answer in time'],
    UND_ERR_BODY_TIMEOUT: ['timeout', 'the answer stopped coming'],
    EHOSTUNREACH: ['other', 'there is no route to it'],
    ENETUNREACH: ['other', 'there is no route to it'],
    UND_ERR_PRX_CONN: ['other', 'the proxy did not connect to it'],
    UND_ERR_PRX_TLS: ['tls', "the proxy's certificate is not valid for its name"],
    UND_ERR_HEADERS_OVERFLOW: ['too-large', 'its answer has too many headers'],
    CERT_HAS_EXPIRED: ['tls', 'its certificate has expired'],
    DEPTH_ZERO_SELF_SIGNED_CERT: ['tls', 'its certificate is self-signed'],
    SELF_SIGNED_CERT_IN_CHAIN: ['tls', 'its certificate comes from an authority that is not trusted here'],
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['tls', 'its certificate comes from an authority that is not trusted here'],
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['tls', 'its certificate comes from an authority that is not trusted here'],
    ERR_TLS_CERT_ALTNAME_INVALID: ['tls', 'its certificate is for another name'],
    EPROTO: ['tls', 'it does not speak TLS here'],
};
const TLS_CODE = /^(ERR_SSL_|ERR_TLS_|CERT_|UNABLE_TO_)/;
function codeOf(error) {
    if (error instanceof AggregateError && error.errors.length > 0)
        return codeOf(error.errors[0]);
    if (typeof error !== 'object' || error === null)
        return '';
    if ('code' in error && typeof error.code === 'string')
        return error.code;
    return '';
}
/** Names what went wrong on the way. The message is made of fixed words only: nothing of the request is in it. */
function nameHttpFailure(error) {
    if (error instanceof HttpError)
        return error;
    const code = codeOf(error);
    const known = BY_CODE[code];
    if (known !== undefined)
        return new HttpError(known[0], known[1], error);
    if (TLS_CODE.test(code))
        return new HttpError('tls', `TLS failed (${code})`, error);
    if (code === 'PRIVATE_ADDRESS' && error instanceof Error)
        return new HttpError('private-address', error.message, error);
    if (code.startsWith('HPE_'))
        return new HttpError('other', 'it does not speak HTTP here', error);
    const proxy = error instanceof Error ? /^Proxy response \((\d{3})\)/.exec(error.message) : null;
    if (proxy !== null)
        return new HttpError('other', `the proxy refused to connect to it (${proxy[1]})`, error);
    if (code === 'UND_ERR_ABORTED' || code === 'ABORT_ERR')
        return new HttpError('aborted', 'the request was given up', error);
    return new HttpError('other', code === '' ? 'the request failed' : `the request failed (${code})`, error);
}

;// CONCATENATED MODULE: ./build/io/http.js





const USER_AGENT = 'supply-chain-gate';
/** `proxy.example:3128` is taken as http, as curl and Go do. */
function proxyUrl(env, upper) {
    const value = env.get(upper.toLowerCase()) ?? env.get(upper);
    if (value === undefined)
        return null;
    const url = value.includes('://') ? value : `http://${value}`;
    if (!URL.canParse(url))
        throw new HttpError('other', `${upper} is not a URL`);
    return url;
}
function createDispatchers(options, lookup, publicOnly) {
    const trusted = options.certificateAuthority;
    const tls = trusted === undefined ? {} : { ca: [...(0,external_node_tls_.getCACertificates)('default'), trusted] };
    const agent = {
        connect: { ...tls, lookup: connectLookup(lookup, publicOnly), timeout: 10_000 },
        allowH2: false,
        pipelining: 1,
        keepAliveTimeout: 30_000,
        maxHeaderSize: 64 * 1024,
    };
    const behind = (uri) => uri === null
        ? null
        : new undici/* EnvHttpProxyAgent */.J2({
            ...agent,
            requestTls: tls,
            httpProxy: uri,
            httpsProxy: uri,
            noProxy: options.env.get('no_proxy') ?? options.env.get('NO_PROXY') ?? '',
        });
    const { env } = options;
    return {
        direct: new undici/* Agent */.g6(agent),
        proxied: { 'http:': behind(proxyUrl(env, 'HTTP_PROXY')), 'https:': behind(proxyUrl(env, 'HTTPS_PROXY')) },
    };
}
function joinHeaders(headers) {
    const joined = {};
    for (const [name, value] of Object.entries(headers)) {
        if (value !== undefined)
            joined[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
    }
    return joined;
}
async function http_readBounded(body, maxBytes) {
    const chunks = [];
    let size = 0;
    for await (const chunk of body) {
        if (!(chunk instanceof Uint8Array))
            continue;
        size += chunk.length;
        if (size > maxBytes) {
            body.destroy();
            throw new HttpError('too-large', `its answer is larger than ${maxBytes} bytes`);
        }
        chunks.push(chunk);
    }
    return Buffer.concat(chunks);
}
/** A name look-up, and a connection that waits for one, cannot be called off: they are left to themselves in time. */
function orAborted(work, signal) {
    return new Promise((resolve, reject) => {
        const abort = () => reject(new HttpError('aborted', 'the request was given up'));
        signal.addEventListener('abort', abort, { once: true });
        work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
    });
}
/**
 * The Http port on undici: one pool of connections for the run (two where addresses are restricted, so that no
 * connection made for a trusted host is used for another). Redirects are answers like any other, bodies are never
 * decompressed and never longer than asked for, and loopback never goes through a proxy.
 */
function createHttp(options) {
    const lookup = options.lookup ?? lookupName;
    const pools = new Map();
    const poolFor = (publicOnly) => {
        const pool = pools.get(publicOnly) ?? createDispatchers(options, lookup, publicOnly);
        pools.set(publicOnly, pool);
        return pool;
    };
    const choose = async (request) => {
        const { protocol, hostname } = request.url;
        if (protocol !== 'http:' && protocol !== 'https:')
            throw new HttpError('other', `${protocol} is not http or https`);
        const { direct, proxied } = poolFor(request.publicAddressesOnly);
        const proxy = isLoopbackHost(hostname) ? null : proxied[protocol];
        if (!request.publicAddressesOnly)
            return proxy ?? direct;
        // An address as host never reaches a look-up; behind a proxy the proxy looks up, and here is the only chance to see.
        if (proxy === null) {
            if (/^[\d.]+$|^\[/.test(hostname))
                await assertPublicHost(hostname, lookup);
            return direct;
        }
        try {
            await assertPublicHost(hostname, lookup);
        }
        catch (error) {
            // Behind a proxy a machine often knows no public names; the proxy does.
            if (nameHttpFailure(error).failure === 'private-address')
                throw error;
        }
        return proxy;
    };
    const exchange = async (request, signal) => {
        const dispatcher = await choose(request);
        const answer = await dispatcher.request({
            origin: request.url.origin,
            path: `${request.url.pathname}${request.url.search}`,
            method: request.method,
            headers: { 'user-agent': USER_AGENT, ...request.headers, 'accept-encoding': 'identity' },
            body: request.body ?? null,
            headersTimeout: request.timeoutMs,
            bodyTimeout: request.timeoutMs,
            signal,
            // undici would close the connection after each HEAD; a registry is asked by HEAD for every image.
            reset: false,
        });
        const headers = joinHeaders(answer.headers);
        const announced = Number(headers['content-length'] ?? 0);
        if (request.method !== 'HEAD' && announced > request.maxBodyBytes) {
            answer.body.on('error', () => { }).destroy();
            throw new HttpError('too-large', `its answer is larger than ${request.maxBodyBytes} bytes`);
        }
        return { status: answer.statusCode, headers, body: await http_readBounded(answer.body, request.maxBodyBytes) };
    };
    return {
        async send(request) {
            const deadline = new AbortController();
            const timer = setTimeout(() => deadline.abort(), request.timeoutMs);
            const signal = request.signal === undefined ? deadline.signal : AbortSignal.any([deadline.signal, request.signal]);
            try {
                return await orAborted(exchange(request, signal), signal);
            }
            catch (error) {
                if (request.signal?.aborted === true)
                    throw new HttpError('aborted', 'the request was given up', error);
                if (deadline.signal.aborted) {
                    throw new HttpError('timeout', `no complete answer within ${request.timeoutMs / 1000} s`, error);
                }
                throw nameHttpFailure(error);
            }
            finally {
                clearTimeout(timer);
            }
        },
        async close() {
            const all = [...pools.values()].flatMap((pool) => [pool.direct, pool.proxied['http:'], pool.proxied['https:']]);
            await Promise.all(all.map((dispatcher) => dispatcher?.destroy()));
        },
    };
}

;// CONCATENATED MODULE: ./build/io/random.js
/** Jitter and boundaries only; nothing secret is made of it. */
function createRandom() {
    return { fraction: () => Math.random() };
}

;// CONCATENATED MODULE: ./build/io/ports.js






/** The real world. `close` ends idle connections, so that the process can end. */
function createPorts(log) {
    const env = createEnv();
    const http = createHttp({ env });
    return {
        clock: createClock(),
        env,
        log,
        exec: createExec(),
        http,
        files: createFiles(),
        random: createRandom(),
        close: () => http.close(),
    };
}

;// CONCATENATED MODULE: ./build/report/build.js

/** Report v1. The same input gives the same bytes: keys in the schema's order, lists in the order given. */
function buildReport(input) {
    return {
        schemaVersion: 1,
        verdict: input.verdict,
        stats: { manifests: input.manifests, images: input.images.length, findings: countEffects(input.findings) },
        images: input.images.map((image) => reportImage(image, input.resolutions.get(image.written), input.checks)),
        findings: input.findings.map(reportFinding),
        tools: orderTools(input.tools),
        errors: input.errors.map((error) => ({
            code: error.code,
            stage: error.stage,
            message: error.message,
            remedy: error.remedy,
            location: error.location === null ? null : reportLocation(error.location),
        })),
    };
}
/** One image entry, also what `images --format json` prints; `checks` null where nothing was checked. */
function reportImage(image, resolution, checks) {
    const { reference } = image;
    const resolved = resolution?.status === 'resolved' ? resolution.digest : null;
    const entry = {
        reference: image.written,
        repository: reference === null ? null : repositoryOf(reference),
        tag: reference?.tag ?? null,
        digest: reference?.digest ?? resolved,
        pinned: reference !== null && reference.digest !== null,
        uses: image.uses.map((use) => ({
            manifest: reportManifest(use.manifest.ref),
            path: formatPath(use.path),
            location: reportLocation(use.place.location),
            related: use.place.related.map(reportLocation),
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
    };
}
function reportFinding(finding) {
    return {
        fingerprint: finding.fingerprint,
        rule: finding.rule,
        severity: finding.severity,
        outcome: finding.result.outcome,
        effect: finding.effect,
        message: finding.message,
        manifest: finding.manifest === null ? null : reportManifest(finding.manifest),
        image: finding.image,
        location: reportLocation(finding.location),
        related: finding.related.map(reportLocation),
        fix: finding.fix === null
            ? null
            : {
                edits: finding.fix.edits.map(({ file, startLine, startColumn, endLine, endColumn, text }) => {
                    return { file, startLine, startColumn, endLine, endColumn, text };
                }),
                proved: true,
            },
        exception: finding.exception === null ? null : { reason: finding.exception.reason, expires: finding.exception.expires },
    };
}
function reportManifest(ref) {
    return {
        file: ref.file,
        document: ref.document,
        ...(ref.item === undefined ? {} : { item: ref.item }),
        apiVersion: ref.apiVersion,
        kind: ref.kind,
        ...(ref.namespace === undefined ? {} : { namespace: ref.namespace }),
        name: ref.name,
    };
}
function reportLocation({ file, startLine, startColumn, endLine, endColumn, exact }) {
    return { file, startLine, startColumn, endLine, endColumn, exact };
}
function countEffects(findings) {
    const counts = { block: 0, warn: 0, excepted: 0, baseline: 0 };
    for (const { effect } of findings)
        counts[effect] += 1;
    return counts;
}
function orderTools({ helm, kustomize, trivy }) {
    return {
        ...(helm === undefined ? {} : { helm: { version: helm.version } }),
        ...(kustomize === undefined ? {} : { kustomize: { version: kustomize.version } }),
        ...(trivy === undefined ? {} : { trivy: { version: trivy.version, database: trivy.database } }),
    };
}

;// CONCATENATED MODULE: ./build/report/escape/visible.js
/**
 * Characters that move, hide or reorder what a person reads: controls, format characters (the bidirectional controls of
 * "Trojan Source", zero-width ones, tags), line and paragraph separators, lone surrogates, and whatever else Unicode
 * lets a renderer leave out.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;
/** True where every character of the text shows as itself. */
function isVisible(text) {
    return text.search(INVISIBLE) === -1;
}
/**
 * One line in which nothing is hidden: runs of white space become one space, anything else that does not show becomes
 * its code point, `\u{202e}`. Never longer than `limit` UTF-16 units.
 */
function visibleLine(text, limit = 4000) {
    const line = text.replace(/[\s\u0085]+/gu, ' ').trim();
    return clip(line.replace(INVISIBLE, showCodePoint), limit);
}
/** As `visibleLine`, but keeps spaces and line breaks: for code. */
function visibleBlock(text) {
    return text
        .split(/\r\n|\n|\r/)
        .map((line) => line.replace(INVISIBLE, showCodePoint))
        .join('\n');
}
/** Cuts in the middle of nothing: not inside a surrogate pair, and says how much is missing. */
function clip(text, limit) {
    if (text.length <= limit)
        return text;
    const note = ` ... (${text.length - limit} more characters)`;
    const kept = text.slice(0, Math.max(0, limit - note.length)).replace(/\p{Surrogate}$/u, '');
    return `${kept}${note}`;
}
function showCodePoint(character) {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

;// CONCATENATED MODULE: ./build/report/escape/workflow-command.js

/** The message of a workflow command (actions/toolkit, core/src/command.ts, escapeData), on one line. */
function commandData(text) {
    return visibleLine(text).replaceAll('##[', '#\\#[').replaceAll('%', '%25');
}
/** A property of a workflow command (escapeProperty): a comma or colon would end it. */
function commandProperty(text) {
    return commandData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
/**
 * A log line that the Actions runner takes for text. It reads a command where a line starts, after white space, with
 * `::` (actions/runner, ActionCommand.TryParseV2), and anywhere at `##[` (TryParse).
 */
function logLine(line) {
    const harmless = line.replaceAll('##[', '#\\#[');
    return /^\s*::/.test(harmless) ? harmless.replace('::', '\\::') : harmless;
}

;// CONCATENATED MODULE: ./build/report/escape/fence.js


/**
 * A fenced code block that its content cannot close (CommonMark 0.31, 4.5). `info` is ours, never the input's. Only a
 * suggestion is exact: the rest may be printed to a log, where no line may be a command.
 */
function markdownFence(content, info) {
    const visible = visibleBlock(content);
    const text = info === 'suggestion' ? visible : visible.split('\n').map(logLine).join('\n');
    const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
    const fence = '`'.repeat(Math.max(3, longest + 1));
    return `${fence}${info}\n${text}\n${fence}`;
}

;// CONCATENATED MODULE: ./build/report/escape/json.js
/** All that does not show, but for the line breaks of the JSON text itself. */
const HIDDEN = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;
/**
 * JSON text that is safe to print: the same value to every reader, with what a terminal would hide or reorder, and what
 * a runner would take for a command, written as escapes.
 */
function jsonText(value) {
    const text = JSON.stringify(value, null, 2);
    return `${text.replace(HIDDEN, escapeUnits).replaceAll('##[', '\\u0023#[')}\n`;
}
function escapeUnits(character) {
    let text = '';
    for (let at = 0; at < character.length; at += 1) {
        text += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
    }
    return text;
}

;// CONCATENATED MODULE: ./build/report/escape/markdown.js

/** A zero-width space parts what GitHub would join to a mention, a link or a reference. Visible text holds none. */
const PART = '\u200b';
/**
 * Text inside a Markdown paragraph, list item or table cell on GitHub (GitHub Flavored Markdown): it shows as written
 * and starts nothing, no emphasis, link, image, HTML, code, table cell, heading, mention, issue reference or formula.
 */
function markdownText(text, limit) {
    return partLinks(visibleLine(text, limit))
        .replace(/[\\`*_[\]~&<>|$\u200b]/g, (character) => /[&<>|$\u200b]/.test(character) ? entity(character) : `\\${character}`)
        .replace(/^([#+=:-])/, '\\$1')
        .replace(/^([0-9]+)([.)])/, '$1\\$2');
}
/**
 * Text as code inside a line. A plain code span where the text allows it, else `<code>` with every special character as
 * an entity: a code span cannot hold a pipe inside a table, nor show a back-tick at its end, and a runner that the Markdown
 * is printed to would take `##[` for a command.
 */
function markdownCode(text, limit) {
    const line = visibleLine(text, limit);
    if (line === '')
        return '';
    if (!/[`|\\]|##\[/.test(line))
        return `\`${line}\``;
    return `<code>${partLinks(line).replace(/[^A-Za-z0-9 \u0080-\u200a\u200c-\u{10ffff}]/gu, entity)}</code>`;
}
function partLinks(line) {
    return line
        .replace(/@(?=[A-Za-z0-9])/g, `@${PART}`)
        .replace(/#(?=[A-Za-z0-9])/g, `#${PART}`)
        .replace(/:\/\//g, `:${PART}//`)
        .replace(/(mailto|xmpp):/gi, `$1${PART}:`)
        .replace(/(www)\./gi, `$1${PART}.`)
        .replace(/\b(GH-)(?=[0-9])/gi, `$1${PART}`)
        .replace(/\b([0-9a-f]{20})(?=[0-9a-f]{20}\b)/g, `$1${PART}`);
}
function entity(character) {
    return `&#${character.charCodeAt(0)};`;
}

;// CONCATENATED MODULE: ./build/report/escape/marker.js

const MAX_FINGERPRINTS = 200;
const SHORT = 16;
const MAX_KEY = 64;
const PATTERN = /^<!-- supply-chain-gate:([A-Za-z0-9._~%]{1,1200}) (review|comment) ([0-9a-f]{0,16})(?:;([0-9a-f,]{0,4000}))? -->$/m;
function formatMarker({ key, kind, subject, fingerprints }) {
    const short = [...new Set(fingerprints.map((each) => each.slice(0, SHORT)))].sort().slice(0, MAX_FINGERPRINTS);
    return `<!-- supply-chain-gate:${markerKey(key)} ${kind} ${subject};${short.join(',')} -->`;
}
/** The first marker of a body, with its key as `markerKey` gives it; null where there is none. Anyone can write one: it finds things, and grants nothing. */
function parseMarker(body) {
    const match = PATTERN.exec(body.replaceAll('\r\n', '\n'));
    const [, key, kind, subject, fingerprints] = match ?? [];
    if (key === undefined || (kind !== 'review' && kind !== 'comment'))
        return null;
    return {
        key,
        kind,
        subject: subject ?? '',
        fingerprints: (fingerprints ?? '').split(',').filter((each) => each.length === SHORT),
    };
}
/**
 * A key as a marker holds it: `prod` stays, another character than a letter, digit, dot or underscore is its code in
 * `%..`. No hyphen survives, so no `-->` can end the comment early. A long key is told from others by its hash.
 */
function markerKey(key) {
    const text = key.length <= MAX_KEY ? key : (0,external_node_crypto_.createHash)('sha256').update(key).digest('hex');
    const encoded = encodeURIComponent(text.toWellFormed());
    return encoded.replace(/[-!*'()]/g, (character) => `%${character.charCodeAt(0).toString(16)}`) || '%20';
}

;// CONCATENATED MODULE: ./build/report/escape/sarif.js

/**
 * `message.text` of SARIF 2.1.0: brackets would start an embedded link (3.11.6) and a backslash an escape. A mention is
 * parted, since code scanning repeats messages in pull-request comments.
 */
function sarifText(text) {
    return visibleLine(text)
        .replace(/[\\[\]]/g, '\\$&')
        .replace(/(^|[^A-Za-z0-9_])@(?=[A-Za-z0-9])/g, '$1@ ');
}
/** A relative URI reference: each segment encoded, so that no file name is a scheme, a query or a fragment. */
function sarifUri(file) {
    const uri = file
        .split('/')
        .filter((segment) => segment !== '' && segment !== '..')
        .map((segment) => encodeURIComponent(segment.toWellFormed()))
        .join('/');
    return uri === '' ? '.' : uri;
}

;// CONCATENATED MODULE: ./build/report/escape/terminal.js


/** Text for a terminal or a log: one line, no escape sequences, nothing that a runner takes for a command. */
function terminalText(text, limit) {
    return logLine(visibleLine(text, limit));
}

;// CONCATENATED MODULE: ./build/report/escape/index.js









;// CONCATENATED MODULE: ./build/report/schema.js


/**
 * Report v1: the machine contract. docs/schema/report.schema.json is generated from it (scripts/schemas.ts).
 * A change that takes a key away or gives it another meaning needs another `schemaVersion`.
 */
const line = schemas/* int */.Whr().min(1);
const count = schemas/* int */.Whr().min(0);
const range = {
    file: schemas/* string */.YjP().describe('Relative to the repository root, with /.'),
    startLine: line,
    startColumn: line.describe('1-based, in UTF-16 units.'),
    endLine: line,
    endColumn: line.describe('Exclusive.'),
};
const schema_location = schemas/* strictObject */.rej({ ...range, exact: schemas/* boolean */.zMY().describe('False where the line is approximate.') })
    .describe('Where a person edits.');
const manifest = schemas/* strictObject */.rej({
    file: schemas/* string */.YjP(),
    document: count.describe('0-based, counting the documents of the file that hold content.'),
    item: count.optional().describe('Index inside a List.'),
    apiVersion: schemas/* string */.YjP(),
    kind: schemas/* string */.YjP(),
    namespace: schemas/* string */.YjP().optional(),
    name: schemas/* string */.YjP(),
})
    .describe("The object, by its source document; for Helm the file is the chart's template.");
const outcome = schemas/* enum */.k5n(['pass', 'fail', 'unknown', 'skipped']);
const ReportImageSchema = schemas/* strictObject */.rej({
    reference: schemas/* string */.YjP().describe('As written.'),
    repository: schemas/* string */.YjP().nullable().describe('Canonical; null where the text is no image reference.'),
    tag: schemas/* string */.YjP().nullable(),
    digest: schemas/* string */.YjP().nullable().describe('Written, or what the registry said; null where it is not known.'),
    pinned: schemas/* boolean */.zMY().describe('True where the text itself names a digest.'),
    uses: schemas/* array */.YOg(schemas/* strictObject */.rej({
        manifest,
        path: schemas/* string */.YjP().describe('Inside the object, for example spec.containers[0].image.'),
        location: schema_location,
        related: schemas/* array */.YOg(schema_location),
    })),
    checks: schemas/* strictObject */.rej({ allowlist: outcome, signatures: outcome, vulnerabilities: outcome })
        .optional()
        .describe('Left out where nothing was checked (images without --resolve).'),
});
const edit = schemas/* strictObject */.rej({ ...range, text: schemas/* string */.YjP() });
const ReportFindingSchema = schemas/* strictObject */.rej({
    fingerprint: schemas/* string */.YjP()
        .regex(/^[0-9a-f]{64}$/)
        .describe('Stable over moved lines and renamed files.'),
    rule: schemas/* string */.YjP().regex(/^[a-z]+\/.+$/),
    severity: schemas/* enum */.k5n(SEVERITIES),
    outcome: schemas/* enum */.k5n(['fail', 'unknown']).describe('unknown: could not be checked, which is never a pass.'),
    effect: schemas/* enum */.k5n(['block', 'warn', 'excepted', 'baseline']),
    message: schemas/* string */.YjP(),
    manifest: manifest.nullable(),
    image: schemas/* string */.YjP().nullable().describe('The image reference as written.'),
    location: schema_location,
    related: schemas/* array */.YOg(schema_location),
    fix: schemas/* strictObject */.rej({ edits: schemas/* array */.YOg(edit).min(1), proved: schemas/* literal */.euz(true) })
        .nullable()
        .describe('Edits that were applied and rendered again before they were offered.'),
    exception: schemas/* strictObject */.rej({ reason: schemas/* string */.YjP(), expires: schemas/* string */.YjP() }).nullable(),
});
const errorEntry = schemas/* strictObject */.rej({
    code: schemas/* string */.YjP().regex(/^[a-z-]+\/[a-z0-9-]+$/),
    stage: schemas/* string */.YjP(),
    message: schemas/* string */.YjP(),
    remedy: schemas/* string */.YjP(),
    location: schema_location.nullable(),
});
const tool = schemas/* strictObject */.rej({ version: schemas/* string */.YjP() });
const schema_ReportSchema = schemas/* strictObject */.rej({
    schemaVersion: schemas/* literal */.euz(1),
    verdict: schemas/* enum */.k5n(['pass', 'fail', 'unknown']),
    stats: schemas/* strictObject */.rej({
        manifests: count,
        images: count,
        findings: schemas/* strictObject */.rej({ block: count, warn: count, excepted: count, baseline: count }),
    }),
    images: schemas/* array */.YOg(ReportImageSchema),
    findings: schemas/* array */.YOg(ReportFindingSchema).describe('What blocks first, the worst first, then by place.'),
    tools: schemas/* strictObject */.rej({
        helm: tool.optional(),
        kustomize: tool.optional(),
        trivy: schemas/* strictObject */.rej({
            version: schemas/* string */.YjP(),
            database: schemas/* strictObject */.rej({ updatedAt: schemas/* string */.YjP() }).nullable(),
        })
            .optional(),
    })
        .describe('The programs that took part.'),
    errors: schemas/* array */.YOg(errorEntry).describe('What went wrong in the run itself.'),
})
    .describe('supply-chain-gate report, version 1');

;// CONCATENATED MODULE: ./build/report/json-schema.js


/** The JSON Schema (draft 2020-12) of report v1, as docs/schema/report.schema.json holds it. */
function reportJsonSchema() {
    const { $schema, ...rest } = z.toJSONSchema(ReportSchema, { target: 'draft-2020-12' });
    return { $schema, title: 'supply-chain-gate report v1', ...rest };
}

;// CONCATENATED MODULE: ./build/report/view.js
const MAX_STEPS = 3;
function buildView(report, context) {
    const blocking = report.findings.filter((finding) => finding.effect === 'block');
    return {
        report,
        context,
        headline: headline(report, blocking),
        firstSteps: firstSteps(blocking, context),
        fixCommand: fixCommand(blocking),
        open: report.findings.filter(({ effect }) => effect === 'block' || effect === 'warn'),
        excepted: report.findings.filter(({ effect }) => effect === 'excepted'),
        baseline: report.findings.filter(({ effect }) => effect === 'baseline'),
        counts: countsLine(report),
    };
}
function headline(report, blocking) {
    const failures = blocking.filter(({ outcome }) => outcome === 'fail').length;
    const unknowns = blocking.length - failures;
    const open = unknowns === 0 ? '' : `; ${plural(unknowns, 'check')} could not be made`;
    switch (report.verdict) {
        case 'fail':
            return `Do not deploy: ${plural(failures, 'problem')} ${failures === 1 ? 'blocks' : 'block'} this change${open}.`;
        case 'unknown':
            return `Could not decide: ${plural(unknowns, 'check')} could not be made, and what was not checked does not pass.`;
        case 'pass': {
            const { warn } = report.stats.findings;
            return warn === 0 ? 'May be deployed.' : `May be deployed, with ${plural(warn, 'warning')}.`;
        }
    }
}
function firstSteps(blocking, context) {
    const groups = new Map();
    for (const finding of blocking) {
        const about = isAdvisory(finding) ? `vulnerability ${finding.image}` : `${finding.rule} ${finding.outcome}`;
        const group = groups.get(about);
        if (group === undefined)
            groups.set(about, [finding]);
        else
            group.push(finding);
    }
    const steps = [];
    for (const group of groups.values()) {
        const [first] = group;
        if (first === undefined || steps.length === MAX_STEPS)
            continue;
        steps.push({ text: stepText(first, group.length, context), places: group.length, first: first.location });
    }
    return steps;
}
function isAdvisory({ rule, outcome, image }) {
    return rule.startsWith('vulnerability/') && outcome === 'fail' && image !== null;
}
function stepText(first, size, context) {
    if (isAdvisory(first) && size > 1) {
        return `Update image ${first.image}: it has ${size} known vulnerabilities that block.`;
    }
    const description = context.describeRule(first.rule);
    return size === 1 || description === null || first.outcome === 'unknown' ? first.message : description.repair;
}
/** `fix` pins by itself, and repairs by other rules only when they are named. */
function fixCommand(blocking) {
    const rules = blocking.filter(({ fix }) => fix !== null).map(({ rule }) => rule);
    if (rules.length === 0)
        return null;
    const named = [...new Set(rules)].sort();
    const byDefault = named.length === 1 && named[0] === 'image/unpinned';
    const option = byDefault ? '' : ` --rules '${named.join(',')}'`;
    return { command: `supply-chain-gate fix --write${option}`, settles: rules.length };
}
function countsLine({ stats }) {
    const { block, warn, excepted, baseline } = stats.findings;
    const parts = [`${block} blocking`, plural(warn, 'warning')];
    if (excepted > 0)
        parts.push(`${excepted} by exception`);
    if (baseline > 0)
        parts.push(`${baseline} known at the base`);
    return `${plural(stats.manifests, 'manifest')} and ${plural(stats.images, 'image')}: ${parts.join(', ')}.`;
}
function plural(count, noun) {
    return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
/** `deploy/api.yaml:12`, the way editors and terminals turn into a link. */
function placeText({ file, startLine }) {
    return `${file}:${startLine}`;
}
/** What a finding is called where there is room for a few words: the rule's title, else its id. */
function titleOf(finding, context) {
    return context.describeRule(finding.rule)?.title ?? finding.rule;
}

;// CONCATENATED MODULE: ./build/report/reporters/annotations.js


/** GitHub shows ten of each level a step, and drops the rest without a word. */
const CAP = 10;
/**
 * Workflow commands, which the runner turns into annotations: what blocks as errors, warnings as warnings, the worst
 * first, and one notice that counts what did not fit.
 */
function renderAnnotations(view) {
    const { report, context } = view;
    const errors = view.open.filter(({ effect }) => effect === 'block');
    const warnings = view.open.filter(({ effect }) => effect === 'warn');
    const lines = [
        ...errors.slice(0, CAP).map((finding) => annotation('error', finding, view)),
        ...warnings.slice(0, CAP).map((finding) => annotation('warning', finding, view)),
    ];
    const left = Math.max(0, errors.length - CAP) + Math.max(0, warnings.length - CAP);
    const more = left === 0 ? '' : ` ${left} more findings did not fit here; the job summary and the report list all.`;
    if (report.verdict !== 'pass' || left > 0) {
        const title = commandProperty(`supply-chain-gate: ${report.verdict}`);
        lines.push(`::notice title=${title}::${commandData(`${view.headline} ${view.counts}${more}`)}`);
    }
    for (const notice of context.notices)
        lines.push(`::notice title=supply-chain-gate::${commandData(notice)}`);
    return lines
        .slice(0, 3 * CAP)
        .map((line) => `${line}\n`)
        .join('');
}
function annotation(level, finding, { context }) {
    const { file, startLine, endLine, startColumn, endColumn, exact } = finding.location;
    const properties = [`file=${commandProperty(file)}`, `line=${startLine}`];
    if (exact) {
        properties.push(`endLine=${endLine}`);
        // The runner refuses columns for a range of several lines.
        if (startLine === endLine)
            properties.push(`col=${startColumn}`, `endColumn=${Math.max(startColumn, endColumn)}`);
    }
    const title = titleOf(finding, context);
    properties.push(`title=${commandProperty(title === finding.rule ? title : `${title} (${finding.rule})`)}`);
    return `::${level} ${properties.join(',')}::${commandData(finding.message)}`;
}

;// CONCATENATED MODULE: ./build/report/reporters/json.js

/** Report v1 itself. */
function renderJson({ report }) {
    return jsonText(report);
}

;// CONCATENATED MODULE: ./build/report/reporters/bounded.js
/** A text that never grows past its limit, and knows what it left out. Sizes are UTF-8 bytes, the strictest measure. */
class BoundedText {
    #text = '';
    #room;
    constructor(maxBytes) {
        this.#room = maxBytes;
    }
    get room() {
        return this.#room;
    }
    /** Adds a block, parted by an empty line; false where it does not fit, and nothing is added. */
    add(block) {
        const piece = this.#text === '' ? block : `\n\n${block}`;
        const size = Buffer.byteLength(piece);
        if (size > this.#room)
            return false;
        this.#text += piece;
        this.#room -= size;
        return true;
    }
    /**
     * Adds as many items as fit into `share` of the room that is left, between `before` and `after`, and counts the rest
     * in a line of its own. Adds nothing where there are no items.
     */
    addList(list) {
        const { items, before, after, separator, share } = list;
        if (items.length === 0)
            return;
        const reserve = 200 + Buffer.byteLength(before) + Buffer.byteLength(after);
        let room = Math.floor(this.#room * share) - reserve;
        const kept = [];
        for (const item of items.slice(0, list.maxItems ?? items.length)) {
            const text = item();
            room -= Buffer.byteLength(text) + separator.length;
            if (room < 0)
                break;
            kept.push(text);
        }
        const left = items.length - kept.length;
        const rest = left === 0 ? '' : `${left} more ${list.noun(left)} left out here; the report lists all.`;
        if (kept.length === 0)
            this.add(rest);
        else
            this.add(`${before}${kept.join(separator)}${rest === '' ? '' : `\n\n${rest}`}${after}`);
    }
    toString() {
        return this.#text;
    }
}

;// CONCATENATED MODULE: ./build/report/reporters/markdown-parts.js


/** Pieces of Markdown that the job summary and the review share. Every text from outside is escaped here. */
const ALERTS = { pass: 'TIP', fail: 'CAUTION', unknown: 'WARNING' };
function verdictPart({ report, headline, counts, context }) {
    const lines = [`> [!${ALERTS[report.verdict]}]`, `> **${markdownText(headline)}**`, `> ${markdownText(counts)}`];
    if (context.repaired > 0)
        lines.push(`> This change repairs ${plural(context.repaired, 'finding')} of the base.`);
    return lines.join('\n');
}
function firstStepsPart({ firstSteps, fixCommand }) {
    if (firstSteps.length === 0)
        return null;
    const lines = ['**What to do first**', ''];
    for (const [index, step] of firstSteps.entries()) {
        const where = markdownCode(placeText(step.first), 300);
        const places = step.places === 1 ? `(${where})` : `(${plural(step.places, 'finding')}, first at ${where})`;
        lines.push(`${index + 1}. ${markdownText(step.text, 600)} ${places}`);
    }
    if (fixCommand !== null) {
        lines.push('', `Proved fixes for ${fixCommand.settles} of them: ${markdownCode(fixCommand.command, 1000)}`);
    }
    return lines.join('\n');
}
function noticesPart({ context }) {
    if (context.notices.length === 0)
        return null;
    return context.notices
        .slice(0, 10)
        .map((notice) => `- ${markdownText(notice, 1000)}`)
        .join('\n');
}
const FINDING_COLUMNS = '| | Severity | Where | Rule | Problem |\n|---|---|---|---|---|';
function findingRow(finding) {
    const { effect, outcome, severity, location, rule, message } = finding;
    const word = outcome === 'unknown' ? `${effect}, not checked` : effect;
    const cells = [
        effect === 'block' ? `**${word}**` : word,
        severity,
        markdownCode(placeText(location), 200),
        markdownCode(rule, 100),
        markdownText(message, 300),
    ];
    return `| ${cells.join(' | ')} |`;
}
/** One finding in full: the message, why it matters, the fix. */
function findingDetail(finding, { context }) {
    const { rule, message, location, related, fix } = finding;
    const description = context.describeRule(rule);
    const named = description === null
        ? markdownCode(rule, 100)
        : `${markdownText(titleOf(finding, context))} ${markdownCode(rule, 100)}`;
    const parts = [`**${named}** at ${markdownCode(placeText(location), 300)}`, markdownText(message, 2000)];
    if (description !== null)
        parts.push(`*Why:* ${markdownText(description.why)} [Reference](${encodeURI(description.docs)})`);
    if (related.length > 0) {
        const shown = related.slice(0, 10).map((each) => markdownCode(placeText(each), 300));
        const more = related.length > shown.length ? ` and ${related.length - shown.length} more` : '';
        parts.push(`See also ${shown.join(', ')}${more}`);
    }
    if (fix !== null) {
        const edits = fix.edits.slice(0, 10).map((edit) => `# ${placeText(edit)}\n${edit.text.slice(0, 500)}`);
        parts.push(`Proved fix:\n\n${markdownFence(edits.join('\n'), 'yaml')}`);
    }
    return parts.join('\n\n');
}
function exceptedRow(finding) {
    const { reason = '', expires = '' } = finding.exception ?? {};
    return `- ${markdownCode(placeText(finding.location), 200)} ${markdownCode(finding.rule, 100)} until ${markdownText(expires)}: ${markdownText(reason, 300)}`;
}
function baselineRow(finding) {
    return `- ${markdownCode(placeText(finding.location), 200)} ${markdownCode(finding.rule, 100)}`;
}
const IMAGE_COLUMNS = '| Image | Digest | Registry | Signature | Vulnerabilities |\n|---|---|---|---|---|';
function imageRow({ reference, digest, pinned, checks }) {
    const known = digest === null ? 'not known' : markdownCode(digest.slice(0, 19));
    const cells = [
        markdownCode(reference, 300),
        pinned ? `${known} (pinned)` : known,
        checks?.allowlist ?? 'skipped',
        checks?.signatures ?? 'skipped',
        checks?.vulnerabilities ?? 'skipped',
    ];
    return `| ${cells.join(' | ')} |`;
}
function footerPart({ report, context }) {
    const { trivy, helm, kustomize } = report.tools;
    const tools = [`supply-chain-gate ${context.toolVersion}`];
    if (helm !== undefined)
        tools.push(`helm ${helm.version}`);
    if (kustomize !== undefined)
        tools.push(`kustomize ${kustomize.version}`);
    if (trivy !== undefined) {
        const database = trivy.database === null ? '' : ` (database of ${trivy.database.updatedAt})`;
        tools.push(`trivy ${trivy.version}${database}`);
    }
    const link = safeLink(context.reportUrl);
    return `${link === null ? '' : `[Full report](${link}) - `}${markdownText(tools.join(', '), 500)}`;
}
function safeLink(url) {
    if (url === null || !/^https?:\/\/[^\s<>()[\]\\]+$/.test(url))
        return null;
    return url;
}

;// CONCATENATED MODULE: ./build/report/reporters/markdown.js


/** GitHub refuses a job summary over 1 MiB; a little is kept for what other tools of the step may add. */
const MAX_SUMMARY_BYTES = 1_000_000;
/** The job summary: verdict, what to do first, a table, then details folded. */
function renderMarkdown(view) {
    return `${composeMarkdown(view, { maxBytes: MAX_SUMMARY_BYTES, maxRows: 1000, images: true })}\n`;
}
/** Markdown for GitHub within its limit: what does not fit is counted, never cut in the middle. */
function composeMarkdown(view, { maxBytes, maxRows, images }) {
    const footer = footerPart(view);
    const out = new BoundedText(maxBytes - Buffer.byteLength(footer) - 2);
    out.add(verdictPart(view));
    for (const part of [firstStepsPart(view), noticesPart(view)])
        if (part !== null)
            out.add(part);
    const findings = (count) => (count === 1 ? 'finding is' : 'findings are');
    out.addList({
        items: view.open.map((finding) => () => findingRow(finding)),
        before: `${FINDING_COLUMNS}\n`,
        after: '',
        separator: '\n',
        share: 0.4,
        maxItems: maxRows,
        noun: findings,
    });
    out.addList({
        items: view.open.map((finding) => () => findingDetail(finding, view)),
        ...folded(`Details of the findings (${view.open.length})`),
        separator: '\n\n',
        share: 0.6,
        maxItems: maxRows,
        noun: findings,
    });
    out.addList({
        items: view.excepted.map((finding) => () => exceptedRow(finding)),
        ...folded(`Let through by an exception (${view.excepted.length})`),
        separator: '\n',
        share: 0.3,
        noun: findings,
    });
    out.addList({
        items: view.baseline.map((finding) => () => baselineRow(finding)),
        ...folded(`Known at the base, not this change's (${view.baseline.length})`),
        separator: '\n',
        share: 0.4,
        noun: findings,
    });
    if (images) {
        const { images: all } = view.report;
        const { before, after } = folded(`Images (${all.length})`);
        out.addList({
            items: all.map((image) => () => imageRow(image)),
            before: `${before}${IMAGE_COLUMNS}\n`,
            after,
            separator: '\n',
            share: 0.8,
            noun: (count) => (count === 1 ? 'image is' : 'images are'),
        });
    }
    return `${out.toString()}\n\n${footer}`;
}
/** `summary` is ours. GitHub needs the empty lines to read Markdown inside. */
function folded(summary) {
    return { before: `<details><summary>${summary}</summary>\n\n`, after: '\n\n</details>' };
}

;// CONCATENATED MODULE: ./build/report/reporters/sarif.js


/** GitHub takes 25,000 results a run; the report is sorted, so what is cut is the least. */
const MAX_RESULTS = 25_000;
const MAX_RELATED = 100;
/** code scanning: over 9.0 is critical, 7.0 high, 4.0 medium, 0.1 low. */
const SECURITY_SEVERITY = {
    critical: '9.5',
    high: '8.0',
    medium: '5.5',
    low: '2.0',
    info: '0.0',
};
/**
 * SARIF 2.1.0 as GitHub code scanning takes it: relative URIs, a fingerprint that survives moved lines, help for each
 * rule, and what an exception or the base lets through marked as suppressed.
 */
function renderSarif(view) {
    const { report, context } = view;
    const findings = report.findings.slice(0, MAX_RESULTS);
    const rules = [...worstByRule(findings)].map(([id, severity]) => sarifRule(id, severity, context.describeRule(id)));
    const position = new Map(rules.map((rule, index) => [rule.id, index]));
    const seen = new Map();
    const results = findings.map((finding) => {
        const nth = (seen.get(finding.fingerprint) ?? 0) + 1;
        seen.set(finding.fingerprint, nth);
        return sarifResult(finding, position.get(finding.rule) ?? -1, nth);
    });
    return jsonText({
        $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
        version: '2.1.0',
        runs: [
            {
                tool: {
                    driver: {
                        name: 'supply-chain-gate',
                        semanticVersion: context.toolVersion,
                        rules,
                    },
                },
                automationDetails: { id: `supply-chain-gate/${encodeURIComponent(context.key.toWellFormed())}/` },
                columnKind: 'utf16CodeUnits',
                invocations: [
                    {
                        executionSuccessful: report.errors.length === 0,
                        toolExecutionNotifications: notifications(view, report.findings.length - findings.length),
                    },
                ],
                results,
                properties: { verdict: report.verdict },
            },
        ],
    });
}
function notifications({ report }, left) {
    const notes = report.errors.map(({ code, message, remedy }) => ({
        descriptor: { id: code },
        level: 'error',
        message: { text: sarifText(`${message} ${remedy}`) },
    }));
    if (left === 0)
        return notes;
    const text = `${left} findings are left out here; the JSON report lists all.`;
    return [...notes, { descriptor: { id: 'report/truncated' }, level: 'warning', message: { text } }];
}
function worstByRule(findings) {
    const worst = new Map();
    for (const { rule, severity } of findings) {
        const known = worst.get(rule);
        if (known === undefined || SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(known))
            worst.set(rule, severity);
    }
    return new Map([...worst].sort(([a], [b]) => (a < b ? -1 : 1)));
}
function sarifRule(id, severity, description) {
    const title = description?.title ?? id;
    const help = description === null ? null : `${description.means} ${description.why} ${description.repair}`;
    return {
        id,
        name: ruleName(id),
        shortDescription: { text: sarifText(title) },
        fullDescription: { text: sarifText(description?.means ?? title) },
        help: {
            text: sarifText(help ?? title),
            markdown: description === null ? markdownText(title) : helpMarkdown(description),
        },
        ...(description === null ? {} : { helpUri: description.docs }),
        defaultConfiguration: { level: severity === 'low' || severity === 'info' ? 'note' : 'warning' },
        properties: {
            tags: ['security', 'kubernetes', ...(description === null ? [] : [description.topic])],
            precision: 'high',
            'security-severity': SECURITY_SEVERITY[severity],
        },
    };
}
function helpMarkdown({ means, why, repair, docs, cis, nsa }) {
    const lines = [`**What it looks at.** ${markdownText(means)}`, `**Why.** ${markdownText(why)}`];
    lines.push(`**What to do.** ${markdownText(repair)}`);
    if (cis.length > 0)
        lines.push(`CIS Kubernetes Benchmark: ${markdownText(cis.join(', '))}`);
    if (nsa.length > 0)
        lines.push(`NSA/CISA Kubernetes Hardening Guide: ${markdownText(nsa.join(', '))}`);
    return [...lines, `[Reference](${encodeURI(docs)})`].join('\n\n');
}
/** `image/denied-tag` to `ImageDeniedTag`: SARIF wants an identifier that people can read. */
function ruleName(id) {
    return id
        .split(/[^A-Za-z0-9]+/)
        .map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
        .join('');
}
function sarifResult(finding, ruleIndex, nth) {
    const { fingerprint, effect, severity, outcome, exception, fix, related, image, manifest } = finding;
    const suppression = effect === 'excepted'
        ? `Exception until ${exception?.expires ?? ''}: ${exception?.reason ?? ''}`
        : effect === 'baseline'
            ? 'Known at the base.'
            : null;
    return {
        ruleId: finding.rule,
        ruleIndex,
        level: levelOf(finding),
        message: { text: sarifText(finding.message) },
        locations: [{ physicalLocation: physicalLocation(finding.location) }],
        ...(related.length === 0
            ? {}
            : {
                relatedLocations: related
                    .slice(0, MAX_RELATED)
                    .map((each, id) => ({ id, physicalLocation: physicalLocation(each) })),
            }),
        partialFingerprints: {
            primaryLocationLineHash: `${fingerprint.slice(0, 16)}:${nth}`,
            'supplyChainGate/v1': `${fingerprint}:${nth}`,
        },
        ...(suppression === null
            ? {}
            : { suppressions: [{ kind: 'external', status: 'accepted', justification: sarifText(suppression) }] }),
        ...(fix === null ? {} : { fixes: [{ artifactChanges: artifactChanges(fix.edits) }] }),
        properties: { severity, outcome, effect, image, object: manifest },
    };
}
/** What blocks is an error, which is what a code-scanning check fails on; what is let through is a note. */
function levelOf({ effect, severity }) {
    if (effect === 'block')
        return 'error';
    return effect === 'warn' && severity !== 'low' && severity !== 'info' ? 'warning' : 'note';
}
function physicalLocation({ file, startLine, startColumn, endLine, endColumn, exact }) {
    return {
        artifactLocation: { uri: sarifUri(file) },
        region: exact ? { startLine, startColumn, endLine, endColumn } : { startLine },
    };
}
function artifactChanges(edits) {
    return [...new Set(edits.map(({ file }) => file))].map((file) => ({
        artifactLocation: { uri: sarifUri(file) },
        replacements: edits
            .filter((edit) => edit.file === file)
            .map(({ startLine, startColumn, endLine, endColumn, text }) => ({
            deletedRegion: { startLine, startColumn, endLine, endColumn },
            insertedContent: { text },
        })),
    }));
}

;// CONCATENATED MODULE: ./build/report/reporters/terminal-style.js
const SGR = { bold: 1, underline: 4, red: 31, green: 32, yellow: 33 };
function paint(text, look, style) {
    return style.color ? `\u001b[${SGR[look]}m${text}\u001b[0m` : text;
}
/** Wraps at spaces; further lines are indented as far as the first one's prefix. A long word is left whole, to be copied. */
function wrap(text, prefix, { width }) {
    const room = Math.max(20, width - prefix.length);
    const lines = [];
    let line = '';
    for (const word of text.split(' ')) {
        if (line !== '' && line.length + 1 + word.length > room) {
            lines.push(line);
            line = word;
        }
        else {
            line = line === '' ? word : `${line} ${word}`;
        }
    }
    lines.push(line);
    const hanging = ' '.repeat(prefix.length);
    // A runner would read `::` at the start of a wrapped line as a command.
    return lines.map((each, at) => `${at === 0 ? prefix : hanging}${each.startsWith('::') ? '\\' : ''}${each}`);
}

;// CONCATENATED MODULE: ./build/report/reporters/text.js



/** For a person at a terminal: the verdict, what to do first, then each finding under its file, with its fix. */
function renderText(view, style = { color: false, width: 100 }) {
    const lines = [
        ...verdictLines(view, style),
        ...firstStepLines(view, style),
        ...noticeLines(view, style),
        ...findingLines(view, style),
        ...foldedLines(view, style),
        ...errorLines(view.report, style),
        terminalText(view.counts),
    ];
    return `${lines.join('\n')}\n`;
}
const VERDICTS = { pass: ['PASS', 'green'], fail: ['FAIL', 'red'], unknown: ['UNKNOWN', 'yellow'] };
function verdictLines({ report, headline, context }, style) {
    const [word, color] = VERDICTS[report.verdict];
    const praise = context.repaired > 0 ? [`      The change repairs ${plural(context.repaired, 'finding')} of the base.`] : [];
    return [`${paint(word, color, style)}  ${paint(terminalText(headline), 'bold', style)}`, ...praise, ''];
}
function firstStepLines({ firstSteps, fixCommand }, style) {
    if (firstSteps.length === 0)
        return [];
    const lines = [paint('What to do first', 'bold', style)];
    for (const [index, step] of firstSteps.entries()) {
        const where = step.places === 1
            ? `(${placeText(step.first)})`
            : `(${plural(step.places, 'finding')}, first at ${placeText(step.first)})`;
        lines.push(...wrap(terminalText(`${step.text} ${where}`), `  ${index + 1}. `, style));
    }
    if (fixCommand !== null) {
        lines.push(`  Proved fixes for ${fixCommand.settles} of them: ${terminalText(fixCommand.command)}`);
    }
    return [...lines, ''];
}
function noticeLines({ context }, style) {
    if (context.notices.length === 0)
        return [];
    return [...context.notices.flatMap((notice) => wrap(terminalText(notice), 'Note: ', style)), ''];
}
function findingLines({ open, context }, style) {
    const byFile = new Map();
    for (const finding of open) {
        const { file } = finding.location;
        const known = byFile.get(file);
        if (known === undefined)
            byFile.set(file, [finding]);
        else
            known.push(finding);
    }
    const lines = [];
    for (const [file, findings] of byFile) {
        lines.push(paint(terminalText(file) || '.', 'underline', style));
        // Files come in the order of their worst finding; inside a file a reader goes from top to bottom.
        const inOrder = findings.toSorted((a, b) => a.location.startLine - b.location.startLine);
        const width = inOrder.reduce((most, finding) => Math.max(most, positionOf(finding).length), 0);
        for (const finding of inOrder)
            lines.push(...oneFinding(finding, titleOf(finding, context), width, style));
        lines.push('');
    }
    return lines;
}
const INDENT = '      ';
function positionOf({ location }) {
    return `${location.exact ? '' : '~'}${location.startLine}:${location.startColumn}`;
}
function oneFinding(finding, title, width, style) {
    const { effect, severity, outcome, rule } = finding;
    const place = positionOf(finding).padEnd(width);
    const word = outcome === 'unknown' ? `${effect}, not checked` : effect.padEnd(5);
    const named = title === rule ? rule : `${title} (${rule})`;
    const head = `  ${place}  ${paint(word, effect === 'block' ? 'red' : 'yellow', style)}  ${severity.padEnd(8)}  ${terminalText(named)}`;
    const lines = [head, ...wrap(terminalText(finding.message), INDENT, style)];
    if (finding.related.length > 0) {
        const places = finding.related.slice(0, 5).map(placeText).join(', ');
        const more = finding.related.length > 5 ? ` and ${finding.related.length - 5} more` : '';
        lines.push(...wrap(terminalText(`See also ${places}${more}`), INDENT, style));
    }
    for (const edit of finding.fix?.edits ?? []) {
        const text = edit.text === '' ? 'delete it' : `write ${edit.text.trimEnd()}`;
        lines.push(`${INDENT}${paint('Fix', 'green', style)} (proved)  ${terminalText(`${placeText(edit)}: ${text}`, 400)}`);
    }
    return lines;
}
function foldedLines({ excepted, baseline }, style) {
    const lines = [];
    if (excepted.length > 0) {
        lines.push(paint(`Let through by an exception (${excepted.length})`, 'bold', style));
        for (const finding of excepted) {
            const { reason = '', expires = '' } = finding.exception ?? {};
            const text = `${placeText(finding.location)} ${finding.rule} until ${expires}: ${reason}`;
            lines.push(...wrap(terminalText(text), '  ', style));
        }
        lines.push('');
    }
    if (baseline.length > 0) {
        lines.push(paint(`Known at the base, not this change's (${baseline.length})`, 'bold', style));
        const shown = baseline.slice(0, 20);
        for (const finding of shown)
            lines.push(`  ${terminalText(`${placeText(finding.location)} ${finding.rule}`, 300)}`);
        if (baseline.length > shown.length)
            lines.push(`  and ${baseline.length - shown.length} more`);
        lines.push('');
    }
    return lines;
}
function errorLines({ errors }, style) {
    if (errors.length === 0)
        return [];
    const lines = [paint('Errors of the run', 'bold', style)];
    for (const { message, remedy, location, code } of errors) {
        const where = location === null ? '' : `${placeText(location)}: `;
        lines.push(...wrap(terminalText(`${where}${message} ${remedy} [${code}]`), '  ', style));
    }
    return [...lines, ''];
}

;// CONCATENATED MODULE: ./build/report/reporters/index.js





const FORMATS = ['text', 'json', 'sarif', 'markdown', 'annotations'];
const REPORTERS = [
    { format: 'text', render: renderText },
    { format: 'json', render: renderJson },
    { format: 'sarif', render: renderSarif },
    { format: 'markdown', render: renderMarkdown },
    { format: 'annotations', render: renderAnnotations },
];
function renderReport(format, view, style) {
    const reporter = REPORTERS.find((each) => each.format === format);
    if (reporter === undefined)
        throw new TypeError(`No reporter writes ${format}.`);
    return reporter.render(view, style);
}

;// CONCATENATED MODULE: ./build/report/review/diff.js
/** The hunk that shows all of these lines; null where none does. */
function hunkWith(diff, file, startLine, endLine) {
    const hunks = diff.find(({ path }) => path === file)?.hunks ?? [];
    return hunks.find((hunk) => startLine >= hunk.startLine && endLine < hunk.startLine + hunk.lines.length) ?? null;
}
function hunkLines(hunk, startLine, endLine) {
    return hunk.lines.slice(startLine - hunk.startLine, endLine - hunk.startLine + 1);
}

;// CONCATENATED MODULE: ./build/report/review/suggestion.js


const MAX_LINES = 30;
/**
 * The proved fix of a finding as GitHub's one click applies it: whole lines, all in one hunk. None where a part of the
 * fix would stay behind (another file or hunk), since only the whole was proved; where the diff shows other lines than
 * the gate judged (the base moved on); or where a line holds what does not show.
 *
 * @param texts - the judged text of each file of the diff, by path
 */
function suggestionFor(finding, diff, texts) {
    const edits = finding.fix?.edits ?? [];
    const [first] = edits;
    if (first === undefined || edits.some(({ file }) => file !== first.file))
        return null;
    const startLine = Math.min(...edits.map((edit) => edit.startLine));
    const endLine = Math.max(...edits.map((edit) => edit.endLine));
    if (endLine - startLine >= MAX_LINES)
        return null;
    const hunk = hunkWith(diff, first.file, startLine, endLine);
    const judged = texts
        .get(first.file)
        ?.split('\n')
        .slice(startLine - 1, endLine);
    if (hunk === null || judged === undefined)
        return null;
    const shown = hunkLines(hunk, startLine, endLine);
    if (shown.join('\n') !== judged.join('\n'))
        return null;
    const replaced = applyEdits(shown, startLine, edits);
    if (replaced === null || replaced === shown.join('\n'))
        return null;
    if (![...shown, ...replaced.split('\n')].every((line) => isVisible(line)))
        return null;
    return { rule: finding.rule, file: first.file, startLine, endLine, block: markdownFence(replaced, 'suggestion') };
}
/** The lines with the edits applied, from the last to the first; null where they overlap or lie outside a line. */
function applyEdits(lines, firstLine, edits) {
    const starts = [0];
    for (const line of lines)
        starts.push((starts.at(-1) ?? 0) + line.length + 1);
    const offset = (line, column) => {
        const text = lines[line - firstLine];
        const start = starts[line - firstLine];
        return text === undefined || start === undefined || column > text.length + 1 ? null : start + column - 1;
    };
    let text = lines.join('\n');
    let upTo = text.length;
    const last = edits.toSorted((a, b) => b.startLine - a.startLine || b.startColumn - a.startColumn);
    for (const edit of last) {
        const start = offset(edit.startLine, edit.startColumn);
        const end = offset(edit.endLine, edit.endColumn);
        if (start === null || end === null || end < start || end > upTo)
            return null;
        text = `${text.slice(0, start)}${edit.text}${text.slice(end)}`;
        upTo = start;
    }
    return text;
}

;// CONCATENATED MODULE: ./build/report/review/comment.js






const MAX_COMMENT_BYTES = 20_000;
const MAX_DETAILS = 10;
/** The comment on a subject: where its fix can be applied, else its first place in the diff; null where it has none. */
function commentOn(subject, view, diff, texts) {
    const suggestion = firstSuggestion(subject, diff, texts);
    // Warnings alone are worth a line of the diff only where one click settles them: the body lists them anyway.
    if (suggestion === null && subject.findings.every(({ effect }) => effect !== 'block'))
        return null;
    const place = suggestion ?? firstPlace(subject, diff);
    if (place === null)
        return null;
    return {
        path: place.file,
        startLine: place.startLine === place.endLine ? null : place.startLine,
        line: place.endLine,
        body: commentBody(subject, view, suggestion),
        subject: subject.id,
        fingerprints: subject.findings.map(({ fingerprint }) => fingerprint),
    };
}
function firstSuggestion({ findings }, diff, texts) {
    for (const finding of findings) {
        const suggestion = suggestionFor(finding, diff, texts);
        if (suggestion !== null)
            return suggestion;
    }
    return null;
}
function firstPlace({ findings }, diff) {
    const places = findings.flatMap(({ location, related }) => [location, ...related]);
    for (const { file, startLine, endLine, endColumn } of places) {
        // A range that ends before the first column of a line does not hold that line.
        const last = endColumn === 1 && endLine > startLine ? endLine - 1 : endLine;
        if (hunkWith(diff, file, startLine, last) !== null)
            return { file, startLine, endLine: last };
        if (hunkWith(diff, file, startLine, startLine) !== null)
            return { file, startLine, endLine: startLine };
    }
    return null;
}
function commentBody(subject, view, suggestion) {
    const { findings, id } = subject;
    const marker = formatMarker({
        key: view.context.key,
        kind: 'comment',
        subject: id,
        fingerprints: findings.map(({ fingerprint }) => fingerprint),
    });
    const reserved = Buffer.byteLength(marker) + Buffer.byteLength(suggestion?.block ?? '') + 500;
    const out = new BoundedText(MAX_COMMENT_BYTES - reserved);
    const [first] = findings;
    out.add(`**${markdownText(first.message, 2000)}**`);
    const why = view.context.describeRule(first.rule)?.why;
    if (why !== undefined)
        out.add(markdownText(why));
    const facts = `${first.severity}, ${first.effect === 'block' ? 'blocks' : 'warning'}, ${markdownCode(first.rule, 100)}`;
    const settles = findings.length === 1 ? '' : `This settles ${markdownCode(suggestion?.rule ?? '', 100)}:\n\n`;
    const body = suggestion === null ? facts : `${facts}\n\n${settles}${suggestion.block}`;
    const rest = findings.slice(1);
    const tail = new BoundedText(out.room);
    tail.addList({
        items: rest.map((finding) => () => findingDetail({ ...finding, fix: null }, view)),
        before: `<details><summary>${plural(rest.length, 'more finding')} here</summary>\n\n`,
        after: '\n\n</details>',
        separator: '\n\n',
        share: 0.9,
        maxItems: MAX_DETAILS,
        noun: (count) => (count === 1 ? 'finding is' : 'findings are'),
    });
    return [out.toString(), body, tail.toString(), marker].filter((part) => part !== '').join('\n\n');
}

;// CONCATENATED MODULE: ./build/report/review/subjects.js

/** Open findings by what they are about, in the report's order: the subject with the worst finding first. */
function subjectsOf({ open }) {
    const groups = new Map();
    for (const finding of open) {
        const key = subjectKey(finding);
        const group = groups.get(key);
        if (group === undefined)
            groups.set(key, [finding]);
        else
            group.push(finding);
    }
    return [...groups].map(([key, findings]) => ({
        id: (0,external_node_crypto_.createHash)('sha256').update(key).digest('hex').slice(0, 16),
        image: findings[0].image,
        findings,
    }));
}
function subjectKey({ image, manifest, location }) {
    if (image !== null)
        return JSON.stringify(['image', image]);
    if (manifest === null)
        return JSON.stringify(['file', location.file]);
    const { file, apiVersion, kind, namespace, name } = manifest;
    return JSON.stringify(['object', file, apiVersion, kind, namespace ?? null, name]);
}

;// CONCATENATED MODULE: ./build/report/review/review.js




/** GitHub's limit for a body is 65,536 characters. Bytes are counted, which is never fewer. */
const MAX_BODY = 65_536;
const MAX_COMMENTS = 30;
const MAX_ROWS = 50;
/**
 * The review of a pull request: the same view as every other reporter, with comments on lines of the diff.
 *
 * @param diff - what the pull request shows, as GitHub gives it
 * @param texts - the judged text of the diff's files, by path: a suggestion is made only where both agree
 */
function renderReview(view, diff, texts, options) {
    const { report, context } = view;
    const comments = [];
    for (const subject of subjectsOf(view)) {
        if (comments.length === MAX_COMMENTS)
            break;
        const comment = commentOn(subject, view, diff, texts);
        if (comment !== null)
            comments.push(comment);
    }
    const marker = formatMarker({ key: context.key, kind: 'review', subject: '', fingerprints: [] });
    const body = composeMarkdown(view, {
        maxBytes: MAX_BODY - Buffer.byteLength(marker) - 2,
        maxRows: MAX_ROWS,
        images: false,
    });
    return {
        key: context.key,
        event: report.verdict === 'pass' || options.style === 'comments' ? 'COMMENT' : 'REQUEST_CHANGES',
        body: `${marker}\n\n${body}`,
        comments,
        openFingerprints: view.open.map(({ fingerprint }) => fingerprint),
        worthSaying: report.verdict !== 'pass' || view.open.length > 0 || context.notices.length > 0,
    };
}

;// CONCATENATED MODULE: ./build/report/index.js








;// CONCATENATED MODULE: ./build/images/authority.js
/**
 * Is `text` what Go's net/url takes for the authority of a URL, and gives back unchanged? go-containerregistry asks
 * just this of a registry (pkg/name/registry.go, checkRegistry), and no more: much of what passes is no host name.
 *
 * Follows parseHost of Go 1.26. A percent sign never passes, since the host that comes back is decoded.
 */
function isAuthority(text) {
    if (text.startsWith('[')) {
        const match = /^\[([0-9a-fA-F:.]*)\](?::[0-9]*)?$/.exec(text);
        return match?.[1]?.includes(':') === true && URL.canParse(`http://[${match[1]}]`);
    }
    if (!HOST_CHARACTERS.test(text))
        return false;
    const colon = text.lastIndexOf(':');
    return colon === -1 || /^[0-9]*$/.test(text.slice(colon + 1));
}
/** RFC 3986 sub-delims and unreserved, what Go lets through besides, and anything beyond ASCII. */
const HOST_CHARACTERS = /^[!"$&'()*+,\-.0-9:;<=>A-Z\]_a-z~\u{80}-\u{10ffff}]*$/u;

;// CONCATENATED MODULE: ./build/images/canonical-host.js

/** The one name under which Docker Hub's registry is judged and reported; Docker itself serves the others. */
const DOCKER_HUB = 'docker.io';
const DOCKER_HUB_NAMES = new Set([
    DOCKER_HUB,
    'index.docker.io',
    'registry-1.docker.io',
    'registry.hub.docker.com',
]);
/**
 * One spelling for each registry, so that allow and deny lists judge the host that is contacted and not its text:
 * `GHCR.io`, `ghcr.io.`, `ghcr.io:443` and `ghcr.io:0443` are `ghcr.io`; `0x7f.1:5000` is `127.0.0.1:5000`; a name
 * beyond ASCII is its IDNA form. This is how the WHATWG URL standard reads a host, and so what an HTTP client would
 * connect to.
 *
 * The port 443 stays where it says something: on loopback, since registries there speak http, and after a name without
 * a dot, which without a port would read as a part of a Docker Hub repository.
 * A text that no URL can hold comes back in lower case: it is a host of its own that nothing else is equal to.
 */
function canonicalHost(text) {
    const { host, port } = splitPort(text);
    const name = canonicalName(host);
    if (name === null || Number(port) > 65_535)
        return text.toLowerCase();
    if (DOCKER_HUB_NAMES.has(name) && (port === '' || port === '443'))
        return DOCKER_HUB;
    if (port !== '' && (port !== '443' || isLoopbackName(name)))
        return `${name}:${port}`;
    return name === 'localhost' || /[.:]/.test(name) ? name : `${name}:443`;
}
/** `localhost`, names below it, and the loopback addresses: where registries speak http. Takes a canonical host. */
function canonical_host_isLoopbackHost(canonical) {
    return isLoopbackName(splitPort(canonical).host);
}
function isLoopbackName(name) {
    return /^(?:.+\.)?localhost$/.test(name) || /^127\.\d+\.\d+\.\d+$/.test(name) || name === '[::1]';
}
function splitPort(text) {
    const match = /^(.*):([0-9]*)$/s.exec(text);
    if (match?.[1] === undefined || match[2] === undefined)
        return { host: text, port: '' };
    return { host: match[1], port: match[2].replace(/^0+(?=[0-9])/, '') };
}
function canonicalName(host) {
    const read = isAuthority(host) ? URL.parse(`http://${host}`) : null;
    if (read === null || read.port !== '')
        return null;
    const name = read.hostname.endsWith('.') ? read.hostname.slice(0, -1) : read.hostname;
    return name.split('.').includes('') ? null : name;
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
const WORKFLOWS = [
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
    ...WORKFLOWS,
    ...OBSERVABILITY,
    ...DATABASES,
    ...PLATFORM,
];

;// CONCATENATED MODULE: ./build/images/quoted.js
const LONGEST = 80;
/** A piece of somebody's text inside a message: in quotes, control characters escaped, cut where it is long. */
function quoted(text) {
    return JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text);
}

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
        return `no container runtime takes ${quoted(registry)} for a registry's host`;
    if (!URL.canParse(`https://${canonicalHost(registry)}/`))
        return `${quoted(registry)} is no host to connect to`;
    const bad = path.split('/').find((part) => !PATH_PART.test(part));
    if (bad !== undefined) {
        const which = bad === '' ? 'an empty part' : `the part ${quoted(bad)}`;
        return `no container runtime takes the repository name ${quoted(path)}: ${which} does not start and end with a letter or digit, with single separators between`;
    }
    if (path.length > 255)
        return `its repository name has ${path.length} characters, more than 255`;
    if (tag !== null && !TAG.test(tag))
        return `no container runtime takes the tag ${quoted(tag)}: it starts with a separator`;
    return null;
}

;// CONCATENATED MODULE: ./build/images/reference.js



/**
 * Reads an image reference as go-containerregistry does (pkg/name v0.22.1, ParseReference, weak validation), which is
 * how the cluster's admission controller reads it, and makes its registry canonical. `problem` completes the sentence
 * "this is no image reference: ...".
 */
function parseImageReference(text) {
    const read = readReference(text);
    if ('problem' in read)
        return read;
    return { reference: { ...read.written, registry: canonicalHost(read.written.registry) } };
}
/**
 * The text of a reference with nothing left out. It reads back as the same reference: a one-part name on Docker Hub,
 * which only the hub's other host names can express, is written with one of those.
 */
function formatReference(reference) {
    const hub = reference.registry === DOCKER_HUB && !reference.path.includes('/');
    const name = `${hub ? 'registry-1.docker.io' : reference.registry}/${reference.path}`;
    const tag = reference.tag === null ? '' : `:${reference.tag}`;
    return `${name}${tag}${reference.digest === null ? '' : `@${reference.digest}`}`;
}
/** The name that a ClusterImagePolicy's globs are matched on: `index.docker.io/library/nginx`, the host as written. */
function clusterRepositoryName(text) {
    const read = readReference(text);
    return 'written' in read ? `${read.written.registry}/${read.written.path}` : null;
}
function readReference(text) {
    if (/^https?:\/\//.test(text))
        return { problem: 'it starts with a URL scheme, and an image reference has none' };
    const [name = '', digest, ...more] = text.split('@');
    if (digest === undefined)
        return readTagged(name, null);
    if (more.length > 0)
        return { problem: 'it has more than one @' };
    return isDigest(digest) ? readTagged(name, digest) : { problem: digestProblem(digest) };
}
function readTagged(text, digest) {
    const colon = text.lastIndexOf(':');
    // What follows the colon of a port has a slash in it.
    const hasTag = colon !== -1 && !text.includes('/', colon);
    const tag = hasTag ? text.slice(colon + 1) : null;
    const problem = tag === null ? null : tagProblem(tag);
    if (problem !== null)
        return { problem };
    return readRepository(hasTag ? text.slice(0, colon) : text, tag, digest);
}
function readRepository(name, tag, digest) {
    if (name === '')
        return { problem: 'it names no repository' };
    const slash = name.indexOf('/');
    const first = slash === -1 ? '' : name.slice(0, slash);
    const hasRegistry = first === 'localhost' || /[.:]/.test(first);
    const path = hasRegistry ? name.slice(slash + 1) : name;
    const problem = pathProblem(path);
    if (problem !== null)
        return { problem };
    if (hasRegistry && !isAuthority(first))
        return { problem: `${quoted(first)} is not a registry's host name` };
    const registry = !hasRegistry || first === 'docker.io' ? 'index.docker.io' : first;
    const official = registry === 'index.docker.io' && !path.includes('/');
    return { written: { registry, path: official ? `library/${path}` : path, tag, digest } };
}
function pathProblem(path) {
    const length = [...path].length;
    if (length < 1)
        return 'it names no repository';
    if (/[A-Z]/.test(path))
        return `the repository name ${quoted(path)} has upper-case letters, which none may have`;
    if (!/^[a-z0-9_\-./]*$/.test(path)) {
        return `the repository name ${quoted(path)} has characters other than a-z, 0-9, "_", "-", "." and "/"`;
    }
    return length > 255 ? `its repository name has ${length} characters, more than 255` : null;
}
function tagProblem(tag) {
    const length = [...tag].length;
    if (length < 1)
        return 'there is no tag after the colon';
    if (!/^[A-Za-z0-9_\-.]*$/.test(tag)) {
        return `the tag ${quoted(tag)} has characters other than letters, digits, "_", "-" and "."`;
    }
    return length > 128 ? `its tag has ${length} characters, more than 128` : null;
}
const DIGEST_LENGTHS = new Map([
    ['sha256', 64],
    ['sha384', 96],
    ['sha512', 128],
]);
/** opencontainers/go-digest v1.0.0, Validate: known algorithms only, lower case only. */
function isDigest(text) {
    const length = digestLength(text);
    const encoded = text.slice(text.indexOf(':') + 1);
    return encoded.length === length && /^[0-9a-f]*$/.test(encoded);
}
function digestLength(text) {
    const colon = text.indexOf(':');
    return colon === -1 ? undefined : DIGEST_LENGTHS.get(text.slice(0, colon));
}
function digestProblem(text) {
    const length = digestLength(text);
    if (length === undefined)
        return `the digest ${quoted(text)} does not start with sha256:, sha384: or sha512:`;
    return `the digest ${quoted(text)} does not have ${length} lower-case hexadecimal digits after the colon`;
}

;// CONCATENATED MODULE: ./build/images/described-reference.js



/** `$(params.image)`, `{{inputs.parameters.image}}`, `${IMAGE}`: Tekton, Argo Workflows, OpenShift and kro templates. */
const LONGEST_LOOKED_AT = 512;
const PARAMETER = /\$\([^)]*\)|\{\{.*?\}\}|\$\{[^}]*\}/s;
/**
 * What a written text refers to. A reference is given only where the admission controller reads one and the container
 * runtime would pull it, so that no later stage can judge one name and contact another.
 */
function describeReference(text) {
    const read = readReference(text);
    const problem = 'problem' in read ? unreadable(text, read.problem) : pullProblem(text, read.written);
    if (problem !== null || 'problem' in read)
        return { reference: null, problem };
    return { reference: { ...read.written, registry: canonicalHost(read.written.registry) }, problem: null };
}
function unreadable(text, problem) {
    if (text === '')
        return 'it is empty';
    if (text.trim() === '')
        return 'it is blank';
    if (text.trim() !== text)
        return 'it has spaces or line breaks around it';
    const parameter = PARAMETER.exec(text.slice(0, LONGEST_LOOKED_AT))?.[0];
    if (parameter === undefined)
        return problem;
    return `${parameter} in it is filled in only when it runs, so that nobody can tell before which image that is`;
}

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
function groupOf(apiVersion) {
    const slash = apiVersion.indexOf('/');
    return slash === -1 ? '' : apiVersion.slice(0, slash);
}
/** Is the object of this kind? In `group/*` any version will do; `*` as the kind is any of the group's. */
function isOfType(ref, apiVersion, kind) {
    if (kind !== '*' && ref.kind !== kind)
        return false;
    return apiVersion.endsWith('/*')
        ? groupOf(ref.apiVersion) === apiVersion.slice(0, -2)
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
            const next = get(value, key);
            return next === undefined ? [] : [{ value: next, path: [...path, key] }];
        }));
    }
    return found;
}
function stepsInto(value, step) {
    if (step !== null)
        return [step];
    if (isArray(value))
        return [...value.keys()];
    return isObject(value) ? Object.keys(value) : [];
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
        for (const [index, container] of itemsOf(get(spec, list))) {
            take(found, get(container, 'image'), [...at, list, index, 'image']);
        }
    }
    for (const [index, volume] of itemsOf(get(spec, 'volumes'))) {
        take(found, get(volume, 'image', 'reference'), [...at, 'volumes', index, 'image', 'reference']);
    }
    return found;
}
function itemsOf(value) {
    return isArray(value) ? [...value.entries()] : [];
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
    const [apiVersion, kind] = [get(value, 'apiVersion'), get(value, 'kind')];
    return typeof apiVersion === 'string' && typeof kind === 'string' ? { apiVersion, kind } : null;
}
/** Where a workload of Kubernetes has its pod spec; empty for what only names such a kind, as a reference does. */
function podSpecsOf(value, { apiVersion, kind }) {
    const workload = WORKLOADS.find((entry) => entry.kind === kind && entry.groups.includes(groupOf(apiVersion)));
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
        const containers = get(value, list);
        return (isArray(containers) &&
            containers.some((item) => typeof get(item, 'name') === 'string' && typeof get(item, 'image') === 'string'));
    });
}
function childrenOf(value) {
    if (isArray(value))
        return [...value.entries()];
    if (!isObject(value))
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
    return [...byText].map(([written, group]) => ({ written, ...describeReference(written), uses: group }));
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
    throw new UsageError({
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
        const at = formatPath(path);
        if (seen.has(at))
            continue;
        seen.add(at);
        uses.push({ written: text, manifest, path, place: manifest.place(path) });
    }
    return uses;
}
function compareUses(a, b) {
    const [rootA, rootB] = [a.manifest.source.root, b.manifest.source.root];
    if (rootA !== rootB)
        return rootA < rootB ? -1 : 1;
    return compareLocations(a.place.location, b.place.location);
}

;// CONCATENATED MODULE: ./build/images/explain.js



/**
 * How a reference is read, for `explain IMAGE`: its parts, what the lists and a ClusterImagePolicy match, what a
 * cluster pulls. Lines of plain text, without a final newline.
 */
function explainImage(text) {
    const { reference, problem } = describeReference(text);
    const read = readReference(text);
    if (reference === null || 'problem' in read)
        return `${JSON.stringify(text)} is no image that can be pulled: ${problem}.`;
    const { registry, path } = read.written;
    const rows = [
        [
            'registry',
            reference.registry === registry ? registry : `${reference.registry} (written or implied: ${registry})`,
        ],
        ['repository', `${repositoryOf(reference)} (what images.allow and images.deny match)`],
        ['tag', reference.tag ?? 'none'],
        ['digest', reference.digest ?? 'none: what this pulls can change at any time'],
        ['pulled', pulled(formatReference({ ...reference, tag: null, digest: null }), reference.tag, reference.digest)],
        ['cluster', `${registry}/${path}@sha256:... (what a ClusterImagePolicy's globs match)`],
    ];
    return [`${text} is read as`, ...rows.map(([name = '', value]) => `  ${name.padEnd(11)} ${value}`)].join('\n');
}
function pulled(name, tag, digest) {
    if (digest === null)
        return `${name}:${tag ?? 'latest'}, whatever that tag points at then`;
    return `${name}@${digest}${tag === null ? '' : ' (the digest decides; the tag takes no part)'}`;
}

;// CONCATENATED MODULE: ./build/images/index.js






;// CONCATENATED MODULE: ./build/check/allowlist/glob.js
/**
 * A glob of the policy file: `*` stays within one path segment, `**` crosses, and as a segment of its own in front of
 * others it stands for any number of them, none too. Every other character is itself: there are no braces, classes,
 * negations or escapes, since no repository or tag holds such characters.
 *
 * Matching takes time in proportion to pattern times text, whatever they are.
 */
function compileGlob(pattern) {
    const tokens = tokenize(pattern);
    return { matches: (text) => matches(tokens, text) };
}
function tokenize(pattern) {
    const tokens = [];
    let at = 0;
    while (at < pattern.length) {
        const segmentStart = at === 0 || pattern[at - 1] === '/';
        if (segmentStart && pattern.startsWith('**/', at)) {
            tokens.push({ kind: 'segments' });
            at += 3;
        }
        else if (pattern[at] === '*') {
            const stars = /^\*+/.exec(pattern.slice(at))?.[0].length ?? 1;
            tokens.push({ kind: stars === 1 ? 'within' : 'across' });
            at += stars;
        }
        else {
            const end = pattern.indexOf('*', at);
            const text = pattern.slice(at, end === -1 ? pattern.length : end);
            // A later `**/` only counts at the start of a segment, which is where the literal before it ends.
            tokens.push({ kind: 'text', text });
            at += text.length;
        }
    }
    return tokens;
}
/** Follows every way to match at once: the ends of what the tokens so far can have taken. */
function matches(tokens, text) {
    let ends = new Set([0]);
    for (const token of tokens) {
        ends = advance(token, text, ends);
        if (ends.size === 0)
            return false;
    }
    return ends.has(text.length);
}
function advance(token, text, starts) {
    const ends = new Set();
    if (token.kind === 'text') {
        for (const start of starts)
            if (text.startsWith(token.text, start))
                ends.add(start + token.text.length);
        return ends;
    }
    let reached = false;
    for (let at = 0; at <= text.length; at += 1) {
        // Past a slash a `*` that began before it is over; one may begin anew right there.
        if (token.kind === 'within' && text[at - 1] === '/')
            reached = false;
        reached ||= starts.has(at);
        if (!reached)
            continue;
        if (token.kind !== 'segments' || starts.has(at) || text[at - 1] === '/')
            ends.add(at);
    }
    return ends;
}

;// CONCATENATED MODULE: ./build/check/allowlist/repository-pattern.js


/**
 * The host is made canonical (`index.docker.io/**` is `docker.io/**`, `GHCR.io` is `ghcr.io`). Without a host the
 * entry is about Docker Hub, just as a reference would be: `nginx` is `docker.io/library/nginx`.
 */
function readRepositoryPattern(written) {
    const slash = written.indexOf('/');
    const first = slash === -1 ? written : written.slice(0, slash);
    const rest = slash === -1 ? '' : written.slice(slash + 1);
    if (first.includes('*'))
        return { written, host: null, hostWritten: true, path: written };
    if (first === 'localhost' || /[.:]/.test(first)) {
        const host = canonicalHost(first);
        return { written, host, hostWritten: true, path: host === 'docker.io' ? officialPath(rest) : rest };
    }
    return { written, host: 'docker.io', hostWritten: false, path: officialPath(written) };
}
function officialPath(path) {
    return path === '' || path.includes('/') || path.includes('*') ? path : `library/${path}`;
}
/** What an entry of the allow list admits. One that is a host alone, or ends in a slash, admits nothing. */
function allowGlob(pattern) {
    return compileGlob(pattern.host === null ? pattern.path : `${pattern.host}/${pattern.path}`);
}
/** What an entry of the deny list refuses. One that is a host alone, or ends in a slash, refuses all that is below. */
function denyGlob(pattern) {
    const text = pattern.host === null ? pattern.path : `${pattern.host}/${pattern.path}`;
    return compileGlob(text.endsWith('/') ? `${text}**` : text);
}

;// CONCATENATED MODULE: ./build/check/allowlist/admission.js



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
    const denied = policy.images.deny.map((written) => ({ written, glob: denyGlob(readRepositoryPattern(written)) }));
    const allowed = policy.images.allow?.map((written) => allowGlob(readRepositoryPattern(written))) ?? null;
    const named = namedHosts(policy, namedRepositories);
    const decide = (repository) => {
        const name = repositoryOf(repository);
        const anyPort = repositoryOf({ ...repository, registry: repository.registry.replace(/:[0-9]+$/, '') });
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
        namesHostLiterally: (host) => named.has(canonicalHost(host)),
    };
}
function namedHosts(policy, namedRepositories) {
    const allowed = (policy.images.allow ?? []).map(readRepositoryPattern);
    const others = [
        ...Object.keys(policy.mirrors),
        ...Object.values(policy.mirrors).flat(),
        ...policy.vulnerabilities.databaseRepositories,
        ...namedRepositories,
    ];
    return new Set([
        ...allowed.flatMap(({ host, hostWritten }) => (host !== null && hostWritten ? [host] : [])),
        ...others.map((text) => canonicalHost(text.split('/', 1)[0] ?? '')).filter((host) => !host.includes('*')),
    ]);
}

;// CONCATENATED MODULE: ./build/check/allowlist/message.js

const MOST_ENTRIES = 8;
/** "Deployment shop/api uses nginx:1.27", and how many places besides. */
function subject(image) {
    const [first, ...others] = image.uses;
    const more = others.length === 0 ? '' : others.length === 1 ? ' and 1 other place' : ` and ${others.length} other places`;
    return `${describeManifest(first.manifest.ref)}${more} ${more === '' ? 'uses' : 'use'} ${image.written}`;
}
function deniedRegistryMessage(image, refusal, allow) {
    const repository = image.reference === null ? image.written : repositoryOf(image.reference);
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
    const admission = createAdmission(policy);
    const deniedTags = policy.images.tags.deny.map((written) => ({ written, glob: compileGlob(written) }));
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
        path: formatPath(first.path),
        identity: [],
        digest: image.reference?.digest ?? null,
    };
}

;// CONCATENATED MODULE: ./build/check/allowlist/lint.js


/** Entries of `images.allow`, `images.deny` and `images.tags.deny` that say something else than their author means. */
function lintImageGlobs(policy) {
    const { allow, deny, tags } = policy.images;
    const empty = allow?.length === 0
        ? [
            {
                path: ['images', 'allow'],
                message: 'images.allow is an empty list, which admits no image at all.',
                remedy: 'List the repositories that may be deployed, or leave the key out to admit any.',
            },
        ]
        : [];
    return [
        ...empty,
        ...(allow ?? []).flatMap((text, index) => lintEntry('allow', index, text)),
        ...deny.flatMap((text, index) => lintEntry('deny', index, text)),
        ...tags.deny.flatMap(lintTag),
    ];
}
function lintEntry(list, index, text) {
    const mistake = neverMatches(text) ?? ambiguous(readRepositoryPattern(text), list) ?? tooWide(text, list);
    if (mistake === null)
        return [];
    const message = `images.${list}: ${JSON.stringify(text)} ${mistake.message}`;
    return [{ path: ['images', list, index], message, remedy: mistake.remedy }];
}
/** What no repository's name can be. */
function neverMatches(text) {
    if (/^[a-z]+:\/\//i.test(text)) {
        return {
            message: 'starts with a URL scheme, so that it matches nothing.',
            remedy: `Write ${text.replace(/^[a-z]+:\/+/i, '')}.`,
        };
    }
    const slash = text.indexOf('/');
    const path = slash === -1 ? '' : text.slice(slash + 1);
    // Without a slash, digits after a colon may be a port.
    const end = slash === -1 ? /@|:(?![0-9]*$)/.exec(text)?.index : /[@:]/.exec(path)?.index;
    if (end !== undefined) {
        return {
            message: 'names a tag or a digest, and entries are matched with repositories: it matches nothing.',
            remedy: `Write ${text.slice(0, slash + 1 + end)}; tags are for images.tags.deny.`,
        };
    }
    if (/[A-Z]/.test(path)) {
        return {
            message: 'has upper-case letters in its repository, which no repository has.',
            remedy: `Write ${text.toLowerCase()}.`,
        };
    }
    const strange = /[^a-z0-9_\-./*]/.exec(path)?.[0] ?? /[?{}!()\\,\s]/.exec(text)?.[0];
    if (strange !== undefined) {
        return {
            message: `holds ${JSON.stringify(strange)}, which no repository's name has: it matches nothing.`,
            remedy: 'Only * (within a segment) and ** (across segments) are wildcards; write one entry for each alternative.',
        };
    }
    return text.includes('//') || text.startsWith('/')
        ? { message: 'has an empty segment, so that it matches nothing.', remedy: 'Write one slash between segments.' }
        : null;
}
function ambiguous(pattern, list) {
    const { written, host, hostWritten, path } = pattern;
    if (host === null)
        return null;
    if (!hostWritten || (path === '' && !written.includes('/'))) {
        const looksLikeHost = hostWritten && path === '';
        if (looksLikeHost) {
            const effect = list === 'allow' ? 'it admits nothing' : 'it is taken for all that is on it';
            return {
                message: `is a registry and no repository: ${effect}.`,
                remedy: `Write ${host}/** for the whole registry.`,
            };
        }
        return { message: `names no registry, and is read as ${host}/${path}.`, remedy: `Write ${host}/${path}.` };
    }
    if (written.endsWith('/')) {
        const effect = list === 'allow' ? 'it matches nothing' : 'it is taken for all that is below';
        return { message: `ends in a slash: ${effect}.`, remedy: `Write ${written}** for all repositories below.` };
    }
    if (host === DOCKER_HUB && path.includes('*') && !path.includes('/') && !path.includes('**')) {
        return {
            message: 'matches nothing: every repository on Docker Hub has two segments.',
            remedy: `Write ${host}/library/${path} for official images, or ${host}/${path}/* for accounts.`,
        };
    }
    return null;
}
/** Wider than it looks: only the allow list does harm by that. */
function tooWide(text, list) {
    if (list === 'deny')
        return null;
    const host = text.split('/', 1)[0] ?? '';
    if (host.includes('*')) {
        return {
            message: 'has a wildcard in its host: it admits registries that anybody may run.',
            remedy: text === '**'
                ? 'Leave images.allow out to admit any repository, or name the registries.'
                : 'Write one entry for each registry, with its host written out.',
        };
    }
    const inside = /[^/*]\*\*|\*\*[^/*]/.exec(text)?.[0];
    if (inside === undefined)
        return null;
    return {
        message: 'has ** inside a name: it also admits names that only begin or end alike, such as those of another account.',
        remedy: `Write ${text.replace(/([^/*])\*\*/g, '$1/**').replace(/\*\*([^/*])/g, '**/$1')} for what is below, or * for the rest of one segment.`,
    };
}
function lintTag(text, index) {
    const strange = /[^A-Za-z0-9_.\-*]/.exec(text)?.[0];
    if (strange === undefined)
        return [];
    return [
        {
            path: ['images', 'tags', 'deny', index],
            message: `images.tags.deny: ${JSON.stringify(text)} holds ${JSON.stringify(strange)}, which no tag has: it matches nothing.`,
            remedy: 'Write the tag alone, such as latest or *-debug; * is the only wildcard.',
        },
    ];
}

;// CONCATENATED MODULE: ./build/check/allowlist/rules.js
const RULES = [
    {
        id: 'image/denied-registry',
        topic: 'supply-chain',
        level: null,
        severity: 'high',
        title: 'Image from a repository that is not admitted',
        means: 'The repository matches an entry of images.deny, or images.allow is set and no entry matches. Names are canonical: nginx is docker.io/library/nginx, and GHCR.io:443 is ghcr.io. Deny wins.',
        why: 'An image from a repository that nobody here controls or vetted runs with all that the pod is given; a look-alike name or a taken-over account is enough.',
        repair: 'Use an image from an admitted repository, copy this one into one, or ask those who keep the policy to extend the list.',
        docs: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
        cis: ['5.5.1'],
        nsa: [],
    },
    {
        id: 'image/denied-tag',
        topic: 'supply-chain',
        level: null,
        severity: 'medium',
        title: 'Image with a denied tag',
        means: 'The tag matches an entry of images.tags.deny. An image with neither tag nor digest counts as latest. A written tag is judged beside a digest too, since it is what people read.',
        why: 'A tag such as latest says nothing of what it points at, and changes under a deployment that nobody changed: a restarted pod may run another version than its neighbour.',
        repair: 'Name a version that the policy allows, and its digest.',
        docs: 'https://kubernetes.io/docs/concepts/configuration/overview/#container-images',
        cis: [],
        nsa: [],
    },
    {
        id: 'image/unpinned',
        topic: 'supply-chain',
        level: null,
        severity: 'medium',
        title: 'Image not pinned by digest',
        means: 'The reference has no digest. This is judged on its text, whatever the registry says.',
        why: 'A tag can be moved to another image after the review, by whoever can push to the repository: what was checked, signed and scanned need not be what runs.',
        repair: 'Write the digest after the tag: name:tag@sha256:... `supply-chain-gate fix` proposes it.',
        docs: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
        cis: [],
        nsa: [],
    },
];

;// CONCATENATED MODULE: ./build/check/allowlist/index.js





;// CONCATENATED MODULE: ./build/check/hardening/admission/namespace-labels.js
/** The labels of Pod Security Admission, as k8s.io/pod-security-admission/api/helpers.go reads them. */
const ENFORCE = 'pod-security.kubernetes.io/enforce';
const ENFORCE_VERSION = 'pod-security.kubernetes.io/enforce-version';
const LEVELS = ['privileged', 'baseline', 'restricted'];
const VERSION = /^v1\.(0|[1-9][0-9]{0,2})$/;
/** Exact and in lower case. */
function isLevel(value) {
    return LEVELS.includes(value);
}
/** `latest` or `v1.N`. */
function isVersion(value) {
    return value === 'latest' || VERSION.test(value);
}

;// CONCATENATED MODULE: ./build/check/hardening/decoding.js

/**
 * The API server's decoding of objects (k8s.io/api types.go, sigs.k8s.io/json) as schemas: names are case-sensitive,
 * unknown fields are dropped, `null` is the same as absent, a null list item is an empty one, and any other wrong type
 * is an error.
 */
const flag = schemas/* boolean */.zMY().nullish();
const decoding_text = schemas/* string */.YjP().nullish();
const whole = schemas/* number */.aig().int().nullish();
const INT32 = 2 ** 31;
const int32 = schemas/* number */.aig()
    .refine((value) => Number.isInteger(value) && value >= -INT32 && value < INT32, 'expected a 32-bit integer')
    .nullish();
/** A map of resource.Quantity, each written as text or as a number. */
const quantities = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig()]).nullable()).nullish();
/** A struct behind a pointer: `{}` is there, null is not. */
function struct(shape) {
    return schemas/* object */.Ikc(shape).nullish();
}
function list(item) {
    return schemas/* array */.YOg(item.nullable().transform((value) => value ?? item.parse({})))
        .nullish()
        .transform((value) => value ?? []);
}
/** A list of strings: a null item is the empty string. */
const texts = schemas/* array */.YOg(schemas/* string */.YjP().nullable())
    .nullish()
    .transform((value) => (value ?? []).map((item) => item ?? ''));
/** A map of strings: a null value is the empty string. */
const textMap = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP().nullable())
    .nullish()
    .transform((value) => Object.fromEntries(Object.entries(value ?? {}).map(([key, item]) => [key, item ?? ''])));
/** metav1.LabelSelector behind a pointer. */
const labelSelector = struct({
    matchLabels: textMap,
    matchExpressions: list(schemas/* object */.Ikc({ key: decoding_text, operator: decoding_text, values: texts })),
});
function decode(schema, value) {
    const result = schema.safeParse(value ?? {});
    if (result.success)
        return { status: 'decoded', value: result.data };
    const issue = result.error.issues[0];
    const path = (issue?.path ?? []).filter((step) => typeof step !== 'symbol');
    return { status: 'invalid', path, problem: issue?.message ?? 'wrong type' };
}

;// CONCATENATED MODULE: ./build/check/hardening/pod-schema.js


/** What the rules read of a pod: core/v1 PodSpec and its metadata. */
const profile = struct({ type: decoding_text, localhostProfile: decoding_text });
const seLinuxOptions = struct({ user: decoding_text, role: decoding_text, type: decoding_text, level: decoding_text });
const windowsOptions = struct({ hostProcess: flag });
const capabilities = struct({ add: texts, drop: texts });
const containerSecurityContext = struct({
    allowPrivilegeEscalation: flag,
    appArmorProfile: profile,
    capabilities,
    privileged: flag,
    procMount: decoding_text,
    readOnlyRootFilesystem: flag,
    runAsGroup: whole,
    runAsNonRoot: flag,
    runAsUser: whole,
    seLinuxOptions,
    seccompProfile: profile,
    windowsOptions,
});
const podSecurityContext = struct({
    appArmorProfile: profile,
    runAsGroup: whole,
    runAsNonRoot: flag,
    runAsUser: whole,
    seLinuxOptions,
    seccompProfile: profile,
    sysctls: list(schemas/* object */.Ikc({ name: decoding_text, value: decoding_text })),
    windowsOptions,
});
const handler = struct({ httpGet: struct({ host: decoding_text }), tcpSocket: struct({ host: decoding_text }) });
const resources = struct({ requests: quantities, limits: quantities });
const container = schemas/* object */.Ikc({
    name: decoding_text,
    image: decoding_text,
    imagePullPolicy: decoding_text,
    command: texts,
    args: texts,
    env: list(schemas/* object */.Ikc({ name: decoding_text, value: decoding_text })),
    securityContext: containerSecurityContext,
    ports: list(schemas/* object */.Ikc({ name: decoding_text, containerPort: int32, hostPort: int32, hostIP: decoding_text })),
    livenessProbe: handler,
    readinessProbe: handler,
    startupProbe: handler,
    lifecycle: struct({ postStart: handler, preStop: handler }),
    resources,
    volumeMounts: list(schemas/* object */.Ikc({ name: decoding_text, mountPath: decoding_text, readOnly: flag })),
});
/** Every field of core/v1 VolumeSource. What each holds matters to no rule, only whether it is there. */
const VOLUME_SOURCES = [
    ...['awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'configMap', 'csi'],
    ...['downwardAPI', 'emptyDir', 'ephemeral', 'fc', 'flexVolume', 'flocker', 'gcePersistentDisk'],
    ...['gitRepo', 'glusterfs', 'hostPath', 'image', 'iscsi', 'nfs', 'persistentVolumeClaim'],
    ...['photonPersistentDisk', 'portworxVolume', 'projected', 'quobyte', 'rbd', 'scaleIO', 'secret'],
    ...['storageos', 'vsphereVolume'],
];
/** A volume, with the names of the sources that are there: `{}` is one, null is none. */
const volume = schemas/* looseObject */._H3({ name: decoding_text, hostPath: struct({ path: decoding_text, type: decoding_text }) })
    .transform(({ name, hostPath, ...held }, context) => {
    const value = { ...held, hostPath };
    const sources = VOLUME_SOURCES.filter((source) => (value[source] ?? null) !== null);
    for (const source of sources) {
        if (typeof value[source] === 'object' && !Array.isArray(value[source]))
            continue;
        context.addIssue({ code: 'custom', path: [source], message: 'expected a mapping' });
    }
    return { name, hostPath, sources };
});
const PodSpecSchema = schemas/* object */.Ikc({
    automountServiceAccountToken: flag,
    containers: list(container),
    ephemeralContainers: list(container),
    hostIPC: flag,
    hostNetwork: flag,
    hostPID: flag,
    hostUsers: flag,
    initContainers: list(container),
    nodeName: decoding_text,
    nodeSelector: textMap,
    os: struct({ name: decoding_text }),
    resources,
    restartPolicy: decoding_text,
    securityContext: podSecurityContext,
    serviceAccount: decoding_text,
    serviceAccountName: decoding_text,
    shareProcessNamespace: flag,
    volumes: list(volume),
});
const PodMetadataSchema = schemas/* object */.Ikc({ annotations: textMap, labels: textMap });

;// CONCATENATED MODULE: ./build/check/hardening/workload.js
/**
 * The kinds that Pod Security Admission reads, as its DefaultPodSpecExtractor does
 * (k8s.io/pod-security-admission/admission/admission.go). Versions that Kubernetes has removed are read as the current
 * one, since the file still says what is meant. A custom resource of the same kind name is none of these.
 */
const workload_WORKLOADS = {
    Pod: { apiVersions: ['v1'], template: [] },
    PodTemplate: { apiVersions: ['v1'], template: ['template'] },
    ReplicationController: { apiVersions: ['v1'], template: ['spec', 'template'] },
    ReplicaSet: { apiVersions: ['apps/v1', 'apps/v1beta2', 'extensions/v1beta1'], template: ['spec', 'template'] },
    Deployment: {
        apiVersions: ['apps/v1', 'apps/v1beta1', 'apps/v1beta2', 'extensions/v1beta1'],
        template: ['spec', 'template'],
    },
    StatefulSet: { apiVersions: ['apps/v1', 'apps/v1beta1', 'apps/v1beta2'], template: ['spec', 'template'] },
    DaemonSet: { apiVersions: ['apps/v1', 'apps/v1beta2', 'extensions/v1beta1'], template: ['spec', 'template'] },
    Job: { apiVersions: ['batch/v1'], template: ['spec', 'template'] },
    CronJob: {
        apiVersions: ['batch/v1', 'batch/v1beta1', 'batch/v2alpha1'],
        template: ['spec', 'jobTemplate', 'spec', 'template'],
    },
};
/** The path of the pod template in an object of this kind, or null where it is no workload. */
function templatePath(apiVersion, kind) {
    const workload = Object.hasOwn(workload_WORKLOADS, kind) ? workload_WORKLOADS[kind] : undefined;
    return workload?.apiVersions.includes(apiVersion) === true ? workload.template : null;
}

;// CONCATENATED MODULE: ./build/check/hardening/pod.js




const ROLES = [
    { list: 'initContainers', role: 'init container' },
    { list: 'containers', role: 'container' },
    { list: 'ephemeralContainers', role: 'ephemeral container' },
];
/** Reads the pod of a workload of any kind that Pod Security Admission knows. Never throws. */
function readPod(manifest) {
    const template = templatePath(manifest.ref.apiVersion, manifest.ref.kind);
    if (template === null)
        return { status: 'none' };
    let holder = manifest.object;
    for (const [depth, step] of template.entries()) {
        if (!isObject(holder))
            break;
        holder = holder[step];
        if (!isStruct(holder))
            return invalid(template.slice(0, depth + 1), 'expected a mapping');
    }
    if (manifest.ref.kind === 'ReplicationController' && !isObject(holder))
        return { status: 'none' };
    const object = isObject(holder) ? holder : {};
    const metadata = decode(PodMetadataSchema, object.metadata);
    if (metadata.status === 'invalid')
        return invalid([...template, 'metadata', ...metadata.path], metadata.problem);
    const spec = decode(PodSpecSchema, object.spec);
    if (spec.status === 'invalid')
        return invalid([...template, 'spec', ...spec.path], spec.problem);
    return { status: 'pod', pod: view(manifest, template, metadata.value, spec.value) };
}
function view(manifest, template, metadata, spec) {
    const at = (...steps) => [...template, 'spec', ...steps];
    const containers = ROLES.flatMap(({ list, role }) => spec[list].map((container, index) => ({
        label: `${role} ${quote(container.name ?? '')}`,
        role,
        spec: container,
        at: (...steps) => at(list, index, ...steps),
    })));
    const { annotations, labels } = metadata;
    const annotationAt = (key) => [...template, 'metadata', 'annotations', key];
    return { manifest, annotations, labels, spec, containers, at, annotationAt };
}
function invalid(path, problem) {
    return { status: 'invalid', path, problem: `${formatPath(path)}: ${problem}` };
}
function isStruct(value) {
    return value === undefined || value === null || isObject(value);
}
/** A name as a message shows it: quoted, with control characters escaped, and never longer than a line bears. */
function quote(name) {
    return JSON.stringify(name.length > 80 ? `${name.slice(0, 77)}...` : name);
}

;// CONCATENATED MODULE: ./build/check/hardening/references.js
/** Kubernetes' own pages that rules refer to. */
const KUBERNETES = {
    podSecurityStandards: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    securityContext: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    rbac: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
    rbacGoodPractices: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
    serviceAccounts: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/',
    resources: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
    networkPolicies: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
    quotas: 'https://kubernetes.io/docs/concepts/policy/resource-quotas/',
    limitRanges: 'https://kubernetes.io/docs/concepts/policy/limit-range/',
    namespaces: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
    secrets: 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    podSecurityAdmission: 'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
};
/**
 * Sections of the NSA/CISA Kubernetes Hardening Guide, version 1.2 (August 2022): it numbers none of them, so they go
 * by title. CIS numbers in rules are those of the CIS Kubernetes Benchmark v1.11.
 */
const NSA = {
    nonRoot: 'Non-root containers and rootless container engines',
    immutable: 'Immutable container file systems',
    podSecurity: 'Pod security enforcement',
    tokens: 'Protecting Pod service account tokens',
    hardening: 'Hardening container environments',
    namespaces: 'Namespaces',
    networkPolicies: 'Network policies',
    resourcePolicies: 'Resource policies',
    secrets: 'Secrets',
    rbac: 'Role-based access control',
    authentication: 'Authentication',
    logging: 'Logging',
};

;// CONCATENATED MODULE: ./build/check/hardening/rules/admission/pod-security-enforce.js



const rule = {
    scope: 'inventory',
    description: {
        id: 'admission/pod-security-enforce',
        topic: 'admission',
        level: null,
        severity: 'medium',
        title: 'Namespace without an enforced Pod Security Standard',
        means: 'Every Namespace in the repository must have the label pod-security.kubernetes.io/enforce with the value baseline or restricted. Labels warn and audit reject nothing.',
        why: 'A namespace without the label is privileged: whoever may create pods in it takes the node. A value that is no level keeps the namespace from being created.',
        repair: 'Set pod-security.kubernetes.io/enforce: restricted, and warn and audit to the same.',
        docs: KUBERNETES.podSecurityAdmission,
        cis: ['5.2.1'],
        nsa: [NSA.podSecurity],
    },
    messages: {
        missing: 'the label pod-security.kubernetes.io/enforce is missing',
        privileged: 'the label pod-security.kubernetes.io/enforce is privileged, which allows everything',
        invalid: 'the label pod-security.kubernetes.io/enforce is {value}, which is no level',
    },
    check: ({ namespaces }) => namespaces.flatMap(({ manifest, value }) => {
        const label = value.metadata?.labels[ENFORCE];
        const problem = (message, data = {}) => [
            { manifest, message, data, paths: [['metadata', 'labels', ENFORCE]] },
        ];
        if (label === undefined)
            return problem('missing');
        if (!isLevel(label))
            return problem('invalid', { value: quote(label) });
        return label === 'privileged' ? problem('privileged') : [];
    }),
};

;// CONCATENATED MODULE: ./build/check/hardening/rules/admission/pod-security-version.js



/** Only where a level is enforced at all: without one the version says nothing. */
const pod_security_version_rule = {
    scope: 'inventory',
    description: {
        id: 'admission/pod-security-version',
        topic: 'admission',
        level: null,
        severity: 'info',
        title: 'Pod Security version not pinned',
        means: 'A Namespace that enforces a Pod Security Standard must pin its version with the label pod-security.kubernetes.io/enforce-version, such as v1.37.',
        why: 'Without it the standard changes with the next upgrade of the cluster, and pods that ran yesterday are rejected.',
        repair: 'Set pod-security.kubernetes.io/enforce-version to the version of the cluster, and raise it on purpose.',
        docs: KUBERNETES.podSecurityAdmission,
        cis: [],
        nsa: [NSA.podSecurity],
    },
    messages: {
        unpinned: 'the label pod-security.kubernetes.io/enforce-version pins no version',
        invalid: 'the label pod-security.kubernetes.io/enforce-version is {value}, which is no version',
    },
    check: ({ namespaces }) => namespaces.flatMap(({ manifest, value }) => {
        const labels = value.metadata?.labels ?? {};
        const version = labels[ENFORCE_VERSION];
        const problem = (message, data = {}) => [
            { manifest, message, data, paths: [['metadata', 'labels', ENFORCE_VERSION]] },
        ];
        if (version !== undefined && !isVersion(version))
            return problem('invalid', { value: quote(version) });
        const pinned = version !== undefined && version !== 'latest';
        return labels[ENFORCE] === undefined || pinned ? [] : problem('unpinned');
    }),
};

;// CONCATENATED MODULE: ./build/check/hardening/objects/core.js


/** metav1.ObjectMeta, as far as people write it: `namespace: n` is a boolean to kubectl, `name: 5` a number. */
const MetadataSchema = schemas/* object */.Ikc({
    metadata: struct({ name: decoding_text, namespace: decoding_text, generateName: decoding_text, labels: textMap, annotations: textMap }),
});
/** Numbers and booleans without quotes are what the API server refuses most often here. */
const ConfigMapSchema = schemas/* object */.Ikc({ data: textMap, binaryData: textMap, immutable: flag });
const SecretSchema = schemas/* object */.Ikc({ data: textMap, stringData: textMap, type: decoding_text, immutable: flag });
const NamespaceSchema = schemas/* object */.Ikc({ metadata: struct({ name: decoding_text, labels: textMap }) });
const ServiceAccountSchema = schemas/* object */.Ikc({
    metadata: struct({ name: decoding_text }),
    automountServiceAccountToken: flag,
});
const ServiceSchema = schemas/* object */.Ikc({
    spec: struct({
        type: decoding_text,
        selector: textMap,
        externalIPs: texts,
        loadBalancerSourceRanges: texts,
        clusterIP: decoding_text,
    }),
    metadata: struct({ name: decoding_text, annotations: textMap }),
});
const IngressSchema = schemas/* object */.Ikc({
    spec: struct({
        tls: list(schemas/* object */.Ikc({ hosts: texts, secretName: decoding_text })),
        rules: list(schemas/* object */.Ikc({ host: decoding_text })),
    }),
    metadata: struct({ name: decoding_text, annotations: textMap }),
});
const limit = schemas/* object */.Ikc({
    type: decoding_text,
    default: quantities,
    defaultRequest: quantities,
});
const LimitRangeSchema = schemas/* object */.Ikc({ spec: struct({ limits: list(limit) }) });

;// CONCATENATED MODULE: ./build/check/hardening/objects/network-policy.js


const port = schemas/* object */.Ikc({ protocol: decoding_text, port: schemas/* union */.KCZ([schemas/* number */.aig(), schemas/* string */.YjP()]).nullish(), endPort: int32 });
const peer = schemas/* object */.Ikc({
    podSelector: labelSelector,
    namespaceSelector: labelSelector,
    ipBlock: struct({ cidr: decoding_text, except: texts }),
});
/** networking.k8s.io/v1 NetworkPolicy. */
const NetworkPolicySchema = schemas/* object */.Ikc({
    spec: struct({
        podSelector: labelSelector,
        policyTypes: texts,
        ingress: list(schemas/* object */.Ikc({ from: list(peer), ports: list(port) })),
        egress: list(schemas/* object */.Ikc({ to: list(peer), ports: list(port) })),
    }),
});

;// CONCATENATED MODULE: ./build/check/hardening/objects/rbac.js


/** rbac.authorization.k8s.io/v1 PolicyRule. */
const policyRule = schemas/* object */.Ikc({
    verbs: texts,
    apiGroups: texts,
    resources: texts,
    resourceNames: texts,
    nonResourceURLs: texts,
});
const RoleSchema = schemas/* object */.Ikc({
    metadata: struct({ name: decoding_text, labels: textMap }),
    rules: list(policyRule),
    aggregationRule: struct({ clusterRoleSelectors: list(labelSelector.unwrap().unwrap()) }),
});
const rbac_subject = schemas/* object */.Ikc({ kind: decoding_text, apiGroup: decoding_text, name: decoding_text, namespace: decoding_text });
const BindingSchema = schemas/* object */.Ikc({
    metadata: struct({ name: decoding_text }),
    subjects: list(rbac_subject),
    roleRef: struct({ apiGroup: decoding_text, kind: decoding_text, name: decoding_text }),
});

;// CONCATENATED MODULE: ./build/check/hardening/inventory.js






const RBAC = 'rbac.authorization.k8s.io';
function takeInventory(manifests) {
    const invalid = [];
    const kinds = Map.groupBy(manifests, (manifest) => `${inventory_groupOf(manifest)}/${manifest.ref.kind}`);
    function read(schema, ...wanted) {
        return wanted
            .flatMap((kind) => kinds.get(kind) ?? [])
            .flatMap((manifest) => {
            const decoded = decode(schema, manifest.object);
            if (decoded.status === 'decoded')
                return [{ manifest, value: decoded.value }];
            const { path, problem } = decoded;
            invalid.push({ manifest, path, problem: `${formatPath(path)}: ${problem}` });
            return [];
        });
    }
    const pods = manifests.flatMap((manifest) => {
        const reading = readPod(manifest);
        if (reading.status === 'pod')
            return [reading.pod];
        if (reading.status === 'invalid')
            invalid.push({ manifest, path: reading.path, problem: reading.problem });
        return [];
    });
    const namespaces = read(NamespaceSchema, '/Namespace');
    const inventory = {
        manifests,
        pods,
        roles: read(RoleSchema, `${RBAC}/Role`, `${RBAC}/ClusterRole`),
        bindings: read(BindingSchema, `${RBAC}/RoleBinding`, `${RBAC}/ClusterRoleBinding`),
        namespaces,
        namespaceLabels: new Map(namespaces.map(({ manifest, value }) => [manifest.ref.name, value.metadata?.labels ?? {}])),
        serviceAccounts: read(ServiceAccountSchema, '/ServiceAccount'),
        services: read(ServiceSchema, '/Service'),
        ingresses: read(IngressSchema, 'networking.k8s.io/Ingress', 'extensions/Ingress'),
        limitRanges: read(LimitRangeSchema, '/LimitRange'),
        networkPolicies: read(NetworkPolicySchema, 'networking.k8s.io/NetworkPolicy', 'extensions/NetworkPolicy'),
    };
    read(ConfigMapSchema, '/ConfigMap');
    read(SecretSchema, '/Secret');
    read(MetadataSchema, ...kinds.keys());
    return { inventory, invalid: firstOfEach(invalid) };
}
/** The API server names the first wrong field of an object and stops; one problem is one finding. */
function firstOfEach(invalid) {
    const seen = new Set();
    return invalid.filter(({ manifest }) => !seen.has(manifest) && seen.add(manifest));
}
/** The API group of an object: empty for the core group. */
function inventory_groupOf(manifest) {
    const slash = manifest.ref.apiVersion.indexOf('/');
    return slash === -1 ? '' : manifest.ref.apiVersion.slice(0, slash);
}
function isKind(manifest, group, kind) {
    return manifest.ref.kind === kind && inventory_groupOf(manifest) === group;
}

;// CONCATENATED MODULE: ./build/check/hardening/admission/kyverno.js


const BY_RULE = ['ClusterPolicy', 'Policy'];
const BY_ACTIONS = [
    'ValidatingPolicy',
    'ImageValidatingPolicy',
    'NamespacedValidatingPolicy',
    'NamespacedImageValidatingPolicy',
];
/**
 * kyverno.io: each validate or verifyImages rule says its failureAction, else the spec's older
 * validationFailureAction holds, else Audit. policies.kyverno.io: validationActions, as in Kubernetes' own policies.
 */
function kyvernoProblems({ manifests }) {
    return manifests.flatMap((manifest) => {
        const { kind } = manifest.ref;
        if (inventory_groupOf(manifest) === 'kyverno.io' && BY_RULE.includes(kind))
            return byRule(manifest);
        if (inventory_groupOf(manifest) === 'policies.kyverno.io' && BY_ACTIONS.includes(kind))
            return byActions(manifest);
        return [];
    });
}
function byRule(manifest) {
    const rules = get(manifest.object, 'spec', 'rules');
    const older = get(manifest.object, 'spec', 'validationFailureAction') ?? 'Audit';
    return (isArray(rules) ? rules : []).flatMap((rule, index) => {
        const validate = get(rule, 'validate');
        const verify = get(rule, 'verifyImages');
        const found = [
            ...(validate === undefined ? [] : [{ holder: validate, path: ['spec', 'rules', index, 'validate'] }]),
            ...(isArray(verify) ? verify : []).map((holder, item) => ({
                holder,
                path: ['spec', 'rules', index, 'verifyImages', item],
            })),
        ];
        return found.flatMap(({ holder, path }) => {
            const action = get(holder, 'failureAction') ?? older;
            if (String(action).toLowerCase() === 'enforce')
                return [];
            return [problem(manifest, String(action), [...path, 'failureAction'])];
        });
    });
}
function byActions(manifest) {
    const actions = get(manifest.object, 'spec', 'validationActions');
    const list = isArray(actions) ? actions : [];
    // Left out, the engine denies.
    if (list.length === 0 || list.includes('Deny'))
        return [];
    return [problem(manifest, list.join(', '), ['spec', 'validationActions'])];
}
function problem(manifest, action, path) {
    return { manifest, message: 'audits', data: { action }, paths: [path] };
}

;// CONCATENATED MODULE: ./build/check/hardening/admission/validating-admission-policy.js


const GROUP = 'admissionregistration.k8s.io';
/** admissionregistration.k8s.io/v1: a policy does nothing without a binding, and only Deny rejects. */
function validatingPolicyProblems({ manifests }) {
    const bindings = manifests.filter((manifest) => isKind(manifest, GROUP, 'ValidatingAdmissionPolicyBinding'));
    return manifests
        .filter((manifest) => isKind(manifest, GROUP, 'ValidatingAdmissionPolicy'))
        .flatMap((manifest) => {
        const own = bindings.filter((binding) => get(binding.object, 'spec', 'policyName') === manifest.ref.name);
        const problems = [];
        if (get(manifest.object, 'spec', 'failurePolicy') === 'Ignore') {
            problems.push({ manifest, message: 'ignores', data: {}, paths: [['spec', 'failurePolicy']] });
        }
        if (own.length === 0)
            problems.push({ manifest, message: 'unbound', data: {}, paths: [['metadata', 'name']] });
        const denies = own.some((binding) => actionsOf(binding.object).includes('Deny'));
        const [first] = own;
        if (first !== undefined && !denies) {
            const data = { binding: own.map((binding) => describeManifest(binding.ref)) };
            problems.push({ manifest: first, message: 'notDenying', data, paths: [['spec', 'validationActions']] });
        }
        for (const binding of own) {
            if (get(binding.object, 'spec', 'paramRef', 'parameterNotFoundAction') !== 'Allow')
                continue;
            const data = { binding: describeManifest(binding.ref) };
            const path = ['spec', 'paramRef', 'parameterNotFoundAction'];
            problems.push({ manifest: binding, message: 'parameter', data, paths: [path] });
        }
        return problems;
    });
}
function actionsOf(object) {
    const actions = get(object, 'spec', 'validationActions');
    return isArray(actions) ? actions : [];
}

;// CONCATENATED MODULE: ./build/check/hardening/rules/admission/policy-not-enforced.js





/** A policy that exists and rejects nothing: the three engines that hold their policies as objects. */
const policy_not_enforced_rule = {
    scope: 'inventory',
    description: {
        id: 'admission/policy-not-enforced',
        topic: 'admission',
        level: null,
        severity: 'medium',
        title: 'Admission policy that rejects nothing',
        means: 'A ValidatingAdmissionPolicy needs a binding with the action Deny and failurePolicy Fail; a Kyverno policy needs Enforce (newer kinds: Deny); a Gatekeeper constraint needs the enforcementAction deny.',
        why: 'A policy that only audits or warns looks like protection, and lets through what it forbids.',
        repair: 'Switch it to enforce once its reports are clean.',
        docs: 'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/',
        cis: ['5.2.1'],
        nsa: [NSA.podSecurity],
    },
    messages: {
        unbound: 'no ValidatingAdmissionPolicyBinding of the repository refers to it',
        notDenying: 'validationActions of {binding} do not hold Deny',
        ignores: 'failurePolicy is Ignore, so a policy that cannot be evaluated lets everything through',
        parameter: 'parameterNotFoundAction is Allow in {binding}, so without its parameters it lets everything through',
        audits: 'the failure action is {action}',
        gatekeeper: 'enforcementAction is {action}',
    },
    check: (inventory) => [
        ...validatingPolicyProblems(inventory),
        ...kyvernoProblems(inventory),
        ...inventory.manifests.flatMap((manifest) => {
            if (inventory_groupOf(manifest) !== 'constraints.gatekeeper.sh')
                return [];
            const action = get(manifest.object, 'spec', 'enforcementAction') ?? 'deny';
            // `scoped` says it for each enforcement point: one that denies is enough.
            const isDenied = action === 'deny' || (action === 'scoped' && JSON.stringify(manifest.object.spec).includes('"deny"'));
            const path = ['spec', 'enforcementAction'];
            return isDenied ? [] : [{ manifest, message: 'gatekeeper', data: { action: String(action) }, paths: [path] }];
        }),
    ],
};

;// CONCATENATED MODULE: ./build/check/hardening/rules/admission/webhook-ignores-failure.js




const KINDS = ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'];
const webhook_ignores_failure_rule = {
    scope: 'object',
    description: {
        id: 'admission/webhook-ignores-failure',
        topic: 'admission',
        level: null,
        severity: 'medium',
        title: 'Admission webhook that fails open',
        means: 'No admission webhook may have failurePolicy: Ignore. Left out it is Fail.',
        why: 'When the webhook does not answer, which an attacker can bring about, everything passes unchecked.',
        repair: 'Set failurePolicy: Fail, run the webhook with several replicas, and exempt kube-system with a namespaceSelector.',
        docs: 'https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/',
        cis: [],
        nsa: [NSA.podSecurity],
    },
    messages: { ignores: 'failurePolicy is Ignore in webhook {name}' },
    check: (manifest) => {
        const webhooks = get(manifest.object, 'webhooks');
        if (inventory_groupOf(manifest) !== 'admissionregistration.k8s.io' || !KINDS.includes(manifest.ref.kind))
            return [];
        return (isArray(webhooks) ? webhooks : []).flatMap((webhook, index) => {
            if (get(webhook, 'failurePolicy') !== 'Ignore')
                return [];
            const path = ['webhooks', index, 'failurePolicy'];
            return [{ message: 'ignores', data: { name: quote(String(get(webhook, 'name') ?? '')) }, paths: [path] }];
        });
    },
};

;// CONCATENATED MODULE: ./build/check/hardening/problem.js
/**
 * One problem of all offenders, or none where there are no offenders: the labels go to `{where}`.
 *
 * @param data what else the message shows, for example the forbidden values.
 */
function sharedProblem(message, offenders, data = {}) {
    const [first, ...rest] = offenders.flatMap((offender) => offender.paths);
    if (first === undefined)
        return [];
    return [{ message, data: { ...data, where: offenders.map((offender) => offender.label) }, paths: [first, ...rest] }];
}
/** Sorted, each once: how forbidden values are listed. */
function distinct(values) {
    return [...new Set(values)].sort();
}

;// CONCATENATED MODULE: ./build/check/hardening/rules/container/host-device.js




const DEVICE_TYPES = ['CharDevice', 'BlockDevice'];
const host_device_rule = {
    scope: 'pod',
    description: {
        id: 'container/host-device',
        topic: 'pod-security',
        level: null,
        severity: 'high',
        title: 'Device of the node',
        means: 'No volume may be a hostPath at or below /dev, above it, or of the type CharDevice or BlockDevice.',
        why: 'A device of the node reaches disks, memory and hardware past every file permission.',
        repair: 'Use a device plugin, a dynamic resource claim or a block-mode persistentVolumeClaim.',
        docs: 'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/device-plugins/',
        cis: ['5.2.12'],
        nsa: [NSA.podSecurity],
    },
    messages: { device: 'hostPath is a device of the node in {where}' },
    check: (pod) => sharedProblem('device', pod.spec.volumes.flatMap(({ name, hostPath }, index) => isDevice(hostPath?.path ?? '', hostPath?.type ?? '')
        ? [{ label: `volume ${quote(name ?? '')}`, paths: [pod.at('volumes', index, 'hostPath', 'path')] }]
        : [])),
};
function isDevice(path, type) {
    if (DEVICE_TYPES.includes(type))
        return true;
    const normal = external_node_path_.posix
        .normalize(path)
        .replace(/^\/+/, '/')
        .replace(/(?<=.)\/$/, '');
    return path !== '' && (normal === '/' || normal === '/dev' || normal.startsWith('/dev/'));
}

;// CONCATENATED MODULE: ./build/check/hardening/resources.js

/** The containers that have no request or limit of a resource, by any of the ways to get one, as one problem. */
function missingResources(pod, inventory, kind, resource, message) {
    if (isSet(pod.spec.resources, kind, resource) || hasDefault(pod, inventory, kind, resource))
        return [];
    return sharedProblem(message, pod.containers
        .filter((container) => container.role !== 'ephemeral container' && !hasOwn(container, kind, resource))
        .map(({ label, at }) => ({ label, paths: [at('resources', kind, resource)] })));
}
function hasOwn({ spec }, kind, resource) {
    return isSet(spec.resources, kind, resource);
}
/** The API server sets a request that is left out to the limit (pkg/apis/core/v1/defaults.go). */
function isSet(resources, kind, resource) {
    const value = resources?.[kind]?.[resource] ?? null;
    return value !== null || (kind === 'requests' && (resources?.limits?.[resource] ?? null) !== null);
}
/** plugin/pkg/admission/limitranger: `defaultRequest` for requests, `default` for limits and so for both. */
function hasDefault(pod, { limitRanges }, kind, resource) {
    return limitRanges
        .filter(({ manifest }) => manifest.namespace === pod.manifest.namespace)
        .flatMap(({ value }) => value.spec?.limits ?? [])
        .filter(({ type }) => type === 'Container')
        .some((limit) => {
        const request = kind === 'requests' ? (limit.defaultRequest?.[resource] ?? null) : null;
        return request !== null || (limit.default?.[resource] ?? null) !== null;
    });
}

;// CONCATENATED MODULE: ./build/check/hardening/rules/container/memory-limit.js


/** No limit of cpu is asked for: it slows a program down without protecting others, who have their requests. */
const memory_limit_rule = {
    scope: 'pod',
    description: {
        id: 'container/memory-limit',
        topic: 'pod-security',
        level: null,
        severity: 'medium',
        title: 'No memory limit',
        means: 'Every container and init container must have a memory limit: its own, one of the pod, or the default of a LimitRange in its namespace.',
        why: 'A leak or an attack that fills memory takes the node down, with every other pod on it.',
        repair: 'Set resources.limits.memory.',
        docs: KUBERNETES.resources,
        cis: ['5.6.3'],
        nsa: [NSA.resourcePolicies],
    },
    messages: { memory: 'resources.limits.memory is missing in {where}' },
    check: (pod, inventory) => missingResources(pod, inventory, 'limits', 'memory', 'memory'),
};

;// CONCATENATED MODULE: ./build/check/hardening/pod-security/windows.js
/** The API server refuses Linux-only fields in such a pod, so from v1.25 on some checks do not ask for them. */
function isWindows(pod) {
    return pod.spec.os?.name === 'windows';
}

;// CONCATENATED MODULE: ./build/check/hardening/rules/container/read-only-root-filesystem.js



/** Ephemeral containers are left out: people start them by hand, to look around. Windows has no such setting. */
const read_only_root_filesystem_rule = {
    scope: 'pod',
    description: {
        id: 'container/read-only-root-filesystem',
        topic: 'pod-security',
        level: null,
        severity: 'low',
        title: 'Writable root file system',
        means: 'Every container and init container must set securityContext.readOnlyRootFilesystem to true.',
        why: 'On a writable file system an intruder can drop tools, change the program and stay until the pod is replaced.',
        repair: 'Set readOnlyRootFilesystem: true, and mount an emptyDir where the program has to write.',
        docs: KUBERNETES.securityContext,
        cis: ['5.6.3'],
        nsa: [NSA.immutable],
    },
    messages: { writable: 'securityContext.readOnlyRootFilesystem is not true in {where}' },
    check: (pod) => isWindows(pod)
        ? []
        : sharedProblem('writable', pod.containers
            .filter(({ role, spec }) => role !== 'ephemeral container' && !spec.securityContext?.readOnlyRootFilesystem)
            .map(({ label, at }) => ({ label, paths: [at('securityContext', 'readOnlyRootFilesystem')] }))),
};

;// CONCATENATED MODULE: ./build/check/hardening/rules/container/resource-requests.js


/** A limit stands for a request that is left out, as the API server has it; so does a LimitRange of the namespace. */
const resource_requests_rule = {
    scope: 'pod',
    description: {
        id: 'container/resource-requests',
        topic: 'pod-security',
        level: null,
        severity: 'low',
        title: 'No resource requests',
        means: 'Every container and init container must request cpu and memory: itself, through its limits, through resources of the pod, or through defaults of a LimitRange in its namespace.',
        why: 'Without requests the scheduler packs pods without end, and under pressure the node evicts these first.',
        repair: 'Set resources.requests.cpu and resources.requests.memory to what the program uses.',
        docs: KUBERNETES.resources,
        cis: ['5.6.3'],
        nsa: [NSA.resourcePolicies],
    },
    messages: {
        cpu: 'resources.requests.cpu is missing in {where}',
        memory: 'resources.requests.memory is missing in {where}',
    },
    check: (pod, inventory) => [
        ...missingResources(pod, inventory, 'requests', 'cpu', 'cpu'),
        ...missingResources(pod, inventory, 'requests', 'memory', 'memory'),
    ],
};

;// CONCATENATED MODULE: ./build/check/hardening/namespaces.js
/** Those declared and those that workloads use, by name. What Kubernetes runs for itself is not the repository's. */
function namespacesInUse({ namespaces, pods }) {
    const found = new Map();
    for (const { manifest } of namespaces) {
        const { name } = manifest.ref;
        found.set(name, { name, manifest, path: ['metadata', 'name'], hasWorkloads: false });
    }
    for (const { manifest } of pods) {
        const name = manifest.namespace;
        const known = found.get(name) ?? { name, manifest, path: ['metadata', 'namespace'] };
        found.set(name, { ...known, hasWorkloads: true });
    }
    return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

;// CONCATENATED MODULE: ./build/check/hardening/network/address-ranges.js

const BITS = { ipv4: 32n, ipv6: 128n };
/** `10.0.0.0/8` as numbers; null for a text that is no CIDR. */
function parseCidr(cidr) {
    if (!ipaddr.isValidCIDR(cidr))
        return null;
    const [address, prefix] = ipaddr.parseCIDR(cidr);
    const family = address.kind();
    const value = address.toByteArray().reduce((sum, byte) => (sum << 8n) + BigInt(byte), 0n);
    const size = 1n << (BITS[family] - BigInt(prefix));
    const first = value - (value % size);
    return { family, first, last: first + size - 1n };
}
/** Do the blocks together cover every address of a family? `0.0.0.0/1` and `128.0.0.0/1` do. */
function coverAll(blocks, family) {
    return covers(blocks, { family, first: 0n, last: (1n << BITS[family]) - 1n });
}
/** Do the blocks together cover every address of the CIDR? */
function coverCidr(blocks, cidr) {
    const range = parseCidr(cidr);
    return range !== null && covers(blocks, range);
}
function covers(blocks, wanted) {
    const ranges = blocks
        .flatMap(({ cidr, except }) => {
        const range = parseCidr(cidr);
        return range === null || range.family !== wanted.family ? [] : without(range, except);
    })
        .sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
    let next = wanted.first;
    for (const { first, last } of ranges) {
        if (first > next)
            return false;
        if (last >= next)
            next = last + 1n;
        if (next > wanted.last)
            return true;
    }
    return false;
}
function without(range, except) {
    let left = [range];
    for (const cidr of except) {
        const hole = parseCidr(cidr);
        if (hole === null || hole.family !== range.family)
            continue;
        left = left.flatMap(({ first, last }) => [
            ...(first < hole.first ? [{ first, last: hole.first - 1n < last ? hole.first - 1n : last }] : []),
            ...(last > hole.last ? [{ first: hole.last + 1n > first ? hole.last + 1n : first, last }] : []),
        ]);
    }
    return left;
}

;// CONCATENATED MODULE: ./build/check/hardening/network/policies.js

function rulesOf({ spec }, direction) {
    return direction === 'ingress'
        ? (spec?.ingress ?? []).map(({ from, ports }) => ({ peers: from, ports }))
        : (spec?.egress ?? []).map(({ to, ports }) => ({ peers: to, ports }));
}
/** Missing or empty: every pod. */
function selectsAll(selector) {
    return Object.keys(selector?.matchLabels ?? {}).length === 0 && (selector?.matchExpressions ?? []).length === 0;
}
/** policyTypes left out: Ingress always, Egress only where there are egress rules. `egress: []` alone denies nothing. */
function isAbout({ spec }, direction) {
    const types = spec?.policyTypes ?? [];
    if (types.length > 0)
        return types.includes(direction === 'ingress' ? 'Ingress' : 'Egress');
    return direction === 'ingress' || (spec?.egress ?? []).length > 0;
}
/** A policy that selects every pod of its namespace for this direction. */
function isNamespaceWide(policy, direction) {
    return selectsAll(policy.spec?.podSelector) && isAbout(policy, direction);
}
function isDefaultDeny(policy, direction) {
    return isNamespaceWide(policy, direction) && rulesOf(policy, direction).length === 0;
}
/** The namespace-wide policies that let everything through, alone or together: they undo a default deny. */
function openingPolicies(policies, direction) {
    const wide = policies.filter(({ value }) => isNamespaceWide(value, direction));
    const open = wide.filter(({ value }) => rulesOf(value, direction).some(isOpen));
    if (open.length > 0)
        return open;
    const withBlocks = wide.filter(({ value }) => blocksOf(value, direction).length > 0);
    const blocks = withBlocks.flatMap(({ value }) => blocksOf(value, direction));
    return coversAFamily(blocks) ? withBlocks : [];
}
/** One rule that lets everything through: no peers, every namespace, or every address; on every port. */
function isOpen(rule) {
    if (!isForEveryPort(rule.ports))
        return false;
    return rule.peers.length === 0 || rule.peers.some(isEveryNamespace) || coversAFamily(blocksIn(rule));
}
function isEveryNamespace({ namespaceSelector, podSelector }) {
    return (namespaceSelector ?? null) !== null && selectsAll(namespaceSelector) && selectsAll(podSelector);
}
function coversAFamily(blocks) {
    return coverAll(blocks, 'ipv4') || coverAll(blocks, 'ipv6');
}
/** No list of ports is all of them; so is an entry without a port, or a range of all. */
function isForEveryPort(ports) {
    return (ports.length === 0 ||
        ports.some(({ port, endPort }) => (port ?? null) === null || (Number(port) <= 1 && (endPort ?? 0) >= 65_535)));
}
function blocksOf(policy, direction) {
    return rulesOf(policy, direction).flatMap((rule) => (isForEveryPort(rule.ports) ? blocksIn(rule) : []));
}
function blocksIn(rule) {
    return rule.peers.flatMap(({ ipBlock }) => ipBlock === null || ipBlock === undefined ? [] : [{ cidr: ipBlock.cidr ?? '', except: ipBlock.except }]);
}

;// CONCATENATED MODULE: ./build/check/hardening/network/default-deny.js





/** Policies of other engines: the gate does not evaluate them, and says so rather than guess. */
const OTHER_ENGINES = [
    ['cilium.io', 'CiliumNetworkPolicy', false],
    ['cilium.io', 'CiliumClusterwideNetworkPolicy', true],
    ['projectcalico.org', 'NetworkPolicy', false],
    ['projectcalico.org', 'GlobalNetworkPolicy', true],
    ['crd.projectcalico.org', 'NetworkPolicy', false],
    ['crd.projectcalico.org', 'GlobalNetworkPolicy', true],
    ['policy.networking.k8s.io', 'AdminNetworkPolicy', true],
    ['policy.networking.k8s.io', 'BaselineAdminNetworkPolicy', true],
    ['policy.networking.k8s.io', 'ClusterNetworkPolicy', true],
];
const DEFAULT_DENY_MESSAGES = {
    none: 'no NetworkPolicy of namespace {namespace} selects every pod for {direction} without rules',
    isolated: '{policies} selects every pod of namespace {namespace} for {direction}, but allows some: no policy denies all',
    undone: 'namespace {namespace} denies {direction} by default, but {policies} lets everything through again',
    elsewhere: 'no NetworkPolicy denies {direction} in namespace {namespace}; {policies} may, which the gate does not evaluate',
};
/** A problem for each namespace in use whose policies, added up, do not deny by default. */
function defaultDenyProblems(inventory, direction) {
    const otherEngines = inventory.manifests.filter(isOtherEngines);
    const byNamespace = Map.groupBy(inventory.networkPolicies, (policy) => policy.manifest.namespace);
    return namespacesInUse(inventory).flatMap(({ name, manifest, path }) => {
        const policies = byNamespace.get(name) ?? [];
        const wide = policies.filter(({ value }) => isNamespaceWide(value, direction));
        const base = { namespace: quote(name), direction };
        const opening = openingPolicies(policies, direction);
        const [opener] = opening;
        if (wide.some(({ value }) => isDefaultDeny(value, direction))) {
            if (opener === undefined)
                return [];
            const data = { ...base, policies: opening.map((policy) => describeManifest(policy.manifest.ref)) };
            return [{ manifest: opener.manifest, message: 'undone', data, paths: [['spec', direction]] }];
        }
        const others = otherEngines.filter((candidate) => reaches(candidate, name));
        const [message, named] = others.length > 0
            ? ['elsewhere', others]
            : wide.length > 0
                ? ['isolated', wide.map((policy) => policy.manifest)]
                : ['none', []];
        const data = { ...base, policies: named.map((policy) => describeManifest(policy.ref)) };
        return [{ manifest, message, data, paths: [path], ...(message === 'elsewhere' ? { outcome: 'unknown' } : {}) }];
    });
}
function engineOf(manifest) {
    return OTHER_ENGINES.find(([group, kind]) => manifest.ref.kind === kind && inventory_groupOf(manifest) === group);
}
function isOtherEngines(manifest) {
    return engineOf(manifest) !== undefined;
}
function reaches(manifest, namespace) {
    const [, , clusterWide = false] = engineOf(manifest) ?? [];
    return clusterWide || manifest.namespace === namespace;
}

;// CONCATENATED MODULE: ./build/check/hardening/rules/network/default-deny-egress.js


const default_deny_egress_rule = {
    scope: 'inventory',
    description: {
        id: 'network/default-deny-egress',
        topic: 'network',
        level: null,
        severity: 'medium',
        title: 'No default deny for egress',
        means: 'Every namespace that is declared or used must have a NetworkPolicy that selects all pods for egress and has no rules, and none beside it that lets everything through. Policies add up. egress: [] without policyTypes denies nothing.',
        why: 'Without it a pod that is taken over reaches the internet, the metadata service and every other pod.',
        repair: 'Add a NetworkPolicy with podSelector: {} and policyTypes: [Egress] without rules, and policies that allow DNS and the flows there are.',
        docs: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies',
        cis: ['5.3.2'],
        nsa: [NSA.networkPolicies],
    },
    messages: DEFAULT_DENY_MESSAGES,
    check: (inventory) => defaultDenyProblems(inventory, 'egress'),
};

;// CONCATENATED MODULE: ./build/check/hardening/rules/network/default-deny-ingress.js


const default_deny_ingress_rule = {
    scope: 'inventory',
    description: {
        id: 'network/default-deny-ingress',
        topic: 'network',
        level: null,
        severity: 'medium',
        title: 'No default deny for ingress',
        means: 'Every namespace that is declared or used must have a NetworkPolicy that selects all pods for ingress and has no rules, and none beside it that lets everything through. Policies add up.',
        why: 'Without it every pod of the cluster reaches every port of these pods, and one that is taken over reaches all others.',
        repair: 'Add a NetworkPolicy with podSelector: {} and policyTypes: [Ingress] without rules, and policies that allow the flows there are.',
        docs: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies',
        cis: ['5.3.2'],
        nsa: [NSA.networkPolicies],
    },
    messages: DEFAULT_DENY_MESSAGES,
    check: (inventory) => defaultDenyProblems(inventory, 'ingress'),
};

;// CONCATENATED MODULE: ./build/check/hardening/rules/network/egress-without-dns.js



/** Not a hole: a sign that the deny will be taken out again when name look-ups fail. */
const egress_without_dns_rule = {
    scope: 'inventory',
    description: {
        id: 'network/egress-without-dns',
        topic: 'network',
        level: null,
        severity: 'info',
        title: 'Egress denied, DNS too',
        means: 'A namespace with workloads that denies egress by default must have a policy that allows port 53, or a rule for all ports.',
        why: 'Without DNS no pod finds anything by name, and a default deny that breaks things is soon removed.',
        repair: 'Add a policy that allows UDP and TCP port 53 to kube-dns.',
        docs: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
        cis: [],
        nsa: [NSA.networkPolicies],
    },
    messages: { dns: 'egress of namespace {namespace} is denied by default, and no policy allows port 53' },
    check: ({ networkPolicies, pods }) => networkPolicies.flatMap(({ manifest, value }) => {
        const { namespace } = manifest;
        if (!isDefaultDeny(value, 'egress') || !pods.some((pod) => pod.manifest.namespace === namespace))
            return [];
        const allowed = networkPolicies.some((policy) => policy.manifest.namespace === namespace &&
            isAbout(policy.value, 'egress') &&
            rulesOf(policy.value, 'egress').some(({ ports }) => ports.length === 0 || ports.some(isDns)));
        if (allowed)
            return [];
        return [{ manifest, message: 'dns', data: { namespace: quote(namespace) }, paths: [['spec']] }];
    }),
};
/** Port 53 by number, by one of its names, in a range, or any port. */
function isDns({ port, endPort }) {
    if ((port ?? null) === null)
        return true;
    if (typeof port === 'string')
        return port.startsWith('dns') || port === '53';
    return port === 53 || (Number(port) <= 53 && (endPort ?? 0) >= 53);
}

;// CONCATENATED MODULE: ./build/check/hardening/rules/network/exposed-service.js


/** Annotations with which clouds keep a load balancer inside: name and the value that does. */
const INTERNAL = [
    ['service.beta.kubernetes.io/aws-load-balancer-internal', 'true'],
    ['service.beta.kubernetes.io/aws-load-balancer-scheme', 'internal'],
    ['service.beta.kubernetes.io/azure-load-balancer-internal', 'true'],
    ['networking.gke.io/load-balancer-type', 'Internal'],
    ['cloud.google.com/load-balancer-type', 'Internal'],
    ['service.beta.kubernetes.io/openstack-internal-load-balancer', 'true'],
    ['service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type', 'private'],
];
const exposed_service_rule = {
    scope: 'inventory',
    description: {
        id: 'network/exposed-service',
        topic: 'network',
        level: null,
        severity: 'medium',
        title: 'Service open to the outside',
        means: 'A Service must not be a NodePort, have externalIPs, or be a LoadBalancer that is neither internal nor limited by loadBalancerSourceRanges.',
        why: 'Such a Service is reachable from outside the cluster, past the ingress with its TLS and its authentication.',
        repair: 'Use a ClusterIP Service behind an Ingress or a Gateway, or limit loadBalancerSourceRanges.',
        docs: 'https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types',
        cis: [],
        nsa: [NSA.networkPolicies],
    },
    messages: {
        nodePort: 'type is NodePort, which opens a port on every node',
        loadBalancer: 'type is LoadBalancer, open to every address',
        externalIPs: 'externalIPs takes over traffic for {addresses}',
    },
    check: ({ services }) => services.flatMap(({ manifest, value }) => {
        const type = ['spec', 'type'];
        const addresses = value.spec?.externalIPs ?? [];
        return [
            ...(value.spec?.type === 'NodePort'
                ? [{ manifest, message: 'nodePort', data: {}, paths: [type] }]
                : []),
            ...(isOpenLoadBalancer(value) ? [{ manifest, message: 'loadBalancer', data: {}, paths: [type] }] : []),
            ...(addresses.length > 0
                ? [{ manifest, message: 'externalIPs', data: { addresses }, paths: [['spec', 'externalIPs']] }]
                : []),
        ];
    }),
};
function isOpenLoadBalancer({ spec, metadata }) {
    if (spec?.type !== 'LoadBalancer')
        return false;
    const annotations = metadata?.annotations ?? {};
    if (INTERNAL.some(([name, value]) => annotations[name]?.toLowerCase() === value.toLowerCase()))
        return false;
    const blocks = spec.loadBalancerSourceRanges.map((cidr) => ({ cidr: cidr.trim(), except: [] }));
    return blocks.length === 0 || coverAll(blocks, 'ipv4') || coverAll(blocks, 'ipv6');
}

;// CONCATENATED MODULE: ./build/check/hardening/rules/network/ingress-without-tls.js


const ingress_without_tls_rule = {
    scope: 'inventory',
    description: {
        id: 'network/ingress-without-tls',
        topic: 'network',
        level: null,
        severity: 'medium',
        title: 'Ingress without TLS',
        means: 'Every host of an Ingress must be listed under spec.tls; *.example.com there covers one more label. An Ingress without hosts must have an entry of tls.',
        why: 'What is served without TLS, sessions and passwords included, can be read and changed on its way.',
        repair: 'Add the host to spec.tls with a secretName, from cert-manager for example.',
        docs: 'https://kubernetes.io/docs/concepts/services-networking/ingress/#tls',
        cis: [],
        nsa: [NSA.networkPolicies],
    },
    messages: { plain: 'spec.tls does not cover {hosts}' },
    check: ({ ingresses }) => ingresses.flatMap(({ manifest, value }) => {
        const hosts = uncovered(value);
        return hosts.length === 0 ? [] : [{ manifest, message: 'plain', data: { hosts }, paths: [['spec', 'tls']] }];
    }),
};
/** An entry of tls without hosts is for whatever the controller takes it for: all of them. */
function uncovered({ spec }) {
    const tls = spec?.tls ?? [];
    if (tls.some(({ hosts }) => hosts.length === 0))
        return [];
    const named = tls.flatMap(({ hosts }) => hosts);
    const hosts = [...new Set((spec?.rules ?? []).map(({ host }) => host ?? ''))];
    if (hosts.length === 0 && tls.length === 0)
        return ['the default backend'];
    return hosts
        .filter((host) => !isCovered(host, named))
        .map((host) => (host === '' ? 'every host' : `host ${quote(host)}`));
}
function isCovered(host, named) {
    const parent = host.slice(host.indexOf('.') + 1);
    return host !== '' && (named.includes(host) || (host.includes('.') && named.includes(`*.${parent}`)));
}

;// CONCATENATED MODULE: ./build/check/hardening/rules/network/metadata-egress.js



/** The address under which clouds hand out the credentials of the node. */
const METADATA = '169.254.169.254/32';
const metadata_egress_rule = {
    scope: 'inventory',
    description: {
        id: 'network/metadata-egress',
        topic: 'network',
        level: null,
        severity: 'medium',
        title: 'Egress to the metadata service',
        means: 'No egress rule of a NetworkPolicy may reach 169.254.169.254 by an ipBlock, on port 80 or on all ports. 0.0.0.0/0 reaches it unless it is in except.',
        why: "The metadata service gives whoever asks the credentials of the node's machine.",
        repair: 'Add 169.254.169.254/32 to except, or name the networks that are needed.',
        docs: 'https://kubernetes.io/docs/concepts/security/security-checklist/',
        cis: ['5.3.2'],
        nsa: [NSA.networkPolicies],
    },
    messages: { metadata: 'an egress rule reaches 169.254.169.254 through {cidrs}' },
    check: ({ networkPolicies }) => networkPolicies.flatMap(({ manifest, value }) => {
        if (!isAbout(value, 'egress'))
            return [];
        return rulesOf(value, 'egress').flatMap((egress, index) => {
            const reaching = blocksIn(egress).filter((block) => coverCidr([block], METADATA));
            const onPort = isForEveryPort(egress.ports) || egress.ports.some(({ port, endPort }) => isHttp(port, endPort));
            if (reaching.length === 0 || !onPort)
                return [];
            const data = { cidrs: reaching.map(({ cidr }) => cidr) };
            return [{ manifest, message: 'metadata', data, paths: [['spec', 'egress', index, 'to']] }];
        });
    }),
};
function isHttp(port, endPort) {
    return port === 'http' || Number(port) === 80 || (Number(port) < 80 && (endPort ?? 0) >= 80);
}

;// CONCATENATED MODULE: ./build/check/hardening/rules/pss/allowPrivilegeEscalation.js



/** policy/check_allowPrivilegeEscalation.go. The field has no pod-level form: each container needs its own. */
const allowPrivilegeEscalation_rule = {
    scope: 'pod-security',
    description: {
        id: 'pss/allowPrivilegeEscalation',
        topic: 'pod-security',
        level: 'restricted',
        severity: 'medium',
        title: 'Privilege escalation allowed',
        means: 'Every container must set securityContext.allowPrivilegeEscalation to false; left out, it is true. From v1.25 on, Windows pods are exempt.',
        why: 'Without it a process can gain more privileges than its parent, through a set-user-ID program for example, and a foothold becomes root.',
        repair: 'Set allowPrivilegeEscalation: false in the securityContext of each of these containers.',
        docs: KUBERNETES.podSecurityStandards,
        cis: ['5.2.6'],
        nsa: [NSA.podSecurity],
    },
    messages: { allowed: 'securityContext.allowPrivilegeEscalation is not set to false in {where}' },
    versions: [
        { since: 8, check },
        { since: 25, check: (pod) => (isWindows(pod) ? [] : check(pod)) },
    ],
};
function check(pod) {
    return sharedProblem('allowed', pod.containers
        .filter((container) => container.spec.securityContext?.allowPrivilegeEscalation !== false)
        .map((container) => ({
        label: container.label,
        paths: [container.at('securityContext', 'allowPrivilegeEscalation')],
    })));
}

;// CONCATENATED MODULE: ./build/check/hardening/setters.js
function podSetter(pod) {
    return {
        label: 'the pod',
        context: pod.spec.securityContext ?? {},
        at: (...steps) => pod.at('securityContext', ...steps),
    };
}
function containerSetters(pod) {
    return pod.containers.map((container) => ({
        label: container.label,
        context: container.spec.securityContext ?? {},
        at: (...steps) => container.at('securityContext', ...steps),
    }));
}
/** Whoever may set a field that pods and containers share: the pod first. */
function settersOf(pod) {
    return [podSetter(pod), ...containerSetters(pod)];
}

;// CONCATENATED MODULE: ./build/check/hardening/rules/pss/appArmorProfile.js




const ANNOTATION_PREFIX = 'container.apparmor.security.beta.kubernetes.io/';
/** policy/check_appArmorProfile.go: the fields and the annotations count at every version. */
const appArmorProfile_rule = {
    scope: 'pod-security',
    description: {
        id: 'pss/appArmorProfile',
        topic: 'pod-security',
        level: 'baseline',
        severity: 'medium',
        title: 'AppArmor switched off',
        means: 'appArmorProfile.type must be RuntimeDefault or Localhost where it is set, at the pod and at every container; the older annotations must be runtime/default or localhost/<profile>.',
        why: 'AppArmor confines what a broken-out process may read, write and mount on the node; switched off, that barrier is gone.',
        repair: 'Remove the profile to get the default one, or set its type to RuntimeDefault or Localhost.',
        docs: KUBERNETES.podSecurityStandards,
        cis: ['5.6.3'],
        nsa: [NSA.podSecurity],
    },
    messages: {
        field: 'securityContext.appArmorProfile.type is {values} in {where}',
        annotation: 'the AppArmor annotation of {where} is {values}',
    },
    versions: [{ since: 0, check: appArmorProfile_check }],
};
function appArmorProfile_check(pod) {
    const setters = settersOf(pod).filter(({ context }) => {
        const profile = context.appArmorProfile;
        return profile && profile.type !== 'RuntimeDefault' && profile.type !== 'Localhost';
    });
    const annotations = Object.entries(pod.annotations)
        .filter(([key, value]) => key.startsWith(ANNOTATION_PREFIX) && !isAllowedAnnotation(value))
        .sort(([a], [b]) => (a < b ? -1 : 1));
    return [
        ...sharedProblem('field', setters.map(({ label, at }) => ({ label, paths: [at('appArmorProfile', 'type')] })), { values: distinct(setters.map(({ context }) => quote(context.appArmorProfile?.type ?? ''))) }),
        ...sharedProblem('annotation', annotations.map(([key]) => ({
            label: quote(key.slice(ANNOTATION_PREFIX.length)),
            paths: [pod.annotationAt(key)],
        })), { values: distinct(annotations.map(([, value]) => quote(value))) }),
    ];
}
function isAllowedAnnotation(value) {
    return value === '' || value === 'runtime/default' || value.startsWith('localhost/');
}

;// CONCATENATED MODULE: ./build/check/hardening/pod-security/added-capabilities.js

/** The containers that add a capability which is not allowed, as one problem with the capabilities in `{values}`. */
function forbiddenAdditions(pod, message, isAllowed, show) {
    const values = [];
    const offenders = pod.containers.map((container) => {
        const added = container.spec.securityContext?.capabilities?.add ?? [];
        const paths = added.flatMap((capability, index) => {
            if (isAllowed(capability))
                return [];
            values.push(show(capability));
            return [container.at('securityContext', 'capabilities', 'add', index)];
        });
        return { label: container.label, paths };
    });
    return sharedProblem(message, offenders.filter(({ paths }) => paths.length > 0), { values: distinct(values) });
}

;// CONCATENATED MODULE: ./build/check/hardening/rules/pss/capabilities_baseline.js



/** What container runtimes grant anyway, without NET_RAW. Upstream compares the exact names: `CAP_CHOWN` is no match. */
const ALLOWED = new Set([
    ...['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE'],
    ...['SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'],
]);
/** policy/check_capabilities_baseline.go */
const capabilities_baseline_rule = {
    scope: 'pod-security',
    description: {
        id: 'pss/capabilities_baseline',
        topic: 'pod-security',
        level: 'baseline',
        severity: 'high',
        title: 'Capability beyond the default set',
        means: `capabilities.add may hold only ${[...ALLOWED].join(', ')}.`,
        why: 'Capabilities such as SYS_ADMIN, SYS_PTRACE or NET_RAW let a container reach the kernel, other processes or the traffic of its neighbours.',
        repair: 'Remove the capability from capabilities.add; most programs that ask for it work without it.',
        docs: KUBERNETES.podSecurityStandards,
        cis: ['5.2.8', '5.2.9'],
        nsa: [NSA.podSecurity],
    },
    messages: { added: 'securityContext.capabilities.add holds {values} in {where}' },
    versions: [{ since: 0, check: capabilities_baseline_check }],
};
function capabilities_baseline_check(pod) {
    return forbiddenAdditions(pod, 'added', (capability) => ALLOWED.has(capability), quote);
}

;// CONCATENATED MODULE: ./build/check/hardening/rules/pss/capabilities_restricted.js





/** policy/check_capabilities_restricted.go: exactly `ALL`, in capitals, whatever else is dropped. */
const capabilities_restricted_rule = {
    scope: 'pod-security',
    description: {
        id: 'pss/capabilities_restricted',
        topic: 'pod-security',
        level: 'restricted',
        severity: 'medium',
        title: 'Capabilities not dropped',
        means: 'Every container must drop ALL capabilities and may add only NET_BIND_SERVICE. From v1.25 on, Windows pods are exempt.',
        why: 'The default capabilities are more than most programs use, and each one that stays is one that an intruder has too.',
        repair: 'Set capabilities.drop to ["ALL"] in the securityContext of each of these containers, and add at most NET_BIND_SERVICE.',
        docs: KUBERNETES.podSecurityStandards,
        cis: ['5.2.8', '5.2.9', '5.2.10'],
        nsa: [NSA.podSecurity],
    },
    messages: {
        kept: 'securityContext.capabilities.drop does not hold "ALL" in {where}',
        added: 'securityContext.capabilities.add holds {values} in {where}',
    },
    versions: [
        { since: 22, check: capabilities_restricted_check, overrides: ['capabilities_baseline'] },
        { since: 25, check: (pod) => (isWindows(pod) ? [] : capabilities_restricted_check(pod)), overrides: ['capabilities_baseline'] },
    ],
};
function capabilities_restricted_check(pod) {
    const kept = pod.containers.filter((container) => !(container.spec.securityContext?.capabilities?.drop ?? []).includes('ALL'));
    return [
        ...sharedProblem('kept', kept.map(({ label, at }) => ({ label, paths: [at('securityContext', 'capabilities', 'drop')] }))),
        ...forbiddenAdditions(pod, 'added', (capability) => capability === 'NET_BIND_SERVICE', quote),
    ];
}

;// CONCATENATED MODULE: ./build/check/hardening/rules/pss/hostNamespaces.js


/** policy/check_hostNamespaces.go */
const hostNamespaces_rule = {
    scope: 'pod-security',
    description: {
        id: 'pss/hostNamespaces',
        topic: 'pod-security',
        level: 'baseline',
        severity: 'high',
        title: 'Shares a namespace of the node',
        means: 'hostNetwork, hostPID and hostIPC must not be true.',
        why: "The node's network gives access to its loopback services and escapes every NetworkPolicy; its processes and shared memory hold the secrets of all other pods.",
        repair: 'Remove hostNetwork, hostPID and hostIPC, or set them to false.',
        docs: KUBERNETES.podSecurityStandards,
        cis: ['5.2.3', '5.2.4', '5.2.5'],
        nsa: [NSA.podSecurity],
    },
    messages: { shared: 'the pod sets {where} to true' },
    versions: [
        {
            since: 0,
            check: (pod) => sharedProblem('shared', ['hostNetwork', 'hostPID', 'hostIPC']
                .filter((field) => pod.spec[field] === true)
                .map((field) => ({ label: field, paths: [pod.at(field)] }))),
        },
    ],
};

;// CONCATENATED MODULE: ./build/check/hardening/rules/pss/hostPathVolumes.js



/** policy/check_hostPathVolumes.go: `hostPath: {}` counts, `hostPath: null` is no volume source. */
const hostPathVolumes_rule = {
    scope: 'pod-security',
    description: {
        id: 'pss/hostPathVolumes',
        topic: 'pod-security',
        level: 'baseline',
        severity: 'high',
        title: "Mounts the node's file system",
        means: 'No volume may be a hostPath.',
        why: "With a directory of the node a container can read the kubelet's credentials, other pods' volumes or the runtime's socket, and from there take the node.",
        repair: 'Use a persistentVolumeClaim, an emptyDir, a configMap or a projected volume instead; read logs through the API.',
        docs: KUBERNETES.podSecurityStandards,
        cis: ['5.2.12'],
        nsa: [NSA.podSecurity],
    },
    messages: { hostPath: 'hostPath is the source of {where}' },
    versions: [
        {
            since: 0,
            check: (pod) => sharedProblem('hostPath', pod.spec.volumes.flatMap(({ name, sources }, index) => sources.includes('hostPath')
                ? [{ label: `volume ${quote(name ?? '')}`, paths: [pod.at('volumes', index, 'hostPath')] }]
                : [])),
        },
    ],
};

;// CONCATENATED MODULE: ./build/check/hardening/rules/pss/hostPorts.js


/**
 * policy/check_hostPorts.go, after the API server's defaults: with hostNetwork a Pod's containerPort is its hostPort
 * (pkg/apis/core/v1/defaults.go; not in ephemeral containers, and since Kubernetes 1.28 not in pod templates).
 */
const hostPorts_rule = {
    scope: 'pod-security',
    description: {
        id: 'pss/hostPorts',
        topic: 'pod-security',
        level: 'baseline',
        severity: 'medium',
        title: 'Takes a port of the node',
        means: 'No container may set a hostPort other than 0. In a Pod with hostNetwork every containerPort is a host port too.',
        why: 'A host port is reachable at every address of the node, past Services and NetworkPolicies, and lets one pod take the place of a service of the node.',
        repair: 'Remove hostPort and reach the pod through a Service.',
        docs: KUBERNETES.podSecurityStandards,
        cis: ['5.2.13'],
        nsa: [NSA.podSecurity],
    },
    messages: {
        hostPort: 'hostPort is {values} in {where}',
        hostNetwork: 'hostNetwork makes containerPort {values} a port of the node in {where}',
    },
    versions: [{ since: 0, check: hostPorts_check }],
};
function hostPorts_check(pod) {
    const written = pod.containers.map((container) => ({ container, ports: hostPorts(container) }));
    const defaulted = pod.manifest.ref.kind === 'Pod' && pod.spec.hostNetwork === true
        ? pod.containers
            .filter(({ role }) => role !== 'ephemeral container')
            .map((container) => ({ container, ports: defaultedPorts(container) }))
        : [];
    return [...hostPorts_problem('hostPort', written), ...hostPorts_problem('hostNetwork', defaulted)];
}
function hostPorts_problem(message, offenders) {
    const guilty = offenders.filter(({ ports }) => ports.length > 0);
    return sharedProblem(message, guilty.map(({ container, ports }) => ({ label: container.label, paths: ports.map(({ path }) => path) })), { values: distinct(guilty.flatMap(({ ports }) => ports.map(({ port }) => String(port)))) });
}
function hostPorts(container) {
    return container.spec.ports.flatMap(({ hostPort }, index) => (hostPort ?? 0) === 0 ? [] : [{ port: hostPort ?? 0, path: container.at('ports', index, 'hostPort') }]);
}
function defaultedPorts(container) {
    return container.spec.ports.flatMap(({ hostPort, containerPort }, index) => (hostPort ?? 0) !== 0 || (containerPort ?? 0) === 0
        ? []
        : [{ port: containerPort ?? 0, path: container.at('ports', index, 'containerPort') }]);
}

;// CONCATENATED MODULE: ./build/check/hardening/rules/pss/hostProbesAndHostLifecycle.js



/** policy/check_hostProbesAndhostLifecycle.go */
const hostProbesAndHostLifecycle_rule = {
    scope: 'pod-security',
    description: {
        id: 'pss/hostProbesAndHostLifecycle',
        topic: 'pod-security',
        level: 'baseline',
        severity: 'medium',
        title: 'Probe or lifecycle hook to another host',
        means: 'host must be empty in the httpGet and tcpSocket handlers of every probe and lifecycle hook. Checked from v1.34 on.',
        why: 'The kubelet makes these requests from the network of the node, so a host that the manifest chooses reaches services that the pod itself may not.',
        repair: "Remove host, so that the probe goes to the pod's own address; use an httpHeaders entry for a virtual host.",
        docs: KUBERNETES.podSecurityStandards,
        cis: [],
        nsa: [NSA.podSecurity],
    },
    messages: { host: 'a probe or lifecycle hook goes to host {values} in {where}' },
    versions: [{ since: 34, check: hostProbesAndHostLifecycle_check }],
};
function hostProbesAndHostLifecycle_check(pod) {
    const offenders = pod.containers
        .map((container) => ({ container, hosts: hostsOf(container) }))
        .filter(({ hosts }) => hosts.length > 0);
    return sharedProblem('host', offenders.map(({ container, hosts }) => ({ label: container.label, paths: hosts.map(({ path }) => path) })), { values: distinct(offenders.flatMap(({ hosts }) => hosts.map(({ host }) => quote(host)))) });
}
function hostsOf({ spec, at }) {
    const handlers = [
        { handler: spec.livenessProbe, at: ['livenessProbe'] },
        { handler: spec.readinessProbe, at: ['readinessProbe'] },
        { handler: spec.startupProbe, at: ['startupProbe'] },
        { handler: spec.lifecycle?.postStart, at: ['lifecycle', 'postStart'] },
        { handler: spec.lifecycle?.preStop, at: ['lifecycle', 'preStop'] },
    ];
    return handlers.flatMap(({ handler, at: steps }) => ['httpGet', 'tcpSocket'].flatMap((kind) => {
        const host = handler?.[kind]?.host ?? '';
        return host === '' ? [] : [{ host, path: at(...steps, kind, 'host') }];
    }));
}

;// CONCATENATED MODULE: ./build/check/hardening/rules/pss/privileged.js


/** policy/check_privileged.go */
const privileged_rule = {
    scope: 'pod-security',
    description: {
        id: 'pss/privileged',
        topic: 'pod-security',
        level: 'baseline',
        severity: 'critical',
        title: 'Privileged container',
        means: 'No container of any kind may set securityContext.privileged to true.',
        why: 'A privileged container has every capability and every device of its node: whoever gets into it owns the node and all that runs there.',
        repair: 'Remove privileged or set it to false, and add only the single capability that is needed, if any.',
        docs: KUBERNETES.podSecurityStandards,
        cis: ['5.2.2'],
        nsa: [NSA.podSecurity],
    },
    messages: { privileged: 'securityContext.privileged is true in {where}' },
    versions: [
        {
            since: 0,
            check: (pod) => sharedProblem('privileged', pod.containers
                .filter((container) => container.spec.securityContext?.privileged === true)
                .map((container) => ({ label: container.label, paths: [container.at('securityContext', 'privileged')] }))),
        },
    ],
};

;// CONCATENATED MODULE: ./build/check/hardening/pod-security/unmasked-proc.js


/** procMount_1_0 of policy/check_procMount_baseline.go: an empty text is not `Default` either. */
function unmaskedProc(pod) {
    const offenders = pod.containers.flatMap(({ label, spec, at }) => {
        const value = spec.securityContext?.procMount ?? 'Default';
        return value === 'Default' ? [] : [{ label, value, paths: [at('securityContext', 'procMount')] }];
    });
    return sharedProblem('unmasked', offenders, { values: distinct(offenders.map(({ value }) => quote(value))) });
}

;// CONCATENATED MODULE: ./build/check/hardening/pod-security/user-namespace.js
/** relaxPolicyForUserNamespacePod of policy/helpers.go: root in such a pod is nobody on the node. */
function inUserNamespace(pod) {
    return pod.spec.hostUsers === false;
}

;// CONCATENATED MODULE: ./build/check/hardening/rules/pss/procMount.js



/** policy/check_procMount_baseline.go */
const procMount_rule = {
    scope: 'pod-security',
    description: {
        id: 'pss/procMount',
        topic: 'pod-security',
        level: 'baseline',
        severity: 'high',
        title: 'Unmasked /proc',
        means: 'procMount must be Default where it is set. From v1.35 on, pods with hostUsers: false are exempt at the baseline level.',
        why: 'The masks over /proc keep kernel settings and kernel memory out of reach; without them a container can read and change them.',
        repair: 'Remove procMount, or set it to Default.',
        docs: KUBERNETES.podSecurityStandards,
        cis: [],
        nsa: [NSA.podSecurity],
    },
    messages: { unmasked: 'securityContext.procMount is {values} in {where}' },
    versions: [
        { since: 0, check: unmaskedProc },
        { since: 35, check: (pod) => (inUserNamespace(pod) ? [] : unmaskedProc(pod)) },
    ],
};

;// CONCATENATED MODULE: ./build/check/hardening/rules/pss/procMount_restricted.js


/** policy/check_procMount_restricted.go: what the baseline check was before v1.35, user namespace or not. */
const procMount_restricted_rule = {
    scope: 'pod-security',
    description: {
        id: 'pss/procMount_restricted',
        topic: 'pod-security',
        level: 'restricted',
        severity: 'high',
        title: 'Unmasked /proc, even in a user namespace',
        means: 'procMount must be Default where it is set, whatever hostUsers says. Checked from v1.35 on, in place of pss/procMount.',
        why: 'The masks over /proc keep kernel settings and kernel memory out of reach; a user namespace narrows what an unmasked /proc gives away, but does not close it.',
        repair: 'Remove procMount, or set it to Default.',
        docs: KUBERNETES.podSecurityStandards,
        cis: [],
        nsa: [NSA.podSecurity],
    },
    messages: { unmasked: 'securityContext.procMount is {values} in {where}' },
    versions: [{ since: 35, check: unmaskedProc, overrides: ['procMount'] }],
};

;// CONCATENATED MODULE: ./build/check/hardening/rules/pss/restrictedVolumes.js



const restrictedVolumes_ALLOWED = [
    'configMap',
    'csi',
    'downwardAPI',
    'emptyDir',
    'ephemeral',
    'image',
    'persistentVolumeClaim',
    'projected',
    'secret',
];
/**
 * policy/check_restrictedVolumes.go, after the API server's default: a volume without a source (a null or unknown one
 * is none) is an emptyDir. One allowed source is enough, as upstream has it; the API server refuses two.
 */
const restrictedVolumes_rule = {
    scope: 'pod-security',
    description: {
        id: 'pss/restrictedVolumes',
        topic: 'pod-security',
        level: 'restricted',
        severity: 'medium',
        title: 'Volume type not allowed',
        means: `A volume must be one of ${restrictedVolumes_ALLOWED.join(', ')}.`,
        why: "Other volume types reach the node's file system or a storage system directly, past the claims that an administrator controls.",
        repair: 'Use a persistentVolumeClaim for storage, or another type of the list.',
        docs: KUBERNETES.podSecurityStandards,
        cis: ['5.2.12'],
        nsa: [NSA.podSecurity],
    },
    messages: { type: '{values} is the source of {where}' },
    versions: [{ since: 0, check: restrictedVolumes_check, overrides: ['hostPathVolumes'] }],
};
function restrictedVolumes_check(pod) {
    const offenders = pod.spec.volumes.flatMap(({ name, sources }, index) => {
        const source = sources.find((candidate) => !restrictedVolumes_ALLOWED.includes(candidate));
        if (source === undefined || sources.some((candidate) => restrictedVolumes_ALLOWED.includes(candidate)))
            return [];
        return [{ label: `volume ${quote(name ?? '')}`, source, paths: [pod.at('volumes', index, source)] }];
    });
    return sharedProblem('type', offenders, { values: distinct(offenders.map(({ source }) => source)) });
}

;// CONCATENATED MODULE: ./build/check/hardening/rules/pss/runAsNonRoot.js




/**
 * policy/check_runAsNonRoot.go. An explicit false is forbidden wherever it stands, whatever the other level says; a
 * container without the field needs true at the pod. Windows pods are not exempt.
 */
const runAsNonRoot_rule = {
    scope: 'pod-security',
    description: {
        id: 'pss/runAsNonRoot',
        topic: 'pod-security',
        level: 'restricted',
        severity: 'high',
        title: 'May run as root',
        means: 'runAsNonRoot must be true at the pod or at every container, and false nowhere. From v1.35 on, pods with hostUsers: false are exempt.',
        why: 'A process that runs as root in a container is root on the node once it breaks out, and a vulnerability in the kernel or the runtime is all it needs.',
        repair: "Set runAsNonRoot: true in the pod's securityContext, and build the image with a numeric non-root USER.",
        docs: KUBERNETES.podSecurityStandards,
        cis: ['5.2.7'],
        nsa: [NSA.nonRoot, NSA.podSecurity],
    },
    messages: {
        explicit: 'securityContext.runAsNonRoot is false in {where}',
        missing: 'securityContext.runAsNonRoot is not set to true for {where}, neither there nor at the pod',
    },
    versions: [
        { since: 0, check: runAsNonRoot_check },
        { since: 35, check: (pod) => (inUserNamespace(pod) ? [] : runAsNonRoot_check(pod)) },
    ],
};
function runAsNonRoot_check(pod) {
    const atPod = podSetter(pod);
    const explicit = settersOf(pod).filter(({ context }) => context.runAsNonRoot === false);
    const missing = atPod.context.runAsNonRoot === true
        ? []
        : containerSetters(pod).filter(({ context }) => (context.runAsNonRoot ?? null) === null);
    // The pod is the one place to edit; the containers that lack it are shown beside it.
    const paths = [atPod.at('runAsNonRoot'), ...missing.map(({ at }) => at('runAsNonRoot'))];
    return [
        ...sharedProblem('explicit', explicit.map(({ label, at }) => ({ label, paths: [at('runAsNonRoot')] }))),
        ...sharedProblem('missing', missing.map(({ label }, index) => ({ label, paths: index === 0 ? paths : [] }))),
    ];
}

;// CONCATENATED MODULE: ./build/check/hardening/rules/pss/runAsUser.js




/** policy/check_runAsUser.go */
const runAsUser_rule = {
    scope: 'pod-security',
    description: {
        id: 'pss/runAsUser',
        topic: 'pod-security',
        level: 'restricted',
        severity: 'high',
        title: 'Runs as user 0',
        means: 'runAsUser must not be 0, at the pod or at any container. Checked from v1.23 on; from v1.35 on, pods with hostUsers: false are exempt.',
        why: 'User 0 is root: on the node too, once a process breaks out of its container.',
        repair: 'Set runAsUser to a number other than 0, or remove it and set USER in the image.',
        docs: KUBERNETES.podSecurityStandards,
        cis: ['5.2.7'],
        nsa: [NSA.nonRoot, NSA.podSecurity],
    },
    messages: { root: 'securityContext.runAsUser is 0 in {where}' },
    versions: [
        { since: 23, check: runAsUser_check },
        { since: 35, check: (pod) => (inUserNamespace(pod) ? [] : runAsUser_check(pod)) },
    ],
};
function runAsUser_check(pod) {
    return sharedProblem('root', settersOf(pod)
        .filter(({ context }) => context.runAsUser === 0)
        .map(({ label, at }) => ({ label, paths: [at('runAsUser')] })));
}

;// CONCATENATED MODULE: ./build/check/hardening/pod-security/seccomp.js



/** True for a profile that confines: set, and neither Unconfined nor a name that Kubernetes does not know. */
function confines({ context }) {
    const type = context.seccompProfile?.type;
    return type === 'RuntimeDefault' || type === 'Localhost';
}
function hasProfile({ context }) {
    return (context.seccompProfile ?? null) !== null;
}
/** Whoever sets a profile that does not confine, as one problem `profile`. */
function unconfined(pod) {
    const offenders = settersOf(pod).filter((setter) => hasProfile(setter) && !confines(setter));
    return sharedProblem('profile', offenders.map(({ label, at }) => ({ label, paths: [at('seccompProfile', 'type')] })), { values: distinct(offenders.map(({ context }) => quote(context.seccompProfile?.type ?? ''))) });
}

;// CONCATENATED MODULE: ./build/check/hardening/rules/pss/seccompProfile_baseline.js




const POD_ANNOTATION = 'seccomp.security.alpha.kubernetes.io/pod';
const CONTAINER_ANNOTATION_PREFIX = 'container.seccomp.security.alpha.kubernetes.io/';
/** policy/check_seccompProfile_baseline.go: annotations only until v1.18, fields only from v1.19 on. */
const seccompProfile_baseline_rule = {
    scope: 'pod-security',
    description: {
        id: 'pss/seccompProfile_baseline',
        topic: 'pod-security',
        level: 'baseline',
        severity: 'medium',
        title: 'Seccomp switched off',
        means: 'seccompProfile.type must be RuntimeDefault or Localhost where it is set, at the pod and at every container. Before v1.19: the seccomp annotations must be runtime/default, docker/default or localhost/<profile>.',
        why: 'Without seccomp every system call of the kernel is open to the container, among them those that most break-outs use.',
        repair: 'Remove the profile, or better set seccompProfile.type to RuntimeDefault.',
        docs: KUBERNETES.podSecurityStandards,
        cis: ['5.6.2'],
        nsa: [NSA.podSecurity],
    },
    messages: {
        profile: 'securityContext.seccompProfile.type is {values} in {where}',
        annotation: 'the seccomp annotation of {where} is {values}',
    },
    versions: [
        { since: 0, check: annotations },
        { since: 19, check: unconfined },
    ],
};
function annotations(pod) {
    const keys = [
        { label: 'the pod', key: POD_ANNOTATION },
        ...pod.containers.map(({ label, spec }) => ({ label, key: `${CONTAINER_ANNOTATION_PREFIX}${spec.name ?? ''}` })),
    ];
    const offenders = keys.flatMap(({ label, key }) => {
        const value = Object.hasOwn(pod.annotations, key) ? pod.annotations[key] : undefined;
        return value === undefined || isAllowed(value) ? [] : [{ label, value, paths: [pod.annotationAt(key)] }];
    });
    return sharedProblem('annotation', offenders, { values: distinct(offenders.map(({ value }) => quote(value))) });
}
function isAllowed(value) {
    return value === 'runtime/default' || value === 'docker/default' || value.startsWith('localhost/');
}

;// CONCATENATED MODULE: ./build/check/hardening/rules/pss/seccompProfile_restricted.js





/** policy/check_seccompProfile_restricted.go */
const seccompProfile_restricted_rule = {
    scope: 'pod-security',
    description: {
        id: 'pss/seccompProfile_restricted',
        topic: 'pod-security',
        level: 'restricted',
        severity: 'medium',
        title: 'No seccomp profile',
        means: 'seccompProfile.type must be RuntimeDefault or Localhost at the pod or at every container, and nothing else anywhere. Checked from v1.19 on; from v1.25 on, Windows pods are exempt.',
        why: 'Without a seccomp profile every system call of the kernel is open to the container, among them those that most break-outs use.',
        repair: "Set seccompProfile.type: RuntimeDefault in the pod's securityContext.",
        docs: KUBERNETES.podSecurityStandards,
        cis: ['5.6.2'],
        nsa: [NSA.podSecurity],
    },
    messages: {
        profile: 'securityContext.seccompProfile.type is {values} in {where}',
        missing: 'securityContext.seccompProfile is not set for {where}, neither there nor at the pod',
    },
    versions: [
        { since: 19, check: seccompProfile_restricted_check, overrides: ['seccompProfile_baseline'] },
        { since: 25, check: (pod) => (isWindows(pod) ? [] : seccompProfile_restricted_check(pod)), overrides: ['seccompProfile_baseline'] },
    ],
};
function seccompProfile_restricted_check(pod) {
    const atPod = podSetter(pod);
    const missing = confines(atPod) ? [] : containerSetters(pod).filter((setter) => !hasProfile(setter));
    const type = ['seccompProfile', 'type'];
    const paths = [atPod.at(...type), ...missing.map(({ at }) => at(...type))];
    return [
        ...unconfined(pod),
        ...sharedProblem('missing', missing.map(({ label }, index) => ({ label, paths: index === 0 ? paths : [] }))),
    ];
}

;// CONCATENATED MODULE: ./build/check/hardening/rules/pss/seLinuxOptions.js




const TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t'];
const TYPES_1_31 = [...TYPES, 'container_engine_t'];
/** policy/check_seLinuxOptions.go */
const seLinuxOptions_rule = {
    scope: 'pod-security',
    description: {
        id: 'pss/seLinuxOptions',
        topic: 'pod-security',
        level: 'baseline',
        severity: 'medium',
        title: 'Custom SELinux label',
        means: 'seLinuxOptions.type may be container_t, container_init_t, container_kvm_t or (from v1.31 on) container_engine_t; user and role must be empty.',
        why: 'SELinux keeps a broken-out process from the files of the node; a type such as spc_t, or another user or role, lifts that.',
        repair: 'Remove user, role and type, or set type to one of the container types.',
        docs: KUBERNETES.podSecurityStandards,
        cis: ['5.6.3'],
        nsa: [NSA.podSecurity],
    },
    messages: {
        type: 'securityContext.seLinuxOptions.type is {values} in {where}',
        user: 'securityContext.seLinuxOptions.user is {values} in {where}',
        role: 'securityContext.seLinuxOptions.role is {values} in {where}',
    },
    versions: [
        { since: 0, check: (pod) => seLinuxOptions_check(pod, TYPES) },
        { since: 31, check: (pod) => seLinuxOptions_check(pod, TYPES_1_31) },
    ],
};
function seLinuxOptions_check(pod, types) {
    return [
        ...forbidden(pod, 'type', (value) => types.includes(value)),
        ...forbidden(pod, 'user', (value) => value === ''),
        ...forbidden(pod, 'role', (value) => value === ''),
    ];
}
function forbidden(pod, field, isAllowed) {
    const offenders = settersOf(pod).flatMap(({ label, context, at }) => {
        const value = context.seLinuxOptions?.[field] ?? '';
        return isAllowed(value) ? [] : [{ label, value, paths: [at('seLinuxOptions', field)] }];
    });
    return sharedProblem(field, offenders, { values: distinct(offenders.map(({ value }) => quote(value))) });
}

;// CONCATENATED MODULE: ./build/check/hardening/rules/pss/sysctls.js



const SAFE = [
    ...['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies'],
    ...['net.ipv4.ping_group_range', 'net.ipv4.ip_unprivileged_port_start'],
];
const SAFE_1_27 = [...SAFE, 'net.ipv4.ip_local_reserved_ports'];
const SAFE_1_29 = [
    ...[...SAFE_1_27, 'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout'],
    ...['net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes'],
];
const SAFE_1_32 = [...SAFE_1_29, 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'];
const SAFE_1_37 = [...SAFE_1_32, 'net.ipv4.tcp_slow_start_after_idle', 'net.ipv4.tcp_notsent_lowat'];
/** policy/check_sysctls.go: exact names, so `kernel/shm_rmid_forced` and `net.ipv4.*` are not safe. */
const sysctls_rule = {
    scope: 'pod-security',
    description: {
        id: 'pss/sysctls',
        topic: 'pod-security',
        level: 'baseline',
        severity: 'medium',
        title: 'Unsafe kernel parameter',
        means: `securityContext.sysctls may name only safe parameters: ${SAFE_1_37.join(', ')}; the later ones from v1.27, v1.29, v1.32 and v1.37 on.`,
        why: 'Other kernel parameters switch off protections or change the kernel for everything on the node.',
        repair: 'Remove the parameter from sysctls; set it on the node where all of its pods need it.',
        docs: 'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/',
        cis: ['5.6.3'],
        nsa: [NSA.podSecurity],
    },
    messages: { unsafe: 'securityContext.sysctls of the pod sets {where}' },
    versions: [
        { since: 0, check: (pod) => sysctls_check(pod, SAFE) },
        { since: 27, check: (pod) => sysctls_check(pod, SAFE_1_27) },
        { since: 29, check: (pod) => sysctls_check(pod, SAFE_1_29) },
        { since: 32, check: (pod) => sysctls_check(pod, SAFE_1_32) },
        { since: 37, check: (pod) => sysctls_check(pod, SAFE_1_37) },
    ],
};
function sysctls_check(pod, safe) {
    return sharedProblem('unsafe', (pod.spec.securityContext?.sysctls ?? []).flatMap((sysctl, index) => {
        const name = sysctl.name ?? '';
        if (safe.includes(name))
            return [];
        return [{ label: quote(name), paths: [pod.at('securityContext', 'sysctls', index, 'name')] }];
    }));
}

;// CONCATENATED MODULE: ./build/check/hardening/rules/pss/windowsHostProcess.js



/** policy/check_windowsHostProcess.go */
const windowsHostProcess_rule = {
    scope: 'pod-security',
    description: {
        id: 'pss/windowsHostProcess',
        topic: 'pod-security',
        level: 'baseline',
        severity: 'critical',
        title: 'Windows HostProcess container',
        means: 'windowsOptions.hostProcess must not be true, at the pod or at any container.',
        why: 'A HostProcess container runs on the Windows node itself, with its file system, its network and its rights.',
        repair: 'Remove hostProcess, or set it to false.',
        docs: KUBERNETES.podSecurityStandards,
        cis: ['5.2.11'],
        nsa: [NSA.podSecurity],
    },
    messages: { hostProcess: 'securityContext.windowsOptions.hostProcess is true in {where}' },
    versions: [
        {
            since: 0,
            check: (pod) => sharedProblem('hostProcess', settersOf(pod)
                .filter(({ context }) => context.windowsOptions?.hostProcess === true)
                .map(({ label, at }) => ({ label, paths: [at('windowsOptions', 'hostProcess')] }))),
        },
    ],
};

;// CONCATENATED MODULE: ./build/check/hardening/rules/rbac/aggregates-to-built-in.js

const aggregates_to_built_in_LABEL = /^rbac\.authorization\.k8s\.io\/aggregate-to-(admin|edit|view)$/;
const aggregates_to_built_in_rule = {
    scope: 'inventory',
    description: {
        id: 'rbac/aggregates-to-built-in',
        topic: 'identity',
        level: null,
        severity: 'low',
        title: 'Adds to a built-in role',
        means: 'No ClusterRole may carry a label rbac.authorization.k8s.io/aggregate-to-admin, -edit or -view that is "true".',
        why: 'Its rules become part of the built-in role, for everybody who is bound to that in any namespace, today and later.',
        repair: 'Remove the label and bind the role to those who need it; for a custom resource keep it to what the built-in role stands for.',
        docs: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles',
        cis: [],
        nsa: [NSA.rbac],
    },
    messages: { aggregates: 'its rules are added to the ClusterRole {targets}' },
    check: ({ roles }) => roles.flatMap(({ manifest, value }) => {
        if (manifest.ref.kind !== 'ClusterRole')
            return [];
        const found = Object.entries(value.metadata?.labels ?? {}).flatMap(([key, label]) => {
            const target = label === 'true' ? aggregates_to_built_in_LABEL.exec(key)?.[1] : undefined;
            return target === undefined ? [] : [{ key, target }];
        });
        const [first, ...rest] = found.map(({ key }) => ['metadata', 'labels', key]);
        if (first === undefined)
            return [];
        return [
            {
                manifest,
                message: 'aggregates',
                data: { targets: found.map(({ target }) => target) },
                paths: [first, ...rest],
            },
        ];
    }),
};

;// CONCATENATED MODULE: ./build/check/hardening/rbac/dangerous-grants.js
/** The grants that rules look for, by what comes of them. Every verb is one that the API server checks. */
const WRITES = ['create', 'update', 'patch'];
const IN_NAMESPACES = { clusterScoped: false };
const CLUSTER_WIDE = { clusterScoped: true };
/** list and watch show the contents too. */
const READS_SECRETS = [
    { apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list', 'watch'], ...IN_NAMESPACES },
];
/** Whoever makes a pod chooses its service account and mounts any Secret of its namespace. */
const CREATES_WORKLOADS = [
    { apiGroups: [''], resources: ['pods', 'replicationcontrollers'], verbs: WRITES, ...IN_NAMESPACES },
    {
        apiGroups: ['apps', 'extensions'],
        resources: ['deployments', 'daemonsets', 'replicasets', 'statefulsets'],
        verbs: WRITES,
        ...IN_NAMESPACES,
    },
    { apiGroups: ['batch'], resources: ['jobs', 'cronjobs'], verbs: WRITES, ...IN_NAMESPACES },
    { apiGroups: [''], resources: ['pods/ephemeralcontainers'], verbs: ['update', 'patch'], ...IN_NAMESPACES },
];
/** WebSocket clients use GET, so get is as good as create. */
const ENTERS_CONTAINERS = [
    {
        apiGroups: [''],
        resources: ['pods/exec', 'pods/attach', 'pods/portforward'],
        verbs: ['create', 'get'],
        ...IN_NAMESPACES,
    },
];
/** The kubelet's API behind it runs commands in every pod of the node; with WebSockets that takes only get. */
const REACHES_KUBELETS = [
    {
        apiGroups: [''],
        resources: ['nodes/proxy'],
        verbs: ['get', 'create', 'update', 'patch', 'delete'],
        ...CLUSTER_WIDE,
    },
];
const ESCALATES = [
    {
        apiGroups: ['rbac.authorization.k8s.io'],
        resources: ['roles', 'clusterroles'],
        verbs: ['escalate', 'bind'],
        ...IN_NAMESPACES,
    },
];
const IMPERSONATES = [
    { apiGroups: [''], resources: ['users', 'groups'], verbs: ['impersonate'], ...CLUSTER_WIDE },
    { apiGroups: [''], resources: ['serviceaccounts'], verbs: ['impersonate'], ...IN_NAMESPACES },
    { apiGroups: ['authentication.k8s.io'], resources: ['uids'], verbs: ['impersonate'], ...CLUSTER_WIDE },
];
const MINTS_TOKENS = [
    { apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create'], ...IN_NAMESPACES },
];
const CREATES_SIGNING_REQUESTS = [
    {
        apiGroups: ['certificates.k8s.io'],
        resources: ['certificatesigningrequests'],
        verbs: ['create'],
        ...CLUSTER_WIDE,
    },
];
const APPROVES_SIGNING_REQUESTS = [
    {
        apiGroups: ['certificates.k8s.io'],
        resources: ['certificatesigningrequests/approval'],
        verbs: ['update', 'patch'],
        ...CLUSTER_WIDE,
    },
];
const CHANGES_ADMISSION = [
    {
        apiGroups: ['admissionregistration.k8s.io'],
        resources: ['validatingwebhookconfigurations', 'mutatingwebhookconfigurations'],
        verbs: [...WRITES, 'delete', 'deletecollection'],
        ...CLUSTER_WIDE,
    },
];
const CREATES_VOLUMES = [
    { apiGroups: [''], resources: ['persistentvolumes'], verbs: ['create'], ...CLUSTER_WIDE },
];
/** A Role can grant this for its own namespace: the request for a namespace is in that namespace. */
const CHANGES_NAMESPACES = [
    { apiGroups: [''], resources: ['namespaces'], verbs: ['update', 'patch'], ...IN_NAMESPACES },
];

;// CONCATENATED MODULE: ./build/check/hardening/rbac/matching.js
/**
 * Would this rule allow the request? As RuleAllows of k8s.io/kubernetes/plugin/pkg/auth/authorizer/rbac/rbac.go does,
 * with the matchers of pkg/apis/rbac/v1/evaluation_helpers.go.
 */
function ruleAllows(rule, request) {
    const combined = request.subresource === '' ? request.resource : `${request.resource}/${request.subresource}`;
    return (rule.verbs.some((verb) => verb === '*' || verb === request.verb) &&
        rule.apiGroups.some((group) => group === '*' || group === request.apiGroup) &&
        rule.resources.some((resource) => resourceMatches(resource, combined, request.subresource)) &&
        (rule.resourceNames.length === 0 || rule.resourceNames.includes(request.name)));
}
/** `*` covers everything, subresources too; `*` + `/exec` that subresource of everything; `pods/*` is no pattern. */
function resourceMatches(pattern, combined, subresource) {
    if (pattern === '*' || pattern === combined)
        return true;
    return subresource !== '' && pattern === `*/${subresource}`;
}

;// CONCATENATED MODULE: ./build/check/hardening/rbac/grants.js

/**
 * Every rule of the role counts. A rule that is limited to names is left out: it grants those few objects. A full
 * wildcard (all verbs on all resources) is left to rbac/wildcard, which says it once.
 */
function grantedBy(role, kind, grants) {
    const verbsOf = new Map();
    const paths = [];
    for (const [index, rule] of role.rules.entries()) {
        if (rule.resourceNames.length > 0 || isFullWildcard(rule))
            continue;
        for (const grant of grants) {
            if (grant.clusterScoped && kind !== 'ClusterRole')
                continue;
            for (const resource of grant.resources) {
                const verbs = grant.verbs.filter((verb) => grant.apiGroups.some((group) => allows(rule, verb, group, resource)));
                if (verbs.length === 0)
                    continue;
                verbsOf.set(resource, new Set([...(verbsOf.get(resource) ?? []), ...verbs]));
                paths.push(['rules', index, 'resources', resourceIndex(rule, resource)]);
            }
        }
    }
    const actions = [...verbsOf].map(([resource, verbs]) => `${resource} (${[...verbs].join(', ')})`);
    return { actions, paths };
}
/** A problem `grants` for each role of the repository that holds one of the grants. */
function grantProblems({ roles }, grants) {
    return roles.flatMap(({ manifest, value }) => {
        const { actions, paths } = grantedBy(value, manifest.ref.kind, grants);
        const [first, ...rest] = paths;
        return first === undefined ? [] : [{ manifest, message: 'grants', data: { actions }, paths: [first, ...rest] }];
    });
}
function isFullWildcard(rule) {
    return rule.verbs.includes('*') && rule.resources.includes('*');
}
function allows(rule, verb, apiGroup, combined) {
    const [resource = '', subresource = ''] = combined.split('/');
    return ruleAllows(rule, { verb, apiGroup, resource, subresource, name: '' });
}
function resourceIndex(rule, combined) {
    const [, subresource = ''] = combined.split('/');
    return Math.max(0, rule.resources.findIndex((pattern) => resourceMatches(pattern, combined, subresource)));
}

;// CONCATENATED MODULE: ./build/check/hardening/rules/rbac/approves-own-certificates.js



/** Creating requests is harmless by itself, and so is approving those of others: together they are any identity. */
const approves_own_certificates_rule = {
    scope: 'inventory',
    description: {
        id: 'rbac/approves-own-certificates',
        topic: 'identity',
        level: null,
        severity: 'critical',
        title: 'Role requests and approves certificates',
        means: 'No ClusterRole may both create certificatesigningrequests and update their approval.',
        why: 'Whoever may do both makes client certificates for any user or group, and a certificate cannot be revoked.',
        repair: 'Split the role: the one who asks must not be the one who approves.',
        docs: KUBERNETES.rbacGoodPractices,
        cis: ['5.1.11'],
        nsa: [NSA.rbac, NSA.authentication],
    },
    messages: { grants: 'the rules grant {actions}' },
    check: ({ roles }) => roles.flatMap(({ manifest, value }) => {
        const create = grantedBy(value, manifest.ref.kind, CREATES_SIGNING_REQUESTS);
        const approve = grantedBy(value, manifest.ref.kind, APPROVES_SIGNING_REQUESTS);
        const [first] = approve.paths;
        if (first === undefined || create.paths.length === 0)
            return [];
        const actions = [...create.actions, ...approve.actions];
        return [{ manifest, message: 'grants', data: { actions }, paths: [first, ...create.paths] }];
    }),
};

;// CONCATENATED MODULE: ./build/check/hardening/rbac/built-in-roles.js
/**
 * The ClusterRoles that every cluster has and that people bind, as far as the rules look at them
 * (k8s.io/kubernetes plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go). `view` reads no Secret and enters no
 * container, so nothing here finds fault with it.
 */
const built_in_roles_WRITES = ['create', 'delete', 'deletecollection', 'patch', 'update'];
const EDIT = [
    built_in_roles_rule([''], ['pods/attach', 'pods/exec', 'pods/portforward', 'pods/proxy', 'secrets'], ['get', 'list', 'watch']),
    built_in_roles_rule([''], ['serviceaccounts'], ['impersonate']),
    built_in_roles_rule([''], ['pods', 'pods/attach', 'pods/exec', 'pods/portforward', 'pods/proxy'], built_in_roles_WRITES),
    built_in_roles_rule([''], ['replicationcontrollers', 'secrets', 'serviceaccounts', 'services'], built_in_roles_WRITES),
    built_in_roles_rule([''], ['serviceaccounts/token'], ['create']),
    built_in_roles_rule(['apps', 'extensions'], ['daemonsets', 'deployments', 'replicasets', 'statefulsets'], built_in_roles_WRITES),
    built_in_roles_rule(['batch'], ['cronjobs', 'jobs'], built_in_roles_WRITES),
    built_in_roles_rule(['networking.k8s.io'], ['ingresses', 'networkpolicies'], built_in_roles_WRITES),
];
const ADMIN = [
    ...EDIT,
    built_in_roles_rule(['rbac.authorization.k8s.io'], ['rolebindings', 'roles'], [...built_in_roles_WRITES, 'get', 'list', 'watch']),
];
const BUILT_IN_CLUSTER_ROLES = {
    'cluster-admin': [
        built_in_roles_rule(['*'], ['*'], ['*']),
        { verbs: ['*'], apiGroups: [], resources: [], resourceNames: [], nonResourceURLs: ['*'] },
    ],
    admin: ADMIN,
    edit: EDIT,
};
function built_in_roles_rule(apiGroups, resources, verbs) {
    return { apiGroups, resources, verbs, resourceNames: [], nonResourceURLs: [] };
}

;// CONCATENATED MODULE: ./build/check/hardening/rbac/subjects.js
/** `ServiceAccount "shop/api"`, `Group "system:masters"`. */
function subjectLabel(subject, quote) {
    const name = subject.name ?? '';
    const inNamespace = subject.kind === 'ServiceAccount' && (subject.namespace ?? '') !== '';
    return `${subject.kind ?? ''} ${quote(inNamespace ? `${subject.namespace}/${name}` : name)}`;
}
const SERVICE_ACCOUNT_USER = /^system:serviceaccount:([^:]+):([^:]+)$/;
/** The service account that a subject is, in either of its spellings. */
function serviceAccountOf(subject) {
    if (subject.kind === 'ServiceAccount')
        return { namespace: subject.namespace ?? '', name: subject.name ?? '' };
    const [, namespace, name] = (subject.kind === 'User' && SERVICE_ACCOUNT_USER.exec(subject.name ?? '')) || [];
    return namespace === undefined || name === undefined ? null : { namespace, name };
}

;// CONCATENATED MODULE: ./build/check/hardening/rules/rbac/built-in-role.js






const GRANTS = [...READS_SECRETS, ...ENTERS_CONTAINERS, ...IMPERSONATES, ...MINTS_TOKENS];
/** cluster-admin has a rule of its own; a role of the same name in the repository is judged by its own text. */
const built_in_role_rule = {
    scope: 'inventory',
    description: {
        id: 'rbac/built-in-role',
        topic: 'identity',
        level: null,
        severity: 'medium',
        title: 'Binding to a built-in role that reaches Secrets',
        means: 'No binding may refer to the ClusterRoles admin or edit that every cluster has.',
        why: 'Both read every Secret, enter every container and impersonate every service account of their namespaces, which their names do not say.',
        repair: 'Bind a role that lists what is needed, or view.',
        docs: KUBERNETES.rbac,
        cis: ['5.1.2', '5.1.4'],
        nsa: [NSA.rbac],
    },
    messages: { bound: 'ClusterRole {role} for {subjects} grants {actions}' },
    check: ({ bindings, roles }) => {
        const own = new Set(roles.flatMap(({ manifest }) => (manifest.ref.kind === 'ClusterRole' ? [manifest.ref.name] : [])));
        return bindings.flatMap(({ manifest, value }) => {
            const name = value.roleRef?.name ?? '';
            const isBuiltIn = Object.hasOwn(BUILT_IN_CLUSTER_ROLES, name) && name !== 'cluster-admin' && !own.has(name);
            if (value.roleRef?.kind !== 'ClusterRole' || !isBuiltIn || value.subjects.length === 0)
                return [];
            const rules = [...(BUILT_IN_CLUSTER_ROLES[name] ?? [])];
            const { actions } = grantedBy({ rules }, 'ClusterRole', GRANTS);
            const subjects = value.subjects.map((subject) => subjectLabel(subject, quote));
            return [{ manifest, message: 'bound', data: { role: name, subjects, actions }, paths: [['roleRef', 'name']] }];
        });
    },
};

;// CONCATENATED MODULE: ./build/check/hardening/rules/rbac/changes-admission-webhooks.js



const changes_admission_webhooks_rule = {
    scope: 'inventory',
    description: {
        id: 'rbac/changes-admission-webhooks',
        topic: 'identity',
        level: null,
        severity: 'critical',
        title: 'Role changes admission webhooks',
        means: 'No ClusterRole may write or delete validating or mutating webhook configurations.',
        why: 'A mutating webhook sees and changes every object, Secrets included; deleting a validating one switches policy off.',
        repair: 'Name the one configuration that the controller owns in resourceNames.',
        docs: KUBERNETES.rbacGoodPractices,
        cis: ['5.1.12'],
        nsa: [NSA.rbac],
    },
    messages: { grants: 'the rules grant {actions}' },
    check: (inventory) => grantProblems(inventory, CHANGES_ADMISSION),
};

;// CONCATENATED MODULE: ./build/check/hardening/rules/rbac/changes-namespaces.js



const changes_namespaces_rule = {
    scope: 'inventory',
    description: {
        id: 'rbac/changes-namespaces',
        topic: 'identity',
        level: null,
        severity: 'high',
        title: 'Role changes namespaces',
        means: 'No role may update or patch namespaces.',
        why: 'The labels of a namespace hold its Pod Security level and choose its network policies: whoever changes them switches both off.',
        repair: 'Remove the grant, or guard the labels with a ValidatingAdmissionPolicy.',
        docs: KUBERNETES.rbacGoodPractices,
        cis: [],
        nsa: [NSA.rbac, NSA.namespaces],
    },
    messages: { grants: 'the rules grant {actions}' },
    check: (inventory) => grantProblems(inventory, CHANGES_NAMESPACES),
};

;// CONCATENATED MODULE: ./build/check/hardening/rules/rbac/cluster-admin.js



const cluster_admin_rule = {
    scope: 'inventory',
    description: {
        id: 'rbac/cluster-admin',
        topic: 'identity',
        level: null,
        severity: 'critical',
        title: 'Binding to cluster-admin',
        means: 'No ClusterRoleBinding or RoleBinding may refer to the ClusterRole cluster-admin. In a RoleBinding it grants everything in that namespace.',
        why: 'cluster-admin may do anything to anything: whoever takes over one of its subjects has taken over the cluster.',
        repair: 'Bind a role that lists what is needed.',
        docs: KUBERNETES.rbac,
        cis: ['5.1.1'],
        nsa: [NSA.rbac],
    },
    messages: {
        bound: 'roleRef is cluster-admin for {subjects}',
        unused: 'roleRef is cluster-admin, though there is no subject yet',
    },
    check: ({ bindings }) => bindings
        .filter(({ value }) => value.roleRef?.kind === 'ClusterRole' && value.roleRef.name === 'cluster-admin')
        .map(({ manifest, value }) => ({
        manifest,
        message: value.subjects.length === 0 ? 'unused' : 'bound',
        data: { subjects: value.subjects.map((subject) => subjectLabel(subject, quote)) },
        paths: [['roleRef', 'name']],
    })),
};

;// CONCATENATED MODULE: ./build/check/hardening/rules/rbac/creates-persistent-volumes.js



const creates_persistent_volumes_rule = {
    scope: 'inventory',
    description: {
        id: 'rbac/creates-persistent-volumes',
        topic: 'identity',
        level: null,
        severity: 'high',
        title: 'Role creates persistent volumes',
        means: 'No ClusterRole may create persistentvolumes.',
        why: "A persistent volume may be a hostPath, so it opens the node's file system past every Pod Security Standard.",
        repair: 'Leave it to the storage provisioner; people and pipelines make persistentvolumeclaims.',
        docs: KUBERNETES.rbacGoodPractices,
        cis: ['5.1.9'],
        nsa: [NSA.rbac],
    },
    messages: { grants: 'the rules grant {actions}' },
    check: (inventory) => grantProblems(inventory, CREATES_VOLUMES),
};

;// CONCATENATED MODULE: ./build/check/hardening/rules/rbac/creates-workloads.js



const creates_workloads_rule = {
    scope: 'inventory',
    description: {
        id: 'rbac/creates-workloads',
        topic: 'identity',
        level: null,
        severity: 'medium',
        title: 'Role creates workloads',
        means: 'No role may create, update or patch pods or what makes them, nor ephemeral containers.',
        why: 'Whoever creates a pod chooses its service account and mounts any Secret of the namespace, so this grants all of them.',
        repair: 'Keep it to the one deployment pipeline of the namespace, and enforce a Pod Security Standard there.',
        docs: KUBERNETES.rbacGoodPractices,
        cis: ['5.1.4'],
        nsa: [NSA.rbac],
    },
    messages: { grants: 'the rules grant {actions}' },
    check: (inventory) => grantProblems(inventory, CREATES_WORKLOADS),
};

;// CONCATENATED MODULE: ./build/check/hardening/rules/rbac/dangerous-subject.js



const GROUPS = ['system:masters', 'system:unauthenticated', 'system:authenticated', 'system:serviceaccounts'];
const dangerous_subject_rule = {
    scope: 'inventory',
    description: {
        id: 'rbac/dangerous-subject',
        topic: 'identity',
        level: null,
        severity: 'high',
        title: 'Binding to everybody or to a default account',
        means: 'No binding may name the groups system:masters, system:authenticated, system:unauthenticated, system:serviceaccounts or those of one namespace, the user system:anonymous, or a default service account (also as a user).',
        why: 'These subjects stand for everyone with a token, everyone without one, or every pod that did not ask for an account: the rights reach whoever gets in.',
        repair: 'Bind a service account of its own, or a group of people that somebody manages.',
        docs: KUBERNETES.rbacGoodPractices,
        cis: ['5.1.5', '5.1.7'],
        nsa: [NSA.rbac, NSA.authentication],
    },
    messages: { subject: 'the subjects hold {subjects}' },
    check: ({ bindings }) => bindings.flatMap(({ manifest, value }) => {
        const found = value.subjects.flatMap((subject, index) => isDangerous(subject) ? [{ label: subjectLabel(subject, quote), path: at(index) }] : []);
        const [first, ...rest] = found.map(({ path }) => path);
        if (first === undefined)
            return [];
        return [
            { manifest, message: 'subject', data: { subjects: found.map(({ label }) => label) }, paths: [first, ...rest] },
        ];
    }),
};
function isDangerous(subject) {
    const name = subject.name ?? '';
    if (serviceAccountOf(subject)?.name === 'default')
        return true;
    if (subject.kind === 'User')
        return name === 'system:anonymous';
    return subject.kind === 'Group' && (GROUPS.includes(name) || name.startsWith('system:serviceaccounts:'));
}
function at(index) {
    return ['subjects', index, 'name'];
}

;// CONCATENATED MODULE: ./build/check/hardening/service-account.js

/** `serviceAccount` is the older name of the same field; the API server reads whichever is set, else `default`. */
function serviceAccountName({ spec }) {
    return spec.serviceAccountName || spec.serviceAccount || 'default';
}
/** Does the pod get the token of its service account? What the pod says decides, then the account; left out is yes. */
function mountsToken(pod, { serviceAccounts }) {
    const own = serviceAccounts.find(({ manifest }) => manifest.ref.name === serviceAccountName(pod) && manifest.namespace === pod.manifest.namespace);
    return pod.spec.automountServiceAccountToken ?? own?.value.automountServiceAccountToken ?? true;
}
/** Is a role bound to the pod's service account, by itself or through a group that holds it? */
function isBound(pod, { bindings }) {
    const { namespace } = pod.manifest;
    const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];
    return bindings.some(({ value, manifest }) => value.subjects.some((subject) => {
        const account = serviceAccountOf(subject);
        if (account === null)
            return subject.kind === 'Group' && groups.includes(subject.name ?? '');
        const inNamespace = account.namespace || manifest.namespace;
        return account.name === serviceAccountName(pod) && inNamespace === namespace;
    }));
}

;// CONCATENATED MODULE: ./build/check/hardening/rules/rbac/default-service-account.js


const default_service_account_rule = {
    scope: 'pod',
    description: {
        id: 'rbac/default-service-account',
        topic: 'identity',
        level: null,
        severity: 'low',
        title: 'Uses the default service account',
        means: 'A workload must name a service account of its own, or set automountServiceAccountToken to false. The service account default may set that too.',
        why: 'Whatever is ever granted to the default account, all pods of the namespace have it, and none of them can be told apart in the audit log.',
        repair: 'Set automountServiceAccountToken: false, or make a ServiceAccount for the workload and name it in serviceAccountName.',
        docs: KUBERNETES.serviceAccounts,
        cis: ['5.1.5'],
        nsa: [NSA.tokens],
    },
    messages: { default: 'the pod runs as the service account default, with its token mounted' },
    check: (pod, inventory) => serviceAccountName(pod) === 'default' && mountsToken(pod, inventory)
        ? [{ message: 'default', data: {}, paths: [pod.at('serviceAccountName')] }]
        : [],
};

;// CONCATENATED MODULE: ./build/check/hardening/rules/rbac/enters-containers.js



const enters_containers_rule = {
    scope: 'inventory',
    description: {
        id: 'rbac/enters-containers',
        topic: 'identity',
        level: null,
        severity: 'high',
        title: 'Role enters running containers',
        means: 'No role may create or get pods/exec, pods/attach or pods/portforward; WebSocket clients use get.',
        why: 'A shell in a container has its token, its files and its network, and leaves no trace in the image or in Git.',
        repair: 'Remove the grant; give it for the time of an incident only.',
        docs: KUBERNETES.rbacGoodPractices,
        cis: [],
        nsa: [NSA.rbac],
    },
    messages: { grants: 'the rules grant {actions}' },
    check: (inventory) => grantProblems(inventory, ENTERS_CONTAINERS),
};

;// CONCATENATED MODULE: ./build/check/hardening/rules/rbac/escalates.js



const escalates_rule = {
    scope: 'inventory',
    description: {
        id: 'rbac/escalates',
        topic: 'identity',
        level: null,
        severity: 'critical',
        title: 'Role escalates itself',
        means: 'No role may escalate or bind roles or cluster roles.',
        why: 'escalate writes rights into a role that its writer has not got, and bind hands out any role: both lead to cluster-admin.',
        repair: 'Remove escalate and bind, or name the few roles that may be bound in resourceNames.',
        docs: KUBERNETES.rbacGoodPractices,
        cis: ['5.1.8'],
        nsa: [NSA.rbac],
    },
    messages: { grants: 'the rules grant {actions}' },
    check: (inventory) => grantProblems(inventory, ESCALATES),
};

;// CONCATENATED MODULE: ./build/check/hardening/rules/rbac/impersonates.js



const impersonates_rule = {
    scope: 'inventory',
    description: {
        id: 'rbac/impersonates',
        topic: 'identity',
        level: null,
        severity: 'critical',
        title: 'Role impersonates others',
        means: 'No role may impersonate users, groups, service accounts or uids.',
        why: 'Impersonation acts with all rights of the other, system:masters included.',
        repair: 'Remove impersonate, or name in resourceNames whom it is for.',
        docs: KUBERNETES.rbacGoodPractices,
        cis: ['5.1.8'],
        nsa: [NSA.rbac],
    },
    messages: { grants: 'the rules grant {actions}' },
    check: (inventory) => grantProblems(inventory, IMPERSONATES),
};

;// CONCATENATED MODULE: ./build/check/hardening/rules/rbac/mints-tokens.js



const mints_tokens_rule = {
    scope: 'inventory',
    description: {
        id: 'rbac/mints-tokens',
        topic: 'identity',
        level: null,
        severity: 'high',
        title: 'Role mints service account tokens',
        means: 'No role may create serviceaccounts/token for all service accounts.',
        why: 'With a token of any service account of the namespace its holder has all of their rights.',
        repair: 'Name the service account in resourceNames.',
        docs: KUBERNETES.rbacGoodPractices,
        cis: ['5.1.13'],
        nsa: [NSA.rbac, NSA.tokens],
    },
    messages: { grants: 'the rules grant {actions}' },
    check: (inventory) => grantProblems(inventory, MINTS_TOKENS),
};

;// CONCATENATED MODULE: ./build/check/hardening/rules/rbac/mixed-subjects.js


const mixed_subjects_rule = {
    scope: 'inventory',
    description: {
        id: 'rbac/mixed-subjects',
        topic: 'identity',
        level: null,
        severity: 'low',
        title: 'One binding for people and programs',
        means: 'A binding holds either users and groups, or service accounts, never both.',
        why: 'What people need changes with their work, what a program needs with its code: in one binding each gets what the other asked for.',
        repair: 'Make one binding for the people and one for the service accounts.',
        docs: KUBERNETES.rbacGoodPractices,
        cis: [],
        nsa: [NSA.rbac],
    },
    messages: { mixed: 'the subjects are people and service accounts' },
    check: ({ bindings }) => bindings.flatMap(({ manifest, value }) => {
        const programs = value.subjects.map((subject) => serviceAccountOf(subject) !== null);
        const firstProgram = programs.indexOf(true);
        const isMixed = firstProgram !== -1 && programs.includes(false);
        return isMixed ? [{ manifest, message: 'mixed', data: {}, paths: [['subjects', firstProgram]] }] : [];
    }),
};

;// CONCATENATED MODULE: ./build/check/hardening/rules/rbac/reaches-kubelets.js



const reaches_kubelets_rule = {
    scope: 'inventory',
    description: {
        id: 'rbac/reaches-kubelets',
        topic: 'identity',
        level: null,
        severity: 'critical',
        title: 'Role reaches the API of kubelets',
        means: 'No ClusterRole may use nodes/proxy; get is not read-only, since WebSocket requests are GET.',
        why: "The kubelet's API runs commands in every pod of its node and is not seen by admission control or by the audit log.",
        repair: 'Remove nodes/proxy; monitoring needs nodes/metrics and nodes/stats only.',
        docs: KUBERNETES.rbacGoodPractices,
        cis: ['5.1.10'],
        nsa: [NSA.rbac],
    },
    messages: { grants: 'the rules grant {actions}' },
    check: (inventory) => grantProblems(inventory, REACHES_KUBELETS),
};

;// CONCATENATED MODULE: ./build/check/hardening/rules/rbac/reads-secrets.js



const reads_secrets_rule = {
    scope: 'inventory',
    description: {
        id: 'rbac/reads-secrets',
        topic: 'identity',
        level: null,
        severity: 'high',
        title: 'Role reads Secrets',
        means: 'No role may get, list or watch all Secrets of a namespace or of the cluster. Rules that name the Secrets in resourceNames pass.',
        why: 'A Secret holds the credentials of whatever it was made for, often of the cluster itself; list and watch return the contents too.',
        repair: 'Name the Secrets in resourceNames with get alone, or mount them into the pod that needs them instead.',
        docs: KUBERNETES.rbacGoodPractices,
        cis: ['5.1.2'],
        nsa: [NSA.rbac, NSA.secrets],
    },
    messages: { grants: 'the rules grant {actions}' },
    check: (inventory) => grantProblems(inventory, READS_SECRETS),
};

;// CONCATENATED MODULE: ./build/check/hardening/rules/rbac/static-token.js



const static_token_rule = {
    scope: 'object',
    description: {
        id: 'rbac/static-token',
        topic: 'identity',
        level: null,
        severity: 'high',
        title: 'Service account token without an end',
        means: 'No Secret may have the type kubernetes.io/service-account-token.',
        why: 'Such a token never expires and is bound to no pod: a copy works for as long as the service account exists.',
        repair: 'Use a token that the pod gets mounted, or one from the TokenRequest API (kubectl create token).',
        docs: 'https://kubernetes.io/docs/concepts/security/service-accounts/#get-a-token',
        cis: ['5.1.6'],
        nsa: [NSA.tokens],
    },
    messages: { token: 'type is kubernetes.io/service-account-token' },
    check: (manifest) => isKind(manifest, '', 'Secret') && get(manifest.object, 'type') === 'kubernetes.io/service-account-token'
        ? [{ message: 'token', data: {}, paths: [['type']] }]
        : [],
};

;// CONCATENATED MODULE: ./build/check/hardening/rules/rbac/token-automount.js



/** A service account that nothing is granted to has no use for its token. The default one has a rule of its own. */
const token_automount_rule = {
    scope: 'pod',
    description: {
        id: 'rbac/token-automount',
        topic: 'identity',
        level: null,
        severity: 'low',
        title: 'Token mounted that nothing needs',
        means: 'A workload whose service account is bound to no role in the repository must set automountServiceAccountToken to false, at the pod or at the service account; the pod decides.',
        why: 'The token is what an intruder takes first: it opens discovery of the whole API, and everything that is granted to all service accounts.',
        repair: 'Set automountServiceAccountToken: false in the pod, or bind the service account to the role it needs.',
        docs: KUBERNETES.serviceAccounts,
        cis: ['5.1.6'],
        nsa: [NSA.tokens],
    },
    messages: { mounted: 'the token of service account {name} is mounted, though no role is bound to it' },
    check: (pod, inventory) => {
        const name = serviceAccountName(pod);
        if (name === 'default' || !mountsToken(pod, inventory) || isBound(pod, inventory))
            return [];
        return [{ message: 'mounted', data: { name: quote(name) }, paths: [pod.at('automountServiceAccountToken')] }];
    },
};

;// CONCATENATED MODULE: ./build/check/hardening/rules/rbac/wildcard.js

const FIELDS = ['verbs', 'resources', 'apiGroups', 'nonResourceURLs'];
/** The exact text `*`: `get*` and `pods/*` match nothing, so they grant nothing. */
const wildcard_rule = {
    scope: 'inventory',
    description: {
        id: 'rbac/wildcard',
        topic: 'identity',
        level: null,
        severity: 'high',
        title: 'Wildcard in a role',
        means: 'No rule of a Role or ClusterRole may hold * as a verb, resource, API group or URL.',
        why: 'A wildcard grants what exists today and whatever is added tomorrow: Secrets, exec, escalation and every custom resource.',
        repair: 'List the verbs, resources and groups that are used.',
        docs: KUBERNETES.rbacGoodPractices,
        cis: ['5.1.3'],
        nsa: [NSA.rbac],
    },
    messages: { wildcard: '{where}' },
    check: ({ roles }) => roles.flatMap(({ manifest, value }) => {
        const found = value.rules.map(wildcards);
        const [first, ...rest] = found.flatMap(({ fields }, index) => fields.map(({ field, item }) => ['rules', index, field, item]));
        if (first === undefined)
            return [];
        const where = found.flatMap(({ fields, says }) => (fields.length > 0 ? [says] : []));
        return [{ manifest, message: 'wildcard', data: { where: [...new Set(where)] }, paths: [first, ...rest] }];
    }),
};
function wildcards(policyRule) {
    const fields = FIELDS.flatMap((field) => {
        const item = policyRule[field].indexOf('*');
        return item === -1 ? [] : [{ field, item }];
    });
    const what = [...policyRule.resources, ...policyRule.nonResourceURLs].slice(0, 4).join(', ');
    const names = fields.map(({ field }) => field).join(', ');
    return { fields, says: `a rule for ${what === '' ? 'nothing' : what} has * in ${names}` };
}

;// CONCATENATED MODULE: ./build/check/hardening/secrets/tokens.js
/** Well-known shapes of credentials, each exact enough to need no second look. Never add one that ordinary words match. */
const SHAPES = [
    ['private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----/],
    ['AWS access key', /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/],
    ['GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{82})\b/],
    ['GitLab token', /\bglpat-[A-Za-z0-9_-]{20}\b/],
    ['Slack token', /\bxox[abprs]-[A-Za-z0-9-]{20,}\b/],
    ['Google API key', /\bAIza[A-Za-z0-9_-]{35}\b/],
    ['Stripe key', /\b[rs]k_live_[A-Za-z0-9]{24,}\b/],
    ['npm token', /\bnpm_[A-Za-z0-9]{36}\b/],
    ['PyPI token', /\bpypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50,}\b/],
    ['SendGrid key', /\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}\b/],
    ['Docker Hub token', /\bdckr_pat_[A-Za-z0-9_-]{27}\b/],
    ['DigitalOcean token', /\bdop_v1_[a-f0-9]{64}\b/],
    ['HashiCorp Vault token', /\bhvs\.[A-Za-z0-9_-]{24,}\b/],
    ['JSON web token', /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\b/],
    ['URL with a password', /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/?#${}<>]{1,256}:[^\s:@/?#${}<>]{3,256}@[A-Za-z0-9.-]+/],
];
/** Longer texts are searched in their first part only: bounded work for hostile input. */
const MOST_SEARCHED = 1 << 20;
/** What kind of credential a text holds; null where it holds none that is known. */
function tokenIn(text) {
    if (text.length < 8)
        return null;
    const searched = text.length > MOST_SEARCHED ? text.slice(0, MOST_SEARCHED) : text;
    return SHAPES.find(([, shape]) => shape.test(searched))?.[0] ?? null;
}

;// CONCATENATED MODULE: ./build/check/hardening/rules/secrets/known-token.js





/** Kinds whose texts are ciphertext, or schemas and policies rather than settings. */
const LEFT_OUT = new Set(['SealedSecret', 'CustomResourceDefinition']);
const DEEPEST = 64;
/**
 * Every text of every object counts (environment, arguments, ConfigMaps, annotations); of a Secret only its
 * annotations, since its data has a rule of its own. The value is never shown: its hash tells it from another.
 */
const known_token_rule = {
    scope: 'object',
    description: {
        id: 'secrets/known-token',
        topic: 'secrets',
        level: null,
        severity: 'critical',
        title: 'Credential in a manifest',
        means: 'No text of a manifest outside of Secrets may hold what looks exactly like a credential: a private key, a token of a well-known service, a URL with a password.',
        why: 'Everybody who can read the repository, or the object in the cluster, can use it, and Git keeps it when the file is mended.',
        repair: 'Revoke the credential, make a new one, and hand it to the pod from a Secret that an external manager or SOPS holds.',
        docs: 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
        cis: ['5.4.1', '5.4.2'],
        nsa: [NSA.secrets],
    },
    messages: { token: '{where} holds a credential ({kind})' },
    check: (manifest) => (LEFT_OUT.has(manifest.ref.kind) ? [] : [...search(searchedPart(manifest), [])]),
};
function searchedPart(manifest) {
    if (!isKind(manifest, '', 'Secret'))
        return manifest.object;
    const { metadata } = manifest.object;
    return { metadata: metadata ?? null };
}
function* search(value, path) {
    if (path.length > DEEPEST)
        return;
    if (typeof value === 'string') {
        const kind = tokenIn(value);
        if (kind === null)
            return;
        const hash = (0,external_node_crypto_.createHash)('sha256').update(value).digest('hex').slice(0, 16);
        yield { message: 'token', data: { kind, where: formatPath(path), hash }, paths: [path] };
    }
    else if (isArray(value)) {
        for (const [index, item] of value.entries())
            yield* search(item, [...path, index]);
    }
    else if (isObject(value)) {
        for (const [key, item] of Object.entries(value))
            yield* search(item, [...path, key]);
    }
}

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
;// CONCATENATED MODULE: ./build/check/hardening/rules/secrets/plaintext-secret.js





/** What stands for a value that somebody else puts in: `${TOKEN}`, `<token>`, `changeme`, and nothing at all. */
const PLACEHOLDER = /^(\s*|\$\{?[A-Za-z_][A-Za-z0-9_.-]*\}?|<[^<>]*>|\{\{.*\}\}|(change|replace|insert|fill|put|your|todo|xxx)[-_ a-z0-9]*)$/i;
/** Encrypted in place: by SOPS (its key beside the data, `ENC[` in each value) or for the vault plugin of Argo CD. */
const ENCRYPTED = /^(ENC\[|vault:|ref\+)/;
/** Values are never shown; keys are. */
const plaintext_secret_rule = {
    scope: 'object',
    description: {
        id: 'secrets/plaintext-secret',
        topic: 'secrets',
        level: null,
        severity: 'high',
        title: 'Secret in plain text',
        means: 'A Secret in the repository must hold no real values in data or stringData: base64 hides nothing. SealedSecret, ExternalSecret, SOPS-encrypted Secrets and placeholders pass.',
        why: 'Everybody who can read the repository can use it, and Git keeps it when the file is mended.',
        repair: 'Revoke the values, and keep the new ones in an external manager (ExternalSecret), a SealedSecret or under SOPS.',
        docs: 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
        cis: ['5.4.2'],
        nsa: [NSA.secrets],
    },
    messages: { plain: '{field} holds a value for {keys}' },
    check: (manifest) => {
        if (!isKind(manifest, '', 'Secret') || isObject(manifest.object.sops))
            return [];
        return [
            ...plain(manifest.object, 'stringData', (value) => value),
            ...plain(manifest.object, 'data', (value) => external_node_buffer_.Buffer.from(value, 'base64').toString('utf8')),
        ];
    },
};
function plain(object, field, read) {
    const values = get(object, field);
    if (!isObject(values))
        return [];
    const keys = Object.entries(values)
        .filter(([, value]) => typeof value === 'string' && isReal(value) && isReal(read(value)))
        .map(([key]) => key);
    const [first, ...rest] = keys.map((key) => [field, key]);
    return first === undefined
        ? []
        : [{ message: 'plain', data: { field, keys: keys.map(quote) }, paths: [first, ...rest] }];
}
function isReal(value) {
    return !PLACEHOLDER.test(value) && !ENCRYPTED.test(value);
}

;// CONCATENATED MODULE: ./build/check/hardening/rules/tenancy/default-namespace.js



const SHARED = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];
/** A chart that names no namespace goes where its release goes, which is no choice of the chart: it passes. */
const default_namespace_rule = {
    scope: 'pod',
    description: {
        id: 'tenancy/default-namespace',
        topic: 'tenancy',
        level: null,
        severity: 'low',
        title: 'Workload in a shared namespace',
        means: 'A workload must not run in default (which is where it goes when no namespace is named), kube-system, kube-public or kube-node-lease.',
        why: 'Quotas, network policies, roles and Pod Security levels are per namespace: in a shared one they fit nobody, and kube-system is exempt from many.',
        repair: 'Give the workload a namespace of its own, in metadata.namespace or in the kustomization.',
        docs: KUBERNETES.namespaces,
        cis: ['5.6.1', '5.6.4'],
        nsa: [NSA.namespaces],
    },
    messages: { shared: 'the workload runs in namespace {namespace}' },
    check: ({ manifest }) => SHARED.includes(manifest.namespace) && !isLeftToRelease(manifest)
        ? [{ message: 'shared', data: { namespace: quote(manifest.namespace) }, paths: [['metadata', 'namespace']] }]
        : [],
};
function isLeftToRelease(manifest) {
    const isWritten = (get(manifest.object, 'metadata', 'namespace') ?? null) !== null;
    return manifest.source.kind === 'helm' && manifest.source.helm.namespace === 'default' && !isWritten;
}

;// CONCATENATED MODULE: ./build/check/hardening/rules/tenancy/limit-range.js




/** Its absence is the problem, so it is looked for in every namespace that runs workloads. */
const limit_range_rule = {
    scope: 'inventory',
    description: {
        id: 'tenancy/limit-range',
        topic: 'tenancy',
        level: null,
        severity: 'low',
        title: 'No LimitRange',
        means: 'Every namespace with workloads must have a LimitRange.',
        why: 'Without a LimitRange a container that names no limits has none, and a single one can take the whole quota.',
        repair: 'Add a LimitRange with defaults and maxima for containers.',
        docs: KUBERNETES.limitRanges,
        cis: [],
        nsa: [NSA.resourcePolicies],
    },
    messages: { missing: 'namespace {namespace} runs workloads and has no LimitRange' },
    check: (inventory) => {
        const covered = new Set(inventory.manifests.filter((each) => isKind(each, '', 'LimitRange')).map(({ namespace }) => namespace));
        return namespacesInUse(inventory)
            .filter(({ name, hasWorkloads }) => hasWorkloads && !covered.has(name))
            .map(({ name, manifest, path }) => ({
            manifest,
            message: 'missing',
            data: { namespace: quote(name) },
            paths: [path],
        }));
    },
};

;// CONCATENATED MODULE: ./build/check/hardening/rules/tenancy/resource-quota.js




/** Its absence is the problem, so it is looked for in every namespace that runs workloads. */
const resource_quota_rule = {
    scope: 'inventory',
    description: {
        id: 'tenancy/resource-quota',
        topic: 'tenancy',
        level: null,
        severity: 'low',
        title: 'No ResourceQuota',
        means: 'Every namespace with workloads must have a ResourceQuota.',
        why: 'Without a quota one namespace can take all processors, memory, storage and load balancers of the cluster.',
        repair: 'Add a ResourceQuota with limits of cpu, memory and object counts.',
        docs: KUBERNETES.quotas,
        cis: [],
        nsa: [NSA.resourcePolicies],
    },
    messages: { missing: 'namespace {namespace} runs workloads and has no ResourceQuota' },
    check: (inventory) => {
        const covered = new Set(inventory.manifests.filter((each) => isKind(each, '', 'ResourceQuota')).map(({ namespace }) => namespace));
        return namespacesInUse(inventory)
            .filter(({ name, hasWorkloads }) => hasWorkloads && !covered.has(name))
            .map(({ name, manifest, path }) => ({
            manifest,
            message: 'missing',
            data: { namespace: quote(name) },
            paths: [path],
        }));
    },
};

;// CONCATENATED MODULE: ./build/check/hardening/rules/index.js


























































/** Every hardening rule, by id. test/rules.test.ts holds it against the folder, the fixtures and the docs. */
const HARDENING_RULES = [
    rule,
    pod_security_version_rule,
    policy_not_enforced_rule,
    webhook_ignores_failure_rule,
    host_device_rule,
    memory_limit_rule,
    read_only_root_filesystem_rule,
    resource_requests_rule,
    default_deny_egress_rule,
    default_deny_ingress_rule,
    egress_without_dns_rule,
    exposed_service_rule,
    ingress_without_tls_rule,
    metadata_egress_rule,
    allowPrivilegeEscalation_rule,
    appArmorProfile_rule,
    capabilities_baseline_rule,
    capabilities_restricted_rule,
    hostNamespaces_rule,
    hostPathVolumes_rule,
    hostPorts_rule,
    hostProbesAndHostLifecycle_rule,
    privileged_rule,
    procMount_rule,
    procMount_restricted_rule,
    restrictedVolumes_rule,
    runAsNonRoot_rule,
    runAsUser_rule,
    seLinuxOptions_rule,
    seccompProfile_baseline_rule,
    seccompProfile_restricted_rule,
    sysctls_rule,
    windowsHostProcess_rule,
    aggregates_to_built_in_rule,
    approves_own_certificates_rule,
    built_in_role_rule,
    changes_admission_webhooks_rule,
    changes_namespaces_rule,
    cluster_admin_rule,
    creates_persistent_volumes_rule,
    creates_workloads_rule,
    dangerous_subject_rule,
    default_service_account_rule,
    enters_containers_rule,
    escalates_rule,
    impersonates_rule,
    mints_tokens_rule,
    mixed_subjects_rule,
    reaches_kubelets_rule,
    reads_secrets_rule,
    static_token_rule,
    token_automount_rule,
    wildcard_rule,
    known_token_rule,
    plaintext_secret_rule,
    default_namespace_rule,
    limit_range_rule,
    resource_quota_rule,
];

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
    return template.replace(/\{(\w+)\}/g, (_, name) => {
        const value = Object.hasOwn(problem.data, name) ? problem.data[name] : undefined;
        if (value === undefined)
            throw new Error(`${rule.description.id} gives message "${problem.message}" no "${name}"`);
        return typeof value === 'string' ? value : joinPhrases(value);
    });
}
/** Tells a problem from others of the same rule and object, for the fingerprint: whatever the message shows, in full. */
function identityOf(problem) {
    const data = Object.entries(problem.data).sort(([a], [b]) => (a < b ? -1 : 1));
    return JSON.stringify([problem.message, data]);
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
    return [
        {
            rule: id,
            severity,
            result: outcome === 'fail' ? { outcome } : { outcome, cause: 'content' },
            enforcement: level === 'error' ? 'block' : 'warn',
            message: [`${describeManifest(manifest.ref)}: ${what}.`, why, repair, consequence]
                .filter((part) => part !== '')
                .join(' '),
            manifest: manifest.ref,
            image: null,
            location,
            related,
            // Without list indices, so that a container added above does not make an old finding new.
            path: formatPath(first.filter((step) => typeof step === 'string')),
            identity: problems.map(identityOf),
            digest: null,
        },
    ];
}
/** `manifest/invalid` for an object that no rule can judge. */
function finding_unreadable({ manifest, path, problem }) {
    const { location, related } = manifest.place(path);
    return {
        rule: 'manifest/invalid',
        severity: 'high',
        result: { outcome: 'fail' },
        enforcement: 'block',
        message: `${describeManifest(manifest.ref)}: ${problem}. The API server refuses such an object, and no rule can judge it. Give the field a value of its type.`,
        manifest: manifest.ref,
        image: null,
        location,
        related,
        path: formatPath(path),
        identity: [problem],
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

;// CONCATENATED MODULE: ./build/check/hardening/levels.js

/**
 * What `hardening.rules` says of a rule: the pattern that names most of its id wins; null where none names it.
 *
 * Patterns are an id, a prefix that ends in `/*` (or in `*` alone, as in `change/weakens-*`), or `*`.
 */
function configuredLevel(policy, id) {
    let best = null;
    for (const [pattern, level] of Object.entries(policy.hardening.rules)) {
        if (!matchesRule(pattern, id))
            continue;
        if (best === null || specificity(pattern) > specificity(best.pattern))
            best = { pattern, level };
    }
    return best;
}
/** True where a pattern of `hardening.rules`, or of an exception's `rules`, covers the rule id. */
function matchesRule(pattern, id) {
    return pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : pattern === id;
}
/** A whole id is more specific than any prefix of it. */
function specificity(pattern) {
    return pattern.endsWith('*') ? pattern.length - 1 : Number.POSITIVE_INFINITY;
}
/** Families that `hardening.rules` does not govern, and what does. */
const GOVERNED_ELSEWHERE = {
    image: 'Use images.digest, images.tags and images.allow.',
    signature: 'Use signatures.mode and the ClusterImagePolicies.',
    attestation: 'Use signatures.mode and the ClusterImagePolicies.',
    vulnerability: 'Use vulnerabilities.severity, or an exception.',
    manifest: 'Remove it: an invalid manifest always blocks. An exception can excuse one file.',
    render: 'Remove it: a source that does not render always blocks. An exception can excuse one file.',
    source: 'Remove it: sources are governed by the policy file alone.',
    gate: 'Use gate.workflowChanges.',
};
/** Patterns in `hardening.rules` that match no rule, with what was probably meant. */
function lintRuleLevels(policy) {
    const ids = HARDENING_RULES.map((rule) => rule.description.id);
    return Object.keys(policy.hardening.rules).flatMap((pattern) => {
        if (ids.some((id) => matchesRule(pattern, id)))
            return [];
        const path = ['hardening', 'rules', pattern];
        const family = pattern.split('/', 1)[0] ?? '';
        const governor = Object.hasOwn(GOVERNED_ELSEWHERE, family) ? GOVERNED_ELSEWHERE[family] : undefined;
        const quoted = JSON.stringify(pattern);
        if (governor !== undefined) {
            const message = `hardening.rules governs the hardening families only, so ${quoted} changes nothing.`;
            return [{ path, message, remedy: governor }];
        }
        const meant = ids.find((id) => id.toLowerCase() === pattern.toLowerCase());
        const remedy = meant === undefined ? 'The command `rules` lists every rule id.' : `Write ${meant}.`;
        return [{ path, message: `${quoted} matches no hardening rule, so it changes nothing.`, remedy }];
    });
}

;// CONCATENATED MODULE: ./build/check/hardening/pod-security/selection.js
/** The newest version of the standards that this release knows: k8s.io/pod-security-admission v0.37.2. */
const NEWEST_MINOR = 37;
/** `latest`, `v1.34` or `1.34` to the minor version; what is newer than the newest known is read as that. */
function parseVersion(version) {
    const minor = /^v?1\.(\d+)$/.exec(version)?.[1];
    return minor === undefined ? NEWEST_MINOR : Math.min(Number(minor), NEWEST_MINOR);
}
/** The revision of a check that is in force at a version; null before its first one. */
function revisionAt(rule, minor) {
    return rule.versions.findLast(({ since }) => since <= minor) ?? null;
}
/** `runAsNonRoot` of `pss/runAsNonRoot`: upstream's name for the check. */
function checkName(rule) {
    return rule.description.id.slice(rule.description.id.indexOf('/') + 1);
}
/**
 * The checks of a level at a version, as upstream's registry selects them (policy/registry.go, populate): restricted
 * runs its own and those of baseline that none of its own overrides.
 */
function selectChecks(rules, level, minor) {
    if (level === 'privileged')
        return [];
    const inForce = rules.flatMap((rule) => {
        if (rule.scope !== 'pod-security')
            return [];
        const check = revisionAt(rule, minor);
        return check === null ? [] : [{ rule, check }];
    });
    const baseline = inForce.filter(({ rule }) => rule.description.level === 'baseline');
    if (level === 'baseline')
        return baseline;
    const restricted = inForce.filter(({ rule }) => rule.description.level === 'restricted');
    const overridden = new Set(restricted.flatMap(({ check }) => check.overrides ?? []));
    return [...baseline.filter(({ rule }) => !overridden.has(checkName(rule))), ...restricted];
}

;// CONCATENATED MODULE: ./build/check/hardening/pod-security/standards.js


/** Standards by level and version, each selected once. */
function createStandards(rules) {
    const known = new Map();
    return (level, version) => {
        const minor = parseVersion(version);
        const key = `${level} ${minor}`;
        const found = known.get(key);
        if (found !== undefined)
            return found;
        const parsed = parseLevel(level);
        const checks = new Map(selectChecks(rules, parsed, minor).map(({ rule, check }) => [rule, check]));
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
    const level = Object.hasOwn(labels, ENFORCE) ? labels[ENFORCE] : undefined;
    if (level === undefined)
        return null;
    const version = Object.hasOwn(labels, ENFORCE_VERSION) ? (labels[ENFORCE_VERSION] ?? '') : '';
    return { level: isLevel(level) ? level : 'restricted', version: isVersion(version) ? version : 'latest' };
}
/** What the cluster does about it: `enforce` judges Pods, and only warns about what makes them. */
function consequence({ manifest }, rule, standard, isEnforced) {
    // A check that the policy adds to its level by name belongs to another level.
    const level = standard.checks.has(rule) ? standard.level : rule.description.level;
    const latest = standard.minor === NEWEST_MINOR ? ', the latest' : '';
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

;// CONCATENATED MODULE: ./build/check/hardening/check.js






/**
 * Every hardening rule that the policy leaves on, over everything that was rendered. Pure.
 *
 * An object of wrong types is `manifest/invalid`, which whoever reads manifests reports. Should one come this far, the
 * rules cannot judge it, and it is reported here rather than passed.
 */
function checkHardening(manifests, options) {
    const active = activate(options.rules ?? HARDENING_RULES, options.policy);
    const { inventory, invalid } = takeInventory(manifests);
    const findings = invalid.map(finding_unreadable);
    for (const rule of active)
        findings.push(...rule.find(inventory));
    return { findings };
}
function activate(rules, policy) {
    const standardOf = createStandards(rules);
    const { podSecurity } = policy.hardening;
    const ofPolicy = standardOf(podSecurity.level, podSecurity.version);
    return rules.flatMap((rule) => {
        const configured = configuredLevel(policy, rule.description.id);
        const level = configured?.level ?? (rule.scope === 'pod-security' ? 'error' : 'warn');
        if (level === 'off')
            return [];
        if (rule.scope !== 'pod-security')
            return [activeRule(rule, level)];
        // A prefix sets the level of the checks that run; only the whole id adds one that the standard leaves out.
        const isNamed = configured?.pattern === rule.description.id;
        return [activePodSecurity(rule, level, { ofPolicy, isNamed, standardOf })];
    });
}
/** At the policy's standard, and at the one that the pod's own namespace enforces: the first that it fails says so. */
function activePodSecurity(rule, level, options) {
    const { ofPolicy, isNamed, standardOf } = options;
    const policyCheck = ofPolicy.checks.get(rule) ?? (isNamed ? revisionAt(rule, ofPolicy.minor) : null);
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
                find: ({ manifests }) => manifests.flatMap((manifest) => rule.check(manifest).flatMap((problem) => findingOf(rule, level, manifest, [problem], ''))),
            };
        case 'inventory':
            return {
                find: (inventory) => rule
                    .check(inventory)
                    .flatMap((problem) => findingOf(rule, level, problem.manifest, [problem], '', problem.related, problem.outcome)),
            };
    }
}

;// CONCATENATED MODULE: ./build/check/hardening/index.js






/** For the catalogue of all rules. */
const hardening_RULES = HARDENING_RULES.map((rule) => rule.description);

// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(370);
// EXTERNAL MODULE: ./node_modules/@sigstore/core/dist/index.js
var dist = __webpack_require__(3917);
;// CONCATENATED MODULE: ./build/check/signatures/authority/public-key.js


const HASHES = ['sha224', 'sha256', 'sha384', 'sha512'];
const PEM_BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----\r?\n([A-Za-z0-9+/=\s]+?)-----END \1-----/g;
const CURVES = {
    secp224r1: 'P-224',
    prime256v1: 'P-256',
    secp384r1: 'P-384',
    secp521r1: 'P-521',
};
/**
 * Reads `key.data` as the controller does (sigstore/pkg/cryptoutils, UnmarshalPEMToPublicKey): the first PEM block,
 * `PUBLIC KEY` (SPKI) or `RSA PUBLIC KEY` (PKCS#1). `problem` completes "key.data ...".
 */
function readPublicKey(pem, hash) {
    const blocks = [...pem.matchAll(PEM_BLOCK)];
    const [, label, body] = blocks[0] ?? [];
    if (label === undefined || body === undefined)
        return { problem: 'holds no PEM block' };
    if (label !== 'PUBLIC KEY' && label !== 'RSA PUBLIC KEY') {
        return { problem: `starts with a PEM block of type "${label}", and not with a public key` };
    }
    let object;
    try {
        const der = Buffer.from(body, 'base64');
        object = dist.crypto.createPublicKey(der, label === 'PUBLIC KEY' ? 'spki' : 'pkcs1');
    }
    catch {
        return { problem: 'is not a public key that can be read' };
    }
    const algorithm = nameAlgorithm(object);
    if (algorithm === null)
        return { problem: 'is a key of a kind that cosign does not sign with' };
    const digest = (0,external_node_crypto_.createHash)('sha256')
        .update(object.export({ format: 'der', type: 'spki' }))
        .digest('hex');
    return { object, hash, algorithm, fingerprint: `SHA256:${digest.slice(0, 16)}`, ignoredBlocks: blocks.length - 1 };
}
/** sigstore/pkg/signature has no verifier for RSA with SHA-224 (rsapss.go, rsaSupportedHashFuncs). */
function canVerify({ object, hash }) {
    return object.asymmetricKeyType !== 'rsa' || hash !== 'sha224';
}
function nameAlgorithm(key) {
    const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
    if (type === 'ed25519')
        return 'Ed25519';
    if (type === 'rsa')
        return `RSA ${details?.modulusLength ?? ''}`.trim();
    const curve = type === 'ec' ? CURVES[details?.namedCurve ?? ''] : undefined;
    return curve === undefined ? null : `ECDSA ${curve}`;
}

// EXTERNAL MODULE: ./node_modules/@sigstore/verify/dist/index.js
var verify_dist = __webpack_require__(4187);
;// CONCATENATED MODULE: ./build/check/signatures/authority/verify.js


/** No log entry and no timestamp: as the controller, which checks neither for a key without `ctlog`. */
const THRESHOLDS = { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 };
const HINT = 'key.data';
/** Was `signature` made over `signed` with this key? All cryptography is @sigstore/verify's. */
function verifySignature(key, signed, signature) {
    const material = {
        certificateAuthorities: [],
        timestampAuthorities: [],
        tlogs: [],
        ctlogs: [],
        publicKey: () => ({ publicKey: key.object, validFor: () => true }),
    };
    try {
        new verify_dist/* Verifier */.BL(material, THRESHOLDS).verify(entityOf(key, Buffer.from(signed), Buffer.from(signature)));
        return true;
    }
    catch (error) {
        if (error instanceof verify_dist/* VerificationError */.mk)
            return false;
        throw error;
    }
}
function entityOf(key, signed, signature) {
    const algorithm = key.object.asymmetricKeyType === 'ed25519' ? undefined : key.hash;
    return {
        key: { $case: 'public-key', hint: HINT },
        tlogEntries: [],
        timestamps: [],
        signature: {
            signature,
            verifySignature: (candidate) => dist.crypto.verify(signed, candidate, signature, algorithm),
            compareSignature: (other) => dist.crypto.bufferEqual(other, signature),
            compareDigest: (digest) => dist.crypto.bufferEqual(digest, dist.crypto.digest('sha256', signed)),
            compareSignedDigest: (digest) => dist.crypto.bufferEqual(digest, dist.crypto.digest('sha256', signed)),
        },
    };
}

;// CONCATENATED MODULE: ./build/check/signatures/authority/key.js



/**
 * Any signature made with the key is enough. cosign's `.sig` manifest is looked at first, since the controller looks at
 * nothing else for a key; then sigstore bundles, which it cannot verify with a key (policy-controller v0.13 to v0.15),
 * so that one found there is a pass here and a warning about the cluster.
 */
async function askKey(authority, image, finder) {
    if (!canVerify(authority.key))
        return neverVerifies(authority.key);
    const { repository, tagPrefix } = authority.source;
    const at = { repository: repository ?? image.repository, digest: image.digest };
    const legacy = authority.format === 'legacy' ? await key_search(authority, await finder.legacy(at, tagPrefix)) : NOTHING;
    if (legacy.verified)
        return { status: 'pass', clusterDiffers: null };
    const bundles = await key_search(authority, await finder.bundles(at));
    if (bundles.verified)
        return { status: 'pass', clusterDiffers: differs(authority) };
    return conclude(authority, [legacy, bundles]);
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
const NOTHING = { verified: false, count: 0, rejected: [], unreadable: [] };
async function key_search(authority, listing) {
    if (listing.status === 'rejected')
        return { ...NOTHING, count: 1, rejected: [listing.reason] };
    if (listing.status === 'unreadable')
        return { ...NOTHING, unreadable: [listing] };
    const rejected = [];
    const unreadable = [];
    for (let index = 0; index < listing.count; index++) {
        const found = await listing.read(index);
        const objection = object(authority, found);
        if (objection === null)
            return { verified: true, count: listing.count, rejected, unreadable };
        const name = `signature ${index + 1} of ${listing.count} in ${listing.where}`;
        if (found.status === 'unreadable')
            unreadable.push({ ...found, reason: `${name}: ${objection}` });
        else
            rejected.push(`${name}: ${objection}`);
    }
    return { verified: false, count: listing.count, rejected, unreadable };
}
/** Null: verified. The signature comes first, since what an unverified payload says is worth nothing. */
function object(authority, found) {
    if (found.status !== 'read')
        return found.reason;
    if (!verifySignature(authority.key, found.signed, found.signature)) {
        return 'it was not made with this key, or was changed afterwards';
    }
    return found.objection ?? found.expired;
}
function differs(authority) {
    return authority.format === 'bundle'
        ? 'its authority asks for bundles with a key, a combination that policy-controller (v0.13 to v0.15) always refuses'
        : 'the signature is in the sigstore bundle format, and policy-controller (v0.13 to v0.15) looks for a key only at the older .sig tag';
}
function elsewhere({ source }) {
    return source.repository === null
        ? ''
        : ` in ${repositoryOf(source.repository)}, where the policy says that they are`;
}
function conclude(authority, searches) {
    const rejected = searches.flatMap((one) => one.rejected);
    const unreadable = searches.flatMap((one) => one.unreadable);
    const wants = `wants a signature made with its key (${authority.key.algorithm}, ${authority.key.fingerprint})`;
    const [first] = unreadable;
    if (first !== undefined) {
        return {
            status: 'unknown',
            cause: unreadable.some((one) => one.cause === 'content') ? 'content' : 'infrastructure',
            found: `${wants}, and the signatures could not be read`,
            reasons: [...unreadable.map((one) => one.reason), ...rejected],
            remedy: first.remedy,
        };
    }
    if (rejected.length === 0) {
        return {
            status: 'fail',
            rule: 'signature/missing',
            found: `${wants}, and there is none${elsewhere(authority)}`,
            reasons: [],
            remedy: 'Sign it where it is built (cosign sign --new-bundle-format=false --key KEY IMAGE@DIGEST), or use an image that is signed.',
        };
    }
    return {
        status: 'fail',
        rule: 'signature/invalid',
        found: `${wants}, and ${rejected.length === 1 ? 'the one that is there is not' : `none of the ${rejected.length} that are there is`}`,
        reasons: rejected,
        remedy: 'Find out who built and signed this image before it runs anywhere; then sign it with the right key, or correct the key in the policy.',
    };
}

;// CONCATENATED MODULE: ./build/check/signatures/clip.js
/** Text from a registry or a policy, short enough to be read in the middle of a sentence. */
function clip_clip(text, length = 90) {
    return text.length <= length ? text : `${text.slice(0, length)}...`;
}

;// CONCATENATED MODULE: ./build/check/signatures/authority/static.js

function askStatic(authority) {
    if (authority.action === 'pass')
        return { status: 'pass', clusterDiffers: null };
    const says = authority.message === null ? '' : `, saying "${clip_clip(authority.message, 200)}"`;
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
        cause: 'infrastructure',
        found: `asks for ${authority.what}, which this gate cannot check`,
        reasons: [],
        remedy: authority.remedy,
    };
}

;// CONCATENATED MODULE: ./build/check/signatures/authority/ask.js



/** Asks one authority about one image. */
async function askAuthority(authority, image, finder) {
    switch (authority.kind) {
        case 'key':
            return askKey(authority, image, finder);
        case 'static':
            return askStatic(authority);
        case 'unsupported':
            return askUnsupported(authority);
    }
}

;// CONCATENATED MODULE: ./build/check/signatures/decide.js

/**
 * policy-controller's ValidatePolicy (pkg/webhook/validator.go): any authority is enough, and after one has passed the
 * policy's own condition still decides. An authority that could not be asked might have passed, so it makes a failure
 * unknown; it never undoes a pass.
 */
async function decide(policy, image, finder) {
    const answers = [];
    let passed = null;
    for (const authority of policy.authorities) {
        const result = await askAuthority(authority, image, finder);
        if (result.status !== 'pass') {
            answers.push({ authority: authority.name, result });
            continue;
        }
        // One that passes for the cluster too is the better reason: look on only where this one would not.
        if (passed === null || result.clusterDiffers === null) {
            passed = { name: authority.name, clusterDiffers: result.clusterDiffers };
        }
        if (result.clusterDiffers === null)
            break;
    }
    if (passed === null) {
        const [first, ...others] = answers;
        if (first === undefined)
            return { status: 'empty' };
        const unknown = answers.some((answer) => answer.result.status === 'unknown');
        return { status: unknown ? 'unknown' : 'fail', answers: [first, ...others] };
    }
    if (policy.condition === null)
        return { status: 'pass', clusterDiffers: passed.clusterDiffers };
    const result = {
        status: 'unknown',
        cause: 'infrastructure',
        found: `passed, and the policy's own condition in ${policy.condition === 'cue' ? 'CUE' : 'Rego'}, which this gate cannot evaluate, decides`,
        reasons: [],
        remedy: 'Move the condition to a policy that this gate does not read, or leave it to the cluster.',
    };
    return { status: 'unknown', answers: [{ authority: passed.name, result }] };
}

;// CONCATENATED MODULE: ./build/check/signatures/rules.js
const common = {
    topic: 'supply-chain',
    level: null,
    cis: [],
    nsa: [],
};
const POLICY_DOCS = 'https://docs.sigstore.dev/policy-controller/overview/';
/** What the signature check may find, in the order of how much was there to look at. */
const rules_RULES = [
    {
        ...common,
        id: 'signature/no-policy',
        severity: 'high',
        title: 'No signature policy covers the image',
        means: 'No ClusterImagePolicy of the policy file matches the image (repository@digest, the name that a cluster matches), or the one that matches has no authorities. signatures.noMatch says what that means.',
        why: 'An image that nobody decided about runs without any proof of who built it, and an admission controller that denies by default refuses it.',
        repair: 'Add a glob for the image to a ClusterImagePolicy, or use an image that one covers.',
        docs: POLICY_DOCS,
    },
    {
        ...common,
        id: 'signature/missing',
        severity: 'critical',
        title: 'Image is not signed',
        means: 'The policy wants a signature, and the registry has none for the digest that is referenced.',
        why: 'Nothing shows that the image is the one that was built: whoever can write to the registry can put another in its place.',
        repair: 'Sign the image by digest where it is built (cosign sign), or use one that is signed.',
        docs: 'https://docs.sigstore.dev/cosign/signing/signing_with_containers/',
    },
    {
        ...common,
        id: 'signature/invalid',
        severity: 'critical',
        title: 'No signature of the image satisfies the policy',
        means: 'There are signatures, and none is what the policy wants: made with another key, changed, made for another digest, malformed, or refused outright by a static authority.',
        why: 'A signature by someone else is worth as much as none; it may be the mark of an image that was put in place of yours.',
        repair: 'Find out who built and signed the image; have it signed with the right key, or correct the key in the policy.',
        docs: 'https://docs.sigstore.dev/cosign/verifying/verify/',
    },
    {
        ...common,
        id: 'signature/untrusted-identity',
        severity: 'critical',
        title: 'Image is signed by an identity that the policy does not trust',
        means: 'A keyless signature is sound, and its certificate names another issuer or subject than the policy wants.',
        why: 'Anyone can obtain a certificate for their own identity: only the identity says that it was your pipeline.',
        repair: 'Build and sign in the workflow that the policy names, or add the identity to the policy if it is one of yours.',
        docs: 'https://docs.sigstore.dev/cosign/verifying/verify/',
    },
];

;// CONCATENATED MODULE: ./build/check/signatures/finding.js


/** A finding about one image: at its first use that is concerned, the others beside it. */
function finding_findingOf(image, rule, details) {
    const [first] = image.uses;
    const uses = image.uses.filter((use) => details.uses.has(use));
    const at = uses[0] ?? first;
    return {
        rule,
        severity: details.severity ?? rules_RULES.find((known) => known.id === rule)?.severity ?? 'critical',
        result: details.result,
        enforcement: details.enforcement,
        message: details.message,
        manifest: at.manifest.ref,
        image: image.written,
        location: at.place.location,
        related: [...at.place.related, ...uses.filter((use) => use !== at).map((use) => use.place.location)],
        path: formatPath(at.path),
        identity: [image.written, image.digest],
        digest: image.digest,
    };
}

// EXTERNAL MODULE: ./node_modules/@sigstore/bundle/dist/index.js
var bundle_dist = __webpack_require__(1040);
;// CONCATENATED MODULE: ./build/check/signatures/found/payload.js


/** "Simple signing" (containers/image, containers-signature.5), as far as the cluster reads it. */
const SimpleSigning = schemas/* looseObject */._H3({
    critical: schemas/* looseObject */._H3({
        type: schemas/* string */.YjP(),
        image: schemas/* looseObject */._H3({ 'docker-manifest-digest': schemas/* string */.YjP() }),
    }),
});
const COSIGN_TYPE = 'cosign container image signature';
/**
 * Does a signed payload speak of this digest? Null where it does, else a clause that says what it is instead. The
 * repository that it names (`docker-reference`) is not looked at, by the cluster neither.
 */
function objectToPayload(payload, digest) {
    const parsed = SimpleSigning.safeParse(parseJson(payload));
    if (!parsed.success)
        return 'what was signed is not a cosign payload';
    const { type, image } = parsed.data.critical;
    if (type !== COSIGN_TYPE)
        return `what was signed is of the type "${clip_clip(type)}", and not a cosign signature`;
    const found = image['docker-manifest-digest'];
    return found === digest ? null : `it was made for another image, ${clip_clip(found)}`;
}
function parseJson(bytes) {
    try {
        return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/check/signatures/found/registry-failure.js

/** Failures that what the repository holds brings about, and not the weather: never softened by `onUnknown: warn`. */
const CONTENT = ['malformed', 'wrong-media-type', 'digest-mismatch', 'too-large'];
/** What a failed request means for a signature. Anything that is not a RegistryError is a defect, and is thrown on. */
function registry_failure_unreadable(error) {
    if (!(error instanceof RegistryError))
        throw error;
    return {
        status: 'unreadable',
        cause: CONTENT.includes(error.failure) ? 'content' : 'infrastructure',
        reason: error.message.replace(/\.$/, ''),
        remedy: error.remedy,
    };
}
function isAbsent(error) {
    return error instanceof RegistryError && error.failure === 'not-found';
}

;// CONCATENATED MODULE: ./build/check/signatures/found/signature.js
/** cosign's own limit of signatures in one `.sig` manifest (pkg/oci/remote, maxLayers). */
const MAX_SIGNATURES = 1000;
/**
 * A payload names an image, and perhaps some annotations. cosign's own limit is 128 MiB; one above this was not made
 * for checking signatures, and is said to be unchecked, never unsigned.
 */
const MAX_PAYLOAD_BYTES = 1024 * 1024;

;// CONCATENATED MODULE: ./build/check/signatures/found/bundle.js








const BUNDLE_TYPE = /^application\/vnd\.dev\.sigstore\.bundle(\.v0\.[1-9][0-9]*)?\+json/;
const IN_TOTO = 'application/vnd.in-toto+json';
/** Only this predicate makes a DSSE bundle a plain signature; any other is an attestation, which says something else. */
const SIGN_PREDICATE = 'https://sigstore.dev/cosign/sign/v1';
const PREDICATE_ANNOTATION = 'dev.sigstore.bundle.predicateType';
const Statement = schemas/* looseObject */._H3({
    _type: schemas/* string */.YjP().startsWith('https://in-toto.io/Statement/'),
    predicateType: schemas/* string */.YjP(),
    subject: schemas/* array */.YOg(schemas/* looseObject */._H3({ digest: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()).default({}) })).max(10_000),
});
/**
 * Signatures in sigstore's bundle format (cosign 3's default): each is an OCI 1.1 referrer of the image, whose one layer
 * is the bundle. Attestations are referrers too, and are left out.
 */
async function listBundleSignatures(registry, repository, digest) {
    const where = `the referrers in ${repositoryOf(repository)}`;
    let referrers;
    try {
        referrers = await registry.referrers(repository, digest);
    }
    catch (error) {
        if (isAbsent(error))
            return { status: 'listed', where, count: 0, read: neverCalled };
        return registry_failure_unreadable(error);
    }
    const bundles = referrers.filter(isSignatureBundle);
    if (bundles.length > MAX_SIGNATURES) {
        const reason = `${where} hold ${bundles.length} bundles, and no more than ${MAX_SIGNATURES} are looked at`;
        return { status: 'rejected', reason };
    }
    const read = async (index) => {
        const bundle = bundles[index];
        return bundle === undefined ? neverCalled() : readReferrer(registry, repository, bundle, digest);
    };
    return { status: 'listed', where, count: bundles.length, read };
}
function isSignatureBundle(referrer) {
    const predicate = referrer.annotations[PREDICATE_ANNOTATION];
    return BUNDLE_TYPE.test(referrer.artifactType ?? '') && (predicate === undefined || predicate === SIGN_PREDICATE);
}
async function readReferrer(registry, repository, referrer, digest) {
    try {
        const manifest = await registry.manifest(repository, referrer.digest);
        const [layer, second] = manifest.kind === 'image' ? manifest.layers : [];
        if (layer === undefined || second !== undefined || !BUNDLE_TYPE.test(layer.mediaType)) {
            return { status: 'rejected', reason: `${referrer.digest} does not hold exactly one bundle` };
        }
        return readBundle(await registry.blob(repository, layer.digest, MAX_PAYLOAD_BYTES), digest);
    }
    catch (error) {
        if (isAbsent(error))
            return { status: 'rejected', reason: `${referrer.digest} or its bundle is not in the registry` };
        return registry_failure_unreadable(error);
    }
}
/** The signature in the bytes of a bundle, and whether it speaks of this digest. */
function readBundle(bytes, digest) {
    let bundle;
    try {
        bundle = (0,bundle_dist/* bundleFromJSON */.vw)(parseJson(bytes));
    }
    catch {
        // Whatever the reader throws, it is the bundle's fault: it is all that was given to it.
        return { status: 'rejected', reason: 'it is not a sigstore bundle that can be read' };
    }
    if (!(0,bundle_dist/* isBundleWithDsseEnvelope */.Km)(bundle)) {
        // A messageSignature is made over the manifest's own bytes, which the registry client does not hand out.
        return {
            status: 'unreadable',
            cause: 'content',
            reason: 'it is a bundle with a message signature, which the gate does not verify for images',
            remedy: 'Sign the image with cosign sign, which makes a DSSE envelope.',
        };
    }
    const { dsseEnvelope: envelope } = bundle.content;
    const [signature, second] = envelope.signatures;
    if (signature === undefined || second !== undefined) {
        return { status: 'rejected', reason: `its envelope has ${envelope.signatures.length} signatures, and not one` };
    }
    return {
        status: 'read',
        signed: dist.dsse.preAuthEncoding(envelope.payloadType, envelope.payload),
        signature: signature.sig,
        objection: objectToStatement(envelope.payloadType, envelope.payload, digest),
        expired: null,
    };
}
function objectToStatement(payloadType, payload, digest) {
    if (payloadType !== IN_TOTO)
        return `what was signed is of the type "${clip_clip(payloadType)}", and not an in-toto statement`;
    const statement = Statement.safeParse(parseJson(payload));
    if (!statement.success)
        return 'what was signed is not an in-toto statement';
    const { predicateType, subject } = statement.data;
    if (predicateType !== SIGN_PREDICATE)
        return `it is an attestation of the type "${clip_clip(predicateType)}", and not a signature`;
    const [algorithm = '', hex = ''] = digest.split(':');
    const speaks = subject.some((one) => Object.hasOwn(one.digest, algorithm) && one.digest[algorithm] === hex);
    if (speaks)
        return null;
    const [first] = subject;
    const other = first === undefined ? 'no image at all' : `another image, ${clip_clip(Object.values(first.digest).join(', '))}`;
    return `it was made for ${other}`;
}
function neverCalled() {
    throw new Error('a bundle was asked for that the listing does not have');
}

;// CONCATENATED MODULE: ./build/check/signatures/found/base64.js
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
/** Standard base64 with padding, line breaks allowed, nothing else: as Go's StdEncoding, which cosign decodes with. */
function decodeBase64(text) {
    const compact = text.replace(/[\r\n]/g, '');
    return BASE64.test(compact) ? Buffer.from(compact, 'base64') : null;
}

;// CONCATENATED MODULE: ./build/check/signatures/found/legacy.js






const SIGNATURE = 'dev.cosignproject.cosign/signature';
const CERTIFICATE = 'dev.sigstore.cosign/certificate';
/**
 * Signatures in cosign's first format: one manifest under the tag `<prefix>sha256-<hex>.sig`, one layer a signature.
 * The layer's blob is what was signed, its annotations hold the rest (cosign, specs/SIGNATURE_SPEC.md).
 */
async function listLegacySignatures(registry, repository, digest, options) {
    const tag = `${options.tagPrefix}${digest.replace(':', '-')}.sig`;
    const where = `the .sig tag of ${repositoryOf(repository)}`;
    let manifest;
    try {
        manifest = await registry.manifest(repository, { tag });
    }
    catch (error) {
        if (isAbsent(error))
            return { status: 'listed', where, count: 0, read: legacy_neverCalled };
        return registry_failure_unreadable(error);
    }
    if (manifest.kind === 'index')
        return { status: 'rejected', reason: `${where} is an index, and not a list of signatures` };
    const { layers } = manifest;
    if (layers.length > MAX_SIGNATURES) {
        const reason = `${where} holds ${layers.length} signatures, and no more than ${MAX_SIGNATURES} are looked at, here and by cosign`;
        return { status: 'rejected', reason };
    }
    const read = async (index) => {
        const layer = layers[index];
        return layer === undefined ? legacy_neverCalled() : readLayer(registry, repository, layer, digest, options.now);
    };
    return { status: 'listed', where, count: layers.length, read };
}
async function readLayer(registry, repository, layer, digest, now) {
    const written = layer.annotations[SIGNATURE];
    if (written === undefined)
        return { status: 'rejected', reason: `it has no annotation ${SIGNATURE}` };
    const signature = decodeBase64(written);
    if (signature === null)
        return { status: 'rejected', reason: 'its signature is not base64' };
    const certificate = layer.annotations[CERTIFICATE];
    const expired = certificate === undefined || certificate === '' ? null : objectToCertificate(certificate, now);
    try {
        // The registry client checks the digest, so what is returned is what the manifest lists.
        const signed = await registry.blob(repository, layer.digest, MAX_PAYLOAD_BYTES);
        return { status: 'read', signed, signature, objection: objectToPayload(signed, digest), expired };
    }
    catch (error) {
        if (isAbsent(error))
            return { status: 'rejected', reason: `what it signs, ${layer.digest}, is not in the registry` };
        return registry_failure_unreadable(error);
    }
}
/** cosign's verifyInternal checks an accompanying certificate's dates even when a key verifies the signature. */
function objectToCertificate(pem, now) {
    try {
        return dist.X509Certificate.parse(pem).validForDate(now) ? null : 'the certificate beside it is not valid now';
    }
    catch {
        return 'the certificate beside it cannot be read';
    }
}
function legacy_neverCalled() {
    throw new Error('a signature was asked for that the listing does not have');
}

;// CONCATENATED MODULE: ./build/check/signatures/found/finder.js



function createSignatureFinder(registry, now) {
    const known = new Map();
    const once = (key, list) => {
        const listing = known.get(key) ?? list();
        known.set(key, listing);
        return listing;
    };
    const name = ({ repository, digest }) => `${repositoryOf(repository)}@${digest}`;
    return {
        legacy: (image, tagPrefix) => once(`legacy ${name(image)} ${tagPrefix}`, () => listLegacySignatures(registry, image.repository, image.digest, { tagPrefix, now })),
        bundles: (image) => once(`bundles ${name(image)}`, () => listBundleSignatures(registry, image.repository, image.digest)),
    };
}

;// CONCATENATED MODULE: ./build/check/signatures/message.js

const MAX_REASONS = 5;
/** `policy "shop-images" (policy/images.yaml:4)` */
function describePolicy({ name, location }) {
    return `policy "${clip_clip(name)}" (${location.file}:${location.startLine})`;
}
const OPENING = {
    'signature/missing': 'is not signed',
    'signature/invalid': 'has no signature that is good enough',
    'signature/untrusted-identity': 'is signed by an identity that is not trusted',
};
/** The worst that the authorities of one policy found: a wrong signature tells more than a missing one. */
function ruleOf(answers) {
    const rules = answers.flatMap(({ result }) => (result.status === 'fail' ? [result.rule] : []));
    const order = ['signature/untrusted-identity', 'signature/invalid', 'signature/missing'];
    return order.find((rule) => rules.includes(rule)) ?? 'signature/invalid';
}
function causeOf(failures) {
    const content = failures.some(({ decision }) => decision.answers.some(({ result }) => result.status === 'unknown' && result.cause === 'content'));
    return content ? 'content' : 'infrastructure';
}
/** What is wrong with an image, why it matters, and what to do. */
function failureMessage(image, rule, failures) {
    const opening = failures.every(({ policy }) => policy.authorities.every(({ kind }) => kind === 'static'))
        ? `${image} is refused by a signature policy.`
        : `${image} ${OPENING[rule] ?? 'was refused'}, so nothing shows who built it.`;
    return [opening, ...failures.map(describeFailure), ...remedies(failures)].join(' ');
}
function unknownMessage(image, failures) {
    const opening = `The signatures of ${image} could not be checked, which says neither that it is signed nor that it is not.`;
    return [opening, ...failures.map(describeFailure), ...remedies(failures)].join(' ');
}
function describeFailure({ policy, decision }) {
    const authorities = decision.answers.map(({ authority, result }) => {
        if (result.status === 'pass')
            return `authority "${clip_clip(authority)}" passed`;
        const shown = result.reasons.slice(0, MAX_REASONS);
        const more = result.reasons.length - shown.length;
        const reasons = [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
        return `authority "${clip_clip(authority)}" ${result.found}${reasons === '' ? '' : ` (${reasons})`}`;
    });
    const name = describePolicy(policy);
    return `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${authorities.join('; ')}.`;
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
            ? `The only policy, "${clip_clip(only.name)}", does not match ${name}${about}`
            : `None of the ${policies.length} policies matches ${name}${about}`;
    return `No signature policy covers ${image}, so nothing says who may have built it. ${searched}. Add a glob for it to a ClusterImagePolicy that signatures.policies names, or use an image that is covered.`;
}
function emptyPolicyMessage(image, policies) {
    return `${image} is covered by ${policies.map(describePolicy).join(' and ')} alone, and a policy without authorities asks for nothing: a cluster admits whatever it matches. Give the policy an authority, for example with key.data.`;
}
function clusterDiffersMessage(image, policy, why) {
    return `${image} is signed as ${describePolicy(policy)} wants, but a cluster would refuse it: ${why}. Sign it in that format too (cosign sign --new-bundle-format=false --key KEY IMAGE@DIGEST) before it is deployed to a cluster that enforces the policy.`;
}

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
    const labels = (...path) => readLabels(get(object, ...path));
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
    if (!isObject(value))
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
    const uncovered = [];
    for (const use of uses) {
        for (const object of admittedObjects(use.manifest.ref.apiVersion, use.manifest.object)) {
            const matching = named.filter((policy) => matchesObject(policy.match, object));
            for (const policy of matching) {
                const already = matched.get(policy) ?? new Set();
                matched.set(policy, already.add(use));
            }
            const seen = uncovered.some((one) => one.use === use);
            if (matching.length === 0 && !seen)
                uncovered.push({ use, kind: named.length > 0 ? object.kind : null });
        }
    }
    return { matched, uncovered };
}

;// CONCATENATED MODULE: ./build/check/signatures/authority/read.js


function read_problem(path, message, remedy) {
    return { problems: [{ path, message, remedy }] };
}
/** Turns a written authority into one that can be asked, or says what is wrong with it. */
function readAuthority(written, index, location) {
    const named = { name: written.name ?? `authority-${index}`, location };
    const kinds = [written.key, written.keyless, written.static].filter((kind) => kind !== undefined);
    if (kinds.length !== 1) {
        const message = kinds.length === 0 ? 'has neither key, keyless nor static' : 'has more than one of key, keyless, static';
        return read_problem([], message, 'Give each authority exactly one of key, keyless and static.');
    }
    const source = readSource(written);
    if ('problems' in source)
        return source;
    if (written.static !== undefined)
        return readStatic(written, written.static, named);
    const unsupported = findUnsupported(written);
    if (written.key === undefined) {
        return { kind: 'unsupported', ...named, ...(unsupported ?? KEYLESS) };
    }
    const { data, kms, secretRef, hashAlgorithm = 'sha256' } = written.key;
    const origins = [data, kms, secretRef].filter((origin) => origin !== undefined);
    if (origins.length !== 1) {
        const message = origins.length === 0 ? 'has neither data, kms nor secretRef' : 'has more than one of data, kms, secretRef';
        return read_problem(['key'], message, 'Put the public key into key.data.');
    }
    const hash = HASHES.find((known) => known === hashAlgorithm.trim().toLowerCase());
    if (hash === undefined)
        return read_problem(['key', 'hashAlgorithm'], 'is not a hash', `Use ${HASHES.join(', ')}.`);
    if (data === undefined)
        return { kind: 'unsupported', ...named, ...(kms === undefined ? SECRET : KMS) };
    const key = readKey(data, hash);
    if ('problems' in key)
        return key;
    if (unsupported !== null)
        return { kind: 'unsupported', ...named, ...unsupported };
    const format = written.signatureFormat === 'bundle' ? 'bundle' : 'legacy';
    return { kind: 'key', ...named, key, source, format };
}
function readKey(data, hash) {
    const key = readPublicKey(data, hash);
    if (!('problem' in key))
        return key;
    return read_problem(['key', 'data'], key.problem, 'Put the text of the public key there: the content of cosign.pub.');
}
function readStatic(written, { action, message }, named) {
    if (action !== 'pass' && action !== 'fail') {
        return read_problem(['static', 'action'], action === undefined ? 'is missing' : 'is no action', 'Use pass or fail.');
    }
    const idle = [
        written.attestations.length > 0 ? 'attestations' : null,
        written.source.length > 0 ? 'source' : null,
        written.ctlog === undefined ? null : 'ctlog',
        written.rfc3161timestamp === undefined ? null : 'rfc3161timestamp',
    ].find((field) => field !== null);
    if (idle !== undefined)
        return read_problem([idle], 'has no meaning beside static', `Remove ${idle} or static.`);
    return { kind: 'static', ...named, action, message: message ?? null };
}
function readSource(written) {
    const [source, second] = written.source;
    if (second !== undefined)
        return read_problem(['source'], 'has more than one entry', 'Name one source; the controller takes one.');
    const tagPrefix = source?.tagPrefix ?? '';
    if (source?.oci === undefined)
        return { repository: null, tagPrefix };
    const parsed = parseImageReference(source.oci);
    if ('problem' in parsed || parsed.reference.tag !== null || parsed.reference.digest !== null) {
        const why = 'problem' in parsed ? parsed.problem : 'it has a tag or a digest';
        return read_problem(['source', 0, 'oci'], `is not a repository: ${why}`, 'Write registry/repository.');
    }
    return { repository: { registry: parsed.reference.registry, path: parsed.reference.path }, tagPrefix };
}
const KEYLESS = {
    what: 'a keyless identity',
    remedy: 'Until this gate verifies keyless signatures, use an authority with key.data for images that it judges.',
};
const KMS = {
    what: 'a key in a key management service',
    remedy: 'A pull request cannot reach the service: put the public key itself into key.data (cosign public-key --key <KMS URI>).',
};
const SECRET = {
    what: 'a key in a Secret of the cluster',
    remedy: 'A pull request cannot read it: put the public key itself into key.data, since a public key is no secret.',
};
function findUnsupported(written) {
    if (written.attestations.length > 0) {
        return {
            what: 'attestations',
            remedy: 'Until this gate verifies attestations, keep them in a policy of their own.',
        };
    }
    if (written.ctlog !== undefined && (written.ctlog.url !== undefined || written.ctlog.trustRootRef !== undefined)) {
        const remedy = 'Until this gate verifies log entries of keys, leave ctlog out of policies that it reads.';
        return { what: 'an entry in a transparency log', remedy };
    }
    if (written.rfc3161timestamp?.trustRootRef !== undefined) {
        const remedy = 'Until this gate verifies timestamps, leave rfc3161timestamp out of policies that it reads.';
        return { what: 'a timestamp of a timestamping authority', remedy };
    }
    return null;
}

;// CONCATENATED MODULE: ./build/yaml/encoding.js
const NEWLINE = 0x0a;
/**
 * Characters that YAML 1.1 forbids, or that its parsers do not agree on: go-yaml, which kubectl uses, takes NEL, LS, PS
 * and a lone CR for line ends, so that what looks like one line (or a comment) is two (readerc.go, yamlprivateh.go).
 */
const FORBIDDEN = 
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)/;
/** Decodes UTF-8 strictly. Never throws. */
function decodeUtf8(bytes) {
    let text;
    try {
        text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
    catch {
        return { problem: notUtf8(bytes), ...firstBrokenByte(bytes) };
    }
    const found = FORBIDDEN.exec(text);
    if (found === null)
        return { text };
    const before = text.slice(0, found.index).split('\n');
    return { problem: explain(found[0]), line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
function notUtf8(bytes) {
    const mark = `${bytes[0]} ${bytes[1]}`;
    const isUtf16 = mark === '255 254' || mark === '254 255';
    return `the file is not UTF-8 text${isUtf16 ? ' but UTF-16' : ''}`;
}
function explain(character) {
    const code = `U+${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0').toUpperCase()}`;
    switch (character) {
        case '\r':
            return 'it has a carriage return without a line feed, which YAML parsers take for a line end and editors do not';
        case '\u0085':
        case '\u2028':
        case '\u2029':
            return `it holds ${code}, which some YAML parsers take for a line end and others for text`;
        case '\ufeff':
            return 'it has a byte-order mark after its start, which YAML parsers read differently';
        default:
            return `it holds the character ${code}, which YAML forbids`;
    }
}
/** Line ends are single bytes in UTF-8, so each line can be decoded by itself. */
function firstBrokenByte(bytes) {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let line = 1;
    for (let start = 0; start < bytes.length; line += 1) {
        const found = bytes.indexOf(NEWLINE, start);
        const end = found === -1 ? bytes.length : found;
        try {
            decoder.decode(bytes.subarray(start, end));
        }
        catch {
            const shown = new TextDecoder().decode(bytes.subarray(start, end));
            return { line, column: Math.max(shown.indexOf('\ufffd') + 1, 1) };
        }
        start = end + 1;
    }
    return { line, column: 1 };
}

;// CONCATENATED MODULE: ./build/yaml/limits.js
/** A manifest file may be this large; etcd takes objects of 1.5 MiB, and a rendered release a few of them. */
const MAX_FILE_BYTES = 32 * 1024 * 1024;
/** Nesting of mappings and sequences. The API server's own JSON reader stops at 10,000; no object comes near 100. */
const MAX_DEPTH = 200;
/** Values in one document once its aliases are written out: what "billion laughs" multiplies. */
const MAX_VALUES = 1_000_000;
/** Characters of all scalars in one document once its aliases are written out. */
const MAX_CHARACTERS = 64 * 1024 * 1024;
/** Documents in one file. */
const MAX_DOCUMENTS = 100_000;
/** Tokens of one file, blanks and line ends among them: a line like `name: api` has five. */
const MAX_TOKENS = 3_000_000;
const TOO_DEEP = `it is nested more than ${MAX_DEPTH} levels deep`;

;// CONCATENATED MODULE: ./build/yaml/mentions.js
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
    const isUtf16 = (buffer[0] === 0xff && buffer[1] === 0xfe) || (buffer[0] === 0xfe && buffer[1] === 0xff);
    return isUtf16 || buffer.includes('!!binary') || ESCAPED_LETTER.test(buffer.toString('latin1'));
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var yaml_dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./build/yaml/parse.js


/**
 * Structure only: every scalar stays the text it is, and tags change nothing. What a scalar says is decided by scalar.ts
 * and merge keys by value.ts, since go-yaml does both in its own way.
 */
const SCHEMA = new yaml_dist/* Schema */.Sj({ schema: 'failsafe', merge: false, resolveKnownTags: false });
class ParseProblem extends Error {
    start;
    end;
    constructor(message, [start, end]) {
        super(message);
        this.start = start;
        this.end = end;
    }
}
/** Stops at the first error: a hostile text may hold millions, and the library keeps each. */
function parseText(part, budget) {
    const lines = new yaml_dist/* LineCounter */.HN();
    lines.addNewLine(0);
    const range = rangesOf(lines, part);
    const documents = [];
    try {
        for (const document of compose(part.text, lines, budget)) {
            const [broken] = document.errors;
            if (broken)
                throw new ParseProblem(broken.message, broken.pos);
            documents.push(document);
        }
        return { documents, error: null, range };
    }
    catch (error) {
        if (error instanceof ParseProblem)
            return { documents, error: withinText(error, part.text), range };
        // The library composes nodes by recursion: only nesting makes it run out of stack.
        if (error instanceof RangeError)
            return { documents, error: { message: TOO_DEEP, start: 0, end: 0 }, range };
        throw error;
    }
}
/** What never ends is wrong at the end of the last line, and not on a line after it that no editor shows. */
function withinText({ message, start, end }, text) {
    const last = text.trimEnd().length;
    return { message, start: Math.min(start, last), end: Math.min(end, last) };
}
function* compose(text, lines, budget) {
    const parser = new yaml_dist/* Parser */.iX(lines.addNewLine);
    const composer = new yaml_dist/* Composer */.Dk({
        version: '1.1',
        schema: SCHEMA,
        uniqueKeys: false,
        prettyErrors: false,
        logLevel: 'silent',
    });
    Object.assign(composer, { onError: stopAtFirst() });
    for (const lexeme of new yaml_dist/* Lexer */.JG().lex(text)) {
        budget.tokens -= 1;
        if (budget.tokens < 0)
            throw new ParseProblem(`it has more than ${MAX_TOKENS} tokens`, [0, 0]);
        for (const token of parser.next(lexeme)) {
            if (token.type === 'error')
                throw new ParseProblem(notYaml(token.message), startOf(token));
            yield* composer.next(token);
        }
    }
    for (const token of parser.end()) {
        if (token.type === 'error')
            throw new ParseProblem(notYaml(token.message), startOf(token));
        yield* composer.next(token);
    }
    yield* composer.end();
}
/** The library catches what its own nodes throw and reports it anew: the first error stays the first. */
function stopAtFirst() {
    let first = null;
    return (source, _code, message, warning) => {
        if (warning === true)
            return;
        const text = message.startsWith('Maximum call stack') ? TOO_DEEP : notYaml(message);
        first ??= new ParseProblem(text, startOf(source));
        throw first;
    };
}
function startOf(source) {
    if (typeof source === 'number')
        return [source, source + 1];
    if ('offset' in source)
        return [source.offset, source.offset + (source.source?.length ?? 1)];
    return source;
}
function notYaml(message) {
    return `it is not YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`.slice(0, 300);
}
function rangesOf(lines, part) {
    const place = (offset) => {
        const { line, col } = lines.linePos(offset);
        const column = Math.max(col, 1) + (line <= 1 ? part.column : 0);
        return { line: Math.max(line, 1) + part.line - 1, column };
    };
    return (start, end) => {
        const from = place(start);
        const to = place(Math.max(start, end));
        return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
    };
}
function asNode(value) {
    return (0,yaml_dist/* isScalar */.jn)(value) || (0,yaml_dist/* isMap */.jh)(value) || (0,yaml_dist/* isSeq */.oP)(value) || (0,yaml_dist/* isAlias */.Vj)(value) ? value : null;
}
/** No content: nothing was written, not even a tag or an anchor. */
function parse_isAbsent(node) {
    if (node === null)
        return true;
    return (0,yaml_dist/* isScalar */.jn)(node) && node.type === 'PLAIN' && node.source === '' && !node.tag && !node.anchor;
}
/** `<<`, but not `"<<"` (go-yaml decode.go, isMerge). */
function isMergeKey(key) {
    if (!(0,yaml_dist/* isScalar */.jn)(key) || key.source !== '<<')
        return false;
    return (key.type === 'PLAIN' && !key.tag) || key.tag === '!' || key.tag === 'tag:yaml.org,2002:merge';
}

;// CONCATENATED MODULE: ./build/yaml/value-problem.js
/** A document that is YAML and cannot be JSON, or is larger than any object; with offsets into its text. */
class ValueProblem extends Error {
    start;
    end;
    constructor(message, node) {
        super(message);
        this.name = 'ValueProblem';
        this.start = node?.range?.[0] ?? 0;
        this.end = node?.range?.[1] ?? 0;
    }
}

;// CONCATENATED MODULE: ./build/yaml/spelling.js



/** go-yaml ends a name where the library reads on (scannerc.go, yaml_parser_scan_anchor). */
const ANCHOR_NAME = /^[A-Za-z0-9_-]+$/;
/** What ends or parts a flow collection. */
const FLOW_INDICATOR = /[,[\]{}]/;
/**
 * Refuses the few spellings that the YAML library and go-yaml both take, each in its own way: what the gate reads would
 * not be what the cluster gets. Found by comparing the two on random texts (test/parity/yaml.test.ts).
 *
 * @param text what the node's offsets count in.
 * @throws ValueProblem
 */
function checkSpelling(node, text) {
    const name = (0,yaml_dist/* isAlias */.Vj)(node) ? node.source : 'anchor' in node ? node.anchor : undefined;
    if (name !== undefined && !ANCHOR_NAME.test(name)) {
        throw new ValueProblem(`the anchor name ${JSON.stringify(name)} has characters that not every parser reads`, node);
    }
    if ((0,yaml_dist/* isScalar */.jn)(node))
        checkScalar(node, text);
    if (!(0,yaml_dist/* isMap */.jh)(node) || node.flow !== true)
        return;
    for (const { key, value } of node.items) {
        if (isTight(asNode(value), text)) {
            throw new ValueProblem('a key whose colon touches what follows is a text to some YAML parsers', asNode(key) ?? node);
        }
    }
}
function checkScalar(node, text) {
    if (!(0,yaml_dist/* isScalar */.jn)(node) || !node.range)
        return;
    const [start, end] = node.range;
    const inner = text.slice(start + 1, end - 1);
    // A closing quote that is half of an escape is none: the library stops there at a line that is not indented.
    const isOpen = (node.type === 'QUOTE_SINGLE' && inner.replaceAll("''", '').includes("'")) ||
        (node.type === 'QUOTE_DOUBLE' && /(?:^|[^\\])(?:\\\\)*\\$/.test(inner));
    if (isOpen)
        throw new ValueProblem('its closing quote is missing', node);
    if (typeof node.tag === 'string' &&
        node.source === '' &&
        node.type === 'PLAIN' &&
        FLOW_INDICATOR.test(text[start] ?? '')) {
        throw new ValueProblem('a tag touches what follows, which some YAML parsers take for a part of it', node);
    }
}
/** `{a:}`: an empty value with nothing between its colon and what ends it. */
function isTight(value, text) {
    const at = value?.range?.[0];
    return at !== undefined && parse_isAbsent(value) && text[at - 1] === ':' && FLOW_INDICATOR.test(text[at] ?? '');
}

;// CONCATENATED MODULE: ./build/yaml/aliases.js



/**
 * Binds aliases to anchors in the order of the text, as a parser does: an anchor that is written again counts from
 * there on. No recursion, so that depth does not matter. Each node is looked at on the way: see spelling.ts.
 *
 * @throws ValueProblem for a spelling that YAML parsers do not read alike.
 */
function bindAliases(document, text) {
    const bound = new Map();
    const anchors = new Map();
    const open = [asNode(document.contents)];
    while (open.length > 0) {
        const node = open.pop() ?? null;
        if (node === null)
            continue;
        checkSpelling(node, text);
        if ((0,yaml_dist/* isAlias */.Vj)(node)) {
            bound.set(node, anchors.get(node.source) ?? null);
            continue;
        }
        if ('anchor' in node && typeof node.anchor === 'string')
            anchors.set(node.anchor, node);
        if ((0,yaml_dist/* isMap */.jh)(node)) {
            for (const { key, value } of node.items.toReversed())
                open.push(asNode(value), asNode(key));
        }
        else if ((0,yaml_dist/* isSeq */.oP)(node)) {
            for (const item of node.items.toReversed())
                open.push(asNode(item));
        }
    }
    return bound;
}

;// CONCATENATED MODULE: ./build/yaml/key-text.js
/**
 * A mapping's key as JSON has it, always text: `true: x` is the key "true", `1: x` the key "1" (sigs.k8s.io/yaml
 * yaml.go, convertToJSONableObject). Null for what that refuses: null, and integers beyond int64.
 */
function textOfKey(key) {
    switch (key.type) {
        case 'str':
            return key.value;
        case 'bool':
            return String(key.value);
        case 'int':
            return key.unsigned ? null : key.digits;
        case 'float':
            return floatText(key.value);
        case 'null':
            return null;
    }
}
/** Go's `strconv.FormatFloat(value, 'g', -1, 32)`: the shortest digits that a 32-bit float tells apart. */
function floatText(value) {
    if (Number.isNaN(value))
        return '.nan';
    const single = Math.fround(value);
    if (!Number.isFinite(single))
        return single > 0 ? '.inf' : '-.inf';
    if (single === 0)
        return Object.is(single, -0) ? '-0' : '0';
    let shortest = single.toExponential();
    for (let digits = 0; digits <= 9; digits += 1) {
        shortest = single.toExponential(digits);
        if (Math.fround(Number(shortest)) === single)
            break;
    }
    const [mantissa = '', power = '0'] = shortest.split('e');
    const exponent = Number(power);
    if (exponent >= -4 && exponent < 6)
        return plainDigits(mantissa, exponent);
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
function plainDigits(mantissa, exponent) {
    const sign = mantissa.startsWith('-') ? '-' : '';
    const digits = mantissa.replace(/[-.]/g, '');
    if (exponent < 0)
        return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
    const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
    const rest = digits.slice(exponent + 1);
    return rest === '' ? sign + whole : `${sign}${whole}.${rest}`;
}

;// CONCATENATED MODULE: ./build/yaml/scalar.js
/**
 * Scalars as go-yaml v2 resolves them (go.yaml.in/yaml/v2 resolve.go), which is how kubectl and helm read them: YAML 1.1
 * without sexagesimal numbers, dates left as text, and Go's own spellings of integers (`0o14`, `0B1`).
 */
const KEYWORDS = new Map([
    [{ type: 'bool', value: true }, 'y Y yes Yes YES true True TRUE on On ON'],
    [{ type: 'bool', value: false }, 'n N no No NO false False FALSE off Off OFF'],
    [{ type: 'null', value: null }, ' ~ null Null NULL'],
    [{ type: 'float', value: Number.NaN }, '.nan .NaN .NAN'],
    [{ type: 'float', value: Number.POSITIVE_INFINITY }, '.inf .Inf .INF +.inf +.Inf +.INF'],
    [{ type: 'float', value: Number.NEGATIVE_INFINITY }, '-.inf -.Inf -.INF'],
].flatMap(([resolved, words]) => words.split(' ').map((word) => [word, resolved])));
/** First characters of what is not simply text. */
const scalar_HINT = /^[-+0-9.yYnNtTfFoO~]/;
const MAX_INT64 = 2n ** 63n - 1n;
const MAX_UINT64 = 2n ** 64n - 1n;
const INTEGER = /^([-+]?)(?:0[bB]([01]+)|0[oO]([0-7]+)|0[xX]([0-9a-fA-F]+)|0([0-7]+)|(0|[1-9][0-9]*))$/;
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
/** strconv.ParseFloat on what starts with a point: an underscore only between digits. */
const POINT_FLOAT = /^\.[0-9]+(_[0-9]+)*([eE][-+]?[0-9]+(_[0-9]+)*)?$/;
/** A plain scalar, folded to one line. */
function resolvePlain(text) {
    if (text !== '' && !scalar_HINT.test(text))
        return { type: 'str', value: text };
    const keyword = KEYWORDS.get(text);
    if (keyword !== undefined)
        return keyword;
    if (text.startsWith('.'))
        return floatOf(text, POINT_FLOAT) ?? { type: 'str', value: text };
    if (!/^[-+0-9]/.test(text))
        return { type: 'str', value: text };
    const plain = text.replaceAll('_', '');
    return integerOf(plain) ?? floatOf(plain, FLOAT) ?? { type: 'str', value: text };
}
function integerOf(text) {
    const match = INTEGER.exec(text);
    if (match === null)
        return null;
    const [, sign = '', binary, octal, hexadecimal, oldOctal, decimal = ''] = match;
    const magnitude = BigInt((binary && `0b${binary}`) ||
        (octal && `0o${octal}`) ||
        (hexadecimal && `0x${hexadecimal}`) ||
        (oldOctal && `0o${oldOctal}`) ||
        decimal);
    const integer = sign === '-' ? -magnitude : magnitude;
    const fits = integer >= -MAX_INT64 - 1n && integer <= MAX_INT64;
    const unsigned = !fits && sign === '' && integer <= MAX_UINT64;
    if (!fits && !unsigned)
        return null;
    return { type: 'int', value: Number(integer), digits: String(integer), unsigned };
}
/** Null for a number that float64 cannot hold: Go refuses it, and it stays text. */
function floatOf(text, syntax) {
    if (!syntax.test(text))
        return null;
    const value = Number(text.replaceAll('_', ''));
    return Number.isFinite(value) ? { type: 'float', value } : null;
}
const scalar_TAG = 'tag:yaml.org,2002:';
/**
 * A scalar with a tag of its own. Null where the text is not of the tag's type, which go-yaml refuses.
 *
 * @param tag in full, `tag:yaml.org,2002:int`; of any other kind it makes the scalar a text.
 */
function resolveTagged(tag, text) {
    const name = tag.startsWith(scalar_TAG) ? tag.slice(scalar_TAG.length) : '';
    switch (name) {
        case 'null':
        case 'bool':
        case 'int':
        case 'float': {
            const resolved = resolvePlain(text);
            if (name === 'float' && resolved.type === 'int' && !resolved.unsigned)
                return { type: 'float', value: resolved.value };
            return resolved.type === name ? resolved : null;
        }
        case 'binary':
            return binaryText(text);
        default:
            return { type: 'str', value: text };
    }
}
/** Standard base64, padded; Go skips line ends only. */
function binaryText(text) {
    const base64 = text.replace(/[\r\n]/g, '');
    if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64))
        return null;
    return { type: 'str', value: Buffer.from(base64, 'base64').toString('utf8') };
}

;// CONCATENATED MODULE: ./build/yaml/value.js






/** What the scalar says. @throws ValueProblem where it contradicts its own tag. */
function resolveScalar(node) {
    const text = node.source ?? '';
    if (typeof node.tag === 'string') {
        const resolved = resolveTagged(node.tag, text);
        if (resolved !== null)
            return resolved;
        throw new ValueProblem(`its tag ${shortTag(node.tag)} does not fit what it says`, node);
    }
    return node.type === 'PLAIN' ? resolvePlain(text) : { type: 'str', value: text };
}
function shortTag(tag) {
    return tag.replace(/^tag:yaml\.org,2002:/, '!!');
}
/** The key as JSON has it. Null for what cannot be one: a collection, null, an integer beyond 64 bits. */
function keyText(key, aliases) {
    const node = (0,yaml_dist/* isAlias */.Vj)(key) ? aliases.get(key) : key;
    return (0,yaml_dist/* isScalar */.jn)(node) ? textOfKey(resolveScalar(node)) : null;
}
/**
 * The node's value with aliases and merges written out, as kubectl reads it. What an anchor stands for is converted once
 * and shared; its size counts each time.
 *
 * @throws ValueProblem past the limits, and for what parsers read differently: a key that is written twice, or written
 * and then merged over.
 */
function toJson(root, aliases) {
    const done = new Map();
    const open = new Set();
    return convert(root, 0).value;
    function convert(node, depth) {
        if (depth > MAX_DEPTH)
            throw tooDeep(node);
        if (node === null)
            return { value: null, values: 1, characters: 0, depth: 0 };
        if ((0,yaml_dist/* isAlias */.Vj)(node))
            return convertAlias(node, depth);
        const known = done.get(node);
        if (known !== undefined) {
            if (depth + known.depth > MAX_DEPTH)
                throw tooDeep(node);
            return known;
        }
        if ((0,yaml_dist/* isScalar */.jn)(node))
            return scalar(node);
        if (open.has(node))
            throw new ValueProblem('it contains itself, by an alias', node);
        open.add(node);
        const converted = (0,yaml_dist/* isMap */.jh)(node) ? mapping(node, depth) : sequence(node, depth);
        open.delete(node);
        if (typeof node.anchor === 'string')
            done.set(node, converted);
        return converted;
    }
    function convertAlias(node, depth) {
        const target = (0,yaml_dist/* isAlias */.Vj)(node) ? (aliases.get(node) ?? null) : null;
        if (target === null)
            throw new ValueProblem(`the alias *${node.source} has no anchor before it`, node);
        if (open.has(target))
            throw new ValueProblem(`the alias *${node.source} contains itself`, node);
        return convert(target, depth);
    }
    function sequence(node, depth) {
        const value = [];
        const size = new Size();
        for (const item of (0,yaml_dist/* isSeq */.oP)(node) ? node.items : []) {
            const converted = convert(asNode(item), depth + 1);
            size.add(converted, asNode(item));
            value.push(converted.value);
        }
        return size.of(value);
    }
    function mapping(node, depth) {
        const size = new Size();
        const members = new Members();
        for (const { key, value } of node.items) {
            const keyNode = asNode(key);
            const valueNode = asNode(value);
            if (isMergeKey(key)) {
                for (const source of mergeSources(valueNode)) {
                    const converted = convert(source, depth + 1);
                    size.add(converted, source);
                    members.merge(converted.value, keyNode);
                }
                continue;
            }
            const name = keyText(key, aliases);
            if (name === null)
                throw new ValueProblem('a key of a mapping is not a text', keyNode ?? valueNode ?? node);
            const converted = convert(valueNode, depth + 1);
            size.add(converted, valueNode ?? keyNode);
            size.addKey(name, keyNode);
            members.set(name, converted.value, keyNode);
        }
        return size.of(members.toObject());
    }
    /** The mappings that a merge key names, the one that wins last. */
    function mergeSources(node) {
        const sources = (0,yaml_dist/* isSeq */.oP)(node) ? node.items.map(asNode).toReversed() : [node];
        return sources.map((source) => {
            const target = (0,yaml_dist/* isAlias */.Vj)(source) ? aliases.get(source) : source;
            if (source !== null && ((0,yaml_dist/* isMap */.jh)(target) || ((0,yaml_dist/* isAlias */.Vj)(source) && target === null)))
                return source;
            throw new ValueProblem('a merge key (<<) names something that is not a mapping', source ?? node);
        });
    }
}
function scalar(node) {
    const { value } = resolveScalar(node);
    if (typeof value === 'number' && !Number.isFinite(value)) {
        throw new ValueProblem('it holds a number that JSON has no word for (infinity, or not a number)', node);
    }
    const characters = typeof value === 'string' ? value.length : 0;
    return { value: value === 0 ? 0 : value, values: 1, characters, depth: 0 };
}
function tooDeep(node) {
    return new ValueProblem(TOO_DEEP, node);
}
/** Adds up a collection. */
class Size {
    #values = 1;
    #characters = 0;
    #depth = 0;
    add({ values, characters, depth }, node) {
        this.#values += values;
        this.#characters += characters;
        this.#depth = Math.max(this.#depth, depth + 1);
        if (this.#values > MAX_VALUES)
            throw new ValueProblem(`it expands to more than ${MAX_VALUES} values`, node);
        if (this.#characters <= MAX_CHARACTERS)
            return;
        throw new ValueProblem(`its aliases expand to more than ${MAX_CHARACTERS} characters`, node);
    }
    addKey(name, node) {
        this.add({ value: null, values: 0, characters: name.length, depth: -1 }, node);
    }
    of(value) {
        return { value, values: this.#values, characters: this.#characters, depth: this.#depth };
    }
}
/** The members of one mapping in the order of the text. */
class Members {
    #members = new Map();
    set(name, value, node) {
        const before = this.#members.get(name);
        if (before !== undefined && !before.merged) {
            throw new ValueProblem(`the key ${JSON.stringify(name)} is written twice in one mapping`, node);
        }
        this.#members.set(name, { value, merged: false, node });
    }
    /** go-yaml lets a merge win over keys that come before it; by YAML's own rule keys always win over merges. */
    merge(source, node) {
        for (const [name, value] of Object.entries(source ?? {})) {
            if (this.#members.get(name)?.merged === false) {
                const which = `the key ${JSON.stringify(name)} is written before a merge key (<<) that sets it too`;
                throw new ValueProblem(`${which}, and YAML parsers do not agree on which of them wins; write << first`, node);
            }
            this.#members.set(name, { value, merged: true, node });
        }
    }
    toObject() {
        // Object.fromEntries defines properties, so a key "__proto__" is a key and nothing else.
        return Object.fromEntries([...this.#members].map(([name, { value }]) => [name, value]));
    }
}

;// CONCATENATED MODULE: ./build/yaml/locate.js



/** Ranges of values by path, for Manifest.place: a scalar's own token, a collection's key, a missing value's ancestor. */
function createLocator(root, aliases, range) {
    const rangeOf = (node) => node?.range ? range(node.range[0], node.range[1]) : null;
    const resolve = (node) => ((0,yaml_dist/* isAlias */.Vj)(node) ? (aliases.get(node) ?? node) : node);
    function child(parent, step) {
        const node = resolve(parent);
        if ((0,yaml_dist/* isSeq */.oP)(node) && typeof step === 'number') {
            const item = asNode(node.items[step]);
            return item === null ? null : { key: item, value: item };
        }
        return (0,yaml_dist/* isMap */.jh)(node) ? member(node, String(step)) : null;
    }
    /** Its own key first, then the merges'; of several merges the last wins, within one list the first. */
    function member(node, name) {
        const merges = [];
        for (const { key, value } of node.items) {
            const at = asNode(value);
            if (isMergeKey(key)) {
                const sources = (0,yaml_dist/* isSeq */.oP)(at) ? at.items.flatMap((item) => asNode(item) ?? []) : at === null ? [] : [at];
                merges.unshift(...sources);
            }
            else if (keyText(key, aliases) === name) {
                return { key: asNode(key), value: at };
            }
        }
        for (const merge of merges) {
            const found = child(merge, name);
            if (found !== null)
                return found;
        }
        return null;
    }
    function rangeOfStep({ key, value }) {
        const target = resolve(value);
        if ((0,yaml_dist/* isScalar */.jn)(target) && target.source !== '')
            return rangeOf(target);
        if ((0,yaml_dist/* isScalar */.jn)(target) && target.type !== 'PLAIN')
            return rangeOf(target);
        if (key === value)
            return rangeOf(firstScalar(target)) ?? rangeOf(target);
        return rangeOf(key) ?? rangeOf(target);
    }
    function firstScalar(node) {
        let at = node;
        for (let hops = 0; hops < 1000; hops += 1) {
            if ((0,yaml_dist/* isMap */.jh)(at))
                return asNode(at.items[0]?.key);
            if (!(0,yaml_dist/* isSeq */.oP)(at))
                return at;
            at = asNode(at.items[0]);
        }
        return at;
    }
    function walk(path) {
        const found = [{ key: root, value: root }];
        for (const step of path) {
            const next = child(found.at(-1)?.value ?? null, step);
            if (next === null)
                return { found, complete: false };
            found.push(next);
        }
        return { found, complete: true };
    }
    return {
        find(path) {
            const { found, complete } = walk(path);
            const last = found.at(-1);
            return complete && last !== undefined ? rangeOfStep(last) : null;
        },
        locate(path) {
            for (const step of walk(path).found.toReversed()) {
                const at = rangeOfStep(step);
                if (at !== null)
                    return at;
            }
            return range(0, 0);
        },
    };
}

;// CONCATENATED MODULE: ./build/yaml/split.js
const MAX_UNCLEAR = 10;
const SEPARATOR = /^---(.*)$/gm;
const NO_CONTENT = /^(?:[ \t]*(?:#[^\n]*|%[^\n]*)?(?:\r?\n|$))*$/;
const JSON_START = /[ \t\r\n]*\{/y;
/**
 * Cuts a stream at its `---` lines, as Kubernetes' own reader does (k8s.io/apimachinery/pkg/util/yaml), so that one
 * broken document does not take the next with it. JSON objects that follow each other are documents too.
 */
function splitDocuments(text) {
    const unclear = [];
    const json = cutJson(text);
    const documents = [...json.documents];
    const rest = text.slice(json.end);
    let { line, column } = json;
    let start = 0;
    const add = (part) => {
        if (!hasNoContent(part))
            documents.push({ text: part, line, column });
        line += countLines(part);
        column = 0;
    };
    for (const { index, 1: after = '' } of rest.matchAll(SEPARATOR)) {
        if (!/^(?:[ \t]|\r?$)/.test(after)) {
            // Counted from the last separator: for the first few only, since there may be any number.
            if (unclear.length < MAX_UNCLEAR)
                unclear.push(line + countLines(rest.slice(start, index)));
            continue;
        }
        add(rest.slice(start, index));
        const beside = after.trim();
        // `--- {a: 1}` is a separator with content beside it.
        start = beside === '' || beside.startsWith('#') ? index + 3 + after.length : index;
    }
    // Kubernetes' reader ends the last line, whether or not the file does.
    const last = rest.slice(start);
    add(last.endsWith('\n') ? last : `${last}\n`);
    return { documents, unclear };
}
/** Comments and directives only. The check is for the few lines before a separator: a long text is more than that. */
function hasNoContent(part) {
    return part.length < 100_000 && NO_CONTENT.test(part);
}
/** The JSON objects that the text starts with, one after the other. */
function cutJson(text) {
    const documents = [];
    let end = 0;
    let line = 1;
    let column = 0;
    const advance = (to) => {
        const part = text.slice(end, to);
        const lines = countLines(part);
        line += lines;
        column = lines === 0 ? column + part.length : part.length - part.lastIndexOf('\n') - 1;
        end = to;
    };
    for (;;) {
        JSON_START.lastIndex = end;
        if (!JSON_START.test(text))
            break;
        const close = endOfObject(text, JSON_START.lastIndex - 1);
        const object = text.slice(JSON_START.lastIndex - 1, close);
        if (close === -1 || !isJson(object))
            break;
        advance(close - object.length);
        documents.push({ text: object, line, column });
        advance(close);
    }
    return { documents, end, line, column };
}
/** The offset after the brace that closes the one at `open`; -1 where none does. */
function endOfObject(text, open) {
    let depth = 0;
    for (let at = open; at < text.length; at += 1) {
        const character = text[at];
        if (character === '"') {
            at = endOfString(text, at);
            if (at === -1)
                return -1;
        }
        else if (character === '{') {
            depth += 1;
        }
        else if (character === '}') {
            depth -= 1;
            if (depth === 0)
                return at + 1;
        }
    }
    return -1;
}
/** Where the quote is that closes the one at `open`; -1 where none does. */
function endOfString(text, open) {
    for (let at = open + 1; at < text.length; at += 1) {
        if (text[at] === '\\')
            at += 1;
        else if (text[at] === '"')
            return at;
    }
    return -1;
}
function isJson(text) {
    try {
        JSON.parse(text);
        return true;
    }
    catch {
        return false;
    }
}
function countLines(text) {
    let count = 0;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1))
        count += 1;
    return count;
}

;// CONCATENATED MODULE: ./build/yaml/stream.js









/**
 * Reads a stream of Kubernetes manifests, YAML or JSON, as kubectl does (sigs.k8s.io/yaml; documents split at `---`).
 * Whatever is wrong with one document is a problem with its place, and the others are read all the same. Never throws.
 */
function readManifestStream(bytes) {
    if (bytes.byteLength > MAX_FILE_BYTES) {
        const message = `the file has ${bytes.byteLength} bytes, more than the ${MAX_FILE_BYTES} that are read`;
        return ofFile(message, 1, 1);
    }
    const decoded = decodeUtf8(bytes);
    if ('problem' in decoded)
        return ofFile(decoded.problem, decoded.line, decoded.column);
    const documents = [];
    const problems = [];
    const budget = { tokens: MAX_TOKENS };
    let index = 0;
    const parts = splitDocuments(decoded.text);
    for (const line of parts.unclear) {
        const range = { startLine: line, startColumn: 1, endLine: line, endColumn: 4 };
        problems.push({ message: UNCLEAR, range, index: null, keys: null });
    }
    for (const part of parts.documents) {
        if (index >= MAX_DOCUMENTS) {
            const range = { startLine: part.line, startColumn: 1, endLine: part.line, endColumn: 1 };
            problems.push({ message: `the file has more than ${MAX_DOCUMENTS} documents`, range, index: null, keys: null });
            break;
        }
        const read = readPart(part, index, budget);
        documents.push(...read.documents);
        problems.push(...read.problems);
        index += read.documents.length + read.problems.length;
    }
    return { documents, problems };
}
const UNCLEAR = 'a line starts with --- and is no separator of documents, which YAML parsers do not read alike';
function ofFile(message, line, column) {
    const range = { startLine: line, startColumn: column, endLine: line, endColumn: column };
    return { documents: [], problems: [{ message, range, index: null, keys: null }] };
}
/** Usually one document; a part holds more where `...` ends one and no `---` follows. */
function readPart(part, firstIndex, budget) {
    const documents = [];
    const problems = [];
    const parsed = parseText(part, budget);
    for (const [position, document] of parsed.documents.entries()) {
        const index = firstIndex + documents.length + problems.length;
        const result = readDocument(document, parsed.range, index, { part, position });
        if (result === null)
            continue;
        if ('message' in result)
            problems.push(result);
        else
            documents.push(result);
    }
    if (parsed.error !== null) {
        const { message, start, end } = parsed.error;
        const index = firstIndex + documents.length + problems.length;
        problems.push({ message, range: parsed.range(start, end), index, keys: null });
    }
    return { documents, problems };
}
function readDocument(document, range, index, origin) {
    const root = asNode(document.contents);
    if (root === null || parse_isAbsent(root))
        return null;
    let aliases = new Map();
    try {
        aliases = bindAliases(document, origin.part.text);
        const value = toJson(root, aliases);
        const line = range(root.range?.[0] ?? 0, root.range?.[0] ?? 0).startLine;
        return { index, line, value, ...lazyLocator(origin, { root, aliases, range }) };
    }
    catch (error) {
        if (error instanceof ValueProblem) {
            const keys = topKeys(root, aliases);
            return { message: error.message, range: range(error.start, error.end), index, keys };
        }
        throw error;
    }
}
/**
 * Places are asked for of few documents, and their trees are many times the size of the text: a tree that memory is
 * needed for is let go, and parsed again when it is asked for.
 */
function lazyLocator({ part, position }, first) {
    let kept = new WeakRef(first);
    const locator = () => {
        let tree = kept.deref();
        if (tree === undefined) {
            const { documents, range } = parseText(part, { tokens: MAX_TOKENS });
            const document = documents[position];
            const root = asNode(document?.contents);
            if (document === undefined || root === null)
                throw new Error('a document that was read cannot be read again');
            tree = { root, aliases: bindAliases(document, part.text), range };
            kept = new WeakRef(tree);
        }
        return createLocator(tree.root, tree.aliases, tree.range);
    };
    return { find: (path) => locator().find(path), locate: (path) => locator().locate(path) };
}
function topKeys(root, aliases) {
    if (!(0,yaml_dist/* isMap */.jh)(root))
        return [];
    const keys = [];
    for (const { key } of root.items) {
        if (isMergeKey(key) || !(0,yaml_dist/* isScalar */.jn)(key))
            return null;
        try {
            keys.push(keyText(key, aliases) ?? '');
        }
        catch (error) {
            if (error instanceof ValueProblem)
                return null;
            throw error;
        }
    }
    return keys;
}

;// CONCATENATED MODULE: ./build/yaml/index.js





;// CONCATENATED MODULE: ./build/check/signatures/policy/documents.js

/** Reads every document of a file, in order. Documents that say nothing are left out. */
function readPolicyDocuments({ file, text }) {
    const at = (range) => ({ file, ...range, exact: true });
    const { documents, problems } = readManifestStream(new TextEncoder().encode(text));
    return {
        documents: documents
            .filter(({ value }) => value !== null)
            .map((document) => ({ file, value: document.value, locate: (path) => at(document.locate(path)) })),
        problems: problems.map(({ message, range }) => ({
            location: at(range),
            message: `this is not a document that can be read: ${message}`,
            remedy: 'Correct the YAML.',
        })),
    };
}

;// CONCATENATED MODULE: ./build/check/signatures/policy/glob.js
const glob_ALLOWED = /^[a-zA-Z0-9\-_:/*.@]+$/;
/** Null where the controller refuses the glob for a character it does not know. */
function parseGlob(written) {
    if (!glob_ALLOWED.test(written))
        return null;
    const tokens = glob_tokenize(expand(written));
    return { written, tokens, matches: (name) => matchTokens(tokens, name) };
}
function expand(glob) {
    if (glob === '*/*')
        return 'index.docker.io/*/*';
    return glob === '*' ? 'index.docker.io/library/*' : glob;
}
function glob_tokenize(glob) {
    const tokens = [];
    for (let at = 0; at < glob.length; at++) {
        const character = glob.charAt(at);
        if (character !== '*')
            tokens.push({ is: character });
        else if (glob.charAt(at + 1) === '*') {
            tokens.push({ any: 'everything' });
            at += 1;
        }
        else
            tokens.push({ any: 'segment' });
    }
    return tokens;
}
/**
 * All states at once instead of a regular expression, so that no glob of a hostile policy (a pull request's own is
 * previewed) takes more than its length times the name's.
 */
function matchTokens(tokens, name) {
    let states = glob_close(tokens, new Set([0]));
    for (const character of name) {
        const next = new Set();
        for (const state of states) {
            const token = tokens[state];
            if (token === undefined)
                continue;
            if ('is' in token) {
                if (token.is === character)
                    next.add(state + 1);
            }
            else if (token.any === 'everything' || character !== '/')
                next.add(state);
        }
        if (next.size === 0)
            return false;
        states = glob_close(tokens, next);
    }
    return states.has(tokens.length);
}
/** A wildcard may also match nothing. */
function glob_close(tokens, states) {
    for (const state of states) {
        const token = tokens[state];
        if (token !== undefined && 'any' in token)
            states.add(state + 1);
    }
    return states;
}

;// CONCATENATED MODULE: ./build/check/signatures/policy/schema.js

/**
 * `policy.sigstore.dev` ClusterImagePolicy, v1alpha1 and v1beta1, which are the same but for comments, and TrustRoot
 * (policy-controller v0.13.1, pkg/apis/policy). An unknown field is a mistake, as for the controller's own tester;
 * `null` is the same as a field left out, as everywhere in Kubernetes.
 */
const schema_text = schemas/* string */.YjP()
    .nullish()
    .transform((value) => (value === '' || value === null ? undefined : value));
const schema_flag = schemas/* boolean */.zMY().nullish();
/** Go's apis.URL: a string. */
const url = schema_text;
function schema_list(item) {
    return schemas/* array */.YOg(item)
        .nullish()
        .transform((value) => value ?? []);
}
function optional(item) {
    return item.nullish().transform((value) => value ?? undefined);
}
const keyRef = schemas/* strictObject */.rej({
    secretRef: optional(schemas/* strictObject */.rej({ name: schema_text, namespace: schema_text })),
    data: schema_text,
    kms: schema_text,
    hashAlgorithm: schema_text,
});
const condition = schemas/* strictObject */.rej({
    type: schema_text,
    data: schema_text,
    remote: optional(schemas/* strictObject */.rej({ url, sha256sum: schema_text })),
    configMapRef: optional(schemas/* strictObject */.rej({ name: schema_text, namespace: schema_text, key: schema_text })),
    fetchConfigFile: schema_flag,
    includeSpec: schema_flag,
    includeObjectMeta: schema_flag,
    includeTypeMeta: schema_flag,
});
const identity = schemas/* strictObject */.rej({ issuer: schema_text, subject: schema_text, issuerRegExp: schema_text, subjectRegExp: schema_text });
const authority = schemas/* strictObject */.rej({
    name: schema_text,
    key: optional(keyRef),
    keyless: optional(schemas/* strictObject */.rej({
        url,
        identities: schema_list(identity),
        'ca-cert': optional(keyRef),
        trustRootRef: schema_text,
        insecureIgnoreSCT: schema_flag,
    })),
    static: optional(schemas/* strictObject */.rej({ action: schema_text, message: schema_text })),
    source: schema_list(schemas/* strictObject */.rej({ oci: schema_text, signaturePullSecrets: schema_list(schemas/* strictObject */.rej({ name: schema_text })), tagPrefix: schema_text })),
    ctlog: optional(schemas/* strictObject */.rej({ url, trustRootRef: schema_text })),
    attestations: schema_list(schemas/* strictObject */.rej({ name: schema_text, predicateType: schema_text, policy: optional(condition) })),
    rfc3161timestamp: optional(schemas/* strictObject */.rej({ trustRootRef: schema_text })),
    signatureFormat: schema_text,
});
const selector = schemas/* strictObject */.rej({
    matchLabels: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP())
        .nullish()
        .transform((value) => value ?? {}),
    matchExpressions: schema_list(schemas/* strictObject */.rej({
        key: schemas/* string */.YjP(),
        operator: schemas/* enum */.k5n(['In', 'NotIn', 'Exists', 'DoesNotExist']),
        values: schema_list(schemas/* string */.YjP()),
    })),
});
const match = schemas/* strictObject */.rej({ group: schema_text, version: schema_text, resource: schema_text, selector: optional(selector) });
const metadata = schemas/* looseObject */._H3({ name: schemas/* string */.YjP().min(1) });
const ClusterImagePolicySchema = schemas/* strictObject */.rej({
    apiVersion: schemas/* string */.YjP(),
    kind: schemas/* string */.YjP(),
    metadata,
    spec: schemas/* strictObject */.rej({
        images: schema_list(schemas/* strictObject */.rej({ glob: schema_text })),
        authorities: schema_list(authority),
        policy: optional(condition),
        mode: schema_text,
        match: schema_list(match),
    }),
    status: schemas/* unknown */.L5J().optional(),
});
const TrustRootSchema = schemas/* looseObject */._H3({
    metadata,
    spec: schemas/* strictObject */.rej({ remote: schemas/* unknown */.L5J(), repository: schemas/* unknown */.L5J(), sigstoreKeys: schemas/* unknown */.L5J() }).partial(),
});

;// CONCATENATED MODULE: ./build/check/signatures/policy/parse.js






const parse_GROUP = 'policy.sigstore.dev';
const CLUSTER_IMAGE_POLICY = [`${parse_GROUP}/v1alpha1`, `${parse_GROUP}/v1beta1`];
const TRUST_ROOT = [`${parse_GROUP}/v1alpha1`];
/** Reads ClusterImagePolicy and TrustRoot documents, and refuses what the controller's own validation would. */
function parseSignaturePolicies(files) {
    const policies = [];
    const trustRoots = [];
    const written = [];
    const ignored = [];
    const problems = [];
    for (const file of files) {
        const read = readPolicyDocuments(file);
        problems.push(...read.problems);
        for (const document of read.documents) {
            const { apiVersion, kind } = parse_typeOf(document.value);
            if (kind === 'ClusterImagePolicy' && CLUSTER_IMAGE_POLICY.includes(apiVersion)) {
                const policy = readPolicy(document, problems);
                if (policy === null)
                    continue;
                policies.push(policy.policy);
                written.push({ written: policy.written, locate: document.locate });
            }
            else if (kind === 'TrustRoot' && TRUST_ROOT.includes(apiVersion)) {
                const parsed = TrustRootSchema.safeParse(document.value);
                if (parsed.success) {
                    trustRoots.push({ name: parsed.data.metadata.name, location: document.locate(['metadata', 'name']) });
                }
                else
                    problems.push(...describeMistakes(document, 'TrustRoot', parsed.error));
            }
            else if (apiVersion.startsWith(`${parse_GROUP}/`)) {
                const remedy = `Use ClusterImagePolicy of ${CLUSTER_IMAGE_POLICY.join(' or ')}, or TrustRoot of ${TRUST_ROOT.join(', ')}.`;
                const location = document.locate(['apiVersion']);
                problems.push({ location, message: `${apiVersion} ${kind} is not a kind that the gate knows`, remedy });
            }
            else
                ignored.push({ document, what: `${kind} of ${apiVersion}` });
        }
    }
    problems.push(...findDuplicates(policies, 'ClusterImagePolicy'), ...findDuplicates(trustRoots, 'TrustRoot'));
    return { policies, trustRoots, written, ignored, problems };
}
function parse_typeOf(value) {
    const parsed = schemas/* looseObject */._H3({ apiVersion: schemas/* string */.YjP(), kind: schemas/* string */.YjP() }).safeParse(value);
    return parsed.success ? parsed.data : { apiVersion: 'no apiVersion', kind: 'a document' };
}
function readPolicy(document, problems) {
    const parsed = ClusterImagePolicySchema.safeParse(document.value);
    if (!parsed.success) {
        problems.push(...describeMistakes(document, 'ClusterImagePolicy', parsed.error));
        return null;
    }
    const before = problems.length;
    const { metadata, spec } = parsed.data;
    const refuse = (path, message, remedy) => {
        problems.push({ location: document.locate(path), message: `${formatPath(path)} ${message}`, remedy });
    };
    if (spec.images.length === 0)
        refuse(['spec', 'images'], 'names no image', 'Add images, each with a glob.');
    const globs = spec.images.flatMap(({ glob }, index) => {
        const path = ['spec', 'images', index, 'glob'];
        const compiled = glob === undefined ? null : parseGlob(glob);
        if (compiled !== null)
            return [compiled];
        refuse(path, glob === undefined ? 'is missing' : 'has a character that no glob may have', GLOB_REMEDY);
        return [];
    });
    const mode = spec.mode ?? 'enforce';
    if (mode !== 'enforce' && mode !== 'warn')
        refuse(['spec', 'mode'], 'is not a mode', 'Use enforce or warn.');
    for (const [index, match] of spec.match.entries()) {
        if (match.selector === undefined || match.resource || match.version || match.group)
            continue;
        refuse(['spec', 'match', index, 'selector'], 'selects labels of no resource', 'Add group, version and resource.');
    }
    const authorities = spec.authorities.flatMap((authority, index) => {
        const path = ['spec', 'authorities', index];
        const read = readAuthority(authority, index, document.locate(path));
        if ('kind' in read)
            return [read];
        for (const problem of read.problems)
            refuse([...path, ...problem.path], problem.message, problem.remedy);
        return [];
    });
    const condition = spec.policy?.type ?? null;
    if (spec.policy !== undefined && condition !== 'cue' && condition !== 'rego') {
        refuse(['spec', 'policy', 'type'], 'is not a language of conditions', 'Use cue or rego.');
    }
    if (problems.length > before)
        return null;
    const policy = {
        name: metadata.name,
        location: document.locate(['metadata', 'name']),
        mode: mode === 'warn' ? 'warn' : 'enforce',
        globs,
        match: spec.match,
        authorities,
        condition: condition === 'cue' || condition === 'rego' ? condition : null,
    };
    return { policy, written: parsed.data };
}
const GLOB_REMEDY = 'Write a glob of letters, digits and -_:/*.@ such as ghcr.io/acme/**.';
function describeMistakes(document, kind, error) {
    return error.issues.map((issue) => {
        const path = issue.path.filter((step) => typeof step !== 'symbol');
        const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [];
        const [key] = unknown;
        const where = key === undefined ? path : [...path, key];
        const message = key === undefined ? `is not right: ${issue.message}` : 'is not a field that it has';
        return {
            location: document.locate(where),
            message: `${formatPath(where)} of this ${kind} ${message}`,
            remedy: `Correct it as ${parse_GROUP} describes it; the cluster would not take it either.`,
        };
    });
}
function findDuplicates(named, kind) {
    const seen = new Map();
    return named.flatMap((one) => {
        const first = seen.get(one.name);
        seen.set(one.name, first ?? one);
        if (first === undefined)
            return [];
        const message = `there is already a ${kind} "${one.name}" at ${first.location.file}:${first.location.startLine}, and a cluster holds one of a name`;
        return [{ location: one.location, message, remedy: 'Rename one of them, or remove it.' }];
    });
}

;// CONCATENATED MODULE: ./build/check/signatures/check.js









/** Images that are judged at a time; each asks for one signature after the other. */
const CONCURRENCY = 16;
/**
 * Judges every image as a cluster with these ClusterImagePolicies would (policy-controller v0.13): matched on
 * `repository@digest`, all matching policies must pass, for each any authority. What could not be looked at is
 * `unknown`, never unsigned and never verified.
 *
 * @throws UsageError `signatures/policy` for files that the controller would not take as policies.
 */
async function checkSignatures(images, { policy, documents, registry, now }) {
    if (policy.signatures.mode === 'off') {
        return { outcomes: new Map(images.map((image) => [image.written, 'skipped'])), findings: [] };
    }
    const { policies, problems } = parseSignaturePolicies(documents);
    if (problems.length > 0)
        throw invalidPolicies(problems);
    const judge = createJudge(policy, policies, createSignatureFinder(registry, now));
    const limit = (0,p_limit/* default */.A)(CONCURRENCY);
    const judged = await Promise.all(images.map((image) => limit(() => judge(image))));
    return {
        outcomes: new Map(judged.map(({ outcome }, index) => [images[index]?.written ?? '', outcome])),
        findings: judged.flatMap(({ findings }) => findings),
    };
}
function createJudge(policy, policies, finder) {
    const { mode, noMatch } = policy.signatures;
    const enforcing = (strict) => (mode === 'enforce' && strict ? 'block' : 'warn');
    return async (image) => {
        const name = `${clusterRepositoryName(image.written) ?? image.written}@${image.digest}`;
        const coverage = coverImage(policies, name, image.uses);
        const at = { repository: image.reference, digest: image.digest };
        const decisions = new Map();
        for (const one of coverage.matched.keys())
            decisions.set(one, await decide(one, at, finder));
        const findings = [];
        const usesOf = (concerned) => new Set(concerned.flatMap((one) => [...(coverage.matched.get(one) ?? [])]));
        const failures = (status) => [...decisions].flatMap(([one, decision]) => (decision.status === status ? [{ policy: one, decision }] : []));
        const raise = (rule, group, result, message) => {
            const concerned = group.map((failure) => failure.policy);
            const enforcement = enforcing(concerned.some((one) => one.mode === 'enforce'));
            findings.push(finding_findingOf(image, rule, { result, enforcement, message, uses: usesOf(concerned) }));
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
            raise('signature/invalid', unknown, result, unknownMessage(image.written, unknown));
        }
        findings.push(...differences(image, decisions, usesOf));
        const uncovered = describeUncovered(image, name, coverage, decisions, policies);
        if (uncovered !== null && noMatch !== 'allow') {
            const enforcement = enforcing(noMatch === 'deny');
            findings.push(finding_findingOf(image, 'signature/no-policy', { ...uncovered, result: { outcome: 'fail' }, enforcement }));
        }
        return { outcome: outcomeOf([...decisions.values()], uncovered !== null && noMatch === 'deny'), findings };
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
        return [finding_findingOf(image, 'signature/missing', { result, enforcement: 'warn', message, uses, severity: 'low' })];
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
const MAX_PROBLEMS = 5;
function invalidPolicies(problems) {
    const [first] = problems;
    const shown = problems
        .slice(0, MAX_PROBLEMS)
        .map(({ location, message }) => `${location.file}:${location.startLine}:${location.startColumn}: ${message}`);
    const more = problems.length - shown.length;
    return new UsageError({
        code: 'signatures/policy',
        stage: 'policy',
        message: `A signature policy cannot be used: ${[...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')}.`,
        remedy: first?.remedy ?? 'Correct the policy.',
        ...(first === undefined ? {} : { location: first.location }),
    });
}

;// CONCATENATED MODULE: ./build/check/signatures/lint/authorities.js

/** What is doubtful about an authority that the controller takes. */
function lintAuthority(written, trustRoots) {
    return [...lintKey(written), ...lintFormat(written), ...lintIdentities(written), ...lintTrust(written, trustRoots)];
}
function lintKey({ key, static: fixed }) {
    const found = [];
    if (fixed?.action === 'pass') {
        const message = 'passes whatever the image is, so the other authorities of this policy never matter';
        found.push({ path: ['static', 'action'], message, remedy: 'Remove it, unless these images need no proof at all.' });
    }
    if (key?.kms !== undefined) {
        const message = 'is a key in a key management service, which a pull request cannot reach: this gate answers "unknown"';
        found.push({
            path: ['key', 'kms'],
            message,
            remedy: `Put the public key into key.data: cosign public-key --key ${key.kms}.`,
        });
    }
    if (key?.secretRef !== undefined) {
        const message = 'is a Secret of the cluster, which a pull request cannot read: this gate answers "unknown"';
        found.push({ path: ['key', 'secretRef'], message, remedy: 'Put the public key into key.data; it is no secret.' });
    }
    const hash = HASHES.find((known) => known === key?.hashAlgorithm?.trim().toLowerCase()) ?? 'sha256';
    const read = key?.data === undefined ? null : readPublicKey(key.data, hash);
    if (read === null || 'problem' in read)
        return found;
    if (!canVerify(read)) {
        const message = `${hash} does not go with an RSA key: cosign verifies nothing with it, and a cluster refuses every image`;
        found.push({ path: ['key', 'hashAlgorithm'], message, remedy: 'Use sha256, sha384 or sha512.' });
    }
    if (read.ignoredBlocks > 0) {
        const message = `holds ${read.ignoredBlocks + 1} PEM blocks, and only the first one counts, in the cluster too`;
        found.push({ path: ['key', 'data'], message, remedy: 'Write one authority for each key.' });
    }
    return found;
}
function lintFormat(written) {
    const { signatureFormat: format } = written;
    const path = ['signatureFormat'];
    if (format === undefined || format === 'legacy')
        return [];
    if (format !== 'bundle') {
        const message = `is "${format}", which no controller knows: it is read as legacy`;
        return [{ path, message, remedy: 'Use legacy or bundle.' }];
    }
    if (written.key !== undefined) {
        const message = 'asks for bundles with a key, which policy-controller (v0.13 to v0.15) refuses for every image';
        return [{ path, message, remedy: 'Remove signatureFormat and sign with cosign sign --new-bundle-format=false.' }];
    }
    if (written.keyless !== undefined && written.attestations.length === 0) {
        const message = 'asks for plain signatures in bundles, which policy-controller (v0.13 to v0.15) refuses for every image';
        return [{ path, message, remedy: 'Remove signatureFormat, or ask for attestations.' }];
    }
    return [];
}
function lintIdentities({ keyless }) {
    return (keyless?.identities ?? []).flatMap((identity, index) => ['issuerRegExp', 'subjectRegExp'].flatMap((field) => {
        const regex = identity[field];
        if (regex === undefined || (/^(\^|\\A)/.test(regex) && /(\$|\\z)$/.test(regex)))
            return [];
        const message = `"${regex}" is not anchored: it also matches any longer text that contains a match`;
        const path = ['keyless', 'identities', index, field];
        return [{ path, message, remedy: `Write ^${regex.replace(/^\^|\$$/g, '')}$ and escape its dots.` }];
    }));
}
function lintTrust(written, trustRoots) {
    const references = [
        { path: ['keyless', 'trustRootRef'], name: written.keyless?.trustRootRef },
        { path: ['ctlog', 'trustRootRef'], name: written.ctlog?.trustRootRef },
        { path: ['rfc3161timestamp', 'trustRootRef'], name: written.rfc3161timestamp?.trustRootRef },
    ];
    const found = references.flatMap(({ path, name }) => name === undefined || trustRoots.has(name)
        ? []
        : [
            {
                path,
                message: `names the TrustRoot "${name}", which none of the files has`,
                remedy: 'Add its document to signatures.policies.',
            },
        ]);
    if (written.keyless?.['ca-cert'] !== undefined && written.keyless.url === undefined) {
        const message = 'is there without a url, and the controller then refuses every image';
        found.push({
            path: ['keyless', 'ca-cert'],
            message,
            remedy: 'Use trustRootRef for certificate authorities of your own.',
        });
    }
    return found;
}

;// CONCATENATED MODULE: ./build/check/signatures/lint/glob-reach.js

/**
 * Can the glob match any name that a cluster asks about: `host[:port]/path@sha256:<64 hexadecimal digits>`, lower case
 * but for the host, and never with a tag? Both are followed side by side, character class by character class.
 */
function canMatchDigest(tokens) {
    const seen = new Set();
    let states = [...glob_close(tokens, new Set([0]))].map((at) => ({ at, name: START }));
    while (states.length > 0) {
        const next = [];
        for (const { at, name } of states) {
            if (at === tokens.length && name.part === 'digest' && name.index === DIGEST_LENGTH)
                return true;
            const token = tokens[at];
            if (token === undefined)
                continue;
            for (const character of alphabetOf(name)) {
                const fits = 'is' in token ? token.is === character : token.any === 'everything' || character !== '/';
                const following = fits ? step(name, character) : null;
                if (following === null)
                    continue;
                for (const to of glob_close(tokens, new Set(['is' in token ? at + 1 : at]))) {
                    const key = `${to} ${following.part} ${following.index}`;
                    if (seen.has(key))
                        continue;
                    seen.add(key);
                    next.push({ at: to, name: following });
                }
            }
        }
        states = next;
    }
    return false;
}
const START = { part: 'host', index: 0 };
const ALGORITHM = 'sha256:';
const DIGEST_LENGTH = ALGORITHM.length + 64;
const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const HOST = `${LOWER}${LOWER.toUpperCase()}${DIGITS}.-_`;
const PATH = `${LOWER}${DIGITS}.-_`;
function alphabetOf({ part, index }) {
    switch (part) {
        case 'host':
            return index === 0 ? HOST : `${HOST}:/`;
        case 'port':
            return index === 0 ? DIGITS : `${DIGITS}/`;
        case 'path':
            return index === 0 ? PATH : `${PATH}/@`;
        case 'digest':
            return index < ALGORITHM.length ? ALGORITHM.charAt(index) : 'abcdef0123456789';
    }
}
function step({ part, index }, character) {
    if (part === 'digest')
        return index < DIGEST_LENGTH ? { part, index: index + 1 } : null;
    if (character === '/')
        return { part: 'path', index: 0 };
    if (character === ':')
        return { part: 'port', index: 0 };
    if (character === '@')
        return { part: 'digest', index: 0 };
    return { part, index: 1 };
}

;// CONCATENATED MODULE: ./build/check/signatures/lint/globs.js

/** What is wrong with a glob that the controller takes, and that does not do what it seems to. */
function lintGlob(glob) {
    const { written } = glob;
    if (written === '*' || written === '*/*') {
        const means = written === '*' ? 'index.docker.io/library/*' : 'index.docker.io/*/*';
        return [
            { message: `"${written}" means ${means}, and not every image`, remedy: `Write ${means}, or ** for every image.` },
        ];
    }
    const slash = written.indexOf('/');
    const host = slash === -1 ? written : written.slice(0, slash);
    if (host === 'docker.io' || host === 'registry-1.docker.io') {
        const right = `index.docker.io${written.slice(host.length)}`;
        return [
            {
                message: `no image has the host ${host}: a cluster calls Docker Hub index.docker.io`,
                remedy: `Write ${right}.`,
            },
        ];
    }
    if (!canMatchDigest(glob.tokens))
        return [unreachable(written)];
    const found = [];
    if (host.includes('*') && written !== '**') {
        found.push({
            message: `"${written}" has a wildcard in the registry's name, so anyone's registry of a fitting name is covered`,
            remedy: 'Write the host out.',
        });
    }
    const open = /^(.*[a-zA-Z0-9_.-])(\*+)$/.exec(written);
    if (open?.[1] !== undefined && !written.includes('@')) {
        const [, stem, stars] = open;
        found.push({
            message: `"${written}" ends inside a name, so it also covers ${stem}-anything${stars === '**' ? ' and everything below it' : ''}`,
            remedy: stars === '**' ? `Write ${stem}/** or ${stem}@*.` : `Write ${stem}@* for this repository alone.`,
        });
    }
    return found;
}
function unreachable(written) {
    const last = written.slice(written.lastIndexOf('/') + 1);
    const [name = '', digest] = last.split('@');
    if (digest === undefined && name.includes(':') && written.includes('/')) {
        const repository = written.slice(0, written.length - last.length) + name.slice(0, name.indexOf(':'));
        return {
            message: `"${written}" never matches: a cluster asks for repository@digest, and its names have no tag`,
            remedy: `Write ${repository}@*.`,
        };
    }
    if (digest === undefined && !written.endsWith('*')) {
        return {
            message: `"${written}" never matches: a cluster asks for repository@digest, and nothing in the glob covers the digest`,
            remedy: `Write ${written}@*.`,
        };
    }
    return {
        message: `"${written}" never matches any image's name`,
        remedy: 'Write host/repository@* with a lower-case repository, or host/prefix/**.',
    };
}

;// CONCATENATED MODULE: ./build/check/signatures/lint/lint.js




/** For `policy check`: everything that is doubtful in files of signature policies, in their order. */
function lintSignaturePolicies(files) {
    const { policies, written, trustRoots, ignored, problems } = parseSignaturePolicies(files);
    const found = [...problems];
    for (const { document, what } of ignored) {
        const message = `this document (${what}) says nothing about signatures here: only policy.sigstore.dev is read`;
        found.push({ location: document.locate(['kind']), message, remedy: 'Leave its file out of signatures.policies.' });
    }
    const roots = new Set(trustRoots.map((root) => root.name));
    for (const [index, policy] of policies.entries()) {
        const source = written[index];
        if (source !== undefined)
            found.push(...lintPolicy(policy, source, roots));
    }
    return found
        .sort((a, b) => compareLocations(a.location, b.location))
        .map(({ location, message, remedy }) => ({
        file: location.file,
        line: location.startLine,
        column: location.startColumn,
        message,
        remedy,
    }));
}
function lintPolicy(policy, { written, locate }, trustRoots) {
    const found = [];
    const add = (path, message, remedy) => {
        found.push({ location: locate(path), message, remedy });
    };
    for (const [index, glob] of policy.globs.entries()) {
        for (const { message, remedy } of lintGlob(glob))
            add(['spec', 'images', index, 'glob'], message, remedy);
    }
    for (const [index, match] of policy.match.entries()) {
        if (match.resource !== undefined && match.version !== undefined)
            continue;
        const remedy = 'Write group, version (or *) and resource, for example apps, v1, deployments.';
        add(['spec', 'match', index], 'a match without resource and version never matches an object', remedy);
    }
    if (policy.authorities.length === 0) {
        const message = `policy "${policy.name}" has no authorities: a cluster admits every image that it matches`;
        add(['spec', 'authorities'], message, 'Add an authority, for example with key.data.');
    }
    for (const [index, authority] of written.spec.authorities.entries()) {
        for (const { path, message, remedy } of lintAuthority(authority, trustRoots)) {
            const where = ['spec', 'authorities', index, ...path];
            add(where, `${formatPath(where)} ${message}`, remedy);
        }
    }
    return found;
}

;// CONCATENATED MODULE: ./build/check/signatures/policy/repositories.js

/**
 * Repositories that policies name as the home of signatures (`source.oci`). The registry client must be allowed to read
 * them: who wrote the policy asked for it, whatever `images.allow` says of images.
 */
function signatureRepositories(files) {
    return parseSignaturePolicies(files).policies.flatMap((policy) => policy.authorities.flatMap((authority) => authority.kind === 'key' && authority.source.repository !== null ? [authority.source.repository] : []));
}

;// CONCATENATED MODULE: ./build/check/signatures/index.js





;// CONCATENATED MODULE: ./build/registry/budget.js
/** All the time that one image may lose to failed requests and to waiting, in milliseconds. */
const IMAGE_BUDGET_MS = 30_000;
class Budget {
    #spent = 0;
    get remaining() {
        return Math.max(0, IMAGE_BUDGET_MS - this.#spent);
    }
    spend(milliseconds) {
        this.#spent += Math.max(0, milliseconds);
    }
}
/** cosign's tag for what belongs to an image, and the referrers fallback tag: `sha256-<hex>`, with or without a suffix. */
const SUBJECT_TAG = /^(sha256|sha384|sha512)-([0-9a-f]{64,128})(?:\.[a-z]+)?$/;
/** Whose budget a request draws on: an image's tag, its digest, its signatures and their blobs share one. */
class BudgetBook {
    #budgets = new Map();
    #key(repository, id) {
        return `${repository.registry}/${repository.path}@${id}`;
    }
    of(repository, id) {
        const subject = SUBJECT_TAG.exec(id);
        const key = this.#key(repository, subject === null ? id : `${subject[1]}:${subject[2]}`);
        const budget = this.#budgets.get(key) ?? new Budget();
        this.#budgets.set(key, budget);
        return budget;
    }
    /** From now on `id` draws on this budget too, unless it has one. */
    share(repository, id, budget) {
        const key = this.#key(repository, id);
        if (!this.#budgets.has(key))
            this.#budgets.set(key, budget);
    }
}

;// CONCATENATED MODULE: ./build/registry/endpoint.js


/** The registry API of Docker Hub, whose name in references is docker.io. */
const endpoint_DOCKER_HUB = { registry: 'docker.io', host: 'registry-1.docker.io' };
// distribution-spec 1.1 allows less; go-containerregistry allows these characters, and no segment may climb.
const PATH_SEGMENT = /^[a-z0-9._-]+$/;
const endpoint_TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
function refuse(host, message) {
    return new RegistryError({
        failure: 'malformed',
        host,
        message,
        remedy: 'Correct the image reference.',
        attempts: 0,
    });
}
/** @throws RegistryError `malformed` for what must not become a part of a URL's path. */
function checkRepositoryPath(host, path) {
    const segments = path.split('/');
    const sound = segments.every((segment) => PATH_SEGMENT.test(segment) && segment !== '.' && segment !== '..');
    if (!sound || path.length > 255)
        throw refuse(host, `${JSON.stringify(path)} is not the name of a repository.`);
}
/** @throws RegistryError `malformed` */
function checkManifestReference(host, reference) {
    if (!endpoint_TAG.test(reference) && !isDigest(reference)) {
        throw refuse(host, `${JSON.stringify(reference)} is neither a tag nor a digest.`);
    }
}
function endpoint(registry, contacted, prefix, mirror, policy) {
    const asked = URL.canParse(`https://${contacted}`) ? new URL(`https://${contacted}`) : null;
    if (asked === null ||
        asked.pathname !== '/' ||
        asked.username !== '' ||
        asked.search !== '' ||
        asked.hash !== '' ||
        /[@/?#\\]/.test(contacted)) {
        throw refuse(contacted, `${JSON.stringify(contacted)} is not the name of a registry.`);
    }
    const loopback = canonical_host_isLoopbackHost(asked.host);
    const plain = loopback || policy.insecureHosts.has(contacted);
    const url = new URL(`${plain ? 'http' : 'https'}://${contacted}`);
    return {
        registry,
        host: url.host,
        origin: url.origin,
        prefix,
        loopback,
        confidential: loopback || !plain,
        mirror,
        publicOnly: policy.publicOnly(contacted),
    };
}
/** The registry itself, without its mirrors. @throws RegistryError `malformed` */
function originEndpoint(registry, policy) {
    const contacted = registry === endpoint_DOCKER_HUB.registry ? endpoint_DOCKER_HUB.host : registry;
    return endpoint(registry, contacted, '', false, policy);
}
/** A mirror as the policy writes it: `mirror.example:5000/hub`. @throws RegistryError `malformed` */
function mirrorEndpoint(text, policy) {
    const slash = text.indexOf('/');
    const host = slash === -1 ? text : text.slice(0, slash);
    const prefix = slash === -1 ? '' : text.slice(slash + 1).replace(/\/+$/, '');
    if (prefix !== '')
        checkRepositoryPath(host, prefix);
    return endpoint(host, host, prefix === '' ? '' : `${prefix}/`, true, policy);
}
function repositoryUrl(at, repository, rest) {
    return new URL(`${at.origin}/v2/${at.prefix}${repository.path}/${rest}`);
}

;// CONCATENATED MODULE: ./build/registry/fault.js
/** One request that gave no usable answer: what a retry is decided on, before it becomes a RegistryError. */
class Fault extends Error {
    failure;
    retry;
    /** What the registry asked to wait, in milliseconds. */
    retryAfterMs;
    /** Who failed, where it is not the registry itself: a token realm, the target of a redirect. */
    at;
    constructor(details) {
        super(details.clause, details.cause === undefined ? undefined : { cause: details.cause });
        this.name = 'Fault';
        this.failure = details.failure;
        this.retry = details.retry ?? false;
        this.retryAfterMs = details.retryAfterMs ?? null;
        this.at = details.at ?? null;
    }
}
const OF_HTTP = {
    dns: ['dns', true],
    refused: ['refused', true],
    reset: ['network', true],
    tls: ['tls', false],
    timeout: ['timeout', true],
    'too-large': ['too-large', false],
    'private-address': ['private-address', false],
    aborted: ['network', false],
    other: ['network', true],
};
function faultOfHttp(error, at) {
    const [failure, retry] = OF_HTTP[error.failure];
    return new Fault({ failure, clause: error.message, retry, at, cause: error });
}
/** How often in all, at most. What is refused or unknown by name rarely heals in seconds; throttling does. */
const MAX_ATTEMPTS = {
    dns: 3,
    refused: 3,
    network: 4,
    timeout: 4,
    throttled: 7,
    'server-error': 6,
};
/** What a person does about each failure. */
const REMEDY = {
    'not-allowed': 'Add the repository to images.allow in the policy, or use an image from one that is there.',
    dns: 'Check the spelling of the registry, and that this machine can look up its name.',
    refused: 'Check that the registry is up and that this machine may connect to it.',
    tls: 'Check the certificate of the registry; trust a private authority with NODE_EXTRA_CA_CERTS.',
    timeout: 'Run the check again; if it stays so, check the registry and the network in between.',
    network: 'Run the check again; if it stays so, check the registry, the network and the proxy in between.',
    unauthorized: 'Log in to the registry (docker login) where the gate runs, with an account that may pull this image.',
    forbidden: 'Give the account that the gate uses the right to pull this image.',
    'not-found': 'Check the repository, the tag and the digest; push the image before the change that uses it.',
    throttled: 'Log in to the registry for a higher limit, name a mirror in the policy, or run the check again later.',
    'server-error': 'Run the check again; if it stays so, tell whoever runs the registry.',
    malformed: 'Check that the address is a registry of the OCI distribution specification and that nothing in between changes its answers.',
    'wrong-media-type': 'Push the image again with a current tool, as an OCI or Docker (schema 2) image.',
    'digest-mismatch': 'Do not use this image: find out whether the registry, or something in between, changed it.',
    'too-large': 'Do not use this image: what it asks to be fetched is larger than any sound one.',
    redirect: 'Tell whoever runs the registry that its redirects cannot be followed.',
    'private-address': 'Name the host letter for letter in the policy if it is meant to be contacted.',
    'token-realm': 'Tell whoever runs the registry: its token service must be at an https address it may send clients to.',
    offline: 'Run the check without --offline.',
};

;// CONCATENATED MODULE: ./build/registry/docker-config.js


const Auth = schemas/* looseObject */._H3({
    auth: schemas/* string */.YjP().optional(),
    username: schemas/* string */.YjP().optional(),
    password: schemas/* string */.YjP().optional(),
    identitytoken: schemas/* string */.YjP().optional(),
    registrytoken: schemas/* string */.YjP().optional(),
});
/** `config.json` of the Docker command line (docker/cli, cli/config/configfile/file.go), as far as it is about credentials. */
const DockerConfig = schemas/* looseObject */._H3({
    auths: schemas/* record */.g1P(schemas/* string */.YjP(), Auth.nullable()).nullish(),
    credHelpers: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()).nullish(),
    credsStore: schemas/* string */.YjP().nullish(),
});
/** The key under which `docker login` keeps Docker Hub's credentials. */
const DOCKER_HUB_KEY = 'https://index.docker.io/v1/';
/** `https://index.docker.io/v1/` and `GHCR.io` become `docker.io` and `ghcr.io`; what follows the host is kept: `ghcr.io/acme`. */
function canonicalKey(key) {
    const bare = key.replace(/^https?:\/\//i, '').replace(/\/(v1|v2)?\/?$/i, '');
    const slash = bare.indexOf('/');
    return slash === -1 ? canonicalHost(bare) : `${canonicalHost(bare.slice(0, slash))}${bare.slice(slash)}`;
}
/** The entry for the longest part of `registry/path` that has one, as podman reads it; Docker itself writes hosts only. */
function findEntry(entries, registry, path) {
    let best = null;
    const full = `${registry}/${path}`;
    for (const [key, value] of Object.entries(entries)) {
        const canonical = canonicalKey(key);
        if (canonical !== registry && !`${full}/`.startsWith(`${canonical}/`))
            continue;
        if (best === null || canonical.length > best.length)
            best = { length: canonical.length, value };
    }
    return best?.value ?? null;
}
/** Null where the entry holds nothing that can be used, as after `docker logout`. */
function readAuth(auth) {
    if (auth === null)
        return null;
    if (auth.registrytoken)
        return { kind: 'registry-token', token: auth.registrytoken };
    if (auth.identitytoken)
        return { kind: 'identity', token: auth.identitytoken };
    if (auth.username && auth.password)
        return { kind: 'basic', username: auth.username, password: auth.password };
    const decoded = Buffer.from(auth.auth ?? '', 'base64').toString('utf8');
    const colon = decoded.indexOf(':');
    if (colon <= 0)
        return null;
    const password = decoded.slice(colon + 1).replace(/\0+$/, '');
    return { kind: 'basic', username: decoded.slice(0, colon), password };
}
/** A `config.json` that holds one registry's credential and nothing else, for a child process that needs just that. */
function dockerConfigText(registry, credential) {
    const key = registry === 'docker.io' ? DOCKER_HUB_KEY : registry;
    if (credential === null)
        return JSON.stringify({ auths: {} });
    if (credential.kind === 'identity')
        return JSON.stringify({ auths: { [key]: { identitytoken: credential.token } } });
    if (credential.kind === 'registry-token') {
        return JSON.stringify({ auths: { [key]: { registrytoken: credential.token } } });
    }
    const auth = Buffer.from(`${credential.username}:${credential.password}`).toString('base64');
    return JSON.stringify({ auths: { [key]: { auth } } });
}

;// CONCATENATED MODULE: ./build/registry/credential-helper.js



const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const TIMEOUT_MS = 15_000;
/** What a helper may need to find its own keys: a path, a home, a session, and the clouds' own variables. */
const INHERITED = [
    'PATH',
    'PATHEXT',
    'HOME',
    'USER',
    'USERPROFILE',
    'APPDATA',
    'LOCALAPPDATA',
    'SYSTEMROOT',
    'TMPDIR',
    'TEMP',
    'XDG_CONFIG_HOME',
    'XDG_DATA_HOME',
    'XDG_RUNTIME_DIR',
    'DBUS_SESSION_BUS_ADDRESS',
    'DOCKER_CONFIG',
    'GNUPGHOME',
    'PASSWORD_STORE_DIR',
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'AWS_REGION',
    'AWS_DEFAULT_REGION',
    'AWS_PROFILE',
    'AWS_CONFIG_FILE',
    'AWS_SHARED_CREDENTIALS_FILE',
    'AWS_ROLE_ARN',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
    'AWS_CONTAINER_AUTHORIZATION_TOKEN',
    'AWS_ECR_CACHE_DIR',
    'GOOGLE_APPLICATION_CREDENTIALS',
    'CLOUDSDK_CONFIG',
    'AZURE_CLIENT_ID',
    'AZURE_CLIENT_SECRET',
    'AZURE_TENANT_ID',
    'AZURE_FEDERATED_TOKEN_FILE',
    'AZURE_CONFIG_DIR',
    'HTTPS_PROXY',
    'HTTP_PROXY',
    'NO_PROXY',
];
const Answer = schemas/* looseObject */._H3({ Username: schemas/* string */.YjP(), Secret: schemas/* string */.YjP() });
/** The words that docker-credential-helpers prints where it has no entry (credentials/error.go). Not a failure. */
const NOT_FOUND = /credentials not found/i;
async function findProgram(name, ports) {
    const suffixes = ports.env.get('PATHEXT') === undefined ? [''] : ['.exe'];
    for (const directory of (ports.env.get('PATH') ?? '').split(external_node_path_.delimiter)) {
        if (!(0,external_node_path_.isAbsolute)(directory))
            continue;
        for (const suffix of suffixes) {
            const path = (0,external_node_path_.join)(directory, `docker-credential-${name}${suffix}`);
            if (await ports.files.exists(path))
                return path;
        }
    }
    return null;
}
/**
 * Asks a Docker credential helper (docker/docker-credential-helpers, the `get` command: server on standard input,
 * JSON on standard output). Null where it has nothing, or cannot be asked; the latter is said in the log.
 */
async function askCredentialHelper(helper, registry, ports) {
    const give = (why) => {
        ports.log.warn(`The credential helper ${JSON.stringify(helper)} for ${registry} ${why}; going on without it.`);
        return null;
    };
    if (!NAME.test(helper))
        return give('has no sound name');
    const program = await findProgram(helper, ports);
    if (program === null)
        return give(`is not on PATH (docker-credential-${helper})`);
    const env = {};
    for (const name of INHERITED) {
        const value = ports.env.get(name);
        if (value !== undefined)
            env[name] = value;
    }
    const result = await ports.files.withTemporaryDirectory('credential-helper-', (cwd) => ports.exec.run({
        program,
        args: ['get'],
        cwd,
        env,
        network: 'direct',
        stdin: registry === 'docker.io' ? DOCKER_HUB_KEY : registry,
        timeoutMs: TIMEOUT_MS,
        maxOutputBytes: 1024 * 1024,
    }));
    if (result.status !== 'exited')
        return give(`gave ${result.reason}`);
    const output = Buffer.from(result.stdout).toString('utf8');
    if (result.code !== 0) {
        return NOT_FOUND.test(output) || NOT_FOUND.test(result.stderr) ? null : give(`ended with code ${result.code}`);
    }
    const parsed = Answer.safeParse(credential_helper_parseJson(output));
    if (!parsed.success)
        return give('gave an answer that cannot be read');
    const { Username: username, Secret: secret } = parsed.data;
    // The protocol's own mark for an identity token.
    if (username === '<token>')
        return { kind: 'identity', token: secret };
    return username === '' || secret === '' ? null : { kind: 'basic', username, password: secret };
}
function credential_helper_parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/registry/keychain.js



const MAX_CONFIG_BYTES = 1024 * 1024;
async function readConfig(ports) {
    const home = ports.env.get('HOME') ?? ports.env.get('USERPROFILE');
    const directory = ports.env.get('DOCKER_CONFIG') ?? (home === undefined ? undefined : (0,external_node_path_.join)(home, '.docker'));
    if (directory === undefined)
        return {};
    const path = (0,external_node_path_.join)(directory, 'config.json');
    try {
        const bytes = await ports.files.read(path, MAX_CONFIG_BYTES);
        if (bytes === null)
            return {};
        const parsed = DockerConfig.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
        if (parsed.success)
            return parsed.data;
    }
    catch {
        // The parser's message would quote the file, and the file holds secrets.
    }
    ports.log.warn(`The Docker configuration ${path} cannot be read; registries are asked without credentials.`);
    return {};
}
/**
 * The Docker configuration (`DOCKER_CONFIG`, else `~/.docker/config.json`): for a registry its `credHelpers` entry, else
 * the `credsStore`, else its `auths` entry. `given` wins over all of it. The file is read once, each helper asked once
 * a registry.
 */
function createKeychain(ports, given = new Map()) {
    let config = null;
    const helped = new Map();
    const ask = (helper, registry) => {
        const key = `${helper} ${registry}`;
        const answer = helped.get(key) ?? askCredentialHelper(helper, registry, ports);
        helped.set(key, answer);
        return answer;
    };
    return {
        async find({ registry, path }) {
            const own = given.get(registry);
            if (own !== undefined)
                return own;
            config ??= readConfig(ports);
            const { auths, credHelpers, credsStore } = await config;
            const helper = findEntry(credHelpers ?? {}, registry, path) ?? credsStore ?? null;
            const stored = helper === null || helper === '' ? null : await ask(helper, registry);
            return stored ?? readAuth(findEntry(auths ?? {}, registry, path));
        },
    };
}

;// CONCATENATED MODULE: ./build/registry/memo.js
/** What is fetched once a run: the first caller fetches, all the others wait for the same answer, failures too. */
class Memo {
    #entries = new Map();
    get(key, fetch) {
        const known = this.#entries.get(key);
        if (known !== undefined)
            return known;
        const entry = fetch();
        this.#entries.set(key, entry);
        return entry;
    }
    peek(key) {
        return this.#entries.get(key);
    }
    set(key, value) {
        if (!this.#entries.has(key))
            this.#entries.set(key, Promise.resolve(value));
    }
    drop(key) {
        this.#entries.delete(key);
    }
}

;// CONCATENATED MODULE: ./build/registry/media-types.js
/** The manifests a cluster can run, by media type (image-spec 1.1; distribution: docs/spec/manifest-v2-2.md). */
const INDEX_TYPES = new Set([
    'application/vnd.oci.image.index.v1+json',
    'application/vnd.docker.distribution.manifest.list.v2+json',
]);
const IMAGE_TYPES = new Set([
    'application/vnd.oci.image.manifest.v1+json',
    'application/vnd.docker.distribution.manifest.v2+json',
]);
const MANIFEST_ACCEPT = [...INDEX_TYPES, ...IMAGE_TYPES].join(', ');
const INDEX_ACCEPT = 'application/vnd.oci.image.index.v1+json';
/** What a server says of bytes that it knows nothing about. */
const GENERIC_TYPES = new Set(['', 'application/json', 'application/octet-stream', 'text/plain']);
/** A `Content-Type` without its parameters, lower case; null where it says nothing about a manifest. */
function contentMediaType(header) {
    const type = (header ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
    return GENERIC_TYPES.has(type) ? null : type;
}

;// CONCATENATED MODULE: ./build/registry/manifest.js





/** Children of an index, layers of an image: more is no sound image. */
const MAX_DESCRIPTORS = 4096;
const DigestText = schemas/* custom */.IeY((value) => typeof value === 'string' && isDigest(value), 'not a digest');
const Annotations = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()).nullish();
const DescriptorJson = schemas/* looseObject */._H3({
    mediaType: schemas/* string */.YjP(),
    digest: DigestText,
    size: schemas/* int */.Whr().min(0),
    annotations: Annotations,
    artifactType: schemas/* string */.YjP().nullish(),
    platform: schemas/* looseObject */._H3({ os: schemas/* string */.YjP(), architecture: schemas/* string */.YjP(), variant: schemas/* string */.YjP().nullish() }).nullish(),
})
    .transform((json) => ({
    mediaType: json.mediaType,
    digest: json.digest,
    size: json.size,
    annotations: json.annotations ?? {},
    artifactType: json.artifactType ?? null,
    platform: json.platform == null
        ? null
        : { os: json.platform.os, architecture: json.platform.architecture, variant: json.platform.variant || null },
}));
const DescriptorList = schemas/* array */.YOg(DescriptorJson).max(MAX_DESCRIPTORS);
const ImageJson = schemas/* looseObject */._H3({
    schemaVersion: schemas/* literal */.euz(2),
    config: DescriptorJson,
    layers: DescriptorList.nullish(),
    artifactType: schemas/* string */.YjP().nullish(),
    annotations: Annotations,
});
const IndexJson = schemas/* looseObject */._H3({
    schemaVersion: schemas/* literal */.euz(2),
    manifests: DescriptorList.nullish(),
    annotations: Annotations,
});
const KEYS = ['schemaVersion', 'mediaType', 'config', 'layers', 'manifests', 'artifactType', 'annotations', 'subject'];
const KEY_BY_LOWER_CASE = new Map(KEYS.map((key) => [key.toLowerCase(), key]));
function sha(algorithm, bytes) {
    return `${algorithm}:${(0,external_node_crypto_.createHash)(algorithm).update(bytes).digest('hex')}`;
}
/** @throws Fault `digest-mismatch` */
function checkDigest(bytes, digest, what) {
    const [algorithm = ''] = digest.split(':', 1);
    const actual = sha(algorithm, bytes);
    if (actual !== digest) {
        throw new Fault({ failure: 'digest-mismatch', clause: `${what} has the digest ${actual} and not ${digest}` });
    }
}
function manifest_parseJson(bytes, what) {
    try {
        return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    catch {
        throw new Fault({ failure: 'malformed', clause: `${what} is not JSON` });
    }
}
const TopLevel = schemas/* looseObject */._H3({ mediaType: schemas/* unknown */.L5J().optional() });
/** The one media type of a manifest, from its text and its header together. @throws Fault `wrong-media-type` */
function agreedMediaType(stated, header) {
    const wrong = (clause) => new Fault({ failure: 'wrong-media-type', clause });
    const served = contentMediaType(header);
    if (stated !== undefined && typeof stated !== 'string')
        throw wrong('the mediaType of its manifest is not a text');
    if (stated !== undefined && served !== null && stated !== served) {
        throw wrong('its manifest says one media type and its Content-Type another');
    }
    const type = served ?? stated;
    if (type === undefined)
        throw wrong('its answer has no media type');
    if (!INDEX_TYPES.has(type) && !IMAGE_TYPES.has(type)) {
        throw wrong(`its answer is of the media type ${JSON.stringify(type.slice(0, 100))}, which no cluster runs`);
    }
    return type;
}
/**
 * A manifest or an index that can be read in one way only. Refused: a media type that contradicts the header, a
 * document that is both kinds (CVE-2021-41190), and keys that Go's parser would take for others since it ignores case.
 *
 * `bytes` must have been checked against `digest`. @throws Fault
 */
function parseManifest(bytes, digest, contentType) {
    const malformed = (clause) => new Fault({ failure: 'malformed', clause });
    const top = TopLevel.safeParse(manifest_parseJson(bytes, 'its manifest'));
    if (!top.success)
        throw malformed('its manifest is not a JSON object');
    const type = agreedMediaType(top.data.mediaType, contentType);
    const isIndex = INDEX_TYPES.has(type);
    for (const key of Object.keys(top.data)) {
        const meant = KEY_BY_LOWER_CASE.get(key.toLowerCase());
        if (meant !== undefined && meant !== key)
            throw malformed(`its manifest has the ambiguous key ${JSON.stringify(key)}`);
    }
    const foreign = isIndex ? ['layers', 'config'] : ['manifests'];
    if (foreign.some((key) => Object.hasOwn(top.data, key))) {
        throw malformed('its manifest is an image and an index at once');
    }
    if (isIndex) {
        const parsed = IndexJson.safeParse(top.data);
        if (!parsed.success)
            throw malformed(`its index is not sound: ${firstIssue(parsed.error)}`);
        const { manifests, annotations } = parsed.data;
        return { kind: 'index', mediaType: type, digest, manifests: manifests ?? [], annotations: annotations ?? {} };
    }
    const parsed = ImageJson.safeParse(top.data);
    if (!parsed.success)
        throw malformed(`its manifest is not sound: ${firstIssue(parsed.error)}`);
    const { config, layers, artifactType, annotations } = parsed.data;
    return {
        kind: 'image',
        mediaType: type,
        digest,
        config,
        layers: layers ?? [],
        artifactType: artifactType ?? null,
        annotations: annotations ?? {},
    };
}
function firstIssue(error) {
    const [issue] = error.issues;
    return issue === undefined ? 'unreadable' : `${issue.path.map(String).join('.').slice(0, 100)}: ${issue.message}`;
}

;// CONCATENATED MODULE: ./build/registry/referrers.js



const MAX_LINK = 4096;
const Page = schemas/* looseObject */._H3({ manifests: DescriptorList.nullish() });
/** The fallback tag of distribution-spec 1.1 ("Referrers Tag Schema"): `sha256-<hex>`, the hash cut to 64 characters. */
function referrersTag(digest) {
    const [algorithm = '', hash = ''] = digest.split(':');
    return `${algorithm.slice(0, 32)}-${hash.slice(0, 64)}`;
}
/** `rel="next"` of a `Link` header (RFC 8288), as a query on the same path. @throws Fault where it leads elsewhere */
function nextPage(header, url) {
    if (header === undefined)
        return null;
    if (header.length > MAX_LINK)
        throw new Fault({ failure: 'malformed', clause: 'its Link header is too long' });
    for (const [, target = '', parameters = ''] of header.matchAll(/<([^<>]*)>([^<]*)/g)) {
        if (!/;\s*rel\s*=\s*"?next"?(?=\s|;|,|$)/i.test(parameters))
            continue;
        const next = URL.canParse(target, url.href) ? new URL(target, url) : null;
        if (next === null || next.origin !== url.origin || next.pathname !== url.pathname) {
            throw new Fault({ failure: 'malformed', clause: 'its Link header leads away from the list of referrers' });
        }
        return next.search;
    }
    return null;
}
/** @throws Fault `wrong-media-type`, `malformed` */
function readReferrersPage(response, url) {
    const type = (response.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase();
    // The specification demands the index type; application/json is what some proxies make of it.
    if (type !== 'application/vnd.oci.image.index.v1+json' && type !== 'application/json') {
        throw new Fault({ failure: 'wrong-media-type', clause: 'its list of referrers is not an image index' });
    }
    const parsed = Page.safeParse(manifest_parseJson(response.body, 'its list of referrers'));
    if (!parsed.success) {
        throw new Fault({
            failure: 'malformed',
            clause: `its list of referrers is not sound: ${firstIssue(parsed.error)}`,
        });
    }
    return { descriptors: parsed.data.manifests ?? [], next: nextPage(response.headers.link, url) };
}

;// CONCATENATED MODULE: ./build/registry/reader.js






const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;
const MAX_PAGES = 32;
const MAX_REFERRERS = 2000;
const MANIFEST_TIMEOUT_MS = 10_000;
const BLOB_TIMEOUT_MS = 20_000;
function claimedDigest(response) {
    return DigestText.safeParse(response.headers['docker-content-digest']).data ?? null;
}
/** The five questions of a reader, at one endpoint: each answer is checked before it is one. All throw RegistryError. */
class Reader {
    #transport;
    constructor(transport) {
        this.#transport = transport;
    }
    /** The digest as the registry states it on HEAD; null where it states none, or does not know HEAD. */
    head(target, reference) {
        const call = {
            ...target,
            method: 'HEAD',
            path: `manifests/${reference}`,
            accept: MANIFEST_ACCEPT,
            maxBytes: 0,
            timeoutMs: MANIFEST_TIMEOUT_MS,
            answers: [405, 501],
        };
        return this.#transport.request(call, (response) => {
            if (response.status !== 200)
                return null;
            const digest = claimedDigest(response);
            if (digest !== null && isDigest(reference) && digest !== reference) {
                const clause = `it says that ${reference} has the digest ${digest}`;
                // Two hash functions may name the same bytes; only the same one can disagree.
                if (digest.split(':', 1)[0] === reference.split(':', 1)[0])
                    throw new Fault({ failure: 'digest-mismatch', clause });
                return null;
            }
            return digest;
        });
    }
    manifest(target, reference) {
        const call = {
            ...target,
            method: 'GET',
            path: `manifests/${reference}`,
            accept: MANIFEST_ACCEPT,
            maxBytes: MAX_MANIFEST_BYTES,
            timeoutMs: MANIFEST_TIMEOUT_MS,
        };
        return this.#transport.request(call, (response) => {
            const wanted = DigestText.safeParse(reference).data ?? null;
            const claimed = claimedDigest(response);
            if (claimed !== null)
                checkDigest(response.body, claimed, 'its manifest');
            if (wanted !== null)
                checkDigest(response.body, wanted, 'its manifest');
            const digest = wanted ?? claimed ?? DigestText.parse(sha('sha256', response.body));
            return parseManifest(response.body, digest, response.headers['content-type']);
        });
    }
    blob(target, digest, maxBytes) {
        const call = {
            ...target,
            method: 'GET',
            path: `blobs/${digest}`,
            maxBytes,
            timeoutMs: BLOB_TIMEOUT_MS,
        };
        return this.#transport.request(call, (response) => {
            checkDigest(response.body, digest, 'its blob');
            return response.body;
        });
    }
    /** Through the referrers API, page by page; null where the registry does not have it (404, by the specification). */
    async referrers(target, digest) {
        const found = [];
        const seen = new Set();
        const path = `referrers/${digest}`;
        const url = repositoryUrl(target.endpoint, target.repository, path);
        for (let query = '';;) {
            const call = {
                ...target,
                method: 'GET',
                path,
                query,
                accept: INDEX_ACCEPT,
                maxBytes: MAX_MANIFEST_BYTES,
                timeoutMs: MANIFEST_TIMEOUT_MS,
                answers: [404],
            };
            seen.add(query);
            const page = await this.#transport.request(call, (response) => {
                if (response.status === 404 && seen.size === 1)
                    return null;
                if (response.status === 404)
                    throw new Fault({ failure: 'malformed', clause: 'a page of its referrers is missing' });
                const read = readReferrersPage(response, url);
                const endless = read.next !== null && (seen.has(read.next) || seen.size >= MAX_PAGES);
                if (endless || found.length + read.descriptors.length > MAX_REFERRERS) {
                    throw new Fault({ failure: 'too-large', clause: 'its list of referrers has no sound end' });
                }
                return read;
            });
            if (page === null)
                return null;
            found.push(...page.descriptors);
            if (page.next === null)
                return found;
            query = page.next;
        }
    }
}

;// CONCATENATED MODULE: ./build/registry/challenge.js
const TOKEN = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const SPACE = /[ \t]*/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/y;
const TOKEN68 = /[A-Za-z0-9._~+/-]+=*(?=[ \t]*(?:,|$))/y;
const MAX_LENGTH = 8192;
class Scanner {
    #text;
    #at = 0;
    constructor(text) {
        this.#text = text;
    }
    take(pattern) {
        pattern.lastIndex = this.#at;
        const match = pattern.exec(this.#text);
        if (match !== null)
            this.#at = pattern.lastIndex;
        return match;
    }
    takeText(text) {
        if (!this.#text.startsWith(text, this.#at))
            return false;
        this.#at += text.length;
        return true;
    }
    mark() {
        return this.#at;
    }
    back(mark) {
        this.#at = mark;
    }
}
/** `name=value`, or null, and then nothing was taken. */
function takeParameter(scanner) {
    const mark = scanner.mark();
    const name = scanner.take(TOKEN)?.[0];
    scanner.take(SPACE);
    if (name !== undefined && scanner.takeText('=')) {
        scanner.take(SPACE);
        const quoted = scanner.take(QUOTED)?.[1];
        const value = quoted === undefined ? scanner.take(TOKEN)?.[0] : quoted.replace(/\\(.)/g, '$1');
        if (value !== undefined)
            return [name.toLowerCase(), value];
    }
    scanner.back(mark);
    return null;
}
/** Every challenge up to the first mistake; a header may hold several, and a repeated header is joined with commas. */
function parseChallenges(header) {
    if (header === undefined || header.length > MAX_LENGTH)
        return [];
    const scanner = new Scanner(header);
    const challenges = [];
    for (;;) {
        do
            scanner.take(SPACE);
        while (scanner.takeText(','));
        const scheme = scanner.take(TOKEN)?.[0];
        if (scheme === undefined)
            return challenges;
        scanner.take(SPACE);
        const parameters = new Map();
        challenges.push({ scheme: scheme.toLowerCase(), parameters });
        for (let mark = scanner.mark();; mark = scanner.mark()) {
            const parameter = takeParameter(scanner);
            if (parameter === null) {
                scanner.back(mark);
                // After a comma stands the next scheme; after a scheme may stand a token68, and then a comma.
                if (parameters.size > 0)
                    break;
                scanner.take(TOKEN68);
                scanner.take(SPACE);
                if (scanner.takeText(','))
                    break;
                return challenges;
            }
            if (!parameters.has(parameter[0]))
                parameters.set(parameter[0], parameter[1]);
            scanner.take(SPACE);
            if (!scanner.takeText(','))
                return challenges;
            scanner.take(SPACE);
        }
    }
}

;// CONCATENATED MODULE: ./build/registry/credential.js
function basicHeader(credential) {
    return `Basic ${Buffer.from(`${credential.username}:${credential.password}`).toString('base64')}`;
}

;// CONCATENATED MODULE: ./build/registry/exchange.js


const FIRST_WAIT_MS = { throttled: 1000, 'server-error': 500 };
const LONGEST_WAIT_MS = 8000;
/** After this many givings-up in a row, a host that gives no answer at all is not asked again in this run. */
const DEAD_AFTER = 3;
const NO_ANSWER = new Set(['dns', 'refused', 'timeout', 'network']);
/** What is known of one host in this run, shared by all that is asked of it. */
class HostState {
    /** On the monotonic clock: the host asked for no request before this. */
    notBefore = 0;
    #givenUp = 0;
    #last = null;
    answered() {
        this.#givenUp = 0;
    }
    gaveUp(fault) {
        if (!NO_ANSWER.has(fault.failure))
            return;
        this.#givenUp += 1;
        this.#last = fault;
    }
    get dead() {
        return this.#givenUp >= DEAD_AFTER ? this.#last : null;
    }
}
/** How the message starts, where there was an answer to understand. */
const LEAD = {
    'not-found': 'does not have what was asked for',
    unauthorized: 'wants a login',
    forbidden: 'refuses access',
    throttled: 'takes no more requests for now',
    'private-address': 'may not be contacted',
};
function exchange_explain(exchange, fault, attempts, more) {
    const host = fault.at ?? exchange.host;
    const often = attempts === 0 ? 'not tried' : attempts === 1 ? 'tried once' : `tried ${attempts} times`;
    const registry = exchange.onBehalfOf ?? exchange.host;
    const by = host === registry ? '' : ` for ${registry}`;
    return new RegistryError({
        failure: fault.failure,
        host,
        message: `${host} ${LEAD[fault.failure] ?? 'gave no usable answer'}${by}: ${fault.message} (${exchange.what}, ${often}${more}).`,
        remedy: REMEDY[fault.failure],
        attempts,
        cause: fault,
    });
}
/** Half of the wait is fixed, half is chance, so that clients that failed together do not come back together. */
function backOff(fault, attempt, random) {
    const first = FIRST_WAIT_MS[fault.failure] ?? 200;
    const wait = Math.min(LONGEST_WAIT_MS, first * 2 ** (attempt - 1));
    return wait / 2 + (wait / 2) * random.fraction();
}
/**
 * Tries until there is an answer, a failure that another try will not change, or an end of the image's budget. A
 * Retry-After that lies beyond the budget ends it at once, and holds for everyone else who asks that host.
 *
 * `attempt` gets the time it may take, and throws Fault; a RegistryError passes through.
 * @throws RegistryError
 */
async function withRetries(ports, exchange, attempt) {
    const { clock, random } = ports;
    const { state, budget } = exchange;
    if (state.dead !== null) {
        throw exchange_explain(exchange, state.dead, 0, ', since it gave no answer several times in this run');
    }
    for (let attempts = 1;; attempts += 1) {
        const pause = state.notBefore - clock.elapsed();
        if (pause > 0) {
            if (pause > budget.remaining) {
                const clause = `it asked for no requests for another ${Math.ceil(pause / 1000)} s`;
                throw exchange_explain(exchange, new Fault({ failure: 'throttled', clause }), attempts - 1, '');
            }
            budget.spend(pause);
            await clock.sleep(pause);
        }
        try {
            const answer = await attempt(budget.remaining);
            state.answered();
            return answer;
        }
        catch (error) {
            if (!(error instanceof Fault))
                throw error;
            const wait = error.retryAfterMs ?? backOff(error, attempts, random);
            const own = error.at === null || error.at === exchange.host;
            if (error.retryAfterMs !== null && own) {
                state.notBefore = Math.max(state.notBefore, clock.elapsed() + error.retryAfterMs);
            }
            const most = Math.min(exchange.maxAttempts ?? 99, MAX_ATTEMPTS[error.failure] ?? 1);
            const late = wait >= budget.remaining;
            if (error.retry && attempts < most && !late) {
                budget.spend(wait);
                await clock.sleep(wait);
                continue;
            }
            if (own)
                state.gaveUp(error);
            throw exchange_explain(exchange, error, attempts, error.retry && late ? ', no time left for another' : '');
        }
    }
}

;// CONCATENATED MODULE: ./build/registry/wire.js



/** Requests under way at once: in all, and to one host. */
const MAX_REQUESTS = 48;
const MAX_REQUESTS_PER_HOST = 24;
/** The statuses that a later try may change; 404, 401 and redirects say something, and say it for good. */
function isTransient(status) {
    return status === 408 || status === 429 || status === 500 || status === 502 || status === 503 || status === 504;
}
/** Sends single requests: bounded in number, never to an address it may not be sent to. Throws Fault and nothing else. */
class Wire {
    #options;
    #all = (0,p_limit/* default */.A)(MAX_REQUESTS);
    #hosts = new Map();
    #privateRegistries = new Map();
    constructor(options) {
        this.#options = options;
    }
    /**
     * To where a registry's own words lead: a token realm, the target of a redirect. The registry's own host is as good
     * as the registry; another host must be public, unless the policy names it (in a pull request) or the registry
     * itself is private (elsewhere).
     */
    async sendFrom(from, request) {
        const { host } = request.url;
        if (host === from.host)
            return this.send(request, from.publicOnly, null);
        const { admission, pullRequest } = this.#options;
        if (pullRequest)
            return this.send(request, !admission.namesHostLiterally(host), host);
        if (from.loopback)
            return this.send(request, false, host);
        try {
            return await this.send(request, true, host);
        }
        catch (error) {
            if (!(error instanceof Fault) || error.failure !== 'private-address')
                throw error;
            if (!(await this.#isPrivate(from)))
                throw error;
            return this.send(request, false, host);
        }
    }
    async send(request, publicOnly, at) {
        const { http, clock } = this.#options.ports;
        const { budget, ...sent } = request;
        const { host } = request.url;
        const limit = this.#hosts.get(host) ?? (0,p_limit/* default */.A)(MAX_REQUESTS_PER_HOST);
        this.#hosts.set(host, limit);
        // The host's turn first: whoever waits for a slow host must not hold a place that others could use.
        return limit(() => this.#all(async () => {
            const timeoutMs = Math.min(request.timeoutMs, Math.ceil(budget.remaining));
            if (timeoutMs <= 0)
                throw new Fault({ failure: 'timeout', clause: 'the time for this image is used up', at });
            const started = clock.elapsed();
            try {
                const response = await http.send({ ...sent, timeoutMs, publicAddressesOnly: publicOnly });
                if (isTransient(response.status))
                    budget.spend(clock.elapsed() - started);
                return response;
            }
            catch (error) {
                budget.spend(clock.elapsed() - started);
                if (error instanceof HttpError)
                    throw faultOfHttp(error, at);
                throw error;
            }
        }));
    }
    /** Does the registry itself live at a private address? Only asked when it leads to one. */
    #isPrivate(endpoint) {
        const probe = async () => {
            try {
                await this.#options.ports.http.send({
                    method: 'HEAD',
                    url: new URL(`${endpoint.origin}/v2/`),
                    headers: {},
                    timeoutMs: 5000,
                    maxBodyBytes: 1024,
                    publicAddressesOnly: true,
                });
                return false;
            }
            catch (error) {
                return error instanceof HttpError && error.failure === 'private-address';
            }
        };
        const answer = this.#privateRegistries.get(endpoint.origin) ?? probe();
        this.#privateRegistries.set(endpoint.origin, answer);
        return answer;
    }
}

;// CONCATENATED MODULE: ./build/registry/status.js



const ErrorBody = schemas/* looseObject */._H3({ errors: schemas/* array */.YOg(schemas/* looseObject */._H3({ code: schemas/* string */.YjP() })).min(1) });
/** The first error code of the distribution spec in a body: `DENIED`. Its message is the registry's prose and stays out. */
function errorCode(response) {
    if (response.body.length === 0 || response.body.length > 64 * 1024)
        return null;
    try {
        const parsed = ErrorBody.safeParse(JSON.parse(Buffer.from(response.body).toString('utf8')));
        const code = parsed.success ? parsed.data.errors[0]?.code : undefined;
        return code !== undefined && /^[A-Z_]{1,40}$/.test(code) ? code : null;
    }
    catch {
        return null;
    }
}
/** `Retry-After` in milliseconds: seconds or an HTTP date (RFC 9110, section 10.2.3). */
function retryAfterMs(header, now) {
    if (header === undefined)
        return null;
    if (/^\d{1,9}$/.test(header))
        return Number(header) * 1000;
    const time = /^[A-Z][a-z]{2}, /.test(header) ? Date.parse(header) : Number.NaN;
    return Number.isNaN(time) ? null : Math.max(0, time - now.getTime());
}
/** Docker Hub: `ratelimit-limit: 100;w=21600`, `ratelimit-remaining: 0;w=21600` (docs.docker.com, "Pull usage and limits"). */
function remainingPulls(headers) {
    const remaining = /^(\d{1,9})(?:;|$)/.exec(headers['ratelimit-remaining'] ?? '')?.[1];
    const limit = /^(\d{1,9})(?:;w=(\d{1,9}))?$/.exec(headers['ratelimit-limit'] ?? '');
    if (remaining === undefined)
        return '';
    const window = limit?.[2] === undefined ? '' : ` in ${Math.round(Number(limit[2]) / 3600)} h`;
    return limit === null ? `; ${remaining} pulls remain` : `; ${remaining} of ${limit[1]} pulls${window} remain`;
}
function failureOf(status) {
    if (status === 401)
        return 'unauthorized';
    if (status === 403 || status === 451)
        return 'forbidden';
    if (status === 404)
        return 'not-found';
    if (status === 429)
        return 'throttled';
    if (status >= 500 || status === 408)
        return 'server-error';
    if (status >= 300 && status < 400)
        return 'redirect';
    return 'malformed';
}
/** What an answer other than 200 says. */
function faultOfStatus(response, now, at) {
    const { status, headers } = response;
    const failure = failureOf(status);
    const code = errorCode(response);
    const wait = retryAfterMs(headers['retry-after'], now);
    const asks = wait === null ? '' : `; it asks to wait ${Math.ceil(wait / 1000)} s`;
    return new Fault({
        failure,
        clause: `it answered ${status}${code === null ? '' : ` (${code})`}${failure === 'throttled' ? remainingPulls(headers) : ''}${asks}`,
        retry: isTransient(status),
        retryAfterMs: isTransient(status) ? wait : null,
        at,
    });
}

;// CONCATENATED MODULE: ./build/registry/token.js




const CLIENT_ID = 'supply-chain-gate';
const token_Answer = schemas/* looseObject */._H3({
    token: schemas/* string */.YjP().nullish(),
    access_token: schemas/* string */.YjP().nullish(),
    expires_in: schemas/* number */.aig().nullish(),
});
/** The time a token lives where its answer does not say so, by the specification; also the least. */
const LEAST_LIFETIME_S = 60;
/** @throws Fault `token-realm`: only https, or loopback for a loopback registry, and no login inside the address. */
function readRealm(text, service, endpoint) {
    const refuse = (clause) => new Fault({ failure: 'token-realm', clause });
    if (text === undefined || text.length > 2048 || !URL.canParse(text)) {
        throw refuse('it names no address for its tokens');
    }
    const url = new URL(text);
    const local = endpoint.loopback && canonical_host_isLoopbackHost(url.host);
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local)) {
        throw refuse('the address for its tokens is not https');
    }
    if (url.username !== '' || url.password !== '')
        throw refuse('the address for its tokens holds a login');
    url.hash = '';
    return { url, service: service ?? null };
}
/** A GET with basic authentication or none (token.md), or a POST that trades an identity token (oauth.md). */
function tokenRequest(realm, scopes, credential) {
    if (credential?.kind === 'identity') {
        const form = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: credential.token });
        if (realm.service !== null)
            form.set('service', realm.service);
        form.set('client_id', CLIENT_ID);
        form.set('scope', scopes.join(' '));
        const headers = { 'content-type': 'application/x-www-form-urlencoded' };
        return { method: 'POST', url: realm.url, headers, body: form.toString() };
    }
    const url = new URL(realm.url);
    if (realm.service !== null)
        url.searchParams.set('service', realm.service);
    for (const scope of scopes)
        url.searchParams.append('scope', scope);
    return { method: 'GET', url, headers: credential === null ? {} : { authorization: basicHeader(credential) } };
}
/** @throws Fault `malformed` */
function readToken(response, at) {
    const bad = (clause) => new Fault({ failure: 'malformed', clause, at });
    let json;
    try {
        json = JSON.parse(Buffer.from(response.body).toString('utf8'));
    }
    catch {
        throw bad('its token answer is not JSON');
    }
    const parsed = token_Answer.safeParse(json);
    const value = parsed.data?.token || parsed.data?.access_token;
    if (!value)
        throw bad('its token answer holds no token');
    if (!/^[\x21-\x7e]+$/.test(value))
        throw bad('its token holds characters that no header may have');
    const seconds = Math.max(parsed.data?.expires_in ?? LEAST_LIFETIME_S, LEAST_LIFETIME_S);
    return { value, lifetimeMs: seconds * 1000 };
}

;// CONCATENATED MODULE: ./build/registry/authenticator.js






const TOKEN_TIMEOUT_MS = 10_000;
const MAX_TOKEN_BYTES = 64 * 1024;
/** A token is renewed this long before it ends, so that it does not end on the way. */
const LEEWAY_MS = 10_000;
const MAX_SCOPES = 4;
/**
 * The `Authorization` header for each request: what the registry's first 401 asked for is remembered, a token is kept
 * for each scope until shortly before it ends, and a login goes only to its own registry and to the realm it names.
 */
class Authenticator {
    #options;
    #schemes = new Map();
    #scopes = new Map();
    #tokens = new Map();
    constructor(options) {
        this.#options = options;
    }
    /** Null as long as nothing is known to be needed: no ping, and no login before it is asked for. */
    async header(asked) {
        const scheme = this.#schemes.get(asked.endpoint.origin);
        if (scheme === undefined)
            return null;
        const credential = await this.#credential(asked);
        if (scheme.kind === 'basic')
            return credential?.kind === 'basic' ? basicHeader(credential) : null;
        return this.#bearer(asked, scheme.realm, credential);
    }
    /** After a 401 to a request that carried `sent`. @throws Fault, or RegistryError of the token realm */
    async renew(asked, refusal, sent) {
        const { endpoint } = asked;
        const credential = await this.#credential(asked);
        const challenges = parseChallenges(refusal.headers['www-authenticate']);
        const bearer = challenges.find((challenge) => challenge.scheme === 'bearer');
        if (bearer !== undefined) {
            const realm = readRealm(bearer.parameters.get('realm'), bearer.parameters.get('service'), endpoint);
            this.#schemes.set(endpoint.origin, { kind: 'bearer', realm });
            this.#rememberScopes(asked, bearer.parameters.get('scope'));
            if (sent !== null)
                this.#tokens.delete(this.#tokenKey(asked, realm));
            return this.#bearer(asked, realm, credential);
        }
        if (challenges.some((challenge) => challenge.scheme === 'basic')) {
            this.#schemes.set(endpoint.origin, { kind: 'basic' });
            if (credential?.kind === 'basic' && sent === null)
                return basicHeader(credential);
        }
        throw this.#unauthorized(asked, credential);
    }
    async refused(asked) {
        return this.#unauthorized(asked, await this.#credential(asked));
    }
    #unauthorized({ endpoint }, credential) {
        const why = !endpoint.confidential
            ? 'it answered 401, and a login is never sent over plain http'
            : credential === null
                ? 'it answered 401, and there is no login for it; a private or missing repository looks the same'
                : 'it did not accept the login that is stored for it (401)';
        return new Fault({ failure: 'unauthorized', clause: why });
    }
    async #credential({ endpoint, repository }) {
        if (!endpoint.confidential)
            return null;
        const path = `${endpoint.prefix}${repository.path}`;
        return this.#options.keychain.find({ registry: endpoint.registry, path });
    }
    #scopeKey({ endpoint, repository }) {
        return `${endpoint.origin}/${endpoint.prefix}${repository.path}`;
    }
    #scopesOf(asked) {
        const own = `repository:${asked.endpoint.prefix}${asked.repository.path}:pull`;
        return this.#scopes.get(this.#scopeKey(asked)) ?? [own];
    }
    /** A registry may know a repository under another name than its clients do; it never gets more than `pull`. */
    #rememberScopes(asked, text) {
        const scopes = (text ?? '')
            .split(' ')
            .map((scope) => /^(repository(?:\([a-z]+\))?:[A-Za-z0-9._:/-]{1,300}):[a-z*,]*$/.exec(scope)?.[1])
            .filter((scope) => scope !== undefined)
            .slice(0, MAX_SCOPES)
            .map((scope) => `${scope}:pull`);
        if (scopes.length > 0)
            this.#scopes.set(this.#scopeKey(asked), scopes);
    }
    #tokenKey(asked, realm) {
        return JSON.stringify([asked.endpoint.origin, realm.url.href, realm.service, this.#scopesOf(asked)]);
    }
    async #bearer(asked, realm, credential) {
        if (credential?.kind === 'registry-token')
            return `Bearer ${credential.token}`;
        const key = this.#tokenKey(asked, realm);
        const { clock } = this.#options.ports;
        const kept = this.#tokens.get(key);
        if (kept !== undefined && kept.usableUntil > clock.elapsed())
            return `Bearer ${(await kept.token).value}`;
        const token = this.#fetchToken(asked, realm, credential);
        const entry = { token, usableUntil: Number.POSITIVE_INFINITY };
        this.#tokens.set(key, entry);
        try {
            const { value, lifetimeMs } = await token;
            entry.usableUntil = clock.elapsed() + lifetimeMs - LEEWAY_MS;
            return `Bearer ${value}`;
        }
        catch (error) {
            if (this.#tokens.get(key) === entry)
                this.#tokens.delete(key);
            throw error;
        }
    }
    #fetchToken(asked, realm, credential) {
        const { wire, ports, stateOf } = this.#options;
        const { host, origin, pathname } = realm.url;
        const exchange = {
            what: `a token from ${origin}${pathname}`,
            host,
            onBehalfOf: asked.endpoint.host,
            state: stateOf(host),
            budget: asked.budget,
        };
        return withRetries(ports, exchange, async () => {
            const response = await wire.sendFrom(asked.endpoint, {
                ...tokenRequest(realm, this.#scopesOf(asked), credential),
                timeoutMs: TOKEN_TIMEOUT_MS,
                maxBodyBytes: MAX_TOKEN_BYTES,
                budget: asked.budget,
            });
            if (response.status === 200)
                return readToken(response, host);
            const fault = faultOfStatus(response, ports.clock.now(), null);
            // A 404 here says nothing about the image, and a realm that redirects would get the login to another place.
            if (fault.failure === 'not-found')
                throw new Fault({ failure: 'token-realm', clause: fault.message });
            throw fault;
        });
    }
}

;// CONCATENATED MODULE: ./build/registry/redirects.js


const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
function redirects_refuse(clause, at) {
    return new Fault({ failure: 'redirect', clause, at: at.host });
}
function nextTarget(response, from, options) {
    const location = response.headers.location;
    if (location === undefined)
        throw redirects_refuse(`it answered ${response.status} without saying where to go`, from);
    if (!URL.canParse(location, from.href))
        throw redirects_refuse('it redirects to something that is no address', from);
    const target = new URL(location, from);
    target.hash = '';
    if (target.username !== '' || target.password !== '')
        throw redirects_refuse('it redirects to an address with a login in it', from);
    const plain = options.insecureHosts.has(target.host) || (options.endpoint.loopback && canonical_host_isLoopbackHost(target.host));
    if (target.protocol !== 'https:' && !(target.protocol === 'http:' && plain)) {
        throw redirects_refuse('it redirects to an address that is not https', from);
    }
    return target;
}
/**
 * Follows an answer to where it ends. The login stays with the registry's own origin: once another origin was on the
 * way it is never sent again, not even on the way back. Each target goes through the same checks as a registry does.
 * @throws Fault `redirect`
 */
async function followRedirects(first, url, options) {
    const seen = new Set([url.href]);
    let at = { response: first, url };
    let sameOrigin = true;
    while (REDIRECTS.has(at.response.status)) {
        const target = nextTarget(at.response, at.url, options);
        if (seen.has(target.href))
            throw redirects_refuse('its redirects go round in a circle', at.url);
        if (seen.size > MAX_REDIRECTS)
            throw redirects_refuse(`it redirects more than ${MAX_REDIRECTS} times`, at.url);
        seen.add(target.href);
        sameOrigin &&= target.origin === url.origin;
        at = { response: await options.send(target, sameOrigin), url: target };
    }
    return at;
}

;// CONCATENATED MODULE: ./build/registry/transport.js






/** A mirror is not worth the image's whole budget: the origin is still to be asked. */
const MIRROR_ATTEMPTS = 2;
/** Requests to registries, with login, redirects and retries; what comes out is an answer or a RegistryError. */
class Transport {
    #options;
    #states = new Map();
    #authenticator;
    #introductions = new Map();
    constructor(options) {
        this.#options = options;
        this.#authenticator = new Authenticator({ ...options, stateOf: (host) => this.#stateOf(host) });
    }
    /** `read` makes something of the answer, or throws Fault. @throws RegistryError */
    async request(call, read) {
        const { endpoint } = call;
        const url = repositoryUrl(endpoint, call.repository, call.path);
        if (call.query !== undefined)
            url.search = call.query;
        const exchange = {
            what: `${call.method} ${url.origin}${url.pathname}`,
            host: endpoint.host,
            state: this.#stateOf(endpoint.host),
            budget: call.budget,
            ...(endpoint.mirror ? { maxAttempts: MIRROR_ATTEMPTS } : {}),
        };
        const introduced = await this.#introduce(endpoint);
        return withRetries(this.#options.ports, exchange, async () => {
            try {
                return read(await this.#attempt(call, url));
            }
            finally {
                introduced();
            }
        });
    }
    /** The first request to a host finds out whether it wants a login; the others wait for its answer, and then know. */
    async #introduce(endpoint) {
        const first = this.#introductions.get(endpoint.origin);
        if (first !== undefined) {
            await first;
            return () => { };
        }
        const { promise, resolve } = Promise.withResolvers();
        this.#introductions.set(endpoint.origin, promise);
        return resolve;
    }
    #stateOf(host) {
        const state = this.#states.get(host) ?? new HostState();
        this.#states.set(host, state);
        return state;
    }
    async #attempt(call, url) {
        const { endpoint } = call;
        let authorization = await this.#authenticator.header(call);
        let response = await this.#send(call, url, authorization);
        if (response.status === 401) {
            authorization = await this.#authenticator.renew(call, response, authorization);
            response = await this.#send(call, url, authorization);
        }
        if (response.status === 401)
            throw await this.#authenticator.refused(call);
        const final = await followRedirects(response, url, {
            endpoint,
            method: call.method,
            insecureHosts: this.#options.insecureHosts,
            send: (target, sameOrigin) => this.#send(call, target, sameOrigin ? authorization : null),
        });
        if (final.response.status === 200 || call.answers?.includes(final.response.status) === true)
            return final.response;
        const at = final.url.host === endpoint.host ? null : final.url.host;
        const fault = faultOfStatus(final.response, this.#options.ports.clock.now(), at);
        // Only the registry itself can say that something is not there; a store behind a redirect can only fail to serve it.
        if (at !== null && fault.failure === 'not-found')
            throw new Fault({ failure: 'server-error', clause: fault.message, at });
        throw fault;
    }
    #send(call, url, authorization) {
        const request = {
            method: call.method,
            url,
            headers: {
                ...(call.accept === undefined ? {} : { accept: call.accept }),
                ...(authorization === null ? {} : { authorization }),
            },
            timeoutMs: call.timeoutMs,
            maxBodyBytes: call.maxBytes,
            budget: call.budget,
        };
        return this.#options.wire.sendFrom(call.endpoint, request);
    }
}

;// CONCATENATED MODULE: ./build/registry/client.js











/** Blobs that are kept for the run, in bytes together. */
const KEPT_BLOB_BYTES = 64 * 1024 * 1024;
class RegistryClient {
    #options;
    #endpointPolicy;
    #reader;
    #budgets = new BudgetBook();
    #digests = new Memo();
    #manifests = new Memo();
    #referrers = new Memo();
    #blobs = new Memo();
    /** By canonical registry, whichever of its names the policy uses. */
    #mirrors;
    #blobBytes = 0;
    constructor(options) {
        const { ports, admission, pullRequest } = options;
        const insecureHosts = new Set(options.insecureHosts);
        this.#options = options;
        this.#mirrors = new Map(Object.entries(options.policy.mirrors).map(([host, list]) => [canonicalHost(host), list]));
        this.#endpointPolicy = {
            insecureHosts,
            publicOnly: (host) => pullRequest && !admission.namesHostLiterally(host),
        };
        const wire = new Wire({ ports, admission, pullRequest });
        const keychain = createKeychain(ports, options.credentials);
        this.#reader = new Reader(new Transport({ ports, wire, keychain, insecureHosts }));
    }
    async resolve(reference) {
        const id = reference.digest ?? reference.tag ?? 'latest';
        const key = this.#open(reference, id);
        return this.#digests.get(key, async () => {
            const known = this.#manifests.peek(key);
            if (known !== undefined)
                return (await known).digest;
            const budget = this.#budgets.of(reference, id);
            const stated = await this.#ask(reference, budget, (target) => this.#reader.head(target, id));
            const digest = stated ?? (await this.#fetchManifest(reference, id, key)).digest;
            const resolved = reference.digest ?? digest;
            this.#budgets.share(reference, resolved, budget);
            return resolved;
        });
    }
    async manifest(repository, reference) {
        const id = typeof reference === 'string' ? reference : reference.tag;
        const key = this.#open(repository, id);
        // A tag that was resolved stays what it was, even if it moves while the run goes on.
        const resolved = isDigest(id) ? undefined : this.#digests.peek(key);
        if (resolved !== undefined)
            return this.manifest(repository, await resolved);
        return this.#fetchManifest(repository, id, key);
    }
    async blob(repository, digest, maxBytes) {
        const key = this.#open(repository, digest);
        const tooLarge = () => new RegistryError({
            failure: 'too-large',
            host: repository.registry,
            message: `${repository.registry} holds a blob of ${repositoryOf(repository)} that is larger than ${maxBytes} bytes (${digest}).`,
            remedy: REMEDY['too-large'],
            attempts: 1,
        });
        const kept = this.#blobs.peek(key);
        if (kept !== undefined) {
            const bytes = await kept.catch((error) => {
                // What was too large for another caller may be in order for this one.
                if (error instanceof RegistryError && error.failure === 'too-large')
                    return null;
                throw error;
            });
            if (bytes !== null && bytes.length > maxBytes)
                throw tooLarge();
            if (bytes !== null)
                return bytes;
            this.#blobs.drop(key);
        }
        return this.#blobs.get(key, async () => {
            const budget = this.#budgets.of(repository, digest);
            const bytes = await this.#ask(repository, budget, (target) => this.#reader.blob(target, digest, maxBytes));
            this.#blobBytes += bytes.length;
            if (this.#blobBytes > KEPT_BLOB_BYTES) {
                this.#blobBytes -= bytes.length;
                this.#blobs.drop(key);
            }
            return bytes;
        });
    }
    async referrers(repository, digest) {
        const key = this.#open(repository, digest);
        return this.#referrers.get(key, async () => {
            const budget = this.#budgets.of(repository, digest);
            const found = await this.#ask(repository, budget, async (target) => (await this.#reader.referrers(target, digest)) ?? this.#fallbackReferrers(target, digest), 
            // A mirror that knows of none may simply not have copied them.
            (descriptors) => descriptors.length > 0);
            for (const descriptor of found)
                this.#budgets.share(repository, descriptor.digest, budget);
            return found;
        });
    }
    async #fallbackReferrers(target, digest) {
        try {
            const index = await this.#reader.manifest(target, referrersTag(digest));
            if (index.kind === 'index')
                return index.manifests;
        }
        catch (error) {
            if (error instanceof RegistryError && error.failure === 'not-found')
                return [];
            throw error;
        }
        throw new RegistryError({
            failure: 'wrong-media-type',
            host: target.endpoint.host,
            message: `${target.endpoint.host} has an image and no index under the referrers tag ${referrersTag(digest)} of ${repositoryOf(target.repository)}.`,
            remedy: 'Remove that tag, and attach signatures and attestations with a current tool.',
            attempts: 1,
        });
    }
    #fetchManifest(repository, id, key) {
        return this.#manifests.get(key, async () => {
            const budget = this.#budgets.of(repository, id);
            const manifest = await this.#ask(repository, budget, (target) => this.#reader.manifest(target, id));
            const children = manifest.kind === 'index' ? manifest.manifests : [manifest.config, ...manifest.layers];
            for (const child of [manifest, ...children])
                this.#budgets.share(repository, child.digest, budget);
            this.#manifests.set(this.#key(repository, manifest.digest), manifest);
            return manifest;
        });
    }
    #key(repository, id) {
        return `${repositoryOf(repository)}${isDigest(id) ? '@' : ':'}${id}`;
    }
    /** Everything that is decided before there is a connection. @throws RegistryError */
    #open(repository, id) {
        const { registry, path } = repository;
        checkRepositoryPath(registry, path);
        checkManifestReference(registry, id);
        const refuse = (failure, message) => new RegistryError({ failure, host: registry, message, remedy: REMEDY[failure], attempts: 0 });
        if (!this.#options.admission.admits(repository)) {
            throw refuse('not-allowed', `${repositoryOf(repository)} is not allowed by the policy, so ${registry} was not contacted.`);
        }
        if (this.#options.offline) {
            throw refuse('offline', `${registry} was not asked for ${repositoryOf(repository)}, since the run is offline.`);
        }
        return this.#key(repository, id);
    }
    /**
     * Asks the mirrors in the policy's order, then the origin. A mirror's failure is no answer, whatever it is: what ends
     * the question is something found, or the origin's word.
     */
    async #ask(repository, budget, ask, isAnswer = () => true) {
        const { registry } = repository;
        const named = this.#mirrors.get(registry) ?? [];
        const tried = [];
        for (const text of named) {
            try {
                const endpoint = mirrorEndpoint(text, this.#endpointPolicy);
                const found = await ask({ endpoint, repository, budget });
                if (isAnswer(found))
                    return found;
            }
            catch (error) {
                if (!(error instanceof RegistryError))
                    throw error;
                tried.push(`${error.host}: ${error.failure}`);
            }
        }
        try {
            return await ask({ endpoint: originEndpoint(registry, this.#endpointPolicy), repository, budget });
        }
        catch (error) {
            if (!(error instanceof RegistryError) || tried.length === 0)
                throw error;
            const { failure, host, message, remedy, attempts } = error;
            const more = `${message} Mirrors were asked before (${tried.join(', ')}).`;
            throw new RegistryError({ failure, host, message: more, remedy, attempts, cause: error });
        }
    }
}
/** A read-only client of the OCI distribution specification 1.1, for one run. */
function createRegistry(options) {
    return new RegistryClient(options);
}

;// CONCATENATED MODULE: ./build/registry/index.js






;// CONCATENATED MODULE: ./build/check/vulnerabilities/failure.js
/** The last fatal line, without its time and level; it names hosts and digests, never credentials. */
function saidLast(stderr) {
    const lines = stderr.split('\n').map((line) => line.trim());
    const fatal = lines.findLastIndex((line) => /\b(FATAL|ERROR)\b/.test(line));
    const text = (fatal === -1 ? lines.filter((line) => line !== '').slice(-1) : lines.slice(fatal)).join(' ');
    const plain = text
        .replace(/^\S+\s+(FATAL|ERROR)\s+/, '')
        .replace(/^Fatal error\s+/, '')
        .replace(/\s+/g, ' ')
        .trim();
    return plain.length > 400 ? `${plain.slice(0, 130)} ... ${plain.slice(-260)}` : plain;
}
/** What registries and networks do to any sound image on a bad day, by what Trivy says of it. */
const INFRASTRUCTURE = [
    {
        pattern: /TOOMANYREQUESTS|429 Too Many/i,
        what: 'throttled',
        remedy: 'Run again later, log in to the registry, or name a mirror in the policy.',
    },
    {
        pattern: /UNAUTHORIZED|DENIED|401 Unauthorized|403 Forbidden/,
        what: 'unauthorized',
        remedy: 'Log in to the registry before the gate runs (docker login), with the right to read this repository.',
    },
    {
        pattern: /no such host|connection refused|connection reset|network is unreachable|i\/o timeout|TLS handshake|EOF$/i,
        what: 'unreachable',
        remedy: 'Check that the registry is up and that this machine may reach it, and run again.',
    },
    {
        pattern: /x509:|certificate/i,
        what: 'certificate',
        remedy: 'Trust the certificate authority on this machine (SSL_CERT_FILE), or renew the certificate.',
    },
    { pattern: /\b50[0234] /, what: 'server-error', remedy: 'Run again when the registry has recovered.' },
];
const TOO_MUCH = 'Use a smaller image, or look at what is in it.';
/** Why a run of Trivy gave no report; null where it ended well. `what` completes "Trivy could not ...". */
function failure_failureOf(result, what) {
    if (result.status === 'exited' && result.code === 0)
        return null;
    if (result.status !== 'exited') {
        const started = result.status !== 'not-started';
        return {
            what: `trivy-${result.status}`,
            // An image that takes all the time, memory or output there is, brings that itself.
            cause: started ? 'content' : 'infrastructure',
            message: `Trivy could not ${what}: ${started ? 'it was stopped' : 'it did not start'}, ${result.reason}.`,
            remedy: started ? TOO_MUCH : 'Install Trivy again.',
        };
    }
    const said = saidLast(result.stderr);
    const message = `Trivy could not ${what}: ${said === '' ? `it ended with ${result.code} and said nothing` : said}.`;
    if (/deadline exceeded/.test(said)) {
        return { what: 'trivy-timeout', cause: 'content', message, remedy: TOO_MUCH };
    }
    if (/java db/i.test(said)) {
        const remedy = 'Let this machine reach mirror.gcr.io or ghcr.io, where the index of Java archives is.';
        return { what: 'java-database', cause: 'infrastructure', message, remedy };
    }
    const sign = INFRASTRUCTURE.find(({ pattern }) => pattern.test(said));
    if (sign !== undefined)
        return { what: sign.what, cause: 'infrastructure', message, remedy: sign.remedy };
    return { what: 'trivy-failed', cause: 'content', message, remedy: 'Run Trivy on the image by hand to see why.' };
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
function severity_reaches(severity, threshold) {
    return TRIVY_SEVERITIES.indexOf(severity) >= TRIVY_SEVERITIES.indexOf(threshold);
}
function worst(severities) {
    return TRIVY_SEVERITIES.findLast((severity) => severities.includes(severity)) ?? 'UNKNOWN';
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/trivy-report.js


const trivy_report_list = (item) => schemas/* array */.YOg(item)
    .nullish()
    .transform((items) => items ?? []);
const Vulnerability = schemas/* looseObject */._H3({
    VulnerabilityID: schemas/* string */.YjP().min(1),
    PkgName: schemas/* string */.YjP().min(1),
    InstalledVersion: schemas/* string */.YjP().default(''),
    FixedVersion: schemas/* string */.YjP().default(''),
    Severity: schemas/* enum */.k5n(TRIVY_SEVERITIES).default('UNKNOWN'),
    Title: schemas/* string */.YjP().default(''),
});
const trivy_report_Result = schemas/* looseObject */._H3({
    Class: schemas/* string */.YjP().default(''),
    Type: schemas/* string */.YjP().default(''),
    Packages: trivy_report_list(schemas/* looseObject */._H3({ Name: schemas/* string */.YjP() })),
    Vulnerabilities: trivy_report_list(Vulnerability),
});
/** Trivy's JSON, `types.Report` with SchemaVersion 2 (pkg/types/report.go), as far as the gate reads it. */
const TrivyReport = schemas/* looseObject */._H3({
    SchemaVersion: schemas/* literal */.euz(2),
    ArtifactName: schemas/* string */.YjP(),
    Metadata: schemas/* looseObject */._H3({ OS: schemas/* looseObject */._H3({ Family: schemas/* string */.YjP(), Name: schemas/* string */.YjP().default('') }).nullish() })
        .prefault({}),
    Results: trivy_report_list(trivy_report_Result),
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
/**
 * Asks the database for an advisory that it must know: an SBOM with one package is scanned before any image is. A
 * database that is empty, cut off or of another kind finds nothing, and finding nothing must not look like a pass.
 */
async function missedCanary(trivy, database, canary, ports) {
    if (canary === 'off')
        return null;
    const file = (0,external_node_path_.join)(trivy.directory, 'canary.cdx.json');
    await ports.files.write(file, bill(canary.purl));
    const result = await trivy.run({
        command: 'sbom',
        flags: ['--skip-db-update', '--skip-java-db-update', '--cache-backend=memory', '--scanners=vuln', '--format=json'],
        target: file,
        cacheDirectory: database.cacheDirectory,
        access: null,
        timeoutMs: canary_TIMEOUT_MS,
    });
    const failure = failure_failureOf(result, 'read the vulnerability database');
    if (failure !== null)
        return { ...failure, cause: 'infrastructure' };
    const report = result.status === 'exited' ? parseTrivyReport(result.stdout) : null;
    const found = (report?.Results ?? []).flatMap((part) => part.Vulnerabilities.map((one) => one.VulnerabilityID));
    if (found.includes(canary.id))
        return null;
    return {
        what: 'canary-missed',
        cause: 'infrastructure',
        message: `The vulnerability database does not know ${canary.id} of ${canary.purl}, which any good one does: it is incomplete, or not read as it should be. Nothing was scanned with it.`,
        remedy: 'Fetch the database again, or name another repository under vulnerabilities.databaseRepositories. For a database that really lacks it, name another advisory under vulnerabilities.canary, or set that to off.',
    };
}
/** CycloneDX 1.6 with a single library. */
function bill(purl) {
    const [path = '', version = ''] = (purl.split(/[?#]/, 1)[0] ?? '').split(/@(?=[^@/]*$)/);
    const component = { type: 'library', 'bom-ref': purl, name: path.split('/').at(-1) ?? path, version, purl };
    return JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components: [component] });
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(4377);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./node_modules/fflate/esm/index.mjs
var esm = __webpack_require__(1306);
// EXTERNAL MODULE: ./node_modules/modern-tar/dist/web/index.js + 1 modules
var web = __webpack_require__(1942);
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
    const files = (0,esm/* unzipSync */.AO)(archive, {
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
    throw new GateError({
        code: 'tools/archive',
        stage: 'tools',
        message: `${release.url} does not hold the file ${release.member} in a form that can be unpacked.`,
        remedy: 'Check the version and sha256 that the policy names under "tools".',
        cause,
    });
}

;// CONCATENATED MODULE: ./build/tools/digest.js

function sha256(bytes) {
    return (0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex');
}

;// CONCATENATED MODULE: ./build/tools/download.js


/** Trivy's archive has some 50 MB. */
const MAX_ARCHIVE_BYTES = 256 * 1024 * 1024;
const download_MAX_REDIRECTS = 5;
const download_TIMEOUT_MS = 300_000;
const ATTEMPTS = 3;
const PAUSE_MS = 2_000;
/** Faults that may be over in a moment. A host that is not known or refuses to talk is told at once. */
const PASSING = new Set(['reset', 'timeout', 'other']);
function failed(release, detail, cause) {
    return new GateError({
        code: 'tools/download',
        stage: 'tools',
        message: `The download of ${release.url} failed: ${detail}.`,
        remedy: 'Allow the host through the firewall or proxy (HTTPS_PROXY), or install the tool and name it under "tools" in the policy.',
        cause,
    });
}
async function fetchPatiently(release, ports) {
    for (let attempt = 1;; attempt++) {
        try {
            return await fetchFollowing(release, ports.http);
        }
        catch (error) {
            if (!(error instanceof HttpError))
                throw error;
            if (attempt === ATTEMPTS || !PASSING.has(error.failure))
                throw failed(release, error.message, error);
            await ports.clock.sleep(PAUSE_MS * attempt);
        }
    }
}
async function fetchFollowing(release, http) {
    let url = new URL(release.url);
    for (let hop = 0; hop <= download_MAX_REDIRECTS; hop++) {
        const answer = await http.send({
            method: 'GET',
            url,
            headers: { accept: 'application/octet-stream' },
            timeoutMs: download_TIMEOUT_MS,
            maxBodyBytes: MAX_ARCHIVE_BYTES,
            publicAddressesOnly: false,
        });
        if (answer.status === 200)
            return answer.body;
        const target = answer.headers.location;
        if (answer.status < 300 || answer.status >= 400 || target === undefined) {
            const passing = answer.status === 429 || answer.status >= 500;
            if (passing)
                throw new HttpError('other', `${url.host} answered ${answer.status}`);
            throw failed(release, `${url.host} answered ${answer.status}`);
        }
        const next = URL.canParse(target, url.href) ? new URL(target, url.href) : null;
        // A release host redirects to its storage; never down from https.
        if (next === null || (next.protocol !== 'https:' && next.protocol !== url.protocol)) {
            throw failed(release, `${url.host} redirects to where no download may come from`);
        }
        url = next;
    }
    throw failed(release, `more than ${download_MAX_REDIRECTS} redirects`);
}
/** The archive of a release, whole and with the pinned hash. @throws GateError */
async function downloadArchive(release, ports) {
    ports.log.progress(`Downloading ${release.url}`);
    const archive = await fetchPatiently(release, ports);
    const actual = sha256(archive);
    if (actual === release.sha256)
        return archive;
    throw new GateError({
        code: 'tools/hash-mismatch',
        stage: 'tools',
        message: `${release.url} has the sha256 ${actual}, but ${release.sha256} is pinned. It was not unpacked and not run.`,
        remedy: 'Do not use this download: find out why the release changed before you change the pin.',
    });
}

;// CONCATENATED MODULE: ./build/tools/path-search.js

/** Every file of this name on PATH, in its order. Relative entries are left out: they depend on who calls from where. */
async function findOnPath(file, ports) {
    const directories = (ports.env.get('PATH') ?? '').split(external_node_path_.delimiter).filter(external_node_path_.isAbsolute);
    const found = [];
    for (const directory of new Set(directories)) {
        const path = (0,external_node_path_.join)(directory, file);
        if (await ports.files.exists(path))
            found.push(path);
    }
    return found;
}

;// CONCATENATED MODULE: ./build/tools/pins.js
/**
 * The tools the gate runs: versions and hashes, in this one file. No tag, `latest` or install script decides what runs.
 *
 * Each hash is the published sha256 of the official archive and was found alike in at least two independent public
 * sources besides (Dockerfiles, installers and lock files that verify the same download). docs/tools.md says how a pin
 * is renewed.
 */
const TOOL_PINS = {
    // https://github.com/aquasecurity/trivy/releases/download/v0.69.3/trivy_0.69.3_checksums.txt
    trivy: {
        version: '0.69.3',
        accepted: '>=0.65.0 <1.0.0',
        // CVE-2026-33634 (GHSA-69fq-xp46-6x23): 0.69.4 as a release, 0.69.5 and 0.69.6 as container images.
        refused: ['0.69.4', '0.69.5', '0.69.6'],
        archives: {
            'linux/amd64': '1816b632dfe529869c740c0913e36bd1629cb7688bd5634f4a858c1d57c88b75',
            'linux/arm64': '7e3924a974e912e57b4a99f65ece7931f8079584dae12eb7845024f97087bdfd',
            'darwin/amd64': 'fec4a9f7569b624dd9d044fca019e5da69e032700edbb1d7318972c448ec2f4e',
            'darwin/arm64': 'a2f2179afd4f8bb265ca3c7aefb56a666bc4a9a411663bc0f22c3549fbc643a5',
            'windows/amd64': '74362dc711383255308230ecbeb587eb1e4e83a8d332be5b0259afac6e0c2224',
        },
        programs: [],
    },
    // https://get.helm.sh/helm-v3.22.0-linux-amd64.tar.gz.sha256sum, and likewise for each platform.
    helm: {
        version: '3.22.0',
        accepted: '>=3.14.0 <5.0.0',
        refused: [],
        archives: {
            'linux/amd64': '1e4ab49e429626cf6c6958d914248b78c9730803c2751b87627e171dc800e7bb',
            'linux/arm64': 'f14e804dfee240f55525b667488fe9adca349e63e00c9af634c0beb1421ac310',
            'darwin/amd64': 'bd1d09f316558dda23698527859600936fed1371021ce0f2272d66b2fdcfa69c',
            'darwin/arm64': '4c9982a6cdeb458b60258df66b55398ca5b19293f6877faffe2909ad6f23dfe0',
            'windows/amd64': '899615865726d39f9b245e71e848c5bf4adc7ed33a8c43ede660facb48151b43',
        },
        programs: [],
    },
    // https://github.com/kubernetes-sigs/kustomize/releases/download/kustomize%2Fv5.8.1/checksums.txt
    kustomize: {
        version: '5.8.1',
        accepted: '>=5.3.0 <6.0.0',
        refused: [],
        archives: {
            'linux/amd64': '029a7f0f4e1932c52a0476cf02a0fd855c0bb85694b82c338fc648dcb53a819d',
            'linux/arm64': '0953ea3e476f66d6ddfcd911d750f5167b9365aa9491b2326398e289fef2c142',
            'darwin/amd64': 'ee7cf0c1e3592aa7bb66ba82b359933a95e7f2e0b36e5f53ed0a4535b017f2f8',
            'darwin/arm64': '8886f8a78474e608cc81234f729fda188a9767da23e28925802f00ece2bab288',
            'windows/amd64': '8ec7f5e815e526d4622c06df0a7793d8cfb6eb1c74f816b46166097fef8b26c6',
        },
        programs: [],
    },
};

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
/** Each project's own naming of its release archives. */
function locate(name, version, platform) {
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
    }
}
/** The release that is built in, or the one that a policy names with its hash; null where no hash is known. */
function findRelease(name, platform, named = null) {
    const pins = TOOL_PINS[name];
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

// EXTERNAL MODULE: ./node_modules/semver/index.js
var semver = __webpack_require__(2088);
;// CONCATENATED MODULE: ./build/tools/accept.js



/** Why a program of this version is not used, to follow its path; null where it is. */
function acceptVersion(name, version) {
    const { accepted, refused } = TOOL_PINS[name];
    if (version === null)
        return 'does not say its version';
    if (refused.includes(version))
        return `is version ${version}, which an attacker published`;
    return (0,semver.satisfies)(version, accepted, { includePrerelease: true }) ? null : `is version ${version}, not ${accepted}`;
}
/** @throws GateError for a version that never runs. */
function refuseVersion(name, version, what) {
    if (!TOOL_PINS[name].refused.includes(version))
        return;
    throw new GateError({
        code: 'tools/refused-version',
        stage: 'tools',
        message: `${name} ${version} (${what}) was published by an attacker and is never run.`,
        remedy: `Remove it, treat every secret it could read as stolen, and use ${name} ${TOOL_PINS[name].version}.`,
    });
}

;// CONCATENATED MODULE: ./build/tools/version.js

/** How each tool is asked for its version. */
const VERSION_ARGUMENTS = {
    trivy: ['--version'],
    helm: ['version', '--short'],
    kustomize: ['version'],
};
/**
 * The first version in what a tool says of itself, as semver without `v` and build data; `v3.22` and the like, which
 * builds from source say, are coerced to `3.22.0`. Null where there is none.
 */
function version_parseVersion(said) {
    const match = /\bv?([0-9]+\.[0-9]+(?:\.[0-9]+)?(?:-[0-9A-Za-z.-]+)?)(?![0-9.])/.exec(said.slice(0, 4096));
    if (match?.[1] === undefined)
        return null;
    return (0,semver.parse)(match[1])?.version ?? (0,semver.coerce)(match[1], { includePrerelease: true })?.version ?? null;
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
            timeoutMs: 20_000,
            maxOutputBytes: 64 * 1024,
        });
        if (result.status !== 'exited' || result.code !== 0)
            return null;
        return version_parseVersion(Buffer.from(result.stdout).toString('utf8'));
    });
}

;// CONCATENATED MODULE: ./build/tools/user-cache.js


/** `$XDG_CACHE_HOME/supply-chain-gate`, else below `~/.cache` (Windows: below LOCALAPPDATA); null without a home. */
function userCache(env) {
    const home = env.get('HOME');
    const base = env.get('XDG_CACHE_HOME') ?? env.get('LOCALAPPDATA') ?? (home === undefined ? null : (0,external_node_path_.join)(home, '.cache'));
    return base === null || base === '' ? null : (0,external_node_path_.join)(base, 'supply-chain-gate');
}
/** `<cache>/tools/trivy/0.69.3-release/trivy`, with its hash beside it in `trivy.sha256`. */
function cachedProgramPath(cache, name, version, origin, suffix = '') {
    return (0,external_node_path_.join)(cache, 'tools', name, `${version}-${origin}`, `${name}${suffix}`);
}
/** The program, if it is there and still has the hash it was stored with. A changed one is as good as none. */
async function readCached(files, path) {
    const recorded = await files.read(`${path}.sha256`, 1024);
    if (recorded === null)
        return null;
    const program = await files.read(path);
    if (program === null)
        return null;
    const hash = sha256(program);
    return hash === Buffer.from(recorded).toString('utf8').trim() ? { path, sha256: hash } : null;
}
/** The hash is written last: a program without one counts as absent. */
async function writeCached(files, path, program) {
    const hash = sha256(program);
    await files.remove(`${path}.sha256`);
    await files.write(path, program, { executable: true });
    await files.write(`${path}.sha256`, `${hash}\n`);
    return { path, sha256: hash };
}

;// CONCATENATED MODULE: ./build/tools/fetch-program.js







/** The program of an official release, from the cache or downloaded. @throws GateError */
function fetchProgram(name, release, options) {
    return options.mode === 'action' ? fetchForRunner(name, release, options) : fetchForUser(name, release, options);
}
/** A person's own cache holds the unpacked program, and its hash from when it was unpacked. */
async function fetchForUser(name, release, options) {
    const { ports, suffix } = options;
    const cache = userCache(ports.env);
    if (cache === null)
        throw noPlace('HOME or XDG_CACHE_HOME');
    // A policy may pin another archive of the built-in version: that one goes by its hash.
    const builtIn = Object.values(TOOL_PINS[name].archives).includes(release.sha256);
    const version = builtIn ? release.version : `${release.version}-${release.sha256.slice(0, 12)}`;
    const path = cachedProgramPath(cache, name, version, 'release', suffix);
    const cached = await readCached(ports.files, path);
    return cached ?? writeCached(ports.files, path, await extractProgram(await downloadArchive(release, ports), release));
}
/**
 * A runner's tool cache may have been restored from somewhere: it holds the archive, whose pinned hash is checked
 * again, and the program is unpacked anew into this job's own temporary folder.
 */
async function fetchForRunner(name, release, options) {
    const { ports, suffix } = options;
    const temporary = ports.env.get('RUNNER_TEMP');
    if (temporary === undefined)
        throw noPlace('RUNNER_TEMP');
    const toolCache = ports.env.get('RUNNER_TOOL_CACHE') ?? (0,external_node_path_.join)(temporary, 'tool-cache');
    const kept = (0,external_node_path_.join)(toolCache, 'supply-chain-gate', name, `${release.version}-${release.sha256}.${release.format}`);
    let archive = await ports.files.read(kept);
    if (archive === null || sha256(archive) !== release.sha256) {
        if (archive !== null)
            ports.log.warn(`${kept} was changed since it was downloaded, and is downloaded again`);
        archive = await downloadArchive(release, ports);
        await ports.files.write(kept, archive);
    }
    const program = await extractProgram(archive, release);
    const path = (0,external_node_path_.join)(temporary, 'supply-chain-gate', release.sha256, `${name}${suffix}`);
    await ports.files.write(path, program, { executable: true });
    return { path, sha256: sha256(program) };
}
function noPlace(variable) {
    return new GateError({
        code: 'tools/no-cache',
        stage: 'tools',
        message: `There is no folder to keep downloaded tools in: ${variable} is not set.`,
        remedy: `Set ${variable}.`,
    });
}

;// CONCATENATED MODULE: ./build/tools/toolbox.js










/**
 * Where the gate's programs come from, in this order:
 *
 * 1. the path that the policy names (checked against its sha256, where it names one);
 * 2. the version that the policy names with the sha256 of its archive;
 * 3. PATH: on the command line within the accepted versions, in the action only with a known hash;
 * 4. the user's cache folder (command line), or the runner's tool cache (action);
 * 5. the official release, by the archive hash that is pinned in pins.ts.
 *
 * A program is hashed each time before its first run, and a version known to be malicious never runs.
 */
function createToolbox(options) {
    const { policy, ports, mode } = options;
    const platform = options.platform === undefined ? platformOf(process.platform, process.arch) : options.platform;
    const suffix = platform?.startsWith('windows/') === true ? '.exe' : '';
    const located = new Map();
    const identify = async (name, program) => {
        const version = await askVersion(name, program.path, ports);
        if (version === null)
            throw notAnswering(name, program.path);
        refuseVersion(name, version, program.path);
        return { name, version, ...program };
    };
    const hashed = async (path) => {
        const program = await ports.files.read(path);
        return program === null ? null : { path, sha256: sha256(program) };
    };
    const fromPolicyPath = async (name, path, expected) => {
        if (!(0,external_node_path_.isAbsolute)(path)) {
            throw new UsageError({
                code: 'tools/path',
                stage: 'tools',
                message: `tools.${name}.path in the policy is ${path}, which is not absolute.`,
                remedy: 'Name the program by its absolute path on the runner.',
            });
        }
        const program = await hashed(path);
        if (program === null) {
            throw new GateError({
                code: 'tools/missing',
                stage: 'tools',
                message: `The policy names ${path} as ${name}, and there is no such file.`,
                remedy: `Install ${name} there, or leave tools.${name}.path out of the policy.`,
            });
        }
        if (expected !== undefined && program.sha256 !== expected) {
            throw new GateError({
                code: 'tools/hash-mismatch',
                stage: 'tools',
                message: `${path} has the sha256 ${program.sha256}, but the policy names ${expected}. It was not run.`,
                remedy: `Find out who changed ${path}, or renew tools.${name}.sha256 in the policy.`,
            });
        }
        return identify(name, program);
    };
    const fromPath = async (name, tried) => {
        for (const path of await findOnPath(`${name}${suffix}`, ports)) {
            const program = await hashed(path);
            if (program === null)
                continue;
            if (mode === 'action') {
                if (TOOL_PINS[name].programs.includes(program.sha256))
                    return identify(name, program);
                tried.push(`${path} has no known hash`);
                continue;
            }
            const version = await askVersion(name, path, ports);
            const refusal = acceptVersion(name, version);
            if (refusal === null && version !== null)
                return { name, version, ...program };
            tried.push(`${path} ${refusal}`);
        }
        return null;
    };
    const fromUserCache = async (name) => {
        const cache = userCache(ports.env);
        if (cache === null)
            return null;
        for (const origin of ['release', 'go']) {
            const path = cachedProgramPath(cache, name, TOOL_PINS[name].version, origin, suffix);
            const program = await readCached(ports.files, path);
            if (program !== null)
                return identify(name, program);
        }
        return null;
    };
    const find = async (name) => {
        const pin = policy.tools[name];
        if (pin?.path !== undefined)
            return fromPolicyPath(name, pin.path, pin.sha256);
        const named = pin?.version === undefined || pin.sha256 === undefined
            ? null
            : { version: pin.version.replace(/^v/, ''), sha256: pin.sha256 };
        if (named !== null)
            refuseVersion(name, named.version, 'the version that the policy names');
        const tried = [];
        if (named === null) {
            const found = (await fromPath(name, tried)) ?? (mode === 'cli' ? await fromUserCache(name) : null);
            if (found !== null)
                return found;
        }
        const release = platform === null ? null : findRelease(name, platform, named);
        if (release === null)
            throw notFound(name, [...tried, 'no official release for this system has a pinned hash']);
        try {
            return await identify(name, await fetchProgram(name, release, { ports, mode, suffix }));
        }
        catch (error) {
            if (error instanceof GateError && error.code === 'tools/download') {
                throw notFound(name, [...tried, error.message.replace(/\.$/, '')], error);
            }
            throw error;
        }
    };
    return {
        locate(name) {
            const known = located.get(name) ?? find(name);
            located.set(name, known);
            return known;
        },
    };
}
function notAnswering(name, path) {
    return new GateError({
        code: 'tools/no-version',
        stage: 'tools',
        message: `${path} does not say which version of ${name} it is.`,
        remedy: `Install ${name} ${TOOL_PINS[name].version}, or name another program in the policy under tools.${name}.path.`,
    });
}
function notFound(name, tried, cause) {
    const { version, accepted } = TOOL_PINS[name];
    return new GateError({
        code: 'tools/not-found',
        stage: 'tools',
        message: `${name} is needed and was not found: ${tried.join('; ')}.`,
        remedy: `Put ${name} ${version} (accepted: ${accepted}) on PATH, or name it in the policy under tools.${name}.path.`,
        cause,
    });
}

;// CONCATENATED MODULE: ./build/tools/index.js










;// CONCATENATED MODULE: ./build/check/vulnerabilities/database.js







/** Trivy's own, in its order (pkg/db/db.go). */
const DEFAULT_REPOSITORIES = ['mirror.gcr.io/aquasec/trivy-db:2', 'ghcr.io/aquasecurity/trivy-db:2'];
/** The version of the database's schema, which is its tag everywhere. */
const SCHEMA_TAG = '2';
const DOWNLOAD_TIMEOUT_MS = 300_000;
const MAX_METADATA_BYTES = 64 * 1024;
const HOUR_MS = 3_600_000;
const Metadata = schemas/* looseObject */._H3({ Version: schemas/* literal */.euz(2), UpdatedAt: iso/* datetime */.w$({ offset: true }) });
/**
 * One download for the whole run, from the first repository that has it; every scan then only reads. Too old, missing
 * or from the future is a problem, never "no vulnerabilities".
 *
 * @throws UsageError for a repository that is no image reference.
 */
async function prepareDatabase(trivy, options) {
    const { policy, ports } = options;
    const repositories = readRepositories(policy.databaseRepositories);
    const cacheDirectory = cacheDirectoryFor(repositories, trivy, ports);
    const failed = await download(trivy, repositories, cacheDirectory, options);
    const updatedAt = await readUpdatedAt((0,external_node_path_.join)(cacheDirectory, 'db', 'metadata.json'), ports);
    if (updatedAt === null)
        return { problem: failed ?? NO_METADATA, updatedAt: null };
    const stale = ageProblem(updatedAt, ports.clock.now(), policy.maxDatabaseAge);
    if (stale !== null)
        return { problem: failed ?? stale, updatedAt };
    if (failed !== null) {
        ports.log.warn(`${failed.message} The one from ${updatedAt.toISOString()} in the cache is used.`);
    }
    return { database: { cacheDirectory, updatedAt } };
}
const NO_METADATA = {
    what: 'database-metadata',
    cause: 'infrastructure',
    message: 'The vulnerability database does not say when it was made.',
    remedy: "Name a repository under vulnerabilities.databaseRepositories that holds a database in Trivy's format.",
};
function readRepositories(named) {
    return (named.length === 0 ? DEFAULT_REPOSITORIES : named).map((text) => {
        const parsed = parseImageReference(text);
        if ('problem' in parsed) {
            throw new UsageError({
                code: 'check/database-repository',
                stage: 'check',
                message: `vulnerabilities.databaseRepositories names ${JSON.stringify(text)}, which is no image reference: ${parsed.problem}.`,
                remedy: 'Write it like ghcr.io/aquasecurity/trivy-db:2.',
            });
        }
        const { reference } = parsed;
        return reference.tag === null && reference.digest === null ? { ...reference, tag: SCHEMA_TAG } : reference;
    });
}
/**
 * The user's cache keeps a database from run to run, one for each list of repositories, and Trivy renews it when it is
 * due. A database on loopback is somebody's test or demo: it goes with the run.
 */
function cacheDirectoryFor(repositories, trivy, ports) {
    const cache = userCache(ports.env);
    if (cache === null || repositories.some(({ registry }) => canonical_host_isLoopbackHost(registry))) {
        return (0,external_node_path_.join)(trivy.directory, 'cache');
    }
    const key = (0,external_node_crypto_.createHash)('sha256').update(repositories.map(formatReference).join('\n')).digest('hex');
    return (0,external_node_path_.join)(cache, 'trivy', key.slice(0, 16));
}
/** The last repository's problem, where none had it. */
async function download(trivy, repositories, cacheDirectory, { ports, accessTo }) {
    const problems = [];
    for (const repository of repositories) {
        const name = formatReference(repository);
        ports.log.progress(`Fetching the vulnerability database from ${name}`);
        const result = await trivy.run({
            command: 'image',
            flags: ['--download-db-only', `--db-repository=${name}`],
            cacheDirectory,
            access: await accessTo(repository),
            timeoutMs: DOWNLOAD_TIMEOUT_MS,
        });
        const problem = failure_failureOf(result, `fetch the vulnerability database from ${name}`);
        if (problem === null)
            return null;
        problems.push(problem);
    }
    const last = problems.at(-1);
    if (last === undefined)
        return null;
    return {
        what: `database-${last.what}`,
        // The database is not the change's own content, whatever is wrong with it.
        cause: 'infrastructure',
        message: problems.map(({ message }) => message).join(' '),
        remedy: last.what === 'throttled' || last.what === 'unreachable'
            ? 'Name a mirror under vulnerabilities.databaseRepositories in the policy, or run again later.'
            : last.remedy,
    };
}
async function readUpdatedAt(path, ports) {
    const bytes = await ports.files.read(path, MAX_METADATA_BYTES);
    if (bytes === null)
        return null;
    try {
        const parsed = Metadata.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
        return parsed.success ? new Date(parsed.data.UpdatedAt) : null;
    }
    catch {
        return null;
    }
}
function ageProblem(updatedAt, now, maxAge) {
    const age = now.getTime() - updatedAt.getTime();
    if (age > maxAge) {
        return {
            what: 'database-old',
            cause: 'infrastructure',
            message: `The vulnerability database is from ${updatedAt.toISOString()}, ${hours(age)} ago; the policy takes at most ${hours(maxAge)}.`,
            remedy: 'Name a repository that is kept up to date, or raise vulnerabilities.maxDatabaseAge.',
        };
    }
    // Clocks differ by minutes. A database that claims to be from tomorrow would never grow old.
    if (age < -HOUR_MS) {
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

;// CONCATENATED MODULE: ./build/check/vulnerabilities/findings.js


const MAX_TITLE = 160;
function findings_findingAbout(image, about) {
    const [first, ...others] = image.uses;
    return {
        ...about,
        manifest: first.manifest.ref,
        image: image.written,
        location: first.place.location,
        related: [...first.place.related, ...others.map((use) => use.place.location)],
        path: formatPath(first.path),
        digest: image.digest,
    };
}
/** `vulnerability/unscannable`: an image, or platforms of it, could not be judged, and why. */
function unscannable(image, problems) {
    const [first] = problems;
    // What the change itself brings is never softened, whatever else went wrong beside it.
    const cause = problems.some((problem) => problem.cause === 'content') ? 'content' : first.cause;
    const messages = [...new Set(problems.map(({ message }) => message))];
    const remedies = [...new Set(problems.map(({ remedy }) => remedy))];
    return findings_findingAbout(image, {
        rule: 'vulnerability/unscannable',
        severity: 'high',
        result: { outcome: 'unknown', cause },
        enforcement: 'block',
        message: [`${image.written} was not fully checked for vulnerabilities.`, ...messages, ...remedies].join(' '),
        identity: [image.digest, ...new Set(problems.map(({ what }) => what))],
    });
}
/** One finding for an advisory and a package of a written reference, whatever platforms and versions it is there in. */
function vulnerabilityFindings(image, found, policy) {
    const groups = new Map();
    for (const one of found) {
        if (policy.ignoreUnfixed && one.fixed === null)
            continue;
        const key = JSON.stringify([one.id, one.type, one.package]);
        groups.set(key, [...(groups.get(key) ?? []), one]);
    }
    return [...groups.values()].flatMap((group) => {
        const [first] = group;
        if (first === undefined)
            return [];
        const severity = worst(group.map((one) => one.severity));
        return findings_findingAbout(image, {
            rule: findings_ruleOf(first.id),
            severity: severityOf(severity),
            result: { outcome: 'fail' },
            enforcement: severity_reaches(severity, policy.severity) ? 'block' : 'warn',
            message: messageOf(image, group, severity),
            identity: [image.digest, first.type, first.package],
        });
    });
}
/** Ids come from the database; a rule id holds nothing that a policy's patterns or a report could stumble over. */
function findings_ruleOf(id) {
    return `vulnerability/${id.replace(/[^A-Za-z0-9._:-]/g, '-')}`;
}
function findings_distinct(values) {
    return [...new Set(values)].sort().join(' and ');
}
/** The way out first. */
function messageOf(image, group, severity) {
    const name = `${group[0]?.package ?? ''} ${findings_distinct(group.map((one) => one.installed))}`.trim();
    const id = group[0]?.id ?? '';
    const title = group[0]?.title.replace(/\s+/g, ' ').trim() ?? '';
    const clipped = title.length > MAX_TITLE ? `${title.slice(0, MAX_TITLE).trimEnd()}...` : title;
    const about = clipped === '' ? '' : `: ${clipped}`;
    const platforms = group.flatMap((one) => one.platform ?? []);
    const where = platforms.length === 0 ? image.written : `${image.written} (${findings_distinct(platforms)})`;
    const fixed = group.flatMap((one) => one.fixed ?? []);
    const level = severityOf(severity) === 'info' ? 'severity not known' : severityOf(severity);
    if (fixed.length === 0) {
        return `${name} in ${where} has ${id} (${level})${about}. No version fixes it yet: replace the package or the image, or let it pass for a while with an exception.`;
    }
    return `Update ${name} to ${findings_distinct(fixed)} in ${where}: ${id} (${level})${about}. Rebuild the image with it and deploy that digest.`;
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/recognised.js
/**
 * What Trivy warns of (pkg/detector/ospkg) when it has nothing, or the wrong thing, to compare packages with; it then
 * ends well and finds little or nothing. An image can bring that about on purpose, with a false os-release or apk
 * repositories file.
 */
const NOT_COMPARED = /Unsupported os\b|Mixing Alpine versions is unsupported/;
/** Said of the newest releases too, which the database may well have: then it finds something sooner or later. */
const NOT_LISTED = /This OS version is not on the EOL list/;
/**
 * Why a scan without complaint says nothing about the image: no system and no packages were recognised, a system whose
 * package database is gone, packages of an unnamed system, or a system that the vulnerability database does not have.
 * Null where there was something to judge. Packages of languages, and Go and Rust programs by their build information,
 * count as recognised.
 */
function unrecognised(report, warnings, reference) {
    const system = report.Metadata.OS ?? null;
    const ofSystem = report.Results.filter((part) => part.Class === 'os-pkgs');
    const systemPackages = ofSystem.reduce((sum, part) => sum + part.Packages.length, 0);
    const otherPackages = report.Results.reduce((sum, part) => sum + part.Packages.length, 0) - systemPackages;
    if (system === null) {
        if (otherPackages > 0)
            return null;
        return recognised_hidden('nothing-recognised', `Trivy recognised nothing in ${reference}: no operating system and no packages. That it found no vulnerability there means nothing.`);
    }
    const name = `${system.Family} ${system.Name}`.trim();
    if (system.Family === 'none') {
        return recognised_hidden('system-unnamed', `${reference} holds the packages of an operating system, but nothing that says which (no os-release). They could not be judged.`);
    }
    if (systemPackages === 0) {
        return recognised_hidden('packages-missing', `${reference} is ${name}, but its package database is missing or empty. What is installed could not be judged.`);
    }
    const found = ofSystem.some((part) => part.Vulnerabilities.length > 0);
    if (NOT_COMPARED.test(warnings) || (!found && NOT_LISTED.test(warnings))) {
        return recognised_hidden('system-unknown', `${reference} says that it is ${name} or takes packages from another release, which Trivy has no advisories for. Its ${systemPackages} packages could not be judged, or not rightly.`);
    }
    return null;
}
function recognised_hidden(what, message) {
    return {
        what,
        cause: 'content',
        message,
        remedy: 'Build the image on a base that Trivy knows and leave its package database in place, or name this digest in an exception for vulnerability/unscannable.',
    };
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/scan.js




const SCAN_TIMEOUT_MS = 300_000;
const RETRY_AFTER_MS = 1_000;
/** Trivy on one digest, straight from its registry, and what it found there. */
async function scan(target, options) {
    const first = await scanOnce(target, options);
    if (first.problem === null || first.problem.cause === 'content')
        return first;
    if (first.problem.what === 'java-database') {
        const problem = await options.fetchJavaIndex();
        return problem === null ? scanOnce(target, options) : { vulnerabilities: [], problem };
    }
    if (first.problem.what === 'unauthorized')
        return first;
    await options.clock.sleep(RETRY_AFTER_MS);
    return scanOnce(target, options);
}
async function scanOnce(target, { trivy, database, access }) {
    const reference = formatReference({ ...target.repository, tag: null, digest: target.digest });
    const result = await trivy.run({
        command: 'image',
        flags: [
            '--skip-db-update',
            '--skip-java-db-update',
            '--cache-backend=memory',
            '--offline-scan',
            '--image-src=remote',
            '--scanners=vuln',
            '--format=json',
            '--list-all-pkgs',
        ],
        target: reference,
        cacheDirectory: database.cacheDirectory,
        access,
        timeoutMs: SCAN_TIMEOUT_MS,
    });
    const failure = failure_failureOf(result, `scan ${reference}`);
    if (failure !== null)
        return { vulnerabilities: [], problem: failure };
    const report = result.status === 'exited' ? parseTrivyReport(result.stdout) : null;
    if (report === null || report.ArtifactName !== reference) {
        const message = `Trivy gave no report on ${reference} that can be read.`;
        const remedy = 'Run Trivy on the image by hand to see what it says.';
        return { vulnerabilities: [], problem: { what: 'trivy-garbage', cause: 'content', message, remedy } };
    }
    return { vulnerabilities: vulnerabilitiesOf(report), problem: unrecognised(report, result.stderr, reference) };
}
function vulnerabilitiesOf(report) {
    return report.Results.flatMap((part) => part.Vulnerabilities.map((one) => ({
        id: one.VulnerabilityID,
        type: part.Type,
        package: one.PkgName,
        installed: one.InstalledVersion,
        fixed: one.FixedVersion === '' ? null : one.FixedVersion,
        severity: one.Severity,
        title: one.Title,
    })));
}

;// CONCATENATED MODULE: ./build/resolve/cause.js
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
    network: 'infrastructure',
    unauthorized: 'infrastructure',
    forbidden: 'infrastructure',
    'not-found': 'content',
    throttled: 'infrastructure',
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
function cause_causeOf(failure) {
    return CAUSE[failure];
}

;// CONCATENATED MODULE: ./build/resolve/findings.js


/** A finding about a written reference: placed at its first use, the other uses beside it. */
function resolve_findings_findingAbout(image, about) {
    const [first, ...others] = image.uses;
    return {
        ...about,
        manifest: first.manifest.ref,
        image: image.written,
        location: first.place.location,
        related: [...first.place.related, ...others.map((use) => use.place.location)],
        path: formatPath(first.path),
    };
}
function findings_unreadable(image, problem) {
    return resolve_findings_findingAbout(image, {
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
    return resolve_findings_findingAbout(image, {
        rule: 'image/unresolvable',
        severity: 'high',
        result: absent ? { outcome: 'fail' } : { outcome: 'unknown', cause: cause_causeOf(error.failure) },
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

;// CONCATENATED MODULE: ./build/resolve/resolve.js


/** Images under way at once. The registry bounds its requests on its own; this bounds what waits for them. */
const MAX_IMAGES = 64;
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
        if (!(error instanceof RegistryError))
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
    const limit = (0,p_limit/* default */.A)(MAX_IMAGES);
    let done = 0;
    const entries = await Promise.all(images.map((image) => limit(async () => {
        const resolution = await resolveOne(image, registry, options);
        done += 1;
        options.log.progress(`Resolving images: ${done} of ${images.length}`);
        return [image.written, resolution];
    })));
    return new Map(entries);
}

;// CONCATENATED MODULE: ./build/resolve/rules.js
const resolve_rules_RULES = [
    {
        id: 'image/unresolvable',
        topic: 'supply-chain',
        level: null,
        severity: 'high',
        title: 'Image that cannot be resolved',
        means: 'The reference cannot be read, or its registry says that there is no such tag or digest. A registry that gives no usable answer makes it unknown.',
        why: 'What cannot be found cannot be checked, and a rollout of it stops with ImagePullBackOff.',
        repair: 'Correct the reference, or push the image before the change that uses it.',
        docs: 'https://kubernetes.io/docs/concepts/containers/images/',
        cis: [],
        nsa: [],
    },
    {
        id: 'image/tag-digest-mismatch',
        topic: 'supply-chain',
        level: null,
        severity: 'low',
        title: 'Tag and digest disagree',
        means: 'A reference names a tag and a digest, and the tag now points at another digest. Looked up for added images only.',
        why: 'The cluster runs the digest; people read the tag, and take one version for another.',
        repair: 'Pin the digest of the image that is meant, or correct the tag beside it.',
        docs: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
        cis: [],
        nsa: [],
    },
];

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
        return resolve_findings_findingAbout(image, {
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
        if (error instanceof RegistryError)
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

;// CONCATENATED MODULE: ./build/resolve/index.js






;// CONCATENATED MODULE: ./build/check/vulnerabilities/targets.js


const DEFAULT_PLATFORMS = ['linux/amd64', 'linux/arm64'];
const targets_INDEX_TYPES = new Set([
    'application/vnd.oci.image.index.v1+json',
    'application/vnd.docker.distribution.manifest.list.v2+json',
]);
/**
 * What is scanned of a digest: an image, or of an index the children for `platforms` (none named: linux/amd64 and
 * linux/arm64, as far as they are there). Attestation manifests, which BuildKit puts beside them for the platform
 * `unknown/unknown`, are nothing that runs.
 */
async function selectTargets(repository, digest, registry, platforms) {
    let manifest;
    try {
        manifest = await registry.manifest(repository, digest);
    }
    catch (error) {
        if (!(error instanceof RegistryError))
            throw error;
        return {
            what: `registry-${error.failure}`,
            cause: cause_causeOf(error.failure),
            message: error.message,
            remedy: error.remedy,
        };
    }
    if (manifest.kind === 'image')
        return [{ repository, digest, platform: null }];
    const wanted = platforms.length === 0 ? DEFAULT_PLATFORMS : platforms;
    const chosen = manifest.manifests.filter((child) => !isAttestation(child) && wanted.some((platform) => isFor(child, platform)));
    if (chosen.length === 0)
        return nothingFor(repository, manifest.manifests, wanted);
    if (chosen.some((child) => targets_INDEX_TYPES.has(child.mediaType))) {
        return {
            what: 'nested-index',
            cause: 'content',
            message: `An index in ${repositoryOf(repository)} names another index where an image should be.`,
            remedy: 'Push the image again as an index of images.',
        };
    }
    const targets = new Map();
    for (const child of chosen) {
        if (!targets.has(child.digest)) {
            targets.set(child.digest, { repository, digest: child.digest, platform: targets_platformOf(child) });
        }
    }
    return [...targets.values()];
}
function isAttestation(child) {
    return child.annotations['vnd.docker.reference.type'] !== undefined || child.platform?.os === 'unknown';
}
/** `linux/arm` takes every variant, `linux/arm/v7` that one. */
function isFor({ platform }, wanted) {
    if (platform === null)
        return false;
    const [os, architecture, variant] = wanted.split('/');
    const sameVariant = variant === undefined || variant === platform.variant;
    return os === platform.os && architecture === platform.architecture && sameVariant;
}
function targets_platformOf({ platform }) {
    if (platform === null)
        return null;
    return [platform.os, platform.architecture, ...(platform.variant === null ? [] : [platform.variant])].join('/');
}
function nothingFor(repository, children, wanted) {
    const there = children.filter((child) => !isAttestation(child)).flatMap((child) => targets_platformOf(child) ?? []);
    const shown = [...new Set(there)].slice(0, 8).join(', ');
    return {
        what: 'no-platform',
        cause: 'content',
        message: `The index in ${repositoryOf(repository)} has no image for ${wanted.join(' or ')}; it has ${shown === '' ? 'none at all' : shown}.`,
        remedy: 'Name the platforms that the cluster runs under images.platforms in the policy.',
    };
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/trivy.js


const GIGABYTE = 1024 ** 3;
const MAX_OUTPUT_BYTES = 128 * 1024 * 1024;
const MAX_MEMORY_BYTES = 4 * GIGABYTE;
/** What a program needs to get through a proxy or to trust the company's certificates; nothing of it is a secret of a registry. */
const trivy_INHERITED = [
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
 * `TRIVY_…` variable, and a Docker configuration that holds one registry's credential and no other.
 */
async function createTrivy(tool, directory, ports, mirrors) {
    const empty = (0,external_node_path_.join)(directory, 'empty');
    const temporary = (0,external_node_path_.join)(directory, 'tmp');
    const config = (0,external_node_path_.join)(directory, 'trivy.yaml');
    const ignore = (0,external_node_path_.join)(directory, 'trivyignore');
    await ports.files.makeDirectory(empty);
    await ports.files.makeDirectory(temporary);
    await ports.files.write(config, configText(mirrors));
    await ports.files.write(ignore, '');
    const inherited = {};
    for (const name of trivy_INHERITED) {
        const value = ports.env.get(name);
        if (value !== undefined)
            inherited[name] = value;
    }
    const configurations = new Map();
    const writeDockerConfig = async (access) => {
        const path = (0,external_node_path_.join)(directory, `docker-${configurations.size}`);
        const text = access === null ? dockerConfigText('', null) : dockerConfigText(access.host, access.credential);
        await ports.files.write((0,external_node_path_.join)(path, 'config.json'), text);
        return path;
    };
    const dockerConfigFor = (access) => {
        const key = JSON.stringify([access?.host ?? null, access?.credential ?? null]);
        const path = configurations.get(key) ?? writeDockerConfig(access);
        configurations.set(key, path);
        return path;
    };
    return {
        version: tool.version,
        directory,
        async run({ command, flags, target, cacheDirectory, access, timeoutMs }) {
            return ports.exec.run({
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
                    ...flags,
                    ...(target === undefined ? [] : ['--', target]),
                ],
                cwd: empty,
                env: {
                    ...inherited,
                    HOME: directory,
                    TMPDIR: temporary,
                    TEMP: temporary,
                    TMP: temporary,
                    DOCKER_CONFIG: await dockerConfigFor(access),
                    // Trivy asks the clouds' own registries with the machine's identity where it finds one; it must not here.
                    AWS_EC2_METADATA_DISABLED: 'true',
                },
                network: access === null ? 'none' : 'direct',
                // Trivy's own limit ends it in order; this one ends it anyway.
                timeoutMs: timeoutMs + 5_000,
                maxOutputBytes: MAX_OUTPUT_BYTES,
                maxMemoryBytes: MAX_MEMORY_BYTES,
            });
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

;// CONCATENATED MODULE: ./build/check/vulnerabilities/check.js











/**
 * Scans every digest once with Trivy and the one database of this run, and holds what it finds against the policy.
 * Whatever keeps an image from being judged is `unknown`. Only images that were admitted and resolved may come in: each
 * one's registry is contacted.
 *
 * @throws UsageError for a database repository or a tool path that the policy misspells.
 */
async function checkVulnerabilities(images, options) {
    const { severity } = options.policy.vulnerabilities;
    if (severity === 'off')
        return check_all(images, 'skipped');
    if (images.length === 0)
        return check_all(images, 'pass');
    if (options.offline)
        return undecided(images, OFFLINE, null);
    const policy = { ...options.policy.vulnerabilities, severity };
    const tool = await options.toolbox.locate('trivy').catch((error) => {
        if (error instanceof GateError && !(error instanceof UsageError))
            return error;
        throw error;
    });
    if (tool instanceof GateError)
        return undecided(images, toolProblem(tool), null);
    return options.ports.files.withTemporaryDirectory('scg-trivy', async (directory) => {
        const trivy = await createTrivy(tool, directory, options.ports, options.policy.mirrors);
        return checkWith(trivy, images, policy, options);
    });
}
async function checkWith(trivy, images, policy, options) {
    const { ports } = options;
    const accessTo = createAccess(options);
    const prepared = await prepareDatabase(trivy, { policy, ports, accessTo });
    const updatedAt = 'database' in prepared ? prepared.database.updatedAt : prepared.updatedAt;
    const described = {
        version: trivy.version,
        database: updatedAt === null ? null : { updatedAt: updatedAt.toISOString() },
    };
    if ('problem' in prepared)
        return undecided(images, prepared.problem, described);
    const missed = await missedCanary(trivy, prepared.database, policy.canary, ports);
    if (missed !== null)
        return undecided(images, missed, described);
    const results = await scanDigests(trivy, prepared.database, images, accessTo, options);
    const outcomes = new Map();
    const findings = [];
    for (const image of images) {
        const { found, problems } = results.get(image.digest) ?? { found: [], problems: [] };
        const [problem, ...more] = problems;
        const mine = [
            ...vulnerabilityFindings(image, found, policy),
            ...(problem === undefined ? [] : [unscannable(image, [problem, ...more])]),
        ];
        const blocked = mine.some(({ result, enforcement }) => result.outcome === 'fail' && enforcement === 'block');
        outcomes.set(image.written, blocked ? 'fail' : problem !== undefined ? 'unknown' : 'pass');
        findings.push(...mine);
    }
    return { outcomes, findings, trivy: described };
}
/** Each digest once, however many references and repositories name it; as many at a time as there are processors. */
async function scanDigests(trivy, database, images, accessTo, { policy, registry, ports, workers }) {
    const first = new Map();
    for (const image of images)
        if (!first.has(image.digest))
            first.set(image.digest, image.reference);
    const limit = (0,p_limit/* default */.A)(Math.max(1, workers ?? globalThis.navigator.hardwareConcurrency));
    const fetchJavaIndex = createJavaIndex(trivy, database, ports);
    const scans = new Map();
    let done = 0;
    const judge = async (digest, repository) => {
        const targets = await selectTargets(repository, digest, registry, policy.images.platforms);
        if ('cause' in targets)
            return { found: [], problems: [targets] };
        const parts = await Promise.all(targets.map(async (target) => {
            const known = scans.get(target.digest) ??
                limit(async () => scan(target, { trivy, database, access: await accessTo(repository), clock: ports.clock, fetchJavaIndex }));
            scans.set(target.digest, known);
            return { target, result: await known };
        }));
        done += 1;
        ports.log.progress(`Scanned ${done} of ${first.size} images`);
        return {
            found: parts.flatMap(({ target, result }) => result.vulnerabilities.map((one) => ({ ...one, platform: target.platform }))),
            problems: parts.flatMap(({ result }) => result.problem ?? []),
        };
    };
    const judged = await Promise.all([...first].map(async ([digest, repository]) => [digest, await judge(digest, repository)]));
    return new Map(judged);
}
/** Only images with Java archives need it; the first that does fetches it for all. */
function createJavaIndex(trivy, database, ports) {
    let fetched = null;
    const fetchIndex = async () => {
        ports.log.progress('Fetching the index of Java archives');
        const result = await trivy.run({
            command: 'image',
            flags: ['--download-java-db-only'],
            cacheDirectory: database.cacheDirectory,
            access: { host: '', credential: null, insecure: false },
            timeoutMs: 300_000,
        });
        const failure = failure_failureOf(result, 'fetch the index of Java archives');
        return failure === null ? null : { ...failure, what: 'java-database', cause: 'infrastructure' };
    };
    return () => {
        fetched ??= fetchIndex();
        return fetched;
    };
}
function createAccess({ ports, insecureHosts, credentials, }) {
    const keychain = createKeychain(ports, credentials);
    const plain = new Set(insecureHosts.map(canonicalHost));
    return async (repository) => {
        const host = repository.registry;
        if (plain.has(host))
            return { host, credential: null, insecure: true };
        return { host, credential: await keychain.find(repository), insecure: canonical_host_isLoopbackHost(host) };
    };
}
const OFFLINE = {
    what: 'offline',
    cause: 'infrastructure',
    message: 'The gate was told to make no connections (--offline), and a scan reads the image from its registry.',
    remedy: 'Run again without --offline.',
};
function toolProblem(error) {
    return { what: error.code, cause: 'infrastructure', message: error.message, remedy: error.remedy };
}
function check_all(images, outcome) {
    return { outcomes: new Map(images.map((image) => [image.written, outcome])), findings: [], trivy: null };
}
function undecided(images, problem, trivy) {
    return {
        outcomes: new Map(images.map((image) => [image.written, 'unknown'])),
        findings: images.map((image) => unscannable(image, [problem])),
        trivy,
    };
}

;// CONCATENATED MODULE: ./build/check/vulnerabilities/rules.js
const vulnerabilities_rules_RULES = [
    {
        id: 'vulnerability/*',
        topic: 'supply-chain',
        level: null,
        severity: 'high',
        title: 'Known vulnerability in an image',
        means: 'Trivy found a package in the image that an advisory applies to. It blocks at or above vulnerabilities.severity, and warns below; advisories without a fixed version are left out unless ignoreUnfixed is false.',
        why: 'Known vulnerabilities are what attackers try first: the advisory tells them where, and tools tell them how.',
        repair: 'Rebuild the image with the fixed version and deploy the new digest.',
        docs: 'https://trivy.dev/docs/latest/guide/scanner/vulnerability/',
        cis: [],
        nsa: ['Kubernetes Pod security: building secure container images'],
    },
    {
        id: 'vulnerability/unscannable',
        topic: 'supply-chain',
        level: null,
        severity: 'high',
        title: 'Image that could not be judged for vulnerabilities',
        means: 'The scan gave no answer: the image hides what is in it, Trivy was stopped, or the vulnerability database is missing, incomplete or too old. It is unknown, and never clean.',
        why: 'An image without its package database scans without a finding, whatever is in it.',
        repair: 'Do what the message says: keep the package database in the image, make the registry or a database mirror reachable, or name the digest in an exception.',
        docs: 'https://trivy.dev/docs/latest/guide/coverage/os/',
        cis: [],
        nsa: ['Kubernetes Pod security: building secure container images'],
    },
];

;// CONCATENATED MODULE: ./build/check/vulnerabilities/index.js



// EXTERNAL MODULE: ./node_modules/picomatch/index.js
var picomatch = __webpack_require__(4006);
;// CONCATENATED MODULE: ./build/judge/fingerprint.js


/** Families of rules whose findings are about a written image reference, wherever it is used. */
const IMAGE_FAMILIES = ['image/', 'signature/', 'attestation/', 'vulnerability/'];
/** True where one finding stands for every use of its image: `manifest` and `location` are then only the first use. */
function isAboutImage(finding) {
    return finding.image !== null && IMAGE_FAMILIES.some((family) => finding.rule.startsWith(family));
}
/**
 * What makes two findings the same problem: rule, object, path, identity and image. No line numbers and no file names,
 * so that moved lines and renamed files keep it; where nothing names an object (a file that cannot be read, a chart
 * that does not render), the file stands in for it, or mending one file would excuse breaking another.
 *
 * A finding about an image holds no object: its uses are compared one by one (see `placesOf`).
 *
 * @returns 64 hexadecimal digits. Not unique: equal fingerprints are told apart by their count.
 */
function fingerprintOf(finding) {
    const place = isAboutImage(finding) ? null : objectPlace(finding);
    const parts = [1, finding.rule, place, finding.identity, finding.image];
    return (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(parts)).digest('hex');
}
/**
 * What two findings must share to be compared at all: the rule and the object, or the fingerprint where there is no
 * object to go by.
 */
function problemKey(finding) {
    if (isAboutImage(finding) || finding.manifest === null)
        return fingerprintOf(finding);
    return JSON.stringify([finding.rule, ...objectIdentity(finding.manifest)]);
}
/**
 * For a finding about an image: object and path of each of its uses. List indices are left out, so that a container
 * added above does not make those below it new; how often a place occurs is counted instead. Empty for other findings.
 */
function placesOf(finding, images) {
    if (finding.image === null || !isAboutImage(finding))
        return [];
    const image = images.get(finding.image);
    if (image === undefined)
        return [JSON.stringify(objectPlace(finding))];
    return image.uses.map((use) => {
        const path = formatPath(use.path.filter((step) => typeof step === 'string'));
        return JSON.stringify([...objectIdentity(use.manifest.ref), path]);
    });
}
function objectPlace(finding) {
    const object = finding.manifest === null ? ['file', finding.location.file] : objectIdentity(finding.manifest);
    return [...object, finding.path];
}
/** The group without the version: `apps/v1beta1` and `apps/v1` are one object to the cluster. */
function objectIdentity(ref) {
    const slash = ref.apiVersion.indexOf('/');
    const group = slash === -1 ? '' : ref.apiVersion.slice(0, slash);
    return [group, ref.kind, ref.namespace ?? '', ref.name];
}

;// CONCATENATED MODULE: ./build/judge/exceptions.js



const DAY = 86_400_000;
const EXACT_DIGEST = /^sha(256|384|512):[0-9a-f]{64,128}$/;
/**
 * An exception holds to the end of its UTC day, and may not reach further than `gate.maxExceptionAge` from today
 * (counted in days, as its date is). One for signatures or registries that names no exact rule or no exact digest
 * cannot apply to anything, which its author should hear.
 */
function exceptionsToday(policy, now) {
    const holding = [];
    const refused = [];
    for (const [index, exception] of policy.exceptions.entries()) {
        const lastDay = Date.parse(`${exception.expires}T00:00:00Z`);
        if (now.getTime() >= lastDay + DAY)
            refused.push({ index, exception, why: 'expired' });
        else if (lastDay > now.getTime() + policy.gate.maxExceptionAge) {
            refused.push({ index, exception, why: 'outlives-limit' });
        }
        else {
            holding.push(compile(exception));
            if (exception.rules.some((rule) => namesGuardedRule(rule) && !isExact(rule, exception))) {
                refused.push({ index, exception, why: 'not-exact' });
            }
        }
    }
    return { holding, refused };
}
/** The first exception, in the policy's order, that covers the finding; null where none does. */
function exceptionFor(finding, exceptions, images) {
    const found = exceptions.find((exception) => exceptions_covers(exception, finding, images));
    return found === undefined ? null : { reason: found.reason, expires: found.expires };
}
function exceptions_covers(exception, finding, images) {
    const exactOnly = isGuarded(finding.rule) || finding.result.outcome === 'unknown';
    if (exactOnly) {
        // What was not checked, not signed or not allowed passes only for the very bytes that somebody looked at.
        if (!exception.rules.includes(finding.rule) || finding.digest === null)
            return false;
        const named = (exception.images ?? []).map(splitDigest).some(({ digest }) => digest === finding.digest);
        if (!named)
            return false;
    }
    else if (!exception.rules.some((pattern) => exceptions_matchesRule(pattern, finding.rule)))
        return false;
    return coversImage(exception, finding, images) && coversPaths(exception, finding, images);
}
function coversImage(exception, finding, images) {
    if (exception.images === undefined)
        return true;
    const reference = finding.image === null ? null : (images.get(finding.image)?.reference ?? null);
    return reference !== null && exception.coversRepository(repositoryOf(reference), finding.digest ?? reference.digest);
}
/** By the file that a person edits. An image is covered only when each of its uses is: one finding stands for them all. */
function coversPaths(exception, finding, images) {
    const image = finding.image !== null && isAboutImage(finding) ? images.get(finding.image) : undefined;
    const files = image?.uses.map((use) => use.place.location.file) ?? [finding.location.file];
    return files.every(exception.coversFile);
}
function compile(exception) {
    const images = (exception.images ?? []).map((pattern) => {
        const { glob, digest } = splitDigest(pattern);
        return { matches: exceptions_compileGlob(glob.replace(/^index\.docker\.io\//, 'docker.io/')), digest };
    });
    const paths = exception.paths?.map(exceptions_compileGlob);
    return {
        ...exception,
        coversRepository: (repository, judged) => images.some(({ matches, digest }) => (digest === null || digest === judged) && matches(repository)),
        coversFile: (file) => paths === undefined || paths.some((matches) => matches(file)),
    };
}
/** `pss/*`, `vulnerability/CVE-2024-*` and `*` are prefixes; anything else is the rule itself. */
function exceptions_matchesRule(pattern, rule) {
    return pattern.endsWith('*') ? rule.startsWith(pattern.slice(0, -1)) : pattern === rule;
}
function isGuarded(rule) {
    return rule.startsWith('signature/') || rule.startsWith('attestation/') || rule === 'image/denied-registry';
}
/** Written for guarded rules alone: `signature/*` is, `*` and `image/*` are not, since they have other work to do. */
function namesGuardedRule(pattern) {
    return isGuarded(pattern) || (pattern.endsWith('*') && isGuarded(pattern.slice(0, -1)));
}
function isExact(rule, exception) {
    const images = exception.images ?? [];
    return !rule.endsWith('*') && images.length > 0 && images.every((image) => splitDigest(image).digest !== null);
}
function splitDigest(pattern) {
    const at = pattern.lastIndexOf('@');
    const digest = at === -1 ? '' : pattern.slice(at + 1);
    return EXACT_DIGEST.test(digest) ? { glob: pattern.slice(0, at), digest } : { glob: pattern, digest: null };
}
/** `*` stays within one segment, `**` crosses; no braces, no extended globs, no negation. */
function exceptions_compileGlob(glob) {
    const matches = picomatch(glob, { dot: true, nobrace: true, noextglob: true, nonegate: true });
    return (text) => matches(text);
}

;// CONCATENATED MODULE: ./build/judge/order.js

const EFFECTS = ['block', 'warn', 'excepted', 'baseline'];
/** What stops the merge first, the worst first, then by place. Total: equal only where nothing a reader sees differs. */
function compareJudged(a, b) {
    return (EFFECTS.indexOf(a.effect) - EFFECTS.indexOf(b.effect) ||
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        compareFindings(a, b));
}
function compareFindings(a, b) {
    return (compareLocations(a.location, b.location) ||
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

;// CONCATENATED MODULE: ./build/judge/baseline.js


const same = (head, base) => head.fingerprint === base.fingerprint && isWithin(head.uses, base.uses);
/** From the surest to the least: in the same file, moved, and with some of its problems repaired. */
const PASSES = [
    (head, base) => same(head, base) && head.finding.location.file === base.finding.location.file,
    same,
    hasFewerProblems,
];
/**
 * The head's failures that the base had as well, one for one: two equal ones at the head need two at the base. An
 * unknown at the base is not known to be anything, and an unknown at the head is not a known failure. Exceptions play
 * no part here, so that taking one away can never excuse anything.
 */
function knownAtBase(head, base) {
    const known = new Set();
    const used = new Set();
    const candidates = Map.groupBy(failuresOf(base), ({ finding }) => problemKey(finding));
    const failures = failuresOf(head);
    for (const matches of PASSES) {
        for (const failure of failures) {
            if (known.has(failure.finding))
                continue;
            const group = candidates.get(problemKey(failure.finding)) ?? [];
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
        .map((finding) => ({ finding, fingerprint: fingerprintOf(finding), uses: placesOf(finding, byText) }));
}
/** The object had these problems and more: what was repaired of it must not make the rest new. */
function hasFewerProblems({ finding: head }, { finding: base }) {
    if (isAboutImage(head) || head.manifest === null || head.identity.length === 0)
        return false;
    return head.identity.length < base.identity.length && isWithin(head.identity, base.identity);
}
/** As a multiset: nothing occurs more often in `part` than in `whole`. */
function isWithin(part, whole) {
    const left = [...whole];
    return part.every((each) => {
        const at = left.indexOf(each);
        if (at === -1)
            return false;
        left.splice(at, 1);
        return true;
    });
}
function imagesByText(images) {
    return new Map(images.map((image) => [image.written, image]));
}

;// CONCATENATED MODULE: ./build/judge/refused-exceptions.js


const refused_exceptions_RULES = [
    {
        id: 'gate/exception-expired',
        topic: 'admission',
        level: null,
        severity: 'low',
        title: 'Expired exception',
        means: 'An exception of the policy file is past its last day, so it no longer applies.',
        why: 'What it excused counts again; an exception nobody renews is often one nobody remembers.',
        repair: 'Remove the exception, or renew it with a new date and a reason that still holds.',
        docs: 'https://kubernetes.io/docs/concepts/security/pod-security-admission/#exemptions',
        cis: [],
        nsa: [],
    },
    {
        id: 'gate/exception-refused',
        topic: 'admission',
        level: null,
        severity: 'medium',
        title: 'Exception that cannot apply',
        means: 'An exception reaches further than the policy allows: past gate.maxExceptionAge, or over signatures or registries without one exact rule and one exact digest.',
        why: 'A wide exception for signatures or registries would let any image through for a long time.',
        repair: 'Name the exact rule and repository@sha256:..., and an earlier date.',
        docs: 'https://kubernetes.io/docs/concepts/security/pod-security-admission/#exemptions',
        cis: [],
        nsa: [],
    },
];
/** A warning for each exception that does not apply: it is never dropped in silence, and never decides anything. */
function refusedExceptionFindings(refused, policyFile, maxAge) {
    return refused.map(({ index, exception, why }) => ({
        rule: why === 'expired' ? 'gate/exception-expired' : 'gate/exception-refused',
        severity: why === 'expired' ? 'low' : 'medium',
        result: { outcome: 'fail' },
        enforcement: 'warn',
        message: `exceptions[${index}] (${exception.rules.join(', ')}) ${refused_exceptions_explain(why, exception.expires, maxAge)}`,
        manifest: null,
        image: null,
        location: fileLocation(policyFile),
        related: [],
        path: `exceptions[${index}]`,
        identity: [why, ...exception.rules, exception.expires],
        digest: null,
    }));
}
/** The same for `policy check`, which judges nothing: where in the policy file, and what is wrong. */
function lintExceptions(policy, now) {
    return exceptionsToday(policy, now).refused.map(({ index, exception, why }) => ({
        path: ['exceptions', index],
        message: `exceptions[${index}] (${exception.rules.join(', ')}) ${refused_exceptions_explain(why, exception.expires, policy.gate.maxExceptionAge)}`,
    }));
}
function refused_exceptions_explain(why, expires, maxAge) {
    switch (why) {
        case 'expired':
            return `expired at the end of ${expires} (UTC) and no longer applies. Remove it, or renew it with a reason that still holds.`;
        case 'outlives-limit':
            return `runs until ${expires}, longer than gate.maxExceptionAge (${Math.floor(maxAge / 86_400_000)} days from today) allows, so it does not apply. Give it an earlier date.`;
        case 'not-exact':
            return 'is about signatures or registries, where an exception must name one exact rule and one exact digest, so it does not apply to them. Write the rule in full and the image as repository@sha256:...';
    }
}

;// CONCATENATED MODULE: ./build/judge/judge.js





/** Applies the policy's exceptions, the baseline and `onUnknown`, in this order, and decides. Pure. */
function judge(input) {
    const { head, base, policy, policyFile, now } = input;
    const images = imagesByText(head.images);
    const { holding, refused } = exceptionsToday(policy, now);
    const known = base === null ? new Set() : knownAtBase(head, base);
    const excused = policy.gate.scope === 'new' ? known : new Set();
    const findings = head.findings.map((finding) => {
        const exception = exceptionFor(finding, holding, images);
        const effect = exception === null ? effectOf(finding, excused.has(finding), policy) : 'excepted';
        return { ...finding, fingerprint: fingerprintOf(finding), effect, exception, fix: null };
    });
    for (const finding of refusedExceptionFindings(refused, policyFile, policy.gate.maxExceptionAge)) {
        findings.push({ ...finding, fingerprint: fingerprintOf(finding), effect: 'warn', exception: null, fix: null });
    }
    findings.sort(compareJudged);
    return { verdict: verdictOf(findings), findings, repaired: base === null ? 0 : countRepaired(base, head) };
}
function effectOf(finding, known, policy) {
    if (known)
        return 'baseline';
    const { result } = finding;
    const softened = policy.gate.onUnknown === 'warn' && result.outcome === 'unknown' && result.cause === 'infrastructure';
    return softened ? 'warn' : finding.enforcement;
}
/** A blocking failure decides, whatever else is unknown; an unknown that blocks is never a pass. */
function verdictOf(findings) {
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

;// CONCATENATED MODULE: ./build/judge/index.js






;// CONCATENATED MODULE: ./build/tree/edits.js

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
function edits_applyEdits(text, edits) {
    if (text.startsWith(BYTE_ORDER_MARK))
        return BYTE_ORDER_MARK + edits_applyEdits(text.slice(1), edits);
    const starts = lineStarts(text);
    let result = '';
    let from = 0;
    for (const edit of sortEdits(edits)) {
        const start = offsetOf(starts, text, edit.startLine, edit.startColumn);
        const end = offsetOf(starts, text, edit.endLine, edit.endColumn);
        if (start < from || end < start) {
            throw new GateError({
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

;// CONCATENATED MODULE: ./build/tree/links.js

const MAX_HOPS = 40;
/** Below the tree's root, or null where `path` leaves it. */
function insideTree(path) {
    const normal = external_node_path_.posix.normalize(path).replace(/\/+$/, '');
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
        const target = entry.target.startsWith('/') ? null : insideTree(external_node_path_.posix.join(at, entry.target));
        if (target === null)
            return { kind: 'outside', link: here };
        rest = [...(target === '' ? [] : target.split('/')), ...rest];
        at = '';
    }
}

;// CONCATENATED MODULE: ./build/tree/memory.js

/** A tree that exists only in memory: for tests, and for what is built on the way. */
function memoryTree(contents, label = 'a tree in memory') {
    const entries = new Map();
    const files = new Map();
    for (const [path, content] of Object.entries(contents)) {
        if (typeof content === 'object' && 'link' in content) {
            entries.set(path, { kind: 'symlink', path, target: content.link });
        }
        else if (typeof content === 'object' && 'submodule' in content) {
            entries.set(path, { kind: 'submodule', path });
        }
        else {
            const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
            files.set(path, bytes);
            entries.set(path, { kind: 'file', path, size: bytes.length, executable: false });
        }
    }
    return entriesTree([...entries.values()], {
        label,
        commit: null,
        read: async (path) => files.get(path) ?? null,
    });
}
/** A tree whose entries are all known at the start. */
function entriesTree(entries, { label, commit, read }) {
    const sorted = [...entries].sort((a, b) => memory_compare(a.path, b.path));
    const known = new Map(sorted.map((entry) => [entry.path, entry]));
    const directories = new Set(sorted.flatMap(({ path }) => ancestors(path)));
    return {
        label,
        commit,
        list: async (under = '') => (under === '' ? sorted : sorted.filter(({ path }) => path.startsWith(`${under}/`))),
        stat: async (path) => known.get(path) ?? (path === '' || directories.has(path) ? 'directory' : null),
        async read(path) {
            const bytes = known.get(path)?.kind === 'file' ? await read(path) : null;
            if (bytes !== null)
                return bytes;
            throw memory_unreadable(path, label);
        },
    };
}
function memory_unreadable(path, label, why = 'there is no such file') {
    return new GateError({
        code: 'tree/unreadable',
        stage: 'tree',
        message: `${path} cannot be read in ${label}: ${why}.`,
        remedy: 'Name a file that is there and can be read.',
    });
}
function memory_compare(a, b) {
    if (a === b)
        return 0;
    return a < b ? -1 : 1;
}
function ancestors(path) {
    const found = [];
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
        found.push(path.slice(0, at));
    return found;
}

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
        throw new GateError({
            code: 'tree/unreadable',
            stage: 'tree',
            message: `${path} is not UTF-8 text, so it cannot be edited.`,
            remedy: 'Save the file as UTF-8.',
        });
    }
    return new TextEncoder().encode(edits_applyEdits(text, edits));
}

;// CONCATENATED MODULE: ./build/tree/index.js





;// CONCATENATED MODULE: ./build/render/problem.js

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
/** `render/failed`: nothing of the source is checked, so it blocks whatever the policy says of other rules. */
function renderFailed(source, details) {
    const name = describeSource(source);
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

;// CONCATENATED MODULE: ./build/render/export-tree.js



/** A file of the set as text, without a byte-order mark; empty where it is not there. */
function textOf(files, path) {
    return new TextDecoder().decode(files.get(path));
}
const MAX_FILES = 20_000;
const MAX_BYTES = 128 << 20;
const MAX_LINK_DEPTH = 8;
/** The first line of every Git LFS pointer (git-lfs docs/spec.md). */
const LFS = 'version https://git-lfs.github.com/spec/v1\n';
function export_tree_hidden(path) {
    return path.split('/').some((segment) => segment.toLowerCase() === '.git');
}
function export_tree_refuse(path, what, remedy, unknown = false) {
    const details = { what, remedy, location: fileLocation(path) };
    throw new RenderProblem(unknown ? { ...details, unknown: 'content' } : details);
}
function checkLink(path, resolved) {
    if (resolved.kind === 'outside') {
        export_tree_refuse(resolved.link, `the symbolic link ${resolved.link} leads out of the repository`, 'Replace the link by the file it should hold');
    }
    if (resolved.kind === 'loop') {
        export_tree_refuse(path, `the symbolic link ${path} leads back to itself`, 'Remove the link');
    }
    if (resolved.kind === 'found' && resolved.is === 'submodule') {
        export_tree_refuse(path, `${path} is a git submodule, and submodules are not fetched`, 'Commit the files themselves, or ignore the source in the policy', true);
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
        if (export_tree_hidden(path))
            return false;
        if (this.#files.has(path))
            return true;
        const resolved = await resolveInTree(this.#tree, path);
        checkLink(path, resolved);
        if (resolved.kind !== 'found' || resolved.is !== 'file' || export_tree_hidden(resolved.path))
            return false;
        await this.#add(path, resolved.path);
        return true;
    }
    /**
     * Everything below `root`. Links are followed inside the repository, and their content stands in their place, so
     * that the tool meets none.
     *
     * @throws RenderProblem for a link that leads out, a submodule, an LFS pointer, or too much of it.
     */
    async directory(root) {
        await this.#walk(root, root, 0);
    }
    async #walk(from, to, depth) {
        for (const entry of await this.#tree.list(from)) {
            if (export_tree_hidden(entry.path))
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
            const resolved = await resolveInTree(this.#tree, entry.path);
            checkLink(path, resolved);
            if (resolved.kind !== 'found' || export_tree_hidden(resolved.path))
                continue;
            if (resolved.is === 'file')
                await this.#add(path, resolved.path);
            else if (depth < MAX_LINK_DEPTH)
                await this.#walk(resolved.path, path, depth + 1);
            else
                export_tree_refuse(path, `the symbolic links at ${path} are nested too deeply`, 'Remove the link');
        }
    }
    async #add(path, from) {
        if (/[\\\0]/.test(path)) {
            export_tree_refuse(path, `the file name ${JSON.stringify(path)} cannot be written on every system`, 'Rename it', true);
        }
        const entry = await this.#tree.stat(from);
        if (entry === null || entry === 'directory' || entry.kind !== 'file')
            return;
        this.#bytes += entry.size;
        if (this.#bytes > MAX_BYTES || this.#files.size >= MAX_FILES) {
            const limit = this.#bytes > MAX_BYTES ? `${MAX_BYTES >> 20} MiB` : `${MAX_FILES} files`;
            export_tree_refuse(path, `it holds more than ${limit}`, 'Move what is not part of it elsewhere', true);
        }
        const bytes = await this.#tree.read(from);
        if (bytes.length < 1024 && Buffer.from(bytes).toString('latin1').startsWith(LFS)) {
            export_tree_refuse(path, `${path} is a Git LFS pointer, and its content is not in the tree`, 'Commit the file itself', true);
        }
        this.#files.set(path, bytes);
    }
}

;// CONCATENATED MODULE: ./build/render/origins/scalars.js

const scalars_MAX_BYTES = 4 << 20;
const MAX_SCALARS = 50_000;
/** Every scalar of a file, in order; none where it does not parse, since then the tool itself says so. */
function listScalars(text, file) {
    if (text.length > scalars_MAX_BYTES)
        return [];
    const lines = new yaml_dist/* LineCounter */.HN();
    const found = [];
    const documents = parse(text, lines);
    const visit = (node, document, path, depth) => {
        if (node === null || depth > 100 || found.length >= MAX_SCALARS)
            return;
        if ((0,yaml_dist/* isMap */.jh)(node)) {
            for (const pair of node.items) {
                if (!(0,yaml_dist/* isPair */.tO)(pair) || !(0,yaml_dist/* isScalar */.jn)(pair.key))
                    continue;
                visit(pair.value, document, [...path, String(pair.key.value)], depth + 1);
            }
        }
        else if ((0,yaml_dist/* isSeq */.oP)(node)) {
            for (const [index, item] of node.items.entries())
                visit(item, document, [...path, index], depth + 1);
        }
        else if ((0,yaml_dist/* isScalar */.jn)(node) && node.range) {
            const [start, end] = node.range;
            found.push({
                file,
                start,
                end,
                location: rangeLocation(lines, file, start, end),
                value: node.value === null ? '' : String(node.value),
                type: scalars_typeOf(node.value),
                style: styleOf(node.type),
                document,
                path,
            });
        }
    };
    let index = 0;
    for (const { contents } of documents) {
        if (contents === null || ((0,yaml_dist/* isScalar */.jn)(contents) && contents.value === null && contents.source === ''))
            continue;
        visit(contents, index, [], 0);
        index += 1;
    }
    return found;
}
/** Empty for what does not parse; so deep a nesting that the library runs out of stack is no YAML either. */
function parse(text, lineCounter) {
    try {
        const documents = (0,yaml_dist/* parseAllDocuments */.hR)(text, {
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
function scalars_typeOf(value) {
    if (value === null)
        return 'null';
    if (typeof value === 'boolean')
        return 'boolean';
    return typeof value === 'number' || typeof value === 'bigint' ? 'number' : 'string';
}
function styleOf(type) {
    if (type === yaml_dist/* Scalar */.X5.QUOTE_SINGLE)
        return 'single';
    if (type === yaml_dist/* Scalar */.X5.QUOTE_DOUBLE)
        return 'double';
    return type === yaml_dist/* Scalar */.X5.PLAIN || type === undefined ? 'plain' : 'block';
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

;// CONCATENATED MODULE: ./build/render/helm/chart.js


function chart_below(root, path) {
    return root === '' ? path : `${root}/${path}`;
}
function scalarAt(scalars, ...path) {
    return scalars.find((scalar) => scalar.path.length === path.length && path.every((step, i) => scalar.path[i] === step));
}
function readChart(files, root) {
    const file = chart_below(root, 'Chart.yaml');
    const metadata = listScalars(textOf(files, file), file);
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
    const prefix = chart_below(root, '');
    const roots = [...files.keys()]
        .filter((path) => path.startsWith(prefix))
        .filter((path) => /^(charts\/[^/]+\/)*Chart\.yaml$/.test(path.slice(prefix.length)))
        .map((path) => path.slice(0, -'/Chart.yaml'.length));
    return [...new Set([root, ...roots.filter((path) => path !== 'Chart.yaml')])]
        .filter((path) => files.has(chart_below(path, 'Chart.yaml')))
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
        const prefix = chart_below(at, 'charts/');
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
    const path = chart_below(at, steps.join('/'));
    return files.has(path) ? path : null;
}

;// CONCATENATED MODULE: ./build/render/workspace.js

/** The limits of one render: generous for honest sources, and the end of a hostile one. */
const workspace_TIMEOUT_MS = 60_000;
const workspace_MAX_OUTPUT_BYTES = 32 << 20;
/** A source that takes longer than this for one render gets approximate places: a dozen more would take minutes. */
const SLOW_RENDER_MS = 5_000;
const workspace_MAX_MEMORY_BYTES = 2 * 1024 ** 3;
/**
 * Runs a tool on a fresh copy of a file set, in an empty working directory, and removes the copy.
 *
 * Paths of the copy are taken out of what the tool says, so that messages name files as the repository has them.
 */
async function runOnCopy(ports, invocation) {
    return ports.files.withTemporaryDirectory('supply-chain-gate-render', async (directory) => {
        const tree = (0,external_node_path_.join)(directory, 'tree');
        const home = (0,external_node_path_.join)(directory, 'home');
        const cwd = (0,external_node_path_.join)(directory, 'empty');
        await Promise.all([tree, home, cwd].map((path) => ports.files.makeDirectory(path)));
        for (const [path, bytes] of invocation.files) {
            await ports.files.write((0,external_node_path_.join)(tree, path), invocation.replacements.get(path) ?? bytes);
        }
        const result = await ports.exec.run({
            program: invocation.tool.path,
            args: invocation.args(tree, home),
            cwd,
            env: { HOME: home, TMPDIR: home, ...invocation.env(home) },
            network: invocation.network,
            timeoutMs: workspace_TIMEOUT_MS,
            maxOutputBytes: workspace_MAX_OUTPUT_BYTES,
            maxMemoryBytes: workspace_MAX_MEMORY_BYTES,
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

;// CONCATENATED MODULE: ./build/render/helm/command.js


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
function helmArguments(root, helm, tree) {
    return [
        'template',
        `--namespace=${helm.namespace}`,
        ...helm.valuesFiles.map((file) => `--values=${csv((0,external_node_path_.join)(tree, file))}`),
        ...Object.entries(helm.set).map(([key, value]) => `--set=${setArgument(key, value)}`),
        ...(helm.kubeVersion === null ? [] : [`--kube-version=${helm.kubeVersion}`]),
        ...helm.apiVersions.map((version) => `--api-versions=${version}`),
        '--',
        helm.releaseName,
        (0,external_node_path_.join)(tree, root),
    ];
}
/** Everything helm would take from the machine, turned to an empty home: no plugins, repositories, clusters. */
function helmEnvironment(home) {
    return {
        HELM_NO_PLUGINS: '1',
        HELM_PLUGINS: (0,external_node_path_.join)(home, 'plugins'),
        HELM_CACHE_HOME: (0,external_node_path_.join)(home, 'cache'),
        HELM_CONFIG_HOME: (0,external_node_path_.join)(home, 'config'),
        HELM_DATA_HOME: (0,external_node_path_.join)(home, 'data'),
        HELM_REGISTRY_CONFIG: (0,external_node_path_.join)(home, 'config/registry.json'),
        HELM_REPOSITORY_CONFIG: (0,external_node_path_.join)(home, 'config/repositories.yaml'),
        HELM_REPOSITORY_CACHE: (0,external_node_path_.join)(home, 'cache/repository'),
        KUBECONFIG: (0,external_node_path_.join)(home, 'kubeconfig'),
        XDG_CACHE_HOME: (0,external_node_path_.join)(home, 'cache'),
        XDG_CONFIG_HOME: (0,external_node_path_.join)(home, 'config'),
        XDG_DATA_HOME: (0,external_node_path_.join)(home, 'data'),
    };
}
/** One `helm template` of the chart, with some files of the copy replaced. */
function runHelm(run, replacements = new Map()) {
    return runOnCopy(run.ports, {
        tool: run.tool,
        files: run.files,
        replacements,
        args: (tree) => helmArguments(run.root, run.helm, tree),
        env: helmEnvironment,
        network: 'none',
    });
}

;// CONCATENATED MODULE: ./build/render/line-location.js
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

;// CONCATENATED MODULE: ./build/render/helm/errors.js





const MAX_MESSAGE = 600;
/** What helm wrote on standard error, without what only helps who runs helm by hand. */
function errors_messageOf(stderr) {
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
    const message = errors_messageOf(stderr);
    return (missingDependency(message, failure) ??
        templateError(message, failure) ??
        valuesError(message, failure) ??
        schemaError(message, failure) ?? {
        what: shorten(withRepositoryPaths(message, failure)) || 'helm template failed without saying why',
        remedy: 'Make `helm template` succeed for this chart',
        location: fileLocation(chartFile(failure.root)),
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
        remedy: 'Run `helm dependency build` and commit the charts/ folder: nothing is downloaded while rendering',
        location: dependency?.scalar.location ?? fileLocation(chartFile(root)),
    };
}
const AT_LINE = /(?:template: |parse error at \(|execution error at \(|^\s*)([^\s():]+\/templates\/[^\s():]+):(\d+)(?::(\d+))?/gm;
/** The innermost template that the message names is where it went wrong; the ones that included it are related. */
function templateError(message, failure) {
    const { files, charts, root } = failure;
    const places = [...message.matchAll(AT_LINE)].flatMap(([, name, line]) => {
        const path = name === undefined ? null : repositoryPath(files, charts, root, name);
        return path === null ? [] : [lineLocation(textOf(files, path), path, Number(line))];
    });
    const location = places.pop();
    if (location !== undefined) {
        const what = shorten(withRepositoryPaths(innermost(message), failure));
        return { what, remedy: 'Correct the template, or set the value it needs', location, related: unique(places) };
    }
    const yaml = /YAML parse error on (\S+?): (.+)/s.exec(message);
    const path = yaml?.[1] === undefined ? null : repositoryPath(files, charts, root, yaml[1]);
    if (path === null || yaml?.[2] === undefined)
        return null;
    return {
        what: `${path} does not give valid YAML (the line is counted in the rendered text): ${shorten(yaml[2])}`,
        remedy: 'Correct the template: `helm template --debug` prints what it renders to',
        location: fileLocation(path),
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
        location: line === undefined ? fileLocation(file) : lineLocation(textOf(files, file), file, Number(line)),
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
        .flatMap((file) => listScalars(textOf(failure.files, file), file))
        .find((scalar) => pointer.length > 0 && pointer.every((step, index) => String(scalar.path[index]) === step));
    const said = refusals.map(([, at, what]) => (at ? `${at.slice(1).replaceAll('/', '.')}: ${what}` : what)).join('; ');
    return {
        what: `the values do not fit values.schema.json: ${shorten(said || message)}`,
        remedy: 'Correct the values',
        location: location === undefined ? fileLocation(own) : { ...location.location, exact: false },
    };
}
/** `shop/templates/a.yaml` is helm's name for `charts/shop/templates/a.yaml`. */
function withRepositoryPaths(message, { files, charts, root }) {
    return message.replace(/[^\s"'():,<>]+\/templates\/[^\s"'():,<>]+/g, (name) => repositoryPath(files, charts, root, name) ?? name);
}

;// CONCATENATED MODULE: ./build/render/helm/output.js
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

;// CONCATENATED MODULE: ./build/render/origins/choose.js

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
    const unique = [...new Map(contributors.map((one) => [choose_keyOf(one.scalar), one])).values()];
    const ranked = unique
        .map((one) => ({ one, order: orderOf(text, one) }))
        .sort((a, b) => a.order - b.order || (b.one.end ?? 0) - (a.one.end ?? 0) || byPlace(a.one, b.one));
    const [first, ...others] = ranked.map(({ one }) => one);
    if (first === undefined)
        return null;
    return { location: first.scalar.location, related: others.map((one) => one.scalar.location).sort(compareLocations) };
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
function choose_keyOf(scalar) {
    return `${scalar.file}:${scalar.start}`;
}
function byPlace(a, b) {
    return compareLocations(a.scalar.location, b.scalar.location);
}
/** The same place without the claim that it is the one. */
function approximate(location) {
    return { location: { ...location, exact: false }, related: [] };
}

;// CONCATENATED MODULE: ./build/render/helm/line-marks.js
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

;// CONCATENATED MODULE: ./build/render/helm/sections.js

function readSections(parts) {
    return parts.map((part) => ({ ...part, ...readManifestStream(Buffer.from(part.text)) }));
}
/** Two renders that show the same templates in the same order can be compared part by part. */
function aligned(a, b) {
    return a.length === b.length && a.every((part, index) => part.template === b[index]?.template);
}
/** What the parts say, without where they say it. */
function valuesOf(sections) {
    return sections.map((section) => section.documents.map((document) => document.value));
}

;// CONCATENATED MODULE: ./build/render/helm/template-lines.js






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
/** One render with a comment on every template line: what comes out says where it came from. */
async function traceTemplateLines(run, plain) {
    const templates = templatesOf(run.files, run.root);
    const texts = templates.map((path) => textOf(run.files, path));
    const tag = unusedTag([...texts, ...plain.map((section) => section.text)]);
    const replacements = new Map(templates.map((path, index) => [path, markLines(texts[index] ?? '', index, tag)]));
    const result = await runHelm(run, replacements);
    if (result.status !== 'exited' || result.code !== 0)
        return NO_LINES;
    const parts = splitOutput(Buffer.from(result.stdout).toString('utf8'));
    if (!aligned(plain, parts))
        return NO_LINES;
    const traced = parts.map((part, index) => trace(part.text, plain[index]?.text ?? '', tag));
    const sourceLines = texts.map((text) => text.split('\n').map((line) => line.replace(/\r$/, '')));
    return {
        at(part, line) {
            const origin = traced[part]?.[line - 1];
            const file = origin === null || origin === undefined ? undefined : templates[origin.file];
            if (origin === null || origin === undefined || file === undefined)
                return null;
            return { file, line: origin.line, text: sourceLines[origin.file]?.[origin.line - 1] ?? '' };
        },
    };
}
/** A line counts only where the marked render, without its marks, says what the plain one says. */
function trace(marked, plain, tag) {
    const read = readLineMarks(marked, tag);
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
    const content = textOf(files, template);
    for (const key of keys) {
        const location = keyLocation(content, template, key);
        if (location !== null)
            return location;
    }
    return null;
}

;// CONCATENATED MODULE: ./build/render/helm/places.js



/**
 * Where the value at `path` of a rendered document is written. A value of a values file, where a mark proved it; else
 * the text of the template, where a traced line spells it; else the template's line, as an approximation.
 */
function helmPlace(origins, part, document, template, path) {
    const { sections, lines } = origins;
    const value = get(sections[part]?.documents[document]?.value, ...path);
    const scalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    const own = scalar ? tracedLocation(sections, lines, part, document, path) : null;
    if (own?.exact)
        return { location: own, related: [] };
    const around = own === null ? templatePlace(origins, part, document, template, path) : { location: own, related: [] };
    const chosen = scalar ? choosePlace(String(value), origins.contributions.at(part, document, path)) : null;
    return chosen === null ? around : { ...chosen, related: withTemplate(chosen, around) };
}
/** The template's line is always worth a look: it says how the parts are put together. */
function withTemplate(chosen, line) {
    const known = [chosen.location, ...chosen.related];
    const same = known.some((one) => one.file === line.location.file && one.startLine === line.location.startLine);
    return same ? chosen.related : [...chosen.related, line.location].sort(compareLocations);
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
    return literalLocation(origin, { line, startColumn: range.startColumn, endColumn });
}
/** The nearest traced line. An ancestor's is exact only for what does not exist: that is where it belongs. */
function templatePlace(origins, part, document, template, path) {
    const missing = get(origins.sections[part]?.documents[document]?.value, ...path) === undefined;
    for (let depth = path.length; depth >= 0; depth -= 1) {
        const location = tracedLocation(origins.sections, origins.lines, part, document, path.slice(0, depth));
        if (location !== null)
            return depth === path.length || missing ? { location, related: [] } : approximate(location);
    }
    const keys = path.filter((step) => typeof step === 'string').reverse();
    return approximate(searchTemplate(origins.files, template, keys) ?? fileLocation(template));
}

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
        const marks = candidates.map((candidate, id) => ({ ...candidate, id }));
        const documents = await this.#render(this.#markedFiles(marks));
        if (documents !== null) {
            this.#read(documents, marks, found);
            return;
        }
        if (candidates.length === 1)
            return;
        const half = Math.ceil(candidates.length / 2);
        await this.probe(candidates.slice(0, half), found);
        await this.probe(candidates.slice(half), found);
    }
    #markedFiles(marks) {
        const byFile = new Map();
        for (const mark of marks)
            byFile.set(mark.scalar.file, [...(byFile.get(mark.scalar.file) ?? []), mark]);
        return new Map([...byFile].map(([file, of]) => {
            return [file, this.#marker.apply(textOf(this.#files, file), of)];
        }));
    }
    #read(documents, marks, found) {
        for (const [part, values] of documents.entries()) {
            for (const [document, value] of values.entries()) {
                const plainDocument = this.#plain[part]?.[document];
                for (const { path, text } of strings(value)) {
                    const before = get(plainDocument, ...path);
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

;// CONCATENATED MODULE: ./build/render/origins/hardening-keys.js
/** Fields that the hardening rules judge, by the key that holds them: their origins are looked for beside the images'. */
const hardening_keys_FIELDS = new Set([
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
    return hardening_keys_FIELDS.has(String(key)) || scalar.path.some((step) => typeof step === 'string' && CONTEXT.test(step));
}

;// CONCATENATED MODULE: ./build/render/helm/candidates.js



const TELLING = /image|tag|digest|sha|version|repo|registry|name|hub|prefix|suffix/i;
const MAX_CANDIDATES = 4000;
function candidates_below(root, path) {
    return root === '' ? path : `${root}/${path}`;
}
/** Every scalar that helm reads values from: chart defaults (dependencies' too) and the values files, last one last. */
function valueScalars(files, charts, valuesFiles) {
    const names = [...charts.map((chart) => candidates_below(chart.root, 'values.yaml')), ...valuesFiles];
    return [...new Set(names)]
        .filter((name) => files.has(name))
        .flatMap((name) => listScalars(textOf(files, name), name));
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
        .filter((scalar) => touchesHardening(scalar) && !taken.has(scalar))
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

;// CONCATENATED MODULE: ./build/render/helm/literals.js

const MAX_OCCURRENCES = 8;
const literals_MAX_CANDIDATES = 200;
/**
 * Texts that the templates themselves may hold: the end of an image that no value explains. Each place in a template
 * that spells one is a candidate, to be proved by a mark like any other.
 */
function literalCandidates(files, templates, images, found) {
    const candidates = new Map();
    for (const text of new Set(unexplainedEnds(images, found))) {
        const scalars = templates.flatMap((file) => occurrences(textOf(files, file), file, text));
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
    return [...candidates.values()].slice(0, literals_MAX_CANDIDATES);
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

;// CONCATENATED MODULE: ./build/render/helm/probe.js








/** Marked renders of one chart, at most: a chart that refuses most marks is told by its template lines instead. */
const MAX_RENDERS = 10;
/**
 * Renders with marks: what is set in one copy, what is empty in another, since a set digest may hide the tag, and what
 * hardening rules judge in a third; last, what the templates themselves spell of an image.
 */
async function findContributions(run, charts, sections, tracing) {
    const found = new Contributions();
    const plain = valuesOf(sections);
    const targets = imageTexts(plain);
    const scalars = valueScalars(run.files, charts, run.helm.valuesFiles);
    const render = async (replacements) => {
        const result = await runHelm(run, replacements);
        if (result.status !== 'exited' || result.code !== 0)
            return null;
        const parts = splitOutput(Buffer.from(result.stdout).toString('utf8'));
        return aligned(sections, parts) ? valuesOf(readSections(parts)) : null;
    };
    const prober = new Prober(run.files, plain, render, MAX_RENDERS);
    const set = [...metadataCandidates(charts, targets), ...setCandidates(scalars, targets)];
    await Promise.all([
        prober.probe(set, found),
        prober.probe(targets.length === 0 ? [] : emptyCandidates(scalars), found),
        prober.probe(hardeningCandidates(scalars, set), found),
    ]);
    const lines = await tracing;
    const open = imagePaths(plain).filter(({ part, document, path }) => tracedLocation(sections, lines, part, document, path)?.exact !== true);
    await prober.probe(literalCandidates(run.files, templatesOf(run.files, run.root), open, found), found);
    return found;
}

;// CONCATENATED MODULE: ./build/render/invalid.js

/** `manifest/invalid` for a document: the cluster would refuse it, and no rule can read it. */
function invalidManifest(file, what, location = fileLocation(file), { enforcement = 'block', remedy = 'Correct what makes it.' } = {}) {
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

;// CONCATENATED MODULE: ./build/render/objects.js

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
    const isEmpty = value === null || (isObject(value) && Object.keys(value).length === 0);
    if (!isEmpty)
        collect(value, [], null);
    return { objects, problems };
    function collect(at, path, item) {
        if (!isObject(at)) {
            problems.push({ what: 'it is not a mapping, as every Kubernetes object is', path });
            return;
        }
        const problem = headProblem(at, path);
        if (problem !== null) {
            problems.push(problem);
            return;
        }
        const { items } = at;
        if (!isArray(items)) {
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
    if (!isObject(item) || item.kind || item.apiVersion)
        return item;
    return { ...item, apiVersion: list.apiVersion, kind: String(list.kind).replace(/List$/, '') };
}
function refOf(object, item) {
    const metadata = isObject(object.metadata) ? object.metadata : {};
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

;// CONCATENATED MODULE: ./build/render/tool-failure.js
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

;// CONCATENATED MODULE: ./build/render/helm.js
















/** Renders a chart as `helm template` does, then once more for each kind of mark, to learn where its values come from. */
const helmRenderer = {
    kind: 'helm',
    render: (source, context) => (source.kind === 'helm' ? renderChart(source, context) : null),
};
async function renderChart(source, context) {
    const files = await exportChart(source, context);
    const charts = readCharts(files, source.root);
    // A library chart deploys nothing, and helm refuses to render it.
    if (charts.find((chart) => chart.root === source.root)?.library) {
        return { manifests: [], findings: [], files: [...files.keys()], complete: true };
    }
    const tool = await context.toolbox.locate('helm');
    const run = { tool, ports: context.ports, root: source.root, helm: source.helm, files };
    const began = context.ports.clock.elapsed();
    const sections = readSections(splitOutput(await renderPlainly(source, run, charts)));
    const slow = context.ports.clock.elapsed() - began > SLOW_RENDER_MS;
    const [contributions, lines] = context.origins && !slow ? await findOrigins(run, charts, sections) : [new Contributions(), NO_LINES];
    return {
        ...collect(source, charts, { files, sections, contributions, lines }),
        files: [...files.keys()],
        complete: true,
    };
}
async function findOrigins(run, charts, sections) {
    const tracing = traceTemplateLines(run, sections);
    return Promise.all([findContributions(run, charts, sections, tracing), tracing]);
}
function helm_chartFile(source) {
    return source.root === '' ? 'Chart.yaml' : `${source.root}/Chart.yaml`;
}
async function exportChart(source, { tree }) {
    const copy = new Export(tree);
    await copy.directory(source.root);
    for (const file of source.helm.valuesFiles) {
        if (await copy.file(file))
            continue;
        throw new RenderProblem({
            what: `the values file ${file} does not exist`,
            remedy: 'Add the file, or take it out of the valuesFiles of this source in the policy',
            location: fileLocation(helm_chartFile(source)),
        });
    }
    return copy.files;
}
async function renderPlainly(source, run, charts) {
    const result = await runHelm(run);
    const crash = toolFailure('helm', result, fileLocation(helm_chartFile(source)));
    if (crash !== null)
        throw new RenderProblem(crash);
    if (result.status === 'exited' && result.code === 0)
        return Buffer.from(result.stdout).toString('utf8');
    const { root, files } = run;
    throw new RenderProblem(explainHelmError(result.stderr, { root, files, charts, valuesFiles: run.helm.valuesFiles }));
}
function collect(source, charts, origins) {
    const manifests = [];
    const findings = [];
    const templates = origins.sections.map(({ template }) => repositoryPath(origins.files, charts, source.root, template) ?? helm_chartFile(source));
    const numbers = documentNumbers(origins, templates);
    for (const [part, section] of origins.sections.entries()) {
        const file = templates[part] ?? helm_chartFile(source);
        for (const { message } of section.problems) {
            findings.push(invalidManifest(file, `a document that it renders to cannot be read: ${message}`));
        }
        for (const [index, document] of section.documents.entries()) {
            const { objects, problems } = objectsOf(document.value);
            for (const { what, path } of problems) {
                const { location } = helmPlace(origins, part, index, file, path);
                findings.push(invalidManifest(file, `a document that it renders to is no Kubernetes object: ${what}`, location));
            }
            for (const { object, path, ref } of objects) {
                manifests.push({
                    ref: { file, document: (numbers[part] ?? 0) + document.index, ...ref },
                    source,
                    object,
                    namespace: ref.namespace ?? releaseNamespace(source.helm),
                    place: (below) => helmPlace(origins, part, index, file, [...path, ...below]),
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
    return listScalars(stripped.join('\n'), outer.file)
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




const candidates_MAX_CANDIDATES = 5000;
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
function candidates_lastKey(scalar) {
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
        const content = textOf(closure.files, file);
        const kustomization = closure.kustomizations.includes(file);
        for (const scalar of listScalars(content, file)) {
            const nested = kustomization ? nestedScalars(content, scalar) : [];
            if (nested.length > 0)
                candidates.push(...nested.flatMap((one) => candidate(one, images, false)));
            else
                candidates.push(...candidate(scalar, images, kustomization));
        }
    }
    return candidates.slice(0, candidates_MAX_CANDIDATES);
}
function candidate(scalar, images, kustomization) {
    if (STRUCTURAL.has(candidates_lastKey(scalar)) || scalar.type === 'null' || scalar.value === '')
        return [];
    if (!kustomization && (scalar.type === 'boolean' || touchesHardening(scalar)))
        return [{ scalar, rank: 'value' }];
    if (scalar.type === 'boolean')
        return [];
    if (scalar.style === 'block')
        return [];
    const { value } = scalar;
    const transformer = kustomization && scalar.path[0] === 'images';
    const part = /image$/i.test(candidates_lastKey(scalar)) || images.some((image) => image.includes(value) && value.length > 1);
    const assigns = value.length < 1000 && images.some((image) => value.endsWith(`=${image}`));
    if (!transformer && !part && !assigns)
        return [];
    if (scalar.type === 'number' && !transformer)
        return [];
    // `images:` entries match by name, so a reference without a tag gets the mark as its tag.
    const bare = candidates_lastKey(scalar) === 'image' && !/[:@][^/]*$/.test(value);
    return [{ scalar, rank: 'value', ...(bare ? { separator: ':' } : {}) }];
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

;// CONCATENATED MODULE: ./build/render/kustomize/closure.js







/** The names that kustomize takes for a kustomization, in its order (api/konfig/general.go). */
const KUSTOMIZATION_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
const MAX_KUSTOMIZATIONS = 500;
function closure_below(root, path) {
    return root === '' ? path : `${root}/${path}`;
}
/**
 * Follows a kustomization to everything it names, and exports that and nothing else.
 *
 * @throws RenderProblem for what is not in the repository or may not be loaded: a missing file or base, a remote one,
 * an absolute path, a file outside the kustomization's own directory (kustomize's load restrictor), a Helm chart.
 */
async function readClosure(tree, root) {
    const copy = new Export(tree);
    const kustomizations = [];
    const resources = new Set();
    const seen = new Set();
    const visit = async (directory) => {
        if (seen.has(directory))
            return;
        seen.add(directory);
        const file = await kustomizationFile(tree, directory);
        if (file === null)
            return;
        if (seen.size > MAX_KUSTOMIZATIONS) {
            throw new RenderProblem({
                what: `it is built from more than ${MAX_KUSTOMIZATIONS} kustomizations`,
                remedy: 'Split it',
                location: fileLocation(file),
                unknown: 'content',
            });
        }
        await copy.file(file);
        kustomizations.push(file);
        const scalars = listScalars(textOf(copy.files, file), file);
        refuseCharts(scalars, file);
        for (const scalar of scalars)
            await follow(directory, scalar);
    };
    const follow = async (directory, scalar) => {
        for (const { path, field } of pathsOf(scalar)) {
            if (isInline(path))
                continue;
            const target = await locate(directory, path, scalar);
            if (target.is === 'directory') {
                if (!isDirectoryField(field))
                    continue;
                await checkBase(target.path, scalar);
                await visit(target.path);
                continue;
            }
            await copy.file(target.path);
            if (field === 'resources' || field === 'bases')
                resources.add(target.path);
            if (['generators', 'transformers', 'validators'].includes(field))
                await followPlugin(directory, target.path);
        }
    };
    const locate = async (directory, path, scalar) => {
        const inside = path.startsWith('/') ? null : insideTree(external_node_path_.posix.join(directory, path));
        const resolved = inside === null ? null : await resolveInTree(tree, inside);
        if (inside !== null && resolved?.kind === 'found' && resolved.is !== 'submodule') {
            if (resolved.is === 'file')
                refuseOutside(directory, inside, resolved.path, scalar);
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
        const scalars = listScalars(textOf(copy.files, file), file);
        const chart = scalars.find((scalar) => scalar.path[0] === 'kind' && scalar.value === 'HelmChartInflationGenerator');
        if (chart !== undefined)
            refuseChart(chart);
        for (const scalar of scalars) {
            const path = insideTree(external_node_path_.posix.join(directory, scalar.value.slice(scalar.value.indexOf('=') + 1)));
            if (path !== null && path !== '' && !isInline(path) && (await tree.stat(path)) !== null)
                await copy.file(path);
        }
    };
    await visit(root);
    const entry = kustomizations[0];
    if (entry === undefined) {
        throw new RenderProblem({
            what: 'it has no kustomization.yaml',
            remedy: 'Add one',
            location: fileLocation(closure_below(root, 'kustomization.yaml')),
        });
    }
    return { files: copy.files, entry, kustomizations, resources: [...resources] };
}
async function kustomizationFile(tree, directory) {
    for (const name of KUSTOMIZATION_NAMES) {
        const path = closure_below(directory, name);
        const entry = await tree.stat(path);
        if (entry !== null && entry !== 'directory')
            return path;
    }
    return null;
}
function closure_refuse(scalar, what, remedy, unknown = false) {
    const details = { what, remedy, location: scalar.location };
    throw new RenderProblem(unknown ? { ...details, unknown: 'content' } : details);
}
/** kustomize's load restrictor: a file is loaded from its kustomization's own directory or below, links resolved. */
function refuseOutside(directory, path, real, scalar) {
    const prefix = directory === '' ? '' : `${directory}/`;
    if (path.startsWith(prefix) && real.startsWith(prefix))
        return;
    const where = directory === '' ? 'the repository' : directory;
    closure_refuse(scalar, `${scalar.value} is outside of ${where}, and a kustomization may load files from its own directory only`, 'Move the file below the kustomization, or make a base of it');
}
function refuseCharts(scalars, file) {
    const chart = scalars.find(({ path }) => path[0] === 'helmCharts' || path[0] === 'helmChartInflationGenerator');
    if (chart !== undefined)
        refuseChart({ ...chart, file });
}
function refuseChart(scalar) {
    return closure_refuse(scalar, 'it renders a Helm chart from inside kustomize (helmCharts), which is not done here', 'Render the chart as a source of its own, or commit what it renders to', true);
}

;// CONCATENATED MODULE: ./build/render/kustomize/command.js


/** One `kustomize build` with its defaults: no plugins, no charts, files from each kustomization's own root only. */
function runKustomize(run, replacements = new Map()) {
    return runOnCopy(run.ports, {
        tool: run.tool,
        files: run.files,
        replacements,
        args: (tree) => ['build', '--load-restrictor=LoadRestrictionsRootOnly', '--', (0,external_node_path_.join)(tree, run.root)],
        env: (home) => ({ KUSTOMIZE_PLUGIN_HOME: (0,external_node_path_.join)(home, 'plugins'), XDG_CONFIG_HOME: (0,external_node_path_.join)(home, 'config') }),
        network: 'none',
    });
}

;// CONCATENATED MODULE: ./build/render/kustomize/documents.js





const ANNOTATION = 'supply-chain-gate.invalid/origin';
const KUSTOMIZE_ORIGIN = 'config.kubernetes.io/origin';
/**
 * One build of a copy in which every manifest carries an annotation that says which it is, with kustomize's own
 * `originAnnotations` for what generators make. The copy is only read for its annotations.
 */
async function traceDocuments(run, closure, plain) {
    const known = [];
    const replacements = new Map();
    for (const file of closure.resources) {
        const { documents, problems } = readManifestStream(closure.files.get(file) ?? new Uint8Array());
        if (problems.length > 0)
            continue;
        const annotated = documents.map((source, document) => {
            const items = isObject(source.value) ? source.value.items : undefined;
            const list = isObject(source.value) && String(source.value.kind).endsWith('List') && isArray(items);
            if (!list)
                return annotate(source.value, known.push({ file, document, item: null, source, path: [] }) - 1);
            const changed = items.map((value, item) => annotate(value, known.push({ file, document, item, source, path: ['items', item] }) - 1));
            return isObject(source.value) ? { ...source.value, items: changed } : source.value;
        });
        replacements.set(file, annotated.map((value) => JSON.stringify(value)).join('\n---\n'));
    }
    const entry = withOriginAnnotations(textOf(closure.files, closure.entry), closure.entry);
    if (entry !== null)
        replacements.set(closure.entry, entry);
    const result = await runKustomize(run, replacements);
    if (result.status !== 'exited' || result.code !== 0)
        return plain.map(() => null);
    const traced = readManifestStream(result.stdout).documents.map(({ value }) => value);
    if (!sameObjects(plain, traced))
        return plain.map(() => null);
    return traced.map((value, index) => known[numberOf(value)] ?? baseByOrigin(value, plain[index], known, closure));
}
/** The same kinds in the same order: documents of two builds can be compared one by one. */
function sameObjects(a, b) {
    const name = (value) => isObject(value) ? `${String(value.apiVersion)} ${String(value.kind)}` : '';
    return a.length === b.length && a.every((value, index) => name(value) === name(b[index]));
}
function annotate(value, id) {
    if (!isObject(value) || (value.metadata !== undefined && !isObject(value.metadata)))
        return value;
    const metadata = value.metadata ?? {};
    const annotations = isObject(metadata.annotations) ? metadata.annotations : {};
    return { ...value, metadata: { ...metadata, annotations: { ...annotations, [ANNOTATION]: `n${id}` } } };
}
function annotationsOf(value) {
    const metadata = isObject(value) && isObject(value.metadata) ? value.metadata : {};
    return isObject(metadata.annotations) ? metadata.annotations : {};
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
    const name = nameOf(plain);
    const same = known.filter((one) => one.file === file && kindOf(objectAt(one)) === kindOf(plain) && name.includes(nameOf(objectAt(one))));
    const best = same.sort((a, b) => nameOf(objectAt(b)).length - nameOf(objectAt(a)).length)[0];
    return best ?? (closure.files.has(file) ? { file } : null);
}
function objectAt({ source, item }) {
    if (item === null)
        return source.value;
    const items = isObject(source.value) ? source.value.items : undefined;
    return isArray(items) ? items[item] : undefined;
}
function kindOf(value) {
    return isObject(value) ? String(value.kind) : '';
}
function nameOf(value) {
    const metadata = isObject(value) && isObject(value.metadata) ? value.metadata : {};
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
    if (listScalars(content, file).some(({ path }) => path[0] === 'buildMetadata'))
        return null;
    if (/^\s*\{/.test(content))
        return content.replace('{', '{"buildMetadata": ["originAnnotations"], ');
    return `${content.replace(/\n?$/, '\n')}buildMetadata: [originAnnotations]\n`;
}

;// CONCATENATED MODULE: ./build/render/kustomize/errors.js




const errors_MAX_MESSAGE = 600;
/** Turns what kustomize said into a problem at the line it means. It names files by the end of their path only. */
function explainKustomizeError(stderr, closure) {
    const start = stderr.search(/^Error: /m);
    const message = (start === -1 ? stderr : stderr.slice(start + 'Error: '.length)).replace(/\s*\n\s*/g, ' ').trim();
    const what = message.length > errors_MAX_MESSAGE ? `${message.slice(0, errors_MAX_MESSAGE)} [...]` : message;
    return {
        what: what || 'kustomize build failed without saying why',
        remedy: 'Make `kustomize build` succeed for it',
        location: errors_locate(message, closure),
    };
}
function errors_locate(message, closure) {
    const all = [...closure.files.keys()];
    const scalars = closure.kustomizations.flatMap((file) => listScalars(textOf(closure.files, file), file));
    const line = /\bline (\d+)/.exec(message)?.[1];
    const named = /in File: (\S+)/.exec(message)?.[1];
    if (named !== undefined) {
        const file = all.find((path) => path === named || path.endsWith(`/${named}`));
        if (file !== undefined) {
            const content = textOf(closure.files, file);
            return line === undefined ? fileLocation(file) : lineLocation(content, file, Number(line));
        }
    }
    if (/invalid Kustomization/.test(message))
        return invalidKustomization(message, closure, line);
    return approximateScalar(message, scalars) ?? fileLocation(closure.entry);
}
/** kustomize does not say which kustomization is invalid: the one that does not parse, or that has the field. */
function invalidKustomization(message, closure, line) {
    const field = /unknown field "([^"]+)"/.exec(message)?.[1];
    for (const file of closure.kustomizations) {
        const content = textOf(closure.files, file);
        const scalars = listScalars(content, file);
        if (field !== undefined) {
            const spelled = keyLocation(content, file, field);
            if (spelled !== null)
                return spelled;
        }
        else if (scalars.length === 0 && line !== undefined) {
            return lineLocation(content, file, Number(line));
        }
    }
    return fileLocation(closure.entry);
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

;// CONCATENATED MODULE: ./build/render/kustomize/places.js



/**
 * Where the value at `path` of output object `index` is written: the scalar that a mark proved; for a field that does
 * not exist, the mapping it belongs in, found by the proved scalars around it; else the base's line, approximately.
 */
function kustomizePlace(origins, index, path) {
    const value = get(origins.documents[index], ...path);
    const base = basePlace(origins, index, path);
    if (value !== undefined && value !== null && typeof value !== 'object') {
        const chosen = choosePlace(String(value), origins.contributions.at(index, 0, path));
        if (chosen !== null)
            return { ...chosen, related: withBase(chosen, base) };
    }
    const nearby = nearbyPlace(origins, index, path);
    if (nearby !== null)
        return nearby;
    return base ?? approximate(fileLocation(origins.closure.entry));
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
    if (!('source' in base))
        return approximate(fileLocation(base.file));
    const own = get(base.source.value, ...base.path);
    const range = locateDeepest(closure, base, [...base.path, ...translate(documents[index], own, path)]);
    return approximate(range?.location ?? fileLocation(base.file));
}
/** The path in the base for one in the output: list items are told by their name. It stops where they part. */
function translate(output, base, path) {
    const translated = [];
    let from = output;
    let to = base;
    for (const step of path) {
        let wanted = step;
        if (typeof step === 'number') {
            const name = get(from, step, 'name');
            const index = isArray(to) ? to.findIndex((item) => get(item, 'name') === name) : -1;
            if (name !== undefined)
                wanted = index;
            if (index === -1 && name !== undefined)
                return translated;
        }
        from = get(from, step);
        to = get(to, wanted);
        translated.push(wanted);
    }
    return translated;
}
/**
 * Marks that came out beside `path` tell which mapping of which file became the one around it: the output's container 1
 * may be the base's container 0. The nearest one wins.
 */
function nearbyPlace(origins, index, path) {
    const exists = get(origins.documents[index], ...path) !== undefined;
    const base = origins.bases[index]?.file;
    const all = origins.contributions.within(index, 0);
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
                return approximate(one.scalar.location);
            // What exists may come from elsewhere all the same; what is missing belongs here.
            return exists && depth < path.length ? approximate(found.location) : { location: found.location, related: [] };
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
    const documents = known.get(file) ?? readManifestStream(closure.files.get(file) ?? new Uint8Array()).documents;
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

;// CONCATENATED MODULE: ./build/render/kustomize.js














/** Marked builds of one kustomization, at most. */
const kustomize_MAX_RENDERS = 10;
/** Builds a kustomization, then twice more with marks, to learn which file and which entry gave what. */
const kustomizeRenderer = {
    kind: 'kustomize',
    render: (source, context) => (source.kind === 'kustomize' ? renderKustomization(source, context) : null),
};
async function renderKustomization(source, context) {
    const closure = await readClosure(context.tree, source.root);
    const tool = await context.toolbox.locate('kustomize');
    const run = { tool, ports: context.ports, root: source.root, files: closure.files };
    const began = context.ports.clock.elapsed();
    const { documents, problems } = readManifestStream(await buildPlainly(run, closure));
    const [problem] = problems;
    if (problem !== undefined) {
        const finding = invalidManifest(closure.entry, `what it builds cannot be read: ${problem.message}`);
        return { manifests: [], findings: [finding], files: [...closure.files.keys()], complete: false };
    }
    const values = documents.map(({ value }) => value);
    const slow = context.ports.clock.elapsed() - began > SLOW_RENDER_MS;
    const [bases, contributions] = context.origins && !slow
        ? await Promise.all([traceDocuments(run, closure, values), kustomize_findContributions(run, closure, values)])
        : [values.map(() => null), new Contributions()];
    return kustomize_collect(source, { closure, documents: values, bases, contributions });
}
async function buildPlainly(run, closure) {
    const result = await runKustomize(run);
    const crash = toolFailure('kustomize', result, fileLocation(closure.entry));
    if (crash !== null)
        throw new RenderProblem(crash);
    if (result.status === 'exited' && result.code === 0)
        return result.stdout;
    throw new RenderProblem(explainKustomizeError(result.stderr, closure));
}
async function kustomize_findContributions(run, closure, values) {
    const found = new Contributions();
    const plain = values.map((value) => [value]);
    const prober = new Prober(closure.files, plain, async (replacements) => {
        const result = await runKustomize(run, replacements);
        if (result.status !== 'exited' || result.code !== 0)
            return null;
        const marked = readManifestStream(result.stdout).documents.map(({ value }) => value);
        return sameObjects(values, marked) ? marked.map((value) => [value]) : null;
    }, kustomize_MAX_RENDERS);
    await prober.probe(kustomizeCandidates(closure, imageTexts(plain)), found);
    return found;
}
function kustomize_collect(source, origins) {
    const manifests = [];
    const findings = [];
    for (const [index, value] of origins.documents.entries()) {
        const base = origins.bases[index];
        const file = base?.file ?? origins.closure.entry;
        const { objects, problems } = objectsOf(value);
        for (const { what } of problems) {
            findings.push(invalidManifest(file, `a document that it builds is no Kubernetes object: ${what}`));
        }
        const document = base !== null && base !== undefined && 'source' in base ? base.document : 0;
        const inList = base !== null && base !== undefined && 'source' in base ? base.item : null;
        for (const { object, path, ref } of objects) {
            manifests.push({
                ref: { file, document, ...ref, ...(inList === null ? {} : { item: inList }) },
                source,
                object,
                namespace: ref.namespace ?? 'default',
                place: (below) => kustomizePlace(origins, index, [...path, ...below]),
            });
        }
    }
    return { manifests, findings, files: [...origins.closure.files.keys()], complete: true };
}

;// CONCATENATED MODULE: ./build/render/plain-file.js




/** A file this large that nowhere mentions what every manifest has is not parsed: lock files, API descriptions. */
const MAX_UNMENTIONED_BYTES = 1024 * 1024;
/** More is the same mistake over and over. */
const MAX_FINDINGS = 100;
/** What a JSON file that cannot be read must hold to count as a manifest: most JSON of a repository is something else. */
const JSON_HEAD = [/"apiVersion"\s*:/, /"kind"\s*:/];
const plain_file_REMEDY = 'Correct it; if it is no manifest, list its path under ignorePaths in the policy.';
const plain_file_HIDDEN = /(?:^|\/)\.[^/]+\//;
/**
 * The manifests of a YAML or JSON file. A document without apiVersion and kind is something else and is left out, and so
 * is a broken one that is certain to be something else.
 */
function readPlainFile(bytes, file, source) {
    const mentioned = mentionsManifest(bytes);
    const isJson = /\.json$/i.test(file);
    if (!mentioned && (isJson || bytes.length > MAX_UNMENTIONED_BYTES)) {
        return { manifests: [], findings: [], complete: true };
    }
    const { documents, problems } = readManifestStream(bytes);
    const relevant = problems.filter((problem) => couldBeManifest(problem, bytes, isJson));
    // Below a hidden folder a YAML file is some tool's own settings; anywhere else a broken one could be a manifest.
    const enforcement = mentioned || !plain_file_HIDDEN.test(file) ? 'block' : 'warn';
    const at = (range) => ({ file, ...range, exact: true });
    const findings = relevant.map(({ message, range }) => invalidManifest(file, message, at(range), { enforcement, remedy: plain_file_REMEDY }));
    const manifests = [];
    for (const document of documents.filter(({ value }) => hasHead(value))) {
        const { objects, problems: wrong } = objectsOf(document.value);
        for (const { what, path } of wrong) {
            const text = `document ${document.index + 1}: ${what}`;
            findings.push(invalidManifest(file, text, at(document.locate(path)), { remedy: plain_file_REMEDY }));
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
    return isObject(value) && 'apiVersion' in value && 'kind' in value && !isKustomization(value.apiVersion);
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
    const more = invalidManifest(file, `${rest} more of its documents are wrong`, undefined, { remedy: plain_file_REMEDY });
    return [...findings.slice(0, MAX_FINDINGS), more];
}

;// CONCATENATED MODULE: ./build/render/plain.js







/** Files that hold manifests as they are: what kubectl would apply. */
const plainRenderer = {
    kind: 'plain',
    render: (source, { tree }) => (source.kind === 'plain' ? renderPlain(source, tree) : null),
};
/** Files read at a time: enough for a git tree to fetch them together, and no more memory than that. */
const BATCH = 256;
/** The first line of every Git LFS pointer (git-lfs docs/spec.md). */
const LFS_POINTER = Buffer.from('version https://git-lfs.github.com/spec/v1\n');
/** Reads each file of the source. Whatever is wrong with one becomes a finding, and the others are read all the same. */
async function renderPlain(source, tree) {
    const read = [];
    for (let start = 0; start < source.files.length; start += BATCH) {
        const batch = source.files.slice(start, start + BATCH);
        read.push(...(await Promise.all(batch.map((file) => readOne(file, source, tree)))));
    }
    const beside = new Set(read.filter(({ manifests }) => manifests.length > 0).map(({ file }) => external_node_path_.posix.dirname(file)));
    // A large or unfetched JSON file is a manifest where its neighbours are; elsewhere it is somebody's data.
    const hidden = read.filter(({ file, hidden }) => hidden !== null && (!plain_isJson(file) || beside.has(external_node_path_.posix.dirname(file))));
    return {
        manifests: read.flatMap(({ manifests }) => manifests),
        findings: [
            ...read.flatMap(({ findings }) => findings),
            ...hidden.flatMap(({ hidden: problem }) => (problem === null ? [] : [renderFailed(source, problem)])),
        ],
        files: source.files,
        complete: hidden.length === 0 && read.every(({ complete }) => complete),
    };
}
async function readOne(file, source, tree) {
    const nothing = { file, manifests: [], findings: [], complete: true, hidden: null };
    const resolved = await resolveInTree(tree, file);
    if (resolved.kind !== 'found' || resolved.is !== 'file') {
        const finding = invalidManifest(file, 'it is not a file inside the repository');
        return { ...nothing, findings: [finding], complete: false };
    }
    let bytes;
    try {
        bytes = await tree.read(resolved.path);
    }
    catch (error) {
        if (!(error instanceof GateError))
            throw error;
        const { message: what, remedy } = error;
        return { ...nothing, hidden: { what, remedy, location: fileLocation(file), unknown: 'content' } };
    }
    if (Buffer.compare(Buffer.from(bytes.subarray(0, LFS_POINTER.length)), LFS_POINTER) === 0) {
        const what = `${file} is a Git LFS pointer, and its content is not in the tree`;
        const remedy = 'Commit the file itself';
        return { ...nothing, hidden: { what, remedy, location: fileLocation(file), unknown: 'content' } };
    }
    if (bytes.length > MAX_FILE_BYTES && (!plain_isJson(file) || mentionsManifest(bytes))) {
        const what = `${file} has ${bytes.length} bytes, more than the ${MAX_FILE_BYTES} that are read`;
        const remedy = 'Split it, or list its path under ignorePaths in the policy if it is no manifest';
        return { ...nothing, hidden: { what, remedy, location: fileLocation(file), unknown: 'content' } };
    }
    return { ...nothing, ...readPlainFile(bytes, file, source) };
}
function plain_isJson(file) {
    return /\.json$/i.test(file);
}

;// CONCATENATED MODULE: ./build/render/rules.js
/** The rules that rendering raises. */
const render_rules_RULES = [
    {
        id: 'render/failed',
        topic: 'supply-chain',
        level: null,
        severity: 'high',
        title: 'Source does not render',
        means: 'A Helm chart or a kustomization could not be turned into manifests: a template error, a missing values file or base, a reference that leaves the repository, or a limit of time or size.',
        why: 'What does not render is not checked, and a gate that passed it would pass whatever it turns into later.',
        repair: 'Make `helm template` or `kustomize build` succeed with what the repository holds: vendor what it needs.',
        docs: 'https://helm.sh/docs/chart_template_guide/debugging/',
        cis: [],
        nsa: [],
    },
    {
        id: 'manifest/invalid',
        topic: 'supply-chain',
        level: null,
        severity: 'high',
        title: 'Document is no Kubernetes object',
        means: 'A manifest, or a document that a chart or kustomization renders to, is not YAML or JSON, is no object with apiVersion and kind, or does not fit the type that it names.',
        why: 'The cluster refuses such a document, and what cannot be read cannot be checked.',
        repair: 'Correct the document; if it is no manifest, list its path under `ignorePaths` in the policy.',
        docs: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/',
        cis: [],
        nsa: [],
    },
];

;// CONCATENATED MODULE: ./build/render/index.js







const RENDERERS = [plainRenderer, helmRenderer, kustomizeRenderer];
/** Sources that are in memory at a time; each waits for its turn to run a process. */
const MAX_SOURCES_AT_A_TIME = 8;
/** Renders every source, several at a time. It never throws for what a source holds: that becomes a finding. */
async function render(sources, tree, options) {
    const { ports, origins = true, concurrency = navigator.hardwareConcurrency } = options;
    const limit = (0,p_limit/* default */.A)(MAX_SOURCES_AT_A_TIME);
    const processes = (0,p_limit/* default */.A)(Math.max(1, concurrency));
    const exec = { run: (command) => processes(() => ports.exec.run(command)) };
    const context = { ...options, tree, ports: { ...ports, exec }, origins };
    let done = 0;
    const results = await Promise.all(sources.map((source) => limit(async () => {
        const rendered = await renderSource(source, context);
        done += 1;
        ports.log.progress(`Rendered ${done} of ${sources.length}: ${describeSource(source)}`);
        return { source, rendered };
    })));
    return {
        manifests: results.flatMap(({ rendered }) => rendered.manifests),
        findings: results.flatMap(({ rendered }) => rendered.findings),
        failed: results.filter(({ rendered }) => !rendered.complete).map(({ source }) => source),
        files: new Map(results.map(({ source, rendered }) => [source, new Set(rendered.files)])),
    };
}
async function renderSource(source, context) {
    try {
        return await dispatch(source, context);
    }
    catch (error) {
        if (error instanceof RenderProblem) {
            return { manifests: [], findings: [renderFailed(source, error.details)], files: [], complete: false };
        }
        if (error instanceof GateError) {
            const location = error.location ?? fileLocation(source.root);
            const unknown = error.stage === 'tools' || error.stage === 'io' ? 'infrastructure' : 'content';
            const details = { what: error.message, remedy: error.remedy, location, unknown };
            return { manifests: [], findings: [renderFailed(source, details)], files: [], complete: false };
        }
        throw error;
    }
}
/** Each kind of source has one renderer in the list. */
function dispatch(source, context) {
    for (const renderer of RENDERERS) {
        const rendering = renderer.render(source, context);
        if (rendering !== null)
            return rendering;
    }
    throw new Error(`no renderer for ${source.kind}`);
}

;// CONCATENATED MODULE: ./build/rules/gate.js
/** What the gate says about changes to itself; raised by the gate's own line, described here. */
const gate_RULES = [
    {
        id: 'gate/workflow-changed',
        topic: 'admission',
        level: null,
        severity: 'high',
        title: 'Workflow of the gate changed',
        means: 'The pull request changes the workflow file that runs this gate.',
        why: 'On pull_request the workflow comes from the pull request, so a change can leave out the gate or feed it something else: the verdict can no longer be trusted by itself.',
        repair: 'Have a code owner review the workflow change on its own, or set gate.workflowChanges to warn on the base branch; better run the gate as a required workflow of a ruleset.',
        docs: 'https://docs.github.com/en/actions/reference/security/secure-use',
        cis: [],
        nsa: [],
    },
    {
        id: 'gate/policy-changed',
        topic: 'admission',
        level: null,
        severity: 'medium',
        title: 'Policy of the gate changed',
        means: 'The pull request edits the policy file, its exceptions, a ClusterImagePolicy or a trust root. The base branch decides; what the edited policy would say is shown.',
        why: 'Whoever may change the policy decides what may be deployed, so such a change deserves a look of its own.',
        repair: 'Have a code owner review the policy change. It takes effect once it is merged.',
        docs: 'https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners',
        cis: [],
        nsa: [],
    },
];

;// CONCATENATED MODULE: ./build/rules/catalogue.js








/** Every rule that a finding can name, by stage in the order of the gate's line. */
const catalogue_RULES = [
    ...render_rules_RULES,
    ...RULES,
    ...resolve_rules_RULES,
    ...rules_RULES,
    ...vulnerabilities_rules_RULES,
    ...hardening_RULES,
    ...refused_exceptions_RULES,
    ...gate_RULES,
];
const BY_ID = new Map(catalogue_RULES.map((rule) => [rule.id, rule]));
/** The description of a rule; of `vulnerability/*` for an advisory. Null for a name that is no rule. */
function describeRule(id) {
    const family = id.slice(0, id.indexOf('/') + 1);
    return BY_ID.get(id) ?? BY_ID.get(`${family}*`) ?? null;
}
/** Rule ids that were probably meant: the same but for case or family, else those of a family, else those that hold it. */
function similarRules(id) {
    const wanted = id.toLowerCase();
    const lastPart = (text) => text.slice(text.indexOf('/') + 1);
    const family = wanted.includes('/') ? wanted.slice(0, wanted.indexOf('/') + 1) : `${wanted}/`;
    const guesses = [
        (candidate) => lastPart(candidate) === lastPart(wanted),
        (candidate) => candidate.startsWith(family),
        (candidate) => wanted !== '' && candidate.includes(wanted),
    ];
    const ids = catalogue_RULES.map((rule) => rule.id);
    const results = guesses.map((matches) => ids.filter((candidate) => matches(candidate.toLowerCase())));
    return results.find((result) => result.length > 0) ?? [];
}

;// CONCATENATED MODULE: ./build/rules/explain.js

/** One rule for a person on a terminal: what it means, why, how to repair, where to read more. With a final newline. */
function explainRule(rule) {
    const topic = TOPICS.find(({ id }) => id === rule.topic)?.title ?? rule.topic;
    const facts = [
        ['Severity', rule.severity],
        ['Topic', topic],
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
        explain_wrap(`What it means: ${rule.means}`),
        '',
        explain_wrap(`Why it matters: ${rule.why}`),
        '',
        explain_wrap(`What to do: ${rule.repair}`),
        '',
    ].join('\n');
}
const LINE_WIDTH = 100;
/** Breaks lines between words. */
function explain_wrap(text) {
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

;// CONCATENATED MODULE: ./build/rules/format.js

const RULE_FORMATS = ['text', 'json', 'markdown'];
/** The list of rules as the command `rules` prints it, with a final newline. */
function formatRules(rules, format) {
    switch (format) {
        case 'text':
            return formatText(rules);
        case 'json':
            return `${JSON.stringify({ rules: byTopic(rules).flatMap((topic) => topic.rules.map(ruleJson)) }, null, 2)}\n`;
        case 'markdown':
            return formatMarkdown(rules);
    }
}
/** In the checklist's order of topics, by id within each; topics without rules too. */
function byTopic(rules) {
    return TOPICS.map(({ id, title }) => ({
        id,
        title,
        rules: rules.filter((rule) => rule.topic === id).sort((a, b) => (a.id < b.id ? -1 : 1)),
    }));
}
function ruleJson({ id, severity, topic, level, title, means, why, repair, docs, cis, nsa, }) {
    return { id, severity, topic, level, title, means, why, repair, docs, cis, nsa };
}
function formatText(rules) {
    const width = Math.max(0, ...rules.map((rule) => rule.id.length));
    const lines = byTopic(rules)
        .filter((topic) => topic.rules.length > 0)
        .flatMap((topic) => [
        topic.title,
        ...topic.rules.map((rule) => `  ${rule.id.padEnd(width)}  ${rule.severity.padEnd(8)}  ${rule.title}`),
        '',
    ]);
    return `${lines.join('\n')}\n${rules.length} rules. explain RULE says what one means and how to repair it.\n`;
}
function formatMarkdown(rules) {
    const topics = byTopic(rules).filter((topic) => topic.rules.length > 0);
    const parts = [
        '# Rules',
        'Generated from the rules themselves by `npm run docs`: edit the rule, not this file.',
        [
            `${rules.length} rules in ${topics.length} topics. Levels of hardening rules are set with \`hardening.rules\` in the policy`,
            'file, by id, prefix (`pss/*`) or `*`; the most specific wins. CIS numbers are those of the CIS Kubernetes Benchmark',
            'v1.11, NSA sections those of the NSA/CISA Kubernetes Hardening Guide, version 1.2.',
        ].join('\n'),
        ...topics.flatMap((topic) => [`## ${topic.title}`, table(topic.rules), ...topic.rules.map(section)]),
    ];
    return `${parts.join('\n\n')}\n`;
}
function table(rules) {
    const rows = rules.map((rule) => `| [\`${rule.id}\`](#${format_anchor(rule.id)}) | ${rule.severity} | ${escapeMarkdown(rule.title)} |`);
    return ['| Rule | Severity | |', '| --- | --- | --- |', ...rows].join('\n');
}
function section(rule) {
    const standards = [
        rule.level === null ? null : `Pod Security Standards level ${rule.level}`,
        rule.cis.length === 0 ? null : `CIS ${rule.cis.join(', ')}`,
        rule.nsa.length === 0 ? null : `NSA/CISA: ${rule.nsa.join('; ')}`,
    ].filter((part) => part !== null);
    return [
        `### ${rule.id}`,
        `**${escapeMarkdown(rule.title)}.** Severity ${rule.severity}${standards.map((part) => `, ${part}`).join('')}.`,
        escapeMarkdown(rule.means),
        `Why: ${escapeMarkdown(rule.why)}`,
        `Repair: ${escapeMarkdown(rule.repair)}`,
        `<${rule.docs}>`,
    ].join('\n\n');
}
/** The anchor that GitHub gives the heading `### id`. */
function format_anchor(id) {
    return id.toLowerCase().replace(/[^a-z0-9_-]/g, '');
}
function escapeMarkdown(text) {
    return text.replace(/([*_<>[\]`|])/g, '\\$1');
}

;// CONCATENATED MODULE: ./build/rules/index.js




// EXTERNAL MODULE: ./build/version.js
var version = __webpack_require__(8508);
;// CONCATENATED MODULE: ./build/discover/file-kinds.js
/** The names that kustomize takes for a kustomization (api/konfig/general.go). */
const file_kinds_KUSTOMIZATION_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
function kindOfFile(path) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (name === 'Chart.yaml')
        return 'chart';
    if (file_kinds_KUSTOMIZATION_NAMES.includes(name))
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
function file_kinds_isWithin(path, directory) {
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
            if (entry.kind !== 'file' || !file_kinds_isWithin(entry.path, folder) || kindOfFile(entry.path) === 'other')
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
    if (bytes === null || bytes.length > MAX_FILE_BYTES)
        return true;
    return readManifestStream(bytes).documents.some(({ value }) => isOtherObject(value));
}
function isOtherObject(value) {
    const [apiVersion, kind] = [get(value, 'apiVersion'), get(value, 'kind')];
    if (apiVersion === undefined || kind === undefined)
        return false;
    return !(kind === 'CustomResourceDefinition' && String(apiVersion).startsWith('apiextensions.k8s.io/'));
}

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
        location: fileLocation(path),
        identity: ['link-outside', target],
    });
}
function linkLeadsNowhere(path, target) {
    return finding('manifest/invalid', {
        result: 'fail',
        message: `The symbolic link ${path} leads to ${target}, where there is no file. kubectl cannot read it either. Correct its target, or remove it.`,
        location: fileLocation(path),
        identity: ['link-nowhere', target],
    });
}
function unfetchedSubmodule(path) {
    return finding('render/failed', {
        result: 'unknown',
        message: `${path} is a git submodule, and submodules are not fetched: the manifests in it were not checked. Commit the files themselves, or list the path under ignorePaths in the policy if nothing in it is deployed.`,
        location: fileLocation(path),
        identity: ['submodule', path],
    });
}
function missingSource(path, why) {
    return finding('render/failed', {
        result: 'fail',
        message: `The policy names the source ${path}, but ${why}. What it deploys was not checked. Correct the path in the policy's sources; if the source is gone for good, take it out of the policy first.`,
        location: fileLocation(path),
        identity: ['missing-source', path],
    });
}
function optionsWithoutChart(path) {
    return finding('render/failed', {
        result: 'fail',
        message: `The policy gives helm options for the source ${path}, but there is no Chart.yaml in it. Name the directory that holds Chart.yaml, or take the helm options out of the policy.`,
        location: fileLocation(path),
        identity: ['no-chart', path],
    });
}

;// CONCATENATED MODULE: ./build/discover/chart-file.js


function readChartFile(bytes) {
    const chart = readManifestStream(bytes).documents[0]?.value;
    const dependencies = get(chart, 'dependencies');
    const localDependencies = (isArray(dependencies) ? dependencies : []).flatMap((dependency) => {
        const name = get(dependency, 'name');
        const repository = get(dependency, 'repository');
        if (typeof name !== 'string' || typeof repository !== 'string' || !repository.startsWith('file://'))
            return [];
        return [{ name, path: repository.slice('file://'.length) }];
    });
    return { isLibrary: get(chart, 'type') === 'library', localDependencies };
}

;// CONCATENATED MODULE: ./build/discover/kustomization-file.js


const kustomization_file_GROUP = 'kustomize.config.k8s.io/';
/** Fields whose entries may name the directory of another kustomization (api/types/kustomization.go). */
const kustomization_file_DIRECTORY_FIELDS = ['resources', 'bases', 'components', 'generators', 'transformers', 'validators'];
/** Null for a file of that name that is an object of another API, for example a Flux Kustomization. */
function readKustomizationFile(bytes) {
    const value = readManifestStream(bytes).documents[0]?.value;
    const apiVersion = get(value, 'apiVersion');
    if (typeof apiVersion === 'string' && apiVersion !== '' && !apiVersion.startsWith(kustomization_file_GROUP))
        return null;
    const chartHome = textOr(get(value, 'helmGlobals', 'chartHome'), 'charts');
    const charts = entriesOf(get(value, 'helmCharts')).flatMap((chart) => {
        const name = get(chart, 'name');
        return typeof name === 'string' ? [`${chartHome}/${name}`] : [];
    });
    const inflated = entriesOf(get(value, 'helmChartInflationGenerator')).flatMap((chart) => {
        const name = get(chart, 'chartName');
        return typeof name === 'string' ? [`${textOr(get(chart, 'chartHome'), 'charts')}/${name}`] : [];
    });
    return {
        isComponent: get(value, 'kind') === 'Component',
        directories: kustomization_file_DIRECTORY_FIELDS.flatMap((field) => entriesOf(get(value, field))).filter((entry) => typeof entry === 'string'),
        charts: [...charts, ...inflated],
    };
}
function entriesOf(value) {
    return isArray(value) ? value : [];
}
function textOr(value, otherwise) {
    return typeof value === 'string' && value !== '' ? value : otherwise;
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
        .filter(({ path }) => !layout_isTemplate(path, charts))
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
function layout_isTemplate(path, charts) {
    return ancestorsOf(path).some((chart) => charts.has(chart) && (path.startsWith(join(chart, 'templates/')) || path.startsWith(join(chart, 'crds/'))));
}
/** A link that stays inside counts as what it leads to; one that leads nowhere or out as an empty file. */
async function readLinked(tree, path) {
    const resolved = await resolveInTree(tree, path);
    if (resolved.kind !== 'found')
        return new Uint8Array();
    return resolved.is === 'file' ? tree.read(resolved.path) : null;
}

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
        const target = await usage_resolveFrom(tree, directory, path);
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
    const resolve = (paths) => Promise.all(paths.map((path) => usage_resolveFrom(tree, root.directory, path)));
    return [...parts('kustomize', await resolve(directories)), ...parts('helm', await resolve(charts))];
}
function usage_resolveFrom(tree, directory, path) {
    const inside = path.startsWith('/') || path.includes('\n') ? null : insideTree(external_node_path_.posix.join(directory, path));
    return inside === null ? Promise.resolve(null) : directoryAt(tree, inside);
}
async function directoryAt(tree, path) {
    const resolved = await resolveInTree(tree, path);
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
    if (bytes === null || bytes.length > MAX_FILE_BYTES)
        return true;
    return readManifestStream(bytes).documents.some(({ value }) => idle_hasHead(value));
}
/** A component's own file is configuration of kustomize, and no manifest. */
function idle_hasHead(value) {
    const apiVersion = get(value, 'apiVersion');
    if (apiVersion === undefined || get(value, 'kind') === undefined)
        return false;
    return !(typeof apiVersion === 'string' && apiVersion.startsWith('kustomize.config.k8s.io/'));
}

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
        if (!file_kinds_isWithin(entry.path, selection.path) || isIgnored(entry.path))
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
        const resolved = await resolveInTree(tree, path);
        if (resolved.kind === 'found' && resolved.is !== 'submodule') {
            if (isIgnored(resolved.path))
                return;
            if (resolved.is === 'file' && (isManifestName(path) || isManifestName(resolved.path)))
                files.add(resolved.path);
            if (resolved.is === 'directory' && !file_kinds_isWithin(resolved.path, selection.path))
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
        if (mentionsManifest(await tree.read(file)))
            holding.add(directory);
    }
    return submodules.filter((path) => ancestorsOf(path).some((directory) => holding.has(directory)));
}

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
    const path = written.startsWith('/') ? null : insideTree(written === '' ? '.' : written);
    if (path === null)
        return { path: written, why: 'it is outside of the repository' };
    const resolved = await resolveInTree(tree, path);
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
    const inChart = await resolveInTree(tree, own);
    if (inChart.kind !== 'missing')
        return own;
    const atRoot = await resolveInTree(tree, file);
    return atRoot.kind === 'missing' ? own : file;
}
function noSuchPath(tree, { path, why }, count) {
    const others = count > 1 ? ` (and ${count - 1} more)` : '';
    return new UsageError({
        code: 'discover/no-such-path',
        stage: 'discover',
        message: `The path ${path} is not in ${tree.label}${others}: ${why}.`,
        remedy: 'Name files or directories of the repository, relative to its root.',
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
    return { sources: [...whole, ...plain], findings: discover_unique(findings) };
}
/** The charts and kustomizations of a selection; `own` is what it names or lies in: two where a directory is both. */
function rootsOf({ path, named }, layout, parts, isIgnored) {
    const visible = layout.roots.filter((root) => !isIgnored(root.directory));
    const own = named ? layout.enclosing(path).filter((root) => visible.includes(root)) : [];
    const inside = visible.filter((root) => file_kinds_isWithin(root.directory, path));
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
/** A glob that matches a directory takes all that is below it. */
function ignoring(patterns) {
    if (patterns.length === 0)
        return () => false;
    const matches = picomatch(patterns.flatMap((pattern) => [pattern, `${pattern.replace(/\/+$/, '')}/**`]), { dot: true, nonegate: true, noext: true });
    return (path) => path !== '' && matches(path);
}
function discover_unique(findings) {
    return [...new Map(findings.map((finding) => [JSON.stringify([finding.message]), finding])).values()];
}

;// CONCATENATED MODULE: ./build/discover/index.js


// EXTERNAL MODULE: ./node_modules/diff/libesm/patch/create.js + 2 modules
var create = __webpack_require__(7291);
;// CONCATENATED MODULE: ./build/fix/diff.js


/** A unified diff that `git apply` takes: files in path order, three lines of context. Empty for no edits. */
async function unifiedDiff(tree, edits) {
    const files = [...new Set(edits.map((edit) => edit.file))].sort((a, b) => (a < b ? -1 : 1));
    const patches = [];
    for (const file of files) {
        const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await tree.read(file));
        const after = edits_applyEdits(before, edits.filter((edit) => edit.file === file));
        if (before === after)
            continue;
        patches.push((0,create/* createTwoFilesPatch */.ss)(`a/${file}`, `b/${file}`, before, after, undefined, undefined, {
            context: 3,
            headerOptions: create/* FILE_HEADERS_ONLY */.jr,
        }));
    }
    return patches.join('');
}

;// CONCATENATED MODULE: ./build/fix/candidates.js
const DIGEST_KEY = /digest|sha256|^sha$/i;
const TAG_KEY = /tag|version/i;
function candidates_readToken(content, location) {
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
/** A kustomize `images:` entry gets its `digest` in the line below, or beside it in flow style. */
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
        const token = location.exact ? candidates_readToken(read(location.file), location) : null;
        if (token === null)
            continue;
        const kustomization = /(^|\/)kustomization(\.ya?ml)?$/i.test(location.file);
        if (kustomization && (token.key === 'newTag' || token.key === 'newName'))
            edits.push(besideTag(token, digest));
        if (token.value !== '' && written.endsWith(token.value))
            edits.push(replace(token, `${token.value}@${digest}`));
        else if (token.value === '' && DIGEST_KEY.test(token.key))
            edits.push(replace(token, digest));
        else if (token.value === '' && TAG_KEY.test(token.key) && tag !== '')
            edits.push(replace(token, `${tag}@${digest}`));
    }
    return edits.slice(0, 4);
}

;// CONCATENATED MODULE: ./build/fix/compare.js

/** Where two values differ, as deep as both go. */
function compare_differences(before, after, path = []) {
    if (isArray(before) && isArray(after) && before.length === after.length) {
        return before.flatMap((item, index) => compare_differences(item, after[index], [...path, index]));
    }
    if (isObject(before) && isObject(after)) {
        const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
        return keys.flatMap((key) => compare_differences(before[key], after[key], [...path, key]));
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
 * Did the edits do what was meant and nothing else? Every goal is pinned to its digest, and no other value of any object
 * changed, but for those that change from one render to the next by themselves (`volatile`).
 */
function proves(goals, before, after, sources, volatile) {
    for (const source of sources) {
        const old = before.get(source) ?? [];
        const now = after.get(source) ?? [];
        if (old.length !== now.length)
            return false;
        const wanted = new Map(goals.filter(({ use }) => use.manifest.source === source).map((goal) => [goalKey(old, goal), goal]));
        const met = new Set();
        for (const [index, manifest] of old.entries()) {
            for (const { path, after: value } of compare_differences(manifest.object, now[index]?.object)) {
                const key = valueKey(index, path);
                const goal = wanted.get(key);
                if (goal !== undefined) {
                    if (typeof value !== 'string' || !pinned(goal.use.written, goal.digest).includes(value))
                        return false;
                    met.add(key);
                }
                else if (!volatile.has(`${sources.indexOf(source)} ${key}`))
                    return false;
            }
        }
        if (met.size !== wanted.size)
            return false;
    }
    return true;
}
function goalKey(manifests, { use }) {
    return valueKey(manifests.indexOf(use.manifest), use.path);
}
function valueKey(index, path) {
    return `${index} ${formatPath(path)}`;
}
/** Values that two renders of the same tree do not agree on: random passwords, times. */
function volatileValues(first, second, sources) {
    const found = new Set();
    for (const [number, source] of sources.entries()) {
        for (const [index, manifest] of (first.get(source) ?? []).entries()) {
            for (const { path } of compare_differences(manifest.object, second.get(source)?.[index]?.object)) {
                found.add(`${number} ${valueKey(index, path)}`);
            }
        }
    }
    return found;
}

;// CONCATENATED MODULE: ./build/fix/propose.js



/** Single proofs cost renders; beyond this many the rest is not offered. */
const MAX_SINGLE_PROOFS = 40;
/**
 * Edits that pin images to digests, each proved: applied to a copy of the tree, rendered again, and compared as objects.
 * All are tried together first; where that does not hold, one by one.
 */
async function proposeFixes(request) {
    const read = await reader(request);
    const proposals = request.findings.flatMap((finding) => proposalFor(finding, request, read) ?? []);
    const prover = new Prover(request);
    const together = compatible(proposals);
    const fixes = new Map();
    const accept = (finding, edits) => fixes.set(finding, { edits, proved: true });
    const goals = together.flatMap(({ proposal }) => proposal.goals);
    const combined = together.flatMap(({ edits }) => edits);
    if (together.length > 1 && (await prover.holds(combined, goals))) {
        for (const { proposal, edits } of together)
            accept(proposal.finding, edits);
    }
    let left = MAX_SINGLE_PROOFS;
    for (const { finding, goals: own, alternatives } of proposals) {
        for (const edits of alternatives) {
            if (fixes.has(finding) || left === 0)
                break;
            if (clashes(edits, [...fixes.values()].flatMap((fix) => fix.edits)))
                continue;
            left -= 1;
            if (await prover.holds(edits, own))
                accept(finding, edits);
        }
    }
    return { fixes, edits: sortEdits([...fixes.values()].flatMap((fix) => fix.edits)) };
}
/** The text of every file in which an exact place of a use lies. */
async function reader({ images, tree }) {
    const places = images.flatMap(({ uses }) => uses.flatMap(({ place }) => [place.location, ...place.related]));
    const texts = new Map();
    for (const file of new Set(places.filter(({ exact }) => exact).map((place) => place.file))) {
        const entry = await tree.stat(file);
        if (entry === null || entry === 'directory' || entry.kind !== 'file')
            continue;
        texts.set(file, new TextDecoder().decode(await tree.read(file)));
    }
    return (file) => texts.get(file) ?? '';
}
/** The k-th alternative takes the k-th candidate of every use, or the last one where a use has fewer. */
function proposalFor(finding, request, read) {
    if (finding.rule !== 'image/unpinned' || finding.image === null)
        return null;
    const image = request.images.find(({ written }) => written === finding.image);
    const digest = request.digests.get(finding.image);
    if (image === undefined || digest === undefined)
        return null;
    const goals = image.uses.map((use) => ({ use, digest }));
    const candidates = image.uses.map((use) => pinCandidates(use, digest, read));
    if (candidates.some((list) => list.length === 0))
        return null;
    const count = Math.max(...candidates.map((list) => list.length));
    const alternatives = [];
    for (let choice = 0; choice < count; choice += 1) {
        const edits = sortEdits(candidates.flatMap((list) => list[Math.min(choice, list.length - 1)] ?? []));
        const [first, ...rest] = edits;
        if (first !== undefined && !clashes(edits, edits))
            alternatives.push([first, ...rest]);
    }
    return { finding, goals, alternatives };
}
function clashes(edits, others) {
    return edits.some((edit) => others.some((other) => conflict(edit, other)));
}
/** The first alternatives that can be made together. Two that want one scalar to say two things are both left out. */
function compatible(proposals) {
    const first = proposals.flatMap((proposal) => {
        const edits = proposal.alternatives[0];
        return edits === undefined ? [] : [{ proposal, edits }];
    });
    return first.filter((one) => !first.some((other) => other !== one && clashes(one.edits, other.edits)));
}
class Prover {
    #request;
    #before;
    #volatile = new Map();
    constructor(request) {
        this.#request = request;
        this.#before = bySource(request.manifests);
    }
    async holds(edits, goals) {
        const edited = new Set(edits.map((edit) => edit.file));
        const { files } = this.#request;
        const sources = this.#request.sources.filter((source) => [...edited].some((file) => files.get(source)?.has(file)));
        if (goals.some(({ use }) => !sources.includes(use.manifest.source)))
            return false;
        const after = await this.#render(sources, this.#request.overlay(this.#request.tree, edits));
        if (after === null)
            return false;
        if (proves(goals, this.#before, after, sources, new Set()))
            return true;
        const volatile = await this.#volatileOf(sources);
        return volatile.size > 0 && proves(goals, this.#before, after, sources, volatile);
    }
    async #volatileOf(sources) {
        const key = sources.map((source) => this.#request.sources.indexOf(source)).join();
        const known = this.#volatile.get(key);
        if (known !== undefined)
            return known;
        const again = await this.#render(sources, this.#request.tree);
        const found = again === null ? new Set() : volatileValues(this.#before, again, sources);
        this.#volatile.set(key, found);
        return found;
    }
    async #render(sources, tree) {
        const { manifests, failed } = await this.#request.rerender(sources, tree);
        return failed.length > 0 ? null : bySource(manifests);
    }
}

;// CONCATENATED MODULE: ./build/fix/index.js




// EXTERNAL MODULE: ./node_modules/zod/v4/classic/errors.js
var errors = __webpack_require__(961);
;// CONCATENATED MODULE: ./build/policy/duration.js
const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 };
/** `90m`, `72h`, `180d` to milliseconds; null for anything else. */
function parseDuration(text) {
    const match = /^([1-9][0-9]{0,5})([mhd])$/.exec(text);
    if (match?.[1] === undefined)
        return null;
    return Number(match[1]) * UNITS[match[2]];
}

;// CONCATENATED MODULE: ./build/policy/schema.js


/**
 * The policy file, version 1. Descriptions end up in the JSON Schema that editors show (docs/schema/policy.schema.json),
 * so each says what the key does, and not how it is checked. Unknown keys are mistakes, never ignored.
 */
const policy_schema_text = schemas/* string */.YjP().min(1);
const glob = policy_schema_text.max(512);
/** YAML reads an unquoted `false` where a person means `off`; both are taken. */
function level(values) {
    return schemas/* preprocess */.vkY((value) => (value === false ? 'off' : value), schemas/* enum */.k5n(values));
}
const duration = schemas/* string */.YjP()
    .regex(/^[1-9][0-9]{0,5}[mhd]$/, 'expected a duration like 90m, 72h or 180d')
    .transform((value) => parseDuration(value) ?? 0);
const relativePath = policy_schema_text
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
const helm = schemas/* strictObject */.rej({
    releaseName: policy_schema_text.max(53).default('release-name').describe('Release name given to helm template.'),
    namespace: policy_schema_text.max(63).default('default').describe('Namespace given to helm template.'),
    valuesFiles: schemas/* array */.YOg(relativePath)
        .default([])
        .describe('Values files, relative to the chart or else to the repository root; the last one wins.'),
    set: schemas/* record */.g1P(policy_schema_text, schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* boolean */.zMY()]).transform(String))
        .default({})
        .describe('Single values, as helm template --set takes them.'),
    kubeVersion: policy_schema_text
        .nullable()
        .default(null)
        .describe('Kubernetes version the chart is rendered for, for example "1.34".'),
    apiVersions: schemas/* array */.YOg(policy_schema_text)
        .default([])
        .describe('API versions the chart may ask for with .Capabilities.APIVersions.'),
})
    .describe('How the chart is rendered.');
const source = schemas/* strictObject */.rej({
    path: relativePath.describe('A chart, a kustomization, or a file or directory of manifests.'),
    helm: helm.optional(),
});
const digest = policy_schema_text.regex(/^sha256:[0-9a-f]{64}$/, 'expected sha256: and 64 hexadecimal digits');
const schema_images = schemas/* strictObject */.rej({
    allow: schemas/* array */.YOg(glob)
        .nullable()
        .default(null)
        .describe('Repositories that may be deployed, as globs on the canonical name: * stays within a segment, ** crosses. Left out: any.'),
    deny: schemas/* array */.YOg(glob).default([]).describe('Repositories that may not be deployed; wins over allow.'),
    digest: level(['required', 'warn', 'off']).default('required').describe('Must a reference name a digest?'),
    tags: schemas/* strictObject */.rej({ deny: schemas/* array */.YOg(policy_schema_text).default([]).describe('Tags that may not be used, as globs.') })
        .prefault({}),
    platforms: schemas/* array */.YOg(policy_schema_text.regex(/^[a-z0-9]+\/[a-z0-9]+(\/[a-z0-9]+)?$/, 'expected os/architecture, for example linux/amd64'))
        .default([])
        .describe('Platforms of an index that are scanned. Default: linux/amd64 and linux/arm64 where present.'),
});
const signatures = schemas/* strictObject */.rej({
    mode: level(['enforce', 'warn', 'off']).optional().describe('Default: enforce when policies are named, else off.'),
    noMatch: schemas/* enum */.k5n(['deny', 'warn', 'allow']).default('deny').describe('What an image that no policy matches gets.'),
    policies: schemas/* array */.YOg(relativePath)
        .default([])
        .describe('Files with ClusterImagePolicy and TrustRoot documents, as globs from the repository root.'),
});
const vulnerabilities = schemas/* strictObject */.rej({
    severity: level(['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'UNKNOWN', 'off'])
        .default('HIGH')
        .describe('The lowest severity that blocks; off turns scanning off.'),
    ignoreUnfixed: schemas/* boolean */.zMY().default(true).describe('Leave out what has no fixed version yet.'),
    databaseRepositories: schemas/* array */.YOg(policy_schema_text)
        .default([])
        .describe("OCI repositories of the vulnerability database, tried in order. Default: Trivy's own."),
    maxDatabaseAge: duration.prefault('72h').describe('An older database decides nothing: its scans are unknown.'),
    canary: schemas/* preprocess */.vkY((value) => (value === false ? 'off' : value), schemas/* union */.KCZ([
        schemas/* literal */.euz('off'),
        schemas/* strictObject */.rej({
            purl: policy_schema_text.startsWith('pkg:').describe('A package the database must have an advisory for.'),
            id: policy_schema_text.describe('The advisory.'),
        }),
    ]))
        .default({ purl: 'pkg:npm/lodash@4.17.4', id: 'CVE-2019-10744' })
        .describe('An advisory the database must know; off for a database without it.'),
});
const hardening = schemas/* strictObject */.rej({
    podSecurity: schemas/* strictObject */.rej({
        level: schemas/* enum */.k5n(['privileged', 'baseline', 'restricted'])
            .default('restricted')
            .describe('Pod Security Standards level.'),
        version: policy_schema_text
            .regex(/^(latest|v?1\.\d{1,3})$/, 'expected latest or a version like v1.34')
            .default('latest')
            .describe('Version of the standards: latest, or v1.0 and later.'),
    })
        .prefault({}),
    rules: schemas/* record */.g1P(policy_schema_text, level(['error', 'warn', 'off']))
        .default({})
        .describe('Level by rule id, prefix ("rbac/*") or "*"; the most specific wins.'),
});
const exception = schemas/* strictObject */.rej({
    rules: schemas/* array */.YOg(policy_schema_text).min(1).describe('Rule ids, or prefixes ("pss/*").'),
    images: schemas/* array */.YOg(glob)
        .min(1)
        .optional()
        .describe('Only findings about these images: globs on repository, or repository@digest.'),
    paths: schemas/* array */.YOg(relativePath)
        .min(1)
        .optional()
        .describe('Only findings in these files, as globs from the repository root.'),
    reason: policy_schema_text.describe('Why, for whoever reads this next year.'),
    expires: date.describe('The last day (UTC) on which it holds.'),
});
// Keys, `[*]`, `[0]` and `["a.key"]`, as src/images reads them.
const objectPath = policy_schema_text
    .max(512)
    .regex(/^(?:[A-Za-z_][A-Za-z0-9_-]*|\["(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"\])(?:\.[A-Za-z_][A-Za-z0-9_-]*|\[(?:\*|[0-9]{1,9})\]|\["(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"\])*$/u, 'expected a path like spec.image, spec.steps[*].image or metadata.annotations["example.com/image"]');
const customResource = schemas/* strictObject */.rej({
    apiVersion: policy_schema_text
        .regex(/^(?:[^/*\s]+\/)?[^/*\s]+$|^[^/*\s]+\/\*$/, 'expected group/version or group/*, for example example.com/v1')
        .describe('group/version; the version may be *.'),
    kind: policy_schema_text,
    images: schemas/* array */.YOg(objectPath).default([]).describe('Paths of image references: spec.image, spec.steps[*].image.'),
    podSpecs: schemas/* array */.YOg(objectPath).default([]).describe('Paths of pod specs: spec.template.spec.'),
});
const schema_tool = schemas/* strictObject */.rej({
    path: policy_schema_text.optional().describe('Absolute path of the program on the runner.'),
    version: policy_schema_text.optional().describe('Version to download instead of the built-in one; needs sha256.'),
    sha256: policy_schema_text
        .regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits')
        .optional()
        .describe("Of the program at path, or of the release's archive for this platform."),
})
    .refine((value) => value.version === undefined || value.sha256 !== undefined, {
    message: 'a version needs the sha256 of its archive',
});
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
const PolicySchema = schemas/* strictObject */.rej({
    version: schemas/* literal */.euz(1).describe('Version of this file format.'),
    sources: schemas/* array */.YOg(source).min(1).optional().describe('What is rendered; discovered when left out.'),
    ignorePaths: schemas/* array */.YOg(glob).default([]).describe('Globs of paths that are never sources.'),
    images: schema_images.prefault({}),
    signatures: signatures.prefault({}),
    vulnerabilities: vulnerabilities.prefault({}),
    hardening: hardening.prefault({}),
    customResources: schemas/* array */.YOg(customResource).default([]).describe('Where custom resources name images.'),
    mirrors: schemas/* record */.g1P(policy_schema_text, schemas/* array */.YOg(policy_schema_text).min(1))
        .default({})
        .describe('Registry host to mirrors that are asked first: "docker.io": ["mirror.example/hub"].'),
    tools: schemas/* strictObject */.rej({ trivy: schema_tool.optional(), helm: schema_tool.optional(), kustomize: schema_tool.optional() })
        .prefault({})
        .describe('Programs to use instead of the built-in versions.'),
    exceptions: schemas/* array */.YOg(exception).default([]),
    gate: gate.prefault({}),
})
    .describe('supply-chain-gate policy');
const DigestSchema = (/* unused pure expression or super */ null && (digest));
/** @throws z.ZodError with a path for each mistake. */
function completePolicy(value) {
    const parsed = PolicySchema.parse(value);
    const { mode, ...rest } = parsed.signatures;
    return { ...parsed, signatures: { ...rest, mode: mode ?? (rest.policies.length > 0 ? 'enforce' : 'off') } };
}
/** What holds when there is no policy file. */
const DEFAULT_POLICY = completePolicy({ version: 1 });

;// CONCATENATED MODULE: ./build/policy/document.js





/** Large enough for any policy that people wrote, small enough never to matter. */
const MAX_POLICY_BYTES = 1024 * 1024;
/**
 * Reads a policy file: YAML 1.2, every key known, every mistake with its place.
 *
 * @throws UsageError `policy/invalid` naming file, line and key of the first mistake, and the others after it.
 */
function parsePolicy(bytes, file) {
    if (bytes.byteLength > MAX_POLICY_BYTES) {
        throw document_invalid(file, undefined, [`the file has ${bytes.byteLength} bytes, more than ${MAX_POLICY_BYTES}`]);
    }
    const lines = new yaml_dist/* LineCounter */.HN();
    const document = (0,yaml_dist/* parseDocument */.Tp)(document_decode(bytes, file), {
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
        throw document_invalid(file, at(broken.pos[0], broken.pos[1]), [`not YAML: ${broken.message}`]);
    const locate = (path) => {
        for (let length = path.length; length > 0; length--) {
            const range = rangeOf(document, path.slice(0, length));
            if (range)
                return at(range[0], range[1]);
        }
        return at(0, 0);
    };
    try {
        return { policy: completePolicy(readValue(document)), file, locate };
    }
    catch (error) {
        if (!(error instanceof errors/* ZodError */.G))
            throw error;
        const mistakes = error.issues.flatMap((issue) => describeIssue(issue));
        const [first] = mistakes;
        if (!first)
            throw error;
        throw document_invalid(file, locate(first.path), mistakes.map((mistake) => `${mistake.text} (line ${locate(mistake.path).startLine})`));
    }
}
function document_decode(bytes, file) {
    const decoded = decodeUtf8(bytes);
    if ('text' in decoded)
        return decoded.text;
    const { problem, line, column } = decoded;
    const place = { startLine: line, startColumn: column, endLine: line, endColumn: column + 1 };
    throw document_invalid(file, { file, ...place, exact: true }, [problem]);
}
/**
 * The document's value, with numbers as they were written: `version: 1.30` means the text 1.30 and not 1.3. Only the
 * file's own `version` is a number.
 */
function readValue(document) {
    (0,yaml_dist/* visit */.YR)(document, {
        Scalar(key, node, parents) {
            if (key === 'key' || typeof node.value !== 'number')
                return;
            const pair = parents.at(-1);
            const isVersion = parents.length === 3 && (0,yaml_dist/* isScalar */.jn)(pair?.key) && pair.key.value === 'version';
            if (!isVersion)
                node.value = node.source ?? String(node.value);
        },
    });
    try {
        return document.toJS({ maxAliasCount: 100 }) ?? {};
    }
    catch (cause) {
        throw new UsageError({
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
    if ((0,yaml_dist/* isScalar */.jn)(node) && node.range)
        return [node.range[0], node.range[1]];
    const parent = steps.length === 1 ? document.contents : document.getIn(steps.slice(0, -1), true);
    if (typeof parent !== 'object' || parent === null || !('items' in parent) || !Array.isArray(parent.items))
        return null;
    for (const item of parent.items) {
        if ((0,yaml_dist/* isScalar */.jn)(item.key) && String(item.key.value) === String(steps.at(-1)) && item.key.range) {
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
        return issue.keys.map((name) => ({
            path: [...issue.path, name],
            text: `unknown key ${JSON.stringify(name)}${key === '' ? '' : ` in ${key}`}`,
        }));
    }
    if (issue.path.length === 1 && issue.path[0] === 'version') {
        return [{ path: issue.path, text: 'version: expected 1, the only version of this file format' }];
    }
    return [{ path: issue.path, text: `${key === '' ? 'the file' : key}: ${issue.message}` }];
}
function formatKey(path) {
    return path.reduce((text, step) => (typeof step === 'number' ? `${text}[${step}]` : `${text}${text === '' ? '' : '.'}${String(step)}`), '');
}
function document_invalid(file, location, mistakes) {
    const place = location ? `${file}:${location.startLine}:${location.startColumn}` : file;
    const [first, ...others] = mistakes;
    const more = others.length === 0 ? '' : `\n${others.map((other) => `  also: ${other}`).join('\n')}`;
    return new UsageError({
        code: 'policy/invalid',
        stage: 'policy',
        message: `${place}: the policy file is not valid: ${first ?? 'unreadable'}${more}`,
        remedy: 'Correct the file; `supply-chain-gate policy schema` prints what it may hold.',
        ...(location ? { location } : {}),
    });
}

// EXTERNAL MODULE: ./node_modules/zod/v4/core/json-schema-processors.js
var json_schema_processors = __webpack_require__(8439);
;// CONCATENATED MODULE: ./build/policy/json-schema.js


/**
 * The JSON Schema (draft 2020-12) of the policy file as people write it, for editors: docs/schema/policy.schema.json.
 * Where a value is read leniently first (`false` for `off`), the strict form is what an editor should suggest.
 */
function policyJsonSchema() {
    const { $schema, ...rest } = json_schema_processors/* toJSONSchema */.bl(PolicySchema, {
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
            const { $schema: _, ...strict } = json_schema_processors/* toJSONSchema */.bl(def.out, { io: 'input', unrepresentable: 'any' });
            Object.assign(jsonSchema, strict);
        },
    });
    return { $schema, title: 'supply-chain-gate policy', ...rest };
}

;// CONCATENATED MODULE: ./build/policy/load.js




const DEFAULT_POLICY_FILE = '.github/supply-chain-gate.yaml';
/**
 * Loads the policy from the tree that is trusted to decide.
 *
 * @param file null for the default file, which may be missing; a named one must be there.
 * @throws UsageError where the file is not valid, a named one is missing, or a `signatures.policies` pattern matches nothing.
 */
async function loadPolicy(tree, file) {
    const path = file ?? DEFAULT_POLICY_FILE;
    const entry = await tree.stat(path);
    if (entry === null || entry === 'directory' || entry.kind !== 'file') {
        if (file === null && entry === null) {
            const locate = () => fileLocation(path);
            return { policy: DEFAULT_POLICY, file: null, from: tree.label, signatureDocuments: [], locate };
        }
        throw new UsageError({
            code: 'policy/not-found',
            stage: 'policy',
            message: `There is no policy file ${path} in ${tree.label}.`,
            remedy: 'Name an existing file (not a directory or a link), or leave the option out to use the defaults.',
        });
    }
    const document = parsePolicy(await tree.read(path), path);
    return {
        policy: document.policy,
        file: path,
        from: tree.label,
        signatureDocuments: await readSignatureDocuments(tree, document.policy, document.locate),
        locate: document.locate,
    };
}
async function readSignatureDocuments(tree, policy, locate) {
    if (policy.signatures.policies.length === 0)
        return [];
    const files = (await tree.list()).filter((entry) => entry.kind === 'file').map((entry) => entry.path);
    const documents = new Map();
    for (const [index, pattern] of policy.signatures.policies.entries()) {
        const matches = picomatch(pattern, { dot: true, nonegate: true, noext: true });
        const found = files.filter((path) => matches(path));
        if (found.length === 0) {
            const location = locate(['signatures', 'policies', index]);
            throw new UsageError({
                code: 'policy/pattern-matches-nothing',
                stage: 'policy',
                message: `${location.file}:${location.startLine}:${location.startColumn}: signatures.policies[${index}]: ${JSON.stringify(pattern)} matches no file in ${tree.label}, so no image would be checked against it.`,
                remedy: 'Correct the pattern (it is relative to the repository root), or add the ClusterImagePolicy it means.',
                location,
            });
        }
        for (const path of found) {
            documents.set(path, { file: path, text: new TextDecoder().decode(await tree.read(path)) });
        }
    }
    return [...documents.values()];
}

;// CONCATENATED MODULE: ./build/policy/index.js





;// CONCATENATED MODULE: ./build/trust/trust.js



const trust_WORKFLOWS = '.github/workflows';
/** Compares what decides at the base with what the head makes of it (design: Trust, "What decides"). */
async function checkTrust(request, policy) {
    const findings = [];
    const { base, head, policyFile } = request;
    const own = [policyFile, ...(await matching(request, policy))];
    for (const file of own) {
        const [before, after] = [await contentOf(base, file), await contentOf(head, file)];
        if (before === after)
            continue;
        findings.push(policyChanged(file, after === null, file === policyFile ? preview(after, file) : ''));
    }
    for (const file of await changedWorkflows(request)) {
        findings.push(workflowChanged(file, request.authoritative ? 'warn' : policy.gate.workflowChanges));
    }
    return findings;
}
/** The ClusterImagePolicies and trust roots that either side names literally or by glob are few: every file is compared. */
async function matching({ base, head }, policy) {
    if (policy.signatures.policies.length === 0)
        return [];
    const matches = picomatch([...policy.signatures.policies], { dot: true, nonegate: true, noext: true });
    const files = new Set();
    for (const tree of [base, head]) {
        for (const entry of await tree.list()) {
            if (matches(entry.path))
                files.add(entry.path);
        }
    }
    return [...files].sort();
}
/** The workflow that runs the gate where it is known, else every workflow that uses the gate. */
async function changedWorkflows({ base, head, workflowFile }) {
    const changed = [];
    const candidates = workflowFile === null ? await workflowsOf(base, head) : [workflowFile];
    for (const file of candidates) {
        const [before, after] = [await contentOf(base, file), await contentOf(head, file)];
        if (before === after)
            continue;
        if (workflowFile !== null || usesTheGate(before) || usesTheGate(after))
            changed.push(file);
    }
    return changed;
}
async function workflowsOf(...trees) {
    const files = new Set();
    for (const tree of trees)
        for (const entry of await tree.list(trust_WORKFLOWS))
            files.add(entry.path);
    return [...files].sort();
}
function usesTheGate(text) {
    return text !== null && /^\s*(?:-\s*)?uses:.*(?:supply-chain-gate|\.\/\s*$)/m.test(text);
}
async function contentOf(tree, file) {
    const entry = await tree.stat(file);
    if (entry === null || entry === 'directory')
        return null;
    if (entry.kind === 'symlink')
        return `link to ${entry.target}`;
    if (entry.kind === 'submodule')
        return 'submodule';
    return Buffer.from(await tree.read(file)).toString('latin1');
}
function preview(text, file) {
    if (text === null)
        return ' Without it, the defaults would hold after the merge.';
    try {
        parsePolicy(Buffer.from(text, 'latin1'), file);
        return ' The new one is valid and decides from the merge on.';
    }
    catch (error) {
        return ` The new one is not valid, and would end every later run: ${error instanceof Error ? error.message : ''}`;
    }
}
function policyChanged(file, removed, after) {
    return {
        rule: 'gate/policy-changed',
        severity: 'medium',
        result: { outcome: 'fail' },
        enforcement: 'warn',
        message: `This change ${removed ? 'removes' : 'edits'} ${file}, which is part of the policy. The base branch's version decided this run, so nothing was weakened yet.${after} Have someone who owns the policy review it.`,
        manifest: null,
        image: null,
        location: fileLocation(file),
        related: [],
        path: null,
        identity: [file],
        digest: null,
    };
}
function workflowChanged(file, enforcement) {
    return {
        rule: 'gate/workflow-changed',
        severity: 'high',
        result: { outcome: 'fail' },
        enforcement,
        message: `This change edits ${file}, the workflow that runs the gate. On a pull request the changed workflow is the one that runs, so its verdict proves nothing about itself. Make the change in a pull request of its own that an owner merges, or run the gate from a ruleset's required workflow.`,
        manifest: null,
        image: null,
        location: fileLocation(file),
        related: [],
        path: null,
        identity: [file],
        digest: null,
    };
}

;// CONCATENATED MODULE: ./build/trust/index.js


;// CONCATENATED MODULE: ./build/gate.js

















/**
 * May this be deployed? All stages in order; see the design's line:
 * discover, render, images, resolve, check, judge, fix, report. Publishing is the entries' business.
 *
 * @throws UsageError for a policy or a path that is wrong; whatever a tree holds becomes a finding.
 */
async function gate_gate(request, ports) {
    const loaded = await loadPolicy(request.policyTree, request.policyFile);
    const { policy } = loaded;
    const context = prepare(request, loaded, ports);
    const head = await survey(request.head, context);
    const base = request.base === null ? null : await survey(request.base, context, { allowMissing: true });
    const inspection = await inspect(head, context, addedBy(head, base));
    const trust = request.trust === null ? [] : await checkTrust(request.trust, policy);
    const judgement = judge({
        head: { images: head.images, findings: [...trust, ...head.findings, ...inspection.findings] },
        base: base && { images: base.images, findings: [...base.findings, ...about(base.images, inspection.findings)] },
        policy,
        policyFile: loaded.file ?? '',
        now: ports.clock.now(),
    });
    const { fixes } = await repair(head, judgement.findings, inspection, context);
    const report = buildReport({
        verdict: judgement.verdict,
        findings: judgement.findings.map((finding) => ({ ...finding, fix: fixes.get(finding) ?? null })),
        images: head.images,
        manifests: head.manifests.length,
        resolutions: inspection.resolutions,
        checks: inspection.checks,
        tools: inspection.tools,
        errors: NO_ERRORS,
    });
    return { report, policy: loaded, repaired: judgement.repaired };
}
const NO_ERRORS = [];
/** Opens what the stages need, for one run. */
function prepare(request, loaded, ports) {
    const { policy } = loaded;
    const { offline, pullRequest, insecureHosts, mode } = request;
    const admission = registryAdmission(loaded);
    const registry = createRegistry({ ports, policy, admission, insecureHosts, offline, pullRequest });
    return { request, loaded, ports, registry, toolbox: createToolbox({ policy, ports, mode }) };
}
/** Whom the registry client may ask: admitted images, and where the policy itself says that signatures are kept. */
function registryAdmission({ policy, signatureDocuments, }) {
    const homes = signatureRepositories(signatureDocuments).map(repositoryOf);
    const { decide, namesHostLiterally } = createAdmission(policy, homes);
    return {
        namesHostLiterally,
        admits(repository) {
            const decision = decide(repository);
            return decision.admitted || (decision.reason !== 'denied' && homes.includes(repositoryOf(repository)));
        },
    };
}
/** discover -> render -> extract images -> what needs no network: the allow list and the hardening rules. */
async function survey(tree, { request, loaded, ports, toolbox }, 
// A path that the change adds is not at the base.
{ allowMissing } = { allowMissing: false }) {
    const { policy } = loaded;
    const discovery = await discover(tree, { policy, paths: request.paths, allowMissing });
    const rendering = await render(discovery.sources, tree, { policy, toolbox, ports });
    const images = collectImages(rendering.manifests, policy.customResources);
    const allowlist = checkAllowlist(images, policy);
    const hardening = checkHardening(rendering.manifests, { policy });
    return {
        tree,
        sources: discovery.sources,
        manifests: rendering.manifests,
        files: rendering.files,
        images,
        allowlist,
        failed: rendering.failed,
        findings: [...discovery.findings, ...rendering.findings, ...allowlist.findings, ...hardening.findings],
    };
}
/** resolve digests -> signatures -> vulnerabilities, each only for images that the lists admit; `added` by the change. */
async function inspect({ images, allowlist }, context, added = []) {
    const { request, loaded, ports, registry, toolbox } = context;
    const { policy, signatureDocuments } = loaded;
    const wanted = request.resolveAll || policy.signatures.mode !== 'off' || policy.vulnerabilities.severity !== 'off';
    // What is no image reference can be said without asking anyone, and nothing else would say it.
    const asked = wanted ? images : images.filter(({ reference }) => reference === null);
    const admission = createAdmission(policy);
    const resolutions = await resolveImages(asked, registry, { admission, log: ports.log });
    const mismatches = await findTagMismatches(added, registry, { admission, log: ports.log });
    const resolved = withDigests(asked, resolutions);
    const signatures = await checkSignatures(resolved, {
        policy,
        documents: signatureDocuments,
        registry,
        now: ports.clock.now(),
    });
    const vulnerabilities = await checkVulnerabilities(resolved, {
        policy,
        registry,
        toolbox,
        ports,
        insecureHosts: request.insecureHosts,
        offline: request.offline,
    });
    const unresolved = unresolvedOutcomes(resolutions);
    return {
        resolutions,
        checks: {
            allowlist: allowlist.outcomes,
            signatures: policy.signatures.mode === 'off' ? new Map() : new Map([...unresolved, ...signatures.outcomes]),
            vulnerabilities: policy.vulnerabilities.severity === 'off' ? new Map() : new Map([...unresolved, ...vulnerabilities.outcomes]),
        },
        findings: [
            ...resolutionFindings(asked, resolutions),
            ...mismatches,
            ...signatures.findings,
            ...vulnerabilities.findings,
        ],
        tools: vulnerabilities.trivy === null ? {} : { trivy: vulnerabilities.trivy },
    };
}
/** The images that a change brings in; none where there is nothing to compare with. */
function addedBy(head, base) {
    if (base === null)
        return [];
    const known = new Set(base.images.map(({ written }) => written));
    return head.images.filter(({ written }) => !known.has(written));
}
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
/**
 * What the base would have been told of images that it has too. A tag is resolved once a run, so the same text is the
 * same digest, and asking again could only give the same answer.
 */
function about(images, findings) {
    const known = new Set(images.map(({ written }) => written));
    return findings.filter(({ image }) => image !== null && known.has(image));
}
/** Pins, each proved by rendering again; only to what the allow list admits and no signature check refused. */
async function repair(head, findings, { resolutions, checks }, { loaded, ports, toolbox }) {
    const digests = new Map();
    for (const [written, resolution] of resolutions) {
        const refused = checks.allowlist.get(written) === 'fail' || checks.signatures.get(written) === 'fail';
        if (resolution.status === 'resolved' && !refused)
            digests.set(written, resolution.digest);
    }
    return proposeFixes({
        findings: findings.filter(({ rule }) => rule === 'image/unpinned'),
        images: head.images,
        digests,
        sources: head.sources,
        tree: head.tree,
        manifests: head.manifests,
        files: head.files,
        rerender: (sources, tree) => render(sources, tree, { policy: loaded.policy, toolbox, ports: { ...ports, log: SILENT }, origins: false }),
        overlay: overlayTree,
    });
}
/** A proof renders again; nobody wants to read the progress of that. */
const SILENT = { progress: () => { }, info: () => { }, warn: () => { } };

;// CONCATENATED MODULE: ./build/commands/policy-lint.js





/** What a valid policy says that it cannot mean: patterns that match nothing or too much. Warnings, but for `policy check`. */
function policy_lint_lintPolicy(loaded) {
    const { policy, signatureDocuments, locate } = loaded;
    const own = [
        ...lintImageGlobs(policy),
        ...lintExceptionRules(policy),
        ...lintRuleLevels(policy).map((lint) => ({ ...lint, remedy: '`supply-chain-gate rules` lists the ids.' })),
    ].map(({ path, message, remedy }) => {
        const { file, startLine, startColumn } = locate(path);
        return { message: `${file}:${startLine}:${startColumn}: ${message}`, remedy };
    });
    const signatures = lintSignaturePolicies(signatureDocuments).map(({ file, line, column, message, remedy }) => ({
        message: `${file}:${line}:${column}: ${/[.?!]$/.test(message) ? message : `${message}.`}`,
        remedy,
    }));
    return [...own, ...signatures];
}
/** An exception for a rule that is not there excuses nothing, and its author believes that it does. */
function lintExceptionRules({ exceptions }) {
    return exceptions.flatMap(({ rules }, index) => rules.flatMap((rule, position) => {
        if (describeRule(rule) !== null || catalogue_RULES.some(({ id }) => exceptions_matchesRule(rule, id)))
            return [];
        // `vulnerability/CVE-2024-*`: advisories are a family of their own, listed nowhere.
        if (describeRule(rule.replace(/\*$/, '')) !== null)
            return [];
        const near = similarRules(rule);
        return [
            {
                path: ['exceptions', index, 'rules', position],
                message: `exceptions[${index}]: ${JSON.stringify(rule)} matches no rule, so it excuses nothing.`,
                remedy: near.length > 0 ? `Perhaps ${near[0]} is meant.` : '`supply-chain-gate rules` lists the ids.',
            },
        ];
    }));
}

;// CONCATENATED MODULE: ./build/io/git-command.js

const NULL_DEVICE = process.platform === 'win32' ? 'NUL' : '/dev/null';
/**
 * Nothing but the objects: no configuration of the system or the user, no hooks, no replaced objects or grafts, no
 * prompts, and no fetch of objects that a partial clone left out (newer git knows GIT_NO_LAZY_FETCH; where it does not,
 * no protocol is allowed). What the repository's own configuration can start is switched off by name.
 */
const ENVIRONMENT = {
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_SYSTEM: NULL_DEVICE,
    GIT_CONFIG_GLOBAL: NULL_DEVICE,
    GIT_ATTR_NOSYSTEM: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: NULL_DEVICE,
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_PAGER: 'cat',
    LC_ALL: 'C',
};
const CONFIGURATION = ['core.fsmonitor=false', `core.hooksPath=${NULL_DEVICE}`, `core.attributesFile=${NULL_DEVICE}`];
/** Runs git and says how it ended. */
function tryGit(repository, call) {
    // Who asks for this directory has decided to read it; git would compare file owners instead, which differ in
    // containers.
    const settings = [...CONFIGURATION, `safe.directory=${repository.directory}`];
    return repository.exec.run({
        program: repository.git,
        args: [...settings.flatMap((setting) => ['-c', setting]), '-C', repository.directory, ...call.args],
        cwd: repository.directory,
        env: ENVIRONMENT,
        network: 'none',
        ...(call.stdin === undefined ? {} : { stdin: call.stdin }),
        timeoutMs: repository.timeoutMs ?? 120_000,
        maxOutputBytes: call.maxOutputBytes,
    });
}
/** Runs git for its output. @throws GateError `tree/git-failed` where it fails or takes too long. */
async function runGit(repository, call) {
    const result = await tryGit(repository, call);
    if (result.status === 'exited' && result.code === 0)
        return result.stdout;
    throw gitFailed(call, result);
}
function gitFailed(call, result) {
    const said = result.stderr.trim().split('\n').at(-1) ?? '';
    const why = result.status === 'exited' ? said || `exit code ${result.code}` : result.reason;
    return new GateError({
        code: 'tree/git-failed',
        stage: 'tree',
        message: `git ${call.args[0] ?? ''} failed: ${why.slice(0, 500)}.`,
        remedy: 'Make sure that the commit and all of its files are in the clone (with actions/checkout: fetch-depth: 0).',
    });
}

;// CONCATENATED MODULE: ./build/io/git-blobs.js


const MAX_BLOB_BYTES = 64 * 1024 * 1024;
const MAX_BATCH_BYTES = 64 * 1024 * 1024;
/** What is read is kept up to this, since the stages read a file more than once. */
const MAX_KEPT_BYTES = 128 * 1024 * 1024;
const git_blobs_NEWLINE = 0x0a;
/** Reads blobs with `git cat-file --batch`: what is asked for in one turn of the event loop is read by one process. */
function createBlobReader(repository) {
    const kept = new Map();
    let keptBytes = 0;
    let queue = [];
    function flush() {
        for (const batch of batches(queue)) {
            const reading = readBatch(repository, batch.map(({ id }) => id));
            for (const { id, settle } of batch)
                settle(reading.then((blobs) => blobs.get(id) ?? null));
        }
        queue = [];
    }
    return {
        read(id, size) {
            const known = kept.get(id);
            if (known !== undefined)
                return known;
            if (size > MAX_BLOB_BYTES)
                return Promise.reject(tooLarge(id, size));
            if (queue.length === 0)
                setImmediate(flush);
            const reading = new Promise((settle) => queue.push({ id, size, settle }));
            if (keptBytes + size <= MAX_KEPT_BYTES) {
                keptBytes += size;
                kept.set(id, reading);
            }
            return reading;
        },
    };
}
function batches(queue) {
    const all = [];
    let bytes = Number.POSITIVE_INFINITY;
    for (const wanted of queue) {
        if (bytes + wanted.size > MAX_BATCH_BYTES) {
            all.push([]);
            bytes = 0;
        }
        all.at(-1)?.push(wanted);
        bytes += wanted.size;
    }
    return all;
}
async function readBatch(repository, ids) {
    const unique = [...new Set(ids)];
    const output = await runGit(repository, {
        args: ['cat-file', '--batch', '--buffer'],
        stdin: Buffer.from(unique.map((id) => `${id}\n`).join('')),
        // Link targets have no size in advance; each answer has a line of its own before it.
        maxOutputBytes: MAX_BATCH_BYTES + unique.length * 8192,
    });
    return parseBatch(output);
}
/** `<id> blob <size>`, the bytes, a line end; or `<id> missing` (git-cat-file(1), batch output). */
function parseBatch(output) {
    const blobs = new Map();
    let at = 0;
    while (at < output.length) {
        const end = output.indexOf(git_blobs_NEWLINE, at);
        const [id = '', type, size] = Buffer.from(output.subarray(at, end)).toString('latin1').split(' ');
        at = end + 1;
        if (end === -1)
            break;
        if (type === 'missing')
            continue;
        const length = Number(size);
        if (type !== 'blob' || !Number.isSafeInteger(length) || at + length > output.length) {
            throw new GateError({
                code: 'tree/git-failed',
                stage: 'tree',
                message: `git cat-file answered for ${id} with something that is no file.`,
                remedy: 'Check the clone with git fsck.',
            });
        }
        // A copy, so that keeping one file does not keep the whole answer.
        blobs.set(id, output.slice(at, at + length));
        at += length + 1;
    }
    return blobs;
}
function tooLarge(id, size) {
    return new GateError({
        code: 'tree/too-large',
        stage: 'tree',
        message: `The object ${id} has ${size} bytes, more than the ${MAX_BLOB_BYTES} that are read.`,
        remedy: 'Keep files of this size out of what is deployed, or out of the paths that are checked.',
    });
}

;// CONCATENATED MODULE: ./build/io/git-tree.js




const MAX_LISTING_BYTES = 128 * 1024 * 1024;
const MAX_LINK_BYTES = 4096;
const COMMIT_ID = /^([0-9a-f]{40}|[0-9a-f]{64})$/;
/** One line of `git ls-tree -r -z -l`. */
const TREE_LINE = /^(\d{6}) (blob|commit|tree) ([0-9a-f]{40}|[0-9a-f]{64}) +(\d+|-)\t([\s\S]+)$/;
/**
 * The full id of the commit that a ref names: a branch, a tag, an id, `HEAD~1`.
 *
 * @throws GateError `tree/no-such-commit`, or `tree/git-failed` where git cannot say.
 */
async function resolveCommit(repository, ref) {
    const call = { args: ['rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`], maxOutputBytes: 65_536 };
    const plausible = ref !== '' && !ref.startsWith('-') && !/[\0\n]/.test(ref);
    const result = plausible ? await tryGit(repository, call) : null;
    if (result !== null && (result.status !== 'exited' || /not a git repository/.test(result.stderr))) {
        throw gitFailed(call, result);
    }
    const id = result?.code === 0 ? Buffer.from(result.stdout).toString('utf8').trim() : '';
    if (COMMIT_ID.test(id))
        return id;
    throw new GateError({
        code: 'tree/no-such-commit',
        stage: 'tree',
        message: `The repository has no commit ${JSON.stringify(ref)}.`,
        remedy: 'Name a branch, tag or commit that is in the clone (with actions/checkout: fetch-depth: 0).',
    });
}
/**
 * A commit's files, read as objects: nothing is checked out, filtered or fetched. Submodules are entries of their own;
 * a Git LFS pointer is the pointer's text.
 *
 * @param commit a full commit id: see resolveCommit.
 * @throws GateError `tree/git-failed`, and `tree/malformed` for a tree that git itself would not check out.
 */
async function gitTree(repository, commit) {
    if (!COMMIT_ID.test(commit))
        throw new TypeError(`not a full commit id: ${commit}`);
    const label = `commit ${commit.slice(0, 7)}`;
    const args = ['ls-tree', '-r', '-z', '-l', '--full-tree', '--end-of-options', commit];
    const listing = await runGit(repository, { args, maxOutputBytes: MAX_LISTING_BYTES });
    const objects = parseListing(Buffer.from(listing).toString('utf8'), label);
    const blobs = createBlobReader(repository);
    const entries = await Promise.all([...objects.values()].map(async ({ entry, id }) => {
        if (entry.kind !== 'symlink')
            return entry;
        const target = await blobs.read(id, MAX_LINK_BYTES);
        return { ...entry, target: Buffer.from(target ?? []).toString('utf8') };
    }));
    return entriesTree(entries, {
        label,
        commit,
        async read(path) {
            const object = objects.get(path);
            if (object === undefined)
                return null;
            const bytes = await blobs.read(object.id, object.entry.kind === 'file' ? object.entry.size : 0);
            if (bytes === null)
                throw memory_unreadable(path, label, 'its content is not in this clone');
            return bytes;
        },
    });
}
function parseListing(listing, label) {
    const objects = new Map();
    for (const line of listing.split('\0')) {
        if (line === '')
            continue;
        const [, mode, type, id = '', size, path = ''] = TREE_LINE.exec(line) ?? [];
        if (id === '' || objects.has(path) || !isPlainPath(path))
            throw malformed(label, path || line);
        objects.set(path, { id, entry: entryOf(path, mode, type, Number(size)) });
    }
    return objects;
}
function entryOf(path, mode = '', type = '', size = 0) {
    if (type === 'commit')
        return { kind: 'submodule', path };
    if (mode === '120000')
        return { kind: 'symlink', path, target: '' };
    return { kind: 'file', path, size, executable: mode === '100755' };
}
/** What git refuses to write to disk (fsck: hasDot, hasDotdot, hasDotgit, fullPathname), a tree of ours has not either. */
function isPlainPath(path) {
    return path.split('/').every((step) => step !== '' && step !== '.' && step !== '..' && step.toLowerCase() !== '.git');
}
function malformed(label, path) {
    return new GateError({
        code: 'tree/malformed',
        stage: 'tree',
        message: `The tree of ${label} has the entry ${JSON.stringify(path.slice(0, 200))}, which no checkout can have.`,
        remedy: 'Make the commit anew with git itself.',
    });
}

;// CONCATENATED MODULE: ./build/io/working-tree.js




/** Never part of a tree: git's own data, and what package managers put beside the sources. */
const SKIPPED_DIRECTORIES = ['.git', 'node_modules'];
const MAX_ENTRIES = 1_000_000;
const working_tree_MAX_FILE_BYTES = 256 * 1024 * 1024;
const working_tree_LABEL = 'the working tree';
/**
 * The files below `root` as they are now, whether git knows them or not. Symbolic links are entries and are never
 * followed; sockets, pipes and devices are left out.
 *
 * @param root absolute path of a directory.
 */
function workingTree(root) {
    const listings = new Map();
    const stats = new Map();
    const stat = (path) => {
        const known = stats.get(path) ?? statBelow(path);
        stats.set(path, known);
        return known;
    };
    async function statBelow(path) {
        if (path === '')
            return 'directory';
        const steps = path.split('/');
        const name = steps.at(-1) ?? '';
        if (steps.some((step) => step === '' || step === '.' || step === '..' || step.includes('\0')))
            return null;
        if (process.platform === 'win32' && path.includes('\\'))
            return null;
        // What stands behind a link is not part of the tree: each directory on the way is looked at by itself.
        if ((await stat(steps.slice(0, -1).join('/'))) !== 'directory')
            return null;
        if (name === '.git')
            return null;
        return entryAt(root, path);
    }
    const list = (under = '') => {
        const known = listings.get(under) ?? listBelow(under);
        listings.set(under, known);
        return known;
    };
    async function listBelow(under) {
        const whole = listings.get('');
        if (under !== '' && whole !== undefined)
            return (await whole).filter(({ path }) => path.startsWith(`${under}/`));
        if ((await stat(under)) !== 'directory')
            return [];
        const entries = [];
        await walk(root, under, entries);
        return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
    }
    return {
        label: working_tree_LABEL,
        commit: null,
        list,
        stat,
        async read(path) {
            const entry = await stat(path);
            if (entry === null || entry === 'directory' || entry.kind !== 'file')
                throw memory_unreadable(path, working_tree_LABEL);
            return working_tree_readPlainFile((0,external_node_path_.join)(root, path), path);
        },
    };
}
async function walk(root, directory, entries) {
    let found;
    try {
        found = await (0,external_node_fs_promises_.readdir)((0,external_node_path_.join)(root, directory), { withFileTypes: true });
    }
    catch (error) {
        throw memory_unreadable(directory === '' ? '.' : directory, working_tree_LABEL, reason(error));
    }
    for (const { name, isDirectory } of found.map((one) => ({ name: one.name, isDirectory: one.isDirectory() }))) {
        const path = directory === '' ? name : `${directory}/${name}`;
        if (name === '.git' || (isDirectory && SKIPPED_DIRECTORIES.includes(name)))
            continue;
        if (isDirectory) {
            await walk(root, path, entries);
            continue;
        }
        const entry = await entryAt(root, path);
        // A name that is no UTF-8 cannot be asked for again. It is listed all the same: reading it says so.
        if (entry === null && name.includes('\uFFFD'))
            entries.push({ kind: 'file', path, size: 0, executable: false });
        if (entry !== null && entry !== 'directory')
            entries.push(entry);
        if (entries.length > MAX_ENTRIES) {
            throw new GateError({
                code: 'tree/too-large',
                stage: 'tree',
                message: `The working tree holds more than ${MAX_ENTRIES} files.`,
                remedy: 'Run from a smaller directory.',
            });
        }
    }
}
async function entryAt(root, path) {
    const full = (0,external_node_path_.join)(root, path);
    try {
        const stats = await (0,external_node_fs_promises_.lstat)(full);
        if (stats.isDirectory())
            return 'directory';
        if (stats.isSymbolicLink()) {
            const target = await (0,external_node_fs_promises_.readlink)(full);
            return { kind: 'symlink', path, target: process.platform === 'win32' ? target.replaceAll('\\', '/') : target };
        }
        if (!stats.isFile())
            return null;
        return { kind: 'file', path, size: stats.size, executable: (stats.mode & 0o100) !== 0 };
    }
    catch (error) {
        if (isMissing(error))
            return null;
        throw memory_unreadable(path, working_tree_LABEL, reason(error));
    }
}
async function working_tree_readPlainFile(full, path) {
    try {
        // A link that took the file's place meanwhile is not followed; a pipe does not make us wait.
        const file = await (0,external_node_fs_promises_.open)(full, external_node_fs_promises_.constants.O_RDONLY | (external_node_fs_promises_.constants.O_NOFOLLOW ?? 0) | (external_node_fs_promises_.constants.O_NONBLOCK ?? 0));
        try {
            const stats = await file.stat();
            if (!stats.isFile())
                throw memory_unreadable(path, working_tree_LABEL, 'it is no file any more');
            if (stats.size > working_tree_MAX_FILE_BYTES) {
                throw memory_unreadable(path, working_tree_LABEL, `it has ${stats.size} bytes, more than the ${working_tree_MAX_FILE_BYTES} that are read`);
            }
            return await file.readFile();
        }
        finally {
            await file.close();
        }
    }
    catch (error) {
        if (error instanceof GateError)
            throw error;
        throw memory_unreadable(path, working_tree_LABEL, isMissing(error) ? 'there is no such file' : reason(error));
    }
}
function isMissing(error) {
    return (error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(String(error.code)));
}
function reason(error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EACCES' || code === 'EPERM')
        return 'permission is denied';
    return code === '' ? 'the system refuses' : `the system refuses (${code})`;
}

;// CONCATENATED MODULE: ./build/commands/workspace.js






function openWorkspace(directory) {
    const real = (0,external_node_fs_.realpathSync)(directory);
    for (let at = real;; at = (0,external_node_path_.dirname)(at)) {
        // A worktree's and a submodule's `.git` is a file.
        if ((0,external_node_fs_.existsSync)((0,external_node_path_.join)(at, '.git')))
            return { root: at, directory: real, git: true };
        if ((0,external_node_path_.dirname)(at) === at)
            return { root: real, directory: real, git: false };
    }
}
/** The repository of a workspace, for reading its objects. @throws UsageError where git is not there. */
async function gitRepository(root, ports) {
    const program = process.platform === 'win32' ? 'git.exe' : 'git';
    const [git] = await findOnPath(program, ports);
    if (git !== undefined)
        return { directory: root, git, exec: ports.exec };
    throw new UsageError({
        code: 'usage/no-git',
        stage: 'usage',
        message: 'git was not found on PATH, and reading a commit needs it.',
        remedy: 'Install git, or name a directory with --base instead of a commit.',
    });
}
/** A path that a person typed, as the tree names it. @throws UsageError where it lies outside. */
function toTreePath(workspace, path) {
    const absolute = (0,external_node_path_.resolve)(workspace.directory, path);
    const below = (0,external_node_path_.relative)(workspace.root, (0,external_node_fs_.existsSync)(absolute) ? (0,external_node_fs_.realpathSync)(absolute) : absolute);
    if (below === '..' || below.startsWith(`..${external_node_path_.sep}`) || (0,external_node_path_.isAbsolute)(below)) {
        throw new UsageError({
            code: 'usage/outside',
            stage: 'usage',
            message: `${path} is outside ${workspace.git ? 'the repository' : 'the working directory'} ${workspace.root}.`,
            remedy: 'Run the command inside the repository that holds it.',
        });
    }
    return below.split(external_node_path_.sep).join('/');
}
/** What `check`, `fix`, `images` and `render` ask the gate: the working tree as it is, by its own policy. */
async function requestFor(workspace, paths, options, ports) {
    const head = workingTree(workspace.root);
    return {
        head,
        base: options.base === undefined ? null : await baseTree(workspace, options.base, ports),
        policyTree: head,
        policyFile: options.policy === undefined ? null : toTreePath(workspace, options.policy),
        paths: paths.map((path) => toTreePath(workspace, path)),
        mode: 'cli',
        pullRequest: false,
        offline: options.offline ?? false,
        insecureHosts: options.insecureRegistry ?? [],
        resolveAll: false,
        trust: null,
    };
}
/** A directory beside the checkout, or a commit of its repository, read as git objects. */
async function baseTree(workspace, base, ports) {
    const directory = (0,external_node_path_.resolve)(workspace.directory, base);
    if ((0,external_node_fs_.existsSync)(directory) && (0,external_node_fs_.statSync)(directory).isDirectory())
        return workingTree((0,external_node_fs_.realpathSync)(directory));
    if (workspace.git) {
        const repository = await gitRepository(workspace.root, ports);
        return gitTree(repository, await namedCommit(repository, base));
    }
    throw new UsageError({
        code: 'usage/base',
        stage: 'usage',
        message: `--base ${base} is not a directory, and ${workspace.directory} is not in a git repository.`,
        remedy: 'Name a directory to compare with, or run the command inside a git checkout.',
    });
}
/** A commit that a person typed: one that is not there is a slip of the command line, not a check that failed. */
async function namedCommit(repository, name) {
    try {
        return await resolveCommit(repository, name);
    }
    catch (error) {
        if (!(error instanceof GateError) || error.code !== 'tree/no-such-commit')
            throw error;
        const { code, stage, message, remedy } = error;
        throw new UsageError({ code, stage, message, remedy });
    }
}

;// CONCATENATED MODULE: ./build/commands/check.js








/** `check`: the whole gate, and its verdict as the exit code. */
async function check_check(paths, options, terminal) {
    const { ports } = terminal;
    const workspace = openWorkspace(terminal.directory);
    const request = await requestFor(workspace, paths, options, ports);
    const result = await gate_gate(request, ports);
    refuseEmpty(result, request, options.allowEmpty ?? false);
    for (const mistake of policy_lint_lintPolicy(result.policy))
        ports.log.warn(`${mistake.message} ${mistake.remedy}`);
    const view = viewOf(result, { key: 'cli', notices: [] });
    const text = renderReport(options.format, view, { color: terminal.color && !options.output, width: terminal.width });
    if (options.output === undefined)
        terminal.print(text);
    else
        await writeReport(options.output, text, terminal);
    return EXIT_CODE[result.report.verdict];
}
async function writeReport(output, text, { ports, directory }) {
    try {
        await ports.files.write((0,external_node_path_.resolve)(directory, output), text);
    }
    catch (cause) {
        const why = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
        throw new UsageError({
            code: 'usage/output',
            stage: 'usage',
            message: `The report could not be written to ${output}: the system refuses${why}.`,
            remedy: 'Name a file with --output, in a directory that may be written to.',
            cause,
        });
    }
}
/** What may have been meant as a manifest and is none: a few tell enough. */
const SHOWN = 5;
/** A gate that looked at nothing has decided nothing. */
function refuseEmpty(result, request, allowed) {
    const { stats, findings } = result.report;
    // A warning beside no manifest at all, such as an expired exception, is not something that was looked at.
    const decides = findings.some(({ effect, outcome }) => effect !== 'warn' || outcome === 'unknown');
    if (stats.manifests > 0 || decides || allowed)
        return;
    const where = request.paths.length > 0 ? request.paths.map((path) => path || '.').join(', ') : 'the repository';
    const seen = findings.slice(0, SHOWN).map(({ location: { file, startLine }, message }) => {
        return `${file}:${startLine}: ${message}`;
    });
    throw new UsageError({
        code: 'usage/no-manifests',
        stage: 'usage',
        message: [`No Kubernetes manifest was found in ${where}, so there is nothing to decide about.`, ...seen].join('\n  '),
        remedy: 'Name the right paths (or `sources` in the policy), or pass --allow-empty where this is fine.',
    });
}
function viewOf(result, about) {
    return buildView(result.report, {
        describeRule: describeRule,
        toolVersion: version/* VERSION */.x,
        key: about.key,
        notices: about.notices,
        repaired: result.repaired,
        reportUrl: about.reportUrl ?? null,
    });
}

// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(3136);
;// CONCATENATED MODULE: ./build/demo/copy-repository.js

/** The name that stands for the demo's registry in the shop's files; its port is known only once it runs. */
const REGISTRY_NAME = 'registry.shop.example';
/**
 * Copies a repository's files to the directory `to`, with the names of registries replaced by the hosts that they
 * have in this run.
 *
 * @returns the texts as they were written, by path.
 */
async function copyRepository(from, to, hosts, files) {
    const texts = new Map();
    for (const { kind, path } of await from.list()) {
        if (kind !== 'file')
            continue;
        let text = Buffer.from(await from.read(path)).toString('utf8');
        for (const [name, host] of Object.entries(hosts))
            text = text.replaceAll(name, host);
        await files.write((0,external_node_path_.join)(to, path), text);
        texts.set(path, text);
    }
    return texts;
}

;// CONCATENATED MODULE: ./build/demo/registry/content.js


const Descriptor = schemas/* looseObject */._H3({ mediaType: schemas/* string */.YjP(), digest: schemas/* string */.YjP(), size: schemas/* number */.aig() });
/** As much of an OCI manifest or index as a registry must read to find what it points at. */
const Pointers = schemas/* looseObject */._H3({
    mediaType: schemas/* string */.YjP().optional(),
    artifactType: schemas/* string */.YjP().optional(),
    annotations: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()).optional(),
    subject: Descriptor.optional(),
    config: Descriptor.optional(),
    layers: schemas/* array */.YOg(Descriptor).optional(),
    manifests: schemas/* array */.YOg(Descriptor).optional(),
});
function readPointers(bytes) {
    try {
        const parsed = Pointers.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
        return parsed.success ? parsed.data : null;
    }
    catch {
        return null;
    }
}
function digestOf(bytes, algorithm = 'sha256') {
    return `${algorithm}:${(0,external_node_crypto_.createHash)(algorithm).update(bytes).digest('hex')}`;
}
/** Do these bytes have this digest? False for an algorithm that is not known. */
function hasDigest(bytes, digest) {
    const algorithm = /^(sha256|sha384|sha512):/.exec(digest)?.[1];
    if (algorithm !== 'sha256' && algorithm !== 'sha384' && algorithm !== 'sha512')
        return false;
    return digestOf(bytes, algorithm) === digest;
}
/** What a registry holds, by repository name. */
class ContentStore {
    repositories = new Map();
    repository(name) {
        let repository = this.repositories.get(name);
        if (repository === undefined) {
            repository = { manifests: new Map(), tags: new Map(), blobs: new Map() };
            this.repositories.set(name, repository);
        }
        return repository;
    }
    putBlob(name, bytes, digest = digestOf(bytes)) {
        this.repository(name).blobs.set(digest, bytes);
        return digest;
    }
    /** Stores a manifest under its digest, and under a tag where one is given. */
    putManifest(name, bytes, mediaType, tag, digest = digestOf(bytes)) {
        const repository = this.repository(name);
        repository.manifests.set(digest, { mediaType, bytes });
        if (tag !== null)
            repository.tags.set(tag, digest);
        return digest;
    }
    findManifest(name, reference) {
        const repository = this.repositories.get(name);
        const digest = reference.includes(':') ? reference : repository?.tags.get(reference);
        const manifest = digest === undefined ? undefined : repository?.manifests.get(digest);
        return manifest === undefined || digest === undefined ? null : { ...manifest, digest };
    }
    findBlob(name, digest) {
        return this.repositories.get(name)?.blobs.get(digest) ?? null;
    }
    /** Descriptors of the manifests whose `subject` is this digest, in digest order (OCI distribution-spec 1.1). */
    referrersOf(name, digest) {
        const found = [];
        for (const [at, manifest] of this.repositories.get(name)?.manifests ?? []) {
            const pointers = readPointers(manifest.bytes);
            if (pointers?.subject?.digest !== digest)
                continue;
            const artifactType = pointers.artifactType ?? pointers.config?.mediaType;
            found.push({
                mediaType: manifest.mediaType,
                digest: at,
                size: manifest.bytes.length,
                ...(artifactType === undefined ? {} : { artifactType }),
                ...(pointers.annotations === undefined ? {} : { annotations: pointers.annotations }),
            });
        }
        return found.sort((a, b) => (String(a.digest) < String(b.digest) ? -1 : 1));
    }
}

;// CONCATENATED MODULE: ./build/demo/registry/replies.js
const EMPTY = new Uint8Array();
function reply(status, headers = {}, body = EMPTY) {
    return { status, headers, body };
}
function replyJson(status, value, headers = {}) {
    return reply(status, { 'content-type': 'application/json', ...headers }, Buffer.from(JSON.stringify(value)));
}
/** The error body of the distribution spec: `{"errors":[{"code","message"}]}`. */
function replyError(status, code, message) {
    return replyJson(status, { errors: [{ code, message }] });
}

;// CONCATENATED MODULE: ./build/demo/registry/uploads.js


/** Blob uploads of distribution-spec 1.1: in one POST, POST then PUT, in chunks by PATCH, or mounted from a neighbour. */
function createUploads(store) {
    const open = new Map();
    let count = 0;
    const finish = (name, bytes, digest) => {
        if (digest === null || !hasDigest(bytes, digest)) {
            return replyError(400, 'DIGEST_INVALID', 'the blob has another digest');
        }
        store.putBlob(name, bytes, digest);
        return reply(201, { location: `/v2/${name}/blobs/${digest}`, 'docker-content-digest': digest });
    };
    const start = (request, name) => {
        const mount = request.query.get('mount');
        const from = request.query.get('from');
        const mounted = mount !== null && from !== null ? store.findBlob(from, mount) : null;
        if (mount !== null && mounted !== null)
            return finish(name, mounted, mount);
        const digest = request.query.get('digest');
        if (digest !== null)
            return finish(name, request.body, digest);
        count += 1;
        const id = `upload-${count}`;
        open.set(id, EMPTY);
        return reply(202, { location: `/v2/${name}/blobs/uploads/${id}`, range: '0-0' });
    };
    const state = (status, name, id, size) => reply(status, { location: `/v2/${name}/blobs/uploads/${id}`, range: `0-${Math.max(size - 1, 0)}` });
    return {
        answer(request, name, id) {
            if (id === '')
                return request.method === 'POST' ? start(request, name) : replyError(405, 'UNSUPPORTED', 'POST');
            const so = open.get(id);
            if (so === undefined)
                return replyError(404, 'BLOB_UPLOAD_UNKNOWN', 'no such upload');
            if (request.method === 'GET')
                return state(204, name, id, so.length);
            if (request.method === 'DELETE') {
                open.delete(id);
                return reply(204);
            }
            const range = /^(\d+)-\d+$/.exec(request.headers['content-range'] ?? '');
            if (range !== null && Number(range[1]) !== so.length)
                return state(416, name, id, so.length);
            const bytes = request.body.length === 0 ? so : Buffer.concat([so, request.body]);
            if (request.method === 'PATCH') {
                open.set(id, bytes);
                return state(202, name, id, bytes.length);
            }
            if (request.method !== 'PUT')
                return replyError(405, 'UNSUPPORTED', 'no such method');
            open.delete(id);
            return finish(name, bytes, request.query.get('digest'));
        },
    };
}

;// CONCATENATED MODULE: ./build/demo/registry/handler.js



// distribution-spec 1.1, "Pulling manifests": the grammar of <name> and of a tag.
const handler_NAME = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*';
const ROUTE = new RegExp(`^/v2/(${handler_NAME})/(manifests|blobs|referrers|tags)/(.*)$`);
const handler_TAG = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;
const DIGEST = /^[a-z0-9]+:[0-9a-f]{32,128}$/;
function onManifest(request, store, options, name, reference) {
    if (!handler_TAG.test(reference) && !DIGEST.test(reference)) {
        if (request.method === 'PUT')
            return replyError(400, 'DIGEST_INVALID', 'neither a tag nor a digest');
        return replyError(404, 'MANIFEST_UNKNOWN', 'no such manifest');
    }
    if (request.method === 'PUT')
        return putManifest(request, store, options, name, reference);
    const manifest = store.findManifest(name, reference);
    if (request.method === 'DELETE') {
        if (manifest === null)
            return replyError(404, 'MANIFEST_UNKNOWN', 'no such manifest');
        if (DIGEST.test(reference))
            store.repository(name).manifests.delete(reference);
        else
            store.repository(name).tags.delete(reference);
        return reply(202);
    }
    if (manifest === null) {
        return store.repositories.has(name)
            ? replyError(404, 'MANIFEST_UNKNOWN', 'no such manifest')
            : replyError(404, 'NAME_UNKNOWN', 'no such repository');
    }
    const digest = options.headDigest === false ? {} : { 'docker-content-digest': manifest.digest };
    return reply(200, { 'content-type': manifest.mediaType, ...digest }, manifest.bytes);
}
function putManifest(request, store, options, name, reference) {
    const mediaType = request.headers['content-type'] ?? 'application/vnd.oci.image.manifest.v1+json';
    const byDigest = DIGEST.test(reference);
    if (byDigest && !hasDigest(request.body, reference)) {
        return replyError(400, 'DIGEST_INVALID', 'the manifest has another digest');
    }
    const pointers = readPointers(request.body);
    if (pointers === null)
        return replyError(400, 'MANIFEST_INVALID', 'not a manifest');
    const digest = byDigest ? reference : digestOf(request.body);
    store.putManifest(name, request.body, mediaType, byDigest ? null : reference, digest);
    const subject = options.referrers !== false ? pointers.subject : undefined;
    return reply(201, {
        location: `/v2/${name}/manifests/${digest}`,
        'docker-content-digest': digest,
        ...(subject === undefined ? {} : { 'oci-subject': subject.digest }),
    });
}
function onBlob(request, store, name, digest) {
    const bytes = store.findBlob(name, digest);
    if (bytes === null)
        return replyError(404, 'BLOB_UNKNOWN', 'no such blob');
    if (request.method === 'DELETE') {
        store.repository(name).blobs.delete(digest);
        return reply(202);
    }
    return reply(200, { 'content-type': 'application/octet-stream', 'docker-content-digest': digest }, bytes);
}
function onReferrers(request, store, options, name, digest) {
    if (options.referrers === false)
        return replyError(404, 'UNSUPPORTED', 'no referrers API here');
    if (!DIGEST.test(digest))
        return replyError(400, 'DIGEST_INVALID', 'not a digest');
    const artifactType = request.query.get('artifactType');
    const all = store
        .referrersOf(name, digest)
        .filter((entry) => artifactType === null || entry.artifactType === artifactType);
    const from = Number(request.query.get('from') ?? 0);
    const size = options.pageSize ?? Math.max(all.length, 1);
    const next = new URLSearchParams({ ...(artifactType === null ? {} : { artifactType }), from: String(from + size) });
    return replyJson(200, {
        schemaVersion: 2,
        mediaType: 'application/vnd.oci.image.index.v1+json',
        manifests: all.slice(from, from + size),
    }, {
        'content-type': 'application/vnd.oci.image.index.v1+json',
        ...(artifactType === null ? {} : { 'oci-filters-applied': 'artifactType' }),
        ...(from + size < all.length ? { link: `</v2/${name}/referrers/${digest}?${next}>; rel="next"` } : {}),
    });
}
function onTags(request, store, name) {
    const repository = store.repositories.get(name);
    if (repository === undefined)
        return replyError(404, 'NAME_UNKNOWN', 'no such repository');
    const last = request.query.get('last') ?? '';
    const all = [...repository.tags.keys()].sort().filter((tag) => tag > last);
    const wanted = request.query.get('n');
    const tags = wanted === null ? all : all.slice(0, Number(wanted));
    const more = tags.length < all.length && tags.length > 0;
    const next = new URLSearchParams({ n: wanted ?? '', last: tags.at(-1) ?? '' });
    return replyJson(200, { name, tags }, more ? { link: `</v2/${name}/tags/list?${next}>; rel="next"` } : {});
}
/**
 * A registry of the OCI distribution spec 1.1 over a content store: pull, push, content discovery. No access control
 * and no memory limit of its own: for loopback, for the demo and the tests.
 */
function createRegistryHandler(store, options = {}) {
    const uploads = createUploads(store);
    return async (request) => {
        if (request.path === '/v2/' || request.path === '/v2')
            return replyJson(200, {});
        const route = ROUTE.exec(decodeURI(request.path));
        const [, name, kind, rest] = route ?? [];
        if (name === undefined || rest === undefined)
            return replyError(404, 'NAME_INVALID', 'no such path');
        if (kind === 'manifests')
            return onManifest(request, store, options, name, rest);
        if (kind === 'blobs' && (rest === 'uploads' || rest.startsWith('uploads/'))) {
            return uploads.answer(request, name, rest.slice('uploads/'.length));
        }
        if (kind === 'blobs')
            return onBlob(request, store, name, rest);
        if (kind === 'referrers')
            return onReferrers(request, store, options, name, rest);
        if (rest === 'list')
            return onTags(request, store, name);
        return replyError(404, 'UNSUPPORTED', 'no such path');
    };
}

;// CONCATENATED MODULE: ./build/demo/registry/layout.js



const REF_NAME = 'org.opencontainers.image.ref.name';
const LayoutIndex = schemas/* looseObject */._H3({
    manifests: schemas/* array */.YOg(schemas/* looseObject */._H3({
        mediaType: schemas/* string */.YjP(),
        digest: schemas/* string */.YjP().regex(/^sha(256|384|512):[0-9a-f]+$/),
        annotations: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()).default({}),
    })),
});
function broken(message) {
    return new GateError({
        code: 'registry/layout',
        stage: 'registry',
        message: `The OCI image layout cannot be read: ${message}.`,
        remedy: 'Make the layout anew with the script that wrote it.',
    });
}
async function readBlob(read, digest) {
    const bytes = await read(`blobs/${digest.replace(':', '/')}`);
    if (bytes === null)
        throw broken(`there is no blob ${digest}`);
    if (!hasDigest(bytes, digest))
        throw broken(`the blob ${digest} holds other bytes than its digest says`);
    return bytes;
}
/** `shop/api:1.2.0` is repository and tag; `shop/api` alone gives the manifest no tag. */
function splitName(name) {
    const colon = name.lastIndexOf(':');
    return colon === -1
        ? { repository: name, tag: null }
        : { repository: name.slice(0, colon), tag: name.slice(colon + 1) };
}
/**
 * Loads an OCI image layout (image-spec 1.1, image-layout.md) into a store. Each entry of `index.json` names its
 * repository and tag in the annotation `org.opencontainers.image.ref.name`; what it points at goes into that
 * repository. A layer whose blob the layout leaves out is an error, as is a blob that is not what its digest says.
 */
async function loadLayout(store, read) {
    const text = await read('index.json');
    if (text === null)
        throw broken('there is no index.json');
    const parsed = LayoutIndex.safeParse(readPointers(text));
    if (!parsed.success)
        throw broken('index.json is not an image index');
    const load = async (repository, digest, mediaType, tag) => {
        const bytes = await readBlob(read, digest);
        const pointers = readPointers(bytes);
        if (pointers === null)
            throw broken(`${digest} is not a manifest`);
        for (const child of pointers.manifests ?? [])
            await load(repository, child.digest, child.mediaType, null);
        for (const blob of [...(pointers.config === undefined ? [] : [pointers.config]), ...(pointers.layers ?? [])]) {
            store.putBlob(repository, await readBlob(read, blob.digest), blob.digest);
        }
        store.putManifest(repository, bytes, mediaType, tag, digest);
    };
    for (const entry of parsed.data.manifests) {
        const name = entry.annotations[REF_NAME];
        if (name === undefined)
            throw broken(`${entry.digest} has no annotation ${REF_NAME}`);
        const { repository, tag } = splitName(name);
        await load(repository, entry.digest, entry.mediaType, tag);
    }
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
;// CONCATENATED MODULE: ./build/io/http-server.js


const MAX_REQUEST_BYTES = 512 * 1024 * 1024;
async function readBody(request) {
    const chunks = [];
    let size = 0;
    for await (const chunk of request) {
        if (!(chunk instanceof Uint8Array))
            continue;
        size += chunk.length;
        if (size > MAX_REQUEST_BYTES)
            return null;
        chunks.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length));
    }
    return Buffer.concat(chunks);
}
function http_server_joinHeaders(headers) {
    const joined = {};
    for (const [name, value] of Object.entries(headers)) {
        if (value !== undefined)
            joined[name] = Array.isArray(value) ? value.join(', ') : value;
    }
    return joined;
}
async function answer(request, response, handle) {
    const body = await readBody(request);
    if (body === null) {
        request.destroy();
        return;
    }
    const target = request.url ?? '/';
    const mark = target.indexOf('?');
    const answered = await handle({
        method: request.method ?? 'GET',
        path: mark === -1 ? target : target.slice(0, mark),
        query: new URLSearchParams(mark === -1 ? '' : target.slice(mark + 1)),
        headers: http_server_joinHeaders(request.headers),
        body,
    });
    if (answered === 'drop') {
        response.destroy();
        return;
    }
    const lengthless = answered.status === 204 || answered.headers['transfer-encoding'] !== undefined;
    const length = lengthless ? {} : { 'content-length': String(answered.body.length) };
    response.writeHead(answered.status, { ...length, ...answered.headers });
    if (answered.cutAfter === undefined) {
        response.end(request.method === 'HEAD' ? undefined : answered.body);
        return;
    }
    response.write(answered.body.subarray(0, answered.cutAfter), () => response.destroy());
}
/** An HTTP server on 127.0.0.1, at a port the system picks. A handler that throws answers 500 with nothing in it. */
async function serveLoopback(handle, tls) {
    const listener = (request, response) => {
        answer(request, response, handle).catch(() => {
            if (!response.headersSent)
                response.writeHead(500);
            response.end();
        });
    };
    const server = tls === undefined ? (0,external_node_http_.createServer)(listener) : (0,external_node_https_.createServer)(tls, listener);
    await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return {
        host: `127.0.0.1:${port}`,
        url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
        close: () => new Promise((resolve) => {
            server.close(() => resolve());
            server.closeAllConnections();
        }),
    };
}

;// CONCATENATED MODULE: ./build/demo/registry/serve.js



/** A registry on loopback, over `store` or an empty one. The caller closes it. */
async function startRegistry(options = {}) {
    const store = options.store ?? new ContentStore();
    const server = await serveLoopback(createRegistryHandler(store, options));
    return { ...server, store };
}

;// CONCATENATED MODULE: ./build/demo/registry/index.js






;// CONCATENATED MODULE: ./build/demo/trivy-database.js





/** The repository and tag of Trivy's vulnerability database in a layout, as in its own registries. */
const DATABASE_NAME = 'aquasecurity/trivy-db:2';
const LAYER_TYPE = 'application/vnd.aquasec.trivy.db.layer.v1.tar+gzip';
const CONFIG_TYPE = 'application/vnd.aquasec.trivy.config.v1+json';
const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';
const DAY_MS = 86_400_000;
const MAX_DATABASE_BYTES = 64 * 1024 * 1024;
const Index = schemas/* looseObject */._H3({ manifests: schemas/* tuple */.PVZ([schemas/* looseObject */._H3({ digest: schemas/* string */.YjP() })]) });
const Manifest = schemas/* looseObject */._H3({ layers: schemas/* tuple */.PVZ([schemas/* looseObject */._H3({ digest: schemas/* string */.YjP() })]) });
function json(value) {
    return Buffer.from(JSON.stringify(value));
}
/**
 * An OCI layout that holds one vulnerability database, by path: `trivy.db` (bbolt) and `metadata.json` in a tar.gz
 * layer, as Trivy downloads it. The same input makes the same bytes.
 */
async function packDatabase(database, updatedAt) {
    const metadata = json({
        Version: 2,
        NextUpdate: new Date(updatedAt.getTime() + DAY_MS).toISOString(),
        UpdatedAt: updatedAt.toISOString(),
        DownloadedAt: '0001-01-01T00:00:00Z',
    });
    const tar = await (0,web/* packTar */.nG)([
        { name: 'trivy.db', body: database },
        { name: 'metadata.json', body: metadata },
    ].map(({ name, body }) => ({ header: { name, size: body.length, mode: 0o644, mtime: new Date(0) }, body })));
    const files = new Map();
    const put = (bytes) => {
        const hash = (0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex');
        files.set(`blobs/sha256/${hash}`, bytes);
        return { digest: `sha256:${hash}`, size: bytes.length };
    };
    const title = { 'org.opencontainers.image.title': 'db.tar.gz' };
    const manifest = put(json({
        schemaVersion: 2,
        mediaType: MANIFEST_TYPE,
        config: { mediaType: CONFIG_TYPE, ...put(json({})) },
        layers: [{ mediaType: LAYER_TYPE, ...put((0,external_node_zlib_.gzipSync)(tar, { level: 9 })), annotations: title }],
    }));
    const named = { 'org.opencontainers.image.ref.name': DATABASE_NAME };
    const manifests = [{ mediaType: MANIFEST_TYPE, ...manifest, annotations: named }];
    files.set('oci-layout', json({ imageLayoutVersion: '1.0.0' }));
    files.set('index.json', json({ schemaVersion: 2, manifests }));
    return files;
}
async function trivy_database_parse(read, path, schema) {
    const bytes = await read(path);
    const parsed = bytes === null ? null : schema.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    if (parsed?.success === true)
        return parsed.data;
    throw trivy_database_broken(`${path} is missing or of another form`);
}
function trivy_database_broken(detail) {
    return new GateError({
        code: 'tools/demo-database',
        stage: 'tools',
        message: `The vulnerability database of the demo cannot be read: ${detail}.`,
        remedy: 'Make it anew: node scripts/trivy-db.ts',
    });
}
/**
 * The same database with `now` as the time of its last update.
 *
 * The committed database is a fixture and as old as the commit; a gate refuses to decide with an old one. The demo
 * serves it as if it had been published when the demo started, and says so: its advisories are samples anyway.
 */
async function freshenDatabase(read, now) {
    const [entry] = (await trivy_database_parse(read, 'index.json', Index)).manifests;
    const [layer] = (await trivy_database_parse(read, `blobs/${entry.digest.replace(':', '/')}`, Manifest)).layers;
    const archive = await read(`blobs/${layer.digest.replace(':', '/')}`);
    if (archive === null)
        throw trivy_database_broken('its layer is missing');
    const entries = await (0,web/* unpackTar */.Ag)((0,external_node_zlib_.gunzipSync)(archive, { maxOutputLength: MAX_DATABASE_BYTES }));
    const database = entries.find(({ header }) => header.name === 'trivy.db')?.data;
    if (database === undefined)
        throw trivy_database_broken('its layer holds no trivy.db');
    const files = await packDatabase(database, now);
    return async (path) => files.get(path) ?? null;
}

;// CONCATENATED MODULE: ./build/commands/demo.js













/** Both versions of the shop, and what the gate must say of them. */
const RUNS = [
    { folder: 'shop', verdict: 'fail', title: 'The shop as it was proposed' },
    { folder: 'shop-repaired', verdict: 'pass', title: 'The shop after the review' },
];
/** `demo`: an embedded registry on loopback, sample images, both runs of the gate. 0 when both end as they should. */
async function demo(terminal) {
    const { ports, print } = terminal;
    const fixtures = demoFixtures();
    const store = new ContentStore();
    await loadLayout(store, demo_reader((0,external_node_path_.join)(fixtures, 'images')));
    await loadLayout(store, await freshenDatabase(demo_reader((0,external_node_path_.join)(fixtures, 'trivy-db')), ports.clock.now()));
    const registry = await startRegistry({ store });
    ports.log.info(`A registry with the shop's images listens on ${registry.host}; nothing leaves this machine.`);
    let asIntended = true;
    try {
        for (const { folder, verdict, title } of RUNS) {
            const started = ports.clock.elapsed();
            const result = await ports.files.withTemporaryDirectory('scg-demo-', (directory) => runOn((0,external_node_path_.join)(fixtures, folder), directory, registry.host, title, terminal));
            const seconds = ((ports.clock.elapsed() - started) / 1000).toFixed(1);
            const { verdict: given } = result.report;
            print(`\n${title}: ${given} in ${seconds} s${given === verdict ? '' : `, and should be ${verdict}`}.\n\n`);
            asIntended &&= given === verdict;
        }
    }
    finally {
        await registry.close();
    }
    return asIntended ? 0 : 1;
}
async function runOn(shop, directory, host, title, terminal) {
    const { ports, print } = terminal;
    const texts = await copyRepository(workingTree(shop), directory, { [REGISTRY_NAME]: host }, ports.files);
    const workspace = openWorkspace(directory);
    const result = await gate_gate(await requestFor(workspace, [], {}, ports), ports);
    const view = viewOf(result, { key: 'demo', notices: [] });
    print(`${'='.repeat(8)} ${title} ${'='.repeat(8)}\n\n`);
    print(renderReport('text', view, { color: terminal.color, width: terminal.width }));
    const review = renderReview(view, wholeFiles(texts), texts, { style: 'requests' });
    if (review.comments.length > 0)
        print(describeReview(review));
    return result;
}
/** What the pull request would show on its lines. */
function describeReview({ event, comments }) {
    const verb = event === 'REQUEST_CHANGES' ? 'asks for changes' : 'comments';
    const blocks = comments.map(({ path, startLine, line, body }) => {
        const place = startLine === null ? `${path}:${line}` : `${path}:${startLine}-${line}`;
        const text = body.replace(/<!--[\s\S]*?-->\s*/g, '').trim();
        return `  ${place}\n${text.replace(/^/gm, '    | ')}\n`;
    });
    return `\nThe review ${verb}, with ${comments.length} comments on lines of the pull request:\n\n${blocks.join('\n')}`;
}
/** The shop comes in with one pull request, so every line of it is in the diff. */
function wholeFiles(texts) {
    return [...texts].map(([path, text]) => ({
        path,
        hunks: [{ startLine: 1, lines: text.replace(/\n$/, '').split('\n') }],
    }));
}
function demo_reader(folder) {
    return async (path) => {
        const file = (0,external_node_path_.join)(folder, path);
        return (0,external_node_fs_.existsSync)(file) ? new Uint8Array(await (0,external_node_fs_promises_.readFile)(file)) : null;
    };
}
/** The fixtures stand beside `src` and `dist`: found from where this code is, whichever of them it is. */
function demoFixtures() {
    let at = (0,external_node_path_.dirname)((0,external_node_url_.fileURLToPath)(import.meta.url));
    for (;;) {
        const candidate = (0,external_node_path_.join)(at, 'fixtures', 'demo');
        if ((0,external_node_fs_.existsSync)((0,external_node_path_.join)(candidate, 'shop')))
            return candidate;
        const up = (0,external_node_path_.dirname)(at);
        if (up === at)
            break;
        at = up;
    }
    throw new GateError({
        code: 'io/no-fixtures',
        stage: 'io',
        message: 'The sample images of the demo are not beside this program.',
        remedy: 'Run the demo from a checkout of supply-chain-gate: npm ci && npm run demo.',
    });
}

;// CONCATENATED MODULE: ./build/commands/explain.js



/** `explain RULE|IMAGE`: what a rule means, or how an image reference is read. */
function explain_explain(subject, terminal) {
    const rule = describeRule(subject);
    if (rule !== null) {
        terminal.print(`${explainRule(rule)}\n`);
        return 0;
    }
    const parsed = parseImageReference(subject);
    if ('problem' in parsed || similarRules(subject).length > 0) {
        const near = similarRules(subject);
        throw new UsageError({
            code: 'usage/unknown-subject',
            stage: 'usage',
            message: `${JSON.stringify(subject)} is no rule${'problem' in parsed ? ` and no image reference: ${parsed.problem}` : ''}.`,
            remedy: near.length > 0 ? `Perhaps you mean ${near.slice(0, 5).join(', ')}.` : '`supply-chain-gate rules` lists all.',
        });
    }
    terminal.print(`${explainImage(subject)}\n`);
    return 0;
}

;// CONCATENATED MODULE: ./build/commands/fix.js






const REPAIRED = 'image/unpinned';
/** `fix`: pins that were proved by rendering again; prints the diff, or with `--write` applies it. */
async function fix(paths, options, terminal) {
    const { ports, print } = terminal;
    const rules = (options.rules ?? REPAIRED).split(',').map((rule) => rule.trim());
    for (const rule of rules) {
        if (!exceptions_matchesRule(rule, REPAIRED))
            ports.log.warn(`No repair is offered for ${rule}: only ${REPAIRED} is repaired.`);
    }
    const workspace = openWorkspace(terminal.directory);
    const request = { ...(await requestFor(workspace, paths, options, ports)), resolveAll: true };
    const loaded = await loadPolicy(request.policyTree, request.policyFile);
    const policy = {
        ...loaded.policy,
        images: { ...loaded.policy.images, digest: 'required' },
        vulnerabilities: { ...loaded.policy.vulnerabilities, severity: 'off' },
    };
    const context = prepare(request, { ...loaded, policy }, ports);
    const head = await survey(request.head, context);
    const inspection = await inspect(head, context);
    const wanted = head.findings.filter(({ rule }) => rule === REPAIRED && rules.some((pattern) => exceptions_matchesRule(pattern, rule)));
    const { fixes, edits } = await repair(head, wanted, inspection, context);
    // Made of what the files hold now, so before any is written.
    const diff = await unifiedDiff(request.head, edits);
    if (options.write)
        await write(edits, workspace.root, request.head, terminal);
    if (options.format === 'json') {
        print(`${JSON.stringify({ schemaVersion: 1, edits, proved: true, written: options.write ?? false }, null, 2)}\n`);
    }
    else if (diff !== '') {
        print(diff);
    }
    for (const finding of wanted) {
        if (fixes.has(finding))
            continue;
        const { file, startLine } = finding.location;
        ports.log.warn(`${file}:${startLine}: ${finding.image} was not pinned: ${reasonFor(finding.image ?? '', inspection)}`);
    }
    ports.log.info(`${fixes.size} of ${wanted.length} images ${options.write ? 'were pinned' : 'can be pinned'}.`);
    return 0;
}
function reasonFor(written, { resolutions, checks }) {
    if (checks.allowlist.get(written) === 'fail')
        return 'the policy does not admit its registry.';
    if (checks.signatures.get(written) === 'fail')
        return 'its signature check failed.';
    const resolution = resolutions.get(written);
    if (resolution?.status === 'absent' || resolution?.status === 'unknown')
        return resolution.error.message;
    if (resolution?.status === 'resolved')
        return 'no single edit was proved to change this image and nothing else.';
    return 'its digest is not known.';
}
async function write(edits, root, tree, { ports }) {
    for (const file of new Set(edits.map((edit) => edit.file))) {
        const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await tree.read(file));
        const own = edits.filter((edit) => edit.file === file);
        await ports.files.write((0,external_node_path_.join)(root, file), edits_applyEdits(text, own));
    }
}

;// CONCATENATED MODULE: ./build/commands/images.js





/** `images`: every image that the manifests run, and where; with `--resolve` its digest. 3 where a source did not render. */
async function images_images(paths, options, terminal) {
    const { ports } = terminal;
    const workspace = openWorkspace(terminal.directory);
    const request = { ...(await requestFor(workspace, paths, options, ports)), resolveAll: true };
    const loaded = await loadPolicy(request.policyTree, request.policyFile);
    const policy = {
        ...loaded.policy,
        signatures: { ...loaded.policy.signatures, mode: 'off' },
        vulnerabilities: { ...loaded.policy.vulnerabilities, severity: 'off' },
    };
    const context = prepare(request, { ...loaded, policy }, ports);
    const head = await survey(request.head, context);
    const inspection = options.resolve ? await inspect(head, context) : null;
    const resolutions = inspection?.resolutions ?? new Map();
    const entries = head.images.map((image) => reportImage(image, resolutions.get(image.written), null));
    const errors = [...problemsOf(head), ...problemsOf({ findings: inspection?.findings ?? [] })];
    if (options.format === 'json') {
        terminal.print(`${JSON.stringify({ schemaVersion: 1, images: entries, errors }, null, 2)}\n`);
    }
    else {
        for (const [index, image] of head.images.entries()) {
            terminal.print(describe(image, entries[index]?.digest ?? null));
        }
        for (const error of errors)
            ports.log.warn(error.message);
    }
    return errors.length > 0 ? 3 : 0;
}
/** What keeps the list from being whole: what did not render or could not be read, and digests that nobody gave. */
const INCOMPLETE = new Set(['render/failed', 'manifest/invalid', 'image/unresolvable']);
function problemsOf({ findings, }) {
    return findings
        .filter(({ rule }) => INCOMPLETE.has(rule))
        .map(({ rule, message, location }) => ({ rule, message, location }));
}
function describe(image, digest) {
    const name = image.reference === null ? `not an image reference: ${image.problem}` : repositoryOf(image.reference);
    const uses = image.uses.map(({ manifest, place: { location } }) => {
        const about = location.exact ? '' : ' (about)';
        return `    ${location.file}:${location.startLine}${about}  ${manifest.ref.kind} ${manifest.ref.name}`;
    });
    const shown = digest !== null && image.reference?.digest == null ? `  ${digest}` : '';
    return `${image.written}  (${name})${shown}\n${uses.join('\n')}\n`;
}

;// CONCATENATED MODULE: ./build/commands/starter-policy.js
/** What `policy init` writes: every default spelled out where a team most often changes it. */
const STARTER_POLICY = `# yaml-language-server: $schema=https://raw.githubusercontent.com/supply-chain-gate/supply-chain-gate/main/docs/schema/policy.schema.json
version: 1

images:
  # Registries that may be deployed from. Left out, any may: name yours first.
  # allow: ["ghcr.io/your-org/**", "registry.k8s.io/**"]
  digest: required        # a tag can be moved after this review: required | warn | off
  tags: { deny: [latest] }

# signatures:
#   policies: ["policy/*.yaml"]   # the ClusterImagePolicy documents of your cluster

vulnerabilities:
  severity: HIGH          # the lowest severity that blocks; off turns scanning off
  ignoreUnfixed: true

hardening:
  podSecurity: { level: restricted, version: latest }
  rules: {}               # "rbac/wildcard": error | warn | off

exceptions: []
# - rules: ["pss/runAsNonRoot"]
#   paths: ["charts/legacy/**"]
#   reason: "Runs as root until the next release"
#   expires: 2027-01-31

gate:
  scope: new              # with a base, only what the change brings blocks
  onUnknown: fail         # a check that could not be made is not a pass
`;

;// CONCATENATED MODULE: ./build/commands/policy.js








/** `policy schema`: the JSON Schema that editors use. */
function policySchema(terminal) {
    terminal.print(`${JSON.stringify(policyJsonSchema(), null, 2)}\n`);
    return 0;
}
/** `policy init`: a first policy with its choices explained. Never overwrites. */
async function policyInit(terminal) {
    const { root } = openWorkspace(terminal.directory);
    const path = (0,external_node_path_.join)(root, DEFAULT_POLICY_FILE);
    if (await terminal.ports.files.exists(path)) {
        throw new UsageError({
            code: 'policy/exists',
            stage: 'policy',
            message: `${DEFAULT_POLICY_FILE} is there already.`,
            remedy: 'Edit it; `supply-chain-gate policy check` finds mistakes in it.',
        });
    }
    await terminal.ports.files.write(path, STARTER_POLICY);
    terminal.print(`Wrote ${DEFAULT_POLICY_FILE}. Next: supply-chain-gate check\n`);
    return 0;
}
/** `policy check`: 0 when it says what it means, 1 when there is a mistake. */
async function policyCheck(file, terminal) {
    const workspace = openWorkspace(terminal.directory);
    const path = file === undefined ? DEFAULT_POLICY_FILE : toTreePath(workspace, file);
    try {
        const loaded = await loadPolicy(workingTree(workspace.root), path);
        const mistakes = [...policy_lint_lintPolicy(loaded), ...refusedExceptions(loaded, terminal.ports.clock.now())];
        for (const { message, remedy } of mistakes)
            terminal.print(`${`${message} ${remedy}`.trimEnd()}\n`);
        if (mistakes.length === 0)
            terminal.print(`${path}: no mistakes.\n`);
        return mistakes.length === 0 ? 0 : 1;
    }
    catch (error) {
        if (!(error instanceof UsageError) || error.code === 'policy/not-found')
            throw error;
        terminal.print(`${error.message}\n${error.remedy}\n`);
        return 1;
    }
}
/** `check` reports these as findings; here they are mistakes of the file. */
function refusedExceptions({ policy, locate }, now) {
    return lintExceptions(policy, now).map(({ path, message }) => {
        const { file, startLine, startColumn } = locate(path);
        return { message: `${file}:${startLine}:${startColumn}: ${message}`, remedy: '' };
    });
}

;// CONCATENATED MODULE: ./build/commands/render.js





/** `render`: what would be deployed, each manifest with its origin. 3 where a source did not render. */
async function renderCommand(paths, options, terminal) {
    const { ports } = terminal;
    const workspace = openWorkspace(terminal.directory);
    const request = await requestFor(workspace, paths, options, ports);
    const context = prepare(request, await loadPolicy(request.policyTree, request.policyFile), ports);
    const head = await survey(request.head, context);
    const manifests = head.manifests.map(({ ref, object, place }) => ({
        manifest: ref,
        origin: place([]).location,
        object,
    }));
    if (options.format === 'json')
        terminal.print(`${JSON.stringify({ manifests }, null, 2)}\n`);
    else {
        for (const { manifest, origin, object } of manifests) {
            terminal.print(`---\n# Source: ${manifest.file}:${origin.startLine}\n${(0,yaml_dist/* stringify */.As)(object, { lineWidth: 0 })}`);
        }
    }
    const errors = problemsOf(head);
    for (const error of errors)
        ports.log.warn(error.message);
    return errors.length > 0 ? 3 : 0;
}

;// CONCATENATED MODULE: ./build/commands/program.js











const EXIT_CODES = `
Exit codes of check: 0 pass, 1 fail, 2 bad usage or a bad policy file, 3 could not decide.`;
/** The command line: every command and option of the design's CLI contract. `done` gets the exit code. */
function buildProgram(terminal, done) {
    const program = new commander/* Command */.uB('supply-chain-gate')
        .description('May these Kubernetes manifests be deployed? Renders them, checks them, and says what to change.')
        .version(version/* VERSION */.x)
        .exitOverride()
        .showHelpAfterError('(--help shows what it takes)')
        .addHelpText('after', EXIT_CODES);
    const command = (parent, name, description) => parent.command(name).description(description).exitOverride();
    withSources(command(program, 'check', 'Render, resolve, check and judge; the verdict is the exit code.'))
        .option('--base <REF|DIR>', 'only what is new against this commit or directory blocks')
        .addOption(new commander/* Option */.c$('--format <format>', 'of the report').choices(FORMATS).default('text'))
        .option('--output <FILE>', 'write the report there instead of to standard output')
        .option('--allow-empty', 'no manifests at all is a pass, not an error')
        .action(async (paths, options) => done(await check_check(paths, options, terminal)));
    withSources(command(program, 'render', 'Print what would be deployed, each manifest with its origin.'))
        .addOption(new commander/* Option */.c$('--format <format>').choices(['yaml', 'json']).default('yaml'))
        .action(async (paths, options) => done(await renderCommand(paths, options, terminal)));
    withSources(command(program, 'images', 'List the images that would run, and where each is written.'))
        .addOption(new commander/* Option */.c$('--format <format>').choices(['text', 'json']).default('text'))
        .option('--resolve', 'ask the registries for the digests')
        .action(async (paths, options) => done(await images_images(paths, options, terminal)));
    withSources(command(program, 'fix', 'Pin images to digests; every edit is proved by rendering again.'))
        .addOption(new commander/* Option */.c$('--format <format>').choices(['diff', 'json']).default('diff'))
        .option('--write', 'apply the edits')
        .option('--rules <PATTERNS>', 'which findings to repair, separated by commas (default: image/unpinned)')
        .action(async (paths, options) => done(await fix(paths, options, terminal)));
    command(program, 'rules', 'List every rule.')
        .addOption(new commander/* Option */.c$('--format <format>').choices(RULE_FORMATS).default('text'))
        .action(({ format }) => {
        terminal.print(formatRules(catalogue_RULES, format));
        done(0);
    });
    command(program, 'explain', 'Explain a rule, or how an image reference is read.')
        .argument('<RULE|IMAGE>')
        .action((subject) => done(explain_explain(subject, terminal)));
    const policy = command(program, 'policy', 'Start, check or describe the policy file.');
    command(policy, 'init', 'Write a first policy file.').action(async () => done(await policyInit(terminal)));
    command(policy, 'check', 'Find mistakes in the policy file; exit code 1 when there are any.')
        .argument('[FILE]')
        .option('--policy <FILE>', 'the policy file')
        .action(async (file, options) => done(await policyCheck(file ?? options.policy, terminal)));
    command(policy, 'schema', 'Print the JSON Schema of the policy file.').action(() => done(policySchema(terminal)));
    command(program, 'demo', 'Run the gate on a small shop, with an embedded registry and no network.').action(async () => done(await demo(terminal)));
    return program;
}
function withSources(command) {
    return command
        .argument('[PATH...]', "charts, overlays, files or directories; replace the policy's sources")
        .option('--policy <FILE>', 'policy file (default: .github/supply-chain-gate.yaml, if it is there)')
        .option('--offline', 'ask no registry; what needs one is unknown')
        .option('--insecure-registry <HOST>', 'a registry that speaks plain http, may be given again (loopback ones always do)', (host, earlier) => [...earlier, host], []);
}

;// CONCATENATED MODULE: ./build/commands/main.js





const DEFAULT_WIDTH = 100;
/** Runs one command line and says how it ended: see the design's Outcomes for the codes. */
async function main(args) {
    const log = createLog(process.stderr);
    const ports = createPorts(log);
    // A reader that has seen enough, such as head, closes the pipe: that is no error of the run.
    process.stdout.on('error', ignoreClosedPipe);
    const color = process.stdout.isTTY === true && ports.env.get('NO_COLOR') === undefined;
    const terminal = {
        ports,
        directory: process.cwd(),
        color,
        width: process.stdout.columns ?? DEFAULT_WIDTH,
        print: (text) => void process.stdout.write(text),
    };
    let code = 0;
    const program = buildProgram(terminal, (result) => {
        code = result;
    });
    try {
        await program.parseAsync([...args], { from: 'user' });
        return code;
    }
    catch (error) {
        if (error instanceof commander/* CommanderError */.b7)
            return error.exitCode === 0 ? 0 : EXIT_USAGE;
        if (error instanceof GateError) {
            log.info(`error: ${error.message}\n  ${error.remedy}`);
            return error instanceof UsageError ? EXIT_USAGE : EXIT_CODE.unknown;
        }
        const text = error instanceof Error ? error.message : String(error);
        log.info(`error: the gate itself failed, so nothing was decided: ${text}\n  Please report this as a defect.`);
        if (ports.env.get('SUPPLY_CHAIN_GATE_DEBUG') !== undefined && error instanceof Error)
            log.info(error.stack ?? '');
        return EXIT_CODE.unknown;
    }
    finally {
        log.end();
        await ports.close();
    }
}
function ignoreClosedPipe(error) {
    if (error.code !== 'EPIPE')
        throw error;
}


/***/ })

};
