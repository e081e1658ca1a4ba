/** What a tool takes, as in a JSON Schema. Those without `required` may be missing. */
export interface Parameter {
  readonly type: 'string' | 'boolean' | 'integer';
  readonly description: string;
  readonly choices?: readonly string[];
  readonly least?: number;
  readonly most?: number;
  readonly required?: true;
}

export type Parameters = Readonly<Record<string, Parameter>>;

type ValueOf<P extends Parameter> = P['choices'] extends readonly (infer Choice)[]
  ? Choice
  : { string: string; boolean: boolean; integer: number }[P['type']];

/** The values of a call, which the protocol's library has checked. */
export type Values<P extends Parameters> = {
  readonly [Name in keyof P]: ValueOf<P[Name]> | (P[Name] extends { required: true } ? never : undefined);
};

/** What a client shows of the parameters, and checks. */
export function jsonSchemaOf(parameters: Parameters): Readonly<Record<string, unknown>> {
  const entries = Object.entries(parameters);
  return {
    type: 'object',
    properties: Object.fromEntries(
      entries.map(([name, { type, description, choices, least, most }]) => [
        name,
        {
          ...{ type, description },
          ...(choices && { enum: choices }),
          ...(least !== undefined && { minimum: least }),
          ...(most !== undefined && { maximum: most }),
        },
      ]),
    ),
    required: entries.filter(([, { required }]) => required).map(([name]) => name),
    additionalProperties: false,
  };
}
