import { builtIn } from './data.js';
import { mostCount, schemaVersion } from './dataFile.js';

const text = { type: 'string' };
const day = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
const names = { type: 'array', items: { type: 'string', pattern: '^\\w+$' } };
const functions = { type: 'array', items: { type: 'string', pattern: '^\\w+/\\d+(-\\d+)?$' } };
const number = { type: 'integer', minimum: 1, maximum: mostCount };

const object = (properties: Readonly<Record<string, object>>, rest: object | boolean = false) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: rest,
});

/** An object with at least the entries of the built-in data, all of one form. */
const entries = (known: object, entry: object) => ({
  type: 'object',
  required: Object.keys(known),
  additionalProperties: entry,
});

/** The JSON schema of a file of facts, by which editors complete and check it. `parseDialectData` decides. */
export const dialectSchema: object = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Facts about the SQL dialect of Aurora DSQL',
  ...object(
    {
      schemaVersion: { const: schemaVersion },
      day: { ...day, description: 'The newest day on which the facts were checked.' },
      sources: { type: 'object', additionalProperties: text },
      timeline: entries(builtIn.timeline, {
        type: 'object',
        required: ['since', 'title', 'source'],
        properties: {
          since: { ...day, description: 'The first day on which the change is known to be there.' },
          refused: {
            ...object({ until: day, source: text }),
            description: 'The last day on which it was seen refused, where that is not the day before.',
          },
          title: text,
          source: text,
        },
      }),
      limits: object(
        Object.fromEntries(
          Object.keys(builtIn.limits).map((name) => [
            name,
            name === 'maxCharacters' ? object({ bpchar: number, varchar: number }) : number,
          ]),
        ),
        true,
      ),
      types: object({ unsupported: names, withoutKey: names }),
      parameters: {
        type: 'object',
        propertyNames: { pattern: '^\\w+(\\.\\w+)*$' },
        additionalProperties: { type: 'object', properties: { since: text } },
      },
      functions: object({
        extension: { type: 'object', additionalProperties: functions },
        newer: { type: 'object', additionalProperties: functions },
        unlisted: functions,
      }),
      catalogs: names,
      texts: entries(builtIn.texts, {
        type: 'object',
        required: ['sqlstate', 'text'],
        properties: { sqlstate: { type: 'string', pattern: '^[0-9A-Z]{5}$' }, text, hint: text },
      }),
    },
    true,
  ),
};
