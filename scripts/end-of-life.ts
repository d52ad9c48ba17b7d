import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { ENDS_OF_LIFE } from '../src/check/hardening/nodes/end-of-life-table.ts';

/**
 * Compares the gate's table of ends of life with the schedule that the Kubernetes project publishes, or with a copy of
 * it, and ends with 1 where they differ or the table lacks a release:
 *
 *     npm run end-of-life [-- schedule.yaml]
 */

const SCHEDULE = 'https://raw.githubusercontent.com/kubernetes/website/main/data/releases/schedule.yaml';
const text = z.union([z.string(), z.number()]).transform(String);
const schema = z.object({ schedules: z.array(z.object({ release: text, endOfLifeDate: text })).min(1) });

const file = process.argv[2];
const { schedules } = schema.parse(
  parse(file === undefined ? await fetched() : readFileSync(file, 'utf8'), { schema: 'failsafe' }),
);
const own = new Map(ENDS_OF_LIFE.map(([minor, end]) => [`1.${minor}`, end]));
const wrong = schedules.filter(({ release, endOfLifeDate }) => own.get(release) !== endOfLifeDate);
for (const { release, endOfLifeDate } of wrong) {
  console.error(`${release}: the project says ${endOfLifeDate}, the table ${own.get(release) ?? 'nothing'}.`);
}
console.log(`${schedules.length - wrong.length} of ${schedules.length} releases are in the table as published.`);
process.exit(wrong.length === 0 ? 0 : 1);

async function fetched(): Promise<string> {
  const response = await fetch(SCHEDULE);
  if (!response.ok) throw new Error(`${SCHEDULE} answered ${response.status}: the table was not compared.`);
  return response.text();
}
