import { query } from '../text/memo.js';
import { type Span, shiftSpan } from '../text/span.js';
import type { Facts } from './script/facts.js';
import { createdFunctions } from './script/foreignCalls.js';
import type { Script, ScriptStatement } from './script/script.js';

type Find<T> = (script: Script, placed: ScriptStatement, number: number) => readonly T[];

/** What is found in each statement of a script that creates functions. */
export const foundWithFunctions = <T extends { readonly at: Span }>(find: Find<T>) =>
  foundUnderDdl({ isAsked: (script) => query(createdFunctions, script).size > 0 }, find);

/** What tells that a search finds nothing, the cheaper first. */
interface Prefilter {
  /** Whether a statement may hold something, by its text alone. */
  readonly mayHold?: (source: string, facts: Facts) => boolean;
  /** Whether a script may, by its DDL and its functions. This may need the whole catalog. */
  readonly isAsked: (script: Script) => boolean;
}

/**
 * What is found in each statement of a script, kept while its text and all DDL of the script stay the same. `find` answers places
 * that are relative to the statement.
 */
export function foundUnderDdl<T extends { readonly at: Span }>(
  { mayHold = () => true, isAsked }: Prefilter,
  find: Find<T>,
): (script: Script) => readonly T[] {
  /** By a statement's text and the number of DDL statements before it: plain queries share their facts. */
  let kept = new Map<string, Map<number, readonly T[]>>();
  let keptUnder: readonly Facts[] | undefined;
  let wasAsked: boolean | undefined;
  let holding = new Map<string, boolean>();
  return (script) => {
    const before = holding;
    holding = new Map();
    const candidates: number[] = [];
    for (const [number, { facts, span }] of script.statements.entries()) {
      const source = script.text.slice(span.start, span.end);
      const mayBe = before.get(source) ?? mayHold(source, facts);
      holding.set(source, mayBe);
      if (mayBe) candidates.push(number);
    }
    if (candidates.length === 0) return [];
    const under = script.statements.flatMap(({ facts }) => (isAskedOf(facts) ? [facts] : []));
    const isSame =
      under.length === keptUnder?.length && under.every((facts, at) => facts === keptUnder?.[at]);
    const known = isSame ? kept : undefined;
    if (!isSame || wasAsked === undefined) wasAsked = isAsked(script);
    keptUnder = under;
    kept = new Map();
    if (!wasAsked) return [];
    const wanted = new Set(candidates);
    let made = 0;
    return script.statements.flatMap((placed, number) => {
      const { facts, span } = placed;
      if (isDdl(facts)) made++;
      if (!wanted.has(number)) return [];
      const source = script.text.slice(span.start, span.end);
      const found = known?.get(source)?.get(made) ?? find(script, placed, number);
      kept.set(source, (kept.get(source) ?? new Map()).set(made, found));
      return found.map((one) => ({ ...one, at: shiftSpan(one.at, span.start) }));
    });
  };
}

/** What `isAsked` may depend on. */
const isAskedOf = (facts: Facts): boolean => isDdl(facts) || facts.createdFunction !== undefined;

const isDdl = ({ ddl }: Facts): boolean => ddl.length > 0;
