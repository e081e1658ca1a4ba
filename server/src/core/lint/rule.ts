import type { AsOf } from '../dialect/asOf.js';
import type { FeatureId, ServerError } from '../dialect/data.js';
import type { SyntaxNode } from '../syntax/node.js';
import type { Fragment, PlpgsqlBody, Step } from '../syntax/plpgsqlReader.js';
import type { Statement, StatementText } from '../syntax/statement.js';
import type { NodeName, NodeOf, Parent } from '../syntax/walk.js';
import type { Span } from '../text/span.js';
import type { UnusedIgnore } from './ignores.js';
import type { Fix, Severity } from './problem.js';
import type { CreatedName } from './script/createdNames.js';
import type { PlacedFault, Script, ScriptStatement } from './script/script.js';

/** Everything about one offence. Its id is its file's name; docs, settings, hover and tests are made from it. */
export interface RuleDefinition<Id extends string, Message extends string, Subject = undefined> {
  /** The offence in kebab-case, the file's name. Never renamed after a release. */
  readonly id: Id;
  readonly severity: Severity;
  /** What is wrong, with `{slots}` that each finding fills. */
  readonly message: Message;
  /** Why, in one or two sentences. */
  readonly why: string;
  /** What to write instead, in one or two sentences. */
  readonly instead: string;
  readonly documentation: string;
  /** The server's error, where one was recorded. `text` may hold `{slots}` of its own. */
  readonly server?: ServerError;
  /** The days on which the rule holds; without it, always. */
  readonly holds?: Validity;
  /** Reported only when a configuration asks for it. */
  readonly isOptIn?: true;
  readonly examples: readonly [Example, ...Example[]];
  /**
   * Lower-case words without which no statement can hold the offence of `check` or `statement`, or the calls that `script` asks
   * for. Each entry is one word, or several that must occur together: a keyword, the names of types or functions. A statement
   * without them is not checked. `longWord` stands for any name that may be longer than the server allows, `foreignCast` for a
   * cast to a type that the server may not have.
   */
  readonly words?: readonly string[];
  /** The names of the data that the rule is about: a file of facts or a cluster may have more of them than the words. */
  readonly heard?: 'unsupported' | 'withoutKey';
  /**
   * For a check of nodes that queries hold too: whether a SELECT, INSERT, UPDATE or DELETE with these words may hold the
   * offence. A query that no rule asks about is checked for syntax only.
   */
  readonly inQueries?: false | ((query: StatementText) => boolean);
  /** Called for each node of a statement's tree of a type for which there is a check. */
  readonly check?: Checks<Message, Subject>;
  /** Called once for each statement, also without a tree. */
  readonly statement?: (statement: Statement) => Iterable<Finding<Message, Subject>>;
  /** Called once for each statement with a syntax error, or that is nested too deeply. */
  readonly unreadable?: (statement: Statement) => Iterable<Finding<Message, Subject>>;
  /** Called once for each body of PL/pgSQL that can be read; spans are offsets into the body. */
  readonly routine?: (routine: PlpgsqlRoutine) => Iterable<Finding<Message, Subject>>;
  /** For a rule over scripts: it depends on the rest of the file, and so checks no statement in a body. */
  readonly wholeFile?: true;
  /** Called once for each script; spans and edits are offsets into the script. */
  readonly script?: (script: Script) => Iterable<Finding<Message, Subject>>;
  /**
   * What `script` finds in a statement depends only on the DDL that names the same tables (`script/related.ts`). It is kept
   * until one of these statements changes.
   */
  readonly asksTables?: true;
  /** Called for each name of an ignore that silences nothing; spans and edits are offsets into the script. */
  readonly ignore?: (unused: UnusedIgnore) => Iterable<Finding<Message, Subject>>;
  /** Why no fix replaces the offence, where no example has one. */
  readonly noFix?: string;
  /**
   * What no longer happens if the offence is left out ("the trigger no longer runs"), for constructs without which the rest of
   * a script works: the last fix of each finding turns it into a comment.
   */
  readonly leftOut?: string;
  /**
   * The fixes that need the whole script, made when they are asked for from the subject and the place of a finding. They come
   * before the finding's own. Offsets are those of `script`.
   */
  readonly repair?: (subject: Subject, source: FindingSource) => readonly Fix[];
}

