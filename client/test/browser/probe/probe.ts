// Runs in every frame of the workbench; the benchmark calls it in that of the results panel.

/** Milliseconds of frames, and of what was waited for. */
interface Jumps {
  readonly frames: readonly number[];
  readonly filled: readonly number[];
  /** Elements of cells on the page, in use or spare. */
  readonly cells: number;
}

const frame = () => new Promise<number>(requestAnimationFrame);
let seen = 0;
let readyMs: number | undefined;

/**
 * The extension writes the time at which it had all rows into the second cell of the first: notes how long ago that was.
 * A timer, because VS Code writes the page into a frame that forgets its animation frames by that.
 */
setInterval(async () => {
  const text = document.querySelector('[aria-rowindex="2"] > [aria-colindex="2"]')?.textContent ?? '';
  const sent = Number(/^ready (\d+)$/.exec(text)?.[1] ?? seen);
  if (sent === seen) return;
  seen = sent;
  // The frame that shows it has been painted when the next one begins
  await frame();
  await frame();
  readyMs = Date.now() - sent;
}, 4);

/** How long the newest result took to be seen; each is told once. */
async function ready(): Promise<number> {
  while (readyMs === undefined) await frame();
  const told = readyMs;
  readyMs = undefined;
  return told;
}

/** Far jumps, down and up only or in both directions. */
async function jump(count: number, goesAside: boolean): Promise<Jumps> {
  const grid = document.querySelector('.grid');
  if (!grid) throw new Error('There is no grid.');
  const go = (at: number) => {
    grid.scrollTop = ((at * 7919) % 1000) * (grid.scrollHeight / 1000);
    if (goesAside) grid.scrollLeft = ((at * 104_729) % 100) * (grid.scrollWidth / 100);
  };
  const frames = await framesOf(count, go);
  const filled = [];
  for (let at = 0; at < count; at++) {
    const start = performance.now();
    go(at);
    do await frame();
    while (
      [...document.querySelectorAll('.row:not([hidden]) > .cell:not([hidden])')].some(
        (cell) => cell.textContent === '',
      )
    );
    filled.push(performance.now() - start);
  }
  return { frames, filled, cells: document.querySelectorAll('.cell').length };
}

const scroll = (count: number): Promise<readonly number[]> =>
  framesOf(count, () => document.querySelector('.grid')?.scrollBy(0, 300));

async function framesOf(count: number, act: (at: number) => void): Promise<readonly number[]> {
  const frames = [];
  let last = await frame();
  for (let at = 0; at < count; at++) {
    act(at);
    const now = await frame();
    frames.push(now - last);
    last = now;
  }
  return frames;
}

/** Bytes of the heap after a collection, where Chromium was started with --expose-gc and --enable-precise-memory-info. */
function heap(): number {
  Object(globalThis).gc?.();
  return Number(Object(performance).memory?.usedJSHeapSize);
}

Object.assign(globalThis, { probe: { ready, jump, scroll, heap } });
