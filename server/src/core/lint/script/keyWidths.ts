import type { TypeRef } from '../../catalog/model.js';
import { spanOfOrigin } from '../../catalog/origin.js';
import { bytesOfType, keyWords } from '../../syntax/keys.js';
import { spanOf } from '../../syntax/tree/nodes.js';
import { type Span, shiftSpan } from '../../text/span.js';
import { storedType } from './catalog.js';
import { domainKeysOf } from './domainKeys.js';
import type { Script } from './script.js';
import { tablesOf } from './tables.js';

/** The bytes that the declared types of a key may take, and the offset of the key in the script. */
export interface KeyWidth {
  readonly at: Span;
  readonly bytes: number;
}

/** For indexes, and for keys of tables with a column of a domain. A CREATE TABLE by itself tells the width of all others. */
export function* keyWidthsOf(script: Script): Generator<KeyWidth> {
  for (const { placed, statement, key, columns } of domainKeysOf(script)) {
    const at = shiftSpan(spanOf(statement, keyWords(statement, key)), placed.span.start);
    yield { at, bytes: bytesOf(columns.map(({ type }) => type)) };
  }
  for (const { made, keyTypes } of tablesOf(script).flatMap(({ indexes }) => indexes)) {
    const { origin, keys } = made;
    if (origin?.pointer.kind !== 'created') continue;
    const bytes = bytesOf(keyTypes.map((type) => type && storedType(script, type)));
    if (bytes === 0) continue;
    const { start } = spanOfOrigin({ ...origin, pointer: { kind: 'indexKey', at: 0 } });
    const { end } = spanOfOrigin({ ...origin, pointer: { kind: 'indexKey', at: keys.length - 1 } });
    yield { at: { start, end }, bytes };
  }
}

const bytesOf = (types: readonly (TypeRef | undefined)[]): number =>
  types.reduce((bytes, type) => bytes + (type && type.dimensions === 0 ? bytesOfType(type) : 0), 0);
