export { decodeUtf8 } from './encoding.ts';
export { MAX_DEPTH, MAX_FILE_BYTES, MAX_VALUES } from './limits.ts';
export { mentionsManifest } from './mentions.ts';
export type { YamlRange } from './parse.ts';
export { resolvePlain } from './scalar.ts';
export { readManifestStream, type YamlDocument, type YamlProblem, type YamlStream } from './stream.ts';
