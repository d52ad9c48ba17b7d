import { expect, test } from 'vitest';
import { failureOf } from './failure.ts';

const said = (line: string) =>
  failureOf(
    {
      status: 'exited',
      code: 1,
      stdout: new Uint8Array(),
      stderr: `2026-05-04T12:00:00Z\tFATAL\tFatal error\trun error: ${line}\n`,
    },
    'scan it',
  );

test.each([
  [
    'the body of an answer, which may be of a host that the registry led to',
    'GET https://10.0.0.1/admin: unexpected status code 403 Forbidden: <html>\ninternal: the secret</html>',
    'Trivy could not scan it: run error: GET https://10.0.0.1/admin: unexpected status code 403 Forbidden.',
    'unauthorized',
  ],
  [
    'the query of an address, which may be signed',
    'Get "https://blobs.example/a?X-Amz-Signature=0123&b=c": dial tcp 10.0.0.1:443: connect: connection refused',
    'Trivy could not scan it: run error: Get "https://blobs.example/a": dial tcp 10.0.0.1:443: connect: connection refused.',
    'unreachable',
  ],
])('%s is not shown', (_, line, message, what) => {
  expect(said(line)).toMatchObject({ message, what });
});
