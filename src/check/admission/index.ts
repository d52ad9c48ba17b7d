export { type AdmissionOptions, type AdmissionResult, checkAdmission } from './check.ts';
export { namedManifests } from './named.ts';
