import { basename, isAbsolute, relative, sep } from 'node:path';
import {
  type Command,
  type CommandResult,
  type Exec,
  type Files,
  GateError,
  type Http,
  notedMoment,
  type Ports,
} from '../domain/index.ts';
import { isProgramItself } from '../tools/index.ts';
import { askFile, type FileQuestion, ofFailure, ofFile } from './ask-file.ts';
import type { Notebook } from './notes.ts';
import { ofPage, ofStamp, ofVariable } from './question.ts';

export interface WitnessOptions {
  readonly seal: (text: string) => string;
  /** Files that are no part of the answer: what is there is known to be what the run would find out itself. */
  readonly isSealed: (path: string) => boolean;
}

export function witnessPorts(ports: Ports, notebook: Notebook, options: WitnessOptions): Ports {
  const { seal } = options;
  const files = witnessFiles(ports.files, notebook, options);
  return {
    ...ports,
    clock: { ...ports.clock, now: () => notedMoment(ports.clock.now(), notebook) },
    env: {
      get(name) {
        const value = ports.env.get(name);
        notebook.note({ of: 'variable', name }, ofVariable(value, seal));
        return value;
      },
    },
    exec: witnessExec(ports, notebook),
    http: witnessHttp(ports.http, notebook),
    files,
    loopback: {
      serve(answer) {
        // Who asks there, and when, is nobody's to know.
        notebook.spoil();
        return ports.loopback.serve(answer);
      },
      // What programs keep there is what they find out themselves without it.
      serveValues: () => ports.loopback.serveValues(),
    },
  };
}

const isBelow = (path: string, directory: string): boolean => {
  const way = relative(directory, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
};

function witnessFiles(files: Files, notebook: Notebook, { seal, isSealed }: WitnessOptions): Files {
  /** Directories of this run, which nobody else sees. */
  const own = new Set<string>();
  const isIgnored = (path: string): boolean =>
    notebook.isSpoilt || isSealed(path) || [...own].some((directory) => isBelow(path, directory));
  /** What the system says of a file, beside what is asked of it. */
  const noting = async <T>(of: 'stamp' | 'existence', path: string, asking: () => Promise<T>): Promise<T> => {
    if (isIgnored(path)) return asking();
    const question = { of, path } as const;
    notebook.note(question, await askFile(question, files, seal));
    try {
      return await asking();
    } catch (error) {
      // It could be asked about, and not read: the next time it may be.
      notebook.spoil();
      throw error;
    }
  };
  /** What the run wrote itself is as it should be, from then on. */
  const amend = async (path: string): Promise<void> => {
    if (isIgnored(path)) return;
    await notebook.amend(
      (question) => isFileQuestion(question) && isBelow(question.path, path),
      (question) =>
        isFileQuestion(question) ? askFile(question, files, seal) : Promise.reject(new TypeError('no file')),
    );
  };
  return {
    async read(path, maxBytes) {
      if (isIgnored(path)) return files.read(path, maxBytes);
      try {
        const bytes = await files.read(path, maxBytes);
        notebook.note({ of: 'file', path }, ofFile(bytes, seal));
        return bytes;
      } catch (error) {
        // How much is too much depends on who reads it, and on nothing that is noted.
        if (error instanceof GateError && error.code === 'io/too-large') notebook.spoil();
        notebook.note({ of: 'file', path }, ofFailure(error));
        throw error;
      }
    },
    readPart: (path, offset, length) => noting('stamp', path, () => files.readPart(path, offset, length)),
    hash: (path) => noting('stamp', path, () => files.hash(path)),
    exists: (path) => noting('existence', path, () => files.exists(path)),
    stamp: (path) => noting('stamp', path, () => files.stamp(path)),
    async copy(from, to) {
      try {
        return await noting('stamp', from, () => files.copy(from, to));
      } finally {
        await amend(to);
      }
    },
    async move(from, to) {
      try {
        return await noting('existence', from, () => files.move(from, to));
      } finally {
        await amend(from);
        await amend(to);
      }
    },
    async write(path, content, options) {
      try {
        await files.write(path, content, options);
      } finally {
        await amend(path);
      }
    },
    async append(path, text) {
      try {
        await files.append(path, text);
      } finally {
        await amend(path);
      }
    },
    async writePieces(path, pieces) {
      try {
        await files.writePieces(path, pieces);
      } finally {
        await amend(path);
      }
    },
    async makeDirectory(path) {
      await files.makeDirectory(path);
      await amend(path);
    },
    async remove(path) {
      try {
        await files.remove(path);
      } finally {
        await amend(path);
      }
    },
    exclusively: (lock, use) => files.exclusively(lock, use),
    withTemporaryDirectory: (prefix, use) =>
      files.withTemporaryDirectory(prefix, async (directory) => {
        own.add(directory);
        try {
          return await use(directory);
        } finally {
          own.delete(directory);
        }
      }),
  };
}

function isFileQuestion(question: { readonly of: string }): question is FileQuestion {
  return question.of === 'file' || question.of === 'stamp' || question.of === 'existence';
}

function witnessExec({ exec, files }: Pick<Ports, 'exec' | 'files'>, notebook: Notebook): Exec {
  const note = ({ program, repeatable }: Command): void => {
    if (repeatable === undefined) notebook.spoil();
    notebook.defer(
      files.stamp(program).then((stamp) => {
        // A small program, or what a link of another name leads to, hands on to another one, which may change alone.
        if (stamp === null || !isProgramItself(basename(program), stamp)) notebook.spoil();
        notebook.note({ of: 'stamp', path: program }, ofStamp(stamp));
      }),
    );
  };
  const watched = async ({ network }: Command, running: Promise<CommandResult>): Promise<CommandResult> => {
    const result = await running.catch((error: unknown) => {
      notebook.spoil();
      throw error;
    });
    // Out of time, of memory, or without an answer: the next time it may have one.
    if (result.status !== 'exited' || (network !== 'none' && result.code !== 0)) notebook.spoil();
    return result;
  };
  return {
    prepare: () => exec.prepare?.(),
    run(command) {
      note(command);
      return watched(command, exec.run(command));
    },
    runAll(commands, atOnce) {
      for (const command of commands) note(command);
      const running = exec.runAll(commands, atOnce);
      return commands.map((command, index) =>
        watched(command, running[index] ?? Promise.reject(new TypeError(command.program))),
      );
    },
  };
}

/** Credentials are not written down, so what was asked with them cannot be asked again. */
function witnessHttp(http: Http, notebook: Notebook): Http {
  return {
    async send(request) {
      const { method, url, headers, timeoutMs, maxBodyBytes, publicAddressesOnly, sink, body } = request;
      const names = Object.keys(headers).map((name) => name.toLowerCase());
      // A query may be a signature that lets in whoever has it.
      const isPublic =
        names.every((name) => PLAIN_HEADERS.includes(name)) && url.username + url.password + url.search === '';
      if (method !== 'GET' || sink !== undefined || body !== undefined || !isPublic) notebook.spoil();
      const response = await http.send(request).catch((error: unknown) => {
        notebook.spoil();
        throw error;
      });
      const question = { of: 'page', url: url.href, headers, timeoutMs, maxBodyBytes, publicAddressesOnly } as const;
      if (isPublic) notebook.note({ ...question, headers: { ...headers } }, ofPage(response));
      return response;
    },
  };
}

const PLAIN_HEADERS: readonly string[] = ['accept', 'user-agent', 'accept-encoding'];
