/** The package brings no types; what is used of it. */
declare module 'word-extractor' {
  export default class WordExtractor {
    extract(source: string | Buffer): Promise<{
      getBody(options: { filterUnicode: boolean }): string;
      getFootnotes(options: { filterUnicode: boolean }): string;
      getEndnotes(options: { filterUnicode: boolean }): string;
    }>;
  }
}
