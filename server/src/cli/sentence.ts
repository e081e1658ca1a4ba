/** What an error says to people. Our own errors speak to them; any other is a bug, whose report needs the place. */
export const sentenceOf = (error: unknown): string =>
  error instanceof Error && error.name === 'Error'
    ? error.message
    : `Internal error, please report it: ${error instanceof Error ? error.stack : error}`;
