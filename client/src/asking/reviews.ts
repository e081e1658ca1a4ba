import * as vscode from 'vscode';
import { visible } from '../../../server/src/core/text/visible.js';
import type { OwnTexts } from '../texts/ownTexts.js';
import { isOwnText, schemes } from '../texts/schemes.js';
import { ask } from './ask.js';
import { type Pending, pendingQuestions } from './pending.js';

/** What is about to happen, as SQL to read and a question to answer. */
export interface Review extends Pending {
  readonly kind: 'batches' | 'changes';
  /** What the document is called. */
  readonly title: string;
  readonly text: string;
  /** The connection is marked as production: a modal question follows. */
  readonly isProduction: boolean;
}

/**
 * Questions about a text that is shown. They appear with the text, as buttons in the title of its editor and above its first
 * line, as long as it is open.
 */
export interface Reviews extends vscode.Disposable {
  /** Shows SQL, and asks whether to run it. Rejects with a sentence where the answer came too late. */
  readonly agreesTo: (review: Review) => Promise<boolean>;
  /** Asks about a document that is shown already. */
  readonly ask: (document: vscode.Uri, question: Pending) => Promise<boolean>;
  /** The document that `agreesTo` shows. */
  readonly uriOf: (kind: Review['kind'], title: string) => vscode.Uri;
  /** Answers for a document, or for the one in front where none is given; throws where it has no question. */
  readonly answer: (document: unknown, isYes: boolean) => void;
  /** Closes the editors of a document of ours. */
  readonly close: (document: vscode.Uri) => Promise<void>;
  /** The document of ours that a command is for: what VS Code passes along, else the one in front. */
  readonly inFront: (given: unknown) => vscode.Uri | undefined;
}

/** The name of the condition that lists documents with an open question. */
const contextKey = 'dsql.asked';

/** The commands that answer, as VS Code knows them; the buttons of titles are in the manifest. */
export interface AnswerCommands {
  readonly yes: (document: vscode.Uri) => string;
  readonly no: (document: vscode.Uri) => string;
}

export function createReviews(texts: OwnTexts, answers: AnswerCommands): Reviews {
  const lensesChanged = new vscode.EventEmitter<void>();
  const questions = pendingQuestions(() => {
    lensesChanged.fire();
    void vscode.commands.executeCommand('setContext', contextKey, questions.keys());
  });

  const lenses = vscode.languages.registerCodeLensProvider(
    [{ scheme: schemes.batches }, { scheme: schemes.changes }, { scheme: schemes.converted }],
    {
      onDidChangeCodeLenses: lensesChanged.event,
      provideCodeLenses: ({ uri }) => lensesOf(uri, questions.find(uri.toString()), answers),
    },
  );

  /** Closing the document means no. */
  const closing = vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
    for (const uri of closed.map(shownIn)) {
      if (uri && !tabs().some((tab) => shownIn(tab)?.toString() === uri.toString()))
        questions.answer(uri.toString(), false);
    }
  });

  async function agreesTo(review: Review): Promise<boolean> {
    const { kind, title, text, question, standing, yes, isProduction } = review;
    const uri = uriOf(kind, title);
    // An answer to the earlier text must not count for this one.
    questions.answer(uri.toString(), false);
    texts.put(uri, text);
    const document = await vscode.languages.setTextDocumentLanguage(
      await vscode.workspace.openTextDocument(uri),
      'sql',
    );
    // No other document takes its place
    await vscode.window.showTextDocument(document, { preview: false });
    if (!(await questions.ask(document.uri.toString(), review))) return false;
    if (isProduction) {
      const detail = 'This connection is marked as production.';
      if ((await ask({ message: question, detail, answers: [yes], standing })) !== yes) return false;
    }
    await close(document.uri);
    return true;
  }

  const inFront = (given: unknown): vscode.Uri | undefined => {
    const { activeTab } = vscode.window.tabGroups.activeTabGroup;
    // In a comparison VS Code passes along the side that has the caret, which may be the file of the person.
    return [given, activeTab && shownIn(activeTab)].find(
      (uri): uri is vscode.Uri => uri instanceof vscode.Uri && isOwnText(uri),
    );
  };

  return {
    agreesTo,
    uriOf,
    ask: (document, question) => questions.ask(document.toString(), question),
    answer: (given, isYes) => {
      const uri = inFront(given);
      if (!uri || !questions.answer(uri.toString(), isYes))
        throw new Error('There is no question about this document, or it was answered.');
      if (!isYes) void close(uri);
    },
    inFront,
    close,
    dispose: () => {
      for (const key of questions.keys()) questions.answer(key, false);
      vscode.Disposable.from(lensesChanged, lenses, closing).dispose();
    },
  };
}

function lensesOf(uri: vscode.Uri, asked: Pending | undefined, answers: AnswerCommands): vscode.CodeLens[] {
  if (!asked) return [];
  const top = new vscode.Range(0, 0, 0, 0);
  return [
    // Without a command it is shown as plain text
    new vscode.CodeLens(top, { title: asked.question, command: '' }),
    new vscode.CodeLens(top, {
      title: `$(check) ${asked.yes}`,
      command: answers.yes(uri),
      arguments: [uri],
    }),
    new vscode.CodeLens(top, {
      title: asked.no ?? 'Cancel',
      command: answers.no(uri),
      arguments: [uri],
    }),
  ];
}

const uriOf = (kind: Review['kind'], title: string): vscode.Uri =>
  vscode.Uri.from({ scheme: schemes[kind], path: `/${visible(title).replaceAll('/', '_')}.sql` });

const tabs = (): readonly vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);

/** The document that a tab shows; of a comparison the right one. */
function shownIn({ input }: vscode.Tab): vscode.Uri | undefined {
  if (input instanceof vscode.TabInputText) return input.uri;
  return input instanceof vscode.TabInputTextDiff ? input.modified : undefined;
}

async function close(uri: vscode.Uri): Promise<void> {
  await vscode.window.tabGroups.close(tabs().filter((tab) => shownIn(tab)?.toString() === uri.toString()));
}
