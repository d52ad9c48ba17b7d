import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { attestationHandlers, storedBundle } from './attestations.ts';
import { type ApiDescription, apiDescription } from './description.ts';
import { forbidden, type Handler, handlers, type Reply } from './handlers.ts';
import { Objects } from './objects.ts';
import { BOT, createState, type RepositoryState, type StateOptions } from './state.ts';

export interface RecordedRequest {
  readonly method: string;
  /** Below the API's root, with the query. */
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
}

/** What goes wrong with the next requests that match: an answer, or a connection lost before or after the deed. */
export interface Fault {
  readonly method: string;
  /** A part of the path. */
  readonly path: string;
  readonly times: number;
  readonly answer:
    | { readonly status: number; readonly message: string; readonly headers?: Readonly<Record<string, string>> }
    | 'lose-request'
    | 'lose-answer';
}

export interface GithubDouble {
  /** GITHUB_API_URL. */
  readonly url: string;
  readonly state: RepositoryState;
  readonly requests: readonly RecordedRequest[];
  /** What broke GitHub's description, on either side, and requests that nothing answers. A test ends with none. */
  readonly problems: readonly string[];
  fail(fault: Fault): void;
  /** @throws Error with all problems. */
  assertClean(): void;
  close(): Promise<void>;
}

export interface DoubleOptions extends StateOptions {
  /** `/api/v3` for an Enterprise Server. */
  readonly basePath?: string;
  readonly port?: number;
  /** Called after each request, for a process that writes them to a file. */
  readonly onRequest?: (double: Pick<GithubDouble, 'state' | 'requests' | 'problems'>) => void;
}

/** A stateful GitHub REST API on loopback that checks each request, and its own answers, by GitHub's description. */
export async function startGithubDouble(options: DoubleOptions = {}): Promise<GithubDouble> {
  const api = apiDescription();
  const state = createState(options);
  const requests: RecordedRequest[] = [];
  const problems: string[] = [];
  const faults: { fault: Fault; left: number }[] = [];
  const basePath = options.basePath ?? '';
  let table: readonly Handler[] = [];

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      problems.push(`the double failed: ${String(error)}`);
      response.writeHead(500).end();
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await readBody(request);
    const method = request.method ?? 'GET';
    const url = new URL(request.url ?? '/', 'http://double');
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const path = url.pathname.startsWith(basePath) ? url.pathname.slice(basePath.length) : `outside ${url.pathname}`;
    const fault = takeFault(method, path);
    const stored = fault === null && method === 'GET' ? storedBundle(state, path) : null;
    if (stored !== null) {
      // The storage is another host: what it is sent is not for it to know.
      if (request.headers.authorization !== undefined) problems.push(`a token was sent to the storage, ${path}`);
      requests.push({ method, path: `${path}${url.search}`, body, status: 200 });
      response.writeHead(200, { 'content-type': 'application/x-snappy' }).end(stored);
      return;
    }
    if (fault === 'lose-request') {
      requests.push({ method, path: `${path}${url.search}`, body, status: 0 });
      request.socket.destroy();
      return;
    }
    const reply =
      fault !== null && fault !== 'lose-answer' ? faultReply(fault) : respond(method, path, url, body, request);
    requests.push({ method, path: `${path}${url.search}`, body, status: fault === 'lose-answer' ? 0 : reply.status });
    options.onRequest?.({ state, requests, problems });
    if (fault === 'lose-answer') {
      request.socket.destroy();
      return;
    }
    const headers = fault !== null ? fault.headers : reply.headers;
    response.writeHead(reply.status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    response.end(reply.body === undefined ? undefined : JSON.stringify(reply.body));
  }

  function takeFault(method: string, path: string): Fault['answer'] | null {
    const found = faults.find(({ fault, left }) => left > 0 && fault.method === method && path.includes(fault.path));
    if (found === undefined) return null;
    found.left -= 1;
    return found.fault.answer;
  }

  function respond(method: string, path: string, url: URL, body: unknown, request: IncomingMessage): Reply {
    const matched = api.match(method, path);
    const handler = table.find((each) => each.method === method && each.template === matched?.template);
    if (matched === null || handler === undefined) return refuse(`nothing answers ${method} ${path}`);
    const [owner, repo] = state.repository.split('/');
    const inRepository = matched.template.startsWith('/repos/');
    if (inRepository && (matched.path.owner !== owner || matched.path.repo !== repo))
      return refuse(`another repository: ${path}`);
    const token = /^(?:token|bearer) (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) return { status: 401, body: { message: 'Requires authentication' } };
    const account = state.tokens.get(token) ?? BOT;
    const wrong = api.requestProblems(matched, url.searchParams, body);
    if (wrong.length > 0) return refuse(wrong.join('\n'));
    if (method !== 'GET' && account.readOnly === true) return forbidden();
    const fields = typeof body === 'object' && body !== null ? { ...body } : {};
    const reply = handler.handle({ path: matched.path, query: url.searchParams, body: fields, account });
    problems.push(...check(api, matched, reply));
    return reply;
  }

  function refuse(problem: string): Reply {
    problems.push(problem);
    return { status: 500, body: { message: `the double refuses: ${problem}` } };
  }

  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}${basePath}`;
  table = [...handlers(state, new Objects(api, state, url)), ...attestationHandlers(state, url)];

  return {
    url,
    state,
    requests,
    problems,
    fail: (fault) => faults.push({ fault, left: fault.times }),
    assertClean: () => {
      if (problems.length > 0) throw new Error(`GitHub's description was broken:\n${problems.join('\n')}`);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function check(api: ApiDescription, matched: Parameters<ApiDescription['responseProblems']>[0], reply: Reply) {
  return api.responseProblems(matched, reply.status, reply.body);
}

function faultReply({ status, message }: { readonly status: number; readonly message: string }): Reply {
  return { status, body: { message, documentation_url: 'https://docs.github.com/rest' } };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}
