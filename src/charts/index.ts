export { type ArtifactOptions, createArtifacts } from './fetch.ts';
