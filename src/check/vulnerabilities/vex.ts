import { z } from 'zod';
import { UsageError } from '../../domain/index.ts';
import type { SignatureDocument } from '../../policy/index.ts';
import { parseJson } from './exploited.ts';

const Component = z.looseObject({
  '@id': z.string().optional(),
  identifiers: z.looseObject({ purl: z.string().optional() }).optional(),
});
const Statement = z
  .looseObject({
    // Version 0.0.x of the format wrote the name alone.
    vulnerability: z.union([
      z.string().min(1),
      z.looseObject({ name: z.string().min(1), aliases: z.array(z.string()).default([]) }),
    ]),
    timestamp: z.iso.datetime({ offset: true }).optional(),
    products: z.array(z.looseObject({ ...Component.shape, subcomponents: z.array(Component).default([]) })).min(1),
    status: z.enum(['not_affected', 'affected', 'fixed', 'under_investigation']),
    justification: z.string().optional(),
    impact_statement: z.string().optional(),
  })
  .refine(({ status, justification, impact_statement }) => {
    return status !== 'not_affected' || (justification ?? '') !== '' || (impact_statement ?? '') !== '';
  }, 'not_affected needs a justification or an impact_statement');

/** OpenVEX (openvex/spec, OPENVEX-SPEC.md 0.2.0). */
const Document = z.looseObject({
  '@context': z.string().startsWith('https://openvex.dev/ns'),
  author: z.string().min(1),
  timestamp: z.iso.datetime({ offset: true }),
  statements: z.array(Statement).min(1),
});

export type VexProduct = z.output<typeof Statement>['products'][number];

export interface VexStatement {
  readonly file: string;
  readonly names: readonly string[];
  readonly at: number;
  readonly products: readonly VexProduct[];
  readonly status: z.output<typeof Statement>['status'];
  readonly reason: string;
}

/** The newest word first; null for what is no OpenVEX. `source`: where it is from, the subject of a sentence. */
export function readAttestedVex(document: unknown, source: string): readonly VexStatement[] | null {
  const parsed = Document.safeParse(document);
  return parsed.success ? statementsOf(parsed.data, source).sort(newestFirst) : null;
}

/** The newest word first. @throws UsageError for a document that is no OpenVEX. */
export function readVex(documents: readonly SignatureDocument[]): readonly VexStatement[] {
  const statements = documents.flatMap(({ file, text }) => {
    const parsed = Document.safeParse(parseJson(text));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new UsageError({
        code: 'check/vex',
        stage: 'check',
        message: `${file}, which vulnerabilities.vex names, is no OpenVEX document: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}.`,
        remedy: 'Make it with vexctl, and keep it in the format of https://openvex.dev/ns/v0.2.0.',
      });
    }
    return statementsOf(parsed.data, file);
  });
  return statements.sort(newestFirst);
}

export function newestFirst(left: VexStatement, right: VexStatement): number {
  return right.at - left.at;
}

function statementsOf({ statements, timestamp }: z.output<typeof Document>, file: string): VexStatement[] {
  return statements.map((one) => {
    const { vulnerability } = one;
    const said = one.impact_statement ?? one.justification ?? '';
    return {
      file,
      names: typeof vulnerability === 'string' ? [vulnerability] : [vulnerability.name, ...vulnerability.aliases],
      at: Date.parse(one.timestamp ?? timestamp),
      products: one.products,
      status: one.status,
      reason: `${file} says ${one.status.replace('_', ' ')}${said === '' ? '' : `: ${said}`}`,
    };
  });
}
