import { HttpError, type HttpFailure } from '../domain/index.ts';

const BY_CODE: Readonly<Record<string, readonly [HttpFailure, string]>> = {
  ENOTFOUND: ['dns', 'its name is not known'],
  EAI_AGAIN: ['dns', 'its name could not be looked up'],
  EAI_FAIL: ['dns', 'its name could not be looked up'],
  ENODATA: ['dns', 'its name has no address'],
  ECONNREFUSED: ['refused', 'it refused the connection'],
  ECONNRESET: ['reset', 'the connection broke off'],
  EPIPE: ['reset', 'the connection broke off'],
  UND_ERR_SOCKET: ['reset', 'the connection broke off'],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ['reset', 'the answer ended before it was complete'],
  ETIMEDOUT: ['timeout', 'no connection in time'],
  UND_ERR_CONNECT_TIMEOUT: ['timeout', 'no connection in time'],
  UND_ERR_HEADERS_TIMEOUT: ['timeout', 'no answer in time'],
  UND_ERR_BODY_TIMEOUT: ['timeout', 'the answer stopped coming'],
  EHOSTUNREACH: ['other', 'there is no route to it'],
  ENETUNREACH: ['other', 'there is no route to it'],
  UND_ERR_PRX_CONN: ['other', 'the proxy did not connect to it'],
  UND_ERR_PRX_TLS: ['tls', "the proxy's certificate is not valid for its name"],
  UND_ERR_HEADERS_OVERFLOW: ['too-large', 'its answer has too many headers'],
  CERT_HAS_EXPIRED: ['tls', 'its certificate has expired'],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['tls', 'its certificate is self-signed'],
  SELF_SIGNED_CERT_IN_CHAIN: ['tls', 'its certificate comes from an authority that is not trusted here'],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['tls', 'its certificate comes from an authority that is not trusted here'],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['tls', 'its certificate comes from an authority that is not trusted here'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['tls', 'its certificate is for another name'],
  EPROTO: ['tls', 'it does not speak TLS here'],
};

const TLS_CODE = /^(ERR_SSL_|ERR_TLS_|CERT_|UNABLE_TO_)/;

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return '';
}

/** Names what went wrong on the way. The message is made of fixed words only: nothing of the request is in it. */
export function nameHttpFailure(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  const code = codeOf(error);
  const known = BY_CODE[code];
  if (known !== undefined) return new HttpError(known[0], known[1], error);
  if (TLS_CODE.test(code)) return new HttpError('tls', `TLS failed (${code})`, error);
  if (code === 'PRIVATE_ADDRESS' && error instanceof Error)
    return new HttpError('private-address', error.message, error);
  if (code.startsWith('HPE_')) return new HttpError('other', 'it does not speak HTTP here', error);
  const proxy = error instanceof Error ? /^Proxy response \((\d{3})\)/.exec(error.message) : null;
  if (proxy !== null) return new HttpError('other', `the proxy refused to connect to it (${proxy[1]})`, error);
  if (code === 'UND_ERR_ABORTED' || code === 'ABORT_ERR')
    return new HttpError('aborted', 'the request was given up', error);
  return new HttpError('other', code === '' ? 'the request failed' : `the request failed (${code})`, error);
}
