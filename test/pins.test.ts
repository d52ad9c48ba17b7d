import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { gatherPin } from '../scripts/pins/gather.ts';
import { rewritePins } from '../scripts/pins/rewrite.ts';
import { HttpError, type HttpResponse, type ToolName } from '../src/domain/index.ts';
import { findRelease, type Platform, sha256, TOOL_PINS, type VerifyRelease } from '../src/tools/index.ts';

const PINS = readFileSync(new URL('../src/tools/pins.ts', import.meta.url), 'utf8');
const VERSION = '9.8.7';
const RELEASED: readonly ToolName[] = ['trivy', 'helm', 'kustomize'];
const platformsOf = (name: ToolName): readonly string[] => Object.keys(TOOL_PINS[name].archives);

/** A release as its project publishes it: archives, checksums, and a bundle that says of what it is. */
function publish(name: ToolName, version = VERSION): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const lines: string[] = [];
  let folder = '';
  for (const platform of platformsOf(name)) {
    const release = findRelease(name, platform as Platform, { version, sha256: '0'.repeat(64) });
    const url = release?.url ?? '';
    const archive = Buffer.from(`${name} ${version} ${platform}`);
    const line = `${sha256(archive)}  ${url.slice(url.lastIndexOf('/') + 1)}\n`;
    folder = url.slice(0, url.lastIndexOf('/'));
    files.set(url, archive);
    files.set(`${url}.sha256sum`, Buffer.from(line));
    if (release?.signature)
      files.set(release.signature.url, Buffer.from(`${release.signature.signer.subject} ${sha256(archive)}`));
    lines.push(line);
  }
  files.set(`${folder}/checksums.txt`, Buffer.from(lines.join('')));
  files.set(`${folder}/trivy_${version}_checksums.txt`, Buffer.from(lines.join('')));
  return files;
}

const verify: VerifyRelease = async ({ bytes, bundle }, { subject }) =>
  Buffer.from(bundle).toString() === `${subject} ${sha256(bytes)}`
    ? { status: 'verified' }
    : { status: 'rejected', reason: 'it was signed by somebody else' };

const quiet = { progress: () => {}, info: () => {}, warn: () => {} };

function gather(
  name: ToolName,
  files: ReadonlyMap<string, Buffer>,
  version = VERSION,
  expected?: Record<string, string>,
) {
  const send = async ({ url }: { readonly url: URL }): Promise<HttpResponse> => {
    const body = files.get(url.href);
    if (body === undefined) throw new HttpError('dns', `nothing at ${url.href}`);
    return { status: 200, headers: {}, body };
  };
  const ports = { http: { send }, log: quiet, clock: { sleep: async () => {} } };
  return gatherPin(name, version, { ports, verify, ...(expected === undefined ? {} : { expected }) });
}

describe('a pin', () => {
  test.each(RELEASED)('of %s: the published hash of each archive, found again in its bytes', async (name) => {
    const archives = await gather(name, publish(name));
    expect(archives).toEqual(
      Object.fromEntries(
        platformsOf(name).map((platform) => [platform, sha256(Buffer.from(`${name} ${VERSION} ${platform}`))]),
      ),
    );
  });

  const [first = ''] = publish('trivy').keys();
  test.each<[string, (files: Map<string, Buffer>) => unknown, string]>([
    [
      'an archive that is not what the checksums say',
      (files) => files.set(first, Buffer.from('other')),
      'has the sha256',
    ],
    ['an archive that is not signed', (files) => files.delete(`${first}.sigstore.json`), 'nothing at'],
    [
      'an archive that somebody else signed',
      (files) => files.set(`${first}.sigstore.json`, Buffer.from('x')),
      'somebody else',
    ],
    [
      'checksums without the archive',
      (files) => files.set(`${first.slice(0, first.lastIndexOf('/'))}/trivy_${VERSION}_checksums.txt`, Buffer.from('')),
      'says nothing of',
    ],
  ])('%s: none', async (_, change, why) => {
    const files = publish('trivy');
    change(files);
    await expect(gather('trivy', files)).rejects.toThrow(why);
  });

  test('of a version that an attacker published: none, and nothing is fetched', async () => {
    await expect(gather('trivy', new Map(), '0.69.4')).rejects.toMatchObject({ code: 'tools/refused-version' });
  });

  test('that the release no longer has is drift', async () => {
    const expected = Object.fromEntries(platformsOf('helm').map((platform) => [platform, 'f'.repeat(64)]));
    await expect(gather('helm', publish('helm'), VERSION, expected)).rejects.toMatchObject({
      code: 'tools/hash-mismatch',
    });
  });
});

describe('src/tools/pins.ts', () => {
  test.each(RELEASED)('gets a new %s, and nothing else', async (name) => {
    const archives = await gather(name, publish(name));
    const from = TOOL_PINS[name].version;
    const written = rewritePins(PINS, name, from, { version: VERSION, archives });
    const changed = written.split('\n').filter((line, index) => line !== PINS.split('\n')[index]);
    expect(changed).toHaveLength(platformsOf(name).length + 2);
    for (const hash of Object.values(archives)) expect(written).toContain(hash);
    expect(written).toContain(`version: '${VERSION}'`);
    // And back, to the letter.
    const pinned = TOOL_PINS[name].archives;
    expect(rewritePins(written, name, VERSION, { version: from, archives: pinned })).toBe(PINS);
  });

  test('of another version than it says stays as it is', () => {
    expect(() => rewritePins(PINS, 'helm', '0.0.1', { version: VERSION, archives: {} })).toThrow('0 times');
  });

  const modules: Readonly<Record<ToolName, string>> = {
    trivy: 'github.com/aquasecurity/trivy',
    helm: 'helm.sh/helm/v3',
    kustomize: 'sigs.k8s.io/kustomize/kustomize/v5',
    kyverno: 'github.com/kyverno/kyverno',
    gator: 'github.com/open-policy-agent/gatekeeper/v3',
  };
  test.each(Object.entries(TOOL_PINS))('has the version of %s that the tests build', (name, { version }) => {
    const text = readFileSync(new URL(`tools/${name}/go.mod`, import.meta.url), 'utf8');
    const module = Object.entries(modules).find(([tool]) => tool === name)?.[1];
    expect(text).toContain(`\nrequire ${module} v${version}\n`);
  });
});
