import type { Question } from '../core/catalog/fromServer/question.js';
import type { Ask } from './answer.js';

/** Asks the catalog of a server. Rejects with a sentence. */
export const lookUp = async <Answer>(ask: Ask, { sql, values, read }: Question<Answer>): Promise<Answer> =>
  read(await ask(sql, values));

/** Asks several questions at once, each by its name. */
export async function lookUpAll<Answers>(
  ask: Ask,
  questions: { readonly [Name in keyof Answers]: Question<Answers[Name]> },
): Promise<Answers> {
  const names = Object.keys(questions) as (keyof Answers)[];
  const answers = await Promise.all(names.map(async (name) => [name, await lookUp(ask, questions[name])]));
  // The casts of this file: names and answers are those of the questions.
  return Object.fromEntries(answers) as Answers;
}
