import type { Exposure, ScanResult, Vulnerability } from './scan-result.ts';
import { TRIVY_SEVERITIES } from './severity.ts';

/** What a scan found. */
export type KeptFindings = Omit<ScanResult, 'problem' | 'asksJavaIndex'>;

/** The same as JSON, and the question that it answers. */
export interface KeptResult extends KeptFindings {
  readonly question: string;
}

/**
 * Null for what is no such result. Read by hand: a run over a thousand images reads some ten thousands of vulnerabilities,
 * and a schema takes five times as long, with a copy of each for itself.
 */
export function readKeptResult(text: string): KeptResult | null {
  const value = parseObject(text);
  if (value === null) return null;
  const { question, vulnerabilities, exposures, endOfLife, ...others } = value;
  if (typeof question !== 'string' || !isTextOrNull(endOfLife) || Object.keys(others).length > 0) return null;
  const found = listOf(vulnerabilities, vulnerabilityOf);
  const exposed = readExposures(exposures);
  return found === null || exposed === null
    ? null
    : { question, vulnerabilities: found, exposures: exposed, endOfLife };
}

/** Null for what is no JSON, or no object. */
export function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

export function readExposures(values: unknown): readonly Exposure[] | null {
  return listOf(values, exposureOf);
}

/** Null where one of them is. */
export function listOf<T>(values: unknown, read: (value: unknown) => T | null): readonly T[] | null {
  if (!Array.isArray(values)) return null;
  const list: T[] = [];
  for (const value of values) {
    const one = read(value);
    if (one === null) return null;
    list.push(one);
  }
  return list;
}

/** Null for what is none. */
export function vulnerabilityOf(value: unknown): Vulnerability | null {
  if (!isObject(value)) return null;
  const { id, type, package: name, source, installed, fixed, severity, title, status, file, aliases, purl } = value;
  if (typeof id !== 'string' || typeof type !== 'string' || typeof name !== 'string') return null;
  if (typeof source !== 'string' || typeof installed !== 'string' || !isTextOrNull(fixed)) return null;
  if (!isSeverity(severity) || typeof title !== 'string' || typeof status !== 'string') return null;
  if (!isTextOrNull(file) || !isTexts(aliases) || !isTextOrNull(purl)) return null;
  const published = value.published === null ? null : dateOf(value.published);
  if (published === undefined) return null;
  return {
    id,
    type,
    package: name,
    source,
    installed,
    fixed,
    severity,
    title,
    status,
    published,
    file,
    aliases,
    purl,
  };
}

function exposureOf(value: unknown): Exposure | null {
  if (!isObject(value)) return null;
  const { kind, id, severity, title, file, line, advice } = value;
  if ((kind !== 'secret' && kind !== 'misconfiguration') || typeof id !== 'string' || !isSeverity(severity))
    return null;
  if (typeof title !== 'string' || typeof file !== 'string' || typeof advice !== 'string') return null;
  if (line !== null && !isInteger(line)) return null;
  return { kind, id, severity, title, file, line, advice };
}

/** Of what `JSON.stringify` makes of a date; undefined for anything else. */
function dateOf(value: unknown): Date | undefined {
  if (typeof value !== 'string') return undefined;
  const date = new Date(value);
  return !Number.isNaN(date.getTime()) && date.toISOString() === value ? date : undefined;
}

const SEVERITIES: ReadonlySet<unknown> = new Set(TRIVY_SEVERITIES);

function isSeverity(value: unknown): value is Vulnerability['severity'] {
  return SEVERITIES.has(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
