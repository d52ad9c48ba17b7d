/** File trees of systems with packages installed, as Trivy reads them. */

/** By name the version that is installed. */
type Installed = Readonly<Record<string, string>>;

export const ALPINE_RELEASE = 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.19.1\n';
export const DEBIAN_RELEASE = 'NAME="Debian GNU/Linux"\nID=debian\nVERSION_ID="12"\n';

/** The package that one was built from, for which advisories speak. */
const sourceOf = (name: string): string => (/^lib(?:ssl|crypto)3$/.test(name) ? 'openssl' : name);

export const apkDatabase = (installed: Installed): string =>
  Object.entries(installed)
    .map(([name, version]) => `P:${name}\nV:${version}\nA:x86_64\no:${sourceOf(name)}\n\n`)
    .join('');

export const dpkgStatus = (installed: Installed): string =>
  Object.entries(installed)
    .map(
      ([name, version]) =>
        `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nMaintainer: a\nVersion: ${version}\nDescription: b\n\n`,
    )
    .join('');

export const alpineWith = (installed: Installed) => ({
  'etc/os-release': ALPINE_RELEASE,
  'etc/alpine-release': '3.19.1\n',
  'lib/apk/db/installed': apkDatabase(installed),
});

export const debianWith = (installed: Installed) => ({
  'etc/os-release': DEBIAN_RELEASE,
  'etc/debian_version': '12.5\n',
  'var/lib/dpkg/status': dpkgStatus(installed),
});
