import type { TrivyReport } from './trivy-report.ts';

type Package = TrivyReport['Results'][number]['Packages'][number];

/** Trivy lists these and looks for no advisories on them: they are keys that RPM keeps beside packages. */
const KEY = 'gpg-pubkey';

/** A package of a module says so in its release; advisories on modules go by the label that is beside it, or not at all. */
const MODULAR = /\.module[+_]el/;
const isUnlabelled = ({ Release, Modularitylabel }: Package): boolean =>
  MODULAR.test(Release) && !/^[^:]+:[^:]+:/.test(Modularitylabel);

/** The processors that vendors write advisories for, where one names them (trivy-db, rocky.go, oracle-oval.go, redhat-oval.go). */
const PROCESSORS = /^(?:aarch64|armv7hl|i[3-6]86|noarch|ppc64|ppc64le|s390|s390x|x86_64)$/;
const isOfOtherProcessor = ({ Arch }: Package): boolean => !PROCESSORS.test(Arch);

/** What Trivy takes for a version there: it compares those of Amazon as if they were Debian's (knqyf263/go-deb-version). */
const AMAZON_VERSION = /^\d[\p{L}\p{Nd}.+~:_-]*$/u;
const AMAZON_RELEASE = /^[\p{L}\p{Nd}.+~_]*$/u;
const isIncomparable = ({ Version, Release }: Package): boolean =>
  !AMAZON_VERSION.test(Version) || !AMAZON_RELEASE.test(Release);

/** Advisories speak of source packages there. */
const isWithoutSource = ({ SrcName }: Package): boolean => SrcName === '';

const PASSED_OVER: Readonly<Record<string, readonly ((one: Package) => boolean)[]>> = {
  alma: [isUnlabelled],
  amazon: [isIncomparable],
  azurelinux: [isWithoutSource],
  'cbl-mariner': [isWithoutSource],
  centos: [isUnlabelled, isOfOtherProcessor],
  // Advisories there are looked up by the name alone, and packages of modules have no label in Oracle Linux 8.
  oracle: [isOfOtherProcessor],
  photon: [isWithoutSource],
  redhat: [isUnlabelled, isOfOtherProcessor],
  rocky: [isUnlabelled, isOfOtherProcessor],
};

/** The names of packages that Trivy lists and, by what they say of themselves, compares with no advisory, without a word. */
export function unjudgedPackages(family: string, packages: readonly Package[]): readonly string[] {
  const reasons = Object.hasOwn(PASSED_OVER, family) ? (PASSED_OVER[family] ?? []) : [];
  const passedOver = packages.filter((one) => one.Name !== KEY && reasons.some((isPassedOver) => isPassedOver(one)));
  return [...new Set(passedOver.map(({ Name }) => Name))].sort();
}
