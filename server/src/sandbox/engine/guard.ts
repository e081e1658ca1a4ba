import { type ChildProcess, spawn } from 'node:child_process';

/** Ends PostgreSQL and removes temporary folders if this process ends without doing so, for whatever reason. */
export interface Guard {
  /** Names the process that is to end. */
  readonly watch: (pid: number) => void;
  /** Ends the guard, which then does nothing. */
  readonly dismiss: () => void;
}

/** On Windows children end with this process anyway: https://docs.libuv.org/en/v1.x/process.html. */
export function startGuard(folders: readonly string[]): Guard {
  if (process.platform === 'win32') return { watch: () => undefined, dismiss: () => undefined };
  // A session of its own, so that Ctrl+C does not reach it.
  const guard = spawn('/bin/sh', ['-c', script, 'sh', ...folders], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.on('error', () => undefined);
  guard.stdin.on('error', () => undefined);
  letGo(guard);
  return {
    watch: (pid) => void guard.stdin.write(`${pid}\n`),
    dismiss: () => void guard.kill('SIGKILL'),
  };
}

/** Its input ends with this process. It then tries a fast shutdown, an immediate one, and kills. */
const script = `
pid=
while read -r line; do pid=$line; done
for signal in INT QUIT KILL; do
  [ -n "$pid" ] || break
  kill -s $signal "$pid" 2>/dev/null || break
  tries=0
  while [ $tries -lt 50 ] && kill -0 "$pid" 2>/dev/null; do tries=$((tries + 1)); sleep 0.1 2>/dev/null || sleep 1; done
done
for folder; do rm -rf "$folder"; done
`;

/** The guard must not keep this process alive. */
function letGo(guard: ChildProcess): void {
  guard.unref();
  if (guard.stdin && 'unref' in guard.stdin && typeof guard.stdin.unref === 'function') guard.stdin.unref();
}
