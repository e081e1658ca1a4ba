import * as vscode from 'vscode';

/** Does work under a progress, which can be canceled where there is something that cancels. */
export async function showingProgress<Result>(
  title: string,
  work: () => Promise<Result>,
  cancel?: () => Promise<void>,
): Promise<Result> {
  const location = vscode.ProgressLocation.Notification;
  return await vscode.window.withProgress(
    { location, title, cancellable: cancel !== undefined },
    (_, token) => {
      const subscription = token.onCancellationRequested(() => void cancel?.());
      return work().finally(() => subscription.dispose());
    },
  );
}
