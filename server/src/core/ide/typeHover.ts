import { formatType } from '../catalog/formatType.js';
import { documentation } from '../dialect/documentation.js';
import { maxCharacters, maxKeyBytes } from '../dialect/limits.js';
import { catalogName } from '../dialect/typeNames.js';
import { fixedBytes, typesWithoutKey } from '../dialect/types.js';
import type { SyntaxNode } from '../syntax/node.js';
import type { StatementText } from '../syntax/statement.js';
import { spanOf } from '../syntax/tree/nodes.js';

/** What a column can do with a type that Aurora DSQL stores, as Markdown; undefined for any other type. */
export function describeType(text: StatementText, node: SyntaxNode): string | undefined {
  const { start, end } = spanOf(text, node);
  const written = text.text
    .slice(start, end)
    .toLowerCase()
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\bwithout time zone\b/, '')
    .trim()
    .replace(/\s+/g, ' ');
  const name = catalogName(written);
  if (!stored.has(name)) return undefined;
  const whole = formatType({ schema: undefined, name, modifiers: [], dimensions: 0 });
  const bytes = fixedBytes[name];
  const characters = name === 'bpchar' || name === 'varchar' ? maxCharacters[name] : undefined;
  const facts = [
    typesWithoutKey.has(name)
      ? 'A column can have it, a key or an index cannot.'
      : 'A column, a key and an index can have it.',
    ...(bytes === undefined ? [] : [`It takes ${bytes} ${bytes === 1 ? 'byte' : 'bytes'}.`]),
    ...(characters === undefined ? [] : [`It holds at most ${characters.toLocaleString('en')} bytes.`]),
    ...(name === 'text' || name === 'varchar'
      ? [`In a key all columns together take at most ${maxKeyBytes.toLocaleString('en')} bytes.`]
      : []),
    ...(ofMebibyte.has(name) ? ['A value takes at most 1 MiB.'] : []),
  ];
  return [`**${whole}**`, facts.join(' '), `[Documentation](${documentation.dataTypes})`].join('\n\n');
}

// https://docs.aws.amazon.com/aurora-dsql/latest/userguide/CHAP_quotas.html
const ofMebibyte: ReadonlySet<string> = new Set(['text', 'bytea']);

const stored: ReadonlySet<string> = new Set([
  ...Object.keys(fixedBytes),
  ...['bpchar', 'bytea', 'interval', 'text', 'timetz', 'varchar'],
]);
