import { serverErrors, worded } from '../../core/dialect/serverErrors.js';
import type { RuleFinding } from '../../core/lint/engine.js';
import { type RuleId, rules } from '../../core/rules/index.js';
import type { Statement } from '../../core/syntax/statement.js';
import { isAt, wordOf } from '../../core/syntax/tokens.js';
import { lookup } from '../../core/text/lookup.js';
import { type Refusal, refusal } from '../wire/refusal.js';

const byId = new Map(rules.map((rule) => [rule.id, rule]));

/** The server's error for a finding: recorded words where there are any, else words of the same pattern. */
export function refusalText(finding: RuleFinding<RuleId>, statement: Statement): Refusal {
  const special = variants[finding.rule]?.(statement, finding);
  if (typeof special === 'object') return special;
  const recorded = byId.get(finding.rule)?.server;
  const text = special ?? recorded?.text;
  if (text === undefined) return unrecorded(finding, statement);
  const slots = { ...finding.data, ...(finding.data?.type ? { type: typeName(finding.data.type) } : {}) };
  const { message } = refusal({ sqlstate: '', text }, slots);
  return { sqlstate: recorded?.sqlstate ?? unsupported, message };
}

const unsupported = '0A000';

/** Where a rule stands for several statements, the server's words for this one. */
const variants: Readonly<
  Partial<Record<RuleId, (statement: Statement, finding: RuleFinding) => string | Refusal | undefined>>
