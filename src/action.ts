import { runAction } from './commands/action.ts';
import { createActionRuntime } from './io/action-runtime.ts';
import { createLog } from './io/log.ts';
import { createPorts } from './io/ports.ts';

const ports = createPorts(createLog(process.stderr));
try {
  await runAction(createActionRuntime(), ports);
} finally {
  await ports.close();
}
