import { defineRule } from '../analysis/rule.js';
import { documentation } from '../dialect/documentation.js';
import { indexAt, spanOf } from '../sql/tokens.js';

export default defineRule({
  id: 'function-language',
  severity: 'error',
  message: 'Functions are written in SQL only, not in {language}.',
  why: 'DSQL runs SQL functions; it has no procedural languages and no way to add one.',
  instead: 'Write the function LANGUAGE SQL where one query does it, or move it into the application.',
  server: { sqlstate: '0A000', text: 'CREATE FUNCTION with language plpgsql not supported' },
  documentation: documentation.createFunction,
  examples: [
    {
      bad: 'CREATE FUNCTION one() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;',
      at: 'LANGUAGE plpgsql',
    },
  ],
  check: {
    *DefElem({ defname, arg, location = 0 }, statement, { parent }) {
      if (defname !== 'language' || parent?.name !== 'CreateFunctionStmt') return;
      const language = arg && 'String' in arg ? (arg.String.sval ?? '') : '';
      if (language.toLowerCase() === 'sql') return;
      const word = indexAt(statement, location);
      yield { at: spanOf(statement, word, word + 1), data: { language } };
    },
  },
});
