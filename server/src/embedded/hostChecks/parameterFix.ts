import type { Fix } from '../../core/lint/problem.js';
import type { Edit } from '../../core/text/edit.js';
import type { Span } from '../../core/text/span.js';
import type { EmbeddedSql, HostText } from '../embeddedSql.js';
import { type HostNode, partsOf } from '../hostNode.js';
import type { HostLanguage } from '../languages.js';
import type { Segment } from '../mappedText.js';
import { type Driver, drivers, styles, type Value } from './drivers.js';
import { smallest } from './smallest.js';

/** What a format puts in for a sign of its literal, by the span of the sign. */
type Formatted = ((start: number, end: number) => string | undefined) | undefined;

/**
 * Hands the values that stand between the quotes of literals over as parameters; none where the call, its list of values or the
 * text leaves a doubt. `holes`: all that the code puts into the text.
 */
export function parameterFix(
  { text, root, matchesAt }: HostText,
  language: HostLanguage,
  piece: EmbeddedSql,
  holes: readonly Segment[],
  formatted: Formatted,
): Fix | undefined {
  const { text: sql, segments, isSure } = piece;
  if (!root || !isSure || isDoubtful.test(sql)) return undefined;
  if (segments.filter(({ kind }) => kind === 'hole').length !== holes.length) return undefined;
  const call = callAround(piece.host, matchesAt);
  const driver = call && driverOf(call, language, text);
  if (!driver || call.at > (driver.before ?? 0)) return undefined;
  const style = styles[driver.style];
  const count = style.count(sql);
  if (count === undefined) return undefined;
  if (style.sign !== undefined && sql.lastIndexOf(style.sign) > (holes[0]?.start ?? 0)) return undefined;
  const values = holes.flatMap((hole) => valueIn(text, hole, formatted) ?? []);
  if (values.length !== holes.length) return undefined;
  const isNamed = driver.style === 'at' || driver.style === 'colon';
  if (isNamed && new Set(values.map(({ name }) => name)).size !== values.length) return undefined;
  const given = added(call, driver, count, values, sql);
  const taken = formatted ? aroundLiteral(root, language, piece) : [];
  if (!given || !taken) return undefined;
  const edits: Edit[] = [...taken];
  for (const [at, hole] of holes.entries()) {
    const place = quotedPlace(text, piece, hole);
    if (!place) return undefined;
    edits.push({ ...place, text: style.written(count + at + 1, values[at]?.name ?? '') });
  }
  const isOne = values.length === 1;
  return {
    id: 'use-parameter',
    title: isOne ? 'Hand the value over as a parameter' : 'Hand the values over as parameters',
    consequence: 'what is no value in the code is sent as NULL, and not as a text',
    safety: 'review',
    edits: [...edits, given],
  };
}

/** Where a quote, or what takes no parameter, may be anything else: comments, other quotes, a second statement. */
const isDoubtful = /--|\/\*|\\|\$\w*\$|"|;\s*\S/;

interface Call {
  readonly callee: string;
  readonly list: HostNode;
  readonly args: readonly HostNode[];
  /** Which of them is the SQL. */
  readonly at: number;
}

/** The call of which an argument is what is written in a span. */
function callAround(host: Span, matchesAt: HostText['matchesAt']): Call | undefined {
  for (const { captures } of matchesAt(host.start - 1)) {
    const callee = captures.find(({ name }) => name === 'callee')?.node;
    const list = captures.find(({ name }) => name === 'arguments')?.node;
    if (!callee || !list || list.startIndex >= host.start) continue;
    const args = partsOf(list);
    const at = args.findIndex(
      ({ startIndex, endIndex }) => startIndex === host.start && endIndex === host.end,
    );
    // Java has what a method is called on apart from its name.
    const target =
      callee.parent?.type === 'method_invocation' && callee.parent.childForFieldName('object')?.text;
    return at < 0 ? undefined : { callee: target ? `${target}.${callee.text}` : callee.text, list, args, at };
  }
  return undefined;
}

const driverOf = ({ callee }: Call, { id }: HostLanguage, text: string): Driver | undefined =>
  drivers.find(
    ({ languages, call, named, others }) =>
      languages.includes(id) && call.test(callee) && named.test(text) && !others.test(text),
  );

/**
 * What a parameter replaces: the value and the quotes around it, within one literal or between two that become one. Undefined
 * where the literals are not written alike.
 */
