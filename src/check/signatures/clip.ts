/** Text from a registry or a policy, short enough to be read in the middle of a sentence. */
export function clip(text: string, length = 90): string {
  return text.length <= length ? text : `${text.slice(0, length)}...`;
}
