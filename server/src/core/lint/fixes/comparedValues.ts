import { replace } from '../../syntax/edits.js';
import type { SyntaxNode } from '../../syntax/node.js';
import type { StatementText } from '../../syntax/statement.js';
import { sourceOf } from '../../syntax/words.js';
import { append } from '../../text/append.js';
import type { Edit } from '../../text/edit.js';
import { query } from '../../text/memo.js';
import { Recent } from '../../text/recent.js';
import { namesOfColumn, type TableColumn } from '../script/columnsOfType.js';
import type { Script, ScriptStatement } from '../script/script.js';
import { statementsNaming } from '../script/tables.js';
import { statementsAmong } from '../script/wordsIn.js';
import { comparedConstants } from './comparedConstants.js';
import { piecesOf, type StatementPiece } from './pieces.js';
import type { RewrittenValues } from './writtenValues.js';

/**
 * Rewrites the constants that a column is compared with, or that later become its default, in all statements of a script and
 * their bodies. The column is found by its name, in statements that also name its table. `rewrite` answers SQL; undefined
 * leaves a constant as it is.
 */
export function comparedValues(
  script: Script,
  compared: TableColumn,
  rewrite: (text: StatementText, constant: SyntaxNode) => string | undefined,
): RewrittenValues {
  const edits: Edit[] = [];
  const byHand = new Set<ScriptStatement>();
  const names = namesOfColumn(script, compared);
  const ofTable = statementsNaming(script, compared.table);
  const naming = new Set(names.flatMap((name) => statementsAmong(script, ofTable, name)));
  for (const placed of [...naming].sort((one, other) => one.span.start - other.span.start)) {
    for (const { text, place, compared: constants } of comparedIn(script, placed)) {
      const own = names
        .flatMap((name) => constants.get(name) ?? [])
        .flatMap((constant) => {
          const sql = rewrite(text, constant);
          return sql === undefined || sql === sourceOf(text, constant) ? [] : replace(text, constant, sql);
        });
      const placedEdits = place(own);
      if (placedEdits) append(edits, placedEdits);
      else if (own.length > 0) byHand.add(placed);
    }
  }
  return { edits, byHand: byHand.size };
}

interface ComparingPiece extends Pick<StatementPiece, 'text' | 'place'> {
  readonly compared: ReturnType<typeof comparedConstants>;
}

/** The pieces of a statement that compare something. The last ones are kept: a statement may name many columns. */
const comparedIn = (script: Script, placed: ScriptStatement): readonly ComparingPiece[] =>
  query(lastCompared, script).of(
    placed,
    () =>
      [...piecesOf(script, placed)].flatMap(({ text, tree, place }) => {
        const compared = comparedConstants(text, tree);
        return compared.size > 0 ? { text, place, compared } : [];
      }),
    placed.span.end - placed.span.start,
  );

const lastCompared = (_: Script): Recent<ScriptStatement, readonly ComparingPiece[]> => new Recent(mostKept);

/** Units of text. */
const mostKept = 1 << 18;
