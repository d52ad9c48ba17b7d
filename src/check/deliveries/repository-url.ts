/**
 * One spelling for a repository's address, for comparing: `https://github.com/Acme/Shop.git`, `git@github.com:acme/shop`
 * and `ssh://git@github.com:22/acme/shop/` are `github.com/acme/shop`. Null where the text is no address.
 */
export function canonicalRepository(text: string): string | null {
  const trimmed = text.trim();
  const scp = /^(?:[^@/\s:]+@)?([^/\s:@]+):(?!\/)([^\s]+)$/.exec(trimmed);
  const url = /^(?:git\+)?([a-z][a-z0-9+.-]*):\/\/(?:[^@/\s]*@)?([^/\s?#]+)(\/[^\s?#]*)?(?:[?#]\S*)?$/i.exec(trimmed);
  const bare = /^([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::\d+)?)(\/[^\s?#:]*)$/.exec(trimmed);
  const [host, path] = url ? [url[2], url[3]] : bare ? [bare[1], bare[2]] : [scp?.[1], scp?.[2]];
  if (host === undefined) return null;
  const steps = (path ?? '').split('/').filter((step) => step !== '' && step !== '.');
  if (steps.some((step) => step === '..' || step.includes('%') || step.includes('\\'))) return null;
  const name = host
    .toLowerCase()
    .replace(/:(?:22|443|80)$/, '')
    .replace(/\.$/, '')
    .replace(/^ssh\.github\.com$/, 'github.com');
  return [name, ...steps]
    .join('/')
    .toLowerCase()
    .replace(/\.git$/, '');
}
