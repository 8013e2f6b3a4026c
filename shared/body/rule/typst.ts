/** A short line in the middle of the column. */
export const RULE_TYPST = '#separator()';
