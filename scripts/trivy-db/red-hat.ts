import { type Advisory, SEVERITY_NUMBER } from './advisory.ts';

/** By their place in the list, the products that advisories of Red Hat are of. */
const PRODUCTS = [
  'cpe:/o:redhat:enterprise_linux:9::baseos',
  'cpe:/a:redhat:enterprise_linux:9::appstream',
  'cpe:/a:redhat:openshift:4.16::el9',
  'cpe:/o:redhat:enterprise_linux:8::baseos',
];

/** By what an image calls them, the products that its packages are of. */
const CONTENT_SETS = {
  'rhel-8-for-x86_64-baseos-rpms': [3],
  'rhel-9-for-x86_64-appstream-rpms': [1],
  'rhel-9-for-x86_64-baseos-rpms': [0],
  'rhocp-4.16-for-rhel-9-x86_64-rpms': [2],
};

/** As aquasecurity/trivy-db keeps them beside the advisories (pkg/db/redhat_cpe.go). */
export const RED_HAT_PRODUCTS = { cpe: Object.fromEntries(PRODUCTS.entries()), repository: CONTENT_SETS };

/** An advisory on a package of Red Hat Enterprise Linux 8 and 9 (aquasecurity/trivy-db, pkg/vulnsrc/redhat-oval). */
export function redHatEntries({ id, severity, fixed }: Pick<Advisory, 'id' | 'severity' | 'fixed'>): object {
  const cve = { ID: id, Severity: SEVERITY_NUMBER[severity] };
  return { Entries: [{ FixedVersion: fixed ?? '', Cves: [cve], Affected: [0, 1, 3] }] };
}
