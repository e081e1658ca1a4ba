import type { Session } from '../../../server/src/connection/session.js';

/** Does some work with sessions of its own, which are closed behind it. */
export async function withSessions<Result>(
  another: () => Session,
  work: (open: () => Session) => Promise<Result>,
): Promise<Result> {
  const opened: Session[] = [];
  try {
    return await work(() => {
      const one = another();
      opened.push(one);
      return one;
    });
  } finally {
    await Promise.all(opened.map((one) => one.close()));
  }
}
