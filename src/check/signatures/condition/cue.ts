import { clip } from '../clip.ts';
import { type ConditionProgram, gaveNoAnswer, runOnFiles, type Workbench } from './workbench.ts';

/**
 * cosign, pkg/policy, evaluateCue: the condition and the input are unified, and nothing more. A field that the input does
 * not have is no conflict, even where the condition names its type: `cue vet` would refuse it, `cue eval` does not.
 */
export function evaluateCue(path: string, bench: Workbench): ConditionProgram {
  return {
    async evaluate(text, input) {
      const files = { 'condition.cue': text, 'input.json': JSON.stringify(input) };
      const result = await runOnFiles(bench, path, files, ['eval', 'condition.cue', 'input.json']);
      if (result.status !== 'exited') return gaveNoAnswer('cue', result);
      if (result.code === 0) return { status: 'satisfied' };
      const [first = 'it says no more'] = result.stderr.split('\n').filter((line) => line.trim() !== '');
      return { status: 'refused', reason: `the condition in CUE does not hold: ${clip(first.replace(/:$/, ''), 200)}` };
    },
  };
}
