import { PackageURL } from 'packageurl-js';

/** A package URL (package-url/purl-spec, PURL-SPECIFICATION.rst), decoded and in the canonical form of its type. */
export interface PackageUrl {
  readonly type: string;
  readonly namespace: string;
  readonly name: string;
  /** Null where none is written. */
  readonly version: string | null;
  readonly qualifiers: ReadonlyMap<string, string>;
}

/** Null for what is no package URL. */
export function parsePackageUrl(text: string): PackageUrl | null {
  try {
    const { type, namespace, name, version, qualifiers } = PackageURL.fromString(text);
    if (type === undefined || name === undefined) return null;
    return {
      type,
      namespace: namespace ?? '',
      name,
      version: version ?? null,
      qualifiers: new Map(Object.entries(qualifiers ?? {})),
    };
  } catch {
    // It was given nothing but the text: whatever it throws, the text is no package URL.
    return null;
  }
}

/** Whether `pattern` means this package: what it leaves out (a version, qualifiers) it means all of. */
export function covers(pattern: PackageUrl, one: PackageUrl): boolean {
  return (
    pattern.type === one.type &&
    pattern.namespace === one.namespace &&
    pattern.name === one.name &&
    (pattern.version === null || pattern.version === one.version) &&
    [...pattern.qualifiers].every(([key, value]) => one.qualifiers.get(key) === value)
  );
}
