const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `90m`, `72h`, `180d` to milliseconds; null for anything else. */
export function parseDuration(text: string): number | null {
  const match = /^([1-9][0-9]{0,5})([mhd])$/.exec(text);
  if (match?.[1] === undefined) return null;
  return Number(match[1]) * UNITS[match[2] as keyof typeof UNITS];
}
