/** Calls back at the first SIGINT (Ctrl+C) or SIGTERM, in place of ending the process. The second one ends it. */
export function untilInterrupted(interrupted: () => void): { readonly dispose: () => void } {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const dispose = () => {
    for (const signal of signals) process.off(signal, once);
  };
  const once = () => {
    dispose();
    interrupted();
  };
  for (const signal of signals) process.on(signal, once);
  return { dispose };
}
