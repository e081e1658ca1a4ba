import { isRefused } from '../../core/dialect/asOf.js';
import { saidAs } from '../../core/dialect/words.js';
import { type AsOf, createAnalyzer, type Parser } from '../../core/lint/analysis.js';
import { checkStatement, type RuleFinding, ruleSetFor } from '../../core/lint/engine.js';
import { titleOf } from '../../core/lint/problem.js';
import { type RuleId, rules } from '../../core/rules/index.js';
import { sqlInBody } from '../../core/syntax/bodyPieces.js';
import { parseStatement } from '../../core/syntax/parse.js';
import { type Statement, statementText } from '../../core/syntax/statement.js';
import { applyEdits, type Edit } from '../../core/text/edit.js';
import type { Refusal } from '../wire/refusal.js';
import { type Action, actionOf } from './action.js';
import { refusalText, refusalWithoutRule } from './refusal.js';
import { never, type Repeats, repeatsOf } from './repeats.js';
import { shapeOf } from './shape.js';
import { storedForm } from './storedForm.js';

/** What the sandbox makes of one statement before PostgreSQL sees it. */
export interface Admission {
  /** As the client sent it. */
  readonly text: string;
  /** As PostgreSQL shall read it. */
  readonly sql: string;
  /** What that differs in. */
  readonly edits: readonly Edit[];
  readonly action: Action;
  readonly repeats: Repeats;
  /** It is no statement: PostgreSQL tells where. */
  readonly isMisspelled: boolean;
  /** Why Aurora DSQL would not take it. */
  readonly refusal: Refusal | undefined;
}

/**
 * Reads statements by the dialect of a day. Equal texts are read once, and queries and changes that differ in constants only;
 * a few thousand are remembered.
 */
export function createAdmission(parser: Parser, asOf: AsOf): (text: string) => Admission {
  const set = ruleSetFor(rules, asOf);
  const analyzer = createAnalyzer(parser, rules);
  const known = new Map<string, Admission>();
  const shapes = new Map<string, Admission>();

  const admit = (text: string, depth: number): Admission => {
    const words = statementText(text);
    const filtered = set.prefilter(words);
    const statement = parseStatement(parser, words);
    const findings = checkStatement(set, statement, filtered).filter(
      // From then on the limits are PostgreSQL's own, which tells the number.
      ({ rule }) => rule !== 'numeric-precision' || isRefused('numeric-1000', asOf),
    );
    const finding = decisive(findings);
    const action = actionOf(statement);
    const refusal = finding
      ? { ...refusalText(finding, statement), hint: hintOf(finding) }
      : (refusalWithoutRule(statement) ?? bodyRefusal(statement, depth));
    const edits = storedForm(statement);
    const said = refusal && { ...refusal, message: saidAs(refusal.message, asOf) };
    const repeats = changing.has(action.kind) ? repeatsOf(statement) : never;
    const sql = edits.length > 0 ? applyEdits(text, edits) : text;
    const isMisspelled = statement.syntaxError !== undefined;
    return { text, sql, edits, action, repeats, isMisspelled, refusal: said };

    function hintOf({ rule }: RuleFinding<RuleId>): string | undefined {
      const [fix] =
        analyzer.analyze(text, { asOf }).problems.find((problem) => problem.rule === rule)?.fixes ?? [];
      if (!fix) return rules.find(({ id }) => id === rule)?.instead;
      const fixed = applyEdits(text, fix.edits).trim();
      return fixed === '' ? titleOf(fix) : `${titleOf(fix)}: ${fixed}`;
    }
  };

  /** What a function or a DO block runs is held to the dialect like what a client sends. */
  function bodyRefusal(statement: Statement, depth: number): Refusal | undefined {
    for (const text of sqlInBody(statement)) {
      if (depth === mostBodies) return tooManyBodies;
      const { refusal } = admit(text, depth + 1);
      if (refusal) return { ...refusal, hint: undefined };
    }
    return undefined;
  }

  return (text) => {
    const before = known.get(text);
    if (before) return before;
    const shape = text.length < longText ? shapeOf(text) : undefined;
    const alike = shape === undefined ? undefined : shapes.get(shape);
    if (alike) return { ...alike, text, sql: text };
    const admission = admit(text, 0);
    if (shape !== undefined && isAlikeFor(admission)) keep(shapes, shape, admission);
    else if (text.length < longText) keep(known, text, admission);
    return admission;
  };
}

/** Whether it says nothing that holds for one text only. */
const isAlikeFor = ({ action, edits, refusal }: Admission): boolean =>
  !refusal && edits.length === 0 && withoutPlaces.has(action.kind);

const withoutPlaces: ReadonlySet<Action['kind']> = new Set<Action['kind']>([
  'read',
  'write',
  'lock',
  'routine',
]);

/** Actions that a transaction may do again. */
const changing: ReadonlySet<Action['kind']> = new Set<Action['kind']>(['write', 'lock', 'copyIn', 'setting']);

function keep(all: Map<string, Admission>, key: string, admission: Admission): void {
  if (all.size >= remembered) all.clear();
  all.set(key, admission);
}

/** Bodies within bodies that are read. */
const mostBodies = 8;
const tooManyBodies: Refusal = {
  sqlstate: '54001',
  message: 'function bodies are nested too deeply',
  hint: undefined,
};

const remembered = 5_000;
/** UTF-16 units. */
const longText = 10_000;

/** The finding whose error the server would answer, if it refuses the statement at all. */
function decisive(findings: readonly RuleFinding<RuleId>[]): RuleFinding<RuleId> | undefined {
  const refused = findings.filter(({ rule }) => refusing.has(rule));
  const rank = ({ rule }: RuleFinding<RuleId>) => {
    const place = firstChecked.indexOf(rule);
    return place < 0 ? firstChecked.length : place;
  };
  return refused.sort((one, other) => rank(one) - rank(other) || one.at.start - other.at.start)[0];
}

/** What PostgreSQL itself refuses, in its own words and with its own position, or what only rows decide. */
const leftToPostgres: ReadonlySet<RuleId> = new Set([
  'catalog-change',
  'extension-function',
  'function-support',
  'function-transform',
  'invalid-body',
  'procedure-in-query',
  'syntax-error',
  'too-many-rows',
]);

/** No errors of a script, but a cluster's: and of what cannot be read nothing is known. */
const refusedThough: ReadonlySet<RuleId> = new Set(['lateral-outer-column', 'too-deep']);

const refusing = new Set(
  rules
    .filter(({ id, severity }) => (severity === 'error' && !leftToPostgres.has(id)) || refusedThough.has(id))
    .map(({ id }) => id),
);

/** Of several offences in one statement, the one that the server names: its checks come in this order. */
const firstChecked: readonly RuleId[] = [
  'add-column-constraint',
  'index-name-with-schema',
  'index-without-name',
  'index-concurrently',
  'index-using-method',
  'partial-index',
  'index-without-async',
];
