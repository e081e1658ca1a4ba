import type { AsOf } from '../dialect/asOf.js';
import type { ServerError } from '../dialect/serverErrors.js';
import type { FeatureId } from '../dialect/timeline.js';
import type { SyntaxNode } from '../syntax/node.js';
import type { Fragment, PlpgsqlBody, Step } from '../syntax/plpgsqlReader.js';
import type { Statement, StatementText } from '../syntax/statement.js';
import type { NodeName, NodeOf, Parent } from '../syntax/walk.js';
import type { Span } from '../text/span.js';
import type { UnusedIgnore } from './ignores.js';
import type { Fix, Severity } from './problem.js';
import type { CreatedName } from './script/createdNames.js';
import type { Script, ScriptStatement } from './script/script.js';

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
  /** The server's own answer, where one was recorded. `text` may hold `{slots}` of its own. */
  readonly server?: ServerError;
  /** The days on which the rule holds; without it, always. */
  readonly holds?: Validity;
  /** Reported only when a configuration asks for it. */
  readonly isOptIn?: true;
  readonly examples: readonly [Example, ...Example[]];
  /**
   * The lower-case words without which no statement can hold the offence of `check` or `statement`, or the calls that
   * `script` asks for, each alone or several in one text: a keyword that it needs, the names of its types or functions. A
   * statement without them is not checked. `longWord` stands for any name that may be longer than the server lets it be,
   * `foreignCast` for a cast to what the server may not have.
   */
  readonly words?: readonly string[];
  /**
   * For a check of nodes that queries hold too: whether a SELECT, INSERT, UPDATE or DELETE that holds the words may
   * hold the offence. A query that no rule asks about is checked for syntax only.
   */
  readonly inQueries?: false | ((query: StatementText) => boolean);
  /** Called for each node of a statement's tree that has a check of its type. */
  readonly check?: Checks<Message, Subject>;
  /** Called once for each statement, also where there is no tree. */
  readonly statement?: (statement: Statement) => Iterable<Finding<Message, Subject>>;
  /** Called once for each statement with a syntax error, or that is too deep. */
  readonly unreadable?: (statement: Statement) => Iterable<Finding<Message, Subject>>;
  /** Called once for each body of PL/pgSQL that can be read; spans are offsets into the body. */
  readonly routine?: (routine: PlpgsqlRoutine) => Iterable<Finding<Message, Subject>>;
  /** For a rule over scripts: it tells by the rest of the file, and has nothing to say of a statement in a body. */
  readonly wholeFile?: true;
  /** Called once for each script; spans and edits are offsets into the script. */
  readonly script?: (script: Script) => Iterable<Finding<Message, Subject>>;
  /**
   * What `script` finds in a statement depends on nothing but the DDL that names the same tables (`script/related.ts`): it
   * is kept until one of these statements changes.
   */
  readonly asksTables?: true;
  /** Called for each name of an ignore that silences nothing; spans and edits are offsets into the script. */
  readonly ignore?: (unused: UnusedIgnore) => Iterable<Finding<Message, Subject>>;
  /** Why no fix takes the place of the offence: said where no example has one. */
  readonly noFix?: string;
  /**
   * What no longer happens where the offence is left out ("the trigger no longer runs"), for what the rest of a script
   * can do without: the last fix of each finding makes a comment of it.
   */
  readonly leftOut?: string;
  /**
   * The fixes that need the whole script, worked out when someone wants them, from what a finding is about and where it
   * stands; preferred to the finding's own. Offsets as in `script`.
   */
  readonly repair?: (subject: Subject, source: FindingSource) => readonly Fix[];
}

/** A function, a procedure or a DO block in PL/pgSQL. */
export interface PlpgsqlRoutine {
  readonly kind: 'function' | 'procedure' | 'block';
  /** The last name of the type that a function RETURNS, as the server knows it. */
  readonly returns: string | undefined;
  readonly steps: readonly Step[];
  /** What PostgreSQL refuses in it when it is created, in its words. */
  readonly objections: PlpgsqlBody['objections'];
  /** The SQL of a fragment as a statement by itself. */
  readonly statementOf: (fragment: Fragment) => Statement | undefined;
}

/** Where a finding stands. */
export interface FindingSource {
  readonly script: Script;
  /** The statement that holds the finding. */
  readonly placed: ScriptStatement;
  /** That statement, read again with its trees. */
  readonly statement: Statement;
  /** The finding's own fixes, whose edits are relative to the statement. */
  readonly own: readonly Fix[];
  /** What holds the finding and can go alone, as `separablePart` answers it. */
  readonly part: SyntaxNode | undefined;
}

/** From the day on which `since` is known, up to the last day on which `until` was refused. */
export interface Validity {
  readonly since?: FeatureId;
  readonly until?: FeatureId;
  /** What of the rule the change lets in ("LANGUAGE plpgsql"), where the rest stays refused: its check asks the day. */
  readonly part?: string;
}

export interface Example {
  readonly bad: string;
  /** The characters of `bad` that the finding points at. */
  readonly at: string;
  /** `bad` after the preferred fix. */
  readonly good?: string;
  /** What a person writes instead, where no fix can know it. */
  readonly byHand?: string;
  /** The day the example speaks of, where today's dialect differs. */
  readonly asOf?: AsOf;
}

export type Checks<Message extends string, Subject> = {
  readonly [Name in NodeName]?: (
    node: NodeOf<Name>,
    statement: Statement,
    place: NodeContext,
  ) => Iterable<Finding<Message, Subject>>;
};

/** Where a node stands, and on which day. */
export interface NodeContext {
  readonly asOf: AsOf;
  readonly parent: Parent | undefined;
}

/**
 * One offence: where, what it is about, what fills the message, and how to repair it, the preferred way first. A subject is
 * plain data, such as names and the numbers of tokens: it outlives the tree.
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
  /** The finding holds only where the script creates nothing of this name. */
  readonly unlessCreated?: CreatedName;
  readonly data?: Readonly<Record<string, string>> | undefined;
}

/** Among the `words` of a rule: a word of 22 UTF-16 units or more, or one in double quotes. */
export const longWord = '(long)';

/** Among the `words` of a rule: `::` with anything behind it that is not plainly a type of PostgreSQL. */
export const foreignCast = '(cast)';

/** Checks a rule's types, above all that each finding fills exactly its message's slots. */
// The cast widens each check's node to unknown: the walker hands every check the node of its own name.
export const defineRule = <const Id extends string, const Message extends string, Subject = undefined>(
  rule: RuleDefinition<Id, Message, Subject>,
): Rule<Id> => rule as unknown as Rule<Id>;
