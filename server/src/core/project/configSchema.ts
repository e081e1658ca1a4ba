import { severities } from '../lint/problem.js';
import type { Rule } from '../lint/rule.js';
import { migrationModes } from '../lint/script/script.js';
import { layouts } from '../syntax/migrationTools.js';
import { hostLanguages } from './config.js';
import { commaPositions, keywordCases, lineWidths, widestIndent } from './formatStyle.js';
import { hostRules } from './hostRules.js';

/** The JSON schema of `dsql.config.json`, by which editors complete and check it. */
export const configSchema = (rules: readonly Rule[]): object => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'DSQL Workbench configuration',
  type: 'object',
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    asOf: {
      description:
        'The day whose Aurora DSQL dialect your SQL is checked against: "latest", or a day as YYYY-MM-DD.',
      anyOf: [{ const: 'latest' }, { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }],
      default: 'latest',
    },
    dialect: {
      description:
        'The file of facts about the dialect that replaces the built-in ones, relative to this file. "dsql dialect check" reads one.',
      type: 'string',
    },
    overlay: {
      description: 'The file of what "dsql probe" has found of your cluster, relative to this file.',
      type: 'string',
    },
    rules: {
      description: "Severities that differ from the rules' own.",
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries([...rules, ...hostRules].map((rule) => [rule.id, ruleSetting(rule)])),
    },
    migrations: {
      description:
        'How your migration tool sends a file without BEGIN: "one-by-one", or in "one-transaction", where DSQL takes one DDL statement.',
      enum: [...migrationModes],
      default: 'unknown',
    },
    layout: {
      description:
        'The tool that applies your migrations. It decides their order, and whether a file is one transaction. By default the files tell it.',
      enum: [...layouts],
    },
    format: {
      description: 'How SQL is formatted. What is not said here is taken from .editorconfig.',
      type: 'object',
      additionalProperties: false,
      properties: {
        keywordCase: {
          description: 'The case of keywords. Names, types and functions stay as they are.',
          enum: [...keywordCases],
          default: 'preserve',
        },
        indent: {
          description: 'Blanks of a step of indentation, or "tab". An editor takes its own setting.',
          anyOf: [{ type: 'integer', minimum: 1, maximum: widestIndent }, { const: 'tab' }],
          default: 2,
        },
        lineWidth: {
          description: 'Columns of a line.',
          type: 'integer',
          minimum: lineWidths.least,
          maximum: lineWidths.most,
          default: 100,
        },
        commaPosition: {
          description:
            'Where a comma stands that parts two lines: at the end of the first, or before the second.',
          enum: [...commaPositions],
          default: 'trailing',
        },
      },
    },
    placeholders: {
      description:
        'Marks of placeholders that your tool replaces before the SQL is sent, with * for the name, as "[[*]]" or "~*~". Those of Flyway, Liquibase, Jinja, dbt, goyesql, psql and the like are known.',
      type: 'array',
      items: { type: 'string', pattern: '^[^*\\s;]+\\*[^*\\s;]*$' },
      default: [],
    },
    embedded: {
      description:
        'Whether the SQL in code is checked: true, false, or the languages of the files. Default: where a file or its project names a client of PostgreSQL, or nothing speaks of another database.',
      anyOf: [{ type: 'boolean' }, { type: 'array', items: { enum: [...hostLanguages] } }],
    },
    embeddedNames: {
      description: 'Your own functions and tags whose text is SQL, as "runSql".',
      type: 'array',
      items: { type: 'string' },
      default: [],
    },
    embeddedGuess: {
      description:
        'Whether strings are checked too that no known function takes, where they can hardly be anything but SQL.',
      type: 'boolean',
      default: false,
    },
    include: globs('Files to analyze, as glob patterns relative to this file. Default: every .sql file.'),
    exclude: globs('Files to leave out, as glob patterns relative to this file.'),
  },
});

/** What a rule may be set to, for this schema and for the editor's settings. */
const ruleSetting = ({ why, severity, isOptIn }: Pick<Rule, 'why' | 'severity' | 'isOptIn'>): object => ({
  description: why,
  enum: ['off', ...severities],
  default: isOptIn ? 'off' : severity,
});

const globs = (description: string): object => ({
  description,
  type: 'array',
  items: { type: 'string' },
  default: [],
});
