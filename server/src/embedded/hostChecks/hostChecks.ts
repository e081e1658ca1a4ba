import { byKey } from '../../core/text/byKey.js';
import type { EmbeddedSql, HostText, Reason } from '../embeddedSql.js';
import type { HostLanguage } from '../languages.js';
import { keptTokens, passwords, unverified } from './connections.js';
import type { Checked, HostFinding } from './finding.js';
import { rowsInLoops } from './loops.js';
import { valuesInQueries } from './values.js';

/**
 * The findings of all rules about code, in the order of the file; none that a comment silences. None in tests, which do wrong
 * on purpose. `path` is a path or a URI.
 */
export function hostFindings(
  host: HostText,
  language: HostLanguage,
  pieces: readonly EmbeddedSql[],
  {
    path,
    reason,
    manifest,
  }: { readonly path: string; readonly reason: Reason; readonly manifest: string | undefined },
): readonly HostFinding[] {
  if (reason !== 'named' || isTest.test(path)) return [];
  const { text, root } = host;
  if (!root) return [];
  const checked = { host, text, root, language, pieces };
  // A file itself must connect to Aurora DSQL, or its project have what does.
  const isOwn = speaksToDsql.test(text);
  const isProjects = isOwn || (manifest !== undefined && speaksToDsql.test(manifest));
  const found = [
    ...valuesInQueries(checked),
    ...(isProjects ? rowsInLoops(checked) : []),
    ...(isOwn
      ? [...unverified(checked), ...passwords(checked), ...keptTokens(checked), ...unretried(checked)]
      : []),
  ];
  const lines = byKey(
    [...text.matchAll(/dsql-ignore\s+([^\n]*)/g)].map(({ index, 1: rules = '' }) => [
      lineOf(text, index),
      rules,
    ]),
  );
  const isSilenced = ({ rule, at }: HostFinding) => {
    if (lines.size === 0) return false;
    const line = lineOf(text, at.start);
    return [line, line - 1].some((one) => lines.get(one)?.some((rules) => rules.includes(rule)));
  };
  // Rust has its tests in the file itself.
  const tests = language.id === 'rust' ? text.indexOf('#[cfg(test)]') : -1;
  const isTried = ({ at }: HostFinding) => tests >= 0 && at.start > tests;
  return found
    .filter((one) => !isSilenced(one) && !isTried(one))
    .sort((one, other) => one.at.start - other.at.start);
}

const isTest =
  /[\\/](?:tests?|specs?|__tests__|integration-tests)[\\/]|(?:[._-](?:test|spec)s?|Tests?|IT)\.\w+$|[\\/]test_\w+\.py$/;

const speaksToDsql =
  /\.dsql\.[\w-]+\.on\.aws\b|aurora[-_]?dsql|dsql[-_]signer|dsqlsigner|getDbConnect(?:Admin)?AuthToken|generate_?db_?connect|DsqlUtilities|aws_sdk_dsql|\b(?:Amazon|AWSSDK)\.DSQL\b|db_connect_(?:admin_)?auth_token|services\.dsql\b|client\(\s*["']dsql["']/i;

function lineOf(text: string, offset: number): number {
  let line = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/** A write, or a transaction, in a file that connects by itself and says nothing of trying again. Once a file. */
function unretried({ text, pieces }: Checked): readonly HostFinding[] {
  if (
    /retr[yi]|backoff|attempt|40001|\bOC00|\bocc|conflict|SerializationFailure|serialization_?failure/i.test(
      text,
    )
  )
    return [];
  const write = pieces.find(
    ({ kind, text: sql }) =>
      kind === 'statement' &&
      /^(?:\s|--[^\n]*\n)*(?:insert|update|delete|merge|begin|start\s+transaction)\b/i.test(sql),
  );
  return write ? [{ rule: 'write-without-retry', at: write.host }] : [];
}
