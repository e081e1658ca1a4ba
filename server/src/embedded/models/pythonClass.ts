import { type HostNode, partsOf } from '../hostNode.js';
import { plainString } from './scriptNodes.js';

/** What stands in the body of a class: what is given to a name, and of what type it is said to be. */
export interface Member {
  readonly name: HostNode;
  readonly type: HostNode | undefined;
  readonly value: HostNode | undefined;
}

export interface PythonClass {
  readonly name: HostNode;
  readonly bases: readonly string[];
  readonly members: readonly Member[];
  /** The classes in it, such as Meta, by their names. */
  readonly inner: ReadonlyMap<string, ReadonlyMap<string, HostNode>>;
  /** Whether a function of it makes attributes of its subclasses. */
  readonly isComputed: boolean;
}

/** What a class of Python says; undefined where it is not finished. */
export function pythonClass(node: HostNode): PythonClass | undefined {
  const [name, body] = [node.childForFieldName('name'), node.childForFieldName('body')];
  if (!name || !body) return undefined;
  const superclasses = node.childForFieldName('superclasses');
  const inner = new Map<string, ReadonlyMap<string, HostNode>>();
  const members: Member[] = [];
  let isComputed = false;
  for (const statement of partsOf(body)) {
    if (statement.type === 'class_definition') {
      const [its, own] = [statement.childForFieldName('name'), statement.childForFieldName('body')];
      if (its && own) inner.set(its.text, valuesIn(own));
    } else if (statement.type === 'expression_statement') members.push(...memberIn(statement));
    else if (/^(?:if|for|with|try)_statement$/.test(statement.type)) isComputed = true;
    else if (/\b(?:declared_attr|add_to_class|__init_subclass__)\b/.test(statement.text)) isComputed = true;
  }
  const bases = superclasses
    ? partsOf(superclasses).flatMap((base) =>
        base.type === 'keyword_argument'
          ? /^metaclass=ABC/.test(base.text)
            ? []
            : [base.text]
          : [base.text.replace(/\[.*\]$/s, '')],
      )
    : [];
  return { name, bases, members, inner, isComputed };
}

function memberIn(statement: HostNode): readonly Member[] {
  const [assignment] = partsOf(statement);
  if (assignment?.type !== 'assignment') return [];
  const name = assignment.childForFieldName('left');
  if (name?.type !== 'identifier') return [];
  const type = assignment.childForFieldName('type') ?? undefined;
  return [{ name, type, value: assignment.childForFieldName('right') ?? undefined }];
}

const valuesIn = (body: HostNode): ReadonlyMap<string, HostNode> =>
  new Map(
    partsOf(body).flatMap((statement) =>
      memberIn(statement).flatMap(({ name, value }): [string, HostNode][] =>
        value ? [[name.text, value]] : [],
      ),
    ),
  );

/** A string of Python, also one with a mark in front. */
export const pythonString = (node: HostNode | undefined): string | undefined =>
  plainString(node) ??
  (node?.type === 'string' ? /^[ru](["'])([^"'\\]*)\1$/i.exec(node.text)?.[2] : undefined);
