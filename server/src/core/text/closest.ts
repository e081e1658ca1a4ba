/** The one name that a misspelt one is nearest to; undefined where none is near, or two are equally near. */
export function closest(written: string, names: readonly string[]): string | undefined {
  const most = Math.min(2, Math.floor(written.length / 3));
  let best: { readonly name: string; readonly distance: number } | undefined;
  let isTied = false;
  for (const name of new Set(names)) {
    // Names that differ in their numbers are different things.
    if (name.replace(/\d+/g, '') === written.replace(/\d+/g, '')) continue;
    if (name === written || Math.abs(name.length - written.length) > most) continue;
    const distance = distanceOf(written.toLowerCase(), name.toLowerCase());
    if (distance > most || (best && distance > best.distance)) continue;
    isTied = best?.distance === distance;
    best = { name, distance };
  }
  return isTied ? undefined : best?.name;
}

/** How many letters are put in, left out, changed or swapped. */
function distanceOf(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? 0;
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    rows.push(line);
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      const plain = Math.min(
        at(row - 1, column) + 1,
        (line[column - 1] ?? 0) + 1,
        at(row - 1, column - 1) + (isSame ? 0 : 1),
      );
      const isSwapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      line.push(isSwapped ? Math.min(plain, at(row - 2, column - 2) + 1) : plain);
    }
  }
  return at(one.length, other.length);
}
