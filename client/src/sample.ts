import * as vscode from 'vscode';

const text = `-- A first look at Aurora DSQL. It refuses what is underlined:
-- put the caret there and press Ctrl+. (Cmd+. on a Mac) to see the repairs.
CREATE TABLE IF NOT EXISTS players (
  id SERIAL PRIMARY KEY,
  name text NOT NULL,
  joined timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS players_by_name ON players (name);

-- Then press "Run" above a statement, or Ctrl+Enter in it (Cmd+Enter on a Mac).
INSERT INTO players (name) VALUES ('Ada'), ('Grace'), ('Margaret');

SELECT name, joined FROM players ORDER BY name;
`;

/** Opens a script to try the first steps on: it holds two offences, and runs once they are repaired. */
export async function openSample(): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language: 'sql', content: text });
  samples.add(document.uri.toString());
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside });
  return document;
}

const samples = new Set<string>();

/** Whether a document is a sample that this window has opened. */
export const isSample = (uri: vscode.Uri): boolean => samples.has(uri.toString());
