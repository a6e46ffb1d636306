/** A map of results that forgets the oldest ones. */
export interface BoundedMap<Value> {
  /** The value of a key, made where it is not known. */
  get(key: string, make: () => Value): Value
}

/** @param capacity values that are kept */
export function createBoundedMap<Value>(capacity: number): BoundedMap<Value> {
  const values = new Map<string, Value>()
  return {
    get(key, make) {
      const known = values.get(key)
      if (known !== undefined) return known
      const value = make()
      values.set(key, value)
      for (const oldest of values.keys()) {
        if (values.size <= capacity) break
        values.delete(oldest)
      }
      return value
    },
  }
}
