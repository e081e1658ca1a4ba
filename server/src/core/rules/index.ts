// Generated from the files of this folder by server/test/generated.test.ts.
import type { Rule } from './rule.js';
import syntaxError from './syntax-error.js';
import tooDeep from './too-deep.js';
import unusedIgnore from './unused-ignore.js';

/** All rules, by id. */
export const rules: readonly Rule[] = [syntaxError, tooDeep, unusedIgnore];
