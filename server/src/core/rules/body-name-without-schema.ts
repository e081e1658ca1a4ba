import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { missingNames } from '../lint/script/bodyLookup.js';
import { quoteName } from '../syntax/names.js';
import { query } from '../text/memo.js';

export default defineRule({
  id: 'body-name-without-schema',
  severity: 'warning',
  message: 'The {kind} "{name}" is in no schema of the search path, which is empty here.',
  why: 'The body of a function in SQL is checked when the function is created, and DSQL has no check_function_bodies to put that off.',
  instead: 'Write the schema before the name, or SET search_path for the function.',
  documentation: documentation.createFunction,
  examples: [
    {
      bad: "SELECT pg_catalog.set_config('search_path', '', false);\nCREATE TABLE public.items (id UUID PRIMARY KEY);\nCREATE FUNCTION public.stock() RETURNS BIGINT LANGUAGE sql AS $$ SELECT count(*) FROM items $$;",
      at: 'items',
      good: "SELECT pg_catalog.set_config('search_path', '', false);\nCREATE TABLE public.items (id UUID PRIMARY KEY);\nCREATE FUNCTION public.stock() RETURNS BIGINT LANGUAGE sql AS $$ SELECT count(*) FROM public.items $$;",
    },
  ],
  *script(script) {
    for (const { span, name, kind, schema } of query(missingNames, script)) {
      if (schema === undefined) continue;
      const written = quoteName(schema);
      yield {
        at: span,
        data: { name, kind },
        fixes: [
          {
            id: 'write-schema',
            title: `Write ${written}.${quoteName(name)}`,
            consequence: 'the function no longer uses the search path of its caller',
            safety: 'review',
            edits: [{ start: span.start, end: span.start, text: `${written}.` }],
          },
        ],
      };
    }
  },
});
