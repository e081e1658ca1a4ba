import { byKey } from '../core/text/byKey.js';
import type { Span } from '../core/text/span.js';
import type { HostNode } from './hostNode.js';
import { partsOf } from './hostNode.js';
import type { HostLanguage } from './languages.js';
import { holeText, readText } from './literals.js';
import { type MappedText, type TextBuilder, textBuilder } from './mappedText.js';
import { isSurely, startOf } from './statementStart.js';

/** A SQL text in a file of another language. */
export interface EmbeddedSql extends MappedText {
  /** The expression of the host that makes it. */
  readonly host: Span;
  /** `statement`: it is sent as it is. `fragment`: a part of one, of which nothing is said unless it can be read. */
  readonly kind: 'statement' | 'fragment';
  readonly hasHoles: boolean;
  /** Whether it is sure that PostgreSQL reads it: the same call may speak to another database. */
  readonly isSure: boolean;
}

/** Reads the versions of one file, each from the one before. */
export type HostReader = (text: string) => HostText;

/** One version of a file, and its tree. */
export interface HostText {
  readonly text: string;
  readonly root: HostNode | undefined;
  /** The matches of the language's query whose node holds an offset, from the innermost a few nodes out. */
  readonly matchesAt: (offset: number) => Iterable<Captured>;
}

/** A match of a language's query. */
export interface Captured {
  readonly captures: readonly { readonly name: string; readonly node: HostNode }[];
}

/** How sure it is that a file speaks to PostgreSQL: `named`, `possible` where it says nothing, `other` where it names another database. */
export type Reason = 'named' | 'possible' | 'other';

/** The SQL texts of a file, in its order; none is in two. */
export function embeddedIn(
  host: HostText,
  language: HostLanguage,
  reason: Reason,
  ownNames: readonly string[] = [],
  isSure = true,
): readonly EmbeddedSql[] {
  if (reason === 'other') return [];
  const byName = declarationsIn(host);
  const aliases = aliasesIn(host.text, language);
  const found = new Map<number, EmbeddedSql>();
  const seen = new Set<number>();
  const take = (node: HostNode | undefined, how: How): void => {
    const value = node && meantBy(node, byName);
    const made = value && sqlOf(value, language, how);
    if (made && !found.has(made.host.start)) found.set(made.host.start, { ...made, isSure });
  };
  for (const { 0: word, index } of host.text.matchAll(placesOf(language, [...ownNames, ...aliases.keys()]))) {
    if (!aliases.has(word) && isOfOthers(word, index, host.text, language, reason, ownNames)) continue;
    for (const { captures } of host.matchesAt(index)) {
      const nodeOf = (name: string) => captures.find((one) => one.name === name)?.node;
      const [callee, args] = [nodeOf('callee'), nodeOf('arguments')];
      const [tag, template] = [nodeOf('tag'), nodeOf('template')];
      const [target, assigned] = [nodeOf('property'), nodeOf('assigned')];
      const comment = nodeOf('comment');
      const holder = args ?? template ?? assigned ?? comment;
      // What is around a call is found by its own name.
      const place = callee ?? tag ?? target ?? comment;
      if (!holder || !place || index < place.startIndex || index >= place.endIndex) continue;
      if (seen.has(holder.startIndex)) continue;
      seen.add(holder.startIndex);
      if (callee && args) {
        const name = lastName(callee.text);
        const how = language.isOther?.(name, args.text, host.text)
          ? undefined
          : howOfCall(aliases.get(name) ?? name, callee, language, reason, ownNames);
        if (how) for (const argument of sqlArguments(args, language, byName, how)) take(argument, how);
      } else if (tag && template) {
        if (isTag(tag.text, template, language, reason, ownNames)) take(template, 'template');
      } else if (target && assigned) {
        if (language.properties.test(lastName(target.text))) take(assigned, 'call');
      } else if (comment && marked.test(comment.text)) take(markedBy(comment), 'marked');
    }
  }
  let end = 0;
  return [...found.values()]
    .sort((one, other) => one.host.start - other.host.start)
    .filter(({ host: { start, end: own } }) => {
      // What stands inside of another one is a part of it.
      const isApart = end <= start;
      end = Math.max(end, own);
      return isApart;
    });
}

