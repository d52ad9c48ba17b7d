export { type ArtifactOptions, createArtifacts } from './fetch.ts';
export { unpack } from './unpack.ts';
