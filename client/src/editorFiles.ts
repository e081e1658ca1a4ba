import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { decodeText } from '../../server/src/files/decodeText.js';
import { tooLarge } from '../../server/src/files/tooLarge.js';
import { readTrouble } from '../../server/src/files/trouble.js';
import type { FileAnswer, FileMethod, FileParams } from '../../server/src/protocol/requests.js';

/** Reads files for the language server by the editor's file systems, which know more than disks. */
export function answerFileRequests(client: BaseLanguageClient): void {
  const on = <Method extends FileMethod>(
    method: Method,
    answer: (params: FileParams<Method>) => Promise<FileAnswer<Method>>,
  ) => client.onRequest<unknown, void>(method, answer);
  const { fs } = vscode.workspace;

  on('dsql/fileExists', ({ uri }) =>
    Promise.resolve(fs.stat(vscode.Uri.parse(uri))).then(
      () => true,
      () => false,
    ),
  );
  on('dsql/folderEntries', async ({ uri }) => {
    const folder = vscode.Uri.parse(uri);
    try {
      const entries = await fs.readDirectory(folder);
      return entries.map(([name, type]) => ({ name, isFolder: type === vscode.FileType.Directory }));
    } catch (error) {
      return readTrouble(folder.path, error);
    }
  });
  on('dsql/readFile', async ({ uri, limit }) => {
    const file = vscode.Uri.parse(uri);
    try {
      const { size } = await fs.stat(file);
      if (size > limit) return tooLarge(file.path, limit);
      return decodeText(await fs.readFile(file), file.path);
    } catch (error) {
      return readTrouble(file.path, error);
    }
  });
}
