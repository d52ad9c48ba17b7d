export const id = 188;
export const ids = [188];
export const modules = {

/***/ 47188:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createExec: () => (/* binding */ createExec)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/@actions/exec/lib/exec.js + 3 modules
var exec = __webpack_require__(81260);
// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(70370);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(2503);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
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

const HEAD = 9;
const TAIL = 2;
/** Reads the supervisor's frames (supervisor.ts) from chunks that arrive cut anywhere. */
class FrameReader {
    #pending = [];
    #pendingBytes = 0;
    #needed = HEAD;
    #open = new Map();
    #onEnd;
    /** @param onEnd - called once for each job that ends, with its place in the list of jobs. */
    constructor(onEnd) {
        this.#onEnd = onEnd;
    }
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
            const size = HEAD + bytes.readUInt32BE(5) + TAIL;
            if (bytes.length < size) {
                this.#needed = size;
                break;
            }
            this.#take(String.fromCharCode(bytes[0] ?? 0), bytes.readUInt32BE(1), bytes.subarray(HEAD, size - TAIL));
            bytes = bytes.subarray(size);
        }
        this.#pending = [bytes];
        this.#pendingBytes = bytes.length;
    }
    /** What has come of a job that did not end, once the stream is over. */
    rest(job) {
        const { output, errors } = this.#open.get(job) ?? { output: [], errors: [] };
        return { output: Buffer.concat(output), errors: Buffer.concat(errors), result: null };
    }
    #take(type, job, payload) {
        const open = this.#open.get(job) ?? { output: [], errors: [] };
        this.#open.set(job, open);
        if (type === 'o')
            open.output.push(payload);
        else if (type === 'e')
            open.errors.push(payload);
        else if (type === 'r') {
            const result = schemas/* json */.Pq9().parse(JSON.parse(payload.toString('utf8')));
            const { output, errors } = this.rest(job);
            this.#open.delete(job);
            this.#onEnd(job, { output, errors, result });
        }
    }
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
;// CONCATENATED MODULE: ./build/io/scratch.js
/**
 * Why a program may not go on, by what it has written; null while it may. Files count that are removed and still open
 * (by Linux's list of them), and each entry as a block at least, since a disk runs out of entries too. Well below its
 * own limit a program ends that takes more than the disk has left: several at a time together never fill it.
 *
 * A part of the supervisor, and self-contained as it is: see supervisor.ts.
 */
function overfull({ directory, maxBytes }, pid, freeBytes = (path) => {
    const { bavail, bsize } = process.getBuiltinModule('node:fs').statfsSync(path);
    return bavail * bsize;
}) {
    const { lstatSync, readdirSync, readlinkSync, statSync } = process.getBuiltinModule('node:fs');
    const BLOCK = 4096;
    const GIB = 1024 ** 3;
    let size = 0;
    const count = ({ size: length, blocks }) => {
        size += Math.max(length, blocks * 512, BLOCK);
    };
    /** Null for what is gone between two looks at it, or was closed. */
    const look = (at) => {
        try {
            return at();
        }
        catch {
            return null;
        }
    };
    const folders = [directory];
    for (let folder = folders.pop(); folder !== undefined && size < maxBytes; folder = folders.pop()) {
        const path = folder;
        for (const name of look(() => readdirSync(path)) ?? []) {
            const stats = look(() => lstatSync(`${path}/${name}`));
            if (stats === null)
                continue;
            if (stats.isDirectory())
                folders.push(`${path}/${name}`);
            count(stats);
        }
    }
    const removed = new Set();
    const descriptors = `/proc/${pid}/fd`;
    const hasList = process.platform === 'linux' && pid !== undefined;
    for (const name of (hasList ? look(() => readdirSync(descriptors)) : null) ?? []) {
        const target = look(() => readlinkSync(`${descriptors}/${name}`)) ?? '';
        if (!target.startsWith(`${directory}/`) || !target.endsWith(' (deleted)'))
            continue;
        const stats = look(() => statSync(`${descriptors}/${name}`));
        if (stats === null)
            continue;
        const file = `${stats.dev} ${stats.ino}`;
        if (!removed.has(file))
            count(stats);
        removed.add(file);
    }
    const named = (bytes) => {
        if (bytes >= GIB)
            return `${Math.floor(bytes / (GIB / 10)) / 10} GiB`;
        return bytes >= 1 << 20 ? `${Math.floor(bytes / (1 << 20))} MiB` : `${bytes} bytes`;
    };
    if (size >= maxBytes)
        return `more than ${named(maxBytes)} of temporary files`;
    if (size < GIB || size <= (look(() => freeBytes(directory)) ?? size))
        return null;
    return `${named(size)} of temporary files, which is more than the disk has left`;
}

