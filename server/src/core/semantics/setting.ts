import type { SyntaxNode } from '../syntax/node.js';
import type { StatementText } from '../syntax/statement.js';
import { wordOf } from '../syntax/tokens.js';
import { childOf, partsOf } from '../syntax/tree/nodes.js';
import type { Traits } from './effectModel.js';
import { keywordsOf } from './keywords.js';

/** SET and RESET. */
export function settingTraits(statement: StatementText, node: SyntaxNode): Traits {
  const [, ...words] = keywordsOf(statement, node);
  const isLocal =
    words[0] === 'local' || (words.includes('transaction') && !words.includes('characteristics'));
  const parameter = childOf(node, 'name', 'parameter');
  // PostgreSQL finds a parameter in whatever case it is written, in quotes too.
  const name = parameter ? partsOf(statement, parameter).join('.').toLowerCase() : undefined;
  const opensForWriting =
    childOf(node, 'clause', 'read write') !== undefined || words.includes('all') || readOnly.has(name ?? '');
  return {
    session: isLocal && keywordsOf(statement, node)[0] === 'set' ? 'local setting' : 'setting',
    access: opensForWriting ? 'writes' : isOpaque(statement, parameter, name) ? 'unknown' : 'reads',
  };
}

/** They hold a read-only session to it; RESET ALL sets them back as well. */
const readOnly: ReadonlySet<string> = new Set(['transaction_read_only', 'default_transaction_read_only']);

/** `= on`, as scripts of pg_dump say: it is on to begin with. */
const turnsOn = (statement: StatementText, parameter: SyntaxNode | undefined): boolean =>
  parameter !== undefined &&
  /^(?:=|to)'?(?:on|true)'?;?$/.test([1, 2, 3].map((by) => wordOf(statement, parameter.last + by)).join(''));

/** A name with escapes, or the parameter that decides where strings end, and so what later statements are. */
function isOpaque(
  statement: StatementText,
  parameter: SyntaxNode | undefined,
  name: string | undefined,
): boolean {
  if (name === 'standard_conforming_strings') return !turnsOn(statement, parameter);
  const start = parameter && statement.token(parameter.first)?.start;
  return start !== undefined && /^u&"/i.test(statement.text.slice(start, start + 3));
}
