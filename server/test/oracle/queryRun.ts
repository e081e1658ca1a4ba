import type { Client } from 'pg';
import { builtins } from '../../src/core/catalog/builtins.js';
import type { Change } from '../../src/core/catalog/change.js';
import { fromScript } from '../../src/core/catalog/fromScript.js';
import { layered } from '../../src/core/catalog/layered.js';
import type { Catalog } from '../../src/core/catalog/model.js';
import { changesOf } from '../../src/core/catalog/read/changes.js';
import { answeredColumns } from '../../src/core/semantics/answeredColumns.js';
import { type Types, typesIn } from '../../src/core/semantics/infer/types.js';
import { type Resolved, resolve } from '../../src/core/semantics/resolve/query.js';
import { parseStatement } from '../../src/core/syntax/parse.js';
import { splitScript } from '../../src/core/syntax/split.js';
import { type Statement, statementText } from '../../src/core/syntax/statement.js';
import type { Span } from '../../src/core/text/span.js';
import { finish } from '../../src/core/text/steps.js';
import { parser } from '../core/engine.js';
import { isUnwanted } from './catalogRun.js';
import { type Described, describeStatement } from './describe.js';

interface Ran {
  readonly span: Span;
  readonly statement: Statement;
  readonly facts: { readonly ddl: readonly Change[] };
}

interface Asked {
  readonly text: string;
  readonly statement: Statement;
  /** How many statements were taken before. */
  readonly behind: number;
  readonly described: Described;
}

/** What the server says of a query, and what is said of it here, as lines that must be the same. */
export interface Compared {
  readonly text: string;
  readonly server: string;
  readonly ours: string;
}

const queries = ['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt'];

/** Of those the server must be told to say the same, and nothing else. */
const told = new Set(['42703', '42P01', '42702', '42P09', '42712', '42883', '42725', '42804', '42846']);

/** Runs a script on an empty database, and compares what is said of each query of it before it runs. */
export async function compareQueries(client: Client, text: string): Promise<readonly Compared[]> {
  const ran: Ran[] = [];
  const asked: Asked[] = [];
  for (const { kind, start, end } of splitScript(text).pieces) {
    if (kind !== 'statement') continue;
    const written = text.slice(start, end);
    const statement = parseStatement(parser, statementText(written));
    if (!statement.node || 'CopyStmt' in statement.node || isUnwanted(written)) continue;
    const [name = ''] = Object.keys(statement.node);
    if (queries.includes(name)) {
      // It is not run: what it changes is no schema.
      asked.push({
        text: written,
        statement,
        behind: ran.length,
        described: await describeStatement(client, written),
      });
      continue;
    }
    // What builds an index later builds it now.
    const { async } = statement;
    const sql = async ? written.slice(0, async.start) + written.slice(async.end) : written;
    const command = await client.query(sql).then(
      (answer) => answer.command,
      () => undefined,
    );
    if (command === undefined) continue;
    // A transaction that failed ends by ROLLBACK, whatever is written.
    const isUndone =
      'TransactionStmt' in statement.node && command === 'ROLLBACK' && !/^\s*rollback\s+to/i.test(written);
    const ddl: readonly Change[] = isUndone
      ? [{ kind: 'transaction', what: 'rollback', isChained: false, savepoint: '' }]
      : changesOf(statement);
    ran.push({ span: { start, end }, statement, facts: { ddl } });
  }
  const script = finish(
    fromScript({ name: '', text }, ran, (at, relation, catalog) => {
      const node = ran[at]?.statement.node;
      return node && answeredColumns(node, relation, catalog);
    }),
  );
  return asked.map(({ text: query, statement: { node }, behind, described }) => {
    const types = typesOf(script.before(behind));
    const { columns, issues } = node ? resolve(types, node) : { columns: undefined, issues: [] };
    // What SELECT … INTO finds goes into a table: nobody is told of it.
    const isKept = node && 'SelectStmt' in node && node.SelectStmt.intoClause !== undefined;
    return { text: query, ...lines(types, described, { columns: isKept ? [] : columns, issues }) };
  });
}

/** What the script does not make is not there. */
const typesOf = (catalog: Catalog): Types => typesIn(layered([builtins(), { ...catalog, isComplete: true }]));

/** A server tells a client of a domain what is below it. */
const toldType = (types: Types, type: string | undefined): string =>
  type === undefined ? '(not known)' : types.base(type).replace(/^\w+\./, '');

function lines(
  types: Types,
  described: Described,
  { columns, issues }: Pick<Resolved, 'columns' | 'issues'>,
) {
  const [issue] = issues;
  // Whether a text can be read the server alone knows, and what it says of another fault is not compared.
  const isUnsure = issue !== undefined && !told.has(issue.sqlstate);
  if ('sqlstate' in described) {
    const isTold = told.has(described.sqlstate) && !isUnsure;
    return { server: isTold ? described.sqlstate : '', ours: isTold ? (issue?.sqlstate ?? 'nothing') : '' };
  }
  if (isUnsure) return { server: '', ours: issue.sqlstate === '22P02' ? '' : issue.sqlstate };
  const server = described.columns.map(({ name, type }) => `${name} ${type}`).join(', ');
  if (issue) return { server, ours: `${issue.sqlstate} ${issue.subject}` };
  const ours = columns?.map(({ name, type }) => `${name} ${toldType(types, type)}`);
  return { server, ours: ours?.join(', ') ?? '(not known)' };
}
