import type { CollectionTag, ScalarTag, Tags } from 'yaml';

type Tag = Tags[number];

const INT = 'tag:yaml.org,2002:int';
const SEXAGESIMAL = 'TIME';
/** Kubernetes objects are JSON: sets, ordered maps and dates have no place in them. */
const NOT_JSON = ['timestamp', 'set', 'omap', 'pairs'].map((name) => `tag:yaml.org,2002:${name}`);

/** `0o14` is YAML 1.2's octal; go-yaml reads it beside 1.1's `014`. */
const octal: ScalarTag = {
  identify: (value) => typeof value === 'number',
  default: true,
  tag: INT,
  format: 'OCT12',
  test: /^[-+]?0o[0-7_]+$/,
  resolve: (text) => {
    const digits = Number.parseInt(text.replace(/^[-+]?0o|_/g, ''), 8);
    return text.startsWith('-') ? -digits : digits;
  },
};

const FLOAT = 'tag:yaml.org,2002:float';

/**
 * go-yaml's floats: digits are needed, so `e0` and `.` are texts, which the library's own float tags read as NaN; and
 * so is a number beyond every float. Below the integers in the list, which it would match too.
 */
const float: ScalarTag = {
  identify: (value) => typeof value === 'number',
  default: true,
  tag: FLOAT,
  test: /^(?:\.[0-9]+|[-+]?_*(?:\._*[0-9][0-9_]*|[0-9][0-9_]*(?:\.[0-9_]*)?))(?:[eE]_*[-+]?_*[0-9][0-9_]*)?$/,
  resolve: (text) => {
    const value = Number.parseFloat(text.replaceAll('_', ''));
    return Number.isFinite(value) ? value : text;
  },
};

/**
 * The scalars that kubectl reads (sigs.k8s.io/yaml on go-yaml v2): YAML 1.1, without sexagesimal numbers and dates,
 * with `0o14`. Given to the yaml library as `customTags` on its 1.1 schema.
 */
export function kubernetesTags(tags: Tags): Tags {
  const kept = tags.filter((tag: Tag) => typeof tag === 'string' || !isForeign(tag));
  return [octal, ...kept, float];
}

function isForeign(tag: ScalarTag | CollectionTag): boolean {
  if (tag.tag === FLOAT) return !isInfinity(tag);
  return NOT_JSON.includes(tag.tag) || ('format' in tag && tag.format === SEXAGESIMAL);
}

function isInfinity(tag: ScalarTag | CollectionTag): boolean {
  return 'test' in tag && tag.test?.test('.inf') === true;
}
