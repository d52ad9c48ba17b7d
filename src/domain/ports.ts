/** Every effect the gate has on the world comes in through these: plain interfaces, passed in, never imported. */

export interface Clock {
  now(): Date;
  /** Monotonic milliseconds, for time limits. */
  elapsed(): number;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export interface Env {
  get(name: string): string | undefined;
}

export interface Log {
  /** A line about long work: replaced in place on a terminal, a plain line in CI. */
  progress(message: string): void;
  info(message: string): void;
  warn(message: string): void;
}

/**
 * How much of the network a child process may see. `none`: a black-hole proxy, and a network namespace where there is one.
 * `loopback`: the same proxy, which programs in Go pass by for loopback addresses; for one that asks nobody but the gate.
 */
export type NetworkAccess = 'none' | 'loopback' | 'direct';

/** Where a program puts its temporary files: of this run of it alone, made before it starts and gone once it has ended. */
export interface Scratch {
  /** An absolute path; the program gets it as TMPDIR, TEMP and TMP. */
  readonly directory: string;
  /** Of all that is below it: beyond it the program is ended. Where the system can limit it, no file grows to more than twice that. */
  readonly maxBytes: number;
}

export interface Command {
  /** An absolute path: PATH is never searched for what runs. */
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment of the child; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly network: NetworkAccess;
  /**
   * Run again with the same files it says the same: it asks neither the time nor a network, but for content under its digest,
   * or where whoever runs it looks at which day and which content it was. Left out: nobody knows.
   */
  readonly repeatable?: true;
  readonly stdin?: string | Uint8Array;
  readonly timeoutMs: number;
  /** For standard output and standard error each. */
  readonly maxOutputBytes: number;
  /** Address space, where the system can limit it. */
  readonly maxMemoryBytes?: number;
  readonly scratch?: Scratch;
  /** From when it is handed to the port: a program whose turn comes later is not started, and one that still runs then is ended. */
  readonly expiresInMs?: number;
}

export type CommandResult =
  | {
      readonly status: 'exited';
      readonly code: number;
      readonly stdout: Uint8Array;
      readonly stderr: string;
      /** It was started a second time: a first one was lost, and all that it said. */
      readonly isAgain?: boolean;
    }
  | {
      readonly status: 'timeout' | 'output-limit' | 'disk-limit' | 'out-of-time' | 'killed' | 'not-started';
      /** "no answer within 60 s", "more than 64 MiB of output", "more than 8 GiB of temporary files", "ended by SIGKILL". */
      readonly reason: string;
      readonly stderr: string;
    };

export interface Exec {
  /** A program will be run: what the first one would have to wait for may begin. Left out: there is nothing of the kind. */
  prepare?(): void;
  /** Runs one program to its end. Never throws for what the program does: the result says. */
  run(command: Command): Promise<CommandResult>;
  /** Runs each, so many at a time, in this order: the same as as many `run`s, and quicker to start. */
  runAll(commands: readonly Command[], atOnce: number): readonly Promise<CommandResult>[];
}

/** Takes what comes in, piece by piece: the next is read when this one was taken. */
export type PieceSink = (piece: Uint8Array) => Promise<void>;

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  /** A longer body ends the request with `too-large`. */
  readonly maxBodyBytes: number;
  readonly signal?: AbortSignal;
  /**
   * Gets the body of an answer with status 200, which is never whole in memory then, and empty in the answer. `timeoutMs`
   * is then the time to the headers, and the time between two pieces. What it throws ends the request, as it is.
   */
  readonly sink?: PieceSink;
  /** Refuse private, loopback and link-local addresses after the name was looked up, unless the host is trusted by name. */
  readonly publicAddressesOnly: boolean;
}

