import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** What a tool answered, as text for a model. */
export interface ToolAnswer {
  readonly text: string;
}

/** A `dsql mcp` of one's own, which is started by the first call and ends with this process. */
export interface ToolServer {
  /** Rejects with a sentence where the server ends before it answers. */
  readonly call: (
    tool: string,
    values: object,
    onCancel: (cancel: () => void) => void,
  ) => Promise<ToolAnswer>;
  readonly dispose: () => void;
}

interface Answer {
  readonly id?: number;
  readonly result?: { readonly content?: readonly { readonly text?: string }[] };
  readonly error?: { readonly message: string };
}

interface Running {
  readonly child: ChildProcess;
  readonly waiting: Map<number, (answer: Answer) => void>;
}

/** The generation of the protocol that needs no more than this. */
const protocolVersion = '2025-06-18';

export function createToolServer(
  cli: string,
  folder: () => string | undefined,
  log: (line: string) => void,
): ToolServer {
  let running: Running | undefined;
  let last = 0;

  function start(): Running {
    const child = spawn(process.execPath, [cli, 'mcp'], {
      cwd: folder(),
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const waiting: Running['waiting'] = new Map();
    const end = () => {
      if (running?.child === child) running = undefined;
      for (const answer of waiting.values())
        answer({ error: { message: 'The tools have ended: try again.' } });
      waiting.clear();
    };
    child.on('error', end).on('exit', end);
    child.stdin.on('error', end);
    createInterface(child.stderr).on('line', log);
    createInterface(child.stdout).on('line', (line) => {
      const answer = answerIn(line);
      const take = answer?.id === undefined ? undefined : waiting.get(answer.id);
      if (!answer || !take) return;
      waiting.delete(answer.id ?? 0);
      take(answer);
    });
    return { child, waiting };
  }

  const send = ({ child }: Running, message: object) =>
    void child.stdin?.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

  function ask(one: Running, method: string, params: object): { id: number; answer: Promise<Answer> } {
    const id = ++last;
    const answer = new Promise<Answer>((resolve) => one.waiting.set(id, resolve));
    send(one, { id, method, params });
    return { id, answer };
  }

  async function connected(): Promise<Running> {
    if (running) return running;
    const one = start();
    running = one;
    const clientInfo = { name: 'dsql-workbench-extension', version: '1' };
    await ask(one, 'initialize', { protocolVersion, capabilities: {}, clientInfo }).answer;
    send(one, { method: 'notifications/initialized' });
    return one;
  }

  return {
    async call(name, values, onCancel) {
      const one = await connected();
      const { id, answer } = ask(one, 'tools/call', { name, arguments: values });
      onCancel(() => send(one, { method: 'notifications/cancelled', params: { requestId: id } }));
      const { result, error } = await answer;
      if (error) throw new Error(error.message);
      return { text: (result?.content ?? []).map(({ text = '' }) => text).join('\n') };
    },
    dispose: () => {
      running?.child.stdin?.end();
      running = undefined;
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
