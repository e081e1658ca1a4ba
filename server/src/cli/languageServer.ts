import type { Command } from './command.js';

export const languageServer: Command = {
  name: 'language-server',
  usage: '[--stdio|--node-ipc|--socket=PORT|--pipe=NAME]',
  options: {},
  notes: [
    'Speaks the Language Server Protocol, for any editor; without an option over standard input and output.',
  ],
  async run() {
    // The server reads its transport from the process's arguments, and ends the process when its client says so.
    await import('../lsp/main.js');
    return await new Promise<never>(() => undefined);
  },
};
