/**
 * Whether an operator is PostgreSQL 16's own or a sign of its grammar, such as `::`. Any other one is a user's, and calls a
 * function that is not known. Signs that do not belong to it may stand behind it, as in `=-1`.
 */
export function isBuiltInOperator(token: string): boolean {
  const name = holdsSpecial.test(token) ? token : token.replace(/(?<=.)[-+]+$/, '');
  return builtIn.has(name);
}

/** https://www.postgresql.org/docs/16/sql-syntax-lexical.html#SQL-SYNTAX-OPERATORS: only these may end in + or -. */
const holdsSpecial = /[~!@#%^&|`?]/;

const builtIn: ReadonlySet<string> = new Set(
  `:: := => .. !=
  !! !~ !~* !~~ !~~* # ## #- #> #>> % & && &< &<| &> * *< *<= *<> *= *> *>= + - -> ->> -|- / < <-> << <<= <<| <= <> <@ <^ =
  > >= >> >>= >^ ? ?# ?& ?- ?-| ?| ?|| @ @-@ @> @? @@ @@@ ^ ^@ | |&> |/ |>> || ||/ ~ ~* ~<=~ ~<~ ~= ~>=~ ~>~ ~~ ~~*`.split(
    /\s+/,
  ),
);
