import assert from 'node:assert/strict';

/** The SQLSTATE, or the code of Node's error, and the words of what a piece of work fails with; an ORM's wrapping left out. */
export async function failure(work: Promise<unknown>): Promise<{ code: unknown; message: string }> {
  const error = await work.then(
    () => assert.fail('It succeeded.'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof Error);
  return refused(error);
}

/** The same of an error that was handed over instead of thrown. */
export function refused(error: unknown): { code: unknown; message: string } {
  assert.ok(error instanceof Error);
  if (error.cause instanceof Error) return refused(error.cause);
  return { code: 'code' in error ? error.code : undefined, message: error.message };
}
