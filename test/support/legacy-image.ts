/** The demo's image of known vulnerabilities, and what the gate says of it. */

export const LEGACY = 'shop/legacy:2.0.9';
export const HIGH = ['block high DEMO-2024-0001 libcrypto3', 'block high DEMO-2024-0001 libssl3'];
export const MEDIUM = [
  'block medium CVE-2023-42366 busybox',
  'block medium CVE-2023-6129 libcrypto3',
  'block medium CVE-2023-6129 libssl3',
];
export const LOW = ['block low DEMO-2024-0002 busybox'];
export const UNFIXED = ['block critical DEMO-2024-0003 busybox'];

export const warned = (lines: readonly string[]): string[] => lines.map((line) => line.replace('block', 'warn'));

/** By a policy without words of its own. */
export const FOUND = [...HIGH, ...warned([...LOW, ...MEDIUM])].sort();
