import type { Tool } from '../tool.js';
import { dialect } from './dialect.js';
import { diff } from './diff.js';
import { explainError } from './explainError.js';
import { explainPlan } from './explainPlan.js';
import { fix } from './fix.js';
import { lint } from './lint.js';
import { planMigration } from './planMigration.js';
import { rules } from './rules.js';
import { run } from './run.js';
import { schema } from './schema.js';

/** In the order in which a client lists them. */
export const tools: readonly Tool[] = [
  lint,
  fix,
  explainError,
  dialect,
  rules,
  schema,
  run,
  explainPlan,
  planMigration,
  diff,
];
