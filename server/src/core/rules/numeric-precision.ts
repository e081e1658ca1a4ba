import { isRefused } from '../dialect/asOf.js';
import { documentation } from '../dialect/documentation.js';
import { serverErrors, worded } from '../dialect/serverErrors.js';
import { defineRule } from '../lint/rule.js';
import { holderOf } from '../syntax/holder.js';
import { rangeOf } from '../syntax/rangeOf.js';
import { spanOf } from '../syntax/tree/nodes.js';
import { builtInName, modifiersOf } from '../syntax/typeName.js';

export default defineRule({
  id: 'numeric-precision',
  severity: 'error',
  message: '{type} of {holder} is out of range: a precision is 1 to {precision}, a scale {least} to {scale}.',
  why: 'DSQL takes up to 1,000 digits since 2026-08-25, and took 38 with 37 decimals before.',
  instead: 'Declare no more digits than the values need.',
  noFix: 'The file does not say how many digits the values need.',
  server: worded(serverErrors.numericPrecision, { most: '1000' }),
  documentation: documentation.dataTypes,
  examples: [
    { bad: 'CREATE TABLE proofs (id UUID PRIMARY KEY, value NUMERIC(2000, 2));', at: 'NUMERIC(2000, 2)' },
    {
      bad: 'CREATE TABLE proofs (id UUID PRIMARY KEY, value NUMERIC(50, 2));',
      at: 'NUMERIC(50, 2)',
      asOf: '2025-11-25',
    },
  ],
  words: ['numeric', 'decimal', 'dec'],
  inQueries: false,
  check: {
    *TypeName(type, statement, { parent, asOf }) {
      const holder = builtInName(type) === 'numeric' ? holderOf(parent) : undefined;
      if (!holder) return;
      const [precision, scale] = modifiersOf(type);
      const limit = isRefused('numeric-1000', asOf) ? before : today;
      const isWrong =
        (precision !== undefined && (precision < 1 || precision > limit.precision)) ||
        (scale !== undefined && (scale < limit.least || scale > limit.scale));
      const range = isWrong && rangeOf(statement, type);
      if (!range) return;
      const at = spanOf(statement, range);
      const words = {
        precision: String(limit.precision),
        least: String(limit.least),
        scale: String(limit.scale),
      };
      yield { at, data: { type: statement.text.slice(at.start, at.end), holder: holder.title, ...words } };
    },
  },
});

const today = { precision: 1_000, least: -1_000, scale: 1_000 };
const before = { precision: 38, least: 0, scale: 37 };
