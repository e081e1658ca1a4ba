import type { Grammar } from '../../syntax/grammar.js';
import { nextToken } from '../../syntax/lexer.js';
import { reserved } from '../../syntax/names.js';
import { applyEdits, type Edit } from '../../text/edit.js';

/** What PostgreSQL's grammar says of an unfinished statement. */
export interface Continuation {
  /** The grammar cannot go on from here, whatever comes. */
  readonly isBroken: boolean;
  /** A name may come next. */
  readonly takesName: boolean;
  readonly keywords: readonly string[];
}

/**
 * What may come next in a statement: the grammar is asked of each phrase that its place suggests, and what Aurora DSQL
 * refuses is not among them. Where a name may stand, a word that could be one tells nothing.
 */
export function continuationOf(grammar: Grammar, before: string): Continuation {
  if (before.length > longestStatement) return { isBroken: true, takesName: true, keywords: [] };
  const readable = withoutOwnWords(before);
  const takes = (words: string) => takesMore(grammar, readable, words);
  const takesName = takes(anyName);
  // ASYNC is blanked for the grammar, and told here.
  const written = withoutComments(before).toLowerCase().replace(/\s+/g, ' ').trim();
  const phrases = phrasesBehind(written);
  const isBroken = written !== '' && !takes('');
  if (isBroken)
    return { isBroken, takesName: true, keywords: phrases.filter((phrase) => clauseWords.has(phrase)) };
  // Where a result may get a name without AS, nearly every word is one.
  const takesLabel = takesName && takes('analyse');
  const tells = (phrase: string): boolean => {
    if (!takesName) return true;
    const [first = '', ...rest] = (witnesses[phrase] ?? phrase).split(' ');
    const word = first.toLowerCase();
    if (takesLabel ? neverLabels.has(word) : reserved.has(word)) return true;
    return !takes([anyName, ...rest].join(' '));
  };
  const keywords = phrases.filter((phrase) => takes(witnesses[phrase] ?? phrase) && tells(phrase));
  return { isBroken, takesName, keywords: [...new Set(keywords)] };
}

const anyName = 'dsql_name_';

/** UTF-16 units; a longer statement is asked about nothing. */
const longestStatement = 20_000;

/** Whether a statement may go on with these words, whatever comes behind them. */
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

const withoutComments = (text: string): string => text.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ');

/** More of what a phrase begins, where its own words could be names. */
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
  'NOT BETWEEN': 'NOT BETWEEN a',
};

/** Reserved words, and operators, that no result is named by without AS. */
const neverLabels = new Set(
  'and array as at between collate except fetch filter for from group having ilike in intersect into is isnull like limit not notnull offset on or order over returning similar union where window with within'.split(
    ' ',
  ),
);

const split = (phrases: string): readonly string[] => phrases.split(/;\s*/);

const queries = 'SELECT;INSERT INTO;UPDATE;DELETE FROM;WITH;VALUES';
const objects = 'TABLE;VIEW;INDEX;SEQUENCE;SCHEMA;ROLE;FUNCTION;PROCEDURE;DOMAIN';

/** What begins with the words before it. The first that fits is all there is. */
const openings: readonly (readonly [before: RegExp, phrases: readonly string[]])[] = [
  [
    /^$/,
    split(`${queries};CREATE TABLE;CREATE INDEX;ALTER TABLE;BEGIN;COMMIT;ROLLBACK;WITH RECURSIVE;EXPLAIN;EXPLAIN ANALYZE;START TRANSACTION;
      SET;SHOW;RESET;GRANT;REVOKE;ANALYZE;CALL;DO;COPY;COMMENT ON;CREATE VIEW;CREATE OR REPLACE VIEW;CREATE UNIQUE INDEX;CREATE SCHEMA;
      CREATE ROLE;CREATE SEQUENCE;CREATE DOMAIN;CREATE FUNCTION;CREATE OR REPLACE FUNCTION;CREATE PROCEDURE;CREATE OR REPLACE PROCEDURE;
      ALTER VIEW;ALTER INDEX;ALTER SEQUENCE;ALTER SCHEMA;ALTER ROLE;ALTER FUNCTION;ALTER DOMAIN;
      DROP TABLE;DROP VIEW;DROP INDEX;DROP SCHEMA;DROP ROLE;DROP SEQUENCE;DROP FUNCTION;DROP PROCEDURE;DROP DOMAIN`),
  ],
  [/^explain(?: analyze| \([^)]*\))?$/, split(`${queries};ANALYZE`)],
  [/^create$/, split(`${objects};UNIQUE INDEX;OR REPLACE VIEW;OR REPLACE FUNCTION;OR REPLACE PROCEDURE`)],
  [/^create or$/, split('REPLACE')],
  [/^create or replace$/, split('VIEW;FUNCTION;PROCEDURE')],
  [/^create unique$/, split('INDEX')],
  [/^(?:drop|alter)$/, split(objects)],
  [/^comment on$/, split(`${objects};COLUMN;CONSTRAINT`)],
  [/^(?:grant|revoke)$/, split('SELECT;INSERT;UPDATE;DELETE;USAGE;EXECUTE;ALL PRIVILEGES')],
  [/^(?:grant|revoke)\b.* on$/, split('TABLE;SCHEMA;ALL TABLES IN SCHEMA;SEQUENCE;FUNCTION')],
  [
    /^(?:grant|revoke)\b/,
    split(
      'ON;ON TABLE;ON SCHEMA;ON ALL TABLES IN SCHEMA;TO;FROM;WITH GRANT OPTION;WITH ADMIN OPTION;SELECT;INSERT;UPDATE;DELETE;USAGE;CASCADE',
    ),
  ],
  [/^create (?:role|user)\b/, split('WITH;WITH LOGIN;LOGIN')],
  [/^alter (?:role|user)\b/, split('RENAME TO')],
  [/^set(?: session| local)?$/, split('LOCAL;SESSION')],
  [
    /^(?:begin|start transaction|set transaction)\b/,
    split('READ ONLY;READ WRITE;ISOLATION LEVEL REPEATABLE READ'),
  ],
];

