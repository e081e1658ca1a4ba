import type { CreateOperator, Target } from '../change.js';
import { forget } from './drop.js';
import type { OperatorEntry, SchemaEntry } from './entry.js';
import { History } from './history.js';
import { overloadsOf, signatureOfTypes } from './overloads.js';
import { routineCalled } from './routine.js';
import {
  change,
  noEntries,
  originOf,
  type Stage,
  schemaToMake,
  searchPath,
  setName,
  typeWritten,
  write,
} from './stage.js';

export function createOperator(stage: Stage, { name, left, right, routine }: CreateOperator): void {
  const schema = schemaToMake(stage, name);
  const operator: OperatorEntry = { kind: 'operator', state: new History(), dependents: noEntries };
  const operands = {
    left: left && typeWritten(stage, left, operator),
    right: typeWritten(stage, right, operator),
  };
  const signature = signatureOfTypes([operands.left, operands.right]);
  const overloads = overloadsOf(schema.operators, name.name);
  const known = overloads.now(signature);
  if (known) forget(stage, known, { isCascade: false });
  const types = left ? [left, right] : [right];
  write(stage, operator.state, {
    schema,
    name: name.name,
    origin: originOf(stage, { kind: 'statement' }),
    comment: undefined,
    ...operands,
    routine: routineCalled(stage, { name: routine, types }, operator),
    signature,
  });
  setName(stage, overloads, signature, operator);
}

export function operatorNamed(
  stage: Stage,
  { name: { schema, name }, left, right }: Extract<Target, { readonly kind: 'operator' }>,
): OperatorEntry | undefined {
  const types = [left, right].map((type) => type && typeWritten(stage, type, undefined));
  const signature = signatureOfTypes(types);
  for (const one of schema === undefined ? searchPath(stage) : [schema]) {
    const found = stage.schemas.now(one)?.operators.get(name)?.now(signature);
    if (found) return found;
  }
  return undefined;
}

export function moveOperator(stage: Stage, operator: OperatorEntry, schema: SchemaEntry): void {
  const { now } = operator.state;
  if (!now) return;
  setName(stage, overloadsOf(now.schema.operators, now.name), now.signature, undefined);
  setName(stage, overloadsOf(schema.operators, now.name), now.signature, operator);
  change(stage, operator.state, { schema });
}
