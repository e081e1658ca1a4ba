import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Session } from '../../../server/src/connection/session.js';
import { overlayName } from '../../../server/src/files/dialect.js';
import type { AnsweredStatement } from '../../../server/src/protocol/requests.js';
import { learn } from '../../../server/src/workspace/learn.js';
import { offer } from '../asking/ask.js';
import { always } from '../asking/standing.js';
import type { LanguageServer } from '../languageServer.js';
import { anyFile, folderOfOverlay } from './files.js';
import { type NoticedOnce, noticedOnce } from './noticed.js';

/** Where clusters contradict the rules, as statements show that a person runs. */
export interface Noticing extends vscode.Disposable {
  /** Tells, once, what the answers to some statements show. */
  readonly look: (
    statements: readonly AnsweredStatement[],
    document: string | undefined,
    session: Session,
  ) => Promise<void>;
  /** Lets the person choose among all that was noticed, and what to do about it. */
  readonly show: () => Promise<void>;
  /** How much of it was neither taken over nor reported. */
  readonly count: () => number;
  readonly onDidChange: vscode.Event<void>;
}

const key = 'dsql.noticed';
const takeOver = 'Use what the cluster says';
const report = 'Report…';

export function createNoticing(server: LanguageServer, memory: vscode.Memento): Noticing {
  const changed = new vscode.EventEmitter<void>();
  const all = () => memory.get<readonly NoticedOnce[]>(key, []);
  const keep = async (next: readonly NoticedOnce[]) => {
    await memory.update(key, next);
    tellContext();
    changed.fire();
  };
  const tellContext = () =>
    void vscode.commands.executeCommand('setContext', 'dsql.hasNoticed', all().length > 0);
  tellContext();

  const done = (one: NoticedOnce) =>
    keep(all().map((other) => (other.id === one.id ? { ...other, isDone: true } : other)));

  const actions = {
    [takeOver]: async (one: NoticedOnce) => {
      if (!one.entry) return;
      const trouble = await learn(join(folderOfOverlay(), overlayName), one.entry, one);
      if (trouble !== undefined) throw new Error(trouble);
      await done(one);
    },
    [report]: async (one: NoticedOnce) => {
      const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: one.report });
      await vscode.window.showTextDocument(document);
      await done(one);
    },
  };
  const answersTo = ({ entry }: NoticedOnce) => (entry ? ([takeOver, report] as const) : ([report] as const));

  return {
    async look(statements, document, session) {
      if (statements.length === 0) return;
      const uri = document === undefined ? anyFile() : vscode.Uri.parse(document);
      const { name, endpoint } = session.target.profile;
      const [found, { newest = '' } = {}] = await Promise.all([
        server.noticedIn(uri, statements),
        server.dialectOf(uri).then((dialect) => dialect ?? undefined),
      ]);
      const place = { cluster: endpoint.clusterId, connection: name, dialect: newest };
      const { kept, fresh } = noticedOnce(all(), found, place);
      if (fresh.length === 0) return;
      await keep(kept);
      const tell = async (one: NoticedOnce) => {
        const answer = await offer({
          severity: 'warning',
          message: `"${name}": ${one.sentence}`,
          answers: answersTo(one),
          standing: always,
        });
        if (answer) await actions[answer](one);
      };
      await Promise.all(fresh.map(tell));
    },
    async show() {
      const one = await vscode.window.showQuickPick(
        all().map((found) => ({
          label: found.sentence,
          description: found.isDone ? 'done' : '',
          detail: found.connection,
          found,
        })),
        {
          title: 'Where clusters contradict the rules',
          placeHolder: 'Choose one to go by it or to report it',
        },
      );
      if (!one) return;
      const answer = await vscode.window.showQuickPick([...answersTo(one.found)], { title: one.label });
      const action = answersTo(one.found).find((known) => known === answer);
      if (action) await actions[action](one.found);
    },
    count: () => all().filter(({ isDone }) => !isDone).length,
    onDidChange: changed.event,
    dispose: () => changed.dispose(),
  };
}
