import { beforeAll } from 'vitest';
import { checkSignatures, createGithubAttestations } from '../../src/check/signatures/index.ts';
import type { HttpRequest, HttpResponse } from '../../src/domain/index.ts';
import { completePolicy } from '../../src/policy/schema.ts';
import { createPorts } from './ports.ts';
import { describeVerdict, REPOSITORY } from './signature-check.ts';
import { ALONE, FakeRegistry, resolvedImage, sha256 } from './signatures.ts';
import { SIGNED, type SigstoreServices, startSigstore } from './sigstore.ts';
import { trustRootText } from './sigstore-documents.ts';

/** What a policy expects to be attested of one image. */

export const DIGEST = sha256('api 1.2.3');
const NOW = new Date('2026-06-08T12:00:00Z');

/** What a build says of itself. */
export const SLSA = {
  builder: { id: 'https://ci.example/builder@v1' },
  invocation: { configSource: { uri: 'git+https://git.example/acme/api@refs/heads/main', entryPoint: 'release.yml' } },
  metadata: { buildFinishedOn: '2026-06-07T12:00:00Z' },
};

interface Setting {
  readonly registry?: FakeRegistry;
  readonly now?: Date;
  readonly offline?: boolean;
  readonly answers?: (request: HttpRequest) => HttpResponse;
  readonly asked?: HttpRequest[];
}

/** The check, with services of sigstore of its own that the policy trusts, for the tests of a file. */
export function expectedAttestations() {
  let services: SigstoreServices;
  beforeAll(async () => {
    services = await startSigstore(SIGNED);
  });

  async function check(attestations: readonly object[], setting: Setting = {}) {
    const { registry = new FakeRegistry(), now = NOW, answers, asked = [], offline = false } = setting;
    const http = {
      send: async (request: HttpRequest) => {
        asked.push(request);
        if (answers === undefined) throw new Error(`nobody answers ${request.url.href}`);
        return answers(request);
      },
    };
    const access = {
      http: answers === undefined ? createPorts({}).http : http,
      clock: { sleep: async () => {} },
      apiUrl: 'https://api.github.example',
      token: 'secret',
      offline,
    };
    return checkSignatures([resolvedImage(`${REPOSITORY}:1.2.3`, DIGEST)], {
      policy: completePolicy({ version: 1, signatures: { attestations } }),
      documents: [{ file: 'root.yaml', text: trustRootText(services) }],
      registry,
      now,
      github: answers === undefined && !offline ? null : createGithubAttestations(access),
      ...ALONE,
    });
  }

  return {
    check,
    verdict: async (...args: Parameters<typeof check>): Promise<string> => describeVerdict(await check(...args)),
    services: () => services,
  };
}
