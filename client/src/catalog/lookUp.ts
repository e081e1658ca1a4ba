import type { Question } from '../../../server/src/core/catalog/fromServer/question.js';
import type { Ask } from '../connection/answer.js';

/** Asks the catalog of a server. Rejects with a sentence. */
export const lookUp = async <Answer>(ask: Ask, { sql, values, read }: Question<Answer>): Promise<Answer> =>
  read(await ask(sql, values));
