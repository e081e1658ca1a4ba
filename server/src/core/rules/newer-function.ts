import { documentation } from '../dialect/documentation.js';
import { missingFor } from '../dialect/missingFunctions.js';
import { placeEdits } from '../lint/fixes/placeEdits.js';
import type { Fix } from '../lint/problem.js';
import type { FindingSource } from '../lint/rule.js';
import { defineRule } from '../lint/rule.js';
import { missingCalls } from '../lint/script/missingCalls.js';
import { replace } from '../syntax/edits.js';
import type { SyntaxNode } from '../syntax/node.js';
import { childOf, childrenOf, nodeFrom, tokenAt } from '../syntax/tree/nodes.js';
import { treeOf } from '../syntax/tree/tree.js';
import { sourceOf } from '../syntax/words.js';
import { lookup } from '../text/lookup.js';

export default defineRule({
  id: 'newer-function',
  severity: 'warning',
  message: '{function}() came with PostgreSQL {version}; DSQL is PostgreSQL 16.',
  why: 'A cluster reports that the function does not exist, unless AWS has added it.',
  instead: 'Use what PostgreSQL 16 has, such as gen_random_uuid().',
  documentation: documentation.compatibility,
  examples: [
    {
      bad: 'CREATE TABLE teams (id UUID DEFAULT uuidv7() PRIMARY KEY);',
      at: 'uuidv7',
      good: 'CREATE TABLE teams (id UUID DEFAULT gen_random_uuid() PRIMARY KEY);',
    },
    { bad: "SELECT json_value(doc, '$.name') FROM posts;", at: 'json_value' },
  ],
  words: missingFor('newer'),
  repair({ name, offset }: Subject, source) {
    const { script, placed, statement } = source;
    const call = nodeFrom(treeOf(statement), tokenAt(statement, offset), ['call']);
    const found = call && replacements[name]?.(source, call);
    if (!call || !found) return [];
    const { text, ...words } = found;
    return [{ ...words, edits: placeEdits(script, placed, replace(statement, call, text)) }];
  },
  *script(script) {
    for (const { at, name, span, missing, moot } of missingCalls(script, 'newer')) {
      const { absence } = missing;
      yield {
        at,
        data: { function: name, version: absence.kind === 'newer' ? String(absence.version) : '' },
        subject: { name, offset: span.start },
        ...moot,
      };
    }
  },
});

interface Subject {
  readonly name: string;
  /** Where the call begins in its statement. */
  readonly offset: number;
}

/** What replaces a whole call. */
type Replacement = (
  source: FindingSource,
  call: SyntaxNode,
) => (Omit<Fix, 'edits'> & { readonly text: string }) | undefined;

const argumentsOf = ({ statement }: FindingSource, call: SyntaxNode): readonly string[] =>
  childrenOf(childOf(call, 'list'), 'expression').map((one) => sourceOf(statement, one));

const replacements = lookup<Replacement>({
  uuidv4: () => ({
    id: 'use-gen-random-uuid',
    title: 'Use gen_random_uuid()',
    safety: 'safe',
    text: 'gen_random_uuid()',
  }),
  uuidv7: () => ({
    id: 'use-gen-random-uuid',
    title: 'Use gen_random_uuid()',
    consequence: 'the ids are no longer in time order, which spreads writes',
    safety: 'review',
    text: 'gen_random_uuid()',
  }),
  casefold: (source, call) => ({
    id: 'use-lower',
    title: 'Use lower()',
    consequence: 'fewer letters count as equal',
    safety: 'review',
    text: `lower(${argumentsOf(source, call).join(', ')})`,
  }),
  random(source, call) {
    const [least, most] = argumentsOf(source, call).map((text) =>
      /^\d{1,9}$/.test(text) ? Number(text) : undefined,
    );
    if (least === undefined || most === undefined || most < least) return undefined;
    return {
      id: 'use-plain-random',
      title: 'Use random() and floor()',
      consequence: 'the same numbers with the same probability',
      safety: 'review',
      text: `CAST(floor(random() * ${most - least + 1}) AS integer)${least > 0 ? ` + ${least}` : ''}`,
    };
  },
});