export interface HttpResponse {
  readonly status: number;
  /** Lower-case names; a repeated header is joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export type HttpFailure =
  | 'dns'
  | 'refused'
  | 'reset'
  | 'tls'
  | 'timeout'
  /** The run as a whole has no time left: another try has none either. */
  | 'out-of-time'
  | 'too-large'
  | 'private-address'
  | 'aborted'
  | 'other';

/** A request that got no answer. `message` never holds a header or a query. */
export class HttpError extends Error {
  readonly failure: HttpFailure;
  constructor(failure: HttpFailure, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'HttpError';
    this.failure = failure;
  }
}

export interface Http {
  /** One request, redirects not followed, body never decompressed. @throws HttpError */
  send(request: HttpRequest): Promise<HttpResponse>;
}

/** What a program asks of the gate, by GET. */
export interface LoopbackRequest {
  /** As sent, still percent-encoded, without the query. */
  readonly path: string;
  /** Aborted when whoever asked is gone. */
  readonly signal: AbortSignal;
}

export interface LoopbackAnswer {
  readonly status: number;
  readonly contentType: string;
  /** In bytes. */
  readonly length: number;
  /** What it throws breaks the answer off, so that nobody takes it for a whole one. */
  readonly write: (sink: PieceSink) => Promise<void>;
}

/** A server of this run: nobody who does not know its login gets an answer from it. */
export interface LoopbackServer {
  /** `127.0.0.1:40123` */
  readonly host: string;
  /** For basic authentication; drawn anew for each server. */
  readonly login: { readonly username: string; readonly password: string };
  /** Ends open connections too. */
  close(): Promise<void>;
}

/** What one program keeps with the gate, by name. */
export interface KeptValues {
  /** Null: there is none. */
  get(name: string): Uint8Array | null;
  /** False: it is not taken, since that would be too much. */
  set(name: string, value: Uint8Array): boolean;
}

/** A store of this run in Redis' protocol (GET, SET and DEL of RESP 2), for programs that keep what they found out there. */
export interface ValueServer {
  /** `127.0.0.1:40123` */
  readonly host: string;
  /** Whoever logs in with the password, drawn anew, has these values and no others; until `end`. */
  admit(values: KeptValues): { readonly password: string; end(): void };
  /** Ends open connections too. */
  close(): Promise<void>;
}

/** Both listen on 127.0.0.1, at a port that is free. @throws an error with a `code` where the system does not let them. */
export interface Loopback {
  serve(answer: (request: LoopbackRequest) => Promise<LoopbackAnswer>): Promise<LoopbackServer>;
  serveValues(): Promise<ValueServer>;
}

/** A file as the system describes it, links followed. */
export interface FileStamp {
  readonly realPath: string;
  /** In bytes. */
  readonly size: number;
  /** Its last change of content or of attributes, by the system's clock; a program cannot set it back. */
  readonly changedAt: Date;
  /** Device, inode and times, to the nanosecond. */
  readonly identity: string;
}

/** The real file system, for what is not part of a Tree: temporary folders, outputs, tools, caches. Absolute paths. */
export interface Files {
  read(path: string, maxBytes?: number): Promise<Uint8Array | null>;
  /** So many bytes from there on, fewer at its end, of a file of any size. Null: no such file. */
  readPart(path: string, offset: number, length: number): Promise<Uint8Array | null>;
  /** Creates parent directories; replaces the file in one step. `private`: for this user alone. */
  write(
    path: string,
    content: string | Uint8Array,
    options?: { readonly executable?: boolean; readonly private?: boolean },
  ): Promise<void>;
  /** At the end of what is there, at once: what others add at the same time stands before or after it. */
  append(path: string, text: string): Promise<void>;
  /** As `write`, of a text that is never whole in memory: a piece is asked for when the one before it is written. */
  writePieces(path: string, pieces: Iterable<string>): Promise<void>;
  /** Bytes of any size, to a new file in the place of what was there; the SHA-256 in hex of what was copied. Null: no such file. */
  copy(from: string, to: string): Promise<string | null>;
  /** The SHA-256 in hex of a file of any size, which is not kept in memory. Null: no such file. */
  hash(path: string): Promise<string | null>;
  /** To the place of what was there, in one step: nobody sees half of it. False: no such file. */
  move(from: string, to: string): Promise<boolean>;
  /** Runs `use`, which takes moments, while no other process of this machine is in one with the same lock file. */
  exclusively<T>(lock: string, use: () => Promise<T>): Promise<T>;
  exists(path: string): Promise<boolean>;
  /** What tells a file that was written since from one that was not, without reading it. Null: no such file. */
  stamp(path: string): Promise<FileStamp | null>;
  makeDirectory(path: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Runs `use` with a new empty directory, readable by this user only, which is removed afterwards whatever happens. */
  withTemporaryDirectory<T>(prefix: string, use: (directory: string) => Promise<T>): Promise<T>;
}

/** Randomness, for back-off jitter and boundaries. */
export interface Random {
  /** In [0, 1). */
  fraction(): number;
}

export interface Ports {
  readonly clock: Clock;
  readonly env: Env;
  readonly log: Log;
  readonly exec: Exec;
  readonly http: Http;
  readonly loopback: Loopback;
  readonly files: Files;
  readonly random: Random;
}
