import type { Log } from '../domain/index.ts';

export interface LogStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const PROGRESS_INTERVAL_MS = 2_000;

/** Progress as one live line on a terminal, as plain lines (at most one every two seconds) elsewhere. */
export function createLog(stream: LogStream, elapsed: () => number = () => performance.now()): Log & { end(): void } {
  const live = stream.isTTY === true;
  let shown = false;
  let last = Number.NEGATIVE_INFINITY;
  const clear = (): void => {
    if (shown) stream.write('\r\u001b[K');
    shown = false;
  };
  const line = (text: string): void => {
    clear();
    stream.write(`${visible(text)}\n`);
  };
  return {
    progress(message) {
      if (live) {
        clear();
        stream.write(visible(message).slice(0, Math.max((stream.columns ?? 80) - 1, 20)));
        shown = true;
      } else if (elapsed() - last >= PROGRESS_INTERVAL_MS) {
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
function visible(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\uFFFD');
}