/** The names under which a file imports what takes SQL: `text as sql_text`. */
function aliasesIn(text: string, { calls, looseCalls }: HostLanguage): ReadonlyMap<string, string> {
  const found = text.matchAll(/(?<![\p{L}\p{N}_$])(\w+)\s+as\s+(\w+)[^\S\n]*(?=[,)}]|\r?\n)/gu);
  return new Map(
    [...found].flatMap(([, name = '', alias = '']) =>
      name !== alias && (calls.test(name) || looseCalls.test(name)) ? [[alias, name] as const] : [],
    ),
  );
}

/** The words near which SQL may stand: the last one of each callee, tag and property, and marks in comments. */
function placesOf(
  { calls, looseCalls, expressions, tags, properties }: HostLanguage,
  ownNames: readonly string[],
): RegExp {
  const names = [calls, looseCalls, expressions, tags, properties].map(({ source }) => source.slice(1, -1));
  const own = ownNames.map((name) => name.replaceAll('$', '\\$'));
  const words = [...names, ...own].filter((source) => source !== '' && source !== '(?:)').join('|');
  const name = `(?:${words}|(?:${runners})(?=\`))(?![\\p{L}\\p{N}_$])${isTaking}`;
  return new RegExp(
    `(?<![\\p{L}\\p{N}_$])(?:${name}|sql(?=\\.\\w+\\())|(?:\\/\\*|\\/\\/|#)\\s*(?:language|sql|postgresql|pgsql)\\b`,
    'giu',
  );
}

/**
 * Whether a name is only that of a call which much else has too, on nothing that is called like a connection, or is written in
 * other letters. So a file that speaks to no database is not parsed.
 */
function isOfOthers(
  word: string,
  index: number,
  text: string,
  { calls, looseCalls, expressions, tags, properties }: HostLanguage,
  reason: Reason,
  ownNames: readonly string[],
): boolean {
  if (!/^[\p{L}_$]/u.test(word) || ownNames.includes(word) || runner.test(word)) return false;
  if ([calls, expressions, tags, properties].some((one) => one.test(word))) return false;
  if (!looseCalls.test(word)) return true;
  if (reason === 'named') return false;
  const end = index + word.length;
  return !connectionLike.test(text.slice(Math.max(0, end - longestCallee), end));
}

/** What stands behind a name that is called, is a tag or is assigned to: to look at all others takes most of the time. */
const isTaking = String.raw`(?=\s*[!?]?\s*(?:[(<\[{"'~\x60]|::|\?\.|\.\s*<|=(?![=>])|\/[*/]|#))`;

/** What people call a client, which may be a tag too. */
const runners = 'tx|trx|db|client|pg|pool|conn|connection';
const runner = new RegExp(`^(?:${runners})$`);

/**
 * `call`: what a driver is handed. `perhaps`: what a call is handed that much else has too. `template`: of a tag. `expression`:
 * of SQL. `marked`: by a person.
 */
type How = 'call' | 'perhaps' | 'template' | 'expression' | 'marked';

/** What a name of the file is declared as, a variable or a member; undefined where it is not, or in more than one place. */
type Declarations = (name: string, isMember: boolean) => HostNode | undefined;

