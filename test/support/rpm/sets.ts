import type { Advisory, Platform } from '../../../scripts/trivy-db/advisory.ts';
import { below, NAMES, pick, type Random, randomFrom, SEVERITIES } from '../package-sets.ts';
import type { FileTree } from '../scanning.ts';
import { type Installed, RPM_SYSTEMS, type RpmSystemName, rpmImage } from './systems.ts';

/** Images of made-up packages of RPM and a database of made-up advisories on them, all from one seed. */

const SYSTEMS = Object.keys(RPM_SYSTEMS).filter(isSystem);
const MODULE = 'parts:2';
/** Of systems whose advisories speak of modules. */
const MODULAR: ReadonlySet<Platform> = new Set<Platform>(['Red Hat', 'alma 9', 'rocky 9']);

function isSystem(name: string): name is RpmSystemName {
  return Object.hasOwn(RPM_SYSTEMS, name);
}

function versionOf(random: Random, mark: string) {
  const epoch = below(random, 3) === 0 ? 1 + below(random, 2) : 0;
  const version = `1.${below(random, 6)}${pick(random, ['', '.1', '~rc1', '.0_p1'])}`;
  return { ...(epoch === 0 ? {} : { epoch }), version, release: `${below(random, 4)}${mark}` };
}

/** Leaves no system without one: a database that knows nothing of a release would be that scan's finding. */
export function makeRpmAdvisories(seed: number, count = 1200): readonly Advisory[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, index) => {
    const { platform, mark } = RPM_SYSTEMS[SYSTEMS[index % SYSTEMS.length] ?? 'Rocky 9'];
    const name = pick(random, ['part-a', ...NAMES]);
    const { epoch, version, release } = versionOf(random, mark);
    return {
      id: `CVE-2024-${10_000 + index}`,
      title: `advisory ${index}`,
      severity: pick(random, SEVERITIES),
      platform,
      package: MODULAR.has(platform) && random() < 0.2 ? `${MODULE}::${name}` : name,
      fixed: random() < 0.2 ? null : `${epoch === undefined ? '' : `${epoch}:`}${version}-${release}`,
      published: '2024-01-01',
      references: [],
    };
  });
}

/** An image of one of the systems, with up to 20 packages: some of modules, of another source, of a vendor of applications. */
export function makeRpmImage(seed: number): FileTree {
  const random = randomFrom(seed);
  const system = SYSTEMS[below(random, SYSTEMS.length)] ?? 'Rocky 9';
  const { platform, mark } = RPM_SYSTEMS[system];
  const chosen = NAMES.filter(() => random() < 0.4);
  const installed: Installed = Object.fromEntries(
    (chosen.length === 0 ? ['part-a'] : chosen).map((name) => {
      const isModular = MODULAR.has(platform) && random() < 0.2;
      const said = versionOf(random, isModular ? `.module${mark.replace('.', '+')}` : mark);
      const source = random() < 0.3 ? pick(random, ['part-a', ...NAMES]) : name;
      const one = {
        ...said,
        source: `${source}-${said.version}-${said.release}.src.rpm`,
        arch: pick(random, ['x86_64', 'noarch']),
        ...(isModular ? { modularityLabel: `${MODULE}:9040020240101:abcdef` } : {}),
        ...(random() < 0.1 ? { vendor: 'Acme Corp.' } : {}),
      };
      return [name, one];
    }),
  );
  return rpmImage(system, installed);
}
