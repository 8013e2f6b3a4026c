import { inlineText } from '../../../../shared/body/inline';
import type { Block } from '../../../../shared/body/schema';
import type { ArticleFields } from '../../../../shared/domain/article';
import type { WordpressConfig } from '../../../../shared/domain/target';
import type { WholeArticle } from '../../../store/contract';
import { articlePage, escapeHtml, hashOf, picturesOf, withPictures } from '../../article-page';
import type { PictureWords, RemotePicture } from './media';
import type { PostDate } from './posts';

/** An article made ready for WordPress, with stand-ins where the site's own ids and addresses come. */
export interface Prepared {
  readonly title: string;
  readonly excerpt: string;
  readonly page: string;
  readonly pictures: ReadonlyMap<string, PictureWords>;
  readonly featured: string | null;
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  readonly publishAt: number | null;
  /** sha256 of all that the site would get. */
  readonly hash: string;
}

/**
 * Where an article's parts go: title and lead into their own columns (lead = excerpt, which lists and feeds show), and the
 * lead again as the content's first paragraph `p.lead`, because stock themes do not show the excerpt above an article.
 * Content is plain HTML, which the block editor opens as one classic block and every older one as it is.
 */
export async function prepare(whole: WholeArticle, config: WordpressConfig): Promise<Prepared> {
  const { fields } = whole.article;
  const page = quietShortcodes(await articlePage(fields, whole.blocks));
  const title = escapeHtml(fields.title.normalize('NFC'));
  const excerpt = escapeHtml(fields.lead.normalize('NFC'));
  const categories = [fields.category, ...fields.categories].filter((name) => name.trim() !== '');
  const tags = fields.keywords.filter((name) => name.trim() !== '');
  const { featured, publishAt } = fields;
  const hash = hashOf({ title, excerpt, page, categories, tags, featured, publishAt, final: config.finalStatus });
  return {
    title,
    excerpt,
    page,
    pictures: wordsOfPictures(fields, whole.blocks),
    featured,
    categories,
    tags,
    publishAt,
    hash,
  };
}

export function contentWith(prepared: Prepared, pictures: ReadonlyMap<string, RemotePicture>): string {
  return withPictures(prepared.page, (sha256) => {
    const picture = pictures.get(sha256);
    // The class lets WordPress serve smaller sizes to small screens.
    return picture === undefined ? '' : `src="${escapeHtml(picture.url)}" class="wp-image-${picture.id}"`;
  });
}

/** An article that says "[gallery]" means these letters: WordPress would run a shortcode in their place. */
function quietShortcodes(html: string): string {
  return html.replace(/\[(?=\/?[a-z])/gi, '&#91;');
}

function wordsOfPictures(fields: ArticleFields, blocks: readonly Block[]): Map<string, PictureWords> {
  const words = new Map<string, PictureWords>();
  for (const sha256 of picturesOf(fields, blocks)) {
    const block = blocks.find((candidate) => candidate.kind === 'picture' && candidate.media === sha256);
    if (block?.kind !== 'picture') words.set(sha256, { alt: '', caption: '' });
    else {
      const caption = [inlineText(block.caption), block.credit].filter((line) => line.trim() !== '').join(' ');
      words.set(sha256, { alt: block.alt.normalize('NFC'), caption: escapeHtml(caption.normalize('NFC')) });
    }
  }
  return words;
}

/** The date that an order sets: the planned one, or none; a plan that was given up is cleared, or the post would stay hidden. */
export function dateOf(publishAt: number | null, remoteStatus: string | null): PostDate {
  if (publishAt !== null) return { date_gmt: new Date(publishAt).toISOString().slice(0, 19) };
  return remoteStatus === 'future' ? { date_gmt: null } : {};
}
