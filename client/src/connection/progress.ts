import * as vscode from 'vscode';

/** Does work under a progress, which can be canceled where there is something that cancels. The work may say how far it is. */
export async function showingProgress<Result>(
  title: string,
  work: (report: (message: string) => void) => Promise<Result>,
  cancel?: () => Promise<void>,
): Promise<Result> {
  const location = vscode.ProgressLocation.Notification;
  return await vscode.window.withProgress(
    { location, title, cancellable: cancel !== undefined },
    (progress, token) => {
      const subscription = token.onCancellationRequested(() => void cancel?.());
      return work((message) => progress.report({ message })).finally(() => subscription.dispose());
    },
  );
}
