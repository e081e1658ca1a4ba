import { dotted } from '../text/dotted.js';
import type { ObjectName } from './model.js';

/** The name of an object as `schema.name`; one without a schema is taken to be in `public`. */
export const keyOf = ({ schema = 'public', name }: ObjectName): string => dotted(schema, name);
