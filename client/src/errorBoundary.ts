import type * as vscode from 'vscode';
import { offer } from './asking/ask.js';
import { always } from './asking/standing.js';

/** Where errors of commands, views and offers end: each is logged, and told in its own sentence. */
export interface ErrorBoundary {
  /** `what`: what did not succeed, a sentence for the log. */
  readonly tell: (what: string, error: unknown, beginning?: string) => void;
  /** Does work that nobody waits for. */
  readonly attempt: (what: string, work: () => unknown, beginning?: string) => void;
}

/** `beginning`: stands before the sentence that is told. */
export function errorBoundary(log: vscode.LogOutputChannel): ErrorBoundary {
  const show = async (message: string) => {
    const answers = ['Show output'];
    if (await offer({ severity: 'error', message, answers, standing: always })) log.show();
  };
  const tell: ErrorBoundary['tell'] = (what, error, beginning = '') => {
    log.error(what, error);
    void show(`${beginning}${error instanceof Error ? error.message : String(error)}`);
  };
  return {
    tell,
    attempt: (what, work, beginning) => {
      const settle = async () => {
        try {
          await work();
        } catch (error) {
          tell(what, error, beginning);
        }
      };
      void settle();
    },
  };
}
