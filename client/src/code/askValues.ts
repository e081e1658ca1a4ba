import * as vscode from 'vscode';
import type { AskedParameter } from '../../../server/src/running/source.js';

/**
 * Asks for the value of each parameter; undefined where a person gives up. They are sent beside the statement, never as a part
 * of its text.
 */
export async function askValues(
  parameters: readonly AskedParameter[],
): Promise<readonly (string | null)[] | undefined> {
  const values: (string | null)[] = [];
  for (const [at, { name, type }] of parameters.entries()) {
    const text = await vscode.window.showInputBox({
      title: `Parameter ${at + 1} of ${parameters.length}`,
      prompt: `${name.replace(/\s+/g, ' ')}${type === null ? '' : ` (${type})`}. NULL without quotes is no value.`,
      ignoreFocusOut: true,
    });
    if (text === undefined) return undefined;
    values.push(valueIn(text));
  }
  return values;
}

/** What a person means: NULL is no value, and 'NULL' in quotes is a text. */
export function valueIn(text: string): string | null {
  if (/^null$/i.test(text.trim())) return null;
  return /^'null'$/i.test(text.trim()) ? text.trim().slice(1, -1) : text;
}
