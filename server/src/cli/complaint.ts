import type { Terminal } from './terminal.js';

/** Complains of an error. Our own speak to the user; any other is a bug, whose report needs the place. */
export function complainOf(error: unknown, terminal: Terminal): void {
  if (error instanceof Error && error.name === 'Error') {
    terminal.complain(error.message);
    return;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const [first = '', ...places] = text.split('\n');
  terminal.complain(`Internal error, please report it: ${first}`);
  for (const place of places) terminal.remark(place);
}
