import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { z } from 'zod';

const Text = z.looseObject({ text: z.string() });
const Rule = z.looseObject({
  id: z.string(),
  name: z.string(),
  shortDescription: Text,
  fullDescription: Text,
  help: z.looseObject({ text: z.string(), markdown: z.string() }),
  properties: z.looseObject({ tags: z.array(z.string()) }),
});
const Location = z.looseObject({
  physicalLocation: z.looseObject({ artifactLocation: z.looseObject({ uri: z.string() }) }),
});
const Result = z.looseObject({
  ruleId: z.string(),
  ruleIndex: z.int(),
  message: Text,
  locations: z.array(Location),
  relatedLocations: z.array(Location).default([]),
  suppressions: z.array(z.looseObject({ justification: z.string() })).default([]),
});
const Sarif = z.looseObject({
  runs: z.array(
    z.looseObject({
      tool: z.looseObject({ driver: z.looseObject({ rules: z.array(Rule) }) }),
      results: z.array(Result),
    }),
  ),
});

export type SarifRun = z.output<typeof Sarif>['runs'][number];

export function sarifRuns(text: string): readonly SarifRun[] {
  return Sarif.parse(JSON.parse(text)).runs;
}

/**
 * All that is wrong with a SARIF file, a sentence each: by OASIS' schema of SARIF 2.1.0 (test/support/schemas), and by what
 * GitHub's code scanning refuses, cuts or needs (docs.github.com, "SARIF results exceed limits", "SARIF support").
 */
export function sarifProblems(text: string): readonly string[] {
  const problems: string[] = [];
  const most = (what: string, count: number, limit: number): void => {
    if (count > limit) problems.push(`${count} ${what}, of ${limit}`);
  };
  const valid = schema();
  if (!valid(JSON.parse(text))) {
    problems.push(...(valid.errors ?? []).slice(0, 5).map(({ instancePath, message }) => `${instancePath} ${message}`));
  }
  most('bytes when zipped', gzipSync(text).length, 10_000_000);
  const runs = sarifRuns(text);
  most('runs', runs.length, 20);
  for (const { tool, results } of runs) {
    const { rules } = tool.driver;
    most('results', results.length, 25_000);
    most('rules', rules.length, 25_000);
    for (const { name, shortDescription, fullDescription, properties } of rules) {
      most('characters of a name', name.length, 255);
      most('characters of a short description', shortDescription.text.length, 1024);
      most('characters of a full description', fullDescription.text.length, 1024);
      most('tags', properties.tags.length, 10);
    }
    for (const { ruleId, ruleIndex, locations, relatedLocations } of results) {
      if (rules[ruleIndex]?.id !== ruleId) problems.push(`a result of the rule ${ruleId}, which ${ruleIndex} is not`);
      if (locations.length === 0) problems.push('a result without a place');
      most('locations', locations.length + relatedLocations.length, 1000);
      for (const { physicalLocation } of [...locations, ...relatedLocations]) {
        const root = 'https://root.example/repository/';
        const { href, search, hash } = new URL(physicalLocation.artifactLocation.uri, root);
        if (!href.startsWith(root) || search !== '' || hash !== '') problems.push(`a place outside: ${href}`);
      }
    }
  }
  return problems;
}

let compiled: ValidateFunction | null = null;

function schema(): ValidateFunction {
  if (compiled !== null) return compiled;
  // The schema is draft 4, which differs from draft 7 here only in the name of its id.
  const file = new URL('schemas/sarif-2.1.0.json', import.meta.url);
  const { $schema: _, id: __, ...draft } = JSON.parse(readFileSync(file, 'utf8'));
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  addFormats.default(ajv);
  compiled = ajv.compile(draft);
  return compiled;
}
