import { createHash } from 'node:crypto';
import type { ReportFinding } from '../schema.ts';
import type { ReportView } from '../view.ts';

/** What one comment is about: an image, an object, or a file where neither is known. */
export interface Subject {
  /** 16 hexadecimal digits, the same from run to run. */
  readonly id: string;
  readonly image: string | null;
  /** The worst first. */
  readonly findings: readonly [ReportFinding, ...ReportFinding[]];
}

/** Open findings by what they are about, in the report's order: the subject with the worst finding first. */
export function subjectsOf({ open }: ReportView): readonly Subject[] {
  const groups = new Map<string, [ReportFinding, ...ReportFinding[]]>();
  for (const finding of open) {
    const key = subjectKey(finding);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups].map(([key, findings]) => ({
    id: createHash('sha256').update(key).digest('hex').slice(0, 16),
    image: findings[0].image,
    findings,
  }));
}

function subjectKey({ image, manifest, location }: ReportFinding): string {
  if (image !== null) return JSON.stringify(['image', image]);
  if (manifest === null) return JSON.stringify(['file', location.file]);
  const { file, apiVersion, kind, namespace, name } = manifest;
  return JSON.stringify(['object', file, apiVersion, kind, namespace ?? null, name]);
}
