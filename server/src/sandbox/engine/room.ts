import { statfsSync } from 'node:fs';

/** The room on the disk where PostgreSQL keeps its data. */
export interface Room {
  /** Whether there is too little to write. */
  readonly isShort: () => boolean;
  /** Calls `whenShort` once if there gets to be too little while `work` runs. */
  readonly whileThereIs: <Result>(whenShort: () => void, work: () => Promise<Result>) => Promise<Result>;
}

interface Watched {
  /** A path on that disk. */
  readonly data: string;
  /** Takes a sentence when the room gets short, and when there is room again. */
  readonly log: (sentence: string) => void;
}

/**
 * PostgreSQL ends, and with it the sandbox, when there is no room for its write-ahead log, which it makes in files of 16 MiB.
 * So whoever writes is refused while there still is. https://www.postgresql.org/docs/16/disk-full.html
 */
export const leastRoom = 64 * 2 ** 20;

/** Watches a disk while somebody writes. Where a system tells nothing of its disks there is always room. */
export function watchRoom({ data, log }: Watched): Room {
  const writers = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;
  let wasShort = false;
  let looked = Number.NEGATIVE_INFINITY;
  const isShort = (): boolean => {
    const now = performance.now();
    if (!wasShort && now - looked < trusted) return false;
    looked = now;
    const isNow = freeOn(data) < leastRoom;
    if (isNow !== wasShort) log(isNow ? shortOf(data) : enoughIn(data));
    wasShort = isNow;
    return isNow;
  };
  const look = () => {
    timer = setTimeout(() => {
      if (isShort()) {
        for (const whenShort of writers) whenShort();
        writers.clear();
      }
      if (writers.size > 0) look();
      else timer = undefined;
    }, betweenLooks);
  };
  return {
    isShort,
    async whileThereIs(whenShort, work) {
      writers.add(whenShort);
      if (!timer) look();
      try {
        return await work();
      } finally {
        writers.delete(whenShort);
      }
    },
  };
}

/**
 * Bytes. It asks before each statement that writes, and asks the system at once: in another thread the question takes longer
 * than the statement.
 */
function freeOn(data: string): number {
  try {
    const { bavail, bsize } = statfsSync(data);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** Where nobody knows the disk. */
export const endlessRoom: Room = {
  isShort: () => false,
  whileThereIs: (_whenShort, work) => work(),
};

/** Milliseconds. */
const betweenLooks = 100;
/** Milliseconds in which no disk takes so much. */
const trusted = 10;

const least = `${leastRoom / 2 ** 20} MiB`;

const shortOf = (data: string): string =>
  `Less than ${least} are free on the disk of ${data}. Statements that write are refused until there is more room.`;
const enoughIn = (data: string): string =>
  `There is room again on the disk of ${data}. Statements that write are accepted.`;

/** What a statement that would write is told. */
export const diskFull = {
  sqlstate: '53100',
  message: 'no space is left on the disk of the sandbox',
  hint: `The sandbox writes again as soon as ${least} are free there.`,
};
