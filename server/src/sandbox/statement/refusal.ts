import type { FuncCall } from 'libpg-query';
import { formatType } from '../../core/catalog/formatType.js';
import { maxIndexes } from '../../core/dialect/limits.js';
import { serverErrors } from '../../core/dialect/serverErrors.js';
import type { RuleFinding } from '../../core/lint/engine.js';
import { type RuleId, rules } from '../../core/rules/index.js';
import { isKind, outlineOf } from '../../core/semantics/effect.js';
import { builtInName } from '../../core/syntax/calls.js';
import { constantText } from '../../core/syntax/constants.js';
import type { Statement } from '../../core/syntax/statement.js';
import { isAt, wordOf } from '../../core/syntax/tokens.js';
import { walk } from '../../core/syntax/walk.js';
import { lookup } from '../../core/text/lookup.js';
import { type Refusal, refusal } from '../wire/refusal.js';

const byId = new Map(rules.map((rule) => [rule.id, rule]));

/** The server's error for a finding: recorded words where there are any, else words of the same pattern. */
export function refusalText(finding: RuleFinding<RuleId>, statement: Statement): Refusal {
  const special = variants[finding.rule]?.(statement, finding);
  if (special) return special;
  const recorded = byId.get(finding.rule)?.server;
  if (!recorded) return unrecorded(finding, statement);
  const slots = { ...finding.data, ...(finding.data?.type ? { type: typeName(finding.data.type) } : {}) };
  const { sqlstate, message } = refusal(recorded, slots);
  return { sqlstate, message };
}

/** Where a rule stands for several statements, the server's words for this one. */
const variants: Readonly<
  Partial<Record<RuleId, (statement: Statement, finding: RuleFinding) => Refusal | undefined>>
