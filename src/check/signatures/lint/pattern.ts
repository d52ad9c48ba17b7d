import { clip } from '../clip.ts';

interface PatternLint {
  readonly message: string;
  readonly remedy: string;
}

/**
 * What is doubtful about the regex of an issuer or of a subject, which matches wherever in the name it can: each of its
 * alternatives must hold on to the beginning, and end where a name of that kind may. What ends with `/`, or with
 * "anything", is a prefix that is meant: a workflow's subject goes on after its owner and repository.
 */
export function lintPattern(regex: string): PatternLint | null {
  if (regex === '') return null;
  const alternatives = splitAlternatives(regex);
  const whole = alternatives.length === 1;
  const open = alternatives.find((alternative) => !isAnchored(alternative));
  if (open === undefined) return null;
  if (!whole) {
    const message = `"${clip(regex, 200)}" is not anchored: its alternative "${clip(open, 200)}" also matches any longer text that contains a match`;
    return { message, remedy: 'Put all alternatives between ^( and )$, and escape their dots.' };
  }
  const message = `"${clip(regex, 200)}" is not anchored: it also matches any longer text that contains a match`;
  const from = `^${clip(regex.replace(/^(\^|\\A)/, ''), 200)}`;
  if (endsAsPrefix(regex)) return { message, remedy: `Write ${from} and escape its dots.` };
  const remedy = `Write ${from}$ for this name alone, or ${from}/ for all below it, and escape its dots.`;
  return { message, remedy };
}

function isAnchored(alternative: string): boolean {
  if (!/^(\^|\\A)/.test(alternative)) return false;
  return endsAsPrefix(alternative) || /(?<!\\)(\\\\)*(\$|\\z)$/.test(alternative);
}

function endsAsPrefix(alternative: string): boolean {
  return /\/$|(?<!\\)(\\\\)*\.[*+]$/.test(alternative);
}

/** At the `|` outside of every group and class. */
function splitAlternatives(regex: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  let inClass = false;
  for (const [token] of regex.matchAll(/\\Q[\s\S]*?(?:\\E|$)|\\[\s\S]|[\s\S]/g)) {
    if (inClass) inClass = token !== ']';
    else if (token === '[') inClass = true;
    else if (token === '(') depth += 1;
    else if (token === ')') depth -= 1;
    if (token === '|' && depth === 0 && !inClass) parts.push('');
    else parts[parts.length - 1] += token;
  }
  return parts;
}
