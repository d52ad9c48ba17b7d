import type { Manifest, Path } from '../../../domain/index.ts';
import { isKind } from '../inventory.ts';
import { isReal } from './placeholder.ts';
import { textsOf } from './texts.ts';
import { tokenIn } from './tokens.ts';

/** A setting that an object gives a program: a variable, an entry of a ConfigMap, a flag. */
export interface Setting {
  readonly path: Path;
  /** `DB_PASSWORD`, `--api-key`. */
  readonly name: string;
  /** Never shown. */
  readonly value: string;
}

/** The settings that one object writes out, with their names. What has blanks in a ConfigMap is a file, or for people to read. */
function* settingsOf(manifest: Manifest): Generator<Setting> {
  const isConfigMap = isKind(manifest, '', 'ConfigMap');
  for (const { path, name, text } of textsOf(manifest)) {
    const [last, list] = [path.at(-1), path.at(-2)];
    if (isConfigMap) {
      if (path.length === 2 && path[0] === 'data' && !/\s/.test(text)) yield { path, name, value: text };
    } else if (last === 'value') {
      if (name !== 'value') yield { path, name, value: text };
    } else if (list === 'args' || list === 'command') {
      const [, flag, value] = FLAG.exec(text) ?? [];
      if (flag !== undefined && value !== undefined) yield { path, name: flag, value };
      else if (name.startsWith('-') && !text.startsWith('-')) yield { path, name, value: text };
    }
  }
}

/** `--password=hunter22`. */
const FLAG = /^(--?[A-Za-z][\w.-]*)=([^\n]*)$/;

/**
 * Names that end in the word for what they hold. `TOKEN_FILE`, `PASSWORD_SECRET_NAME`, `MAX_TOKENS`, `ACCESS_KEY_ID` and
 * `PUBLIC_KEY` do not.
 */
const PASSWORD = /(?:password|passwd|passphrase|(?<!old)pwd)$/;
const OTHER =
  /(?:^|_)(?:secret|token|credentials?|creds|(?:api|access|secret|private|signing|encryption|master|account)_?key)$/;

/** What such a name holds that is no credential: a path, an address, a switch, a number, what is filled in elsewhere. */
const NO_VALUE =
  /^(?:\.{0,2}\/|~\/|[a-z][a-z0-9+.-]*:\/\/|arn:|[\d.]+[a-z]?$|(?:true|false|yes|no|on|off|null|none|nil|enabled|disabled)$|projects\/[^/]+\/secrets\/)|\$[({]|\{\{|%\(/i;
const NUMBER = /^[\d.]+[a-z]?$/;

/** A name of something else, such as a Secret, one of its keys or a method: words without capitals, digits at their ends at most. */
const WORDS = /^[a-z]+\d?(?:[-._/:](?:[a-z]+\d?|v\d{2,3}|\d{1,3}))*$/;

/** The settings whose names say that they are credentials, with a value that could be used; none that has a known shape. */
export function namedCredentials(manifest: Manifest): readonly Setting[] {
  return [...settingsOf(manifest)].filter(
    (setting) => isNamedCredential(setting) && isReal(setting.value) && tokenIn(setting.value) === null,
  );
}

/** Names that are about a credential and switch something: `ALLOW_EMPTY_PASSWORD`, `MYSQL_RANDOM_ROOT_PASSWORD`. */
const SWITCH = /(?:^|_)(?:allow|random|empty|require|requires|enable|use|show|reset|label|ui)(?:_|$)/;

/** True where the name says that the value is a credential, and the value can be one. */
function isNamedCredential({ name, value }: Setting): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();
  if (words === 'pwd' || SWITCH.test(words) || value === name || value.length > 512) return false;
  if (NO_VALUE.test(value) && !(PASSWORD.test(words) && NUMBER.test(value))) return false;
  return PASSWORD.test(words) || (OTHER.test(words) && !WORDS.test(value));
}
