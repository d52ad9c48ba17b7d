import { z } from 'zod';
import { text } from './scalars.ts';

// Keys, `[*]`, `[0]` and `["a.key"]`, as src/images reads them.
const objectPath = text
  .max(512)
  .regex(
    /^(?:[A-Za-z_][A-Za-z0-9_-]*|\["(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"\])(?:\.[A-Za-z_][A-Za-z0-9_-]*|\[(?:\*|[0-9]{1,9})\]|\["(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"\])*$/u,
    'expected a path like spec.image, spec.steps[*].image or metadata.annotations["example.com/image"]',
  );

export const customResource = z.strictObject({
  apiVersion: text
    .regex(/^(?:[^/*\s]+\/)?[^/*\s]+$|^[^/*\s]+\/\*$/, 'expected group/version or group/*, for example example.com/v1')
    .describe('group/version; the version may be *.'),
  kind: text,
  images: z.array(objectPath).default([]).describe('Paths of image references: spec.image, spec.steps[*].image.'),
  podSpecs: z.array(objectPath).default([]).describe('Paths of pod specs: spec.template.spec.'),
});
