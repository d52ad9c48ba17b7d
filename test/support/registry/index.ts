export * from './client.ts';
export * from './samples.ts';
export * from './served.ts';
export * from './wrappers.ts';
