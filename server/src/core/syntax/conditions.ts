/** psql's `\if`, `\elif`, `\else` and `\endif`: which lines psql skips, as far as the conditions tell. */
export interface Conditions {
  /** Takes a command of psql; answers whether it is one of these. */
  follow(command: string): boolean;
  /** Whether psql skips what comes next, whatever its variables hold. */
  isSkipping(): boolean;
}

export function createConditions(): Conditions {
  const open: Branch[] = [];
  let skipped = 0;
  return {
    follow(command) {
      const [, verb, written = ''] = /^\\(if|elif|else|endif)\b(.*)$/s.exec(command) ?? [];
      if (verb === undefined) return false;
      const before = verb === 'if' ? undefined : open.pop();
      if (before?.isSkipped) skipped--;
      if (verb === 'endif' || (verb !== 'if' && !before)) return true;
      const isTrue = verb === 'else' ? undefined : truthOf(written.trim());
      const wasTaken = before?.wasTaken ?? false;
      const isSkipped = wasTaken || isTrue === false;
      if (isSkipped) skipped++;
      open.push({ isSkipped, wasTaken: wasTaken || isTrue === true });
      return true;
    },
    isSkipping: () => skipped > 0,
  };
}

interface Branch {
  readonly isSkipped: boolean;
  /** The condition of this branch, or of one before it, is certainly true. */
  readonly wasTaken: boolean;
}

/** The truth value that psql gives a text; undefined for a variable, and for what is neither true nor false. */
function truthOf(text: string): boolean | undefined {
  if (text === '') return undefined;
  const given = text.toLowerCase();
  const isStartOf = (word: string) => word.startsWith(given);
  if (['true', 'yes'].some(isStartOf) || given === 'on' || given === '1') return true;
  if (['false', 'no'].some(isStartOf) || ['of', 'off', '0'].includes(given)) return false;
  return undefined;
}
