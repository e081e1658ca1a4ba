import type { FunctionParameter, TypeName } from 'libpg-query';
import { type Types, writtenType } from '../semantics/infer/types.js';
import { ofType, type Value } from '../semantics/infer/value.js';
import { queriesIn } from '../semantics/queriesIn.js';
import { resolve } from '../semantics/resolve/query.js';
import type { Parameters } from '../semantics/resolve/scope.js';
import { unquoted } from '../syntax/names.js';
import type { NamesAt, Variable } from '../syntax/plpgsqlNames.js';
import { stringsOf } from '../syntax/strings.js';
import type { PlpgsqlPieces } from './plpgsqlPieces.js';
import type { Script } from './script/script.js';

/**
 * The parameters of a body and the variables that it declares, with their types: `integer`, `t.id%TYPE`, and the fields of
 * `t%ROWTYPE`, of a table's row and of a `record` that one query fills. Anything else may be of any type.
 */
export function ofFunction(
  { types, parse }: { readonly types: Types; readonly parse: Script['parse'] },
  declared: readonly FunctionParameter[],
  variables?: NamesAt,
  rowsOf?: PlpgsqlPieces['rowsOf'],
): Parameters {
  const typed = (one: FunctionParameter | undefined): Value =>
    one?.argType ? typeOf(types, one.argType) : ofType(undefined);
  const inputs = declared.filter(({ mode }) => mode !== 'FUNC_PARAM_OUT' && mode !== 'FUNC_PARAM_TABLE');
  const ofVariable = (variable: Variable): Value => {
    const { parameter, type, field } = variable;
    const argument = parameter === undefined ? undefined : declared[parameter]?.argType;
    const query = variable.row && rowsOf?.(variable.row);
    if (field !== undefined && query) {
      const [only, ...others] = queriesIn(parse(query.text.text).node);
      const { columns = [] } =
        only && others.length === 0
          ? resolve(types, only, ofFunction({ types, parse }, declared, query.variables))
          : {};
      return ofType(columns.find(({ name }) => name === field)?.type);
    }
    if (field !== undefined) {
      const row = argument ? stringsOf(argument.names) : type === undefined ? [] : rowNamed(type);
      return columnOf(types, row, field);
    }
    if (parameter !== undefined)
      return variable.kind === 'scalar' || argument?.pct_type ? typed(declared[parameter]) : notTold;
    return type === undefined ? notTold : ofDeclaration(types, parse, type);
  };
  return {
    numbered: (number) => typed(inputs[number - 1]),
    named: (names) => {
      if (variables) {
        const variable = variables.find(names);
        return variable && ofVariable(variable);
      }
      const [last = '', first] = names.toReversed();
      const one = declared.find(({ name }) => name === last);
      if (one && names.length <= 2) return typed(one);
      const row = names.length === 2 ? declared.find(({ name }) => name === first) : undefined;
      return row?.argType && columnOf(types, stringsOf(row.argType.names), last);
    },
  };
}

const notTold = ofType(undefined);

/** A type in the head of a function, where `t.id%TYPE` may stand. */
function typeOf(types: Types, type: TypeName): Value {
  const names = stringsOf(type.names);
  return type.pct_type
    ? columnOf(types, names.slice(0, -1), names.at(-1) ?? '')
    : ofType(writtenType(types, type));
}

/** The type of a column, by the name of its table in parts. */
function columnOf(types: Types, table: readonly string[], column: string): Value {
  const [name, schema] = table.toReversed();
  const relation = name === undefined ? undefined : types.names.relation({ schema, name });
  const type = relation?.columns.find((one) => one.name === column)?.type;
  return ofType(type && types.keyOf(type));
}

function ofDeclaration(types: Types, parse: Script['parse'], written: string): Value {
  const names = partsOf(written.replace(/%\s*type$/i, ''));
  if (/%\s*type$/i.test(written)) return columnOf(types, names.slice(0, -1), names.at(-1) ?? '');
  if (/%|^record$|--|\/\*/i.test(written)) return notTold;
  const { node } = parse(`SELECT CAST(NULL AS ${written})`);
  const [target] = node && 'SelectStmt' in node ? (node.SelectStmt.targetList ?? []) : [];
  const value = target && 'ResTarget' in target ? target.ResTarget.val : undefined;
  const type = value && 'TypeCast' in value ? value.TypeCast.typeName : undefined;
  return type ? ofType(writtenType(types, type)) : notTold;
}

/** The parts of the table whose rows a variable holds: `app.t%ROWTYPE`, or its name alone. */
const rowNamed = (written: string): readonly string[] => partsOf(written.replace(/%\s*rowtype$/i, ''));

/** The parts of a plain name, folded; none for anything else. */
const partsOf = (written: string): readonly string[] =>
  /^\s*(?:"(?:[^"]|"")+"|[\w$\u0080-\uffff]+)(?:\s*\.\s*(?:"(?:[^"]|"")+"|[\w$\u0080-\uffff]+))*\s*$/.test(
    written,
  )
    ? (written.match(/"(?:[^"]|"")+"|[\w$\u0080-\uffff]+/g) ?? []).map((part) => unquoted(part))
    : [];
