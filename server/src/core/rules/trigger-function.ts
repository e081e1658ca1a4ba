import type { Node } from 'libpg-query';
import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { rangeOf } from '../syntax/rangeOf.js';
import { spanOf } from '../syntax/tree/nodes.js';

export default defineRule({
  id: 'trigger-function',
  severity: 'warning',
  message: 'Nothing calls a function that returns {type}: there are no triggers.',
  why: 'DSQL runs no code on row changes, and a function of this kind cannot be called otherwise.',
  instead:
    'Put the logic into a procedure that the application calls, or into the statements that change the rows.',
  noFix: 'It is not known what should call it.',
  documentation: documentation.migration,
  holds: { since: 'plpgsql' },
  examples: [
    {
      bad: 'CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.at := now(); RETURN NEW; END $$;',
      at: 'trigger',
    },
  ],
  words: ['trigger', 'event_trigger'],
  check: {
    *CreateFunctionStmt({ returnType, options = [] }, statement) {
      const last = returnType?.names?.at(-1);
      const type = last && 'String' in last ? (last.String.sval ?? '') : '';
      const range = returnType && triggers.has(type) ? rangeOf(statement, returnType) : undefined;
      if (range && options.some(isPlpgsql)) yield { at: spanOf(statement, range), data: { type } };
    },
  },
});

const triggers = new Set(['trigger', 'event_trigger']);

function isPlpgsql(option: Node): boolean {
  if (!('DefElem' in option) || option.DefElem.defname !== 'language') return false;
  const { arg } = option.DefElem;
  return arg !== undefined && 'String' in arg && arg.String.sval?.toLowerCase() === 'plpgsql';
}
