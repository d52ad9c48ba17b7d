import { z } from 'zod';
import { askOracle } from './ask-oracle.ts';

const Answer = z.object({
  text: z.string().optional(),
  objects: z.array(z.unknown()).optional(),
  ignored: z.array(z.string()).optional(),
  error: z.string().optional(),
});

export type FluxRequest = Readonly<Record<string, unknown>>;

/** What Flux's own packages say: see test/tools/flux-oracle. */
export async function askFlux(requests: readonly FluxRequest[]): Promise<readonly z.infer<typeof Answer>[]> {
  const lines = await askOracle('flux-oracle', requests);
  return lines.map((line) => Answer.parse(JSON.parse(line)));
}
