import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A `dsql mcp` of the extension's own, which the first call starts. It ends with this process. */
export interface ToolServer {
  /** Answers text for a model. Rejects with a sentence where the server ends before it answers. */
  readonly call: (tool: string, values: object, onCancel: (cancel: () => void) => void) => Promise<string>;
  readonly dispose: () => void;
}

interface Answer {
  readonly id?: number;
  readonly result?: { readonly content?: readonly { readonly text?: string }[] };
  readonly error?: { readonly message: string };
}

interface Running {
  readonly child: ChildProcess;
  /** Undefined once it has ended. */
  waiting: Map<number, (answer: Answer) => void> | undefined;
}

/** The generation of the protocol that needs no more than this. */
const protocolVersion = '2025-06-18';

const ended: Answer = { error: { message: 'The tools of DSQL Workbench have ended: try again.' } };

export function createToolServer(
  cli: string,
  folder: () => string | undefined,
  log: (line: string) => void,
): ToolServer {
  let connected: Promise<Running> | undefined;
  let last = 0;

  function start(): Running {
    const child = spawn(process.execPath, [cli, 'mcp'], {
      cwd: folder(),
      // In a desktop VS Code this process is Electron, which must be told to act as Node.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const one: Running = { child, waiting: new Map() };
    const end = () => {
      const left = one.waiting ?? new Map();
      one.waiting = undefined;
      connected = undefined;
      for (const take of left.values()) take(ended);
    };
    child.on('error', end).on('exit', end);
    child.stdin.on('error', end);
    createInterface(child.stderr).on('line', log);
    createInterface(child.stdout).on('line', (line) => {
      const answer = answerIn(line);
      const id = answer?.id ?? 0;
      const take = one.waiting?.get(id);
      one.waiting?.delete(id);
      if (answer) take?.(answer);
    });
    return one;
  }

  const send = ({ child }: Running, message: object) =>
    void child.stdin?.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

  /** `sent` is told the number of the request. */
  async function ask(one: Running, method: string, params: object, sent?: (id: number) => void) {
    const id = ++last;
    const answer = await new Promise<Answer>((resolve) => {
      if (!one.waiting) return resolve(ended);
      one.waiting.set(id, resolve);
      send(one, { id, method, params });
      sent?.(id);
    });
    if (answer.error) throw new Error(answer.error.message);
    return answer.result;
  }

  async function connect(): Promise<Running> {
    const one = start();
    const clientInfo = { name: 'dsql-workbench-extension', version: '1' };
    await ask(one, 'initialize', { protocolVersion, capabilities: {}, clientInfo });
    send(one, { method: 'notifications/initialized' });
    return one;
  }

  return {
    async call(name, values, onCancel) {
      connected ??= connect();
      const one = await connected;
      const result = await ask(one, 'tools/call', { name, arguments: values }, (requestId) =>
        onCancel(() => send(one, { method: 'notifications/cancelled', params: { requestId } })),
      );
      return (result?.content ?? []).map(({ text = '' }) => text).join('\n');
    },
    dispose: () => {
      void connected?.then(
        ({ child }) => child.stdin?.end(),
        () => undefined,
      );
    },
  };
}

function answerIn(line: string): Answer | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