function declarationsIn({ text, matchesAt }: HostText): Declarations {
  const known = new Map<string, HostNode | undefined>();
  let places: ReadonlyMap<string, readonly number[]> | undefined;
  return (name, isMember) => {
    const key = `${isMember ? '.' : ''}${name}`;
    if (known.has(key)) return known.get(key);
    places ??= byKey([...text.matchAll(/[\p{L}\p{N}_$]+/gu)].map(({ 0: word, index }) => [word, index]));
    const values = new Map<number, HostNode>();
    for (const index of places.get(name) ?? [])
      for (const { captures } of matchesAt(index)) {
        const declared = captures.find((one) => one.name === 'name')?.node;
        const value = captures.find((one) => one.name === 'value')?.node;
        // A key of an object is no variable.
        if (
          declared?.startIndex !== index ||
          !value ||
          (!isMember && declared.type === 'property_identifier')
        )
          continue;
        values.set(value.startIndex, value);
      }
    const [only] = values.size === 1 ? values.values() : [];
    known.set(key, only);
    return only;
  };
}

/** What a name stands for, also as a member of something; any other expression is itself. */
const meantBy = (node: HostNode, byName: Declarations): HostNode | undefined =>
  named.test(node.type) && /^@?[\p{L}\p{N}_$.:]+$/u.test(node.text)
    ? byName(lastName(node.text), !/^(?:identifier|shorthand_property_identifier)$/.test(node.type))
    : node;

const named =
  /^(?:identifier|simple_identifier|shorthand_property_identifier|member_expression|field_access|member_access_expression|navigation_expression|selector_expression|attribute|scoped_identifier|field_expression|unary_operator)$/;

/** The last name of a callee: `query` of `db.query<User>`. */
function lastName(callee: string): string {
  const plain = callee
    .slice(-longestCallee)
    .replace(/(?:::)?<[^<>]*(?:<[^<>]*>[^<>]*)*>$/, '')
    .replace(/\([^()]*\)$/, '');
  return /[\p{L}\p{N}_$]+[!?]?$/u.exec(plain)?.[0] ?? '';
}

function howOfCall(
  name: string,
  callee: HostNode,
  { calls, looseCalls, expressions }: HostLanguage,
  reason: Reason,
  ownNames: readonly string[],
): How | undefined {
  if (ownNames.includes(name)) return 'marked';
  if (expressions.test(name)) return 'expression';
  if (calls.test(name)) return 'call';
  if (!looseCalls.test(name)) return undefined;
  // Java has the name of a method apart from what it is called on.
  const target = callee.parent?.childForFieldName('object')?.text;
  const written = `${target === undefined ? '' : `${target}.`}${callee.text}`.slice(-longestCallee);
  if (ofOthers.test(written)) return undefined;
  if (connectionLike.test(written)) return 'call';
  if (reason !== 'named') return undefined;
  return ofAnything.test(name) ? 'perhaps' : 'call';
}

/** UTF-16 units of a callee, from its end: a chain of calls is one for each of them. */
const longestCallee = 400;

/** Names that much else has too. */
const ofAnything =
  /^(?:get|all|run|one|many|any|none|result|prepare|stream|fetch|Get|Select|query|update|Queue)$/;

/** What runs something else. */
const ofOthers =
  /(?:^|\.)(?:os|shell|ssh|subprocess|process|redis\w*|cache|executor|commandBus|console|logger|log)\.\w+$/i;

/** What people call what they send SQL by. */
const connectionLike =
  /(?:^|[^\p{L}])(?:\w*(?:db|database|pool|client|conn|connection|cur|cursor|session|tx|trx|transaction|repo|postgrex|jdbc\w*|pg\w*|sql\w*|engine|statement|stmt|queryRunner|manager|batch|template|handle|dataSource|prisma|knex|builder)|op|em|ctx|t)\b[^.]*(?:\.|::|->)/iu;

function isTag(
  written: string,
  template: HostNode,
  { tags }: HostLanguage,
  reason: Reason,
  ownNames: readonly string[],
): boolean {
  const name = lastName(written);
  if (tags.test(name) || ownNames.includes(name) || /(?:^|\.)sql\.\w+(?:\(.*\))?$/s.test(written))
    return true;
  return reason === 'named' && runner.test(name) && startOf(template.text.slice(1)) === 'statement';
}

