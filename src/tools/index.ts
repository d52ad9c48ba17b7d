export { extractProgram } from './archive.ts';
export { sha256 } from './digest.ts';
export { downloadArchive } from './download.ts';
export { findOnPath } from './path-search.ts';
export { type Platform, TOOL_PINS, type ToolPins } from './pins.ts';
export { findRelease, platformOf, type Release } from './release.ts';
export { createToolbox, type ToolboxOptions } from './toolbox.ts';
export { cachedProgramPath, readCached, userCache, writeCached } from './user-cache.ts';
export { parseVersion } from './version.ts';
