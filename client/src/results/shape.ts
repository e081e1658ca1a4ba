// Types that values are checked against where they come in from another process.

/** Tells whether a value has the type. */
export type Shape<T> = (value: unknown) => value is T;

export type Shaped<S> = S extends Shape<infer T> ? T : never;

export const text = (value: unknown): value is string => typeof value === 'string';

export const flag = (value: unknown): value is boolean => typeof value === 'boolean';

export const amount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);

/** Zero or a positive whole number: an id, a count, an index. */
export const whole = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** A key of a table. */
export const keyOf =
  <T extends object>(table: T): Shape<keyof T & string> =>
  (value): value is keyof T & string =>
    typeof value === 'string' && Object.hasOwn(table, value);

export const oneOf =
  <const T extends string>(...words: readonly T[]): Shape<T> =>
  (value): value is T =>
    words.some((word) => word === value);

export const listOf =
  <T>(shape: Shape<T>): Shape<readonly T[]> =>
  (value): value is readonly T[] =>
    Array.isArray(value) && value.every(shape);

export const nullOr =
  <T>(shape: Shape<T>): Shape<T | null> =>
  (value): value is T | null =>
    value === null || shape(value);

/** A field that may be missing, as one that was undefined is after its journey. */
export const optional =
  <T>(shape: Shape<T>): Shape<T | undefined> =>
  (value): value is T | undefined =>
    value === undefined || shape(value);

type Shapes = Readonly<Record<string, Shape<unknown>>>;

type Fields<S extends Shapes> = { readonly [Name in keyof S]: Shaped<S[Name]> };

export const record =
  <S extends Shapes>(fields: S): Shape<Fields<S>> =>
  (value): value is Fields<S> =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(fields).every(([name, shape]) => shape(Reflect.get(value, name)));

/** Those values of a list that have the shape; none of what is not a list. */
export const allOf = <T>(shape: Shape<T>, value: unknown): readonly T[] => {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.filter(shape);
};

/** The fields of each message by the message's type. */
export type Messages = Readonly<Record<string, Shapes>>;

export type MessageMap<M extends Messages> = {
  readonly [Type in keyof M]: { readonly type: Type } & Fields<M[Type]>;
};

export type Handlers<M extends Messages> = {
  readonly [Type in keyof M]: (message: MessageMap<M>[Type]) => void;
};

/** Hands a message to the handler of its type; answers false, and does nothing, for what is no such message. */
export const dispatcher = <M extends Messages>(messages: M, handlers: Handlers<M>) => {
  const isMessage = (value: unknown): value is MessageMap<M>[keyof M] => {
    if (typeof value !== 'object' || value === null) return false;
    const type: unknown = Reflect.get(value, 'type');
    if (typeof type !== 'string' || !Object.hasOwn(messages, type)) return false;
    return record(messages[type] ?? {})(value);
  };
  const handle = <Type extends keyof M>(message: MessageMap<M>[Type]) => handlers[message.type](message);
  return (value: unknown): boolean => {
    if (!isMessage(value)) return false;
    handle(value);
    return true;
  };
};
