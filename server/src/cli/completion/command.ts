import { type Commands, defineCommand, loadCommands } from '../command.js';
import { bash } from './bash.js';
import { fish } from './fish.js';
import { zsh } from './zsh.js';

const shells = { bash, fish, zsh } as const;

const names = ['bash', 'fish', 'zsh'] as const;

export const completionOf = (commands: Commands) =>
  defineCommand({
    name: 'completion',
    usage: names.join('|'),
    options: {},
    operands: names,
    notes: [
      'The script knows the commands, their options and the values of the options. Print it again after an update.',
    ],
    examples: [
      ['completion bash > ~/.local/share/bash-completion/completions/dsql', 'Install it for bash.'],
      ['completion zsh > ~/.zfunc/_dsql', 'Install it for zsh.'],
      ['completion fish > ~/.config/fish/completions/dsql.fish', 'Install it for fish.'],
    ],
    async run(_, operands, terminal) {
      const shell = names.find((name) => name === operands[0]);
      if (shell && operands.length === 1) await terminal.print([shells[shell](await loadCommands(commands))]);
      else terminal.complain(`Name one shell: ${names.join(', ')}.`);
      return 0;
    },
  });
