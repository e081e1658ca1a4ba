import type { Ask } from '../../../server/src/connection/answer.js';
import { readParts } from '../../../server/src/connection/catalog.js';
import { lookUp } from '../../../server/src/connection/lookUp.js';
import {
  domainDdl,
  routineDdl,
  sequenceDdl,
  tableDdl,
  viewDdl,
} from '../../../server/src/core/catalog/fromServer/ddl.js';
import {
  domainChecks,
  domainDetails,
  routineDetails,
  sequenceDetails,
  sqlBody,
  viewDetails,
} from '../../../server/src/core/catalog/fromServer/definitions.js';
import type { SchemaObject } from '../../../server/src/core/catalog/fromServer/model.js';
import type { Question } from '../../../server/src/core/catalog/fromServer/question.js';

/** The statements that make an object again, read from the catalog now. */
export async function definitionOf(ask: Ask, object: SchemaObject): Promise<string> {
  /** The single row that an object of the catalog has. */
  const only = async <Row>(question: (oid: string) => Question<readonly Row[]>): Promise<Row> => {
    const [row] = await lookUp(ask, question(object.oid));
    if (row === undefined) throw new Error(`"${object.schema}.${object.name}" is gone. Refresh the schema.`);
    return row;
  };
  switch (object.kind) {
    case 'table':
      return tableDdl(object, await readParts(ask, object));
    case 'view':
      return viewDdl(object, await only(viewDetails), (await readParts(ask, object)).columns);
    case 'sequence':
      return sequenceDdl(object, await only(sequenceDetails));
    case 'domain':
      return domainDdl(object, await only(domainDetails), await lookUp(ask, domainChecks(object.oid)));
    case 'function': {
      const details = await only(routineDetails);
      return routineDdl(object, details, details.source === undefined ? await only(sqlBody) : '');
    }
  }
}