> = {
  notification: (statement) => unsupportedStatement(capital(wordOf(statement, 0))),
  'custom-type': (_, { data }) => unsupportedStatement(customTypes[data?.kind ?? ''] ?? 'CreateType'),
  'partitioned-table': ({ text }) =>
    /\bpartition\s+of\b/i.test(text) ? 'PARTITION OF clause not supported for CREATE TABLE' : undefined,
  savepoint: (statement) =>
    `unsupported transaction statement: ${isAt(statement, 0, 'rollback') ? 'ROLLBACK TO' : wordOf(statement, 0).toUpperCase()}`,
  'isolation-level': ({ text }) => {
    const level = /\bisolation\s+level\s+(serializable|read\s+\w+)/i.exec(text)?.[1];
    return level && refusal(serverErrors.isolationLevel, { level: level.replace(/\s+/g, ' ').toUpperCase() });
  },
  database: (statement) =>
    isAt(statement, 0, 'create')
      ? undefined
      : unsupportedStatement(isAt(statement, 0, 'drop') ? 'Dropdb' : 'AlterDatabase'),
  'materialized-view': (statement) =>
    isAt(statement, 0, 'drop')
      ? droppedObject
      : isAt(statement, 0, 'refresh')
        ? unsupportedStatement('RefreshMatView')
        : undefined,
  'alter-type': (statement) =>
    isAt(statement, 0, 'drop')
      ? droppedObject
      : /\brename\b/i.test(statement.text)
        ? 'unsupported object in RENAME statement'
        : undefined,
  'row-policy': (statement) =>
    isAt(statement, 0, 'drop')
      ? droppedObject
      : unsupportedStatement(`${capital(wordOf(statement, 0))}Policy`),
  'function-language': ({ text }) => {
    const language = /\blanguage\s+('?)(\w+)\1/i.exec(text)?.[2];
    return language && refusal(serverErrors.functionLanguage, { language: language.toLowerCase() });
  },
  'identity-not-bigint': (_, { data }) =>
    data?.type && `datatype ${typeName(data.type)} not supported, identity column type must be bigint`,
  'deferrable-constraint': ({ text }, { at }) =>
    /\bcheck\b[^,]*$/i.test(text.slice(0, at.start))
      ? 'CHECK constraints cannot be marked DEFERRABLE'
      : undefined,
  'add-unique': ({ text }) => notValid('UNIQUE', text),
  'add-primary-key': ({ text }) => notValid('PRIMARY KEY', text),
  tablespace: (statement) =>
    isAt(statement, 0, 'create', 'tablespace') ? undefined : 'TABLESPACE clause not supported',
  'foreign-data': (statement) =>
    isAt(statement, 0, 'create', 'foreign', 'table') ? undefined : unsupportedStatement(nodeName(statement)),
  trigger: (statement) => (isAt(statement, 0, 'create') ? undefined : droppedObject),
  'drop-trigger': () => droppedObject,
  'too-many-columns': ({ text }) =>
    /\bprimary\s+key\b/i.test(text) ? 'cannot use more than 256 columns in an index' : undefined,
  'lateral-outer-column': () => 'attribute 1 of type record has wrong type',
  'row-security': (statement) => {
    const action = /\b(enable|disable|no\s+force|force)\s+row\s+level\s+security\b/i.exec(
      statement.text,
    )?.[1];
    return (
      action && `unsupported ALTER TABLE ${action.replace(/\s+/g, ' ').toUpperCase()} ROW SECURITY statement`
    );
  },
  'numeric-precision': ({ text }, { at }) =>
    `NUMERIC precision ${/\d+/.exec(text.slice(at.start))?.[0] ?? ''} must be between 1 and 38`,
  'exclusion-constraint': () => 'the EXCLUDE constraint is not supported',
};

const droppedObject = 'unsupported object in DROP statement';

const customTypes = lookup<string>({ Composite: 'CompositeType', Range: 'CreateRange' });

const notValid = (kind: string, text: string): string | undefined =>
  /\bnot\s+valid\b/i.test(text) ? `${kind} constraints cannot be marked NOT VALID` : undefined;

/** The server names an unsupported statement after PostgreSQL's node. */
const unsupportedStatement = (statement: string): string =>
  worded(serverErrors.unsupportedStatement, { statement }).text;

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();

const nodeName = ({ node }: Statement): string =>
  (Object.keys(node ?? {})[0] ?? 'statement').replace(/Stmt$/, '').replace(/^CreateFdw$/, 'CreateFdw');

/** Of a clause we say what our rule says. */
function unrecorded({ rule, at, data }: RuleFinding<RuleId>, statement: Statement): Refusal {
  const isWhole = at.start <= (statement.token(0)?.start ?? 0);
  const rows = byId.get(rule);
  const message =
    isWhole && !isAt(statement, 0, 'alter', 'table')
      ? unsupportedStatement(nodeName(statement))
      : (rows?.message ?? 'unsupported statement').replace(
          /\{(\w+)\}/g,
          (slot, name: string) => data?.[name] ?? slot,
        );
  return { sqlstate: unsupported, message: message.replace(/\.$/, '') };
}

/** What no rule holds: an AWS IAM statement that cannot be read, an isolation level of the session. */
export function refusalWithoutRule(statement: Statement): Refusal | undefined {
  const { isIam, syntaxError, text } = statement;
  const level = sessionIsolation(statement);
  if (level !== undefined) return refusal(serverErrors.isolationLevel, { level: level.toUpperCase() });
  if (!isIam || !syntaxError) return undefined;
  const word = text.slice(syntaxError.span.start, syntaxError.span.end);
  const where = word ? `at or near "${word}"` : 'at end of input';
  return { sqlstate: '42601', message: `syntax error ${where}` };
}

/** The level that SET SESSION CHARACTERISTICS would set, where that is not the one there is. */
function sessionIsolation({ node }: Statement): string | undefined {
  if (!node || !('VariableSetStmt' in node) || node.VariableSetStmt.name !== 'SESSION CHARACTERISTICS')
    return undefined;
  return (node.VariableSetStmt.args ?? [])
    .flatMap((mode) =>
      'DefElem' in mode && mode.DefElem.defname === 'transaction_isolation' ? [mode.DefElem.arg] : [],
    )
    .map((level) => (level && 'A_Const' in level ? level.A_Const.sval?.sval : undefined) ?? '')
    .find((level) => level !== 'repeatable read');
}

/** A type as PostgreSQL prints it. */
function typeName(written: string): string {
  const plain = written
    .replaceAll('"', '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/^pg_catalog\./, '');
  const [, base = plain, rest = ''] = /^([a-z0-9_ ]+?)\s*((?:\(.*\))?(?:\s*\[.*\])*)$/.exec(plain) ?? [];
  const array = /\[/.test(rest) || / array\b/.test(plain) ? '[]' : '';
  const name = base.replace(/ array$/, '');
  return `${printedTypes[name] ?? name}${array}`;
}

const printedTypes = lookup<string>({
  int: 'integer',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  float4: 'real',
  float8: 'double precision',
  bool: 'boolean',
  varbit: 'bit varying',
  varchar: 'character varying',
  char: 'character',
  decimal: 'numeric',
  timestamptz: 'timestamp with time zone',
  timetz: 'time with time zone',
});
