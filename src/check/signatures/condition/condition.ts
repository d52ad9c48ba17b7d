import type { Path } from '../../../domain/index.ts';
import type { WrittenCondition } from '../policy/schema.ts';

/** A condition in a language of its own, over what was attested or over what the authorities found. */
export interface Condition {
  readonly language: 'cue' | 'rego';
  /** What is written; null where it is kept elsewhere. */
  readonly text: string | null;
  /** Where it is kept, for a sentence: "a ConfigMap of the cluster". Null where it is written. */
  readonly elsewhere: string | null;
  /** What the controller adds to its input, beyond what the authorities found. */
  readonly wants: readonly ('fetchConfigFile' | 'includeSpec' | 'includeObjectMeta' | 'includeTypeMeta')[];
}

interface Refusal {
  readonly path: Path;
  readonly message: string;
  readonly remedy: string;
}

/** policy-controller, Policy.Validate. */
export function readCondition(written: WrittenCondition): Condition | { readonly problems: readonly Refusal[] } {
  const { type, data, remote, configMapRef } = written;
  if (type !== 'cue' && type !== 'rego') {
    return {
      problems: [{ path: ['type'], message: 'is not a language of conditions', remedy: 'Use cue or rego.' }],
    };
  }
  const places = [data, remote, configMapRef].filter((place) => place !== undefined);
  if (places.length !== 1) {
    const message = `has ${places.length === 0 ? 'none' : 'more than one'} of data, configMapRef and remote`;
    return { problems: [{ path: [], message, remedy: 'Put the text of the condition into data.' }] };
  }
  const wants = (['fetchConfigFile', 'includeSpec', 'includeObjectMeta', 'includeTypeMeta'] as const).filter(
    (flag) => written[flag] === true,
  );
  const elsewhere = remote !== undefined ? 'a URL' : configMapRef !== undefined ? 'a ConfigMap of the cluster' : null;
  return { language: type, text: data ?? null, elsewhere, wants };
}

/** `CUE` or `Rego`. */
export function nameLanguage({ language }: Condition): string {
  return language === 'cue' ? 'CUE' : 'Rego';
}