/** The arguments of a call that are SQL: the one of a name for it, else the first that is a text. */
function sqlArguments(
  args: HostNode,
  language: HostLanguage,
  byName: Declarations,
  how: How,
): readonly HostNode[] {
  const found: HostNode[] = [];
  for (const argument of partsOf(args).slice(0, mostArguments)) {
    const parts = partsOf(argument);
    const [key, value] = parts;
    const isNamed =
      key &&
      value &&
      parts.length === 2 &&
      /argument|pair/.test(argument.type) &&
      language.keys.test(lastName(key.text));
    const given = isNamed ? value : (inObject(bare(argument, language), language.keys) ?? argument);
    const candidates = choicesOf(unwrapped(given)).filter((one) => {
      const node = meantBy(one, byName);
      return node && sqlOf(node, language, how);
    });
    if (candidates.length === 0) continue;
    found.push(...candidates);
    // `execute(up, down)` of a migration has two; elsewhere what follows are values.
    if ((how !== 'call' && how !== 'perhaps') || found.length >= 2) break;
    if (!/^(?:execute|RunSQL)$/.test(lastName(args.parent?.text.split('(')[0] ?? ''))) break;
  }
  return found.map(unwrapped);
}

const mostArguments = 4;

/** Both of what a condition chooses from. */
function choicesOf(node: HostNode): readonly HostNode[] {
  if (!/^(?:ternary|conditional)_expression$/.test(node.type)) return [node];
  const parts = partsOf(node);
  // Python has its condition between the two.
  const [one, other] = [
    node.childForFieldName('consequence') ?? parts[0],
    node.childForFieldName('alternative') ?? parts[2],
  ];
  return [one, other].flatMap((part) => (part ? unwrapped(part) : []));
}

/** Kotlin, C# and Java put each argument into a node of its own. */
function unwrapped(node: HostNode): HostNode {
  const parts = partsOf(node);
  return /^(?:argument|value_argument)$/.test(node.type) && parts.length === 1 && parts[0] ? parts[0] : node;
}

