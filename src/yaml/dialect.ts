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

/**
 * The scalars that kubectl reads (sigs.k8s.io/yaml on go-yaml v2): YAML 1.1, without sexagesimal numbers and dates,
 * with `0o14`. Given to the yaml library as `customTags` on its 1.1 schema.
 */
export function kubernetesTags(tags: Tags): Tags {
  const kept = tags.filter((tag: Tag) => typeof tag === 'string' || !isForeign(tag));
  return [octal, ...kept];
}

function isForeign(tag: ScalarTag | CollectionTag): boolean {
  return NOT_JSON.includes(tag.tag) || ('format' in tag && tag.format === SEXAGESIMAL);
}