> = {
  notification: (statement) => unsupportedStatement(capital(wordOf(statement, 0))),
  'custom-type': (_, { data }) => unsupportedStatement(customTypes[data?.kind ?? ''] ?? 'CreateType'),
  'partitioned-table': ({ text }) =>
    /\bpartition\s+of\b/i.test(text) ? refusal(serverErrors.partitionOf) : undefined,
  savepoint: (statement) =>
    refusal(serverErrors.unsupportedTransactionStatement, {
      statement: isAt(statement, 0, 'rollback') ? 'ROLLBACK TO' : wordOf(statement, 0).toUpperCase(),
    }),
  'isolation-level': ({ text }) => {
    const level = /\bisolation\s+level\s+(serializable|read\s+\w+)/i.exec(text)?.[1];
    return level === undefined
      ? undefined
      : refusal(serverErrors.isolationLevel, { level: level.replace(/\s+/g, ' ').toUpperCase() });
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
        ? refusal(serverErrors.renamedObject)
        : undefined,
  'row-policy': (statement) =>
    isAt(statement, 0, 'drop')
      ? droppedObject
      : unsupportedStatement(`${capital(wordOf(statement, 0))}Policy`),
  'function-language': ({ text }) => {
    const language = /\blanguage\s+('?)(\w+)\1/i.exec(text)?.[2];
    return language === undefined
      ? undefined
      : refusal(serverErrors.functionLanguage, { language: language.toLowerCase() });
  },
  'deferrable-constraint': ({ text }, { at }) =>
    /\bcheck\b[^,]*$/i.test(text.slice(0, at.start)) ? refusal(serverErrors.deferrableCheck) : undefined,
  'add-unique': ({ text }) => notValid('UNIQUE', text),
  'add-primary-key': ({ text }) => notValid('PRIMARY KEY', text),
  tablespace: (statement) =>
    isAt(statement, 0, 'create', 'tablespace') ? undefined : refusal(serverErrors.tablespace),
  'foreign-data': (statement) =>
    isAt(statement, 0, 'create', 'foreign', 'table') ? undefined : unsupportedStatement(nodeName(statement)),
  trigger: (statement) => (isAt(statement, 0, 'create') ? undefined : droppedObject),
  'drop-trigger': () => droppedObject,
  'too-many-columns': ({ text }) =>
    /\bprimary\s+key\b/i.test(text) ? refusal(serverErrors.tooManyIndexColumns, { count: '256' }) : undefined,
  'lateral-outer-column': () => refusal(serverErrors.wrongAttributeType, { type: 'record' }),
  'row-security': (statement) => {
    const action = /\b(enable|disable|no\s+force|force)\s+row\s+level\s+security\b/i.exec(
      statement.text,
    )?.[1];
    return action
      ? refusal(serverErrors.rowSecurity, { action: action.replace(/\s+/g, ' ').toUpperCase() })
      : undefined;
  },
  'numeric-precision': ({ text }, { at }) =>
    refusal(serverErrors.numericPrecision, {
      digits: /\d+/.exec(text.slice(at.start))?.[0] ?? '',
      most: '38',
    }),
  'exclusion-constraint': () => refusal(serverErrors.exclusionConstraint),
};

const droppedObject = refusal(serverErrors.droppedObject);

const customTypes = lookup<string>({ Composite: 'CompositeType', Range: 'CreateRange' });

const notValid = (kind: string, text: string): Refusal | undefined =>
  /\bnot\s+valid\b/i.test(text) ? refusal(serverErrors.notValid, { kind }) : undefined;

/** The server names an unsupported statement after PostgreSQL's node. */
const unsupportedStatement = (statement: string): Refusal =>
  refusal(serverErrors.unsupportedStatement, { statement });

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();

const nodeName = ({ node }: Statement): string =>
  (Object.keys(node ?? {})[0] ?? 'statement').replace(/Stmt$/, '').replace(/^CreateFdw$/, 'CreateFdw');

/** Of a clause we say what our rule says. */
function unrecorded({ rule, at, data }: RuleFinding<RuleId>, statement: Statement): Refusal {
  const isWhole = at.start <= (statement.token(0)?.start ?? 0);
  if (isWhole && !isAt(statement, 0, 'alter', 'table')) return unsupportedStatement(nodeName(statement));
  const text = byId.get(rule)?.message ?? rule;
  return refusal({ sqlstate: '0A000', text: text.replace(/\.$/, '') }, data);
}

/** What no rule of a statement holds: an AWS IAM statement that cannot be read, an isolation level of the session, too many keys. */
export function refusalWithoutRule(statement: Statement): Refusal | undefined {
  const { isIam, syntaxError, text } = statement;
  const level = sessionIsolation(statement);
  if (level !== undefined) return refusal(serverErrors.isolationLevel, { level: level.toUpperCase() });
  if (storesUntoldSetting(statement))
    return {
      ...refusal(serverErrors.unsupportedParameter, { parameter: '?' }),
      hint: 'Write the name of the parameter as a constant.',
    };
  if (declaredIndexes(statement) > maxIndexes)
    return refusal(serverErrors.tooManyIndexes, { count: String(maxIndexes) });
  if (!isIam || !syntaxError) return undefined;
  const word = text.slice(syntaxError.span.start, syntaxError.span.end);
  const where = word ? `at or near "${word}"` : 'at end of input';
  return { sqlstate: '42601', message: `syntax error ${where}` };
}

/** How many indexes a CREATE TABLE makes by its keys and unique columns. */
function declaredIndexes({ node }: Statement): number {
  if (!node || !('CreateStmt' in node)) return 0;
  const constraints = (node.CreateStmt.tableElts ?? []).flatMap((element) =>
    'ColumnDef' in element ? (element.ColumnDef.constraints ?? []) : [element],
  );
  return constraints.filter((one) => 'Constraint' in one && indexing.has(one.Constraint.contype ?? ''))
    .length;
}

const indexing: ReadonlySet<string> = new Set(['CONSTR_PRIMARY', 'CONSTR_UNIQUE']);

/**
 * Whether a view, a default or a check calls set_config() with a name that its text does not tell: it may be the isolation,
 * and whoever reads the view does not call the function. Bodies of functions are run by themselves, and watched.
 */
function storesUntoldSetting(statement: Statement): boolean {
  const { node, text } = statement;
  if (!node || 'CreateFunctionStmt' in node || !/\b(?:create|alter)\b.*set_config/is.test(text)) return false;
  const kind = Object.keys(node)[0] ?? '';
  if (!isKind(kind) || outlineOf(statement, kind).changes !== 'schema') return false;
  let found = false;
  walk(node, (name, inner) => {
    if (name !== 'FuncCall') return;
    const call = inner as FuncCall;
    const [parameter] = call.args ?? [];
    found ||= builtInName(call) === 'set_config' && (!parameter || constantText(parameter) === undefined);
  });
  return found;
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
  return `${sqlNames[name] ?? printed(name)}${array}`;
}

/** Names that the grammar alone knows. */
const sqlNames = lookup<string>({ int: 'integer', char: 'character', decimal: 'numeric' });

const printed = (name: string): string =>
  /^\w+$/.test(name) ? formatType({ schema: undefined, name, modifiers: [], dimensions: 0 }) : name;
