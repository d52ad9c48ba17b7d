import { expect, test } from 'vitest';
import { HttpError, RegistryError } from '../domain/index.ts';
import { Budget, IMAGE_BUDGET_MS } from './budget.ts';
import { HostState, withRetries } from './exchange.ts';
import { Wire } from './wire.ts';

const HOST = 'ghcr.io';
const URL_OF_IMAGE = new URL(`https://${HOST}/v2/acme/api/manifests/1`);

/** Asks the host for several images, each with so much of its time left; how often it was sent to, and what came of each. */
async function ask(images: readonly { readonly left: number; readonly answers: boolean }[]) {
  const state = new HostState();
  let sent = 0;
  const ended: string[] = [];
  for (const { left, answers } of images) {
    const clock = { now: () => new Date(0), elapsed: () => 0, sleep: async () => {} };
    const http = {
      send: async () => {
        sent += 1;
        if (!answers) throw new HttpError('timeout', 'no complete answer');
        return { status: 200, headers: {}, body: new Uint8Array() };
      },
    };
    const admission = { admits: () => true, namesHostLiterally: () => false };
    const wire = new Wire({ ports: { http, clock }, admission, pullRequest: false });
    const budget = new Budget();
    budget.spend(0, IMAGE_BUDGET_MS - left);
    const request = { method: 'GET', url: URL_OF_IMAGE, headers: {}, timeoutMs: 10, maxBodyBytes: 1, budget } as const;
    const exchange = { what: `GET ${URL_OF_IMAGE}`, host: HOST, state, budget, maxAttempts: 1 };
    const work = withRetries({ clock, random: { fraction: () => 0 } }, exchange, () => wire.send(request, false, null));
    ended.push(
      await work.then(
        ({ status }) => String(status),
        (error: unknown) => (error instanceof RegistryError ? `${error.failure}, tried ${error.attempts}` : 'other'),
      ),
    );
  }
  return { sent, ended };
}

const spent = { left: 0, answers: true };
const silent = { left: 20_000, answers: false };
const sound = { left: 20_000, answers: true };

test('an image whose time is used up is not asked for, and says nothing about its host', async () => {
  expect(await ask([spent, spent, spent, sound])).toEqual({
    sent: 1,
    ended: ['timeout, tried 0', 'timeout, tried 0', 'timeout, tried 0', '200'],
  });
});

test('a host that gave no answer three times is not asked again', async () => {
  expect(await ask([silent, silent, silent, sound])).toEqual({
    sent: 3,
    ended: ['timeout, tried 1', 'timeout, tried 1', 'timeout, tried 1', 'timeout, tried 0'],
  });
});
