import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { annotate } from '../core/annotate.js';
import { problemsIn } from './embedded.js';

const folder = join(__dirname, '../../../test-fixtures/embedded');

/** What is found in files of each language; `UPDATE=1` writes the carets, to be read. */
for (const name of readdirSync(folder)) {
  test(name, async () => {
    const path = join(folder, name);
    const written = readFileSync(path, 'utf8');
    const problems = await problemsIn(name.replace(/\.txt$/, ''));
    const annotated = annotate(written, (text) => problems(text));
    if (process.env.UPDATE) writeFileSync(path, annotated);
    else assert.equal(written, annotated);
  });
}
