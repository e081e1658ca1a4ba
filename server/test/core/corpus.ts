import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { generateSql } from '../../bench/generateSql.js';
import { rules } from '../../src/core/rules/index.js';
import { statementsIn } from './respelled.js';

/** Every statement that the tests have: of fixtures, tables of cases, examples of rules, and a generated script. */
export function corpus(): readonly string[] {
  const fixtures = filesIn(path.resolve(__dirname, '../../../test-fixtures'), '.sql');
  const cases = filesIn(path.join(__dirname, 'cases'), '.tsv');
  const texts = [
    ...fixtures.map((file) => readFileSync(file, 'utf8')),
    ...cases.flatMap((file) => readFileSync(file, 'utf8').split(/[\t\n]/)),
    ...rules.flatMap(({ examples }) =>
      examples.flatMap(({ bad, good = '', byHand = '' }) => [bad, good, byHand]),
    ),
    generateSql(2_000),
  ];
  return [...new Set(texts.flatMap(statementsIn))];
}

const filesIn = (folder: string, ending: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => path.join(folder, file));
