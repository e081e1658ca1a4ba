import type { Fix } from '../../core/lint/problem.js';
import type { HostRuleId } from '../../core/project/hostRules.js';
import type { Span } from '../../core/text/span.js';
import type { EmbeddedSql, HostText } from '../embeddedSql.js';
import type { HostNode } from '../hostNode.js';
import type { HostLanguage } from '../languages.js';

/** What is found in the code around SQL. Spans are UTF-16 offsets of the file. */
export interface HostFinding {
  readonly rule: HostRuleId;
  readonly at: Span;
  /** How it is repaired, in offsets of the file; none where that is not sure. */
  readonly fixes?: readonly Fix[];
}

/** What the checks ask about. */
export interface Checked {
  readonly host: HostText;
  readonly text: string;
  readonly root: HostNode;
  readonly language: HostLanguage;
  readonly pieces: readonly EmbeddedSql[];
}
