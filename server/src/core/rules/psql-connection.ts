import { documentation } from '../dialect/documentation.js';
import { isSettable } from '../dialect/parameters.js';
import { serverErrors } from '../dialect/serverErrors.js';
import type { Fix } from '../lint/problem.js';
import { defineRule } from '../lint/rule.js';
import { lineStartOf } from '../text/lines.js';
import type { Span } from '../text/span.js';

export default defineRule({
  id: 'psql-connection',
  severity: 'error',
  message: '{what}.',
  why: 'A cluster has the one database "postgres", and takes a few session parameters only: others end the connection as it starts.',
  instead: 'Connect to postgres, and leave the parameter out.',
  server: serverErrors.unsupportedParameter,
  documentation: documentation.authentication,
  examples: [
    { bad: '\\connect shop', at: 'shop', good: '-- \\connect shop' },
    { bad: '\\c "dbname=postgres options=\'-c statement_timeout=5s\'"', at: 'statement_timeout' },
  ],
  *script({ text, metaCommands, asOf }) {
    for (const command of metaCommands) {
      const written = text.slice(command.start, command.end);
      if (!/^\\c(?:onnect)?\s/.test(written)) continue;
      const database = databaseIn(written);
      if (database && !['postgres', '-'].includes(database.name))
        yield {
          at: shifted(database.span, command),
          data: { what: `There is no database "${database.name}" in a cluster` },
          fixes: startsLine(text, command.start) ? [commentOut(command)] : [],
        };
      for (const { name, span } of parametersIn(written)) {
        // PrivateLink passes the name of the cluster in a parameter of its own.
        if (isSettable(name, asOf) || name.toLowerCase() === 'amzn-cluster-id') continue;
        yield {
          at: shifted(span, command),
          data: { what: `The parameter "${name}" cannot be set, so the connection fails` },
        };
      }
    }
  },
});

const startsLine = (text: string, offset: number): boolean =>
  text.slice(lineStartOf(text, offset), offset).trim() === '';

const commentOut = ({ start }: Span): Fix => ({
  id: 'leave-out',
  title: 'Comment the command out',
  consequence: 'the connection stays as it is',
  safety: 'review',
  edits: [{ start, end: start, text: '-- ' }],
});

const shifted = ({ start, end }: Span, { start: by }: Span): Span => ({ start: start + by, end: end + by });

/** The database of `\\c NAME …` or `\\c "dbname=NAME …"`; undefined where psql keeps the current one, or a variable names it. */
function databaseIn(command: string): { name: string; span: Span } | undefined {
  const found =
    /\bdbname\s*=\s*'?([^\s'";]+)/d.exec(command) ??
    /^\\c(?:onnect)?\s+(?:-reuse-previous=\S+\s+)?"?(?:postgres(?:ql)?:\/\/[^/\s]*\/)?([^\s"?=:/;]+)(?=[\s"?;]|$)/d.exec(
      command,
    );
  const at = found?.indices?.[1];
  return found?.[1] && at ? { name: found[1], span: { start: at[0], end: at[1] } } : undefined;
}

/** The parameters of `options='-c name=value --name=value'`, with the percent signs of a URI decoded. */
function parametersIn(command: string): { name: string; span: Span }[] {
  const options = /\boptions\s*=.*$/.exec(command);
  if (!options) return [];
  return [...options[0].matchAll(/(?:-c(?:\s|%20)*|--)([\w.-]+?)(?:=|%3D)/dgi)].flatMap(
    ({ 1: name = '', indices }) => {
      const at = indices?.[1];
      return at ? [{ name, span: { start: options.index + at[0], end: options.index + at[1] } }] : [];
    },
  );
}
