import { z } from 'zod';
import { parseDuration } from '../duration.ts';

export const text = z.string().min(1);
export const glob = text.max(512);

/** YAML reads an unquoted `false` where a person means `off`; both are taken. */
export function level<const T extends readonly [string, ...string[]]>(values: T) {
  return z.preprocess((value) => (value === false ? 'off' : value), z.enum(values));
}

export const duration = z
  .string()
  .regex(/^[1-9][0-9]{0,5}[mhd]$/, 'expected a duration like 90m, 72h or 180d')
  .transform((value) => parseDuration(value) ?? 0);

export const relativePath = text
  .max(4096)
  .refine((path) => !path.startsWith('/') && !path.split(/[\\/]/).includes('..'), {
    message: 'expected a path inside the repository: relative, without ".."',
  })
  .transform((path) =>
    path
      .replace(/^(\.\/)+/, '')
      .replace(/\/+$/, '')
      .replace(/^\.$/, ''),
  );

export const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date like 2027-01-31')
  .refine((value) => {
    const time = Date.parse(`${value}T00:00:00Z`);
    return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
  }, 'this date is not in the calendar');

export const digest = text.regex(/^sha256:[0-9a-f]{64}$/, 'expected sha256: and 64 hexadecimal digits');
