import { catalogRelations } from '../catalog/builtins.js';
import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import type { SyntaxNode } from '../syntax/node.js';
import type { Statement } from '../syntax/statement.js';
import { childOf, childrenOf, descendantsOf, partsOf, spanOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { lookup } from '../text/lookup.js';

export default defineRule({
  id: 'catalog-change',
  severity: 'error',
  message: '"{object}" belongs to the system and cannot be changed.',
  why: 'PostgreSQL lets only a superuser change pg_catalog and information_schema, and DSQL gives you no superuser.',
  instead: 'Change the object itself, for example by ALTER TABLE or DROP INDEX.',
  noFix: 'The statement does not tell which change of an object is meant.',
  leftOut: 'the catalog stays as it is',
  documentation: documentation.systemTables,
  examples: [
    {
      bad: "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'by_name'::regclass;",
      at: 'pg_index',
      byHand: 'DROP INDEX by_name;',
    },
  ],
  words: ['pg_catalog', 'information_schema', ...catalogRelations()],
  *statement(statement) {
    if (statement.syntaxError || statement.isTooDeep || statement.isIam) return;
    for (const node of changedBy(statement)) {
      const parts = partsOf(statement, node);
      const [name = '', schema] = parts.toReversed();
      const isSchema = node.kind === 'name' && node.word === 'schema';
      const isSystem = schema === undefined ? isCatalog(node, name) : systemSchemas.has(schema);
      if (!(isSchema ? systemSchemas.has(name) : isSystem)) continue;
      yield {
        at: spanOf(statement, node),
        data: { object: parts.join('.') },
        // It may be meant where the search path names pg_catalog behind its schema
        ...(schema === undefined && !isSchema && { unlessCreated: { kind: 'relation', name } }),
      };
    }
  },
});

const systemSchemas: ReadonlySet<string> = new Set(['pg_catalog', 'information_schema']);

/** Without a schema, the tables of pg_catalog come before those of any other schema, but none is made there. */
const isCatalog = (node: SyntaxNode, name: string): boolean =>
  node.kind === 'table' && !making.has(node.parent?.word ?? '') && catalogRelations().has(name);

const making: ReadonlySet<string> = new Set(['CreateStmt', 'CreateSeqStmt', 'ViewStmt']);

/** Statements that make, alter or drop what they name first. */
const defining: ReadonlySet<string> = new Set([
  ...making,
  'AlterDomainStmt',
  'AlterFunctionStmt',
  'AlterObjectSchemaStmt',
  'AlterOwnerStmt',
  'AlterSeqStmt',
  'AlterTableStmt',
  'CreateDomainStmt',
  'CreateFunctionStmt',
  'DropStmt',
  'IndexStmt',
  'RenameStmt',
]);

/** The clause with the table whose rows are changed. */
const changing = lookup<string>({
  InsertStmt: 'insert into',
  UpdateStmt: 'update',
  DeleteStmt: 'delete from',
});

/** The names of what a statement changes. */
function* changedBy(statement: Statement): Generator<SyntaxNode> {
  const tree = treeOf(statement);
  if (defining.has(tree.word)) {
    yield* tree.children.filter(
      ({ kind, word }) => kind === 'table' || (kind === 'name' && word !== 'index' && word !== 'role'),
    );
    yield* childrenOf(childOf(tree, 'action', 'set schema'), 'name', 'schema');
  }
  const table = childOf(tree, 'table');
  if (tree.word === 'CopyStmt' && table && childOf(tree, 'clause', 'from')) yield table;
  for (const part of descendantsOf(tree, 'statement')) {
    const clause = childOf(part, 'clause', changing[part.word]);
    const target = changing[part.word] === undefined ? undefined : childOf(clause, 'table');
    // UPDATE of this view is SET, which everybody may do
    if (target && !(part.word === 'UpdateStmt' && partsOf(statement, target).at(-1) === 'pg_settings'))
      yield target;
  }
}
