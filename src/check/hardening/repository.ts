/** The repository that is checked, for what manifests say of its files. */
export interface RepositoryFiles {
  /** `github.com/acme/shop`, as checkDeliveries spells it; null where nothing says whose repository it is. */
  readonly address: string | null;
  /** The branch merged into; null where not known. */
  readonly branch: string | null;
  /** Every file, by its path from the root. */
  readonly files: ReadonlySet<string>;
}

/** What there is beside manifests: the files of the repository, and the day. */
export interface Surroundings {
  readonly repository: RepositoryFiles;
  readonly now: Date;
}

export const NO_REPOSITORY: RepositoryFiles = { address: null, branch: null, files: new Set() };

/** True of a file, and of a folder that holds one. `path` is from the root, without `.` and `..`. */
export function holds({ files }: RepositoryFiles, path: string): boolean {
  if (files.has(path)) return true;
  const folder = path === '' ? '' : `${path}/`;
  for (const file of files) if (file.startsWith(folder)) return true;
  return false;
}
