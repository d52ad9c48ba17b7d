/** What stands in place of a login, where one was written into an image reference. */
const HIDDEN = '***';

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;
/**
 * A written reference without the login in front of its host. No reference may hold one, and the text goes into reports,
 * logs and comments, where a password must not.
 */
export function withoutLogin(text: string): string {
  const [scheme = ''] = SCHEME.exec(text) ?? [];
  const rest = text.slice(scheme.length);
  const end = rest.lastIndexOf('@');
  // `user:password@host/path`; behind the last @ of `name:tag@sha256:…` there is no slash.
  const login = end > 0 && /^[^/@\s:]+:/.test(rest.slice(0, end)) && rest.includes('/', end);
  return login ? `${scheme}${HIDDEN}${rest.slice(end)}` : text;
}

export function holdsHiddenLogin(text: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/)?\*\*\*@/i.test(text);
}