/** The SQL of an object that says it by a key: `{ text: 'SELECT 1', values: [] }`. */
function inObject(node: HostNode, keys: RegExp): HostNode | undefined {
  if (node.type !== 'object') return undefined;
  for (const pair of partsOf(node)) {
    if (pair.type === 'shorthand_property_identifier' && keys.test(pair.text)) return pair;
    const key = pair.childForFieldName('key');
    const value = pair.childForFieldName('value');
    if (key && value && keys.test(key.text.replace(/['"]/g, ''))) return value;
  }
  return undefined;
}

const marked = /^(?:\/\*|\/\/|#)\s*(?:language\s*=\s*)?(?:sql|postgresql|pgsql)\b\s*(?:\*\/)?$/i;

/** The literal behind a comment, or behind the name that stands there. */
function markedBy(comment: HostNode): HostNode | undefined {
  const siblings = comment.parent?.children ?? [];
  const at = siblings.findIndex((one) => one?.startIndex === comment.startIndex);
  const next = siblings.slice(at + 1).find((one) => one?.isNamed);
  return next ? firstLiteral(next, 0) : undefined;
}

function firstLiteral(node: HostNode, depth: number): HostNode | undefined {
  if (/string|sigil/.test(node.type) || /^(?:binary_|concatenated_|additive_)/.test(node.type)) return node;
  if (depth > 3) return undefined;
  const value = node.childForFieldName('value') ?? node.childForFieldName('right');
  if (value) return firstLiteral(value, depth + 1);
  for (const child of partsOf(node)) {
    const literal = firstLiteral(child, depth + 1);
    if (literal) return literal;
  }
  return undefined;
}

/** The SQL that an expression makes; undefined where it is none, or is in a place that may hold other text. */
export function sqlOf(
  node: HostNode,
  language: HostLanguage,
  how: How,
): Omit<EmbeddedSql, 'isSure'> | undefined {
  if (node.endIndex - node.startIndex > longest) return undefined;
  const builder = textBuilder();
  const isExpression = how === 'expression';
  if (isExpression) builder.invent('SELECT ');
  const { literal, holes } = formatted(bare(node, language));
  const written = withHoles(withHoles(builder, language.parameters), holes);
  if (!readText(literal, language.writing, written)) return undefined;
  const mapped = builder.done();
  const kind = isExpression ? 'fragment' : startOf(mapped.text);
  if (how === 'call' && kind === 'fragment') return undefined;
  if (how === 'perhaps' && !isSurely(mapped.text)) return undefined;
  const hasHoles = mapped.segments.some((segment) => segment.kind === 'hole');
  return { ...mapped, host: { start: node.startIndex, end: node.endIndex }, kind, hasHoles };
}

/** UTF-16 units: more is data. */
const longest = 200_000;

function bare(node: HostNode, language: HostLanguage): HostNode {
  const [inner] = language.writing.wrappers.includes(node.type) ? partsOf(node) : [];
  return inner ? bare(inner, language) : node;
}

interface Formatted {
  readonly literal: HostNode;
  /** What stands for values in the literal. */
  readonly holes?: RegExp;
}

/** The literal of an expression that trims it, takes its indentation away or puts values into it. */
function formatted(node: HostNode): Formatted {
  const { type, text } = node;
  const [first] = partsOf(node);
  if (type === 'binary_operator' && first && /string/.test(first.type) && isOperator(node, '%'))
    return { literal: first, holes: percents };
  if (!/call|invocation/.test(type)) return { literal: node };
  const literal = firstLiteral(node, 0);
  if (!literal) return { literal: node };
  if (/\.\s*(?:trimIndent|stripIndent|strip|trim|TrimSpace)\s*\(\s*\)$/.test(text)) return { literal };
  if (/^(?:(?:textwrap|inspect)\.)?(?:dedent|cleandoc)\s*\(|^strings\.TrimSpace\(/.test(text))
    return { literal };
  if (/^(?:fmt\.Sprintf|String\.format)\s*\(/.test(text)) return { literal, holes: percents };
  if (/^(?:string\.Format|format!|String\.Format)\s*\(/.test(text)) return { literal, holes: braces };
  const isFormat = /^["'][\s\S]*\.(format|formatted)\s*\([\s\S]*\)$/.exec(text);
  // A format of Kotlin is called as one of Python, and written as one of Java.
  const isOfBraces = isFormat?.[1] === 'format' && (/\{\w*\}/.test(literal.text) || !/%/.test(literal.text));
  if (isFormat) return { literal, holes: isOfBraces ? braces : percents };
  return { literal: node };
}

const percents = /%%|%(?:\(\w+\)|\[\d+\])?[-+# 0]*\d*(?:\.\d+)?[sdifvqtTxrbeg](?!\w)/g;
const braces = /\{[\w.:![\]]*\}/g;

const isOperator = ({ children }: HostNode, operator: string): boolean =>
  children.some((child) => child && !child.isNamed && child.text === operator);

/** What a pattern finds in the text becomes holes. */
function withHoles(builder: TextBuilder, holes: RegExp | undefined): TextBuilder {
  if (!holes) return builder;
  return {
    ...builder,
    add(kind, text, host, write) {
      if (kind !== 'same') return builder.add(kind, text, host, write);
      let done = 0;
      const same = (end: number) => {
        if (end > done || text === '')
          builder.add(
            'same',
            text.slice(done, end),
            { start: host.start + done, end: host.start + end },
            write,
          );
      };
      for (const match of text.matchAll(holes)) {
        if (match[0] === '%%') continue;
        same(match.index);
        done = match.index + match[0].length;
        builder.add('hole', holeText, { start: host.start + match.index, end: host.start + done });
      }
      same(text.length);
    },
  };
}
