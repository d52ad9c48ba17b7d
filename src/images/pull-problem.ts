import { canonicalHost } from './canonical-host.ts';
import { quoted } from './quoted.ts';
import type { WrittenReference } from './reference.ts';

// distribution/reference v0.6.0, regexp.go: the grammar that containerd and CRI-O hold every name to.
const LABEL = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
// A final dot is no part of the grammar, but of the same host: it is judged, and not refused here.
const DOMAIN = new RegExp(`^(?:${LABEL}(?:\\.${LABEL})*\\.?|\\[[a-fA-F0-9:]+\\])(?::[0-9]*)?$`);
const PATH_PART = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;

/**
 * Why no container runtime would pull what go-containerregistry took for a reference; null where one would.
 *
 * The parser of the admission controller takes more than the runtime's (`ghcr.io/acme/../evil`, `acme//api`). Such a
 * name must not be judged by its text: an allow list would read it one way and an HTTP client another.
 */
export function pullProblem(text: string, { registry, path, tag }: WrittenReference): string | null {
  if (/^[0-9a-f]{64}$/.test(text))
    return 'a container runtime takes 64 hexadecimal digits for an image id, and not for a name';
  // A host with an underscore is none by the grammar's word for it, but passes as the first part of a path.
  if (!DOMAIN.test(registry) && !PATH_PART.test(registry))
    return `no container runtime takes ${quoted(registry)} for a registry's host`;
  if (!URL.canParse(`https://${canonicalHost(registry)}/`)) return `${quoted(registry)} is no host to connect to`;
  const bad = path.split('/').find((part) => !PATH_PART.test(part));
  if (bad !== undefined) {
    const which = bad === '' ? 'an empty part' : `the part ${quoted(bad)}`;
    return `no container runtime takes the repository name ${quoted(path)}: ${which} does not start and end with a letter or digit, with single separators between`;
  }
  if (path.length > 255) return `its repository name has ${path.length} characters, more than 255`;
  if (tag !== null && !TAG.test(tag))
    return `no container runtime takes the tag ${quoted(tag)}: it starts with a separator`;
  return null;
}
