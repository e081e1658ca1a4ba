import { cast } from './coercion.js';
import type { Context } from './context.js';
import type { TypeKey } from './types.js';
import { type Changing, ofType } from './value.js';

/** A routine, by itself or behind an operator. */
interface Run {
  readonly name: string;
  readonly volatility: string | undefined;
  readonly kind: 'call' | 'operation';
  /** What the statement calls it. */
  readonly called: string;
  readonly node: object;
  readonly operands: readonly TypeKey[];
}

/**
 * Why a call is not immutable; undefined where that is not certain. PostgreSQL inlines a few of its own functions as a cast of
 * one argument to text, so the type of that argument decides.
 */
export function changingRun(
  context: Context,
  { name, volatility, kind, called, node, operands }: Run,
): Changing | undefined {
  if (volatility === undefined || volatility === 'immutable') return undefined;
  const printed = operands[asText[name] ?? -1];
  if (
    printed !== undefined &&
    cast(context, ofType(printed), 'text', node, 'explicit').changing === undefined
  )
    return undefined;
  return { kind, node, name: called, operands };
}

/** By function, the number of the argument that is cast. */
const asText: Readonly<Record<string, number>> = Object.assign(Object.create(null), {
  anytextcat: 0,
  quote_literal: 0,
  quote_nullable: 0,
  textanycat: 1,
});

/** Whether a function is never immutable, whatever its arguments. */
export const alwaysChanges = ({ name, volatility }: Pick<Run, 'name' | 'volatility'>): boolean =>
  volatility !== 'immutable' && asText[name] === undefined;
