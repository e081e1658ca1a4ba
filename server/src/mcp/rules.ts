import { datesOf } from '../core/lint/ruleText.js';
import type { rules } from '../core/rules/index.js';

type AnyRule = (typeof rules)[number];

/** A rule as an agent reads it. */
export const ruleToTell = (rule: AnyRule): object => {
  const { id, severity, message, why, instead, server, documentation, examples } = rule;
  const [example] = examples;
  const dates = datesOf(rule);
  return {
    ...{ id, severity, message, why, instead, documentation },
    ...(dates !== '' && { holds: dates }),
    ...(server && { server: `${server.sqlstate} ${server.text}` }),
    found_in: example.bad,
    ...(example.good !== undefined && { becomes: example.good }),
    ...(example.good === undefined && example.byHand !== undefined && { write: example.byHand }),
  };
};
