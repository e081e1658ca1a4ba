import { documentation } from '../dialect/documentation.js';
import { extensionOperators } from '../dialect/extensionOperators.js';
import { dropWhole } from '../lint/fixes/wholeStatement.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { dependentsOf } from '../lint/script/dependents.js';
import { callsInOwnSchema } from '../lint/script/missingCalls.js';
import { type Script, textOf } from '../lint/script/script.js';
import { removeStatement } from '../syntax/edits.js';
import { headSpan } from '../syntax/head.js';
import type { StatementText } from '../syntax/statement.js';
import { childOf } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';

export default defineRule({
  id: 'extension',
  severity: 'error',
  message: 'Extensions are not supported{hint}.',
  why: 'A DSQL cluster loads no extensions; its functions are the ones that are built in.',
  instead: 'Remove the statement, and replace what the extension provided: gen_random_uuid() is built in.',
  server: { sqlstate: '0A000', text: 'unsupported statement: CreateExtension' },
  documentation: documentation.migration,
  examples: [{ bad: 'CREATE EXTENSION IF NOT EXISTS pgcrypto;', at: 'CREATE EXTENSION', good: '' }],
  repair({ created }: Subject, { script, placed }) {
    if (created === undefined) return [];
    const gone = [placed, ...dependentsOf(script, placed)];
    const fix = { ...removalOf(created), edits: gone.flatMap((one) => dropWhole(script, one)) };
    const operators = operatorUses(script, created);
    if (operators > 0) return [{ ...fix, ...leavesUses(fix.consequence, operators, 'operators') }];
    const calls = callsInOwnSchema(script, placed);
    return [calls === 0 ? fix : { ...fix, ...leavesUses(fix.consequence, calls, 'functions') }];
  },
  check: {
    *CreateExtensionStmt({ extname = '' }, statement) {
      const hint = uuidMakers.has(extname) ? '; gen_random_uuid() is built in' : '';
      yield { at: head(statement), data: { hint }, subject: { created: extname } };
    },
    *AlterExtensionStmt({ extname = '' }, statement) {
      yield { ...altered(statement), fixes: [removal(statement, extname)] };
    },
    *DropStmt({ removeType }, statement) {
      if (removeType !== 'OBJECT_EXTENSION') return;
      yield { ...altered(statement), fixes: [removal(statement, 'the extension')] };
    },
  },
});

interface Subject {
  /** The name of the extension that the statement creates. */
  readonly created: string | undefined;
}

const leavesUses = (consequence: string, count: number, what: 'operators' | 'functions') => ({
  consequence: `${consequence}; ${count === 1 ? `1 statement uses its ${what}` : `${count} statements use its ${what}`}`,
  isPartial: true as const,
});

/** How many statements of a script use operators of an extension. */
function operatorUses(script: Script, extension: string): number {
  const operators = extensionOperators[extension];
  if (!operators) return 0;
  return script.statements.filter((placed) => {
    const source = script.text.slice(placed.span.start, placed.span.end);
    if (!/<|%/.test(source)) return false;
    const { text, tokens } = textOf(script, placed);
    return tokens.some(({ start, end }, at) => {
      const sign = text.slice(start, end);
      // Numbers have this operator, too.
      const isText = sign !== '%' || tokens[at - 1]?.kind === 'string' || tokens[at + 1]?.kind === 'string';
      return operators.has(sign) && isText;
    });
  }).length;
}

/** CREATE LANGUAGE creates an extension, too. */
const head = (statement: StatementText) =>
  headSpan(statement, childOf(treeOf(statement), 'name')?.word ?? 'extension');

const altered = (statement: StatementText) => ({
  at: head(statement),
  data: { hint: '' },
  subject: { created: undefined },
});

const uuidMakers = new Set(['pgcrypto', 'uuid-ossp']);

const removal = (statement: StatementText, name: string): Fix => ({
  ...removalOf(name),
  edits: removeStatement(statement),
});

const removalOf = (name: string) =>
  ({
    id: 'remove-statement',
    title: 'Remove the statement',
    consequence: `statements that use ${name} fail`,
    safety: 'review',
  }) as const;
