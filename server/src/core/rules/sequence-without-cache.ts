import { spanOfOrigin } from '../catalog/origin.js';
import { documentation } from '../dialect/documentation.js';
import { placeEdits } from '../lint/fixes/placeEdits.js';
import { defineRule } from '../lint/rule.js';
import type { Script } from '../lint/script/script.js';
import { tablesOf } from '../lint/script/tables.js';
import { append } from '../syntax/edits.js';
import { headSpan } from '../syntax/head.js';
import { unquoted } from '../syntax/names.js';
import { query } from '../text/memo.js';

export default defineRule({
  id: 'sequence-without-cache',
  severity: 'error',
  message: 'CREATE SEQUENCE needs a CACHE of 1 or of at least 65536.',
  why: 'Each session takes numbers in blocks of CACHE; DSQL makes you choose between throughput (65536 and more) and dense numbers (1).',
  instead: 'Add CACHE 65536, or CACHE 1 where numbers should have few gaps.',
  server: {
    sqlstate: '0A000',
    text: 'CREATE SEQUENCE is not supported without an explicit cache size. please define CACHE greater than or equal to 65536 or equal to 1',
  },
  documentation: documentation.createSequence,
  holds: { since: 'sequences' },
  examples: [
    {
      bad: 'CREATE SEQUENCE order_no;',
      at: 'CREATE SEQUENCE',
      good: 'CREATE SEQUENCE order_no CACHE 65536;',
    },
  ],
  repair: ({ name }: Uncached, { script, placed, own }) =>
    // Blocks of numbers soon exceed a column of less than 8 bytes.
    query(narrowlyNumbering, script).has(name)
      ? own.toReversed().map((fix) => ({ ...fix, edits: placeEdits(script, placed, fix.edits) }))
      : [],
  check: {
    *CreateSeqStmt({ sequence, options = [] }, statement, { parent }) {
      if (options.some((option) => 'DefElem' in option && option.DefElem.defname === 'cache')) return;
      if (parent) return;
      const name = sequence?.relname ?? '';
      yield {
        at: headSpan(statement, 'sequence'),
        subject: { name } satisfies Uncached,
        fixes: [
          {
            id: 'add-cache-65536',
            title: 'Add CACHE 65536',
            consequence: 'fast; values have gaps and are not in order',
            safety: 'review',
            edits: append(statement, ' CACHE 65536'),
          },
          {
            id: 'add-cache-1',
            title: 'Add CACHE 1',
            consequence: 'few gaps; every nextval waits for the sequence',
            safety: 'review',
            edits: append(statement, ' CACHE 1'),
          },
        ],
      };
    },
  },
});

interface Uncached {
  /** The sequence, without its schema. */
  readonly name: string;
}

/** The names in the defaults of integer columns of less than 8 bytes. */
const narrowlyNumbering = (script: Script): ReadonlySet<string> =>
  new Set(
    tablesOf(script).flatMap(({ relation }) =>
      relation.columns.flatMap(({ type, default: preset }) => {
        const span =
          (type?.name === 'int4' || type?.name === 'int2') && preset?.origin && spanOfOrigin(preset.origin);
        return span ? namesIn(script.text.slice(span.start, span.end)) : [];
      }),
    ),
  );

/** As in `nextval('app."Order_no"'::regclass)`. */
const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(/"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*/gu)].map(([name]) => unquoted(name));
