import { titleOfType } from '../catalog/formatType.js';
import { documentation } from '../dialect/documentation.js';
import { defineRule } from '../lint/rule.js';
import { comparedAcrossTypes } from '../lint/script/comparedColumns.js';
import { shiftSpan } from '../text/span.js';

export default defineRule({
  id: 'comparison-across-types',
  severity: 'info',
  message: 'An index on "{column}" ({type}) is not used here: it is compared with a value of type {other}.',
  why: 'DSQL uses an index only where both sides are of one type, integers aside: a date column compared with a timestamp was seen to read the whole table, 102 ms in place of 1.2 ms (observed in May 2026).',
  instead:
    "Write the value in the type of the column: DATE '2026-01-01', CURRENT_DATE, CAST(… AS date). Give columns that are joined one type.",
  noFix: "It is not known which value of the column's type is meant.",
  documentation: documentation.compatibility,
  wholeFile: true,
  examples: [
    {
      bad: "CREATE TABLE visits (id UUID PRIMARY KEY, day DATE);\nCREATE INDEX ASYNC visits_day ON visits (day);\nSELECT id FROM visits WHERE day >= TIMESTAMP '2026-01-01 00:00:00';",
      at: "day >= TIMESTAMP '2026-01-01 00:00:00'",
      byHand:
        "CREATE TABLE visits (id UUID PRIMARY KEY, day DATE);\nCREATE INDEX ASYNC visits_day ON visits (day);\nSELECT id FROM visits WHERE day >= DATE '2026-01-01';",
    },
    {
      bad: 'CREATE TABLE users (id BIGINT PRIMARY KEY);\nCREATE TABLE visits (id UUID PRIMARY KEY, by NUMERIC(20,0));\nSELECT u.id FROM visits v JOIN users u ON u.id = v.by;',
      at: 'u.id = v.by',
      byHand:
        'CREATE TABLE users (id BIGINT PRIMARY KEY);\nCREATE TABLE visits (id UUID PRIMARY KEY, by BIGINT);\nSELECT u.id FROM visits v JOIN users u ON u.id = v.by;',
    },
  ],
  *script(script) {
    for (const { statement, found } of comparedAcrossTypes(script))
      for (const { at, column, type, other } of found)
        yield {
          at: shiftSpan(at, statement.span.start),
          data: { column, type: titleOfType(type), other: titleOfType(other) },
        };
  },
});
