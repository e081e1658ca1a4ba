/** Why a question is outdated, as a sentence; undefined while it is not. */
export type Standing = () => string | undefined;

/** For a question that never becomes outdated. */
export const always: Standing = () => undefined;

/** Outdated as soon as one of its parts is. */
export const allOf =
  (...parts: readonly Standing[]): Standing =>
  () => {
    for (const part of parts) {
      const reason = part();
      if (reason !== undefined) return reason;
    }
    return undefined;
  };

/** Throws where an answer comes too late. */
export function mustStand(standing: Standing): void {
  const reason = standing();
  if (reason !== undefined) throw new Error(`${reason} Nothing was done.`);
}

export function sameText(document: { readonly version: number }): Standing {
  const { version } = document;
  return () => (document.version === version ? undefined : 'The file has changed in the meantime.');
}

export const stillOpen =
  (document: { readonly isClosed: boolean }): Standing =>
  () =>
    document.isClosed ? 'The file was closed in the meantime.' : undefined;

interface Named {
  readonly target: { readonly profile: { readonly name: string } };
}

/** What a transaction can be told by: its state, and when it began. */
interface InTransaction {
  readonly transaction: () => 'none' | 'open' | 'failed';
  readonly transactionBegan: () => number | undefined;
}

/** The window still works in this session: nobody has left the connection, and its settings are the same. */
export const sameConnection =
  <Session extends Named>(
    connections: { readonly has: (session: Session) => boolean },
    session: Session,
  ): Standing =>
  () =>
    connections.has(session)
      ? undefined
      : `This window has left "${session.target.profile.name}" in the meantime, or its settings have changed.`;

/** A document still works on this connection. */
export const sameBinding =
  (
    connections: { readonly of: (document: string) => { readonly name: string } | undefined },
    document: string,
    { target }: Named,
  ): Standing =>
  () =>
    connections.of(document)?.name === target.profile.name
      ? undefined
      : 'The file works on another connection now.';

/** No transaction has begun or ended. */
export function sameTransaction(session: InTransaction): Standing {
  const [state, began] = [session.transaction(), session.transactionBegan()];
  return () => {
    if (session.transaction() === state && session.transactionBegan() === began) return undefined;
    if (state === 'none') return 'A transaction was opened in the meantime.';
    return session.transaction() === 'none'
      ? 'The transaction has ended in the meantime.'
      : 'The transaction has changed in the meantime.';
  };
}
