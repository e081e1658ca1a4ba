/** Whether two values of plain data, without circles, hold the same. A property without a value counts as missing. */
export function isSameData(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  if (Array.isArray(one) && Array.isArray(other) && one.length !== other.length) return false;
  return areSameFields(one, other) && areSameFields(other, one);
}

/** Whether another object has all the fields of one. */
function areSameFields(one: object, other: object): boolean {
  const others = new Map(Object.entries(other));
  return Object.entries(one).every(([field, value]) => isSameData(value, others.get(field)));
}
