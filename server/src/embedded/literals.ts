import { type HostNode, partsOf } from './hostNode.js';
import type { TextBuilder, Write } from './mappedText.js';
import type { LiteralForm, Writing } from './writing.js';

/** What stands for a part of a text that is only known when the host runs: core reads it as a tool's placeholder. */
export const holeText = `$\{h}`;

/**
 * Adds the text that an expression of the host makes; answers false, and adds nothing, where none of it is a literal. Parts
 * that are no literals are holes.
 */
export function readText(node: HostNode, writing: Writing, builder: TextBuilder): boolean {
  if (!holdsLiteral(node, writing)) return false;
  add(node, writing, builder);
  return true;
}

function add(node: HostNode, writing: Writing, builder: TextBuilder): void {
  const form = formOf(node, writing);
  const operands = operandsOf(node, writing);
  const inner = writing.wrappers.includes(node.type) ? partsOf(node)[0] : undefined;
  if (form) addLiteral(node, form, builder);
  else if (operands) for (const operand of operands) add(operand, writing, builder);
  else if (inner) add(inner, writing, builder);
  else builder.add('hole', holeText, { start: node.startIndex, end: node.endIndex });
}

function holdsLiteral(node: HostNode, writing: Writing): boolean {
  if (formOf(node, writing)) return true;
  const operands = operandsOf(node, writing);
  if (operands) return operands.some((operand) => holdsLiteral(operand, writing));
  const inner = writing.wrappers.includes(node.type) ? partsOf(node)[0] : undefined;
  return inner !== undefined && holdsLiteral(inner, writing);
}

function operandsOf(node: HostNode, { joins, sequences }: Writing): readonly HostNode[] | undefined {
  if (sequences.includes(node.type)) return partsOf(node);
  const operators = joins[node.type];
  if (!operators) return undefined;
  const isJoin = node.children.some((child) => child && !child.isNamed && operators.includes(child.text));
  return isJoin ? partsOf(node) : undefined;
}

const formOf = (node: HostNode, { literals }: Writing): LiteralForm | undefined =>
  literals[node.type]?.find(({ open }) => open.test(node.text.slice(0, longestOpening)));

/** UTF-16 units. */
const longestOpening = 40;

function addLiteral(node: HostNode, form: LiteralForm, builder: TextBuilder): void {
  const { text, startIndex } = node;
  const opening = form.open.exec(text.slice(0, longestOpening))?.[0] ?? '';
  const delimiter = form.closing(opening);
  const end = text.endsWith(delimiter) && text.length >= opening.length + delimiter.length;
  const write = form.write(opening, delimiter);
  const behind = text.length - (end ? delimiter.length : 0);
  const last = startIndex + behind - (form.isBlock ? lastBreak(text.slice(opening.length, behind)) : 0);
  let from = startIndex + opening.length;
  for (const hole of holesOf(node, form)) {
    addWritten(text.slice(from - startIndex, hole.start - startIndex), from, form, write, builder);
    builder.add('hole', holeText, hole);
    from = hole.end;
  }
  addWritten(text.slice(from - startIndex, Math.max(from, last) - startIndex), from, form, write, builder);
}

/** UTF-16 units of the line break that ends a block, and of what indents its end. */
const lastBreak = (content: string): number =>
  /^\r?\n/.test(content) ? (/\r?\n[ \t]*$/.exec(content)?.[0].length ?? 0) : 0;

/** The interpolations of a literal: some grammars put their marks beside the expression. */
const holesOf = ({ children }: HostNode, { holes }: LiteralForm): readonly { start: number; end: number }[] =>
  children.flatMap((child, at) => {
    if (!child || !holes.includes(child.type)) return [];
    const [before, behind] = [children[at - 1], children[at + 1]];
    return {
      start: before && /^\$\{?$/.test(before.text) ? before.startIndex : child.startIndex,
      end: behind?.text === '}' && before?.text === '${' ? behind.endIndex : child.endIndex,
    };
  });

/** Text between two interpolations, escape by escape. */
function addWritten(
  text: string,
  start: number,
  { escapes }: LiteralForm,
  write: Write,
  builder: TextBuilder,
): void {
  let done = 0;
  const addSame = (end: number) => {
    if (end > done)
      builder.add('same', text.slice(done, end), { start: start + done, end: start + end }, write);
  };
  for (const match of escapes ? text.matchAll(escapes) : []) {
    addSame(match.index);
    const span = { start: start + match.index, end: start + match.index + match[0].length };
    builder.add('escape', meaningOf(match[0]), span, write);
    done = match.index + match[0].length;
  }
  // A literal of nothing is a place to type in.
  if (done === 0 && text === '') builder.add('same', '', { start, end: start }, write);
  addSame(text.length);
}

/** What an escape sequence stands for. One that is unknown is what it escapes. */
function meaningOf(sequence: string): string {
  if (!sequence.startsWith('\\')) return sequence.slice(0, 1);
  const [, sign = ''] = sequence;
  const code = /^\\(?:[xuU]\{?([\da-f]+)\}?|([0-7]{1,3}))$/i.exec(sequence);
  if (code) return codePoint(code[1] === undefined ? parseInt(code[2] ?? '0', 8) : parseInt(code[1], 16));
  if (/^\\\r?\n/.test(sequence)) return '';
  return named[sign] ?? sequence.slice(1);
}

const codePoint = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd');

const named: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\u0007',
  e: '\u001b',
  s: ' ',
};
