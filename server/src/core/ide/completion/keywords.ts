import type { Grammar } from '../../syntax/grammar.js';
import { nextToken } from '../../syntax/lexer.js';
import { reserved } from '../../syntax/names.js';
import { applyEdits, type Edit } from '../../text/edit.js';

/** What PostgreSQL's grammar says of an unfinished statement. */
export interface Continuation {
  /** The grammar rejects any continuation. */
  readonly isBroken: boolean;
  /** A name may come next. */
  readonly takesName: boolean;
  /** What completes a phrase whose first words are the last words of the text: BY after GROUP. */
  readonly begun: readonly string[];
  readonly keywords: readonly string[];
}

/**
 * What may come next in a statement. The grammar is asked about each phrase that fits the place, and what Aurora DSQL refuses
 * is left out. Where a name is allowed, the grammar would accept any word that could be one, so such words are ignored.
 */
export function continuationOf(grammar: Grammar, before: string): Continuation {
  const written = withoutComments(before).toLowerCase().replace(/\s+/g, ' ').trim();
  const own = ownStatements.find(([statement]) => statement.test(written));
  if (own) return { isBroken: false, takesName: own[1], begun: [], keywords: own[2] };
  if (before.length > longestStatement) return { isBroken: true, takesName: true, begun: [], keywords: [] };
  // ASYNC and AWS IAM are blanked for the grammar, and added here.
  const readable = withoutOwnWords(before);
  const takes = (words: string) => takesMore(grammar, readable, words);
  const begun = begunPhrases(written).filter(([phrase, rest]) => phrase.startsWith('AWS ') || takes(rest));
  const found = { begun: [...new Set(begun.map(([, , shown]) => shown))] };
  const takesName = takes(anyName);
  const { isExact, phrases } = phrasesBehind(written);
  const isBroken = written !== '' && !takes('');
  if (isBroken) {
    const isKnown = begun.length > 0 && !takesName;
    const keywords = isKnown ? [] : phrases.filter((phrase) => clauseWords.has(phrase));
    return { ...found, isBroken, takesName: !isKnown, keywords };
  }
  // Where a result may have a name without AS, nearly every word is accepted.
  const takesLabel = takesName && takes('analyse');
  const tells = (phrase: string): boolean => {
    if (!takesName || isExact) return true;
    const [first = '', ...rest] = (witnesses[phrase] ?? phrase).split(' ');
    const word = first.toLowerCase();
    if (takesLabel ? neverLabels.has(word) : reserved.has(word)) return true;
    return !takes([anyName, ...rest].join(' '));
  };
  const keywords = phrases.filter(
    (phrase) =>
      phrase.startsWith('AWS ') ||
      (!found.begun.includes(phrase) && takes(witnesses[phrase] ?? phrase) && tells(phrase)),
  );
  return { ...found, isBroken, takesName, keywords: [...new Set(keywords)] };
}

/** The phrases that begin with the last words of a text, and the rest of each: for the grammar, and to show. */
function begunPhrases(written: string): readonly (readonly [phrase: string, rest: string, shown: string])[] {
  const words = written.split(' ');
  return [1, 2, 3].flatMap((count) => {
    if (written === '' || words.length < count) return [];
    const head = words.slice(-count).join(' ').toUpperCase();
    const { phrases } = phrasesBehind(words.slice(0, -count).join(' '));
    return phrases
      .filter((phrase) => phrase.startsWith(`${head} `))
      .map((phrase) => {
        const shown = phrase.slice(head.length + 1);
        return [phrase, (witnesses[phrase] ?? phrase).slice(head.length + 1), shown] as const;
      });
  });
}

const anyName = 'dsql_name_';

/** UTF-16 units. For a longer statement the grammar is not asked. */
const longestStatement = 20_000;

/** Whether a statement may continue with these words, whatever follows them. */
function takesMore(grammar: Grammar, before: string, words: string): boolean {
  const answer = grammar(`${before} ${words}`, false);
  return answer.kind === 'tree' || (answer.kind === 'error' && /at end of input$/.test(answer.message));
}

