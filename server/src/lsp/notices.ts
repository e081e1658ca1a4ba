import { type Connection, MessageType, ShowMessageNotification } from 'vscode-languageserver';

/** What the server says unasked. */
export interface Notices {
  readonly log: (error: unknown) => void;
  /** For a message that nobody waits for: if it fails, the log says so. */
  readonly sent: (message: Promise<unknown>) => void;
  /** Shows each sentence to the person, but never a second time. */
  readonly tellOnce: (sentences: readonly string[]) => void;
}

export function createNotices(connection: Connection): Notices {
  const told = new Set<string>();

  const log = (error: unknown) =>
    connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));

  const sent = (message: Promise<unknown>) => {
    message.catch(log);
  };

  return {
    log,
    sent,
    tellOnce(sentences) {
      for (const message of sentences.filter((sentence) => !told.has(sentence))) {
        told.add(message);
        connection.console.warn(message);
        sent(
          connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message }),
        );
      }
    },
  };
}
