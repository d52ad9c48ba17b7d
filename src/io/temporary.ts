import { rmSync } from 'node:fs';

/** Directories, and files half copied, that must be gone when this process is, however it ends. */
const temporary = new Set<string>();

/** What is held now, for whoever is left when this process is killed and can do nothing more. */
export function temporaryPaths(): readonly string[] {
  return [...temporary];
}

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

function removeAllTemporary(): void {
  for (const path of temporary) rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  temporary.clear();
}

const handlers = new Map<keyof typeof SIGNALS, () => void>();

function watchSignals(): void {
  process.on('exit', removeAllTemporary);
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
    const handler = () => {
      removeAllTemporary();
      // As a shell reports a program that a signal ended.
      process.exit(128 + SIGNALS[signal]);
    };
    handlers.set(signal, handler);
    process.on(signal, handler);
  }
}

function unwatchSignals(): void {
  process.off('exit', removeAllTemporary);
  for (const [signal, handler] of handlers) process.off(signal, handler);
  handlers.clear();
}

/** Has the path removed when the process ends, by a signal too. */
export function hold(path: string): void {
  if (temporary.size === 0) watchSignals();
  temporary.add(path);
}

export function release(path: string): void {
  temporary.delete(path);
  if (temporary.size === 0) unwatchSignals();
}
