import { documentation } from '../dialect/documentation.js';
import { serverErrors } from '../dialect/serverErrors.js';
import { alterAction } from '../lint/fixes/alteredTable.js';
import { foldKey } from '../lint/fixes/foldIntoTable.js';
import { defineRule } from '../lint/rule.js';
import { tableActions } from '../syntax/alterTable.js';
import { spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'add-primary-key',
  severity: 'error',
  message: 'A primary key cannot be added to a table.',
  why: 'The primary key decides where DSQL stores each row, so it is fixed when the table is created.',
  instead:
    'Write the primary key into CREATE TABLE; for a table with rows, create a new one and copy them in batches.',
  server: serverErrors.addConstraint,
  documentation: documentation.primaryKeys,
  examples: [
    {
      bad: 'ALTER TABLE games ADD CONSTRAINT games_pkey PRIMARY KEY (id);',
      at: 'ADD CONSTRAINT games_pkey PRIMARY KEY (id)',
    },
    {
      bad: 'CREATE TABLE games (\n    id uuid NOT NULL\n);\nALTER TABLE ONLY games\n    ADD CONSTRAINT games_pkey PRIMARY KEY (id);',
      at: 'ADD CONSTRAINT games_pkey PRIMARY KEY (id)',
      good: 'CREATE TABLE games (\n    id uuid NOT NULL,\n    CONSTRAINT games_pkey PRIMARY KEY (id)\n);\n',
    },
    {
      bad: 'CREATE TABLE games (\n  id uuid\n);\n-- one game, one row\nALTER TABLE games ADD PRIMARY KEY (id);\nSELECT 1;',
      at: 'ADD PRIMARY KEY (id)',
      good: 'CREATE TABLE games (\n  id uuid,\n  -- one game, one row\n  PRIMARY KEY (id)\n);\nSELECT 1;',
    },
  ],
  words: ['primary'],
  check: {
    *AlterTableStmt(alter, statement) {
      for (const action of tableActions(alter, statement)) {
        const { subtype, def } = action.command;
        const isKey = def && 'Constraint' in def && def.Constraint.contype === 'CONSTR_PRIMARY';
        if (subtype === 'AT_AddConstraint' && isKey)
          yield { at: spanOf(statement, action), subject: action.number };
      }
    },
  },
  repair(number: number, source) {
    const action = alterAction(source, number);
    return action ? foldKey(source.script, action, 'primary key') : [];
  },
});
