import { expect, test } from 'vitest';
import { formatPath } from '../../domain/index.ts';
import { fieldOf } from './verdict.ts';

test.each<[expression: string, field: string]>([
  ['object.spec.replicas <= 3', 'spec.replicas'],
  ['object.spec.template.spec.containers.all(c, c.image != "")', 'spec.template.spec.containers'],
  ['has(object.metadata.labels) && object.metadata.labels.size() > 0', 'metadata.labels'],
  ['params.max > 3', ''],
  ['oldObject.spec.replicas > 1', ''],
])('%s reads %j', (expression, field) => expect(formatPath(fieldOf(expression))).toBe(field));
