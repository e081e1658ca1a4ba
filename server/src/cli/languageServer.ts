import type { Command } from './command.js';

export const languageServer: Command = {
  name: 'language-server',
  usage: '[OPTION]',
  options: {
    stdio: { help: 'Use standard input and output (default).' },
    'node-ipc': { help: 'Use the channel of the Node.js process that started the server.' },
    socket: { value: 'PORT', help: 'Connect to this port on this machine.' },
    pipe: { value: 'NAME', help: 'Connect to this pipe or socket.' },
  },
  operands: 'none',
  notes: ['For any editor that speaks the Language Server Protocol.'],
  examples: [['language-server --stdio', 'Serve an editor over standard input and output.']],
  async run() {
    // The server reads its transport from the process's arguments, and ends the process when its client says so.
    await import('../lsp/main.js');
    return await new Promise<never>(() => undefined);
  },
};
