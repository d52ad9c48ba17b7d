import type { Dispatcher } from 'undici';
import { HttpError, type HttpRequest, type HttpResponse, type PieceSink } from '../domain/index.ts';
import { nameHttpFailure } from './http-failure.ts';
import { ReceivedBytes } from './received-bytes.ts';

const USER_AGENT = 'supply-chain-gate';
/** What is read of an answer that is not the one for the sink: as much as says why. */
const MAX_REFUSAL_BYTES = 64 * 1024;
/** So much waits for the sink at most, beside what is read at once; each pause copies what undici has read. */
const MAX_WAITING_BYTES = 256 * 1024;

/**
 * One request and its answer, by undici's callbacks: a body of a few hundred bytes takes half of the time that it takes
 * as a stream, and a run asks for some thousand of them.
 */
export class HttpExchange implements Dispatcher.DispatchHandler {
  readonly #request: HttpRequest;
  readonly #settle = Promise.withResolvers<HttpResponse>();
  #timer: NodeJS.Timeout | undefined;
  #controller: Dispatcher.DispatchController | null = null;
  #isOver = false;
  #status = 0;
  #headers: Readonly<Record<string, string>> = {};
  readonly #received = new ReceivedBytes();
  #size = 0;
  #isPouring = false;
  /** All of it came; the sink may still have to take it. */
  #isWhole = false;

  /** Its time runs from here on. */
  constructor(request: HttpRequest) {
    this.#request = request;
    this.#startTimer();
    request.signal?.addEventListener('abort', this.#abort);
    if (request.signal?.aborted === true) this.#abort();
  }

  /** @throws HttpError, or what the sink throws */
  get answer(): Promise<HttpResponse> {
    return this.#settle.promise;
  }

  sendBy(dispatcher: Dispatcher): void {
    if (this.#isOver) return;
    const { url, method, headers, body } = this.#request;
    dispatcher.dispatch(
      {
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method,
        headers: { 'user-agent': USER_AGENT, ...headers, 'accept-encoding': 'identity' },
        body: body ?? null,
        // The exchange's own timer is for all of it.
        headersTimeout: 0,
        bodyTimeout: 0,
        // undici would close the connection after each HEAD; a registry is asked by HEAD for every image.
        reset: false,
      },
      this,
    );
  }

  /** Ends it wherever it is: before it is sent, too. The first reason stays. */
  giveUp(reason: unknown): void {
    this.#end(nameHttpFailure(reason));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#isOver) controller.abort(new HttpError('aborted', 'the request was given up'));
  }

  onResponseStart(
    _: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    // Only a word on the way: the answer is still to come.
    if (status < 200) return;
    this.#status = status;
    this.#headers = joinHeaders(headers);
    if (this.#request.method !== 'HEAD' && !this.#isRefusal) this.#bound(Number(this.#headers['content-length'] ?? 0));
    if (this.#sink !== undefined) this.#startTimer();
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    // To go on after a pause undici parses nothing at first.
    if (this.#isOver || chunk.length === 0) return;
    this.#size += chunk.length;
    if (this.#isRefusal) {
      this.#received.add(chunk.subarray(0, MAX_REFUSAL_BYTES - this.#received.size));
      if (this.#size <= MAX_REFUSAL_BYTES) return;
      this.#complete();
      controller.abort(new HttpError('aborted', 'the rest of the answer is of no use'));
      return;
    }
    this.#bound(this.#size);
    if (this.#isOver) return;
    this.#received.add(chunk);
    const sink = this.#sink;
    if (sink === undefined) return;
    if (!this.#isPouring) void this.#pour(sink, controller);
    else if (this.#received.size > MAX_WAITING_BYTES) controller.pause();
  }

  onResponseEnd(): void {
    this.#isWhole = true;
    if (!this.#isPouring) this.#complete();
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.giveUp(error);
  }

  get #sink(): PieceSink | undefined {
    return this.#status === 200 ? this.#request.sink : undefined;
  }

  get #isRefusal(): boolean {
    return this.#request.sink !== undefined && this.#status !== 200;
  }

  /** What comes while the sink works waits, and goes to it in one piece. */
  async #pour(sink: PieceSink, controller: Dispatcher.DispatchController): Promise<void> {
    this.#isPouring = true;
    // The time that the sink takes is not the server's.
    clearTimeout(this.#timer);
    try {
      while (this.#received.size > 0) {
        const piece = this.#received.take();
        controller.resume();
        await sink(piece);
      }
    } catch (error) {
      this.#end(error);
    }
    this.#isPouring = false;
    if (this.#isWhole) this.#complete();
    else this.#startTimer();
  }

  #complete(): void {
    if (this.#isOver) return;
    let body: Uint8Array;
    try {
      body = this.#received.take();
    } catch (error) {
      this.giveUp(error);
      return;
    }
    this.#finish();
    this.#settle.resolve({ status: this.#status, headers: this.#headers, body });
  }

  #startTimer(): void {
    clearTimeout(this.#timer);
    if (this.#isOver) return;
    const { sink, timeoutMs } = this.#request;
    this.#timer = setTimeout(() => {
      const what = sink === undefined ? 'no complete answer' : 'no answer, or no more of it,';
      this.giveUp(new HttpError('timeout', `${what} within ${timeoutMs / 1000} s`));
    }, timeoutMs);
  }

  readonly #abort = (): void => this.giveUp(new HttpError('aborted', 'the request was given up'));

  #bound(size: number): void {
    const { maxBodyBytes } = this.#request;
    if (size > maxBodyBytes) this.giveUp(new HttpError('too-large', `its answer is larger than ${maxBodyBytes} bytes`));
  }

  #end(error: unknown): void {
    if (this.#isOver) return;
    this.#finish();
    this.#received.clear();
    this.#settle.reject(error);
    this.#controller?.abort(error instanceof Error ? error : new HttpError('aborted', 'the request was given up'));
  }

  #finish(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#request.signal?.removeEventListener('abort', this.#abort);
  }
}

function joinHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value !== undefined) joined[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return joined;
}
