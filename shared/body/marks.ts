import type { Mark } from './schema';

/** MARKS of the schema, in its order, for parts of the window that must not load the schema library; a test holds both equal. */
export const MARKS = ['bold', 'italic', 'underline', 'strike', 'subscript', 'superscript'] as const satisfies Mark[];
