import type { ServedResponse } from '../../io/http-server.ts';

export const EMPTY = new Uint8Array();

export function reply(status: number, headers: Record<string, string> = {}, body: Uint8Array = EMPTY): ServedResponse {
  return { status, headers, body };
}

export function replyJson(status: number, value: unknown, headers: Record<string, string> = {}): ServedResponse {
  return reply(status, { 'content-type': 'application/json', ...headers }, Buffer.from(JSON.stringify(value)));
}

/** The error body of the distribution spec: `{"errors":[{"code","message"}]}`. */
export function replyError(status: number, code: string, message: string): ServedResponse {
  return replyJson(status, { errors: [{ code, message }] });
}
