import { dayOf, isRefused, isReleased } from '../../core/dialect/asOf.js';
import { type DialectChange, type FeatureId, timeline } from '../../core/dialect/data.js';
import { holdsOn } from '../../core/lint/engine.js';
import { searchRules } from '../../core/lint/ruleSearch.js';
import { rules } from '../../core/rules/index.js';
import { ruleToTell } from '../rules.js';
import { defineTool, refused } from '../tool.js';
import { dayWanted, textParameters } from '../workbench.js';

export const dialect = defineTool({
  name: 'dialect',
  title: 'What Aurora DSQL takes on a day',
  description:
    'Says whether Amazon Aurora DSQL takes a feature on a day, since when, and by what source: ask for words such as "foreign key", "jsonb" or "TRUNCATE". Without words it answers the dated changes of the dialect. To ask about a whole statement, call lint.',
  parameters: {
    feature: { type: 'string', description: 'Words for the feature.' },
    as_of: textParameters.as_of,
  },
  run({ feature = '', as_of }, { options }) {
    const asOf = dayWanted(as_of, options.asOf);
    const words = wordsOf(feature);
    const changes = (Object.entries(timeline) as [FeatureId, DialectChange][])
      .filter(([id, { title }]) => isAbout(words, `${id} ${title}`))
      .map(([id, { since, title, source }]) => ({
        ...{ title, since, source },
        on_that_day: isReleased(id, asOf) ? 'taken' : isRefused(id, asOf) ? 'refused' : 'not known',
      }));
    if (words.length === 0) return { value: { day: dayOf(asOf), changes } };
    const named = words.join('-');
    const found = searchRules(rules, words.join(' '))
      .filter((rule) => holdsOn(rule, asOf))
      .toSorted((one, other) => Number(other.id.startsWith(named)) - Number(one.id.startsWith(named)));
    if (changes.length === 0 && found.length === 0)
      return refused(
        `Nothing dated and no rule is about "${feature}". Then Aurora DSQL does with it what PostgreSQL 16 does, as far as is known: pass a whole statement to lint, or run it on the sandbox.`,
      );
    return {
      value: {
        day: dayOf(asOf),
        changes,
        rules: found.slice(0, mostRules).map(ruleToTell),
        ...(found.length > mostRules && { more_rules: found.slice(mostRules).map(({ id }) => id) }),
      },
    };
  },
});

const mostRules = 8;

/** In lower case and without the s of a plural, so that "foreign keys" finds "foreign key". */
const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}_]+/u)
    .filter(Boolean)
    .map((word) => (word.length > 3 ? word.replace(/(?<!s)s$/, '') : word));

const isAbout = (words: readonly string[], text: string): boolean => {
  const spoken = text.toLowerCase();
  return words.every((word) => spoken.includes(word));
};
