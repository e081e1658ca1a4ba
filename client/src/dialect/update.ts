import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { parseDialectData } from '../../../server/src/core/dialect/dataFile.js';
import { dialectName } from '../../../server/src/files/dialect.js';
import { userFolderOf } from '../../../server/src/workspace/dialect.js';
import { makeFolders } from '../../../server/src/workspace/makeFolders.js';
import { replaceFile } from '../../../server/src/workspace/replaceFile.js';
import type { LanguageServer } from '../languageServer.js';

const title = 'Check for a newer dialect';

/** Bytes, as much as a file of facts may have. */
const largest = 2 ** 20;

/** Takes over a file of facts that the person names, by its address or its path, if it holds and is newer. */
export async function checkForDialect({ server }: { readonly server: LanguageServer }): Promise<void> {
  const named = await vscode.window.showInputBox({
    title,
    prompt: 'The https:// address or the path of a file of facts. Nothing else is asked.',
    validateInput: (text) => (text.trim() === '' ? 'Enter an address or a path.' : undefined),
  });
  if (named === undefined) return;
  const place = named.trim();
  const text = place.startsWith('https://') ? await downloaded(place) : await read(place);
  const reading = parseDialectData(text, new Date().toISOString().slice(0, 10));
  if ('problem' in reading) throw new Error(`${place} does not hold: ${reading.problem}.`);
  const folder = userFolderOf(process.env);
  await makeFolders(folder);
  await replaceFile(join(folder, dialectName), [text]);
  await server.restart();
  void vscode.window.showInformationMessage(
    `SQL is checked against the dialect of ${reading.value.day} from now on, in every workspace.`,
  );
}

async function downloaded(address: string): Promise<string> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(30_000) }).catch((error: unknown) => {
    throw new Error(`${address} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  });
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}.`);
  const text = await answer.text();
  if (text.length > largest) throw new Error(`${address} is too large to be a file of facts.`);
  return text;
}

const read = (path: string): Promise<string> =>
  readFile(path, 'utf8').catch((error: unknown) => {
    throw new Error(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  });
