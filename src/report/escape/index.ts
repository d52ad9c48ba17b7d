export { markdownFence } from './fence.ts';
export { jsonPieces, LazyList } from './json.ts';
export { markdownCode, markdownText } from './markdown.ts';
export { formatMarker, type Marker, markerKey, parseMarker } from './marker.ts';
export { sarifText, sarifUri } from './sarif.ts';
export { terminalText } from './terminal.ts';
export { clip, isVisible, visibleBlock, visibleLine } from './visible.ts';
export { commandData, commandProperty, logLine } from './workflow-command.ts';
