import { join } from 'node:path';
import type { Ports } from '../../domain/index.ts';
import { failureOf } from './failure.ts';
import { systemUnknown } from './layer-search.ts';
import type { Problem } from './scan-result.ts';
import { IN_MEMORY, type Trivy, type TrivyCommand } from './trivy.ts';
import { parseTrivyReport } from './trivy-report.ts';

const RULE = 'names-a-system';

/**
 * Trivy's scanner for secrets looks for the lines of an os-release, and for nothing else: what is allowed is not read. Regular
 * expressions of Go cannot say "all but", so that it is spelled out. In JSON, which is YAML.
 */
const CONFIG = JSON.stringify({
  'enable-builtin-rules': ['none'],
  'disable-allow-rules': ['usr-dirs'],
  'allow-rules': [
    {
      id: 'all-others',
      description: 'all others',
      path: '^/?(?:[^/eu]|e[^t]|et[^c]|etc[^/]|etc/[^o]|u[^s]|us[^r]|usr[^/]|usr/[^l]|usr/l[^i]|usr/li[^b]|usr/lib[^/]|usr/lib/[^o])',
    },
  ],
  rules: [
    {
      id: RULE,
      category: 'system',
      title: 'os-release',
      severity: 'UNKNOWN',
      path: '^/?(?:etc|usr/lib)/os-release$',
      regex: '(?m)^\\s*[A-Z_]+=',
    },
  ],
});

/**
 * Trivy says the same of an image without an operating system (a single program, with the libraries that it was built from) as of one
 * whose system it does not know, such as Arch Linux, and all of whose packages it passes over. So where it found libraries and no
 * system, the image is asked for the name of one; by Trivy where a layer is too large to be read here, see layer-search.ts.
 * `command`: the scan of `reference` that found none.
 */
export async function unknownSystem(
  trivy: Trivy,
  command: TrivyCommand,
  reference: string,
  { files }: Pick<Ports, 'files'>,
): Promise<Problem | null> {
  const config = join(trivy.directory, 'os-release.yaml');
  await files.write(config, CONFIG);
  const result = await trivy.run({
    ...command,
    flags: [IN_MEMORY, '--image-src=remote', '--scanners=secret', `--secret-config=${config}`, '--format=json'],
  });
  const failure = failureOf(result, `look for the name of a system in ${reference}`);
  if (failure !== null) return failure;
  const report = result.status === 'exited' ? parseTrivyReport(result.stdout) : null;
  const isNamed = report?.Results.some(({ Secrets }) => Secrets.some(({ RuleID }) => RuleID === RULE)) ?? true;
  return isNamed ? systemUnknown(reference) : null;
}
