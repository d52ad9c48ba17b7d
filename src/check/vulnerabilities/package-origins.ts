import type { TrivyReport } from './trivy-report.ts';

type Package = TrivyReport['Results'][number]['Packages'][number];

/** How the packages of a family of systems with RPM begin to name who made them (trivy, pkg/fanal/analyzer/pkg/rpm). */
const VENDORS: readonly { readonly families: readonly string[]; readonly vendor: RegExp }[] = [
  { families: ['alma'], vendor: /^(?:AlmaLinux|CloudLinux)/ },
  { families: ['amazon'], vendor: /^Amazon/ },
  { families: ['azurelinux', 'cbl-mariner'], vendor: /^Microsoft Corporation/ },
  { families: ['centos', 'redhat'], vendor: /^(?:CentOS|Red Hat)/ },
  { families: ['oracle'], vendor: /^Oracle America/ },
  { families: ['photon'], vendor: /^(?:VMware|Broadcom)/ },
  { families: ['rocky'], vendor: /^Rocky/ },
  { families: ['opensuse-leap', 'opensuse-tumbleweed', 'sles', 'slem'], vendor: /^(?:open)?SUSE/ },
];

/** Makes EPEL too, of which an image of another system may have more packages than of its own; but never those alone. */
const FEDORA = /^Fedora Project/;

/** By what a package of a family says in its version which release it was built for, and which one the system's name says. */
const RELEASES: Readonly<Record<string, { readonly mark: RegExp; readonly said: (name: string) => string }>> = {
  amazon: { mark: /amzn(\d+)/, said: (name) => /^(?:2|2022|2023)(?=$|[ .])/.exec(name)?.[0] ?? '1' },
  azurelinux: { mark: /\.((?:azl|cm)\d+)$/, said: (name) => `azl${major(name)}` },
  'cbl-mariner': { mark: /\.((?:azl|cm)\d+)$/, said: (name) => `cm${major(name)}` },
  debian: { mark: /[+~]deb(\d+)u/, said: major },
  photon: { mark: /\.ph(\d+)$/, said: major },
  ...Object.fromEntries(
    ['alma', 'centos', 'oracle', 'redhat', 'rocky'].map((family) => [family, { mark: /[.+_]el(\d+)/, said: major }]),
  ),
};

function major(name: string): string {
  return /^\d+/.exec(name)?.[0] ?? '';
}

/**
 * What most of the packages of a system say of where they are from, where that is not what the system's name says: an image can
 * have an os-release of any system, and advisories of that one find nothing among packages of another. `Red Hat, Inc.`,
 * `release 9`; null where they do not contradict it. Those of neither, as of a vendor of applications, do not count.
 */
export function otherOrigin(family: string, name: string, packages: readonly Package[]): string | null {
  return otherVendor(family, packages) ?? otherRelease(family, name, packages);
}

/** Whether a package says that it is of the vendor of the system that it is in. Of systems without RPM none says whose it is. */
export function isOfOwnVendor(
  family: string,
  { Maintainer, Release }: Pick<Package, 'Maintainer' | 'Release'>,
): boolean {
  const known = VENDORS.find(({ families }) => families.includes(family));
  if (known === undefined || known.vendor.test(Maintainer)) return true;
  return family === 'amazon' && Maintainer === '' && Release.includes('amzn');
}

function otherVendor(family: string, packages: readonly Package[]): string | null {
  if (!VENDORS.some(({ families }) => families.includes(family))) return null;
  const [own, others, fedora] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  for (const { Maintainer: maintainer } of packages) {
    const vendor = VENDORS.find((each) => each.vendor.test(maintainer));
    if (vendor === undefined && !FEDORA.test(maintainer)) continue;
    const counts = vendor === undefined ? fedora : vendor.families.includes(family) ? own : others;
    counts.set(maintainer, (counts.get(maintainer) ?? 0) + 1);
  }
  if (total(others) > total(own)) return mostOf(others);
  return total(own) === 0 && total(fedora) > 0 ? mostOf(fedora) : null;
}

function otherRelease(family: string, name: string, packages: readonly Package[]): string | null {
  const release = Object.hasOwn(RELEASES, family) ? RELEASES[family] : undefined;
  if (release === undefined) return null;
  const said = release.said(name);
  const marks = new Map<string, number>();
  for (const { Version, Release } of packages) {
    const mark = release.mark.exec(`${Version}-${Release}`)?.[1];
    if (mark !== undefined) marks.set(mark, (marks.get(mark) ?? 0) + 1);
  }
  const own = marks.get(said) ?? 0;
  return total(marks) - own > own ? `release ${mostOf(new Map([...marks].filter(([mark]) => mark !== said)))}` : null;
}

const total = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, one) => sum + one, 0);

function mostOf(counts: ReadonlyMap<string, number>): string {
  return [...counts].sort(([, left], [, right]) => right - left)[0]?.[0] ?? '';
}
