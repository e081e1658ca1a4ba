import { childrenOf, descendantsOf, spanOf } from '../syntax/tree/nodes.js';
import { type Span, touches } from '../text/span.js';
import { insertedColumns } from './completion/values.js';
import type { NameLevels } from './names/reader.js';
import { bindingOf, type PlacedStatement, statementOf, type WorkspaceFile } from './workspace.js';

export interface InlayHintText {
  /** UTF-16 offset into the file. */
  readonly offset: number;
  readonly label: string;
  readonly isBefore: boolean;
}

/** The column of each value of INSERT … VALUES, and the columns behind `*`, within a span. */
export const inlaysIn = (file: WorkspaceFile, span: Span): readonly InlayHintText[] =>
  file.statements.flatMap((one, at) => {
    if (!touches(one, span) || !mayHave.test(file.text.slice(one.start, one.end))) return [];
    const statement = statementOf(file, at);
    const readings = statement ? readingsOf(statement) : [];
    return readings.flatMap((reading) => [...valuesIn(reading), ...starsIn(reading)]);
  });

const mayHave = /\bvalues\b|\*/i;

/** The statement itself, and the pieces of its body. */
function readingsOf(statement: PlacedStatement): readonly Reading[] {
  const { text, tree, start } = statement;
  const { levels, pieces } = bindingOf(statement);
  return [
    { text, tree, levels, placed: (offset) => start + offset },
    ...pieces.map(({ piece, levels: own }) => ({
      text: piece.text,
      tree: piece.tree,
      levels: own,
      placed: (offset: number) => start + piece.offsetAt(offset),
    })),
  ];
}

interface Reading extends Pick<PlacedStatement, 'text' | 'tree'> {
  readonly levels: NameLevels;
  readonly placed: (offset: number) => number;
}

function valuesIn({ text, tree, levels, placed }: Reading): readonly InlayHintText[] {
  const inserts = [...descendantsOf(tree, 'statement', 'InsertStmt')];
  return inserts.flatMap((insert) => {
    const columns = insertedColumns(text, insert, levels.get(insert)?.sources[0]);
    const query = childrenOf(insert, 'statement').flatMap((one) => [...descendantsOf(one, 'row')]);
    return query.flatMap((row) =>
      row.children.flatMap((value, at): readonly InlayHintText[] => {
        const column = columns[at];
        return column
          ? [{ offset: placed(spanOf(text, value).start), label: `${column.name}:`, isBefore: true }]
          : [];
      }),
    );
  });
}

const mostNames = 8;

function starsIn({ text, tree, levels, placed }: Reading): readonly InlayHintText[] {
  const stars = [...descendantsOf(tree, 'column')].filter((node) => {
    const token = text.tokens[node.last];
    return token && text.text.slice(token.start, token.end) === '*' && node.parent?.parent?.kind === 'target';
  });
  return stars.flatMap((star): readonly InlayHintText[] => {
    const sources = levels.get(star)?.sources ?? [];
    const { start: from, end } = spanOf(text, star);
    const qualifier = text.text
      .slice(from, end - 1)
      .replace(/\s*\.\s*$/, '')
      .replaceAll('"', '');
    const wanted = qualifier === '' ? sources : sources.filter(({ name }) => name === qualifier);
    const names = wanted
      .filter(({ isQualifiedOnly }) => !isQualifiedOnly)
      .flatMap(({ columns }) => columns.map(({ name }) => name));
    if (names.length === 0 || wanted.some(({ isComplete }) => !isComplete)) return [];
    const more = names.length > mostNames ? ', …' : '';
    return [
      { offset: placed(end), label: `${names.slice(0, mostNames).join(', ')}${more}`, isBefore: false },
    ];
  });
}