/** Comments, and the words that PostgreSQL does not know. */
function withoutOwnWords(text: string): string {
  const edits: Edit[] = [];
  const words: string[] = [];
  for (let token = nextToken(text, 0); token; token = nextToken(text, token.end)) {
    const blank = { start: token.start, end: token.end, text: ' ' };
    if (token.kind === 'comment') {
      edits.push(blank);
      continue;
    }
    const word = words.length < 4 ? text.slice(token.start, token.end).toUpperCase() : '';
    if (word === 'ASYNC' && /^(?:CREATE(?: UNIQUE)? INDEX|ALTER TABLE)$/.test(words.join(' ')))
      edits.push(blank);
    words.push(word);
    if (token.kind === 'placeholder') edits.push({ ...blank, text: anyName });
  }
  return applyEdits(text, edits);
}

/** Blanks comments, and also what looks like one in a string: only words are searched for. */
export const withoutComments = (text: string): string => text.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ');

/** A longer form of a phrase, where its own words could be names. */
const witnesses: Readonly<Record<string, string | undefined>> = {
  SET: 'SET a =',
  VALUES: 'VALUES (1),',
  EXISTS: 'EXISTS (SELECT',
  'AS MATERIALIZED': 'AS MATERIALIZED (SELECT',
  'AS NOT MATERIALIZED': 'AS NOT MATERIALIZED (SELECT',
  'SIMILAR TO': 'SIMILAR TO a',
  JOIN: 'JOIN a',
  LIKE: 'LIKE a',
  ILIKE: 'ILIKE a',
  'NOT LIKE': 'NOT LIKE a',
  'NOT ILIKE': 'NOT ILIKE a',
  'NOT BETWEEN': 'NOT BETWEEN a AND',
};

/** Reserved words and operators, which cannot be the name of a result without AS. */
const neverLabels = new Set(
  'and array as at between collate except fetch filter for from group having ilike in intersect into is isnull like limit not notnull offset on or order over returning similar union where window with within'.split(
    ' ',
  ),
);

const split = (phrases: string): readonly string[] => phrases.split(/;\s*/);

const queries = 'SELECT;INSERT INTO;UPDATE;DELETE FROM;WITH;VALUES';
const objects = 'TABLE;VIEW;INDEX;SEQUENCE;SCHEMA;ROLE;FUNCTION;PROCEDURE;DOMAIN';

/** What only Aurora DSQL has. */
const ownStatements: readonly (readonly [before: RegExp, takesName: boolean, phrases: readonly string[]])[] =
  [
    [/^aws iam (?:grant|revoke)$/, true, []],
    [/^aws iam grant [^ ]+$/, false, ['TO']],
    [/^aws iam revoke [^ ]+$/, false, ['FROM']],
    [/^aws iam (?:grant|revoke) /, false, []],
  ];

const privileges = 'SELECT;INSERT;UPDATE;DELETE;USAGE;EXECUTE;CREATE;REFERENCES;ALL PRIVILEGES';

