import type { Terminal } from './terminal.js';

/**
 * Complains of an error. Our own errors are sentences for the user. Any other error is a bug, and a report of it needs the
 * place.
 */
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
