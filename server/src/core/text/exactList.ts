/** The same list without the room to grow: a list that has grown takes the room of sixteen more. Empty lists are one. */
export const exactList = <T>(list: readonly T[]): readonly T[] => (list.length > 0 ? list.slice() : empty);

const empty: readonly never[] = [];