function quotedPlace(text: string, { text: sql, segments, host }: EmbeddedSql, hole: Segment) {
  const at = segments.indexOf(hole);
  const [before, behind] = [segments[at - 1], segments[at + 1]];
  if (before?.kind !== 'same' || behind?.kind !== 'same') return undefined;
  if (sql[hole.start - 1] !== "'" || sql[hole.end] !== "'") return undefined;
  if ((sql.slice(0, hole.start).split("'").length - 1) % 2 === 0) return undefined;
  const place = { start: before.host.end - 1, end: behind.host.start + 1 };
  if (before.host.end === hole.host.start && hole.host.end === behind.host.start) return place;
  const opening = /^(["'`])\s*(?:\+|<>)\s*$/.exec(text.slice(before.host.end, hole.host.start))?.[1];
  const closing = /^\s*(?:\+|<>)\s*(["'`])$/.exec(text.slice(hole.host.end, behind.host.start))?.[1];
  // What a literal of the other kind would read as its own
  const isPlain = !/[{}\\]/.test(text.slice(behind.host.start, host.end));
  return opening !== undefined && opening === closing && isPlain ? place : undefined;
}

/** What removes a format around its only literal; undefined where the literal is not alone, or has escapes of the format. */
function aroundLiteral(root: HostNode, { writing }: HostLanguage, { host, segments }: EmbeddedSql) {
  const [first, last] = [segments[0], segments.at(-1)];
  if (!first || !last) return undefined;
  let literal = smallest(root, first.host.start, last.host.end);
  while (literal.parent && !writing.literals[literal.type]) literal = literal.parent;
  const { startIndex: start, endIndex: end, text } = literal;
  if (!writing.literals[literal.type] || start < host.start || end > host.end) return undefined;
  if (/%%|\{\{|\}\}/.test(text)) return undefined;
  return [
    { start: host.start, end: start, text: '' },
    { start: end, end: host.end, text: '' },
  ];
}

/** A value as an expression, without the signs that put it into the text. */
function valueIn(text: string, { host }: Segment, formatted: Formatted): Value | undefined {
  const written = formatted ? formatted(host.start, host.end) : text.slice(host.start, host.end);
  const value = written?.replace(/^(?:[$#]?\{|\$)|\}$/g, '').trim() ?? '';
  const name = /[\p{L}_$][\p{L}\p{N}_$]*$/u.exec(value)?.[0];
  return name === undefined ? undefined : { name, text: value };
}

/** The edit that hands values over; undefined where what the call is handed already is not as many as the text takes. */
function added(
  { list, args, at }: Call,
  { place, style }: Driver,
  count: number,
  values: readonly Value[],
  sql: string,
): Edit | undefined {
  const [statement, ...rest] = args.slice(at);
  const { parent } = list;
  if (!statement || rest.some(isSpread)) return undefined;
  const behind = (node: HostNode, text: string) => ({ start: node.endIndex, end: node.endIndex, text });
  const all = values.map(({ text }) => text).join(', ');
  if (place.kind === 'each') {
    const last = rest.at(-1) ?? statement;
    // One of Java may be an array of all
    if (style === 'question' && count === 1) return undefined;
    return rest.length === count + place.behind ? behind(last, `, ${all}`) : undefined;
  }
  if (place.kind === 'after') {
    const outer = parent?.parent;
    if (!parent || count > 0 || !isFree(list, rest, place.of, outer)) return undefined;
    return behind(parent, place.written(values));
  }
  const [given] = rest;
  if (!given) {
    // What an empty list of psycopg means for a sign of percent is not what none means
    const isSafe = count === 0 && !(style === 'percent' && sql.includes('%'));
    return isSafe ? behind(statement, `, ${place.written(values)}`) : undefined;
  }
  if (!place.nodes.test(given.type)) return undefined;
  const listed = partsOf(given);
  if (listed.some(isSpread) || listed.length !== count) return undefined;
  const last = listed.at(-1);
  if (last) return behind(last, `, ${all}`);
  return { start: given.startIndex, end: given.endIndex, text: place.written(values) };
}

/** What may stand for several values, or for a parameter of another place. */
const isSpread = ({ type, text }: HostNode): boolean =>
  /spread|splat|keyword|ERROR/.test(type) ||
  /\.\.\.$|^\*|^new\s[^{(]*\[|^arrayOf\b|^\w+\s*(?::\s|=[^=])/.test(text);

/** Whether nothing follows a call that would bind, set or fill parameters; and, with `of`, it is the only argument of such a call. */
function isFree(
  list: HostNode,
  rest: readonly HostNode[],
  of: RegExp | undefined,
  outer: HostNode | null | undefined,
): boolean {
  const call = list.parent;
  if (!call || !outer) return false;
  if (of) {
    const callee = outer.parent?.childForFieldName('function')?.text ?? '';
    return (
      rest.length === 0 && outer.type === 'argument_list' && partsOf(outer).length === 1 && of.test(callee)
    );
  }
  const hasInitializer = partsOf(call).some(({ type }) => /initializer/.test(type));
  const isBound = /^\s*\.bind\b/.test(outer.text.slice(call.endIndex - outer.startIndex));
  return !hasInitializer && !isBound;
}
