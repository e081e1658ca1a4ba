import { visible } from '../../server/src/core/text/visible.js';

// Names of settings, files and clusters as VS Code shows them: it reads icons in labels, and links in messages.

/** A text in a label, where `$(lock)` would be an icon. https://code.visualstudio.com/api/references/icons-in-labels */
export const inLabel = (text: string): string =>
  visible(text).replace(/\$\((?=[a-z0-9-]+(?:~[a-z]+)?\))/gi, '\\$(');

/** A message: `[text](command:…)` would be a link that runs a command. */
export const inMessage = (text: string): string => text.replace(/\]\(/g, '] (');
