/** A manifest file may be this large; etcd takes objects of 1.5 MiB, and a rendered release a few of them. */
export const MAX_FILE_BYTES = 32 * 1024 * 1024;
/** Nesting of mappings and sequences. The API server's own JSON reader stops at 10,000; no object comes near 100. */
export const MAX_DEPTH = 200;
/** Values in one document once its aliases are written out: what "billion laughs" multiplies. */
export const MAX_VALUES = 1_000_000;
/** Characters of all scalars in one document once its aliases are written out. */
export const MAX_CHARACTERS = 64 * 1024 * 1024;
/** Characters of one scalar as it is written. The API server takes no request of more than 3 MiB, and etcd half of it. */
export const MAX_SCALAR = 4 * 1024 * 1024;
/** Documents in one file. */
export const MAX_DOCUMENTS = 100_000;
/** Tokens of one file, blanks and line ends among them: a line like `name: api` has five. */
export const MAX_TOKENS = 3_000_000;

export const TOO_DEEP = `it is nested more than ${MAX_DEPTH} levels deep`;
