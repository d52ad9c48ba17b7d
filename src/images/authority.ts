/**
 * Is `text` what Go's net/url takes for the authority of a URL, and gives back unchanged? go-containerregistry asks
 * just this of a registry (pkg/name/registry.go, checkRegistry), and no more: much of what passes is no host name.
 *
 * Follows parseHost of Go 1.26. A percent sign never passes, since the host that comes back is decoded.
 */
export function isAuthority(text: string): boolean {
  if (text.startsWith('[')) {
    const match = /^\[([0-9a-fA-F:.]*)\](?::[0-9]*)?$/.exec(text);
    return match?.[1]?.includes(':') === true && URL.canParse(`http://[${match[1]}]`);
  }
  if (!HOST_CHARACTERS.test(text)) return false;
  const colon = text.lastIndexOf(':');
  return colon === -1 || /^[0-9]*$/.test(text.slice(colon + 1));
}

/** RFC 3986 sub-delims and unreserved, what Go lets through besides, and anything beyond ASCII. */
const HOST_CHARACTERS = /^[!"$&'()*+,\-.0-9:;<=>A-Z\]_a-z~\u{80}-\u{10ffff}]*$/u;
