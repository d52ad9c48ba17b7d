import type { Canary } from '../../policy/index.ts';
import { type PackageUrl, parsePackageUrl } from './package-url.ts';

/** Types of package URLs whose packages belong to an operating system. */
const OF_SYSTEM: ReadonlySet<string> = new Set(['apk', 'deb', 'rpm']);

export interface CanaryBill {
  readonly canaries: readonly Canary[];
  /** CycloneDX 1.6. */
  readonly text: string;
}

/** One for all libraries, and one for each release of an operating system: a bill is of one system at most. */
export function canaryBills(canaries: readonly Canary[]): readonly CanaryBill[] {
  const groups = Map.groupBy(canaries, ({ purl }) => JSON.stringify(systemOf(parsePackageUrl(purl))));
  return [...groups.values()].map((group) => ({ canaries: group, text: billOf(group) }));
}

interface System {
  readonly name: string;
  readonly version: string;
}

/** `pkg:deb/debian/openssl@3.0.9-1?distro=debian-12`, and as Trivy writes it of Alpine: `distro=3.19`. */
function systemOf(purl: PackageUrl | null): System | null {
  if (purl === null || !OF_SYSTEM.has(purl.type)) return null;
  const release = purl.qualifiers.get('distro') ?? '';
  const prefix = `${purl.namespace}-`;
  return { name: purl.namespace, version: release.startsWith(prefix) ? release.slice(prefix.length) : release };
}

function billOf(canaries: readonly Canary[]): string {
  const system = systemOf(parsePackageUrl(canaries[0]?.purl ?? ''));
  const components = canaries.map(({ purl }) => {
    const [path = '', version = ''] = (purl.split(/[?#]/, 1)[0] ?? '').split(/@(?=[^@/]*$)/);
    return { type: 'library', 'bom-ref': purl, name: path.split('/').at(-1) ?? path, version, purl };
  });
  const own = system === null ? [] : [{ type: 'operating-system', 'bom-ref': 'system', ...system }];
  return JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    components: [...own, ...components],
  });
}