/** All phrases that may follow these words; names as well, where the grammar accepts one. */
const openings: readonly (readonly [before: RegExp, phrases: readonly string[]])[] = [
  [
    /^$/,
    split(`${queries};CREATE TABLE;CREATE INDEX;ALTER TABLE;BEGIN;COMMIT;ROLLBACK;WITH RECURSIVE;EXPLAIN;EXPLAIN ANALYZE;START TRANSACTION;
      SET;SHOW;RESET;GRANT;REVOKE;AWS IAM GRANT;AWS IAM REVOKE;ANALYZE;CALL;DO;COPY;COMMENT ON;CREATE VIEW;CREATE OR REPLACE VIEW;
      CREATE UNIQUE INDEX;CREATE SCHEMA;CREATE ROLE;CREATE SEQUENCE;CREATE DOMAIN;CREATE FUNCTION;CREATE OR REPLACE FUNCTION;
      CREATE PROCEDURE;CREATE OR REPLACE PROCEDURE;ALTER VIEW;ALTER INDEX;ALTER SEQUENCE;ALTER SCHEMA;ALTER ROLE;ALTER FUNCTION;
      ALTER PROCEDURE;ALTER DOMAIN;ALTER DEFAULT PRIVILEGES;
      DROP TABLE;DROP VIEW;DROP INDEX;DROP SCHEMA;DROP ROLE;DROP SEQUENCE;DROP FUNCTION;DROP PROCEDURE;DROP DOMAIN`),
  ],
  [/^explain$/, split(`ANALYZE;VERBOSE;${queries}`)],
  [/^explain analyze$/, split(`${queries};VERBOSE`)],
  [/^explain (?:(?:analyze )?verbose|\([^)]*\))$/, split(queries)],
  [/^create$/, split(`${objects};UNIQUE INDEX;OR REPLACE VIEW;OR REPLACE FUNCTION;OR REPLACE PROCEDURE`)],
  [/^create or replace$/, split('VIEW;FUNCTION;PROCEDURE')],
  [/^create unique$/, split('INDEX')],
  [/^drop$/, split(objects)],
  [/^alter$/, split(`${objects};DEFAULT PRIVILEGES`)],
  [/^copy \($/, split('SELECT;WITH;VALUES')],
  [/^comment on$/, split(`${objects};COLUMN;CONSTRAINT`)],
  [/^(?:grant|revoke)(?: [a-z ]+,)*$/, split(privileges)],
  [/^alter default privileges\b.* (?:grant|revoke)(?: [a-z ]+,)*$/, split(privileges)],
  [
    /^(?:grant|revoke)\b.* on$/,
    split('TABLE;SCHEMA;ALL TABLES IN SCHEMA;ALL SEQUENCES IN SCHEMA;SEQUENCE;FUNCTION;PROCEDURE'),
  ],
  // Aurora DSQL takes a new column only with its type.
  [/^alter table [^(]*\badd (?:column )(?:if not exists )?[^ ]+ [^,(]*$/, []],
  [/^alter table async [^ ]+$/, split('VALIDATE CONSTRAINT')],
  [/^create (?:unique )?index .*\([^()]*[^(), ]$/, split('NULLS FIRST;NULLS LAST')],
];

/** Phrases of a statement that begins so, in addition to what it shares with others. */
const closed: readonly (readonly [before: RegExp, phrases: readonly string[]])[] = [
  [
    /^(?:grant|revoke)\b/,
    split('ON;ON SCHEMA;ON ALL TABLES IN SCHEMA;TO;FROM;WITH GRANT OPTION;WITH ADMIN OPTION;CASCADE'),
  ],
  [
    /^alter default privileges\b/,
    split('FOR ROLE;IN SCHEMA;GRANT;REVOKE;ON TABLES;ON SEQUENCES;ON FUNCTIONS;TO;FROM'),
  ],
  [/^create (?:role|user)\b/, split('WITH LOGIN;LOGIN')],
  [/^alter (?:role|user)\b/, split('RENAME TO')],
  [
    /^alter view\b/,
    split('IF EXISTS;RENAME TO;RENAME COLUMN;OWNER TO;SET SCHEMA;ALTER COLUMN;SET DEFAULT;DROP DEFAULT;TO'),
  ],
  [/^alter index\b/, split('IF EXISTS;RENAME TO')],
  [/^alter (?:function|procedure|routine)\b/, split('RENAME TO;OWNER TO;SET SCHEMA')],
  [/^set(?: session| local)?$/, split('LOCAL;SESSION')],
  [/^set session characteristics\b/, split('AS TRANSACTION;READ ONLY;READ WRITE')],
  [
    /^(?:begin|start transaction|set transaction)\b/,
    split('READ ONLY;READ WRITE;ISOLATION LEVEL REPEATABLE READ'),
  ],
];

/** Phrases anywhere in a statement with these words. */
const groups: readonly (readonly [before: RegExp, phrases: readonly string[]])[] = [
  [
    /\b(?:select|insert|update|delete|with|values)\b/,
    split(`FROM;WHERE;GROUP BY;HAVING;ORDER BY;LIMIT;OFFSET;FETCH FIRST;FOR UPDATE;FOR UPDATE NOWAIT;FOR UPDATE SKIP LOCKED;WINDOW;
      JOIN;INNER JOIN;LEFT JOIN;RIGHT JOIN;FULL JOIN;CROSS JOIN;CROSS JOIN LATERAL;LEFT JOIN LATERAL;NATURAL JOIN;LATERAL;ON;USING;AS;
      UNION;UNION ALL;INTERSECT;EXCEPT;SELECT;SET;INTO;RETURNING;DISTINCT;DISTINCT ON;ALL;
      OVER;PARTITION BY;FILTER;WITHIN GROUP;ROWS BETWEEN;RANGE BETWEEN;UNBOUNDED PRECEDING;CURRENT ROW;ASC;DESC;NULLS FIRST;NULLS LAST;
      AND;OR;ROWS ONLY;FOR KEY SHARE;OF;NOWAIT;SKIP LOCKED`),
  ],
  [/^(?!alter\b.*\bset$).*\b(?:select|where|and|or|on|when|check|having|set|by|return)\b/, split('NOT')],
  [/\bwith\b/, split('AS MATERIALIZED;AS NOT MATERIALIZED;INSERT INTO;UPDATE;DELETE FROM;RECURSIVE')],
  [
    /./,
    split(`AND;OR;IN;NOT IN;LIKE;NOT LIKE;ILIKE;NOT ILIKE;SIMILAR TO;BETWEEN;NOT BETWEEN;IS NULL;IS NOT NULL;IS TRUE;IS FALSE;IS DISTINCT FROM;
      IS NOT DISTINCT FROM;NULL;TRUE;FALSE;EXISTS;CASE;WHEN;THEN;ELSE;END;ARRAY;COLLATE;AT TIME ZONE;IS UNKNOWN;ANY`),
  ],
  [
    /\binsert\b/,
    split(
      'VALUES;DEFAULT VALUES;ON CONFLICT;ON CONSTRAINT;DO NOTHING;DO UPDATE SET;SELECT;WITH;OVERRIDING SYSTEM VALUE',
    ),
  ],
  [/\binsert\b.*[(,]$/, split('DEFAULT')],
  [/\bupdate\b/, split('SET;DEFAULT')],
  [/^alter table async\b/, split('VALIDATE CONSTRAINT')],
  [
    /^create (?:table|domain)\b/,
    split(`NOT NULL;PRIMARY KEY;UNIQUE;CHECK;DEFAULT;REFERENCES;FOREIGN KEY;CONSTRAINT;INCLUDE;NULLS NOT DISTINCT;
      GENERATED BY DEFAULT AS IDENTITY;GENERATED ALWAYS AS IDENTITY;GENERATED ALWAYS AS;STORED;ON DELETE CASCADE;ON DELETE SET NULL;
      ON DELETE RESTRICT;ON DELETE NO ACTION;ON UPDATE CASCADE;ON UPDATE NO ACTION;DEFERRABLE;INITIALLY DEFERRED;LIKE;
      INCLUDING ALL;INCLUDING DEFAULTS;INCLUDING CONSTRAINTS;INCLUDING INDEXES;INCLUDING GENERATED;INCLUDING IDENTITY`),
  ],
  [
    /^(?:create|alter) (?:table|sequence)\b/,
    split(
      'CACHE;START WITH;INCREMENT BY;MINVALUE;MAXVALUE;NO MINVALUE;NO MAXVALUE;CYCLE;NO CYCLE;AS;(CACHE 65536);(CACHE 1)',
    ),
  ],
  [/^alter table\b/, split('NOT VALID;UNIQUE USING INDEX;USING INDEX')],
  [
    /^alter\b/,
    split(`ADD COLUMN;ADD CONSTRAINT;DROP COLUMN;DROP CONSTRAINT;ALTER COLUMN;RENAME COLUMN;RENAME CONSTRAINT;RENAME TO;SET SCHEMA;OWNER TO;
      COLUMN;CONSTRAINT;ADD GENERATED BY DEFAULT AS IDENTITY;SET DEFAULT;DROP DEFAULT;DROP NOT NULL;DROP EXPRESSION;
      DROP IDENTITY;TO;SCHEMA;DEFAULT;RESTART;CASCADE;RESTRICT;FOREIGN KEY;CHECK;REFERENCES;ON DELETE CASCADE;
      ON DELETE SET NULL;ON DELETE RESTRICT;ON DELETE NO ACTION;DEFERRABLE;INITIALLY DEFERRED`),
  ],
  [/^(?:create (?!(?:unique )?index$)|drop|alter)/, split('IF EXISTS;IF NOT EXISTS;CASCADE;RESTRICT')],
  [/^create (?:unique )?index async\b/, split('ON;INCLUDE;WHERE;NULLS NOT DISTINCT;NULLS FIRST;NULLS LAST')],
  [/^create (?:or replace )?view\b/, split('AS;SELECT;WITH;VALUES')],
  [/^create (?:domain|sequence|schema)\b/, split('AS;AUTHORIZATION')],
  [
    /^(?:do|create (?:or replace )?(?:function|procedure))\b/,
    split(`RETURNS;RETURNS TABLE;RETURNS SETOF;TABLE;SETOF;RETURN;BEGIN ATOMIC;LANGUAGE SQL;LANGUAGE PLPGSQL;SQL;PLPGSQL;AS;IMMUTABLE;STABLE;VOLATILE;STRICT;
      SECURITY INVOKER;SECURITY DEFINER;DEFAULT;SELECT;INSERT INTO;UPDATE;DELETE FROM;WITH;END`),
  ],
  [/^(?:call|execute)\b/, []],
  [/^comment\b/, split('IS;ON')],
  [/^copy\b/, split('FROM STDIN;TO STDOUT;WITH')],
];

/** The phrases that fit a place, and whether the list was made for exactly this place. */
function phrasesBehind(written: string): { readonly isExact: boolean; readonly phrases: readonly string[] } {
  const opening = openings.find(([before]) => before.test(written));
  if (opening) return { isExact: true, phrases: opening[1] };
  const alone = closed.find(([before]) => before.test(written));
  if (alone) return { isExact: false, phrases: alone[1] };
  const found = groups.filter(([before]) => before.test(written)).flatMap(([, phrases]) => phrases);
  // SELECT may stand alone, but nobody means it to.
  const isEmpty = /\bselect(?: distinct| all)?$/.test(written);
  return { isExact: false, phrases: isEmpty ? found.filter((phrase) => !clauseWords.has(phrase)) : found };
}

/** What leads in a clause of a query. */
export const clauseWords: ReadonlySet<string> = new Set(
  split(
    'FROM;WHERE;GROUP BY;HAVING;ORDER BY;LIMIT;OFFSET;FETCH FIRST;FOR UPDATE;FOR UPDATE NOWAIT;FOR UPDATE SKIP LOCKED;FOR KEY SHARE;WINDOW;UNION;UNION ALL;INTERSECT;EXCEPT;INTO;JOIN;ON;LEFT JOIN;SET;VALUES;RETURNING;ON CONFLICT;ON CONSTRAINT;AS',
  ),
);

/** Every word of the phrases, and every word that PostgreSQL reserves, in lower case. */
export const languageWords: ReadonlySet<string> = new Set([
  ...reserved,
  'async',
  'aws',
  'iam',
  ...[...openings, ...closed, ...groups]
    .flatMap(([, phrases]) => phrases)
    .concat([...clauseWords])
    .concat(ownStatements.flatMap(([, , phrases]) => phrases))
    .flatMap((phrase) => phrase.toLowerCase().match(/[a-z_]+/g) ?? []),
]);
