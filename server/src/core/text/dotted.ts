/**
 * `schema.name` as a string of its own. A template would make one that refers to its parts, in twice the memory: a long script
 * keeps hundreds of thousands.
 */
export const dotted = (schema: string, name: string): string => [schema, name].join('.');
