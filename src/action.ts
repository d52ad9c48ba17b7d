import { runAction } from './commands/action.ts';
import { createActionLog, createActionRuntime } from './io/action-runtime.ts';
import { sizeHeap } from './io/heap.ts';
import { createPorts } from './io/ports.ts';

sizeHeap();
const log = createActionLog(process.stderr);
const runtime = createActionRuntime(log);
const ports = createPorts(log, {
  certificateFile: runtime.input('ca-certificates') || null,
});
try {
  await runAction(runtime, ports);
} finally {
  await ports.close();
}
