import type { CancellationToken } from 'vscode-languageserver';
import { catalogOfServer } from '../core/catalog/fromServer/catalog.js';
import { chosenDay, dataOf, dayOf } from '../core/dialect/asOf.js';
import { createAnalyzer } from '../core/lint/analysis.js';
import { hostRulePage, hostRules } from '../core/project/hostRules.js';
import { noticed } from '../core/repair/noticed.js';
import { ruleFix } from '../core/repair/ruleFix.js';
import { rulePage } from '../core/repair/rulePage.js';
import { rules } from '../core/rules/index.js';
import { batchingOf } from '../core/semantics/batching.js';
import type { RequestAnswer, RequestParams, ServerMethod } from '../protocol/requests.js';
import { safeRepairOf } from './codeActions.js';
import { codeStatements } from './codeStatements.js';
import { conversionOf } from './conversion.js';
import type { Handlers } from './handlers.js';
import type { ServerState } from './serverState.js';

/** Answers what the extension asks beside the language server protocol. */
export function answerExtension(
  { connection, notices: { sent }, client, configuration, files, hosts, workspaces, parser }: ServerState,
  { guarded, workOn }: Handlers,
): void {
  on('dsql/dialect', async ({ textDocument }) => {
    const given = await files.optionsOf(textDocument.uri);
    if (!given) return null;
    const { asOf } = given;
    const overlay = typeof asOf === 'string' ? undefined : asOf.overlay?.day;
    return {
      asOf: chosenDay(asOf),
      day: dayOf(asOf),
      newest: dataOf(asOf).day,
      ...(overlay && { overlay }),
    };
  });
  on('dsql/dialectFiles', async ({ uri }) => {
    const { asOf, file = null, overlayFile = null } = await configuration.dialectOf(uri);
    return { day: chosenDay(asOf), dialect: file, overlay: overlayFile };
  });
  on('dsql/convert', async ({ uri, choices }, token) => {
    const file = await files.at(uri, token);
    return file ? workOn(file, token)(conversionOf(file, choices)) : null;
  });
  on('dsql/fixAll', async ({ uri }, token) => {
    const file = await files.at(uri, token);
    return file ? workOn(file, token)(safeRepairOf(file)) : null;
  });
  on('dsql/rulePage', async ({ rule: id }) => {
    const ofCode = hostRules.find((one) => one.id === id);
    if (ofCode) return hostRulePage(ofCode);
    const rule = rules.find((one) => one.id === id);
    return rule ? rulePage(rule, ruleFix(createAnalyzer(await parser, rules), rule)) : null;
  });
  on('dsql/catalog', async ({ connection: name, catalog }) => {
    workspaces.connect(name, catalog ? catalogOfServer(catalog) : undefined);
    if (client().refreshesDiagnostics) sent(connection.languages.diagnostics.refresh());
    return null;
  });
  on('dsql/connections', async ({ documents, others }) => {
    const isOther = workspaces.bind(new Map(Object.entries(documents)), others ?? undefined);
    if (isOther && client().refreshesDiagnostics) sent(connection.languages.diagnostics.refresh());
    return null;
  });
  on('dsql/codeStatements', ({ uri }, token) => codeStatements(uri, { hosts, workspaces, parser }, token));
  on('dsql/noticed', async ({ uri, statements }) => {
    const given = await files.optionsOf(uri);
    if (!given) return [];
    const analyzer = createAnalyzer(await parser, rules);
    return statements.flatMap(({ sql, answer }) => noticed(analyzer, sql, given.asOf, answer) ?? []);
  });
  on('dsql/batching', async ({ sql, ...facts }) => batchingOf(await parser, sql, facts));

  function on<Method extends ServerMethod>(
    method: Method,
    answer: (params: RequestParams<Method>, token: CancellationToken) => Promise<RequestAnswer<Method>>,
  ) {
    connection.onRequest<unknown, void>(method, guarded(answer));
  }
}
