import type { Span } from '../text/span.js';

/** A comment that begins the part of a migration that undoes it: goose, sql-migrate, dbmate, micrate, rambler, MyBatis, Play, node-pg-migrate. */
export const isDownMarker = (comment: string): boolean =>
  /^--[- ]*(?:\+(?:goose|micrate|migrate) +Down|migrate:down|rambler +down|\/\/ *@UNDO|!Downs|down +migration(?=[\s-]*$))\b/i.test(
    comment,
  );

const isUpMarker = (comment: string): boolean =>
  /^--[- ]*(?:\+(?:goose|micrate|migrate) +Up|migrate:up|rambler +up|!Ups|up +migration(?=[\s-]*$))\b/i.test(
    comment,
  );

/** Whether a file undoes what another one does: `1_orders.down.sql`, `down.sql` beside `up.sql`, Flyway's `U1__orders.sql`. */
export const isDownFile = (path: string): boolean =>
  /(?:^|[/\\.])down\.sql$/i.test(path) || /(?:^|[/\\])U\d[\d._]*__[^/\\]*\.sql$/.test(path);

/** The parts of a text that undo a migration, by its comments. */
export function* waysBack(text: string, comments: readonly Span[], { end }: Span): Generator<Span> {
  let start: number | undefined;
  for (const comment of comments) {
    const written = text.slice(comment.start, Math.min(comment.end, comment.start + longestMarker));
    if (isDownMarker(written)) start ??= comment.end;
    else if (start !== undefined && isUpMarker(written)) {
      yield { start, end: comment.start };
      start = undefined;
    }
  }
  if (start !== undefined) yield { start, end };
}

/** UTF-16 units. */
const longestMarker = 60;
