import { quoteName } from '../../syntax/names.js';
import { enclosing } from '../../syntax/tree/nodes.js';
import type { Caret } from './caret.js';
import { type Completion, cased, keyword, named, plain, ranks, relationItem } from './item.js';
import { systemSchemas } from './objects.js';
import { relationsOf } from './relations.js';
import { queryTypes, storableTypes } from './vocabulary.js';

/** The types of a column, or of a value in a query. Those that users have made come first. */
export function typeItems(caret: Caret): readonly Completion[] {
  const { node, known, file, tree } = caret;
  const isStored =
    (enclosing(node, 'definition') !== undefined && tree.word !== 'CreateFunctionStmt') ||
    tree.word === 'CreateDomainStmt';
  const names = [...storableTypes(file.script.asOf), ...(isStored ? [] : queryTypes)];
  const builtIn = names.map((name, at) =>
    plain(caret, 'type', cased(caret, name, 'type'), ranks.column + at / 100, 'type'),
  );
  const path = known.searchPath;
  const own = [...known.schemas()]
    .filter(({ name }) => !systemSchemas.has(name))
    .flatMap(({ name: schema, types }) =>
      [...types.values()]
        .filter(({ kind }) => kind === 'domain' || (!isStored && kind !== 'shell'))
        .map((type) => {
          const item = named(caret, 'type', type.name, ranks.own, type.kind);
          return path.includes(schema) ? item : { ...item, text: `${quoteName(schema)}.${item.text}` };
        }),
    );
  return [...own, ...builtIn, ...rowTypeItems(caret)];
}

/** A function can return rows, and a variable can hold one. */
function rowTypeItems(caret: Caret): readonly Completion[] {
  const { behind, known, node } = caret;
  const isResult = behind(1) === 'returns';
  const isVariable = enclosing(node, 'declaration') !== undefined;
  const words = isResult ? ['TABLE', 'SETOF'] : [];
  const pseudoTypes = isResult ? ['void'] : isVariable ? ['record'] : [];
  const keywords = [
    ...words.map((word) => keyword(caret, word, ranks.keyword)),
    ...pseudoTypes.map((word) => plain(caret, 'keyword', word, ranks.keyword)),
  ];
  if (!isVariable && behind(1) !== 'setof') return keywords;
  const path = known.searchPath.filter((schema) => !systemSchemas.has(schema));
  const rows = relationsOf(known, path).map((relation) => {
    const item = relationItem(caret, relation, relation.name, ranks.function);
    return isVariable ? { ...item, text: `${item.text}%ROWTYPE`, label: `${item.label}%ROWTYPE` } : item;
  });
  return [...keywords, ...rows];
}
