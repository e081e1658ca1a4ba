import type { Connection } from 'vscode-languageserver';
import type { Files } from '../files/files.js';
import type { AppliedRequests } from '../protocol/requests.js';

/** Whether a migration is applied already, so that nobody would run an edit of it. `folder`: that of the migrations. */
export type IsApplied = (folder: string, uri: string) => Promise<boolean>;

/** Which SQL files below a folder git has committed: a test of paths. Rejects where git cannot say. */
export type CommittedIn = (folder: string) => Promise<(path: string) => Promise<boolean>>;

type Asked = AppliedRequests['dsql/isApplied'];

export const appliedBy =
  (
    connection: Connection,
    {
      files,
      isOn,
      asksEditor,
      committedIn,
    }: {
      readonly files: Pick<Files, 'pathOf' | 'uriOf'>;
      readonly isOn: (uri: string) => Promise<boolean>;
      /** Whether the editor knows: ours sees the tables of the clusters that it is connected with. */
      readonly asksEditor: () => boolean;
      /** Undefined where no git can be asked. */
      readonly committedIn: CommittedIn | undefined;
    },
  ): IsApplied =>
  async (folder, uri) => {
    if (!(await isOn(uri))) return false;
    const path = files.pathOf(uri) ?? uri;
    if (asksEditor()) {
      const params: Asked['params'] = { folder: files.uriOf(folder), uri };
      return await connection.sendRequest<Asked['answer']>('dsql/isApplied', params);
    }
    const isCommitted = await committedIn?.(folder).catch(() => undefined);
    return (await isCommitted?.(path)) === true;
  };
