import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { headSpan } from '../syntax/head.js';
import { lookup } from '../text/lookup.js';

export default defineRule({
  id: 'catalog-object',
  severity: 'error',
  message: '{objects} of your own are not supported.',
  why: 'DSQL takes tables, views, domains, sequences and SQL functions; the rest of the system catalog is fixed.',
  instead: 'Write an SQL function, and call it by its name.',
  noFix: 'DSQL has nothing that takes their place without changing the queries that use them.',
  leftOut: 'statements that use it fail',
  documentation: documentation.sqlSubsets,
  examples: [
    {
      bad: 'CREATE AGGREGATE product(numeric) (SFUNC = numeric_mul, STYPE = numeric, INITCOND = 1);',
      at: 'CREATE AGGREGATE',
    },
  ],
  check: {
    *DefineStmt({ kind = 'UNDEFINED' }, statement) {
      const [objects, word] = defined[kind] ?? [];
      if (objects && word) yield { at: headSpan(statement, word), data: { objects } };
    },
    *CreateCastStmt(_cast, statement) {
      yield { at: headSpan(statement, 'cast'), data: { objects: 'Casts' } };
    },
    *CreateConversionStmt(_conversion, statement) {
      yield { at: headSpan(statement, 'conversion'), data: { objects: 'Conversions' } };
    },
    *CreateOpClassStmt(_class, statement) {
      yield { at: headSpan(statement, 'operator', 'class'), data: { objects: 'Operator classes' } };
    },
    *CreateOpFamilyStmt(_family, statement) {
      yield { at: headSpan(statement, 'operator', 'family'), data: { objects: 'Operator families' } };
    },
    *CreatePLangStmt(_language, statement) {
      yield { at: headSpan(statement, 'language'), data: { objects: 'Languages' } };
    },
    *AlterTSConfigurationStmt(_configuration, statement) {
      yield {
        at: headSpan(statement, 'configuration'),
        data: { objects: 'Text search configurations' },
      };
    },
    *RenameStmt({ renameType }, statement) {
      if (renameType === 'OBJECT_AGGREGATE')
        yield { at: headSpan(statement, 'aggregate'), data: { objects: 'Aggregates' } };
    },
    *AlterOwnerStmt({ objectType }, statement) {
      if (objectType === 'OBJECT_AGGREGATE')
        yield { at: headSpan(statement, 'aggregate'), data: { objects: 'Aggregates' } };
    },
    *AlterObjectSchemaStmt({ objectType }, statement) {
      if (objectType === 'OBJECT_AGGREGATE')
        yield { at: headSpan(statement, 'aggregate'), data: { objects: 'Aggregates' } };
    },
  },
});

/** The objects that CREATE makes with the same form, and the last word of their kind. */
const defined = lookup<readonly [objects: string, word: string]>({
  OBJECT_AGGREGATE: ['Aggregates', 'aggregate'],
  OBJECT_OPERATOR: ['Operators', 'operator'],
  OBJECT_TSCONFIGURATION: ['Text search configurations', 'configuration'],
  OBJECT_TSDICTIONARY: ['Text search dictionaries', 'dictionary'],
  OBJECT_TSPARSER: ['Text search parsers', 'parser'],
  OBJECT_TSTEMPLATE: ['Text search templates', 'template'],
});