;// CONCATENATED MODULE: ./build/io/supervisor.js
/**
 * The supervisor: runs programs under limits of time, output and temporary files (`overfull`: see scratch.ts), and ends a
 * program's whole process group at any limit. It is a program of its own, so that it outlives a gate that is killed, and
 * because `@actions/exec` has no limit and never hands out its child. One supervisor may run many programs, so many at a
 * time: it takes longer to start than some of them to run.
 *
 * `supervisors.ts` runs the text of both functions with `node -e`, so that it works the same from the sources and from the
 * bundle. They must stay self-contained: nothing from outside their bodies, built-in modules by `getBuiltinModule` only.
 *
 * Input: two lengths (4 bytes each, big-endian), the work as JSON, then the programs' standard inputs one after the
 * other. Another work may follow once all programs of the one before have ended; the end of the input ends the supervisor.
 * Output: frames of `type (1 byte), job (4 bytes, big-endian), length (4 bytes), payload, CR LF`; `o` and `e` hold bytes
 * of a program's output and error, `r` its result as JSON, once, at its end. The line ends keep the line buffer of
 * `@actions/exec` short.
 */
function supervise(overfull) {
    const { spawn } = process.getBuiltinModule('node:child_process');
    const { accessSync, constants, mkdirSync, rm, rmSync } = process.getBuiltinModule('node:fs');
    const windows = process.platform === 'win32';
    const parent = process.ppid;
    const frame = (type, job, payload, written) => {
        const head = Buffer.alloc(9);
        head.write(type, 0, 'latin1');
        head.writeUInt32BE(job, 1);
        head.writeUInt32BE(payload.length, 5);
        process.stdout.write(Buffer.concat([head, payload, Buffer.from('\r\n')]), written);
    };
    const running = new Set();
    let temporary = [];
    let over = false;
    const killAll = () => {
        over = true;
        for (const killTree of running)
            killTree();
    };
    const abandon = () => {
        killAll();
        process.exit(1);
    };
    // Whoever read our output is gone: nobody is left to tell, and in a moment the system says so too, below.
    process.stdout.on('error', () => {
        killAll();
        setTimeout(abandon, 2000);
    });
    setInterval(() => {
        // The gate itself is gone (cancelled, killed): what it started must not outlive it, nor what it wrote for that.
        if (process.ppid === parent)
            return;
        killAll();
        try {
            for (const path of temporary)
                rmSync(path, { recursive: true, force: true, maxRetries: 5 });
        }
        finally {
            abandon();
        }
    }, 100).unref();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
        process.on(signal, abandon);
    const run = (index, job, came, input, next) => {
        const finish = (result) => {
            frame('r', index, Buffer.from(JSON.stringify(result)), next);
        };
        const timeLeft = job.expiresInMs === undefined ? Infinity : came + job.expiresInMs - performance.now();
        if (timeLeft <= 0) {
            finish({ status: 'out-of-time', reason: 'its turn did not come in time' });
            return;
        }
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
        const { scratch } = job;
        try {
            if (scratch !== undefined)
                mkdirSync(scratch.directory, { recursive: true, mode: 0o700 });
        }
        catch {
            finish({ status: 'not-started', reason: 'no directory for its temporary files' });
            return;
        }
        /** The temporary files go before the next program comes. */
        const leave = (result) => {
            if (scratch === undefined)
                finish(result);
            else
                rm(scratch.directory, { recursive: true, force: true, maxRetries: 5 }, () => finish(result));
        };
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
            clearTimeout(watching);
            running.delete(killTree);
            // What left the group may still write; nobody reads it any more.
            child.stdout.destroy();
            child.stderr.destroy();
            // It may have ended before anybody looked: of a file that could not grow any more, say.
            const reason = stopped === null && scratch !== undefined ? overfull(scratch, child.pid) : null;
            if (reason !== null)
                stopped = { status: 'disk-limit', reason };
            if (stopped !== null)
                leave(stopped);
            else if (ended?.code !== null && ended?.code !== undefined)
                leave({ status: 'exited', code: ended.code });
            else
                leave({ status: 'killed', reason: `ended by ${ended?.signal ?? 'an unknown signal'}` });
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
        const timer = timeLeft < job.timeoutMs
            ? setTimeout(() => stop('out-of-time', 'it did not end in time'), timeLeft)
            : setTimeout(() => stop('timeout', `no answer within ${seconds}`), job.timeoutMs);
        running.add(killTree);
        const watch = () => {
            if (scratch === undefined || stopped !== null || done)
                return;
            const began = performance.now();
            const reason = overfull(scratch, child.pid);
            if (reason !== null)
                stop('disk-limit', reason);
            // Little of the time, however many files there are; and still often enough that nobody writes as much again meanwhile.
            watching = setTimeout(watch, Math.min(2000, Math.max(200, 10 * (performance.now() - began))));
        };
        let watching = setTimeout(watch, 200);
        const forward = (type, stream) => {
            let left = job.maxOutputBytes;
            stream.on('data', (chunk) => {
                if (left > 0 && !done)
                    frame(type, index, chunk.subarray(0, left));
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
            clearTimeout(watching);
            running.delete(killTree);
            leave({ status: 'not-started', reason: 'code' in error ? String(error.code) : error.message });
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
    const runAll = (work, bytes, done) => {
        temporary = work.temporary;
        let offset = 0;
        const inputs = work.jobs.map(({ inputBytes }) => {
            const input = bytes.subarray(offset, offset + inputBytes);
            offset += inputBytes;
            return input;
        });
        const came = performance.now();
        let started = 0;
        let left = work.jobs.length;
        const startNext = () => {
            const index = started;
            const [job, input] = [work.jobs[index], inputs[index]];
            if (job === undefined || input === undefined || over)
                return;
            started += 1;
            run(index, job, came, input, () => {
                left -= 1;
                if (left === 0)
                    done();
                else
                    startNext();
            });
        };
        for (let slot = 0; slot < work.atOnce; slot += 1)
            startNext();
    };
    let waiting = [];
    let size = 0;
    let busy = false;
    let inputEnded = false;
    /** Starts the next work once it and its inputs are there whole; ends where no more can come. */
    const take = () => {
        if (busy)
            return;
        if (size >= 8 && (waiting[0]?.length ?? 0) < 8)
            waiting = [Buffer.concat(waiting)];
        const head = size < 8 ? null : (waiting[0] ?? null);
        const from = 8 + (head?.readUInt32BE(0) ?? 0);
        const end = from + (head?.readUInt32BE(4) ?? 0);
        if (size >= end) {
            const all = Buffer.concat(waiting);
            waiting = [all.subarray(end)];
            size = all.length - end;
            busy = true;
            runAll(JSON.parse(all.toString('utf8', 8, from)), all.subarray(from, end), () => {
                busy = false;
                take();
            });
        }
        else if (inputEnded && !over)
            process.exit(0);
    };
    process.stdin.on('data', (chunk) => {
        waiting.push(chunk);
        size += chunk.length;
        take();
    });
    process.stdin.on('end', () => {
        inputEnded = true;
        take();
    });
}

// EXTERNAL MODULE: ./build/io/temporary.js
var temporary = __webpack_require__(43418);
;// CONCATENATED MODULE: ./build/io/supervisors.js







/** More than run at a time need not be kept. */
const MAX_IDLE = 4;
/** The supervisor as an argument list of node. */
const SUPERVISOR = [
    '--input-type=commonjs',
    '-e',
    `(${supervise.toString()})(${overfull.toString()})`,
];
function encodeWork(work, inputs) {
    const json = Buffer.from(JSON.stringify(work));
    const lengths = Buffer.alloc(8);
    lengths.writeUInt32BE(json.length, 0);
    lengths.writeUInt32BE(inputs.reduce((sum, input) => sum + input.length, 0), 4);
    return Buffer.concat([lengths, json, ...inputs]);
}
/**
 * Supervisors that are kept from one program to the next: a chart takes a dozen renders, and starting node takes as long
 * as one of them. Idle ones do not keep the process alive, and end with it.
 */
class Supervisors {
    #idle = [];
    /** @throws what the system says where it starts no process. */
    async run(job, input) {
        const idle = this.#takeIdle();
        const first = await this.#runUnder(idle ?? this.#start(), job, input);
        // Whatever ended it while it was idle must not be held against the program, which it never heard of.
        return idle !== null && saidNothing(first) ? this.#runUnder(this.#start(), job, input) : first;
    }
    async #runUnder(supervisor, job, input) {
        keepAlive(supervisor, true);
        const stray = [];
        const work = { atOnce: 1, temporary: (0,temporary/* temporaryPaths */.qC)(), jobs: [{ ...job, inputBytes: input.length }] };
        const ended = await new Promise((resolve) => {
            const { stdin, stdout, stderr } = supervisor;
            const done = (result) => {
                stdout?.off('data', onOutput);
                stderr?.off('data', onStray);
                supervisor.off('close', onEnd).off('error', onError);
                resolve(result);
            };
            const frames = new FrameReader((_, result) => done(result));
            const onOutput = (chunk) => frames.push(chunk);
            const onStray = (chunk) => {
                if (stray.length < 16)
                    stray.push(chunk);
            };
            const onEnd = () => done(frames.rest(0));
            const onError = (error) => {
                stray.push(Buffer.from(error.message));
                onEnd();
            };
            stdout?.on('data', onOutput);
            stderr?.on('data', onStray);
            supervisor.on('close', onEnd).on('error', onError);
            stdin?.write(encodeWork(work, [input]));
        });
        if (endedByItself(ended.result) && isAlive(supervisor) && this.#idle.length < MAX_IDLE)
            this.#keep(supervisor);
        else
            supervisor.stdin?.end();
        return { ended, stray: Buffer.concat(stray).toString('utf8') };
    }
    #takeIdle() {
        const idle = this.#idle.pop();
        if (idle === undefined)
            return null;
        return isAlive(idle) ? idle : this.#takeIdle();
    }
    #start() {
        const supervisor = (0,external_node_child_process_.spawn)(process.execPath, SUPERVISOR, {
            cwd: (0,external_node_path_.dirname)(process.execPath),
            env: {},
            shell: false,
            windowsHide: true,
            stdio: ['pipe', 'pipe', 'pipe'],
        });
        // It may be gone by the time it is written to: that it closed says so.
        supervisor.stdin.on('error', () => { });
        const forget = () => {
            const at = this.#idle.indexOf(supervisor);
            if (at !== -1)
                this.#idle.splice(at, 1);
        };
        supervisor.on('exit', forget).on('error', forget);
        return supervisor;
    }
    #keep(supervisor) {
        keepAlive(supervisor, false);
        this.#idle.push(supervisor);
    }
}
/** What a limit or a signal ended may have left something behind: its supervisor has had its day. */
function endedByItself(result) {
    return typeof result === 'object' && result !== null && 'status' in result && result.status === 'exited';
}
/** As far as this process has heard. */
function isAlive({ exitCode, signalCode }) {
    return exitCode === null && signalCode === null;
}
function saidNothing({ ended: { output, errors, result } }) {
    return result === null && output.length + errors.length === 0;
}
/** Whether this process waits for the supervisor. */
function keepAlive(supervisor, wanted) {
    for (const one of [supervisor, supervisor.stdin, supervisor.stdout, supervisor.stderr]) {
        if (one !== supervisor && !(one instanceof external_node_net_.Socket))
            continue;
        if (wanted)
            one.ref();
        else
            one.unref();
    }
}

;// CONCATENATED MODULE: ./build/io/exec.js








const Result = schemas/* union */.KCZ([
    schemas/* strictObject */.rej({ status: schemas/* literal */.euz('exited'), code: schemas/* int */.Whr() }),
    schemas/* strictObject */.rej({
        status: schemas/* enum */.k5n(['timeout', 'output-limit', 'disk-limit', 'out-of-time', 'killed', 'not-started']),
        reason: schemas/* string */.YjP(),
    }),
]);
const SUPERVISOR_ENDED = 'the supervisor of the program ended early';
/**
 * Programs under one supervisor, so many at a time; the result of each as soon as it has ended. The work goes by
 * standard input, so that no secret of it shows in a process list.
 */
function runSupervised(jobs, inputs, atOnce) {
    const bytes = inputs.map((input) => (typeof input === 'string' ? Buffer.from(input) : input));
    const work = {
        atOnce,
        temporary: (0,temporary/* temporaryPaths */.qC)(),
        jobs: jobs.map((job, index) => ({ ...job, inputBytes: bytes[index]?.length ?? 0 })),
    };
    const waiting = jobs.map(() => Promise.withResolvers());
    const stdout = new FrameReader((job, ended) => {
        const parsed = Result.safeParse(ended.result);
        if (parsed.success)
            waiting[job]?.resolve(resultOf(parsed.data, ended));
    });
    const stray = [];
    const supervised = (0,exec/* exec */.m)(`"${process.execPath}"`, [...SUPERVISOR], {
        silent: true,
        ignoreReturnCode: true,
        cwd: (0,external_node_path_.dirname)(process.execPath),
        env: {},
        input: encodeWork(work, bytes),
        listeners: {
            stdout: (chunk) => stdout.push(chunk),
            stderr: (chunk) => {
                if (stray.length < 16)
                    stray.push(chunk);
            },
        },
    }).then(() => null, (error) => (error instanceof Error ? error.message : String(error)));
    void supervised.then((failure) => {
        const detail = failure ?? Buffer.concat(stray).toString('utf8').trim().split('\n').at(-1) ?? '';
        const reason = `${SUPERVISOR_ENDED}: ${detail}`;
        // Those that have their result keep it.
        for (const [job, { resolve }] of waiting.entries()) {
            resolve({ status: 'killed', reason, stderr: stdout.rest(job).errors.toString('utf8') });
        }
    });
    return waiting.map(({ promise }) => promise);
}
/** Of the whole process, since they live as long as it does. */
const kept = new Supervisors();
/** One program under a supervisor that is kept for the next one. */
async function runKept(job, input) {
    try {
        const { ended, stray } = await kept.run(job, typeof input === 'string' ? Buffer.from(input) : input);
        const parsed = Result.safeParse(ended.result);
        if (parsed.success)
            return resultOf(parsed.data, ended);
        const detail = stray.trim().split('\n').at(-1) ?? '';
        return { status: 'killed', reason: `${SUPERVISOR_ENDED}: ${detail}`, stderr: ended.errors.toString('utf8') };
    }
    catch (error) {
        // No process, no file descriptor, no memory left.
        const detail = error instanceof Error ? error.message : String(error);
        return { status: 'not-started', reason: `its supervisor could not be started: ${detail}`, stderr: '' };
    }
}
function resultOf(result, { output, errors }) {
    const stderr = errors.toString('utf8');
    return result.status === 'exited'
        ? { status: 'exited', code: result.code, stdout: output, stderr }
        : { status: result.status, reason: result.reason, stderr };
}
/** The Go tools shrink their heap before they meet the hard limit; others do not read this. */
function memoryEnvironment(bytes) {
    return bytes === undefined ? {} : { GOMEMLIMIT: String(Math.floor(bytes * 0.8)) };
}
function scratchEnvironment(scratch) {
    return scratch === undefined ? {} : { TMPDIR: scratch.directory, TEMP: scratch.directory, TMP: scratch.directory };
}
function confinedArgv(command, confinement) {
    const argv = [command.program, ...command.args];
    const withNetwork = command.network === 'none' && confinement.networkNamespace !== null
        ? [...confinement.networkNamespace, ...argv]
        : argv;
    const { maxMemoryBytes, scratch } = command;
    const limits = [
        // Private writable memory: what a program really takes. Go reserves far more address space than it ever touches.
        ...(maxMemoryBytes === undefined ? [] : [`--data=${maxMemoryBytes}`]),
        // Only for what nobody saw in time: a program that may go on without a file may not say that it had to.
        ...(scratch === undefined ? [] : [`--fsize=${2 * scratch.maxBytes}`]),
    ];
    if (limits.length === 0 || confinement.prlimit === null)
        return withNetwork;
    return [confinement.prlimit, ...limits, '--core=0', '--', ...withNetwork];
}
/**
 * The Exec port: many programs at once on `@actions/exec`, silent, with a supervisor between it and them: see supervisor.ts.
 * Those that come one by one share supervisors, which `@actions/exec` could not keep open: see supervisors.ts.
 *
 * PATH is empty unless the command's own environment says otherwise. What the system offers (network namespace,
 * resource limits) is found out once, at the first command that can use it, or as soon as one is to be prepared for.
 */
function createExec() {
    let detected = null;
    const works = async (argv) => {
        const job = { program: argv[0], argv, cwd: '/', env: { PATH: '' }, timeoutMs: 5000, maxOutputBytes: 4096 };
        const result = await runKept(job, '');
        return result.status === 'exited' && result.code === 0;
    };
    const detect = () => {
        detected ??= detectConfinement(works);
        return detected;
    };
    const jobOf = async (command) => {
        const { network, maxMemoryBytes, scratch, expiresInMs } = command;
        const confinable = network === 'none' || maxMemoryBytes !== undefined || scratch !== undefined;
        const confinement = confinable ? await detect() : { prlimit: null, networkNamespace: null };
        return {
            program: command.program,
            argv: confinedArgv(command, confinement),
            cwd: command.cwd,
            env: {
                PATH: '',
                ...memoryEnvironment(maxMemoryBytes),
                ...scratchEnvironment(scratch),
                ...command.env,
                ...(network === 'direct' ? {} : BLACK_HOLE_PROXY),
            },
            timeoutMs: command.timeoutMs,
            maxOutputBytes: command.maxOutputBytes,
            ...(scratch === undefined ? {} : { scratch }),
            ...(expiresInMs === undefined ? {} : { expiresInMs }),
        };
    };
    const run = async (command) => runKept(await jobOf(command), command.stdin ?? '');
    return {
        // What it ends with is said where a program waits for it.
        prepare: () => void detect().catch(() => { }),
        run,
        runAll(commands, atOnce) {
            if (commands.length === 0)
                return [];
            const results = Promise.all(commands.map(jobOf)).then((jobs) => runSupervised(jobs, commands.map(({ stdin }) => stdin ?? ''), atOnce));
            const again = (0,p_limit/* default */.A)(atOnce);
            const began = performance.now();
            const rest = ({ expiresInMs }) => expiresInMs === undefined ? {} : { expiresInMs: expiresInMs - (performance.now() - began) };
            return commands.map(async (command, index) => {
                const result = await (await results)[index];
                // The one supervisor is nobody's program: whatever ended it must not be held against all of them.
                const lost = result === undefined || (result.status === 'killed' && result.reason.startsWith(SUPERVISOR_ENDED));
                if (!lost)
                    return result;
                const second = await again(() => run({ ...command, ...rest(command) }));
                return second.status === 'exited' ? { ...second, isAgain: true } : second;
            });
        },
    };
}


/***/ })

};
