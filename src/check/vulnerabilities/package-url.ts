/** A package URL (package-url/purl-spec, PURL-SPECIFICATION.rst), decoded. */
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
  const [withoutSubpath = ''] = text.split('#', 1);
  const question = withoutSubpath.indexOf('?');
  const path = question === -1 ? withoutSubpath : withoutSubpath.slice(0, question);
  const query = question === -1 ? '' : withoutSubpath.slice(question + 1);
  const match = /^pkg:\/*([A-Za-z][A-Za-z0-9.+-]*)\/+(?:(.+)\/)?([^/@]+)(?:@([^/]*))?\/*$/.exec(path);
  if (match === null) return null;
  const [, type = '', namespace = '', name = '', version] = match;
  try {
    return {
      type: type.toLowerCase(),
      namespace: decodeURIComponent(namespace),
      name: decodeURIComponent(name),
      version: version === undefined || version === '' ? null : decodeURIComponent(version),
      qualifiers: new Map([...new URLSearchParams(query)].map(([key, value]) => [key.toLowerCase(), value])),
    };
  } catch {
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
