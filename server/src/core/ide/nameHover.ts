import type { Span } from '../text/span.js';
import { shiftSpan } from '../text/span.js';
import { describe } from './describe.js';
import type { Hover } from './hover.js';
import { occurrencesAt } from './references.js';
import { knownAt, statementAround, type WorkspaceFile } from './workspace.js';

/** What the name at a UTF-16 offset is; undefined where there is none or nothing is known of it. */
export function nameHoverAt(file: WorkspaceFile, offset: number): Hover | undefined {
  const statement = statementAround(file, offset);
  if (!statement) return undefined;
  const named = occurrencesAt(file, offset);
  const read = named.filter(({ role }) => role !== 'declaration');
  const shown = read.length > 0 ? read : named;
  const [first] = shown;
  if (!first) return undefined;
  const known = knownAt(statement);
  const told = [...new Set(shown.flatMap(({ entity }) => describe(entity, known) ?? []))];
  if (told.length === 0) return undefined;
  const span: Span = shiftSpan(first.span, statement.start);
  return { span, markdown: told.join('\n\n---\n\n') };
}

/** A problem and the name that it is about. */
export const joinedHover = (problem: Hover | undefined, named: Hover | undefined): Hover | undefined =>
  problem && named
    ? { span: problem.span, markdown: `${problem.markdown}\n\n---\n\n${named.markdown}` }
    : (problem ?? named);
