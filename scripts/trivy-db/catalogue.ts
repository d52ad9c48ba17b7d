import type { Advisory } from './advisory.ts';

const nvd = (id: string): readonly string[] => [`https://nvd.nist.gov/vuln/detail/${id}`];
const invented: Pick<Advisory, 'platform' | 'published' | 'references'> = {
  platform: 'alpine 3.19',
  published: '2024-01-01',
  references: [],
};

/**
 * The advisories of the demo's database. Those with a CVE number are real, with their real severities and fixed
 * versions; those called `DEMO-…` are invented, so that each kind that a policy tells apart is there.
 */
export const DEMO_ADVISORIES: readonly Advisory[] = [
  {
    id: 'CVE-2023-6129',
    title: 'openssl: POLY1305 MAC implementation corrupts vector registers on PowerPC',
    severity: 'MEDIUM',
    platform: 'alpine 3.19',
    package: 'openssl',
    fixed: '3.1.4-r3',
    published: '2024-01-09',
    references: nvd('CVE-2023-6129'),
  },
  {
    id: 'CVE-2023-42366',
    title: 'busybox: A heap-buffer-overflow in next_token (awk)',
    severity: 'MEDIUM',
    platform: 'alpine 3.19',
    package: 'busybox',
    fixed: '1.36.1-r16',
    published: '2023-11-27',
    references: nvd('CVE-2023-42366'),
  },
  {
    ...invented,
    id: 'DEMO-2024-0001',
    title: 'openssl: invented for the demo, high and fixed',
    severity: 'HIGH',
    package: 'openssl',
    fixed: '3.1.4-r3',
  },
  {
    ...invented,
    id: 'DEMO-2024-0002',
    title: 'busybox: invented for the demo, low and fixed',
    severity: 'LOW',
    package: 'busybox',
    fixed: '1.36.1-r16',
  },
  {
    ...invented,
    id: 'DEMO-2024-0003',
    title: 'busybox: invented for the demo, critical and without a fix',
    severity: 'CRITICAL',
    package: 'busybox',
    fixed: null,
  },
  {
    id: 'CVE-2019-10744',
    title: 'lodash: prototype pollution in defaultsDeep function leading to modifying properties',
    severity: 'CRITICAL',
    platform: 'npm::GitHub Security Advisory Npm',
    package: 'lodash',
    fixed: '4.17.12',
    published: '2019-07-26',
    references: nvd('CVE-2019-10744'),
  },
];

/** When this database was made. The demo serves it with the time of its own start instead: see src/demo/trivy-database.ts. */
export const DEMO_UPDATED_AT = new Date('2026-01-01T00:00:00Z');
