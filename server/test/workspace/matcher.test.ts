import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matcher } from '../../src/files/matcher.js';
import { disk } from '../../src/workspace/disk.js';

/** Globs of a configuration in /project, and the paths that both include and exclude leave in. */
const selections: readonly {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly selected: readonly string[];
  readonly left: readonly string[];
}[] = [
  { selected: ['/project/a.sql', '/elsewhere/a.sql'], left: [] },
  {
    include: ['db/**/*.sql'],
    selected: ['/project/db/a.sql', '/project/db/x/y.sql'],
    left: ['/project/a.sql'],
  },
  { include: ['db'], selected: ['/project/db/a.sql', '/project/db/x/.y.sql'], left: ['/project/dbx/a.sql'] },
  {
    include: ['./db/'],
    selected: ['/project/db/a.sql'],
    left: ['/project/x/db/a.sql', '/elsewhere/db/a.sql'],
  },
  {
    exclude: ['**/legacy'],
    selected: ['/project/a.sql'],
    left: ['/project/x/legacy', '/project/x/legacy/a.sql'],
  },
  { exclude: ['*.gen.sql'], selected: ['/project/x/a.gen.sql'], left: ['/project/a.gen.sql'] },
  { include: ['db'], exclude: ['db/old'], selected: ['/project/db/a.sql'], left: ['/project/db/old/a.sql'] },
];

for (const { include = [], exclude = [], selected, left } of selections) {
  test(`include ${include.join()} and exclude ${exclude.join()} select ${selected.join()}`, () => {
    const { includes, excludes } = matcher({ include, exclude }, '/project', disk);
    const isSelected = (path: string) => includes(path) && !excludes(path);
    assert.deepEqual([...selected, ...left].filter(isSelected), selected);
  });
}
