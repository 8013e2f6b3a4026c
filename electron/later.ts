/** Something that is made when it is first asked for. */
export interface Later<T> {
  (): Promise<T>;
  /** What was made, or null when nobody asked or the making failed: for the end, which must not begin anything. */
  begun(): Promise<T | null>;
}

/** Makes once. A making that failed is tried again by the next who asks. */
export function later<T>(make: () => Promise<T>): Later<T> {
  let made: Promise<T> | null = null;
  const get = (): Promise<T> => {
    if (made) return made;
    const trying = make();
    made = trying;
    trying.catch(() => {
      made = null;
    });
    return trying;
  };
  return Object.assign(get, { begun: async () => (made ? made.catch(() => null) : null) });
}