/** A function, a procedure or a DO block in PL/pgSQL. */
export interface PlpgsqlRoutine {
  readonly kind: 'function' | 'procedure' | 'block';
  /** The last name of the type that a function RETURNS, as the server knows it. */
  readonly returns: string | undefined;
  readonly steps: readonly Step[];
  /** What PostgreSQL refuses in it when it is created, in PostgreSQL's words. */
  readonly objections: PlpgsqlBody['objections'];
  /** The SQL of a fragment as a statement of its own. */
  readonly statementOf: (fragment: Fragment) => Statement | undefined;
}

/** The place of a finding. */
export interface FindingSource {
  readonly script: Script;
  /** The statement that holds the finding. */
  readonly placed: ScriptStatement;
  /** That statement, read again with its trees. */
  readonly statement: Statement;
  /** The finding's own fixes, whose edits are relative to the statement. */
  readonly own: readonly Fix[];
  /** The part with the finding that can be left out alone, as `separablePart` answers it. */
  readonly part: SyntaxNode | undefined;
}

/** From the first known day of `since`, up to the last day on which `until` was refused. */
export interface Validity {
  readonly since?: FeatureId;
  readonly until?: FeatureId;
  /**
   * The part of the rule that the change allows ("LANGUAGE plpgsql"), where the rest stays refused: its check asks for the day.
   */
  readonly part?: string;
}

export interface Example {
  readonly bad: string;
  /** The characters of `bad` that the finding points at. */
  readonly at: string;
  /** `bad` after the preferred fix. */
  readonly good?: string;
  /** What a person writes instead, where no fix can tell. */
  readonly byHand?: string;
  /** The day of the example, where today's dialect differs. */
  readonly asOf?: AsOf;
  /** What is wrong with the order of the folder in which it is the last file. */
  readonly fault?: Pick<PlacedFault, 'kind' | 'text'>;
}

export type Checks<Message extends string, Subject> = {
  readonly [Name in NodeName]?: (
    node: NodeOf<Name>,
    statement: Statement,
    place: NodeContext,
  ) => Iterable<Finding<Message, Subject>>;
};

/** The place of a node, and the day. */
export interface NodeContext {
  readonly asOf: AsOf;
  readonly parent: Parent | undefined;
}

/**
 * One offence: where it is, what it is about, what fills the message, and the fixes, the preferred one first. The subject is
 * plain data, such as names and token numbers, because it outlives the tree.
 */
export type Finding<Message extends string = string, Subject = undefined> = {
  readonly at: Span;
  readonly fixes?: readonly Fix[];
  readonly unlessCreated?: CreatedName;
} & ([Subject] extends [undefined] ? { readonly subject?: undefined } : { readonly subject: Subject }) &
  ([Slots<Message>] extends [never]
    ? { readonly data?: undefined }
    : { readonly data: Record<Slots<Message>, string> });

type Slots<Message extends string> = string extends Message
  ? string
  : Message extends `${string}{${infer Slot}}${infer Rest}`
    ? Slot | Slots<Rest>
    : never;

/** A rule of any message, as the engine runs it. */
export interface Rule<Id extends string = string>
  extends Omit<
    RuleDefinition<Id, string>,
    'check' | 'statement' | 'unreadable' | 'script' | 'ignore' | 'repair'
  > {
  readonly check?: { readonly [Name in NodeName]?: AnyCheck };
  readonly statement?: (statement: Statement) => Iterable<AnyFinding>;
  readonly unreadable?: (statement: Statement) => Iterable<AnyFinding>;
  readonly script?: (script: Script) => Iterable<AnyFinding>;
  readonly ignore?: (unused: UnusedIgnore) => Iterable<AnyFinding>;
  readonly repair?: (subject: unknown, source: FindingSource) => readonly Fix[];
}

export type AnyCheck = (node: unknown, statement: Statement, place: NodeContext) => Iterable<AnyFinding>;

export interface AnyFinding {
  readonly at: Span;
  readonly subject?: unknown;
  readonly fixes?: readonly Fix[];
  /** The finding holds only if the script creates nothing of this name. */
  readonly unlessCreated?: CreatedName;
  readonly data?: Readonly<Record<string, string>> | undefined;
}

/** Among the `words` of a rule: a word of 22 UTF-16 units or more, or one in double quotes. */
export const longWord = '(long)';

/** Among the `words` of a rule: `::` before anything that is not clearly a type of PostgreSQL. */
export const foreignCast = '(cast)';

/** Checks a rule's types, above all that each finding fills exactly its message's slots. */
// The cast widens the node of each check to unknown: the walker passes every check a node of its own name.
export const defineRule = <const Id extends string, const Message extends string, Subject = undefined>(
  rule: RuleDefinition<Id, Message, Subject>,
): Rule<Id> => rule as unknown as Rule<Id>;
