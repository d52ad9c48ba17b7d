/** What one registry's user is known by. */
export type Credential =
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  /** An OAuth2 refresh token (`identitytoken`), exchanged at the token realm. */
  | { readonly kind: 'identity'; readonly token: string }
  /** A bearer token for the registry itself (`registrytoken`). */
  | { readonly kind: 'registry-token'; readonly token: string };

export function basicHeader(credential: { readonly username: string; readonly password: string }): string {
  return `Basic ${Buffer.from(`${credential.username}:${credential.password}`).toString('base64')}`;
}
