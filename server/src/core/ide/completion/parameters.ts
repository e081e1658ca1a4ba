import { settableParameters, shownParameters } from '../../dialect/parameters.js';
import type { Caret } from './caret.js';
import { type Completion, keyword, plain, ranks } from './item.js';
import { keywordItems } from './keywordItems.js';
import { continuationOf } from './keywords.js';
import { ownSchemas } from './objects.js';
import { parameterValues } from './vocabulary.js';

/** The items for SET, SHOW and RESET: parameters, and after a parameter its values. */
export function parameterItems(caret: Caret): readonly Completion[] {
  const { behind } = caret;
  const values = parameterValueItems(caret);
  if (values) return values;
  const words = keywordItems(caret, continuationOf(caret.file.workspace.grammar, caret.before));
  if (!/^(?:set|show|reset|local|session)$/.test(behind(1))) return words;
  const names = behind(1) === 'show' ? [...settableParameters, ...shownParameters] : settableParameters;
  const all = /^(?:show|reset)$/.test(behind(1)) ? [keyword(caret, 'ALL', ranks.keyword)] : [];
  const zone = /^(?:set|local|session)$/.test(behind(1)) ? [keyword(caret, 'TIME ZONE', ranks.keyword)] : [];
  return [
    ...names.map((name) => plain(caret, 'parameter', name, ranks.own, 'session parameter')),
    ...all,
    ...zone,
    ...words,
  ];
}

/** The values of the parameter that is being set; undefined where none is. */
export function parameterValueItems(caret: Caret): readonly Completion[] | undefined {
  const { behind, known, string } = caret;
  const name = parameterBefore(behind);
  if (name === undefined) return undefined;
  const schemas = name === 'search_path' ? ownSchemas(known).filter((one) => !isWritten(caret, one)) : [];
  const words = name === 'search_path' && behind(1) === ',' ? [] : ['DEFAULT'];
  return [...parameterValues(name), ...schemas, ...words]
    .filter((value) => !string || value.startsWith("'"))
    .map((value) => plain(caret, 'value', value, ranks.own, name));
}

function isWritten({ behind }: Caret, value: string): boolean {
  for (let by = 1; by < 40 && behind(by) !== ''; by++) if (behind(by) === value) return true;
  return false;
}

/** The parameter whose value follows: `SET name = …`, `SET name TO a, …`, `SET TIME ZONE …`. */
function parameterBefore(behind: Caret['behind']): string | undefined {
  if (behind(1) === 'zone' && behind(2) === 'time') return 'timezone';
  let by = 1;
  while (by < 40 && behind(by) === ',') by += 2;
  if (behind(by) !== '=' && !(behind(by) === 'to' && behind(by + 1) !== 'set')) return undefined;
  return behind(by + 2) === '.' ? `${behind(by + 3)}.${behind(by + 1)}` : behind(by + 1);
}
