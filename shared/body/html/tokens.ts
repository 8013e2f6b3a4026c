import type { Token } from 'parse5';

export type Attribute = Token.Attribute;

/** Elements that end the line of text they stand in. */
export const BLOCK_TAGS = new Set(
  (
    'address article aside blockquote caption center dd details dialog dir div dl dt fieldset figcaption figure ' +
    'footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav ol optgroup option p pre ' +
    'search section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);

/** Elements without an end tag. */
export const VOID_TAGS = new Set(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr'.split(' '),
);

/** Elements whose content is not text of the article. */
export const CUT_TAGS = new Set(
  'audio annotation canvas datalist iframe noembed noframes noscript object script select style svg template textarea title video xmp plaintext'.split(
    ' ',
  ),
);

/** Formatting that goes on behind the end of a block which closed around it, as browsers have it. */
export const FORMATTING_TAGS = new Set('b big code em font i s small strike strong tt u'.split(' '));

/** Where the search for the element that an end tag closes stops. */
export const BARRIER_TAGS = new Set(['table', 'td', 'th', 'caption', 'template', 'object']);

/** A start tag of these ends an open <svg>: browsers break out of it there, so a forgotten </svg> swallows no text. */
export const BREAKOUT_TAGS = new Set(
  (
    'b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta ' +
    'nobr ol p pre ruby s small span strong strike sub sup table tt u ul var'
  ).split(' '),
);
