/** The three runbooks that the checklist asks for, by what the name of a document says. What is in it, nobody can check. */

const DOCUMENT = /\.(md|markdown|adoc|asciidoc|rst|txt|html?|org)$/i;

/** True of a document about each of the words, in any order and in any spelling of a name. */
function about(...words: readonly RegExp[]): (path: string) => boolean {
  return (path) => {
    const name = path.split('/').at(-1) ?? '';
    return DOCUMENT.test(name) && words.every((word) => word.test(name));
  };
}

export const isCredentialLeakRunbook = about(/credential|secret|token|password/i, /leak|expos|compromi|stolen/i);
export const isCompromisedImageRunbook = about(/image|supply.?chain/i, /compromi|malicious|tamper|poison|attack/i);
export const isLateralMovementRunbook = about(/lateral/i, /mov/i);

/** GitHub, GitLab and Gitea read it there. */
export function isCodeOwners(path: string): boolean {
  return /^(\.github\/|docs\/|\.gitlab\/|\.gitea\/)?CODEOWNERS$/.test(path);
}
