import { runAction } from './commands/action.ts';
import { createActionLog, createActionRuntime } from './io/action-runtime.ts';
import { createPorts } from './io/ports.ts';

const ports = createPorts(createActionLog(process.stderr));
try {
  await runAction(createActionRuntime(), ports);
} finally {
  await ports.close();
}