/** What may come somewhere in a statement that has these words. */
const groups: readonly (readonly [before: RegExp, phrases: readonly string[]])[] = [
  [
    /\b(?:select|insert|update|delete|with|values)\b/,
    split(`FROM;WHERE;GROUP BY;HAVING;ORDER BY;LIMIT;OFFSET;FETCH FIRST;FOR UPDATE;FOR UPDATE NOWAIT;FOR UPDATE SKIP LOCKED;WINDOW;
      JOIN;INNER JOIN;LEFT JOIN;RIGHT JOIN;FULL JOIN;CROSS JOIN;CROSS JOIN LATERAL;LEFT JOIN LATERAL;NATURAL JOIN;LATERAL;ON;USING;AS;
      UNION;UNION ALL;INTERSECT;EXCEPT;SELECT;SET;INTO;RETURNING;DISTINCT;ALL;
      OVER;PARTITION BY;FILTER;WITHIN GROUP;ROWS BETWEEN;RANGE BETWEEN;UNBOUNDED PRECEDING;CURRENT ROW;ASC;DESC;NULLS FIRST;NULLS LAST;
      AND;OR;ROWS ONLY;ONLY;UPDATE;KEY SHARE;NOWAIT;SKIP LOCKED`),
  ],
  [/\b(?:select|where|and|or|on|when|check|having|set|by|return)\b/, split('NOT')],
  [/\bwith\b/, split('AS MATERIALIZED;AS NOT MATERIALIZED;INSERT INTO;UPDATE;DELETE FROM;RECURSIVE')],
  [
    /./,
    split(`AND;OR;IN;NOT IN;LIKE;NOT LIKE;ILIKE;NOT ILIKE;SIMILAR TO;BETWEEN;NOT BETWEEN;IS NULL;IS NOT NULL;IS TRUE;IS FALSE;IS DISTINCT FROM;
      IS NOT DISTINCT FROM;NULL;TRUE;FALSE;EXISTS;CASE;WHEN;THEN;ELSE;END;ARRAY;COLLATE;AT TIME ZONE;DISTINCT FROM;ANY`),
  ],
  [
    /\binsert\b/,
    split(
      'VALUES;DEFAULT VALUES;ON CONFLICT;ON CONSTRAINT;DO NOTHING;DO UPDATE SET;NOTHING;UPDATE SET;SELECT;WITH;OVERRIDING SYSTEM VALUE',
    ),
  ],
  [/\binsert\b.*[(,]$/, split('DEFAULT')],
  [/\bupdate\b/, split('SET;DEFAULT')],
  [/^alter table async\b/, split('VALIDATE CONSTRAINT')],
  [
    /^create (?:table|domain)\b/,
    split(`NOT NULL;PRIMARY KEY;UNIQUE;CHECK;DEFAULT;REFERENCES;FOREIGN KEY;CONSTRAINT;INCLUDE;NULLS NOT DISTINCT;
      GENERATED BY DEFAULT AS IDENTITY;GENERATED ALWAYS AS IDENTITY;GENERATED ALWAYS AS;BY DEFAULT AS IDENTITY;ALWAYS AS IDENTITY;ALWAYS AS;
      AS IDENTITY;IDENTITY;STORED;ON DELETE CASCADE;ON DELETE SET NULL;ON DELETE RESTRICT;ON DELETE NO ACTION;ON UPDATE CASCADE;
      ON UPDATE NO ACTION;CASCADE;SET NULL;RESTRICT;NO ACTION;DEFERRABLE;INITIALLY DEFERRED;KEY;LIKE`),
  ],
  [
    /^(?:create|alter) (?:table|sequence)\b/,
    split('CACHE;START WITH;INCREMENT BY;MINVALUE;MAXVALUE;NO MINVALUE;NO MAXVALUE;CYCLE;NO CYCLE;AS'),
  ],
  [/^alter table\b/, split('NOT VALID')],
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
  [/^copy\b/, split('FROM;TO;FROM STDIN;TO STDOUT;WITH')],
];

function phrasesBehind(written: string): readonly string[] {
  const opening = openings.find(([before]) => before.test(written));
  if (opening) return opening[1];
  const found = groups.filter(([before]) => before.test(written)).flatMap(([, phrases]) => phrases);
  // SELECT may stand by itself, and nobody means it to.
  return /\bselect(?: distinct| all)?$/.test(written)
    ? found.filter((phrase) => !clauseWords.has(phrase))
    : found;
}

/** What leads in a clause of a query. */
const clauseWords = new Set(
  split(
    'FROM;WHERE;GROUP BY;HAVING;ORDER BY;LIMIT;OFFSET;FETCH FIRST;FOR UPDATE;FOR UPDATE NOWAIT;FOR UPDATE SKIP LOCKED;WINDOW;UNION;UNION ALL;INTERSECT;EXCEPT;INTO;JOIN;LEFT JOIN;SET;VALUES;RETURNING;ON CONFLICT;ON CONSTRAINT;AS',
  ),
);
