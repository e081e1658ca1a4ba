import { mustStand, type Standing } from './standing.js';

/** A question that stays with a document until it is answered there. */
export interface Pending {
  readonly question: string;
  /** The word for yes. */
  readonly yes: string;
  /** The word for no: Cancel, if absent. */
  readonly no?: string;
  readonly standing: Standing;
}

/** The open questions, by the document of each. */
export interface PendingQuestions {
  /**
   * Resolves with the answer; false also where the question is dropped or asked again. Rejects with a sentence where it was
   * agreed to but was outdated.
   */
  readonly ask: (key: string, question: Pending) => Promise<boolean>;
  /** Answers false where there is no such question. */
  readonly answer: (key: string, isYes: boolean) => boolean;
  readonly find: (key: string) => Pending | undefined;
  readonly keys: () => readonly string[];
}

export function pendingQuestions(changed: () => void): PendingQuestions {
  const open = new Map<string, { readonly question: Pending; readonly settle: (isYes: boolean) => void }>();

  const answer = (key: string, isYes: boolean): boolean => {
    const asked = open.get(key);
    if (!asked) return false;
    open.delete(key);
    asked.settle(isYes);
    changed();
    return true;
  };

  return {
    async ask(key, question) {
      answer(key, false);
      const answered = new Promise<boolean>((settle) => open.set(key, { question, settle }));
      changed();
      const isYes = await answered;
      if (isYes) mustStand(question.standing);
      return isYes;
    },
    answer,
    find: (key) => open.get(key)?.question,
    keys: () => [...open.keys()],
  };
}
