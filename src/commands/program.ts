import { Command, InvalidArgumentError, Option } from 'commander';
import { FORMATS } from '../report/index.ts';
import { formatRules, RULE_FORMATS, RULES } from '../rules/index.ts';
import { VERSION } from '../version.ts';
import { type CheckOptions, check } from './check.ts';
import type { FixOptions } from './fix.ts';
import type { ImagesOptions } from './images.ts';
import type { RenderOptions } from './render.ts';
import type { Terminal } from './terminal.ts';

const EXIT_CODES = `
Exit codes of check: 0 pass, 1 fail, 2 bad usage or a bad policy file, 3 could not decide.`;

/**
 * The command line: every command and option of the design's CLI contract. `done` gets the exit code. What a check does not
 * need of other commands is loaded when they are asked for.
 */
export function buildProgram(terminal: Terminal, done: (code: number) => void): Command {
  const program = new Command('supply-chain-gate')
    .description('May these Kubernetes manifests be deployed? Renders them, checks them, and says what to change.')
    .version(VERSION)
    .exitOverride()
    .showHelpAfterError('(--help shows what it takes)')
    .addHelpText('after', EXIT_CODES);
  const command = (parent: Command, name: string, description: string): Command =>
    parent.command(name).description(description).exitOverride();

  withSources(command(program, 'check', 'Render, resolve, check and judge; the verdict is the exit code.'))
    .option('--base <REF|DIR>', 'only what is new against this commit or directory blocks', notEmpty)
    .addOption(new Option('--format <format>', 'of the report').choices(FORMATS).default('text'))
    .option('--output <FILE>', 'write the report there instead of to standard output', notEmpty)
    .option('--allow-empty', 'no manifests at all is a pass, not an error')
    .action(async (paths: string[], options: CheckOptions) => done(await check(paths, options, terminal)));

  withSources(command(program, 'render', 'Print what would be deployed, each manifest with its origin.'))
    .addOption(new Option('--format <format>').choices(['yaml', 'json']).default('yaml'))
    .action(async (paths: string[], options: RenderOptions) => {
      const { renderCommand } = await import('./render.ts');
      done(await renderCommand(paths, options, terminal));
    });

  withSources(command(program, 'images', 'List the images that would run, and where each is written.'))
    .addOption(new Option('--format <format>').choices(['text', 'json']).default('text'))
    .option('--resolve', 'ask the registries for the digests')
    .action(async (paths: string[], options: ImagesOptions) => {
      const { images } = await import('./images.ts');
      done(await images(paths, options, terminal));
    });

  withSources(command(program, 'fix', 'Pin images to digests; every edit is proved by rendering again.'))
    .addOption(new Option('--format <format>').choices(['diff', 'json']).default('diff'))
    .option('--write', 'apply the edits')
    .option('--rules <PATTERNS>', 'which findings to repair, separated by commas (default: image/unpinned)')
    .action(async (paths: string[], options: FixOptions) => {
      const { fix } = await import('./fix.ts');
      done(await fix(paths, options, terminal));
    });

  command(program, 'rules', 'List every rule.')
    .addOption(new Option('--format <format>').choices(RULE_FORMATS).default('text'))
    .action(({ format }: { format: (typeof RULE_FORMATS)[number] }) => {
      terminal.print(formatRules(RULES, format));
      done(0);
    });

  command(program, 'explain', 'Explain a rule, or how an image reference is read.')
    .argument('<RULE|IMAGE>')
    .action(async (subject: string) => {
      const { explain } = await import('./explain.ts');
      done(explain(subject, terminal));
    });

  const policy = command(program, 'policy', 'Start, check or describe the policy file.');
  command(policy, 'init', 'Write a first policy file.').action(async () => {
    const { policyInit } = await import('./policy.ts');
    done(await policyInit(terminal));
  });
  command(policy, 'check', 'Find mistakes in the policy file; exit code 1 when there are any.')
    .argument('[FILE]')
    .option('--policy <FILE>', 'the policy file')
    .action(async (file: string | undefined, options: { policy?: string }) => {
      const { policyCheck } = await import('./policy.ts');
      done(await policyCheck(file ?? options.policy, terminal));
    });
  command(policy, 'schema', 'Print the JSON Schema of the policy file.').action(async () => {
    const { policySchema } = await import('./policy.ts');
    done(policySchema(terminal));
  });

  command(program, 'demo', 'Run the gate on a small shop, with an embedded registry and no network.').action(
    async () => {
      const { demo } = await import('./demo.ts');
      done(await demo(terminal));
    },
  );
  return program;
}

function withSources(command: Command): Command {
  return command
    .argument('[PATH...]', "charts, overlays, files or directories; replace the policy's sources")
    .option('--policy <FILE>', 'policy file (default: .github/supply-chain-gate.yaml, if it is there)', notEmpty)
    .option('--offline', 'ask no registry; what needs one, and is not in --cache, is unknown')
    .option(
      '--cache <DIR>',
      'keep there what registries answer, which signatures verified, what scans find and how runs ended, for the next run; --offline goes by what registries answered then',
      notEmpty,
    )
    .option(
      '--insecure-registry <HOST>',
      'a registry that speaks plain http, may be given again (loopback ones always do)',
      (host: string, earlier: readonly string[]) => [...earlier, registryHost(host)],
      [] as readonly string[],
    );
}

/** What a variable that is not set comes to would be the working directory itself. */
function notEmpty(value: string): string {
  if (value.trim() !== '') return value;
  throw new InvalidArgumentError('It is empty: is a variable not set?');
}

function registryHost(value: string): string {
  if (/^[^\s/]+$/.test(value)) return value;
  throw new InvalidArgumentError('It takes a host with its port and nothing else, as registry.example:5000.');
}
