export { type Admission, type AdmissionDecision, createAdmission } from './admission.ts';
export { checkAllowlist } from './check.ts';
export { lintImageGlobs, type PolicyLint } from './lint.ts';
export { RULES } from './rules.ts';
