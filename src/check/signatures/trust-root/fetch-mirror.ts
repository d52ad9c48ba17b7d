import { type Http, HttpError } from '../../../domain/index.ts';
import { type TufFetch, TufUnreachable } from './tuf.ts';

const TIMEOUT_MS = 10_000;

/** Reads a TUF repository over http. `byName`: the policy itself names the mirror, so that it may be a private address. */
export function fetchFromMirror(http: Http, mirror: URL, { byName }: { readonly byName: boolean }): TufFetch {
  return async (path, maxBodyBytes) => {
    const url = new URL(path, mirror);
    try {
      const { status, body } = await http.send({
        method: 'GET',
        url,
        headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'supply-chain-gate' },
        timeoutMs: TIMEOUT_MS,
        maxBodyBytes,
        publicAddressesOnly: !byName,
      });
      if (status === 200) return body;
      // 403 is what some object stores answer for what is not there.
      if (status === 404 || status === 403) return null;
      throw new TufUnreachable(`${url.host} answered ${status}`);
    } catch (error) {
      if (error instanceof HttpError) throw new TufUnreachable(`${url.host}: ${error.message.replace(/\.$/, '')}`);
      throw error;
    }
  };
}
