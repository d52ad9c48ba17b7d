import { runAction } from './commands/action.ts';
import { createActionLog, createActionRuntime } from './io/action-runtime.ts';
import { createPorts } from './io/ports.ts';

const runtime = createActionRuntime();
const ports = createPorts(createActionLog(process.stderr), {
  certificateFile: runtime.input('ca-certificates') || null,
});
try {
  await runAction(runtime, ports);
} finally {
  await ports.close();
}
