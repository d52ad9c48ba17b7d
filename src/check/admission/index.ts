export { type AdmissionOptions, type AdmissionResult, checkAdmission } from './check.ts';
