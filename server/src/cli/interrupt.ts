/** Calls back at the first SIGINT (Ctrl+C) or SIGTERM, which then does not end the process. A second one ends it. */
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
