import { type AsOf, dayOf, isReleased } from '../dialect/asOf.js';
import { type DialectChange, timeline } from '../dialect/data.js';
import { maxIndexes, maxKeyColumns, maxRows, maxSchemas } from '../dialect/limits.js';
import { holdsOn } from '../lint/engine.js';
import type { Rule } from '../lint/rule.js';

/**
 * The dialect of a day in Markdown, for an agent to read before it writes SQL: what is refused, each with what to write instead,
 * and since when newer features are taken. It is made from the rules, so it is never older than they are.
 */
export function dialectPage(rules: readonly Rule[], asOf: AsOf): string {
  const day = dayOf(asOf);
  const errors = rules.filter(
    (rule) => rule.severity === 'error' && rule.isOptIn !== true && holdsOn(rule, asOf),
  );
  const changes: readonly DialectChange[] = Object.values(timeline);
  return [
    `# Amazon Aurora DSQL's SQL on ${day}`,
    '',
    'It speaks PostgreSQL 16, except as follows.',
    '',
    '## Always',
    '',
    '- Each DDL statement is a transaction of its own. DDL and DML do not share a transaction.',
    `- A transaction changes ${maxRows.toLocaleString('en-US')} rows at most and lasts 5 minutes at most. Do large changes in batches.`,
    '- Conflicts show at COMMIT as SQLSTATE 40001. Run the whole transaction again, with a growing pause.',
    '- Indexes are built in the background: CREATE INDEX ASYNC returns a job_id, and CALL sys.wait_for_job(job_id) waits.',
    '- Prefer UUID keys, made by gen_random_uuid().',
    ...(isReleased('sequences', asOf)
      ? ['- Sequences and identity columns need CACHE 1 or CACHE >= 65536.']
      : []),
    `- A table has ${maxIndexes} indexes at most, a key ${maxKeyColumns} columns, a cluster ${maxSchemas} schemas besides public.`,
    '',
    '## Accepted since',
    '',
    ...changes.filter(({ since }) => since <= day).map(({ since, title }) => `- ${since}: ${title}`),
    '',
    '## Refused',
    '',
    ...errors.map(({ id, message, instead }) => `- ${slotsMarked(message)} ${instead} (${id})`),
    '',
  ].join('\n');
}

const slotsMarked = (template: string): string => template.replace(/\{(\w+)\}/g, '<$1>');
