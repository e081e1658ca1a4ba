import type { CancellationToken, Hover, HoverParams } from 'vscode-languageserver';
import { clusterHoverAt } from '../core/ide/clusterHover.js';
import { hoverAt } from '../core/ide/hover.js';
import { joinedHover, nameHoverAt } from '../core/ide/nameHover.js';
import { wordHoverAt } from '../core/ide/wordHover.js';
import { type Analysis, createAnalyzer } from '../core/lint/analysis.js';
import { explainHostRule, hostRules } from '../core/project/hostRules.js';
import { rules } from '../core/rules/index.js';
import { toHover } from './convert.js';
import type { Handlers } from './handlers.js';
import type { ServerState } from './serverState.js';

const hasOverlay = ({ options: { asOf } }: Analysis): boolean =>
  typeof asOf !== 'string' && asOf.overlay !== undefined;

/** What is told of a place: in SQL of the problem and the name there, in the code around it of a rule's finding. */
export function hovers(
  { client, hosts, workspaces, parser }: Pick<ServerState, 'client' | 'hosts' | 'workspaces' | 'parser'>,
  { onOpen, guarded }: Pick<Handlers, 'onOpen' | 'guarded'>,
): (params: HoverParams, token: CancellationToken) => Promise<Hover | null> {
  const hoverInCode = guarded(async ({ textDocument, position }: HoverParams): Promise<Hover | null> => {
    const host = await hosts.at(textDocument.uri);
    const offset = host?.document.offsetAt(position) ?? 0;
    const found = host?.findings.find(({ at }) => at.start <= offset && offset <= at.end);
    const rule = found && hostRules.find(({ id }) => id === found.rule);
    if (!host || !found || !rule) return null;
    return toHover(
      host.document,
      { span: found.at, markdown: explainHostRule(rule, host.language) },
      client(),
    );
  });
  const hoverInSql = onOpen<HoverParams, Hover | null>(
    null,
    async ({ document, analysis }, { position }, _work, token) => {
      const offset = document.offsetAt(position);
      const file = await workspaces.at(document.uri, token);
      const problem = hoverAt(analysis, offset);
      const named = file && nameHoverAt(file, offset);
      const word = file && !problem && !named ? wordHoverAt(file, offset) : undefined;
      const lifted =
        problem || !hasOverlay(analysis)
          ? undefined
          : clusterHoverAt(createAnalyzer(await parser, rules), analysis, offset);
      return toHover(document, joinedHover(problem ?? lifted, named) ?? word, client());
    },
  );
  return async (params, token) => {
    const found = await hoverInSql(params, token);
    return found ?? (hosts.isHost(params.textDocument.uri) ? hoverInCode(params, token) : null);
  };
}
