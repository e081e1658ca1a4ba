import { setTimeout as delay } from 'node:timers/promises';
import type { ApplyOptions } from './apply.js';

/** The clock, the chance and the timers of this machine. */
export const ofThisMachine: Pick<ApplyOptions, 'now' | 'random' | 'repeat' | 'wait'> = {
  now: Date.now,
  random: Math.random,
  wait: async (pause) => await delay(pause),
  repeat: (callback, pause) => {
    const timer = setInterval(callback, pause);
    return { dispose: () => clearInterval(timer) };
  },
};
