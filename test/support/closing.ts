import { afterAll, afterEach } from 'vitest';

interface Open {
  close(): Promise<void>;
}
type Keep = <T extends Open>(thing: T) => T;

/** For what each test of a file opens: it is closed after the test, the last one first. */
export function closedAfterEach(): Keep {
  const { keep, closeAll } = keeper();
  afterEach(closeAll);
  return keep;
}

/** The same for what the tests of a file share. */
export function closedAfterAll(): Keep {
  const { keep, closeAll } = keeper();
  afterAll(closeAll);
  return keep;
}

function keeper(): { readonly keep: Keep; readonly closeAll: () => Promise<void> } {
  const opened: Open[] = [];
  return {
    keep: (thing) => {
      opened.push(thing);
      return thing;
    },
    closeAll: async () => {
      for (const each of opened.splice(0).reverse()) await each.close();
    },
  };
}
