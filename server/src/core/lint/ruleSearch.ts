import type { Example, Rule } from './rule.js';

/** What of a rule the search reads. */
export type SearchedRule = Pick<Rule, 'message' | 'why' | 'instead' | 'server'> & {
  readonly id: string;
  readonly examples: readonly Pick<Example, 'bad'>[];
};

/**
 * The rules for a text, best first. An error of the server, pasted as it is, finds the rule with that error. Otherwise every
 * word must occur in what the rule says.
 */
export function searchRules<R extends SearchedRule>(rules: readonly R[], text: string): readonly R[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  const byError = rules.filter(({ server }) => server && errorPattern(server.text)?.test(wanted));
  if (byError.length > 0)
    return bestFirst(
      byError,
      [...wanted.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name),
    );
  const words = wanted.split(/[^\p{L}\p{N}_]+/u).filter(Boolean);
  return rules.filter((rule) => {
    const spoken = [rule.id, rule.message, rule.why, rule.instead, rule.server?.sqlstate, rule.server?.text]
      .join(' ')
      .toLowerCase();
    return words.every((word) => spoken.includes(word));
  });
}

/** Of rules with the same error, first those whose id or examples hold the names that the error quotes. */
function bestFirst<R extends SearchedRule>(rules: readonly R[], names: readonly string[]): readonly R[] {
  const places = ({ id, examples }: R) => [id, ...examples.map(({ bad }) => bad.toLowerCase())];
  const score = (rule: R) =>
    names.filter((name) => places(rule).some((place) => place.includes(name))).length +
    names.filter((name) => rule.id.includes(name)).length;
  return rules.toSorted((one, other) => score(other) - score(one));
}

/**
 * Names differ from one error to the next: slots and quoted names stand for any text. A template of slots alone matches
 * nothing.
 */
function errorPattern(template: string): RegExp | undefined {
  const parts = template.toLowerCase().split(/"[^"]*"|\{\w+\}/);
  if (parts.every((part) => part.trim() === '')) return undefined;
  return new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+'));
}
