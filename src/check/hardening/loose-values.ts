import { isArray, type Json } from '../../domain/index.ts';

/** The items of a list; none where the value is no list. */
export function itemsOf(value: Json | undefined): readonly Json[] {
  return isArray(value) ? value : [];
}

/** The text of a scalar as a message or a comparison wants it; empty where there is none. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
