/** Resolves when this process shall end: to the signal that said so, or to undefined when the npm that ran it has ended. */
export function askedToEnd() {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, resolve);
    if (process.env.npm_lifecycle_event === undefined) return;
    // npm signals the shell that it runs a script in, and the shell dies without passing the signal on
    const shell = process.ppid;
    setInterval(() => {
      if (process.ppid !== shell) resolve(undefined);
    }, 250).unref();
  });
}
