import { describe, expect, test } from 'vitest';
import { HttpError, type HttpRequest, type HttpResponse, RegistryError } from '../src/domain/index.ts';
import { failureOf, jsonBytes, LOGIN, servedRegistries, tagged } from './support/registry/index.ts';

const { client } = servedRegistries();

/** A network that exists only in the test: which hosts are private, and what each answers. */
function fakeNetwork(
  hosts: Record<string, { readonly private?: boolean; answer(request: HttpRequest): HttpResponse }>,
) {
  const requests: HttpRequest[] = [];
  const send = async (request: HttpRequest): Promise<HttpResponse> => {
    const host = hosts[request.url.host];
    if (host === undefined) throw new HttpError('dns', 'its name is not known');
    if (host.private === true && request.publicAddressesOnly) {
      throw new HttpError('private-address', `${request.url.host} leads to a private address`);
    }
    requests.push(request);
    return host.answer(request);
  };
  return { requests, wrapHttp: () => ({ send }), asked: () => requests.map(({ url }) => url.host) };
}

const challenge = (realm: string) => () => ({
  status: 401,
  headers: { 'www-authenticate': `Bearer realm="${realm}",service="s"` },
  body: new Uint8Array(),
});
const found = (request: HttpRequest): HttpResponse => ({
  status: 200,
  headers: { 'docker-content-digest': `sha256:${'c'.repeat(64)}` },
  body: request.url.pathname === '/token' ? jsonBytes({ token: 'tok' }) : new Uint8Array(),
});
const guarded = (realm: string) => (request: HttpRequest) =>
  request.headers.authorization === undefined ? challenge(realm)() : found(request);

describe('private addresses', () => {
  const image = tagged('registry.example', 'a', '1');

  test("a public registry's token realm at a private address is refused", async () => {
    const network = fakeNetwork({
      'registry.example': { answer: guarded('https://10.0.0.1/token') },
      '10.0.0.1': { private: true, answer: found },
    });
    const { registry } = client({ wrapHttp: network.wrapHttp, credentials: new Map([['registry.example', LOGIN]]) });
    expect(await failureOf(registry.resolve(image))).toMatchObject({ failure: 'private-address', host: '10.0.0.1' });
    expect(network.asked()).not.toContain('10.0.0.1');
  });

  test("a private registry's token realm may be private too", async () => {
    const network = fakeNetwork({
      'registry.example': { private: true, answer: guarded('https://auth.corp.example/token') },
      'auth.corp.example': { private: true, answer: found },
    });
    const { registry } = client({ wrapHttp: network.wrapHttp });
    expect(await registry.resolve(image)).toMatch(/^sha256:c/);
  });

  test("a public registry's redirect to a private address is refused", async () => {
    const network = fakeNetwork({
      'registry.example': {
        answer: () => ({
          status: 307,
          headers: { location: 'https://169.254.169.254/latest' },
          body: new Uint8Array(),
        }),
      },
      '169.254.169.254': { private: true, answer: found },
    });
    const { registry } = client({ wrapHttp: network.wrapHttp });
    expect(await failureOf(registry.resolve(image))).toMatchObject({
      failure: 'private-address',
      host: '169.254.169.254',
    });
    expect(network.asked()).not.toContain('169.254.169.254');
  });

  test.each([
    [[], 'private-address'],
    [['registry.example'], 'resolved'],
  ])('in a pull request, with %j named by the policy: %s', async (named: string[], expected) => {
    const network = fakeNetwork({ 'registry.example': { private: true, answer: found } });
    const admission = { admits: () => true, namesHostLiterally: (host: string) => named.includes(host) };
    const { registry } = client({ wrapHttp: network.wrapHttp, admission, pullRequest: true });
    const got = await registry.resolve(image).then(
      () => 'resolved',
      (error: unknown) => (error instanceof RegistryError ? error.failure : error),
    );
    expect(got).toBe(expected);
    expect(network.asked()).toHaveLength(expected === 'resolved' ? 1 : 0);
  });

  test('in a pull request a private registry does not make its token realm one that may be private', async () => {
    const network = fakeNetwork({
      'registry.example': { private: true, answer: guarded('https://auth.corp.example/token') },
      'auth.corp.example': { private: true, answer: found },
    });
    const admission = { admits: () => true, namesHostLiterally: (host: string) => host === 'registry.example' };
    const { registry } = client({ wrapHttp: network.wrapHttp, admission, pullRequest: true });
    expect(await failureOf(registry.resolve(image))).toMatchObject({
      failure: 'private-address',
      host: 'auth.corp.example',
    });
  });

  test('a login is never sent over plain http to a host that is not loopback', async () => {
    const network = fakeNetwork({
      'registry.example': {
        answer: () => ({ status: 401, headers: { 'www-authenticate': 'Basic realm="r"' }, body: new Uint8Array() }),
      },
    });
    const credentials = new Map([['registry.example', LOGIN]]);
    const { registry } = client({ wrapHttp: network.wrapHttp, credentials, insecureHosts: ['registry.example'] });
    const error = await failureOf(registry.resolve(image));
    expect(error.message).toContain('a login is never sent over plain http');
    expect(network.requests.map(({ url, headers }) => [url.protocol, headers.authorization])).toEqual([
      ['http:', undefined],
    ]);
  });

  test('Docker Hub is asked at its own address', async () => {
    const network = fakeNetwork({ 'registry-1.docker.io': { answer: found } });
    const { registry } = client({ wrapHttp: network.wrapHttp });
    await registry.resolve(tagged('docker.io', 'library/nginx', '1'));
    expect(network.requests.map(({ url }) => url.href)).toEqual([
      'https://registry-1.docker.io/v2/library/nginx/manifests/1',
    ]);
  });
});
