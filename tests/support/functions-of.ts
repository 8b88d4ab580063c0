/** The functions of an object and of the objects in it, by their path, such as `auth.links.create`. */
export function functionsOf(part: object, path: string[] = []): string[] {
  return Object.entries(part).flatMap(([name, value]) => {
    if (typeof value === 'function') return [[...path, name].join('.')];
    return typeof value === 'object' && value !== null ? functionsOf(value, [...path, name]) : [];
  });
}
