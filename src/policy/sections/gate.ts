import { z } from 'zod';
import { duration } from './scalars.ts';

export const gate = z.strictObject({
  scope: z
    .enum(['new', 'all'])
    .default('new')
    .describe('new: with a base, only findings absent at the base block. all: every finding does.'),
  onUnknown: z
    .enum(['fail', 'warn'])
    .default('fail')
    .describe('What a check that could not be made does. content is never softened.'),
  workflowChanges: z
    .enum(['block', 'warn'])
    .default('block')
    .describe('What a change to the workflow that runs the gate does.'),
  maxExceptionAge: duration.prefault('180d').describe('No exception holds longer than this from today.'),
});
